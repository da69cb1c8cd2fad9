-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- The invariants of the books over silver.

USE pikku;
GO

IF NOT EXISTS (SELECT * FROM sys.schemas WHERE name = 'audit')
    EXEC ('CREATE SCHEMA audit');
GO

-- The debits of each journal entry equal its credits
CREATE OR ALTER VIEW audit.journal_entries_balance AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [entries].[debit] <> [entries].[credit] OR [entries].[debit] = 0
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([entries].[debit]), 0) AS [figure]
FROM (
  SELECT
    [e].[journal_entry_id] AS [journal_entry_id],
    COALESCE(SUM([l].[debit]), 0) AS [debit],
    COALESCE(SUM([l].[credit]), 0) AS [credit]
  FROM [silver].[journal_entry] AS [e]
  LEFT JOIN [silver].[journal_line] AS [l]
    ON [l].[journal_entry_id] = [e].[journal_entry_id]
  GROUP BY
    [e].[journal_entry_id]
) AS [entries];
GO

-- All debits less all credits are zero
CREATE OR ALTER VIEW audit.trial_balance_is_zero AS
SELECT
  COUNT_BIG(*) AS [checked],
  CASE
    WHEN SUM([journal_line].[debit]) = SUM([journal_line].[credit])
    THEN 0
    ELSE 1
  END AS [violations],
  SUM([journal_line].[debit]) - SUM([journal_line].[credit]) AS [figure]
FROM [silver].[journal_line] AS [journal_line];
GO

-- On every day assets equal liabilities, equity and the profit so far
CREATE OR ALTER VIEW audit.assets_equal_liabilities_and_equity AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(CAST(CASE WHEN [days].[assets] <> [days].[claims] THEN 1 ELSE 0 END AS BIGINT)),
    0
  ) AS [violations],
  (
    SELECT
      SUM([l].[debit] - [l].[credit]) AS [_col_0]
    FROM [silver].[journal_line] AS [l]
    JOIN [silver].[account] AS [a]
      ON [a].[account_id] = [l].[account_id]
    WHERE
      [a].[account_type] = 'asset'
  ) AS [figure]
FROM (
  SELECT
    [movements].[posted_on] AS [posted_on],
    SUM([movements].[asset]) OVER (ORDER BY [movements].[posted_on]) AS [assets],
    SUM([movements].[claim]) OVER (ORDER BY [movements].[posted_on]) AS [claims]
  FROM (
    SELECT
      [e].[posted_on] AS [posted_on],
      SUM(
        CASE WHEN [a].[account_type] = 'asset' THEN [l].[debit] - [l].[credit] ELSE 0 END
      ) AS [asset],
      SUM(
        CASE WHEN [a].[account_type] = 'asset' THEN 0 ELSE [l].[credit] - [l].[debit] END
      ) AS [claim]
    FROM [silver].[journal_line] AS [l]
    JOIN [silver].[journal_entry] AS [e]
      ON [e].[journal_entry_id] = [l].[journal_entry_id]
    JOIN [silver].[account] AS [a]
      ON [a].[account_id] = [l].[account_id]
    GROUP BY
      [e].[posted_on]
  ) AS [movements]
) AS [days];
GO

-- At no day's end the account at the bank is below zero
CREATE OR ALTER VIEW audit.the_bank_is_never_overdrawn AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(SUM(CAST(CASE WHEN [days].[balance] < 0 THEN 1 ELSE 0 END AS BIGINT)), 0) AS [violations],
  COALESCE(MIN([days].[balance]), 0) AS [figure]
FROM (
  SELECT
    [movements].[posted_on] AS [posted_on],
    SUM([movements].[moved]) OVER (ORDER BY [movements].[posted_on]) AS [balance]
  FROM (
    SELECT
      [e].[posted_on] AS [posted_on],
      SUM([l].[debit] - [l].[credit]) AS [moved]
    FROM [silver].[journal_line] AS [l]
    JOIN [silver].[journal_entry] AS [e]
      ON [e].[journal_entry_id] = [l].[journal_entry_id]
    WHERE
      [l].[account_id] = 1100
    GROUP BY
      [e].[posted_on]
  ) AS [movements]
) AS [days];
GO

-- Each journal entry is posted in an accounting month of the books
CREATE OR ALTER VIEW audit.entries_are_in_their_month AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [p].[period_id] IS NULL
        OR [e].[posted_on] < [p].[starts_on]
        OR [e].[posted_on] > [p].[ends_on]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COUNT_BIG(*) AS [figure]
FROM [silver].[journal_entry] AS [e]
LEFT JOIN [silver].[period] AS [p]
  ON [p].[period_id] = [e].[period_id];
GO

-- For each customer, invoices less receipts, allocated advances, credit notes and write-offs are the ledger's receivables
CREATE OR ALTER VIEW audit.receivables_equal_their_control_account AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [balances].[documents] <> [balances].[ledger] OR [balances].[customer_id] IS NULL
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([balances].[ledger]), 0) AS [figure]
FROM (
  SELECT
    [movements].[customer_id] AS [customer_id],
    SUM([movements].[document]) AS [documents],
    SUM([movements].[posted]) AS [ledger]
  FROM (
    SELECT
      [receivable_invoice].[customer_id] AS [customer_id],
      [receivable_invoice].[total_amount] AS [document],
      0 AS [posted]
    FROM [silver].[receivable_invoice] AS [receivable_invoice]
    UNION ALL
    SELECT
      [receipt].[customer_id] AS [customer_id],
      -[receipt].[amount] AS [_col_1],
      0 AS [0]
    FROM [silver].[receipt] AS [receipt]
    UNION ALL
    SELECT
      [i].[customer_id] AS [customer_id],
      -[c].[total_amount] AS [_col_1],
      0 AS [0]
    FROM [silver].[credit_note] AS [c]
    JOIN [silver].[receivable_invoice] AS [i]
      ON [i].[receivable_invoice_id] = [c].[receivable_invoice_id]
    UNION ALL
    SELECT
      [a].[customer_id] AS [customer_id],
      -[l].[amount] AS [_col_1],
      0 AS [0]
    FROM [silver].[advance_allocation] AS [l]
    JOIN [silver].[customer_advance] AS [a]
      ON [a].[customer_advance_id] = [l].[customer_advance_id]
    UNION ALL
    SELECT
      [i].[customer_id] AS [customer_id],
      -[w].[amount] AS [_col_1],
      0 AS [0]
    FROM [silver].[write_off] AS [w]
    JOIN [silver].[receivable_invoice] AS [i]
      ON [i].[receivable_invoice_id] = [w].[receivable_invoice_id]
    UNION ALL
    SELECT
      [journal_line].[customer_id] AS [customer_id],
      0 AS [0],
      [journal_line].[debit] - [journal_line].[credit] AS [_col_2]
    FROM [silver].[journal_line] AS [journal_line]
    WHERE
      [journal_line].[account_id] = 1200
  ) AS [movements]
  GROUP BY
    [movements].[customer_id]
) AS [balances];
GO

-- For each customer, advances less what was taken off invoices are the ledger's advances from customers
CREATE OR ALTER VIEW audit.advances_equal_their_control_account AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [balances].[documents] <> [balances].[ledger] OR [balances].[customer_id] IS NULL
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([balances].[ledger]), 0) AS [figure]
FROM (
  SELECT
    [movements].[customer_id] AS [customer_id],
    SUM([movements].[document]) AS [documents],
    SUM([movements].[posted]) AS [ledger]
  FROM (
    SELECT
      [customer_advance].[customer_id] AS [customer_id],
      [customer_advance].[amount] AS [document],
      0 AS [posted]
    FROM [silver].[customer_advance] AS [customer_advance]
    UNION ALL
    SELECT
      [a].[customer_id] AS [customer_id],
      -[l].[amount] AS [_col_1],
      0 AS [0]
    FROM [silver].[advance_allocation] AS [l]
    JOIN [silver].[customer_advance] AS [a]
      ON [a].[customer_advance_id] = [l].[customer_advance_id]
    UNION ALL
    SELECT
      [journal_line].[customer_id] AS [customer_id],
      0 AS [0],
      [journal_line].[credit] - [journal_line].[debit] AS [_col_2]
    FROM [silver].[journal_line] AS [journal_line]
    WHERE
      [journal_line].[account_id] = 2410
  ) AS [movements]
  GROUP BY
    [movements].[customer_id]
) AS [balances];
GO

-- For each vendor, bills less the tax deducted from them and payments are the ledger's payables
CREATE OR ALTER VIEW audit.payables_equal_their_control_account AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [balances].[documents] <> [balances].[ledger] OR [balances].[vendor_id] IS NULL
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([balances].[ledger]), 0) AS [figure]
FROM (
  SELECT
    [movements].[vendor_id] AS [vendor_id],
    SUM([movements].[document]) AS [documents],
    SUM([movements].[posted]) AS [ledger]
  FROM (
    SELECT
      [payable_bill].[vendor_id] AS [vendor_id],
      [payable_bill].[total_amount] - [payable_bill].[tds_amount] AS [document],
      0 AS [posted]
    FROM [silver].[payable_bill] AS [payable_bill]
    UNION ALL
    SELECT
      [payment].[vendor_id] AS [vendor_id],
      -[payment].[amount] AS [_col_1],
      0 AS [0]
    FROM [silver].[payment] AS [payment]
    UNION ALL
    SELECT
      [journal_line].[vendor_id] AS [vendor_id],
      0 AS [0],
      [journal_line].[credit] - [journal_line].[debit] AS [_col_2]
    FROM [silver].[journal_line] AS [journal_line]
    WHERE
      [journal_line].[account_id] = 2100
  ) AS [movements]
  GROUP BY
    [movements].[vendor_id]
) AS [balances];
GO

-- What was received and not yet billed is the balance of its account
CREATE OR ALTER VIEW audit.goods_received_not_invoiced_clears AS
SELECT
  1 AS [checked],
  CASE WHEN [totals].[documents] = [totals].[ledger] THEN 0 ELSE 1 END AS [violations],
  [totals].[ledger] AS [figure]
FROM (
  SELECT
    (
      SELECT
        COALESCE(SUM([g].[quantity] * [l].[unit_price]), 0) AS [_col_0]
      FROM [silver].[goods_receipt] AS [g]
      JOIN [silver].[purchase_order_line] AS [l]
        ON [l].[purchase_order_line_id] = [g].[purchase_order_line_id]
      LEFT JOIN [silver].[payable_bill_line] AS [b]
        ON [b].[goods_receipt_id] = [g].[goods_receipt_id]
      WHERE
        [b].[goods_receipt_id] IS NULL
    ) AS [documents],
    -(
      SELECT
        COALESCE(SUM([l].[debit] - [l].[credit]), 0) AS [_col_0]
      FROM [silver].[journal_line] AS [l]
      JOIN [silver].[journal_entry] AS [e]
        ON [e].[journal_entry_id] = [l].[journal_entry_id]
      WHERE
        [l].[account_id] IN (2150) AND [e].[source] <> 'year-end closing'
    ) AS [ledger]
) AS [totals];
GO

-- The value of all stock movements is the ledger's stock of materials and of finished goods
CREATE OR ALTER VIEW audit.stock_equals_its_control_accounts AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE WHEN [balances].[documents] <> [balances].[ledger] THEN 1 ELSE 0 END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([balances].[ledger]), 0) AS [figure]
FROM (
  SELECT
    [movements].[account_id] AS [account_id],
    SUM([movements].[document]) AS [documents],
    SUM([movements].[posted]) AS [ledger]
  FROM (
    SELECT
      CASE WHEN [p].[product_type] = 'finished' THEN 1320 ELSE 1310 END AS [account_id],
      [m].[amount] AS [document],
      0 AS [posted]
    FROM [silver].[stock_movement] AS [m]
    JOIN [silver].[product] AS [p]
      ON [p].[product_id] = [m].[product_id]
    UNION ALL
    SELECT
      [journal_line].[account_id] AS [account_id],
      0 AS [0],
      [journal_line].[debit] - [journal_line].[credit] AS [_col_2]
    FROM [silver].[journal_line] AS [journal_line]
    WHERE
      [journal_line].[account_id] IN (1310, 1320)
  ) AS [movements]
  GROUP BY
    [movements].[account_id]
) AS [balances];
GO

-- At each month's end work in progress is the material of the production orders that have begun and not finished
CREATE OR ALTER VIEW audit.work_in_progress_is_what_runs AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE WHEN [months].[materials] <> [months].[posted] THEN 1 ELSE 0 END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([months].[posted]), 0) AS [figure]
FROM (
  SELECT
    [p].[period_id] AS [period_id],
    COALESCE([r].[materials], 0) AS [materials],
    SUM(COALESCE([l].[moved], 0)) OVER (ORDER BY [p].[period_id]) AS [posted]
  FROM [silver].[period] AS [p]
  LEFT JOIN (
    SELECT
      [q].[period_id] AS [period_id],
      -SUM([m].[amount]) AS [materials]
    FROM [silver].[period] AS [q]
    JOIN [silver].[production_order] AS [o]
      ON [o].[started_on] <= [q].[ends_on] AND [o].[finished_on] > [q].[ends_on]
    JOIN [silver].[stock_movement] AS [m]
      ON [m].[source_id] = [o].[production_order_id]
      AND [m].[movement_type] = 'production issue'
    GROUP BY
      [q].[period_id]
  ) AS [r]
    ON [r].[period_id] = [p].[period_id]
  LEFT JOIN (
    SELECT
      [e].[period_id] AS [period_id],
      SUM([l].[debit] - [l].[credit]) AS [moved]
    FROM [silver].[journal_line] AS [l]
    JOIN [silver].[journal_entry] AS [e]
      ON [e].[journal_entry_id] = [l].[journal_entry_id]
    WHERE
      [l].[account_id] = 1330
    GROUP BY
      [e].[period_id]
  ) AS [l]
    ON [l].[period_id] = [p].[period_id]
) AS [months];
GO

-- Tax on invoices less credit notes, and on what is sold as scrap, is what the ledger credited as output tax
CREATE OR ALTER VIEW audit.output_tax_reconciles AS
SELECT
  1 AS [checked],
  CASE WHEN [totals].[documents] = [totals].[ledger] THEN 0 ELSE 1 END AS [violations],
  [totals].[ledger] AS [figure]
FROM (
  SELECT
    (
      SELECT
        COALESCE(
          SUM(
            [receivable_invoice].[cgst_amount] + [receivable_invoice].[sgst_amount] + [receivable_invoice].[igst_amount]
          ),
          0
        ) AS [_col_0]
      FROM [silver].[receivable_invoice] AS [receivable_invoice]
    ) - (
      SELECT
        COALESCE(
          SUM(
            [credit_note].[cgst_amount] + [credit_note].[sgst_amount] + [credit_note].[igst_amount]
          ),
          0
        ) AS [_col_0]
      FROM [silver].[credit_note] AS [credit_note]
    ) + (
      SELECT
        COALESCE(SUM(2 * ROUND([l].[credit] * 18 * 0.005, 2)), 0) AS [_col_0]
      FROM [silver].[journal_line] AS [l]
      WHERE
        [l].[account_id] = 4310 AND [l].[credit] > 0
    ) + (
      SELECT
        COALESCE(SUM(2 * ROUND(ROUND([a].[residual_value] * 0.3, 0) * 18 * 0.005, 2)), 0) AS [_col_0]
      FROM [silver].[fixed_asset] AS [a]
      JOIN [silver].[mould] AS [m]
        ON [m].[mould_id] = [a].[mould_id]
      JOIN [silver].[product] AS [g]
        ON [g].[product_id] = [m].[product_id]
      WHERE
        [g].[discontinued_on] < (
          SELECT
            MAX([period].[starts_on]) AS [_col_0]
          FROM [silver].[period] AS [period]
        )
    ) AS [documents],
    (
      SELECT
        COALESCE(SUM([l].[credit] - [l].[debit]), 0) AS [_col_0]
      FROM [silver].[journal_line] AS [l]
      JOIN [silver].[journal_entry] AS [e]
        ON [e].[journal_entry_id] = [l].[journal_entry_id]
      WHERE
        [l].[account_id] = 2200 AND [e].[source] <> 'gst settlement'
    ) AS [ledger]
) AS [totals];
GO

-- Tax on vendors' bills, freight, repairs, rent, services and purchased assets, less that on lost goods, is what the ledger debited as input credit
CREATE OR ALTER VIEW audit.input_tax_reconciles AS
SELECT
  1 AS [checked],
  CASE WHEN [totals].[documents] = [totals].[ledger] THEN 0 ELSE 1 END AS [violations],
  [totals].[ledger] AS [figure]
FROM (
  SELECT
    (
      SELECT
        COALESCE(
          SUM(
            [payable_bill].[cgst_amount] + [payable_bill].[sgst_amount] + [payable_bill].[igst_amount]
          ),
          0
        ) AS [_col_0]
      FROM [silver].[payable_bill] AS [payable_bill]
    ) + (
      SELECT
        COALESCE(
          SUM(
            CASE
              WHEN [s].[dispatched_on] < CAST('2023-10-01' AS DATE) AND [k].[state_code] = '96'
              THEN ROUND(
                [s].[freight_amount] * CASE [c].[mode]
                  WHEN 'road'
                  THEN 5
                  WHEN 'rail'
                  THEN 5
                  WHEN 'air'
                  THEN 18
                  WHEN 'sea'
                  THEN 5
                END * 0.01,
                2
              )
              ELSE 2 * ROUND(
                [s].[freight_amount] * CASE [c].[mode]
                  WHEN 'road'
                  THEN 5
                  WHEN 'rail'
                  THEN 5
                  WHEN 'air'
                  THEN 18
                  WHEN 'sea'
                  THEN 5
                END * 0.005,
                2
              )
            END
          ),
          0
        ) AS [_col_0]
      FROM [silver].[shipment] AS [s]
      JOIN [silver].[carrier] AS [c]
        ON [c].[carrier_id] = [s].[carrier_id]
      JOIN [silver].[sales_order] AS [o]
        ON [o].[sales_order_id] = [s].[sales_order_id]
      JOIN [silver].[customer] AS [k]
        ON [k].[customer_id] = [o].[customer_id]
    ) + (
      SELECT
        COALESCE(SUM(2 * ROUND([mould_maintenance].[cost] * 18 * 0.005, 2)), 0) AS [_col_0]
      FROM [silver].[mould_maintenance] AS [mould_maintenance]
    ) + (
      SELECT
        COALESCE(SUM(2 * ROUND([l].[debit] * 18 * 0.005, 2)), 0) AS [_col_0]
      FROM [silver].[journal_line] AS [l]
      JOIN [silver].[journal_entry] AS [e]
        ON [e].[journal_entry_id] = [l].[journal_entry_id]
      WHERE
        [l].[account_id] = 6300 AND [e].[source] = 'monthly expenses'
    ) + (
      SELECT
        COALESCE(SUM(2 * ROUND([l].[debit] * 18 * 0.005, 2)), 0) AS [_col_0]
      FROM [silver].[journal_line] AS [l]
      WHERE
        [l].[account_id] IN (6330, 6340, 6350) AND [l].[debit] > 0
    ) + (
      SELECT
        COALESCE(
          SUM(
            2 * ROUND(
              [a].[cost] * CASE
                WHEN [a].[asset_class] = 'vehicle' AND [a].[acquired_on] < CAST('2025-09-22' AS DATE)
                THEN 28
                ELSE 18
              END * 0.005,
              2
            )
          ),
          0
        ) AS [_col_0]
      FROM [silver].[fixed_asset] AS [a]
      WHERE
        [a].[acquired_on] >= CAST('2023-04-01' AS DATE)
    ) - (
      SELECT
        COALESCE(SUM([missing].[tax]), 0) AS [_col_0]
      FROM (
        SELECT
          [h].[source_id] AS [source_id],
          [h].[lost_on] AS [lost_on],
          [h].[product_id] AS [product_id],
          [h].[lost] AS [lost],
          [h].[stocktake_no] AS [stocktake_no],
          [h].[modified_at] AS [modified_at],
          [h].[bill_modified_at] AS [bill_modified_at],
          [h].[component_modified_at] AS [component_modified_at],
          [h].[taxable_value] AS [taxable_value],
          [h].[gst_rate] AS [gst_rate],
          [h].[cgst_amount] AS [cgst_amount],
          [h].[sgst_amount] AS [sgst_amount],
          [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
          [h].[taxable_value] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
        FROM (
          SELECT
            [d].[source_id] AS [source_id],
            [d].[lost_on] AS [lost_on],
            [d].[product_id] AS [product_id],
            [d].[lost] AS [lost],
            [d].[stocktake_no] AS [stocktake_no],
            [d].[modified_at] AS [modified_at],
            [d].[bill_modified_at] AS [bill_modified_at],
            [d].[component_modified_at] AS [component_modified_at],
            [d].[taxable_value] AS [taxable_value],
            [d].[gst_rate] AS [gst_rate],
            CAST(ROUND([d].[taxable_value] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
            CAST(ROUND([d].[taxable_value] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
          FROM (
            SELECT
              [g].[source_id] AS [source_id],
              [g].[lost_on] AS [lost_on],
              [g].[product_id] AS [product_id],
              [g].[lost] AS [lost],
              [g].[stocktake_no] AS [stocktake_no],
              [g].[modified_at] AS [modified_at],
              [b].[modified_at] AS [bill_modified_at],
              [c].[modified_at] AS [component_modified_at],
              CAST(ROUND(
                CAST([g].[lost] AS NUMERIC(11, 0)) * CAST([b].[quantity_per_1000] * 0.001 AS NUMERIC(12, 6)) * CAST([c].[standard_cost] AS NUMERIC(12, 2)),
                2
              ) AS NUMERIC(18, 2)) AS [taxable_value],
              COALESCE([r].[gst_rate], [c].[gst_rate]) AS [gst_rate]
            FROM (
              SELECT
                [s].[stocktake_id] AS [source_id],
                [s].[counted_on] AS [lost_on],
                [l].[product_id] AS [product_id],
                -[l].[difference_quantity] AS [lost],
                [s].[stocktake_no] AS [stocktake_no],
                GREATEST([s].[modified_at], [l].[modified_at]) AS [modified_at]
              FROM [silver].[stocktake] AS [s]
              JOIN [silver].[stocktake_line] AS [l]
                ON [l].[stocktake_id] = [s].[stocktake_id]
              WHERE
                [l].[difference_quantity] < 0
            ) AS [g]
            JOIN (
              SELECT
                [bill_of_materials].[product_id] AS [product_id],
                [bill_of_materials].[component_id] AS [component_id],
                [bill_of_materials].[quantity_per_1000] AS [quantity_per_1000],
                [bill_of_materials].[modified_at] AS [modified_at]
              FROM [silver].[bill_of_materials] AS [bill_of_materials]
              UNION ALL
              SELECT
                [product].[product_id] AS [product_id],
                [product].[product_id] AS [product_id],
                CAST(1000 AS NUMERIC(12, 3)) AS [1000],
                [product].[modified_at] AS [modified_at]
              FROM [silver].[product] AS [product]
              WHERE
                [product].[product_type] <> 'finished'
            ) AS [b]
              ON [b].[product_id] = [g].[product_id]
            JOIN [silver].[product] AS [c]
              ON [c].[product_id] = [b].[component_id]
            LEFT JOIN [silver].[tax_rate] AS [r]
              ON [r].[hsn_code] = [c].[hsn_code]
              AND [g].[lost_on] BETWEEN [r].[valid_from] AND [r].[valid_to]
          ) AS [d]
        ) AS [h]
      ) AS [missing]
    ) - (
      SELECT
        COALESCE(SUM([scrapped].[tax]), 0) AS [_col_0]
      FROM (
        SELECT
          [h].[source_id] AS [source_id],
          [h].[lost_on] AS [lost_on],
          [h].[product_id] AS [product_id],
          [h].[lost] AS [lost],
          [h].[goods_return_no] AS [goods_return_no],
          [h].[modified_at] AS [modified_at],
          [h].[bill_modified_at] AS [bill_modified_at],
          [h].[component_modified_at] AS [component_modified_at],
          [h].[taxable_value] AS [taxable_value],
          [h].[gst_rate] AS [gst_rate],
          [h].[cgst_amount] AS [cgst_amount],
          [h].[sgst_amount] AS [sgst_amount],
          [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
          [h].[taxable_value] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
        FROM (
          SELECT
            [d].[source_id] AS [source_id],
            [d].[lost_on] AS [lost_on],
            [d].[product_id] AS [product_id],
            [d].[lost] AS [lost],
            [d].[goods_return_no] AS [goods_return_no],
            [d].[modified_at] AS [modified_at],
            [d].[bill_modified_at] AS [bill_modified_at],
            [d].[component_modified_at] AS [component_modified_at],
            [d].[taxable_value] AS [taxable_value],
            [d].[gst_rate] AS [gst_rate],
            CAST(ROUND([d].[taxable_value] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
            CAST(ROUND([d].[taxable_value] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
          FROM (
            SELECT
              [g].[source_id] AS [source_id],
              [g].[lost_on] AS [lost_on],
              [g].[product_id] AS [product_id],
              [g].[lost] AS [lost],
              [g].[goods_return_no] AS [goods_return_no],
              [g].[modified_at] AS [modified_at],
              [b].[modified_at] AS [bill_modified_at],
              [c].[modified_at] AS [component_modified_at],
              CAST(ROUND(
                CAST([g].[lost] AS NUMERIC(11, 0)) * CAST([b].[quantity_per_1000] * 0.001 AS NUMERIC(12, 6)) * CAST([c].[standard_cost] AS NUMERIC(12, 2)),
                2
              ) AS NUMERIC(18, 2)) AS [taxable_value],
              COALESCE([r].[gst_rate], [c].[gst_rate]) AS [gst_rate]
            FROM (
              SELECT
                [g].[goods_return_id] AS [source_id],
                [g].[returned_on] AS [lost_on],
                [o].[product_id] AS [product_id],
                [g].[scrapped_quantity] AS [lost],
                [g].[goods_return_no] AS [goods_return_no],
                [g].[modified_at] AS [modified_at]
              FROM [silver].[goods_return] AS [g]
              JOIN [silver].[shipment_line] AS [s]
                ON [s].[shipment_line_id] = [g].[shipment_line_id]
              JOIN [silver].[sales_order_line] AS [o]
                ON [o].[sales_order_line_id] = [s].[sales_order_line_id]
              WHERE
                [g].[scrapped_quantity] > 0
            ) AS [g]
            JOIN (
              SELECT
                [bill_of_materials].[product_id] AS [product_id],
                [bill_of_materials].[component_id] AS [component_id],
                [bill_of_materials].[quantity_per_1000] AS [quantity_per_1000],
                [bill_of_materials].[modified_at] AS [modified_at]
              FROM [silver].[bill_of_materials] AS [bill_of_materials]
              UNION ALL
              SELECT
                [product].[product_id] AS [product_id],
                [product].[product_id] AS [product_id],
                CAST(1000 AS NUMERIC(12, 3)) AS [1000],
                [product].[modified_at] AS [modified_at]
              FROM [silver].[product] AS [product]
              WHERE
                [product].[product_type] <> 'finished'
            ) AS [b]
              ON [b].[product_id] = [g].[product_id]
            JOIN [silver].[product] AS [c]
              ON [c].[product_id] = [b].[component_id]
            LEFT JOIN [silver].[tax_rate] AS [r]
              ON [r].[hsn_code] = [c].[hsn_code]
              AND [g].[lost_on] BETWEEN [r].[valid_from] AND [r].[valid_to]
          ) AS [d]
        ) AS [h]
      ) AS [scrapped]
    ) AS [documents],
    (
      SELECT
        COALESCE(SUM([l].[debit] - [l].[credit]), 0) AS [_col_0]
      FROM [silver].[journal_line] AS [l]
      JOIN [silver].[journal_entry] AS [e]
        ON [e].[journal_entry_id] = [l].[journal_entry_id]
      WHERE
        [l].[account_id] = 1400 AND [e].[source] <> 'gst settlement'
    ) AS [ledger]
) AS [totals];
GO

-- Tax on the freight of goods transport agencies is what the ledger credited as owed under reverse charge
CREATE OR ALTER VIEW audit.tax_under_reverse_charge_reconciles AS
SELECT
  1 AS [checked],
  CASE WHEN [totals].[documents] = [totals].[ledger] THEN 0 ELSE 1 END AS [violations],
  [totals].[ledger] AS [figure]
FROM (
  SELECT
    (
      SELECT
        COALESCE(
          SUM(
            CASE
              WHEN [s].[dispatched_on] < CAST('2023-10-01' AS DATE) AND [k].[state_code] = '96'
              THEN ROUND(
                [s].[freight_amount] * CASE [c].[mode]
                  WHEN 'road'
                  THEN 5
                  WHEN 'rail'
                  THEN 5
                  WHEN 'air'
                  THEN 18
                  WHEN 'sea'
                  THEN 5
                END * 0.01,
                2
              )
              ELSE 2 * ROUND(
                [s].[freight_amount] * CASE [c].[mode]
                  WHEN 'road'
                  THEN 5
                  WHEN 'rail'
                  THEN 5
                  WHEN 'air'
                  THEN 18
                  WHEN 'sea'
                  THEN 5
                END * 0.005,
                2
              )
            END
          ),
          0
        ) AS [_col_0]
      FROM [silver].[shipment] AS [s]
      JOIN [silver].[carrier] AS [c]
        ON [c].[carrier_id] = [s].[carrier_id]
      JOIN [silver].[sales_order] AS [o]
        ON [o].[sales_order_id] = [s].[sales_order_id]
      JOIN [silver].[customer] AS [k]
        ON [k].[customer_id] = [o].[customer_id]
      WHERE
        [c].[mode] IN ('road')
    ) AS [documents],
    (
      SELECT
        COALESCE(SUM([l].[credit]), 0) AS [_col_0]
      FROM [silver].[journal_line] AS [l]
      WHERE
        [l].[account_id] = 2220
    ) AS [ledger]
) AS [totals];
GO

-- The tax to be deducted by law from rent, repairs, freight, fees, services, purchases and machines is what the ledger credited as owed
CREATE OR ALTER VIEW audit.tax_deducted_from_suppliers_reconciles AS
SELECT
  1 AS [checked],
  CASE WHEN [totals].[documents] = [totals].[ledger] THEN 0 ELSE 1 END AS [violations],
  [totals].[ledger] AS [figure]
FROM (
  SELECT
    (
      SELECT
        COALESCE(SUM(ROUND([l].[debit] * 10 * 0.01, 0)), 0) AS [_col_0]
      FROM [silver].[journal_line] AS [l]
      JOIN [silver].[journal_entry] AS [e]
        ON [e].[journal_entry_id] = [l].[journal_entry_id]
      JOIN [silver].[period] AS [p]
        ON [p].[period_id] = [e].[period_id]
      WHERE
        [l].[account_id] = 6300
        AND [l].[debit] > CASE [p].[financial_year]
          WHEN '2023-24'
          THEN 20000
          WHEN '2024-25'
          THEN 20000
          WHEN '2025-26'
          THEN 50000
          WHEN '2026-27'
          THEN 50000
        END
    ) + (
      SELECT
        COALESCE(SUM(ROUND([l].[debit] * 10 * 0.01, 0)), 0) AS [_col_0]
      FROM [silver].[journal_line] AS [l]
      JOIN [silver].[journal_entry] AS [e]
        ON [e].[journal_entry_id] = [l].[journal_entry_id]
      JOIN [silver].[period] AS [p]
        ON [p].[period_id] = [e].[period_id]
      WHERE
        [l].[account_id] = 6340
        AND [l].[debit] * 12 > CASE [p].[financial_year]
          WHEN '2023-24'
          THEN 30000
          WHEN '2024-25'
          THEN 30000
          WHEN '2025-26'
          THEN 50000
          WHEN '2026-27'
          THEN 50000
        END
    ) + (
      SELECT
        COALESCE(SUM(ROUND([journal_line].[debit] * 2 * 0.01, 0)), 0) AS [_col_0]
      FROM [silver].[journal_line] AS [journal_line]
      WHERE
        [journal_line].[account_id] = 6350
    ) + (
      SELECT
        COALESCE(SUM([payable_bill].[tds_amount]), 0) AS [_col_0]
      FROM [silver].[payable_bill] AS [payable_bill]
    ) + (
      SELECT
        COALESCE(SUM(ROUND((
          [a].[cost] - 5000000
        ) * 0.1 * 0.01, 0)), 0) AS [_col_0]
      FROM [silver].[fixed_asset] AS [a]
      JOIN [silver].[period] AS [p]
        ON [a].[acquired_on] BETWEEN [p].[starts_on] AND [p].[ends_on]
      JOIN (
        SELECT
          [p].[financial_year] AS [financial_year],
          COALESCE(LAG(SUM([s].[sold])) OVER (ORDER BY [p].[financial_year]), 0) AS [turnover],
          LAG(MAX([s].[modified_at])) OVER (ORDER BY [p].[financial_year]) AS [modified_at]
        FROM [silver].[period] AS [p]
        LEFT JOIN (
          SELECT
            DATEPART(YEAR, [receivable_invoice].[invoiced_on]) * 100 + DATEPART(MONTH, [receivable_invoice].[invoiced_on]) AS [period_id],
            SUM([receivable_invoice].[net_amount]) AS [sold],
            MAX([receivable_invoice].[modified_at]) AS [modified_at]
          FROM [silver].[receivable_invoice] AS [receivable_invoice]
          GROUP BY
            DATEPART(YEAR, [receivable_invoice].[invoiced_on]) * 100 + DATEPART(MONTH, [receivable_invoice].[invoiced_on])
        ) AS [s]
          ON [s].[period_id] = [p].[period_id]
        GROUP BY
          [p].[financial_year]
      ) AS [t]
        ON [t].[financial_year] = [p].[financial_year]
      WHERE
        [a].[cost] > 5000000 AND [t].[turnover] > 100000000
    ) + (
      SELECT
        COALESCE(SUM(ROUND([mould_maintenance].[cost] * 2 * 0.01, 0)), 0) AS [_col_0]
      FROM [silver].[mould_maintenance] AS [mould_maintenance]
    ) + (
      SELECT
        COALESCE(SUM(ROUND([s].[freight_amount] * 2 * 0.01, 0)), 0) AS [_col_0]
      FROM [silver].[shipment] AS [s]
      JOIN [silver].[carrier] AS [c]
        ON [c].[carrier_id] = [s].[carrier_id]
      WHERE
        [c].[mode] IN ('road', 'air', 'sea')
        AND NOT [c].[carrier_code] IN ('TR-02', 'TR-05')
    ) AS [documents],
    (
      SELECT
        COALESCE(SUM([l].[credit]), 0) AS [_col_0]
      FROM [silver].[journal_line] AS [l]
      WHERE
        [l].[account_id] = 2335
    ) AS [ledger]
) AS [totals];
GO

-- At each month's end no more and no less is owed than the tax deducted from suppliers in that month
CREATE OR ALTER VIEW audit.deducted_tax_is_paid_in_time AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE WHEN [months].[owed] <> [months].[deducted] THEN 1 ELSE 0 END AS BIGINT)
    ),
    0
  ) AS [violations],
  (
    SELECT
      COALESCE(SUM([journal_line].[credit] - [journal_line].[debit]), 0) AS [_col_0]
    FROM [silver].[journal_line] AS [journal_line]
    WHERE
      [journal_line].[account_id] = 2335
  ) AS [figure]
FROM (
  SELECT
    [p].[period_id] AS [period_id],
    COALESCE([m].[deducted], 0) AS [deducted],
    SUM(COALESCE([m].[moved], 0)) OVER (ORDER BY [p].[period_id]) AS [owed]
  FROM [silver].[period] AS [p]
  LEFT JOIN (
    SELECT
      [e].[period_id] AS [period_id],
      SUM([l].[credit]) AS [deducted],
      SUM([l].[credit] - [l].[debit]) AS [moved]
    FROM [silver].[journal_line] AS [l]
    JOIN [silver].[journal_entry] AS [e]
      ON [e].[journal_entry_id] = [l].[journal_entry_id]
    WHERE
      [l].[account_id] = 2335
    GROUP BY
      [e].[period_id]
  ) AS [m]
    ON [m].[period_id] = [p].[period_id]
) AS [months];
GO

-- Gross pay, the employer's contributions and what leavers are paid for their leave are the ledger's employee cost
CREATE OR ALTER VIEW audit.payroll_equals_the_ledger AS
SELECT
  1 AS [checked],
  CASE WHEN [totals].[documents] = [totals].[ledger] THEN 0 ELSE 1 END AS [violations],
  [totals].[ledger] AS [figure]
FROM (
  SELECT
    (
      SELECT
        COALESCE(
          SUM(
            [payroll].[gross_pay] + [payroll].[employer_provident_fund] + [payroll].[employer_provident_fund_charges] + [payroll].[employer_state_insurance] + [payroll].[employer_labour_welfare_fund] + [payroll].[leave_encashment]
          ),
          0
        ) AS [_col_0]
      FROM [silver].[payroll] AS [payroll]
    ) AS [documents],
    (
      SELECT
        COALESCE(SUM([l].[debit] - [l].[credit]), 0) AS [_col_0]
      FROM [silver].[journal_line] AS [l]
      JOIN [silver].[journal_entry] AS [e]
        ON [e].[journal_entry_id] = [l].[journal_entry_id]
      WHERE
        [l].[account_id] IN (6100, 6110, 6120, 6125, 6150)
        AND [e].[source] <> 'year-end closing'
    ) AS [ledger]
) AS [totals];
GO

-- Each month's rent is that of the machines' area, its power what was agreed for them and what moulding took
CREATE OR ALTER VIEW audit.rent_and_power_follow_the_lease_and_the_meter AS
SELECT
  1 AS [checked],
  CASE WHEN [totals].[documents] = [totals].[ledger] THEN 0 ELSE 1 END AS [violations],
  [totals].[ledger] AS [figure]
FROM (
  SELECT
    (
      SELECT
        COALESCE(SUM([m].[rent] + [m].[demand] + ROUND([m].[grams] * 0.001 * 1.4 * 8.50, 2)), 0) AS [_col_0]
      FROM (
        SELECT
          [p].[period_id] AS [period_id],
          CASE [p].[financial_year]
            WHEN '2023-24'
            THEN 250.00
            WHEN '2024-25'
            THEN 262.50
            WHEN '2025-26'
            THEN 275.63
            WHEN '2026-27'
            THEN 289.41
          END * [a].[machines] * 150 AS [rent],
          [a].[machines] * 35 * 500 AS [demand],
          COALESCE(SUM((
            [o].[good_quantity] + [o].[scrap_quantity]
          ) * [g].[weight_g]), 0) AS [grams]
        FROM [silver].[period] AS [p]
        CROSS JOIN (
          SELECT
            COUNT_BIG(*) AS [machines]
          FROM [silver].[fixed_asset] AS [fixed_asset]
          WHERE
            [fixed_asset].[asset_class] = 'machine'
            AND [fixed_asset].[acquired_on] < CAST('2023-04-01' AS DATE)
        ) AS [a]
        LEFT JOIN [silver].[production_order] AS [o]
          ON [o].[finished_on] BETWEEN [p].[starts_on] AND [p].[ends_on]
        LEFT JOIN [silver].[product] AS [g]
          ON [g].[product_id] = [o].[product_id]
        GROUP BY
          [p].[period_id],
          [p].[financial_year],
          [a].[machines]
      ) AS [m]
    ) AS [documents],
    (
      SELECT
        COALESCE(SUM([l].[debit] - [l].[credit]), 0) AS [_col_0]
      FROM [silver].[journal_line] AS [l]
      JOIN [silver].[journal_entry] AS [e]
        ON [e].[journal_entry_id] = [l].[journal_entry_id]
      WHERE
        [l].[account_id] IN (6300, 6310) AND [e].[source] <> 'year-end closing'
    ) AS [ledger]
) AS [totals];
GO

-- Each month's premium is that of the assets and the finished goods at its end, fees are those of the machines, and guards, IT, travel and offices cost what they do for the staff
CREATE OR ALTER VIEW audit.overheads_follow_what_they_are_reckoned_by AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [months].[premium] <> [months].[premium_due]
        OR [months].[fees] <> [months].[fees_due]
        OR [months].[services] <> [months].[services_due]
        OR [months].[travel] <> [months].[travel_due]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(
    SUM([months].[premium] + [months].[fees] + [months].[services] + [months].[travel]),
    0
  ) AS [figure]
FROM (
  SELECT
    [p].[period_id] AS [period_id],
    COALESCE([l].[premium], 0) AS [premium],
    COALESCE([l].[fees], 0) AS [fees],
    COALESCE([l].[services], 0) AS [services],
    COALESCE([l].[travel], 0) AS [travel],
    ROUND(
      (
        COALESCE([s].[amount], 0) + SUM(COALESCE([a].[cost], 0) - COALESCE([r].[cost], 0)) OVER (ORDER BY [p].[period_id])
      ) * 0.0002,
      2
    ) AS [premium_due],
    CASE [p].[financial_year]
      WHEN '2023-24'
      THEN 3500
      WHEN '2024-25'
      THEN 3675
      WHEN '2025-26'
      THEN 3859
      WHEN '2026-27'
      THEN 4052
    END * [m].[machines] AS [fees_due],
    CASE [p].[financial_year]
      WHEN '2023-24'
      THEN 1200
      WHEN '2024-25'
      THEN 1260
      WHEN '2025-26'
      THEN 1323
      WHEN '2026-27'
      THEN 1389
    END * COALESCE([w].[staff], 0) AS [services_due],
    CASE [p].[financial_year]
      WHEN '2023-24'
      THEN 1000
      WHEN '2024-25'
      THEN 1050
      WHEN '2025-26'
      THEN 1103
      WHEN '2026-27'
      THEN 1158
    END * COALESCE([w].[staff], 0) AS [travel_due]
  FROM [silver].[period] AS [p]
  CROSS JOIN (
    SELECT
      COUNT_BIG(*) AS [machines]
    FROM [silver].[fixed_asset] AS [fixed_asset]
    WHERE
      [fixed_asset].[asset_class] = 'machine'
      AND [fixed_asset].[acquired_on] < CAST('2023-04-01' AS DATE)
  ) AS [m]
  LEFT JOIN (
    SELECT
      [stock_balance].[period_id] AS [period_id],
      SUM([stock_balance].[amount]) AS [amount]
    FROM [silver].[stock_balance] AS [stock_balance]
    WHERE
      [stock_balance].[product_id] IN (
        SELECT
          [product].[product_id] AS [product_id]
        FROM [silver].[product] AS [product]
        WHERE
          [product].[product_type] = 'finished'
      )
    GROUP BY
      [stock_balance].[period_id]
  ) AS [s]
    ON [s].[period_id] = [p].[period_id]
  LEFT JOIN (
    SELECT
      CASE
        WHEN [fixed_asset].[acquired_on] < CAST('2023-04-01' AS DATE)
        THEN 202304
        ELSE DATEPART(YEAR, [fixed_asset].[acquired_on]) * 100 + DATEPART(MONTH, [fixed_asset].[acquired_on])
      END AS [period_id],
      SUM([fixed_asset].[cost]) AS [cost]
    FROM [silver].[fixed_asset] AS [fixed_asset]
    WHERE
      [fixed_asset].[asset_class] <> 'vehicle'
    GROUP BY
      CASE
        WHEN [fixed_asset].[acquired_on] < CAST('2023-04-01' AS DATE)
        THEN 202304
        ELSE DATEPART(YEAR, [fixed_asset].[acquired_on]) * 100 + DATEPART(MONTH, [fixed_asset].[acquired_on])
      END
  ) AS [a]
    ON [a].[period_id] = [p].[period_id]
  LEFT JOIN (
    SELECT
      [x].[gone_on] AS [gone_on],
      SUM([f].[cost]) AS [cost]
    FROM [silver].[fixed_asset] AS [f]
    JOIN (
      SELECT
        [m].[mould_id] AS [mould_id],
        MIN([p].[ends_on]) AS [gone_on]
      FROM [silver].[mould] AS [m]
      JOIN [silver].[product] AS [g]
        ON [g].[product_id] = [m].[product_id]
      JOIN [silver].[period] AS [p]
        ON [p].[starts_on] > [g].[discontinued_on]
      GROUP BY
        [m].[mould_id]
    ) AS [x]
      ON [x].[mould_id] = [f].[mould_id]
    GROUP BY
      [x].[gone_on]
  ) AS [r]
    ON [r].[gone_on] = [p].[ends_on]
  LEFT JOIN (
    SELECT
      [payroll].[period_id] AS [period_id],
      COUNT_BIG(*) AS [staff]
    FROM [silver].[payroll] AS [payroll]
    GROUP BY
      [payroll].[period_id]
  ) AS [w]
    ON [w].[period_id] = [p].[period_id]
  LEFT JOIN (
    SELECT
      [e].[period_id] AS [period_id],
      SUM(CASE WHEN [k].[account_id] = 6330 THEN [k].[debit] - [k].[credit] ELSE 0 END) AS [premium],
      SUM(CASE WHEN [k].[account_id] = 6340 THEN [k].[debit] - [k].[credit] ELSE 0 END) AS [fees],
      SUM(CASE WHEN [k].[account_id] = 6350 THEN [k].[debit] - [k].[credit] ELSE 0 END) AS [services],
      SUM(CASE WHEN [k].[account_id] = 6360 THEN [k].[debit] - [k].[credit] ELSE 0 END) AS [travel]
    FROM [silver].[journal_line] AS [k]
    JOIN [silver].[journal_entry] AS [e]
      ON [e].[journal_entry_id] = [k].[journal_entry_id]
    WHERE
      [k].[account_id] IN (6330, 6340, 6350, 6360)
      AND [e].[source] <> 'year-end closing'
    GROUP BY
      [e].[period_id]
  ) AS [l]
    ON [l].[period_id] = [p].[period_id]
) AS [months];
GO

-- At each month's end, gross block and accumulated depreciation of the assets that are there are the ledger's
CREATE OR ALTER VIEW audit.assets_are_in_the_ledger_month_by_month AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [months].[gross] <> [months].[posted_gross]
        OR [months].[depreciation] <> [months].[posted_depreciation]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  (
    SELECT
      COALESCE(SUM([journal_line].[debit] - [journal_line].[credit]), 0) AS [_col_0]
    FROM [silver].[journal_line] AS [journal_line]
    WHERE
      [journal_line].[account_id] IN (1500, 1510)
  ) AS [figure]
FROM (
  SELECT
    [r].[period_id] AS [period_id],
    [r].[gross] AS [gross],
    [r].[depreciation] AS [depreciation],
    SUM(COALESCE([m].[gross], 0)) OVER (ORDER BY [r].[period_id]) AS [posted_gross],
    SUM(COALESCE([m].[depreciation], 0)) OVER (ORDER BY [r].[period_id]) AS [posted_depreciation]
  FROM (
    SELECT
      [b].[period_id] AS [period_id],
      SUM([b].[cost]) AS [gross],
      SUM([b].[monthly_depreciation] * [b].[months]) AS [depreciation]
    FROM (
      SELECT
        [p].[period_id] AS [period_id],
        [a].[cost] AS [cost],
        [a].[monthly_depreciation] AS [monthly_depreciation],
        CASE
          WHEN [a].[life_months] < COUNT_BIG([q].[period_id])
          THEN [a].[life_months]
          ELSE COUNT_BIG([q].[period_id])
        END AS [months]
      FROM [silver].[period] AS [p]
      JOIN [silver].[fixed_asset] AS [a]
        ON [a].[acquired_on] <= [p].[ends_on]
      JOIN [silver].[period] AS [q]
        ON [q].[ends_on] >= [a].[acquired_on] AND [q].[period_id] <= [p].[period_id]
      LEFT JOIN (
        SELECT
          [m].[mould_id] AS [mould_id],
          MIN([p].[ends_on]) AS [gone_on]
        FROM [silver].[mould] AS [m]
        JOIN [silver].[product] AS [g]
          ON [g].[product_id] = [m].[product_id]
        JOIN [silver].[period] AS [p]
          ON [p].[starts_on] > [g].[discontinued_on]
        GROUP BY
          [m].[mould_id]
      ) AS [x]
        ON [x].[mould_id] = [a].[mould_id]
      WHERE
        [x].[gone_on] IS NULL OR [x].[gone_on] > [p].[ends_on]
      GROUP BY
        [p].[period_id],
        [a].[fixed_asset_id],
        [a].[cost],
        [a].[monthly_depreciation],
        [a].[life_months]
    ) AS [b]
    GROUP BY
      [b].[period_id]
  ) AS [r]
  LEFT JOIN (
    SELECT
      [e].[period_id] AS [period_id],
      SUM(CASE WHEN [l].[account_id] = 1500 THEN [l].[debit] - [l].[credit] ELSE 0 END) AS [gross],
      SUM(CASE WHEN [l].[account_id] = 1510 THEN [l].[credit] - [l].[debit] ELSE 0 END) AS [depreciation]
    FROM [silver].[journal_line] AS [l]
    JOIN [silver].[journal_entry] AS [e]
      ON [e].[journal_entry_id] = [l].[journal_entry_id]
    WHERE
      [l].[account_id] IN (1500, 1510)
    GROUP BY
      [e].[period_id]
  ) AS [m]
    ON [m].[period_id] = [r].[period_id]
) AS [months];
GO

-- In the month after its good's end a mould's cost leaves the fixed assets, and it brings a part of its residual value as scrap; no other does
CREATE OR ALTER VIEW audit.moulds_of_goods_that_were_given_up_leave_the_books AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN CASE
          WHEN [assets].[gone_on] IS NULL
          THEN CASE WHEN [assets].[taken_off] IS NULL THEN 0 ELSE 1 END
          WHEN [assets].[taken_off] = [assets].[cost]
          AND [assets].[posted_on] = [assets].[gone_on]
          AND [assets].[bank] = ROUND([assets].[residual_value] * 0.3, 0) + 2 * ROUND(ROUND([assets].[residual_value] * 0.3, 0) * 18 * 0.005, 2)
          THEN 0
          ELSE 1
        END = 1
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([assets].[taken_off]), 0) AS [figure]
FROM (
  SELECT
    [a].[fixed_asset_id] AS [fixed_asset_id],
    [a].[cost] AS [cost],
    [a].[residual_value] AS [residual_value],
    [x].[gone_on] AS [gone_on],
    [l].[posted_on] AS [posted_on],
    [l].[cost] AS [taken_off],
    [l].[bank] AS [bank]
  FROM [silver].[fixed_asset] AS [a]
  LEFT JOIN (
    SELECT
      [m].[mould_id] AS [mould_id],
      MIN([p].[ends_on]) AS [gone_on]
    FROM [silver].[mould] AS [m]
    JOIN [silver].[product] AS [g]
      ON [g].[product_id] = [m].[product_id]
    JOIN [silver].[period] AS [p]
      ON [p].[starts_on] > [g].[discontinued_on]
    GROUP BY
      [m].[mould_id]
  ) AS [x]
    ON [x].[mould_id] = [a].[mould_id]
  LEFT JOIN (
    SELECT
      [e].[source_id] AS [source_id],
      [e].[posted_on] AS [posted_on],
      SUM(CASE WHEN [k].[account_id] = 1500 THEN [k].[credit] - [k].[debit] ELSE 0 END) AS [cost],
      SUM(CASE WHEN [k].[account_id] = 1100 THEN [k].[debit] - [k].[credit] ELSE 0 END) AS [bank]
    FROM [silver].[journal_entry] AS [e]
    JOIN [silver].[journal_line] AS [k]
      ON [k].[journal_entry_id] = [e].[journal_entry_id]
    WHERE
      [e].[source] = 'asset retirement'
    GROUP BY
      [e].[source_id],
      [e].[posted_on]
  ) AS [l]
    ON [l].[source_id] = [a].[fixed_asset_id]
) AS [assets];
GO

-- Each month's scrap is nine tenths of what went into production orders and is neither in good pieces nor ground again, and of the returns that were scrapped, by the kilogram
CREATE OR ALTER VIEW audit.plastic_that_is_left_over_is_sold AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [months].[sold] <> FLOOR([months].[waste] * 0.001 * 0.9) * 30
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([months].[sold]), 0) AS [figure]
FROM (
  SELECT
    [p].[period_id] AS [period_id],
    COALESCE([l].[sold], 0) AS [sold],
    GREATEST(
      0,
      COALESCE([w].[used], 0) * 1000 - COALESCE([g].[made], 0) + COALESCE([r].[scrapped], 0)
    ) AS [waste]
  FROM [silver].[period] AS [p]
  LEFT JOIN (
    SELECT
      DATEPART(YEAR, [o].[finished_on]) * 100 + DATEPART(MONTH, [o].[finished_on]) AS [period_id],
      -SUM([m].[quantity]) AS [used]
    FROM [silver].[stock_movement] AS [m]
    JOIN [silver].[production_order] AS [o]
      ON [o].[production_order_id] = [m].[source_id]
    WHERE
      [m].[movement_type] IN ('production issue', 'regrind')
      AND [m].[product_id] IN (
        SELECT
          [product].[product_id] AS [product_id]
        FROM [silver].[product] AS [product]
        WHERE
          [product].[unit] = 'kg'
      )
    GROUP BY
      DATEPART(YEAR, [o].[finished_on]) * 100 + DATEPART(MONTH, [o].[finished_on])
  ) AS [w]
    ON [w].[period_id] = [p].[period_id]
  LEFT JOIN (
    SELECT
      DATEPART(YEAR, [o].[finished_on]) * 100 + DATEPART(MONTH, [o].[finished_on]) AS [period_id],
      SUM([o].[good_quantity] * [k].[weight_g]) AS [made]
    FROM [silver].[production_order] AS [o]
    JOIN [silver].[product] AS [k]
      ON [k].[product_id] = [o].[product_id]
    GROUP BY
      DATEPART(YEAR, [o].[finished_on]) * 100 + DATEPART(MONTH, [o].[finished_on])
  ) AS [g]
    ON [g].[period_id] = [p].[period_id]
  LEFT JOIN (
    SELECT
      DATEPART(YEAR, [b].[returned_on]) * 100 + DATEPART(MONTH, [b].[returned_on]) AS [period_id],
      SUM([b].[scrapped_quantity] * [k].[weight_g]) AS [scrapped]
    FROM [silver].[goods_return] AS [b]
    JOIN [silver].[shipment_line] AS [s]
      ON [s].[shipment_line_id] = [b].[shipment_line_id]
    JOIN [silver].[sales_order_line] AS [o]
      ON [o].[sales_order_line_id] = [s].[sales_order_line_id]
    JOIN [silver].[product] AS [k]
      ON [k].[product_id] = [o].[product_id]
    GROUP BY
      DATEPART(YEAR, [b].[returned_on]) * 100 + DATEPART(MONTH, [b].[returned_on])
  ) AS [r]
    ON [r].[period_id] = [p].[period_id]
  LEFT JOIN (
    SELECT
      [e].[period_id] AS [period_id],
      SUM([k].[credit] - [k].[debit]) AS [sold]
    FROM [silver].[journal_line] AS [k]
    JOIN [silver].[journal_entry] AS [e]
      ON [e].[journal_entry_id] = [k].[journal_entry_id]
    WHERE
      [k].[account_id] = 4310 AND [e].[source] <> 'year-end closing'
    GROUP BY
      [e].[period_id]
  ) AS [l]
    ON [l].[period_id] = [p].[period_id]
) AS [months];
GO

-- The cost of running lorries is that of their number at each month's end, all months together
CREATE OR ALTER VIEW audit.lorries_cost_what_they_do_for_each_that_is_there AS
SELECT
  1 AS [checked],
  CASE WHEN [totals].[documents] = [totals].[ledger] THEN 0 ELSE 1 END AS [violations],
  [totals].[ledger] AS [figure]
FROM (
  SELECT
    (
      SELECT
        COALESCE(
          SUM(
            CAST(CASE [p].[financial_year]
              WHEN '2023-24'
              THEN 42000
              WHEN '2024-25'
              THEN 42700
              WHEN '2025-26'
              THEN 43400
              WHEN '2026-27'
              THEN 44200
            END AS BIGINT)
          ),
          0
        ) AS [_col_0]
      FROM [silver].[period] AS [p]
      JOIN [silver].[fixed_asset] AS [a]
        ON [a].[acquired_on] <= [p].[ends_on]
      WHERE
        [a].[asset_class] = 'vehicle'
    ) AS [documents],
    (
      SELECT
        COALESCE(SUM([l].[debit] - [l].[credit]), 0) AS [_col_0]
      FROM [silver].[journal_line] AS [l]
      JOIN [silver].[journal_entry] AS [e]
        ON [e].[journal_entry_id] = [l].[journal_entry_id]
      WHERE
        [l].[account_id] IN (6370) AND [e].[source] <> 'year-end closing'
    ) AS [ledger]
) AS [totals];
GO

-- At the end of each whole financial year every account of income and expense is at zero
CREATE OR ALTER VIEW audit.years_are_closed AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(SUM(CAST(CASE WHEN [balances].[balance] <> 0 THEN 1 ELSE 0 END AS BIGINT)), 0) AS [violations],
  (
    SELECT
      COALESCE(SUM([journal_line].[credit] - [journal_line].[debit]), 0) AS [_col_0]
    FROM [silver].[journal_line] AS [journal_line]
    WHERE
      [journal_line].[account_id] = 3200
  ) AS [figure]
FROM (
  SELECT
    [p].[financial_year] AS [financial_year],
    [a].[account_id] AS [account_id],
    SUM([l].[credit] - [l].[debit]) AS [balance]
  FROM [silver].[journal_line] AS [l]
  JOIN [silver].[account] AS [a]
    ON [a].[account_id] = [l].[account_id]
  JOIN [silver].[journal_entry] AS [e]
    ON [e].[journal_entry_id] = [l].[journal_entry_id]
  JOIN [silver].[period] AS [p]
    ON [p].[period_id] = [e].[period_id]
  WHERE
    [a].[account_type] IN ('income', 'expense')
    AND [p].[financial_year] IN (
      SELECT
        [period].[financial_year] AS [financial_year]
      FROM [silver].[period] AS [period]
      GROUP BY
        [period].[financial_year]
      HAVING
        COUNT_BIG(*) = 12
    )
  GROUP BY
    [p].[financial_year],
    [a].[account_id]
) AS [balances];
GO

-- Each shipment, return, invoice, credit note, advance and its allocations, write-off, receipt, bill, payment and goods receipt has one journal entry
CREATE OR ALTER VIEW audit.every_document_is_posted_once AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(SUM(CAST(CASE WHEN [posted].[entries] <> 1 THEN 1 ELSE 0 END AS BIGINT)), 0) AS [violations],
  COUNT_BIG(*) AS [figure]
FROM (
  SELECT
    [documents].[source] AS [source],
    [documents].[source_id] AS [source_id],
    COUNT_BIG([e].[journal_entry_id]) AS [entries]
  FROM (
    SELECT
      'dispatch' AS [source],
      [shipment].[shipment_id] AS [source_id]
    FROM [silver].[shipment] AS [shipment]
    UNION ALL
    SELECT
      'invoice' AS [invoice],
      [receivable_invoice].[receivable_invoice_id] AS [receivable_invoice_id]
    FROM [silver].[receivable_invoice] AS [receivable_invoice]
    UNION ALL
    SELECT
      'credit note' AS [credit note],
      [credit_note].[credit_note_id] AS [credit_note_id]
    FROM [silver].[credit_note] AS [credit_note]
    UNION ALL
    SELECT
      'goods return' AS [goods return],
      [goods_return].[goods_return_id] AS [goods_return_id]
    FROM [silver].[goods_return] AS [goods_return]
    UNION ALL
    SELECT
      'customer advance' AS [customer advance],
      [customer_advance].[customer_advance_id] AS [customer_advance_id]
    FROM [silver].[customer_advance] AS [customer_advance]
    UNION ALL
    SELECT
      'advance allocation' AS [advance allocation],
      [advance_allocation].[advance_allocation_id] AS [advance_allocation_id]
    FROM [silver].[advance_allocation] AS [advance_allocation]
    UNION ALL
    SELECT
      'write-off' AS [write-off],
      [write_off].[write_off_id] AS [write_off_id]
    FROM [silver].[write_off] AS [write_off]
    UNION ALL
    SELECT
      'receipt' AS [receipt],
      [receipt].[receipt_id] AS [receipt_id]
    FROM [silver].[receipt] AS [receipt]
    UNION ALL
    SELECT
      'vendor bill' AS [vendor bill],
      [payable_bill].[payable_bill_id] AS [payable_bill_id]
    FROM [silver].[payable_bill] AS [payable_bill]
    UNION ALL
    SELECT
      'payment' AS [payment],
      [payment].[payment_id] AS [payment_id]
    FROM [silver].[payment] AS [payment]
    UNION ALL
    SELECT
      'goods receipt' AS [goods receipt],
      [goods_receipt].[goods_receipt_id] AS [goods_receipt_id]
    FROM [silver].[goods_receipt] AS [goods_receipt]
  ) AS [documents]
  LEFT JOIN [silver].[journal_entry] AS [e]
    ON [e].[source] = [documents].[source] AND [e].[source_id] = [documents].[source_id]
  GROUP BY
    [documents].[source],
    [documents].[source_id]
) AS [posted];
GO

-- Each journal line is that of its document: day, account, amount and party; and none is missing
CREATE OR ALTER VIEW audit.the_journal_is_what_the_rules_post AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [e].[line_no] IS NULL
        OR [l].[line_no] IS NULL
        OR [e].[source] <> [l].[source]
        OR [e].[source_id] <> [l].[source_id]
        OR [e].[posted_on] <> [l].[posted_on]
        OR [e].[account_id] <> [l].[account_id]
        OR [e].[amount] <> [l].[debit] - [l].[credit]
        OR COALESCE([e].[customer_id], 0) <> COALESCE([l].[customer_id], 0)
        OR COALESCE([e].[vendor_id], 0) <> COALESCE([l].[vendor_id], 0)
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([l].[debit]), 0) AS [figure]
FROM (
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(1 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'opening' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no]
        WHEN 1
        THEN 1100
        WHEN 2
        THEN 1310
        WHEN 3
        THEN 1320
        WHEN 4
        THEN 1500
        WHEN 5
        THEN 2500
        WHEN 6
        THEN 2450
        WHEN 7
        THEN 3100
        WHEN 8
        THEN 3150
      END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[bank]
        WHEN 2
        THEN [documents].[materials]
        WHEN 3
        THEN [documents].[finished]
        WHEN 4
        THEN [documents].[assets]
        WHEN 5
        THEN -[documents].[loan]
        WHEN 6
        THEN -[documents].[gratuity]
        WHEN 7
        THEN -[documents].[capital]
        WHEN 8
        THEN -[documents].[premium]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [equity].[source_id] AS [source_id],
        [equity].[posted_on] AS [posted_on],
        [equity].[modified_at] AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Opening balances' AS [description],
        [equity].[bank] AS [bank],
        [equity].[materials] AS [materials],
        [equity].[finished] AS [finished],
        [equity].[assets] AS [assets],
        [equity].[loan] AS [loan],
        [equity].[gratuity] AS [gratuity],
        [equity].[capital] AS [capital],
        [equity].[equity] - [equity].[capital] AS [premium]
      FROM (
        SELECT
          [totals].[source_id] AS [source_id],
          [totals].[posted_on] AS [posted_on],
          [totals].[modified_at] AS [modified_at],
          [totals].[bank] AS [bank],
          [totals].[materials] AS [materials],
          [totals].[finished] AS [finished],
          [totals].[assets] AS [assets],
          [totals].[loan] AS [loan],
          [totals].[gratuity] AS [gratuity],
          [totals].[bank] + [totals].[materials] + [totals].[finished] + [totals].[assets] - [totals].[loan] - [totals].[gratuity] AS [equity],
          CAST(ROUND(
            (
              [totals].[bank] + [totals].[materials] + [totals].[finished] + [totals].[assets] - [totals].[loan] - [totals].[gratuity]
            ) * 0.40,
            -5
          ) AS NUMERIC(18, 2)) AS [capital]
        FROM (
          SELECT
            1 AS [source_id],
            CAST('2023-04-01' AS DATE) AS [posted_on],
            MAX([balances].[modified_at]) AS [modified_at],
            CAST(GREATEST(
              ROUND(
                (
                  SUM([balances].[materials]) + SUM([balances].[finished]) + SUM([balances].[cost])
                ) * 0.08,
                -5
              ),
              75000000 - ROUND(
                (
                  SUM([balances].[materials]) + SUM([balances].[finished]) + SUM([balances].[cost])
                ) * 0.08,
                -5
              )
            ) AS NUMERIC(18, 2)) AS [bank],
            SUM([balances].[materials]) AS [materials],
            SUM([balances].[finished]) AS [finished],
            SUM([balances].[cost]) AS [assets],
            CAST(SUM([balances].[cost]) * 0.50 AS NUMERIC(18, 2)) AS [loan],
            SUM([balances].[gratuity]) AS [gratuity]
          FROM (
            SELECT
              [m].[modified_at] AS [modified_at],
              CASE WHEN [p].[product_type] = 'finished' THEN 0 ELSE [m].[amount] END AS [materials],
              CASE WHEN [p].[product_type] = 'finished' THEN [m].[amount] ELSE 0 END AS [finished],
              0 AS [cost],
              0 AS [gratuity]
            FROM [silver].[stock_movement] AS [m]
            JOIN [silver].[product] AS [p]
              ON [p].[product_id] = [m].[product_id]
            WHERE
              [m].[movement_type] = 'opening'
            UNION ALL
            SELECT
              [fixed_asset].[modified_at] AS [modified_at],
              0 AS [0],
              0 AS [0],
              [fixed_asset].[cost] AS [cost],
              0 AS [0]
            FROM [silver].[fixed_asset] AS [fixed_asset]
            WHERE
              [fixed_asset].[acquired_on] < CAST('2023-04-01' AS DATE)
            UNION ALL
            SELECT
              [e].[modified_at] AS [modified_at],
              0 AS [0],
              0 AS [0],
              0 AS [0],
              CAST(ROUND(
                CAST([e].[monthly_salary] AS NUMERIC(20, 2)) * CAST(24280 - DATEPART(YEAR, [e].[joined_on]) * 12 - DATEPART(MONTH, [e].[joined_on]) AS NUMERIC(5, 0)) * 0.5 * 0.0481,
                0
              ) AS NUMERIC(18, 2)) AS [_col_4]
            FROM [silver].[employee] AS [e]
            WHERE
              [e].[joined_on] < CAST('2023-04-01' AS DATE)
          ) AS [balances]
        ) AS [totals]
      ) AS [equity]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
      UNION ALL
      SELECT
        3 AS [line_no]
      UNION ALL
      SELECT
        4 AS [line_no]
      UNION ALL
      SELECT
        5 AS [line_no]
      UNION ALL
      SELECT
        6 AS [line_no]
      UNION ALL
      SELECT
        7 AS [line_no]
      UNION ALL
      SELECT
        8 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(2 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'goods receipt' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 1310 WHEN 2 THEN 5200 WHEN 3 THEN 2150 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[stock]
        WHEN 2
        THEN [documents].[variance]
        WHEN 3
        THEN -[documents].[owed]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [g].[goods_receipt_id] AS [source_id],
        [g].[received_on] AS [posted_on],
        GREATEST([g].[modified_at], [o].[modified_at], [l].[modified_at], [p].[modified_at]) AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        [o].[vendor_id] AS [vendor_id],
        'Goods receipt ' + [g].[goods_receipt_no] AS [description],
        [g].[quantity] * [p].[standard_cost] AS [stock],
        [g].[quantity] * [l].[unit_price] AS [owed],
        [g].[quantity] * [l].[unit_price] - [g].[quantity] * [p].[standard_cost] AS [variance]
      FROM [silver].[goods_receipt] AS [g]
      JOIN [silver].[purchase_order_line] AS [l]
        ON [l].[purchase_order_line_id] = [g].[purchase_order_line_id]
      JOIN [silver].[purchase_order] AS [o]
        ON [o].[purchase_order_id] = [l].[purchase_order_id]
      JOIN [silver].[product] AS [p]
        ON [p].[product_id] = [l].[product_id]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
      UNION ALL
      SELECT
        3 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(3 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'vendor bill' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no]
        WHEN 1
        THEN 2150
        WHEN 2
        THEN 1400
        WHEN 3
        THEN 2100
        WHEN 4
        THEN 2335
      END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[net_amount]
        WHEN 2
        THEN [documents].[tax]
        WHEN 3
        THEN -[documents].[owed]
        WHEN 4
        THEN -[documents].[tds_amount]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CASE [n].[line_no] WHEN 3 THEN [documents].[vendor_id] END AS [vendor_id]
    FROM (
      SELECT
        [payable_bill].[payable_bill_id] AS [source_id],
        [payable_bill].[booked_on] AS [posted_on],
        [payable_bill].[modified_at] AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        [payable_bill].[vendor_id] AS [vendor_id],
        'Vendor bill ' + [payable_bill].[payable_bill_no] AS [description],
        [payable_bill].[net_amount] AS [net_amount],
        [payable_bill].[cgst_amount] + [payable_bill].[sgst_amount] + [payable_bill].[igst_amount] AS [tax],
        [payable_bill].[total_amount] - [payable_bill].[tds_amount] AS [owed],
        [payable_bill].[tds_amount] AS [tds_amount]
      FROM [silver].[payable_bill] AS [payable_bill]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
      UNION ALL
      SELECT
        3 AS [line_no]
      UNION ALL
      SELECT
        4 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(4 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'production issue' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 1330 WHEN 2 THEN 1310 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[materials]
        WHEN 2
        THEN -[documents].[materials]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [o].[production_order_id] AS [source_id],
        [o].[started_on] AS [posted_on],
        MAX([m].[modified_at]) AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Materials for ' + [o].[production_order_no] AS [description],
        -SUM([m].[amount]) AS [materials]
      FROM [silver].[production_order] AS [o]
      JOIN [silver].[stock_movement] AS [m]
        ON [m].[source_id] = [o].[production_order_id]
        AND [m].[movement_type] = 'production issue'
      GROUP BY
        [o].[production_order_id],
        [o].[started_on],
        [o].[production_order_no]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(5 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'production receipt' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no]
        WHEN 1
        THEN 1320
        WHEN 2
        THEN 5300
        WHEN 3
        THEN 1330
        WHEN 4
        THEN 5400
      END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[finished]
        WHEN 2
        THEN [documents].[variance]
        WHEN 3
        THEN -[documents].[materials]
        WHEN 4
        THEN -[documents].[conversion]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [o].[production_order_id] AS [source_id],
        [o].[finished_on] AS [posted_on],
        MAX([m].[modified_at]) AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Production ' + [o].[production_order_no] AS [description],
        [o].[good_quantity] * [p].[standard_cost] AS [finished],
        -SUM([m].[amount]) AS [materials],
        [o].[good_quantity] * [p].[conversion_cost] AS [conversion],
        [o].[good_quantity] * [p].[conversion_cost] - SUM([m].[amount]) - [o].[good_quantity] * [p].[standard_cost] AS [variance]
      FROM [silver].[production_order] AS [o]
      JOIN [silver].[product] AS [p]
        ON [p].[product_id] = [o].[product_id]
      JOIN [silver].[stock_movement] AS [m]
        ON [m].[source_id] = [o].[production_order_id]
        AND [m].[movement_type] IN ('production issue', 'regrind')
      GROUP BY
        [o].[production_order_id],
        [o].[finished_on],
        [o].[production_order_no],
        [o].[good_quantity],
        [p].[standard_cost],
        [p].[conversion_cost]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
      UNION ALL
      SELECT
        3 AS [line_no]
      UNION ALL
      SELECT
        4 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(6 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'dispatch' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 5100 WHEN 2 THEN 1320 END AS [account_id],
      CAST(CASE [n].[line_no] WHEN 1 THEN [documents].[cost] WHEN 2 THEN -[documents].[cost] END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [s].[shipment_id] AS [source_id],
        [s].[dispatched_on] AS [posted_on],
        MAX([m].[modified_at]) AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Dispatch ' + [s].[shipment_no] AS [description],
        -SUM([m].[amount]) AS [cost]
      FROM [silver].[shipment] AS [s]
      JOIN [silver].[stock_movement] AS [m]
        ON [m].[source_id] = [s].[shipment_id] AND [m].[movement_type] = 'dispatch'
      GROUP BY
        [s].[shipment_id],
        [s].[dispatched_on],
        [s].[shipment_no]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(7 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'freight' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no]
        WHEN 1
        THEN 6200
        WHEN 2
        THEN 1400
        WHEN 3
        THEN 2400
        WHEN 4
        THEN 2220
        WHEN 5
        THEN 2335
      END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[freight_amount]
        WHEN 2
        THEN [documents].[tax]
        WHEN 3
        THEN -[documents].[owed]
        WHEN 4
        THEN -[documents].[reverse_tax]
        WHEN 5
        THEN -[documents].[tds]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [f].[source_id] AS [source_id],
        [f].[posted_on] AS [posted_on],
        [f].[modified_at] AS [modified_at],
        [f].[customer_id] AS [customer_id],
        [f].[vendor_id] AS [vendor_id],
        [f].[description] AS [description],
        [f].[freight_amount] AS [freight_amount],
        [f].[gst_rate] AS [gst_rate],
        [f].[reverse_charged] AS [reverse_charged],
        [f].[integrated] AS [integrated],
        [f].[tds] AS [tds],
        [f].[cgst_amount] AS [cgst_amount],
        [f].[sgst_amount] AS [sgst_amount],
        [f].[igst_amount] AS [igst_amount],
        [f].[tax] AS [tax],
        [f].[total] AS [total],
        [f].[tax] * [f].[reverse_charged] AS [reverse_tax],
        [f].[total] - [f].[tax] * [f].[reverse_charged] - [f].[tds] AS [owed]
      FROM (
        SELECT
          [h].[source_id] AS [source_id],
          [h].[posted_on] AS [posted_on],
          [h].[modified_at] AS [modified_at],
          [h].[customer_id] AS [customer_id],
          [h].[vendor_id] AS [vendor_id],
          [h].[description] AS [description],
          [h].[freight_amount] AS [freight_amount],
          [h].[gst_rate] AS [gst_rate],
          [h].[reverse_charged] AS [reverse_charged],
          [h].[integrated] AS [integrated],
          [h].[tds] AS [tds],
          [h].[cgst_amount] AS [cgst_amount],
          [h].[sgst_amount] AS [sgst_amount],
          [h].[igst_amount] AS [igst_amount],
          [h].[cgst_amount] + [h].[sgst_amount] + [h].[igst_amount] AS [tax],
          [h].[freight_amount] + [h].[cgst_amount] + [h].[sgst_amount] + [h].[igst_amount] AS [total]
        FROM (
          SELECT
            [d].[source_id] AS [source_id],
            [d].[posted_on] AS [posted_on],
            [d].[modified_at] AS [modified_at],
            [d].[customer_id] AS [customer_id],
            [d].[vendor_id] AS [vendor_id],
            [d].[description] AS [description],
            [d].[freight_amount] AS [freight_amount],
            [d].[gst_rate] AS [gst_rate],
            [d].[reverse_charged] AS [reverse_charged],
            [d].[integrated] AS [integrated],
            [d].[tds] AS [tds],
            CASE
              WHEN [d].[integrated] = 1
              THEN CAST(0 AS NUMERIC(18, 2))
              ELSE CAST(ROUND([d].[freight_amount] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2))
            END AS [cgst_amount],
            CASE
              WHEN [d].[integrated] = 1
              THEN CAST(0 AS NUMERIC(18, 2))
              ELSE CAST(ROUND([d].[freight_amount] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2))
            END AS [sgst_amount],
            CASE
              WHEN [d].[integrated] = 1
              THEN CAST(ROUND([d].[freight_amount] * [d].[gst_rate] * 0.01, 2) AS NUMERIC(18, 2))
              ELSE CAST(0 AS NUMERIC(18, 2))
            END AS [igst_amount]
          FROM (
            SELECT
              [s].[shipment_id] AS [source_id],
              [s].[dispatched_on] AS [posted_on],
              GREATEST([s].[modified_at], [c].[modified_at], [k].[modified_at]) AS [modified_at],
              CAST(NULL AS BIGINT) AS [customer_id],
              CAST(NULL AS BIGINT) AS [vendor_id],
              'Freight of ' + [s].[shipment_no] AS [description],
              [s].[freight_amount] AS [freight_amount],
              CASE [c].[mode]
                WHEN 'road'
                THEN 5
                WHEN 'rail'
                THEN 5
                WHEN 'air'
                THEN 18
                WHEN 'sea'
                THEN 5
              END AS [gst_rate],
              CASE WHEN [c].[mode] IN ('road') THEN 1 ELSE 0 END AS [reverse_charged],
              CASE
                WHEN [k].[state_code] = '96' AND [s].[dispatched_on] < CAST('2023-10-01' AS DATE)
                THEN 1
                ELSE 0
              END AS [integrated],
              CASE
                WHEN [c].[mode] <> 'rail' AND NOT [c].[carrier_code] IN ('TR-02', 'TR-05')
                THEN CAST(ROUND([s].[freight_amount] * 2 * 0.01, 0) AS NUMERIC(18, 2))
                ELSE CAST(0 AS NUMERIC(18, 2))
              END AS [tds]
            FROM [silver].[shipment] AS [s]
            JOIN [silver].[carrier] AS [c]
              ON [c].[carrier_id] = [s].[carrier_id]
            JOIN [silver].[sales_order] AS [o]
              ON [o].[sales_order_id] = [s].[sales_order_id]
            JOIN [silver].[customer] AS [k]
              ON [k].[customer_id] = [o].[customer_id]
          ) AS [d]
        ) AS [h]
      ) AS [f]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
      UNION ALL
      SELECT
        3 AS [line_no]
      UNION ALL
      SELECT
        4 AS [line_no]
      UNION ALL
      SELECT
        5 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(8 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'invoice' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 1200 WHEN 2 THEN 4100 WHEN 3 THEN 2200 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[total_amount]
        WHEN 2
        THEN -[documents].[net_amount]
        WHEN 3
        THEN -[documents].[tax]
      END AS NUMERIC(18, 2)) AS [amount],
      CASE [n].[line_no] WHEN 1 THEN [documents].[customer_id] END AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [receivable_invoice].[receivable_invoice_id] AS [source_id],
        [receivable_invoice].[invoiced_on] AS [posted_on],
        [receivable_invoice].[modified_at] AS [modified_at],
        [receivable_invoice].[customer_id] AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Invoice ' + [receivable_invoice].[receivable_invoice_no] AS [description],
        [receivable_invoice].[net_amount] AS [net_amount],
        [receivable_invoice].[cgst_amount] + [receivable_invoice].[sgst_amount] + [receivable_invoice].[igst_amount] AS [tax],
        [receivable_invoice].[total_amount] AS [total_amount]
      FROM [silver].[receivable_invoice] AS [receivable_invoice]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
      UNION ALL
      SELECT
        3 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(9 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'credit note' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 4200 WHEN 2 THEN 2200 WHEN 3 THEN 1200 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[net_amount]
        WHEN 2
        THEN [documents].[tax]
        WHEN 3
        THEN -[documents].[total_amount]
      END AS NUMERIC(18, 2)) AS [amount],
      CASE [n].[line_no] WHEN 3 THEN [documents].[customer_id] END AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [c].[credit_note_id] AS [source_id],
        [c].[credited_on] AS [posted_on],
        [c].[modified_at] AS [modified_at],
        [i].[customer_id] AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Credit note ' + [c].[credit_note_no] AS [description],
        [c].[net_amount] AS [net_amount],
        [c].[cgst_amount] + [c].[sgst_amount] + [c].[igst_amount] AS [tax],
        [c].[total_amount] AS [total_amount]
      FROM [silver].[credit_note] AS [c]
      JOIN [silver].[receivable_invoice] AS [i]
        ON [i].[receivable_invoice_id] = [c].[receivable_invoice_id]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
      UNION ALL
      SELECT
        3 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(10 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'receipt' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 1100 WHEN 2 THEN 1200 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[amount]
        WHEN 2
        THEN -[documents].[amount]
      END AS NUMERIC(18, 2)) AS [amount],
      CASE [n].[line_no] WHEN 2 THEN [documents].[customer_id] END AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [receipt].[receipt_id] AS [source_id],
        [receipt].[received_on] AS [posted_on],
        [receipt].[modified_at] AS [modified_at],
        [receipt].[customer_id] AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Receipt ' + [receipt].[receipt_no] AS [description],
        [receipt].[amount] AS [amount]
      FROM [silver].[receipt] AS [receipt]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(11 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'payment' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 2100 WHEN 2 THEN 1100 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[amount]
        WHEN 2
        THEN -[documents].[amount]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CASE [n].[line_no] WHEN 1 THEN [documents].[vendor_id] END AS [vendor_id]
    FROM (
      SELECT
        [payment].[payment_id] AS [source_id],
        [payment].[paid_on] AS [posted_on],
        [payment].[modified_at] AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        [payment].[vendor_id] AS [vendor_id],
        'Payment ' + [payment].[payment_no] AS [description],
        [payment].[amount] AS [amount]
      FROM [silver].[payment] AS [payment]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(12 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'payroll' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no]
        WHEN 1
        THEN 6100
        WHEN 2
        THEN 6110
        WHEN 3
        THEN 6120
        WHEN 4
        THEN 2300
        WHEN 5
        THEN 2310
        WHEN 6
        THEN 2340
        WHEN 7
        THEN 2320
        WHEN 8
        THEN 2330
        WHEN 9
        THEN 6125
        WHEN 10
        THEN 2345
        WHEN 11
        THEN 6150
      END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[gross_pay]
        WHEN 2
        THEN [documents].[employer_fund]
        WHEN 3
        THEN [documents].[employer_insurance]
        WHEN 4
        THEN -[documents].[net_pay]
        WHEN 5
        THEN -[documents].[provident_fund]
        WHEN 6
        THEN -[documents].[state_insurance]
        WHEN 7
        THEN -[documents].[professional_tax]
        WHEN 8
        THEN -[documents].[income_tax]
        WHEN 9
        THEN [documents].[employer_welfare]
        WHEN 10
        THEN -[documents].[welfare_fund]
        WHEN 11
        THEN [documents].[leave_paid]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [p].[period_id] AS [source_id],
        [d].[ends_on] AS [posted_on],
        MAX([p].[modified_at]) AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Payroll of ' + [d].[period_name] AS [description],
        SUM([p].[gross_pay]) AS [gross_pay],
        SUM([p].[employer_provident_fund]) + SUM([p].[employer_provident_fund_charges]) AS [employer_fund],
        SUM([p].[employer_state_insurance]) AS [employer_insurance],
        SUM([p].[provident_fund]) + SUM([p].[employer_provident_fund]) + SUM([p].[employer_provident_fund_charges]) AS [provident_fund],
        SUM([p].[state_insurance]) + SUM([p].[employer_state_insurance]) AS [state_insurance],
        SUM([p].[professional_tax]) AS [professional_tax],
        SUM([p].[employer_labour_welfare_fund]) AS [employer_welfare],
        SUM([p].[labour_welfare_fund]) + SUM([p].[employer_labour_welfare_fund]) AS [welfare_fund],
        SUM([p].[income_tax]) AS [income_tax],
        SUM([p].[leave_encashment]) AS [leave_paid],
        SUM([p].[net_pay]) AS [net_pay]
      FROM [silver].[payroll] AS [p]
      JOIN [silver].[period] AS [d]
        ON [d].[period_id] = [p].[period_id]
      GROUP BY
        [p].[period_id],
        [d].[ends_on],
        [d].[period_name]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
      UNION ALL
      SELECT
        3 AS [line_no]
      UNION ALL
      SELECT
        4 AS [line_no]
      UNION ALL
      SELECT
        5 AS [line_no]
      UNION ALL
      SELECT
        6 AS [line_no]
      UNION ALL
      SELECT
        7 AS [line_no]
      UNION ALL
      SELECT
        8 AS [line_no]
      UNION ALL
      SELECT
        9 AS [line_no]
      UNION ALL
      SELECT
        10 AS [line_no]
      UNION ALL
      SELECT
        11 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(13 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'salary payment' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 2300 WHEN 2 THEN 1100 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[net_pay]
        WHEN 2
        THEN -[documents].[net_pay]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [p].[period_id] AS [source_id],
        MAX([p].[paid_on]) AS [posted_on],
        MAX([p].[modified_at]) AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Salaries of ' + [d].[period_name] AS [description],
        SUM([p].[net_pay]) AS [net_pay]
      FROM [silver].[payroll] AS [p]
      JOIN [silver].[period] AS [d]
        ON [d].[period_id] = [p].[period_id]
      GROUP BY
        [p].[period_id],
        [d].[period_name]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(14 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'statutory payment' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no]
        WHEN 1
        THEN 2310
        WHEN 2
        THEN 2340
        WHEN 3
        THEN 1100
        WHEN 4
        THEN 2345
      END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[provident_fund]
        WHEN 2
        THEN [documents].[state_insurance]
        WHEN 3
        THEN -[documents].[paid]
        WHEN 4
        THEN [documents].[welfare_fund]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [p].[period_id] AS [source_id],
        DATEADD(DAY, 15, [d].[ends_on]) AS [posted_on],
        MAX([p].[modified_at]) AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Payroll dues of ' + [d].[period_name] AS [description],
        SUM([p].[provident_fund]) + SUM([p].[employer_provident_fund]) + SUM([p].[employer_provident_fund_charges]) AS [provident_fund],
        SUM([p].[state_insurance]) + SUM([p].[employer_state_insurance]) AS [state_insurance],
        SUM([p].[provident_fund]) + SUM([p].[employer_provident_fund]) + SUM([p].[employer_provident_fund_charges]) + SUM([p].[state_insurance]) + SUM([p].[employer_state_insurance]) + SUM([p].[labour_welfare_fund]) + SUM([p].[employer_labour_welfare_fund]) AS [paid],
        SUM([p].[labour_welfare_fund]) + SUM([p].[employer_labour_welfare_fund]) AS [welfare_fund]
      FROM [silver].[payroll] AS [p]
      JOIN [silver].[period] AS [d]
        ON [d].[period_id] = [p].[period_id]
      WHERE
        DATEADD(DAY, 15, [d].[ends_on]) <= (
          SELECT
            MAX([period].[ends_on]) AS [_col_0]
          FROM [silver].[period] AS [period]
        )
      GROUP BY
        [p].[period_id],
        [d].[ends_on],
        [d].[period_name]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
      UNION ALL
      SELECT
        3 AS [line_no]
      UNION ALL
      SELECT
        4 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(15 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'gst settlement' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 2200 WHEN 2 THEN 1400 WHEN 3 THEN 2210 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[output_tax]
        WHEN 2
        THEN -[documents].[input_tax]
        WHEN 3
        THEN -[documents].[due]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [d].[period_id] AS [source_id],
        [d].[ends_on] AS [posted_on],
        MAX([t].[modified_at]) AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'GST of ' + [d].[period_name] AS [description],
        SUM([t].[output_tax]) AS [output_tax],
        SUM([t].[input_tax]) AS [input_tax],
        SUM([t].[output_tax]) - SUM([t].[input_tax]) AS [due]
      FROM [silver].[period] AS [d]
      JOIN (
        SELECT
          CASE WHEN [c].[state_code] = '96' THEN 'zero-rated' ELSE 'outward' END AS [supply],
          [i].[invoiced_on] AS [taxed_on],
          [i].[modified_at] AS [modified_at],
          [i].[net_amount] AS [taxable_value],
          [i].[cgst_amount] AS [cgst_amount],
          [i].[sgst_amount] AS [sgst_amount],
          [i].[igst_amount] AS [igst_amount],
          [i].[cgst_amount] + [i].[sgst_amount] + [i].[igst_amount] AS [output_tax],
          CAST(0 AS NUMERIC(18, 2)) AS [input_tax],
          CAST(0 AS NUMERIC(18, 2)) AS [reverse_tax]
        FROM [silver].[receivable_invoice] AS [i]
        JOIN [silver].[customer] AS [c]
          ON [c].[customer_id] = [i].[customer_id]
        UNION ALL
        SELECT
          CASE WHEN [c].[state_code] = '96' THEN 'zero-rated' ELSE 'outward' END AS [_col_0],
          [n].[credited_on] AS [credited_on],
          [n].[modified_at] AS [modified_at],
          -[n].[net_amount] AS [_col_3],
          -[n].[cgst_amount] AS [_col_4],
          -[n].[sgst_amount] AS [_col_5],
          -[n].[igst_amount] AS [_col_6],
          -(
            [n].[cgst_amount] + [n].[sgst_amount] + [n].[igst_amount]
          ) AS [_col_7],
          CAST(0 AS NUMERIC(18, 2)) AS [0],
          CAST(0 AS NUMERIC(18, 2)) AS [0]
        FROM [silver].[credit_note] AS [n]
        JOIN [silver].[receivable_invoice] AS [i]
          ON [i].[receivable_invoice_id] = [n].[receivable_invoice_id]
        JOIN [silver].[customer] AS [c]
          ON [c].[customer_id] = [i].[customer_id]
        WHERE
          [n].[reason] <> 'cash discount'
        UNION ALL
        SELECT
          'outward' AS [outward],
          [s].[posted_on] AS [posted_on],
          [s].[modified_at] AS [modified_at],
          [s].[net_amount] AS [net_amount],
          [s].[cgst_amount] AS [cgst_amount],
          [s].[sgst_amount] AS [sgst_amount],
          [s].[igst_amount] AS [igst_amount],
          [s].[tax] AS [tax],
          CAST(0 AS NUMERIC(18, 2)) AS [0],
          CAST(0 AS NUMERIC(18, 2)) AS [0]
        FROM (
          SELECT
            [d].[posted_on] AS [posted_on],
            [d].[modified_at] AS [modified_at],
            '848071' AS [hsn_code],
            'pcs' AS [unit],
            18 AS [gst_rate],
            1 AS [quantity],
            [d].[proceeds] AS [net_amount],
            [d].[cgst_amount] AS [cgst_amount],
            [d].[sgst_amount] AS [sgst_amount],
            CAST(0 AS NUMERIC(18, 2)) AS [igst_amount],
            [d].[tax] AS [tax]
          FROM (
            SELECT
              [t].[source_id] AS [source_id],
              [t].[posted_on] AS [posted_on],
              [t].[modified_at] AS [modified_at],
              [t].[customer_id] AS [customer_id],
              [t].[vendor_id] AS [vendor_id],
              [t].[description] AS [description],
              [t].[cost] AS [cost],
              [t].[depreciated] AS [depreciated],
              [t].[proceeds] AS [proceeds],
              [t].[cgst_amount] AS [cgst_amount],
              [t].[sgst_amount] AS [sgst_amount],
              [t].[tax] AS [tax],
              [t].[total] AS [total],
              [t].[cost] - [t].[depreciated] - [t].[proceeds] AS [loss]
            FROM (
              SELECT
                [h].[source_id] AS [source_id],
                [h].[posted_on] AS [posted_on],
                [h].[modified_at] AS [modified_at],
                [h].[customer_id] AS [customer_id],
                [h].[vendor_id] AS [vendor_id],
                [h].[description] AS [description],
                [h].[cost] AS [cost],
                [h].[depreciated] AS [depreciated],
                [h].[proceeds] AS [proceeds],
                [h].[cgst_amount] AS [cgst_amount],
                [h].[sgst_amount] AS [sgst_amount],
                [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
                [h].[proceeds] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
              FROM (
                SELECT
                  [d].[source_id] AS [source_id],
                  [d].[posted_on] AS [posted_on],
                  [d].[modified_at] AS [modified_at],
                  [d].[customer_id] AS [customer_id],
                  [d].[vendor_id] AS [vendor_id],
                  [d].[description] AS [description],
                  [d].[cost] AS [cost],
                  [d].[depreciated] AS [depreciated],
                  [d].[proceeds] AS [proceeds],
                  CAST(ROUND([d].[proceeds] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
                  CAST(ROUND([d].[proceeds] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
                FROM (
                  SELECT
                    [a].[fixed_asset_id] AS [source_id],
                    [r].[retired_on] AS [posted_on],
                    GREATEST([a].[modified_at], [r].[modified_at]) AS [modified_at],
                    CAST(NULL AS BIGINT) AS [customer_id],
                    CAST(NULL AS BIGINT) AS [vendor_id],
                    'Mould given up ' + [a].[fixed_asset_code] AS [description],
                    [a].[cost] AS [cost],
                    CAST([a].[monthly_depreciation] * LEAST([a].[life_months], COUNT_BIG([p].[period_id])) AS NUMERIC(18, 2)) AS [depreciated],
                    CAST(ROUND([a].[residual_value] * 0.3, 0) AS NUMERIC(18, 2)) AS [proceeds]
                  FROM [silver].[fixed_asset] AS [a]
                  JOIN (
                    SELECT
                      [m].[mould_id] AS [mould_id],
                      MIN([p].[ends_on]) AS [retired_on],
                      [g].[modified_at] AS [modified_at]
                    FROM [silver].[mould] AS [m]
                    JOIN [silver].[product] AS [g]
                      ON [g].[product_id] = [m].[product_id]
                    JOIN [silver].[period] AS [p]
                      ON [p].[starts_on] > [g].[discontinued_on]
                    GROUP BY
                      [m].[mould_id],
                      [g].[modified_at]
                  ) AS [r]
                    ON [r].[mould_id] = [a].[mould_id]
                  LEFT JOIN [silver].[period] AS [p]
                    ON [p].[ends_on] >= [a].[acquired_on] AND [p].[ends_on] < [r].[retired_on]
                  WHERE
                    [a].[acquired_on] <= [r].[retired_on]
                  GROUP BY
                    [a].[fixed_asset_id],
                    [a].[fixed_asset_code],
                    [a].[cost],
                    [a].[residual_value],
                    [a].[monthly_depreciation],
                    [a].[life_months],
                    [a].[modified_at],
                    [r].[retired_on],
                    [r].[modified_at]
                ) AS [d]
              ) AS [h]
            ) AS [t]
          ) AS [d]
          UNION ALL
          SELECT
            [d].[posted_on] AS [posted_on],
            [d].[modified_at] AS [modified_at],
            '391590' AS [391590],
            'kg' AS [kg],
            18 AS [18],
            [d].[kilograms] AS [kilograms],
            [d].[proceeds] AS [proceeds],
            [d].[cgst_amount] AS [cgst_amount],
            [d].[sgst_amount] AS [sgst_amount],
            CAST(0 AS NUMERIC(18, 2)) AS [0],
            [d].[tax] AS [tax]
          FROM (
            SELECT
              [h].[source_id] AS [source_id],
              [h].[posted_on] AS [posted_on],
              [h].[modified_at] AS [modified_at],
              [h].[customer_id] AS [customer_id],
              [h].[vendor_id] AS [vendor_id],
              [h].[description] AS [description],
              [h].[kilograms] AS [kilograms],
              [h].[proceeds] AS [proceeds],
              [h].[cgst_amount] AS [cgst_amount],
              [h].[sgst_amount] AS [sgst_amount],
              [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
              [h].[proceeds] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
            FROM (
              SELECT
                [d].[source_id] AS [source_id],
                [d].[posted_on] AS [posted_on],
                [d].[modified_at] AS [modified_at],
                [d].[customer_id] AS [customer_id],
                [d].[vendor_id] AS [vendor_id],
                [d].[description] AS [description],
                [d].[kilograms] AS [kilograms],
                [d].[proceeds] AS [proceeds],
                CAST(ROUND([d].[proceeds] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
                CAST(ROUND([d].[proceeds] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
              FROM (
                SELECT
                  [w].[source_id] AS [source_id],
                  [w].[posted_on] AS [posted_on],
                  [w].[modified_at] AS [modified_at],
                  CAST(NULL AS BIGINT) AS [customer_id],
                  CAST(NULL AS BIGINT) AS [vendor_id],
                  [w].[description] AS [description],
                  [w].[kilograms] AS [kilograms],
                  CAST([w].[kilograms] * 30 AS NUMERIC(18, 2)) AS [proceeds]
                FROM (
                  SELECT
                    [d].[period_id] AS [source_id],
                    [d].[ends_on] AS [posted_on],
                    GREATEST([d].[modified_at], MAX([g].[modified_at])) AS [modified_at],
                    'Plastic scrap of ' + [d].[period_name] AS [description],
                    CAST(FLOOR(GREATEST(0, SUM([g].[grams])) * 0.001 * 0.9) AS NUMERIC(18, 0)) AS [kilograms]
                  FROM [silver].[period] AS [d]
                  JOIN (
                    SELECT
                      [o].[finished_on] AS [wasted_on],
                      [m].[modified_at] AS [modified_at],
                      -[m].[quantity] * 1000 AS [grams]
                    FROM [silver].[production_order] AS [o]
                    JOIN [silver].[stock_movement] AS [m]
                      ON [m].[source_id] = [o].[production_order_id]
                      AND [m].[movement_type] IN ('production issue', 'regrind')
                    JOIN [silver].[product] AS [p]
                      ON [p].[product_id] = [m].[product_id]
                    WHERE
                      [p].[unit] = 'kg'
                    UNION ALL
                    SELECT
                      [o].[finished_on] AS [finished_on],
                      [o].[modified_at] AS [modified_at],
                      -[o].[good_quantity] * [p].[weight_g] AS [_col_2]
                    FROM [silver].[production_order] AS [o]
                    JOIN [silver].[product] AS [p]
                      ON [p].[product_id] = [o].[product_id]
                    UNION ALL
                    SELECT
                      [g].[returned_on] AS [returned_on],
                      [g].[modified_at] AS [modified_at],
                      [g].[scrapped_quantity] * [p].[weight_g] AS [_col_2]
                    FROM [silver].[goods_return] AS [g]
                    JOIN [silver].[shipment_line] AS [s]
                      ON [s].[shipment_line_id] = [g].[shipment_line_id]
                    JOIN [silver].[sales_order_line] AS [o]
                      ON [o].[sales_order_line_id] = [s].[sales_order_line_id]
                    JOIN [silver].[product] AS [p]
                      ON [p].[product_id] = [o].[product_id]
                  ) AS [g]
                    ON [g].[wasted_on] BETWEEN [d].[starts_on] AND [d].[ends_on]
                  GROUP BY
                    [d].[period_id],
                    [d].[ends_on],
                    [d].[period_name],
                    [d].[modified_at]
                ) AS [w]
              ) AS [d]
            ) AS [h]
          ) AS [d]
        ) AS [s]
        UNION ALL
        SELECT
          'inward' AS [inward],
          [payable_bill].[booked_on] AS [booked_on],
          [payable_bill].[modified_at] AS [modified_at],
          [payable_bill].[net_amount] AS [net_amount],
          [payable_bill].[cgst_amount] AS [cgst_amount],
          [payable_bill].[sgst_amount] AS [sgst_amount],
          [payable_bill].[igst_amount] AS [igst_amount],
          CAST(0 AS NUMERIC(18, 2)) AS [0],
          [payable_bill].[cgst_amount] + [payable_bill].[sgst_amount] + [payable_bill].[igst_amount] AS [_col_8],
          CAST(0 AS NUMERIC(18, 2)) AS [0]
        FROM [silver].[payable_bill] AS [payable_bill]
        UNION ALL
        SELECT
          CASE WHEN [f].[reverse_charged] = 1 THEN 'reverse charge' ELSE 'inward' END AS [_col_0],
          [f].[posted_on] AS [posted_on],
          [f].[modified_at] AS [modified_at],
          [f].[freight_amount] AS [freight_amount],
          [f].[cgst_amount] AS [cgst_amount],
          [f].[sgst_amount] AS [sgst_amount],
          [f].[igst_amount] AS [igst_amount],
          CAST(0 AS NUMERIC(18, 2)) AS [0],
          [f].[tax] AS [tax],
          [f].[reverse_tax] AS [reverse_tax]
        FROM (
          SELECT
            [f].[source_id] AS [source_id],
            [f].[posted_on] AS [posted_on],
            [f].[modified_at] AS [modified_at],
            [f].[customer_id] AS [customer_id],
            [f].[vendor_id] AS [vendor_id],
            [f].[description] AS [description],
            [f].[freight_amount] AS [freight_amount],
            [f].[gst_rate] AS [gst_rate],
            [f].[reverse_charged] AS [reverse_charged],
            [f].[integrated] AS [integrated],
            [f].[tds] AS [tds],
            [f].[cgst_amount] AS [cgst_amount],
            [f].[sgst_amount] AS [sgst_amount],
            [f].[igst_amount] AS [igst_amount],
            [f].[tax] AS [tax],
            [f].[total] AS [total],
            [f].[tax] * [f].[reverse_charged] AS [reverse_tax],
            [f].[total] - [f].[tax] * [f].[reverse_charged] - [f].[tds] AS [owed]
          FROM (
            SELECT
              [h].[source_id] AS [source_id],
              [h].[posted_on] AS [posted_on],
              [h].[modified_at] AS [modified_at],
              [h].[customer_id] AS [customer_id],
              [h].[vendor_id] AS [vendor_id],
              [h].[description] AS [description],
              [h].[freight_amount] AS [freight_amount],
              [h].[gst_rate] AS [gst_rate],
              [h].[reverse_charged] AS [reverse_charged],
              [h].[integrated] AS [integrated],
              [h].[tds] AS [tds],
              [h].[cgst_amount] AS [cgst_amount],
              [h].[sgst_amount] AS [sgst_amount],
              [h].[igst_amount] AS [igst_amount],
              [h].[cgst_amount] + [h].[sgst_amount] + [h].[igst_amount] AS [tax],
              [h].[freight_amount] + [h].[cgst_amount] + [h].[sgst_amount] + [h].[igst_amount] AS [total]
            FROM (
              SELECT
                [d].[source_id] AS [source_id],
                [d].[posted_on] AS [posted_on],
                [d].[modified_at] AS [modified_at],
                [d].[customer_id] AS [customer_id],
                [d].[vendor_id] AS [vendor_id],
                [d].[description] AS [description],
                [d].[freight_amount] AS [freight_amount],
                [d].[gst_rate] AS [gst_rate],
                [d].[reverse_charged] AS [reverse_charged],
                [d].[integrated] AS [integrated],
                [d].[tds] AS [tds],
                CASE
                  WHEN [d].[integrated] = 1
                  THEN CAST(0 AS NUMERIC(18, 2))
                  ELSE CAST(ROUND([d].[freight_amount] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2))
                END AS [cgst_amount],
                CASE
                  WHEN [d].[integrated] = 1
                  THEN CAST(0 AS NUMERIC(18, 2))
                  ELSE CAST(ROUND([d].[freight_amount] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2))
                END AS [sgst_amount],
                CASE
                  WHEN [d].[integrated] = 1
                  THEN CAST(ROUND([d].[freight_amount] * [d].[gst_rate] * 0.01, 2) AS NUMERIC(18, 2))
                  ELSE CAST(0 AS NUMERIC(18, 2))
                END AS [igst_amount]
              FROM (
                SELECT
                  [s].[shipment_id] AS [source_id],
                  [s].[dispatched_on] AS [posted_on],
                  GREATEST([s].[modified_at], [c].[modified_at], [k].[modified_at]) AS [modified_at],
                  CAST(NULL AS BIGINT) AS [customer_id],
                  CAST(NULL AS BIGINT) AS [vendor_id],
                  'Freight of ' + [s].[shipment_no] AS [description],
                  [s].[freight_amount] AS [freight_amount],
                  CASE [c].[mode]
                    WHEN 'road'
                    THEN 5
                    WHEN 'rail'
                    THEN 5
                    WHEN 'air'
                    THEN 18
                    WHEN 'sea'
                    THEN 5
                  END AS [gst_rate],
                  CASE WHEN [c].[mode] IN ('road') THEN 1 ELSE 0 END AS [reverse_charged],
                  CASE
                    WHEN [k].[state_code] = '96' AND [s].[dispatched_on] < CAST('2023-10-01' AS DATE)
                    THEN 1
                    ELSE 0
                  END AS [integrated],
                  CASE
                    WHEN [c].[mode] <> 'rail' AND NOT [c].[carrier_code] IN ('TR-02', 'TR-05')
                    THEN CAST(ROUND([s].[freight_amount] * 2 * 0.01, 0) AS NUMERIC(18, 2))
                    ELSE CAST(0 AS NUMERIC(18, 2))
                  END AS [tds]
                FROM [silver].[shipment] AS [s]
                JOIN [silver].[carrier] AS [c]
                  ON [c].[carrier_id] = [s].[carrier_id]
                JOIN [silver].[sales_order] AS [o]
                  ON [o].[sales_order_id] = [s].[sales_order_id]
                JOIN [silver].[customer] AS [k]
                  ON [k].[customer_id] = [o].[customer_id]
              ) AS [d]
            ) AS [h]
          ) AS [f]
        ) AS [f]
        UNION ALL
        SELECT
          'inward' AS [inward],
          [d].[posted_on] AS [posted_on],
          [d].[modified_at] AS [modified_at],
          [d].[cost] AS [cost],
          [d].[cgst_amount] AS [cgst_amount],
          [d].[sgst_amount] AS [sgst_amount],
          CAST(0 AS NUMERIC(18, 2)) AS [0],
          CAST(0 AS NUMERIC(18, 2)) AS [0],
          [d].[tax] AS [tax],
          CAST(0 AS NUMERIC(18, 2)) AS [0]
        FROM (
          SELECT
            [h].[source_id] AS [source_id],
            [h].[posted_on] AS [posted_on],
            [h].[modified_at] AS [modified_at],
            [h].[customer_id] AS [customer_id],
            [h].[vendor_id] AS [vendor_id],
            [h].[description] AS [description],
            [h].[cost] AS [cost],
            [h].[tds] AS [tds],
            [h].[paid] AS [paid],
            [h].[cgst_amount] AS [cgst_amount],
            [h].[sgst_amount] AS [sgst_amount],
            [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
            [h].[paid] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
          FROM (
            SELECT
              [d].[source_id] AS [source_id],
              [d].[posted_on] AS [posted_on],
              [d].[modified_at] AS [modified_at],
              [d].[customer_id] AS [customer_id],
              [d].[vendor_id] AS [vendor_id],
              [d].[description] AS [description],
              [d].[cost] AS [cost],
              [d].[tds] AS [tds],
              [d].[paid] AS [paid],
              CAST(ROUND([d].[cost] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
              CAST(ROUND([d].[cost] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
            FROM (
              SELECT
                [e].[source_id] AS [source_id],
                [e].[posted_on] AS [posted_on],
                [e].[modified_at] AS [modified_at],
                [e].[customer_id] AS [customer_id],
                [e].[vendor_id] AS [vendor_id],
                [e].[description] AS [description],
                [e].[cost] AS [cost],
                [e].[tds] AS [tds],
                [e].[cost] - [e].[tds] AS [paid]
              FROM (
                SELECT
                  [d].[source_id] AS [source_id],
                  [d].[posted_on] AS [posted_on],
                  [d].[modified_at] AS [modified_at],
                  [d].[customer_id] AS [customer_id],
                  [d].[vendor_id] AS [vendor_id],
                  [d].[description] AS [description],
                  [d].[cost] AS [cost],
                  CAST(ROUND([d].[cost] * 2 * 0.01, 0) AS NUMERIC(18, 2)) AS [tds]
                FROM (
                  SELECT
                    [mould_maintenance].[mould_maintenance_id] AS [source_id],
                    [mould_maintenance].[finished_on] AS [posted_on],
                    [mould_maintenance].[modified_at] AS [modified_at],
                    CAST(NULL AS BIGINT) AS [customer_id],
                    CAST(NULL AS BIGINT) AS [vendor_id],
                    'Work on a mould ' + [mould_maintenance].[mould_maintenance_no] AS [description],
                    [mould_maintenance].[cost] AS [cost]
                  FROM [silver].[mould_maintenance] AS [mould_maintenance]
                ) AS [d]
              ) AS [e]
            ) AS [d]
          ) AS [h]
        ) AS [d]
        UNION ALL
        SELECT
          'inward' AS [inward],
          [d].[posted_on] AS [posted_on],
          [d].[modified_at] AS [modified_at],
          [d].[rent] AS [rent],
          [d].[cgst_amount] AS [cgst_amount],
          [d].[sgst_amount] AS [sgst_amount],
          CAST(0 AS NUMERIC(18, 2)) AS [0],
          CAST(0 AS NUMERIC(18, 2)) AS [0],
          [d].[tax] AS [tax],
          CAST(0 AS NUMERIC(18, 2)) AS [0]
        FROM (
          SELECT
            [h].[source_id] AS [source_id],
            [h].[posted_on] AS [posted_on],
            [h].[modified_at] AS [modified_at],
            [h].[customer_id] AS [customer_id],
            [h].[vendor_id] AS [vendor_id],
            [h].[description] AS [description],
            [h].[rent] AS [rent],
            [h].[power] AS [power],
            [h].[tds] AS [tds],
            [h].[paid] AS [paid],
            [h].[cgst_amount] AS [cgst_amount],
            [h].[sgst_amount] AS [sgst_amount],
            [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
            [h].[paid] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
          FROM (
            SELECT
              [d].[source_id] AS [source_id],
              [d].[posted_on] AS [posted_on],
              [d].[modified_at] AS [modified_at],
              [d].[customer_id] AS [customer_id],
              [d].[vendor_id] AS [vendor_id],
              [d].[description] AS [description],
              [d].[rent] AS [rent],
              [d].[power] AS [power],
              [d].[tds] AS [tds],
              [d].[paid] AS [paid],
              CAST(ROUND([d].[rent] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
              CAST(ROUND([d].[rent] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
            FROM (
              SELECT
                [months].[source_id] AS [source_id],
                [months].[posted_on] AS [posted_on],
                [months].[modified_at] AS [modified_at],
                CAST(NULL AS BIGINT) AS [customer_id],
                CAST(NULL AS BIGINT) AS [vendor_id],
                [months].[description] AS [description],
                [months].[rent] AS [rent],
                [months].[power] AS [power],
                [months].[tds] AS [tds],
                [months].[rent] + [months].[power] - [months].[tds] AS [paid]
              FROM (
                SELECT
                  [e].[source_id] AS [source_id],
                  [e].[posted_on] AS [posted_on],
                  [e].[modified_at] AS [modified_at],
                  [e].[description] AS [description],
                  [e].[rent] AS [rent],
                  [e].[rent_without_tds] AS [rent_without_tds],
                  [e].[power] AS [power],
                  CASE
                    WHEN [e].[rent] > [e].[rent_without_tds]
                    THEN CAST(ROUND([e].[rent] * 10 * 0.01, 0) AS NUMERIC(18, 2))
                    ELSE CAST(0 AS NUMERIC(18, 2))
                  END AS [tds]
                FROM (
                  SELECT
                    [d].[period_id] AS [source_id],
                    [d].[ends_on] AS [posted_on],
                    GREATEST([d].[modified_at], MAX([o].[modified_at]), MAX([p].[modified_at]), [m].[modified_at]) AS [modified_at],
                    'Rent and power of ' + [d].[period_name] AS [description],
                    CAST([m].[machines] * 150 * CASE [d].[financial_year]
                      WHEN '2023-24'
                      THEN 250.00
                      WHEN '2024-25'
                      THEN 262.50
                      WHEN '2025-26'
                      THEN 275.63
                      WHEN '2026-27'
                      THEN 289.41
                    END AS NUMERIC(18, 2)) AS [rent],
                    CASE [d].[financial_year]
                      WHEN '2023-24'
                      THEN 20000
                      WHEN '2024-25'
                      THEN 20000
                      WHEN '2025-26'
                      THEN 50000
                      WHEN '2026-27'
                      THEN 50000
                    END AS [rent_without_tds],
                    CAST([m].[machines] * 35 * 500 + ROUND(
                      COALESCE(SUM((
                        [o].[good_quantity] + [o].[scrap_quantity]
                      ) * [p].[weight_g]), 0) * 0.001 * 1.4 * 8.50,
                      2
                    ) AS NUMERIC(18, 2)) AS [power]
                  FROM [silver].[period] AS [d]
                  CROSS JOIN (
                    SELECT
                      COUNT_BIG(*) AS [machines],
                      MAX([fixed_asset].[modified_at]) AS [modified_at]
                    FROM [silver].[fixed_asset] AS [fixed_asset]
                    WHERE
                      [fixed_asset].[asset_class] = 'machine'
                      AND [fixed_asset].[acquired_on] < CAST('2023-04-01' AS DATE)
                  ) AS [m]
                  LEFT JOIN [silver].[production_order] AS [o]
                    ON [o].[finished_on] BETWEEN [d].[starts_on] AND [d].[ends_on]
                  LEFT JOIN [silver].[product] AS [p]
                    ON [p].[product_id] = [o].[product_id]
                  GROUP BY
                    [d].[period_id],
                    [d].[ends_on],
                    [d].[period_name],
                    [d].[financial_year],
                    [d].[modified_at],
                    [m].[machines],
                    [m].[modified_at]
                ) AS [e]
              ) AS [months]
            ) AS [d]
          ) AS [h]
        ) AS [d]
        UNION ALL
        SELECT
          'inward' AS [inward],
          [d].[posted_on] AS [posted_on],
          [d].[modified_at] AS [modified_at],
          [d].[premium] AS [premium],
          [d].[cgst_amount] AS [cgst_amount],
          [d].[sgst_amount] AS [sgst_amount],
          CAST(0 AS NUMERIC(18, 2)) AS [0],
          CAST(0 AS NUMERIC(18, 2)) AS [0],
          [d].[tax] AS [tax],
          CAST(0 AS NUMERIC(18, 2)) AS [0]
        FROM (
          SELECT
            [h].[source_id] AS [source_id],
            [h].[posted_on] AS [posted_on],
            [h].[modified_at] AS [modified_at],
            [h].[customer_id] AS [customer_id],
            [h].[vendor_id] AS [vendor_id],
            [h].[description] AS [description],
            [h].[premium] AS [premium],
            [h].[cgst_amount] AS [cgst_amount],
            [h].[sgst_amount] AS [sgst_amount],
            [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
            [h].[premium] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
          FROM (
            SELECT
              [d].[source_id] AS [source_id],
              [d].[posted_on] AS [posted_on],
              [d].[modified_at] AS [modified_at],
              [d].[customer_id] AS [customer_id],
              [d].[vendor_id] AS [vendor_id],
              [d].[description] AS [description],
              [d].[premium] AS [premium],
              CAST(ROUND([d].[premium] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
              CAST(ROUND([d].[premium] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
            FROM (
              SELECT
                [d].[period_id] AS [source_id],
                [d].[ends_on] AS [posted_on],
                GREATEST([d].[modified_at], [a].[modified_at], [s].[modified_at]) AS [modified_at],
                CAST(NULL AS BIGINT) AS [customer_id],
                CAST(NULL AS BIGINT) AS [vendor_id],
                'Insurance of ' + [d].[period_name] AS [description],
                CAST(ROUND((
                  [a].[cost] + [s].[stock]
                ) * 0.0002, 2) AS NUMERIC(18, 2)) AS [premium]
              FROM [silver].[period] AS [d]
              JOIN (
                SELECT
                  [q].[period_id] AS [period_id],
                  SUM([f].[cost]) AS [cost],
                  MAX([f].[modified_at]) AS [modified_at]
                FROM [silver].[period] AS [q]
                JOIN [silver].[fixed_asset] AS [f]
                  ON [f].[acquired_on] <= [q].[ends_on] AND [f].[asset_class] <> 'vehicle'
                LEFT JOIN (
                  SELECT
                    [m].[mould_id] AS [mould_id],
                    MIN([p].[ends_on]) AS [retired_on],
                    [g].[modified_at] AS [modified_at]
                  FROM [silver].[mould] AS [m]
                  JOIN [silver].[product] AS [g]
                    ON [g].[product_id] = [m].[product_id]
                  JOIN [silver].[period] AS [p]
                    ON [p].[starts_on] > [g].[discontinued_on]
                  GROUP BY
                    [m].[mould_id],
                    [g].[modified_at]
                ) AS [r]
                  ON [r].[mould_id] = [f].[mould_id]
                WHERE
                  [r].[retired_on] IS NULL OR [r].[retired_on] > [q].[ends_on]
                GROUP BY
                  [q].[period_id]
              ) AS [a]
                ON [a].[period_id] = [d].[period_id]
              JOIN (
                SELECT
                  [b].[period_id] AS [period_id],
                  SUM([b].[amount]) AS [stock],
                  MAX([b].[modified_at]) AS [modified_at]
                FROM [silver].[stock_balance] AS [b]
                JOIN [silver].[product] AS [p]
                  ON [p].[product_id] = [b].[product_id]
                WHERE
                  [p].[product_type] = 'finished'
                GROUP BY
                  [b].[period_id]
              ) AS [s]
                ON [s].[period_id] = [d].[period_id]
            ) AS [d]
          ) AS [h]
        ) AS [d]
        UNION ALL
        SELECT
          'inward' AS [inward],
          [d].[posted_on] AS [posted_on],
          [d].[modified_at] AS [modified_at],
          [d].[fees] AS [fees],
          [d].[cgst_amount] AS [cgst_amount],
          [d].[sgst_amount] AS [sgst_amount],
          CAST(0 AS NUMERIC(18, 2)) AS [0],
          CAST(0 AS NUMERIC(18, 2)) AS [0],
          [d].[tax] AS [tax],
          CAST(0 AS NUMERIC(18, 2)) AS [0]
        FROM (
          SELECT
            [h].[source_id] AS [source_id],
            [h].[posted_on] AS [posted_on],
            [h].[modified_at] AS [modified_at],
            [h].[customer_id] AS [customer_id],
            [h].[vendor_id] AS [vendor_id],
            [h].[description] AS [description],
            [h].[fees] AS [fees],
            [h].[fees_without_tds] AS [fees_without_tds],
            [h].[tds] AS [tds],
            [h].[paid] AS [paid],
            [h].[cgst_amount] AS [cgst_amount],
            [h].[sgst_amount] AS [sgst_amount],
            [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
            [h].[paid] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
          FROM (
            SELECT
              [d].[source_id] AS [source_id],
              [d].[posted_on] AS [posted_on],
              [d].[modified_at] AS [modified_at],
              [d].[customer_id] AS [customer_id],
              [d].[vendor_id] AS [vendor_id],
              [d].[description] AS [description],
              [d].[fees] AS [fees],
              [d].[fees_without_tds] AS [fees_without_tds],
              [d].[tds] AS [tds],
              [d].[paid] AS [paid],
              CAST(ROUND([d].[fees] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
              CAST(ROUND([d].[fees] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
            FROM (
              SELECT
                [e].[source_id] AS [source_id],
                [e].[posted_on] AS [posted_on],
                [e].[modified_at] AS [modified_at],
                [e].[customer_id] AS [customer_id],
                [e].[vendor_id] AS [vendor_id],
                [e].[description] AS [description],
                [e].[fees] AS [fees],
                [e].[fees_without_tds] AS [fees_without_tds],
                [e].[tds] AS [tds],
                [e].[fees] - [e].[tds] AS [paid]
              FROM (
                SELECT
                  [d].[source_id] AS [source_id],
                  [d].[posted_on] AS [posted_on],
                  [d].[modified_at] AS [modified_at],
                  [d].[customer_id] AS [customer_id],
                  [d].[vendor_id] AS [vendor_id],
                  [d].[description] AS [description],
                  [d].[fees] AS [fees],
                  [d].[fees_without_tds] AS [fees_without_tds],
                  CASE
                    WHEN [d].[fees] * 12 > [d].[fees_without_tds]
                    THEN CAST(ROUND([d].[fees] * 10 * 0.01, 0) AS NUMERIC(18, 2))
                    ELSE CAST(0 AS NUMERIC(18, 2))
                  END AS [tds]
                FROM (
                  SELECT
                    [d].[period_id] AS [source_id],
                    [d].[ends_on] AS [posted_on],
                    GREATEST([d].[modified_at], [m].[modified_at]) AS [modified_at],
                    CAST(NULL AS BIGINT) AS [customer_id],
                    CAST(NULL AS BIGINT) AS [vendor_id],
                    'Professional fees of ' + [d].[period_name] AS [description],
                    CAST([m].[machines] * CASE [d].[financial_year]
                      WHEN '2023-24'
                      THEN 3500
                      WHEN '2024-25'
                      THEN 3675
                      WHEN '2025-26'
                      THEN 3859
                      WHEN '2026-27'
                      THEN 4052
                    END AS NUMERIC(18, 2)) AS [fees],
                    CASE [d].[financial_year]
                      WHEN '2023-24'
                      THEN 30000
                      WHEN '2024-25'
                      THEN 30000
                      WHEN '2025-26'
                      THEN 50000
                      WHEN '2026-27'
                      THEN 50000
                    END AS [fees_without_tds]
                  FROM [silver].[period] AS [d]
                  CROSS JOIN (
                    SELECT
                      COUNT_BIG(*) AS [machines],
                      MAX([fixed_asset].[modified_at]) AS [modified_at]
                    FROM [silver].[fixed_asset] AS [fixed_asset]
                    WHERE
                      [fixed_asset].[asset_class] = 'machine'
                      AND [fixed_asset].[acquired_on] < CAST('2023-04-01' AS DATE)
                  ) AS [m]
                ) AS [d]
              ) AS [e]
            ) AS [d]
          ) AS [h]
        ) AS [d]
        UNION ALL
        SELECT
          'inward' AS [inward],
          [d].[posted_on] AS [posted_on],
          [d].[modified_at] AS [modified_at],
          [d].[services] AS [services],
          [d].[cgst_amount] AS [cgst_amount],
          [d].[sgst_amount] AS [sgst_amount],
          CAST(0 AS NUMERIC(18, 2)) AS [0],
          CAST(0 AS NUMERIC(18, 2)) AS [0],
          [d].[tax] AS [tax],
          CAST(0 AS NUMERIC(18, 2)) AS [0]
        FROM (
          SELECT
            [h].[source_id] AS [source_id],
            [h].[posted_on] AS [posted_on],
            [h].[modified_at] AS [modified_at],
            [h].[customer_id] AS [customer_id],
            [h].[vendor_id] AS [vendor_id],
            [h].[description] AS [description],
            [h].[services] AS [services],
            [h].[tds] AS [tds],
            [h].[paid] AS [paid],
            [h].[cgst_amount] AS [cgst_amount],
            [h].[sgst_amount] AS [sgst_amount],
            [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
            [h].[paid] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
          FROM (
            SELECT
              [d].[source_id] AS [source_id],
              [d].[posted_on] AS [posted_on],
              [d].[modified_at] AS [modified_at],
              [d].[customer_id] AS [customer_id],
              [d].[vendor_id] AS [vendor_id],
              [d].[description] AS [description],
              [d].[services] AS [services],
              [d].[tds] AS [tds],
              [d].[paid] AS [paid],
              CAST(ROUND([d].[services] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
              CAST(ROUND([d].[services] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
            FROM (
              SELECT
                [e].[source_id] AS [source_id],
                [e].[posted_on] AS [posted_on],
                [e].[modified_at] AS [modified_at],
                [e].[customer_id] AS [customer_id],
                [e].[vendor_id] AS [vendor_id],
                [e].[description] AS [description],
                [e].[services] AS [services],
                [e].[tds] AS [tds],
                [e].[services] - [e].[tds] AS [paid]
              FROM (
                SELECT
                  [d].[source_id] AS [source_id],
                  [d].[posted_on] AS [posted_on],
                  [d].[modified_at] AS [modified_at],
                  [d].[customer_id] AS [customer_id],
                  [d].[vendor_id] AS [vendor_id],
                  [d].[description] AS [description],
                  [d].[services] AS [services],
                  CAST(ROUND([d].[services] * 2 * 0.01, 0) AS NUMERIC(18, 2)) AS [tds]
                FROM (
                  SELECT
                    [d].[period_id] AS [source_id],
                    [d].[ends_on] AS [posted_on],
                    GREATEST([d].[modified_at], MAX([p].[modified_at])) AS [modified_at],
                    CAST(NULL AS BIGINT) AS [customer_id],
                    CAST(NULL AS BIGINT) AS [vendor_id],
                    'Security and IT of ' + [d].[period_name] AS [description],
                    CAST(COUNT_BIG([p].[payroll_id]) * CASE [d].[financial_year]
                      WHEN '2023-24'
                      THEN 1200
                      WHEN '2024-25'
                      THEN 1260
                      WHEN '2025-26'
                      THEN 1323
                      WHEN '2026-27'
                      THEN 1389
                    END AS NUMERIC(18, 2)) AS [services]
                  FROM [silver].[period] AS [d]
                  JOIN [silver].[payroll] AS [p]
                    ON [p].[period_id] = [d].[period_id]
                  GROUP BY
                    [d].[period_id],
                    [d].[ends_on],
                    [d].[period_name],
                    [d].[financial_year],
                    [d].[modified_at]
                ) AS [d]
              ) AS [e]
            ) AS [d]
          ) AS [h]
        ) AS [d]
        UNION ALL
        SELECT
          'inward' AS [inward],
          [d].[posted_on] AS [posted_on],
          [d].[modified_at] AS [modified_at],
          [d].[cost] AS [cost],
          [d].[cgst_amount] AS [cgst_amount],
          [d].[sgst_amount] AS [sgst_amount],
          CAST(0 AS NUMERIC(18, 2)) AS [0],
          CAST(0 AS NUMERIC(18, 2)) AS [0],
          [d].[tax] AS [tax],
          CAST(0 AS NUMERIC(18, 2)) AS [0]
        FROM (
          SELECT
            [h].[source_id] AS [source_id],
            [h].[posted_on] AS [posted_on],
            [h].[modified_at] AS [modified_at],
            [h].[customer_id] AS [customer_id],
            [h].[vendor_id] AS [vendor_id],
            [h].[description] AS [description],
            [h].[cost] AS [cost],
            [h].[gst_rate] AS [gst_rate],
            [h].[tds] AS [tds],
            [h].[tcs] AS [tcs],
            [h].[paid] AS [paid],
            [h].[cgst_amount] AS [cgst_amount],
            [h].[sgst_amount] AS [sgst_amount],
            [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
            [h].[paid] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
          FROM (
            SELECT
              [d].[source_id] AS [source_id],
              [d].[posted_on] AS [posted_on],
              [d].[modified_at] AS [modified_at],
              [d].[customer_id] AS [customer_id],
              [d].[vendor_id] AS [vendor_id],
              [d].[description] AS [description],
              [d].[cost] AS [cost],
              [d].[gst_rate] AS [gst_rate],
              [d].[tds] AS [tds],
              [d].[tcs] AS [tcs],
              [d].[paid] AS [paid],
              CAST(ROUND([d].[cost] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
              CAST(ROUND([d].[cost] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
            FROM (
              SELECT
                [e].[source_id] AS [source_id],
                [e].[posted_on] AS [posted_on],
                [e].[modified_at] AS [modified_at],
                [e].[customer_id] AS [customer_id],
                [e].[vendor_id] AS [vendor_id],
                [e].[description] AS [description],
                [e].[cost] AS [cost],
                [e].[gst_rate] AS [gst_rate],
                [e].[tds] AS [tds],
                [e].[tcs] AS [tcs],
                [e].[cost] - [e].[tds] + [e].[tcs] AS [paid]
              FROM (
                SELECT
                  [a].[fixed_asset_id] AS [source_id],
                  [a].[acquired_on] AS [posted_on],
                  GREATEST([a].[modified_at], [t].[modified_at]) AS [modified_at],
                  CAST(NULL AS BIGINT) AS [customer_id],
                  CAST(NULL AS BIGINT) AS [vendor_id],
                  'Purchase of ' + [a].[fixed_asset_code] AS [description],
                  [a].[cost] AS [cost],
                  CASE
                    WHEN [a].[asset_class] = 'vehicle' AND [a].[acquired_on] < CAST('2025-09-22' AS DATE)
                    THEN 28
                    ELSE 18
                  END AS [gst_rate],
                  CASE
                    WHEN [a].[cost] > 5000000 AND [t].[turnover] > 100000000
                    THEN CAST(ROUND((
                      [a].[cost] - 5000000
                    ) * 0.1 * 0.01, 0) AS NUMERIC(18, 2))
                    ELSE CAST(0 AS NUMERIC(18, 2))
                  END AS [tds],
                  CASE
                    WHEN [a].[asset_class] = 'vehicle'
                    AND [a].[cost] * (
                      100 + CASE
                        WHEN [a].[asset_class] = 'vehicle' AND [a].[acquired_on] < CAST('2025-09-22' AS DATE)
                        THEN 28
                        ELSE 18
                      END
                    ) * 0.01 > 1000000
                    THEN CAST(ROUND(
                      [a].[cost] * (
                        100 + CASE
                          WHEN [a].[asset_class] = 'vehicle' AND [a].[acquired_on] < CAST('2025-09-22' AS DATE)
                          THEN 28
                          ELSE 18
                        END
                      ) * 0.01 * 0.01,
                      0
                    ) AS NUMERIC(18, 2))
                    ELSE CAST(0 AS NUMERIC(18, 2))
                  END AS [tcs]
                FROM [silver].[fixed_asset] AS [a]
                JOIN [silver].[period] AS [p]
                  ON [a].[acquired_on] BETWEEN [p].[starts_on] AND [p].[ends_on]
                JOIN (
                  SELECT
                    [p].[financial_year] AS [financial_year],
                    COALESCE(LAG(SUM([s].[sold])) OVER (ORDER BY [p].[financial_year]), 0) AS [turnover],
                    LAG(MAX([s].[modified_at])) OVER (ORDER BY [p].[financial_year]) AS [modified_at]
                  FROM [silver].[period] AS [p]
                  LEFT JOIN (
                    SELECT
                      DATEPART(YEAR, [receivable_invoice].[invoiced_on]) * 100 + DATEPART(MONTH, [receivable_invoice].[invoiced_on]) AS [period_id],
                      SUM([receivable_invoice].[net_amount]) AS [sold],
                      MAX([receivable_invoice].[modified_at]) AS [modified_at]
                    FROM [silver].[receivable_invoice] AS [receivable_invoice]
                    GROUP BY
                      DATEPART(YEAR, [receivable_invoice].[invoiced_on]) * 100 + DATEPART(MONTH, [receivable_invoice].[invoiced_on])
                  ) AS [s]
                    ON [s].[period_id] = [p].[period_id]
                  GROUP BY
                    [p].[financial_year]
                ) AS [t]
                  ON [t].[financial_year] = [p].[financial_year]
                WHERE
                  [a].[acquired_on] >= CAST('2023-04-01' AS DATE)
              ) AS [e]
            ) AS [d]
          ) AS [h]
        ) AS [d]
        UNION ALL
        SELECT
          'reversal' AS [reversal],
          [d].[posted_on] AS [posted_on],
          [d].[modified_at] AS [modified_at],
          -[d].[taxable_value] AS [_col_3],
          -[d].[cgst_amount] AS [_col_4],
          -[d].[sgst_amount] AS [_col_5],
          CAST(0 AS NUMERIC(18, 2)) AS [0],
          CAST(0 AS NUMERIC(18, 2)) AS [0],
          -[d].[tax] AS [_col_8],
          CAST(0 AS NUMERIC(18, 2)) AS [0]
        FROM (
          SELECT
            [t].[source_id] AS [source_id],
            [t].[lost_on] AS [posted_on],
            MAX(GREATEST([t].[modified_at], [t].[bill_modified_at], [t].[component_modified_at])) AS [modified_at],
            CAST(NULL AS BIGINT) AS [customer_id],
            CAST(NULL AS BIGINT) AS [vendor_id],
            'Input credit for goods missing at stocktake ' + [t].[stocktake_no] AS [description],
            SUM([t].[taxable_value]) AS [taxable_value],
            SUM([t].[cgst_amount]) AS [cgst_amount],
            SUM([t].[sgst_amount]) AS [sgst_amount],
            SUM([t].[tax]) AS [tax]
          FROM (
            SELECT
              [h].[source_id] AS [source_id],
              [h].[lost_on] AS [lost_on],
              [h].[product_id] AS [product_id],
              [h].[lost] AS [lost],
              [h].[stocktake_no] AS [stocktake_no],
              [h].[modified_at] AS [modified_at],
              [h].[bill_modified_at] AS [bill_modified_at],
              [h].[component_modified_at] AS [component_modified_at],
              [h].[taxable_value] AS [taxable_value],
              [h].[gst_rate] AS [gst_rate],
              [h].[cgst_amount] AS [cgst_amount],
              [h].[sgst_amount] AS [sgst_amount],
              [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
              [h].[taxable_value] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
            FROM (
              SELECT
                [d].[source_id] AS [source_id],
                [d].[lost_on] AS [lost_on],
                [d].[product_id] AS [product_id],
                [d].[lost] AS [lost],
                [d].[stocktake_no] AS [stocktake_no],
                [d].[modified_at] AS [modified_at],
                [d].[bill_modified_at] AS [bill_modified_at],
                [d].[component_modified_at] AS [component_modified_at],
                [d].[taxable_value] AS [taxable_value],
                [d].[gst_rate] AS [gst_rate],
                CAST(ROUND([d].[taxable_value] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
                CAST(ROUND([d].[taxable_value] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
              FROM (
                SELECT
                  [g].[source_id] AS [source_id],
                  [g].[lost_on] AS [lost_on],
                  [g].[product_id] AS [product_id],
                  [g].[lost] AS [lost],
                  [g].[stocktake_no] AS [stocktake_no],
                  [g].[modified_at] AS [modified_at],
                  [b].[modified_at] AS [bill_modified_at],
                  [c].[modified_at] AS [component_modified_at],
                  CAST(ROUND(
                    CAST([g].[lost] AS NUMERIC(11, 0)) * CAST([b].[quantity_per_1000] * 0.001 AS NUMERIC(12, 6)) * CAST([c].[standard_cost] AS NUMERIC(12, 2)),
                    2
                  ) AS NUMERIC(18, 2)) AS [taxable_value],
                  COALESCE([r].[gst_rate], [c].[gst_rate]) AS [gst_rate]
                FROM (
                  SELECT
                    [s].[stocktake_id] AS [source_id],
                    [s].[counted_on] AS [lost_on],
                    [l].[product_id] AS [product_id],
                    -[l].[difference_quantity] AS [lost],
                    [s].[stocktake_no] AS [stocktake_no],
                    GREATEST([s].[modified_at], [l].[modified_at]) AS [modified_at]
                  FROM [silver].[stocktake] AS [s]
                  JOIN [silver].[stocktake_line] AS [l]
                    ON [l].[stocktake_id] = [s].[stocktake_id]
                  WHERE
                    [l].[difference_quantity] < 0
                ) AS [g]
                JOIN (
                  SELECT
                    [bill_of_materials].[product_id] AS [product_id],
                    [bill_of_materials].[component_id] AS [component_id],
                    [bill_of_materials].[quantity_per_1000] AS [quantity_per_1000],
                    [bill_of_materials].[modified_at] AS [modified_at]
                  FROM [silver].[bill_of_materials] AS [bill_of_materials]
                  UNION ALL
                  SELECT
                    [product].[product_id] AS [product_id],
                    [product].[product_id] AS [product_id],
                    CAST(1000 AS NUMERIC(12, 3)) AS [1000],
                    [product].[modified_at] AS [modified_at]
                  FROM [silver].[product] AS [product]
                  WHERE
                    [product].[product_type] <> 'finished'
                ) AS [b]
                  ON [b].[product_id] = [g].[product_id]
                JOIN [silver].[product] AS [c]
                  ON [c].[product_id] = [b].[component_id]
                LEFT JOIN [silver].[tax_rate] AS [r]
                  ON [r].[hsn_code] = [c].[hsn_code]
                  AND [g].[lost_on] BETWEEN [r].[valid_from] AND [r].[valid_to]
              ) AS [d]
            ) AS [h]
          ) AS [t]
          GROUP BY
            [t].[source_id],
            [t].[lost_on],
            [t].[stocktake_no]
        ) AS [d]
        UNION ALL
        SELECT
          'reversal' AS [reversal],
          [d].[posted_on] AS [posted_on],
          [d].[modified_at] AS [modified_at],
          -[d].[taxable_value] AS [_col_3],
          -[d].[cgst_amount] AS [_col_4],
          -[d].[sgst_amount] AS [_col_5],
          CAST(0 AS NUMERIC(18, 2)) AS [0],
          CAST(0 AS NUMERIC(18, 2)) AS [0],
          -[d].[tax] AS [_col_8],
          CAST(0 AS NUMERIC(18, 2)) AS [0]
        FROM (
          SELECT
            [t].[source_id] AS [source_id],
            [t].[lost_on] AS [posted_on],
            MAX(GREATEST([t].[modified_at], [t].[bill_modified_at], [t].[component_modified_at])) AS [modified_at],
            CAST(NULL AS BIGINT) AS [customer_id],
            CAST(NULL AS BIGINT) AS [vendor_id],
            'Input credit for goods scrapped of return ' + [t].[goods_return_no] AS [description],
            SUM([t].[taxable_value]) AS [taxable_value],
            SUM([t].[cgst_amount]) AS [cgst_amount],
            SUM([t].[sgst_amount]) AS [sgst_amount],
            SUM([t].[tax]) AS [tax]
          FROM (
            SELECT
              [h].[source_id] AS [source_id],
              [h].[lost_on] AS [lost_on],
              [h].[product_id] AS [product_id],
              [h].[lost] AS [lost],
              [h].[goods_return_no] AS [goods_return_no],
              [h].[modified_at] AS [modified_at],
              [h].[bill_modified_at] AS [bill_modified_at],
              [h].[component_modified_at] AS [component_modified_at],
              [h].[taxable_value] AS [taxable_value],
              [h].[gst_rate] AS [gst_rate],
              [h].[cgst_amount] AS [cgst_amount],
              [h].[sgst_amount] AS [sgst_amount],
              [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
              [h].[taxable_value] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
            FROM (
              SELECT
                [d].[source_id] AS [source_id],
                [d].[lost_on] AS [lost_on],
                [d].[product_id] AS [product_id],
                [d].[lost] AS [lost],
                [d].[goods_return_no] AS [goods_return_no],
                [d].[modified_at] AS [modified_at],
                [d].[bill_modified_at] AS [bill_modified_at],
                [d].[component_modified_at] AS [component_modified_at],
                [d].[taxable_value] AS [taxable_value],
                [d].[gst_rate] AS [gst_rate],
                CAST(ROUND([d].[taxable_value] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
                CAST(ROUND([d].[taxable_value] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
              FROM (
                SELECT
                  [g].[source_id] AS [source_id],
                  [g].[lost_on] AS [lost_on],
                  [g].[product_id] AS [product_id],
                  [g].[lost] AS [lost],
                  [g].[goods_return_no] AS [goods_return_no],
                  [g].[modified_at] AS [modified_at],
                  [b].[modified_at] AS [bill_modified_at],
                  [c].[modified_at] AS [component_modified_at],
                  CAST(ROUND(
                    CAST([g].[lost] AS NUMERIC(11, 0)) * CAST([b].[quantity_per_1000] * 0.001 AS NUMERIC(12, 6)) * CAST([c].[standard_cost] AS NUMERIC(12, 2)),
                    2
                  ) AS NUMERIC(18, 2)) AS [taxable_value],
                  COALESCE([r].[gst_rate], [c].[gst_rate]) AS [gst_rate]
                FROM (
                  SELECT
                    [g].[goods_return_id] AS [source_id],
                    [g].[returned_on] AS [lost_on],
                    [o].[product_id] AS [product_id],
                    [g].[scrapped_quantity] AS [lost],
                    [g].[goods_return_no] AS [goods_return_no],
                    [g].[modified_at] AS [modified_at]
                  FROM [silver].[goods_return] AS [g]
                  JOIN [silver].[shipment_line] AS [s]
                    ON [s].[shipment_line_id] = [g].[shipment_line_id]
                  JOIN [silver].[sales_order_line] AS [o]
                    ON [o].[sales_order_line_id] = [s].[sales_order_line_id]
                  WHERE
                    [g].[scrapped_quantity] > 0
                ) AS [g]
                JOIN (
                  SELECT
                    [bill_of_materials].[product_id] AS [product_id],
                    [bill_of_materials].[component_id] AS [component_id],
                    [bill_of_materials].[quantity_per_1000] AS [quantity_per_1000],
                    [bill_of_materials].[modified_at] AS [modified_at]
                  FROM [silver].[bill_of_materials] AS [bill_of_materials]
                  UNION ALL
                  SELECT
                    [product].[product_id] AS [product_id],
                    [product].[product_id] AS [product_id],
                    CAST(1000 AS NUMERIC(12, 3)) AS [1000],
                    [product].[modified_at] AS [modified_at]
                  FROM [silver].[product] AS [product]
                  WHERE
                    [product].[product_type] <> 'finished'
                ) AS [b]
                  ON [b].[product_id] = [g].[product_id]
                JOIN [silver].[product] AS [c]
                  ON [c].[product_id] = [b].[component_id]
                LEFT JOIN [silver].[tax_rate] AS [r]
                  ON [r].[hsn_code] = [c].[hsn_code]
                  AND [g].[lost_on] BETWEEN [r].[valid_from] AND [r].[valid_to]
              ) AS [d]
            ) AS [h]
          ) AS [t]
          GROUP BY
            [t].[source_id],
            [t].[lost_on],
            [t].[goods_return_no]
        ) AS [d]
      ) AS [t]
        ON [t].[taxed_on] BETWEEN [d].[starts_on] AND [d].[ends_on]
      GROUP BY
        [d].[period_id],
        [d].[ends_on],
        [d].[period_name]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
      UNION ALL
      SELECT
        3 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(16 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'gst payment' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 2210 WHEN 2 THEN 2220 WHEN 3 THEN 1100 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[due]
        WHEN 2
        THEN [documents].[reverse_due]
        WHEN 3
        THEN -[documents].[paid]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [months].[source_id] AS [source_id],
        DATEADD(DAY, 20, [months].[ends_on]) AS [posted_on],
        [months].[modified_at] AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'GST payment for ' + [months].[period_name] AS [description],
        [months].[due] AS [due],
        [months].[reverse_due] AS [reverse_due],
        [months].[due] + [months].[reverse_due] AS [paid]
      FROM (
        SELECT
          [rounded].[source_id] AS [source_id],
          [rounded].[ends_on] AS [ends_on],
          [rounded].[period_name] AS [period_name],
          [rounded].[modified_at] AS [modified_at],
          [rounded].[owed_so_far] - COALESCE(LAG([rounded].[owed_so_far]) OVER (ORDER BY [rounded].[source_id]), 0) AS [due],
          [rounded].[reverse_so_far] - COALESCE(LAG([rounded].[reverse_so_far]) OVER (ORDER BY [rounded].[source_id]), 0) AS [reverse_due]
        FROM (
          SELECT
            [cumulated].[source_id] AS [source_id],
            [cumulated].[ends_on] AS [ends_on],
            [cumulated].[period_name] AS [period_name],
            [cumulated].[modified_at] AS [modified_at],
            CAST(ROUND(
              GREATEST(0, MAX([cumulated].[due_so_far]) OVER (ORDER BY [cumulated].[source_id])),
              0
            ) AS NUMERIC(18, 2)) AS [owed_so_far],
            CAST(ROUND([cumulated].[reverse_tax_so_far], 0) AS NUMERIC(18, 2)) AS [reverse_so_far]
          FROM (
            SELECT
              [d].[period_id] AS [source_id],
              [d].[ends_on] AS [ends_on],
              [d].[period_name] AS [period_name],
              MAX(MAX([t].[modified_at])) OVER (ORDER BY [d].[period_id]) AS [modified_at],
              SUM(SUM([t].[output_tax]) - SUM([t].[input_tax])) OVER (ORDER BY [d].[period_id]) AS [due_so_far],
              SUM(SUM([t].[reverse_tax])) OVER (ORDER BY [d].[period_id]) AS [reverse_tax_so_far]
            FROM [silver].[period] AS [d]
            JOIN (
              SELECT
                CASE WHEN [c].[state_code] = '96' THEN 'zero-rated' ELSE 'outward' END AS [supply],
                [i].[invoiced_on] AS [taxed_on],
                [i].[modified_at] AS [modified_at],
                [i].[net_amount] AS [taxable_value],
                [i].[cgst_amount] AS [cgst_amount],
                [i].[sgst_amount] AS [sgst_amount],
                [i].[igst_amount] AS [igst_amount],
                [i].[cgst_amount] + [i].[sgst_amount] + [i].[igst_amount] AS [output_tax],
                CAST(0 AS NUMERIC(18, 2)) AS [input_tax],
                CAST(0 AS NUMERIC(18, 2)) AS [reverse_tax]
              FROM [silver].[receivable_invoice] AS [i]
              JOIN [silver].[customer] AS [c]
                ON [c].[customer_id] = [i].[customer_id]
              UNION ALL
              SELECT
                CASE WHEN [c].[state_code] = '96' THEN 'zero-rated' ELSE 'outward' END AS [_col_0],
                [n].[credited_on] AS [credited_on],
                [n].[modified_at] AS [modified_at],
                -[n].[net_amount] AS [_col_3],
                -[n].[cgst_amount] AS [_col_4],
                -[n].[sgst_amount] AS [_col_5],
                -[n].[igst_amount] AS [_col_6],
                -(
                  [n].[cgst_amount] + [n].[sgst_amount] + [n].[igst_amount]
                ) AS [_col_7],
                CAST(0 AS NUMERIC(18, 2)) AS [0],
                CAST(0 AS NUMERIC(18, 2)) AS [0]
              FROM [silver].[credit_note] AS [n]
              JOIN [silver].[receivable_invoice] AS [i]
                ON [i].[receivable_invoice_id] = [n].[receivable_invoice_id]
              JOIN [silver].[customer] AS [c]
                ON [c].[customer_id] = [i].[customer_id]
              WHERE
                [n].[reason] <> 'cash discount'
              UNION ALL
              SELECT
                'outward' AS [outward],
                [s].[posted_on] AS [posted_on],
                [s].[modified_at] AS [modified_at],
                [s].[net_amount] AS [net_amount],
                [s].[cgst_amount] AS [cgst_amount],
                [s].[sgst_amount] AS [sgst_amount],
                [s].[igst_amount] AS [igst_amount],
                [s].[tax] AS [tax],
                CAST(0 AS NUMERIC(18, 2)) AS [0],
                CAST(0 AS NUMERIC(18, 2)) AS [0]
              FROM (
                SELECT
                  [d].[posted_on] AS [posted_on],
                  [d].[modified_at] AS [modified_at],
                  '848071' AS [hsn_code],
                  'pcs' AS [unit],
                  18 AS [gst_rate],
                  1 AS [quantity],
                  [d].[proceeds] AS [net_amount],
                  [d].[cgst_amount] AS [cgst_amount],
                  [d].[sgst_amount] AS [sgst_amount],
                  CAST(0 AS NUMERIC(18, 2)) AS [igst_amount],
                  [d].[tax] AS [tax]
                FROM (
                  SELECT
                    [t].[source_id] AS [source_id],
                    [t].[posted_on] AS [posted_on],
                    [t].[modified_at] AS [modified_at],
                    [t].[customer_id] AS [customer_id],
                    [t].[vendor_id] AS [vendor_id],
                    [t].[description] AS [description],
                    [t].[cost] AS [cost],
                    [t].[depreciated] AS [depreciated],
                    [t].[proceeds] AS [proceeds],
                    [t].[cgst_amount] AS [cgst_amount],
                    [t].[sgst_amount] AS [sgst_amount],
                    [t].[tax] AS [tax],
                    [t].[total] AS [total],
                    [t].[cost] - [t].[depreciated] - [t].[proceeds] AS [loss]
                  FROM (
                    SELECT
                      [h].[source_id] AS [source_id],
                      [h].[posted_on] AS [posted_on],
                      [h].[modified_at] AS [modified_at],
                      [h].[customer_id] AS [customer_id],
                      [h].[vendor_id] AS [vendor_id],
                      [h].[description] AS [description],
                      [h].[cost] AS [cost],
                      [h].[depreciated] AS [depreciated],
                      [h].[proceeds] AS [proceeds],
                      [h].[cgst_amount] AS [cgst_amount],
                      [h].[sgst_amount] AS [sgst_amount],
                      [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
                      [h].[proceeds] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
                    FROM (
                      SELECT
                        [d].[source_id] AS [source_id],
                        [d].[posted_on] AS [posted_on],
                        [d].[modified_at] AS [modified_at],
                        [d].[customer_id] AS [customer_id],
                        [d].[vendor_id] AS [vendor_id],
                        [d].[description] AS [description],
                        [d].[cost] AS [cost],
                        [d].[depreciated] AS [depreciated],
                        [d].[proceeds] AS [proceeds],
                        CAST(ROUND([d].[proceeds] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
                        CAST(ROUND([d].[proceeds] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
                      FROM (
                        SELECT
                          [a].[fixed_asset_id] AS [source_id],
                          [r].[retired_on] AS [posted_on],
                          GREATEST([a].[modified_at], [r].[modified_at]) AS [modified_at],
                          CAST(NULL AS BIGINT) AS [customer_id],
                          CAST(NULL AS BIGINT) AS [vendor_id],
                          'Mould given up ' + [a].[fixed_asset_code] AS [description],
                          [a].[cost] AS [cost],
                          CAST([a].[monthly_depreciation] * LEAST([a].[life_months], COUNT_BIG([p].[period_id])) AS NUMERIC(18, 2)) AS [depreciated],
                          CAST(ROUND([a].[residual_value] * 0.3, 0) AS NUMERIC(18, 2)) AS [proceeds]
                        FROM [silver].[fixed_asset] AS [a]
                        JOIN (
                          SELECT
                            [m].[mould_id] AS [mould_id],
                            MIN([p].[ends_on]) AS [retired_on],
                            [g].[modified_at] AS [modified_at]
                          FROM [silver].[mould] AS [m]
                          JOIN [silver].[product] AS [g]
                            ON [g].[product_id] = [m].[product_id]
                          JOIN [silver].[period] AS [p]
                            ON [p].[starts_on] > [g].[discontinued_on]
                          GROUP BY
                            [m].[mould_id],
                            [g].[modified_at]
                        ) AS [r]
                          ON [r].[mould_id] = [a].[mould_id]
                        LEFT JOIN [silver].[period] AS [p]
                          ON [p].[ends_on] >= [a].[acquired_on] AND [p].[ends_on] < [r].[retired_on]
                        WHERE
                          [a].[acquired_on] <= [r].[retired_on]
                        GROUP BY
                          [a].[fixed_asset_id],
                          [a].[fixed_asset_code],
                          [a].[cost],
                          [a].[residual_value],
                          [a].[monthly_depreciation],
                          [a].[life_months],
                          [a].[modified_at],
                          [r].[retired_on],
                          [r].[modified_at]
                      ) AS [d]
                    ) AS [h]
                  ) AS [t]
                ) AS [d]
                UNION ALL
                SELECT
                  [d].[posted_on] AS [posted_on],
                  [d].[modified_at] AS [modified_at],
                  '391590' AS [391590],
                  'kg' AS [kg],
                  18 AS [18],
                  [d].[kilograms] AS [kilograms],
                  [d].[proceeds] AS [proceeds],
                  [d].[cgst_amount] AS [cgst_amount],
                  [d].[sgst_amount] AS [sgst_amount],
                  CAST(0 AS NUMERIC(18, 2)) AS [0],
                  [d].[tax] AS [tax]
                FROM (
                  SELECT
                    [h].[source_id] AS [source_id],
                    [h].[posted_on] AS [posted_on],
                    [h].[modified_at] AS [modified_at],
                    [h].[customer_id] AS [customer_id],
                    [h].[vendor_id] AS [vendor_id],
                    [h].[description] AS [description],
                    [h].[kilograms] AS [kilograms],
                    [h].[proceeds] AS [proceeds],
                    [h].[cgst_amount] AS [cgst_amount],
                    [h].[sgst_amount] AS [sgst_amount],
                    [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
                    [h].[proceeds] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
                  FROM (
                    SELECT
                      [d].[source_id] AS [source_id],
                      [d].[posted_on] AS [posted_on],
                      [d].[modified_at] AS [modified_at],
                      [d].[customer_id] AS [customer_id],
                      [d].[vendor_id] AS [vendor_id],
                      [d].[description] AS [description],
                      [d].[kilograms] AS [kilograms],
                      [d].[proceeds] AS [proceeds],
                      CAST(ROUND([d].[proceeds] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
                      CAST(ROUND([d].[proceeds] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
                    FROM (
                      SELECT
                        [w].[source_id] AS [source_id],
                        [w].[posted_on] AS [posted_on],
                        [w].[modified_at] AS [modified_at],
                        CAST(NULL AS BIGINT) AS [customer_id],
                        CAST(NULL AS BIGINT) AS [vendor_id],
                        [w].[description] AS [description],
                        [w].[kilograms] AS [kilograms],
                        CAST([w].[kilograms] * 30 AS NUMERIC(18, 2)) AS [proceeds]
                      FROM (
                        SELECT
                          [d].[period_id] AS [source_id],
                          [d].[ends_on] AS [posted_on],
                          GREATEST([d].[modified_at], MAX([g].[modified_at])) AS [modified_at],
                          'Plastic scrap of ' + [d].[period_name] AS [description],
                          CAST(FLOOR(GREATEST(0, SUM([g].[grams])) * 0.001 * 0.9) AS NUMERIC(18, 0)) AS [kilograms]
                        FROM [silver].[period] AS [d]
                        JOIN (
                          SELECT
                            [o].[finished_on] AS [wasted_on],
                            [m].[modified_at] AS [modified_at],
                            -[m].[quantity] * 1000 AS [grams]
                          FROM [silver].[production_order] AS [o]
                          JOIN [silver].[stock_movement] AS [m]
                            ON [m].[source_id] = [o].[production_order_id]
                            AND [m].[movement_type] IN ('production issue', 'regrind')
                          JOIN [silver].[product] AS [p]
                            ON [p].[product_id] = [m].[product_id]
                          WHERE
                            [p].[unit] = 'kg'
                          UNION ALL
                          SELECT
                            [o].[finished_on] AS [finished_on],
                            [o].[modified_at] AS [modified_at],
                            -[o].[good_quantity] * [p].[weight_g] AS [_col_2]
                          FROM [silver].[production_order] AS [o]
                          JOIN [silver].[product] AS [p]
                            ON [p].[product_id] = [o].[product_id]
                          UNION ALL
                          SELECT
                            [g].[returned_on] AS [returned_on],
                            [g].[modified_at] AS [modified_at],
                            [g].[scrapped_quantity] * [p].[weight_g] AS [_col_2]
                          FROM [silver].[goods_return] AS [g]
                          JOIN [silver].[shipment_line] AS [s]
                            ON [s].[shipment_line_id] = [g].[shipment_line_id]
                          JOIN [silver].[sales_order_line] AS [o]
                            ON [o].[sales_order_line_id] = [s].[sales_order_line_id]
                          JOIN [silver].[product] AS [p]
                            ON [p].[product_id] = [o].[product_id]
                        ) AS [g]
                          ON [g].[wasted_on] BETWEEN [d].[starts_on] AND [d].[ends_on]
                        GROUP BY
                          [d].[period_id],
                          [d].[ends_on],
                          [d].[period_name],
                          [d].[modified_at]
                      ) AS [w]
                    ) AS [d]
                  ) AS [h]
                ) AS [d]
              ) AS [s]
              UNION ALL
              SELECT
                'inward' AS [inward],
                [payable_bill].[booked_on] AS [booked_on],
                [payable_bill].[modified_at] AS [modified_at],
                [payable_bill].[net_amount] AS [net_amount],
                [payable_bill].[cgst_amount] AS [cgst_amount],
                [payable_bill].[sgst_amount] AS [sgst_amount],
                [payable_bill].[igst_amount] AS [igst_amount],
                CAST(0 AS NUMERIC(18, 2)) AS [0],
                [payable_bill].[cgst_amount] + [payable_bill].[sgst_amount] + [payable_bill].[igst_amount] AS [_col_8],
                CAST(0 AS NUMERIC(18, 2)) AS [0]
              FROM [silver].[payable_bill] AS [payable_bill]
              UNION ALL
              SELECT
                CASE WHEN [f].[reverse_charged] = 1 THEN 'reverse charge' ELSE 'inward' END AS [_col_0],
                [f].[posted_on] AS [posted_on],
                [f].[modified_at] AS [modified_at],
                [f].[freight_amount] AS [freight_amount],
                [f].[cgst_amount] AS [cgst_amount],
                [f].[sgst_amount] AS [sgst_amount],
                [f].[igst_amount] AS [igst_amount],
                CAST(0 AS NUMERIC(18, 2)) AS [0],
                [f].[tax] AS [tax],
                [f].[reverse_tax] AS [reverse_tax]
              FROM (
                SELECT
                  [f].[source_id] AS [source_id],
                  [f].[posted_on] AS [posted_on],
                  [f].[modified_at] AS [modified_at],
                  [f].[customer_id] AS [customer_id],
                  [f].[vendor_id] AS [vendor_id],
                  [f].[description] AS [description],
                  [f].[freight_amount] AS [freight_amount],
                  [f].[gst_rate] AS [gst_rate],
                  [f].[reverse_charged] AS [reverse_charged],
                  [f].[integrated] AS [integrated],
                  [f].[tds] AS [tds],
                  [f].[cgst_amount] AS [cgst_amount],
                  [f].[sgst_amount] AS [sgst_amount],
                  [f].[igst_amount] AS [igst_amount],
                  [f].[tax] AS [tax],
                  [f].[total] AS [total],
                  [f].[tax] * [f].[reverse_charged] AS [reverse_tax],
                  [f].[total] - [f].[tax] * [f].[reverse_charged] - [f].[tds] AS [owed]
                FROM (
                  SELECT
                    [h].[source_id] AS [source_id],
                    [h].[posted_on] AS [posted_on],
                    [h].[modified_at] AS [modified_at],
                    [h].[customer_id] AS [customer_id],
                    [h].[vendor_id] AS [vendor_id],
                    [h].[description] AS [description],
                    [h].[freight_amount] AS [freight_amount],
                    [h].[gst_rate] AS [gst_rate],
                    [h].[reverse_charged] AS [reverse_charged],
                    [h].[integrated] AS [integrated],
                    [h].[tds] AS [tds],
                    [h].[cgst_amount] AS [cgst_amount],
                    [h].[sgst_amount] AS [sgst_amount],
                    [h].[igst_amount] AS [igst_amount],
                    [h].[cgst_amount] + [h].[sgst_amount] + [h].[igst_amount] AS [tax],
                    [h].[freight_amount] + [h].[cgst_amount] + [h].[sgst_amount] + [h].[igst_amount] AS [total]
                  FROM (
                    SELECT
                      [d].[source_id] AS [source_id],
                      [d].[posted_on] AS [posted_on],
                      [d].[modified_at] AS [modified_at],
                      [d].[customer_id] AS [customer_id],
                      [d].[vendor_id] AS [vendor_id],
                      [d].[description] AS [description],
                      [d].[freight_amount] AS [freight_amount],
                      [d].[gst_rate] AS [gst_rate],
                      [d].[reverse_charged] AS [reverse_charged],
                      [d].[integrated] AS [integrated],
                      [d].[tds] AS [tds],
                      CASE
                        WHEN [d].[integrated] = 1
                        THEN CAST(0 AS NUMERIC(18, 2))
                        ELSE CAST(ROUND([d].[freight_amount] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2))
                      END AS [cgst_amount],
                      CASE
                        WHEN [d].[integrated] = 1
                        THEN CAST(0 AS NUMERIC(18, 2))
                        ELSE CAST(ROUND([d].[freight_amount] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2))
                      END AS [sgst_amount],
                      CASE
                        WHEN [d].[integrated] = 1
                        THEN CAST(ROUND([d].[freight_amount] * [d].[gst_rate] * 0.01, 2) AS NUMERIC(18, 2))
                        ELSE CAST(0 AS NUMERIC(18, 2))
                      END AS [igst_amount]
                    FROM (
                      SELECT
                        [s].[shipment_id] AS [source_id],
                        [s].[dispatched_on] AS [posted_on],
                        GREATEST([s].[modified_at], [c].[modified_at], [k].[modified_at]) AS [modified_at],
                        CAST(NULL AS BIGINT) AS [customer_id],
                        CAST(NULL AS BIGINT) AS [vendor_id],
                        'Freight of ' + [s].[shipment_no] AS [description],
                        [s].[freight_amount] AS [freight_amount],
                        CASE [c].[mode]
                          WHEN 'road'
                          THEN 5
                          WHEN 'rail'
                          THEN 5
                          WHEN 'air'
                          THEN 18
                          WHEN 'sea'
                          THEN 5
                        END AS [gst_rate],
                        CASE WHEN [c].[mode] IN ('road') THEN 1 ELSE 0 END AS [reverse_charged],
                        CASE
                          WHEN [k].[state_code] = '96' AND [s].[dispatched_on] < CAST('2023-10-01' AS DATE)
                          THEN 1
                          ELSE 0
                        END AS [integrated],
                        CASE
                          WHEN [c].[mode] <> 'rail' AND NOT [c].[carrier_code] IN ('TR-02', 'TR-05')
                          THEN CAST(ROUND([s].[freight_amount] * 2 * 0.01, 0) AS NUMERIC(18, 2))
                          ELSE CAST(0 AS NUMERIC(18, 2))
                        END AS [tds]
                      FROM [silver].[shipment] AS [s]
                      JOIN [silver].[carrier] AS [c]
                        ON [c].[carrier_id] = [s].[carrier_id]
                      JOIN [silver].[sales_order] AS [o]
                        ON [o].[sales_order_id] = [s].[sales_order_id]
                      JOIN [silver].[customer] AS [k]
                        ON [k].[customer_id] = [o].[customer_id]
                    ) AS [d]
                  ) AS [h]
                ) AS [f]
              ) AS [f]
              UNION ALL
              SELECT
                'inward' AS [inward],
                [d].[posted_on] AS [posted_on],
                [d].[modified_at] AS [modified_at],
                [d].[cost] AS [cost],
                [d].[cgst_amount] AS [cgst_amount],
                [d].[sgst_amount] AS [sgst_amount],
                CAST(0 AS NUMERIC(18, 2)) AS [0],
                CAST(0 AS NUMERIC(18, 2)) AS [0],
                [d].[tax] AS [tax],
                CAST(0 AS NUMERIC(18, 2)) AS [0]
              FROM (
                SELECT
                  [h].[source_id] AS [source_id],
                  [h].[posted_on] AS [posted_on],
                  [h].[modified_at] AS [modified_at],
                  [h].[customer_id] AS [customer_id],
                  [h].[vendor_id] AS [vendor_id],
                  [h].[description] AS [description],
                  [h].[cost] AS [cost],
                  [h].[tds] AS [tds],
                  [h].[paid] AS [paid],
                  [h].[cgst_amount] AS [cgst_amount],
                  [h].[sgst_amount] AS [sgst_amount],
                  [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
                  [h].[paid] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
                FROM (
                  SELECT
                    [d].[source_id] AS [source_id],
                    [d].[posted_on] AS [posted_on],
                    [d].[modified_at] AS [modified_at],
                    [d].[customer_id] AS [customer_id],
                    [d].[vendor_id] AS [vendor_id],
                    [d].[description] AS [description],
                    [d].[cost] AS [cost],
                    [d].[tds] AS [tds],
                    [d].[paid] AS [paid],
                    CAST(ROUND([d].[cost] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
                    CAST(ROUND([d].[cost] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
                  FROM (
                    SELECT
                      [e].[source_id] AS [source_id],
                      [e].[posted_on] AS [posted_on],
                      [e].[modified_at] AS [modified_at],
                      [e].[customer_id] AS [customer_id],
                      [e].[vendor_id] AS [vendor_id],
                      [e].[description] AS [description],
                      [e].[cost] AS [cost],
                      [e].[tds] AS [tds],
                      [e].[cost] - [e].[tds] AS [paid]
                    FROM (
                      SELECT
                        [d].[source_id] AS [source_id],
                        [d].[posted_on] AS [posted_on],
                        [d].[modified_at] AS [modified_at],
                        [d].[customer_id] AS [customer_id],
                        [d].[vendor_id] AS [vendor_id],
                        [d].[description] AS [description],
                        [d].[cost] AS [cost],
                        CAST(ROUND([d].[cost] * 2 * 0.01, 0) AS NUMERIC(18, 2)) AS [tds]
                      FROM (
                        SELECT
                          [mould_maintenance].[mould_maintenance_id] AS [source_id],
                          [mould_maintenance].[finished_on] AS [posted_on],
                          [mould_maintenance].[modified_at] AS [modified_at],
                          CAST(NULL AS BIGINT) AS [customer_id],
                          CAST(NULL AS BIGINT) AS [vendor_id],
                          'Work on a mould ' + [mould_maintenance].[mould_maintenance_no] AS [description],
                          [mould_maintenance].[cost] AS [cost]
                        FROM [silver].[mould_maintenance] AS [mould_maintenance]
                      ) AS [d]
                    ) AS [e]
                  ) AS [d]
                ) AS [h]
              ) AS [d]
              UNION ALL
              SELECT
                'inward' AS [inward],
                [d].[posted_on] AS [posted_on],
                [d].[modified_at] AS [modified_at],
                [d].[rent] AS [rent],
                [d].[cgst_amount] AS [cgst_amount],
                [d].[sgst_amount] AS [sgst_amount],
                CAST(0 AS NUMERIC(18, 2)) AS [0],
                CAST(0 AS NUMERIC(18, 2)) AS [0],
                [d].[tax] AS [tax],
                CAST(0 AS NUMERIC(18, 2)) AS [0]
              FROM (
                SELECT
                  [h].[source_id] AS [source_id],
                  [h].[posted_on] AS [posted_on],
                  [h].[modified_at] AS [modified_at],
                  [h].[customer_id] AS [customer_id],
                  [h].[vendor_id] AS [vendor_id],
                  [h].[description] AS [description],
                  [h].[rent] AS [rent],
                  [h].[power] AS [power],
                  [h].[tds] AS [tds],
                  [h].[paid] AS [paid],
                  [h].[cgst_amount] AS [cgst_amount],
                  [h].[sgst_amount] AS [sgst_amount],
                  [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
                  [h].[paid] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
                FROM (
                  SELECT
                    [d].[source_id] AS [source_id],
                    [d].[posted_on] AS [posted_on],
                    [d].[modified_at] AS [modified_at],
                    [d].[customer_id] AS [customer_id],
                    [d].[vendor_id] AS [vendor_id],
                    [d].[description] AS [description],
                    [d].[rent] AS [rent],
                    [d].[power] AS [power],
                    [d].[tds] AS [tds],
                    [d].[paid] AS [paid],
                    CAST(ROUND([d].[rent] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
                    CAST(ROUND([d].[rent] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
                  FROM (
                    SELECT
                      [months].[source_id] AS [source_id],
                      [months].[posted_on] AS [posted_on],
                      [months].[modified_at] AS [modified_at],
                      CAST(NULL AS BIGINT) AS [customer_id],
                      CAST(NULL AS BIGINT) AS [vendor_id],
                      [months].[description] AS [description],
                      [months].[rent] AS [rent],
                      [months].[power] AS [power],
                      [months].[tds] AS [tds],
                      [months].[rent] + [months].[power] - [months].[tds] AS [paid]
                    FROM (
                      SELECT
                        [e].[source_id] AS [source_id],
                        [e].[posted_on] AS [posted_on],
                        [e].[modified_at] AS [modified_at],
                        [e].[description] AS [description],
                        [e].[rent] AS [rent],
                        [e].[rent_without_tds] AS [rent_without_tds],
                        [e].[power] AS [power],
                        CASE
                          WHEN [e].[rent] > [e].[rent_without_tds]
                          THEN CAST(ROUND([e].[rent] * 10 * 0.01, 0) AS NUMERIC(18, 2))
                          ELSE CAST(0 AS NUMERIC(18, 2))
                        END AS [tds]
                      FROM (
                        SELECT
                          [d].[period_id] AS [source_id],
                          [d].[ends_on] AS [posted_on],
                          GREATEST([d].[modified_at], MAX([o].[modified_at]), MAX([p].[modified_at]), [m].[modified_at]) AS [modified_at],
                          'Rent and power of ' + [d].[period_name] AS [description],
                          CAST([m].[machines] * 150 * CASE [d].[financial_year]
                            WHEN '2023-24'
                            THEN 250.00
                            WHEN '2024-25'
                            THEN 262.50
                            WHEN '2025-26'
                            THEN 275.63
                            WHEN '2026-27'
                            THEN 289.41
                          END AS NUMERIC(18, 2)) AS [rent],
                          CASE [d].[financial_year]
                            WHEN '2023-24'
                            THEN 20000
                            WHEN '2024-25'
                            THEN 20000
                            WHEN '2025-26'
                            THEN 50000
                            WHEN '2026-27'
                            THEN 50000
                          END AS [rent_without_tds],
                          CAST([m].[machines] * 35 * 500 + ROUND(
                            COALESCE(SUM((
                              [o].[good_quantity] + [o].[scrap_quantity]
                            ) * [p].[weight_g]), 0) * 0.001 * 1.4 * 8.50,
                            2
                          ) AS NUMERIC(18, 2)) AS [power]
                        FROM [silver].[period] AS [d]
                        CROSS JOIN (
                          SELECT
                            COUNT_BIG(*) AS [machines],
                            MAX([fixed_asset].[modified_at]) AS [modified_at]
                          FROM [silver].[fixed_asset] AS [fixed_asset]
                          WHERE
                            [fixed_asset].[asset_class] = 'machine'
                            AND [fixed_asset].[acquired_on] < CAST('2023-04-01' AS DATE)
                        ) AS [m]
                        LEFT JOIN [silver].[production_order] AS [o]
                          ON [o].[finished_on] BETWEEN [d].[starts_on] AND [d].[ends_on]
                        LEFT JOIN [silver].[product] AS [p]
                          ON [p].[product_id] = [o].[product_id]
                        GROUP BY
                          [d].[period_id],
                          [d].[ends_on],
                          [d].[period_name],
                          [d].[financial_year],
                          [d].[modified_at],
                          [m].[machines],
                          [m].[modified_at]
                      ) AS [e]
                    ) AS [months]
                  ) AS [d]
                ) AS [h]
              ) AS [d]
              UNION ALL
              SELECT
                'inward' AS [inward],
                [d].[posted_on] AS [posted_on],
                [d].[modified_at] AS [modified_at],
                [d].[premium] AS [premium],
                [d].[cgst_amount] AS [cgst_amount],
                [d].[sgst_amount] AS [sgst_amount],
                CAST(0 AS NUMERIC(18, 2)) AS [0],
                CAST(0 AS NUMERIC(18, 2)) AS [0],
                [d].[tax] AS [tax],
                CAST(0 AS NUMERIC(18, 2)) AS [0]
              FROM (
                SELECT
                  [h].[source_id] AS [source_id],
                  [h].[posted_on] AS [posted_on],
                  [h].[modified_at] AS [modified_at],
                  [h].[customer_id] AS [customer_id],
                  [h].[vendor_id] AS [vendor_id],
                  [h].[description] AS [description],
                  [h].[premium] AS [premium],
                  [h].[cgst_amount] AS [cgst_amount],
                  [h].[sgst_amount] AS [sgst_amount],
                  [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
                  [h].[premium] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
                FROM (
                  SELECT
                    [d].[source_id] AS [source_id],
                    [d].[posted_on] AS [posted_on],
                    [d].[modified_at] AS [modified_at],
                    [d].[customer_id] AS [customer_id],
                    [d].[vendor_id] AS [vendor_id],
                    [d].[description] AS [description],
                    [d].[premium] AS [premium],
                    CAST(ROUND([d].[premium] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
                    CAST(ROUND([d].[premium] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
                  FROM (
                    SELECT
                      [d].[period_id] AS [source_id],
                      [d].[ends_on] AS [posted_on],
                      GREATEST([d].[modified_at], [a].[modified_at], [s].[modified_at]) AS [modified_at],
                      CAST(NULL AS BIGINT) AS [customer_id],
                      CAST(NULL AS BIGINT) AS [vendor_id],
                      'Insurance of ' + [d].[period_name] AS [description],
                      CAST(ROUND((
                        [a].[cost] + [s].[stock]
                      ) * 0.0002, 2) AS NUMERIC(18, 2)) AS [premium]
                    FROM [silver].[period] AS [d]
                    JOIN (
                      SELECT
                        [q].[period_id] AS [period_id],
                        SUM([f].[cost]) AS [cost],
                        MAX([f].[modified_at]) AS [modified_at]
                      FROM [silver].[period] AS [q]
                      JOIN [silver].[fixed_asset] AS [f]
                        ON [f].[acquired_on] <= [q].[ends_on] AND [f].[asset_class] <> 'vehicle'
                      LEFT JOIN (
                        SELECT
                          [m].[mould_id] AS [mould_id],
                          MIN([p].[ends_on]) AS [retired_on],
                          [g].[modified_at] AS [modified_at]
                        FROM [silver].[mould] AS [m]
                        JOIN [silver].[product] AS [g]
                          ON [g].[product_id] = [m].[product_id]
                        JOIN [silver].[period] AS [p]
                          ON [p].[starts_on] > [g].[discontinued_on]
                        GROUP BY
                          [m].[mould_id],
                          [g].[modified_at]
                      ) AS [r]
                        ON [r].[mould_id] = [f].[mould_id]
                      WHERE
                        [r].[retired_on] IS NULL OR [r].[retired_on] > [q].[ends_on]
                      GROUP BY
                        [q].[period_id]
                    ) AS [a]
                      ON [a].[period_id] = [d].[period_id]
                    JOIN (
                      SELECT
                        [b].[period_id] AS [period_id],
                        SUM([b].[amount]) AS [stock],
                        MAX([b].[modified_at]) AS [modified_at]
                      FROM [silver].[stock_balance] AS [b]
                      JOIN [silver].[product] AS [p]
                        ON [p].[product_id] = [b].[product_id]
                      WHERE
                        [p].[product_type] = 'finished'
                      GROUP BY
                        [b].[period_id]
                    ) AS [s]
                      ON [s].[period_id] = [d].[period_id]
                  ) AS [d]
                ) AS [h]
              ) AS [d]
              UNION ALL
              SELECT
                'inward' AS [inward],
                [d].[posted_on] AS [posted_on],
                [d].[modified_at] AS [modified_at],
                [d].[fees] AS [fees],
                [d].[cgst_amount] AS [cgst_amount],
                [d].[sgst_amount] AS [sgst_amount],
                CAST(0 AS NUMERIC(18, 2)) AS [0],
                CAST(0 AS NUMERIC(18, 2)) AS [0],
                [d].[tax] AS [tax],
                CAST(0 AS NUMERIC(18, 2)) AS [0]
              FROM (
                SELECT
                  [h].[source_id] AS [source_id],
                  [h].[posted_on] AS [posted_on],
                  [h].[modified_at] AS [modified_at],
                  [h].[customer_id] AS [customer_id],
                  [h].[vendor_id] AS [vendor_id],
                  [h].[description] AS [description],
                  [h].[fees] AS [fees],
                  [h].[fees_without_tds] AS [fees_without_tds],
                  [h].[tds] AS [tds],
                  [h].[paid] AS [paid],
                  [h].[cgst_amount] AS [cgst_amount],
                  [h].[sgst_amount] AS [sgst_amount],
                  [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
                  [h].[paid] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
                FROM (
                  SELECT
                    [d].[source_id] AS [source_id],
                    [d].[posted_on] AS [posted_on],
                    [d].[modified_at] AS [modified_at],
                    [d].[customer_id] AS [customer_id],
                    [d].[vendor_id] AS [vendor_id],
                    [d].[description] AS [description],
                    [d].[fees] AS [fees],
                    [d].[fees_without_tds] AS [fees_without_tds],
                    [d].[tds] AS [tds],
                    [d].[paid] AS [paid],
                    CAST(ROUND([d].[fees] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
                    CAST(ROUND([d].[fees] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
                  FROM (
                    SELECT
                      [e].[source_id] AS [source_id],
                      [e].[posted_on] AS [posted_on],
                      [e].[modified_at] AS [modified_at],
                      [e].[customer_id] AS [customer_id],
                      [e].[vendor_id] AS [vendor_id],
                      [e].[description] AS [description],
                      [e].[fees] AS [fees],
                      [e].[fees_without_tds] AS [fees_without_tds],
                      [e].[tds] AS [tds],
                      [e].[fees] - [e].[tds] AS [paid]
                    FROM (
                      SELECT
                        [d].[source_id] AS [source_id],
                        [d].[posted_on] AS [posted_on],
                        [d].[modified_at] AS [modified_at],
                        [d].[customer_id] AS [customer_id],
                        [d].[vendor_id] AS [vendor_id],
                        [d].[description] AS [description],
                        [d].[fees] AS [fees],
                        [d].[fees_without_tds] AS [fees_without_tds],
                        CASE
                          WHEN [d].[fees] * 12 > [d].[fees_without_tds]
                          THEN CAST(ROUND([d].[fees] * 10 * 0.01, 0) AS NUMERIC(18, 2))
                          ELSE CAST(0 AS NUMERIC(18, 2))
                        END AS [tds]
                      FROM (
                        SELECT
                          [d].[period_id] AS [source_id],
                          [d].[ends_on] AS [posted_on],
                          GREATEST([d].[modified_at], [m].[modified_at]) AS [modified_at],
                          CAST(NULL AS BIGINT) AS [customer_id],
                          CAST(NULL AS BIGINT) AS [vendor_id],
                          'Professional fees of ' + [d].[period_name] AS [description],
                          CAST([m].[machines] * CASE [d].[financial_year]
                            WHEN '2023-24'
                            THEN 3500
                            WHEN '2024-25'
                            THEN 3675
                            WHEN '2025-26'
                            THEN 3859
                            WHEN '2026-27'
                            THEN 4052
                          END AS NUMERIC(18, 2)) AS [fees],
                          CASE [d].[financial_year]
                            WHEN '2023-24'
                            THEN 30000
                            WHEN '2024-25'
                            THEN 30000
                            WHEN '2025-26'
                            THEN 50000
                            WHEN '2026-27'
                            THEN 50000
                          END AS [fees_without_tds]
                        FROM [silver].[period] AS [d]
                        CROSS JOIN (
                          SELECT
                            COUNT_BIG(*) AS [machines],
                            MAX([fixed_asset].[modified_at]) AS [modified_at]
                          FROM [silver].[fixed_asset] AS [fixed_asset]
                          WHERE
                            [fixed_asset].[asset_class] = 'machine'
                            AND [fixed_asset].[acquired_on] < CAST('2023-04-01' AS DATE)
                        ) AS [m]
                      ) AS [d]
                    ) AS [e]
                  ) AS [d]
                ) AS [h]
              ) AS [d]
              UNION ALL
              SELECT
                'inward' AS [inward],
                [d].[posted_on] AS [posted_on],
                [d].[modified_at] AS [modified_at],
                [d].[services] AS [services],
                [d].[cgst_amount] AS [cgst_amount],
                [d].[sgst_amount] AS [sgst_amount],
                CAST(0 AS NUMERIC(18, 2)) AS [0],
                CAST(0 AS NUMERIC(18, 2)) AS [0],
                [d].[tax] AS [tax],
                CAST(0 AS NUMERIC(18, 2)) AS [0]
              FROM (
                SELECT
                  [h].[source_id] AS [source_id],
                  [h].[posted_on] AS [posted_on],
                  [h].[modified_at] AS [modified_at],
                  [h].[customer_id] AS [customer_id],
                  [h].[vendor_id] AS [vendor_id],
                  [h].[description] AS [description],
                  [h].[services] AS [services],
                  [h].[tds] AS [tds],
                  [h].[paid] AS [paid],
                  [h].[cgst_amount] AS [cgst_amount],
                  [h].[sgst_amount] AS [sgst_amount],
                  [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
                  [h].[paid] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
                FROM (
                  SELECT
                    [d].[source_id] AS [source_id],
                    [d].[posted_on] AS [posted_on],
                    [d].[modified_at] AS [modified_at],
                    [d].[customer_id] AS [customer_id],
                    [d].[vendor_id] AS [vendor_id],
                    [d].[description] AS [description],
                    [d].[services] AS [services],
                    [d].[tds] AS [tds],
                    [d].[paid] AS [paid],
                    CAST(ROUND([d].[services] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
                    CAST(ROUND([d].[services] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
                  FROM (
                    SELECT
                      [e].[source_id] AS [source_id],
                      [e].[posted_on] AS [posted_on],
                      [e].[modified_at] AS [modified_at],
                      [e].[customer_id] AS [customer_id],
                      [e].[vendor_id] AS [vendor_id],
                      [e].[description] AS [description],
                      [e].[services] AS [services],
                      [e].[tds] AS [tds],
                      [e].[services] - [e].[tds] AS [paid]
                    FROM (
                      SELECT
                        [d].[source_id] AS [source_id],
                        [d].[posted_on] AS [posted_on],
                        [d].[modified_at] AS [modified_at],
                        [d].[customer_id] AS [customer_id],
                        [d].[vendor_id] AS [vendor_id],
                        [d].[description] AS [description],
                        [d].[services] AS [services],
                        CAST(ROUND([d].[services] * 2 * 0.01, 0) AS NUMERIC(18, 2)) AS [tds]
                      FROM (
                        SELECT
                          [d].[period_id] AS [source_id],
                          [d].[ends_on] AS [posted_on],
                          GREATEST([d].[modified_at], MAX([p].[modified_at])) AS [modified_at],
                          CAST(NULL AS BIGINT) AS [customer_id],
                          CAST(NULL AS BIGINT) AS [vendor_id],
                          'Security and IT of ' + [d].[period_name] AS [description],
                          CAST(COUNT_BIG([p].[payroll_id]) * CASE [d].[financial_year]
                            WHEN '2023-24'
                            THEN 1200
                            WHEN '2024-25'
                            THEN 1260
                            WHEN '2025-26'
                            THEN 1323
                            WHEN '2026-27'
                            THEN 1389
                          END AS NUMERIC(18, 2)) AS [services]
                        FROM [silver].[period] AS [d]
                        JOIN [silver].[payroll] AS [p]
                          ON [p].[period_id] = [d].[period_id]
                        GROUP BY
                          [d].[period_id],
                          [d].[ends_on],
                          [d].[period_name],
                          [d].[financial_year],
                          [d].[modified_at]
                      ) AS [d]
                    ) AS [e]
                  ) AS [d]
                ) AS [h]
              ) AS [d]
              UNION ALL
              SELECT
                'inward' AS [inward],
                [d].[posted_on] AS [posted_on],
                [d].[modified_at] AS [modified_at],
                [d].[cost] AS [cost],
                [d].[cgst_amount] AS [cgst_amount],
                [d].[sgst_amount] AS [sgst_amount],
                CAST(0 AS NUMERIC(18, 2)) AS [0],
                CAST(0 AS NUMERIC(18, 2)) AS [0],
                [d].[tax] AS [tax],
                CAST(0 AS NUMERIC(18, 2)) AS [0]
              FROM (
                SELECT
                  [h].[source_id] AS [source_id],
                  [h].[posted_on] AS [posted_on],
                  [h].[modified_at] AS [modified_at],
                  [h].[customer_id] AS [customer_id],
                  [h].[vendor_id] AS [vendor_id],
                  [h].[description] AS [description],
                  [h].[cost] AS [cost],
                  [h].[gst_rate] AS [gst_rate],
                  [h].[tds] AS [tds],
                  [h].[tcs] AS [tcs],
                  [h].[paid] AS [paid],
                  [h].[cgst_amount] AS [cgst_amount],
                  [h].[sgst_amount] AS [sgst_amount],
                  [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
                  [h].[paid] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
                FROM (
                  SELECT
                    [d].[source_id] AS [source_id],
                    [d].[posted_on] AS [posted_on],
                    [d].[modified_at] AS [modified_at],
                    [d].[customer_id] AS [customer_id],
                    [d].[vendor_id] AS [vendor_id],
                    [d].[description] AS [description],
                    [d].[cost] AS [cost],
                    [d].[gst_rate] AS [gst_rate],
                    [d].[tds] AS [tds],
                    [d].[tcs] AS [tcs],
                    [d].[paid] AS [paid],
                    CAST(ROUND([d].[cost] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
                    CAST(ROUND([d].[cost] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
                  FROM (
                    SELECT
                      [e].[source_id] AS [source_id],
                      [e].[posted_on] AS [posted_on],
                      [e].[modified_at] AS [modified_at],
                      [e].[customer_id] AS [customer_id],
                      [e].[vendor_id] AS [vendor_id],
                      [e].[description] AS [description],
                      [e].[cost] AS [cost],
                      [e].[gst_rate] AS [gst_rate],
                      [e].[tds] AS [tds],
                      [e].[tcs] AS [tcs],
                      [e].[cost] - [e].[tds] + [e].[tcs] AS [paid]
                    FROM (
                      SELECT
                        [a].[fixed_asset_id] AS [source_id],
                        [a].[acquired_on] AS [posted_on],
                        GREATEST([a].[modified_at], [t].[modified_at]) AS [modified_at],
                        CAST(NULL AS BIGINT) AS [customer_id],
                        CAST(NULL AS BIGINT) AS [vendor_id],
                        'Purchase of ' + [a].[fixed_asset_code] AS [description],
                        [a].[cost] AS [cost],
                        CASE
                          WHEN [a].[asset_class] = 'vehicle' AND [a].[acquired_on] < CAST('2025-09-22' AS DATE)
                          THEN 28
                          ELSE 18
                        END AS [gst_rate],
                        CASE
                          WHEN [a].[cost] > 5000000 AND [t].[turnover] > 100000000
                          THEN CAST(ROUND((
                            [a].[cost] - 5000000
                          ) * 0.1 * 0.01, 0) AS NUMERIC(18, 2))
                          ELSE CAST(0 AS NUMERIC(18, 2))
                        END AS [tds],
                        CASE
                          WHEN [a].[asset_class] = 'vehicle'
                          AND [a].[cost] * (
                            100 + CASE
                              WHEN [a].[asset_class] = 'vehicle' AND [a].[acquired_on] < CAST('2025-09-22' AS DATE)
                              THEN 28
                              ELSE 18
                            END
                          ) * 0.01 > 1000000
                          THEN CAST(ROUND(
                            [a].[cost] * (
                              100 + CASE
                                WHEN [a].[asset_class] = 'vehicle' AND [a].[acquired_on] < CAST('2025-09-22' AS DATE)
                                THEN 28
                                ELSE 18
                              END
                            ) * 0.01 * 0.01,
                            0
                          ) AS NUMERIC(18, 2))
                          ELSE CAST(0 AS NUMERIC(18, 2))
                        END AS [tcs]
                      FROM [silver].[fixed_asset] AS [a]
                      JOIN [silver].[period] AS [p]
                        ON [a].[acquired_on] BETWEEN [p].[starts_on] AND [p].[ends_on]
                      JOIN (
                        SELECT
                          [p].[financial_year] AS [financial_year],
                          COALESCE(LAG(SUM([s].[sold])) OVER (ORDER BY [p].[financial_year]), 0) AS [turnover],
                          LAG(MAX([s].[modified_at])) OVER (ORDER BY [p].[financial_year]) AS [modified_at]
                        FROM [silver].[period] AS [p]
                        LEFT JOIN (
                          SELECT
                            DATEPART(YEAR, [receivable_invoice].[invoiced_on]) * 100 + DATEPART(MONTH, [receivable_invoice].[invoiced_on]) AS [period_id],
                            SUM([receivable_invoice].[net_amount]) AS [sold],
                            MAX([receivable_invoice].[modified_at]) AS [modified_at]
                          FROM [silver].[receivable_invoice] AS [receivable_invoice]
                          GROUP BY
                            DATEPART(YEAR, [receivable_invoice].[invoiced_on]) * 100 + DATEPART(MONTH, [receivable_invoice].[invoiced_on])
                        ) AS [s]
                          ON [s].[period_id] = [p].[period_id]
                        GROUP BY
                          [p].[financial_year]
                      ) AS [t]
                        ON [t].[financial_year] = [p].[financial_year]
                      WHERE
                        [a].[acquired_on] >= CAST('2023-04-01' AS DATE)
                    ) AS [e]
                  ) AS [d]
                ) AS [h]
              ) AS [d]
              UNION ALL
              SELECT
                'reversal' AS [reversal],
                [d].[posted_on] AS [posted_on],
                [d].[modified_at] AS [modified_at],
                -[d].[taxable_value] AS [_col_3],
                -[d].[cgst_amount] AS [_col_4],
                -[d].[sgst_amount] AS [_col_5],
                CAST(0 AS NUMERIC(18, 2)) AS [0],
                CAST(0 AS NUMERIC(18, 2)) AS [0],
                -[d].[tax] AS [_col_8],
                CAST(0 AS NUMERIC(18, 2)) AS [0]
              FROM (
                SELECT
                  [t].[source_id] AS [source_id],
                  [t].[lost_on] AS [posted_on],
                  MAX(GREATEST([t].[modified_at], [t].[bill_modified_at], [t].[component_modified_at])) AS [modified_at],
                  CAST(NULL AS BIGINT) AS [customer_id],
                  CAST(NULL AS BIGINT) AS [vendor_id],
                  'Input credit for goods missing at stocktake ' + [t].[stocktake_no] AS [description],
                  SUM([t].[taxable_value]) AS [taxable_value],
                  SUM([t].[cgst_amount]) AS [cgst_amount],
                  SUM([t].[sgst_amount]) AS [sgst_amount],
                  SUM([t].[tax]) AS [tax]
                FROM (
                  SELECT
                    [h].[source_id] AS [source_id],
                    [h].[lost_on] AS [lost_on],
                    [h].[product_id] AS [product_id],
                    [h].[lost] AS [lost],
                    [h].[stocktake_no] AS [stocktake_no],
                    [h].[modified_at] AS [modified_at],
                    [h].[bill_modified_at] AS [bill_modified_at],
                    [h].[component_modified_at] AS [component_modified_at],
                    [h].[taxable_value] AS [taxable_value],
                    [h].[gst_rate] AS [gst_rate],
                    [h].[cgst_amount] AS [cgst_amount],
                    [h].[sgst_amount] AS [sgst_amount],
                    [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
                    [h].[taxable_value] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
                  FROM (
                    SELECT
                      [d].[source_id] AS [source_id],
                      [d].[lost_on] AS [lost_on],
                      [d].[product_id] AS [product_id],
                      [d].[lost] AS [lost],
                      [d].[stocktake_no] AS [stocktake_no],
                      [d].[modified_at] AS [modified_at],
                      [d].[bill_modified_at] AS [bill_modified_at],
                      [d].[component_modified_at] AS [component_modified_at],
                      [d].[taxable_value] AS [taxable_value],
                      [d].[gst_rate] AS [gst_rate],
                      CAST(ROUND([d].[taxable_value] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
                      CAST(ROUND([d].[taxable_value] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
                    FROM (
                      SELECT
                        [g].[source_id] AS [source_id],
                        [g].[lost_on] AS [lost_on],
                        [g].[product_id] AS [product_id],
                        [g].[lost] AS [lost],
                        [g].[stocktake_no] AS [stocktake_no],
                        [g].[modified_at] AS [modified_at],
                        [b].[modified_at] AS [bill_modified_at],
                        [c].[modified_at] AS [component_modified_at],
                        CAST(ROUND(
                          CAST([g].[lost] AS NUMERIC(11, 0)) * CAST([b].[quantity_per_1000] * 0.001 AS NUMERIC(12, 6)) * CAST([c].[standard_cost] AS NUMERIC(12, 2)),
                          2
                        ) AS NUMERIC(18, 2)) AS [taxable_value],
                        COALESCE([r].[gst_rate], [c].[gst_rate]) AS [gst_rate]
                      FROM (
                        SELECT
                          [s].[stocktake_id] AS [source_id],
                          [s].[counted_on] AS [lost_on],
                          [l].[product_id] AS [product_id],
                          -[l].[difference_quantity] AS [lost],
                          [s].[stocktake_no] AS [stocktake_no],
                          GREATEST([s].[modified_at], [l].[modified_at]) AS [modified_at]
                        FROM [silver].[stocktake] AS [s]
                        JOIN [silver].[stocktake_line] AS [l]
                          ON [l].[stocktake_id] = [s].[stocktake_id]
                        WHERE
                          [l].[difference_quantity] < 0
                      ) AS [g]
                      JOIN (
                        SELECT
                          [bill_of_materials].[product_id] AS [product_id],
                          [bill_of_materials].[component_id] AS [component_id],
                          [bill_of_materials].[quantity_per_1000] AS [quantity_per_1000],
                          [bill_of_materials].[modified_at] AS [modified_at]
                        FROM [silver].[bill_of_materials] AS [bill_of_materials]
                        UNION ALL
                        SELECT
                          [product].[product_id] AS [product_id],
                          [product].[product_id] AS [product_id],
                          CAST(1000 AS NUMERIC(12, 3)) AS [1000],
                          [product].[modified_at] AS [modified_at]
                        FROM [silver].[product] AS [product]
                        WHERE
                          [product].[product_type] <> 'finished'
                      ) AS [b]
                        ON [b].[product_id] = [g].[product_id]
                      JOIN [silver].[product] AS [c]
                        ON [c].[product_id] = [b].[component_id]
                      LEFT JOIN [silver].[tax_rate] AS [r]
                        ON [r].[hsn_code] = [c].[hsn_code]
                        AND [g].[lost_on] BETWEEN [r].[valid_from] AND [r].[valid_to]
                    ) AS [d]
                  ) AS [h]
                ) AS [t]
                GROUP BY
                  [t].[source_id],
                  [t].[lost_on],
                  [t].[stocktake_no]
              ) AS [d]
              UNION ALL
              SELECT
                'reversal' AS [reversal],
                [d].[posted_on] AS [posted_on],
                [d].[modified_at] AS [modified_at],
                -[d].[taxable_value] AS [_col_3],
                -[d].[cgst_amount] AS [_col_4],
                -[d].[sgst_amount] AS [_col_5],
                CAST(0 AS NUMERIC(18, 2)) AS [0],
                CAST(0 AS NUMERIC(18, 2)) AS [0],
                -[d].[tax] AS [_col_8],
                CAST(0 AS NUMERIC(18, 2)) AS [0]
              FROM (
                SELECT
                  [t].[source_id] AS [source_id],
                  [t].[lost_on] AS [posted_on],
                  MAX(GREATEST([t].[modified_at], [t].[bill_modified_at], [t].[component_modified_at])) AS [modified_at],
                  CAST(NULL AS BIGINT) AS [customer_id],
                  CAST(NULL AS BIGINT) AS [vendor_id],
                  'Input credit for goods scrapped of return ' + [t].[goods_return_no] AS [description],
                  SUM([t].[taxable_value]) AS [taxable_value],
                  SUM([t].[cgst_amount]) AS [cgst_amount],
                  SUM([t].[sgst_amount]) AS [sgst_amount],
                  SUM([t].[tax]) AS [tax]
                FROM (
                  SELECT
                    [h].[source_id] AS [source_id],
                    [h].[lost_on] AS [lost_on],
                    [h].[product_id] AS [product_id],
                    [h].[lost] AS [lost],
                    [h].[goods_return_no] AS [goods_return_no],
                    [h].[modified_at] AS [modified_at],
                    [h].[bill_modified_at] AS [bill_modified_at],
                    [h].[component_modified_at] AS [component_modified_at],
                    [h].[taxable_value] AS [taxable_value],
                    [h].[gst_rate] AS [gst_rate],
                    [h].[cgst_amount] AS [cgst_amount],
                    [h].[sgst_amount] AS [sgst_amount],
                    [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
                    [h].[taxable_value] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
                  FROM (
                    SELECT
                      [d].[source_id] AS [source_id],
                      [d].[lost_on] AS [lost_on],
                      [d].[product_id] AS [product_id],
                      [d].[lost] AS [lost],
                      [d].[goods_return_no] AS [goods_return_no],
                      [d].[modified_at] AS [modified_at],
                      [d].[bill_modified_at] AS [bill_modified_at],
                      [d].[component_modified_at] AS [component_modified_at],
                      [d].[taxable_value] AS [taxable_value],
                      [d].[gst_rate] AS [gst_rate],
                      CAST(ROUND([d].[taxable_value] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
                      CAST(ROUND([d].[taxable_value] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
                    FROM (
                      SELECT
                        [g].[source_id] AS [source_id],
                        [g].[lost_on] AS [lost_on],
                        [g].[product_id] AS [product_id],
                        [g].[lost] AS [lost],
                        [g].[goods_return_no] AS [goods_return_no],
                        [g].[modified_at] AS [modified_at],
                        [b].[modified_at] AS [bill_modified_at],
                        [c].[modified_at] AS [component_modified_at],
                        CAST(ROUND(
                          CAST([g].[lost] AS NUMERIC(11, 0)) * CAST([b].[quantity_per_1000] * 0.001 AS NUMERIC(12, 6)) * CAST([c].[standard_cost] AS NUMERIC(12, 2)),
                          2
                        ) AS NUMERIC(18, 2)) AS [taxable_value],
                        COALESCE([r].[gst_rate], [c].[gst_rate]) AS [gst_rate]
                      FROM (
                        SELECT
                          [g].[goods_return_id] AS [source_id],
                          [g].[returned_on] AS [lost_on],
                          [o].[product_id] AS [product_id],
                          [g].[scrapped_quantity] AS [lost],
                          [g].[goods_return_no] AS [goods_return_no],
                          [g].[modified_at] AS [modified_at]
                        FROM [silver].[goods_return] AS [g]
                        JOIN [silver].[shipment_line] AS [s]
                          ON [s].[shipment_line_id] = [g].[shipment_line_id]
                        JOIN [silver].[sales_order_line] AS [o]
                          ON [o].[sales_order_line_id] = [s].[sales_order_line_id]
                        WHERE
                          [g].[scrapped_quantity] > 0
                      ) AS [g]
                      JOIN (
                        SELECT
                          [bill_of_materials].[product_id] AS [product_id],
                          [bill_of_materials].[component_id] AS [component_id],
                          [bill_of_materials].[quantity_per_1000] AS [quantity_per_1000],
                          [bill_of_materials].[modified_at] AS [modified_at]
                        FROM [silver].[bill_of_materials] AS [bill_of_materials]
                        UNION ALL
                        SELECT
                          [product].[product_id] AS [product_id],
                          [product].[product_id] AS [product_id],
                          CAST(1000 AS NUMERIC(12, 3)) AS [1000],
                          [product].[modified_at] AS [modified_at]
                        FROM [silver].[product] AS [product]
                        WHERE
                          [product].[product_type] <> 'finished'
                      ) AS [b]
                        ON [b].[product_id] = [g].[product_id]
                      JOIN [silver].[product] AS [c]
                        ON [c].[product_id] = [b].[component_id]
                      LEFT JOIN [silver].[tax_rate] AS [r]
                        ON [r].[hsn_code] = [c].[hsn_code]
                        AND [g].[lost_on] BETWEEN [r].[valid_from] AND [r].[valid_to]
                    ) AS [d]
                  ) AS [h]
                ) AS [t]
                GROUP BY
                  [t].[source_id],
                  [t].[lost_on],
                  [t].[goods_return_no]
              ) AS [d]
            ) AS [t]
              ON [t].[taxed_on] BETWEEN [d].[starts_on] AND [d].[ends_on]
            WHERE
              DATEADD(DAY, 20, [d].[ends_on]) <= (
                SELECT
                  MAX([period].[ends_on]) AS [_col_0]
                FROM [silver].[period] AS [period]
              )
            GROUP BY
              [d].[period_id],
              [d].[ends_on],
              [d].[period_name]
          ) AS [cumulated]
        ) AS [rounded]
      ) AS [months]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
      UNION ALL
      SELECT
        3 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(17 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'depreciation' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 6400 WHEN 2 THEN 1510 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[depreciation]
        WHEN 2
        THEN -[documents].[depreciation]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [d].[period_id] AS [source_id],
        [d].[ends_on] AS [posted_on],
        MAX([a].[modified_at]) AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Depreciation of ' + [d].[period_name] AS [description],
        SUM([a].[monthly_depreciation]) AS [depreciation]
      FROM (
        SELECT
          [p].[period_id] AS [period_id],
          [p].[period_name] AS [period_name],
          [p].[starts_on] AS [starts_on],
          [p].[ends_on] AS [ends_on],
          [p].[financial_year] AS [financial_year],
          [p].[fiscal_month] AS [fiscal_month],
          [p].[modified_at] AS [modified_at],
          ROW_NUMBER() OVER (ORDER BY [p].[period_id]) AS [month_number]
        FROM [silver].[period] AS [p]
      ) AS [d]
      JOIN [silver].[fixed_asset] AS [a]
        ON [a].[acquired_on] <= [d].[ends_on]
      LEFT JOIN (
        SELECT
          [p].[period_id] AS [period_id],
          [p].[period_name] AS [period_name],
          [p].[starts_on] AS [starts_on],
          [p].[ends_on] AS [ends_on],
          [p].[financial_year] AS [financial_year],
          [p].[fiscal_month] AS [fiscal_month],
          [p].[modified_at] AS [modified_at],
          ROW_NUMBER() OVER (ORDER BY [p].[period_id]) AS [month_number]
        FROM [silver].[period] AS [p]
      ) AS [f]
        ON [a].[acquired_on] BETWEEN [f].[starts_on] AND [f].[ends_on]
      LEFT JOIN (
        SELECT
          [m].[mould_id] AS [mould_id],
          MIN([p].[ends_on]) AS [retired_on],
          [g].[modified_at] AS [modified_at]
        FROM [silver].[mould] AS [m]
        JOIN [silver].[product] AS [g]
          ON [g].[product_id] = [m].[product_id]
        JOIN [silver].[period] AS [p]
          ON [p].[starts_on] > [g].[discontinued_on]
        GROUP BY
          [m].[mould_id],
          [g].[modified_at]
      ) AS [r]
        ON [r].[mould_id] = [a].[mould_id]
      WHERE
        [d].[month_number] < COALESCE([f].[month_number], 1) + [a].[life_months]
        AND (
          [r].[retired_on] IS NULL OR [d].[ends_on] < [r].[retired_on]
        )
      GROUP BY
        [d].[period_id],
        [d].[ends_on],
        [d].[period_name]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(18 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'monthly expenses' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no]
        WHEN 1
        THEN 6300
        WHEN 2
        THEN 6310
        WHEN 3
        THEN 1400
        WHEN 4
        THEN 1100
        WHEN 5
        THEN 2335
      END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[rent]
        WHEN 2
        THEN [documents].[power]
        WHEN 3
        THEN [documents].[tax]
        WHEN 4
        THEN -[documents].[total]
        WHEN 5
        THEN -[documents].[tds]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [h].[source_id] AS [source_id],
        [h].[posted_on] AS [posted_on],
        [h].[modified_at] AS [modified_at],
        [h].[customer_id] AS [customer_id],
        [h].[vendor_id] AS [vendor_id],
        [h].[description] AS [description],
        [h].[rent] AS [rent],
        [h].[power] AS [power],
        [h].[tds] AS [tds],
        [h].[paid] AS [paid],
        [h].[cgst_amount] AS [cgst_amount],
        [h].[sgst_amount] AS [sgst_amount],
        [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
        [h].[paid] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
      FROM (
        SELECT
          [d].[source_id] AS [source_id],
          [d].[posted_on] AS [posted_on],
          [d].[modified_at] AS [modified_at],
          [d].[customer_id] AS [customer_id],
          [d].[vendor_id] AS [vendor_id],
          [d].[description] AS [description],
          [d].[rent] AS [rent],
          [d].[power] AS [power],
          [d].[tds] AS [tds],
          [d].[paid] AS [paid],
          CAST(ROUND([d].[rent] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
          CAST(ROUND([d].[rent] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
        FROM (
          SELECT
            [months].[source_id] AS [source_id],
            [months].[posted_on] AS [posted_on],
            [months].[modified_at] AS [modified_at],
            CAST(NULL AS BIGINT) AS [customer_id],
            CAST(NULL AS BIGINT) AS [vendor_id],
            [months].[description] AS [description],
            [months].[rent] AS [rent],
            [months].[power] AS [power],
            [months].[tds] AS [tds],
            [months].[rent] + [months].[power] - [months].[tds] AS [paid]
          FROM (
            SELECT
              [e].[source_id] AS [source_id],
              [e].[posted_on] AS [posted_on],
              [e].[modified_at] AS [modified_at],
              [e].[description] AS [description],
              [e].[rent] AS [rent],
              [e].[rent_without_tds] AS [rent_without_tds],
              [e].[power] AS [power],
              CASE
                WHEN [e].[rent] > [e].[rent_without_tds]
                THEN CAST(ROUND([e].[rent] * 10 * 0.01, 0) AS NUMERIC(18, 2))
                ELSE CAST(0 AS NUMERIC(18, 2))
              END AS [tds]
            FROM (
              SELECT
                [d].[period_id] AS [source_id],
                [d].[ends_on] AS [posted_on],
                GREATEST([d].[modified_at], MAX([o].[modified_at]), MAX([p].[modified_at]), [m].[modified_at]) AS [modified_at],
                'Rent and power of ' + [d].[period_name] AS [description],
                CAST([m].[machines] * 150 * CASE [d].[financial_year]
                  WHEN '2023-24'
                  THEN 250.00
                  WHEN '2024-25'
                  THEN 262.50
                  WHEN '2025-26'
                  THEN 275.63
                  WHEN '2026-27'
                  THEN 289.41
                END AS NUMERIC(18, 2)) AS [rent],
                CASE [d].[financial_year]
                  WHEN '2023-24'
                  THEN 20000
                  WHEN '2024-25'
                  THEN 20000
                  WHEN '2025-26'
                  THEN 50000
                  WHEN '2026-27'
                  THEN 50000
                END AS [rent_without_tds],
                CAST([m].[machines] * 35 * 500 + ROUND(
                  COALESCE(SUM((
                    [o].[good_quantity] + [o].[scrap_quantity]
                  ) * [p].[weight_g]), 0) * 0.001 * 1.4 * 8.50,
                  2
                ) AS NUMERIC(18, 2)) AS [power]
              FROM [silver].[period] AS [d]
              CROSS JOIN (
                SELECT
                  COUNT_BIG(*) AS [machines],
                  MAX([fixed_asset].[modified_at]) AS [modified_at]
                FROM [silver].[fixed_asset] AS [fixed_asset]
                WHERE
                  [fixed_asset].[asset_class] = 'machine'
                  AND [fixed_asset].[acquired_on] < CAST('2023-04-01' AS DATE)
              ) AS [m]
              LEFT JOIN [silver].[production_order] AS [o]
                ON [o].[finished_on] BETWEEN [d].[starts_on] AND [d].[ends_on]
              LEFT JOIN [silver].[product] AS [p]
                ON [p].[product_id] = [o].[product_id]
              GROUP BY
                [d].[period_id],
                [d].[ends_on],
                [d].[period_name],
                [d].[financial_year],
                [d].[modified_at],
                [m].[machines],
                [m].[modified_at]
            ) AS [e]
          ) AS [months]
        ) AS [d]
      ) AS [h]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
      UNION ALL
      SELECT
        3 AS [line_no]
      UNION ALL
      SELECT
        4 AS [line_no]
      UNION ALL
      SELECT
        5 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(19 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'freight payment' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 2400 WHEN 2 THEN 1100 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[freight]
        WHEN 2
        THEN -[documents].[freight]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [d].[period_id] AS [source_id],
        DATEADD(DAY, 10, [d].[ends_on]) AS [posted_on],
        MAX([s].[modified_at]) AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Freight of ' + [d].[period_name] AS [description],
        SUM([s].[owed]) AS [freight]
      FROM [silver].[period] AS [d]
      JOIN (
        SELECT
          [f].[source_id] AS [source_id],
          [f].[posted_on] AS [posted_on],
          [f].[modified_at] AS [modified_at],
          [f].[customer_id] AS [customer_id],
          [f].[vendor_id] AS [vendor_id],
          [f].[description] AS [description],
          [f].[freight_amount] AS [freight_amount],
          [f].[gst_rate] AS [gst_rate],
          [f].[reverse_charged] AS [reverse_charged],
          [f].[integrated] AS [integrated],
          [f].[tds] AS [tds],
          [f].[cgst_amount] AS [cgst_amount],
          [f].[sgst_amount] AS [sgst_amount],
          [f].[igst_amount] AS [igst_amount],
          [f].[tax] AS [tax],
          [f].[total] AS [total],
          [f].[tax] * [f].[reverse_charged] AS [reverse_tax],
          [f].[total] - [f].[tax] * [f].[reverse_charged] - [f].[tds] AS [owed]
        FROM (
          SELECT
            [h].[source_id] AS [source_id],
            [h].[posted_on] AS [posted_on],
            [h].[modified_at] AS [modified_at],
            [h].[customer_id] AS [customer_id],
            [h].[vendor_id] AS [vendor_id],
            [h].[description] AS [description],
            [h].[freight_amount] AS [freight_amount],
            [h].[gst_rate] AS [gst_rate],
            [h].[reverse_charged] AS [reverse_charged],
            [h].[integrated] AS [integrated],
            [h].[tds] AS [tds],
            [h].[cgst_amount] AS [cgst_amount],
            [h].[sgst_amount] AS [sgst_amount],
            [h].[igst_amount] AS [igst_amount],
            [h].[cgst_amount] + [h].[sgst_amount] + [h].[igst_amount] AS [tax],
            [h].[freight_amount] + [h].[cgst_amount] + [h].[sgst_amount] + [h].[igst_amount] AS [total]
          FROM (
            SELECT
              [d].[source_id] AS [source_id],
              [d].[posted_on] AS [posted_on],
              [d].[modified_at] AS [modified_at],
              [d].[customer_id] AS [customer_id],
              [d].[vendor_id] AS [vendor_id],
              [d].[description] AS [description],
              [d].[freight_amount] AS [freight_amount],
              [d].[gst_rate] AS [gst_rate],
              [d].[reverse_charged] AS [reverse_charged],
              [d].[integrated] AS [integrated],
              [d].[tds] AS [tds],
              CASE
                WHEN [d].[integrated] = 1
                THEN CAST(0 AS NUMERIC(18, 2))
                ELSE CAST(ROUND([d].[freight_amount] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2))
              END AS [cgst_amount],
              CASE
                WHEN [d].[integrated] = 1
                THEN CAST(0 AS NUMERIC(18, 2))
                ELSE CAST(ROUND([d].[freight_amount] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2))
              END AS [sgst_amount],
              CASE
                WHEN [d].[integrated] = 1
                THEN CAST(ROUND([d].[freight_amount] * [d].[gst_rate] * 0.01, 2) AS NUMERIC(18, 2))
                ELSE CAST(0 AS NUMERIC(18, 2))
              END AS [igst_amount]
            FROM (
              SELECT
                [s].[shipment_id] AS [source_id],
                [s].[dispatched_on] AS [posted_on],
                GREATEST([s].[modified_at], [c].[modified_at], [k].[modified_at]) AS [modified_at],
                CAST(NULL AS BIGINT) AS [customer_id],
                CAST(NULL AS BIGINT) AS [vendor_id],
                'Freight of ' + [s].[shipment_no] AS [description],
                [s].[freight_amount] AS [freight_amount],
                CASE [c].[mode]
                  WHEN 'road'
                  THEN 5
                  WHEN 'rail'
                  THEN 5
                  WHEN 'air'
                  THEN 18
                  WHEN 'sea'
                  THEN 5
                END AS [gst_rate],
                CASE WHEN [c].[mode] IN ('road') THEN 1 ELSE 0 END AS [reverse_charged],
                CASE
                  WHEN [k].[state_code] = '96' AND [s].[dispatched_on] < CAST('2023-10-01' AS DATE)
                  THEN 1
                  ELSE 0
                END AS [integrated],
                CASE
                  WHEN [c].[mode] <> 'rail' AND NOT [c].[carrier_code] IN ('TR-02', 'TR-05')
                  THEN CAST(ROUND([s].[freight_amount] * 2 * 0.01, 0) AS NUMERIC(18, 2))
                  ELSE CAST(0 AS NUMERIC(18, 2))
                END AS [tds]
              FROM [silver].[shipment] AS [s]
              JOIN [silver].[carrier] AS [c]
                ON [c].[carrier_id] = [s].[carrier_id]
              JOIN [silver].[sales_order] AS [o]
                ON [o].[sales_order_id] = [s].[sales_order_id]
              JOIN [silver].[customer] AS [k]
                ON [k].[customer_id] = [o].[customer_id]
            ) AS [d]
          ) AS [h]
        ) AS [f]
      ) AS [s]
        ON [s].[posted_on] BETWEEN [d].[starts_on] AND [d].[ends_on]
      WHERE
        DATEADD(DAY, 10, [d].[ends_on]) <= (
          SELECT
            MAX([period].[ends_on]) AS [_col_0]
          FROM [silver].[period] AS [period]
        )
      GROUP BY
        [d].[period_id],
        [d].[ends_on],
        [d].[period_name]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(20 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'loan instalment' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 2500 WHEN 2 THEN 6500 WHEN 3 THEN 1100 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[instalment]
        WHEN 2
        THEN [documents].[interest]
        WHEN 3
        THEN -[documents].[paid]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [months].[source_id] AS [source_id],
        [months].[posted_on] AS [posted_on],
        [months].[modified_at] AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        [months].[description] AS [description],
        [months].[instalment] AS [instalment],
        [months].[interest] AS [interest],
        [months].[instalment] + [months].[interest] AS [paid]
      FROM (
        SELECT
          [balances].[source_id] AS [source_id],
          [balances].[posted_on] AS [posted_on],
          [balances].[modified_at] AS [modified_at],
          [balances].[description] AS [description],
          LEAST([balances].[monthly], [balances].[still_owed]) AS [instalment],
          CAST(ROUND([balances].[still_owed] * 0.0075, 2) AS NUMERIC(18, 2)) AS [interest]
        FROM (
          SELECT
            [d].[period_id] AS [source_id],
            [d].[ends_on] AS [posted_on],
            [l].[modified_at] AS [modified_at],
            'Term loan, ' + [d].[period_name] AS [description],
            [l].[monthly] AS [monthly],
            CAST([l].[loan] - [d].[months_before] * [l].[monthly] AS NUMERIC(18, 2)) AS [still_owed]
          FROM (
            SELECT
              [p].[period_id] AS [period_id],
              [p].[period_name] AS [period_name],
              [p].[starts_on] AS [starts_on],
              [p].[ends_on] AS [ends_on],
              [p].[financial_year] AS [financial_year],
              [p].[fiscal_month] AS [fiscal_month],
              [p].[modified_at] AS [modified_at],
              [p].[month_number] AS [month_number],
              [p].[month_number] - 1 AS [months_before]
            FROM (
              SELECT
                [p].[period_id] AS [period_id],
                [p].[period_name] AS [period_name],
                [p].[starts_on] AS [starts_on],
                [p].[ends_on] AS [ends_on],
                [p].[financial_year] AS [financial_year],
                [p].[fiscal_month] AS [fiscal_month],
                [p].[modified_at] AS [modified_at],
                ROW_NUMBER() OVER (ORDER BY [p].[period_id]) AS [month_number]
              FROM [silver].[period] AS [p]
            ) AS [p]
          ) AS [d]
          CROSS JOIN (
            SELECT
              [assets].[loan] AS [loan],
              [assets].[modified_at] AS [modified_at],
              CAST(ROUND([assets].[loan] * 0.025, 2) AS NUMERIC(18, 2)) AS [monthly]
            FROM (
              SELECT
                CAST(SUM([fixed_asset].[cost]) * 0.50 AS NUMERIC(18, 2)) AS [loan],
                MAX([fixed_asset].[modified_at]) AS [modified_at]
              FROM [silver].[fixed_asset] AS [fixed_asset]
              WHERE
                [fixed_asset].[acquired_on] < CAST('2023-04-01' AS DATE)
            ) AS [assets]
          ) AS [l]
        ) AS [balances]
      ) AS [months]
      WHERE
        [months].[instalment] > 0
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
      UNION ALL
      SELECT
        3 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(21 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'write-off' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 6600 WHEN 2 THEN 1200 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[amount]
        WHEN 2
        THEN -[documents].[amount]
      END AS NUMERIC(18, 2)) AS [amount],
      CASE [n].[line_no] WHEN 2 THEN [documents].[customer_id] END AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [w].[write_off_id] AS [source_id],
        [w].[written_off_on] AS [posted_on],
        [w].[modified_at] AS [modified_at],
        [i].[customer_id] AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Write-off ' + [w].[write_off_no] AS [description],
        [w].[amount] AS [amount]
      FROM [silver].[write_off] AS [w]
      JOIN [silver].[receivable_invoice] AS [i]
        ON [i].[receivable_invoice_id] = [w].[receivable_invoice_id]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(22 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'bonus' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 6130 WHEN 2 THEN 2305 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[bonus]
        WHEN 2
        THEN -[documents].[bonus]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [d].[period_id] AS [source_id],
        [d].[ends_on] AS [posted_on],
        MAX([b].[modified_at]) AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Bonus for ' + [d].[financial_year] AS [description],
        SUM([b].[bonus]) AS [bonus]
      FROM [silver].[period] AS [d]
      JOIN (
        SELECT
          [w].[employee_id] AS [employee_id],
          [y].[financial_year] AS [financial_year],
          MAX([w].[modified_at]) AS [modified_at],
          CAST(ROUND(
            SUM(
              CASE WHEN [w].[monthly_salary] <= 21000 THEN LEAST([w].[gross_pay], 7000) ELSE 0 END
            ) * 0.0833,
            0
          ) AS NUMERIC(18, 2)) AS [bonus]
        FROM [silver].[payroll] AS [w]
        JOIN [silver].[period] AS [y]
          ON [y].[period_id] = [w].[period_id]
        GROUP BY
          [w].[employee_id],
          [y].[financial_year]
        HAVING
          SUM(CAST([w].[paid_days] AS BIGINT)) >= 30
      ) AS [b]
        ON [b].[financial_year] = [d].[financial_year]
      WHERE
        [d].[fiscal_month] = 12
      GROUP BY
        [d].[period_id],
        [d].[ends_on],
        [d].[financial_year]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(23 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'bonus payment' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 2305 WHEN 2 THEN 1100 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[bonus]
        WHEN 2
        THEN -[documents].[bonus]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [d].[period_id] AS [source_id],
        DATEADD(DAY, 198, [d].[ends_on]) AS [posted_on],
        MAX([b].[modified_at]) AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Bonus paid for ' + [d].[financial_year] AS [description],
        SUM([b].[bonus]) AS [bonus]
      FROM [silver].[period] AS [d]
      JOIN (
        SELECT
          [w].[employee_id] AS [employee_id],
          [y].[financial_year] AS [financial_year],
          MAX([w].[modified_at]) AS [modified_at],
          CAST(ROUND(
            SUM(
              CASE WHEN [w].[monthly_salary] <= 21000 THEN LEAST([w].[gross_pay], 7000) ELSE 0 END
            ) * 0.0833,
            0
          ) AS NUMERIC(18, 2)) AS [bonus]
        FROM [silver].[payroll] AS [w]
        JOIN [silver].[period] AS [y]
          ON [y].[period_id] = [w].[period_id]
        GROUP BY
          [w].[employee_id],
          [y].[financial_year]
        HAVING
          SUM(CAST([w].[paid_days] AS BIGINT)) >= 30
      ) AS [b]
        ON [b].[financial_year] = [d].[financial_year]
      WHERE
        [d].[fiscal_month] = 12
        AND DATEADD(DAY, 198, [d].[ends_on]) <= (
          SELECT
            MAX([period].[ends_on]) AS [_col_0]
          FROM [silver].[period] AS [period]
        )
      GROUP BY
        [d].[period_id],
        [d].[ends_on],
        [d].[financial_year]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(24 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'gratuity' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 6145 WHEN 2 THEN 2450 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[earned]
        WHEN 2
        THEN -[documents].[earned]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [p].[period_id] AS [source_id],
        [d].[ends_on] AS [posted_on],
        MAX([p].[modified_at]) AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Gratuity earned in ' + [d].[period_name] AS [description],
        CAST(ROUND(SUM([p].[gross_pay]) * 0.5 * 0.0481, 2) AS NUMERIC(18, 2)) AS [earned]
      FROM [silver].[payroll] AS [p]
      JOIN [silver].[period] AS [d]
        ON [d].[period_id] = [p].[period_id]
      GROUP BY
        [p].[period_id],
        [d].[ends_on],
        [d].[period_name]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(25 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'tds payment' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 2330 WHEN 2 THEN 1100 END AS [account_id],
      CAST(CASE [n].[line_no] WHEN 1 THEN [documents].[paid] WHEN 2 THEN -[documents].[paid] END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [p].[period_id] AS [source_id],
        DATEADD(DAY, CASE [d].[fiscal_month] WHEN 12 THEN 30 ELSE 7 END, [d].[ends_on]) AS [posted_on],
        MAX([p].[modified_at]) AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'TDS on salaries of ' + [d].[period_name] AS [description],
        SUM([p].[income_tax]) AS [paid]
      FROM [silver].[payroll] AS [p]
      JOIN [silver].[period] AS [d]
        ON [d].[period_id] = [p].[period_id]
      WHERE
        DATEADD(DAY, CASE [d].[fiscal_month] WHEN 12 THEN 30 ELSE 7 END, [d].[ends_on]) <= (
          SELECT
            MAX([period].[ends_on]) AS [_col_0]
          FROM [silver].[period] AS [period]
        )
      GROUP BY
        [p].[period_id],
        [d].[ends_on],
        [d].[period_name],
        [d].[fiscal_month]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(26 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'professional tax payment' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 2320 WHEN 2 THEN 1100 END AS [account_id],
      CAST(CASE [n].[line_no] WHEN 1 THEN [documents].[paid] WHEN 2 THEN -[documents].[paid] END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [p].[period_id] AS [source_id],
        [n].[ends_on] AS [posted_on],
        MAX([p].[modified_at]) AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Professional tax of ' + [d].[period_name] AS [description],
        SUM([p].[professional_tax]) AS [paid]
      FROM [silver].[payroll] AS [p]
      JOIN [silver].[period] AS [d]
        ON [d].[period_id] = [p].[period_id]
      JOIN [silver].[period] AS [n]
        ON [n].[starts_on] = DATEADD(DAY, 1, [d].[ends_on])
      GROUP BY
        [p].[period_id],
        [n].[ends_on],
        [d].[period_name]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(27 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'credit for missing goods' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 5500 WHEN 2 THEN 1400 END AS [account_id],
      CAST(CASE [n].[line_no] WHEN 1 THEN [documents].[tax] WHEN 2 THEN -[documents].[tax] END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [t].[source_id] AS [source_id],
        [t].[lost_on] AS [posted_on],
        MAX(GREATEST([t].[modified_at], [t].[bill_modified_at], [t].[component_modified_at])) AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Input credit for goods missing at stocktake ' + [t].[stocktake_no] AS [description],
        SUM([t].[taxable_value]) AS [taxable_value],
        SUM([t].[cgst_amount]) AS [cgst_amount],
        SUM([t].[sgst_amount]) AS [sgst_amount],
        SUM([t].[tax]) AS [tax]
      FROM (
        SELECT
          [h].[source_id] AS [source_id],
          [h].[lost_on] AS [lost_on],
          [h].[product_id] AS [product_id],
          [h].[lost] AS [lost],
          [h].[stocktake_no] AS [stocktake_no],
          [h].[modified_at] AS [modified_at],
          [h].[bill_modified_at] AS [bill_modified_at],
          [h].[component_modified_at] AS [component_modified_at],
          [h].[taxable_value] AS [taxable_value],
          [h].[gst_rate] AS [gst_rate],
          [h].[cgst_amount] AS [cgst_amount],
          [h].[sgst_amount] AS [sgst_amount],
          [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
          [h].[taxable_value] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
        FROM (
          SELECT
            [d].[source_id] AS [source_id],
            [d].[lost_on] AS [lost_on],
            [d].[product_id] AS [product_id],
            [d].[lost] AS [lost],
            [d].[stocktake_no] AS [stocktake_no],
            [d].[modified_at] AS [modified_at],
            [d].[bill_modified_at] AS [bill_modified_at],
            [d].[component_modified_at] AS [component_modified_at],
            [d].[taxable_value] AS [taxable_value],
            [d].[gst_rate] AS [gst_rate],
            CAST(ROUND([d].[taxable_value] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
            CAST(ROUND([d].[taxable_value] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
          FROM (
            SELECT
              [g].[source_id] AS [source_id],
              [g].[lost_on] AS [lost_on],
              [g].[product_id] AS [product_id],
              [g].[lost] AS [lost],
              [g].[stocktake_no] AS [stocktake_no],
              [g].[modified_at] AS [modified_at],
              [b].[modified_at] AS [bill_modified_at],
              [c].[modified_at] AS [component_modified_at],
              CAST(ROUND(
                CAST([g].[lost] AS NUMERIC(11, 0)) * CAST([b].[quantity_per_1000] * 0.001 AS NUMERIC(12, 6)) * CAST([c].[standard_cost] AS NUMERIC(12, 2)),
                2
              ) AS NUMERIC(18, 2)) AS [taxable_value],
              COALESCE([r].[gst_rate], [c].[gst_rate]) AS [gst_rate]
            FROM (
              SELECT
                [s].[stocktake_id] AS [source_id],
                [s].[counted_on] AS [lost_on],
                [l].[product_id] AS [product_id],
                -[l].[difference_quantity] AS [lost],
                [s].[stocktake_no] AS [stocktake_no],
                GREATEST([s].[modified_at], [l].[modified_at]) AS [modified_at]
              FROM [silver].[stocktake] AS [s]
              JOIN [silver].[stocktake_line] AS [l]
                ON [l].[stocktake_id] = [s].[stocktake_id]
              WHERE
                [l].[difference_quantity] < 0
            ) AS [g]
            JOIN (
              SELECT
                [bill_of_materials].[product_id] AS [product_id],
                [bill_of_materials].[component_id] AS [component_id],
                [bill_of_materials].[quantity_per_1000] AS [quantity_per_1000],
                [bill_of_materials].[modified_at] AS [modified_at]
              FROM [silver].[bill_of_materials] AS [bill_of_materials]
              UNION ALL
              SELECT
                [product].[product_id] AS [product_id],
                [product].[product_id] AS [product_id],
                CAST(1000 AS NUMERIC(12, 3)) AS [1000],
                [product].[modified_at] AS [modified_at]
              FROM [silver].[product] AS [product]
              WHERE
                [product].[product_type] <> 'finished'
            ) AS [b]
              ON [b].[product_id] = [g].[product_id]
            JOIN [silver].[product] AS [c]
              ON [c].[product_id] = [b].[component_id]
            LEFT JOIN [silver].[tax_rate] AS [r]
              ON [r].[hsn_code] = [c].[hsn_code]
              AND [g].[lost_on] BETWEEN [r].[valid_from] AND [r].[valid_to]
          ) AS [d]
        ) AS [h]
      ) AS [t]
      GROUP BY
        [t].[source_id],
        [t].[lost_on],
        [t].[stocktake_no]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(28 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'credit for scrapped returns' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 5510 WHEN 2 THEN 1400 END AS [account_id],
      CAST(CASE [n].[line_no] WHEN 1 THEN [documents].[tax] WHEN 2 THEN -[documents].[tax] END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [t].[source_id] AS [source_id],
        [t].[lost_on] AS [posted_on],
        MAX(GREATEST([t].[modified_at], [t].[bill_modified_at], [t].[component_modified_at])) AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Input credit for goods scrapped of return ' + [t].[goods_return_no] AS [description],
        SUM([t].[taxable_value]) AS [taxable_value],
        SUM([t].[cgst_amount]) AS [cgst_amount],
        SUM([t].[sgst_amount]) AS [sgst_amount],
        SUM([t].[tax]) AS [tax]
      FROM (
        SELECT
          [h].[source_id] AS [source_id],
          [h].[lost_on] AS [lost_on],
          [h].[product_id] AS [product_id],
          [h].[lost] AS [lost],
          [h].[goods_return_no] AS [goods_return_no],
          [h].[modified_at] AS [modified_at],
          [h].[bill_modified_at] AS [bill_modified_at],
          [h].[component_modified_at] AS [component_modified_at],
          [h].[taxable_value] AS [taxable_value],
          [h].[gst_rate] AS [gst_rate],
          [h].[cgst_amount] AS [cgst_amount],
          [h].[sgst_amount] AS [sgst_amount],
          [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
          [h].[taxable_value] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
        FROM (
          SELECT
            [d].[source_id] AS [source_id],
            [d].[lost_on] AS [lost_on],
            [d].[product_id] AS [product_id],
            [d].[lost] AS [lost],
            [d].[goods_return_no] AS [goods_return_no],
            [d].[modified_at] AS [modified_at],
            [d].[bill_modified_at] AS [bill_modified_at],
            [d].[component_modified_at] AS [component_modified_at],
            [d].[taxable_value] AS [taxable_value],
            [d].[gst_rate] AS [gst_rate],
            CAST(ROUND([d].[taxable_value] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
            CAST(ROUND([d].[taxable_value] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
          FROM (
            SELECT
              [g].[source_id] AS [source_id],
              [g].[lost_on] AS [lost_on],
              [g].[product_id] AS [product_id],
              [g].[lost] AS [lost],
              [g].[goods_return_no] AS [goods_return_no],
              [g].[modified_at] AS [modified_at],
              [b].[modified_at] AS [bill_modified_at],
              [c].[modified_at] AS [component_modified_at],
              CAST(ROUND(
                CAST([g].[lost] AS NUMERIC(11, 0)) * CAST([b].[quantity_per_1000] * 0.001 AS NUMERIC(12, 6)) * CAST([c].[standard_cost] AS NUMERIC(12, 2)),
                2
              ) AS NUMERIC(18, 2)) AS [taxable_value],
              COALESCE([r].[gst_rate], [c].[gst_rate]) AS [gst_rate]
            FROM (
              SELECT
                [g].[goods_return_id] AS [source_id],
                [g].[returned_on] AS [lost_on],
                [o].[product_id] AS [product_id],
                [g].[scrapped_quantity] AS [lost],
                [g].[goods_return_no] AS [goods_return_no],
                [g].[modified_at] AS [modified_at]
              FROM [silver].[goods_return] AS [g]
              JOIN [silver].[shipment_line] AS [s]
                ON [s].[shipment_line_id] = [g].[shipment_line_id]
              JOIN [silver].[sales_order_line] AS [o]
                ON [o].[sales_order_line_id] = [s].[sales_order_line_id]
              WHERE
                [g].[scrapped_quantity] > 0
            ) AS [g]
            JOIN (
              SELECT
                [bill_of_materials].[product_id] AS [product_id],
                [bill_of_materials].[component_id] AS [component_id],
                [bill_of_materials].[quantity_per_1000] AS [quantity_per_1000],
                [bill_of_materials].[modified_at] AS [modified_at]
              FROM [silver].[bill_of_materials] AS [bill_of_materials]
              UNION ALL
              SELECT
                [product].[product_id] AS [product_id],
                [product].[product_id] AS [product_id],
                CAST(1000 AS NUMERIC(12, 3)) AS [1000],
                [product].[modified_at] AS [modified_at]
              FROM [silver].[product] AS [product]
              WHERE
                [product].[product_type] <> 'finished'
            ) AS [b]
              ON [b].[product_id] = [g].[product_id]
            JOIN [silver].[product] AS [c]
              ON [c].[product_id] = [b].[component_id]
            LEFT JOIN [silver].[tax_rate] AS [r]
              ON [r].[hsn_code] = [c].[hsn_code]
              AND [g].[lost_on] BETWEEN [r].[valid_from] AND [r].[valid_to]
          ) AS [d]
        ) AS [h]
      ) AS [t]
      GROUP BY
        [t].[source_id],
        [t].[lost_on],
        [t].[goods_return_no]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(29 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'gratuity payment' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no]
        WHEN 1
        THEN 6140
        WHEN 2
        THEN 1100
        WHEN 3
        THEN 2450
        WHEN 4
        THEN 6145
      END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[paid]
        WHEN 2
        THEN -[documents].[paid]
        WHEN 3
        THEN [documents].[paid]
        WHEN 4
        THEN -[documents].[paid]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [leavers].[source_id] AS [source_id],
        [leavers].[posted_on] AS [posted_on],
        [leavers].[modified_at] AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        [leavers].[description] AS [description],
        CAST(LEAST(ROUND([leavers].[salary] * [leavers].[years] * 0.28846154, 0), 2000000) AS NUMERIC(18, 2)) AS [paid]
      FROM (
        SELECT
          [s].[source_id] AS [source_id],
          [s].[posted_on] AS [posted_on],
          [s].[modified_at] AS [modified_at],
          [s].[description] AS [description],
          [s].[salary] AS [salary],
          CAST(FLOOR(
            (
              [s].[months] + CASE WHEN [s].[part_of_month] = 1 THEN 6 ELSE 5 END
            ) * 0.083334
          ) AS NUMERIC(4, 0)) AS [years]
        FROM (
          SELECT
            [l].[source_id] AS [source_id],
            [l].[posted_on] AS [posted_on],
            [l].[modified_at] AS [modified_at],
            [l].[description] AS [description],
            [l].[salary] AS [salary],
            CAST((
              DATEPART(YEAR, [l].[until]) - DATEPART(YEAR, [l].[joined_on])
            ) * 12 + DATEPART(MONTH, [l].[until]) - DATEPART(MONTH, [l].[joined_on]) - CASE
              WHEN DATEPART(DAY, [l].[until]) - DATEPART(DAY, [l].[joined_on]) < 0
              THEN 1
              ELSE 0
            END AS NUMERIC(6, 0)) AS [months],
            CASE
              WHEN DATEPART(DAY, [l].[until]) - DATEPART(DAY, [l].[joined_on]) = 0
              THEN 0
              ELSE 1
            END AS [part_of_month]
          FROM (
            SELECT
              [e].[employee_id] AS [source_id],
              DATEADD(DAY, 30, [e].[left_on]) AS [posted_on],
              GREATEST([e].[modified_at], [w].[modified_at]) AS [modified_at],
              'Gratuity of ' + [e].[employee_no] AS [description],
              [e].[joined_on] AS [joined_on],
              DATEADD(DAY, 1, [e].[left_on]) AS [until],
              CAST([w].[monthly_salary] AS NUMERIC(20, 2)) AS [salary]
            FROM [silver].[employee] AS [e]
            JOIN [silver].[period] AS [d]
              ON [e].[left_on] BETWEEN [d].[starts_on] AND [d].[ends_on]
            JOIN [silver].[payroll] AS [w]
              ON [w].[employee_id] = [e].[employee_id] AND [w].[period_id] = [d].[period_id]
            WHERE
              DATEADD(DAY, 30, [e].[left_on]) <= (
                SELECT
                  MAX([period].[ends_on]) AS [_col_0]
                FROM [silver].[period] AS [period]
              )
          ) AS [l]
        ) AS [s]
        WHERE
          [s].[months] >= 60
      ) AS [leavers]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
      UNION ALL
      SELECT
        3 AS [line_no]
      UNION ALL
      SELECT
        4 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(30 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'mould maintenance' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no]
        WHEN 1
        THEN 6320
        WHEN 2
        THEN 1400
        WHEN 3
        THEN 1100
        WHEN 4
        THEN 2335
      END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[cost]
        WHEN 2
        THEN [documents].[tax]
        WHEN 3
        THEN -[documents].[total]
        WHEN 4
        THEN -[documents].[tds]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [h].[source_id] AS [source_id],
        [h].[posted_on] AS [posted_on],
        [h].[modified_at] AS [modified_at],
        [h].[customer_id] AS [customer_id],
        [h].[vendor_id] AS [vendor_id],
        [h].[description] AS [description],
        [h].[cost] AS [cost],
        [h].[tds] AS [tds],
        [h].[paid] AS [paid],
        [h].[cgst_amount] AS [cgst_amount],
        [h].[sgst_amount] AS [sgst_amount],
        [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
        [h].[paid] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
      FROM (
        SELECT
          [d].[source_id] AS [source_id],
          [d].[posted_on] AS [posted_on],
          [d].[modified_at] AS [modified_at],
          [d].[customer_id] AS [customer_id],
          [d].[vendor_id] AS [vendor_id],
          [d].[description] AS [description],
          [d].[cost] AS [cost],
          [d].[tds] AS [tds],
          [d].[paid] AS [paid],
          CAST(ROUND([d].[cost] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
          CAST(ROUND([d].[cost] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
        FROM (
          SELECT
            [e].[source_id] AS [source_id],
            [e].[posted_on] AS [posted_on],
            [e].[modified_at] AS [modified_at],
            [e].[customer_id] AS [customer_id],
            [e].[vendor_id] AS [vendor_id],
            [e].[description] AS [description],
            [e].[cost] AS [cost],
            [e].[tds] AS [tds],
            [e].[cost] - [e].[tds] AS [paid]
          FROM (
            SELECT
              [d].[source_id] AS [source_id],
              [d].[posted_on] AS [posted_on],
              [d].[modified_at] AS [modified_at],
              [d].[customer_id] AS [customer_id],
              [d].[vendor_id] AS [vendor_id],
              [d].[description] AS [description],
              [d].[cost] AS [cost],
              CAST(ROUND([d].[cost] * 2 * 0.01, 0) AS NUMERIC(18, 2)) AS [tds]
            FROM (
              SELECT
                [mould_maintenance].[mould_maintenance_id] AS [source_id],
                [mould_maintenance].[finished_on] AS [posted_on],
                [mould_maintenance].[modified_at] AS [modified_at],
                CAST(NULL AS BIGINT) AS [customer_id],
                CAST(NULL AS BIGINT) AS [vendor_id],
                'Work on a mould ' + [mould_maintenance].[mould_maintenance_no] AS [description],
                [mould_maintenance].[cost] AS [cost]
              FROM [silver].[mould_maintenance] AS [mould_maintenance]
            ) AS [d]
          ) AS [e]
        ) AS [d]
      ) AS [h]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
      UNION ALL
      SELECT
        3 AS [line_no]
      UNION ALL
      SELECT
        4 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(31 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'regrind' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 1310 WHEN 2 THEN 1330 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[materials]
        WHEN 2
        THEN -[documents].[materials]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [o].[production_order_id] AS [source_id],
        [o].[finished_on] AS [posted_on],
        MAX([m].[modified_at]) AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Regrind of ' + [o].[production_order_no] AS [description],
        SUM([m].[amount]) AS [materials]
      FROM [silver].[production_order] AS [o]
      JOIN [silver].[stock_movement] AS [m]
        ON [m].[source_id] = [o].[production_order_id] AND [m].[movement_type] = 'regrind'
      GROUP BY
        [o].[production_order_id],
        [o].[finished_on],
        [o].[production_order_no]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(32 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'stocktake' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 5500 WHEN 2 THEN 1310 WHEN 3 THEN 1320 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[loss]
        WHEN 2
        THEN -[documents].[materials]
        WHEN 3
        THEN -[documents].[finished]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [s].[stocktake_id] AS [source_id],
        [s].[counted_on] AS [posted_on],
        MAX([m].[modified_at]) AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Stocktake ' + [s].[stocktake_no] AS [description],
        SUM(CASE WHEN [p].[product_type] = 'finished' THEN 0 ELSE -[m].[amount] END) AS [materials],
        SUM(CASE WHEN [p].[product_type] = 'finished' THEN -[m].[amount] ELSE 0 END) AS [finished],
        -SUM([m].[amount]) AS [loss]
      FROM [silver].[stocktake] AS [s]
      JOIN [silver].[stocktake_line] AS [l]
        ON [l].[stocktake_id] = [s].[stocktake_id]
      JOIN [silver].[stock_movement] AS [m]
        ON [m].[source_id] = [l].[stocktake_line_id] AND [m].[movement_type] = 'stocktake'
      JOIN [silver].[product] AS [p]
        ON [p].[product_id] = [m].[product_id]
      GROUP BY
        [s].[stocktake_id],
        [s].[counted_on],
        [s].[stocktake_no]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
      UNION ALL
      SELECT
        3 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(33 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'goods return' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 1320 WHEN 2 THEN 5510 WHEN 3 THEN 5100 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[stock]
        WHEN 2
        THEN [documents].[scrapped]
        WHEN 3
        THEN -[documents].[cost]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [g].[goods_return_id] AS [source_id],
        [g].[returned_on] AS [posted_on],
        GREATEST([g].[modified_at], [s].[modified_at], [o].[modified_at], [p].[modified_at]) AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Return ' + [g].[goods_return_no] AS [description],
        [g].[accepted_quantity] * [p].[standard_cost] AS [stock],
        [g].[scrapped_quantity] * [p].[standard_cost] AS [scrapped],
        [g].[quantity] * [p].[standard_cost] AS [cost]
      FROM [silver].[goods_return] AS [g]
      JOIN [silver].[shipment_line] AS [s]
        ON [s].[shipment_line_id] = [g].[shipment_line_id]
      JOIN [silver].[sales_order_line] AS [o]
        ON [o].[sales_order_line_id] = [s].[sales_order_line_id]
      JOIN [silver].[product] AS [p]
        ON [p].[product_id] = [o].[product_id]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
      UNION ALL
      SELECT
        3 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(34 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'customer advance' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 1100 WHEN 2 THEN 2410 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[amount]
        WHEN 2
        THEN -[documents].[amount]
      END AS NUMERIC(18, 2)) AS [amount],
      CASE [n].[line_no] WHEN 2 THEN [documents].[customer_id] END AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [customer_advance].[customer_advance_id] AS [source_id],
        [customer_advance].[received_on] AS [posted_on],
        [customer_advance].[modified_at] AS [modified_at],
        [customer_advance].[customer_id] AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Advance ' + [customer_advance].[customer_advance_no] AS [description],
        [customer_advance].[amount] AS [amount]
      FROM [silver].[customer_advance] AS [customer_advance]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(35 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'advance allocation' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 2410 WHEN 2 THEN 1200 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[amount]
        WHEN 2
        THEN -[documents].[amount]
      END AS NUMERIC(18, 2)) AS [amount],
      CASE [n].[line_no]
        WHEN 1
        THEN [documents].[customer_id]
        WHEN 2
        THEN [documents].[customer_id]
      END AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [l].[advance_allocation_id] AS [source_id],
        [l].[allocated_on] AS [posted_on],
        GREATEST([l].[modified_at], [a].[modified_at]) AS [modified_at],
        [a].[customer_id] AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Advance ' + [a].[customer_advance_no] + ' taken off' AS [description],
        [l].[amount] AS [amount]
      FROM [silver].[advance_allocation] AS [l]
      JOIN [silver].[customer_advance] AS [a]
        ON [a].[customer_advance_id] = [l].[customer_advance_id]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(36 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'insurance' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 6330 WHEN 2 THEN 1400 WHEN 3 THEN 1100 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[premium]
        WHEN 2
        THEN [documents].[tax]
        WHEN 3
        THEN -[documents].[total]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [h].[source_id] AS [source_id],
        [h].[posted_on] AS [posted_on],
        [h].[modified_at] AS [modified_at],
        [h].[customer_id] AS [customer_id],
        [h].[vendor_id] AS [vendor_id],
        [h].[description] AS [description],
        [h].[premium] AS [premium],
        [h].[cgst_amount] AS [cgst_amount],
        [h].[sgst_amount] AS [sgst_amount],
        [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
        [h].[premium] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
      FROM (
        SELECT
          [d].[source_id] AS [source_id],
          [d].[posted_on] AS [posted_on],
          [d].[modified_at] AS [modified_at],
          [d].[customer_id] AS [customer_id],
          [d].[vendor_id] AS [vendor_id],
          [d].[description] AS [description],
          [d].[premium] AS [premium],
          CAST(ROUND([d].[premium] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
          CAST(ROUND([d].[premium] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
        FROM (
          SELECT
            [d].[period_id] AS [source_id],
            [d].[ends_on] AS [posted_on],
            GREATEST([d].[modified_at], [a].[modified_at], [s].[modified_at]) AS [modified_at],
            CAST(NULL AS BIGINT) AS [customer_id],
            CAST(NULL AS BIGINT) AS [vendor_id],
            'Insurance of ' + [d].[period_name] AS [description],
            CAST(ROUND((
              [a].[cost] + [s].[stock]
            ) * 0.0002, 2) AS NUMERIC(18, 2)) AS [premium]
          FROM [silver].[period] AS [d]
          JOIN (
            SELECT
              [q].[period_id] AS [period_id],
              SUM([f].[cost]) AS [cost],
              MAX([f].[modified_at]) AS [modified_at]
            FROM [silver].[period] AS [q]
            JOIN [silver].[fixed_asset] AS [f]
              ON [f].[acquired_on] <= [q].[ends_on] AND [f].[asset_class] <> 'vehicle'
            LEFT JOIN (
              SELECT
                [m].[mould_id] AS [mould_id],
                MIN([p].[ends_on]) AS [retired_on],
                [g].[modified_at] AS [modified_at]
              FROM [silver].[mould] AS [m]
              JOIN [silver].[product] AS [g]
                ON [g].[product_id] = [m].[product_id]
              JOIN [silver].[period] AS [p]
                ON [p].[starts_on] > [g].[discontinued_on]
              GROUP BY
                [m].[mould_id],
                [g].[modified_at]
            ) AS [r]
              ON [r].[mould_id] = [f].[mould_id]
            WHERE
              [r].[retired_on] IS NULL OR [r].[retired_on] > [q].[ends_on]
            GROUP BY
              [q].[period_id]
          ) AS [a]
            ON [a].[period_id] = [d].[period_id]
          JOIN (
            SELECT
              [b].[period_id] AS [period_id],
              SUM([b].[amount]) AS [stock],
              MAX([b].[modified_at]) AS [modified_at]
            FROM [silver].[stock_balance] AS [b]
            JOIN [silver].[product] AS [p]
              ON [p].[product_id] = [b].[product_id]
            WHERE
              [p].[product_type] = 'finished'
            GROUP BY
              [b].[period_id]
          ) AS [s]
            ON [s].[period_id] = [d].[period_id]
        ) AS [d]
      ) AS [h]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
      UNION ALL
      SELECT
        3 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(37 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'professional fees' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no]
        WHEN 1
        THEN 6340
        WHEN 2
        THEN 1400
        WHEN 3
        THEN 1100
        WHEN 4
        THEN 2335
      END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[fees]
        WHEN 2
        THEN [documents].[tax]
        WHEN 3
        THEN -[documents].[total]
        WHEN 4
        THEN -[documents].[tds]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [h].[source_id] AS [source_id],
        [h].[posted_on] AS [posted_on],
        [h].[modified_at] AS [modified_at],
        [h].[customer_id] AS [customer_id],
        [h].[vendor_id] AS [vendor_id],
        [h].[description] AS [description],
        [h].[fees] AS [fees],
        [h].[fees_without_tds] AS [fees_without_tds],
        [h].[tds] AS [tds],
        [h].[paid] AS [paid],
        [h].[cgst_amount] AS [cgst_amount],
        [h].[sgst_amount] AS [sgst_amount],
        [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
        [h].[paid] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
      FROM (
        SELECT
          [d].[source_id] AS [source_id],
          [d].[posted_on] AS [posted_on],
          [d].[modified_at] AS [modified_at],
          [d].[customer_id] AS [customer_id],
          [d].[vendor_id] AS [vendor_id],
          [d].[description] AS [description],
          [d].[fees] AS [fees],
          [d].[fees_without_tds] AS [fees_without_tds],
          [d].[tds] AS [tds],
          [d].[paid] AS [paid],
          CAST(ROUND([d].[fees] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
          CAST(ROUND([d].[fees] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
        FROM (
          SELECT
            [e].[source_id] AS [source_id],
            [e].[posted_on] AS [posted_on],
            [e].[modified_at] AS [modified_at],
            [e].[customer_id] AS [customer_id],
            [e].[vendor_id] AS [vendor_id],
            [e].[description] AS [description],
            [e].[fees] AS [fees],
            [e].[fees_without_tds] AS [fees_without_tds],
            [e].[tds] AS [tds],
            [e].[fees] - [e].[tds] AS [paid]
          FROM (
            SELECT
              [d].[source_id] AS [source_id],
              [d].[posted_on] AS [posted_on],
              [d].[modified_at] AS [modified_at],
              [d].[customer_id] AS [customer_id],
              [d].[vendor_id] AS [vendor_id],
              [d].[description] AS [description],
              [d].[fees] AS [fees],
              [d].[fees_without_tds] AS [fees_without_tds],
              CASE
                WHEN [d].[fees] * 12 > [d].[fees_without_tds]
                THEN CAST(ROUND([d].[fees] * 10 * 0.01, 0) AS NUMERIC(18, 2))
                ELSE CAST(0 AS NUMERIC(18, 2))
              END AS [tds]
            FROM (
              SELECT
                [d].[period_id] AS [source_id],
                [d].[ends_on] AS [posted_on],
                GREATEST([d].[modified_at], [m].[modified_at]) AS [modified_at],
                CAST(NULL AS BIGINT) AS [customer_id],
                CAST(NULL AS BIGINT) AS [vendor_id],
                'Professional fees of ' + [d].[period_name] AS [description],
                CAST([m].[machines] * CASE [d].[financial_year]
                  WHEN '2023-24'
                  THEN 3500
                  WHEN '2024-25'
                  THEN 3675
                  WHEN '2025-26'
                  THEN 3859
                  WHEN '2026-27'
                  THEN 4052
                END AS NUMERIC(18, 2)) AS [fees],
                CASE [d].[financial_year]
                  WHEN '2023-24'
                  THEN 30000
                  WHEN '2024-25'
                  THEN 30000
                  WHEN '2025-26'
                  THEN 50000
                  WHEN '2026-27'
                  THEN 50000
                END AS [fees_without_tds]
              FROM [silver].[period] AS [d]
              CROSS JOIN (
                SELECT
                  COUNT_BIG(*) AS [machines],
                  MAX([fixed_asset].[modified_at]) AS [modified_at]
                FROM [silver].[fixed_asset] AS [fixed_asset]
                WHERE
                  [fixed_asset].[asset_class] = 'machine'
                  AND [fixed_asset].[acquired_on] < CAST('2023-04-01' AS DATE)
              ) AS [m]
            ) AS [d]
          ) AS [e]
        ) AS [d]
      ) AS [h]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
      UNION ALL
      SELECT
        3 AS [line_no]
      UNION ALL
      SELECT
        4 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(38 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'security and it' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no]
        WHEN 1
        THEN 6350
        WHEN 2
        THEN 1400
        WHEN 3
        THEN 1100
        WHEN 4
        THEN 2335
      END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[services]
        WHEN 2
        THEN [documents].[tax]
        WHEN 3
        THEN -[documents].[total]
        WHEN 4
        THEN -[documents].[tds]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [h].[source_id] AS [source_id],
        [h].[posted_on] AS [posted_on],
        [h].[modified_at] AS [modified_at],
        [h].[customer_id] AS [customer_id],
        [h].[vendor_id] AS [vendor_id],
        [h].[description] AS [description],
        [h].[services] AS [services],
        [h].[tds] AS [tds],
        [h].[paid] AS [paid],
        [h].[cgst_amount] AS [cgst_amount],
        [h].[sgst_amount] AS [sgst_amount],
        [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
        [h].[paid] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
      FROM (
        SELECT
          [d].[source_id] AS [source_id],
          [d].[posted_on] AS [posted_on],
          [d].[modified_at] AS [modified_at],
          [d].[customer_id] AS [customer_id],
          [d].[vendor_id] AS [vendor_id],
          [d].[description] AS [description],
          [d].[services] AS [services],
          [d].[tds] AS [tds],
          [d].[paid] AS [paid],
          CAST(ROUND([d].[services] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
          CAST(ROUND([d].[services] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
        FROM (
          SELECT
            [e].[source_id] AS [source_id],
            [e].[posted_on] AS [posted_on],
            [e].[modified_at] AS [modified_at],
            [e].[customer_id] AS [customer_id],
            [e].[vendor_id] AS [vendor_id],
            [e].[description] AS [description],
            [e].[services] AS [services],
            [e].[tds] AS [tds],
            [e].[services] - [e].[tds] AS [paid]
          FROM (
            SELECT
              [d].[source_id] AS [source_id],
              [d].[posted_on] AS [posted_on],
              [d].[modified_at] AS [modified_at],
              [d].[customer_id] AS [customer_id],
              [d].[vendor_id] AS [vendor_id],
              [d].[description] AS [description],
              [d].[services] AS [services],
              CAST(ROUND([d].[services] * 2 * 0.01, 0) AS NUMERIC(18, 2)) AS [tds]
            FROM (
              SELECT
                [d].[period_id] AS [source_id],
                [d].[ends_on] AS [posted_on],
                GREATEST([d].[modified_at], MAX([p].[modified_at])) AS [modified_at],
                CAST(NULL AS BIGINT) AS [customer_id],
                CAST(NULL AS BIGINT) AS [vendor_id],
                'Security and IT of ' + [d].[period_name] AS [description],
                CAST(COUNT_BIG([p].[payroll_id]) * CASE [d].[financial_year]
                  WHEN '2023-24'
                  THEN 1200
                  WHEN '2024-25'
                  THEN 1260
                  WHEN '2025-26'
                  THEN 1323
                  WHEN '2026-27'
                  THEN 1389
                END AS NUMERIC(18, 2)) AS [services]
              FROM [silver].[period] AS [d]
              JOIN [silver].[payroll] AS [p]
                ON [p].[period_id] = [d].[period_id]
              GROUP BY
                [d].[period_id],
                [d].[ends_on],
                [d].[period_name],
                [d].[financial_year],
                [d].[modified_at]
            ) AS [d]
          ) AS [e]
        ) AS [d]
      ) AS [h]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
      UNION ALL
      SELECT
        3 AS [line_no]
      UNION ALL
      SELECT
        4 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(39 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'travel and office' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 6360 WHEN 2 THEN 1100 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[costs]
        WHEN 2
        THEN -[documents].[costs]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [d].[period_id] AS [source_id],
        [d].[ends_on] AS [posted_on],
        GREATEST([d].[modified_at], MAX([p].[modified_at])) AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Travel, telephone and bank charges of ' + [d].[period_name] AS [description],
        CAST(COUNT_BIG([p].[payroll_id]) * CASE [d].[financial_year]
          WHEN '2023-24'
          THEN 1000
          WHEN '2024-25'
          THEN 1050
          WHEN '2025-26'
          THEN 1103
          WHEN '2026-27'
          THEN 1158
        END AS NUMERIC(18, 2)) AS [costs]
      FROM [silver].[period] AS [d]
      JOIN [silver].[payroll] AS [p]
        ON [p].[period_id] = [d].[period_id]
      GROUP BY
        [d].[period_id],
        [d].[ends_on],
        [d].[period_name],
        [d].[financial_year],
        [d].[modified_at]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(40 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'capital purchase' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no]
        WHEN 1
        THEN 1500
        WHEN 2
        THEN 1400
        WHEN 3
        THEN 1410
        WHEN 4
        THEN 1100
        WHEN 5
        THEN 2335
      END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[cost]
        WHEN 2
        THEN [documents].[tax]
        WHEN 3
        THEN [documents].[tcs]
        WHEN 4
        THEN -[documents].[total]
        WHEN 5
        THEN -[documents].[tds]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [h].[source_id] AS [source_id],
        [h].[posted_on] AS [posted_on],
        [h].[modified_at] AS [modified_at],
        [h].[customer_id] AS [customer_id],
        [h].[vendor_id] AS [vendor_id],
        [h].[description] AS [description],
        [h].[cost] AS [cost],
        [h].[gst_rate] AS [gst_rate],
        [h].[tds] AS [tds],
        [h].[tcs] AS [tcs],
        [h].[paid] AS [paid],
        [h].[cgst_amount] AS [cgst_amount],
        [h].[sgst_amount] AS [sgst_amount],
        [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
        [h].[paid] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
      FROM (
        SELECT
          [d].[source_id] AS [source_id],
          [d].[posted_on] AS [posted_on],
          [d].[modified_at] AS [modified_at],
          [d].[customer_id] AS [customer_id],
          [d].[vendor_id] AS [vendor_id],
          [d].[description] AS [description],
          [d].[cost] AS [cost],
          [d].[gst_rate] AS [gst_rate],
          [d].[tds] AS [tds],
          [d].[tcs] AS [tcs],
          [d].[paid] AS [paid],
          CAST(ROUND([d].[cost] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
          CAST(ROUND([d].[cost] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
        FROM (
          SELECT
            [e].[source_id] AS [source_id],
            [e].[posted_on] AS [posted_on],
            [e].[modified_at] AS [modified_at],
            [e].[customer_id] AS [customer_id],
            [e].[vendor_id] AS [vendor_id],
            [e].[description] AS [description],
            [e].[cost] AS [cost],
            [e].[gst_rate] AS [gst_rate],
            [e].[tds] AS [tds],
            [e].[tcs] AS [tcs],
            [e].[cost] - [e].[tds] + [e].[tcs] AS [paid]
          FROM (
            SELECT
              [a].[fixed_asset_id] AS [source_id],
              [a].[acquired_on] AS [posted_on],
              GREATEST([a].[modified_at], [t].[modified_at]) AS [modified_at],
              CAST(NULL AS BIGINT) AS [customer_id],
              CAST(NULL AS BIGINT) AS [vendor_id],
              'Purchase of ' + [a].[fixed_asset_code] AS [description],
              [a].[cost] AS [cost],
              CASE
                WHEN [a].[asset_class] = 'vehicle' AND [a].[acquired_on] < CAST('2025-09-22' AS DATE)
                THEN 28
                ELSE 18
              END AS [gst_rate],
              CASE
                WHEN [a].[cost] > 5000000 AND [t].[turnover] > 100000000
                THEN CAST(ROUND((
                  [a].[cost] - 5000000
                ) * 0.1 * 0.01, 0) AS NUMERIC(18, 2))
                ELSE CAST(0 AS NUMERIC(18, 2))
              END AS [tds],
              CASE
                WHEN [a].[asset_class] = 'vehicle'
                AND [a].[cost] * (
                  100 + CASE
                    WHEN [a].[asset_class] = 'vehicle' AND [a].[acquired_on] < CAST('2025-09-22' AS DATE)
                    THEN 28
                    ELSE 18
                  END
                ) * 0.01 > 1000000
                THEN CAST(ROUND(
                  [a].[cost] * (
                    100 + CASE
                      WHEN [a].[asset_class] = 'vehicle' AND [a].[acquired_on] < CAST('2025-09-22' AS DATE)
                      THEN 28
                      ELSE 18
                    END
                  ) * 0.01 * 0.01,
                  0
                ) AS NUMERIC(18, 2))
                ELSE CAST(0 AS NUMERIC(18, 2))
              END AS [tcs]
            FROM [silver].[fixed_asset] AS [a]
            JOIN [silver].[period] AS [p]
              ON [a].[acquired_on] BETWEEN [p].[starts_on] AND [p].[ends_on]
            JOIN (
              SELECT
                [p].[financial_year] AS [financial_year],
                COALESCE(LAG(SUM([s].[sold])) OVER (ORDER BY [p].[financial_year]), 0) AS [turnover],
                LAG(MAX([s].[modified_at])) OVER (ORDER BY [p].[financial_year]) AS [modified_at]
              FROM [silver].[period] AS [p]
              LEFT JOIN (
                SELECT
                  DATEPART(YEAR, [receivable_invoice].[invoiced_on]) * 100 + DATEPART(MONTH, [receivable_invoice].[invoiced_on]) AS [period_id],
                  SUM([receivable_invoice].[net_amount]) AS [sold],
                  MAX([receivable_invoice].[modified_at]) AS [modified_at]
                FROM [silver].[receivable_invoice] AS [receivable_invoice]
                GROUP BY
                  DATEPART(YEAR, [receivable_invoice].[invoiced_on]) * 100 + DATEPART(MONTH, [receivable_invoice].[invoiced_on])
              ) AS [s]
                ON [s].[period_id] = [p].[period_id]
              GROUP BY
                [p].[financial_year]
            ) AS [t]
              ON [t].[financial_year] = [p].[financial_year]
            WHERE
              [a].[acquired_on] >= CAST('2023-04-01' AS DATE)
          ) AS [e]
        ) AS [d]
      ) AS [h]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
      UNION ALL
      SELECT
        3 AS [line_no]
      UNION ALL
      SELECT
        4 AS [line_no]
      UNION ALL
      SELECT
        5 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(41 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'leave' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 6155 WHEN 2 THEN 2455 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[change]
        WHEN 2
        THEN -[documents].[change]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [years].[source_id] AS [source_id],
        [years].[posted_on] AS [posted_on],
        [years].[modified_at] AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        [years].[description] AS [description],
        [years].[owed] - COALESCE(LAG([years].[owed]) OVER (ORDER BY [years].[source_id]), 0) AS [change]
      FROM (
        SELECT
          [d].[period_id] AS [source_id],
          [d].[ends_on] AS [posted_on],
          MAX([w].[modified_at]) AS [modified_at],
          'Leave left at the end of ' + [d].[financial_year] AS [description],
          CAST(SUM(ROUND([w].[monthly_salary] * [w].[leave_balance] * 0.03846154, 2)) AS NUMERIC(18, 2)) AS [owed]
        FROM [silver].[period] AS [d]
        JOIN [silver].[payroll] AS [w]
          ON [w].[period_id] = [d].[period_id]
        JOIN [silver].[employee] AS [e]
          ON [e].[employee_id] = [w].[employee_id]
        WHERE
          [d].[fiscal_month] = 12
          AND (
            [e].[left_on] IS NULL OR [e].[left_on] > [d].[ends_on]
          )
        GROUP BY
          [d].[period_id],
          [d].[ends_on],
          [d].[financial_year]
      ) AS [years]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(51 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'supplier tds payment' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 2335 WHEN 2 THEN 1100 END AS [account_id],
      CAST(CASE [n].[line_no] WHEN 1 THEN [documents].[paid] WHEN 2 THEN -[documents].[paid] END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [d].[period_id] AS [source_id],
        DATEADD(DAY, CASE [d].[fiscal_month] WHEN 12 THEN 30 ELSE 7 END, [d].[ends_on]) AS [posted_on],
        MAX([t].[modified_at]) AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'TDS on suppliers of ' + [d].[period_name] AS [description],
        SUM([t].[tds]) AS [paid]
      FROM [silver].[period] AS [d]
      JOIN (
        SELECT
          '194-I' AS [section],
          [d].[posted_on] AS [deducted_on],
          [d].[modified_at] AS [modified_at],
          [d].[rent] AS [amount],
          [d].[tds] AS [tds]
        FROM (
          SELECT
            [h].[source_id] AS [source_id],
            [h].[posted_on] AS [posted_on],
            [h].[modified_at] AS [modified_at],
            [h].[customer_id] AS [customer_id],
            [h].[vendor_id] AS [vendor_id],
            [h].[description] AS [description],
            [h].[rent] AS [rent],
            [h].[power] AS [power],
            [h].[tds] AS [tds],
            [h].[paid] AS [paid],
            [h].[cgst_amount] AS [cgst_amount],
            [h].[sgst_amount] AS [sgst_amount],
            [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
            [h].[paid] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
          FROM (
            SELECT
              [d].[source_id] AS [source_id],
              [d].[posted_on] AS [posted_on],
              [d].[modified_at] AS [modified_at],
              [d].[customer_id] AS [customer_id],
              [d].[vendor_id] AS [vendor_id],
              [d].[description] AS [description],
              [d].[rent] AS [rent],
              [d].[power] AS [power],
              [d].[tds] AS [tds],
              [d].[paid] AS [paid],
              CAST(ROUND([d].[rent] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
              CAST(ROUND([d].[rent] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
            FROM (
              SELECT
                [months].[source_id] AS [source_id],
                [months].[posted_on] AS [posted_on],
                [months].[modified_at] AS [modified_at],
                CAST(NULL AS BIGINT) AS [customer_id],
                CAST(NULL AS BIGINT) AS [vendor_id],
                [months].[description] AS [description],
                [months].[rent] AS [rent],
                [months].[power] AS [power],
                [months].[tds] AS [tds],
                [months].[rent] + [months].[power] - [months].[tds] AS [paid]
              FROM (
                SELECT
                  [e].[source_id] AS [source_id],
                  [e].[posted_on] AS [posted_on],
                  [e].[modified_at] AS [modified_at],
                  [e].[description] AS [description],
                  [e].[rent] AS [rent],
                  [e].[rent_without_tds] AS [rent_without_tds],
                  [e].[power] AS [power],
                  CASE
                    WHEN [e].[rent] > [e].[rent_without_tds]
                    THEN CAST(ROUND([e].[rent] * 10 * 0.01, 0) AS NUMERIC(18, 2))
                    ELSE CAST(0 AS NUMERIC(18, 2))
                  END AS [tds]
                FROM (
                  SELECT
                    [d].[period_id] AS [source_id],
                    [d].[ends_on] AS [posted_on],
                    GREATEST([d].[modified_at], MAX([o].[modified_at]), MAX([p].[modified_at]), [m].[modified_at]) AS [modified_at],
                    'Rent and power of ' + [d].[period_name] AS [description],
                    CAST([m].[machines] * 150 * CASE [d].[financial_year]
                      WHEN '2023-24'
                      THEN 250.00
                      WHEN '2024-25'
                      THEN 262.50
                      WHEN '2025-26'
                      THEN 275.63
                      WHEN '2026-27'
                      THEN 289.41
                    END AS NUMERIC(18, 2)) AS [rent],
                    CASE [d].[financial_year]
                      WHEN '2023-24'
                      THEN 20000
                      WHEN '2024-25'
                      THEN 20000
                      WHEN '2025-26'
                      THEN 50000
                      WHEN '2026-27'
                      THEN 50000
                    END AS [rent_without_tds],
                    CAST([m].[machines] * 35 * 500 + ROUND(
                      COALESCE(SUM((
                        [o].[good_quantity] + [o].[scrap_quantity]
                      ) * [p].[weight_g]), 0) * 0.001 * 1.4 * 8.50,
                      2
                    ) AS NUMERIC(18, 2)) AS [power]
                  FROM [silver].[period] AS [d]
                  CROSS JOIN (
                    SELECT
                      COUNT_BIG(*) AS [machines],
                      MAX([fixed_asset].[modified_at]) AS [modified_at]
                    FROM [silver].[fixed_asset] AS [fixed_asset]
                    WHERE
                      [fixed_asset].[asset_class] = 'machine'
                      AND [fixed_asset].[acquired_on] < CAST('2023-04-01' AS DATE)
                  ) AS [m]
                  LEFT JOIN [silver].[production_order] AS [o]
                    ON [o].[finished_on] BETWEEN [d].[starts_on] AND [d].[ends_on]
                  LEFT JOIN [silver].[product] AS [p]
                    ON [p].[product_id] = [o].[product_id]
                  GROUP BY
                    [d].[period_id],
                    [d].[ends_on],
                    [d].[period_name],
                    [d].[financial_year],
                    [d].[modified_at],
                    [m].[machines],
                    [m].[modified_at]
                ) AS [e]
              ) AS [months]
            ) AS [d]
          ) AS [h]
        ) AS [d]
        WHERE
          [d].[tds] > 0
        UNION ALL
        SELECT
          '194C' AS [section],
          [d].[posted_on] AS [deducted_on],
          [d].[modified_at] AS [modified_at],
          [d].[cost] AS [amount],
          [d].[tds] AS [tds]
        FROM (
          SELECT
            [h].[source_id] AS [source_id],
            [h].[posted_on] AS [posted_on],
            [h].[modified_at] AS [modified_at],
            [h].[customer_id] AS [customer_id],
            [h].[vendor_id] AS [vendor_id],
            [h].[description] AS [description],
            [h].[cost] AS [cost],
            [h].[tds] AS [tds],
            [h].[paid] AS [paid],
            [h].[cgst_amount] AS [cgst_amount],
            [h].[sgst_amount] AS [sgst_amount],
            [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
            [h].[paid] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
          FROM (
            SELECT
              [d].[source_id] AS [source_id],
              [d].[posted_on] AS [posted_on],
              [d].[modified_at] AS [modified_at],
              [d].[customer_id] AS [customer_id],
              [d].[vendor_id] AS [vendor_id],
              [d].[description] AS [description],
              [d].[cost] AS [cost],
              [d].[tds] AS [tds],
              [d].[paid] AS [paid],
              CAST(ROUND([d].[cost] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
              CAST(ROUND([d].[cost] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
            FROM (
              SELECT
                [e].[source_id] AS [source_id],
                [e].[posted_on] AS [posted_on],
                [e].[modified_at] AS [modified_at],
                [e].[customer_id] AS [customer_id],
                [e].[vendor_id] AS [vendor_id],
                [e].[description] AS [description],
                [e].[cost] AS [cost],
                [e].[tds] AS [tds],
                [e].[cost] - [e].[tds] AS [paid]
              FROM (
                SELECT
                  [d].[source_id] AS [source_id],
                  [d].[posted_on] AS [posted_on],
                  [d].[modified_at] AS [modified_at],
                  [d].[customer_id] AS [customer_id],
                  [d].[vendor_id] AS [vendor_id],
                  [d].[description] AS [description],
                  [d].[cost] AS [cost],
                  CAST(ROUND([d].[cost] * 2 * 0.01, 0) AS NUMERIC(18, 2)) AS [tds]
                FROM (
                  SELECT
                    [mould_maintenance].[mould_maintenance_id] AS [source_id],
                    [mould_maintenance].[finished_on] AS [posted_on],
                    [mould_maintenance].[modified_at] AS [modified_at],
                    CAST(NULL AS BIGINT) AS [customer_id],
                    CAST(NULL AS BIGINT) AS [vendor_id],
                    'Work on a mould ' + [mould_maintenance].[mould_maintenance_no] AS [description],
                    [mould_maintenance].[cost] AS [cost]
                  FROM [silver].[mould_maintenance] AS [mould_maintenance]
                ) AS [d]
              ) AS [e]
            ) AS [d]
          ) AS [h]
        ) AS [d]
        WHERE
          [d].[tds] > 0
        UNION ALL
        SELECT
          '194C' AS [section],
          [d].[posted_on] AS [deducted_on],
          [d].[modified_at] AS [modified_at],
          [d].[freight_amount] AS [amount],
          [d].[tds] AS [tds]
        FROM (
          SELECT
            [f].[source_id] AS [source_id],
            [f].[posted_on] AS [posted_on],
            [f].[modified_at] AS [modified_at],
            [f].[customer_id] AS [customer_id],
            [f].[vendor_id] AS [vendor_id],
            [f].[description] AS [description],
            [f].[freight_amount] AS [freight_amount],
            [f].[gst_rate] AS [gst_rate],
            [f].[reverse_charged] AS [reverse_charged],
            [f].[integrated] AS [integrated],
            [f].[tds] AS [tds],
            [f].[cgst_amount] AS [cgst_amount],
            [f].[sgst_amount] AS [sgst_amount],
            [f].[igst_amount] AS [igst_amount],
            [f].[tax] AS [tax],
            [f].[total] AS [total],
            [f].[tax] * [f].[reverse_charged] AS [reverse_tax],
            [f].[total] - [f].[tax] * [f].[reverse_charged] - [f].[tds] AS [owed]
          FROM (
            SELECT
              [h].[source_id] AS [source_id],
              [h].[posted_on] AS [posted_on],
              [h].[modified_at] AS [modified_at],
              [h].[customer_id] AS [customer_id],
              [h].[vendor_id] AS [vendor_id],
              [h].[description] AS [description],
              [h].[freight_amount] AS [freight_amount],
              [h].[gst_rate] AS [gst_rate],
              [h].[reverse_charged] AS [reverse_charged],
              [h].[integrated] AS [integrated],
              [h].[tds] AS [tds],
              [h].[cgst_amount] AS [cgst_amount],
              [h].[sgst_amount] AS [sgst_amount],
              [h].[igst_amount] AS [igst_amount],
              [h].[cgst_amount] + [h].[sgst_amount] + [h].[igst_amount] AS [tax],
              [h].[freight_amount] + [h].[cgst_amount] + [h].[sgst_amount] + [h].[igst_amount] AS [total]
            FROM (
              SELECT
                [d].[source_id] AS [source_id],
                [d].[posted_on] AS [posted_on],
                [d].[modified_at] AS [modified_at],
                [d].[customer_id] AS [customer_id],
                [d].[vendor_id] AS [vendor_id],
                [d].[description] AS [description],
                [d].[freight_amount] AS [freight_amount],
                [d].[gst_rate] AS [gst_rate],
                [d].[reverse_charged] AS [reverse_charged],
                [d].[integrated] AS [integrated],
                [d].[tds] AS [tds],
                CASE
                  WHEN [d].[integrated] = 1
                  THEN CAST(0 AS NUMERIC(18, 2))
                  ELSE CAST(ROUND([d].[freight_amount] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2))
                END AS [cgst_amount],
                CASE
                  WHEN [d].[integrated] = 1
                  THEN CAST(0 AS NUMERIC(18, 2))
                  ELSE CAST(ROUND([d].[freight_amount] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2))
                END AS [sgst_amount],
                CASE
                  WHEN [d].[integrated] = 1
                  THEN CAST(ROUND([d].[freight_amount] * [d].[gst_rate] * 0.01, 2) AS NUMERIC(18, 2))
                  ELSE CAST(0 AS NUMERIC(18, 2))
                END AS [igst_amount]
              FROM (
                SELECT
                  [s].[shipment_id] AS [source_id],
                  [s].[dispatched_on] AS [posted_on],
                  GREATEST([s].[modified_at], [c].[modified_at], [k].[modified_at]) AS [modified_at],
                  CAST(NULL AS BIGINT) AS [customer_id],
                  CAST(NULL AS BIGINT) AS [vendor_id],
                  'Freight of ' + [s].[shipment_no] AS [description],
                  [s].[freight_amount] AS [freight_amount],
                  CASE [c].[mode]
                    WHEN 'road'
                    THEN 5
                    WHEN 'rail'
                    THEN 5
                    WHEN 'air'
                    THEN 18
                    WHEN 'sea'
                    THEN 5
                  END AS [gst_rate],
                  CASE WHEN [c].[mode] IN ('road') THEN 1 ELSE 0 END AS [reverse_charged],
                  CASE
                    WHEN [k].[state_code] = '96' AND [s].[dispatched_on] < CAST('2023-10-01' AS DATE)
                    THEN 1
                    ELSE 0
                  END AS [integrated],
                  CASE
                    WHEN [c].[mode] <> 'rail' AND NOT [c].[carrier_code] IN ('TR-02', 'TR-05')
                    THEN CAST(ROUND([s].[freight_amount] * 2 * 0.01, 0) AS NUMERIC(18, 2))
                    ELSE CAST(0 AS NUMERIC(18, 2))
                  END AS [tds]
                FROM [silver].[shipment] AS [s]
                JOIN [silver].[carrier] AS [c]
                  ON [c].[carrier_id] = [s].[carrier_id]
                JOIN [silver].[sales_order] AS [o]
                  ON [o].[sales_order_id] = [s].[sales_order_id]
                JOIN [silver].[customer] AS [k]
                  ON [k].[customer_id] = [o].[customer_id]
              ) AS [d]
            ) AS [h]
          ) AS [f]
        ) AS [d]
        WHERE
          [d].[tds] > 0
        UNION ALL
        SELECT
          '194C' AS [section],
          [d].[posted_on] AS [deducted_on],
          [d].[modified_at] AS [modified_at],
          [d].[services] AS [amount],
          [d].[tds] AS [tds]
        FROM (
          SELECT
            [h].[source_id] AS [source_id],
            [h].[posted_on] AS [posted_on],
            [h].[modified_at] AS [modified_at],
            [h].[customer_id] AS [customer_id],
            [h].[vendor_id] AS [vendor_id],
            [h].[description] AS [description],
            [h].[services] AS [services],
            [h].[tds] AS [tds],
            [h].[paid] AS [paid],
            [h].[cgst_amount] AS [cgst_amount],
            [h].[sgst_amount] AS [sgst_amount],
            [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
            [h].[paid] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
          FROM (
            SELECT
              [d].[source_id] AS [source_id],
              [d].[posted_on] AS [posted_on],
              [d].[modified_at] AS [modified_at],
              [d].[customer_id] AS [customer_id],
              [d].[vendor_id] AS [vendor_id],
              [d].[description] AS [description],
              [d].[services] AS [services],
              [d].[tds] AS [tds],
              [d].[paid] AS [paid],
              CAST(ROUND([d].[services] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
              CAST(ROUND([d].[services] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
            FROM (
              SELECT
                [e].[source_id] AS [source_id],
                [e].[posted_on] AS [posted_on],
                [e].[modified_at] AS [modified_at],
                [e].[customer_id] AS [customer_id],
                [e].[vendor_id] AS [vendor_id],
                [e].[description] AS [description],
                [e].[services] AS [services],
                [e].[tds] AS [tds],
                [e].[services] - [e].[tds] AS [paid]
              FROM (
                SELECT
                  [d].[source_id] AS [source_id],
                  [d].[posted_on] AS [posted_on],
                  [d].[modified_at] AS [modified_at],
                  [d].[customer_id] AS [customer_id],
                  [d].[vendor_id] AS [vendor_id],
                  [d].[description] AS [description],
                  [d].[services] AS [services],
                  CAST(ROUND([d].[services] * 2 * 0.01, 0) AS NUMERIC(18, 2)) AS [tds]
                FROM (
                  SELECT
                    [d].[period_id] AS [source_id],
                    [d].[ends_on] AS [posted_on],
                    GREATEST([d].[modified_at], MAX([p].[modified_at])) AS [modified_at],
                    CAST(NULL AS BIGINT) AS [customer_id],
                    CAST(NULL AS BIGINT) AS [vendor_id],
                    'Security and IT of ' + [d].[period_name] AS [description],
                    CAST(COUNT_BIG([p].[payroll_id]) * CASE [d].[financial_year]
                      WHEN '2023-24'
                      THEN 1200
                      WHEN '2024-25'
                      THEN 1260
                      WHEN '2025-26'
                      THEN 1323
                      WHEN '2026-27'
                      THEN 1389
                    END AS NUMERIC(18, 2)) AS [services]
                  FROM [silver].[period] AS [d]
                  JOIN [silver].[payroll] AS [p]
                    ON [p].[period_id] = [d].[period_id]
                  GROUP BY
                    [d].[period_id],
                    [d].[ends_on],
                    [d].[period_name],
                    [d].[financial_year],
                    [d].[modified_at]
                ) AS [d]
              ) AS [e]
            ) AS [d]
          ) AS [h]
        ) AS [d]
        WHERE
          [d].[tds] > 0
        UNION ALL
        SELECT
          '194J' AS [section],
          [d].[posted_on] AS [deducted_on],
          [d].[modified_at] AS [modified_at],
          [d].[fees] AS [amount],
          [d].[tds] AS [tds]
        FROM (
          SELECT
            [h].[source_id] AS [source_id],
            [h].[posted_on] AS [posted_on],
            [h].[modified_at] AS [modified_at],
            [h].[customer_id] AS [customer_id],
            [h].[vendor_id] AS [vendor_id],
            [h].[description] AS [description],
            [h].[fees] AS [fees],
            [h].[fees_without_tds] AS [fees_without_tds],
            [h].[tds] AS [tds],
            [h].[paid] AS [paid],
            [h].[cgst_amount] AS [cgst_amount],
            [h].[sgst_amount] AS [sgst_amount],
            [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
            [h].[paid] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
          FROM (
            SELECT
              [d].[source_id] AS [source_id],
              [d].[posted_on] AS [posted_on],
              [d].[modified_at] AS [modified_at],
              [d].[customer_id] AS [customer_id],
              [d].[vendor_id] AS [vendor_id],
              [d].[description] AS [description],
              [d].[fees] AS [fees],
              [d].[fees_without_tds] AS [fees_without_tds],
              [d].[tds] AS [tds],
              [d].[paid] AS [paid],
              CAST(ROUND([d].[fees] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
              CAST(ROUND([d].[fees] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
            FROM (
              SELECT
                [e].[source_id] AS [source_id],
                [e].[posted_on] AS [posted_on],
                [e].[modified_at] AS [modified_at],
                [e].[customer_id] AS [customer_id],
                [e].[vendor_id] AS [vendor_id],
                [e].[description] AS [description],
                [e].[fees] AS [fees],
                [e].[fees_without_tds] AS [fees_without_tds],
                [e].[tds] AS [tds],
                [e].[fees] - [e].[tds] AS [paid]
              FROM (
                SELECT
                  [d].[source_id] AS [source_id],
                  [d].[posted_on] AS [posted_on],
                  [d].[modified_at] AS [modified_at],
                  [d].[customer_id] AS [customer_id],
                  [d].[vendor_id] AS [vendor_id],
                  [d].[description] AS [description],
                  [d].[fees] AS [fees],
                  [d].[fees_without_tds] AS [fees_without_tds],
                  CASE
                    WHEN [d].[fees] * 12 > [d].[fees_without_tds]
                    THEN CAST(ROUND([d].[fees] * 10 * 0.01, 0) AS NUMERIC(18, 2))
                    ELSE CAST(0 AS NUMERIC(18, 2))
                  END AS [tds]
                FROM (
                  SELECT
                    [d].[period_id] AS [source_id],
                    [d].[ends_on] AS [posted_on],
                    GREATEST([d].[modified_at], [m].[modified_at]) AS [modified_at],
                    CAST(NULL AS BIGINT) AS [customer_id],
                    CAST(NULL AS BIGINT) AS [vendor_id],
                    'Professional fees of ' + [d].[period_name] AS [description],
                    CAST([m].[machines] * CASE [d].[financial_year]
                      WHEN '2023-24'
                      THEN 3500
                      WHEN '2024-25'
                      THEN 3675
                      WHEN '2025-26'
                      THEN 3859
                      WHEN '2026-27'
                      THEN 4052
                    END AS NUMERIC(18, 2)) AS [fees],
                    CASE [d].[financial_year]
                      WHEN '2023-24'
                      THEN 30000
                      WHEN '2024-25'
                      THEN 30000
                      WHEN '2025-26'
                      THEN 50000
                      WHEN '2026-27'
                      THEN 50000
                    END AS [fees_without_tds]
                  FROM [silver].[period] AS [d]
                  CROSS JOIN (
                    SELECT
                      COUNT_BIG(*) AS [machines],
                      MAX([fixed_asset].[modified_at]) AS [modified_at]
                    FROM [silver].[fixed_asset] AS [fixed_asset]
                    WHERE
                      [fixed_asset].[asset_class] = 'machine'
                      AND [fixed_asset].[acquired_on] < CAST('2023-04-01' AS DATE)
                  ) AS [m]
                ) AS [d]
              ) AS [e]
            ) AS [d]
          ) AS [h]
        ) AS [d]
        WHERE
          [d].[tds] > 0
        UNION ALL
        SELECT
          '194Q' AS [section],
          [d].[posted_on] AS [deducted_on],
          [d].[modified_at] AS [modified_at],
          [d].[cost] AS [amount],
          [d].[tds] AS [tds]
        FROM (
          SELECT
            [h].[source_id] AS [source_id],
            [h].[posted_on] AS [posted_on],
            [h].[modified_at] AS [modified_at],
            [h].[customer_id] AS [customer_id],
            [h].[vendor_id] AS [vendor_id],
            [h].[description] AS [description],
            [h].[cost] AS [cost],
            [h].[gst_rate] AS [gst_rate],
            [h].[tds] AS [tds],
            [h].[tcs] AS [tcs],
            [h].[paid] AS [paid],
            [h].[cgst_amount] AS [cgst_amount],
            [h].[sgst_amount] AS [sgst_amount],
            [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
            [h].[paid] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
          FROM (
            SELECT
              [d].[source_id] AS [source_id],
              [d].[posted_on] AS [posted_on],
              [d].[modified_at] AS [modified_at],
              [d].[customer_id] AS [customer_id],
              [d].[vendor_id] AS [vendor_id],
              [d].[description] AS [description],
              [d].[cost] AS [cost],
              [d].[gst_rate] AS [gst_rate],
              [d].[tds] AS [tds],
              [d].[tcs] AS [tcs],
              [d].[paid] AS [paid],
              CAST(ROUND([d].[cost] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
              CAST(ROUND([d].[cost] * [d].[gst_rate] * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
            FROM (
              SELECT
                [e].[source_id] AS [source_id],
                [e].[posted_on] AS [posted_on],
                [e].[modified_at] AS [modified_at],
                [e].[customer_id] AS [customer_id],
                [e].[vendor_id] AS [vendor_id],
                [e].[description] AS [description],
                [e].[cost] AS [cost],
                [e].[gst_rate] AS [gst_rate],
                [e].[tds] AS [tds],
                [e].[tcs] AS [tcs],
                [e].[cost] - [e].[tds] + [e].[tcs] AS [paid]
              FROM (
                SELECT
                  [a].[fixed_asset_id] AS [source_id],
                  [a].[acquired_on] AS [posted_on],
                  GREATEST([a].[modified_at], [t].[modified_at]) AS [modified_at],
                  CAST(NULL AS BIGINT) AS [customer_id],
                  CAST(NULL AS BIGINT) AS [vendor_id],
                  'Purchase of ' + [a].[fixed_asset_code] AS [description],
                  [a].[cost] AS [cost],
                  CASE
                    WHEN [a].[asset_class] = 'vehicle' AND [a].[acquired_on] < CAST('2025-09-22' AS DATE)
                    THEN 28
                    ELSE 18
                  END AS [gst_rate],
                  CASE
                    WHEN [a].[cost] > 5000000 AND [t].[turnover] > 100000000
                    THEN CAST(ROUND((
                      [a].[cost] - 5000000
                    ) * 0.1 * 0.01, 0) AS NUMERIC(18, 2))
                    ELSE CAST(0 AS NUMERIC(18, 2))
                  END AS [tds],
                  CASE
                    WHEN [a].[asset_class] = 'vehicle'
                    AND [a].[cost] * (
                      100 + CASE
                        WHEN [a].[asset_class] = 'vehicle' AND [a].[acquired_on] < CAST('2025-09-22' AS DATE)
                        THEN 28
                        ELSE 18
                      END
                    ) * 0.01 > 1000000
                    THEN CAST(ROUND(
                      [a].[cost] * (
                        100 + CASE
                          WHEN [a].[asset_class] = 'vehicle' AND [a].[acquired_on] < CAST('2025-09-22' AS DATE)
                          THEN 28
                          ELSE 18
                        END
                      ) * 0.01 * 0.01,
                      0
                    ) AS NUMERIC(18, 2))
                    ELSE CAST(0 AS NUMERIC(18, 2))
                  END AS [tcs]
                FROM [silver].[fixed_asset] AS [a]
                JOIN [silver].[period] AS [p]
                  ON [a].[acquired_on] BETWEEN [p].[starts_on] AND [p].[ends_on]
                JOIN (
                  SELECT
                    [p].[financial_year] AS [financial_year],
                    COALESCE(LAG(SUM([s].[sold])) OVER (ORDER BY [p].[financial_year]), 0) AS [turnover],
                    LAG(MAX([s].[modified_at])) OVER (ORDER BY [p].[financial_year]) AS [modified_at]
                  FROM [silver].[period] AS [p]
                  LEFT JOIN (
                    SELECT
                      DATEPART(YEAR, [receivable_invoice].[invoiced_on]) * 100 + DATEPART(MONTH, [receivable_invoice].[invoiced_on]) AS [period_id],
                      SUM([receivable_invoice].[net_amount]) AS [sold],
                      MAX([receivable_invoice].[modified_at]) AS [modified_at]
                    FROM [silver].[receivable_invoice] AS [receivable_invoice]
                    GROUP BY
                      DATEPART(YEAR, [receivable_invoice].[invoiced_on]) * 100 + DATEPART(MONTH, [receivable_invoice].[invoiced_on])
                  ) AS [s]
                    ON [s].[period_id] = [p].[period_id]
                  GROUP BY
                    [p].[financial_year]
                ) AS [t]
                  ON [t].[financial_year] = [p].[financial_year]
                WHERE
                  [a].[acquired_on] >= CAST('2023-04-01' AS DATE)
              ) AS [e]
            ) AS [d]
          ) AS [h]
        ) AS [d]
        WHERE
          [d].[tds] > 0
        UNION ALL
        SELECT
          '194Q' AS [194q],
          [payable_bill].[booked_on] AS [booked_on],
          [payable_bill].[modified_at] AS [modified_at],
          [payable_bill].[net_amount] AS [net_amount],
          [payable_bill].[tds_amount] AS [tds_amount]
        FROM [silver].[payable_bill] AS [payable_bill]
        WHERE
          [payable_bill].[tds_amount] > 0
      ) AS [t]
        ON [t].[deducted_on] BETWEEN [d].[starts_on] AND [d].[ends_on]
      WHERE
        DATEADD(DAY, CASE [d].[fiscal_month] WHEN 12 THEN 30 ELSE 7 END, [d].[ends_on]) <= (
          SELECT
            MAX([period].[ends_on]) AS [_col_0]
          FROM [silver].[period] AS [period]
        )
      GROUP BY
        [d].[period_id],
        [d].[ends_on],
        [d].[period_name],
        [d].[fiscal_month]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(60 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'allowance for doubtful debts' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 6605 WHEN 2 THEN 1250 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[added]
        WHEN 2
        THEN -[documents].[added]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [years].[period_id] AS [source_id],
        [years].[ends_on] AS [posted_on],
        [years].[modified_at] AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Doubtful debts at the end of ' + [years].[financial_year] AS [description],
        CAST([years].[allowance] - COALESCE(LAG([years].[allowance]) OVER (ORDER BY [years].[period_id]), 0) + [years].[released] AS NUMERIC(18, 2)) AS [added]
      FROM (
        SELECT
          [d].[period_id] AS [period_id],
          [d].[ends_on] AS [ends_on],
          [d].[financial_year] AS [financial_year],
          GREATEST([d].[modified_at], MAX([p].[modified_at])) AS [modified_at],
          COALESCE(SUM([p].[provided]), 0) AS [allowance],
          COALESCE(MAX([w].[released]), 0) AS [released]
        FROM [silver].[period] AS [d]
        LEFT JOIN (
          SELECT
            [o].[period_id] AS [period_id],
            [o].[ends_on] AS [ends_on],
            [o].[receivable_invoice_id] AS [receivable_invoice_id],
            [o].[modified_at] AS [modified_at],
            CAST(ROUND(
              [o].[open_amount] * CASE WHEN [o].[failed_on] <= [o].[ends_on] THEN 1 ELSE 0.5 END,
              2
            ) AS NUMERIC(18, 2)) AS [provided]
          FROM (
            SELECT
              [y].[period_id] AS [period_id],
              [y].[ends_on] AS [ends_on],
              [l].[receivable_invoice_id] AS [receivable_invoice_id],
              [f].[failed_on] AS [failed_on],
              GREATEST([l].[modified_at], MAX([s].[modified_at])) AS [modified_at],
              [l].[open_amount] - COALESCE(SUM([s].[amount]), 0) AS [open_amount]
            FROM [silver].[period] AS [y]
            JOIN (
              SELECT
                [i].[receivable_invoice_id] AS [receivable_invoice_id],
                [i].[customer_id] AS [customer_id],
                [i].[due_on] AS [due_on],
                GREATEST([i].[modified_at], MAX([s].[modified_at])) AS [modified_at],
                [i].[total_amount] - COALESCE(SUM([s].[amount]), 0) AS [open_amount]
              FROM [silver].[receivable_invoice] AS [i]
              LEFT JOIN (
                SELECT
                  [a].[receivable_invoice_id] AS [receivable_invoice_id],
                  [r].[received_on] AS [settled_on],
                  [a].[amount] AS [amount],
                  [r].[modified_at] AS [modified_at]
                FROM [silver].[receipt_allocation] AS [a]
                JOIN [silver].[receipt] AS [r]
                  ON [r].[receipt_id] = [a].[receipt_id]
                UNION ALL
                SELECT
                  [advance_allocation].[receivable_invoice_id] AS [receivable_invoice_id],
                  [advance_allocation].[allocated_on] AS [allocated_on],
                  [advance_allocation].[amount] AS [amount],
                  [advance_allocation].[modified_at] AS [modified_at]
                FROM [silver].[advance_allocation] AS [advance_allocation]
                UNION ALL
                SELECT
                  [credit_note].[receivable_invoice_id] AS [receivable_invoice_id],
                  [credit_note].[credited_on] AS [credited_on],
                  [credit_note].[total_amount] AS [total_amount],
                  [credit_note].[modified_at] AS [modified_at]
                FROM [silver].[credit_note] AS [credit_note]
                UNION ALL
                SELECT
                  [write_off].[receivable_invoice_id] AS [receivable_invoice_id],
                  [write_off].[written_off_on] AS [written_off_on],
                  [write_off].[amount] AS [amount],
                  [write_off].[modified_at] AS [modified_at]
                FROM [silver].[write_off] AS [write_off]
              ) AS [s]
                ON [s].[receivable_invoice_id] = [i].[receivable_invoice_id]
                AND [s].[settled_on] <= DATEADD(DAY, 180, [i].[due_on])
              GROUP BY
                [i].[receivable_invoice_id],
                [i].[customer_id],
                [i].[due_on],
                [i].[modified_at],
                [i].[total_amount]
              HAVING
                [i].[total_amount] - COALESCE(SUM([s].[amount]), 0) > 0
            ) AS [l]
              ON DATEADD(DAY, 180, [l].[due_on]) < [y].[ends_on]
            LEFT JOIN (
              SELECT
                [i].[customer_id] AS [customer_id],
                MIN([w].[written_off_on]) AS [failed_on]
              FROM [silver].[write_off] AS [w]
              JOIN [silver].[receivable_invoice] AS [i]
                ON [i].[receivable_invoice_id] = [w].[receivable_invoice_id]
              GROUP BY
                [i].[customer_id]
            ) AS [f]
              ON [f].[customer_id] = [l].[customer_id]
            LEFT JOIN (
              SELECT
                [a].[receivable_invoice_id] AS [receivable_invoice_id],
                [r].[received_on] AS [settled_on],
                [a].[amount] AS [amount],
                [r].[modified_at] AS [modified_at]
              FROM [silver].[receipt_allocation] AS [a]
              JOIN [silver].[receipt] AS [r]
                ON [r].[receipt_id] = [a].[receipt_id]
              UNION ALL
              SELECT
                [advance_allocation].[receivable_invoice_id] AS [receivable_invoice_id],
                [advance_allocation].[allocated_on] AS [allocated_on],
                [advance_allocation].[amount] AS [amount],
                [advance_allocation].[modified_at] AS [modified_at]
              FROM [silver].[advance_allocation] AS [advance_allocation]
              UNION ALL
              SELECT
                [credit_note].[receivable_invoice_id] AS [receivable_invoice_id],
                [credit_note].[credited_on] AS [credited_on],
                [credit_note].[total_amount] AS [total_amount],
                [credit_note].[modified_at] AS [modified_at]
              FROM [silver].[credit_note] AS [credit_note]
              UNION ALL
              SELECT
                [write_off].[receivable_invoice_id] AS [receivable_invoice_id],
                [write_off].[written_off_on] AS [written_off_on],
                [write_off].[amount] AS [amount],
                [write_off].[modified_at] AS [modified_at]
              FROM [silver].[write_off] AS [write_off]
            ) AS [s]
              ON [s].[receivable_invoice_id] = [l].[receivable_invoice_id]
              AND [s].[settled_on] > DATEADD(DAY, 180, [l].[due_on])
              AND [s].[settled_on] <= [y].[ends_on]
            WHERE
              [y].[fiscal_month] = 12
            GROUP BY
              [y].[period_id],
              [y].[ends_on],
              [l].[receivable_invoice_id],
              [f].[failed_on],
              [l].[modified_at],
              [l].[open_amount]
          ) AS [o]
        ) AS [p]
          ON [p].[period_id] = [d].[period_id]
        LEFT JOIN (
          SELECT
            [r].[financial_year] AS [financial_year],
            SUM([r].[released]) AS [released]
          FROM (
            SELECT
              [w].[write_off_id] AS [write_off_id],
              [w].[write_off_no] AS [write_off_no],
              [w].[written_off_on] AS [written_off_on],
              [q].[financial_year] AS [financial_year],
              [p].[provided] AS [released],
              GREATEST([w].[modified_at], [p].[modified_at]) AS [modified_at]
            FROM [silver].[write_off] AS [w]
            JOIN [silver].[period] AS [q]
              ON [w].[written_off_on] BETWEEN [q].[starts_on] AND [q].[ends_on]
            JOIN (
              SELECT
                [period].[financial_year] AS [financial_year],
                MIN([period].[starts_on]) AS [starts_on]
              FROM [silver].[period] AS [period]
              GROUP BY
                [period].[financial_year]
            ) AS [y]
              ON [y].[financial_year] = [q].[financial_year]
            JOIN (
              SELECT
                [o].[period_id] AS [period_id],
                [o].[ends_on] AS [ends_on],
                [o].[receivable_invoice_id] AS [receivable_invoice_id],
                [o].[modified_at] AS [modified_at],
                CAST(ROUND(
                  [o].[open_amount] * CASE WHEN [o].[failed_on] <= [o].[ends_on] THEN 1 ELSE 0.5 END,
                  2
                ) AS NUMERIC(18, 2)) AS [provided]
              FROM (
                SELECT
                  [y].[period_id] AS [period_id],
                  [y].[ends_on] AS [ends_on],
                  [l].[receivable_invoice_id] AS [receivable_invoice_id],
                  [f].[failed_on] AS [failed_on],
                  GREATEST([l].[modified_at], MAX([s].[modified_at])) AS [modified_at],
                  [l].[open_amount] - COALESCE(SUM([s].[amount]), 0) AS [open_amount]
                FROM [silver].[period] AS [y]
                JOIN (
                  SELECT
                    [i].[receivable_invoice_id] AS [receivable_invoice_id],
                    [i].[customer_id] AS [customer_id],
                    [i].[due_on] AS [due_on],
                    GREATEST([i].[modified_at], MAX([s].[modified_at])) AS [modified_at],
                    [i].[total_amount] - COALESCE(SUM([s].[amount]), 0) AS [open_amount]
                  FROM [silver].[receivable_invoice] AS [i]
                  LEFT JOIN (
                    SELECT
                      [a].[receivable_invoice_id] AS [receivable_invoice_id],
                      [r].[received_on] AS [settled_on],
                      [a].[amount] AS [amount],
                      [r].[modified_at] AS [modified_at]
                    FROM [silver].[receipt_allocation] AS [a]
                    JOIN [silver].[receipt] AS [r]
                      ON [r].[receipt_id] = [a].[receipt_id]
                    UNION ALL
                    SELECT
                      [advance_allocation].[receivable_invoice_id] AS [receivable_invoice_id],
                      [advance_allocation].[allocated_on] AS [allocated_on],
                      [advance_allocation].[amount] AS [amount],
                      [advance_allocation].[modified_at] AS [modified_at]
                    FROM [silver].[advance_allocation] AS [advance_allocation]
                    UNION ALL
                    SELECT
                      [credit_note].[receivable_invoice_id] AS [receivable_invoice_id],
                      [credit_note].[credited_on] AS [credited_on],
                      [credit_note].[total_amount] AS [total_amount],
                      [credit_note].[modified_at] AS [modified_at]
                    FROM [silver].[credit_note] AS [credit_note]
                    UNION ALL
                    SELECT
                      [write_off].[receivable_invoice_id] AS [receivable_invoice_id],
                      [write_off].[written_off_on] AS [written_off_on],
                      [write_off].[amount] AS [amount],
                      [write_off].[modified_at] AS [modified_at]
                    FROM [silver].[write_off] AS [write_off]
                  ) AS [s]
                    ON [s].[receivable_invoice_id] = [i].[receivable_invoice_id]
                    AND [s].[settled_on] <= DATEADD(DAY, 180, [i].[due_on])
                  GROUP BY
                    [i].[receivable_invoice_id],
                    [i].[customer_id],
                    [i].[due_on],
                    [i].[modified_at],
                    [i].[total_amount]
                  HAVING
                    [i].[total_amount] - COALESCE(SUM([s].[amount]), 0) > 0
                ) AS [l]
                  ON DATEADD(DAY, 180, [l].[due_on]) < [y].[ends_on]
                LEFT JOIN (
                  SELECT
                    [i].[customer_id] AS [customer_id],
                    MIN([w].[written_off_on]) AS [failed_on]
                  FROM [silver].[write_off] AS [w]
                  JOIN [silver].[receivable_invoice] AS [i]
                    ON [i].[receivable_invoice_id] = [w].[receivable_invoice_id]
                  GROUP BY
                    [i].[customer_id]
                ) AS [f]
                  ON [f].[customer_id] = [l].[customer_id]
                LEFT JOIN (
                  SELECT
                    [a].[receivable_invoice_id] AS [receivable_invoice_id],
                    [r].[received_on] AS [settled_on],
                    [a].[amount] AS [amount],
                    [r].[modified_at] AS [modified_at]
                  FROM [silver].[receipt_allocation] AS [a]
                  JOIN [silver].[receipt] AS [r]
                    ON [r].[receipt_id] = [a].[receipt_id]
                  UNION ALL
                  SELECT
                    [advance_allocation].[receivable_invoice_id] AS [receivable_invoice_id],
                    [advance_allocation].[allocated_on] AS [allocated_on],
                    [advance_allocation].[amount] AS [amount],
                    [advance_allocation].[modified_at] AS [modified_at]
                  FROM [silver].[advance_allocation] AS [advance_allocation]
                  UNION ALL
                  SELECT
                    [credit_note].[receivable_invoice_id] AS [receivable_invoice_id],
                    [credit_note].[credited_on] AS [credited_on],
                    [credit_note].[total_amount] AS [total_amount],
                    [credit_note].[modified_at] AS [modified_at]
                  FROM [silver].[credit_note] AS [credit_note]
                  UNION ALL
                  SELECT
                    [write_off].[receivable_invoice_id] AS [receivable_invoice_id],
                    [write_off].[written_off_on] AS [written_off_on],
                    [write_off].[amount] AS [amount],
                    [write_off].[modified_at] AS [modified_at]
                  FROM [silver].[write_off] AS [write_off]
                ) AS [s]
                  ON [s].[receivable_invoice_id] = [l].[receivable_invoice_id]
                  AND [s].[settled_on] > DATEADD(DAY, 180, [l].[due_on])
                  AND [s].[settled_on] <= [y].[ends_on]
                WHERE
                  [y].[fiscal_month] = 12
                GROUP BY
                  [y].[period_id],
                  [y].[ends_on],
                  [l].[receivable_invoice_id],
                  [f].[failed_on],
                  [l].[modified_at],
                  [l].[open_amount]
              ) AS [o]
            ) AS [p]
              ON [p].[receivable_invoice_id] = [w].[receivable_invoice_id]
              AND DATEADD(DAY, 1, [p].[ends_on]) = [y].[starts_on]
          ) AS [r]
          GROUP BY
            [r].[financial_year]
        ) AS [w]
          ON [w].[financial_year] = [d].[financial_year]
        WHERE
          [d].[fiscal_month] = 12
        GROUP BY
          [d].[period_id],
          [d].[ends_on],
          [d].[financial_year],
          [d].[modified_at]
      ) AS [years]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(61 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'release of allowance' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 1250 WHEN 2 THEN 6605 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[released]
        WHEN 2
        THEN -[documents].[released]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [r].[write_off_id] AS [source_id],
        [r].[written_off_on] AS [posted_on],
        [r].[modified_at] AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Allowance for write-off ' + [r].[write_off_no] AS [description],
        [r].[released] AS [released]
      FROM (
        SELECT
          [w].[write_off_id] AS [write_off_id],
          [w].[write_off_no] AS [write_off_no],
          [w].[written_off_on] AS [written_off_on],
          [q].[financial_year] AS [financial_year],
          [p].[provided] AS [released],
          GREATEST([w].[modified_at], [p].[modified_at]) AS [modified_at]
        FROM [silver].[write_off] AS [w]
        JOIN [silver].[period] AS [q]
          ON [w].[written_off_on] BETWEEN [q].[starts_on] AND [q].[ends_on]
        JOIN (
          SELECT
            [period].[financial_year] AS [financial_year],
            MIN([period].[starts_on]) AS [starts_on]
          FROM [silver].[period] AS [period]
          GROUP BY
            [period].[financial_year]
        ) AS [y]
          ON [y].[financial_year] = [q].[financial_year]
        JOIN (
          SELECT
            [o].[period_id] AS [period_id],
            [o].[ends_on] AS [ends_on],
            [o].[receivable_invoice_id] AS [receivable_invoice_id],
            [o].[modified_at] AS [modified_at],
            CAST(ROUND(
              [o].[open_amount] * CASE WHEN [o].[failed_on] <= [o].[ends_on] THEN 1 ELSE 0.5 END,
              2
            ) AS NUMERIC(18, 2)) AS [provided]
          FROM (
            SELECT
              [y].[period_id] AS [period_id],
              [y].[ends_on] AS [ends_on],
              [l].[receivable_invoice_id] AS [receivable_invoice_id],
              [f].[failed_on] AS [failed_on],
              GREATEST([l].[modified_at], MAX([s].[modified_at])) AS [modified_at],
              [l].[open_amount] - COALESCE(SUM([s].[amount]), 0) AS [open_amount]
            FROM [silver].[period] AS [y]
            JOIN (
              SELECT
                [i].[receivable_invoice_id] AS [receivable_invoice_id],
                [i].[customer_id] AS [customer_id],
                [i].[due_on] AS [due_on],
                GREATEST([i].[modified_at], MAX([s].[modified_at])) AS [modified_at],
                [i].[total_amount] - COALESCE(SUM([s].[amount]), 0) AS [open_amount]
              FROM [silver].[receivable_invoice] AS [i]
              LEFT JOIN (
                SELECT
                  [a].[receivable_invoice_id] AS [receivable_invoice_id],
                  [r].[received_on] AS [settled_on],
                  [a].[amount] AS [amount],
                  [r].[modified_at] AS [modified_at]
                FROM [silver].[receipt_allocation] AS [a]
                JOIN [silver].[receipt] AS [r]
                  ON [r].[receipt_id] = [a].[receipt_id]
                UNION ALL
                SELECT
                  [advance_allocation].[receivable_invoice_id] AS [receivable_invoice_id],
                  [advance_allocation].[allocated_on] AS [allocated_on],
                  [advance_allocation].[amount] AS [amount],
                  [advance_allocation].[modified_at] AS [modified_at]
                FROM [silver].[advance_allocation] AS [advance_allocation]
                UNION ALL
                SELECT
                  [credit_note].[receivable_invoice_id] AS [receivable_invoice_id],
                  [credit_note].[credited_on] AS [credited_on],
                  [credit_note].[total_amount] AS [total_amount],
                  [credit_note].[modified_at] AS [modified_at]
                FROM [silver].[credit_note] AS [credit_note]
                UNION ALL
                SELECT
                  [write_off].[receivable_invoice_id] AS [receivable_invoice_id],
                  [write_off].[written_off_on] AS [written_off_on],
                  [write_off].[amount] AS [amount],
                  [write_off].[modified_at] AS [modified_at]
                FROM [silver].[write_off] AS [write_off]
              ) AS [s]
                ON [s].[receivable_invoice_id] = [i].[receivable_invoice_id]
                AND [s].[settled_on] <= DATEADD(DAY, 180, [i].[due_on])
              GROUP BY
                [i].[receivable_invoice_id],
                [i].[customer_id],
                [i].[due_on],
                [i].[modified_at],
                [i].[total_amount]
              HAVING
                [i].[total_amount] - COALESCE(SUM([s].[amount]), 0) > 0
            ) AS [l]
              ON DATEADD(DAY, 180, [l].[due_on]) < [y].[ends_on]
            LEFT JOIN (
              SELECT
                [i].[customer_id] AS [customer_id],
                MIN([w].[written_off_on]) AS [failed_on]
              FROM [silver].[write_off] AS [w]
              JOIN [silver].[receivable_invoice] AS [i]
                ON [i].[receivable_invoice_id] = [w].[receivable_invoice_id]
              GROUP BY
                [i].[customer_id]
            ) AS [f]
              ON [f].[customer_id] = [l].[customer_id]
            LEFT JOIN (
              SELECT
                [a].[receivable_invoice_id] AS [receivable_invoice_id],
                [r].[received_on] AS [settled_on],
                [a].[amount] AS [amount],
                [r].[modified_at] AS [modified_at]
              FROM [silver].[receipt_allocation] AS [a]
              JOIN [silver].[receipt] AS [r]
                ON [r].[receipt_id] = [a].[receipt_id]
              UNION ALL
              SELECT
                [advance_allocation].[receivable_invoice_id] AS [receivable_invoice_id],
                [advance_allocation].[allocated_on] AS [allocated_on],
                [advance_allocation].[amount] AS [amount],
                [advance_allocation].[modified_at] AS [modified_at]
              FROM [silver].[advance_allocation] AS [advance_allocation]
              UNION ALL
              SELECT
                [credit_note].[receivable_invoice_id] AS [receivable_invoice_id],
                [credit_note].[credited_on] AS [credited_on],
                [credit_note].[total_amount] AS [total_amount],
                [credit_note].[modified_at] AS [modified_at]
              FROM [silver].[credit_note] AS [credit_note]
              UNION ALL
              SELECT
                [write_off].[receivable_invoice_id] AS [receivable_invoice_id],
                [write_off].[written_off_on] AS [written_off_on],
                [write_off].[amount] AS [amount],
                [write_off].[modified_at] AS [modified_at]
              FROM [silver].[write_off] AS [write_off]
            ) AS [s]
              ON [s].[receivable_invoice_id] = [l].[receivable_invoice_id]
              AND [s].[settled_on] > DATEADD(DAY, 180, [l].[due_on])
              AND [s].[settled_on] <= [y].[ends_on]
            WHERE
              [y].[fiscal_month] = 12
            GROUP BY
              [y].[period_id],
              [y].[ends_on],
              [l].[receivable_invoice_id],
              [f].[failed_on],
              [l].[modified_at],
              [l].[open_amount]
          ) AS [o]
        ) AS [p]
          ON [p].[receivable_invoice_id] = [w].[receivable_invoice_id]
          AND DATEADD(DAY, 1, [p].[ends_on]) = [y].[starts_on]
      ) AS [r]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(62 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'asset retirement' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no]
        WHEN 1
        THEN 1100
        WHEN 2
        THEN 1510
        WHEN 3
        THEN 6410
        WHEN 4
        THEN 1500
        WHEN 5
        THEN 2200
      END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[total]
        WHEN 2
        THEN [documents].[depreciated]
        WHEN 3
        THEN [documents].[loss]
        WHEN 4
        THEN -[documents].[cost]
        WHEN 5
        THEN -[documents].[tax]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [t].[source_id] AS [source_id],
        [t].[posted_on] AS [posted_on],
        [t].[modified_at] AS [modified_at],
        [t].[customer_id] AS [customer_id],
        [t].[vendor_id] AS [vendor_id],
        [t].[description] AS [description],
        [t].[cost] AS [cost],
        [t].[depreciated] AS [depreciated],
        [t].[proceeds] AS [proceeds],
        [t].[cgst_amount] AS [cgst_amount],
        [t].[sgst_amount] AS [sgst_amount],
        [t].[tax] AS [tax],
        [t].[total] AS [total],
        [t].[cost] - [t].[depreciated] - [t].[proceeds] AS [loss]
      FROM (
        SELECT
          [h].[source_id] AS [source_id],
          [h].[posted_on] AS [posted_on],
          [h].[modified_at] AS [modified_at],
          [h].[customer_id] AS [customer_id],
          [h].[vendor_id] AS [vendor_id],
          [h].[description] AS [description],
          [h].[cost] AS [cost],
          [h].[depreciated] AS [depreciated],
          [h].[proceeds] AS [proceeds],
          [h].[cgst_amount] AS [cgst_amount],
          [h].[sgst_amount] AS [sgst_amount],
          [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
          [h].[proceeds] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
        FROM (
          SELECT
            [d].[source_id] AS [source_id],
            [d].[posted_on] AS [posted_on],
            [d].[modified_at] AS [modified_at],
            [d].[customer_id] AS [customer_id],
            [d].[vendor_id] AS [vendor_id],
            [d].[description] AS [description],
            [d].[cost] AS [cost],
            [d].[depreciated] AS [depreciated],
            [d].[proceeds] AS [proceeds],
            CAST(ROUND([d].[proceeds] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
            CAST(ROUND([d].[proceeds] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
          FROM (
            SELECT
              [a].[fixed_asset_id] AS [source_id],
              [r].[retired_on] AS [posted_on],
              GREATEST([a].[modified_at], [r].[modified_at]) AS [modified_at],
              CAST(NULL AS BIGINT) AS [customer_id],
              CAST(NULL AS BIGINT) AS [vendor_id],
              'Mould given up ' + [a].[fixed_asset_code] AS [description],
              [a].[cost] AS [cost],
              CAST([a].[monthly_depreciation] * LEAST([a].[life_months], COUNT_BIG([p].[period_id])) AS NUMERIC(18, 2)) AS [depreciated],
              CAST(ROUND([a].[residual_value] * 0.3, 0) AS NUMERIC(18, 2)) AS [proceeds]
            FROM [silver].[fixed_asset] AS [a]
            JOIN (
              SELECT
                [m].[mould_id] AS [mould_id],
                MIN([p].[ends_on]) AS [retired_on],
                [g].[modified_at] AS [modified_at]
              FROM [silver].[mould] AS [m]
              JOIN [silver].[product] AS [g]
                ON [g].[product_id] = [m].[product_id]
              JOIN [silver].[period] AS [p]
                ON [p].[starts_on] > [g].[discontinued_on]
              GROUP BY
                [m].[mould_id],
                [g].[modified_at]
            ) AS [r]
              ON [r].[mould_id] = [a].[mould_id]
            LEFT JOIN [silver].[period] AS [p]
              ON [p].[ends_on] >= [a].[acquired_on] AND [p].[ends_on] < [r].[retired_on]
            WHERE
              [a].[acquired_on] <= [r].[retired_on]
            GROUP BY
              [a].[fixed_asset_id],
              [a].[fixed_asset_code],
              [a].[cost],
              [a].[residual_value],
              [a].[monthly_depreciation],
              [a].[life_months],
              [a].[modified_at],
              [r].[retired_on],
              [r].[modified_at]
          ) AS [d]
        ) AS [h]
      ) AS [t]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
      UNION ALL
      SELECT
        3 AS [line_no]
      UNION ALL
      SELECT
        4 AS [line_no]
      UNION ALL
      SELECT
        5 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(63 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'scrap sale' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 1100 WHEN 2 THEN 4310 WHEN 3 THEN 2200 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[total]
        WHEN 2
        THEN -[documents].[proceeds]
        WHEN 3
        THEN -[documents].[tax]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [h].[source_id] AS [source_id],
        [h].[posted_on] AS [posted_on],
        [h].[modified_at] AS [modified_at],
        [h].[customer_id] AS [customer_id],
        [h].[vendor_id] AS [vendor_id],
        [h].[description] AS [description],
        [h].[kilograms] AS [kilograms],
        [h].[proceeds] AS [proceeds],
        [h].[cgst_amount] AS [cgst_amount],
        [h].[sgst_amount] AS [sgst_amount],
        [h].[cgst_amount] + [h].[sgst_amount] AS [tax],
        [h].[proceeds] + [h].[cgst_amount] + [h].[sgst_amount] AS [total]
      FROM (
        SELECT
          [d].[source_id] AS [source_id],
          [d].[posted_on] AS [posted_on],
          [d].[modified_at] AS [modified_at],
          [d].[customer_id] AS [customer_id],
          [d].[vendor_id] AS [vendor_id],
          [d].[description] AS [description],
          [d].[kilograms] AS [kilograms],
          [d].[proceeds] AS [proceeds],
          CAST(ROUND([d].[proceeds] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [cgst_amount],
          CAST(ROUND([d].[proceeds] * 18 * 0.005, 2) AS NUMERIC(18, 2)) AS [sgst_amount]
        FROM (
          SELECT
            [w].[source_id] AS [source_id],
            [w].[posted_on] AS [posted_on],
            [w].[modified_at] AS [modified_at],
            CAST(NULL AS BIGINT) AS [customer_id],
            CAST(NULL AS BIGINT) AS [vendor_id],
            [w].[description] AS [description],
            [w].[kilograms] AS [kilograms],
            CAST([w].[kilograms] * 30 AS NUMERIC(18, 2)) AS [proceeds]
          FROM (
            SELECT
              [d].[period_id] AS [source_id],
              [d].[ends_on] AS [posted_on],
              GREATEST([d].[modified_at], MAX([g].[modified_at])) AS [modified_at],
              'Plastic scrap of ' + [d].[period_name] AS [description],
              CAST(FLOOR(GREATEST(0, SUM([g].[grams])) * 0.001 * 0.9) AS NUMERIC(18, 0)) AS [kilograms]
            FROM [silver].[period] AS [d]
            JOIN (
              SELECT
                [o].[finished_on] AS [wasted_on],
                [m].[modified_at] AS [modified_at],
                -[m].[quantity] * 1000 AS [grams]
              FROM [silver].[production_order] AS [o]
              JOIN [silver].[stock_movement] AS [m]
                ON [m].[source_id] = [o].[production_order_id]
                AND [m].[movement_type] IN ('production issue', 'regrind')
              JOIN [silver].[product] AS [p]
                ON [p].[product_id] = [m].[product_id]
              WHERE
                [p].[unit] = 'kg'
              UNION ALL
              SELECT
                [o].[finished_on] AS [finished_on],
                [o].[modified_at] AS [modified_at],
                -[o].[good_quantity] * [p].[weight_g] AS [_col_2]
              FROM [silver].[production_order] AS [o]
              JOIN [silver].[product] AS [p]
                ON [p].[product_id] = [o].[product_id]
              UNION ALL
              SELECT
                [g].[returned_on] AS [returned_on],
                [g].[modified_at] AS [modified_at],
                [g].[scrapped_quantity] * [p].[weight_g] AS [_col_2]
              FROM [silver].[goods_return] AS [g]
              JOIN [silver].[shipment_line] AS [s]
                ON [s].[shipment_line_id] = [g].[shipment_line_id]
              JOIN [silver].[sales_order_line] AS [o]
                ON [o].[sales_order_line_id] = [s].[sales_order_line_id]
              JOIN [silver].[product] AS [p]
                ON [p].[product_id] = [o].[product_id]
            ) AS [g]
              ON [g].[wasted_on] BETWEEN [d].[starts_on] AND [d].[ends_on]
            GROUP BY
              [d].[period_id],
              [d].[ends_on],
              [d].[period_name],
              [d].[modified_at]
          ) AS [w]
        ) AS [d]
      ) AS [h]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
      UNION ALL
      SELECT
        3 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(64 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'lorries' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 6370 WHEN 2 THEN 1100 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[costs]
        WHEN 2
        THEN -[documents].[costs]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [d].[period_id] AS [source_id],
        [d].[ends_on] AS [posted_on],
        GREATEST([d].[modified_at], MAX([a].[modified_at])) AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Running of lorries in ' + [d].[period_name] AS [description],
        CAST(COUNT_BIG([a].[fixed_asset_id]) * CASE [d].[financial_year]
          WHEN '2023-24'
          THEN 42000
          WHEN '2024-25'
          THEN 42700
          WHEN '2025-26'
          THEN 43400
          WHEN '2026-27'
          THEN 44200
        END AS NUMERIC(18, 2)) AS [costs]
      FROM [silver].[period] AS [d]
      JOIN [silver].[fixed_asset] AS [a]
        ON [a].[asset_class] = 'vehicle' AND [a].[acquired_on] <= [d].[ends_on]
      GROUP BY
        [d].[period_id],
        [d].[ends_on],
        [d].[period_name],
        [d].[financial_year],
        [d].[modified_at]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(90 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'csr' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 6610 WHEN 2 THEN 1100 END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[spent]
        WHEN 2
        THEN -[documents].[spent]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [years].[period_id] AS [source_id],
        DATEADD(DAY, 306, [years].[ends_on]) AS [posted_on],
        [years].[modified_at] AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'CSR after ' + [years].[financial_year] AS [description],
        CAST(ROUND(
          GREATEST(0, [years].[profits]) * CASE [years].[year_number]
            WHEN 1
            THEN 0.020000000000
            WHEN 2
            THEN 0.010000000000
            ELSE 0.006666666667
          END,
          0
        ) AS NUMERIC(18, 2)) AS [spent]
      FROM (
        SELECT
          [y].[period_id] AS [period_id],
          [y].[ends_on] AS [ends_on],
          [y].[financial_year] AS [financial_year],
          [y].[known_at] AS [known_at],
          [y].[profit] AS [profit],
          [y].[profit] + COALESCE(LAG([y].[profit], 1) OVER (ORDER BY [y].[period_id]), 0) + COALESCE(LAG([y].[profit], 2) OVER (ORDER BY [y].[period_id]), 0) AS [profits],
          ROW_NUMBER() OVER (ORDER BY [y].[period_id]) AS [year_number],
          MAX([y].[known_at]) OVER (ORDER BY [y].[period_id]) AS [modified_at]
        FROM (
          SELECT
            [d].[period_id] AS [period_id],
            [d].[ends_on] AS [ends_on],
            [d].[financial_year] AS [financial_year],
            MAX([r].[modified_at]) AS [known_at],
            SUM([r].[amount]) AS [profit]
          FROM [silver].[period] AS [d]
          JOIN (
            SELECT
              [e].[source] AS [source],
              [p].[financial_year] AS [financial_year],
              [l].[account_id] AS [account_id],
              SUM([l].[credit] - [l].[debit]) AS [amount],
              MAX([l].[modified_at]) AS [modified_at]
            FROM [silver].[journal_line] AS [l]
            JOIN [silver].[journal_entry] AS [e]
              ON [e].[journal_entry_id] = [l].[journal_entry_id]
            JOIN [silver].[period] AS [p]
              ON [p].[period_id] = [e].[period_id]
            JOIN [silver].[account] AS [a]
              ON [a].[account_id] = [l].[account_id]
            WHERE
              [a].[account_type] IN ('income', 'expense')
            GROUP BY
              [p].[financial_year],
              [l].[account_id],
              [e].[source]
          ) AS [r]
            ON [r].[financial_year] = [d].[financial_year]
          WHERE
            [d].[fiscal_month] = 12
            AND [r].[source] <> 'year-end closing'
            AND NOT [r].[account_id] IN (4300, 6610, 6510, 6700)
          GROUP BY
            [d].[period_id],
            [d].[ends_on],
            [d].[financial_year]
        ) AS [y]
      ) AS [years]
      WHERE
        [years].[profit] >= 50000000
        AND DATEADD(DAY, 306, [years].[ends_on]) <= (
          SELECT
            MAX([period].[ends_on]) AS [_col_0]
          FROM [silver].[period] AS [period]
        )
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(91 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'advance tax' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 1410 WHEN 2 THEN 1100 END AS [account_id],
      CAST(CASE [n].[line_no] WHEN 1 THEN [documents].[paid] WHEN 2 THEN -[documents].[paid] END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [instalments].[period_id] AS [source_id],
        DATEADD(DAY, 15, [instalments].[ends_on]) AS [posted_on],
        [instalments].[known_at] AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Advance tax of ' + [instalments].[financial_year] + ', by the months up to ' + [instalments].[period_name] AS [description],
        [instalments].[paid] AS [paid]
      FROM (
        SELECT
          [p].[period_id] AS [period_id],
          [p].[period_name] AS [period_name],
          [p].[starts_on] AS [starts_on],
          [p].[ends_on] AS [ends_on],
          [p].[financial_year] AS [financial_year],
          [p].[fiscal_month] AS [fiscal_month],
          [p].[modified_at] AS [modified_at],
          [p].[collected] AS [collected],
          [p].[business] AS [business],
          [p].[other] AS [other],
          [p].[income_so_far] AS [income_so_far],
          [p].[collected_so_far] AS [collected_so_far],
          [p].[business_so_far] AS [business_so_far],
          [p].[other_so_far] AS [other_so_far],
          [p].[month_number] AS [month_number],
          [p].[known_at] AS [known_at],
          [p].[expected] AS [expected],
          [p].[business_of_year] AS [business_of_year],
          [p].[other_of_year] AS [other_of_year],
          [p].[kept] AS [kept],
          [p].[kept_so_far] AS [kept_so_far],
          [p].[taxed_so_far] AS [taxed_so_far],
          [p].[loss] AS [loss],
          [p].[expected_tax] AS [expected_tax],
          [p].[income] AS [income],
          [p].[tax] AS [tax],
          [p].[to_be_paid] AS [to_be_paid],
          [p].[instalments] AS [instalments],
          [p].[paid_so_far] AS [paid_so_far],
          CAST([p].[instalments] - COALESCE(
            LAG([p].[instalments]) OVER (PARTITION BY [p].[financial_year] ORDER BY [p].[period_id]),
            0
          ) AS NUMERIC(18, 2)) AS [paid]
        FROM (
          SELECT
            [s].[period_id] AS [period_id],
            [s].[period_name] AS [period_name],
            [s].[starts_on] AS [starts_on],
            [s].[ends_on] AS [ends_on],
            [s].[financial_year] AS [financial_year],
            [s].[fiscal_month] AS [fiscal_month],
            [s].[modified_at] AS [modified_at],
            [s].[collected] AS [collected],
            [s].[business] AS [business],
            [s].[other] AS [other],
            [s].[income_so_far] AS [income_so_far],
            [s].[collected_so_far] AS [collected_so_far],
            [s].[business_so_far] AS [business_so_far],
            [s].[other_so_far] AS [other_so_far],
            [s].[month_number] AS [month_number],
            [s].[known_at] AS [known_at],
            [s].[expected] AS [expected],
            [s].[business_of_year] AS [business_of_year],
            [s].[other_of_year] AS [other_of_year],
            [s].[kept] AS [kept],
            [s].[kept_so_far] AS [kept_so_far],
            [s].[taxed_so_far] AS [taxed_so_far],
            [s].[loss] AS [loss],
            [s].[expected_tax] AS [expected_tax],
            [s].[income] AS [income],
            [s].[tax] AS [tax],
            [s].[to_be_paid] AS [to_be_paid],
            [s].[instalments] AS [instalments],
            [s].[instalments] + [s].[collected_so_far] AS [paid_so_far]
          FROM (
            SELECT
              [r].[period_id] AS [period_id],
              [r].[period_name] AS [period_name],
              [r].[starts_on] AS [starts_on],
              [r].[ends_on] AS [ends_on],
              [r].[financial_year] AS [financial_year],
              [r].[fiscal_month] AS [fiscal_month],
              [r].[modified_at] AS [modified_at],
              [r].[collected] AS [collected],
              [r].[business] AS [business],
              [r].[other] AS [other],
              [r].[income_so_far] AS [income_so_far],
              [r].[collected_so_far] AS [collected_so_far],
              [r].[business_so_far] AS [business_so_far],
              [r].[other_so_far] AS [other_so_far],
              [r].[month_number] AS [month_number],
              [r].[known_at] AS [known_at],
              [r].[expected] AS [expected],
              [r].[business_of_year] AS [business_of_year],
              [r].[other_of_year] AS [other_of_year],
              [r].[kept] AS [kept],
              [r].[kept_so_far] AS [kept_so_far],
              [r].[taxed_so_far] AS [taxed_so_far],
              [r].[loss] AS [loss],
              [r].[expected_tax] AS [expected_tax],
              [r].[income] AS [income],
              [r].[tax] AS [tax],
              [r].[to_be_paid] AS [to_be_paid],
              GREATEST(
                0,
                MAX([r].[to_be_paid]) OVER (PARTITION BY [r].[financial_year] ORDER BY [r].[period_id])
              ) AS [instalments]
            FROM (
              SELECT
                [w].[period_id] AS [period_id],
                [w].[period_name] AS [period_name],
                [w].[starts_on] AS [starts_on],
                [w].[ends_on] AS [ends_on],
                [w].[financial_year] AS [financial_year],
                [w].[fiscal_month] AS [fiscal_month],
                [w].[modified_at] AS [modified_at],
                [w].[collected] AS [collected],
                [w].[business] AS [business],
                [w].[other] AS [other],
                [w].[income_so_far] AS [income_so_far],
                [w].[collected_so_far] AS [collected_so_far],
                [w].[business_so_far] AS [business_so_far],
                [w].[other_so_far] AS [other_so_far],
                [w].[month_number] AS [month_number],
                [w].[known_at] AS [known_at],
                [w].[expected] AS [expected],
                [w].[business_of_year] AS [business_of_year],
                [w].[other_of_year] AS [other_of_year],
                [w].[kept] AS [kept],
                [w].[kept_so_far] AS [kept_so_far],
                [w].[taxed_so_far] AS [taxed_so_far],
                [w].[loss] AS [loss],
                [w].[expected_tax] AS [expected_tax],
                [w].[income] AS [income],
                CAST(ROUND(ROUND([w].[income], -1) * 0.25168, -1) AS NUMERIC(18, 2)) AS [tax],
                CAST(ROUND(
                  CASE WHEN [w].[expected_tax] >= 10000 THEN [w].[expected_tax] ELSE 0 END * CASE [w].[fiscal_month]
                    WHEN 2
                    THEN 15
                    WHEN 5
                    THEN 45
                    WHEN 8
                    THEN 75
                    WHEN 11
                    THEN 100
                    ELSE 0
                  END * 0.01 - [w].[collected_so_far],
                  -1
                ) AS NUMERIC(18, 2)) AS [to_be_paid]
              FROM (
                SELECT
                  [s].[period_id] AS [period_id],
                  [s].[period_name] AS [period_name],
                  [s].[starts_on] AS [starts_on],
                  [s].[ends_on] AS [ends_on],
                  [s].[financial_year] AS [financial_year],
                  [s].[fiscal_month] AS [fiscal_month],
                  [s].[modified_at] AS [modified_at],
                  [s].[collected] AS [collected],
                  [s].[business] AS [business],
                  [s].[other] AS [other],
                  [s].[income_so_far] AS [income_so_far],
                  [s].[collected_so_far] AS [collected_so_far],
                  [s].[business_so_far] AS [business_so_far],
                  [s].[other_so_far] AS [other_so_far],
                  [s].[month_number] AS [month_number],
                  [s].[known_at] AS [known_at],
                  [s].[expected] AS [expected],
                  [s].[business_of_year] AS [business_of_year],
                  [s].[other_of_year] AS [other_of_year],
                  [s].[kept] AS [kept],
                  [s].[kept_so_far] AS [kept_so_far],
                  [s].[taxed_so_far] AS [taxed_so_far],
                  [s].[loss] AS [loss],
                  CAST(ROUND(ROUND(GREATEST(0, [s].[expected] - [s].[loss]), -1) * 0.25168, -1) AS NUMERIC(18, 2)) AS [expected_tax],
                  CAST([s].[taxed_so_far] - COALESCE(LAG([s].[taxed_so_far], 1) OVER (ORDER BY [s].[period_id]), 0) + [s].[business_of_year] + [s].[other_of_year] - [s].[kept] AS NUMERIC(18, 2)) AS [income]
                FROM (
                  SELECT
                    [m].[period_id] AS [period_id],
                    [m].[period_name] AS [period_name],
                    [m].[starts_on] AS [starts_on],
                    [m].[ends_on] AS [ends_on],
                    [m].[financial_year] AS [financial_year],
                    [m].[fiscal_month] AS [fiscal_month],
                    [m].[modified_at] AS [modified_at],
                    [m].[collected] AS [collected],
                    [m].[business] AS [business],
                    [m].[other] AS [other],
                    [m].[income_so_far] AS [income_so_far],
                    [m].[collected_so_far] AS [collected_so_far],
                    [m].[business_so_far] AS [business_so_far],
                    [m].[other_so_far] AS [other_so_far],
                    [m].[month_number] AS [month_number],
                    [m].[known_at] AS [known_at],
                    [m].[expected] AS [expected],
                    [m].[business_of_year] AS [business_of_year],
                    [m].[other_of_year] AS [other_of_year],
                    [m].[kept] AS [kept],
                    [m].[kept_so_far] AS [kept_so_far],
                    [m].[taxed_so_far] AS [taxed_so_far],
                    [m].[taxed_so_far] - [m].[kept_so_far] AS [loss]
                  FROM (
                    SELECT
                      [l].[period_id] AS [period_id],
                      [l].[period_name] AS [period_name],
                      [l].[starts_on] AS [starts_on],
                      [l].[ends_on] AS [ends_on],
                      [l].[financial_year] AS [financial_year],
                      [l].[fiscal_month] AS [fiscal_month],
                      [l].[modified_at] AS [modified_at],
                      [l].[collected] AS [collected],
                      [l].[business] AS [business],
                      [l].[other] AS [other],
                      [l].[income_so_far] AS [income_so_far],
                      [l].[collected_so_far] AS [collected_so_far],
                      [l].[business_so_far] AS [business_so_far],
                      [l].[other_so_far] AS [other_so_far],
                      [l].[month_number] AS [month_number],
                      [l].[known_at] AS [known_at],
                      [l].[expected] AS [expected],
                      [l].[business_of_year] AS [business_of_year],
                      [l].[other_of_year] AS [other_of_year],
                      [l].[kept] AS [kept],
                      [l].[kept_so_far] AS [kept_so_far],
                      GREATEST(0, MAX([l].[kept_so_far]) OVER (ORDER BY [l].[period_id])) AS [taxed_so_far]
                    FROM (
                      SELECT
                        [k].[period_id] AS [period_id],
                        [k].[period_name] AS [period_name],
                        [k].[starts_on] AS [starts_on],
                        [k].[ends_on] AS [ends_on],
                        [k].[financial_year] AS [financial_year],
                        [k].[fiscal_month] AS [fiscal_month],
                        [k].[modified_at] AS [modified_at],
                        [k].[collected] AS [collected],
                        [k].[business] AS [business],
                        [k].[other] AS [other],
                        [k].[income_so_far] AS [income_so_far],
                        [k].[collected_so_far] AS [collected_so_far],
                        [k].[business_so_far] AS [business_so_far],
                        [k].[other_so_far] AS [other_so_far],
                        [k].[month_number] AS [month_number],
                        [k].[known_at] AS [known_at],
                        [k].[expected] AS [expected],
                        [k].[business_of_year] AS [business_of_year],
                        [k].[other_of_year] AS [other_of_year],
                        [k].[kept] AS [kept],
                        SUM([k].[kept]) OVER (ORDER BY [k].[period_id]) AS [kept_so_far]
                      FROM (
                        SELECT
                          [y].[period_id] AS [period_id],
                          [y].[period_name] AS [period_name],
                          [y].[starts_on] AS [starts_on],
                          [y].[ends_on] AS [ends_on],
                          [y].[financial_year] AS [financial_year],
                          [y].[fiscal_month] AS [fiscal_month],
                          [y].[modified_at] AS [modified_at],
                          [y].[collected] AS [collected],
                          [y].[business] AS [business],
                          [y].[other] AS [other],
                          [y].[income_so_far] AS [income_so_far],
                          [y].[collected_so_far] AS [collected_so_far],
                          [y].[business_so_far] AS [business_so_far],
                          [y].[other_so_far] AS [other_so_far],
                          [y].[month_number] AS [month_number],
                          [y].[known_at] AS [known_at],
                          [y].[expected] AS [expected],
                          [y].[business_of_year] AS [business_of_year],
                          [y].[other_of_year] AS [other_of_year],
                          CAST(LEAST([y].[business_of_year] + [y].[other_of_year], GREATEST([y].[business_of_year], 0)) AS NUMERIC(18, 2)) AS [kept]
                        FROM (
                          SELECT
                            [c].[period_id] AS [period_id],
                            [c].[period_name] AS [period_name],
                            [c].[starts_on] AS [starts_on],
                            [c].[ends_on] AS [ends_on],
                            [c].[financial_year] AS [financial_year],
                            [c].[fiscal_month] AS [fiscal_month],
                            [c].[modified_at] AS [modified_at],
                            [c].[collected] AS [collected],
                            [c].[business] AS [business],
                            [c].[other] AS [other],
                            [c].[income_so_far] AS [income_so_far],
                            [c].[collected_so_far] AS [collected_so_far],
                            [c].[business_so_far] AS [business_so_far],
                            [c].[other_so_far] AS [other_so_far],
                            [c].[month_number] AS [month_number],
                            [c].[known_at] AS [known_at],
                            CAST(ROUND(
                              (
                                [c].[income_so_far] - COALESCE(LAG([c].[income_so_far], 12) OVER (ORDER BY [c].[period_id]), 0)
                              ) * CASE [c].[month_number]
                                WHEN 2
                                THEN 6
                                WHEN 5
                                THEN 2.4
                                WHEN 8
                                THEN 1.5
                                WHEN 11
                                THEN 1.090909
                                ELSE 1
                              END,
                              2
                            ) AS NUMERIC(18, 2)) AS [expected],
                            CAST(CASE
                              WHEN [c].[fiscal_month] = 12
                              THEN [c].[business_so_far] - COALESCE(LAG([c].[business_so_far], 12) OVER (ORDER BY [c].[period_id]), 0)
                              ELSE 0
                            END AS NUMERIC(18, 2)) AS [business_of_year],
                            CAST(CASE
                              WHEN [c].[fiscal_month] = 12
                              THEN [c].[other_so_far] - COALESCE(LAG([c].[other_so_far], 12) OVER (ORDER BY [c].[period_id]), 0)
                              ELSE 0
                            END AS NUMERIC(18, 2)) AS [other_of_year]
                          FROM (
                            SELECT
                              [i].[period_id] AS [period_id],
                              [i].[period_name] AS [period_name],
                              [i].[starts_on] AS [starts_on],
                              [i].[ends_on] AS [ends_on],
                              [i].[financial_year] AS [financial_year],
                              [i].[fiscal_month] AS [fiscal_month],
                              [i].[modified_at] AS [modified_at],
                              [i].[collected] AS [collected],
                              [i].[business] AS [business],
                              [i].[other] AS [other],
                              SUM([i].[business] + [i].[other]) OVER (ORDER BY [i].[period_id]) AS [income_so_far],
                              SUM([i].[collected]) OVER (PARTITION BY [i].[financial_year] ORDER BY [i].[period_id]) AS [collected_so_far],
                              SUM([i].[business]) OVER (ORDER BY [i].[period_id]) AS [business_so_far],
                              SUM([i].[other]) OVER (ORDER BY [i].[period_id]) AS [other_so_far],
                              ROW_NUMBER() OVER (ORDER BY [i].[period_id]) AS [month_number],
                              MAX([i].[modified_at]) OVER (ORDER BY [i].[period_id]) AS [known_at]
                            FROM (
                              SELECT
                                [d].[period_id] AS [period_id],
                                [d].[period_name] AS [period_name],
                                [d].[starts_on] AS [starts_on],
                                [d].[ends_on] AS [ends_on],
                                [d].[financial_year] AS [financial_year],
                                [d].[fiscal_month] AS [fiscal_month],
                                GREATEST([d].[modified_at], MAX([r].[modified_at]), MAX([v].[modified_at])) AS [modified_at],
                                CAST(COALESCE(MAX([v].[collected]), 0) AS NUMERIC(18, 2)) AS [collected],
                                CAST(COALESCE(SUM(CASE WHEN [r].[account_id] = 4300 THEN 0 ELSE [r].[amount] END), 0) AS NUMERIC(18, 2)) AS [business],
                                CAST(COALESCE(SUM(CASE WHEN [r].[account_id] = 4300 THEN [r].[amount] ELSE 0 END), 0) AS NUMERIC(18, 2)) AS [other]
                              FROM [silver].[period] AS [d]
                              LEFT JOIN (
                                SELECT
                                  [e].[source] AS [source],
                                  [p].[period_id] AS [period_id],
                                  [l].[account_id] AS [account_id],
                                  SUM([l].[credit] - [l].[debit]) AS [amount],
                                  MAX([l].[modified_at]) AS [modified_at]
                                FROM [silver].[journal_line] AS [l]
                                JOIN [silver].[journal_entry] AS [e]
                                  ON [e].[journal_entry_id] = [l].[journal_entry_id]
                                JOIN [silver].[period] AS [p]
                                  ON [p].[period_id] = [e].[period_id]
                                JOIN [silver].[account] AS [a]
                                  ON [a].[account_id] = [l].[account_id]
                                WHERE
                                  [a].[account_type] IN ('income', 'expense')
                                GROUP BY
                                  [p].[period_id],
                                  [l].[account_id],
                                  [e].[source]
                              ) AS [r]
                                ON [r].[period_id] = [d].[period_id]
                                AND [r].[source] <> 'year-end closing'
                                AND NOT [r].[account_id] IN (6145, 6155, 6605, 6610, 6510, 6700)
                              LEFT JOIN (
                                SELECT
                                  [p].[period_id] AS [period_id],
                                  SUM(
                                    CASE
                                      WHEN [a].[asset_class] = 'vehicle'
                                      AND [a].[cost] * (
                                        100 + CASE
                                          WHEN [a].[asset_class] = 'vehicle' AND [a].[acquired_on] < CAST('2025-09-22' AS DATE)
                                          THEN 28
                                          ELSE 18
                                        END
                                      ) * 0.01 > 1000000
                                      THEN CAST(ROUND(
                                        [a].[cost] * (
                                          100 + CASE
                                            WHEN [a].[asset_class] = 'vehicle' AND [a].[acquired_on] < CAST('2025-09-22' AS DATE)
                                            THEN 28
                                            ELSE 18
                                          END
                                        ) * 0.01 * 0.01,
                                        0
                                      ) AS NUMERIC(18, 2))
                                      ELSE CAST(0 AS NUMERIC(18, 2))
                                    END
                                  ) AS [collected],
                                  MAX([a].[modified_at]) AS [modified_at]
                                FROM [silver].[fixed_asset] AS [a]
                                JOIN [silver].[period] AS [p]
                                  ON [a].[acquired_on] BETWEEN [p].[starts_on] AND [p].[ends_on]
                                WHERE
                                  [a].[asset_class] = 'vehicle'
                                GROUP BY
                                  [p].[period_id]
                              ) AS [v]
                                ON [v].[period_id] = [d].[period_id]
                              GROUP BY
                                [d].[period_id],
                                [d].[period_name],
                                [d].[starts_on],
                                [d].[ends_on],
                                [d].[financial_year],
                                [d].[fiscal_month],
                                [d].[modified_at]
                            ) AS [i]
                          ) AS [c]
                        ) AS [y]
                      ) AS [k]
                    ) AS [l]
                  ) AS [m]
                ) AS [s]
              ) AS [w]
            ) AS [r]
          ) AS [s]
        ) AS [p]
      ) AS [instalments]
      WHERE
        [instalments].[fiscal_month] IN (2, 5, 8, 11)
        AND DATEADD(DAY, 15, [instalments].[ends_on]) <= (
          SELECT
            MAX([period].[ends_on]) AS [_col_0]
          FROM [silver].[period] AS [period]
        )
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(92 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'income tax' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no]
        WHEN 1
        THEN 6700
        WHEN 2
        THEN 6510
        WHEN 3
        THEN 1410
        WHEN 4
        THEN 2350
      END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[tax]
        WHEN 2
        THEN [documents].[interest]
        WHEN 3
        THEN -[documents].[paid_in_advance]
        WHEN 4
        THEN -[documents].[owed]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [assessed].[period_id] AS [source_id],
        [assessed].[ends_on] AS [posted_on],
        [assessed].[known_at] AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Income tax of ' + [assessed].[financial_year] AS [description],
        [assessed].[tax] AS [tax],
        [assessed].[interest] AS [interest],
        CAST(LEAST([assessed].[paid_so_far], [assessed].[tax] + [assessed].[interest]) AS NUMERIC(18, 2)) AS [paid_in_advance],
        CAST(GREATEST(0, [assessed].[balance]) AS NUMERIC(18, 2)) AS [owed]
      FROM (
        SELECT
          [a].[period_id] AS [period_id],
          [a].[ends_on] AS [ends_on],
          [a].[financial_year] AS [financial_year],
          [a].[known_at] AS [known_at],
          [a].[tax] AS [tax],
          [a].[paid_so_far] AS [paid_so_far],
          [a].[interest] AS [interest],
          [a].[tax] + [a].[interest] - [a].[paid_so_far] AS [balance]
        FROM (
          SELECT
            [b].[period_id] AS [period_id],
            [b].[ends_on] AS [ends_on],
            [b].[financial_year] AS [financial_year],
            [b].[known_at] AS [known_at],
            [b].[tax] AS [tax],
            [b].[paid_so_far] AS [paid_so_far],
            CAST(ROUND(
              CASE
                WHEN [b].[tax] < 10000 OR [b].[month_number] = 12 AND [b].[paid_so_far] >= [b].[tax]
                THEN 0
                ELSE [b].[interest_of_june] + [b].[interest_of_september] + [b].[interest_of_december] + [b].[interest_of_march]
              END,
              -1
            ) AS NUMERIC(18, 2)) AS [interest]
          FROM (
            SELECT
              [y].[period_id] AS [period_id],
              [y].[period_name] AS [period_name],
              [y].[starts_on] AS [starts_on],
              [y].[ends_on] AS [ends_on],
              [y].[financial_year] AS [financial_year],
              [y].[fiscal_month] AS [fiscal_month],
              [y].[modified_at] AS [modified_at],
              [y].[collected] AS [collected],
              [y].[business] AS [business],
              [y].[other] AS [other],
              [y].[income_so_far] AS [income_so_far],
              [y].[collected_so_far] AS [collected_so_far],
              [y].[business_so_far] AS [business_so_far],
              [y].[other_so_far] AS [other_so_far],
              [y].[month_number] AS [month_number],
              [y].[known_at] AS [known_at],
              [y].[expected] AS [expected],
              [y].[business_of_year] AS [business_of_year],
              [y].[other_of_year] AS [other_of_year],
              [y].[kept] AS [kept],
              [y].[kept_so_far] AS [kept_so_far],
              [y].[taxed_so_far] AS [taxed_so_far],
              [y].[loss] AS [loss],
              [y].[expected_tax] AS [expected_tax],
              [y].[income] AS [income],
              [y].[tax] AS [tax],
              [y].[to_be_paid] AS [to_be_paid],
              [y].[instalments] AS [instalments],
              [y].[paid_so_far] AS [paid_so_far],
              [y].[paid_by_june] AS [paid_by_june],
              [y].[paid_by_september] AS [paid_by_september],
              [y].[paid_by_december] AS [paid_by_december],
              [y].[paid_by_march] AS [paid_by_march],
              CAST(CASE
                WHEN [y].[paid_by_june] < [y].[tax] * 12 * 0.01
                THEN FLOOR((
                  [y].[tax] * 15 * 0.01 - [y].[paid_by_june]
                ) * 0.01) * 100 * 0.03
                ELSE 0
              END AS NUMERIC(18, 2)) AS [interest_of_june],
              CAST(CASE
                WHEN [y].[paid_by_september] < [y].[tax] * 36 * 0.01
                THEN FLOOR((
                  [y].[tax] * 45 * 0.01 - [y].[paid_by_september]
                ) * 0.01) * 100 * 0.03
                ELSE 0
              END AS NUMERIC(18, 2)) AS [interest_of_september],
              CAST(CASE
                WHEN [y].[paid_by_december] < [y].[tax] * 75 * 0.01
                THEN FLOOR((
                  [y].[tax] * 75 * 0.01 - [y].[paid_by_december]
                ) * 0.01) * 100 * 0.03
                ELSE 0
              END AS NUMERIC(18, 2)) AS [interest_of_december],
              CAST(CASE
                WHEN [y].[paid_by_march] < [y].[tax] * 100 * 0.01
                THEN FLOOR((
                  [y].[tax] * 100 * 0.01 - [y].[paid_by_march]
                ) * 0.01) * 100 * 0.01
                ELSE 0
              END AS NUMERIC(18, 2)) AS [interest_of_march]
            FROM (
              SELECT
                [p].[period_id] AS [period_id],
                [p].[period_name] AS [period_name],
                [p].[starts_on] AS [starts_on],
                [p].[ends_on] AS [ends_on],
                [p].[financial_year] AS [financial_year],
                [p].[fiscal_month] AS [fiscal_month],
                [p].[modified_at] AS [modified_at],
                [p].[collected] AS [collected],
                [p].[business] AS [business],
                [p].[other] AS [other],
                [p].[income_so_far] AS [income_so_far],
                [p].[collected_so_far] AS [collected_so_far],
                [p].[business_so_far] AS [business_so_far],
                [p].[other_so_far] AS [other_so_far],
                [p].[month_number] AS [month_number],
                [p].[known_at] AS [known_at],
                [p].[expected] AS [expected],
                [p].[business_of_year] AS [business_of_year],
                [p].[other_of_year] AS [other_of_year],
                [p].[kept] AS [kept],
                [p].[kept_so_far] AS [kept_so_far],
                [p].[taxed_so_far] AS [taxed_so_far],
                [p].[loss] AS [loss],
                [p].[expected_tax] AS [expected_tax],
                [p].[income] AS [income],
                [p].[tax] AS [tax],
                [p].[to_be_paid] AS [to_be_paid],
                [p].[instalments] AS [instalments],
                [p].[paid_so_far] AS [paid_so_far],
                COALESCE(LAG([p].[paid_so_far], 9) OVER (ORDER BY [p].[period_id]), 0) AS [paid_by_june],
                COALESCE(LAG([p].[paid_so_far], 6) OVER (ORDER BY [p].[period_id]), 0) AS [paid_by_september],
                COALESCE(LAG([p].[paid_so_far], 3) OVER (ORDER BY [p].[period_id]), 0) AS [paid_by_december],
                [p].[paid_so_far] AS [paid_by_march]
              FROM (
                SELECT
                  [s].[period_id] AS [period_id],
                  [s].[period_name] AS [period_name],
                  [s].[starts_on] AS [starts_on],
                  [s].[ends_on] AS [ends_on],
                  [s].[financial_year] AS [financial_year],
                  [s].[fiscal_month] AS [fiscal_month],
                  [s].[modified_at] AS [modified_at],
                  [s].[collected] AS [collected],
                  [s].[business] AS [business],
                  [s].[other] AS [other],
                  [s].[income_so_far] AS [income_so_far],
                  [s].[collected_so_far] AS [collected_so_far],
                  [s].[business_so_far] AS [business_so_far],
                  [s].[other_so_far] AS [other_so_far],
                  [s].[month_number] AS [month_number],
                  [s].[known_at] AS [known_at],
                  [s].[expected] AS [expected],
                  [s].[business_of_year] AS [business_of_year],
                  [s].[other_of_year] AS [other_of_year],
                  [s].[kept] AS [kept],
                  [s].[kept_so_far] AS [kept_so_far],
                  [s].[taxed_so_far] AS [taxed_so_far],
                  [s].[loss] AS [loss],
                  [s].[expected_tax] AS [expected_tax],
                  [s].[income] AS [income],
                  [s].[tax] AS [tax],
                  [s].[to_be_paid] AS [to_be_paid],
                  [s].[instalments] AS [instalments],
                  [s].[instalments] + [s].[collected_so_far] AS [paid_so_far]
                FROM (
                  SELECT
                    [r].[period_id] AS [period_id],
                    [r].[period_name] AS [period_name],
                    [r].[starts_on] AS [starts_on],
                    [r].[ends_on] AS [ends_on],
                    [r].[financial_year] AS [financial_year],
                    [r].[fiscal_month] AS [fiscal_month],
                    [r].[modified_at] AS [modified_at],
                    [r].[collected] AS [collected],
                    [r].[business] AS [business],
                    [r].[other] AS [other],
                    [r].[income_so_far] AS [income_so_far],
                    [r].[collected_so_far] AS [collected_so_far],
                    [r].[business_so_far] AS [business_so_far],
                    [r].[other_so_far] AS [other_so_far],
                    [r].[month_number] AS [month_number],
                    [r].[known_at] AS [known_at],
                    [r].[expected] AS [expected],
                    [r].[business_of_year] AS [business_of_year],
                    [r].[other_of_year] AS [other_of_year],
                    [r].[kept] AS [kept],
                    [r].[kept_so_far] AS [kept_so_far],
                    [r].[taxed_so_far] AS [taxed_so_far],
                    [r].[loss] AS [loss],
                    [r].[expected_tax] AS [expected_tax],
                    [r].[income] AS [income],
                    [r].[tax] AS [tax],
                    [r].[to_be_paid] AS [to_be_paid],
                    GREATEST(
                      0,
                      MAX([r].[to_be_paid]) OVER (PARTITION BY [r].[financial_year] ORDER BY [r].[period_id])
                    ) AS [instalments]
                  FROM (
                    SELECT
                      [w].[period_id] AS [period_id],
                      [w].[period_name] AS [period_name],
                      [w].[starts_on] AS [starts_on],
                      [w].[ends_on] AS [ends_on],
                      [w].[financial_year] AS [financial_year],
                      [w].[fiscal_month] AS [fiscal_month],
                      [w].[modified_at] AS [modified_at],
                      [w].[collected] AS [collected],
                      [w].[business] AS [business],
                      [w].[other] AS [other],
                      [w].[income_so_far] AS [income_so_far],
                      [w].[collected_so_far] AS [collected_so_far],
                      [w].[business_so_far] AS [business_so_far],
                      [w].[other_so_far] AS [other_so_far],
                      [w].[month_number] AS [month_number],
                      [w].[known_at] AS [known_at],
                      [w].[expected] AS [expected],
                      [w].[business_of_year] AS [business_of_year],
                      [w].[other_of_year] AS [other_of_year],
                      [w].[kept] AS [kept],
                      [w].[kept_so_far] AS [kept_so_far],
                      [w].[taxed_so_far] AS [taxed_so_far],
                      [w].[loss] AS [loss],
                      [w].[expected_tax] AS [expected_tax],
                      [w].[income] AS [income],
                      CAST(ROUND(ROUND([w].[income], -1) * 0.25168, -1) AS NUMERIC(18, 2)) AS [tax],
                      CAST(ROUND(
                        CASE WHEN [w].[expected_tax] >= 10000 THEN [w].[expected_tax] ELSE 0 END * CASE [w].[fiscal_month]
                          WHEN 2
                          THEN 15
                          WHEN 5
                          THEN 45
                          WHEN 8
                          THEN 75
                          WHEN 11
                          THEN 100
                          ELSE 0
                        END * 0.01 - [w].[collected_so_far],
                        -1
                      ) AS NUMERIC(18, 2)) AS [to_be_paid]
                    FROM (
                      SELECT
                        [s].[period_id] AS [period_id],
                        [s].[period_name] AS [period_name],
                        [s].[starts_on] AS [starts_on],
                        [s].[ends_on] AS [ends_on],
                        [s].[financial_year] AS [financial_year],
                        [s].[fiscal_month] AS [fiscal_month],
                        [s].[modified_at] AS [modified_at],
                        [s].[collected] AS [collected],
                        [s].[business] AS [business],
                        [s].[other] AS [other],
                        [s].[income_so_far] AS [income_so_far],
                        [s].[collected_so_far] AS [collected_so_far],
                        [s].[business_so_far] AS [business_so_far],
                        [s].[other_so_far] AS [other_so_far],
                        [s].[month_number] AS [month_number],
                        [s].[known_at] AS [known_at],
                        [s].[expected] AS [expected],
                        [s].[business_of_year] AS [business_of_year],
                        [s].[other_of_year] AS [other_of_year],
                        [s].[kept] AS [kept],
                        [s].[kept_so_far] AS [kept_so_far],
                        [s].[taxed_so_far] AS [taxed_so_far],
                        [s].[loss] AS [loss],
                        CAST(ROUND(ROUND(GREATEST(0, [s].[expected] - [s].[loss]), -1) * 0.25168, -1) AS NUMERIC(18, 2)) AS [expected_tax],
                        CAST([s].[taxed_so_far] - COALESCE(LAG([s].[taxed_so_far], 1) OVER (ORDER BY [s].[period_id]), 0) + [s].[business_of_year] + [s].[other_of_year] - [s].[kept] AS NUMERIC(18, 2)) AS [income]
                      FROM (
                        SELECT
                          [m].[period_id] AS [period_id],
                          [m].[period_name] AS [period_name],
                          [m].[starts_on] AS [starts_on],
                          [m].[ends_on] AS [ends_on],
                          [m].[financial_year] AS [financial_year],
                          [m].[fiscal_month] AS [fiscal_month],
                          [m].[modified_at] AS [modified_at],
                          [m].[collected] AS [collected],
                          [m].[business] AS [business],
                          [m].[other] AS [other],
                          [m].[income_so_far] AS [income_so_far],
                          [m].[collected_so_far] AS [collected_so_far],
                          [m].[business_so_far] AS [business_so_far],
                          [m].[other_so_far] AS [other_so_far],
                          [m].[month_number] AS [month_number],
                          [m].[known_at] AS [known_at],
                          [m].[expected] AS [expected],
                          [m].[business_of_year] AS [business_of_year],
                          [m].[other_of_year] AS [other_of_year],
                          [m].[kept] AS [kept],
                          [m].[kept_so_far] AS [kept_so_far],
                          [m].[taxed_so_far] AS [taxed_so_far],
                          [m].[taxed_so_far] - [m].[kept_so_far] AS [loss]
                        FROM (
                          SELECT
                            [l].[period_id] AS [period_id],
                            [l].[period_name] AS [period_name],
                            [l].[starts_on] AS [starts_on],
                            [l].[ends_on] AS [ends_on],
                            [l].[financial_year] AS [financial_year],
                            [l].[fiscal_month] AS [fiscal_month],
                            [l].[modified_at] AS [modified_at],
                            [l].[collected] AS [collected],
                            [l].[business] AS [business],
                            [l].[other] AS [other],
                            [l].[income_so_far] AS [income_so_far],
                            [l].[collected_so_far] AS [collected_so_far],
                            [l].[business_so_far] AS [business_so_far],
                            [l].[other_so_far] AS [other_so_far],
                            [l].[month_number] AS [month_number],
                            [l].[known_at] AS [known_at],
                            [l].[expected] AS [expected],
                            [l].[business_of_year] AS [business_of_year],
                            [l].[other_of_year] AS [other_of_year],
                            [l].[kept] AS [kept],
                            [l].[kept_so_far] AS [kept_so_far],
                            GREATEST(0, MAX([l].[kept_so_far]) OVER (ORDER BY [l].[period_id])) AS [taxed_so_far]
                          FROM (
                            SELECT
                              [k].[period_id] AS [period_id],
                              [k].[period_name] AS [period_name],
                              [k].[starts_on] AS [starts_on],
                              [k].[ends_on] AS [ends_on],
                              [k].[financial_year] AS [financial_year],
                              [k].[fiscal_month] AS [fiscal_month],
                              [k].[modified_at] AS [modified_at],
                              [k].[collected] AS [collected],
                              [k].[business] AS [business],
                              [k].[other] AS [other],
                              [k].[income_so_far] AS [income_so_far],
                              [k].[collected_so_far] AS [collected_so_far],
                              [k].[business_so_far] AS [business_so_far],
                              [k].[other_so_far] AS [other_so_far],
                              [k].[month_number] AS [month_number],
                              [k].[known_at] AS [known_at],
                              [k].[expected] AS [expected],
                              [k].[business_of_year] AS [business_of_year],
                              [k].[other_of_year] AS [other_of_year],
                              [k].[kept] AS [kept],
                              SUM([k].[kept]) OVER (ORDER BY [k].[period_id]) AS [kept_so_far]
                            FROM (
                              SELECT
                                [y].[period_id] AS [period_id],
                                [y].[period_name] AS [period_name],
                                [y].[starts_on] AS [starts_on],
                                [y].[ends_on] AS [ends_on],
                                [y].[financial_year] AS [financial_year],
                                [y].[fiscal_month] AS [fiscal_month],
                                [y].[modified_at] AS [modified_at],
                                [y].[collected] AS [collected],
                                [y].[business] AS [business],
                                [y].[other] AS [other],
                                [y].[income_so_far] AS [income_so_far],
                                [y].[collected_so_far] AS [collected_so_far],
                                [y].[business_so_far] AS [business_so_far],
                                [y].[other_so_far] AS [other_so_far],
                                [y].[month_number] AS [month_number],
                                [y].[known_at] AS [known_at],
                                [y].[expected] AS [expected],
                                [y].[business_of_year] AS [business_of_year],
                                [y].[other_of_year] AS [other_of_year],
                                CAST(LEAST([y].[business_of_year] + [y].[other_of_year], GREATEST([y].[business_of_year], 0)) AS NUMERIC(18, 2)) AS [kept]
                              FROM (
                                SELECT
                                  [c].[period_id] AS [period_id],
                                  [c].[period_name] AS [period_name],
                                  [c].[starts_on] AS [starts_on],
                                  [c].[ends_on] AS [ends_on],
                                  [c].[financial_year] AS [financial_year],
                                  [c].[fiscal_month] AS [fiscal_month],
                                  [c].[modified_at] AS [modified_at],
                                  [c].[collected] AS [collected],
                                  [c].[business] AS [business],
                                  [c].[other] AS [other],
                                  [c].[income_so_far] AS [income_so_far],
                                  [c].[collected_so_far] AS [collected_so_far],
                                  [c].[business_so_far] AS [business_so_far],
                                  [c].[other_so_far] AS [other_so_far],
                                  [c].[month_number] AS [month_number],
                                  [c].[known_at] AS [known_at],
                                  CAST(ROUND(
                                    (
                                      [c].[income_so_far] - COALESCE(LAG([c].[income_so_far], 12) OVER (ORDER BY [c].[period_id]), 0)
                                    ) * CASE [c].[month_number]
                                      WHEN 2
                                      THEN 6
                                      WHEN 5
                                      THEN 2.4
                                      WHEN 8
                                      THEN 1.5
                                      WHEN 11
                                      THEN 1.090909
                                      ELSE 1
                                    END,
                                    2
                                  ) AS NUMERIC(18, 2)) AS [expected],
                                  CAST(CASE
                                    WHEN [c].[fiscal_month] = 12
                                    THEN [c].[business_so_far] - COALESCE(LAG([c].[business_so_far], 12) OVER (ORDER BY [c].[period_id]), 0)
                                    ELSE 0
                                  END AS NUMERIC(18, 2)) AS [business_of_year],
                                  CAST(CASE
                                    WHEN [c].[fiscal_month] = 12
                                    THEN [c].[other_so_far] - COALESCE(LAG([c].[other_so_far], 12) OVER (ORDER BY [c].[period_id]), 0)
                                    ELSE 0
                                  END AS NUMERIC(18, 2)) AS [other_of_year]
                                FROM (
                                  SELECT
                                    [i].[period_id] AS [period_id],
                                    [i].[period_name] AS [period_name],
                                    [i].[starts_on] AS [starts_on],
                                    [i].[ends_on] AS [ends_on],
                                    [i].[financial_year] AS [financial_year],
                                    [i].[fiscal_month] AS [fiscal_month],
                                    [i].[modified_at] AS [modified_at],
                                    [i].[collected] AS [collected],
                                    [i].[business] AS [business],
                                    [i].[other] AS [other],
                                    SUM([i].[business] + [i].[other]) OVER (ORDER BY [i].[period_id]) AS [income_so_far],
                                    SUM([i].[collected]) OVER (PARTITION BY [i].[financial_year] ORDER BY [i].[period_id]) AS [collected_so_far],
                                    SUM([i].[business]) OVER (ORDER BY [i].[period_id]) AS [business_so_far],
                                    SUM([i].[other]) OVER (ORDER BY [i].[period_id]) AS [other_so_far],
                                    ROW_NUMBER() OVER (ORDER BY [i].[period_id]) AS [month_number],
                                    MAX([i].[modified_at]) OVER (ORDER BY [i].[period_id]) AS [known_at]
                                  FROM (
                                    SELECT
                                      [d].[period_id] AS [period_id],
                                      [d].[period_name] AS [period_name],
                                      [d].[starts_on] AS [starts_on],
                                      [d].[ends_on] AS [ends_on],
                                      [d].[financial_year] AS [financial_year],
                                      [d].[fiscal_month] AS [fiscal_month],
                                      GREATEST([d].[modified_at], MAX([r].[modified_at]), MAX([v].[modified_at])) AS [modified_at],
                                      CAST(COALESCE(MAX([v].[collected]), 0) AS NUMERIC(18, 2)) AS [collected],
                                      CAST(COALESCE(SUM(CASE WHEN [r].[account_id] = 4300 THEN 0 ELSE [r].[amount] END), 0) AS NUMERIC(18, 2)) AS [business],
                                      CAST(COALESCE(SUM(CASE WHEN [r].[account_id] = 4300 THEN [r].[amount] ELSE 0 END), 0) AS NUMERIC(18, 2)) AS [other]
                                    FROM [silver].[period] AS [d]
                                    LEFT JOIN (
                                      SELECT
                                        [e].[source] AS [source],
                                        [p].[period_id] AS [period_id],
                                        [l].[account_id] AS [account_id],
                                        SUM([l].[credit] - [l].[debit]) AS [amount],
                                        MAX([l].[modified_at]) AS [modified_at]
                                      FROM [silver].[journal_line] AS [l]
                                      JOIN [silver].[journal_entry] AS [e]
                                        ON [e].[journal_entry_id] = [l].[journal_entry_id]
                                      JOIN [silver].[period] AS [p]
                                        ON [p].[period_id] = [e].[period_id]
                                      JOIN [silver].[account] AS [a]
                                        ON [a].[account_id] = [l].[account_id]
                                      WHERE
                                        [a].[account_type] IN ('income', 'expense')
                                      GROUP BY
                                        [p].[period_id],
                                        [l].[account_id],
                                        [e].[source]
                                    ) AS [r]
                                      ON [r].[period_id] = [d].[period_id]
                                      AND [r].[source] <> 'year-end closing'
                                      AND NOT [r].[account_id] IN (6145, 6155, 6605, 6610, 6510, 6700)
                                    LEFT JOIN (
                                      SELECT
                                        [p].[period_id] AS [period_id],
                                        SUM(
                                          CASE
                                            WHEN [a].[asset_class] = 'vehicle'
                                            AND [a].[cost] * (
                                              100 + CASE
                                                WHEN [a].[asset_class] = 'vehicle' AND [a].[acquired_on] < CAST('2025-09-22' AS DATE)
                                                THEN 28
                                                ELSE 18
                                              END
                                            ) * 0.01 > 1000000
                                            THEN CAST(ROUND(
                                              [a].[cost] * (
                                                100 + CASE
                                                  WHEN [a].[asset_class] = 'vehicle' AND [a].[acquired_on] < CAST('2025-09-22' AS DATE)
                                                  THEN 28
                                                  ELSE 18
                                                END
                                              ) * 0.01 * 0.01,
                                              0
                                            ) AS NUMERIC(18, 2))
                                            ELSE CAST(0 AS NUMERIC(18, 2))
                                          END
                                        ) AS [collected],
                                        MAX([a].[modified_at]) AS [modified_at]
                                      FROM [silver].[fixed_asset] AS [a]
                                      JOIN [silver].[period] AS [p]
                                        ON [a].[acquired_on] BETWEEN [p].[starts_on] AND [p].[ends_on]
                                      WHERE
                                        [a].[asset_class] = 'vehicle'
                                      GROUP BY
                                        [p].[period_id]
                                    ) AS [v]
                                      ON [v].[period_id] = [d].[period_id]
                                    GROUP BY
                                      [d].[period_id],
                                      [d].[period_name],
                                      [d].[starts_on],
                                      [d].[ends_on],
                                      [d].[financial_year],
                                      [d].[fiscal_month],
                                      [d].[modified_at]
                                  ) AS [i]
                                ) AS [c]
                              ) AS [y]
                            ) AS [k]
                          ) AS [l]
                        ) AS [m]
                      ) AS [s]
                    ) AS [w]
                  ) AS [r]
                ) AS [s]
              ) AS [p]
            ) AS [y]
            WHERE
              [y].[fiscal_month] = 12
          ) AS [b]
        ) AS [a]
      ) AS [assessed]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
      UNION ALL
      SELECT
        3 AS [line_no]
      UNION ALL
      SELECT
        4 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(93 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'tax settlement' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no]
        WHEN 1
        THEN 2350
        WHEN 2
        THEN 6510
        WHEN 3
        THEN 1410
        WHEN 4
        THEN 4300
        WHEN 5
        THEN 1100
      END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[owed]
        WHEN 2
        THEN [documents].[interest]
        WHEN 3
        THEN -[documents].[refund]
        WHEN 4
        THEN -[documents].[refund_interest]
        WHEN 5
        THEN -[documents].[paid]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [s].[source_id] AS [source_id],
        [s].[posted_on] AS [posted_on],
        [s].[modified_at] AS [modified_at],
        [s].[customer_id] AS [customer_id],
        [s].[vendor_id] AS [vendor_id],
        [s].[description] AS [description],
        [s].[owed] AS [owed],
        [s].[refund] AS [refund],
        [s].[interest] AS [interest],
        [s].[refund_interest] AS [refund_interest],
        CAST([s].[owed] + [s].[interest] - [s].[refund] - [s].[refund_interest] AS NUMERIC(18, 2)) AS [paid]
      FROM (
        SELECT
          [assessed].[period_id] AS [source_id],
          DATEADD(DAY, CASE WHEN [assessed].[balance] > 0 THEN 91 ELSE 275 END, [assessed].[ends_on]) AS [posted_on],
          [assessed].[known_at] AS [modified_at],
          CAST(NULL AS BIGINT) AS [customer_id],
          CAST(NULL AS BIGINT) AS [vendor_id],
          'Settlement of the income tax of ' + [assessed].[financial_year] AS [description],
          CAST(GREATEST(0, [assessed].[balance]) AS NUMERIC(18, 2)) AS [owed],
          CAST(GREATEST(0, -[assessed].[balance]) AS NUMERIC(18, 2)) AS [refund],
          CAST(CASE
            WHEN [assessed].[tax] >= 10000
            AND [assessed].[paid_so_far] < [assessed].[tax] * 90 * 0.01
            THEN ROUND(FLOOR((
              [assessed].[tax] - [assessed].[paid_so_far]
            ) * 0.01) * 100 * 0.03, -1)
            ELSE 0
          END AS NUMERIC(18, 2)) AS [interest],
          CAST(CASE
            WHEN [assessed].[balance] < 0
            AND -[assessed].[balance] >= [assessed].[tax] * 10 * 0.01
            THEN ROUND(FLOOR(-[assessed].[balance] * 0.01) * 100 * 0.045, -1)
            ELSE 0
          END AS NUMERIC(18, 2)) AS [refund_interest]
        FROM (
          SELECT
            [a].[period_id] AS [period_id],
            [a].[ends_on] AS [ends_on],
            [a].[financial_year] AS [financial_year],
            [a].[known_at] AS [known_at],
            [a].[tax] AS [tax],
            [a].[paid_so_far] AS [paid_so_far],
            [a].[interest] AS [interest],
            [a].[tax] + [a].[interest] - [a].[paid_so_far] AS [balance]
          FROM (
            SELECT
              [b].[period_id] AS [period_id],
              [b].[ends_on] AS [ends_on],
              [b].[financial_year] AS [financial_year],
              [b].[known_at] AS [known_at],
              [b].[tax] AS [tax],
              [b].[paid_so_far] AS [paid_so_far],
              CAST(ROUND(
                CASE
                  WHEN [b].[tax] < 10000 OR [b].[month_number] = 12 AND [b].[paid_so_far] >= [b].[tax]
                  THEN 0
                  ELSE [b].[interest_of_june] + [b].[interest_of_september] + [b].[interest_of_december] + [b].[interest_of_march]
                END,
                -1
              ) AS NUMERIC(18, 2)) AS [interest]
            FROM (
              SELECT
                [y].[period_id] AS [period_id],
                [y].[period_name] AS [period_name],
                [y].[starts_on] AS [starts_on],
                [y].[ends_on] AS [ends_on],
                [y].[financial_year] AS [financial_year],
                [y].[fiscal_month] AS [fiscal_month],
                [y].[modified_at] AS [modified_at],
                [y].[collected] AS [collected],
                [y].[business] AS [business],
                [y].[other] AS [other],
                [y].[income_so_far] AS [income_so_far],
                [y].[collected_so_far] AS [collected_so_far],
                [y].[business_so_far] AS [business_so_far],
                [y].[other_so_far] AS [other_so_far],
                [y].[month_number] AS [month_number],
                [y].[known_at] AS [known_at],
                [y].[expected] AS [expected],
                [y].[business_of_year] AS [business_of_year],
                [y].[other_of_year] AS [other_of_year],
                [y].[kept] AS [kept],
                [y].[kept_so_far] AS [kept_so_far],
                [y].[taxed_so_far] AS [taxed_so_far],
                [y].[loss] AS [loss],
                [y].[expected_tax] AS [expected_tax],
                [y].[income] AS [income],
                [y].[tax] AS [tax],
                [y].[to_be_paid] AS [to_be_paid],
                [y].[instalments] AS [instalments],
                [y].[paid_so_far] AS [paid_so_far],
                [y].[paid_by_june] AS [paid_by_june],
                [y].[paid_by_september] AS [paid_by_september],
                [y].[paid_by_december] AS [paid_by_december],
                [y].[paid_by_march] AS [paid_by_march],
                CAST(CASE
                  WHEN [y].[paid_by_june] < [y].[tax] * 12 * 0.01
                  THEN FLOOR((
                    [y].[tax] * 15 * 0.01 - [y].[paid_by_june]
                  ) * 0.01) * 100 * 0.03
                  ELSE 0
                END AS NUMERIC(18, 2)) AS [interest_of_june],
                CAST(CASE
                  WHEN [y].[paid_by_september] < [y].[tax] * 36 * 0.01
                  THEN FLOOR((
                    [y].[tax] * 45 * 0.01 - [y].[paid_by_september]
                  ) * 0.01) * 100 * 0.03
                  ELSE 0
                END AS NUMERIC(18, 2)) AS [interest_of_september],
                CAST(CASE
                  WHEN [y].[paid_by_december] < [y].[tax] * 75 * 0.01
                  THEN FLOOR((
                    [y].[tax] * 75 * 0.01 - [y].[paid_by_december]
                  ) * 0.01) * 100 * 0.03
                  ELSE 0
                END AS NUMERIC(18, 2)) AS [interest_of_december],
                CAST(CASE
                  WHEN [y].[paid_by_march] < [y].[tax] * 100 * 0.01
                  THEN FLOOR((
                    [y].[tax] * 100 * 0.01 - [y].[paid_by_march]
                  ) * 0.01) * 100 * 0.01
                  ELSE 0
                END AS NUMERIC(18, 2)) AS [interest_of_march]
              FROM (
                SELECT
                  [p].[period_id] AS [period_id],
                  [p].[period_name] AS [period_name],
                  [p].[starts_on] AS [starts_on],
                  [p].[ends_on] AS [ends_on],
                  [p].[financial_year] AS [financial_year],
                  [p].[fiscal_month] AS [fiscal_month],
                  [p].[modified_at] AS [modified_at],
                  [p].[collected] AS [collected],
                  [p].[business] AS [business],
                  [p].[other] AS [other],
                  [p].[income_so_far] AS [income_so_far],
                  [p].[collected_so_far] AS [collected_so_far],
                  [p].[business_so_far] AS [business_so_far],
                  [p].[other_so_far] AS [other_so_far],
                  [p].[month_number] AS [month_number],
                  [p].[known_at] AS [known_at],
                  [p].[expected] AS [expected],
                  [p].[business_of_year] AS [business_of_year],
                  [p].[other_of_year] AS [other_of_year],
                  [p].[kept] AS [kept],
                  [p].[kept_so_far] AS [kept_so_far],
                  [p].[taxed_so_far] AS [taxed_so_far],
                  [p].[loss] AS [loss],
                  [p].[expected_tax] AS [expected_tax],
                  [p].[income] AS [income],
                  [p].[tax] AS [tax],
                  [p].[to_be_paid] AS [to_be_paid],
                  [p].[instalments] AS [instalments],
                  [p].[paid_so_far] AS [paid_so_far],
                  COALESCE(LAG([p].[paid_so_far], 9) OVER (ORDER BY [p].[period_id]), 0) AS [paid_by_june],
                  COALESCE(LAG([p].[paid_so_far], 6) OVER (ORDER BY [p].[period_id]), 0) AS [paid_by_september],
                  COALESCE(LAG([p].[paid_so_far], 3) OVER (ORDER BY [p].[period_id]), 0) AS [paid_by_december],
                  [p].[paid_so_far] AS [paid_by_march]
                FROM (
                  SELECT
                    [s].[period_id] AS [period_id],
                    [s].[period_name] AS [period_name],
                    [s].[starts_on] AS [starts_on],
                    [s].[ends_on] AS [ends_on],
                    [s].[financial_year] AS [financial_year],
                    [s].[fiscal_month] AS [fiscal_month],
                    [s].[modified_at] AS [modified_at],
                    [s].[collected] AS [collected],
                    [s].[business] AS [business],
                    [s].[other] AS [other],
                    [s].[income_so_far] AS [income_so_far],
                    [s].[collected_so_far] AS [collected_so_far],
                    [s].[business_so_far] AS [business_so_far],
                    [s].[other_so_far] AS [other_so_far],
                    [s].[month_number] AS [month_number],
                    [s].[known_at] AS [known_at],
                    [s].[expected] AS [expected],
                    [s].[business_of_year] AS [business_of_year],
                    [s].[other_of_year] AS [other_of_year],
                    [s].[kept] AS [kept],
                    [s].[kept_so_far] AS [kept_so_far],
                    [s].[taxed_so_far] AS [taxed_so_far],
                    [s].[loss] AS [loss],
                    [s].[expected_tax] AS [expected_tax],
                    [s].[income] AS [income],
                    [s].[tax] AS [tax],
                    [s].[to_be_paid] AS [to_be_paid],
                    [s].[instalments] AS [instalments],
                    [s].[instalments] + [s].[collected_so_far] AS [paid_so_far]
                  FROM (
                    SELECT
                      [r].[period_id] AS [period_id],
                      [r].[period_name] AS [period_name],
                      [r].[starts_on] AS [starts_on],
                      [r].[ends_on] AS [ends_on],
                      [r].[financial_year] AS [financial_year],
                      [r].[fiscal_month] AS [fiscal_month],
                      [r].[modified_at] AS [modified_at],
                      [r].[collected] AS [collected],
                      [r].[business] AS [business],
                      [r].[other] AS [other],
                      [r].[income_so_far] AS [income_so_far],
                      [r].[collected_so_far] AS [collected_so_far],
                      [r].[business_so_far] AS [business_so_far],
                      [r].[other_so_far] AS [other_so_far],
                      [r].[month_number] AS [month_number],
                      [r].[known_at] AS [known_at],
                      [r].[expected] AS [expected],
                      [r].[business_of_year] AS [business_of_year],
                      [r].[other_of_year] AS [other_of_year],
                      [r].[kept] AS [kept],
                      [r].[kept_so_far] AS [kept_so_far],
                      [r].[taxed_so_far] AS [taxed_so_far],
                      [r].[loss] AS [loss],
                      [r].[expected_tax] AS [expected_tax],
                      [r].[income] AS [income],
                      [r].[tax] AS [tax],
                      [r].[to_be_paid] AS [to_be_paid],
                      GREATEST(
                        0,
                        MAX([r].[to_be_paid]) OVER (PARTITION BY [r].[financial_year] ORDER BY [r].[period_id])
                      ) AS [instalments]
                    FROM (
                      SELECT
                        [w].[period_id] AS [period_id],
                        [w].[period_name] AS [period_name],
                        [w].[starts_on] AS [starts_on],
                        [w].[ends_on] AS [ends_on],
                        [w].[financial_year] AS [financial_year],
                        [w].[fiscal_month] AS [fiscal_month],
                        [w].[modified_at] AS [modified_at],
                        [w].[collected] AS [collected],
                        [w].[business] AS [business],
                        [w].[other] AS [other],
                        [w].[income_so_far] AS [income_so_far],
                        [w].[collected_so_far] AS [collected_so_far],
                        [w].[business_so_far] AS [business_so_far],
                        [w].[other_so_far] AS [other_so_far],
                        [w].[month_number] AS [month_number],
                        [w].[known_at] AS [known_at],
                        [w].[expected] AS [expected],
                        [w].[business_of_year] AS [business_of_year],
                        [w].[other_of_year] AS [other_of_year],
                        [w].[kept] AS [kept],
                        [w].[kept_so_far] AS [kept_so_far],
                        [w].[taxed_so_far] AS [taxed_so_far],
                        [w].[loss] AS [loss],
                        [w].[expected_tax] AS [expected_tax],
                        [w].[income] AS [income],
                        CAST(ROUND(ROUND([w].[income], -1) * 0.25168, -1) AS NUMERIC(18, 2)) AS [tax],
                        CAST(ROUND(
                          CASE WHEN [w].[expected_tax] >= 10000 THEN [w].[expected_tax] ELSE 0 END * CASE [w].[fiscal_month]
                            WHEN 2
                            THEN 15
                            WHEN 5
                            THEN 45
                            WHEN 8
                            THEN 75
                            WHEN 11
                            THEN 100
                            ELSE 0
                          END * 0.01 - [w].[collected_so_far],
                          -1
                        ) AS NUMERIC(18, 2)) AS [to_be_paid]
                      FROM (
                        SELECT
                          [s].[period_id] AS [period_id],
                          [s].[period_name] AS [period_name],
                          [s].[starts_on] AS [starts_on],
                          [s].[ends_on] AS [ends_on],
                          [s].[financial_year] AS [financial_year],
                          [s].[fiscal_month] AS [fiscal_month],
                          [s].[modified_at] AS [modified_at],
                          [s].[collected] AS [collected],
                          [s].[business] AS [business],
                          [s].[other] AS [other],
                          [s].[income_so_far] AS [income_so_far],
                          [s].[collected_so_far] AS [collected_so_far],
                          [s].[business_so_far] AS [business_so_far],
                          [s].[other_so_far] AS [other_so_far],
                          [s].[month_number] AS [month_number],
                          [s].[known_at] AS [known_at],
                          [s].[expected] AS [expected],
                          [s].[business_of_year] AS [business_of_year],
                          [s].[other_of_year] AS [other_of_year],
                          [s].[kept] AS [kept],
                          [s].[kept_so_far] AS [kept_so_far],
                          [s].[taxed_so_far] AS [taxed_so_far],
                          [s].[loss] AS [loss],
                          CAST(ROUND(ROUND(GREATEST(0, [s].[expected] - [s].[loss]), -1) * 0.25168, -1) AS NUMERIC(18, 2)) AS [expected_tax],
                          CAST([s].[taxed_so_far] - COALESCE(LAG([s].[taxed_so_far], 1) OVER (ORDER BY [s].[period_id]), 0) + [s].[business_of_year] + [s].[other_of_year] - [s].[kept] AS NUMERIC(18, 2)) AS [income]
                        FROM (
                          SELECT
                            [m].[period_id] AS [period_id],
                            [m].[period_name] AS [period_name],
                            [m].[starts_on] AS [starts_on],
                            [m].[ends_on] AS [ends_on],
                            [m].[financial_year] AS [financial_year],
                            [m].[fiscal_month] AS [fiscal_month],
                            [m].[modified_at] AS [modified_at],
                            [m].[collected] AS [collected],
                            [m].[business] AS [business],
                            [m].[other] AS [other],
                            [m].[income_so_far] AS [income_so_far],
                            [m].[collected_so_far] AS [collected_so_far],
                            [m].[business_so_far] AS [business_so_far],
                            [m].[other_so_far] AS [other_so_far],
                            [m].[month_number] AS [month_number],
                            [m].[known_at] AS [known_at],
                            [m].[expected] AS [expected],
                            [m].[business_of_year] AS [business_of_year],
                            [m].[other_of_year] AS [other_of_year],
                            [m].[kept] AS [kept],
                            [m].[kept_so_far] AS [kept_so_far],
                            [m].[taxed_so_far] AS [taxed_so_far],
                            [m].[taxed_so_far] - [m].[kept_so_far] AS [loss]
                          FROM (
                            SELECT
                              [l].[period_id] AS [period_id],
                              [l].[period_name] AS [period_name],
                              [l].[starts_on] AS [starts_on],
                              [l].[ends_on] AS [ends_on],
                              [l].[financial_year] AS [financial_year],
                              [l].[fiscal_month] AS [fiscal_month],
                              [l].[modified_at] AS [modified_at],
                              [l].[collected] AS [collected],
                              [l].[business] AS [business],
                              [l].[other] AS [other],
                              [l].[income_so_far] AS [income_so_far],
                              [l].[collected_so_far] AS [collected_so_far],
                              [l].[business_so_far] AS [business_so_far],
                              [l].[other_so_far] AS [other_so_far],
                              [l].[month_number] AS [month_number],
                              [l].[known_at] AS [known_at],
                              [l].[expected] AS [expected],
                              [l].[business_of_year] AS [business_of_year],
                              [l].[other_of_year] AS [other_of_year],
                              [l].[kept] AS [kept],
                              [l].[kept_so_far] AS [kept_so_far],
                              GREATEST(0, MAX([l].[kept_so_far]) OVER (ORDER BY [l].[period_id])) AS [taxed_so_far]
                            FROM (
                              SELECT
                                [k].[period_id] AS [period_id],
                                [k].[period_name] AS [period_name],
                                [k].[starts_on] AS [starts_on],
                                [k].[ends_on] AS [ends_on],
                                [k].[financial_year] AS [financial_year],
                                [k].[fiscal_month] AS [fiscal_month],
                                [k].[modified_at] AS [modified_at],
                                [k].[collected] AS [collected],
                                [k].[business] AS [business],
                                [k].[other] AS [other],
                                [k].[income_so_far] AS [income_so_far],
                                [k].[collected_so_far] AS [collected_so_far],
                                [k].[business_so_far] AS [business_so_far],
                                [k].[other_so_far] AS [other_so_far],
                                [k].[month_number] AS [month_number],
                                [k].[known_at] AS [known_at],
                                [k].[expected] AS [expected],
                                [k].[business_of_year] AS [business_of_year],
                                [k].[other_of_year] AS [other_of_year],
                                [k].[kept] AS [kept],
                                SUM([k].[kept]) OVER (ORDER BY [k].[period_id]) AS [kept_so_far]
                              FROM (
                                SELECT
                                  [y].[period_id] AS [period_id],
                                  [y].[period_name] AS [period_name],
                                  [y].[starts_on] AS [starts_on],
                                  [y].[ends_on] AS [ends_on],
                                  [y].[financial_year] AS [financial_year],
                                  [y].[fiscal_month] AS [fiscal_month],
                                  [y].[modified_at] AS [modified_at],
                                  [y].[collected] AS [collected],
                                  [y].[business] AS [business],
                                  [y].[other] AS [other],
                                  [y].[income_so_far] AS [income_so_far],
                                  [y].[collected_so_far] AS [collected_so_far],
                                  [y].[business_so_far] AS [business_so_far],
                                  [y].[other_so_far] AS [other_so_far],
                                  [y].[month_number] AS [month_number],
                                  [y].[known_at] AS [known_at],
                                  [y].[expected] AS [expected],
                                  [y].[business_of_year] AS [business_of_year],
                                  [y].[other_of_year] AS [other_of_year],
                                  CAST(LEAST([y].[business_of_year] + [y].[other_of_year], GREATEST([y].[business_of_year], 0)) AS NUMERIC(18, 2)) AS [kept]
                                FROM (
                                  SELECT
                                    [c].[period_id] AS [period_id],
                                    [c].[period_name] AS [period_name],
                                    [c].[starts_on] AS [starts_on],
                                    [c].[ends_on] AS [ends_on],
                                    [c].[financial_year] AS [financial_year],
                                    [c].[fiscal_month] AS [fiscal_month],
                                    [c].[modified_at] AS [modified_at],
                                    [c].[collected] AS [collected],
                                    [c].[business] AS [business],
                                    [c].[other] AS [other],
                                    [c].[income_so_far] AS [income_so_far],
                                    [c].[collected_so_far] AS [collected_so_far],
                                    [c].[business_so_far] AS [business_so_far],
                                    [c].[other_so_far] AS [other_so_far],
                                    [c].[month_number] AS [month_number],
                                    [c].[known_at] AS [known_at],
                                    CAST(ROUND(
                                      (
                                        [c].[income_so_far] - COALESCE(LAG([c].[income_so_far], 12) OVER (ORDER BY [c].[period_id]), 0)
                                      ) * CASE [c].[month_number]
                                        WHEN 2
                                        THEN 6
                                        WHEN 5
                                        THEN 2.4
                                        WHEN 8
                                        THEN 1.5
                                        WHEN 11
                                        THEN 1.090909
                                        ELSE 1
                                      END,
                                      2
                                    ) AS NUMERIC(18, 2)) AS [expected],
                                    CAST(CASE
                                      WHEN [c].[fiscal_month] = 12
                                      THEN [c].[business_so_far] - COALESCE(LAG([c].[business_so_far], 12) OVER (ORDER BY [c].[period_id]), 0)
                                      ELSE 0
                                    END AS NUMERIC(18, 2)) AS [business_of_year],
                                    CAST(CASE
                                      WHEN [c].[fiscal_month] = 12
                                      THEN [c].[other_so_far] - COALESCE(LAG([c].[other_so_far], 12) OVER (ORDER BY [c].[period_id]), 0)
                                      ELSE 0
                                    END AS NUMERIC(18, 2)) AS [other_of_year]
                                  FROM (
                                    SELECT
                                      [i].[period_id] AS [period_id],
                                      [i].[period_name] AS [period_name],
                                      [i].[starts_on] AS [starts_on],
                                      [i].[ends_on] AS [ends_on],
                                      [i].[financial_year] AS [financial_year],
                                      [i].[fiscal_month] AS [fiscal_month],
                                      [i].[modified_at] AS [modified_at],
                                      [i].[collected] AS [collected],
                                      [i].[business] AS [business],
                                      [i].[other] AS [other],
                                      SUM([i].[business] + [i].[other]) OVER (ORDER BY [i].[period_id]) AS [income_so_far],
                                      SUM([i].[collected]) OVER (PARTITION BY [i].[financial_year] ORDER BY [i].[period_id]) AS [collected_so_far],
                                      SUM([i].[business]) OVER (ORDER BY [i].[period_id]) AS [business_so_far],
                                      SUM([i].[other]) OVER (ORDER BY [i].[period_id]) AS [other_so_far],
                                      ROW_NUMBER() OVER (ORDER BY [i].[period_id]) AS [month_number],
                                      MAX([i].[modified_at]) OVER (ORDER BY [i].[period_id]) AS [known_at]
                                    FROM (
                                      SELECT
                                        [d].[period_id] AS [period_id],
                                        [d].[period_name] AS [period_name],
                                        [d].[starts_on] AS [starts_on],
                                        [d].[ends_on] AS [ends_on],
                                        [d].[financial_year] AS [financial_year],
                                        [d].[fiscal_month] AS [fiscal_month],
                                        GREATEST([d].[modified_at], MAX([r].[modified_at]), MAX([v].[modified_at])) AS [modified_at],
                                        CAST(COALESCE(MAX([v].[collected]), 0) AS NUMERIC(18, 2)) AS [collected],
                                        CAST(COALESCE(SUM(CASE WHEN [r].[account_id] = 4300 THEN 0 ELSE [r].[amount] END), 0) AS NUMERIC(18, 2)) AS [business],
                                        CAST(COALESCE(SUM(CASE WHEN [r].[account_id] = 4300 THEN [r].[amount] ELSE 0 END), 0) AS NUMERIC(18, 2)) AS [other]
                                      FROM [silver].[period] AS [d]
                                      LEFT JOIN (
                                        SELECT
                                          [e].[source] AS [source],
                                          [p].[period_id] AS [period_id],
                                          [l].[account_id] AS [account_id],
                                          SUM([l].[credit] - [l].[debit]) AS [amount],
                                          MAX([l].[modified_at]) AS [modified_at]
                                        FROM [silver].[journal_line] AS [l]
                                        JOIN [silver].[journal_entry] AS [e]
                                          ON [e].[journal_entry_id] = [l].[journal_entry_id]
                                        JOIN [silver].[period] AS [p]
                                          ON [p].[period_id] = [e].[period_id]
                                        JOIN [silver].[account] AS [a]
                                          ON [a].[account_id] = [l].[account_id]
                                        WHERE
                                          [a].[account_type] IN ('income', 'expense')
                                        GROUP BY
                                          [p].[period_id],
                                          [l].[account_id],
                                          [e].[source]
                                      ) AS [r]
                                        ON [r].[period_id] = [d].[period_id]
                                        AND [r].[source] <> 'year-end closing'
                                        AND NOT [r].[account_id] IN (6145, 6155, 6605, 6610, 6510, 6700)
                                      LEFT JOIN (
                                        SELECT
                                          [p].[period_id] AS [period_id],
                                          SUM(
                                            CASE
                                              WHEN [a].[asset_class] = 'vehicle'
                                              AND [a].[cost] * (
                                                100 + CASE
                                                  WHEN [a].[asset_class] = 'vehicle' AND [a].[acquired_on] < CAST('2025-09-22' AS DATE)
                                                  THEN 28
                                                  ELSE 18
                                                END
                                              ) * 0.01 > 1000000
                                              THEN CAST(ROUND(
                                                [a].[cost] * (
                                                  100 + CASE
                                                    WHEN [a].[asset_class] = 'vehicle' AND [a].[acquired_on] < CAST('2025-09-22' AS DATE)
                                                    THEN 28
                                                    ELSE 18
                                                  END
                                                ) * 0.01 * 0.01,
                                                0
                                              ) AS NUMERIC(18, 2))
                                              ELSE CAST(0 AS NUMERIC(18, 2))
                                            END
                                          ) AS [collected],
                                          MAX([a].[modified_at]) AS [modified_at]
                                        FROM [silver].[fixed_asset] AS [a]
                                        JOIN [silver].[period] AS [p]
                                          ON [a].[acquired_on] BETWEEN [p].[starts_on] AND [p].[ends_on]
                                        WHERE
                                          [a].[asset_class] = 'vehicle'
                                        GROUP BY
                                          [p].[period_id]
                                      ) AS [v]
                                        ON [v].[period_id] = [d].[period_id]
                                      GROUP BY
                                        [d].[period_id],
                                        [d].[period_name],
                                        [d].[starts_on],
                                        [d].[ends_on],
                                        [d].[financial_year],
                                        [d].[fiscal_month],
                                        [d].[modified_at]
                                    ) AS [i]
                                  ) AS [c]
                                ) AS [y]
                              ) AS [k]
                            ) AS [l]
                          ) AS [m]
                        ) AS [s]
                      ) AS [w]
                    ) AS [r]
                  ) AS [s]
                ) AS [p]
              ) AS [y]
              WHERE
                [y].[fiscal_month] = 12
            ) AS [b]
          ) AS [a]
        ) AS [assessed]
        WHERE
          DATEADD(DAY, CASE WHEN [assessed].[balance] > 0 THEN 91 ELSE 275 END, [assessed].[ends_on]) <= (
            SELECT
              MAX([period].[ends_on]) AS [_col_0]
            FROM [silver].[period] AS [period]
          )
      ) AS [s]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
      UNION ALL
      SELECT
        3 AS [line_no]
      UNION ALL
      SELECT
        4 AS [line_no]
      UNION ALL
      SELECT
        5 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(94 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'dividend' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no] WHEN 1 THEN 3200 WHEN 2 THEN 1100 END AS [account_id],
      CAST(CASE [n].[line_no] WHEN 1 THEN [documents].[paid] WHEN 2 THEN -[documents].[paid] END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [years].[period_id] AS [source_id],
        DATEADD(DAY, 183, [years].[ends_on]) AS [posted_on],
        [years].[modified_at] AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Dividend for ' + [years].[financial_year] AS [description],
        CAST(ROUND(
          (
            [years].[most_so_far] - COALESCE(LAG([years].[most_so_far]) OVER (ORDER BY [years].[period_id]), 0)
          ) * 0.95,
          -5
        ) AS NUMERIC(18, 2)) AS [paid]
      FROM (
        SELECT
          [p].[period_id] AS [period_id],
          [p].[ends_on] AS [ends_on],
          [p].[financial_year] AS [financial_year],
          [p].[modified_at] AS [modified_at],
          [p].[profit_so_far] AS [profit_so_far],
          GREATEST(0, MAX([p].[profit_so_far]) OVER (ORDER BY [p].[period_id])) AS [most_so_far]
        FROM (
          SELECT
            [d].[period_id] AS [period_id],
            [d].[ends_on] AS [ends_on],
            [d].[financial_year] AS [financial_year],
            MAX([r].[modified_at]) AS [modified_at],
            SUM(SUM([r].[amount])) OVER (ORDER BY [d].[period_id]) AS [profit_so_far]
          FROM [silver].[period] AS [d]
          JOIN (
            SELECT
              [e].[source] AS [source],
              [p].[financial_year] AS [financial_year],
              [l].[account_id] AS [account_id],
              SUM([l].[credit] - [l].[debit]) AS [amount],
              MAX([l].[modified_at]) AS [modified_at]
            FROM [silver].[journal_line] AS [l]
            JOIN [silver].[journal_entry] AS [e]
              ON [e].[journal_entry_id] = [l].[journal_entry_id]
            JOIN [silver].[period] AS [p]
              ON [p].[period_id] = [e].[period_id]
            JOIN [silver].[account] AS [a]
              ON [a].[account_id] = [l].[account_id]
            WHERE
              [a].[account_type] IN ('income', 'expense')
            GROUP BY
              [p].[financial_year],
              [l].[account_id],
              [e].[source]
          ) AS [r]
            ON [r].[financial_year] = [d].[financial_year]
          WHERE
            [d].[fiscal_month] = 12 AND [r].[source] <> 'year-end closing'
          GROUP BY
            [d].[period_id],
            [d].[ends_on],
            [d].[financial_year]
        ) AS [p]
      ) AS [years]
      WHERE
        DATEADD(DAY, 183, [years].[ends_on]) <= (
          SELECT
            MAX([period].[ends_on]) AS [_col_0]
          FROM [silver].[period] AS [period]
        )
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
  UNION ALL
  SELECT
    [lines].[journal_entry_id] AS [journal_entry_id],
    [lines].[line_no] AS [line_no],
    [lines].[source] AS [source],
    [lines].[source_id] AS [source_id],
    [lines].[posted_on] AS [posted_on],
    [lines].[modified_at] AS [modified_at],
    [lines].[account_id] AS [account_id],
    [lines].[amount] AS [amount],
    [lines].[customer_id] AS [customer_id],
    [lines].[vendor_id] AS [vendor_id]
  FROM (
    SELECT
      CAST(99 AS BIGINT) * 100000000000 + [documents].[source_id] AS [journal_entry_id],
      [n].[line_no] AS [line_no],
      'year-end closing' AS [source],
      [documents].[source_id] AS [source_id],
      [documents].[posted_on] AS [posted_on],
      [documents].[modified_at] AS [modified_at],
      CASE [n].[line_no]
        WHEN 1
        THEN 4100
        WHEN 2
        THEN 4200
        WHEN 3
        THEN 4300
        WHEN 4
        THEN 4310
        WHEN 5
        THEN 5100
        WHEN 6
        THEN 5200
        WHEN 7
        THEN 5300
        WHEN 8
        THEN 5400
        WHEN 9
        THEN 5500
        WHEN 10
        THEN 5510
        WHEN 11
        THEN 6100
        WHEN 12
        THEN 6110
        WHEN 13
        THEN 6120
        WHEN 14
        THEN 6125
        WHEN 15
        THEN 6130
        WHEN 16
        THEN 6140
        WHEN 17
        THEN 6145
        WHEN 18
        THEN 6150
        WHEN 19
        THEN 6155
        WHEN 20
        THEN 6200
        WHEN 21
        THEN 6300
        WHEN 22
        THEN 6310
        WHEN 23
        THEN 6320
        WHEN 24
        THEN 6330
        WHEN 25
        THEN 6340
        WHEN 26
        THEN 6350
        WHEN 27
        THEN 6360
        WHEN 28
        THEN 6370
        WHEN 29
        THEN 6400
        WHEN 30
        THEN 6410
        WHEN 31
        THEN 6500
        WHEN 32
        THEN 6510
        WHEN 33
        THEN 6600
        WHEN 34
        THEN 6605
        WHEN 35
        THEN 6610
        WHEN 36
        THEN 6700
        WHEN 37
        THEN 3200
      END AS [account_id],
      CAST(CASE [n].[line_no]
        WHEN 1
        THEN [documents].[account_4100]
        WHEN 2
        THEN [documents].[account_4200]
        WHEN 3
        THEN [documents].[account_4300]
        WHEN 4
        THEN [documents].[account_4310]
        WHEN 5
        THEN [documents].[account_5100]
        WHEN 6
        THEN [documents].[account_5200]
        WHEN 7
        THEN [documents].[account_5300]
        WHEN 8
        THEN [documents].[account_5400]
        WHEN 9
        THEN [documents].[account_5500]
        WHEN 10
        THEN [documents].[account_5510]
        WHEN 11
        THEN [documents].[account_6100]
        WHEN 12
        THEN [documents].[account_6110]
        WHEN 13
        THEN [documents].[account_6120]
        WHEN 14
        THEN [documents].[account_6125]
        WHEN 15
        THEN [documents].[account_6130]
        WHEN 16
        THEN [documents].[account_6140]
        WHEN 17
        THEN [documents].[account_6145]
        WHEN 18
        THEN [documents].[account_6150]
        WHEN 19
        THEN [documents].[account_6155]
        WHEN 20
        THEN [documents].[account_6200]
        WHEN 21
        THEN [documents].[account_6300]
        WHEN 22
        THEN [documents].[account_6310]
        WHEN 23
        THEN [documents].[account_6320]
        WHEN 24
        THEN [documents].[account_6330]
        WHEN 25
        THEN [documents].[account_6340]
        WHEN 26
        THEN [documents].[account_6350]
        WHEN 27
        THEN [documents].[account_6360]
        WHEN 28
        THEN [documents].[account_6370]
        WHEN 29
        THEN [documents].[account_6400]
        WHEN 30
        THEN [documents].[account_6410]
        WHEN 31
        THEN [documents].[account_6500]
        WHEN 32
        THEN [documents].[account_6510]
        WHEN 33
        THEN [documents].[account_6600]
        WHEN 34
        THEN [documents].[account_6605]
        WHEN 35
        THEN [documents].[account_6610]
        WHEN 36
        THEN [documents].[account_6700]
        WHEN 37
        THEN -[documents].[profit]
      END AS NUMERIC(18, 2)) AS [amount],
      CAST(NULL AS BIGINT) AS [customer_id],
      CAST(NULL AS BIGINT) AS [vendor_id]
    FROM (
      SELECT
        [d].[period_id] AS [source_id],
        [d].[ends_on] AS [posted_on],
        MAX([r].[modified_at]) AS [modified_at],
        CAST(NULL AS BIGINT) AS [customer_id],
        CAST(NULL AS BIGINT) AS [vendor_id],
        'Closing of ' + [d].[financial_year] AS [description],
        SUM(CASE WHEN [r].[account_id] = 4100 THEN [r].[amount] ELSE 0 END) AS [account_4100],
        SUM(CASE WHEN [r].[account_id] = 4200 THEN [r].[amount] ELSE 0 END) AS [account_4200],
        SUM(CASE WHEN [r].[account_id] = 4300 THEN [r].[amount] ELSE 0 END) AS [account_4300],
        SUM(CASE WHEN [r].[account_id] = 4310 THEN [r].[amount] ELSE 0 END) AS [account_4310],
        SUM(CASE WHEN [r].[account_id] = 5100 THEN [r].[amount] ELSE 0 END) AS [account_5100],
        SUM(CASE WHEN [r].[account_id] = 5200 THEN [r].[amount] ELSE 0 END) AS [account_5200],
        SUM(CASE WHEN [r].[account_id] = 5300 THEN [r].[amount] ELSE 0 END) AS [account_5300],
        SUM(CASE WHEN [r].[account_id] = 5400 THEN [r].[amount] ELSE 0 END) AS [account_5400],
        SUM(CASE WHEN [r].[account_id] = 5500 THEN [r].[amount] ELSE 0 END) AS [account_5500],
        SUM(CASE WHEN [r].[account_id] = 5510 THEN [r].[amount] ELSE 0 END) AS [account_5510],
        SUM(CASE WHEN [r].[account_id] = 6100 THEN [r].[amount] ELSE 0 END) AS [account_6100],
        SUM(CASE WHEN [r].[account_id] = 6110 THEN [r].[amount] ELSE 0 END) AS [account_6110],
        SUM(CASE WHEN [r].[account_id] = 6120 THEN [r].[amount] ELSE 0 END) AS [account_6120],
        SUM(CASE WHEN [r].[account_id] = 6125 THEN [r].[amount] ELSE 0 END) AS [account_6125],
        SUM(CASE WHEN [r].[account_id] = 6130 THEN [r].[amount] ELSE 0 END) AS [account_6130],
        SUM(CASE WHEN [r].[account_id] = 6140 THEN [r].[amount] ELSE 0 END) AS [account_6140],
        SUM(CASE WHEN [r].[account_id] = 6145 THEN [r].[amount] ELSE 0 END) AS [account_6145],
        SUM(CASE WHEN [r].[account_id] = 6150 THEN [r].[amount] ELSE 0 END) AS [account_6150],
        SUM(CASE WHEN [r].[account_id] = 6155 THEN [r].[amount] ELSE 0 END) AS [account_6155],
        SUM(CASE WHEN [r].[account_id] = 6200 THEN [r].[amount] ELSE 0 END) AS [account_6200],
        SUM(CASE WHEN [r].[account_id] = 6300 THEN [r].[amount] ELSE 0 END) AS [account_6300],
        SUM(CASE WHEN [r].[account_id] = 6310 THEN [r].[amount] ELSE 0 END) AS [account_6310],
        SUM(CASE WHEN [r].[account_id] = 6320 THEN [r].[amount] ELSE 0 END) AS [account_6320],
        SUM(CASE WHEN [r].[account_id] = 6330 THEN [r].[amount] ELSE 0 END) AS [account_6330],
        SUM(CASE WHEN [r].[account_id] = 6340 THEN [r].[amount] ELSE 0 END) AS [account_6340],
        SUM(CASE WHEN [r].[account_id] = 6350 THEN [r].[amount] ELSE 0 END) AS [account_6350],
        SUM(CASE WHEN [r].[account_id] = 6360 THEN [r].[amount] ELSE 0 END) AS [account_6360],
        SUM(CASE WHEN [r].[account_id] = 6370 THEN [r].[amount] ELSE 0 END) AS [account_6370],
        SUM(CASE WHEN [r].[account_id] = 6400 THEN [r].[amount] ELSE 0 END) AS [account_6400],
        SUM(CASE WHEN [r].[account_id] = 6410 THEN [r].[amount] ELSE 0 END) AS [account_6410],
        SUM(CASE WHEN [r].[account_id] = 6500 THEN [r].[amount] ELSE 0 END) AS [account_6500],
        SUM(CASE WHEN [r].[account_id] = 6510 THEN [r].[amount] ELSE 0 END) AS [account_6510],
        SUM(CASE WHEN [r].[account_id] = 6600 THEN [r].[amount] ELSE 0 END) AS [account_6600],
        SUM(CASE WHEN [r].[account_id] = 6605 THEN [r].[amount] ELSE 0 END) AS [account_6605],
        SUM(CASE WHEN [r].[account_id] = 6610 THEN [r].[amount] ELSE 0 END) AS [account_6610],
        SUM(CASE WHEN [r].[account_id] = 6700 THEN [r].[amount] ELSE 0 END) AS [account_6700],
        SUM([r].[amount]) AS [profit]
      FROM [silver].[period] AS [d]
      JOIN (
        SELECT
          [e].[source] AS [source],
          [p].[financial_year] AS [financial_year],
          [l].[account_id] AS [account_id],
          SUM([l].[credit] - [l].[debit]) AS [amount],
          MAX([l].[modified_at]) AS [modified_at]
        FROM [silver].[journal_line] AS [l]
        JOIN [silver].[journal_entry] AS [e]
          ON [e].[journal_entry_id] = [l].[journal_entry_id]
        JOIN [silver].[period] AS [p]
          ON [p].[period_id] = [e].[period_id]
        JOIN [silver].[account] AS [a]
          ON [a].[account_id] = [l].[account_id]
        WHERE
          [a].[account_type] IN ('income', 'expense')
        GROUP BY
          [p].[financial_year],
          [l].[account_id],
          [e].[source]
      ) AS [r]
        ON [r].[financial_year] = [d].[financial_year]
      WHERE
        [d].[fiscal_month] = 12 AND [r].[source] <> 'year-end closing'
      GROUP BY
        [d].[period_id],
        [d].[ends_on],
        [d].[financial_year]
    ) AS [documents]
    CROSS JOIN (
      SELECT
        1 AS [line_no]
      UNION ALL
      SELECT
        2 AS [line_no]
      UNION ALL
      SELECT
        3 AS [line_no]
      UNION ALL
      SELECT
        4 AS [line_no]
      UNION ALL
      SELECT
        5 AS [line_no]
      UNION ALL
      SELECT
        6 AS [line_no]
      UNION ALL
      SELECT
        7 AS [line_no]
      UNION ALL
      SELECT
        8 AS [line_no]
      UNION ALL
      SELECT
        9 AS [line_no]
      UNION ALL
      SELECT
        10 AS [line_no]
      UNION ALL
      SELECT
        11 AS [line_no]
      UNION ALL
      SELECT
        12 AS [line_no]
      UNION ALL
      SELECT
        13 AS [line_no]
      UNION ALL
      SELECT
        14 AS [line_no]
      UNION ALL
      SELECT
        15 AS [line_no]
      UNION ALL
      SELECT
        16 AS [line_no]
      UNION ALL
      SELECT
        17 AS [line_no]
      UNION ALL
      SELECT
        18 AS [line_no]
      UNION ALL
      SELECT
        19 AS [line_no]
      UNION ALL
      SELECT
        20 AS [line_no]
      UNION ALL
      SELECT
        21 AS [line_no]
      UNION ALL
      SELECT
        22 AS [line_no]
      UNION ALL
      SELECT
        23 AS [line_no]
      UNION ALL
      SELECT
        24 AS [line_no]
      UNION ALL
      SELECT
        25 AS [line_no]
      UNION ALL
      SELECT
        26 AS [line_no]
      UNION ALL
      SELECT
        27 AS [line_no]
      UNION ALL
      SELECT
        28 AS [line_no]
      UNION ALL
      SELECT
        29 AS [line_no]
      UNION ALL
      SELECT
        30 AS [line_no]
      UNION ALL
      SELECT
        31 AS [line_no]
      UNION ALL
      SELECT
        32 AS [line_no]
      UNION ALL
      SELECT
        33 AS [line_no]
      UNION ALL
      SELECT
        34 AS [line_no]
      UNION ALL
      SELECT
        35 AS [line_no]
      UNION ALL
      SELECT
        36 AS [line_no]
      UNION ALL
      SELECT
        37 AS [line_no]
    ) AS [n]
  ) AS [lines]
  WHERE
    [lines].[amount] <> 0
) AS [e]
FULL JOIN (
  SELECT
    [j].[source] AS [source],
    [j].[source_id] AS [source_id],
    [j].[posted_on] AS [posted_on],
    [k].[journal_line_id] AS [journal_line_id],
    [k].[journal_entry_id] AS [journal_entry_id],
    [k].[line_no] AS [line_no],
    [k].[account_id] AS [account_id],
    [k].[debit] AS [debit],
    [k].[credit] AS [credit],
    [k].[customer_id] AS [customer_id],
    [k].[vendor_id] AS [vendor_id],
    [k].[modified_at] AS [modified_at]
  FROM [silver].[journal_line] AS [k]
  JOIN [silver].[journal_entry] AS [j]
    ON [j].[journal_entry_id] = [k].[journal_entry_id]
) AS [l]
  ON [l].[journal_entry_id] = [e].[journal_entry_id] AND [l].[line_no] = [e].[line_no];
GO

-- No product is below zero in any warehouse at the end of any day
CREATE OR ALTER VIEW audit.stock_is_never_negative AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(SUM(CAST(CASE WHEN [balances].[stock] < 0 THEN 1 ELSE 0 END AS BIGINT)), 0) AS [violations],
  COALESCE(MIN([balances].[stock]), 0) AS [figure]
FROM (
  SELECT
    SUM([days].[quantity]) OVER (
      PARTITION BY [days].[product_id], [days].[warehouse_id]
      ORDER BY [days].[moved_on]
    ) AS [stock]
  FROM (
    SELECT
      [stock_movement].[product_id] AS [product_id],
      [stock_movement].[warehouse_id] AS [warehouse_id],
      [stock_movement].[moved_on] AS [moved_on],
      SUM([stock_movement].[quantity]) AS [quantity]
    FROM [silver].[stock_movement] AS [stock_movement]
    GROUP BY
      [stock_movement].[product_id],
      [stock_movement].[warehouse_id],
      [stock_movement].[moved_on]
  ) AS [days]
) AS [balances];
GO

-- Each movement carries the standard cost of its product
CREATE OR ALTER VIEW audit.stock_is_valued_at_standard_cost AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [m].[unit_cost] <> [p].[standard_cost]
        OR [m].[amount] <> [m].[quantity] * [p].[standard_cost]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([m].[quantity] * [p].[standard_cost]), 0) AS [figure]
FROM [silver].[stock_movement] AS [m]
JOIN [silver].[product] AS [p]
  ON [p].[product_id] = [m].[product_id];
GO

-- Each month-end balance is the sum of all movements until then, and none is missing
CREATE OR ALTER VIEW audit.month_end_stock_follows_the_movements AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [balances].[quantity] <> [balances].[moved]
        OR [balances].[amount] <> [balances].[moved_amount]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  (
    SELECT
      COALESCE(SUM([stock_balance].[amount]), 0) AS [_col_0]
    FROM [silver].[stock_balance] AS [stock_balance]
    WHERE
      [stock_balance].[period_id] = (
        SELECT
          MAX([stock_balance].[period_id]) AS [_col_0]
        FROM [silver].[stock_balance] AS [stock_balance]
      )
  ) AS [figure]
FROM (
  SELECT
    COALESCE([b].[quantity], 0) AS [quantity],
    COALESCE([b].[amount], 0) AS [amount],
    SUM(COALESCE([m].[quantity], 0)) OVER (PARTITION BY [k].[product_id], [k].[warehouse_id] ORDER BY [p].[period_id]) AS [moved],
    SUM(COALESCE([m].[amount], 0)) OVER (PARTITION BY [k].[product_id], [k].[warehouse_id] ORDER BY [p].[period_id]) AS [moved_amount]
  FROM (
    SELECT
      [stock_movement].[product_id] AS [product_id],
      [stock_movement].[warehouse_id] AS [warehouse_id]
    FROM [silver].[stock_movement] AS [stock_movement]
    UNION
    SELECT
      [stock_balance].[product_id] AS [product_id],
      [stock_balance].[warehouse_id] AS [warehouse_id]
    FROM [silver].[stock_balance] AS [stock_balance]
  ) AS [k]
  CROSS JOIN [silver].[period] AS [p]
  LEFT JOIN [silver].[stock_balance] AS [b]
    ON [b].[product_id] = [k].[product_id]
    AND [b].[warehouse_id] = [k].[warehouse_id]
    AND [b].[period_id] = [p].[period_id]
  LEFT JOIN (
    SELECT
      [stock_movement].[product_id] AS [product_id],
      [stock_movement].[warehouse_id] AS [warehouse_id],
      DATEPART(YEAR, [stock_movement].[moved_on]) * 100 + DATEPART(MONTH, [stock_movement].[moved_on]) AS [period_id],
      SUM([stock_movement].[quantity]) AS [quantity],
      SUM([stock_movement].[amount]) AS [amount]
    FROM [silver].[stock_movement] AS [stock_movement]
    GROUP BY
      [stock_movement].[product_id],
      [stock_movement].[warehouse_id],
      DATEPART(YEAR, [stock_movement].[moved_on]) * 100 + DATEPART(MONTH, [stock_movement].[moved_on])
  ) AS [m]
    ON [m].[product_id] = [k].[product_id]
    AND [m].[warehouse_id] = [k].[warehouse_id]
    AND [m].[period_id] = [p].[period_id]
) AS [balances];
GO

-- With each production order, a good has consumed exactly what its bill of materials says for all pieces until then, rounded up
CREATE OR ALTER VIEW audit.production_issues_follow_the_bill_of_materials AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [issues].[issued] < [issues].[needed] - 0.000001
        OR [issues].[issued] >= [issues].[needed] + 1
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([issues].[quantity]), 0) AS [figure]
FROM (
  SELECT
    CAST(SUM([parts].[pieces]) OVER (
      PARTITION BY [parts].[product_id], [parts].[component_id]
      ORDER BY [parts].[production_order_id]
    ) AS BIGINT) * [parts].[quantity_per_1000] * 0.001 AS [needed],
    CAST(SUM([parts].[quantity]) OVER (
      PARTITION BY [parts].[product_id], [parts].[component_id]
      ORDER BY [parts].[production_order_id]
    ) AS BIGINT) AS [issued],
    [parts].[quantity] AS [quantity]
  FROM (
    SELECT
      [o].[production_order_id] AS [production_order_id],
      [o].[product_id] AS [product_id],
      [b].[component_id] AS [component_id],
      [b].[quantity_per_1000] AS [quantity_per_1000],
      [o].[good_quantity] + [o].[scrap_quantity] AS [pieces],
      COALESCE(-[m].[quantity], 0) AS [quantity]
    FROM [silver].[production_order] AS [o]
    JOIN [silver].[bill_of_materials] AS [b]
      ON [b].[product_id] = [o].[product_id]
    LEFT JOIN [silver].[stock_movement] AS [m]
      ON [m].[movement_type] = 'production issue'
      AND [m].[source_id] = [o].[production_order_id]
      AND [m].[product_id] = [b].[component_id]
  ) AS [parts]
) AS [issues];
GO

-- Each production order gave back as much resin as the part of its runners and scrap that it may use again, rounded down
CREATE OR ALTER VIEW audit.regrind_is_what_the_bill_of_materials_allows AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [runs].[quantity] * 10000000 > [runs].[ground]
        OR (
          [runs].[quantity] + 1
        ) * 10000000 <= [runs].[ground]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([runs].[quantity]), 0) AS [figure]
FROM (
  SELECT
    CAST([o].[scrap_quantity] * 100 + [o].[good_quantity] * [b].[runner_rate] AS NUMERIC(14, 2)) * [b].[quantity_per_1000] * [b].[regrind_rate] AS [ground],
    COALESCE([m].[quantity], 0) AS [quantity]
  FROM [silver].[production_order] AS [o]
  JOIN [silver].[bill_of_materials] AS [b]
    ON [b].[product_id] = [o].[product_id]
  LEFT JOIN [silver].[stock_movement] AS [m]
    ON [m].[movement_type] = 'regrind'
    AND [m].[source_id] = [o].[production_order_id]
    AND [m].[product_id] = [b].[component_id]
) AS [runs];
GO

-- No production order gave back more of an item than it was issued: ground runners and scrap of any colour are used in the run that they come from, and none gets into the store
CREATE OR ALTER VIEW audit.what_is_ground_stays_in_its_run AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(CAST(CASE WHEN [runs].[quantity] > [runs].[issued] THEN 1 ELSE 0 END AS BIGINT)),
    0
  ) AS [violations],
  COALESCE(SUM([runs].[issued]), 0) AS [figure]
FROM (
  SELECT
    [g].[quantity] AS [quantity],
    COALESCE(-[i].[quantity], 0) AS [issued]
  FROM [silver].[stock_movement] AS [g]
  LEFT JOIN [silver].[stock_movement] AS [i]
    ON [i].[movement_type] = 'production issue'
    AND [i].[source_id] = [g].[source_id]
    AND [i].[product_id] = [g].[product_id]
  WHERE
    [g].[movement_type] = 'regrind'
) AS [runs];
GO

-- Each shipment line took its quantity out of the finished goods store
CREATE OR ALTER VIEW audit.shipments_move_stock AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [lines].[moved] IS NULL OR [lines].[moved] <> -[lines].[quantity]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([lines].[quantity]), 0) AS [figure]
FROM (
  SELECT
    [s].[shipment_line_id] AS [shipment_line_id],
    [s].[quantity] AS [quantity],
    [m].[quantity] AS [moved]
  FROM [silver].[shipment_line] AS [s]
  LEFT JOIN [silver].[stock_movement] AS [m]
    ON [m].[movement_type] = 'dispatch'
    AND [m].[source_id] = [s].[shipment_id]
    AND [m].[stock_movement_id] % 100 = [s].[line_no]
) AS [lines];
GO

-- Each goods receipt put its accepted quantity into the store
CREATE OR ALTER VIEW audit.receipts_move_stock AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [receipts].[moved] IS NULL OR [receipts].[moved] <> [receipts].[quantity]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([receipts].[quantity]), 0) AS [figure]
FROM (
  SELECT
    [g].[goods_receipt_id] AS [goods_receipt_id],
    [g].[quantity] AS [quantity],
    [m].[quantity] AS [moved]
  FROM [silver].[goods_receipt] AS [g]
  LEFT JOIN [silver].[stock_movement] AS [m]
    ON [m].[movement_type] = 'goods receipt'
    AND [m].[source_id] = [g].[goods_receipt_id]
) AS [receipts];
GO

-- Of each return, the good ones went back to the finished goods store, and nothing else came back
CREATE OR ALTER VIEW audit.returns_move_stock AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [goods].[quantity] <> [goods].[moved]
        OR [goods].[product_id] <> [goods].[moved_product]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([goods].[moved]), 0) AS [figure]
FROM (
  SELECT
    COALESCE([g].[accepted_quantity], 0) AS [quantity],
    COALESCE([m].[quantity], 0) AS [moved],
    [o].[product_id] AS [product_id],
    [m].[product_id] AS [moved_product]
  FROM [silver].[goods_return] AS [g]
  JOIN [silver].[shipment_line] AS [s]
    ON [s].[shipment_line_id] = [g].[shipment_line_id]
  JOIN [silver].[sales_order_line] AS [o]
    ON [o].[sales_order_line_id] = [s].[sales_order_line_id]
  FULL JOIN (
    SELECT
      [stock_movement].[stock_movement_id] AS [stock_movement_id],
      [stock_movement].[product_id] AS [product_id],
      [stock_movement].[warehouse_id] AS [warehouse_id],
      [stock_movement].[moved_on] AS [moved_on],
      [stock_movement].[movement_type] AS [movement_type],
      [stock_movement].[source_id] AS [source_id],
      [stock_movement].[quantity] AS [quantity],
      [stock_movement].[unit_cost] AS [unit_cost],
      [stock_movement].[amount] AS [amount],
      [stock_movement].[modified_at] AS [modified_at]
    FROM [silver].[stock_movement] AS [stock_movement]
    WHERE
      [stock_movement].[movement_type] = 'customer return'
  ) AS [m]
    ON [m].[source_id] = [g].[goods_return_id]
) AS [goods];
GO

-- What a stocktake found to be missing or too much was booked, and nothing else
CREATE OR ALTER VIEW audit.stocktakes_move_stock AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [counts].[quantity] <> [counts].[moved]
        OR [counts].[product_id] <> [counts].[moved_product]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([counts].[moved]), 0) AS [figure]
FROM (
  SELECT
    COALESCE([l].[difference_quantity], 0) AS [quantity],
    COALESCE([m].[quantity], 0) AS [moved],
    [l].[product_id] AS [product_id],
    [m].[product_id] AS [moved_product]
  FROM [silver].[stocktake_line] AS [l]
  FULL JOIN (
    SELECT
      [stock_movement].[stock_movement_id] AS [stock_movement_id],
      [stock_movement].[product_id] AS [product_id],
      [stock_movement].[warehouse_id] AS [warehouse_id],
      [stock_movement].[moved_on] AS [moved_on],
      [stock_movement].[movement_type] AS [movement_type],
      [stock_movement].[source_id] AS [source_id],
      [stock_movement].[quantity] AS [quantity],
      [stock_movement].[unit_cost] AS [unit_cost],
      [stock_movement].[amount] AS [amount],
      [stock_movement].[modified_at] AS [modified_at]
    FROM [silver].[stock_movement] AS [stock_movement]
    WHERE
      [stock_movement].[movement_type] = 'stocktake'
  ) AS [m]
    ON [m].[source_id] = [l].[stocktake_line_id]
) AS [counts];
GO

-- After a stocktake the books have what was counted
CREATE OR ALTER VIEW audit.stock_is_what_was_counted AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE WHEN [counts].[counted_quantity] <> [counts].[stock] THEN 1 ELSE 0 END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([counts].[counted_quantity]), 0) AS [figure]
FROM (
  SELECT
    [days].[counted_quantity] AS [counted_quantity],
    SUM([days].[quantity]) OVER (PARTITION BY [days].[product_id], [days].[warehouse_id] ORDER BY [days].[on_day]) AS [stock]
  FROM (
    SELECT
      [stock_movement].[product_id] AS [product_id],
      [stock_movement].[warehouse_id] AS [warehouse_id],
      [stock_movement].[moved_on] AS [on_day],
      SUM([stock_movement].[quantity]) AS [quantity],
      CAST(NULL AS BIGINT) AS [counted_quantity]
    FROM [silver].[stock_movement] AS [stock_movement]
    GROUP BY
      [stock_movement].[product_id],
      [stock_movement].[warehouse_id],
      [stock_movement].[moved_on]
    UNION ALL
    SELECT
      [l].[product_id] AS [product_id],
      [s].[warehouse_id] AS [warehouse_id],
      [s].[counted_on] AS [counted_on],
      0 AS [0],
      [l].[counted_quantity] AS [counted_quantity]
    FROM [silver].[stocktake_line] AS [l]
    JOIN [silver].[stocktake] AS [s]
      ON [s].[stocktake_id] = [l].[stocktake_id]
  ) AS [days]
) AS [counts]
WHERE
  NOT [counts].[counted_quantity] IS NULL;
GO

-- Each stocktake has as many lines as items were counted
CREATE OR ALTER VIEW audit.stocktakes_are_complete AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE WHEN [stocktakes].[counted_items] <> [stocktakes].[found] THEN 1 ELSE 0 END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([stocktakes].[found]), 0) AS [figure]
FROM (
  SELECT
    [s].[stocktake_id] AS [stocktake_id],
    [s].[counted_items] AS [counted_items],
    COUNT_BIG([l].[stocktake_line_id]) AS [found]
  FROM [silver].[stocktake] AS [s]
  LEFT JOIN [silver].[stocktake_line] AS [l]
    ON [l].[stocktake_id] = [s].[stocktake_id]
  GROUP BY
    [s].[stocktake_id],
    [s].[counted_items]
) AS [stocktakes];
GO

-- What is dispatched, returned, received, issued, produced or counted moves on the day and in the warehouse of its document
CREATE OR ALTER VIEW audit.movements_are_on_their_documents_days AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [movements].[moved_on] <> [movements].[due_on]
        OR [movements].[warehouse_id] <> [movements].[due_warehouse]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COUNT_BIG(*) AS [figure]
FROM (
  SELECT
    [m].[moved_on] AS [moved_on],
    [m].[warehouse_id] AS [warehouse_id],
    [s].[dispatched_on] AS [due_on],
    [s].[warehouse_id] AS [due_warehouse]
  FROM [silver].[stock_movement] AS [m]
  JOIN [silver].[shipment] AS [s]
    ON [s].[shipment_id] = [m].[source_id]
  WHERE
    [m].[movement_type] = 'dispatch'
  UNION ALL
  SELECT
    [m].[moved_on] AS [moved_on],
    [m].[warehouse_id] AS [warehouse_id],
    [g].[returned_on] AS [returned_on],
    [g].[warehouse_id] AS [warehouse_id]
  FROM [silver].[stock_movement] AS [m]
  JOIN [silver].[goods_return] AS [g]
    ON [g].[goods_return_id] = [m].[source_id]
  WHERE
    [m].[movement_type] = 'customer return'
  UNION ALL
  SELECT
    [m].[moved_on] AS [moved_on],
    [m].[warehouse_id] AS [warehouse_id],
    [s].[counted_on] AS [counted_on],
    [s].[warehouse_id] AS [warehouse_id]
  FROM [silver].[stock_movement] AS [m]
  JOIN [silver].[stocktake_line] AS [l]
    ON [l].[stocktake_line_id] = [m].[source_id]
  JOIN [silver].[stocktake] AS [s]
    ON [s].[stocktake_id] = [l].[stocktake_id]
  WHERE
    [m].[movement_type] = 'stocktake'
  UNION ALL
  SELECT
    [m].[moved_on] AS [moved_on],
    [m].[warehouse_id] AS [warehouse_id],
    [g].[received_on] AS [received_on],
    [g].[warehouse_id] AS [warehouse_id]
  FROM [silver].[stock_movement] AS [m]
  JOIN [silver].[goods_receipt] AS [g]
    ON [g].[goods_receipt_id] = [m].[source_id]
  WHERE
    [m].[movement_type] = 'goods receipt'
  UNION ALL
  SELECT
    [m].[moved_on] AS [moved_on],
    [m].[warehouse_id] AS [warehouse_id],
    [o].[finished_on] AS [finished_on],
    [o].[warehouse_id] AS [warehouse_id]
  FROM [silver].[stock_movement] AS [m]
  JOIN [silver].[production_order] AS [o]
    ON [o].[production_order_id] = [m].[source_id]
  WHERE
    [m].[movement_type] = 'production receipt'
  UNION ALL
  SELECT
    [m].[moved_on] AS [moved_on],
    [m].[warehouse_id] AS [warehouse_id],
    [o].[started_on] AS [started_on],
    [m].[warehouse_id] AS [warehouse_id]
  FROM [silver].[stock_movement] AS [m]
  JOIN [silver].[production_order] AS [o]
    ON [o].[production_order_id] = [m].[source_id]
  WHERE
    [m].[movement_type] = 'production issue'
  UNION ALL
  SELECT
    [m].[moved_on] AS [moved_on],
    [m].[warehouse_id] AS [warehouse_id],
    [o].[finished_on] AS [finished_on],
    [m].[warehouse_id] AS [warehouse_id]
  FROM [silver].[stock_movement] AS [m]
  JOIN [silver].[production_order] AS [o]
    ON [o].[production_order_id] = [m].[source_id]
  WHERE
    [m].[movement_type] = 'regrind'
) AS [movements];
GO

-- Each issue to production, and what comes back as regrind, is of a component of the product that is made
CREATE OR ALTER VIEW audit.nothing_is_issued_that_is_not_on_the_bill_of_materials AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(SUM(CAST(CASE WHEN [b].[component_id] IS NULL THEN 1 ELSE 0 END AS BIGINT)), 0) AS [violations],
  COUNT_BIG(*) AS [figure]
FROM [silver].[stock_movement] AS [m]
LEFT JOIN [silver].[production_order] AS [o]
  ON [o].[production_order_id] = [m].[source_id]
LEFT JOIN [silver].[bill_of_materials] AS [b]
  ON [b].[product_id] = [o].[product_id] AND [b].[component_id] = [m].[product_id]
WHERE
  [m].[movement_type] IN ('production issue', 'regrind');
GO

-- A production order begins after its machine has finished the one before
CREATE OR ALTER VIEW audit.runs_of_one_machine_do_not_overlap AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE WHEN [runs].[started_on] <= [runs].[before_finished_on] THEN 1 ELSE 0 END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([runs].[pieces]), 0) AS [figure]
FROM (
  SELECT
    [production_order].[started_on] AS [started_on],
    [production_order].[good_quantity] + [production_order].[scrap_quantity] AS [pieces],
    LAG([production_order].[finished_on]) OVER (
      PARTITION BY [production_order].[machine_code]
      ORDER BY [production_order].[started_on], [production_order].[finished_on]
    ) AS [before_finished_on]
  FROM [silver].[production_order] AS [production_order]
) AS [runs];
GO

-- The asset register has each mould, bought on the day of its first use, and no mould that the tool room doesn't have
CREATE OR ALTER VIEW audit.a_mould_is_an_asset_from_the_day_on_which_it_comes_into_use AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [moulds].[mould_id] IS NULL
        OR [moulds].[acquired_on] IS NULL
        OR [moulds].[acquired_on] <> [moulds].[commissioned_on]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([moulds].[cost]), 0) AS [figure]
FROM (
  SELECT
    [m].[mould_id] AS [mould_id],
    [m].[commissioned_on] AS [commissioned_on],
    [a].[acquired_on] AS [acquired_on],
    [a].[cost] AS [cost]
  FROM [silver].[mould] AS [m]
  FULL JOIN (
    SELECT
      [fixed_asset].[mould_id] AS [mould_id],
      [fixed_asset].[acquired_on] AS [acquired_on],
      [fixed_asset].[cost] AS [cost]
    FROM [silver].[fixed_asset] AS [fixed_asset]
    WHERE
      [fixed_asset].[asset_class] = 'mould'
  ) AS [a]
    ON [a].[mould_id] = [m].[mould_id]
) AS [moulds];
GO

-- No production order of a mould overlaps a service, repair or overhaul of it
CREATE OR ALTER VIEW audit.no_mould_runs_while_it_is_in_the_tool_room AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(SUM(CAST(CASE WHEN [works].[meanwhile] > 0 THEN 1 ELSE 0 END AS BIGINT)), 0) AS [violations],
  COALESCE(SUM([works].[orders]), 0) AS [figure]
FROM (
  SELECT
    [w].[mould_maintenance_id] AS [mould_maintenance_id],
    COUNT_BIG([o].[production_order_id]) AS [orders],
    SUM(
      CAST(CASE
        WHEN [o].[started_on] <= [w].[finished_on] AND [o].[finished_on] >= [w].[started_on]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ) AS [meanwhile]
  FROM [silver].[mould_maintenance] AS [w]
  LEFT JOIN [silver].[production_order] AS [o]
    ON [o].[mould_id] = [w].[mould_id]
  GROUP BY
    [w].[mould_maintenance_id]
) AS [works];
GO

-- No production order begins before the day on which its mould came into use
CREATE OR ALTER VIEW audit.no_mould_runs_before_it_is_there AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE WHEN [o].[started_on] < [d].[commissioned_on] THEN 1 ELSE 0 END AS BIGINT)
    ),
    0
  ) AS [violations],
  COUNT_BIG(*) AS [figure]
FROM [silver].[production_order] AS [o]
JOIN [silver].[mould] AS [d]
  ON [d].[mould_id] = [o].[mould_id];
GO

-- Work on a mould notes the shots it had made: those before the books, and one for each filling of its cavities
CREATE OR ALTER VIEW audit.shots_of_moulds_are_counted AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN (
          [works].[shots] - [works].[opening_shots]
        ) * [works].[cavities] <> [works].[room]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([works].[room]), 0) AS [figure]
FROM (
  SELECT
    [w].[mould_maintenance_id] AS [mould_maintenance_id],
    [w].[shots] AS [shots],
    [d].[opening_shots] AS [opening_shots],
    [d].[cavities] AS [cavities],
    COALESCE(
      SUM(
        (
          [o].[good_quantity] + [o].[scrap_quantity] + [d].[cavities] - 1 - (
            [o].[good_quantity] + [o].[scrap_quantity] + [d].[cavities] - 1
          ) % [d].[cavities]
        )
      ),
      0
    ) AS [room]
  FROM [silver].[mould_maintenance] AS [w]
  JOIN [silver].[mould] AS [d]
    ON [d].[mould_id] = [w].[mould_id]
  LEFT JOIN [silver].[production_order] AS [o]
    ON [o].[mould_id] = [w].[mould_id] AND [o].[finished_on] < [w].[started_on]
  GROUP BY
    [w].[mould_maintenance_id],
    [w].[shots],
    [d].[opening_shots],
    [d].[cavities]
) AS [works];
GO

-- No mould makes more shots between two services than it may, nor more between two overhauls than its life
CREATE OR ALTER VIEW audit.moulds_are_looked_after_in_time AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE WHEN [stretches].[stretch] > [stretches].[most] THEN 1 ELSE 0 END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [stretches].[place] = 1 AND [stretches].[what] = 'service'
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [figure]
FROM (
  SELECT
    [p].[place] AS [place],
    [k].[what] AS [what],
    CASE WHEN [k].[what] = 'service' THEN [d].[service_shots] ELSE [d].[shot_life] END * [d].[cavities] AS [most],
    [p].[room] - LAG([p].[room]) OVER (PARTITION BY [p].[mould_id], [k].[what] ORDER BY [p].[place], [p].[room]) AS [stretch]
  FROM (
    SELECT
      [mould].[mould_id] AS [mould_id],
      0 AS [place],
      'new' AS [kind],
      0 AS [room]
    FROM [silver].[mould] AS [mould]
    UNION ALL
    SELECT
      [mould].[mould_id] AS [mould_id],
      0 AS [0],
      'opening' AS [opening],
      [mould].[opening_shots] * [mould].[cavities] AS [_col_3]
    FROM [silver].[mould] AS [mould]
    UNION ALL
    SELECT
      [w].[mould_id] AS [mould_id],
      1 AS [1],
      [w].[maintenance_kind] AS [maintenance_kind],
      [w].[shots] * [d].[cavities] AS [_col_3]
    FROM [silver].[mould_maintenance] AS [w]
    JOIN [silver].[mould] AS [d]
      ON [d].[mould_id] = [w].[mould_id]
    WHERE
      [w].[maintenance_kind] <> 'repair'
    UNION ALL
    SELECT
      [d].[mould_id] AS [mould_id],
      2 AS [2],
      'end' AS [end],
      [d].[opening_shots] * [d].[cavities] + COALESCE(
        SUM(
          (
            [o].[good_quantity] + [o].[scrap_quantity] + [d].[cavities] - 1 - (
              [o].[good_quantity] + [o].[scrap_quantity] + [d].[cavities] - 1
            ) % [d].[cavities]
          )
        ),
        0
      ) AS [_col_3]
    FROM [silver].[mould] AS [d]
    LEFT JOIN [silver].[production_order] AS [o]
      ON [o].[mould_id] = [d].[mould_id]
    GROUP BY
      [d].[mould_id],
      [d].[opening_shots],
      [d].[cavities]
  ) AS [p]
  JOIN (
    SELECT
      'service' AS [what],
      'new' AS [other]
    UNION ALL
    SELECT
      'overhaul' AS [overhaul],
      'opening' AS [opening]
  ) AS [k]
    ON [p].[kind] <> [k].[other]
    AND (
      [p].[kind] <> 'preventive' OR [k].[what] = 'service'
    )
  JOIN [silver].[mould] AS [d]
    ON [d].[mould_id] = [p].[mould_id]
) AS [stretches];
GO

-- Within the state CGST equals SGST and there is no IGST; between states there is only IGST
CREATE OR ALTER VIEW audit.tax_follows_the_place_of_supply AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN (
          [lines].[state_code] = '27'
          AND (
            [lines].[igst_amount] <> 0
            OR [lines].[cgst_amount] <> [lines].[sgst_amount]
            OR [lines].[cgst_amount] <> ROUND([lines].[net_amount] * [lines].[gst_rate] * 0.005, 2)
          )
        )
        OR (
          [lines].[state_code] <> '27'
          AND (
            [lines].[cgst_amount] <> 0
            OR [lines].[sgst_amount] <> 0
            OR [lines].[igst_amount] <> ROUND([lines].[net_amount] * [lines].[gst_rate] * 0.01, 2)
          )
        )
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([lines].[cgst_amount] + [lines].[sgst_amount] + [lines].[igst_amount]), 0) AS [figure]
FROM (
  SELECT
    [l].[receivable_invoice_line_id] AS [receivable_invoice_line_id],
    [l].[receivable_invoice_id] AS [receivable_invoice_id],
    [l].[line_no] AS [line_no],
    [l].[shipment_line_id] AS [shipment_line_id],
    [l].[product_id] AS [product_id],
    [l].[quantity] AS [quantity],
    [l].[unit_price] AS [unit_price],
    [l].[net_amount] AS [net_amount],
    [l].[gst_rate] AS [gst_rate],
    [l].[cgst_amount] AS [cgst_amount],
    [l].[sgst_amount] AS [sgst_amount],
    [l].[igst_amount] AS [igst_amount],
    [l].[modified_at] AS [modified_at],
    [c].[state_code] AS [state_code]
  FROM [silver].[receivable_invoice_line] AS [l]
  JOIN [silver].[receivable_invoice] AS [i]
    ON [i].[receivable_invoice_id] = [l].[receivable_invoice_id]
  JOIN [silver].[customer] AS [c]
    ON [c].[customer_id] = [i].[customer_id]
) AS [lines];
GO

-- Net amount and tax of each invoice are the sums of its lines
CREATE OR ALTER VIEW audit.invoices_add_up AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [invoices].[net_amount] <> [invoices].[net]
        OR [invoices].[cgst_amount] <> [invoices].[cgst]
        OR [invoices].[sgst_amount] <> [invoices].[sgst]
        OR [invoices].[igst_amount] <> [invoices].[igst]
        OR [invoices].[total_amount] <> [invoices].[net] + [invoices].[cgst] + [invoices].[sgst] + [invoices].[igst]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([invoices].[total_amount]), 0) AS [figure]
FROM (
  SELECT
    [i].[receivable_invoice_id] AS [receivable_invoice_id],
    [i].[net_amount] AS [net_amount],
    [i].[cgst_amount] AS [cgst_amount],
    [i].[sgst_amount] AS [sgst_amount],
    [i].[igst_amount] AS [igst_amount],
    [i].[total_amount] AS [total_amount],
    COALESCE(SUM([l].[net_amount]), 0) AS [net],
    COALESCE(SUM([l].[cgst_amount]), 0) AS [cgst],
    COALESCE(SUM([l].[sgst_amount]), 0) AS [sgst],
    COALESCE(SUM([l].[igst_amount]), 0) AS [igst]
  FROM [silver].[receivable_invoice] AS [i]
  LEFT JOIN [silver].[receivable_invoice_line] AS [l]
    ON [l].[receivable_invoice_id] = [i].[receivable_invoice_id]
  GROUP BY
    [i].[receivable_invoice_id],
    [i].[net_amount],
    [i].[cgst_amount],
    [i].[sgst_amount],
    [i].[igst_amount],
    [i].[total_amount]
) AS [invoices];
GO

-- Net amount and tax of each bill are the sums of its lines
CREATE OR ALTER VIEW audit.bills_add_up AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [bills].[net_amount] <> [bills].[net]
        OR [bills].[total_amount] <> [bills].[net] + [bills].[tax]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([bills].[total_amount]), 0) AS [figure]
FROM (
  SELECT
    [b].[payable_bill_id] AS [payable_bill_id],
    [b].[net_amount] AS [net_amount],
    [b].[total_amount] AS [total_amount],
    COALESCE(SUM([l].[net_amount]), 0) AS [net],
    COALESCE(SUM([l].[cgst_amount] + [l].[sgst_amount] + [l].[igst_amount]), 0) AS [tax]
  FROM [silver].[payable_bill] AS [b]
  LEFT JOIN [silver].[payable_bill_line] AS [l]
    ON [l].[payable_bill_id] = [b].[payable_bill_id]
  GROUP BY
    [b].[payable_bill_id],
    [b].[net_amount],
    [b].[total_amount]
) AS [bills];
GO

-- Each shipment line is on one invoice line with the same quantity and the order's price
CREATE OR ALTER VIEW audit.every_shipment_is_invoiced AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [lines].[times] <> 1
        OR [lines].[invoiced] <> [lines].[quantity]
        OR [lines].[price] <> [lines].[unit_price]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([lines].[net]), 0) AS [figure]
FROM (
  SELECT
    [s].[shipment_line_id] AS [shipment_line_id],
    [s].[quantity] AS [quantity],
    [o].[unit_price] AS [unit_price],
    COUNT_BIG([l].[receivable_invoice_line_id]) AS [times],
    MAX([l].[quantity]) AS [invoiced],
    MAX([l].[unit_price]) AS [price],
    SUM([l].[net_amount]) AS [net]
  FROM [silver].[shipment_line] AS [s]
  JOIN [silver].[sales_order_line] AS [o]
    ON [o].[sales_order_line_id] = [s].[sales_order_line_id]
  LEFT JOIN [silver].[receivable_invoice_line] AS [l]
    ON [l].[shipment_line_id] = [s].[shipment_line_id]
  GROUP BY
    [s].[shipment_line_id],
    [s].[quantity],
    [o].[unit_price]
) AS [lines];
GO

-- Shipments of an order line add up to at most its quantity
CREATE OR ALTER VIEW audit.no_more_is_shipped_than_ordered AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE WHEN [lines].[shipped] > [lines].[quantity] THEN 1 ELSE 0 END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([lines].[shipped]), 0) AS [figure]
FROM (
  SELECT
    [o].[sales_order_line_id] AS [sales_order_line_id],
    [o].[quantity] AS [quantity],
    COALESCE(SUM([s].[quantity]), 0) AS [shipped]
  FROM [silver].[sales_order_line] AS [o]
  LEFT JOIN [silver].[shipment_line] AS [s]
    ON [s].[sales_order_line_id] = [o].[sales_order_line_id]
  GROUP BY
    [o].[sales_order_line_id],
    [o].[quantity]
) AS [lines];
GO

-- Orders come before advances and shipments, shipments before returns and invoices, invoices before what pays or reduces them
CREATE OR ALTER VIEW audit.order_to_cash_is_in_date_order AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(CAST(CASE WHEN [pairs].[later] < [pairs].[earlier] THEN 1 ELSE 0 END AS BIGINT)),
    0
  ) AS [violations],
  COUNT_BIG(*) AS [figure]
FROM (
  SELECT
    [o].[ordered_on] AS [earlier],
    [s].[dispatched_on] AS [later]
  FROM [silver].[shipment] AS [s]
  JOIN [silver].[sales_order] AS [o]
    ON [o].[sales_order_id] = [s].[sales_order_id]
  UNION ALL
  SELECT
    [s].[dispatched_on] AS [dispatched_on],
    [i].[invoiced_on] AS [invoiced_on]
  FROM [silver].[receivable_invoice] AS [i]
  JOIN [silver].[shipment] AS [s]
    ON [s].[shipment_id] = [i].[shipment_id]
  UNION ALL
  SELECT
    [i].[invoiced_on] AS [invoiced_on],
    [r].[received_on] AS [received_on]
  FROM [silver].[receipt_allocation] AS [a]
  JOIN [silver].[receipt] AS [r]
    ON [r].[receipt_id] = [a].[receipt_id]
  JOIN [silver].[receivable_invoice] AS [i]
    ON [i].[receivable_invoice_id] = [a].[receivable_invoice_id]
  UNION ALL
  SELECT
    [o].[ordered_on] AS [ordered_on],
    [a].[received_on] AS [received_on]
  FROM [silver].[customer_advance] AS [a]
  JOIN [silver].[sales_order] AS [o]
    ON [o].[sales_order_id] = [a].[sales_order_id]
  UNION ALL
  SELECT
    [a].[received_on] AS [received_on],
    [l].[allocated_on] AS [allocated_on]
  FROM [silver].[advance_allocation] AS [l]
  JOIN [silver].[customer_advance] AS [a]
    ON [a].[customer_advance_id] = [l].[customer_advance_id]
  UNION ALL
  SELECT
    COALESCE([s].[delivered_on], [s].[dispatched_on]) AS [_col_0],
    [g].[returned_on] AS [returned_on]
  FROM [silver].[goods_return] AS [g]
  JOIN [silver].[shipment_line] AS [l]
    ON [l].[shipment_line_id] = [g].[shipment_line_id]
  JOIN [silver].[shipment] AS [s]
    ON [s].[shipment_id] = [l].[shipment_id]
  UNION ALL
  SELECT
    [g].[returned_on] AS [returned_on],
    [c].[credited_on] AS [credited_on]
  FROM [silver].[goods_return] AS [g]
  JOIN [silver].[credit_note] AS [c]
    ON [c].[credit_note_id] = [g].[credit_note_id]
  UNION ALL
  SELECT
    [i].[due_on] AS [due_on],
    [w].[written_off_on] AS [written_off_on]
  FROM [silver].[write_off] AS [w]
  JOIN [silver].[receivable_invoice] AS [i]
    ON [i].[receivable_invoice_id] = [w].[receivable_invoice_id]
  UNION ALL
  SELECT
    [i].[invoiced_on] AS [invoiced_on],
    [c].[credited_on] AS [credited_on]
  FROM [silver].[credit_note] AS [c]
  JOIN [silver].[receivable_invoice] AS [i]
    ON [i].[receivable_invoice_id] = [c].[receivable_invoice_id]
) AS [pairs];
GO

-- Returns of a shipment line add up to at most its quantity
CREATE OR ALTER VIEW audit.no_more_comes_back_than_was_sent AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE WHEN [lines].[returned] > [lines].[quantity] THEN 1 ELSE 0 END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([lines].[returned]), 0) AS [figure]
FROM (
  SELECT
    [g].[shipment_line_id] AS [shipment_line_id],
    MAX([l].[quantity]) AS [quantity],
    SUM([g].[quantity]) AS [returned]
  FROM [silver].[goods_return] AS [g]
  JOIN [silver].[shipment_line] AS [l]
    ON [l].[shipment_line_id] = [g].[shipment_line_id]
  GROUP BY
    [g].[shipment_line_id]
) AS [lines];
GO

-- The credit note for goods that came back is on their invoice, with their price and the tax at the invoice's rate
CREATE OR ALTER VIEW audit.returns_are_credited AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [notes].[due_invoice] IS NULL
        OR [notes].[receivable_invoice_id] <> [notes].[due_invoice]
        OR [notes].[net_amount] <> [notes].[due_net]
        OR [notes].[cgst_amount] <> CASE
          WHEN [notes].[state_code] = '27'
          THEN ROUND([notes].[net_amount] * [notes].[gst_rate] * 0.005, 2)
          ELSE 0
        END
        OR [notes].[sgst_amount] <> [notes].[cgst_amount]
        OR [notes].[igst_amount] <> CASE
          WHEN [notes].[state_code] = '27'
          THEN 0
          ELSE ROUND([notes].[net_amount] * [notes].[gst_rate] * 0.01, 2)
        END
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([notes].[total_amount]), 0) AS [figure]
FROM (
  SELECT
    [c].[receivable_invoice_id] AS [receivable_invoice_id],
    [c].[net_amount] AS [net_amount],
    [c].[cgst_amount] AS [cgst_amount],
    [c].[sgst_amount] AS [sgst_amount],
    [c].[igst_amount] AS [igst_amount],
    [c].[total_amount] AS [total_amount],
    [l].[receivable_invoice_id] AS [due_invoice],
    [g].[quantity] * [l].[unit_price] AS [due_net],
    [l].[gst_rate] AS [gst_rate],
    [k].[state_code] AS [state_code]
  FROM [silver].[goods_return] AS [g]
  JOIN [silver].[credit_note] AS [c]
    ON [c].[credit_note_id] = [g].[credit_note_id]
  LEFT JOIN [silver].[receivable_invoice_line] AS [l]
    ON [l].[shipment_line_id] = [g].[shipment_line_id]
  LEFT JOIN [silver].[receivable_invoice] AS [i]
    ON [i].[receivable_invoice_id] = [l].[receivable_invoice_id]
  LEFT JOIN [silver].[customer] AS [k]
    ON [k].[customer_id] = [i].[customer_id]
) AS [notes];
GO

-- The allocations of each advance add up to at most its amount, each on the day of an invoice of its order
CREATE OR ALTER VIEW audit.advances_are_not_overdrawn AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [advances].[allocated] > [advances].[amount] OR [advances].[elsewhere] > 0
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([advances].[amount] - [advances].[allocated]), 0) AS [figure]
FROM (
  SELECT
    [a].[customer_advance_id] AS [customer_advance_id],
    [a].[amount] AS [amount],
    COALESCE(SUM([l].[amount]), 0) AS [allocated],
    SUM(
      CAST(CASE
        WHEN [l].[allocated_on] <> [i].[invoiced_on]
        OR [s].[sales_order_id] <> [a].[sales_order_id]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ) AS [elsewhere]
  FROM [silver].[customer_advance] AS [a]
  LEFT JOIN [silver].[advance_allocation] AS [l]
    ON [l].[customer_advance_id] = [a].[customer_advance_id]
  LEFT JOIN [silver].[receivable_invoice] AS [i]
    ON [i].[receivable_invoice_id] = [l].[receivable_invoice_id]
  LEFT JOIN [silver].[shipment] AS [s]
    ON [s].[shipment_id] = [i].[shipment_id]
  GROUP BY
    [a].[customer_advance_id],
    [a].[amount]
) AS [advances];
GO

-- Orders come before the vendor's invoice, that before the goods, and these before the bill is booked and paid
CREATE OR ALTER VIEW audit.procure_to_pay_is_in_date_order AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(CAST(CASE WHEN [pairs].[later] < [pairs].[earlier] THEN 1 ELSE 0 END AS BIGINT)),
    0
  ) AS [violations],
  COUNT_BIG(*) AS [figure]
FROM (
  SELECT
    [o].[ordered_on] AS [earlier],
    [g].[received_on] AS [later]
  FROM [silver].[goods_receipt] AS [g]
  JOIN [silver].[purchase_order_line] AS [l]
    ON [l].[purchase_order_line_id] = [g].[purchase_order_line_id]
  JOIN [silver].[purchase_order] AS [o]
    ON [o].[purchase_order_id] = [l].[purchase_order_id]
  UNION ALL
  SELECT
    [o].[ordered_on] AS [ordered_on],
    [b].[billed_on] AS [billed_on]
  FROM [silver].[payable_bill] AS [b]
  JOIN [silver].[purchase_order] AS [o]
    ON [o].[purchase_order_id] = [b].[purchase_order_id]
  UNION ALL
  SELECT
    [b].[billed_on] AS [billed_on],
    [g].[received_on] AS [received_on]
  FROM [silver].[payable_bill_line] AS [l]
  JOIN [silver].[payable_bill] AS [b]
    ON [b].[payable_bill_id] = [l].[payable_bill_id]
  JOIN [silver].[goods_receipt] AS [g]
    ON [g].[goods_receipt_id] = [l].[goods_receipt_id]
  UNION ALL
  SELECT
    [g].[received_on] AS [received_on],
    [b].[booked_on] AS [booked_on]
  FROM [silver].[payable_bill_line] AS [l]
  JOIN [silver].[payable_bill] AS [b]
    ON [b].[payable_bill_id] = [l].[payable_bill_id]
  JOIN [silver].[goods_receipt] AS [g]
    ON [g].[goods_receipt_id] = [l].[goods_receipt_id]
  UNION ALL
  SELECT
    [b].[booked_on] AS [booked_on],
    [p].[paid_on] AS [paid_on]
  FROM [silver].[payment_allocation] AS [a]
  JOIN [silver].[payment] AS [p]
    ON [p].[payment_id] = [a].[payment_id]
  JOIN [silver].[payable_bill] AS [b]
    ON [b].[payable_bill_id] = [a].[payable_bill_id]
) AS [pairs];
GO

-- Receipts of a purchase order line add up to at most its quantity
CREATE OR ALTER VIEW audit.no_more_is_received_than_ordered AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE WHEN [lines].[received] > [lines].[quantity] THEN 1 ELSE 0 END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([lines].[received]), 0) AS [figure]
FROM (
  SELECT
    [l].[purchase_order_line_id] AS [purchase_order_line_id],
    [l].[quantity] AS [quantity],
    COALESCE(SUM([g].[quantity]), 0) AS [received]
  FROM [silver].[purchase_order_line] AS [l]
  LEFT JOIN [silver].[goods_receipt] AS [g]
    ON [g].[purchase_order_line_id] = [l].[purchase_order_line_id]
  GROUP BY
    [l].[purchase_order_line_id],
    [l].[quantity]
) AS [lines];
GO

-- The allocations of each receipt add up to it
CREATE OR ALTER VIEW audit.receipts_are_allocated AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE WHEN [receipts].[amount] <> [receipts].[allocated] THEN 1 ELSE 0 END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([receipts].[amount]), 0) AS [figure]
FROM (
  SELECT
    [r].[receipt_id] AS [receipt_id],
    [r].[amount] AS [amount],
    COALESCE(SUM([a].[amount]), 0) AS [allocated]
  FROM [silver].[receipt] AS [r]
  LEFT JOIN [silver].[receipt_allocation] AS [a]
    ON [a].[receipt_id] = [r].[receipt_id]
  GROUP BY
    [r].[receipt_id],
    [r].[amount]
) AS [receipts];
GO

-- The allocations of each payment add up to it
CREATE OR ALTER VIEW audit.payments_are_allocated AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE WHEN [payments].[amount] <> [payments].[allocated] THEN 1 ELSE 0 END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([payments].[amount]), 0) AS [figure]
FROM (
  SELECT
    [p].[payment_id] AS [payment_id],
    [p].[amount] AS [amount],
    COALESCE(SUM([a].[amount]), 0) AS [allocated]
  FROM [silver].[payment] AS [p]
  LEFT JOIN [silver].[payment_allocation] AS [a]
    ON [a].[payment_id] = [p].[payment_id]
  GROUP BY
    [p].[payment_id],
    [p].[amount]
) AS [payments];
GO

-- Receipts, advances, credit notes and write-offs of an invoice add up to at most its total
CREATE OR ALTER VIEW audit.no_invoice_is_overpaid AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(SUM(CAST(CASE WHEN [invoices].[open_amount] < 0 THEN 1 ELSE 0 END AS BIGINT)), 0) AS [violations],
  COALESCE(SUM([invoices].[open_amount]), 0) AS [figure]
FROM (
  SELECT
    [parts].[receivable_invoice_id] AS [receivable_invoice_id],
    SUM([parts].[amount]) AS [open_amount]
  FROM (
    SELECT
      [receivable_invoice].[receivable_invoice_id] AS [receivable_invoice_id],
      [receivable_invoice].[total_amount] AS [amount]
    FROM [silver].[receivable_invoice] AS [receivable_invoice]
    UNION ALL
    SELECT
      [receipt_allocation].[receivable_invoice_id] AS [receivable_invoice_id],
      -[receipt_allocation].[amount] AS [_col_1]
    FROM [silver].[receipt_allocation] AS [receipt_allocation]
    UNION ALL
    SELECT
      [advance_allocation].[receivable_invoice_id] AS [receivable_invoice_id],
      -[advance_allocation].[amount] AS [_col_1]
    FROM [silver].[advance_allocation] AS [advance_allocation]
    UNION ALL
    SELECT
      [write_off].[receivable_invoice_id] AS [receivable_invoice_id],
      -[write_off].[amount] AS [_col_1]
    FROM [silver].[write_off] AS [write_off]
    UNION ALL
    SELECT
      [credit_note].[receivable_invoice_id] AS [receivable_invoice_id],
      -[credit_note].[total_amount] AS [_col_1]
    FROM [silver].[credit_note] AS [credit_note]
  ) AS [parts]
  GROUP BY
    [parts].[receivable_invoice_id]
) AS [invoices];
GO

-- After a write-off nothing is owed of the invoice
CREATE OR ALTER VIEW audit.a_debt_is_given_up_as_a_whole AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(SUM(CAST(CASE WHEN [invoices].[open_amount] <> 0 THEN 1 ELSE 0 END AS BIGINT)), 0) AS [violations],
  COALESCE(SUM([w].[amount]), 0) AS [figure]
FROM (
  SELECT
    [parts].[receivable_invoice_id] AS [receivable_invoice_id],
    SUM([parts].[amount]) AS [open_amount]
  FROM (
    SELECT
      [receivable_invoice].[receivable_invoice_id] AS [receivable_invoice_id],
      [receivable_invoice].[total_amount] AS [amount]
    FROM [silver].[receivable_invoice] AS [receivable_invoice]
    UNION ALL
    SELECT
      [receipt_allocation].[receivable_invoice_id] AS [receivable_invoice_id],
      -[receipt_allocation].[amount] AS [_col_1]
    FROM [silver].[receipt_allocation] AS [receipt_allocation]
    UNION ALL
    SELECT
      [advance_allocation].[receivable_invoice_id] AS [receivable_invoice_id],
      -[advance_allocation].[amount] AS [_col_1]
    FROM [silver].[advance_allocation] AS [advance_allocation]
    UNION ALL
    SELECT
      [write_off].[receivable_invoice_id] AS [receivable_invoice_id],
      -[write_off].[amount] AS [_col_1]
    FROM [silver].[write_off] AS [write_off]
    UNION ALL
    SELECT
      [credit_note].[receivable_invoice_id] AS [receivable_invoice_id],
      -[credit_note].[total_amount] AS [_col_1]
    FROM [silver].[credit_note] AS [credit_note]
  ) AS [parts]
  GROUP BY
    [parts].[receivable_invoice_id]
) AS [invoices]
JOIN [silver].[write_off] AS [w]
  ON [w].[receivable_invoice_id] = [invoices].[receivable_invoice_id];
GO

-- At each year's end half of what is overdue for more than half a year is provided for, and all that is when a debt of the customer was given up
CREATE OR ALTER VIEW audit.the_allowance_is_what_the_rule_says AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE WHEN [years].[allowance] <> [years].[doubtful] THEN 1 ELSE 0 END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([years].[allowance]), 0) AS [figure]
FROM (
  SELECT
    [y].[period_id] AS [period_id],
    [y].[allowance] AS [allowance],
    COALESCE([o].[doubtful], 0) AS [doubtful]
  FROM (
    SELECT
      [p].[period_id] AS [period_id],
      [p].[fiscal_month] AS [fiscal_month],
      SUM(COALESCE([m].[moved], 0)) OVER (ORDER BY [p].[period_id]) AS [allowance]
    FROM [silver].[period] AS [p]
    LEFT JOIN (
      SELECT
        [e].[period_id] AS [period_id],
        SUM([l].[credit] - [l].[debit]) AS [moved]
      FROM [silver].[journal_line] AS [l]
      JOIN [silver].[journal_entry] AS [e]
        ON [e].[journal_entry_id] = [l].[journal_entry_id]
      WHERE
        [l].[account_id] = 1250
      GROUP BY
        [e].[period_id]
    ) AS [m]
      ON [m].[period_id] = [p].[period_id]
  ) AS [y]
  LEFT JOIN (
    SELECT
      [i].[period_id] AS [period_id],
      SUM(
        CASE
          WHEN [f].[failed_on] <= [i].[ends_on]
          THEN [i].[amount]
          ELSE ROUND([i].[amount] * 0.5, 2)
        END
      ) AS [doubtful]
    FROM (
      SELECT
        [p].[period_id] AS [period_id],
        [p].[ends_on] AS [ends_on],
        [m].[receivable_invoice_id] AS [receivable_invoice_id],
        [m].[customer_id] AS [customer_id],
        SUM([m].[amount]) AS [amount]
      FROM [silver].[period] AS [p]
      JOIN (
        SELECT
          [receivable_invoice].[receivable_invoice_id] AS [receivable_invoice_id],
          [receivable_invoice].[customer_id] AS [customer_id],
          [receivable_invoice].[due_on] AS [due_on],
          [receivable_invoice].[invoiced_on] AS [on_day],
          [receivable_invoice].[total_amount] AS [amount]
        FROM [silver].[receivable_invoice] AS [receivable_invoice]
        UNION ALL
        SELECT
          [i].[receivable_invoice_id] AS [receivable_invoice_id],
          [i].[customer_id] AS [customer_id],
          [i].[due_on] AS [due_on],
          [s].[on_day] AS [on_day],
          -[s].[amount] AS [_col_4]
        FROM (
          SELECT
            [a].[receivable_invoice_id] AS [receivable_invoice_id],
            [r].[received_on] AS [on_day],
            [a].[amount] AS [amount]
          FROM [silver].[receipt_allocation] AS [a]
          JOIN [silver].[receipt] AS [r]
            ON [r].[receipt_id] = [a].[receipt_id]
          UNION ALL
          SELECT
            [advance_allocation].[receivable_invoice_id] AS [receivable_invoice_id],
            [advance_allocation].[allocated_on] AS [allocated_on],
            [advance_allocation].[amount] AS [amount]
          FROM [silver].[advance_allocation] AS [advance_allocation]
          UNION ALL
          SELECT
            [credit_note].[receivable_invoice_id] AS [receivable_invoice_id],
            [credit_note].[credited_on] AS [credited_on],
            [credit_note].[total_amount] AS [total_amount]
          FROM [silver].[credit_note] AS [credit_note]
          UNION ALL
          SELECT
            [write_off].[receivable_invoice_id] AS [receivable_invoice_id],
            [write_off].[written_off_on] AS [written_off_on],
            [write_off].[amount] AS [amount]
          FROM [silver].[write_off] AS [write_off]
        ) AS [s]
        JOIN [silver].[receivable_invoice] AS [i]
          ON [i].[receivable_invoice_id] = [s].[receivable_invoice_id]
      ) AS [m]
        ON DATEADD(DAY, 180, [m].[due_on]) < [p].[ends_on] AND [m].[on_day] <= [p].[ends_on]
      WHERE
        [p].[fiscal_month] = 12
      GROUP BY
        [p].[period_id],
        [p].[ends_on],
        [m].[receivable_invoice_id],
        [m].[customer_id]
    ) AS [i]
    LEFT JOIN (
      SELECT
        [k].[customer_id] AS [customer_id],
        MIN([w].[written_off_on]) AS [failed_on]
      FROM [silver].[write_off] AS [w]
      JOIN [silver].[receivable_invoice] AS [k]
        ON [k].[receivable_invoice_id] = [w].[receivable_invoice_id]
      GROUP BY
        [k].[customer_id]
    ) AS [f]
      ON [f].[customer_id] = [i].[customer_id]
    GROUP BY
      [i].[period_id]
  ) AS [o]
    ON [o].[period_id] = [y].[period_id]
  WHERE
    [y].[fiscal_month] = 12
) AS [years];
GO

-- A dispute is opened after its invoice and is for a part of it; one that ended in a credit note has it, of its day, reason and amount, any other has none
CREATE OR ALTER VIEW audit.disputes_are_settled_as_they_say AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [disputes].[opened_on] < [disputes].[invoiced_on]
        OR [disputes].[disputed_amount] > [disputes].[total_amount]
        OR [disputes].[disputed_amount] = 0
        OR [disputes].[notes] <> CASE WHEN [disputes].[outcome] = 'credited' THEN 1 ELSE 0 END
        OR [disputes].[of_it] <> [disputes].[notes]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([disputes].[disputed_amount]), 0) AS [figure]
FROM (
  SELECT
    [d].[dispute_id] AS [dispute_id],
    [d].[opened_on] AS [opened_on],
    [d].[outcome] AS [outcome],
    [d].[disputed_amount] AS [disputed_amount],
    [i].[invoiced_on] AS [invoiced_on],
    [i].[total_amount] AS [total_amount],
    COUNT_BIG([c].[credit_note_id]) AS [notes],
    SUM(
      CAST(CASE
        WHEN [c].[credited_on] = [d].[settled_on]
        AND [c].[reason] = [d].[reason]
        AND [c].[total_amount] = [d].[disputed_amount]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ) AS [of_it]
  FROM [silver].[dispute] AS [d]
  JOIN [silver].[receivable_invoice] AS [i]
    ON [i].[receivable_invoice_id] = [d].[receivable_invoice_id]
  LEFT JOIN [silver].[credit_note] AS [c]
    ON [c].[receivable_invoice_id] = [d].[receivable_invoice_id]
    AND [c].[reason] <> 'cash discount'
  GROUP BY
    [d].[dispute_id],
    [d].[opened_on],
    [d].[outcome],
    [d].[disputed_amount],
    [i].[invoiced_on],
    [i].[total_amount]
) AS [disputes];
GO

-- A credit note is a cash discount, or for goods that came back, or what a dispute ended in
CREATE OR ALTER VIEW audit.allowances_end_disputes AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [notes].[reason] <> 'cash discount'
        AND [notes].[goods_return_id] IS NULL
        AND [notes].[dispute_id] IS NULL
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([notes].[total_amount]), 0) AS [figure]
FROM (
  SELECT
    [c].[credit_note_id] AS [credit_note_id],
    [c].[total_amount] AS [total_amount],
    [c].[reason] AS [reason],
    [g].[goods_return_id] AS [goods_return_id],
    [d].[dispute_id] AS [dispute_id]
  FROM [silver].[credit_note] AS [c]
  LEFT JOIN [silver].[goods_return] AS [g]
    ON [g].[credit_note_id] = [c].[credit_note_id]
  LEFT JOIN [silver].[dispute] AS [d]
    ON [d].[receivable_invoice_id] = [c].[receivable_invoice_id]
    AND [d].[outcome] = 'credited'
) AS [notes];
GO

-- Nothing is received for an invoice before its dispute is settled, but an advance
CREATE OR ALTER VIEW audit.what_is_disputed_is_paid_afterwards AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN NOT [disputes].[received_on] IS NULL
        AND (
          [disputes].[settled_on] IS NULL
          OR [disputes].[received_on] < [disputes].[settled_on]
        )
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([disputes].[amount]), 0) AS [figure]
FROM (
  SELECT
    [d].[settled_on] AS [settled_on],
    [r].[received_on] AS [received_on],
    [a].[amount] AS [amount]
  FROM [silver].[dispute] AS [d]
  LEFT JOIN [silver].[receipt_allocation] AS [a]
    ON [a].[receivable_invoice_id] = [d].[receivable_invoice_id]
  LEFT JOIN [silver].[receipt] AS [r]
    ON [r].[receipt_id] = [a].[receipt_id]
) AS [disputes];
GO

-- Payments of a bill add up to at most its total less the tax deducted from it
CREATE OR ALTER VIEW audit.no_bill_is_overpaid AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(SUM(CAST(CASE WHEN [bills].[open_amount] < 0 THEN 1 ELSE 0 END AS BIGINT)), 0) AS [violations],
  COALESCE(SUM([bills].[open_amount]), 0) AS [figure]
FROM (
  SELECT
    [parts].[payable_bill_id] AS [payable_bill_id],
    SUM([parts].[amount]) AS [open_amount]
  FROM (
    SELECT
      [payable_bill].[payable_bill_id] AS [payable_bill_id],
      [payable_bill].[total_amount] - [payable_bill].[tds_amount] AS [amount]
    FROM [silver].[payable_bill] AS [payable_bill]
    UNION ALL
    SELECT
      [payment_allocation].[payable_bill_id] AS [payable_bill_id],
      -[payment_allocation].[amount] AS [_col_1]
    FROM [silver].[payment_allocation] AS [payment_allocation]
  ) AS [parts]
  GROUP BY
    [parts].[payable_bill_id]
) AS [bills];
GO

-- A thousandth of what a vendor bills above fifty lakh in a year is deducted, when more than ten crore was sold in the year before
CREATE OR ALTER VIEW audit.tax_is_deducted_from_large_purchases AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [bills].[tds_amount] <> CASE
          WHEN [bills].[turnover] > 100000000
          THEN ROUND((
            [bills].[above] - COALESCE([bills].[above_before], 0)
          ) * 0.1 * 0.01, 0)
          ELSE 0
        END
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([bills].[tds_amount]), 0) AS [figure]
FROM (
  SELECT
    [b].[tds_amount] AS [tds_amount],
    [b].[above] AS [above],
    LAG([b].[above]) OVER (
      PARTITION BY [b].[vendor_id], [b].[financial_year]
      ORDER BY [b].[booked_on], [b].[payable_bill_id]
    ) AS [above_before],
    [t].[turnover] AS [turnover]
  FROM (
    SELECT
      [i].[payable_bill_id] AS [payable_bill_id],
      [i].[vendor_id] AS [vendor_id],
      [i].[booked_on] AS [booked_on],
      [i].[tds_amount] AS [tds_amount],
      [p].[financial_year] AS [financial_year],
      GREATEST(
        0,
        SUM([i].[net_amount]) OVER (
          PARTITION BY [i].[vendor_id], [p].[financial_year]
          ORDER BY [i].[booked_on], [i].[payable_bill_id]
        ) - 5000000
      ) AS [above]
    FROM [silver].[payable_bill] AS [i]
    JOIN [silver].[period] AS [p]
      ON [i].[booked_on] BETWEEN [p].[starts_on] AND [p].[ends_on]
  ) AS [b]
  LEFT JOIN (
    SELECT
      [p].[financial_year] AS [financial_year],
      LAG(SUM([s].[sold])) OVER (ORDER BY [p].[financial_year]) AS [turnover]
    FROM [silver].[period] AS [p]
    LEFT JOIN (
      SELECT
        DATEPART(YEAR, [receivable_invoice].[invoiced_on]) * 100 + DATEPART(MONTH, [receivable_invoice].[invoiced_on]) AS [period_id],
        SUM([receivable_invoice].[net_amount]) AS [sold]
      FROM [silver].[receivable_invoice] AS [receivable_invoice]
      GROUP BY
        DATEPART(YEAR, [receivable_invoice].[invoiced_on]) * 100 + DATEPART(MONTH, [receivable_invoice].[invoiced_on])
    ) AS [s]
      ON [s].[period_id] = [p].[period_id]
    GROUP BY
      [p].[financial_year]
  ) AS [t]
    ON [t].[financial_year] = [b].[financial_year]
) AS [bills];
GO

-- Receipts, advances and payments are allocated to invoices and bills of the same customer or vendor
CREATE OR ALTER VIEW audit.payments_go_to_the_right_party AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(CAST(CASE WHEN [pairs].[payer] <> [pairs].[owner] THEN 1 ELSE 0 END AS BIGINT)),
    0
  ) AS [violations],
  COUNT_BIG(*) AS [figure]
FROM (
  SELECT
    [r].[customer_id] AS [payer],
    [i].[customer_id] AS [owner]
  FROM [silver].[receipt_allocation] AS [a]
  JOIN [silver].[receipt] AS [r]
    ON [r].[receipt_id] = [a].[receipt_id]
  JOIN [silver].[receivable_invoice] AS [i]
    ON [i].[receivable_invoice_id] = [a].[receivable_invoice_id]
  UNION ALL
  SELECT
    [p].[vendor_id] AS [vendor_id],
    [b].[vendor_id] AS [vendor_id]
  FROM [silver].[payment_allocation] AS [a]
  JOIN [silver].[payment] AS [p]
    ON [p].[payment_id] = [a].[payment_id]
  JOIN [silver].[payable_bill] AS [b]
    ON [b].[payable_bill_id] = [a].[payable_bill_id]
  UNION ALL
  SELECT
    [a].[customer_id] AS [customer_id],
    [i].[customer_id] AS [customer_id]
  FROM [silver].[advance_allocation] AS [l]
  JOIN [silver].[customer_advance] AS [a]
    ON [a].[customer_advance_id] = [l].[customer_advance_id]
  JOIN [silver].[receivable_invoice] AS [i]
    ON [i].[receivable_invoice_id] = [l].[receivable_invoice_id]
  UNION ALL
  SELECT
    [a].[customer_id] AS [customer_id],
    [o].[customer_id] AS [customer_id]
  FROM [silver].[customer_advance] AS [a]
  JOIN [silver].[sales_order] AS [o]
    ON [o].[sales_order_id] = [a].[sales_order_id]
  UNION ALL
  SELECT
    [o].[customer_id] AS [customer_id],
    [i].[customer_id] AS [customer_id]
  FROM [silver].[receivable_invoice] AS [i]
  JOIN [silver].[shipment] AS [s]
    ON [s].[shipment_id] = [i].[shipment_id]
  JOIN [silver].[sales_order] AS [o]
    ON [o].[sales_order_id] = [s].[sales_order_id]
) AS [pairs];
GO

-- What micro and small enterprises have billed is paid by the due day, and within 45 days from the first of the goods
CREATE OR ALTER VIEW audit.micro_and_small_vendors_are_paid_within_days AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [bills].[in_time] < [bills].[owed]
        AND (
          [bills].[due_on] <= [bills].[last_day]
          OR DATEADD(DAY, 45, [bills].[accepted_on]) <= [bills].[last_day]
        )
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([bills].[owed]), 0) AS [figure]
FROM (
  SELECT
    [b].[payable_bill_id] AS [payable_bill_id],
    [b].[due_on] AS [due_on],
    [g].[accepted_on] AS [accepted_on],
    [b].[total_amount] - [b].[tds_amount] AS [owed],
    [e].[last_day] AS [last_day],
    SUM(
      CASE
        WHEN [p].[paid_on] <= [b].[due_on]
        AND [p].[paid_on] <= DATEADD(DAY, 45, [g].[accepted_on])
        THEN [a].[amount]
        ELSE 0
      END
    ) AS [in_time]
  FROM [silver].[payable_bill] AS [b]
  JOIN [silver].[vendor] AS [v]
    ON [v].[vendor_id] = [b].[vendor_id]
  JOIN (
    SELECT
      [l].[payable_bill_id] AS [payable_bill_id],
      MIN([r].[received_on]) AS [accepted_on]
    FROM [silver].[payable_bill_line] AS [l]
    JOIN [silver].[goods_receipt] AS [r]
      ON [r].[goods_receipt_id] = [l].[goods_receipt_id]
    GROUP BY
      [l].[payable_bill_id]
  ) AS [g]
    ON [g].[payable_bill_id] = [b].[payable_bill_id]
  CROSS JOIN (
    SELECT
      MAX([period].[ends_on]) AS [last_day]
    FROM [silver].[period] AS [period]
  ) AS [e]
  LEFT JOIN [silver].[payment_allocation] AS [a]
    ON [a].[payable_bill_id] = [b].[payable_bill_id]
  LEFT JOIN [silver].[payment] AS [p]
    ON [p].[payment_id] = [a].[payment_id]
  WHERE
    [v].[msme_status] IN ('micro', 'small')
  GROUP BY
    [b].[payable_bill_id],
    [b].[due_on],
    [g].[accepted_on],
    [b].[total_amount],
    [b].[tds_amount],
    [e].[last_day]
) AS [bills];
GO

-- The list price of each order line is the price list's on the day of the order
CREATE OR ALTER VIEW audit.orders_carry_the_list_price AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [lines].[valid_price] IS NULL OR [lines].[list_price] <> [lines].[valid_price]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COUNT_BIG(*) AS [figure]
FROM (
  SELECT
    [l].[sales_order_line_id] AS [sales_order_line_id],
    [l].[list_price] AS [list_price],
    MAX([p].[list_price]) AS [valid_price]
  FROM [silver].[sales_order_line] AS [l]
  JOIN [silver].[sales_order] AS [o]
    ON [o].[sales_order_id] = [l].[sales_order_id]
  LEFT JOIN [silver].[price] AS [p]
    ON [p].[product_id] = [l].[product_id]
    AND [o].[ordered_on] BETWEEN [p].[valid_from] AND [p].[valid_to]
  GROUP BY
    [l].[sales_order_line_id],
    [l].[list_price]
) AS [lines];
GO

-- Each order line is of a good that was launched by then and not given up yet
CREATE OR ALTER VIEW audit.goods_are_ordered_while_they_are_sold AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [lines].[ordered_on] < [lines].[launched_on]
        OR [lines].[ordered_on] >= [lines].[discontinued_on]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COUNT_BIG(*) AS [figure]
FROM (
  SELECT
    [o].[ordered_on] AS [ordered_on],
    [p].[launched_on] AS [launched_on],
    [p].[discontinued_on] AS [discontinued_on]
  FROM [silver].[sales_order_line] AS [l]
  JOIN [silver].[sales_order] AS [o]
    ON [o].[sales_order_id] = [l].[sales_order_id]
  JOIN [silver].[product] AS [p]
    ON [p].[product_id] = [l].[product_id]
) AS [lines];
GO

-- An order line of a campaign is of one of its days and has at least its discount
CREATE OR ALTER VIEW audit.campaign_discounts_are_given_while_it_runs AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [lines].[ordered_on] < [lines].[starts_on]
        OR [lines].[ordered_on] > [lines].[ends_on]
        OR [lines].[discount_rate] < [lines].[least]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([lines].[net_amount]), 0) AS [figure]
FROM (
  SELECT
    [o].[ordered_on] AS [ordered_on],
    [c].[starts_on] AS [starts_on],
    [c].[ends_on] AS [ends_on],
    [l].[discount_rate] AS [discount_rate],
    [c].[discount_rate] AS [least],
    [l].[net_amount] AS [net_amount]
  FROM [silver].[sales_order_line] AS [l]
  JOIN [silver].[sales_order] AS [o]
    ON [o].[sales_order_id] = [l].[sales_order_id]
  JOIN [silver].[campaign] AS [c]
    ON [c].[campaign_id] = [l].[campaign_id]
) AS [lines];
GO

-- Whoever took a sales order or placed a purchase order was present that day by the attendance register, if anybody of the department was; while no salesperson is, orders come by the portal
CREATE OR ALTER VIEW audit.orders_are_taken_and_placed_by_who_is_there AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [orders].[present] IS NULL
        AND (
          [orders].[needed] = 1 OR NOT [orders].[manned] IS NULL
        )
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM(CAST(CASE WHEN [orders].[present] IS NULL THEN 1 ELSE 0 END AS BIGINT)), 0) AS [figure]
FROM (
  SELECT
    [o].[needed] AS [needed],
    [a].[employee_id] AS [present],
    [t].[department_id] AS [manned]
  FROM (
    SELECT
      [sales_order].[salesperson_id] AS [employee_id],
      [sales_order].[ordered_on] AS [ordered_on],
      CASE WHEN [sales_order].[channel] = 'portal' THEN 0 ELSE 1 END AS [needed]
    FROM [silver].[sales_order] AS [sales_order]
    UNION ALL
    SELECT
      [purchase_order].[buyer_id] AS [buyer_id],
      [purchase_order].[ordered_on] AS [ordered_on],
      0 AS [0]
    FROM [silver].[purchase_order] AS [purchase_order]
  ) AS [o]
  JOIN [silver].[employee] AS [e]
    ON [e].[employee_id] = [o].[employee_id]
  LEFT JOIN (
    SELECT
      [attendance].[employee_id] AS [employee_id],
      [attendance].[attended_on] AS [attended_on]
    FROM [silver].[attendance] AS [attendance]
    WHERE
      [attendance].[status] IN ('present', 'half day')
  ) AS [a]
    ON [a].[employee_id] = [o].[employee_id] AND [a].[attended_on] = [o].[ordered_on]
  LEFT JOIN (
    SELECT DISTINCT
      [e].[department_id] AS [department_id],
      [a].[attended_on] AS [attended_on]
    FROM [silver].[attendance] AS [a]
    JOIN [silver].[employee] AS [e]
      ON [e].[employee_id] = [a].[employee_id]
    WHERE
      [a].[status] IN ('present', 'half day')
  ) AS [t]
    ON [t].[department_id] = [e].[department_id]
    AND [t].[attended_on] = [o].[ordered_on]
) AS [orders];
GO

-- Paid days are the month's days in the attendance register, present or on leave; the maternity leave of who is insured with the state is paid by it
CREATE OR ALTER VIEW audit.payroll_follows_attendance AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [months].[working_days] <> [months].[registered]
        OR [months].[paid_days] <> [months].[attended]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM(CAST([months].[paid_days] AS BIGINT)), 0) AS [figure]
FROM (
  SELECT
    [w].[payroll_id] AS [payroll_id],
    [w].[working_days] AS [working_days],
    [w].[paid_days] AS [paid_days],
    COUNT_BIG([a].[attendance_id]) AS [registered],
    SUM(
      CAST(CASE
        WHEN [a].[status] IN ('present', 'half day', 'leave')
        OR (
          [a].[status] = 'maternity' AND [w].[monthly_salary] > 21000
        )
        THEN 1
        ELSE 0
      END AS BIGINT)
    ) AS [attended]
  FROM [silver].[payroll] AS [w]
  JOIN [silver].[period] AS [p]
    ON [p].[period_id] = [w].[period_id]
  LEFT JOIN [silver].[attendance] AS [a]
    ON [a].[employee_id] = [w].[employee_id]
    AND [a].[attended_on] BETWEEN [p].[starts_on] AND [p].[ends_on]
  GROUP BY
    [w].[payroll_id],
    [w].[working_days],
    [w].[paid_days]
) AS [months];
GO

-- On a holiday nobody works, nothing is dispatched, received, made, mended, booked or paid
CREATE OR ALTER VIEW audit.the_plant_is_closed_on_its_holidays AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [days].[on_day] IN (
          CAST('2023-05-01' AS DATE),
          CAST('2023-08-15' AS DATE),
          CAST('2023-09-19' AS DATE),
          CAST('2023-10-02' AS DATE),
          CAST('2023-10-24' AS DATE),
          CAST('2023-11-13' AS DATE),
          CAST('2023-11-14' AS DATE),
          CAST('2023-12-25' AS DATE),
          CAST('2024-01-26' AS DATE),
          CAST('2024-03-25' AS DATE),
          CAST('2024-04-09' AS DATE),
          CAST('2024-05-01' AS DATE),
          CAST('2024-05-13' AS DATE),
          CAST('2024-08-15' AS DATE),
          CAST('2024-09-07' AS DATE),
          CAST('2024-10-02' AS DATE),
          CAST('2024-10-12' AS DATE),
          CAST('2024-11-01' AS DATE),
          CAST('2024-11-02' AS DATE),
          CAST('2024-11-20' AS DATE),
          CAST('2024-12-25' AS DATE),
          CAST('2025-01-26' AS DATE),
          CAST('2025-03-14' AS DATE),
          CAST('2025-05-01' AS DATE),
          CAST('2025-08-15' AS DATE),
          CAST('2025-08-27' AS DATE),
          CAST('2025-10-02' AS DATE),
          CAST('2025-10-21' AS DATE),
          CAST('2025-10-22' AS DATE),
          CAST('2025-12-25' AS DATE),
          CAST('2026-01-26' AS DATE),
          CAST('2026-03-04' AS DATE),
          CAST('2026-03-19' AS DATE),
          CAST('2026-05-01' AS DATE),
          CAST('2026-08-15' AS DATE),
          CAST('2026-09-14' AS DATE),
          CAST('2026-10-02' AS DATE),
          CAST('2026-10-20' AS DATE),
          CAST('2026-11-09' AS DATE),
          CAST('2026-11-10' AS DATE),
          CAST('2026-12-25' AS DATE),
          CAST('2027-01-26' AS DATE),
          CAST('2027-03-22' AS DATE)
        )
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COUNT_BIG(*) AS [figure]
FROM (
  SELECT
    [attendance].[attended_on] AS [on_day]
  FROM [silver].[attendance] AS [attendance]
  UNION ALL
  SELECT
    [shipment].[dispatched_on] AS [dispatched_on]
  FROM [silver].[shipment] AS [shipment]
  UNION ALL
  SELECT
    [goods_receipt].[received_on] AS [received_on]
  FROM [silver].[goods_receipt] AS [goods_receipt]
  UNION ALL
  SELECT
    [production_order].[started_on] AS [started_on]
  FROM [silver].[production_order] AS [production_order]
  UNION ALL
  SELECT
    [production_order].[finished_on] AS [finished_on]
  FROM [silver].[production_order] AS [production_order]
  UNION ALL
  SELECT
    [mould_maintenance].[started_on] AS [started_on]
  FROM [silver].[mould_maintenance] AS [mould_maintenance]
  UNION ALL
  SELECT
    [mould_maintenance].[finished_on] AS [finished_on]
  FROM [silver].[mould_maintenance] AS [mould_maintenance]
  UNION ALL
  SELECT
    [payable_bill].[booked_on] AS [booked_on]
  FROM [silver].[payable_bill] AS [payable_bill]
  UNION ALL
  SELECT
    [receipt].[received_on] AS [received_on]
  FROM [silver].[receipt] AS [receipt]
  UNION ALL
  SELECT
    [payment].[paid_on] AS [paid_on]
  FROM [silver].[payment] AS [payment]
) AS [days];
GO

-- GSTINs begin with the state of the address and contain the PAN; customers abroad have neither
CREATE OR ALTER VIEW audit.tax_numbers_fit AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN SUBSTRING([parties].[gstin], 1, 2) <> [parties].[state_code]
        OR SUBSTRING([parties].[gstin], 3, 10) <> [parties].[pan]
        OR LEN([parties].[gstin]) <> 15
        OR (
          [parties].[state_code] = '96'
          AND (
            NOT [parties].[gstin] IS NULL OR NOT [parties].[pan] IS NULL
          )
        )
        OR (
          [parties].[state_code] <> '96'
          AND (
            [parties].[gstin] IS NULL OR [parties].[pan] IS NULL
          )
        )
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COUNT_BIG(*) AS [figure]
FROM (
  SELECT
    [customer].[gstin] AS [gstin],
    [customer].[pan] AS [pan],
    [customer].[state_code] AS [state_code]
  FROM [silver].[customer] AS [customer]
  UNION ALL
  SELECT
    [vendor].[gstin] AS [gstin],
    [vendor].[pan] AS [pan],
    [vendor].[state_code] AS [state_code]
  FROM [silver].[vendor] AS [vendor]
) AS [parties];
GO

-- Invoices and bills are due after the days that were agreed with the customer or vendor
CREATE OR ALTER VIEW audit.due_dates_follow_the_terms AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [documents].[due_on] <> DATEADD(DAY, [documents].[days], [documents].[written_on])
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COUNT_BIG(*) AS [figure]
FROM (
  SELECT
    [i].[invoiced_on] AS [written_on],
    [i].[due_on] AS [due_on],
    [c].[payment_terms_days] AS [days]
  FROM [silver].[receivable_invoice] AS [i]
  JOIN [silver].[customer] AS [c]
    ON [c].[customer_id] = [i].[customer_id]
  UNION ALL
  SELECT
    [b].[billed_on] AS [billed_on],
    [b].[due_on] AS [due_on],
    [v].[payment_terms_days] AS [payment_terms_days]
  FROM [silver].[payable_bill] AS [b]
  JOIN [silver].[vendor] AS [v]
    ON [v].[vendor_id] = [b].[vendor_id]
) AS [documents];
GO

-- A purchase order is expected after the days that its vendor usually takes, or on the next day that the plant works
CREATE OR ALTER VIEW audit.orders_are_expected_after_the_lead_time AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [o].[expected_on] < DATEADD(DAY, [v].[lead_time_days], [o].[ordered_on])
        OR [o].[expected_on] > DATEADD(DAY, 6, DATEADD(DAY, [v].[lead_time_days], [o].[ordered_on]))
        OR (
          [o].[expected_on] <= [register].[last_day]
          AND (
            [d].[worked_on] IS NULL
            OR [d].[day_before] >= DATEADD(DAY, [v].[lead_time_days], [o].[ordered_on])
          )
        )
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COUNT_BIG(*) AS [figure]
FROM [silver].[purchase_order] AS [o]
JOIN [silver].[vendor] AS [v]
  ON [v].[vendor_id] = [o].[vendor_id]
LEFT JOIN (
  SELECT
    [worked].[worked_on] AS [worked_on],
    LAG([worked].[worked_on]) OVER (ORDER BY [worked].[worked_on]) AS [day_before]
  FROM (
    SELECT DISTINCT
      [attendance].[attended_on] AS [worked_on]
    FROM [silver].[attendance] AS [attendance]
  ) AS [worked]
) AS [d]
  ON [d].[worked_on] = [o].[expected_on]
CROSS JOIN (
  SELECT
    MAX([attendance].[attended_on]) AS [last_day]
  FROM [silver].[attendance] AS [attendance]
) AS [register];
GO

-- From a product's first list price on there is one for every day of the books, and of the half-year that they end in
CREATE OR ALTER VIEW audit.list_prices_follow_each_other AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN DATEADD(DAY, 1, [prices].[valid_to]) <> COALESCE([prices].[next_from], DATEADD(DAY, 1, [prices].[last_day]))
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COUNT_BIG(*) AS [figure]
FROM (
  SELECT
    [price].[valid_to] AS [valid_to],
    LEAD([price].[valid_from]) OVER (PARTITION BY [price].[product_id] ORDER BY [price].[valid_from]) AS [next_from],
    CASE
      WHEN DATEPART(MONTH, [books].[end_day]) BETWEEN 4 AND 9
      THEN DATEFROMPARTS(CAST(DATEPART(YEAR, [books].[end_day]) AS INTEGER), 9, 30)
      WHEN DATEPART(MONTH, [books].[end_day]) > 9
      THEN DATEFROMPARTS(CAST(DATEPART(YEAR, [books].[end_day]) AS INTEGER) + 1, 3, 31)
      ELSE DATEFROMPARTS(CAST(DATEPART(YEAR, [books].[end_day]) AS INTEGER), 3, 31)
    END AS [last_day]
  FROM [silver].[price] AS [price]
  CROSS JOIN (
    SELECT
      MAX([period].[ends_on]) AS [end_day]
    FROM [silver].[period] AS [period]
  ) AS [books]
) AS [prices];
GO

-- Orders, invoices and bills carry the GST rate of their product on their day, exports none, and invoices the product that was ordered
CREATE OR ALTER VIEW audit.tax_rates_are_the_law_s AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [lines].[gst_rate] <> [lines].[due_rate]
        OR [lines].[product_id] <> [lines].[due_product]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COUNT_BIG(*) AS [figure]
FROM (
  SELECT
    [l].[gst_rate] AS [gst_rate],
    [l].[product_id] AS [product_id],
    [l].[due_product] AS [due_product],
    CASE
      WHEN [l].[state_code] = '96'
      THEN 0
      ELSE COALESCE([r].[gst_rate], [p].[gst_rate])
    END AS [due_rate]
  FROM (
    SELECT
      [l].[gst_rate] AS [gst_rate],
      [l].[product_id] AS [product_id],
      [l].[product_id] AS [due_product],
      [o].[ordered_on] AS [taxed_on],
      [c].[state_code] AS [state_code]
    FROM [silver].[sales_order_line] AS [l]
    JOIN [silver].[sales_order] AS [o]
      ON [o].[sales_order_id] = [l].[sales_order_id]
    JOIN [silver].[customer] AS [c]
      ON [c].[customer_id] = [o].[customer_id]
    UNION ALL
    SELECT
      [l].[gst_rate] AS [gst_rate],
      [l].[product_id] AS [product_id],
      [l].[product_id] AS [product_id],
      [o].[ordered_on] AS [ordered_on],
      NULL AS [_col_4]
    FROM [silver].[purchase_order_line] AS [l]
    JOIN [silver].[purchase_order] AS [o]
      ON [o].[purchase_order_id] = [l].[purchase_order_id]
    UNION ALL
    SELECT
      [l].[gst_rate] AS [gst_rate],
      [l].[product_id] AS [product_id],
      [o].[product_id] AS [product_id],
      [i].[invoiced_on] AS [invoiced_on],
      [c].[state_code] AS [state_code]
    FROM [silver].[receivable_invoice_line] AS [l]
    JOIN [silver].[receivable_invoice] AS [i]
      ON [i].[receivable_invoice_id] = [l].[receivable_invoice_id]
    JOIN [silver].[customer] AS [c]
      ON [c].[customer_id] = [i].[customer_id]
    JOIN [silver].[shipment_line] AS [s]
      ON [s].[shipment_line_id] = [l].[shipment_line_id]
    JOIN [silver].[sales_order_line] AS [o]
      ON [o].[sales_order_line_id] = [s].[sales_order_line_id]
    UNION ALL
    SELECT
      [l].[gst_rate] AS [gst_rate],
      [o].[product_id] AS [product_id],
      [o].[product_id] AS [product_id],
      [b].[billed_on] AS [billed_on],
      NULL AS [_col_4]
    FROM [silver].[payable_bill_line] AS [l]
    JOIN [silver].[payable_bill] AS [b]
      ON [b].[payable_bill_id] = [l].[payable_bill_id]
    JOIN [silver].[goods_receipt] AS [g]
      ON [g].[goods_receipt_id] = [l].[goods_receipt_id]
    JOIN [silver].[purchase_order_line] AS [o]
      ON [o].[purchase_order_line_id] = [g].[purchase_order_line_id]
  ) AS [l]
  JOIN [silver].[product] AS [p]
    ON [p].[product_id] = [l].[due_product]
  LEFT JOIN [silver].[tax_rate] AS [r]
    ON [r].[hsn_code] = [p].[hsn_code]
    AND [l].[taxed_on] BETWEEN [r].[valid_from] AND [r].[valid_to]
) AS [lines];
GO

-- From the first day of the books to the last an HSN code has one GST rate for every day
CREATE OR ALTER VIEW audit.tax_rates_follow_each_other AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN DATEADD(DAY, 1, [rates].[valid_to]) <> COALESCE([rates].[next_from], DATEADD(DAY, 1, [rates].[last_day]))
        OR [rates].[begins] <> [rates].[first_day]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COUNT_BIG(*) AS [figure]
FROM (
  SELECT
    [r].[valid_to] AS [valid_to],
    LEAD([r].[valid_from]) OVER (PARTITION BY [r].[hsn_code] ORDER BY [r].[valid_from]) AS [next_from],
    MIN([r].[valid_from]) OVER (PARTITION BY [r].[hsn_code]) AS [begins],
    [days].[first_day] AS [first_day],
    [days].[last_day] AS [last_day]
  FROM [silver].[tax_rate] AS [r]
  CROSS JOIN (
    SELECT
      MIN([period].[starts_on]) AS [first_day],
      MAX([period].[ends_on]) AS [last_day]
    FROM [silver].[period] AS [period]
  ) AS [days]
) AS [rates];
GO

-- The GST rate in the item master is the law's on the first day of the books
CREATE OR ALTER VIEW audit.every_item_has_its_tax_rates AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [r].[gst_rate] IS NULL OR [r].[gst_rate] <> [p].[gst_rate]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COUNT_BIG(*) AS [figure]
FROM [silver].[product] AS [p]
CROSS JOIN (
  SELECT
    MIN([period].[starts_on]) AS [first_day]
  FROM [silver].[period] AS [period]
) AS [days]
LEFT JOIN [silver].[tax_rate] AS [r]
  ON [r].[hsn_code] = [p].[hsn_code] AND [r].[valid_from] = [days].[first_day];
GO

-- A bill is its purchase order's vendor's, and its lines are receipts of that order, as many and at its price
CREATE OR ALTER VIEW audit.bills_are_for_their_order AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [lines].[purchase_order_id] <> [lines].[due_order]
        OR [lines].[vendor_id] <> [lines].[due_vendor]
        OR [lines].[quantity] <> [lines].[due_quantity]
        OR [lines].[unit_price] <> [lines].[due_price]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COUNT_BIG(*) AS [figure]
FROM (
  SELECT
    [b].[purchase_order_id] AS [purchase_order_id],
    [b].[vendor_id] AS [vendor_id],
    [l].[quantity] AS [quantity],
    [l].[unit_price] AS [unit_price],
    [o].[purchase_order_id] AS [due_order],
    [o].[vendor_id] AS [due_vendor],
    [g].[quantity] AS [due_quantity],
    [p].[unit_price] AS [due_price]
  FROM [silver].[payable_bill_line] AS [l]
  JOIN [silver].[payable_bill] AS [b]
    ON [b].[payable_bill_id] = [l].[payable_bill_id]
  JOIN [silver].[goods_receipt] AS [g]
    ON [g].[goods_receipt_id] = [l].[goods_receipt_id]
  JOIN [silver].[purchase_order_line] AS [p]
    ON [p].[purchase_order_line_id] = [g].[purchase_order_line_id]
  JOIN [silver].[purchase_order] AS [o]
    ON [o].[purchase_order_id] = [p].[purchase_order_id]
) AS [lines];
GO

-- Gross pay is the month's salary times the paid days by the working days of whoever was here all month, to the paisa
CREATE OR ALTER VIEW audit.pay_is_the_salary_of_the_paid_days AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [months].[gross_pay] * [months].[full_month] - [months].[monthly_salary] * [months].[paid_days] > [months].[full_month] * 0.005
        OR [months].[monthly_salary] * [months].[paid_days] - [months].[gross_pay] * [months].[full_month] > [months].[full_month] * 0.005
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([months].[gross_pay]), 0) AS [figure]
FROM (
  SELECT
    [payroll].[monthly_salary] AS [monthly_salary],
    [payroll].[paid_days] AS [paid_days],
    [payroll].[gross_pay] AS [gross_pay],
    MAX([payroll].[working_days]) OVER (PARTITION BY [payroll].[period_id]) AS [full_month]
  FROM [silver].[payroll] AS [payroll]
) AS [months];
GO

-- The first salary paid is that of the employee's contract; later it is raised in April or stays
CREATE OR ALTER VIEW audit.salaries_are_as_agreed_and_rise_in_pril AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [months].[monthly_salary] <> COALESCE([months].[before], [months].[engaged_at])
        AND (
          [months].[before] IS NULL
          OR [months].[period_id] % 100 <> 4
          OR [months].[monthly_salary] < [months].[before]
        )
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([months].[monthly_salary]), 0) AS [figure]
FROM (
  SELECT
    [w].[period_id] AS [period_id],
    [w].[monthly_salary] AS [monthly_salary],
    [e].[monthly_salary] AS [engaged_at],
    LAG([w].[monthly_salary]) OVER (PARTITION BY [w].[employee_id] ORDER BY [w].[period_id]) AS [before]
  FROM [silver].[payroll] AS [w]
  JOIN [silver].[employee] AS [e]
    ON [e].[employee_id] = [w].[employee_id]
) AS [months];
GO

-- The fund's are of pay up to its ceiling, to the nearest rupee, and equal, with the employer's charges; the insurance's are of pay of salaries up to its limit, rounded up to the next rupee
CREATE OR ALTER VIEW audit.contributions_follow_the_provident_fund_s_and_the_state_insurance_s_rules AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [months].[provident_fund] <> ROUND([months].[covered] * 0.12, 0)
        OR [months].[employer_provident_fund] <> [months].[provident_fund]
        OR [months].[employer_provident_fund_charges] <> ROUND([months].[covered] * 0.005, 0) + ROUND([months].[covered] * 0.005, 2)
        OR [months].[state_insurance] % 1 <> 0
        OR [months].[employer_state_insurance] % 1 <> 0
        OR (
          [months].[monthly_salary] > 21000
          AND [months].[state_insurance] + [months].[employer_state_insurance] <> 0
        )
        OR (
          [months].[monthly_salary] <= 21000
          AND (
            [months].[state_insurance] < [months].[gross_pay] * 0.0075
            OR [months].[state_insurance] >= [months].[gross_pay] * 0.0075 + 1
            OR [months].[employer_state_insurance] < [months].[gross_pay] * 0.0325
            OR [months].[employer_state_insurance] >= [months].[gross_pay] * 0.0325 + 1
          )
        )
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(
    SUM(
      [months].[provident_fund] + [months].[employer_provident_fund] + [months].[employer_provident_fund_charges] + [months].[state_insurance] + [months].[employer_state_insurance]
    ),
    0
  ) AS [figure]
FROM (
  SELECT
    [payroll].[gross_pay] AS [gross_pay],
    [payroll].[monthly_salary] AS [monthly_salary],
    [payroll].[provident_fund] AS [provident_fund],
    [payroll].[employer_provident_fund] AS [employer_provident_fund],
    [payroll].[employer_provident_fund_charges] AS [employer_provident_fund_charges],
    [payroll].[state_insurance] AS [state_insurance],
    [payroll].[employer_state_insurance] AS [employer_state_insurance],
    CASE WHEN [payroll].[gross_pay] < 15000 THEN [payroll].[gross_pay] ELSE 15000 END AS [covered]
  FROM [silver].[payroll] AS [payroll]
) AS [months];
GO

-- It is that of the month's pay, for women and for men, and more in February
CREATE OR ALTER VIEW audit.professional_tax_follows_the_state_s_slabs AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE WHEN [months].[professional_tax] <> [months].[due] THEN 1 ELSE 0 END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([months].[professional_tax]), 0) AS [figure]
FROM (
  SELECT
    [w].[professional_tax] AS [professional_tax],
    CASE
      WHEN [e].[gender] = 'female'
      THEN CASE
        WHEN [w].[gross_pay] > 25000
        THEN CASE WHEN [w].[period_id] % 100 = 2 THEN 300 ELSE 200 END
        WHEN [w].[gross_pay] > 0
        THEN 0
        ELSE 0
      END
      ELSE CASE
        WHEN [w].[gross_pay] > 10000
        THEN CASE WHEN [w].[period_id] % 100 = 2 THEN 300 ELSE 200 END
        WHEN [w].[gross_pay] > 7500
        THEN 175
        WHEN [w].[gross_pay] > 0
        THEN 0
        ELSE 0
      END
    END AS [due]
  FROM [silver].[payroll] AS [w]
  JOIN [silver].[employee] AS [e]
    ON [e].[employee_id] = [w].[employee_id]
) AS [months];
GO

-- Each month bears its part, to the rupee, of the tax on what is expected to be earned in the year less what was deducted
CREATE OR ALTER VIEW audit.income_tax_is_deducted_as_the_year_s_estimate_says AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [months].[income_tax] % 1 <> 0
        OR (
          [months].[due] <= 0 AND [months].[income_tax] <> 0
        )
        OR (
          [months].[due] > 0
          AND (
            [months].[income_tax] * [months].[months_left] > [months].[due] + [months].[months_left] * 0.5 + 0.1
            OR [months].[income_tax] * [months].[months_left] < [months].[due] - [months].[months_left] * 0.5 - 0.1
          )
        )
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([months].[income_tax]), 0) AS [figure]
FROM (
  SELECT
    [taxes].[income_tax] AS [income_tax],
    [taxes].[later] + 1 AS [months_left],
    CASE
      WHEN [taxes].[beyond] <= 0
      THEN 0
      WHEN [taxes].[slabs_tax] > [taxes].[beyond]
      THEN [taxes].[beyond]
      ELSE [taxes].[slabs_tax]
    END * 1.04 - [taxes].[deducted] AS [due]
  FROM (
    SELECT
      [t].[payroll_id] AS [payroll_id],
      [t].[income_tax] AS [income_tax],
      [t].[later] AS [later],
      [t].[deducted] AS [deducted],
      [t].[income] - [s].[deduction] - [s].[rebate] AS [beyond],
      SUM(
        CASE
          WHEN [t].[income] - [s].[deduction] > [s].[above]
          THEN (
            [t].[income] - [s].[deduction] - [s].[above]
          ) * [s].[added]
          ELSE 0
        END
      ) AS [slabs_tax]
    FROM (
      SELECT
        [months].[payroll_id] AS [payroll_id],
        [months].[period_id] AS [period_id],
        [months].[income_tax] AS [income_tax],
        [months].[later] AS [later],
        [months].[gross_so_far] + [months].[monthly_salary] * [months].[later] AS [income],
        [months].[tax_so_far] - [months].[income_tax] AS [deducted]
      FROM (
        SELECT
          [w].[payroll_id] AS [payroll_id],
          [w].[period_id] AS [period_id],
          [w].[income_tax] AS [income_tax],
          [w].[monthly_salary] AS [monthly_salary],
          CASE WHEN [e].[left_on] <= [p].[ends_on] THEN 0 ELSE 12 - [p].[fiscal_month] END AS [later],
          SUM([w].[gross_pay]) OVER (PARTITION BY [w].[employee_id], [p].[financial_year] ORDER BY [w].[period_id]) AS [gross_so_far],
          SUM([w].[income_tax]) OVER (PARTITION BY [w].[employee_id], [p].[financial_year] ORDER BY [w].[period_id]) AS [tax_so_far]
        FROM [silver].[payroll] AS [w]
        JOIN [silver].[period] AS [p]
          ON [p].[period_id] = [w].[period_id]
        JOIN [silver].[employee] AS [e]
          ON [e].[employee_id] = [w].[employee_id]
      ) AS [months]
    ) AS [t]
    JOIN (
      SELECT
        202504 AS [first_period],
        999912 AS [last_period],
        75000 AS [deduction],
        1200000 AS [rebate],
        400000 AS [above],
        0.05 AS [added]
      UNION ALL
      SELECT
        202504 AS [first_period],
        999912 AS [last_period],
        75000 AS [deduction],
        1200000 AS [rebate],
        800000 AS [above],
        0.05 AS [added]
      UNION ALL
      SELECT
        202504 AS [first_period],
        999912 AS [last_period],
        75000 AS [deduction],
        1200000 AS [rebate],
        1200000 AS [above],
        0.05 AS [added]
      UNION ALL
      SELECT
        202504 AS [first_period],
        999912 AS [last_period],
        75000 AS [deduction],
        1200000 AS [rebate],
        1600000 AS [above],
        0.05 AS [added]
      UNION ALL
      SELECT
        202504 AS [first_period],
        999912 AS [last_period],
        75000 AS [deduction],
        1200000 AS [rebate],
        2000000 AS [above],
        0.05 AS [added]
      UNION ALL
      SELECT
        202504 AS [first_period],
        999912 AS [last_period],
        75000 AS [deduction],
        1200000 AS [rebate],
        2400000 AS [above],
        0.05 AS [added]
      UNION ALL
      SELECT
        202408 AS [first_period],
        202503 AS [last_period],
        75000 AS [deduction],
        700000 AS [rebate],
        300000 AS [above],
        0.05 AS [added]
      UNION ALL
      SELECT
        202408 AS [first_period],
        202503 AS [last_period],
        75000 AS [deduction],
        700000 AS [rebate],
        700000 AS [above],
        0.05 AS [added]
      UNION ALL
      SELECT
        202408 AS [first_period],
        202503 AS [last_period],
        75000 AS [deduction],
        700000 AS [rebate],
        1000000 AS [above],
        0.05 AS [added]
      UNION ALL
      SELECT
        202408 AS [first_period],
        202503 AS [last_period],
        75000 AS [deduction],
        700000 AS [rebate],
        1200000 AS [above],
        0.05 AS [added]
      UNION ALL
      SELECT
        202408 AS [first_period],
        202503 AS [last_period],
        75000 AS [deduction],
        700000 AS [rebate],
        1500000 AS [above],
        0.10 AS [added]
      UNION ALL
      SELECT
        202304 AS [first_period],
        202407 AS [last_period],
        50000 AS [deduction],
        700000 AS [rebate],
        300000 AS [above],
        0.05 AS [added]
      UNION ALL
      SELECT
        202304 AS [first_period],
        202407 AS [last_period],
        50000 AS [deduction],
        700000 AS [rebate],
        600000 AS [above],
        0.05 AS [added]
      UNION ALL
      SELECT
        202304 AS [first_period],
        202407 AS [last_period],
        50000 AS [deduction],
        700000 AS [rebate],
        900000 AS [above],
        0.05 AS [added]
      UNION ALL
      SELECT
        202304 AS [first_period],
        202407 AS [last_period],
        50000 AS [deduction],
        700000 AS [rebate],
        1200000 AS [above],
        0.05 AS [added]
      UNION ALL
      SELECT
        202304 AS [first_period],
        202407 AS [last_period],
        50000 AS [deduction],
        700000 AS [rebate],
        1500000 AS [above],
        0.10 AS [added]
    ) AS [s]
      ON [t].[period_id] BETWEEN [s].[first_period] AND [s].[last_period]
    GROUP BY
      [t].[payroll_id],
      [t].[income_tax],
      [t].[later],
      [t].[deducted],
      [t].[income],
      [s].[deduction],
      [s].[rebate]
  ) AS [taxes]
) AS [months];
GO

-- From the year's end until October, and at no other month's end, the bonus by law of whoever earns little is owed
CREATE OR ALTER VIEW audit.the_bonus_is_the_law_s_least AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(CAST(CASE WHEN [months].[owed] <> [months].[bonus] THEN 1 ELSE 0 END AS BIGINT)),
    0
  ) AS [violations],
  COALESCE(SUM([months].[owed]), 0) AS [figure]
FROM (
  SELECT
    [p].[period_id] AS [period_id],
    [p].[fiscal_month] AS [fiscal_month],
    COALESCE([y].[bonus], 0) AS [bonus],
    SUM(COALESCE([m].[moved], 0)) OVER (ORDER BY [p].[period_id]) AS [owed]
  FROM [silver].[period] AS [p]
  LEFT JOIN (
    SELECT
      [staff].[financial_year] AS [financial_year],
      MAX([staff].[last_period]) AS [last_period],
      SUM(CASE WHEN [staff].[days] < 30 THEN 0 ELSE ROUND([staff].[wages] * 0.0833, 0) END) AS [bonus]
    FROM (
      SELECT
        [q].[financial_year] AS [financial_year],
        [w].[employee_id] AS [employee_id],
        MAX([q].[year_end]) AS [last_period],
        SUM(CAST([w].[paid_days] AS BIGINT)) AS [days],
        SUM(
          CASE
            WHEN [w].[monthly_salary] > 21000
            THEN 0
            WHEN [w].[gross_pay] > 7000
            THEN 7000
            ELSE [w].[gross_pay]
          END
        ) AS [wages]
      FROM [silver].[payroll] AS [w]
      JOIN (
        SELECT
          [period].[period_id] AS [period_id],
          [period].[financial_year] AS [financial_year],
          [period].[period_id] - [period].[fiscal_month] + CASE WHEN [period].[fiscal_month] > 9 THEN 12 ELSE 100 END AS [year_end]
        FROM [silver].[period] AS [period]
      ) AS [q]
        ON [q].[period_id] = [w].[period_id]
      GROUP BY
        [q].[financial_year],
        [w].[employee_id]
    ) AS [staff]
    GROUP BY
      [staff].[financial_year]
  ) AS [y]
    ON [y].[last_period] = CASE
      WHEN [p].[fiscal_month] = 12
      THEN [p].[period_id]
      WHEN [p].[fiscal_month] <= 6
      THEN [p].[period_id] - [p].[fiscal_month]
    END
  LEFT JOIN (
    SELECT
      [e].[period_id] AS [period_id],
      SUM([l].[credit] - [l].[debit]) AS [moved]
    FROM [silver].[journal_line] AS [l]
    JOIN [silver].[journal_entry] AS [e]
      ON [e].[journal_entry_id] = [l].[journal_entry_id]
    WHERE
      [l].[account_id] = 2305
    GROUP BY
      [e].[period_id]
  ) AS [m]
    ON [m].[period_id] = [p].[period_id]
) AS [months];
GO

-- Of the days of leave that were left, with one for twenty days of work, those on leave are taken; no more than thirty are left when a calendar year ends
CREATE OR ALTER VIEW audit.leave_is_earned_by_work AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [months].[leave_balance] <> CASE
          WHEN [months].[before] + [months].[worked] * 0.05 - [months].[taken] < 0
          THEN 0
          WHEN [months].[period_id] % 100 = 12
          AND [months].[before] + [months].[worked] * 0.05 - [months].[taken] > 30
          THEN 30
          ELSE [months].[before] + [months].[worked] * 0.05 - [months].[taken]
        END
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([months].[leave_balance]), 0) AS [figure]
FROM (
  SELECT
    [m].[leave_balance] AS [leave_balance],
    [m].[period_id] AS [period_id],
    [m].[worked] AS [worked],
    [m].[taken] AS [taken],
    COALESCE(
      LAG([m].[leave_balance]) OVER (PARTITION BY [m].[employee_id] ORDER BY [m].[period_id]),
      0
    ) AS [before]
  FROM (
    SELECT
      [w].[employee_id] AS [employee_id],
      [w].[period_id] AS [period_id],
      [w].[leave_balance] AS [leave_balance],
      SUM(
        CAST(CASE WHEN [a].[status] IN ('present', 'half day') THEN 1 ELSE 0 END AS BIGINT)
      ) AS [worked],
      SUM(
        CASE
          WHEN [a].[status] = 'leave'
          THEN 1.0
          WHEN [a].[status] = 'half day'
          THEN 0.5
          ELSE 0
        END
      ) AS [taken]
    FROM [silver].[payroll] AS [w]
    JOIN [silver].[period] AS [p]
      ON [p].[period_id] = [w].[period_id]
    LEFT JOIN [silver].[attendance] AS [a]
      ON [a].[employee_id] = [w].[employee_id]
      AND [a].[attended_on] BETWEEN [p].[starts_on] AND [p].[ends_on]
    GROUP BY
      [w].[employee_id],
      [w].[period_id],
      [w].[leave_balance]
  ) AS [m]
) AS [months];
GO

-- With the last salary comes a 26th of it for each day of leave that is left, to the rupee; nobody else is paid for leave
CREATE OR ALTER VIEW audit.leavers_are_paid_for_their_leave AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [months].[leave_encashment] % 1 <> 0
        OR (
          [months].[leaves] = 0 AND [months].[leave_encashment] <> 0
        )
        OR (
          [months].[leaves] = 1
          AND (
            [months].[leave_encashment] * 26 > [months].[monthly_salary] * FLOOR([months].[leave_balance] + 0.5) + 13
            OR [months].[leave_encashment] * 26 < [months].[monthly_salary] * FLOOR([months].[leave_balance] + 0.5) - 13
          )
        )
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([months].[leave_encashment]), 0) AS [figure]
FROM (
  SELECT
    [w].[monthly_salary] AS [monthly_salary],
    [w].[leave_balance] AS [leave_balance],
    [w].[leave_encashment] AS [leave_encashment],
    CASE WHEN [e].[left_on] <= [p].[ends_on] THEN 1 ELSE 0 END AS [leaves]
  FROM [silver].[payroll] AS [w]
  JOIN [silver].[period] AS [p]
    ON [p].[period_id] = [w].[period_id]
  JOIN [silver].[employee] AS [e]
    ON [e].[employee_id] = [w].[employee_id]
) AS [months];
GO

-- From each year's end on it is what would be paid for the days that everybody has left then
CREATE OR ALTER VIEW audit.the_provision_for_leave_is_what_all_leave_is_worth AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE WHEN [months].[provided] <> [months].[owed] THEN 1 ELSE 0 END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([months].[provided]), 0) AS [figure]
FROM (
  SELECT
    [p].[period_id] AS [period_id],
    SUM(COALESCE([m].[moved], 0)) OVER (ORDER BY [p].[period_id]) AS [provided],
    COALESCE([y].[owed], 0) AS [owed]
  FROM (
    SELECT
      [period].[period_id] AS [period_id],
      [period].[period_id] - CASE
        WHEN [period].[fiscal_month] = 12
        THEN 0
        WHEN [period].[fiscal_month] > 9
        THEN 100 - 3 + [period].[period_id] % 100
        ELSE [period].[period_id] % 100 - 3
      END AS [year_end]
    FROM [silver].[period] AS [period]
  ) AS [p]
  LEFT JOIN (
    SELECT
      [w].[period_id] AS [period_id],
      SUM(ROUND([w].[monthly_salary] * [w].[leave_balance] * 0.03846154, 2)) AS [owed]
    FROM [silver].[payroll] AS [w]
    JOIN [silver].[period] AS [q]
      ON [q].[period_id] = [w].[period_id]
    JOIN [silver].[employee] AS [e]
      ON [e].[employee_id] = [w].[employee_id]
    WHERE
      [e].[left_on] IS NULL OR [e].[left_on] > [q].[ends_on]
    GROUP BY
      [w].[period_id]
  ) AS [y]
    ON [y].[period_id] = [p].[year_end]
  LEFT JOIN (
    SELECT
      [j].[period_id] AS [period_id],
      SUM([l].[credit] - [l].[debit]) AS [moved]
    FROM [silver].[journal_line] AS [l]
    JOIN [silver].[journal_entry] AS [j]
      ON [j].[journal_entry_id] = [l].[journal_entry_id]
    WHERE
      [l].[account_id] = 2455
    GROUP BY
      [j].[period_id]
  ) AS [m]
    ON [m].[period_id] = [p].[period_id]
) AS [months];
GO

-- Whoever is employed at the end of June and December, and the employer, contribute what the law says
CREATE OR ALTER VIEW audit.contributions_to_the_labour_welfare_fund_are_the_law_s AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [months].[own] <> [months].[due]
        OR [months].[employers] <> [months].[due_of_employer]
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([months].[own] + [months].[employers]), 0) AS [figure]
FROM (
  SELECT
    [w].[labour_welfare_fund] AS [own],
    [w].[employer_labour_welfare_fund] AS [employers],
    CASE
      WHEN [w].[period_id] % 100 IN (6, 12)
      AND [w].[gross_pay] > 0
      AND (
        [e].[left_on] IS NULL OR [e].[left_on] >= [p].[ends_on]
      )
      THEN CASE
        WHEN [w].[period_id] >= 202404
        THEN 25
        WHEN [w].[period_id] >= 202304
        THEN 12
      END
      ELSE 0
    END AS [due],
    CASE
      WHEN [w].[period_id] % 100 IN (6, 12)
      AND [w].[gross_pay] > 0
      AND (
        [e].[left_on] IS NULL OR [e].[left_on] >= [p].[ends_on]
      )
      THEN CASE
        WHEN [w].[period_id] >= 202404
        THEN 75
        WHEN [w].[period_id] >= 202304
        THEN 36
      END
      ELSE 0
    END AS [due_of_employer]
  FROM [silver].[payroll] AS [w]
  JOIN [silver].[period] AS [p]
    ON [p].[period_id] = [w].[period_id]
  JOIN [silver].[employee] AS [e]
    ON [e].[employee_id] = [w].[employee_id]
) AS [months];
GO

-- Who leaves after five years gets fifteen days' basic pay of 26 for each year, up to the limit, thirty days later; nobody else does
CREATE OR ALTER VIEW audit.leavers_get_their_gratuity AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN CASE
          WHEN (
            [leavers].[months] > 60 OR [leavers].[months] = 60 AND [leavers].[days] >= 0
          )
          AND [leavers].[due_on] <= [leavers].[last_day]
          AND NOT [leavers].[monthly_salary] IS NULL
          THEN CASE
            WHEN [leavers].[posted_on] = [leavers].[due_on]
            AND [leavers].[paid] = 2000000
            AND [leavers].[monthly_salary] * 0.5 * 15 * FLOOR(
              CAST((
                [leavers].[months] * 2 + CASE WHEN [leavers].[days] > 0 THEN 1 WHEN [leavers].[days] < 0 THEN -1 ELSE 0 END + 11
              ) AS FLOAT) / 24
            ) >= [leavers].[paid] * 26
            THEN 0
            WHEN [leavers].[posted_on] = [leavers].[due_on]
            AND [leavers].[paid] * 26 - [leavers].[monthly_salary] * 0.5 * 15 * FLOOR(
              CAST((
                [leavers].[months] * 2 + CASE WHEN [leavers].[days] > 0 THEN 1 WHEN [leavers].[days] < 0 THEN -1 ELSE 0 END + 11
              ) AS FLOAT) / 24
            ) BETWEEN -13.1 AND 13.1
            THEN 0
            ELSE 1
          END
          WHEN [leavers].[paid] IS NULL
          THEN 0
          ELSE 1
        END = 1
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([leavers].[paid]), 0) AS [figure]
FROM (
  SELECT
    [e].[employee_id] AS [employee_id],
    [w].[monthly_salary] AS [monthly_salary],
    DATEADD(DAY, 30, [e].[left_on]) AS [due_on],
    [b].[last_day] AS [last_day],
    [g].[paid] AS [paid],
    [g].[posted_on] AS [posted_on],
    12 * (
      DATEPART(YEAR, DATEADD(DAY, 1, [e].[left_on])) - DATEPART(YEAR, [e].[joined_on])
    ) + DATEPART(MONTH, DATEADD(DAY, 1, [e].[left_on])) - DATEPART(MONTH, [e].[joined_on]) AS [months],
    DATEPART(DAY, DATEADD(DAY, 1, [e].[left_on])) - DATEPART(DAY, [e].[joined_on]) AS [days]
  FROM [silver].[employee] AS [e]
  CROSS JOIN (
    SELECT
      MAX([period].[ends_on]) AS [last_day]
    FROM [silver].[period] AS [period]
  ) AS [b]
  LEFT JOIN [silver].[period] AS [p]
    ON [e].[left_on] BETWEEN [p].[starts_on] AND [p].[ends_on]
  LEFT JOIN [silver].[payroll] AS [w]
    ON [w].[employee_id] = [e].[employee_id] AND [w].[period_id] = [p].[period_id]
  LEFT JOIN (
    SELECT
      [j].[source_id] AS [source_id],
      [j].[posted_on] AS [posted_on],
      SUM([l].[debit]) AS [paid]
    FROM [silver].[journal_entry] AS [j]
    JOIN [silver].[journal_line] AS [l]
      ON [l].[journal_entry_id] = [j].[journal_entry_id]
    WHERE
      [j].[source] = 'gratuity payment' AND [l].[account_id] = 2450
    GROUP BY
      [j].[source_id],
      [j].[posted_on]
  ) AS [g]
    ON [g].[source_id] = [e].[employee_id]
  WHERE
    NOT [e].[left_on] IS NULL OR NOT [g].[paid] IS NULL
) AS [leavers];
GO

-- It is what the staff had earned before the books and earned in each month since, less what leavers were paid
CREATE OR ALTER VIEW audit.the_provision_for_gratuity_follows_service_and_pay AS
SELECT
  1 AS [checked],
  CASE
    WHEN [totals].[documents] = [totals].[ledger] AND [totals].[expense] = [totals].[paid]
    THEN 0
    ELSE 1
  END AS [violations],
  [totals].[ledger] AS [figure]
FROM (
  SELECT
    (
      SELECT
        COALESCE(
          SUM(
            ROUND(
              [employee].[monthly_salary] * 0.5 * 0.0481 * (
                2023 * 12 + 4 - DATEPART(YEAR, [employee].[joined_on]) * 12 - DATEPART(MONTH, [employee].[joined_on])
              ),
              0
            )
          ),
          0
        ) AS [_col_0]
      FROM [silver].[employee] AS [employee]
      WHERE
        [employee].[joined_on] < CAST('2023-04-01' AS DATE)
    ) + (
      SELECT
        COALESCE(SUM(ROUND([m].[gross] * 0.5 * 0.0481, 2)), 0) AS [_col_0]
      FROM (
        SELECT
          SUM([payroll].[gross_pay]) AS [gross]
        FROM [silver].[payroll] AS [payroll]
        GROUP BY
          [payroll].[period_id]
      ) AS [m]
    ) - (
      SELECT
        COALESCE(SUM([l].[debit]), 0) AS [_col_0]
      FROM [silver].[journal_line] AS [l]
      WHERE
        [l].[account_id] = 2450
    ) AS [documents],
    (
      SELECT
        COALESCE(SUM([journal_line].[credit] - [journal_line].[debit]), 0) AS [_col_0]
      FROM [silver].[journal_line] AS [journal_line]
      WHERE
        [journal_line].[account_id] = 2450
    ) AS [ledger],
    (
      SELECT
        COALESCE(SUM([l].[debit] - [l].[credit]), 0) AS [_col_0]
      FROM [silver].[journal_line] AS [l]
      JOIN [silver].[journal_entry] AS [e]
        ON [e].[journal_entry_id] = [l].[journal_entry_id]
      WHERE
        [l].[account_id] = 6140 AND [e].[source] = 'gratuity payment'
    ) AS [expense],
    (
      SELECT
        COALESCE(SUM([journal_line].[debit]), 0) AS [_col_0]
      FROM [silver].[journal_line] AS [journal_line]
      WHERE
        [journal_line].[account_id] = 2450
    ) AS [paid]
) AS [totals];
GO

-- Each whole year's tax is that of its income in the ledger less the losses of the years before it, and no other year has any
CREATE OR ALTER VIEW audit.income_tax_is_that_of_the_years_income AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [years].[tax] <> CASE
          WHEN [years].[months] < 12
          THEN 0
          ELSE ROUND(
            ROUND(
              GREATEST(0, [years].[own] - [years].[loss]) + CASE
                WHEN [years].[business] >= 0
                THEN [years].[other]
                ELSE GREATEST(0, [years].[business] + [years].[other])
              END,
              -1
            ) * 0.25168,
            -1
          )
        END
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([years].[tax]), 0) AS [figure]
FROM (
  SELECT
    [o].[financial_year] AS [financial_year],
    [o].[months] AS [months],
    [o].[business] AS [business],
    [o].[other] AS [other],
    [o].[tax] AS [tax],
    [o].[own] AS [own],
    GREATEST(
      0,
      -(
        COALESCE(LAG([o].[own], 1) OVER (ORDER BY [o].[financial_year]), 0)
      ),
      -(
        COALESCE(LAG([o].[own], 1) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 2) OVER (ORDER BY [o].[financial_year]), 0)
      ),
      -(
        COALESCE(LAG([o].[own], 1) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 2) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 3) OVER (ORDER BY [o].[financial_year]), 0)
      ),
      -(
        COALESCE(LAG([o].[own], 1) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 2) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 3) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 4) OVER (ORDER BY [o].[financial_year]), 0)
      ),
      -(
        COALESCE(LAG([o].[own], 1) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 2) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 3) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 4) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 5) OVER (ORDER BY [o].[financial_year]), 0)
      ),
      -(
        COALESCE(LAG([o].[own], 1) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 2) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 3) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 4) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 5) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 6) OVER (ORDER BY [o].[financial_year]), 0)
      ),
      -(
        COALESCE(LAG([o].[own], 1) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 2) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 3) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 4) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 5) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 6) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 7) OVER (ORDER BY [o].[financial_year]), 0)
      ),
      -(
        COALESCE(LAG([o].[own], 1) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 2) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 3) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 4) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 5) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 6) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 7) OVER (ORDER BY [o].[financial_year]), 0) + COALESCE(LAG([o].[own], 8) OVER (ORDER BY [o].[financial_year]), 0)
      )
    ) AS [loss]
  FROM (
    SELECT
      [i].[financial_year] AS [financial_year],
      [i].[months] AS [months],
      [i].[business] AS [business],
      [i].[other] AS [other],
      [i].[tax] AS [tax],
      CASE
        WHEN [i].[business] >= 0
        THEN [i].[business]
        WHEN [i].[business] + [i].[other] < 0
        THEN [i].[business] + [i].[other]
        ELSE 0
      END AS [own]
    FROM (
      SELECT
        [p].[financial_year] AS [financial_year],
        MAX([p].[fiscal_month]) AS [months],
        SUM(
          CASE
            WHEN NOT [l].[account_id] IN (4300, 6145, 6155, 6510, 6605, 6610, 6700)
            THEN [l].[credit] - [l].[debit]
            ELSE 0
          END
        ) AS [business],
        SUM(CASE WHEN [l].[account_id] = 4300 THEN [l].[credit] - [l].[debit] ELSE 0 END) AS [other],
        SUM(CASE WHEN [l].[account_id] = 6700 THEN [l].[debit] - [l].[credit] ELSE 0 END) AS [tax]
      FROM [silver].[journal_line] AS [l]
      JOIN [silver].[account] AS [a]
        ON [a].[account_id] = [l].[account_id]
      JOIN [silver].[journal_entry] AS [e]
        ON [e].[journal_entry_id] = [l].[journal_entry_id]
      JOIN [silver].[period] AS [p]
        ON [p].[period_id] = [e].[period_id]
      WHERE
        [a].[account_type] IN ('income', 'expense')
        AND [e].[source] <> 'year-end closing'
      GROUP BY
        [p].[financial_year]
    ) AS [i]
  ) AS [o]
) AS [years];
GO

-- Interest is booked for each instalment that was too small, and for a year's tax that was paid late or too much, and for nothing else
CREATE OR ALTER VIEW audit.interest_on_income_tax_follows_the_days_of_payment AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [years].[deferred] <> CASE
          WHEN [years].[tax] < 10000
          OR (
            [years].[paid_12] >= [years].[tax] AND [years].[financial_year] = '2023-24'
          )
          THEN 0
          ELSE ROUND(
            CASE
              WHEN [years].[paid_3] * 100 < [years].[tax] * 12
              THEN FLOOR((
                [years].[tax] * 15 * 0.01 - [years].[paid_3]
              ) * 0.01) * 100 * 0.03
              ELSE 0
            END + CASE
              WHEN [years].[paid_6] * 100 < [years].[tax] * 36
              THEN FLOOR((
                [years].[tax] * 45 * 0.01 - [years].[paid_6]
              ) * 0.01) * 100 * 0.03
              ELSE 0
            END + CASE
              WHEN [years].[paid_9] * 100 < [years].[tax] * 75
              THEN FLOOR((
                [years].[tax] * 75 * 0.01 - [years].[paid_9]
              ) * 0.01) * 100 * 0.03
              ELSE 0
            END + CASE
              WHEN [years].[paid_12] * 100 < [years].[tax] * 100
              THEN FLOOR((
                [years].[tax] * 100 * 0.01 - [years].[paid_12]
              ) * 0.01) * 100 * 0.01
              ELSE 0
            END,
            -1
          )
        END
        OR [years].[late] <> CASE
          WHEN DATEADD(
            DAY,
            CASE
              WHEN (
                [years].[tax] + [years].[deferred] - [years].[paid_12]
              ) > 0
              THEN 91
              ELSE 275
            END,
            [years].[ends_on]
          ) <= [years].[last_day]
          THEN CASE
            WHEN [years].[tax] >= 10000 AND [years].[paid_12] * 100 < [years].[tax] * 90
            THEN ROUND(FLOOR((
              [years].[tax] - [years].[paid_12]
            ) * 0.01) * 100 * 0.03, -1)
            ELSE 0
          END
          ELSE 0
        END
        OR [years].[refund_interest] <> CASE
          WHEN DATEADD(
            DAY,
            CASE
              WHEN (
                [years].[tax] + [years].[deferred] - [years].[paid_12]
              ) > 0
              THEN 91
              ELSE 275
            END,
            [years].[ends_on]
          ) <= [years].[last_day]
          THEN CASE
            WHEN (
              [years].[tax] + [years].[deferred] - [years].[paid_12]
            ) < 0
            AND -(
              [years].[tax] + [years].[deferred] - [years].[paid_12]
            ) * 100 >= [years].[tax] * 10
            THEN ROUND(
              FLOOR((
                -(
                  [years].[tax] + [years].[deferred] - [years].[paid_12]
                )
              ) * 0.01) * 100 * 0.045,
              -1
            )
            ELSE 0
          END
          ELSE 0
        END
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([years].[deferred] + [years].[late]), 0) AS [figure]
FROM (
  SELECT
    [p].[financial_year] AS [financial_year],
    MAX([p].[ends_on]) AS [ends_on],
    MAX([b].[last_day]) AS [last_day],
    SUM(
      CASE
        WHEN [e].[source] = 'advance tax'
        AND [l].[account_id] IN (1410)
        AND [p].[fiscal_month] <= 3
        THEN [l].[debit] - [l].[credit]
        ELSE 0
      END
    ) + SUM(
      CASE
        WHEN [e].[source] = 'capital purchase'
        AND [l].[account_id] IN (1410)
        AND [p].[fiscal_month] <= 3
        THEN [l].[debit] - [l].[credit]
        ELSE 0
      END
    ) AS [paid_3],
    SUM(
      CASE
        WHEN [e].[source] = 'advance tax'
        AND [l].[account_id] IN (1410)
        AND [p].[fiscal_month] <= 6
        THEN [l].[debit] - [l].[credit]
        ELSE 0
      END
    ) + SUM(
      CASE
        WHEN [e].[source] = 'capital purchase'
        AND [l].[account_id] IN (1410)
        AND [p].[fiscal_month] <= 6
        THEN [l].[debit] - [l].[credit]
        ELSE 0
      END
    ) AS [paid_6],
    SUM(
      CASE
        WHEN [e].[source] = 'advance tax'
        AND [l].[account_id] IN (1410)
        AND [p].[fiscal_month] <= 9
        THEN [l].[debit] - [l].[credit]
        ELSE 0
      END
    ) + SUM(
      CASE
        WHEN [e].[source] = 'capital purchase'
        AND [l].[account_id] IN (1410)
        AND [p].[fiscal_month] <= 9
        THEN [l].[debit] - [l].[credit]
        ELSE 0
      END
    ) AS [paid_9],
    SUM(
      CASE
        WHEN [e].[source] = 'advance tax'
        AND [l].[account_id] IN (1410)
        AND [p].[fiscal_month] <= 12
        THEN [l].[debit] - [l].[credit]
        ELSE 0
      END
    ) + SUM(
      CASE
        WHEN [e].[source] = 'capital purchase'
        AND [l].[account_id] IN (1410)
        AND [p].[fiscal_month] <= 12
        THEN [l].[debit] - [l].[credit]
        ELSE 0
      END
    ) AS [paid_12],
    SUM(
      CASE
        WHEN [e].[source] = 'income tax'
        AND [l].[account_id] IN (6700)
        AND [p].[fiscal_month] <= 12
        THEN [l].[debit] - [l].[credit]
        ELSE 0
      END
    ) AS [tax],
    SUM(
      CASE
        WHEN [e].[source] = 'income tax'
        AND [l].[account_id] IN (6510)
        AND [p].[fiscal_month] <= 12
        THEN [l].[debit] - [l].[credit]
        ELSE 0
      END
    ) AS [deferred],
    SUM(
      CASE
        WHEN [e].[source] = 'tax settlement'
        AND [l].[account_id] IN (1410, 2350)
        AND [p].[fiscal_month] <= 12
        THEN [l].[debit] - [l].[credit]
        ELSE 0
      END
    ) AS [settled],
    SUM(
      CASE
        WHEN [e].[source] = 'tax settlement'
        AND [l].[account_id] IN (6510)
        AND [p].[fiscal_month] <= 12
        THEN [l].[debit] - [l].[credit]
        ELSE 0
      END
    ) AS [late],
    -(
      SUM(
        CASE
          WHEN [e].[source] = 'tax settlement'
          AND [l].[account_id] IN (4300)
          AND [p].[fiscal_month] <= 12
          THEN [l].[debit] - [l].[credit]
          ELSE 0
        END
      )
    ) AS [refund_interest]
  FROM [silver].[period] AS [p]
  CROSS JOIN (
    SELECT
      MAX([period].[ends_on]) AS [last_day]
    FROM [silver].[period] AS [period]
  ) AS [b]
  LEFT JOIN (
    SELECT
      [journal_entry].[journal_entry_id] AS [journal_entry_id],
      [journal_entry].[source] AS [source],
      [journal_entry].[source_id] AS [period_id]
    FROM [silver].[journal_entry] AS [journal_entry]
    WHERE
      [journal_entry].[source] IN ('advance tax', 'income tax', 'tax settlement')
    UNION ALL
    SELECT
      [journal_entry].[journal_entry_id] AS [journal_entry_id],
      [journal_entry].[source] AS [source],
      [journal_entry].[period_id] AS [period_id]
    FROM [silver].[journal_entry] AS [journal_entry]
    WHERE
      [journal_entry].[source] = 'capital purchase'
  ) AS [e]
    ON [e].[period_id] = [p].[period_id]
  LEFT JOIN [silver].[journal_line] AS [l]
    ON [l].[journal_entry_id] = [e].[journal_entry_id]
  GROUP BY
    [p].[financial_year]
  HAVING
    MAX([p].[fiscal_month]) = 12
) AS [years];
GO

-- What a year's tax and interest came to over what was paid in advance is paid on its day, what was too much comes back, and until then is what the ledger owes or is owed
CREATE OR ALTER VIEW audit.income_tax_is_settled_after_its_year AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN [years].[settled] <> CASE
          WHEN DATEADD(
            DAY,
            CASE
              WHEN (
                [years].[tax] + [years].[deferred] - [years].[paid_12]
              ) > 0
              THEN 91
              ELSE 275
            END,
            [years].[ends_on]
          ) <= [years].[last_day]
          THEN (
            [years].[tax] + [years].[deferred] - [years].[paid_12]
          )
          ELSE 0
        END
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) + CASE
    WHEN COALESCE(
      SUM([years].[settled] - (
        [years].[tax] + [years].[deferred] - [years].[paid_12]
      )),
      0
    ) + MAX([accounts].[unfinished]) = MAX([accounts].[ledger])
    THEN 0
    ELSE 1
  END AS [violations],
  MAX([accounts].[ledger]) AS [figure]
FROM (
  SELECT
    [p].[financial_year] AS [financial_year],
    MAX([p].[ends_on]) AS [ends_on],
    MAX([b].[last_day]) AS [last_day],
    SUM(
      CASE
        WHEN [e].[source] = 'advance tax'
        AND [l].[account_id] IN (1410)
        AND [p].[fiscal_month] <= 3
        THEN [l].[debit] - [l].[credit]
        ELSE 0
      END
    ) + SUM(
      CASE
        WHEN [e].[source] = 'capital purchase'
        AND [l].[account_id] IN (1410)
        AND [p].[fiscal_month] <= 3
        THEN [l].[debit] - [l].[credit]
        ELSE 0
      END
    ) AS [paid_3],
    SUM(
      CASE
        WHEN [e].[source] = 'advance tax'
        AND [l].[account_id] IN (1410)
        AND [p].[fiscal_month] <= 6
        THEN [l].[debit] - [l].[credit]
        ELSE 0
      END
    ) + SUM(
      CASE
        WHEN [e].[source] = 'capital purchase'
        AND [l].[account_id] IN (1410)
        AND [p].[fiscal_month] <= 6
        THEN [l].[debit] - [l].[credit]
        ELSE 0
      END
    ) AS [paid_6],
    SUM(
      CASE
        WHEN [e].[source] = 'advance tax'
        AND [l].[account_id] IN (1410)
        AND [p].[fiscal_month] <= 9
        THEN [l].[debit] - [l].[credit]
        ELSE 0
      END
    ) + SUM(
      CASE
        WHEN [e].[source] = 'capital purchase'
        AND [l].[account_id] IN (1410)
        AND [p].[fiscal_month] <= 9
        THEN [l].[debit] - [l].[credit]
        ELSE 0
      END
    ) AS [paid_9],
    SUM(
      CASE
        WHEN [e].[source] = 'advance tax'
        AND [l].[account_id] IN (1410)
        AND [p].[fiscal_month] <= 12
        THEN [l].[debit] - [l].[credit]
        ELSE 0
      END
    ) + SUM(
      CASE
        WHEN [e].[source] = 'capital purchase'
        AND [l].[account_id] IN (1410)
        AND [p].[fiscal_month] <= 12
        THEN [l].[debit] - [l].[credit]
        ELSE 0
      END
    ) AS [paid_12],
    SUM(
      CASE
        WHEN [e].[source] = 'income tax'
        AND [l].[account_id] IN (6700)
        AND [p].[fiscal_month] <= 12
        THEN [l].[debit] - [l].[credit]
        ELSE 0
      END
    ) AS [tax],
    SUM(
      CASE
        WHEN [e].[source] = 'income tax'
        AND [l].[account_id] IN (6510)
        AND [p].[fiscal_month] <= 12
        THEN [l].[debit] - [l].[credit]
        ELSE 0
      END
    ) AS [deferred],
    SUM(
      CASE
        WHEN [e].[source] = 'tax settlement'
        AND [l].[account_id] IN (1410, 2350)
        AND [p].[fiscal_month] <= 12
        THEN [l].[debit] - [l].[credit]
        ELSE 0
      END
    ) AS [settled],
    SUM(
      CASE
        WHEN [e].[source] = 'tax settlement'
        AND [l].[account_id] IN (6510)
        AND [p].[fiscal_month] <= 12
        THEN [l].[debit] - [l].[credit]
        ELSE 0
      END
    ) AS [late],
    -(
      SUM(
        CASE
          WHEN [e].[source] = 'tax settlement'
          AND [l].[account_id] IN (4300)
          AND [p].[fiscal_month] <= 12
          THEN [l].[debit] - [l].[credit]
          ELSE 0
        END
      )
    ) AS [refund_interest]
  FROM [silver].[period] AS [p]
  CROSS JOIN (
    SELECT
      MAX([period].[ends_on]) AS [last_day]
    FROM [silver].[period] AS [period]
  ) AS [b]
  LEFT JOIN (
    SELECT
      [journal_entry].[journal_entry_id] AS [journal_entry_id],
      [journal_entry].[source] AS [source],
      [journal_entry].[source_id] AS [period_id]
    FROM [silver].[journal_entry] AS [journal_entry]
    WHERE
      [journal_entry].[source] IN ('advance tax', 'income tax', 'tax settlement')
    UNION ALL
    SELECT
      [journal_entry].[journal_entry_id] AS [journal_entry_id],
      [journal_entry].[source] AS [source],
      [journal_entry].[period_id] AS [period_id]
    FROM [silver].[journal_entry] AS [journal_entry]
    WHERE
      [journal_entry].[source] = 'capital purchase'
  ) AS [e]
    ON [e].[period_id] = [p].[period_id]
  LEFT JOIN [silver].[journal_line] AS [l]
    ON [l].[journal_entry_id] = [e].[journal_entry_id]
  GROUP BY
    [p].[financial_year]
  HAVING
    MAX([p].[fiscal_month]) = 12
) AS [years]
CROSS JOIN (
  SELECT
    COALESCE(
      SUM(
        CASE
          WHEN [l].[account_id] IN (1410, 2350)
          THEN [l].[debit] - [l].[credit]
          ELSE 0
        END
      ),
      0
    ) AS [ledger],
    COALESCE(
      SUM(
        CASE
          WHEN [e].[source] IN ('advance tax', 'capital purchase') AND [y].[months] < 12
          THEN [l].[debit] - [l].[credit]
          ELSE 0
        END
      ),
      0
    ) AS [unfinished]
  FROM [silver].[journal_line] AS [l]
  JOIN [silver].[journal_entry] AS [e]
    ON [e].[journal_entry_id] = [l].[journal_entry_id]
  JOIN [silver].[period] AS [p]
    ON [p].[period_id] = [e].[period_id]
  JOIN (
    SELECT
      [period].[financial_year] AS [financial_year],
      MAX([period].[fiscal_month]) AS [months]
    FROM [silver].[period] AS [period]
    GROUP BY
      [period].[financial_year]
  ) AS [y]
    ON [y].[financial_year] = [p].[financial_year]
  WHERE
    [l].[account_id] IN (1410, 2350)
) AS [accounts];
GO

-- After a year whose profit was large enough, two per cent of the average profit of up to three years before are spent, to the rupee; otherwise nothing is
CREATE OR ALTER VIEW audit.social_responsibility_follows_the_profits_of_earlier_years AS
SELECT
  COUNT_BIG(*) AS [checked],
  COALESCE(
    SUM(
      CAST(CASE
        WHEN CASE
          WHEN [years].[last_profit] >= 50000000
          AND [years].[profits] > 0
          AND (
            [years].[months] >= 10 OR [years].[spent] <> 0
          )
          THEN CASE
            WHEN (
              [years].[spent] * 100 * [years].[years] - [years].[profits] * 2
            ) > 50.1 * [years].[years]
            OR (
              [years].[spent] * 100 * [years].[years] - [years].[profits] * 2
            ) < -50.1 * [years].[years]
            OR [years].[elsewhere] > 0
            THEN 1
            ELSE 0
          END
          WHEN [years].[spent] <> 0
          THEN 1
          ELSE 0
        END = 1
        THEN 1
        ELSE 0
      END AS BIGINT)
    ),
    0
  ) AS [violations],
  COALESCE(SUM([years].[spent]), 0) AS [figure]
FROM (
  SELECT
    [y].[financial_year] AS [financial_year],
    [y].[months] AS [months],
    [y].[profit] AS [profit],
    [y].[spent] AS [spent],
    [y].[elsewhere] AS [elsewhere],
    LAG([y].[profit]) OVER (ORDER BY [y].[financial_year]) AS [last_profit],
    COALESCE(LAG([y].[profit], 1) OVER (ORDER BY [y].[financial_year]), 0) + COALESCE(LAG([y].[profit], 2) OVER (ORDER BY [y].[financial_year]), 0) + COALESCE(LAG([y].[profit], 3) OVER (ORDER BY [y].[financial_year]), 0) AS [profits],
    CASE
      WHEN ROW_NUMBER() OVER (ORDER BY [y].[financial_year]) > 3
      THEN 3
      ELSE ROW_NUMBER() OVER (ORDER BY [y].[financial_year]) - 1
    END AS [years]
  FROM (
    SELECT
      [p].[financial_year] AS [financial_year],
      MAX([p].[fiscal_month]) AS [months],
      SUM(
        CASE
          WHEN [l].[account_id] IN (4300, 6510, 6610, 6700)
          THEN 0
          ELSE [l].[credit] - [l].[debit]
        END
      ) AS [profit],
      SUM(CASE WHEN [l].[account_id] = 6610 THEN [l].[debit] - [l].[credit] ELSE 0 END) AS [spent],
      SUM(
        CAST(CASE WHEN [l].[account_id] = 6610 AND [p].[fiscal_month] <> 10 THEN 1 ELSE 0 END AS BIGINT)
      ) AS [elsewhere]
    FROM [silver].[journal_line] AS [l]
    JOIN [silver].[account] AS [a]
      ON [a].[account_id] = [l].[account_id]
    JOIN [silver].[journal_entry] AS [e]
      ON [e].[journal_entry_id] = [l].[journal_entry_id]
    JOIN [silver].[period] AS [p]
      ON [p].[period_id] = [e].[period_id]
    WHERE
      [a].[account_type] IN ('income', 'expense')
      AND [e].[source] <> 'year-end closing'
    GROUP BY
      [p].[financial_year]
  ) AS [y]
) AS [years];
GO

-- Each foreign key is the key of a row that is there
CREATE OR ALTER VIEW audit.references_lead_somewhere AS
SELECT
  SUM([parts].[checked]) AS [checked],
  SUM([parts].[violations]) AS [violations],
  SUM([parts].[checked]) AS [figure]
FROM (
  SELECT
    COUNT_BIG([t].[department_id]) AS [checked],
    COUNT_BIG([t].[department_id]) - COUNT_BIG([p].[department_id]) AS [violations]
  FROM [silver].[employee] AS [t]
  LEFT JOIN [silver].[department] AS [p]
    ON [p].[department_id] = [t].[department_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[period_id]) AS [checked],
    COUNT_BIG([t].[period_id]) - COUNT_BIG([p].[period_id]) AS [violations]
  FROM [silver].[journal_entry] AS [t]
  LEFT JOIN [silver].[period] AS [p]
    ON [p].[period_id] = [t].[period_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[vendor_id]) AS [checked],
    COUNT_BIG([t].[vendor_id]) - COUNT_BIG([p].[vendor_id]) AS [violations]
  FROM [silver].[payment] AS [t]
  LEFT JOIN [silver].[vendor] AS [p]
    ON [p].[vendor_id] = [t].[vendor_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[customer_id]) AS [checked],
    COUNT_BIG([t].[customer_id]) - COUNT_BIG([p].[customer_id]) AS [violations]
  FROM [silver].[receipt] AS [t]
  LEFT JOIN [silver].[customer] AS [p]
    ON [p].[customer_id] = [t].[customer_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[warehouse_id]) AS [checked],
    COUNT_BIG([t].[warehouse_id]) - COUNT_BIG([p].[warehouse_id]) AS [violations]
  FROM [silver].[stocktake] AS [t]
  LEFT JOIN [silver].[warehouse] AS [p]
    ON [p].[warehouse_id] = [t].[warehouse_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[category_id]) AS [checked],
    COUNT_BIG([t].[category_id]) - COUNT_BIG([p].[category_id]) AS [violations]
  FROM [silver].[product] AS [t]
  LEFT JOIN [silver].[category] AS [p]
    ON [p].[category_id] = [t].[category_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[employee_id]) AS [checked],
    COUNT_BIG([t].[employee_id]) - COUNT_BIG([p].[employee_id]) AS [violations]
  FROM [silver].[attendance] AS [t]
  LEFT JOIN [silver].[employee] AS [p]
    ON [p].[employee_id] = [t].[employee_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[employee_id]) AS [checked],
    COUNT_BIG([t].[employee_id]) - COUNT_BIG([p].[employee_id]) AS [violations]
  FROM [silver].[payroll] AS [t]
  LEFT JOIN [silver].[employee] AS [p]
    ON [p].[employee_id] = [t].[employee_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[period_id]) AS [checked],
    COUNT_BIG([t].[period_id]) - COUNT_BIG([p].[period_id]) AS [violations]
  FROM [silver].[payroll] AS [t]
  LEFT JOIN [silver].[period] AS [p]
    ON [p].[period_id] = [t].[period_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[journal_entry_id]) AS [checked],
    COUNT_BIG([t].[journal_entry_id]) - COUNT_BIG([p].[journal_entry_id]) AS [violations]
  FROM [silver].[journal_line] AS [t]
  LEFT JOIN [silver].[journal_entry] AS [p]
    ON [p].[journal_entry_id] = [t].[journal_entry_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[account_id]) AS [checked],
    COUNT_BIG([t].[account_id]) - COUNT_BIG([p].[account_id]) AS [violations]
  FROM [silver].[journal_line] AS [t]
  LEFT JOIN [silver].[account] AS [p]
    ON [p].[account_id] = [t].[account_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[customer_id]) AS [checked],
    COUNT_BIG([t].[customer_id]) - COUNT_BIG([p].[customer_id]) AS [violations]
  FROM [silver].[journal_line] AS [t]
  LEFT JOIN [silver].[customer] AS [p]
    ON [p].[customer_id] = [t].[customer_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[vendor_id]) AS [checked],
    COUNT_BIG([t].[vendor_id]) - COUNT_BIG([p].[vendor_id]) AS [violations]
  FROM [silver].[journal_line] AS [t]
  LEFT JOIN [silver].[vendor] AS [p]
    ON [p].[vendor_id] = [t].[vendor_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[period_id]) AS [checked],
    COUNT_BIG([t].[period_id]) - COUNT_BIG([p].[period_id]) AS [violations]
  FROM [silver].[stock_balance] AS [t]
  LEFT JOIN [silver].[period] AS [p]
    ON [p].[period_id] = [t].[period_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[product_id]) AS [checked],
    COUNT_BIG([t].[product_id]) - COUNT_BIG([p].[product_id]) AS [violations]
  FROM [silver].[stock_balance] AS [t]
  LEFT JOIN [silver].[product] AS [p]
    ON [p].[product_id] = [t].[product_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[warehouse_id]) AS [checked],
    COUNT_BIG([t].[warehouse_id]) - COUNT_BIG([p].[warehouse_id]) AS [violations]
  FROM [silver].[stock_balance] AS [t]
  LEFT JOIN [silver].[warehouse] AS [p]
    ON [p].[warehouse_id] = [t].[warehouse_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[product_id]) AS [checked],
    COUNT_BIG([t].[product_id]) - COUNT_BIG([p].[product_id]) AS [violations]
  FROM [silver].[stock_movement] AS [t]
  LEFT JOIN [silver].[product] AS [p]
    ON [p].[product_id] = [t].[product_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[warehouse_id]) AS [checked],
    COUNT_BIG([t].[warehouse_id]) - COUNT_BIG([p].[warehouse_id]) AS [violations]
  FROM [silver].[stock_movement] AS [t]
  LEFT JOIN [silver].[warehouse] AS [p]
    ON [p].[warehouse_id] = [t].[warehouse_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[stocktake_id]) AS [checked],
    COUNT_BIG([t].[stocktake_id]) - COUNT_BIG([p].[stocktake_id]) AS [violations]
  FROM [silver].[stocktake_line] AS [t]
  LEFT JOIN [silver].[stocktake] AS [p]
    ON [p].[stocktake_id] = [t].[stocktake_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[product_id]) AS [checked],
    COUNT_BIG([t].[product_id]) - COUNT_BIG([p].[product_id]) AS [violations]
  FROM [silver].[stocktake_line] AS [t]
  LEFT JOIN [silver].[product] AS [p]
    ON [p].[product_id] = [t].[product_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[product_id]) AS [checked],
    COUNT_BIG([t].[product_id]) - COUNT_BIG([p].[product_id]) AS [violations]
  FROM [silver].[bill_of_materials] AS [t]
  LEFT JOIN [silver].[product] AS [p]
    ON [p].[product_id] = [t].[product_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[component_id]) AS [checked],
    COUNT_BIG([t].[component_id]) - COUNT_BIG([p].[product_id]) AS [violations]
  FROM [silver].[bill_of_materials] AS [t]
  LEFT JOIN [silver].[product] AS [p]
    ON [p].[product_id] = [t].[component_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[product_id]) AS [checked],
    COUNT_BIG([t].[product_id]) - COUNT_BIG([p].[product_id]) AS [violations]
  FROM [silver].[mould] AS [t]
  LEFT JOIN [silver].[product] AS [p]
    ON [p].[product_id] = [t].[product_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[product_id]) AS [checked],
    COUNT_BIG([t].[product_id]) - COUNT_BIG([p].[product_id]) AS [violations]
  FROM [silver].[price] AS [t]
  LEFT JOIN [silver].[product] AS [p]
    ON [p].[product_id] = [t].[product_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[vendor_id]) AS [checked],
    COUNT_BIG([t].[vendor_id]) - COUNT_BIG([p].[vendor_id]) AS [violations]
  FROM [silver].[purchase_order] AS [t]
  LEFT JOIN [silver].[vendor] AS [p]
    ON [p].[vendor_id] = [t].[vendor_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[buyer_id]) AS [checked],
    COUNT_BIG([t].[buyer_id]) - COUNT_BIG([p].[employee_id]) AS [violations]
  FROM [silver].[purchase_order] AS [t]
  LEFT JOIN [silver].[employee] AS [p]
    ON [p].[employee_id] = [t].[buyer_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[customer_id]) AS [checked],
    COUNT_BIG([t].[customer_id]) - COUNT_BIG([p].[customer_id]) AS [violations]
  FROM [silver].[sales_order] AS [t]
  LEFT JOIN [silver].[customer] AS [p]
    ON [p].[customer_id] = [t].[customer_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[salesperson_id]) AS [checked],
    COUNT_BIG([t].[salesperson_id]) - COUNT_BIG([p].[employee_id]) AS [violations]
  FROM [silver].[sales_order] AS [t]
  LEFT JOIN [silver].[employee] AS [p]
    ON [p].[employee_id] = [t].[salesperson_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[sales_order_id]) AS [checked],
    COUNT_BIG([t].[sales_order_id]) - COUNT_BIG([p].[sales_order_id]) AS [violations]
  FROM [silver].[customer_advance] AS [t]
  LEFT JOIN [silver].[sales_order] AS [p]
    ON [p].[sales_order_id] = [t].[sales_order_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[customer_id]) AS [checked],
    COUNT_BIG([t].[customer_id]) - COUNT_BIG([p].[customer_id]) AS [violations]
  FROM [silver].[customer_advance] AS [t]
  LEFT JOIN [silver].[customer] AS [p]
    ON [p].[customer_id] = [t].[customer_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[mould_id]) AS [checked],
    COUNT_BIG([t].[mould_id]) - COUNT_BIG([p].[mould_id]) AS [violations]
  FROM [silver].[fixed_asset] AS [t]
  LEFT JOIN [silver].[mould] AS [p]
    ON [p].[mould_id] = [t].[mould_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[purchase_order_id]) AS [checked],
    COUNT_BIG([t].[purchase_order_id]) - COUNT_BIG([p].[purchase_order_id]) AS [violations]
  FROM [silver].[payable_bill] AS [t]
  LEFT JOIN [silver].[purchase_order] AS [p]
    ON [p].[purchase_order_id] = [t].[purchase_order_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[vendor_id]) AS [checked],
    COUNT_BIG([t].[vendor_id]) - COUNT_BIG([p].[vendor_id]) AS [violations]
  FROM [silver].[payable_bill] AS [t]
  LEFT JOIN [silver].[vendor] AS [p]
    ON [p].[vendor_id] = [t].[vendor_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[product_id]) AS [checked],
    COUNT_BIG([t].[product_id]) - COUNT_BIG([p].[product_id]) AS [violations]
  FROM [silver].[production_order] AS [t]
  LEFT JOIN [silver].[product] AS [p]
    ON [p].[product_id] = [t].[product_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[mould_id]) AS [checked],
    COUNT_BIG([t].[mould_id]) - COUNT_BIG([p].[mould_id]) AS [violations]
  FROM [silver].[production_order] AS [t]
  LEFT JOIN [silver].[mould] AS [p]
    ON [p].[mould_id] = [t].[mould_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[warehouse_id]) AS [checked],
    COUNT_BIG([t].[warehouse_id]) - COUNT_BIG([p].[warehouse_id]) AS [violations]
  FROM [silver].[production_order] AS [t]
  LEFT JOIN [silver].[warehouse] AS [p]
    ON [p].[warehouse_id] = [t].[warehouse_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[mould_id]) AS [checked],
    COUNT_BIG([t].[mould_id]) - COUNT_BIG([p].[mould_id]) AS [violations]
  FROM [silver].[mould_maintenance] AS [t]
  LEFT JOIN [silver].[mould] AS [p]
    ON [p].[mould_id] = [t].[mould_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[purchase_order_id]) AS [checked],
    COUNT_BIG([t].[purchase_order_id]) - COUNT_BIG([p].[purchase_order_id]) AS [violations]
  FROM [silver].[purchase_order_line] AS [t]
  LEFT JOIN [silver].[purchase_order] AS [p]
    ON [p].[purchase_order_id] = [t].[purchase_order_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[product_id]) AS [checked],
    COUNT_BIG([t].[product_id]) - COUNT_BIG([p].[product_id]) AS [violations]
  FROM [silver].[purchase_order_line] AS [t]
  LEFT JOIN [silver].[product] AS [p]
    ON [p].[product_id] = [t].[product_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[sales_order_id]) AS [checked],
    COUNT_BIG([t].[sales_order_id]) - COUNT_BIG([p].[sales_order_id]) AS [violations]
  FROM [silver].[sales_order_line] AS [t]
  LEFT JOIN [silver].[sales_order] AS [p]
    ON [p].[sales_order_id] = [t].[sales_order_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[product_id]) AS [checked],
    COUNT_BIG([t].[product_id]) - COUNT_BIG([p].[product_id]) AS [violations]
  FROM [silver].[sales_order_line] AS [t]
  LEFT JOIN [silver].[product] AS [p]
    ON [p].[product_id] = [t].[product_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[campaign_id]) AS [checked],
    COUNT_BIG([t].[campaign_id]) - COUNT_BIG([p].[campaign_id]) AS [violations]
  FROM [silver].[sales_order_line] AS [t]
  LEFT JOIN [silver].[campaign] AS [p]
    ON [p].[campaign_id] = [t].[campaign_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[sales_order_id]) AS [checked],
    COUNT_BIG([t].[sales_order_id]) - COUNT_BIG([p].[sales_order_id]) AS [violations]
  FROM [silver].[shipment] AS [t]
  LEFT JOIN [silver].[sales_order] AS [p]
    ON [p].[sales_order_id] = [t].[sales_order_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[carrier_id]) AS [checked],
    COUNT_BIG([t].[carrier_id]) - COUNT_BIG([p].[carrier_id]) AS [violations]
  FROM [silver].[shipment] AS [t]
  LEFT JOIN [silver].[carrier] AS [p]
    ON [p].[carrier_id] = [t].[carrier_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[warehouse_id]) AS [checked],
    COUNT_BIG([t].[warehouse_id]) - COUNT_BIG([p].[warehouse_id]) AS [violations]
  FROM [silver].[shipment] AS [t]
  LEFT JOIN [silver].[warehouse] AS [p]
    ON [p].[warehouse_id] = [t].[warehouse_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[payment_id]) AS [checked],
    COUNT_BIG([t].[payment_id]) - COUNT_BIG([p].[payment_id]) AS [violations]
  FROM [silver].[payment_allocation] AS [t]
  LEFT JOIN [silver].[payment] AS [p]
    ON [p].[payment_id] = [t].[payment_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[payable_bill_id]) AS [checked],
    COUNT_BIG([t].[payable_bill_id]) - COUNT_BIG([p].[payable_bill_id]) AS [violations]
  FROM [silver].[payment_allocation] AS [t]
  LEFT JOIN [silver].[payable_bill] AS [p]
    ON [p].[payable_bill_id] = [t].[payable_bill_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[shipment_id]) AS [checked],
    COUNT_BIG([t].[shipment_id]) - COUNT_BIG([p].[shipment_id]) AS [violations]
  FROM [silver].[receivable_invoice] AS [t]
  LEFT JOIN [silver].[shipment] AS [p]
    ON [p].[shipment_id] = [t].[shipment_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[customer_id]) AS [checked],
    COUNT_BIG([t].[customer_id]) - COUNT_BIG([p].[customer_id]) AS [violations]
  FROM [silver].[receivable_invoice] AS [t]
  LEFT JOIN [silver].[customer] AS [p]
    ON [p].[customer_id] = [t].[customer_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[purchase_order_line_id]) AS [checked],
    COUNT_BIG([t].[purchase_order_line_id]) - COUNT_BIG([p].[purchase_order_line_id]) AS [violations]
  FROM [silver].[goods_receipt] AS [t]
  LEFT JOIN [silver].[purchase_order_line] AS [p]
    ON [p].[purchase_order_line_id] = [t].[purchase_order_line_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[warehouse_id]) AS [checked],
    COUNT_BIG([t].[warehouse_id]) - COUNT_BIG([p].[warehouse_id]) AS [violations]
  FROM [silver].[goods_receipt] AS [t]
  LEFT JOIN [silver].[warehouse] AS [p]
    ON [p].[warehouse_id] = [t].[warehouse_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[shipment_id]) AS [checked],
    COUNT_BIG([t].[shipment_id]) - COUNT_BIG([p].[shipment_id]) AS [violations]
  FROM [silver].[shipment_line] AS [t]
  LEFT JOIN [silver].[shipment] AS [p]
    ON [p].[shipment_id] = [t].[shipment_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[sales_order_line_id]) AS [checked],
    COUNT_BIG([t].[sales_order_line_id]) - COUNT_BIG([p].[sales_order_line_id]) AS [violations]
  FROM [silver].[shipment_line] AS [t]
  LEFT JOIN [silver].[sales_order_line] AS [p]
    ON [p].[sales_order_line_id] = [t].[sales_order_line_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[customer_advance_id]) AS [checked],
    COUNT_BIG([t].[customer_advance_id]) - COUNT_BIG([p].[customer_advance_id]) AS [violations]
  FROM [silver].[advance_allocation] AS [t]
  LEFT JOIN [silver].[customer_advance] AS [p]
    ON [p].[customer_advance_id] = [t].[customer_advance_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[receivable_invoice_id]) AS [checked],
    COUNT_BIG([t].[receivable_invoice_id]) - COUNT_BIG([p].[receivable_invoice_id]) AS [violations]
  FROM [silver].[advance_allocation] AS [t]
  LEFT JOIN [silver].[receivable_invoice] AS [p]
    ON [p].[receivable_invoice_id] = [t].[receivable_invoice_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[receivable_invoice_id]) AS [checked],
    COUNT_BIG([t].[receivable_invoice_id]) - COUNT_BIG([p].[receivable_invoice_id]) AS [violations]
  FROM [silver].[dispute] AS [t]
  LEFT JOIN [silver].[receivable_invoice] AS [p]
    ON [p].[receivable_invoice_id] = [t].[receivable_invoice_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[payable_bill_id]) AS [checked],
    COUNT_BIG([t].[payable_bill_id]) - COUNT_BIG([p].[payable_bill_id]) AS [violations]
  FROM [silver].[payable_bill_line] AS [t]
  LEFT JOIN [silver].[payable_bill] AS [p]
    ON [p].[payable_bill_id] = [t].[payable_bill_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[goods_receipt_id]) AS [checked],
    COUNT_BIG([t].[goods_receipt_id]) - COUNT_BIG([p].[goods_receipt_id]) AS [violations]
  FROM [silver].[payable_bill_line] AS [t]
  LEFT JOIN [silver].[goods_receipt] AS [p]
    ON [p].[goods_receipt_id] = [t].[goods_receipt_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[receipt_id]) AS [checked],
    COUNT_BIG([t].[receipt_id]) - COUNT_BIG([p].[receipt_id]) AS [violations]
  FROM [silver].[receipt_allocation] AS [t]
  LEFT JOIN [silver].[receipt] AS [p]
    ON [p].[receipt_id] = [t].[receipt_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[receivable_invoice_id]) AS [checked],
    COUNT_BIG([t].[receivable_invoice_id]) - COUNT_BIG([p].[receivable_invoice_id]) AS [violations]
  FROM [silver].[receipt_allocation] AS [t]
  LEFT JOIN [silver].[receivable_invoice] AS [p]
    ON [p].[receivable_invoice_id] = [t].[receivable_invoice_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[receivable_invoice_id]) AS [checked],
    COUNT_BIG([t].[receivable_invoice_id]) - COUNT_BIG([p].[receivable_invoice_id]) AS [violations]
  FROM [silver].[receivable_invoice_line] AS [t]
  LEFT JOIN [silver].[receivable_invoice] AS [p]
    ON [p].[receivable_invoice_id] = [t].[receivable_invoice_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[shipment_line_id]) AS [checked],
    COUNT_BIG([t].[shipment_line_id]) - COUNT_BIG([p].[shipment_line_id]) AS [violations]
  FROM [silver].[receivable_invoice_line] AS [t]
  LEFT JOIN [silver].[shipment_line] AS [p]
    ON [p].[shipment_line_id] = [t].[shipment_line_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[product_id]) AS [checked],
    COUNT_BIG([t].[product_id]) - COUNT_BIG([p].[product_id]) AS [violations]
  FROM [silver].[receivable_invoice_line] AS [t]
  LEFT JOIN [silver].[product] AS [p]
    ON [p].[product_id] = [t].[product_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[receivable_invoice_id]) AS [checked],
    COUNT_BIG([t].[receivable_invoice_id]) - COUNT_BIG([p].[receivable_invoice_id]) AS [violations]
  FROM [silver].[write_off] AS [t]
  LEFT JOIN [silver].[receivable_invoice] AS [p]
    ON [p].[receivable_invoice_id] = [t].[receivable_invoice_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[receivable_invoice_id]) AS [checked],
    COUNT_BIG([t].[receivable_invoice_id]) - COUNT_BIG([p].[receivable_invoice_id]) AS [violations]
  FROM [silver].[credit_note] AS [t]
  LEFT JOIN [silver].[receivable_invoice] AS [p]
    ON [p].[receivable_invoice_id] = [t].[receivable_invoice_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[credit_note_id]) AS [checked],
    COUNT_BIG([t].[credit_note_id]) - COUNT_BIG([p].[credit_note_id]) AS [violations]
  FROM [silver].[goods_return] AS [t]
  LEFT JOIN [silver].[credit_note] AS [p]
    ON [p].[credit_note_id] = [t].[credit_note_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[shipment_line_id]) AS [checked],
    COUNT_BIG([t].[shipment_line_id]) - COUNT_BIG([p].[shipment_line_id]) AS [violations]
  FROM [silver].[goods_return] AS [t]
  LEFT JOIN [silver].[shipment_line] AS [p]
    ON [p].[shipment_line_id] = [t].[shipment_line_id]
  UNION ALL
  SELECT
    COUNT_BIG([t].[warehouse_id]) AS [checked],
    COUNT_BIG([t].[warehouse_id]) - COUNT_BIG([p].[warehouse_id]) AS [violations]
  FROM [silver].[goods_return] AS [t]
  LEFT JOIN [silver].[warehouse] AS [p]
    ON [p].[warehouse_id] = [t].[warehouse_id]
) AS [parts];
GO

-- No two rows of a table share a key, a document number or a code
CREATE OR ALTER VIEW audit.keys_are_unique AS
SELECT
  SUM([parts].[checked]) AS [checked],
  SUM([parts].[violations]) AS [violations],
  SUM([parts].[checked]) AS [figure]
FROM (
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [customer].[customer_code]) AS [violations]
  FROM [silver].[customer] AS [customer]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [customer].[customer_id]) AS [violations]
  FROM [silver].[customer] AS [customer]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG([customer].[gstin]) - COUNT_BIG(DISTINCT [customer].[gstin]) AS [violations]
  FROM [silver].[customer] AS [customer]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [department].[department_code]) AS [violations]
  FROM [silver].[department] AS [department]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [department].[department_id]) AS [violations]
  FROM [silver].[department] AS [department]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [account].[account_id]) AS [violations]
  FROM [silver].[account] AS [account]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [period].[period_id]) AS [violations]
  FROM [silver].[period] AS [period]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [warehouse].[warehouse_code]) AS [violations]
  FROM [silver].[warehouse] AS [warehouse]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [warehouse].[warehouse_id]) AS [violations]
  FROM [silver].[warehouse] AS [warehouse]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [category].[category_code]) AS [violations]
  FROM [silver].[category] AS [category]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [category].[category_id]) AS [violations]
  FROM [silver].[category] AS [category]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(
      DISTINCT CAST([tax_rate].[hsn_code] AS VARCHAR(40)) + '/' + CAST([tax_rate].[valid_from] AS VARCHAR(40))
    ) AS [violations]
  FROM [silver].[tax_rate] AS [tax_rate]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [tax_rate].[tax_rate_id]) AS [violations]
  FROM [silver].[tax_rate] AS [tax_rate]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [campaign].[campaign_code]) AS [violations]
  FROM [silver].[campaign] AS [campaign]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [campaign].[campaign_id]) AS [violations]
  FROM [silver].[campaign] AS [campaign]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [carrier].[carrier_code]) AS [violations]
  FROM [silver].[carrier] AS [carrier]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [carrier].[carrier_id]) AS [violations]
  FROM [silver].[carrier] AS [carrier]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [vendor].[gstin]) AS [violations]
  FROM [silver].[vendor] AS [vendor]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [vendor].[vendor_code]) AS [violations]
  FROM [silver].[vendor] AS [vendor]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [vendor].[vendor_id]) AS [violations]
  FROM [silver].[vendor] AS [vendor]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [employee].[employee_id]) AS [violations]
  FROM [silver].[employee] AS [employee]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [employee].[employee_no]) AS [violations]
  FROM [silver].[employee] AS [employee]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [journal_entry].[journal_entry_id]) AS [violations]
  FROM [silver].[journal_entry] AS [journal_entry]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [payment].[payment_id]) AS [violations]
  FROM [silver].[payment] AS [payment]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [payment].[payment_no]) AS [violations]
  FROM [silver].[payment] AS [payment]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [receipt].[receipt_id]) AS [violations]
  FROM [silver].[receipt] AS [receipt]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [receipt].[receipt_no]) AS [violations]
  FROM [silver].[receipt] AS [receipt]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [stocktake].[stocktake_id]) AS [violations]
  FROM [silver].[stocktake] AS [stocktake]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [stocktake].[stocktake_no]) AS [violations]
  FROM [silver].[stocktake] AS [stocktake]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [product].[product_code]) AS [violations]
  FROM [silver].[product] AS [product]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [product].[product_id]) AS [violations]
  FROM [silver].[product] AS [product]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [attendance].[attendance_id]) AS [violations]
  FROM [silver].[attendance] AS [attendance]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(
      DISTINCT CAST([attendance].[employee_id] AS VARCHAR(40)) + '/' + CAST([attendance].[attended_on] AS VARCHAR(40))
    ) AS [violations]
  FROM [silver].[attendance] AS [attendance]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(
      DISTINCT CAST([payroll].[employee_id] AS VARCHAR(40)) + '/' + CAST([payroll].[period_id] AS VARCHAR(40))
    ) AS [violations]
  FROM [silver].[payroll] AS [payroll]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [payroll].[payroll_id]) AS [violations]
  FROM [silver].[payroll] AS [payroll]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [journal_line].[journal_line_id]) AS [violations]
  FROM [silver].[journal_line] AS [journal_line]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(
      DISTINCT CAST([stock_balance].[period_id] AS VARCHAR(40)) + '/' + CAST([stock_balance].[product_id] AS VARCHAR(40)) + '/' + CAST([stock_balance].[warehouse_id] AS VARCHAR(40))
    ) AS [violations]
  FROM [silver].[stock_balance] AS [stock_balance]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [stock_balance].[stock_balance_id]) AS [violations]
  FROM [silver].[stock_balance] AS [stock_balance]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [stock_movement].[stock_movement_id]) AS [violations]
  FROM [silver].[stock_movement] AS [stock_movement]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(
      DISTINCT CAST([stocktake_line].[stocktake_id] AS VARCHAR(40)) + '/' + CAST([stocktake_line].[product_id] AS VARCHAR(40))
    ) AS [violations]
  FROM [silver].[stocktake_line] AS [stocktake_line]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [stocktake_line].[stocktake_line_id]) AS [violations]
  FROM [silver].[stocktake_line] AS [stocktake_line]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [bill_of_materials].[bill_of_materials_id]) AS [violations]
  FROM [silver].[bill_of_materials] AS [bill_of_materials]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(
      DISTINCT CAST([bill_of_materials].[product_id] AS VARCHAR(40)) + '/' + CAST([bill_of_materials].[component_id] AS VARCHAR(40))
    ) AS [violations]
  FROM [silver].[bill_of_materials] AS [bill_of_materials]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [mould].[mould_code]) AS [violations]
  FROM [silver].[mould] AS [mould]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [mould].[mould_id]) AS [violations]
  FROM [silver].[mould] AS [mould]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [price].[price_id]) AS [violations]
  FROM [silver].[price] AS [price]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(
      DISTINCT CAST([price].[product_id] AS VARCHAR(40)) + '/' + CAST([price].[valid_from] AS VARCHAR(40))
    ) AS [violations]
  FROM [silver].[price] AS [price]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [purchase_order].[purchase_order_id]) AS [violations]
  FROM [silver].[purchase_order] AS [purchase_order]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [purchase_order].[purchase_order_no]) AS [violations]
  FROM [silver].[purchase_order] AS [purchase_order]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [sales_order].[sales_order_id]) AS [violations]
  FROM [silver].[sales_order] AS [sales_order]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [sales_order].[sales_order_no]) AS [violations]
  FROM [silver].[sales_order] AS [sales_order]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [customer_advance].[customer_advance_id]) AS [violations]
  FROM [silver].[customer_advance] AS [customer_advance]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [customer_advance].[customer_advance_no]) AS [violations]
  FROM [silver].[customer_advance] AS [customer_advance]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [fixed_asset].[fixed_asset_code]) AS [violations]
  FROM [silver].[fixed_asset] AS [fixed_asset]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [fixed_asset].[fixed_asset_id]) AS [violations]
  FROM [silver].[fixed_asset] AS [fixed_asset]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [payable_bill].[payable_bill_id]) AS [violations]
  FROM [silver].[payable_bill] AS [payable_bill]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [payable_bill].[payable_bill_no]) AS [violations]
  FROM [silver].[payable_bill] AS [payable_bill]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [production_order].[production_order_id]) AS [violations]
  FROM [silver].[production_order] AS [production_order]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [production_order].[production_order_no]) AS [violations]
  FROM [silver].[production_order] AS [production_order]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [mould_maintenance].[mould_maintenance_id]) AS [violations]
  FROM [silver].[mould_maintenance] AS [mould_maintenance]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [mould_maintenance].[mould_maintenance_no]) AS [violations]
  FROM [silver].[mould_maintenance] AS [mould_maintenance]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(
      DISTINCT CAST([purchase_order_line].[purchase_order_id] AS VARCHAR(40)) + '/' + CAST([purchase_order_line].[line_no] AS VARCHAR(40))
    ) AS [violations]
  FROM [silver].[purchase_order_line] AS [purchase_order_line]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [purchase_order_line].[purchase_order_line_id]) AS [violations]
  FROM [silver].[purchase_order_line] AS [purchase_order_line]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(
      DISTINCT CAST([sales_order_line].[sales_order_id] AS VARCHAR(40)) + '/' + CAST([sales_order_line].[line_no] AS VARCHAR(40))
    ) AS [violations]
  FROM [silver].[sales_order_line] AS [sales_order_line]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [sales_order_line].[sales_order_line_id]) AS [violations]
  FROM [silver].[sales_order_line] AS [sales_order_line]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [shipment].[shipment_id]) AS [violations]
  FROM [silver].[shipment] AS [shipment]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [shipment].[shipment_no]) AS [violations]
  FROM [silver].[shipment] AS [shipment]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [payment_allocation].[payment_allocation_id]) AS [violations]
  FROM [silver].[payment_allocation] AS [payment_allocation]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(
      DISTINCT CAST([payment_allocation].[payment_id] AS VARCHAR(40)) + '/' + CAST([payment_allocation].[payable_bill_id] AS VARCHAR(40))
    ) AS [violations]
  FROM [silver].[payment_allocation] AS [payment_allocation]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [receivable_invoice].[receivable_invoice_id]) AS [violations]
  FROM [silver].[receivable_invoice] AS [receivable_invoice]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [receivable_invoice].[receivable_invoice_no]) AS [violations]
  FROM [silver].[receivable_invoice] AS [receivable_invoice]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [goods_receipt].[goods_receipt_id]) AS [violations]
  FROM [silver].[goods_receipt] AS [goods_receipt]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [goods_receipt].[goods_receipt_no]) AS [violations]
  FROM [silver].[goods_receipt] AS [goods_receipt]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(
      DISTINCT CAST([shipment_line].[shipment_id] AS VARCHAR(40)) + '/' + CAST([shipment_line].[line_no] AS VARCHAR(40))
    ) AS [violations]
  FROM [silver].[shipment_line] AS [shipment_line]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [shipment_line].[shipment_line_id]) AS [violations]
  FROM [silver].[shipment_line] AS [shipment_line]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [advance_allocation].[advance_allocation_id]) AS [violations]
  FROM [silver].[advance_allocation] AS [advance_allocation]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [advance_allocation].[receivable_invoice_id]) AS [violations]
  FROM [silver].[advance_allocation] AS [advance_allocation]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [dispute].[dispute_id]) AS [violations]
  FROM [silver].[dispute] AS [dispute]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [dispute].[dispute_no]) AS [violations]
  FROM [silver].[dispute] AS [dispute]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [payable_bill_line].[payable_bill_line_id]) AS [violations]
  FROM [silver].[payable_bill_line] AS [payable_bill_line]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [receipt_allocation].[receipt_allocation_id]) AS [violations]
  FROM [silver].[receipt_allocation] AS [receipt_allocation]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(
      DISTINCT CAST([receipt_allocation].[receipt_id] AS VARCHAR(40)) + '/' + CAST([receipt_allocation].[receivable_invoice_id] AS VARCHAR(40))
    ) AS [violations]
  FROM [silver].[receipt_allocation] AS [receipt_allocation]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [receivable_invoice_line].[receivable_invoice_line_id]) AS [violations]
  FROM [silver].[receivable_invoice_line] AS [receivable_invoice_line]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [write_off].[receivable_invoice_id]) AS [violations]
  FROM [silver].[write_off] AS [write_off]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [write_off].[write_off_id]) AS [violations]
  FROM [silver].[write_off] AS [write_off]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [write_off].[write_off_no]) AS [violations]
  FROM [silver].[write_off] AS [write_off]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [credit_note].[credit_note_id]) AS [violations]
  FROM [silver].[credit_note] AS [credit_note]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [credit_note].[credit_note_no]) AS [violations]
  FROM [silver].[credit_note] AS [credit_note]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [goods_return].[credit_note_id]) AS [violations]
  FROM [silver].[goods_return] AS [goods_return]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [goods_return].[goods_return_id]) AS [violations]
  FROM [silver].[goods_return] AS [goods_return]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COUNT_BIG(*) - COUNT_BIG(DISTINCT [goods_return].[goods_return_no]) AS [violations]
  FROM [silver].[goods_return] AS [goods_return]
) AS [parts];
GO

-- Each row keeps the checks of its table
CREATE OR ALTER VIEW audit.checks_hold AS
SELECT
  SUM([parts].[checked]) AS [checked],
  SUM(CAST([parts].[violations] AS BIGINT)) AS [violations],
  SUM([parts].[checked]) AS [figure]
FROM (
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              (
                [customer].[gstin] IS NULL AND [customer].[pan] IS NULL
              )
              OR (
                NOT [customer].[gstin] IS NULL AND NOT [customer].[pan] IS NULL
              )
            )
            AND (
              (
                [customer].[segment] = 'export' AND [customer].[state_code] = '96'
              )
              OR (
                [customer].[segment] <> 'export' AND [customer].[state_code] <> '96'
              )
            )
            AND (
              (
                [customer].[state_name] = 'Foreign Country' AND [customer].[gstin] IS NULL
              )
              OR (
                [customer].[state_name] <> 'Foreign Country' AND NOT [customer].[gstin] IS NULL
              )
            )
            AND (
              [customer].[credit_limit] >= 0
            )
            AND (
              [customer].[payment_terms_days] >= 0
            )
            AND (
              [customer].[segment] IN ('distributor', 'automotive', 'fmcg', 'household', 'export')
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[customer] AS [customer]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [account].[account_type] IN ('asset', 'liability', 'equity', 'income', 'expense')
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[account] AS [account]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE WHEN NOT (
          (
            [period].[fiscal_month] >= 0
          )
        ) THEN 1 ELSE 0 END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[period] AS [period]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [category].[product_type] IN ('finished', 'material', 'packaging')
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[category] AS [category]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [tax_rate].[gst_rate] >= 0 AND [tax_rate].[gst_rate] <= 100
            )
            AND (
              [tax_rate].[valid_to] >= [tax_rate].[valid_from]
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[tax_rate] AS [tax_rate]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [campaign].[discount_rate] >= 0 AND [campaign].[discount_rate] <= 100
            )
            AND (
              [campaign].[ends_on] >= [campaign].[starts_on]
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[campaign] AS [campaign]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [carrier].[km_per_day] >= 0
            )
            AND (
              [carrier].[mode] IN ('road', 'rail', 'air', 'sea')
            )
            AND (
              [carrier].[rate_per_tonne_km] >= 0
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[carrier] AS [carrier]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [vendor].[lead_time_days] >= 0
            )
            AND (
              [vendor].[msme_status] IN ('micro', 'small', 'medium', 'none')
            )
            AND (
              [vendor].[payment_terms_days] >= 0
            )
            AND (
              [vendor].[vendor_type] IN ('resin', 'masterbatch', 'packaging', 'insert')
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[vendor] AS [vendor]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [employee].[gender] IN ('female', 'male')
            )
            AND (
              [employee].[left_on] IS NULL OR [employee].[left_on] >= [employee].[joined_on]
            )
            AND (
              [employee].[monthly_salary] >= 0
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[employee] AS [employee]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [payment].[amount] >= 0
            )
            AND (
              [payment].[method] IN ('NEFT', 'RTGS', 'UPI', 'cheque')
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[payment] AS [payment]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [receipt].[amount] >= 0
            )
            AND (
              [receipt].[method] IN ('NEFT', 'RTGS', 'UPI', 'cheque', 'wire')
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[receipt] AS [receipt]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [stocktake].[counted_items] >= 0
            )
            AND (
              [stocktake].[stocktake_type] IN ('annual', 'cycle')
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[stocktake] AS [stocktake]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              CAST([product].[is_active] AS INTEGER) = CASE WHEN [product].[discontinued_on] IS NULL THEN 1 ELSE 0 END
            )
            AND (
              [product].[conversion_cost] >= 0
            )
            AND (
              [product].[discontinued_on] IS NULL
              OR [product].[discontinued_on] > [product].[launched_on]
            )
            AND (
              [product].[gst_rate] >= 0 AND [product].[gst_rate] <= 100
            )
            AND (
              [product].[product_type] IN ('finished', 'material', 'packaging')
            )
            AND (
              [product].[reorder_point] >= 0
            )
            AND (
              [product].[standard_cost] >= 0
            )
            AND (
              [product].[unit] IN ('pcs', 'kg', 'box')
            )
            AND (
              [product].[weight_g] >= 0
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[product] AS [product]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [attendance].[status] IN ('present', 'half day', 'leave', 'maternity', 'absent')
            )
            AND (
              [attendance].[worked_minutes] >= 0
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[attendance] AS [attendance]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [payroll].[employer_labour_welfare_fund] >= 0
            )
            AND (
              [payroll].[employer_provident_fund] >= 0
            )
            AND (
              [payroll].[employer_provident_fund_charges] >= 0
            )
            AND (
              [payroll].[employer_state_insurance] >= 0
            )
            AND (
              [payroll].[gross_pay] >= 0
            )
            AND (
              [payroll].[income_tax] >= 0
            )
            AND (
              [payroll].[labour_welfare_fund] >= 0
            )
            AND (
              [payroll].[leave_balance] >= 0
            )
            AND (
              [payroll].[leave_encashment] >= 0
            )
            AND (
              [payroll].[monthly_salary] >= 0
            )
            AND (
              [payroll].[net_pay] = [payroll].[gross_pay] - [payroll].[provident_fund] - [payroll].[state_insurance] - [payroll].[professional_tax] - [payroll].[labour_welfare_fund] - [payroll].[income_tax] + [payroll].[leave_encashment]
            )
            AND (
              [payroll].[net_pay] >= 0
            )
            AND (
              [payroll].[paid_days] <= [payroll].[working_days]
            )
            AND (
              [payroll].[paid_days] >= 0
            )
            AND (
              [payroll].[professional_tax] >= 0
            )
            AND (
              [payroll].[provident_fund] >= 0
            )
            AND (
              [payroll].[state_insurance] >= 0
            )
            AND (
              [payroll].[working_days] >= 0
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[payroll] AS [payroll]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [journal_line].[credit] >= 0
            )
            AND (
              [journal_line].[debit] + [journal_line].[credit] > 0
            )
            AND (
              [journal_line].[debit] = 0 OR [journal_line].[credit] = 0
            )
            AND (
              [journal_line].[debit] >= 0
            )
            AND (
              [journal_line].[line_no] >= 0
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[journal_line] AS [journal_line]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [stock_balance].[amount] >= 0
            ) AND (
              [stock_balance].[quantity] >= 0
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[stock_balance] AS [stock_balance]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [stock_movement].[amount] = [stock_movement].[quantity] * [stock_movement].[unit_cost]
            )
            AND (
              [stock_movement].[movement_type] IN (
                'opening',
                'goods receipt',
                'production issue',
                'production receipt',
                'dispatch',
                'regrind',
                'stocktake',
                'customer return'
              )
            )
            AND (
              [stock_movement].[unit_cost] >= 0
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[stock_movement] AS [stock_movement]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [stocktake_line].[booked_quantity] >= 0
            )
            AND (
              [stocktake_line].[counted_quantity] >= 0
            )
            AND (
              [stocktake_line].[difference_quantity] = [stocktake_line].[counted_quantity] - [stocktake_line].[booked_quantity]
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[stocktake_line] AS [stocktake_line]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [bill_of_materials].[line_no] >= 0
            )
            AND (
              [bill_of_materials].[quantity_per_1000] > 0
            )
            AND (
              [bill_of_materials].[regrind_rate] >= 0
              AND [bill_of_materials].[regrind_rate] <= 100
            )
            AND (
              [bill_of_materials].[runner_rate] >= 0
              AND [bill_of_materials].[runner_rate] <= 100
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[bill_of_materials] AS [bill_of_materials]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [mould].[cavities] >= 0
            )
            AND (
              [mould].[cycle_time_s] >= 0
            )
            AND (
              [mould].[opening_shots] >= 0
            )
            AND (
              [mould].[service_shots] >= 0
            )
            AND (
              [mould].[shot_life] >= 0
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[mould] AS [mould]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [price].[list_price] >= 0
            )
            AND (
              [price].[valid_to] >= [price].[valid_from]
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[price] AS [price]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [purchase_order].[expected_on] >= [purchase_order].[ordered_on]
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[purchase_order] AS [purchase_order]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [sales_order].[channel] IN ('field', 'phone', 'portal')
            )
            AND (
              [sales_order].[requested_on] >= [sales_order].[ordered_on]
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[sales_order] AS [sales_order]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [customer_advance].[amount] >= 0
            )
            AND (
              [customer_advance].[customer_advance_id] = [customer_advance].[sales_order_id]
            )
            AND (
              [customer_advance].[method] IN ('NEFT', 'RTGS', 'UPI', 'cheque', 'wire')
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[customer_advance] AS [customer_advance]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [fixed_asset].[asset_class] IN ('mould', 'machine', 'building', 'vehicle')
            )
            AND (
              [fixed_asset].[cost] - [fixed_asset].[residual_value] = [fixed_asset].[monthly_depreciation] * [fixed_asset].[life_months]
            )
            AND (
              [fixed_asset].[cost] >= 0
            )
            AND (
              [fixed_asset].[life_months] >= 0
            )
            AND (
              [fixed_asset].[monthly_depreciation] >= 0
            )
            AND (
              [fixed_asset].[residual_value] >= 0
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[fixed_asset] AS [fixed_asset]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [payable_bill].[booked_on] >= [payable_bill].[billed_on]
            )
            AND (
              [payable_bill].[cgst_amount] >= 0
            )
            AND (
              [payable_bill].[due_on] >= [payable_bill].[billed_on]
            )
            AND (
              [payable_bill].[igst_amount] >= 0
            )
            AND (
              [payable_bill].[net_amount] >= 0
            )
            AND (
              [payable_bill].[sgst_amount] >= 0
            )
            AND (
              [payable_bill].[tds_amount] <= [payable_bill].[net_amount]
            )
            AND (
              [payable_bill].[tds_amount] >= 0
            )
            AND (
              [payable_bill].[total_amount] = [payable_bill].[net_amount] + [payable_bill].[cgst_amount] + [payable_bill].[sgst_amount] + [payable_bill].[igst_amount]
            )
            AND (
              [payable_bill].[total_amount] >= 0
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[payable_bill] AS [payable_bill]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [production_order].[finished_on] >= [production_order].[started_on]
            )
            AND (
              [production_order].[good_quantity] > 0
            )
            AND (
              [production_order].[planned_quantity] > 0
            )
            AND (
              [production_order].[scrap_quantity] >= 0
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[production_order] AS [production_order]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [mould_maintenance].[cost] >= 0
            )
            AND (
              [mould_maintenance].[finished_on] >= [mould_maintenance].[started_on]
            )
            AND (
              [mould_maintenance].[maintenance_kind] IN ('preventive', 'repair', 'overhaul')
            )
            AND (
              [mould_maintenance].[shots] >= 0
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[mould_maintenance] AS [mould_maintenance]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [purchase_order_line].[gst_rate] >= 0 AND [purchase_order_line].[gst_rate] <= 100
            )
            AND (
              [purchase_order_line].[line_no] >= 0
            )
            AND (
              [purchase_order_line].[net_amount] = [purchase_order_line].[quantity] * [purchase_order_line].[unit_price]
            )
            AND (
              [purchase_order_line].[net_amount] >= 0
            )
            AND (
              [purchase_order_line].[quantity] > 0
            )
            AND (
              [purchase_order_line].[unit_price] >= 0
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[purchase_order_line] AS [purchase_order_line]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [sales_order_line].[discount_rate] >= 0
              AND [sales_order_line].[discount_rate] <= 100
            )
            AND (
              [sales_order_line].[gst_rate] >= 0 AND [sales_order_line].[gst_rate] <= 100
            )
            AND (
              [sales_order_line].[line_no] >= 0
            )
            AND (
              [sales_order_line].[list_price] >= 0
            )
            AND (
              [sales_order_line].[net_amount] = [sales_order_line].[quantity] * [sales_order_line].[unit_price]
            )
            AND (
              [sales_order_line].[net_amount] >= 0
            )
            AND (
              [sales_order_line].[quantity] > 0
            )
            AND (
              [sales_order_line].[unit_price] <= [sales_order_line].[list_price]
            )
            AND (
              [sales_order_line].[unit_price] >= 0
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[sales_order_line] AS [sales_order_line]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [shipment].[delivered_on] IS NULL
              OR [shipment].[delivered_on] >= [shipment].[dispatched_on]
            )
            AND (
              [shipment].[distance_km] >= 0
            )
            AND (
              [shipment].[freight_amount] >= 0
            )
            AND (
              [shipment].[weight_kg] >= 0
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[shipment] AS [shipment]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [payment_allocation].[amount] >= 0
            )
            AND (
              [payment_allocation].[line_no] >= 0
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[payment_allocation] AS [payment_allocation]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [receivable_invoice].[cgst_amount] >= 0
            )
            AND (
              [receivable_invoice].[due_on] >= [receivable_invoice].[invoiced_on]
            )
            AND (
              [receivable_invoice].[igst_amount] >= 0
            )
            AND (
              [receivable_invoice].[net_amount] >= 0
            )
            AND (
              [receivable_invoice].[sgst_amount] >= 0
            )
            AND (
              [receivable_invoice].[total_amount] = [receivable_invoice].[net_amount] + [receivable_invoice].[cgst_amount] + [receivable_invoice].[sgst_amount] + [receivable_invoice].[igst_amount]
            )
            AND (
              [receivable_invoice].[total_amount] >= 0
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[receivable_invoice] AS [receivable_invoice]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [goods_receipt].[quantity] > 0
            )
            AND (
              [goods_receipt].[rejected_quantity] >= 0
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[goods_receipt] AS [goods_receipt]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [shipment_line].[line_no] >= 0
            ) AND (
              [shipment_line].[quantity] > 0
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[shipment_line] AS [shipment_line]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [advance_allocation].[amount] >= 0
            )
            AND (
              [advance_allocation].[line_no] >= 0
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[advance_allocation] AS [advance_allocation]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              (
                [dispute].[outcome] = 'open' AND [dispute].[settled_on] IS NULL
              )
              OR (
                [dispute].[outcome] <> 'open' AND NOT [dispute].[settled_on] IS NULL
              )
            )
            AND (
              [dispute].[dispute_id] = [dispute].[receivable_invoice_id]
            )
            AND (
              [dispute].[disputed_amount] >= 0
            )
            AND (
              [dispute].[outcome] IN ('credited', 'withdrawn', 'open')
            )
            AND (
              [dispute].[reason] IN ('damaged in transit', 'price difference', 'quality')
            )
            AND (
              [dispute].[settled_on] IS NULL OR [dispute].[settled_on] >= [dispute].[opened_on]
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[dispute] AS [dispute]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [payable_bill_line].[cgst_amount] >= 0
            )
            AND (
              [payable_bill_line].[gst_rate] >= 0 AND [payable_bill_line].[gst_rate] <= 100
            )
            AND (
              [payable_bill_line].[igst_amount] >= 0
            )
            AND (
              [payable_bill_line].[line_no] >= 0
            )
            AND (
              [payable_bill_line].[net_amount] = [payable_bill_line].[quantity] * [payable_bill_line].[unit_price]
            )
            AND (
              [payable_bill_line].[net_amount] >= 0
            )
            AND (
              [payable_bill_line].[quantity] > 0
            )
            AND (
              [payable_bill_line].[sgst_amount] >= 0
            )
            AND (
              [payable_bill_line].[unit_price] >= 0
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[payable_bill_line] AS [payable_bill_line]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [receipt_allocation].[amount] >= 0
            )
            AND (
              [receipt_allocation].[line_no] >= 0
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[receipt_allocation] AS [receipt_allocation]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [receivable_invoice_line].[cgst_amount] >= 0
            )
            AND (
              [receivable_invoice_line].[gst_rate] >= 0
              AND [receivable_invoice_line].[gst_rate] <= 100
            )
            AND (
              [receivable_invoice_line].[igst_amount] >= 0
            )
            AND (
              [receivable_invoice_line].[line_no] >= 0
            )
            AND (
              [receivable_invoice_line].[net_amount] = [receivable_invoice_line].[quantity] * [receivable_invoice_line].[unit_price]
            )
            AND (
              [receivable_invoice_line].[net_amount] >= 0
            )
            AND (
              [receivable_invoice_line].[quantity] > 0
            )
            AND (
              [receivable_invoice_line].[sgst_amount] >= 0
            )
            AND (
              [receivable_invoice_line].[unit_price] >= 0
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[receivable_invoice_line] AS [receivable_invoice_line]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE WHEN NOT (
          (
            [write_off].[amount] >= 0
          )
        ) THEN 1 ELSE 0 END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[write_off] AS [write_off]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [credit_note].[cgst_amount] >= 0
            )
            AND (
              [credit_note].[igst_amount] >= 0
            )
            AND (
              [credit_note].[net_amount] >= 0
            )
            AND (
              [credit_note].[reason] IN ('damaged in transit', 'price difference', 'quality', 'cash discount')
            )
            AND (
              [credit_note].[sgst_amount] >= 0
            )
            AND (
              [credit_note].[total_amount] = [credit_note].[net_amount] + [credit_note].[cgst_amount] + [credit_note].[sgst_amount] + [credit_note].[igst_amount]
            )
            AND (
              [credit_note].[total_amount] >= 0
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[credit_note] AS [credit_note]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN NOT (
            (
              [goods_return].[accepted_quantity] >= 0
            )
            AND (
              [goods_return].[quantity] > 0
            )
            AND (
              [goods_return].[scrapped_quantity] = [goods_return].[quantity] - [goods_return].[accepted_quantity]
            )
            AND (
              [goods_return].[scrapped_quantity] >= 0
            )
          )
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[goods_return] AS [goods_return]
) AS [parts];
GO

-- A line's key is its document's key times 100 plus its number, and so on, as the column's comment says
CREATE OR ALTER VIEW audit.keys_say_what_they_are_made_of AS
SELECT
  SUM([parts].[checked]) AS [checked],
  SUM(CAST([parts].[violations] AS BIGINT)) AS [violations],
  SUM([parts].[checked]) AS [figure]
FROM (
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN [payroll].[payroll_id] <> [payroll].[employee_id] * 1000000 + [payroll].[period_id]
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[payroll] AS [payroll]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN [journal_line].[journal_line_id] <> [journal_line].[journal_entry_id] * 100 + [journal_line].[line_no]
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[journal_line] AS [journal_line]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN [stocktake_line].[stocktake_line_id] <> [stocktake_line].[stocktake_id] * 100000 + [stocktake_line].[product_id]
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[stocktake_line] AS [stocktake_line]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN [bill_of_materials].[bill_of_materials_id] <> [bill_of_materials].[product_id] * 100 + [bill_of_materials].[line_no]
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[bill_of_materials] AS [bill_of_materials]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN [purchase_order_line].[purchase_order_line_id] <> [purchase_order_line].[purchase_order_id] * 100 + [purchase_order_line].[line_no]
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[purchase_order_line] AS [purchase_order_line]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN [sales_order_line].[sales_order_line_id] <> [sales_order_line].[sales_order_id] * 100 + [sales_order_line].[line_no]
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[sales_order_line] AS [sales_order_line]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN [payment_allocation].[payment_allocation_id] <> [payment_allocation].[payment_id] * 100 + [payment_allocation].[line_no]
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[payment_allocation] AS [payment_allocation]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN [shipment_line].[shipment_line_id] <> [shipment_line].[shipment_id] * 100 + [shipment_line].[line_no]
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[shipment_line] AS [shipment_line]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN [advance_allocation].[advance_allocation_id] <> [advance_allocation].[customer_advance_id] * 100 + [advance_allocation].[line_no]
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[advance_allocation] AS [advance_allocation]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN [payable_bill_line].[payable_bill_line_id] <> [payable_bill_line].[payable_bill_id] * 100 + [payable_bill_line].[line_no]
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[payable_bill_line] AS [payable_bill_line]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN [receipt_allocation].[receipt_allocation_id] <> [receipt_allocation].[receipt_id] * 100 + [receipt_allocation].[line_no]
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[receipt_allocation] AS [receipt_allocation]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN [receivable_invoice_line].[receivable_invoice_line_id] <> [receivable_invoice_line].[receivable_invoice_id] * 100 + [receivable_invoice_line].[line_no]
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM [silver].[receivable_invoice_line] AS [receivable_invoice_line]
) AS [parts];
GO

-- The lines of each document are numbered from 1
CREATE OR ALTER VIEW audit.lines_are_numbered_without_a_gap AS
SELECT
  SUM([parts].[checked]) AS [checked],
  SUM(CAST([parts].[violations] AS BIGINT)) AS [violations],
  SUM([parts].[checked]) AS [figure]
FROM (
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN [lines].[first_no] <> 1 OR [lines].[last_no] <> [lines].[numbers]
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM (
    SELECT
      MIN([bill_of_materials].[line_no]) AS [first_no],
      MAX([bill_of_materials].[line_no]) AS [last_no],
      COUNT_BIG(*) AS [numbers]
    FROM [silver].[bill_of_materials] AS [bill_of_materials]
    GROUP BY
      [bill_of_materials].[product_id]
  ) AS [lines]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN [lines].[first_no] <> 1 OR [lines].[last_no] <> [lines].[numbers]
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM (
    SELECT
      MIN([purchase_order_line].[line_no]) AS [first_no],
      MAX([purchase_order_line].[line_no]) AS [last_no],
      COUNT_BIG(*) AS [numbers]
    FROM [silver].[purchase_order_line] AS [purchase_order_line]
    GROUP BY
      [purchase_order_line].[purchase_order_id]
  ) AS [lines]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN [lines].[first_no] <> 1 OR [lines].[last_no] <> [lines].[numbers]
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM (
    SELECT
      MIN([sales_order_line].[line_no]) AS [first_no],
      MAX([sales_order_line].[line_no]) AS [last_no],
      COUNT_BIG(*) AS [numbers]
    FROM [silver].[sales_order_line] AS [sales_order_line]
    GROUP BY
      [sales_order_line].[sales_order_id]
  ) AS [lines]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN [lines].[first_no] <> 1 OR [lines].[last_no] <> [lines].[numbers]
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM (
    SELECT
      MIN([payment_allocation].[line_no]) AS [first_no],
      MAX([payment_allocation].[line_no]) AS [last_no],
      COUNT_BIG(*) AS [numbers]
    FROM [silver].[payment_allocation] AS [payment_allocation]
    GROUP BY
      [payment_allocation].[payment_id]
  ) AS [lines]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN [lines].[first_no] <> 1 OR [lines].[last_no] <> [lines].[numbers]
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM (
    SELECT
      MIN([shipment_line].[line_no]) AS [first_no],
      MAX([shipment_line].[line_no]) AS [last_no],
      COUNT_BIG(*) AS [numbers]
    FROM [silver].[shipment_line] AS [shipment_line]
    GROUP BY
      [shipment_line].[shipment_id]
  ) AS [lines]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN [lines].[first_no] <> 1 OR [lines].[last_no] <> [lines].[numbers]
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM (
    SELECT
      MIN([advance_allocation].[line_no]) AS [first_no],
      MAX([advance_allocation].[line_no]) AS [last_no],
      COUNT_BIG(*) AS [numbers]
    FROM [silver].[advance_allocation] AS [advance_allocation]
    GROUP BY
      [advance_allocation].[customer_advance_id]
  ) AS [lines]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN [lines].[first_no] <> 1 OR [lines].[last_no] <> [lines].[numbers]
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM (
    SELECT
      MIN([payable_bill_line].[line_no]) AS [first_no],
      MAX([payable_bill_line].[line_no]) AS [last_no],
      COUNT_BIG(*) AS [numbers]
    FROM [silver].[payable_bill_line] AS [payable_bill_line]
    GROUP BY
      [payable_bill_line].[payable_bill_id]
  ) AS [lines]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN [lines].[first_no] <> 1 OR [lines].[last_no] <> [lines].[numbers]
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM (
    SELECT
      MIN([receipt_allocation].[line_no]) AS [first_no],
      MAX([receipt_allocation].[line_no]) AS [last_no],
      COUNT_BIG(*) AS [numbers]
    FROM [silver].[receipt_allocation] AS [receipt_allocation]
    GROUP BY
      [receipt_allocation].[receipt_id]
  ) AS [lines]
  UNION ALL
  SELECT
    COUNT_BIG(*) AS [checked],
    COALESCE(
      SUM(
        CAST(CASE
          WHEN [lines].[first_no] <> 1 OR [lines].[last_no] <> [lines].[numbers]
          THEN 1
          ELSE 0
        END AS BIGINT)
      ),
      0
    ) AS [violations],
    0 AS [figure]
  FROM (
    SELECT
      MIN([receivable_invoice_line].[line_no]) AS [first_no],
      MAX([receivable_invoice_line].[line_no]) AS [last_no],
      COUNT_BIG(*) AS [numbers]
    FROM [silver].[receivable_invoice_line] AS [receivable_invoice_line]
    GROUP BY
      [receivable_invoice_line].[receivable_invoice_id]
  ) AS [lines]
) AS [parts];
GO
