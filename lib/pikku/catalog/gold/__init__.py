"""The star of the gold layer: conformed dimensions and one fact for each business process."""

import sqlalchemy as sa

from pikku.catalog.gold import dimensions, facts
from pikku.catalog.gold.columns import gold, select_sql

__all__ = ["dimensions", "facts", "gold", "gold_table", "gold_tables", "select_sql"]


def gold_tables() -> list[sa.Table]:
    """Return the tables of the star, dimensions before the facts that reference them."""
    return list(gold.sorted_tables)


def gold_table(name: str) -> sa.Table:
    """Return the gold table called `name`, as in ``fact_sales``."""
    return gold.tables[f"gold.{name}"]
