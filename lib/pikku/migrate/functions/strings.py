"""String functions."""

import uuid
from typing import Any

from pikku.migrate.functions.registry import (
    ExpressionError,
    declare,
    integer_of,
    text_of,
    to_text,
    wrong,
)


@declare("concat", "string", 1, None)
def concat(*values: Any) -> str | list:
    """Return the texts one after the other; of arrays, one array of all their elements."""
    if all(isinstance(value, list) for value in values):
        return [item for value in values for item in value]
    return "".join(map(to_text, values))


@declare("endsWith", "string", 2)
def ends_with(text: Any, ending: Any) -> bool:
    """Return whether a text ends with another; case doesn't matter."""
    return text_of("endsWith", text).lower().endswith(text_of("endsWith", ending).lower())


@declare("startsWith", "string", 2)
def starts_with(text: Any, start: Any) -> bool:
    """Return whether a text starts with another; case doesn't matter."""
    return text_of("startsWith", text).lower().startswith(text_of("startsWith", start).lower())


@declare("guid", "string", 0, 1)
def guid(format: Any = "D") -> str:
    """Return a new random identifier, in .NET's format N, D, B, P or X."""
    made = uuid.uuid4()
    low, mid, high = made.fields[:3]
    rest = ",".join(f"0x{byte:02x}" for byte in made.bytes[8:])
    forms = {
        "N": made.hex, "D": str(made), "B": "{" + str(made) + "}", "P": f"({made})",
        "X": f"{{0x{low:08x},0x{mid:04x},0x{high:04x},{{{rest}}}}}",
    }  # fmt: skip
    if not isinstance(format, str) or format.upper() not in forms:
        raise wrong("guid", "one of the formats 'N', 'D', 'B', 'P', 'X'", format)
    return forms[format.upper()]


@declare("indexOf", "string", 2)
def index_of(text: Any, part: Any) -> int:
    """Return where a text first has another, from 0, or -1; case doesn't matter."""
    return text_of("indexOf", text).lower().find(text_of("indexOf", part).lower())


@declare("lastIndexOf", "string", 2)
def last_index_of(text: Any, part: Any) -> int:
    """Return where a text last has another, from 0, or -1; case doesn't matter."""
    return text_of("lastIndexOf", text).lower().rfind(text_of("lastIndexOf", part).lower())


@declare("replace", "string", 3)
def replace(text: Any, old: Any, new: Any) -> str:
    """Return the text with every occurrence of `old` replaced; case matters."""
    if text_of("replace", old) == "":
        raise wrong("replace", "a text to replace that isn't empty", old)
    return text_of("replace", text).replace(old, text_of("replace", new))


@declare("split", "string", 2)
def split(text: Any, delimiter: Any) -> list[str]:
    """Return the parts of a text between the delimiters."""
    if text_of("split", delimiter) == "":
        return [text_of("split", text)]
    return text_of("split", text).split(delimiter)


@declare("substring", "string", 2, 3)
def substring(text: Any, start: Any, length: Any = None) -> str:
    """Return `length` characters of a text from `start`, counted from 0; the rest without length."""
    text, start = text_of("substring", text), integer_of("substring", start)
    count = len(text) - start if length is None else integer_of("substring", length)
    if start < 0 or count < 0 or start + count > len(text):
        raise ExpressionError(
            f"The function 'substring' is asked for {count} characters from {start} of a text that "
            f"has {len(text)}.",
            "Start and length must lie within the text; length() tells how long it is.",
        )
    return text[start : start + count]


@declare("toLower", "string", 1)
def to_lower(text: Any) -> str:
    """Return the text in lower case."""
    return text_of("toLower", text).lower()


@declare("toUpper", "string", 1)
def to_upper(text: Any) -> str:
    """Return the text in upper case."""
    return text_of("toUpper", text).upper()


@declare("trim", "string", 1)
def trim(text: Any) -> str:
    """Return the text without white space at its ends."""
    return text_of("trim", text).strip()
