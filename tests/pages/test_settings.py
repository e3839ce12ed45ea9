"""Standards and working time: set from a day on, refused where they make no sense, and taken back."""

from __future__ import annotations

from datetime import date, time

from data.records import Target
from data.specs import Scale
from data.store import Store, Version, save_target, scale_versions, targets, versions
from metrics.standards import WORKING_TIME
from tests.pages.visiting import click, run, text, visit

PAGE = "pages/settings.py"


def test_a_standard_holds_from_a_day_on_until_it_is_removed(store: Store) -> None:
    at = visit(PAGE)
    assert "48 hours, from the beginning" in text(at)
    assert at.button(key="save_resolution_hours").disabled
    at.number_input(key="value_resolution_hours").set_value(36)
    at.date_input(key="since_resolution_hours").set_value(date(2025, 5, 1))
    at = click(run(at), "save_resolution_hours")
    assert versions(store, "resolution_hours") == (Version(date(2025, 5, 1), 36),)
    assert "36 hours, from 1 May 2025 on" in text(at)
    at = click(at, "remove_resolution_hours_2025-05-01")
    assert versions(store, "resolution_hours") == ()


def test_what_makes_no_sense_is_refused_with_words(store: Store) -> None:
    at = visit(PAGE)
    at.number_input(key="value_rings").set_value(0)
    at = click(run(at), "save_rings")
    assert "give a number from 1 to 100 (rings)" in text(at)
    assert versions(store, "rings") == ()


def test_working_time_is_set_with_holidays(store: Store) -> None:
    at = visit(PAGE)
    at.time_input(key="working_closes").set_value(time(8))
    at = click(run(at), "save_working_time")
    assert "Work has to end after it begins." in text(at)
    at.time_input(key="working_closes").set_value(time(18))
    at.text_area(key="working_holidays").set_value("2025-12-25\nChristmas")
    at = click(run(at), "save_working_time")
    assert "Christmas is not a date" in text(at)
    at.text_area(key="working_holidays").set_value("2025-12-25")
    at.date_input(key="since_working_time").set_value(None)
    at = click(run(at), "save_working_time")
    [version] = versions(store, WORKING_TIME)
    assert (version.since, version.value["holidays"]) == (None, ["2025-12-25"])
    assert "Monday, Tuesday, Wednesday, Thursday, Friday, 09:00 to 18:00" in text(at)


def test_a_scale_holds_from_a_day_on_and_takes_targets_in_points_along(store: Store) -> None:
    save_target(store, Target("csat_mean", "absolute", 4.0, 4.0, date(2026, 1, 1)))
    at = visit(PAGE)
    assert "1 (worst) to 5 (best), from the beginning" in text(at)
    at.number_input(key="csat_high").set_value(0.0)
    at = run(at)
    assert "The best answer has to be 2 points or more above the worst one." in text(at)
    assert at.button(key="save_csat").disabled
    at.number_input(key="csat_high").set_value(9.0)
    at.date_input(key="since_scale_csat").set_value(date(2025, 5, 1))
    at = click(run(at), "save_csat")
    assert "1 (worst) to 9 (best), from 1 May 2025 on" in text(at)
    assert [target.value for target in targets(store)] == [7.0]
    at = click(at, "remove_scale_csat_2025-05-01")
    assert scale_versions(store, "csat") == (Version(None, Scale(1, 5)),)
    assert [target.value for target in targets(store)] == [4.0]
