"""What each type of activity does. `ACTIVITIES` maps a type to its handler: task -> output."""

from pikku.migrate.activities import afar, control, copying, files, queries
from pikku.migrate.activities.registry import ACTIVITIES

__all__ = ["ACTIVITIES", "afar", "control", "copying", "files", "queries"]
