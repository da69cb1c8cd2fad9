"""A small star in DuckDB, the same on each run, and the report of the repository on it."""

import duckdb
import pytest
import sqlalchemy as sa

from pikku import catalog
from pikku.catalog.accounts import ACCOUNTS
from pikku.catalog.gold import gold_table, gold_tables
from pikku.catalog.periods import periods
from pikku.platform import workspace
from pikku.report import local

MEMBERS = {
    "dim_customer": 40,
    "dim_vendor": 12,
    "dim_employee": 14,
    "dim_product": 36,
    "dim_carrier": 5,
    "dim_warehouse": 2,
}
FACT_ROWS = 3_000


def _drawn(column, n):
    """Return SQL for a number from 0 to n - 1 that depends on row and column only."""
    return f"CAST(hash(i, '{column.table.name}.{column.name}') % {n} AS BIGINT)"


def _values(column):
    """Return the values that a column of this name may have, where the catalogue lists them."""
    tables = [catalog.table(column.table.info["of"]), *catalog.tables()]
    return next(
        (
            t.columns[column.name].info["values"]
            for t in tables
            if column.name in t.columns and "values" in t.columns[column.name].info
        ),
        None,
    )


def _expression(column):
    """Return SQL that makes up a value for a column, row `i` from 1."""
    if column.primary_key:
        return "i"
    if column.foreign_keys:
        (target,) = (key.column for key in column.foreign_keys)
        if target.name == "date":
            return f"CAST(DATE '2023-04-01' + CAST({_drawn(column, 1096)} AS INT) AS DATE)"
        if target.table.name == "dim_account":
            ids = [account.account_id for account in ACCOUNTS]
            return f"list_extract({ids}, {_drawn(column, len(ids))} + 1)"
        return f"{_drawn(column, MEMBERS[target.table.name])} + 1"
    if values := _values(column):
        return f"list_extract({list(values)}, {_drawn(column, len(values))} + 1)"
    match column.type:
        case sa.Boolean():
            return f"{_drawn(column, 2)} = 1"
        case sa.Integer() if column.name in ("on_time", "delivered", "below_reorder_point"):
            return f"CASE WHEN {_drawn(column, 9)} > 0 THEN 1 ELSE 0 END"
        case sa.Integer():
            return f"{_drawn(column, 900)} + 1"
        case sa.Numeric():
            return f"CAST(({_drawn(column, 90_000_00)} + 100) / 100.0 AS DECIMAL(18, 2))"
        case sa.Date():
            return f"CAST(DATE '2023-04-01' + CAST({_drawn(column, 1096)} AS INT) AS DATE)"
    groups = {
        "category_name": 6,
        "state_name": 9,
        "city": 15,
        "machine_code": 14,
        "department_name": 5,
    }
    number = _drawn(column, groups[column.name]) if column.name in groups else "i"
    return f"printf('{column.name.removesuffix('_name').replace('_', ' ').capitalize()} %02d', {number})"


def _fill(connection, table):
    rows = MEMBERS.get(table.name, FACT_ROWS)
    columns = ", ".join(f"{_expression(c)} AS {c.name}" for c in table.columns)
    connection.execute(f"CREATE TABLE {table} AS SELECT {columns} FROM range(1, {rows + 1}) r(i)")


def _decided(connection):
    """Make the tables whose rows are decided, not recorded."""
    months = ", ".join(
        f"({p.period_id}, '{p.period_name}', DATE '{p.starts_on}', DATE '{p.ends_on}', '{p.financial_year}', {p.fiscal_month})"
        for p in periods()
    )
    connection.execute(
        f"""CREATE TABLE gold.dim_date AS
        SELECT CAST(d AS DATE) AS date, starts_on AS month_start, period_name AS month_name, financial_year,
               CAST((fiscal_month + 2) // 3 AS INT) AS fiscal_quarter, fiscal_month, period_id,
               EXTRACT(ISODOW FROM d) AS weekday_no
        FROM (VALUES {months}) p(period_id, period_name, starts_on, ends_on, financial_year, fiscal_month),
             LATERAL (SELECT UNNEST(GENERATE_SERIES(starts_on, ends_on, INTERVAL 1 DAY)) AS d)"""
    )
    connection.execute(
        f"CREATE TABLE {gold_table('dim_account')} (account_key BIGINT, account_name VARCHAR, "
        "account_type VARCHAR, statement_group VARCHAR, is_control BOOLEAN)"
    )
    for one in ACCOUNTS:
        connection.execute(
            "INSERT INTO gold.dim_account VALUES (?, ?, ?, ?, ?)",
            [
                one.account_id,
                one.account_name,
                one.account_type,
                one.statement_group,
                one.is_control,
            ],
        )


@pytest.fixture(scope="session")
def star():
    """Return a DuckDB connection with the tables of the star, a few thousand rows in each fact."""
    connection = duckdb.connect()
    connection.execute("CREATE SCHEMA gold")
    _decided(connection)
    for table in gold_tables():
        if table.name not in ("dim_date", "dim_account"):
            _fill(connection, table)
    connection.execute(
        "UPDATE gold.fact_ledger SET credit = 0 WHERE hash(journal_line_key) % 2 = 0"
    )
    connection.execute("UPDATE gold.fact_ledger SET debit = 0 WHERE hash(journal_line_key) % 2 = 1")
    connection.execute("UPDATE gold.fact_ledger SET amount = debit - credit")
    connection.execute("UPDATE gold.fact_stock_balance SET balance_on = last_day(balance_on)")
    connection.execute(
        "UPDATE gold.fact_stock_balance SET is_latest = CASE WHEN balance_on = DATE '2026-03-31' THEN 1 ELSE 0 END"
    )
    return connection


@pytest.fixture(scope="session")
def source(star):
    """Return what answers queries on the star, as the Synapse twin does."""
    return lambda query: star.sql(query).to_arrow_table()


@pytest.fixture(scope="session")
def report(source):
    """Return the repository's report on the small star."""
    return local.Report(workspace.repo_root() / "powerbi", source)


@pytest.fixture
def opened(report, source, monkeypatch, tmp_path):
    """Let the module's functions draw reports on the small star, into a workspace of their own."""
    monkeypatch.setenv("PIKKU_HOME", str(tmp_path / "workspace"))

    def opened(project=None):
        return local.Report(project, source) if project else report

    monkeypatch.setattr(local, "opened", opened)
    return report
