from __future__ import annotations

import pytest

from data.finding.stacking import are_months, stacked
from data.finding.structure import Table, table_of
from data.preparing.preparation import prepare
from data.records import Choices, Sheet
from tests.data.books import workbook

HEADER = ("Date", "Rating")


def month(name: str, *rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> Table:
    return table_of(Sheet(name, (header, *rows)))


JANUARY = month("Jan", ("2024-01-01", "5"), ("2024-01-02", "4"))
FEBRUARY = month("Feb", ("2024-02-01", "3"))


@pytest.mark.parametrize(
    ("tables", "are"),
    [
        ((JANUARY, FEBRUARY), True),
        ((month("Январь", ("2024-01-01", "5")), month("Февраль", ("2024-02-01", "3"))), True),
        ((JANUARY, month("Feb", ("3", "2024-02-01"), header=("rating", "Date"))), True),
        ((JANUARY,), False),
        ((JANUARY, month("Feb", *JANUARY.rows)), False),
        ((JANUARY, month("Feb", ("2024-02-01", "3"), header=("Date", "NPS"))), False),
        ((JANUARY, month("Feb", ("2024-02-01", "3", "A"), header=("Date", "Rating", "Team"))), True),
        ((JANUARY, month("Feb", *((*row, "A") for row in JANUARY.rows), header=(*HEADER, "Team"))), False),
        ((JANUARY, month("Feb", ("2024-02-01", *"abcd"), header=("Date", "Rating", *"xyz"))), False),
        ((JANUARY, month("York", ("2024-02-01", "3"))), False),
        ((JANUARY, month("Jan", ("2024-02-01", "3"))), False),
        ((month("Data 2023", ("2023-01-01", "5")), month("Data 2024", ("2024-01-01", "3"))), True),
        ((month("Old 2023", ("2023-01-01", "5")), month("Data 2024", ("2024-01-01", "3"))), False),
        ((month("2023", *JANUARY.rows), month("2024", *JANUARY.rows)), False),
    ],
)
def test_what_may_be_put_together(tables: tuple[Table, ...], are: bool) -> None:
    assert are_months(tables) is are


def test_tables_are_put_together_by_their_headers() -> None:
    table = stacked((JANUARY, month("Feb", ("3", "2024-02-01"), header=("Rating", "Date"))))
    assert table.headers == ("Date", "Rating", "Sheet")
    assert table.rows == (("2024-01-01", "5", "Jan"), ("2024-01-02", "4", "Jan"), ("2024-02-01", "3", "Feb"))
    assert tuple(table.numbers) == (2, 3, 5)
    assert [table.place_of(number) for number in table.numbers] == [("Jan", 2), ("Jan", 3), ("Feb", 2)]


def test_a_column_that_a_sheet_lacks_is_empty_there_and_told() -> None:
    content = workbook(
        {
            "Jan": [HEADER, ["2024-01-01", 5], ["2024-01-02", 4]],
            "Feb": [["Date", "Team", "Rating"], ["2024-02-01", "A", 3]],
            "Mar": [HEADER, ["2024-03-01", 2]],
        }
    )
    found = prepare("months.xlsx", content)
    assert found.frame is not None, found.message
    assert found.frame["csat"].tolist() == [1, 0.75, 0.5, 0.25]
    assert found.frame["team"].isna().tolist() == [True, True, False, True]
    assert [note for note in found.notes if "Team" in note] == [
        f"The sheet '{sheet}' has no column 'Team': it is empty for its rows." for sheet in ("Jan", "Mar")
    ]
    again = prepare("months.xlsx", content, found.choices)
    assert (again.rows, again.message) == (4, found.message)


def test_a_workbook_with_a_sheet_a_month() -> None:
    content = workbook(
        {
            "Jan": [HEADER, ["2024-01-01", 5], ["2024-01-02", 4], ["Total", 9]],
            "Feb": [["February"], [], HEADER, ["2024-02-01", 3], ["31.02.2024", 4]],
            "About": [["Made by the service team"]],
        }
    )
    preparation = prepare("months.xlsx", content)
    assert preparation.frame is not None, preparation.message
    assert list(preparation.frame["answered_at"].dt.strftime("%m-%d")) == ["01-01", "01-02", "02-01"]
    assert (preparation.sheet, preparation.rows, preparation.rejected) == ("Jan, Feb", 5, 2)
    assert "The sheets Jan, Feb are read as one table" in preparation.message
    assert [problem.reason.partition(" (sheet ")[2] for problem in preparation.problems] == [
        "'Jan', row 4)",
        "'Feb', row 5)",
    ]
    again = prepare("months.xlsx", content, preparation.choices)
    assert (again.choices, again.rows, again.message) == (preparation.choices, 5, preparation.message)
    alone = prepare("months.xlsx", content, Choices(sheet="Feb"))
    assert (alone.sheet, alone.rows) == ("Feb", 2)


def test_a_month_of_few_rows_is_read_with_the_others() -> None:
    header = ["Date", "CSAT", "NPS"]
    many = [["2024-01-0" + str(day), day % 5 + 1, day] for day in range(1, 10)]
    few = [["2024-02-01", 5, 1], ["2024-02-02", 4, 2], ["2024-02-03", 5, 3]]
    found = prepare("months.xlsx", workbook({"Jan": [header, *many], "Feb": [header, *few]}))
    assert (found.sheet, found.rows, found.status) == ("Jan, Feb", 12, "ready")
    assert found.frame is not None
    assert found.frame["nps"].tolist() == [*range(1, 10), 1, 2, 3]
