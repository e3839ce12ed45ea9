"""The report as slides for a board: native charts, the message as the title, definitions in the notes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

from data import formats
from data.language import gettext as _
from metrics.report import course_slide, shifts_slide, summary_slide
from metrics.report.deck import (
    HEIGHT,
    LEAST,
    MARGIN,
    QUIET,
    TEXT,
    WIDTH,
    Box,
    Deck,
    Words,
    alternative,
    cell_height,
    deck,
    height,
)
from metrics.report.report import Aim, Report, Section, Value
from metrics.report.signs import TONES, tone
from metrics.report.typesetting import typeset

_ROOM = WIDTH - 2 * MARGIN
_TITLE = Box(MARGIN, 0.35, _ROOM, 0.95)
_BODY = Box(MARGIN, 1.5, _ROOM, HEIGHT - 1.5 - 0.8)
_CHART = Box(MARGIN - 0.1, 1.45, 8.5, 5.3)
_BESIDE = Box(9.3, 1.5, WIDTH - 9.3 - MARGIN, 5.2)
_WIDTHS = (0.23, 0.16, 0.18, 0.19, 0.12, 0.12)
_LONGEST_NOTES = 1.6


def written(report: Report) -> bytes:
    """The report as the bytes of a pptx file, in the language that it was made in."""
    report = typeset(report)
    made = deck(report.language, report.title)
    _opening(made, report)
    summary_slide.summary(made, report, _facts(report))
    if report.shifts:
        shifts_slide.shifts(made, report, _facts(report))
    _targets(made, report)
    for section in report.sections:
        _kpi(made, report, section)
    stream = io.BytesIO()
    made.presentation.save(stream)
    return stream.getvalue()


def _facts(report: Report) -> str:
    return " · ".join(f"{fact.label}: {fact.text}" for fact in report.facts)


def _opening(made: Deck, report: Report) -> None:
    slide = made.slide(report.title, Box(MARGIN, 1.6, _ROOM, 1.5), size=40, least=24)
    words = [Words(report.headline, 22, after=18)] if report.headline else []
    words += [Words(f"{fact.label}: {fact.text}", 14, colour=QUIET, after=4) for fact in report.facts]
    made.text(slide, Box(MARGIN, 3.4, _ROOM, 3.3), words)
    made.notes(slide, [report.headline, *report.notes])


def _targets(made: Deck, report: Report) -> None:
    """The scoreboard, on as many slides as it needs."""
    headers = [_("KPI"), _("For whom"), _("Target"), _("Now"), _("Status"), _("Way covered")]
    pages = list(_pages([_aim(aim) for aim in report.targets], headers))
    for number, rows in enumerate(pages, start=1):
        title = report.targets_headline or _("Targets")
        slide = made.slide(f"{title} ({number}/{len(pages)})" if len(pages) > 1 else title, _TITLE)
        frame = made.table(slide, _BODY, [headers, *rows], _WIDTHS)
        alternative(frame, _("Targets"), report.targets_headline)
        made.foot(slide, " · ".join(part for part in (report.targets_note, _facts(report)) if part))
        made.notes(slide, [f"{aim.title}: {aim.foretold} {aim.note}".strip() for aim in report.targets])


def _aim(aim: Aim) -> list[str]:
    now = f"{aim.now.text}, {aim.now.behind}" if aim.now else formats.MISSING
    target = ", ".join(part for part in (aim.target_text, aim.baseline_text) if part)
    return [aim.title, aim.whom, target, now, f"{aim.sign} {aim.word}", aim.way_text]


def _pages(rows: Sequence[list[str]], headers: Sequence[str]) -> Iterator[list[list[str]]]:
    """Rows in groups that each fit a slide."""
    page: list[list[str]] = []
    top = cell_height(headers, _ROOM, _WIDTHS, is_bold=True)
    taken = top
    for row in rows:
        high = cell_height(row, _ROOM, _WIDTHS)
        if page and taken + high > _BODY.height:
            yield page
            page, taken = [], top
        page.append(row)
        taken += high
    if page:
        yield page


def _kpi(made: Deck, report: Report, section: Section) -> None:
    """One KPI: its message as the title, its chart, and beside it the numbers in words."""
    slide = made.slide(_message(section), _TITLE)
    numbers, notes = _numbers(section), [Words(note, LEAST, colour=QUIET, after=3) for note in section.notes]
    if section.series["value"].notna().any():
        below = min(height(notes, _CHART.width - 0.1), _LONGEST_NOTES)
        chart = replace(_CHART, height=_CHART.height - below)
        course_slide.course(made, slide, section, chart)
        made.text(slide, Box(MARGIN, chart.top + chart.height, _CHART.width - 0.1, below), notes)
        made.text(slide, _BESIDE, numbers)
    else:
        made.text(slide, _BODY, [*numbers, *notes])
    made.foot(slide, _stands_on(report, section))
    made.notes(slide, _spoken(section))


def _message(section: Section) -> str:
    if section.target is None:
        return section.headline
    words = {"headline": section.headline, "status": section.target.word}
    return _("%(headline)s; target: %(status)s") % words


def _numbers(section: Section) -> list[Words]:
    words = _value(_("Value"), section.now, 28)
    if section.before:
        words += _value(_("Before"), section.before, 18)
    if section.change:
        words += [_label(_("Change")), Words(section.change.text, 18, is_bold=True, after=0)]
        words += _small(_interval(section.change.interval))
    if section.word_text:
        words.append(Words(section.word_text, 13, is_bold=True, colour=TONES[tone(section.word)], after=10))
    if section.target:
        held = section.target
        colour = TONES[tone(held.status)]
        words += [_label(_("Target")), Words(held.value_text, 18, is_bold=True, after=0)]
        words += [Words(f"{held.sign} {held.word}", 13, is_bold=True, colour=colour, after=1)]
        words += _small(held.text)
    return words


def _label(text: str) -> Words:
    return Words(text, 12, colour=QUIET, after=0)


def _small(*told: str) -> list[Words]:
    shown = [Words(text, 12, colour=QUIET, after=1) for text in told if text]
    return [*shown[:-1], *(Words(last.text, 12, colour=QUIET, after=10) for last in shown[-1:])]


def _value(name: str, value: Value, size: float) -> list[Words]:
    told = _small(_interval(value.interval), value.behind, value.days)
    return [_label(name), Words(value.text, size, is_bold=True, colour=TEXT, after=0), *told]


def _interval(told: str) -> str:
    return f"{_('95 % interval')}: {told}" if told else ""


def _stands_on(report: Report, section: Section) -> str:
    """What the numbers of a slide stand on: unit, interval and n of the KPI, then what the report is of."""
    unit, n = f"{section.title}, {section.axis}", f"n: {section.now.behind}"
    facts = [f"{fact.label}: {fact.text}" for fact in report.facts if fact.label != _("Rows behind it")]
    return " · ".join(part for part in (unit, n, _interval(section.now.interval), *facts) if part)


def _spoken(section: Section) -> list[str]:
    """The notes: what can be said of it, and what the KPI is."""
    told = section.definition
    pairs = {
        _("Computed as"): told.formula,
        _("Interval"): told.method,
        _("Beware"): told.caution,
        _("Source"): told.source,
    }
    defined = [f"{name}: {text}" for name, text in pairs.items() if text]
    return [*section.told, *section.notes, f"{told.title}: {told.description}", *defined]
