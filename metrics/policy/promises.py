"""What a policy promises in numbers: the company's own standards, which stand in the settings alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data import formats
from data.language import gettext as _
from data.language import mark
from data.records import Target
from data.store import Store, versions
from data.written_policy import HeldTarget, OnRecord
from metrics.standards import Standards, standard_named, standards, with_unit
from metrics.worth.discretion import STANDARD as DISCRETION

# The setting behind each promise, and what is promised.
PROMISES = {
    "rings": mark("A call is answered"),
    "answer_seconds": mark("Any other contact is answered"),
    "email_hours": mark("An e-mail gets its first reply"),
    "resolution_hours": mark("A complaint is resolved"),
}
HELD = (*PROMISES, DISCRETION)


@dataclass(frozen=True)
class Promise:
    """A number of the settings as it holds on a day.

    value       None where nothing holds
    since       the day from which it holds; None from the beginning
    is_preset   whether it holds only because the company has set nothing
    """

    key: str
    value: float | None
    since: date | None = None
    is_preset: bool = False

    @property
    def held(self) -> str:
        """The number with its unit."""
        return _("not set yet") if self.value is None else with_unit(standard_named(self.key), self.value)

    @property
    def within(self) -> str:
        """The number as a limit, as in ``within 48 hours``."""
        return within(self.held) if self.value is not None else self.held

    @property
    def told(self) -> str:
        """The limit, and whether it is only a preset."""
        return _("%(limit)s (preset)") % {"limit": self.within} if self.is_preset else self.within


def within(held: str) -> str:
    """A time as a limit."""
    return _("within %(held)s") % {"held": held}


def promises(store: Store, day: date) -> dict[str, Promise]:
    """Each number that a policy tells, by its key, as it holds on a day."""
    known = standards(store)
    return {key: _promise(store, known, key, day) for key in HELD}


def _promise(store: Store, known: Standards, key: str, day: date) -> Promise:
    value = known.in_force(key, day)
    saved = [one for one in versions(store, key) if one.since is None or one.since <= day]
    if value is None or not saved:
        return Promise(key, value, is_preset=value is not None)
    return Promise(key, value, saved[-1].since)


def of_record(record: OnRecord) -> dict[str, Promise]:
    """The numbers as they held when a version was saved."""
    return {key: Promise(key, record.standards.get(key)) for key in HELD}


def on_record(known: Mapping[str, Promise], targets: Sequence[Target], kpis: Collection[str]) -> OnRecord:
    """The numbers that hold, to be kept with a version; of the targets, those of some KPIs."""
    latest = {
        (one.kpi, one.dimension or "", one.member or ""): one
        for one in sorted(targets, key=lambda one: one.target_id or 0)
        if one.kpi in kpis
    }
    held = [
        HeldTarget(one.kpi, one.value, one.due, one.dimension, one.member)
        for __, one in sorted(latest.items())
    ]
    return OnRecord({key: one.value for key, one in known.items()}, tuple(held))


def amount(limit: Promise, currency: str) -> str:
    """Up to which amount staff settle at once."""
    if limit.value is None:
        return _("not set yet")
    number = formats.number(limit.value, 0 if float(limit.value).is_integer() else 2)
    return f"{number} {currency}".strip()
