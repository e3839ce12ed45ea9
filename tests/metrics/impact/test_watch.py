"""Control: when a look is due, and what it says of a change."""

from __future__ import annotations

from datetime import date

import pytest

from metrics.impact import watch_words as words
from metrics.impact.forest import forest
from metrics.impact.lasting import Decay, Lasting
from metrics.impact.verdict import Kind
from metrics.impact.watch import State, reached, schedule, state, watch
from metrics.statistics.autoregression import Effect
from tests.metrics.impact.made import ROLLOUT, impact, lasting_as


@pytest.mark.parametrize(
    "rollout, data, today, last, following, current, told",
    [
        # Half a year isn't in yet.
        (ROLLOUT, date(2025, 7, 31), date(2025, 8, 5), None, 6, None, "The first look is due from 1 Sept"),
        (ROLLOUT, date(2025, 7, 31), date(2025, 9, 1), None, 6, 6, "has been due since 1 Sept 2025, month 6"),
        # The last day before the look is enough.
        (ROLLOUT, date(2025, 8, 31), date(2025, 9, 1), 6, 12, 6, "next look is due from 1 Mar 2026"),
        (ROLLOUT, date(2025, 8, 30), date(2025, 8, 31), None, 6, None, "to 1 Nov 2025, 6 to 8 months"),
        (ROLLOUT, date(2025, 12, 31), date(2025, 12, 31), 6, 12, None, "to 1 May 2026, month 12"),
        (ROLLOUT, date(2026, 9, 30), date(2026, 10, 2), 18, 24, 18, "from 1 Mar 2027"),
        (date(2024, 8, 31), date(2025, 2, 27), date(2025, 2, 27), 6, 12, 6, "from 31 Aug 2025"),
    ],
)
def test_when_to_look(
    rollout: date, data: date, today: date, last: int | None, following: int, current: int | None, told: str
) -> None:
    found = schedule(rollout, data, today)
    assert (found.last.month if found.last else None, found.next.month) == (last, following)
    assert (found.current.month if found.current else None) == current
    assert told in words.next_look(found)
    assert bool(words.due_now(found)) is (current is not None)


def effect(value: float, low: float, high: float) -> Effect:
    return Effect(value, low, high, 0.01, 1.0)


FADED = Decay(Lasting.FADES, effect(-6, -9, -3), effect(8, 6, 10))
KEPT = Decay(Lasting.NO_FADING, effect(-0.5, -2, 1), effect(8, 6, 10))


@pytest.mark.parametrize(
    "decay, expected",
    [
        (FADED, State.FADES),
        (KEPT, State.HOLDS),
        # More than half of it may be gone.
        (Decay(Lasting.NO_FADING, effect(-0.5, -5, 4), effect(8, 6, 10)), State.CANT_TELL),
        (Decay(Lasting.NO_FADING, effect(0.5, -4, 5), effect(-8, -10, -6)), State.CANT_TELL),
        (Decay(Lasting.NO_FADING, effect(0.5, -2, 3), effect(-8, -10, -6)), State.HOLDS),
        (Decay(Lasting.NO_FADING, effect(1.1, 0.9, 1.3), effect(0.5, 0.4, 0.6), is_ratio=True), State.HOLDS),
        (Decay(Lasting.GROWS, effect(3, 1, 5), effect(8, 6, 10)), State.HOLDS),
        (Decay(Lasting.CANT_TELL, missing=2), State.CANT_TELL),
    ],
)
def test_whether_a_change_lasts(decay: Decay, expected: State) -> None:
    assert state(decay) is expected


def test_a_look_takes_what_shifted_and_tells_what_fades_first() -> None:
    still = impact("ces", Kind.NO_CHANGE, (0, -1, 1), p=0.7)
    kept = lasting_as(impact("csat", Kind.IMPROVED, (9, 5, 13)), KEPT)
    faded = lasting_as(impact("nps", Kind.IMPROVED, (8, 5, 11)), FADED)
    found = forest({one.kpi.key: one for one in (kept, still, faded)})
    assert reached(found) == date(2025, 11, 30)
    early = watch(found, ROLLOUT, date(2025, 6, 30), date(2025, 7, 1))
    assert (early.watched, words.headline(early)) == ((), "It is too early to tell whether anything lasts.")
    untold = forest({"csat": impact("csat", Kind.CANT_TELL)})
    unjudged = watch(untold, ROLLOUT, date(2026, 2, 28), date(2026, 3, 1))
    assert words.headline(unjudged) == "No verdict yet, so nothing to follow."
    seen = watch(found, ROLLOUT, date(2026, 2, 28), date(2026, 3, 1))
    assert [(one.impact, one.state) for one in seen.watched] == [(faded, State.FADES), (kept, State.HOLDS)]
    assert words.headline(seen) == "Of 2 changes: 1 holds, 1 fades."
    told = words.lines(seen.watched)
    assert [one.names for one in told] == [("Net promoter score (NPS)",), ("Customer satisfaction (CSAT)",)]
    assert "It wears off" in told[0].text
