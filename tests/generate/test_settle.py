import numpy as np

from pikku.catalog.realism import REALISM
from pikku.generate import calendar, settle


def paid(late: tuple[int, int], *, cheque: bool = False, in_time: bool = False) -> np.ndarray:
    """Return how many days after the due date each of 20,000 documents is paid, on weekdays of all kinds."""
    ids = np.arange(20_000)
    due = 100 + ids % 700
    found = settle.pay(
        1,
        "receipt",
        document=ids,
        party=ids,
        issued=due - 90,
        due=due,
        amount=np.full(len(ids), 1_000_000),
        late=np.tile(late, (len(ids), 1)),
        weekday=ids % 5,
        by_cheque=np.full(len(ids), cheque),
        in_parts=0.0,
        never=np.zeros(len(ids), dtype=bool),
        cash=REALISM.cash,
        in_time=np.full(len(ids), in_time),
    )
    assert (calendar.CLEARS if cheque else calendar.WORKING)[found.day].all()
    return found.day - due[found.document]


def test_each_day_of_lateness_is_as_likely_as_the_others():
    """From the first to the last, and three days more on average until the weekday."""
    days = paid((-4, 2))
    assert days.min() == -4
    assert 1.9 < days.mean() < 2.3  # closed days move some
    assert 0.7 < (days <= -3).mean() / (3 / 49) < 1.3


def test_cheques_come_later():
    """On days on which banks clear them: some of the others come when they don't."""
    assert 0.01 < paid((-4, 2), cheque=True).mean() - paid((-4, 2)).mean() < 0.5


def test_who_must_be_paid_in_time_is_paid_with_the_last_run_before_the_due_day():
    days = paid((-3, 9), in_time=True)
    assert -9 <= days.min() < days.max() == 0
