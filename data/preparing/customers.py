"""Rows of customers made ready for the store, from a list of customers or from a snapshot of them."""

from __future__ import annotations

from datetime import date

import pandas as pd

from data.language import gettext as _
from data.preparing.logs import Shaped, problems_where
from data.records import Choices, Problem
from data.specs import Layout
from data.values.cleaning import Cleaned
from data.values.periods import DAYS_A_MONTH

DAY = pd.Timedelta(days=1)
_TOLD_BY_OTHERS = ("churned", "monthly_value")
# Nobody has been a customer for longer than a hundred years.
MOST_MONTHS = 1200


def shape_customers(cleaned: Cleaned, _layout: Layout, choices: Choices) -> Shaped:
    """A list of customers: observed from the beginning until the latest date in it, or the day chosen."""
    frame = cleaned.frame.copy()
    if "left_at" not in frame:
        frame["left_at"] = _constant(frame, None)
    early = frame["left_at"] < frame["joined_at"]
    problems = problems_where(frame, early, "left_at", cleaned, _("lies before the joining date"))
    frame.loc[early, "left_at"] = pd.NaT
    problems += _not_left_yet(frame, cleaned)
    latest = frame[["joined_at", "left_at"]].max().max()
    frame["observed_from"] = _constant(frame, None)
    frame["observed_until"] = _constant(frame, choices.date or latest)
    return frame, problems + _without_joining(frame, cleaned)


def _not_left_yet(frame: pd.DataFrame, cleaned: Cleaned) -> list[Problem]:
    """A contract's end ahead is no leaving: such dates are taken as empty, and told."""
    today = max(pd.Timestamp(date.today()), frame["joined_at"].max())
    ahead = frame["left_at"] > today
    reason = _("lies in the future, so the customer is taken as still there")
    problems = problems_where(frame, ahead, "left_at", cleaned, reason, to_mend=False)
    frame.loc[ahead, "left_at"] = pd.NaT
    return problems


def shape_snapshot(cleaned: Cleaned, _layout: Layout, choices: Choices) -> Shaped:
    """A snapshot: customers joined their tenure before its date, and left, if they did, on the day before it.

    When they left isn't in it, so customers are observed from the snapshot on: a later one tells of them.
    """
    frame, taken = cleaned.frame, pd.Timestamp(str(choices.snapshot_date))
    given = frame.get("tenure_months", pd.Series(index=frame.index, dtype="float64"))
    below, above = given < 0, given > MOST_MONTHS
    months = frame["tenure_months"].mask(below | above)
    joined = months.map({tenure: _before(taken, tenure) for tenure in months.dropna().unique()})
    # All that a snapshot tells goes on, but for what is told by other columns from here on.
    shaped = frame.drop(columns=[name for name in _TOLD_BY_OTHERS if name in frame])
    shaped["joined_at"] = joined.astype("datetime64[us]")
    shaped["left_at"] = _left(shaped["joined_at"], frame["churned"], taken)
    shaped["tenure_months"] = months
    if "monthly_value" in frame:
        shaped["mean_purchase"] = frame["monthly_value"]
        shaped["purchases_per_month"] = frame["monthly_value"].notna().map({True: 1.0}).astype("float64")
    shaped["observed_from"] = _constant(shaped, taken)
    shaped["observed_until"] = _constant(shaped, taken - DAY)
    problems = problems_where(frame, below, "tenure_months", cleaned, _("is below zero"))
    problems += problems_where(frame, above, "tenure_months", cleaned, _("is more than a hundred years"))
    return shaped, problems + _without_joining(shaped, cleaned, "tenure_months")


def _before(taken: pd.Timestamp, months: float) -> pd.Timestamp:
    """The day so many months before; the part of a month in days."""
    whole = int(months)
    return taken - pd.DateOffset(months=whole) - pd.Timedelta(days=round((months - whole) * DAYS_A_MONTH))


def _left(joined: pd.Series, churned: pd.Series, taken: pd.Timestamp) -> pd.Series:
    """The day before the snapshot for those who left, or the day they joined where that is later."""
    last = joined.where(joined > taken - DAY, taken - DAY)
    return last.where(churned.fillna(False).astype(bool)).astype("datetime64[us]")


def _without_joining(frame: pd.DataFrame, cleaned: Cleaned, key: str = "joined_at") -> list[Problem]:
    return problems_where(
        frame,
        frame["joined_at"].isna(),
        key,
        cleaned,
        _("no joining date: counted in the totals, left out of trends"),
    )


def _constant(frame: pd.DataFrame, day: date | pd.Timestamp | None) -> pd.Series:
    return pd.Series(pd.NaT if day is None else pd.Timestamp(day), index=frame.index, dtype="datetime64[us]")
