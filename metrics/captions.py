"""What stands beside cards and charts, in words."""

from __future__ import annotations

from datetime import date, timedelta

from data import formats
from data.kinds import KIND_NAMES
from data.language import gettext as _
from data.language import ngettext
from data.records import Target
from metrics import blanks
from metrics.attention import Worse
from metrics.cards import Card
from metrics.catalogue import kpi_named
from metrics.feeds import columns_for
from metrics.goals.ahead import briefly
from metrics.goals.baseline_words import baseline, chosen
from metrics.goals.targets import STATUS_WORDS, Status, in_force, levels
from metrics.kpi import Kpi
from metrics.measures.kinds import Stock
from metrics.periods import Grain
from metrics.rounding import difference
from metrics.sentences import behind, changed, span, told_by_lists
from metrics.standards import Standards

_NAMED = 3


def no_course(card: Card) -> str:
    """Why a KPI has a value but no periods to draw."""
    if card.of_whole_list:
        value = {"kpi": card.kpi.title, "value": card.kpi.text(card.reached.value)}
        return (
            _(
                "%(kpi)s is %(value)s of everybody on the list. One snapshot tells who has left,"
                " but not when: upload a later one too, or a list with leaving dates, to see months."
            )
            % value
        )
    return missing(card.kpi)


def not_drawn(count: int) -> str:
    """How many members have no panel of their own."""
    return ngettext(
        "The %(n)s with the fewest rows is not drawn; it is in the table.",
        "The %(n)s with the fewest rows are not drawn; they are in the table.",
        count,
    ) % {"n": formats.number(count)}


def gap(card: Card) -> str:
    """How far a value is from its target, in words, with the target's date, and whose target it is."""
    if card.target is None:
        return ""
    told = how_far(card.kpi, card.target, card.gap, card.status)
    parts = (told, _ahead(card), chosen(card.target), _step(card), _judged(card), _whose(card))
    return " · ".join(part for part in parts if part)


def how_far(kpi: Kpi, aim: Target, away: float | None, status: Status | None) -> str:
    """How far a value is from a target, with the target's date; ``away`` is value minus target."""
    # As far as the numbers that are shown lie apart.
    apart = difference(kpi, away or 0.0, aim.value, aim.value + (away or 0.0))
    decimals = kpi.decimals_of(aim.value, aim.value + (away or 0.0))
    words = {
        "target": kpi.text(aim.value, Grain.MONTH),
        "due": formats.day(aim.due),
        "gap": _by_how_much(kpi, apart, decimals) if away else kpi.change(0.0, None, decimals),
    }
    if status is Status.MISSED:
        return _("Target %(target)s by %(due)s, missed by %(gap)s") % words
    if away is not None and kpi.reaches(away, 0.0):
        return _("Target %(target)s by %(due)s, reached with %(gap)s to spare") % words
    return _("Target %(target)s by %(due)s, %(gap)s to go") % words


def _by_how_much(kpi: Kpi, apart: float, decimals: int) -> str:
    """A distance without its sign; one too small to be told is no nothing."""
    if kpi.tells(apart, decimals):
        return kpi.change(abs(apart), None, decimals).lstrip("+")
    return _("less than %(least)s") % {"least": kpi.change(10.0**-decimals, None, decimals).lstrip("+")}


def _ahead(card: Card) -> str:
    """What the trend says against the status."""
    if card.target is None or card.status is None:
        return ""
    return briefly(card.kpi, card.target, card.status, card.ahead)


def _step(card: Card) -> str:
    """The step that is due next, of a target that has steps on the way."""
    level = in_force(card.target, card.as_of) if card.target and card.target.steps else None
    if level is None or card.target is None or level.last == card.target.due:
        return ""
    words = {"value": card.kpi.text(level.value, Grain.MONTH), "due": formats.day(level.last)}
    return _("next step %(value)s by %(due)s") % words


def _judged(card: Card) -> str:
    """The value that the status is of, where it isn't the one shown."""
    if card.judged is None:
        return ""
    words = {"value": card.kpi.text(card.judged.value), "span": span(card.judged.first, card.judged.last)}
    return _("judged by %(value)s, %(span)s") % words


def _whose(card: Card) -> str:
    return _("company target") if card.inherited else ""


def attention(card: Card) -> str:
    """Why a KPI needs attention."""
    told = []
    if card.target is not None and card.status is not None:
        told.append(f"{card.kpi.title}: {_(STATUS_WORDS[card.status])}. {gap(card)}.")
    if card.compared and card.got_worse:
        told.append(changed(card.compared) + ".")
    return " ".join(told)


def extent(shown: list[Card]) -> str:
    """What the cards stand on: the days, and how many answers, complaints, contacts and customers."""
    last = latest(shown)
    words = {
        "day": formats.day(max(card.as_of for card in shown)),
        "last": formats.day(last),
        "rows": rows(shown),
    }
    if any(lag(card, last) for card in shown):
        return _("Data to %(day)s · values up to %(last)s unless the card says otherwise · %(rows)s") % words
    if last is None:
        return _("Data to %(day)s · %(rows)s") % words
    return _("Data to %(day)s · values up to %(last)s · %(rows)s") % words


def rows(shown: list[Card]) -> str:
    """How many answers, complaints, contacts and customers the cards stand on."""
    largest: dict[str, Card] = {}
    for card in shown:
        held = largest.get(card.kpi.table)
        if isinstance(card.kpi.measure, Stock):
            continue
        if held is None or card.reached.n > held.reached.n:
            largest[card.kpi.table] = card
    return ", ".join(behind(card.kpi, card.reached) for card in largest.values())


def passed_over(card: Card) -> str:
    """Which totals aren't counted, and the files that tell more; empty where all are."""
    if not card.passed_over:
        return ""
    starts = [one.start for one in card.passed_over]
    files = list(dict.fromkeys(name for one in card.passed_over for name in one.files))
    words = {"months": _months(starts), "files": ", ".join(files[:_NAMED])}
    if len(files) > _NAMED:
        words["files"] += ", …"
    return _("Totals of %(months)s aren't counted: these files have the single rows: %(files)s.") % words


def _months(starts: list[date]) -> str:
    """Months in words, those that follow on one another as one stretch."""
    stretches: list[tuple[date, date]] = []
    for start in sorted(starts):
        month_before = (start - timedelta(days=1)).replace(day=1)
        if stretches and stretches[-1][1] == month_before:
            stretches[-1] = (stretches[-1][0], start)
        else:
            stretches.append((start, start))
    named = [
        formats.period(first, "month")
        if first == last
        else _("%(first)s to %(last)s")
        % {"first": formats.period(first, "month"), "last": formats.period(last, "month")}
        for first, last in stretches
    ]
    return ", ".join(named[:_NAMED]) + (", …" if len(named) > _NAMED else "")


def lag(card: Card, latest: date | None) -> str:
    """That a card's value ends before those of others on the page; empty where it doesn't."""
    if latest is None or not _ends(card) or card.reached.last >= latest:
        return ""
    words = {"own": formats.day(card.reached.last), "latest": formats.day(latest)}
    return _("Only up to %(own)s, others up to %(latest)s") % words


def latest(shown: list[Card]) -> date | None:
    """The last day that values on a page reach; None where none is of finished periods."""
    return max((card.reached.last for card in shown if _ends(card)), default=None)


def _ends(card: Card) -> bool:
    # A list is of its own day, wherever in a period that lies.
    return card.reached.finished and not card.of_whole_list and not told_by_lists(card.kpi)


def missing(kpi: Kpi) -> str:
    """What would bring a KPI to life."""
    words = {"kpi": kpi.title, "kind": _(KIND_NAMES[kpi.kind]), "columns": ", ".join(columns_for(kpi))}
    told = [
        _("There are no data on %(kpi)s for this choice. It comes from a file of this kind: %(kind)s."),
        _("It needs these columns: %(columns)s."),
    ]
    if kpi.standard:
        told.append(_("It is judged by a standard that you set in Settings."))
    return " ".join(told) % words


def method(kpi: Kpi) -> str:
    """How the interval of a KPI is computed, in plain words."""
    return _(kpi.measure.method)


def target(aim: Target) -> str:
    """What a target comes to, and the baseline that it was measured from."""
    kpi = kpi_named(aim.kpi)
    words = {"value": kpi.text(aim.value, Grain.MONTH), "due": formats.day(aim.due)}
    told = _("%(value)s by %(due)s.") % words
    if aim.steps:
        told += " " + _("On the way: %(steps)s.") % {"steps": steps(aim)}
    return told + " " + baseline(aim)


def between(card: Card, grain: Grain) -> str:
    """What lies between the points of a chart: periods without data, or of lists nothing at all."""
    if not told_by_lists(card.kpi):
        return blanks.told(card.series, grain)
    return _("Each point is a list of customers as it was on its day; between two lists nothing is known.")


def steps(aim: Target) -> str:
    """The steps of a target with their dates."""
    kpi = kpi_named(aim.kpi)
    told = [
        _("%(value)s by %(due)s")
        % {"value": kpi.text(level.value, Grain.MONTH), "due": formats.day(level.last)}
        for level in levels(aim)[:-1]
    ]
    return ", ".join(told)


def worse(found: Worse) -> str:
    """Where a KPI got worse, by how much and since when."""
    words = {
        "kpi": found.kpi.title,
        "member": found.member,
        "change": found.kpi.change(found.change.value),
        "bounds": found.kpi.bounds(found.change.low, found.change.high),
        "day": formats.day(found.rollout),
    }
    return _("%(kpi)s, %(member)s: worse by %(change)s (%(bounds)s) since %(day)s") % words


def standard_changed(card: Card, known: Standards) -> str:
    """That a standard changed within the days of a course: part of a change may come from that."""
    if not card.kpi.standard or card.series.empty:
        return ""
    days = known.changes(card.kpi.standard, card.series["start"].min().date(), card.as_of)
    if not days:
        return ""
    return _(
        "What it is judged by changed on %(days)s. Each day is judged by what held then, so part of a change"
        " may come from that."
    ) % {"days": ", ".join(map(formats.day, days))}
