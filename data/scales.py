"""Scores: on which scale a column's answers are, and what each of them is on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.cells import parse_number
from data.language import gettext as _
from data.moments import Unreadable, shown
from data.tables import Scale
from data.vocabulary import DONT_KNOW, MISSING, WORD_SCALES, WORD_SCORES, plain

WORDS = Scale(1, 5)
COMMON = (Scale(1, 5), Scale(1, 7), Scale(1, 10))
FROM_ZERO = Scale(0, 10)
HUNDRED = Scale(0, 100)
STAND_INS = (0.0, 99.0, -1.0)
MOST_ZEROS = 3
HINT = re.compile(
    r"(?<![\d.])(-?\d{1,3})\s*(?:-|–|—|\.\.\.?|…|to|do|до|bis|:)\s*(\d{1,3})(?![\d.])", re.IGNORECASE
)
OUT_OF = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:/|out of|of|из|z|zo)\s*(\d{1,3})", re.IGNORECASE)
NUMBER_AND_WORD = re.compile(r"(\d{1,3})\s*[-–—=:.)(]+\s*[^\W\d_][^\d]*")


@dataclass(frozen=True)
class Scores:
    """The distinct texts of a column as answers on ``scale``; ``stand_ins`` are those that mean no answer."""

    values: Mapping[str, float | Unreadable | None]
    scale: Scale
    stand_ins: frozenset[str] = frozenset()


def read_recommendations(counts: Mapping[str, int]) -> Scores:
    """Answers from 0 to 10 in whole numbers, as the net promoter score has them.

    ``counts`` maps each distinct text to how often it stands in the column.
    """
    scale = Scale(0, 10)
    values = {text: _recommendation(text, answer_of(text)) for text in counts}
    return Scores(values, scale, frozenset(text for text in counts if plain(text) in DONT_KNOW))


def _recommendation(text: str, answer: float | None) -> float | Unreadable | None:
    if _says_nothing(text):
        return None
    if answer is None or not answer.is_integer() or not 0 <= answer <= 10:
        return Unreadable(_("'%(text)s' is not a whole number from 0 to 10") % {"text": shown(text)})
    return answer


def read_scores(
    header: str, counts: Mapping[str, int], company: Scale, chosen: Scale | None = None
) -> Scores:
    """The positions, from worst (0) to best (1), of a column's distinct texts on the scale of the file.

    The scale is the one chosen, else the one that the header names, as in ``CSAT (1-10)``, else the company's
    where the answers fit in it, else the smallest common one that they fit in. ``counts`` maps each distinct
    text to how often it stands in the column.
    """
    words = word_scores(counts)
    answers = {text: answer_of(text, words) for text in counts}
    weights = _weights(answers, counts)
    scale = (
        chosen or hinted_scale(header) or _written_scale(counts, company) or fitting_scale(weights, company)
    )
    stand_ins = frozenset(text for text, answer in answers.items() if _stands_in(text, answer, scale))
    values = {text: _position(text, answer, scale, text in stand_ins) for text, answer in answers.items()}
    return Scores(values, scale, stand_ins)


def _weights(answers: Mapping[str, float | None], counts: Mapping[str, int]) -> dict[float, int]:
    weights: dict[float, int] = {}
    for text, answer in answers.items():
        if answer is not None:
            weights[answer] = weights.get(answer, 0) + counts[text]
    return weights


def word_scores(texts: Iterable[str]) -> Mapping[str, int]:
    """Words and their answers from 1 to 5, by the scale that has most of a column's words.

    *Good* is the third answer of poor, fair, good, very good, excellent, and the fourth of others.
    """
    words = {plain(text) for text in texts} & WORD_SCORES.keys()
    likeliest = max(WORD_SCALES, key=lambda scale: len(words.intersection(scale)))
    return {**WORD_SCORES, **{word: answer for answer, word in enumerate(likeliest, 1)}}


def answer_of(text: str, words: Mapping[str, int] = WORD_SCORES) -> float | None:
    """The number in an answer: ``4``, ``4,5``, ``4/5``, ``4 out of 5``, ``4 - Good``, a word of a scale."""
    word = plain(text)
    if word in words:
        return float(words[word])
    if found := OUT_OF.fullmatch(word) or NUMBER_AND_WORD.fullmatch(word):
        return parse_number(found[1])
    return None if _says_nothing(text) else parse_number(word.removesuffix("%"))


def _says_nothing(text: str) -> bool:
    word = plain(text)
    return word in MISSING or word in DONT_KNOW


def hinted_scale(header: str) -> Scale | None:
    """The scale that a header names, as in ``Rating (1-10)``; None where it names none."""
    for found in HINT.finditer(header):
        low, high = int(found[1]), int(found[2])
        if low in (-2, -1, 0, 1) and 2 <= high <= 100:
            return Scale(low, high)
    return None


def _written_scale(texts: Mapping[str, int], company: Scale) -> Scale | None:
    """The scale of answers such as ``4/5``, or of words."""
    tops = {int(found[2]) for text in texts if (found := OUT_OF.fullmatch(plain(text)))}
    if len(tops) == 1:
        return company if company.high in tops else Scale(min(1, min(tops) - 1), tops.pop())
    return WORDS if any(plain(text) in WORD_SCORES for text in texts) else None


def fitting_scale(weights: Mapping[float, int], company: Scale) -> Scale:
    """The company's scale where the answers fit in it, else the smallest common one that they fit in.

    Only answers that a common scale could have tell, and those up to 100 only where most are above 10: so one
    wrong number can't change what all the others mean. It's found outside the scale, and reported.
    """
    answers = {answer: count for answer, count in weights.items() if answer not in STAND_INS}
    if company.high <= 10 and 2 * sum(count for answer, count in answers.items() if answer > 10) > sum(
        answers.values()
    ):
        return HUNDRED
    top = max((answer for answer in answers if 1 <= answer <= max(10, company.high)), default=company.high)
    scale = next(scale for scale in (company, *COMMON) if top <= scale.high)
    return FROM_ZERO if scale == COMMON[-1] and _zero_is_an_answer(weights) else scale


def _zero_is_an_answer(weights: Mapping[float, int]) -> bool:
    """Zeros that outnumber every neighbour by far stand for no answer."""
    return 0 < weights.get(0, 0) <= MOST_ZEROS * max(weights.get(1, 0), weights.get(2, 0))


def _stands_in(text: str, answer: float | None, scale: Scale) -> bool:
    if plain(text) in DONT_KNOW:
        return True
    return answer in STAND_INS and not scale.low <= answer <= scale.high


def _position(text: str, answer: float | None, scale: Scale, stand_in: bool) -> float | Unreadable | None:
    if stand_in or _says_nothing(text):
        return None
    if answer is None:
        return Unreadable(_("'%(text)s' is not a score") % {"text": shown(text)})
    if not scale.low <= answer <= scale.high:
        return Unreadable(
            _("'%(text)s' is outside the scale from %(low)s to %(high)s")
            % {"text": shown(text), "low": f"{scale.low:g}", "high": f"{scale.high:g}"}
        )
    return scale.position(answer)
