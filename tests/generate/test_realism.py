"""Every knob of the realism parameters changes the data as it should."""

from collections import Counter
from dataclasses import fields, replace
from datetime import date
from functools import cache, lru_cache

import duckdb
import pytest
from tests.generate.directions import ARRIVED, SIZE, TURNS
from tests.generate.test_documents import STOCK

from pikku import generate
from pikku.catalog.customers import SEGMENTS
from pikku.catalog.raw import CORRECTED, DUPLICATE, RAW_FILES, REJECTED, raw_file
from pikku.catalog.realism import REALISM, Campaign
from pikku.generate import sizes, work
from pikku.generate.company import Company

GROUPS = [f.name for f in fields(REALISM)]
KNOBS = [(group, f.name) for group in GROUPS for f in fields(getattr(REALISM, group))]


def changed(of=REALISM, /, **groups) -> object:
    """Return the parameters with knobs of groups changed."""
    return replace(
        of, **{name: replace(getattr(of, name), **knobs) for name, knobs in groups.items()}
    )


@lru_cache(maxsize=4)
def books(realism=REALISM, size=SIZE):
    connection = duckdb.connect()
    for file in RAW_FILES:
        connection.register(file.table_name, generate.truth(size, 3, file.table_name, realism))
    return connection


@cache
def figure(query, realism=REALISM, size=SIZE):
    return float(books(realism, size).sql(query).fetchone()[0])


#: Knob of the dirt -> the kind of defect that it plants more of.
PLANTED = {
    "duplicate": "duplicate", "corrected": "corrected", "late": "late", "spelling": "spelling", "unit": "unit",
    "swapped": "swapped columns", "near_duplicate": "near-duplicate", "second_code": "second code", "encoding": "encoding",
    "rejected": "rejected",
}  # fmt: skip
#: Knobs of when customers and vendors are entered again -> a later day.
LATER = {"entered_again_days": (900, 1_000), "entered_again_least": 900}
#: Knobs of which a test of its own says what more of them brings.
SEEN = ("page_rows", "without_gstin", "second_slip", "moved", "firm_names")
#: By how much older versions are off: as usual, and more.
OFF = ({}, {"corrected_days": (20, 24), "corrected_percent": (50, 60)})


def planted(realism) -> dict[str, int]:
    """Return how many defects of each kind there are, and of all rejected rows."""
    company = Company(3, sizes.parse("small"), realism)
    found = Counter()
    for _, piece in work.everything_here(company, work.planted(company)):
        for each in piece.defects:
            found[each.kind] += len(each.row)
            if each.kind in REJECTED:
                found["rejected"] += len(each.row)
    return dict(found)


@pytest.fixture(scope="module")
def usual_dirt():
    return planted(REALISM)


@pytest.mark.parametrize("knob", PLANTED)
def test_more_dirt_of_a_kind_plants_more_of_it(usual_dirt, knob):
    kind, rate = PLANTED[knob], getattr(REALISM.dirt, knob)
    half = planted(changed(dirt={knob: rate / 2}))
    assert 1.6 < usual_dirt[kind] / half[kind] < 2.5
    # Who is entered again may have an older name of the city, however well all others are spelt.
    alone = {"near_duplicate": 0.0, "firm_names": 0.0} if knob == "spelling" else {}
    assert kind not in planted(changed(dirt={knob: 0.0, **alone}))


def test_more_rejected_rows_that_are_wrong_twice_are_more_that_lack_their_key_too(usual_dirt):
    """A key that is missing is what is noted of such a row."""
    never = planted(changed(dirt={"second_slip": 0.0}))
    always = planted(changed(dirt={"second_slip": 1.0}))
    assert never["rejected"] == always["rejected"] == usual_dirt["rejected"]
    assert 1.2 * never["missing key"] < always["missing key"]
    assert never["missing key"] < usual_dirt["missing key"]


def test_more_customers_are_entered_again_without_a_gstin():
    def untold(share):
        realism = changed(dirt={"without_gstin": share, "near_duplicate": 0.3})
        found = Company(3, sizes.parse("small"), realism).customers.twins
        return int(found.untold[found.code > 0].sum())

    assert untold(0.0) == 0
    assert untold(0.8) > 1.5 * untold(0.4) > 0


def test_more_names_of_firms_are_written_as_others_would():
    def written(share):
        realism = changed(dirt={"firm_names": share, "near_duplicate": 0.0, "spelling": 0.0})
        return planted(realism).get("spelling", 0)

    assert written(0.0) == 0
    assert written(0.4) > 1.5 * written(0.2) > 100


@pytest.mark.parametrize(("share", "least", "most"), [(0.0, 0, 0), (0.3, 0.1, 0.5), (1.0, 0.7, 1)])
def test_more_customers_who_are_entered_again_have_moved(share, least, most):
    realism = changed(
        dirt={"moved": share, "near_duplicate": 0.3, "without_gstin": 0.0, "spelling": 0.0}
    )
    company, found = Company(3, sizes.parse(20_000), realism), []
    plant, rows = work.planted(company), company.customers.rows.delivered(0, 10**6)
    piece = plant(rows, None)
    table = piece.parts["main"]
    (again,) = (each.row for each in piece.defects if each.kind == "near-duplicate")
    true = dict(
        zip(rows.columns["gstin"].to_pylist(), rows.columns["pin_code"].to_pylist(), strict=True)
    )
    entered = table.take(again)
    pairs = zip(entered["GSTIN"].to_pylist(), entered["PIN"].to_pylist(), strict=True)
    found = [pin != true[gstin] for gstin, pin in pairs]
    assert len(found) > 20
    assert least <= sum(found) / len(found) <= most


@pytest.mark.parametrize(("knob", "value"), LATER.items())
def test_who_is_entered_again_later_has_fewer_second_codes(usual_dirt, knob, value):
    later = planted(changed(dirt={knob: value}))
    # Who came so late that he would be entered again after the books isn't.
    assert 0.8 <= later["near-duplicate"] / usual_dirt["near-duplicate"] <= 1
    assert later["second code"] < 0.8 * usual_dirt["second code"]


def older(realism, table, column) -> list[tuple[str, object]]:
    """Return what the older version of each corrected row says in a column, and what is true."""
    company, file = Company(3, sizes.parse(SIZE), realism), raw_file(table)
    header = next(raw.header for raw in file.columns if raw.column == column)
    true = generate.truth(SIZE, 3, table, realism)
    truth = dict(zip(true[file.key[0]].to_pylist(), true[column].to_pylist(), strict=True))
    found = []
    for _, piece in work.everything_here(company, work.planted(company)):
        for each in piece.defects if piece.path == file.path else ():
            if each.kind == CORRECTED:
                rows = piece.parts[each.part].take(each.row)
                keys = rows[file.columns[0].header].to_pylist()
                said = zip(rows[header].to_pylist(), keys, strict=True)
                found += [(value, truth[key]) for value, key in said]
    return found


def test_longer_pages_are_fewer_of_the_same_share(usual_dirt):
    found = planted(changed(dirt={"page_rows": (40, 60)}))
    assert found["duplicate"] == pytest.approx(usual_dirt["duplicate"], rel=0.2)
    assert pages(changed(dirt={"page_rows": (40, 60)})) < 0.5 * pages(REALISM)


def pages(realism) -> int:
    """Return in how many runs the rows of attendance stand that are sent twice."""
    company, path = Company(3, sizes.parse(SIZE), realism), raw_file("attendance").path
    found = 0
    for _, piece in work.everything_here(company, work.planted(company)):
        for each in piece.defects if piece.path == path else ():
            if each.kind == DUPLICATE:
                found += 1 + int((each.row[1:] - each.row[:-1] > 1).sum())
    return found


@pytest.mark.parametrize("off", OFF)
def test_older_versions_are_off_by_so_much(off):
    realism = changed(dirt=off | {"corrected": 0.04, "spelling": 0.0, "unit": 0.0, "swapped": 0.0})
    dirt = realism.dirt
    days = [
        (date.fromisoformat(said) - true).days
        for said, true in older(realism, "receivable_invoice", "due_on")
    ]
    rates = [
        100 * (float(said) / float(true) - 1)
        for said, true in older(realism, "receipt", "amount")
        if float(said) != float(true)  # of others, another column was wrong
    ]
    for found, (least, most), slack in (
        (days, dirt.corrected_days, 0),
        (rates, dirt.corrected_percent, 0.01),
    ):
        assert {each > 0 for each in found} == {True, False}
        assert all(least - slack <= abs(each) <= most + slack for each in found)
        assert len({round(each) for each in found}) > 3


def test_goods_come_after_their_order_however_late_in_the_week_they_are_wanted():
    wanted_late = changed(purchasing={"wanted_day": 6})
    assert figure(f"SELECT count(*) FROM {ARRIVED}", wanted_late) > 100
    assert figure(f"SELECT min(received_on - ordered_on) FROM {ARRIVED}", wanted_late) >= 0


@pytest.mark.parametrize("what", TURNS)
def test_a_knob_turns_the_right_way(what):
    turn = TURNS[what]
    usual = changed(**turn.given)
    before = figure(turn.query, usual, turn.size)
    after = figure(turn.query, changed(usual, **turn.groups), turn.size)
    if turn.factor > 1:
        assert after > turn.factor * before
    else:
        assert after <= turn.factor * before


def test_every_knob_is_turned_the_right_way():
    dirty = [("dirt", knob) for knob in (*PLANTED, *LATER, *OFF[1], *SEEN)]
    directed = {turn.knob for turn in TURNS.values()}.union(dirty)
    assert directed == set(KNOBS)


@pytest.mark.parametrize(
    ("document", "day", "quantity"),
    [
        ("production_order", "finished_on", "good_quantity"),
        ("goods_receipt", "received_on", "quantity"),
    ],
)
def test_production_and_purchases_follow_what_a_price_rise_does_to_demand(document, day, quantity):
    winter = f"""SELECT sum({quantity}) FILTER (month({day}) IN (1, 2)) / sum({quantity}) FILTER (month({day}) IN (7, 8))
                 FROM {document}"""
    dearer = {"mid_year": 1.0, "mid_year_change": (0.3, 0.3)}
    rigid = changed(margin=dearer, demand={"elasticity": (0.0,) * 5})
    # In larger companies lots and lorry loads matter less.
    assert figure(winter, changed(margin=dearer), 20_000) < 0.97 * figure(winter, rigid, 20_000)


def test_production_and_purchases_replace_what_is_missing():
    """As much as can be is missing at each count: more is made and bought, and stock suffices."""
    dire = changed(stocktakes={"differing": 1.0, "off": (0.3, 0.4), "found": 0.0})
    for query in (
        "SELECT sum(good_quantity) FROM production_order",
        "SELECT sum(quantity) FROM goods_receipt",
    ):
        assert figure(query, dire) > 1.01 * figure(query)
    assert books(dire).sql(STOCK).fetchmany(1) == []
    assert figure("SELECT min(counted_quantity) FROM stocktake_line", dire) >= 0


def test_what_is_refused_is_bought_again_before_it_lacks():
    picky = changed(purchasing={"refused": 0.9, "refused_share": (0.3, 0.4), "refused_lots": 1})
    assert books(picky).sql(STOCK).fetchmany(1) == []
    ordered = "SELECT sum(quantity) FROM purchase_order_line"
    accepted = "SELECT sum(quantity) FROM goods_receipt"
    assert figure(ordered, picky) > 1.05 * figure(ordered)
    assert 0.95 < figure(accepted, picky) / figure(accepted) < 1.05


def test_what_comes_back_is_not_made_again():
    made = "SELECT sum(good_quantity) FROM production_order"
    generous = changed(returns={"returned": 1.0, "part": (1.0, 1.0), "sound": (1.0, 1.0)})
    assert figure(made, generous) < 0.8 * figure(made)
    assert books(generous).sql(STOCK).fetchmany(1) == []


OFFER = Campaign("offer", (date(2024, 6, 10),), 3, SEGMENTS, ("Household goods",), 6.0, 1.0)


@pytest.mark.parametrize(
    ("figure_of_lines", "begins", "least", "most"),
    [  # twice as many lines at 6 points more than the usual 8 or so, then the half that was pulled forward is missing
        ("count(*)", "2024-06-10", 1.5, 2.4),
        ("avg(discount_rate)", "2024-06-10", 1.5, 2.2),
        ("count(*)", "2024-07-01", 0.5, 0.9),
        ("avg(discount_rate)", "2024-07-01", 0.9, 1.1),
    ],
)
def test_a_campaign_brings_discounts_and_demand_and_then_a_dip(
    figure_of_lines, begins, least, most
):
    query = f"""
        SELECT {figure_of_lines} FROM sales_order_line
        JOIN sales_order ON sales_order_id = CAST(sales_order_no[4:] AS BIGINT)
        JOIN product ON product_id = CAST(product_code[4:] AS BIGINT)
        WHERE category_id = 5 AND ordered_on BETWEEN DATE '{begins}' AND DATE '{begins}' + 20"""
    without, with_it = (
        figure(query, changed(demand={"campaigns": campaigns}), 20_000)
        for campaigns in ((), (OFFER,))
    )
    assert least * without < with_it < most * without


def test_an_order_line_names_its_campaign_and_has_at_least_its_discount():
    connection = books(changed(demand={"campaigns": (OFFER,)}), 20_000)
    lines = connection.sql("""
        SELECT l.campaign_id, ordered_on BETWEEN starts_on AND ends_on, category_id = 5, l.discount_rate >= c.discount_rate
        FROM sales_order_line l JOIN sales_order ON sales_order_id = CAST(sales_order_no[4:] AS BIGINT)
        JOIN product ON product_id = CAST(product_code[4:] AS BIGINT) CROSS JOIN campaign c
        WHERE l.campaign_id IS NOT NULL OR category_id = 5 AND ordered_on BETWEEN starts_on AND ends_on""").fetchall()
    assert {line for line in lines if line[0]} == {(1, True, True, True)}
    used = sum(line[0] == 1 for line in lines) / len(lines)
    assert used == pytest.approx(REALISM.orders.taken_up, abs=0.1)


def test_production_follows_a_campaign():
    query = """SELECT sum(good_quantity) FROM production_order JOIN product ON product_id = CAST(product_code[4:] AS BIGINT)
               WHERE category_id = 5 AND finished_on BETWEEN DATE '2024-05-27' AND DATE '2024-06-30'"""
    without, with_it = (
        figure(query, changed(demand={"campaigns": campaigns}), 20_000)
        for campaigns in ((), (OFFER,))
    )
    assert with_it > 1.2 * without


def test_regrind_is_used_in_place_of_resin():
    """Of a third of the material in runners and scrap, all or nothing is used again: less resin is bought, goods cost less."""
    bought = """SELECT sum(g.quantity) FROM goods_receipt g
                JOIN purchase_order_line l ON purchase_order_line_id = l.purchase_order_id * 100 + l.line_no
                JOIN product ON product_id = CAST(product_code[4:] AS BIGINT) WHERE category_id BETWEEN 21 AND 24"""
    cost = "SELECT sum(standard_cost) FROM product WHERE product_type = 'finished'"
    wasteful = {"margin": {"runner": 0.3}}
    none, all_of_it = (
        changed(production={"regrind": (share,) * 8}, **wasteful) for share in (0, 100)
    )
    for query in (bought, cost):
        assert figure(query, all_of_it) < 0.9 * figure(query, none)


def test_seasons_show_in_the_orders_of_small():
    """Before Diwali more is ordered than in the monsoon, in each year; household goods most of all."""
    connection = books(size="small")
    rows = connection.sql("""
        SELECT segment, month(ordered_on) AS month, count(*) AS orders
        FROM sales_order JOIN customer ON CAST(customer_code[3:] AS BIGINT) = customer_id GROUP BY ALL
    """).fetchall()
    orders = {(segment, month): count for segment, month, count in rows}
    for segment in ("distributor", "household"):
        assert orders[segment, 9] > 1.2 * orders[segment, 7]
    assert orders["fmcg", 4] + orders["fmcg", 5] > 1.15 * (orders["fmcg", 7] + orders["fmcg", 8])


def test_few_bring_most_at_small():
    connection = books(size="small")
    share = """
        SELECT sum(n) FILTER (place <= 0.2 * total) / sum(n) FROM (
            SELECT n, row_number() OVER (ORDER BY n DESC) AS place, count(*) OVER () AS total FROM (
                SELECT {key}, sum(quantity * unit_price) AS n FROM sales_order_line
                JOIN sales_order ON sales_order_id = CAST(sales_order_no[4:] AS BIGINT) GROUP BY 1))
    """
    for key in ("product_id", "customer_id"):
        assert 0.45 < float(connection.sql(share.format(key=key)).fetchone()[0]) < 0.85
