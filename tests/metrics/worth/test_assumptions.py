from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.worth.assumptions import (
    ASSUMED_BY_KEY,
    ASSUMPTIONS,
    assumed,
    choices,
    keep,
    read,
    suggested,
    written,
)
from tests.metrics.companies import stored

VALUES = st.fixed_dictionaries(
    {
        one.key: st.floats(one.least, one.most).map(lambda value: float(f"{value:.10g}"))
        | st.just(one.suggested)
        for one in ASSUMPTIONS
    }
)


@given(VALUES)
def test_a_link_tells_every_value_that_differs_from_the_suggested_one(
    values: dict[str, float | None],
) -> None:
    assert read(written(values)) == values


@pytest.mark.parametrize(
    "text",
    [
        "",
        "suggested",
        "margin.~years",
        "margin.130",
        "margin.nan",
        "years.-1",
        "nobody.3",
        "~~..",
        "years.1e99",
    ],
)
def test_what_a_link_can_not_tell_is_as_suggested(text: str) -> None:
    assert read(text) == suggested()


def test_every_suggested_value_lies_in_its_range_and_every_range_within_what_may_be_entered() -> None:
    for one in ASSUMPTIONS:
        if one.suggested is not None:
            low, high = one.ends(one.suggested)
            assert one.least <= low <= one.suggested <= high <= one.most
            assert low < high
    assert ASSUMED_BY_KEY["years"].ends(20) == (2, 20)
    assert ASSUMED_BY_KEY["margin"].ends(90) == (67.5, 100)


def test_values_are_kept_with_who_chose_them_and_when() -> None:
    first, later = date(2025, 5, 1), date(2025, 6, 1)
    with stored() as store:
        assert assumed(store) == suggested()
        keep(store, suggested() | {"margin": 30.0, "years": 4.0}, "Jana", first)
        version = store.data_version
        keep(store, suggested() | {"margin": 30.0, "years": 6.0}, "Petr", later)
        assert store.data_version == version, "an assumption changes no data"
        known = choices(store)
        assert {key: (one.value, one.by, one.on) for key, one in known.items()} == {
            "margin": (30.0, "Jana", first),
            "years": (6.0, "Petr", later),
        }
        keep(store, assumed(store) | {"margin": None, "years": 5}, "Petr", later)
        assert assumed(store) == suggested()
        assert choices(store) == {}
