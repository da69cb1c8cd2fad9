"""The semantic model in TMDL, derived from the star and the measures: what Power BI loads, relates and computes."""

import sqlalchemy as sa

from pikku.catalog.gold import gold_tables
from pikku.catalog.measures import MEASURES, Measure
from pikku.report.ids import pretty, tag

SCHEMA = "https://developer.microsoft.com/json-schemas/fabric"
COMPATIBILITY_LEVEL = 1604
CULTURE = "en-IN"
"""Groups digits as India does: 12,34,567."""

PARAMETERS = {
    "SynapseEndpoint": (
        "pikku-ondemand.sql.azuresynapse.net",
        "Address of the serverless SQL endpoint of the Synapse workspace",
    ),
    "SynapseDatabase": ("pikku", "Database with the views of the gold layer"),
}

#: Columns that are shown in the order of another one of their table.
SORT_BY = {
    "dim_date.month_name": "month_start",
    "dim_account.account_name": "account_key",
}

#: Ways to drill down: table -> name of the hierarchy -> its columns, from the outer to the inner.
HIERARCHIES = {
    "dim_date": {
        "Financial calendar": ("financial_year", "fiscal_quarter", "month_name", "date"),
        "Months": ("financial_year", "month_name"),
    },
    "dim_product": {"Products": ("product_type", "category_name", "product_name")},
    "dim_customer": {"Regions": ("state_name", "city", "customer_name")},
    "dim_vendor": {"Supplies": ("vendor_type", "vendor_name")},
    "dim_account": {"Statement": ("account_type", "statement_group", "account_name")},
}

_FORMATS = {
    "dim_date.month_start": "mmm yyyy",
    "dim_date.fiscal_quarter": "\\Q0",
    "dim_date.period_id": "0",
}
_DATE, _RUPEES, _RATE, _WHOLE = "dd mmm yyyy", "₹ #,0.00", "0.00", "#,0"
_NOT_ADDITIVE = ("_price", "_rate", "_cost", "_no", "_id", "_key", "_days", "_km")


def files(folder: str) -> dict[str, str]:
    """Return the semantic model's files: path below the repository -> text.

    Parameters
    ----------
    folder
        The item's folder, as in ``powerbi/Pikku.SemanticModel``.
    """
    tables = gold_tables()
    found = {
        f"{folder}/.platform": platform("SemanticModel", "The star of Pikku Moulds & Plastic"),
        f"{folder}/definition.pbism": pretty(
            {
                "$schema": f"{SCHEMA}/item/semanticModel/definitionProperties/1.0.0/schema.json",
                "version": "4.2",
                "settings": {},
            }
        ),
        f"{folder}/definition/database.tmdl": _database(),
        f"{folder}/definition/model.tmdl": _model(tables),
        f"{folder}/definition/expressions.tmdl": _expressions(),
        f"{folder}/definition/relationships.tmdl": _relationships(tables),
    }
    for table in tables:
        found[f"{folder}/definition/tables/{table.name}.tmdl"] = _table(table)
    return found


def platform(kind: str, description: str) -> str:
    """Return the ``.platform`` file of a Fabric item of a kind, ``Report`` or ``SemanticModel``."""
    return pretty(
        {
            "$schema": f"{SCHEMA}/gitIntegration/platformProperties/2.0.0/schema.json",
            "metadata": {"type": kind, "displayName": "Pikku", "description": description},
            "config": {"version": "2.0", "logicalId": tag(kind)},
        }
    )


def quoted(name: str) -> str:
    """Return a name as TMDL writes it: in single quotes when it is more than one word."""
    plain = name.replace("_", "").isalnum() and name.isascii()
    return name if plain else "'" + name.replace("'", "''") + "'"


def _database() -> str:
    return f"database\n\tcompatibilityLevel: {COMPATIBILITY_LEVEL}\n"


def _model(tables: list[sa.Table]) -> str:
    order = ", ".join(f'"{name}"' for name in [*PARAMETERS, *(table.name for table in tables)])
    lines = [
        "model Model",
        f"\tculture: {CULTURE}",
        "\tdefaultPowerBIDataSourceVersion: powerBI_V3",
        "\tdiscourageImplicitMeasures",
        f"\tsourceQueryCulture: {CULTURE}",
        "\tdataAccessOptions",
        "\t\tlegacyRedirects",
        "\t\treturnErrorValuesAsNull",
        "",
        # Power BI's own hidden date tables would compete with dim_date.
        "annotation __PBI_TimeIntelligenceEnabled = 0",
        "",
        f"annotation PBI_QueryOrder = [{order}]",
        "",
        *(f"ref table {table.name}" for table in tables),
        "",
    ]
    return "\n".join(lines)


def _expressions() -> str:
    blocks = []
    for name, (value, description) in PARAMETERS.items():
        meta = 'meta [IsParameterQuery=true, Type="Text", IsParameterQueryRequired=true]'
        blocks.append(
            f'/// {description}\nexpression {name} = "{value}" {meta}\n'
            f"\tlineageTag: {tag('expression', name)}\n\n"
            "\tannotation PBI_NavigationStepName = Navigation\n\n"
            "\tannotation PBI_ResultType = Text\n"
        )
    return "\n".join(blocks)


def _relationships(tables: list[sa.Table]) -> str:
    blocks = []
    for table in tables:
        for column in table.columns:
            for key in column.foreign_keys:
                end = f"{key.column.table.name}.{key.column.name}"
                lines = [f"relationship {tag('relationship', table.name, column.name)}"]
                if not column.info.get("active", True):
                    lines.append("\tisActive: false")
                lines += [f"\tfromColumn: {table.name}.{column.name}", f"\ttoColumn: {end}", ""]
                blocks.append("\n".join(lines))
    return "\n".join(blocks)


def _table(table: sa.Table) -> str:
    lines = [f"/// {table.comment}", f"table {table.name}"]
    lines.append(f"\tlineageTag: {tag('table', table.name)}")
    if table.name == "dim_date":
        lines.append("\tdataCategory: Time")
    lines.append("")
    for measure in MEASURES:
        if measure.table_name == table.name:
            lines += [*_measure(measure), ""]
    for column in table.columns:
        lines += [*_column(column), ""]
    for name, levels in HIERARCHIES.get(table.name, {}).items():
        lines += _hierarchy(table.name, name, levels)
    lines += _partition(table)
    return "\n".join(lines)


def _measure(measure: Measure) -> list[str]:
    return [
        f"\t/// {measure.description}",
        f"\tmeasure {quoted(measure.name)} = {measure.dax}",
        f"\t\tformatString: {measure.format}",
        f"\t\tdisplayFolder: {measure.function.capitalize()}",
        f"\t\tlineageTag: {tag('measure', measure.name)}",
    ]


def _column(column: sa.Column) -> list[str]:
    table, label = column.table.name, f"{column.table.name}.{column.name}"
    lines = [f"\t/// {column.comment}", f"\tcolumn {quoted(column.name)}"]
    lines.append(f"\t\tdataType: {data_type(column)}")
    if _hidden(column):
        lines.append("\t\tisHidden")
    if label == "dim_date.date":
        lines.append("\t\tisKey")
    if form := column_format(column):
        lines.append(f"\t\tformatString: {form}")
    lines.append(f"\t\tlineageTag: {tag('column', table, column.name)}")
    if label in ("dim_customer.city", "dim_vendor.city", "dim_warehouse.city"):
        lines.append("\t\tdataCategory: City")
    if label in ("dim_customer.state_name", "dim_vendor.state_name"):
        lines.append("\t\tdataCategory: StateOrProvince")
    lines.append(f"\t\tsummarizeBy: {'sum' if _additive(column) else 'none'}")
    lines.append(f"\t\tsourceColumn: {column.name}")
    if label in SORT_BY:
        lines.append(f"\t\tsortByColumn: {SORT_BY[label]}")
    lines += ["", "\t\tannotation SummarizationSetBy = User"]
    if isinstance(column.type, sa.Date):
        lines += ["", "\t\tannotation UnderlyingDateTimeDataType = Date"]
    return lines


def data_type(column: sa.Column) -> str:
    """Return a column's data type in the model; money is ``decimal``, Power BI's fixed decimal number.

    Raises
    ------
    TypeError
        When the model has no type for it.
    """
    match column.type:
        case sa.Integer():  # BigInteger is one, too
            return "int64"
        case sa.Numeric():
            return "decimal"
        case sa.Boolean():
            return "boolean"
        case sa.Date() | sa.DateTime():
            return "dateTime"
        case sa.String():
            return "string"
    raise TypeError(f"the model has no type for {column.type!r} of {column}")


def column_format(column: sa.Column) -> str:
    """Return a column's format string; empty when it has none."""
    label = f"{column.table.name}.{column.name}"
    if label in _FORMATS:
        return _FORMATS[label]
    match column.type:
        case sa.Date():
            return _DATE
        case sa.Numeric():
            return _RATE if column.name.endswith("_rate") else _RUPEES
        case sa.Integer():
            return "0" if _is_key(column) else _WHOLE
    return ""


def _is_key(column: sa.Column) -> bool:
    return bool(column.primary_key or column.foreign_keys or column.name.endswith("_id"))


def _hidden(column: sa.Column) -> bool:
    """Return whether the field list leaves a column out: keys, and a fact's dates and amounts, which measures show."""
    if column.table.name == "dim_date":
        return column.name == "period_id"
    return _is_key(column) or _additive(column)


def _additive(column: sa.Column) -> bool:
    """Return whether a column of a fact may be summed."""
    return (
        column.table.name.startswith("fact_")
        and isinstance(column.type, sa.Integer | sa.Numeric)
        and not _is_key(column)
        and not (column.name.endswith(_NOT_ADDITIVE) and column.name != "cost_amount")
    )


def _hierarchy(table: str, name: str, levels: tuple[str, ...]) -> list[str]:
    lines = [f"\thierarchy {quoted(name)}", f"\t\tlineageTag: {tag('hierarchy', table, name)}", ""]
    for level in levels:
        lines += [
            f"\t\tlevel {quoted(level)}",
            f"\t\t\tlineageTag: {tag('level', table, name, level)}",
            f"\t\t\tcolumn: {quoted(level)}",
            "",
        ]
    return lines


def _partition(table: sa.Table) -> list[str]:
    """Return the import of a gold view; decimals are loaded as fixed decimal numbers, never as floats."""
    exact = [c.name for c in table.columns if data_type(c) == "decimal"]
    steps = [
        "Source = Sql.Database(SynapseEndpoint, SynapseDatabase)",
        f'View = Source{{[Schema = "gold", Item = "{table.name}"]}}[Data]',
    ]
    last = "View"
    if exact:
        types = ", ".join(f'{{"{name}", Currency.Type}}' for name in exact)
        steps.append(f"Typed = Table.TransformColumnTypes(View, {{{types}}})")
        last = "Typed"
    indent = "\t\t\t\t"
    lines = [f"\tpartition {table.name} = m", "\t\tmode: import", "\t\tsource ="]
    lines.append(f"{indent}let")
    lines += [
        f"{indent}\t{step}{',' if i < len(steps) - 1 else ''}" for i, step in enumerate(steps)
    ]
    lines += [f"{indent}in", f"{indent}\t{last}", "", "\tannotation PBI_ResultType = Table", ""]
    return lines
