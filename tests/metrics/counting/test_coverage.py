from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from metrics.counting.coverage import flags
from metrics.periods import Grain, ends

Files = list[tuple[date, date]]


def told(grain: Grain, start: str, files: Files) -> tuple[bool, bool, bool]:
    """Whether a period is reached, begun and finished."""
    starts = pd.DatetimeIndex([start])
    found = flags(pd.Series(starts), pd.Series(ends(starts, grain)), files, grain).iloc[0]
    return bool(found["reached"]), bool(found["begun"]), bool(found["finished"])


JANUARY = date(2025, 1, 1)


@pytest.mark.parametrize(
    "grain, start, last, over",
    [
        (Grain.MONTH, "2025-01-01", date(2025, 1, 31), True),
        (Grain.MONTH, "2025-01-01", date(2025, 1, 28), True),
        (Grain.MONTH, "2025-01-01", date(2025, 1, 27), False),
        (Grain.QUARTER, "2025-01-01", date(2025, 3, 28), True),
        (Grain.YEAR, "2025-01-01", date(2025, 12, 27), False),
        (Grain.WEEK, "2025-01-06", date(2025, 1, 10), True),
        (Grain.WEEK, "2025-01-06", date(2025, 1, 9), False),
        (Grain.DAY, "2025-01-01", date(2025, 1, 1), True),
    ],
)
def test_a_period_is_over_but_for_a_few_quiet_days(grain: Grain, start: str, last: date, over: bool) -> None:
    assert told(grain, start, [(JANUARY, last)]) == (True, True, over)


@pytest.mark.parametrize(
    "grain, start, first, whole",
    [
        (Grain.MONTH, "2025-01-01", date(2025, 1, 4), True),
        (Grain.MONTH, "2025-01-01", date(2025, 1, 5), False),
        (Grain.WEEK, "2025-01-06", date(2025, 1, 8), True),
        (Grain.WEEK, "2025-01-06", date(2025, 1, 9), False),
        (Grain.DAY, "2025-01-06", date(2025, 1, 6), True),
    ],
)
def test_a_period_has_begun_with_the_data_but_for_a_few_quiet_days(
    grain: Grain, start: str, first: date, whole: bool
) -> None:
    assert told(grain, start, [(first, date(2025, 12, 31))]) == (True, whole, True)


@pytest.mark.parametrize(
    "files, expected",
    [
        ([], (False, False, False)),
        ([(date(2024, 12, 1), date(2024, 12, 31))], (False, False, False)),
        ([(date(2025, 2, 1), date(2025, 2, 28))], (False, False, False)),
        ([(date(2025, 1, 10), date(2025, 1, 20))], (True, False, False)),
        ([(date(2025, 1, 10), date(2025, 1, 31)), (date(2024, 11, 1), date(2025, 1, 9))], (True, True, True)),
        ([(date(2024, 1, 1), date(2025, 12, 31))], (True, True, True)),
    ],
)
def test_files_reach_a_month_together(files: Files, expected: tuple[bool, bool, bool]) -> None:
    assert told(Grain.MONTH, "2025-01-01", files) == expected
