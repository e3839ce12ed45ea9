"""What columns may be by their values alone, where their headers say little: asked, never taken as sure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from data.language import mark as _
from data.matching.evidence import ENOUGH, support, told
from data.matching.header_names import without_hints
from data.specs import Column, Layout, Type
from data.values.scales import answer_of, hinted_scale, two_classes
from data.vocabulary import BARE_COUNTS, BARE_SCORES, OTHER_DAYS, RATINGS, plain

LIKELIEST, LIKELIER, LIKELY = 0.75, 0.65, 0.6
FEWEST_ANSWERS = 2
MOST_DATES = 0.9
FIVE, TEN = 5, 10


@dataclass(frozen=True)
class Guess:
    """A column that a header may mean, with the reason to be translated; ``column`` is its key.

    words  from the file, to be put into the reason
    """

    column: str
    certainty: float
    reason: str
    words: Mapping[str, str] = field(default_factory=dict)


def score_guesses(layout: Layout, header: str, values: Sequence[str]) -> tuple[Guess, ...]:
    """The scores of which a layout needs one that a header may mean by its values, the likeliest first."""
    keys = [key for key in layout.any_of if layout.column(key).type is Type.SCORE]
    return tuple(guess for guess in _scores(header, values) if guess.column in keys)


def _scores(header: str, values: Sequence[str]) -> Iterator[Guess]:
    name = without_hints(header)
    if name not in BARE_SCORES | RATINGS or hinted_scale(header):
        return
    answers = [answer_of(value) for value in told(values)]
    whole = [answer for answer in answers if answer is not None and answer.is_integer()]
    if len(whole) < max(FEWEST_ANSWERS, len(answers)):
        return
    low, high = min(whole), max(whole)
    if low >= 0 and FIVE < high <= TEN and (low == 0 or name in BARE_SCORES):
        reason = _("whole numbers from 0 to 10, as recommendations have them")
        yield from (Guess("nps", LIKELIER, reason), Guess("csat", LIKELY, reason))
    elif low >= 0 and high <= FIVE and name in BARE_SCORES:
        yield Guess("csat", LIKELIER, _("whole numbers up to 5, as satisfaction is often asked"))


def count_guess(layout: Layout, header: str, values: Sequence[str]) -> Guess | None:
    """The count that totals can't do without, in a column of whole numbers that is named as one at most."""
    column = next((one for one in layout.columns if one.required and one.type is Type.COUNT), None)
    if column is None or not layout.is_totals or without_hints(header) not in BARE_COUNTS:
        return None
    given = told(values)
    if not given or _share_of_counts(column, given) < 1:
        return None
    return Guess(column.key, LIKELIER, _("it holds a number for each period"))


def _share_of_counts(column: Column, values: Sequence[str]) -> float:
    return support(column, values)


def class_guess(column: Column, values: Sequence[str]) -> Guess | None:
    """A satisfaction score that has two answers in words, one of them known to be good or bad."""
    written = {plain(value): value for value in told(values)}
    poles = two_classes(set(written)) if column.key == "csat" else ()
    if not poles:
        return None
    worse, better = (written[pole] for pole in poles)
    reason = _("it has two answers: '%(worse)s' would count as the worst, '%(better)s' as the best")
    return Guess(column.key, LIKELIEST, reason, {"worse": worse, "better": better})


def moment_guess(column: Column, header: str, values: Sequence[str]) -> Guess | None:
    """The moment that a layout can't do without, in a column that holds dates, whatever it is named."""
    given = told(values)
    written = [value for value in given if not value.strip().replace(".", "").replace(",", "").isdigit()]
    if len(written) < max(1, MOST_DATES * len(given)) or OTHER_DAYS.search(header.casefold()):
        return None
    if support(column, written) < max(ENOUGH, MOST_DATES):
        return None
    return Guess(column.key, LIKELY, _("it holds dates, and no other column is known to"))
