"""What the data can't tell: the assumptions behind a worth, each with its source and its range.

A value that a person chose is kept beside who chose it and when; a link carries all that differ from what
is suggested, so that it shows the same worth to everybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from data import formats
from data.language import gettext
from data.language import mark as _
from data.store import Store, save_setting, setting
from metrics.amounts import AMOUNTS
from metrics.worth.rounding import about

Assumed = Mapping[str, float | None]

_SETTING = "worth_assumptions"
_BETWEEN, _IS = "~", "."


class Kind(StrEnum):
    """What the number of an assumption is of."""

    MONEY = "money"
    PERCENT = "percent"
    YEARS = "years"
    PEOPLE = "people"
    TIMES = "times"


@dataclass(frozen=True)
class Assumption:
    """Something that is supposed and never measured.

    name, explanation, source    in words, marked for translation
    kind         what its number is of
    suggested    what holds until somebody chooses; None where only the company can know
    low, high    how far it may reasonably lie off, for the chart of what matters: values or, where
                 ``is_share``, shares of the present value
    least, most  what may be entered
    step         of a slider; 0 for a number to type
    in_sum       whether the worth hangs on it, and not only what stands beside it
    of_winning   whether nothing hangs on it until the company sets what winning a customer costs
    """

    key: str
    name: str
    explanation: str
    source: str
    kind: Kind
    suggested: float | None
    low: float
    high: float
    least: float
    most: float
    step: float = 0.0
    is_share: bool = False
    in_sum: bool = True
    of_winning: bool = False

    def text(self, value: float) -> str:
        """A value of it with its unit."""
        decimals = 0 if float(value).is_integer() else 1
        match self.kind:
            case Kind.MONEY:
                return about(value)
            case Kind.PERCENT:
                return gettext("%(number)s %%") % {"number": formats.number(value, decimals)}
            case Kind.YEARS | Kind.PEOPLE | Kind.TIMES:
                return AMOUNTS[self.kind.value].told(value, decimals)

    def ends(self, present: float) -> tuple[float, float]:
        """The ends of its range, reaching to the present value where that lies outside."""
        low, high = (present * end if self.is_share else end for end in (self.low, self.high))
        return max(self.least, min(low, present)), min(self.most, max(high, present))


ASSUMPTIONS = (
    Assumption(
        key="margin",
        name=_("Margin"),
        explanation=_(
            "How much of what customers pay is left once what they buy is paid for. Sales are no profit."
        ),
        source=_("Your accounts: the contribution margin. Nobody else can know it, so none is suggested."),
        kind=Kind.PERCENT,
        suggested=None,
        low=0.75,
        high=1.25,
        least=0,
        most=100,
        is_share=True,
    ),
    Assumption(
        key="cost_once",
        name=_("Cost of the policy, once"),
        explanation=_("Training, writing, systems: all that was spent to bring it in."),
        source=_("Your accounts. Nobody else can know it, so none is suggested."),
        kind=Kind.MONEY,
        suggested=None,
        low=0.75,
        high=1.25,
        least=0,
        most=1e12,
        is_share=True,
    ),
    Assumption(
        key="cost_monthly",
        name=_("Cost of the policy, each month"),
        explanation=_("Staff, licences, follow-up: what it takes to keep it up, compensation left out."),
        source=_("Your accounts. Nobody else can know it, so none is suggested."),
        kind=Kind.MONEY,
        suggested=None,
        low=0.75,
        high=1.25,
        least=0,
        most=1e12,
        is_share=True,
    ),
    Assumption(
        key="years",
        name=_("Years looked ahead"),
        explanation=_(
            "For how long at most the purchases of a kept customer are counted: nobody knows later years."
        ),
        source=_(
            "A cautious choice of this program: a lifetime worked out from churn may be longer than any data."
        ),
        kind=Kind.YEARS,
        suggested=5,
        low=2,
        high=10,
        least=1,
        most=30,
        step=1,
    ),
    Assumption(
        key="discount",
        name=_("Discount a year"),
        explanation=_("How much less money is worth a year later: what the same money would earn elsewhere."),
        source=_(
            "Often quoted: 12 %, from 8 to 16 % (Gupta, Lehmann and Stuart 2004, Valuing Customers). The"
            " figures couldn't be checked in the study. Old, and not your data."
        ),
        kind=Kind.PERCENT,
        suggested=12,
        low=8,
        high=16,
        least=0,
        most=30,
        step=1,
    ),
    Assumption(
        key="likeness",
        name=_("A kept customer beside an average one"),
        explanation=_("Those who nearly left may buy less than others, or more: nobody knows who was kept."),
        source=_("No source: there are no data of it, so an average customer is suggested."),
        kind=Kind.PERCENT,
        suggested=100,
        low=50,
        high=120,
        least=10,
        most=200,
        step=5,
    ),
    Assumption(
        key="told",
        name=_("People who hear of a bad experience"),
        explanation=_("How many people an unhappy customer tells."),
        source=_(
            "Often quoted as TARP's, of about 1980: 9 to 15. The first study couldn't be checked. Old, and"
            " not your data."
        ),
        kind=Kind.PEOPLE,
        suggested=12,
        low=9,
        high=15,
        least=1,
        most=50,
        step=1,
        in_sum=False,
    ),
    Assumption(
        key="times_dearer",
        name=_("Winning a customer beside keeping one"),
        explanation=_("How many times as much it costs to win a new customer as to keep one."),
        source=_(
            "Often quoted, mostly as TARP's of the 1980s: 5 to 10 times. The first study couldn't be"
            " checked. Old, and not your data."
        ),
        kind=Kind.TIMES,
        suggested=5,
        low=5,
        high=10,
        least=1,
        most=50,
        step=1,
        in_sum=False,
        of_winning=True,
    ),
)
ASSUMED_BY_KEY = {one.key: one for one in ASSUMPTIONS}
# Published results on how many say nothing for each who complains run from one to this many.
SILENT_LOW, SILENT_HIGH = 1.0, 49.0


@dataclass(frozen=True)
class Choice:
    """A value that somebody chose, and kept for everybody."""

    value: float
    by: str
    on: date


def suggested() -> dict[str, float | None]:
    """What holds where nobody has chosen anything."""
    return {one.key: one.suggested for one in ASSUMPTIONS}


def choices(store: Store) -> dict[str, Choice]:
    """The values that were chosen and kept, by key."""
    kept: dict[str, dict[str, Any]] = setting(store, _SETTING, {})
    return {
        key: Choice(float(one["value"]), one["by"], date.fromisoformat(one["on"]))
        for key, one in kept.items()
        if key in ASSUMED_BY_KEY
    }


def assumed(store: Store) -> dict[str, float | None]:
    """What holds now: as chosen and kept, and else as suggested."""
    return suggested() | {key: choice.value for key, choice in choices(store).items()}


def keep(store: Store, values: Assumed, by: str, on: date) -> None:
    """Keep what differs from the suggested values; what stays as it was keeps its name and day."""
    known, usual = choices(store), suggested()
    kept = {
        key: known[key] if key in known and known[key].value == value else Choice(value, by, on)
        for key, value in values.items()
        if value is not None and value != usual[key]
    }
    told = {key: {"value": one.value, "by": one.by, "on": one.on.isoformat()} for key, one in kept.items()}
    save_setting(store, _SETTING, told, only_plans=True)


def written(values: Assumed) -> str:
    """The values that differ from the suggested ones, as a link carries them."""
    usual = suggested()
    return _BETWEEN.join(
        f"{key}{_IS}{value:.12g}"
        for key, value in values.items()
        if value is not None and value != usual[key]
    )


def read(text: str) -> dict[str, float | None]:
    """The values that a link tells; what it doesn't tell, or what can't be, is as suggested."""
    found = suggested()
    for part in text.split(_BETWEEN):
        key, __, value = part.partition(_IS)
        one, number = ASSUMED_BY_KEY.get(key), _number(value)
        if one is not None and number is not None and one.least <= number <= one.most:
            found[key] = number
    return found


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
