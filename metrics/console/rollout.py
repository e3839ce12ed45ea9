"""The rollout that a command is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from data.language import gettext as _
from data.store import Store, policies
from metrics.console.options import Options, WrongOptionError, day
from metrics.query import Filters
from metrics.rollouts import events, latest


def take_rollout(parser: Any) -> None:
    """Let a command be about one rollout; ``rollout`` and ``needed`` read it."""
    told = _("the day of the rollout; that of your policy without it")
    parser.add_argument("--rollout", type=day, metavar="D", help=told)


def rollout(store: Store, options: Options, where: Filters) -> date | None:
    """The day asked for, or that of the latest policy that reached everybody looked at; None without one."""
    return options.rollout or latest(events(policies(store)), where)


def needed(store: Store, options: Options, where: Filters) -> date:
    """As ``rollout``; WrongOptionError where there is none."""
    found = rollout(store, options, where)
    if found is None:
        raise WrongOptionError(_("No policy with a rollout is set for these: give the day by --rollout."))
    return found
