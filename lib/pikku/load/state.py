"""What the PostgreSQL database holds now, and whether that is what the catalogue describes."""

from collections.abc import Iterable

import psycopg
import sqlalchemy as sa

from pikku.load import ddl, etl


def as_described(link: psycopg.Connection, tables: Iterable[sa.Table]) -> set[str]:
    """Return the keys of the tables that are there, made as the catalogue says."""
    columns, noted, constraints = _columns(link), _noted(link), constraint_names(link)
    found = set()
    for table in tables:
        expected = [(column.name, _type(column), not column.nullable) for column in table.columns]
        complete = all((table.schema, name) in constraints for name in ddl.constraint_names(table))
        same = columns.get(table.key) == expected and noted.get(table.key) == _definition(table)
        if same and complete:
            found.add(table.key)
    return found


def note(link: psycopg.Connection, table: sa.Table) -> None:
    """Note in the database what a table was made from."""
    link.execute(
        "INSERT INTO etl.table_definition VALUES (%s, %s) "
        "ON CONFLICT (table_name) DO UPDATE SET definition = excluded.definition",
        [table.key, _definition(table)],
    )


def foreign_keys(
    link: psycopg.Connection, tables: Iterable[sa.Table]
) -> list[tuple[tuple[str, str], str, str]]:
    """Return the foreign keys from and to tables: the owning table's schema and name, the constraint's name, where it leads."""
    wanted = [table.key for table in tables]
    rows = link.execute(
        """
        SELECT n.nspname, t.relname, c.conname, m.nspname || '.' || f.relname
        FROM pg_constraint c
        JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
        JOIN pg_class f ON f.oid = c.confrelid JOIN pg_namespace m ON m.oid = f.relnamespace
        WHERE c.contype = 'f' AND c.conparentid = 0
          AND (n.nspname || '.' || t.relname = ANY(%(wanted)s) OR m.nspname || '.' || f.relname = ANY(%(wanted)s))
        ORDER BY 1, 2, 3
        """,
        {"wanted": wanted},
    )
    return [((area, table), name, target) for area, table, name, target in rows.fetchall()]


def made(link: psycopg.Connection) -> set[str]:
    """Return the keys of the tables that loads have made, those that the catalogue no longer has included."""
    return set(_noted(link))


def constraint_names(link: psycopg.Connection) -> set[tuple[str, str]]:
    """Return the constraints that are there, as schema and name."""
    rows = link.execute(
        "SELECT n.nspname, c.conname FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace"
    )
    return set(rows.fetchall())


def index_names(link: psycopg.Connection) -> set[tuple[str, str]]:
    """Return the indexes that are there, as schema and name."""
    return set(link.execute("SELECT schemaname, indexname FROM pg_indexes").fetchall())


def _definition(table: sa.Table) -> str:
    return "\n".join([ddl.table(table, "postgresql"), *ddl.comments(table, "postgresql")])


def _noted(link: psycopg.Connection) -> dict[str, str]:
    known = link.execute("SELECT to_regclass('etl.table_definition')").fetchone()[0]
    if known is None or etl.table_definition.key not in _columns(link):
        return {}
    return dict(link.execute("SELECT table_name, definition FROM etl.table_definition").fetchall())


def _columns(link: psycopg.Connection) -> dict[str, list[tuple[str, str, bool]]]:
    """Return the columns of the tables that are there: key -> (name, type, not null), in order."""
    rows = link.execute(
        """
        SELECT n.nspname || '.' || t.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull
        FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid JOIN pg_namespace n ON n.oid = t.relnamespace
        WHERE t.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname !~ '^pg_'
        ORDER BY t.oid, a.attnum
        """
    )
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for key, name, kind, required in rows.fetchall():
        found.setdefault(key, []).append((name, kind, required))
    return found


def _type(column: sa.Column) -> str:
    """Return a column's type as PostgreSQL spells it in its own catalogue."""
    written = ddl.data_type(column, "postgresql").lower()
    return written.replace("varchar", "character varying").replace(", ", ",")
