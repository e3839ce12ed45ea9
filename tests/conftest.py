"""What every test may ask for, and what no test may leave behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from data import language

# Two workers share the machine: a slow moment is no failure.
settings.register_profile("policypulse", deadline=None, print_blob=True)
settings.load_profile("policypulse")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real files and published results beside the checkout."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the folder `shared` with real files is not beside this checkout")
    return folder


@pytest.fixture(scope="session", autouse=True)
def own_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test touches the store of the person who runs it."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("POLICYPULSE_DB", str(tmp_path_factory.mktemp("store") / "policypulse.duckdb"))
        yield


@pytest.fixture(autouse=True)
def source_language() -> Iterator[None]:
    """A language that a test chooses ends with it."""
    yield
    language.choose(language.SOURCE_LANGUAGE)
