"""Natures of complaints named by the company: merged, renamed, translated, and taken back."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from data.natures import Nature
from data.own_kpis import Condition, OwnKpi, Quantity, Relation
from data.store import (
    NatureTaken,
    NatureWithout,
    Store,
    StoreError,
    UnknownNature,
    load,
    natures,
    open_store,
    remove_nature,
    row_columns,
    save_nature,
    save_own_kpi,
    written_natures,
)
from metrics.catalogue import choose_own
from metrics.facts import StoredFacts
from metrics.own.definition import take_up
from metrics.query import Query
from metrics.series import values
from tests.data.store.preparations import START, prepared

WRITTEN = ["Late", "Late", "delayed", "Broken", "Broken", "Broken", "O'Hara \" ;--", None]
LATE = Nature("Delivery", ("Late", "delayed"), {"sk": "Doručenie", "pl": " "}, reach=True)


@pytest.fixture
def filled(store: Store) -> Store:
    rows = [{"complaint_id": str(n), "received_at": START, "nature": name} for n, name in enumerate(WRITTEN)]
    assert load(store, prepared("complaints.log", rows)).status == "loaded"
    return store


def told(store: Store) -> Counter[Any]:
    """How many complaints there are of each nature, as metrics read them."""
    return Counter(store.frame("complaints").select("nature").collect("pandas").to_native()["nature"])


def by_kpi(store: Store, key: str = "complaints") -> dict[str, float]:
    found = values(StoredFacts(store), Query((key,), split="nature"))
    return dict(zip(found["split"], found["n"], strict=True))


def test_all_numbers_follow_a_merged_name_and_come_back_when_it_is_undone(filled: Store) -> None:
    before = told(filled)
    saved = save_nature(filled, LATE, "Ann")
    assert told(filled) == before - Counter(["Late", "Late", "delayed"]) + Counter(["Delivery"] * 3)
    assert by_kpi(filled)["Delivery"] == 3
    assert filled.members("nature", "complaints") == ["Broken", "Delivery", "O'Hara \" ;--"]
    # What stands in the files is kept, and a new file's rows follow as well.
    assert written_natures(filled) == {"Broken": 3, "Late": 2, "O'Hara \" ;--": 1, "delayed": 1}
    assert "nature_written" not in {column.key for column in row_columns(filled, "complaints")}
    load(filled, prepared("complaints.log", [{"received_at": START, "nature": "delayed"}], file="more.csv"))
    assert told(filled)["Delivery"] == 4
    filled.close()
    again = open_store(filled.path)
    assert natures(again) == (saved,)
    assert (saved.title("sk"), saved.title("pl"), saved.changed_by) == ("Doručenie", "Delivery", "Ann")
    remove_nature(again, saved.nature_id or 0)
    assert (natures(again), told(again) - Counter(["delayed"])) == ((), before)
    again.close()


REFUSED: list[tuple[Nature, type[StoreError]]] = [
    (Nature(" ", ("Broken",)), NatureWithout),
    (Nature("Nothing", ()), NatureWithout),
    (Nature("delivery ", ("Broken",)), NatureTaken),
    (Nature("Other", ("delayed",)), NatureTaken),
    # Without being chosen, what files call so would be counted with it.
    (Nature("Broken", ("O'Hara \" ;--",)), NatureTaken),
    (Nature("Other", ("Broken",), nature_id=99), UnknownNature),
]


def test_a_name_that_would_mislead_is_refused(filled: Store) -> None:
    save_nature(filled, LATE)
    before = told(filled)
    for nature, error in REFUSED:
        with pytest.raises(error):
            save_nature(filled, nature)
    with pytest.raises(UnknownNature):
        remove_nature(filled, 99)
    assert told(filled) == before


def test_own_kpis_count_the_same_rows_whatever_their_problems_are_called(filled: Store) -> None:
    def of(name: str, *members: str, relation: Relation = Relation.ONE_OF) -> None:
        over = Quantity((Condition("nature", relation, members),))
        save_own_kpi(filled, OwnKpi(name, "", "complaints", over, None, "count", 0, "lower", "customers_say"))

    def counts() -> list[int]:
        take_up(filled)
        found = values(StoredFacts(filled), Query(("own_1", "own_2", "own_3")))
        return [int(n) for n in found["n"]]

    of("Late", "Late")
    of("Not late", "Late", relation=Relation.NONE_OF)
    saved = save_nature(filled, LATE)
    of("Delivery", "Delivery")
    assert counts() == [2, 5, 3]
    saved = save_nature(filled, replace(saved, name="Transport"))
    assert counts() == [2, 5, 3]
    remove_nature(filled, saved.nature_id or 0)
    assert counts() == [2, 5, 3]
    choose_own(())
