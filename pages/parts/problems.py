"""What couldn't be used of a file: counted by reason, and listed by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data import formats
from data.language import gettext as _
from data.language import ngettext
from data.records import Preparation, Problem
from pages.parts.words import plain

_SHOWN = 500
_REASONS = 20


def title(found: Preparation) -> str:
    """The tab's title, with how many there are; without a number while the rows aren't read."""
    if found.frame is None and not found.problems:
        return _("Problems")
    return _("Problems (%(n)s)") % {"n": formats.number(len(found.problems))}


def draw(problems: Sequence[Problem], is_read: bool = True) -> None:
    """The problems counted by reason, then by row."""
    if not problems and not is_read:
        st.markdown(_("The rows are read once it is clear what the file holds."))
        return
    if not problems:
        st.markdown(_("No problems: every row can be used."))
        return
    counts = Counter((problem.column, problem.reason, problem.left_out) for problem in problems)
    for (column, reason, left_out), count in counts.most_common(_REASONS):
        words = {"n": formats.number(count), "column": plain(column), "reason": plain(reason)}
        st.markdown("- " + _counted(count, left_out) % words)
    st.dataframe(table(problems[:_SHOWN]), hide_index=True)
    if len(problems) > _SHOWN:
        st.caption(_("The first %(n)s are listed.") % {"n": formats.number(_SHOWN)})


def _counted(count: int, left_out: bool) -> str:
    if left_out:
        return ngettext(
            "%(n)s row left out – %(column)s: %(reason)s",
            "%(n)s rows left out – %(column)s: %(reason)s",
            count,
        )
    return ngettext("%(n)s cell – %(column)s: %(reason)s", "%(n)s cells – %(column)s: %(reason)s", count)


def table(problems: Sequence[Problem]) -> pd.DataFrame:
    """Problems as a table in words: row, column, what stands there, why it can't be used, what follows."""
    rows = [
        {
            _("Row"): problem.row,
            _("Column"): problem.column,
            _("What stands there"): problem.value,
            _("Why"): problem.reason,
            _("What follows"): _("row left out") if problem.left_out else _("row kept"),
        }
        for problem in problems
    ]
    return pd.DataFrame(rows)
