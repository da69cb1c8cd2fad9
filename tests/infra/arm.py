"""What Resource Manager makes of a template: its expressions evaluated, for given parameters.

Expressions are read with Python's own parser, whose notation for calls, texts and members they share.
"""

import ast
import json
import re
from typing import Any

Json = dict[str, Any]

SUBSCRIPTION = "11111111-2222-3333-4444-555555555555"
TENANT = "99999999-8888-7777-6666-555555555555"
GROUP = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg-pikku"
_SUFFIXES = {
    "keyvaultDns": ".vault.azure.net",
    "storage": "core.windows.net",
    "sqlServerHostname": ".database.windows.net",
}


def resource_id(type: str, *names: str) -> str:
    """Return the id of a resource in the group."""
    provider, *kinds = type.split("/")
    assert len(kinds) == len(names), (type, names)
    path = "/".join(f"{kind}/{name}" for kind, name in zip(kinds, names, strict=True))
    return f"{GROUP}/providers/{provider}/{path}"


class Template:
    """A template with the values of its parameters.

    Every expression has to name parameters, variables and functions that exist; `used` collects
    what was named.
    """

    def __init__(self, body: Json, given: Json) -> None:
        self.body = body
        self.used: set[str] = set()
        self.needed: set[str] = set()  # ids that reference() asked for since the last resource
        declared = body["parameters"]
        assert given.keys() <= declared.keys(), given.keys() - declared.keys()
        self.parameters = {
            name: given[name] if name in given else self.value(one["defaultValue"])
            for name, one in declared.items()
        }
        for name, value in self.parameters.items():
            _check_parameter(name, declared[name], value)
        self.ids = {
            self.id(one) for one in body["resources"] if self.value(one.get("condition", True))
        }

    def id(self, resource: Json) -> str:
        """Return a resource's id."""
        name = self.value(resource["name"])
        if "scope" in resource:
            return f"{self.value(resource['scope'])}/providers/{resource['type']}/{name}"
        return resource_id(resource["type"], *name.split("/"))

    def resources(self) -> list[Json]:
        """Return the resources that are deployed, with every expression replaced by its value.

        A resource that refers to another one's state has to wait for it.
        """
        found = []
        for resource in self.body["resources"]:
            waits = {self.value(one) for one in resource.get("dependsOn", [])}
            every = {self.id(one) for one in self.body["resources"]}
            assert waits <= every, waits - every
            self.needed = set()
            made = {key: self.value(item) for key, item in resource.items()}
            if not made.get("condition", True):
                continue  # evaluated all the same, as Resource Manager does
            found.append(made)
            assert self.needed <= waits, (resource["name"], self.needed - waits)
            if "scope" in resource:
                assert found[-1]["scope"] in waits
            elif (parent := _parent(found[-1])) is not None:
                assert parent in waits, (parent, waits)
        return found

    def value(self, item: Any) -> Any:
        """Return a value of the template with its expressions evaluated, at any depth."""
        if isinstance(item, dict):
            return {key: self.value(one) for key, one in item.items()}
        if isinstance(item, list):
            return [self.value(one) for one in item]
        if not (isinstance(item, str) and item.startswith("[")):
            return item
        assert item.endswith("]"), item
        text = re.sub(r"\b(if|and|or|not)\(", r"\1_(", item[1:-1])
        return self._evaluate(ast.parse(text, mode="eval").body)

    def _evaluate(self, node: ast.expr) -> Any:
        if isinstance(node, ast.Constant):
            assert isinstance(node.value, str | int), node.value
            return node.value
        if isinstance(node, ast.Attribute):
            return self._evaluate(node.value)[node.attr]
        assert isinstance(node, ast.Call), ast.dump(node)
        assert isinstance(node.func, ast.Name), ast.dump(node)
        if node.func.id == "if_":  # only the branch that counts is evaluated
            condition, yes, no = node.args
            return self._evaluate(yes if self._evaluate(condition) else no)
        function = getattr(self, f"_{node.func.id}")
        return function(*map(self._evaluate, node.args))

    def _parameters(self, name: str) -> Any:
        self.used.add(name)
        return self.parameters[name]

    def _variables(self, name: str) -> Any:
        self.used.add(name)
        return self.value(self.body["variables"][name])

    def _reference(self, id: str, version: str = "", full: str = "") -> Json:
        assert id in self.ids, f"{id} isn't deployed"
        self.needed.add(id)
        state = {
            "workspaceUrl": "adb-1.azuredatabricks.net",
            "connectivityEndpoints": {"sqlOnDemand": "syn-ondemand.sql.azuresynapse.net"},
        }
        return {"identity": {"principalId": f"identity of {id}"}} if full else state

    def _format(self, text: str, *values: Any) -> str:
        assert len(re.findall(r"\{\d\}", text)) >= len(values), text
        return text.format(*values)

    def _createObject(self, *pairs: Any) -> Json:
        assert len(pairs) % 2 == 0
        return dict(zip(pairs[::2], pairs[1::2], strict=True))

    def _union(self, *objects: Json) -> Json:
        return {key: item for one in objects for key, item in one.items()}

    _resourceId = staticmethod(resource_id)
    _subscriptionResourceId = staticmethod(
        lambda type, name: f"/subscriptions/{SUBSCRIPTION}/providers/{type}/{name}"
    )
    _take = staticmethod(lambda text, count: text[:count])
    _uniqueString = staticmethod(lambda *texts: "abcdefghijklm")
    _guid = staticmethod(lambda *texts: "|".join(texts))
    _resourceGroup = staticmethod(lambda: {"id": GROUP, "location": "centralindia"})
    _subscription = staticmethod(lambda: {"tenantId": TENANT, "subscriptionId": SUBSCRIPTION})
    _environment = staticmethod(lambda: {"suffixes": _SUFFIXES})
    _and_ = staticmethod(lambda *values: all(values))
    _not_ = staticmethod(lambda value: not value)
    _empty = staticmethod(lambda value: not value)
    _greater = staticmethod(lambda one, other: one > other)
    _true = staticmethod(lambda: True)
    _null = staticmethod(lambda: None)
    _json = staticmethod(json.loads)
    _utcNow = staticmethod(lambda form: "2026-04-01" if form == "yyyy-MM-01" else None)


def _parent(resource: Json) -> str | None:
    *kinds, _ = resource["type"].split("/")
    *names, _ = resource["name"].split("/")
    return resource_id("/".join(kinds), *names) if names else None


def _check_parameter(name: str, declared: Json, value: Any) -> None:
    types = {"string": str, "int": int, "bool": bool, "object": dict}
    assert type(value) is types[declared["type"]], name
    if "allowedValues" in declared:
        assert value in declared["allowedValues"], name
    if declared["type"] == "string":
        assert declared.get("minLength", 0) <= len(value) <= declared.get("maxLength", 1000), name
    if declared["type"] == "int":
        assert declared["minValue"] <= value <= declared.get("maxValue", value), name
