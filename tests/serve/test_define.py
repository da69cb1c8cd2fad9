"""The scripts in the repository are what the catalogue says."""

import re

import pytest
import sqlalchemy as sa

from pikku.catalog.gold import gold_tables
from pikku.catalog.measures import MEASURES
from pikku.catalog.reporting import FUNCTIONS, VIEWS
from pikku.platform import workspace
from pikku.serve import define
from pikku.serve.scripts import VARIABLES

FILES = define.files()


def test_the_repository_has_the_derived_files():
    root = workspace.repo_root()
    for path, text in FILES.items():
        assert (root / path).read_text(encoding="utf-8") == text, f"run: pikku define ({path})"


def test_the_repository_has_no_other_scripts():
    root = workspace.repo_root()
    found = {file for file in (root / "synapse").rglob("*") if file.is_file()}
    assert {file.relative_to(root).as_posix() for file in found} == set(FILES)


@pytest.mark.parametrize("table", gold_tables(), ids=lambda table: table.name)
def test_each_column_of_a_gold_table_is_declared_with_its_type(table):
    text = define.layer_view(table, "gold")
    assert text.count("rows.[") == len(table.columns)
    for column in table.columns:
        declared = re.escape(define.synapse_type(column.type))
        assert re.search(rf"^    \[{column.name}\] +{declared},?$", text, re.MULTILINE)


def test_a_column_added_to_the_catalogue_appears_in_the_view():
    table = sa.Table(
        "fact_x",
        sa.MetaData(),
        sa.Column("key", sa.BigInteger),
        sa.Column("remark", sa.String(7)),
    )
    assert "[remark] VARCHAR(7) COLLATE Latin1_General_100_BIN2_UTF8" in define.layer_view(
        table, "gold"
    )


def test_an_unknown_type_is_refused():
    with pytest.raises(TypeError, match="no Synapse type"):
        define.synapse_type(sa.LargeBinary())


def test_nothing_secret_is_in_the_scripts():
    text = "\n".join(FILES.values()).upper()
    for word in ("PASSWORD =", "SECRET =", "SHARED ACCESS SIGNATURE", "ACCOUNTKEY"):
        assert word not in text


def test_the_reader_has_the_views_and_what_their_openrowset_asks_for():
    """A view over OPENROWSET needs of its caller what OPENROWSET needs: ownership gives no right to bulk operations."""
    text = FILES["synapse/12_grants.sql"]
    assert re.findall(rf"^GRANT (.+) TO {define.READER};$", text, re.MULTILINE) == [
        "SELECT ON SCHEMA::gold",
        "SELECT ON SCHEMA::reporting",
        "ADMINISTER DATABASE BULK OPERATIONS",
        f"REFERENCES ON DATABASE SCOPED CREDENTIAL::{define.CREDENTIAL}",
    ]


def test_the_factory_may_read_files_through_the_data_source_and_nothing_else():
    """What Microsoft's "Access external storage" asks for: OPENROWSET with a data source that has a credential."""
    text = FILES["synapse/13_factory_user.sql"]
    assert re.findall(r"^ *GRANT (.+) TO \[\$\(FACTORY\)\];$", text, re.MULTILINE) == [
        "ADMINISTER DATABASE BULK OPERATIONS",
        f"REFERENCES ON DATABASE SCOPED CREDENTIAL::{define.CREDENTIAL}",
    ]
    assert "CREATE USER [$(FACTORY)] FROM EXTERNAL PROVIDER" in text
    assert text.count("GRANT") == 2


def test_the_readme_gives_each_variable_of_the_scripts_a_value():
    text = FILES["synapse/README.md"]
    used = set(
        re.findall(r"\$\((\w+)\)", "".join(t for p, t in FILES.items() if p.endswith(".sql")))
    )
    assert used == set(VARIABLES)
    for command in re.findall(r"-v (.+) -b", text):
        assert {one.partition("=")[0] for one in command.split()} == used


def test_every_function_has_three_views_and_every_measure_has_a_function_here():
    for function in FUNCTIONS:
        assert sum(view.function == function for view in VIEWS) >= 3
    assert {measure.function for measure in MEASURES} == set(FUNCTIONS)


def test_view_names_are_unique():
    names = [view.name for view in VIEWS]
    assert len(names) == len(set(names))


def test_the_readme_lists_each_script_and_view():
    text = FILES["synapse/README.md"]
    for path in FILES:
        if path.endswith(".sql"):
            assert path.removeprefix("synapse/") in text
    for view in VIEWS:
        assert f"reporting.{view.name}" in text
