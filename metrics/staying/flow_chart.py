"""Customers month by month: how many there are, and who came and went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import floor, log10

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from data import formats
from data.language import gettext as _
from metrics.blanks import parted
from metrics.catalogue import kpi_named
from metrics.chart import ACCENT, TARGET, framed, mark_rollout, middle, side_of_name
from metrics.counting.customer_months import CUSTOMERS_KPI
from metrics.periods import Grain

# What the names of the bars need above and below them.
_HEADROOM = 1.7


def flow_chart(found: pd.DataFrame, rollouts: Sequence[tuple[date, str]]) -> go.Figure:
    """Active customers as a line, those who joined and left as bars above and below zero."""
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, row_heights=[0.52, 0.48], vertical_spacing=0.08)
    line = parted(found.assign(value=found["active"]))
    figure.add_scatter(
        x=middle(line),
        y=line["value"],
        mode="lines+markers",
        line={"color": ACCENT, "width": 2.5},
        marker={"size": 4},
        customdata=_told(line, "value", _("%(month)s: %(n)s customers at the end")),
        hovertemplate="%{customdata}<extra></extra>",
        row=1,
        col=1,
    )
    sides = (
        ("joined", 1, ACCENT, _("%(month)s: %(n)s joined")),
        ("left", -1, TARGET, _("%(month)s: %(n)s left")),
    )
    for name, sign, colour, told in sides:
        figure.add_bar(
            x=middle(found),
            y=sign * found[name],
            marker={"color": colour, "pattern": {"shape": "" if sign > 0 else "/"}},
            customdata=_told(found, name, told),
            hovertemplate="%{customdata}<extra></extra>",
            row=2,
            col=1,
        )
    framed(figure, kpi_named(CUSTOMERS_KPI), found, Grain.MONTH, height=480)
    figure.update_layout(barmode="relative", bargap=0.2)
    _flow_axes(figure, found)
    first, after = found["start"].min(), found["until"].max()
    for day, name in (one for one in rollouts if first <= pd.Timestamp(one[0]) < after):
        mark_rollout(figure, day, name, side_of_name(day, found))
    return figure


def _told(found: pd.DataFrame, column: str, words: str) -> list[str]:
    """What is shown where one points at a month."""
    return [
        words % {"month": formats.period(start.date(), Grain.MONTH.value), "n": formats.number(float(n))}
        for start, n in zip(found["start"], found[column].fillna(0), strict=True)
    ]


def _flow_axes(figure: go.Figure, found: pd.DataFrame) -> None:
    """Customers are counted from zero; of those who came and went both sides are told as numbers."""
    most = max(float(found["joined"].max()), float(found["left"].max()), 1.0)
    step = _round_number(most)
    figure.update_yaxes(title_text=_("customers"), tickformat=",", row=1, col=1)
    figure.update_yaxes(
        range=[-_HEADROOM * most, _HEADROOM * most],
        tickvals=[-step, 0, step],
        ticktext=[formats.number(tick) for tick in (step, 0, step)],
        title_text=_("a month"),
        rangemode="normal",
        row=2,
        col=1,
    )
    for at, anchor, told, colour in ((1, "top", _("joined"), ACCENT), (0, "bottom", _("left"), TARGET)):
        figure.add_annotation(
            x=0, xref="x2 domain", y=at, yref="y2 domain", xanchor="left", yanchor=anchor, showarrow=False,
            text=f"<b>{told}</b>", font={"size": 13, "color": colour},
        )  # fmt: skip


def _round_number(most: float) -> int:
    """The largest of 1, 2, 5, 10, 20 ... that a number reaches."""
    power = 10 ** floor(log10(most))
    return int(max(power * times for times in (1, 2, 5) if power * times <= most))
