"""What is derived from the generator: a small sample of every raw file, and the raw files' data dictionary."""

from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from pikku.catalog.raw import DUPLICATE, MENDED, RAW_FILES, REJECTED, RawFile
from pikku.catalog.realism import REALISM
from pikku.generate import sizes, work
from pikku.generate.company import Company
from pikku.generate.dirty import Piece
from pikku.generate.formats import csv_bytes
from pikku.generate.kinds import Kind, kinds

#: Rows of a sample: the first ones of the extract, then one with each kind of defect.
_FIRST = 16
_SEED = 1

_WRITTEN = {
    "code": "text, {}",
    "line": "text, {}/n: document and line",
    "identifier": "text, capitals and digits",
    "choice": "one of: {}",
    "state": "name of a state",
    "flag": "yes or no",
    "money": "rupees, two decimals",
    "decimal": "number, {} decimals",
    "rate": "per cent, two decimals",
    "whole": "whole number",
    "month": "yyyymm",
    "day": "yyyy-mm-dd",
    "moment": "yyyy-mm-dd hh:mm:ss, UTC",
    "text": "text",
}

#: How Parquet calls the types that it has values of.
_TYPE = {
    pa.decimal64(1).id: "DECIMAL",
    pa.int32().id: "INT32",
    pa.int64().id: "INT64",
    pa.date32().id: "DATE",
    pa.timestamp("s").id: "TIMESTAMP",
}


def files() -> dict[str, str]:
    """Return the text of every file of `data_samples/`: path in the repository -> text."""
    made = {f"data_samples/{sample_path(file)}": _sample(file) for file in RAW_FILES}
    made["data_samples/README.md"] = _readme()
    return made


def sample_path(file: RawFile) -> str:
    """Return the path of a raw file's sample below `data_samples`: always CSV, so that it can be read anywhere."""
    return file.path.removesuffix(".parquet").removesuffix(".csv") + ".csv"


@lru_cache(maxsize=1)
def _pieces() -> dict[str, Piece]:
    """Return the first piece of each raw file at size `small`."""
    company = Company(_SEED, sizes.parse("small"), REALISM)
    found: dict[str, Piece] = {}
    for _, piece in work.everything_here(company, work.planted(company)):
        found.setdefault(piece.path, piece)
    return found


def _sample(file: RawFile) -> str:
    """Return the first rows of an extract and one row with each kind of defect, as CSV."""
    piece = _pieces()[file.path]
    main = piece.parts["main"]
    rows = set(range(min(_FIRST, main.num_rows)))
    for kind in (*MENDED, *REJECTED):
        found = [d.row.min() for d in piece.defects if d.part == "main" and d.kind == kind]
        rows.update(int(row) for row in sorted(found)[:1])
        if kind == DUPLICATE and found:
            rows.update(_twins(file, main, int(min(found))))
    chosen = main.take(pa.array(sorted(rows)))
    return ",".join(main.column_names) + "\n" + bytes(csv_bytes(chosen)).decode("utf-8")


def _twins(file: RawFile, rows: pa.Table, row: int) -> list[int]:
    """Return the rows that have the same key as a row, as it is written."""
    same = pa.array([True] * rows.num_rows)
    for raw in file.columns:
        if raw.column in file.key:
            column = rows[raw.header].combine_chunks()
            same = pc.and_(same, pc.equal(column, column[row]))
    return pc.indices_nonzero(same).to_pylist()


def _readme() -> str:
    """Return the data dictionary."""
    parts = [
        "# Samples of the raw data, and its dictionary\n",
        "Derived from the catalogue and the generator by `pikku define`; change them there.\n",
        (
            "The raw files are extracts of the company's old systems, about 470,000 rows at size "
            "`small`. `pikku generate` makes them whole in the workspace (`raw/`), with a manifest of "
            "every planted defect. Here are the first rows of each, and a row with each kind of "
            "defect; files that are Parquet in full are shown as CSV.\n"
        ),
        (
            "All values in CSV files are text; those in Parquet are where the table names no type. The "
            "tables below say how a clean value is written; "
            "`lib/pikku/catalog/spelling.py` says in which other ways the systems write it. An extract "
            "may have a second part, `…_late`, that arrived afterwards. Months after the three years "
            "(`pikku generate --until`) come in folders of their own, `2026-04/`, with the same extracts. The samples are all UTF-8; in the "
            "CSV files themselves some rows are Windows-1252.\n"
        ),
        "## Planted defects\n",
        "| kind | what it is | what the load makes of it |\n|---|---|---|",
        *(f"| {kind} | {text} | {becomes} |" for kind, (text, becomes) in MENDED.items()),
        *(f"| {kind} | {text} | quarantine |" for kind, text in REJECTED.items()),
        "",
    ]
    for file in RAW_FILES:
        parts += _section(file)
    return "\n".join(parts)


def _section(file: RawFile) -> list[str]:
    """Return a raw file's part of the dictionary."""
    key = ", ".join(f"`{c.header}`" for c in file.columns if c.column in file.key)
    lines = [
        f"## {file.path}\n",
        (
            f"{file.table.comment}. From the {file.system}; feeds `{file.table.schema}."
            f"{file.table_name}`; a row is identified by {key}. "
            f"Sample: [{sample_path(file)}]({sample_path(file)})\n"
        ),
        "| column | fills | written as | meaning |\n|---|---|---|---|",
    ]
    of_kind = kinds(file)
    for raw in file.columns:
        comment = file.table.columns[raw.column].comment or ""
        written = _written(of_kind[raw.column]) + (
            " (may be empty)" if of_kind[raw.column].optional else ""
        )
        if of_kind[raw.column].typed:
            written += f"; typed `{_TYPE[of_kind[raw.column].stored.id]}`"
        if raw.measure:
            written += (
                f", in {'the unit of the product' if raw.measure == 'product' else raw.measure}"
            )
        lines.append(f"| {raw.header} | `{raw.column}` | {written} | {comment} |")
    return [*lines, ""]


def _written(kind: Kind) -> str:
    patterns = " or ".join(f"{prefix}-{'n' * digits}" for prefix, digits in kind.patterns)
    if kind.name == "decimal":
        return _WRITTEN[kind.name].format({2: "two", 3: "three"}[kind.places])
    return _WRITTEN[kind.name].format(patterns or ", ".join(kind.values))
