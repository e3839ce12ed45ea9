"""Many looked at together: the correction of Benjamini and Hochberg."""

from __future__ import annotations

import pytest

from metrics.statistics.multiplicity import FALSE_ALARMS, corrected

# Benjamini and Hochberg 1995, section 4.1: of 15 hypotheses on thrombolysis, four are rejected.
PUBLISHED = (
    0.0001,
    0.0004,
    0.0019,
    0.0095,
    0.0201,
    0.0278,
    0.0298,
    0.0344,
    0.0459,
    0.3240,
    0.4262,
    0.5719,
    0.6528,
    0.7590,
    1.0,
)


def by_hand(chances: list[float]) -> list[float]:
    """Each p as the smallest level at which the step-up procedure rejects it."""
    count = len(chances)
    ranked = sorted(chances)
    return [
        min(min(1.0, count * p / (rank + 1)) for rank, p in enumerate(ranked) if p >= own) for own in chances
    ]


def test_the_published_example() -> None:
    found = corrected(PUBLISHED)
    assert [p <= FALSE_ALARMS for p in found] == [True] * 4 + [False] * 11
    assert found == pytest.approx(by_hand(list(PUBLISHED)))


@pytest.mark.parametrize("chances", [[], [0.03], [0.9, 0.001, 0.02], [0.02, 0.02, 0.5], [1.0, 0.0]])
def test_each_p_stays_in_its_place(chances: list[float]) -> None:
    assert corrected(chances) == pytest.approx(by_hand(chances))


def test_what_is_no_chance_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        corrected([0.2, 1.2])
