from __future__ import annotations

from datetime import date

import pytest

from metrics.change.contrast import span_a_year_before, span_before
from metrics.span_names import UnknownSpanError, name_of, span_named, told
from metrics.windows import Days


@pytest.mark.parametrize(
    "name, first, last, words",
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "2024"),
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31), "Q1 2024"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "Feb 2024"),
        ("2024-02-05", date(2024, 2, 5), date(2024, 2, 5), "5 Feb 2024"),
        ("2024-02-05..2024-03-01", date(2024, 2, 5), date(2024, 3, 1), "5 Feb 2024 – 1 Mar 2024"),
    ],
)
def test_spans_by_name(name: str, first: date, last: date, words: str) -> None:
    assert span_named(name) == Days(first, last)
    assert name_of(first, last) == name
    assert told(first, last) == words


@pytest.mark.parametrize(
    "name", ["", "2024-Q5", "2024-13", "24", "2024-03-05..2024-03-01", "March", "2024-02-30"]
)
def test_what_is_no_span_says_how_to_write_one(name: str) -> None:
    with pytest.raises(UnknownSpanError, match="2025-Q1"):
        span_named(name)


@pytest.mark.parametrize(
    "first, last, before, year_before",
    [
        (date(2025, 3, 1), date(2025, 3, 31), "2025-02", "2024-03"),
        (date(2025, 3, 1), date(2025, 5, 31), "2024-12-01..2025-02-28", "2024-03-01..2024-05-31"),
        (date(2025, 2, 1), date(2025, 2, 28), "2025-01", "2024-02"),
        (date(2025, 3, 10), date(2025, 3, 12), "2025-03-07..2025-03-09", "2024-03-10..2024-03-12"),
        (date(2024, 2, 29), date(2024, 2, 29), "2024-02-28", "2023-02-28"),
    ],
)
def test_spans_before(first: date, last: date, before: str, year_before: str) -> None:
    assert span_before(first, last) == span_named(before)
    assert span_a_year_before(first, last) == span_named(year_before)
