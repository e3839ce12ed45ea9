"""The reader's language: every word on a screen or in a terminal passes through here.

English is the source. A language is one gettext catalogue,
``data/locales/<language>/LC_MESSAGES/policypulse.mo``.
"""

from __future__ import annotations

import gettext as catalogues
import os
from contextvars import ContextVar
from functools import cache
from pathlib import Path

DOMAIN = "policypulse"
LOCALES = Path(__file__).with_name("locales")
SOURCE_LANGUAGE = "en"

_current: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)


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


def current() -> str:
    """The language chosen for this thread or session run."""
    return _current.get()


def gettext(message: str) -> str:
    """``message`` in the reader's language; an empty message stays empty."""
    return _catalogue(current()).gettext(message) if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    """The form of a message that ``count`` takes in the reader's language."""
    return _catalogue(current()).ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """``message`` in the reader's language where one English word has several meanings."""
    return _catalogue(current()).pgettext(context, message)


def in_all_languages(message: str) -> tuple[str, ...]:
    """``message`` in every language that can be chosen, the source language first."""
    return tuple(_catalogue(language).gettext(message) for language in available())


def mark(message: str) -> str:
    """Mark a message of a declaration for translation; it is translated when shown."""
    return message


def nmark(one: str, many: str) -> tuple[str, str]:
    """Mark a message of a declaration that has a plural: ``ngettext(*words, n)`` translates it when shown."""
    return one, many
