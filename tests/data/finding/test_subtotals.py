from __future__ import annotations

import pytest

from data.files.grid import Rows
from data.finding.subtotals import member_of, without_subtotals
from data.preparing.preparation import prepare
from tests.data.books import csv_text


@pytest.mark.parametrize(
    ("text", "member"),
    [
        ("North total", "north"), ("Total North", "north"), ("Total for North", "north"),
        ("TOTAL: North", "north"),
        ("Summe Nord", "nord"), ("Nord gesamt", "nord"), ("Nord Ergebnis", "nord"),
        ("Итого Север", "север"), ("Итого по Северу", "северу"), ("Север итог", "север"),
        ("Razem Północ", "północ"), ("Suma: Północ", "północ"), ("Spolu sever", "sever"),
        ("Celkem za Sever", "sever"), ("Total Norte", "norte"), ("Norte - Total", "norte"),
        ("Total", None), ("Grand total", None), ("Totalgas", None), ("North", None), ("", None),
        ("Total all teams", None), ("Subtotal", None), ("Gesamtsumme", None),
    ],
)  # fmt: skip
def test_the_member_that_a_total_is_of(text: str, member: str | None) -> None:
    assert member_of(text) == member


def left_out(*rows: str) -> list[int]:
    """The places of the rows that are left out, counted from 1."""
    cells = [(at, tuple(row.split(";"))) for at, row in enumerate(rows, 1)]
    kept, told = without_subtotals(Rows.of(cells))
    assert sorted([*kept.numbers.tolist(), *(one.row for one in told)]) == [at for at, __ in cells]
    return [one.row for one in told]


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        (("Jan;North;Phone;5", "Jan;North;Mail;6", "Jan;North total;;11", "Jan;South;Mail;2"), [3]),
        (("Jan;North;Phone;5", "Jan;North;Mail;6", ";Итого;;9", "Jan;South;Mail;2"), []),
        (("Jan;Север;Почта;5", "Jan;Север;Сайт;6", ";Итого по Северу;;11", "Jan;Юг;Сайт;2"), [3]),
        (("North;Phone;5", ";Mail;6", "North total;All;11", "South;Mail;2"), [3]),
        # By sums alone, where nothing else is named by the member.
        (
            ("Jan;Leeds;5", "Jan;York;6", ";Total North;11", "Jan;Bath;2", "Jan;Hove;3", ";Total South;5"),
            [3, 6],
        ),
        (("Jan;Leeds;5", "Jan;York;6", ";Total Care;7", "Jan;Bath;2"), []),
        (("Jan;North;5", "Jan;North;6", "Jan;North total;11", "Jan;South;2"), [3]),
        # What stands for no other rows counts.
        (("Jan;North total;;11", "Jan;South total;;3", "Feb;North total;;4"), []),
        (("Jan;Care;Phone;5", "Jan;Total Care;Mail;6", "Jan;Care;Mail;7"), []),
        (("1;Mon;late", "2;Tue;rude", "3;Wed;Total 5, really", "4;Thu;late"), []),
        (("1;refund;Open;5", "2;total refund;Closed;5", "3;late;Open;4"), []),
    ],
)
def test_totals_of_members_are_left_out_and_shown(rows: tuple[str, ...], places: list[int]) -> None:
    assert left_out(*rows) == places


@pytest.mark.parametrize(
    ("word", "values"),
    [
        ("North total", [5, 6, 1]),
        ("Summe North", [5, 6, 1]),
        ("Razem North", [5, 6, 1]),
        ("North Line", [5, 6, 11, 1]),
    ],
)
def test_a_file_counts_each_complaint_once(word: str, values: list[float]) -> None:
    rows = ("2024-01;North;Phone;5", "2024-01;North;Mail;6", f"2024-01;{word};;11", "2024-01;South;Phone;1")
    ready = prepare("a.csv", csv_text("Month;Team;Channel;Complaints", *rows))
    assert ready.frame is not None, ready.message
    assert ready.frame["value"].tolist() == values
    assert [problem.row for problem in ready.problems if "a total of other rows" in problem.reason] == [4] * (
        len(values) == 3
    )
