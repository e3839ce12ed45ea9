"""The sample company, whose truth is known: since March 2025 churn is 20 % lower, but not in North."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data.samples.company import BRANCHES, LAST_DAY, MAIN_EFFECTS, MAIN_ROLLOUT, UNIMPROVED_BRANCH
from data.samples.complaints import complaints
from data.samples.customers import customers as sample_customers
from data.samples.surveys import surveys
from data.store import Store
from metrics.cards import View
from metrics.comparison import Around
from metrics.facts import StoredFacts
from metrics.impact.impact import impacts
from metrics.impact.word import REAL
from metrics.periods import DAYS_IN_MONTH, Grain
from metrics.query import Query
from metrics.staying import words
from metrics.staying.curves import around
from metrics.staying.flows import flows
from metrics.staying.links import Who, links
from metrics.staying.staying import Staying, staying
from metrics.staying.tenures import Asked, between, customers, day_number, watched
from tests.data.store.preparations import prepared
from tests.metrics.companies import stored

OTHERS = ("branch", tuple(name for name in BRANCHES if name != UNIMPROVED_BRANCH))
NORTH = ("branch", (UNIMPROVED_BRANCH,))
TRUTH = MAIN_EFFECTS["churn"].factor


WANTED = {
    "complaints.log": (
        "customer_id", "received_at", "resolved_at", "promised_at", "resolved_on_spot", "satisfied",
    ),
    "surveys.log": ("customer_id", "answered_at", "nps"),
}  # fmt: skip


@pytest.fixture(scope="module")
def facts() -> Iterator[StoredFacts]:
    """What of the sample tells who stays, without reading its files."""
    members = sample_customers()
    listed = members.assign(observed_until=pd.Timestamp(LAST_DAY))
    logs = {"complaints.log": complaints(members), "surveys.log": surveys(members)}
    files = [
        prepared("retention.customers", rows(listed)),
        *(prepared(layout, rows(logs[layout][list(wanted)])) for layout, wanted in WANTED.items()),
    ]
    with stored(*files) as store:
        yield StoredFacts(store)


def rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


@pytest.fixture(scope="module")
def found(facts: StoredFacts) -> Staying:
    told = staying(facts, facts, View(rollout=MAIN_ROLLOUT))
    assert told is not None
    return told


def test_fewer_leave_since_the_rollout_but_in_the_branch_that_did_not_improve(facts: StoredFacts) -> None:
    others, north = (around(customers(facts, Asked((where,))), MAIN_ROLLOUT) for where in (OTHERS, NORTH))
    assert others is not None
    assert others.ratio is not None
    assert others.fewer_leave
    assert others.ratio.low < TRUTH < others.ratio.high
    assert north is not None
    assert north.ratio is not None
    assert not north.is_clear
    assert north.ratio.low < 1 < north.ratio.high


def test_before_and_since_share_out_every_day_and_every_customer_who_left(facts: StoredFacts) -> None:
    dated = watched(customers(facts, Asked()))
    day = day_number(MAIN_ROLLOUT)
    whole, *sides = (between(dated, *days) for days in ((-np.inf, np.inf), (-np.inf, day), (day, np.inf)))
    assert sum(int(side.left.sum()) for side in sides) == int(whole.left.sum())
    days = [float((side.months - side.entry).sum()) * DAYS_IN_MONTH for side in (whole, *sides)]
    assert days[1] + days[2] == pytest.approx(days[0])
    assert days[0] == pytest.approx(float((dated["end"] - dated["begin"]).sum()))


def test_customers_by_month_are_those_of_the_kpis(facts: StoredFacts) -> None:
    told = flows(facts)
    parts = facts.parts(Query(("retention", "active_customers"), Grain.MONTH))["retention"]
    assert told["active"].tolist() == parts["at_end"].tolist()
    assert (100 * (1 - told["left"] / told["at_start"])).iloc[-1] == pytest.approx(
        float((100 * parts["kept"] / parts["at_start"]).iloc[-1])
    )
    moved = told["active"].shift(fill_value=0) - told["left"] + told["joined"]
    assert moved.tolist() == told["active"].tolist()


def test_the_title_is_the_cautious_verdict_and_the_plain_difference_is_named_as_such(
    facts: StoredFacts, found: Staying
) -> None:
    """The log-rank test alone would have it that fewer leave; trend and season leave that open."""
    judged = impacts(facts, (words.KPI,), Around(MAIN_ROLLOUT))[words.KPI]
    assert found.rollout is not None
    assert found.rollout.fewer_leave
    assert judged.word not in REAL
    assert words.headline(found, judged) == judged.title
    assert words.unadjusted(found, judged).startswith("Not adjusted for trend and season: since 1 Mar 2025")
    # Without a verdict nothing is said of before and since.
    assert words.headline(found) == words.latest_cohort(found).rstrip(".")
    assert words.latest_cohort(found) == "Of the customers who joined in 2024, 82 % were there a year later."
    people = found.cohorts[Grain.YEAR].latest(1)
    assert people is not None
    assert (people["n"], people["kept"]) == (318, 262)


def test_complaints_of_the_sample_drive_nobody_away(facts: StoredFacts) -> None:
    """In the sample who complains, and who recommends, is drawn without a look at who leaves."""
    told = links(facts, Asked())
    assert told.flagged is None
    assert told.complaints is not None
    assert told.complaints.matched == told.complaints.events
    ratios = [row.ratio for row in told.complaints.rows]
    assert len(ratios) == 7
    assert all(ratio is not None and ratio.low < 1 < ratio.high for ratio in ratios)
    assert told.recommending is not None
    assert {row.who for row in told.recommending.rows} == {Who.PASSIVE, Who.DETRACTOR}


def test_nothing_known_is_no_answer(facts: StoredFacts) -> None:
    assert staying(facts, facts, View(where=(("branch", ("Nowhere",)),))) is None
    with stored() as empty:
        assert staying(StoredFacts(empty), StoredFacts(empty), View()) is None
        _no_links(empty)


def _no_links(empty: Store) -> None:
    found = links(StoredFacts(empty), Asked())
    assert (found.complaints, found.recommending, found.flagged) == (None, None, None)
