"""The procedure of complaints in words."""

from __future__ import annotations

from data import formats
from data.language import gettext as _
from data.language import mark, ngettext, nmark
from metrics.measures.kinds import FEWEST_ANSWERS
from metrics.procedure.durations import estimated, lasting
from metrics.procedure.procedure import Members, Procedure, Sides
from metrics.procedure.promises import FOLLOW_UP_DAYS, Share
from metrics.procedure.stages import Stage, Standing
from metrics.procedure.times import Step, Times
from metrics.sentences import span
from metrics.survival import Estimate

_SURE = 0.05
_LEAST_P = 0.001
TOO_FEW = mark("too few to tell")
STANDING_NAMES = {
    Standing.REACHED: mark("Reached"),
    Standing.SKIPPED: mark("Skipped"),
    Standing.CLOSED: mark("Closed without it"),
    Standing.WAITING: mark("Still wait for it"),
    Standing.UNKNOWN: mark("Not known"),
    Standing.AHEAD: mark("At an earlier stage"),
    Standing.UNTOLD: mark("No column for it"),
}
_COMPLAINTS = nmark("%(n)s complaint", "%(n)s complaints")


def counted(n: int) -> str:
    """A number of complaints, as in ``12 complaints``."""
    return ngettext(*_COMPLAINTS, n) % {"n": formats.number(n)}


def percent(share: float | None) -> str:
    """A share in percent; a dash where there is none."""
    return (
        formats.MISSING if share is None else _("%(number)s %%") % {"number": formats.number(100 * share, 1)}
    )


def step_name(step: Step) -> str:
    """A step, as in ``from answer to resolution``."""
    return _("from %(start)s to %(end)s") % _ends(step)


def _ends(step: Step) -> dict[str, str]:
    return {"start": _(step.start.noun), "end": _(step.end.noun)}


def headline(found: Procedure) -> str:
    """Where most time is lost."""
    top = found.longest
    if not found.steps:
        return _("Procedure: your files tell when complaints came in, and nothing of what came after")
    if top is None or top.curve is None:
        return _("Procedure: too few complaints tell of their stages yet")
    time = top.curve.longest if top.outlasts else top.median.value
    words = _ends(top.step) | {"time": lasting(time), "whom": _whom(found, top)}
    return (_of_one(top) if len(found.steps) == 1 else _of_several(found, top, words)) % words


def _of_one(top: Times) -> str:
    if top.outlasts:
        return _("More than half of %(whom)s still wait for %(end)s %(time)s after %(start)s")
    return _("Half of %(whom)s take longer than %(time)s from %(start)s to %(end)s")


def _whom(found: Procedure, top: Times) -> str:
    """Of which complaints a step tells: not all of them where some files have no column for its end."""
    n = next(one.n for one in found.stages if one.stage == top.step.end)
    if n == found.n:
        return _("the complaints")
    return _("the %(n)s complaints whose files tell of it") % {"n": formats.number(n)}


def _of_several(found: Procedure, top: Times, words: dict[str, str]) -> str:
    if top.outlasts:
        return _("Most time is lost between %(start)s and %(end)s: more than half still wait after %(time)s")
    if rival := found.rival:
        words |= {"one": step_name(top.step), "other": step_name(rival.step)}
        return _("Most time is lost %(one)s and %(other)s: half take longer than %(time)s in the first")
    return _("Most time is lost between %(start)s and %(end)s: half take longer than %(time)s")


def scope_told(found: Procedure) -> str:
    """Which complaints it is about, and until when they are followed."""
    words = {
        "n": counted(found.n),
        "span": span(found.first, found.last),
        "until": formats.day(found.until.date()),
        "ends": span(found.first_until.date(), found.until.date()),
    }
    if found.first_until.date() != found.until.date():
        return _("%(n)s received %(span)s, each followed until its own file ends: %(ends)s.") % words
    return _("%(n)s received %(span)s, followed until %(until)s, when the files end.") % words


def half(found: Times) -> str:
    """Within what time half are through a step, with its bounds; or that it can't be told."""
    return _told(found.median, found)


def nine_of_ten(found: Times) -> str:
    """Within what time nine of ten are through a step, with its bounds; or that it can't be told."""
    return _told(found.slowest, found)


def _told(time: Estimate, found: Times) -> str:
    if found.curve is None:
        return _(TOO_FEW)
    if time.value is None:
        return _("more than %(time)s") % {"time": lasting(found.curve.longest)}
    return estimated(time)


def overdue(found: Share) -> str:
    """How many promises are overdue."""
    if not found.n:
        return _("No promise has fallen due, or the files have no column for what was promised.")
    return _("%(n)s of %(all)s promises that have fallen due are still open: %(share)s.") % _share(found)


def missed(found: Share) -> str:
    """How many follow-ups were missed."""
    if not found.n:
        return _("The files don't tell of follow-ups, or nothing was resolved long enough ago.")
    words = _share(found) | {"days": formats.number(FOLLOW_UP_DAYS)}
    return (
        _(
            "%(n)s of %(all)s complaints resolved %(days)s days ago or longer were never followed up:"
            " %(share)s."
        )
        % words
    )


def _share(found: Share) -> dict[str, str]:
    return {"n": formats.number(found.hits), "all": formats.number(found.n), "share": share_told(found)}


def share_told(found: Share) -> str:
    """A share with its interval; in words where too few stand behind it."""
    if found.n < FEWEST_ANSWERS:
        return _(TOO_FEW)
    words = {"share": percent(found.value)} | {
        name: formats.number(100 * (bound or 0), 1)
        for name, bound in (("low", found.low), ("high", found.high))
    }
    return _("%(share)s (%(low)s to %(high)s)") % words


def without(stages: tuple[Stage, ...]) -> str:
    """Which stages the files tell no moment of, and which column it would be; empty without such."""
    if not stages:
        return ""
    columns = formats.listed([_("“%(name)s”") % {"name": stage.column} for stage in stages])
    return ngettext(
        "A stage is left out, as your files have no column for its moment; it would be %(columns)s.",
        "%(n)s stages are left out, as your files have no columns for their moments; they would be"
        " %(columns)s.",
        len(stages),
    ) % {"columns": columns, "n": formats.number(len(stages))}


def differing(found: Members, title: str) -> str:
    """Whether members differ at a step by more than chance."""
    words = {"step": step_name(found.step), "by": title}
    if found.p is None:
        return _("Too few members of %(by)s have enough complaints to be compared.") % words
    if found.p < _SURE:
        return _("By %(by)s the times %(step)s differ by more than chance would show.") % words
    return _("By %(by)s the times %(step)s differ no more than chance may show.") % words


def tested(what: str, p: float | None) -> list[str]:
    """The figures of a comparison, for who wants them; none where nothing was compared."""
    if p is None:
        return []
    return [_("%(what)s: log-rank test, %(p)s.") % {"what": what, "p": p_told(p)}]


def p_told(p: float | None) -> str:
    """A p-value as it is written."""
    if p is None:
        return formats.MISSING
    if p < _LEAST_P:
        return _("p below %(p)s") % {"p": formats.number(_LEAST_P, 3)}
    return _("p = %(p)s") % {"p": formats.number(p, 3)}


def brackets() -> str:
    """What stands in brackets in the tables."""
    return _("In brackets the 95 % interval.")


def around(found: Sides) -> list[str]:
    """What became of a step after a rollout."""
    words = {
        "step": step_name(found.before.step),
        "day": formats.day(found.rollout),
        "before": half(found.before),
        "after": half(found.after),
        "before_n": counted(found.before.n),
        "after_n": counted(found.after.n),
    }
    told = [
        _(
            "Half are through %(step)s within **%(before)s** before %(day)s (%(before_n)s), and within"
            " **%(after)s** since then (%(after_n)s); in brackets the 95 %% intervals."
        )
        % words
    ]
    return [*told, _judged(found), _("Trend and season are not accounted for.")]


def _judged(found: Sides) -> str:
    if found.p is None:
        return _("Too few complaints on one of the sides to compare them.")
    if found.p >= _SURE:
        return _("The two differ no more than chance may show.")
    was, now = found.before.median.value, found.after.median.value
    if was is None or now is None or was == now:
        return _("The two differ by more than chance would show.")
    if now < was:
        return _("It got quicker by more than chance would show.")
    return _("It got slower by more than chance would show.")


def method() -> list[str]:
    """How all this is computed."""
    words = {"fewest": formats.number(FEWEST_ANSWERS)}
    return [
        _(
            "Each complaint is followed until the last day that its own file tells of. One that still waits"
            " then counts as taking at least that long, so slow cases aren't left out (Kaplan and Meier"
            " 1958)."
        ),
        _(
            "A step is told by complaints whose file has both of its moments. Those that skip it, or are"
            " closed without it, aren't in its time; they are counted beside it."
        ),
        _("All times are by the clock: nights and weekends count. No time is told of fewer than %(fewest)s.")
        % words,
        _("What stands in brackets is the 95 % interval: chance alone may have moved a value within it."),
        _("Groups are compared over their whole course by the log-rank test (Peto and Peto 1972)."),
    ]
