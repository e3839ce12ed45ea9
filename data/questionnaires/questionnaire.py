"""A questionnaire: statements in sections, what answers come to, and what that means.

Scores are fractions, so that a total that is 21 or 28 to the dot falls into its band.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from data.language import current, gettext

# What a statement is answered with: not at all ... always.
LOWEST, HIGHEST = 1, 5

Answers = Mapping[str, int]


@dataclass(frozen=True)
class Text:
    """Words of a questionnaire, built-in or a company's own.

    source        as it is written first: a message of the catalogue, or a company's own words
    translations  (language, words) of a company's own
    """

    source: str
    translations: tuple[tuple[str, str], ...] = ()

    @property
    def said(self) -> str:
        """The words in the reader's language; as written first where they aren't given in it."""
        return self.said_in(current())

    def said_in(self, language: str) -> str:
        """The words in a language, of a company's own; the catalogue knows the reader's language alone."""
        return dict(self.translations).get(language) or gettext(self.source)


@dataclass(frozen=True)
class Statement:
    """What is answered from ``LOWEST`` to ``HIGHEST``."""

    key: str
    asks: Text


@dataclass(frozen=True)
class Section:
    """Statements on one subject, and first steps for whom they score low."""

    key: str
    name: Text
    statements: tuple[Statement, ...]
    steps: tuple[Text, ...] = ()

    def score(self, answers: Answers) -> Fraction:
        """The mean of the answers to its statements, exactly."""
        return Fraction(sum(answers[one.key] for one in self.statements), len(self.statements))


@dataclass(frozen=True)
class Band:
    """What a total from ``low`` on means, up to the next higher band."""

    low: Fraction
    name: Text
    meaning: Text


@dataclass(frozen=True)
class Questionnaire:
    """Sections with their statements.

    key    what rounds know it by; never used for another one
    bands  the best first; the last one begins at the lowest total or below
    """

    key: str
    name: Text
    sections: tuple[Section, ...]
    bands: tuple[Band, ...]

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """All statements in the order of the sections."""
        return tuple(one for section in self.sections for one in section.statements)

    @property
    def lowest(self) -> int:
        """The total of whoever answers all with ``LOWEST``."""
        return LOWEST * len(self.sections)

    @property
    def highest(self) -> int:
        """The total of whoever answers all with ``HIGHEST``."""
        return HIGHEST * len(self.sections)

    def section_of(self, key: str) -> Section:
        """The section of a statement; KeyError where there is no such statement."""
        for section in self.sections:
            if any(one.key == key for one in section.statements):
                return section
        raise KeyError(key)

    def missing(self, answers: Mapping[str, int | None]) -> tuple[Statement, ...]:
        """The statements that aren't answered with a whole number of the scale."""
        return tuple(one for one in self.statements if not is_answer(answers.get(one.key)))

    def total(self, answers: Answers) -> Fraction:
        """The sum of the scores of the sections, exactly; KeyError where a statement isn't answered."""
        return sum((section.score(answers) for section in self.sections), Fraction())

    def band(self, total: Fraction) -> Band:
        """What an unrounded total means."""
        return next((band for band in self.bands if total >= band.low), self.bands[-1])


def is_answer(answer: object) -> bool:
    """Whether something is a whole number of the scale."""
    return isinstance(answer, int) and not isinstance(answer, bool) and LOWEST <= answer <= HIGHEST
