from __future__ import annotations

import pytest

from metrics.query import Filters, Query, filters


@pytest.mark.parametrize(
    "where, expected",
    [
        (None, ()),
        ({}, ()),
        ({"team": []}, ()),
        ({"team": ["B", "A"], "channel": ["phone"]}, (("channel", ("phone",)), ("team", ("B", "A")))),
    ],
)
def test_filters_are_hashable_and_in_order(where: dict[str, list[str]] | None, expected: Filters) -> None:
    assert filters(where) == expected
    assert hash(filters(where)) == hash(expected)


@pytest.mark.parametrize(
    "query, expected",
    [
        (Query(("csat",)), ()),
        (Query(("csat",), split="team"), ("team",)),
        (Query(("csat",), split="team", where=filters({"team": ["A"], "branch": ["B"]})), ("branch", "team")),
    ],
)
def test_the_dimensions_that_a_table_must_have(query: Query, expected: tuple[str, ...]) -> None:
    assert query.dimensions == expected


def test_the_same_question_about_other_kpis() -> None:
    query = Query(("csat",), split="team")
    assert query.of_all(("nps", "ces")) == Query(("nps", "ces"), split="team")
