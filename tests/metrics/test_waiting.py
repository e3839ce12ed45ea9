"""A mean of durations while many are still open: shorter than it will turn out, so no verdict."""

from datetime import date, datetime, timedelta

import pytest

from data.preparing.preparation import prepare
from data.store import Store, load
from metrics import sentences
from metrics.comparison import Around, compare
from metrics.facts import StoredFacts

END = datetime(2025, 6, 30, 23)


def complaints(days_to_resolve):
    """Two complaints a day, one resolved within the hour and one after so many days, all along."""
    lines = ["complaint id,received at,resolved at,status"]
    day = datetime(2024, 1, 1, 9)
    while day < END:
        slow = day + timedelta(days=days_to_resolve)
        closed = f"{slow:%Y-%m-%d %H:%M},closed" if slow <= END else ",open"
        lines += [f"{day:%Y%m%d}a,{day:%Y-%m-%d %H:%M},{day + timedelta(hours=1):%Y-%m-%d %H:%M},closed"]
        lines += [f"{day:%Y%m%d}b,{day:%Y-%m-%d %H:%M},{closed}"]
        day += timedelta(days=1)
    return "\n".join(lines).encode()


@pytest.mark.parametrize("days, waits", [(1, False), (40, True)])
def test_nothing_is_called_better_while_many_are_open(tmp_path, days, waits):
    store = Store(tmp_path / "store.duckdb")
    load(store, prepare("log.csv", complaints(days)))
    found = compare(StoredFacts(store), ("resolution_time",), Around(date(2025, 3, 1)))["resolution_time"]
    store.close()
    assert found.change is not None
    assert found.change.waits is waits
    assert not found.change.is_clear
    told = sentences.comparison(found)
    assert ("still open" in told) is waits
    assert "for the better" not in told
    assert (found.change.value < -90) is waits
