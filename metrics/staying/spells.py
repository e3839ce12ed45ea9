"""Spells: the days from which on, and until when, a customer belongs to a group."""

from __future__ import annotations

import numpy as np
import pandas as pd

from metrics.staying.tenures import watched

# So long after what happened a customer belongs to those to whom it did.
LONGEST = 365.0
Window = tuple[float, float]


def within(people: pd.DataFrame, window: Window) -> pd.DataFrame:
    """The time for which customers are watched in a window of days, one row each.

    customer, joined, begin, end (the day after the last), left. ``people`` as ``tenures.customers`` gives
    them, with a number in ``customer``; ``window`` is half open.
    """
    found = watched(people)
    begin, end = found["begin"].clip(lower=window[0]), found["end"].clip(upper=window[1])
    left = found["left"].notna() & (found["end"] <= window[1])
    cut = pd.DataFrame(
        {
            "customer": found["customer"],
            "joined": found["joined"],
            "begin": begin,
            "end": end,
            "left": left,
        }
    )
    return cut[cut["begin"] < cut["end"]].reset_index(drop=True)


def since(times: pd.DataFrame, moments: pd.DataFrame) -> pd.DataFrame:
    """A spell from each day on which something happened to a customer, until the next or a year later.

    times      as ``within`` gives them
    moments    customer, day and ``group``; of several on one day the last one counts
    """
    found = moments.merge(times, on="customer")
    # What happened before the customer was watched counts from the first day on which it is.
    found = found.sort_values(["customer", "day"], kind="stable", ignore_index=True)
    following = found.groupby("customer")["day"].shift(-1).fillna(np.inf)
    until = np.minimum(following, found["day"] + LONGEST)
    begin = np.maximum(found["begin"], found["day"])
    end = np.minimum(found["end"], until)
    # Only the spell in which the customer was gone ends in leaving.
    left = found["left"] & (end == found["end"])
    told = found.assign(begin=begin, end=end, left=left)
    return told.loc[told["begin"] < told["end"], ["customer", "joined", "begin", "end", "left", "group"]]


def until(times: pd.DataFrame, first: pd.Series) -> pd.DataFrame:
    """The spells of customers until the first day on which something happened to them, if it did.

    ``first`` has that day by customer.
    """
    day = times["customer"].map(first).fillna(np.inf)
    end = np.minimum(times["end"], day)
    told = times.assign(end=end, left=times["left"] & (end == times["end"]))
    return told[told["begin"] < told["end"]]
