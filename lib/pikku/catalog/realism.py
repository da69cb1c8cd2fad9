"""What makes the mock company behave like a real one: every parameter, with its unit and its source or reasoning.

What the goods are made of is in :mod:`pikku.catalog.assortment`; lists of cities, carriers, departments and names are beside
the code that draws from them. A test turns each knob and sees that the data follow.
Where a comment says *reasoning*, the number is an estimate for a mid-sized Indian injection moulder (about 90
crore rupees a year), not a quotation.
"""

from dataclasses import dataclass, field
from datetime import date


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
class Demand:
    """When and how much is ordered."""

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
    seasons: tuple[Season, ...] = (
        # Dealers stock up five weeks before Diwali (12 Nov 2023, 1 Nov 2024, 20 Oct 2025).
        Season("before Diwali", (date(2023, 10, 8), date(2024, 9, 27), date(2025, 9, 15)), 17, (0.5, 0.15, 0.3, 0.7, 0.0)),
        Season("Diwali week", (date(2023, 11, 12), date(2024, 11, 1), date(2025, 10, 20)), 4, (-0.6, -0.4, -0.4, -0.7, -0.1)),
        # June to September: roads and building slow down.
        Season("monsoon", (date(2023, 8, 1), date(2024, 8, 1), date(2025, 8, 1)), 26, (-0.18, -0.06, -0.10, -0.15, 0.0)),
        # Beverages peak in the hot months: closures and tubs.
        Season("summer drinks", (date(2023, 4, 25), date(2024, 4, 25), date(2025, 4, 25), date(2026, 4, 25)), 24, (0.05, 0.0, 0.4, 0.05, 0.0)),
        # Yearly targets and budgets end on 31 March.
        Season("year end", (date(2024, 3, 20), date(2025, 3, 20), date(2026, 3, 20)), 10, (0.25, 0.2, 0.1, 0.1, 0.1)),
    )  # fmt: skip
    #: Weekday holidays with hardly any business: Republic Day, Holi, Independence Day, Gandhi Jayanti, Dussehra, Diwali,
    #: Christmas. Source: the central government's lists of gazetted holidays.
    holidays: tuple[date, ...] = (
        date(2023, 8, 15), date(2023, 10, 2), date(2023, 10, 24), date(2023, 11, 13), date(2023, 12, 25),
        date(2024, 1, 26), date(2024, 3, 25), date(2024, 8, 15), date(2024, 10, 2), date(2024, 10, 12),
        date(2024, 11, 1), date(2024, 12, 25), date(2025, 1, 26), date(2025, 3, 14), date(2025, 8, 15),
        date(2025, 10, 2), date(2025, 10, 21), date(2025, 12, 25), date(2026, 1, 26), date(2026, 3, 4),
    )  # fmt: skip


@dataclass(frozen=True)
class Orders:
    """What an order looks like."""

    #: Share of orders with 1, 2 … 6 lines; mean 2.8.
    lines: tuple[float, ...] = (0.20, 0.27, 0.24, 0.16, 0.08, 0.05)
    #: Spread of line quantities (standard deviation of the logarithm).
    quantity_spread: float = 0.55
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

    #: Shares of orders leaving 1, 2 … working days after the order.
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

    #: Hours a machine runs a day. Reasoning: three shifts less breaks, mould changes and maintenance.
    hours_a_day: float = 22.0
    #: Days a week that machines run.
    days_a_week: int = 6
    #: Machines for each finished good. Reasoning: three moulds share a press.
    machines_per_product: float = 1 / 3
    #: Mean weekly hours of one mould; more cavities are cut until it fits.
    mould_hours: float = 40.0
    #: Scrap, share of good pieces, least and most.
    scrap: tuple[float, float] = (0.004, 0.022)
    #: Good pieces against the plan, least.
    yield_least: float = 0.98
    #: Safety stock of finished goods, weeks of mean demand.
    safety_weeks: float = 0.6


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
    #: Days from the last receipt to the vendor's bill (least, most).
    bill_days: tuple[int, int] = (0, 6)
    #: Share of order lines that go to the second vendor of a material.
    second_vendor: float = 0.2


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
    #: Share of invoices with a credit note, its share of one line (least, most) and its days after the invoice.
    credited: float = 0.02
    credited_share: tuple[float, float] = (0.02, 0.30)
    credited_days: tuple[int, int] = (3, 20)
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
    #: Minutes of a shift, and the usual deviation.
    shift_minutes: int = 480
    shift_deviation: float = 14.0
    women: float = 0.27


@dataclass(frozen=True)
class PayrollRules:
    """Deductions, in rupees a month."""

    #: Provident fund, share of pay, employee and employer alike, at most; source: EPF Scheme 1952, 12 % of 15,000.
    provident_fund: float = 0.12
    provident_fund_most: int = 1_800
    #: Professional tax: pay above -> tax. Source: Maharashtra State Tax on Professions Act, schedule I, simplified to the
    #: same 200 in every month (the Act takes 300 in February) and to the same slabs for women.
    professional_tax: tuple[tuple[int, int], ...] = ((0, 0), (7_500, 175), (10_000, 200))
    #: Income tax: yearly income above -> marginal rate, new regime of 2023-24, all three years alike (simplified).
    income_tax: tuple[tuple[int, float], ...] = (
        (300_000, 0.05), (600_000, 0.10), (900_000, 0.15), (1_200_000, 0.20), (1_500_000, 0.30),
    )  # fmt: skip
    #: Standard deduction a year, income up to which nothing is due (section 87A), and the cess on the tax.
    standard_deduction: int = 50_000
    rebate_up_to: int = 700_000
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
    purchasing: Purchasing = field(default_factory=Purchasing)
    cash: Cash = field(default_factory=Cash)
    people: People = field(default_factory=People)
    payroll: PayrollRules = field(default_factory=PayrollRules)
    dirt: Dirt = field(default_factory=Dirt)


REALISM = Realism()
