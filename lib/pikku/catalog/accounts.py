"""The chart of accounts, and the capital that the books begin with: shares, loan and dividend."""

from dataclasses import dataclass


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
    Account(1250, "Allowance for doubtful debts", "asset", "Trade receivables"),
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
    Account(2345, "Labour welfare fund payable", "liability", "Statutory dues"),
    Account(2350, "Income tax payable", "liability", "Statutory dues"),
    Account(2400, "Freight payable", "liability", "Other current liabilities"),
    Account(
        2410, "Advances from customers", "liability", "Other current liabilities", is_control=True
    ),
    Account(2450, "Provision for gratuity", "liability", "Provisions"),
    Account(2455, "Provision for leave", "liability", "Provisions"),
    Account(2500, "Term loan", "liability", "Borrowings"),
    Account(3100, "Share capital", "equity", "Share capital"),
    Account(3150, "Securities premium", "equity", "Share capital"),
    Account(3200, "Retained earnings", "equity", "Retained earnings"),
    Account(4100, "Sales", "income", "Revenue"),
    Account(4200, "Sales returns and allowances", "income", "Revenue"),
    Account(4300, "Interest on income tax refunds", "income", "Other income"),
    Account(4310, "Scrap sold", "income", "Other income"),
    Account(5100, "Cost of goods sold", "expense", "Cost of goods sold"),
    Account(5200, "Purchase price variance", "expense", "Cost of goods sold"),
    Account(5300, "Production variance", "expense", "Cost of goods sold"),
    Account(5400, "Conversion cost absorbed", "expense", "Cost of goods sold"),
    Account(5500, "Stock differences", "expense", "Cost of goods sold"),
    Account(5510, "Returned goods scrapped", "expense", "Cost of goods sold"),
    Account(6100, "Salaries and wages", "expense", "Employee cost"),
    Account(6110, "Employer's provident fund and charges", "expense", "Employee cost"),
    Account(6120, "Employer's state insurance", "expense", "Employee cost"),
    Account(6125, "Employer's labour welfare fund", "expense", "Employee cost"),
    Account(6130, "Bonus", "expense", "Employee cost"),
    Account(6140, "Gratuity of leavers", "expense", "Employee cost"),
    Account(6145, "Change in the provision for gratuity", "expense", "Employee cost"),
    Account(6150, "Leave paid to leavers", "expense", "Employee cost"),
    Account(6155, "Change in the provision for leave", "expense", "Employee cost"),
    Account(6200, "Freight outward", "expense", "Other expenses"),
    Account(6300, "Rent", "expense", "Other expenses"),
    Account(6310, "Power and fuel", "expense", "Other expenses"),
    Account(6320, "Repairs and maintenance", "expense", "Other expenses"),
    Account(6330, "Insurance", "expense", "Other expenses"),
    Account(6340, "Audit and professional fees", "expense", "Other expenses"),
    Account(6350, "Security and IT", "expense", "Other expenses"),
    Account(6360, "Travel, telephone and bank charges", "expense", "Other expenses"),
    Account(6370, "Running of lorries", "expense", "Other expenses"),
    Account(6400, "Depreciation", "expense", "Depreciation"),
    Account(6410, "Loss on fixed assets given up", "expense", "Other expenses"),
    Account(6500, "Interest", "expense", "Finance cost"),
    Account(6510, "Interest on income tax", "expense", "Finance cost"),
    Account(6600, "Bad debts", "expense", "Other expenses"),
    Account(6605, "Change in the allowance for doubtful debts", "expense", "Other expenses"),
    Account(6610, "CSR expenses", "expense", "Other expenses"),
    Account(6700, "Income tax", "expense", "Income tax"),
)

#: Types of the accounts that are closed into retained earnings at the end of a financial year.
RESULT_TYPES = ("income", "expense")
RESULT_ACCOUNTS = tuple(each.account_id for each in ACCOUNTS if each.account_type in RESULT_TYPES)

#: The company was founded on the first day to carry on the business of a firm. It took over stock, machines and moulds, the loan on
#: them, and the firm's customers, vendors and staff, but not what these owed or were owed: so the books begin without receivables
#: and payables. Only the gratuity that the staff had earned came along, as its service goes on (section 25FF of the Industrial
#: Disputes Act, 1947). The partners got shares for it, at a premium. For further shares they paid this into the bank, as a share of stock
#: and fixed assets, and where these are few, so many rupees less that share: what the first months take, in which goods are sold that
#: nobody has paid for yet, with as much again for safety; a very small company makes losses, as it needs the same posts (reasoning).
OPENING_BANK, LEAST_OPENING_BANK = "0.08", 75_000_000

#: Share capital in the opening equity; the rest is premium. Reasoning: shares are issued above their face value.
SHARE_CAPITAL = "0.40"

#: Dividend as a share of last year's profit after tax, paid on 30 September, by when a company holds its general meeting (section 96
#: of the Companies Act, 2013). Reasoning: a family company whose machines are paid for and which needs no cash to grow: depreciation pays
#: back the loan and buys moulds, so nearly all of the profit goes to the family instead of lying in the bank without interest.
DIVIDEND = "0.95"


@dataclass(frozen=True)
class TermLoan:
    """A loan from a bank on the fixed assets that the books begin with; shares as decimals in text, for exact SQL."""

    share_of_assets: str
    instalment: str
    monthly_rate: str


#: Reasoning: banks finance half to three quarters of machines and moulds over five to seven years, of which this loan has some behind
#: it: it is paid back in forty months, faster than banks ask for, as idle money at the bank brings nothing and the loan costs
#: interest. What stays there is about what goes out in five weeks, and the dividend until its day comes. 9 % a year is of the order of
#: what medium-sized companies paid in 2023-25 (the repo rate was 6.5 %). An instalment is a share of the whole loan.
TERM_LOAN = TermLoan(share_of_assets="0.50", instalment="0.025", monthly_rate="0.0075")
