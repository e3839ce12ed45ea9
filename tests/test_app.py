"""The app as a whole: its navigation, its language, and a store that can't be opened."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data.store import open_store
from data.store.connection import ENVIRONMENT_VARIABLE
from tests.pages.visiting import run, text, visit

PAGES = ("pages/overview.py", "pages/trend.py", "pages/upload.py", "pages/policy.py")
HOLD = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the store of this test is; nothing is there yet."""
    place = tmp_path / "store.duckdb"
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(place))
    return place


@contextmanager
def held(path: Path) -> Iterator[None]:
    """The store in another process's hands."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        yield
        holder.communicate()


@pytest.mark.parametrize("page", PAGES)
def test_a_store_in_use_by_another_program_is_told_in_words(path: Path, page: str) -> None:
    with held(path):
        at = visit(page)
        assert [error.value for error in at.error] == ["The data can't be opened."]
        assert "is in use by another program" in at.text[0].value
        assert "try again" in at.text[0].value
        assert len(at.title) == 0
    at = run(at)
    open_store().close()
    assert len(at.error) == 0
    assert len(at.title) == 1


def test_a_file_that_is_no_store_is_told_in_words(path: Path) -> None:
    path.write_bytes(b"These are no data. " * 500)
    at = visit()
    assert [error.value for error in at.error] == ["The data can't be opened."]
    assert "isn't a PolicyPulse file" in at.text[0].value
    assert path.read_bytes() == b"These are no data. " * 500


@pytest.mark.parametrize("locale", ["en-US", "de-AT", "xx", "pl", "", "zh-Hant-TW"])
def test_a_reader_of_any_language_gets_a_page(path: Path, locale: str) -> None:
    at = visit()
    at.context = {"locale": locale}
    at = run(at)
    open_store().close()
    assert len(at.title) == 1
    assert "PolicyPulse" in text(at)
