"""How many targets the cards of the overview meet, which stand first, and which KPIs wait for data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.language import gettext as _
from data.language import ngettext
from data.records import Target
from metrics.cards import Card
from metrics.catalogue import all_kpis, by_key
from metrics.goals.targets import Status
from metrics.impact.forest import Forest
from metrics.impact.word import Word
from metrics.kpi import Kpi

_NAMED = 3


def judged(shown: list[Card], found: Forest) -> list[Card]:
    """The cards with what became of each at the rollout, in the word that trend and impact tell.

    A card of fewer days than the verdict's stays without a word: it is of another change than the card's.
    """
    words = {impact.kpi.key: found.told(impact).word for impact in found.impacts}
    return [
        card
        if card.compared and card.compared.narrowed
        else replace(card, word=words.get(card.kpi.key, Word.CANT_TELL))
        for card in shown
    ]


def asleep(shown: list[Card]) -> dict[str, list[Kpi]]:
    """The KPIs that have no value, by the kind of file that would bring them to life."""
    awake = {card.kpi.key for card in shown}
    kinds: dict[str, list[Kpi]] = {}
    for kpi in all_kpis():
        if kpi.key not in awake:
            kinds.setdefault(kpi.kind, []).append(kpi)
    return kinds


def first(members: list[Card]) -> list[Card]:
    """The cards of a group to see at once: those that lead, have a target or need attention, else all."""
    return [card for card in members if card.kpi.leading or card.target or card.needs_attention] or members


def targets_met(shown: list[Card], board: Sequence[Target] = ()) -> str:
    """How many of the cards' targets are met, and which of the scoreboard, ``board``, have no card."""
    with_target = [card for card in shown if card.status]
    if not with_target:
        return ""
    met = sum(card.status is Status.MET for card in with_target)
    total = len(with_target)
    words = {"met": met, "total": total}
    told = ngettext("%(met)s of %(total)s target met", "%(met)s of %(total)s targets met", total) % words
    known = {card.target.target_id for card in with_target if card.target}
    # Of a KPI of the company's own that was deleted the scoreboard has none.
    board = [target for target in board if target.kpi in by_key()]
    others = [target for target in board if target.target_id not in known]
    if not others:
        return f"{told}."
    words = {"told": told, "all": len(board), "others": ", ".join(_uncounted(others))}
    return _("%(told)s. The scoreboard has %(all)s: also %(others)s.") % words


def _uncounted(others: Sequence[Target]) -> list[str]:
    """Why targets have no card: they are of a part of the company, or say nothing of what is looked at."""
    of_parts = sum(target.dimension is not None for target in others)
    rest = len(others) - of_parts
    told: list[str] = []
    if of_parts:
        told.append(ngettext("%(n)s for a part of the company", "%(n)s for parts of the company", of_parts))
    if rest:
        told.append(
            ngettext(
                "%(n)s without a value on these days, or followed by a later one",
                "%(n)s without a value on these days, or followed by later ones",
                rest,
            )
        )
    return [one % {"n": n} for one, n in zip(told, filter(None, (of_parts, rest)), strict=True)]


def named(names: list[str]) -> str:
    """The first few names, and how many more."""
    first, more = names[:_NAMED], len(names) - _NAMED
    if more <= 0:
        return ", ".join(first)
    words = {"names": ", ".join(first), "n": more}
    return ngettext("%(names)s and %(n)s more", "%(names)s and %(n)s more", more) % words
