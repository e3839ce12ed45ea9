"""Stores that pages open: empty ones, and copies of one with the sample company."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time
from pathlib import Path

import pytest

from data import language
from data.store import Store, is_empty, open_store, save_version
from data.store.connection import ENVIRONMENT_VARIABLE
from metrics.facts import Facts
from metrics.standards import WORKING_TIME
from metrics.working_time import WorkingTime
from pages.parts import session


@pytest.fixture(autouse=True)
def nothing_said_is_kept_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept for the readers of all languages fails where it is put into words."""
    spoken = language.current

    def current() -> str:
        assert not language.is_wordless(), "words are kept without their language: use @kept"
        return spoken()

    monkeypatch.setattr(language, "current", current)


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """The store in a file, as the one that pages open."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(ENVIRONMENT_VARIABLE, str(path))
        yield open_store()
        open_store().close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with opened(tmp_path / "store.duckdb") as empty:
        yield empty


@pytest.fixture
def sample(tmp_path: Path, sample_file: Path) -> Iterator[Store]:
    """A store with the sample company, for a test that changes it."""
    with opened(Path(shutil.copy(sample_file, tmp_path / "store.duckdb"))) as filled:
        yield filled


@pytest.fixture(scope="session")
def kept_sample(tmp_path_factory: pytest.TempPathFactory, sample_file: Path) -> Iterator[Store]:
    """A store with the sample company that stays open, so that what was once computed of it is kept.

    Its standards are all set, so that every KPI has a value.
    """
    filled = open_store(Path(shutil.copy(sample_file, tmp_path_factory.mktemp("shown") / "store.duckdb")))
    save_version(filled, WORKING_TIME, WorkingTime((0, 1, 2, 3, 4), time(9), time(17)).told())
    save_version(filled, "acquisition_cost", 120)
    yield filled
    filled.close()


@pytest.fixture(scope="module")
def shown_sample(kept_sample: Store) -> Iterator[Store]:
    """The store with the sample company, as the one that pages open, for tests that only look at it."""
    version = kept_sample.version
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(ENVIRONMENT_VARIABLE, str(kept_sample.path))
        yield kept_sample
    assert kept_sample.version == version, "a test has changed the store that others look at"


@pytest.fixture(scope="module")
def facts(shown_sample: Store) -> Facts:
    """What the numbers of ``shown_sample`` are made from: those that pages asked for already are kept."""
    assert not is_empty(shown_sample)
    return session.facts()
