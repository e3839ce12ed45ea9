"""Rows by the stage of the customer's way: by touchpoint, or by a column that was assigned to stages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from data.kinds import TOUCHPOINT
from data.specs import Column
from data.touchpoints import STAGES, Assignment, stage_of
from metrics.counting.parts import DESCRIPTION
from metrics.counting.scan import NOT_GIVEN
from metrics.facts import Facts, Parts
from metrics.query import Query

TABLES = ("answers", "complaints")
_IN_ORDER = {stage.key: place for place, stage in enumerate(STAGES)}
_KEYS = ["start", "until", "split"]


@dataclass(frozen=True)
class Way:
    """The column of a table that tells the stage of a row.

    assigned    member -> key of the stage, as somebody decided
    """

    dimension: str
    assigned: Mapping[str, str] = field(default_factory=dict)

    def stage(self, member: str) -> str:
        """The stage of a member: its key, the member itself where no stage is known, or NOT_GIVEN."""
        if member in self.assigned:
            return self.assigned[member]
        # A nature or a team that nobody assigned is no stage; a touchpoint is one, whatever it is called.
        return (stage_of(member) or member) if self.dimension == TOUCHPOINT.key else NOT_GIVEN


def filled(
    dimensions: Callable[[str], Iterable[Column]], members: Callable[[str, str], Collection[str]]
) -> dict[str, list[str]]:
    """Table -> its dimensions that have members, for answers and complaints."""
    return {table: [one.key for one in dimensions(table) if members(one.key, table)] for table in TABLES}


def ways(filled: Mapping[str, Collection[str]], assigned: Assignment | None) -> dict[str, Way]:
    """Table -> how it tells stages, for answers and complaints that do.

    ``filled`` are the dimensions of each table that have members.
    """
    found = {table: _way(filled.get(table, ()), assigned) for table in TABLES}
    return {table: way for table, way in found.items() if way}


def _way(filled: Collection[str], assigned: Assignment | None) -> Way | None:
    """By touchpoint where a table has it, else by the column that was assigned."""
    own = dict(assigned.stages) if assigned else {}
    if TOUCHPOINT.key in filled:
        return Way(TOUCHPOINT.key, own if assigned and assigned.dimension == TOUCHPOINT.key else {})
    return Way(assigned.dimension, own) if assigned and assigned.dimension in filled else None


def in_order(stages: Iterable[str]) -> list[str]:
    """Stages along the way; what is none of the known ones comes after, by name."""
    return sorted(set(stages), key=lambda stage: (_IN_ORDER.get(stage, len(_IN_ORDER)), stage.casefold()))


class StagedFacts:
    """Facts whose touchpoints are stages: members that mean the same one are one."""

    def __init__(self, facts: Facts, way: Way) -> None:
        """Answer from ``facts``, split by the column that tells the stage."""
        self._facts, self._way = facts, way
        self.spans, self.dimensions = facts.spans, facts.dimensions

    def parts(self, query: Query) -> Parts:
        """The parts of each KPI of the query; a split by touchpoint is one by stage."""
        if query.split != TOUCHPOINT.key:
            return self._facts.parts(query)
        found = self._facts.parts(replace(query, split=self._way.dimension))
        return {key: _together(parts, self._way) for key, parts in found.items()}


def _together(parts: pd.DataFrame, way: Way) -> pd.DataFrame:
    """The parts of members of the same stage as those of one: what is counted adds up, the days don't."""
    names = {member: way.stage(str(member)) for member in parts["split"].unique()}
    renamed = parts.assign(split=parts["split"].map(names))
    if len(set(names.values())) == len(names):
        return renamed
    groups = renamed.groupby(_KEYS, sort=True)
    alike = [name for name in parts if name in (*DESCRIPTION, "periods") and name not in _KEYS]
    added = [name for name in parts.columns.drop([*_KEYS, *alike]) if parts[name].dtype.kind in "iuf"]
    # What no file reaches is unknown, and stays so.
    summed = groups[added].sum(min_count=1)
    return pd.concat([groups[alike].max(), summed], axis="columns").reset_index()[[*_KEYS, *alike, *added]]
