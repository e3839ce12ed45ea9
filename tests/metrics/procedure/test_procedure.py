from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from numpy.random import default_rng

from data.store import Store
from metrics.comparison import Around
from metrics.facts import StoredFacts
from metrics.procedure import answer, chart, falling_out, words
from metrics.procedure.cases import cases
from metrics.procedure.durations import lasting
from metrics.procedure.procedure import Procedure, members, procedure, sides
from metrics.procedure.stages import STAGES, Standing
from metrics.query import Filters
from metrics.windows import Days
from tests.data.store.preparations import prepared
from tests.metrics.companies import stored
from tests.metrics.procedure import by_hand
from tests.metrics.procedure.logs import logs

HOURS = timedelta(hours=1)


KEPT: tuple[tuple[Filters, set[str | None]], ...] = (
    ((), {"North", "South", None}),
    ((("team", ("North", "")),), {"North", None}),
)


def test_stages_times_and_promises_are_those_worked_out_row_by_row() -> None:
    seen: set[str] = set()
    for seed in (1, 2):
        with stored(*logs(default_rng(seed), 160)) as store:
            every, rows = cases(StoredFacts(store)), by_hand.rows(store)
        for where, teams in KEPT:
            mine = [row for row in rows if row["team"] in teams]
            found = procedure(every, where)
            assert found
            seen |= _check_stages(found, mine)
            _check_times(found, mine)
            _check_promises(found, mine)
    assert seen == {standing.value for standing in Standing}


def _check_stages(found: Procedure, rows: list[by_hand.Row]) -> set[str]:
    told = {one.stage.moment for one in found.stages}
    assert told | {stage.moment for stage in found.without} == {stage.moment for stage in STAGES}
    for one in found.stages:
        standings = [by_hand.standing(row, one.stage.moment) for row in rows]
        counts = {name.value: count for name, count in one.counts.items()}
        assert counts == {name: standings.count(name) for name in {*standings}}
    return {standing.value for one in found.stages for standing in one.counts}


def _check_times(found: Procedure, rows: list[by_hand.Row]) -> None:
    pairs = [(one.step.start.moment, one.step.end.moment) for one in found.steps]
    assert pairs == by_hand.steps(rows)
    for one in [*found.steps, *([found.whole] if found.whole else [])]:
        told = by_hand.durations(rows, one.step.start.moment, one.step.end.moment)
        in_order = [each for each in told if each[0] >= 0]
        assert (one.n, one.ended) == (len(in_order), sum(over for _hours, over in in_order))
        assert one.disordered == len(told) - len(in_order)
        if one.curve:
            assert one.median.value == pytest.approx(by_hand.within(in_order, 0.5))
            assert one.slowest.value == pytest.approx(by_hand.within(in_order, 0.9))


def _check_promises(found: Procedure, rows: list[by_hand.Row]) -> None:
    known = [row for row in rows if row["resolved_at"] or row["is_open"] is not None]
    due = [row for row in known if (day := by_hand.due(row)) and day <= row["until"]]
    still = [row for row in due if row["is_open"] and row["resolved_at"] is None]
    assert (found.overdue.hits, found.overdue.n) == (len(still), len(due))
    old = [
        row
        for row in rows
        if row["resolved_at"]
        and by_hand.told(row, "followed_up_at")
        and row["resolved_at"] + timedelta(days=7) <= row["until"]
    ]
    none = [row for row in old if row["followed_up_at"] is None]
    assert (found.missed.hits, found.missed.n) == (len(none), len(old))


def complaints(start: datetime, hours: int, count: int, **more: object) -> list[dict[str, object]]:
    """A complaint every six hours, answered an hour after, resolved so many hours after that."""
    rows: list[dict[str, object]] = []
    for number in range(count):
        received = start + number * 6 * HOURS
        answered = received + HOURS
        resolved = answered + hours * HOURS
        moments = {"received_at": received, "first_response_at": answered, "resolved_at": resolved}
        rows.append({**moments, "is_open": False, **more})
    return rows


@pytest.fixture
def quicker() -> object:
    """Resolved within 40 hours in January, within 10 in March; the South takes as long as the North."""
    january, march = datetime(2025, 1, 1), datetime(2025, 3, 1)
    rows = [
        *complaints(january, 40, 60, team="North"),
        *complaints(march, 10, 60, team="South"),
        *complaints(march, 10, 6, team="West"),
    ]
    with stored(prepared("complaints.log", rows)) as store:
        yield store


def test_the_longest_step_heads_it_and_a_rollout_is_judged(quicker: Store) -> None:
    every = cases(StoredFacts(quicker))
    found = procedure(every)
    assert found
    assert found.longest
    step = found.longest.step
    assert words.headline(found).startswith(
        "Most time is lost between answer and resolution: half take longer"
    )
    told = words.without(found.without)
    assert told.startswith("2 stages are left out")
    assert "“Analysed on” and “Customer told on”" in told
    around = sides(every, step, Around(date(2025, 2, 1)))
    assert around
    assert (around.before.median.value, around.after.median.value) == (40, 10)
    assert "It got quicker by more than chance would show" in " ".join(words.around(around))
    assert sides(every, step, Around(date(2026, 2, 1))) is None
    by = members(every, step, "team", (), Days())
    assert [one.member for one in by.members] == ["North", "South", "West"]
    assert [words.half(one.times) for one in by.members] == [
        "40 hours (40 to 40)",
        "10 hours (10 to 10)",
        "too few to tell",
    ]
    assert "differ by more than chance" in words.differing(by, "Team")
    assert [line["name"] for line in chart.both_sides(around).to_dict()["data"] if line.get("name")]
    assert "Answered: 126 of 126, 0 still wait" in chart.funnel_alternative(found)
    told = answer.procedure_answer(found, (by,), around)
    assert told["headline"] == words.headline(found)
    assert told["steps"][1]["median_hours"]["value"] == found.steps[1].median.value


def test_unfinished_few_and_bare_files_are_said_to_be_so() -> None:
    start = datetime(2025, 1, 1)
    open_ones = [{"received_at": start + n * HOURS, "resolved_at": None, "is_open": True} for n in range(100)]
    cases_of = {
        "More than half of the complaints still wait for resolution 4.1 days after receipt": open_ones,
        "too few complaints tell of their stages": complaints(start, 2, 10),
        "when complaints came in, and nothing of what came after": [{"received_at": start}] * 40,
    }
    for message, rows in cases_of.items():
        with stored(prepared("complaints.log", rows)) as store:
            found = procedure(cases(StoredFacts(store)))
            assert found
            assert message in words.headline(found)
            assert answer.procedure_text(found)
    with stored() as empty:
        assert procedure(cases(StoredFacts(empty))) is None


def test_each_source_is_followed_until_the_last_moment_of_its_last_day() -> None:
    """Answers given late on the last day count; a later file, or none with the column, changes nothing."""
    start = datetime(2025, 1, 1, 8)
    rows = [{"received_at": start + n * HOURS, "first_response_at": start + n * HOURS} for n in range(40)]
    rows[-1]["first_response_at"] = datetime(2025, 1, 2, 23, 50)
    bare = [{"received_at": start + timedelta(days=60)}]
    files = [prepared("complaints.log", rows, file="a.csv"), prepared("complaints.log", bare, file="b.csv")]
    with stored(*files) as store:
        found = procedure(cases(StoredFacts(store)))
    assert found
    (step,) = found.steps
    assert (step.n, step.ended, step.waiting) == (40, 40, 0)
    assert (found.first_until, found.until) == (datetime(2025, 1, 2, 23, 50), start + timedelta(days=60))
    assert "each followed until its own file ends: 2 Jan 2025 to 2 Mar 2025" in words.scope_told(found)
    assert words.headline(found).startswith("Half of the 40 complaints whose files tell of it take longer")
    assert falling_out.untold(found) == ["Answered: 1 of 41 came by files without a column for it (b.csv)."]


@pytest.mark.parametrize(
    "hours, told",
    [
        (None, "–"),
        (0.01, "1 minute"),
        (0.5, "30 minutes"),
        (1.0, "1 hour"),
        (2.44, "2.4 hours"),
        (71.6, "72 hours"),
        (72.0, "3 days"),
        (24.0 * 45, "45 days"),
    ],
)
def test_times_are_told_in_the_unit_that_fits(hours: float | None, told: str) -> None:
    assert lasting(hours) == told
