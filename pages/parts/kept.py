"""Answers kept over runs and visits: what holds words is kept apart for each language."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from data import language

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")

_Function = Callable[_Asked, _Answer]


def kept(most: int) -> Callable[[_Function[_Asked, _Answer]], _Function[_Asked, _Answer]]:
    """Keep the latest ``most`` answers of a function: no reader meets another's language in them."""

    def keep(answer: _Function[_Asked, _Answer]) -> _Function[_Asked, _Answer]:
        @lru_cache(maxsize=most)
        def known(spoken: str, *args: _Asked.args, **named: _Asked.kwargs) -> _Answer:
            del spoken  # part of the key alone
            return answer(*args, **named)

        @wraps(answer)
        def asked(*args: _Asked.args, **named: _Asked.kwargs) -> _Answer:
            return known(language.current(), *args, **named)

        return asked

    return keep


def kept_wordless(most: int) -> Callable[[_Function[_Asked, _Answer]], _Function[_Asked, _Answer]]:
    """Keep the latest ``most`` answers of a function for readers of all languages: they hold no words."""

    def keep(answer: _Function[_Asked, _Answer]) -> _Function[_Asked, _Answer]:
        @lru_cache(maxsize=most)
        def known(*args: _Asked.args, **named: _Asked.kwargs) -> _Answer:
            with language.wordless():
                return answer(*args, **named)

        @wraps(answer)
        def asked(*args: _Asked.args, **named: _Asked.kwargs) -> _Answer:
            return known(*args, **named)

        return asked

    return keep
