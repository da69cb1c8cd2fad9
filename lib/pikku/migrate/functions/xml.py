"""XML functions. A document, or a node of one, is binary content of the type ``application/xml``."""

import json
import math
from typing import Any

from lxml import etree

from pikku.migrate.functions.registry import (
    XML,
    binary,
    binary_text,
    declare,
    text_of,
    to_text,
    wrong,
)

# Nothing outside the text is read.
_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
_REMEDY = "a text that is XML, or a JSON object with one property"


@declare("xml", "conversion", 1)
def xml(value: Any) -> dict[str, str]:
    """Return the XML document of a text that is XML, or of a JSON object with one property.

    Properties that begin with ``@`` become attributes, ``#text`` the text of an element, arrays one
    element for each of their elements.
    """
    if isinstance(value, str) and value.lstrip().startswith("<"):
        root = _parse("xml", value)
        declared = value.lstrip().startswith("<?xml")
        return _document(root, declared)
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise wrong("xml", _REMEDY, value) from None
    named = {k: v for k, v in value.items() if k != "?xml"} if isinstance(value, dict) else {}
    if len(named) != 1 or isinstance(next(iter(named.values())), list):
        raise wrong("xml", _REMEDY, value)
    [(name, content)] = named.items()
    try:
        return _document(_element(name, content), "?xml" in value)
    except ValueError:  # a name or character that XML doesn't have
        raise wrong("xml", _REMEDY, value) from None


@declare("xpath", "conversion", 2)
def xpath(value: Any, path: Any) -> Any:
    """Return what an XPath 1.0 expression finds in an XML document: a single one as it is, else an array.

    Elements are XML again, attributes and text are texts, and what functions such as ``sum()``
    compute are numbers, booleans and texts.
    """
    root = _parse("xpath", binary_text(value) if isinstance(value, dict) else value)
    try:
        found = root.getroottree().xpath(text_of("xpath", path))
    except etree.XPathError as error:
        raise wrong("xpath", f"an XPath expression ({error})", path) from None
    if not isinstance(found, list):
        return _plain(found)
    every = [_plain(one) for one in found]
    return every[0] if len(every) == 1 else every


def to_object(text: str) -> dict[str, Any]:
    """Return an XML document as JSON: attributes are ``@name``, repeated elements an array."""
    root = _parse("json", text)
    made: dict[str, Any] = {}
    if text.lstrip().startswith("<?xml"):
        information = root.getroottree().docinfo
        made["?xml"] = {"@version": information.xml_version}
        if "encoding" in text.lstrip().partition("?>")[0]:
            made["?xml"]["@encoding"] = information.encoding
    return made | {_name(root): _content(root)}


def _parse(function: str, text: Any) -> etree._Element:
    try:
        root = etree.fromstring(text_of(function, text).strip().encode(), etree.XMLParser(**_SAFE))
    except (etree.XMLSyntaxError, ValueError):
        raise wrong(function, "a text that is XML", text) from None
    if root.getroottree().docinfo.internalDTD is not None:  # .NET refuses it, too
        raise wrong(function, "XML without a DOCTYPE", text)
    return root


def _document(root: etree._Element, declared: bool) -> dict[str, str]:
    head = '<?xml version="1.0"?>' if declared else ""
    return binary(head.encode() + etree.tostring(root, encoding="utf-8"), XML)


def _element(name: str, content: Any) -> etree._Element:
    element = etree.Element(name)
    if not isinstance(content, dict):
        element.text = _written(content) or None
        return element
    for key, value in content.items():
        if key.startswith("@"):
            element.set(key[1:], _written(value))
        elif key == "#text":
            element.text = _written(value)
        else:
            for one in value if isinstance(value, list) else [value]:
                element.append(_element(key, one))
    return element


def _written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else to_text(value)


def _name(element: etree._Element) -> str:
    local = etree.QName(element).localname
    return f"{element.prefix}:{local}" if element.prefix else local


def _content(element: etree._Element) -> Any:
    parent = element.getparent()
    outer = {} if parent is None else parent.nsmap
    made: dict[str, Any] = {
        f"@xmlns:{prefix}" if prefix else "@xmlns": uri
        for prefix, uri in element.nsmap.items()
        if outer.get(prefix) != uri
    }
    made |= {f"@{etree.QName(key).localname}": value for key, value in element.attrib.items()}
    for child in element.iterchildren(tag=etree.Element):
        name, content = _name(child), _content(child)
        if name not in made:
            made[name] = content
        elif isinstance(made[name], list):
            made[name].append(content)
        else:
            made[name] = [made[name], content]
    text = "".join(element.xpath("text()")).strip()
    if not made:
        return text or None
    return made | ({"#text": text} if text else {})


def _plain(found: Any) -> Any:
    if isinstance(found, etree._Element):
        return binary(etree.tostring(found, encoding="utf-8", with_tail=False), XML)
    if isinstance(found, float) and math.isfinite(found) and found.is_integer():
        return int(found)
    return found if isinstance(found, bool | float) else str(found)
