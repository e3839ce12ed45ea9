"""The triangle of cohorts as a heat map with the numbers in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from data import formats
from data.language import gettext as _
from data.language import ngettext
from metrics.chart import BEFORE, laid_out
from metrics.measures.kinds import FEWEST_ANSWERS
from metrics.statistics.sequences import Array
from metrics.staying.cohorts import Cohorts, age_months

# Cohorts and ages that a reader can take in at once.
MOST_COHORTS, MOST_AGES = 12, 12
_ROW, _HEAD = 34, 84
# Tints of the accent on which the same dark numbers can be read, whatever the page's own colours.
_PALE, _DEEP, _INK = "#EAF3F9", "#7DB8DC", "#14202B"


def triangle(found: Cohorts) -> go.Figure:
    """The latest cohorts by age as a heat map with the share still there in each cell, in %."""
    cells = _shown(found.cells)
    starts = sorted(cells["start"].unique())
    ages = [int(age) for age in sorted(cells["age"].unique())]
    values = cells.pivot(index="start", columns="age", values="value").reindex(index=starts, columns=ages)
    grid = values.to_numpy(np.float64)
    figure = go.Figure()
    figure.add_heatmap(
        z=grid,
        x=list(range(len(ages))),
        y=list(range(len(starts))),
        text=_texts(cells, starts, grid),
        texttemplate="%{text}",
        textfont={"size": 13, "color": _INK},
        customdata=_hovers(found, cells, starts, ages),
        hovertemplate="%{customdata}<extra></extra>",
        colorscale=[[0, _PALE], [1, _DEEP]],
        showscale=False,
        xgap=2,
        ygap=2,
        hoverongaps=True,
    )
    _not_yet(figure, grid)
    _axes(figure, found, cells, starts, ages)
    return laid_out(figure, _HEAD + _ROW * len(starts))


def _axes(
    figure: go.Figure, found: Cohorts, cells: pd.DataFrame, starts: Sequence[pd.Timestamp], ages: list[int]
) -> None:
    """The months after joining above, each cohort with its size at the left."""
    same = {"showgrid": False, "zeroline": False, "fixedrange": True}
    figure.update_xaxes(
        tickvals=list(range(len(ages))),
        ticktext=[formats.number(age_months(found.grain, age)) for age in ages],
        title_text=_("months after joining · % still there"),
        side="top",
        **same,
    )
    sizes = cells.groupby("start")["n"].first()
    figure.update_yaxes(
        tickvals=list(range(len(starts))),
        ticktext=[_row_name(found, start, float(sizes[start])) for start in starts],
        autorange="reversed",
        automargin=True,
        **same,
    )


def _row_name(found: Cohorts, start: pd.Timestamp, n: float) -> str:
    words = {"period": formats.period(start.date(), found.grain.value), "n": formats.number(n)}
    return _("%(period)s · n %(n)s") % words


def _shown(cells: pd.DataFrame) -> pd.DataFrame:
    """The latest cohorts, and no more ages than anybody has been watched for."""
    starts = sorted(cells["start"].unique())[-MOST_COHORTS:]
    kept = cells[cells["start"].isin(starts)]
    known = kept.loc[kept["known"], "age"]
    most = min(MOST_AGES, int(known.max()) + 1 if len(known) else 1)
    return kept[kept["age"] <= most]


def _texts(cells: pd.DataFrame, starts: Sequence[pd.Timestamp], grid: Array) -> list[list[str]]:
    """The share of each cell, or that there are too few."""
    sizes = cells.groupby("start")["n"].first()
    return [
        [
            "" if np.isnan(value) else formats.number(value) if sizes[start] >= FEWEST_ANSWERS else _("few")
            for value in row
        ]
        for start, row in zip(starts, grid, strict=True)
    ]


def _hovers(
    found: Cohorts, cells: pd.DataFrame, starts: Sequence[pd.Timestamp], ages: list[int]
) -> list[list[str]]:
    by_place = {(row.start, row.age): row for row in cells.itertuples(index=False)}
    return [[_hover(found, by_place[start, age]) for age in ages] for start in starts]


def _hover(found: Cohorts, cell: Any) -> str:
    months = age_months(found.grain, int(cell.age))
    later = ngettext("%(n)s month later", "%(n)s months later", months) % {"n": formats.number(months)}
    words = {
        "period": formats.period(cell.start.date(), found.grain.value),
        "later": later,
        **{name: formats.number(float(getattr(cell, name))) for name in ("n", "kept")},
    }
    if not cell.known:
        return _("Joined in %(period)s, %(later)s: not over yet") % words
    if cell.n < FEWEST_ANSWERS:
        return _("Joined in %(period)s, %(later)s: %(kept)s of %(n)s, too few to tell") % words
    words |= {name: formats.number(float(getattr(cell, name)), 1) for name in ("value", "low", "high")}
    told = _(
        "Joined in %(period)s, %(later)s: %(kept)s of %(n)s are there, %(value)s %% (%(low)s to %(high)s)"
    )
    return told % words


def _not_yet(figure: go.Figure, grid: Array) -> None:
    """A word in the first empty cell of each row."""
    for row, values in enumerate(grid):
        empty = np.flatnonzero(np.isnan(values))
        if empty.size:
            figure.add_annotation(
                x=int(empty[0]) - 0.45,
                y=row,
                xanchor="left",
                showarrow=False,
                text=_("not yet"),
                font={"size": 11, "color": BEFORE},
            )
