"""Rows that are decided, not recorded: the chart of accounts, the accounting months and the warehouses."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from pikku.catalog.assortment import GST_CHANGES, HSN_RATES

#: The books: three financial years, April to March.
FIRST_DAY = date(2023, 4, 1)
LAST_DAY = date(2026, 3, 31)
#: The company is planned for a year more: month by month, the books can be carried on until then.
LAST_PLANNED_DAY = date(2027, 3, 31)

#: Days on which the plant is closed and everybody is paid: Republic Day, Holi, Gudi Padwa, Maharashtra Day, Independence Day,
#: Ganesh Chaturthi, Gandhi Jayanti, Dussehra, two days of Diwali and Christmas, but for festivals on a Sunday. Reasoning: no law
#: lists the holidays of factories in Maharashtra. The Maharashtra Shops and Establishments Act, 2017, section 18, gives workers
#: elsewhere the four of 26 January, 1 May, 15 August and 2 October and four festivals; plants around Pune agree on eight to
#: twelve days a year with their workers. Dates as in the government's lists of holidays. The plant is closed on both polling days,
#: too: of the Lok Sabha in Pune, Maval and Shirur on 13 May 2024, and of Maharashtra's assembly on 20 November 2024. Source:
#: section 135B of the Representation of the People Act, 1951, a paid holiday.
HOLIDAYS: tuple[date, ...] = (
    date(2023, 5, 1), date(2023, 8, 15), date(2023, 9, 19), date(2023, 10, 2), date(2023, 10, 24), date(2023, 11, 13),
    date(2023, 11, 14), date(2023, 12, 25), date(2024, 1, 26), date(2024, 3, 25),
    date(2024, 4, 9), date(2024, 5, 1), date(2024, 5, 13), date(2024, 8, 15), date(2024, 9, 7), date(2024, 10, 2), date(2024, 10, 12),
    date(2024, 11, 1), date(2024, 11, 2), date(2024, 11, 20), date(2024, 12, 25), date(2025, 1, 26), date(2025, 3, 14),
    date(2025, 5, 1), date(2025, 8, 15), date(2025, 8, 27), date(2025, 10, 2), date(2025, 10, 21), date(2025, 10, 22),
    date(2025, 12, 25), date(2026, 1, 26), date(2026, 3, 4), date(2026, 3, 19),
    date(2026, 5, 1), date(2026, 8, 15), date(2026, 9, 14), date(2026, 10, 2), date(2026, 10, 20), date(2026, 11, 9),
    date(2026, 11, 10), date(2026, 12, 25), date(2027, 1, 26), date(2027, 3, 22),
)  # fmt: skip

#: Month and day of the four that every year has, also in the years before the books.
FIXED_HOLIDAYS = ((1, 26), (5, 1), (8, 15), (10, 2))

#: Calendar days of maternity leave, and days of service from which a woman has it. Sources: section 5(3) of the Maternity Benefit
#: Act, 1961, since 2017 (26 weeks; as if there were no third child), and section 5(2) (80 days of work in the year before). Who is
#: insured with the state gets the benefit from the insurance (section 50 of the ESI Act, 1948, and section 2(2) of the other), so
#: that Pikku pays her nothing meanwhile; all others are paid as if they worked.
MATERNITY_DAYS, MATERNITY_AFTER_DAYS = 182, 80

#: Pikku's own place of supply: Pune, Maharashtra. A supply within the state bears CGST and SGST, others IGST.
HOME_STATE = "27"
HOME_CITY = "Pune"
#: The place of supply of customers abroad, who have neither GSTIN nor PAN: 96 is a foreign country (97, "Other Territory", is
#: India's sea). Source: the GST network's list of state codes. What is exported bears no tax: it is zero-rated, and Pikku
#: exports under a letter of undertaking, without paying the tax first. Source: section 16 of the Integrated GST Act, 2017.
ABROAD = "96"

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
    Account(1410, "Advance income tax and refunds due", "asset", "Other current assets"),
    Account(1500, "Fixed assets at cost", "asset", "Fixed assets"),
    Account(1510, "Accumulated depreciation", "asset", "Fixed assets"),
    Account(2100, "Accounts payable", "liability", "Trade payables", is_control=True),
    Account(2150, "Goods received not invoiced", "liability", "Trade payables", is_control=True),
    Account(2200, "GST output tax", "liability", "Statutory dues"),
    Account(2210, "GST payable", "liability", "Statutory dues"),
    Account(2220, "GST payable under reverse charge", "liability", "Statutory dues"),
    Account(2300, "Salaries payable", "liability", "Other current liabilities"),
    Account(2305, "Bonus payable", "liability", "Other current liabilities"),
    Account(2310, "Provident fund payable", "liability", "Statutory dues"),
    Account(2320, "Professional tax payable", "liability", "Statutory dues"),
    Account(2330, "Income tax deducted (TDS) payable", "liability", "Statutory dues"),
    Account(2335, "Suppliers' income tax deducted (TDS) payable", "liability", "Statutory dues"),
    Account(2340, "State insurance (ESI) payable", "liability", "Statutory dues"),
    Account(2350, "Income tax payable", "liability", "Statutory dues"),
    Account(2400, "Freight payable", "liability", "Other current liabilities"),
    Account(
        2410, "Advances from customers", "liability", "Other current liabilities", is_control=True
    ),
    Account(2450, "Provision for gratuity", "liability", "Provisions"),
    Account(2500, "Term loan", "liability", "Borrowings"),
    Account(3100, "Share capital", "equity", "Share capital"),
    Account(3150, "Securities premium", "equity", "Share capital"),
    Account(3200, "Retained earnings", "equity", "Retained earnings"),
    Account(4100, "Sales", "income", "Revenue"),
    Account(4200, "Sales returns and allowances", "income", "Revenue"),
    Account(4300, "Interest on income tax refunds", "income", "Other income"),
    Account(5100, "Cost of goods sold", "expense", "Cost of goods sold"),
    Account(5200, "Purchase price variance", "expense", "Cost of goods sold"),
    Account(5300, "Production variance", "expense", "Cost of goods sold"),
    Account(5400, "Conversion cost absorbed", "expense", "Cost of goods sold"),
    Account(5500, "Stock differences", "expense", "Cost of goods sold"),
    Account(5510, "Returned goods scrapped", "expense", "Cost of goods sold"),
    Account(6100, "Salaries and wages", "expense", "Employee cost"),
    Account(6110, "Employer's provident fund and charges", "expense", "Employee cost"),
    Account(6120, "Employer's state insurance", "expense", "Employee cost"),
    Account(6130, "Bonus", "expense", "Employee cost"),
    Account(6140, "Gratuity of leavers", "expense", "Employee cost"),
    Account(6145, "Change in the provision for gratuity", "expense", "Employee cost"),
    Account(6200, "Freight outward", "expense", "Other expenses"),
    Account(6300, "Rent", "expense", "Other expenses"),
    Account(6310, "Power and fuel", "expense", "Other expenses"),
    Account(6320, "Repairs and maintenance", "expense", "Other expenses"),
    Account(6330, "Insurance", "expense", "Other expenses"),
    Account(6340, "Audit and professional fees", "expense", "Other expenses"),
    Account(6350, "Security and IT", "expense", "Other expenses"),
    Account(6360, "Travel, telephone and bank charges", "expense", "Other expenses"),
    Account(6400, "Depreciation", "expense", "Depreciation"),
    Account(6500, "Interest", "expense", "Finance cost"),
    Account(6510, "Interest on income tax", "expense", "Finance cost"),
    Account(6600, "Bad debts", "expense", "Other expenses"),
    Account(6610, "CSR expenses", "expense", "Other expenses"),
    Account(6700, "Income tax", "expense", "Income tax"),
)

#: Types of the accounts that are closed into retained earnings at the end of a financial year.
RESULT_TYPES = ("income", "expense")
RESULT_ACCOUNTS = tuple(each.account_id for each in ACCOUNTS if each.account_type in RESULT_TYPES)

#: Rented factory, m2 for each moulding machine that was there when the books began, with stores, tool room and yards. Reasoning: a shed of 6,000 m2 for 40 machines.
AREA_PER_MACHINE = 150

#: Rent of a month, rupees per m2, by financial year. Reasoning: what industrial sheds about Pune cost, and the 5 % a year by which
#: such leases usually rise.
RENT = {"2023-24": "250.00", "2024-25": "262.50", "2025-26": "275.63", "2026-27": "289.41"}


#: Premium of a month as a part of what fixed assets cost and of the finished goods at its end; a policy with monthly declarations of the
#: values. Materials are left out: they are used within weeks, and how much was is known for sure only when an order is finished.
#: Reasoning: fire, breakdown of machines and transit come to about a quarter per cent a year for moulders.
INSURANCE = "0.0002"

#: Fees of a month, rupees for each moulding machine that was there when the books began, by financial year: one firm of accountants audits the books, files the returns
#: and helps in law. Reasoning: about 17 lakh a year for a company of 40 machines, a fifth of a per cent of its sales; a twentieth more
#: each year, as salaries in such offices rise.
PROFESSIONAL_FEES = {"2023-24": 3_500, "2024-25": 3_675, "2025-26": 3_859, "2026-27": 4_052}

#: What a month costs, rupees for each employee on the payroll, by financial year: guards and the care of computers and programs, under
#: contracts; and travel, telephones, hotels, and what banks charge. Reasoning: ten guards about the clock, a server room and the licences
#: of a company with 250 people cost some 3 lakh a month, the travels of its sales people and the rest a little less; a twentieth more each
#: year.
SECURITY_AND_IT = {"2023-24": 1_200, "2024-25": 1_260, "2025-26": 1_323, "2026-27": 1_389}
TRAVEL = {"2023-24": 1_000, "2024-25": 1_050, "2025-26": 1_103, "2026-27": 1_158}


@dataclass(frozen=True)
class Electricity:
    """What power costs; numbers as decimals in text, for exact SQL.

    Attributes
    ----------
    kwh_per_kg
        Energy for a kilogram that is moulded, auxiliaries included, kWh.
    energy_charge
        Rupees per kWh.
    kva_per_machine
        Demand agreed with the supplier, kVA for each moulding machine that was there when the books began.
    demand_charge
        Rupees per kVA and month, whatever is used.
    """

    kwh_per_kg: str
    energy_charge: str
    kva_per_machine: str
    demand_charge: str


#: Reasoning: hydraulic and servo presses with dryers, chillers and compressors take 1 to 2 kWh a kilogram; the charges are of the order
#: of Maharashtra's tariff for industry at high tension in these years.
ELECTRICITY = Electricity(
    kwh_per_kg="1.4", energy_charge="8.50", kva_per_machine="35", demand_charge="500"
)

#: The company was founded on the first day to carry on the business of a firm. It took over stock, machines and moulds, the loan on
#: them, and the firm's customers, vendors and staff, but not what these owed or were owed: so the books begin without receivables
#: and payables. Only the gratuity that the staff had earned came along, as its service goes on (section 25FF of the Industrial
#: Disputes Act, 1947). The partners got shares for it, at a premium. For further shares they paid this into the bank, as a share of stock
#: and fixed assets, and where these are few, so many rupees less that share: what the first months take, in which goods are sold that
#: nobody has paid for yet, with as much again for safety; a very small company makes losses, as it needs the same posts (reasoning).
OPENING_BANK, LEAST_OPENING_BANK = "0.08", 60_000_000

#: Share capital in the opening equity; the rest is premium. Reasoning: shares are issued above their face value.
SHARE_CAPITAL = "0.40"

#: Dividend as a share of last year's profit after tax, paid on 30 September, by when a company holds its general meeting (section 96
#: of the Companies Act, 2013). Reasoning: a family company whose machines are paid for and which needs no cash to grow: depreciation pays
#: back the loan and buys moulds, so most of the profit goes to the family instead of lying in the bank without interest.
DIVIDEND = "0.80"


@dataclass(frozen=True)
class Bonus:
    """The yearly bonus of employees; the rate as a decimal in text, for exact SQL.

    Attributes
    ----------
    salary_up_to
        Monthly salary, rupees, up to which an employee is entitled to it.
    wages_up_to
        So much of a month's pay, rupees, counts.
    rate
        Part of the pay that counts.
    least_days
        Who was paid for fewer days in the year gets none.
    days
        After the year's end, when it is paid.
    """

    salary_up_to: int
    wages_up_to: int
    rate: str
    least_days: int
    days: int


#: Source: sections 2(13), 8, 10, 12 and 19 of the Payment of Bonus Act, 1965, as amended for 2014 and later: the least bonus, due
#: within eight months of the year's end. Decided: the whole salary counts as wages, as it does for the provident fund; the minimum
#: wage, which the law has counted where it is more than the 7,000, is left out; each employee's bonus is rounded to the rupee; and it
#: is paid on 15 October, before Diwali and the day of the return, so that it is an expense for tax in its own year (section 43B of the
#: Income-tax Act, 1961). That of the year before the books was the firm's. Since 21 November 2025 chapter IV of
#: the Code on Wages, 2019, stands in the place of the Act; decided: the same rate all the time.
BONUS = Bonus(salary_up_to=21_000, wages_up_to=7_000, rate="0.0833", least_days=30, days=198)


@dataclass(frozen=True)
class Gratuity:
    """What an employee gets for long service when he leaves; rates as decimals in text, for exact SQL.

    Attributes
    ----------
    basic
        Part of the salary that is basic pay and dearness allowance.
    years
        Completed years of service from which it is due.
    days_of_year, days_of_month
        For a year of service the basic pay of so many days is due, at the last month's, which counts as so many days.
    of_month
        What a month of service adds to the provision, as a part of the month's basic pay: the same by twelve.
    most
        Rupees.
    days
        After the last day of work, when it is paid.
    """

    basic: str
    years: int
    days_of_year: int
    days_of_month: int
    of_month: str
    most: int
    days: int


#: Source: sections 4 and 7 of the Payment of Gratuity Act, 1972 (since 21 November 2025 section 53 of the Code on Social Security,
#: 2020), with the limit of the notification of 29 March 2018 (S.O. 1420(E)):
#: it is due after five years, a part of a year of more than six months counts as a whole one, and it is paid within thirty days.
#: Decided: half of each salary is basic pay with dearness allowance, the rest house rent and other allowances; the Code on Wages,
#: 2019, takes at least half for wages, too (section 2(y)). The provision is reckoned without an actuary: it grows
#: with everybody's pay, also of those who will leave before five years, and not with what a raise adds for the years before it. The provision
#: is no expense for tax, what leavers get is (section 40A(7) of the Income-tax Act, 1961; decided: in the year of payment). No deferred
#: tax is booked on it.
GRATUITY = Gratuity(
    basic="0.5",
    years=5,
    days_of_year=15,
    days_of_month=26,
    of_month="0.0481",
    most=2_000_000,
    days=30,
)


@dataclass(frozen=True)
class ServiceTax:
    """The GST rate of a service, per cent, and whether who receives it owes the tax in the supplier's place."""

    gst_rate: int
    reverse_charge: bool = False


#: Tax on freight by mode of transport: a goods transport agency's, the railways', by air, and by ship. Sources: heading 9965 of
#: notification 11/2017-Central Tax (Rate), and for the reverse charge the first entry of notification 13/2017-Central Tax (Rate),
#: both of 28 June 2017; the agencies are taken to have stayed with the 5 per cent for which they take no credit themselves.
#: The place of supply is that of the registered customer (section 12(8) of the Integrated GST Act, 2017), Pikku; carriers are
#: taken to be registered in its state as well, so freight bears CGST and SGST. Until 30 September 2023 the place of supply of freight
#: to a place abroad was its destination, so it bore IGST (proviso to section 12(8), omitted by the Finance Act, 2023; circular
#: 184/16/2022-GST of 27 December 2022: it is credit all the same). What goes abroad is carried there, by ship, by air or overland.
FREIGHT_TAX = {
    "road": ServiceTax(5, reverse_charge=True),
    "rail": ServiceTax(5),
    "air": ServiceTax(18),
    "sea": ServiceTax(5),
}
FREIGHT_ABROAD_AT_HOME_SINCE = date(2023, 10, 1)
#: Tax on the rent of the factory, on repairs, and on insurance, fees, guards and IT, per cent; landlord, workshops and the others are
#: registered in the home state. Source: headings 9972, 9987, 9971, 9982, 9985 and 9983 of notification 11/2017-Central Tax (Rate); the
#: guards' company owes the tax itself. Decided: no credit is taken of the tax on travel, telephones and bank charges, which is part of
#: their cost: hotels charge that of other states, and of the rest it is little. Power bears none: notification 2/2017-Central Tax (Rate)
#: exempts electrical energy (HSN 2716).
RENT_TAX = 18
REPAIR_TAX = 18
SERVICE_TAX = 18
#: Tax on moulds and machines that are bought, per cent; their makers are in the home state. Source: headings 8477 and 8480 of
#: schedule III of notification 1/2017-Central Tax (Rate).
CAPITAL_TAX = 18


@dataclass(frozen=True)
class Withholding:
    """Income tax that is deducted from what a supplier is paid: the section that says so, and the rate, per cent, as text."""

    section: str
    rate: str


#: Tax deducted at source from rent of a building and from work of companies under contracts. Source: sections 194-I and 194C of the
#: Income-tax Act, 1961; from 1 April 2026 section 393(1) of the Income-tax Act, 2025, at the same rates. It is deducted when the
#: expense is booked, before GST, which the bills show apart (circular 23/2017 of the Central Board of Direct Taxes, 19 July 2017),
#: and here to the nearest rupee, as it is paid in whole rupees. Landlord, workshops and carriers are taken to have given their PAN,
#: and all but the carriers below to be companies.
RENT_TDS = Withholding("194-I", "10")
CONTRACT_TDS = Withholding("194C", "2")
#: Financial year -> rent of a month, rupees, up to which nothing is deducted. Sources: section 194-I, 2.4 lakh in the year, which is
#: known from the lease when the year begins; from 1 April 2025 half a lakh for a month (Finance Act, 2025).
RENT_WITHOUT_TDS = {"2023-24": 20_000, "2024-25": 20_000, "2025-26": 50_000, "2026-27": 50_000}
#: Tax deducted from fees for professional services, and financial year -> fees of a year, rupees, up to which nothing is. Source: section
#: 194J of the Income-tax Act, 1961; from 1 April 2025 half a lakh (Finance Act, 2025); from 1 April 2026 section 393(1) of the Income-tax
#: Act, 2025. The fees of the year are known from the letter of engagement when it begins. Guards and IT are contracts (194C), insurers
#: and banks are spared, and what is paid to each of the many hotels, airlines and shops is too little.
FEES_TDS = Withholding("194J", "10")
FEES_WITHOUT_TDS = {"2023-24": 30_000, "2024-25": 30_000, "2025-26": 50_000, "2026-27": 50_000}
#: Nothing is deducted under section 194C from sums up to 30,000 rupees whose total of the year is not likely to exceed a lakh
#: (194C(5)). Decided: the repairs are one workshop's under a contract for the year, guards and IT one company's, and each carrier has one for the
#: year as well; all are expected to bring more, so tax is deducted from the first bill on.
#: Carriage by the railways is no work under the section (its Explanation). Decided: these carriers own ten lorries or fewer, bring
#: what goes to customers nearby, and have declared it with their PAN, so nothing is deducted from their freight (section 194C(6)); their codes.
EXEMPT_CARRIERS = ("TR-02", "TR-05")

#: Tax deducted from what is bought from one vendor in a financial year above so many rupees, before GST (circular 13/2021 of the
#: Central Board of Direct Taxes, 30 June 2021), by a buyer whose turnover was more than so many rupees in
#: the year before. Source: section 194Q of the Income-tax Act, 1961; from 1 April 2026 section 393(1) of the Income-tax Act, 2025,
#: at the same rate. In its first year no company deducts any (the same circular). Decided: moulds come from several makers, none of
#: whom bills so much in a year; it is deducted when the bill is booked, though a receipt that is not billed yet counts as a credit as
#: well (194Q(2)). Power is left out, as its bills are no documents of these books. So is what customers deduct from what they pay
#: under the same section, and what a seller had to collect until 31 March 2025 (section 206C(1H)).
PURCHASE_TDS = Withholding("194Q", "0.1")
PURCHASES_WITHOUT_TDS, LEAST_TURNOVER = 5_000_000, 100_000_000

#: Least amount of an RTGS transfer and most of a UPI payment between merchants, rupees. Sources: the Reserve Bank's rules of the
#: RTGS system; NPCI's general limit of a UPI transaction.
RTGS_LEAST, UPI_MOST = 200_000, 100_000


@dataclass(frozen=True)
class TermLoan:
    """A loan from a bank on the fixed assets that the books begin with; shares as decimals in text, for exact SQL."""

    share_of_assets: str
    instalment: str
    monthly_rate: str


#: Reasoning: banks finance half to three quarters of machines and moulds over five to seven years, of which this loan has some behind
#: it: it is paid back in fifty months; 9 % a year is of the order of what medium-sized companies paid in 2023-25 (the repo rate was
#: 6.5 %). An instalment is a share of the whole loan.
TERM_LOAN = TermLoan(share_of_assets="0.50", instalment="0.02", monthly_rate="0.0075")

#: Income tax of a company on its income: 22 %, a surcharge of 10 % of that, and a cess of 4 % of both. Source: section 115BAA of
#: the Income-tax Act, 1961, which also spares the company the minimum alternate tax (section 115JB). Depreciation for tax is taken to
#: be that of the books, so no deferred tax arises from it. Income and tax are rounded to ten rupees (sections 288A and 288B). The
#: Income-tax Act, 2025, takes the place of this one from 1 April 2026, with the same days, shares and interest (advance tax in its
#: sections 404 and 408, interest in 424 and 425).
INCOME_TAX_RATE = "0.25168"

#: Financial years that a loss is carried forward for and set off against the profits of the business. Source: section 72 of the
#: Income-tax Act, 1961. The books are planned for fewer, so no loss ever lapses in them.
LOSS_YEARS = 8


@dataclass(frozen=True)
class SocialResponsibility:
    """What a company spends on corporate social responsibility (CSR).

    Attributes
    ----------
    profit_from
        Profit of the year before, rupees, from which it must.
    share
        Of the average profit of the years before, in hundredths.
    years
        At most so many of these count.
    days
        After the end of the year before, when it is spent.
    """

    profit_from: int
    share: int
    years: int
    days: int


#: Source: section 135(1) and (5) of the Companies Act, 2013; a company that is younger takes the years since it was founded. Profit is
#: that before tax (section 198(5)(a)), here also before interest on income tax, paid or received, and before what was spent on CSR.
#: That turnover or net worth can bind a company, too, is left out: one that large makes such a profit. Decided: it is given to
#: schools and clinics about Pune on 31 January, which is in time (31 March). It is no expense for tax: explanation 2 to section 37(1) of the
#: Income-tax Act, 1961.
CSR = SocialResponsibility(profit_from=50_000_000, share=2, years=3, days=306)


@dataclass(frozen=True)
class Instalment:
    """What is to be paid of a year's tax by an instalment's day.

    Attributes
    ----------
    share
        So much of the tax, in hundredths.
    least
        What must have been paid for no interest to be due, in hundredths.
    months
        For so many months interest is due on what is missing of the share.
    """

    share: int
    least: int
    months: int


#: Month of the financial year -> the instalment of advance tax that is due on its 15th. Sources: sections 211 and 234C of the
#: Income-tax Act, 1961.
ADVANCE_TAX = {
    3: Instalment(15, 12, 3),
    6: Instalment(45, 36, 3),
    9: Instalment(75, 75, 3),
    12: Instalment(100, 100, 1),
}
#: Tax of a year, rupees, from which it is paid in advance. Source: section 208 of the Act.
ADVANCE_TAX_FROM = 10_000


@dataclass(frozen=True)
class Settlement:
    """When the rest of a year's tax is settled, and with what interest; rates as decimals in text, for exact SQL.

    Attributes
    ----------
    days
        After the year's end.
    months
        That interest runs for, from 1 April; a part of a month counts as a whole one.
    monthly_rate
        Simple interest, on the amount without what is over whole hundreds of rupees.
    tolerance
        Part of the year's tax, in hundredths: what is settled bears interest when it is more (a refund: when it is not less).
    """

    days: int
    months: int
    monthly_rate: str
    tolerance: int


#: What was not paid in advance is paid as self-assessment tax before the return (section 140A), which a company files by 31 October
#: (section 139(1)). Decided: on 30 June, when the auditor has been through the year's books; to wait would cost more than the loan.
#: Interest: section 234B, and section 234C for each instalment, on amounts as rule 119A of the Income-tax Rules, 1962, rounds them.
#: It is no expense for tax: Supreme Court, Bharat Commerce and Industries Ltd v CIT (1998).
SELF_ASSESSMENT = Settlement(days=91, months=3, monthly_rate="0.01", tolerance=10)
#: What was paid too much comes back with interest by section 244A. Decided: on 31 December, two months after the return.
REFUND = Settlement(days=275, months=9, monthly_rate="0.005", tolerance=10)


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
    for hsn, rate in sorted(HSN_RATES.items()):
        rates = {first: rate} | {since: new for code, since, new in GST_CHANGES if code == hsn}
        ends = [since - timedelta(days=1) for since in rates][1:] + [last]
        for (since, percent), end in zip(rates.items(), ends, strict=True):
            found.append(TaxRate(len(found) + 1, hsn, since, end, percent))
    return tuple(found)
