from __future__ import annotations

import pytest

from data.finding.profiles import Kind, kind_of, prevailing


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("", Kind.NOTHING),
        ("n/a", Kind.NOTHING),
        ("Phone", Kind.WORD),
        ("5", Kind.NUMBER),
        ("1 234,50 zł", Kind.NUMBER),
        ("94.01%", Kind.NUMBER),
        ("2024", Kind.YEAR),
        ("Q1 2024", Kind.PERIOD),
        ("Oct-14", Kind.PERIOD),
        ("2024-01-31", Kind.MOMENT),
        ("09:15", Kind.MOMENT),
    ],
)
def test_kinds_of_cells(cell: str, kind: Kind) -> None:
    assert kind_of(cell) == kind


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (("Rating", "5", "4"), Kind.NUMBER),
        (("Rating", "5"), Kind.NUMBER),
        (("Name", "Ann", "5"), Kind.WORD),
        (("", "-"), Kind.NOTHING),
    ],
)
def test_the_kind_that_prevails(cells: tuple[str, ...], kind: Kind) -> None:
    assert prevailing(cells) == kind
