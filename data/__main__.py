"""``python -m data``: load files, list uploads, undo one, write workbooks."""

import sys

from data.console.commands import main

if __name__ == "__main__":
    sys.exit(main())
