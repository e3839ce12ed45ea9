"""How far the values of a column bear out what its header says: the share of them that read as a type."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from data.kinds import BRANCH, TOUCHPOINT
from data.matching.personal import is_personal
from data.specs import Column, Type
from data.touchpoints import stage_of
from data.values.cells import parse_flag, parse_numbers, status_is_open
from data.values.durations import parse_duration
from data.values.moments import Order, parse_clock
from data.values.periods import parse_periods
from data.values.scales import answer_of
from data.values.shares import PERCENT, parse_shares
from data.values.unreadable import Unreadable
from data.values.written_moments import is_serial, says_moment, written_moment
from data.vocabulary import DONT_KNOW, MISSING, STATES, plain

ENOUGH = 0.5
MOST = 0.7
NO_VALUES = 0.9
LONG_TEXT = 40
MOST_STATUSES = 12
SHARES_OF_SCORES, HIGHEST_SCORE = frozenset({"satisfied_share"}), 10
NO_STATUSES = frozenset({BRANCH.key, TOUCHPOINT.key})
ONE_TO_FIVE, FEWEST_OF_FIVE = {1.0, 2.0, 3.0, 4.0, 5.0}, 3


def support(column: Column, values: Sequence[str]) -> float:
    """The share, from 0 to 1, of a column's distinct values that can be what the column holds.

    ``NO_VALUES`` where there is none to judge by. Below ``ENOUGH`` the values speak against it.
    """
    given = told(values)
    if not given:
        return NO_VALUES
    judge = JUDGES.get(column.type)
    return judge(column, given) if judge else 1.0


def told(values: Sequence[str]) -> list[str]:
    """The values that say something."""
    return [value for value in values if plain(value) not in MISSING and plain(value) not in DONT_KNOW]


def _share(values: Sequence[str], readable: Callable[[str], bool]) -> float:
    return sum(map(readable, values)) / len(values)


def _moments(_column: Column, values: Sequence[str]) -> float:
    days = list(filter(says_moment, values))
    if not days:
        return NO_VALUES
    return max(
        _share(days, lambda value: written_moment(value) is not None), float(all(map(is_serial, days)))
    )


def _periods(_column: Column, values: Sequence[str]) -> float:
    periods = parse_periods(values, Order(day_first=True))
    return _share(values, lambda value: not isinstance(periods[value], Unreadable))


def _clocks(_column: Column, values: Sequence[str]) -> float:
    return _share(values, lambda value: not isinstance(parse_clock(value), Unreadable))


def _durations(_column: Column, values: Sequence[str]) -> float:
    return _share(values, lambda value: isinstance(parse_duration(value.lstrip("-−"), 1), float))


def _flags(_column: Column, values: Sequence[str]) -> float:
    return _share(values, lambda value: not isinstance(parse_flag(value), Unreadable))


def _numbers(_column: Column, values: Sequence[str]) -> float:
    numbers = parse_numbers(values)
    return _share(values, lambda value: isinstance(numbers[value], float))


def _scores(column: Column, values: Sequence[str]) -> float:
    """Answers up to a hundred; those of recommendation up to ten, and not all of them from one to five."""
    highest = 10 if column.scale == "nps" else 100
    answers = [answer_of(value) for value in values]
    share = sum(answer is not None and -1 <= answer <= highest for answer in answers) / len(answers)
    known = {answer for answer in answers if answer is not None}
    if column.scale == "nps" and known <= ONE_TO_FIVE and len(known) >= FEWEST_OF_FIVE:
        return 0.0
    return share if share > MOST else 0.0


def _shares(column: Column, values: Sequence[str]) -> float:
    """Shares; small numbers without a percent sign may as well be the scores that a share is of."""
    shares = parse_shares(values)
    read = [value for value in values if isinstance(shares[value], float)]
    numbers = [number for value in read if (number := answer_of(value)) is not None]
    scores = column.key in SHARES_OF_SCORES and not any("%" in value for value in read)
    if scores and numbers and 1 < max(numbers) <= HIGHEST_SCORE:
        return 0.0
    return len(read) / len(values)


def _balances(_column: Column, values: Sequence[str]) -> float:
    """Numbers from -100 to 100, whatever they are of."""
    numbers = parse_numbers(value.replace("%", "") for value in values)
    return sum(isinstance(one, float) and abs(one) <= PERCENT for one in numbers.values()) / len(numbers)


def _statuses(_column: Column, values: Sequence[str]) -> float:
    """Words that aren't known may be statuses while they are few; numbers and long lists aren't."""
    if any(status_is_open(value) is not None for value in values):
        return 1.0
    return 0.0 if len(values) > MOST_STATUSES or _numbers(_column, values) > ENOUGH else ENOUGH


def _categories(column: Column, values: Sequence[str]) -> float:
    """Long texts may still be categories, but any other column of the name is likelier to be.

    What leads to a person is none, but for those who work here; a branch or a touchpoint is no status, though
    both are called *Estado*, or *Stage*.
    """
    if column.key in NO_STATUSES and _share(values, _is_state) > ENOUGH:
        return 0.0
    if column.key == TOUCHPOINT.key and not any(map(stage_of, values)):
        return ENOUGH
    if column.key != "employee" and _share(values, is_personal) > ENOUGH:
        return 0.0
    return 1.0 if _share(values, lambda value: len(value) <= LONG_TEXT) > ENOUGH else ENOUGH


def _is_state(value: str) -> bool:
    """Whether a text says how far something is."""
    return status_is_open(value) is not None or plain(value) in STATES


JUDGES: dict[Type, Callable[[Column, Sequence[str]], float]] = {
    Type.MOMENT: _moments,
    Type.CLOCK: _clocks,
    Type.PERIOD: _periods,
    Type.HOURS: _durations,
    Type.SECONDS: _durations,
    Type.FLAG: _flags,
    Type.STATUS: _statuses,
    Type.NUMBER: _numbers,
    Type.COUNT: _numbers,
    Type.SCORE: _scores,
    Type.SHARE: _shares,
    Type.BALANCE: _balances,
    Type.CATEGORY: _categories,
}
