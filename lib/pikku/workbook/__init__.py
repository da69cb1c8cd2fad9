'''The workbook as a teacher: maps, exercises, quizzes, small tables and figures for the notebooks.

A notebook's author needs this page only. `notebooks/README.md` is the reader's.

The shape of a notebook
-----------------------
Files are `notebooks/NN_verb_what.ipynb` as listed in `pikku.workbook.chapters.CHAPTERS`. Kernelspec
name `python3`, display name `Python 3`, `language_info` is `{"name": "python"}` only. Cell ids are
stable, short and say what the cell is (`title`, `setup`, `count-rows`, `ex-3-1`): write them, don't
let nbformat draw them. Code cells: one idea each, median at most 6 lines, none over 20, lines at
most 100 wide. Every code cell is executed and saved with its output (`pikku notebooks refresh 03`
does that in place). In order:

1.  markdown, id `title`: `# 3. Migrate to the data lake with Azure Data Factory`; under it, one
    line each: **Where you are** (before, this, after), **Questions** (2-4), **By the end you can**
    (a list of verbs), **Minutes**, **Reads**, **Writes**
2.  code, id `setup`: `SETUP` of this package, to the letter, the same in all notebooks
3.  code, id `parameters`, tagged `parameters`: `SIZE = "small"` and `SEED = 1`
4.  code, id `start`: `workbook.start("03", size=SIZE, seed=SEED)`: builds the stages before this
    one and shows the map
5.  the steps: a `## heading` each, a sentence or two, then one short code cell, small output
6.  `## Exercises`: at least two, each of two code cells (see below)
7.  markdown, id `recap`: `## Recap`, 3-6 key points
8.  `## Quiz`, and code, id `quiz`: `workbook.quiz("03", ____)`
9.  markdown, id `azure`: `## In Azure`: what it costs (the price's source and date) and how to tear
    it down
10. markdown, id `next`: `## Where to go next`: the next notebook as a link, and one thing to try

What to call
------------
- `workbook.start(chapter, size=..., seed=...)`: the earlier stages, and the map.
- `workbook.show(table, rows=10, title="", columns=None)`: a small table of anything tabular: pandas,
  Arrow, Polars, Spark, DuckDB, a SQLAlchemy or psycopg result, a list of dicts or dataclasses, a dict. The
  last line of a cell. Order your rows: the output is saved.
- `workbook.query(text, **bind)`: the rows of a query on the SQL database as such a table (`:name`
  binds); `.value()` is its first value, `.column(name)` a column, `.rows` its dicts.
- `workbook.plot(figure)`: a Plotly figure, small and with no plotly.js in the notebook. The last
  line of a cell.
- `with workbook.expected_failure():` runs what must fail (a constraint that refuses a row), prints
  the refusal's first line and no traceback; it raises when nothing failed. Expected failures are
  run, never commented out.
- `workbook.exercise(n)`, `check(n, answer)`, `hint(n)`, `solution(n)`, `quiz(chapter, letters)`,
  `progress()`.

Outputs must be the same on every machine and on a second run: no times, seconds, paths, ports,
versions, ids drawn at random, progress bars, nor rows in an order that Spark chose. Where that is
impossible tag the cell `nbval-ignore-output`; a cell that must raise is tagged `raises-exception`
(prefer `expected_failure`). Money is Decimal; `show` writes it with thousands separators.

Exercises
---------
Each chapter's exercises and quiz are in `pikku/workbook/exercises/chNN.py`, as `EXERCISES` (a list
of `Exercise`) and `QUIZ` (a list of `Question`, at least 3). In the notebook an exercise is two
code cells, `ex-3-1` (the question) and `ex-3-1-answer` (tagged `exercise`: the exercise's stub, to
the letter, and its check)::

    workbook.exercise("3.1")

    answer = ____
    workbook.check("3.1", answer)

In the module::

    def _check_lines(answer: object) -> str | None:
        """Return what is wrong with the answer, or None when it is right."""
        expected = workbook.query("select count(*) from sales.sales_order_line").value()
        if answer == expected:
            return None
        if answer == raw_lines():
            return "you counted the raw rows; the quarantined ones never reached the table"
        return "count the rows of sales.sales_order_line in the SQL database"

    EXERCISES = [
        Exercise(
            number="3.1",
            question="How many order lines does the factory copy on its **first** run?",
            stub="answer = ____",
            check=_check_lines,
            hints=["The SQL database knows.", "`select count(*)` counts rows."],
            solution=(
                'lines = workbook.query("select count(*) from sales.sales_order_line")\n'
                "answer = lines.value()"
            ),
            mistakes=[
                Mistake("answer = 12", says="count the rows"),
                Mistake("answer = raw_lines()", says="quarantined"),
            ],
            setup="from pikku.generate import raw_lines",  # only if the codes need it
        ),
    ]
    QUIZ = [
        Question("Which rows does a second run copy?", ["all", "the changed ones"], "b",
                 "The watermark decides."),
    ]

Import with `from pikku import workbook` and `from pikku.workbook.practice import Exercise, Mistake,
attempted` and `from pikku.workbook.questions import Question`.

`stub`, `solution` and every mistake are code as a learner would type it, and leave in `answer` a
value, a SQL text, a function or a table. `workbook` and `____` are known to them, and what `setup`
defines. `check` gets the answer only: it must not depend on the notebook's variables. It may raise:
that is the outcome *error* (a SQL text that the database refuses, a function that fails). An answer
that is or contains `____` never reaches `check`; if your check calls a function of the learner's,
wrap what comes back: `attempted(answer(3))`. Running the stub as it stands must not raise. The
diagnosis says what about the answer is wrong ("you are off by the GST"), never the answer. Tests
run, for every exercise: no answer, each mistake, the solution.
'''

from pikku.workbook.failures import expected_failure
from pikku.workbook.figures import plot
from pikku.workbook.opening import SETUP, ensure, start
from pikku.workbook.practice import (
    Exercise,
    Mistake,
    Outcome,
    Placeholder,
    attempted,
    check,
    exercise,
    hint,
    solution,
)
from pikku.workbook.questions import Question, quiz
from pikku.workbook.record import progress
from pikku.workbook.tables import Table, query, show

__all__ = [
    "SETUP",
    "Exercise",
    "Mistake",
    "Outcome",
    "Placeholder",
    "Question",
    "Table",
    "attempted",
    "check",
    "ensure",
    "exercise",
    "expected_failure",
    "hint",
    "plot",
    "progress",
    "query",
    "quiz",
    "show",
    "solution",
    "start",
]
