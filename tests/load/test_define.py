"""The derived scripts hold the whole catalogue, and both databases can read them."""

import pytest
import sqlglot
from sqlglot import exp

from pikku import catalog
from pikku.load import ddl, define

FILES = define.files()


def statements(platform: str) -> list[str]:
    """Return every statement of a platform's scripts."""
    end = {"postgresql": ";\n", "azure_sql": ";\nGO\n"}[platform]
    texts = [text for path, text in sorted(FILES.items()) if path.startswith(f"sql/{platform}/")]
    bare = [
        "\n".join(line for line in text.splitlines() if not line.startswith("--")) + "\n"
        for text in texts
    ]
    return [each.strip() for text in bare for each in text.split(end) if each.strip()]


@pytest.mark.parametrize(
    ("platform", "dialect"), [("postgresql", "postgres"), ("azure_sql", "tsql")]
)
def test_the_scripts_make_every_table_with_every_column(platform, dialect):
    parsed = [
        sqlglot.parse_one(text, dialect=dialect)
        for text in statements(platform)
        if text.startswith("CREATE TABLE")
    ]
    found = {
        f"{create.this.this.db}.{create.this.this.name}": [
            c.name for c in create.find_all(exp.ColumnDef)
        ]
        for create in parsed
    }
    for table in catalog.tables():
        assert found[str(table)] == [column.name for column in table.columns]


@pytest.mark.parametrize("platform", ddl.PLATFORMS)
def test_the_scripts_add_every_foreign_key(platform):
    text = "\n".join(statements(platform))
    for table in catalog.tables():
        for key in table.foreign_keys:
            target = key.column.table
            assert f"FOREIGN KEY({key.parent.name}) REFERENCES {target} ({key.column.name})" in text


@pytest.mark.parametrize("platform", ddl.PLATFORMS)
def test_the_foreign_keys_have_indexes_where_these_are_of_use(platform):
    found = ddl.indexes(catalog.table("journal_line"), platform)
    where = "ON finance.journal_line (customer_id) WHERE customer_id IS NOT NULL"
    assert found["ix_journal_line_customer_id"].endswith(where)
    entry = (
        "CREATE INDEX ix_journal_line_journal_entry_id ON finance.journal_line (journal_entry_id)"
    )
    assert found["ix_journal_line_journal_entry_id"] == entry
    assert "ix_journal_line_account_id" not in found, "an account has many thousands of rows"
    lines = ddl.indexes(catalog.table("sales_order_line"), platform)
    assert "ix_sales_order_line_sales_order_id" not in lines, "a unique constraint begins with it"
    assert {*found.values(), *lines.values()} <= set(statements(platform))


@pytest.mark.parametrize("platform", ddl.PLATFORMS)
def test_the_scripts_describe_every_column(platform):
    found = [
        text
        for text in statements(platform)
        if text.startswith(("COMMENT ON COLUMN", "execute sp_addextended"))
    ]
    if platform == "azure_sql":
        found = [text for text in found if "'column'" in text]
    assert len(found) >= sum(len(table.columns) for table in catalog.tables())


def test_azure_sql_keeps_days_times_and_indian_letters():
    text = "\n".join(statements("azure_sql"))
    assert "ordered_on DATE NOT NULL" in text
    assert "modified_at DATETIME2(0) NOT NULL" in text
    assert "customer_name NVARCHAR(120) NOT NULL" in text
    assert "is_active BIT NOT NULL" in text
    assert " TIMESTAMP" not in text


def test_a_unique_column_may_be_empty_in_many_rows_on_either():
    customer = catalog.table("customer")
    assert "uq_customer_gstin UNIQUE (gstin)" in ddl.table(customer, "postgresql")
    assert "uq_customer_gstin" not in ddl.table(customer, "azure_sql")
    made = ddl.indexes(customer, "azure_sql")["uq_customer_gstin"]
    assert made.startswith("CREATE UNIQUE INDEX")
    assert made.endswith("WHERE gstin IS NOT NULL")
    assert "uq_customer_gstin" not in ddl.indexes(customer, "postgresql")


def test_indexes_come_in_the_same_order_however_often_they_are_asked_for():
    for table in (each for _ in range(2) for each in catalog.tables()):
        names = list(ddl.indexes(table, "azure_sql"))
        of_columns = [f"ix_{table.name}_{column.name}" for column in table.columns]
        assert [each for each in of_columns if each in names] == [
            each for each in names if each in of_columns
        ]


def test_a_schema_is_made_only_once_on_either():
    assert ddl.schemas(["sales"], "postgresql") == ["CREATE SCHEMA IF NOT EXISTS sales"]
    assert ddl.schemas(["sales"], "azure_sql") == [
        "IF SCHEMA_ID('sales') IS NULL EXEC('CREATE SCHEMA sales')"
    ]


def test_the_dictionary_has_every_column_and_its_raw_header():
    text = FILES["docs/data-dictionary.md"]
    for table in catalog.tables():
        chapter = text.partition(f"### {table}\n")[2].partition("\n#")[0]
        assert table.comment in chapter
        for column in table.columns:
            assert f"| `{column.name}` |" in chapter
    assert "`Cust Code` → `customer_id`" in text
    assert "quantity > 0" in text


def test_the_scripts_run_on_an_empty_postgresql(link):
    link.execute("CREATE SCHEMA probe")
    for schema in (*catalog.AREAS, "etl"):
        link.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
    for statement in statements("postgresql"):
        link.execute(statement)
    assert link.execute("SELECT count(*) FROM finance.journal_line").fetchone() == (0,)
    link.rollback()
