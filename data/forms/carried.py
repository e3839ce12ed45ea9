"""What a workbook of ours carries for when it comes back: a hidden sheet, and columns of our own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from data.language import mark
from data.records import Sheet

SHEET = "PolicyPulse"

# The columns that a row left out gets beside its own; they are passed over when it comes back.
REASON, PLACE = mark("Why left out"), mark("Row in the file")

Carried = Mapping[str, Any]


def carried(sheets: Sequence[Sheet]) -> tuple[tuple[Sheet, ...], Carried]:
    """The sheets without the hidden one, and what it carries: nothing where there is none that is ours."""
    own = next((sheet for sheet in sheets if sheet.name == SHEET and not sheet.visible), None)
    told = _read(own) if own else {}
    return (tuple(sheet for sheet in sheets if sheet is not own) if told else tuple(sheets)), told


def _read(sheet: Sheet) -> Carried:
    text = "".join(row[0] for row in sheet.cells if row)
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        # Somebody else's sheet, or one that was changed by hand: it tells nothing.
        return {}
    return told if isinstance(told, dict) else {}
