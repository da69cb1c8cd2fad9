"""Data Factory's expression language: a grammar, a parser and an evaluator.

A JSON string is one of three things (`parse`):

* ``@…`` the whole string is an expression, whose value keeps its type;
* ``… @{…} …`` a text with expressions in it, whose value is always a string;
* a plain text, in which a leading ``@@`` stands for ``@`` and ``@@{`` for ``@{``.

The functions themselves are in `pikku.migrate.functions`. What belongs to a run, such as
``pipeline()``, ``item()`` and ``variables('x')``, comes from the scope that `evaluate` is given.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lark import Lark, Transformer, v_args
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from pikku.errors import PikkuError

GRAMMAR = r"""
    ?start: expression
    ?expression: literal | call | property | safe_property | index | safe_index

    property:      expression "." NAME
    safe_property: expression "?." NAME
    index:         expression "[" expression "]"
    safe_index:    expression "?[" expression "]"
    call:          NAME "(" [expression ("," expression)*] ")"

    literal: STRING -> text
           | NUMBER -> number
           | CONSTANT -> constant

    CONSTANT.2: /(true|false|null)(?![\w(])/i
    NAME:   /[A-Za-z_$][\w$]*/
    STRING: /'(?:[^']|'')*'/
    NUMBER: /[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/
    %ignore /\s+/
"""

_PARSER = Lark(GRAMMAR, parser="lalr", propagate_positions=False)
_CONSTANTS = {"true": True, "false": False, "null": None}


class ExpressionError(PikkuError):
    """An expression that can't be read or has no value; the message quotes it."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant: text, number, true, false or null."""

    value: Any


@dataclass(frozen=True, slots=True)
class Call:
    """A function call: ``name(arguments)``; function names don't care for case."""

    name: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Access:
    """A property or an element: ``of.key``, ``of['key']``, ``of[0]``, and ``?.`` when safe."""

    of: "Node"
    key: "Node"
    safe: bool
    dotted: bool


@dataclass(frozen=True, slots=True)
class Template:
    """A text with expressions in it: strings and nodes, in order."""

    parts: tuple["str | Node", ...]


Node = Literal | Call | Access | Template


@v_args(inline=True)
class _Builder(Transformer):
    """Turns Lark's tree into nodes."""

    def text(self, token: str) -> Literal:
        return Literal(str(token)[1:-1].replace("''", "'"))

    def number(self, token: str) -> Literal:
        return Literal(float(token) if any(c in token for c in ".eE") else int(token))

    def constant(self, token: str) -> Literal:
        return Literal(_CONSTANTS[token.lower()])

    def call(self, name: str, *arguments: Node | None) -> Call:
        return Call(str(name), tuple(a for a in arguments if a is not None))

    def property(self, of: Node, name: str) -> Access:
        return Access(of, Literal(str(name)), safe=False, dotted=True)

    def safe_property(self, of: Node, name: str) -> Access:
        return Access(of, Literal(str(name)), safe=True, dotted=True)

    def index(self, of: Node, key: Node) -> Access:
        return Access(of, key, safe=False, dotted=False)

    def safe_index(self, of: Node, key: Node) -> Access:
        return Access(of, key, safe=True, dotted=False)


_BUILDER = _Builder()


def is_dynamic(text: str) -> bool:
    """Return whether a JSON string has something to evaluate or to unescape."""
    return text.startswith("@") or "@{" in text


@lru_cache(maxsize=4096)
def parse(text: str) -> Node:
    """Return the node that a JSON string stands for.

    Parameters
    ----------
    text
        The string as it is in the JSON file, with its leading ``@`` if it has one.

    Raises
    ------
    ExpressionError
        The text isn't a well-formed expression; the message shows where.
    """
    if text.startswith("@") and not text.startswith(("@@", "@{")):
        return _parse_expression(text[1:], text)
    parts = tuple(_parts(text))
    if all(isinstance(part, str) for part in parts):
        return Literal("".join(parts))  # type: ignore[arg-type]
    return Template(parts)


def _parts(text: str) -> list["str | Node"]:
    parts: list[str | Node] = []
    plain = "@" if text.startswith("@@") else ""
    at = 0
    if plain:
        at = 2
        if text.startswith("@@{"):
            plain, at = "@{", 3
    while (start := text.find("@{", at)) >= 0:
        if start > at - 1 and start > 0 and text[start - 1] == "@":
            plain += text[at : start - 1] + "@{"
            at = start + 2
            continue
        end = _closing_brace(text, start + 2)
        if plain + text[at:start]:
            parts.append(plain + text[at:start])
        parts.append(_parse_expression(text[start + 2 : end], text))
        plain, at = "", end + 1
    if plain + text[at:]:
        parts.append(plain + text[at:])
    return parts


def _closing_brace(text: str, at: int) -> int:
    quoted = False
    for position in range(at, len(text)):
        if text[position] == "'":
            quoted = not quoted
        elif text[position] == "}" and not quoted:
            return position
    raise ExpressionError(
        f"The text {text!r} opens an expression with '@{{' that is never closed.",
        "Close it with '}', or write '@@{' for the two characters themselves.",
    )


def _parse_expression(body: str, whole: str) -> Node:
    try:
        return _BUILDER.transform(_PARSER.parse(body))
    except UnexpectedInput as error:
        raise ExpressionError(
            f"The expression {whole!r} is not well-formed: {_what_is_wrong(error, body)}.",
            "An expression is built from 'texts', numbers, function calls, .properties and [elements].",
        ) from None


def _what_is_wrong(error: UnexpectedInput, body: str) -> str:
    at = error.pos_in_stream
    if at is None or at >= len(body) or isinstance(error, UnexpectedToken) and not error.token:
        return "it ends too early"
    if isinstance(error, UnexpectedCharacters) and body[at] == "'":
        return f"the text that starts at character {at + 1} is never closed"
    return f"unexpected {body[at : at + 12]!r} at character {at + 1}"


def walk(node: Node) -> list[Node]:
    """Return a node and all the nodes in it, outermost first."""
    found = [node]
    match node:
        case Call(_, arguments):
            children: tuple = arguments
        case Access(of, key):
            children = (of, key)
        case Template(parts):
            children = tuple(part for part in parts if not isinstance(part, str))
        case _:
            children = ()
    for child in children:
        found += walk(child)
    return found


Scope = Mapping[str, Callable[..., Any]]


def evaluate(text: str, scope: Scope) -> Any:
    """Return the value of a JSON string.

    Parameters
    ----------
    text
        The string as it is in the JSON file.
    scope
        What belongs to the run: lower-case function name -> function, for instance ``item``.

    Raises
    ------
    ExpressionError
        The text isn't well-formed, or has no value here; the message quotes it.
    """
    if not is_dynamic(text):
        return text
    try:
        return _value(parse(text), scope)
    except ExpressionError as error:
        if repr(text) in error.message:
            raise
        raise ExpressionError(
            f"The expression {text!r} has no value: {error.message}", error.remedy
        ) from None


def evaluate_json(value: Any, scope: Scope) -> Any:
    """Return a JSON value with every expression in it, at any depth, evaluated.

    An object ``{"value": …, "type": "Expression"}`` gives the value of its expression.
    """
    match value:
        case str():
            return evaluate(value, scope)
        case list():
            return [evaluate_json(item, scope) for item in value]
        case {"type": "Expression", "value": inner} if len(value) == 2:
            return evaluate_json(inner, scope)
        case dict():
            return {key: evaluate_json(item, scope) for key, item in value.items()}
    return value


def _value(node: Node, scope: Scope) -> Any:
    match node:
        case Literal(value):
            return value
        case Template(parts):
            from pikku.migrate.functions import to_text

            return "".join(
                part if isinstance(part, str) else to_text(_value(part, scope)) for part in parts
            )
        case Call():
            return _call(node, scope)
        case Access(of, key, safe, _):
            return _select(_value(of, scope), _value(key, scope), safe)


def _call(node: Call, scope: Scope) -> Any:
    from pikku.migrate.functions import REGISTRY

    name = node.name.lower()
    if name in scope:
        return scope[name](*(_value(argument, scope) for argument in node.arguments))
    function = REGISTRY.get(name)
    if function is None:
        raise unknown_function(node.name)
    function.check_count(len(node.arguments))
    if function.lazy:
        return function.call(*(lambda a=argument: _value(a, scope) for argument in node.arguments))
    return function.call(*(_value(argument, scope) for argument in node.arguments))


def unknown_function(name: str) -> ExpressionError:
    """Return the error for a function that isn't known, with the nearest known name."""
    from difflib import get_close_matches

    from pikku.migrate.functions import REGISTRY

    near = get_close_matches(name.lower(), REGISTRY, n=1)
    hint = f" Did you mean {REGISTRY[near[0]].name!r}?" if near else ""
    return ExpressionError(
        f"There is no function {name!r}.", f"Use a function of the expression language.{hint}"
    )


def _select(value: Any, key: Any, safe: bool) -> Any:
    if value is None:
        if safe:
            return None
        raise ExpressionError(
            f"{key!r} can't be selected, because what it is selected from is null.",
            "Use '?.' or '?[…]' where null is expected.",
        )
    if isinstance(value, dict):
        return _property(value, key, safe)
    if isinstance(value, list) and isinstance(key, int) and not isinstance(key, bool):
        if 0 <= key < len(value):
            return value[key]
        if safe:
            return None
        raise ExpressionError(
            f"Element {key} doesn't exist: the array has {len(value)} elements, counted from 0.",
            "Use '?[…]' where the element may be missing.",
        )
    raise ExpressionError(
        f"{key!r} can't be selected from {_kind(value)}.",
        "Select properties by name from objects and elements by number from arrays.",
    )


def _property(value: dict, key: Any, safe: bool) -> Any:
    if key in value:
        return value[key]
    if isinstance(key, str):
        folded = key.casefold()
        for name, item in value.items():
            if isinstance(name, str) and name.casefold() == folded:
                return item
    if safe:
        return None
    available = ", ".join(map(str, value)) or "none"
    raise ExpressionError(
        f"property {key!r} doesn't exist, available properties are: {available}.",
        "Correct the name, or use '?.' where the property may be missing.",
    )


def _kind(value: Any) -> str:
    kinds = {bool: "a boolean", int: "a number", float: "a number", str: "a text", list: "an array"}
    return kinds.get(type(value), "a value")
