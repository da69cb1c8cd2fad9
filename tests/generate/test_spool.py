"""Documents that are put aside come back by span, and within a span in the order of the pieces."""

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pikku.generate import calendar
from pikku.generate.spool import Spool, whole

days = st.lists(st.integers(0, calendar.PLAN_DAYS - 1), max_size=30)
spans = st.tuples(st.integers(0, calendar.PLAN_SPANS), st.integers(0, calendar.PLAN_SPANS))


@given(st.lists(days, max_size=4), spans)
def test_what_is_taken_is_what_was_put(pieces, asked):
    wanted = range(*asked)
    rows = [
        (calendar.SPAN_OF_DAY[day], piece, place)
        for piece, each in enumerate(pieces)
        for place, day in enumerate(each)
    ]
    with tempfile.TemporaryDirectory() as folder:
        spool = Spool(Path(folder))
        for piece, each in reversed(list(enumerate(pieces))):
            documents = np.stack([np.full(len(each), piece), np.arange(len(each)), np.array(each)])
            counts = spool.put("kept", piece * 1000, documents, np.array(each, dtype=np.int64))
            assert counts.sum() == len(each)
            spool.put("lost", piece, documents, np.array(each, dtype=np.int64))
        taken = spool.take("kept", wanted, 3)
    assert taken.dtype == np.int64
    expected = [(piece, place) for span, piece, place in sorted(rows) if span in wanted]
    assert taken[:2].T.tolist() == [list(each) for each in expected]


def test_a_file_is_whole_or_not_there(tmp_path):
    with pytest.raises(ZeroDivisionError), whole(tmp_path / "file") as draft:
        draft.write_text("half")
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []
