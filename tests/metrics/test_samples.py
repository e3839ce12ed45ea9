from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from data.samples import targets as goals
from data.samples.loading import load_sample
from data.store import Store, remove_sample, targets
from metrics.cards import View, cards
from metrics.catalogue import KPIS
from metrics.comparison import Around, compare
from metrics.facts import StoredFacts
from metrics.overview import asleep
from metrics.samples import set_sample_targets
from tests.metrics.companies import stored

ROLLOUT = date(2025, 3, 1)


@pytest.fixture(scope="module")
def sample() -> Iterator[Store]:
    with stored() as store:
        load_sample(store)
        set_sample_targets(store)
        yield store


def test_the_samples_targets_are_set_once(sample: Store) -> None:
    first = targets(sample)
    assert [(target.kpi, target.due) for target in first] == [(goal.kpi, goal.due) for goal in goals()]
    assert all(target.is_sample and target.baseline is not None for target in first)
    set_sample_targets(sample)
    assert targets(sample) == first


def test_the_sample_brings_every_kpi_to_life_but_those_of_standards_to_set(sample: Store) -> None:
    view = View(first=ROLLOUT, rollout=ROLLOUT)
    found = cards(StoredFacts(sample), view, targets(sample))
    unset = {kpi.key for kpi in KPIS if kpi.standard in ("working_time", "acquisition_cost")}
    assert {kpi.key for kpis in asleep(found).values() for kpi in kpis} == unset
    compared = compare(StoredFacts(sample), tuple(kpi.key for kpi in KPIS), Around(ROLLOUT))
    assert {card.kpi.key for card in found} == compared.keys() - unset
    assert all(card.compared == compared[card.kpi.key] for card in found)
    # A list of customers tells of repeat purchases on its own day alone: nothing is before to compare with.
    without_change = {card.kpi.key for card in found if not (card.compared and card.compared.change)}
    assert without_change == {"repeat_purchase"}


def test_targets_go_with_the_sample() -> None:
    with stored() as store:
        load_sample(store)
        set_sample_targets(store)
        remove_sample(store)
        assert targets(store) == []
