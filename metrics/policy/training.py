"""Who was trained on the policy: how many of each team, and what share that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data import formats
from data.language import gettext as _
from data.vocabulary import plain
from data.written_policy import Training


@dataclass(frozen=True)
class TeamTraining:
    """A team, or all teams: how many of its people were trained, and on which day the last ones were.

    people    as the latest training of the team has it
    counted   how many its trainings counted together; more than ``people`` where somebody counted twice
    """

    team: str
    counted: int
    people: int
    last: date

    @property
    def trained(self) -> int:
        """How many were trained: never more than there are."""
        return min(self.counted, self.people)

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.trained / self.people

    @property
    def is_doubtful(self) -> bool:
        """Whether more were counted than the team has."""
        return self.counted > self.people

    @property
    def share_text(self) -> str:
        """The share with what it is of, as in ``84 % (21 of 25)``."""
        words = {
            "share": formats.number(100 * self.share),
            "n": formats.number(self.trained),
            "all": formats.number(self.people),
        }
        return _("%(share)s %% (%(n)s of %(all)s)") % words


def by_team(trainings: Iterable[Training]) -> tuple[TeamTraining, ...]:
    """The teams that had any training, by name; a team is known by its name, whatever the case."""
    teams: dict[str, list[Training]] = {}
    for training in sorted(trainings, key=lambda one: (one.day, one.training_id or 0)):
        teams.setdefault(plain(training.team), []).append(training)
    return tuple(_team(of) for __, of in sorted(teams.items()))


def _team(of: list[Training]) -> TeamTraining:
    return TeamTraining(of[-1].team, sum(one.trained for one in of), of[-1].people, of[-1].day)


def altogether(teams: Iterable[TeamTraining]) -> TeamTraining | None:
    """All teams together; None without any."""
    known = tuple(teams)
    if not known:
        return None
    trained, people = (
        sum(counts) for counts in zip(*((one.trained, one.people) for one in known), strict=True)
    )
    return TeamTraining("", trained, people, max(one.last for one in known))
