from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from data.records import Goal
from data.store import Store, scales
from metrics.cards import View, cards
from metrics.facts import Facts
from metrics.goals.scoreboard import scoreboard
from metrics.goals.targets import worked_out
from metrics.overview import judged
from metrics.report.ground import Ground, ground
from metrics.rollouts import Event

ROLLOUT = date(2024, 12, 1)
# What a spreadsheet program would take for a formula, and what a sheet's name or a footer can't hold.
HOSTILE = '=HYPERLINK("http://e.com")&[it\'s]'


@pytest.fixture(scope="session")
def made_from(shop: Store, shop_facts: Facts) -> Ground:
    """What a report of the shop is made from, with a target for two of its KPIs that nobody has saved."""
    view = View(first=ROLLOUT, rollout=ROLLOUT)
    found = ground(shop, view, Event(HOSTILE, ROLLOUT))
    goals = (
        Goal("csat", "points", 20, date(2025, 12, 31)),
        Goal("complaints", "percent", -80, date(2025, 3, 31)),
    )
    aims = [worked_out(shop_facts, goal, ROLLOUT) for goal in goals]
    assert found.forest is not None
    return replace(
        found,
        cards=tuple(judged(cards(shop_facts, view, aims), found.forest)),
        board=tuple(scoreboard(shop_facts, aims, scales(shop))),
    )
