"""A KPI's section of a report: what its card, its trend and its verdict say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pandas as pd
import plotly.graph_objects as go

from data.language import gettext as _
from metrics import alternatives, captions, figures, sentences
from metrics.cards import Card
from metrics.chart import marks
from metrics.goals.targets import STATUS_WORDS, levels_at
from metrics.goals.words import SIGNS
from metrics.impact import steady_words, titles
from metrics.impact.impact import Impact, judged_by
from metrics.impact.word import WORDS
from metrics.kpi import GROUP_NAMES
from metrics.periods import Grain
from metrics.report.definitions import definition
from metrics.report.ground import Ground
from metrics.report.report import Held, Section
from metrics.report.series import series, unbroken
from metrics.report.values import shift, value


def section(card: Card, made_from: Ground, latest: date | None) -> Section:
    """The section of a card's KPI; ``latest`` is the last day that values of the report reach."""
    kpi, grain = card.kpi, made_from.view.grain
    found, before = made_from.impacts.get(kpi.key), card.compared.before if card.compared else None
    return Section(
        key=kpi.key,
        title=kpi.title,
        group=_(GROUP_NAMES[kpi.group]),
        unit=kpi.unit,
        axis=kpi.axis,
        decimals=kpi.decimals,
        better=kpi.better,
        now=value(kpi, card.reached),
        before=value(kpi, before) if before else None,
        change=shift(kpi, card.compared),
        word=card.word,
        word_text=_word(card, found),
        headline=_headline(card, found),
        told=_told(card, found),
        target=_held(card),
        notes=_notes(card, made_from, latest),
        series=_series(card, grain),
        grain=grain,
        joined=sentences.told_by_lists(kpi),
        from_zero=kpi.from_zero,
        rollout=_rollout(made_from),
        alternative=alternatives.chart(card, _headline(card, found)),
        definition=definition(kpi),
        draw=_drawing(card, found, made_from),
    )


def _rollout(made_from: Ground) -> tuple[date, str] | None:
    event = made_from.event
    return (event.starts_on, event.policy) if event else None


def _series(card: Card, grain: Grain) -> pd.DataFrame:
    """The values of a card by period; where one is missing a line breaks, but not between lists."""
    levels = levels_at(card.kpi, card.target, grain) if card.target else ()
    of_lists = sentences.told_by_lists(card.kpi)
    rollout = card.compared.rollout if card.compared else None
    return series(card.series if of_lists else unbroken(card.series), grain, rollout, levels)


def _word(card: Card, found: Impact | None) -> str:
    if found is not None:
        return titles.word(found)
    return _(WORDS[card.word]) if card.word else ""


def _headline(card: Card, found: Impact | None) -> str:
    """The title of the page Trend: the verdict in short, where there is anything to compare."""
    is_known = card.compared and (card.compared.before or card.compared.after)
    return found.title if found is not None and is_known else card.kpi.title


def _told(card: Card, found: Impact | None) -> tuple[str, ...]:
    if found is None:
        told = [alternatives.course(card) + "."] if not card.series.empty else []
        return (*told, *filter(None, [sentences.held_to(card.kpi, card.target, card.status, card.ahead)]))
    steady = steady_words.steady(found.chart) if found.chart else ""
    return tuple(part for part in (found.sentence, steady) if part)


def _held(card: Card) -> Held | None:
    if card.target is None or card.status is None:
        return None
    return Held(
        status=card.status,
        word=_(STATUS_WORDS[card.status]),
        sign=SIGNS[card.status],
        value=card.target.value,
        value_text=card.kpi.text(card.target.value, Grain.MONTH),
        due=card.target.due,
        text=captions.gap(card),
        decimals=card.kpi.decimals_of(card.target.value),
    )


def _notes(card: Card, made_from: Ground, latest: date | None) -> tuple[str, ...]:
    """What sets it apart from the others, and what its chart doesn't say by itself."""
    told = (
        captions.no_course(card) if card.series.empty else captions.between(card, made_from.view.grain),
        made_from.mixed.get(card.kpi.key, ""),
        captions.lag(card, latest),
        captions.passed_over(card),
        captions.standard_changed(card, made_from.standards),
    )
    return tuple(part for part in told if part)


def _drawing(card: Card, found: Impact | None, made_from: Ground) -> Callable[[], go.Figure] | None:
    """What draws the chart of the page Trend; None where there are no periods to draw."""
    if card.series.empty:
        return None
    grain, rollout = made_from.view.grain, _rollout(made_from)
    marked = marks(card.kpi, card.target, grain, (rollout,) if rollout else ())
    lines = found if grain is judged_by(grain) else None
    return partial(figures.trend, card.kpi, card.series, grain, card.compared, marked, lines)
