"""How far each KPI shifted at the rollout as inline SVG, a drawing a row of a table that share one axis.

The words stand in the table's other cells, so that names as long as they like are wrapped, and read aloud.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data import formats
from metrics.report.markup import Markup, element
from metrics.report.report import Shifted
from metrics.report.scale import Scale, scale
from metrics.report.signs import Tone, tone

WIDTH, HEIGHT, _EDGE = 260, 20, 16
_LETTERS = 11
_MOST_STEPS = 6


def axis(rows: Sequence[Shifted]) -> Scale:
    """The axis of the rows, as far to the worse as to the better: all shifts, and most of the intervals."""
    ends = sorted(max(abs(row.low), abs(row.high)) for row in rows)
    # One interval without end must not squeeze all others.
    usual = ends[int(0.9 * (len(ends) - 1))]
    reach = max(usual, *(abs(row.shift) for row in rows), 1.0)
    return scale([-reach, reach], most=_MOST_STEPS)


def marks(along: Scale) -> Markup:
    """The numbers along the axis."""
    told = [
        element(
            "text",
            formats.number(mark, along.decimals, sign=True),
            x=f"{_x(along, mark):g}",
            y=str(HEIGHT - 6),
            class_="mark",
            text_anchor="middle",
        )
        for mark in along.marks
    ]
    return _drawing(told)


def shift(one: Shifted, along: Scale) -> Markup:
    """A row: where no shift would be, the interval as a line, and the shift as a mark of its verdict."""
    return _drawing([*_parts(one, along)])


def _parts(one: Shifted, along: Scale) -> Iterator[Markup]:
    name, middle = f"shift {tone(one.word)}", HEIGHT / 2
    yield _line(_x(along, 0), 0, _x(along, 0), HEIGHT, "zero")
    yield _line(_x(along, one.low), middle, _x(along, one.high), middle, name)
    x = _x(along, one.shift)
    if tone(one.word) is Tone.WORSE:
        yield element("path", d=f"M{x:g} 4L{x + 6:g} 10L{x:g} 16L{x - 6:g} 10Z", class_=name)
    else:
        yield element("circle", cx=f"{x:g}", cy=f"{middle:g}", r="4.5", class_=name)


def _x(along: Scale, value: float) -> float:
    """How far to the right a value lies; what is beyond the axis, at its end."""
    share = min(max(along.share(value), 0.0), 1.0)
    return round(_EDGE + (WIDTH - 2 * _EDGE) * share, 1)


def _line(x: float, y: float, across: float, down: float, name: str) -> Markup:
    return element("line", x1=f"{x:g}", y1=f"{y:g}", x2=f"{across:g}", y2=f"{down:g}", class_=name)


def _drawing(told: Sequence[Markup]) -> Markup:
    return element(
        "svg",
        *told,
        class_="shifts",
        view_box=f"0 0 {WIDTH} {HEIGHT}",
        aria_hidden="true",
        style=f"font-size:{_LETTERS}px",
    )
