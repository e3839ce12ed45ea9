"""The company's scales of its scores: each holds from a day on, and all scores are told on the latest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date

from data.kinds import COMPANY_SCALES
from data.records import Target
from data.specs import SHORTEST_SCALE, Scale
from data.store.connection import Store
from data.store.keeping import kept
from data.store.policies import restate_targets
from data.store.settings import (
    Version,
    keep_versions,
    setting,
    versions,
    with_version,
    without_version,
)

# A target told on another scale: of which score, on which scale it was told, on which it is told now.
Restated = Callable[[Target, str, Scale, Scale], Target]


def scale_versions(store: Store, key: str) -> tuple[Version, ...]:
    """The scales of a score, the earliest first: as saved, and before that as it is by default."""
    saved = versions(store, f"scale.{key}")
    kept = tuple(Version(one.since, Scale(**one.value)) for one in saved)
    return kept if kept and kept[0].since is None else (Version(None, _first(store, key)), *kept)


def _first(store: Store, key: str) -> Scale:
    # Earlier stores keep one scale of a score, without a day.
    kept = setting(store, f"scale.{key}")
    return Scale(**kept) if kept else COMPANY_SCALES[key]


@kept
def scales(store: Store) -> dict[str, Scale]:
    """The company's scale of each score on which it is told: the latest."""
    return {key: scale_versions(store, key)[-1].value for key in COMPANY_SCALES}


def save_scale(
    store: Store, key: str, scale: Scale, since: date | None = None, restated: Restated | None = None
) -> None:
    """Let a scale of a score hold from a day on: csat or ces. Stored answers keep their positions on it.

    Targets are told on the latest scale as ``restated`` says. ``KeyError`` for another score, ``ValueError``
    for a scale whose ends don't rise.
    """
    if key not in COMPANY_SCALES:
        raise KeyError(key)
    if scale.span < SHORTEST_SCALE:
        raise ValueError(f"a scale rises by {SHORTEST_SCALE} or more from its lowest answer: {scale}")
    _keep(store, key, with_version(scale_versions(store, key), Version(since, scale)), restated)


def remove_scale(store: Store, key: str, since: date | None, restated: Restated | None = None) -> None:
    """Take back the scale that holds from a day on: the one before it holds on instead."""
    _keep(store, key, without_version(scale_versions(store, key), since), restated)


def _keep(store: Store, key: str, kept: tuple[Version, ...], restated: Restated | None) -> None:
    was, now = scales(store)[key], kept[-1].value
    with store.write() as cursor:
        keep_versions(cursor, f"scale.{key}", tuple(replace(one, value=asdict(one.value)) for one in kept))
        if restated and was != now:
            restate_targets(cursor, lambda target: restated(target, key, was, now))
