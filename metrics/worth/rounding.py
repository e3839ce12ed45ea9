"""Estimates as they are read: in no more digits than they bear."""

from __future__ import annotations

from collections.abc import Iterable
from math import floor, log10

from data import formats
from data.language import gettext as _
from metrics.worth.spread import Range

_DIGITS, _WHOLE_BELOW = 2, 1000


def about(value: float, *, whole: bool = False) -> str:
    """A value in two digits; below 1,000 it is whole, but below ten only where ``whole`` asks for it."""
    return at(value, _place(value, whole=whole))


def shown(value: float, *, whole: bool = False) -> float:
    """The number that ``about`` writes: the form of a plural goes by what is read."""
    return formats.rounded(value, -_place(value, whole=whole))


def _place(value: float, *, whole: bool) -> int:
    place = place_of([value], _DIGITS)
    if abs(value) < _WHOLE_BELOW:
        place = min(place, 0)
    return max(place, 0) if whole else place


def place_of(values: Iterable[float], digits: int) -> int:
    """The power of ten to which all are rounded so that the largest has so many digits."""
    most = max(map(abs, values), default=0.0)
    return floor(log10(most)) - digits + 1 if most else 0


def at(value: float, place: int) -> str:
    """A value rounded to a power of ten."""
    return formats.number(formats.rounded(value, -place), max(0, -place))


def over(values: Iterable[float], *, whole: bool = False) -> str:
    """Several values as they are read: one where they look the same, else the least to the greatest."""
    ordered = sorted(values)
    low, high = about(ordered[0], whole=whole), about(ordered[-1], whole=whole)
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def texts(found: Range, *, whole: bool = False) -> dict[str, str]:
    """Value, low and high as they are read; customers and hours are ``whole``."""
    parts = {"value": found.value, "low": found.low, "high": found.high}
    return {name: about(one, whole=whole) for name, one in parts.items()}


def ends(found: Range, *, whole: bool = False) -> str:
    """The ends of a range, as in ``19 to 80``."""
    return _("%(low)s to %(high)s") % texts(found, whole=whole)


def with_ends(found: Range, *, whole: bool = False) -> str:
    """A value with its range, as in ``51 (19 to 80)``."""
    return _("%(value)s (%(low)s to %(high)s)") % texts(found, whole=whole)
