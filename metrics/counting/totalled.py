"""Which KPIs can come from period totals, and how their parts follow from what is stored of these.

What a report's columns come to is declared in ``data.preparing.additive``; what that makes of a KPI, here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.preparing.additive import NET_PROMOTERS
from data.specs import Scale

Scales = Mapping[str, Scale]
# Of a mean without its sum of squares nobody can tell how the values vary: without bound, however it adds up.
UNTOLD = np.inf
# The standard by which totals of complaints tell of those who say nothing: that of a period's first day.
SILENT = "silent_ratio"
_SPLIT = ("promoters", "passives", "detractors")


@dataclass(frozen=True)
class Place:
    """The fact table that totals tell of, their view, and the view of the log beside them."""

    table: str
    view: str
    log: str


@dataclass(frozen=True)
class Totalled:
    """How the parts of a KPI follow from those of period totals.

    given    the parts of totals without which it has none; of several forms, one is enough
    parts    part of the KPI's measure -> what it is by the totals and the company's scales
    """

    place: Place
    given: tuple[tuple[str, ...], ...]
    parts: Mapping[str, Callable[[pd.DataFrame, Scales], pd.Series]]

    def known(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows of totals that have all parts of one of the forms."""
        rows = rows.reindex(
            columns=list(dict.fromkeys([*rows, *(part for form in self.given for part in form)]))
        )
        complete = [rows[list(form)].notna().all(axis=1) for form in self.given]
        return rows[pd.concat(complete, axis=1).any(axis=1)]


def _of(part: str) -> Callable[[pd.DataFrame, Scales], pd.Series]:
    return lambda rows, _scales: rows[part]


def _untold(rows: pd.DataFrame, _scales: Scales) -> pd.Series:
    return pd.Series(UNTOLD, index=rows.index)


def _points(rows: pd.DataFrame, scales: Scales) -> pd.Series:
    return rows["answers"] * scales["csat"].low + rows["csat_sum"] * scales["csat"].span


def _silent(rows: pd.DataFrame, _scales: Scales) -> pd.Series:
    return rows["complaints"] * rows[SILENT]


def _is_split(rows: pd.DataFrame) -> pd.Series:
    return rows[list(_SPLIT)].notna().all(axis=1)


def _promoters(rows: pd.DataFrame, _scales: Scales) -> pd.Series:
    """The promoters, of a score alone as many as there can be: without passives its answers vary most."""
    return rows["promoters"].where(_is_split(rows), (rows["answers"] + rows[NET_PROMOTERS]) / 2)


def _passives(rows: pd.DataFrame, _scales: Scales) -> pd.Series:
    return rows["passives"].where(_is_split(rows), 0.0)


def _detractors(rows: pd.DataFrame, _scales: Scales) -> pd.Series:
    return rows["detractors"].where(_is_split(rows), (rows["answers"] - rows[NET_PROMOTERS]) / 2)


def _count(place: Place, part: str) -> Totalled:
    return Totalled(place, ((part,),), {"events": _of(part)})


def _share(place: Place, hits: str, n: str) -> Totalled:
    return Totalled(place, ((hits, n),), {"hits": _of(hits), "n": _of(n)})


def _mean(place: Place, total: str, n: str) -> Totalled:
    return Totalled(place, ((total, n),), {"n": _of(n), "total": _of(total), "squares": _untold})


_SURVEYS = Place("answers", "survey_totals", "surveys")
_CONTACTS = Place("contacts", "contact_totals", "contacts")
_COMPLAINTS = Place("complaints", "complaint_totals", "complaints")
TOTALLED = {
    "complaints": _count(_COMPLAINTS, "complaints"),
    "complaints_per_1000": _count(_COMPLAINTS, "complaints"),
    "silent_customers": Totalled(
        _COMPLAINTS, (("complaints", SILENT),), {"events": _of("complaints"), "weighted": _silent}
    ),
    "answers": _count(_SURVEYS, "answers"),
    "csat": _share(_SURVEYS, "satisfied", "answers"),
    "csat_mean": Totalled(
        _SURVEYS, (("answers", "csat_sum"),), {"n": _of("answers"), "total": _points, "squares": _untold}
    ),
    "nps": Totalled(
        _SURVEYS,
        (_SPLIT, ("answers", NET_PROMOTERS)),
        {"promoters": _promoters, "passives": _passives, "detractors": _detractors},
    ),
    "contacts": _count(_CONTACTS, "contacts"),
    "abandonment": _share(_CONTACTS, "abandoned", "contacts"),
    "speed_of_answer": _mean(_CONTACTS, "waited", "answered"),
    "handle_time": _mean(_CONTACTS, "handled", "answered"),
    "first_contact_resolution": _share(_CONTACTS, "settled", "answered"),
}
PLACES = tuple(dict.fromkeys(one.place for one in TOTALLED.values()))
