"""The processes that take workbooks apart: the server outlives them, and they don't outlive the server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from data import limits
from data.files import workbook_pool
from data.files.workbook_pool import Died, ask
from data.files.workbooks import read_workbook
from data.limits import READING_MEMORY
from data.refusals import Refused
from tests.data.books import workbook
from tests.data.hostile import (
    BOOK,
    ROWS,
    compound,
    old_book,
    open_cell,
    open_document,
    open_row,
    shared_text,
    with_rows,
)
from tests.source import ROOT

FAR = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
HARM: dict[str, Callable[[], bytes]] = {
    "far cell": lambda: with_rows(FAR),
    "far cell of an old book": lambda: compound({"Workbook": old_book(65_536, 65_536)}),
    "far cell of an open document": lambda: open_document(open_row(open_cell("x", 16_384), 1_048_576)),
    "shared text": lambda: shared_text(90_000, 200_000),
    "a far cell read one by one": lambda: with_rows(
        FAR.replace(b'r="A1"', b'r="A1" t="e"').replace(b"<v>1</v>", b"<v>#SPILL!</v>", 1)
    ),
}


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Each test begins and ends without processes."""
    workbook_pool.close()
    yield
    workbook_pool.close()


@pytest.mark.parametrize("name", HARM)
def test_the_parent_outlives_what_no_check_held_back(name: str) -> None:
    start = time.monotonic()
    with pytest.raises(Refused, match=r"Copy the table|stray cell|may be damaged|or too much text"):
        read_workbook(HARM[name]())
    assert time.monotonic() - start < limits.READING_SECONDS
    (sheet,) = read_workbook(BOOK)
    assert sheet.cells[0] == tuple(map(str, ROWS[0]))


def test_a_process_that_aborts_is_told_and_replaced() -> None:
    ask(BOOK)
    (first,) = workbook_pool._started
    with pytest.raises(Died) as death:
        ask(with_rows(FAR))
    assert (death.value.code, death.value.out_of_time) == (-signal.SIGABRT, False)
    assert first.returncode == -signal.SIGABRT
    assert workbook_pool._started == set()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of memory")
def test_memory_stays_under_its_limit() -> None:
    import resource

    with pytest.raises(Died):
        ask(shared_text(90_000, 200_000))
    unit = 1 if sys.platform == "darwin" else 1024
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit < READING_MEMORY


def test_what_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = HARM["a far cell read one by one"]()
    monkeypatch.setattr(limits, "READING_SECONDS", 0.3)
    start = time.monotonic()
    with pytest.raises(Refused, match="takes longer than 60 seconds"):
        read_workbook(slow)
    assert time.monotonic() - start < 10
    assert workbook_pool._started == set()


def test_a_process_is_kept_for_the_next_workbook() -> None:
    ask(BOOK)
    (process,) = workbook_pool._started
    ask(BOOK)
    assert {process} == workbook_pool._started
    assert process.poll() is None


def test_a_process_that_was_killed_while_idle_is_replaced() -> None:
    ask(BOOK)
    (process,) = workbook_pool._started
    process.kill()
    process.wait()
    assert ask(BOOK)[-1] == ["end"]


def test_a_process_that_has_grown_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_pool, "KEPT_UP_TO", 100)
    assert ask(BOOK)[-1] == ["end"]
    assert workbook_pool._started == set()


def test_threads_get_their_own_workbooks() -> None:
    books = [workbook({f"Sheet {at}": [["a", at], *[[at, row] for row in range(50)]]}) for at in range(24)]
    with ThreadPoolExecutor(12) as threads:
        read = list(threads.map(read_workbook, books))
    assert [sheets[0].name for sheets in read] == [f"Sheet {at}" for at in range(24)]
    assert all(sheets[0].cells[50] == (str(at), "49") for at, sheets in enumerate(read))
    assert 1 <= len(workbook_pool._started) <= workbook_pool.AT_ONCE


def test_where_no_process_can_be_started_the_reader_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_pool, "COMMAND", ("there is no such program",))
    with pytest.raises(Refused, match="try again in a minute"):
        read_workbook(BOOK)


HOG = """
from data import limits
limits.READING_SECONDS = 0
limits.confine()
limits.renew_time()
while True:
    pass
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of processor time")
def test_processor_time_ends() -> None:
    hog = subprocess.run([sys.executable, "-c", HOG], cwd=ROOT, timeout=30, check=False)
    assert hog.returncode == -signal.SIGXCPU


SERVER = """
import sys, threading
from data.files import workbook_pool
from tests.data.hostile import BOOK
workbook_pool.ask(BOOK)
print(*(process.pid for process in workbook_pool._started), flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Windows are others")
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, None])
def test_no_process_outlives_the_server(end: signal.Signals | None) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SERVER], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as server:
        assert server.stdout is not None
        assert server.stdin is not None
        child = int(server.stdout.readline())
        if end:
            server.send_signal(end)
        else:
            server.stdin.close()
        server.wait(20)
    assert gone(child)


def gone(process: int) -> bool:
    """Whether a process has ended or does so in a moment."""
    for __ in range(100):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_while_a_workbook_is_read_it_is_told_again_and_again_and_can_be_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbook_pool, "TOLD_EVERY", 0.001)
    content, told = workbook({"Data": [["a", "b"], *([n, n] for n in range(3000))]}), []
    assert ask(content, (), told.append)[-1] == ["end"]
    assert told
    assert told == sorted(told)
    assert all(0 < share < 1 for share in told)

    def stop(_share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ask(content, (), stop)
    assert ask(content)[-1] == ["end"]
