"""What couldn't be used of a file: counted by reason, and listed by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from data import formats
from data.language import gettext as _
from data.language import ngettext
from data.preparing.mending import sort_of
from data.records import Problem
from pages.parts.words import plain

_SHOWN = 500
_REASONS = 6

Sort = tuple[str, str, bool]


@dataclass(frozen=True)
class Group:
    """Problems of one sort: the same column, the same reason, the same that follows from it."""

    sort: Sort
    column: str
    reason: str
    left_out: bool
    problems: tuple[Problem, ...]

    @property
    def is_fact(self) -> bool:
        """Whether it is no mistake: nothing is left out, and there is nothing to mend."""
        return not self.left_out and not self.problems[0].to_mend

    @property
    def words(self) -> str:
        """How many rows or cells, where and why, as plain text."""
        count = len(self.problems)
        words = {"n": formats.number(count), "column": self.column, "reason": self.reason}
        if self.is_fact and count == 1 and not self.problems[0].value and self.column:
            # It is told at its header, and is of the whole column.
            return _("%(column)s: %(reason)s") % words
        if self.column:
            return _counted(count, self.left_out) % words
        return _counted_rows(count, self.left_out) % words


def grouped(problems: Sequence[Problem]) -> list[Group]:
    """The problems by kind: those that cost a row first, then the most frequent."""
    groups: dict[Sort, list[Problem]] = {}
    for problem in problems:
        groups.setdefault(sort_of(problem), []).append(problem)
    found = [
        Group(sort, sort[0], _reason(sort[1], held), sort[2], tuple(held)) for sort, held in groups.items()
    ]
    return sorted(found, key=lambda group: (not group.left_out, -len(group.problems)))


def kept_groups(key: str, problems: Sequence[Problem]) -> list[Group]:
    """The problems of a file by kind, sorted once: a large file may have hundreds of thousands."""
    known = st.session_state.get(f"groups_{key}")
    if known is None or known[0] is not problems:
        known = st.session_state[f"groups_{key}"] = (problems, grouped(problems))
    return known[1]


def wrong(groups: Sequence[Group]) -> list[Group]:
    """Those that left something out or can be mended."""
    return [group for group in groups if not group.is_fact]


def facts(groups: Sequence[Group]) -> list[str]:
    """What is to be known of rows that are all right, in words."""
    return [group.words for group in groups if group.is_fact]


def _reason(reason: str, held: Sequence[Problem]) -> str:
    """The reason with the value in it, where all of them have the same."""
    return held[0].reason if len({problem.reason for problem in held}) == 1 else reason


def _counted(count: int, left_out: bool) -> str:
    if left_out:
        return ngettext(
            "%(n)s row left out – %(column)s: %(reason)s",
            "%(n)s rows left out – %(column)s: %(reason)s",
            count,
        )
    return ngettext("%(n)s cell – %(column)s: %(reason)s", "%(n)s cells – %(column)s: %(reason)s", count)


def _counted_rows(count: int, left_out: bool) -> str:
    if left_out:
        return ngettext("%(n)s row left out – %(reason)s", "%(n)s rows left out – %(reason)s", count)
    return ngettext("%(n)s row – %(reason)s", "%(n)s rows – %(reason)s", count)


def draw_counts(groups: Sequence[Group], *others: str) -> None:
    """How many problems there are of each kind, a line each, and what else is told."""
    said = [*(group.words for group in groups), *others]
    shown = _REASONS if len(said) > _REASONS + 1 else len(said)
    if said:
        st.markdown("\n".join(f"- {plain(line)}" for line in said[:shown]))
    if said[shown:]:
        more = len(said) - shown
        told = ngettext("%(n)s more reason", "%(n)s more reasons", more)
        with st.expander(told % {"n": formats.number(more)}):
            st.markdown("\n".join(f"- {plain(line)}" for line in said[shown:]))


def draw_facts(facts: Sequence[str]) -> None:
    """What is to be known of a file, a line each, apart from what is wrong with it."""
    if facts:
        lines = "\n".join(f"- {plain(line)}" for line in facts)
        st.markdown(f"**{_('Good to know, nothing to mend')}**\n\n{lines}")


def draw_list(problems: Sequence[Problem], key: str) -> None:
    """The problems by row."""
    st.dataframe(table(problems[:_SHOWN]), hide_index=True, key=key)
    if len(problems) > _SHOWN:
        st.caption(_("The first %(n)s are listed.") % {"n": formats.number(_SHOWN)})


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
