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
    if len(names) == len(catalog.tables()):
        return "these are the tables of all the areas; `catalog.tables` takes the area's name"
    if all("." in name for name in names):
        return "these names carry their schema; take `table.name`, not `table.fullname`"
    missing, foreign = set(expected) - set(names), set(names) - set(expected)
    return f"{len(missing)} tables are missing, and {len(foreign)} are not finance's"


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
        stub='answer = [table.name for table in catalog.tables("____")]',
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
            Mistake("answer = len(catalog.tables('finance'))", says="a list of names"),
        ],
        setup="from pikku import catalog",
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
