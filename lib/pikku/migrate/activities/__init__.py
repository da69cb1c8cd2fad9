"""What each type of activity does. `ACTIVITIES` maps a type to its handler: task -> output."""

from pikku.migrate.activities import control, copying, files, notebook, queries, web
from pikku.migrate.activities.registry import ACTIVITIES

__all__ = ["ACTIVITIES", "control", "copying", "files", "notebook", "queries", "web"]
