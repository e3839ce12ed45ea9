"""The processes in which workbooks are taken apart, so that no file can take the server down.

A process is kept for the next workbook, since starting one takes longer than most workbooks do. It is a
program of its own, not a copy of this process: a copy would run the page's script again, or inherit locks.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from data import limits
from data.files.workbook_process import LENGTH
from data.progress import Told, untold

AT_ONCE = max(1, min(4, os.cpu_count() or 1))
KEPT_UP_TO = 32 * limits.MEBIBYTE
LAST = {"end", "stopped"}
TOLD_EVERY = 0.2
BYTES_A_SECOND = 4 * limits.MEBIBYTE
COMMAND = (sys.executable, "-m", "data.files.workbook_process")
FOLDER = Path(__file__).resolve().parents[2]

Process = subprocess.Popen[bytes]

_log = logging.getLogger(__name__)
_places = threading.BoundedSemaphore(AT_ONCE)
_lock = threading.Lock()
_idle: list[Process] = []
_started: set[Process] = set()


class Died(Exception):
    """The process ended before its answer did: out of memory, out of time, or brought down by the workbook.

    ``out_of_time`` tells whether it was stopped because it took too long; ``code`` is how it ended.
    """

    def __init__(self, code: int, out_of_time: bool) -> None:
        super().__init__(f"exit code {code}")
        self.code = code
        self.out_of_time = out_of_time


def ask(content: bytes, widths: Sequence[int] = (), tell: Told = untold) -> list[Any]:
    """What ``workbook_cells.answer`` says of a workbook, from another process; at most AT_ONCE at a time.

    ``tell`` is told again and again how much is likely done; what it raises ends the process and the work.
    Raises Died where that process doesn't survive the workbook, OSError where none can be started.
    """
    with _places:
        process = _idle_one() or _new_one()
        kept = False
        try:
            with _stopped_in_time(process) as out_of_time:
                messages, size = _awaited(process, content, widths, tell)
            finished = bool(messages) and messages[-1][0] in LAST
            kept = finished and not out_of_time.is_set() and size + len(content) < KEPT_UP_TO
        finally:
            if kept:
                _keep(process)
            else:
                _end(process)
    if not finished:
        _log.warning("the process that read a workbook ended with code %s", process.returncode)
        raise Died(process.returncode, out_of_time.is_set())
    return messages


def close() -> None:
    """End all processes, those at work too."""
    while _started:
        with suppress(KeyError):
            _end(_started.copy().pop())
    _idle.clear()


def _idle_one() -> Process | None:
    with _lock:
        while _idle:
            process = _idle.pop()
            if process.poll() is None:
                return process
            _end(process)
    return None


def _new_one() -> Process:
    process = subprocess.Popen(
        COMMAND, cwd=FOLDER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    _started.add(process)
    return process


def _keep(process: Process) -> None:
    with _lock:
        _idle.append(process)


def _end(process: Process) -> None:
    """Stop a process, wait for it and close what leads to it."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        # What wasn't written can't be any more.
        with suppress(OSError):
            _pipe(pipe).close()
    _started.discard(process)


@contextmanager
def _stopped_in_time(process: Process) -> Iterator[threading.Event]:
    """The process is killed when the block takes too long, and the event tells so."""
    out_of_time = threading.Event()

    def stop() -> None:
        out_of_time.set()
        process.kill()

    clock = threading.Timer(limits.READING_SECONDS, stop)
    clock.daemon = True
    clock.start()
    try:
        yield out_of_time
    finally:
        clock.cancel()
        clock.join()


def _awaited(process: Process, content: bytes, widths: Sequence[int], tell: Told) -> tuple[list[Any], int]:
    """What ``_exchange`` gives, which runs beside this thread, so that this one can tell that it goes on.

    How far a parser is it doesn't say: told is what its time, by the size of the workbook, makes likely.
    """
    answer: Future[tuple[list[Any], int]] = Future()

    def exchange() -> None:
        try:
            answer.set_result(_exchange(process, content, widths))
        except BaseException as error:  # noqa: BLE001 - raised below, in the thread that asked
            answer.set_exception(error)

    usual, begin = len(content) / BYTES_A_SECOND, time.monotonic()
    threading.Thread(target=exchange, daemon=True).start()
    while not wait([answer], timeout=TOLD_EVERY).done:
        passed = time.monotonic() - begin
        tell(passed / (passed + usual))
    return answer.result()


def _exchange(process: Process, content: bytes, widths: Sequence[int]) -> tuple[list[Any], int]:
    """The messages that a process answers with, and their size; the last is missing if it dies."""
    messages: list[Any] = []
    size = 0
    # A process that dies while it is written to has its say, or its silence, below.
    with suppress(OSError):
        for part in (json.dumps(list(widths)).encode(), content):
            _pipe(process.stdin).write(len(part).to_bytes(LENGTH, "big"))
            _pipe(process.stdin).write(part)
        _pipe(process.stdin).flush()
    for line in _pipe(process.stdout):
        size += len(line)
        # A process that is killed may leave half a line.
        with suppress(ValueError):
            messages.append(json.loads(line))
        if not messages:
            continue
        if messages[-1][0] == "columns":
            length = messages[-1][1]
            messages[-1] = ["columns", _pipe(process.stdout).read(length)]
            size += length
        if messages[-1][0] in LAST:
            break
    return messages, size


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


atexit.register(close)
