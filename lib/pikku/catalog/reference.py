"""Rows that are decided, not recorded: the chart of accounts, the accounting months and the warehouses."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from pikku.catalog.assortment import FAMILIES, GST_CHANGES, STUFF

#: The books: three financial years, April to March.
FIRST_DAY = date(2023, 4, 1)
LAST_DAY = date(2026, 3, 31)
#: The company is planned for a year more: month by month, the books can be carried on until then.
LAST_PLANNED_DAY = date(2027, 3, 31)

#: Pikku's own place of supply: Pune, Maharashtra. A supply within the state bears CGST and SGST, others IGST.
HOME_STATE = "27"
HOME_CITY = "Pune"
#: The state code of customers abroad. What is exported bears no tax: it is zero-rated, and Pikku exports under a letter of
#: undertaking, without paying the tax first. Source: section 16 of the Integrated GST Act, 2017.
ABROAD = "97"

#: Hours of the day, in UTC, between which offices enter documents (first, and after the last): 9:30 to 18:30 in India.
#: Reasoning: one shift of nine hours with its lunch.
OFFICE_HOURS = (4, 13)


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
    Account(1410, "Advance income tax", "asset", "Other current assets"),
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
    Account(2340, "State insurance (ESI) payable", "liability", "Statutory dues"),
    Account(2350, "Income tax payable", "liability", "Statutory dues"),
    Account(2400, "Freight payable", "liability", "Other current liabilities"),
    Account(
        2410, "Advances from customers", "liability", "Other current liabilities", is_control=True
    ),
    Account(2500, "Term loan", "liability", "Borrowings"),
    Account(3100, "Share capital", "equity", "Share capital"),
    Account(3200, "Retained earnings", "equity", "Retained earnings"),
    Account(4100, "Sales", "income", "Revenue"),
    Account(4200, "Sales returns and allowances", "income", "Revenue"),
    Account(5100, "Cost of goods sold", "expense", "Cost of goods sold"),
    Account(5200, "Purchase price variance", "expense", "Cost of goods sold"),
    Account(5300, "Production variance", "expense", "Cost of goods sold"),
    Account(5400, "Conversion cost absorbed", "expense", "Cost of goods sold"),
    Account(5500, "Stock differences", "expense", "Cost of goods sold"),
    Account(5510, "Returned goods scrapped", "expense", "Cost of goods sold"),
    Account(6100, "Salaries and wages", "expense", "Employee cost"),
    Account(6110, "Employer's provident fund", "expense", "Employee cost"),
    Account(6120, "Employer's state insurance", "expense", "Employee cost"),
    Account(6200, "Freight outward", "expense", "Other expenses"),
    Account(6300, "Rent", "expense", "Other expenses"),
    Account(6310, "Power and fuel", "expense", "Other expenses"),
    Account(6320, "Repairs and maintenance", "expense", "Other expenses"),
    Account(6400, "Depreciation", "expense", "Depreciation"),
    Account(6500, "Interest", "expense", "Finance cost"),
    Account(6600, "Bad debts", "expense", "Other expenses"),
    Account(6700, "Income tax", "expense", "Income tax"),
)

#: Types of the accounts that are closed into retained earnings at the end of a financial year.
RESULT_TYPES = ("income", "expense")
RESULT_ACCOUNTS = tuple(each.account_id for each in ACCOUNTS if each.account_type in RESULT_TYPES)

#: Monthly expenses paid from the bank on the last day of the month: account -> rupees for an order book of `small`
#: size; the load scales nothing, the amounts are contracts. Reasoning: a 40-machine plant on a 6,000 m2 rented shed
#: at about 250 Rs/m2 and roughly 450,000 kWh at 9 Rs (Maharashtra industrial tariff order of magnitude).
MONTHLY_EXPENSES: dict[int, int] = {6300: 1_500_000, 6310: 4_050_000}

#: Bank balance when the books begin, rupees.
OPENING_BANK = 250_000_000


@dataclass(frozen=True)
class TermLoan:
    """A loan from a bank on the fixed assets that the books begin with; shares as decimals in text, for exact SQL."""

    share_of_assets: str
    instalment: str
    monthly_rate: str


#: Reasoning: banks finance half to three quarters of machines and moulds over five to seven years; 9 % a year is of the order of
#: what medium-sized companies paid in 2023-25 (the repo rate was 6.5 %). An instalment is a share of the whole loan.
TERM_LOAN = TermLoan(share_of_assets="0.50", instalment="0.015", monthly_rate="0.0075")

#: Income tax of a company on its profit: 22 %, a surcharge of 10 % of that, and a cess of 4 % of both. Source: section 115BAA of
#: the Income-tax Act, 1961; depreciation for tax is taken to be that of the books.
INCOME_TAX_RATE = "0.25168"

#: Month of the financial year -> share of the year's tax that is paid in advance on its 15th, in hundredths. Source: section
#: 211 of the Act, but for the last: the company's estimate is a twentieth short, which it pays on 31 July.
ADVANCE_TAX = {3: 15, 6: 30, 9: 30, 12: 20}


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

    @property
    def decided_on(self) -> date:
        """Return the day it was opened on: those of the three years with the books, a later one when it begins."""
        return FIRST_DAY if self.ends_on <= LAST_DAY else self.starts_on


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


@dataclass(frozen=True)
class TaxRate:
    """The GST rate of an HSN code, per cent, from one day to another."""

    tax_rate_id: int
    hsn_code: str
    valid_from: date
    valid_to: date
    gst_rate: int

    @property
    def decided_on(self) -> date:
        """Return the day of the decision: with the books, or with the last month that they were carried on to."""
        return FIRST_DAY if self.valid_to <= LAST_DAY else self.valid_to.replace(day=1)


def tax_rates(first: date = FIRST_DAY, last: date = LAST_DAY) -> tuple[TaxRate, ...]:
    """Return the rates of all HSN codes of the assortment: for each one, a rate for each day of the books."""
    found: list[TaxRate] = []
    for hsn, rate in sorted({(entry.hsn, int(entry.gst_rate)) for entry in (*FAMILIES, *STUFF)}):
        rates = {first: rate} | {since: new for code, since, new in GST_CHANGES if code == hsn}
        ends = [since - timedelta(days=1) for since in rates][1:] + [last]
        for (since, percent), end in zip(rates.items(), ends, strict=True):
            found.append(TaxRate(len(found) + 1, hsn, since, end, percent))
    return tuple(found)
