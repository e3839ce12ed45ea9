"""The course of a KPI as inline SVG: drawn by itself, without a browser, and small.

Colours are classes: the page's style sheet has them for light, dark and paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from data import formats
from data.language import gettext as _
from metrics.catalogue import kpi_named
from metrics.report.markup import Markup, element
from metrics.report.points import Point, points, stretches
from metrics.report.report import Section
from metrics.report.scale import Scale, scale

# Of a letter's height, how wide letters are on average; wide alphabets are reckoned with.
_LETTER = 0.56
_ELLIPSIS = "…"


@dataclass(frozen=True)
class Size:
    """How large a drawing is, in its own units; ``left`` to ``bottom`` are margins around the values.

    counts   how high the strip is that has n as bars, below the values
    style    the class that it has
    names    how many periods are named at most
    is_wide  whether there is room for words beside the values
    """

    style: str
    width: float
    height: float
    left: float
    right: float
    top: float
    counts: float
    bottom: float
    names: int
    letters: float
    is_wide: bool


WIDE = Size("wide", 760, 340, 52, 108, 46, 40, 26, 7, 13, True)
NARROW = Size("narrow", 360, 310, 42, 48, 46, 34, 26, 3, 12, False)
PAPER = Size("paper", 520, 250, 46, 96, 44, 32, 22, 6, 12, True)


@dataclass(frozen=True)
class Drawing:
    """Points with the places where they go."""

    section: Section
    size: Size
    points: Sequence[Point]
    upright: Scale
    begin: pd.Timestamp
    days: float

    def x(self, day: float) -> float:
        """How far to the right a day lies."""
        width = self.size.width - self.size.left - self.size.right
        return round(self.size.left + width * day / self.days, 1)

    def y(self, value: float) -> float:
        """How far down a value lies."""
        height = self.floor - self.size.top
        return round(self.floor - height * self.upright.share(value), 1)

    @property
    def floor(self) -> float:
        """Where the values end, and the counts begin."""
        return self.size.height - self.size.bottom - self.size.counts

    @property
    def right(self) -> float:
        """Where the periods end."""
        return self.size.width - self.size.right


def course(section: Section, size: Size, key: str) -> Markup | None:
    """The course of a section as SVG; None where no period has a value. ``key`` tells it from others."""
    found, begin = points(section.series)
    if not any(point.value is not None for point in found):
        return None
    drawing = Drawing(section, size, found, _upright(section, found), begin, found[-1].after)
    told = [
        element("title", section.title, id=f"{key}-title"),
        element("desc", section.alternative, id=f"{key}-told"),
        *_grid(drawing),
        *_counts(drawing),
        *_periods(drawing),
        *_intervals(drawing),
        *_target(drawing),
        *_rollout(drawing),
        *_lines(drawing),
        *_levels(drawing),
    ]
    return element(
        "svg",
        *told,
        class_=f"course {size.style}",
        view_box=f"0 0 {size.width:g} {size.height:g}",
        role="img",
        aria_labelledby=f"{key}-title {key}-told",
        style=f"font-size:{size.letters:g}px",
    )


def _upright(section: Section, points: Sequence[Point]) -> Scale:
    told = [number for point in points for number in (point.value, point.low, point.high, point.target)]
    known = [number for number in told if number is not None]
    return scale(known, from_zero=section.from_zero)


def _text(x: float, y: float, told: str, name: str, anchor: str = "start") -> Markup:
    return element("text", told, x=f"{x:g}", y=f"{y:g}", class_=name, text_anchor=anchor)


def _line(x: float, y: float, across: float, down: float, name: str) -> Markup:
    return element("line", x1=f"{x:g}", y1=f"{y:g}", x2=f"{across:g}", y2=f"{down:g}", class_=name)


def _grid(drawing: Drawing) -> Iterator[Markup]:
    """The marks of the value axis with their lines, and the unit above them."""
    size, upright = drawing.size, drawing.upright
    for mark in upright.marks:
        y = drawing.y(mark)
        yield _line(size.left, y, drawing.right, y, "grid")
        yield _text(size.left - 6, y + 4, upright.label(mark), "mark", "end")
    room = size.width - size.right
    yield _text(2, size.top - 32, fitting(drawing.section.axis, room, size.letters), "mark")


def _counts(drawing: Drawing) -> Iterator[Markup]:
    """How many stand behind each value, as bars."""
    most = max(1, *(point.n for point in drawing.points), 1)
    base = drawing.size.height - drawing.size.bottom
    height = drawing.size.counts - 12
    for point in drawing.points:
        tall = round(height * point.n / most, 1)
        left, right = drawing.x(point.first), drawing.x(point.after)
        yield element(
            "rect",
            x=f"{left + (right - left) * 0.15:.1f}",
            y=f"{base - tall:g}",
            width=f"{max((right - left) * 0.7, 0.5):.1f}",
            height=f"{tall:g}",
            class_="count before" if point.is_before else "count",
        )
    yield _text(drawing.size.left - 6, base, "n", "mark", "end")
    if drawing.size.is_wide:
        words = _("n up to %(n)s") % {"n": formats.number(most)}
        yield _text(drawing.right + 6, base, words, "mark")


def _periods(drawing: Drawing) -> Iterator[Markup]:
    """The names of some periods, as far apart as they need."""
    points, size = drawing.points, drawing.size
    widest = max(len(point.name) for point in points) * size.letters * _LETTER + 12
    fit = max(1, int((drawing.right - size.left) / widest))
    every = -(-len(points) // min(size.names, fit))
    for point in points[::every]:
        half = len(point.name) * size.letters * _LETTER / 2
        x = min(max(drawing.x(point.at), half + 2), size.width - half - 2)
        yield _text(x, size.height - 8, point.name, "mark", "middle")


def _stretches(drawing: Drawing) -> list[list[Point]]:
    return stretches(drawing.points, joined=drawing.section.joined)


def _intervals(drawing: Drawing) -> Iterator[Markup]:
    """The interval of each value as a band along the line."""
    for stretch in _stretches(drawing):
        known = [point for point in stretch if point.low is not None and point.high is not None]
        upper = [f"{drawing.x(point.at):g} {drawing.y(point.high or 0):g}" for point in known]
        lower = [f"{drawing.x(point.at):g} {drawing.y(point.low or 0):g}" for point in reversed(known)]
        if len(known) > 1:
            name = "band before" if stretch[0].is_before else "band"
            yield element("path", d="M" + "L".join([*upper, *lower]) + "Z", class_=name)


def _lines(drawing: Drawing) -> Iterator[Markup]:
    """The values: a line where they follow on one another, a point each, hollow while it isn't finished."""
    for stretch in _stretches(drawing):
        side = " before" if stretch[0].is_before else ""
        path = "M" + "L".join(f"{drawing.x(one.at):g} {drawing.y(one.value or 0):g}" for one in stretch)
        yield element("path", d=path, class_=f"value{side}")
        for point in stretch:
            hollow = "" if point.finished else " open"
            yield element(
                "circle",
                cx=f"{drawing.x(point.at):g}",
                cy=f"{drawing.y(point.value or 0):g}",
                r=3 if len(drawing.points) < _MANY else 1.6,
                class_=f"point{side}{hollow}",
            )


_MANY = 60


def _target(drawing: Drawing) -> Iterator[Markup]:
    """The target as steps, with its last level in words beside its end."""
    asked = [point for point in drawing.points if point.target is not None]
    if not asked:
        return
    places = [
        f"{drawing.x(day):g} {drawing.y(point.target or 0):g}"
        for point in asked
        for day in (point.first, point.after)
    ]
    yield element("path", d="M" + "L".join(places), class_="target")
    y = drawing.y(asked[-1].target or 0)
    words = _target_words(drawing, asked[-1].target or 0)
    top = min(max(y - (len(words) - 1) * 8 + 4, drawing.size.top), drawing.floor - len(words) * 8)
    for at, told in enumerate(words):
        yield _text(drawing.right + 6, top + at * 16, told, "aim" if at != 1 else "aim strong")


def _target_words(drawing: Drawing, level: float) -> list[str]:
    kpi = kpi_named(drawing.section.key)
    held, room = drawing.section.target, drawing.size.right - 8
    if not drawing.size.is_wide:
        return [fitting(kpi.number(level), room, drawing.size.letters)]
    told = [_("target"), kpi.text(level), *([formats.day(held.due)] if held else [])]
    return [fitting(line, room, drawing.size.letters) for line in told]


def _rollout(drawing: Drawing) -> Iterator[Markup]:
    """The day of the rollout as a line, named above it on the side that has more room."""
    day = _day_of_rollout(drawing)
    if day is None or drawing.section.rollout is None:
        return
    on, name = drawing.section.rollout
    x, size = drawing.x(day), drawing.size
    yield _line(x, size.top - 12, x, drawing.floor, "rollout")
    to_left = day > drawing.days / 2
    room = (x if to_left else size.width - x) - 8
    words = fitting(f"{name}, {formats.day(on)}", room, size.letters)
    yield _text(x, size.top - 32 + 16, words, "mark", "end" if to_left else "start")


def _day_of_rollout(drawing: Drawing) -> float | None:
    if drawing.section.rollout is None:
        return None
    day = (pd.Timestamp(drawing.section.rollout[0]) - drawing.begin) / pd.Timedelta(days=1)
    return day if 0 <= day <= drawing.days else None


def _levels(drawing: Drawing) -> Iterator[Markup]:
    """The value of each side, at the rollout and away from it, so that the two can't meet."""
    day, section = _day_of_rollout(drawing), drawing.section
    if day is None:
        return
    x, y = drawing.x(day), drawing.size.top - 1
    sides = ((section.before, "before", "end", x - 6, x), (section.now, "now", "start", x + 6, 0.0))
    for value, name, anchor, at, room in sides:
        if value is not None and _fits(value.text, room or drawing.size.width - x, drawing.size.letters):
            yield _text(at, y, value.text, f"level {name}", anchor)


def _fits(text: str, room: float, letters: float) -> bool:
    return len(text) * letters * _LETTER <= room


def fitting(text: str, room: float, letters: float) -> str:
    """As much of a text as there is room for, in letters of a height."""
    if _fits(text, room, letters):
        return text
    return text[: max(0, int(room / (letters * _LETTER)) - 1)].rstrip() + _ELLIPSIS
