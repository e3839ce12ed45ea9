"""What the data can't tell: the assumptions behind a worth, each with its source and its range.

A value that a person chose is kept beside who chose it and when; a link carries all that differ from what
is suggested, so that it shows the same worth to everybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.language import mark as _
from data.store import Store, save_setting, setting

Assumed = Mapping[str, float | None]

_SETTING = "worth_assumptions"
_BETWEEN, _IS = "~", "."


@dataclass(frozen=True)
class Assumption:
    """Something that is supposed and never measured.

    name, explanation, source    in words, marked for translation
    unit         in words, marked for translation
    suggested    what holds until somebody chooses; None where only the company can know
    low, high    how far it may reasonably lie off, for the chart of what matters: values or, where
                 ``is_share``, shares of the present value
    least, most  what may be entered
    step         of a slider; 0 for a number to type
    in_sum       whether the worth hangs on it, and not only what stands beside it
    """

    key: str
    name: str
    explanation: str
    source: str
    unit: str
    suggested: float | None
    low: float
    high: float
    least: float
    most: float
    step: float = 0.0
    is_share: bool = False
    in_sum: bool = True

    def ends(self, present: float) -> tuple[float, float]:
        """The ends of its range, reaching to the present value where that lies outside."""
        low, high = (present * end if self.is_share else end for end in (self.low, self.high))
        return max(self.least, min(low, present)), min(self.most, max(high, present))


ASSUMPTIONS = (
    Assumption(
        "margin",
        _("Margin"),
        _("How much of what customers pay is left once what they buy is paid for. Sales are no profit."),
        _("Your accounts: the contribution margin. Nobody else can know it, so none is suggested."),
        _("%"),
        None,
        0.75,
        1.25,
        0,
        100,
        is_share=True,
    ),
    Assumption(
        "cost_once",
        _("Cost of the policy, once"),
        _("Training, writing, systems: all that was spent to bring it in."),
        _("Your accounts. Nobody else can know it, so none is suggested."),
        _("money"),
        None,
        0.75,
        1.25,
        0,
        1e12,
        is_share=True,
    ),
    Assumption(
        "cost_monthly",
        _("Cost of the policy, each month"),
        _("Staff, licences, follow-up: what it takes to keep it up, compensation left out."),
        _("Your accounts. Nobody else can know it, so none is suggested."),
        _("money"),
        None,
        0.75,
        1.25,
        0,
        1e12,
        is_share=True,
    ),
    Assumption(
        "years",
        _("Years looked ahead"),
        _("For how long at most the purchases of a kept customer are counted: nobody knows later years."),
        _("A cautious choice of this program: a lifetime worked out from churn may be longer than any data."),
        _("years"),
        5,
        2,
        10,
        1,
        30,
        step=1,
    ),
    Assumption(
        "discount",
        _("Discount a year"),
        _("How much less money is worth a year later: what the same money would earn elsewhere."),
        _(
            "Often quoted: 12 %, from 8 to 16 % (Gupta, Lehmann and Stuart 2004, Valuing Customers). The"
            " figures couldn't be checked in the study. Old, and not your data."
        ),
        _("%"),
        12,
        8,
        16,
        0,
        30,
        step=1,
    ),
    Assumption(
        "likeness",
        _("A kept customer beside an average one"),
        _("Those who nearly left may buy less than others, or more: nobody knows who was kept."),
        _("No source: there are no data of it, so an average customer is suggested."),
        _("%"),
        100,
        50,
        120,
        10,
        200,
        step=5,
    ),
    Assumption(
        "told",
        _("People who hear of a bad experience"),
        _("How many people an unhappy customer tells."),
        _(
            "Often quoted as TARP's, of about 1980: 9 to 15. The first study couldn't be checked. Old, and"
            " not your data."
        ),
        _("people"),
        12,
        9,
        15,
        1,
        50,
        step=1,
        in_sum=False,
    ),
    Assumption(
        "times_dearer",
        _("Winning a customer beside keeping one"),
        _("How many times as much it costs to win a new customer as to keep one."),
        _(
            "Often quoted, mostly as TARP's of the 1980s: 5 to 10 times. The first study couldn't be"
            " checked. Old, and not your data."
        ),
        _("times"),
        5,
        5,
        10,
        1,
        50,
        step=1,
        in_sum=False,
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
