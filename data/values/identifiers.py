"""Numbers that name a customer, an answer or a complaint, as text; those that have lost digits are told."""

from __future__ import annotations

import re
from collections.abc import Iterable

from data.language import gettext as _
from data.values.cells import parse_identifier
from data.values.unreadable import Unreadable
from data.vocabulary import MISSING, plain

# A spreadsheet keeps fifteen digits of a number: those behind them are zeros.
KEPT = 15
LONG = re.compile(rf"\d{{{KEPT + 1},}}")
SHORTENED_OR_LONG = rf"^\s*(?:\d{{{KEPT + 1},}}|\d[.,]\d+[eE]\+?\d{{2}}\s*$|\d+\.0\s*$)"
SHORTENED = re.compile(rf"\d[.,]\d+e\+?\d{{2}}|\d{{{KEPT + 1},}}\.0", re.IGNORECASE)
# As programs write whole numbers of a column in which some cells are empty.
FLOAT = re.compile(r"(?P<whole>0|[1-9]\d*)\.0")


def parse_identifiers(texts: Iterable[str]) -> dict[str, str | Unreadable | None]:
    """The texts exactly, without blanks around them; ``NA`` and ``0012`` stay what they are.

    Where all are whole numbers written as fractions (``1000.0``), they are those numbers (``1000``).

    Long numbers of which a spreadsheet kept fifteen digits, as most of a column's long ones show, are
    unreadable: different ones would be taken for the same.
    """
    values: dict[str, str | Unreadable | None] = {text: parse_identifier(text) for text in texts}
    values |= _whole(values)
    return {**values, **dict.fromkeys(_shortened(values), _lost())}


def _whole(texts: Iterable[str]) -> dict[str, str]:
    """The numbers that are meant, where all of a column's are written as fractions; else none."""
    written = [text for text in texts if plain(text) not in MISSING]
    found = {text: FLOAT.fullmatch(text.strip()) for text in written}
    whole = {text: float_["whole"] for text, float_ in found.items() if float_}
    return whole if len(whole) == len(written) else {}


def _lost() -> Unreadable:
    return Unreadable(
        _("this number has more digits than a spreadsheet keeps, so the last ones are lost; store it as text")
    )


def _shortened(texts: Iterable[str]) -> list[str]:
    """The numbers that have lost digits."""
    texts = list(texts)
    long = [text for text in texts if LONG.fullmatch(text.strip())]
    rounded = [text for text in long if not text.strip()[KEPT + 1 :].strip("0")]
    certain = [text for text in texts if SHORTENED.fullmatch(text.strip())]
    return [*certain, *rounded] if 2 * len(rounded) > len(long) else certain
