"""How many are there at a moment, from cells of those who came and those who went."""

from __future__ import annotations

import pandas as pd

from metrics.counting.scan import window
from metrics.periods import DAYS_IN_MONTH, MINUTES_IN_MONTH, MONTHS, QUIET_DAYS, Grain, ends
from metrics.query import Query

_ALWAYS = pd.Timestamp(1900, 1, 1)
_PARTS = ("at_start", "kept", "at_end", "months_paid", "paid", "paid_squares")
_WATCHED = ["customers", "with_value", "value", "value_squares"]


def open_at_end(cells: pd.DataFrame, periods: pd.DatetimeIndex) -> pd.DataFrame:
    """Parts of a stock: ``open`` at each period's end, of those ``tracked`` until then.

    ``cells`` have start, end (missing while open), split and tracked; the result is indexed by start
    and split.
    """
    splits = sorted(set(cells["split"]))
    came = _running(cells, "start", "tracked", periods, splits)
    went = _running(cells, "end", "tracked", periods, splits)
    return pd.DataFrame({"tracked": came.stack(), "open": (came - went).stack()})


def customer_parts(
    cells: pd.DataFrame, periods: pd.DatetimeIndex, query: Query, last: pd.Timestamp
) -> pd.DataFrame:
    """Parts of retention by period and split, from cells of customers by joining and leaving period.

    Customers who joined within a period aren't among those at its start. Each is counted only in the
    periods that the file could tell of: from the first snapshot on, and as far as the list reaches.
    ``last`` is the data's last moment.
    """
    if query.grain is Grain.ALL and query.first is None:
        return _whole_list(cells, periods[0])
    splits = sorted(set(cells["split"]))
    known = cells.assign(
        observed=cells["observed"].fillna(_ALWAYS), watched=cells["watched"].fillna(last.normalize())
    )
    days = known[["observed", "watched"]].drop_duplicates().itertuples(index=False)
    watched = [
        _watched(known[(known["observed"] == since) & (known["watched"] == until)], periods, splits)
        * _seen(periods, splits, (since, until), query, last)
        for since, until in days
    ]
    parts = sum(watched[1:], watched[0])
    return parts.assign(months=parts["at_start"] * _length(query, last))


def _seen(
    periods: pd.DatetimeIndex,
    splits: list[str],
    days: tuple[pd.Timestamp, pd.Timestamp],
    query: Query,
    last: pd.Timestamp,
) -> pd.DataFrame:
    """1 for the periods in which a file could tell who left, 0 elsewhere.

    The last period of all may be unfinished: it is shown as such, not left out.
    """
    since, until = days
    seen = periods >= since
    if query.grain is Grain.ALL:
        after = window(query)[1]
        end = min(pd.Timestamp(after), last) if after else last
        seen &= until >= end.normalize() - pd.Timedelta(days=QUIET_DAYS[Grain.MONTH])
    else:
        over = ends(periods, query.grain) <= until + pd.Timedelta(days=1 + QUIET_DAYS[query.grain])
        seen &= over | ((periods == periods[-1]) & (until >= periods[-1]))
    grid = pd.MultiIndex.from_product([periods, splits], names=["start", "split"])
    factor = pd.Series(seen.astype(float), index=periods).reindex(grid.get_level_values("start"))
    return pd.DataFrame({part: factor.to_numpy() for part in _PARTS}, index=grid)


def _length(query: Query, last: pd.Timestamp) -> float:
    """A period's length in months; one period for everything ends with the data."""
    first, after = window(query)
    if query.grain is not Grain.ALL or first is None:
        return MONTHS.get(query.grain, 0.0)
    seen = last.normalize() + pd.Timedelta(days=1)
    end = min(pd.Timestamp(after), seen) if after else seen
    return (end - pd.Timestamp(first)).days / DAYS_IN_MONTH


def _whole_list(cells: pd.DataFrame, period: pd.Timestamp) -> pd.DataFrame:
    """Everybody on the list as one period, as long as customers were there on average."""
    everyone = cells.groupby("split")[["customers", "dated", "minutes", *_WATCHED[1:]]].sum()
    kept = cells[cells["end"].isna()].groupby("split")["customers"].sum()
    months = everyone["minutes"] / MINUTES_IN_MONTH * everyone["customers"] / everyone["dated"]
    parts = pd.DataFrame(
        {
            "at_start": everyone["customers"],
            "kept": kept.reindex(everyone.index, fill_value=0),
            "at_end": kept.reindex(everyone.index, fill_value=0),
            "months": months,
            "months_paid": everyone["with_value"],
            "paid": everyone["value"],
            "paid_squares": everyone["value_squares"],
        }
    )
    return parts.assign(start=period).set_index("start", append=True).swaplevel()


def _watched(cells: pd.DataFrame, periods: pd.DatetimeIndex, splits: list[str]) -> pd.DataFrame:
    """Parts of customers who are watched over the same days."""
    at_start = {column: _at_start(cells, column, periods, splits) for column in _WATCHED}
    lost = _by(cells[cells["start"] < cells["end"]], "end", "customers", splits).reindex(
        periods, fill_value=0
    )
    columns = {
        "at_start": at_start["customers"],
        "kept": at_start["customers"] - lost,
        "at_end": _at_end(cells, "customers", periods, splits),
        "months_paid": at_start["with_value"],
        "paid": at_start["value"],
        "paid_squares": at_start["value_squares"],
    }
    return pd.DataFrame({name: table.stack() for name, table in columns.items()})


def _by(cells: pd.DataFrame, key: str, column: str, splits: list[str]) -> pd.DataFrame:
    """Sums of a column, a row a period and a column a split."""
    sums = cells.dropna(subset=[key]).groupby([key, "split"])[column].sum().unstack("split", fill_value=0)
    table = sums.reindex(columns=splits, fill_value=0)
    table.index = pd.DatetimeIndex(table.index, name="start")
    table.columns.name = "split"
    return table


def _running(
    cells: pd.DataFrame, key: str, column: str, periods: pd.DatetimeIndex, splits: list[str], shift: int = 0
) -> pd.DataFrame:
    """Sums up to and including each period; before each period with ``shift`` 1."""
    table = _by(cells, key, column, splits)
    every = table.index.union(periods).rename("start")
    running = table.reindex(every, fill_value=0).cumsum().shift(shift, fill_value=0)
    return running.reindex(periods.rename("start"))


def _at_start(cells: pd.DataFrame, column: str, periods: pd.DatetimeIndex, splits: list[str]) -> pd.DataFrame:
    return _there(cells, column, periods, splits, shift=1)


def _at_end(cells: pd.DataFrame, column: str, periods: pd.DatetimeIndex, splits: list[str]) -> pd.DataFrame:
    return _there(cells, column, periods, splits, shift=0)


def _there(
    cells: pd.DataFrame, column: str, periods: pd.DatetimeIndex, splits: list[str], shift: int
) -> pd.DataFrame:
    came = _running(cells, "start", column, periods, splits, shift)
    # Nobody can be taken away who was never counted as having come.
    dated = cells.dropna(subset="start")
    return came - _running(dated, "end", column, periods, splits, shift)
