"""A source that is read in ranges of a column, side by side, as Data Factory's ``DynamicRange`` does."""

import itertools
from datetime import datetime, timedelta
from typing import Any

from pikku.migrate.activities.queries import ask_database
from pikku.migrate.local import Task
from pikku.migrate.rules import ActivityFailed

#: What stands in the query for the range; Data Factory and its data flows call it differently.
CONDITIONS = ("?AdfDynamicRangePartitionCondition", "?DfDynamicRangePartitionCondition")
_DEFAULT = 4  # ranges of a copy that doesn't say parallelCopies


def queries(task: Task, source: dict[str, Any], query: str) -> list[str]:
    """Return the queries of a source's ranges, which together give all its rows; the query itself without ranges.

    Bounds only say how wide a range is: rows beyond them are in the first and the last one. Where
    they aren't given, they are the least and the greatest value that there is.
    """
    option = task.scope.evaluate(source.get("partitionOption")) or "None"
    if option == "None":
        return [query]
    marks = [mark for mark in CONDITIONS if mark in query]
    if option != "DynamicRange" or len(marks) != 1:
        raise ActivityFailed(
            f"A source with partitionOption {option!r} and this query doesn't run here.",
            f"Use DynamicRange, and put {CONDITIONS[0]} into the query's WHERE.",
        )
    settings = task.scope.evaluate(source.get("partitionSettings") or {})
    column = settings.get("partitionColumnName")
    if not column:
        raise ActivityFailed(
            "The source names no column for its ranges.", "Give it a partitionColumnName."
        )
    least, greatest = (settings.get(f"partition{end}Bound") for end in ("Lower", "Upper"))
    if least is None or greatest is None:
        everything = query.replace(marks[0], "1 = 1")
        asked = f"SELECT MIN({column}) AS least, MAX({column}) AS greatest FROM ({everything}) AS s"
        [found] = ask_database(task, asked)
        least = found["least"] if least is None else least
        greatest = found["greatest"] if greatest is None else greatest
    count = int(task.value("parallelCopies") or _DEFAULT)
    return [query.replace(marks[0], each) for each in _conditions(column, least, greatest, count)]


def _conditions(column: str, least: Any, greatest: Any, count: int) -> list[str]:
    """Return the conditions of ranges of one width; NULL is in the first."""
    bounds = _bounds(least, greatest, count)
    if not bounds:
        return ["1 = 1"]
    between = [
        f"{column} >= {low} AND {column} < {high}" for low, high in itertools.pairwise(bounds)
    ]
    return [
        f"({column} < {bounds[0]} OR {column} IS NULL)",
        *between,
        f"{column} >= {bounds[-1]}",
    ]


def _bounds(least: Any, greatest: Any, count: int) -> list[str]:
    """Return where one range ends and the next begins, as T-SQL values, without repetitions."""
    if least is None or greatest is None:
        return []
    if isinstance(least, str) and not least.lstrip("-").isdigit():
        low, high = (
            datetime.fromisoformat(value).replace(tzinfo=None) for value in (least, greatest)
        )
        seconds = (high - low) / timedelta(seconds=1)
        found = [low + timedelta(seconds=round(seconds * n / count)) for n in range(1, count)]
        return [
            f"'{value.isoformat(sep='T', timespec='seconds')}'" for value in dict.fromkeys(found)
        ]
    low, high = int(least), int(greatest)
    return [
        str(value)
        for value in dict.fromkeys(low + (high - low) * n // count for n in range(1, count))
    ]
