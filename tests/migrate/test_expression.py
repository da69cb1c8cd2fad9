"""The expression language: texts, expressions in texts, properties, elements, and what goes wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pikku.migrate.expression import (
    Access,
    Call,
    ExpressionError,
    Literal,
    evaluate,
    evaluate_json,
    parse,
)

SCOPE = {
    "pipeline": lambda: {
        "RunId": "r-1",
        "parameters": {"myNumber": 42, "myString": "foo", "nothing": None},
    },
    "item": lambda: {"name": "x", "tags": ["a", {"deep": [7]}], "with space": 1},
    "variables": lambda name: {"v": [1, 2]}[name],
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # The table in Microsoft's documentation of expressions.
        ("parameters", "parameters"),
        ("parameters[1]", "parameters[1]"),
        ("@@", "@"),
        (" @", " @"),
        ("@pipeline().parameters.myString", "foo"),
        ("@{pipeline().parameters.myString}", "foo"),
        ("@pipeline().parameters.myNumber", 42),
        ("@{pipeline().parameters.myNumber}", "42"),
        ("Answer is: @{pipeline().parameters.myNumber}", "Answer is: 42"),
        ("@concat('Answer is: ', string(pipeline().parameters.myNumber))", "Answer is: 42"),
        (
            "Answer is: @@{pipeline().parameters.myNumber}",
            "Answer is: @{pipeline().parameters.myNumber}",
        ),
        # Escapes and interpolation.
        ("@@name", "@name"),
        ("@@{x}", "@{x}"),
        ("mail@example.com", "mail@example.com"),
        ("@{1}@{2}", "12"),
        ("a@{concat('}', '''')}b", "a}'b"),
        ("@{pipeline().parameters.nothing}", ""),
        ("@{true}", "True"),
        ("@{createArray(1, 'a')}", '[1,"a"]'),
        ("line 1\n@{1}\n", "line 1\n1\n"),
        ("@concat('a',\n   'b')", "ab"),
        # Literals.
        ("@'it''s'", "it's"),
        ("@''", ""),
        ("@-3", -3),
        ("@1.50", 1.5),
        ("@1e3", 1000.0),
        ("@true", True),
        ("@False", False),
        ("@null", None),
        # Names don't care for case.
        ("@CONCAT('a', 'b')", "ab"),
        ("@Pipeline().RUNID", "r-1"),
        # Properties and elements.
        ("@item().tags[1].deep[0]", 7),
        ("@item()['with space']", 1),
        ("@item()[concat('na', 'me')]", "x"),
        ("@variables('v')[1]", 2),
        # Safe navigation.
        ("@item()?.missing", None),
        ("@item()?.missing?.deeper?[0]", None),
        ("@pipeline().parameters.nothing?.x", None),
        ("@item()?['missing']", None),
        ("@item().tags?[9]", None),
    ],
)
def test_a_text_has_the_value(text, value):
    found = evaluate(text, SCOPE)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("@", "ends too early"),
        ("@concat('a'", "ends too early"),
        ("@concat('a'))", "unexpected ')' at character 12"),
        ("@concat('a' 'b')", "unexpected"),
        ("@concat('a)", "never closed"),
        ("@1 + 2", "unexpected '+"),
        ("@{concat('a')", "never closed"),
        ("@nothing", "ends too early"),
        ("@missing(1)", "no function 'missing'"),
        ("@formatDatetim('x')", "no function 'formatDatetim'"),
        ("@concat()", "at least 1 argument"),
        ("@substring('a')", "2 to 3 arguments"),
        ("@item().missing", "available properties are: name, tags, with space"),
        ("@item().tags[5]", "Element 5 doesn't exist: the array has 2"),
        ("@pipeline().parameters.nothing.x", "is null"),
        ("@item().name.x", "can't be selected from a text"),
        ("@item().tags.x", "can't be selected from an array"),
    ],
)
def test_what_is_wrong_is_said(text, words):
    with pytest.raises(ExpressionError) as caught:
        evaluate(text, SCOPE)
    assert words in caught.value.message
    assert repr(text) in caught.value.message
    assert caught.value.remedy


def test_a_near_miss_is_suggested():
    with pytest.raises(ExpressionError) as caught:
        evaluate("@formatDatetim('x')", SCOPE)
    assert "formatDateTime" in caught.value.remedy


def test_a_parsed_expression_is_a_tree_of_nodes():
    assert parse("@f(1).x") == Access(
        Call("f", (Literal(1),)), Literal("x"), safe=False, dotted=True
    )


def test_expressions_are_evaluated_at_any_depth_of_json():
    value = {
        "plain": 1,
        "list": [
            "@item().name",
            {"value": "@pipeline().parameters.myNumber", "type": "Expression"},
        ],
        "object": {"value": "not an expression", "kind": "x"},
    }
    assert evaluate_json(value, SCOPE) == {
        "plain": 1,
        "list": ["x", 42],
        "object": {"value": "not an expression", "kind": "x"},
    }


def test_only_the_chosen_branch_of_if_is_evaluated():
    assert evaluate("@if(true, 1, div(1, 0))", {}) == 1
    assert evaluate("@or(true, equals(1, div(1, 0)))", {}) is True
    assert evaluate("@coalesce(null, 2, div(1, 0))", {}) == 2


@given(st.text())
def test_any_text_is_a_literal_when_quoted(text):
    quoted = text.replace("'", "''")
    assert evaluate(f"@concat('{quoted}', '')", {}) == text


@given(st.text().filter(lambda t: "@" not in t))
def test_a_text_without_at_is_itself(text):
    assert evaluate(text, {}) == text


@given(st.text().filter(lambda t: "@" not in t), st.integers())
def test_interpolation_keeps_what_is_around(text, number):
    assert evaluate(text + "@{" + str(number) + "}" + text, {}) == f"{text}{number}{text}"


@given(st.text())
def test_no_text_ends_in_anything_but_a_value_or_an_expression_error(text):
    try:
        evaluate("@" + text, {})
    except ExpressionError as error:
        assert error.message


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda c: st.lists(c) | st.dictionaries(st.text(), c), max_leaves=10))  # fmt: skip
def test_json_of_a_text_of_a_value_is_the_value(value):
    scope = {"item": lambda: value}
    if isinstance(value, list | dict):
        assert evaluate("@json(string(item()))", scope) == value
