"""Events beside a rollout: those that can't be told apart from it, reach some alone, or were soon over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from metrics.comparison import Around
from metrics.rollouts import Event, reach


def passing(reaching: Sequence[Event], rollout: date, frame: pd.DataFrame) -> tuple[Event, ...]:
    """The events with a last day that touch a frame's periods, by their first day.

    One that is looked at as a rollout itself is none of them.
    """
    begins, ends = frame["start"].iloc[0], frame["until"].iloc[-1]
    is_rollout = any(event.starts_on == rollout and event.ends_on is None for event in reaching)
    found = [
        event
        for event in reaching
        if event.ends_on is not None
        and (is_rollout or event.starts_on != rollout)
        and pd.Timestamp(event.starts_on) < ends
        and pd.Timestamp(event.ends_on) >= begins
    ]
    return tuple(sorted(found, key=lambda event: event.starts_on))


def overlapped(frame: pd.DataFrame, passed: Sequence[Event]) -> pd.Series:
    """Whether each period has a day of one of these events."""
    found = pd.Series(False, index=frame.index)
    for event in passed:
        first, last = pd.Timestamp(event.starts_on), pd.Timestamp(event.ends_on or event.starts_on)
        found |= (frame["start"] <= last) & (frame["until"] > first)
    return found


def together(
    whole: Sequence[Event], places: Mapping[Event, int], rollout: date, at: int
) -> tuple[Event, ...]:
    """The events that can't be told apart from the rollout: on its day, or in its period."""
    same = [event for event in whole if event.starts_on == rollout][1:]
    return (*same, *(event for event, found in places.items() if found == at))


def partly(known: Sequence[Event], frame: pd.DataFrame, around: Around) -> tuple[Event, ...]:
    """The events that reach some of those looked at, on days that a frame has."""
    first, last = frame["start"].iloc[0], frame["until"].iloc[-1]
    return tuple(
        event
        for event in known
        if reach(event, around.where) is None
        and first <= pd.Timestamp(event.starts_on) < last
        and event.starts_on != around.rollout
    )
