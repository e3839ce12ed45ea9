"""The sheet of all KPIs at the rollout: a table, and over its second column a native chart of its rows."""

from __future__ import annotations

from math import ceil
from typing import Any

from data.language import gettext as _
from metrics.report.report import Report, Shift, Shifted
from metrics.report.scale import Scale
from metrics.report.sheets.paper import Book, Cell, Number, Paper, as_told, digits
from metrics.report.shift_svg import axis
from metrics.report.signs import Tone, tone

_WIDTHS = (46, 34, 18, 13, 13, 28, 22, 14, 12, 12)
_PICTURE, _SHIFT = 1, 7
# What only the chart needs, beside the table and hidden: how far the intervals reach.
_ABOVE, _BELOW = 11, 12
_FILLS = {Tone.BETTER: "#0072B2", Tone.WORSE: "#D55E00", Tone.NEITHER: "#B4BDC6"}
# A pixel in points, and a letter of a column's width in pixels.
_PIXEL, _LETTER, _PADDING = 0.75, 7, 5
_LITTLE_ROOM = 5


def sheet(book: Book, name: str, report: Report) -> None:
    """Add the sheet, the most improved KPI first."""
    paper = Paper(book, name, _("Impact"), _WIDTHS)
    paper.told()
    paper.back()
    paper.headed()
    rows = [_row(row) for row in report.shifts]
    # Whole pixels, so that the bars don't drift away from their rows.
    high = _PIXEL * ceil(max(paper.row_height(row, _LITTLE_ROOM) for row in rows) / _PIXEL)
    top = paper.table(_headers(), rows, _LITTLE_ROOM)
    for at in range(len(rows)):
        paper.sheet.set_row(top + 1 + at, high)
    paper.skip()
    for told in (report.headline, report.forest_note):
        paper.line(told)
    _draw(paper, report, top + 1, high)


def _headers() -> tuple[str, ...]:
    usual = _("Usual ups and downs of a month")
    low, high = _("Low end of its interval"), _("High end of its interval")
    picture = _("← worse · usual ups and downs of a month · better →")
    return (_("KPI"), picture, _("Change"), low, high, _("Verdict"), _("n"), usual, low, high)


def _row(row: Shifted) -> list[Cell]:
    plain = digits(2)
    signed = f"+{plain};\N{MINUS SIGN}{plain};{plain}"
    change = row.change
    moved = Number(change.value, as_told(change.value, change.text, change.decimals, sign=True))
    ends = [Number(end, _signed(change)) for end in (change.low, change.high)]
    places = [Number(value, signed) for value in (row.shift, row.low, row.high)]
    return [row.title, None, moved, *ends, row.word_text, row.sizes, *places]


def _signed(change: Shift) -> str:
    plain = digits(change.decimals)
    return f"+{plain};\N{MINUS SIGN}{plain};{plain}"


def _draw(paper: Paper, report: Report, first: int, high: float) -> None:
    """The chart over rows of a height in points, each bar on its own."""
    rows, along = report.shifts, axis(report.shifts)
    last = first + len(rows) - 1
    for at, row in enumerate(rows, first):
        paper.cell(at, _ABOVE, Number(max(0.0, min(row.high, along.high) - row.shift), digits(2)))
        paper.cell(at, _BELOW, Number(max(0.0, row.shift - max(row.low, along.low)), digits(2)))
    paper.sheet.set_column(_ABOVE, _BELOW, None, None, {"hidden": True})
    drawn = paper.book.book.add_chart({"type": "bar"})
    drawn.add_series(_bars(paper.name, rows, first, last))
    _dress(drawn, along)
    wide = _WIDTHS[_PICTURE] * _LETTER + _PADDING
    drawn.set_size({"width": wide, "height": round(len(rows) * high / _PIXEL)})
    place = {"description": report.forest_alternative, "object_position": 1}
    paper.sheet.insert_chart(first, _PICTURE, drawn, place)


def _bars(sheet: str, rows: tuple[Shifted, ...], first: int, last: int) -> dict[str, Any]:
    from xlsxwriter.utility import xl_range_abs

    quoted = sheet.replace("'", "''")
    above, below = (f"='{quoted}'!{xl_range_abs(first, at, last, at)}" for at in (_ABOVE, _BELOW))
    return {
        "name": _("Change"),
        "categories": [sheet, first, 0, last, 0],
        "values": [sheet, first, _SHIFT, last, _SHIFT],
        "points": [{"fill": {"color": _FILLS[tone(row.word)]}} for row in rows],
        "gap": 120,
        "y_error_bars": {
            "type": "custom",
            "plus_values": above,
            "minus_values": below,
            "end_style": 0,
            "line": {"color": "#1B2530", "width": 1.25},
        },
    }


def _dress(drawn: Any, along: Scale) -> None:
    drawn.set_title({"none": True})
    drawn.set_legend({"none": True})
    drawn.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    drawn.set_plotarea({"layout": {"x": 0, "y": 0, "width": 1, "height": 1}, "fill": {"none": True}})
    drawn.show_hidden_data()
    # Names stand along y, as bars lie.
    drawn.set_y_axis({"reverse": True, "label_position": "none", "line": {"color": "#5B6672"}})
    drawn.set_x_axis(
        {
            "min": along.low,
            "max": along.high,
            "major_unit": along.step,
            "label_position": "none",
            "line": {"none": True},
            "major_gridlines": {"visible": True, "line": {"color": "#D3DAE2", "width": 0.5}},
        }
    )
