"""A company's own questionnaire: its workbook, what is wrong with one, and how the store keeps it."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from data.questionnaires.own import read_questionnaire
from data.questionnaires.self_assessment import SELF_ASSESSMENT
from data.questionnaires.workbook import template
from data.refusals import Refused
from data.store import (
    Store,
    UnknownQuestionnaire,
    open_round,
    questionnaire_named,
    questionnaires,
    remove_questionnaire,
    save_questionnaire,
)

Rows = list[list[object]]
TWO: Rows = [
    ["Section", "Statement", "Statement (ru)"],
    ["Speed", "We answer within a day.", "Мы отвечаем за день."],
    [None, "=We keep our word.", None],
    ["Care", "We listen.", None],
]


def book(**sheets: Rows) -> bytes:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row, 1):
                cell = sheet.cell(number, place, value)
                cell.data_type = "s" if isinstance(value, str) else cell.data_type
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_the_template_as_it_comes_is_the_built_in_one() -> None:
    content = template(["ru", "pl"])
    assert "Statement (pl)" in [cell.value for cell in load_workbook(BytesIO(content)).worksheets[0][1]]
    found = read_questionnaire(content, " Mine ")
    assert [one.asks.source for one in found.statements] == [
        one.asks.source for one in SELF_ASSESSMENT.statements
    ]
    assert [[step.source for step in one.steps] for one in found.sections] == [
        [step.source for step in one.steps] for one in SELF_ASSESSMENT.sections
    ]
    assert [band.low for band in found.bands] == [band.low for band in SELF_ASSESSMENT.bands]
    assert found.name.said == "Mine"


def test_sections_steps_bands_and_languages_are_read_and_kept(store: Store) -> None:
    steps: Rows = [["Section", "First step"], ["care", "Listen to five calls."]]
    results: Rows = [["From a total of", "Result"], [2, "Start"], ["7,5", "Good"]]
    found = read_questionnaire(book(A=TWO, B=steps, C=results), "Ours")
    assert [(one.name.said, len(one.statements)) for one in found.sections] == [("Speed", 2), ("Care", 1)]
    assert found.statements[0].asks.said_in("ru") == "Мы отвечаем за день."
    assert found.statements[1].asks.said_in("ru") == "=We keep our word."
    assert [step.said for step in found.sections[1].steps] == ["Listen to five calls."]
    assert [(str(band.low), band.name.said) for band in found.bands] == [("15/2", "Good"), ("2", "Start")]
    before = store.data_version
    kept = save_questionnaire(store, found, "Jana")
    assert (kept.sections, kept.bands, kept.name) == (found.sections, found.bands, found.name)
    assert questionnaires(store) == (SELF_ASSESSMENT, kept)
    open_round(store, kept.key, ["North"], (date(2025, 1, 1), date(2025, 1, 2)))
    remove_questionnaire(store, kept.key)
    assert questionnaires(store) == (SELF_ASSESSMENT,)
    assert questionnaire_named(store, kept.key) == kept
    assert store.data_version == before
    for unknown in ("own_9", "self"):
        with pytest.raises(UnknownQuestionnaire):
            questionnaire_named(store, unknown)


def _bands(*rows: list[object]) -> bytes:
    return book(A=TWO, C=[["From a total of", "Result", "What it means"], *rows])


@pytest.mark.parametrize(
    "content, told",
    [
        (book(A=[["Question"], ["Why?"]]), "a sheet needs the columns “Section” and “Statement”"),
        (book(A=TWO[:1]), "There are no statements"),
        (book(A=[TWO[0], [None, "We act."]]), "Sheet “A”, row 2: the section is missing."),
        (book(A=[*TWO, ["Care", None, "Пусто"]]), "row 5: “Statement” is empty"),
        (book(A=[*TWO, ["Care", "we  LISTEN."]]), "row 5: “we LISTEN.” is there twice"),
        (book(A=[*TWO, ["Care", "x" * 301]]), "longer than 300 characters"),
        (book(A=[[*TWO[0], "Weight"], TWO[1]]), "“Weight” is no column of this sheet"),
        (book(A=[[*TWO[0], "Statement"], TWO[1]]), "“Statement” is there twice"),
        (
            book(A=[TWO[0], *([f"S{n}", f"We {n}."] for n in range(21))]),
            "21 sections; at most it may have 20",
        ),
        (book(A=TWO, B=[["Section", "First step"], ["Sped", "Go."]]), "no statement has the section “Sped”"),
        (_bands(["a lot", "Good"]), "“a lot” is no total from 0 to 10"),
        (_bands([11, "Good"]), "“11” is no total from 0 to 10"),
        (_bands([2, None, "?"]), "the result needs a name"),
        (_bands([2, "A"], [2, "B"]), "names a total twice"),
        (_bands([3, "A"]), "has to begin at a total of 2"),
        (b"not a workbook", "There are no statements"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(content: bytes, told: str) -> None:
    with pytest.raises(Refused) as refused:
        read_questionnaire(content, "Ours")
    assert told in str(refused.value)


def test_all_faults_are_told_at_once_but_no_flood_of_them() -> None:
    with pytest.raises(Refused) as refused:
        read_questionnaire(book(A=[TWO[0], *([None, f"We {n}."] for n in range(30))]), "")
    lines = str(refused.value).splitlines()
    assert (len(lines), lines[0], lines[-1]) == (13, "Give the questionnaire a name.", "and 19 more")
