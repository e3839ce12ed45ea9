"""Where lines of a report may not end: within a date, and between a number and what it counts.

Only what is set in lines has such spaces: the command line, workbooks and csv keep plain ones, which searches
find.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

NO_BREAK = "\N{NO-BREAK SPACE}"
_YEAR = r"(?:19|20)\d\d"
# As in "1. 3. 2025".
_NUMBERED = re.compile(rf"\b(\d\d?\.) (\d\d?\.) (?={_YEAR}\b)")
# As in "Mar 2025", and "2025 г.".
_MONTH = re.compile(rf"(?<=[^\W\d_]) (?={_YEAR}\b)|(?<=[^\W\d_]\.) (?={_YEAR}\b)|(?<=\d\d\d\d) (?=г\.)")
# As in "78.3 %", "1,204 answers" and "1 Mar"; a year ends a date, and the word after it is another.
_COUNTED = re.compile(rf"(?<![\w.,])(?!{_YEAR} )([+−-]?\d[\d.,]*(?:[\u00a0\u202f]\d{{3}})*) (?=[^\W\d_]|%)")
_Told = TypeVar("_Told")


def unbroken(text: str) -> str:
    """A text whose dates and numbers stay whole."""
    text = _NUMBERED.sub(rf"\1{NO_BREAK}\2{NO_BREAK}", text)
    return _COUNTED.sub(rf"\1{NO_BREAK}", _MONTH.sub(NO_BREAK, text))


def typeset(told: _Told) -> _Told:
    """A report, or a part of one, all of whose texts are ``unbroken``; tables of numbers stay as they are."""
    return _typeset(told)


def _typeset(told: Any) -> Any:
    # A word of an enumeration is a key, too.
    if type(told) is str:
        return unbroken(told)
    if isinstance(told, tuple):
        return tuple(_typeset(one) for one in told)
    if is_dataclass(told) and not isinstance(told, type):
        return replace(told, **{field.name: _typeset(getattr(told, field.name)) for field in fields(told)})
    return told
