"""The account of whoever runs the program, by name or not at all."""

from __future__ import annotations

import os
import sys

import pytest

from data.accounts import account

NAMES = ("LOGNAME", "USER", "LNAME", "USERNAME")


def test_an_account_goes_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.setenv(name, "ewa")
    assert account() == "ewa"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows accounts by their names alone")
def test_an_account_without_a_name_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000_000)
    assert account() == ""
