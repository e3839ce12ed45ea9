from __future__ import annotations

from typing import Any

import pytest

from data.store import Store, open_store, save_setting, setting


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
