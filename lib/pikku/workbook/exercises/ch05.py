"""Exercises of the fifth notebook: which version counts, what a MERGE changes, asking the star."""

from decimal import Decimal

from pikku.workbook.practice import Exercise, Mistake
from pikku.workbook.questions import Question

_VERSIONS = (
    ("loaded twice", 1, "2026-04-01", "L1", "a.parquet", False),
    ("loaded twice", 1, "2026-04-01", "L2", "a.parquet", True),
    ("changed", 2, "2026-04-01", "L1", "a.parquet", False),
    ("changed", 2, "2026-04-02", "L2", "a.parquet", True),
    ("late, with an old time", 3, "2026-04-03", "L1", "a.parquet", False),
    ("late, with an old time", 3, "2026-04-02", "L2", "a.parquet", True),
    ("twice in one load", 4, "2026-04-01", "L1", "a.parquet", False),
    ("twice in one load", 4, "2026-04-01", "L1", "b.parquet", True),
)
"""What is the case, key, modified_at, load_id, source_file, and whether silver keeps this version."""

_PAIRS = (
    ("has not changed", "2026-04-01", "'late'", "2026-04-01", "'late'", False),
    ("changed", "2026-04-01", "'late'", "2026-04-02", "'on time'", True),
    ("lost its remark", "2026-04-01", "'late'", "2026-04-02", "NULL", True),
    ("came in an older version", "2026-04-02", "'late'", "2026-04-01", "'on time'", False),
)
"""What is the case; modified_at and remark of the target, then of the source; whether to update."""

_YEAR = "d.financial_year = '2024-25'"
_FROM = "FROM gold.fact_sales f JOIN gold.dim_date d ON d.date = f.invoiced_on"
_REVENUE = f"SELECT SUM(f.net_amount) {_FROM} WHERE {_YEAR}"
_WITH_GST = f"SELECT SUM(f.net_amount + f.gst_amount) {_FROM} WHERE {_YEAR}"
_CALENDAR = "SELECT SUM(net_amount) FROM gold.fact_sales WHERE YEAR(invoiced_on) = 2024"
_ALL_YEARS = "SELECT SUM(net_amount) FROM gold.fact_sales"
_ORDERED = (
    "SELECT SUM(f.net_amount) FROM gold.fact_sales_order f "
    f"JOIN gold.dim_date d ON d.date = f.ordered_on WHERE {_YEAR}"
)


def _ask(text: str) -> list[tuple]:
    from pikku.platform import spark

    return [tuple(row) for row in spark.session().sql(text).collect()]


def _check_order(answer: object) -> str | None:
    """Return what is wrong with the order by which the latest version comes first."""
    if not isinstance(answer, str):
        return "the answer is what stands after ORDER BY, as a text"
    rows = ", ".join(
        f"({place}, {key}, DATE '{modified}', '{load_id}', '{file}')"
        for place, (_, key, modified, load_id, file, _) in enumerate(_VERSIONS)
    )
    kept = _ask(  # RANK and not ROW_NUMBER: what the order leaves open is seen as two first rows
        "SELECT place, key FROM (SELECT *, RANK() OVER (PARTITION BY key ORDER BY "
        f"{answer}) AS version FROM VALUES {rows} AS t(place, key, modified_at, load_id, source_file)) "
        "WHERE version = 1 ORDER BY place"
    )
    if [place for place, _ in kept] == [i for i, each in enumerate(_VERSIONS) if each[-1]]:
        return None
    keys = [key for _, key in kept]
    if tied := next((key for key in keys if keys.count(key) > 1), None):
        case = next(each[0] for each in _VERSIONS if each[1] == tied)
        return f"a row that was {case} has two first versions: Spark would choose one by chance"
    if not any(_VERSIONS[place][-1] for place, _ in kept):
        return "it keeps the oldest versions: ORDER BY sorts upwards unless DESC follows a column"
    wrong = next(_VERSIONS[place] for place, _ in kept if not _VERSIONS[place][-1])
    return f"it keeps the wrong version in the case: {wrong[0]}"


def _check_condition(answer: object) -> str | None:
    """Return what is wrong with the condition of WHEN MATCHED."""
    if not isinstance(answer, str):
        return "the answer is a condition in SQL, as a text"
    rows = ", ".join(
        f"({place}, DATE '{old}', {before}, DATE '{new}', {after})"
        for place, (_, old, before, new, after, _) in enumerate(_PAIRS)
    )
    found = _ask(
        f"SELECT s.place, COALESCE({answer}, FALSE) FROM "
        f"(SELECT place, modified_at, remark FROM VALUES {rows} "
        "AS v(place, modified_at, remark, m, r)) t JOIN "
        f"(SELECT place, modified_at, remark FROM VALUES {rows} "
        "AS v(place, m, r, modified_at, remark)) s ON s.place = t.place ORDER BY s.place"
    )
    for place, updated in found:
        case, *_, wanted = _PAIRS[place]
        if bool(updated) != wanted:
            done = "updates" if updated else "leaves alone"
            return f"it {done} a row that {case}"
    return None


def _check_revenue(answer: object) -> str | None:
    """Return what is wrong with a query for the revenue of a financial year."""
    if not isinstance(answer, str):
        return "the answer is an SQL query, as a text"
    rows = _ask(answer)
    if len(rows) != 1 or len(rows[0]) != 1:
        return "the query is to give one number: one row with one column"
    value = rows[0][0]
    known = _ask(
        f"SELECT ({_REVENUE}), ({_WITH_GST}), ({_CALENDAR}), ({_ALL_YEARS}), ({_ORDERED})"
    )[0]
    if isinstance(value, float):
        return "the sum is a floating-point number; leave the amounts as they are, decimals"
    if not isinstance(value, Decimal) or value not in known:
        return "add up net_amount of gold.fact_sales over the days of that financial year"
    return (
        None,
        "you are off by the GST: the tax is the state's, not revenue",
        "that is the calendar year; the financial year runs from April to March",
        "that is the revenue of all the years",
        "that is what was ordered; revenue is what was invoiced",
    )[known.index(value)]


EXERCISES = [
    Exercise(
        number="5.1",
        question=(
            "Bronze has several versions of a row, with `load_id` (a later load has a greater one), "
            "`source_file` and `modified_at`. Silver numbers them by `ROW_NUMBER() OVER (PARTITION BY "
            "key ORDER BY …)` and keeps number 1. Write what stands after **ORDER BY**, so that the "
            "version that was loaded last comes first, and chance decides nothing."
        ),
        stub='answer = "____"',
        check=_check_order,
        hints=[
            "The version that was loaded last counts, however old its time is: it must come first.",
            (
                "If one load brought two versions, the file's name decides: the greater one counts. "
                "`DESC` after a column sorts it downwards; columns are separated by commas."
            ),
        ],
        solution='answer = "load_id DESC, source_file DESC"',
        mistakes=[
            Mistake('answer = "load_id DESC"', says="by chance"),
            Mistake(
                'answer = "modified_at DESC, load_id DESC, source_file DESC"',
                says="late, with an old time",
            ),
            Mistake('answer = "load_id, source_file"', says="upwards"),
        ],
    ),
    Exercise(
        number="5.2",
        question=(
            "`MERGE INTO … t USING … s … WHEN MATCHED AND (…) THEN UPDATE SET *`. The tables have "
            "`modified_at`, which is never NULL, and `remark`, which may be. Write the "
            "**condition**, so that a row is updated only if the source's version is not older and "
            "its remark is another one."
        ),
        stub='answer = "____"',
        check=_check_condition,
        hints=[
            "`s.modified_at >= t.modified_at` is one half of it.",
            "`<>` with NULL is NULL. `a <=> b` is true when both are NULL, and never NULL itself.",
        ],
        solution='answer = "s.modified_at >= t.modified_at AND NOT (s.remark <=> t.remark)"',
        mistakes=[
            Mistake(
                'answer = "s.modified_at >= t.modified_at AND s.remark <> t.remark"',
                says="lost its remark",
            ),
            Mistake('answer = "NOT (s.remark <=> t.remark)"', says="older version"),
            Mistake('answer = "s.modified_at >= t.modified_at"', says="has not changed"),
        ],
    ),
    Exercise(
        number="5.3",
        question=(
            "What was the **revenue of the financial year 2024-25**, before GST? Write a query on "
            "the star (`gold.fact_sales`, `gold.dim_date`) that gives this one number."
        ),
        stub='answer = "SELECT ____ FROM gold.fact_sales"',
        check=_check_revenue,
        hints=[
            "The date dimension has `financial_year`; the fact's day is `invoiced_on`.",
            "`JOIN gold.dim_date d ON d.date = f.invoiced_on WHERE d.financial_year = '2024-25'`",
        ],
        solution=(
            'answer = """\n'
            "    SELECT SUM(f.net_amount) FROM gold.fact_sales f\n"
            "    JOIN gold.dim_date d ON d.date = f.invoiced_on\n"
            '    WHERE d.financial_year = \'2024-25\'"""'
        ),
        mistakes=[
            Mistake(f'answer = "{_WITH_GST}"', says="the GST"),
            Mistake(f'answer = "{_CALENDAR}"', says="calendar year"),
            Mistake(f'answer = "{_ORDERED}"', says="ordered"),
            Mistake(f'answer = "{_ALL_YEARS}"', says="all the years"),
        ],
    ),
]

QUIZ = [
    Question(
        "A row had landed, then it changed twice, then the next load ran. What has bronze?",
        (
            "all three versions",
            "the first and the last one",
            "the last one only",
        ),
        "b",
        "Bronze forgets nothing that landed; but a load takes the row as it is then, so nobody saw "
        "the version in between.",
    ),
    Question(
        "What does a MERGE do when two rows of the source match the same row of the target?",
        ("it takes the later one", "it takes any of them", "it fails, and writes nothing"),
        "c",
        "So the source must have one row a key: silver chooses the latest version first.",
    ),
    Question(
        "What do the old files of a Delta table make possible?",
        ("faster queries", "reading it as of an earlier version", "smaller tables"),
        "b",
        "A version is a list of files. VACUUM removes the old ones, and with them old versions.",
    ),
    Question(
        "Why does a second run of the stage write nothing?",
        (
            "every table is noted with the files it was made of, and none of them is new",
            "Delta refuses the same rows twice",
            "it writes the same rows again, which nobody notices",
        ),
        "a",
        "Delta has no such rule; an append of the same file would double its rows.",
    ),
]
