"""Shares as they are written: ``84%``, ``84,0 %``, ``0.84``, or ``84`` in a column of percentages."""

from __future__ import annotations

from collections.abc import Iterable

from data.language import gettext as _
from data.values.cells import parse_numbers
from data.values.unreadable import Unreadable, shown

PERCENT = 100


def parse_shares(texts: Iterable[str], known_mark: str | None = None) -> dict[str, float | Unreadable | None]:
    """The shares, from 0 to 1, that a column's distinct texts mean.

    Numbers without a percent sign are shares where none of them is above 1, else percentages.
    """
    bare = {text: text.replace("%", "").strip() for text in texts}
    numbers = parse_numbers(set(bare.values()), known_mark=known_mark)
    plain = [numbers[one] for text, one in bare.items() if "%" not in text]
    highest = max((number for number in plain if isinstance(number, float)), default=0.0)
    whole = 1 if highest <= 1 else PERCENT
    return {text: _share(text, numbers[one], PERCENT if "%" in text else whole) for text, one in bare.items()}


def _share(text: str, number: float | Unreadable | None, whole: int) -> float | Unreadable | None:
    if not isinstance(number, float):
        return number
    if not 0 <= number <= whole:
        return Unreadable(_("'%(text)s' is no share from 0 to 100 %%") % {"text": shown(text)})
    return number / whole
