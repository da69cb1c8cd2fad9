"""What the data do when a knob of the realism parameters is turned: which figure rises or falls, and by how much at least."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from tests.generate.test_documents import DAILY

from pikku.catalog.customers import SEGMENTS
from pikku.catalog.realism import REALISM, Campaign, IncomeTax
from pikku.catalog.taxes import EXEMPT_CARRIERS

#: Order lines of the company that most knobs are tested on.
SIZE = 2_000


@dataclass(frozen=True)
class Turn:
    """A knob's other value and what it does to a figure.

    Attributes
    ----------
    query
        Gives the figure.
    groups
        By group the knobs that are turned; the first is the one tested.
    factor
        What the figure grows by at least, or, below 1, falls to at most.
    given
        By group what else is other than usual, with the knob turned and without: most companies as small as this have few
        advances or broken moulds.
    size
        Order lines.
    """

    query: str
    groups: dict[str, dict]
    factor: float
    given: dict[str, dict] = field(default_factory=dict)
    size: int = SIZE

    @property
    def knob(self) -> tuple[str, str]:
        """Return the group and the name of the knob that is tested."""
        group = next(iter(self.groups))
        return group, next(iter(self.groups[group]))


BEGIN = "DATE '2023-04-01'"
LINES = "sales_order_line JOIN sales_order ON sales_order_id = CAST(sales_order_no[4:] AS BIGINT)"
OF_CUSTOMER = "JOIN customer ON customer_id = CAST(customer_code[3:] AS BIGINT)"
OF_PRODUCT = "JOIN product ON product_id = CAST(product_code[4:] AS BIGINT)"
#: Bills of materials with their components.
PARTS = "bill_of_materials b JOIN product p ON component_id = CAST(product_code[4:] AS BIGINT)"
#: Lines of shipments, and whether each is in the first shipment of its order.
SENT = """(SELECT quantity, shipment_id = min(shipment_id) OVER (PARTITION BY sales_order_id) AS at_once FROM shipment_line
           JOIN shipment ON shipment_id = CAST(shipment_no[4:] AS BIGINT))"""
#: No vendor is so small that the law looks after it.
NO_SMALL = {"partners": {"vendor_msme": ((0.0, 0.0, 0.0, 1.0),) * 4}}
HAULS = "shipment JOIN carrier ON carrier_id = CAST(carrier_code[4:] AS BIGINT)"
#: All parcels that would come too late fly, heavy ones, too.
FLYING = {"dispatch": {"air": 1.0, "air_kg": 6_000, "air_of_price": 9.0}}
FEW_LORRIES = f"SELECT avg((carrier_code IN {EXEMPT_CARRIERS})::INT) FROM {HAULS}"
WITHIN_INDIA = f"""{HAULS} JOIN sales_order ON sales_order_id = CAST(sales_order_no[4:] AS BIGINT) {OF_CUSTOMER}
                  WHERE segment <> 'export'"""
DELIVERIES = "goods_receipt g JOIN purchase_order_line l ON purchase_order_line_id = l.purchase_order_id * 100 + l.line_no"
ARRIVED = (
    f"{DELIVERIES} JOIN purchase_order ON purchase_order_id = CAST(purchase_order_no[4:] AS BIGINT)"
)
#: Purchases and their price as a multiple of standard cost.
BARGAINS = f"(SELECT product_id, unit_price / standard_cost AS price FROM purchase_order_line {OF_PRODUCT})"
CREDITED = "credit_note JOIN receivable_invoice ON receivable_invoice_id = CAST(receivable_invoice_no[5:] AS BIGINT)"
NOTES = f"{CREDITED} WHERE reason <> 'cash discount'"
AT_ONCE = f"{CREDITED} WHERE reason = 'cash discount'"
RECEIVED = """receipt_allocation JOIN receipt ON receipt_id = CAST(receipt_no[4:] AS BIGINT)
              JOIN receivable_invoice ON receivable_invoice_id = CAST(receivable_invoice_no[5:] AS BIGINT)"""
#: Invoices that are paid in two parts: the first part, all of it and the days between.
INSTALMENTS = """(SELECT arg_min(a.amount, received_on) AS first, sum(a.amount) AS total, max(received_on) - min(received_on) AS days
                  FROM receipt_allocation a JOIN receipt ON receipt_id = CAST(receipt_no[4:] AS BIGINT)
                  GROUP BY receivable_invoice_id HAVING count(*) = 2)"""
PAID = """payment_allocation JOIN payment ON payment_id = CAST(payment_no[4:] AS BIGINT)
          JOIN payable_bill ON payable_bill_id = CAST(payable_bill_no[4:] AS BIGINT)"""
#: Lines of each good in the first and in the last year.
YEARS = f"""(SELECT product_id, count(*) FILTER (ordered_on < DATE '2024-04-01') AS before,
                    count(*) FILTER (ordered_on >= DATE '2025-04-01') AS after
             FROM {LINES} GROUP BY 1 HAVING before > 20)"""

OFFER = {
    "demand": {
        "campaigns": (
            Campaign("offer", (date(2024, 6, 10),), 3, SEGMENTS, ("Household goods",), 6.0, 1.0),
        )
    }
}
AFTER_IT = f"""SELECT count(*) FROM {LINES} {OF_PRODUCT}
               WHERE category_id = 5 AND ordered_on BETWEEN DATE '2024-07-01' AND DATE '2024-07-28'"""
MARCH_TO_APRIL = f"""SELECT sum(quantity) FILTER (month(ordered_on) = 3) / sum(quantity) FILTER (month(ordered_on) = 4)
                     FROM {LINES} WHERE ordered_on BETWEEN DATE '2024-03-01' AND DATE '2024-04-30'"""
MANY_GOODS = {"company": {"finished_goods": 400}}
MANY_CREDITS = {"cash": {"credited": 0.5}}

COMPANY = {
    "more goods": Turn("SELECT count(*) FROM product WHERE product_type = 'finished'", {"company": {"finished_goods": 400}}, 2.0),
    "more customers": Turn("SELECT count(*) FROM customer", {"company": {"customers": 4_000}}, 4.0),
    "more vendors": Turn("SELECT count(*) FROM vendor", {"company": {"vendors": 90}}, 2.0),
    "more staff": Turn("SELECT count(*) FROM employee", {"company": {"employees": 700}}, 2.0),
    # Smaller than `small`, a company has the less, the larger the exponent is.
    "less output of small companies": Turn("SELECT sum(quantity) FROM sales_order_line", {"company": {"output_exponent": 0.8}}, 0.6),
    "more customers of small companies": Turn("SELECT count(*) FROM customer", {"company": {"customers_exponent": 0.3}}, 2.0),
    "fewer materials of small companies": Turn("SELECT count(*) FROM product WHERE product_type <> 'finished'",
                                               {"company": {"materials_exponent": 0.9}}, 0.9, size=20_000),
}  # fmt: skip

DEMAND = {
    "more orders from abroad": Turn(f"SELECT avg((segment = 'export')::INT) FROM sales_order {OF_CUSTOMER}",
                                    {"demand": {"segment_share": (0.1, 0.1, 0.1, 0.1, 0.6)}}, 3.0),
    "holidays are days like others": Turn("""SELECT avg((strftime(ordered_on, '%d.%m.') IN ('15.08.', '02.10.', '25.12.'))::INT)
                                             FROM sales_order""", {"demand": {"holiday": 1.0}}, 3.0),
    "more holidays": Turn("SELECT avg((year(ordered_on) = 2024 AND month(ordered_on) = 7)::INT) FROM sales_order",
                          {"demand": {"holidays": tuple(date(2024, 7, 1) + timedelta(n) for n in range(31))}}, 0.4),
    "more at the end of the month": Turn("SELECT avg((day(last_day(ordered_on)) - day(ordered_on) < 3)::INT) FROM sales_order",
                                         {"demand": {"month_end": 3.0}}, 1.8),
    "the end of the month is longer": Turn(
        "SELECT avg((day(last_day(ordered_on)) - day(ordered_on) BETWEEN 3 AND 9)::INT) FROM sales_order",
        {"demand": {"month_end_days": 10}}, 1.2, {"demand": {"month_end": 2.0}}),
    "days are noisier": Turn("""SELECT stddev(n) FROM (SELECT count(*) AS n FROM sales_order
                                WHERE isodow(ordered_on) = 3 GROUP BY ordered_on)""", {"demand": {"day_noise": 0.4}}, 1.3, size=20_000),
    "weeks of a good are noisier": Turn(
        f"""SELECT avg(v) FROM (SELECT variance(n) AS v FROM (SELECT product_id, date_trunc('week', ordered_on), count(*) AS n
            FROM {LINES} GROUP BY ALL) GROUP BY product_id ORDER BY sum(n) DESC LIMIT 5)""",
        {"demand": {"product_noise": 1.0}}, 1.3, {"orders": {"regular": 0.0}}, size=20_000),
    "customers mind the price more": Turn(MARCH_TO_APRIL, {"demand": {"elasticity": (-12.0,) * 5}}, 1.05),
    "no campaigns": Turn("SELECT count(campaign_id) FROM sales_order_line", {"demand": {"campaigns": ()}}, 0.0),
    "more is missing after a campaign": Turn(AFTER_IT, {"demand": {"pulled_forward": 1.0}}, 0.7, OFFER, 20_000),
    "what is missing is missing over more weeks": Turn(AFTER_IT, {"demand": {"dip_weeks": 12}}, 1.1, OFFER, 20_000),
}  # fmt: skip

NEW = f"FROM product WHERE launched_on > {BEGIN}"
NEW_GOODS = {"products": {"launched": 0.5}}
#: Lines of new goods, so many days after their launch.
OF_NEW = f"FROM {LINES} {OF_PRODUCT} WHERE launched_on > {BEGIN} AND ordered_on - launched_on"
PRODUCTS = {
    "more launches": Turn(f"SELECT count(*) {NEW}", {"products": {"launched": 0.5}}, 3.0, MANY_GOODS),
    "later launches": Turn(f"SELECT avg(launched_on - {BEGIN}) {NEW}", {"products": {"launched_weeks": (100, 140)}}, 1.3, MANY_GOODS),
    "older goods": Turn(f"SELECT avg({BEGIN} - launched_on) FROM product WHERE product_type = 'finished' AND launched_on < {BEGIN}",
                        {"products": {"age_days": (2_500, 3_000)}}, 1.3),
    "more goods end": Turn("SELECT count(*) FROM product WHERE NOT is_active", {"products": {"ended": 0.5}}, 3.0, MANY_GOODS),
    "goods end later": Turn(f"SELECT avg(CAST(modified_at AS DATE) - {BEGIN}) FROM product WHERE NOT is_active",
                            {"products": {"ended_weeks": (140, 150)}}, 1.1, MANY_GOODS | {"products": {"ended": 0.5}}),
    "new goods take longer": Turn(f"SELECT count(*) {OF_NEW} < 140", {"products": {"launch_weeks": 60}}, 0.8, NEW_GOODS, 20_000),
    "goods begin with more": Turn(f"SELECT count(*) {OF_NEW} < 70", {"products": {"least_share": 1.0}}, 1.3, NEW_GOODS, 20_000),
    "goods fade longer": Turn(
        f"""SELECT count(*) FILTER (ordered_on > ended - 90) / count(*) FROM (SELECT ordered_on, max(ordered_on) OVER (
            PARTITION BY product_id) AS ended FROM {LINES} {OF_PRODUCT} WHERE NOT is_active)""",
        {"products": {"fade_weeks": 60}}, 0.9, MANY_GOODS | {"products": {"ended": 0.5}}, 20_000),
    "popularity changes more": Turn(f"SELECT avg(abs(ln((after + 1) / before))) FROM {YEARS}", {"products": {"drift": 1.0}}, 1.5),
    "no good loses": Turn(f"SELECT stddev(ln((after + 1) / before)) FROM {YEARS}", {"products": {"drift_least": 1.0}}, 0.8,
                          {"products": {"drift": 1.0}}),
    "older materials": Turn(f"SELECT avg({BEGIN} - launched_on) FROM product WHERE product_type = 'material'",
                            {"products": {"materials_age_days": 3_000}}, 1.8),
    "all goods are white": Turn("SELECT avg((product_name LIKE '%white%')::INT) FROM product WHERE product_type = 'finished'",
                                {"products": {"colours": (1, 0, 0, 0, 0, 0, 0, 0, 0, 0)}}, 2.0),
}  # fmt: skip

PARTNERS = {
    "older customers": Turn(f"SELECT avg({BEGIN} - customer_since) FROM customer WHERE customer_since < {BEGIN}",
                            {"partners": {"customer_age_days": (3_500, 4_000)}}, 1.3),
    "longer terms of customers": Turn("SELECT avg(due_on - invoiced_on) FROM receivable_invoice",
                                      {"partners": {"customer_terms_days": (30, 60, 90, 120)}}, 1.9),
    "more customers with long terms": Turn("SELECT avg(payment_terms_days) FROM customer",
                                           {"partners": {"customer_terms": (0.0, 0.0, 0.0, 1.0)}}, 1.4),
    "longer terms overseas": Turn("SELECT max(payment_terms_days) FROM customer", {"partners": {"overseas_terms_days": (60, 180)}}, 1.9,
                                  {"company": {"customers": 4_000}}),
    "more long terms overseas": Turn("SELECT avg((payment_terms_days = 90)::INT) FROM customer",
                                     {"partners": {"overseas_terms": (0.0, 1.0)}}, 2.0, {"company": {"customers": 4_000}}),
    "higher limits": Turn("SELECT avg(credit_limit) FROM customer", {"partners": {"credit_cover": (6.0, 9.0)}}, 1.3),
    "a higher least limit": Turn("SELECT min(credit_limit) FROM customer", {"partners": {"least_credit": 9_000_000}}, 5.0),
    "rounder limits": Turn("SELECT avg((credit_limit % 1000000 = 0)::INT) FROM customer", {"partners": {"credit_step": 1_000_000}}, 2.0),
    "more vendors of inserts": Turn("SELECT avg((vendor_type = 'insert')::INT) FROM vendor",
                                    {"partners": {"vendor_kinds": (0.0, 0.0, 0.0, 1.0)}}, 1.8),
    "more customers in Kochi": Turn("SELECT avg((city = 'Kochi')::INT) FROM customer",
                                    {"partners": {"cities": tuple((name, 100.0 if name == "Kochi" else weight)
                                                                  for name, weight in REALISM.partners.cities)}}, 5.0),
    "more customers in Colombo": Turn("SELECT avg((city = 'Colombo')::INT) FROM customer",
                                      {"partners": {"cities_abroad": (("Dubai", 1.0), ("Colombo", 50.0))}}, 1.5, size=20_000),
    "vendors in fewer cities": Turn("SELECT count(DISTINCT city) FROM vendor", {"partners": {"vendor_cities": 2}}, 0.5),
    "older vendors": Turn(f"SELECT avg({BEGIN} - vendor_since) FROM vendor", {"partners": {"vendor_age_days": (4_000, 4_500)}}, 1.3),
    "longer lead times": Turn("SELECT avg(expected_on - ordered_on) FROM purchase_order",
                              {"partners": {"vendor_lead_days": (18, 20)}}, 1.3),
    "lead times of kinds are longer": Turn("SELECT avg(expected_on - ordered_on) FROM purchase_order",
                                           {"partners": {"vendor_lead_by_kind": (9, 9, 9, 9)}}, 1.3),
    "longer terms of vendors": Turn("SELECT avg(due_on - billed_on) FROM payable_bill",
                                    {"partners": {"vendor_terms_days": (60, 90, 120)}}, 1.8, NO_SMALL),
    "more vendors with long terms": Turn("SELECT avg(payment_terms_days) FROM vendor", {"partners": {"vendor_terms": (0.0, 0.0, 1.0)}}, 1.3,
                                         NO_SMALL),
    "more small vendors": Turn("SELECT avg((msme_status = 'small')::INT) FROM vendor", {"partners": {"vendor_msme": ((0.0, 0.9, 0.0, 0.1),) * 4}},
                               1.3),
}  # fmt: skip

GOODS_OF_CUSTOMER = (
    f"SELECT avg(n) FROM (SELECT count(DISTINCT product_id) AS n FROM {LINES} GROUP BY customer_id)"
)
ORDERS = {
    "quantities spread more": Turn("SELECT avg(s) FROM (SELECT stddev(ln(quantity)) AS s FROM sales_order_line GROUP BY product_id)",
                                   {"orders": {"quantity_spread": 1.2}}, 1.3),
    "customers differ more": Turn(
        f"""SELECT stddev(m) FROM (SELECT avg(log) AS m FROM (SELECT customer_id, ln(quantity) - avg(ln(quantity)) OVER (
            PARTITION BY product_id) AS log FROM {LINES}) GROUP BY customer_id)""",
        {"orders": {"customer_spread": 1.2}}, 1.5),
    "more goes abroad": Turn(f"SELECT avg(quantity) FILTER (segment = 'export') / avg(quantity) FROM {LINES} {OF_CUSTOMER}",
                             {"orders": {"quantity_by_segment": (1.15, 1.3, 1.2, 0.75, 6.0)}}, 1.5),
    "more goods are taken regularly": Turn(GOODS_OF_CUSTOMER, {"orders": {"assortment": 12}}, 1.1, size=20_000),
    "more goods are taken now and then": Turn(GOODS_OF_CUSTOMER, {"orders": {"regular": 0.0}}, 1.2, size=20_000),
    "agreed discounts spread more": Turn(
        f"""SELECT stddev(m) FROM (SELECT avg(discount_rate) AS m FROM {LINES} {OF_PRODUCT} GROUP BY customer_id, category_id)""",
        {"orders": {"agreed_spread": 5.0}}, 1.3),
    "discounts spread more": Turn("SELECT stddev(discount_rate) FROM sales_order_line", {"orders": {"discount_spread": 6.0}}, 1.3),
    "rounder discounts": Turn("SELECT avg((discount_rate % 2 = 0)::INT) FROM sales_order_line WHERE campaign_id IS NULL",
                              {"orders": {"discount_step": 2.0}}, 2.0),
    "more lines are large": Turn("SELECT avg(discount_rate) FROM sales_order_line", {"orders": {"large": 0.5}}, 1.1),
    "large lines have more discount": Turn("SELECT avg(discount_rate) FROM sales_order_line", {"orders": {"large_discount": 10.0}}, 1.1),
    "lower limit of discounts": Turn("SELECT max(discount_rate) FROM sales_order_line WHERE campaign_id IS NULL",
                                     {"orders": {"most_discount": 5.0}}, 0.4),
    "more orders by portal": Turn("SELECT avg((channel = 'portal')::INT) FROM sales_order",
                                  {"orders": {"channels": ((0.0, 0.0, 1.0),) * 5}}, 2.0),
    "customers keep to a channel": Turn(
        "SELECT avg(n) FROM (SELECT count(DISTINCT channel) AS n FROM sales_order GROUP BY customer_id)",
        {"orders": {"usual_channel": 1.0}}, 0.8),
    "customers have no rhythm": Turn(
        """SELECT avg(cv) FROM (SELECT stddev(gap) / avg(gap) AS cv FROM (SELECT customer_id, ordered_on - lag(ordered_on) OVER (
           PARTITION BY customer_id ORDER BY ordered_on) AS gap FROM sales_order) GROUP BY customer_id HAVING count(*) > 20)""",
        {"orders": {"rhythm": 0.0}}, 1.1, size=20_000),
    "customers carry fewer categories": Turn(
        f"""SELECT avg(n) FROM (SELECT count(DISTINCT category_id) AS n FROM {LINES} {OF_PRODUCT} GROUP BY customer_id
            HAVING count(*) > 20)""", {"orders": {"carried": 0.2}}, 0.7, size=20_000),
    "discounts are agreed anew": Turn(
        f"""SELECT stddev(after - before) FROM (SELECT avg(discount_rate) FILTER (ordered_on < DATE '2024-04-01') AS before,
                   avg(discount_rate) FILTER (ordered_on >= DATE '2025-04-01') AS after
            FROM {LINES} {OF_PRODUCT} GROUP BY customer_id, category_id)""",
        {"orders": {"renegotiated": 1.0}}, 1.3, size=20_000),
    "fewer use campaigns": Turn("SELECT count(campaign_id) FROM sales_order_line", {"orders": {"taken_up": 0.4}}, 0.6, size=20_000),
    "new customers grow longer": Turn(f"SELECT avg((customer_since > {BEGIN})::INT) FROM sales_order {OF_CUSTOMER}",
                                      {"orders": {"growing_days": 1_000}}, 0.8, {"orders": {"acquired": 0.9}}),
    "who leaves fades longer": Turn(
        """SELECT avg((ordered_on > last - 120)::INT) FROM (SELECT ordered_on, max(ordered_on) OVER (PARTITION BY customer_id) AS last
           FROM sales_order) WHERE last < DATE '2025-12-01'""",
        {"orders": {"fading_months": 24}}, 0.9, {"orders": {"churn": 0.4, "rhythm": 1.0}}, size=20_000),
    "customers stray further": Turn(
        """SELECT stddev(ln((after + 1) / (before + 1))) FROM (SELECT count(*) FILTER (ordered_on < DATE '2024-04-01') AS before,
                  count(*) FILTER (ordered_on >= DATE '2025-04-01') AS after FROM sales_order GROUP BY customer_id
                  HAVING count(*) > 30)""", {"orders": {"course": 1.5}}, 1.2, size=20_000),
    "goods are wanted later": Turn("SELECT avg(requested_on - ordered_on) FROM sales_order",
                                   {"orders": {"requested_days": ((30, 40),) * 5}}, 2.0),
    "more orders are called off": Turn("SELECT count(DISTINCT sales_order_id) FROM shipment", {"orders": {"cancelled": 0.5}}, 0.6),
    "customers leave": Turn("SELECT count(DISTINCT customer_id) FROM sales_order WHERE ordered_on >= DATE '2025-10-01'",
                            {"orders": {"churn": 0.5}}, 0.8),
    "customers come": Turn(f"SELECT count(*) FROM customer WHERE customer_since > {BEGIN}", {"orders": {"acquired": 0.9}}, 1.8),
    "customers come sooner": Turn(f"SELECT avg(customer_since - {BEGIN}) FROM customer WHERE customer_since > {BEGIN}",
                                  {"orders": {"settling_days": 700}}, 0.6, {"orders": {"acquired": 0.9}}),
}  # fmt: skip

HELD = {"dispatch": {"held": 0.5}}
SENT_OF_ORDERED = (
    "SELECT (SELECT sum(quantity) FROM shipment_line) / sum(quantity) FROM sales_order_line"
)
DISPATCH = {
    "more goods are held": Turn("SELECT count(*) FROM shipment", {"dispatch": {"held": 0.4}}, 1.1),
    "goods are held longer": Turn(
        """SELECT avg(days) FROM (SELECT max(dispatched_on) - min(dispatched_on) AS days FROM shipment
           GROUP BY sales_order_id HAVING count(*) > 1)""", {"dispatch": {"held_days": (25, 35)}}, 2.0),
    "more of a lone line leaves later": Turn(f"SELECT sum(quantity) FILTER (NOT at_once) / sum(quantity) FROM {SENT}",
                                             {"dispatch": {"later_part": 80}}, 1.5,
                                             HELD | {"orders": {"lines": (1.0, 0.0, 0.0, 0.0, 0.0, 0.0)}}),
    "more lines are short": Turn(SENT_OF_ORDERED, {"dispatch": {"short": 1.0}}, 0.98, HELD),
    "short lines are shorter": Turn(SENT_OF_ORDERED, {"dispatch": {"short_sent": (0.1, 0.2)}}, 0.9, HELD),
    "later promises": Turn("SELECT avg(promised_on - dispatched_on) FROM shipment", {"dispatch": {"promised_days": 20}}, 1.5),
    "longer delays": Turn("SELECT max(delivered_on - promised_on) FROM shipment", {"dispatch": {"delayed_days": (30, 40)}}, 2.0),
    "longer ways": Turn(f"SELECT avg(distance_km) FROM {WITHIN_INDIA}", {"dispatch": {"circuity": 2.6}}, 1.8),
    "more detours": Turn(f"SELECT avg(distance_km) FROM {WITHIN_INDIA}", {"dispatch": {"detour": 1.0}}, 1.2),
    "longer shortest way": Turn("SELECT min(distance_km) FROM shipment", {"dispatch": {"least_km": 400}}, 3.0),
    "higher least freight": Turn("SELECT min(freight_amount) FROM shipment", {"dispatch": {"minimum_freight": (5_000,) * 4}}, 10.0),
    "more by rail": Turn(f"SELECT avg((mode = 'rail')::INT) FROM {HAULS}", {"dispatch": {"rail": 0.8}}, 2.0),
    "more by air": Turn(f"SELECT avg((mode = 'air')::INT) FROM {HAULS}", {"dispatch": {"air": 0.7}}, 1.5, size=20_000),
    "rail pays over shorter ways": Turn(f"SELECT avg((mode = 'rail')::INT) FROM {HAULS}", {"dispatch": {"rail_km": 100}}, 1.5),
    "parcels fly shorter ways": Turn(f"SELECT avg((mode = 'air')::INT) FROM {WITHIN_INDIA}", {"dispatch": {"air_km": 50}}, 1.2, FLYING),
    "heavier parcels fly": Turn(f"SELECT avg((mode = 'air')::INT) FROM {WITHIN_INDIA}", {"dispatch": {"air_kg": 600}}, 1.5, size=20_000),
    "heavier parcels fly abroad": Turn("SELECT avg((mode = 'air')::INT) / avg((mode = 'sea')::INT) FROM " + HAULS,
                                       {"dispatch": {"air_kg_abroad": 1_000}}, 1.5, size=20_000),
    "dearer dockets": Turn("SELECT sum(freight_amount) FROM shipment", {"dispatch": {"docket": (20_000,) * 4}}, 2.0),
    "dearer handling": Turn("SELECT sum(freight_amount) FROM shipment", {"dispatch": {"handling": (9.0,) * 4}}, 1.8),
    "flights may cost more": Turn(f"SELECT avg((mode = 'air')::INT) FROM {WITHIN_INDIA}", {"dispatch": {"air_of_price": 9.0}}, 1.2, size=20_000),
    "customers change carriers": Turn(f"SELECT avg(n) FROM (SELECT count(DISTINCT carrier_id) AS n FROM {WITHIN_INDIA} GROUP BY customer_id)",
                                      {"dispatch": {"usual_carriers": (0.34, 0.33, 0.33)}}, 1.05, size=20_000),
    "the cheapest carriers come": Turn(f"SELECT avg(rate_per_tonne_km) FROM {HAULS} WHERE mode = 'road'", {"dispatch": {"cheaper": 60.0}}, 0.97),
    "more by carriers with few lorries": Turn(FEW_LORRIES, {"dispatch": {"local": 0.9}}, 1.5),
    "few lorries go farther": Turn(FEW_LORRIES, {"dispatch": {"local_km": 700}}, 1.2),
    "few lorries make fewer drops": Turn(FEW_LORRIES, {"dispatch": {"local_a_day": 0}}, 0.0),
    "dearer carriers": Turn("SELECT sum(freight_amount) FROM shipment",
                            {"dispatch": {"carriers": tuple((n, m, 3 * rate, *rest) for n, m, rate, *rest in REALISM.dispatch.carriers)}}, 1.8),
}  # fmt: skip

MARGIN = {
    "more revisions in October": Turn("SELECT count(*) FROM price WHERE month(valid_from) = 10", {"margin": {"mid_year": 0.9}}, 1.5),
    "larger revisions": Turn("""SELECT avg(list_price / before) FROM (SELECT valid_from, list_price, lag(list_price) OVER (
                                PARTITION BY product_id ORDER BY valid_from) AS before FROM price) WHERE month(valid_from) = 10""",
                             {"margin": {"mid_year_change": (0.2, 0.3)}}, 1.15),
    "prices follow resin more": Turn("""SELECT stddev(list_price / before) FROM (SELECT valid_from, list_price, lag(list_price) OVER (
                                        PARTITION BY product_id ORDER BY valid_from) AS before FROM price) WHERE month(valid_from) = 10""",
                                     {"margin": {"resin_part": 2.0}}, 1.5),
    "more runners": Turn("SELECT avg(quantity_per_1000) FROM bill_of_materials WHERE line_no = 1", {"margin": {"runner": 0.3}}, 1.2),
    "more masterbatch": Turn(f"SELECT sum(quantity_per_1000) FROM {PARTS} WHERE category_id = 25", {"margin": {"masterbatch": 0.1}}, 4.0),
    "more inserts are lost": Turn(f"SELECT avg(quantity_per_1000) FROM {PARTS} WHERE category_id = 26",
                                  {"margin": {"lost_inserts": 0.5}}, 1.4, MANY_GOODS),
    "fewer cartons": Turn(f"SELECT count(*) FROM {PARTS} WHERE category_id = 31", {"margin": {"carton_grams": 3_000}}, 0.8),
    "rounder prices": Turn("SELECT avg((list_price % 1 = 0)::INT) FROM price", {"margin": {"price_steps": ((0, 1), (1_000, 100))}}, 1.3),
}  # fmt: skip

#: No shots are lost at starts.
STEADY = {"production": {"start_shots": (0, 0)}}
#: The lowest stock of each product at the end of a day, as a share of the first one.
LOWEST = f"""{DAILY}, low AS (
    SELECT product_id, min(stock) / min_by(stock, day) AS least
    FROM (SELECT product_id, day, sum(quantity) OVER (PARTITION BY product_id ORDER BY day) AS stock FROM daily)
    GROUP BY product_id HAVING min_by(stock, day) > 0)
    SELECT avg(least) FROM low WHERE product_id"""
PRODUCTION = {
    "machines run fewer hours a day": Turn(
        """SELECT max(planned_quantity * cycle_time_s / cavities / 3600 / (finished_on - started_on + 1))
           FROM production_order JOIN mould USING (product_id)""", {"production": {"hours_a_day": 8.0}}, 0.4),
    "machines rest on more days": Turn("SELECT max(isodow(finished_on)) FROM production_order", {"production": {"days_a_week": 3}}, 0.5),
    "machines are in use on fewer days": Turn("SELECT count(DISTINCT machine_code) FROM production_order", {"production": {"machine_use": 0.25}}, 1.6, size=20_000),
    "dearer machine hours": Turn("SELECT avg(conversion_cost) FROM product", {"production": {"presses": tuple(
        each._replace(hour=3 * each.hour) for each in REALISM.production.presses)}}, 2.0),
    "each machine costs more": Turn("SELECT avg(cost) FROM fixed_asset WHERE asset_class = 'machine'", {"production": {"presses": tuple(
        each._replace(price=(500, 600)) for each in REALISM.production.presses)}}, 1.4),
    "large presses only": Turn("SELECT count(DISTINCT fixed_asset_name[-6:]) FROM fixed_asset WHERE asset_class = 'machine'",
                               {"production": {"presses": REALISM.production.presses[-1:]}}, 0.5),
    "more cavities": Turn("SELECT avg(cavities) FROM mould", {"production": {"mould_hours": 0.5}}, 1.5),
    "all goods are made every four weeks": Turn("SELECT count(*) FROM production_order", {"production": {"run_weeks": (4, 4, 4)}}, 0.85),
    "fewer runs": Turn("SELECT count(*) FROM production_order", {"production": {"run_hours": (100, 100)}}, 0.8),
    "scrap is noisier": Turn("SELECT stddev(scrap_quantity / good_quantity) FROM production_order",
                             {"production": {"scrap_spread": 1.5}}, 1.3, STEADY),
    "scrap is stopped sooner": Turn("SELECT max(scrap_quantity / planned_quantity) FROM production_order",
                                    {"production": {"scrap_most": 0.02}}, 0.5, STEADY),
    "more shots are lost at starts": Turn("SELECT sum(scrap_quantity) / sum(good_quantity) FROM production_order",
                                          {"production": {"start_shots": (200, 300)}}, 2.0),
    "runs yield less": Turn("SELECT sum(good_quantity) / sum(planned_quantity) FROM production_order",
                            {"production": {"yield_median": 0.2}}, 0.95, {"production": {"yield_least": 0.8}}),
    "runs that yield less stop later": Turn("SELECT min(good_quantity / planned_quantity) FROM production_order WHERE planned_quantity > 500",
                                            {"production": {"yield_least": 0.5}}, 0.7, {"production": {"yield_median": 0.2}}),
    "runs may yield more": Turn("SELECT max(good_quantity / planned_quantity) FROM production_order WHERE planned_quantity > 500",
                                {"production": {"yield_most": 1.1}}, 1.07),
    "short runs wait": Turn("SELECT count(*) FROM production_order", {"production": {"least_run_hours": 20.0}}, 0.85),
    "planners correct what they expect sooner": Turn(
        f"SELECT stddev(planned) / avg(planned) FROM (SELECT sum(planned_quantity) AS planned FROM production_order "
        f"WHERE started_on > {BEGIN} + 100 GROUP BY date_trunc('month', started_on))",
        {"production": {"forecast_weeks": 1}}, 1.01, {"demand": {"day_noise": 0.4}}, 20_000),
    "planners are more careful": Turn(f"{LOWEST} < 50000", {"production": {"kept": (0.9, 1.0)}}, 1.3),
    "less resin is bought": Turn(f"SELECT sum(g.quantity) FROM {DELIVERIES} {OF_PRODUCT} WHERE category_id BETWEEN 21 AND 24",
                                 {"production": {"regrind": (100,) * 8}}, 0.95, {"margin": {"runner": 0.3}}),
    "more goods on stock": Turn("SELECT sum(quantity) FROM stock_movement WHERE product_id < 50000",
                                {"production": {"safety_weeks": 6.0}}, 1.5),
}  # fmt: skip

BROKEN = {"maintenance": {"repair": 0.3}}
MAINTENANCE = {
    "overhauls take longer": Turn("SELECT avg(finished_on - started_on + 1) FROM mould_maintenance WHERE maintenance_kind = 'overhaul'",
                                  {"maintenance": {"overhaul_days": (5, 5)}}, 1.2),
    "repairs take longer": Turn("SELECT avg(finished_on - started_on + 1) FROM mould_maintenance WHERE maintenance_kind = 'repair'",
                                {"maintenance": {"repair_days": (3, 5)}}, 1.2, BROKEN),
    "rounder intervals of services": Turn("SELECT avg((service_shots % 10000 = 0)::INT) FROM mould", {"maintenance": {"service_shots_step": 10_000}}, 3.0),
    "rounder lives of moulds": Turn("SELECT avg((shot_life % 500000 = 0)::INT) FROM mould", {"maintenance": {"shot_life_step": 500_000}}, 2.0),
    "rounder costs of moulds": Turn("SELECT avg((cost % 1000 = 0)::INT) FROM mould_maintenance", {"maintenance": {"cost_step": 1_000}}, 3.0),
    "services are dearer": Turn("SELECT avg(cost) FROM mould_maintenance WHERE maintenance_kind = 'preventive'",
                                {"maintenance": {"service_cost": (30_000, 50_000)}}, 2.0),
    "repairs are dearer": Turn("SELECT avg(cost) FROM mould_maintenance WHERE maintenance_kind = 'repair'",
                               {"maintenance": {"repair_cost": (150_000, 200_000)}}, 2.0, BROKEN),
    "moulds are tried for longer": Turn(f"SELECT avg(launched_on - commissioned_on) FROM mould {OF_PRODUCT}",
                                        {"maintenance": {"trial_days": (100, 200)}}, 3.0),
}  # fmt: skip

ASSETS = {
    f"each {kind} costs more": Turn(f"SELECT avg(cost) FROM fixed_asset WHERE asset_class = '{kind}'", {"assets": {knob: (500, 600)}}, 1.4)
    for kind, knob in (("building", "building"), ("mould", "mould"), ("vehicle", "lorry"))
} | {
    "more lorries": Turn("SELECT count(*) FROM fixed_asset WHERE asset_class = 'vehicle'", {"assets": {"lorries": 80}}, 5.0),
    "more lorries are bought": Turn("SELECT count(*) FROM fixed_asset WHERE asset_class = 'vehicle'", {"assets": {"lorry_growth": 0.6}}, 1.4),
    "presses take longer to install": Turn(
        """SELECT avg(first - acquired_on) FROM fixed_asset JOIN (SELECT machine_code, min(started_on) AS first FROM production_order GROUP BY 1)
           ON machine_code = split_part(replace(fixed_asset_name, ',', ''), ' ', 4)
           WHERE asset_class = 'machine' AND acquired_on >= """ + BEGIN,
        {"assets": {"installed_days": (60, 80)}}, 1.5, {"products": {"launched": 0.5}}, 20_000),
    "assets live longer": Turn("SELECT sum(life_months) FROM fixed_asset", {"assets": {"lives": (480, 240, 168, 192)}}, 1.8),
    "less is left of older assets": Turn(f"SELECT sum(life_months) FROM fixed_asset WHERE asset_class = 'machine' AND acquired_on < {BEGIN}",
                                         {"assets": {"age_days": (2_000, 2_700)}}, 0.6),
    "more is left of their value": Turn("SELECT sum(residual_value) / sum(cost) FROM fixed_asset", {"assets": {"residual": 20}}, 3.0),
    "assets are older": Turn(f"SELECT avg({BEGIN} - acquired_on) FROM fixed_asset WHERE acquired_on < {BEGIN} AND asset_class = 'machine'",
                             {"assets": {"age_days": (3_000, 4_000)}}, 2.0),
}  # fmt: skip

PURCHASING = {
    "buyers are more careful": Turn(f"{LOWEST} > 50000", {"purchasing": {"kept": (0.9, 1.0)}}, 1.3),
    "more materials on stock": Turn("SELECT sum(quantity) FROM stock_movement WHERE product_id > 50000",
                                    {"purchasing": {"safety_weeks": 6.0}}, 1.3),
    "smaller lorries": Turn("SELECT count(*) FROM purchase_order_line", {"purchasing": {"lorry_kg": 50}}, 1.5),
    "fewer lines an order": Turn("SELECT max(line_no) FROM purchase_order_line", {"purchasing": {"most_lines": 1}}, 0.5),
    "goods arrive early in the week": Turn("SELECT avg(isodow(received_on)) FROM goods_receipt", {"purchasing": {"receipt_days": (1, 1)}}, 0.6),
    "more deliveries in parts": Turn("SELECT count(*) FROM goods_receipt", {"purchasing": {"partial": 0.9}}, 1.4),
    "the first part is larger": Turn(
        """SELECT avg(share) FROM (SELECT arg_min(quantity, received_on) / sum(quantity) AS share FROM goods_receipt
           GROUP BY purchase_order_line_id HAVING count(*) = 2)""", {"purchasing": {"partial_share": (0.9, 0.95)}}, 1.5),
    "more is refused": Turn("SELECT count(*) FROM goods_receipt WHERE rejected_quantity > 0", {"purchasing": {"refused": 0.5}}, 5.0),
    "more of a delivery is refused": Turn("SELECT sum(rejected_quantity) FROM goods_receipt", {"purchasing": {"refused_share": (0.3, 0.4)}}, 3.0),
    "smaller deliveries are looked at": Turn("SELECT count(*) FROM goods_receipt WHERE rejected_quantity > 0",
                                             {"purchasing": {"refused_lots": 1}}, 1.5, {"purchasing": {"refused": 0.5}}),
    "vendors are later": Turn(f"SELECT avg(received_on - ordered_on) FROM {ARRIVED}", {"purchasing": {"lead_jitter": (5, 8)}}, 1.5),
    "goods are ordered for an earlier day": Turn(f"SELECT avg(received_on - ordered_on) FROM {ARRIVED}", {"purchasing": {"wanted_day": 0}}, 1.1),
    "no vendor is quick": Turn(f"SELECT min(received_on - ordered_on) FROM {ARRIVED}", {"purchasing": {"lead_least": 20}}, 1.4),
    "higher waves": Turn(f"SELECT stddev(price) FROM {BARGAINS}", {"purchasing": {"market_waves": ((3.0, 425, 0.9),)}}, 2.0),
    "packaging swings more": Turn(f"SELECT stddev(price) FROM {BARGAINS} WHERE product_id > 80000",
                                  {"purchasing": {"market_others": 2.0}}, 1.5),
    "harder bargains": Turn(f"SELECT stddev(price) FROM {BARGAINS}", {"purchasing": {"price_noise": 0.1}}, 1.5),
    "vendors write more invoices": Turn("SELECT avg(CAST(vendor_reference[7:] AS BIGINT)) FROM payable_bill",
                                        {"purchasing": {"vendor_invoices_a_day": (100, 200)}}, 2.0),
    "more from the second vendor": Turn(
        """SELECT avg(most) FROM (SELECT max(n) / sum(n) AS most FROM (SELECT product_id, vendor_id, count(*) AS n
           FROM purchase_order_line JOIN purchase_order ON purchase_order_id = CAST(purchase_order_no[4:] AS BIGINT)
           GROUP BY ALL) GROUP BY product_id)""", {"purchasing": {"second_vendor": 0.5}}, 0.8),
}  # fmt: skip

#: So small a company has few customers, of whom few leave.
FAILING = {"cash": {"failing": 1.0, "failing_share": 1.0}, "orders": {"churn": 0.3}}
IN_PARTS = {"cash": {"in_parts": 0.5}}
LOST = "SELECT count(*) FROM write_off"
CASH = {
    "all pay later": Turn(f"SELECT avg(received_on - due_on) FROM {RECEIVED}", {"cash": {"days_late": ((40, 50),) * 3}}, 2.0),
    "all pay on Fridays": Turn("SELECT avg(isodow(received_on)) FROM receipt", {"cash": {"weekdays": (4, 4)}}, 1.3),
    "more is paid in parts": Turn("SELECT count(*) / count(DISTINCT receivable_invoice_id) FROM receipt_allocation",
                                  {"cash": {"in_parts": 0.6}}, 1.3),
    "the first part paid is smaller": Turn(f"SELECT avg(first / total) FROM {INSTALMENTS}", {"cash": {"first_part": (0.1, 0.2)}}, 0.5, IN_PARTS),
    "the second part is paid later": Turn(f"SELECT avg(days) FROM {INSTALMENTS}", {"cash": {"parts_days": (90, 120)}}, 2.0, IN_PARTS),
    "more customers fail": Turn(LOST, {"cash": {"failing": 1.0}}, 2.0, {"orders": {"churn": 0.3}, "cash": {"failing_share": 1.0}}),
    "larger customers fail": Turn(LOST, {"cash": {"failing_share": 1.0}}, 2.0, {"orders": {"churn": 0.3}, "cash": {"failing": 1.0}}, 20_000),
    "they fail sooner": Turn(LOST, {"cash": {"failing_days": (150, 200)}}, 1.5, FAILING),
    "debts are given up sooner": Turn(LOST, {"cash": {"written_off_days": 30}}, 1.2, FAILING),
    "larger credits": Turn(f"SELECT sum(net_amount) FROM {NOTES}", {"cash": {"credited_share": (0.8, 0.9)}}, 2.0, MANY_CREDITS),
    "later credits": Turn(f"SELECT avg(credited_on - invoiced_on) FROM {NOTES}", {"cash": {"disputed_days": (40, 60)}}, 1.3, MANY_CREDITS),
    "more is damaged": Turn(f"SELECT avg((reason = 'damaged in transit')::INT) FROM {NOTES}",
                            {"cash": {"credit_reasons": (1.0, 0.0, 0.0)}}, 1.8, MANY_CREDITS),
    "more cash discounts": Turn(f"SELECT count(*) FROM {AT_ONCE}", {"cash": {"cash_discount": 0.6}}, 2.5),
    "larger cash discounts": Turn(f"SELECT sum(net_amount) FROM {AT_ONCE}", {"cash": {"cash_discount_share": 0.1}}, 4.0),
    "later cash discounts": Turn(f"SELECT avg(credited_on - invoiced_on) FROM {AT_ONCE}", {"cash": {"cash_discount_days": (12, 14)}}, 2.0),
    "more is paid by cheque": Turn("SELECT avg((method = 'cheque')::INT) FROM receipt", {"cash": {"methods": (0.1, 0.1, 0.8)}}, 2.0),
    "customers pay in other manners": Turn("""SELECT avg(n) FROM (SELECT count(DISTINCT method) AS n FROM receipt WHERE amount < 100000
                                       GROUP BY customer_id)""", {"cash": {"other_method": 0.6}}, 1.15),
    "Pikku pays later": Turn(f"SELECT avg(paid_on - due_on) FROM {PAID}", {"cash": {"vendor_days": (20, 30)}}, 2.0, NO_SMALL),
    "Pikku pays on Tuesdays": Turn("SELECT avg(isodow(paid_on)) FROM payment", {"cash": {"vendor_weekday": 1}}, 0.5),
    "more bills are paid in parts": Turn("SELECT count(*) / count(DISTINCT payable_bill_id) FROM payment_allocation",
                                         {"cash": {"bills_in_parts": 0.6}}, 1.3, NO_SMALL),
    "more receipts for as many invoices": Turn("SELECT count(*) FROM receipt", {"cash": {"most_settled": 1}}, 1.02),
}  # fmt: skip

LEAVING = {"people": {"leaving": 0.5}}
#: Working days of leave that follow each other.
LEAVES = """(SELECT count(*) AS n FROM (
    SELECT employee_id, status, row_number() OVER (PARTITION BY employee_id ORDER BY attended_on)
           - row_number() OVER (PARTITION BY employee_id, status ORDER BY attended_on) AS run FROM attendance)
    WHERE status = 'leave' GROUP BY employee_id, run)"""
ILL = {"people": {"illness": 0.2}}
RAISED = "SELECT avg(n) - 1 FROM (SELECT max(monthly_salary) / min(monthly_salary) AS n FROM payroll GROUP BY employee_id)"
PEOPLE = {
    "nobody leaves soon": Turn("SELECT count(left_on) FROM employee", {"people": {"leaving_least_days": 500}}, 0.8),
    "longer service": Turn(f"SELECT avg({BEGIN} - joined_on) FROM employee WHERE joined_on < {BEGIN}",
                           {"people": {"service_days": (4_000, 5_000)}}, 1.3),
    "longer vacancies": Turn("SELECT count(*) FROM attendance", {"people": {"vacancy_days": (200, 300)}}, 0.95, LEAVING),
    "more new jobs": Turn("SELECT count(*) FROM attendance WHERE attended_on < DATE '2023-05-01'", {"people": {"new_jobs": 0.4}}, 0.8),
    "later new jobs": Turn("SELECT count(*) FROM attendance", {"people": {"new_jobs_days": (800, 900)}}, 0.95, {"people": {"new_jobs": 0.4}}),
    "longer shifts": Turn("SELECT avg(worked_minutes) FROM attendance", {"people": {"shift_minutes": 600}}, 1.2),
    "shifts differ more": Turn("SELECT stddev(worked_minutes) FROM attendance WHERE status = 'present'",
                               {"people": {"shift_deviation": 40.0}}, 2.5),
    "more half days": Turn("SELECT avg((status = 'half day')::INT) FROM attendance", {"people": {"half_days": 0.05}}, 4.0),
    "longer leaves": Turn(f"SELECT avg(n) FROM {LEAVES}", {"people": {"leave_days": (0.0,) * 9 + (1.0,)}}, 2.5),
    "leave comes later": Turn("""SELECT avg((status = 'leave')::INT) FROM attendance
                                 JOIN employee ON employee_id = CAST(employee_no[3:] AS BIGINT) WHERE attended_on < joined_on + 400""",
                              {"people": {"leave_after_days": 400}}, 0.2, {"people": {"illness": 0.0}}),
    "leave is the same all year": Turn("""SELECT avg((status = 'leave')::INT) FILTER (month(attended_on) = 5)
                                          / avg((status = 'leave')::INT) FROM attendance""", {"people": {"leave_seasons": ()}}, 0.8),
    "more long illnesses": Turn(f"SELECT count(*) FROM {LEAVES} WHERE n > 12", {"people": {"illness": 0.2}}, 4.0),
    "longer illnesses": Turn(f"SELECT max(n) FROM {LEAVES}", {"people": {"illness_days": (100, 110)}}, 1.8, ILL),
    "who is new is never ill for long": Turn(f"SELECT count(*) FROM {LEAVES} WHERE n > 12", {"people": {"illness_after_days": 3_000}}, 0.6,
                                             ILL),
    "more children": Turn("SELECT count(*) FROM attendance WHERE status = 'maternity'", {"people": {"maternity": 0.2}}, 2.5),
    "offices close sooner": Turn("SELECT avg(worked_minutes) FROM attendance WHERE status = 'present'",
                                 {"people": {"office_minutes_less": 200}}, 0.95),
    "pay goes by service": Turn("""SELECT avg(n) FROM (SELECT corr(DATE '2023-04-01' - joined_on, monthly_salary) AS n FROM employee
                                   WHERE joined_on < DATE '2023-04-01' GROUP BY designation HAVING count(*) > 5)""",
                                {"people": {"pay_by_service": 0.95}}, 1.1),
    "a department is larger": Turn("SELECT avg((department_id = 10)::INT) FROM employee",
                                   {"people": {"departments": (*REALISM.people.departments[:9],
                                                               REALISM.people.departments[9]._replace(share=1.0),
                                                               REALISM.people.departments[10])}}, 3.0),
    "fewer have the raises of workers and staff": Turn(RAISED, {"people": {"minimum_wage": 60_000}}, 0.85),
    "more have the raises of managers": Turn(RAISED, {"people": {"managers_from": 13_500}}, 1.5,
                                             {"people": {"increment": ((0.04, 0.07), (0.08, 0.10), (0.3, 0.4))}}),
    "pay is agreed in thousands": Turn("SELECT avg((monthly_salary % 1000 = 0)::INT) FROM employee", {"people": {"pay_step": 1_000}}, 5.0),
    "raised pay is in hundreds": Turn("SELECT avg((monthly_salary % 100 = 0)::INT) FROM payroll", {"people": {"raise_step": 100}}, 1.5),
    "more women": Turn("SELECT avg((gender = 'female')::INT) FROM employee", {"people": {"women": 0.7}}, 1.5),
}  # fmt: skip

LADIES = (
    "payroll JOIN employee ON employee_id = CAST(employee_no[3:] AS BIGINT) WHERE gender = 'female'"
)
PAYROLL = {
    "raises come later": Turn(
        "SELECT avg(n) FROM (SELECT max(monthly_salary) / min(monthly_salary) AS n FROM payroll GROUP BY employee_id)",
        {"people": {"increment_after_days": 900}}, 0.99),
    "lower provident fund": Turn("SELECT sum(provident_fund) FROM payroll", {"payroll": {"provident_fund": 0.05}}, 0.8),
    "lower limit of the provident fund": Turn("SELECT max(provident_fund) FROM payroll", {"payroll": {"provident_fund_up_to": 7_500}}, 0.5),
    "dearer insurance of deposits": Turn("SELECT sum(employer_provident_fund_charges) FROM payroll",
                                         {"payroll": {"deposit_insurance": 0.05}}, 3.0),
    "dearer administration of the fund": Turn("SELECT sum(employer_provident_fund_charges) FROM payroll",
                                              {"payroll": {"fund_administration": 0.05}}, 3.0),
    "higher state insurance": Turn("SELECT sum(state_insurance) FROM payroll", {"payroll": {"state_insurance": 0.02}}, 2.0),
    "higher state insurance of the employer": Turn("SELECT sum(employer_state_insurance) FROM payroll",
                                                   {"payroll": {"employer_state_insurance": 0.08}}, 2.0),
    "fewer are insured": Turn("SELECT count(*) FROM payroll WHERE state_insurance > 0", {"payroll": {"state_insurance_up_to": 15_000}}, 0.6),
    "higher professional tax": Turn("SELECT sum(professional_tax) FROM payroll", {"payroll": {"professional_tax": ((0, 1_000),)}}, 2.0),
    "higher professional tax of women": Turn(f"SELECT sum(professional_tax) FROM {LADIES}",
                                             {"payroll": {"professional_tax_women": ((0, 1_000),)}}, 2.0),
    "higher professional tax in February": Turn("SELECT sum(professional_tax) FROM payroll WHERE month(paid_on) = 2",
                                                {"payroll": {"professional_tax_february": 900}}, 1.8),
    "higher income tax": Turn("SELECT sum(income_tax) FROM payroll",
                              {"payroll": {"income_tax": (IncomeTax(date(2023, 4, 1), ((100_000, 0.1), (400_000, 0.3)), 0, 100_000),)}}, 2.0),
    "higher cess": Turn("SELECT sum(income_tax) FROM payroll", {"payroll": {"cess": 0.5}}, 1.3),
}  # fmt: skip

DIRT = {
    "rows are put right later": Turn(
        "SELECT max(CAST(modified_at AS DATE) - ordered_on) FROM sales_order",
        {"dirt": {"changed_hours": (1, 2_000)}},
        2.0,
    ),
}

#: Knobs of several groups.
COMMON = {
    "a higher season before Diwali brings more orders then": Turn(
        "SELECT avg((ordered_on BETWEEN DATE '2024-09-10' AND DATE '2024-10-12')::INT) FROM sales_order",
        {"demand": {"seasons": tuple(
            replace(s, by_segment=(2.0,) * 5) if s.name == "before Diwali" else s for s in REALISM.demand.seasons)}},
        1.3,
    ),
    "growth brings more orders at the end": Turn(
        "SELECT avg((ordered_on >= DATE '2025-04-01')::INT) FROM sales_order",
        {"demand": {"segment_growth": (0.5,) * 5}},
        1.15,
    ),
    "a steeper law of products makes the best ones sell more": Turn(
        """SELECT sum(n) / 2000 FROM (SELECT count(*) AS n FROM sales_order_line GROUP BY product_id
           ORDER BY n DESC LIMIT 5)""",
        {"demand": {"product_pareto": 2.0}},
        1.2,
    ),
    "a steeper law of customers makes the best ones buy more": Turn(
        "SELECT sum(n) / 700 FROM (SELECT count(*) AS n FROM sales_order GROUP BY customer_id ORDER BY n DESC LIMIT 5)",
        {"demand": {"customer_pareto": 2.0}},
        1.2,
    ),
    "more on Saturdays": Turn(
        "SELECT avg((isodow(ordered_on) = 6)::INT) FROM sales_order",
        {"demand": {"weekday": (1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 0.0)}},
        1.5,
    ),
    "higher discounts": Turn("SELECT avg(discount_rate) FROM sales_order_line",
                         {"orders": {"discount_by_segment": (15.0,) * 5}}, 1.4),
    "more lines an order": Turn("SELECT avg(line_no) FROM sales_order_line",
                            {"orders": {"lines": (0.0, 0.0, 0.0, 0.0, 0.0, 1.0)}}, 1.4),
    "slower dispatch": Turn("""SELECT avg(dispatched_on - ordered_on) FROM shipment s
                           JOIN sales_order o ON s.sales_order_id = CAST(sales_order_no[4:] AS BIGINT)""",
                        {"dispatch": {"days": (0.0,) * 9 + (1.0,)}}, 1.8),
    "more delays": Turn("SELECT avg((delivered_on > promised_on)::INT) FROM shipment", {"dispatch": {"delayed": 0.6}}, 1.5),
    "later payers": Turn("""SELECT avg(received_on - due_on) FROM receipt r
                        JOIN receipt_allocation a ON a.receipt_id = CAST(receipt_no[4:] AS BIGINT)
                        JOIN receivable_invoice i ON a.receivable_invoice_id = CAST(receivable_invoice_no[5:] AS BIGINT)""",
                     {"cash": {"punctuality": (0.0, 0.0, 1.0)}}, 1.8),
    "more disputes in vain": Turn("SELECT count(*) FROM dispute WHERE outcome = 'withdrawn'", {"cash": {"withdrawn": 0.1}}, 5.0),
    "longer disputes": Turn("SELECT avg(settled_on - opened_on) FROM dispute", {"cash": {"dispute_days": (60, 120), "credited": 0.2}}, 1.5),
    "more credit notes": Turn("SELECT count(*) FROM credit_note WHERE reason <> 'cash discount'", {"cash": {"credited": 0.2}}, 5.0),
    "books that are wrong more often": Turn("SELECT avg((counted_quantity <> booked_quantity)::INT) FROM stocktake_line",
                                         {"stocktakes": {"differing": 0.6}}, 2.0),
    "books that are wrong by more": Turn("SELECT sum(abs(counted_quantity - booked_quantity)) FROM stocktake_line",
                                     {"stocktakes": {"off": (0.01, 0.02)}}, 2.0),
    "less can be off": Turn("SELECT max(abs(counted_quantity - booked_quantity) / booked_quantity) FROM stocktake_line WHERE booked_quantity > 1000",
                            {"stocktakes": {"most_off": 0.005}}, 0.5),
    "more that is found": Turn("SELECT avg((counted_quantity > booked_quantity)::INT) FROM stocktake_line",
                           {"stocktakes": {"found": 0.8}}, 1.8),
    "more counts": Turn("SELECT count(*) FROM stocktake_line", {"stocktakes": {"cycle_months": (1, 1, 1)}}, 2.0),
    "more of class A": Turn("SELECT count(*) FROM stocktake_line", {"stocktakes": {"classes": (0.99, 0.999)}}, 1.2),
    "more returns": Turn("SELECT count(*) FROM goods_return", {"returns": {"returned": 0.2}}, 5.0),
    "goods differ more in quality": Turn(
        """SELECT stddev(rate) FROM (SELECT count(r.quantity) / count(*) AS rate FROM shipment_line l
           JOIN sales_order_line ol ON sales_order_line_id = ol.sales_order_id * 100 + ol.line_no
           LEFT JOIN goods_return r ON r.shipment_line_id = l.shipment_id * 100 + l.line_no GROUP BY product_id HAVING count(*) > 20)""",
        {"returns": {"quality_spread": 1.5}}, 1.3, {"returns": {"returned": 0.2}}, 20_000),
    "larger returns": Turn("""SELECT sum(r.quantity) / sum(l.quantity) FROM goods_return r JOIN shipment_line l
                       ON r.shipment_line_id = l.shipment_id * 100 + l.line_no""", {"returns": {"part": (0.9, 1.0)}}, 1.5),
    "returns in a better state": Turn("SELECT sum(accepted_quantity) / sum(quantity) FROM goods_return",
                                  {"returns": {"sound": (1.0, 1.0)}}, 1.05),
    "later returns": Turn("""SELECT avg(returned_on - delivered_on) FROM goods_return JOIN shipment
                      ON shipment_line_id // 100 = CAST(shipment_no[4:] AS BIGINT)""", {"returns": {"days": (40, 60)}}, 1.5),
    "more advances from abroad": Turn("""SELECT count(*) FROM customer_advance
                                     JOIN customer ON customer_id = CAST(customer_code[3:] AS BIGINT)
                                     WHERE segment = 'export'""", {"advances": {"export": 1.0}}, 1.8),
    "fewer advances of new customers": Turn("""SELECT 1 / count(*) FROM customer_advance
                                           JOIN customer ON customer_id = CAST(customer_code[3:] AS BIGINT)
                                           WHERE segment <> 'export'""", {"advances": {"new_customer": 0.2}}, 1.8),
    "customers are new for longer": Turn("""SELECT count(*) FROM customer_advance
                                        JOIN customer ON customer_id = CAST(customer_code[3:] AS BIGINT)
                                        WHERE segment <> 'export'""", {"advances": {"new_customer_days": 720}}, 1.3),
    "rounder advances": Turn("SELECT avg((amount % 10000 = 0)::INT) FROM customer_advance", {"advances": {"part_step": 10_000}}, 3.0),
    "larger advances": Turn("SELECT avg(amount) FROM customer_advance", {"advances": {"part": (0.7, 0.8)}}, 1.8),
    "later advances": Turn("""SELECT avg(received_on - ordered_on) FROM customer_advance JOIN sales_order
                       ON sales_order_id = CAST(sales_order_no[4:] AS BIGINT)""",
                       {"advances": {"days": (4, 6)}, "dispatch": {"days": (0.0,) * 9 + (1.0,)}}, 1.5),
    "a wilder market": Turn("""SELECT stddev(unit_price / standard_cost) FROM purchase_order_line l
                           JOIN product p ON CAST(product_code[4:] AS BIGINT) = product_id""",
                        {"purchasing": {"market_swing": 0.25}}, 2.0),
    "vendors invoice earlier": Turn("""SELECT avg(received_on - billed_on) FROM payable_bill b
                                   JOIN purchase_order_line l USING (purchase_order_id)
                                   JOIN goods_receipt ON purchase_order_line_id = l.purchase_order_id * 100 + line_no""",
                                {"purchasing": {"billed_days": (3, 3)}}, 1.3),
    "bills are booked later": Turn("SELECT avg(booked_on - billed_on) FROM payable_bill",
                               {"purchasing": {"booked_days": (20, 30)}}, 2.0),
    "more scrap": Turn("SELECT sum(scrap_quantity) / sum(good_quantity) FROM production_order",
                   {"production": {"scrap": (0.05, 0.08)}}, 3.0),
    "more attrition": Turn("SELECT count(left_on) FROM employee", {"people": {"leaving": 0.5}}, 1.8),
    "higher raises": Turn("SELECT avg(n) FROM (SELECT max(monthly_salary) / min(monthly_salary) AS n FROM payroll GROUP BY employee_id)",
                      {"people": {"increment": ((0.2, 0.3),) * 3}}, 1.15),
    "more absence": Turn("SELECT avg((status = 'absent')::INT) FROM attendance",
                     {"people": {"attendance": (0.8, 0.0, 0.2)}}, 5.0),
    "dearer goods": Turn("SELECT avg(list_price / standard_cost) FROM price p JOIN product ON CAST(product_code[4:] AS BIGINT) = product_id",
                     {"margin": {"margin": (0.5, 0.6)}}, 1.3),
    "services are rarer": Turn("SELECT 1 / sum((maintenance_kind = 'preventive')::INT) FROM mould_maintenance",
                           {"maintenance": {"service_shots": (300_000, 400_000)}}, 1.8),
    "moulds are worn out sooner": Turn("SELECT count(*) FROM mould_maintenance WHERE maintenance_kind = 'overhaul'",
                                   {"maintenance": {"shot_life": (300_000, 400_000)}}, 1.8),
    "moulds break more often": Turn("SELECT count(*) FROM mould_maintenance WHERE maintenance_kind = 'repair'",
                                {"maintenance": {"repair": 0.1}}, 4.0),
    "services take longer": Turn("""SELECT avg(finished_on - started_on + 1) FROM mould_maintenance
                                WHERE maintenance_kind = 'preventive'""",
                             {"maintenance": {"service_days": (3, 3)}}, 1.8),
    "overhauls are dearer": Turn("SELECT avg(cost) FROM mould_maintenance WHERE maintenance_kind = 'overhaul'",
                             {"maintenance": {"overhaul_cost": (500_000, 600_000)}}, 1.8),
    "less is ordered after a rise of the prices than before": Turn(
        """SELECT sum(quantity) FILTER (month(ordered_on) = 3) / sum(quantity) FILTER (month(ordered_on) = 4)
           FROM sales_order_line JOIN sales_order ON sales_order_id = CAST(sales_order_no[4:] AS BIGINT)
           WHERE ordered_on BETWEEN DATE '2024-03-01' AND DATE '2024-04-30'""",
        {"margin": {"price_rise": 0.2}, "demand": {"elasticity": (-3.0,) * 5}},
        1.2,
    ),
}  # fmt: skip

TURNS = (
    COMMON | COMPANY | DEMAND | PRODUCTS | PARTNERS | ORDERS | DISPATCH | MARGIN | PRODUCTION | MAINTENANCE | ASSETS | PURCHASING
    | CASH | PEOPLE | PAYROLL | DIRT
)  # fmt: skip
