"""Exercises of the second notebook: quarantine, the ledger and the posting rules."""

from pikku.workbook.practice import Exercise, Mistake
from pikku.workbook.questions import Question


def _count(text: str) -> object:
    from pikku.workbook import query

    return query(text).value()


_REFUSED = "SELECT quarantined FROM etl.load_figure WHERE table_name = 'sales_order_line'"
_LOST = "SELECT raw_rows - loaded FROM etl.load_figure WHERE table_name = 'sales_order_line'"
_ALL_REFUSED = "SELECT count(*) FROM etl.quarantine"
_OPEN = "SELECT sum(debit - credit) FROM finance.journal_line WHERE account_id = 1200"
_BILLED = "SELECT sum(debit) FROM finance.journal_line WHERE account_id = 1200"


def _check_refused(answer: object) -> str | None:
    """Return what is wrong with the number of order lines that were refused."""
    if answer == _count(_REFUSED):
        return None
    if answer == _count(_LOST):
        return (
            "these are all the rows that did not get through; some were only copies or old versions"
        )
    if answer == _count(_ALL_REFUSED):
        return "these are the refused rows of all the files; the order lines are one of them"
    return "count the rows of etl.quarantine that were meant for sales_order_line"


def _check_receivables(answer: object) -> str | None:
    """Return what is wrong with a query for what all customers together owe."""
    if not isinstance(answer, str):
        return "the answer is an SQL query, as a text"
    value = _count(answer)
    if value == _count(_OPEN):
        return None
    if value == -_count(_OPEN):
        return "the sign is wrong: receivables are an asset, so debits count up"
    if value == _count(_BILLED):
        return "that is what was ever invoiced; the credits, receipts and credit notes, come off"
    if value == 0:
        return "over all accounts debits equal credits; ask for the account of the receivables only"
    return "add up debit less credit of account 1200, Accounts receivable"


def _check_dispatch(answer: object) -> str | None:
    """Return what is wrong with the account that a dispatch is debited to."""
    from pikku.catalog.postings import rule_of

    lines = {line.side: line.account_id for line in rule_of("dispatch").lines}
    if answer == lines["debit"]:
        return None
    if answer == lines["credit"]:
        return "that is the account credited: the goods leave the stock"
    if answer in (4100, 1200, 2200):
        return "that account is touched by the invoice; the dispatch itself is no sale yet"
    return "look at the lines of the posting rule called dispatch"


EXERCISES = [
    Exercise(
        number="2.1",
        question="How many rows of the **order lines** were refused, and lie in quarantine?",
        stub="answer = ____",
        check=_check_refused,
        hints=[
            "`load.figures()` and the table `etl.quarantine` both know.",
            "`etl.quarantine` has the column `table_name`; order lines are `sales_order_line`.",
        ],
        solution=(
            "answer = workbook.query(\n"
            "    \"SELECT count(*) FROM etl.quarantine WHERE table_name = 'sales_order_line'\"\n"
            ").value()"
        ),
        mistakes=[
            Mistake(f'answer = workbook.query("{_LOST}").value()', says="old versions"),
            Mistake(f'answer = workbook.query("{_ALL_REFUSED}").value()', says="all the files"),
            Mistake("answer = 12", says="count the rows"),
        ],
    ),
    Exercise(
        number="2.2",
        question=(
            "What do all customers together **still owe**? Write a query on `finance.journal_line` "
            "that gives one number: the balance of account 1200."
        ),
        stub='answer = "SELECT ____ FROM finance.journal_line"',
        check=_check_receivables,
        hints=[
            "A balance is the debits less the credits.",
            "`sum(debit - credit)`, and a `WHERE` for the account.",
        ],
        solution=(
            'answer = "SELECT sum(debit - credit) FROM finance.journal_line WHERE account_id = 1200"'
        ),
        mistakes=[
            Mistake(f'answer = "{_BILLED}"', says="ever invoiced"),
            Mistake('answer = "SELECT sum(debit - credit) FROM finance.journal_line"', says="only"),
            Mistake(f'answer = "{_OPEN}".replace("debit - credit", "credit - debit")', says="sign"),
        ],
    ),
    Exercise(
        number="2.3",
        question=(
            "Goods leave the plant. Which **account** is debited by that, according to the posting "
            "rules? Answer with its number."
        ),
        stub="answer = ____",
        check=_check_dispatch,
        hints=[
            '`postings.rule_of("dispatch")` is the rule.',
            "What leaves the stock at cost becomes the cost of goods sold.",
        ],
        solution=(
            "from pikku.catalog import postings\n"
            'lines = postings.rule_of("dispatch").lines\n'
            'answer = next(line.account_id for line in lines if line.side == "debit")'
        ),
        mistakes=[
            Mistake("answer = 1320", says="credited"),
            Mistake("answer = 4100", says="no sale yet"),
            Mistake("answer = 6300", says="posting rule"),
        ],
    ),
]

QUIZ = [
    Question(
        "An order is in the extract twice, once spelled differently. What does the load do?",
        [
            "it keeps both",
            "it reads both, sees the same row, and keeps one",
            "it puts the second into quarantine",
        ],
        "b",
        "Rows are compared after conforming, by their values; quarantine is for broken rows.",
    ),
    Question(
        "Why does a load write everything in one transaction?",
        [
            "it is quicker",
            "a load that stops half-way then leaves the old state whole",
            "SQL asks for it",
        ],
        "b",
        "Until COMMIT nobody sees any of it, and without COMMIT it never happened.",
    ),
    Question(
        "Every journal entry balances. What does that not tell you?",
        [
            "whether the debits equal the credits in total",
            "whether the accounts are the right ones",
            "whether the trial balance is zero",
        ],
        "b",
        "That is why the audit compares the ledger with the documents behind it, too.",
    ),
    Question(
        "Money is NUMERIC(18, 2) and never a float. Why?",
        ["a float can't hold 0.10 exactly", "floats take more space", "floats can't be negative"],
        "a",
        "Sums of rounded binary fractions drift, and books must agree to the paisa.",
    ),
]
