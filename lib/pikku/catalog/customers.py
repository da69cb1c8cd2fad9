"""Customers: who buys."""

import sqlalchemy as sa

from pikku.catalog.columns import choice, day, key, money, number, table, text, whole
from pikku.catalog.reference import ABROAD
from pikku.catalog.spelling import STATES

SEGMENTS = ("distributor", "automotive", "fmcg", "household", "export")

customer = table(
    "customers",
    "customer",
    "Customers",
    key("customer_id", "Customer"),
    number("customer_code", "Customer code, C-nnnnnn"),
    text("customer_name", "Registered name", 120),
    choice("segment", SEGMENTS, "Market segment"),
    sa.Column(
        "gstin",
        sa.String(15),
        nullable=True,
        unique=True,
        comment="GST identification number; customers abroad have none",
    ),
    text(
        "pan",
        "Permanent account number (characters 3 to 12 of the GSTIN); customers abroad have none",
        10,
        optional=True,
    ),
    text("city", "City of the billing address", 60),
    text("state_code", f"GST state code of the billing address, two digits; {ABROAD} is abroad", 2),
    text("state_name", "State of the billing address", 60),
    text("pin_code", "Postal code", 6),
    money("credit_limit", "Credit limit"),
    whole("payment_terms_days", "Days from invoice to due date"),
    day("customer_since", "First day of the business relation"),
    sa.CheckConstraint(
        f"(state_name = '{STATES[ABROAD]}' AND gstin IS NULL) "
        f"OR (state_name <> '{STATES[ABROAD]}' AND gstin IS NOT NULL)",
        name="registered",
    ),
    sa.CheckConstraint(
        "(gstin IS NULL AND pan IS NULL) OR (gstin IS NOT NULL AND pan IS NOT NULL)",
        name="taxpayer",
    ),
    # The returns of GST know who is abroad by the state, or by the segment.
    sa.CheckConstraint(
        f"(segment = 'export' AND state_code = '{ABROAD}') "
        f"OR (segment <> 'export' AND state_code <> '{ABROAD}')",
        name="abroad",
    ),
)
