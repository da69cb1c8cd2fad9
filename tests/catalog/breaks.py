"""What breaks each invariant: statements for the books of a small company, each of which that very invariant must report.

A new invariant gets an entry here: its name, and a statement for each thing that it looks at. Statements of one break are
separated by semicolons. A break may break other invariants, too; only the one that it is listed for is asked.
"""


def _shifted(source: str, days: int, entry: str = "min") -> str:
    """Return the statement that posts the first or last entry of a rule so many days later, in the month of that day."""
    return f"""UPDATE journal_entry SET posted_on = posted_on + {days}, period_id = (
                   SELECT p.period_id FROM period p WHERE journal_entry.posted_on + {days} BETWEEN p.starts_on AND p.ends_on)
               WHERE journal_entry_id = (SELECT {entry}(journal_entry_id) FROM journal_entry WHERE source = '{source}')"""


def _more(source: str, account: int, side: str) -> str:
    """Return the statement that adds a rupee to what the last entry of a rule debits or credits an account."""
    return f"""UPDATE journal_line SET {side} = {side} + 1 WHERE account_id = {account} AND {side} > 0 AND journal_entry_id = (
                   SELECT max(journal_entry_id) FROM journal_line JOIN journal_entry USING (journal_entry_id)
                   WHERE source = '{source}' AND account_id = {account})"""


def _moved(source: str, account: int, to: int) -> str:
    """Return the statement that moves what the last entry of a rule posted to an account to another one."""
    return f"""UPDATE journal_line SET account_id = {to} WHERE account_id = {account} AND journal_entry_id = (
                   SELECT max(journal_entry_id) FROM journal_entry WHERE source = '{source}')"""


def _first(table: str, change: str, where: str = "true") -> str:
    """Return the statement that changes the row with the least key of those that are so."""
    key = f"{table}_id"
    return (
        f"UPDATE {table} SET {change} WHERE {key} = (SELECT min({key}) FROM {table} WHERE {where})"
    )


def _gone(table: str, where: str = "true") -> str:
    """Return the statement that deletes the row with the least key of those that are so."""
    key = f"{table}_id"
    return f"DELETE FROM {table} WHERE {key} = (SELECT min({key}) FROM {table} WHERE {where})"


def _nobodys(party: str, account: int) -> str:
    """Return the statement that takes a customer or vendor who owes or is owed nothing off the lines of an account."""
    return f"""UPDATE journal_line SET {party} = NULL WHERE account_id = {account} AND {party} = (
                   SELECT min({party}) FROM (SELECT {party} FROM journal_line WHERE account_id = {account}
                                             GROUP BY {party} HAVING sum(debit) = sum(credit)))"""


def _invoice_of(state: str) -> str:
    """Return the condition that an invoice or invoice line is of a customer whose state code is so."""
    return f"""receivable_invoice_id IN (SELECT receivable_invoice_id FROM receivable_invoice
               JOIN customer USING (customer_id) WHERE state_code {state})"""


#: Sales of the year from April 2024 that bring a profit.
_PROFIT = """UPDATE journal_line SET credit = credit * 3 WHERE account_id = 4100 AND journal_entry_id IN (
                 SELECT journal_entry_id FROM journal_entry WHERE period_id BETWEEN 202404 AND 202503 AND source = 'invoice')"""
#: A closed year of which a tax is booked that nobody paid.
_TAXED = """UPDATE journal_line SET account_id = 6700 WHERE account_id = 6360 AND journal_entry_id IN (
                SELECT journal_entry_id FROM journal_entry WHERE period_id = 202503);
            UPDATE journal_entry SET source = 'income tax' WHERE source = 'travel and office' AND period_id = 202503"""

#: What was paid of bills of micro and small enterprises that were due early.
_OF_SMALL = """payable_bill_id IN (SELECT payable_bill_id FROM payable_bill JOIN vendor USING (vendor_id)
                                   WHERE msme_status IN ('micro', 'small') AND due_on < DATE '2025-03-31')"""

BREAKS: dict[str, list[str]] = {
    # The ledger
    "journal entries balance": [
        _more("invoice", 4100, "credit"),
        "DELETE FROM journal_line WHERE journal_entry_id = (SELECT min(journal_entry_id) FROM journal_entry)",
    ],
    "trial balance is zero": [_more("receipt", 1100, "debit")],
    "assets equal liabilities and equity": [_more("invoice", 1200, "debit")],
    "the bank is never overdrawn": [
        """UPDATE journal_line SET debit = 1 WHERE account_id = 1100 AND journal_entry_id =
           (SELECT journal_entry_id FROM journal_entry WHERE source = 'opening')"""
    ],
    "entries are in their month": [
        "UPDATE journal_entry SET posted_on = posted_on + 31 WHERE source = 'depreciation'",
        "UPDATE journal_entry SET posted_on = posted_on - 31 WHERE source = 'depreciation'",
        "UPDATE journal_entry SET period_id = 202299 WHERE source = 'opening'",
    ],
    "receivables equal their control account": [
        "UPDATE journal_line SET customer_id = customer_id % 10 + 1 WHERE account_id = 1200",
        _nobodys("customer_id", 1200),
        *(
            _first(table, f"{amount} = {amount} + 1")
            for table, amount in (
                ("receivable_invoice", "total_amount"),
                ("receipt", "amount"),
                ("credit_note", "total_amount"),
                ("advance_allocation", "amount"),
                ("write_off", "amount"),
            )
        ),
    ],
    "advances equal their control account": [
        "UPDATE journal_line SET customer_id = customer_id + 1 WHERE account_id = 2410 AND credit > 0",
        _nobodys("customer_id", 2410),
        _first("customer_advance", "amount = amount + 1"),
        _first("advance_allocation", "amount = amount + 1"),
    ],
    "payables equal their control account": [
        "UPDATE journal_line SET vendor_id = vendor_id % 10 + 1 WHERE account_id = 2100",
        _nobodys("vendor_id", 2100),
        _first("payable_bill", "total_amount = total_amount + 1"),
        _first("payable_bill", "tds_amount = tds_amount + 1"),
        _first("payment", "amount = amount + 1"),
    ],
    "goods received not invoiced clears": [
        _gone("payable_bill_line"),
        _more("goods receipt", 2150, "credit"),
    ],
    "stock equals its control accounts": [
        _first("stock_movement", "amount = amount + 1"),
        _moved("goods receipt", 1310, 1320),
    ],
    "work in progress is what runs": [
        # Nothing is in progress at the end of the books all the same.
        """UPDATE journal_entry SET posted_on = posted_on - 31, period_id = 202312
           WHERE source = 'production receipt' AND period_id = 202401""",
        "UPDATE production_order SET finished_on = started_on",
    ],
    "output tax reconciles": [
        _first("receivable_invoice", "igst_amount = igst_amount + 1"),
        _first("credit_note", "cgst_amount = cgst_amount + 1"),
        _more("invoice", 2200, "credit"),
    ],
    "input tax reconciles": [
        _first("payable_bill", "sgst_amount = sgst_amount + 1"),
        _first("shipment", "freight_amount = freight_amount + 100", "freight_amount > 0"),
        _first("mould_maintenance", "cost = cost + 100"),
        _more("monthly expenses", 6300, "debit").replace("+ 1", "+ 100"),
        _more("insurance", 6330, "debit").replace("+ 1", "+ 100"),
        _first("fixed_asset", "acquired_on = DATE '2023-05-02'"),
        *(
            _first(
                "stocktake_line",
                "difference_quantity = -9000",
                f"product_id IN (SELECT product_id FROM product WHERE product_type {kind} 'finished')",
            )
            for kind in ("=", "<>")
        ),
        _first("goods_return", "scrapped_quantity = scrapped_quantity + 9000"),
        _more("vendor bill", 1400, "debit"),
    ],
    "tax under reverse charge reconciles": [
        """UPDATE shipment SET freight_amount = freight_amount + 100
           WHERE carrier_id IN (SELECT carrier_id FROM carrier WHERE mode = 'road')""",
        "UPDATE journal_line SET credit = credit + 1 WHERE account_id = 2220 AND credit > 0",
    ],
    "tax deducted from suppliers reconciles": [
        _more("monthly expenses", 6300, "debit").replace("+ 1", "+ 100"),
        _more("professional fees", 6340, "debit").replace("+ 1", "+ 10000"),
        _more("security and it", 6350, "debit").replace("+ 1", "+ 100"),
        _first("payable_bill", "tds_amount = tds_amount + 1"),
        _first("mould_maintenance", "cost = cost + 100"),
        "UPDATE shipment SET freight_amount = freight_amount + 100",
        "UPDATE journal_line SET credit = credit + 1 WHERE account_id = 2335 AND credit > 0",
    ],
    "deducted tax is paid in time": [_shifted("supplier tds payment", 31)],
    "payroll equals the ledger": [
        *(
            _first("payroll", f"{part} = {part} + 1")
            for part in (
                "gross_pay",
                "employer_provident_fund",
                "employer_provident_fund_charges",
                "employer_state_insurance",
                "employer_labour_welfare_fund",
                "leave_encashment",
            )
        ),
        *(_more("payroll", account, "debit") for account in (6100, 6110, 6120, 6125, 6150)),
    ],
    "rent and power follow the lease and the meter": [
        _more("monthly expenses", 6300, "debit"),
        _more("monthly expenses", 6310, "debit"),
        _first("production_order", "scrap_quantity = scrap_quantity + 1000"),
        _gone("fixed_asset", "asset_class = 'machine'"),
    ],
    "overheads follow what they are reckoned by": [
        _more("insurance", 6330, "debit"),
        _more("professional fees", 6340, "debit"),
        _more("security and it", 6350, "debit"),
        _more("travel and office", 6360, "debit"),
        _first("fixed_asset", "cost = cost + 10000"),
        "UPDATE stock_balance SET amount = amount + 10000",
    ],
    "assets are in the ledger month by month": [
        _shifted("opening", 31),  # right at the end of the books
        _shifted("depreciation", 31),
        _first("fixed_asset", "cost = cost + 1"),
        _first(
            "fixed_asset", "monthly_depreciation = monthly_depreciation + 1", "life_months > 36"
        ),
        _first("fixed_asset", "life_months = 2", "life_months > 36"),
        _first("fixed_asset", "acquired_on = DATE '2023-05-02'"),
    ],
    "a mould is an asset from the day on which it comes into use": [
        _first("fixed_asset", "acquired_on = acquired_on + 1", "asset_class = 'mould'"),
        _first("fixed_asset", "mould_id = NULL", "mould_id > 0"),
        _first("fixed_asset", "asset_class = 'machine'", "mould_id > 0"),
        _gone("fixed_asset", "asset_class = 'mould'"),
        _gone("mould"),
    ],
    "the allowance is what the rule says": [
        # What is paid or given up later is doubtful at a year's end.
        _moved("receipt", 1200, 1250),
        "UPDATE write_off SET written_off_on = written_off_on + 900",
        "UPDATE receipt SET received_on = received_on + 400",
        *(f"DELETE FROM {table}" for table in ("receipt_allocation", "credit_note", "write_off")),
    ],
    "moulds of goods that were given up leave the books": [
        "UPDATE product SET discontinued_on = DATE '2024-05-10' WHERE product_id = (SELECT min(product_id) FROM mould)",
        """UPDATE journal_entry SET source = 'asset retirement', source_id = (SELECT min(fixed_asset_id) FROM fixed_asset)
           WHERE source = 'opening'""",
    ],
    "plastic that is left over is sold": [
        "UPDATE journal_line SET credit = credit + 30 WHERE account_id = 4310 AND credit > 0",
        "UPDATE production_order SET good_quantity = good_quantity - good_quantity / 10",
        "UPDATE stock_movement SET quantity = quantity - 1000 WHERE movement_type = 'production issue'",
        "UPDATE stock_movement SET quantity = quantity + 1000 WHERE movement_type = 'regrind'",
        "UPDATE goods_return SET scrapped_quantity = scrapped_quantity + 90000",
    ],
    "years are closed": [_moved("year-end closing", 6300, 3200), _more("invoice", 4100, "credit")],
    "every document is posted once": [
        *(
            f"DELETE FROM journal_entry WHERE source = '{source}' AND source_id % 2 = 0"
            for source in (
                "dispatch",
                "invoice",
                "credit note",
                "goods return",
                "receipt",
                "vendor bill",
                "payment",
                "goods receipt",
            )
        ),
        *(
            f"DELETE FROM journal_entry WHERE source = '{source}'"
            for source in ("customer advance", "advance allocation", "write-off")
        ),
        "INSERT INTO journal_entry SELECT * FROM journal_entry WHERE source = 'invoice' AND source_id = 1",
    ],
    "the journal is what the rules post": [
        _moved("goods return", 1320, 6360),
        "UPDATE journal_line SET customer_id = customer_id % 10 + 1 WHERE account_id = 1200",
        _shifted("dispatch", 1),
        "DELETE FROM journal_line WHERE account_id = 5500",
        "DELETE FROM goods_return",
    ],
    # Stock
    "stock is never negative": [
        "UPDATE stock_movement SET moved_on = moved_on + 900 WHERE movement_type = 'opening'"
    ],
    "stock is valued at standard cost": [
        _first("stock_movement", "unit_cost = unit_cost + 0.01"),
        _first("stock_movement", "amount = amount + 0.01"),
    ],
    "month-end stock follows the movements": [
        _first("stock_balance", "quantity = quantity + 1"),
        _first("stock_balance", "amount = amount + 0.01"),
        _gone("stock_balance"),
        "DELETE FROM stock_balance WHERE product_id = 1",
        "INSERT INTO stock_balance SELECT * REPLACE (0 AS product_id) FROM stock_balance WHERE period_id = 202405",
    ],
    "production issues follow the bill of materials": [
        _gone("stock_movement", "movement_type = 'production issue'"),
        _first("stock_movement", "quantity = quantity + 1", "movement_type = 'production issue'"),
        _first("stock_movement", "quantity = quantity - 1", "movement_type = 'production issue'"),
    ],
    "regrind is what the bill of materials allows": [
        _first("stock_movement", "quantity = quantity + 1", "movement_type = 'regrind'"),
        _first("stock_movement", "quantity = quantity - 1", "movement_type = 'regrind'"),
        _gone("stock_movement", "movement_type = 'regrind'"),
        "UPDATE bill_of_materials SET runner_rate = 0",
        "UPDATE bill_of_materials SET regrind_rate = 0 WHERE regrind_rate > 0",
        # As when what touches food would get ground resin.
        "UPDATE bill_of_materials SET regrind_rate = 20 WHERE regrind_rate = 0 AND line_no = 1",
    ],
    "what is ground stays in its run": [
        """UPDATE stock_movement SET quantity = -1, amount = -unit_cost
           WHERE movement_type = 'production issue' AND source_id IN (
               SELECT source_id FROM stock_movement WHERE movement_type = 'regrind' AND quantity > 1)"""
    ],
    "shipments move stock": [
        _gone("stock_movement", "movement_type = 'dispatch'"),
        _first("stock_movement", "quantity = quantity - 1", "movement_type = 'dispatch'"),
    ],
    "receipts move stock": [
        _gone("stock_movement", "movement_type = 'goods receipt'"),
        _first("stock_movement", "quantity = quantity - 1", "movement_type = 'goods receipt'"),
    ],
    "returns move stock": [
        _gone("stock_movement", "movement_type = 'customer return'"),
        _gone("goods_return", "accepted_quantity > 0"),
        _first("stock_movement", "product_id = 0", "movement_type = 'customer return'"),
    ],
    "stocktakes move stock": [
        _gone("stock_movement", "movement_type = 'stocktake'"),
        _gone("stocktake_line", "difference_quantity <> 0"),
        _first("stock_movement", "product_id = 0", "movement_type = 'stocktake'"),
    ],
    "stock is what was counted": [
        _first("stocktake_line", "counted_quantity = counted_quantity + 1"),
        _first("stock_movement", "quantity = quantity + 1", "movement_type = 'stocktake'"),
    ],
    "stocktakes are complete": [_gone("stocktake_line")],
    "movements are on their documents' days": [
        *(
            _first("stock_movement", "moved_on = moved_on + 1", f"movement_type = '{kind}'")
            for kind in (
                "dispatch",
                "customer return",
                "stocktake",
                "goods receipt",
                "production receipt",
                "production issue",
                "regrind",
            )
        ),
        *(
            _first("stock_movement", "warehouse_id = warehouse_id + 1", f"movement_type = '{kind}'")
            for kind in (
                "dispatch",
                "customer return",
                "stocktake",
                "goods receipt",
                "production receipt",
            )
        ),
    ],
    "nothing is issued that is not on the bill of materials": [
        _first("stock_movement", "product_id = 0", "movement_type = 'production issue'"),
        _first("stock_movement", "product_id = 0", "movement_type = 'regrind'"),
    ],
    # Moulds
    "runs of one machine do not overlap": [
        "UPDATE production_order SET finished_on = finished_on + 30"
    ],
    "no mould runs while it is in the tool room": [
        """UPDATE mould_maintenance SET started_on = started_on - 20
           WHERE maintenance_kind = 'preventive'"""
    ],
    "no mould runs before it is there": [
        """UPDATE mould SET commissioned_on = DATE '2025-03-31'
           WHERE mould_id = (SELECT min(mould_id) FROM production_order)"""
    ],
    "shots of moulds are counted": [_first("mould_maintenance", "shots = shots + 1")],
    "moulds are looked after in time": [
        "UPDATE mould SET service_shots = service_shots / 2",
        "UPDATE mould SET shot_life = shot_life / 20",
        "UPDATE mould SET opening_shots = 0",
        "DELETE FROM mould_maintenance",
        "UPDATE mould_maintenance SET maintenance_kind = 'preventive' WHERE maintenance_kind = 'overhaul'",
    ],
    # Documents
    "tax follows the place of supply": [
        *(
            _first("receivable_invoice_line", change, _invoice_of("= '27'"))
            for change in (
                "igst_amount = 1",
                "sgst_amount = sgst_amount + 1",
                "cgst_amount = cgst_amount + 1",
                "cgst_amount = cgst_amount + 1, sgst_amount = sgst_amount + 1",
            )
        ),
        *(
            _first("receivable_invoice_line", change, _invoice_of("NOT IN ('27', '96')"))
            for change in ("cgst_amount = 1", "sgst_amount = 1", "igst_amount = igst_amount + 1")
        ),
    ],
    "invoices add up": [
        *(
            _first("receivable_invoice", f"{part} = {part} + 1")
            for part in ("net_amount", "cgst_amount", "sgst_amount", "igst_amount", "total_amount")
        ),
        _gone("receivable_invoice_line"),
    ],
    "bills add up": [
        _first("payable_bill", "net_amount = net_amount + 1"),
        _first("payable_bill", "total_amount = total_amount + 1"),
        _gone("payable_bill_line"),
    ],
    "every shipment is invoiced": [
        _gone("receivable_invoice_line"),
        _first("receivable_invoice_line", "quantity = quantity + 1"),
        _first("receivable_invoice_line", "unit_price = unit_price + 0.01"),
        _first("receivable_invoice_line", "shipment_line_id = shipment_line_id + 100"),
    ],
    "no more is shipped than ordered": ["UPDATE shipment_line SET quantity = quantity + 1"],
    "order to cash is in date order": [
        """UPDATE sales_order SET ordered_on = ordered_on + 90
           WHERE sales_order_id NOT IN (SELECT sales_order_id FROM customer_advance)""",
        _first("shipment", "dispatched_on = dispatched_on + 1"),
        "UPDATE receipt SET received_on = received_on - 120",
        _first("customer_advance", "received_on = received_on - 90"),
        _first("advance_allocation", "allocated_on = allocated_on - 120"),
        _first("goods_return", "returned_on = returned_on - 120"),
        _first("goods_return", "returned_on = returned_on + 90"),
        _first("write_off", "written_off_on = written_off_on - 700"),
        _first("credit_note", "credited_on = credited_on - 120", "reason = 'cash discount'"),
    ],
    "no more comes back than was sent": ["UPDATE goods_return SET quantity = quantity * 1000"],
    "returns are credited": [
        """UPDATE goods_return SET shipment_line_id = 0 WHERE credit_note_id IN (
               SELECT credit_note_id FROM credit_note WHERE igst_amount > 0)""",
        "UPDATE credit_note SET receivable_invoice_id = receivable_invoice_id + 1",
        "UPDATE credit_note SET cgst_amount = cgst_amount + 1, sgst_amount = sgst_amount + 1",
        "UPDATE goods_return SET shipment_line_id = shipment_line_id + 100",
        _first("goods_return", "quantity = quantity + 1"),
        *(
            f"UPDATE credit_note SET {part} = {part} + 1"
            for part in ("net_amount", "cgst_amount", "sgst_amount", "igst_amount")
        ),
    ],
    "advances are not overdrawn": [
        _first("advance_allocation", "amount = amount + 1"),
        _first("advance_allocation", "allocated_on = allocated_on + 1"),
        _first("customer_advance", "sales_order_id = sales_order_id + 1"),
    ],
    "procure to pay is in date order": [
        "UPDATE purchase_order SET ordered_on = ordered_on + 90",
        """UPDATE goods_receipt SET received_on = received_on - 90
           WHERE goods_receipt_id NOT IN (SELECT goods_receipt_id FROM payable_bill_line)""",
        _first("payable_bill", "billed_on = billed_on - 90"),
        _first("payable_bill", "billed_on = booked_on + 1"),
        "UPDATE goods_receipt SET received_on = received_on + 60",
        "UPDATE payment SET paid_on = paid_on - 90",
    ],
    "no more is received than ordered": ["UPDATE purchase_order_line SET quantity = quantity - 1"],
    "receipts are allocated": [
        _first("receipt", "amount = amount + 1"),
        _gone("receipt_allocation"),
    ],
    "payments are allocated": [
        _first("payment", "amount = amount + 1"),
        _gone("payment_allocation"),
    ],
    "no invoice is overpaid": [
        "UPDATE receivable_invoice SET total_amount = total_amount - 1",
        *(
            f"UPDATE {table} SET {amount} = {amount} + 1"
            for table, amount in (
                ("receipt_allocation", "amount"),
                ("advance_allocation", "amount"),
                ("write_off", "amount"),
                ("credit_note", "total_amount"),
            )
        ),
    ],
    "a debt is given up as a whole": [
        _first("write_off", "amount = amount - 1"),
        *(
            _first(
                table,
                "receivable_invoice_id = (SELECT min(receivable_invoice_id) FROM write_off)",
                "receivable_invoice_id NOT IN (SELECT receivable_invoice_id FROM write_off)",
            )
            for table in ("receipt_allocation", "advance_allocation", "credit_note")
        ),
    ],
    "disputes are settled as they say": [
        _first("dispute", "opened_on = opened_on - 400", "outcome = 'withdrawn'"),
        _first("dispute", "disputed_amount = disputed_amount * 1000", "outcome = 'withdrawn'"),
        _first("dispute", "disputed_amount = 0", "outcome = 'withdrawn'"),
        _first("dispute", "outcome = 'withdrawn'", "outcome = 'credited'"),
        _first("dispute", "outcome = 'credited'", "outcome = 'withdrawn'"),
        _first("dispute", "settled_on = settled_on + 1", "outcome = 'credited'"),
        _first("dispute", "reason = 'other'", "outcome = 'credited'"),
        _first("dispute", "disputed_amount = disputed_amount - 1", "outcome = 'credited'"),
    ],
    "allowances end disputes": [
        _gone("dispute", "outcome = 'credited'"),
        "UPDATE credit_note SET reason = 'quality' WHERE reason = 'cash discount'",
        "DELETE FROM goods_return",
    ],
    "what is disputed is paid afterwards": [
        "UPDATE receipt SET received_on = received_on - 120",
        "UPDATE dispute SET settled_on = NULL",
    ],
    "no bill is overpaid": [
        "UPDATE payment_allocation SET amount = amount + 1",
        "UPDATE payable_bill SET total_amount = total_amount - 1",
        "UPDATE payable_bill SET tds_amount = tds_amount + 1",
    ],
    "micro and small vendors are paid within 45 days": [
        _gone("payment_allocation", _OF_SMALL),
        "UPDATE payment SET paid_on = paid_on + 1",
        """UPDATE payment SET paid_on = paid_on + 46; UPDATE payable_bill SET due_on = due_on + 90""",
    ],
    "tax is deducted from large purchases": [
        _first("payable_bill", "tds_amount = tds_amount + 1"),
        "UPDATE receivable_invoice SET net_amount = net_amount * 100",
    ],
    "payments go to the right party": [
        _first("receipt", "customer_id = 0"),
        _first("payment", "vendor_id = 0"),
        "UPDATE customer_advance SET sales_order_id = 1",
        "UPDATE advance_allocation SET receivable_invoice_id = 1",
        _first("sales_order", "customer_id = 0"),
        _first("receivable_invoice", "customer_id = 0"),
    ],
    "orders carry the list price": [
        _first("sales_order_line", "list_price = list_price + 0.01"),
        "DELETE FROM price WHERE product_id = (SELECT min(product_id) FROM sales_order_line)",
    ],
    "orders are taken and placed by who is there": [
        *(
            f"""UPDATE attendance SET status = 'absent' WHERE (employee_id, attended_on) IN (
                    SELECT {who}, ordered_on FROM {table})"""
            for table, who in (("sales_order", "salesperson_id"), ("purchase_order", "buyer_id"))
        ),
        # With nobody of the department there, it is the channel that tells.
        "UPDATE attendance SET status = 'absent'",
    ],
    "campaign discounts are given while it runs": [
        "UPDATE campaign SET starts_on = starts_on + 60",
        "UPDATE campaign SET ends_on = ends_on - 60",
        "UPDATE campaign SET discount_rate = discount_rate + 30",
    ],
    "payroll follows attendance": [
        _first("payroll", "working_days = working_days + 1"),
        _first("payroll", "paid_days = paid_days - 1"),
        _first("attendance", "status = 'absent'", "status = 'leave'"),
        "UPDATE attendance SET status = 'maternity' WHERE attendance_id % 7 = 0",
    ],
    "the plant is closed on its holidays": [
        _first(table, f"{day} = DATE '2024-08-15'")
        for table, day in (
            ("attendance", "attended_on"),
            ("shipment", "dispatched_on"),
            ("goods_receipt", "received_on"),
            ("production_order", "started_on"),
            ("production_order", "finished_on"),
            ("mould_maintenance", "started_on"),
            ("mould_maintenance", "finished_on"),
            ("payable_bill", "booked_on"),
            ("receipt", "received_on"),
            ("payment", "paid_on"),
        )
    ],
    "tax numbers fit": [
        _first("customer", "gstin = '00' || substring(gstin, 3)", "gstin IS NOT NULL"),
        _first("vendor", "gstin = '00' || substring(gstin, 3)"),
        _first("customer", "pan = 'AAAPX1234A'", "gstin IS NOT NULL"),
        _first("customer", "gstin = gstin || '0'", "gstin IS NOT NULL"),
        _first("customer", "pan = 'AAAPX1234A'", "gstin IS NULL"),
        _first("customer", "gstin = '96AAAPX1234A1ZX'", "gstin IS NULL"),
        _first("customer", "gstin = '96' || pan || '1ZX', state_code = '96'", "pan IS NOT NULL"),
        _first("customer", "pan = NULL", "gstin IS NOT NULL"),
        _first("customer", "gstin = NULL", "gstin IS NOT NULL"),
    ],
    "due dates follow the terms": [
        _first("receivable_invoice", "due_on = due_on + 1"),
        _first("payable_bill", "due_on = due_on - 1"),
        "UPDATE vendor SET payment_terms_days = payment_terms_days + 1",
    ],
    "orders are expected after the lead time": [
        _first("purchase_order", "expected_on = expected_on - 7"),
        _first("purchase_order", "expected_on = expected_on + 7"),
        "UPDATE purchase_order SET expected_on = DATE '2024-08-15' WHERE expected_on = DATE '2024-08-16'",
        _first("purchase_order", "expected_on = DATE '2027-01-04'"),
        _first(
            "purchase_order",
            "expected_on = expected_on + 1",
            "expected_on + 1 IN (SELECT attended_on FROM attendance)",
        ),
    ],
    "goods are ordered while they are sold": [
        """UPDATE product SET is_active = false, discontinued_on = (SELECT max(ordered_on) FROM sales_order)
           WHERE product_id = (SELECT max_by(product_id, ordered_on)
                               FROM sales_order_line JOIN sales_order USING (sales_order_id))""",
        _first("product", "launched_on = DATE '2026-03-31'", "product_type = 'finished'"),
    ],
    "list prices follow each other": [
        _first("price", "valid_to = valid_to - 1"),
        "UPDATE price SET valid_to = valid_to - 1 WHERE valid_to = (SELECT max(valid_to) FROM price)",
    ],
    "tax rates are the law's": [
        *(
            f"UPDATE {table} SET gst_rate = gst_rate + 1"
            for table in (
                "sales_order_line",
                "purchase_order_line",
                "receivable_invoice_line",
                "payable_bill_line",
            )
        ),
        _first("receivable_invoice_line", "product_id = product_id + 1"),
        "UPDATE customer SET state_code = '27' WHERE state_code = '96'",
    ],
    "tax rates follow each other": [
        _first("tax_rate", "valid_to = valid_to - 1"),
        "UPDATE tax_rate SET valid_from = valid_from + 1 WHERE valid_from = (SELECT min(starts_on) FROM period)",
        "UPDATE tax_rate SET valid_to = valid_to - 1 WHERE valid_to = (SELECT max(valid_to) FROM tax_rate)",
    ],
    "every item has its tax rates": [
        _first("product", "gst_rate = gst_rate + 1"),
        _first("product", "hsn_code = '0'"),
    ],
    "bills are for their order": [
        _first("payable_bill", "purchase_order_id = purchase_order_id + 1"),
        _first("payable_bill", "vendor_id = 0"),
        _first("payable_bill_line", "quantity = quantity + 1"),
        _first("payable_bill_line", "unit_price = unit_price + 0.01"),
    ],
    # Pay
    "pay is the salary of the paid days": [
        _first("payroll", "gross_pay = gross_pay + 1"),
        _first("payroll", "gross_pay = gross_pay - 1"),
    ],
    "salaries are as agreed and rise in April": [
        # From a month on, so that only the first is wrong.
        *(
            f"UPDATE payroll SET monthly_salary = {salary} WHERE employee_id = 1 AND period_id >= {month}"
            for salary, month in (
                ("monthly_salary + 10", 202304),
                ("monthly_salary + 10", 202502),
                ("100", 202404),
            )
        ),
    ],
    "contributions follow the provident fund's and the state insurance's rules": [
        """UPDATE payroll SET provident_fund = provident_fund + 1,
                              employer_provident_fund = employer_provident_fund + 1""",
        _first("payroll", "employer_provident_fund = employer_provident_fund + 1"),
        _first("payroll", "employer_provident_fund_charges = employer_provident_fund_charges + 1"),
        *(
            _first("payroll", f"{part} = {part} + {step}", where)
            for part in ("state_insurance", "employer_state_insurance")
            for where, step in (
                ("monthly_salary > 21000", 1),
                ("monthly_salary <= 21000", 1),
                ("monthly_salary <= 21000", -1),
                ("monthly_salary <= 21000", 0.01),
            )
        ),
    ],
    "professional tax follows the state's slabs": [
        _first("payroll", "professional_tax = professional_tax + 25")
    ],
    "income tax is deducted as the year's estimate says": [
        _first("payroll", "income_tax = income_tax + 1", "income_tax > 0"),
        _first("payroll", "income_tax = income_tax - 1", "income_tax > 0"),
        _first("payroll", "income_tax = 1", "income_tax = 0"),
        _first("payroll", "income_tax = income_tax + 0.01", "income_tax > 0"),
    ],
    "the bonus is the law's least": [
        _more("bonus", 2305, "credit"),
        _shifted("bonus payment", 31),
        "UPDATE payroll SET gross_pay = gross_pay - 1000",
    ],
    "leave is earned by work": [
        _first("payroll", "leave_balance = leave_balance + 1"),
    ],
    "leavers are paid for their leave": [
        _first("payroll", "leave_encashment = 1000", "leave_encashment = 0"),
        _first("payroll", "leave_encashment = leave_encashment - 1000", "leave_encashment > 1000"),
    ],
    "the provision for leave is what all leave is worth": [
        _more("leave", 2455, "credit"),
        "UPDATE payroll SET leave_balance = leave_balance + 1 WHERE period_id = 202403",
    ],
    "contributions to the labour welfare fund are the law's": [
        _first("payroll", "labour_welfare_fund = 1", "labour_welfare_fund > 0"),
        _first("payroll", "employer_labour_welfare_fund = 1", "employer_labour_welfare_fund = 0"),
    ],
    "lorries cost what they do for each that is there": [
        _more("lorries", 6370, "debit"),
        _first("fixed_asset", "asset_class = 'machine'", "asset_class = 'vehicle'"),
    ],
    "leavers get their gratuity": [
        _more("gratuity payment", 2450, "debit").replace("+ 1", "+ 10"),
        _more("gratuity payment", 2450, "debit").replace("+ 1", "- 10"),
        _shifted("gratuity payment", 1),
        "DELETE FROM journal_entry WHERE source = 'gratuity payment'",
        _first(
            "employee",
            "joined_on = CAST(left_on + 1 - INTERVAL 5 YEAR AS DATE)",
            """left_on < DATE '2026-01-31' AND employee_id NOT IN (
                   SELECT source_id FROM journal_entry WHERE source = 'gratuity payment')""",
        ),
        """UPDATE employee SET left_on = NULL WHERE employee_id IN (
               SELECT source_id FROM journal_entry WHERE source = 'gratuity payment')""",
    ],
    "the provision for gratuity follows service and pay": [
        _first("employee", "joined_on = joined_on - 400", "joined_on < DATE '2023-04-01'"),
        _first("payroll", "gross_pay = gross_pay + 10000"),
        _more("gratuity", 2450, "credit"),
        _more("gratuity payment", 6140, "debit"),
        _more("gratuity payment", 2450, "debit"),
    ],
    # Income tax
    "income tax is that of the years' income": [_moved("travel and office", 6360, 6700), _PROFIT],
    "interest on income tax follows the days of payment": [
        _TAXED,
        _TAXED.replace("6700", "6510"),
        *(
            _TAXED.replace("6700", account).replace("income tax", "tax settlement")
            for account in ("6510", "4300")
        ),
    ],
    "income tax is settled after its year": [
        _TAXED,
        _TAXED.replace("6700", "1410").replace("income tax", "tax settlement"),
        _moved("travel and office", 1100, 2350),
    ],
    "social responsibility follows the profits of earlier years": [
        _moved("travel and office", 6360, 6610),
        _PROFIT.replace("* 3", "* 9"),
        f"""{_PROFIT.replace("* 3", "* 9")};
            UPDATE journal_line SET account_id = 6610, debit = 100000000 WHERE account_id = 6360 AND journal_entry_id IN (
                SELECT journal_entry_id FROM journal_entry WHERE period_id = 202601)""",
    ],
    # Structure
    "references lead somewhere": [
        _first("sales_order", "customer_id = 0"),
        "DELETE FROM carrier",
    ],
    "keys are unique": [
        "INSERT INTO receipt SELECT * FROM receipt WHERE receipt_id = 1",
        _first("sales_order", "sales_order_no = 'SO-000000002'"),
        "UPDATE customer SET gstin = '27AAACP1234A1ZX' WHERE gstin IS NOT NULL",
    ],
    "checks hold": [
        _first("production_order", "good_quantity = -1"),
        _first("receipt", "method = 'barter'"),
        _first("customer", "segment = 'fmcg'", "segment = 'export'"),
        _first("customer", "segment = 'export'", "segment <> 'export'"),
    ],
    "keys say what they are made of": [_first("shipment_line", "line_no = 99")],
    "lines are numbered without a gap": [
        "UPDATE shipment_line SET line_no = line_no + 1 WHERE shipment_id = 1",
        """UPDATE sales_order_line SET line_no = 99 WHERE sales_order_id = (
               SELECT min(sales_order_id) FROM sales_order_line WHERE line_no = 2) AND line_no = 2""",
    ],
}
