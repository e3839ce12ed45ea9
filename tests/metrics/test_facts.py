from __future__ import annotations

from data.store import Store
from metrics.catalogue import KPIS
from metrics.facts import KeptFacts, Parts, StoredFacts
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
