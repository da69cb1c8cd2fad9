"""Invariants of stock: quantities, values and what moved them."""

from pikku.catalog.invariants.rule import Invariant, count

STOCK: tuple[Invariant, ...] = (
    Invariant(
        "stock is never negative",
        "No product is below zero in any warehouse at the end of any day",
        "lowest stock, base units",
        count(
            """(SELECT SUM(quantity) OVER (PARTITION BY product_id, warehouse_id ORDER BY moved_on) AS stock
                FROM (SELECT product_id, warehouse_id, moved_on, SUM(quantity) AS quantity
                      FROM {stock_movement} GROUP BY product_id, warehouse_id, moved_on) days) balances""",
            "stock < 0",
            "COALESCE(MIN(stock), 0)",
        ),
    ),
    Invariant(
        "stock is valued at standard cost",
        "Each movement carries the standard cost of its product",
        "stock at standard cost, rupees",
        count(
            "{stock_movement} m JOIN {product} p ON p.product_id = m.product_id",
            "m.unit_cost <> p.standard_cost OR m.amount <> m.quantity * p.standard_cost",
            "COALESCE(SUM(m.quantity * p.standard_cost), 0)",
        ),
    ),
    Invariant(
        "month-end stock follows the movements",
        "Each month-end balance is the sum of all movements until then, and none is missing",
        "stock on the last month's end, rupees",
        count(
            """(SELECT COALESCE(b.quantity, 0) AS quantity, COALESCE(b.amount, 0) AS amount,
                       SUM(COALESCE(m.quantity, 0)) OVER (PARTITION BY k.product_id, k.warehouse_id
                                                          ORDER BY p.period_id) AS moved,
                       SUM(COALESCE(m.amount, 0)) OVER (PARTITION BY k.product_id, k.warehouse_id
                                                        ORDER BY p.period_id) AS moved_amount
                FROM (SELECT product_id, warehouse_id FROM {stock_movement}
                      UNION SELECT product_id, warehouse_id FROM {stock_balance}) k
                CROSS JOIN {period} p
                LEFT JOIN {stock_balance} b ON b.product_id = k.product_id
                 AND b.warehouse_id = k.warehouse_id AND b.period_id = p.period_id
                LEFT JOIN (SELECT product_id, warehouse_id,
                                  EXTRACT(YEAR FROM moved_on) * 100 + EXTRACT(MONTH FROM moved_on) AS period_id,
                                  SUM(quantity) AS quantity, SUM(amount) AS amount
                           FROM {stock_movement} GROUP BY 1, 2, 3) m
                  ON m.product_id = k.product_id AND m.warehouse_id = k.warehouse_id
                 AND m.period_id = p.period_id) balances""",
            "quantity <> moved OR amount <> moved_amount",
            """(SELECT COALESCE(SUM(amount), 0) FROM {stock_balance}
                WHERE period_id = (SELECT MAX(period_id) FROM {stock_balance}))""",
        ),
    ),
    Invariant(
        "production issues follow the bill of materials",
        "With each production order, a good has consumed exactly what its bill of materials says for all pieces until then, rounded up",
        "issued, base units",
        count(
            """(SELECT CAST(SUM(pieces) OVER (PARTITION BY product_id, component_id ORDER BY production_order_id) AS BIGINT)
                       * quantity_per_1000 * 0.001 AS needed,
                       CAST(SUM(quantity) OVER (PARTITION BY product_id, component_id ORDER BY production_order_id) AS BIGINT)
                       AS issued, quantity
                FROM (SELECT o.production_order_id, o.product_id, b.component_id, b.quantity_per_1000,
                             o.good_quantity + o.scrap_quantity AS pieces, COALESCE(-m.quantity, 0) AS quantity
                      FROM {production_order} o
                      JOIN {bill_of_materials} b ON b.product_id = o.product_id
                      LEFT JOIN {stock_movement} m ON m.movement_type = 'production issue'
                       AND m.source_id = o.production_order_id AND m.product_id = b.component_id) parts) issues""",
            "issued < needed - 0.000001 OR issued >= needed + 1",
            "COALESCE(SUM(quantity), 0)",
        ),
    ),
    Invariant(
        "regrind is what the bill of materials allows",
        "Each production order gave back as much resin as the part of its runners and scrap that it may use again, rounded down",
        "ground and used again, base units",
        count(
            """(SELECT CAST(o.scrap_quantity * 100 + o.good_quantity * b.runner_rate AS DECIMAL(14, 2))
                       * b.quantity_per_1000 * b.regrind_rate AS ground,
                       COALESCE(m.quantity, 0) AS quantity
                FROM {production_order} o
                JOIN {bill_of_materials} b ON b.product_id = o.product_id
                LEFT JOIN {stock_movement} m ON m.movement_type = 'regrind'
                 AND m.source_id = o.production_order_id AND m.product_id = b.component_id) runs""",
            "quantity * 10000000 > ground OR (quantity + 1) * 10000000 <= ground",
            "COALESCE(SUM(quantity), 0)",
        ),
    ),
    Invariant(
        "what is ground stays in its run",
        "No production order gave back more of an item than it was issued: ground runners and scrap of any colour are used in the run "
        "that they come from, and none gets into the store",
        "issued to such orders, base units",
        count(
            """(SELECT g.quantity, COALESCE(-i.quantity, 0) AS issued
                FROM {stock_movement} g
                LEFT JOIN {stock_movement} i ON i.movement_type = 'production issue'
                 AND i.source_id = g.source_id AND i.product_id = g.product_id
                WHERE g.movement_type = 'regrind') runs""",
            "quantity > issued",
            "COALESCE(SUM(issued), 0)",
        ),
    ),
    Invariant(
        "shipments move stock",
        "Each shipment line took its quantity out of the finished goods store",
        "dispatched, base units",
        count(
            """(SELECT s.shipment_line_id, s.quantity, m.quantity AS moved
                FROM {shipment_line} s LEFT JOIN {stock_movement} m
                  ON m.movement_type = 'dispatch' AND m.source_id = s.shipment_id
                 AND m.stock_movement_id % 100 = s.line_no) lines""",
            "moved IS NULL OR moved <> -quantity",
            "COALESCE(SUM(quantity), 0)",
        ),
    ),
    Invariant(
        "receipts move stock",
        "Each goods receipt put its accepted quantity into the store",
        "received, base units",
        count(
            """(SELECT g.goods_receipt_id, g.quantity, m.quantity AS moved
                FROM {goods_receipt} g LEFT JOIN {stock_movement} m
                  ON m.movement_type = 'goods receipt' AND m.source_id = g.goods_receipt_id) receipts""",
            "moved IS NULL OR moved <> quantity",
            "COALESCE(SUM(quantity), 0)",
        ),
    ),
    Invariant(
        "returns move stock",
        "Of each return, the good ones went back to the finished goods store, and nothing else came back",
        "returned to stock, base units",
        count(
            """(SELECT COALESCE(g.accepted_quantity, 0) AS quantity, COALESCE(m.quantity, 0) AS moved,
                       o.product_id, m.product_id AS moved_product
                FROM {goods_return} g
                JOIN {shipment_line} s ON s.shipment_line_id = g.shipment_line_id
                JOIN {sales_order_line} o ON o.sales_order_line_id = s.sales_order_line_id
                FULL JOIN (SELECT * FROM {stock_movement} WHERE movement_type = 'customer return') m
                  ON m.source_id = g.goods_return_id) goods""",
            "quantity <> moved OR product_id <> moved_product",
            "COALESCE(SUM(moved), 0)",
        ),
    ),
    Invariant(
        "stocktakes move stock",
        "What a stocktake found to be missing or too much was booked, and nothing else",
        "differences, base units",
        count(
            """(SELECT COALESCE(l.difference_quantity, 0) AS quantity, COALESCE(m.quantity, 0) AS moved,
                       l.product_id, m.product_id AS moved_product
                FROM {stocktake_line} l
                FULL JOIN (SELECT * FROM {stock_movement} WHERE movement_type = 'stocktake') m
                  ON m.source_id = l.stocktake_line_id) counts""",
            "quantity <> moved OR product_id <> moved_product",
            "COALESCE(SUM(moved), 0)",
        ),
    ),
    Invariant(
        "stock is what was counted",
        "After a stocktake the books have what was counted",
        "counted, base units",
        count(
            """(SELECT counted_quantity, SUM(quantity) OVER (PARTITION BY product_id, warehouse_id ORDER BY on_day) AS stock
                FROM (SELECT product_id, warehouse_id, moved_on AS on_day, SUM(quantity) AS quantity,
                             CAST(NULL AS BIGINT) AS counted_quantity
                      FROM {stock_movement} GROUP BY product_id, warehouse_id, moved_on
                      UNION ALL SELECT l.product_id, s.warehouse_id, s.counted_on, 0, l.counted_quantity
                      FROM {stocktake_line} l JOIN {stocktake} s ON s.stocktake_id = l.stocktake_id) days) counts
               WHERE counted_quantity IS NOT NULL""",
            "counted_quantity <> stock",
            "COALESCE(SUM(counted_quantity), 0)",
        ),
    ),
    Invariant(
        "stocktakes are complete",
        "Each stocktake has as many lines as items were counted",
        "lines",
        count(
            """(SELECT s.stocktake_id, s.counted_items, COUNT(l.stocktake_line_id) AS found
                FROM {stocktake} s LEFT JOIN {stocktake_line} l ON l.stocktake_id = s.stocktake_id
                GROUP BY s.stocktake_id, s.counted_items) stocktakes""",
            "counted_items <> found",
            "COALESCE(SUM(found), 0)",
        ),
    ),
    Invariant(
        "movements are on their documents' days",
        "What is dispatched, returned, received, issued, produced or counted moves on the day and in the warehouse of its document",
        "movements",
        count(
            """(SELECT m.moved_on, m.warehouse_id, s.dispatched_on AS due_on, s.warehouse_id AS due_warehouse
                FROM {stock_movement} m JOIN {shipment} s ON s.shipment_id = m.source_id
                WHERE m.movement_type = 'dispatch'
                UNION ALL SELECT m.moved_on, m.warehouse_id, g.returned_on, g.warehouse_id
                FROM {stock_movement} m JOIN {goods_return} g ON g.goods_return_id = m.source_id
                WHERE m.movement_type = 'customer return'
                UNION ALL SELECT m.moved_on, m.warehouse_id, s.counted_on, s.warehouse_id
                FROM {stock_movement} m JOIN {stocktake_line} l ON l.stocktake_line_id = m.source_id
                JOIN {stocktake} s ON s.stocktake_id = l.stocktake_id
                WHERE m.movement_type = 'stocktake'
                UNION ALL SELECT m.moved_on, m.warehouse_id, g.received_on, g.warehouse_id
                FROM {stock_movement} m JOIN {goods_receipt} g ON g.goods_receipt_id = m.source_id
                WHERE m.movement_type = 'goods receipt'
                UNION ALL SELECT m.moved_on, m.warehouse_id, o.finished_on, o.warehouse_id
                FROM {stock_movement} m JOIN {production_order} o ON o.production_order_id = m.source_id
                WHERE m.movement_type = 'production receipt'
                UNION ALL SELECT m.moved_on, m.warehouse_id, o.started_on, m.warehouse_id
                FROM {stock_movement} m JOIN {production_order} o ON o.production_order_id = m.source_id
                WHERE m.movement_type = 'production issue'
                UNION ALL SELECT m.moved_on, m.warehouse_id, o.finished_on, m.warehouse_id
                FROM {stock_movement} m JOIN {production_order} o ON o.production_order_id = m.source_id
                WHERE m.movement_type = 'regrind') movements""",
            "moved_on <> due_on OR warehouse_id <> due_warehouse",
            "COUNT(*)",
        ),
    ),
    Invariant(
        "nothing is issued that is not on the bill of materials",
        "Each issue to production, and what comes back as regrind, is of a component of the product that is made",
        "issues",
        count(
            """{stock_movement} m
                LEFT JOIN {production_order} o ON o.production_order_id = m.source_id
                LEFT JOIN {bill_of_materials} b ON b.product_id = o.product_id AND b.component_id = m.product_id
                WHERE m.movement_type IN ('production issue', 'regrind')""",
            "b.component_id IS NULL",
            "COUNT(*)",
        ),
    ),
)
