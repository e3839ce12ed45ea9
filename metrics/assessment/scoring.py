"""What one person's answers come to: a score for each section, their sum, and what that means."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from data.questionnaires.questionnaire import Answers, Band, Questionnaire, Section

# So many sections are named as those to work on first.
FIRST = 2


@dataclass(frozen=True)
class Score:
    """The score of each section in the order of the questionnaire, their sum and its band, unrounded."""

    questionnaire: Questionnaire
    sections: tuple[tuple[Section, Fraction], ...]
    total: Fraction
    band: Band

    @property
    def weakest(self) -> tuple[Section, ...]:
        """The sections to work on first; none where all are alike."""
        if len({score for __, score in self.sections}) < 2:
            return ()
        return tuple(section for section, __ in sorted(self.sections, key=lambda one: one[1])[:FIRST])


def scored(questionnaire: Questionnaire, answers: Answers) -> Score:
    """The score of a whole set of answers; KeyError where a statement isn't answered."""
    sections = tuple((section, section.score(answers)) for section in questionnaire.sections)
    total = questionnaire.total(answers)
    return Score(questionnaire, sections, total, questionnaire.band(total))
