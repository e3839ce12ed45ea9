"""Channel by stage as a heat map: the darker, the worse."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from data import formats
from data.language import gettext as _
from data.language import pgettext
from metrics import sentences
from metrics.catalogue import kpi_named
from metrics.chart import BEFORE, SEQUENTIAL, VEIL, laid_out
from metrics.journey.chart import wrapped
from metrics.journey.heat import Cell, Heat
from metrics.journey.journey import COMPLAINTS
from metrics.journey.words import Names, percent
from metrics.kpi import Unit
from metrics.ranking.funnel import VERDICT_WORDS, Verdict

_ROW, _HEAD = 52, 60
_SIGNS = {Verdict.WORSE: " ▼", Verdict.BETTER: " ▲"}
_WHOLE = (Unit.PERCENT, Unit.POINTS)


def heat_map(found: Heat, names: Names) -> go.Figure:
    """Channels with most rows on top, stages along the way; each cell with its number and n."""
    channels = [channel for channel, _n in found.channels]
    grid = [[found.cells.get((channel, stage)) for stage in found.stages] for channel in channels]
    figure = go.Figure()
    figure.add_heatmap(
        z=[[cell.value.value if cell and cell.tells else None for cell in row] for row in grid],
        text=[[written(found, cell) if cell else "" for cell in row] for row in grid],
        customdata=[[hover(found, cell) if cell else "" for cell in row] for row in grid],
        texttemplate="%{text}",
        textfont={"size": 12},
        hovertemplate="%{customdata}<extra></extra>",
        hoverongaps=False,
        colorscale=list(SEQUENTIAL),
        # Of scores the low ones are the trouble, of complaints the many.
        reversescale=found.kpi is not None and found.kpi.better != "lower",
        showscale=False,
        xgap=3,
        ygap=3,
    )
    for row, cells in enumerate(grid):
        for column, cell in enumerate(cells):
            if cell is None or not cell.tells:
                _blank(figure, row, column, cell)
    _axes(figure, found, names)
    return laid_out(figure, _HEAD + _ROW * len(channels)).update_layout(margin={"t": 48, "r": 8})


def _axes(figure: go.Figure, found: Heat, names: Names) -> None:
    """Stages above, channels with their n on the left."""
    bare: dict[str, Any] = {"showgrid": False, "zeroline": False, "fixedrange": True}
    figure.update_xaxes(
        tickvals=list(range(len(found.stages))),
        ticktext=[wrapped(names[stage]) for stage in found.stages],
        range=[-0.5, len(found.stages) - 0.5],
        side="top",
        **bare,
    )
    sized = [(wrapped(channel), _("n %(n)s") % {"n": formats.number(n)}) for channel, n in found.channels]
    figure.update_yaxes(
        tickvals=list(range(len(sized))),
        ticktext=["<br>".join(lines) for lines in sized],
        range=[len(sized) - 0.5, -0.5],
        automargin=True,
        **bare,
    )


def _blank(figure: go.Figure, row: int, column: int, cell: Cell | None) -> None:
    """A cell without a number: a word, and of how many."""
    ends = {"x0": column - 0.48, "x1": column + 0.48, "y0": row - 0.46, "y1": row + 0.46}
    figure.add_shape(type="rect", **ends, fillcolor=VEIL, line_width=0, layer="below")
    few = _("too few<br>n %(n)s")
    told = few % {"n": formats.number(cell.value.n)} if cell else pgettext("answers", "none")
    figure.add_annotation(x=column, y=row, text=told, showarrow=False, font={"size": 11, "color": BEFORE})


def written(found: Heat, cell: Cell) -> str:
    """The number of a cell with a sign where it stands out, and its n."""
    if not cell.tells:
        return ""
    n = _("n %(n)s") % {"n": formats.number(cell.value.n)}
    return f"<b>{number(found, cell)}</b>{_SIGNS.get(cell.verdict, '')}<br>{n}"


def number(found: Heat, cell: Cell) -> str:
    """The number of a cell, short enough for it."""
    if found.kpi is None:
        return percent(cell.value.value)
    if found.kpi.unit is Unit.PERCENT:
        return percent(cell.value.value)
    is_long = found.kpi.unit in _WHOLE and not found.kpi.scale
    return formats.number(cell.value.value, 0 if is_long else max(0, found.kpi.decimals - 1))


def hover(found: Heat, cell: Cell) -> str:
    """All that is told of a cell."""
    if not cell.tells:
        return _(VERDICT_WORDS[Verdict.TOO_FEW])
    words = {"n": formats.number(cell.value.n), "of": formats.number(cell.of)}
    if found.kpi is None:
        return _("%(n)s of %(of)s complaints") % words
    lines = [found.kpi.text(cell.value.value), sentences.counted(found.kpi, cell.value.n)]
    if cell.value.low is not None and cell.value.high is not None:
        bounds = {"low": found.kpi.number(cell.value.low), "high": found.kpi.number(cell.value.high)}
        lines.append(_("95 %% interval %(low)s to %(high)s") % bounds)
    return "<br>".join([*lines, _(VERDICT_WORDS[cell.verdict])])


def caption(found: Heat) -> str:
    """How to read the map."""
    kpi = found.kpi or kpi_named(COMPLAINTS)
    if found.kpi is None:
        told = _("The share of a channel's complaints that arises at a stage, with their number (n).")
        shade = _("The darker, the larger the share.")
        return f"{told} {shade}"
    words = {"kpi": kpi.title, "unit": kpi.axis}
    told = _("%(kpi)s in %(unit)s with the number of answers (n); the darker, the lower.") % words
    signs = _("▼ lower and ▲ higher than all together by more than chance.")
    return f"{told} {signs}"


def alternative(found: Heat, names: Names) -> str:
    """What the map shows, for those who can't see it."""
    told = [
        f"{channel}, {names[stage]}: {number(found, cell) if cell.tells else _(VERDICT_WORDS[cell.verdict])}"
        for (channel, stage), cell in found.cells.items()
    ]
    return caption(found) + " " + "; ".join(told) + "."
