"""Many things looked at together: some would stand out by chance alone, so each p is corrected for that.

Source: Benjamini and Hochberg 1995, https://doi.org/10.1111/j.2517-6161.1995.tb02031.x
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

FALSE_ALARMS = 0.05


def corrected(chances: Sequence[float]) -> list[float]:
    """The p of each, in the same order, as large as looking at all of them together makes it.

    Of those that come out at ``FALSE_ALARMS`` or less, so large a share at most is false on average.
    Raises ValueError for a p outside 0 to 1.
    """
    p = np.asarray(chances, dtype=np.float64)
    if not ((p >= 0) & (p <= 1)).all():
        raise ValueError("a p lies between 0 and 1")
    largest_first = np.argsort(-p, kind="stable")
    ranks = np.arange(len(p), 0, -1)
    found = np.empty(len(p))
    found[largest_first] = np.minimum.accumulate(np.minimum(p[largest_first] * len(p) / ranks, 1))
    return found.tolist()
