"""``python -m metrics``: KPI values, verdicts, targets and all else that the pages tell."""

import sys

from metrics.console.commands import main

if __name__ == "__main__":
    sys.exit(main())
