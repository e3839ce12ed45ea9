"""Cells mended in place: typed over, checked again, kept over reruns, taken back, and loaded."""

from __future__ import annotations

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data.records import Mended
from data.store import Store, details
from tests.pages.dropping import answers, dropped, key, loadable
from tests.pages.visiting import click, run, text

BAD = (
    "Date,CSAT,Channel\n2025-01-02,4,Chat\n31.02.2025,5,Phone\n32.02.2025,5,Chat\n2025-01-05,blue,Phone\n"
    "2025-01-06,3,Chat\n2025-01-07,4,Chat\n2025-01-08,4,Chat\nTotal,29,\n"
)


def typed(at: AppTest, row: int, cell: int, words: str) -> AppTest:
    """Another text in a cell of the editor, its columns counted from the one with the problem."""
    at.session_state[key(at, "mend_")] = {
        "edited_rows": {row: {f"cell_{cell}": words}},
        "added_rows": [],
        "deleted_rows": [],
    }
    return run(at)


def reason(at: AppTest, words: str) -> AppTest:
    """Another of the reasons chosen."""
    choice = at.selectbox(key=key(at, "reason_"))
    choice.set_value(next(one for one in choice.options if words in one))
    return run(at)


def shown(at: AppTest) -> pd.DataFrame:
    return next(frame.value for frame in at.dataframe if "cell_0" in frame.value)


def listed(at: AppTest) -> list[str]:
    """What is wrong with the file, a line a reason."""
    [told] = [told.value for told in at.markdown if told.value.startswith("- ")]
    return told.replace("\\", "").splitlines()


def test_the_rows_stand_as_in_the_file_with_the_wrong_column_in_front(store: Store) -> None:
    at = dropped(("bad.csv", BAD))
    assert [list(row) for row in shown(at).itertuples(index=False)] == [
        [3, "31.02.2025", "5", "Phone"],
        [4, "32.02.2025", "5", "Chat"],
    ]
    assert "- 2 rows left out – Date: '…' is not a date" in listed(at)


def test_what_else_is_wrong_with_a_row_stands_beside_it(store: Store) -> None:
    at = reason(dropped(("bad.csv", BAD)), "CSAT: no score")
    assert [list(row) for row in shown(at).itertuples(index=False)] == [
        [5, "blue", "2025-01-05", "Phone", "CSAT: 'blue' is not a score"]
    ]


def test_a_mended_row_goes_from_left_out_to_ready(store: Store) -> None:
    at = dropped(("bad.csv", BAD))
    assert loadable(at) == ["Load 4 rows"]
    at = click(typed(at, 0, 0, "2025-02-28"), key(at, "check_"))
    assert loadable(at) == ["Load 5 rows"]
    assert "- 1 row left out – Date: '32.02.2025' is not a date" in listed(at)
    assert "- 1 cell mended by hand" in listed(at)
    at = click(typed(at, 0, 0, "2025-02-27"), key(at, "check_"))
    assert loadable(at) == ["Load 6 rows"]
    click(at, "load")
    assert len(answers(store)) == 6
    assert details(store, 1).mended == (
        Mended(3, "Date", "31.02.2025", "2025-02-28"),
        Mended(4, "Date", "32.02.2025", "2025-02-27"),
    )


def test_nothing_is_loaded_while_mended_cells_are_unchecked(store: Store) -> None:
    at = typed(dropped(("bad.csv", BAD)), 0, 0, "2025-02-28")
    assert at.button(key="load").disabled
    assert "1 cell isn't checked yet." in text(at)
    at = click(at, key(at, "check_"))
    assert not at.button(key="load").disabled


def test_what_was_typed_for_one_reason_stays_when_another_is_looked_at(store: Store) -> None:
    at = typed(dropped(("bad.csv", BAD)), 0, 0, "2025-02-28")
    at = typed(reason(at, "CSAT: no score"), 0, 0, "5")
    assert "2 cells aren't checked yet." in text(at)
    at = reason(at, "Date: '…'")
    assert list(shown(at)["cell_0"]) == ["2025-02-28", "32.02.2025"]
    at = click(at, key(at, "check_"))
    assert loadable(at) == ["Load 6 rows"]


def test_the_reason_that_is_looked_at_outlasts_a_check_under_its_new_count(store: Store) -> None:
    """A list whose labels change under it would answer with an old one, and what is typed next be lost."""
    at = reason(dropped(("bad.csv", f"{BAD},5,Phone\n,4,Chat\n")), "the cell is empty")
    before = at.selectbox(key=key(at, "reason_"))
    at = click(typed(at, 0, 0, "2025-01-09"), key(at, "check_"))
    after = at.selectbox(key=key(at, "reason_"))
    assert after.key != before.key
    assert after.options[after.index or 0] == "1 row left out – Date: the cell is empty"
    assert len(shown(at)) == 1
    at = click(typed(at, 0, 0, "2025-01-10"), key(at, "check_"))
    assert loadable(at) == ["Load 6 rows"]


def test_a_cell_mended_wrongly_stays_on_the_list_as_it_was_typed(store: Store) -> None:
    at = typed(dropped(("bad.csv", BAD)), 0, 0, "30.02.2025")
    at = click(at, key(at, "check_"))
    assert loadable(at) == ["Load 4 rows"]
    assert list(shown(at)["cell_0"]) == ["30.02.2025", "32.02.2025"]


@pytest.mark.parametrize("is_checked", [True, False])
def test_edits_are_taken_back(store: Store, is_checked: bool) -> None:
    at = typed(dropped(("bad.csv", BAD)), 0, 0, "2025-02-28")
    if is_checked:
        at = click(at, key(at, "check_"))
    at = click(at, key(at, "unmend_"))
    assert loadable(at) == ["Load 4 rows"]
    assert list(shown(at)["cell_0"]) == ["31.02.2025", "32.02.2025"]
    assert not at.button(key="load").disabled
    assert "mended by hand" not in text(at)


def test_another_header_row_makes_edits_void(store: Store) -> None:
    at = typed(dropped(("bad.csv", BAD)), 0, 0, "2025-02-28")
    at = click(at, key(at, "check_"))
    at.number_input(key=key(at, "header_")).set_value(2)
    at = click(run(at), key(at, "read_"))
    assert "mended by hand" not in text(at)


def test_a_total_is_listed_and_not_to_be_mended(store: Store) -> None:
    at = reason(dropped(("bad.csv", BAD)), "a total of the rows above")
    assert not [frame for frame in at.dataframe if "cell_0" in frame.value]
    assert "there is nothing to mend in them" in text(at)
    assert list(next(frame.value for frame in at.dataframe if "Why" in frame.value)["Row"]) == [9]


def test_of_many_rows_the_first_are_shown(store: Store) -> None:
    good = "".join(f"2025-01-{day % 28 + 1:02d},{day % 5 + 1}\n" for day in range(4000))
    bad = "".join(f"{day % 9 + 40}.01.2025,5\n" for day in range(260))
    at = dropped(("long.csv", f"Date,CSAT\n{good}{bad}"))
    assert len(shown(at)) == 200
    assert "The first 200 of 260 rows are shown; mend these, or mend the file." in text(at)
