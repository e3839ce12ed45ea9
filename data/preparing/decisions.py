"""What was decided of how a file is read, as JSON can hold it, and back again with nothing taken on trust."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from math import inf
from typing import Any

from data.records import Choices
from data.rows import Convention
from data.specs import Scale
from data.values.durations import PARTS


def told(choices: Choices) -> dict[str, Any]:
    """Choices in a form that JSON can hold."""
    days = {
        name: day.isoformat() if (day := getattr(choices, name)) else None
        for name in ("date", "snapshot_date")
    }
    return {
        "kind": choices.kind,
        "layout": choices.layout,
        "mapping": dict(choices.mapping),
        **days,
        "days": [day.isoformat() for day in choices.days] if choices.days else None,
        "day_first": choices.day_first,
        "scales": {key: asdict(scale) for key, scale in choices.scales.items()},
        "conventions": {key: asdict(convention) for key, convention in choices.conventions.items()},
        "units": dict(choices.units),
    }


def choices_from(said: Mapping[str, Any]) -> Choices:
    """The choices that ``told`` told; ValueError where it can't have been."""
    try:
        return Choices(
            kind=_text(said["kind"]),
            layout=_text(said["layout"]),
            mapping={str(header): _text(key) for header, key in said["mapping"].items()},
            date=_day(said["date"]),
            snapshot_date=_day(said["snapshot_date"]),
            # Workbooks that went out before this could be asked don't tell it.
            days=_days(said.get("days")),
            day_first=_flag(said["day_first"]),
            scales={str(key): _scale(scale) for key, scale in said["scales"].items()},
            conventions={str(key): _convention(one) for key, one in said["conventions"].items()},
            # Workbooks that went out before units could be chosen don't tell them.
            units={str(key): _unit(name) for key, name in said.get("units", {}).items()},
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("these are no choices") from error


def _text(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError(value)
    return value


def _flag(value: object) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise TypeError(value)
    return value


def _day(value: object) -> date | None:
    text = _text(value)
    return None if text is None else date.fromisoformat(text)


def _days(value: Sequence[Any] | None) -> tuple[date, date] | None:
    if value is None:
        return None
    first, last = (date.fromisoformat(_text(day) or "") for day in value)
    if last < first:
        raise ValueError(value)
    return first, last


def _scale(value: Mapping[str, Any]) -> Scale:
    scale = Scale(float(value["low"]), float(value["high"]), bool(value["low_is_good"]))
    if not 0 < scale.span < inf:
        raise ValueError(scale)
    return scale


def _unit(value: object) -> str:
    if value not in PARTS:
        raise ValueError(value)
    return str(value)


def _convention(value: Mapping[str, Any]) -> Convention:
    mark = _text(value["decimal_mark"])
    if mark not in (None, ",", "."):
        raise ValueError(mark)
    return Convention(
        day_first=_flag(value["day_first"]),
        decimal_mark=mark,
        whole_months=_flag(value["whole_months"]),
        blank_is_no=_flag(value["blank_is_no"]),
        words=tuple(map(str, value["words"])),
        # Workbooks that went out before this was known don't tell it.
        year_first=_flag(value.get("year_first")),
    )
