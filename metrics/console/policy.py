"""``python -m metrics policy``: the written policy, its goals with their status, and its review."""

from __future__ import annotations

from typing import Any

from data.language import gettext as _
from data.store import open_store, policy_versions, scales, targets
from metrics.console.options import Answer, Options, command
from metrics.facts import StoredFacts
from metrics.goals.scoreboard import scoreboard
from metrics.policy.answer import policy_answer, policy_text
from metrics.policy.whole import today, whole


def add(commands: Any) -> None:
    """Add the command to the others."""
    command(commands, "policy", _("the written policy, its goals with their status, and its review"), _answer)


def _answer(options: Options) -> Answer:
    del options  # it takes none of its own
    store = open_store()
    facts = StoredFacts(store)
    latest = next(iter(policy_versions(store)), None)
    found = whole(store, scoreboard(facts, targets(store), scales(store)), today(latest, facts.spans()))
    return policy_answer(found), policy_text(found)
