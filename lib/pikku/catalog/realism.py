"""What makes the mock company behave like a real one: every parameter, with its unit and its source or reasoning.

What the goods are made of is in :mod:`pikku.catalog.assortment`, what is decided, by law or by the company, in its
neighbours `accounts`, `periods`, `costs`, `employment`, `taxes` and `reference`; where cities lie and lists of names are beside the code
that draws from them. A test turns each knob and sees that the data follow. Where a comment says *reasoning*, the number is an estimate
for a mid-sized Indian injection moulder (about 90 crore rupees a year), not a quotation.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from pikku.catalog.periods import HOLIDAYS


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
    #: Orders on a public holiday as a share of a working day's. Reasoning: offices are closed; a few customers order by themselves.
    holiday: float = 0.12
    #: Orders in the last days of a month as a multiple of other days', and how many days these are. Reasoning: sales targets
    #: are monthly.
    month_end: float = 1.18
    month_end_days: int = 3
    #: Day-to-day noise of all orders, share of the day's mean (standard deviation). Reasoning: visits, weather and chance move a
    #: day by a tenth; with more, weekdays and seasons would hardly show.
    day_noise: float = 0.10
    #: Noise of a product's share in one week of what is taken now and then, not regularly (`Orders.regular`), as a share of its mean (half
    #: width of a uniform). Reasoning: such orders are few, so that one week is far off the mean.
    product_noise: float = 0.35
    #: Exponent of the Zipf law of product shares within a category. Reasoning: with what their lines are worth, 20 % of items then
    #: bring about half of sales; Pareto's 80 % would leave most moulds idle.
    product_pareto: float = 0.75
    #: Exponent of the Zipf law of customer shares within a segment. Reasoning: 20 % of customers then bring about 60 % of
    #: orders, which is near Pareto's rule.
    customer_pareto: float = 0.80
    #: Change of the quantity ordered, per cent, when the list price lies one per cent above its trend (`Margin.price_rise` a
    #: year), by segment. Reasoning: a household compares buckets in the shop; a car maker has released the tool and buys by
    #: the year. Own-price elasticities of consumer durables and industrial supplies are mostly put between -0.5 and -1.5.
    elasticity: tuple[float, ...] = (-1.2, -0.5, -0.8, -1.4, -0.9)
    #: The year's seasons; shares of normal demand, and days. Reasoning: beside each.
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
    #: The year's campaigns; discounts in per cent, lifts as shares. Reasoning for both: trade schemes in household goods give 2 to 5 points, and dealers time what they buy
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
    #: Share of a campaign's additional demand that is missing afterwards. Reasoning: about half of what a trade promotion adds
    #: is stock that would have been bought in the next month.
    pulled_forward: float = 0.5
    #: Weeks over which it is missing. Reasoning: the same next month.
    dip_weeks: int = 4
    #: Days with hardly any business. Reasoning: the plant is closed, and many customers are, too.
    holidays: tuple[date, ...] = HOLIDAYS


@dataclass(frozen=True)
class Products:
    """How the goods come, go and change; what they are made of is in :mod:`pikku.catalog.assortment`."""

    #: Share of goods that are launched in the books, and the week of the books in which (least, most). Reasoning: a new mould
    #: for about three goods in a hundred a year, as car models and packs change every few years.
    launched: float = 1 / 12
    launched_weeks: tuple[int, int] = (12, 150)
    #: Days since the launch of the others when the books begin (least, most). Reasoning: packs and parts are sold for up to
    #: eight years.
    age_days: tuple[int, int] = (120, 3_000)
    #: Share of goods that are given up in the books, and the week of the books in which (least, most). Reasoning: somewhat
    #: fewer than are launched, as the range grows; none before a year of sales can be seen.
    ended: float = 0.05
    ended_weeks: tuple[int, int] = (57, 150)
    #: Change of a good's popularity over the books' three years, as a share of the first one (standard deviation). Reasoning:
    #: most goods keep their place in the range, a few gain or lose half.
    drift: float = 0.3
    #: Least popularity, share of the first one. Reasoning: who sells a fifth of it is not given up yet.
    drift_least: float = 0.2
    #: Weeks in which a new good comes to sell as much as its popularity says. Reasoning: customers try a sample, then a lot.
    launch_weeks: int = 12
    #: Weeks in which a good that is given up sells less and less. Reasoning: its customers are told two months before.
    fade_weeks: int = 10
    #: Share of its popularity that a good begins and ends with. Reasoning: a few customers had it made, and a few need the last lot.
    least_share: float = 0.3
    #: Days since materials and packaging were first bought when the books begin. Reasoning: four years, as nobody noted it.
    materials_age_days: int = 1_500
    #: Goods of each colour, relative, in the order of `pikku.generate.names.COLOURS`. Reasoning: white, black and blue are asked
    #: for most.
    colours: tuple[int, ...] = (3, 3, 3, 2, 2, 1, 1, 2, 1, 1)


@dataclass(frozen=True)
class Partners:
    """Since when, and on which terms, Pikku deals with customers and vendors."""

    #: Days since the first order of customers of old when the books begin (least, most). Reasoning: a company of eleven years.
    customer_age_days: tuple[int, int] = (30, 4_000)
    #: Days from invoice to due date that are agreed, and the share of customers with each. Reasoning: 30 days are usual; large
    #: buyers ask for 45 and 60, small ones get 15.
    customer_terms_days: tuple[int, ...] = (15, 30, 45, 60)
    customer_terms: tuple[float, ...] = (0.2, 0.45, 0.25, 0.1)
    #: The same of customers overseas. Reasoning: who waits for a ship for up to six weeks gets 60 or 90 days from the bill of lading,
    #: the usual terms of exporters.
    overseas_terms_days: tuple[int, ...] = (60, 90)
    overseas_terms: tuple[float, ...] = (0.65, 0.35)
    #: Credit limit of a customer as a multiple of what he owes on average with one more order (least, most), and in rupees the
    #: least of all and the steps of others. Reasoning: before Diwali and at the year's end twice the usual is owed, and some are
    #: trusted more; limits are round figures.
    credit_cover: tuple[float, float] = (2.5, 6.0)
    least_credit: int = 100_000
    credit_step: int = 25_000
    #: Share of vendors of each kind, in the order of `pikku.catalog.vendors.VENDOR_TYPES`. Reasoning: resin is most of what is
    #: bought, and is bought from several traders.
    vendor_kinds: tuple[float, ...] = (0.4, 0.2, 0.25, 0.15)
    #: Share of vendors that are micro, small and medium enterprises and none of these, by kind. Reasoning: resin comes from large
    #: makers and from traders, whose registration doesn't count; masterbatch is mixed by small and medium firms, boxes and bags are
    #: made by small ones, and inserts are turned in workshops.
    vendor_msme: tuple[tuple[float, float, float, float], ...] = (
        (0.0, 0.0, 0.1, 0.9), (0.1, 0.45, 0.3, 0.15), (0.3, 0.5, 0.1, 0.1), (0.45, 0.45, 0.05, 0.05),
    )  # fmt: skip
    #: Customers of each city of India and abroad, relative; cities are those of `pikku.generate.places`. Reasoning: the size of the
    #: city's trade, and how near it is to Pune; abroad, what moulders of the west sell to the Gulf, the neighbours and East Africa.
    cities: tuple[tuple[str, float], ...] = (
        ("Pune", 9), ("Mumbai", 9), ("Nashik", 3), ("Nagpur", 2), ("Kolhapur", 2), ("Solapur", 1), ("Ahmedabad", 5), ("Surat", 4),
        ("Vadodara", 3), ("Rajkot", 2), ("Vapi", 2), ("Daman", 1), ("Bengaluru", 6), ("Mysuru", 1), ("Hubballi", 1), ("Chennai", 6),
        ("Coimbatore", 3), ("Hosur", 2), ("Madurai", 1), ("Puducherry", 1), ("Hyderabad", 5), ("Warangal", 0.5),
        ("Visakhapatnam", 1), ("Vijayawada", 1), ("Tirupati", 0.7), ("Kochi", 2), ("Kozhikode", 1), ("Thiruvananthapuram", 1),
        ("Delhi", 6), ("Gurugram", 3), ("Faridabad", 2), ("Panipat", 1), ("Noida", 3), ("Lucknow", 2), ("Kanpur", 2),
        ("Varanasi", 1), ("Agra", 1), ("Jaipur", 2), ("Jodhpur", 1), ("Udaipur", 1), ("Indore", 3), ("Bhopal", 1), ("Pithampur", 1),
        ("Raipur", 1), ("Kolkata", 4), ("Howrah", 1), ("Siliguri", 0.6), ("Bhubaneswar", 1), ("Jamshedpur", 1), ("Ranchi", 0.7),
        ("Patna", 1), ("Guwahati", 0.8), ("Ludhiana", 2), ("Amritsar", 0.8), ("Chandigarh", 1), ("Dehradun", 0.7), ("Rudrapur", 1),
        ("Baddi", 1), ("Jammu", 0.5), ("Panaji", 1),
    )  # fmt: skip
    cities_abroad: tuple[tuple[str, float], ...] = (
        ("Dubai", 5), ("Colombo", 2), ("Kathmandu", 2), ("Dhaka", 2), ("Nairobi", 2), ("Muscat", 2), ("Singapore", 1),
        ("Rotterdam", 1), ("Málaga", 1), ("São Paulo", 1), ("Malmö", 1), ("Bogotá", 0.5),
    )  # fmt: skip
    #: Number of cities that vendors are in, the first ones of `cities`, with the same weights. Reasoning: resin and paper come from
    #: the ports and mills of the west, the south and around Delhi.
    vendor_cities: int = 34
    #: Days since the first order from a vendor when the books begin (least, most). Reasoning: as for customers; no vendor is
    #: new, since moulds are set up for his material.
    vendor_age_days: tuple[int, int] = (200, 4_000)
    #: Days from order to delivery that are agreed (least, most), and the days that come to them by kind of vendor. Reasoning:
    #: resin and packaging come from a stock nearby; masterbatch is mixed and inserts are turned to order.
    vendor_lead_days: tuple[int, int] = (5, 14)
    vendor_lead_by_kind: tuple[int, ...] = (2, 4, 0, 6)
    #: Days from bill to due date that are agreed, and the share of vendors with each; with micro and small ones no more than
    #: the law allows are agreed. Reasoning: a month or a month and a half are usual; large ones may agree to more.
    vendor_terms_days: tuple[int, ...] = (30, 45, 60)
    vendor_terms: tuple[float, ...] = (0.45, 0.4, 0.15)


@dataclass(frozen=True)
class Orders:
    """What an order looks like."""

    #: Share of orders with 1, 2 … 6 lines, before those for one good are added up; mean 2.8. Reasoning: a customer keeps few of the
    #: goods and fills up one or two.
    lines: tuple[float, ...] = (0.20, 0.27, 0.24, 0.16, 0.08, 0.05)
    #: Number of goods of each category that a customer takes regularly. Reasoning: of a shelf or a bill of materials, two to five lines
    #: are one supplier's.
    assortment: int = 4
    #: Share of lines that are for goods taken regularly. Reasoning: packs and parts are approved, tools are the customer's own, and
    #: shelves are planned for a year: five lines in six are orders again.
    regular: float = 0.85
    #: Spread of line quantities (standard deviation of the logarithm). Reasoning: two in three lie between 0.6 and 1.7 times
    #: the usual one.
    quantity_spread: float = 0.55
    #: Spread between customers in how much each takes of a line (standard deviation of the logarithm). Reasoning: of two like
    #: customers, one easily takes twice as much as the other.
    customer_spread: float = 0.5
    #: Quantity as a multiple of the category's usual one, by segment. Reasoning: distributors and cars buy by the pallet.
    quantity_by_segment: tuple[float, ...] = (1.15, 1.3, 1.2, 0.75, 1.5)
    #: Share of the categories that a customer carries at all; of the others he takes nothing, but of one main category as much more.
    #: Reasoning: a dairy buys no edible-oil jars, and a shop has room for some shelves.
    carried: float = 0.7
    #: Spread of what discount is agreed with a customer for a category, points of per cent (standard deviation). Reasoning: trade terms
    #: are agreed by customer and kind of goods.
    agreed_spread: float = 1.9
    #: Part of the variance of these discounts that is agreed anew each April. Reasoning: half a point or a point is haggled over.
    renegotiated: float = 0.15
    #: Share of the orders that fall into a campaign's weeks and use it. Reasoning: some buyers have no budget left, or order by a
    #: contract whose prices stand.
    taken_up: float = 0.8
    #: Usual discount by segment, per cent, its spread between orders (standard deviation), and the steps that discounts are given in,
    #: whole hundredths. Reasoning: trade discount terms; a salesman has half a point to give.
    discount_by_segment: tuple[float, ...] = (10.0, 7.0, 8.0, 5.0, 6.0)
    discount_spread: float = 0.5
    discount_step: float = 0.5
    #: Quantity from which a line is large, as a multiple of the usual one, and the points of discount that it gets more, per
    #: cent. Reasoning: price lists give a point or two more for about twice the usual lot.
    large: float = 1.8
    large_discount: float = 2.0
    #: Highest discount, campaigns aside, per cent. Reasoning: beyond it, nothing is left of a margin of 21 to 32 %.
    most_discount: float = 30.0
    #: Share of field, phone and portal orders by segment. Reasoning: car makers, large brands and buyers abroad order by portal,
    #: dealers from the salesman or by phone.
    channels: tuple[tuple[float, float, float], ...] = (
        (0.45, 0.35, 0.20), (0.25, 0.10, 0.65), (0.35, 0.25, 0.40), (0.40, 0.45, 0.15), (0.20, 0.20, 0.60),
    )  # fmt: skip
    #: Share of orders that come by the customer's usual channel. Reasoning: buyers keep to a way, and call when it is urgent.
    usual_channel: float = 0.8
    #: Share of orders that come when it is the customer's turn, at nearly even intervals; the others come at any time. Reasoning: most
    #: buyers reorder when their stock runs low or at the end of a week or month, some when something turns up.
    rhythm: float = 0.8
    #: Days from order to the day wanted, least and most, by segment. Reasoning: a week or so within India; who is abroad books a
    #: ship first.
    requested_days: tuple[tuple[int, int], ...] = ((5, 12), (4, 10), (5, 12), (6, 14), (18, 35))
    #: Share of orders that are called off before dispatch. Reasoning: goods leave from stock within days, which leaves little
    #: time to change one's mind.
    cancelled: float = 0.004
    #: Share of customers who stop buying in a year. Reasoning: the trade loses about one in fifteen a year.
    churn: float = 0.06
    #: Share of customers who came during the three years. Reasoning: 8 % a year replace the 6 % who go, and let orders grow.
    acquired: float = 0.25
    #: Days before the end of the three years from which on none of these comes any more. Reasoning: nearly all of them have
    #: bought something by then.
    settling_days: int = 120
    #: Days until a new customer orders as usual. Reasoning: first a trial lot, then one good after another is approved.
    growing_days: int = 180
    #: Months in which a customer who leaves orders less and less. Reasoning: another supplier is set up first, mould by mould.
    fading_months: int = 6
    #: How far a customer's orders stray from his usual share, half-year by half-year (standard deviation of the logarithm).
    #: Reasoning: lines are won from and lost to other suppliers; from year to year a third more or less is common.
    course: float = 0.3

    @property
    def mean_lines(self) -> float:
        """Return the mean number of lines of an order."""
        return sum(place * share for place, share in enumerate(self.lines, 1)) / sum(self.lines)


@dataclass(frozen=True)
class Dispatch:
    """How orders leave and arrive."""

    #: Shares of orders leaving 1, 2 … working days of the plant after the order. Reasoning: most goods are on stock, so that four
    #: in five orders leave within four working days.
    days: tuple[float, ...] = (0.18, 0.27, 0.22, 0.13, 0.08, 0.05, 0.03, 0.02, 0.01, 0.01)
    #: Share of the weeks in which what is on stock of a good is held for a test, and the days from that week's Monday to its release
    #: (least, most). Reasoning: a dimension or a colour is questioned at one lot in fifteen; tests and sorting take a week or so.
    #: Later lots are sound. So one order in ten is sent in two dispatches.
    held: float = 0.065
    held_days: tuple[int, int] = (7, 16)
    #: The part of a lone line that waits, per cent. Reasoning: the larger half is of a lot that is released.
    later_part: int = 40
    #: Share of the lines of a held good that are sent short and never completed, and the share of the quantity that is then sent
    #: (least, most), in whole packs, one at least. Reasoning: customers take a few per cent less as it is rather than wait for the
    #: last carton.
    short: float = 0.4
    short_sent: tuple[float, float] = (0.80, 0.98)
    #: Days from order to dispatch that are reckoned with when a delivery is promised. Reasoning: four in five orders leave
    #: within four working days.
    promised_days: int = 6
    #: Share of shipments held up on the road, and by how many days (least, most). Reasoning: gives about nine in ten on time of what
    #: leaves at once, which is what transporters promise; of what is missing and follows, a fifth still comes by the day promised.
    delayed: float = 0.08
    delayed_days: tuple[int, int] = (1, 9)
    #: Road kilometres for one kilometre as the crow flies; ways by sea are in `pikku.generate.places`. Reasoning: circuity of Indian
    #: highways is 1.2 to 1.4.
    circuity: float = 1.3
    #: Share by which a way is longer still, at most. Reasoning: big cities are 20 to 40 km wide, and there are several roads.
    detour: float = 0.08
    #: Shortest way, kilometres. Reasoning: from the plant to customers in the same town.
    least_km: int = 8
    #: Freight of a consignment by road, rail, air and sea whatever its weight, rupees. Reasoning: the docket of a part load costs some
    #: 50 to 100 rupees, an air waybill a little more, a bill of lading and the papers of the port ten times as much.
    docket: tuple[int, int, int, int] = (75, 75, 100, 900)
    #: Freight for loading, storing and delivery, whatever the way, rupees a kilogram. Reasoning: from a station, goods go on by lorry;
    #: at airports and ports others handle them, who bill for each kilogram or cubic metre.
    handling: tuple[float, float, float, float] = (0.2, 0.5, 3.0, 2.0)
    #: Least freight of a shipment by road, rail, air and sea, rupees. Reasoning: who sends many loads a day has a contract with a low
    #: least charge by land; an air waybill has one; shipping lines bill a good part of a cubic metre at least, which costs some 25
    #: dollars to the Gulf.
    minimum_freight: tuple[int, int, int, int] = (150, 200, 400, 1_000)
    #: Share of long hauls that go by rail, and the kilometres from which a haul is long. Reasoning: roads carry most goods in India;
    #: rail is cheaper a kilometre, but needs a lorry at both ends, so that it pays beyond some hundred kilometres only.
    rail: float = 0.25
    rail_km: int = 1_200
    #: Share of customers for whom parcels fly that would come too late by road, the kilometres beyond which they may, the kilograms
    #: under which a parcel is small, and what the flight may cost, as a share of the goods' price. Reasoning: ten times as dear as
    #: the road, so only for who insists, what two men carry, what would be on the road for two days, and at half of the margin.
    air: float = 0.3
    air_km: int = 700
    air_kg: int = 60
    air_of_price: float = 0.15
    #: Kilograms under which a shipment overseas goes by air, not by sea. Reasoning: samples and small parcels only; of plastic goods, of which
    #: a kilogram is worth some 240 rupees, the freight of a heavier one by air would cost as much as the goods.
    air_kg_abroad: int = 5
    #: Carriers: name, mode, paisa a tonne-kilometre, kilometres a day, and the zones (`pikku.generate.carriage`) that they serve, all
    #: if none is named. Reasoning: road freight in India costs 2.5 to 5 Rs a tonne-km for part loads, rail and sea much less, air
    #: ten times as much; a lorry makes 300 to 500 km a day; who serves all of India is dearer, and so is who is fast.
    carriers: tuple[tuple[str, str, int, int, tuple[str, ...]], ...] = (
        ("Deccan Roadlines", "road", 420, 380, ("home", "west", "south")),
        ("Sahyadri Transport", "road", 390, 340, ("home",)),
        ("VRS Logistics", "road", 450, 460, ()), ("Bharat Express Cargo", "road", 510, 560, ()),
        ("Konkan Carriers", "road", 400, 350, ("home",)),
        ("Gati Marg Freight", "road", 470, 480, ("home", "west", "north", "east")),
        ("Southern Cross Movers", "road", 430, 420, ("south",)), ("Northern Goods Carriers", "road", 410, 400, ("north",)),
        ("Bharat Rail Parcel", "rail", 240, 520, ()), ("Deccan Rail Parcel", "rail", 210, 600, ()),
        ("Indus Air Cargo", "air", 3_900, 4_000, ()), ("Arabian Sea Lines", "sea", 60, 520, ()), ("Orient Shipping", "sea", 55, 480, ()),
    )  # fmt: skip
    #: Share of a customer's days on which the first, the second and the third of his carriers of a mode comes. Reasoning: a dispatch
    #: desk has a rate contract with one for each lane, and others for when that one has no lorry.
    usual_carriers: tuple[float, float, float] = (0.75, 0.18, 0.07)
    #: How much sooner cheap carriers become usual ones: the power of the rate. Reasoning: of two that differ by a tenth, the cheaper
    #: one is taken nearly twice as often; the other one is known to be faster, or has a better name.
    cheaper: float = 6.0
    #: Share of shipments of at most so many kilometres by road that carriers with ten lorries or fewer bring
    #: (`pikku.catalog.taxes.EXEMPT_CARRIERS`), and the consignments a day of each at most, about. Reasoning: they run
    #: round the plant, and a lorry makes six or seven drops.
    local: float = 0.3
    local_km: int = 200
    local_a_day: int = 65


@dataclass(frozen=True)
class Margin:
    """What goods cost and sell for."""

    #: Gross margin, share of the price after the usual discount, least and most. Reasoning: it has to bear the offices, freight,
    #: rent and interest, and leave about a tenth before tax, as moulders earn who sell no brand.
    margin: tuple[float, float] = (0.21, 0.32)
    #: Rise of list prices on 1 April, share a year. Reasoning: wages and power get dearer; resin, the larger part, has no trend.
    price_rise: float = 0.02
    #: Share of items whose price is revised on 1 October as well, by what its resin has become dearer or cheaper since the last time;
    #: and what is bargained besides, share of the price (least, most). Reasoning: where resin has moved much, buyers or Pikku ask
    #: for it; a per cent either way is left to talks.
    mid_year: float = 0.4
    mid_year_change: tuple[float, float] = (-0.01, 0.01)
    #: Part of the price that follows resin then. Reasoning: it is six tenths of what a good costs, and four of its price.
    resin_part: float = 0.4
    #: Resin that goes into runners and purging, share of the part's weight. Reasoning: cold runners of small parts weigh more,
    #: hot ones nothing; a change of colour takes a few shots.
    runner: float = 0.02
    #: Masterbatch, share of the plastic's weight. Reasoning: its makers recommend to let it down at 1 to 4 %.
    masterbatch: float = 0.02
    #: Metal inserts that are lost, share of the pieces. Reasoning: they fall from the mould or are set askew now and then.
    lost_inserts: float = 0.01
    #: Weight of a carton's goods from which they are packed in a liner instead, grams. Reasoning: a carton of corrugated board
    #: holds what one person lifts.
    carton_grams: int = 12_000
    #: List price from which, and to what, it is rounded, paisa. Reasoning: caps are sold by the thousand and priced to the paisa,
    #: crates in whole rupees.
    price_steps: tuple[tuple[int, int], ...] = ((0, 1), (1_000, 5), (10_000, 100))


class Press(NamedTuple):
    """A class of presses.

    `tonnes` is the clamping force, `shot_g` the heaviest shot of all cavities that is moulded on them, grams, `hour` what a
    machine hour with its operator costs, rupees, and `price` what a press costs, lakh rupees (least, most).
    """

    tonnes: int
    shot_g: int
    hour: float
    price: tuple[int, int]


@dataclass(frozen=True)
class Production:
    """How goods are made."""

    #: Classes of presses, the smallest first; the last one takes whatever is heavier. Reasoning: presses of 120, 280, 650 and 1,600 t
    #: inject 150 to 250 g, 0.6 to 1 kg, 2.5 to 4 kg and 9 to 14 kg at the most, of which half to two thirds are used. Power (10 to
    #: 150 kW at 9 Rs), the press itself and its robot grow with it, the operator and overheads hardly do. Prices are about those of
    #: Indian and Chinese makers.
    presses: tuple[Press, ...] = (
        Press(120, 100, 800.0, (14, 26)),
        Press(280, 500, 1_250.0, (32, 55)),
        Press(650, 2_200, 2_000.0, (80, 130)),
        Press(1_600, 10_000, 4_000.0, (250, 380)),
    )
    #: Hours a machine runs a day. Reasoning: three shifts less breaks, mould changes and care of the machine.
    hours_a_day: float = 22.0
    #: Days a week that machines run, from Monday on; not on holidays. Source: section 52 of the Factories Act, 1948: no work on the
    #: first day of the week.
    days_a_week: int = 6
    #: Share of the days of a mean week on which a press is in use; so many presses of each class there are, and more where a quarter
    #: needs them. Reasoning: the other days are for changes of moulds, repairs of presses and busy weeks.
    machine_use: float = 0.7
    #: Most hours of one mould in a mean week; more cavities are cut until it fits. Reasoning: a third of the 132 hours of its press,
    #: so that it also makes what is asked for in the busiest weeks. Most moulds have far less, as cavities come in steps.
    mould_hours: float = 40.0
    #: Machine hours a week from which a good is made more often, and most often; and the weeks from one run to the next of the others
    #: and of these. Reasoning: a change of moulds takes hours, so that a run should fill most of a shift at least.
    run_hours: tuple[int, int] = (7, 18)
    run_weeks: tuple[int, int, int] = (4, 2, 1)
    #: Scrap of a good once its mould is warm, share of the pieces planned, least and most. Reasoning: one in a hundred, by short
    #: shots, burrs and specks.
    scrap: tuple[float, float] = (0.003, 0.019)
    #: Spread of a run's scrap about its good's (standard deviation of the logarithm), and the most, share of the pieces. Reasoning:
    #: one run in six has nearly twice the usual; of wet resin or a worn edge a tenth is lost before the run is stopped.
    scrap_spread: float = 0.6
    scrap_most: float = 0.10
    #: Shots at the start of a run that are scrap (least, most). Reasoning: some minutes of purging and setting until
    #: temperatures and weights are steady; so short runs waste more.
    start_shots: tuple[int, int] = (4, 16)
    #: Good pieces against the plan, share: what a run falls short of the most by in the middle (log-normal), the most and the
    #: least. Reasoning: a run goes on until a carton is full, now and then it ends on its day with some missing.
    yield_median: float = 0.004
    yield_most: float = 1.005
    yield_least: float = 0.97
    #: Least hours of a run; what is less waits until stock needs it. Reasoning: half a shift, as the change of moulds takes two
    #: or three hours.
    least_run_hours: float = 3.7
    #: Part of runners, purgings and scrap that is ground beside the press and used again in the same run in place of resin, per cent,
    #: in the order of `pikku.catalog.assortment.FAMILIES`; nothing of goods that touch food there (`Noun.food`). Reasoning: it has
    #: the run's own resin and colour, so that none is mixed; none where a family touches food; car makers allow little, for
    #: pallets and bins nearly all is used.
    regrind: tuple[int, ...] = (50, 0, 0, 20, 60, 90, 40, 0)
    #: Weeks of sales by which planners correct what they expect, of goods and, by what was used, of materials. Reasoning: a quarter
    #: tells a trend from chance.
    forecast_weeks: int = 13
    #: Safety stock of finished goods, weeks of what a week in which they are sold takes; the reorder point is this and what leaves while a usual run is on the
    #: machine. Reasoning: three or four days, for what is ordered more than was expected and what a run yields too little.
    safety_weeks: float = 0.6
    #: What has to be left of the safety stock after the orders of the next week, as a share of it (least, most, by good), or else a
    #: run is brought forward; from half of that on, by how many orders still come. Reasoning: planners are careful with some goods
    #: and let others run out.
    kept: tuple[float, float] = (0.0, 0.9)


@dataclass(frozen=True)
class Maintenance:
    """How moulds are looked after."""

    #: Shots between two services of a mould (least, most), and the step of these figures. Reasoning: tool rooms clean, grease and check vents, cooling and
    #: guides every 50,000 to 200,000 shots; a mould that makes more in a week is serviced weekly.
    service_shots: tuple[int, int] = (60_000, 160_000)
    service_shots_step: int = 1_000
    #: Days in the tool room for a service and for an overhaul (least, most). Reasoning: a service takes a shift or two, new
    #: cavity inserts and ejectors most of a week.
    service_days: tuple[int, int] = (1, 2)
    overhaul_days: tuple[int, int] = (3, 4)
    #: Shots after which a mould is overhauled at the latest (least, most), and the step of these figures. Reasoning: SPI mould class 102 is built for up to
    #: a million shots, class 101 for more, class 103 for half a million.
    shot_life: tuple[int, int] = (500_000, 2_000_000)
    shot_life_step: int = 100_000
    #: Share of runs in which a mould breaks, and the days that its repair takes (least, most). Reasoning: one that runs every
    #: other week breaks once in three years; a bent ejector is replaced in a day, a cracked cavity welded in three.
    repair: float = 0.012
    repair_days: tuple[int, int] = (1, 3)
    #: Spare parts and outside work of a service, a repair and an overhaul, rupees (least, most), and the step of these. Reasoning: an overhaul costs
    #: a tenth or more of a mould of 8-28 lakh.
    service_cost: tuple[int, int] = (6_000, 25_000)
    repair_cost: tuple[int, int] = (15_000, 90_000)
    overhaul_cost: tuple[int, int] = (90_000, 350_000)
    cost_step: int = 100
    #: Days from the first use of a new mould to the launch of its good (least, most). Reasoning: samples have to be approved.
    trial_days: tuple[int, int] = (20, 60)


@dataclass(frozen=True)
class Assets:
    """What the factory consists of; moulds and machines follow from the goods."""

    #: Cost of what was done to the rented shed, lakh rupees (least, most). Reasoning: floor, cranes, chillers and wiring for 37
    #: presses.
    building: tuple[int, int] = (150, 300)
    #: Value of a mould, lakh rupees (least, most). Reasoning: from one cavity with a cold runner to many with a hot one, by chance.
    mould: tuple[int, int] = (8, 28)
    #: Price of a lorry, lakh rupees (least, most). Reasoning: a new one of 7 to 16 tonnes with its load.
    lorry: tuple[int, int] = (12, 25)
    #: Number of lorries. Reasoning: carriers fetch what is sent, and vendors bring what is bought; one for some twenty presses fetches
    #: what is urgent, takes moulds to toolmakers and moves goods between the stores.
    lorries: float = 1.5
    #: New lorries that are bought in a year, share of those there. Reasoning: as many as the tonnage grows by.
    lorry_growth: float = 0.07
    #: Days from the purchase of a press to its first run (least, most). Reasoning: it is set up, connected and tried with its moulds.
    installed_days: tuple[int, int] = (14, 45)
    #: Lives of building, machine, mould and lorry, months. Sources: schedule II of the Companies Act, 2013, gives machines 15 years in
    #: one shift, and half of that in three, and lorries 8; reasoning: the lease runs for 20 years, and moulds wear out first.
    lives: tuple[int, int, int, int] = (240, 90, 84, 96)
    #: Value of an asset at the end of its life, per cent of its cost. Source: schedule II of the Companies Act, 2013, allows 5 % at
    #: the most.
    residual: int = 5
    #: Days since an asset was bought when the books begin (least, most); of moulds, the goods' launch says (`Products.age_days`).
    #: Reasoning: presses are kept to the end of their lives, and each year some were bought.
    age_days: tuple[int, int] = (60, 2_700)


@dataclass(frozen=True)
class Purchasing:
    """How materials are bought and paid for."""

    #: Safety stock of materials, weeks of mean use. Reasoning: five days, as vendors may be late by two and lots differ.
    safety_weeks: float = 0.8
    #: What has to be left of the safety stock after the runs of the next week, as a share of it (least, most, by item), or else
    #: goods are fetched sooner. Reasoning: as in production.
    kept: tuple[float, float] = (0.0, 0.6)
    #: Largest quantity of one order line, kilograms; pieces are not limited. Reasoning: the load of a lorry with three axles.
    lorry_kg: int = 16_000
    #: Most lines of one order. Reasoning: one page.
    most_lines: int = 6
    #: Days after Monday from which the day of an order is reckoned back by the vendor's lead time; when goods arrive, `receipt_days`
    #: says. Reasoning: the middle of the days on which they may come.
    wanted_day: int = 3
    #: Days after Monday that goods arrive (least, most). Reasoning: the store takes goods from Tuesday to Saturday; the first of
    #: two deliveries comes the day before.
    receipt_days: tuple[int, int] = (1, 5)
    #: Share of lorry loads that arrive in two deliveries, and the first one's share (least, most). Reasoning: a vendor sends what
    #: he has and the rest the day after.
    partial: float = 0.15
    partial_share: tuple[float, float] = (0.3, 0.7)
    #: Share of deliveries with refused goods, and the share refused (least, most). Reasoning: torn bags, moisture and wrong
    #: labels are found at the gate; whole loads are seldom wrong.
    refused: float = 0.04
    refused_share: tuple[float, float] = (0.01, 0.05)
    #: Least delivery that is inspected, lots of the material. Reasoning: of less, samples cost more than they find.
    refused_lots: int = 20
    #: Actual against agreed lead time, days (least, most). Reasoning: vendors promise with care and mostly have it on stock.
    lead_jitter: tuple[int, int] = (-4, 2)
    #: Shortest actual lead time, days. Reasoning: order, packing and the way; goods never come before their order.
    lead_least: int = 4
    #: Swing of the resin market around standard cost, share. Reasoning: PP and HDPE moved within about a tenth of their mean in
    #: 2023-2025.
    market_swing: float = 0.07
    #: Waves of the market: share of the swing, days from crest to crest, and the shift from one category of goods to the next
    #: (radians). Reasoning: markets of resin go up and down over a year or so, and not all at once.
    market_waves: tuple[tuple[float, int, float], ...] = ((0.65, 425, 0.9), (0.35, 270, 1.7))
    #: Swing of what is no resin, as a share of resin's. Reasoning: paper, brass and pigments are only a part of their price.
    market_others: float = 0.5
    #: Noise of the price of one order, share (standard deviation). Reasoning: a buyer bargains for a rupee on a kilogram of 100.
    price_noise: float = 0.012
    #: Days from the vendor's invoice to the first receipt (least, most). Reasoning: it is issued at the latest when the goods leave
    #: (section 31 of the CGST Act, 2017), and a lorry takes up to three days.
    billed_days: tuple[int, int] = (0, 3)
    #: Invoices that a vendor writes in a day, to all who buy from him (least, most). Reasoning: a workshop writes a few, a trader
    #: dozens; the numbers that Pikku sees have gaps accordingly, and begin anew with the financial year.
    vendor_invoices_a_day: tuple[int, int] = (3, 60)
    #: Days from the last receipt until the bill is booked (least, most). Reasoning: order, receipts and bill are compared first.
    booked_days: tuple[int, int] = (0, 6)
    #: Share of order lines that go to the second vendor of a material. Reasoning: buyers keep a second source alive with a fifth.
    second_vendor: float = 0.2


@dataclass(frozen=True)
class Stocktakes:
    """When stock is counted, and how far the books are off.

    All of a warehouse is counted on the last Sunday of March, when nothing moves: the nearest to the balance sheet's day.
    On the last Sundays of the other months some items are. Reasoning: cycle counting by ABC classes is what auditors and the
    Indian standard on inventories (Ind AS 2) expect of a perpetual stock ledger.
    """

    #: Shares of the value used up to which an item is of class A and of class B; the others are of class C. Reasoning: the usual
    #: cut, after Pareto.
    classes: tuple[float, float] = (0.80, 0.95)
    #: Months between two counts of an item in A, B and C, the annual count aside. Reasoning: A quarterly, B twice a year.
    cycle_months: tuple[int, int, int] = (3, 6, 12)
    #: Share of counts that differ from the books. Reasoning: a record accuracy of 80 to 95 % is usual, and 97 % is aimed at.
    differing: float = 0.20
    #: How much is off, as a share of what left the store since the item's last count (least, most). Reasoning: weighing and
    #: counting errors, spillage and theft of 0.1 to 0.5 % of throughput are what manufacturers report.
    off: tuple[float, float] = (0.001, 0.008)
    #: Most that is off, as a share of what the books say is there. Reasoning: who fetches goods would notice sooner that one
    #: pallet in five is gone.
    most_off: float = 0.2
    #: Share of differences that are found goods, not missing ones. Reasoning: most errors of booking go either way, spillage
    #: and theft only one.
    found: float = 0.25


@dataclass(frozen=True)
class Returns:
    """Which goods customers send back."""

    #: Share of shipments within India of which goods come back; sending them from abroad costs more than they are worth.
    #: Reasoning: packaging and components are returned at 0.5 to 2 % of deliveries, far less than what is sold by retailers.
    returned: float = 0.010
    #: Spread between goods in how often they come back (standard deviation of the logarithm). Reasoning: what has to fit, close or
    #: shine is complained of two or three times as often as what is plain.
    quality_spread: float = 0.6
    #: Part of the line that comes back, any of the shipment's, share (least, most). Reasoning: some cartons are bad or too many, seldom
    #: most.
    part: tuple[float, float] = (0.05, 0.50)
    #: Days until they are back after the shipment has arrived at the latest (least, most). Reasoning: a photograph, the
    #: salesman's consent and the way back.
    days: tuple[int, int] = (3, 15)
    #: Share of what comes back that is as good as new and goes back to stock (least, most); the rest is scrapped. Reasoning: what
    #: was sent wrongly is sound, what was complained of mostly isn't.
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
    #: The advance as a share of the order with its tax (least, most), and the rupees of which it is a multiple. Reasoning: it pays a good part
    #: of the material, so that a lost order costs little.
    part: tuple[float, float] = (0.20, 0.40)
    part_step: int = 100
    #: Days from the order to the advance (least, most); nothing is sent before. Reasoning: banks take a day or two.
    days: tuple[int, int] = (0, 3)


@dataclass(frozen=True)
class Cash:
    """How invoices and bills are paid."""

    #: Share of customers who are punctual, usual and slow. Reasoning: a third pays by the day; a fifth waits for reminders.
    punctuality: tuple[float, ...] = (0.35, 0.45, 0.20)
    #: Days after the due date that each of these pays (least, most). Reasoning: the usual ones pay with one of the next weekly
    #: runs, slow ones after reminders of a month or two.
    days_late: tuple[tuple[int, int], ...] = ((-4, 2), (0, 18), (12, 55))
    #: Weekdays that customers pay on, Monday is 0 (first, last); each keeps to one. Reasoning: payments are run weekly.
    weekdays: tuple[int, int] = (0, 4)
    #: Share of customers who pay by NEFT, UPI and cheque, in this order, what is too small for RTGS; what is too much for UPI goes
    #: by NEFT. Reasoning: firms pay from their accounts, the small ones by telephone; cheques get rarer, but are used.
    methods: tuple[float, float, float] = (0.6, 0.2, 0.2)
    #: Share of payments whose way is drawn anew among these. Reasoning: who pays has one way that his bank and his books are set up
    #: for, and leaves it when the network is down or the cheque book is used up: a few times in a hundred.
    other_method: float = 0.03
    #: Share of invoices paid in two parts. Reasoning: who is short of money, or disputes a part.
    in_parts: float = 0.05
    #: The first part's share, of invoices and bills (least, most). Reasoning: somewhat more than half.
    first_part: tuple[float, float] = (0.4, 0.75)
    #: Days from the first part to the second (least, most). Reasoning: it is paid with a run of the next month.
    parts_days: tuple[int, int] = (14, 45)
    #: Share of the customers who stop buying that do so as they can't pay any more, and the days before the end of their last
    #: month from which on they don't (least, most); and the largest part in their segment's orders of those, or the mean
    #: customer's where that is more. Reasoning: one or
    #: two firms in a hundred fail a year, and Pikku goes on delivering for some weeks; large ones are insured. A few per mille of
    #: sales are lost.
    failing: float = 0.3
    failing_days: tuple[int, int] = (20, 75)
    failing_share: float = 0.01
    #: Share of invoices that are disputed and credited. Reasoning: 2 to 5 % of business invoices are disputed, most of them with
    #: reason.
    credited: float = 0.02
    #: Share of invoices that are disputed and not credited. Reasoning: the smaller part of these.
    withdrawn: float = 0.01
    #: Share of one line that is disputed (least, most). Reasoning: a price or a count is wrong, mostly by little.
    credited_share: tuple[float, float] = (0.02, 0.30)
    #: Days from the invoice to the dispute (least, most). Reasoning: it is found when goods are unpacked, or the bill is booked.
    disputed_days: tuple[int, int] = (3, 20)
    #: Days until a dispute is settled (least, most); the invoice is paid afterwards. Reasoning: quality, sales and accounts
    #: take turns, and some weeks pass.
    dispute_days: tuple[int, int] = (10, 75)
    #: Share of credit notes for each reason, in the order of `pikku.catalog.sales.CREDIT_REASONS`, cash discounts aside.
    #: Reasoning: most are about the goods, a quarter is about the price.
    credit_reasons: tuple[float, ...] = (0.4, 0.25, 0.35)
    #: Share of punctual customers' invoices that are paid at once for a cash discount, the discount as a share of the invoice,
    #: and the days that they are paid in (least, most). Reasoning: a usual trade term is 1.5 to 2 % within a week.
    cash_discount: float = 0.12
    cash_discount_share: float = 0.015
    cash_discount_days: tuple[int, int] = (1, 7)
    #: Days after the due date until a debt that is never paid is given up. Reasoning: after a year nobody hopes any more, and the
    #: income tax only takes a loss that is written off in the books.
    written_off_days: int = 365
    #: Days after the due date that Pikku pays (least, most), before the next payment run; micro and small vendors are paid with
    #: the last run that is not late. Reasoning: it keeps its word, but not to the day, unless the law asks for it.
    vendor_days: tuple[int, int] = (-3, 9)
    #: Weekday that Pikku pays on, Monday is 0. Reasoning: one payment run a week, on Fridays.
    vendor_weekday: int = 4
    #: Share of bills paid in two parts, but for micro and small vendors. Reasoning: rare, when goods are in dispute.
    bills_in_parts: float = 0.03
    #: Most documents that one receipt or payment settles. Reasoning: an advice of payment of one page.
    most_settled: int = 40


class Role(NamedTuple):
    """A job title: its share of the department and its gross monthly pay in rupees (least, most)."""

    title: str
    share: float
    least: int
    most: int


class Post(NamedTuple):
    """A job that there is once, in a company of so many jobs and more, and its gross monthly pay in rupees (least, most)."""

    title: str
    least: int
    most: int
    from_jobs: int = 0


class LeaveSeason(NamedTuple):
    """Days around which more take leave than usual: their middles, the standard deviation of the bell in days, and how many more
    begin their leave in the middle, as a share of the usual number."""

    name: str
    days: tuple[date, ...]
    days_wide: float
    more: float


class Department(NamedTuple):
    """A department, its share of all jobs besides its posts, and whether its people work office hours rather than shifts."""

    name: str
    share: float
    roles: tuple[Role, ...]
    office: bool = False
    posts: tuple[Post, ...] = ()


@dataclass(frozen=True)
class People:
    """Who works here and what they earn."""

    #: Departments with their share of all jobs, and their roles with their share of the department's jobs and gross monthly pay,
    #: rupees (least, most); posts are held by one each, from so many jobs of the company on. Sales takes orders and Purchase
    #: places them, so both must be there. Reasoning: half of a moulder's people run machines in three shifts; pay in Pune's Chakan
    #: belt, from the minimum wage for helpers to plant heads; in a company of less than a hundred jobs, the managing director sells,
    #: buys and runs the plant himself. A company of 230 jobs has a paid-up capital of about ten crore, from which it must have a
    #: secretary (rule 8A of the Companies (Appointment and Remuneration of Managerial Personnel) Rules, 2014). About four in five
    #: jobs are those of workers, of whom 500 need a welfare officer (section 49 of the Factories Act, 1948); a safety officer comes
    #: long before the thousand of section 40B.
    departments: tuple[Department, ...] = (
        Department("Production", 0.46, (Role("Helper", 0.3, 13_000, 16_500), Role("Machine operator", 0.5, 16_000, 25_000),
                   Role("Shift supervisor", 0.17, 28_000, 42_000), Role("Deputy production manager", 0.03, 60_000, 95_000)),
                   posts=(Post("Production manager", 90_000, 140_000),)),
        Department("Tool room", 0.08, (Role("Tool fitter", 0.6, 22_000, 34_000), Role("CNC programmer", 0.3, 32_000, 52_000),
                   Role("Senior tool maker", 0.1, 45_000, 70_000)), posts=(Post("Tool room head", 75_000, 110_000, 100),)),
        Department("Quality", 0.07, (Role("Inspector", 0.7, 17_000, 26_000), Role("Quality engineer", 0.25, 32_000, 55_000),
                   Role("Senior quality engineer", 0.05, 55_000, 80_000)), posts=(Post("Quality head", 80_000, 120_000, 100),)),
        Department("Maintenance", 0.06, (Role("Technician", 0.75, 19_000, 30_000), Role("Maintenance engineer", 0.25, 35_000, 58_000)),
                   posts=(Post("Maintenance head", 75_000, 110_000, 100),)),
        Department("Stores", 0.06, (Role("Store keeper", 0.85, 15_000, 24_000), Role("Senior store keeper", 0.15, 24_000, 36_000)),
                   posts=(Post("Stores in charge", 36_000, 55_000),)),
        Department("Dispatch", 0.06, (Role("Loader", 0.6, 13_000, 17_000), Role("Dispatch clerk", 0.4, 18_000, 28_000)),
                   posts=(Post("Dispatch in charge", 36_000, 55_000, 100),)),
        Department("Sales", 0.09, (Role("Sales executive", 0.7, 26_000, 48_000), Role("Senior sales executive", 0.18, 46_000, 64_000),
                   Role("Area sales manager", 0.12, 60_000, 95_000)), posts=(Post("Sales head", 140_000, 210_000, 100),)),
        Department("Purchase", 0.04, (Role("Buyer", 0.75, 26_000, 44_000), Role("Senior buyer", 0.25, 42_000, 62_000)), True,
                   (Post("Purchase manager", 65_000, 100_000, 100),)),
        Department("Accounts", 0.05, (Role("Accountant", 0.75, 24_000, 42_000), Role("Senior accountant", 0.25, 42_000, 68_000)), True,
                   (Post("Finance manager", 80_000, 150_000),)),
        Department("HR and administration", 0.03, (Role("HR executive", 0.75, 22_000, 38_000), Role("Senior HR executive", 0.25, 38_000, 56_000)),
                   True, (Post("HR manager", 60_000, 90_000, 100), Post("Safety officer", 45_000, 70_000, 200),
                          Post("Welfare officer", 40_000, 60_000, 630))),
        Department("Management", 0.0, (), True,
                   (Post("Managing director", 250_000, 400_000), Post("Plant manager", 150_000, 230_000, 100),
                    Post("Company secretary", 70_000, 120_000, 230), Post("Chief financial officer", 180_000, 280_000, 500))),
    )  # fmt: skip
    #: Least monthly pay up to which a role's raises follow the minimum wage, rupees. Reasoning: about what helpers get in 2023.
    minimum_wage: int = 13_000
    #: Least monthly pay from which a role's raises are those of managers, rupees. Reasoning: who leads a shift or a store begins
    #: below it, who leads a department above.
    managers_from: int = 60_000
    #: Part of a role's span of pay that goes by service when the books begin; the rest is chance. Reasoning: who stays is raised every
    #: year, and skill and haggling make up the other half; new people are engaged in the lower half of the span.
    pay_by_service: float = 0.5
    #: Rupees of which what is agreed when somebody is engaged is a multiple, and of which raised pay is. Reasoning: letters of
    #: appointment name round sums, and a raise in per cent is rounded.
    pay_step: int = 100
    raise_step: int = 10
    #: Share of jobs whose holder leaves in a year. Reasoning: blue-collar attrition in Pune's auto belt is 10-20 %.
    leaving: float = 0.13
    #: Days that who leaves has stayed at least. Reasoning: nobody is entered who goes within the first weeks.
    leaving_least_days: int = 20
    #: Days since the hiring of who is here when the books begin (least, most). Reasoning: the firm is eleven years old.
    service_days: tuple[int, int] = (20, 4_000)
    #: Days that a job stays empty (least, most). Reasoning: helpers are found at the gate, engineers within a month.
    vacancy_days: tuple[int, int] = (3, 35)
    #: Share of jobs created during the three years, and the day of the books on which (least, most). Reasoning: fewer than
    #: orders grow by, since moulds get more cavities.
    new_jobs: float = 0.08
    new_jobs_days: tuple[int, int] = (30, 900)
    #: Share of working days present, on leave, absent, of who has earned leave; maternity leave takes its days from all three.
    #: Reasoning: a day of leave for twenty that were worked (section 79 of the Factories Act, 1948), less what is saved up; absent
    #: without leave is one day in fifty.
    attendance: tuple[float, ...] = (0.935, 0.045, 0.02)
    #: Share of the days present of which only half is worked. Reasoning: two or three times a year somebody goes to the bank, to
    #: school or to a doctor.
    half_days: float = 0.01
    #: Share of leaves of 1, 2 … 10 working days; mean 2.3. Reasoning: most take a day or two for a wedding or a fever, some a whole
    #: week, few travel home for longer.
    leave_days: tuple[float, ...] = (0.52, 0.20, 0.10, 0.05, 0.03, 0.04, 0.015, 0.015, 0.01, 0.02)
    #: Days of service from which leave is granted. Reasoning: leave is earned first (section 79 asks for 240 days' work), but casual
    #: and sick leave are granted after a quarter.
    leave_after_days: int = 90
    #: When more take leave than usual; days, and shares of the usual number. Reasoning: families travel home at Diwali, keep the ten
    #: days of Ganesh, and marry their children in the school holidays of May.
    leave_seasons: tuple[LeaveSeason, ...] = (
        LeaveSeason("Diwali", (date(2023, 11, 11), date(2024, 10, 31), date(2025, 10, 19), date(2026, 11, 7)), 6, 2.0),
        LeaveSeason("Ganesh festival", (date(2023, 9, 21), date(2024, 9, 9), date(2025, 8, 29), date(2026, 9, 16)), 4, 1.2),
        LeaveSeason("May", (date(2023, 5, 15), date(2024, 5, 15), date(2025, 5, 15), date(2026, 5, 15)), 14, 1.0),
    )  # fmt: skip
    #: Share of employees who are ill for weeks in a year, the days from the first to the last (least, most), and the days of service
    #: from which leave lasts for it. Reasoning: an operation or an accident on the road; leave is granted for it, whether or
    #: not it is earned, so it is part of the share on leave.
    illness: float = 0.02
    illness_days: tuple[int, int] = (21, 42)
    illness_after_days: int = 365
    #: Share of women who go on maternity leave in a year. Reasoning: of about 1.7 children a woman in Maharashtra, spread over the
    #: years from 20 to 50, some come after she has left work.
    maternity: float = 0.04
    #: Raise of pay each 1 April (least, most): of jobs at the minimum wage, of other workers and staff, and of managers, by
    #: :meth:`level`; new people are engaged at pay that has risen by the middle of it. Reasoning: surveys
    #: put raises in India's manufacturing at 9 to 10 % a year in 2023-25; the dearness allowance of the minimum wage follows
    #: consumer prices, which rose by about 5 % a year.
    increment: tuple[tuple[float, float], ...] = ((0.04, 0.07), (0.08, 0.10), (0.08, 0.12))
    #: Days that somebody must have been here for his first raise. Reasoning: probation is six months.
    increment_after_days: int = 180
    #: Minutes worked on a day of a shift, and the usual deviation (standard deviation). Source: no more than 48 hours a week and nine
    #: a day (sections 51 and 54 of the Factories Act, 1948). Reasoning: eight hours are planned, and twelve minutes of them go to
    #: changing shifts, so that one full week of six days in two hundred goes a little beyond 48 hours; a day differs by a few
    #: minutes, in sum a half hour a week.
    shift_minutes: int = 468
    shift_deviation: float = 12.0
    #: Minutes that days at the offices are shorter than a shift, in departments that are. Reasoning: seven and a half hours at
    #: the desk, from half past nine to six.
    office_minutes_less: int = 18
    #: Share of women among employees. Reasoning: about a fifth of India's factory workers, more in inspection and offices.
    women: float = 0.27

    @property
    def titles(self) -> tuple[Role | Post, ...]:
        """Return all job titles."""
        return tuple(each for unit in self.departments for each in (*unit.posts, *unit.roles))

    def level(self, role: Role | Post) -> int:
        """Return the position of a role's raises in `increment`: 0 at the minimum wage, 1 workers and staff, 2 managers."""
        return int(role.least > self.minimum_wage) + int(role.least >= self.managers_from)


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
    #: What the employer pays on the same pay for the deposit-linked insurance, share of pay; to the nearest rupee. Source: EDLI
    #: Scheme 1976.
    deposit_insurance: float = 0.005
    #: What he pays for the fund's administration, share of pay; to the paisa, as it is owed for all employees together. Source:
    #: the rate of the charges is 0.5 % since June 2018, and those of the insurance are nil since April 2017.
    fund_administration: float = 0.005
    #: State insurance (ESI), shares of pay of employee and employer, for salaries up to a limit; each contribution is rounded up
    #: to the next rupee. Source: ESI (Central) Rules 1950, rules 50 and 51, as amended in 2017 and 2019.
    state_insurance: float = 0.0075
    employer_state_insurance: float = 0.0325
    state_insurance_up_to: int = 21_000
    #: Professional tax of men and of women, rupees: pay above -> tax, and what the highest slab pays in February. Source: Maharashtra
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
    #: Health and education cess, share of the income tax. Source: Finance Act 2018, and each one since.
    cess: float = 0.04


@dataclass(frozen=True)
class Dirt:
    """Shares of rows with planted defects, of all rows where nothing else is said.

    Reasoning: enough to be found in every file, too few to change a chart.
    """

    #: Share of rows that are sent twice, page by page. Reasoning: an export that broke off is begun again with the last page.
    duplicate: float = 0.005
    #: Rows of such a page (least, most). Reasoning: a screenful of the old programs.
    page_rows: tuple[int, int] = (5, 20)
    #: Rows that come besides and that no table can take, as a share of the good ones. Reasoning: a slip of hand in a key, a number
    #: or a date is rarer than a repeated page.
    rejected: float = 0.003
    #: Share of those rows with a second value that is wrong. Reasoning: who is in a hurry slips more than once.
    second_slip: float = 0.1
    #: Share of rows of which an older version, with an error, was sent before. Reasoning: one document in a hundred is corrected.
    corrected: float = 0.010
    #: By how much the older version is wrong, either way: days of a date, and per cent of a figure, of what is right (least, most).
    #: Reasoning: a term that was counted wrongly, a price or a number from the line above; what is far off is seen at once.
    corrected_days: tuple[int, int] = (1, 15)
    corrected_percent: tuple[int, int] = (1, 30)
    #: Share of rows that come in the late part of an extract only. Reasoning: as many are entered after the export.
    late: float = 0.010
    #: Hours after which a row was entered late or corrected (least, most), moved to when the office is open next. Reasoning: found
    #: with the next month's accounts at the latest.
    changed_hours: tuple[int, int] = (1, 480)
    #: Share of rows with a value that is spelt in another way. Reasoning: several offices have habits, and no row is lost by it.
    spelling: float = 0.05
    #: Share of customers and vendors whose name has its legal form in another spelling, or a form of address before it. Reasoning:
    #: a name is copied as it stands on the letterhead.
    firm_names: float = 0.15
    #: Share of rows with a quantity or weight that state it with a unit. Reasoning: a habit of few clerks.
    unit: float = 0.01
    #: Share of rows with two neighbouring columns exchanged. Reasoning: a slip of hand, rarer than a duplicate.
    swapped: float = 0.002
    #: Share of rows with letters beyond ASCII that are written in Windows-1252, in CSV files. Reasoning: such a file is put
    #: together of what several computers wrote.
    encoding: float = 0.5
    #: Share of customers and vendors that are entered a second time, at least one of each. Reasoning: masters that nobody
    #: keeps clean have 2 to 10 % of them.
    near_duplicate: float = 0.03
    #: Share of the customers entered again whose GSTIN is left empty, of those who alone have their PIN: of the others nobody could
    #: tell who they are. Reasoning: a clerk enters an order that is waiting, and the number is on no order.
    without_gstin: float = 0.4
    #: Share of the customers entered again with a GSTIN whose PIN is a neighbouring one. Reasoning: a firm gives now the address of
    #: its works, now that of its office.
    moved: float = 0.3
    #: Days of the books after which they are entered again (least, most), and the days after the first entry at least. Reasoning:
    #: while the first is fresh, it is found.
    entered_again_days: tuple[int, int] = (60, 720)
    entered_again_least: int = 30
    #: Share of the documents of such a customer or vendor, after that day, that bear the second code. Reasoning: chance which of
    #: the two is found, and the older one is known by heart.
    second_code: float = 0.4


@dataclass(frozen=True)
class Company:
    """How large the company is at `small`, and how that grows with the number of order lines."""

    #: Number of finished goods. Reasoning: three or four moulds for each of 37 presses.
    finished_goods: int = 120
    #: Number of customers. Reasoning: each orders about once in three or four weeks.
    customers: int = 400
    #: Number of vendors. Reasoning: several for each kind of material.
    vendors: int = 30
    #: Number of jobs. Reasoning: seven for each press, in three shifts, with tool room, stores, sales and offices.
    employees: int = 250
    #: Output, products, machines and staff grow with this power of the order lines: more lines are smaller lines, as a
    #: company that sells to retailers has them. Reasoning: at `huge` it makes 44 times as much as at `small`, which is the
    #: size of the largest Indian moulders, and not 1,900 times.
    output_exponent: float = 0.5
    #: Customers grow with this power of the order lines. Reasoning: who sells more has more customers, who order more often, too.
    customers_exponent: float = 0.75
    #: Kinds of materials and vendors grow with this power of the order lines. Reasoning: more goods are made of much the same
    #: resins, in larger quantities.
    materials_exponent: float = 0.25


@dataclass(frozen=True)
class Realism:
    """All the knobs."""

    company: Company = field(default_factory=Company)
    demand: Demand = field(default_factory=Demand)
    products: Products = field(default_factory=Products)
    partners: Partners = field(default_factory=Partners)
    orders: Orders = field(default_factory=Orders)
    dispatch: Dispatch = field(default_factory=Dispatch)
    margin: Margin = field(default_factory=Margin)
    production: Production = field(default_factory=Production)
    maintenance: Maintenance = field(default_factory=Maintenance)
    assets: Assets = field(default_factory=Assets)
    purchasing: Purchasing = field(default_factory=Purchasing)
    stocktakes: Stocktakes = field(default_factory=Stocktakes)
    returns: Returns = field(default_factory=Returns)
    advances: Advances = field(default_factory=Advances)
    cash: Cash = field(default_factory=Cash)
    people: People = field(default_factory=People)
    payroll: PayrollRules = field(default_factory=PayrollRules)
    dirt: Dirt = field(default_factory=Dirt)


REALISM = Realism()
