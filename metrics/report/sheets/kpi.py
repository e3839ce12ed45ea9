"""The sheet of a KPI: its numbers, what they say, its chart, and the data behind it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from data.language import gettext as _
from data.language import pgettext
from metrics.report.report import Section, Side
from metrics.report.sheets.chart import axis, chart
from metrics.report.sheets.paper import Book, Cell, Number, Paper, as_told, digits

_WIDTHS = (36, 26, 16, 14, 14, 14, 12, 14, 14)
# Below each other on the left, beside the chart.
_CHART_COLUMN, _CHART_ROWS, _ROW = 2, 14, 22
# So that three years of months are a page.
_LITTLE_ROOM = 2
# What only the chart needs, by column: side by side with the table and hidden.
_DRAWN = {"before": 10, "after": 11, "above": 12, "below": 13, "rollout": 14}
_START, _TARGET = 0, 7


def sheet(book: Book, name: str, section: Section) -> None:
    """Add the sheet of a KPI."""
    paper = Paper(book, name, section.title, _WIDTHS)
    paper.told({_("Rows behind it"): section.now.behind})
    paper.back()
    if section.headline != section.title:
        paper.line(section.headline, "headline")
    beside = paper.row
    _numbers(paper, section)
    while not section.series.empty and paper.row < beside + _CHART_ROWS:
        paper.sheet.set_row(paper.row, _ROW)
        paper.row += 1
    paper.skip()
    for told in (*section.told, *section.notes):
        paper.line(told)
    if section.series.empty:
        return
    # On paper the numbers and the chart are a page, the values behind them others.
    paper.sheet.set_h_pagebreaks([paper.row])
    paper.line(_("All values"), "heading")
    rows = _table(paper, section)
    _drawn(paper, section, rows[0])
    columns = {"start": _START, "target": _TARGET, **_DRAWN}
    drawn = chart(book.book, section, name, rows, columns)
    place = {"description": section.alternative, "x_offset": 12, "object_position": 2}
    paper.sheet.insert_chart(beside, _CHART_COLUMN, drawn, place)


def _numbers(paper: Paper, section: Section) -> None:
    """The values of the card below each other, each with its label."""
    for label, cell in labelled(section):
        paper.text(paper.row, 0, label, "label")
        paper.cell(paper.row, 1, cell)
        paper.sheet.set_row(paper.row, _ROW)
        paper.row += 1


def labelled(section: Section) -> list[tuple[str, Cell]]:
    """The labels and values of a KPI; what there is none of is left out."""
    now, before, change, target = section.now, section.before, section.change, section.target
    plain = digits(now.decimals)
    told: list[tuple[str, Cell]] = [
        (_("Value"), Number(now.value, as_told(now.value, now.text, now.decimals))),
        (_("Low end of its interval"), Number(now.low, plain)),
        (_("High end of its interval"), Number(now.high, plain)),
        (_("n"), Number(now.n)),
        (_("First day"), now.first),
        (_("Last day"), now.last),
    ]
    if before:
        told.append((_("Before"), Number(before.value, as_told(before.value, before.text, before.decimals))))
    if change:
        shown = as_told(change.value, change.text, change.decimals, sign=True)
        moved = digits(change.decimals)
        signed = f"+{moved};\N{MINUS SIGN}{moved};{moved}"
        told += [
            (_("Change"), Number(change.value, shown)),
            (_("Low end of its interval"), Number(change.low, signed)),
            (_("High end of its interval"), Number(change.high, signed)),
        ]
    if section.word_text:
        told.append((_("Verdict"), section.word_text))
    if target:
        told += [
            (_("Target"), Number(target.value, as_told(target.value, target.value_text, target.decimals))),
            (pgettext("deadline", "By"), target.due),
            (_("Status"), f"{target.sign} {target.word}"),
        ]
    return [(label, cell) for label, cell in told if not (isinstance(cell, Number) and cell.value is None)]


def _table(paper: Paper, section: Section) -> tuple[int, int]:
    """The data behind the chart, the earliest first: the first and the last row of them."""
    unit = {"unit": section.axis}
    headers = (
        _("First day"),
        _("Last day"),
        _("Period"),
        _("Value (%(unit)s)") % unit,
        _("Low end of its interval"),
        _("High end of its interval"),
        _("n"),
        _("Target (%(unit)s)") % unit,
        _("Finished"),
    )
    rows = [_row(row, section) for row in section.series.to_dict("records")]
    top = paper.table(headers, rows, _LITTLE_ROOM)
    return top + 1, top + len(rows)


def _row(row: dict[Any, Any], section: Section) -> list[Cell]:
    shown = digits(section.decimals)
    value, low, high = (Number(known(row[name]), shown) for name in ("value", "low", "high"))
    target = Number(known(row["target"]), digits(section.target.decimals) if section.target else shown)
    first, last = row["start"].date(), (row["until"] - pd.Timedelta(days=1)).date()
    over = _("yes") if row["finished"] else _("not yet")
    return [first, last, row["period"], value, low, high, Number(row["n"]), target, over]


def _drawn(paper: Paper, section: Section, first: int) -> None:
    """What the chart draws, beside the table and hidden: each side by itself, how far intervals reach."""
    top, day = axis(section).high, section.rollout[0] if section.rollout else None
    for name, column in _DRAWN.items():
        paper.text(first - 1, column, name, "label")
    paper.sheet.set_column(min(_DRAWN.values()), max(_DRAWN.values()), None, None, {"hidden": True})
    for at, row in enumerate(section.series.to_dict("records"), first):
        value, low, high = (known(row[name]) for name in ("value", "low", "high"))
        found = {
            "before": value if row["side"] == Side.BEFORE else None,
            "after": value if row["side"] == Side.AFTER else None,
            "above": high - value if high is not None and value is not None else None,
            "below": value - low if low is not None and value is not None else None,
            "rollout": top if day is not None and _holds(row, day) else None,
        }
        for name, cell in found.items():
            paper.cell(at, _DRAWN[name], Number(cell, digits(section.decimals)))


def _holds(row: dict[Any, Any], day: date) -> bool:
    """Whether a period has a day."""
    return row["start"] <= pd.Timestamp(day) < row["until"]


def known(value: float) -> float | None:
    """A number that a cell can hold; None where there is none."""
    return None if pd.isna(value) else float(value)
