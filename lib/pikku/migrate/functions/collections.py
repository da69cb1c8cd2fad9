"""Collection functions: on arrays, texts and objects."""

from typing import Any

from pikku.migrate.functions.logic import same
from pikku.migrate.functions.registry import declare, integer_of, text_of, to_text, wrong


def _has(items: list, wanted: Any) -> bool:
    return any(same(item, wanted) for item in items)


@declare("contains", "collection", 2)
def contains(collection: Any, wanted: Any) -> bool:
    """Return whether an array has an element, an object a property, a text a part (case matters)."""
    match collection:
        case list():
            return _has(collection, wanted)
        case dict():
            return wanted in collection
        case str():
            return text_of("contains", wanted) in collection
    raise wrong("contains", "a text, an array or an object", collection)


@declare("empty", "collection", 1)
def empty(collection: Any) -> bool:
    """Return whether a text, an array or an object has nothing in it; null is empty."""
    if collection is None:
        return True
    if not isinstance(collection, str | list | dict):
        raise wrong("empty", "a text, an array or an object", collection)
    return not collection


@declare("first", "collection", 1)
def first(collection: Any) -> Any:
    """Return the first element or character, null when there is none."""
    if not isinstance(collection, str | list):
        raise wrong("first", "a text or an array", collection)
    return collection[0] if collection else None


@declare("last", "collection", 1)
def last(collection: Any) -> Any:
    """Return the last element or character, null when there is none."""
    if not isinstance(collection, str | list):
        raise wrong("last", "a text or an array", collection)
    return collection[-1] if collection else None


@declare("intersection", "collection", 1, None)
def intersection(*collections: Any) -> list | dict:
    """Return what all the arrays, or all the objects, have in common, in the first one's order."""
    head, *others = collections
    if all(isinstance(item, list) for item in collections):
        common: list = []
        for item in head:
            if all(_has(other, item) for other in others) and not _has(common, item):
                common.append(item)
        return common
    if all(isinstance(item, dict) for item in collections):
        return {k: v for k, v in head.items() if all(k in o and same(o[k], v) for o in others)}
    raise wrong("intersection", "only arrays or only objects", list(collections))


@declare("union", "collection", 1, None)
def union(*collections: Any) -> list | dict:
    """Return what any of the arrays, or of the objects, has; of equal names the last one's value."""
    if all(isinstance(item, list) for item in collections):
        every: list = []
        for item in (item for collection in collections for item in collection):
            if not _has(every, item):
                every.append(item)
        return every
    if all(isinstance(item, dict) for item in collections):
        return {key: value for collection in collections for key, value in collection.items()}
    raise wrong("union", "only arrays or only objects", list(collections))


@declare("join", "collection", 2)
def join(items: Any, delimiter: Any) -> str:
    """Return the elements of an array as one text, with the delimiter between them."""
    if not isinstance(items, list):
        raise wrong("join", "an array", items)
    return text_of("join", delimiter).join(map(to_text, items))


@declare("length", "collection", 1)
def length(collection: Any) -> int:
    """Return the number of elements or characters."""
    if not isinstance(collection, str | list):
        raise wrong("length", "a text or an array", collection)
    return len(collection)


@declare("skip", "collection", 2)
def skip(collection: Any, count: Any) -> list | str:
    """Return an array, or a text, without its first `count` elements."""
    if not isinstance(collection, str | list):
        raise wrong("skip", "an array", collection)
    return collection[max(integer_of("skip", count), 0) :]


@declare("take", "collection", 2)
def take(collection: Any, count: Any) -> list | str:
    """Return the first `count` elements of an array, or characters of a text."""
    if not isinstance(collection, str | list):
        raise wrong("take", "a text or an array", collection)
    return collection[: max(integer_of("take", count), 0)]
