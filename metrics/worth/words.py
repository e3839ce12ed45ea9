"""What a policy is worth, in words: first whether it can be told at all."""

from __future__ import annotations

from data import formats
from data.language import gettext as _
from data.language import ngettext
from metrics import captions, sentences
from metrics.catalogue import kpi_named
from metrics.impact.impact import Impact
from metrics.periods import Grain
from metrics.worth.assumptions import Assumed
from metrics.worth.kept import Kept
from metrics.worth.measured import CHURN, VALUE
from metrics.worth.rounding import about, ends, texts, with_ends
from metrics.worth.worth import Worth


def title(found: Worth) -> str:
    """The message: customers kept, what they are worth, what the policy cost; or that it can't be told."""
    if found.kept is None:
        return _("What the policy is worth can't be told yet")
    if not found.is_told:
        words = {"ends": ends(found.kept, whole=True)}
        return _("It can't be told yet whether the policy has kept customers (%(ends)s)") % words
    parts = [_customers(found), _worth(found)]
    told = ", ".join(part for part in parts if part)
    if found.cost is None:
        return told
    return _("%(told)s; it has cost %(cost)s") % {"told": told, "cost": about(found.cost)}


def _customers(found: Worth) -> str:
    if found.kept is None:
        return ""
    kept, way = found.kept, 1 if found.kept.value >= 0 else -1
    words = texts(kept.times(way), whole=True)
    n = round(abs(kept.value))
    if way > 0:
        template = ngettext(
            "About %(value)s customer kept since the policy (%(low)s to %(high)s)",
            "About %(value)s customers kept since the policy (%(low)s to %(high)s)",
            n,
        )
    else:
        template = ngettext(
            "About %(value)s more customer lost since the policy (%(low)s to %(high)s)",
            "About %(value)s more customers lost since the policy (%(low)s to %(high)s)",
            n,
        )
    return template % words


def _worth(found: Worth) -> str:
    way = 1 if found.kept is None or found.kept.value >= 0 else -1
    if found.profit is not None:
        return _("worth %(value)s in profit (%(low)s to %(high)s)") % texts(found.profit.times(way))
    if found.sales is not None:
        return _("worth %(value)s in sales (%(low)s to %(high)s)") % texts(found.sales.times(way))
    return ""


def told(found: Worth) -> list[str]:
    """Why, a sentence each: the verdict first, then both readings, then the money."""
    kept = found.measured.kept
    if kept is None:
        return [missing(found.measured.churn)]
    parts = [_verdict(kept), _plain(kept), _beside(kept), *_money(found), _caution(kept)]
    return [part for part in parts if part]


def missing(churn: Impact) -> str:
    """Why nobody can tell how many customers were kept."""
    compared = churn.comparison
    if compared.before is None and compared.after is None:
        return captions.missing(kpi_named(CHURN))
    if compared.before is not None and compared.after is not None:
        return _(
            "The periods before the rollout and after it are of different lengths: they can't be compared."
        )
    return sentences.changed(compared) + "."


def _verdict(kept: Kept) -> str:
    return kept.impact.title + "."


def _plain(kept: Kept) -> str:
    before = kept.impact.comparison.before
    words = {
        "churn": kept.impact.kpi.text(100 * kept.churn.value, before.grain if before else Grain.MONTH),
        "first": formats.day(kept.first),
        "last": formats.day(kept.last),
        "expected": formats.number(round(kept.expected)),
        "lost": formats.number(round(kept.lost)),
        "by": with_ends(kept.plain, whole=True),
    }
    return (
        _(
            "At the churn from before (%(churn)s) %(expected)s customers would have left from %(first)s to"
            " %(last)s; %(lost)s did. The difference is %(by)s."
        )
        % words
    )


def _beside(kept: Kept) -> str:
    if kept.beside is None:
        return _("Beside trend and season it can't be told.")
    words = {"by": with_ends(kept.beside, whole=True)}
    if kept.follows_trend:
        return (
            _(
                "Trend and season explain part of that: beside them it is %(by)s, and that is what counts"
                " here."
            )
            % words
        )
    return _("Beside the trend and the season that were there anyway it is %(by)s.") % words


def _money(found: Worth) -> list[str]:
    if found.sales is None or found.each is None:
        return [captions.missing(kpi_named(VALUE))]
    words = {"each": about(found.each.value), "sales": with_ends(found.sales)}
    return [_("At %(each)s that a kept customer brings in, that comes to %(sales)s in sales.") % words]


def _caution(kept: Kept) -> str:
    if kept.is_told:
        return ""
    return _("That range includes no customers kept at all, so no budget should rest on it.")


def rows(found: Worth, assumed: Assumed) -> list[tuple[str, str, str]]:
    """The sum, a step each: its name, its value and its range; empty where there is none."""
    if found.kept is None:
        return []
    steps = [
        (_("× what each brings in"), found.each),
        (_("= sales of those kept"), found.sales),
    ]
    counts = texts(found.kept, whole=True)["value"], ends(found.kept, whole=True)
    table = [(_("Customers kept"), *counts)]
    table += [(name, texts(one)["value"], ends(one)) for name, one in steps if one]
    if found.sales is None:
        return table
    if found.profit is None or found.result is None:
        return [*table, (_("× margin"), _("not entered"), "")]
    margin = _("%(number)s %%") % {"number": formats.number(assumed["margin"] or 0.0)}
    name = _("× margin of %(margin)s = profit") % {"margin": margin}
    left = name, texts(found.profit)["value"], ends(found.profit)
    return [*table, left, _extra(found), _cost(found), _left(found)]


def _extra(found: Worth) -> tuple[str, str, str]:
    if found.measured.extra is None:
        return _("− compensation beyond as before"), _("can't be told"), ""
    if found.extra.value < 0:
        spared = found.extra.times(-1)
        return _("+ compensation spared beside before"), texts(spared)["value"], ends(spared)
    return _("− compensation beyond as before"), texts(found.extra)["value"], ends(found.extra)


def _cost(found: Worth) -> tuple[str, str, str]:
    if found.cost is None:
        return _("− cost of the policy"), _("not entered"), ""
    return _("− cost of the policy"), formats.number(found.cost), _("as entered")


def _left(found: Worth) -> tuple[str, str, str]:
    if found.result is None:
        return "", "", ""
    name = _("= left before the policy's cost") if found.cost is None else _("= left after all costs")
    return name, texts(found.result)["value"], ends(found.result)


def choices(found: Worth) -> list[str]:
    """What the sum supposes, and why it is made so, a sentence each."""
    parts = [
        _(
            "Customers kept: how many fewer left each month than at the churn from before, added up. The"
            " range takes in what trend and season would make of it, and zero unless the verdict on churn is"
            " a real shift."
        ),
        _(
            "No double counting: each is worth what an average customer brings in at the churn from before."
            " Those who stay on at the present, lower churn are counted as kept month by month; to give each"
            " the longer lifetime as well would count them twice."
        ),
        _lifetime(found),
        _(
            "Sales are no profit: only what the margin leaves of them can pay for the policy. Without a"
            " margin nothing is set against its cost."
        ),
        _(
            "Later money counts less, by the discount, and none after the years looked ahead, though a"
            " lifetime worked out from churn may go on."
        ),
        _compensation(found),
        _(
            "What the lower churn will do after the last day of the data isn't counted, as nobody knows"
            " whether it lasts."
        ),
        _(
            "The range is of 95 %: the intervals of customers kept, of what they pay, of the churn before and"
            " of compensation, taken as independent (Zou and Donner 2008). What is supposed is left as it is:"
            " the chart shows what that does."
        ),
        _(
            "It tells what came after the policy, not what it came from: something else may have come with"
            " it."
        ),
    ]
    return [part for part in parts if part]


def _lifetime(found: Worth) -> str:
    """What the KPI lifetime value says, and why the worth says less."""
    now = found.measured.lifetime.after
    if now is None or found.each is None:
        return ""
    words = {"kpi": formats.number(now.value), "each": about(found.each.value)}
    return (
        _(
            "The KPI Lifetime value says %(kpi)s for a customer: at the present churn, without an end,"
            " without a discount. Here a kept customer counts as %(each)s."
        )
        % words
    )


def _compensation(found: Worth) -> str:
    extra = found.measured.extra
    if extra is None:
        return _(
            "Compensation is left out of the sum: it takes six whole months with it before the rollout and"
            " after it."
        )
    words = {"paid": formats.number(extra.paid), "months": formats.number(extra.months, 1)}
    return (
        _(
            "Compensation: %(paid)s was paid in %(months)s months, set against as much a month as before. The"
            " range is the bootstrap's, of whole months. What open complaints will still cost isn't known."
        )
        % words
    )
