"""What published ratios would make of the company's numbers: old, from elsewhere, and told as such."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.worth.assumptions import ASSUMED_BY_KEY, SILENT_HIGH, SILENT_LOW, Assumed
from metrics.worth.spread import Range
from metrics.worth.worth import Worth


@dataclass(frozen=True)
class Unheard:
    """Unhappy customers who said nothing since the rollout, and how many people heard of it.

    exceeds    whether there would be more of them than the company has customers
    """

    complaints: int
    silent: Range
    heard: Range
    customers: int | None

    @property
    def exceeds(self) -> bool:
        return self.customers is not None and self.silent.value > self.customers


def unheard(found: Worth, assumed: Assumed) -> Unheard | None:
    """The estimate from published ratios; None without complaints."""
    after, complaints = found.measured.silent.after, found.measured.complaints
    if after is None or not after.n or not complaints:
        return None
    # The ratio is the company's standard, and each complaint counts by that of its day.
    ratio = after.value * after.periods / after.n
    silent = Range(
        complaints * ratio, complaints * min(SILENT_LOW, ratio), complaints * max(SILENT_HIGH, ratio)
    )
    told = ASSUMED_BY_KEY["told"]
    tell = assumed["told"] or 0.0
    few, many = told.ends(tell)
    heard = Range(silent.value * tell, silent.low * few, silent.high * many)
    return Unheard(complaints, silent, heard, found.measured.customers)


@dataclass(frozen=True)
class Winning:
    """What winning a customer costs beside keeping one, by the published ratio.

    winning   what winning as many as were kept would cost; None unless it is told that any were
    a_kept    what the policy cost for each customer kept, by each way of counting these; empty unless both
              are known
    """

    each: float
    keeping: Range
    winning: Range | None
    a_kept: tuple[float, ...]


def winning(found: Worth, assumed: Assumed, acquisition: float | None) -> Winning | None:
    """Beside the company's cost of winning a customer; None where that isn't set."""
    if acquisition is None:
        return None
    dearer = ASSUMED_BY_KEY["times_dearer"]
    times = assumed["times_dearer"] or dearer.low
    few, many = dearer.ends(times)
    keeping = Range(acquisition / times, acquisition / many, acquisition / few)
    if found.kept is None or found.kept.value <= 0 or not found.is_told:
        return Winning(acquisition, keeping, None, ())
    a_kept = () if found.cost is None else tuple(found.cost / one.kept.value for one in found.readings)
    return Winning(acquisition, keeping, found.kept.times(acquisition), a_kept)
