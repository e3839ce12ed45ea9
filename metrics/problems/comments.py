"""What customers and staff wrote of a problem, grouped, with nobody named.

A complaint's description is of its problem. A survey comment names none: it goes to the problem whose
descriptions and name its words are most like, where they clearly are, and only where the customer who wrote
it wasn't satisfied.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd

from data.complaints import WITHIN
from data.kinds import ALL_COMPLAINTS
from data.natures import NATURE
from data.store import Store, masked
from metrics.facts import StoredFacts
from metrics.problems.rows import kept
from metrics.problems.texts import Group, Space, grouped
from metrics.query import Filters
from metrics.readings import read
from metrics.windows import Days

# How many groups are shown, and from how many texts on they are groups at all.
SHOWN = 4
# How much a comment's words are like those of a problem, and how much more than of the next one.
_LIKE, _CLEARLY = 0.25, 0.05
# One word in common is too little to tell by.
_FEWEST_SHARED = 2


@dataclass(frozen=True)
class Said:
    """Texts on a problem.

    groups    the largest groups, their examples without names
    n         all texts
    of        what they are of: complaints, or comments of customers who weren't satisfied
    """

    groups: tuple[Group, ...]
    n: int
    of: int


@dataclass(frozen=True)
class Written:
    """All that was written in some days: a row a complaint, and one a comment that isn't satisfied.

    complaints    nature, description, prevention
    comments      comment, nature ("" where its words tell none)
    """

    complaints: pd.DataFrame
    comments: pd.DataFrame

    def suggested(self) -> dict[str, int]:
        """Name of a problem -> complaints of it for which staff wrote how to avoid it."""
        given = self.complaints.dropna(subset=[NATURE, "prevention"])
        return {str(name): int(n) for name, n in given[NATURE].value_counts().items()}


def written(store: Store, days: Days, where: Filters) -> Written:
    """What was written in some days by or of those that the filters keep."""
    wanted = (NATURE, "description", "prevention")
    complaints = _complaints(store, wanted, days, where)
    named = complaints.dropna(subset=[NATURE])
    return Written(complaints, _by_words(_comments(store, days, where), named))


def _complaints(store: Store, wanted: Sequence[str], days: Days, where: Filters) -> pd.DataFrame:
    frame = store.frame(ALL_COMPLAINTS)
    present = frame.collect_schema().names()
    filtered = (name for name, __ in where if name in present)
    names = dict.fromkeys(["received_at", *WITHIN, *wanted, *filtered])
    found = frame.select(*map(nw.col, names)).collect("pandas").to_native()
    return kept(found, "received_at", days, where)


def _comments(store: Store, days: Days, where: Filters) -> pd.DataFrame:
    """Comments of customers who weren't satisfied, by the company's scale of the day."""
    source = StoredFacts(store)
    rows = read(source.frame("surveys"), "answers", source.scales(), source.standards())
    unhappy = rows.filter(~nw.col("comment").is_null(), ~nw.col("csat_in_top_two").fill_null(True))
    present = unhappy.collect_schema().names()
    names = dict.fromkeys(["answered_at", "comment", *(name for name, __ in where if name in present)])
    found = unhappy.select(*map(nw.col, names)).collect("pandas").to_native()
    return kept(found, "answered_at", days, where)


def _by_words(comments: pd.DataFrame, named: pd.DataFrame) -> pd.DataFrame:
    """Comments with the problem that their words are like."""
    told = named.groupby([NATURE, "description"]).size().reset_index()[[NATURE, "description"]]
    names = [str(name) for name in named[NATURE].unique()]
    if comments.empty or not names:
        return comments.assign(**{NATURE: ""})
    texts = [*map(str, told["description"]), *names]
    natures = np.array([*map(str, told[NATURE]), *names], dtype=object)
    space = Space(texts)
    directions = space.directions(texts)
    middles = np.array([_middle(directions, natures == name) for name in names])
    different = comments["comment"].unique()
    asked = space.directions(different)
    shared = (asked > 0).astype(np.float64) @ (middles > 0).astype(np.float64).T
    likeness = np.where(shared >= _FEWEST_SHARED, asked @ middles.T, 0.0)
    nearest = {text: _nearest(row, names) for text, row in zip(different, likeness, strict=True)}
    return comments.assign(**{NATURE: comments["comment"].map(nearest)})


def _middle(directions: Any, rows: Any) -> Any:
    middle = np.asarray(directions[np.flatnonzero(rows)].sum(axis=0)).ravel()
    length = np.linalg.norm(middle)
    return middle / length if length else middle


def _nearest(likeness: Any, names: list[str]) -> str:
    order = np.argsort(-likeness, kind="stable")
    second = likeness[order[1]] if len(order) > 1 else 0.0
    sure = likeness[order[0]] >= _LIKE and likeness[order[0]] - second >= _CLEARLY
    return names[int(order[0])] if sure else ""


def descriptions(store: Store, found: Written, name: str) -> Said:
    """How customers described a problem."""
    own = found.complaints[found.complaints[NATURE] == name]
    return _said(store, own["description"], len(own))


def preventions(store: Store, found: Written, name: str) -> Said:
    """How staff would avoid a problem."""
    own = found.complaints[found.complaints[NATURE] == name]
    return _said(store, own["prevention"], len(own))


def comments_like(store: Store, found: Written, name: str) -> Said:
    """Survey comments that are on a problem by their words."""
    return _said(store, found.comments.loc[found.comments[NATURE] == name, "comment"], len(found.comments))


def _said(store: Store, texts: Iterable[Any], of: int) -> Said:
    counts: Mapping[str, int] = Counter(str(text) for text in texts if not pd.isna(text))
    groups = grouped(counts)[:SHOWN]
    shown = masked(store, [group.example for group in groups])
    told = [replace(group, example=text, texts=()) for group, text in zip(groups, shown, strict=True)]
    return Said(tuple(told), sum(counts.values()), of)
