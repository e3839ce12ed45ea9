"""What to fix first, in words: the same objects that the charts draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from data import formats
from data.language import gettext as _
from data.language import ngettext
from data.natures import is_catch_all
from metrics import alternatives, sentences
from metrics.catalogue import kpi_named
from metrics.problems.costs import Cost
from metrics.problems.criteria import COSTS, Criterion
from metrics.problems.lost import Lost
from metrics.problems.problems import COUNTED, Closely
from metrics.problems.ranking import TOP, Problem, Ranking

Names = Mapping[str, str]


def percent(share: float) -> str:
    """A share from 0 to 1 in whole percent; with a digit more where that would say none or all."""
    return formats.number(100 * share, 1 if 0 < share < 0.005 or 0.995 <= share < 1 else 0)


def named(problems: Sequence[Problem], names: Names) -> str:
    """Problems in one, as in ``Late delivery, Faulty product and Billing``."""
    return formats.listed([names.get(one.name, one.name) for one in problems])


def title(found: Ranking, names: Names) -> str:
    """The message: what the first three make together."""
    if not found.top:
        return _(found.by.nothing)
    words = {"names": named(found.top, names), "share": percent(sum(one.part for one in found.top))}
    return ngettext(*found.by.title, len(found.top)) % words


def amount(by: Criterion, value: float | None) -> str:
    """What a problem is ranked by, in its unit."""
    if value is None:
        return _("not told")
    told = _(by.amount) if isinstance(by.amount, str) else ngettext(*by.amount, formats.whole(value))
    said = formats.number(value)
    return told % {"n": said, "amount": said}


def extent(found: Ranking) -> str:
    """What the ranking is of, and what is left out of it."""
    words = {"n": formats.number(found.n), "unnamed": formats.number(found.unnamed)}
    told = ngettext("Of %(n)s complaint", "Of %(n)s complaints", found.n) % words
    if not found.unnamed:
        return _("%(complaints)s, each of which says what it is about.") % {"complaints": told}
    words["complaints"] = told
    return (
        ngettext(
            "%(complaints)s that say what they are about; %(unnamed)s more doesn't and is left out.",
            "%(complaints)s that say what they are about; %(unnamed)s more don't and are left out.",
            found.unnamed,
        )
        % words
    )


def sureness(found: Ranking, names: Names) -> list[str]:
    """Which of the first places the data tell apart, a sentence each."""
    if not found.top:
        return []
    told = [_together(chain, found.by, names) for chain in _chains(found)]
    if not told and len(found.problems) > 1:
        told.append(_("The order is sure: each lies above the next by more than chance."))
    if found.passed_over:
        words = {"names": named(found.passed_over, names)}
        told.append(_("%(names)s would be among the first, but you set it to be out of your hands.") % words)
    gathered = [one for one in found.top if is_catch_all(one.name)]
    if gathered:
        words = {"names": named(gathered, names)}
        told.append(_("%(names)s gathers several problems: tell them apart in the next file.") % words)
    return told


def otherwise(rankings: Sequence[Ranking], names: Names) -> list[str]:
    """What comes first by something else, a sentence each; nothing where the files don't tell."""
    told: list[str] = []
    for found in rankings:
        first = [one for one in found.problems if one.amount and one.place.first == 1]
        if not first:
            continue
        by = found.by
        template = by.first if len(first) == 1 else by.open if len(first) <= TOP else by.unclear
        told.append(_(template) % {"names": named(first, names)})
    return told


def _chains(found: Ranking) -> list[list[Problem]]:
    """Neighbours that the data don't tell apart, of those that may belong to the first three."""
    top = {one.name for one in found.top}
    last = max(place for place, one in enumerate(found.problems, 1) if one.name in top)
    chains: list[list[Problem]] = [[]]
    for one in found.problems:
        if one.place.first <= last:
            chains[-1].append(one)
        if one.place.is_clear:
            chains.append([])
    return [chain for chain in chains if len(chain) > 1 and top & {one.name for one in chain}]


def _together(chain: Sequence[Problem], by: Criterion, names: Names) -> str:
    amounts = [amount(by, one.amount) for one in chain]
    words = {"names": named(chain, names), "amounts": formats.listed(amounts), "each": amounts[0]}
    if len({*amounts}) == 1:
        told = _("%(names)s are level, at %(each)s each: the order between them means nothing.")
    elif len(chain) > 2:
        told = _("%(names)s: %(amounts)s. The order of those next to each other may be chance.")
    else:
        told = _("%(names)s can't be told apart: the difference between %(amounts)s may be chance.")
    return " ".join([told % words, *_level(chain, by, names)])


def _level(chain: Sequence[Problem], by: Criterion, names: Names) -> list[str]:
    """Those within a chain that are exactly level."""
    runs = [list(run) for __, run in groupby(chain, key=lambda one: one.amount)]
    if len(runs) == 1:
        return []
    told = _("%(names)s are level, at %(each)s each.")
    return [
        told % {"names": named(run, names), "each": amount(by, run[0].amount)} for run in runs if len(run) > 1
    ]


def alternative(found: Ranking, names: Names) -> str:
    """The chart in words, for those who don't see it."""
    bars = [
        _("%(name)s %(share)s %%") % {"name": names.get(one.name, one.name), "share": percent(one.part)}
        for one in found.problems
    ]
    return f"{title(found, names)}. {formats.listed(bars)}."


def course_alternative(found: Closely) -> str:
    """The course of a problem in words: what became of it, then its values."""
    kpi = kpi_named(COUNTED)
    told = [found.impact.title, *sentences.happened(found.impact.comparison)] if found.impact else []
    along = alternatives.along(kpi, found.course.series) if found.course else ""
    return " ".join(f"{one.rstrip('.')}." for one in (*told, along) if one)


def place(problem: Problem) -> str:
    """The places that the data leave open, as in ``1`` or ``1–2``."""
    first, last = (formats.number(number) for number in (problem.place.first, problem.place.last))
    return first if first == last else f"{first}–{last}"


def share(problem: Problem) -> str:
    """The share of the complaints with its interval."""
    return within(problem.share, problem.low, problem.high)


def within(value: float, low: float, high: float) -> str:
    """A share from 0 to 1 with its interval, as in ``27.8 % (26.0–29.6)``."""
    words = {
        name: formats.number(100 * bound, 1)
        for name, bound in (("value", value), ("low", low), ("high", high))
    }
    return _("%(value)s %% (%(low)s–%(high)s)") % words


def cost(key: str, found: Cost | None) -> str:
    """What a complaint costs, with the interval of the mean."""
    if found is None:
        return formats.MISSING
    kpi = kpi_named(key)
    value = kpi.text(found.value)
    if found.low is None or found.high is None:
        return value
    words = {"value": value, "low": kpi.number(found.low), "high": kpi.number(found.high)}
    return _("%(value)s (%(low)s–%(high)s)") % words


def lost_briefly(found: Lost | None) -> str:
    """How many left after a complaint, beside others, for a table."""
    if found is None:
        return formats.MISSING
    if not found.is_enough:
        return _("too few to tell")
    words = {
        "share": formats.number(100 * found.left / found.n, 1),
        "left": formats.number(found.left),
        "n": formats.number(found.n),
        "others": formats.number(100 * found.others_share, 1),
    }
    return _("%(share)s %% (%(left)s of %(n)s), others %(others)s %%") % words


def lost(found: Lost | None) -> str:
    """How many left after a complaint beside those who hadn't complained, in a sentence."""
    if found is None:
        return _("Whether customers left after it can't be told: no list of customers with those who left.")
    words = {"n": formats.number(found.n), "days": formats.number(found.days)}
    if not found.is_enough:
        told = _("Too few to tell whether customers left after it: %(n)s can be followed for %(days)s days.")
        return told % words
    more = found.more
    words |= {
        "left": formats.number(found.left),
        "share": formats.number(100 * found.left / found.n, 1),
        "others": formats.number(100 * found.others_share, 1),
        "more": formats.number(100 * more.value, 1, sign=True),
        "low": formats.number(100 * more.low, 1, sign=True),
        "high": formats.number(100 * more.high, 1, sign=True),
    }
    told = _(
        "Of %(n)s customers who complained of it, %(left)s left within %(days)s days (%(share)s %%); of those"
        " who hadn't complained, %(others)s %%. The difference is %(more)s points (95 %% interval %(low)s to"
        " %(high)s)"
    )
    return told % words + (_(": that may be chance.") if more.low <= 0 <= more.high else ".")


def costs(problem: Problem) -> str:
    """What a problem costs, a sentence for each cost that the files tell."""
    known = ((key, words, problem.costs[key]) for key, words in COSTS.items() if key in problem.costs)
    return " ".join(
        _(words.sentence)
        % {"each": cost(key, one), "total": formats.number(one.total), "n": formats.number(one.n)}
        for key, words, one in known
    )
