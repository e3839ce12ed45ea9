"""Who runs this program, by the accounts of the computer."""

from __future__ import annotations

import getpass
from contextlib import suppress


def account() -> str:
    """The name of the account that this program runs under; ``""`` where it has none."""
    # What is raised for an account without a name differs by the Python version.
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return ""
