from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from typing import Any

import openpyxl
import pytest

from data import language
from data.forms.carried import SHEET
from data.forms.entries import DAY, ENTRIES, Check, entry_of, statuses, yes_and_no
from data.forms.examples import EXAMPLES
from data.forms.explanations import MEANINGS
from data.forms.templates import LONGEST_MESSAGE, LONGEST_TITLE, file_name, heading, template, title
from data.forms.writing import sheet_name
from data.kinds import COMPANY_SCALES, LAYOUTS, SURVEYS
from data.preparing.preparation import prepare
from data.records import Choices, Preparation
from data.specs import Column, Layout, Scale, Type
from data.values.cells import parse_flag, status_is_open
from data.values.scales import FROM_ZERO
from tests.data.books import saved

SNAPSHOT_DAY = date(2025, 4, 1)
COLUMNS = [column for layout in LAYOUTS for column in layout.columns]
BY_NAME = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.key)
SPOKEN = pytest.mark.parametrize("spoken", language.available())
SCALES = {"csat": Scale(1, 7, low_is_good=True), "ces": Scale(0, 10)}


@pytest.fixture
def speaking(spoken: str) -> None:
    """The language that a test is told to be in."""
    language.choose(spoken)


def book_of(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def changed(content: bytes, cells: Mapping[str, Any], *, marked: bool = True) -> bytes:
    """A template with other values in cells of its first sheet; not marked, it has no hidden sheet."""
    book = book_of(content)
    sheet: Any = book.worksheets[0]
    for place, value in cells.items():
        sheet[place] = value
    if not marked:
        del book[SHEET]
    return saved(book)


def read(layout: Layout, content: bytes, scales: Mapping[str, Scale] = COMPANY_SCALES) -> Preparation:
    """What is known of a template, the day of a snapshot chosen, as no file tells it."""
    choices = Choices(snapshot_date=SNAPSHOT_DAY) if layout.name == "snapshot" else Choices()
    return prepare(file_name(layout), content, choices, scales)


@SPOKEN
@BY_NAME
@pytest.mark.usefixtures("speaking")
def test_the_examples_are_read_as_what_they_are_without_a_question(layout: Layout) -> None:
    found = read(layout, changed(template(layout), {}, marked=False))
    assert (found.status, found.problems) == ("ready", ())
    assert found.layout == layout
    assert found.mapping == {heading(column, COMPANY_SCALES): column.key for column in layout.columns}
    assert found.rows == len(EXAMPLES[layout.key])


@BY_NAME
def test_a_template_with_nothing_but_its_examples_is_refused(layout: Layout) -> None:
    found = read(layout, template(layout))
    assert found.status == "refused"
    assert found.frame is None


@BY_NAME
def test_rows_of_ones_own_count_and_the_examples_beside_them_do_not(layout: Layout) -> None:
    content = template(layout)
    book = book_of(content)
    sheet: Any = book.worksheets[0]
    below = len(EXAMPLES[layout.key]) + 2
    for place, cell in enumerate(sheet[2], 1):
        sheet.cell(below, place).value = cell.value
    # The key of a row, or its period, is another one than in the examples.
    own = next(place for place, column in enumerate(layout.columns, 1) if column.required)
    key = sheet.cell(below, own)
    key.value = f"{key.value}-2" if isinstance(key.value, str) else key.value.replace(year=2024)
    found = read(layout, saved(book))
    assert (found.status, found.rows, found.rejected) == ("ready", 1, 0)
    assert len(found.notes) == 1


def test_an_example_that_was_changed_counts() -> None:
    layout = LAYOUTS[0]
    found = read(layout, changed(template(layout), {"D2": 3}))
    assert (found.status, found.rows) == ("ready", 1)
    assert found.notes == ("3 example rows of the template aren't counted.",)


def test_examples_are_known_without_the_columns_that_were_deleted_or_added() -> None:
    layout = LAYOUTS[0]
    book = book_of(template(layout))
    sheet: Any = book.worksheets[0]
    sheet.delete_cols(10, 4)
    sheet["K1"], sheet["K2"] = "Our own column", "words"
    assert read(layout, saved(book)).status == "refused"


def test_a_template_is_of_its_layout_whatever_its_columns_could_be() -> None:
    (layout,) = (layout for layout in LAYOUTS if layout.key == "retention.customers")
    book = book_of(template(layout))
    sheet: Any = book.worksheets[0]
    sheet.delete_cols(3, 20)
    sheet["A2"] = "K-1"
    assert read(layout, saved(book)).layout == layout


def test_a_person_may_say_that_a_template_is_something_else() -> None:
    layout = LAYOUTS[0]
    content = changed(template(layout), {"D2": 3})
    assert prepare("x.xlsx", content, Choices(kind="contacts")).status == "refused"


@BY_NAME
def test_examples_are_on_the_companys_scales(layout: Layout) -> None:
    found = read(layout, changed(template(layout, SCALES), {}, marked=False), SCALES)
    assert (found.status, found.problems, found.conversions) == ("ready", (), ())
    positions = [row["csat"] for row in EXAMPLES[layout.key] if "csat" in row]
    if positions and found.frame is not None:
        assert found.frame["csat"].dropna().tolist() == pytest.approx(positions, abs=0.51 / 6)


@SPOKEN
@BY_NAME
@pytest.mark.usefixtures("speaking")
def test_every_column_is_explained(layout: Layout) -> None:
    book = book_of(template(layout, feeds={layout.columns[0].key: ["First KPI", "Second KPI"]}))
    lines = [row for row in book.worksheets[1].iter_rows(values_only=True) if row[1]][1:]
    assert [line[0] for line in lines] == [column.title for column in layout.columns]
    assert all(all(line[:4]) for line in lines)
    assert lines[0][5] == "First KPI, Second KPI"


def test_nothing_is_said_of_kpis_that_are_not_known() -> None:
    sheet = book_of(template(LAYOUTS[0])).worksheets[1]
    assert "KPIs that it feeds" not in [cell.value for row in sheet.iter_rows() for cell in row]


@BY_NAME
def test_required_columns_are_told_by_more_than_colour(layout: Layout) -> None:
    book = book_of(template(layout))
    header = {cell.value: cell for cell in next(book.worksheets[0].iter_rows(max_row=1))}
    needed = {row[0]: row[2] for row in book.worksheets[1].iter_rows(values_only=True)}
    for column in layout.columns:
        font, word = header[heading(column, COMPANY_SCALES)].font, needed[column.title]
        expected = (
            "required"
            if column.required
            else "at least one of these"
            if column.key in layout.any_of
            else "optional"
        )
        assert word == expected
        assert bool(font and font.bold) == (word != "optional")


@BY_NAME
def test_a_template_is_made_to_be_filled_in(layout: Layout) -> None:
    book = book_of(template(layout))
    sheet: Any = book.worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.title == sheet_name(title(layout))
    assert book[SHEET].sheet_state == "hidden"
    letters = [cell.column_letter for cell in sheet[1]]
    formats = [sheet.column_dimensions[letter].number_format for letter in letters]
    days = {key for row in EXAMPLES[layout.key] for key, value in row.items() if type(value) is date}
    assert formats == [
        DAY if column.type is Type.MOMENT and column.key in days else entry_of(column).number_format
        for column in layout.columns
    ]
    dates = [place for place, column in enumerate(layout.columns) if column.type is Type.MOMENT]
    examples = [row[place].value for row in sheet.iter_rows(min_row=2) for place in dates]
    assert all(isinstance(value, date) for value in examples if value is not None)


@SPOKEN
@BY_NAME
@pytest.mark.usefixtures("speaking")
def test_cells_are_checked(layout: Layout) -> None:
    sheet: Any = book_of(template(layout)).worksheets[0]
    checks = {str(check.sqref).partition("2:")[0]: check for check in sheet.data_validations.dataValidation}
    letters = {column.key: cell.column_letter for column, cell in zip(layout.columns, sheet[1], strict=True)}
    checked = {column.key for column in layout.columns if entry_of(column).check}
    assert {letters[key] for key in checked} == checks.keys()
    for check in checks.values():
        assert check.showErrorMessage
        assert check.error
        assert check.prompt
        assert len(check.errorTitle) <= LONGEST_TITLE
        assert len(check.error) <= LONGEST_MESSAGE


@pytest.mark.parametrize(
    "column, expected",
    [
        (Column("a", "A", Type.MOMENT), Check("date", "18264", "73050.99999")),
        (Column("a", "A", Type.PERIOD), Check("date", "18264", "73050.99999", strict=False)),
        (Column("a", "A", Type.COUNT), Check("whole", "0")),
        (Column("a", "A", Type.NUMBER), Check("decimal", "0")),
        (Column("a", "A", Type.FLAG), Check("list", '"yes,no"')),
        (Column("a", "A", Type.STATUS), Check("list", '"open,in progress,closed"')),
        (Column("a", "A", Type.CLOCK), Check("time", "0", "0.99999")),
        (Column("a", "A", Type.SCORE, scale="csat"), Check("whole", "1", "7")),
        (Column("a", "A", Type.SCORE, scale="nps"), Check("whole", "0", "10")),
        (Column("a", "A", Type.TEXT), None),
        (Column("a", "A", Type.CATEGORY), None),
    ],
)
def test_what_is_checked(column: Column, expected: Check | None) -> None:
    assert entry_of(column, SCALES).check == expected


def test_the_best_answer_is_named() -> None:
    words = entry_of(Column("a", "A", Type.SCORE, scale="csat"), SCALES).words
    assert words == "A number from 1 to 7: 7 is the worst answer, 1 the best."
    assert FROM_ZERO.high == 10


def test_every_type_can_be_entered() -> None:
    assert ENTRIES.keys() == set(Type) - {Type.SCORE}


@SPOKEN
@pytest.mark.usefixtures("speaking")
def test_words_of_lists_are_understood_when_they_come_back() -> None:
    yes, no = yes_and_no()
    assert (parse_flag(yes), parse_flag(no)) == (True, False)
    assert [status_is_open(word) for word in statuses()] == [True, True, False]
    assert not any("," in word for word in (yes, no, *statuses()))


def test_every_column_has_a_meaning_and_every_meaning_a_column() -> None:
    assert MEANINGS.keys() == {column.key for column in COLUMNS}


@BY_NAME
def test_examples_stand_in_columns_of_their_layout(layout: Layout) -> None:
    keys = {column.key for column in layout.columns}
    required = {column.key for column in layout.columns if column.required}
    for row in EXAMPLES[layout.key]:
        assert required <= row.keys() <= keys


def test_names_of_files_differ() -> None:
    names = {file_name(layout) for layout in LAYOUTS}
    assert len(names) == len(LAYOUTS)
    assert len({title(layout) for layout in LAYOUTS}) == len(LAYOUTS)
    assert "policypulse-surveys-log.xlsx" in names
    assert "policypulse-retention-snapshot.xlsx" in names


def test_a_score_names_its_scale_so_that_a_wrong_answer_cannot_change_it() -> None:
    assert heading(SURVEYS.column("csat"), {"csat": Scale(1, 7)}) == "Satisfaction score (1–7)"
    assert heading(SURVEYS.column("csat"), {"csat": Scale(1, 5, low_is_good=True)}) == "Satisfaction score"
    assert heading(SURVEYS.column("comment"), COMPANY_SCALES) == "Comment"
