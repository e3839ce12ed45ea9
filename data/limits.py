"""How much a file may hold, and how much a process may use that reads one.

No spreadsheet program writes more rows than ``MAX_ROWS``; text files may be longer. The other caps lie far
above what tables of real companies hold and below what fills a server's memory.
"""

from __future__ import annotations

import sys

MEBIBYTE = 1024 * 1024

MAX_UNZIPPED = 300 * MEBIBYTE
MAX_MEMBERS = 10_000
MAX_SHEETS = 500
MAX_STYLES = 200_000
MAX_MERGED = 200_000

MAX_CELLS = 12_000_000
MAX_ROWS = 1_048_576
MAX_COLUMNS = 2_000
MAX_TEXT_ROWS = 10_000_000
MAX_TEXT_CELLS = 100_000_000
MAX_CHARACTERS = 400_000_000
LONGEST_CELL = 100_000

READING_MEMORY = 2048 * MEBIBYTE
READING_SECONDS = 60

if sys.platform == "win32":

    def confine() -> None:
        """Windows has no such limits: there a reading process is stopped by its time alone."""

    def renew_time() -> None:
        """There is no processor time to renew."""

else:
    import resource

    def confine() -> None:
        """Keep this process from taking more memory than a file may need, and from leaving a core dump."""
        resource.setrlimit(resource.RLIMIT_AS, (READING_MEMORY, READING_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def renew_time() -> None:
        """Allow this process ``READING_SECONDS`` of processor time from now on."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        allowed = int(used.ru_utime + used.ru_stime) + READING_SECONDS + 1
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.RLIM_INFINITY))
