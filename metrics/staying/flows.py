"""How many customers there are, come and go, month by month: from the parts of the KPIs of retention."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics.counting.customer_months import CUSTOMERS_KPI
from metrics.facts import Facts
from metrics.periods import Grain
from metrics.query import Filters, Query

COLUMNS = ("start", "until", "active", "joined", "left", "at_start", "finished")


def flows(
    facts: Facts, where: Filters = (), first: date | None = None, last: date | None = None
) -> pd.DataFrame:
    """One row a month with ``COLUMNS``; months that no list tells of are left out.

    active    customers at the month's end
    joined    those of them who came in the month
    left      those who were there at its start and have gone
    So active is at_start - left + joined; who came and went within a month is in neither.
    """
    query = Query((CUSTOMERS_KPI,), Grain.MONTH, first, last, where=where)
    parts = facts.parts(query).get(CUSTOMERS_KPI)
    if parts is None:
        return pd.DataFrame(columns=list(COLUMNS))
    told = parts[(parts["at_start"] > 0) | (parts["at_end"] > 0)]
    counts = {
        "active": told["at_end"],
        "joined": told["at_end"] - told["kept"],
        "left": told["at_start"] - told["kept"],
        "at_start": told["at_start"],
    }
    found = pd.DataFrame(
        {"start": told["start"], "until": told["until"], **counts, "finished": told["finished"]}
    )
    return found.sort_values("start", ignore_index=True)
