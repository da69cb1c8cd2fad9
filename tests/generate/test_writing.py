"""How values are written: texts, types, and what is looked for in them."""

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pikku.catalog.raw import RAW_FILES, raw_file
from pikku.generate import disguise, kinds, writing

PARQUET = [file for file in RAW_FILES if file.format == "parquet"]


@pytest.mark.parametrize("slices", [slice(None), slice(2, 5)])
def test_texts_with_a_wanted_octet_are_found(slices):
    texts = pa.array(["", "a,b", "c", ",", "", "Zürich", "d,e,"])[slices]
    expected = [place for place, text in enumerate(texts.to_pylist()) if "," in text]
    assert writing.having(texts, lambda octet: octet == ord(",")).tolist() == expected
    beyond = [place for place, text in enumerate(texts.to_pylist()) if not text.isascii()]
    assert writing.having(texts, lambda octet: octet >= 0x80).tolist() == beyond


def test_codes_that_stand_together_are_written_once():
    kind = kinds.kinds(raw_file("sales_order_line"))["sales_order_id"]
    found = writing.text(np.array([7, 7, 8, 7, 7, 7]), kind)
    assert len(found.dictionary) == 3
    assert found.to_pylist() == [f"SO-{number:09d}" for number in (7, 7, 8, 7, 7, 7)]
    assert writing.text(np.array([], dtype=np.int64), kind).to_pylist() == []


@pytest.mark.parametrize(
    ("value", "unit", "number", "stated"),
    [
        ("1200", "kg", 0, "1200kg"),
        ("12.500", "kg", 0, "12.5kg"),
        ("0", "kg", 0, "0"),
    ],
)
def test_a_quantity_is_stated_with_its_unit(value, unit, number, stated):
    assert disguise._stated(value, (unit, number)) == stated


@pytest.mark.parametrize("file", PARQUET, ids=lambda file: file.table_name)
def test_parquet_extracts_are_typed_where_nothing_can_be_misspelt(raw, file):
    schema = pq.read_schema(raw / file.path)
    for column in file.columns:
        text = pa.types.is_string(schema.field(column.header).type)
        assert text != file.is_typed(column)
    assert any(file.is_typed(column) for column in file.columns)
    assert not any(file.is_typed(column) for column in file.columns if column.measure)


@pytest.mark.parametrize("file", RAW_FILES, ids=lambda file: file.table_name)
def test_csv_extracts_are_text(file):
    if file.format == "csv":
        assert {kind.stored for kind in kinds.kinds(file).values()} == {pa.string()}
