"""What problems may be ranked by: each criterion with what adds up to it, and all that is said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from data.language import mark, nmark
from metrics.problems.costs import Counted
from metrics.problems.lost import Lost
from metrics.problems.order import Amount


@dataclass(frozen=True)
class CostWords:
    """What is said of a criterion that is a cost of each complaint, marked for translation.

    column      the head of the column with the mean of a complaint
    sentence    the mean as ``each`` over ``n`` complaints, and the ``total``
    """

    column: str
    sentence: str


@dataclass(frozen=True)
class Criterion:
    """What problems may be ranked by; all words are marked for translation.

    key         names it on the command line and in a link
    amount_of   what it comes to for a problem; None where nothing tells
    name        what the choice says
    amount      an amount, as ``n`` or ``amount``, with its unit; in two forms where it has a plural
    axis        what the bars are of
    title       the message, for one problem and for several: ``names`` and their ``share``
    nothing     the message where nothing tells
    first, open, unclear    which ``names`` come first by it: one, several that can't be told apart, or many
    kpi         the KPI whose sum over the complaints it is; empty where it is none
    cost        what is said of that KPI
    """

    key: str
    amount_of: Callable[[Counted, Lost | None], Amount | None]
    name: str
    amount: str | tuple[str, str]
    axis: str
    title: tuple[str, str]
    nothing: str
    first: str
    open: str
    unclear: str
    kpi: str = ""
    cost: CostWords | None = None


def _complaints(one: Counted, _lost: Lost | None) -> Amount:
    return Amount(one.n, one.n, is_count=True)


def _customers(_one: Counted, lost: Lost | None) -> Amount | None:
    return Amount(lost.left, lost.left, is_count=True) if lost else None


def _sum_of(kpi: str) -> Callable[[Counted, Lost | None], Amount | None]:
    def amount(one: Counted, _lost: Lost | None) -> Amount | None:
        cost = one.costs.get(kpi)
        return Amount(cost.total, cost.squares) if cost else None

    return amount


COUNT = Criterion(
    key="count",
    amount_of=_complaints,
    name=mark("how often"),
    amount=nmark("%(n)s complaint", "%(n)s complaints"),
    axis=mark("% of the complaints"),
    title=nmark("%(names)s makes %(share)s %% of complaints", "%(names)s make %(share)s %% of complaints"),
    nothing=mark("No complaints say what they were about"),
    first=mark("By how often, %(names)s comes first."),
    open=mark("By how often, the data leave open which of %(names)s comes first."),
    unclear=mark("By how often, many may come first: the data can't tell."),
)
COMPENSATION = Criterion(
    key="compensation",
    amount_of=_sum_of("compensation"),
    name=mark("money paid"),
    amount=mark("%(amount)s paid"),
    axis=mark("% of the compensation"),
    title=nmark(
        "%(names)s costs %(share)s %% of the compensation", "%(names)s cost %(share)s %% of the compensation"
    ),
    nothing=mark("The files don't tell what was paid for complaints"),
    first=mark("By money paid, %(names)s comes first."),
    open=mark("By money paid, the data leave open which of %(names)s comes first."),
    unclear=mark("By money paid, many may come first: the data can't tell."),
    kpi="compensation",
    cost=CostWords(
        mark("Paid a complaint"),
        mark(
            "Compensation: %(each)s a complaint on average, %(total)s in all. A complaint without any"
            " counts as 0, one that is still open, too."
        ),
    ),
)
TIME = Criterion(
    key="time",
    amount_of=_sum_of("resolution_time"),
    name=mark("time to resolve"),
    amount=mark("%(n)s hours"),
    axis=mark("% of the hours to resolve"),
    title=nmark(
        "%(names)s takes %(share)s %% of the time to resolve",
        "%(names)s take %(share)s %% of the time to resolve",
    ),
    nothing=mark("The files don't tell when complaints were resolved"),
    first=mark("By time to resolve, %(names)s comes first."),
    open=mark("By time to resolve, the data leave open which of %(names)s comes first."),
    unclear=mark("By time to resolve, many may come first: the data can't tell."),
    kpi="resolution_time",
    cost=CostWords(
        mark("Time to resolve"), mark("Time to resolve: %(each)s on average, over %(n)s resolved.")
    ),
)
LOST = Criterion(
    key="lost",
    amount_of=_customers,
    name=mark("customers lost"),
    amount=nmark("%(n)s customer", "%(n)s customers"),
    axis=mark("% of the customers lost"),
    title=nmark(
        "%(names)s: %(share)s %% of the customers lost had complained of it",
        "%(names)s: %(share)s %% of the customers lost had complained of them",
    ),
    nothing=mark("No customers are known to have left after a complaint"),
    first=mark("By customers lost, %(names)s comes first."),
    open=mark("By customers lost, the data leave open which of %(names)s comes first."),
    unclear=mark("By customers lost, many may come first: the data can't tell."),
)

# In the order in which they are offered, the usual one first.
CRITERIA = (COUNT, COMPENSATION, TIME, LOST)
CRITERION_BY_KEY = {one.key: one for one in CRITERIA}
# What a complaint costs, as KPI and words.
COSTS = {one.kpi: one.cost for one in CRITERIA if one.cost}
