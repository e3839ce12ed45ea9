"""Who stays and who leaves, in words."""

from __future__ import annotations

import pandas as pd

from data import formats
from data.language import gettext as _
from data.language import mark, ngettext
from metrics.impact.impact import Impact
from metrics.impact.word import REAL
from metrics.periods import Grain
from metrics.staying import curve_words
from metrics.staying.cohorts import GRAINS, Cohorts, age_months, first_day
from metrics.staying.staying import Staying

# The KPI whose verdict is the headline.
KPI = "retention"
_LATER = {
    12: mark("a year later"),
    3: mark("three months later"),
    1: mark("a month later"),
}


def headline(found: Staying, judged: Impact | None = None) -> str:
    """The message: the verdict on retention where anything changed, else what became of the latest cohort.

    judged   what happened to the KPI ``KPI`` at the rollout; None without one
    """
    cohort = _latest_cohort(found)
    if judged is not None and _has_changed(found, judged):
        return judged.title
    if cohort:
        return cohort
    if found.curves and found.curves.everyone.after_a_year.value is not None:
        return _("After a year %(share)s of the customers are still there") % {
            "share": _percent(found.curves.everyone.after_a_year.value)
        }
    return _("Retention")


def _has_changed(found: Staying, judged: Impact) -> bool:
    """Whether the plain difference or the verdict is clear: then the verdict is what counts."""
    return bool(found.rollout and found.rollout.is_clear) or judged.word in REAL


def unadjusted(found: Staying, judged: Impact | None = None) -> str:
    """The plain difference below the verdict, named as such; empty where the verdict isn't told."""
    rollout = found.rollout
    if judged is None or rollout is None or rollout.ratio is None or not _has_changed(found, judged):
        return ""
    return curve_words.unadjusted(rollout)


def latest_cohort(found: Staying) -> str:
    """What became of the latest cohort, as a sentence; empty where none is known."""
    told = _latest_cohort(found)
    return f"{told}." if told else ""


def _latest_cohort(found: Staying) -> str:
    for grain in reversed(GRAINS):
        triangle = found.cohorts.get(grain)
        cell = triangle.latest(1) if triangle else None
        if cell is not None:
            return _("Of the customers who joined in %(period)s, %(share)s were there %(later)s") % {
                "period": formats.period(first_day(cell), grain.value),
                "share": _percent(cell["value"] / 100),
                "later": _(_LATER[age_months(grain, 1)]),
            }
    return ""


def _percent(share: float) -> str:
    return _("%(number)s %%") % {"number": formats.number(100 * share)}


def flows_told(found: pd.DataFrame) -> str:
    """The latest whole month: how many there were, how many came and went."""
    whole = _finished(found)
    return "" if whole.empty else _month_told(whole.iloc[-1])


def flows_alternative(found: pd.DataFrame) -> str:
    """What the chart shows, for those who can't see it: the first whole month, and the latest."""
    whole = _finished(found)
    ends = whole if len(whole) < 2 else whole.iloc[[0, -1]]
    return " ".join(_month_told(row) for _at, row in ends.iterrows())


def _finished(found: pd.DataFrame) -> pd.DataFrame:
    return found[found["finished"].astype(bool)]


def _month_told(row: pd.Series) -> str:
    return _(
        "At the end of %(month)s there were %(active)s customers; %(joined)s had joined in that month, and"
        " %(left)s had left."
    ) % {
        "month": formats.period(row["start"].date(), Grain.MONTH.value),
        **{name: formats.number(float(row[name])) for name in ("active", "joined", "left")},
    }


def no_flows() -> str:
    """Why no month can be told."""
    return _(
        "The list shows customers as they were on one day. Who came and went in which month shows as soon as"
        " another list of a later day is loaded, or one with the days of joining and leaving."
    )


def cohorts_told(found: Cohorts) -> list[str]:
    """How to read the triangle, and what isn't in it."""
    told = [
        _(
            "Each row is of those who joined together, each column of a time later. Empty cells are not over"
            " yet: not all of these customers have been watched that long."
        )
    ]
    if found.unseen:
        told.append(
            ngettext(
                "%(n)s customer is in no row: it joined before the first list that shows it, and who had left"
                " by then may be on no list.",
                "%(n)s customers are in no row: they joined before the first list that shows them, and who"
                " had left by then may be on no list.",
                found.unseen,
            )
            % {"n": formats.number(found.unseen)}
        )
    if found.lost:
        told.append(
            ngettext(
                "%(n)s customer is in no row: it is missing on the latest list without having left.",
                "%(n)s customers are in no row: they are missing on the latest list without having left.",
                found.lost,
            )
            % {"n": formats.number(found.lost)}
        )
    return told


def no_cohorts() -> str:
    """Why there is no triangle."""
    return _(
        "There is nothing to show here yet: it takes customers who are watched from the day on which they"
        " joined, in a list with the days of joining and leaving."
    )
