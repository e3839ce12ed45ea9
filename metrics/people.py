"""What members are called: people of the company only where somebody chose to see their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from data import formats
from data.kinds import EMPLOYEE, TOUCHPOINT
from data.language import gettext as _
from data.touchpoints import STAGE_NAMES, stage_of
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
    Touchpoints that are a stage of the customer's way have its name in the reader's language.
    """
    ordered = sorted(set(members))
    if dimension == TOUCHPOINT.key:
        return _stages(ordered)
    if named or not names_people(dimension):
        return {member: member_name(member) for member in ordered}
    people = [member for member in ordered if member != NOT_GIVEN]
    numbered = {
        member: _("Employee %(number)s") % {"number": formats.number(number)}
        for number, member in enumerate(people, start=1)
    }
    return {member: numbered.get(member, member_name(member)) for member in ordered}


def _stages(members: list[str]) -> dict[str, str]:
    """Several members that mean the same stage keep the names that tell them apart."""
    stages = {member: stage_of(member) for member in members}
    times = Counter(stages.values())
    return {
        member: _(STAGE_NAMES[stage]) if stage and times[stage] == 1 else member_name(member)
        for member, stage in stages.items()
    }
