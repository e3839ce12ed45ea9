"""What one person's answers come to: a score for each section, their sum, and what that means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from data.questionnaires.questionnaire import Answers, Band, Questionnaire, Section

# So many sections are named as those to work on first, and as the strongest.
_NAMED = 2


@dataclass(frozen=True)
class Score:
    """The score of each section in the order of the questionnaire, their sum and its band, unrounded."""

    questionnaire: Questionnaire
    sections: tuple[tuple[Section, Fraction], ...]
    total: Fraction
    band: Band

    @property
    def weakest(self) -> tuple[Section, ...]:
        """The sections to work on first; none where none stands out."""
        return self._named(0)

    @property
    def strongest(self) -> tuple[Section, ...]:
        """The sections that are best; none where none stands out."""
        return self._named(1)

    def _named(self, end: int) -> tuple[Section, ...]:
        known = {section.key: section for section, __ in self.sections}
        scores = {section.key: float(score) for section, score in self.sections}
        return tuple(known[key] for key in standing_out(scores)[end])


def scored(questionnaire: Questionnaire, answers: Answers) -> Score:
    """The score of a whole set of answers; KeyError where a statement isn't answered."""
    sections = tuple((section, section.score(answers)) for section in questionnaire.sections)
    total = questionnaire.total(answers)
    return Score(questionnaire, sections, total, questionnaire.band(total))


def standing_out(scores: Mapping[str, float]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lowest sections by key, the lowest first, and the highest, the highest first; no section is both.

    Sections that share a score are named together or not at all. Where more share the lowest or the highest
    than are named, and than half of all, none stands out at that end.
    """
    levels, shared = sorted(set(scores.values())), max(_NAMED, len(scores) // 2)
    low = _end(scores, levels[:-1], shared)
    rest = {key: score for key, score in scores.items() if key not in low}
    return low, _end(rest, levels[:0:-1], shared)


def _end(scores: Mapping[str, float], levels: Sequence[float], shared: int) -> tuple[str, ...]:
    """The sections of the first levels, as far as they are few."""
    found: tuple[str, ...] = ()
    for level in levels:
        same = tuple(key for key, score in scores.items() if score == level)
        if len(found) + len(same) > (_NAMED if found else shared):
            break
        found += same
    return found
