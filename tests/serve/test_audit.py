"""The invariants as T-SQL: what Synapse takes, and what the twin finds with it."""

import os

import duckdb
import pytest
import sqlglot
import stars
from sqlglot import exp

from pikku import catalog, generate, serve
from pikku.catalog.invariants import INVARIANTS, audit_sql
from pikku.errors import PikkuError
from pikku.load import clean, derive
from pikku.platform import lake
from pikku.serve import define, shared
from pikku.serve.audit import connect, find

RULES = pytest.mark.parametrize("rule", INVARIANTS, ids=lambda rule: rule.name)

#: What a table is spoilt by, and a rule that this breaks: a paisa, a piece, a day, a row, a key, a text.
SPOILT = [
    ("journal_line", "debit = debit + 0.01", "journal entries balance"),
    ("journal_line", "account_id = 6300", "the journal is what the rules post"),
    ("stock_movement", "quantity = quantity + 1", "stock is valued at standard cost"),
    ("receipt", "amount = amount + 0.01", "receipts are allocated"),
    ("receivable_invoice", "due_on = due_on + 1", "due dates follow the terms"),
    ("purchase_order", "expected_on = expected_on - 1", "orders are expected after the lead time"),
    ("price", "valid_to = valid_to - 1", "list prices follow each other"),
    ("stock_balance", "quantity = quantity + 1", "month-end stock follows the movements"),
    ("sales_order", "customer_id = 0", "references lead somewhere"),
    ("attendance", "employee_id = 0", "references lead somewhere"),
    ("customer", "gstin = '00' || SUBSTRING(gstin, 3)", "tax numbers fit"),
    ("shipment_line", "line_no = 99", "lines are numbered without a gap"),
    ("payment", "payment_id = payment_id + 1", "keys are unique"),
    ("production_order", "good_quantity = -1", "checks hold"),
    ("production_order", "finished_on = finished_on + 30", "runs of one machine do not overlap"),
]


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    """Return a small generated company in DuckDB, and a connection to the twin whose lake has it as silver tables."""
    home = tmp_path_factory.mktemp("audit")
    before = os.environ.get("PIKKU_HOME")
    os.environ["PIKKU_HOME"] = str(home)
    try:
        with duckdb.connect() as books:
            raw = generate.run(500, seed=3, out=home / "raw").folder
            derive.decide(books)
            clean.run(books, raw)
            derive.make(books)
            for table in catalog.tables():
                land(books, table, 0)
            stars.write_gold(home, {})
            serve.run()
            with connect() as twin:
                yield books, twin
    finally:
        os.environ.pop("PIKKU_HOME")
        if before is not None:
            os.environ["PIKKU_HOME"] = before


def land(books, table, version, query=None):
    """Write a table of the books, or what a query makes of it, as a version of its silver table."""
    kinds = {column.name: stars.arrow_type(column.type) for column in table.columns}
    rows = books.execute(query or f"SELECT {', '.join(kinds)} FROM {table.name}").to_arrow_table()
    stars.write_delta(lake.table("silver", table.name), rows.cast(stars.pa.schema(kinds)), version)


def test_the_twin_finds_what_the_database_finds(books):
    made, twin = books
    names = {table.name: table.name for table in catalog.tables()}
    expected = [row[1:] for row in made.execute(audit_sql(names)).fetchall()]
    found = [find(twin, rule) for rule in INVARIANTS]
    assert [(each.checked, each.violations, each.figure) for each in found] == expected
    assert [each.name for each in found if each.violations] == []


def test_a_row_that_is_spoilt_in_the_lake_is_found(books):
    made, twin = books
    versions = {}
    for name, change, broken in SPOILT:
        table = catalog.table(name)
        (key,) = (column.name for column in table.primary_key)
        column, _, value = change.partition(" = ")
        rest = ", ".join(c.name for c in table.columns if c.name != column)
        victim = made.execute(f"SELECT MIN({key}) FROM {name}").fetchone()[0]
        spoilt = f"CASE WHEN {key} = {victim} THEN {value} ELSE {column} END AS {column}"
        listed = ", ".join(c.name for c in table.columns)
        for query in (f"SELECT {listed} FROM (SELECT {rest}, {spoilt} FROM {name}) t", None):
            versions[name] = versions.get(name, 0) + 1
            land(made, table, versions[name], query)
            (rule,) = (each for each in INVARIANTS if each.name == broken)
            assert bool(find(twin, rule).violations) is bool(query), (name, change, broken)


def test_a_row_that_is_gone_from_the_lake_is_missed(books):
    made, twin = books
    (rule,) = (each for each in INVARIANTS if each.name == "the journal is what the rules post")
    for name in ("journal_line", "payroll", "write_off", "goods_receipt"):
        table = catalog.table(name)
        (key,) = (column.name for column in table.primary_key)
        columns = ", ".join(column.name for column in table.columns)
        last = f"(SELECT MAX({key}) FROM {name})"
        rows = made.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0]
        if not rows:
            continue
        version = len(list((lake.table("silver", name) / "_delta_log").iterdir()))
        land(made, table, version, f"SELECT {columns} FROM {name} WHERE {key} <> {last}")
        assert find(twin, rule).violations, name
        land(made, table, version + 1)
    assert not find(twin, rule).violations


@RULES
def test_a_view_is_t_sql_that_serverless_takes(rule):
    (tree,) = sqlglot.parse(define.audit_view(rule), dialect="tsql")
    assert isinstance(tree, exp.Create) and tree.kind == "VIEW"
    query = tree.expression
    assert [name.lower() for name in query.named_selects] == ["checked", "violations", "figure"]
    for kind in (
        exp.Limit,
        exp.Boolean,
        exp.DPipe,
        exp.Interval,
        exp.TryCast,
        exp.Array,
        exp.Anonymous,
    ):
        assert query.find(kind) is None, f"{kind.__name__} is not T-SQL"
    assert query.args.get("order") is None, "a view has no order"
    for join in query.find_all(exp.Join):
        assert not join.args.get("using") and join.method.upper() != "NATURAL"
        assert join.kind.upper() == "CROSS" or join.args.get("on") is not None
    for select in query.find_all(exp.Select):
        group = select.args.get("group")
        keys = group.expressions if group else []
        assert not any(isinstance(key, exp.Literal) for key in keys), "GROUP BY by position"
        # A comparison is no value, and a scalar subquery can't be added up.
        assert not any(isinstance(e.unalias(), exp.Predicate) for e in select.expressions)
    for total in query.find_all(exp.AggFunc):
        assert not total.find(exp.Subquery)
    for table in query.find_all(exp.Subquery):
        if isinstance(table.parent, exp.From | exp.Join):
            assert table.alias, "a derived table needs a name"
            assert all(table.this.named_selects), "and so does each of its columns"


def test_the_shared_sql_becomes_t_sql():
    views = {"silver": {"t": {"a": "DATE", "n": "INT", "b": "BIGINT", "x": "VARCHAR(9)"}}}
    made = {
        "SELECT a + n AS d FROM silver.t": "DATEADD(DAY, [t].[n], [t].[a])",
        "SELECT SUM(n) AS s FROM silver.t": "SUM(CAST([t].[n] AS BIGINT))",
        "SELECT SUM(b) AS s FROM silver.t": "SUM([t].[b])",
        "SELECT COUNT(*) AS c FROM silver.t": "COUNT_BIG(*)",
        "SELECT x || '/' || x AS y FROM silver.t": "[t].[x] + '/' + [t].[x]",
        "SELECT LENGTH(x) AS y FROM silver.t": "LEN([t].[x])",
        "SELECT MAKE_DATE(n, 4, 1) + 1 AS d FROM silver.t": "DATEADD(DAY, 1, DATEFROMPARTS([t].[n], 4, 1))",
        "SELECT n + 1 AS m, COUNT(*) AS c FROM silver.t GROUP BY 1": "GROUP BY [t].[n] + 1",
    }
    for text, expected in made.items():
        assert expected in " ".join(shared.tsql(text, views).split())


def test_what_is_missing_is_said(home):
    with pytest.raises(PikkuError) as caught:
        serve.audit()
    assert caught.value.remedy.endswith("pikku serve")
    stars.write_gold(home, {})
    serve.run()
    with pytest.raises(
        PikkuError, match=r"audit/01_silver_views\.sql, line \d+: there is no Delta"
    ):
        serve.audit()
    with pytest.raises(PikkuError, match="no invariant 'all is well'"):
        serve.audit(["all is well"])
