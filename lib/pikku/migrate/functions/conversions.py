"""Conversion functions. Binary content is an object with ``$content-type`` and ``$content``."""

import base64 as b64
import binascii
import json as jsonlib
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from urllib.parse import quote, unquote

from pikku.migrate.functions.registry import (
    binary,
    binary_text,
    declare,
    text_of,
    to_text,
    wrong,
)
from pikku.migrate.functions.xml import to_object

# Python also takes 1_000, nan and the digits of other scripts.
_WHOLE = re.compile(r"\s*[+-]?[0-9]+\s*")
_NUMBER = re.compile(r"\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\s*")
_UNRESERVED = "-_.~"  # what .NET's Uri.EscapeDataString leaves as it is, besides letters and digits


def _decode(function: str, text: Any) -> bytes:
    try:
        return b64.b64decode(text_of(function, text), validate=True)
    except binascii.Error:
        raise wrong(function, "a text in base64", text) from None


def _utf8(function: str, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise wrong(function, "the base64 of a UTF-8 text", content.hex()) from None


@declare("array", "conversion", 1)
def array(value: Any) -> list:
    """Return an array with the value as its only element."""
    return [value]


@declare("createArray", "conversion", 0, None)
def create_array(*values: Any) -> list:
    """Return an array of the values."""
    return list(values)


@declare("coalesce", "conversion", 1, None, lazy=True)
def coalesce(*values: Callable[[], Any]) -> Any:
    """Return the first value that isn't null, or null."""
    return next((found for value in values if (found := value()) is not None), None)


@declare("string", "conversion", 1)
def string(value: Any) -> str:
    """Return the value as a text; arrays and objects as compact JSON."""
    return to_text(value)


@declare("int", "conversion", 1)
def int_(value: Any) -> int:
    """Return the whole number that a text or a number stands for."""
    try:
        if isinstance(value, bool | list | dict) or value is None:
            raise ValueError
        if isinstance(value, str):
            if not _WHOLE.fullmatch(value):
                raise ValueError
            return int(value)
        if value != int(value):
            raise ValueError
        return int(value)
    except ValueError:
        raise wrong("int", "a whole number, or a text of one", value) from None


@declare("float", "conversion", 1)
def float_(value: Any) -> float:
    """Return the number that a text or a number stands for, as a floating-point number."""
    try:
        if isinstance(value, bool | list | dict) or value is None:
            raise ValueError
        if isinstance(value, str) and not _NUMBER.fullmatch(value):
            raise ValueError
        return float(value)
    except ValueError:
        raise wrong("float", "a number, or a text of one", value) from None


@declare("bool", "conversion", 1)
def bool_(value: Any) -> bool:
    """Return the boolean that a text ('true', 'false') or a number (0 is false) stands for."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float | Decimal):
        return value != 0
    if isinstance(value, str) and value.strip().lower() in ("true", "false", "1", "0"):
        return value.strip().lower() in ("true", "1")
    raise wrong("bool", "'true', 'false' or a number", value)


@declare("json", "conversion", 1)
def json(value: Any) -> Any:
    """Return what a JSON text, or an XML document, stands for; of null an empty object."""
    if value is None:
        return {}
    text = binary_text(value)
    text = text_of("json", value) if text is None else text
    if text.lstrip().startswith("<"):
        return to_object(text)
    try:
        return jsonlib.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise wrong("json", "a text that is JSON", value) from None


def _no_constant(text: str) -> None:
    raise ValueError(text)


@declare("base64", "conversion", 1)
def base64(text: Any) -> str:
    """Return a text in base64."""
    return b64.b64encode(to_text(text).encode()).decode()


@declare("base64ToBinary", "conversion", 1)
def base64_to_binary(text: Any) -> dict[str, str]:
    """Return the binary content of a text in base64."""
    return binary(_decode("base64ToBinary", text))


@declare("base64ToString", "conversion", 1)
def base64_to_string(text: Any) -> str:
    """Return the text of a text in base64."""
    return _utf8("base64ToString", _decode("base64ToString", text))


@declare("decodeBase64", "conversion", 1)
def decode_base64(text: Any) -> str:
    """Return the text of a text in base64 (an older name of ``base64ToString``)."""
    return _utf8("decodeBase64", _decode("decodeBase64", text))


@declare("binary", "conversion", 1)
def binary_(value: Any) -> dict[str, str]:
    """Return the binary content of a text."""
    return binary(to_text(value).encode())


@declare("dataUri", "conversion", 1)
def data_uri(text: Any) -> str:
    """Return the data URI of a text."""
    return "data:text/plain;charset=utf-8;base64," + base64(text)


def _data_uri(function: str, uri: Any) -> tuple[str, bytes]:
    head, comma, body = text_of(function, uri).partition(",")
    if not head.lower().startswith("data:") or not comma:
        raise wrong(function, "a data URI", uri)
    kind = head[5:]
    if kind.lower().endswith(";base64"):
        return kind[:-7], _decode(function, body)
    return kind, unquote(body).encode()


@declare("dataUriToBinary", "conversion", 1)
def data_uri_to_binary(uri: Any) -> dict[str, str]:
    """Return the binary content of a data URI."""
    kind, content = _data_uri("dataUriToBinary", uri)
    return binary(content, kind)


@declare("decodeDataUri", "conversion", 1)
def decode_data_uri(uri: Any) -> dict[str, str]:
    """Return the binary content of a data URI (an older name of ``dataUriToBinary``)."""
    kind, content = _data_uri("decodeDataUri", uri)
    return binary(content, kind)


@declare("dataUriToString", "conversion", 1)
def data_uri_to_string(uri: Any) -> str:
    """Return the text of a data URI."""
    return _utf8("dataUriToString", _data_uri("dataUriToString", uri)[1])


def _escape(text: str) -> str:
    return quote(text, safe=_UNRESERVED)


@declare("uriComponent", "conversion", 1)
def uri_component(text: Any) -> str:
    """Return the text with every character escaped that a URI gives a meaning to."""
    return _escape(text_of("uriComponent", text))


@declare("encodeUriComponent", "conversion", 1)
def encode_uri_component(text: Any) -> str:
    """Return what ``uriComponent`` returns (an older name)."""
    return _escape(text_of("encodeUriComponent", text))


@declare("uriComponentToString", "conversion", 1)
def uri_component_to_string(text: Any) -> str:
    """Return the text that an escaped one stands for."""
    return unquote(text_of("uriComponentToString", text))


@declare("decodeUriComponent", "conversion", 1)
def decode_uri_component(text: Any) -> str:
    """Return what ``uriComponentToString`` returns (an older name)."""
    return unquote(text_of("decodeUriComponent", text))


@declare("uriComponentToBinary", "conversion", 1)
def uri_component_to_binary(text: Any) -> dict[str, str]:
    """Return the binary content of an escaped text."""
    return binary(text_of("uriComponentToBinary", text).encode())
