"""The Excel report: the numbers of the screen, as numbers, with native charts, and no text a formula."""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, LineChart

from data import language
from metrics.chart import ACCENT, BEFORE, TARGET
from metrics.report.formats import FORMATS, file_name
from metrics.report.ground import Ground
from metrics.report.making import report
from metrics.report.report import Report
from metrics.report.sheets.paper import Book, as_told, short_name
from tests.metrics.report import made
from tests.metrics.report.conftest import HOSTILE

_PATTERN = re.compile(r'^(\+?)(?:"([^"]*)")?#,##0(?:\.(0+))?(?:"([^"]*)")?$')


def shown(value: float, pattern: str) -> str:
    """A number as Excel shows it by a number format in English."""
    parts = pattern.split(";")
    found = _PATTERN.match(parts[0])
    assert found, pattern
    sign, before, decimals, after = found.groups(default="")
    number = f"{abs(value):,.{len(decimals)}f}"
    is_some = any(digit in "123456789" for digit in number)
    # Of several parts each has its own sign, of one alone a minus is put in front.
    mark = "\N{MINUS SIGN}" if value < 0 else sign if value > 0 else ""
    return f"{mark if is_some else ''}{before}{number}{after}"


@pytest.mark.parametrize(
    ("value", "text", "decimals", "sign"),
    [
        (78.254, "78.3 %", 1, False),
        (1204.4, "1,204 a month", 0, False),
        (99.318, "99.32 % a month", 2, False),
        (-3.21, "\N{MINUS SIGN}3.2 points", 1, False),
        (7.5, "+7.5 points", 1, True),
        (-12.0, "\N{MINUS SIGN}12 a month, many still open", 0, True),
        (0.0, "0.0 hours", 1, True),
    ],
)
def test_a_number_reads_like_the_screen(value: float, text: str, decimals: int, sign: bool) -> None:
    assert shown(value, as_told(value, text, decimals, sign=sign)) == text


@pytest.fixture(scope="module")
def told(made_from: Ground) -> Report:
    return report(made_from)


@pytest.fixture(scope="module")
def content(told: Report) -> bytes:
    return FORMATS["xlsx"].written(told)


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def labelled(sheet: Any) -> dict[str, Any]:
    """The cells beside the labels of a KPI's sheet, the first of each."""
    found: dict[str, Any] = {}
    for name, cell in ((row[0].value, row[1]) for row in sheet.iter_rows(max_col=2)):
        found.setdefault(name, cell)
    return found


def test_the_file_has_the_numbers_of_the_screen(told: Report, book: Workbook) -> None:
    assert book.sheetnames == [
        *("Summary", "Impact", "Targets"),
        *(short_name(section.title) for section in told.sections),
        *("Definitions", "Files used"),
    ]
    for section in told.sections:
        cells = labelled(book[short_name(section.title)])
        for label, value, text in (
            ("Value", section.now.value, section.now.text),
            ("Change", section.change and section.change.value, section.change and section.change.text),
            ("Target", section.target and section.target.value, section.target and section.target.value_text),
        ):
            if value is not None:
                assert cells[label].value == pytest.approx(value)
                assert shown(value, cells[label].number_format) == text
        assert cells["First day"].value.date() == section.now.first
        assert cells["n"].value == section.now.n
        assert cells["Verdict"].value == section.word_text


def test_the_values_stand_below_their_native_chart(told: Report, content: bytes, book: Workbook) -> None:
    section = next(section for section in told.sections if section.key == "csat")
    sheet: Any = book[short_name(section.title)]
    (chart,) = sheet._charts
    assert isinstance(chart, LineChart)
    lines = [one.graphicalProperties.line for one in chart.series]
    colours = [line.solidFill for line in lines]
    assert [colour and colour.srgbClr for colour in colours] == [
        *(colour.strip("#") for colour in (BEFORE, ACCENT, TARGET)),
        None,
    ]
    at = chart.series[0].cat.numRef.f.split("!")[1].replace("$", "")
    rows = [[cell.value for cell in row] for row in sheet[at.replace(":A", ":O")]]
    assert [row[0] for row in rows] == [
        datetime.combine(day, datetime.min.time()) for day in section.series["start"].dt.date
    ]
    assert sheet[at][0][0].is_date
    values, split = [row[3] for row in rows], [row[10] if row[11] is None else row[11] for row in rows]
    assert values == split == pytest.approx(section.series["value"].tolist())
    assert [row[14] is not None for row in rows].index(True) == 23
    assert sheet.column_dimensions["K"].hidden
    # What is hidden is drawn, too.
    with ZipFile(io.BytesIO(content)) as packed:
        assert b"plotVisOnly" not in packed.read("xl/charts/chart1.xml")


def test_every_sheet_tells_what_it_is_about_on_paper_too(told: Report, book: Workbook) -> None:
    for sheet in book.worksheets:
        about = str(sheet["A2"].value)
        for fact in told.facts:
            assert fact.label in about
            # A KPI's sheet has its own rows.
            assert fact.text in about or fact.label == "Rows behind it"
        # Lists have their headers on each page, too.
        assert sheet.print_title_rows in {"$1:$2", "$1:$4"}
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        properties: Any = sheet.sheet_properties.pageSetUpPr
        assert properties.fitToPage
        # One page wide, which is what is left out of the file, and as high as it takes.
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)


def test_the_first_sheet_leads_to_all_others_and_each_back(told: Report, book: Workbook) -> None:
    first, *others = book.worksheets
    assert leads_to(first) == {sheet.title for sheet in others}
    for sheet in others:
        assert leads_to(sheet) == {first.title}
        assert sheet.freeze_panes


def leads_to(sheet: Any) -> set[str]:
    """The sheets that the links of a sheet lead to."""
    links = [cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    return {link.location.rpartition("!")[0].strip("'").replace("''", "'") for link in links}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Customer satisfaction (CSAT)", "Customer satisfaction (CSAT)"),
        ("Удовлетворённость клиентов (CSAT)", "Удовлетворённость клиентов"),
        ("Rozwiązanie przy pierwszym kontakcie (FCR)", "Rozwiązanie (FCR)"),
        ("Time to first response in working time", "Time to first response"),
        ("'Share' of [a/b]: x?'", "Share' of a b x"),
        ("Нераздельноесловобезпробеловдлинное", "Нераздельноесловобезпробеловдли"),
        ("[]", "1"),
    ],
)
def test_a_sheet_has_a_short_name_of_whole_words(title: str, name: str) -> None:
    assert short_name(title) == name
    assert len(name) <= 31


def test_sheets_of_the_same_name_are_told_apart() -> None:
    names = Book(None, ())
    titles = ["Time to first response in working time"] * 2 + ["time to first response", "Summary"]
    assert [names.name_for(title) for title in titles] == [
        *("Time to first response", "Time to first response 2", "time to first response 3", "Summary")
    ]


def test_all_kpis_at_the_rollout_are_a_native_chart_over_their_numbers() -> None:
    told = made.report("en")
    sheet: Any = load_workbook(io.BytesIO(FORMATS["xlsx"].written(told)))["Impact"]
    rows = [[cell.value for cell in row] for row in sheet["A5:J7"]]
    assert [row[0] for row in rows] == [one.title for one in told.shifts]
    assert [row[2:5] for row in rows] == [[7.5, 1.0, 14.0]] * 3
    assert [row[5:8] for row in rows] == [[one.word_text, one.sizes, one.shift] for one in told.shifts]
    (chart,) = sheet._charts
    assert isinstance(chart, BarChart)
    assert chart.series[0].val.numRef.f.endswith("!$H$5:$H$7")
    fills = [point.graphicalProperties.solidFill.srgbClr for point in chart.series[0].data_points]
    assert fills == ["0072B2", "D55E00", "B4BDC6"]
    assert all(cell.data_type == "s" and cell.quotePrefix for (cell,) in sheet["A5:A7"])


def test_no_text_is_a_formula(book: Workbook) -> None:
    cells: list[Any] = [
        cell
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    hostile = [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]
    assert hostile
    assert all(cell.quotePrefix for cell in hostile if cell.data_type == "s")


def test_it_speaks_its_own_language_whatever_is_spoken_around_it(made_from: Ground, told: Report) -> None:
    language.choose("ru")
    found = report(made_from, keys=("csat",))
    language.choose("en")
    sheet = load_workbook(io.BytesIO(FORMATS["xlsx"].written(found))).worksheets[0]
    assert sheet["A1"].value == found.title != told.title
    assert language.current() == "en"
    assert file_name(found, "xlsx") == "PolicyPulse 2025-06-10.xlsx"
    assert HOSTILE in str(sheet["A2"].value)
