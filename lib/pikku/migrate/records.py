"""What a run leaves behind: pipeline and activity runs, as Data Factory's monitor shows them."""

import contextlib
import json
import os
import threading
import time
import uuid
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from pikku.errors import PikkuError
from pikku.migrate.functions import to_json
from pikku.platform import workspace

SUCCEEDED, FAILED, SKIPPED, IN_PROGRESS = "Succeeded", "Failed", "Skipped", "InProgress"
QUEUED, CANCELLED, INACTIVE = "Queued", "Cancelled", "Inactive"
KILLED = "Killed"  # not one of Data Factory's: there, nothing ends without a word
UNREADABLE = "Unreadable"
"""What stands in place of a status where a file is no record."""
UNFINISHED = (IN_PROGRESS, QUEUED)
REDACTED = "***"
"""What a record has in place of a secure input, output or parameter."""

_SHARE = 20  # a run is saved so seldom that it spends at most a twentieth of its time with that
_PAUSE = 1.0  # seconds between two savings, at least


def now() -> datetime:
    """Return the time now, in UTC."""
    return datetime.now(UTC)


def stamp(time: datetime) -> str:
    """Return a time in the round-trip format, with seven digits of a second."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f") + "0Z"


@dataclass
class ActivityRun:
    """One attempt to run one activity; `secure` says what of it is redacted."""

    activityName: str
    activityType: str
    pipelineName: str
    pipelineRunId: str
    activityRunId: str
    activityRunStart: str
    status: str = IN_PROGRESS
    retryAttempt: int = 0
    input: Any = None
    output: Any = None
    error: dict[str, Any] | None = None
    iteration: str = ""
    activityRunEnd: str = ""
    durationInMs: float = 0.0
    secure: list[str] = field(default_factory=list)


@dataclass
class PipelineRun:
    """One run of one pipeline."""

    pipelineName: str
    runId: str
    runStart: str
    parameters: dict[str, Any]
    invokedBy: dict[str, str]
    status: str = IN_PROGRESS
    message: str = ""
    runEnd: str = ""
    durationInMs: float = 0.0


@dataclass
class Record:
    """All that was run by one trigger; `file` is where it is kept."""

    file: Path | None
    pipeline_runs: list[PipelineRun] = field(default_factory=list)
    activity_runs: list[ActivityRun] = field(default_factory=list)
    process: dict[str, float] = field(default_factory=lambda: dict(_own_process()))
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _saving: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _next_save: float = 0.0

    def add(self, run: ActivityRun | PipelineRun) -> None:
        """Add a run that has begun."""
        with self._lock:
            if isinstance(run, PipelineRun):
                self.pipeline_runs.append(run)
            else:
                self.activity_runs.append(run)

    def ended(self) -> None:
        """Save the record if that was long ago: what has ended is known even if the process is killed."""
        if self.file and time.monotonic() >= self._next_save and self._saving.acquire(False):
            try:
                with contextlib.suppress(PikkuError):  # a full disk: the end of the run will say so
                    self._write()
            finally:
                self._saving.release()

    def cancel(self) -> None:
        """Note that all that hasn't ended never will: the run was interrupted."""
        self._end_all(CANCELLED, now())

    def activities(self, **wanted: str) -> list[ActivityRun]:
        """Return the activity runs with the given values, such as ``activityType="Copy"``."""
        return [
            run
            for run in self.activity_runs
            if all(getattr(run, key) == value for key, value in wanted.items())
        ]

    def save(self) -> None:
        """Write the record, whole or not at all; one of nothing that began isn't written."""
        with self._saving:
            self._write()

    def _write(self) -> None:
        if self.file is None or not self.pipeline_runs:
            return
        begun = time.monotonic()
        with self._lock:
            content = {
                "process": self.process,
                "pipelineRuns": [asdict(run) for run in self.pipeline_runs],
                "activityRuns": [_shown(run) for run in self.activity_runs],
            }
        workspace.write(self.file, to_json(content) + "\n")
        ended = time.monotonic()
        self._next_save = ended + max(_PAUSE, _SHARE * (ended - begun))

    def _end_all(self, status: str, end: datetime) -> None:
        for run in self.pipeline_runs:
            if run.status in UNFINISHED:
                run.status, run.runEnd = status, stamp(end)
                run.durationInMs = milliseconds(run.runStart, run.runEnd)
        for run in self.activity_runs:
            if run.status in UNFINISHED:
                run.status, run.activityRunEnd = status, stamp(end)
                run.durationInMs = milliseconds(run.activityRunStart, run.activityRunEnd)


def _shown(run: ActivityRun) -> dict[str, Any]:
    return asdict(run) | {part: REDACTED for part in run.secure if getattr(run, part) is not None}


def _own_process() -> dict[str, float]:
    return {"pid": os.getpid(), "started": psutil.Process().create_time()}


def milliseconds(start: str, end: str) -> float:
    """Return the time between two stamps."""
    begun, ended = (datetime.fromisoformat(text) for text in (start, end))
    return round((ended - begun).total_seconds() * 1000, 3)


def new_record(pipeline: str) -> Record:
    """Return an empty record with a file of its own in the workspace's ``runs`` folder."""
    name = f"{now():%Y%m%dT%H%M%S%f}-{pipeline}-{uuid.uuid4().hex[:8]}.json"
    return Record(workspace.path("runs") / name)


def load(file: Path) -> Record:
    """Return the record that a file holds; what its process left unfinished when it died is ``Killed``.

    Raises
    ------
    PikkuError
        The file isn't a record.
    """
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        record = Record(
            file,
            [PipelineRun(**run) for run in content["pipelineRuns"]],
            [ActivityRun(**run) for run in content["activityRuns"]],
            content.get("process", {}),
        )
        if not record.pipeline_runs:
            raise ValueError("it has no runs")
        if not _is_running(record.process):
            record._end_all(KILLED, datetime.fromtimestamp(file.stat().st_mtime, UTC))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise PikkuError(
            f"{file} is not the record of a run: {error}.", "Remove it; runs make their own."
        ) from error
    return record


def _is_running(process: dict[str, float]) -> bool:
    try:
        started = psutil.Process(int(process["pid"])).create_time()
    except (KeyError, psutil.Error):
        return False
    return abs(started - process["started"]) < 2  # a second, and what a clock is set by


def files(pipeline: str = "") -> list[Path]:
    """Return the records' files, the newest first, of a pipeline when named."""
    return sorted(workspace.path("runs").glob(f"*-{pipeline}*.json"), reverse=True)


def latest(pipeline: str = "") -> Record | None:
    """Return the newest record, of a pipeline when named; None when nothing ran yet."""
    found = files(pipeline)
    return load(found[0]) if found else None
