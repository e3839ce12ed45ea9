"""``python -m metrics audit``: what the audits of service standards tell."""

from __future__ import annotations

from typing import Any

from data.language import gettext as _
from data.store import audits, open_store
from metrics.audit.answer import audit_answer, audit_text
from metrics.audit.names import names
from metrics.audit.results import Asked, result
from metrics.console.options import Answer, Options, command, take_days, take_where
from metrics.console.options import where as conditions
from metrics.console.rollout import rollout, take_rollout


def add(commands: Any) -> None:
    """Add the command to the others."""
    parser = command(commands, "audit", _("what the audits of service standards tell"), _answer)
    take_rollout(parser)
    take_days(parser)
    take_where(parser)


def _answer(options: Options) -> Answer:
    store, where = open_store(), conditions(options.where)
    known = audits(store)
    asked = Asked(options.first, options.last, rollout(store, options, where), where)
    found = result(known, asked)
    titles = {column.key: column.title for column in store.dimensions()}
    return audit_answer(found), audit_text(found, names(known, titles))
