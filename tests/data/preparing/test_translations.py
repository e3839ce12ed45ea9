"""Which columns don't count as they stand, with examples out of the file."""

from __future__ import annotations

import pytest

from data.kinds import COMPANY_SCALES
from data.preparing.preparation import prepare
from data.records import Choices
from data.specs import Scale
from data.translation import Translation
from tests.data.books import csv_text

FIVE, TEN = Scale(1, 5), Scale(1, 10)
DAYS = tuple(f"2025-01-{day:02d}" for day in range(2, 9))


def survey(*answers: str) -> bytes:
    return csv_text("Date,CSAT", *(f"{day},{answer}" for day, answer in zip(DAYS, answers, strict=False)))


def complaints(*durations: str) -> bytes:
    rows = zip(DAYS, durations, strict=False)
    return csv_text("Complaint ID,Received,Resolution hours", *(f"{day},{day},{took}" for day, took in rows))


@pytest.mark.parametrize(
    "content, expected",
    [
        (survey("1", "4", "5", "2"), ()),
        (
            survey("1", "7", "10"),
            (Translation("csat", "CSAT", "scale", (("7", 1 + 4 * 6 / 9), ("10", 5)), TEN, FIVE),),
        ),
        (
            survey("excellent", "good", "poor", "good", "Don't know"),
            (Translation("csat", "CSAT", "words", (("excellent", 5), ("poor", 2)), FIVE, FIVE, 1),),
        ),
        (
            survey("4", "5", "99", "3"),
            (Translation("csat", "CSAT", "missing", (), FIVE, FIVE, 1),),
        ),
        (complaints("2", "5.5", "7"), ()),
        (
            complaints("2 h", "30 min", "", "3 h"),
            (Translation("resolution_hours", "Resolution hours", "units", (("2 h", 2.0), ("30 min", 0.5))),),
        ),
        (csv_text("Date,NPS", "2025-01-02,9", "2025-01-03,10", "2025-01-04,0"), ()),
    ],
    ids=["as it stands", "scale", "words", "stand-ins", "hours", "units", "recommendations"],
)
def test_what_does_not_count_as_it_stands_is_told(content: bytes, expected: tuple[Translation, ...]) -> None:
    found = prepare("file.csv", content)
    assert found.status == "ready", found.message
    assert found.translations == expected


def calls(header: str, *durations: str) -> bytes:
    rows = zip(DAYS, durations, strict=False)
    return csv_text(
        f"Call ID,Started at,{header},Answered", *(f"{day},{day},{took},yes" for day, took in rows)
    )


@pytest.mark.parametrize(
    "header, durations, chosen, unit, seconds",
    [
        ("Duration", ("116", "0", "90"), {}, "seconds", 116),
        ("Duration", ("0", "116", "90"), {"handle_seconds": "minutes"}, "minutes", 116 * 60),
        ("Duration (min)", ("116", "90"), {}, "", 116 * 60),
        ("Duration (min)", ("116", "90"), {"handle_seconds": "hours"}, "hours", 116 * 3600),
        ("Duration", ("0:01:56", "0"), {}, "", 116),
    ],
)
def test_the_unit_of_plain_numbers_is_told_where_the_file_names_none(
    header: str, durations: tuple[str, ...], chosen: dict[str, str], unit: str, seconds: float
) -> None:
    found = prepare("calls.csv", calls(header, *durations), Choices(units=chosen))
    assert found.frame is not None, found.message
    assert found.frame["handle_seconds"].max() == seconds
    assert [one.unit for one in found.translations] == ([unit] if unit else [])
    assert found.choices.units == ({"handle_seconds": unit} if unit else {})


def test_a_second_column_of_scores_is_told() -> None:
    rows = (f"{day},{day},4,{at % 5 + 1},yes" for at, day in enumerate(DAYS))
    header = "Call ID,Started at,csat_score,Satisfaction rating,Answered"
    found = prepare("calls.csv", csv_text(header, *rows))
    assert [(one.header, one.column) for one in found.rivals] == [("Satisfaction rating", "csat")]
    [told] = found.notes
    assert "'csat_score' is read, 'Satisfaction rating' is left out." in told


def test_a_scale_on_which_one_is_best_is_turned_round() -> None:
    chosen = Choices(scales={"csat": Scale(1, 6, low_is_good=True)})
    [told] = prepare("file.csv", survey("1", "6", "2", "3"), chosen).translations
    assert told.examples == (("3", pytest.approx(3.4)), ("1", 5.0))


def test_examples_count_as_they_do_on_the_scale_of_the_company() -> None:
    scales = {**COMPANY_SCALES, "csat": Scale(0, 100)}
    chosen = Choices(scales={"csat": FIVE})
    [told] = prepare("file.csv", survey("1", "5", "3"), chosen, scales).translations
    assert (told.scale, told.examples) == (FIVE, (("3", 50.0), ("5", 100.0)))
