"""Whether the members of a dimension differ in how long customers stay, in words and as a table."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data import formats
from data.language import gettext as _
from metrics.staying.curve_words import chance, median_told, with_interval
from metrics.staying.curves import FALSE_ALARMS, Split
from metrics.tables import read_out


def split_told(found: Split) -> str:
    """Whether the members of a dimension differ."""
    if found.test is None:
        return _("Too few to tell whether these differ.")
    words = {
        "n": formats.number(sum(group.curve is not None for group in found.groups)),
        "chance": chance(found.test.p),
    }
    if found.test.p < FALSE_ALARMS:
        told = _("These %(n)s differ in how long customers stay. %(chance)s")
    else:
        told = _("That these %(n)s differ in how long customers stay can't be told. %(chance)s")
    return told % words


def alternative(found: Split, names: Mapping[str, str]) -> str:
    """What the curves show, for those who can't see them: who differs, then each member."""
    return f"{split_told(found)} {read_out(of_groups(found, names))}"


def split_figures(found: Split) -> str:
    """The figures of the test behind it, for those who know them; empty without one."""
    if found.test is None:
        return ""
    words = {
        "statistic": formats.number(found.test.statistic, 3),
        "df": formats.number(found.test.df),
        "p": formats.number(found.test.p, 3),
    }
    return _("Log-rank test: chi-square %(statistic)s, degrees of freedom %(df)s, p %(p)s.") % words


def of_groups(found: Split, names: Mapping[str, str]) -> pd.DataFrame:
    """A row a member."""
    rows = [
        {
            _("Who"): names.get(group.name, group.name),
            _("Customers"): formats.number(group.n),
            _("Left"): formats.number(group.left),
            _("Still there after a year"): with_interval(group.after_a_year)
            if group.curve
            else _("too few to tell"),
            _("Half have left after"): median_told(group.median) if group.curve else _("too few to tell"),
        }
        for group in found.groups
    ]
    return pd.DataFrame(rows)
