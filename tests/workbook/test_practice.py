import json

import pytest

from pikku.errors import PikkuError
from pikku.workbook import practice, record
from pikku.workbook.practice import Exercise, Mistake, Placeholder, attempted

____ = Placeholder()


def check_nine(answer):
    value = attempted(answer(3)) if callable(answer) else answer
    if value == 9:
        return None
    return "you are off by the GST" if value == 10.62 else "square three"


@pytest.fixture
def square():
    return Exercise(
        number="0.9",
        question="What is `3` squared?",
        stub="answer = ____",
        check=check_nine,
        hints=["Multiply.", "Three times three."],
        solution="answer = three * three",
        mistakes=[Mistake("answer = 10.62", "GST"), Mistake("answer = 6", "square")],
        setup="three = 3",
    )


@pytest.mark.parametrize(
    "blank",
    [
        ____,
        ____ + 1,
        3 * ____,
        ____.value,
        ____["x"],
        ____(3),
        -____,
        "SELECT ____ FROM x",
        [1, ____],
        {"a": ____},
        {____: 1},
        (1, [____]),
    ],
)
def test_a_blank_is_unattempted_in_any_expression(square, blank):
    assert square.check(blank).kind == "unattempted"


def test_a_function_that_returns_a_blank_is_unattempted(square):
    assert square.check(lambda n: ____ * n).kind == "unattempted"


def test_a_wrong_answer_is_told_what_is_wrong_and_where_help_is(square):
    outcome = square.check(10.62)
    assert outcome.kind == "wrong"
    assert outcome.message.startswith("You are off by the GST.")
    assert "workbook.hint('0.9')" in repr(outcome)


def test_a_right_answer_is_told_so(square):
    outcome = square.check(9)
    assert outcome.kind == "right"
    assert repr(outcome) == "Exercise 0.9: Right."


def test_an_answer_that_fails_is_an_error_with_its_cause_and_does_not_raise(square):
    outcome = square.check(lambda n: n / 0)
    assert outcome.kind == "error"
    assert "ZeroDivisionError: division by zero" in repr(outcome)
    assert "workbook.hint('0.9')" in repr(outcome)


def test_what_an_engine_says_is_told_without_its_codes(square):
    def answer(_):
        raise RuntimeError(
            "[UNRESOLVED_COLUMN.WITH_SUGGESTION] There is no x. SQLSTATE: 42703; line 1"
        )

    assert square.check(answer).message.startswith("RuntimeError: There is no x. For a hint")


def test_what_a_learner_wrote_is_escaped_in_html(square):
    def answer(_):
        raise ValueError("<script>alert(1)</script>")

    assert "<script>" not in square.check(answer)._repr_html_()


def test_the_solution_that_is_shown_is_the_one_that_runs(square):
    assert square.solve() == 9
    assert "answer = three * three" in repr(square.solution())


def test_hints_go_from_gentle_to_strong_and_end_at_the_solution(square):
    assert "Multiply." in repr(square.hint())
    assert "hint('0.9', 2)" in repr(square.hint())
    assert "Three times three." in repr(square.hint(2))
    assert "solution('0.9')" in repr(square.hint(2))
    assert repr(square.hint(9)) == repr(square.hint(2))


def test_the_question_is_shown_as_text_and_html(square):
    assert repr(square.show()) == "**Exercise 0.9.** What is `3` squared?"
    assert "<code>3</code>" in square.show()._repr_html_()


def test_an_unknown_exercise_names_those_of_the_chapter():
    with pytest.raises(PikkuError, match=r"There is no exercise '0\.99'") as caught:
        practice.find("0.99")
    assert "0.1" in caught.value.remedy


def test_checks_are_noted_and_right_stays_right(home, square, monkeypatch):
    monkeypatch.setattr(practice, "find", lambda number: square)
    practice.check("0.9", ____)
    assert not (home / "state" / "progress.json").exists()
    practice.check("0.9", 6)
    practice.check("0.9", 9)
    practice.check("0.9", 7)
    noted = json.loads((home / "state" / "progress.json").read_text())
    assert noted["exercises"]["0.9"] == {"outcome": "right", "tries": 3}


def test_a_damaged_record_is_read_as_an_empty_one(home):
    record.note_exercise("0.1", "wrong")
    (home / "state" / "progress.json").write_text('{"exercises": {"0')
    assert record.read() == {"exercises": {}, "quizzes": {}}


def test_progress_counts_by_notebook(home):
    before = record.progress().rows[0]
    assert before["exercises right"].startswith("0 of ")
    record.note_exercise("0.1", "right")
    record.note_exercise("0.2", "wrong")
    after = record.progress().rows[0]
    assert after["exercises right"].startswith("1 of ")
    assert after["still wrong"] == "0.2"
