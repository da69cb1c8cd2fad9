"""Exercises of the sixth notebook: T-SQL over the lake, the reporting views, and what a query costs."""

from decimal import Decimal, InvalidOperation

import pyarrow as pa

from pikku.workbook.practice import Exercise, Mistake
from pikku.workbook.questions import Question

_ON_THE_WAY = "SELECT COUNT(*) AS n FROM gold.fact_shipment WHERE delivered = 0"
_LATE = "SELECT COUNT(*) AS n FROM gold.fact_shipment WHERE on_time = 0"
_ALL = "SELECT COUNT(*) AS n FROM gold.fact_shipment"
_AGEING = "SELECT SUM(over_90_days) AS a, SUM(open_amount) AS b FROM reporting.receivables_ageing"

QUERIES_A_MONTH = 40 * 200 * 30


def _query(text: str) -> pa.Table:
    from pikku import serve

    return serve.query(text)


def _first_values(text: str) -> list[object]:
    """Return the values of a query's first row."""
    return list(_query(text).to_pylist()[0].values())


def _single_value(answer: object) -> object:
    """Return the one value that a learner's query gives, or what is wrong with it, as an exception."""
    if not isinstance(answer, str):
        raise TypeError("the answer is a T-SQL query as a text")
    table = _query(answer)
    if table.num_rows != 1 or table.num_columns != 1:
        size = f"{table.num_rows} rows and {table.num_columns} columns"
        raise ValueError(f"the query gives {size}; it should give one value")
    return table.column(0)[0].as_py()


def _check_rowset(answer: object) -> str | None:
    """Return what is wrong with a query that counts shipments on the way, straight from the lake."""
    value = _single_value(answer)
    if "OPENROWSET" not in str(answer).upper():
        return "this asks a view; read the Delta table itself, with OPENROWSET"
    if value == _first_values(_ON_THE_WAY)[0]:
        return None
    if value == _first_values(_ALL)[0]:
        return "you counted all shipments; those on the way have 0 in the column delivered"
    if value == _first_values(_LATE)[0]:
        return "you counted the late ones too; on_time is 0 for them, although they arrived"
    return "count the rows of gold/fact_shipment in which delivered is 0"


def _check_ageing(answer: object) -> str | None:
    """Return what is wrong with a query for the receivables that are more than 90 days overdue."""
    value = _single_value(answer)
    over_90, everything = _first_values(_AGEING)
    if value == over_90:
        return None
    if value == everything:
        return "this is all that customers owe, what is not due yet included"
    if isinstance(value, int):
        return "this counts customers; add up what they owe"
    return "add up the column over_90_days of reporting.receivables_ageing"


def _check_bill(answer: object) -> str | None:
    """Return what is wrong with a month's bill in dollars."""
    from pikku.serve import cost

    try:
        value = round(Decimal(str(answer)), 2)
    except InvalidOperation:
        return "the answer is a number of dollars"
    right = cost.dollars(QUERIES_A_MONTH * cost.billed_megabytes(3 * 2**20))
    if value == round(right, 2):
        return None
    if value == round(cost.dollars(QUERIES_A_MONTH * 3), 2):
        return "you took 3 MB a query, but each query counts at least 10 MB"
    if value == round(right / 30, 2):
        return "this is the bill of one day; the month has 30"
    return "multiply queries, viewers and days, then the megabytes that each query is billed for"


EXERCISES = [
    Exercise(
        number="6.1",
        question=(
            "How many shipments are still **on the way**? Ask the Delta table itself: put a T-SQL query with"
            " `OPENROWSET` over `gold/fact_shipment` into `answer`. It should give one value."
        ),
        stub='answer = "SELECT ____"',
        check=_check_rowset,
        hints=[
            "`OPENROWSET(BULK '…', DATA_SOURCE = 'lake', FORMAT = 'DELTA') AS rows` stands where a table would.",
            "The column `delivered` is 1 for shipments that arrived, else 0.",
        ],
        solution=(
            'answer = """\n'
            "SELECT COUNT(*) AS on_the_way\n"
            "FROM OPENROWSET(\n"
            "    BULK 'gold/fact_shipment', DATA_SOURCE = 'lake', FORMAT = 'DELTA'\n"
            ") WITH (delivered INT) AS rows\n"
            "WHERE delivered = 0\n"
            '"""'
        ),
        mistakes=[
            Mistake(
                "answer = \"SELECT COUNT(*) AS n FROM OPENROWSET(BULK 'gold/fact_shipment',"
                " DATA_SOURCE = 'lake', FORMAT = 'DELTA') AS rows\"",
                says="counted all shipments",
            ),
            Mistake(
                "answer = \"SELECT COUNT(*) AS n FROM OPENROWSET(BULK 'gold/fact_shipment',"
                " DATA_SOURCE = 'lake', FORMAT = 'DELTA') AS rows WHERE on_time = 0\"",
                says="late ones too",
            ),
            Mistake(f'answer = "{_ON_THE_WAY}"', says="asks a view"),
        ],
    ),
    Exercise(
        number="6.2",
        question=(
            "How many rupees are customers **more than 90 days** late with? Put a T-SQL query over a reporting view into"
            " `answer`. It should give one value."
        ),
        stub='answer = "SELECT ____"',
        check=_check_ageing,
        hints=[
            "Which view of the customers' function has a column for each age? Look into `synapse/10_customers_views.sql`.",
            "`SELECT SUM(…) AS late FROM reporting.receivables_ageing`",
        ],
        solution='answer = "SELECT SUM(over_90_days) AS late FROM reporting.receivables_ageing"',
        mistakes=[
            Mistake(
                'answer = "SELECT SUM(open_amount) AS late FROM reporting.receivables_ageing"',
                says="not due yet included",
            ),
            Mistake(
                'answer = "SELECT COUNT(*) AS late FROM reporting.receivables_ageing WHERE over_90_days > 0"',
                says="counts customers",
            ),
        ],
    ),
    Exercise(
        number="6.3",
        question=(
            "A page sends **40** queries each time somebody opens it, each of which processes **3 MB**. It is opened"
            " **200** times a day. What does Synapse bill for **30** days, in US dollars, to the cent?"
        ),
        stub="answer = ____",
        check=_check_bill,
        hints=[
            "A query is billed for more than 3 MB: look at the rule in the notebook.",
            "`cost.dollars(queries * cost.billed_megabytes(3 * 2**20))`",
        ],
        solution=(
            "from pikku.serve import cost\n\n"
            "queries = 40 * 200 * 30\n"
            "answer = cost.dollars(queries * cost.billed_megabytes(3 * 2**20))"
        ),
        mistakes=[
            Mistake("answer = round(40 * 200 * 30 * 3 / 2**20 * 5, 2)", says="at least 10 MB"),
            Mistake("answer = round(40 * 200 * 10 * 5 / 2**20, 2)", says="one day"),
        ],
    ),
]

QUIZ = [
    Question(
        "Where are the rows of `gold.fact_sales` kept in Synapse serverless?",
        ["in the database `pikku`", "in the lake, as the Delta table", "in the memory of the pool"],
        "b",
        "The database has definitions only; each query reads the lake.",
    ),
    Question(
        "Why do the gold views declare every column's type?",
        [
            "without it a text is taken for VARCHAR(8000), and memory is reserved for that",
            "Delta tables have no types",
            "Power BI can't read texts",
        ],
        "a",
        "Serverless finds types out by itself, but takes the widest text there is.",
    ),
    Question(
        "Who opens the lake's files for a reader of a view?",
        ["the reader, with a key", "Power BI", "the workspace's managed identity"],
        "c",
        "The credential of the data source is the managed identity, so no script holds a secret.",
    ),
    Question(
        "What makes a query cheaper?",
        ["TOP 10", "fewer columns", "a shorter text"],
        "b",
        "Columns are kept apart in the files; those that a query doesn't name are not read.",
    ),
]
