"""What a report says: computed once, in one language, and printed by every format alike.

All texts are plain, as a person reads them: a writer escapes them for its own format. Every number stands
beside its text, for formats that know numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

import pandas as pd
import plotly.graph_objects as go

from metrics.goals.targets import Status
from metrics.impact.word import Word
from metrics.kpi import Better, Unit
from metrics.periods import Grain

# The columns of a section's series, a row a period, the earliest first.
SERIES = ("start", "until", "period", "value", "low", "high", "n", "finished", "side", "target")


class Matter(StrEnum):
    """What a paragraph of the summary is about."""

    IMPROVED = "improved"
    WORSENED = "worsened"
    REST = "rest"
    UNTOLD = "untold"
    TARGETS = "targets"
    ATTENTION = "attention"
    NEXT = "next"


class Side(StrEnum):
    """Where a period lies: most of it before the rollout, or after it; after it where there is none."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class Fact:
    """What stands on every page of a report, as in ``Period`` and ``1 Mar 2025 to 31 Oct 2025``."""

    label: str
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A part of the summary: its heading, and a sentence a line."""

    matter: Matter
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Value:
    """A KPI's value over some days.

    value, low, high   in its unit; low and high are its 95 % interval, None where it has none
    text, interval     the same in words; the interval without its unit, empty where there is none
    n, behind          how many stand behind it, and that in words, as in ``1,204 answers``
    days, decimals     of which days it is, in words; how many digits it is told with
    """

    value: float
    text: str
    low: float | None
    high: float | None
    interval: str
    n: int
    behind: str
    first: date
    last: date
    days: str
    decimals: int


@dataclass(frozen=True)
class Shift:
    """The plain difference after minus before, in the KPI's unit, a share in points; as ``Value`` is."""

    value: float
    text: str
    low: float | None
    high: float | None
    interval: str
    decimals: int


@dataclass(frozen=True)
class Held:
    """Where a KPI stands with its target.

    text        how far it is from the target, with the target's date
    decimals    how many digits the target is told with
    """

    status: Status
    word: str
    sign: str
    value: float
    value_text: str
    due: date
    text: str
    decimals: int


@dataclass(frozen=True)
class Definition:
    """What a KPI is; ``caution`` and ``source`` may be empty. ``method`` is how its interval is computed."""

    key: str
    title: str
    unit: str
    description: str
    formula: str
    caution: str
    source: str
    method: str


@dataclass(frozen=True, eq=False)
class Section:
    """One KPI.

    axis        its unit in words
    decimals    how many digits its periods are shown with
    now         its value over the days of the report, as on its card
    before      its value before the rollout; None without one
    change      the plain difference; None where there is none to tell
    word        what became of it at the rollout, the same as on all pages; None without a rollout
    word_text   the same in words, with other events that came at the same time
    headline    the title of the page Trend: what happened, in one sentence
    told        all that can be said, a sentence or two a line
    target      where it stands with its target; None without one
    notes       what to know of its data
    series      its values by period: the columns ``SERIES``; ``target`` is the level to reach, NaN without
    joined      whether a line goes on over what has no value, as from one list of customers to the next
    from_zero   whether its axis begins at zero
    rollout     the day and the name of the rollout; None without one
    alternative what the chart shows, for those who can't see it
    """

    key: str
    title: str
    group: str
    unit: Unit
    axis: str
    decimals: int
    better: Better | None
    now: Value
    before: Value | None
    change: Shift | None
    word: Word | None
    word_text: str
    headline: str
    told: tuple[str, ...]
    target: Held | None
    notes: tuple[str, ...]
    series: pd.DataFrame
    grain: Grain
    joined: bool
    from_zero: bool
    rollout: tuple[date, str] | None
    alternative: str
    definition: Definition
    draw: Callable[[], go.Figure] | None

    @cached_property
    def figure(self) -> go.Figure | None:
        """The chart of the page Trend, drawn when it is asked for; None without periods to draw."""
        return self.draw() if self.draw else None


@dataclass(frozen=True)
class Aim:
    """A target and where it stands, a row of the scoreboard.

    whom        for whom it is
    target      the value to reach by ``due``; ``value_text`` is that in words, and
                ``target_text`` has its date and its steps, too
    now         what it is judged by; None without data
    baseline    what it is measured from; ``baseline_text`` says it in words, empty without one
    way         how much of the way from the baseline is behind, in percent; None where that can't be told
    foretold    where the trend leads, or why that can't be told
    sign, word  the status as a sign and as a word
    note        what else is to be known; may be empty
    """

    key: str
    title: str
    whom: str
    unit: Unit
    axis: str
    decimals: int
    target: float
    value_text: str
    target_text: str
    due: date
    now: Value | None
    baseline: float | None
    baseline_text: str
    way: float | None
    way_text: str
    foretold: str
    status: Status
    sign: str
    word: str
    note: str


@dataclass(frozen=True)
class Shifted:
    """How far a KPI shifted at the rollout, a row of the picture of all of them.

    change             in the KPI's unit, or in percent where it is a ratio, with its interval
    shift, low, high   in usual ups and downs of a month; above zero is better
    word, word_text    what became of it among all that are looked at
    sizes              how many stand behind both sides, in words; empty where there is nothing to count
    """

    key: str
    title: str
    change: Shift
    shift: float
    low: float
    high: float
    word: Word
    word_text: str
    sizes: str


@dataclass(frozen=True)
class Used:
    """A loaded file that the report's KPIs come from; ``uploaded_at`` is in UTC."""

    number: int
    file: str
    kind: str
    loaded: int
    left_out: int
    first_day: date | None
    last_day: date | None
    uploaded_at: datetime
    uploaded_by: str
    kpis: str


@dataclass(frozen=True, eq=False)
class Report:
    """All that a report says.

    title       what it is about, as on the Overview
    headline    what became of all KPIs at the rollout, in one sentence; how many targets are met without one
    facts       what is printed on every page: period, for whom, as of, rows, rollout, language
    as_of       the last day of the data; None without any
    made_on     the day on which the report was made
    notes       what to know of the whole report
    summary     what improved, worsened, can't be told, of the targets, what needs attention, what to do next
    shifts      all KPIs at the rollout beside each other, the most improved first; none without a verdict
    forest      the same as a picture; None without a verdict
    forest_note what the numbers of that picture are, beside those of the sections
    """

    title: str
    headline: str
    language: str
    grain: Grain
    period: str
    whom: str
    as_of: date | None
    made_on: date
    rollout: tuple[date, str] | None
    facts: tuple[Fact, ...]
    notes: tuple[str, ...]
    summary: tuple[Paragraph, ...]
    targets: tuple[Aim, ...]
    targets_headline: str
    targets_note: str
    sections: tuple[Section, ...]
    definitions: tuple[Definition, ...]
    uploads: tuple[Used, ...]
    forest_note: str
    forest_alternative: str
    draw_forest: Callable[[], go.Figure] | None
    shifts: tuple[Shifted, ...] = ()

    @cached_property
    def forest(self) -> go.Figure | None:
        """All KPIs at the rollout beside each other, as on the page Impact; drawn when it is asked for."""
        return self.draw_forest() if self.draw_forest else None
