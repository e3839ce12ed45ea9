"""How long a customer stays and is worth, from the KPIs, with each formula worked out on an example."""

from __future__ import annotations

from collections.abc import Sequence

from data import formats
from data.language import gettext as _
from data.language import ngettext
from metrics import sentences
from metrics.cards import Card
from metrics.staying.curves import Curves

KPIS = ("retention", "churn", "lifetime", "ltv")


def told(card: Card) -> str:
    """The interval of a value and what stands behind it."""
    reached, kpi = card.reached, card.kpi
    behind = sentences.behind(kpi, reached)
    if card.of_whole_list and kpi.period_rate:
        # A share of everybody who ever came belongs to no month or year.
        behind = _("%(n)s, all on the list, over no fixed time") % {"n": behind}
    if reached.low is None or reached.high is None:
        return _("no interval can be told · %(n)s") % {"n": behind}
    words = {"low": kpi.number(reached.low), "high": kpi.number(reached.high), "n": behind}
    return _("95 %% interval %(low)s to %(high)s · %(n)s") % words


def cautions(cards: Sequence[Card], curves: Curves | None) -> list[str]:
    """What a lifetime supposes that nobody has seen; nothing where it lies within what was seen."""
    by_key = {card.kpi.key: card for card in cards}
    lifetime = by_key.get("lifetime")
    if lifetime is None or curves is None:
        return []
    told: list[str] = []
    if lifetime.of_whole_list and curves.untold:
        told.append(_untold(lifetime, curves.untold))
    longest = curves.everyone.curve.longest if curves.everyone.curve else None
    if longest and lifetime.reached.value > longest:
        told.append(_beyond(lifetime, longest, has_value="ltv" in by_key))
    return told


def _untold(card: Card, untold: int) -> str:
    words = {"n": formats.number(untold), "all": formats.number(card.reached.n)}
    return (
        ngettext(
            "Customer lifetime is of all %(all)s on the list: %(n)s of them doesn't say for how long it has"
            " been there, and counts as long as the others on average.",
            "Customer lifetime is of all %(all)s on the list: %(n)s of them don't say for how long they have"
            " been there, and count as long as the others on average.",
            untold,
        )
        % words
    )


def _beyond(card: Card, longest: float, *, has_value: bool) -> str:
    words = {"value": card.kpi.text(card.reached.value), "n": formats.number(longest)}
    told = (
        ngettext(
            "Nobody has been seen for longer than %(n)s month: a lifetime of %(value)s lies beyond that, and"
            " supposes that customers go on leaving as they do now.",
            "Nobody has been seen for longer than %(n)s months: a lifetime of %(value)s lies beyond that, and"
            " supposes that customers go on leaving as they do now.",
            formats.whole(longest),
        )
        % words
    )
    return f"{told} {_('So does the lifetime value.')}" if has_value else told


def line(card: Card) -> str:
    """A KPI with its value and interval in one line."""
    value = card.kpi.text(card.reached.value, card.reached.grain)
    return _("%(kpi)s: %(value)s (%(told)s)") % {"kpi": card.kpi.title, "value": value, "told": told(card)}


def worked(key: str) -> str:
    """The formula of one of the KPIs worked out on the fitness club."""
    club, *formulas, _mistake = example()
    return f"{club} {formulas[KPIS.index(key)]}"


def example() -> list[str]:
    """Retention, churn, lifetime and value of a fitness club, and what is wrong with a widespread version.

    First the club, then a formula for each of ``KPIS``, last the mistake.
    """
    n = formats.number
    return [
        _(
            "A fitness club has %(start)s customers at the start of a year. In the year %(new)s join; at its"
            " end %(kept)s of the first %(start)s are still there."
        )
        % {"start": n(250), "new": n(130), "kept": n(150)},
        _("**Retention** = %(kept)s / %(start)s = %(value)s %%. Those who joined in between don't count.")
        % {"kept": n(150), "start": n(250), "value": n(60)},
        _("**Churn** = 100 %% − %(retention)s %% = %(value)s %% a year.")
        % {"retention": n(60), "value": n(40)},
        _(
            "**Lifetime** = length of the period / churn as a share"
            " = 12 months / %(churn)s = %(value)s months."
        )
        % {"churn": n(0.40, 2), "value": n(30)},
        _(
            "**Lifetime value** = mean purchase × purchases of one customer a month × lifetime in months ="
            " %(purchase)s × 1 × %(months)s = %(value)s."
        )
        % {"purchase": n(1550), "months": n(30), "value": n(46500)},
        _(
            "A widespread version of this example goes wrong twice. It divides by 40 instead of by %(churn)s,"
            " as though 40 %% were 40: so a customer of a club that keeps most of its customers for years"
            " would stay for %(years)s years, or nine days. Then it takes for “purchases a month” the"
            " %(buyers)s customers whom the whole club has in a month, not those of one customer, and so"
            " comes to %(wrong)s, a number that is neither the worth of a customer nor of the club."
        )
        % {"churn": n(0.40, 2), "years": n(0.025, 3), "buyers": n(35), "wrong": n(16275)},
    ]
