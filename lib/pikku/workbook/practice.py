"""Exercises: a question, a check that says what is wrong, hints, and a tested solution."""

import html
import importlib
import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from pikku.errors import PikkuError
from pikku.workbook.display import Display, boxed, from_markdown, inline
from pikku.workbook.failures import said

BLANK = "____"
"""What stands for an answer that nobody has given yet."""

T = TypeVar("T")
Kind = Literal["unattempted", "wrong", "error", "right"]

_COLOURS = {"unattempted": "#8a8f98", "wrong": "#c77700", "error": "#c62828", "right": "#2e7d32"}
_HEADS = {
    "unattempted": "Not answered yet",
    "wrong": "Not quite",
    "error": "Could not be checked",
    "right": "Right",
}


class Placeholder:
    """The value of `____`: it stays itself in any expression, so a run never stops at it."""

    def _same(self, *_: object, **__: object) -> "Placeholder":
        return self

    __call__ = __getitem__ = _same
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _same
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _same
    __pow__ = __rpow__ = __neg__ = __pos__ = __and__ = __rand__ = __or__ = __ror__ = _same
    __lt__ = __le__ = __gt__ = __ge__ = _same

    def __getattr__(self, name: str) -> "Placeholder":
        if name.startswith("_"):
            raise AttributeError(name)
        return self

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Any:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return BLANK


class Unattempted(Exception):
    """Raised inside a check when the answer turns out to hold a blank."""


def _has_blank(value: object) -> bool:
    """Return whether a value is, or contains, an unfilled blank."""
    if isinstance(value, Placeholder):
        return True
    if isinstance(value, str):
        return BLANK in value
    if isinstance(value, Mapping):
        return any(_has_blank(v) for pair in value.items() for v in pair)
    if isinstance(value, Sequence | AbstractSet) and not isinstance(value, bytes | bytearray):
        return any(_has_blank(v) for v in value)
    return False


def attempted(value: T) -> T:
    """Return the value; inside a check, a blank in it makes the outcome *unattempted*.

    For checks that call a function of the learner's: `attempted(answer(3)) == 9`.
    """
    if _has_blank(value):
        raise Unattempted
    return value


@dataclass(frozen=True, repr=False)
class Outcome(Display):
    """What a check found: `kind` is unattempted, wrong, error or right; `message` says why."""

    kind: Kind = "unattempted"
    message: str = ""

    @classmethod
    def of(cls, number: str, kind: Kind, message: str) -> "Outcome":
        """Return the outcome of one exercise, ready to be shown."""
        head = f"Exercise {number}: {_HEADS[kind]}."
        text = f"{head} {message}".strip()
        markup = f"<b>{html.escape(head)}</b> {inline(message)}".strip()
        box = boxed(text, _COLOURS[kind], markup)
        return cls(box.text, box.markup, kind, message)


@dataclass(frozen=True)
class Mistake:
    """A typical wrong answer, as code that leaves it in `answer`, and words of its diagnosis."""

    code: str
    says: str


class Exercise:
    """One exercise; see `pikku.workbook` for how to write and place it.

    Parameters
    ----------
    number
        `"3.1"`: chapter and place in it.
    question
        Markdown.
    stub, solution
        Code that leaves the answer in `answer`; the stub has `____` where the learner writes.
    check
        Gets the answer; returns what is wrong with it, or None when it is right. What it raises is
        the outcome *error*.
    hints
        From a nudge to nearly the answer.
    mistakes
        At least two typical wrong answers.
    setup
        Code that the notebook has run before, when solution or mistakes need its names.
    """

    def __init__(
        self,
        number: str,
        question: str,
        stub: str,
        check: Callable[[Any], str | None],
        hints: Sequence[str],
        solution: str,
        mistakes: Sequence[Mistake],
        setup: str = "",
    ) -> None:
        self.number = number
        self.question = question
        self.stub = stub
        self.hints = tuple(hints)
        self.mistakes = tuple(mistakes)
        self.setup = setup
        self._check = check
        self._solution = solution

    def __repr__(self) -> str:
        return f"Exercise({self.number!r})"

    def show(self) -> Display:
        """Return the question, ready to be shown."""
        return from_markdown(f"**Exercise {self.number}.** {self.question}")

    def check(self, answer: object) -> Outcome:
        """Return what there is to say about an answer; never raises."""
        if _has_blank(answer):
            return self._unattempted()
        try:
            diagnosis = self._check(answer)
        except Unattempted:
            return self._unattempted()
        except Exception as error:  # noqa: BLE001  a learner's code or SQL can raise anything
            return self._outcome("error", _in_short(error))
        if diagnosis:
            return self._outcome("wrong", diagnosis)
        return Outcome.of(self.number, "right", "")

    def hint(self, level: int = 1) -> Display:
        """Return the hint of a level, 1 being the gentlest; past the last one, the last."""
        place = min(max(level, 1), len(self.hints))
        if place < len(self.hints):
            then = f"the next: `workbook.hint({self.number!r}, {place + 1})`"
        else:
            then = f"after this one: `workbook.solution({self.number!r})`"
        head = f"**Hint {place} of {len(self.hints)}.**"
        return from_markdown(f"{head} {self.hints[place - 1]} ({then})")

    def solution(self) -> Display:
        """Return the solution's code, ready to be shown."""
        return from_markdown(f"**Solution {self.number}.**\n\n```python\n{self._solution}\n```")

    def solve(self) -> object:
        """Return the answer that the solution computes: the code that `solution` shows is run."""
        return self.run(self._solution)

    def run(self, code: str) -> object:
        """Return what code leaves in `answer`, run after the exercise's set-up."""
        import pikku.workbook

        names: dict[str, Any] = {"workbook": pikku.workbook, BLANK: Placeholder()}
        exec(compile(self.setup, f"<set-up of {self.number}>", "exec"), names)  # noqa: S102  the course's own code
        exec(compile(code, f"<code of {self.number}>", "exec"), names)  # noqa: S102
        return names["answer"]

    def _unattempted(self) -> Outcome:
        message = f"put your answer in place of {BLANK} and run the cell again"
        return self._outcome("unattempted", message)

    def _outcome(self, kind: Kind, message: str) -> Outcome:
        """Return an outcome that isn't *right*: what there is to say, and where help is."""
        more = f"For a hint: `workbook.hint({self.number!r})`"
        return Outcome.of(self.number, kind, f"{_sentence(message)} {more}")


def _in_short(error: BaseException) -> str:
    """Return an exception as one line: its class and what it says, without an engine's codes."""
    name, text = type(error).__name__, re.sub(r"\[[A-Z_.]+\] ", "", said(error))
    return f"{name}: {text}" if text else name


def _sentence(text: str) -> str:
    """Return a text with a capital first and a full stop last."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text[-1:] in ".?!" else ".")


def of_chapter(chapter: str) -> list[Exercise]:
    """Return a chapter's exercises, `"03"`; none when it has no module."""
    return list(getattr(module(chapter), "EXERCISES", []))


def module(chapter: str) -> object:
    """Return the module with a chapter's exercises and quiz, or None when there is none."""
    name = f"pikku.workbook.exercises.ch{chapter}"
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        return None


def find(number: str) -> Exercise:
    """Return the exercise with a number such as `"3.1"`.

    Raises
    ------
    PikkuError
        When there is no such exercise; the remedy lists the chapter's.
    """
    head = str(number).partition(".")[0]
    known = of_chapter(head.zfill(2)) if head.isdigit() else []
    for candidate in known:
        if candidate.number == str(number):
            return candidate
    listed = ", ".join(e.number for e in known) or "none"
    raise PikkuError(f"There is no exercise {number!r}.", f"Exercises of this chapter: {listed}.")


def exercise(number: str) -> Display:
    """Return an exercise's question, ready to be shown."""
    return find(number).show()


def check(number: str, answer: object) -> Outcome:
    """Return what there is to say about an answer, and note it in the learner's progress."""
    from pikku.workbook import record

    outcome = find(number).check(answer)
    record.note_exercise(number, outcome.kind)
    return outcome


def hint(number: str, level: int = 1) -> Display:
    """Return a hint for an exercise, ready to be shown; level 1 is the gentlest."""
    return find(number).hint(level)


def solution(number: str) -> Display:
    """Return an exercise's solution as code, ready to be shown."""
    return find(number).solution()
