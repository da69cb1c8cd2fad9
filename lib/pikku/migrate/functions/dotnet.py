"""Times as .NET keeps and writes them: ticks of 100 nanoseconds, and its format texts."""

import calendar
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tzlocal.windows_tz import win_tz

from pikku.migrate.functions.registry import ExpressionError, wrong

TICKS = 10_000_000  # a second
MINUTE, HOUR, DAY = 60 * TICKS, 3600 * TICKS, 86_400 * TICKS
_EPOCH = datetime(1, 1, 1)
_LAST = 3_652_059 * DAY  # the end of the year 9999
# Written out, because calendar.day_name speaks the language of the machine.
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_UTC = ("", "utc", "gmt", "coordinated universal time", "greenwich mean time")

_ISO = re.compile(
    r"(?P<y>\d{4})-(?P<mo>\d{1,2})(?:-(?P<d>\d{1,2}))?"
    r"(?:[T ](?P<h>\d{1,2}):(?P<mi>\d{2})(?::(?P<s>\d{2})(?:\.(?P<f>\d{1,7}))?)?)?\s*(?P<z>Z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_US = re.compile(
    r"(?P<mo>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})"
    r"(?: (?P<h>\d{1,2}):(?P<mi>\d{2})(?::(?P<s>\d{2})(?:\.(?P<f>\d{1,7}))?)?(?: (?P<ap>AM|PM))?)?\s*(?P<z>Z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_RFC1123 = re.compile(
    r"(?:[a-z]{3}, )?(?P<d>\d{1,2}) (?P<mon>[a-z]{3}) (?P<y>\d{4}) (?P<h>\d{2}):(?P<mi>\d{2}):(?P<s>\d{2})\s*(?P<z>GMT)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(?P<y>\d{4})(?P<mo>\d{2})(?P<d>\d{2})")

#: .NET's standard formats, in the culture en-US.
_STANDARD = {
    "d": "M/d/yyyy", "D": "dddd, MMMM d, yyyy", "t": "h:mm tt", "T": "h:mm:ss tt",
    "f": "dddd, MMMM d, yyyy h:mm tt", "F": "dddd, MMMM d, yyyy h:mm:ss tt",
    "g": "M/d/yyyy h:mm tt", "G": "M/d/yyyy h:mm:ss tt", "m": "MMMM d", "M": "MMMM d",
    "o": "yyyy-MM-ddTHH:mm:ss.fffffffK", "O": "yyyy-MM-ddTHH:mm:ss.fffffffK",
    "r": "ddd, dd MMM yyyy HH:mm:ss 'GMT'", "R": "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
    "s": "yyyy-MM-ddTHH:mm:ss", "u": "yyyy-MM-dd HH:mm:ss'Z'",
    "U": "dddd, MMMM d, yyyy h:mm:ss tt", "y": "MMMM yyyy", "Y": "MMMM yyyy",
}  # fmt: skip
_TOKEN = re.compile(r"'[^']*'|\"[^\"]*\"|\\.|%|([dfFghHKmMstyz])\1*|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of time: ticks since the year 1, and whether it is known to be UTC."""

    ticks: int
    utc: bool

    @property
    def clock(self) -> datetime:
        """The time without its last digit, as a naive datetime."""
        return _EPOCH + timedelta(microseconds=self.ticks // 10)

    def plus(self, ticks: int) -> "Moment":
        """Return the time so many ticks later."""
        return moment(self.ticks + ticks, self.utc)

    def plus_months(self, months: int) -> "Moment":
        """Return the time so many months later; the day is the month's last when it has no such day."""
        clock = self.clock
        year, month = divmod(clock.year * 12 + clock.month - 1 + months, 12)
        if not 1 <= year <= 9999:
            raise _out_of_range()
        day = min(clock.day, calendar.monthrange(year, month + 1)[1])
        start = datetime(year, month + 1, day)
        return Moment((start - _EPOCH).days * DAY + self.ticks % DAY, self.utc)


def _out_of_range() -> ExpressionError:
    return ExpressionError(
        "The time lies outside the years 1 to 9999.",
        "Correct the interval that is added or taken off.",
    )


def moment(ticks: int, utc: bool) -> Moment:
    """Return the moment of so many ticks."""
    if not 0 <= ticks < _LAST:
        raise _out_of_range()
    return Moment(ticks, utc)


def from_datetime(value: datetime, utc: bool = True) -> Moment:
    """Return a naive datetime as a moment."""
    return Moment((value - _EPOCH) // timedelta(microseconds=1) * 10, utc)


def parse(function: str, text: Any) -> Moment:
    """Return the time that a text stands for: ISO 8601, RFC 1123, or month/day/year as .NET reads it.

    A time with an offset is turned into UTC; one without any stays without.
    """
    found = None
    if isinstance(text, str):
        found = next(
            (m for p in (_ISO, _US, _RFC1123, _COMPACT) if (m := p.fullmatch(text.strip()))), None
        )
    if found is None:
        raise wrong(function, "a time such as '2026-04-01T09:30:00Z'", text)
    part = {name: value for name, value in found.groupdict().items() if value}
    if "mon" in part:
        short = [name[:3].lower() for name in _MONTHS]
        month = part["mon"].lower()
        part["mo"] = str(short.index(month) + 1 if month in short else 0)
    hour = int(part.get("h", 0))
    if "ap" in part:
        hour = hour % 12 + 12 * (part["ap"].upper() == "PM")
    try:
        clock = datetime(
            int(part["y"]), int(part["mo"]), int(part.get("d", 1)),
            hour, int(part.get("mi", 0)), int(part.get("s", 0)),
        )  # fmt: skip
    except ValueError:
        raise wrong(function, "a time that exists", text) from None
    ticks = from_datetime(clock).ticks + int(part.get("f", "0").ljust(7, "0"))
    zone = part.get("z")
    if zone is None or zone.upper() in ("Z", "GMT"):
        return Moment(ticks, zone is not None)
    offset = int(zone[1:3]) * HOUR + int(zone[-2:]) * MINUTE
    return moment(ticks - offset if zone[0] == "+" else ticks + offset, True)


def is_time(value: Any) -> bool:
    """Return whether a value is a text that stands for a time."""
    try:
        parse("", value)
    except ExpressionError:
        return False
    return True


def zone(function: str, name: Any) -> ZoneInfo:
    """Return the time zone with a Windows name (``India Standard Time``) or an IANA one."""
    if isinstance(name, str):
        if name.strip().lower() in _UTC[1:]:
            return ZoneInfo("UTC")
        known = {windows.lower(): iana for windows, iana in win_tz.items()}
        try:
            return ZoneInfo(known.get(name.strip().lower(), name))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass
    raise wrong(function, "a Windows time zone such as 'India Standard Time'", name)


def to_zone(time: Moment, zone: ZoneInfo) -> Moment:
    """Return the clock's time in a zone, of a time in UTC."""
    offset = time.clock.replace(tzinfo=ZoneInfo("UTC")).astimezone(zone).utcoffset()
    return moment(time.ticks + _ticks(offset), utc=False)


def from_zone(time: Moment, zone: ZoneInfo) -> Moment:
    """Return the time in UTC, of a clock's time in a zone."""
    return moment(time.ticks - _ticks(time.clock.replace(tzinfo=zone).utcoffset()), utc=True)


def _ticks(offset: timedelta | None) -> int:
    return int((offset or timedelta()).total_seconds()) * TICKS


def write(function: str, time: Moment, format: Any = None) -> str:
    """Return the time in a .NET format, the round-trip format ``o`` when omitted."""
    if format is None:
        format = "o"
    if not isinstance(format, str) or not format:
        raise wrong(function, "a format such as 'yyyy-MM-dd'", format)
    if len(format) == 1:
        if format not in _STANDARD:
            raise wrong(function, f"one of the standard formats {''.join(_STANDARD)}", format)
        format = _STANDARD[format]
    return "".join(_piece(match.group(), time) for match in _TOKEN.finditer(format))


def _piece(token: str, time: Moment) -> str:
    count, clock = len(token), time.clock
    match token[0]:
        case "'" | '"' if count > 1:
            return token[1:-1]
        case "\\" if count > 1:
            return token[1:]
        case "%":
            return ""
        case "d" if count > 2:
            name = _DAYS[clock.weekday()]
            return name[:3] if count == 3 else name
        case "M" if count > 2:
            name = _MONTHS[clock.month - 1]
            return name[:3] if count == 3 else name
        case "y":
            return (
                str(clock.year % 100).zfill(count) if count <= 2 else str(clock.year).zfill(count)
            )
        case "f" | "F":
            return _fraction(token, time)
        case "t":
            return ("AM" if clock.hour < 12 else "PM")[:count]
        case "K":
            return "Z" * count if time.utc else ""
        case "z":
            return ("+0", "+00", "+00:00")[min(count, 3) - 1]
        case "g":
            return "A.D."
    return _number(token, clock)


def _number(token: str, clock: datetime) -> str:
    values = {
        "d": clock.day, "M": clock.month, "H": clock.hour, "h": (clock.hour + 11) % 12 + 1,
        "m": clock.minute, "s": clock.second,
    }  # fmt: skip
    if token[0] not in values:
        return token
    return str(values[token[0]]).zfill(min(len(token), 2))


def _fraction(token: str, time: Moment) -> str:
    if len(token) > 7:
        raise wrong("formatDateTime", "at most seven digits of a second", token)
    digits = str(time.ticks % TICKS).zfill(7)[: len(token)]
    return digits.rstrip("0") if token[0] == "F" else digits
