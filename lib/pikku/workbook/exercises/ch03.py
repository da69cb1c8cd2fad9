"""Exercises of the third notebook: what was copied, expressions, and what a watermark doesn't see."""

from collections import Counter

from pikku.workbook.practice import Exercise, Mistake
from pikku.workbook.questions import Question


def _check_rows(answer: object) -> str | None:
    """Return what is wrong with the number of order lines that landed."""
    from pikku import migrate
    from pikku.workbook import query

    files = migrate.landed("sales")
    rows = Counter()
    for file in files:
        rows[file.table] += file.rows * (file.kind == "full")
    if answer == rows["sales_order_line"]:
        return None
    if answer == rows["sales_order"]:
        return "these are the orders; an order has several lines"
    if answer == sum(file.rows for file in files):
        return "these are the rows of all the tables of sales; take one table"
    lost = "SELECT raw_rows FROM etl.load_figure WHERE table_name = 'sales_order_line'"
    if answer == query(lost).value():
        return "these are the rows of the raw file; some of them never got into the SQL table"
    return "find the file of sales_order_line in `migrate.landed`; it knows its rows"


_TABLES = (("sales", "sales_order"), ("hr", "pay slip"))


def _check_expression(answer: object) -> str | None:
    """Return what is wrong with an expression for the path of a table's file."""
    from pikku.migrate.expression import evaluate

    if not isinstance(answer, str):
        return "the answer is a text, as it would stand in the JSON file"
    if "@" not in answer:
        return "without an @ it is a plain text, the same for every table"
    for area, table in _TABLES:
        item = {"table_schema": area, "table_name": table}
        made = evaluate(answer, {"item": lambda item=item: item})
        if made == f"{area}/{table}/full/{table}.parquet":
            continue
        if made == f"{area}/{table}/full/{table}":
            return "the file's name ends with .parquet"
        if made == f"{area}.{table}/full/{table}.parquet":
            return "area and table are two folders; a / is between them"
        return f"for the table {area}.{table} it gives {made!r}"
    return None


def _check_tables(answer: object) -> str | None:
    """Return what is wrong with a query for the tables that are copied whole each time."""
    from pikku.workbook import query

    if not isinstance(answer, str):
        return "the answer is an SQL query, as a text"
    made = {value for row in query(answer).rows for value in row.values()}
    whole = "SELECT table_name FROM etl.copy_control WHERE load_type = 'full'"
    expected = set(query(whole).column())
    if made == expected:
        return None
    if made == set(
        query("SELECT DISTINCT table_name FROM etl.copy_run WHERE load_kind = 'full'").column()
    ):
        return (
            "these are the tables that were ever copied whole; the first load of a table always is"
        )
    if made == set(query(whole.replace("'full'", "'watermark'")).column()):
        return "these only grow: of them the new rows are copied"
    if not made <= set(query("SELECT table_name FROM etl.copy_control").column()):
        return "give the names of the tables, in one column and nothing else"
    return "the column load_type of etl.copy_control says how a table is copied"


EXERCISES = [
    Exercise(
        number="3.1",
        question="How many **order lines** are in the landing zone?",
        stub="answer = ____",
        check=_check_rows,
        hints=[
            '`migrate.landed("sales", "sales_order_line")` is a list of files.',
            "A file of the landing zone has `rows`; a Parquet file's footer knows them.",
        ],
        solution='answer = sum(file.rows for file in migrate.landed("sales", "sales_order_line"))',
        setup="from pikku import migrate",
        mistakes=[
            Mistake(
                'answer = migrate.landed("sales", "sales_order")[0].rows', says="several lines"
            ),
            Mistake(
                'answer = sum(file.rows for file in migrate.landed("sales"))', says="one table"
            ),
            Mistake("answer = 12", says="knows its rows"),
        ],
    ),
    Exercise(
        number="3.2",
        question=(
            "Write the **expression** that gives a table's file, such as "
            "`sales/sales_order/full/sales_order.parquet`, when `item()` is the table's row of the control "
            "table, with `table_schema` and `table_name`."
        ),
        stub='answer = "@{____}/full/____"',
        check=_check_expression,
        hints=[
            "A text with `@{…}` in it is put together; what is outside of the braces stays.",
            "`@{item().table_schema}` is the first part.",
        ],
        solution=(
            "answer = (\n"
            '    "@{item().table_schema}/@{item().table_name}/full/@{item().table_name}.parquet"\n'
            ")"
        ),
        mistakes=[
            Mistake('answer = "sales/sales_order/full/sales_order.parquet"', says="plain text"),
            Mistake(
                'answer = "@{item().table_schema}/@{item().table_name}/full/@{item().table_name}"',
                says="ends with .parquet",
            ),
            Mistake(
                'answer = "@{item().table_schema}.@{item().table_name}/full/@{item().table_name}.parquet"',
                says="two folders",
            ),
        ],
    ),
    Exercise(
        number="3.3",
        question=(
            "Some tables are so small that the factory copies them **whole** whenever they change. Write the "
            "query that lists their names."
        ),
        stub='answer = "SELECT table_name FROM ____"',
        check=_check_tables,
        hints=[
            "The control table is `etl.copy_control`.",
            "Its column `load_type` is `full`, `watermark` or `change`.",
        ],
        solution="answer = \"SELECT table_name FROM etl.copy_control WHERE load_type = 'full'\"",
        mistakes=[
            Mistake(
                "answer = \"SELECT DISTINCT table_name FROM etl.copy_run WHERE load_kind = 'full'\"",
                says="ever copied whole",
            ),
            Mistake(
                "answer = \"SELECT table_name FROM etl.copy_control WHERE load_type = 'watermark'\"",
                says="only grow",
            ),
            Mistake(
                "answer = \"SELECT * FROM etl.copy_control WHERE load_type = 'full'\"",
                says="one column",
            ),
        ],
    ),
]

QUIZ = [
    Question(
        "When does the factory store a table's new watermark?",
        [
            "before it copies, so that no row is missed",
            "after the file is there, and its rows and sums are those of the database",
            "once a day",
        ],
        "b",
        "So the watermark is never ahead of the data: a copy that was killed is simply done again.",
    ),
    Question(
        "A row is deleted in the source. What does a watermark see of it?",
        ["its deletion time", "nothing", "an empty row"],
        "b",
        "A row that is gone has no modified_at. The factory counts the older rows and copies the table whole; or it asks "
        "the database's change tracking, which knows the keys of deleted rows.",
    ),
    Question(
        "A load of tracked changes is killed after its file appeared, before its version was stored. Why isn't anything "
        "there twice?",
        [
            "the next load writes the same path again, because it is named after the version before it",
            "Parquet files refuse a row that they have",
            "it is there twice, until someone cleans up",
        ],
        "a",
        "A load that is repeated replaces its own file: that is what makes it idempotent. Of a table with a watermark the "
        "next load copies all rows, and deletes the files of changes first.",
    ),
    Question(
        "What is the value of the JSON text `@@{item().name}`?",
        ["the item's name", "an error", "the text `@{item().name}`"],
        "c",
        "Two @ stand for one: what follows is a plain text and not evaluated.",
    ),
]
