"""What pages read from the store again and again, kept until the store changes."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

from data.store.connection import Store

_KEPT = 64

Asked = ParamSpec("Asked")
Found = TypeVar("Found")


def kept(
    read: Callable[Concatenate[Store, Asked], Found],
) -> Callable[Concatenate[Store, Asked], Found]:
    """A read that asks the store once after each committed change; each caller gets a copy of its own.

    What is read is small, its elements don't change, and what is asked for can be a key.
    """

    @lru_cache(maxsize=_KEPT)
    def found(store: Store, version: int, /, *args: Asked.args, **kwargs: Asked.kwargs) -> Found:
        del version  # part of the key alone
        return read(store, *args, **kwargs)

    @wraps(read)
    def known(store: Store, /, *args: Asked.args, **kwargs: Asked.kwargs) -> Found:
        return copy(found(store, store.version, *args, **kwargs))

    return known
