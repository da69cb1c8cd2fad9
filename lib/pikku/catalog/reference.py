"""Rows that are decided, not recorded: the chart of accounts, the accounting months and the warehouses."""

import calendar
from dataclasses import dataclass
from datetime import date

#: The books: three financial years, April to March.
FIRST_DAY = date(2023, 4, 1)
LAST_DAY = date(2026, 3, 31)

#: Pikku's own place of supply: Pune, Maharashtra. A supply within the state bears CGST and SGST, others IGST.
HOME_STATE = "27"
HOME_CITY = "Pune"


@dataclass(frozen=True)
class Account:
    """One account of the general ledger."""

    account_id: int
    account_name: str
    account_type: str
    statement_group: str
    is_control: bool = False


ACCOUNTS: tuple[Account, ...] = (
    Account(1100, "Bank", "asset", "Cash and bank"),
    Account(1200, "Accounts receivable", "asset", "Trade receivables", is_control=True),
    Account(1310, "Stock of materials and packaging", "asset", "Inventories", is_control=True),
    Account(1320, "Stock of finished goods", "asset", "Inventories", is_control=True),
    Account(1330, "Work in progress", "asset", "Inventories"),
    Account(1400, "GST input credit", "asset", "Other current assets"),
    Account(1500, "Fixed assets at cost", "asset", "Fixed assets"),
    Account(1510, "Accumulated depreciation", "asset", "Fixed assets"),
    Account(2100, "Accounts payable", "liability", "Trade payables", is_control=True),
    Account(2150, "Goods received not invoiced", "liability", "Trade payables", is_control=True),
    Account(2200, "GST output tax", "liability", "Statutory dues"),
    Account(2210, "GST payable", "liability", "Statutory dues"),
    Account(2300, "Salaries payable", "liability", "Other current liabilities"),
    Account(2310, "Provident fund payable", "liability", "Statutory dues"),
    Account(2320, "Professional tax payable", "liability", "Statutory dues"),
    Account(2330, "Income tax deducted (TDS) payable", "liability", "Statutory dues"),
    Account(2400, "Freight payable", "liability", "Other current liabilities"),
    Account(3100, "Share capital", "equity", "Equity"),
    Account(4100, "Sales", "income", "Revenue"),
    Account(4200, "Sales allowances", "income", "Revenue"),
    Account(5100, "Cost of goods sold", "expense", "Cost of goods sold"),
    Account(5200, "Purchase price variance", "expense", "Cost of goods sold"),
    Account(5300, "Production variance", "expense", "Cost of goods sold"),
    Account(5400, "Conversion cost absorbed", "expense", "Cost of goods sold"),
    Account(6100, "Salaries and wages", "expense", "Employee cost"),
    Account(6110, "Employer's provident fund", "expense", "Employee cost"),
    Account(6200, "Freight outward", "expense", "Other expenses"),
    Account(6300, "Rent", "expense", "Other expenses"),
    Account(6310, "Power and fuel", "expense", "Other expenses"),
    Account(6320, "Repairs and maintenance", "expense", "Other expenses"),
    Account(6400, "Depreciation", "expense", "Depreciation"),
)

#: Monthly expenses paid from the bank on the last day of the month: account -> rupees for an order book of `small`
#: size; the load scales nothing, the amounts are contracts. Reasoning: a 40-machine plant on a 6,000 m2 rented shed
#: at about 250 Rs/m2 and roughly 450,000 kWh at 9 Rs (Maharashtra industrial tariff order of magnitude).
MONTHLY_EXPENSES: dict[int, int] = {6300: 1_500_000, 6310: 4_050_000}

#: Bank balance when the books begin, rupees.
OPENING_BANK = 250_000_000


@dataclass(frozen=True)
class Warehouse:
    """A warehouse of the plant."""

    warehouse_id: int
    warehouse_code: str
    warehouse_name: str
    city: str
    state_code: str


MATERIAL_STORE = Warehouse(1, "WH-01", "Material store", HOME_CITY, HOME_STATE)
FINISHED_STORE = Warehouse(2, "WH-02", "Finished goods store", HOME_CITY, HOME_STATE)
WAREHOUSES = (MATERIAL_STORE, FINISHED_STORE)


@dataclass(frozen=True)
class Period:
    """An accounting month."""

    period_id: int
    period_name: str
    starts_on: date
    ends_on: date
    financial_year: str
    fiscal_month: int


def periods(first: date = FIRST_DAY, last: date = LAST_DAY) -> tuple[Period, ...]:
    """Return the accounting months from the one of `first` to the one of `last`."""
    found = []
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        april = year if month >= 4 else year - 1
        found.append(
            Period(
                period_id=year * 100 + month,
                period_name=f"{calendar.month_abbr[month]} {year}",
                starts_on=date(year, month, 1),
                ends_on=date(year, month, calendar.monthrange(year, month)[1]),
                financial_year=f"{april}-{(april + 1) % 100:02d}",
                fiscal_month=(month - 4) % 12 + 1,
            )
        )
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return tuple(found)
