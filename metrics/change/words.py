"""What a change is made of, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data import formats
from data.language import gettext as _
from data.language import mark
from metrics import sentences
from metrics.change.contrast import Contrast
from metrics.change.contributions import Contributions, Effect, rounded
from metrics.comparison import Change
from metrics.kpi import Kpi
from metrics.periods import Grain
from metrics.rounding import difference
from metrics.series import Summary
from metrics.span_names import told as span_told

Names = Mapping[str, str]

_MOST_NAMED = 3
# Whether the members' own changes are all for the better, for the worse, up or down.
_EACH = {
    "better": mark("By %(dimension)s, each got better by itself (%(rate)s together)."),
    "worse": mark("By %(dimension)s, each got worse by itself (%(rate)s together)."),
    "up": mark("By %(dimension)s, each went up by itself (%(rate)s together)."),
    "down": mark("By %(dimension)s, each went down by itself (%(rate)s together)."),
}
# Whether the share of the member that moved the mix most is larger now, and whether its value is higher.
_MOVED = {
    (True, False): mark(
        "%(member)s has a larger share now (%(from)s %% to %(to)s %%), and its value is lower"
    ),
    (True, True): mark(
        "%(member)s has a larger share now (%(from)s %% to %(to)s %%), and its value is higher"
    ),
    (False, False): mark(
        "%(member)s has a smaller share now (%(from)s %% to %(to)s %%), and its value is lower"
    ),
    (False, True): mark(
        "%(member)s has a smaller share now (%(from)s %% to %(to)s %%), and its value is higher"
    ),
}


def headline(found: Contrast) -> str:
    """What changed between two spans, with the chance that it is none at all."""
    words = {"kpi": found.kpi.title}
    if found.change is None or found.before is None or found.after is None:
        return _("%(kpi)s: nothing to compare") % words
    words["by"] = found.kpi.change(abs(found.told), found.before.grain, found.decimals).lstrip("+")
    if found.change.waits:
        return _("%(kpi)s: can't tell yet, too many are still open") % words
    if not found.moved:
        return _("%(kpi)s: no change") % words
    if found.change.low is not None and not found.change.is_clear:
        return _("%(kpi)s: no clear change") % words
    return (_("%(kpi)s: up %(by)s") if found.told > 0 else _("%(kpi)s: down %(by)s")) % words


def values(found: Contrast) -> str:
    """Both values with what stands behind them, and the change with its interval."""
    if found.before is None or found.after is None or found.change is None:
        return _no_value(found)
    words = {
        "before": found.kpi.text(found.before.value, found.before.grain),
        "then": _span(found.before),
        "before_n": sentences.behind(found.kpi, found.before),
        "after": found.kpi.text(found.after.value, found.after.grain),
        "now": _span(found.after),
        "after_n": sentences.behind(found.kpi, found.after),
    }
    told = _("From %(before)s (%(then)s, %(before_n)s) to %(after)s (%(now)s, %(after_n)s).") % words
    return f"{told} {_change(found, found.change, found.before.grain)}"


def _change(found: Contrast, change: Change, grain: Grain) -> str:
    words = {"change": found.kpi.change(found.told, grain, found.decimals)}
    if change.low is None:
        return _("The change is %(change)s.") % words
    words["bounds"] = found.kpi.bounds(change.low, change.high, found.decimals)
    if change.waits:
        template = _(
            "The change is %(change)s (95 %% interval %(bounds)s): many are still open, so it can't be told"
            " yet."
        )
    elif not change.is_clear:
        template = _(
            "The change is %(change)s (95 %% interval %(bounds)s): it may be chance, and so may its parts."
        )
    else:
        template = _("The change is %(change)s (95 %% interval %(bounds)s): more than chance would show.")
    return template % words


def _no_value(found: Contrast) -> str:
    if found.before is None and found.after is None:
        return _("There are no data of either span. Choose other days, or widen the filters.")
    if found.before is None:
        return _("There are no data of the earlier span. Choose other days, or widen the filters.")
    return _("There are no data of the later span. Choose other days, or widen the filters.")


def parts(found: Contributions, dimension: str, names: Names) -> list[str]:
    """What the change is made of, a sentence each: own changes, the mix, who came and went."""
    found = rounded(found)
    if found.kpi.adds_up:
        told = [_contributed(found, dimension, names)]
    else:
        told = [_own(found, dimension, names), _mix(found, names), _paradox(found)]
    return [sentence for sentence in (*told, _came(found, names), _went(found, names)) if sentence]


def _contributed(found: Contributions, dimension: str, names: Names) -> str:
    """The members that moved a sum most, and those that moved it the other way."""
    moved = [effect for effect in found.effects if found.kpi.tells(effect.total, found.decimals)]
    along = [effect for effect in moved if effect.total * found.rate > 0][:_MOST_NAMED]
    against = [effect for effect in moved if effect.total * found.rate < 0][:_MOST_NAMED]
    if not along:
        return _("By %(dimension)s, none moved it by much.") % {"dimension": dimension}
    words = {"dimension": dimension, "along": _listed(found, along, names)}
    if not against:
        return _("By %(dimension)s, all moved it the same way, above all %(along)s.") % words
    words["against"] = _listed(found, against, names)
    return _("By %(dimension)s, most comes from %(along)s; the other way went %(against)s.") % words


def _listed(found: Contributions, effects: Sequence[Effect], names: Names) -> str:
    return ", ".join(
        _("%(member)s (%(effect)s)")
        % {"member": names[effect.member], "effect": _moved_by(found, effect.total)}
        for effect in effects
    )


def _moved_by(found: Contributions, effect: float) -> str:
    """What is due to a member, or to all, in the decimals of the change that it is a part of."""
    return found.kpi.change(effect, None, found.decimals)


def _own(found: Contributions, dimension: str, names: Names) -> str:
    words = {"dimension": dimension, "rate": _moved_by(found, found.rate)}
    lasting = [effect for effect in found.effects if not effect.came and not effect.went]
    if not lasting:
        return _("By %(dimension)s, none is there in both spans.") % words
    each = _alike(found.kpi, lasting)
    if each:
        return _(_EACH[each]) % words
    largest = max(lasting, key=lambda effect: effect.rate * found.rate)
    against = [effect for effect in lasting if effect.rate * found.rate < 0]
    words |= {"member": names[largest.member], "effect": _moved_by(found, largest.rate)}
    told = (
        _("By %(dimension)s, their own changes come to %(rate)s, most of it from %(member)s (%(effect)s).")
        % words
    )
    if not against:
        return told
    other = max(against, key=lambda effect: abs(effect.rate))
    words |= {"member": names[other.member], "effect": _moved_by(found, other.rate)}
    return f"{told} {_('The other way went %(member)s (%(effect)s).') % words}"


def _alike(kpi: Kpi, effects: Sequence[Effect]) -> str:
    """Which way the values of all members went; "" where they went different ways."""
    sides = [(effect.before or 0.0, effect.after or 0.0) for effect in effects]
    moves = [difference(kpi, after - before, before, after) for before, after in sides]
    ways = {kpi.improves(move) if kpi.better else move > 0 for move in moves}
    if len(ways) > 1 or None in ways:
        return ""
    (way,) = ways
    if kpi.better:
        return "better" if way else "worse"
    return "up" if way else "down"


def _mix(found: Contributions, names: Names) -> str:
    words = {"mix": _moved_by(found, found.mix)}
    if abs(found.mix) < max(0.1 * abs(found.rate), 0.5 * 10**-found.decimals):
        return _("How much each weighs hardly changed the total (%(mix)s).") % words
    mover = max(found.effects, key=lambda effect: effect.mix * found.mix)
    words["moved"] = _moved(mover, names)
    if found.mix * found.rate < 0:
        return _("But the mix changed: %(moved)s. That moved the total the other way, by %(mix)s.") % words
    return _("The mix changed, too: %(moved)s. That moved the total by %(mix)s.") % words


def _moved(mover: Effect, names: Names) -> str:
    was, now = mover.size_before or 0.0, mover.size_after or 0.0
    higher = (mover.mix > 0) == (now > was)
    return _(_MOVED[now > was, higher]) % {
        "member": names[mover.member],
        "from": formats.number(100 * was),
        "to": formats.number(100 * now),
    }


def _paradox(found: Contributions) -> str:
    """That the whole went against each of its members, where it did (Simpson 1951)."""
    told = found.contrast.told
    lasting = [effect for effect in found.effects if not effect.came and not effect.went]
    each = _alike(found.kpi, lasting) if lasting else ""
    if not each or not found.contrast.moved:
        return ""
    up = told > 0
    if each in ("better", "worse"):
        against = found.contrast.improved is not (each == "better")
    else:
        against = up is not (each == "up")
    if not against:
        return ""
    return _(
        "So the total went against every one of its parts: what changed is who is counted, not how well"
        " anyone does."
    )


def _came(found: Contributions, names: Names) -> str:
    came = [names[effect.member] for effect in found.effects if effect.came]
    if not came:
        return ""
    words = {"members": ", ".join(came[:_MOST_NAMED]), "more": formats.number(len(came) - _MOST_NAMED)}
    if found.kpi.adds_up:
        template = _("New since the earlier span: %(members)s.")
    elif len(came) > _MOST_NAMED:
        template = _(
            "New since the earlier span, so all theirs counts as mix: %(members)s and %(more)s more."
        )
    else:
        template = _("New since the earlier span, so all theirs counts as mix: %(members)s.")
    return template % words


def _went(found: Contributions, names: Names) -> str:
    went = [names[effect.member] for effect in found.effects if effect.went]
    if not went:
        return ""
    words = {"members": ", ".join(went[:_MOST_NAMED]), "more": formats.number(len(went) - _MOST_NAMED)}
    if found.kpi.adds_up:
        template = _("Gone since then: %(members)s.")
    elif len(went) > _MOST_NAMED:
        template = _("Gone since then, so all theirs counts as mix: %(members)s and %(more)s more.")
    else:
        template = _("Gone since then, so all theirs counts as mix: %(members)s.")
    return template % words


def _span(side: Summary) -> str:
    return span_told(side.first, side.last)


def method(kpi: Kpi) -> str:
    """How a change is taken apart, in plain words."""
    if kpi.adds_up:
        return _(
            "The total is the sum of its parts, so each contributes its own change, and nothing is left."
        )
    return _(
        "The total is the parts' values, weighted by their shares. By its own change: how much a part's"
        " value changed, times its mean share. By the mix: how much its share changed, times how far its"
        " mean value is from the mean total. Together they add up to the change, and nothing is left."
        " Source: Kitagawa 1955, Components of a Difference Between Two Rates."
    )


def alternative(found: Contributions, dimension: str, names: Names) -> str:
    """What the chart of a change taken apart shows, for those who can't see it."""
    return " ".join([headline(found.contrast) + ".", *parts(found, dimension, names)])
