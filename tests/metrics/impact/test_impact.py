"""What happened at a rollout: its kinds, its stretches, and that nothing told of it disagrees."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from data.plans import EventKind
from data.records import Target
from metrics.chart import Marks
from metrics.comparison import Around
from metrics.control_chart import Assurance
from metrics.figures import trend
from metrics.impact import drawing, sentence, steady_words, sureness, titles
from metrics.impact.answer import impact_answer, impact_text
from metrics.impact.impact import Impact, impacts
from metrics.impact.lasting import Lasting
from metrics.impact.verdict import Kind
from metrics.interrupted import NoVerdict
from metrics.periods import Grain
from metrics.query import Query
from metrics.rollouts import Event
from metrics.series import estimates
from tests.metrics.impact.periods_given import COLUMNS, facts, month

NOISE = np.random.default_rng(7)
DRIFT = list(1000 + 20 * np.random.default_rng(0).standard_normal(36).cumsum())
WORDS = {
    Kind.IMPROVED: "real shift for the better",
    Kind.WORSENED: "real shift for the worse",
    Kind.CHANGED: "a real shift",
    Kind.NO_CHANGE: "o real shift is seen",
    Kind.CANT_TELL: "an't tell",
}
UNFIT = re.compile(r"\b(?:nan|NaN|NaT|None|inf)\b|%\(|because of|caused")


def noisy(mean: float, length: int, spread: float = 3.0) -> list[float]:
    return list(mean + spread * NOISE.standard_normal(length))


def judged(key: str, values: ArrayLike, at: int, **more: Any) -> Impact:
    return impacts(facts(key, values), (key,), Around(month(at)), **more)[key]


@pytest.mark.parametrize(
    "key, before, after, kind, reason",
    [
        ("csat", noisy(60, 24), noisy(80, 12), Kind.IMPROVED, None),
        ("csat", noisy(80, 24), noisy(60, 12), Kind.WORSENED, None),
        ("csat", noisy(70, 24), noisy(70, 12), Kind.NO_CHANGE, None),
        ("escalation", noisy(50, 24), noisy(25, 12), Kind.IMPROVED, None),
        ("compensation", noisy(30, 24, 1), noisy(45, 12, 1), Kind.CHANGED, None),
        ("first_response_time", noisy(40, 24, 1), noisy(20, 12, 1), Kind.IMPROVED, None),
        ("complaints", noisy(100, 24), noisy(50, 12), Kind.IMPROVED, None),
        ("complaints", noisy(50, 24), noisy(100, 12), Kind.WORSENED, None),
        ("csat", noisy(60, 7), noisy(80, 12), Kind.CANT_TELL, NoVerdict.TOO_FEW),
        ("csat", noisy(60, 24), noisy(80, 5), Kind.CANT_TELL, NoVerdict.TOO_FEW),
        ("csat", noisy(60, 24), [], Kind.CANT_TELL, NoVerdict.TOO_FEW),
        ("csat", noisy(60, 10), noisy(80, 12), Kind.CANT_TELL, NoVerdict.TRIAL),
        ("csat", [60.0] * 24, [80.0] * 12, Kind.CANT_TELL, NoVerdict.STEADY),
        ("complaints", noisy(50, 24), [0.0] * 12, Kind.CANT_TELL, NoVerdict.NO_EVENTS),
        ("backlog", DRIFT[:24], DRIFT[24:], Kind.CANT_TELL, NoVerdict.DRIFT),
    ],
)
def test_the_kinds_of_verdict(
    key: str, before: list[float], after: list[float], kind: Kind, reason: NoVerdict | None
) -> None:
    found = judged(key, [*before, *after], len(before))
    assert (found.verdict.kind, found.verdict.reason) == (kind, reason)
    assert WORDS[kind] in found.sentence
    assert found.verdict.has_lines == (reason is None)


def test_a_kpi_without_data_can_t_be_told() -> None:
    found = impacts(facts("csat", noisy(60, 30)), ("nps",), Around(month(20)))["nps"]
    assert (found.verdict.kind, found.chart) == (Kind.CANT_TELL, None)
    assert found.title == "Net promoter score (NPS): no data yet"
    assert impact_answer(found)["signals"] == []


def test_the_words_say_how_many_months_are_missing() -> None:
    few = judged("csat", [*noisy(60, 9), *noisy(80, 4)], 9)
    assert "3 months more before the rollout and 2 months more after it are needed" in few.sentence
    assert (few.verdict.missing_before, few.verdict.missing_after) == (3, 2)


def test_the_dotted_line_goes_on_as_before_and_the_level_is_the_gap() -> None:
    slope = np.arange(36) * 0.5
    values = 40 + slope + np.where(np.arange(36) >= 24, 15, 0) + NOISE.standard_normal(36) * 0.2
    found = judged("compensation", values, 24)
    lines, level = found.verdict.lines, found.verdict.level
    assert lines is not None
    assert level is not None
    assert lines["expected"].notna().tolist() == [False] * 24 + [True] * 12
    assert np.allclose(lines["fitted"], 40 + slope + np.where(np.arange(36) >= 24, 15, 0), atol=0.6)
    assert np.allclose(lines["expected"][24:], (40 + slope)[24:], atol=0.6)
    # The jump counts from the period before on: the bend is 1 in its first period.
    assert found.verdict.slope is not None
    gap = lines["fitted"].iloc[24] - lines["expected"].iloc[24]
    assert gap == pytest.approx(level.value + found.verdict.slope.value, abs=1e-6)


def test_unfinished_open_and_cut_periods_are_left_out_and_told() -> None:
    values = [*noisy(40, 20, 1), *noisy(30, 10, 1)]
    waiting = [0.0] * 29 + [20.0]
    given_facts = facts("first_response_time", values, waiting=waiting)
    rollout = date(2023, 9, 15)
    found = impacts(given_facts, ("first_response_time",), Around(rollout))["first_response_time"]
    assert (found.verdict.before, found.verdict.after) == (20, 8)
    assert "Jun 2024 (too many are still open)" in found.sentence
    assert "Sept 2023 (has days before and after)" in found.sentence
    unfinished = facts("csat", noisy(60, 30), finished=[True] * 29 + [False])
    assert impacts(unfinished, ("csat",), Around(month(20)))["csat"].verdict.after == 9


def test_open_periods_ask_for_closing_dates_rather_than_for_more_months() -> None:
    values = noisy(40, 20, 1)
    told = [
        impacts(
            facts("first_response_time", values, waiting=[20.0 * (at >= first) for at in range(20)]),
            ("first_response_time",),
            Around(month(12)),
        )["first_response_time"].sentence
        for first in (0, 12, 16)
    ]
    assert "in 20 months too many are still open" in told[0]
    assert "in 8 months too many are still open" in told[1]
    assert all("Load a newer file" in one and "needed" not in one for one in told)
    short = facts("first_response_time", values[:15], waiting=[0.0] * 13 + [20.0] * 2)
    besides = impacts(short, ("first_response_time",), Around(month(12)))["first_response_time"].sentence
    assert "Besides, 3 months more after the rollout are needed." in besides


def test_each_event_has_a_stretch_of_its_own() -> None:
    values = [*noisy(50, 14), *noisy(60, 14), *noisy(75, 8)]
    season = Event("Summer sale", month(14), kind=EventKind.SEASON)
    policy = Event("Promise", month(28))
    some = Event("Pilot", month(20), (("branch", ("North",)),))
    found = judged("csat", values, 28, known=(season, policy, some))
    assert found.course is not None
    assert (found.course.first, found.course.at, found.course.last) == (14, 28, 36)
    assert (found.verdict.before, found.verdict.after) == (14, 8)
    assert found.chart is not None
    assert found.chart.points["segment"].tolist() == [0] * 14 + [1] * 14 + [2] * 8
    assert "Mar 2023 to Dec 2024" in found.sentence
    assert "Pilot reached some of those looked at" in found.sentence
    early = judged("csat", values, 14, known=(season, policy))
    assert (early.verdict.before, early.verdict.after) == (14, 14)
    close = judged("csat", values, 24, known=(policy, Event("New prices", month(24))))
    assert close.verdict.kind is Kind.CANT_TELL
    assert "Promise came 4 months later, on 1 May 2024, and it takes 6 months between" in close.sentence


def test_what_came_close_is_named_with_its_day_and_what_came_at_once_stands_in_the_title() -> None:
    values, policy = [*noisy(60, 28), *noisy(75, 8)], Event("Promise", month(28))
    near = Event("New prices", date(2023, 10, 12), kind=EventKind.PRICE)
    near_by = judged("csat", values, 22, known=(Event("Promise", month(22)), near))
    assert "New prices came 20 days before, on 12 Oct 2023" in near_by.sentence
    assert "0 months" not in " ".join((near_by.sentence, *sureness.told(near_by)))
    outage = Event("Outage", month(28), kind=EventKind.OUTAGE)
    both = judged("csat", values, 28, known=(policy, outage))
    assert "Outage came at the same time" in both.sentence
    assert both.title.endswith("a real shift for the better, with Outage at the same time")
    assert titles.word(both) == "improved, with Outage at the same time"


def test_a_title_tells_no_change_of_some_days_as_that_since_the_rollout() -> None:
    whole = judged("csat", [*noisy(60, 28), *noisy(75, 8)], 28)
    some = replace(whole, comparison=replace(whole.comparison, narrowed=True))
    assert re.search(r": up \d+\.\d points after .*, a real shift for the better$", whole.title)
    assert re.search(r": a real shift for the better after .*, to .* above where it was heading$", some.title)
    assert "only the days that are chosen" in some.sentence


def test_an_event_with_a_last_day_takes_its_months_out_and_parts_nothing() -> None:
    values = [*noisy(60, 24), *noisy(80, 12)]
    values[20] = 5.0
    last = date(2023, 9, 30)
    policy, down = Event("Promise", month(24)), Event("Phones down", date(2023, 9, 7), kind=EventKind.OUTAGE)
    over, later = replace(down, ends_on=last), replace(down, starts_on=date(2030, 1, 1), ends_on=last)
    found = judged("csat", values, 24, known=(policy, over, later))
    assert found.course is not None
    assert found.chart is not None
    assert (found.verdict.kind, found.verdict.before, found.verdict.after) == (Kind.IMPROVED, 23, 12)
    assert found.course.passing == (over,)
    assert found.chart.points["segment"].tolist() == [0] * 23 + [1] * 12
    assert "Left out of the verdict: Sept 2023 (Phones down)." in found.sentence
    assert "Phones down" in str(drawing.steady(found, found.chart, Marks()).to_json())
    assert judged("csat", values, 24, known=(policy, down)).verdict.kind is Kind.CANT_TELL
    # Looked at as a rollout itself it parts the series as any other.
    itself = impacts(facts("csat", values), ("csat",), Around(over.starts_on), known=(over,))["csat"]
    assert itself.course is not None
    assert itself.course.passing == ()


@pytest.mark.parametrize("after, told", [(1, False), (5, False), (6, True)])
def test_below_six_periods_there_is_no_band_and_no_word_on_steadiness(after: int, told: bool) -> None:
    rollout = date(2023, 12, 15)
    values = [*noisy(60, 23), *noisy(80, after)]
    found = impacts(facts("csat", values), ("csat",), Around(rollout))["csat"]
    assert found.chart is not None
    assert found.chart.segment["lower"].notna().all() == told
    assert found.chart.points["lower"].notna().sum() == 23 + told * after
    words = steady_words.steady(found.chart)
    assert "since 15 Dec 2023" in words
    assert words.startswith(("Yes", "No")) == told
    assert words.startswith("Can't tell yet") != told
    assert (impact_answer(found)["variation"] is not None) == told
    drawn = json.loads(str(drawing.steady(found, found.chart, Marks()).to_json()))
    bands = [trace for trace in drawn["data"] if trace.get("fill") == "tonexty"]
    assert len(bands) == 1 + told


def test_a_change_that_wears_off_is_told() -> None:
    found = judged("csat", [*noisy(50, 24, 1), *noisy(80, 6, 1), *noisy(60, 12, 1)], 24)
    assert found.verdict.kind is Kind.IMPROVED
    assert found.decay.kind is Lasting.FADES
    assert "It wears off" in found.sentence
    assert judged("csat", [*noisy(50, 24, 1), *noisy(80, 9, 1)], 24).decay.missing == 3


def test_assurance_and_the_months_still_needed_are_the_targets() -> None:
    values = [*noisy(60, 24), *noisy(62, 8)]
    aims = [Target("csat", "absolute", aim, aim, date(2030, 1, 1)) for aim in (30.0, 95.0)]
    low, high = (judged("csat", values, 24, targets=[aim]) for aim in aims)
    assert low.chart is not None
    assert high.chart is not None
    assert (low.chart.assurance, high.chart.assurance) == (Assurance.ALWAYS_MET, Assurance.NEVER_MET)
    assert high.verdict.needed == 0
    near = judged("csat", values, 24, targets=[replace(aims[0], value=64.0, amount=64.0)])
    assert near.verdict.needed != 0
    assert any("target asks for" in part for part in sureness.told(near))
    assert f"One by one, {sum(np.round(2 * np.array(values[24:])) / 2 >= 64)} of 8 months" in near.sentence
    # Where the target is met or a shift is seen, nothing has to be shown any more.
    for done in (low, judged("csat", [*noisy(60, 24), *noisy(80, 9)], 24, targets=[aims[1]])):
        assert not any("target asks for" in part for part in sureness.told(done))
    # The looks are due where the months that are needed can be in.
    lasts = sentence.lasts(judged("csat", [*noisy(50, 24, 1), *noisy(80, 9, 1)], 24))
    assert lasts.endswith("3 months more are needed, which can be in by 1 Jan 2025.")


# A failing case is shown as it was drawn: to shrink one would take minutes.
@settings(max_examples=20, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(
    key=st.sampled_from(sorted(COLUMNS)),
    seed=st.integers(0, 10_000),
    before=st.integers(0, 30),
    after=st.integers(0, 15),
    shift=st.sampled_from([0.0, 1.0, 15.0, -15.0]),
    holes=st.sets(st.integers(0, 40), max_size=4),
)
def test_chart_icon_sentence_and_json_agree(
    key: str, seed: int, before: int, after: int, shift: float, holes: set[int]
) -> None:
    draw = np.random.default_rng(seed)
    values = 40 + 4 * draw.standard_normal(before + after) + shift * (np.arange(before + after) >= before)
    values[[hole for hole in holes if hole < len(values)]] = np.nan
    if not len(values):
        return
    source = facts(key, values)
    found = impacts(source, (key,), Around(month(before)))[key]
    verdict, told = found.verdict, json.loads(json.dumps(impact_answer(found), allow_nan=False))
    assert told["verdict"]["kind"] == verdict.kind.value
    assert told["sentence"] == found.sentence
    assert impact_text(found).startswith(f"{found.title}\n{found.sentence}")
    if found.comparison.change is not None:
        assert WORDS[verdict.kind] in found.title
    if found.comparison.before and found.comparison.after:
        assert WORDS[verdict.kind] in found.sentence
    assert [word for word in (*sureness.told(found), found.sentence, found.title) if UNFIT.search(word)] == []
    _the_interval_says_the_same(found)
    _the_charts_say_the_same(found, estimates(found.kpi, source.parts(Query((key,)))[key]), told)


def _the_interval_says_the_same(found: Impact) -> None:
    verdict = found.verdict
    if verdict.level is None or verdict.reason is not None:
        assert verdict.kind is Kind.CANT_TELL
        return
    none = 1.0 if verdict.is_ratio else 0.0
    is_clear = not verdict.level.low <= none <= verdict.level.high
    assert is_clear == (verdict.kind in (Kind.IMPROVED, Kind.WORSENED, Kind.CHANGED))
    if verdict.kind in (Kind.IMPROVED, Kind.WORSENED):
        rose = verdict.level.value > none
        assert (rose == (found.kpi.better == "higher")) == (verdict.kind is Kind.IMPROVED)


def _the_charts_say_the_same(found: Impact, series: pd.DataFrame, told: dict[str, Any]) -> None:
    drawn = json.loads(str(trend(found.kpi, series, Grain.MONTH, found.comparison, Marks(), found).to_json()))
    dotted = [trace for trace in drawn["data"] if trace.get("line", {}).get("dash") == "dot"]
    named = [note["text"] for note in drawn["layout"].get("annotations", ())]
    assert ("as before" in named) == found.verdict.has_lines
    if found.verdict.has_lines:
        assert len(dotted) == 1
    if found.chart is None:
        assert told["signals"] == []
        return
    chart = json.loads(str(drawing.steady(found, found.chart, Marks()).to_json()))
    marked = [trace["customdata"] for trace in chart["data"] if trace.get("mode") == "markers"]
    assert sum(map(len, marked)) == len(found.chart.signals) == len(told["signals"])
    variation = found.chart.variation
    assert told["variation"] == (variation.value if variation else None)
