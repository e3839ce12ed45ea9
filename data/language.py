"""The reader's language: every word on a screen or in a terminal passes through here.

English is the source. A language is one gettext catalogue,
``data/locales/<language>/LC_MESSAGES/policypulse.mo``.
"""

from __future__ import annotations

import gettext as catalogues
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

DOMAIN = "policypulse"
LOCALES = Path(__file__).with_name("locales")
SOURCE_LANGUAGE = "en"
# What stands between a context and its message, as in the catalogues themselves.
_APART = "\x04"

_current: ContextVar[str | None] = ContextVar("language", default=None)
_wordless: ContextVar[bool] = ContextVar("wordless", default=False)
_asked: list[Callable[[], str]] = []


@cache
def _catalogue(language: str) -> catalogues.NullTranslations:
    return catalogues.translation(DOMAIN, LOCALES, languages=[language], fallback=True)


def available() -> tuple[str, ...]:
    """The languages that can be chosen, the source language first."""
    compiled = sorted(path.parent.parent.name for path in LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return (SOURCE_LANGUAGE, *(language for language in compiled if language != SOURCE_LANGUAGE))


def choose(language: str) -> None:
    """Speak ``language`` from now on in this thread or session run."""
    _current.set(language if language in available() else SOURCE_LANGUAGE)


def choose_of_terminal() -> None:
    """Speak the language that the terminal is set to, as ``LC_ALL``, ``LC_MESSAGES`` or ``LANG`` say."""
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    choose(next((name for name in named if name), "")[:2])


def ask(reader: Callable[[], str]) -> None:
    """Let ``reader`` say the language wherever a thread has chosen none, as while a click is answered."""
    _asked[:] = [reader]


def current() -> str:
    """The language chosen for this thread or session run."""
    if is_wordless():
        return SOURCE_LANGUAGE
    chosen = _current.get()
    if chosen is not None:
        return chosen
    return next((reader() for reader in _asked), SOURCE_LANGUAGE)


@contextmanager
def wordless() -> Iterator[None]:
    """Say nothing within: for what is worked out once for the readers of all languages."""
    token = _wordless.set(True)
    try:
        yield
    finally:
        _wordless.reset(token)


def is_wordless() -> bool:
    """Whether what is worked out now is for the readers of all languages, so that nothing may be said."""
    return _wordless.get()


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """Speak ``language`` within: for what is written in another than the reader's."""
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)


def gettext(message: str) -> str:
    """``message`` in the reader's language; an empty message stays empty."""
    return _said(current(), message)


def ngettext(one: str, many: str, count: int) -> str:
    """The form of a message that ``count`` takes in the reader's language."""
    return _catalogue(current()).ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """``message`` in the reader's language where one English word has several meanings."""
    return _catalogue(current()).pgettext(context, message)


def in_all_languages(message: str) -> tuple[str, ...]:
    """``message`` in every language that can be chosen, the source language first."""
    return tuple(_said(language, message) for language in available())


def _said(language: str, message: str) -> str:
    """A message, with its context where ``pmark`` has put one before it."""
    context, apart, words = message.rpartition(_APART)
    if apart:
        return _catalogue(language).pgettext(context, words)
    return _catalogue(language).gettext(words) if words else ""


def mark(message: str) -> str:
    """Mark a message of a declaration for translation; it is translated when shown."""
    return message


def pmark(context: str, message: str) -> str:
    """Mark a message of a declaration that has several meanings: ``gettext`` says it in the one meant."""
    return f"{context}{_APART}{message}"


def nmark(one: str, many: str) -> tuple[str, str]:
    """Mark a message of a declaration that has a plural: ``ngettext(*words, n)`` translates it when shown."""
    return one, many
