from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date

import pytest

from data.kinds import COMPANY_SCALES
from data.records import Target
from data.specs import Scale
from data.store import (
    Store,
    Version,
    change_target,
    former_targets,
    remove_scale,
    save_scale,
    save_setting,
    save_target,
    scale_versions,
    scales,
    targets,
)

FIRST, SEVEN, TEN = COMPANY_SCALES["csat"], Scale(1, 7), Scale(1, 10)
DAY, LATER = date(2025, 1, 1), date(2025, 6, 1)


def test_scales_are_the_companys_unless_saved(store: Store) -> None:
    assert scales(store) == COMPANY_SCALES
    save_scale(store, "ces", Scale(1, 7, low_is_good=True))
    assert scales(store) == COMPANY_SCALES | {"ces": Scale(1, 7, low_is_good=True)}


@pytest.mark.parametrize(
    "key, scale, error",
    [("nps", Scale(0, 10), KeyError), ("csat", Scale(5, 5), ValueError), ("csat", Scale(5, 1), ValueError)],
)
def test_scales_that_make_no_sense_are_refused(
    store: Store, key: str, scale: Scale, error: type[Exception]
) -> None:
    with pytest.raises(error):
        save_scale(store, key, scale)
    assert scales(store) == COMPANY_SCALES


def test_each_scale_holds_from_its_day_on(store: Store) -> None:
    save_scale(store, "csat", TEN, LATER)
    save_scale(store, "csat", SEVEN, DAY)
    assert scale_versions(store, "csat") == (Version(None, FIRST), Version(DAY, SEVEN), Version(LATER, TEN))
    assert scales(store)["csat"] == TEN
    remove_scale(store, "csat", LATER)
    assert scale_versions(store, "csat") == (Version(None, FIRST), Version(DAY, SEVEN))


def test_a_scale_of_a_store_without_days_holds_from_the_beginning(store: Store) -> None:
    save_setting(store, "scale.csat", asdict(SEVEN))
    assert scale_versions(store, "csat") == (Version(None, SEVEN),)
    save_scale(store, "csat", TEN, DAY)
    assert scale_versions(store, "csat") == (Version(None, SEVEN), Version(DAY, TEN))


def test_all_targets_are_restated_with_the_scale_those_that_hold_no_more_among_them(store: Store) -> None:
    def tenfold(target: Target, score: str, was: Scale, now: Scale) -> Target:
        assert (score, was, now) == ("csat", FIRST, TEN)
        return replace(target, value=10 * target.value) if target.kpi == "csat_mean" else target

    first = save_target(store, Target("csat_mean", "absolute", 4, 4, LATER))
    change_target(store, replace(first, value=5), DAY)
    other = save_target(store, Target("nps", "absolute", 40, 40, LATER))
    save_scale(store, "csat", TEN, DAY, tenfold)
    assert [target.value for target in targets(store)] == [50, 40]
    assert targets(store)[1] == other
    assert [former.target.value for former in former_targets(store)] == [40]
    assert [former.held_until for former in former_targets(store)] == [DAY]
