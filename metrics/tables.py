"""Numbers as tables in words: what a person reads below a chart."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data import formats
from data.language import gettext as _
from metrics import sentences
from metrics.comparison import Comparison
from metrics.kpi import Kpi
from metrics.periods import Grain
from metrics.series import Summary
from metrics.splits import Member


def of_members(kpi: Kpi, members: Sequence[Member]) -> pd.DataFrame:
    """Members with their values before and since the rollout, the change, and what stands behind it."""
    rows = [
        {
            _("Who"): member.name,
            _("Value"): kpi.text(member.reached.value, member.reached.grain),
            _("Rows behind it"): _behind(kpi, member.reached),
            _("Rollout"): formats.day(member.rollout),
            _("Before"): _before(kpi, member.compared),
            _("Change"): _change(kpi, member.compared),
        }
        for member in members
    ]
    return pd.DataFrame(rows)


def panel(kpi: Kpi, member: Member) -> str:
    """What the small chart of a member shows, for those who can't see it: what the table says of it."""
    return f"{kpi.title}. {read_out(of_members(kpi, [member]))}"


def read_out(table: pd.DataFrame) -> str:
    """A table of words, row by row, each word with the name of its column; what is missing is left out."""
    rows = [
        "; ".join(f"{name}: {told}" for name, told in row.items() if told != formats.MISSING)
        for row in table.to_dict("records")
    ]
    return " ".join(f"{row}." for row in rows)


def _behind(kpi: Kpi, reached: Summary) -> str:
    told = sentences.behind(kpi, reached)
    return f"{told}, {sentences.lasting(reached)}" if reached.left_out else told


def _before(kpi: Kpi, found: Comparison | None) -> str:
    if found is None or found.before is None:
        return formats.MISSING
    return kpi.text(found.before.value, found.before.grain)


def _change(kpi: Kpi, found: Comparison | None) -> str:
    if found is None or found.change is None:
        return formats.MISSING
    if found.change.low is None:
        return kpi.change(found.told, None, found.decimals)
    words = {
        "change": kpi.change(found.told, None, found.decimals),
        "bounds": kpi.bounds(found.change.low, found.change.high, found.decimals),
    }
    better = found.improved
    if found.change.waits:
        return _("%(change)s (%(bounds)s), many still open") % words
    if not found.change.is_clear:
        return _("%(change)s (%(bounds)s), may be chance") % words
    if better is None:
        return _("%(change)s (%(bounds)s)") % words
    return (_("%(change)s (%(bounds)s), better") if better else _("%(change)s (%(bounds)s), worse")) % words


def of_values(kpi: Kpi, series: pd.DataFrame, grain: Grain) -> pd.DataFrame:
    """A series in words: a row a period, the latest first."""
    told = series[["start", "value", "low", "high", "n", "finished"]].itertuples(index=False)
    rows = [
        {
            _("Period"): formats.period(start.date(), grain.value),
            _("Value"): kpi.text(None if pd.isna(value) else value),
            _("95 % interval"): _between(kpi, low, high, value),
            _("Rows behind it"): sentences.counted(kpi, round(n)),
            _("Finished"): _("yes") if over else _("not yet"),
        }
        for start, value, low, high, n, over in told
    ]
    return pd.DataFrame(rows[::-1])


def _between(kpi: Kpi, low: float, high: float, value: float) -> str:
    if pd.isna(low) or pd.isna(high):
        return formats.MISSING
    return kpi.interval(low, high, value)
