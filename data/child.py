"""A process that takes workbooks apart, one after the other, within limits.

It reads the length of a workbook (eight bytes) and its bytes from standard input, and writes what
``parsing.answer`` gives to standard output, a line of JSON a piece. It ends with its input, so it never
outlives the process that started it by more than one workbook.
"""

from __future__ import annotations

import json
import os
import sys
from typing import IO

from data.limits import confine, renew_time
from data.parsing import answer

LENGTH = 8


def serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer until the questions end."""
    while length := questions.read(LENGTH):
        content = questions.read(int.from_bytes(length, "big"))
        renew_time()
        for message in answer(content):
            answers.write(json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    confine()
    # Whatever a library prints must not get among the answers.
    channel = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, channel)
