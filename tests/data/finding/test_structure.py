from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.finding.structure import table_of
from data.records import Sheet
from data.refusals import Refused

HEADER = ("Date", "Rating", "Channel")
FIRST, SECOND = ("2024-01-01", "5", "Phone"), ("2024-01-02", "4", "Chat")


def sheet(*rows: tuple[str, ...], name: str = "Data") -> Sheet:
    width = max(map(len, rows))
    return Sheet(name, tuple((*row, *[""] * (width - len(row))) for row in rows))


@pytest.mark.parametrize(
    ("rows", "header_row", "numbers"),
    [
        ((HEADER, FIRST, SECOND), 1, (2, 3)),
        ((("Report of March",), (), HEADER, FIRST, SECOND), 3, (4, 5)),
        ((("Company", "", "Report"), ("printed", "2024-01-05", ""), HEADER, FIRST, SECOND), 3, (4, 5)),
        ((HEADER, (), FIRST, (" ", "", ""), SECOND), 1, (3, 5)),
        ((HEADER, ("Date of birth", "Rating", "Email"), FIRST), 1, (2, 3)),
        ((("Q1", "Q2", "Q3"), ("yes", "no", "email"), ("no", "no", "email")), 1, (2, 3)),
    ],
)
def test_the_header_and_the_rows(
    rows: tuple[tuple[str, ...], ...], header_row: int, numbers: tuple[int, ...]
) -> None:
    table = table_of(sheet(*rows))
    assert (table.header_row, tuple(table.numbers)) == (header_row, numbers)


def test_a_chosen_header_row_counts() -> None:
    table = table_of(sheet(HEADER, ("a", "b", "c"), FIRST), header_row=2)
    assert (table.headers, tuple(table.numbers)) == (("a", "b", "c"), (3,))


@pytest.mark.parametrize("row", [0, 2, 9])
def test_a_header_row_that_is_not_there_is_refused(row: int) -> None:
    with pytest.raises(Refused, match=f"Row {row} "):
        table_of(sheet(HEADER, (), FIRST), header_row=row)


@pytest.mark.parametrize("rows", [(HEADER,), (HEADER, (), (" ",))])
def test_a_header_alone_is_refused(rows: tuple[tuple[str, ...], ...]) -> None:
    with pytest.raises(Refused, match="no rows below"):
        table_of(sheet(*rows))


@pytest.mark.parametrize("word", ["Total", "Итого:", "Razem", "SPOLU", "Genel Toplam", "Grand Total"])
def test_a_total_at_the_end_is_left_out(word: str) -> None:
    table = table_of(sheet(HEADER, FIRST, SECOND, ("", word, "9")))
    assert (len(table.rows), table.totals, table.all_rows) == (2, ((4, word),), 3)


def test_a_total_among_the_rows_is_a_row() -> None:
    assert table_of(sheet(HEADER, ("Total", "5", "Phone"), SECOND)).totals == ()


def test_a_table_beside_the_data_is_cut_off() -> None:
    rows = [(*FIRST, "", *(("C1", "Leeds") if number < 3 else ())) for number in range(20)]
    table = table_of(sheet(("Date", "Rating", "Channel", "", "Customer", "City"), *rows))
    assert (table.headers, table.beside) == (HEADER, ("Customer", "City"))


def test_an_empty_column_inside_the_data_is_no_end() -> None:
    rows = [("2024-01-01", "", "5")] * 5
    assert table_of(sheet(("Date", "", "Rating"), *rows)).headers == ("Date", "Rating")


def test_names_are_unique_and_never_empty() -> None:
    table = table_of(
        sheet(("Score", "Score", "", "Date\nof call"), ("1", "2", "3", "2024-01-01")), header_row=1
    )
    assert table.headers == ("Score", "Score (2)", "(C)", "Date of call")


def test_rows_of_a_text_file_with_a_separator_too_many_are_left_out() -> None:
    table = table_of(sheet(HEADER, FIRST, ("2024-01-01", "1", "000", "Phone"), SECOND, FIRST, name=""))
    assert (tuple(table.numbers), table.overflowing) == ((2, 4, 5), ((3, "Phone"),))


def test_a_text_file_whose_rows_are_all_longer_is_refused() -> None:
    with pytest.raises(Refused, match="more cells than the header"):
        table_of(sheet(HEADER, ("1", *FIRST), ("2", *SECOND), name=""))


def test_rows_that_are_no_data_are_told() -> None:
    table = table_of(
        sheet(
            ("Service report", "", ""),
            ("Team", "Desks", ""),
            ("North", "5", ""),
            ("", "", ""),
            ("Date", "Waiting time", "Rating"),
            ("dd.mm.yyyy", "min", ""),
            ("01.02.2024", "5", "4"),
            ("02.02.2024", "6", "5"),
            ("Date", "Waiting time", "Rating"),
            ("03.02.2024", "7", "5"),
            ("Total", "18", ""),
            ("Average", "6", ""),
            ("Source: telephone system", "", ""),
        )
    )
    assert table.headers == ("Date (dd.mm.yyyy)", "Waiting time (min)", "Rating")
    assert (table.header_row, tuple(table.numbers), table.above) == (5, (7, 8, 10), 2)
    assert (table.totals, table.all_rows) == (((11, "Total"),), 8)
    assert {problem.row: problem.reason.split()[-2:] for problem in table.asides} == {
        6: ["their", "names"],
        9: ["columns", "again"],
        12: ["as", "one"],
        13: ["the", "table"],
    }


def test_a_table_below_another_one_is_not_read_into_it() -> None:
    table = table_of(sheet(HEADER, FIRST, SECOND, (), ("Costs",), ("Name", "Price"), ("Chair", "50")))
    assert tuple(table.numbers) == (2, 3)
    assert [problem.row for problem in table.asides] == [5, 6, 7]


def test_data_without_names_go_by_letters() -> None:
    table = table_of(sheet(("15:38", "yes"), ("15:40", "no"), ("16:01", "no"), name=""))
    assert (table.header_row, table.headers, tuple(table.numbers)) == (None, ("(A)", "(B)"), (1, 2, 3))


def test_rows_are_told_by_their_own_numbers() -> None:
    assert table_of(sheet(HEADER, FIRST)).place_of(2) == ("Data", 2)


CELLS = st.sampled_from(
    ["", "5", "2024-01-01", "Phone", "n/a", "Total", "Note", "closed", "2023", "min", "Date"]
)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=12))
def test_every_row_below_the_header_is_read_or_told(rows: list[tuple[str, ...]]) -> None:
    table = table_of(sheet(HEADER, FIRST, *rows), header_row=1)
    told = {row for row, __ in table.totals} | {problem.row for problem in table.asides}
    below = {number for number, row in enumerate([FIRST, *rows], 2) if any(row)}
    assert told.isdisjoint(table.numbers)
    assert told | set(table.numbers) == below
    assert len(table.numbers) + len(table.totals) + len(table.asides) == table.all_rows == len(below)


@given(
    st.lists(st.tuples(st.dates(), st.integers(0, 10), st.sampled_from(["Phone", "Chat", ""])), min_size=1)
)
def test_rows_of_values_are_all_read(rows: list[tuple[object, ...]]) -> None:
    table = table_of(sheet(HEADER, *(tuple(map(str, row)) for row in rows)))
    assert (table.header_row, len(table.rows)) == (1, len(rows))


def test_an_empty_column_before_figures_that_notes_do_not_reach_is_no_end_of_the_table() -> None:
    rows = [(f"{day}.01.2024", "A", "", str(day)) for day in range(1, 10)]
    found = table_of(
        sheet(("Date", "Team", "", "Rating"), *rows, ("Total", "9", "", ""), ("Source: CRM", "", "", ""))
    )
    assert (found.headers, found.beside) == (("Date", "Team", "Rating"), ())
