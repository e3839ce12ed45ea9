from __future__ import annotations

import pytest

from data.finding.header_rows import heading_of, names_of_columns

GROUPED = (
    ("", "2024", "", "2025", ""),
    ("Team", "Answered", "Lost", "Answered", "Lost"),
    ("A", "5", "1", "7", "2"),
)
THREE = (
    ("Team", "Staff", "", "", "", "Total"),
    ("", "Junior", "", "Senior", "", ""),
    ("", "People", "Hours", "People", "Hours", ""),
    ("North", "5", "8", "2", "4", "19"),
    ("South", "4", "7", "3", "6", "20"),
)
PARTLY = (
    ("Dates", "Place", "Travel", "", "", "Total"),
    ("", "", "Air", "Rail", "Taxi", ""),
    ("2024-01-01", "York", "", "65.60", "", "65.60"),
    ("2024-01-02", "Hull", "", "", "16.00", "16.00"),
    ("2024-01-03", "Bath", "20", "", "", "20"),
)


@pytest.mark.parametrize(
    ("rows", "names", "first"),
    [
        ((("Date", "Rating"), ("2024-01-01", "5")), (0,), 1),
        ((("Report", ""), ("", ""), ("Colour", "Size"), ("red", "5"), ("blue", "7")), (2,), 3),
        ((("Region", "2023", "2024"), ("North", "5", "7"), ("South", "6", "9")), (0,), 1),
        ((("1", "2024-01-01", "red"), ("2", "2024-01-02", "red")), (), 0),
        ((("Report", ""), ("15:38", "yes"), ("15:40", "no"), ("16:01", "no")), (), 1),
        ((("0", "0"), ("0.1", "0.2")), (), 0),
        ((("Made", "by", "Ann"), ("x", "y", ""), ("1", "2", ""), ("3", "4", "")), (1,), 2),
        ((("Name", "City"), ("Ann", "York"), ("Bob", "Hull")), (0,), 1),
        (GROUPED, (0, 1), 2),
        (THREE, (0, 1, 2), 3),
        (PARTLY, (0, 1), 2),
        ((PARTLY[0], ("",) * 6, *PARTLY[1:]), (0, 2), 3),
        ((("Report of May", "", "", "", ""), *GROUPED), (1, 2), 3),
        ((("Company", "", "Report"), ("Date", "Rating", "Channel"), ("2024-01-01", "5", "x")), (1,), 2),
        (
            (("Customer", "", "Survey"), ("ID", "Date", "CSAT"), ("1", "2024-01-01", "5")),
            (0, 1),
            2,
        ),
        ((("", "2023", "2023", "2024"), ("Team", "Jan", "Feb", "Jan"), ("A", "1", "2", "3")), (0, 1), 2),
        ((("", "2023", "2023", "2024"), ("Team", "Jan", "Feb", "Mar"), ("A", "1", "2", "3")), (0, 1), 2),
        ((("", "2023", "", ""), ("Team", "Jan", "Feb", "Mar"), ("A", "1", "2", "3")), (0, 1), 2),
        (
            (("Name", "", "Score"), ("John", "Smith", "absent"), ("Ann", "Lee", "5"), ("Al", "Fox", "7")),
            (0,),
            1,
        ),
    ],
)
def test_the_rows_of_names(rows: tuple[tuple[str, ...], ...], names: tuple[int, ...], first: int) -> None:
    heading = heading_of(rows)
    assert heading is not None
    assert (heading.rows, heading.first) == (names, first)


def test_a_sheet_of_empty_rows_has_no_heading() -> None:
    assert heading_of((("", ""), (" ", ""))) is None


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        (GROUPED[:2], ("Team", "2024 / Answered", "2024 / Lost", "2025 / Answered", "2025 / Lost")),
        (
            THREE[:3],
            (
                "Team",
                "Staff / Junior / People",
                "Staff / Junior / Hours",
                "Staff / Senior / People",
                "Staff / Senior / Hours",
                "Total",
            ),
        ),
        (PARTLY[:2], ("Dates", "Place", "Travel / Air", "Travel / Rail", "Travel / Taxi", "Total")),
        (
            (("Visit", "", "Score", ""), ("Date", "Colour", "Rating", "Colour")),
            ("Date", "Visit / Colour", "Rating", "Score / Colour"),
        ),
        (
            (("Customer", "", "Survey", "", ""), ("ID", "Name", "Date", "CSAT", "NPS")),
            ("Customer / ID", "Name", "Date", "CSAT", "NPS"),
        ),
        ((("Complaint details", "", "Score"), ("ID", "Date", "CSAT")), ("ID", "Date", "CSAT")),
        ((("One", "", "Two"), ("A", "B", "A")), ("One / A", "One / B", "Two / A")),
        ((("Date\nof call", "  Rating "),), ("Date of call", "Rating")),
        ((), ()),
    ],
)
def test_names_with_their_groups(rows: tuple[tuple[str, ...], ...], names: tuple[str, ...]) -> None:
    assert names_of_columns(rows) == names


@pytest.mark.parametrize(
    ("units", "found"),
    [
        (("", "min", "%"), True),
        (("-", "[min]", ""), True),
        (("дд.мм.гггг", "мин.", "шт."), True),
        (("dd.mm.yyyy", "", ""), True),
        (("a", "min", "%"), False),
        (("n/a", "", "-"), False),
        (("2024-01-03", "7", "8"), False),
    ],
)
def test_a_row_of_units(units: tuple[str, ...], found: bool) -> None:
    rows = (("Day", "Wait", "Share"), units, ("2024-01-01", "5", "6"), ("2024-01-02", "5", "7"))
    heading = heading_of(rows)
    assert heading is not None
    assert (heading.units, heading.first) == ((1, 2) if found else (None, 1))


def test_units_are_added_to_names() -> None:
    assert names_of_columns([("Day", "Wait", "Hours (h)", "")], ("", "[min]", "h", "%")) == (
        "Day",
        "Wait (min)",
        "Hours (h)",
        "",
    )
