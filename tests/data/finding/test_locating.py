from __future__ import annotations

import pytest

from data.files.notes import of_table
from data.finding.locating import locate
from data.records import Choices, Sheet
from data.refusals import Refused, Unanswered

DETECTED = Choices()
SURVEY = (("Date", "Rating"), ("2024-01-01", "5"), ("2024-01-02", "4"))
README = (("About this file",), ("Made by the service team",))
PIVOT = (("Row Labels", "Sum of Rating"), ("Phone", "9"), ("Grand Total", "9"))


def located(*sheets: Sheet, choices: Choices = DETECTED) -> str | None:
    return locate(sheets, choices)[0].sheet


@pytest.mark.parametrize(
    "sheets",
    [
        (Sheet("Readme", README), Sheet("Data", SURVEY)),
        (Sheet("Data", SURVEY), Sheet("Pivot", PIVOT), Sheet("Chart", ())),
        (Sheet("Old", SURVEY, visible=False), Sheet("Data", SURVEY)),
        (Sheet("Data", (*SURVEY, *SURVEY[1:] * 5)), Sheet("Example", SURVEY)),
        (Sheet("Example", SURVEY), Sheet("Data", (*SURVEY, *SURVEY[1:] * 5))),
    ],
)
def test_the_sheet_with_the_data(sheets: tuple[Sheet, ...]) -> None:
    assert located(*sheets) == "Data"


def test_sheets_that_are_alike_are_asked() -> None:
    with pytest.raises(Unanswered, match="January, February") as asked:
        located(Sheet("January", SURVEY), Sheet("February", SURVEY))
    assert (asked.value.question.about, asked.value.question.option) == ("sheet", "--sheet")


def test_a_chosen_sheet_counts() -> None:
    sheets = (Sheet("January", SURVEY), Sheet("February", SURVEY))
    assert located(*sheets, choices=Choices(sheet="February")) == "February"


@pytest.mark.parametrize(
    ("sheets", "choices", "told"),
    [
        ((Sheet("Data", SURVEY),), Choices(sheet="Dat"), "The sheets are: Data"),
        ((Sheet("", SURVEY),), Choices(sheet="Data"), "has no sheets"),
        ((Sheet("Data", ()), Sheet("More", (("", " "),))), Choices(), "no cells"),
    ],
)
def test_refusals(sheets: tuple[Sheet, ...], choices: Choices, told: str) -> None:
    with pytest.raises(Refused, match=told):
        located(*sheets, choices=choices)


LONG = (SURVEY[0], *((f"2023-01-{day:02}", "5") for day in range(1, 29)))
OTHER = (("Date", "NPS"), ("2024-01-01", "5"))


@pytest.mark.parametrize(
    ("sheets", "choices", "passed"),
    [
        ((Sheet("North", LONG), Sheet("South", SURVEY)), DETECTED, ("South",)),
        ((Sheet("North", LONG), Sheet("South", SURVEY)), Choices(sheet="North"), ("South",)),
        ((Sheet("North", LONG), Sheet("South", SURVEY, visible=False)), DETECTED, ()),
        ((Sheet("North", LONG), Sheet("Readme", README), Sheet("NPS", OTHER)), DETECTED, ()),
        ((Sheet("2023", LONG), Sheet("2024", SURVEY)), DETECTED, ()),
    ],
)
def test_sheets_of_the_same_columns_are_told(
    sheets: tuple[Sheet, ...], choices: Choices, passed: tuple[str, ...]
) -> None:
    table = locate(sheets, choices)[0]
    assert table.passed == passed
    assert [f"The sheet '{name}' holds the same columns" for name in passed] == [
        said.partition(" and ")[0] for said in of_table(table) if "same columns" in said
    ]


def test_sheets_of_years_are_one_table() -> None:
    table = locate((Sheet("2023", LONG), Sheet("2024", SURVEY)), DETECTED)[0]
    assert (table.sheet, len(table.rows)) == ("2023, 2024", 30)
