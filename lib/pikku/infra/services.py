"""The services: each function returns a service's resources, and the roles that its work needs."""

from pikku.infra.words import (
    Json,
    assignment,
    identity,
    in_region,
    only_if,
    resource,
    resource_id,
    variable,
    when,
)
from pikku.migrate.define import PROCESS_NOTEBOOK

CONTAINERS = ("landing", "bronze", "silver", "gold")
#: What Synapse reads: landed files, for the factory; silver for the audit, gold for the views.
READ_BY_SYNAPSE = ("landing", "silver", "gold")
SQL_DATABASE = "pikku"
SYNAPSE_DATABASE = "pikku"

_FACTORY = "Microsoft.DataFactory/factories"
_ACCOUNT = "Microsoft.Storage/storageAccounts"
_CONTAINER = f"{_ACCOUNT}/blobServices/containers"
_VAULT = "Microsoft.KeyVault/vaults"
_SERVER = "Microsoft.Sql/servers"
_WORKSPACE = "Microsoft.Databricks/workspaces"
_CONNECTOR = "Microsoft.Databricks/accessConnectors"
_SYNAPSE = "Microsoft.Synapse/workspaces"


def storage() -> list[Json]:
    account = variable("account")
    service = resource_id(f"{_ACCOUNT}/blobServices", account, "'default'")
    of_account = resource_id(_ACCOUNT, account)
    kept = {"enabled": True, "days": 7}
    return [
        resource(
            _ACCOUNT,
            account,
            **in_region(kind="StorageV2", sku={"name": "[parameters('storageSku')]"}),
            properties={
                "accessTier": "Hot",
                "isHnsEnabled": True,
                "minimumTlsVersion": "TLS1_2",
                "supportsHttpsTrafficOnly": True,
                "allowBlobPublicAccess": False,
                "allowSharedKeyAccess": False,
                "allowCrossTenantReplication": False,
                "defaultToOAuthAuthentication": True,
            },
        ),
        resource(
            f"{_ACCOUNT}/blobServices",
            account,
            "'default'",
            dependsOn=[f"[{of_account}]"],
            properties={"deleteRetentionPolicy": kept, "containerDeleteRetentionPolicy": kept},
        ),
        *(
            resource(
                _CONTAINER,
                account,
                "'default'",
                f"'{container}'",
                dependsOn=[f"[{service}]"],
                properties={"publicAccess": "None"},
            )
            for container in CONTAINERS
        ),
        assignment(
            "Storage Blob Data Contributor",
            of_account,
            "parameters('administratorObjectId')",
            "parameters('administratorObjectId')",
            [of_account],
            "[parameters('administratorType')]",
        ),
    ]


def vault() -> list[Json]:
    vault, of_synapse = variable("vault"), resource_id(_SYNAPSE, variable("synapse"))
    return [
        resource(
            _VAULT,
            vault,
            **in_region(),
            properties={
                "tenantId": "[subscription().tenantId]",
                "sku": {"family": "A", "name": "standard"},
                "enableRbacAuthorization": True,
                "enableSoftDelete": True,
                "softDeleteRetentionInDays": "[if(parameters('keepDeleted'), 90, 7)]",
                # Only true or nothing is taken: a protection can't be switched off.
                "enablePurgeProtection": "[if(parameters('keepDeleted'), true(), null())]",
                "publicNetworkAccess": "Enabled",
            },
        ),
        _secret("sql-connection-string", variable("sqlHost"), SQL_DATABASE),
        _secret(
            "synapse-connection-string",
            synapse_host(),
            SYNAPSE_DATABASE,
            of_synapse,
        ),
    ]


def _secret(name: str, host: str, database: str, *needs: str) -> Json:
    """Return a connection string without a password: who connects has a managed identity."""
    text = f"Data Source=tcp:{{0}},1433;Initial Catalog={database};Connection Timeout=60"
    vault = variable("vault")
    return resource(
        f"{_VAULT}/secrets",
        vault,
        f"'{name}'",
        dependsOn=[f"[{one}]" for one in (resource_id(_VAULT, vault), *needs)],
        properties={"value": f"[format('{text}', {host})]", "contentType": "no password in it"},
    )


def sql() -> list[Json]:
    server = variable("sqlServer")
    needs = [f"[{resource_id(_SERVER, server)}]"]
    return [
        resource(
            _SERVER,
            server,
            **in_region(),
            properties={
                "version": "12.0",
                "minimalTlsVersion": "1.2",
                "publicNetworkAccess": "Enabled",
                "administrators": {
                    "administratorType": "ActiveDirectory",
                    "azureADOnlyAuthentication": True,
                    "principalType": "[parameters('administratorType')]",
                    "login": "[parameters('administratorName')]",
                    "sid": "[parameters('administratorObjectId')]",
                    "tenantId": "[subscription().tenantId]",
                },
            },
        ),
        resource(
            f"{_SERVER}/databases",
            server,
            f"'{SQL_DATABASE}'",
            **in_region(
                sku={
                    "name": "[format('GP_S_Gen5_{0}', parameters('sqlCores'))]",
                    "tier": "GeneralPurpose",
                    "family": "Gen5",
                    "capacity": "[parameters('sqlCores')]",
                }
            ),
            dependsOn=needs,
            properties={
                "autoPauseDelay": "[parameters('sqlPauseMinutes')]",
                "minCapacity": "[json('0.5')]",
                "maxSizeBytes": 32 * 2**30,
                "zoneRedundant": False,
                "requestedBackupStorageRedundancy": "[if(parameters('keepDeleted'), 'Geo', 'Local')]",
            },
        ),
        *_firewall(_SERVER, server),
    ]


def _firewall(type: str, server: str) -> list[Json]:
    """Return the rules that let Azure's services, and the administrator's machine, reach a server."""

    def rule(name: str, address: str, **condition: str) -> Json:
        return resource(
            f"{type}/firewallRules",
            server,
            f"'{name}'",
            **condition,
            dependsOn=[f"[{resource_id(type, server)}]"],
            properties={"startIpAddress": address, "endIpAddress": address},
        )

    given = "[not(empty(parameters('clientAddress')))]"
    return [
        # Data Factory's and Power BI's addresses are Azure's own; 0.0.0.0 stands for all of them.
        rule("AllowAllWindowsAzureIps", "0.0.0.0"),
        rule("administrator", "[parameters('clientAddress')]", condition=given),
    ]


def databricks() -> list[Json]:
    workspace, connector = variable("databricks"), variable("connector")
    managed = f"format('rg-{{0}}-managed', {workspace})"
    group = f"subscriptionResourceId('Microsoft.Resources/resourceGroups', {managed})"
    of_account = resource_id(_ACCOUNT, variable("account"))
    return [
        resource(
            _WORKSPACE,
            workspace,
            **only_if("databricks"),
            **in_region(sku={"name": "premium"}),
            properties={
                "managedResourceGroupId": f"[{group}]",
                "publicNetworkAccess": "Enabled",
                "parameters": {"enableNoPublicIp": {"value": True}},
            },
        ),
        resource(
            _CONNECTOR,
            connector,
            **only_if("databricks"),
            **in_region(identity={"type": "SystemAssigned"}),
            properties={},
        ),
        assignment(
            "Storage Blob Data Contributor",
            of_account,
            when("databricks", identity(_CONNECTOR, connector)),
            connector,
            [of_account, resource_id(_CONNECTOR, connector)],
            **only_if("databricks"),
        ),
        assignment(
            "Contributor",  # what Data Factory asks for to start jobs as itself
            resource_id(_WORKSPACE, workspace),
            identity(_FACTORY, variable("factory")),
            variable("factory"),
            [resource_id(_WORKSPACE, workspace), resource_id(_FACTORY, variable("factory"))],
            **only_if("databricks"),
        ),
    ]


def synapse_host() -> str:
    """Return the address of Synapse's serverless SQL."""
    workspace = resource_id(_SYNAPSE, variable("synapse"))
    return f"reference({workspace}).connectivityEndpoints.sqlOnDemand"


def synapse() -> list[Json]:
    workspace, account = variable("synapse"), variable("account")
    containers = {
        name: resource_id(_CONTAINER, account, "'default'", f"'{name}'") for name in READ_BY_SYNAPSE
    }
    return [
        resource(
            _SYNAPSE,
            workspace,
            **in_region(identity={"type": "SystemAssigned"}),
            dependsOn=[f"[{containers['gold']}]"],
            properties={
                "azureADOnlyAuthentication": True,
                "publicNetworkAccess": "Enabled",
                "defaultDataLakeStorage": {
                    "accountUrl": "[variables('lakeUrl')]",
                    "filesystem": "gold",
                },
                "cspWorkspaceAdminProperties": {
                    "initialWorkspaceAdminObjectId": "[parameters('administratorObjectId')]"
                },
            },
        ),
        resource(
            f"{_SYNAPSE}/administrators",
            workspace,
            "'activeDirectory'",
            dependsOn=[f"[{resource_id(_SYNAPSE, workspace)}]"],
            properties={
                "administratorType": "ActiveDirectory",
                "login": "[parameters('administratorName')]",
                "sid": "[parameters('administratorObjectId')]",
                "tenantId": "[subscription().tenantId]",
            },
        ),
        *_firewall(_SYNAPSE, workspace),
        *(
            assignment(
                "Storage Blob Data Reader",
                container,
                identity(_SYNAPSE, workspace),
                workspace,
                [container, resource_id(_SYNAPSE, workspace)],
            )
            for container in containers.values()
        ),
    ]


def factory() -> list[Json]:
    factory, workspace = variable("factory"), resource_id(_WORKSPACE, variable("databricks"))
    landing = resource_id(_CONTAINER, variable("account"), "'default'", "'landing'")
    vault = resource_id(_VAULT, variable("vault"))
    url = f"format('https://{{0}}', reference({workspace}).workspaceUrl)"
    here = {
        "environment": "parameters('environment')",
        "lake_url": "variables('lakeUrl')",
        "key_vault_url": "variables('vaultUrl')",
        "databricks_url": when("databricks", url),
        "workspace_id": when("databricks", workspace),
        "cluster_id": "''",
        "process_notebook": f"format('{PROCESS_NOTEBOOK}', parameters('environment'))",
    }
    added = ", ".join(
        f"'{name}', createObject('type', 'String', 'value', {value})"
        for name, value in here.items()
    )
    declared = f"union(variables('globalParameters'), createObject({added}), parameters('globalParameters'))"
    return [
        resource(
            _FACTORY,
            factory,
            **in_region(identity={"type": "SystemAssigned"}),
            dependsOn=[f"[{workspace}]"],
            properties={"publicNetworkAccess": "Enabled", "globalParameters": f"[{declared}]"},
        ),
        *(
            assignment(
                role,
                scope,
                identity(_FACTORY, factory),
                factory,
                [scope, resource_id(_FACTORY, factory)],
            )
            for role, scope in (
                ("Storage Blob Data Contributor", landing),
                ("Key Vault Secrets User", vault),
            )
        ),
    ]


def budget() -> Json:
    def told(kind: str, percent: int) -> Json:
        return {
            "enabled": True,
            "thresholdType": kind,
            "operator": "GreaterThanOrEqualTo",
            "threshold": percent,
            "contactEmails": ["[parameters('contact')]"],
        }

    return resource(
        "Microsoft.Consumption/budgets",
        "format('budget-pikku-{0}', parameters('environment'))",
        condition="[greater(parameters('budgetAmount'), 0)]",
        properties={
            "category": "Cost",
            "amount": "[parameters('budgetAmount')]",
            "timeGrain": "Monthly",
            "timePeriod": {"startDate": "[parameters('budgetStart')]"},
            "notifications": {"half": told("Actual", 50), "forecast": told("Forecasted", 100)},
        },
    )
