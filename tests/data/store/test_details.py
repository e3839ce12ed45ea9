"""What the store tells of a loaded file beside its record: how it was read, and whose rows it replaced."""

from __future__ import annotations

from datetime import date

import pytest

from data.preparing.preparation import prepare
from data.records import Choices, Mended
from data.specs import Scale
from data.store import Details, Replacement, Store, UnknownUpload, details, load, undo
from data.store.details import ROWS_NAMED
from tests.data.store.preparations import complaints

SURVEY = b"Date,CSAT\n2025-01-02,3\nsoon,7\n2025-01-05,10\n"
DATELESS = b"CSAT,Channel\n5,Chat\n4,Phone\n"


def test_how_a_file_was_read_is_kept_with_it(store: Store) -> None:
    chosen = Choices(scales={"csat": Scale(1, 10)}, edits={3: {"Date": "2025-01-03"}})
    prepared = prepare("survey.csv", SURVEY, chosen)
    load(store, prepared)
    kept = details(store, 1)
    assert kept.matches == prepared.matches
    assert kept.conversions == prepared.conversions
    assert [conversion.scale for conversion in kept.conversions] == [Scale(1, 10)]
    assert kept.mended == (Mended(3, "Date", "soon", "2025-01-03"),)
    assert (kept.chosen, kept.replaced, kept.replaced_by) == ({}, (), ())


def test_what_a_person_told_of_a_file_is_kept_with_it(store: Store) -> None:
    load(store, prepare("paper.csv", DATELESS, Choices(date=date(2025, 5, 20))))
    assert details(store, 1).chosen == {"date": "2025-05-20"}


def test_rows_that_replace_each_other_know_of_each_other(store: Store) -> None:
    load(store, complaints("a", "b", "c", file="first.csv"))
    load(store, complaints("b", "x", file="second.csv"))
    load(store, complaints("b", "c", "y", file="third.csv"))
    told = {number: details(store, number) for number in (1, 2, 3)}
    assert told[1].replaced_by == (
        Replacement(2, "second.csv", 1, (3,)),
        Replacement(3, "third.csv", 1, (4,)),
    )
    assert told[2].replaced == (Replacement(1, "first.csv", 1, (3,)),)
    assert told[2].replaced_by == (Replacement(3, "third.csv", 1, (2,)),)
    assert told[3].replaced == (
        Replacement(1, "first.csv", 1, (4,)),
        Replacement(2, "second.csv", 1, (2,)),
    )
    undo(store, 2)
    assert details(store, 3).replaced == (Replacement(1, "first.csv", 2, (3, 4)),)


def test_of_many_replaced_rows_the_first_are_named(store: Store) -> None:
    many = [f"{number:03d}" for number in range(ROWS_NAMED + 10)]
    load(store, complaints(*many, file="first.csv"))
    load(store, complaints(*many, file="second.csv"))
    first = tuple(range(2, ROWS_NAMED + 2))
    assert details(store, 2).replaced == (Replacement(1, "first.csv", len(many), first),)


def test_a_file_that_an_older_program_loaded_has_what_it_kept(store: Store) -> None:
    load(store, complaints("a"))
    with store.write() as cursor:
        cursor.execute("UPDATE uploads SET matches = NULL, mended = NULL")
    assert details(store, 1) == Details()


@pytest.mark.parametrize("upload_id", [0, 1, 2])
def test_an_unknown_upload_is_said_in_words(store: Store, upload_id: int) -> None:
    load(store, complaints("a"))
    undo(store, 1)
    with pytest.raises(UnknownUpload, match=f"There is no upload number {upload_id}"):
        details(store, upload_id)


def test_cells_that_a_person_typed_go_with_an_undo(store: Store) -> None:
    typed = Choices(edits={3: {"Date": "2025-01-03", "CSAT": "typed by Jan Novák"}})
    load(store, prepare("survey.csv", SURVEY, typed))
    assert "Novák" in str(details(store, 1).mended)
    undo(store, 1)
    with store.cursor() as cursor:
        assert "Novák" not in str(cursor.execute("SELECT * FROM uploads").fetchall())
