"""The deliveries of raw files: which parts each extract has, how far the books go, and how many rows the manifests announce."""

import json
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pikku import again
from pikku.catalog.periods import LAST_DAY, periods
from pikku.catalog.raw import RawFile, later_deliveries, part_files
from pikku.errors import PikkuError
from pikku.load.conform import quoted


def last_day(folder: Path) -> date:
    """Return the last day of the books: of their three years, or of the last month that was delivered after them.

    Raises
    ------
    PikkuError
        When a month between others is missing, or a month is not whole or not of the same company as the three years.
    """
    months = later_deliveries(folder)
    last, print_ = LAST_DAY, _manifest(folder).get("fingerprint")
    for month in months:
        period = periods(last + timedelta(days=1), last + timedelta(days=1))[0]
        wanted = f"{period.starts_on:%Y-%m}"
        remedy = f"Make them again with `{again.command(folder, months[-1].name)}`."
        if not wanted <= month.name or not 1 <= int(month.name[5:]) <= 12:
            raise PikkuError(
                f"The folder {month} is no delivery: those begin with {LAST_DAY + timedelta(days=1):%Y-%m}.",
                remedy="Put it elsewhere.",
            )
        if month.name != wanted:
            raise PikkuError(f"The raw files of {wanted} are missing in {folder}.", remedy=remedy)
        found = _manifest(month).get("fingerprint")
        if print_ and found != print_:
            what = "are of another company than those before" if found else "are not whole"
            raise PikkuError(f"The raw files in {month} {what}.", remedy=remedy)
        last = period.ends_on
    return last


def parts(folder: Path, file: RawFile) -> dict[str, Path]:
    """Return the parts of an extract that are there: ``main``, and ``late`` where there is one.

    Those of a later delivery are called after it, as in ``2026-04 main``, and come after those before. One in Parquet may be a
    folder of files.

    Raises
    ------
    PikkuError
        When the extract itself is missing.
    """
    found = {}
    for delivery in (folder, *later_deliveries(folder)):
        name = f"{delivery.name} " if delivery != folder else ""
        main, late = delivery / file.part_path("main"), delivery / file.part_path("late")
        if not _is_there(main):
            raise PikkuError(
                f"The raw file {file.path} is missing in {delivery}.",
                remedy=f"Make the raw files with `{again.command(delivery)}`, or put the file there.",
            )
        found |= {f"{name}main": main} | ({f"{name}late": late} if _is_there(late) else {})
    return found


def path_sql(file: RawFile, part: str = "part") -> str:
    """Return SQL for the path of the raw file that a row stood in, below the folder; `part` is the SQL of its :func:`parts`."""
    main, late = quoted(file.part_path("main")), quoted(file.part_path("late"))
    path = f"CASE right({part}, 4) WHEN 'late' THEN {late} ELSE {main} END"
    return f"replace(left({part}, -4), ' ', '/') || {path}"


def place_sql(part: str = "part") -> str:
    """Return SQL for the place of a part in time: 1 and 2 for the two of the three years, 3 and 4 for those of the next month."""
    months = f"CAST(left({part}, 4) AS BIGINT) * 12 + CAST({part}[6:7] AS BIGINT)"
    after = f"CASE WHEN {part} IN ('main', 'late') THEN 0 ELSE {months} - {LAST_DAY.year * 12 + LAST_DAY.month} END"
    return f"(2 * ({after}) + CASE right({part}, 4) WHEN 'late' THEN 2 ELSE 1 END)"


def row_sql(number: int, part: str = "part") -> str:
    """Return SQL for the key of a row of the raw file with a number: ``quarantine_id``."""
    return f"({number} * 100 + {place_sql(part)}) * 100000000000 + row_number"


def _is_there(part: Path) -> bool:
    return any(file.is_file() for file in part_files(part))


def announced(folder: Path) -> dict[str, int]:
    """Return how many rows each file had when it was made, by its path below the folder, from the manifests beside the files.

    Files that somebody put there without a manifest are not in it.
    """
    found = {}
    for delivery in (folder, *later_deliveries(folder)):
        name = f"{delivery.name}/" if delivery != folder else ""
        with suppress(ValueError, KeyError, TypeError, AttributeError):
            for entry in _manifest(delivery)["files"].values():
                for part in entry["parts"].values():
                    found[f"{name}{part['path']}"] = int(part["rows"])
    return found


def _manifest(delivery: Path) -> dict[str, Any]:
    """Return the manifest of a delivery, empty where there is none that can be read."""
    try:
        found = json.loads((delivery / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def require_whole(folder: Path, path: str, rows: int, announced: dict[str, int]) -> None:
    """Refuse a part that has fewer rows than it was made with; more of them are taken for somebody's own.

    Raises
    ------
    PikkuError
        When rows are missing, as after a download that stopped at the end of a line.
    """
    if rows < announced.get(path, 0):
        raise PikkuError(
            f"The raw file {path} has {rows:,} rows; its manifest.json says {announced[path]:,}: it was cut.",
            remedy=again.whole_file(folder / path),
        )
