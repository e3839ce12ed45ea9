"""Where this machine has a Chromium, and how it comes to one.

Run as a script it prints the browser's place, after installing one where there is none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
INSTALL_PACKAGE = Path(__file__).resolve().parents[2] / ".ci" / "install-package"
INSTALLS = (
    [sys.executable, "-m", "playwright", "install", "chromium"],
    [str(INSTALL_PACKAGE), "chromium"],
)
ADVICE = (
    "No Chromium was found, and none could be installed from here. The tests in a browser need one.\n"
    "On Debian: sudo apt install chromium. Elsewhere: install Chrome, or name a browser in CHROMIUM.\n"
    "Every other test runs without: make test-fast."
)


def candidates() -> Iterator[str]:
    """Places to look: the one named in ``CHROMIUM``, the machine's browsers, Playwright's own."""
    named = (os.environ.get("CHROMIUM"), *map(shutil.which, NAMES))
    yield from (place for place in named if place)
    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def starts(place: str) -> bool:
    """Whether the browser is there with all the libraries that it needs."""
    if not Path(place).is_file():
        return False
    return subprocess.run([place, "--version"], capture_output=True, timeout=60).returncode == 0


def find() -> str | None:
    """The place of a browser that starts, or ``None``."""
    return next(filter(starts, candidates()), None)


def install() -> str | None:
    """The place of a browser installed just now, or ``None`` where no way of installing worked."""
    for command in INSTALLS:
        if shutil.which(command[0]) and subprocess.run(command, timeout=900).returncode == 0:
            place = find()
            if place:
                return place
    return None


if __name__ == "__main__":
    place = find() or install()
    print(f"Browser for the tests: {place}" if place else ADVICE)
    sys.exit(place is None)
