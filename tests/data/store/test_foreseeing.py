"""What a load will do is told before, by what it then does; how far it is; and where its rows come from."""

from __future__ import annotations

import pytest

from data.forms.handback import handback
from data.preparing.preparation import prepare
from data.preparing.stages import Stage
from data.records import Choices, Preparation
from data.store import Foreseen, Store, details, foresee_load, is_empty, load, origin_of, sql, undo
from data.store import left_out as kept_rows
from tests.data.books import csv_text
from tests.data.store.preparations import complaints, surveys

SURVEY = csv_text("Date,CSAT,Channel", "2025-01-02,3,Chat", "soon,7,Chat", "2025-01-05,4,Phone", "x,4,Phone")


def totals(*periods: str, sold: int = 1) -> Preparation:
    rows = (f"{period},{sold},{sold}" for period in periods)
    return prepare(f"{sold}.csv", csv_text("Period,Sold,Returned", *rows))


def test_what_files_that_come_together_will_replace_of_each_other_is_told(store: Store) -> None:
    load(store, complaints("a", "b", "c", file="in"))
    first, second = complaints("b", "d", file="1", content=2), complaints("a", "b", "d", "e", content=3)
    other = surveys([1.0], content=4)
    found = foresee_load(store, second, [other, first])
    assert (told(found), found.together) == ((3, [("in", 1)]), (("1", 2),))
    for one in (first, second):
        result = load(store, one)
    assert result.upload is not None
    known = details(store, result.upload.upload_id).replaced
    assert (result.upload.replaced, [(one.file, one.count) for one in known]) == (3, [("in", 1), ("1", 2)])


def told(foreseen: Foreseen) -> tuple[int, list[tuple[str, int]]]:
    return foreseen.rows, [(upload.file, count) for upload, count in foreseen.replaced]


@pytest.mark.parametrize(
    "loaded, new, expected",
    [
        ([], complaints("a"), (0, [])),
        ([complaints("a", "b", file="1")], complaints("b", "c", content=2), (1, [("1", 1)])),
        ([complaints("a", "a", file="1")], complaints("a", "a", content=2), (2, [("1", 2)])),
        (
            [complaints("a", "b", "c", file="1"), complaints("b", file="2")],
            complaints("a", "b", "c", "d", content=3),
            (3, [("1", 2), ("2", 1)]),
        ),
        ([surveys([1.0])], surveys([1.0], content=2), (0, [])),
        ([complaints(None, file="1")], complaints(None, content=2), (0, [])),
        (
            [totals("2025-01", "2025-02")],
            totals("2025-02", "2025-03", sold=2),
            (1, [("1.csv", 1)]),
        ),
    ],
)
def test_what_will_be_replaced_is_what_is(
    store: Store,
    loaded: list[Preparation],
    new: Preparation,
    expected: tuple[int, list[tuple[str, int]]],
) -> None:
    for one in loaded:
        load(store, one)
    assert told(foresee_load(store, new)) == expected
    upload = load(store, new).upload
    assert upload is not None
    assert upload.replaced == expected[0]
    replaced = details(store, upload.upload_id).replaced
    assert [one.file for one in replaced] == [file for file, _count in expected[1]]


def test_rows_that_come_back_twice_replace_those_that_came_first(store: Store) -> None:
    first = prepare("survey.csv", SURVEY)
    load(store, first)
    back = [mended_back(store, first, day) for day in ("2025-01-03", "2025-01-04")]
    assert told(foresee_load(store, back[0])) == (0, [])
    load(store, back[0])
    assert told(foresee_load(store, back[0])) == (0, [])
    assert told(foresee_load(store, back[1])) == (1, [("back.xlsx", 1)])
    assert origin_of(store, back[1]) == details(store, 2).origin
    result = load(store, back[1])
    assert result.upload is not None
    assert result.upload.replaced == 1
    origin = details(store, 3).origin
    assert origin is not None
    assert (origin.upload_id, details(store, 1).origin) == (1, None)
    assert [upload.upload_id for upload in details(store, 1).returned] == [3, 2]
    undo(store, 1)
    assert (details(store, 3).origin, origin_of(store, back[1])) == (None, None)


def mended_back(store: Store, first: Preparation, day: str) -> Preparation:
    """The workbook of the rows left out of upload 1, the first of them mended."""
    # Written in the same second, two workbooks that name the same file would be one, and load once.
    workbook = handback(f"{day} {first.file}", kept_rows(store, 1), first.problems)
    row = min(prepare("back.xlsx", workbook).faulty)
    return prepare("back.xlsx", workbook, Choices(edits={row: {"Date": day}}))


def test_storing_tells_how_far_it_is_and_ends_where_it_is_told_to(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql, "_BATCH", 10)
    many = complaints(*(str(number) for number in range(45)))
    shares: list[float] = []

    def tell(stage: Stage, share: float) -> None:
        assert stage is Stage.STORING
        shares.append(share)

    load(store, many, tell=tell)
    assert shares == sorted(shares)
    assert len(shares) == 2 + 5
    assert store.rows("complaints") == 45
    undo(store, 1)

    def stop(_stage: Stage, share: float) -> None:
        if share > 0:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(store, many, tell=stop)
    assert is_empty(store)
    assert store.rows("complaints") == 0
