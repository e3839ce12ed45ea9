"""The sheets and columns of a workbook with a questionnaire: what they are called, and in which language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from data.language import gettext, in_all_languages
from data.language import mark as _
from data.vocabulary import plain


class Part(StrEnum):
    """What a column holds."""

    SECTION = "section"
    STATEMENT = "statement"
    STEP = "step"
    FROM = "from"
    BAND = "band"
    MEANING = "meaning"


HEADERS = {
    Part.SECTION: _("Section"),
    Part.STATEMENT: _("Statement"),
    Part.STEP: _("First step"),
    Part.FROM: _("From a total of"),
    Part.BAND: _("Result"),
    Part.MEANING: _("What it means"),
}
# A number and what names something in a table of the workbook have no language.
WITHOUT_LANGUAGE = frozenset({Part.FROM})


@dataclass(frozen=True)
class Form:
    """One sheet of the workbook: its name, marked for translation, and its columns."""

    name: str
    columns: tuple[Part, ...]

    @property
    def translated(self) -> tuple[Part, ...]:
        """The columns that may come once more in another language."""
        return tuple(part for part in self.columns if part not in WITHOUT_LANGUAGE)


STATEMENTS = Form(_("Statements"), (Part.SECTION, Part.STATEMENT))
STEPS = Form(_("First steps"), (Part.SECTION, Part.STEP))
BANDS = Form(_("Results"), (Part.FROM, Part.BAND, Part.MEANING))
FORMS = (STATEMENTS, STEPS, BANDS)

_LANGUAGE = re.compile(r"(?P<name>.+?)\s*[(\[]?\b(?P<language>[a-z]{2})\b[)\]]?")

Column = tuple[Part, str]


def header(part: Part, language: str = "") -> str:
    """What a column is called, in the reader's language; with the language of its words, as in ``(ru)``."""
    name = gettext(HEADERS[part])
    return f"{name} ({language})" if language else name


def column(text: str) -> Column | None:
    """What a header means, with the language of its words or ``""``; None where it means nothing known."""
    said = plain(text)
    if said in _PARTS:
        return _PARTS[said], ""
    found = _LANGUAGE.fullmatch(said)
    part = _PARTS.get(found["name"]) if found else None
    return (part, found["language"]) if found and part and part not in WITHOUT_LANGUAGE else None


def _names() -> dict[str, Part]:
    return {plain(name): part for part, words in HEADERS.items() for name in (*in_all_languages(words), part)}


_PARTS = _names()
