"""All KPIs at the rollout beside each other, as on the page Impact: each with its shift and interval."""

from __future__ import annotations

from metrics.impact import forest_words
from metrics.impact.forest import Forest, Row
from metrics.impact.sizes import bounds
from metrics.report.report import Shift, Shifted

# Of a shift that is told as a percentage.
_PERCENT_DECIMALS = 1


def shifts(found: Forest) -> tuple[Shifted, ...]:
    """The rows of a forest, the most improved first."""
    return tuple(_shifted(row) for row in found.rows)


def _shifted(row: Row) -> Shifted:
    return Shifted(
        key=row.impact.kpi.key,
        title=row.impact.kpi.title,
        change=_change(row),
        shift=row.shift,
        low=row.low,
        high=row.high,
        word=row.word,
        word_text=forest_words.word(row),
        sizes=forest_words.sizes(row.impact),
    )


def _change(row: Row) -> Shift:
    """The shift in the KPI's own unit; a ratio as a percentage."""
    kpi, verdict, text = row.impact.kpi, row.impact.verdict, forest_words.change(row.impact)
    level = verdict.level
    if level is None:
        return Shift(row.shift, text, None, None, "", _PERCENT_DECIMALS)
    told = bounds(kpi, level, is_ratio=verdict.is_ratio)
    if verdict.is_ratio:
        value, low, high = (100 * (ratio - 1) for ratio in (level.value, level.low, level.high))
        return Shift(value, text, low, high, told, _PERCENT_DECIMALS)
    return Shift(level.value, text, level.low, level.high, told, kpi.decimals_of(level.value))
