"""Which members of a column stand for which stage of the customer's way, where files have no touchpoint."""

from __future__ import annotations

from data.store.connection import Store
from data.store.settings import save_setting, setting
from data.touchpoints import STAGE_NAMES, Assignment

_KEY = "touchpoints"


def touchpoints(store: Store) -> Assignment | None:
    """What is kept; None where nobody has assigned anything."""
    kept = setting(store, _KEY)
    if not kept:
        return None
    stages = {member: stage for member, stage in kept["stages"].items() if stage in STAGE_NAMES}
    return Assignment(kept["dimension"], tuple(sorted(stages.items())))


def assign_touchpoints(store: Store, assigned: Assignment | None) -> None:
    """Keep an assignment in place of another one; None takes it back."""
    kept = {"dimension": assigned.dimension, "stages": dict(assigned.stages)} if assigned else None
    save_setting(store, _KEY, kept)
