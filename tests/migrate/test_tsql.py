"""T-SQL is put into PostgreSQL's words, left alone where both agree, refused where it can't be said."""

import pytest

from pikku.errors import PikkuError
from pikku.migrate.tsql import translate


@pytest.mark.parametrize(
    ("tsql", "postgres"),
    [
        ("SELECT TOP 5 a FROM [s].[t x]", 'SELECT a FROM "s"."t x" LIMIT 5'),
        ("SELECT ISNULL(a, 0) FROM t", "SELECT COALESCE(a, 0) FROM t"),
        ("SELECT IIF(a > 1, 2, 3) FROM t", "SELECT CASE WHEN a > 1 THEN 2 ELSE 3 END FROM t"),
        ("SELECT LEN(a) FROM t", "SELECT LENGTH(CAST(a AS BPCHAR)) FROM t"),
        (
            "SELECT DATEDIFF(DAY, '1900-01-01', a) FROM t",
            "SELECT (CAST(a AS DATE) - CAST('1900-01-01' AS DATE)) FROM t",
        ),
        (
            "SELECT a FROM CHANGETABLE(CHANGES sales.customer, 5) AS c",
            "SELECT a FROM etl.changes_of_customer(5) AS c",
        ),
        (
            "SELECT TOP 1 a FROM CHANGETABLE (CHANGES [x], 5) AS c",
            "SELECT a FROM etl.CHANGES_OF_X(5) AS c LIMIT 1",
        ),
        (
            "SELECT CHANGE_TRACKING_CURRENT_VERSION()",
            "SELECT etl.change_tracking_current_version()",
        ),
        (
            "SELECT CHANGE_TRACKING_MIN_VALID_VERSION(OBJECT_ID('sales.t'))",
            "SELECT etl.change_tracking_min_valid_version('sales.t')",
        ),
        ("SELECT 'a' + b + 'c' FROM t", "SELECT 'a' || b || 'c' FROM t"),
        ("SELECT a + 1 FROM t", "SELECT a + 1 FROM t"),
        (
            "SELECT SYSUTCDATETIME()",
            "SELECT CAST(CURRENT_TIMESTAMP AT TIME ZONE 'UTC' AS TIMESTAMP)",
        ),
        ("SELECT a FROM t WITH (NOLOCK)", "SELECT a FROM t"),
        ("SELECT a FROM t WHERE b = @b", "SELECT a FROM t WHERE b = $b"),
        ("SELECT a FROM t ORDER BY a", "SELECT a FROM t ORDER BY a NULLS FIRST"),
        ("SET XACT_ABORT ON; SELECT 1", "SELECT 1"),
        ("BEGIN TRAN; DELETE FROM t; COMMIT", "BEGIN;\nDELETE FROM t;\nCOMMIT"),
    ],
)
def test_it_says_the_same(tsql, postgres):
    assert translate(tsql).strip() == postgres


@pytest.mark.parametrize(
    "text",
    [
        "SELECT COUNT(*) AS n, MAX(modified_at) AS m FROM sales.sales_order",
        "UPDATE etl.t SET a = 'it''s [x] + @y', b = NULL WHERE c = 1;",
        "INSERT INTO etl.t (a, b) SELECT 'x', 1 WHERE NOT EXISTS (SELECT 1 FROM etl.t WHERE a = 'x')",
        "BEGIN TRANSACTION;\nDELETE FROM t WHERE a IN (1, 2);\nCOMMIT TRANSACTION;",
    ],
)
def test_what_both_read_alike_is_left_as_it_is(text):
    assert translate(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "SELEC 1",
        "EXEC sp_who",
        "SET LANGUAGE french",
        "DECLARE @x int = 1",
        "IF 1 = 1 SELECT 1",
        "SELECT (1",
    ],
)
def test_what_cannot_be_said_is_refused(text):
    with pytest.raises(PikkuError) as caught:
        translate(text)
    assert text[:8] in caught.value.message


def test_a_difference_of_times_counts_as_azure_sql_does(link):
    text = (
        "SELECT DATEDIFF(SECOND, '2000-01-01', a) AS s, DATEDIFF(DAY, '1900-01-01', a) AS d, LEN(b) AS n, LEN(CAST('abcd' AS VARCHAR(2))) AS m "
        "FROM (VALUES (CAST('1999-12-31 23:59:59.5' AS DATETIME2), 'x  ')) AS t(a, b)"
    )
    assert link.execute(translate(text)).fetchone() == (-1, 36523, 1, 2)


def test_every_statement_of_the_repositorys_factory_can_be_said():
    from pikku.migrate import factory_folder, model

    factory = model.read(factory_folder())
    scripts = [
        one["text"]
        for placed in model.activities(factory.pipeline("pl_register_tables"))
        for one in placed.properties["scripts"]
    ]
    assert len(scripts) > 30
    for text in scripts:
        assert translate(text) == text, "it should run unchanged on both databases"
