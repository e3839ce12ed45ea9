from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from data.values.moments import Order, Undecided, UndecidedYear, parse_clock, parse_moments, read_moments
from data.values.unreadable import Unreadable
from data.values.written_moments import month_number, serial_moment, written_moment

MIDNIGHT = datetime(2024, 3, 5)
NINE = datetime(2024, 3, 5, 9, 12, 58)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-03-05", MIDNIGHT),
        ("2024-3-5", MIDNIGHT),
        ("2024/03/05", MIDNIGHT),
        ("2024.03.05", MIDNIGHT),
        ("20240305", MIDNIGHT),
        (" 2024-03-05 09:12:58 ", NINE),
        ("2024-03-05T09:12:58", NINE),
        ("2024-03-05T09:12:58Z", NINE),
        ("2024-03-05T09:12:58.000", NINE),
        ("2024-03-05T09:12:58+03:00", NINE),
        ("2024-03-05 09:12:58 -0500", NINE),
        ("2024-03-05 09:12:58 UTC", NINE),
        ("2024/03/05 9:12:58 AM CET", NINE),
        ("2024-03-05 09:12:58.123456", NINE.replace(microsecond=123456)),
        ("2016/11/29 7:43:48 PM CET", datetime(2016, 11, 29, 19, 43, 48)),
        ("2024-03-05 12:00 AM", MIDNIGHT),
        ("2024-03-05 12:30 p.m.", datetime(2024, 3, 5, 12, 30)),
        ("5 March 2024", MIDNIGHT),
        ("5 Mar 2024 09:12:58", NINE),
        ("5-Mar-24", MIDNIGHT),
        ("5th of March, 2024", MIDNIGHT),
        ("March 5, 2024", MIDNIGHT),
        ("Mar 5 2024 9:12:58 AM", NINE),
        ("Tuesday, 5 March 2024", MIDNIGHT),
        ("Tue, March 5, 2024", MIDNIGHT),
        ("5 марта 2024 г.", MIDNIGHT),
        ("5 марта 2024 года", MIDNIGHT),
        ("05 мар. 2024, 09:12:58", NINE),
        ("вторник, 5 марта 2024", MIDNIGHT),
        ("5 marca 2024", MIDNIGHT),
        ("29 listopada 2016 r.", datetime(2016, 11, 29)),
        ("5. marca 2024", MIDNIGHT),
        ("5. mája 2024", datetime(2024, 5, 5)),
    ],
)
def test_written_forms(text: str, moment: datetime) -> None:
    assert parse_moments([text]) == {text: moment}


@pytest.mark.parametrize(
    "text",
    [
        "31.02.2026",
        "2026-02-30",
        "32 March 2024",
        "0.384",
        "09:12:58",
        "soon",
        "2024-13-01",
        "9999-12-30",
        "1899-12-29 00:00:00",
        "5 Foo 2024",
        "2024-03-05 25.00",
        "5 XIII 2024",
        "24-13-05",
        "0.38",
        "2024-03-05 25:00",
        "2024-03-05 13:00 PM",
        "deadline 5 March 2024",
    ],
)
def test_what_is_no_date_is_told(text: str) -> None:
    value = parse_moments([text], Order(day_first=True))[text]
    assert isinstance(value, Unreadable)
    assert text in value.reason


@pytest.mark.parametrize("text", ["", "  ", "-", "N/A", "null", "нет данных", "brak"])
def test_stand_ins_are_missing(text: str) -> None:
    assert parse_moments([text]) == {text: None}


@pytest.mark.parametrize(
    "text",
    ["1900-01-01", "1900-01-01 00:00:00", "01.01.1900", "1/1/1900", "1899-12-30", "30.12.1899 0:00:00",
     "9999-12-31", "9999-12-31T23:59:59", "12/31/9999", "0001-01-01", "00.00.0000", "0000-00-00 00:00:00",
     "1970-01-01", "99991231"],
)  # fmt: skip
def test_a_day_that_stands_for_none_is_missing_and_told(text: str) -> None:
    found = read_moments({text: 1, "2024-03-05": 1}, Order())
    assert found.values == {text: None, "2024-03-05": MIDNIGHT}
    day = text.replace("T", " ").split()[0]
    assert found.told == (f"dates such as '{day}' stand for no date, so they are taken as empty",)


@pytest.mark.parametrize(
    ("texts", "first"),
    [
        (["24-03-05", "24-03-15", "24-04-30"], MIDNIGHT),
        (["24-03-05", "24-03-06"], MIDNIGHT),
        (["24-03-05 09:12:58", "24-03-06"], NINE),
        (["98-03-05", "24-03-05"], datetime(1998, 3, 5)),
        (["24/03/05", "24/03/06", "24/12/31"], MIDNIGHT),
        (["05-03-24", "13-03-24", "20-03-24"], MIDNIGHT),
        (["05-03-24", "05-03-23", "05-13-23"], datetime(2024, 5, 3)),
        (["05-03-24", "31-03-24", "31-12-23"], MIDNIGHT),
        (["03-05-24", "03-15-24"], MIDNIGHT),
        (["05.03.24"], MIDNIGHT),
        (["05.03.24", "05.03.23"], MIDNIGHT),
        (["15.03.24", "15.03.23", "15.03.22", "15.03.21"], datetime(2024, 3, 15)),
        (["24-03-10", "24-03-11", "24-03-12"], datetime(2024, 3, 10)),
    ],
)
def test_the_whole_column_decides_where_the_year_is(texts: list[str], first: datetime) -> None:
    assert parse_moments(texts)[texts[0]] == first


@pytest.mark.parametrize("texts", [["24-03-15"], ["15-03-24", "16-04-23"], ["13-03-23", "13-03-24"]])
def test_a_place_of_the_year_that_nothing_tells_is_not_taken_for_sure(texts: list[str]) -> None:
    with pytest.raises(UndecidedYear):
        parse_moments(texts)
    assert parse_moments(texts, Order(day_first=True, year_first=False))


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (["03.04.2024", "25.04.2024"], None),
        (
            ["03.04.2024", *(f"{day}.04.2024" for day in range(13, 29)), "04.25.2024"],
            "'03.04.2024' were read day",
        ),
        (["25.03.2024", "03/04/2024"], "'03/04/2024' were read day first"),
        (["03/25/2024", "03-04-2024"], "'03-04-2024' were read month first"),
        (["25.03.2024", "25/04/2024", "03/04/2024"], None),
        (["25.03.2024", "03/03/2024"], None),
    ],
)
def test_dates_in_several_ways_are_told(texts: list[str], told: str | None) -> None:
    said = " ".join(read_moments(dict.fromkeys(texts, 1), Order()).told)
    assert told in said if told else not said


@pytest.mark.parametrize(
    ("texts", "day_first", "first"),
    [
        (["03/04/2025", "13/04/2025"], None, datetime(2025, 4, 3)),
        (["03/04/2025", "04/13/2025"], None, datetime(2025, 3, 4)),
        (["10/5/2020 0:00", "10/29/2020 0:00"], None, datetime(2020, 10, 5)),
        (["03.04.2025", "05.06.2025"], None, datetime(2025, 4, 3)),
        (["03/04/2025"], True, datetime(2025, 4, 3)),
        (["03/04/2025"], False, datetime(2025, 3, 4)),
        (["04/04/2025", "05/05/2025"], None, datetime(2025, 4, 4)),
        (["3-4-25", "31-4-25"], None, datetime(2025, 4, 3)),
    ],
)
def test_the_whole_column_decides_the_order(
    texts: list[str], day_first: bool | None, first: datetime
) -> None:
    assert parse_moments(texts, Order(day_first))[texts[0]] == first


def test_dates_that_do_not_fit_the_order_are_problems() -> None:
    texts = [f"{day:02}/03/2025" for day in range(1, 32)] + ["03/25/2025"]
    moments = parse_moments(texts)
    assert moments["02/03/2025"] == datetime(2025, 3, 2)
    assert isinstance(moments["03/25/2025"], Unreadable)


@pytest.mark.parametrize("texts", [["03/04/2025", "05/06/2025"], ["13/04/2025", "04/13/2025", "01/02/2025"]])
def test_an_order_that_nothing_tells_is_asked(texts: list[str]) -> None:
    with pytest.raises(Undecided):
        parse_moments(texts)


def test_serial_numbers_count_only_where_all_of_the_column_is() -> None:
    assert parse_moments(["45356", "45356.384", ""]) == {
        "45356": MIDNIGHT,
        "45356.384": datetime(2024, 3, 5, 9, 12, 58),
        "": None,
    }
    assert isinstance(parse_moments(["45356", "2024-03-05"])["45356"], Unreadable)
    assert serial_moment("44197") == datetime(2021, 1, 1)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("January", 1),
        ("sept", 9),
        ("МАЯ", 5),
        ("Янв.", 1),
        ("października", 10),
        ("paź", 10),
        ("máj", 5),
        ("jún", 6),
        ("okt", 10),
        ("foo", None),
        ("ma", None),
    ],
)
def test_month_names(name: str, number: int | None) -> None:
    assert month_number(name) == number


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("09:12:58", timedelta(hours=9, minutes=12, seconds=58)),
        ("9:12", timedelta(hours=9, minutes=12)),
        ("9:12 PM", timedelta(hours=21, minutes=12)),
        ("0.38400463", timedelta(hours=9, minutes=12, seconds=58)),
        ("0,5", timedelta(hours=12)),
        ("0", timedelta(0)),
        ("", None),
        ("-", None),
    ],
)
def test_times_of_day(text: str, clock: timedelta | None) -> None:
    assert parse_clock(text) == clock


@pytest.mark.parametrize("text", ["25:00", "noon", "1.5", "2024-03-05"])
def test_what_is_no_time_of_day(text: str) -> None:
    assert isinstance(parse_clock(text), Unreadable)


MOMENTS = st.datetimes(datetime(1971, 1, 1), datetime(2069, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0)
)
FORMS = [
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%SZ",
    "%Y/%m/%d %I:%M:%S %p",
    "%d.%m.%Y %H:%M:%S",
    "%d-%m-%y %H:%M:%S",
    "%d/%m/%Y %H:%M:%S",
    "%Y.%m.%d %H:%M:%S",
    "%d %B %Y %H:%M:%S",
    "%B %d, %Y %H:%M:%S",
    "%a, %d %b %Y %H:%M:%S",
]


@given(MOMENTS, st.sampled_from(FORMS))
def test_a_moment_comes_back_from_every_form(moment: datetime, form: str) -> None:
    text = moment.strftime(form)
    assert parse_moments([text], Order(day_first=True)) == {text: moment}


@given(MOMENTS, st.sampled_from(["en", "ru", "pl", "sk"]), st.sampled_from(["long", "full"]))
def test_a_day_comes_back_in_every_language(moment: datetime, language: str, width: str) -> None:
    day = datetime(moment.year, moment.month, moment.day)
    text = format_date(day, width, locale=language)
    assert written_moment(text) == day


@given(st.text(max_size=30))
def test_no_text_breaks_the_parsers(text: str) -> None:
    parse_moments([text], Order(day_first=True))
    parse_clock(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("12 de março de 2024", datetime(2024, 3, 12)),
        ("3 de enero del 2024", datetime(2024, 1, 3)),
        ("1er mars 2024 10:15", datetime(2024, 3, 1, 10, 15)),
        ("1-го марта 2024 г.", datetime(2024, 3, 1)),
        ("1st of March 2024", datetime(2024, 3, 1)),
        ("01-Mar-24 14h05", datetime(2024, 3, 1, 14, 5)),
        ("01.Mar.2024 14.05", datetime(2024, 3, 1, 14, 5)),
        ("2024-03-01 14.05", datetime(2024, 3, 1, 14, 5)),
        ("2024-03-01 14.05.30", datetime(2024, 3, 1, 14, 5, 30)),
        ("2024. 03. 01.", datetime(2024, 3, 1)),
        ("1 III 2024", datetime(2024, 3, 1)),
        ("01.xii.2024", datetime(2024, 12, 1)),
        ("Fri Mar 01 2024 14:05:06 GMT+0000", datetime(2024, 3, 1, 14, 5, 6)),
        ("Fri Mar  1 14:05:06 2024", datetime(2024, 3, 1, 14, 5, 6)),
        ("20240301T140506Z", datetime(2024, 3, 1, 14, 5, 6)),
        ("12. März 2024 um 10:15 Uhr", datetime(2024, 3, 12, 10, 15)),
        ("12 Mart 2024", datetime(2024, 3, 12)),
        ("12. června 2024", datetime(2024, 6, 12)),
        ("15. červenec 2024", datetime(2024, 7, 15)),
        ("12 березня 2024 р.", datetime(2024, 3, 12)),
        ("Mittwoch, 3. April 2024", datetime(2024, 4, 3)),
    ],
)
def test_months_of_many_languages(text: str, moment: datetime) -> None:
    assert parse_moments([text])[text] == moment
