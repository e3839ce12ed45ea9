from __future__ import annotations

from typing import Any

import pytest

from data.kinds import COMPANY_SCALES
from data.specs import Scale
from data.store import Store, open_store, save_scale, save_setting, scales, setting


@pytest.mark.parametrize("value", [None, True, 18, 0.5, "šťastný", ["a", 1], {"a": {"b": None}}])
def test_a_setting_comes_back_after_reopening(store: Store, value: Any) -> None:
    save_setting(store, "key", "earlier")
    version = store.version
    save_setting(store, "key", value)
    assert store.version > version
    store.close()
    again = open_store(store.path)
    assert setting(again, "key", "default") == value
    again.close()


def test_a_setting_that_was_never_saved_has_its_default(store: Store) -> None:
    assert setting(store, "key") is None
    assert setting(store, "key", 18) == 18


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
