"""The customer's way for a program, and for a terminal."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from data import formats
from data.language import gettext as _
from metrics.intervals import Difference
from metrics.journey import heat_chart, words
from metrics.journey.heat import Heat
from metrics.journey.journey import Arising, Journey, Scored


def journey_answer(found: Journey, heat: Heat | None) -> dict[str, Any]:
    """The title, a dictionary a stage along the way, and one a cell of channel by stage."""
    names = words.names_of(found.stages)
    return {
        "title": words.headline(found, names),
        "kpi": found.kpi.key if found.kpi else None,
        "unit": found.kpi.unit.value if found.kpi else None,
        "rollout": found.rollout.isoformat() if found.rollout else None,
        "days": [day.isoformat() if day else None for day in (found.first, found.last)],
        "stand_out": [*found.out],
        "level_beside_the_rest": found.level,
        "stages": [
            {
                "stage": stage,
                "name": names[stage],
                "score": _scored(found.scores.get(stage)),
                "complaints": _arising(found.complaints.get(stage)),
                "complaints_before": _arising(found.earlier.get(stage)),
            }
            for stage in found.stages
        ],
        "say_no_stage": dict(found.unsaid),
        "heat": _cells(heat),
    }


def _scored(one: Scored | None) -> dict[str, Any] | None:
    if one is None:
        return None
    change = one.change
    return asdict(one.now) | {
        "verdict": one.verdict.value if one.verdict else None,
        "beside_the_rest": _difference(one.gap),
        "before": asdict(one.before) if one.before else None,
        "change": {"value": change.value, "low": change.low, "high": change.high} if change else None,
    }


def _difference(gap: Difference | None) -> dict[str, float] | None:
    return {name: float(value) for name, value in gap._asdict().items()} if gap else None


def _arising(one: Arising | None) -> dict[str, Any] | None:
    return asdict(one) if one else None


def _cells(heat: Heat | None) -> list[dict[str, Any]]:
    if heat is None:
        return []
    return [
        {"channel": channel, "stage": stage, "verdict": cell.verdict.value, "of": cell.of}
        | asdict(cell.value)
        for (channel, stage), cell in heat.cells.items()
    ]


def journey_text(found: Journey, heat: Heat | None) -> str:
    """The same in words: the title, a line a stage, and a line a channel."""
    names = words.names_of(found.stages)
    told = [words.headline(found, names), *words.reading(found, names)]
    table = words.of_stages(found, names)
    told += ["\t".join(map(str, table.columns)), *("\t".join(row) for row in table.itertuples(index=False))]
    if heat:
        told.append("\t".join([_("Channel"), *(names[stage] for stage in heat.stages)]))
        told += [_line(heat, channel) for channel, _n in heat.channels]
    return "\n".join(told)


def _line(heat: Heat, channel: str) -> str:
    cells = [heat.cells.get((channel, stage)) for stage in heat.stages]
    told = [
        f"{heat_chart.number(heat, cell)} ({formats.number(cell.value.n)})"
        if cell and cell.tells
        else formats.MISSING
        for cell in cells
    ]
    return "\t".join([channel, *told])
