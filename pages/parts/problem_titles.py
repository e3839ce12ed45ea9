"""What the reader's language calls each problem, kept until the data change."""

from __future__ import annotations

from data.store import open_store
from metrics.problems import titles as problem_titles
from pages.parts import session, speaking
from pages.parts.kept import kept
from pages.parts.session import Version


def titles() -> dict[str, str]:
    """Name of a problem -> its title in the reader's language, where the company named it."""
    return dict(_titles(session.data_version(), speaking.of_reader()))


@kept(20)
def _titles(version: Version, spoken: str) -> dict[str, str]:
    del version  # part of the key alone
    return problem_titles.titles(open_store(), spoken)
