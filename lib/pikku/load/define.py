"""What the load derives from the catalogue: the DDL scripts of both databases, and the data dictionary."""

import sqlalchemy as sa

from pikku import catalog
from pikku.catalog.raw import RAW_FILES
from pikku.load import ddl, etl

_HEAD = "-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.\n"
_TITLES = {"postgresql": "PostgreSQL", "azure_sql": "Azure SQL"}


def files() -> dict[str, str]:
    """Return the derived files: path below the repository -> text."""
    found = {}
    for platform in ddl.PLATFORMS:
        for name, statements in scripts(platform).items():
            found[f"sql/{platform}/{name}.sql"] = _script(statements, platform)
    return found | {"docs/data-dictionary.md": dictionary()}


def scripts(platform: ddl.Platform) -> dict[str, list[str]]:
    """Return the statements of each script, in the order of running: script's name -> statements."""
    found = {"00_schemas": ddl.schemas((*catalog.AREAS, "etl"), platform)}
    for number, area in enumerate(catalog.AREAS, start=1):
        found[f"{number:02d}_{area}"] = _tables(catalog.tables(area), platform)
    found["10_etl"] = _tables(list(etl.metadata.sorted_tables), platform)
    found["11_foreign_keys"] = [
        statement
        for table in catalog.tables()
        for statement in (
            *ddl.foreign_keys(table, platform).values(),
            *ddl.indexes(table, platform).values(),
        )
    ]
    return found


def _tables(tables: list[sa.Table], platform: ddl.Platform) -> list[str]:
    return [
        text
        for table in tables
        for text in (ddl.table(table, platform), *ddl.comments(table, platform))
    ]


def _script(statements: list[str], platform: ddl.Platform) -> str:
    title = f"-- {_TITLES[platform]}; run the scripts in the order of their numbers, on an empty database.\n"
    # CREATE SCHEMA and the like must stand alone in T-SQL: GO ends a batch.
    end = ";\n" if platform == "postgresql" else ";\nGO\n"
    return _HEAD + title + "\n" + "".join(statement + end for statement in statements)


def dictionary() -> str:
    """Return the data dictionary in Markdown: every table, column, key and check, and the raw file behind it."""
    parts = [
        "# Data dictionary",
        (
            "Derived from the catalogue (`lib/pikku/catalog`) by `pikku define`; change it there. Money is in rupees, "
            "exact to the paisa; quantities are whole base units; times are UTC."
        ),
    ]
    for area in catalog.AREAS:
        parts.append(f"## {area.capitalize()}")
        for table in sorted(catalog.tables(area), key=lambda each: each.name):
            parts.append(_chapter(table))
    return "\n\n".join(parts) + "\n"


def _chapter(table: sa.Table) -> str:
    lines = [f"### {table.schema}.{table.name}", "", f"{table.comment}. {_origin(table)}", ""]
    lines += ["| column | type | key | meaning |", "|---|---|---|---|"]
    for column in table.columns:
        kind = ddl.data_type(column, "postgresql").lower().replace(" without time zone", "")
        kind += ", may be empty" if column.nullable else ""
        lines.append(f"| `{column.name}` | {kind} | {_key(column)} | {column.comment} |")
    checks = [str(each.sqltext) for each in catalog.checks(table)]
    if checks:
        lines += ["", "Checks: " + "; ".join(f"`{text}`" for text in checks) + "."]
    return "\n".join(lines)


def _key(column: sa.Column) -> str:
    parts = ["primary"] if column.primary_key else []
    parts += ["unique"] if column.unique else []
    for key in column.foreign_keys:
        target = key.column.table
        parts.append(f"→ [{target.name}](#{target.schema}{target.name})")
    return ", ".join(parts)


def _origin(table: sa.Table) -> str:
    for file in RAW_FILES:
        if file.table_name == table.name:
            taken = {each.column: each.header for each in file.columns}
            listed = ", ".join(
                f"`{taken[c.name]}` → `{c.name}`" for c in table.columns if c.name in taken
            )
            return f"From `{file.path}` ({file.system}): {listed}."
    return "Made by the load."
