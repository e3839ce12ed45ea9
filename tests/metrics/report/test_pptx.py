"""The slides: charts with the report's numbers that can be changed, nothing beyond a box, one typeface."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from math import isnan
from pathlib import Path
from typing import Any

import pytest
from PIL import ImageFont
from pptx import Presentation
from pptx.util import Emu

from data import formats, language
from data.language import gettext as _
from metrics.catalogue import all_kpis
from metrics.report import letters
from metrics.report.deck import FONT, LEAST, Box, Words, fitted, height
from metrics.report.formats import FORMATS
from metrics.report.report import Report
from metrics.report.summary_slide import columned
from metrics.report.typesetting import NO_BREAK
from tests.metrics.report import made


@pytest.fixture(scope="module")
def told() -> Report:
    return made.report()


@pytest.fixture(scope="module")
def slides(told: Report) -> list[Any]:
    found = Presentation(io.BytesIO(FORMATS["pptx"].written(told)))
    assert round(Emu(found.slide_width or 0) / Emu(found.slide_height or 1), 2) == round(16 / 9, 2)
    return list(found.slides)


def charts(slide: Any) -> list[Any]:
    return [shape for shape in slide.shapes if shape.has_chart]


def frames(slide: Any) -> Iterator[tuple[Any, Any]]:
    """The frames of texts with the shape that each is in."""
    return ((shape, shape.text_frame) for shape in slide.shapes if shape.has_text_frame)


def is_bold(paragraph: Any) -> bool:
    return bool(paragraph.runs[0].font.bold)


def words(slide: Any) -> str:
    return "\n".join(frame.text for __, frame in frames(slide)).replace(NO_BREAK, " ")


def cells(slide: Any) -> list[list[str]]:
    """The texts of a slide's table without its headers."""
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    return [[cell.text.replace(NO_BREAK, " ") for cell in row.cells] for row in list(table.rows)[1:]]


def test_each_kpi_has_a_slide_whose_chart_has_its_numbers(told: Report, slides: list[Any]) -> None:
    last = slides[-len(told.sections) :]
    assert [len(charts(slide)) for slide in last] == [1, 1, 0]
    for slide, section in zip(last[:2], told.sections, strict=False):
        (shape,) = charts(slide)
        plot = shape.chart.plots[0]
        assert list(plot.categories) == list(section.series["period"])
        read = [
            [None if value is None or isnan(value) else value for value in line.values]
            for line in plot.series
        ]
        assert read == [
            [*made.KNOWN[:6], *[None] * 4],
            [*[None] * 6, *made.KNOWN[6:]],
            [*[None] * 6, 78.0, 78.0, 82.0, 82.0],
        ]
        described = shape._element.xpath(".//p:cNvPr")[0].get("descr")
        assert described.replace(NO_BREAK, " ") == section.alternative
        for part in (section.now.text, section.now.interval, section.now.behind, "82.0 %", "+8.5 points"):
            assert part in words(slide)


def test_a_slide_says_what_its_numbers_stand_on_and_its_notes_what_they_are(
    told: Report, slides: list[Any]
) -> None:
    for slide, section in zip(slides[-3:], told.sections, strict=True):
        notes = slide.notes_slide.notes_text_frame.text.replace(NO_BREAK, " ")
        assert section.definition.formula in notes
        assert section.definition.method in notes
        foot = words(slide)
        for part in (section.now.behind, "30 Jun 2025", "1 Mar 2025 to 30 Jun 2025"):
            assert part in foot


def test_all_targets_stand_in_tables_of_as_many_slides_as_they_need(told: Report, slides: list[Any]) -> None:
    tabled = [slide for slide in slides if any(shape.has_table for shape in slide.shapes)]
    rows = [row for slide in tabled[1:] for row in cells(slide)]
    assert [row[0] for row in rows] == [aim.title for aim in told.targets]
    assert {(row[2], row[4]) for row in rows} == {
        ("82.0 % by 31 Dec 2025, measured from 70.7 %", "⚠ at risk")
    }
    assert len(tabled) > 2


def test_all_kpis_at_the_rollout_stand_in_a_table_whose_bars_lie_on_its_rows(
    told: Report, slides: list[Any]
) -> None:
    slide = next(slide for slide in slides if any(shape.has_table for shape in slide.shapes))
    # What is clear comes first.
    rows = cells(slide)
    assert [row[3] for row in rows] == ["improved", "worsened", "too unsure to tell"]
    assert rows[0] == [told.shifts[0].title, " ", "+7.5 points (+1.0 to +14.0)", "improved", "n 1 → 2"]
    (chart,) = charts(slide)
    (table,) = [shape for shape in slide.shapes if shape.has_table]
    heights = [row.height for row in table.table.rows]
    assert list(chart.chart.plots[0].series[0].values) == [one.shift for one in told.shifts]
    assert (chart.top, chart.height) == pytest.approx((table.top + heights[0], sum(heights[1:])), abs=20)


def test_nothing_of_the_summary_is_cut_and_all_of_it_can_be_read(told: Report, slides: list[Any]) -> None:
    summary = [slide for slide in slides[1:] if not any(shape.has_table for shape in slide.shapes)]
    summary = summary[: -len(told.sections)]
    joined = " ".join(" ".join(map(words, summary)).split())
    for one in told.summary:
        assert one.heading in joined
        for line in one.lines:
            assert " ".join(line.split()) in joined
    for slide in slides:
        for shape, frame in frames(slide):
            sizes = [run.font.size.pt for paragraph in frame.paragraphs for run in paragraph.runs]
            # The foot alone may be smaller.
            assert shape.top > 6.8 * 914400 or min(sizes) >= LEAST


@pytest.mark.parametrize("count", [1, 40])
def test_a_line_longer_than_a_column_goes_on_in_the_next(count: int) -> None:
    heading, text = (
        Words("Heading", 16, is_bold=True),
        ", ".join(f"показатель {at}" for at in range(40 * count)),
    )
    columns = columned([[heading, Words(text, 14, is_item=True), Words("end", 14)]], 5.8, 5.0)
    assert all(height(column, 5.8) <= 5.0 for column in columns)
    assert [column[0] for column in columns] == [heading] * len(columns)
    assert " ".join(one.text for column in columns for one in column[1:]) == f"{text} end"


FONTS = [
    place
    for place in Path("/usr/share/fonts").glob("**/LiberationSans-*.ttf")
    if place.stem in {"LiberationSans-Regular", "LiberationSans-Bold"}
]


@pytest.mark.skipif(not FONTS, reason="Liberation Sans, which has the widths of Arial, isn't here")
@pytest.mark.parametrize("spoken", language.available())
def test_letters_are_as_wide_as_the_font_has_them(spoken: str) -> None:
    language.choose(spoken)
    told = [kpi.title + ": " + _(kpi.description) + formats.day(date(2025, 3, 1)) for kpi in all_kpis()]
    for place in FONTS:
        font = ImageFont.truetype(str(place), 1000)
        for text in told:
            found = letters.letters_wide(text, is_bold="Bold" in place.stem)
            assert found == pytest.approx(font.getlength(text, features=["-kern"]) / 1000, rel=0.01), text


def test_no_text_goes_beyond_its_box_and_all_are_in_one_typeface(slides: list[Any]) -> None:
    for slide in slides:
        assert slide.shapes.title.text_frame.text
        for shape, frame in frames(slide):
            runs = [run for paragraph in frame.paragraphs for run in paragraph.runs]
            assert {run.font.name for run in runs} <= {FONT}
            shown = [
                Words(
                    paragraph.text,
                    max(run.font.size.pt for run in paragraph.runs),
                    is_bold=is_bold(paragraph),
                    after=0,
                    is_item=bool(paragraph._p.xpath("./a:pPr/a:buChar")),
                )
                for paragraph in frame.paragraphs
                if paragraph.runs
            ]
            assert height(shown, shape.width / 914400) <= shape.height / 914400 * 1.1, frame.text
            assert shape.left >= 0
            assert shape.left + shape.width <= 12192000 * 1.001


@pytest.mark.parametrize("text", ["", "слово", made.LONG * 3, "Нераздельноесловобезпробелов" * 20])
@pytest.mark.parametrize("box", [Box(0, 0, 3, 0.5), Box(0, 0, 10, 2)])
def test_fitted_words_fit(text: str, box: Box) -> None:
    kept = fitted([Words(text, 20), Words(text, 12)], box, least=9)
    assert height(kept, box.width) <= box.height
    assert all(one.size >= 9 for one in kept)


def test_what_is_cut_says_so() -> None:
    (kept,) = fitted([Words(made.LONG * 20, 20, after=0)], Box(0, 0, 3, 0.6), least=12)
    assert kept.text.endswith("…")
    assert made.LONG.startswith(kept.text[:-1])
