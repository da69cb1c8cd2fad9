"""Posting rules of taxes that are settled month by month: GST, and income tax deducted from suppliers."""

from pikku.catalog.postings.rule import NO_PARTY, PostingRule, credit, debit, operating
from pikku.catalog.postings.tds import TDS_DAY

TAXES: tuple[PostingRule, ...] = (
    PostingRule(
        15,
        "gst settlement",
        "period",
        "At the month's end output tax is set off against input credit",
        f"""
        SELECT d.period_id AS source_id, d.ends_on AS posted_on, MAX(t.modified_at) AS modified_at,
               {NO_PARTY}, 'GST of ' || d.period_name AS description,
               SUM(t.output_tax) AS output_tax, SUM(t.input_tax) AS input_tax,
               SUM(t.output_tax) - SUM(t.input_tax) AS due
        FROM {{period}} d JOIN ({{gst_of_documents}}) t ON t.taxed_on BETWEEN d.starts_on AND d.ends_on
        GROUP BY d.period_id, d.ends_on, d.period_name
        """,
        (debit(2200, "output_tax"), credit(1400, "input_tax"), credit(2210, "due")),
    ),
    PostingRule(
        16,
        "gst payment",
        "period",
        # What is due falls due in cash only where no credit of any head is left. Central and state tax are each half of a supply
        # within the state, so their credits never lie idle beside a debt of the other (sections 49, 49A and 49B of the CGST Act,
        # 2017, and rule 88A): the sum of the heads says enough. Tax under reverse charge is paid in cash whatever credit there is
        # (section 49(4)). Both are paid in whole rupees (section 170); what was rounded is made up for in the next month.
        "What is due after carried-forward credit is paid on the 20th of the next month with the tax under reverse charge",
        f"""
        SELECT source_id, ends_on + 20 AS posted_on, modified_at, {NO_PARTY},
               'GST payment for ' || period_name AS description, due, reverse_due, due + reverse_due AS paid
        FROM (
            SELECT source_id, ends_on, period_name, modified_at,
                   owed_so_far - COALESCE(LAG(owed_so_far) OVER (ORDER BY source_id), 0) AS due,
                   reverse_so_far - COALESCE(LAG(reverse_so_far) OVER (ORDER BY source_id), 0) AS reverse_due
            FROM (
                SELECT source_id, ends_on, period_name, modified_at,
                       CAST(ROUND(GREATEST(0, MAX(due_so_far) OVER (ORDER BY source_id)), 0) AS DECIMAL(18, 2))
                           AS owed_so_far,
                       CAST(ROUND(reverse_tax_so_far, 0) AS DECIMAL(18, 2)) AS reverse_so_far
                FROM (
                    SELECT d.period_id AS source_id, d.ends_on, d.period_name,
                           MAX(MAX(t.modified_at)) OVER (ORDER BY d.period_id) AS modified_at,
                           SUM(SUM(t.output_tax) - SUM(t.input_tax)) OVER (ORDER BY d.period_id) AS due_so_far,
                           SUM(SUM(t.reverse_tax)) OVER (ORDER BY d.period_id) AS reverse_tax_so_far
                    FROM {{period}} d
                    JOIN ({{gst_of_documents}}) t ON t.taxed_on BETWEEN d.starts_on AND d.ends_on
                    WHERE d.ends_on + 20 <= (SELECT MAX(ends_on) FROM {{period}})
                    GROUP BY d.period_id, d.ends_on, d.period_name
                ) cumulated
            ) rounded
        ) months
        """,
        (debit(2210, "due"), debit(2220, "reverse_due"), credit(1100, "paid")),
        operating("GST paid"),
    ),
    PostingRule(
        51,
        "supplier tds payment",
        "period",
        # Rule 30(2) of the Income-tax Rules, 1962.
        "Income tax deducted from suppliers is paid on the 7th of the next month, that of March on 30 April",
        f"""
        SELECT d.period_id AS source_id, {TDS_DAY} AS posted_on, MAX(t.modified_at) AS modified_at,
               {NO_PARTY}, 'TDS on suppliers of ' || d.period_name AS description, SUM(t.tds) AS paid
        FROM {{period}} d JOIN ({{tds_of_documents}}) t ON t.deducted_on BETWEEN d.starts_on AND d.ends_on
        WHERE {TDS_DAY} <= (SELECT MAX(ends_on) FROM {{period}})
        GROUP BY d.period_id, d.ends_on, d.period_name, d.fiscal_month
        """,
        (debit(2335, "paid"), credit(1100, "paid")),
        operating("Income tax deducted from suppliers paid"),
    ),
)
