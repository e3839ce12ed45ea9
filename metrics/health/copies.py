"""Copies: rows alike in every column, where that isn't chance.

Rows without a number of their own may be alike by chance: two customers who give the same answer on the
same day. How many pairs chance makes is the number of pairs of the same moment, times how likely two rows say
the same that aren't of the same moment, near each other or anywhere; more than three times as many is told,
where a Poisson count would hardly be as high.
"""

from __future__ import annotations

from collections.abc import Mapping

from scipy import special

from data.store.copies import Alike

CHANCE = 1e-4
_TIMES = 3
# A file that another one holds whole is a copy, even where its rows say little.
_WHOLE, _FEWEST = 0.995, 20


def expected(found: Alike) -> float:
    """How many pairs of rows alike chance makes."""
    return found.same_moment * found.match


def is_copy(found: Alike, shared: Mapping[tuple[int, int], int]) -> bool:
    """Whether rows alike are copies and not chance.

    ``shared`` has the rows of the first file of a pair on days of the other.
    """
    if not found.pairs:
        return False
    by_chance = _TIMES * expected(found)
    if float(special.gammainc(found.pairs, by_chance)) < CHANCE:
        return True
    pairs = ((found.upload_id, found.other), (found.other, found.upload_id))
    fewest = min(shared.get(pair, 0) for pair in pairs)
    return found.upload_id != found.other and fewest >= _FEWEST and found.rows >= _WHOLE * fewest
