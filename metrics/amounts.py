"""Numbers with a unit, in the form that the unit has after the number."""

from __future__ import annotations

from dataclasses import dataclass

from data import formats
from data.language import gettext as _
from data.language import mark, ngettext, nmark, pmark


@dataclass(frozen=True)
class Amount:
    """The words of a unit, marked for translation.

    whole   with a whole number: one, and many
    part    with decimals: a fraction has no singular, and in some languages a form of its own
    """

    whole: tuple[str, str]
    part: str

    def told(self, value: float, decimals: int = 0, *, sign: bool = False) -> str:
        """A number with the unit, as in ``1 hour`` or ``2.5 hours``."""
        number = formats.number(value, decimals, sign=sign)
        said = _(self.part) if decimals else ngettext(*self.whole, abs(formats.whole(value)))
        return said % {"n": number, "number": number}


AMOUNTS = {
    "minutes": Amount(nmark("%(n)s minute", "%(n)s minutes"), mark("%(number)s minutes")),
    "hours": Amount(nmark("%(n)s hour", "%(n)s hours"), mark("%(number)s hours")),
    "days": Amount(nmark("%(n)s day", "%(n)s days"), mark("%(number)s days")),
    "months": Amount(nmark("%(n)s month", "%(n)s months"), mark("%(number)s months")),
    "years": Amount(nmark("%(n)s year", "%(n)s years"), mark("%(number)s years")),
    "seconds": Amount(nmark("%(n)s second", "%(n)s seconds"), mark("%(number)s seconds")),
    "points": Amount(nmark("%(n)s point", "%(n)s points"), mark("%(number)s points")),
    "percentage points": Amount(
        nmark("%(n)s point", "%(n)s points"), pmark("percentage points", "%(number)s points")
    ),
    "rings": Amount(nmark("%(n)s ring", "%(n)s rings"), mark("%(number)s rings")),
    "customers": Amount(nmark("%(n)s customer", "%(n)s customers"), mark("%(number)s customers")),
    "people": Amount(nmark("%(n)s person", "%(n)s people"), mark("%(number)s people")),
    "times": Amount(nmark("%(n)s time", "%(n)s times"), mark("%(number)s times")),
}
