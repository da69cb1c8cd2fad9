"""Invariants of machines and moulds: when they run, how often they were closed, and that they are looked after in time."""

from pikku.catalog.invariants.rule import Invariant, count

#: Pieces that the shots of a production order (o) have room for: each shot fills all cavities of the mould (d).
_PIECES = "o.good_quantity + o.scrap_quantity + d.cavities - 1"
_ROOM = f"({_PIECES} - ({_PIECES}) % d.cavities)"

#: For each mould: its counter when it was new, when the books begin, at each service and overhaul, and when the books end;
#: in pieces that there was room for.
_COUNTED = f"""
    SELECT mould_id, 0 AS place, 'new' AS kind, 0 AS room FROM {{mould}}
    UNION ALL SELECT mould_id, 0, 'opening', opening_shots * cavities FROM {{mould}}
    UNION ALL SELECT w.mould_id, 1, w.maintenance_kind, w.shots * d.cavities
    FROM {{mould_maintenance}} w JOIN {{mould}} d ON d.mould_id = w.mould_id
    WHERE w.maintenance_kind <> 'repair'
    UNION ALL SELECT d.mould_id, 2, 'end', d.opening_shots * d.cavities + COALESCE(SUM({_ROOM}), 0)
    FROM {{mould}} d LEFT JOIN {{production_order}} o ON o.mould_id = d.mould_id
    GROUP BY d.mould_id, d.opening_shots, d.cavities
"""

MOULDS: tuple[Invariant, ...] = (
    Invariant(
        "runs of one machine do not overlap",
        "A production order begins after its machine has finished the one before",
        "pieces made, good and scrap",
        count(
            """(SELECT started_on, good_quantity + scrap_quantity AS pieces,
                       LAG(finished_on) OVER (PARTITION BY machine_code ORDER BY started_on, finished_on) AS before_finished_on
                FROM {production_order}) runs""",
            "started_on <= before_finished_on",
            "COALESCE(SUM(pieces), 0)",
        ),
    ),
    Invariant(
        "a mould is an asset from the day on which it comes into use",
        "The asset register has each mould, bought on the day of its first use, and no mould that the tool room doesn't have",
        "cost of moulds, rupees",
        count(
            """(SELECT m.mould_id, m.commissioned_on, a.acquired_on, a.cost
                FROM {mould} m
                FULL JOIN (SELECT mould_id, acquired_on, cost FROM {fixed_asset} WHERE asset_class = 'mould') a
                  ON a.mould_id = m.mould_id) moulds""",
            "mould_id IS NULL OR acquired_on IS NULL OR acquired_on <> commissioned_on",
            "COALESCE(SUM(cost), 0)",
        ),
    ),
    Invariant(
        "no mould runs while it is in the tool room",
        "No production order of a mould overlaps a service, repair or overhaul of it",
        "production orders of such moulds",
        count(
            """(SELECT w.mould_maintenance_id, COUNT(o.production_order_id) AS orders,
                       SUM(CASE WHEN o.started_on <= w.finished_on AND o.finished_on >= w.started_on
                           THEN 1 ELSE 0 END) AS meanwhile
                FROM {mould_maintenance} w LEFT JOIN {production_order} o ON o.mould_id = w.mould_id
                GROUP BY w.mould_maintenance_id) works""",
            "meanwhile > 0",
            "COALESCE(SUM(orders), 0)",
        ),
    ),
    Invariant(
        "no mould runs before it is there",
        "No production order begins before the day on which its mould came into use",
        "production orders",
        count(
            "{production_order} o JOIN {mould} d ON d.mould_id = o.mould_id",
            "o.started_on < d.commissioned_on",
            "COUNT(*)",
        ),
    ),
    Invariant(
        "shots of moulds are counted",
        "Work on a mould notes the shots it had made: those before the books, and one for each filling of its cavities",
        "room for pieces in the shots of the books",
        count(
            f"""(SELECT w.mould_maintenance_id, w.shots, d.opening_shots, d.cavities,
                        COALESCE(SUM({_ROOM}), 0) AS room
                 FROM {{mould_maintenance}} w JOIN {{mould}} d ON d.mould_id = w.mould_id
                 LEFT JOIN {{production_order}} o
                   ON o.mould_id = w.mould_id AND o.finished_on < w.started_on
                 GROUP BY w.mould_maintenance_id, w.shots, d.opening_shots, d.cavities) works""",
            "(shots - opening_shots) * cavities <> room",
            "COALESCE(SUM(room), 0)",
        ),
    ),
    Invariant(
        "moulds are looked after in time",
        "No mould makes more shots between two services than it may, nor more between two overhauls than its life",
        "services and overhauls",
        count(
            f"""(SELECT p.place, k.what, CASE WHEN k.what = 'service' THEN d.service_shots ELSE d.shot_life END * d.cavities AS most,
                        p.room - LAG(p.room) OVER (PARTITION BY p.mould_id, k.what ORDER BY p.place, p.room) AS stretch
                 FROM ({_COUNTED}) p
                 JOIN (SELECT 'service' AS what, 'new' AS other UNION ALL SELECT 'overhaul', 'opening') k
                   ON p.kind <> k.other AND (p.kind <> 'preventive' OR k.what = 'service')
                 JOIN {{mould}} d ON d.mould_id = p.mould_id) stretches""",
            "stretch > most",
            "COALESCE(SUM(CASE WHEN place = 1 AND what = 'service' THEN 1 ELSE 0 END), 0)",
        ),
    ),
)
