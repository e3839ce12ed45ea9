from __future__ import annotations

from collections.abc import Iterator

import pytest

from metrics import catalogue


@pytest.fixture(autouse=True)
def own_kpis_end() -> Iterator[None]:
    """The company's own KPIs that a test takes up end with it."""
    yield
    catalogue.choose_own(())
