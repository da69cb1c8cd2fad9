"""Exercises of the seventh notebook: DAX against SQL, how filters flow in a star, and a page's JSON."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from pikku.workbook.practice import Exercise, Mistake, attempted
from pikku.workbook.questions import Question

DISCOUNT_DAX = (
    "DIVIDE(SUM(fact_sales[discount_amount]), "
    "SUM(fact_sales[net_amount]) + SUM(fact_sales[discount_amount]))"
)

#: Columns that a learner chooses from: some lead to fact_sales, some don't.
CANDIDATES = (
    "dim_customer.segment",
    "dim_carrier.mode",
    "dim_employee.department_name",
    "dim_product.category_name",
    "fact_sales_order.channel",
    "dim_date.financial_year",
)


def _first_values(text: str) -> list[Any]:
    from pikku import serve

    return list(serve.query(text).to_pylist()[0].values())


def _discounts() -> tuple[Decimal, Decimal, Decimal]:
    """Return discount and revenue in rupees, and the plain average of the lines' own shares."""
    return tuple(
        Decimal(value)
        for value in _first_values(
            "SELECT SUM(discount_amount) AS d, SUM(net_amount) AS n, "
            "AVG(1.0 * discount_amount / (net_amount + discount_amount)) AS a FROM gold.fact_sales"
        )
    )


def _near(value: Decimal, other: Decimal) -> bool:
    return abs(value - other) < Decimal("0.00001")


def _check_discount(answer: object) -> str | None:
    """Return what is wrong with a query for the share of the list price that is given away."""
    if not isinstance(answer, str):
        raise TypeError("the answer is a T-SQL query as a text")
    values = _first_values(answer)
    if len(values) != 1 or values[0] is None:
        raise ValueError("the query should give one value, and not an empty one")
    value, (discount, revenue, average) = Decimal(values[0]), _discounts()
    if _near(value, discount / (revenue + discount)):
        return None
    if _near(value, discount / revenue):
        return "you divided by the revenue; the list price is revenue and discount together"
    if _near(value, average):
        return "an average of the lines' shares counts a small line as much as a large one: divide the sums"
    if value == 0 or value == 1:
        return "T-SQL divides whole numbers to whole numbers"
    return "divide the sum of discount_amount by the sum of net_amount and discount_amount"


def reaching() -> set[str]:
    """Return those of the candidates by which a measure of fact_sales can be broken down."""
    from pikku.catalog.gold import gold_table

    fact = gold_table("fact_sales")
    dimensions = {
        key.column.table.name
        for column in fact.columns
        if column.info.get("active", True)
        for key in column.foreign_keys
    }
    return {name for name in CANDIDATES if name.partition(".")[0] in dimensions}


def _check_reach(answer: object) -> str | None:
    """Return what is wrong with a list of columns that break revenue down."""
    if isinstance(answer, str) or not hasattr(answer, "__iter__"):
        raise TypeError("the answer is a list of names such as 'dim_customer.segment'")
    chosen = {str(name) for name in answer}
    if strange := sorted(chosen - set(CANDIDATES)):
        return f"{strange[0]} is not one of the six columns"
    if "fact_sales_order.channel" in chosen:
        return "a relationship leads from a fact to its dimensions, never from one fact to another"
    if "dim_carrier.mode" in chosen:
        return "no column of fact_sales leads to dim_carrier: the total would stand at every mode"
    missing = reaching() - chosen
    if missing:
        return f"{len(missing)} more of these tables have a relationship with fact_sales"
    return None


def _visuals() -> dict[str, dict[str, Any]]:
    """Return every visual of the report by its file's place."""
    from pikku.platform.workspace import repo_root

    folder = repo_root() / "powerbi" / "Pikku.Report" / "definition" / "pages"
    files = sorted(folder.glob("*/visuals/*/visual.json"))
    return {
        f"{file.parents[2].name}/{file.parent.name}": json.loads(file.read_text(encoding="utf-8"))
        for file in files
    }


def measures_of(visual: dict[str, Any]) -> list[str]:
    """Return the names of the measures that a visual shows."""
    states = visual["visual"].get("query", {}).get("queryState", {})
    return [
        projection["field"]["Measure"]["Property"]
        for state in states.values()
        for projection in state["projections"]
        if "Measure" in projection["field"]
    ]


def _check_measures(answer: object) -> str | None:
    """Return what is wrong with a function that names the measures of a visual."""
    if not callable(answer):
        raise TypeError("the answer is a function that takes the content of a visual.json")
    function: Callable[[dict[str, Any]], Any] = answer
    for place, visual in _visuals().items():
        found, wanted = attempted(function(visual)), measures_of(visual)
        if found is None:
            return "your function returns nothing; end it with return"
        found = [str(name) for name in found]
        if sorted(found) == sorted(wanted):
            continue
        if set(found) > set(wanted):
            return f"{place} shows columns too; only fields of the kind Measure are wanted"
        kind = visual["visual"]["visualType"]
        return f"{place}, a {kind}: you found {len(found)} measures, and it has {len(wanted)}"
    return None


EXERCISES = [
    Exercise(
        number="7.1",
        question=(
            "Which share of the list price do we give away? In DAX:\n\n"
            f"    {DISCOUNT_DAX}\n\n"
            "Put the **T-SQL** query that gives the same figure over `gold.fact_sales` into `answer`."
        ),
        stub='answer = "SELECT ____ FROM gold.fact_sales"',
        check=_check_discount,
        hints=[
            "DAX's `SUM(table[column])` is SQL's `SUM(column)`; `DIVIDE` is a division that survives a zero.",
            "The list price is what was invoiced and what was given away, together.",
            "`SUM(discount_amount) / (SUM(…) + SUM(…))`",
        ],
        solution=(
            'answer = """\n'
            "SELECT SUM(discount_amount) / (SUM(net_amount) + SUM(discount_amount)) AS given_away\n"
            "FROM gold.fact_sales\n"
            '"""'
        ),
        mistakes=[
            Mistake(
                'answer = "SELECT SUM(discount_amount) / SUM(net_amount) AS s FROM gold.fact_sales"',
                says="divided by the revenue",
            ),
            Mistake(
                'answer = "SELECT AVG(1.0 * discount_amount / (net_amount + discount_amount)) AS s'
                ' FROM gold.fact_sales"',
                says="divide the sums",
            ),
        ],
    ),
    Exercise(
        number="7.2",
        question=(
            "By which of these six columns can the measure `Revenue` (of `fact_sales`) be broken down?\n\n"
            + ", ".join(f"`{name}`" for name in CANDIDATES)
            + "\n\nPut their names into a list."
        ),
        stub='answer = ["____"]',
        check=_check_reach,
        hints=[
            "A filter flows from a dimension to the facts that have a relationship with it.",
            "Look for `fromColumn: fact_sales.` in `relationships.tmdl`.",
        ],
        solution=(
            'answer = ["dim_customer.segment", "dim_employee.department_name",\n'
            '          "dim_product.category_name", "dim_date.financial_year"]'
        ),
        mistakes=[
            Mistake(
                'answer = ["dim_customer.segment", "dim_product.category_name", "dim_date.financial_year",'
                ' "dim_employee.department_name", "fact_sales_order.channel"]',
                says="from one fact to another",
            ),
            Mistake(
                'answer = ["dim_customer.segment", "dim_product.category_name", "dim_carrier.mode"]',
                says="the total would stand at every mode",
            ),
            Mistake('answer = ["dim_customer.segment", "dim_date.financial_year"]', says="2 more"),
        ],
    ),
    Exercise(
        number="7.3",
        question=(
            "Write a function that takes the content of a `visual.json` and returns the names of the **measures** that"
            " the visual shows, whatever its type. A textbox has no query, and no measure."
        ),
        stub="def answer(visual):\n    return ____",
        check=_check_measures,
        hints=[
            "The roles are the values of `visual['visual']['query']['queryState']`; each has `projections`.",
            "A projection's `field` has the one key `Measure` or `Column`; its `Property` is the name.",
            "For a textbox: `visual['visual'].get('query', {}).get('queryState', {})`",
        ],
        solution=(
            "def answer(visual):\n"
            '    roles = visual["visual"].get("query", {}).get("queryState", {})\n'
            '    fields = [p["field"] for role in roles.values() for p in role["projections"]]\n'
            '    return [f["Measure"]["Property"] for f in fields if "Measure" in f]'
        ),
        mistakes=[
            Mistake(
                "def answer(visual):\n"
                '    roles = visual["visual"].get("query", {}).get("queryState", {})\n'
                '    y = roles.get("Y", {"projections": []})["projections"]\n'
                '    return [p["field"]["Measure"]["Property"] for p in y]',
                says="you found 0",
            ),
            Mistake(
                "def answer(visual):\n"
                '    roles = visual["visual"].get("query", {}).get("queryState", {})\n'
                '    fields = [p["field"] for role in roles.values() for p in role["projections"]]\n'
                '    return [next(iter(f.values()))["Property"] for f in fields]',
                says="shows columns too",
            ),
        ],
    ),
]

QUIZ = [
    Question(
        "A fact has two dates. How many of their relationships to the calendar are active?",
        ["both", "one", "none: a calendar filters by itself"],
        "b",
        "Two active paths would be two answers; DAX uses the other one by USERELATIONSHIP.",
    ),
    Question(
        "Why is `Gross margin %` a measure and not a column?",
        [
            "columns can't hold decimals",
            "a measure is computed for each group from its sums; shares can't be added up",
            "measures are quicker to load",
        ],
        "b",
        "The share of a year is not the sum, nor the average, of its months' shares.",
    ),
    Question(
        "Where are the rows after a refresh in import mode?",
        ["in the model's memory", "in Synapse only", "in the report's JSON"],
        "a",
        "The views are read once at each refresh; the pages are answered from memory.",
    ),
    Question(
        "You move a chart in Power BI Desktop and save. Which file has changed?",
        ["the `.tmdl` of its table", "`report.json`", "the `visual.json` of that chart"],
        "c",
        "Every visual has a file of its own, so that changes can be reviewed one by one.",
    ),
]
