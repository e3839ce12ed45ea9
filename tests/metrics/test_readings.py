from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from data.kinds import DIMENSIONS
from data.specs import Scale
from data.store import Store, save_scale
from metrics.facts import StoredFacts
from metrics.readings import FACT_TABLES, LOGS, read
from tests.data.store.preparations import START, prepared
from tests.metrics.companies import stored


def points(store: Store, name: str) -> list[float]:
    facts = StoredFacts(store)
    frame = read(facts.frame("answers"), "answers", facts.scales(), facts.standards()).collect()
    return sorted(frame[name].to_list())


@pytest.mark.parametrize(
    "scale, positions, satisfied",
    [
        # On the company's scale, the top two points are the two highest answers that one can give.
        (Scale(1, 5), [0, 0.25, 0.5, 0.75, 1], [False, False, False, True, True]),
        (Scale(1, 10), [0, 7 / 9, 8 / 9, 1], [False, False, True, True]),
        (Scale(0, 10), [0.8, 0.9, 1], [False, True, True]),
        (Scale(1, 3), [0, 0.5, 1], [False, True, True]),
    ],
)
def test_scores_on_the_companys_scale(scale: Scale, positions: list[float], satisfied: list[bool]) -> None:
    rows = [{"answered_at": START, "csat": position, "ces": position} for position in positions]
    with stored(prepared("surveys.log", rows)) as store:
        save_scale(store, "csat", scale)
        assert points(store, "csat_points") == pytest.approx([scale.answer(p) for p in positions])
        assert points(store, "csat_in_top_two") == satisfied
        assert points(store, "ces_points") == pytest.approx([5 * position for position in positions])


def test_an_answer_is_judged_by_the_scale_of_its_day_and_told_on_the_latest() -> None:
    days = [START, START + timedelta(days=31)]
    rows = [{"answered_at": day, "csat": 0.75} for day in days]
    with stored(prepared("surveys.log", rows)) as store:
        save_scale(store, "csat", Scale(1, 11), days[1].date())
        # Of 1 to 5 it is the second best answer, of 1 to 11 the fourth.
        assert points(store, "csat_in_top_two") == [False, True]
        assert points(store, "csat_points") == [8.5, 8.5]


@pytest.mark.parametrize(
    "length",
    [timedelta(0), timedelta(seconds=1), timedelta(minutes=90, seconds=30), timedelta(days=800, hours=5)],
)
def test_durations_in_hours(length: timedelta) -> None:
    received = datetime(2023, 2, 27, 23, 30)
    row = {
        "received_at": received,
        "first_response_at": received + length,
        "resolved_at": None,
        "is_open": True,
    }
    with stored(prepared("complaints.log", [row])) as store:
        facts = StoredFacts(store)
        found = read(facts.frame("complaints"), "complaints", facts.scales(), facts.standards()).collect()
    assert found["first_response_hours"].to_list() == pytest.approx([length.total_seconds() / 3600])
    assert found["resolution_hours"].to_list() == [None]


def test_every_table_may_be_split_by_the_common_dimensions_and_the_company_s_own() -> None:
    rows = [{"received_at": START, "own:Depot": "A"}]
    with stored(prepared("complaints.log", rows)) as store:
        facts = StoredFacts(store)
        found = {table: [column.title for column in facts.dimensions(table)] for table in FACT_TABLES}
    common = [column.name for column in DIMENSIONS]
    more = {table: ["Touchpoint"] for table in LOGS} | {
        "complaints": ["Nature of the complaint", "Touchpoint"]
    }
    assert found == {table: [*common, *more.get(table, []), "Depot"] for table in FACT_TABLES}
