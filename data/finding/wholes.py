"""Members of a dimension that stand for all of them, as *Total* and *All teams* do."""

from __future__ import annotations

from data.language import gettext as _
from data.vocabulary import ALL, ALL_OF, TOTAL, plain


def is_whole(member: str) -> bool:
    """Whether a member of a dimension stands for all of its members."""
    bare = plain(member).rstrip(":.")
    first, __, rest = bare.partition(" ")
    return bare in TOTAL | ALL or (first in ALL and rest.removeprefix("the ") in ALL_OF)


def repeats() -> str:
    """Why a row for all members is left out where others give the members."""
    return _("a total of the other rows of the same period, so it isn't counted again")
