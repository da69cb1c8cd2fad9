"""Every exercise: no answer, each typical mistake, something absurd, its solution."""

import pytest

from pikku.workbook import practice
from pikku.workbook.chapters import CHAPTERS

pytestmark = pytest.mark.xdist_group("notebooks")

EXERCISES = [e for c in CHAPTERS for e in practice.of_chapter(c.number)]
MISTAKES = [(e, m) for e in EXERCISES for m in e.mistakes]
each = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.number)


def test_numbers_are_unique_and_belong_to_their_chapter():
    numbers = [e.number for e in EXERCISES]
    assert len(set(numbers)) == len(numbers)
    for chapter in CHAPTERS:
        found = [e.number for e in practice.of_chapter(chapter.number)]
        assert found == [f"{int(chapter.number)}.{i + 1}" for i in range(len(found))]


@each
def test_it_is_complete(exercise):
    assert "____" in exercise.stub
    assert len(exercise.hints) >= 2
    assert len(exercise.mistakes) >= 2
    assert exercise.question.strip()


@each
def test_left_as_it_is_it_is_unattempted_and_stops_nothing(exercise, built):
    outcome = exercise.check(exercise.run(exercise.stub))
    assert outcome.kind == "unattempted", outcome


@pytest.mark.parametrize(
    ("exercise", "mistake"), MISTAKES, ids=[f"{e.number}-{i}" for i, (e, _) in enumerate(MISTAKES)]
)
def test_a_typical_mistake_is_diagnosed(exercise, mistake, built):
    outcome = exercise.check(exercise.run(mistake.code))
    assert outcome.kind == "wrong", outcome
    assert mistake.says.lower() in outcome.message.lower()


@each
@pytest.mark.parametrize(
    "absurd", [None, -1, "nonsense", [], {}, object()], ids=lambda v: type(v).__name__
)
def test_an_absurd_answer_is_never_right_and_never_raises(exercise, absurd, built):
    assert exercise.check(absurd).kind in ("wrong", "error")


@each
def test_its_solution_is_right(exercise, built):
    outcome = exercise.check(exercise.solve())
    assert outcome.kind == "right", outcome


@each
def test_no_diagnosis_gives_the_answer_away(exercise, built):
    answer = exercise.solve()
    if isinstance(answer, int | float) and abs(answer) > 20:
        for mistake in exercise.mistakes:
            said = exercise.check(exercise.run(mistake.code)).message
            assert str(answer) not in said
            assert f"{answer:,}" not in said
