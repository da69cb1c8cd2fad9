"""Multiple-choice questions at a chapter's end, answered by letter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pikku.errors import PikkuError
from pikku.workbook.chapters import chapter as find_chapter
from pikku.workbook.display import Display, inline
from pikku.workbook.practice import BLANK, module

_LETTERS = "abcdef"


@dataclass(frozen=True)
class Question:
    """One question.

    Parameters
    ----------
    text
        What is asked.
    options
        2–6 answers; the first is `a`.
    answer
        The right one's letter.
    why
        A sentence shown when the answer is right.
    """

    text: str
    options: Sequence[str]
    answer: str
    why: str

    def __post_init__(self) -> None:
        if self.answer not in _LETTERS[: len(self.options)]:
            raise ValueError(f"{self.text!r} has no option {self.answer!r}")


def quiz(chapter: str, letters: object = BLANK) -> Display:
    """Return a chapter's questions, each marked right or wrong when the letters are given.

    Parameters
    ----------
    chapter
        `"03"`.
    letters
        One letter a question, such as `"b a c"` or `"bac"`; a blank shows the questions only, and
        `-` leaves a question open.

    Raises
    ------
    PikkuError
        When the letters are too many, too few or none of the options.
    """
    from pikku.workbook import record

    number = find_chapter(chapter).number
    questions = list(getattr(module(number), "QUIZ", []))
    given = _given(letters, questions)
    right = sum(g == q.answer for g, q in zip(given, questions, strict=True))
    if any(g is not None for g in given):
        record.note_quiz(number, right, len(questions))
    lines = [
        line
        for place, (question, letter) in enumerate(zip(questions, given, strict=True), start=1)
        for line in _lines(place, question, letter)
    ]
    lines.append(_verdict(number, given, right, len(questions)))
    markup = "<br>".join(inline(line).replace("   ", "&emsp;") for line in lines)
    return Display("\n".join(lines), f"<div>{markup}</div>")


def _given(letters: object, questions: Sequence[Question]) -> list[str | None]:
    """Return the letter given to each question, None for an open one."""
    if BLANK in str(letters):
        return [None] * len(questions)
    text = letters if isinstance(letters, str) else "".join(map(str, _iterable(letters)))
    found = [c for c in text.lower() if c.isalnum() or c == "-"]
    if len(found) != len(questions):
        raise PikkuError(
            f"This quiz has {len(questions)} questions, and {len(found)} letters were given.",
            'Give one letter a question, such as "b a c"; a "-" leaves one open.',
        )
    for place, (letter, question) in enumerate(zip(found, questions, strict=True), start=1):
        if letter != "-" and letter not in _LETTERS[: len(question.options)]:
            raise PikkuError(
                f"Question {place} has no option {letter!r}.",
                f"Choose from {', '.join(_LETTERS[: len(question.options)])}.",
            )
    return [None if letter == "-" else letter for letter in found]


def _iterable(letters: object) -> Iterable[object]:
    """Return the letters of a list or tuple; anything else stands for itself."""
    return letters if isinstance(letters, list | tuple) else [letters]


def _lines(place: int, question: Question, letter: str | None) -> list[str]:
    """Return a question's lines of text, with its verdict when it was answered."""
    lines = [f"{place}. {question.text}"]
    lines += [f"   {_LETTERS[i]}) {option}" for i, option in enumerate(question.options)]
    if letter is not None:
        verdict = "right" if letter == question.answer else f"{letter} is wrong"
        lines.append(
            f"   → {verdict}. {question.why}" if letter == question.answer else f"   → {verdict}."
        )
    return lines


def _verdict(number: str, given: Sequence[str | None], right: int, total: int) -> str:
    """Return the quiz's last line."""
    if all(letter is None for letter in given):
        example = " ".join("abc"[i % 3] for i in range(total))
        return f'Answer with a letter each: workbook.quiz("{number}", "{example}")'
    return f"{right} of {total} right."
