"""Headers compared with the names that columns go by: the same, nearly the same, or something else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from data.kinds import LAYOUTS
from data.language import in_all_languages
from data.language import mark as _
from data.specs import Column, Type
from data.values.scales import HINT
from data.vocabulary import NEGATIONS, NO, QUESTIONS, SECONDS_IN, TURNING, YES

NEAR = 88
SHORTEST_NEAR = 6
# How like two words are of which one may be the other with a slip of the pen, or in another form.
SAME_WORD = 75
SHORTEST_STEM = 4
BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]|\{[^}]*\}")
CAMEL = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])|(?<=[A-Z])(?=[A-Z][a-z])")
NOT_WORD = re.compile(r"[\W_]+")
UNIT_WORDS = frozenset(word for word in SECONDS_IN if len(word) > 2) | {"in", "в", "w", "v", "en", "em", "у"}
FEWEST_WORDS = 3
DATED = (
    (re.compile(r"(\w+ed) (?:at|on|date)|date (\w+ed)"), ("{} at", "{} on", "{} date", "date {}")),
    (re.compile(r"(?!\w+ed )(\w+) date|date of (\w+)"), ("{} date", "date of {}")),
)
# A match that is less certain than GUESSED is asked before it counts.
GUESSED, ASKED, ASKED_IN_PART = 0.78, 0.85, 0.7
CELLS = 50_000


@dataclass(frozen=True)
class Likeness:
    """How surely a header names a column, why (to be translated), and which of its synonyms it's like.

    ``rank`` 0 is the foremost synonym; ``name`` is the one that it's nearly the same as.
    """

    certainty: float
    reason: str
    rank: int
    name: str = ""


@lru_cache(CELLS)
def words_of(header: str, split: bool = True) -> str:
    """A header in lower case with single blanks for all that isn't a letter or a digit, camelCase split."""
    letters = unicodedata.normalize("NFKC", header).replace("İ", "I")
    return NOT_WORD.sub(" ", CAMEL.sub(" ", letters) if split else letters).strip().casefold()


@lru_cache(CELLS)
def without_hints(header: str) -> str:
    """The words of a header without what stands in brackets, a scale such as 1-5, and a unit at the end."""
    words = words_of(HINT.sub(" ", BRACKETS.sub(" ", header))).split()
    while len(words) > 1 and words[-1] in UNIT_WORDS:
        words.pop()
    return " ".join(words)


@lru_cache(CELLS)
def without_accents(words: str) -> str:
    """Letters without their accents, as people without the keyboard write them."""
    plain = unicodedata.normalize("NFKD", words.replace("ł", "l").replace("ı", "i").replace("ё", "е"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@cache
def names_of(column: Column) -> dict[str, int]:
    """The names that a column goes by, normalised, with their rank; that which people read among them."""
    names = (*column.synonyms, column.key, *in_all_languages(column.name))
    ranks = {words_of(name): rank for rank, name in reversed(list(enumerate(names))) if words_of(name)}
    if column.type is not Type.MOMENT:
        return ranks
    return {form: rank for name, rank in reversed(ranks.items()) for form in _dated(name)} | ranks


def _dated(name: str) -> Iterator[str]:
    """What else English calls a moment: *closed on*, *closed at*, *closed date* and *date closed* are one."""
    for known, others in DATED:
        if found := known.fullmatch(name):
            yield from (other.format(found[1] or found[2]) for other in others)


@cache
def _bare_names_of(column: Column) -> dict[str, int]:
    return {without_accents(name): rank for name, rank in reversed(names_of(column).items())}


@lru_cache(CELLS)
def likeness(header: str, column: Column) -> Likeness | None:
    """How like a header is to a column's names; None where it isn't."""
    return _same(header, column) or _near(header, column) or _asks(header, column)


def _same(header: str, column: Column) -> Likeness | None:
    words, bare = words_of(header), without_hints(header)
    for form, names, certainty, reason in (
        (words, names_of(column), 1.0, _("the name is known")),
        (words_of(header, split=False), names_of(column), 1.0, _("the name is known")),
        (bare, names_of(column), 0.98, _("the name is known, without its unit or scale")),
        (without_accents(words), _bare_names_of(column), 0.97, _("the name is known, without accents")),
        (
            without_accents(bare),
            _bare_names_of(column),
            0.95,
            _("the name is known, without accents and unit"),
        ),
    ):
        if form and form in names:
            return Likeness(certainty, reason, names[form])
    return None


def _near(header: str, column: Column) -> Likeness | None:
    words = without_accents(without_hints(header))
    if len(words) < SHORTEST_NEAR:
        return None
    names = _bare_names_of(column)
    long = [name for name in names if len(name) >= SHORTEST_NEAR]
    close = process.extract(words, long, scorer=fuzz.ratio, score_cutoff=NEAR, limit=None)
    best = next((one for one in close if not _turned(words, one[0])), None)
    if best is None:
        return None
    return Likeness(0.9 * best[1] / 100, _("nearly the same as '%(name)s'"), names[best[0]], best[0])


def _turned(words: str, name: str) -> bool:
    """Whether two names that are nearly the same mean different things, as *unsold* and *sold* do."""
    ours, theirs = words.split(), name.split()
    pairs = ((ours, theirs), (theirs, ours))
    return any(_turns(word, others) for some, others in pairs for word in some if word not in others)


def _turns(word: str, others: Sequence[str]) -> bool:
    """Whether a word is one of the others with a negation, or one that turns a meaning and isn't a slip."""
    if any(_is_negated(word, other) for other in others):
        return True
    return bool(TURNING.match(word)) and all(fuzz.ratio(word, other) < SAME_WORD for other in others)


def _is_negated(word: str, other: str) -> bool:
    """Whether a word is another one with a negation before it, or inside it as in *Kundenunzufriedenheit*."""
    return any(_negates(negation, word, other) for negation in NEGATIONS if negation in word)


def _negates(negation: str, word: str, other: str) -> bool:
    stem = word.removeprefix(negation)
    leads = stem != word and len(stem) >= SHORTEST_STEM and not other.startswith(negation)
    if leads and (fuzz.ratio(stem, other) >= NEAR or (other.endswith(stem) and not other.endswith(word))):
        return True
    places = (found.start() for found in re.finditer(negation, word[:-SHORTEST_STEM]))
    return any(place and word[:place] + word[place + len(negation) :] == other for place in places)


def _asks(header: str, column: Column) -> Likeness | None:
    """A header that is a question, as surveys have them, by the words that such questions are asked in.

    One that asks for a part, and not for all in all, is no more than a guess.
    """
    asked = QUESTIONS.get(column.key)
    words = words_of(header)
    if asked is None or len(words.split()) < FEWEST_WORDS or not asked.stems.search(words):
        return None
    if asked.others and asked.others.search(words):
        return None
    whole = asked.whole is None or bool(asked.whole.search(words))
    return Likeness(ASKED if whole else ASKED_IN_PART, asked.reason, len(column.synonyms) - whole)


@cache
def _all_names() -> frozenset[str]:
    names = {name for layout in LAYOUTS for column in layout.columns for name in names_of(column)}
    # A *no* among the data is likelier than one that names a column of numbers.
    return frozenset(names - YES - NO)


@lru_cache(CELLS)
def likely_header(cell: str) -> bool:
    """Whether a cell reads exactly like a name that some column of some layout goes by."""
    return not _all_names().isdisjoint((words_of(cell), words_of(cell, split=False), without_hints(cell)))
