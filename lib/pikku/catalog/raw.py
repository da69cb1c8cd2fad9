"""The raw files: extracts of the company's old, separate systems, and how they map to the tables.

Each file feeds one table. A column of the file is either a value of the table's column, or the code of a row elsewhere
(``lookup``), or the document number that the table's key is made from. What the table has and the file lacks is derived
by the load (keys, amounts). A file may come in two parts: the extract itself and a ``_late`` part that arrived
afterwards, with new rows and with corrections of rows already sent; of several rows with one key, the one with the latest
``Last Changed`` counts. A part in Parquet is a file, or a folder of files
(see :func:`part_files`). Months after the books' three years are delivered in folders of their own with the same extracts
(see :func:`later_deliveries`).

CSV files are text throughout. The systems that export Parquet give numbers, dates and times as such
(:meth:`RawFile.is_typed`): there they can be wrong, but not misspelt.

Keys come from the numbers on the documents: the digits of ``SO-000000123`` are the key 123, and a reference to a line,
``SO-000000123/2``, is the key 12302 (parent * 100 + line_no). Tables with no number of their own follow the comment on their
key column. ``Last Changed`` is a time in UTC, ``2024-05-17 09:31:00``.

A quantity or weight may be stated with a unit, also with another one than its own (``1.2 t`` for 1200 kg): ``[kg]`` after a
column says which one is its own, ``[product]`` that it is the unit of the row's product.

Tax on a line is rounded half up to the paisa: CGST = SGST = round(net * rate / 200) within the state, else IGST =
round(net * rate / 100); the tax of a document is the sum over its lines.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import sqlalchemy as sa

from pikku.catalog import columns

#: Systems whose CSV files begin with a byte-order mark: those that export through a spreadsheet (reasoning).
MARKED_SYSTEMS = ("accounts", "cash book")


@dataclass(frozen=True)
class RawColumn:
    """A column of a raw file: its header there, the table's column that it fills, and where a code leads.

    `lookup` is ``table.column``, as in ``customer.customer_code``: the header holds that code and `column` receives the
    primary key of the row that has it. `measure` is the unit that a quantity is in: ``kg``, ``g``, or ``product`` for the
    unit of the row's product; None where no unit may be stated.
    """

    header: str
    column: str
    lookup: str | None = None
    measure: str | None = None


@dataclass(frozen=True)
class RawFile:
    """One extract: its path below the raw folder, the table it feeds and the columns it has.

    `key` names the columns (of the table) that identify a row in the file: two rows that agree in them are one row sent twice.
    """

    path: str
    table_name: str
    system: str
    key: tuple[str, ...]
    columns: tuple[RawColumn, ...]

    @property
    def format(self) -> Literal["csv", "parquet"]:
        """Return the format, which the path's suffix names."""
        return "parquet" if self.path.endswith(".parquet") else "csv"

    def part_path(self, part: str) -> str:
        """Return the path of a part: ``main`` is the extract itself, ``late`` what arrived afterwards."""
        stem, _, suffix = self.path.rpartition(".")
        return self.path if part == "main" else f"{stem}_{part}.{suffix}"

    @property
    def marked(self) -> bool:
        """Return whether the file begins with a byte-order mark, as programs on Windows write it."""
        return self.format == "csv" and self.system in MARKED_SYSTEMS

    @property
    def domain(self) -> str:
        """Return the folder: products, sales, purchases or employees."""
        return self.path.partition("/")[0]

    @property
    def table(self) -> sa.Table:
        """Return the catalogue's table that the file feeds."""
        return next(t for t in columns.metadata.tables.values() if t.name == self.table_name)

    def is_typed(self, raw: RawColumn) -> bool:
        """Return whether the extract has a column as numbers, dates or times instead of text.

        One in Parquet does, but for quantities that may be stated with a unit.
        """
        column = self.table.columns[raw.column]
        plain = not (raw.lookup or raw.measure or column.foreign_keys)
        types = (sa.Numeric, sa.Integer, sa.Date, sa.TIMESTAMP)
        return self.format == "parquet" and plain and isinstance(column.type, types)


def part_files(part: Path) -> list[Path]:
    """Return the files that hold a part of an extract: the part itself, or those of a folder in the order of their numbers.

    Where several machines write one extract in Parquet, each writes files of its own, ``part-00012.parquet``, into a folder that
    has the extract's name.
    """
    return sorted(part.glob("part-*")) if part.is_dir() else [part]


def later_deliveries(folder: Path) -> list[Path]:
    """Return the folders of the months that were delivered after the books' three years, in their order.

    ``2026-04`` holds the same extracts as the folder of the raw files: what was entered or changed in that month.
    """
    return sorted(path for path in folder.glob("[0-9][0-9][0-9][0-9]-[0-9][0-9]") if path.is_dir())


def part_file(part: Path, number: int) -> Path:
    """Return the file with a number (below 100,000) in the folder of a part."""
    return part / f"part-{number:05d}{part.suffix}"


def _columns(spec: str) -> tuple[RawColumn, ...]:
    """Read ``Header = column``, ``… <- table.column`` and ``… [unit]``, one a line; ``Last Changed`` is added."""
    parsed = []
    for line in filter(None, (line.strip() for line in spec.splitlines())):
        header, _, rest = line.partition(" = ")
        rest, _, measure = rest.partition(" [")
        column, _, lookup = rest.partition(" <- ")
        parsed.append(RawColumn(header, column, lookup or None, measure.rstrip("]") or None))
    return (*parsed, RawColumn("Last Changed", "modified_at"))


RAW_FILES: tuple[RawFile, ...] = (
    RawFile("products/item_categories.csv", "category", "item master", ("category_code",), _columns("""
        Category = category_code
        Category Name = category_name
        Type = product_type
        """)),
    RawFile("products/item_master.csv", "product", "item master", ("product_code",), _columns("""
        Item Code = product_code
        Description = product_name
        Category = category_id <- category.category_code
        Type = product_type
        UoM = unit
        HSN = hsn_code
        GST % = gst_rate
        Std Cost = standard_cost
        Conv Cost = conversion_cost
        Weight (g) = weight_g [g]
        Reorder Level = reorder_point
        Launched = launched_on
        Active = is_active
        Discontinued = discontinued_on
        """)),
    RawFile("products/price_list.csv", "price", "item master", ("product_id", "valid_from"), _columns("""
        Item Code = product_id <- product.product_code
        From = valid_from
        To = valid_to
        Rate = list_price
        """)),
    RawFile("products/bill_of_materials.csv", "bill_of_materials", "item master", ("product_id", "line_no"), _columns("""
        Parent Item = product_id <- product.product_code
        Sr No = line_no
        Component = component_id <- product.product_code
        Qty per 1000 = quantity_per_1000
        Runner % = runner_rate
        Regrind % = regrind_rate
        """)),
    RawFile("products/mould_register.csv", "mould", "tool room", ("mould_code",), _columns("""
        Mould = mould_code
        Item Code = product_id <- product.product_code
        Cavities = cavities
        Cycle (s) = cycle_time_s
        Shot Life = shot_life
        Service Every = service_shots
        Opening Shots = opening_shots
        Commissioned = commissioned_on
        """)),
    RawFile("products/mould_maintenance.csv", "mould_maintenance", "tool room", ("mould_maintenance_no",), _columns("""
        Job No = mould_maintenance_no
        Mould = mould_id <- mould.mould_code
        In = started_on
        Out = finished_on
        Kind = maintenance_kind
        Shots = shots
        Cost = cost
        """)),
    RawFile("products/opening_stock.csv", "stock_movement", "stores", ("product_id",), _columns("""
        Item Code = product_id <- product.product_code
        Warehouse = warehouse_id <- warehouse.warehouse_code
        As On = moved_on
        Qty = quantity [product]
        """)),
    RawFile("products/stocktakes.csv", "stocktake", "stores", ("stocktake_no",), _columns("""
        Count No = stocktake_no
        Warehouse = warehouse_id <- warehouse.warehouse_code
        Kind = stocktake_type
        Counted On = counted_on
        Items = counted_items
        """)),
    RawFile("products/stocktake_lines.csv", "stocktake_line", "stores", ("stocktake_id", "product_id"), _columns("""
        Count No = stocktake_id <- stocktake.stocktake_no
        Item Code = product_id <- product.product_code
        Book Qty = booked_quantity [product]
        Counted Qty = counted_quantity [product]
        """)),
    RawFile("products/production_log.parquet", "production_order", "shop floor", ("production_order_no",), _columns("""
        Run No = production_order_no
        Item Code = product_id <- product.product_code
        Mould = mould_id <- mould.mould_code
        Warehouse = warehouse_id <- warehouse.warehouse_code
        Machine = machine_code
        Start = started_on
        End = finished_on
        Planned = planned_quantity [product]
        Good = good_quantity [product]
        Scrap = scrap_quantity [product]
        """)),
    RawFile("sales/customers.csv", "customer", "sales CRM", ("customer_code",), _columns("""
        Cust Code = customer_code
        Customer Name = customer_name
        Segment = segment
        GSTIN = gstin
        City = city
        State = state_name
        PIN = pin_code
        Credit Limit = credit_limit
        Terms (days) = payment_terms_days
        Since = customer_since
        """)),
    RawFile("sales/schemes.csv", "campaign", "sales CRM", ("campaign_code",), _columns("""
        Scheme = campaign_code
        Name = campaign_name
        From = starts_on
        To = ends_on
        Extra Disc % = discount_rate
        """)),
    RawFile("sales/sales_orders.csv", "sales_order", "sales CRM", ("sales_order_no",), _columns("""
        Order No = sales_order_no
        Cust Code = customer_id <- customer.customer_code
        Sales Person = salesperson_id <- employee.employee_no
        Channel = channel
        Order Date = ordered_on
        Reqd By = requested_on
        """)),
    RawFile("sales/sales_order_lines.parquet", "sales_order_line", "sales CRM", ("sales_order_id", "line_no"), _columns("""
        Order No = sales_order_id <- sales_order.sales_order_no
        Line = line_no
        Item Code = product_id <- product.product_code
        Qty = quantity [product]
        List Price = list_price
        Disc % = discount_rate
        Rate = unit_price
        GST % = gst_rate
        Scheme = campaign_id <- campaign.campaign_code
        """)),
    RawFile("sales/carriers.csv", "carrier", "dispatch desk", ("carrier_code",), _columns("""
        Transporter = carrier_code
        Name = carrier_name
        Mode = mode
        Rate per T-km = rate_per_tonne_km
        Km per Day = km_per_day
        """)),
    RawFile("sales/dispatches.csv", "shipment", "dispatch desk", ("shipment_no",), _columns("""
        Challan No = shipment_no
        Order No = sales_order_id <- sales_order.sales_order_no
        Transporter = carrier_id <- carrier.carrier_code
        Warehouse = warehouse_id <- warehouse.warehouse_code
        Dispatched = dispatched_on
        Promised = promised_on
        Delivered = delivered_on
        Distance (km) = distance_km
        Weight (kg) = weight_kg [kg]
        Freight = freight_amount
        """)),
    RawFile("sales/dispatch_lines.parquet", "shipment_line", "dispatch desk", ("shipment_id", "line_no"), _columns("""
        Challan No = shipment_id <- shipment.shipment_no
        Line = line_no
        Order Line = sales_order_line_id
        Qty = quantity
        """)),
    RawFile("sales/invoices.csv", "receivable_invoice", "billing", ("receivable_invoice_no",), _columns("""
        Invoice No = receivable_invoice_no
        Challan No = shipment_id <- shipment.shipment_no
        Cust Code = customer_id <- customer.customer_code
        Invoice Date = invoiced_on
        Due Date = due_on
        """)),
    RawFile("sales/credit_notes.csv", "credit_note", "billing", ("credit_note_no",), _columns("""
        Credit Note = credit_note_no
        Invoice No = receivable_invoice_id <- receivable_invoice.receivable_invoice_no
        Date = credited_on
        Reason = reason
        Amount = net_amount
        CGST = cgst_amount
        SGST = sgst_amount
        IGST = igst_amount
        """)),
    RawFile("sales/goods_returns.csv", "goods_return", "dispatch desk", ("goods_return_no",), _columns("""
        Return No = goods_return_no
        Credit Note = credit_note_id <- credit_note.credit_note_no
        Challan Line = shipment_line_id
        Warehouse = warehouse_id <- warehouse.warehouse_code
        Date = returned_on
        Qty = quantity
        Good = accepted_quantity
        """)),
    RawFile("sales/advances.csv", "customer_advance", "cash book", ("customer_advance_no",), _columns("""
        Advance No = customer_advance_no
        Order No = sales_order_id <- sales_order.sales_order_no
        Cust Code = customer_id <- customer.customer_code
        Date = received_on
        Mode = method
        Amount = amount
        """)),
    RawFile("sales/advance_allocations.csv", "advance_allocation", "cash book",
        ("customer_advance_id", "line_no"), _columns("""
        Advance No = customer_advance_id <- customer_advance.customer_advance_no
        Line = line_no
        Invoice No = receivable_invoice_id <- receivable_invoice.receivable_invoice_no
        Date = allocated_on
        Amount = amount
        """)),
    RawFile("sales/disputes.csv", "dispute", "billing", ("dispute_no",), _columns("""
        Dispute No = dispute_no
        Invoice No = receivable_invoice_id <- receivable_invoice.receivable_invoice_no
        Opened = opened_on
        Reason = reason
        Amount = disputed_amount
        Settled = settled_on
        Outcome = outcome
        """)),
    RawFile("sales/write_offs.csv", "write_off", "billing", ("write_off_no",), _columns("""
        Write-off No = write_off_no
        Invoice No = receivable_invoice_id <- receivable_invoice.receivable_invoice_no
        Date = written_off_on
        Amount = amount
        """)),
    RawFile("sales/receipts.csv", "receipt", "cash book", ("receipt_no",), _columns("""
        Receipt No = receipt_no
        Cust Code = customer_id <- customer.customer_code
        Date = received_on
        Mode = method
        Amount = amount
        """)),
    RawFile("sales/receipt_allocations.csv", "receipt_allocation", "cash book", ("receipt_id", "line_no"), _columns("""
        Receipt No = receipt_id <- receipt.receipt_no
        Line = line_no
        Invoice No = receivable_invoice_id <- receivable_invoice.receivable_invoice_no
        Amount = amount
        """)),
    RawFile("purchases/vendors.csv", "vendor", "purchase register", ("vendor_code",), _columns("""
        Vendor = vendor_code
        Vendor Name = vendor_name
        Supplies = vendor_type
        MSME = msme_status
        GSTIN = gstin
        City = city
        State = state_name
        Lead Time = lead_time_days
        Terms (days) = payment_terms_days
        Since = vendor_since
        """)),
    RawFile("purchases/purchase_orders.csv", "purchase_order", "purchase register", ("purchase_order_no",), _columns("""
        PO No = purchase_order_no
        Vendor = vendor_id <- vendor.vendor_code
        Buyer = buyer_id <- employee.employee_no
        PO Date = ordered_on
        Expected = expected_on
        """)),
    RawFile("purchases/purchase_order_lines.csv", "purchase_order_line", "purchase register",
        ("purchase_order_id", "line_no"), _columns("""
        PO No = purchase_order_id <- purchase_order.purchase_order_no
        Line = line_no
        Item Code = product_id <- product.product_code
        Qty = quantity [product]
        Rate = unit_price
        GST % = gst_rate
        """)),
    RawFile("purchases/goods_receipts.csv", "goods_receipt", "stores", ("goods_receipt_no",), _columns("""
        GRN No = goods_receipt_no
        PO Line = purchase_order_line_id
        Warehouse = warehouse_id <- warehouse.warehouse_code
        Received = received_on
        Accepted = quantity
        Rejected = rejected_quantity
        """)),
    RawFile("purchases/vendor_bills.csv", "payable_bill", "purchase register", ("payable_bill_no",), _columns("""
        Bill No = payable_bill_no
        Vendor Ref = vendor_reference
        PO No = purchase_order_id <- purchase_order.purchase_order_no
        Vendor = vendor_id <- vendor.vendor_code
        Bill Date = billed_on
        Booked = booked_on
        Due Date = due_on
        TDS = tds_amount
        """)),
    RawFile("purchases/payments.csv", "payment", "cash book", ("payment_no",), _columns("""
        Payment No = payment_no
        Vendor = vendor_id <- vendor.vendor_code
        Date = paid_on
        Mode = method
        Amount = amount
        """)),
    RawFile("purchases/payment_allocations.csv", "payment_allocation", "cash book", ("payment_id", "line_no"), _columns("""
        Payment No = payment_id <- payment.payment_no
        Line = line_no
        Bill No = payable_bill_id <- payable_bill.payable_bill_no
        Amount = amount
        """)),
    RawFile("purchases/asset_register.csv", "fixed_asset", "accounts", ("fixed_asset_code",), _columns("""
        Asset = fixed_asset_code
        Description = fixed_asset_name
        Class = asset_class
        Mould = mould_id <- mould.mould_code
        Acquired = acquired_on
        Cost = cost
        Residual = residual_value
        Life (months) = life_months
        Dep per Month = monthly_depreciation
        """)),
    RawFile("employees/departments.csv", "department", "HR", ("department_code",), _columns("""
        Dept = department_code
        Department = department_name
        """)),
    RawFile("employees/employees.csv", "employee", "HR", ("employee_no",), _columns("""
        Emp No = employee_no
        Name = employee_name
        Dept = department_id <- department.department_code
        Designation = designation
        Gender = gender
        PAN = pan
        DoJ = joined_on
        DoL = left_on
        Gross Salary = monthly_salary
        """)),
    RawFile("employees/attendance.parquet", "attendance", "time clock", ("employee_id", "attended_on"), _columns("""
        Emp No = employee_id <- employee.employee_no
        Date = attended_on
        Status = status
        Minutes = worked_minutes
        """)),
    RawFile("employees/payroll.csv", "payroll", "HR", ("employee_id", "period_id"), _columns("""
        Emp No = employee_id <- employee.employee_no
        Month = period_id
        Salary = monthly_salary
        Work Days = working_days
        Paid Days = paid_days
        Leave Left = leave_balance
        Gross = gross_pay
        PF = provident_fund
        Employer PF = employer_provident_fund
        EDLI and Charges = employer_provident_fund_charges
        ESI = state_insurance
        Employer ESI = employer_state_insurance
        PT = professional_tax
        LWF = labour_welfare_fund
        Employer LWF = employer_labour_welfare_fund
        TDS = income_tax
        Leave Paid = leave_encashment
        Net = net_pay
        Paid On = paid_on
        """)),
)  # fmt: skip


def raw_file(table_name: str) -> RawFile:
    """Return the raw file that feeds the table `table_name`.

    Raises
    ------
    KeyError
        When no raw file feeds it, because it is derived or a reference table.
    """
    for candidate in RAW_FILES:
        if candidate.table_name == table_name:
            return candidate
    raise KeyError(f"no raw file feeds {table_name!r}")


#: The kinds of defects that the generator plants and the load finds. Mended ones leave one good row; rejected ones are rows
#: that were never business: the load puts them into quarantine with the reason.
DUPLICATE, CORRECTED, LATE = "duplicate", "corrected", "late"
NEAR_DUPLICATE, SECOND_CODE = "near-duplicate", "second code"
SPELLING, UNIT, SWAPPED, ENCODING = "spelling", "unit", "swapped columns", "encoding"
#: Kind -> what it is, and what the load makes of it.
MENDED = {
    DUPLICATE: ("the same row sent twice", "one row"),
    CORRECTED: ("an older version, put right in the late part", "the version changed last"),
    LATE: ("a good row that is only in the late part", "a row like any other"),
    NEAR_DUPLICATE: (
        "a customer or vendor entered again: another code, the same GSTIN or none, the name written differently",
        "one row, the one entered first",
    ),
    SECOND_CODE: (
        "a document of such a customer or vendor under its second code",
        "a document under the code that stays",
    ),
    SPELLING: ("codes, names, numbers or dates written another way", "the value meant"),
    UNIT: (
        "a quantity or weight stated with a unit, its own or another",
        "the quantity in its unit",
    ),
    SWAPPED: (
        "two neighbouring columns exchanged, of which neither can be read as the other",
        "the two put back, where only that makes the row sound",
    ),
    ENCODING: ("a row of a CSV file in Windows-1252 instead of UTF-8", "the same text in UTF-8"),
}
REJECTED = {
    "missing key": "a row without its document number or code",
    "unknown reference": "a code that leads to no row",
    "bad number": "text, or a negative or zero value, where a quantity or amount must be",
    "bad date": "a date that is not in the calendar",
    "total line": "a line with totals at the end of an extract",
}
#: Tables whose rows may be entered twice -> the column that is the same then, and the one that must be alike. Where the
#: first was left empty, the columns of the place must be the same (:data:`SAME_PLACE`).
#: (Customers abroad have no GSTIN, so nothing would show that one of them was.)
ENTERED_TWICE = {"customer": ("gstin", "customer_name"), "vendor": ("gstin", "vendor_name")}
SAME_PLACE = ("pin_code", "city", "state_name")
