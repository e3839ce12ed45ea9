"""Outliers: figures far above what is usual, dates that lie ahead, answers outside their scale.

Durations and amounts lean to one side, so the upper half of their spread is looked at as powers: far is
more than 4.7 standard deviations of the logarithm above its median (for a normal logarithm this is Tukey's
"far out", the upper quartile and three times the distance between the quartiles), and farther for many
rows, so that of rows without a fault one is told in a hundred tables. A deviation is the distance from the
median to the upper quartile, over 0.6745, so that outliers don't hide themselves.
Source: Tukey 1977, Exploratory Data Analysis; Iglewicz and Hoaglin 1993, How to detect and handle outliers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
from scipy import special

from metrics.health.profiles import Figure, Profile, figures, look, part
from metrics.query import Source

FEWEST = 50
FAR_OUT = 4.72
FALSE_ALARMS = 0.01
_UPPER_QUARTER = 0.6745


@dataclass(frozen=True)
class Outliers:
    """Figures of a column far above the usual.

    rows, share    how many, of all rows with a figure
    of_sum         their share of the sum of all figures
    usual, limit   the median, and what the figures lie above
    highest        the highest of them
    uploads        the files that have them
    """

    column: str
    rows: int
    share: float
    of_sum: float
    usual: float
    limit: float
    highest: float
    uploads: tuple[int, ...]


@dataclass(frozen=True)
class _Spread:
    n: int
    median: float
    upper: float
    highest: float
    total: float

    @property
    def limit(self) -> float:
        """What figures without a fault hardly ever lie above; infinite where that can't be told."""
        if self.n < FEWEST or not 0 < self.median < self.upper:
            return np.inf
        deviation = np.log(self.upper / self.median) / _UPPER_QUARTER
        times = max(FAR_OUT, -float(special.ndtri(FALSE_ALARMS / self.n)))
        return float(self.median * np.exp(times * deviation))


def outliers(source: Source, found: Profile) -> list[Outliers]:
    """The outliers of a fact table's figures. One scan, and a second one where there are any."""
    columns = {figure.key: figure for figure in figures(found)}
    spreads = _spreads(source, found.table, columns)
    far = {key: spread for key, spread in spreads.items() if spread.highest > spread.limit}
    if not far:
        return []
    rows = (
        source.frame(found.table)
        .group_by("upload_id")
        .agg(**{name: value for key in far for name, value in _beyond(columns[key], far[key].limit).items()})
    )
    cells = rows.collect("pandas").to_native().set_index("upload_id").sort_index()
    return [_told(key, spread, cells) for key, spread in far.items()]


def _spreads(source: Source, table: str, columns: Mapping[str, Figure]) -> dict[str, _Spread]:
    """How the figures above 0 of each column spread."""
    if not columns:
        return {}
    known = {key: nw.when(figure.values > 0).then(figure.values) for key, figure in columns.items()}
    values = look(
        source, table, {name: of for key in known for name, of in _summary(key, known[key]).items()}
    )
    return {
        key: _Spread(int(values[part(key, "n")]), *(_number(values[part(key, name)]) for name in _SPREAD))
        for key in columns
    }


_SPREAD = ("median", "upper", "highest", "total")


def _summary(key: str, values: nw.Expr) -> dict[str, nw.Expr]:
    return {
        part(key, "n"): values.count(),
        part(key, "median"): values.quantile(0.5, interpolation="linear"),
        part(key, "upper"): values.quantile(0.75, interpolation="linear"),
        part(key, "highest"): values.max(),
        part(key, "total"): values.sum(),
    }


def _number(value: Any) -> float:
    return float("nan") if value is None else float(value)


def _beyond(figure: Figure, limit: float) -> dict[str, nw.Expr]:
    beyond = nw.when(figure.values > limit).then(figure.values)
    return {part(figure.key, "n"): beyond.count(), part(figure.key, "total"): beyond.sum()}


def _told(key: str, spread: _Spread, cells: Any) -> Outliers:
    rows, total = cells[part(key, "n")], cells[part(key, "total")]
    return Outliers(
        key,
        int(rows.sum()),
        float(rows.sum() / spread.n),
        float(total.sum() / spread.total),
        spread.median,
        spread.limit,
        spread.highest,
        tuple(int(number) for number in rows.index[rows > 0]),
    )
