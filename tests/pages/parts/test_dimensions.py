"""Columns kept to split by, and columns read as in an earlier file: chosen, and seen on every page."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ButtonGroup

from data.store import Store, undo, uploads
from pages.parts.words import plain
from tests.pages.dropping import dropped, key
from tests.pages.visiting import click, go, run, text, visit

MAY = "Response date,CSAT,Courier,Mail\n" + "".join(
    f"2025-0{month}-0{day},{1 + (day + month) % 5},{('DPD', 'UPS')[day % 2]},{day % 3}@example.org\n"
    for month in range(1, 6)
    for day in range(1, 9)
)
JUNE = "mail,courier,CSAT,response date\nx@example.org,DPD,4,2025-06-01\ny@example.org,UPS,5,2025-06-02\n"
TOTALS = "Month,Sold,Courier\n2025-01,4,DPD\n2025-02,5,DPD\n2025-03,5,UPS\n2025-04,5,UPS\n"


def pills(at: AppTest) -> ButtonGroup[Any] | None:
    return next((group for group in at.button_group if (group.key or "").startswith("own_")), None)


def keep(at: AppTest, *headers: str) -> AppTest:
    found = pills(at)
    assert found is not None
    found.set_value(list(headers))
    return run(at)


def own(store: Store) -> dict[str, str]:
    return {column.title: column.key for column in store.dimensions() if column.own}


def test_a_column_is_kept_by_one_click_and_left_out_again_by_another(store: Store) -> None:
    at = dropped(("may.csv", MAY))
    found = pills(at)
    assert found is not None
    assert (found.options, found.value) == (["Courier"], [])
    at = keep(at, "Courier")
    found = pills(at)
    assert found is not None
    assert found.value == ["Courier"]
    assert "chosen by you" in text(at)
    found = pills(keep(at))
    assert found is not None
    assert found.value == []
    click(keep(at, "Courier"), "load")
    assert own(store) == {"Courier": "own_1"}
    assert store.members("own_1") == ["DPD", "UPS"]
    assert uploads(store)[0].mapping["Courier"] == "own:Courier"


def test_the_default_is_to_leave_out(store: Store) -> None:
    click(dropped(("may.csv", MAY)), "load")
    assert own(store) == {}


def test_totals_offer_none(store: Store) -> None:
    at = dropped(("totals.csv", TOTALS))
    assert "rows can be used" in text(at)
    assert pills(at) is None
    assert "keep to split by" not in text(at)


def test_a_kept_column_filters_and_splits_on_every_page(store: Store) -> None:
    at = click(keep(dropped(("may.csv", MAY)), "Courier"), "load")
    at = go(at, "pages/trend.py", kpi="csat", split="own_1")
    assert at.button_group(key="split").options == ["Courier"]
    assert set(at.dataframe[0].value.iloc[:, 0]) == {"DPD", "UPS"}
    at = visit("pages/overview.py", own_1="DPD")
    assert at.multiselect(key="own_1").value == ["DPD"]
    assert f"Only {plain('Courier: DPD')}." in text(at)
    assert at.query_params["own_1"] == "DPD"
    at = visit("pages/policy.py")
    assert "Courier" in at.selectbox(key="target_scope").options
    scope = at.button_group(key="policy_scope")
    assert "each Courier on its own day" in scope.options
    scope.set_value("own_1")
    assert {"DPD", "UPS"} <= set(text(run(at)).split())


def test_after_an_undo_it_is_not_offered_any_more(store: Store) -> None:
    at = click(keep(dropped(("may.csv", MAY)), "Courier"), "load")
    click(dropped(("other.csv", "Response date,CSAT\n2025-01-02,4\n2025-01-03,5\n"), at=at), "load")
    undo(store, 1)
    at = visit("pages/overview.py")
    assert [box.key for box in at.multiselect] == []
    assert "Courier" not in text(visit("pages/policy.py"))


def test_the_next_file_of_the_header_is_mapped_the_same_unless_detected_anew(store: Store) -> None:
    at = click(keep(dropped(("may.csv", MAY)), "Courier"), "load")
    at = dropped(("june.csv", JUNE), at=at)
    assert "Mapped as in 'may" in text(at)
    assert "as in 'may.csv', loaded on" in text(at)
    found = pills(at)
    assert found is not None
    assert found.value == ["courier"]
    at = click(at, key(at, "fresh_"))
    assert "may.csv', loaded on" not in text(at)
    assert "Mapped as in" not in text(at)
    click(at, "load")
    assert uploads(store)[0].mapping == {"CSAT": "csat", "response date": "answered_at"}


def test_a_file_that_waits_learns_of_one_that_is_loaded_meanwhile(store: Store) -> None:
    at = dropped(("june.csv", JUNE))
    assert "Mapped as in" not in text(at)
    click(keep(dropped(("may.csv", MAY)), "Courier"), "load")
    assert "Mapped as in 'may" in text(run(at))


def test_a_column_that_is_not_offered_can_be_kept_all_the_same_with_a_caution(store: Store) -> None:
    at = dropped(("may.csv", MAY))
    assert "personal data" not in text(at)
    at.session_state[key(at, "mapping_")] = {
        "edited_rows": {3: {"column": "own:"}},
        "added_rows": [],
        "deleted_rows": [],
    }
    at = run(at)
    assert [told.value for told in at.warning] == [
        "'Mail' is kept to split by, but it looks like personal data,"
        " and what stands in it would show in filters and links."
    ]
    found = pills(at)
    assert found is not None
    assert (found.options, found.value) == (["Courier", "Mail"], ["Mail"])
    click(at, "load")
    assert own(store) == {"Mail": "own_1"}
