"""The course of a KPI as a chart of PowerPoint's own: its numbers can be looked at and changed."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import Any

import pandas as pd
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches, Pt

from data import formats
from data.language import gettext as _
from metrics.chart import ACCENT, BEFORE, TARGET
from metrics.report.deck import EDGE, FONT, QUIET, Box, Deck, Words, alternative, breadth
from metrics.report.report import Section, Side
from metrics.report.scale import Scale, scale

# Where the values stand within the frame of the chart, as shares of it: what is drawn over it has to know.
_LEFT, _TOP, _WIDE, _HIGH = 0.075, 0.14, 0.9, 0.65
_NAMES_SIZE = 12
_TARGET_TEXT = "A84A00"


def course(deck: Deck, slide: Any, section: Section, box: Box) -> Any:
    """Value before and after with the target, and the rollout as a line over them; the chart's frame."""
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *box.lengths, _numbers(section))
    alternative(frame, section.title, section.alternative)
    chart = frame.chart
    chart.has_title, chart.has_legend = False, True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.font.name, chart.font.size = FONT, Pt(12)
    chart.font.color.rgb = RGBColor.from_string(QUIET)
    _axes(chart, section, box.width * _WIDE)
    for line, (column, look) in zip(chart.plots[0].series, _columns(section), strict=True):
        _dress(line, column, look, section)
        if column != "target":
            _hollow(line, section)
    _place(chart)
    unit = Box(box.left + 0.1, box.top, box.width - 0.1, 0.3)
    deck.label(slide, unit, Words(section.axis, 12, colour=QUIET, after=0), to_right=False)
    _rollout(deck, slide, section, box)
    return frame


def _columns(section: Section) -> list[tuple[str, str]]:
    """The lines of a chart with their colours; the target where there is one."""
    sides = set(section.series["side"])
    found = [(side.value, colour) for side, colour in _SIDES.items() if side.value in sides]
    return [*found, *([("target", TARGET)] if section.series["target"].notna().any() else [])]


_SIDES = {Side.BEFORE: BEFORE, Side.AFTER: ACCENT}


def _numbers(section: Section) -> CategoryChartData:
    """The values as the chart's own table, a row a period."""
    told = section.series
    data = CategoryChartData(number_format=_pattern(section.decimals))
    data.categories = list(told["period"])
    names = {
        "before": _("Before"),
        "after": _("After") if section.rollout else _("Value"),
        "target": _("Target"),
    }
    for column, __ in _columns(section):
        values = told["target"] if column == "target" else told["value"].where(told["side"] == column)
        shown = _pattern(section.target.decimals) if section.target and column == "target" else None
        data.add_series(names[column], [_known(value) for value in values], shown)
    return data


def _pattern(decimals: int) -> str:
    return "#,##0." + "0" * decimals if decimals else "#,##0"


def _known(value: float) -> float | None:
    return None if isnan(value) else float(value)


def _axes(chart: Any, section: Section, wide: float) -> None:
    upright, along = chart.value_axis, chart.category_axis
    found = _scale(section)
    upright.minimum_scale, upright.maximum_scale, upright.major_unit = found.low, found.high, found.step
    upright.tick_labels.number_format = _pattern(found.decimals)
    upright.tick_labels.number_format_is_linked = False
    upright.format.line.fill.background()
    upright.major_gridlines.format.line.color.rgb = RGBColor.from_string(EDGE)
    along.format.line.color.rgb = RGBColor.from_string(EDGE)
    along.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    along.has_major_gridlines = False
    along.tick_labels.font.size = Pt(_NAMES_SIZE)
    every = -(-len(section.series) // _names(section, wide))
    for name in ("tickLblSkip", "tickMarkSkip"):
        along._element.append(parse_xml(f'<c:{name} {nsdecls("c")} val="{every}"/>'))
    # The schema has these before the last element.
    along._element.append(along._element.find(f"{{{_CHART}}}noMultiLvlLbl"))


def _names(section: Section, wide: float) -> int:
    """How many names of periods stand side by side in a chart so many inches wide."""
    longest = max(section.series["period"], key=len)
    return max(1, int(wide / (breadth(longest, _NAMES_SIZE) + _BETWEEN)))


_BETWEEN = 0.15
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def _scale(section: Section) -> Scale:
    told = pd.concat([section.series["value"], section.series["target"]]).dropna()
    return scale(told.tolist(), from_zero=section.from_zero)


def _dress(line: Any, column: str, colour: str, section: Section) -> None:
    """A line in its colour; the target dashed and without points."""
    rgb = RGBColor.from_string(colour.lstrip("#"))
    line.smooth = False
    line.format.line.color.rgb, line.format.line.width = rgb, Pt(2.25)
    if column == "target":
        line.format.line.dash_style = MSO_LINE.DASH
        line.marker.style = XL_MARKER_STYLE.NONE
        _name_end(line, section)
        return
    line.marker.style, line.marker.size = XL_MARKER_STYLE.CIRCLE, 6
    line.marker.format.fill.solid()
    line.marker.format.fill.fore_color.rgb = rgb
    line.marker.format.line.color.rgb = rgb


def _name_end(line: Any, section: Section) -> None:
    """The last level of the target at its end, on the side away from the value."""
    last = section.series.iloc[-1]
    is_above = last["value"] > last["target"]
    label = line.points[len(section.series) - 1].data_label
    label.position = XL_LABEL_POSITION.BELOW if is_above else XL_LABEL_POSITION.ABOVE
    label.font.bold, label.font.size = True, Pt(12)
    label.font.color.rgb = RGBColor.from_string(_TARGET_TEXT)


def _hollow(line: Any, section: Section) -> None:
    """Periods that aren't finished are hollow."""
    for at in _unfinished(section):
        point = line.points[at].marker
        point.style, point.size = XL_MARKER_STYLE.CIRCLE, 7
        point.format.fill.solid()
        point.format.fill.fore_color.rgb = RGBColor(255, 255, 255)
        point.format.line.color.rgb = RGBColor.from_string(ACCENT.lstrip("#"))


def _unfinished(section: Section) -> Sequence[int]:
    return [at for at, finished in enumerate(section.series["finished"]) if not finished]


def _place(chart: Any) -> None:
    """The values at a place of their own, so that the rollout's line can stand on its day."""
    shares = "".join(
        f'<c:{name} val="{value}"/>'
        for name, value in (("x", _LEFT), ("y", _TOP), ("w", _WIDE), ("h", _HIGH))
    )
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    layout = parse_xml(
        f"<c:layout {nsdecls('c')}><c:manualLayout>{modes}{shares}</c:manualLayout></c:layout>"
    )
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(f"{{{_CHART}}}layout"):
        area.remove(old)
    area.insert(0, layout)


def _rollout(deck: Deck, slide: Any, section: Section, box: Box) -> None:
    """The rollout as a line between the periods before and after it, with its name above."""
    before = int((section.series["side"] == Side.BEFORE).sum())
    if section.rollout is None or not 0 < before < len(section.series):
        return
    day, name = section.rollout
    x = box.left + box.width * (_LEFT + _WIDE * before / len(section.series))
    top, foot = box.top + box.height * (_TOP - 0.02), box.top + box.height * (_TOP + _HIGH)
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Inches(x), Inches(top), Inches(x), Inches(foot))
    line.line.color.rgb, line.line.width = RGBColor.from_string(BEFORE.lstrip("#")), Pt(1.5)
    line.shadow.inherit = False
    told = f"{name}, {formats.day(day)}"
    alternative(line, _("Rollout"), told)
    is_left = before > len(section.series) / 2
    room = (x - box.left if is_left else box.left + box.width - x) - 0.05
    place = Box(x - room if is_left else x, box.top + 0.3, room, box.height * _TOP - 0.3)
    deck.label(slide, place, Words(told, 12, colour=QUIET, after=0), to_right=is_left)
