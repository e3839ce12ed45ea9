"""A kind of data as the checks see it: its files, its log by day, its totals, its gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import pandas as pd

from data.kinds import layouts_of
from data.records import Upload
from data.specs import Column, Scale
from metrics.health.findings import About, Finding, Severity, touched
from metrics.health.gaps import Gap, gaps, without_strays
from metrics.health.period_totals import holes
from metrics.health.profiles import Profile


@dataclass(frozen=True)
class Checked:
    """A kind of data that has files.

    profile   its log or list, where it has one
    totals    its period totals, as ``period_totals.periods`` gives them
    scales    the company's, by score
    undated   file -> its current rows that have no day of their own
    """

    kind: str
    files: tuple[Upload, ...]
    profile: Profile | None
    totals: pd.DataFrame
    scales: Mapping[str, Scale]
    undated: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def days(self) -> tuple[pd.Series, pd.Series]:
        """Rows of the log by day, and the few days that lie far apart; customers may have joined long ago."""
        found = self.profile
        daily = found.daily() if found else pd.Series(dtype=int, index=pd.DatetimeIndex([]))
        may_be_old = found is None or found.table == "customers"
        return (daily, daily.head(0)) if may_be_old else without_strays(daily)

    @property
    def daily(self) -> pd.Series:
        """Rows of the log by day, zeros among them."""
        return self.days[0]

    @cached_property
    def log_gaps(self) -> list[Gap]:
        """The gaps of the log, whatever totals tell."""
        return gaps(self.daily)

    @cached_property
    def gaps(self) -> list[Gap]:
        """The gaps of the log that no totals fill, and those of the totals that no log fills."""
        of_log = [gap for gap in self.log_gaps if not _filled(gap, self.totals)]
        of_totals = [gap for gap in holes(self.totals) if not _has_rows(self.daily, gap)]
        return sorted([*of_log, *of_totals], key=lambda gap: gap.first)

    @cached_property
    def kpis(self) -> tuple[str, ...]:
        """The KPIs that its files feed."""
        return touched(self.files)

    @cached_property
    def columns(self) -> dict[str, Column]:
        """What its files may say, by key."""
        known = {column.key: column for layout in layouts_of(self.kind) for column in layout.columns}
        return known | (dict(self.profile.columns) if self.profile else {})

    def own(self, key: str) -> str:
        """The name of a column that is the company's own; empty for others."""
        return self.columns[key].name if key in self.columns and self.columns[key].own else ""

    def reaching(self, first: date, last: date, slack: timedelta = timedelta(0)) -> tuple[int, ...]:
        """The numbers of the files that have days between two, or next to them."""
        return tuple(
            sorted(
                file.upload_id
                for file in self.files
                if file.first_day
                and file.last_day
                and file.first_day <= last + slack
                and file.last_day >= first - slack
            )
        )

    def finding(self, about: About, severity: Severity, **more: Any) -> Finding:
        """A finding in this kind of data; where no KPI is touched, no verdict is."""
        severity = severity if more.get("kpis") else Severity.GOOD_TO_KNOW
        return Finding(about, self.kind, severity, own=self.own(more.get("column") or ""), **more)


def points(one: Checked, key: str, **positions: float) -> dict[str, float]:
    """Positions between 0 and 1 as points on the company's scale."""
    scale = one.scales.get(key, Scale(0, 10))
    return {name: scale.answer(position) for name, position in positions.items()}


def _filled(gap: Gap, totals: pd.DataFrame) -> bool:
    within = (totals["first"] <= pd.Timestamp(gap.last)) & (totals["last"] >= pd.Timestamp(gap.first))
    return bool(within.any())


def _has_rows(daily: pd.Series, gap: Gap) -> bool:
    return bool(daily.loc[pd.Timestamp(gap.first) : pd.Timestamp(gap.last)].sum())


def numbers(upload_ids: pd.Series) -> tuple[int, ...]:
    """The numbers of uploads, each once."""
    return tuple(sorted({int(number) for number in upload_ids}))
