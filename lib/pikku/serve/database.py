"""The twin's database: batches of T-SQL executed on DuckDB, with the system views that scripts ask."""

from dataclasses import dataclass, field

import duckdb
from sqlglot import exp, parse
from sqlglot.errors import ParseError, TokenError
from sqlglot.schema import MappingSchema

from pikku.serve import translate
from pikku.serve.dialect import ExecuteText, Statement, Synapse
from pikku.serve.errors import refused
from pikku.serve.rowset import Reader
from pikku.serve.scripts import Batch

SYSTEM = """
CREATE SCHEMA sys;
CREATE TABLE sys.databases (name VARCHAR, collation_name VARCHAR);
CREATE TABLE sys.symmetric_keys (name VARCHAR);
CREATE TABLE sys.database_scoped_credentials (name VARCHAR, credential_identity VARCHAR);
CREATE TABLE sys.external_data_sources (name VARCHAR, location VARCHAR, credential VARCHAR);
CREATE TABLE sys.schemas (name VARCHAR);
CREATE TABLE sys.database_principals (name VARCHAR, type VARCHAR);
CREATE TABLE sys.database_permissions (permission_name VARCHAR, securable VARCHAR, grantee VARCHAR);
CREATE TABLE sys.database_role_members (role VARCHAR, member VARCHAR);
"""
"""The system views that the scripts ask, as tables that their statements fill."""

_NO_TABLE = "Make the Delta tables first: pikku process"


@dataclass
class Database:
    """Executes batches; `without_effect` lists the statements that change nothing on this machine."""

    duck: duckdb.DuckDBPyConnection
    statements: int = 0
    without_effect: list[str] = field(default_factory=list)
    schema: MappingSchema | None = None
    _reader: Reader | None = None

    def execute(self, batch: Batch) -> None:
        """Execute a batch of statements.

        Raises
        ------
        PikkuError
            When a statement is unknown or can't be executed; the message names script and line.
        """
        for tree in trees(batch):
            self._execute(tree, batch)

    def translated(self, tree: exp.Expression, where: str) -> str:
        """Return a query as DuckDB's SQL."""
        if self.schema is None:
            self.schema = schema_of(self.duck)
        if self._reader is None:
            found = self._run("SELECT name, location FROM sys.external_data_sources", where)
            self._reader = Reader(self.duck, dict(found))
        try:
            return translate.query(tree, self.schema, self._reader)
        except FileNotFoundError as error:
            raise refused(where, str(error), _NO_TABLE) from error
        except ValueError as error:
            raise refused(where, str(error)) from error

    def _execute(self, tree: exp.Expression, batch: Batch) -> None:
        where = batch.where(_line(tree))
        match tree:
            case exp.IfBlock():
                self._execute_if(tree, batch, where)
                return
            case exp.Block():
                for inner in tree.expressions:
                    self._execute(inner, batch)
                return
            case ExecuteText():
                self.execute(Batch(tree.this.name, batch.script, batch.line + _line(tree) - 1))
                return
        self.statements += 1
        match tree:
            case exp.Create() if tree.kind == "VIEW" and isinstance(tree.this, exp.Table):
                self._create_view(tree, where)
            case exp.Use():
                self._use(tree.this.name, where)
            case Statement():
                self._prepare(tree, where)
            case exp.Query():
                self._run(self.translated(tree, where), where)
            case _:
                words = " ".join(tree.sql("tsql").split()[:3])
                raise refused(where, f"the statement {words} … is not known here", _KNOWN)

    def _execute_if(self, tree: exp.IfBlock, batch: Batch, where: str) -> None:
        question = self.translated(exp.select(exp.Case(
            ifs=[exp.If(this=tree.this.copy(), true=exp.Literal.number(1))],
            default=exp.Literal.number(0),
        ).as_("answer")), where)  # fmt: skip
        branch = tree.args["true"] if self._run(question, where)[0][0] else tree.args.get("false")
        if branch:
            self._execute(branch, batch)

    def _create_view(self, tree: exp.Create, where: str) -> None:
        text = self.translated(tree.expression, where)
        how = "CREATE OR REPLACE VIEW" if tree.args.get("replace") else "CREATE VIEW"
        name = ".".join(part.sql("duckdb", identify=True) for part in tree.this.parts)
        self._run(f"{how} {name} AS {text}", where)
        columns = {row[0]: _tsql_type(row[1]) for row in self._run(f"DESCRIBE {name}", where)}
        self.schema.add_table(tree.this, columns, dialect=Synapse)

    def _use(self, name: str, where: str) -> None:
        known = {row[0] for row in self._run("SELECT name FROM sys.databases", where)}
        if name not in known | {"master"}:
            raise refused(where, f"there is no database {name}")

    def _prepare(self, tree: Statement, where: str) -> None:
        """Execute a statement about the database itself: what it makes is in the system views."""
        name, option = tree.name, tree.option
        match tree.kind:
            case "CREATE DATABASE":
                self._record("databases", where, name, option("COLLATE"))
            case "CREATE MASTER KEY":
                self._record("symmetric_keys", where, "##MS_DatabaseMasterKey##")
                self.without_effect.append("CREATE MASTER KEY")
            case "CREATE DATABASE SCOPED CREDENTIAL":
                self._record("database_scoped_credentials", where, name, option("IDENTITY"))
                self.without_effect.append(f"{tree.kind} {name}")
            case "CREATE EXTERNAL DATA SOURCE":
                source = (name, option("LOCATION"), option("CREDENTIAL"))
                self._record("external_data_sources", where, *source)
                self._reader = None
            case "CREATE SCHEMA":
                self._record("schemas", where, name)
                self._run(f'CREATE SCHEMA "{name}"', where)
            case "CREATE ROLE" | "CREATE USER":
                kind = "R" if tree.kind.endswith("ROLE") else "E"
                self._record("database_principals", where, name, kind)
                self.without_effect.append(f"{tree.kind} {name}")
            case "ALTER ROLE":
                self._record("database_role_members", where, name, option("MEMBER"), once=False)
                self.without_effect.append(f"ALTER ROLE {name} ADD MEMBER {option('MEMBER')}")
            case "GRANT":
                self._grant(tree, where)

    def _grant(self, tree: Statement, where: str) -> None:
        role, permission, securable = (
            tree.name,
            tree.option("PERMISSION"),
            tree.option("ON"),
        )
        known = {row[0] for row in self._run("SELECT name FROM sys.database_principals", where)}
        if role not in known:
            raise refused(where, f"there is no role or user {role}")
        row = (permission, securable, role)
        if row not in self._run("SELECT * FROM sys.database_permissions", where):
            self._record("database_permissions", where, *row, once=False)
        on = f" ON {securable}" if securable else ""
        self.without_effect.append(f"GRANT {permission}{on} TO {role}")

    def _record(self, view: str, where: str, *values: str, once: bool = True) -> None:
        """Add a row to a system view; its name is its key."""
        name, *_ = texts = [exp.Literal.string(value).sql("duckdb") for value in values]
        if once and self._run(f"SELECT 1 FROM sys.{view} WHERE #1 = {name}", where):
            raise refused(where, f"{values[0]} is there already", "Ask IF NOT EXISTS (…) first.")
        self._run(f"INSERT INTO sys.{view} VALUES ({', '.join(texts)})", where)

    def _run(self, text: str, where: str) -> list[tuple]:
        try:
            return self.duck.execute(text).fetchall()
        except duckdb.Error as error:
            raise refused(where, first_line(error)) from error


_KNOWN = (
    "Known are SELECT, CREATE OR ALTER VIEW, IF, EXEC ('…'), USE, GRANT, ALTER ROLE … ADD MEMBER, and CREATE of a"
    " database, master key, credential, data source, schema, role or user."
)


def trees(batch: Batch) -> list[exp.Expression]:
    """Return the statements of a batch.

    Raises
    ------
    PikkuError
        When the text is not T-SQL; the message names script and line.
    """
    try:
        return [tree for tree in parse(batch.text, dialect=Synapse) if tree is not None]
    except ParseError as error:
        found = error.errors[0]
        near = f"{found['description'].rstrip('.')}, near {found['highlight']!r}"
        raise refused(batch.where(found.get("line") or 1), near) from error
    except TokenError as error:
        raise refused(batch.where(), first_line(error)) from error


def schema_of(duck: duckdb.DuckDBPyConnection) -> MappingSchema:
    """Return the tables and views of the twin with T-SQL types."""
    rows = duck.execute(
        "SELECT table_schema, table_name, column_name, data_type FROM information_schema.columns"
        " WHERE table_schema <> 'information_schema' ORDER BY ordinal_position"
    ).fetchall()
    tables: dict[str, dict[str, dict[str, str]]] = {}
    for schema, table, column, kind in rows:
        tables.setdefault(schema, {}).setdefault(table, {})[column] = _tsql_type(kind)
    return MappingSchema(tables, dialect=Synapse)


def _tsql_type(kind: str) -> str:
    names = {
        "BOOLEAN": "BIT",
        "INTEGER": "INT",
        "HUGEINT": "BIGINT",
        "DOUBLE": "FLOAT",
        "FLOAT": "REAL",
    }
    return "DATETIME2" if kind.startswith("TIMESTAMP") else names.get(kind, kind)


def _line(tree: exp.Expression) -> int:
    """Return the first line of a statement that its names tell."""
    lines = [node.meta["line"] for node in tree.walk() if "line" in node.meta]
    return min(lines, default=1)


def first_line(error: Exception) -> str:
    """Return an error's first line."""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
