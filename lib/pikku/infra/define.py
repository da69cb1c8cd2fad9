"""The files about Azure: the template, a parameter file for each environment, the factory's SQL user."""

import json

from pikku import catalog
from pikku.infra import template
from pikku.migrate import define as factory

_USER = "sql/azure_sql/14_factory_user.sql"


def files() -> dict[str, str]:
    """Return the text of every file: path in the repository -> text."""
    made = {"main": template.template(_global_parameters())}
    made |= {f"{name}.parameters": template.parameter_file(name) for name in template.ENVIRONMENTS}
    texts = {f"infra/{name}.json": json.dumps(one, indent=2) + "\n" for name, one in made.items()}
    return texts | {_USER: _factory_user()}


def _global_parameters() -> template.Json:
    """Return what the factory's file declares, but for what the template forms from the environment."""
    declared = json.loads(factory.files()[f"adf/factory/{factory.NAME}.json"])
    return {
        name: one
        for name, one in declared["properties"]["globalParameters"].items()
        if name not in ("environment", "process_notebook")
    }


def _factory_user() -> str:
    """Return the script that lets the factory read the tables, and keep its own of how far it is."""
    areas = sorted({table.schema for table in catalog.tables()})
    read = "".join(
        f"GRANT SELECT, VIEW CHANGE TRACKING ON SCHEMA::{area} TO [$(FACTORY)];\nGO\n"
        for area in areas
    )
    return (
        "-- Derived from lib/pikku/infra/define.py by `pikku define`; change it there.\n"
        "-- The data factory's managed identity as a user of the database; after all other scripts.\n"
        "-- To be run by the Entra administrator: sqlcmd replaces $(FACTORY) by the factory's name,\n"
        "-- elsewhere replace it by hand.\n\n"
        "IF USER_ID('$(FACTORY)') IS NULL CREATE USER [$(FACTORY)] FROM EXTERNAL PROVIDER;\nGO\n"
        f"{read}"
        "GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE ON SCHEMA::etl TO [$(FACTORY)];\nGO\n"
    )
