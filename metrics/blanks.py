"""Blanks: stretches of time without a value between the first and the last one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import pandas as pd

from data import formats
from data.language import gettext as _
from data.language import ngettext
from metrics.periods import Grain

_TOLD = 3


@dataclass(frozen=True)
class Blank:
    """A stretch without a value, from its first day to its last."""

    first: date
    last: date

    def text(self, grain: Grain) -> str:
        """Its periods in words, as in ``March 2024 to May 2024``."""
        first, last = (formats.period(day, grain.value) for day in (self.first, self.last))
        if grain is Grain.WEEK:
            last = formats.period(self.last - timedelta(days=self.last.weekday()), grain.value)
        return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def blanks(series: pd.DataFrame) -> list[Blank]:
    """The blanks of the values of one split: with ``start``, ``until`` (exclusive) and ``value``.

    It is a blank where a period has no value, and where there is no period.
    """
    known = series.dropna(subset=["value"]).sort_values("start")
    spans = list(zip(known["start"], known["until"], strict=True))
    return [
        Blank(until.date(), (start - pd.Timedelta(days=1)).date())
        for (__, until), (start, __) in pairwise(spans)
        if until < start
    ]


def _is_whole(series: pd.DataFrame) -> bool:
    """Whether each period has a value and follows on the one before, as most series do."""
    starts, ends = series["start"].to_numpy(), series["until"].to_numpy()
    return bool(series["value"].notna().all() and (starts[1:] == ends[:-1]).all())


def parted(series: pd.DataFrame) -> pd.DataFrame:
    """The values of one split with a row without a value for each blank, at which a line breaks."""
    if _is_whole(series):
        return series
    known, found = series.dropna(subset=["value"]), blanks(series)
    if not found:
        return series if known.empty else known
    gaps = pd.DataFrame(
        {
            "start": pd.to_datetime([blank.first for blank in found]),
            "until": pd.to_datetime([blank.last + timedelta(days=1) for blank in found]),
            "finished": True,
        }
    ).astype({"start": known["start"].dtype, "until": known["until"].dtype})
    both = pd.concat([known, gaps.reindex(columns=known.columns)]).astype({"finished": bool})
    return both.sort_values("start", ignore_index=True)


def told(series: pd.DataFrame, grain: Grain) -> str:
    """Where there are no data, in a sentence; empty where there are all."""
    found = blanks(series)
    if not found:
        return ""
    named = "; ".join(blank.text(grain) for blank in found[:_TOLD])
    more = len(found) - _TOLD
    if more > 0:
        words = {"periods": named, "n": formats.number(more)}
        return (
            ngettext(
                "No data in %(periods)s, and once more: the line breaks there.",
                "No data in %(periods)s, and %(n)s times more: the line breaks there.",
                more,
            )
            % words
        )
    return _("No data in %(periods)s: the line breaks there.") % {"periods": named}
