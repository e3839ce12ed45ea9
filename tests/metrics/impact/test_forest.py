"""All KPIs beside each other: on one axis, better to the right, each corrected for looking at many."""

from __future__ import annotations

import json
from dataclasses import replace
from math import log
from typing import Any

import pytest

from metrics.impact import forest_words as words
from metrics.impact import sureness
from metrics.impact.answer import impact_answer
from metrics.impact.forest import Forest, forest
from metrics.impact.forest_answer import forest_answer, forest_text
from metrics.impact.forest_chart import forest_plot
from metrics.impact.impact import Impact
from metrics.impact.verdict import Kind
from metrics.impact.word import Word, word
from tests.metrics.impact.made import ROLLOUT, impact

BETTER = impact("csat", Kind.IMPROVED, (6.0, 2.0, 10.0))
FASTER = impact("resolution_time", Kind.IMPROVED, (0.5, 0.4, 0.625), variance=0.04, is_ratio=True)
WORSE = impact("nps", Kind.WORSENED, (-8.0, -12.0, -4.0), variance=4.0)
LEFT = impact("churn", Kind.WORSENED, (1.0, 0.5, 1.5))
STILL = impact("ces", Kind.NO_CHANGE, (0.1, -0.2, 0.4), p=0.5)
TIMELESS = impact("contacts", Kind.CHANGED, (1.2, 1.1, 1.3), is_ratio=True)
UNTOLD = impact("retention", Kind.CANT_TELL, after=4)


def grown(*impacts: Impact) -> Forest:
    return forest({one.kpi.key: one for one in impacts})


@pytest.mark.parametrize(
    "one, expected",
    [
        (BETTER, (2.0, 6.0, 10.0)),
        # A fall of what is better low lies to the right; a ratio counts by its logarithm.
        (FASTER, (-log(0.625) / 0.2, -log(0.5) / 0.2, -log(0.4) / 0.2)),
        (WORSE, (-6.0, -4.0, -2.0)),
        (LEFT, (-1.5, -1.0, -0.5)),
        (impact("complaints", Kind.NO_CHANGE, (1.0, 0.0, float("inf")), is_ratio=True), (-50, 0, 50)),
    ],
)
def test_right_is_better_in_usual_ups_and_downs(one: Impact, expected: tuple[float, ...]) -> None:
    (row,) = grown(one).rows
    assert (row.low, row.shift, row.high) == pytest.approx(expected)


def test_the_most_improved_is_first_and_what_has_no_place_stands_aside() -> None:
    asleep = replace(BETTER, kpi=UNTOLD.kpi, course=None)
    found = forest(
        {"a": WORSE, "b": STILL, "c": FASTER, "d": TIMELESS, "e": UNTOLD, "f": BETTER, "g": asleep}
    )
    assert [row.impact for row in found.rows] == [BETTER, FASTER, STILL, WORSE]
    assert (found.neutral, found.untold) == ((TIMELESS,), (UNTOLD,))


def test_what_is_clear_alone_may_be_chance_among_many() -> None:
    weak = impact("ces", Kind.IMPROVED, (0.3, 0.01, 0.6), p=0.04)
    assert grown(weak).rows[0].kind is Kind.IMPROVED
    keys = enumerate(("nps", "churn", "transfer"), start=1)
    still = [impact(key, Kind.NO_CHANGE, (0, -reach, reach), p=0.6) for reach, key in keys]
    row = next(row for row in grown(weak, BETTER, *still).rows if row.impact is weak)
    # Of five, the second smallest may be 2 / 5 of 5 %.
    assert (row.kind, row.alone, row.p) == (Kind.NO_CHANGE, True, pytest.approx(0.04 * 5 / 2))
    assert "they may be chance: Customer effort" in words.together(grown(weak, BETTER, *still))[1]
    assert words.word(row) == "may be chance"
    # Alone, in the forest and in JSON it is one word; a clear one stays.
    found = grown(weak, BETTER, *still)
    told = found.told(weak)
    assert (told.word, found.told(BETTER).word, weak.word) == (Word.CHANCE, Word.IMPROVED, Word.IMPROVED)
    assert "Among all 5 KPIs looked at it may be chance" in told.sentence
    assert "5 KPIs looked at together" in " ".join(sureness.told(told))
    answer = impact_answer(told)
    assert (answer["word"], answer["together"]["is_clear"]) == ("may be chance", False)
    assert [row["word"] for row in forest_answer(found, ROLLOUT)["rows"]].count("may be chance") == 1


@pytest.mark.parametrize(
    "one, before, expected",
    [
        (impact("csat", Kind.NO_CHANGE, (1.0, -2.0, 4.0)), 70.0, Word.NO_CHANGE),
        # A fifth of the rarer side is less than 5 points.
        (impact("csat", Kind.NO_CHANGE, (1.0, -2.0, 4.0)), 90.0, Word.UNSURE),
        (impact("csat", Kind.NO_CHANGE, (1.0, -2.0, 6.0)), 50.0, Word.UNSURE),
        (impact("nps", Kind.NO_CHANGE, (1.0, -8.0, 9.0)), 0.0, Word.NO_CHANGE),
        (impact("ces", Kind.NO_CHANGE, (0.1, -0.2, 0.3)), 3.0, Word.NO_CHANGE),
        (impact("ces", Kind.NO_CHANGE, (0.1, -0.2, 0.4)), 3.0, Word.UNSURE),
        (impact("complaints", Kind.NO_CHANGE, (1.0, 0.95, 1.08), is_ratio=True), None, Word.NO_CHANGE),
        (impact("complaints", Kind.NO_CHANGE, (1.0, 0.64, 1.39), is_ratio=True), None, Word.UNSURE),
        (UNTOLD, 99.0, Word.CANT_TELL),
    ],
)
def test_no_shift_seen_rules_large_ones_out_or_is_too_unsure(
    one: Impact, before: float | None, expected: Word
) -> None:
    assert word(one.verdict, before, None) is expected


def test_those_that_did_not_clearly_shift_are_told_apart() -> None:
    weak = impact("nps", Kind.IMPROVED, (3.0, 0.1, 6.0), p=0.04)
    wide = impact("transfer", Kind.NO_CHANGE, (0, -3, 3), p=0.6)
    narrow = impact("complaints", Kind.NO_CHANGE, (1.0, 0.95, 1.08), p=0.7, is_ratio=True)
    found = grown(BETTER, weak, wide, narrow, UNTOLD, TIMELESS)
    assert (
        words.rest(found)
        == "Of the others: 1 may be chance, 1 is too unsure to tell, 1 shows no large change."
    )
    assert words.counts(found) == (
        "6 KPIs have data: 4 are judged, 1 can't be told yet, of 1 neither way is better."
    )
    assert words.line(found.told_as(Word.NO_CHANGE)[0]).startswith("no change larger than 8.0 % · 0.0 %")
    assert "anything from −3.0 to +3.0" in found.told(wide).sentence


@pytest.mark.parametrize(
    "impacts, title, unintended",
    [
        ((BETTER, FASTER, STILL), "2 of 3 KPIs improved after 1 Mar 2025", ""),
        (
            (BETTER, WORSE, STILL, UNTOLD),
            "1 of 3 KPIs improved after 1 Mar 2025, 1 worsened; 1 more can't be told yet",
            "Worsened: Net promoter score (NPS), while this improved: Customer satisfaction (CSAT)."
            " Look whether the one was bought with the other.",
        ),
        (
            (WORSE, LEFT),
            "None of 2 KPIs clearly improved after 1 Mar 2025, 2 worsened",
            # The worst first.
            "Worsened: Net promoter score (NPS), Churn. Nothing improved.",
        ),
        ((UNTOLD, TIMELESS), "Can't tell yet what changed after 1 Mar 2025", ""),
    ],
)
def test_what_all_say_together(impacts: tuple[Impact, ...], title: str, unintended: str) -> None:
    found = grown(*impacts)
    assert words.title(found, ROLLOUT) == title
    assert words.unintended(found) == unintended


def test_the_same_reason_is_told_once() -> None:
    other = impact("lifetime", Kind.CANT_TELL, after=2)
    same = impact("churn", Kind.CANT_TELL, after=4)
    told = words.reasons([other, UNTOLD, same])
    assert list(told.values()) == [[UNTOLD, same], [other]]
    assert "2 months more after" in next(iter(told))


def test_the_picture_holds_every_row_with_its_words() -> None:
    figure: Any = forest_plot(
        grown(BETTER, WORSE, STILL, impact("churn", Kind.NO_CHANGE, (0, -900, 900), p=0.9))
    )
    kinds = {trace["marker"]["symbol"]: list(trace["customdata"]) for trace in figure["data"]}
    assert kinds == {"circle": ["csat"], "diamond": ["nps"], "circle-open": ["ces", "churn"]}
    assert "better →" in figure["layout"]["xaxis"]["title"]["text"]
    # A point is never outside; an interval without end doesn't squeeze the others.
    low, high = figure["layout"]["xaxis"]["range"]
    assert (low, high) == (-high, pytest.approx(1.15 * 10))
    beside = [note["text"] for note in figure["layout"]["annotations"]]
    assert "<b>+6.0 points · improved</b>" in beside


def test_what_says_the_same_in_other_units_counts_once() -> None:
    kept = impact("retention", Kind.IMPROVED, (1.0, 0.5, 1.5))
    lost = impact("churn", Kind.IMPROVED, (-1.0, -1.5, -0.5))
    found = grown(kept, lost, BETTER)
    assert ([row.impact for row in found.rows], found.restated) == ([BETTER, kept], (lost,))
    assert words.title(found, ROLLOUT) == "2 of 2 KPIs improved after 1 Mar 2025"
    assert words.together(found)[-1] == "Not counted, as they say what another says in other units: Churn."


def test_programs_and_terminals_are_told_the_same() -> None:
    found = grown(BETTER, WORSE, STILL, TIMELESS, UNTOLD)
    answer = json.loads(json.dumps(forest_answer(found, ROLLOUT)))
    assert (answer["title"], answer["unintended"]) == (words.title(found, ROLLOUT), words.unintended(found))
    assert [row["kpi"] for row in answer["rows"]] == ["csat", "ces", "nps"]
    assert answer["rows"][0]["together"]["standardised"] == {"value": 6, "low": 2, "high": 10}
    assert (answer["improved"], answer["worsened"], answer["no_change"], answer["cant_tell"]) == (1, 1, 1, 1)
    told = forest_text(found, ROLLOUT).splitlines()
    assert told[:2] == [answer["title"], answer["unintended"]]
    assert told[2] == "Customer satisfaction (CSAT)\timproved\t+6.0 points (95 % interval +2.0 to +10.0)"
    assert told[5].startswith(f"{TIMELESS.kpi.title}\tchanged")
    assert told[6].startswith("Retention\tCan't tell yet")
