"""The factory's pipelines, as Python values that become the JSON files.

::

    pl_load_and_process      a load, and then the notebook that makes Delta tables of it
      pl_copy_all              one load: registers the tables, lists them, deals them into batches
        pl_register_tables       the control table is as the catalogue says
        pl_copy_batch            one batch: copies its tables side by side
          pl_copy_table            one table: has anything changed?
            pl_load_table            copies it, compares rows and sums, stores how far it is
        pl_alert                 says that a load failed, where there is somebody to hear it

Data Factory lets IfCondition and Switch hold no further IfCondition, Switch or ForEach, hence the levels.
"""

import sqlalchemy as sa

from pikku.migrate.pipelines import load, table
from pikku.migrate.pipelines.parts import Json


def pipelines(tables: list[sa.Table]) -> dict[str, Json]:
    """Return the properties of each pipeline, by name."""
    return {
        "pl_load_and_process": load.load_and_process(),
        "pl_copy_all": load.copy_all(),
        "pl_register_tables": load.register_tables(tables),
        "pl_copy_batch": load.copy_batch(),
        "pl_copy_table": table.copy_table(),
        "pl_load_table": table.load_table(),
        "pl_alert": load.alert(),
    }
