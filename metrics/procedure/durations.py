"""How long something takes, in the unit that fits it."""

from __future__ import annotations

from data import formats
from data.language import gettext as _
from metrics.amounts import AMOUNTS
from metrics.survival import Estimate

_MINUTE, _DAY = 1 / 60, 24.0
_UNITS = {_MINUTE: AMOUNTS["minutes"], 1.0: AMOUNTS["hours"], _DAY: AMOUNTS["days"]}
# Below so many hours a time is told in minutes, from so many on in days.
_LEAST_HOURS, _MOST_HOURS = 1, 72
_WITH_DECIMAL = 10


def lasting(hours: float | None) -> str:
    """A time in the unit that fits it: minutes, hours or days; a dash where there is none."""
    if hours is None:
        return formats.MISSING
    unit = _unit(hours)
    return _UNITS[unit].told(hours / unit, _decimals(hours / unit, unit))


def _unit(hours: float) -> float:
    """The hours of the unit that fits a time."""
    if hours < _LEAST_HOURS:
        return _MINUTE
    return 1.0 if hours < _MOST_HOURS else _DAY


def _in(hours: float, unit: float) -> str:
    """A time in a unit as a number."""
    return formats.number(hours / unit, _decimals(hours / unit, unit))


def _decimals(value: float, unit: float) -> int:
    """A decimal where it would be rounded away."""
    return 1 if unit != _MINUTE and value < _WITH_DECIMAL and formats.rounded(value, 1) % 1 else 0


def estimated(found: Estimate) -> str:
    """A time with the bounds of its interval in the same unit, as in ``25 hours (23 to 26)``."""
    if found.value is None or found.low is None:
        return lasting(found.value)
    unit = _unit(found.value)
    words = {"value": lasting(found.value), "low": _in(found.low, unit)}
    if found.high is None:
        return _("%(value)s (%(low)s or more)") % words
    return _("%(value)s (%(low)s to %(high)s)") % (words | {"high": _in(found.high, unit)})
