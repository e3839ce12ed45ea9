"""Checks of when things happened: gaps, dates far apart or ahead, sudden changes of volume."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from data.kinds import MOMENTS
from metrics.health.checked import Checked, numbers
from metrics.health.findings import About, Finding, Severity, by_share, counting, touched
from metrics.health.gaps import Gap, empty_days, every_year
from metrics.health.period_totals import figures
from metrics.health.profiles import Profile, part
from metrics.health.volumes import Jump, jumps

# A month that is missing whole leaves a KPI's course without a point.
LONG_GAP_DAYS = 28
_NEXT_TO = timedelta(days=7)


def check(one: Checked) -> Iterator[Finding]:
    """What is found of the times of a kind of data."""
    yield from _gaps(one)
    yield from _figures(one)
    if one.profile:
        yield from _empty_days(one)
        yield from _strays(one, one.profile)
        yield from _ahead(one, one.profile)
        # When those joined who are still on a list tells nothing of how many there were.
        if one.profile.table != "customers":
            yield from (_jump(one, jump) for jump in jumps(one.daily, one.log_gaps))


def _gaps(one: Checked) -> Iterator[Finding]:
    for gap in one.gaps:
        known = {"usual": gap.usual} if gap.usual == gap.usual else {}
        closed = every_year(gap, one.gaps)
        yield one.finding(
            About.CLOSED if closed else About.GAP,
            Severity.GOOD_TO_KNOW if closed else _gravity(gap),
            first=gap.first,
            last=gap.last,
            grain=gap.grain,
            uploads=one.reaching(gap.first, gap.last, _NEXT_TO),
            kpis=one.kpis,
            numbers={"days": gap.days, **known},
        )


def _gravity(gap: Gap) -> Severity:
    return Severity.BLOCKS if gap.days >= LONG_GAP_DAYS else Severity.WEAKENS


def _empty_days(one: Checked) -> Iterator[Finding]:
    days = empty_days(one.daily, one.log_gaps)
    if days:
        yield one.finding(
            About.EMPTY_DAYS,
            Severity.GOOD_TO_KNOW,
            first=days[0],
            last=days[-1],
            days=tuple(days),
            kpis=counting(one.kpis) or one.kpis,
        )


def _strays(one: Checked, found: Profile) -> Iterator[Finding]:
    strays = one.days[1]
    if strays.empty:
        return
    days = tuple(moment.date() for moment in strays.index)
    share = float(strays.sum() / found.rows)
    yield one.finding(
        About.STRAY,
        Severity.WEAKENS,
        rows=int(strays.sum()),
        share=share,
        column=MOMENTS[found.table],
        first=days[0],
        last=days[-1],
        days=days,
        uploads=numbers(found.cells.loc[found.cells["day"].isin(strays.index), "upload_id"]),
        kpis=one.kpis,
    )


def _ahead(one: Checked, found: Profile) -> Iterator[Finding]:
    for key in found.columns:
        ahead = part(key, "ahead")
        if ahead not in found.cells or not found.cells[ahead].sum():
            continue
        cells = found.cells[found.cells[ahead] > 0]
        rows, own = int(cells[ahead].sum()), key == MOMENTS[found.table]
        days: list[date] = [day.date() for day in cells["day"]] if own else []
        yield one.finding(
            About.FUTURE,
            # Rows that lie ahead make the data seem to reach there, and unfinished periods finished.
            by_share(rows / found.rows, 0.0 if own else 0.001, 0.05),
            rows=rows,
            share=rows / found.rows,
            column=key,
            first=min(days, default=None),
            last=max(days, default=None),
            days=tuple(sorted(set(days))),
            uploads=numbers(cells["upload_id"]),
            kpis=one.kpis if own else touched(one.files, key),
        )


def _jump(one: Checked, jump: Jump) -> Finding:
    counts = counting(one.kpis)
    return one.finding(
        About.SHIFT if jump.lasting else About.JUMP,
        Severity.WEAKENS if jump.lasting and counts else Severity.GOOD_TO_KNOW,
        first=jump.first,
        last=jump.last,
        grain=jump.grain,
        uploads=one.reaching(jump.first, jump.last),
        kpis=counts or one.kpis,
        numbers={"rows": jump.rows, "usual": jump.usual},
    )


def _figures(one: Checked) -> Iterator[Finding]:
    """Period totals that stand out."""
    for figure in figures(one.totals):
        rows = one.totals[(one.totals["part"] == figure.part) & (one.totals["last"].dt.date == figure.last)]
        yield one.finding(
            About.TOTAL,
            Severity.WEAKENS,
            column=figure.part,
            first=figure.first,
            last=figure.last,
            uploads=numbers(rows["upload_id"]),
            kpis=touched(one.files, figure.part),
            numbers={"value": figure.value, "usual": figure.usual},
        )
