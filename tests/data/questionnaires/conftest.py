from __future__ import annotations

from tests.data.store.conftest import store

__all__ = ["store"]
