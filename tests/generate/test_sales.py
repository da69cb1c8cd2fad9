"""What customers order, how it is sent to them, and what comes back: figures of a company at `small`."""

import pytest
from tests.generate.conftest import loaded

from pikku.catalog.realism import REALISM
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
        assert mode == "air" or float(freight) == least[mode]


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
