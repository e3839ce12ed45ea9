"""Which header means which column, and on which scale a score is: changed by a person."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from data.store import Store
from tests.pages.dropping import CLEAN, answers, dropped, key
from tests.pages.visiting import click, run, text

TEN = "Date,CSAT\n2025-01-02,1\n2025-02-03,7\n2025-03-04,10\n"


def mapped(at: AppTest, row: int, column: str) -> AppTest:
    """Another meaning chosen for the header in a row of the table."""
    at.session_state[key(at, "mapping_")] = {
        "edited_rows": {row: {"column": column}},
        "added_rows": [],
        "deleted_rows": [],
    }
    return run(at)


def test_a_header_can_be_given_another_meaning(store: Store) -> None:
    at = dropped(("answers.csv", CLEAN))
    assert "mapping_" in key(at, "mapping_")
    at = mapped(at, 2, "team")
    table = next(frame.value for frame in at.dataframe if "certainty" in frame.value)
    assert list(table["column"]) == ["answered_at", "csat", "team"]
    click(at, "load")
    assert (store.members("team"), store.members("channel")) == (["Chat", "Phone"], [])


def test_a_second_change_of_meaning_keeps_the_first(store: Store) -> None:
    at = mapped(
        dropped(("answers.csv", "Date,CSAT,Channel,Shop\n2025-01-02,4,Chat,A\n2025-02-03,5,Phone,B\n")),
        2,
        "team",
    )
    at = mapped(at, 3, "product")
    click(at, "load")
    assert [store.members(name) for name in ("team", "product", "channel", "branch")] == [
        ["Chat", "Phone"],
        ["A", "B"],
        [],
        [],
    ]


@pytest.mark.parametrize(
    "low, high, positions",
    [
        (1, 10, [0.0, 6 / 9, 1.0]),
        (0, 10, [0.1, 0.7, 1.0]),
        (10, 1, [1.0, 3 / 9, 0.0]),
    ],
)
def test_a_scale_can_be_changed(store: Store, low: float, high: float, positions: list[float]) -> None:
    at = dropped(("ten.csv", TEN))
    at.number_input(key=key(at, "low_csat")).set_value(low)
    at.number_input(key=key(at, "high_csat")).set_value(high)
    at = run(at)
    click(click(at, key(at, "scale_csat")), "load")
    assert [score for _day, score, _channel in answers(store)] == pytest.approx(positions)


def test_a_scale_can_be_changed_twice(store: Store) -> None:
    at = dropped(("ten.csv", TEN))
    for low, high in ((10, 1), (0, 10)):
        at.number_input(key=key(at, "low_csat")).set_value(low)
        at.number_input(key=key(at, "high_csat")).set_value(high)
        at = run(at)
        at = click(at, key(at, "scale_csat"))
    click(at, "load")
    assert [score for _day, score, _channel in answers(store)] == pytest.approx([0.1, 0.7, 1.0])


CALLS = "Call ID,Started at,Duration,Answered\n1,2025-01-02,116,yes\n2,2025-01-03,90,yes\n"


def test_the_unit_of_durations_without_one_can_be_changed(store: Store) -> None:
    at = dropped(("calls.csv", CALLS))
    assert "names no unit, so numbers such as '116' are read as seconds." in text(at)
    at.radio(key=key(at, "unit_handle_seconds_")).set_value("minutes")
    at = run(at)
    assert "read as minutes." in text(at)
    click(at, "load")
    with store.cursor() as cursor:
        found = cursor.execute("SELECT handle_seconds FROM contacts ORDER BY contact_id").fetchall()
    assert found == [(116 * 60,), (90 * 60,)]
