"""Net scores as they are written: ``35``, ``-12.5``, ``35%``, or ``0.35`` in a column of such numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from data.formats import number
from data.language import gettext as _
from data.values.cells import parse_numbers
from data.values.shares import PERCENT
from data.values.unreadable import Unreadable, shown

Values = dict[str, float | Unreadable | None]
# So many different fractions between -1 and 1 are no scores that happen to lie about nothing.
_CLEARLY_PARTS = 3
# Means of answers from 0 to 10 lie between these, scores hardly ever all of them.
_MEANS = (5, 10)


def parse_balances(texts: Iterable[str], header: str = "", known_mark: str | None = None) -> Values:
    """The net scores, from -1 to 1, that a column's distinct texts mean.

    They are read from -100 to 100, or from -1 to 1 where enough of them are fractions of it. Where nobody can
    tell which is meant, or whether they are the mean of answers from 0 to 10, they mean nothing. A percent
    sign, of a cell or of the header, tells.
    """
    bare = {text: text.replace("%", "").strip() for text in texts}
    numbers = parse_numbers(set(bare.values()), known_mark=known_mark)
    given = {text: numbers[one] for text, one in bare.items()}
    plain = {} if "%" in header else {text: value for text, value in given.items() if "%" not in text}
    known = {value for value in plain.values() if isinstance(value, float) and value}
    whole, unclear = (1 if _are_parts(known) else PERCENT), _unclear(known)
    return {
        text: Unreadable(unclear % _words(text))
        if unclear and text in plain and value
        else _balance(text, value, whole if text in plain else PERCENT)
        for text, value in given.items()
    }


def doubt(values: Mapping[str, float | Unreadable | None]) -> str | None:
    """What is to be known of net scores, as they were read, that may be means of answers from 0 to 10."""
    known = [value for text, value in values.items() if isinstance(value, float) and "%" not in text]
    if not known or min(known) < 0 or not 1 < PERCENT * max(known) <= _MEANS[1]:
        return None
    told = _(
        "read as scores from %(low)s to 100; leave the column out if they are means of answers from 0 to 10"
    )
    return told % _words("")


def _are_parts(known: Collection[float]) -> bool:
    fractions = sum(not value.is_integer() for value in known)
    return fractions >= _CLEARLY_PARTS and max(map(abs, known)) <= 1


def _unclear(known: Collection[float]) -> str | None:
    """Why numbers without a percent sign don't tell what they are; None where they do."""
    if not known or _are_parts(known):
        return None
    if max(map(abs, known)) <= 1:
        return _(
            "'%(text)s' may be of a score from %(low)s to 100 or of one from %(least)s to 1: write it from"
            " %(low)s to 100, with a percent sign"
        )
    if _MEANS[0] <= min(known) and max(known) <= _MEANS[1]:
        return _(
            "'%(text)s' may be a score from %(low)s to 100 or the mean of answers from 0 to 10: leave the"
            " column out if it is the mean, else write the score with a percent sign"
        )
    return None


def _balance(text: str, value: float | Unreadable | None, whole: int) -> float | Unreadable | None:
    if not isinstance(value, float):
        return value
    if abs(value) > whole:
        return Unreadable(_("'%(text)s' is no score from %(low)s to 100") % _words(text))
    return value / whole


def _words(text: str) -> dict[str, str]:
    return {"text": shown(text), "low": number(-PERCENT), "least": number(-1)}
