import pytest

from pikku.errors import PikkuError
from pikku.workbook import questions, record
from pikku.workbook.practice import Placeholder
from pikku.workbook.questions import Question, quiz


@pytest.fixture(autouse=True)
def two_questions(home, monkeypatch):
    class Module:
        QUIZ = (
            Question("One?", ("yes", "no"), "b", "Because <1>."),
            Question("Two?", ("x", "y", "z"), "c", "Because 2."),
        )

    monkeypatch.setattr(questions, "module", lambda chapter: Module)


@pytest.mark.parametrize("blank", ["____", Placeholder(), [Placeholder(), "a"]])
def test_without_answers_it_shows_the_questions_only(blank):
    shown = repr(quiz("03", blank))
    assert shown.splitlines()[:3] == ["1. One?", "   a) yes", "   b) no"]
    assert "→" not in shown
    assert "not" not in record.read()["quizzes"]


@pytest.mark.parametrize("letters", ["b c", "bc", "B, C", ["b", "c"]])
def test_right_letters_are_explained_and_counted(letters):
    shown = repr(quiz("03", letters))
    assert "Because <1>." in shown
    assert shown.endswith("2 of 2 right.")
    assert record.read()["quizzes"]["03"] == {"right": 2, "of": 2}


def test_a_wrong_letter_is_marked_and_not_given_away():
    shown = repr(quiz("03", "a c"))
    assert "a is wrong" in shown
    assert "Because <1>" not in shown
    assert shown.endswith("1 of 2 right.")


def test_a_dash_leaves_a_question_open_and_the_best_result_is_kept():
    quiz("03", "b c")
    assert repr(quiz("03", "- c")).endswith("1 of 2 right.")
    assert record.read()["quizzes"]["03"]["right"] == 2


@pytest.mark.parametrize(("letters", "message"), [("b", "1 letters"), ("b d", "no option 'd'")])
def test_letters_that_do_not_fit_are_refused(letters, message):
    with pytest.raises(PikkuError, match=message):
        quiz("03", letters)


def test_html_is_escaped():
    assert "<1>" not in quiz("03", "bc")._repr_html_()


def test_code_in_a_question_is_shown_as_code(monkeypatch):
    question = Question("What is `@{x}`?", ("`<y>`", "z"), "a", "So.")
    monkeypatch.setattr(
        questions, "module", lambda chapter: type("Module", (), {"QUIZ": [question]})
    )
    markup = quiz("03")._repr_html_()
    assert "<code>@{x}</code>" in markup
    assert "<code>&lt;y&gt;</code>" in markup


def test_a_question_needs_an_answer_among_its_options():
    with pytest.raises(ValueError, match="no option 'c'"):
        Question("One?", ("yes", "no"), "c", "")
