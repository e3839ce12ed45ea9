"""What is remembered of a file that was loaded, for the next one of the same header."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from data.specs import Scale
from data.vocabulary import plain


@dataclass(frozen=True)
class Memory:
    """What was confirmed by loading a file: what its columns meant, on which scales, in which order of dates.

    mapping    header -> column key, or ``None`` where a person left that header out; a header that simply
               meant nothing known isn't in it
    day_first  where a person had to say it
    scales     column key -> the scale of the file, where it wasn't the company's
    units      column key -> the unit of plain numbers in a column of durations that names none
    """

    file: str
    loaded_on: date
    kind: str
    layout: str
    mapping: Mapping[str, str | None] = field(default_factory=dict)
    day_first: bool | None = None
    scales: Mapping[str, Scale] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)


# The memory of the latest file whose header has this fingerprint.
Recall = Callable[[str], Memory | None]


def nothing(_fingerprint: str) -> None:
    """Nothing is remembered of any file."""


def fingerprint(headers: Sequence[str]) -> str:
    """The same for the same names in whatever order, case and spacing."""
    names = "\x1f".join(sorted(map(plain, headers)))
    return hashlib.sha256(names.encode()).hexdigest()
