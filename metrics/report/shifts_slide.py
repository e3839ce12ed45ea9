"""All KPIs at the rollout on slides: a table, and in its second column a chart of PowerPoint's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from data.language import gettext as _
from metrics.report.deck import EDGE, HEIGHT, MARGIN, WIDTH, Box, Deck, alternative, cell_height
from metrics.report.report import Report, Shifted
from metrics.report.scale import Scale
from metrics.report.shift_svg import axis
from metrics.report.signs import TONES, Tone, tone
from metrics.report.typesetting import NO_BREAK

_ROOM = WIDTH - 2 * MARGIN
_TITLE = Box(MARGIN, 0.35, _ROOM, 0.95)
_TOP, _FOOT = 1.45, 0.75
_WIDTHS = (0.275, 0.155, 0.25, 0.175, 0.145)
_PICTURE = 1


def shifts(made: Deck, report: Report, foot: str) -> None:
    """The KPIs whose shift is clear first, then the others, a row each, on as many slides as they take."""
    rows = sorted(report.shifts, key=lambda row: tone(row.word) is Tone.NEITHER)
    pages = list(_pages(rows))
    for number, page in enumerate(pages, start=1):
        title = report.headline or _("Impact")
        slide = made.slide(f"{title} ({number}/{len(pages)})" if len(pages) > 1 else title, _TITLE)
        _table(made, slide, page, axis(rows))
        made.foot(slide, foot)
        told = [f"{row.title}: {row.word_text}, {_change(row)}" for row in page]
        made.notes(slide, [*told, report.forest_note])


def _headers() -> list[str]:
    picture = _("← worse · usual ups and downs of a month · better →")
    return [_("KPI"), picture, _("Change"), _("Verdict"), _("n")]


def _change(row: Shifted) -> str:
    return f"{row.change.text} ({row.change.interval})" if row.change.interval else row.change.text


def _cells(row: Shifted) -> list[str]:
    # An empty cell would be as high as letters of a usual size.
    return [row.title, NO_BREAK, _change(row), row.word_text, row.sizes]


def _high(rows: Sequence[Shifted]) -> float:
    """How high each row of a slide is, in inches: all are as high as the highest, as the bars are."""
    return max(cell_height(cells, _ROOM, _WIDTHS) for cells in map(_cells, rows))


def _pages(rows: Sequence[Shifted]) -> Iterator[Sequence[Shifted]]:
    """Rows in groups that each fit a slide."""
    room = HEIGHT - _TOP - _FOOT - _high_of_headers()
    begin = 0
    while begin < len(rows):
        end = begin + 1
        while end < len(rows) and _high(rows[begin : end + 1]) * (end + 1 - begin) <= room:
            end += 1
        yield rows[begin:end]
        begin = end


def _high_of_headers() -> float:
    return cell_height(_headers(), _ROOM, _WIDTHS, is_bold=True)


def _table(made: Deck, slide: Any, rows: Sequence[Shifted], along: Scale) -> None:
    high, top = _high(rows), _high_of_headers()
    box = Box(MARGIN, _TOP, _ROOM, top + high * len(rows))
    frame = made.table(slide, box, [_headers(), *map(_cells, rows)], _WIDTHS, high, top)
    alternative(frame, _("Impact"), "; ".join(f"{row.title}: {row.word_text}" for row in rows))
    for cell in frame.table.iter_cells():
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    for row, told in zip(list(frame.table.rows)[1:], rows, strict=True):
        run = row.cells[3].text_frame.paragraphs[0].runs[0]
        run.font.color.rgb = RGBColor.from_string(TONES[tone(told.word)])
        run.font.bold = tone(told.word) is not Tone.NEITHER
    left = MARGIN + _ROOM * _WIDTHS[0]
    _chart(slide, rows, along, Box(left, _TOP + top, _ROOM * _WIDTHS[_PICTURE] - 0.1, high * len(rows)))


def _chart(slide: Any, rows: Sequence[Shifted], along: Scale, box: Box) -> None:
    """Each shift as a bar from zero with its interval, as high as the rows of the table that it lies on."""
    data = CategoryChartData(number_format="0.0")
    data.categories = [row.title for row in rows]
    data.add_series(_("Change"), [round(row.shift, 3) for row in rows])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box.lengths, data)
    alternative(frame, _("Impact"), "; ".join(f"{row.title}: {_change(row)}" for row in rows))
    chart = frame.chart
    chart.has_title = chart.has_legend = False
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = along.low, along.high
    chart.value_axis.major_unit = along.step
    chart.value_axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(EDGE)
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    chart.value_axis.format.line.fill.background()
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    chart.category_axis.format.line.color.rgb = RGBColor.from_string(TONES[Tone.NEITHER])
    chart.plots[0].gap_width = 120
    _dress(chart.plots[0].series[0], rows, along)
    _fill(chart)


def _dress(bars: Any, rows: Sequence[Shifted], along: Scale) -> None:
    for at, row in enumerate(rows):
        fill = bars.points[at].format.fill
        fill.solid()
        fill.fore_color.rgb = RGBColor.from_string(_FILLS[tone(row.word)])
    bars.invert_if_negative = False
    ends = {
        "plus": [min(row.high, along.high) - row.shift for row in rows],
        "minus": [row.shift - max(row.low, along.low) for row in rows],
    }
    told = "".join(f"<c:{side}>{_literal(values)}</c:{side}>" for side, values in ends.items())
    line = '<c:spPr><a:ln w="15875"><a:solidFill><a:srgbClr val="1B2530"/></a:solidFill></a:ln></c:spPr>'
    kind = '<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="1"/>'
    made = parse_xml(f"<c:errBars {nsdecls('c', 'a')}>{kind}{told}{line}</c:errBars>")
    bars._element.find(f"{{{_CHART}}}cat").addprevious(made)


_FILLS = {Tone.BETTER: "0072B2", Tone.WORSE: "D55E00", Tone.NEITHER: "B4BDC6"}
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def _literal(values: Sequence[float]) -> str:
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{max(0.0, value):.3f}</c:v></c:pt>' for at, value in enumerate(values)
    )
    return f'<c:numLit><c:ptCount val="{len(values)}"/>{points}</c:numLit>'


def _fill(chart: Any) -> None:
    """The bars all over their frame, so that each lies on its row."""
    ends = "".join(f'<c:{name} val="{at}"/>' for name, at in (("x", 0), ("y", 0), ("w", 1), ("h", 1)))
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    layout = f"<c:layout {nsdecls('c')}><c:manualLayout>{modes}{ends}</c:manualLayout></c:layout>"
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(f"{{{_CHART}}}layout"):
        area.remove(old)
    area.insert(0, parse_xml(layout))
