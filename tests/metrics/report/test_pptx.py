"""The slides: charts with the report's numbers that can be changed, nothing beyond a box, one typeface."""

from __future__ import annotations

import io
from collections.abc import Iterator
from math import isnan
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Emu

from metrics.report.deck import FONT, Box, Words, fitted, height
from metrics.report.formats import FORMATS
from metrics.report.report import Report
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
    return "\n".join(frame.text for __, frame in frames(slide))


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
        assert shape._element.xpath(".//p:cNvPr")[0].get("descr") == section.alternative
        for part in (section.now.text, section.now.interval, section.now.behind, "82.0 %", "+8.5 points"):
            assert part in words(slide)


def test_a_slide_says_what_its_numbers_stand_on_and_its_notes_what_they_are(
    told: Report, slides: list[Any]
) -> None:
    for slide, section in zip(slides[-3:], told.sections, strict=True):
        notes = slide.notes_slide.notes_text_frame.text
        assert section.definition.formula in notes
        assert section.definition.method in notes
        foot = words(slide)
        for part in (section.now.behind, "30 Jun 2025", "1 Mar 2025 to 30 Jun 2025"):
            assert part in foot


def test_all_targets_stand_in_tables_of_as_many_slides_as_they_need(told: Report, slides: list[Any]) -> None:
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    rows = [[cell.text for cell in row.cells] for table in tables for row in list(table.rows)[1:]]
    assert [row[0] for row in rows] == [aim.title for aim in told.targets]
    assert {(row[2], row[4]) for row in rows} == {("82.0 % by 31 Dec 2025", "⚠ at risk")}
    assert len(tables) > 1


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
