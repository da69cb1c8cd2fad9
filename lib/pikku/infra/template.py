"""The template: every service, and who may do what in it, with no password and no key.

Each service's identity gets the least role on the smallest scope that its work needs; people get
theirs from the administrator who is named at deployment.
"""

from typing import Any

from pikku.infra import services
from pikku.infra.words import Json, variable, when

_SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deployment{}.json#"
#: Variable -> how a resource's name begins; globally unique by what follows.
_NAMES = {
    "factory": "adf-pikku-",
    "vault": "kv-pikku-",
    "sqlServer": "sql-pikku-",
    "databricks": "dbw-pikku-",
    "connector": "dbac-pikku-",
    "synapse": "syn-pikku-",
}
#: What differs between the environments, with the same names as the template's parameters.
ENVIRONMENTS: dict[str, Json] = {
    "dev": {"storageSku": "Standard_LRS", "sqlCores": 1, "sqlPauseMinutes": 60, "keepDeleted": False},
    "test": {"storageSku": "Standard_LRS", "sqlCores": 2, "sqlPauseMinutes": 60, "keepDeleted": False},
    "prod": {"storageSku": "Standard_ZRS", "sqlCores": 4, "sqlPauseMinutes": -1, "keepDeleted": True},
}  # fmt: skip


def template(global_parameters: Json) -> Json:
    """Return the template of a resource group with all services of one environment.

    Parameters
    ----------
    global_parameters
        Those that the factory's files declare: name -> type and value. Addresses are added.
    """
    return {
        "$schema": _SCHEMA.format("Template"),
        "contentVersion": "1.0.0.0",
        "metadata": {"comment": "Derived from lib/pikku/infra by `pikku define`; change it there."},
        "parameters": _parameters(),
        "variables": _variables(global_parameters),
        "resources": [
            *services.storage(),
            *services.vault(),
            *services.sql(),
            *services.databricks(),
            *services.synapse(),
            *services.factory(),
            services.budget(),
        ],
        "outputs": _outputs(),
    }


def parameter_file(environment: str) -> Json:
    """Return the file with an environment's parameters; who administers it is given beside it."""
    values = {"environment": environment, **ENVIRONMENTS[environment]}
    return {
        "$schema": _SCHEMA.format("Parameters"),
        "contentVersion": "1.0.0.0",
        "parameters": {name: {"value": value} for name, value in values.items()},
    }


def _parameters() -> Json:
    def one(type: str, description: str, **more: Any) -> Json:
        return {"type": type, **more, "metadata": {"description": description}}

    return {
        "environment": one("string", "Which environment this is.", allowedValues=list(ENVIRONMENTS)),
        "location": one("string", "Region of all services.", defaultValue="[resourceGroup().location]"),
        "administratorName": one("string", "Login name of the user, or name of the group, that administers the SQL servers and reads and writes the lake."),
        "administratorObjectId": one("string", "Its object id in Entra ID.", minLength=36, maxLength=36),
        "administratorType": one("string", "User or Group.", allowedValues=["User", "Group"], defaultValue="User"),
        "clientAddress": one("string", "IPv4 address from which the administrator may reach the SQL servers; none when empty.", defaultValue=""),
        "storageSku": one("string", "Redundancy of the lake.", allowedValues=["Standard_LRS", "Standard_ZRS", "Standard_GRS", "Standard_GZRS"]),
        "sqlCores": one("int", "Most vCores of the serverless database.", minValue=1, maxValue=16),
        "sqlPauseMinutes": one("int", "Minutes without use after which the database pauses; -1: never.", minValue=-1),
        "keepDeleted": one("bool", "Whether nobody may purge a deleted vault for 90 days (else 7, and anybody who may), and the database is backed up to another region. Once true, it can't be taken back."),
        "databricks": one("bool", "Whether to create a Databricks workspace.", defaultValue=False),
        "globalParameters": one("object", "Global parameters of the factory that differ from its files here: name, type and value.", defaultValue={}),
        "budgetAmount": one("int", "What a month may cost in the subscription's currency before somebody is told; 0: leave the budget as it is.", minValue=0),
        "budgetStart": one("string", "First month of the budget, which can't be changed later.", defaultValue="[utcNow('yyyy-MM-01')]"),
        "contact": one("string", "E-mail address that is told about the budget."),
    }  # fmt: skip


def _variables(global_parameters: Json) -> Json:
    names = {
        name: f"[format('{prefix}{{0}}-{{1}}', parameters('environment'), variables('suffix'))]"
        for name, prefix in _NAMES.items()
    }
    return {
        "suffix": "[take(uniqueString(resourceGroup().id), 6)]",
        "account": "[format('stpikku{0}{1}', parameters('environment'), variables('suffix'))]",
        **names,
        "vaultUrl": "[format('https://{0}{1}/', variables('vault'), environment().suffixes.keyvaultDns)]",
        "lakeUrl": "[format('https://{0}.dfs.{1}', variables('account'), environment().suffixes.storage)]",
        "sqlHost": "[format('{0}{1}', variables('sqlServer'), environment().suffixes.sqlServerHostname)]",
        "globalParameters": global_parameters,
    }


def _outputs() -> Json:
    values = {
        "factory": "variables('factory')",
        "sqlHost": "variables('sqlHost')",
        "lakeUrl": "variables('lakeUrl')",
        "vaultUrl": "variables('vaultUrl')",
        "synapse": variable("synapse"),
        "synapseHost": services.synapse_host(),
        "databricks": when("databricks", variable("databricks")),
    }
    return {name: {"type": "string", "value": f"[{value}]"} for name, value in values.items()}
