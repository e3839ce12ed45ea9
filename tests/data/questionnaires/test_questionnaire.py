"""The self-assessment and its scoring, by values worked out by hand and by what always holds."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.questionnaires.questionnaire import HIGHEST, LOWEST, Answers, Questionnaire
from data.questionnaires.self_assessment import SELF_ASSESSMENT, bands
from metrics.assessment.scoring import scored
from metrics.assessment.words import total_text

KEYS = [one.key for one in SELF_ASSESSMENT.statements]
TOP, MIDDLE, BOTTOM = SELF_ASSESSMENT.bands
ANSWERS = st.fixed_dictionaries({key: st.integers(LOWEST, HIGHEST) for key in KEYS})


def test_it_has_25_statements_in_seven_sections_with_three_steps_each() -> None:
    assert [len(section.statements) for section in SELF_ASSESSMENT.sections] == [4, 4, 3, 3, 3, 5, 3]
    assert len({*KEYS}) == len({one.asks.source for one in SELF_ASSESSMENT.statements}) == 25
    assert {len(section.steps) for section in SELF_ASSESSMENT.sections} == {3}
    assert {SELF_ASSESSMENT.section_of(key).key for key in KEYS} == {
        one.key for one in SELF_ASSESSMENT.sections
    }


@pytest.mark.parametrize("answer, total, band", [(1, 7, BOTTOM), (3, 21, MIDDLE), (4, 28, TOP), (5, 35, TOP)])
def test_all_alike(answer: int, total: int, band: object) -> None:
    found = scored(SELF_ASSESSMENT, dict.fromkeys(KEYS, answer))
    assert (found.total, found.band, found.weakest) == (total, band, ())


@pytest.mark.parametrize(
    "section, given, score", [(0, [5, 4, 4, 3], Fraction(4)), (5, [5, 5, 4, 4, 3], Fraction(42, 10))]
)
def test_a_section_is_the_mean_of_its_statements(section: int, given: list[int], score: Fraction) -> None:
    asked = SELF_ASSESSMENT.sections[section]
    answers = {one.key: answer for one, answer in zip(asked.statements, given, strict=True)}
    assert asked.score(answers) == score


def _with(*section_sums: int) -> Answers:
    """Answers whose sections have these sums, as even as can be."""
    answers: dict[str, int] = {}
    for section, of in zip(SELF_ASSESSMENT.sections, section_sums, strict=True):
        n = len(section.statements)
        for place, one in enumerate(section.statements):
            answers[one.key] = of // n + (place < of % n)
    return answers


@pytest.mark.parametrize(
    "sums, total, band, told",
    [
        # Thirds and fifths that come to a whole number, where floating point may miss it by a hair.
        ((16, 16, 11, 12, 12, 20, 13), Fraction(28), TOP, "28.0"),
        ((16, 15, 12, 12, 12, 21, 12), Fraction(559, 20), MIDDLE, "27.95"),
        ((16, 15, 12, 12, 12, 20, 13), Fraction(28) + Fraction(1, 12), TOP, "28.1"),
        ((12, 12, 8, 9, 9, 15, 10), Fraction(21), MIDDLE, "21.0"),
        ((12, 11, 9, 9, 9, 16, 9), Fraction(419, 20), BOTTOM, "20.95"),
    ],
)
def test_bands_hold_to_the_dot_and_on_the_unrounded_total(
    sums: tuple[int, ...], total: Fraction, band: object, told: str
) -> None:
    found = scored(SELF_ASSESSMENT, _with(*sums))
    assert (found.total, found.band) == (total, band)
    assert total_text(SELF_ASSESSMENT, found.total) == told


def test_a_hair_below_a_cut_is_the_lower_band_and_never_told_as_the_higher() -> None:
    for cut, below in ((28, MIDDLE), (21, BOTTOM)):
        nearly = cut - Fraction(1, 60_000)
        assert SELF_ASSESSMENT.band(nearly) is below
        assert float(total_text(SELF_ASSESSMENT, nearly)) < cut


def test_bands_are_in_proportion_for_another_number_of_sections() -> None:
    assert [band.low for band in bands(5)] == [20, 15, 0]


@pytest.mark.parametrize("answer", [None, 0, 6, True, 3.0, "3"])
def test_only_whole_numbers_of_the_scale_are_answers(answer: object) -> None:
    answers = dict.fromkeys(KEYS, 3) | {KEYS[7]: answer}
    assert [one.key for one in SELF_ASSESSMENT.missing(answers)] == [KEYS[7]]  # type: ignore[arg-type]


@settings(max_examples=40)
@given(ANSWERS, st.permutations(SELF_ASSESSMENT.sections), st.sampled_from(KEYS))
def test_what_holds_for_all_answers(answers: dict[str, int], sections: list[object], key: str) -> None:
    total = SELF_ASSESSMENT.total(answers)
    shuffled = Questionnaire("", SELF_ASSESSMENT.name, tuple(sections), SELF_ASSESSMENT.bands)  # type: ignore[arg-type]
    assert shuffled.total(answers) == total
    assert SELF_ASSESSMENT.lowest == 7 <= total <= SELF_ASSESSMENT.highest == 35
    raised = answers | {key: min(answers[key] + 1, HIGHEST)}
    step = Fraction(raised[key] - answers[key], len(SELF_ASSESSMENT.section_of(key).statements))
    assert SELF_ASSESSMENT.total(raised) == total + step
