from __future__ import annotations

from dataclasses import replace

import narwhals.stable.v2 as nw
import pytest

from metrics.catalogue import BY_KEY, also
from metrics.facts import StoredFacts
from metrics.measures.kinds import Mean
from metrics.query import Query
from metrics.series import values
from tests.data.store.preparations import START, prepared
from tests.metrics.companies import stored

ROW = {"joined_at": START, "left_at": None, "observed_from": START, "observed_until": START}


@pytest.mark.parametrize("beside", [(), ("retention",), ("repeat_purchase", "lifetime")])
def test_any_measure_of_a_list_has_a_value_whatever_else_is_asked(beside: tuple[str, ...]) -> None:
    spent = replace(BY_KEY["repeat_purchase"], key="spent", measure=Mean(of=nw.col("mean_purchase")))
    rows = [{**ROW, "customer_id": str(number), "mean_purchase": 10.0 * number} for number in range(1, 5)]
    with stored(prepared("retention.customers", rows)) as store, also(spent):
        found = values(StoredFacts(store), Query(("spent", *beside)))
    [row] = found[found["kpi"] == "spent"].to_dict("records")
    assert (row["value"], row["n"]) == (25.0, 4)
