"""Pictures of the statements: bridges, bars side by side, and the Sankey diagram of the ledger's flows."""

import textwrap
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from pikku.catalog.statements.ledger import TOTALS
from pikku.catalog.statements.returns import DEDUCTED
from pikku.report.numbers import CRORE, LAKH

if TYPE_CHECKING:
    from pikku.load.statements import Flow, Made

_UNIT = "Rs crore"
_UP, _DOWN, _WHOLE = "#5b8c3a", "#b23a48", "#1f6f8b"
_MANY = ["#1f6f8b", "#63a5bd", "#e07a1f", "#f2b880", "#5b8c3a", "#a3c585", "#b23a48", "#dc8f98", "#6a4c93", "#b39ccf"]  # fmt: skip
_SMALLEST = 0.01
"""Share of the largest flow below which a flow is no more than a hair in the picture."""
_LETTERS = 20
"""Letters of a name that stand beside each other between two columns of the Sankey diagram."""


def figure(made: "Made") -> go.Figure:
    """Return the picture of a statement."""
    drawn = _PICTURES[made.statement.name](made)
    drawn.update_layout(
        title=f"{made.statement.title}, {made.year}",
        margin={"t": 60, "b": 50, "l": 80, "r": 20},
        width=850,
    )
    return drawn


def sankey(flows: Sequence["Flow"], year: str) -> go.Figure:
    """Return the flows between accounts as a Sankey diagram; those too small to be seen are left out."""
    shown = [flow for flow in flows if flow.amount >= _SMALLEST * float(flows[0].amount)]
    names = list(dict.fromkeys(name for flow in shown for name in (flow.source, flow.target)))
    place = {name: position for position, name in enumerate(names)}
    drawn = go.Figure(
        go.Sankey(
            name="flows",
            valueformat=",.1f",
            valuesuffix=f" {_UNIT}",
            node={
                "label": [_wrapped(name) for name in names],
                "color": _WHOLE,
                "pad": 22,
                "thickness": 12,
            },
            textfont={"size": 11},
            link={
                "source": [place[flow.source] for flow in shown],
                "target": [place[flow.target] for flow in shown],
                "value": [_crore(flow.amount) for flow in shown],
                "color": "rgba(31, 111, 139, 0.25)",
            },
        )
    )
    drawn.update_layout(
        title=f"What the ledger moved in {year}, from the account credited to the one debited",
        width=850,
        height=680,
        margin={"t": 60, "b": 20, "l": 10, "r": 10},
    )
    return drawn


def _wrapped(name: str) -> str:
    return "<br>".join(textwrap.wrap(name, _LETTERS))


def _crore(amount: Any) -> float:
    return round(float(amount / CRORE), 3)


def _lakh(amount: Any) -> float:
    return round(float(amount / LAKH), 3)


def _bridge(made: "Made") -> go.Figure:
    """Return a waterfall of the statement's last year: each line goes up or down from where the one before ended."""
    lines = [(str(row["line"]), _crore(row[made.year])) for row in made.rows]
    ends = {made.rows[-1]["line"], *TOTALS}
    lines = [(line, amount) for line, amount in lines if amount or line in ends]
    return go.Figure(
        go.Waterfall(
            name=made.year,
            orientation="h",
            y=[line for line, _ in lines],
            x=[amount for _, amount in lines],
            measure=["total" if line in ends else "relative" for line, _ in lines],
            text=[f"{amount:,.1f}" for _, amount in lines],
            textfont={"size": 11},
            textangle=0,
            constraintext="none",  # those within bars would be smaller than those beside them
            increasing={"marker": {"color": _UP}},
            decreasing={"marker": {"color": _DOWN}},
            totals={"marker": {"color": _WHOLE}},
            connector={"line": {"color": "#c9ccd1", "width": 1}},
        ),
        layout={
            "xaxis": {"title": _UNIT},
            "yaxis": {"autorange": "reversed", "automargin": True},
            "showlegend": False,
            "height": 440,
        },
    )


def _two_sides(made: "Made") -> go.Figure:
    """Return the balance sheet as two columns a year: assets, and what they are financed by."""
    years = [name for name in made.rows[0] if name != "line"]
    side, drawn = "assets", go.Figure()
    for row in made.rows:
        if row["line"] in TOTALS:
            side = "financed by"
            continue
        amounts = [_crore(row[year]) for year in years]
        if any(amounts):
            drawn.add_bar(name=row["line"], x=[years, [side] * len(years)], y=amounts)
    drawn.update_layout(barmode="relative", yaxis={"title": _UNIT}, height=440, colorway=_MANY)
    return drawn


def _stacked(made: "Made") -> go.Figure:
    """Return an ageing as bars of what is owed, divided by days past due."""
    kind, _, *columns = made.rows[0]
    buckets = columns[: columns.index("total")]
    rows = [row for row in made.rows if row[kind] != "Total"]
    drawn = go.Figure(layout={"barmode": "stack", "xaxis": {"title": _UNIT}, "height": 360})
    for bucket in buckets:
        drawn.add_bar(
            name=bucket,
            y=[row[kind] for row in rows],
            x=[_crore(row[bucket]) for row in rows],
            orientation="h",
        )
    return drawn


def _taxes(made: "Made") -> go.Figure:
    """Return the tax of each line of a return, by its kind."""
    label = next(iter(made.rows[0]))
    rows = [row for row in made.rows if row[label] != "Total"]
    drawn = go.Figure(layout={"barmode": "relative", "xaxis": {"title": _UNIT}, "height": 380})
    for tax in ("cgst", "sgst", "igst"):
        drawn.add_bar(
            name=tax.upper(),
            y=[_words(row, label) for row in rows],
            x=[_crore(row[f"{tax}_amount"]) for row in rows],
            orientation="h",
        )
    return drawn.update_yaxes(type="category", autorange="reversed", automargin=True)


def _words(row: dict[str, Any], label: str) -> str:
    rate = f", {row['gst_rate'].normalize():f} %" if "gst_rate" in row else ""
    return f"{row[label]}{rate}"


def _months(made: "Made") -> go.Figure:
    """Return output tax and input credit of each month, and what was paid."""
    months = [row["month"] for row in made.rows]
    drawn = go.Figure(layout={"barmode": "relative", "yaxis": {"title": _UNIT}, "height": 380})
    drawn.add_bar(name="output tax", x=months, y=[_crore(r["output_tax"]) for r in made.rows])
    credit = [-_crore(row["input_credit"]) for row in made.rows]
    drawn.add_bar(name="input credit", x=months, y=credit)
    drawn.add_scatter(name="paid in the month", x=months, y=[_crore(r["paid"]) for r in made.rows])
    return drawn


def _deducted(made: "Made") -> go.Figure:
    """Return the tax deducted in each month by what it was deducted from, and what was paid."""
    months = [row["month"] for row in made.rows]
    layout = {"barmode": "stack", "yaxis": {"title": "Rs lakh"}, "height": 380}
    drawn = go.Figure(layout=layout)
    for name in DEDUCTED.values():
        drawn.add_bar(name=name, x=months, y=[_lakh(row[f"{name}_tds"]) for row in made.rows])
    drawn.add_scatter(name="paid in the month", x=months, y=[_lakh(r["paid"]) for r in made.rows])
    return drawn


def _blocks(made: "Made") -> go.Figure:
    """Return the gross block of each class at the year's end, divided into what is left of it and what was written down."""
    rows = [row for row in made.rows if row["class"] != "Total"]
    drawn = go.Figure(layout={"barmode": "stack", "xaxis": {"title": _UNIT}, "height": 320})
    for name, column in (
        ("net block", "net_closing"),
        ("written off so far", "depreciation_closing"),
    ):
        drawn.add_bar(
            name=name,
            y=[row["class"] for row in rows],
            x=[_crore(row[column]) for row in rows],
            orientation="h",
        )
    return drawn


def _accounts(made: "Made") -> go.Figure:
    """Return the balances at the end, debit to the right and credit to the left."""
    rows = [row for row in reversed(made.rows) if row["account_id"] and row["closing"]]
    amounts = [_crore(row["closing"]) for row in rows]
    return go.Figure(
        go.Bar(
            name="balance",
            y=[row["account"] for row in rows],
            x=amounts,
            orientation="h",
            marker={"color": [_WHOLE if amount > 0 else _DOWN for amount in amounts]},
        ),
        layout={
            "xaxis": {"title": f"{_UNIT}, debits to the right, credits to the left"},
            "height": 120 + 17 * len(rows),
        },
    ).update_yaxes(automargin=True, dtick=1)


_PICTURES: dict[str, Callable[["Made"], go.Figure]] = {
    "trial_balance": _accounts,
    "profit_and_loss": _bridge,
    "balance_sheet": _two_sides,
    "cash_flow": _bridge,
    "receivables_ageing": _stacked,
    "payables_ageing": _stacked,
    "gstr1": _taxes,
    "gstr1_hsn": _taxes,
    "gstr3b": _months,
    "tds": _deducted,
    "fixed_assets": _blocks,
}
