"""The DatabricksNotebook activity: runs the workbook's notebook of that name on this machine."""

import time
import uuid
from pathlib import Path, PurePosixPath
from typing import Any

from pikku.errors import PikkuError
from pikku.migrate.activities.registry import activity
from pikku.migrate.functions import to_text
from pikku.migrate.local import Task
from pikku.migrate.rules import ActivityFailed
from pikku.platform import workspace

_CODE = "3204"  # of Data Factory, for a notebook that failed


@activity("DatabricksNotebook")
def notebook(task: Task) -> dict[str, Any]:
    """Run a notebook with its parameters; return where the executed copy is.

    The folders of ``notebookPath`` are Databricks' own: the notebook is the one of that name in the
    folder that the `Runner` has for notebooks. Parameters are texts, as in Databricks.
    """
    from pikku.workbook import runner
    from pikku.workbook.kernel import ThisInterpreter

    service, _ = task.linked_service()
    if service.properties.get("type") != "AzureDatabricks":
        raise ActivityFailed(
            f"{service.file}: {service.name!r} is no Databricks workspace.",
            "Give the activity a linked service of type AzureDatabricks.",
        )
    path = to_text(task.value("notebookPath"))
    given = task.value("baseParameters", {}) or {}
    parameters = {key: to_text(value) for key, value in given.items()}
    task.record.input = {"notebookPath": path, "baseParameters": parameters}
    source = _source(task.runner.notebooks, path)
    name = f"{source.stem}-{uuid.uuid4().hex[:8]}.ipynb"
    copy = workspace.path("runs", "notebooks", "activities") / name
    begun = time.perf_counter()
    try:
        with task.runner.deadlines.watch(task.deadline, ThisInterpreter.kill_all):
            runner.execute(source, copy, parameters, before_cell=task.check_time)
    except PikkuError as failed:
        task.check_time()
        raise ActivityFailed(failed.message, failed.remedy, _CODE) from failed
    return {
        "runPageUrl": copy.as_uri(),
        "executionDuration": round(time.perf_counter() - begun, 3),
        "effectiveIntegrationRuntime": "local",
    }


def _source(folder: Path, path: str) -> Path:
    """Return the notebook's file."""
    name = PurePosixPath(path).name.removesuffix(".ipynb")
    source = folder / f"{name}.ipynb"
    if not name or not source.is_file():
        known = ", ".join(sorted(file.stem for file in folder.glob("*.ipynb"))) or "none"
        raise ActivityFailed(
            f"There is no notebook {name!r} in {folder}.", f"There are: {known}.", _CODE
        )
    return source
