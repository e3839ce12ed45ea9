"""What people wrote in their own words, grouped by what it says: in any language, by the beginnings of words.

Words are cut to their first letters, so that the forms of one word meet whatever its language makes of its
end; common words of English, Russian, Polish and Slovak are left out. Texts are alike by the cosine of how
telling their words are (TF-IDF), and grouped while the members of a group are alike on average.

Sources: Salton and Buckley 1988, https://doi.org/10.1016/0306-4573(88)90021-0;
McNamee and Mayfield 2004, https://doi.org/10.1023/B:INRT.0000009441.78971.be
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import combining, normalize

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from metrics.problems.common_words import COMMON

Array = NDArray[np.float64]
Sparse = Any  # a matrix of scipy, which has no types

# So many letters of a word count.
STEM = 5
# Texts less alike on average aren't of one group.
ALIKE = 0.3
# So many different texts are compared with each other; rarer ones join the group that they are most like.
MOST_COMPARED = 500
# Of more different texts the rarest are left out.
MOST_GROUPED = 10_000

_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True)
class Group:
    """Texts that say the same.

    example     the one most like the others
    n           how many they are, those that are the same letter by letter counted each
    texts       the different ones, the most frequent first
    """

    example: str
    n: int
    texts: tuple[str, ...]


def _plain(text: str) -> str:
    """A text in lower case and without accents."""
    return "".join(letter for letter in normalize("NFKD", text.casefold()) if not combining(letter))


_COMMON = frozenset(_plain(COMMON).split())


def stems(text: str) -> list[str]:
    """The beginnings of the words of a text that tell something."""
    return [word[:STEM] for word in _WORD.findall(_plain(text)) if word not in _COMMON]


class Space:
    """Texts as directions: how telling each stem is, learnt from all of them."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Learn from texts."""
        found = [set(stems(text)) for text in texts]
        names = sorted({stem for each in found for stem in each})
        self._place = {name: number for number, name in enumerate(names)}
        frequency = np.zeros(len(names))
        for each in found:
            for stem in each:
                frequency[self._place[stem]] += 1
        # A stem of one text alone can't tell what others say, and would only set that one apart.
        self._weight = np.where(frequency > 1, 1 + np.log((1 + len(texts)) / (1 + frequency)), 1.0)

    def directions(self, texts: Sequence[str]) -> Sparse:
        """One row a text, of length 1; of length 0 where no word of it is known."""
        starts, places, weights = [0], list[int](), list[float]()
        for text in texts:
            known = sorted({self._place[stem] for stem in stems(text) if stem in self._place})
            length = float(np.linalg.norm(self._weight[known])) if known else 1.0
            places += known
            weights += [float(self._weight[place]) / length for place in known]
            starts.append(len(places))
        return sparse.csr_array((weights, places, starts), shape=(len(texts), len(self._place)))


def grouped(counts: Mapping[str, int]) -> list[Group]:
    """Texts with how often each was written, grouped: the largest group first."""
    texts = sorted(filter(stems, counts), key=lambda text: (-counts[text], text))[:MOST_GROUPED]
    if not texts:
        return []
    space = Space(texts[:MOST_COMPARED])
    compared: Array = space.directions(texts[:MOST_COMPARED]).toarray()
    groups = _joined(compared)
    middles = np.array([compared[group].mean(axis=0) for group in groups])
    for first in range(MOST_COMPARED, len(texts), MOST_COMPARED):
        likeness: Array = space.directions(texts[first : first + MOST_COMPARED]) @ middles.T
        for place, row in enumerate(likeness, start=first):
            best = int(np.argmax(row))
            if row[best] >= ALIKE:
                groups[best].append(place)
            else:
                groups.append([place])
    found = [_group(texts, compared, group, counts) for group in groups]
    return sorted(found, key=lambda group: (-group.n, group.example))


def _joined(places: Array) -> list[list[int]]:
    """Average linkage: which rows stand together."""
    if len(places) < 2:
        return [[row] for row in range(len(places))]
    # Loaded where it is used: it takes a while.
    from scipy.cluster.hierarchy import fcluster, linkage

    distances = 1 - np.clip(places @ places.T, 0, 1)
    condensed = distances[np.triu_indices(len(places), 1)]
    labels = fcluster(linkage(condensed, "average"), 1 - ALIKE, "distance")
    groups: dict[int, list[int]] = {}
    for row, label in enumerate(labels):
        groups.setdefault(int(label), []).append(row)
    return list(groups.values())


def _group(texts: Sequence[str], compared: Array, rows: Sequence[int], counts: Mapping[str, int]) -> Group:
    inside = [row for row in rows if row < len(compared)]
    n = sum(counts[texts[row]] for row in rows)
    if not inside:
        return Group(texts[rows[0]], n, tuple(texts[row] for row in rows))
    weights = np.array([counts[texts[row]] for row in inside], dtype=np.float64)
    likeness = compared[inside] @ (weights @ compared[inside])
    best = inside[int(np.argmax(likeness.round(9)))]
    return Group(texts[best], n, tuple(texts[row] for row in rows))
