"""What runs take from the stores."""

import numpy as np
from tests.generate.test_maintenance import made

from pikku.catalog.realism import REALISM
from pikku.generate import calendar, consumption


def test_over_all_runs_no_more_is_taken_than_the_bill_of_materials_says():
    """A box of labels that a run leaves half full is used up by the next one: of each line less than one unit is too much."""
    made_of, runs, _ = made(1, REALISM, "small")
    taken = consumption.issues(made_of, runs)
    pieces = np.zeros(len(made_of), dtype=np.int64)
    np.add.at(pieces, runs.product, runs.good + runs.scrap)
    bill = made_of.bill
    needed = np.bincount(bill.component, pieces[bill.good] * bill.per_1000 / 1e6)
    lines = np.bincount(bill.component)
    assert (taken.by_week.sum(axis=0) >= np.floor(needed)).all()
    assert (taken.by_week.sum(axis=0) < needed + lines).all()
    booked = runs.started < calendar.DAYS
    assert (taken.in_books <= taken.by_week.sum(axis=0)).all() and not booked.all()
