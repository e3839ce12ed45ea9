"""Headers paired with the columns of a layout: the surest pair first, each header and each column once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from data.kinds import CUSTOMER_ID, DIMENSIONS
from data.language import gettext as _
from data.matching.evidence import ENOUGH, support
from data.matching.guesses import Guess, class_guess, count_guess, moment_guess, score_guesses
from data.matching.header_names import GUESSED, likeness
from data.records import Match
from data.specs import Column, Layout, Type
from data.values.scales import RECOMMENDATIONS, hinted_scale

WEIGHT_OF_VALUES = 0.3
WEIGHT_OF_RANK = 0.001
FEWEST_KNOWN = 2
COMMON = frozenset(column.key for column in (*DIMENSIONS, CUSTOMER_ID))

Guessed = tuple[Match, tuple[str, ...]]


@dataclass(frozen=True)
class Pair:
    """A header and a column that it may name, how far the values bear it out, and the synonym's rank."""

    match: Match
    values: float
    rank: int

    @property
    def preference(self) -> float:
        return self.match.certainty + WEIGHT_OF_VALUES * self.values - WEIGHT_OF_RANK * self.rank


@dataclass(frozen=True)
class Paired:
    """Matches in the file's order, those whose values speak against them, and those that are guesses.

    A guess is among the matches; beside it stand the other columns that the header may mean. Rivals are
    headers that mean nothing as another one was taken for the column that they name as well.
    """

    matches: tuple[Match, ...]
    contradicted: tuple[Match, ...]
    guesses: tuple[Guessed, ...]
    rivals: tuple[Match, ...] = ()


def paired(
    layout: Layout,
    headers: Sequence[str],
    samples: Sequence[Sequence[str]],
    mapping: Mapping[str, str | None],
) -> Paired:
    """What a person chose, then the surest pairs; guesses only where the layout can't do without them."""
    chosen = [
        Match(header, position, key, 1.0, _("chosen by you"))
        for position, header in enumerate(headers)
        if (key := mapping.get(header))
    ]
    left = [(position, header) for position, header in enumerate(headers) if header not in mapping]
    guesses = {position: _guesses(layout, header, samples[position]) for position, header in left}
    pairs = sorted(_pairs(layout, left, samples, guesses), key=lambda pair: pair.preference, reverse=True)
    matches = _needed(layout, _assigned(chosen, [pair.match for pair in pairs if pair.values >= ENOUGH]))
    matches += _moments(layout, [one for one in left if one[0] not in _places(matches)], samples, matches)
    others = {
        headers[position]: tuple(guess.column for guess in found) for position, found in guesses.items()
    }
    guessed = sorted((match for match in matches if match.certainty < GUESSED), key=_likeliest)
    return Paired(
        tuple(sorted(matches, key=lambda match: match.position)),
        tuple(pair.match for pair in pairs if pair.values < ENOUGH),
        tuple((match, _without(others.get(match.header, ()), match.column)) for match in guessed),
        _rivals(pairs, matches),
    )


def _rivals(pairs: Sequence[Pair], matches: Sequence[Match]) -> tuple[Match, ...]:
    """The headers that mean nothing because others are taken for the columns that they name."""
    placed, taken = _places(matches), {match.column for match in matches}
    best: dict[int, Match] = {}
    for pair in pairs:
        found = pair.match
        if pair.values >= ENOUGH and found.position not in placed and found.column in taken:
            best.setdefault(found.position, found)
    return tuple(best.values())


def _guesses(layout: Layout, header: str, values: Sequence[str]) -> tuple[Guess, ...]:
    """What a header may be by its values of what the layout can't do without."""
    count = count_guess(layout, header, values)
    return (count,) if count else score_guesses(layout, header, values)


def _likeliest(match: Match) -> float:
    return -match.certainty


def _without(columns: Sequence[str], key: str) -> tuple[str, ...]:
    return tuple(column for column in columns if column != key)


def _places(matches: Sequence[Match]) -> set[int]:
    return {match.position for match in matches}


def _pairs(
    layout: Layout,
    headers: Sequence[tuple[int, str]],
    samples: Sequence[Sequence[str]],
    guesses: Mapping[int, Sequence[Guess]],
) -> Iterator[Pair]:
    for position, header in headers:
        guessed = guesses[position]
        for rank, guess in enumerate(guessed):
            yield Pair(_guessed(header, position, guess), 1.0, rank)
        for column in layout.columns:
            if not (guessed and column.type is Type.SCORE):
                yield from _named(header, position, column, samples[position])


def _named(header: str, position: int, column: Column, values: Sequence[str]) -> Iterator[Pair]:
    """A header beside a column of its name."""
    like = likeness(header, column)
    if like is None or (column.scale == "nps" and _is_short(header)):
        return
    match = Match(header, position, column.key, like.certainty, _(like.reason) % {"name": like.name})
    supported = support(column, values)
    guess = class_guess(column, values) if supported < ENOUGH else None
    yield (
        Pair(match, supported, like.rank)
        if guess is None
        else Pair(_guessed(header, position, guess), 1.0, like.rank)
    )


def _is_short(header: str) -> bool:
    """Whether a header names a scale on which nobody answers up to ten."""
    hinted = hinted_scale(header)
    return hinted is not None and hinted.high != RECOMMENDATIONS.high


def _guessed(header: str, position: int, guess: Guess) -> Match:
    return Match(header, position, guess.column, guess.certainty, _(guess.reason) % guess.words)


def _assigned(chosen: Sequence[Match], found: Sequence[Match]) -> list[Match]:
    matches = list(chosen)
    positions, columns = _places(chosen), {match.column for match in chosen}
    for match in found:
        if match.position not in positions and match.column not in columns:
            matches.append(match)
            positions.add(match.position)
            columns.add(match.column)
    return matches


def _needed(layout: Layout, matches: Sequence[Match]) -> list[Match]:
    """Without the guesses that a layout can do without."""
    sure = {match.column for match in matches if match.certainty >= GUESSED}
    answered = sure.intersection(layout.any_of)
    return [
        match
        for match in matches
        if match.certainty >= GUESSED
        or layout.column(match.column).required
        or (match.column in layout.any_of and not answered)
    ]


def _moments(
    layout: Layout,
    headers: Sequence[tuple[int, str]],
    samples: Sequence[Sequence[str]],
    matches: Sequence[Match],
) -> list[Match]:
    """The first column of dates for the moment that is missing, where enough else is known of the layout."""
    column = layout.column(layout.moment) if layout.moment else None
    if column is None or column.type is not Type.MOMENT or any(one.column == column.key for one in matches):
        return []
    known = {match.column for match in matches} - COMMON
    if len(known) < FEWEST_KNOWN and not known.intersection(layout.any_of):
        return []
    for position, header in headers:
        if guess := moment_guess(column, header, samples[position]):
            return [_guessed(header, position, guess)]
    return []
