"""Exercises of the first stage: draws without state, planted defects, rounding of tax."""

from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

import numpy as np

from pikku.workbook.practice import Exercise, Mistake, attempted
from pikku.workbook.questions import Question

_FILE = "sales/sales_order_lines.parquet"
_IDS = np.arange(1, 6_001)


def _check_dice(answer: object) -> str | None:
    """Return what is wrong with a function that throws a die for each order."""
    if not callable(answer):
        return "the answer is a function of the ids: `def answer(ids): ...`"
    thrown = np.asarray(attempted(answer(_IDS)))
    if thrown.shape != _IDS.shape:
        return "it must return one number for each id"
    if not (np.equal(np.mod(thrown, 1), 0).all() and ((thrown >= 1) & (thrown <= 6)).all()):
        return "a die shows a whole number from 1 to 6, both included"
    if (np.asarray(answer(_IDS[::-1])) != thrown[::-1]).any():
        return "an id gets another number when the ids come in another order: there is hidden state"
    if (np.asarray(answer(_IDS[40:50])) != thrown[40:50]).any():
        return "an id gets another number when fewer ids come with it"
    if np.bincount(thrown.astype(int), minlength=7)[1:].min() < 850:
        return "some numbers come much too seldom"
    if abs(np.corrcoef(thrown[1:], thrown[:-1])[0, 1]) > 0.06:
        return "the numbers follow a pattern: neighbours tell what comes next"
    return None


@cache
def _defects(home: str, checksum: str) -> dict[str, Any]:
    """Return the planted defects of the order lines; `home` and `checksum` say which data set's."""
    from pikku.generate import manifest
    from pikku.platform import workspace

    return manifest.read(workspace.path("raw"))["files"][_FILE]["defects"]


def _planted(*kinds: str) -> int:
    """Return how many defects of some kinds were planted in the order lines; all without any."""
    from pikku.generate import manifest
    from pikku.platform import workspace

    folder = workspace.path("raw")
    found = _defects(str(folder), manifest.read(folder)["fingerprint"])
    return sum(entry["count"] for kind, entry in found.items() if not kinds or kind in kinds)


def _check_rejected(answer: object) -> str | None:
    """Return what is wrong with the number of order lines that must be refused."""
    from pikku.catalog.raw import DUPLICATE, REJECTED

    expected = _planted(*REJECTED)
    if answer == expected:
        return None
    if answer == _planted():
        return "these are all the defects; misspelt, late and repeated rows can be mended"
    if answer == expected + _planted(DUPLICATE):
        return "a row that was sent twice is not refused: one of the two counts"
    if isinstance(answer, int) and answer in (_planted(kind) for kind in REJECTED):
        return "that is one kind of refusal; there are several"
    return "count the planted defects of that file whose kind is in `REJECTED`"


def _check_tax(answer: object) -> str | None:
    """Return what is wrong with the GST on 100.05 rupees within the state."""
    try:
        given = Decimal(str(answer))
    except InvalidOperation:
        return "the answer is an amount in rupees"
    if given == Decimal("18.00"):
        return None
    if given == Decimal("18.01"):
        return "that is the IGST of a supply to another state: CGST and SGST are rounded each"
    if given == Decimal("9.00"):
        return "that is the CGST alone; the SGST is as much again"
    if given == Decimal("18.009"):
        return "there is no such coin: each tax is rounded to the paisa"
    return "CGST and SGST are half the rate each, each rounded half up to the paisa"


EXERCISES = [
    Exercise(
        number="1.1",
        question=(
            "Throw a die for each order: write a function that returns a whole number from **1 to 6** "
            "for each id, always the same one for the same id."
        ),
        stub="def answer(ids):\n    return ____",
        check=_check_dice,
        hints=[
            "A generator with state gives the n-th number to the n-th row, whichever row that is.",
            "`rng` has a function for whole numbers between two bounds.",
            '`rng.integers(SEED, "the name of your stream", ids, low, high)`',
        ],
        solution='def answer(ids):\n    return rng.integers(1, "die", ids, 1, 6)',
        mistakes=[
            Mistake(
                "def answer(ids):\n    return np.random.default_rng(1).integers(1, 7, len(ids))",
                says="hidden state",
            ),
            Mistake(
                'def answer(ids):\n    return rng.integers(1, "die", ids, 0, 5)', says="1 to 6"
            ),
            Mistake("def answer(ids):\n    return ids % 6 + 1", says="pattern"),
            Mistake("answer = 4", says="function"),
        ],
        setup="import numpy as np\nfrom pikku.generate import rng",
    ),
    Exercise(
        number="1.2",
        question=(
            "How many rows of the **order lines** (`sales/sales_order_lines.parquet`, both parts) must "
            "a cleaning refuse? The manifest knows; the kinds that are refused are in "
            "`pikku.catalog.raw.REJECTED`."
        ),
        stub="answer = ____",
        check=_check_rejected,
        hints=[
            "`planted` from above has a row for each defect: file, kind, part, row.",
            "A kind is refused if it is in `REJECTED`; the others are mended.",
        ],
        solution=(
            "from pikku.catalog.raw import REJECTED\n"
            "rows = [r for r in planted.to_pylist() if r['kind'] in REJECTED]\n"
            "answer = sum(r['file'] == 'sales/sales_order_lines.parquet' for r in rows)"
        ),
        mistakes=[
            Mistake(
                "answer = sum(r['file'] == 'sales/sales_order_lines.parquet' "
                "for r in planted.to_pylist())",
                says="can be mended",
            ),
            Mistake(
                "answer = sum(r['kind'] == 'bad number' for r in planted.to_pylist() "
                "if r['file'] == 'sales/sales_order_lines.parquet')",
                says="several",
            ),
            Mistake("answer = planted.num_rows", says="of that file"),
        ],
        setup=(
            "from pikku import generate\n"
            "from pikku.platform import workspace\n"
            "planted = generate.defects(workspace.path('raw'))"
        ),
    ),
    Exercise(
        number="1.3",
        question=(
            "A line of an invoice to a customer **in Maharashtra** is for 100.05 rupees net, at 18 % "
            "GST. How much GST is on it, in rupees?"
        ),
        stub="answer = ____",
        check=_check_tax,
        hints=[
            "Within the state there are two taxes, CGST and SGST.",
            "9 % of 100.05 is 9.0045. Round it, then double it.",
        ],
        solution='answer = 2 * round(Decimal("100.05") * 9 / 100, 2)',
        mistakes=[
            Mistake('answer = round(Decimal("100.05") * 18 / 100, 2)', says="another state"),
            Mistake("answer = 9.00", says="SGST"),
            Mistake("answer = 18.009", says="coin"),
            Mistake("answer = 1800", says="half the rate"),
        ],
        setup="from decimal import Decimal",
    ),
]

QUIZ = [
    Question(
        "Why do two processes make the same rows as one?",
        (
            "they send each other the state of the generator",
            "each value depends on seed, table, column and row only",
            "the operating system keeps them in step",
        ),
        "b",
        "There is no state to share: any process can draw any row.",
    ),
    Question(
        "What is decided first?",
        ("the demand by week", "the production orders", "the payments"),
        "a",
        "Orders follow from demand, production from what is shipped, purchases from what is used.",
    ),
    Question(
        "A row is in an extract twice, word for word. What should the load do?",
        ("refuse both", "keep both", "keep one"),
        "c",
        "A row that was sent twice is one row; nothing good is lost.",
    ),
    Question(
        "Why is money kept as whole paisa here?",
        (
            "whole numbers take less room",
            "binary fractions can't hold most amounts exactly",
            "the tax law asks for it",
        ),
        "b",
        "0.10 has no exact binary fraction; sums of such amounts drift by a paisa.",
    ),
]
