from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.values.durations import HOUR, parse_duration, parse_durations, unit_in
from data.values.unreadable import Unreadable


@pytest.mark.parametrize(
    ("text", "unit", "seconds"),
    [
        ("109", 1, 109),
        ("1.5", HOUR, 5400),
        ("1,5", HOUR, 5400),
        (".5", HOUR, 1800),
        ("0", 1, 0),
        ("00:04:05", 1, 245),
        ("00:04:05", HOUR, 245),
        ("4:05", 1, 245),
        ("4:05", HOUR, 4 * HOUR + 300),
        ("30:05:00", 1, 108_300),
        ("1 day, 2:03:04", 1, 93_784),
        ("2 days 00:00:00", HOUR, 172_800),
        ("1.02:03:04", 1, 93_784),
        ("2 h 15 min", HOUR, 8100),
        ("2h15m", 1, 8100),
        ("1 d 3 h", HOUR, 97_200),
        ("1 hour and 5 minutes", 1, 3900),
        ("2 часа", HOUR, 7200),
        ("10 часов", 1, 36_000),
        ("320 минут", HOUR, 19_200),
        ("1 ч. 20 мин.", HOUR, 4800),
        ("10 hodín", HOUR, 36_000),
        ("5 godz", HOUR, 18_000),
        ("5 godz. 30 min", HOUR, 19_800),
        ("3 dni", HOUR, 259_200),
        ("P1DT2H30M", 1, 95_400),
        ("PT45.5S", HOUR, 45.5),
        ("P1W", 1, 604_800),
        ("1h30", 1, 5400),
        ("1 234 s", 1, 1234),
        ("1'234", 1, 1234),
        ("1,234.5 s", 1, 1234.5),
        ("12,345,678 s", 1, 12_345_678),
        ("", 1, None),
        ("-", 1, None),
        ("N/A", HOUR, None),
    ],
)
def test_durations_in_seconds(text: str, unit: float, seconds: float | None) -> None:
    assert parse_duration(text, unit) == seconds


@pytest.mark.parametrize(
    ("texts", "seconds"),
    [
        (["1,234 s", "950 s", "310 s"], [1234, 950, 310]),
        (["1.234 Sek", "950 Sek", "310 Sek"], [1234, 950, 310]),
        (["1.234", "950", "310"], [1234, 950, 310]),
        (["1,234", "12.5"], [1234, 12.5]),
        (["1.234,5 s", "2.310 s"], [1234.5, 2310]),
        (["1,234 s", "1,5 s"], [1.234, 1.5]),
        (["0,250 s", "1,500 s"], [0.25, 1.5]),
        (["0.250", "1.500"], [0.25, 1.5]),
        (["1.125", "0.5", "2"], [1.125, 0.5, 2]),
        (["1.5", "2,5"], [1.5, 2.5]),
        (["1,234", "1500"], [1.234, 1500]),
        (["1,234,567", "1,234"], [1_234_567, 1234]),
        (["1.234", "2.345"], [1.234, 2.345]),
        (["1,234 s", "00:01:05", "n/a"], ["may have a mark of thousands", 65, None]),
        (["1,234", "2,500", "12", "5", "45", "7", "30"], [1234, 2500, 12, 5, 45, 7, 30]),
        (["1.299", "12", "5", "45", "7", "30"], [1299, 12, 5, 45, 7, 30]),
        (["1,234 s", "2,500 s", "12 s"], ["may have a mark", "may have a mark", 12]),
    ],
)
def test_the_whole_column_tells_thousands_from_decimals(texts: list[str], seconds: list[object]) -> None:
    for value, expected in zip(parse_durations(texts, 1).values(), seconds, strict=True):
        if isinstance(expected, str):
            assert isinstance(value, Unreadable)
            assert expected in value.reason
        else:
            assert value == expected


@pytest.mark.parametrize(
    "text",
    [
        "P",
        "PT",
        "1.2.3",
        "1h75",
        "Within SLA",
        "2 parsecs",
        "1 to 2 hours",
        "2024-03-05",
        "5 h soon",
        "1:2:3:4",
    ],
)
def test_what_is_no_duration(text: str) -> None:
    assert isinstance(parse_duration(text, 1), Unreadable)


@pytest.mark.parametrize("text", ["-5", "−0.5", "-0:01:01"])
def test_a_duration_below_zero_is_a_problem(text: str) -> None:
    value = parse_duration(text, 1)
    assert isinstance(value, Unreadable)
    assert "below zero" in value.reason


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Resolution_Time_Hours", 3600),
        ("call duration in minutes", 60),
        ("Speed of answer in seconds", 1),
        ("Wait (min)", 60),
        ("Время ответа (ч)", 3600),
        ("Czas oczekiwania [godz.]", 3600),
        ("Resolution days", 86_400),
        ("Duration", None),
        ("Hours", None),
        ("AvgTalkDuration", None),
    ],
)
def test_the_unit_of_a_header(header: str, unit: float | None) -> None:
    assert unit_in(header) == unit


@given(st.integers(0, 10**6), st.sampled_from([1.0, 60.0, HOUR]))
def test_clocks_and_words_mean_the_same(seconds: int, unit: float) -> None:
    hours, minutes = divmod(seconds // 60, 60)
    assert parse_duration(f"{hours}:{minutes:02}:{seconds % 60:02}", unit) == seconds
    assert parse_duration(f"{hours} h {minutes} min {seconds % 60} s", unit) == seconds


@given(st.text(max_size=30))
def test_no_text_breaks_the_parser(text: str) -> None:
    parse_duration(text, 1)


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Days to resolve", 86400),
        ("Dias para resolução", 86400),
        ("Дней на решение", 86400),
        ("Minutes until the first response", 60),
        ("Wartezeit (Sek.)", 1),
        ("Délai de traitement (jours)", 86400),
        ("SolutionInMin", 60),
        ("resolutionTimeMinutes", 60),
        ("Second response time", None),
        ("Day", None),
    ],
)
def test_units_in_front_and_of_many_languages(header: str, unit: float | None) -> None:
    assert unit_in(header) == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [("1709546400000", HOUR), ("99999999", HOUR), ("12345678901234567890", 1), ("9000 d", 1)],
)
def test_what_lasts_longer_than_a_life_at_work_is_no_duration(text: str, unit: float) -> None:
    found = parse_duration(text, unit)
    assert isinstance(found, Unreadable)
    assert "20 years" in found.reason


@pytest.mark.parametrize(
    ("header", "unit"), [("Talk time (hh:mm)", HOUR), ("Время (чч:мм)", HOUR), ("Talk time (hh:mm:ss)", None)]
)
def test_a_header_may_show_how_a_time_is_written(header: str, unit: float | None) -> None:
    assert unit_in(header) == unit
