import csv
import io

import pytest

from pikku import generate
from pikku.catalog.raw import RAW_FILES
from pikku.catalog.realism import REALISM
from pikku.generate import define, pictures


@pytest.fixture(scope="module")
def made():
    return define.files()


@pytest.mark.parametrize("file", RAW_FILES, ids=lambda file: file.table_name)
def test_every_raw_file_has_a_sample_of_its_own_rows(made, file, raw):
    text = made[f"data_samples/{define.sample_path(file)}"]
    header, *rows = csv.reader(io.StringIO(text))
    assert header == [column.header for column in file.columns]
    assert 10 <= len(rows) <= 30
    assert all(len(row) == len(header) for row in rows)


def test_the_samples_show_defects(made):
    text = made["data_samples/sales/receipts.csv"]
    rows = list(csv.DictReader(io.StringIO(text)))
    numbers = [row["Receipt No"] for row in rows]
    assert "" in [number.strip() for number in numbers]
    codes = [row["Cust Code"].removeprefix("C-") for row in rows]
    assert any(code.isdigit() and int(code) > 450 for code in codes)  # leads to nobody
    assert len(set(numbers)) < len(numbers)


def test_the_dictionary_has_every_column(made):
    text = made["data_samples/README.md"]
    for file in RAW_FILES:
        section = text.split(f"## {file.path}\n")[1].split("\n## ")[0]
        for column in file.columns:
            assert f"| {column.header} | `{column.column}` |" in section


def test_the_pictures_show_what_is_there(raw):
    truth = {
        name: generate.truth(4_000, 7, name)
        for name in ("sales_order", "customer", "sales_order_line")
    }
    bars = pictures.orders_by_month(truth["sales_order"], truth["customer"]).data
    assert sum(sum(bar.y) for bar in bars) == truth["sales_order"].num_rows
    curve = pictures.pareto(truth["sales_order_line"]).data[0]
    assert list(curve.y) == sorted(curve.y)
    assert curve.y[-1] == 100
    counted = pictures.defects(raw).data[0]
    assert sum(counted.x) == generate.defects(raw).num_rows
    calm = REALISM.demand.__class__(seasons=())
    with_seasons, without = pictures.plan(7, REALISM.demand, calm).data
    assert max(with_seasons.y) > 1.2 * max(without.y)


def test_the_lines_of_a_plan_are_called_by_what_they_are():
    calm = REALISM.demand.__class__(seasons=())
    named = pictures.plan(7, REALISM.demand, without_Diwali=calm).data
    assert [line.name for line in named] == ["as it is", "without Diwali"]
    assert named[1].y == pictures.plan(7, REALISM.demand, calm).data[1].y
    assert [line.name for line in pictures.plan(7).data] == ["as it is"]


def test_the_kinds_of_defects_are_all_named_on_a_scale_that_says_that_it_is_logarithmic(raw):
    axes = pictures.defects(raw).layout
    assert "logarithmic" in axes.xaxis.title.text
    assert (axes.xaxis.dtick, axes.yaxis.dtick, axes.yaxis.automargin) == (1, 1, True)
