"""Dimensions whose members are people of the company: named only where somebody chose to see names."""

from __future__ import annotations

from collections.abc import Iterable

from data import formats
from data.kinds import EMPLOYEE
from data.language import gettext as _
from metrics.counting.scan import NOT_GIVEN

NAMING = (EMPLOYEE.key,)


def names_people(dimension: str) -> bool:
    """Whether the members of a dimension are people's names."""
    return dimension in NAMING


def member_name(member: str) -> str:
    """A member as a person reads it: that rows don't say is a member, too."""
    return _("not given") if member == NOT_GIVEN else member


def shown(dimension: str, members: Iterable[str], *, named: bool) -> dict[str, str]:
    """Member -> what a page calls it: its name, or a number where the names are people's and hidden.

    The numbers go by the alphabet of the members given, so they are the same for one choice of days.
    """
    ordered = sorted(set(members))
    if named or not names_people(dimension):
        return {member: member_name(member) for member in ordered}
    people = [member for member in ordered if member != NOT_GIVEN]
    numbered = {
        member: _("Employee %(number)s") % {"number": formats.number(number)}
        for number, member in enumerate(people, start=1)
    }
    return {member: numbered.get(member, member_name(member)) for member in ordered}
