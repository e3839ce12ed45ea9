"""Whether a problem is in the company's hands, in words."""

from __future__ import annotations

from data import formats
from data.language import gettext as _
from metrics.problems.ranking import Problem
from metrics.problems.reach import ENOUGH, Reach


def reach(problem: Problem, suggested: int) -> str:
    """Whether a problem is in the company's hands, and how that is known."""
    if problem.reach is Reach.SET_IN:
        return _("It is in your hands, as you set it.")
    words = {"n": formats.number(suggested), "of": formats.number(problem.n)}
    words["limit"] = formats.number(100 * ENOUGH)
    if problem.reach is Reach.LIKELY:
        told = _(
            "Likely in your hands: staff wrote how to avoid it for %(n)s of %(of)s complaints, which is more"
            " than %(limit)s %% by the lower end of the interval."
        )
        return told % words
    told = _(
        "Whether it is in your hands isn't known: staff wrote how to avoid it for %(n)s of %(of)s; it is"
        " likely from %(limit)s %% on, by the lower end of the interval."
    )
    return told % words
