"""The report as slides for a board: native charts, the message as the title, definitions in the notes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from textwrap import shorten

from data import formats
from data.language import gettext as _
from metrics.report import course_slide
from metrics.report.deck import (
    CELL,
    HEIGHT,
    MARGIN,
    QUIET,
    TEXT,
    WIDTH,
    Box,
    Deck,
    Words,
    alternative,
    deck,
    height,
    lines,
    together,
)
from metrics.report.report import Aim, Matter, Paragraph, Report, Section, Value
from metrics.report.signs import Tone, tone

_ROOM = WIDTH - 2 * MARGIN
_TITLE = Box(MARGIN, 0.35, _ROOM, 0.95)
_BODY = Box(MARGIN, 1.5, _ROOM, HEIGHT - 1.5 - 0.8)
_CHART = Box(MARGIN - 0.1, 1.45, 8.5, 5.3)
_BESIDE = Box(9.3, 1.5, WIDTH - 9.3 - MARGIN, 5.2)
_COLOURS = {Tone.BETTER: "00609A", Tone.WORSE: "A84A00", Tone.NEITHER: QUIET}
_WIDTHS = (0.23, 0.16, 0.18, 0.19, 0.12, 0.12)
_HEADERS = 0.32
_REST = 120


def written(report: Report) -> bytes:
    """The report as the bytes of a pptx file, in the language that it was made in."""
    made = deck(report.language, report.title)
    _opening(made, report)
    _summary(made, report)
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


def _summary(made: Deck, report: Report) -> None:
    """All of the summary on one slide, in two columns of paragraphs."""
    if not report.summary:
        return
    slide = made.slide(report.headline or _("Summary"), _TITLE)
    width = (_ROOM - 0.5) / 2
    halves = _halves(list(map(_paragraphs, report.summary)), width)
    boxes = [Box(MARGIN + at * (width + 0.5), _BODY.top, width, _BODY.height) for at in range(2)]
    for box, words in zip(boxes, together(halves, boxes[0], 8), strict=True):
        made.text(slide, box, words, least=8)
    made.foot(slide, _facts(report))
    whole = [line for one in report.summary for line in (one.heading, *one.lines)]
    made.notes(slide, [*whole, *report.notes])


def _paragraphs(one: Paragraph) -> list[Words]:
    """A part of the summary; the names of all KPIs that stayed as they were are left to the notes."""
    is_long = one.matter is Matter.REST
    told = [shorten(line, _REST, placeholder=" …") if is_long else line for line in one.lines]
    items = [Words(line, 13, after=2, is_item=True) for line in told]
    last = [replace(item, after=9) for item in items[-1:]]
    return [Words(one.heading, 14, is_bold=True, colour=_COLOURS[Tone.BETTER], after=2), *items[:-1], *last]


def _halves(groups: Sequence[Sequence[Words]], width: float) -> list[list[Words]]:
    """Groups of paragraphs in two columns of a width, as high as each other as far as that goes."""
    sizes = [height(group, width) for group in groups]
    split = min(range(len(groups) + 1), key=lambda at: max(sum(sizes[:at]), sum(sizes[at:])))
    return [[told for group in part for told in group] for part in (groups[:split], groups[split:])]


def _targets(made: Deck, report: Report) -> None:
    """The scoreboard, on as many slides as it needs."""
    headers = [_("KPI"), _("For whom"), _("Target"), _("Now"), _("Status"), _("Way covered")]
    pages = list(_pages([_aim(aim) for aim in report.targets]))
    for number, rows in enumerate(pages, start=1):
        title = report.targets_headline or _("Targets")
        slide = made.slide(f"{title} ({number}/{len(pages)})" if len(pages) > 1 else title, _TITLE)
        frame = made.table(slide, _BODY, [headers, *rows], _WIDTHS)
        alternative(frame, _("Targets"), report.targets_headline)
        made.foot(slide, " · ".join(part for part in (report.targets_note, _facts(report)) if part))
        made.notes(slide, [f"{aim.title}: {aim.foretold} {aim.note}".strip() for aim in report.targets])


def _aim(aim: Aim) -> list[str]:
    now = f"{aim.now.text}, {aim.now.behind}" if aim.now else formats.MISSING
    return [aim.title, aim.whom, aim.target_text, now, f"{aim.sign} {aim.word}", aim.way_text]


def _pages(rows: Sequence[list[str]]) -> Iterator[list[list[str]]]:
    """Rows in groups that each fit a slide."""
    page: list[list[str]] = []
    taken = _HEADERS
    for row in rows:
        high = _high(row)
        if page and taken + high > _BODY.height:
            yield page
            page, taken = [], _HEADERS
        page.append(row)
        taken += high
    if page:
        yield page


def _high(row: Sequence[str]) -> float:
    """How high a row of the table is, in inches."""
    most = max(lines(text, CELL, _ROOM * share - 0.12) for text, share in zip(row, _WIDTHS, strict=True))
    return most * CELL * 1.2 / 72 + 0.1


def _kpi(made: Deck, report: Report, section: Section) -> None:
    """One KPI: its message as the title, its chart, and beside it the numbers in words."""
    slide = made.slide(_message(section), _TITLE)
    beside = _BESIDE
    if section.series["value"].notna().any():
        course_slide.course(made, slide, section, _CHART)
    else:
        beside = _BODY
    made.text(slide, beside, _numbers(section))
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
        words.append(
            Words(section.word_text, 13, is_bold=True, colour=_COLOURS[tone(section.word)], after=10)
        )
    if section.target:
        held = section.target
        colour = _COLOURS[tone(held.status)]
        words += [_label(_("Target")), Words(held.value_text, 18, is_bold=True, after=0)]
        words += [Words(f"{held.sign} {held.word}", 13, is_bold=True, colour=colour, after=1)]
        words += _small(held.text)
    return [*words, *(Words(note, 11, colour=QUIET, after=4) for note in section.notes)]


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
    own = [unit, n, _interval(section.now.interval)]
    facts = [f"{fact.label}: {fact.text}" for fact in report.facts]
    return " · ".join(part for part in (*own, *facts) if part)


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
