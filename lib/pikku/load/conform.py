"""Reading one value of a raw file: the SQL that turns any known spelling of it into the value, or looks whether a value fits.

Most values are written as they should be, and an engine tells that quickly; only the others are taken apart. The spellings
are those of :mod:`pikku.catalog.spelling`. Each expression gives NULL where the text can't be read, so whoever uses it can tell a
good value from a broken one.
"""

import re
from dataclasses import dataclass

import sqlalchemy as sa

from pikku import catalog
from pikku.catalog import products, spelling
from pikku.catalog.raw import RawColumn
from pikku.load.types import duckdb_type


def quoted(text: str) -> str:
    """Return a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


#: Blanks of all kinds, as spreadsheets leave them: no-break space, tab, line ends; and NUL, which PostgreSQL's texts can't have.
_BLANKS = "chr(160) || chr(9) || chr(10) || chr(13) || chr(0)"

#: Characters of a value that a sentence about it shows.
_SHOWN = 60

#: The pattern of codes in a column's comment, as in ``Item code, FG-nnnnn finished, RM-nnnnn material``.
_PATTERN = re.compile(r"\b([A-Z]+)-(n+)\b")

#: The pattern of a reference to a document's line as it is written when nothing about it is odd.
_PLAIN_LINE = "[A-Z]+-[0-9]{1,12}/[0-9]{1,2}"

#: DuckDB's types of whole numbers in Parquet.
_WHOLE = (
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
)

MISSING, REFERENCE, NUMBER, DATE = "missing key", "unknown reference", "bad number", "bad date"


@dataclass(frozen=True)
class Conformed:
    """How the text of a column, or what it has as a value, becomes the table's value.

    `value` is SQL over the tidied text, or over the value that was sent; where it is NULL for a text, the row has a defect of
    the kind `kind`, and the text `says` what it is not. Where the column may be empty, `empty` says in SQL that it is. `written`
    is SQL, over the value, for how it is written when nothing about it is odd.
    """

    value: str
    kind: str
    says: str
    written: str
    empty: str


def tidy(text: str) -> str:
    """Return SQL for a text without blanks around it, NULL when nothing is left."""
    return f"nullif(trim(translate({text}, {_BLANKS}, '     ')), '')"


def shown(value: str) -> str:
    """Return SQL for the beginning of a value as it was sent, for a sentence about it, with ``\\0`` for each NUL."""
    return f"coalesce(left(replace(CAST({value} AS VARCHAR), chr(0), '\\0'), {_SHOWN}), '')"


def conformed(
    raw: RawColumn, table: sa.Table, text: str, value: str = "value", *, typed: bool = False
) -> Conformed:
    """Return how a column of a raw file is read.

    Parameters
    ----------
    raw
        The column of the file.
    table
        The table that the file feeds.
    text
        SQL of the tidied text.
    value
        SQL of the value, where it has been read already.
    typed
        Whether `text` is no text, but a value of one of the types that :func:`is_of` accepts.
    """
    column = table.columns[raw.column]
    if typed:
        _, kind, says = _reading(raw, column, text)
        return Conformed(_fitting(column, text), kind, says, value, f"({text} IS NULL)")
    empty = f"({text} IS NULL)"
    if column.nullable or raw.lookup or _points_to_document(column):
        empty = f"({text} IS NULL OR lower({text}) IN ({_listed(spelling.EMPTY)}))"
    return Conformed(*_reading(raw, column, text), _written(raw, column, text, value), empty)


def _reading(raw: RawColumn, column: sa.Column, text: str) -> tuple[str, str, str]:
    """Return the SQL of a column's value, the kind of defect when it is NULL, and what the text then is not."""
    kind = column.type
    if raw.lookup:
        target = catalog.table(raw.lookup.partition(".")[0])
        return code(text), REFERENCE, f"leads to no {_words(target.name)}"
    if column.foreign_keys and target_name(column) == "period":
        return period(text), DATE, "is no month"
    if column.foreign_keys:
        return line_reference(text), REFERENCE, f"leads to no {_words(target_name(column))}"
    if values := column.info.get("values"):
        return choice(text, raw.column, values), REFERENCE, f"is none of {', '.join(values)}"
    if column.name == "state_name":
        return state(text), REFERENCE, "is no state"
    if column.name == "city":
        return city(text), MISSING, ""
    if column.name in spelling.FIRMS:
        return firm(text), MISSING, ""
    if patterns := _PATTERN.findall(column.comment or ""):
        return (
            code(text, patterns),
            MISSING if column.unique else REFERENCE,
            f"is not like {patterns[0][0]}-nnn",
        )
    if column.name in spelling.IDENTIFIERS:
        name, shape = spelling.IDENTIFIERS[column.name]
        tight = f"upper(replace({text}, ' ', ''))"
        return (
            f"CASE WHEN regexp_full_match({tight}, '{shape}') THEN {tight} END",
            MISSING,
            f"is no {name}",
        )
    if isinstance(kind, sa.Boolean):
        return boolean(text), REFERENCE, "is neither yes nor no"
    if isinstance(kind, sa.TIMESTAMP):
        return moment(text), DATE, "is no time"
    if isinstance(kind, sa.Date):
        return date(text), DATE, "is no date"
    if isinstance(kind, sa.Integer | sa.Numeric):
        what = "is no number" if isinstance(kind, sa.Numeric) else "is no whole number"
        return number(text, column, raw.measure), NUMBER, what
    return words(text), MISSING, ""


def is_of(column: sa.Column, type_: str) -> bool:
    """Return whether every value of one of DuckDB's types that a column can hold is in it exactly as it is."""
    match column.type:
        case sa.TIMESTAMP():
            return type_ in ("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS")
        case sa.Date():
            return type_ == "DATE"
        case sa.Integer():
            return type_ in _WHOLE
        case sa.Numeric(scale=scale):
            places = re.fullmatch(r"DECIMAL\([0-9]+,([0-9]+)\)", type_)
            return type_ in _WHOLE or bool(places) and int(places[1]) <= scale
    return False


def _fitting(column: sa.Column, value: str) -> str:
    """Return SQL for a value of a type that is the column's, NULL where the column can't hold it.

    Dates have years of four digits, and times whole seconds, as they have as text.
    """
    kind = duckdb_type(column)
    if not isinstance(column.type, sa.Date | sa.TIMESTAMP):
        return f"TRY_CAST({value} AS {kind})"
    ok = f"year({value}) BETWEEN 1000 AND 9999"
    if isinstance(column.type, sa.TIMESTAMP):
        ok += f" AND date_trunc('second', {value}) = {value}"
    return f"CASE WHEN {ok} THEN CAST({value} AS {kind}) END"


def _written(raw: RawColumn, column: sa.Column, text: str, value: str) -> str:
    """Return SQL for how a column's value is written when nothing about it is odd."""
    if raw.lookup:
        return value
    if column.foreign_keys and target_name(column) != "period":
        return f"CASE WHEN regexp_full_match({text}, '{_PLAIN_LINE}') THEN {text} ELSE '' END"
    if isinstance(column.type, sa.Boolean):
        return f"CASE WHEN {value} THEN {quoted(spelling.TRUE[0])} ELSE {quoted(spelling.FALSE[0])} END"
    if isinstance(column.type, sa.TIMESTAMP):
        return text
    return value if isinstance(column.type, sa.String) else f"CAST({value} AS VARCHAR)"


def code(text: str, patterns: list[tuple[str, str]] | None = None) -> str:
    """Return SQL for a code as ``PREFIX-digits``; with `patterns`, only for those prefixes with enough digits."""
    parts = f"regexp_extract({text}, {quoted(_re2(spelling.CODE))}, ['prefix', 'digits', 'line'])"
    written = f"upper({parts}.prefix) || '-' || {parts}.digits"
    if patterns:
        allowed = "|".join(f"{prefix}-[0-9]{{{len(digits)},}}" for prefix, digits in patterns)
    else:
        allowed = "[A-Z]+-[0-9]+"
    read = f"nullif(regexp_extract(CASE WHEN {parts}.line = '' THEN {written} ELSE '' END, '^({allowed})$'), '')"
    return f"CASE WHEN regexp_full_match({text}, '{allowed}') THEN {text} ELSE {read} END"


def line_reference(text: str) -> str:
    """Return SQL for the key of a document's line: ``SO-000000123/2`` is 12302."""
    parts = f"regexp_extract({text}, {quoted(_re2(spelling.CODE))}, ['prefix', 'digits', 'line'])"
    number = f"TRY(CAST({parts}.digits AS BIGINT) * 100 + CAST({parts}.line AS BIGINT))"
    # The hundredth line would have the key of another document's.
    read = f"CASE WHEN TRY_CAST({parts}.line AS BIGINT) < 100 THEN {number} END"
    dash, slash = f"strpos({text}, '-')", f"strpos({text}, '/')"
    digits, line = (
        f"substring({text}, {dash} + 1, {slash} - {dash} - 1)",
        f"substring({text}, {slash} + 1)",
    )
    plain = f"CAST({digits} AS BIGINT) * 100 + CAST({line} AS BIGINT)"
    return f"CASE WHEN regexp_full_match({text}, '{_PLAIN_LINE}') THEN {plain} ELSE {read} END"


def number(text: str, column: sa.Column, measure: str | None = None) -> str:
    """Return SQL for a number in the column's type, NULL when it doesn't fit exactly.

    Most numbers are written plainly, and looking for noise or units is slow, so only the others are searched for them. The
    shape says whether the number fits: DuckDB itself would round it.
    """
    scale = column.type.scale if isinstance(column.type, sa.Numeric) else 0
    decimals = rf"(?:\.[0-9]{{1,{scale}}}0*)?" if scale else r"(?:\.0+)?"
    shape, kind = quoted(rf"[+-]?[0-9]+{decimals}"), duckdb_type(column)
    bare = f"regexp_replace({text}, {quoted('(?i)' + spelling.NUMBER_NOISE.pattern)}, '', 'g')"
    return (
        f"CASE WHEN regexp_full_match({text}, {shape}) THEN TRY_CAST({text} AS {kind}) "
        f"WHEN regexp_full_match({bare}, {shape}) THEN TRY_CAST({bare} AS {kind}) "
        f"{_measured(text, kind, measure) if measure else ''} END"
    )


def _measured(text: str, kind: str, measure: str) -> str:
    """Return the branch that reads a quantity with its unit: the amount times the factor, exactly, or NULL."""
    words = {
        word: factor for unit in _units(measure) for word, factor in spelling.factors(unit).items()
    }
    listed = ", ".join(f"{quoted(word)}: {float(factor):.3f}" for word, factor in words.items())
    parts = f"regexp_extract({text}, {quoted(spelling.QUANTITY.pattern)}, ['amount', 'unit'])"
    amount = f"TRY_CAST(replace({parts}.amount, ',', '') AS DECIMAL(18, 6))"
    exact = f"{amount} * CAST(MAP {{{listed}}}[lower({parts}.unit)] AS DECIMAL(7, 3))"
    return f"WHEN {exact} = TRY_CAST({exact} AS {kind}) THEN TRY_CAST({exact} AS {kind})"


def stated_unit(text: str, measure: str) -> str:
    """Return SQL for the unit that a quantity was stated in, as the base unit that it belongs to; NULL without one."""
    words = {word: unit for unit in _units(measure) for word in spelling.factors(unit)}
    return f"{_map(words)}[lower(regexp_extract({text}, {quoted(spelling.QUANTITY.pattern)}, 2))]"


def _units(measure: str) -> tuple[str, ...]:
    return products.UNITS if measure == "product" else (measure,)


def date(text: str) -> str:
    """Return SQL for a date in any of the known formats, NULL for one that is not in the calendar."""
    year = "[1-9][0-9]{3}"  # of two digits, nobody knows the century
    shaped = f"regexp_full_match({text}, '{year}-[0-9]{{1,2}}-[0-9]{{1,2}}|.*[^0-9]{year}')"
    read = f"CAST(try_strptime({text}, [{_listed(spelling.DATE_FORMATS)}]) AS DATE)"
    plain = f"regexp_full_match({text}, '{year}-[0-9]{{2}}-[0-9]{{2}}')"
    return f"CASE WHEN {plain} THEN TRY_CAST({text} AS DATE) WHEN {shaped} THEN {read} END"


def moment(text: str) -> str:
    """Return SQL for a time to the second, NULL for one that is not on the clock."""
    plain = "[1-9][0-9]{3}-[0-9]{2}-[0-9]{2} ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    return (
        f"CASE WHEN regexp_full_match({text}, '{plain}') THEN TRY_CAST({text} AS TIMESTAMP) "
        f"WHEN regexp_full_match({text}, '[1-9][0-9]{{3}}-.*') THEN try_strptime({text}, '{spelling.MOMENT_FORMAT}') END"
    )


def period(text: str) -> str:
    """Return SQL for an accounting month: ``202404`` and ``2024-04`` are 202404."""
    digits = f"regexp_extract({text}, '^([0-9]{{4}})[-/]?([0-9]{{2}})$', ['year', 'month'])"
    return f"TRY_CAST({digits}.year || {digits}.month AS BIGINT)"


def boolean(text: str) -> str:
    """Return SQL for yes or no."""
    low = f"lower({text})"
    return f"CASE WHEN {low} IN ({_listed(spelling.TRUE)}) THEN true WHEN {low} IN ({_listed(spelling.FALSE)}) THEN false END"


def choice(text: str, column: str, values: tuple[str, ...]) -> str:
    """Return SQL for one of a list's values, from any of the words for it."""
    words = {_plain(value): value for value in values}
    for value, others in spelling.WORDS.get(column, {}).items():
        if value in values:
            words |= {_plain(other): value for other in others}
    read = f"{_map(words)}[regexp_replace(lower({text}), '[ _-]+', ' ', 'g')]"
    return f"CASE WHEN {text} IN ({_listed(values)}) THEN {text} ELSE {read} END"


def state(text: str) -> str:
    """Return SQL for the name of a state, from any of the words for it."""
    words = {name.lower(): name for name in spelling.STATES.values()}
    for number_, others in spelling.STATE_WORDS.items():
        words |= {other.lower(): spelling.STATES[number_] for other in others}
    return f"{_map(words)}[regexp_replace(lower({text}), ' +', ' ', 'g')]"


def words(text: str) -> str:
    """Return SQL for a text with single blanks."""
    return f"regexp_replace({text}, ' +', ' ', 'g')"


def city(text: str) -> str:
    """Return SQL for the name of a city, its present one where it was sent under an older one."""
    present = {other.lower(): name for name, other in spelling.CITY_WORDS.items()}
    return f"coalesce({_map(present)}[lower({words(text)})], {words(text)})"


def firm(text: str) -> str:
    """Return SQL for the name of a firm, without a form of address and with its legal form as it is usually written."""
    before = "|".join(map(re.escape, spelling.FORMS_OF_ADDRESS))
    name = f"regexp_replace({words(text)}, '^({before}) ', '')"
    for form, others in spelling.LEGAL_FORMS.items():
        after = "|".join(map(re.escape, others))
        name = f"regexp_replace({name}, {quoted(f' ({after})$')}, {quoted(f' {form}')})"
    return name


def state_code(name: str) -> str:
    """Return SQL for the GST code of a state's name."""
    return f"{_map({name: number_ for number_, name in spelling.STATES.items()})}[{name}]"


def target_name(column: sa.Column) -> str:
    """Return the table that a foreign key column points to."""
    return next(iter(column.foreign_keys)).column.table.name


def _points_to_document(column: sa.Column) -> bool:
    return bool(column.foreign_keys) or bool(_PATTERN.search(column.comment or ""))


def _plain(word: str) -> str:
    return re.sub(r"[\s_-]+", " ", word).strip().lower()


def _map(words: dict[str, str]) -> str:
    return (
        "MAP {" + ", ".join(f"{quoted(key)}: {quoted(value)}" for key, value in words.items()) + "}"
    )


def _listed(values: tuple[str, ...] | frozenset[str]) -> str:
    return ", ".join(
        quoted(value) for value in (values if isinstance(values, tuple) else sorted(values))
    )


def _re2(pattern: re.Pattern[str]) -> str:
    """Return a pattern for DuckDB's RE2, which writes characters as they are."""
    return pattern.pattern.replace(r"\u2013", "\u2013")


def _words(name: str) -> str:
    return name.replace("_", " ")
