"""What has to be told of each column beside its line in ``data/kinds.py``."""

from __future__ import annotations

from data.forms.examples import EXAMPLES
from data.forms.explanations import MEANINGS
from data.kinds import COMPLAINTS, LAYOUTS
from data.specs import Layout, Type


def without_meaning(layout: Layout) -> list[str]:
    return [
        f"'{column.key}' of {layout.key} has no meaning: add one to data/forms/explanations.py"
        for column in layout.columns
        if column.key not in MEANINGS
    ]


def without_example(layout: Layout) -> list[str]:
    """The columns that no example row fills, but for a yes or no that is the opposite of another."""
    shown = {key for row in EXAMPLES.get(layout.key, ()) for key in row}
    return [
        f"'{column.key}' of {layout.key} stands in no example: add it to a row of data/forms/examples.py"
        for column in layout.columns
        if column.key not in shown and not (column.type is Type.FLAG and column.fills)
    ]


def test_every_column_has_a_meaning() -> None:
    assert [fault for layout in LAYOUTS for fault in without_meaning(layout)] == []


def test_every_column_has_an_example() -> None:
    assert [fault for layout in LAYOUTS for fault in without_example(layout)] == []


def test_every_moment_of_a_complaint_is_declared_whole() -> None:
    """Else one before the receipt would stand, and an empty cell would say that it hasn't happened."""
    ahead = {COMPLAINTS.moment, "promised_at"}
    moments = [one for one in COMPLAINTS.columns if one.type is Type.MOMENT and one.key not in ahead]
    assert [one.key for one in moments if not (one.follows and one.tells)] == []
