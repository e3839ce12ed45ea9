"""What files of period totals hold: their periods, the holes between them, and figures that stand out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from data.preparing.additive import NET_PROMOTERS
from metrics.counting.totals import grain_of
from metrics.health.gaps import Gap
from metrics.periods import Grain
from metrics.query import Source

FAR, FOLD = 8.0, 8.0
_FEWEST_PERIODS = 8
_SIDE = 3
_MAD = 1.4826
# Days that may lie between two periods: odd lengths, and between single days weekends and holidays.
_SLACK = {Grain.DAY: 9}
_DAY = pd.Timedelta(days=1)


@dataclass(frozen=True)
class Figure:
    """The total of a part in a period that is far from those of the periods around it."""

    part: str
    first: date
    last: date
    value: float
    usual: float


def periods(source: Source) -> pd.DataFrame:
    """One row a file, kind, period and part: upload_id, kind, first, last, months, part, value, rows."""
    frame = source.frame("periods").group_by("upload_id", "kind", "starts_on", "months", "part")
    found = frame.agg(value=nw.col("value").sum(), rows=nw.len()).collect("pandas").to_native()
    starts = found["starts_on"].astype("datetime64[us]")
    ends = [_end(start, months) for start, months in zip(starts, found["months"], strict=True)]
    return found.assign(
        first=starts, last=pd.Series(ends, index=found.index, dtype="datetime64[us]")
    ).sort_values(["first", "upload_id", "part"], ignore_index=True)


def _end(start: pd.Timestamp, months: float) -> pd.Timestamp:
    """The last day: whole months by the calendar, shorter periods by their mean length."""
    if months == int(months):
        return start + pd.DateOffset(months=int(months)) - _DAY
    return start + pd.Timedelta(days=round(months * 365.25 / 12)) - _DAY


def holes(rows: pd.DataFrame) -> list[Gap]:
    """The days between periods that no period covers; none where these are most of the days."""
    if rows.empty:
        return []
    known = rows.drop_duplicates(["first", "last"]).sort_values("first")
    reached = known["last"].cummax().shift()
    slack = [_SLACK.get(grain_of(months), 3) for months in known["months"].to_numpy(dtype=float)]
    apart = known[known["first"] > reached + pd.to_timedelta(slack, unit="D")]
    found = [
        Gap((reached[place] + _DAY).date(), (first - _DAY).date(), grain_of(months), float("nan"))
        for place, first, months in apart[["first", "months"]].itertuples()
    ]
    days = (known["last"].max() - known["first"].min()).days + 1
    return found if sum(gap.days for gap in found) < days / 2 else []


def figures(rows: pd.DataFrame) -> list[Figure]:
    """The totals of a kind that lie far from the periods around them: by their logarithms.

    Net promoters lie about nothing, where no logarithm tells what is far.
    By the median of three periods on either side, as for volumes, but farther, as a figure that is typed
    wrongly has its point in the wrong place; never for less than eight times or an eighth.
    """
    return [
        figure
        for part, values in rows[(rows["value"] > 0) & (rows["part"] != NET_PROMOTERS)].groupby("part")
        for figure in _of(str(part), values)
    ]


def _of(part: str, rows: pd.DataFrame) -> Sequence[Figure]:
    months = rows["months"].mode().iloc[0]
    series = rows[rows["months"] == months].groupby(["first", "last"])["value"].sum()
    if len(series) < _FEWEST_PERIODS:
        return []
    values = np.log(series.to_numpy())
    usual = np.array([np.median(np.delete(values, place)[_near(place)]) for place in range(len(values))])
    distance = values - usual
    # Small counts are far below others by chance, at least where they are taken by their logarithm.
    spread = np.where(distance > 0, FAR, 2 * FAR) * _MAD * np.median(np.abs(distance))
    far = np.abs(distance) > np.maximum(spread, np.log(FOLD))
    days = list(series.index)
    return [
        Figure(part, days[place][0].date(), days[place][1].date(), *np.exp([values[place], usual[place]]))
        for place in np.flatnonzero(far)
    ]


def _near(place: int) -> slice:
    return slice(max(0, place - _SIDE), place + _SIDE)
