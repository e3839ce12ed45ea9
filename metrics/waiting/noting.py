"""What was done of the work list, as the complaint itself says it."""

from __future__ import annotations

from datetime import datetime

from data.complaints import Cell, Cells
from data.values.cells import status_is_open
from metrics.waiting.waiting import Task

COLUMNS = {Task.RESOLVE: "resolved_at", Task.FOLLOW_UP: "followed_up_at"}


def noted(task: Task, cells: Cells, at: datetime) -> dict[str, Cell]:
    """The cells of a complaint once the task is done; a status that says open goes when it is resolved."""
    kept = dict(cells)
    if task is Task.RESOLVE and status_is_open(kept.get("status")):
        del kept["status"]
    return kept | {COLUMNS[task]: at}
