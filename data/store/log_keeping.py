"""From which day on people say that the log in the page has every complaint."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from duckdb import DuckDBPyConnection

from data.language import gettext as _
from data.store import page_log
from data.store.connection import Store, StoreError
from data.store.settings import keep_setting
from data.store.sql import scalar

_KEY = page_log.COMPLETE


class NotThereYet(StoreError):
    """The log can't be complete from a day that is still to come."""


@dataclass(frozen=True)
class LogDays:
    """The days on which the log in the page is said to have every complaint.

    first, last  both inclusive; a complaint of another day is counted, and tells nothing of its day
    said_by      who said from which day on; None where nobody did: it is the day of the first recording
    """

    first: date
    last: date
    said_by: str | None


def log_days(store: Store) -> LogDays | None:
    """The days that the log in the page vouches for; None while no complaint began in it."""
    with store.cursor() as cursor:
        found, said = page_log.days(cursor), _said(cursor)
    return LogDays(*found, said["by"] if said else None) if found else None


def say_log_complete(store: Store, since: date, *, on: date, by: str = "") -> None:
    """Keep that the log has every complaint from a day until ``on``, the day by the clock of who says it.

    ``NotThereYet`` where that day is later than ``on``.
    """
    if since > on:
        raise NotThereYet(_("Choose a day that isn't still to come."))
    with store.write() as cursor:
        keep_setting(cursor, _KEY, {"since": since.isoformat(), "on": on.isoformat(), "by": by})


def unsay_log_complete(store: Store) -> None:
    """Take that back: the log tells from the day of the first recording again."""
    with store.write() as cursor:
        keep_setting(cursor, _KEY, None)


def _said(cursor: DuckDBPyConnection) -> dict[str, str] | None:
    kept = scalar(cursor, "SELECT value FROM settings WHERE key = ?", [_KEY])
    return json.loads(kept) if kept else None
