"""Firings of triggers: what ``trigger()`` and ``triggerBody()`` stand for in a trigger's parameters."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from pikku.errors import PikkuError
from pikku.migrate.expression import evaluate_json
from pikku.migrate.functions import dotnet
from pikku.migrate.model import Resource, started_by
from pikku.migrate.records import now, stamp

_TICKS = {"Minute": dotnet.MINUTE, "Hour": dotnet.HOUR}


@dataclass(frozen=True)
class Fired:
    """One firing: by whom, when, for which time, and what it hands over; by hand when nothing is said."""

    name: str = "Manual"
    type: str = "Manual"
    time: datetime = field(default_factory=now)
    scheduled: datetime | None = None
    outputs: dict[str, Any] = field(default_factory=dict)
    body: dict[str, Any] = field(default_factory=dict)
    id: str = field(default_factory=lambda: uuid.uuid4().hex)

    def trigger(self) -> dict[str, Any]:
        """Return what ``trigger()`` stands for."""
        return {
            "name": self.name,
            "startTime": stamp(self.time),
            "scheduledTime": stamp(self.scheduled or self.time),
            "outputs": self.outputs | ({"body": self.body} if self.body else {}),
        }

    def functions(self) -> dict[str, Callable[[], Any]]:
        """Return the functions that a trigger's file may call, by lower-case name."""
        return {"trigger": self.trigger, "triggerbody": lambda: self.body}


def fire(
    trigger: Resource, at: datetime | None = None, body: dict[str, Any] | None = None
) -> Fired:
    """Return a firing of a trigger.

    Parameters
    ----------
    trigger
        Of any type.
    at
        The time that it is scheduled for, with its zone; now when omitted. A tumbling window is the
        last one that has ended by then.
    body
        What an event trigger hands over: ``fileName`` and ``folderPath``, or ``event``.

    Raises
    ------
    PikkuError
        No window has ended by that time.
    """
    time = (at or now()).astimezone(UTC)
    kind = str(trigger.properties.get("type"))
    outputs = {}
    if kind == "TumblingWindowTrigger":
        start, end = _window(trigger, time)
        outputs = {"windowStartTime": start, "windowEndTime": end}
    return Fired(trigger.name, kind, scheduled=time, outputs=outputs, body=body or {})


def starts(trigger: Resource, fired: Fired) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name and the parameters' values of each pipeline that a firing starts."""
    for _, started in started_by(trigger):
        given = evaluate_json(started.get("parameters") or {}, fired.functions())
        yield started["pipelineReference"]["referenceName"], given


def _window(trigger: Resource, time: datetime) -> tuple[str, str]:
    """Return start and end of the last window that has ended."""
    said = trigger.properties["typeProperties"]
    first = dotnet.parse(trigger.name, said["startTime"])
    until = dotnet.from_datetime(time.replace(tzinfo=None))
    interval, unit = said["interval"], said["frequency"]
    if unit == "Month":
        clock, start = until.clock, first.clock
        months = (clock.year - start.year) * 12 + clock.month - start.month
        count = months // interval
        count -= first.plus_months(count * interval).ticks > until.ticks
        edges = [first.plus_months((count + step) * interval) for step in (-1, 0)]
    else:
        length = interval * _TICKS[unit]
        count = (until.ticks - first.ticks) // length
        edges = [first.plus((count + step) * length) for step in (-1, 0)]
    if count < 1:
        raise PikkuError(
            f"No window of the trigger {trigger.name!r} has ended by {stamp(time)}.",
            f"Its first one begins at {said['startTime']}; fire it for a later time.",
        )
    start, end = (dotnet.write(trigger.name, dotnet.Moment(e.ticks, utc=True)) for e in edges)
    return start, end
