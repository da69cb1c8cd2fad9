"""What a run leaves behind: pipeline and activity runs, as Data Factory's monitor shows them."""

import json
import threading
import uuid
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pikku.migrate.functions import to_json
from pikku.platform import workspace

SUCCEEDED, FAILED, SKIPPED, IN_PROGRESS = "Succeeded", "Failed", "Skipped", "InProgress"


def now() -> datetime:
    """Return the time now, in UTC."""
    return datetime.now(UTC)


def stamp(time: datetime) -> str:
    """Return a time in the round-trip format, with seven digits of a second."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f") + "0Z"


@dataclass
class ActivityRun:
    """One attempt to run one activity."""

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
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def add(self, run: ActivityRun | PipelineRun) -> None:
        """Add a run that has begun."""
        with self._lock:
            if isinstance(run, PipelineRun):
                self.pipeline_runs.append(run)
            else:
                self.activity_runs.append(run)

    def activities(self, **wanted: str) -> list[ActivityRun]:
        """Return the activity runs with the given values, such as ``activityType="Copy"``."""
        return [
            run
            for run in self.activity_runs
            if all(getattr(run, key) == value for key, value in wanted.items())
        ]

    def save(self) -> None:
        """Write the record, whole or not at all."""
        if self.file is None:
            return
        with self._lock:
            content = {
                "pipelineRuns": [asdict(run) for run in self.pipeline_runs],
                "activityRuns": [asdict(run) for run in self.activity_runs],
            }
        workspace.write(self.file, to_json(content) + "\n")


def new_record(pipeline: str) -> Record:
    """Return an empty record with a file of its own in the workspace's ``runs`` folder."""
    name = f"{now():%Y%m%dT%H%M%S%f}-{pipeline}-{uuid.uuid4().hex[:8]}.json"
    return Record(workspace.path("runs") / name)


def load(file: Path) -> Record:
    """Return the record that a file holds."""
    content = json.loads(file.read_text(encoding="utf-8"))
    return Record(
        file,
        [PipelineRun(**run) for run in content["pipelineRuns"]],
        [ActivityRun(**run) for run in content["activityRuns"]],
    )


def latest(pipeline: str = "") -> Record | None:
    """Return the newest record, of a pipeline when named; None when nothing ran yet."""
    files = sorted(workspace.path("runs").glob(f"*-{pipeline}*.json"))
    return load(files[-1]) if files else None
