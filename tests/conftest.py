"""What every test may ask for, and what no test may leave behind."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from data import language
from data.samples.loading import load_sample
from data.store import Store
from metrics.samples import set_sample_targets

PATIENCE = 120

# Two workers share the machine: a slow moment is no failure.
EXAMPLES = int(os.environ.get("POLICYPULSE_EXAMPLES", "40"))
settings.register_profile("policypulse", deadline=None, print_blob=True, max_examples=EXAMPLES)
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


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store with the sample company and its targets, to be copied; made once for all workers."""
    own = tmp_path_factory.getbasetemp()
    common = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
    made = common / "sample.duckdb"
    try:
        (common / "sample_is_being_made").mkdir()
    except FileExistsError:
        if _appears(made):
            return made
    # Others see it only once it is whole.
    return _with_sample(tmp_path_factory.mktemp("sample") / "sample.duckdb").replace(made)


def _appears(file: Path) -> bool:
    """Whether another worker finishes a file while there is patience; it takes one some seconds."""
    until = time.monotonic() + PATIENCE
    while not file.exists() and time.monotonic() < until:
        time.sleep(0.1)
    return file.exists()


def _with_sample(file: Path) -> Path:
    store = Store(file)
    load_sample(store)
    set_sample_targets(store)
    store.close()
    return file


@pytest.fixture(autouse=True)
def source_language() -> Iterator[None]:
    """A language that a test chooses ends with it."""
    yield
    language.choose(language.SOURCE_LANGUAGE)
