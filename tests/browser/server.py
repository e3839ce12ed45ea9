"""PolicyPulse as a process of its own, as a person starts it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
SECONDS_TO_START = 60


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return listener.getsockname()[1]


def command(script: Path, port: int) -> list[str]:
    """The words that start ``script`` on ``port``, without opening a browser or watching files."""
    options = (f"--server.address={HOST}", f"--server.port={port}", "--server.headless=true")
    return [sys.executable, "-m", "streamlit", "run", str(script), *options, "--server.fileWatcherType=none"]


def is_healthy(url: str) -> bool:
    """Whether the server answers that it is ready."""
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def wait_until_healthy(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    """Come back when the server is ready; RuntimeError with its log where it ends or takes too long."""
    deadline = time.monotonic() + SECONDS_TO_START
    while not is_healthy(url):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"The server did not start:\n{log.read_text(errors='replace')}")
        time.sleep(0.1)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the server, by force where it won't end by itself."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def serve(folder: Path, script: Path = ROOT / "app.py", **environment: str) -> Iterator[str]:
    """The address of a server of ``script`` with an empty store and its log in ``folder``.

    AssertionError on leaving where the server logged a stack trace: an error that the reader saw only as
    a general sentence.
    """
    url, log = f"http://{HOST}:{(port := free_port())}", folder / "server.log"
    variables = os.environ | {"POLICYPULSE_DB": str(folder / "policypulse.duckdb")} | environment
    with log.open("wb") as output:
        process = subprocess.Popen(
            command(script, port), cwd=ROOT, env=variables, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        wait_until_healthy(process, url, log)
        yield url
    finally:
        stop(process)
    words = log.read_text(errors="replace")
    assert "Traceback (most recent call last)" not in words, words
