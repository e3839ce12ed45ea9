from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from data.samples import targets as goals
from data.store import Store, remove_sample, targets
from metrics.cards import View, cards
from metrics.catalogue import KPIS
from metrics.comparison import Around, compare
from metrics.facts import KeptFacts, KeptSource
from metrics.overview import asleep
from metrics.samples import set_sample_targets

ROLLOUT = date(2025, 3, 1)


@pytest.fixture(scope="module")
def sample(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(Path(shutil.copy(sample_file, tmp_path_factory.mktemp("sample"))))
    yield store
    store.close()


def test_the_samples_targets_are_set_once(sample: Store) -> None:
    first = targets(sample)
    assert [(target.kpi, target.due) for target in first] == [(goal.kpi, goal.due) for goal in goals()]
    assert all(target.is_sample and target.baseline is not None for target in first)
    set_sample_targets(sample)
    assert targets(sample) == first


def test_the_sample_brings_every_kpi_to_life_but_those_of_standards_to_set(sample: Store) -> None:
    view = View(first=ROLLOUT, rollout=ROLLOUT)
    stored = KeptSource(sample)
    facts = KeptFacts(lru_cache(stored.parts), stored.spans, stored.dimensions)
    found = cards(facts, view, targets(sample))
    unset = {kpi.key for kpi in KPIS if kpi.standard in ("working_time", "acquisition_cost")}
    assert {kpi.key for kpis in asleep(found).values() for kpi in kpis} == unset
    compared = compare(facts, tuple(kpi.key for kpi in KPIS), Around(ROLLOUT))
    assert {card.kpi.key for card in found} == compared.keys() - unset
    assert all(card.compared == compared[card.kpi.key] for card in found)
    assert all(card.compared and card.compared.change for card in found)


def test_targets_go_with_the_sample(sample_file: Path, tmp_path: Path) -> None:
    store = Store(Path(shutil.copy(sample_file, tmp_path)))
    assert targets(store)
    remove_sample(store)
    assert targets(store) == []
    store.close()
