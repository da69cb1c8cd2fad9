"""Whoever looks at a raw file sees what was sent, without having all of it in memory."""

import pytest

from pikku import load


@pytest.fixture
def folder(rows, write):
    """Return a folder of raw files with five carriers."""
    first = rows["carrier"][0]
    rows["carrier"] = [first | {"Transporter": f"TR-0{number}"} for number in range(1, 6)]
    rows["attendance"][1]["Status"] = " Leave"
    return write(rows)


def test_all_rows_or_some_of_them_are_shown_in_their_order(folder):
    def codes(**wanted):
        return load.raw_rows("carrier", raw=folder, **wanted)["Transporter"].to_pylist()

    assert codes() == ["TR-01", "TR-02", "TR-03", "TR-04", "TR-05"]
    assert codes(limit=2) == ["TR-01", "TR-02"]
    assert codes(first=4) == ["TR-04", "TR-05"]
    assert codes(first=3, limit=1) == ["TR-03"]
    assert codes(limit=0) == []


def test_a_query_is_asked_of_the_rows_as_they_were_sent(folder):
    query = (
        "WITH each AS (FROM sent) SELECT Status, count(*) AS rows FROM each GROUP BY 1 ORDER BY 1"
    )
    found = load.raw_rows("attendance", query=query, raw=folder)
    assert found.to_pylist() == [
        {"Status": " Leave", "rows": 1},
        {"Status": "absent", "rows": 1},
        {"Status": "present", "rows": 1},
    ]
    (count,) = load.raw_rows(
        "attendance", limit=2, query="SELECT count(*) AS rows FROM sent", raw=folder
    )["rows"].to_pylist()
    assert count == 2
