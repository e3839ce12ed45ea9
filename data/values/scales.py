"""Scores: on which scale a column's answers are, and what each of them is on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from data.language import gettext as _
from data.specs import Scale
from data.values.cells import parse_number
from data.values.scale_fitting import FROM_ZERO, STAND_INS, fitting_scale
from data.values.unreadable import Unreadable, shown
from data.vocabulary import (
    DONT_KNOW,
    MARKS_ALONE,
    MISSING,
    NO,
    NOT,
    SCHOOL_MARKS,
    WORD_SCALES,
    WORD_SCORES,
    YES,
    plain,
)

POINTS, MIDDLE, ENDS = 5, 3, (1, 2)
RECOMMENDATIONS = FROM_ZERO
TOPS = (5, 6, 7, 10, 100)
HINT = re.compile(
    r"(?<![\d.])(-?\d{1,3})\s*(?:-|–|—|\.\.\.?|…|to|do|до|bis|až|a|à|até|al|ile|і|:)\s*(\d{1,3})(?![\d.])",
    re.IGNORECASE,
)
EXPLAINED = re.compile(r"(?<![\d.,])(-?\d{1,2})\s*[-–—=:]\s*([^\W\d_][^\d]*)")
OUT_OF = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?:/|out of|of|из|з|із|z|ze|zo|von|de|sur|üzerinden)\s*(\d{1,3})", re.IGNORECASE
)
NUMBER_AND_WORD = re.compile(r"(\d{1,3})\s*[-–—=:.)(]+\s*[^\W\d_][^\d]*")
NUMBER_OF_STARS = re.compile(
    r"(\d(?:[.,]\d)?)\s*(?:⭐|★|stars?|sterne?|étoiles?|estrellas?|estrelas?|звезд\w*|звёзд\w*|gwiazd\w*|hviezd\w*"
    r"|hvězd\w*|зір\w*|yıldız)"
)
# In German, Slovak and Czech schools 1 is the best mark, in Polish ones the worst.
NAMES_OF_MARKS = (
    (re.compile(r"schulnote|\bzensur(?:en)?\b", re.IGNORECASE), Scale(1, 6, low_is_good=True)),
    (
        re.compile(r"(?:zufrieden|bewertung|urteil).*[(\[{]\s*(?:in\s+)?noten?\b", re.IGNORECASE),
        Scale(1, 6, low_is_good=True),
    ),
    (
        re.compile(
            r"[(\[{]\s*znám(?:ka|ky|kou|kami)\b|\bznám\w+.*\bškol|\bškol\w+\s+znám|\bznám\w+\W+1\s*[-–—]\s*5\b",
            re.IGNORECASE,
        ),
        Scale(1, 5, low_is_good=True),
    ),
    (re.compile(r"\bocen\w+\s+szkoln|\bszkoln\w+\s+ocen", re.IGNORECASE), Scale(1, 6)),
)
STARS = re.compile(r"((?:[★⭐]\ufe0f?)+)[☆\s]*")


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
    scale = RECOMMENDATIONS
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
    words = word_scale(counts)
    turned = _turned_words(counts, words, chosen or hinted_scale(header))
    meanings = turned[1] if turned else _scores_of(words)
    answers = {text: answer_of(text, meanings) for text in counts}
    weights = _weights(answers, counts)
    scale = (
        (turned[0] if turned else None)
        or chosen
        or _scale_of_words(counts, words)
        or hinted_scale(header)
        or _written_scale(counts, company)
        or fitting_scale(weights, company)
    )
    below = any(0 < answer < scale.low for answer in weights)
    stand_ins = frozenset(
        # Among other answers below the scale a zero is one, and no sign for none.
        text
        for text, answer in answers.items()
        if _stands_in(text, answer, scale) and not (below and answer == 0)
    )
    values = {text: _position(text, answer, scale, text in stand_ins) for text, answer in answers.items()}
    return Scores(values, scale, stand_ins)


def _weights(answers: Mapping[str, float | None], counts: Mapping[str, int]) -> dict[float, int]:
    weights: dict[float, int] = {}
    for text, answer in answers.items():
        if answer is not None:
            weights[answer] = weights.get(answer, 0) + counts[text]
    return weights


def word_scale(texts: Iterable[str]) -> tuple[str, ...]:
    """The scale that a column's words are of, its words from the worst to the best answer.

    *Good* is the third answer of poor, fair, good, very good, excellent, the fourth of others, and the second
    where there are only bad and good. Scales have five points unless the words are all those of a shorter
    one, or need a longer one. Two answers of which one is known to be good and one bad are a scale of two.
    """
    said = {plain(text) for text in texts if not _says_nothing(text)}
    words = said & WORD_SCORES.keys()
    if poles := two_classes(said):
        return poles
    if exact := next((scale for scale in WORD_SCALES if len(scale) < POINTS and words == set(scale)), None):
        return exact
    fives = max((scale for scale in WORD_SCALES if len(scale) == POINTS), key=_covering(words))
    longest = max((scale for scale in WORD_SCALES if len(scale) > POINTS), key=_covering(words))
    return longest if _covering(words)(longest) > _covering(words)(fives) else fives


def _covering(words: Set[str]) -> Callable[[tuple[str, ...]], int]:
    return lambda scale: len(words & set(scale))


def two_classes(said: Set[str]) -> tuple[str, ...]:
    """The worse and the better of two answers that no scale of words has, such as yes and no."""
    numbers = any(parse_number(word) is not None for word in said)
    if len(said) != len(ENDS) or numbers or said <= WORD_SCORES.keys():
        return ()
    worse, better = sorted(said, key=_pole)
    return (worse, better) if _pole(worse) < 0 < _pole(better) else ()


def _pole(word: str) -> int:
    """Whether a word is of the good answers (1), of the bad ones (-1) or neither is known (0).

    Words that aren't known as a whole are bad where one of them is, or says no.
    """
    if word in WORD_SCORES:
        return (WORD_SCORES[word] > MIDDLE) - (WORD_SCORES[word] < MIDDLE)
    if word in YES or word in NO:
        return 1 if word in YES else -1
    return -1 if any(_pole(part) < 0 or part in NOT for part in word.split() if part != word) else 0


def _scores_of(scale: Sequence[str]) -> Mapping[str, float]:
    return {**WORD_SCORES, **{word: answer for answer, word in enumerate(scale, 1)}}


def _turned_words(
    texts: Iterable[str], words: Sequence[str], named: Scale | None
) -> tuple[Scale, Mapping[str, float]] | None:
    """The scale on which low is good, and what words mean on it, beside numbers or where a header says so.

    In *2*, *gut* both are the second best mark of six. ``named`` is the scale of the header, if it has one.
    """
    said = {plain(text) for text in texts if not _says_nothing(text)}
    spoken = {word for word in said if parse_number(word) is None}
    if not spoken or (named is None and spoken == said):
        return None
    marks = next((marks for marks in SCHOOL_MARKS if spoken <= set(marks)), ())
    by_mark = {word: float(mark) for mark, word in enumerate(marks, 1)}
    if named is None:
        return (Scale(1, len(marks), low_is_good=True), by_mark) if spoken & MARKS_ALONE and marks else None
    if not named.low_is_good or not (marks or spoken <= set(words)):
        return None
    if marks and max(by_mark[word] for word in spoken) <= named.high:
        return named, by_mark
    return named, {word: named.answer(place / (len(words) - 1)) for place, word in enumerate(words)}


def _scale_of_words(texts: Iterable[str], words: Sequence[str]) -> Scale | None:
    """The scale of a column that holds words; of two, three or seven points where its words are such."""
    known = {plain(text) for text in texts} & _scores_of(words).keys()
    return Scale(1, len(words)) if known else None


def answer_of(text: str, words: Mapping[str, float] = WORD_SCORES) -> float | None:
    """The number in an answer: ``4``, ``4,5``, ``4/5``, ``4 out of 5``, ``4 - Good``, a word of a scale."""
    word = plain(text)
    if word in words:
        return float(words[word])
    if found := (
        OUT_OF.fullmatch(word) or NUMBER_AND_WORD.fullmatch(word) or NUMBER_OF_STARS.fullmatch(word)
    ):
        return parse_number(found[1])
    if found := STARS.fullmatch(word):
        return float(len(found[1].replace("\ufe0f", "")))
    return None if _says_nothing(text) else parse_number(word.removesuffix("%"))


def _says_nothing(text: str) -> bool:
    word = plain(text)
    return word in MISSING or word in DONT_KNOW


def hinted_scale(header: str) -> Scale | None:
    """The scale that a header names, as in ``Rating (1-10)``; None where it names none."""
    if marks := _school_marks(header):
        return marks
    for found in HINT.finditer(header):
        low, high = int(found[1]), int(found[2])
        if low in (-2, -1, 0, 1) and 2 <= high <= 100:
            return Scale(low, high)
    return _explained_scale(header)


def _school_marks(header: str) -> Scale | None:
    """The scale of marks as schools give them, where a header says so; it may name the ends as well."""
    scale = next((scale for name, scale in NAMES_OF_MARKS if name.search(header)), None)
    if scale is None:
        return None
    ends = next(((int(found[1]), int(found[2])) for found in HINT.finditer(header)), None)
    if ends and (ends[0] != 1 or ends[1] not in (5, 6)):
        return None
    known = replace(scale, high=ends[1]) if ends else scale
    return _explained_scale(header) or known


def _explained_scale(header: str) -> Scale | None:
    """The scale of a header that says what its ends mean, as in ``(1 - bad, 5 - good)``, or the other way."""
    ends = {int(found[1]): plain(found[2]).strip(" ,;.()") for found in EXPLAINED.finditer(header)}
    if len(ends) < len(ENDS) or min(ends) not in (0, 1) or max(ends) not in TOPS:
        return None
    turned = _pole(ends[min(ends)]) > 0 or _pole(ends[max(ends)]) < 0
    return Scale(min(ends), max(ends), low_is_good=turned)


def _written_scale(texts: Mapping[str, int], company: Scale) -> Scale | None:
    """The scale of answers such as ``4/5``, or of stars."""
    tops = {int(found[2]) for text in texts if (found := OUT_OF.fullmatch(plain(text)))}
    if len(tops) == 1:
        return company if company.high in tops else Scale(min(1, min(tops) - 1), tops.pop())
    return company if company.high == POINTS and any(map(_is_starred, texts)) else None


def _is_starred(text: str) -> bool:
    return bool(STARS.fullmatch(plain(text)) or NUMBER_OF_STARS.fullmatch(plain(text)))


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
