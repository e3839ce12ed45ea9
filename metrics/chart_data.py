"""The numbers of a chart as a table to take away, in the reader's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from data import formats
from data.forms.tables import Cell, Table
from data.language import gettext as _
from data.language import mark
from metrics.goals.targets import Level
from metrics.kpi import Kpi
from metrics.periods import Grain

# What a template of a hover takes from each point: its words, one of them, or its text.
_TAKEN = re.compile(r"%\{(customdata|text)(?:\[(\d+)\])?\}")
_BREAK, _TAG = re.compile(r"<br\s*/?>"), re.compile(r"<[^<>]*>")


def of_series(
    kpi: Kpi, series: pd.DataFrame, grain: Grain, levels: Sequence[Level] = (), who: str = ""
) -> Table:
    """A KPI by period: its days, value, interval, n and the level to reach; ``who`` is first where given."""
    headers = [
        *([_("Who")] if who else []),
        _("Period"),
        _("First day"),
        _("Last day"),
        f"{kpi.title}, {kpi.axis}",
        _("95 % interval from"),
        _("95 % interval to"),
        _("n"),
        _("Finished"),
        *([_("Target")] if levels else []),
    ]
    rows = [
        [*([who] if who else []), *_of_period(row, grain), *([_level(row, levels)] if levels else [])]
        for row in series.to_dict("records")
    ]
    return Table(kpi.title, headers, rows)


def _of_period(row: dict[Any, Any], grain: Grain) -> list[Cell]:
    first, last = row["start"].date(), (row["until"] - pd.Timedelta(days=1)).date()
    numbers = [_number(row[name]) for name in ("value", "low", "high", "n")]
    finished = _("yes") if row["finished"] else _("not yet")
    return [formats.period(first, grain.value), first, last, *numbers, finished]


def _level(row: dict[Any, Any], levels: Sequence[Level]) -> float | None:
    """What is to be reached in a period, by its middle as the chart has it; None before the target begins."""
    day = (row["start"] + (row["until"] - row["start"]) / 2).date()
    if levels[0].first is not None and day < levels[0].first:
        return None
    return next((level.value for level in levels if day <= level.last), levels[-1].value)


def joined(title: str, tables: Sequence[Table]) -> Table:
    """Tables of the same headers, one below the other."""
    return Table(title, tables[0].headers, [row for table in tables for row in table.rows])


def of_figure(figure: go.Figure, title: str) -> Table:
    """What a chart shows at each of its points: line or bar, where, its numbers, and all in words.

    Lines that say nothing when one points at them are aids for the eye, and no data.
    """
    points = [point for trace in figure.data for point in _points(figure, trace)]
    headers = list(dict.fromkeys(header for point in points for header in point))
    return Table(title, headers, [[point.get(header) for header in headers] for point in points])


def _points(figure: go.Figure, trace: Any) -> Iterator[dict[str, Cell]]:
    """The points of a line, a row of bars or a map of cells, each by header."""
    if trace.hoverinfo == "skip" or not trace.hovertemplate:
        return
    words = list(_words(trace))
    named = {_("Line or bar"): plain(trace.name)} if (trace.name or "").strip() else {}
    places = sorted((_along(figure, trace, letter, len(words)) for letter in "xy"), key=_is_number)
    for at, told in enumerate(words):
        if not told:
            continue
        found = {header: cells[at] for header, cells in places if header and cells[at] is not None}
        yield {**named, **found, _("In words"): told}


def _words(trace: Any) -> Iterator[str]:
    """What is told of each point when one points at it."""
    template = re.sub(r"<extra>.*", "", trace.hovertemplate)
    held = {name: _flat(getattr(trace, name), trace.type) for name in ("customdata", "text")}
    for at in range(max(map(len, held.values()))):
        taken = {name: values[at] if at < len(values) else "" for name, values in held.items()}
        yield plain(_TAKEN.sub(lambda found, taken=taken: _taken(found, taken), template))


def _taken(found: re.Match[str], taken: dict[str, Any]) -> str:
    value, part = taken[found[1]], found[2]
    return str(value if part is None else value[int(part)])


def _flat(values: Any, kind: str) -> list[Any]:
    """Values a point; those of a map of cells stand row by row."""
    if values is None:
        return []
    rows = list(values)
    return [cell for row in rows for cell in row] if kind == "heatmap" else rows


def _along(figure: go.Figure, trace: Any, letter: str, count: int) -> tuple[str, list[Cell]]:
    """The header and the cells of one axis; no header where the words alone tell where a point is.

    Dates are told in words alone: a point stands in the middle of its period. So is the length of a bar that
    doesn't begin at zero, and what stands along an axis that no one has named.
    """
    values = _values(trace, letter, count)
    axis = figure.layout[(getattr(trace, f"{letter}axis") or letter).replace(letter, f"{letter}axis")]
    title = plain(axis.title.text or "")
    named = [_named(axis, value) if not title or trace.type == "heatmap" else None for value in values]
    cells = [name or _cell(value) for name, value in zip(named, values, strict=True)]
    if any(isinstance(cell, str) for cell in cells):
        return _(_OF_CELLS[letter] if trace.type == "heatmap" else mark("What")), cells
    is_number = title and getattr(trace, "base", None) is None and any(cell is not None for cell in cells)
    return (title, cells) if is_number else ("", [])


def _is_number(place: tuple[str, list[Cell]]) -> bool:
    """Whether the cells of an axis are numbers, which stand after names."""
    return not any(isinstance(cell, str) for cell in place[1])


_OF_CELLS = {"x": mark("Column"), "y": mark("Row")}


def _values(trace: Any, letter: str, count: int) -> list[Any]:
    """Where each point is along an axis; the cells of a map stand row by row, at their names or numbers."""
    found = getattr(trace, letter, None)
    if trace.type != "heatmap":
        return [None] * count if found is None else list(np.asarray(found, dtype=object))
    rows, columns = np.shape(np.asarray(trace.z, dtype=object))
    at = range(columns if letter == "x" else rows) if found is None else list(found)
    return list(at) * rows if letter == "x" else [one for one in at for _column in range(columns)]


def _named(axis: Any, value: Any) -> str | None:
    """The name that stands along an axis at a place, or near it: two dots of a row lie around its middle."""
    names: dict[Any, str] = dict(zip(axis.tickvals or (), axis.ticktext or (), strict=False))
    if isinstance(value, Real):
        names = {abs(tick - value): name for tick, name in names.items() if isinstance(tick, Real)}
        value = min((away for away in names if away < _HALF_A_ROW), default=None)
    return plain(names[value], " ") if isinstance(value, str | Real) and value in names else None


_HALF_A_ROW = 0.5


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return plain(value, " ")
    return _number(value) if isinstance(value, Real) else None


def _number(value: Any) -> float | int | None:
    """A number without digits that nobody counted."""
    number = float(value)
    if np.isnan(number):
        return None
    return int(number) if number.is_integer() else round(number, 6)


def plain(marked: str, between: str = "; ") -> str:
    """The words of a chart's markup on one line, with ``between`` where there were several."""
    return " ".join(unescape(_TAG.sub("", _BREAK.sub(between, marked))).split())
