"""Words from files and people, shown as they are: no markup in them does anything."""

from __future__ import annotations

import re

# A hyphen within a word does nothing, and escaped it would be read out in the labels of fields.
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+.!|~$:@&^=]|(?<!\w)-|-(?!\w))")

# A bare address becomes a link in spite of escapes, unless a joiner without width breaks it.
_ADDRESS = re.compile(r"(://|www\.|@)")


# All but those that keep a number together with its unit, or a date.
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")


def plain(text: str) -> str:
    """A text that reads the same where Markdown is understood."""
    inert = _ADDRESS.sub("\u2060\\1", _SPACES.sub(" ", text.strip()))
    return _MARKUP.sub(r"\\\1", inert)
