"""Date and time functions. Without a format, times are written in .NET's round-trip format."""

from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from pikku.migrate.functions import dotnet
from pikku.migrate.functions.dotnet import DAY, HOUR, MINUTE, TICKS, Moment
from pikku.migrate.functions.registry import declare, integer_of, number_of, text_of, wrong

_UNITS = {"second": TICKS, "minute": MINUTE, "hour": HOUR, "day": DAY, "week": 7 * DAY}
_MONTHS = {"month": 1, "year": 12}


def _now() -> Moment:
    return dotnet.from_datetime(datetime.now(UTC).replace(tzinfo=None))


def _shift(function: str, time: Moment, interval: Any, unit: Any, sign: int = 1) -> Moment:
    name = text_of(function, unit).lower().removesuffix("s")
    count = sign * integer_of(function, interval)
    if name in _MONTHS:
        return time.plus_months(count * _MONTHS[name])
    if name not in _UNITS:
        raise wrong(function, "one of the units Second, Minute, Hour, Day, Week, Month, Year", unit)
    return time.plus(count * _UNITS[name])


def _declare_adder(name: str, ticks: int) -> None:
    @declare(name, "date", 2, 3)
    def add(time: Any, count: Any, format: Any = None) -> str:
        """Return the time so many units later (or earlier, when negative)."""
        shift = int(Fraction(number_of(name, count)) * ticks)
        return dotnet.write(name, dotnet.parse(name, time).plus(shift), format)


for _name, _ticks in (("Days", DAY), ("Hours", HOUR), ("Minutes", MINUTE), ("Seconds", TICKS)):
    _declare_adder(f"add{_name}", _ticks)


@declare("addToTime", "date", 3, 4)
def add_to_time(time: Any, interval: Any, unit: Any, format: Any = None) -> str:
    """Return the time so many units later."""
    moved = _shift("addToTime", dotnet.parse("addToTime", time), interval, unit)
    return dotnet.write("addToTime", moved, format)


@declare("subtractFromTime", "date", 3, 4)
def subtract_from_time(time: Any, interval: Any, unit: Any, format: Any = None) -> str:
    """Return the time so many units earlier."""
    name = "subtractFromTime"
    return dotnet.write(name, _shift(name, dotnet.parse(name, time), interval, unit, -1), format)


@declare("getFutureTime", "date", 2, 3)
def get_future_time(interval: Any, unit: Any, format: Any = None) -> str:
    """Return the time so many units from now."""
    return dotnet.write("getFutureTime", _shift("getFutureTime", _now(), interval, unit), format)


@declare("getPastTime", "date", 2, 3)
def get_past_time(interval: Any, unit: Any, format: Any = None) -> str:
    """Return the time so many units ago."""
    return dotnet.write("getPastTime", _shift("getPastTime", _now(), interval, unit, -1), format)


@declare("utcNow", "date", 0, 1)
def utc_now(format: Any = None) -> str:
    """Return the time now, in UTC."""
    return dotnet.write("utcNow", _now(), format)


@declare("formatDateTime", "date", 1, 2)
def format_date_time(time: Any, format: Any = None) -> str:
    """Return the time in another format."""
    return dotnet.write("formatDateTime", dotnet.parse("formatDateTime", time), format)


@declare("convertFromUtc", "date", 2, 3)
def convert_from_utc(time: Any, zone: Any, format: Any = None) -> str:
    """Return the clock's time in a zone, of a time in UTC."""
    name = "convertFromUtc"
    local = dotnet.to_zone(dotnet.parse(name, time), dotnet.zone(name, zone))
    return dotnet.write(name, local, format)


@declare("convertToUtc", "date", 2, 3)
def convert_to_utc(time: Any, zone: Any, format: Any = None) -> str:
    """Return the time in UTC, of a clock's time in a zone."""
    name = "convertToUtc"
    parsed = dotnet.parse(name, time)
    utc = parsed if parsed.utc else dotnet.from_zone(parsed, dotnet.zone(name, zone))
    return dotnet.write(name, utc, format)


@declare("convertTimeZone", "date", 3, 4)
def convert_time_zone(time: Any, source: Any, target: Any, format: Any = None) -> str:
    """Return the clock's time in one zone, of a clock's time in another."""
    name = "convertTimeZone"
    parsed = dotnet.parse(name, time)
    utc = parsed if parsed.utc else dotnet.from_zone(parsed, dotnet.zone(name, source))
    return dotnet.write(name, dotnet.to_zone(utc, dotnet.zone(name, target)), format)


@declare("dayOfMonth", "date", 1)
def day_of_month(time: Any) -> int:
    """Return the day of the month, from 1."""
    return dotnet.parse("dayOfMonth", time).clock.day


@declare("dayOfWeek", "date", 1)
def day_of_week(time: Any) -> int:
    """Return the day of the week; Sunday is 0."""
    return dotnet.parse("dayOfWeek", time).clock.isoweekday() % 7


@declare("dayOfYear", "date", 1)
def day_of_year(time: Any) -> int:
    """Return the day of the year, from 1."""
    return dotnet.parse("dayOfYear", time).clock.timetuple().tm_yday


@declare("startOfDay", "date", 1, 2)
def start_of_day(time: Any, format: Any = None) -> str:
    """Return the time at which the day began."""
    parsed = dotnet.parse("startOfDay", time)
    return dotnet.write("startOfDay", parsed.plus(-(parsed.ticks % DAY)), format)


@declare("startOfHour", "date", 1, 2)
def start_of_hour(time: Any, format: Any = None) -> str:
    """Return the time at which the hour began."""
    parsed = dotnet.parse("startOfHour", time)
    return dotnet.write("startOfHour", parsed.plus(-(parsed.ticks % HOUR)), format)


@declare("startOfMonth", "date", 1, 2)
def start_of_month(time: Any, format: Any = None) -> str:
    """Return the time at which the month began."""
    parsed = dotnet.parse("startOfMonth", time)
    start = parsed.ticks - parsed.ticks % DAY - (parsed.clock.day - 1) * DAY
    return dotnet.write("startOfMonth", Moment(start, parsed.utc), format)


@declare("ticks", "date", 1)
def ticks(time: Any) -> int:
    """Return the ticks of 100 nanoseconds since the year 1."""
    return dotnet.parse("ticks", time).ticks
