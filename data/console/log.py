"""The command that tells for which days the log in the page is complete, or says it."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from datetime import date, datetime

from data import formats
from data.accounts import account
from data.language import gettext as _
from data.refusals import Refused
from data.store import LogDays, Store, log_days, say_log_complete, unsay_log_complete


@dataclass(frozen=True)
class Kept:
    """The days, both inclusive, for which the log counts as complete; None without a log."""

    first: date | None
    last: date | None
    said_by: str | None
    message: str


def answer(store: Store, given: Namespace) -> Kept:
    """Say from which day on the log is complete, take that back, or tell. Refused where there is no log."""
    if (given.since or given.take_back) and log_days(store) is None:
        raise Refused(_("No complaint was begun in the page, so there is no log that could be complete."))
    if given.since:
        say_log_complete(store, given.since, on=datetime.now().astimezone().date(), by=account())
    elif given.take_back:
        unsay_log_complete(store)
    known = log_days(store)
    if known is None:
        return Kept(None, None, None, _("No complaint was begun in the page yet."))
    return Kept(known.first, known.last, known.said_by, _told(known))


def _told(known: LogDays) -> str:
    words = {
        "first": formats.day(known.first),
        "last": formats.day(known.last),
        "who": known.said_by or "",
    }
    told = _("The log in the page counts as complete from %(first)s to %(last)s.") % words
    return f"{told} {_('%(who)s said so.') % words}" if known.said_by else told
