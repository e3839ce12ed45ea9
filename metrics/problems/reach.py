"""Whether a problem is in the company's hands: as somebody set it, else by what staff wrote of it.

The rule is as plain as it can be: who handles complaints writes down how they could have been avoided. Where
that was done for one in five at least, by the lower end of the interval, the problem is likely within reach.
Nothing written is no evidence against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from data.language import mark
from data.natures import Nature
from metrics import intervals

ENOUGH = 0.2


class Reach(StrEnum):
    """In whose hands a problem is, and how that is known."""

    SET_IN = "set in"
    SET_OUT = "set out"
    LIKELY = "likely"
    UNKNOWN = "unknown"


REACH_WORDS = {
    Reach.SET_IN: mark("yes, set"),
    Reach.SET_OUT: mark("no, set"),
    Reach.LIKELY: mark("likely"),
    Reach.UNKNOWN: mark("not known"),
}


def reaches(
    numbers: Mapping[str, int], suggested: Mapping[str, int], named: Iterable[Nature]
) -> dict[str, Reach]:
    """Name of a problem -> in whose hands it is.

    ``numbers`` are the complaints of each, ``suggested`` those of them with a way to avoid it.
    """
    chosen = {one.name: one.reach for one in named if one.reach is not None}
    return {name: _reach(chosen.get(name), suggested.get(name, 0), n) for name, n in numbers.items()}


def _reach(chosen: bool | None, suggested: int, n: int) -> Reach:
    if chosen is not None:
        return Reach.SET_IN if chosen else Reach.SET_OUT
    return Reach.LIKELY if float(intervals.share(suggested, n).low) >= ENOUGH else Reach.UNKNOWN
