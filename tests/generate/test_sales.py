"""What customers order, how it is sent to them, and what comes back: figures of a company at `small`."""

import itertools
from dataclasses import replace

import duckdb
import numpy as np
import pytest
from tests.generate.conftest import loaded

from pikku import generate
from pikku.catalog.realism import REALISM
from pikku.catalog.spelling import STATES
from pikku.catalog.taxes import EXEMPT_CARRIERS
from pikku.errors import PikkuError
from pikku.generate import calendar, carriage, names, partners, sizes
from pikku.generate.company import Company
from pikku.generate.places import CITIES, kilometres


@pytest.fixture(scope="module")
def small():
    return loaded("small", 1)


#: Shipments abroad, with what the goods in them are sold for.
ABROAD = """(
    SELECT s.*, mode, city, payment_terms_days, value FROM shipment s
    JOIN (SELECT l.shipment_id, sum(l.quantity * unit_price) AS value FROM shipment_line l
          JOIN sales_order_line ol ON l.sales_order_line_id = ol.sales_order_id * 100 + ol.line_no GROUP BY 1) v
      ON v.shipment_id = CAST(shipment_no[4:] AS BIGINT)
    JOIN carrier ON s.carrier_id = CAST(carrier_code[4:] AS BIGINT)
    JOIN sales_order o ON s.sales_order_id = CAST(sales_order_no[4:] AS BIGINT)
    JOIN customer c ON o.customer_id = CAST(customer_code[3:] AS BIGINT) WHERE segment = 'export')"""


def test_freight_abroad_is_a_small_part_of_what_the_goods_cost(small):
    shares = dict(
        small.sql(
            f"SELECT mode, sum(freight_amount) / sum(value) FROM {ABROAD} GROUP BY 1"
        ).fetchall()
    )
    assert 0.01 < shares["sea"] < 0.12
    assert 0.01 < shares["road"] < 0.12
    total, dear = small.sql(
        f"SELECT sum(freight_amount) / sum(value), avg((freight_amount > 0.25 * value)::INT) FROM {ABROAD}"
    ).fetchone()
    assert total < 0.10
    assert dear < 0.01


def test_only_samples_fly_abroad(small):
    least, most = small.sql(
        f"""SELECT min(weight_kg) FILTER (mode = 'sea'), coalesce(max(weight_kg) FILTER (mode = 'air'), 0)
            FROM {ABROAD}"""
    ).fetchone()
    assert most < REALISM.dispatch.air_kg_abroad <= min(least, 10)


def test_each_mode_has_its_least_freight(small):
    found = small.sql("""SELECT mode, min(freight_amount) FROM shipment
                         JOIN carrier ON carrier_id = CAST(carrier_code[4:] AS BIGINT) GROUP BY 1""")
    least = dict(zip(("road", "rail", "air", "sea"), REALISM.dispatch.minimum_freight, strict=True))
    for mode, freight in found.fetchall():
        assert float(freight) >= least[mode]
        # Few shipments go by sea or air, and none of these need be a small one.
        assert mode in ("air", "sea") or float(freight) == least[mode]


def test_ships_go_the_way_of_ships_and_only_where_no_lorry_goes(small):
    ways = small.sql(
        f"SELECT DISTINCT city, distance_km FROM {ABROAD} WHERE mode = 'sea'"
    ).fetchall()
    assert ways
    for city, way in ways:
        assert way == CITIES[city].sea_km > kilometres(CITIES[city])
    assert {city for city, _ in ways} >= {"Dubai", "Rotterdam"}
    assert 11_000 < CITIES["Rotterdam"].sea_km < 12_500


def test_goods_from_overseas_are_due_after_they_have_arrived(small):
    """But for a few that are held up."""
    overseas = [name for name, city in CITIES.items() if city.overseas]
    terms, early = small.execute(
        f"""SELECT list(DISTINCT payment_terms_days), avg((delivered_on > due_on)::INT)
            FROM {ABROAD} JOIN receivable_invoice ON shipment_id = CAST(shipment_no[4:] AS BIGINT)
            WHERE list_contains($1, city)""",
        [overseas],
    ).fetchone()
    assert set(terms) == set(REALISM.partners.overseas_terms_days)
    assert early < 0.01


#: Documents with who dealt with them, whether that one was there on the day, and who deals with most of the party's.
DEALT_WITH = """
    WITH there AS (SELECT employee_id, attended_on FROM attendance WHERE status IN ('present', 'half day')),
    usual AS (SELECT {party} AS party, mode({person}) AS person FROM {table} GROUP BY 1)
    SELECT count(*), avg((d.{person} = usual.person)::INT),
           avg((d.{person} = usual.person)::INT) FILTER (u.employee_id IS NOT NULL),
           count(*) FILTER (t.employee_id IS NULL)
    FROM {table} d JOIN usual ON party = {party}
    LEFT JOIN there t ON t.employee_id = {person} AND t.attended_on = ordered_on
    LEFT JOIN there u ON u.employee_id = usual.person AND u.attended_on = ordered_on
    WHERE ordered_on IN (SELECT attended_on FROM attendance)"""


@pytest.mark.parametrize(
    ("table", "party", "person"),
    [
        ("sales_order", "customer_id", "salesperson_id"),
        ("purchase_order", "vendor_id", "buyer_id"),
    ],
)
def test_a_customer_or_vendor_keeps_to_one_person_who_is_there(small, table, party, person):
    """But for what a colleague did before that one came."""
    documents, usual, usual_there, absent = small.sql(
        DEALT_WITH.format(table=table, party=party, person=person)
    ).fetchone()
    assert documents > 100
    assert usual > 0.6
    assert usual_there > 0.97
    assert absent == 0


def test_who_is_on_leave_is_stood_in_for(small):
    orders = small.sql("""
        SELECT count(*) FROM attendance a JOIN sales_order o ON a.employee_id = salesperson_id AND attended_on = ordered_on
        WHERE status IN ('leave', 'maternity', 'absent')""").fetchone()[0]
    assert orders == 0


def test_nobody_visits_or_phones_when_nobody_is_there(small):
    channels = dict(
        small.sql("""
            SELECT channel, count(*) FROM sales_order
            WHERE ordered_on NOT IN (SELECT attended_on FROM attendance) GROUP BY 1""").fetchall()
    )
    assert channels.keys() == {"portal"}
    assert channels["portal"] > 20


#: Orders with the place of the customer.
PLACED = """(SELECT o.*, segment, city, state_name FROM sales_order o
             JOIN customer ON customer_id = CAST(customer_code[3:] AS BIGINT))"""


def test_a_salesperson_has_a_territory(small):
    """A state or two, but for what is done for a neighbour."""
    own = small.sql(f"""
        SELECT median(part) FROM (
            SELECT sum(orders) FILTER (place <= 2) / sum(orders) AS part FROM (
                SELECT salesperson_id, count(*) AS orders,
                       row_number() OVER (PARTITION BY salesperson_id ORDER BY count(*) DESC) AS place
                FROM {PLACED} GROUP BY salesperson_id, state_name)
            GROUP BY salesperson_id)""").fetchone()[0]
    assert own > 0.85
    days, astray = small.sql(f"""
        SELECT count(*), avg((states > 1)::INT) FROM (
            SELECT count(DISTINCT state_name) AS states FROM {PLACED} WHERE channel = 'field'
            GROUP BY salesperson_id, ordered_on HAVING count(*) > 1)""").fetchone()
    assert days > 300
    assert astray < 0.35


def test_exports_have_a_desk_of_their_own(small):
    apart = small.sql(f"""
        SELECT sum(exports) FILTER (exports > 0.8 * orders) / sum(exports) FROM (
            SELECT count(*) AS orders, count(*) FILTER (segment = 'export') AS exports FROM {PLACED}
            GROUP BY salesperson_id)""").fetchone()[0]
    assert apart > 0.85


@pytest.mark.parametrize("desks", [1, 2, 3, 4, 10, 300])
def test_territories_are_whole_and_of_about_one_size(desks):
    sold = Company(1, sizes.parse(20_000), REALISM).customers
    desk = (partners.territories(sold, desks) * desks).astype(int)
    order = np.lexsort((desk, sold.region))
    assert (np.diff(desk[order]) >= 0).all()
    exports = sold.segment == partners.EXPORT
    if desks >= 4:
        assert set(desk[exports]).isdisjoint(desk[~exports])
        counts = np.bincount(desk[~exports])
        assert np.ptp(counts) <= 1
    assert set(desk) <= set(range(desks))


def test_customers_are_spread_over_all_who_sell(small):
    of_each = small.sql("""
        SELECT ordered_on < DATE '2024-04-01', count(DISTINCT customer_id) FROM sales_order
        WHERE ordered_on < DATE '2023-07-01' OR ordered_on > DATE '2026-01-01' GROUP BY 1, salesperson_id""").fetchall()
    for first in (True, False):
        counts = [count for early, count in of_each if early is first]
        on_duty = small.sql(f"""
            SELECT count(*) FROM employee JOIN department ON department_id = CAST(department_code[4:] AS BIGINT)
            WHERE department_name = 'Sales' AND joined_on < DATE '{"2023-04-02" if first else "2026-01-01"}'
              AND coalesce(left_on, DATE '9999-12-31') > DATE '{"2023-07-01" if first else "2026-03-31"}'""").fetchone()[
            0
        ]
        assert len(counts) >= 0.8 * on_duty
        assert max(counts) < 5 * sum(counts) / len(counts)


#: Shipments with carrier, place of the customer, and what the goods are sold for.
HAULS = """(
    SELECT s.*, mode, carrier_code, rate_per_tonne_km AS rate, km_per_day, o.customer_id, segment, state_name, requested_on, price
    FROM shipment s
    JOIN (SELECT l.shipment_id, sum(l.quantity * unit_price) AS price FROM shipment_line l
          JOIN sales_order_line ol ON l.sales_order_line_id = ol.sales_order_id * 100 + ol.line_no GROUP BY 1) v
      ON v.shipment_id = CAST(shipment_no[4:] AS BIGINT)
    JOIN carrier ON s.carrier_id = CAST(carrier_code[4:] AS BIGINT)
    JOIN sales_order o ON s.sales_order_id = CAST(sales_order_no[4:] AS BIGINT)
    JOIN customer c ON o.customer_id = CAST(customer_code[3:] AS BIGINT))"""


def test_one_carrier_comes_for_all_of_a_customers_day(small):
    days, several = small.sql(f"""
        SELECT count(*), avg((carriers > 1)::INT) FROM (
            SELECT count(DISTINCT carrier_id) AS carriers FROM {HAULS} GROUP BY customer_id, dispatched_on HAVING count(*) > 1)""").fetchone()
    assert days > 500
    assert several < 0.03


def test_a_customer_has_few_carriers_and_one_who_mostly_comes(small):
    carriers, first = small.sql(f"""
        SELECT avg(n), sum(most) / sum(shipments) FROM (
            SELECT count(*) AS n, max(shipments) AS most, sum(shipments) AS shipments FROM (
                SELECT customer_id, mode, carrier_id, count(*) AS shipments FROM {HAULS}
                WHERE mode = 'road' GROUP BY 1, 2, 3) GROUP BY customer_id)""").fetchone()
    assert 1.5 < carriers < 4
    assert 0.6 < first < 0.85


def test_carriers_serve_their_zones_and_the_cheap_ones_carry_more(small):
    """Of those who serve all of India, the dearest brings least."""
    found = small.sql(f"""
        SELECT carrier_code, list(DISTINCT state_name), count(*), any_value(rate) FROM {HAULS}
        WHERE mode = 'road' GROUP BY 1""").fetchall()
    served = {code: set(states) for code, states, _, _ in found}
    for place, (_, mode, _, _, zones) in enumerate(REALISM.dispatch.carriers, 1):
        if mode == "road" and zones:
            states = {STATES[code] for zone in zones for code in carriage.ZONES[zone]}
            others = set() if "east" not in zones else set(STATES.values())
            assert served[f"TR-{place:02d}"] <= states | others
    everywhere = sorted((rate, -count) for _, states, count, rate in found if len(states) > 20)
    assert len(everywhere) >= 2
    assert everywhere == sorted(everywhere, key=lambda each: each[1])


def test_carriers_with_few_lorries_stay_near_the_plant(small):
    shipments, farthest, a_day = small.sql(f"""
        SELECT sum(n), max(km), max(n) FROM (
            SELECT count(*) AS n, max(distance_km) AS km FROM {HAULS} WHERE carrier_code IN {EXEMPT_CARRIERS}
            GROUP BY carrier_code, dispatched_on)""").fetchone()
    assert shipments > 200
    assert farthest <= REALISM.dispatch.local_km
    assert a_day < 65


@pytest.mark.parametrize("orders", [10**5, 10**7, 10**9])
def test_carriers_with_few_lorries_bring_what_they_can(orders):
    knobs, sold = REALISM.dispatch, Company(1, sizes.parse(2_000), REALISM).customers
    found = carriage.carriers(1, knobs, sold, orders)
    a_day = orders / calendar.WORKING.sum() * found.local.mean()
    assert a_day <= 1.01 * knobs.local_a_day * len(EXEMPT_CARRIERS)
    assert found.local.max() > 0


def test_only_parcels_that_would_come_too_late_fly_and_they_are_worth_it(small):
    parcels, bad = small.sql(f"""
        SELECT count(*), count(*) FILTER (
            requested_on - dispatched_on > ceil(distance_km / 340) OR freight_amount > price * {REALISM.dispatch.air_of_price}
            OR weight_kg >= {REALISM.dispatch.air_kg})
        FROM {HAULS} WHERE mode = 'air' AND segment <> 'export'""").fetchone()
    assert parcels > 5
    assert bad == 0


def test_few_shipments_bear_the_least_freight():
    """At `medium`, where shipments are small."""
    books = duckdb.connect()
    for table in ("shipment", "carrier"):
        books.register(table, generate.truth("medium", 1, table))
    shares = books.sql("""
        SELECT mode, avg((freight_amount = least)::INT), count(*) FROM (
            SELECT mode, freight_amount, min(freight_amount) OVER (PARTITION BY mode) AS least FROM shipment
            JOIN carrier ON carrier_id = CAST(carrier_code[4:] AS BIGINT)) GROUP BY mode""").fetchall()
    shipments = sum(count for _, _, count in shares)
    assert sum(share * count for _, share, count in shares) < 0.2 * shipments
    assert max(share for _, share, _ in shares) < 0.35


def test_packaging_is_carried_too(small):
    goods = Company(1, sizes.parse("small"), REALISM).goods
    tare = carriage.packed_weight(goods) / 1000 / goods.weight_g - 1
    assert (tare > 0).all()
    assert 0.005 < tare.mean() < 0.3
    carried, naked = small.sql("""
        SELECT (SELECT sum(weight_kg) FROM shipment), sum(l.quantity * weight_g) / 1000
        FROM shipment_line l JOIN sales_order_line ol ON l.sales_order_line_id = ol.sales_order_id * 100 + ol.line_no
        JOIN product p ON ol.product_id = CAST(product_code[4:] AS BIGINT)""").fetchone()
    assert 1.02 < carried / naked < 1.15


def without(mode: str, **knobs):
    """Return parameters of which no carrier goes by a mode."""
    carriers = tuple(each for each in REALISM.dispatch.carriers if each[1] != mode)
    return replace(REALISM, dispatch=replace(REALISM.dispatch, carriers=carriers, **knobs))


def test_a_mode_that_nothing_goes_by_needs_no_carrier():
    shipments = generate.truth(2_000, 1, "shipment", without("rail", rail=0.0))
    assert len(shipments) > 500
    assert len(generate.truth(2_000, 1, "shipment", without("air", air=0.0, air_kg_abroad=0))) > 500


@pytest.mark.parametrize("mode", ["road", "rail", "sea"])
def test_a_mode_that_nobody_serves_is_an_error_with_its_remedy(mode):
    with pytest.raises(PikkuError, match=f"by {mode} .* no carrier") as raised:
        generate.truth(4_000, 1, "shipment", without(mode))
    assert "dispatch.carriers" in raised.value.remedy


def test_both_parts_of_an_order_are_promised_for_one_day(small):
    orders, several, second_late = small.sql("""
        SELECT count(*), count(*) FILTER (days > 1), avg(late) FROM (
            SELECT count(DISTINCT promised_on) AS days,
                   arg_max((delivered_on > promised_on)::INT, dispatched_on) AS late
            FROM shipment GROUP BY sales_order_id HAVING count(*) > 1)""").fetchone()
    assert orders > 1_000
    assert several == 0
    assert 0.6 < second_late < 0.9


#: Lines of shipments within India, how many pieces of each came back, and the lines of its shipment.
LINES_BACK = """(
    SELECT product_id, l.line_no, count(*) OVER (PARTITION BY shipment_id) AS lines, r.quantity AS back
    FROM shipment_line l JOIN sales_order_line ol ON l.sales_order_line_id = ol.sales_order_id * 100 + ol.line_no
    JOIN sales_order o ON ol.sales_order_id = CAST(sales_order_no[4:] AS BIGINT)
    JOIN customer ON customer_id = CAST(customer_code[3:] AS BIGINT)
    LEFT JOIN goods_return r ON r.shipment_line_id = l.shipment_id * 100 + l.line_no
    WHERE segment <> 'export')"""


@pytest.fixture(scope="module")
def generous():
    """Return a company of which much more comes back."""
    realism = replace(REALISM, returns=replace(REALISM.returns, returned=0.2))
    connection = duckdb.connect()
    for table in ("shipment_line", "sales_order_line", "sales_order", "customer", "goods_return"):
        connection.register(table, generate.truth("small", 1, table, realism))
    return connection


def test_goods_of_any_line_of_a_shipment_come_back(generous):
    counts = generous.sql(
        f"SELECT line_no, count(back) FROM {LINES_BACK} WHERE lines = 3 GROUP BY 1"
    ).fetchall()
    returns = {line: count for line, count in counts}
    each = sum(returns.values()) / 3
    assert each > 100
    assert all(0.8 * each < returns[line] < 1.2 * each for line in (1, 2, 3))


def test_some_goods_come_back_more_often_than_others(generous):
    """By chance alone, nearly all rates would be within a fifth of the mean."""
    rates = generous.sql(f"""
        SELECT count(back) / sum(1 / lines) AS rate FROM {LINES_BACK}
        GROUP BY product_id HAVING sum(1 / lines) > 200""").fetchnumpy()["rate"]
    assert len(rates) > 20
    assert 0.12 < rates.mean() < 0.28
    assert rates.std() > 0.35 * rates.mean()


def test_customers_abroad_have_names_of_their_region(small):
    rows = small.sql("SELECT city, customer_name FROM customer WHERE segment = 'export'").fetchall()
    assert len(rows) > 15
    for city, name in rows:
        *lists, pattern = names.ABROAD[city]
        assert name in {
            pattern.format(first=first, word=word, form=form)
            for first, word, form in itertools.product(*lists)
        }


def test_every_city_abroad_has_names_and_some_have_accents():
    abroad = {city.name for city in CITIES.values() if city.state_code == "96"}
    assert set(names.ABROAD) == abroad
    for pool in names.ABROAD.values():
        assert "".join((*pool.first, *pool.words, *pool.forms)).encode("cp1252")
        assert len(set(pool.first)) * len(set(pool.words)) * len(set(pool.forms)) > 100
        assert len(set(pool.first)) == len(pool.first)
    accents = {
        city
        for city, pool in names.ABROAD.items()
        if not "".join((*pool.first, *pool.words)).isascii()
    }
    assert accents >= {"São Paulo", "Málaga", "Malmö", "Bogotá"}
    assert {"Dubai", "Dhaka", "Kathmandu"}.isdisjoint(accents)
