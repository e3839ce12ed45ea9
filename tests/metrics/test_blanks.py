"""Stretches without data: told, left out of averages, and never drawn across."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest

from metrics import captions, sentences, tables
from metrics.blanks import Blank, blanks, told
from metrics.cards import Card, PassedOver, View, cards
from metrics.catalogue import kpi_named
from metrics.chart import Marks
from metrics.facts import StoredFacts
from metrics.figures import sparkline, trend
from metrics.periods import Grain
from metrics.query import Query
from metrics.series import summary, values
from tests.data.store.preparations import prepared
from tests.metrics.companies import stored, total

NAN = float("nan")


def series(*rows: tuple[str, float]) -> pd.DataFrame:
    """Values by month."""
    starts = pd.to_datetime([month for month, __ in rows])
    frame = pd.DataFrame({"start": starts, "value": [value for __, value in rows]})
    frame["until"] = frame["start"] + pd.offsets.MonthBegin(1)
    return frame.assign(low=frame["value"] - 1, high=frame["value"] + 1, n=9.0, finished=True, split="")


HOLED = series(
    ("2024-01", 1), ("2024-02", 2), ("2024-03", NAN), ("2024-06", 3), ("2024-07", NAN), ("2024-08", 4)
)


@pytest.mark.parametrize(
    ("given", "expected", "words"),
    [
        (series(("2024-01", 1), ("2024-02", 2)), [], ""),
        (series(("2024-01", NAN), ("2024-02", 2), ("2024-03", NAN)), [], ""),
        (
            HOLED,
            [(date(2024, 3, 1), date(2024, 5, 31)), (date(2024, 7, 1), date(2024, 7, 31))],
            "No data in Mar 2024 to May 2024; Jul 2024: the line breaks there.",
        ),
        (
            series(*((f"2024-{month:02}", month if month % 2 else NAN) for month in range(1, 12))),
            [(date(2024, month, 1), date(2024, month, 29 if month == 2 else 30)) for month in (2, 4, 6)],
            "No data in Feb 2024; Apr 2024; Jun 2024, and 2 times more: the line breaks there.",
        ),
    ],
)
def test_where_there_are_no_data(given: pd.DataFrame, expected: list[tuple[date, date]], words: str) -> None:
    found = [(blank.first, blank.last) for blank in blanks(given)]
    assert found[:3] == expected
    assert told(given, Grain.MONTH) == words


@pytest.mark.parametrize(
    ("blank", "grain", "words"),
    [
        (Blank(date(2024, 3, 1), date(2024, 3, 31)), Grain.MONTH, "Mar 2024"),
        (Blank(date(2024, 4, 1), date(2024, 9, 30)), Grain.QUARTER, "Q2 2024 to Q3 2024"),
        (Blank(date(2024, 1, 1), date(2024, 1, 7)), Grain.WEEK, "1 Jan 2024 – 7 Jan 2024"),
        (Blank(date(2024, 1, 1), date(2024, 1, 2)), Grain.DAY, "1 Jan 2024 to 2 Jan 2024"),
    ],
)
def test_blanks_in_words(blank: Blank, grain: Grain, words: str) -> None:
    assert blank.text(grain) == words


def traces(figure: Any, kind: str) -> list[Any]:
    return [trace for trace in figure.data if trace.type == kind]


def scatters(figure: Any, mode: str) -> list[Any]:
    return [trace for trace in traces(figure, "scatter") if trace.mode == mode]


def test_no_line_and_no_band_runs_across_a_blank() -> None:
    kpi = kpi_named("csat")
    figure = trend(kpi, HOLED, Grain.MONTH, None, Marks())
    (line,) = scatters(figure, "lines+markers")
    assert [value if value == value else None for value in line.y] == [1, 2, None, 3, None, 4]
    assert not line.connectgaps
    (band,) = [trace for trace in traces(figure, "scatter") if trace.fill == "toself"]
    assert [value is None or value != value for value in band.y].count(True) == 2
    (hover,) = scatters(figure, "markers")
    assert list(hover.customdata) == ["Mar 2024 to May 2024: no data", "Jul 2024: no data"]
    (bars,) = traces(figure, "bar")
    assert bars.customdata[0] == "Jan 2024: n 9"


def test_a_lone_point_of_a_sparkline_is_seen() -> None:
    line = traces(sparkline(HOLED, None, ()), "scatter")[0]
    assert list(line.marker.size) == [0, 0, 0, 5, 0, 5]


@pytest.fixture(scope="module")
def facts() -> Iterator[StoredFacts]:
    """Complaints of January, February and May, 30 a month; answers of all months up to July."""
    complaints = [
        [{"received_at": datetime(2024, month, day, 12)} for month in months for day in (1, *range(1, 30))]
        for months in ((1, 2), (5,))
    ]
    answers = [
        {"answered_at": datetime(2024, month, day), "csat": 1.0}
        for month in range(1, 8)
        for day in (1, 31, 28)
        if not (month in (2, 4, 6) and day == 31)
    ]
    with stored(
        *(prepared("complaints.log", rows) for rows in complaints), prepared("surveys.log", answers)
    ) as store:
        yield StoredFacts(store)


def test_an_average_a_month_says_how_many_months_have_data(facts: StoredFacts) -> None:
    kpi = kpi_named("complaints")
    found = summary(kpi, facts.parts(Query(("complaints",)))["complaints"])
    assert found is not None
    assert (found.value, found.periods, found.left_out) == (30, 3, 2)
    assert sentences.lasting(found) == "3 months with data, 2 without"


def test_a_card_says_that_it_ends_before_the_others(facts: StoredFacts) -> None:
    found = {card.kpi.key: card for card in cards(facts, View(), [], ("complaints", "csat"))}
    shown = list(found.values())
    last = captions.latest(shown)
    assert last == date(2024, 7, 31)
    assert captions.lag(found["complaints"], last) == "Only up to 31 May 2024, others up to 31 Jul 2024"
    assert captions.lag(found["csat"], last) == ""
    assert "up to 31 Jul 2024 unless the card says otherwise" in captions.extent(shown)


def test_totals_that_are_passed_over_are_told_on_the_card() -> None:
    events = [{"received_at": datetime(2024, 2, day)} for day in range(1, 30)]
    monthly = [
        {"starts_on": date(2024, month, 1), "months": 1.0, "part": "complaints", "value": 5.0}
        for month in (1, 2, 3)
    ]
    listed = [
        {
            "customer_id": "1",
            "joined_at": datetime(2023, 1, 1),
            "left_at": None,
            "observed_from": None,
            "observed_until": datetime(2024, 2, 29),
        }
    ]
    kept = [row for month in (2, 3) for row in total(date(2024, month, 1), 1, 100, 90)]
    with stored(
        prepared("complaints.log", events, file="log_*.csv"),
        prepared("complaints.totals", monthly),
        prepared("retention.customers", listed, file="list.csv"),
        prepared("retention.totals", kept),
    ) as store:
        found = {
            card.kpi.key: card for card in cards(StoredFacts(store), View(), [], ("complaints", "churn"))
        }
    over: dict[str, tuple[PassedOver, ...]] = {key: card.passed_over for key, card in found.items()}
    assert over == {
        "complaints": (PassedOver(date(2024, 2, 1), ("log_*.csv",)),),
        "churn": (PassedOver(date(2024, 2, 1), ("list.csv",)),),
    }
    card: Card = found["complaints"]
    assert captions.passed_over(card) == (
        "Totals of Feb 2024 aren't counted: these files have the single rows: log_*.csv."
    )


def test_a_table_of_values_has_a_dash_where_nothing_is_known(facts: StoredFacts) -> None:
    shown = tables.of_values(kpi_named("complaints"), values(facts, Query(("complaints",))), Grain.MONTH)
    assert shown["Value"].tolist()[::-1] == ["30", "30", "–", "–", "30"]
