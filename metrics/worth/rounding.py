"""Estimates as they are read: in no more digits than they bear."""

from __future__ import annotations

from math import floor, log10

from data import formats
from data.language import gettext as _
from metrics.worth.spread import Range

_DIGITS, _WHOLE_BELOW = 2, 1000


def about(value: float, *, whole: bool = False) -> str:
    """A value in two digits; below 1,000 it is whole, but below ten only where ``whole`` asks for it."""
    place = floor(log10(abs(value))) - _DIGITS + 1 if value else 0
    if abs(value) < _WHOLE_BELOW:
        place = min(place, 0)
    if whole:
        place = max(place, 0)
    return formats.number(round(value, -place), max(0, -place))


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
