"""The functions of Data Factory's expression language, by category.

`REGISTRY` maps the lower-case name of each function to its `Function`; a new function is declared
with `registry.declare` in the module of its category.
"""

from pikku.migrate.functions import collections, conversions, dates, logic, maths, strings, xml
from pikku.migrate.functions.registry import REGISTRY, Function, to_json, to_text

__all__ = [
    "REGISTRY",
    "Function",
    "collections",
    "conversions",
    "dates",
    "logic",
    "maths",
    "strings",
    "to_json",
    "to_text",
    "xml",
]
