"""Words from files and people, shown as they are: no markup in them does anything."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:@&^=])")


def plain(text: str) -> str:
    """A text that reads the same where Markdown is understood."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
