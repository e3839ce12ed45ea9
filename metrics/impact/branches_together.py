"""All KPIs of those that got a policy, beside those without it: corrected for looking at many of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data import formats
from data.language import gettext as _
from data.language import ngettext
from metrics.impact.branch_words import kind
from metrics.impact.branches import Branches
from metrics.impact.verdict import Kind
from metrics.impact.word import Among
from metrics.overview import named
from metrics.statistics.multiplicity import corrected


@dataclass(frozen=True)
class Together:
    """Every KPI that can be compared and has a better side, with its p among all; the surest first."""

    rows: tuple[tuple[Branches, Among], ...]

    def of(self, sought: Kind) -> list[Branches]:
        """Those that clearly improved or worsened among so many."""
        return [found for found, among in self.rows if among.is_clear and kind(found) is sought]

    @property
    def alone(self) -> list[Branches]:
        """Those that would be clear by themselves, but not among so many."""
        clear = (Kind.IMPROVED, Kind.WORSENED)
        return [found for found, among in self.rows if not among.is_clear and kind(found) in clear]


def together(found: Sequence[Branches]) -> Together:
    """The KPIs that have a verdict, each p corrected for all of them (Benjamini and Hochberg).

    What says in other units what one before it says, as churn does of retention, is left out.
    """
    told: dict[tuple[str, float], Branches] = {}
    for one in found:
        if one.found.p is not None and one.kpi.better is not None:
            told.setdefault((one.kpi.table, round(one.found.p, 9)), one)
    chances = corrected([one.found.p or 0.0 for one in told.values()])
    among = [Among(p, len(told)) for p in chances]
    rows = sorted(zip(told.values(), among, strict=True), key=lambda row: row[1].p)
    return Together(tuple(rows))


def title(found: Together, policy: str) -> str:
    """How many KPIs changed with a policy, beside those without it."""
    total, better, worse = len(found.rows), len(found.of(Kind.IMPROVED)), len(found.of(Kind.WORSENED))
    words = {"all": formats.number(total), "n": formats.number(better), "policy": policy}
    if not total:
        return _("%(policy)s: it can't be told yet what changed beside those without it") % words
    if not better and not worse:
        return (
            ngettext(
                "%(policy)s: the only KPI didn't clearly change beside those without it",
                "%(policy)s: none of %(all)s KPIs clearly changed beside those without it",
                total,
            )
            % words
        )
    told = (
        ngettext(
            "%(policy)s: %(n)s of %(all)s KPI improved beside those without it",
            "%(policy)s: %(n)s of %(all)s KPIs improved beside those without it",
            total,
        )
        % words
    )
    if not worse:
        return told
    return told + ", " + ngettext("%(n)s worsened", "%(n)s worsened", worse) % {"n": formats.number(worse)}


def details(found: Together) -> list[str]:
    """What improved, what worsened, and what would only count by itself."""
    templates = {
        _("Improved: %(kpis)s"): found.of(Kind.IMPROVED),
        _("Worsened: %(kpis)s"): found.of(Kind.WORSENED),
        _(
            "By themselves these would count too, but among so many they may be chance: %(kpis)s."
        ): found.alone,
    }
    named_by = {template: named([one.kpi.title for one in rows]) for template, rows in templates.items()}
    return [template % {"kpis": names} for template, names in named_by.items() if names]
