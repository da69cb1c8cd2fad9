"""Exercises of the first notebook: reading the map and the catalogue."""

from pikku.workbook.chapters import CHAPTERS
from pikku.workbook.practice import Exercise, Mistake
from pikku.workbook.questions import Question


def _check_databricks(answer: object) -> str | None:
    """Return what is wrong with the number of stages that run on Databricks."""
    expected = sum("Databricks" in c.cloud for c in CHAPTERS)
    if answer == expected:
        return None
    if isinstance(answer, str):
        return "the answer is a number, without quotes"
    if answer == sum(c.makes is not None for c in CHAPTERS):
        return "you counted all the stages; look at the column `in the cloud` only"
    return "count the rows of the map that say Databricks"


def _finance_tables() -> list[str]:
    """Return the names of the finance area's tables, sorted."""
    from pikku import catalog

    return sorted(table.name for table in catalog.tables("finance"))


def _check_finance(answer: object) -> str | None:
    """Return what is wrong with a list of the finance tables' names."""
    from pikku import catalog

    if not isinstance(answer, list | tuple | set) or not all(isinstance(n, str) for n in answer):
        return "the answer is a list of names (texts), such as `[t.name for t in ...]`"
    names, expected = sorted(answer), _finance_tables()
    if names == expected:
        return None
    if not names:
        return "the list is empty; `catalog.AREAS` has the areas' names as they are written"
    if len(names) == len(catalog.tables()):
        return "these are the tables of all the areas; `catalog.tables` takes the area's name"
    if all("." in name for name in names):
        return "these names carry their schema; take `table.name`, not `table.fullname`"
    missing, foreign = set(expected) - set(names), set(names) - set(expected)
    return f"{len(missing)} tables are missing, and {len(foreign)} are not finance's"


_INVOICED = "select sum({}) from finance.receivable_invoice"


def _check_invoiced(answer: object) -> str | None:
    """Return what is wrong with a query for all that was invoiced, before GST."""
    from pikku.workbook import query

    if not isinstance(answer, str):
        return "the answer is a SQL query, as a text"
    value = query(answer, rows=1).value()
    if value == query(_INVOICED.format("net_amount")).value():
        return None
    if value == query(_INVOICED.format("total_amount")).value():
        return "you are off by the GST: the customers pay it, and the company passes it on"
    if value == query("select count(*) from finance.receivable_invoice").value():
        return "you counted the invoices; their amounts are to be added up"
    return "add up one amount of every row of finance.receivable_invoice"


EXERCISES = [
    Exercise(
        number="0.1",
        question="How many stages of the map run on **Databricks** when the platform is in Azure?",
        stub="answer = ____",
        check=_check_databricks,
        hints=[
            "The map is the output of the cell `workbook.start(...)`.",
            "Look at the column *in the cloud*: schemas and Delta are neighbours.",
        ],
        solution=(
            "from pikku.workbook.chapters import CHAPTERS\n"
            'answer = sum("Databricks" in chapter.cloud for chapter in CHAPTERS)'
        ),
        mistakes=[
            Mistake("answer = 6", says="all the stages"),
            Mistake("answer = 'two'", says="without quotes"),
            Mistake("answer = 3", says="count the rows"),
        ],
    ),
    Exercise(
        number="0.2",
        question=(
            "Which tables does the **finance** area have? Answer with the list of their names, "
            "from the catalogue."
        ),
        stub="answer = ____",
        check=_check_finance,
        hints=[
            "`catalog.AREAS` lists the areas.",
            '`catalog.tables("sales")` are the tables of the sales area.',
        ],
        solution='answer = [table.name for table in catalog.tables("finance")]',
        mistakes=[
            Mistake("answer = [t.name for t in catalog.tables()]", says="all the areas"),
            Mistake("answer = [t.name for t in catalog.tables('sales')]", says="not finance's"),
            Mistake("answer = [t.fullname for t in catalog.tables('finance')]", says="schema"),
            Mistake("answer = [t.name for t in catalog.tables('Finance')]", says="empty"),
            Mistake("answer = len(catalog.tables('finance'))", says="a list of names"),
        ],
        setup="from pikku import catalog",
    ),
    Exercise(
        number="0.3",
        question=(
            "Which query on the SQL database gives all that the company invoiced, in rupees, "
            "**before GST**?"
        ),
        stub='answer = "select ____ from finance.receivable_invoice"',
        check=_check_invoiced,
        hints=[
            'The columns of the table: `catalog.table("receivable_invoice").columns.keys()`.',
            "`sum(...)` adds up a column. One of the amounts is the goods before GST.",
        ],
        solution='answer = "select sum(net_amount) from finance.receivable_invoice"',
        mistakes=[
            Mistake(
                'answer = "select sum(total_amount) from finance.receivable_invoice"',
                says="off by the GST",
            ),
            Mistake(
                'answer = "select count(*) from finance.receivable_invoice"',
                says="counted the invoices",
            ),
            Mistake(
                'answer = "select max(net_amount) from finance.receivable_invoice"',
                says="every row",
            ),
            Mistake("answer = 2579249161.08", says="a SQL query"),
        ],
    ),
]

QUIZ = [
    Question(
        "What does a local twin run?",
        (
            "a rewritten copy of what runs in Azure",
            "the very file that is deployed to Azure",
            "an emulator of Azure in a container",
        ),
        "b",
        "The factory's JSON, the T-SQL scripts and the report's pages are executed as they are.",
    ),
    Question(
        "Where does a new column have to be written down?",
        ("in the catalogue", "in each stage that shows it", "in the SQL database first"),
        "a",
        "Every stage is derived from the catalogue and checked against it.",
    ),
    Question(
        "What happens to a row of the raw files that is broken?",
        (
            "it is dropped",
            "it stops the load",
            "it is kept in quarantine with its reason",
        ),
        "c",
        "Nothing is lost: the reconciliation explains every difference by the quarantine "
        "or the removal of duplicates.",
    ),
]
