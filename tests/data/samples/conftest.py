"""The sample files, generated once and read back with pandas alone."""

from __future__ import annotations

from io import BytesIO

import pandas as pd
import pytest

from data.samples import files

MOMENTS = [
    "Answered at",
    "Received at",
    "First response at",
    "Resolved at",
    "Promised at",
    "Followed up at",
    "Started at",
    "Joined at",
    "Left at",
]


@pytest.fixture(scope="session")
def contents() -> dict[str, bytes]:
    return files()


@pytest.fixture(scope="session")
def tables(contents: dict[str, bytes]) -> dict[str, pd.DataFrame]:
    return {name: _read(content) for name, content in contents.items()}


def _read(content: bytes) -> pd.DataFrame:
    table = pd.read_csv(BytesIO(content))
    for name in table.columns.intersection(MOMENTS):
        table[name] = pd.to_datetime(table[name])
    return table
