"""Keys and the other values that a row of an extract implies by itself.

A key is made as the catalogue says: from the digits of the document number, or by the formula in the key column's comment,
as in ``Line: sales_order_id * 100 + line_no`` or ``Attendance: employee_id * 100000 + days since 2020-01-01``.
"""

import re

import sqlalchemy as sa

from pikku import catalog
from pikku.catalog.postings import ENTRY
from pikku.load import conform

#: Of a document's number: keys of what is derived from it have room for no more.
_DIGITS = len(str(ENTRY)) - 1
_DAYS = re.compile(r"days since (\d{4}-\d\d-\d\d)")

#: Table -> column -> SQL over the columns that its extract brings.
IMPLIED: dict[str, dict[str, str]] = {
    "customer": {"pan": "substring(gstin, 3, 10)", "state_code": conform.state_code("state_name")},
    "vendor": {"pan": "substring(gstin, 3, 10)", "state_code": conform.state_code("state_name")},
    "sales_order_line": {"net_amount": "CAST(quantity * unit_price AS DECIMAL(18, 2))"},
    "purchase_order_line": {"net_amount": "CAST(quantity * unit_price AS DECIMAL(18, 2))"},
    "goods_return": {"scrapped_quantity": "quantity - accepted_quantity"},
    "stocktake_line": {"difference_quantity": "counted_quantity - booked_quantity"},
    "credit_note": {"total_amount": "net_amount + cgst_amount + sgst_amount + igst_amount"},
}


def key(table: sa.Table, available: set[str]) -> tuple[str, str] | None:
    """Return the primary key's column and its SQL over the columns of an extract, None when only a later step makes it.

    Parameters
    ----------
    available
        The columns that the extract brings.
    """
    column = next(iter(table.primary_key))
    natural = catalog.natural_key(table)
    if natural in available:
        number = f"TRY_CAST(regexp_extract({natural}, '[0-9]+$') AS DECIMAL({_DIGITS}, 0))"
        return column.name, f"CAST({number} AS BIGINT)"
    formula = catalog.key_formula(table)
    if formula is None:
        return None
    text, day = formula
    if since := _DAYS.search(text):
        day = day or next(c.name for c in table.columns if isinstance(c.type, sa.Date))
        text = text.replace(since[0], f"date_diff('day', DATE '{since[1]}', {day})")
    used = {word for word in re.findall(r"[a-z_]+", text) if word in table.columns}
    if not used <= available:
        return None
    # Whole, but so large that it is another row's key, is what somebody may well have typed.
    step, last = re.fullmatch(r".+ \* ([0-9]+) \+ (.+)", text).groups()
    return column.name, f"CASE WHEN {last} BETWEEN 0 AND {int(step) - 1} THEN {text} END"


def implied(table: sa.Table) -> dict[str, str]:
    """Return the columns that a row implies by itself, with their SQL; NULL where a number doesn't fit."""
    return {name: f"TRY({made})" for name, made in IMPLIED.get(table.name, {}).items()}
