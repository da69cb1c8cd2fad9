"""A new column or table changes no other: each value is drawn from a stream of its own."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from pikku import generate

SIZE, SEED = 900, 5
#: The catalogue gets a column in a table of documents and in one of master data, and a table; the generator fills them.
SCRIPT = """
import json, sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import sqlalchemy as sa

from pikku.catalog import columns, raw
from pikku.catalog.customers import customer
from pikku.catalog.sales import sales_order

customer.append_column(columns.text("phone", "Telephone", 20, optional=True))
sales_order.append_column(columns.whole("pallets", "Pallets that the customer reckons with"))
sa.Table(
    "visit", columns.metadata, columns.key("visit_id", "Visit"), columns.number("visit_no", "Number: VI-nnnnnn"),
    columns.ref("customer_id", "customers.customer.customer_id", "Who was visited"),
    columns.day("visited_on", "Day"), sa.Column("modified_at", sa.TIMESTAMP), schema="customers",
)
added = {"customer": raw.RawColumn("Phone", "phone"), "sales_order": raw.RawColumn("Pallets", "pallets")}
raw.RAW_FILES = (
    raw.RawFile("sales/visits.csv", "visit", "sales CRM", ("visit_no",), raw._columns(
        "Visit = visit_no\\nCust Code = customer_id <- customer.customer_code\\nOn = visited_on")),
    *(replace(f, columns=(*f.columns[:1], added[f.table_name], *f.columns[1:])) if f.table_name in added else f
      for f in raw.RAW_FILES),
)

from pikku import generate
from pikku.generate import calendar, company, partners, rng
from pikku.generate.documents import sales
from pikku.generate.rows import Rows

seed = int(sys.argv[2])
orders, customers, rows = sales.sales_orders, partners.customers, company.Operations.rows

def with_pallets(*given):
    made = orders(*given)
    pallets = rng.integers(seed, "sales_order.pallets", made.columns["sales_order_no"], 1, 30)
    return replace(made, columns={**made.columns, "pallets": pallets})

def with_phones(*given):
    made = customers(*given)
    phones = [f"020 {number:07d}" for number in range(len(made.rows))]
    return replace(made, rows=replace(made.rows, columns={**made.rows.columns, "phone": phones}))

def with_visits(self):
    yield from rows(self)
    numbers = np.arange(1, 301)
    days = calendar.epoch(rng.integers(seed, "visit.day", numbers, 0, calendar.PLAN_DAYS - 1))
    key = self.company.customers.key
    who = key[rng.integers(seed, "visit.customer", numbers, 0, len(key) - 1)]
    yield Rows("visit", {"visit_no": numbers, "customer_id": who, "visited_on": days}, days)

sales.sales_orders, partners.customers, company.Operations.rows = with_pallets, with_phones, with_visits
folder = Path(sys.argv[3])
generate.run(int(sys.argv[1]), seed, out=folder, until="2026-04")
truths = {name: generate.truth(int(sys.argv[1]), seed, name) for name in added}
lengths = {name: len(set(truths[name][column.column].to_pylist())) for name, column in added.items()}
from hashlib import sha256
digest = lambda table: sha256(str(table.to_pydict()).encode()).hexdigest()
others = {name: digest(truths[name].drop_columns([column.column])) for name, column in added.items()}
print(json.dumps([generate.checksums(folder), others, lengths]))
"""


@pytest.fixture(scope="module")
def extended(tmp_path_factory) -> list[dict]:
    """The checksums with the new columns and table, digests of what else their tables hold, and how many values are new."""
    folder = tmp_path_factory.mktemp("extended")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(SIZE), str(SEED), str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def stem(path: str) -> str:
    """Return a part's extract: the file's name without folder, ``_late`` and suffix."""
    return Path(path).stem.removesuffix("_late")


def test_no_other_file_changes(extended, tmp_path):
    generate.run(SIZE, SEED, out=tmp_path, until="2026-04")
    before, after = generate.checksums(tmp_path), extended[0]
    changed = {
        stem(path) for path in before.keys() | after.keys() if before.get(path) != after.get(path)
    }
    assert changed == {"customers", "sales_orders", "visits"}
    assert {path for path in after if stem(path) == "visits"} >= {
        "sales/visits.csv",
        "2026-04/sales/visits.csv",
    }


@pytest.mark.parametrize("table", ["customer", "sales_order"])
def test_the_other_columns_of_its_table_hold_what_they_held(extended, table):
    held: pa.Table = generate.truth(SIZE, SEED, table)
    assert extended[1][table] == hashlib.sha256(str(held.to_pydict()).encode()).hexdigest()
    assert extended[2][table] > 1
