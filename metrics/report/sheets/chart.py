"""The chart of a KPI in a workbook: native, so that it can be changed and goes with its numbers."""

from __future__ import annotations

from typing import Any

from data import formats
from data.language import gettext as _
from metrics.chart import ACCENT, BEFORE, TARGET
from metrics.periods import Grain
from metrics.report.report import Section
from metrics.report.scale import Scale, scale
from metrics.report.sheets.paper import dated, digits

WIDTH, HEIGHT = 760, 400
_MOST_TICKS = 9
_AXES = {
    Grain.DAY: ("d mmm yyyy", "days", 1),
    Grain.WEEK: ("d mmm yyyy", "days", 7),
    Grain.MONTH: ("mmm yyyy", "months", 1),
    Grain.QUARTER: ("mmm yyyy", "months", 3),
    Grain.YEAR: ("yyyy", "years", 1),
}
_FONT = {"name": "Calibri", "size": 10, "color": "#5B6672"}
_GRID = {"visible": True, "line": {"color": "#D3DAE2", "width": 0.5}}


def chart(book: Any, section: Section, sheet: str, rows: tuple[int, int], columns: dict[str, int]) -> Any:
    """A line chart over the rows of a sheet, first and last, whose ``columns`` stand by their names.

    Before in grey and after in colour, each with its interval; the target dashed, the rollout upright.
    """
    drawn = book.add_chart({"type": "line"})
    at = _Places(sheet, rows, columns)
    if section.rollout is not None:
        drawn.add_series(_values(at, section, "before", _("Before"), BEFORE))
    name = _("Since the rollout") if section.rollout is not None else section.title
    drawn.add_series(_values(at, section, "after", name, ACCENT))
    if section.series["target"].notna().any():
        drawn.add_series(_target(at))
    if section.rollout is not None:
        drawn.add_series(_rollout(at, section))
    _dress(drawn, section)
    return drawn


class _Places:
    """Where the columns of a chart stand, as it refers to them."""

    def __init__(self, sheet: str, rows: tuple[int, int], columns: dict[str, int]) -> None:
        self._sheet, self._rows, self._columns = sheet, rows, columns

    def of(self, name: str) -> list[Any]:
        first, last = self._rows
        column = self._columns[name]
        return [self._sheet, first, column, last, column]

    def formula(self, name: str) -> str:
        from xlsxwriter.utility import xl_range_abs

        first, last = self._rows
        column = self._columns[name]
        quoted = self._sheet.replace("'", "''")
        return f"='{quoted}'!{xl_range_abs(first, column, last, column)}"


def _values(at: _Places, section: Section, side: str, name: str, colour: str) -> dict[str, Any]:
    """The values of one side; an unfinished period is hollow, each has its interval."""
    hollow = {"border": {"color": colour, "width": 1.5}, "fill": {"color": "white"}}
    full = {"border": {"color": colour}, "fill": {"color": colour}}
    return {
        "name": name,
        "categories": at.of("start"),
        "values": at.of(side),
        "line": {"color": colour, "width": 2},
        "marker": {"type": "circle", "size": 5, **full},
        "points": [full if over else hollow for over in section.series["finished"]],
        "y_error_bars": {
            "type": "custom",
            "plus_values": at.formula("above"),
            "minus_values": at.formula("below"),
            "end_style": 0,
            "line": {"color": colour, "width": 0.75, "transparency": 50},
        },
    }


def _target(at: _Places) -> dict[str, Any]:
    return {
        "name": _("Target"),
        "categories": at.of("start"),
        "values": at.of("target"),
        "line": {"color": TARGET, "width": 1.5, "dash_type": "dash"},
        "marker": {"type": "none"},
    }


def _rollout(at: _Places, section: Section) -> dict[str, Any]:
    """A point on top of the period of the rollout, with a line down from it and its name."""
    day, name = section.rollout or (None, "")
    return {
        "name": f"{name}, {formats.day(day)}",
        "categories": at.of("start"),
        "values": at.of("rollout"),
        "line": {"none": True},
        "marker": {"type": "diamond", "size": 7, "fill": {"color": BEFORE}, "border": {"color": BEFORE}},
        "y_error_bars": {
            "type": "percentage",
            "value": 100,
            "direction": "minus",
            "end_style": 0,
            "line": {"color": BEFORE, "width": 1.5},
        },
    }


def axis(section: Section) -> Scale:
    """The axis of the values: all of them, their intervals and the target are on it."""
    known = section.series[["value", "low", "high", "target"]].astype(float).to_numpy()
    return scale(known.ravel().tolist(), from_zero=section.from_zero)


def _dress(drawn: Any, section: Section) -> None:
    upright = axis(section)
    form, unit, length = _AXES[section.grain]
    ticks = length * -(-len(section.series) // _MOST_TICKS)
    drawn.set_title({"none": True})
    drawn.set_legend({"position": "bottom", "font": _FONT})
    drawn.set_size({"width": WIDTH, "height": HEIGHT})
    drawn.set_chartarea({"border": {"none": True}})
    drawn.show_hidden_data()
    drawn.show_blanks_as("span" if section.joined else "gap")
    drawn.set_x_axis(
        {
            "date_axis": True,
            "num_format": dated(form),
            "major_unit": ticks,
            "major_unit_type": unit,
            "num_font": _FONT,
            "line": {"color": BEFORE},
            "label_position": "low",
        }
    )
    drawn.set_y_axis(
        {
            "name": section.axis,
            "name_font": _FONT | {"bold": False},
            "num_font": _FONT,
            "num_format": digits(upright.decimals),
            "min": upright.low,
            "max": upright.high,
            "major_unit": upright.step,
            "major_gridlines": _GRID,
            "line": {"none": True},
        }
    )
