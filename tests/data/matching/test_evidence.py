from __future__ import annotations

import pytest

from data.kinds import DIMENSIONS, EMPLOYEE
from data.matching.evidence import ENOUGH, NO_VALUES, support
from data.specs import Column, Type


@pytest.mark.parametrize(
    ("type", "values", "enough"),
    [
        (Type.MOMENT, ["2024-01-01", "31.12.2024"], True),
        (Type.MOMENT, ["45356", "45357"], True),
        (Type.MOMENT, ["0.384", "0.5"], False),
        (Type.MOMENT, ["09:12:58"], False),
        (Type.MOMENT, ["Y", "N"], False),
        (Type.CLOCK, ["0.384", "09:12"], True),
        (Type.CLOCK, ["2024-01-01 09:12"], False),
        (Type.PERIOD, ["2023", "Q1 2024"], True),
        (Type.PERIOD, ["Alabama"], False),
        (Type.HOURS, ["2 часа", "320 минут"], True),
        (Type.HOURS, ["Within SLA"], False),
        (Type.FLAG, ["Y", "N", ""], True),
        (Type.FLAG, ["2024-01-01"], False),
        (Type.STATUS, ["Open", "Whatever"], True),
        (Type.STATUS, ["eins", "zwei"], True),
        (Type.STATUS, ["1", "2", "3"], False),
        (Type.STATUS, [f"S{number}" for number in range(40)], False),
        (Type.NUMBER, ["1,5", "x"], True),
        (Type.NUMBER, ["low", "high"], False),
        (Type.SCORE, ["1", "5"], True),
        (Type.SCORE, ["Satisfied", "Neutral or Dissatisfied"], False),
        (Type.SCORE, ["2024"], False),
        (Type.CATEGORY, ["ann@example.com", "bob@example.com"], False),
        (Type.CATEGORY, ["+48 600 100 200", "600-100-201"], False),
        (Type.CATEGORY, ["2024-01-02", "12 34"], True),
        (Type.FLAG, ["Inbound", "Outbound"], True),
        (Type.FLAG, ["ANSWERED", "NO ANSWER"], True),
        (Type.IDENTIFIER, ["anything"], True),
        (Type.TEXT, ["anything"], True),
    ],
)
def test_values_bear_out_a_type_or_do_not(type: Type, values: list[str], enough: bool) -> None:
    assert (support(Column("key", "Name", type), values) >= ENOUGH) is enough


@pytest.mark.parametrize(
    ("values", "enough"),
    [(["50", "85"], False), (["1", "2", "4", "5"], False), (["1", "5", "9"], True), (["1", "5"], True)],
)
def test_a_recommendation_goes_to_ten(values: list[str], enough: bool) -> None:
    assert (support(Column("nps", "NPS", Type.SCORE, scale="nps"), values) >= ENOUGH) is enough


def test_who_works_here_may_go_by_an_address() -> None:
    assert support(EMPLOYEE, ["ann@example.com", "bob@example.com"]) == 1.0


@pytest.mark.parametrize(
    ("values", "enough"),
    [
        (["Jalisco", "Puebla"], True),
        (["SP", "RJ"], True),
        (["Abierto", "Cerrado"], False),
        (["Completada"], False),
    ],
)
def test_a_branch_is_no_status(values: list[str], enough: bool) -> None:
    branch = next(column for column in DIMENSIONS if column.key == "branch")
    assert (support(branch, values) >= ENOUGH) is enough


@pytest.mark.parametrize("day", ["1900-01-01", "9999-12-31"])
def test_days_that_stand_for_none_speak_neither_way(day: str) -> None:
    assert support(Column("key", "Name", Type.MOMENT), [day]) == NO_VALUES
    assert support(Column("key", "Name", Type.MOMENT), [day, "2024-01-01"]) == 1.0


def test_without_values_nothing_speaks_against_it() -> None:
    assert support(Column("key", "Name", Type.MOMENT), ["", "-", "N/A"]) == NO_VALUES


def test_long_texts_are_less_likely_categories() -> None:
    category = Column("key", "Name", Type.CATEGORY)
    assert support(category, ["x" * 50, "y" * 50]) < support(category, ["x", "y"])
