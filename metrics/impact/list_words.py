"""What is said of a verdict where each value is a whole list of customers."""

from __future__ import annotations

from data import formats
from data.language import gettext as _
from metrics.impact.verdict import Verdict
from metrics.interrupted import BEFORE_A_VERDICT, FEWEST_AFTER
from metrics.sentences import values


def too_few_lists(verdict: Verdict) -> str:
    """How many lists there are on either side of a rollout, and how many it takes."""
    words = {
        "before": values(verdict.kpi, verdict.before),
        "after": values(verdict.kpi, verdict.after),
        "needed_before": formats.number(BEFORE_A_VERDICT),
        "needed_after": formats.number(FEWEST_AFTER),
    }
    template = _(
        "Can't tell yet whether this is a real shift: %(before)s before the rollout, %(after)s after it;"
        " it takes %(needed_before)s before and %(needed_after)s after."
    )
    return template % words
