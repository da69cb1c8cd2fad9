"""What makes the mock company behave like a real one: every parameter, with its unit and its source or reasoning.

What the goods are made of is in :mod:`pikku.catalog.assortment`; lists of cities, carriers, departments and names are beside
the code that draws from them. A test turns each knob and sees that the data follow.
Where a comment says *reasoning*, the number is an estimate for a mid-sized Indian injection moulder (about 90
crore rupees a year), not a quotation.
"""

from dataclasses import dataclass, field
from datetime import date

from pikku.catalog.reference import HOLIDAYS


@dataclass(frozen=True)
class Season:
    """A bump (or dip) in demand around a day of each year.

    `days_wide` is the standard deviation of the bell, in days; `by_segment` is the height at its middle as a share of
    normal demand (0.5 is half as much again), in the order of `pikku.catalog.customers.SEGMENTS`.
    """

    name: str
    days: tuple[date, ...]
    days_wide: float
    by_segment: tuple[float, float, float, float, float]


@dataclass(frozen=True)
class Campaign:
    """A sales campaign: some weeks in which orders of some goods by some customers carry an additional discount.

    `mondays` are the first days; `segments` and `categories` are names, of `pikku.catalog.customers.SEGMENTS` and of
    `pikku.catalog.assortment.FAMILIES`. `discount` is in per cent of the list price, on top of the usual one; `lift` is what
    is ordered more meanwhile, as a share of normal demand.
    """

    name: str
    mondays: tuple[date, ...]
    weeks: int
    segments: tuple[str, ...]
    categories: tuple[str, ...]
    discount: float
    lift: float


@dataclass(frozen=True)
class Demand:
    """When and how much is ordered; dates go on to the end of the plan, to which the books may be carried on."""

    #: Share of orders by segment at the start. Reasoning: trade in household goods is many small orders.
    segment_share: tuple[float, ...] = (0.34, 0.17, 0.20, 0.24, 0.05)
    #: Growth of orders a year by segment. Reasoning: India's plastics demand grows 8-10 % a year, cars 5 %, exports more.
    segment_growth: tuple[float, ...] = (0.08, 0.05, 0.10, 0.07, 0.12)
    #: Orders by weekday, Monday first, relative. Reasoning: a six-day week, Saturday is short, nobody orders on Sunday.
    weekday: tuple[float, ...] = (1.15, 1.08, 1.0, 1.0, 1.05, 0.62, 0.0)
    #: Orders on a public holiday against a working day.
    holiday: float = 0.12
    #: Orders in the last three days of a month against other days. Reasoning: sales targets are monthly.
    month_end: float = 1.18
    #: Relative day-to-day noise (standard deviation).
    day_noise: float = 0.10
    #: Relative noise of one product's share in one week, half width of a uniform.
    product_noise: float = 0.35
    #: Exponent of the Zipf law of product shares within a category. Reasoning: gives about 20 % of items 60-70 % of sales.
    product_pareto: float = 0.75
    #: Exponent of the Zipf law of customer shares within a segment; 20 % of customers bring about 65 % of orders.
    customer_pareto: float = 0.80
    #: Change of the quantity ordered, per cent, when the list price lies one per cent above its trend (`Margin.price_rise` a
    #: year), by segment. Reasoning: a household compares buckets in the shop; a car maker has released the tool and buys by
    #: the year. Own-price elasticities of consumer durables and industrial supplies are mostly put between -0.5 and -1.5.
    elasticity: tuple[float, ...] = (-1.2, -0.5, -0.8, -1.4, -0.9)
    seasons: tuple[Season, ...] = (
        # Dealers stock up five weeks before Diwali (12 Nov 2023, 1 Nov 2024, 20 Oct 2025, 8 Nov 2026).
        Season("before Diwali", (date(2023, 10, 8), date(2024, 9, 27), date(2025, 9, 15), date(2026, 10, 4)), 17, (0.5, 0.15, 0.3, 0.7, 0.0)),
        Season("Diwali week", (date(2023, 11, 12), date(2024, 11, 1), date(2025, 10, 20), date(2026, 11, 8)), 4, (-0.6, -0.4, -0.4, -0.7, -0.1)),
        # June to September: roads and building slow down.
        Season("monsoon", (date(2023, 8, 1), date(2024, 8, 1), date(2025, 8, 1), date(2026, 8, 1)), 26, (-0.18, -0.06, -0.10, -0.15, 0.0)),
        # Beverages peak in the hot months: closures and tubs.
        Season("summer drinks", (date(2023, 4, 25), date(2024, 4, 25), date(2025, 4, 25), date(2026, 4, 25), date(2027, 4, 25)), 24,
               (0.05, 0.0, 0.4, 0.05, 0.0)),
        # Yearly targets and budgets end on 31 March.
        Season("year end", (date(2024, 3, 20), date(2025, 3, 20), date(2026, 3, 20), date(2027, 3, 20)), 10, (0.25, 0.2, 0.1, 0.1, 0.1)),
    )  # fmt: skip
    #: Reasoning for discounts and lifts: trade schemes in household goods give 2 to 5 points, and dealers time what they buy
    #: anyway by them, so that more is ordered than the elasticity would say.
    campaigns: tuple[Campaign, ...] = (
        Campaign("Diwali household offer", (date(2023, 10, 2), date(2024, 9, 23), date(2025, 9, 8), date(2026, 9, 28)), 3,
                 ("distributor", "household"), ("Household goods",), 3.0, 0.30),
        Campaign("Early booking of closures for summer", (date(2024, 2, 12), date(2025, 2, 10), date(2026, 2, 9), date(2027, 2, 8)), 2,
                 ("fmcg",), ("Caps and closures", "Thin-wall packaging"), 2.0, 0.20),
        Campaign("Monsoon clearance of containers", (date(2023, 7, 10), date(2024, 7, 8), date(2025, 7, 7), date(2026, 7, 6)), 2,
                 ("distributor", "fmcg", "household"), ("Containers and jars",), 5.0, 0.40),
        Campaign("Year-end distributor scheme", (date(2024, 3, 11), date(2025, 3, 10), date(2026, 3, 9), date(2027, 3, 8)), 3,
                 ("distributor",), ("Crates", "Containers and jars", "Household goods", "Pallets and bins"), 4.0, 0.25),
    )  # fmt: skip
    #: Share of a campaign's additional demand that is missing afterwards, and the weeks over which it is. Reasoning: about
    #: half of what a trade promotion adds is stock that would have been bought in the next month.
    pulled_forward: float = 0.5
    dip_weeks: int = 4
    #: Days with hardly any business. Reasoning: while the plant is closed only customers elsewhere order, in the portal.
    holidays: tuple[date, ...] = HOLIDAYS


@dataclass(frozen=True)
class Orders:
    """What an order looks like."""

    #: Share of orders with 1, 2 … 6 lines; mean 2.8.
    lines: tuple[float, ...] = (0.20, 0.27, 0.24, 0.16, 0.08, 0.05)
    #: Spread of line quantities (standard deviation of the logarithm).
    quantity_spread: float = 0.55
    #: Spread between customers in how much each takes of a line (standard deviation of the logarithm).
    customer_spread: float = 0.5
    #: Quantity against the category's usual one, by segment. Reasoning: distributors and cars buy by the pallet.
    quantity_by_segment: tuple[float, ...] = (1.15, 1.3, 1.2, 0.75, 1.5)
    #: Usual discount by segment, per cent, and its spread (steps of half a per cent). Reasoning: trade discount terms.
    discount_by_segment: tuple[float, ...] = (10.0, 7.0, 8.0, 5.0, 6.0)
    discount_spread: float = 2.0
    #: Share of field, phone and portal orders by segment.
    channels: tuple[tuple[float, float, float], ...] = (
        (0.45, 0.35, 0.20), (0.25, 0.10, 0.65), (0.35, 0.25, 0.40), (0.40, 0.45, 0.15), (0.20, 0.20, 0.60),
    )  # fmt: skip
    #: Days from order to the day wanted, least and most, by segment.
    requested_days: tuple[tuple[int, int], ...] = ((5, 12), (4, 10), (5, 12), (6, 14), (18, 35))
    #: Share of orders that are called off before dispatch.
    cancelled: float = 0.004
    #: Share of yearly customers who stop buying. Reasoning: the trade loses about one in fifteen a year.
    churn: float = 0.06
    #: Share of customers who came during the three years.
    acquired: float = 0.25


@dataclass(frozen=True)
class Dispatch:
    """How orders leave and arrive."""

    #: Shares of orders leaving 1, 2 … working days of the plant after the order.
    days: tuple[float, ...] = (0.18, 0.27, 0.22, 0.13, 0.08, 0.05, 0.03, 0.02, 0.01, 0.01)
    #: Share of orders sent in two dispatches, and the days between them (least, most).
    split: float = 0.11
    split_days: tuple[int, int] = (3, 12)
    #: Share of lines sent short and never completed, and the share of the quantity that is then sent (least, most).
    short: float = 0.025
    short_sent: tuple[float, float] = (0.80, 0.98)
    #: Days from order to dispatch that are reckoned with when a delivery is promised. Reasoning: four in five orders leave
    #: within four working days.
    promised_days: int = 6
    #: Share of shipments held up on the road, and by how many days (least, most). Gives about nine in ten on time.
    delayed: float = 0.08
    delayed_days: tuple[int, int] = (1, 9)
    #: Road kilometres for one kilometre as the crow flies. Reasoning: circuity of Indian highways is 1.2 to 1.4.
    circuity: float = 1.3
    #: Least freight of a shipment, rupees.
    minimum_freight: int = 350


@dataclass(frozen=True)
class Margin:
    """What goods cost and sell for."""

    #: Gross margin on the price after the usual discount, least and most.
    margin: tuple[float, float] = (0.25, 0.36)
    #: Rise of list prices on 1 April, share a year.
    price_rise: float = 0.02
    #: Share of items whose price is revised on 1 October as well, and the revision (least, most).
    mid_year: float = 0.4
    mid_year_change: tuple[float, float] = (-0.015, 0.03)
    #: Cost of a machine hour with its operator, rupees. Reasoning: 25 kW at 9 Rs, wages, overheads of a 150 t press.
    machine_hour: float = 1150.0
    #: Resin that goes into runners and purging, share of the part's weight.
    runner: float = 0.02
    #: Masterbatch, share of the part's weight. Source: usual let-down ratio of 2 %.
    masterbatch: float = 0.02


@dataclass(frozen=True)
class Production:
    """How goods are made."""

    #: Hours a machine runs a day. Reasoning: three shifts less breaks, mould changes and care of the machine.
    hours_a_day: float = 22.0
    #: Days a week that machines run, from Monday on; not on holidays.
    days_a_week: int = 6
    #: Machines for each finished good. Reasoning: three moulds share a press.
    machines_per_product: float = 1 / 3
    #: Mean weekly hours of one mould; more cavities are cut until it fits.
    mould_hours: float = 40.0
    #: Scrap, share of good pieces, least and most.
    scrap: tuple[float, float] = (0.004, 0.022)
    #: Good pieces against the plan, least.
    yield_least: float = 0.98
    #: Share of runners, purgings and scrap that is ground and used again in place of resin, per cent, in the order of
    #: `pikku.catalog.assortment.FAMILIES`. Reasoning: none where the goods touch food; car makers allow little, for pallets
    #: and bins nearly all is used.
    regrind: tuple[int, ...] = (50, 0, 0, 20, 60, 90, 40, 0)
    #: Safety stock of finished goods, weeks of mean demand.
    safety_weeks: float = 0.6
    #: Weeks from planning a run to its goods, for the reorder point. Reasoning: a week's plan is made in the week before.
    lead_weeks: float = 1.0


@dataclass(frozen=True)
class Maintenance:
    """How moulds are looked after."""

    #: Shots between two services of a mould (least, most). Reasoning: tool rooms clean, grease and check vents, cooling and
    #: guides every 50,000 to 200,000 shots; a mould that makes more in a week is serviced weekly.
    service_shots: tuple[int, int] = (60_000, 160_000)
    #: Days in the tool room for a service and for an overhaul (least, most). Reasoning: a service takes a shift or two, new
    #: cavity inserts and ejectors most of a week.
    service_days: tuple[int, int] = (1, 2)
    overhaul_days: tuple[int, int] = (3, 4)
    #: Shots after which a mould is overhauled at the latest (least, most). Reasoning: SPI mould class 102 is built for up to
    #: a million shots, class 101 for more, class 103 for half a million.
    shot_life: tuple[int, int] = (500_000, 2_000_000)
    #: Share of runs in which a mould breaks, and the days that its repair takes (least, most).
    repair: float = 0.012
    repair_days: tuple[int, int] = (1, 3)
    #: Spare parts and outside work of a service, a repair and an overhaul, rupees (least, most). Reasoning: an overhaul costs
    #: 15-25 % of a mould of 4-15 lakh.
    service_cost: tuple[int, int] = (6_000, 25_000)
    repair_cost: tuple[int, int] = (15_000, 90_000)
    overhaul_cost: tuple[int, int] = (90_000, 350_000)


@dataclass(frozen=True)
class Purchasing:
    """How materials are bought and paid for."""

    #: Safety stock of materials, weeks of mean use.
    safety_weeks: float = 0.8
    #: Largest quantity of one order line, kilograms (a 16-tonne lorry); pieces are not limited.
    lorry_kg: int = 16_000
    #: Share of order lines that arrive in two deliveries.
    partial: float = 0.15
    #: Share of deliveries with refused goods, and the share refused (least, most).
    refused: float = 0.04
    refused_share: tuple[float, float] = (0.01, 0.05)
    #: Actual against agreed lead time, days (least, most).
    lead_jitter: tuple[int, int] = (-4, 2)
    #: Swing of the resin market around standard cost, share, and the noise of one order. Reasoning: PP and HDPE moved
    #: within about a tenth of their mean in 2023-2025.
    market_swing: float = 0.07
    price_noise: float = 0.012
    #: Days from the vendor's invoice to the first receipt (least, most). Reasoning: it is issued at the latest when the goods leave
    #: (section 31 of the CGST Act, 2017), and a lorry takes up to three days.
    billed_days: tuple[int, int] = (0, 3)
    #: Days from the last receipt until the bill is booked (least, most): order, receipts and bill are compared first.
    booked_days: tuple[int, int] = (0, 6)
    #: Share of order lines that go to the second vendor of a material.
    second_vendor: float = 0.2


@dataclass(frozen=True)
class Stocktakes:
    """When stock is counted, and how far the books are off.

    All of a warehouse is counted on the last Sunday of March, when nothing moves: the nearest to the balance sheet's day.
    On the last Sundays of the other months some items are. Reasoning: cycle counting by ABC classes is what auditors and the
    Indian standard on inventories (Ind AS 2) expect of a perpetual stock ledger.
    """

    #: Shares of the value used up to which an item is of class A and of class B; the others are of class C.
    classes: tuple[float, float] = (0.80, 0.95)
    #: Months between two counts of an item in A, B and C, the annual count aside. Reasoning: A quarterly, B twice a year.
    cycle_months: tuple[int, int, int] = (3, 6, 12)
    #: Share of counts that differ from the books. Reasoning: a record accuracy of 80 to 95 % is usual, and 97 % is aimed at.
    differing: float = 0.20
    #: How much is off, as a share of what left the store since the item's last count (least, most). Reasoning: weighing and
    #: counting errors, spillage and theft of 0.1 to 0.5 % of throughput are what manufacturers report.
    off: tuple[float, float] = (0.001, 0.008)
    #: Share of differences that are found goods, not missing ones. Reasoning: most errors of booking go either way, spillage
    #: and theft only one.
    found: float = 0.25


@dataclass(frozen=True)
class Returns:
    """Which goods customers send back."""

    #: Share of shipments within India of which goods come back; sending them from abroad costs more than they are worth.
    #: Reasoning: packaging and components are returned at 0.5 to 2 % of deliveries, far less than what is sold by retailers.
    returned: float = 0.010
    #: Part of the shipment's first line that comes back (least, most).
    part: tuple[float, float] = (0.05, 0.50)
    #: Days until they are back after the shipment has arrived at the latest (least, most).
    days: tuple[int, int] = (3, 15)
    #: Part of what comes back that is as good as new and goes back to stock (least, most); the rest is scrapped.
    sound: tuple[float, float] = (0.20, 0.90)


@dataclass(frozen=True)
class Advances:
    """Who pays a part of an order before delivery."""

    #: Days since a customer's first one for which he is new, and the share of his orders with an advance meanwhile.
    #: Reasoning: no credit before some orders were paid.
    new_customer_days: int = 180
    new_customer: float = 0.6
    #: Share of orders from abroad with an advance. Reasoning: letters of credit and advances share export business.
    export: float = 0.4
    #: The advance as a share of the order with its tax (least, most), in whole hundreds of rupees.
    part: tuple[float, float] = (0.20, 0.40)
    #: Days from the order to the advance (least, most); nothing is sent before.
    days: tuple[int, int] = (0, 3)


@dataclass(frozen=True)
class Cash:
    """How invoices and bills are paid."""

    #: Share of customers who are punctual, usual and slow, and the days after the due date of each (least, most).
    punctuality: tuple[float, ...] = (0.35, 0.45, 0.20)
    days_late: tuple[tuple[int, int], ...] = ((-4, 2), (0, 18), (12, 55))
    #: Share of invoices paid in two parts, the first part's share (least, most) and the days between (least, most).
    in_parts: float = 0.05
    first_part: tuple[float, float] = (0.4, 0.75)
    parts_days: tuple[int, int] = (14, 45)
    #: Share of invoices that are never paid within the books.
    unpaid: float = 0.003
    #: Share of invoices that are disputed and credited, and of those disputed and not; the share of one line that is disputed, and
    #: the days from the invoice to the dispute (least, most). Reasoning: 2 to 5 % of business invoices are disputed, most of
    #: them with reason.
    credited: float = 0.02
    withdrawn: float = 0.01
    credited_share: tuple[float, float] = (0.02, 0.30)
    disputed_days: tuple[int, int] = (3, 20)
    #: Days until a dispute is settled (least, most); the invoice is paid afterwards. Reasoning: quality, sales and accounts
    #: take turns, and some weeks pass.
    dispute_days: tuple[int, int] = (10, 75)
    #: Share of punctual customers' invoices that are paid at once for a cash discount, the discount as a share of the invoice,
    #: and the days that they are paid in (least, most). Reasoning: a usual trade term is 1.5 to 2 % within a week.
    cash_discount: float = 0.12
    cash_discount_share: float = 0.015
    cash_discount_days: tuple[int, int] = (1, 7)
    #: Days after the due date until a debt that is never paid is given up. Reasoning: after a year nobody hopes any more, and the
    #: income tax only takes a loss that is written off in the books.
    written_off_days: int = 365
    #: Days after the due date that Pikku pays (least, most); it pays on Fridays.
    vendor_days: tuple[int, int] = (-3, 9)
    #: Share of bills paid in two parts.
    bills_in_parts: float = 0.03
    #: Most documents that one receipt or payment settles.
    most_settled: int = 40


@dataclass(frozen=True)
class People:
    """Who works here and what they earn."""

    #: Share of jobs whose holder leaves in a year. Reasoning: blue-collar attrition in Pune's auto belt is 10-20 %.
    leaving: float = 0.13
    #: Days that a job stays empty (least, most).
    vacancy_days: tuple[int, int] = (3, 35)
    #: Share of jobs created during the three years.
    new_jobs: float = 0.08
    #: Share of working days present, on leave, absent.
    attendance: tuple[float, ...] = (0.935, 0.045, 0.02)
    #: Raise of pay each 1 April (least, most): of jobs at the minimum wage, of other workers and staff, and of managers, by
    #: `pikku.generate.people.Role.level`; new people are engaged at pay that has risen by the middle of it. Reasoning: surveys
    #: put raises in India's manufacturing at 9 to 10 % a year in 2023-25; the dearness allowance of the minimum wage follows
    #: consumer prices, which rose by about 5 % a year.
    increment: tuple[tuple[float, float], ...] = ((0.04, 0.07), (0.08, 0.10), (0.08, 0.12))
    #: Days that somebody must have been here for his first raise. Reasoning: probation is six months.
    increment_after_days: int = 180
    #: Minutes of a shift, and the usual deviation.
    shift_minutes: int = 480
    shift_deviation: float = 14.0
    women: float = 0.27


@dataclass(frozen=True)
class IncomeTax:
    """The income tax on a year's salary, in rupees (new regime, section 115BAC), as it is reckoned from a day on.

    `slabs` are yearly income above -> marginal rate. Nothing is due up to `rebate_up_to`, and above it never more than the
    income exceeds it (section 87A with its marginal relief).
    """

    since: date
    slabs: tuple[tuple[int, float], ...]
    standard_deduction: int
    rebate_up_to: int


@dataclass(frozen=True)
class PayrollRules:
    """Deductions, in rupees a month where nothing else is said."""

    #: Provident fund, share of pay up to a ceiling, of employee and employer alike; each contribution is rounded to the nearest
    #: rupee. Source: EPF Scheme 1952, paragraphs 26A and 29.
    provident_fund: float = 0.12
    provident_fund_up_to: int = 15_000
    #: What the employer pays on the same pay for the deposit-linked insurance, to the nearest rupee, and for the fund's
    #: administration, to the paisa: that is owed for all employees together. Sources: EDLI Scheme 1976; the rate of the
    #: charges is 0.5 % since June 2018, and those of the insurance are nil since April 2017.
    deposit_insurance: float = 0.005
    fund_administration: float = 0.005
    #: State insurance (ESI), shares of pay of employee and employer, for salaries up to a limit; each contribution is rounded up
    #: to the next rupee. Source: ESI (Central) Rules 1950, rules 50 and 51, as amended in 2017 and 2019.
    state_insurance: float = 0.0075
    employer_state_insurance: float = 0.0325
    state_insurance_up_to: int = 21_000
    #: Professional tax of men and of women: pay above -> tax, and what the highest slab pays in February. Source: Maharashtra
    #: State Tax on Professions Act, schedule I, with the limit for women of 1 April 2023.
    professional_tax: tuple[tuple[int, int], ...] = ((0, 0), (7_500, 175), (10_000, 200))
    professional_tax_women: tuple[tuple[int, int], ...] = ((0, 0), (25_000, 200))
    professional_tax_february: int = 300
    #: Income tax that is deducted from salaries (section 192). Sources: Finance Act 2023; Finance (No. 2) Act 2024, which was
    #: assented on 16 August 2024 and counts for the whole year: what was deducted before is set off; Finance Act 2025.
    income_tax: tuple[IncomeTax, ...] = (
        IncomeTax(date(2023, 4, 1),
                  ((300_000, 0.05), (600_000, 0.10), (900_000, 0.15), (1_200_000, 0.20), (1_500_000, 0.30)),
                  50_000, 700_000),
        IncomeTax(date(2024, 8, 1),
                  ((300_000, 0.05), (700_000, 0.10), (1_000_000, 0.15), (1_200_000, 0.20), (1_500_000, 0.30)),
                  75_000, 700_000),
        IncomeTax(date(2025, 4, 1),
                  ((400_000, 0.05), (800_000, 0.10), (1_200_000, 0.15), (1_600_000, 0.20), (2_000_000, 0.25),
                   (2_400_000, 0.30)), 75_000, 1_200_000),
    )  # fmt: skip
    #: Health and education cess, share of the income tax.
    cess: float = 0.04


@dataclass(frozen=True)
class Dirt:
    """Shares of rows with planted defects, of all rows where nothing else is said.

    Reasoning: enough to be found in every file, too few to change a chart.
    """

    duplicate: float = 0.005
    rejected: float = 0.003
    corrected: float = 0.010
    late: float = 0.010
    spelling: float = 0.05
    #: Share of rows with a quantity or weight that state it with a unit.
    unit: float = 0.01
    #: Share of rows with two neighbouring columns exchanged. Reasoning: a slip of hand, rarer than a duplicate.
    swapped: float = 0.002
    #: Share of rows with letters beyond ASCII that are written in Windows-1252, in CSV files. Reasoning: such a file is put
    #: together of what several computers wrote.
    encoding: float = 0.5
    #: Share of customers and vendors that are entered a second time, at least one of each. Reasoning: masters that nobody
    #: keeps clean have 2 to 10 % of them.
    near_duplicate: float = 0.03
    #: Share of the documents of such a customer or vendor, after that day, that bear the second code.
    second_code: float = 0.4


@dataclass(frozen=True)
class Company:
    """How large the company is at `small`, and how that grows with the number of order lines."""

    finished_goods: int = 120
    customers: int = 400
    vendors: int = 30
    employees: int = 250
    #: Output, products, machines and staff grow with this power of the order lines: more lines are smaller lines, as a
    #: company that sells to retailers has them. Reasoning: at `huge` it makes 44 times as much as at `small`, which is the
    #: size of the largest Indian moulders, and not 1,900 times.
    output_exponent: float = 0.5
    customers_exponent: float = 0.75
    materials_exponent: float = 0.25


@dataclass(frozen=True)
class Realism:
    """All the knobs."""

    company: Company = field(default_factory=Company)
    demand: Demand = field(default_factory=Demand)
    orders: Orders = field(default_factory=Orders)
    dispatch: Dispatch = field(default_factory=Dispatch)
    margin: Margin = field(default_factory=Margin)
    production: Production = field(default_factory=Production)
    maintenance: Maintenance = field(default_factory=Maintenance)
    purchasing: Purchasing = field(default_factory=Purchasing)
    stocktakes: Stocktakes = field(default_factory=Stocktakes)
    returns: Returns = field(default_factory=Returns)
    advances: Advances = field(default_factory=Advances)
    cash: Cash = field(default_factory=Cash)
    people: People = field(default_factory=People)
    payroll: PayrollRules = field(default_factory=PayrollRules)
    dirt: Dirt = field(default_factory=Dirt)


REALISM = Realism()
