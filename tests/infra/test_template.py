import importlib
import itertools
import json
import re
import types
import typing
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from azure.mgmt.sql import models as sql

from pikku import catalog
from pikku.infra import define, services, template, words
from pikku.migrate import factory_folder, model
from pikku.serve import define as serve

from .arm import Template, resource_id

FILES = define.files()
MAIN = json.loads(FILES["infra/main.json"])
GIVEN = {
    "administratorName": "asha@example.com",
    "administratorObjectId": "00000000-0000-0000-0000-0000000000aa",
    "budgetAmount": 2000,
    "contact": "asha@example.com",
}
OBJECT_ID = GIVEN["administratorObjectId"]
EVERYTHING = {"databricks": True, "clientAddress": "203.0.113.7"}
#: Resource type -> the model of its body in Microsoft's own library.
MODELS = {
    "Microsoft.Consumption/budgets": ("consumption", "Budget"),
    "Microsoft.DataFactory/factories": ("datafactory", "Factory"),
    "Microsoft.Databricks/accessConnectors": ("databricks", "AccessConnector"),
    "Microsoft.KeyVault/vaults": ("keyvault", "VaultCreateOrUpdateParameters"),
    "Microsoft.KeyVault/vaults/secrets": ("keyvault", "SecretCreateOrUpdateParameters"),
    "Microsoft.Sql/servers": ("sql", "Server"),
    "Microsoft.Sql/servers/databases": ("sql", "Database"),
    "Microsoft.Sql/servers/firewallRules": ("sql", "FirewallRule"),
    "Microsoft.Storage/storageAccounts": ("storage", "StorageAccountCreateParameters"),
    "Microsoft.Storage/storageAccounts/blobServices": ("storage", "BlobServiceProperties"),
    "Microsoft.Storage/storageAccounts/blobServices/containers": ("storage", "BlobContainer"),
}
#: Those without a model of the kind: the properties of the API's reference.
PROPERTIES = {
    "Microsoft.Authorization/roleAssignments": {"roleDefinitionId", "principalId", "principalType"},
    "Microsoft.Databricks/workspaces": {"managedResourceGroupId", "publicNetworkAccess", "parameters"},
    "Microsoft.Synapse/workspaces": {"azureADOnlyAuthentication", "publicNetworkAccess", "defaultDataLakeStorage", "cspWorkspaceAdminProperties"},
    "Microsoft.Synapse/workspaces/administrators": {"administratorType", "login", "sid", "tenantId"},
    "Microsoft.Synapse/workspaces/firewallRules": {"startIpAddress", "endIpAddress"},
}  # fmt: skip
_ARM = {"type", "apiVersion", "name", "dependsOn", "condition", "scope"}


def file_of(environment):
    found = json.loads(FILES[f"infra/{environment}.parameters.json"])["parameters"]
    return {name: one["value"] for name, one in found.items()}


def evaluated(environment="dev", **more):
    return Template(MAIN, file_of(environment) | GIVEN | more)


def deployed(environment="dev", **more):
    return evaluated(environment, **more).resources()


def of_type(resources, type):
    return [one for one in resources if one["type"] == type]


def only(resources, type):
    (found,) = of_type(resources, type)
    return found


CASES = [
    pytest.param(name, {"databricks": bricks}, id=f"{name} {bricks}")
    for name, bricks in itertools.product(template.ENVIRONMENTS, (False, True))
]


@pytest.mark.parametrize("environment, options", CASES)
def test_every_expression_has_a_value_and_nothing_is_referred_to_too_early(environment, options):
    resources = deployed(environment, **options)
    ids = [(one["type"], one["name"], one.get("scope")) for one in resources]
    assert len(set(ids)) == len(ids)
    kinds = {one["type"].split("/")[0] for one in resources}
    assert ("Microsoft.Databricks" in kinds) == options["databricks"]
    assert "Microsoft.Synapse" in kinds  # every copy is read back by it


def test_every_parameter_and_variable_is_used():
    made = evaluated(**EVERYTHING)
    made.resources()
    made.value(MAIN["outputs"])
    assert made.used == MAIN["parameters"].keys() | MAIN["variables"].keys()


def test_every_parameter_is_described():
    assert all(one["metadata"]["description"] for one in MAIN["parameters"].values())


@pytest.mark.parametrize("environment", template.ENVIRONMENTS)
def test_a_parameter_file_leaves_open_what_only_its_user_knows(environment):
    given = file_of(environment)
    assert given["environment"] == environment
    open_ones = {
        name
        for name, one in MAIN["parameters"].items()
        if name not in given and "defaultValue" not in one
    }
    assert open_ones == GIVEN.keys()


def fields(cls):
    """Return the properties of a model of Microsoft's library: name -> type."""
    cls.__new__(cls)  # the models describe themselves when the first one is made
    package = importlib.import_module(cls.__module__.rpartition(".")[0])
    hints = typing.get_type_hints(cls, localns={"_models": package})
    return {
        field._rest_name: (hints[attribute], field._visibility)
        for attribute, field in cls._attr_to_rest_field.items()
    }


def wrong(value, hint, path):
    """Yield what Microsoft's model of a value doesn't have or take."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        enums = [one for one in arguments if hasattr(one, "__members__")]  # beside a plain str
        others = [one for one in arguments if value is None or one is not type(None)]
        attempts = [list(wrong(value, one, path)) for one in enums or others]
        if all(attempts):
            yield from min(attempts, key=len)
    elif origin is list and isinstance(value, list):
        for number, item in enumerate(value):
            yield from wrong(item, arguments[0], f"{path}[{number}]")
    elif origin is dict and isinstance(value, dict):
        for key, item in value.items():
            yield from wrong(item, arguments[1], f"{path}.{key}")
    elif getattr(hint, "__module__", "").endswith("._models") and isinstance(value, dict):
        known = fields(hint)
        for key, item in value.items():
            if key not in known:
                yield f"{path}.{key} is unknown"
            elif known[key][1] == ["read"]:
                yield f"{path}.{key} is read-only"
            else:
                yield from wrong(item, known[key][0], f"{path}.{key}")
    elif hasattr(hint, "__members__"):
        if value not in [one.value for one in hint]:
            yield f"{path}: {value!r} is not allowed"
    elif hint in (float, Decimal) and type(value) is int:
        return
    elif hint in (str, int, float, bool, type(None)):
        if type(value) is not hint and not (value is None and hint is type(None)):
            yield f"{path}: {value!r} is no {hint.__name__}"
    elif hint is not typing.Any and getattr(hint, "__name__", "") not in ("datetime", "Any"):
        yield f"{path}: {value!r} is no {hint}"


@pytest.mark.parametrize("environment, options", CASES)
def test_every_body_is_one_that_the_service_takes(environment, options):
    findings = []
    for one in deployed(environment, **options, clientAddress="203.0.113.7"):
        body = {key: item for key, item in one.items() if key not in _ARM}
        if one["type"] in MODELS:
            library, name = MODELS[one["type"]]
            found = getattr(importlib.import_module(f"azure.mgmt.{library}.models"), name)
            findings += wrong(body, found, one["type"])
        else:
            assert body["properties"].keys() == PROPERTIES[one["type"]]
    assert findings == []


@pytest.mark.parametrize(
    "change, finding",
    [
        ({"minimalTlsVersion": "1.4"}, "'1.4' is not allowed"),
        ({"minimumTlsVersion": "1.2"}, "minimumTlsVersion is unknown"),
        ({"fullyQualifiedDomainName": "x"}, "fullyQualifiedDomainName is read-only"),
        ({"version": 12}, "12 is no str"),
        ({"administrators": {"sid": "x", "name": "y"}}, "administrators.name is unknown"),
    ],
)
def test_a_wrong_body_is_found(change, finding):
    server = only(deployed(), "Microsoft.Sql/servers")
    body = {"location": "x", "properties": server["properties"] | change}
    assert any(finding in one for one in wrong(body, sql.Server, ""))


NAMES = {
    "Microsoft.DataFactory/factories": r"[A-Za-z0-9](-?[A-Za-z0-9]){2,62}",
    "Microsoft.Storage/storageAccounts": r"[a-z0-9]{3,24}",
    "Microsoft.KeyVault/vaults": r"[a-zA-Z](-?[a-zA-Z0-9]){1,22}[a-zA-Z0-9]",
    "Microsoft.Sql/servers": r"[a-z0-9](-?[a-z0-9]){0,62}",
    "Microsoft.Synapse/workspaces": r"[a-z0-9](-?[a-z0-9]){0,49}",
    "Microsoft.Databricks/workspaces": r"[a-zA-Z0-9_-]{3,64}",
}


@pytest.mark.parametrize("environment", template.ENVIRONMENTS)
def test_names_are_ones_that_the_services_take(environment):
    resources = deployed(environment, **EVERYTHING)
    for type, pattern in NAMES.items():
        name = only(resources, type)["name"]
        assert re.fullmatch(pattern, name), name
        assert len(name) <= 24 or type != "Microsoft.KeyVault/vaults"


def test_the_lake_is_closed_to_the_public_and_has_no_keys():
    lake = only(deployed(), "Microsoft.Storage/storageAccounts")["properties"]
    assert lake["isHnsEnabled"] is True
    assert lake["allowBlobPublicAccess"] is False
    assert lake["allowSharedKeyAccess"] is False
    assert lake["supportsHttpsTrafficOnly"] is True
    assert lake["minimumTlsVersion"] == "TLS1_2"
    containers = of_type(deployed(), "Microsoft.Storage/storageAccounts/blobServices/containers")
    assert [one["name"].rpartition("/")[2] for one in containers] == list(services.CONTAINERS)
    assert {one["properties"]["publicAccess"] for one in containers} == {"None"}


def test_sql_knows_entra_logins_only():
    resources = deployed()
    server = only(resources, "Microsoft.Sql/servers")["properties"]
    assert server["administrators"]["azureADOnlyAuthentication"] is True
    assert server["minimalTlsVersion"] == "1.2"
    synapse = only(resources, "Microsoft.Synapse/workspaces")["properties"]
    assert synapse["azureADOnlyAuthentication"] is True


@pytest.mark.parametrize(
    "environment, sku, pause, copies",
    [("dev", "GP_S_Gen5_1", 60, "Local"), ("test", "GP_S_Gen5_2", 60, "Local"), ("prod", "GP_S_Gen5_4", -1, "Geo")],
)  # fmt: skip
def test_the_database_is_serverless_and_pauses_where_nobody_works_at_night(
    environment, sku, pause, copies
):
    database = only(deployed(environment), "Microsoft.Sql/servers/databases")
    assert database["sku"]["name"] == sku
    assert database["properties"]["autoPauseDelay"] == pause
    assert database["properties"]["minCapacity"] == 0.5
    assert database["properties"]["requestedBackupStorageRedundancy"] == copies


def test_only_production_keeps_a_deleted_vault_against_everybody():
    for environment in template.ENVIRONMENTS:
        vault = only(deployed(environment), "Microsoft.KeyVault/vaults")["properties"]
        assert vault["enableRbacAuthorization"] is True
        assert vault["enablePurgeProtection"] is (True if environment == "prod" else None)


def test_no_file_has_a_secret():
    text = "".join(FILES.values())
    assert not re.search(
        r"password=|accountkey|sharedaccess|listkeys|securestring", text, re.IGNORECASE
    )
    secrets = of_type(deployed(), "Microsoft.KeyVault/vaults/secrets")
    for one in secrets:
        known = dict(part.split("=") for part in one["properties"]["value"].split(";"))
        assert known.keys() == {"Data Source", "Initial Catalog", "Connection Timeout"}


def test_the_secrets_are_those_that_the_factory_asks_for():
    secrets = of_type(deployed(), "Microsoft.KeyVault/vaults/secrets")
    there = {one["name"].rpartition("/")[2] for one in secrets}
    wanted = set()
    for service in model.read(factory_folder()).linked_services.values():
        wanted |= set(re.findall(r'"secretName": "([^"]+)"', json.dumps(service.body)))
    assert wanted <= there


def roles(resources):
    """Return who may do what where: (who, role, what it is on)."""
    names = {role_id: role for role, role_id in words.ROLES.items()}
    made = set()
    for one in of_type(resources, "Microsoft.Authorization/roleAssignments"):
        properties = one["properties"]
        role = names[properties["roleDefinitionId"].rpartition("/")[2]]
        who = properties["principalId"].rpartition("/")[2].rpartition("-dev")[0]
        made.add((who or properties["principalType"], role, one["scope"].rpartition("/")[2]))
    return made


def test_each_service_has_the_least_role_on_the_smallest_scope():
    alone = {
        ("User", "Storage Blob Data Contributor", "stpikkudevabcdef"),
        ("adf-pikku", "Storage Blob Data Contributor", "landing"),
        ("adf-pikku", "Key Vault Secrets User", "kv-pikku-dev-abcdef"),
        *(("syn-pikku", "Storage Blob Data Reader", name) for name in READ_BY_SYNAPSE),
    }
    assert roles(deployed()) == alone
    assert roles(deployed(**EVERYTHING)) == alone | {
        ("adf-pikku", "Contributor", "dbw-pikku-dev-abcdef"),
        ("dbac-pikku", "Storage Blob Data Contributor", "stpikkudevabcdef"),
    }


#: The landing zone, for the factory, and what the views are made of.
READ_BY_SYNAPSE = {
    model.read(factory_folder()).global_parameters["landing_file_system"],
    *re.findall(r"BULK '(\w+)/", "".join(serve.files().values())),
}


def test_synapse_reads_the_landing_zone_and_what_its_views_are_made_of():
    assert set(services.READ_BY_SYNAPSE) == READ_BY_SYNAPSE == {"landing", "silver", "gold"}


def test_names_of_role_assignments_tell_them_apart():
    made = of_type(deployed(**EVERYTHING), "Microsoft.Authorization/roleAssignments")
    assert len({one["name"] for one in made}) == len(made)


def test_a_group_may_be_the_administrator():
    resources = deployed(administratorType="Group")
    made = of_type(resources, "Microsoft.Authorization/roleAssignments")
    of_group = [one for one in made if one["properties"]["principalId"] == OBJECT_ID]
    assert [one["properties"]["principalType"] for one in of_group] == ["Group"]


def test_the_factory_gets_its_environment_and_every_address_that_its_files_ask_for():
    made = only(deployed("test", **EVERYTHING), "Microsoft.DataFactory/factories")
    values = {name: one["value"] for name, one in made["properties"]["globalParameters"].items()}
    assert values["environment"] == "test"
    assert values["lake_url"] == "https://stpikkutestabcdef.dfs.core.windows.net"
    assert values["key_vault_url"] == "https://kv-pikku-test-abcdef.vault.azure.net/"
    assert values["databricks_url"] == "https://adb-1.azuredatabricks.net"
    factory = model.read(factory_folder())
    assert factory.global_parameters.keys() <= values.keys()
    for service in factory.linked_services.values():
        assert service.parameters.keys() <= values.keys()


@pytest.mark.parametrize("environment", template.ENVIRONMENTS)
def test_the_factory_starts_the_notebook_that_the_bundle_puts_there(environment):
    root = factory_folder().parent
    bundle = yaml.safe_load((root / "databricks.yml").read_text(encoding="utf-8"))
    target = bundle["targets"][environment] or {}
    place = {**bundle.get("workspace", {}), **target.get("workspace", {})}["root_path"]
    place = place.replace("${bundle.name}", bundle["bundle"]["name"])
    place = place.replace("${bundle.target}", environment)
    assert "$" not in place
    # The CLI refuses a folder that several people share in a target of this mode.
    assert target.get("mode") != "development"
    made = only(deployed(environment), "Microsoft.DataFactory/factories")["properties"]
    notebook = made["globalParameters"]["process_notebook"]["value"]
    folder, name = notebook.removeprefix(f"{place}/files/").split("/")
    assert (root / folder / f"{name}.ipynb").is_file()
    assert f"{folder}/**" in bundle["sync"]["include"]
    declared = model.read(factory_folder()).global_parameters
    if environment == declared["environment"]:
        assert declared["process_notebook"] == notebook


def test_without_databricks_its_address_is_empty():
    made = only(deployed(), "Microsoft.DataFactory/factories")["properties"]["globalParameters"]
    assert made["databricks_url"] == {"type": "String", "value": ""}


def test_a_global_parameter_can_be_given_for_good():
    one = {"type": "String", "value": "0123-456789-abc"}
    made = only(deployed(globalParameters={"cluster_id": one}), "Microsoft.DataFactory/factories")
    assert made["properties"]["globalParameters"]["cluster_id"] == one


def test_the_firewall_opens_for_azure_and_for_one_address_that_is_given():
    type = "Microsoft.Sql/servers/firewallRules"
    (azure,) = of_type(deployed(), type)
    assert azure["properties"] == {"startIpAddress": "0.0.0.0", "endIpAddress": "0.0.0.0"}
    _, mine = of_type(deployed(clientAddress="203.0.113.7"), type)
    assert set(mine["properties"].values()) == {"203.0.113.7"}


def test_a_budget_tells_somebody_before_it_is_spent():
    budget = only(deployed(), "Microsoft.Consumption/budgets")["properties"]
    assert budget["amount"] == 2000
    assert budget["timePeriod"] == {"startDate": "2026-04-01"}
    told = {(one["thresholdType"], one["threshold"]) for one in budget["notifications"].values()}
    assert told == {("Actual", 50), ("Forecasted", 100)}
    assert of_type(deployed(budgetAmount=0), "Microsoft.Consumption/budgets") == []


def test_outputs_say_what_the_next_commands_ask_for():
    made = evaluated(**EVERYTHING)
    out = {name: one["value"] for name, one in made.value(MAIN["outputs"]).items()}
    assert out["factory"] == "adf-pikku-dev-abcdef"
    assert out["sqlHost"] == "sql-pikku-dev-abcdef.database.windows.net"
    assert resource_id("Microsoft.DataFactory/factories", out["factory"]) in made.ids
    assert out["synapseHost"] == "syn-ondemand.sql.azuresynapse.net"
    assert evaluated().value(MAIN["outputs"])["databricks"]["value"] == ""


def test_the_factorys_user_reads_the_business_tables_and_writes_its_own():
    text = FILES["sql/azure_sql/14_factory_user.sql"]
    grants = re.findall(r"^GRANT (.+) ON SCHEMA::(\w+) TO \[\$\(FACTORY\)\];$", text, re.MULTILINE)
    areas = {table.schema for table in catalog.tables()}
    assert {area for _, area in grants} == areas | {"etl"}
    assert {rights for rights, area in grants if area != "etl"} == {"SELECT, VIEW CHANGE TRACKING"}
    assert len(grants) == text.count("GRANT")
    assert not re.search("db_owner|CONTROL|ALTER", text)


def test_the_guide_names_every_parameter_that_has_to_be_given():
    guide = (Path(__file__).parents[2] / "docs" / "azure.md").read_text(encoding="utf-8")
    for name in (*GIVEN, *EVERYTHING):
        assert f"{name}=" in guide, name


def test_the_guide_prepares_what_reads_the_copies_back_before_the_first_run():
    guide = (Path(__file__).parents[2] / "docs" / "azure.md").read_text(encoding="utf-8")
    before, _ = guide.split("## 3. ")
    listed = re.search(r"for script in (synapse/.+); do\n.+\n.+-v (.+) -b", before)
    root = factory_folder().parent
    run = {file.name for one in listed[1].split() for file in root.glob(one)}
    makes = ("CREATE DATABASE", "CREATE MASTER KEY", "CREATE EXTERNAL DATA SOURCE", "CREATE USER")
    texts = {path.rpartition("/")[2]: text for path, text in serve.files().items()}
    needed = {
        name
        for name, text in texts.items()
        if name.endswith(".sql") and any(one in text for one in makes)
    }
    assert run == needed
    variables = set(re.findall(r"\$\((\w+)\)", "".join(texts[name] for name in run)))
    assert variables == {one.partition("=")[0] for one in listed[2].split()}
