"""How days are entered, everywhere alike."""

from __future__ import annotations

from datetime import date

EARLIEST = date(1990, 1, 1)
FORMAT = "DD/MM/YYYY"
