from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from data.records import Target
from metrics.cards import Card, View, as_of, cards
from metrics.catalogue import KPIS
from metrics.comparison import Change
from metrics.facts import Facts, StoredFacts
from metrics.goals.targets import Status
from metrics.overview import asleep, first, targets_met
from metrics.periods import Grain
from metrics.query import filters
from tests.metrics.companies import stored

ROLLOUT = date(2025, 1, 1)
SINCE = View(first=ROLLOUT, rollout=ROLLOUT)
AWAKE = [
    "csat",
    "nps",
    "csat_mean",
    "answers",
    "complaints",
    "backlog",
    "resolution_time",
    "resolution_median",
    "resolved_in_standard",
    "silent_customers",
]


def aim(kpi: str, value: float, **values: object) -> Target:
    due = date(2025, 12, 31)
    return replace(Target(kpi, "absolute", value, value, due, target_id=1, since=ROLLOUT), **values)


def shown(shop_facts: Facts, view: View, *targets: Target) -> dict[str, Card]:
    return {card.kpi.key: card for card in cards(shop_facts, view, list(targets))}


def test_every_kpi_with_a_value_has_a_card(shop_facts: Facts) -> None:
    found = cards(shop_facts, View(), [])
    assert [card.kpi.key for card in found] == AWAKE
    assert {card.as_of for card in found} == {date(2025, 6, 10)}
    kinds = asleep(found)
    assert list(kinds) == ["surveys", "complaints", "contacts", "retention", "operations"]
    assert [kpi.key for kpi in kinds["surveys"]] == ["ces"]
    assert {kpi.key for kpis in kinds.values() for kpi in kpis} == {kpi.key for kpi in KPIS} - set(AWAKE)


def test_what_leads_comes_first_and_so_does_what_has_a_target(shop_facts: Facts) -> None:
    found = cards(shop_facts, SINCE, [aim("answers", 30)])
    at_once = first(found)
    assert "answers" in {card.kpi.key for card in at_once}
    more = [card for card in found if card not in at_once]
    assert [card.kpi.key for card in more] == ["csat_mean", "resolution_median", "silent_customers"]
    assert first(more) == more


def test_an_empty_store_has_no_cards() -> None:
    with stored() as store:
        assert cards(StoredFacts(store), SINCE, [aim("csat", 90)]) == []
    assert sum(map(len, asleep([]).values())) == len(KPIS)
    assert targets_met([]) == ""
    assert as_of({}) == {}


def test_what_a_card_tells(shop_facts: Facts) -> None:
    card = shown(shop_facts, SINCE)["csat"]
    assert (card.reached.value, card.reached.n, card.reached.periods) == (100.0, 140, 5)
    assert (card.reached.first, card.reached.last) == (ROLLOUT, date(2025, 5, 31))
    assert card.compared is not None
    assert card.compared.before is not None
    assert card.compared.before.value == pytest.approx(100 * 18 / 28)
    assert (card.target, card.status, card.gap) == (None, None, None)
    assert card.series["start"].min() == pd.Timestamp(2023, 1, 1)
    assert list(card.series["finished"]) == [True] * 29 + [False]


def test_the_days_looked_at(shop_facts: Facts) -> None:
    found = shown(shop_facts, View(date(2023, 3, 1), date(2023, 4, 30)))
    assert (found["complaints"].reached.value, found["complaints"].reached.n) == (20, 40)
    assert found["complaints"].compared is None
    cut = shown(shop_facts, View(date(2023, 3, 1), date(2023, 3, 10)))["complaints"]
    assert cut.reached.value == pytest.approx(20 / (10 / 31))
    assert shown(shop_facts, View(date(2030, 1, 1))) == {}
    quarters = shown(shop_facts, View(grain=Grain.QUARTER))["complaints"]
    assert len(quarters.series) == 10
    assert quarters.reached.value == pytest.approx(sum([20] * 24 + [10] * 5) / 29)


def test_filters_hold_for_all_that_a_card_tells(shop_facts: Facts) -> None:
    found = shown(
        shop_facts, replace(SINCE, where=filters({"team": ["North"]})), aim("csat", 90), aim("complaints", 9)
    )
    assert found["csat"].reached.n == 5 * 10
    assert found["csat"].target == aim("csat", 90)
    # A third of the complaints is nothing that the whole company's target could be held against.
    assert (found["complaints"].target, found["complaints"].status) == (None, None)


@pytest.mark.parametrize(
    "target, expected, gap",
    [
        (aim("csat", 100), Status.MET, 0),
        (aim("csat", 99), Status.MET, 1),
        (aim("csat_mean", 5.5), Status.AT_RISK, -0.5),
        (aim("csat_mean", 5.5, due=date(2025, 6, 10)), Status.MISSED, -0.5),
        (aim("csat_mean", 5.5, baseline=4.0, baseline_to=date(2024, 12, 31)), Status.ON_TRACK, -0.5),
        (aim("complaints", 10), Status.MET, 0),
        (aim("complaints", 8), Status.AT_RISK, 2),
    ],
)
def test_where_a_card_stands_with_its_target(
    shop_facts: Facts, target: Target, expected: Status, gap: float
) -> None:
    card = shown(shop_facts, SINCE, target)[target.kpi]
    assert card.status is expected
    assert card.gap == pytest.approx(gap)
    assert card.needs_attention is (expected in (Status.AT_RISK, Status.MISSED))


def test_what_is_looked_at_is_what_came_after_the_rollout(shop_facts: Facts) -> None:
    found = shown(shop_facts, View(rollout=ROLLOUT), aim("csat", 99))["csat"]
    assert found.compared is not None
    assert found.reached == found.compared.after
    assert (found.reached.value, found.status) == (100.0, Status.MET)
    march = shown(shop_facts, View(date(2025, 3, 1), date(2025, 3, 31), rollout=ROLLOUT))["complaints"]
    assert (march.reached.n, march.reached.periods) == (10, 1)
    before = shown(shop_facts, View(date(2024, 3, 1), date(2024, 3, 31), rollout=ROLLOUT), aim("csat", 99))[
        "csat"
    ]
    assert (before.compared, before.target, before.status) == (None, None, None)
    assert before.reached.n == 28


def test_what_got_worse_needs_attention(shop_facts: Facts) -> None:
    found = shown(shop_facts, SINCE)
    assert not any(card.needs_attention for card in found.values())
    assert found["complaints"].compared is not None
    worse = replace(
        found["complaints"], compared=replace(found["complaints"].compared, change=Change(5.0, 2.0, 8.0))
    )
    assert worse.needs_attention


NORTH, BOUGHT = {"dimension": "team", "member": "North"}, aim("retention", 90)


@pytest.mark.parametrize(
    "more, told",
    [
        ([], "."),
        ([replace(aim("gone", 1), target_id=9)], "."),
        ([aim("csat", 90, **NORTH)], ". The scoreboard has 4: also 1 for a part of the company."),
        (
            [aim("csat", 90, **NORTH), aim("nps", 90, **NORTH), BOUGHT],
            ". The scoreboard has 6: also 2 for parts of the company, 1 without a value on these days, or"
            " followed by a later one.",
        ),
    ],
)
def test_the_targets_met_are_counted_and_those_without_a_card_named(
    shop_facts: Facts, more: list[Target], told: str
) -> None:
    aims = [aim("csat", 99), aim("complaints", 5), aim("nps", 90)]
    board = [replace(one, target_id=at) for at, one in enumerate([*aims, *more])]
    assert targets_met(cards(shop_facts, SINCE, board[: len(aims)]), board) == f"1 of 3 targets met{told}"


def test_period_totals_stand_in_for_a_list_of_customers() -> None:
    spans = {
        table: (pd.Timestamp(2020, 1, 1), pd.Timestamp(2024, 5, 5))
        for table in ("retention_totals", "answers")
    }
    assert as_of(spans) == dict.fromkeys(("retention_totals", "answers", "customers"), date(2024, 5, 5))  # pyright: ignore[reportArgumentType]
