"""Exercises of the fourth notebook: what a schema refuses, and what it lets through."""

from pikku.workbook.practice import Exercise, Mistake
from pikku.workbook.questions import Question

_SHIPMENTS = (
    ("arrived on the day it left", "DATE '2026-01-05'", "DATE '2026-01-05'", True),
    ("arrived later", "DATE '2026-01-05'", "DATE '2026-01-09'", True),
    ("still on the way", "DATE '2026-01-05'", "CAST(NULL AS DATE)", True),
    ("arrived before it left", "DATE '2026-01-05'", "DATE '2026-01-04'", False),
)
"""What is the case, dispatched_on, delivered_on, and whether the row is a good one."""


def _line() -> object:
    from pikku import catalog

    return catalog.table("sales_order_line")


def _check_constraints(answer: object) -> str | None:
    """Return what is wrong with the number of CHECK constraints."""
    from pikku.process import define

    checks = define.checks(_line())
    if isinstance(answer, dict | list | tuple | set):
        return "the answer is a number: how many there are"
    if answer == len(checks):
        return None
    if answer == len(_line().columns):
        return "you counted the columns; NOT NULL belongs to a column, a CHECK is a condition"
    if answer == sum("=" in text and "0" not in text for text in checks.values()):
        return "you counted the conditions between columns; a condition on one column counts, too"
    return "count what define.checks(...) returns for sales_order_line"


def _refused(condition: str) -> list[str]:
    """Return which of the sample shipments a Delta CHECK with this condition is wrong about."""
    from pikku.platform import spark

    rows = ", ".join(
        f"({place}, {left}, {came})" for place, (_, left, came, _) in enumerate(_SHIPMENTS)
    )
    text = (
        f"SELECT place, COALESCE({condition}, FALSE) AS kept "
        f"FROM VALUES {rows} AS t(place, dispatched_on, delivered_on) ORDER BY place"
    )
    kept = [bool(row.kept) for row in spark.session().sql(text).collect()]
    return [
        name for (name, _, _, good), passed in zip(_SHIPMENTS, kept, strict=True) if good != passed
    ]


def _check_condition(answer: object) -> str | None:
    """Return what is wrong with a condition for shipments."""
    if not isinstance(answer, str):
        return "the answer is a condition in SQL, as a text"
    wrong = _refused(answer)
    if not wrong:
        return None
    if wrong == ["still on the way"]:
        return (
            "it refuses a shipment that is still on the way: with NULL the comparison is NULL, and "
            "Delta refuses what is not true"
        )
    if "arrived before it left" in wrong:
        return "it lets a shipment arrive before it left"
    return f"it is wrong about a shipment that {wrong[0]}"


def _check_type(answer: object) -> str | None:
    """Return what is wrong with a type for an amount."""
    from pyspark.sql import types as t

    if answer == t.DecimalType(18, 2):
        return None
    if isinstance(answer, t.DoubleType | t.FloatType):
        return "a floating-point number can't hold 0.10 rupees exactly"
    if isinstance(answer, t.DecimalType):
        return (
            f"DECIMAL({answer.precision},{answer.scale}) is not the type of the catalogue's amounts"
        )
    if isinstance(answer, type):
        return "this is a class; the answer is a type with its digits, made by calling the class"
    return "the answer is a Spark type, from pyspark.sql.types"


EXERCISES = [
    Exercise(
        number="4.1",
        question=(
            "How many **CHECK** constraints does `silver.sales_order_line` have? "
            "The answer is a number."
        ),
        stub="answer = ____",
        check=_check_constraints,
        hints=[
            "`define.checks(table)` has what Delta checks.",
            '`catalog.table("sales_order_line")` is the table; `len` counts.',
        ],
        solution='answer = len(define.checks(catalog.table("sales_order_line")))',
        mistakes=[
            Mistake(
                'answer = len(catalog.table("sales_order_line").columns)',
                says="counted the columns",
            ),
            Mistake("answer = 2", says="between columns"),
            Mistake('answer = define.checks(catalog.table("sales_order_line"))', says="a number"),
        ],
        setup="from pikku import catalog\nfrom pikku.process import define",
    ),
    Exercise(
        number="4.2",
        question=(
            "Write the condition of a CHECK that no shipment arrives **before** it left. "
            "`delivered_on` is NULL while it is on the way: such a shipment is a good one. "
            "The columns are `dispatched_on` and `delivered_on`."
        ),
        stub='answer = "____"',
        check=_check_condition,
        hints=[
            "Try the plain comparison first, and read what the check says about it.",
            "Delta refuses a row unless the condition is true: say `delivered_on IS NULL OR …`.",
        ],
        solution='answer = "delivered_on IS NULL OR delivered_on >= dispatched_on"',
        mistakes=[
            Mistake('answer = "delivered_on >= dispatched_on"', says="still on the way"),
            Mistake(
                'answer = "delivered_on IS NULL OR dispatched_on IS NOT NULL"',
                says="before it left",
            ),
            Mistake(
                'answer = "delivered_on IS NULL OR delivered_on > dispatched_on"',
                says="on the day it left",
            ),
            Mistake("answer = 4", says="as a text"),
        ],
    ),
    Exercise(
        number="4.3",
        question=(
            "Which Spark type does an amount of money have in the catalogue? Answer with an object of "
            "`pyspark.sql.types`, as `t.LongType()` after `from pyspark.sql import types as t`."
        ),
        stub="answer = ____",
        check=_check_type,
        hints=[
            '`define.schema(catalog.table("receipt"))["amount"]` has it.',
            "Eighteen digits, two of them paisa.",
        ],
        solution="from pyspark.sql import types as t\n\nanswer = t.DecimalType(18, 2)",
        mistakes=[
            Mistake("answer = t.DoubleType()", says="exactly"),
            Mistake("answer = t.DecimalType(10, 2)", says="not the type"),
            Mistake("answer = t.DecimalType", says="calling the class"),
        ],
        setup="from pyspark.sql import types as t",
    ),
]

QUIZ = [
    Question(
        "Why is a schema given when the landed files are read?",
        (
            "Parquet files have no types",
            "so that a file can't decide what the table looks like, and nothing has to be looked up",
            "because Spark can't read Parquet without one",
        ),
        "b",
        "Parquet has types; the contract is the catalogue's, though, not the file's.",
    ),
    Question(
        "A CHECK's condition is NULL for a row. What does Delta do?",
        ("it keeps the row", "it refuses the row", "it sets the columns to NULL"),
        "b",
        "Standard SQL would keep it; Delta keeps only rows for which the condition is true.",
    ),
    Question(
        "Which rule does Delta not enforce?",
        ("NOT NULL", "CHECK", "PRIMARY KEY"),
        "c",
        "A key has to be kept by the statement that writes: silver's MERGE matches by it.",
    ),
    Question(
        "What does ALTER TABLE … ADD COLUMN do to the files of a Delta table?",
        ("nothing", "it writes them all again", "it deletes their statistics"),
        "a",
        "Only the log gets a new schema; old files give NULL for the new column.",
    ),
]
