"""A process that takes workbooks apart, one after the other, within limits.

It reads questions from standard input: the length of what is known of a workbook (eight bytes), that in
JSON, the length of the workbook and its bytes. It writes what ``workbook_cells.answer`` gives to standard
output, a line of JSON a piece; columns follow theirs as bytes, whose length it tells. It ends with its input,
so it never outlives the process that started it by more than one workbook.
"""

from __future__ import annotations

import json
import os
import sys
from typing import IO

from data.files.workbook_cells import answer
from data.files.workbook_columns import get_ready
from data.limits import confine, renew_time

LENGTH = 8


def serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer until the questions end."""
    while length := questions.read(LENGTH):
        widths = json.loads(questions.read(int.from_bytes(length, "big")))
        content = questions.read(int.from_bytes(questions.read(LENGTH), "big"))
        renew_time()
        for kind, *rest in answer(content, widths):
            columns = rest.pop() if kind == "columns" else b""
            message = (kind, len(columns)) if columns else (kind, *rest)
            answers.write(json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
            answers.write(columns)
        answers.flush()
        # While nobody waits: a large workbook may come next.
        get_ready()


if __name__ == "__main__":
    confine()
    # Whatever a library prints must not get among the answers.
    channel = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, channel)
