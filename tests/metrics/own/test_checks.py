"""What a definition is refused for, and what is only pointed out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.own_kpis import Condition, OwnKpi, Quantity, Relation
from data.specs import Scale
from metrics.facts import StoredFacts
from metrics.own.checks import doubts, evidence, misnamed, refusals
from metrics.own.columns import columns_of, relations
from metrics.own.words import Told, condition
from tests.data.store.preparations import complaints
from tests.metrics.companies import stored

DEAR = Condition("compensation", Relation.AT_LEAST, (50.0,))
NORTH = Condition("team", Relation.ONE_OF, ("North",))
OWN = OwnKpi("Dear ones", "", "complaints", Quantity((DEAR,)), Quantity(), "%", 1, "lower", "we_do")
COLUMNS = columns_of("complaints")


@pytest.mark.parametrize(
    "name, told",
    [
        ("", "Give it a name."),
        ("=1+1", "begin with a letter"),
        ("x" * 61, "too long"),
        ("**Dear**", "can't have *"),
        ("[Dear](x)", "can't have [ ]"),
        ("open COMPLAINTS", "KPI of this name already"),
        ("Dear ones", ""),
    ],
)
def test_a_name_is_plain_and_its_own(name: str, told: str) -> None:
    assert told in misnamed(replace(OWN, name=name))
    assert bool(told) == bool(misnamed(replace(OWN, name=name)))


@pytest.mark.parametrize(
    "over, under, unit, told",
    [
        ((DEAR,), (), "%", ""),
        ((DEAR,), (), "money", "The unit doesn't fit"),
        ((DEAR,), (DEAR,), "%", "Add a condition above the line"),
        ((Condition("compensation", Relation.AT_LEAST),), (), "%", "Give the number for “Compensation”."),
        ((Condition("compensation", Relation.BETWEEN, (3.0, 1.0)),), (), "%", "turn them round"),
        ((replace(NORTH, values=()),), (), "%", "Choose which values “Team” may have."),
        ((Condition("customer_name", Relation.GIVEN),), (), "%", "A condition has no column"),
        ((Condition("employee", Relation.ONE_OF, ("Ann",)),), (), "%", "A condition has no column"),
        ((Condition("team", Relation.YES),), (), "%", "asks of it what can't be asked"),
    ],
)
def test_a_definition_without_a_meaning_is_refused(
    over: tuple[Condition, ...], under: tuple[Condition, ...], unit: str, told: str
) -> None:
    own = replace(OWN, over=Quantity(over), under=Quantity(under), unit=unit)
    assert " ".join(refusals(own, COLUMNS)) == "" if not told else told in " ".join(refusals(own, COLUMNS))


def test_only_what_adds_up_is_added_up() -> None:
    own = replace(OWN, over=Quantity((), "csat"))
    assert refusals(own, COLUMNS) == ["Choose a column that can be added up."]


def test_no_column_is_personal_and_people_are_not_named() -> None:
    assert not [key for key, column in COLUMNS.items() if column.personal]
    assert relations(COLUMNS["employee"]) == (Relation.GIVEN, Relation.MISSING)
    assert set(columns_of("answers")) >= {"csat", "nps", "ces", "team"}
    assert "comment" not in columns_of("answers")


def test_empty_cells_few_rows_and_files_without_the_column_are_told() -> None:
    paid = complaints(*map(str, range(10)), compensation=60.0)
    blank = complaints("11", "12", compensation=None, file="blank.csv")
    without = complaints("21", "22", "23", file="without.csv")
    with stored(paid, blank, without) as store:
        found = evidence(StoredFacts(store), OWN)
        told = doubts(OWN, found, COLUMNS)
        nobody = replace(OWN, over=Quantity((NORTH,)))
        assert (found.rows, found.without, found.over, found.under) == (12, 3, 10, 12)
        assert found.blanks == {"compensation": 2}
        assert [one.split(" ", 3)[:2] for one in told] == [
            ["Only", "12"],
            ["“Compensation”", "is"],
            ["3", "rows"],
        ]
        assert doubts(nobody, evidence(StoredFacts(store), nobody), COLUMNS) == [
            "No file that is loaded has all of these columns, so there is no value yet."
        ]


@pytest.mark.parametrize(
    "asked, told",
    [
        (Condition("csat", Relation.AT_LEAST, (0.75,)), "“Satisfaction score” is at least 4"),
        (Condition("csat", Relation.AT_MOST, (1 / 3,)), "“Satisfaction score” is at most 2.3333"),
        (Condition("resolution_hours", Relation.AT_MOST, (1.5,)), "“Hours to resolve” is at most 1.5 hours"),
        (Condition("compensation", Relation.BETWEEN, (10.0, 2500.0)), "“Compensation” is from 10 to 2,500"),
        (NORTH, "“Team” is North"),
        (replace(NORTH, values=("North", "South")), "“Team” is one of North, South"),
        (Condition("team", Relation.NONE_OF, ("North",)), "“Team” is not North"),
        (Condition("escalated", Relation.YES), "“Escalated” is yes"),
        (Condition("resolved_at", Relation.MISSING), "“Resolved on” is not given"),
    ],
)
def test_a_condition_in_words(asked: Condition, told: str) -> None:
    assert condition(asked, Told(COLUMNS, {"csat": Scale(1, 5)})) == told
