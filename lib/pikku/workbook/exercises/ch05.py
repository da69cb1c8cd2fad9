"""Exercises of the fifth notebook: layers, merging, and questions to the star."""

from decimal import Decimal

from pikku.workbook.practice import Exercise, Mistake
from pikku.workbook.questions import Question


def _value(query: str) -> object:
    """Return the first value of a query on the Delta tables."""
    from pikku.platform import spark

    return spark.session().sql(query).collect()[0][0]


def _check_rows(answer: object) -> str | None:
    """Return what is wrong with the number of rows a MERGE wrote."""
    if answer == 2:
        return None
    if answer == 3:
        return "you counted the source's rows; the unchanged one meets neither condition"
    if answer == 1:
        return "you counted the new row only; an updated row is written, too"
    return "the answer is a number: the rows that were updated and those that were inserted"


def _check_margin(answer: object) -> str | None:
    """Return what is wrong with the total gross margin."""
    if isinstance(answer, float):
        return "a float can't hold paisa exactly; leave the decimals as they are"
    if not isinstance(answer, int | Decimal):
        return "the answer is a number: rupees, from one query"
    expected = _value("SELECT SUM(net_amount - cost_amount) FROM gold.fact_sales")
    if answer == expected:
        return None
    if answer == _value("SELECT SUM(net_amount) FROM gold.fact_sales"):
        return "that is the revenue; the cost is still in it"
    if answer == _value("SELECT SUM(net_amount + gst_amount - cost_amount) FROM gold.fact_sales"):
        return "you are off by the GST: it is the state's, not the company's"
    return "subtract cost_amount from net_amount in gold.fact_sales, and sum"


EXERCISES = [
    Exercise(
        number="5.1",
        question=(
            "How many **rows** did the MERGE above write, updated and inserted together? "
            "The answer is a number."
        ),
        stub="answer = ____",
        check=_check_rows,
        hints=[
            "The source has a changed, an unchanged and a new row.",
            "`WHEN MATCHED AND s.modified_at > t.modified_at` leaves an unchanged row alone.",
        ],
        solution="answer = 2",
        mistakes=[
            Mistake("answer = 3", says="unchanged one"),
            Mistake("answer = 1", says="new row only"),
        ],
    ),
    Exercise(
        number="5.2",
        question=(
            "What was the **gross margin** of all sales, revenue less standard cost? "
            "Ask `gold.fact_sales` with Spark; the answer is one number, in rupees."
        ),
        stub="answer = ____",
        check=_check_margin,
        hints=[
            "The columns are `net_amount` and `cost_amount`.",
            '`session.sql("SELECT SUM(…) FROM gold.fact_sales").collect()[0][0]` is the number.',
        ],
        solution=(
            "answer = session.sql(\n"
            '    "SELECT SUM(net_amount - cost_amount) FROM gold.fact_sales"\n'
            ").collect()[0][0]"
        ),
        mistakes=[
            Mistake(
                'answer = session.sql("SELECT SUM(net_amount) FROM gold.fact_sales").collect()[0][0]',
                says="revenue",
            ),
            Mistake(
                'answer = session.sql("SELECT SUM(net_amount + gst_amount - cost_amount) '
                'FROM gold.fact_sales").collect()[0][0]',
                says="off by the GST",
            ),
            Mistake("answer = 819_000_000.5", says="float"),
        ],
        setup="from pikku.platform import spark\nsession = spark.session()",
    ),
]

QUIZ = [
    Question(
        "What does bronze hold?",
        (
            "the rows as they landed, with the load that brought them",
            "the latest version of each row",
            "the star",
        ),
        "a",
        "Bronze changes nothing, so that everything later can be made again from it.",
    ),
    Question(
        "Two versions of an order line have landed. What is in silver?",
        ("both", "the first", "the one with the latest modified_at"),
        "c",
        "Silver merges by the key and keeps the latest version.",
    ),
    Question(
        "What does VERSION AS OF read?",
        (
            "a backup that was made in time",
            "the files that belonged to the table at that version",
            "the table, with later changes computed backwards",
        ),
        "b",
        "The log says which files made up each version, and they are kept for a while.",
    ),
    Question(
        "Why does the stage write no new version when nothing has landed?",
        (
            "Delta refuses empty writes",
            "each table's inputs are noted, and equal inputs give equal tables",
            "a schedule prevents it",
        ),
        "b",
        "What a table was made from is compared first; so a run can be repeated at no cost.",
    ),
]
