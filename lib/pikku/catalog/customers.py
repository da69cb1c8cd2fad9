"""Customers: who buys."""

import sqlalchemy as sa

from pikku.catalog.columns import choice, day, key, money, number, table, text, whole

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
        "gstin", sa.String(15), nullable=False, unique=True, comment="GST identification number"
    ),
    text("pan", "Permanent account number (characters 3 to 12 of the GSTIN)", 10),
    text("city", "City of the billing address", 60),
    text("state_code", "GST state code of the billing address, two digits", 2),
    text("state_name", "State of the billing address", 60),
    text("pin_code", "Postal code", 6),
    money("credit_limit", "Credit limit"),
    whole("payment_terms_days", "Days from invoice to due date"),
    day("customer_since", "First day of the business relation"),
)
