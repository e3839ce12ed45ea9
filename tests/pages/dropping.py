"""Files in the drop zone of a visit without a browser, and what became of them in the store."""

from __future__ import annotations

from datetime import date

from streamlit.testing.v1 import AppTest

from data.store import Store
from tests.pages.visiting import run, visit

CLEAN = "Date,CSAT,Channel\n2025-01-02,4,Chat\n2025-02-03,5,Phone\n2025-03-04,2,Chat\n"
SNAPSHOT = "customerID,tenure,MonthlyCharges,Churn\nA1,5,20.5,No\nA2,10,30,Yes\nA3,7,25,No\n"


def dropped(*files: tuple[str, str | bytes], at: AppTest | None = None) -> AppTest:
    """A visit to the upload page with these files in the drop zone."""
    at = at or visit("pages/upload.py")
    contents = [(name, held if isinstance(held, bytes) else held.encode()) for name, held in files]
    at.file_uploader[0].set_value([(name, content, "text/csv") for name, content in contents])
    return run(at)


def key(at: AppTest, start: str) -> str:
    """The key of the first element that begins so: the rest of it is the file's."""
    return next(key for node in at.main if (key := getattr(node, "key", None) or "").startswith(start))


def loadable(at: AppTest) -> list[str]:
    """The label of the button that loads; nothing where there is nothing to load."""
    return [button.label for button in at.button if button.key == "load"]


def answers(store: Store) -> list[tuple[date, float, str | None]]:
    """The day, the score as a position from 0 to 1, and the channel of each answer."""
    rows = store.frame("answers").collect("pandas").to_native().sort_values("answered_at")
    return [
        (row.answered_at.date(), row.csat, row.channel)
        for row in rows[["answered_at", "csat", "channel"]].itertuples()
    ]
