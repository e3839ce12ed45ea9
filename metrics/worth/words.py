"""What a policy is worth, in words: first whether it can be told at all."""

from __future__ import annotations

from data import formats
from data.language import gettext as _
from data.language import ngettext
from metrics import captions, sentences
from metrics.catalogue import kpi_named
from metrics.periods import Grain
from metrics.worth import table
from metrics.worth.customers_kept import Kept
from metrics.worth.measured import CHURN, VALUE, Measured
from metrics.worth.rounding import about, ends, over, shown, texts, with_ends
from metrics.worth.worth import Reading, Worth


def title(found: Worth) -> str:
    """The message: customers kept, what they are worth, what the policy cost; or that it can't be told."""
    if found.kept is None:
        return _("What the policy is worth can't be told yet")
    if not found.is_told:
        words = {"ends": ends(found.kept, whole=True)}
        if found.result is not None and found.cost is not None and found.pays is None:
            return (
                _(
                    "It can't be told yet whether the policy has kept customers (%(ends)s), nor whether it"
                    " pays"
                )
                % words
            )
        return _("It can't be told yet whether the policy has kept customers (%(ends)s)") % words
    parts = [_customers(found), _worth(found)]
    told = ", ".join(part for part in parts if part)
    if found.cost is None:
        return told
    words = {"told": told, "cost": about(found.cost)}
    if found.result is not None and found.pays is None:
        return _("%(told)s; it has cost %(cost)s, and whether it pays can't be told") % words
    return _("%(told)s; it has cost %(cost)s") % words


def _customers(found: Worth) -> str:
    if found.kept is None:
        return ""
    kept, way = found.kept, 1 if found.kept.value >= 0 else -1
    words = texts(kept.times(way), whole=True)
    words["value"] = over([way * one.kept.value for one in found.readings], whole=True)
    n = formats.whole(max(shown(abs(one.kept.value), whole=True) for one in found.readings))
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
        of = [way * one.profit.value for one in found.readings if one.profit]
        words = texts(found.profit.times(way)) | {"value": over(of)}
        return _("worth %(value)s in profit (%(low)s to %(high)s)") % words
    if found.sales is not None:
        of = [way * one.sales.value for one in found.readings if one.sales]
        words = texts(found.sales.times(way)) | {"value": over(of)}
        return _("worth %(value)s in sales (%(low)s to %(high)s)") % words
    return ""


def told(found: Worth) -> list[str]:
    """Why, a sentence each: the verdict first, then both readings, then the money."""
    kept = found.measured.kept
    if kept is None:
        return [missing(found.measured)]
    parts = [_verdict(kept), _plain(kept), _beside(kept), *_money(found), _caution(kept)]
    return [part for part in parts if part]


def missing(found: Measured) -> str:
    """Why nobody can tell how many customers were kept."""
    compared = found.churn.comparison
    if compared.before is None and compared.after is None:
        if found.of_one_list:
            return _(
                "Churn is known from a list of one day alone, which can't show before and after: it doesn't"
                " tell who left when. Load a list of a later day, too, or one with the days of joining and"
                " leaving."
            )
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
        "expected": formats.number(kept.expected),
        "lost": formats.number(kept.lost),
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
    words = {"each": table.of_each(found.each), "ends": ends(found.sales)}
    plain, *others = found.readings
    if not others or plain.sales is None or others[0].sales is None:
        words["sales"] = with_ends(found.sales)
        return [_("At %(each)s that a kept customer brings in, that comes to %(sales)s in sales.") % words]
    words |= {"plain": about(plain.sales.value), "beside": about(others[0].sales.value)}
    told = _(
        "At %(each)s that a kept customer brings in, that comes to %(plain)s in sales against the months"
        " before, and to %(beside)s beside trend and season (%(ends)s over both)."
    )
    return [told % words, *_left(found, plain, others[0])]


def _left(found: Worth, plain: Reading, beside: Reading) -> list[str]:
    """What is left by each reading, and that nobody can tell whether it pays."""
    if plain.result is None or beside.result is None or found.result is None or found.cost is None:
        return []
    words = {
        "kept": about(plain.kept.value, whole=True),
        "left": table.money(found, plain.result.value),
        "trend": about(beside.kept.value, whole=True),
        "rest": table.money(found, beside.result.value),
        "ends": ends(found.result),
    }
    told = _(
        "Against the months before: %(kept)s kept, and %(left)s left after all costs. Beside trend and"
        " season: %(trend)s kept, and %(rest)s left. Over both the range is %(ends)s."
    )
    unknown = _("Whether the policy pays can't be told.") if found.pays is None else ""
    return [" ".join(part for part in (told % words, unknown) if part)]


def _caution(kept: Kept) -> str:
    if kept.is_told:
        return ""
    return _("That range takes in that none were kept, so no budget should rest on it.")


def choices(found: Worth) -> list[str]:
    """What the sum supposes, and why it is made so, a sentence each."""
    parts = [
        _(
            "Customers kept: how many fewer left each month than at the churn from before, added up; and the"
            " same beside the trend and the season that were there anyway. Each has a 95 % interval of its"
            " own. The range goes from the lowest to the highest end of both, and takes in zero unless the"
            " verdict on churn is a real shift: it is no 95 % interval, but wider."
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
            "The range of money takes together that of customers kept and the 95 % intervals of what they"
            " pay, of the churn before and of compensation, taken as independent (Zou and Donner 2008). What"
            " is supposed is left as it is: the chart shows what that does."
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
