"""The scripts in ``synapse/``, derived from the catalogue: what Synapse serverless SQL needs to serve the gold layer, and to
audit the silver one."""

import re

import sqlalchemy as sa

from pikku import catalog
from pikku.catalog.gold import gold_tables
from pikku.catalog.invariants import INVARIANTS, Invariant, invariant_sql
from pikku.catalog.reporting import FUNCTIONS, VIEWS, ReportingView
from pikku.serve import readme, shared

DATABASE = "pikku"
CREDENTIAL = "workspace_identity"
SOURCE = "lake"
READER = "powerbi_reader"
COLLATION = "Latin1_General_100_BIN2_UTF8"
"""The collation that Microsoft advises for Parquet and Delta: its texts are UTF-8, and filters on them reach the files."""

_HEAD = "-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.\n"


def files() -> dict[str, str]:
    """Return the derived files: path below the repository -> text."""
    parts = {
        "database": ("the database", _database()),
        "credential": (
            "master key, and the credential: the workspace's managed identity",
            _credential(),
        ),
        "data_source": ("the data source `lake`: the storage account", _data_source()),
        "schemas": ("the schemas `gold` and `reporting`", _schemas()),
        "gold_views": (
            f"{len(gold_tables())} views, one of each gold table",
            _layer_views("gold", gold_tables()),
        ),
    }
    for function, title in FUNCTIONS.items():
        count = sum(view.function == function for view in VIEWS)
        text = _reporting_views(function, title)
        parts[f"{function}_views"] = (f"{count} reporting views: {title}", text)
    parts["grants"] = (f"the role `{READER}` and what it may read", _grants())
    parts["factory_user"] = (
        "the data factory's user: its identity reads back what it has copied",
        _factory_user(),
    )
    made = _numbered(parts) | {
        f"audit/{name}": script for name, script in _numbered(_audit()).items()
    }
    rows = [(name, what) for name, (what, _) in made.items()]
    views = [(view.name, view.function, view.comment) for view in VIEWS]
    found = {"synapse/README.md": readme.text(rows, views)}
    return found | {f"synapse/{name}": text for name, (_, text) in made.items()}


def _audit() -> dict[str, tuple[str, str]]:
    """Return the scripts that only an audit needs: name -> what it makes, and its text."""
    tables, rules = catalog.tables(), [audit_view(rule) for rule in INVARIANTS]
    return {
        "silver_views": (
            f"the schema `silver`: {len(tables)} views, one of each business table",
            _layer_views("silver", tables, _schema("silver")),
        ),
        "audit_views": (
            f"the schema `audit`: {len(rules)} views, what each invariant of the books finds",
            _script("The invariants of the books over silver.", _schema("audit"), *rules),
        ),
    }


def _numbered(parts: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    return {
        f"{number:02d}_{name}.sql": part
        for number, (name, part) in enumerate(parts.items(), start=1)
    }


def synapse_type(kind: sa.types.TypeEngine) -> str:
    """Return the T-SQL type of a catalogue type, as OPENROWSET declares it.

    Texts are UTF-8, of which VARCHAR counts the bytes.

    Raises
    ------
    TypeError
        When the catalogue uses a type that is not known here.
    """
    match kind:
        case sa.BigInteger():
            return "BIGINT"
        case sa.Integer():
            return "INT"
        case sa.Numeric():
            return f"DECIMAL({kind.precision}, {kind.scale})"
        case sa.Boolean():
            return "BIT"
        case sa.Date():
            return "DATE"
        case sa.TIMESTAMP():
            return "DATETIME2(6)"
        case sa.String():
            return f"VARCHAR({kind.length or 4000}) COLLATE {COLLATION}"
    raise TypeError(f"no Synapse type for {kind!r}")


def layer_view(table: sa.Table, layer: str) -> str:
    """Return the statement that makes the view of a Delta table of a layer."""
    width = max(len(column.name) for column in table.columns) + 2
    names = [f"[{column.name}]" for column in table.columns]
    selected = ",\n    ".join(f"rows.{name}" for name in names)
    listed = ",\n    ".join(
        f"{name:<{width}} {synapse_type(column.type)}"
        for name, column in zip(names, table.columns, strict=True)
    )
    return (
        f"-- {table.comment}\n"
        f"CREATE OR ALTER VIEW {layer}.{table.name} AS\n"
        f"SELECT\n    {selected}\n"
        f"FROM OPENROWSET(\n"
        f"    BULK '{layer}/{table.name}',\n    DATA_SOURCE = '{SOURCE}',\n    FORMAT = 'DELTA'\n"
        f") WITH (\n    {listed}\n) AS rows;"
    )


def reporting_view(view: ReportingView) -> str:
    """Return the statement that makes a reporting view."""
    return f"-- {view.comment}\nCREATE OR ALTER VIEW reporting.{view.name} AS\n{view.sql};"


def audit_view(rule: Invariant) -> str:
    """Return the statement that makes the view of what an invariant finds: `checked`, `violations` and `figure`."""
    views = {table.name: f"silver.{table.name}" for table in catalog.tables()}
    types = {
        table.name: {
            column.name: synapse_type(column.type).removesuffix(f" COLLATE {COLLATION}")
            for column in table.columns
        }
        for table in catalog.tables()
    }
    query = shared.tsql(invariant_sql(rule, views), {"silver": types})
    return f"-- {rule.description}\nCREATE OR ALTER VIEW {audit_view_name(rule)} AS\n{query};"


def audit_view_name(rule: Invariant) -> str:
    """Return the name of an invariant's view: ``audit.`` and the rule's name in one word."""
    return f"audit.{re.sub(r'[^a-z]+', '_', rule.name)}"


def _script(title: str, *batches: str, use: bool = True) -> str:
    """Return a script: its title, then its batches, each ended by GO."""
    begin = [f"USE {DATABASE};"] if use else []
    return f"{_HEAD}-- {title}\n\n" + "\nGO\n\n".join([*begin, *batches]) + "\nGO\n"


def _unless(view: str, name: str, statement: str) -> str:
    """Return a statement that is executed when a system view doesn't have a name yet."""
    return f"IF NOT EXISTS (SELECT * FROM sys.{view} WHERE name = '{name}')\n    {statement};"


def _database() -> str:
    make = f"CREATE DATABASE {DATABASE} COLLATE {COLLATION}"
    return _script(
        "The database: definitions only, the data stay in the lake. Run it connected to master.",
        _unless("databases", DATABASE, make),
        use=False,
    )


def _credential() -> str:
    make = f"CREATE DATABASE SCOPED CREDENTIAL {CREDENTIAL} WITH IDENTITY = 'Managed Identity'"
    return _script(
        "How the database reads the lake: as the workspace's managed identity. There is no secret to keep.",
        _unless("symmetric_keys", "##MS_DatabaseMasterKey##", "CREATE MASTER KEY"),
        _unless("database_scoped_credentials", CREDENTIAL, make),
    )


def _data_source() -> str:
    address = "https://$(StorageAccount).dfs.core.windows.net"
    make = (
        f"CREATE EXTERNAL DATA SOURCE {SOURCE} WITH (\n"
        f"        LOCATION = '{address}',\n        CREDENTIAL = {CREDENTIAL}\n    )"
    )
    return _script(
        "The lake: the storage account, whose containers are landing, bronze, silver and gold.\n"
        "-- $(StorageAccount) is a variable of sqlcmd: sqlcmd -v StorageAccount=…; see README.md.",
        _unless("external_data_sources", SOURCE, make),
    )


def _schemas() -> str:
    return _script(
        "Two schemas: gold has a view of each table of the star, reporting the views of the six functions.",
        _schema("gold"),
        _schema("reporting"),
    )


def _schema(name: str) -> str:
    return _unless("schemas", name, f"EXEC ('CREATE SCHEMA {name}')")


def _layer_views(layer: str, tables: list[sa.Table], *before: str) -> str:
    return _script(
        f"One view of each {layer} table. Types are declared as small as the data are: without them serverless takes\n"
        "-- VARCHAR(8000) for every text and reserves memory for that.",
        *before,
        *(layer_view(table, layer) for table in tables),
    )


def _reporting_views(function: str, title: str) -> str:
    views = [reporting_view(view) for view in VIEWS if view.function == function]
    return _script(f"Reporting views: {title}.", *views)


def _grants() -> str:
    role = f"CREATE ROLE {READER}"
    return _script(
        "Who reads: the role of the Power BI data set. It sees the views of two schemas. That a view's owner may read files is\n"
        "-- no help to who asks the view: OPENROWSET takes the asker's rights, the last two. With them the role may also read\n"
        "-- other files of the lake by OPENROWSET of its own, so its members are who may see the lake.",
        _unless("database_principals", READER, role),
        f"GRANT SELECT ON SCHEMA::gold TO {READER};",
        f"GRANT SELECT ON SCHEMA::reporting TO {READER};",
        *_files_readable(READER),
    )


def _factory_user() -> str:
    user, name = "[$(FACTORY)]", "$(FACTORY)"
    make = f"CREATE USER {user} FROM EXTERNAL PROVIDER"
    return _script(
        "The data factory's managed identity: it compares rows and sums of the database with what landed in the lake.\n"
        "-- Needs no more than 01 to 03, and is needed by the factory's first run. $(FACTORY) is a variable of sqlcmd:\n"
        "-- the factory's name. OPENROWSET with a data source that has a credential takes both rights.",
        _unless("database_principals", name, make),
        *_files_readable(user),
    )


def _files_readable(by: str) -> tuple[str, str]:
    """Return what OPENROWSET asks of who reads the lake's files with the credential."""
    return (
        f"GRANT ADMINISTER DATABASE BULK OPERATIONS TO {by};",
        f"GRANT REFERENCES ON DATABASE SCOPED CREDENTIAL::{CREDENTIAL} TO {by};",
    )
