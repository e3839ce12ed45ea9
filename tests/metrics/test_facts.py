from __future__ import annotations

import pandas as pd

from data.store import Store
from metrics.catalogue import KPIS
from metrics.facts import Facts, KeptFacts, KeptSource, MemberFacts, Parts, StoredFacts
from metrics.query import Query
from metrics.series import estimates, values


def test_kept_facts_ask_for_all_kpis_at_once_and_give_the_same(shop: Store) -> None:
    stored, asked = StoredFacts(shop), list[Query]()

    def parts(query: Query) -> Parts:
        asked.append(query)
        return stored.parts(query)

    kept = KeptFacts(parts, stored.spans, stored.dimensions)
    whole = Query(("complaints", "ces", "churn"))
    assert list(kept.parts(whole)) == ["complaints", "ces"]
    query = Query(("complaints", "ces", "churn"), split="team")
    found = kept.parts(query)
    assert list(found) == ["complaints", "ces"]
    assert asked == [whole.of_all(tuple(kpi.key for kpi in KPIS)), query]
    assert kept.spans() == stored.spans()
    assert kept.dimensions("complaints") == stored.dimensions("complaints")
    alone = values(stored, Query(("complaints",), split="team"))
    (kpi,) = (kpi for kpi in KPIS if kpi.key == "complaints")
    together = estimates(kpi, found["complaints"]).sort_values(["start", "n"], ascending=[True, False])
    assert list(together["value"]) == list(alone["value"])


def members_alone(store: Store) -> list[tuple[Facts, Query]]:
    """Facts that take one member's answer from another question's, and what they are asked."""
    where = (("team", ("North",)),)
    stored, keys = StoredFacts(store), ("complaints", "csat", "backlog", "resolution_median")
    kept = KeptFacts(stored.parts, stored.spans, stored.dimensions)
    return [(kept, Query(keys, split="team", where=where)), (MemberFacts(stored), Query(keys, where=where))]


def test_one_member_is_told_as_if_it_were_scanned_alone(shop: Store) -> None:
    for facts, query in members_alone(shop):
        found, right = facts.parts(query), StoredFacts(shop).parts(query)
        assert set(found) == set(right) == set(query.kpis)
        for key, parts in right.items():
            columns = [name for name in parts if name != "split"]
            pd.testing.assert_frame_equal(found[key][columns], parts[columns])
            assert not query.split or set(found[key]["split"]) == {"North"}


def test_what_is_read_once_is_what_is_read_each_time(shop: Store) -> None:
    kept, stored = KeptSource(shop), StoredFacts(shop)
    for __ in range(2):
        assert (kept.spans(), kept.coverage()) == (stored.spans(), stored.coverage())
        assert (kept.scales(), kept.standards()) == (stored.scales(), stored.standards())
        assert kept.dimensions("complaints") == stored.dimensions("complaints")
