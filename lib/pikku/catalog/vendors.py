"""Vendors: who supplies."""

import sqlalchemy as sa

from pikku.catalog.columns import choice, day, key, number, table, text, whole

VENDOR_TYPES = ("resin", "masterbatch", "packaging", "insert")
#: Sizes of enterprises by the MSMED Act, 2006, smallest first; traders and larger ones are none.
MSME_STATUSES = ("micro", "small", "medium", "none")
#: Those that must be paid within 45 days.
PROTECTED = MSME_STATUSES[:2]

vendor = table(
    "vendors",
    "vendor",
    "Vendors of materials and packaging",
    key("vendor_id", "Vendor"),
    number("vendor_code", "Vendor code, V-nnnnn"),
    text("vendor_name", "Registered name", 120),
    choice("vendor_type", VENDOR_TYPES, "What it supplies"),
    choice(
        "msme_status",
        MSME_STATUSES,
        "Size by its registration as a maker or provider of services; traders have none that counts",
        10,
    ),
    sa.Column(
        "gstin", sa.String(15), nullable=False, unique=True, comment="GST identification number"
    ),
    text("pan", "Permanent account number (characters 3 to 12 of the GSTIN)", 10),
    text("city", "City", 60),
    text("state_code", "GST state code, two digits", 2),
    text("state_name", "State", 60),
    whole("lead_time_days", "Agreed days from order to receipt"),
    whole("payment_terms_days", "Days from bill to due date"),
    day("vendor_since", "First day of the business relation"),
)
