"""The proof that no row and no paisa is lost: rows of each table and total revenue, stage by stage, and the planted defects.

Each stage is counted where its data lie, by an engine that didn't write them where there is one: the lake's Parquet and
Delta files by DuckDB, the Synapse views through the scripts, the report through its own figures.
"""

from dataclasses import dataclass
from decimal import Decimal

import duckdb
import pyarrow as pa

from pikku import catalog
from pikku.catalog.gold import gold_tables
from pikku.catalog.postings import CLOSING
from pikku.platform import lake

#: Where revenue is counted, in the order of the path, with what is counted there.
PLACES = (
    ("sales documents", "quantity shipped times the order's price"),
    ("general ledger", "credits on the account Sales"),
    ("gold", "fact_sales"),
    ("Synapse", "gold.fact_sales"),
    ("report", "the measure Revenue"),
)


@dataclass(frozen=True)
class TableRows:
    """The rows of one business table at each stage; None where it isn't kept as a table of its own.

    `raw` less `quarantined`, `duplicates`, `older_versions` and `merged`, plus `derived`, is `sql`. `landing` and `bronze` hold a row
    for each version that was migrated; `silver` holds the latest. `gold` names the star's table made of it.
    """

    area: str
    table: str
    raw: int
    quarantined: int
    duplicates: int
    older_versions: int
    merged: int
    derived: int
    sql: int
    landing: int
    bronze: int
    silver: int
    gold_table: str | None
    gold: int | None
    synapse: int | None

    @property
    def superseded(self) -> int:
        """Return the versions in bronze that a later one replaced."""
        return self.bronze - self.silver

    @property
    def explained(self) -> bool:
        """Return whether every difference between the stages has its reason."""
        lost = self.quarantined + self.duplicates + self.older_versions + self.merged
        same = (
            self.sql == self.raw - lost + self.derived == self.silver
            and self.landing == self.bronze
        )
        if self.gold is None:
            return same
        # The calendar has a row a day where the accounting months have one a month.
        wanted = self.gold if self.gold_table == "dim_date" else self.sql
        return same and self.gold == wanted == self.synapse


@dataclass(frozen=True)
class DefectRows:
    """The rows with one kind of defect: planted by the generator, found by the load, and found where they were planted."""

    kind: str
    planted: int
    found: int
    right: int

    @property
    def recall(self) -> float:
        """Return the share of the planted ones that were found, per cent."""
        return 100 * self.right / self.planted if self.planted else 100.0

    @property
    def precision(self) -> float:
        """Return the share of the found ones that were planted, per cent."""
        return 100 * self.right / self.found if self.found else 100.0


#: The load's findings of both sorts, each as the manifest lists what was planted: file, kind, part and row from 0.
FOUND = " UNION ALL ".join(
    f"SELECT replace(file, '_late.', '.') AS file, kind, part, row_number - 1 AS row FROM {{}}{name}"
    for name in ("quarantine", "finding")
)


def defects() -> list[DefectRows]:
    """Return the planted defects of the workspace's raw files against what the load found in them, by kind.

    The load reads no manifest; here, and only here, its findings meet it.

    Raises
    ------
    PikkuError
        When the raw files have no manifest, or nothing was loaded.
    """
    from pikku import generate, load
    from pikku.platform import sql, workspace

    planted = generate.defects(workspace.path("raw"))
    load.figures()  # says so when there are none
    with sql.connect() as link:
        found = link.execute(FOUND.format("etl.", "etl.")).fetchall()
    columns = list(zip(*found, strict=True)) or [()] * 4
    return scored(planted, pa.table(list(map(pa.array, columns)), schema=planted.schema))


def scored(planted: pa.Table, found: pa.Table) -> list[DefectRows]:
    """Return how many defects of each kind were planted, found, and found where they were planted.

    Parameters
    ----------
    planted, found
        File, kind, part and row (from 0) of each.
    """
    with duckdb.connect() as duck:
        duck.execute("SET enable_progress_bar = false")  # a notebook would save it
        counted = duck.execute(
            """
            SELECT kind, count(p.part), count(f.part), count(*) FILTER (p.part = f.part)
            FROM planted p FULL JOIN found f USING (file, kind, part, row) GROUP BY kind ORDER BY kind"""
        )
        return [DefectRows(*row) for row in counted.fetchall()]


def rows() -> list[TableRows]:
    """Return the rows of every business table at every stage, areas in the catalogue's order."""
    from pikku import load, serve

    counted = _SqlCounts()
    files = _lake_counts()
    synapse = serve.row_counts()
    star = {table.info["of"]: table.name for table in gold_tables()}
    found = []
    for figure in load.figures():
        name, gold = figure.table, star.get(figure.table)
        found.append(
            TableRows(
                figure.area,
                name,
                figure.raw_rows,
                figure.quarantined,
                figure.duplicates,
                figure.older_versions,
                figure.merged,
                figure.derived,
                counted[name],
                files["landing", name],
                files["bronze", name],
                files["silver", name],
                gold,
                files["gold", gold] if gold else None,
                synapse[gold] if gold else None,
            )
        )
    return found


def revenue() -> dict[str, Decimal]:
    """Return the total revenue at each of :data:`PLACES`, in rupees."""
    from pikku import report, serve
    from pikku.platform import sql

    with sql.connect() as link:
        documents = link.execute(
            "SELECT SUM(s.quantity * o.unit_price) FROM shipping.shipment_line s "
            "JOIN sales.sales_order_line o ON o.sales_order_line_id = s.sales_order_line_id"
        ).fetchone()[0]
        ledger = link.execute(
            "SELECT SUM(credit - debit) FROM finance.journal_line "
            "JOIN finance.journal_entry USING (journal_entry_id) WHERE account_id = 4100 AND source <> %s",
            [CLOSING],
        ).fetchone()[0]
    with _duck() as duck:
        scan = _delta("gold", "fact_sales")
        gold = duck.execute(
            f"SELECT CAST(SUM(net_amount) AS DECIMAL(20, 2)) FROM {scan}"
        ).fetchone()[0]
    answer = serve.query("SELECT SUM(net_amount) AS revenue FROM gold.fact_sales")
    totals = (
        documents,
        ledger,
        gold,
        answer["revenue"][0].as_py(),
        report.key_figures()["Revenue"],
    )
    return {place: total for (place, _), total in zip(PLACES, totals, strict=True)}


class _SqlCounts(dict[str, int]):
    """The rows of the tables in the SQL database, all counted in one query."""

    def __init__(self) -> None:
        from pikku.platform import sql

        parts = [
            f"SELECT '{table.name}', COUNT(*) FROM {table.schema}.{table.name}"
            for table in catalog.tables()
        ]
        with sql.connect() as link:
            super().__init__(link.execute(" UNION ALL ".join(parts)).fetchall())


def _lake_counts() -> dict[tuple[str, str], int]:
    """Return the rows below the lake, by layer and table."""
    parts = []
    landing = lake.files().local("landing")
    for table in catalog.tables():
        files = (landing / table.schema / table.name).as_posix()
        parts.append(("landing", table.name, f"read_parquet('{_quoted(files)}/**/*.parquet')"))
        parts += [(layer, table.name, _delta(layer, table.name)) for layer in ("bronze", "silver")]
    parts += [("gold", table.name, _delta("gold", table.name)) for table in gold_tables()]
    query = " UNION ALL ".join(
        f"SELECT '{layer}', '{name}', COUNT(*) FROM {scan}" for layer, name, scan in parts
    )
    with _duck() as duck:
        return {(layer, name): count for layer, name, count in duck.execute(query).fetchall()}


def _delta(layer: str, name: str) -> str:
    return f"delta_scan('{_quoted(lake.files().local(layer, name).as_posix())}')"


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def _duck():
    from pikku.serve.delta import open_database

    return open_database()
