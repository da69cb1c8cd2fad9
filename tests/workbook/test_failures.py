import pytest

from pikku.errors import PikkuError
from pikku.workbook import failures

UNKNOWN = (
    "[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column with name `x` cannot be resolved. Did you mean one of "
    "the following? [`key`]. SQLSTATE: 42703; line 1 pos 60;\n'Project ['x]\n+- OneRowRelation"
)
TWO_LINES = "Merge failed: several rows match the same\ntarget row.\n\nJVM stacktrace:\nat x.y.Z"


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (ValueError("no"), "no"),
        (ValueError(), ""),
        (PikkuError("Not so.", "But so."), "Not so."),
        (ValueError(TWO_LINES), "Merge failed: several rows match the same target row."),
        (ValueError("x is refused\nDETAIL:  Failing row (1, 2)"), "x is refused"),
        (ValueError("It (Table ID: 0a-1b) differs."), "It differs."),
        (ValueError("It is long. " * 40), " ".join(["It is long."] * 33)),
        (ValueError("x" * 500), "x" * 399 + "…"),
    ],
)
def test_what_an_exception_says_ends_where_the_machinery_begins(error, says):
    assert failures.said(error) == says


def test_the_suggestion_of_a_query_engine_is_kept_and_its_plan_is_not():
    said = failures.said(RuntimeError(UNKNOWN))
    assert said.endswith("Did you mean one of the following? [`key`].")


def test_an_expected_failure_prints_what_it_says(capsys):
    with failures.expected_failure(ValueError):
        raise ValueError("no\n\nfurther")
    assert capsys.readouterr().out == "Refused, as it should be. ValueError: no\n"


def test_an_expected_failure_that_does_not_happen_is_an_error():
    with pytest.raises(AssertionError), failures.expected_failure():
        pass


def test_another_failure_than_the_expected_one_is_not_hidden():
    with pytest.raises(KeyError), failures.expected_failure(ValueError):
        raise KeyError("x")
