"""Activities that call services beyond this machine: they are part of the factory, and don't run here."""

from typing import Any

from pikku.migrate.activities.registry import activity
from pikku.migrate.local import Task
from pikku.migrate.rules import ActivityFailed


@activity("WebActivity")
@activity("DatabricksNotebook")
def afar(task: Task) -> dict[str, Any]:
    """Refuse to call anybody."""
    raise ActivityFailed(
        f"{task.activity['type']} calls a service in Azure; nothing leaves this machine.",
        "Run the factory in Azure, or the pipelines below it here.",
    )
