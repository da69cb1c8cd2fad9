"""Small figures of the mock company: what the seasons do, who brings the sales, which defects were planted."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from pikku.catalog.customers import SEGMENTS
from pikku.catalog.realism import REALISM, Demand
from pikku.generate import calendar, manifest
from pikku.generate.demand import intensity

if TYPE_CHECKING:
    import plotly.graph_objects as go
    import pyarrow as pa

_HEIGHT = 320


def _figure(title: str, x: str, y: str) -> "go.Figure":
    import plotly.graph_objects as go

    margin = {"l": 60, "r": 20, "t": 50, "b": 50}
    axes = {"xaxis_title": x, "yaxis_title": y}
    return go.Figure(layout={"title": title, "height": _HEIGHT, "margin": margin, **axes})


def plan(seed: int, *demands: Demand, **variants: Demand) -> "go.Figure":
    """Return the planned orders of household goods by week, as a share of the mean week, one line for each plan.

    Parameters
    ----------
    seed
        The data set's seed.
    demands
        The parameters to compare; the company's own when omitted.
    variants
        More of them, by what they are called, with ``_`` for a space.
    """
    figure = _figure("Planned orders of household goods", "week", "mean week = 1")
    mondays = np.datetime64("2023-04-03") + 7 * np.arange(calendar.WEEKS - 2)
    names = ["as it is", *(f"variant {place}" for place in range(1, len(demands)))]
    named = zip(names, demands or (REALISM.demand,), strict=True)
    lines = [*named, *((name.replace("_", " "), each) for name, each in variants.items())]
    for name, demand in lines:
        level = intensity(seed, demand)[:, SEGMENTS.index("household")]
        weekly = np.bincount(calendar.week(calendar.BOOK_DAYS), level[calendar.BOOK_DAYS])[1:-1]
        shares = np.round(weekly / weekly.mean(), 2)
        figure.add_scatter(x=mondays.astype(str).tolist(), y=shares.tolist(), name=name)
    return figure


def orders_by_month(orders: "pa.Table", customers: "pa.Table") -> "go.Figure":
    """Return the true orders by month and segment.

    Parameters
    ----------
    orders, customers
        The true rows of `sales_order` and, in the order of their codes, of `customer`.
    """
    days = orders["ordered_on"].to_numpy().astype("datetime64[M]")
    of_customer = np.array([SEGMENTS.index(name) for name in customers["segment"].to_pylist()])
    key = np.array([int(code.partition("-")[2]) for code in customers["customer_code"].to_pylist()])
    segment = of_customer[np.searchsorted(key, orders["customer_id"].to_numpy())]
    months = np.unique(days)
    figure = _figure("Orders by month", "month", "orders")
    for place, name in enumerate(SEGMENTS):
        counts = np.bincount(np.searchsorted(months, days[segment == place]), minlength=len(months))
        figure.add_bar(x=[f"{month}-01" for month in months], y=counts.tolist(), name=name)
    return figure.update_layout(barmode="stack")


def pareto(lines: "pa.Table", by: str = "product_id") -> "go.Figure":
    """Return the cumulative share of sales, best sellers first.

    Parameters
    ----------
    lines
        The true rows of `sales_order_line`.
    by
        The column to add up by.
    """
    paisa = np.round(lines["unit_price"].to_numpy().astype(float) * 100).astype(np.int64)
    totals = np.bincount(lines[by].to_numpy(), paisa * lines["quantity"].to_numpy())
    totals = np.sort(totals[totals > 0])[::-1]
    share = np.round(100 * np.cumsum(totals) / totals.sum(), 1)
    places = np.round(100 * np.arange(1, len(totals) + 1) / len(totals), 1)
    figure = _figure("Few goods bring most sales", "per cent of goods", "per cent of sales")
    figure.add_scatter(x=places.tolist(), y=share.tolist(), name="sales")
    return figure.add_vline(x=20, line_dash="dot")


def defects(folder: Path) -> "go.Figure":
    """Return the planted defects by kind, on a logarithmic scale.

    Parameters
    ----------
    folder
        Where the raw files are.
    """
    counts: dict[str, int] = {}
    for kind in manifest.positions(folder)["kind"].to_pylist():
        counts[kind] = counts.get(kind, 0) + 1
    ordered = sorted(counts, key=lambda kind: counts[kind])
    figure = _figure("Planted defects", "rows (logarithmic scale)", "")
    figure.add_bar(x=[counts[kind] for kind in ordered], y=ordered, orientation="h")
    figure.update_yaxes(automargin=True, dtick=1)
    return figure.update_xaxes(type="log", dtick=1)
