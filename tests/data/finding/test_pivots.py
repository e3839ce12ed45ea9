from __future__ import annotations

from datetime import date

import pytest

from data.finding.pivots import Pivot, pivot_of, turned, year_question
from data.finding.structure import Table, table_of
from data.preparing.preparation import prepare
from data.records import Choices, Sheet
from tests.data.books import csv_text, workbook

WIDE = ("Team,Jan 2024,Feb 2024,Mar 2024", "A,10,20,30", "B,1,,3")
COUNTED = Choices(mapping={"Count": "complaints"})


def table(header: str, *rows: str) -> Table:
    return table_of(Sheet("", tuple(tuple(row.split(";")) for row in (header, *rows))))


def pivot(header: str, *rows: str) -> Pivot:
    found = pivot_of(table(header, *rows))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("header", "row", "year_missing"),
    [
        ("code;janeiro;fevereiro;março", "7;1;2;3", True),
        ("Team;Jan 2024;Feb 2024;Mar 2024", "A;1;2;3", False),
        ("Январь;Февраль;Март", "1;2;3", True),
        ("Team;2024-01;2024-02;2024-03", "A;1;2;3", False),
        ("Zespół;styczeń;luty;marzec", "A;1;2;3", True),
        ("Abteilung;Jän. 24;Feb. 24;Mär. 24;Apr. 24", "A;1;2;3;4", False),
    ],
)
def test_months_side_by_side(header: str, row: str, year_missing: bool) -> None:
    found = pivot(header, row, row.replace("1", "4"))
    assert bool(found.without_year) is year_missing
    assert (turned(found, None) is None) is year_missing


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("date;rating;channel", "2024-01-01;5;x"),
        ("Team;Jan;Feb", "A;1;2"),
        ("Team;May;June;April", "A;tall;small;young"),
    ],
)
def test_other_tables_are_not_pivoted(header: str, row: str) -> None:
    assert pivot_of(table(header, row)) is None


def test_a_turned_table_has_a_row_for_each_month_that_holds_something() -> None:
    found = turned(pivot("Team;Jan;Feb;Mar", "A;10;20;30", "B;1;;3"), 2023)
    assert found is not None
    assert found.headers == ("Team", "Month", "Count")
    assert [tuple(row) for row in found.rows] == [
        ("A", "2023-01", "10"),
        ("B", "2023-01", "1"),
        ("A", "2023-02", "20"),
        ("A", "2023-03", "30"),
        ("B", "2023-03", "3"),
    ]
    assert [found.place_of(int(number)) for number in found.numbers] == [
        ("Jan", 2), ("Jan", 3), ("Feb", 2), ("Mar", 2), ("Mar", 3),
    ]  # fmt: skip


def test_totals_beside_the_months_are_left_out() -> None:
    found = turned(pivot("Team;Jan;Feb;Mar;Total;Średnia", "A;10;20;30;60;20", "B;1;1;3;5;2"), 2023)
    assert found is not None
    assert found.headers == ("Team", "Month", "Count")


def test_measures_in_rows_become_columns() -> None:
    rows = [
        ["Показатель", "Ед.", "Янв 2024", "Фев 2024", "Мар 2024"],
        ["Клиентов на начало", "чел", 100, 105, 110],
        ["Клиентов на конец", "чел", 95, 120, 104],
        ["Новых клиентов", "чел", 10, 11, 12],
    ]
    ready = prepare("kpi.xlsx", workbook({"KPI": rows}))
    assert ready.frame is not None, ready.message
    assert ready.layout is not None
    assert ready.layout.key == "retention.totals"
    ended = ready.frame[ready.frame["part"] == "customers_end"]
    assert ended["value"].tolist() == [95, 104]
    (problem,) = ready.problems
    assert "column 'Фев 2024'" in problem.reason
    assert (ready.rows, ready.rejected) == (3, 1)


def test_names_that_are_taken_are_left_alone() -> None:
    found = turned(pivot("Month;Jan;Feb;Mar", "A;10;20;30", "B;1;1;3"), 2023)
    assert found is not None
    assert found.headers == ("Month", "Month (2)", "Count")


def test_the_question_names_the_months() -> None:
    question = year_question(pivot("code;janeiro;fevereiro;março", "7;1;2;3"))
    assert (question.about, question.option) == ("year", "--year")
    assert "janeiro, fevereiro, março" in question.text


def test_what_the_numbers_count_is_asked() -> None:
    asking = prepare("wide.csv", csv_text(*WIDE))
    assert asking.question is not None
    assert (asking.question.about, asking.question.header) == ("column", "Count")
    assert asking.question.columns == ("complaints",)


def test_a_file_of_months_side_by_side_is_read_as_totals() -> None:
    ready = prepare("wide.csv", csv_text(*WIDE), COUNTED)
    assert ready.frame is not None, ready.message
    assert ready.layout is not None
    assert ready.layout.key == "complaints.totals"
    assert "read as a row for each month" in ready.message
    told = ready.frame.assign(month=ready.frame["starts_on"].dt.strftime("%Y-%m"))
    assert told[["month", "team", "value"]].to_numpy().tolist() == [
        ["2024-01", "A", 10],
        ["2024-01", "B", 1],
        ["2024-02", "A", 20],
        ["2024-03", "A", 30],
        ["2024-03", "B", 3],
    ]
    again = prepare("wide.csv", csv_text(*WIDE), ready.choices)
    assert again.frame is not None
    assert again.frame.equals(ready.frame)


def test_a_cell_that_is_no_count_is_told_with_its_column_and_row() -> None:
    ready = prepare("wide.csv", csv_text(*WIDE, "C,5,many,7"), COUNTED)
    (problem,) = ready.problems
    assert problem.value == "many"
    assert "column 'Feb 2024', row 4" in problem.reason
    assert (ready.rows, ready.rejected) == (8, 1)


def test_other_counts_than_complaints_are_named_by_a_person() -> None:
    ready = prepare("wide.csv", csv_text(*WIDE), Choices(mapping={"Count": "sold"}))
    assert ready.layout is not None
    assert (ready.status, ready.layout.key) == ("ready", "operations.totals")


def test_a_table_that_is_of_use_as_it_stands_is_not_turned() -> None:
    rows = [["Customer id", "Joined", "Jan 2024", "Feb 2024", "Mar 2024"], ["a", "2020-01-01", 1, 2, 3]]
    ready = prepare("list.xlsx", workbook({"Data": rows}))
    assert ready.layout is not None
    assert (ready.layout.key, ready.rows) == ("retention.customers", 1)


@pytest.mark.parametrize(
    ("years", "months", "expected"),
    [
        (";2023;2023;2024;2024", "Branch;Jan;Feb;Jan;Feb", ["2023-01", "2023-02", "2024-01", "2024-02"]),
        (";2023;;2024;", "Branch;Jan;Feb;Jan;Feb", ["2023-01", "2023-02", "2024-01", "2024-02"]),
        (";2023;2023;2023;2024", "Branch;Oct;Nov;Dec;Jan", ["2023-10", "2023-11", "2023-12", "2024-01"]),
        (";2023;;;", "Branch;Jan;Feb;Mar;Apr", ["2023-01", "2023-02", "2023-03", "2023-04"]),
    ],
)
def test_years_above_the_months(years: str, months: str, expected: list[str]) -> None:
    ready = prepare("wide.csv", csv_text(years, months, "A;1;2;3;4", "B;5;6;7;8"), COUNTED)
    assert ready.frame is not None, ready.message
    assert sorted(set(ready.frame["starts_on"].dt.strftime("%Y-%m"))) == expected
    assert ready.frame["value"].sum() == 36


@pytest.mark.parametrize("year", [None, 2024])
def test_months_that_come_again_without_a_year_are_refused(year: int | None) -> None:
    content = csv_text("Branch;Jan;Feb;Mar;Jan;Feb;Mar", "A;1;2;3;4;5;6", "B;1;2;3;4;5;6")
    refused = prepare("wide.csv", content, Choices(year=year))
    assert refused.status == "refused"
    assert "Jan, Feb, Mar stand side by side more than once" in refused.message


@pytest.mark.parametrize("column", ["Branch", "Quux"])
@pytest.mark.parametrize("word", ["Total", "All branches", "Итого:", "Všetky pobočky"])
def test_a_row_of_all_that_comes_first_is_left_out(column: str, word: str) -> None:
    rows = (f"{column},Jan 2024,Feb 2024,Mar 2024", f"{word},11,12,13", "A,5,6,6", "B,6,6,7")
    ready = prepare("wide.csv", csv_text(*rows), COUNTED)
    assert ready.frame is not None, ready.message
    assert ready.frame["value"].sum() == 36
    assert "a total of the other rows" in ready.problems[0].reason
    assert ready.rejected == 1


@pytest.mark.parametrize(
    ("rows", "choices", "values"),
    [
        (("Branch;Jan 2024;Feb 2024;Mar 2024", "Leeds;5;6;7"), COUNTED, [5, 6, 7]),
        (("Metric;Jan 2024;Feb 2024;Mar 2024", "Complaints;5;6;7"), Choices(), [5, 6, 7]),
        (("Tím;01.2024;02.2024;03.2024", "A;1;2;3", "B;4;5;6"), COUNTED, [1, 4, 2, 5, 3, 6]),
        (("Январь 2024;Февраль 2024;Март 2024", "5;6;7"), COUNTED, [5, 6, 7]),
        (("Shop;Jan 2024;Feb 2024;Mar 2024", "A;1;2;3", "B;4;5;6", "North total;5;7;9", "C;7;8;9"), COUNTED,
         [1, 4, 7, 2, 5, 8, 3, 6, 9]),
    ],
)  # fmt: skip
def test_months_side_by_side_are_read(rows: tuple[str, ...], choices: Choices, values: list[float]) -> None:
    ready = prepare("a.csv", csv_text(*rows), choices)
    assert ready.frame is not None, ready.message
    assert ready.frame["value"].tolist() == values


def test_a_note_below_months_side_by_side_costs_no_figure() -> None:
    rows = ("Team;Jan 2024;Feb 2024;Mar 2024", "A;1;2;3", "B;4;5;6", "C;7;8;9", "", "Source: the help desk")
    ready = prepare("a.csv", csv_text(*rows), COUNTED)
    assert ready.frame is not None, ready.message
    assert sorted(ready.frame["value"].tolist()) == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert ready.rejected == 1


def test_months_that_stand_as_dates_in_a_workbook() -> None:
    days = [date(2024, month, 1) for month in (1, 2, 3)]
    rows = [["Complaints by team"], [], ["Team", *days, "Total"], ["A", 1, 2, 3, 6], ["B", 4, 5, 6, 15]]
    ready = prepare("a.xlsx", workbook({"Data": rows}), COUNTED)
    assert ready.frame is not None, ready.message
    assert ready.frame["starts_on"].dt.month.tolist() == [1, 1, 2, 2, 3, 3]
    assert ready.frame["value"].tolist() == [1, 4, 2, 5, 3, 6]
