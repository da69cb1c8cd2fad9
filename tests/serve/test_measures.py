"""Measures on the twin: figures by hand, Power BI's rules for what doesn't reach, and properties of random stars."""

from collections import defaultdict
from datetime import date
from decimal import Decimal as D

import duckdb
import pytest
import stars
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pikku import serve
from pikku.catalog.gold import gold_table, gold_tables
from pikku.catalog.measures import MEASURES
from pikku.errors import PikkuError
from pikku.serve.measures import Between, linked, measure_query


def ask(twin, measures, by=(), filters=None, **options):
    """Return the result's rows as tuples."""
    table = measure_query(measures, by, filters, connection=twin, **options)
    return [tuple(row.values()) for row in table.to_pylist()]


def test_totals(twin):
    names = ["Revenue", "Gross margin", "Gross margin %", "Orders", "Average order value"]
    assert ask(twin, names) == [
        (D("400.00"), D("160.00"), D("0.4000000000"), 2, D("100.0000000000"))
    ]


def test_columns_are_called_as_they_were_asked_for(twin):
    table = measure_query(["Gross margin %"], ["dim_customer.segment"], connection=twin)
    assert table.column_names == ["dim_customer.segment", "Gross margin %"]


def test_a_connection_is_opened_when_none_is_given(served):
    assert measure_query(["Revenue"]).to_pylist() == [{"Revenue": D("400.00")}]


def test_by_a_dimension(twin):
    assert ask(twin, ["Revenue", "Active customers"], ["dim_customer.segment"]) == [
        ("automotive", D("300.00"), 1),
        ("retail", D("100.00"), 2),
    ]


def test_by_two_dimensions_only_groups_with_rows_show(twin):
    by = ["dim_date.financial_year", "dim_product.category_name"]
    assert ask(twin, ["Units sold"], by) == [
        ("2023-24", "Caps", 4),
        ("2023-24", "Crates", 10),
        ("2024-25", "Caps", 1),
        ("2024-25", "Crates", 20),
    ]


def test_facts_meet_on_the_groups_they_share(twin):
    by = ["dim_date.month_name", "dim_date.month_start"]
    found = ask(twin, ["Revenue", "Allowances", "Net revenue"], by, order=["dim_date.month_start"])
    assert [(row[0], *row[2:]) for row in found] == [
        ("Apr 2023", D("150.00"), None, D("150.00")),
        ("Apr 2024", D("200.00"), D("20.00"), D("180.00")),
        ("May 2024", D("50.00"), None, D("50.00")),
    ]


def test_a_group_in_which_only_one_fact_has_rows_is_shown(twin):
    found = ask(twin, ["Revenue", "Overdue receivables"], ["dim_customer.customer_code"])
    assert found == [
        ("c1", D("300.00"), D("30.00")),
        ("c2", D("50.00"), D("7.50")),
        ("c3", D("50.00"), D("0.00")),
    ]


def test_a_dimension_that_does_not_reach_a_fact_repeats_its_total(twin):
    """Credit notes know no product, and vendors have nothing to do with sales."""
    assert ask(twin, ["Revenue", "Allowances"], ["dim_product.category_name"]) == [
        ("Caps", D("100.00"), D("20.00")),
        ("Crates", D("300.00"), D("20.00")),
        ("Resin", None, D("20.00")),
    ]
    assert ask(twin, ["Revenue"], ["dim_vendor.vendor_code"]) == [
        ("v1", D("400.00")),
        ("v2", D("400.00")),
    ]


def test_only_the_active_date_reaches_a_fact(twin):
    """The orders' requested_on is in 2025; they were ordered in April 2023."""
    assert ask(twin, ["Order intake"], ["dim_date.financial_year"]) == [("2023-24", D("200.00"))]


def test_rows_without_a_key_are_a_group_of_their_own(twin):
    assert ask(twin, ["Debits"], ["dim_customer.customer_code"]) == [
        ("c1", D("400.00")),
        (None, D("1150.00")),
    ]


def test_a_column_of_the_fact_itself(twin):
    assert ask(twin, ["Order intake", "Orders"], ["fact_sales_order.sales_order_no"]) == [
        ("SO-1", D("140.00"), 1),
        ("SO-2", D("60.00"), 1),
    ]


def test_measures_that_look_into_a_dimension(twin):
    names = ["Income", "Expenses", "Profit", "Ledger revenue", "Bank movement"]
    assert ask(twin, names, ["dim_date.financial_year"]) == [
        ("2023-24", D("400.00"), None, D("400.00"), D("400.00"), D("1000.00")),
        ("2024-25", None, D("150.00"), D("-150.00"), None, D("-150.00")),
    ]


def test_averages_and_ratios(twin):
    assert ask(twin, ["Vendor lead days", "Vendor on-time %", "Scrap %", "Freight per kg"]) == [
        (D("3.5000000000"), D("0.5000000000"), D("0.1000000000"), D("2.5000000000"))
    ]


def test_nothing_to_divide_by_is_empty(twin):
    assert ask(twin, ["Gross margin %"], filters={"dim_customer.segment": "none such"}) == [(None,)]


def test_counting_no_rows_is_empty_as_in_dax(twin):
    filters = {"dim_date.financial_year": "2024-25"}
    assert ask(twin, ["Deliveries", "Shipments"], filters=filters) == [(None, None)]


@pytest.mark.parametrize(
    ("filters", "revenue"),
    [
        ({"dim_customer.segment": "retail"}, "100.00"),
        ({"dim_customer.customer_key": [1, 2]}, "350.00"),
        ({"dim_customer.customer_key": []}, None),
        ({"dim_date.date": Between(date(2023, 4, 6), date(2024, 4, 5))}, "250.00"),
        ({"dim_date.date": Between(low=date(2024, 4, 6))}, "50.00"),
        ({"dim_date.date": Between()}, "400.00"),
        ({"fact_sales.quantity": Between(5, None)}, "300.00"),
        ({"dim_product.category_name": "Crates", "dim_date.financial_year": "2023-24"}, "100.00"),
        ({"dim_vendor.vendor_code": "v1"}, "400.00"),
        ({"dim_employee.left_on": None}, "400.00"),
        ({"dim_customer.customer_name": "O'Hara"}, None),
        ({"dim_product.is_active": True}, "400.00"),
        ({"fact_sales.net_amount": D("100.00")}, "100.00"),
    ],
)
def test_filters(twin, filters, revenue):
    assert ask(twin, ["Revenue"], filters=filters) == [(revenue and D(revenue),)]


def test_order_and_limit(twin):
    found = ask(twin, ["Revenue"], ["dim_customer.customer_code"], order=["-Revenue"], limit=2)
    assert found == [("c1", D("300.00")), ("c2", D("50.00"))]


def test_members_without_measures(twin):
    assert ask(twin, [], ["dim_customer.segment"]) == [("automotive",), ("retail",)]
    filters = {"dim_date.financial_year": "2024-25"}
    assert len(ask(twin, [], ["dim_date.month_name"], filters)) == 12


@pytest.mark.parametrize(
    ("measures", "by", "options", "message"),
    [
        (["Nonsense"], [], {}, "no measure 'Nonsense'"),
        (["Revenue"], ["dim_moon.phase"], {}, "no gold table 'dim_moon'"),
        (["Revenue"], ["dim_date.phase"], {}, "dim_date has no column 'phase'"),
        (["Revenue"], [], {"filters": {"dim_date.phase": 1}}, "no column 'phase'"),
        (["Revenue"], [], {"order": ["Orders"]}, "'Orders' is not in the result"),
        ([], [], {}, "neither a measure nor a column"),
    ],
)
def test_what_is_not_there_is_refused(twin, measures, by, options, message):
    with pytest.raises(PikkuError, match=message):
        ask(twin, measures, by, **options)


LINKS = [
    (measure, table)
    for measure in MEASURES
    if not measure.parts
    for table in gold_tables()
    if linked(gold_table(measure.table_name), table) is not None
]


@pytest.mark.parametrize(("measure", "table"), LINKS, ids=lambda x: x.name.replace(" ", "_"))
def test_every_measure_runs_by_every_dimension_that_reaches_it(twin, measure, table):
    """The groups' own figures are what the same SQL gives for the rows of that group alone."""
    column = list(table.columns)[1].name
    groups = dict(ask(twin, [measure.name], [f"{table.name}.{column}"]))
    for member, value in groups.items():
        filters = {f"{table.name}.{column}": member}
        assert ask(twin, [measure.name], filters=filters) == [(value,)]


def test_every_measure_runs_with_all_others_by_date(twin):
    names = [measure.name for measure in MEASURES]
    table = measure_query(names, ["dim_date.financial_year"], connection=twin)
    assert table.column_names == ["dim_date.financial_year", *names]
    assert not [field for field in table.schema if "double" in str(field.type)]


AMOUNTS = st.integers(-(10**11), 10**11).map(lambda paisa: D(paisa).scaleb(-2))
DAYS = st.dates(date(2023, 4, 1), date(2025, 3, 31))
SALES = st.lists(
    st.tuples(DAYS, st.integers(1, 3), st.integers(1, 4), AMOUNTS, st.integers(0, 999)), max_size=25
)


class Memory(serve.Connection):
    """A twin whose gold tables are in memory, for many small stars in little time."""

    def __init__(self, star):
        duck = duckdb.connect()
        duck.execute("CREATE SCHEMA gold")
        for name, rows in star.items():
            duck.register("made", stars.arrow(name, rows))
            duck.execute(f"CREATE TABLE gold.{name} AS SELECT * FROM made")
        super().__init__(duck)


def random_star(sales, notes):
    star = stars.dimensions()
    star["fact_sales"] = stars.filled(
        "fact_sales",
        [
            {
                "invoiced_on": day,
                "customer_key": c,
                "product_key": p,
                "net_amount": a,
                "quantity": q,
            }
            for day, c, p, a, q in sales
        ],
    )
    star["fact_credit_note"] = stars.filled(
        "fact_credit_note",
        [{"credited_on": day, "customer_key": c, "net_amount": a} for day, c, _, a, _ in notes],
    )
    return star


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SALES, SALES, st.sampled_from(["dim_customer.segment", "dim_date.month_name"]))
def test_groups_add_up_to_the_total_and_are_what_python_computes(sales, notes, by):
    star = random_star(sales, notes)
    segments = {row["customer_key"]: row["segment"] for row in star["dim_customer"]}

    def group(row):
        return segments[row[1]] if by == "dim_customer.segment" else row[0].strftime("%b %Y")

    revenue, allowed = defaultdict(D), defaultdict(D)
    for row in sales:
        revenue[group(row)] += row[3]
    for row in notes:
        allowed[group(row)] += row[3]
    with Memory(star) as twin:
        found = ask(twin, ["Revenue", "Allowances", "Net revenue"], [by])
        (total,) = ask(twin, ["Revenue", "Allowances", "Net revenue"])
    assert {row[0]: row[1] for row in found if row[1] is not None} == revenue
    assert {row[0]: row[2] for row in found if row[2] is not None} == allowed
    for row in found:
        assert row[3] == revenue.get(row[0], 0) - allowed.get(row[0], 0)
    assert sum(row[3] for row in found) == (total[2] or 0)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SALES, st.sampled_from(["retail", "automotive"]))
def test_a_filter_gives_what_its_group_gives(sales, segment):
    with Memory(random_star(sales, [])) as twin:
        groups = dict(ask(twin, ["Units sold"], ["dim_customer.segment"]))
        (alone,) = ask(twin, ["Units sold"], filters={"dim_customer.segment": segment})
    assert alone == (groups.get(segment),)
