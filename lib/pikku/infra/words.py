"""The words of the template: resources, their ids, and who may do what, as Resource Manager's expressions."""

from typing import Any

Json = dict[str, Any]

VERSIONS = {
    "Microsoft.Authorization": "2022-04-01",
    "Microsoft.Consumption": "2023-11-01",
    "Microsoft.DataFactory": "2018-06-01",
    "Microsoft.Databricks": "2024-05-01",
    "Microsoft.KeyVault": "2023-07-01",
    "Microsoft.Sql": "2023-08-01",
    "Microsoft.Storage": "2023-05-01",
    "Microsoft.Synapse": "2021-06-01",
}
#: Built-in roles, by their ids in every tenant:
#: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
ROLES = {
    "Contributor": "b24988ac-6180-42a0-ab88-20f7382dd24c",
    "Key Vault Secrets User": "4633458b-17de-408a-b874-0445c86b69e6",
    "Storage Blob Data Contributor": "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
    "Storage Blob Data Reader": "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
}


def resource(type: str, *names: str, **more: Any) -> Json:
    """Return a resource; `names` are the segments of its name, as expressions."""
    name = names[0] if len(names) == 1 else f"format('{_slots(names)}', {', '.join(names)})"
    version = VERSIONS[type.partition("/")[0]]
    return {"type": type, "apiVersion": version, "name": f"[{name}]", **more}


def _slots(names: tuple[str, ...]) -> str:
    return "/".join(f"{{{number}}}" for number in range(len(names)))


def resource_id(type: str, *names: str) -> str:
    return f"resourceId('{type}', {', '.join(names)})"


def variable(name: str) -> str:
    return f"variables('{name}')"


def in_region(**more: Any) -> Json:
    tags = {"environment": "[parameters('environment')]", "project": "pikku"}
    return {"location": "[parameters('location')]", "tags": tags, **more}


def assignment(
    role: str, scope: str, principal: str, who: str, needs: list[str], type: str = "ServicePrincipal",
    **more: Any,
) -> Json:  # fmt: skip
    """Return the assignment of a role on a scope to a principal; `who` tells its name apart."""
    definition = (
        f"subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '{ROLES[role]}')"
    )
    made = resource(
        "Microsoft.Authorization/roleAssignments", f"guid({scope}, {who}, '{ROLES[role]}')"
    )
    properties = {
        "roleDefinitionId": f"[{definition}]",
        "principalId": f"[{principal}]",
        "principalType": type,
    }
    needed = [f"[{one}]" for one in needs]
    return {**made, **more, "scope": f"[{scope}]", "dependsOn": needed, "properties": properties}


def identity(type: str, name: str) -> str:
    """Return the object id of a resource's own identity."""
    version = VERSIONS[type.partition("/")[0]]
    return f"reference({resource_id(type, name)}, '{version}', 'full').identity.principalId"


def only_if(parameter: str) -> Json:
    return {"condition": f"[parameters('{parameter}')]"}


def when(parameter: str, expression: str) -> str:
    """Return an expression that is empty when a parameter is false.

    Resource Manager evaluates what refers to a resource even where neither of them is deployed.
    """
    return f"if(parameters('{parameter}'), {expression}, '')"
