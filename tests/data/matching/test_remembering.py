"""The next file of the same header: read as the earlier one was, as far as its values allow."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import formats
from data.preparing.memory import Memory, fingerprint
from data.preparing.preparation import prepare
from data.records import Choices, Preparation
from data.specs import Scale
from data.store import Store, load, open_store, recall, undo
from tests.data.books import csv_text, workbook

MAY = (
    "When,Grade,Ease,Courier,Remark,Shift",
    "03/05/2025,4,3,DPD,x,day",
    "04/05/2025,9,2,UPS,y,night",
    "04/05/2025,7,2,DPD,z,day",
)
CHOSEN = Choices(
    kind="surveys",
    mapping={
        "When": "answered_at",
        "Grade": "csat",
        "Ease": None,
        "Courier": "own:Courier",
        "Remark": "comment",
    },
    day_first=True,
)
JUNE = ("shift,Courier,Grade,When,EASE,Remark", "night,UPS,2,01/06/2025,5,q", "day,GLS,3,02/06/2025,5,r")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "store.duckdb")
    yield opened
    opened.close()


def read(store: Store, *rows: str, choices: Choices = Choices(), file: str = "june.csv") -> Preparation:  # noqa: B008
    return prepare(file, csv_text(*rows), choices, recall=recall(store))


def loaded(store: Store, *rows: str, choices: Choices = CHOSEN, file: str = "may.csv") -> int:
    result = load(store, read(store, *rows, choices=choices, file=file))
    assert result.upload is not None, result.message
    return result.upload.upload_id


def told(file: str = "may.csv") -> str:
    return f"as in '{file}', loaded on {formats.day(date.today())}"


def test_a_later_file_is_mapped_the_same_and_says_why(store: Store) -> None:
    assert prepare("june.csv", csv_text(*JUNE)).status != "ready"
    loaded(store, *MAY)
    found = read(store, *JUNE)
    assert found.mapping == {
        "Courier": "own:Courier",
        "Grade": "csat",
        "When": "answered_at",
        "Remark": "comment",
    }
    assert {match.reason for match in found.matches} == {told()}
    assert {match.certainty for match in found.matches} == {1.0}
    assert found.memory is not None
    assert found.memory.file == "may.csv"
    assert found.notes == (
        f"Mapped as in 'may.csv', loaded on {formats.day(date.today())}.",
        "Dates are read day first, as in 'may.csv'.",
    )
    assert all(note in found.message for note in found.notes)
    assert found.frame is not None
    assert list(found.frame["answered_at"]) == [datetime(2025, 6, 1), datetime(2025, 6, 2)]


def test_a_score_stays_on_the_scale_that_it_was_found_to_be_on(store: Store) -> None:
    loaded(store, *MAY)
    found = read(store, *JUNE)
    assert found.frame is not None
    # May had a 9, so that 2 and 3 are low answers, as no file of June alone could tell.
    assert list(found.frame["csat"]) == pytest.approx([1 / 9, 2 / 9])
    assert [conversion.scale for conversion in found.conversions] == [Scale(1, 10)]


def test_a_header_left_out_by_a_person_stays_out_and_one_unknown_is_looked_at_again(store: Store) -> None:
    loaded(store, *MAY)
    found = read(store, *JUNE)
    assert found.ignored == ("EASE",)
    assert [offer.header for offer in found.offers] == ["shift", "Courier", "EASE"]
    memory = recall(store)(fingerprint(found.headers))
    assert memory is not None
    assert memory.mapping["Ease"] is None
    assert "Shift" not in memory.mapping


@given(st.randoms(use_true_random=False), st.integers(1, 9))
def test_the_order_of_columns_and_the_rows_do_not_matter(chance: random.Random, score: int) -> None:
    memory = Memory(
        "may.csv", date(2025, 5, 3), "surveys", "log", CHOSEN.mapping, True, {"csat": Scale(1, 10)}
    )
    cells = {
        "When": "03/05/2025",
        "Grade": str(score),
        "Ease": "3",
        "Courier": "X",
        "Remark": "x",
        "Shift": "day",
    }
    headers = [chance.choice((str.upper, str.lower, str))(f"{header} ") for header in cells]
    order = chance.sample(range(len(headers)), len(headers))
    lines = [",".join(row[place] for place in order) for row in (headers, list(cells.values()))]
    found = prepare("june.csv", csv_text(*lines), recall={fingerprint(list(cells)): memory}.get)
    assert {header.casefold(): key for header, key in found.mapping.items()} == {
        "when": "answered_at",
        "grade": "csat",
        "courier": "own:Courier",
        "remark": "comment",
    }
    assert found.frame is not None
    assert found.frame["csat"].iloc[0] == pytest.approx((score - 1) / 9)


@pytest.mark.parametrize(
    "headers, same",
    [
        (["When", "Grade"], True),
        (["grade ", "WHEN"], True),
        (["When", "Grade", "Shift"], False),
        (["When"], False),
        (["When", "Grade (1-10)"], False),
        (["WhenGrade"], False),
    ],
)
def test_what_makes_the_same_header(headers: list[str], same: bool) -> None:
    assert (fingerprint(headers) == fingerprint(["When", "Grade"])) is same


def test_what_a_person_says_of_this_file_wins(store: Store) -> None:
    loaded(store, *MAY)
    own = Choices(mapping={"Grade": "ces", "Courier": None}, scales={"ces": Scale(1, 5)})
    found = read(store, *JUNE, choices=own)
    assert found.mapping == {"Grade": "ces", "When": "answered_at", "Remark": "comment"}
    reasons = {match.header: match.reason for match in found.matches}
    assert reasons == {"Grade": "chosen by you", "When": told(), "Remark": told()}
    taken = read(store, *JUNE, choices=Choices(mapping={"EASE": "csat"}))
    assert taken.mapping["EASE"] == "csat"
    assert "Grade" not in taken.mapping


@pytest.mark.parametrize(
    "choices", [Choices(fresh=True), Choices(kind="complaints"), Choices(mapping={"When": "received_at"})]
)
def test_a_memory_is_void_where_a_person_says_so_or_means_another_kind(
    store: Store, choices: Choices
) -> None:
    loaded(store, *MAY)
    found = read(store, *JUNE, choices=choices)
    assert found.memory is None
    assert not any("may.csv" in match.reason for match in found.matches)
    assert not any("may.csv" in note for note in found.notes)


def test_values_that_speak_against_it_are_told_and_the_rest_holds(store: Store) -> None:
    loaded(store, "Response date,CSAT,Ease", "2025-05-03,4,3", choices=Choices(mapping={"Ease": "nps"}))
    found = read(store, "Response date,CSAT,Ease", "2025-06-03,4,never", "2025-06-04,5,often")
    assert found.mapping == {"Response date": "answered_at", "CSAT": "csat"}
    assert "Not as in 'may.csv': the values of 'Ease' don't fit." in found.notes
    assert found.memory is not None


def test_where_what_is_needed_does_not_fit_all_is_detected(store: Store) -> None:
    rows = ("Noted,Answered on,CSAT", "2025-05-03,2025-05-04,4")
    loaded(store, *rows, choices=Choices(mapping={"Noted": "answered_at", "Answered on": None}))
    assert read(store, rows[0], "2025-06-03,2025-06-04,4").mapping["Noted"] == "answered_at"
    found = read(store, rows[0], "Anna,2025-06-04,4", "Jan,2025-06-05,5")
    assert found.mapping == {"Answered on": "answered_at", "CSAT": "csat"}
    assert found.memory is None
    assert found.notes == ("Not as in 'may.csv': the values of 'Noted' don't fit.",)


def test_a_scale_that_no_longer_holds_is_detected_anew(store: Store) -> None:
    loaded(store, "Response date,CSAT", "2025-05-03,6", "2025-05-03,7", choices=Choices())
    found = read(store, "Response date,CSAT", "2025-06-03,9", "2025-06-04,10")
    assert [conversion.scale for conversion in found.conversions] == [Scale(1, 10)]
    assert not [problem for problem in found.problems if problem.column == "CSAT"]


@pytest.mark.parametrize(
    "dates, expected",
    [
        (("03/06/2025", "04/06/2025"), datetime(2025, 6, 3)),
        (("06/13/2025", "06/14/2025"), datetime(2025, 6, 13)),
        (("2025-06-03", "2025-06-04"), datetime(2025, 6, 3)),
    ],
)
def test_an_order_of_dates_answers_the_question_but_never_contradicts_the_dates(
    store: Store, dates: tuple[str, str], expected: datetime
) -> None:
    header = "Response date,CSAT"
    loaded(store, header, "03/05/2025,4", choices=Choices(day_first=True))
    found = read(store, header, *(f"{day},4" for day in dates))
    assert found.frame is not None, found.message
    assert found.frame["answered_at"].iloc[0] == expected
    assert any("day first" in note for note in found.notes) is (dates[0] == "03/06/2025")


def test_dates_given_for_one_file_are_not_those_of_the_next(store: Store) -> None:
    rows = ("user id,NPS", "1,9")
    loaded(store, *rows, choices=Choices(date=date(2025, 5, 1)))
    asking = read(store, rows[0], "2,10")
    assert asking.question is not None
    assert asking.question.about == "date"
    snapshot = ("customer id,tenure,churn", "a,3,no")
    loaded(store, *snapshot, choices=Choices(snapshot_date=date(2025, 5, 1)))
    asking = read(store, snapshot[0], "b,4,yes")
    assert asking.question is not None
    assert asking.question.about == "snapshot_date"


def test_mended_cells_are_not_those_of_the_next(store: Store) -> None:
    loaded(store, *MAY, choices=replace(CHOSEN, edits={2: {"Remark": "mended"}}))
    assert read(store, *JUNE).choices.edits == {}


def test_undo_forgets_unless_a_later_file_confirmed_it(store: Store) -> None:
    first = loaded(store, *MAY)
    undo(store, first)
    assert read(store, *JUNE).memory is None
    first = loaded(store, *MAY)
    second = load(store, read(store, *JUNE)).upload
    assert second is not None
    undo(store, first)
    found = read(store, *JUNE, "day,GLS,3,05/06/2025,5,s", file="july.csv")
    assert {match.reason for match in found.matches} == {told("june.csv")}
    undo(store, second.upload_id)
    assert read(store, *JUNE, "day,GLS,3,05/06/2025,5,s").memory is None


def test_the_newest_wins(store: Store) -> None:
    loaded(store, *MAY)
    loaded(store, *JUNE, choices=replace(CHOSEN, fresh=True, mapping={**lower(CHOSEN), "Courier": "team"}))
    assert read(store, *JUNE, "day,GLS,3,05/06/2025,5,s").mapping["Courier"] == "team"


def lower(choices: Choices) -> dict[str, str | None]:
    """The mapping under the headers of June."""
    return {"EASE" if header == "Ease" else header: key for header, key in choices.mapping.items()}


def test_the_sample_teaches_nothing(store: Store) -> None:
    load(store, read(store, *MAY, choices=CHOSEN), is_sample=True)
    assert read(store, *JUNE).memory is None


def test_stores_do_not_share(store: Store, tmp_path: Path) -> None:
    loaded(store, *MAY)
    other = open_store(tmp_path / "other.duckdb")
    assert read(other, *JUNE).memory is None
    other.close()


def test_a_file_without_a_header_is_never_taken_for_another(store: Store) -> None:
    bare = csv_text("2025-05-03,4", "2025-05-04,5", "2025-05-05,5")
    chosen = Choices(kind="surveys", mapping={"(A)": "answered_at", "(B)": "csat"})
    found = prepare("bare.csv", bare, chosen, recall=recall(store))
    assert (found.fingerprint, found.header_row) == ("", None)
    load(store, found)
    other = prepare(
        "other.csv", csv_text("2025-06-03,90", "2025-06-04,80", "2025-06-05,70"), recall=recall(store)
    )
    assert other.memory is None


def test_the_sheet_that_is_remembered_is_found(store: Store) -> None:
    chosen = replace(CHOSEN, sheet="Export")
    rows = [line.split(",") for line in MAY]
    other = [["Response date", "CSAT"], ["2025-05-03", "4"]]
    result = load(store, prepare("may.xlsx", workbook({"Other": other, "Export": rows}), chosen))
    assert result.status == "loaded", result.message
    found = prepare(
        "june.xlsx", workbook({"Readme": [["About"], ["x"]], "Export": rows}), recall=recall(store)
    )
    assert (found.sheet, found.memory is not None) == ("Export", True)


def test_preparing_again_with_what_was_used_gives_the_same(store: Store) -> None:
    loaded(store, *MAY)
    found = read(store, *JUNE)
    again = read(store, *JUNE, choices=found.choices)
    assert again.mapping == found.mapping
    assert again.frame is not None
    assert found.frame is not None
    assert again.frame.equals(found.frame)


CALLS = ("Call ID,Started at,Duration,Answered", "1,2025-05-01,116,yes", "2,2025-05-02,90,yes")


def test_the_unit_of_plain_numbers_is_remembered(store: Store) -> None:
    loaded(store, *CALLS, choices=Choices(units={"handle_seconds": "minutes"}))
    later = (CALLS[0], "3,2025-06-01,10,yes", "4,2025-06-02,20,yes")
    found = read(store, *later)
    assert found.frame is not None
    assert list(found.frame["handle_seconds"]) == [600, 1200]
    anew = read(store, *later, choices=Choices(units={"handle_seconds": "seconds"}))
    assert anew.frame is not None
    assert list(anew.frame["handle_seconds"]) == [10, 20]
