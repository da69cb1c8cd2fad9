"""The factory's files are derived from the catalogue, and hold no secret."""

import json
import re

import sqlalchemy as sa

from pikku import catalog
from pikku.catalog.columns import metadata
from pikku.migrate import define, factory_folder
from pikku.migrate.pipelines import load

FILES = define.files()


def test_the_committed_files_are_in_step():
    root = factory_folder().parent
    for path, text in FILES.items():
        assert (root / path).read_text(encoding="utf-8") == text, f"{path}: run `pikku define`"
    committed = {p.relative_to(root).as_posix() for p in factory_folder().rglob("*.json")}
    assert committed == {path for path in FILES if path.startswith("adf/")}


def test_every_table_has_a_dataset_with_its_columns():
    for table in catalog.tables():
        dataset = json.loads(FILES[f"adf/dataset/ds_sql_{table.name}.json"])["properties"]
        assert [column["name"] for column in dataset["schema"]] == list(table.columns.keys())
        assert dataset["typeProperties"] == {"schema": table.schema, "table": table.name}
    line = json.loads(FILES["adf/dataset/ds_sql_sales_order_line.json"])["properties"]["schema"]
    assert {"name": "net_amount", "type": "decimal", "precision": 18, "scale": 2} in line


def test_every_table_is_registered():
    text = FILES["adf/pipeline/pl_register_tables.json"]
    for table in catalog.tables():
        assert f"SELECT '{table.schema}', '{table.name}', '{table.info['load']}'" in text


def test_every_object_has_a_description_and_annotations():
    for path, text in FILES.items():
        body = json.loads(text) if path.endswith(".json") else {}
        if "properties" in body and "/factory/" not in path:
            assert body["properties"].get("description"), path
            if "/integrationRuntime/" not in path:
                assert body["properties"]["annotations"], path


def test_names_follow_the_convention():
    prefixes = {"pipeline": "pl_", "dataset": "ds_", "linkedService": "ls_", "trigger": "tr_"}
    for path in FILES:
        folder, _, name = path.removeprefix("adf/").partition("/")
        assert name.startswith(prefixes.get(folder, "")), path


def test_there_is_no_secret_and_no_account_name():
    suspicious = re.compile(
        r"password|pwd=|accountkey|sharedaccess|sig=|\.windows\.net|\.azure\.net|[0-9a-f]{8}-[0-9a-f]{4}-",
        re.IGNORECASE,
    )
    for path, text in FILES.items():
        if path.startswith("adf/"):
            text = text.replace(
                "https://vault.azure.net", ""
            )  # whom a token is for, no vault's own
            found = [m for m in suspicious.findall(text) if "no password" not in text]
            assert not found, path


def test_a_new_table_needs_nothing_but_the_catalogue(monkeypatch):
    copy = sa.MetaData(naming_convention=metadata.naming_convention)
    table = sa.Table(
        "sample", copy, sa.Column("sample_id", sa.BigInteger, primary_key=True), sa.Column("modified_at", sa.TIMESTAMP),
        schema="sales", comment="Samples", info={"load": "watermark"},
    )  # fmt: skip
    monkeypatch.setattr(catalog, "tables", lambda area=None: [table])
    made = define.files()
    assert "adf/dataset/ds_sql_sample.json" in made
    assert "sales', 'sample', 'watermark'" in made["adf/pipeline/pl_register_tables.json"]


def test_the_script_of_a_table_is_the_same_on_both_databases():
    from pikku.migrate.tsql import translate

    text = load.registration(catalog.table("sales_order"), 1)
    assert translate(text) == text
