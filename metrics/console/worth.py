"""``python -m metrics worth``: what the policy is worth in money."""

from __future__ import annotations

from typing import Any

from data.kinds import ORGANISED_BY
from data.language import gettext as _
from data.store import Store, open_store, policies
from metrics.console.options import Answer, Options, command, take_where
from metrics.console.options import where as conditions
from metrics.console.rollout import needed, take_rollout
from metrics.facts import KeptSource
from metrics.query import Filters
from metrics.rollouts import events
from metrics.undated import by_month, undated
from metrics.windows import Days
from metrics.worth.answer import worth_answer, worth_text
from metrics.worth.assumptions import assumed
from metrics.worth.discretion import TABLE, Discretion, discretion
from metrics.worth.measured import measured
from metrics.worth.worth import worth


def add(commands: Any) -> None:
    """Add the command to the others."""
    parser = command(commands, "worth", _("what the policy is worth in money"), _answer)
    take_rollout(parser)
    take_where(parser)


def _answer(options: Options) -> Answer:
    store, where = open_store(), conditions(options.where)
    day, facts, supposed = needed(store, options, where), KeptSource(store), assumed(store)
    found = worth(measured(facts, day, where, None, events(policies(store))), supposed)
    cheap = _cheap(store, facts, Days(day), where)
    apart = by_month(undated(facts, Days(), where))
    told = filter(None, [worth_text(found, supposed, cheap), apart])
    return worth_answer(found, supposed, cheap), "\n".join(told)


def _cheap(store: Store, facts: KeptSource, days: Days, where: Filters) -> Discretion | None:
    known = {column.key for column in facts.dimensions(TABLE)}
    if TABLE not in facts.spans() or not {name for name, __ in where} <= known:
        return None
    by = next((key for key in ORGANISED_BY if key in known and store.members(key, TABLE)), "")
    return discretion(facts, days, where, by)
