"""The charts of what to fix first: the problems as bars with their sum so far, and one of them by period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd
import plotly.graph_objects as go

from data import formats
from data.language import gettext as _
from data.language import ngettext
from metrics.catalogue import kpi_named
from metrics.chart import ACCENT, BEFORE, ROLLOUT, laid_out, name_above, side_of_name
from metrics.figures import panels
from metrics.periods import Grain
from metrics.problems import wording
from metrics.problems.problems import Closely
from metrics.problems.ranking import Ranking

# With more problems the last ones stand together.
MOST_BARS = 9
_ROW, _EDGES = 46, 74
_BAR = 0.56
# A narrow screen has room for so many letters of a name in a line.
_LETTERS = 26


@dataclass(frozen=True)
class _Bar:
    """One bar: its words, what it is of all, the sum so far, and whether it is of the first three."""

    label: str
    part: float
    together: float
    is_top: bool
    hover: str


def pareto(found: Ranking, names: Mapping[str, str]) -> go.Figure:
    """The problems as bars, the first three in colour, with the line of what they make together."""
    bars = _bars(found, names)
    rows = list(range(len(bars)))
    colours = [ACCENT if bar.is_top else BEFORE for bar in bars]
    figure = go.Figure()
    figure.add_bar(
        x=[100 * bar.part for bar in bars],
        y=rows,
        orientation="h",
        width=_BAR,
        marker={"color": colours},
        customdata=[bar.hover for bar in bars],
        hovertemplate="%{customdata}<extra></extra>",
    )
    _line(figure, bars)
    figure.update_yaxes(
        tickvals=rows,
        ticktext=[bar.label for bar in bars],
        range=[len(bars) - 0.5, -0.5],
        fixedrange=True,
        automargin=True,
        showgrid=False,
        zeroline=False,
    )
    figure.update_xaxes(
        title_text=_(found.by.axis),
        range=[0, 109],
        tickvals=[0, 50, 100],
        fixedrange=True,
        zeroline=False,
    )
    laid_out(figure, _ROW * len(bars) + _EDGES)
    return figure.update_layout(margin={"t": 16, "r": 8}, barmode="overlay")


def _bars(found: Ranking, names: Mapping[str, str]) -> list[_Bar]:
    top = {one.name for one in found.top}
    shown = found.problems if len(found.problems) <= MOST_BARS + 1 else found.problems[:MOST_BARS]
    bars: list[_Bar] = []
    for one in shown:
        words = wording.amount(found.by, one.amount)
        name = formats.escaped(names.get(one.name, one.name))
        told = _("%(amount)s · %(share)s %%") % {"amount": words, "share": wording.percent(one.part)}
        hover = f"{name}<br>{told}"
        short = formats.escaped(_short(names.get(one.name, one.name)))
        title = f"<b>{short}</b>" if one.name in top else short
        bars.append(_Bar(f"{title}<br>{told}", one.part, one.together, one.name in top, hover))
    rest = found.problems[len(shown) :]
    if rest:
        label = ngettext("%(n)s other problem", "%(n)s other problems", len(rest)) % {"n": len(rest)}
        part = sum(one.part for one in rest)
        words = {"amount": label, "share": wording.percent(part)}
        told = _("%(amount)s · %(share)s %%") % words
        bars.append(_Bar(told, part, 1.0, False, told))
    return bars


def _short(name: str) -> str:
    return name if len(name) <= _LETTERS else name[: _LETTERS - 1].rstrip() + "…"


def _line(figure: go.Figure, bars: Sequence[_Bar]) -> None:
    """What the problems make together, from the first bar down, named where the first three end."""
    # Where one between them is left out, no point of the line is the sum of the first three.
    top = [place for place, bar in enumerate(bars) if bar.is_top]
    last = top[-1] if top == list(range(len(top))) and top else -1
    labels = [_("%(share)s %%") % {"share": wording.percent(bar.together)} for bar in bars]
    shown = [f"<b>{label}</b>" if place == last else label for place, label in enumerate(labels)]
    together = [_("together %(share)s") % {"share": label} for label in labels]
    figure.add_scatter(
        x=[100 * bar.together for bar in bars],
        y=list(range(len(bars))),
        mode="lines+markers+text",
        line={"color": BEFORE, "width": 1.5},
        marker={"color": [ACCENT if place == last else BEFORE for place in range(len(bars))], "size": 7},
        # The first is its bar's own share.
        text=["", *shown[1:]],
        textposition=["middle left" if bar.together > 0.85 else "middle right" for bar in bars],
        textfont={"size": 13},
        customdata=together,
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def courses(found: Sequence[Closely], grain: Grain) -> dict[str, go.Figure]:
    """Name of a problem -> its complaints by period, all on the same axes, the rollout marked."""
    known = [replace(one.course, name="") for one in found if one.course]
    drawn = panels(kpi_named("complaints"), known, grain, {}) if known else []
    for figure, member in zip(drawn, known, strict=True):
        if member.rollout:
            side = side_of_name(member.rollout, member.series)
            name_above(figure, pd.Timestamp(member.rollout), _("rollout"), ROLLOUT, anchor=side)
    return dict(zip((one.problem.name for one in found if one.course), drawn, strict=True))
