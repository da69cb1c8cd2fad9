"""Ids that are the same on every machine: derived from names, never drawn at random."""

import json
import uuid
from typing import Any

_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://pikku.example/powerbi")


def tag(*names: str) -> str:
    """Return the id of what is called by `names`, from the outer to the inner one."""
    return str(uuid.uuid5(_SPACE, "/".join(names)))


def short(*names: str) -> str:
    """Return a twenty-digit id of what is called by `names`, as Power BI gives filters."""
    return tag(*names).replace("-", "")[:20]


def pretty(content: Any) -> str:
    """Return JSON as Power BI Desktop writes it: two blanks a level, names as they are."""
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
