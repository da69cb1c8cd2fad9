"""A company of a handful of rows, written by hand, whose books can be checked with a pencil; and a database for it."""

import csv
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from pathlib import Path

import duckdb
import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pikku import catalog, stages
from pikku.catalog.postings import PostingRule
from pikku.catalog.raw import RAW_FILES, RawFile, raw_file
from pikku.catalog.statements import statement, statement_sql
from pikku.load import clean, derive
from pikku.platform import sql

CHANGED = "2023-04-30 10:00:00"

# table -> rows as they stand in the raw file, `Last Changed` left out.
_ROWS: dict[str, str] = {
    "category": """
        CAT-01 | Caps    | finished
        CAT-02 | Resins  | material
        CAT-03 | Cartons | packaging
    """,
    "product": """
        FG-00001 | Cap 28 mm    | CAT-01 | finished  | pcs | 39235010 | 18 | 10.00  | 2.50 | 20   | 100 | 2020-01-01 | yes |
        RM-00002 | Polyethylene | CAT-02 | material  | kg  | 39012000 | 18 | 100.00 | 0.00 | 1000 | 200 | 2020-01-01 | yes |
        PK-00003 | Carton small | CAT-03 | packaging | box | 48191010 | 18 | 5.00   | 0.00 | 300  | 50  | 2020-01-01 | no  | 2026-03-01
    """,
    "price": """
        FG-00001 | 2023-04-01 | 2026-03-31 | 15.00
    """,
    "bill_of_materials": """
        FG-00001 | 1 | RM-00002 | 20.400 | 10.00 | 80.00
        FG-00001 | 2 | PK-00003 | 10.000 | 0.00  | 0.00
    """,
    "mould": """
        MD-00001 | FG-00001 | 8 | 12 | 1000000 | 250000 | 250000 | 2021-06-01
        MD-00002 | FG-00001 | 8 | 12 | 1000000 | 250000 | 0      | 2023-06-10
    """,
    "mould_maintenance": """
        MM-0000001 | MD-00001 | 2023-04-03 | 2023-04-04 | preventive | 250000 | 9000.00
        MM-0000002 | MD-00001 | 2023-04-07 | 2023-04-07 | repair     | 250125 | 31000.00
    """,
    "stock_movement": """
        FG-00001 | WH-02 | 2023-04-01 | 500
        RM-00002 | WH-01 | 2023-04-01 | 1000
        PK-00003 | WH-01 | 2023-04-01 | 100
    """,
    "production_order": """
        PR-00000001 | FG-00001 | MD-00001 | WH-02 | IM-01 | 2023-04-05 | 2023-04-06 | 1000 | 990 | 10
    """,
    "customer": """
        C-000001 | Asha Plastics  | distributor | 27AAPCA1234M1ZX | Pune  | Maharashtra | 411001 | 100000.00 | 30 | 2019-05-01
        C-000002 | Gir Containers | fmcg        | 24AAPCG1234M1ZY | Surat | Gujarat     | 395003 | 200000.00 | 45 | 2020-05-01
    """,
    "department": """
        D-01 | Sales
        D-02 | Purchase
    """,
    "employee": """
        E-00001 | Meera Rao  | D-01 | Sales executive | female | AAPPM1234A | 2020-01-01 |            | 30000.00
        E-00002 | Anil Joshi | D-02 | Buyer           | male   | AAPPJ1234B | 2020-01-01 | 2025-03-31 | 40000.00
    """,
    "attendance": """
        E-00001 | 2023-04-03 | present | 480
        E-00001 | 2023-04-04 | leave   | 0
        E-00001 | 2023-04-05 | absent  | 0
    """,
    "payroll": """
        E-00001 | 2023-04 | 30000.00 | 3 | 2 | 0.00 | 20000.00 | 1800.00 | 1800.00 | 150.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 0.00 | 18200.00 | 2023-05-05
    """,
    "sales_order": """
        SO-000000001 | C-000001 | E-00001 | field | 2023-04-03 | 2023-04-10
        SO-000000002 | C-000002 | E-00001 | portal | 2023-04-04 | 2023-04-12
    """,
    "campaign": """
        CP-01 | Spring offer | 2023-04-03 | 2023-04-16 | 4.00
    """,
    "sales_order_line": """
        SO-000000001 | 1 | FG-00001 | 100 | 15.00 | 10.00 | 13.50 | 18.00 |
        SO-000000002 | 1 | FG-00001 | 200 | 15.00 | 10.00 | 13.50 | 18.00 | CP-01
        SO-000000002 | 2 | FG-00001 | 7   | 15.00 | 0.00  | 15.00 | 18.00 |
    """,
    "carrier": """
        TR-01 | Sahyadri Roadways | road | 4.50 | 350
    """,
    "shipment": """
        DC-000000001 | SO-000000001 | TR-01 | WH-02 | 2023-04-05 | 2023-04-07 | 2023-04-07 | 30  | 2 | 90.00
        DC-000000002 | SO-000000002 | TR-01 | WH-02 | 2023-04-07 | 2023-04-09 |            | 450 | 5 | 0.00
    """,
    "shipment_line": """
        DC-000000001 | 1 | SO-000000001/1 | 100
        DC-000000002 | 1 | SO-000000002/1 | 150
        DC-000000002 | 2 | SO-000000002/2 | 7
    """,
    "receivable_invoice": """
        INV-000000001 | DC-000000001 | C-000001 | 2023-04-05 | 2023-05-05
        INV-000000002 | DC-000000002 | C-000002 | 2023-04-07 | 2023-05-22
    """,
    "credit_note": """
        CN-000000001 | INV-000000001 | 2023-04-20 | quality | 50.00 | 4.50 | 4.50 | 0.00
        CN-000000002 | INV-000000002 | 2023-04-24 | quality | 75.00 | 0.00 | 0.00 | 13.50
    """,
    "stocktake": """
        ST-000001 | WH-01 | cycle | 2023-04-30 | 2
        ST-000002 | WH-02 | cycle | 2023-04-30 | 1
    """,
    "stocktake_line": """
        ST-000001 | RM-00002 | 1030 | 1027
        ST-000001 | PK-00003 | 90   | 90
        ST-000002 | FG-00001 | 1237 | 1240
    """,
    "goods_return": """
        RT-000000001 | CN-000000002 | DC-000000002/2 | WH-02 | 2023-04-24 | 5 | 4
    """,
    "customer_advance": """
        AD-000000002 | SO-000000002 | C-000002 | 2023-04-05 | NEFT | 500.00
    """,
    "advance_allocation": """
        AD-000000002 | 1 | INV-000000002 | 2023-04-07 | 500.00
    """,
    "dispute": """
        DP-000000001 | INV-000000001 | 2023-04-12 | quality | 59.00 | 2023-04-20 | credited
    """,
    "write_off": "",
    "receipt": """
        RC-000000001 | C-000001 | 2023-05-04 | NEFT | 1000.00
    """,
    "receipt_allocation": """
        RC-000000001 | 1 | INV-000000001 | 1000.00
    """,
    "vendor": """
        V-00001 | Konkan Polymers | resin | none | 27AAPCK1234M1ZZ | Mumbai | Maharashtra | 7 | 30 | 2018-01-01
    """,
    "purchase_order": """
        PO-0000001 | V-00001 | E-00002 | 2023-04-03 | 2023-04-10
    """,
    "purchase_order_line": """
        PO-0000001 | 1 | RM-00002 | 60 | 101.00 | 18.00
    """,
    "goods_receipt": """
        GRN-0000001 | PO-0000001/1 | WH-01 | 2023-04-09 | 30 | 1
        GRN-0000002 | PO-0000001/1 | WH-01 | 2023-04-11 | 20 | 0
    """,
    "payable_bill": """
        BL-0000001 | KP/77 | PO-0000001 | V-00001 | 2023-04-08 | 2023-04-12 | 2023-05-08 | 0.00
    """,
    "payment": """
        PY-0000001 | V-00001 | 2023-05-11 | RTGS | 5959.00
    """,
    "payment_allocation": """
        PY-0000001 | 1 | BL-0000001 | 5959.00
    """,
    "fixed_asset": """
        FA-0001 | Injection machine 1 | machine |          | 2020-01-01 | 1300000.00 | 100000.00 | 24 | 50000.00
        FA-0002 | Mould MD-00002      | mould   | MD-00002 | 2023-06-10 | 650000.00  | 50000.00  | 3  | 200000.00
        FA-0003 | Mould MD-00001      | mould   | MD-00001 | 2021-06-01 | 0.00       | 0.00      | 0  | 0.00
    """,
}

Rows = dict[str, list[dict[str, str]]]


@pytest.fixture(scope="session")
def company() -> Callable[[], Rows]:
    """Return a function that returns the rows of every raw file, by table: header -> text."""
    return lambda: deepcopy(_COMPANY)


@pytest.fixture
def rows(company: Callable[[], Rows]) -> Rows:
    """Return the rows of every raw file, by table: header -> text."""
    return company()


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes raw files, and late parts, into a folder and returns it."""

    def written(rows: Rows, late: Rows | None = None) -> Path:
        return _write_all(tmp_path / "raw", rows, late)

    return written


@pytest.fixture(scope="module")
def write_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return a function that writes raw files into a new folder, for fixtures of a whole module."""
    return lambda rows, late=None: _write_all(tmp_path_factory.mktemp("raw"), rows, late)


@pytest.fixture
def conform(write: Callable[..., Path]) -> Iterator[Callable[..., duckdb.DuckDBPyConnection]]:
    """Return a function that conforms in DuckDB alone, and derives unless told not to: its connection, and the figures."""
    opened = []

    def conformed(
        rows: Rows, late: Rows | None = None, *, derived: bool = True
    ) -> tuple[duckdb.DuckDBPyConnection, dict]:
        duck = duckdb.connect()
        opened.append(duck)
        derive.decide(duck)
        figures = clean.run(duck, write(rows, late))
        if derived:
            derive.make(duck)
        return duck, figures

    yield conformed
    for duck in opened:
        duck.close()


@pytest.fixture
def shown() -> Callable[..., list[dict[str, object]]]:
    """Return a function that makes a statement of the first year from tables in DuckDB: its rows.

    Keywords say what takes the place of a table.
    """

    def made(duck: duckdb.DuckDBPyConnection, name: str, **other: str) -> list[dict[str, object]]:
        names = {table.name: table.name for table in catalog.tables()} | other
        found = duck.execute(statement_sql(statement(name), names, "2023-24"))
        columns = [column[0] for column in found.description]
        return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]

    return made


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a workspace with a database of the tests' own."""
    folder = tmp_path_factory.mktemp("workspace")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIKKU_HOME", str(folder))
        patch.delenv("PIKKU_SQL_URL", raising=False)
        yield folder
        sql.stop()


@pytest.fixture
def link(home: Path) -> Iterator[psycopg.Connection]:
    """Return a connection to the database."""
    with sql.connect() as connection:
        yield connection


@pytest.fixture(scope="module")
def generated(home: Path) -> None:
    """Load the smallest company of some that has an entry of every rule; what a test does to it, it undoes.

    It earns enough to pay tax of each kind and to spend on CSR, and some customers fail.
    """
    stages.run("generate", size=20_000, seed=1)
    stages.run("load")


@pytest.fixture
def loaded(generated: None, link: psycopg.Connection) -> psycopg.Connection:
    """Return a connection to the database with a generated company."""
    return link


@pytest.fixture
def ids(loaded: psycopg.Connection) -> Callable[[PostingRule], list[int]]:
    """Return a function that finds the entries of a rule."""
    query = "SELECT journal_entry_id FROM finance.journal_entry WHERE source = %s ORDER BY 1"
    return lambda rule: [key for (key,) in loaded.execute(query, [rule.source]).fetchall()]


def _read(file: RawFile) -> list[dict[str, str]]:
    headers = [column.header for column in file.columns]
    lines = [line.strip() for line in _ROWS[file.table_name].strip().splitlines()]
    return [
        dict(zip(headers, [*(v.strip() for v in line.split("|")), CHANGED], strict=True))
        for line in lines
    ]


_COMPANY = {file.table_name: _read(file) for file in RAW_FILES}


def _write_all(folder: Path, rows: Rows, late: Rows | None = None) -> Path:
    """Return the folder after writing the raw files into it."""
    for file in RAW_FILES:
        _write(folder / file.path, file, rows[file.table_name])
    for name, more in (late or {}).items():
        file = raw_file(name)
        _write(folder / file.part_path("late"), file, more)
    return folder


def _write(path: Path, file: RawFile, rows: Iterable[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    headers = [column.header for column in file.columns]
    if file.format == "parquet":
        columns = {
            header: pa.array([row[header] or None for row in rows], pa.string())
            for header in headers
        }
        pq.write_table(pa.table(columns), path)
        return
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, headers, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
