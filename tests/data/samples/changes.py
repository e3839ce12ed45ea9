"""What changed after a rollout, by hand."""

from __future__ import annotations

import pandas as pd

from data.samples.company import FADING_FROM, FADING_TEAM, MAIN_ROLLOUT, UNIMPROVED_BRANCH


def marked(table, moment: str):
    """The table with ``after`` the rollout, ``fading`` and ``improves``, the branches where it works."""
    fading = (table["Team"] == FADING_TEAM) & (table[moment] >= pd.Timestamp(FADING_FROM))
    return table.assign(
        after=table[moment] >= pd.Timestamp(MAIN_ROLLOUT),
        fading=fading,
        improves=table["Branch"] != UNIMPROVED_BRANCH,
    )


def percentage(table, flag: str, word: str = "yes"):
    """100 where a flag says ``word``, 0 where it says another, empty where it says nothing."""
    return (100.0 * (table[flag] == word)).where(table[flag].notna())


def change(table, value: str) -> float:
    """The mean after the rollout minus the mean before."""
    before, after = table.groupby("after")[value].mean()
    return after - before


def percent_change(table, value: str) -> float:
    """The mean after the rollout over the mean before, minus 1, in percent."""
    before, after = table.groupby("after")[value].mean()
    return 100 * (after / before - 1)


def mean_change_by_branch(table, moment: str, value: str, rollouts) -> float:
    """The mean change of branches that began on days of their own."""
    branches = [table[table["Branch"] == branch] for branch in rollouts]
    changes = [
        change(branch.assign(after=branch[moment] >= pd.Timestamp(day)), value)
        for branch, day in zip(branches, rollouts.values(), strict=True)
    ]
    return sum(changes) / len(changes)
