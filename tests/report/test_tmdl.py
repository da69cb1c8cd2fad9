"""The semantic model: what Power BI's own library would not notice."""

import re
from collections import Counter

import pytest

from pikku.catalog.gold import gold_tables
from pikku.catalog.measures import MEASURES
from pikku.platform import workspace
from pikku.report import tmdl

FOLDER = "Model"
FILES = tmdl.files(FOLDER)
TABLES = {table.name: table for table in gold_tables()}
FUNCTIONS = {
    "AVERAGE", "CALCULATE", "COUNTROWS", "DISTINCTCOUNT", "DIVIDE", "IN", "KEEPFILTERS", "SUM", "SUMX",
}  # fmt: skip


def _table(name):
    return FILES[f"{FOLDER}/definition/tables/{name}.tmdl"]


def _relationships():
    """Return (from table, from column, to table, to column, active) of each relationship."""
    found = []
    for block in FILES[f"{FOLDER}/definition/relationships.tmdl"].split("relationship ")[1:]:
        start = re.search(r"fromColumn: (\w+)\.(\w+)", block)
        end = re.search(r"toColumn: (\w+)\.(\w+)", block)
        found.append((*start.groups(), *end.groups(), "isActive: false" not in block))
    return found


def test_every_table_of_the_star_is_there_with_all_its_columns():
    for name, table in TABLES.items():
        columns = re.findall(r"^\tcolumn (\w+)$", _table(name), re.MULTILINE)
        assert columns == [column.name for column in table.columns]
        assert f"ref table {name}\n" in FILES[f"{FOLDER}/definition/model.tmdl"]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_imported_from_its_gold_view(name):
    text = _table(name)
    assert text.count("\tpartition ") == 1 and "mode: import" in text
    assert f'[Schema = "gold", Item = "{name}"]' in text
    assert "Sql.Database(SynapseEndpoint, SynapseDatabase)" in text


@pytest.mark.parametrize("name", TABLES)
def test_money_is_never_a_float(name):
    text = _table(name)
    exact = {c.name for c in TABLES[name].columns if tmdl.data_type(c) == "decimal"}
    assert "dataType: double" not in text
    assert set(re.findall(r'\{"(\w+)", Currency\.Type\}', text)) == exact


def test_indentation_is_tabs():
    for path, text in FILES.items():
        if path.endswith(".tmdl"):
            assert not re.search(r"^\t* +\S", text, re.MULTILINE), path


def test_lineage_tags_are_unique():
    tags = Counter(re.findall(r"lineageTag: (\S+)", "\n".join(FILES.values())))
    assert len(tags) > 300
    assert [tag for tag, count in tags.items() if count > 1] == []


def test_every_object_has_a_description():
    for name in TABLES:
        lines = _table(name).splitlines()
        for before, line in zip(["", *lines], lines, strict=False):
            if re.match(r"^(table|\tcolumn|\tmeasure) ", line):
                assert before.strip().startswith("/// "), line


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.name)
def test_dax_refers_to_tables_columns_and_measures_that_exist(measure):
    names = {one.name for one in MEASURES}
    text = re.sub(r'"[^"]*"', "", measure.dax)
    for table, column in re.findall(r"(\w+)\[([^\]]+)\]", text):
        assert column in TABLES[table].columns, f"{table}[{column}]"
    rest = re.sub(r"\w+\[[^\]]+\]", "", text)
    assert set(re.findall(r"\[([^\]]+)\]", rest)) <= names
    words = set(re.findall(r"[A-Za-z_]\w*", re.sub(r"\[[^\]]+\]", "", rest)))
    assert words <= FUNCTIONS | set(TABLES)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.name)
def test_dax_and_sql_are_made_of_the_same(measure):
    """A measure over columns names the same ones in both; a measure of measures the same measures."""
    if measure.parts:
        assert set(re.findall(r"(?<!\w)\[([^\]]+)\]", measure.dax)) == set(measure.parts)
    else:
        dax = {
            c for t, c in re.findall(r"(\w+)\[([^\]]+)\]", measure.dax) if t == measure.table_name
        }
        sql = set(re.findall(r"\bf\.(\w+)", measure.sql))
        # The ledger's measures look the accounts' types up through the relationship, SQL through the key.
        assert dax == sql - ({"account_key"} if "dim_account" in measure.dax else set())


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.name)
def test_a_measure_stands_in_its_table_with_format_and_folder(measure):
    text = _table(measure.table_name)
    block = text[text.index(f"\tmeasure {tmdl.quoted(measure.name)} = {measure.dax}\n") :]
    head = block.split("\n\n")[0]
    assert f"\t\tformatString: {measure.format}\n" in head
    assert f"\t\tdisplayFolder: {measure.function.capitalize()}\n" in head


def test_format_strings_are_ones_that_power_bi_knows():
    forms = set(re.findall(r"formatString: (.+)", "\n".join(FILES.values())))
    number = re.compile(r"^(₹ |\\Q)?(#,)?0(\.0+)?( %)?$")
    dates = {"dd mmm yyyy", "mmm yyyy"}
    assert [form for form in forms if not number.match(form) and form not in dates] == []


def test_every_foreign_key_is_a_relationship():
    wanted = {
        (t.name, c.name, key.column.table.name, key.column.name, c.info.get("active", True))
        for t in TABLES.values()
        for c in t.columns
        for key in c.foreign_keys
    }
    assert set(_relationships()) == wanted


def test_there_is_one_active_path_between_two_tables():
    active = [(start, end) for start, _, end, _, on in _relationships() if on]
    assert [pair for pair, count in Counter(active).items() if count > 1] == []
    # Dimensions lead nowhere, so a filter can't take a second way round.
    assert {start for start, _ in active} & {end for _, end in active} == set()


def test_each_fact_has_one_active_date():
    dates = Counter(start for start, _, end, _, on in _relationships() if end == "dim_date" and on)
    assert dates == {name: 1 for name in TABLES if name.startswith("fact_")}


def test_the_calendar_is_marked_as_the_date_table():
    text = _table("dim_date")
    assert "\tdataCategory: Time\n" in text
    assert re.search(r"\tcolumn date\n\t\tdataType: dateTime\n\t\tisKey\n", text)
    assert "\thierarchy 'Financial calendar'\n" in text
    assert "__PBI_TimeIntelligenceEnabled = 0" in FILES[f"{FOLDER}/definition/model.tmdl"]


def test_sort_columns_and_levels_exist_and_levels_are_not_repeated():
    for label, by in tmdl.SORT_BY.items():
        table, column = label.split(".")
        assert {column, by} <= set(TABLES[table].columns.keys())
        assert f"\t\tsortByColumn: {by}\n" in _table(table)
    for table, hierarchies in tmdl.HIERARCHIES.items():
        for levels in hierarchies.values():
            assert len(set(levels)) == len(levels)
            assert set(levels) <= set(TABLES[table].columns.keys())


@pytest.mark.parametrize("name", TABLES)
def test_keys_are_hidden_and_never_summed(name):
    text = _table(name)
    for column in TABLES[name].columns:
        if (column.primary_key or column.foreign_keys) and name != "dim_date":
            block = text[text.index(f"\tcolumn {column.name}\n") :].split("\n\tcolumn ")[0]
            assert "\t\tisHidden\n" in block and "\t\tsummarizeBy: none\n" in block


def test_the_endpoint_and_the_database_are_parameters():
    text = FILES[f"{FOLDER}/definition/expressions.tmdl"]
    assert re.findall(r"^expression (\w+) = ", text, re.MULTILINE) == [
        "SynapseEndpoint",
        "SynapseDatabase",
    ]
    assert text.count("IsParameterQuery=true") == 2


def test_database_and_views_are_those_that_the_synapse_scripts_make():
    scripts = "\n".join(
        f.read_text(encoding="utf-8") for f in (workspace.repo_root() / "synapse").glob("*.sql")
    )
    assert re.findall(r"CREATE DATABASE (?!SCOPED)(\w+)", scripts) == [
        tmdl.PARAMETERS["SynapseDatabase"][0]
    ]
    assert {
        name for name in TABLES if f"VIEW gold.{name} " not in scripts.replace("\n", " ")
    } == set()
