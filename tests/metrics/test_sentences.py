from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from data.records import Target
from data.specs import Scale
from data.store import save_scale
from metrics import alternatives, captions, sentences
from metrics.cards import View, cards
from metrics.catalogue import KPIS, kpi_named
from metrics.comparison import Around, Change, Comparison, compare
from metrics.facts import Facts, StoredFacts
from metrics.goals.targets import Status
from metrics.periods import Grain
from metrics.series import Summary
from metrics.standards import standards
from tests.data.store.preparations import prepared
from tests.metrics.companies import stored

ROLLOUT = date(2025, 3, 1)
BEFORE = Summary(62.9, 60.0, 66.0, 812, 12, date(2024, 3, 1), date(2025, 2, 28), Grain.MONTH)
AFTER = Summary(69.4, 65.0, 73.0, 430, 7, date(2025, 3, 1), date(2025, 9, 30), Grain.MONTH)
CHANGE = Change(6.5, 1.1, 11.8)


def found(kpi: str = "csat", **values: object) -> Comparison:
    return replace(Comparison(kpi_named(kpi), ROLLOUT, BEFORE, AFTER, CHANGE), **values)


@pytest.mark.parametrize(
    "comparison, facts",
    [
        (
            found(),
            ["62.9 %", "69.4 %", "1 Mar 2025", "12 months", "7 months", "812 answers",
             "430 answers", "+6.5 points", "+1.1 to +11.8", "95 %", "for the better", "season"],
        ),
        (found("complaints"), ["for the worse", "62.9 a month", "812 complaints", "+1.1 to +11.8"]),
        (found("answers"), ["+6.5 a month", "+1.1 to +11.8"]),
        (found(change=Change(2.0, -1.0, 5.0)), ["+2.0 points", "−1.0 to +5.0", "takes in no change"]),
        (found("backlog", change=Change(-4.0, None, None)), ["−4", "no interval"]),
        (found(before=replace(BEFORE, periods=11)), ["11 months", "season"]),
        (found(before=replace(BEFORE, periods=5)), ["3 months more before", "Can't tell"]),
        (found(after=replace(AFTER, periods=4)), ["2 months more after", "Too early to tell"]),
        (
            found(before=replace(BEFORE, periods=7), after=replace(AFTER, periods=5)),
            ["1 month more before", "1 month more after", "Too early"],
        ),
        (found(after=replace(AFTER, periods=1, finished=False)), ["6 months more after"]),
        (found(after=None, change=None), ["can't tell yet", "no whole period after 1 Mar 2025", "62.9 %"]),
        (found(before=None, change=None), ["no whole period before 1 Mar 2025", "69.4 %"]),
        (found(before=None, after=None, change=None), ["no data yet"]),
        (
            found("nps", before=replace(BEFORE, grain=Grain.WEEK), after=replace(AFTER, grain=Grain.WEEK)),
            ["12 weeks", "7 weeks"],
        ),
    ],
)  # fmt: skip
def test_a_comparison_names_its_facts(comparison: Comparison, facts: list[str]) -> None:
    told = sentences.comparison(comparison)
    assert [fact for fact in facts if fact not in told] == [], told
    assert comparison.kpi.title in told


@pytest.mark.parametrize(
    "key, target, value, gap",
    [
        # 3.54 apart, but a reader sees 74.7 and 78.3.
        ("csat", 74.716, 78.254, "reached with 3.6 points to spare"),
        ("complaints", 71.325, 66.5, "reached with 4.8 to spare"),
        ("complaints", 60.0, 66.5, "Target 60 a month by 1 Jan 2026, 6.5 to go"),
        ("complaints", 60.0, 66.0, "6 to go"),
        ("csat", 80.0, 79.99, "less than 0.1 points to go"),
        ("csat", 80.0, 80.02, "reached with less than 0.1 points to spare"),
        ("csat", 80.0, 80.0, "reached with 0.0 points to spare"),
    ],
)
def test_what_is_left_to_a_target_is_what_lies_between_the_numbers_shown(
    key: str, target: float, value: float, gap: str
) -> None:
    aim = Target(key, "absolute", target, target, date(2026, 1, 1))
    assert gap in captions.how_far(kpi_named(key), aim, value - target, Status.ON_TRACK)


def test_a_comparison_of_some_days_after_the_rollout_names_them() -> None:
    whole, some = found("csat"), replace(found("csat"), narrowed=True)
    days = sentences.span(AFTER.first, AFTER.last)
    assert "since then" in sentences.comparison(whole)
    assert days not in sentences.comparison(whole)
    assert f"from {days}" in sentences.comparison(some)
    assert "since then" not in sentences.comparison(some)
    assert sentences.changed(some) == f"{sentences.changed(whole)} (only {days})"


def test_no_change_is_told_where_the_values_look_the_same() -> None:
    before, after = replace(BEFORE, value=66.46), replace(AFTER, value=66.54)
    one = found(
        "complaints", before=before, after=after, change=Change(after.value - before.value, 0.01, 0.15)
    )
    assert not one.moved
    assert one.improved is None
    assert sentences.changed(one) == "Complaints received: the same after 1 Mar 2025 as before"
    assert "The change is 0.0 a month (95 % interval 0.0 to +0.2)." in sentences.comparison(one)


@pytest.mark.parametrize("kpi", [kpi.key for kpi in KPIS])
def test_no_sentence_claims_a_cause_or_shows_what_nobody_understands(kpi: str) -> None:
    for change in (CHANGE, Change(-6.5, -11.8, -1.1), Change(0.0, -1.0, 1.0), Change(3.0, None, None)):
        told = sentences.comparison(found(kpi, change=change))
        for word in ("because", "caused", "due to", "None", "nan", "%(", "inf"):
            assert word not in told


@pytest.mark.parametrize(
    "kpi, change, expected",
    [
        ("csat", CHANGE, "up 6.5 points"),
        ("complaints", Change(-12.0, -20.0, -4.0), "down 12"),
        ("csat", Change(2.0, -1.0, 5.0), "no clear change"),
        ("csat", Change(0.04, 0.01, 0.07), "the same"),
        ("churn", Change(-1.5, -2.0, -1.0), "down 1.50 points"),
    ],
)
def test_the_headline_of_a_change(kpi: str, change: Change, expected: str) -> None:
    assert expected in sentences.changed(found(kpi, change=change))


@pytest.mark.parametrize(
    "kpi, n, expected",
    [("csat", 1, "1 answer"), ("complaints", 1200, "1,200 complaints"), ("churn", 2, "2 customers"),
     ("abandonment", 0, "0 contacts")],
)  # fmt: skip
def test_what_stands_behind_a_value(kpi: str, n: int, expected: str) -> None:
    assert sentences.counted(kpi_named(kpi), n) == expected


def test_customers_are_told_as_the_average_period() -> None:
    assert sentences.behind(kpi_named("churn"), AFTER) == "61 customers"
    assert sentences.behind(kpi_named("csat"), AFTER) == "430 answers"
    # Those who are there at the end are counted once, not in each month.
    assert sentences.behind(kpi_named("active_customers"), AFTER) == "430 customers"


def test_a_target_stands_in_the_sentence_of_its_comparison() -> None:
    aim = Target("csat", "absolute", 75, 75, date(2026, 1, 1))
    told = sentences.comparison(found(), aim, Status.AT_RISK)
    assert all(fact in told for fact in ("75.0 %", "1 Jan 2026", "at risk"))


def test_a_target_tells_its_baseline() -> None:
    aim = Target("csat", "percent", 20, 75.5, date(2026, 1, 1))
    assert "no baseline" in captions.target(aim)
    since = replace(aim, baseline=62.9, baseline_from=BEFORE.first, baseline_to=BEFORE.last, baseline_n=812)
    told = captions.target(since)
    for fact in ("75.5 %", "1 Jan 2026", "62.9 %", "1 Mar 2024", "28 Feb 2025", "812 answers"):
        assert fact in told


def test_cards_in_words(shop_facts: Facts) -> None:
    aims = [
        Target("csat", "absolute", 99, 99, date(2025, 6, 1), since=ROLLOUT),
        Target("nps", "absolute", 9, 9, date(2025, 6, 1), since=ROLLOUT),
    ]
    shown = {c.kpi.key: c for c in cards(shop_facts, View(first=ROLLOUT, rollout=ROLLOUT), aims)}
    assert all(fact in captions.gap(shown["csat"]) for fact in ("99.0 %", "1 Jun 2025", "1.0 points"))
    assert captions.gap(shown["complaints"]) == ""
    assert "missed" in captions.attention(shown["nps"])
    course = alternatives.course(shown["csat"])
    assert all(fact in course for fact in ("Customer satisfaction", "64.3 %", "100.0 %"))
    extent = captions.extent(list(shown.values()))
    assert all(fact in extent for fact in ("10 Jun 2025", "answers", "30 complaints"))


def test_every_kpi_can_say_how_it_is_computed_and_what_it_is_missing() -> None:
    for kpi in KPIS:
        assert captions.method(kpi).endswith(".")
        assert kpi.title in captions.missing(kpi)


def test_the_sentence_is_the_comparisons_own(shop_facts: Facts) -> None:
    told = sentences.comparison(compare(shop_facts, ("complaints",), Around(date(2025, 1, 1)))["complaints"])
    for fact in (
        "20 a month",
        "10 a month",
        "24 months",
        "5 months",
        "480 complaints",
        "50 complaints",
        "−10",
    ):
        assert fact in told


@pytest.mark.parametrize(
    "kpi, since, expected",
    [
        ("csat", date(2025, 3, 1), "1 Mar 2025"),
        ("csat", date(2000, 1, 1), ""),
        ("nps", date(2025, 3, 1), ""),
    ],
)
def test_a_standard_that_changed_within_a_course_is_told(kpi: str, since: date, expected: str) -> None:
    rows = [{"answered_at": datetime(2025, month, 5), "csat": 0.75, "nps": 9.0} for month in range(1, 7)]
    with stored(prepared("surveys.log", rows)) as store:
        save_scale(store, "csat", Scale(1, 10), since)
        [card] = cards(StoredFacts(store), View(), [], (kpi,))
        told = captions.standard_changed(card, standards(store))
    assert (expected in told) if expected else (told == "")
