"""What is mended in the raw files, and how it is told: SQL over the rows of one file.

Nothing here reads the generator's manifest: a defect is found in the data or not at all. Each that is mended becomes a row of
`etl_finding`; :func:`pikku.reconcile.defects` holds them against what was planted.
"""

import duckdb

from pikku.catalog import natural_key, raw, spelling
from pikku.catalog.raw import (
    ENTERED_TWICE,
    MENDED,
    RAW_FILES,
    SAME_PLACE,
    RawColumn,
    RawFile,
)
from pikku.catalog.swaps import swappable
from pikku.load import conform, deliveries, keys
from pikku.load.conform import Conformed, quoted
from pikku.load.etl import MOST_DETAIL

#: Letters in which two names of one firm may differ when case, signs and legal form are left aside (left out, doubled, another,
#: or two exchanged). Reasoning: a slip changes one. Firms with one GSTIN and names more unlike are somebody's error, which no
#: load can decide: the GSTIN's unique key stops it.
SLIPS = 2


def found(file: RawFile, read: dict[str, Conformed]) -> dict[str, str]:
    """Return for each kind that shows in a row by itself the SQL of what was found there, NULL when nothing was.

    Parameters
    ----------
    read
        How the columns that were sent as text are read; the others can't be misspelt.
    """
    columns = {column.column: column for column in file.columns if column.column in read}
    plain, spelt, stated = [], [], []
    for name, column in columns.items():
        same = f"coalesce(raw_{name}, '') = coalesce({read[name].written}, '')"
        if not file.table.columns[name].nullable:
            same = f"raw_{name} = {read[name].written}"
        if name == "modified_at":
            continue
        plain.append(same)
        says = f"{quoted(f'{column.header} ')} || {_shown(name)}"
        if column.measure:
            unit = conform.stated_unit(f"text_{name}", column.measure)
            stated.append(
                f"CASE WHEN NOT ({same}) AND {unit} IS NOT NULL THEN {says} || ' is ' || {name} END"
            )
            spelt.append(f"CASE WHEN NOT ({same}) AND {unit} IS NULL THEN {says} END")
        else:
            spelt.append(f"CASE WHEN NOT ({same}) THEN {says} END")
    ok = " AND ".join(plain)
    shows = {raw.SPELLING: _unless(ok, spelt)}
    if stated:
        shows[raw.UNIT] = _unless(ok, stated)
    if swappable(file):
        shows[raw.SWAPPED] = "swapped"
    if file.format == "csv":
        shows[raw.ENCODING] = "CASE WHEN is_foreign THEN 'is Windows-1252' END"
    if any(_entered_twice(column) for column in file.columns):
        shows[raw.SECOND_CODE] = "'is ' || kept_code"
    return shows


def _unless(ok: str, cases: list[str]) -> str:
    """Return SQL for a list of what was found; most rows are `ok`, and no text is put together for them."""
    return f"CASE WHEN {ok} THEN NULL ELSE nullif(concat_ws(', ', {', '.join(cases)}), '') END"


def _shown(name: str) -> str:
    return f"'''' || {conform.shown(f'raw_{name}')} || ''''"


def _entered_twice(column: RawColumn) -> bool:
    return (column.lookup or "").partition(".")[0] in ENTERED_TWICE


def note(file: RawFile, found: dict[str, str]) -> str:
    """Return the statement that notes findings: kind -> query of part, row_number and detail."""
    key, kinds = deliveries.row_sql(RAW_FILES.index(file) + 1), list(MENDED)
    rows = " UNION ALL ".join(
        f"SELECT {kinds.index(kind)} AS position, {quoted(kind)} AS kind, part, row_number, detail FROM ({query})"
        for kind, query in found.items()
    )
    return f"""
        INSERT INTO etl_finding
        SELECT ({key}) * 10 + position, {quoted(file.table_name)}, {deliveries.path_sql(file)}, right(part, 4), row_number, kind,
               left(detail, {MOST_DETAIL}) FROM ({rows})"""


def exchanged(file: RawFile) -> str | None:
    """Return the query of the refused rows as they are with two columns exchanged, once for each pair; None without pairs.

    Only pairs of which neither column can be read as the other are tried.
    """
    pairs = swappable(file)
    if not pairs:
        return None
    headers = [column.header for column in file.columns]
    other = {side: [] for pair in pairs for side in pair}
    says, filled = [], []
    for number, (left, right) in enumerate(pairs):
        other[left].append(f"WHEN {number} THEN {_sent(headers[right])}")
        other[right].append(f"WHEN {number} THEN {_sent(headers[left])}")
        says.append(quoted(f"{headers[left]} and {headers[right]} were exchanged"))
        blank = " AND ".join(f"trim({_sent(headers[side])}) <> ''" for side in (left, right))
        filled.append(f"WHEN {number} THEN {blank}")
    values = ", ".join(
        f"CASE pair {' '.join(other.get(place, []))} ELSE {_sent(column.header)} END AS raw_{column.column}"
        if place in other
        else f"{_sent(column.header)} AS raw_{column.column}"
        for place, column in enumerate(file.columns)
    )
    return f"""
        SELECT part, row_number, {values}, [{", ".join(says)}][pair + 1] AS swapped, is_foreign
        FROM staged.{file.table_name}, range({len(pairs)}) pairs(pair)
        WHERE refused_kind IS NOT NULL AND CASE pair {" ".join(filled)} END"""


def _sent(header: str) -> str:
    return f"refused_row.{_header(header)}"


def _header(header: str) -> str:
    return f'"{header}"'


def known_by_place(duck: duckdb.DuckDBPyConnection, file: RawFile) -> None:
    """Mend the rows that were refused for want of a GSTIN, where just one other firm of nearly that name is in their place.

    They get its GSTIN and what follows from it; ``known_by_place`` says which ones they are.
    """
    same, alike = ENTERED_TWICE[file.table_name]
    name, columns = file.table_name, {column.column: column.header for column in file.columns}
    duck.execute("CREATE OR REPLACE TEMPORARY TABLE known_by_place (code VARCHAR)")
    if not set(SAME_PLACE) <= columns.keys():
        return
    code, given = natural_key(file.table), [same, *keys.implied(file.table)]
    nothing = ", ".join(quoted(word) for word in sorted(spelling.EMPTY))
    place = " AND ".join(f"lower(r.{column}) = lower(g.{column})" for column in SAME_PLACE)
    firsts = ", ".join(f"any_value(g.{column}) AS {column}" for column in given)
    taken = ", ".join(f"{column} = p.{column}" for column in given)
    duck.execute(
        f"""
        CREATE OR REPLACE TEMPORARY TABLE in_place AS
        SELECT r.part, r.row_number, r.{code} AS code, {firsts}
        FROM staged.{name} r JOIN staged.{name} g ON {place} AND g.{code} <> r.{code}
        WHERE r.refused_kind = {quoted(conform.MISSING)} AND r.{same} IS NULL AND g.refused_kind IS NULL AND g.{same} IS NOT NULL
          AND lower(trim(coalesce(r.refused_row.{_header(columns[same])}, ''))) IN ({nothing})
          AND damerau_levenshtein({firm(f"r.{alike}")}, {firm(f"g.{alike}")}) <= {SLIPS}
        GROUP BY ALL HAVING count(DISTINCT g.{same}) = 1;
        UPDATE staged.{name} s SET {taken}, refused_kind = NULL, refused_detail = NULL, refused_row = NULL
        FROM in_place p WHERE p.part = s.part AND p.row_number = s.row_number;
        INSERT INTO known_by_place SELECT code FROM in_place"""
    )


def merge(duck: duckdb.DuckDBPyConnection, file: RawFile) -> int:
    """Return how many rows of a clean table were merged into the ones that were entered first.

    `etl_merged` then says which and why, and ``known.<table>`` has every code with the key that it leads to.
    """
    same, alike = ENTERED_TWICE[file.table_name]
    name, code = file.table_name, natural_key(file.table)
    key = next(iter(file.table.primary_key)).name
    header = next(column.header for column in file.columns if column.column == same)
    shared = f"'same {header} ' || {same}"
    if any(column.column == SAME_PLACE[0] for column in file.columns):
        place = " || ', ' || ".join(SAME_PLACE)
        by_place = f"'no {header}, same place ' || {place}"
        shared = f"CASE WHEN {code} IN (FROM known_by_place) THEN {by_place} ELSE {shared} END"
    reason = f"{shared} || ', names differ in letters: ' || differing"
    (before,) = duck.execute("SELECT count(*) FROM etl_merged").fetchone()
    duck.execute(
        f"""
        INSERT INTO etl_merged
        SELECT {code}, {quoted(name)}, {alike}, kept_code, kept_name, {reason}
        FROM (
            SELECT *, damerau_levenshtein({firm(alike)}, {firm("kept_name")}) AS differing
            FROM (
                SELECT *, first_value({code}) OVER first AS kept_code, first_value({alike}) OVER first AS kept_name
                FROM clean.{name} WHERE {same} IS NOT NULL WINDOW first AS (PARTITION BY {same} ORDER BY {key})
            ) WHERE {code} <> kept_code
        ) WHERE differing <= {SLIPS};
        CREATE SCHEMA IF NOT EXISTS known;
        CREATE TABLE known.{name} AS
        SELECT c.{code}, k.{key}, m.kept_code
        FROM clean.{name} c LEFT JOIN etl_merged m ON m.code = c.{code}
        JOIN clean.{name} k ON k.{code} = coalesce(m.kept_code, c.{code});
        DELETE FROM clean.{name} WHERE {code} IN (SELECT code FROM etl_merged)"""
    )
    (after,) = duck.execute("SELECT count(*) FROM etl_merged").fetchone()
    earlier = f"SELECT file, part, row_number FROM etl_finding WHERE table_name = {quoted(name)} AND kind IN ('{raw.DUPLICATE}', '{raw.CORRECTED}')"
    again = (
        f"SELECT s.part, s.row_number, 'is ' || m.kept_code || ': ' || m.reason AS detail FROM staged.{name} s "
        f"JOIN etl_merged m ON m.code = s.{code} ANTI JOIN ({earlier}) e ON e.file = {deliveries.path_sql(file, 's.part')} "
        "AND e.part = right(s.part, 4) AND e.row_number = s.row_number WHERE refused_kind IS NULL"
    )
    duck.execute(note(file, {raw.NEAR_DUPLICATE: again}))
    return after - before


def firm(name: str) -> str:
    """Return SQL for what remains of a firm's name when case, accents, signs, forms of address and legal forms are gone."""
    plain = f"trim(regexp_replace(lower(strip_accents({name})), '[^a-z0-9]+', ' ', 'g'))"
    before = "|".join(_plain(word) for word in spelling.FORMS_OF_ADDRESS)
    forms = {
        _plain(form) for legal, others in spelling.LEGAL_FORMS.items() for form in (legal, *others)
    }
    after = "|".join(sorted(forms, key=len, reverse=True))
    return f"regexp_replace(regexp_replace({plain}, '^({before}) ', ''), ' ({after})$', '')"


def _plain(words: str) -> str:
    """Return words as :func:`firm` sees them: ``Pvt. Ltd.`` is ``pvt ltd``, ``M/s`` is ``m s``."""
    return " ".join("".join(c if c.isalnum() else " " for c in words.lower()).split())
