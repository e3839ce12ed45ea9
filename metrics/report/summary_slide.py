"""The summary on slides: what one decides by on the first, whole; what didn't shift on those after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.language import gettext as _
from metrics.report.deck import HEIGHT, LEAST, MARGIN, WIDTH, Box, Deck, Words, height
from metrics.report.report import Matter, Paragraph, Report
from metrics.report.signs import TONES, Tone

_ROOM = WIDTH - 2 * MARGIN
_TITLE = Box(MARGIN, 0.35, _ROOM, 0.95)
_BETWEEN, _TOP = 0.35, 1.5
_COLUMN = (_ROOM - _BETWEEN) / 2
_HIGH = HEIGHT - _TOP - 0.65
# In points: a heading stands so much higher than the lines below it.
_MOST, _HEADING = 14.0, 2.0
_ABREAST = 2
_LATER = frozenset({Matter.REST, Matter.UNTOLD})


def summary(made: Deck, report: Report, foot: str) -> None:
    """All of the summary, in two columns a slide, on as many slides as it takes in letters to be read."""
    first = [one for one in report.summary if one.matter not in _LATER]
    later = [one for one in report.summary if one.matter in _LATER]
    whole = _slides(report.summary)
    parts = [whole] if len(whole) < _ABREAST else [_slides(first), _slides(later)]
    titles = (report.headline or _("Summary"), _("Summary"))
    for title, slides in zip(titles, parts, strict=False):
        for number, columns in enumerate(slides, start=1):
            numbered = f"{title} ({number}/{len(slides)})" if len(slides) > 1 else title
            _slide(made, report, numbered, columns, foot)


def _slide(made: Deck, report: Report, title: str, columns: Sequence[Sequence[Words]], foot: str) -> None:
    slide = made.slide(title, _TITLE)
    for at, words in enumerate(columns):
        made.text(slide, Box(MARGIN + at * (_COLUMN + _BETWEEN), _TOP, _COLUMN, _HIGH), words)
    made.foot(slide, foot)
    whole = [line for one in report.summary for line in (one.heading, *one.lines)]
    made.notes(slide, [*whole, *report.notes])


def _slides(told: Sequence[Paragraph]) -> list[list[list[Words]]]:
    """The columns of each slide: one slide in the largest letters that take all, or else several."""
    for size in (_MOST, _MOST - 1, LEAST):
        columns = columned([_group(one, size) for one in told], _COLUMN, _HIGH)
        if len(columns) <= _ABREAST:
            return [columns] if told else []
    columns = columned([_group(one, _MOST) for one in told], _COLUMN, _HIGH)
    return [columns[at : at + _ABREAST] for at in range(0, len(columns), _ABREAST)]


def _group(one: Paragraph, size: float) -> list[Words]:
    """A part of the summary: its heading, and its lines."""
    items = [Words(line, size, after=2, is_item=True) for line in one.lines]
    last = [replace(item, after=7) for item in items[-1:]]
    heading = Words(one.heading, size + _HEADING, is_bold=True, colour=TONES[Tone.BETTER], after=2)
    return [heading, *items[:-1], *last]


def columned(groups: Sequence[Sequence[Words]], width: float, high: float) -> list[list[Words]]:
    """Groups in columns of a width and a height, in inches, nothing left out.

    A group that goes on in the next column has its heading there again; a line that is longer than what is
    left of a column goes on in the next.
    """
    columns: list[list[Words]] = [[]]
    for heading, *items in groups:
        if columns[-1] and height([*columns[-1], heading, *items[:1]], width) > high:
            columns.append([])
        columns[-1].append(heading)
        for item in items:
            _put(columns, heading, item, width, high)
    return columns


def _put(columns: list[list[Words]], heading: Words, item: Words, width: float, high: float) -> None:
    """A line into the last column, and what doesn't fit there into new ones."""
    rest = item
    while height([*columns[-1], rest], width) > high:
        kept, left = _split(rest, width, high - height(columns[-1], width))
        if kept.text:
            columns[-1].append(kept)
        elif len(columns[-1]) == 1 and columns[-1][0] is heading:
            break
        columns.append([heading])
        rest = left
    columns[-1].append(rest)


def _split(told: Words, width: float, room: float) -> tuple[Words, Words]:
    """As many of a line's words as fit a height, and those that don't."""
    words = told.text.split(" ")
    fit = 0
    while fit < len(words) and height([replace(told, text=" ".join(words[: fit + 1]))], width) <= room:
        fit += 1
    return replace(told, text=" ".join(words[:fit])), replace(told, text=" ".join(words[fit:]))
