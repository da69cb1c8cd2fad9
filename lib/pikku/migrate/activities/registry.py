"""Where the handlers of activities are declared."""

from collections.abc import Callable
from typing import Any

from pikku.migrate.local import Task

Handler = Callable[[Task], dict[str, Any]]
ACTIVITIES: dict[str, Handler] = {}


def activity(type: str) -> Callable[[Handler], Handler]:
    """Return a decorator that declares the handler of a type of activity."""

    def register(handler: Handler) -> Handler:
        ACTIVITIES[type] = handler
        return handler

    return register
