"""Dimensions of the company's own: columns that mean nothing known, kept to split by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from data.specs import Column, Layout, Type
from data.vocabulary import plain

PREFIX = "own:"


@dataclass(frozen=True)
class Offer:
    """A header that may be kept to split by; ``caution`` says in words why it makes a poor dimension."""

    header: str
    caution: str = ""


def own(name: str) -> str:
    """What a mapping says of a header that is kept as a dimension of this name, as in ``own:Warehouse``."""
    return PREFIX + " ".join(name.split())


def is_own(key: str | None) -> bool:
    """Whether a mapping's value keeps a header as a dimension of the company's own."""
    return key is not None and key.startswith(PREFIX) and bool(name_of(key))


def name_of(key: str) -> str:
    """The dimension's name in ``own:Warehouse``."""
    return " ".join(key.removeprefix(PREFIX).split())


def same(key: str) -> str:
    """What two keys share that mean the same column, however they are written."""
    return PREFIX + plain(name_of(key)) if is_own(key) else key


def with_own(layout: Layout, keys: Iterable[str]) -> Layout:
    """The layout with the dimensions of the company's own among some keys."""
    own_columns = tuple(Column(key, name_of(key), Type.CATEGORY, own=True) for key in keys if is_own(key))
    return replace(layout, columns=(*layout.columns, *own_columns)) if own_columns else layout


def categories(layout: Layout) -> tuple[Column, ...]:
    """The columns of a layout by which its rows may be split."""
    return tuple(column for column in layout.columns if column.type is Type.CATEGORY)
