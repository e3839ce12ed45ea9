"""Why the plain difference and the verdict's shift are two numbers, in words."""

from __future__ import annotations

from data.language import gettext as _
from data.language import mark
from metrics.impact.sizes import effect
from metrics.impact.told import Told
from metrics.measures.kinds import Stock

_STOOD = mark(
    "Why %(plain)s and %(level)s differ: the first sets one evening beside another, the second the line since"
    " the rollout beside where the line before was heading."
)
_NARROWED = mark(
    "Why %(plain)s and %(level)s differ: the first sets only the days that are chosen beside all of the time"
    " before, the second is of all of the time since the rollout."
)


def two_numbers(found: Told) -> str:
    """What either number compares, with the ends of the lines; empty where there is one number alone."""
    change, verdict, before = found.comparison.change, found.verdict, found.comparison.before
    if change is None or change.waits or verdict.level is None or verdict.reason is not None:
        return ""
    if before is None or verdict.lines is None or verdict.lines.empty:
        return ""
    after = verdict.lines["expected"].notna()
    was, now = verdict.lines.loc[~after, "fitted"], verdict.lines.loc[after, "fitted"]
    words = {
        "plain": found.kpi.change(found.comparison.told, before.grain, found.comparison.decimals),
        "level": effect(found.kpi, verdict.level, is_ratio=verdict.is_ratio),
    }
    if was.empty or now.empty or words["plain"] == words["level"]:
        return ""
    if isinstance(found.kpi.measure, Stock):
        return _(_STOOD) % words
    if found.comparison.narrowed:
        return _(_NARROWED) % words
    ends = {"was": was.iloc[0], "until": was.iloc[-1], "now": now.iloc[0], "last": now.iloc[-1]}
    grain = found.course.grain if found.course else None
    return _(
        "Why %(plain)s and %(level)s differ: the first sets all of the time since the rollout beside all of"
        " the time before, the second the line since the rollout beside where the line before was heading."
        " The line ran from %(was)s to %(until)s before, and from %(now)s to %(last)s since."
    ) % (words | {name: found.kpi.text(float(end), grain) for name, end in ends.items()})
