"""What to fix first as tables in words."""

from __future__ import annotations

import pandas as pd

from data import formats
from data.language import gettext as _
from data.language import ngettext
from metrics.people import member_name
from metrics.problems import wording
from metrics.problems.criteria import COSTS
from metrics.problems.ranking import Ranking
from metrics.problems.reach import REACH_WORDS
from metrics.problems.spread import BESIDE_WORDS, Part, Spread
from metrics.problems.wording import Names


def of_problems(found: Ranking, names: Names, days: int) -> pd.DataFrame:
    """A row a problem, in their order: how often, what it costs, whether it is in the company's hands.

    What the files tell of none has no column.
    """
    left = ngettext("Left within %(n)s day", "Left within %(n)s days", days) % {"n": formats.number(days)}
    rows = [
        {
            _("Place"): wording.place(one),
            _("Problem"): names.get(one.name, one.name),
            _("Complaints"): one.n,
            _("Share"): wording.share(one),
            **{_(words.column): wording.cost(key, one.costs.get(key)) for key, words in COSTS.items()},
            left: wording.lost_briefly(one.lost),
            _("In your hands"): _(REACH_WORDS[one.reach]),
        }
        for one in found.problems
    ]
    table = pd.DataFrame(rows)
    return table.loc[:, (table != formats.MISSING).any()]


def of_spread(found: Spread, title: str) -> pd.DataFrame:
    """A row a member that has some: its complaints of the problem, of all that it has, what that means."""
    rows = [
        {
            title: member_name(part.member),
            _("Complaints"): _counted(part),
            _("Share"): wording.within(part.n / part.of, part.low, part.high),
            _("Beside others"): _(BESIDE_WORDS[part.beside]),
        }
        for part in found.telling
    ]
    return pd.DataFrame(rows)


def _counted(part: Part) -> str:
    words = {"n": formats.number(part.n), "of": formats.number(part.of)}
    return _("%(n)s of %(of)s") % words
