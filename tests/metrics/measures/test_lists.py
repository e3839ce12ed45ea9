from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pandas as pd
import pytest

from data.records import Target
from data.store import Store
from metrics import sentences
from metrics.catalogue import kpi_named
from metrics.comparison import Around, Comparison, compare
from metrics.facts import StoredFacts
from metrics.goals.forecasts import NoForecast
from metrics.goals.scoreboard import scoreboard
from metrics.goals.targets import Status
from metrics.goals.words import foretold, note
from metrics.health.examination import examine
from metrics.health.findings import About, Severity
from metrics.impact.impact import impacts
from metrics.intervals import difference_of_shares
from metrics.measures.lists import ListShare, grows
from tests.data.store.preparations import prepared
from tests.metrics.companies import stored

KPI, ROLLOUT = "repeat_purchase", date(2025, 3, 1)
DAYS = (datetime(2024, 6, 30), datetime(2024, 12, 31), datetime(2025, 6, 30), datetime(2025, 12, 31))


def parts(*lists: tuple[float, float, float, float]) -> pd.DataFrame:
    """A row a list, in whatever order, with hits, n, rose and fell."""
    frame = pd.DataFrame(list(lists), columns=["hits", "n", "rose", "fell"])
    return frame.assign(start=pd.to_datetime([f"202{place}-01-01" for place in range(len(lists))]))


@pytest.mark.parametrize(
    "rose, fell, expected", [(500, 25, True), (500, 26, False), (20, 0, True), (19, 0, False), (0, 0, False)]
)
def test_numbers_that_hardly_ever_fall_are_counted_since_joining(
    rose: float, fell: float, expected: bool
) -> None:
    assert grows(parts((1, 2, 0, 0), (1, 2, rose, fell))) is expected


def test_of_several_lists_the_latest_counts_on_either_side() -> None:
    measure = kpi_named(KPI).measure
    assert isinstance(measure, ListShare)
    before, after = parts((90, 100, 0, 0), (50, 100, 9, 9)), parts((60, 100, 9, 9), (70, 100, 9, 9))
    shuffled = after.iloc[::-1]
    assert measure.pooled(shuffled)["hits"].tolist() == [70]
    found = measure.difference(before, shuffled)
    assert tuple(found) == pytest.approx(
        tuple(100 * bound for bound in difference_of_shares((50, 100), (70, 100)))
    )


def lists(counts: tuple[list[float], ...]) -> Iterator[Store]:
    """A store with a list a day of ``DAYS``, of 120 customers with these numbers of purchases in turn."""
    made = [
        prepared(
            "retention.customers",
            [
                {
                    "customer_id": f"C{number}",
                    "joined_at": datetime(2020, 1, 1),
                    "left_at": None,
                    "observed_from": None,
                    "observed_until": day,
                    "purchase_count": numbers[number % len(numbers)],
                }
                for number in range(120)
            ],
            file=f"{day:%Y-%m}.csv",
        )
        for day, numbers in zip(DAYS, counts, strict=True)
    ]
    with stored(*made) as store:
        yield store


@pytest.fixture(scope="module")
def since_joining() -> Iterator[Store]:
    yield from lists(([0.0, 1.0, 1.0], [1.0, 1.0, 2.0], [1.0, 2.0, 3.0], [2.0, 2.0, 4.0]))


@pytest.fixture(scope="module")
def last_year() -> Iterator[Store]:
    yield from lists(([2.0, 1.0, 1.0], [1.0, 3.0, 1.0], [2.0, 1.0, 3.0], [0.0, 2.0, 4.0]))


def compared(store: Store) -> Comparison:
    return compare(StoredFacts(store), (KPI,), Around(ROLLOUT))[KPI]


def aim(value: float) -> Target:
    return Target(KPI, "absolute", value, value, date(2025, 12, 31), baseline=33.3, since=ROLLOUT)


def test_counts_since_joining_are_never_taken_for_a_success(since_joining: Store) -> None:
    facts, found = StoredFacts(since_joining), compared(since_joining)
    assert found.change is not None
    assert (round(found.change.value, 1), found.change.low, found.change.is_clear) == (66.7, None, False)
    assert "rises by waiting alone" in sentences.comparison(found)
    [score] = scoreboard(facts, [aim(50)], {})
    assert (score.status, score.now) == (Status.TOO_LITTLE, None)
    assert "since joining" in note(score)
    [finding] = [one for one in examine(since_joining).findings if one.about is About.SINCE_JOINING]
    assert (finding.severity, finding.kpis, finding.column) == (Severity.BLOCKS, (KPI,), "purchase_count")
    assert (finding.numbers["rose"], finding.numbers["fell"]) == (80, 0)


def test_counts_of_one_length_of_time_are_judged_list_by_list(last_year: Store) -> None:
    facts, found = StoredFacts(last_year), compared(last_year)
    assert found.before is not None
    assert found.after is not None
    assert (found.before.first, found.before.periods, found.before.n) == (date(2024, 12, 1), 1, 120)
    assert (found.after.value, found.after.n, found.after.last) == (100.0, 80, date(2025, 12, 31))
    assert "(list of Dec 2024, 120 customers)" in sentences.comparison(found)
    [score] = scoreboard(facts, [aim(50)], {})
    assert (score.status, note(score)) == (Status.MET, "")
    assert About.SINCE_JOINING not in {one.about for one in examine(last_year).findings}


def test_a_few_lists_never_make_a_verdict(last_year: Store) -> None:
    found = impacts(StoredFacts(last_year), (KPI,), Around(ROLLOUT))[KPI]
    assert "2 lists before the rollout, 2 lists after it; it takes 12 before and 6 after" in found.sentence
    assert found.chart is None
    due = date(2026, 6, 30)
    [score] = scoreboard(StoredFacts(last_year), [Target(KPI, "absolute", 90, 90, due, since=ROLLOUT)], {})
    assert score.ahead is NoForecast.TOO_FEW
    assert foretold(score) == ("can't tell yet", "it takes 6 lists")
