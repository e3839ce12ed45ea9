"""What a report says: the same numbers and words as the pages, whichever KPIs have a section."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from data import formats, language
from metrics import captions, sentences
from metrics.goals.targets import Level
from metrics.impact.forest import forest
from metrics.impact.verdict import Kind
from metrics.periods import Grain
from metrics.report.ground import Ground
from metrics.report.making import every, leading, report
from metrics.report.report import SERIES, Matter, Report, Side
from metrics.report.series import series, unbroken
from metrics.report.summary import MOST_LINES
from tests.metrics.impact.made import impact
from tests.metrics.report.conftest import HOSTILE


def lines(found: Report, matter: Matter) -> str:
    return "\n".join(line for one in found.summary if one.matter is matter for line in one.lines)


def test_a_section_says_what_card_trend_and_verdict_say(made_from: Ground) -> None:
    steps: list[tuple[int, int, str]] = []
    found = report(made_from, tell=lambda *step: steps.append(step))
    assert [section.key for section in found.sections] == list(leading(made_from))
    assert steps == [(at, len(steps), section.title) for at, section in enumerate(found.sections)]
    known = {card.kpi.key: card for card in made_from.cards}
    for section in found.sections:
        card, impact = known[section.key], made_from.impacts[section.key]
        assert section.now.text == card.kpi.text(card.reached.value, card.reached.grain)
        assert (section.word, section.headline) == (card.word, impact.title)
        assert section.told[0] == impact.sentence
        assert section.change is not None
        assert card.compared is not None
        assert section.change.value == card.compared.told
        assert tuple(section.series.columns) == SERIES
        assert section.series["value"].tolist() == pytest.approx(card.series["value"].tolist(), nan_ok=True)
        assert (section.series["side"] == Side.BEFORE).sum() == 23
        assert section.target is None or section.target.text == captions.gap(card)
    assert {aim.key: aim.word for aim in found.targets} == {"csat": "met", "complaints": "missed"}
    assert {aim.key: aim.baseline_text for aim in found.targets} == {
        score.kpi.key: f"measured from {score.kpi.text(score.target.baseline, Grain.MONTH)}, "
        "the months before the rollout"
        for score in made_from.board
    }


def test_the_summary_tells_of_all_kpis_whichever_are_chosen(made_from: Ground) -> None:
    keys = ("csat", "ces", "on_the_spot")
    better = [impact(key, Kind.IMPROVED, (6.0 - at, 2.0, 10.0)) for at, key in enumerate(keys)]
    worse = impact("resolution_time", Kind.WORSENED, (1.5, 1.2, 1.9), is_ratio=True)
    others = (
        impact("reopened", Kind.NO_CHANGE, (0.1, -0.2, 0.4), p=0.5),
        impact("contacts", Kind.CHANGED, (1.2, 1.1, 1.3), is_ratio=True),
        impact("retention", Kind.CANT_TELL, after=4),
    )
    together = forest({one.kpi.key: one for one in (*better, worse, *others)})
    found = report(replace(made_from, forest=together), keys=("nps",))
    assert [section.key for section in found.sections] == ["nps"]
    assert found.headline.startswith("3 of 5 KPIs improved after 1 Dec 2024, 1 worsened")
    improved = lines(found, Matter.IMPROVED).splitlines()
    assert [line.split(":")[0] for line in improved] == [one.kpi.title for one in better]
    assert lines(found, Matter.WORSENED).startswith("Time to resolve: ")
    assert "Changed, but neither way is better: Contacts." in lines(found, Matter.REST)
    assert lines(found, Matter.UNTOLD).startswith("Retention: ")
    assert "Missed: Complaints received." in lines(found, Matter.TARGETS)
    assert "Complaints received: missed" in lines(found, Matter.ATTENTION)
    todo = lines(found, Matter.NEXT)
    assert "“Why did it change?”: Time to resolve." in todo
    assert "Complaints received" in todo
    assert f"1 of {len(every(made_from))} KPIs" in found.notes[-1]
    assert [used.kpis for used in found.uploads] == ["Net promoter score (NPS)"]


def test_a_long_list_goes_on_by_name_alone(made_from: Ground) -> None:
    keys = ("csat", "ces", "on_the_spot", "nps", "transfer", "follow_up", "csat_mean")
    better = {key: impact(key, Kind.IMPROVED, (6.0 + at, 2.0, 10.0)) for at, key in enumerate(keys)}
    told = lines(report(replace(made_from, forest=forest(better))), Matter.IMPROVED).splitlines()
    assert len(told) == MOST_LINES + 1
    assert told[-1].startswith("Likewise: ")


def test_every_page_tells_period_whom_day_rows_rollout_and_language(made_from: Ground) -> None:
    language.choose("ru")
    facts = {fact.label: fact.text for fact in report(made_from, keys=("nps",)).facts}
    days = sentences.span(date(2024, 12, 1), date(2025, 5, 31))
    assert list(facts.values())[:3] == [days, "все", formats.day(date(2025, 6, 10))]
    assert facts["Внедрение"].startswith(HOSTILE)
    assert facts["Язык"] == "Русский"


def test_without_a_rollout_nothing_is_told_to_have_changed(made_from: Ground) -> None:
    view = replace(made_from.view, first=None, rollout=None)
    alone = [replace(card, compared=None, word=None) for card in made_from.cards]
    bare = replace(made_from, view=view, event=None, cards=tuple(alone), impacts={}, forest=None, worse=())
    found = report(bare, keys=("csat",))
    section = found.sections[0]
    assert (section.change, section.before, section.word, section.word_text) == (None, None, None, "")
    assert set(section.series["side"]) == {Side.AFTER}
    assert (found.forest, found.headline) == (None, "1 of 2 targets met · 1 missed.")
    assert "No policy rollout is set yet" in lines(found, Matter.UNTOLD)


def months(*known: tuple[int, float]) -> pd.DataFrame:
    """Months of 2025 with their values, as a card has them."""
    starts = [pd.Timestamp(2025, month, 1) for month, __ in known]
    return pd.DataFrame(
        {
            "start": starts,
            "until": [start + pd.DateOffset(months=1) for start in starts],
            "value": [value for __, value in known],
            "low": float("nan"),
            "high": float("nan"),
            "n": 7,
            "finished": True,
        }
    )


LEVELS = (
    Level(date(2025, 2, 1), date(2025, 3, 31), 10.0),
    Level(date(2025, 4, 1), date(2025, 4, 30), 20.0),
)


@pytest.mark.parametrize(
    ("levels", "asked"),
    [((), ""), (LEVELS, "10 10 20 20"), ((replace(LEVELS[0], first=None),), "10 10 10 10 10")],
)
def test_each_period_has_the_level_that_is_to_be_reached_next(levels: tuple[Level, ...], asked: str) -> None:
    told = series(months(*((month, 1.0) for month in range(1, 6))), Grain.MONTH, date(2025, 3, 1), levels)
    assert " ".join(f"{level:g}" for level in told["target"].dropna()) == asked
    assert told["side"].tolist() == ["before"] * 2 + ["after"] * 3
    assert told["period"].tolist()[:2] == ["Jan 2025", "Feb 2025"]


def test_a_line_breaks_where_months_are_missing() -> None:
    whole = months((1, 1.0), (2, 2.0))
    assert unbroken(whole) is whole
    broken = unbroken(months((1, 1.0), (2, 2.0), (5, 5.0)))
    assert broken["value"].isna().tolist() == [False, False, True, False]
    assert broken["n"].tolist() == [7, 7, 0, 7]
