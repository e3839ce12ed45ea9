from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.values.moments import Undecided
from data.values.periods import DAYS_A_MONTH, Period, parse_periods
from data.values.unreadable import Unreadable

YEAR = Period(date(2023, 1, 1), 12)
MONTH = Period(date(2023, 5, 1), 1)
QUARTER = Period(date(2023, 4, 1), 3)
WEEK = Period(date(2023, 1, 30), 7 / DAYS_A_MONTH)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2023", YEAR), ("2023 год", YEAR), ("2023 г.", YEAR), ("2023 rok", YEAR),
        ("2023-05", MONTH), ("05.2023", MONTH), ("5/2023", MONTH), ("May 2023", MONTH), ("2023 May", MONTH),
        ("May-23", MONTH), ("май 2023", MONTH), ("Май 2023 г.", MONTH), ("maj 2023", MONTH),
        ("máj 2023", MONTH),
        ("Q2 2023", QUARTER), ("2023-Q2", QUARTER), ("2023Q2", QUARTER), ("2Q2023", QUARTER),
        ("II кв. 2023", QUARTER), ("2 квартал 2023", QUARTER), ("II kwartał 2023", QUARTER),
        ("2. štvrťrok 2023", QUARTER),
        ("2023-W05", WEEK), ("W5 2023", WEEK), ("week 5, 2023", WEEK),
        ("", None),
    ],
)  # fmt: skip
def test_written_periods(text: str, period: Period | None) -> None:
    assert parse_periods([text]) == {text: period}


@pytest.mark.parametrize(
    ("texts", "months", "starts_on"),
    [
        (["2023-05-01", "2023-06-01"], 1, date(2023, 5, 1)),
        (["2023-05-31", "2023-06-30"], 1, date(2023, 5, 1)),
        (["2023-05-30", "2023-05-31"], 1 / DAYS_A_MONTH, date(2023, 5, 30)),
        (["31.05.2023", "30.06.2023"], 1, date(2023, 5, 1)),
    ],
)
def test_full_dates_are_months_where_all_begin_or_end_one(
    texts: list[str], months: float, starts_on: date
) -> None:
    period = parse_periods(texts)[texts[0]]
    assert isinstance(period, Period)
    assert (period.months, period.starts_on) == (pytest.approx(months), starts_on)


@pytest.mark.parametrize("text", ["Total", "2023-13", "13/2023", "2023-W60", "year 1", "31.02.2026"])
def test_what_is_no_period(text: str) -> None:
    assert isinstance(parse_periods([text])[text], Unreadable)


def test_an_order_that_nothing_tells_is_asked() -> None:
    with pytest.raises(Undecided):
        parse_periods(["03/04/2025"])


@given(st.dates(date(1990, 1, 1), date(2080, 1, 1)))
def test_weeks_come_back(day: date) -> None:
    year, week, __ = day.isocalendar()
    period = parse_periods([f"{year}-W{week:02}"])[f"{year}-W{week:02}"]
    assert isinstance(period, Period)
    assert 0 <= (day - period.starts_on).days < 7
