"""The reporting views: T-SQL over the gold layer, for the six functions of the company.

They are written in the T-SQL that Synapse serverless SQL has: no ORDER BY in a view, percentages rounded to two places
only at the end, and divisors that can be zero wrapped in NULLIF. Empty values stay empty: a month without sales has no
margin.
"""

from pikku.catalog.reporting import customers, finance, inventory, sales, shipping, vendors
from pikku.catalog.reporting.view import ReportingView

__all__ = ["FUNCTIONS", "VIEWS", "ReportingView"]

#: Function -> what its views are about; the order of the scripts.
FUNCTIONS: dict[str, str] = {
    "sales": "what was ordered and invoiced",
    "finance": "the ledger's statements",
    "inventory": "stock and production",
    "vendors": "purchases, deliveries and what is owed to vendors",
    "customers": "who buys and who owes",
    "shipping": "deliveries and freight",
}

VIEWS: tuple[ReportingView, ...] = tuple(
    view
    for module in (sales, finance, inventory, vendors, customers, shipping)
    for view in module.VIEWS
)
