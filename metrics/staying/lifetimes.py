"""How long a customer stays and is worth, from the KPIs, with each formula worked out on an example."""

from __future__ import annotations

from data import formats
from data.language import gettext as _
from metrics import sentences
from metrics.cards import Card

KPIS = ("retention", "churn", "lifetime", "ltv")


def told(card: Card) -> str:
    """The interval of a value and what stands behind it."""
    reached, kpi = card.reached, card.kpi
    behind = sentences.behind(kpi, reached)
    if reached.low is None or reached.high is None:
        return _("no interval can be told · %(n)s") % {"n": behind}
    words = {"low": kpi.number(reached.low), "high": kpi.number(reached.high), "n": behind}
    return _("95 %% interval %(low)s to %(high)s · %(n)s") % words


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
