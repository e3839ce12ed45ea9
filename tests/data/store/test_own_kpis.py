from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from data.own_kpis import Condition, OwnKpi, Quantity, Relation
from data.records import Target
from data.store import (
    NameTaken,
    Store,
    TooManyOwnKpis,
    UnknownOwnKpi,
    change_target,
    former_targets,
    open_store,
    own_kpis,
    remove_own_kpi,
    save_own_kpi,
    save_target,
    targets,
)

CONDITIONS = (
    Condition("channel", Relation.ONE_OF, ("phone", "šťastný ' \" ;--")),
    Condition("compensation", Relation.BETWEEN, (0.5, 50.0)),
    Condition("resolved_at", Relation.MISSING),
)
OWN = OwnKpi(
    "Dear",
    "What it costs.",
    "complaints",
    Quantity(CONDITIONS, "compensation"),
    Quantity(),
    "money",
    2,
    None,
    "we_do",
)


def test_a_definition_comes_back_after_reopening(store: Store) -> None:
    version = store.version
    saved = save_own_kpi(store, OWN, "Ann")
    assert store.version > version
    assert (saved.key, saved.changed_by) == ("own_1", "Ann")
    count = save_own_kpi(store, replace(OWN, name="Count", under=None, better="lower"))
    store.close()
    again = open_store(store.path)
    assert own_kpis(again) == (saved, count)
    again.close()


def test_a_change_keeps_the_number_and_no_number_is_used_twice(store: Store) -> None:
    saved = save_own_kpi(store, OWN)
    changed = save_own_kpi(store, replace(saved, name="DEAR", decimals=0), "Ben")
    assert own_kpis(store) == (changed,)
    remove_own_kpi(store, saved.kpi_id or 0)
    assert own_kpis(store) == ()
    assert save_own_kpi(store, OWN).key == "own_2"
    for gone in (lambda: remove_own_kpi(store, 1), lambda: save_own_kpi(store, replace(saved, name="x"))):
        with pytest.raises(UnknownOwnKpi, match="number 1"):
            gone()


def test_names_differ_by_more_than_case_and_there_is_an_end_to_them(store: Store) -> None:
    save_own_kpi(store, OWN)
    with pytest.raises(NameTaken, match="dEAR"):
        save_own_kpi(store, replace(OWN, name="dEAR"))
    for number in range(29):
        save_own_kpi(store, replace(OWN, name=f"Number {number}"))
    with pytest.raises(TooManyOwnKpis, match="30"):
        save_own_kpi(store, replace(OWN, name="One more"))
    assert len(own_kpis(store)) == 30


def test_its_targets_go_with_it_and_others_stay(store: Store) -> None:
    saved = save_own_kpi(store, OWN)
    aim = save_target(store, Target(saved.key, "absolute", 5, 5, date(2026, 1, 1)))
    change_target(store, replace(aim, value=4), date(2025, 6, 1))
    other = save_target(store, Target("csat", "absolute", 90, 90, date(2026, 1, 1)))
    remove_own_kpi(store, saved.kpi_id or 0)
    assert (targets(store), former_targets(store)) == ([other], [])
