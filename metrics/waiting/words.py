"""The work list in words, and as a table to take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from data import formats
from data.callbacks import Callback
from data.forms.tables import Table
from data.kinds import COMPLAINTS, CUSTOMER_ID
from data.language import gettext as _
from data.language import mark, ngettext, nmark
from data.specs import Scale
from metrics.people import names_people
from metrics.procedure.durations import lasting
from metrics.procedure.promises import FOLLOW_UP_DAYS
from metrics.waiting.answers import CALL_BACK_DAYS
from metrics.waiting.waiting import LATEST_FOLLOW_UP_DAYS, Item, StillOpen, Task, Waiting

TASK_NAMES = {
    Task.RESOLVE: mark("Resolve"),
    Task.CALL_BACK: mark("Call back"),
    Task.FOLLOW_UP: mark("Ask afterwards"),
}
_TASK_COUNTS = {
    Task.RESOLVE: nmark("%(n)s complaint past its time", "%(n)s complaints past their time"),
    Task.CALL_BACK: nmark("%(n)s unhappy customer to call back", "%(n)s unhappy customers to call back"),
    Task.FOLLOW_UP: nmark("%(n)s customer to ask afterwards", "%(n)s customers to ask afterwards"),
}

_HIDDEN = {
    Task.RESOLVE: nmark("%(n)s complaint is hidden, still open.", "%(n)s complaints are hidden, still open."),
    Task.FOLLOW_UP: nmark(
        "%(n)s customer to ask afterwards is hidden, still not noted as asked.",
        "%(n)s customers to ask afterwards are hidden, still not noted as asked.",
    ),
}
_UNKNOWN = nmark(
    "%(n)s complaint more has no column that says whether it is open.",
    "%(n)s complaints more have no column that says whether they are open.",
)


def headline(
    items: Sequence[Item], still: StillOpen, hidden: Sequence[Item] = (), *, undated: bool = False
) -> str:
    """How much there is to do; where nothing is past its time, what is open all the same.

    ``undated`` says that there are complaints without a day of their own: nobody knows how long they wait.
    """
    counts = {task: sum(item.task is task for item in items) for task in Task}
    told = [ngettext(*_TASK_COUNTS[task], n) % {"n": formats.number(n)} for task, n in counts.items() if n]
    if told:
        return _("To do: %(what)s") % {"what": formats.listed(told)}
    if hidden:
        return _("All that is left to do is hidden")
    if still.n:
        return _("Nothing is past its time; %(open)s") % {"open": _open(still)}
    if still.unknown or undated:
        return _("Nothing is known to be left to do")
    return _("Nothing is left to do")


def _open(still: StillOpen) -> str:
    words = {"n": formats.number(still.n), "time": lasting(still.hours)}
    template = ngettext(
        "%(n)s complaint is still open, for %(time)s",
        "%(n)s complaints are still open, the oldest for %(time)s",
        still.n,
    )
    return template % words


def beside(items: Sequence[Item], still: StillOpen, hidden: Sequence[Item] = ()) -> list[str]:
    """What the list doesn't show, a sentence each: what is open and in time, hidden, or not known."""
    told: list[str] = []
    if items and still.n:
        told.append(_("In all %(open)s.") % {"open": _open(still)})
    for task, words in _HIDDEN.items():
        if n := sum(item.task is task for item in hidden):
            told.append(ngettext(*words, n) % {"n": formats.number(n)})
    if still.unknown:
        told.append(ngettext(*_UNKNOWN, still.unknown) % {"n": formats.number(still.unknown)})
    return told


def day_told(found: Waiting) -> str:
    """Which day counts as today: the last one that the data tell of."""
    words = {"day": _day(found.today), "answers": _day(found.answers_today)}
    if found.today is None and found.answers_today is None:
        return _("No complaints and no answers are loaded.")
    if found.today is None:
        return _("As of %(answers)s, the last day that the answers tell of.") % words
    if found.files_end and found.page_end and found.files_end.date() != found.page_end.date():
        return _two_ends(found)
    if found.answers_today is None or words["day"] == words["answers"]:
        return _("As of %(day)s, the last day that your data tell of.") % words
    return (
        _("As of %(day)s, the last day that the complaints tell of; the answers tell until %(answers)s.")
        % words
    )


def _two_ends(found: Waiting) -> str:
    """The days of files and page, each of which tells of its own complaints."""
    words = {
        "files": _day(found.files_end),
        "page": _day(found.page_end),
        "answers": _day(found.answers_today),
    }
    told = _(
        "Each row is as of the last day that its own source tells of: complaints of your files %(files)s,"
        " those recorded in the page %(page)s"
    )
    if found.answers_today is None:
        return f"{told % words}."
    return _("%(sources)s, answers %(answers)s.") % (words | {"sources": told % words})


def _day(moment: datetime | None) -> str:
    return formats.day(moment.date() if moment else None)


def rules(found: Waiting) -> list[str]:
    """What gets on the list."""
    words = {
        "call_back": formats.number(CALL_BACK_DAYS),
        "follow_up": formats.number(FOLLOW_UP_DAYS),
        "latest": formats.number(LATEST_FOLLOW_UP_DAYS),
        "n": formats.number(found.passed_over),
    }
    told = [
        _(
            "**Resolve**: complaints that are open for longer than your standard of the day on which they"
            " came, by the clock, as *Resolved within the standard* is judged; and those past their promise."
        ),
        _(
            "**Call back**: who gave 0 to 6 as a recommendation, or one of the lowest two answers of your"
            " scale of satisfaction, in the last %(call_back)s days that your files, or the page, tell of."
        )
        % words,
        _(
            "**Ask afterwards**: complaints that nobody followed up, resolved %(follow_up)s to %(latest)s"
            " days before the last day that your files, or the page, tell of."
        )
        % words,
    ]
    if found.passed_over:
        told.append(
            ngettext(
                "%(n)s follow-up is older than that, and isn't listed any more.",
                "%(n)s follow-ups are older than that, and aren't listed any more.",
                found.passed_over,
            )
            % words
        )
    return told


def name(item: Item) -> str:
    """What an item is called: the customer, else the number of the complaint or answer, else its row."""
    if item.customer:
        return _("Customer %(number)s") % {"number": item.customer}
    if item.number:
        return _("No. %(number)s") % {"number": item.number}
    return _("Row %(row)s of upload %(upload)s") % {
        "row": formats.number(item.row.row_number),
        "upload": formats.number(item.row.upload_id),
    }


def why(item: Item, scales: Mapping[str, Scale]) -> list[str]:
    """Why an item is on the list."""
    match item.task:
        case Task.RESOLVE:
            return _waits(item)
        case Task.FOLLOW_UP:
            words = {"time": lasting(item.hours)}
            return [_("Resolved %(time)s ago, and nobody asked the customer since") % words]
        case Task.CALL_BACK:
            return _scored(item, scales)


def _waits(item: Item) -> list[str]:
    words = {"time": lasting(item.hours), "promised": _day(item.promised)}
    told: list[str] = []
    if item.promised:
        told.append(_("Promised for %(promised)s") % words)
    if item.standard is not None:
        words["standard"] = lasting(item.standard)
        told.append(_("Open for %(time)s; your standard is %(standard)s") % words)
    else:
        told.append(_("Open for %(time)s") % words)
    return told


def _scored(item: Item, scales: Mapping[str, Scale]) -> list[str]:
    told: list[str] = []
    if item.nps is not None:
        told.append(_("Recommendation %(answer)s of 10") % {"answer": formats.number(item.nps)})
    if item.csat is not None:
        scale = scales["csat"]
        words = {
            "answer": _answer(scale.answer(item.csat)),
            "low": _answer(scale.low),
            "high": _answer(scale.high),
        }
        told.append(_("Satisfaction %(answer)s on a scale of %(low)s to %(high)s") % words)
    return told


def _answer(value: float) -> str:
    return formats.number(value, 0 if float(value).is_integer() else 1)


def since(item: Item, found: Waiting) -> str:
    """Since when; as of which day, where others are of a later one; and that its file ends earlier."""
    words = {"day": _day(item.since), "as_of": _day(item.as_of)}
    told = _("since %(day)s") % words
    if item.task is Task.CALL_BACK or found.today is None:
        return told
    if item.as_of.date() < found.today.date():
        told = _("since %(day)s, as of %(as_of)s") % words
    if item.told.date() >= item.as_of.date():
        return told
    return _("%(since)s; its file tells until %(day)s only") % {"since": told, "day": _day(item.told)}


def table(
    items: Sequence[Item], found: Waiting, scales: Mapping[str, Scale], titles: Mapping[str, str]
) -> Table:
    """The list to take away; ``titles`` are those of the dimensions. People of the company aren't named."""
    shown = [key for key in titles if not names_people(key) and key != "nature" and _fills(items, key)]
    headers = [
        _("To do"),
        _("Who"),
        _("Since"),
        _("Why"),
        _(CUSTOMER_ID.name),
        _("Number"),
        _(COMPLAINTS.column("nature").name),
        _("Comment"),
        *(titles[key] for key in shown),
        _("Told until"),
    ]
    rows = [
        [
            _(TASK_NAMES[item.task]),
            name(item),
            item.since.date(),
            "; ".join(why(item, scales)),
            item.customer,
            item.number,
            item.nature,
            item.comment,
            *(item.where.get(key, "") for key in shown),
            item.told.date(),
        ]
        for item in items
    ]
    return Table(_("Work list"), headers, rows)


def _fills(items: Sequence[Item], key: str) -> bool:
    return any(item.where.get(key) for item in items)


def done_line(done: Callback, when: datetime) -> str:
    """Who did something when; ``when`` is by the clock of the reader."""
    words = {"when": formats.moment(when), "who": done.done_by}
    if done.done_by:
        return _("%(when)s by %(who)s") % words
    return words["when"]
