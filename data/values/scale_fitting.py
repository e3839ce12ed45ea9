"""On which scale the answers of a column are, by the answers alone and how often each was given."""

from __future__ import annotations

from collections.abc import Mapping

from data.specs import Scale

COMMON = (Scale(1, 5), Scale(1, 7), Scale(1, 10))
AROUND = (Scale(-1, 1), Scale(-2, 2), Scale(-3, 3))
TWO_ANSWERS = Scale(0, 1)
FROM_ZERO = Scale(0, 10)
HUNDRED = Scale(0, 100)
MINUS_ONE, NINETY_NINE = -1.0, 99.0
STAND_INS = (0.0, NINETY_NINE, MINUS_ONE)
# How many times its neighbours zero is given at most, and at least, where it's an answer.
MOST_ZEROS, FEWEST_ZEROS = 3, 0.1
# So few answers choose no scale: they're slips, or stand for no answer.
FEW, FEW_SHARE = 5, 0.01
# A file as short as this may have nothing but the two lowest answers of a company's scale from 0.
SHORT = 20
TOP_FROM_ZERO = 6


def fitting_scale(weights: Mapping[float, int], company: Scale) -> Scale:
    """The company's scale where the answers fit in it, else the smallest common one that they fit in.

    Only answers that a common scale could have tell, and those up to 100 only where most are above 10. Up to
    FEW answers, and no more than FEW_SHARE of them, don't tell either: so a few wrong numbers can't change
    what all the others mean. They're found outside the scale, and reported.
    """
    if low := _low_scale(weights, company):
        return low
    answers = {answer: count for answer, count in weights.items() if answer not in STAND_INS}
    if company.high <= 10 and 2 * _sum_above(10, answers) > sum(answers.values()):
        return HUNDRED
    possible = {answer: count for answer, count in answers.items() if 1 <= answer <= max(10, company.high)}
    few = _few(possible)
    scale = next(scale for scale in (company, *COMMON) if _sum_above(scale.high, possible) <= few)
    if scale == COMMON[-1]:
        return FROM_ZERO if _zero_is_an_answer(weights) else scale
    return _scale_from_zero(weights, scale) or scale


def _sum_above(top: float, weights: Mapping[float, int]) -> int:
    return sum(count for answer, count in weights.items() if answer > top)


def _few(weights: Mapping[float, int]) -> float:
    return min(FEW, FEW_SHARE * sum(weights.values()))


def _low_scale(weights: Mapping[float, int], company: Scale) -> Scale | None:
    """The scale around zero, or of nothing but 0 and 1, that answers are on."""
    few = _few(weights)
    answers = {answer: count for answer, count in weights.items() if answer != NINETY_NINE}
    if around := next((scale for scale in AROUND if _is_around(scale, answers, few)), None):
        return around
    told = answers.keys() - {MINUS_ONE}
    long = company.low > 0 or sum(answers.values()) > SHORT
    return TWO_ANSWERS if told == {0, 1} and long else None


def _is_around(scale: Scale, weights: Mapping[float, int], few: float) -> bool:
    """Whether answers reach below zero as far as above it, as on a scale around it.

    A few -1 stand for no answer, and so do those that outnumber the others by far.
    """
    if not weights.keys() >= {scale.low, scale.high} or not set(weights) <= set(
        range(int(scale.low), int(scale.high) + 1)
    ):
        return False
    lowest = weights[scale.low]
    return scale.low != MINUS_ONE or few < lowest <= MOST_ZEROS * (sum(weights.values()) - lowest)


def _scale_from_zero(weights: Mapping[float, int], scale: Scale) -> Scale | None:
    """A shorter scale from zero of which every answer was given, and zero neither rarely nor far too often.

    Answers that reach the top of a scale from 1 are on that one.
    """
    told = {answer for answer in weights if 0 <= answer <= scale.high}
    top = int(max(told, default=0))
    if scale.low < 1 or not 0 < top < scale.high or top > TOP_FROM_ZERO or told != set(range(top + 1)):
        return None
    often = weights[0] > _few(weights) and weights[0] >= FEWEST_ZEROS * weights[1]
    return Scale(0, top) if often and _zero_is_an_answer(weights) else None


def _zero_is_an_answer(weights: Mapping[float, int]) -> bool:
    """Zeros that outnumber every neighbour by far stand for no answer."""
    return 0 < weights.get(0, 0) <= MOST_ZEROS * max(weights.get(1, 0), weights.get(2, 0))
