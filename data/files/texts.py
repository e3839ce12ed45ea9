"""A column of text cells, kept small: as codes of its distinct texts where those are few."""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions when it is imported, so no type checker knows them.

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any, overload

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

MOST_CODED = np.iinfo(np.uint16).max
# As pandas keeps texts, so that a column isn't copied on its way.
TEXT = pa.large_string()
NARROW = (np.uint8, np.uint16, np.int32)

Mask = npt.NDArray[np.bool_]
Codes = npt.NDArray[Any]


class Texts(Sequence[str]):
    """The texts of a column's cells, in the order of its rows; empty cells are ``""``."""

    @staticmethod
    def of(texts: Sequence[str]) -> Texts:
        """A column of some texts."""
        if isinstance(texts, Texts):
            return texts
        if len(texts) > MOST_CODED:
            return joined([Plain(pa.chunked_array([pa.array(texts, TEXT)]))])
        values: dict[str, int] = {}
        codes = [values.setdefault(text, len(values)) for text in texts]
        return Coded(np.array(codes, dtype=np.int32), tuple(values))

    @abstractmethod
    def where(self, rows: Mask | Codes) -> Texts:
        """The column with the rows that a mask marks, or those of these places."""

    @abstractmethod
    def cut(self, start: int, stop: int) -> Texts:
        """The column from one place to before another."""

    def mended(self, texts: Mapping[int, str]) -> Texts:
        """The column with other texts in some places."""
        return Texts.of([texts.get(place, text) for place, text in enumerate(self)])

    @abstractmethod
    def equal(self, text: str) -> Mask:
        """Where the text stands."""

    @abstractmethod
    def holding(self, piece: str) -> list[str]:
        """The texts that hold a piece."""

    @cached_property
    def blank(self) -> Mask:
        """Where nothing but blanks stands."""
        return self._blank()

    @abstractmethod
    def _blank(self) -> Mask: ...

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How often each text stands in the column."""
        return self._counts()

    @abstractmethod
    def _counts(self) -> dict[str, int]: ...

    @abstractmethod
    def arrow(self) -> pa.Array:
        """The texts as an array of strings, or of a dictionary of them."""

    @abstractmethod
    def first(self, count: int) -> tuple[str, ...]:
        """The first distinct texts, at most so many."""

    @abstractmethod
    def mapped(self, values: Mapping[str, Any]) -> tuple[Codes, list[Any]]:
        """For each row the place, in a list of distinct values, of what its text means by ``values``."""

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        return self._several(place) if isinstance(place, slice) else self._one(place)

    @abstractmethod
    def _one(self, place: int) -> str: ...

    @abstractmethod
    def _several(self, places: slice) -> list[str]: ...


class Coded(Texts):
    """A column of few distinct texts: a code a row, the text that each code stands for."""

    def __init__(self, codes: Codes, values: Sequence[str]) -> None:
        self.codes = codes.astype(_narrowest(len(values)), copy=False)
        self.values = tuple(values)

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[str]:
        return map(self.values.__getitem__, self.codes.tolist())

    def _one(self, place: int) -> str:
        return self.values[self.codes[place]]

    def _several(self, places: slice) -> list[str]:
        return [self.values[code] for code in self.codes[places].tolist()]

    def where(self, rows: Mask | Codes) -> Coded:
        return Coded(self.codes[rows], self.values)

    def cut(self, start: int, stop: int) -> Coded:
        return Coded(self.codes[start:stop], self.values)

    def equal(self, text: str) -> Mask:
        if text not in self.values:
            return np.zeros(len(self), dtype=np.bool_)
        return self.codes == self.values.index(text)

    def holding(self, piece: str) -> list[str]:
        return [text for text in self.counts if piece in text]

    def _blank(self) -> Mask:
        return np.array([not text.strip() for text in self.values], dtype=np.bool_)[self.codes]

    def _counts(self) -> dict[str, int]:
        counts = np.bincount(self.codes, minlength=len(self.values)).tolist()
        return {text: count for text, count in zip(self.values, counts, strict=True) if count}

    def first(self, count: int) -> tuple[str, ...]:
        return tuple(islice(self.counts, count))

    def arrow(self) -> pa.Array:
        codes = pa.array(self.codes.astype(np.int32))
        return pa.DictionaryArray.from_arrays(codes, pa.array(self.values, TEXT))

    def mapped(self, values: Mapping[str, Any]) -> tuple[Codes, list[Any]]:
        return self.codes, [values.get(text) for text in self.values]


class Plain(Texts):
    """A column of many distinct texts, as Arrow keeps them."""

    def __init__(self, array: pa.ChunkedArray) -> None:
        self.array = array if array.type == TEXT else array.cast(TEXT)

    def __len__(self) -> int:
        return len(self.array)

    def __iter__(self) -> Iterator[str]:
        for chunk in self.array.iterchunks():
            yield from chunk.to_pylist()

    def _one(self, place: int) -> str:
        return str(self.array[place].as_py())

    def _several(self, places: slice) -> list[str]:
        start, stop, step = places.indices(len(self))
        return self.cut(start, max(start, stop)).array.to_pylist()[::step]

    def where(self, rows: Mask | Codes) -> Plain:
        chosen = pa.array(rows)
        return Plain(self.array.filter(chosen) if rows.dtype == np.bool_ else self.array.take(chosen))

    def cut(self, start: int, stop: int) -> Plain:
        return Plain(self.array.slice(start, stop - start))

    def equal(self, text: str) -> Mask:
        return _mask(pc.equal(self.array, text))

    def holding(self, piece: str) -> list[str]:
        return self.array.filter(pc.match_substring(self.array, piece)).to_pylist()

    def _blank(self) -> Mask:
        masks = [_blank(chunk) for chunk in self.array.iterchunks()]
        return np.concatenate(masks) if masks else np.zeros(0, np.bool_)

    def _counts(self) -> dict[str, int]:
        counted = pc.value_counts(self.array)
        return dict(zip(counted.field(0).to_pylist(), counted.field(1).to_pylist(), strict=True))

    def first(self, count: int) -> tuple[str, ...]:
        return tuple(islice(dict.fromkeys(self[: 10 * count]), count))

    def arrow(self) -> pa.Array:
        return self.array.combine_chunks()

    def mapped(self, values: Mapping[str, Any]) -> tuple[Codes, list[Any]]:
        encoded = self.array.combine_chunks().dictionary_encode()
        return encoded.indices.to_numpy(), [values.get(text) for text in encoded.dictionary.to_pylist()]


def _blank(texts: pa.Array) -> Mask:
    blank = pc.or_(pc.equal(pc.binary_length(texts), 0), pc.utf8_is_space(texts))
    return blank.to_numpy(zero_copy_only=False)


def _mask(marked: pa.ChunkedArray) -> Mask:
    return marked.to_numpy()


def _narrowest(values: int) -> type[np.integer[Any]]:
    return next(kind for kind in NARROW if values - 1 <= np.iinfo(kind).max)


class Gathering:
    """A column put together from pieces: coded while its distinct texts are few, plain from then on."""

    def __init__(self) -> None:
        self._values: dict[str, int] = {}
        self._codes: list[Codes] = []
        self._plain: list[pa.Array] = []

    @property
    def is_plain(self) -> bool:
        return bool(self._plain)

    def add(self, piece: pa.Array) -> None:
        """Add an array of strings or of a dictionary of them."""
        if self._plain:
            self._plain.append(_strings(piece))
            return
        encoded = piece if pa.types.is_dictionary(piece.type) else piece.dictionary_encode()
        if len(encoded.dictionary) + len(self._values) > MOST_CODED:
            self._plain = [*self._coded_so_far(), _strings(piece)]
            self._codes, self._values = [], {}
            return
        places = [self._values.setdefault(text, len(self._values)) for text in encoded.dictionary.to_pylist()]
        codes = np.array(places, dtype=np.uint16)[encoded.indices.to_numpy()]
        self._codes.append(codes.astype(_narrowest(len(self._values)), copy=False))

    def _coded_so_far(self) -> list[pa.Array]:
        values = pa.array(list(self._values), TEXT)
        return [values.take(pa.array(codes)) for codes in self._codes]

    def column(self) -> Texts:
        """The whole column."""
        if self._plain:
            return Plain(pa.chunked_array(self._plain, TEXT))
        codes = np.concatenate(self._codes) if self._codes else np.array([], dtype=np.uint8)
        return Coded(codes, tuple(self._values))


def joined(columns: Sequence[Texts]) -> Texts:
    """Columns put under one another."""
    whole = Gathering()
    for column in columns:
        whole.add(column.arrow())
    return whole.column()


def _strings(piece: pa.Array) -> pa.Array:
    return piece if piece.type == TEXT else piece.cast(TEXT)
