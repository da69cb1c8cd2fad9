"""A column added to the catalogue arrives everywhere, with no other edit."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from pikku.platform.workspace import repo_root

SCRIPT = """
import json
from pikku import definitions
print(json.dumps(definitions.files()))
"""


@pytest.fixture(scope="module")
def artefacts(tmp_path_factory):
    """Return the artefacts derived from a copy of the library in which a product has a colour."""
    library = tmp_path_factory.mktemp("copy") / "lib"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(repo_root() / "lib" / "pikku", library / "pikku", ignore=ignored)
    module = library / "pikku" / "catalog" / "products.py"
    text = module.read_text(encoding="utf-8")
    line = '    text("hsn_code", "HSN code for GST", 8),\n'
    assert text.count(line) == 1
    added = '    text("colour", "Colour of the piece", 17, optional=True),\n'
    module.write_text(text.replace(line, line + added), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(library)}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("place", "ending", "words"),
    [
        ("DDL of PostgreSQL", ".sql", ("postgresql", "colour VARCHAR(17)")),
        ("DDL of Azure SQL", ".sql", ("azure_sql", "colour NVARCHAR(17)")),
        ("dataset of Data Factory", ".json", ("adf/dataset", '"colour"')),
        ("Delta tables", ".sql", ("databricks", "colour STRING COMMENT 'Colour of the piece'")),
        ("Synapse view", ".sql", ("synapse", "colour")),
        ("semantic model", "dim_product.tmdl", ("powerbi", "column colour")),
        ("data dictionary", "data-dictionary.md", ("docs", "Colour of the piece")),
    ],
)
def test_a_new_column_is_in_the(artefacts, place, ending, words):
    folder, text = words
    found = [p for p, t in artefacts.items() if folder in p and p.endswith(ending) and text in t]
    assert found, place


def test_the_spark_schema_follows_the_catalogue():
    from pikku import catalog
    from pikku.process import define

    fields = define.schema(catalog.table("product")).fieldNames()
    assert set(catalog.table("product").columns.keys()) <= set(fields)
