"""Cells that lead to a person: e-mail addresses and telephone numbers."""

from __future__ import annotations

import re

from data.values.written_moments import written_moment

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
# Written as a telephone number is: with a plus in front, or in groups.
PHONE = re.compile(r"\+\d[\d\s().-]+|\(?\d{2,4}\)?(?:[\s-]\d{2,4}){2,4}")
FEWEST_DIGITS, MOST_DIGITS = 8, 15
# What may be one: any long number.
LONG_NUMBER = re.compile(r"\+?[\d\s().\-]{9,20}")
FEWEST_OF_LONG = 9


def is_personal(text: str) -> bool:
    """Whether a text is an e-mail address or is written as a telephone number."""
    bare = text.strip()
    return bool(EMAIL.fullmatch(bare)) or (
        bool(PHONE.fullmatch(bare)) and FEWEST_DIGITS <= _digits(bare) <= MOST_DIGITS
    )


def may_be_personal(text: str) -> bool:
    """Whether a text holds an e-mail address or may be a telephone number."""
    phone = _digits(text) >= FEWEST_OF_LONG and LONG_NUMBER.fullmatch(text.strip())
    return bool(EMAIL.search(text)) or bool(phone and written_moment(text) is None)


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))
