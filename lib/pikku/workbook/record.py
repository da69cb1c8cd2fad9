"""The learner's record: which exercises and quizzes are done, kept in the workspace."""

import json
import os
from pathlib import Path
from typing import Any

from pikku.workbook import practice
from pikku.workbook.chapters import CHAPTERS
from pikku.workbook.tables import Table, show


def _file() -> Path:
    """Return where the record is kept."""
    from pikku.platform import workspace

    return workspace.path("state") / "progress.json"


def read() -> dict[str, dict[str, Any]]:
    """Return the record: `exercises` by number, `quizzes` by chapter; empty at first."""
    empty: dict[str, dict[str, Any]] = {"exercises": {}, "quizzes": {}}
    try:
        found = json.loads(_file().read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        # A record that was cut short by a full disk costs the learner some ticks, never a lesson.
        return empty
    return empty | found if isinstance(found, dict) else empty


def note_exercise(number: str, kind: str) -> None:
    """Note the outcome of a check; an unattempted one leaves no trace, and right stays right."""
    if kind == "unattempted":
        return
    record = read()
    before = record["exercises"].get(number, {"outcome": kind, "tries": 0})
    outcome = "right" if "right" in (before["outcome"], kind) else kind
    record["exercises"][number] = {"outcome": outcome, "tries": before["tries"] + 1}
    _write(record)


def note_quiz(chapter: str, right: int, total: int) -> None:
    """Note a quiz's result; the best one is kept."""
    record = read()
    best = max(right, record["quizzes"].get(chapter, {"right": 0})["right"])
    record["quizzes"][chapter] = {"right": best, "of": total}
    _write(record)


def _write(record: dict[str, dict[str, Any]]) -> None:
    file = _file()
    draft = file.with_name(f"{file.name}.{os.getpid()}.new")
    draft.write_text(json.dumps(record, indent=1, sort_keys=True), encoding="utf-8")
    draft.replace(file)


def progress() -> Table:
    """Return how far the learner is: exercises and quiz questions answered right, by chapter."""
    record = read()
    rows = []
    for chapter in CHAPTERS:
        numbers = [e.number for e in practice.of_chapter(chapter.number)]
        outcomes = [record["exercises"].get(n, {}).get("outcome") for n in numbers]
        questions = len(getattr(practice.module(chapter.number), "QUIZ", []))
        quiz = record["quizzes"].get(chapter.number, {}).get("right", 0)
        rows.append(
            {
                "notebook": chapter.notebook,
                "exercises right": f"{outcomes.count('right')} of {len(numbers)}",
                "still wrong": ", ".join(
                    n for n, o in zip(numbers, outcomes, strict=True) if o in ("wrong", "error")
                ),
                "quiz": f"{quiz} of {questions}",
            }
        )
    return show(rows, rows=len(rows))
