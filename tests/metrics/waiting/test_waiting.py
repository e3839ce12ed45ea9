from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from numpy.random import default_rng

from data.forms.tables import text_file
from data.preparing.entry import prepare_entry
from data.specs import Scale
from data.store import Store, callbacks, mark_done, record_complaint, save_version, scales
from metrics.waiting import words
from metrics.waiting.answers import lowest_two
from metrics.waiting.listing import listed
from metrics.waiting.waiting import Task, chosen, hidden, still_open, still_to_do
from tests.data.store.preparations import prepared
from tests.metrics.companies import answer, contact, stored
from tests.metrics.procedure import by_hand
from tests.metrics.procedure.logs import logs

DAY = timedelta(days=1)
STANDARDS = {None: 72, date(2024, 3, 1): 30.5}


def test_the_list_is_what_row_by_row_is_left_to_do() -> None:
    chance = default_rng(7)
    files = [
        *logs(chance, 160),
        prepared("surveys.log", [answer(chance, n) for n in range(150)]),
        prepared("contacts.log", [contact(chance, n) for n in range(150)]),
    ]
    with stored(*files) as store:
        for since, hours in STANDARDS.items():
            save_version(store, "resolution_hours", hours, since)
        found, rows = listed(store), by_hand.rows(store)
        told = {(item.task, item.row.table, item.row.upload_id, item.row.row_number) for item in found.items}
        today = max(row["until"] for row in rows)
        assert found.today == today
        expected = {
            (task, "complaints", row["upload_id"], row["row_number"])
            for row in rows
            for task in _tasks(row, today)
        }
        assert told == expected | _unhappy(store)
        assert {item.task for item in found.items} == {*Task}
        urgency = [item.urgency for item in found.items]
        assert urgency == sorted(urgency)
        late = [row for row in rows if Task.FOLLOW_UP in _tasks(row, today, latest=10_000)]
        assert found.passed_over == len(late) - found.of(Task.FOLLOW_UP)


def _tasks(row: by_hand.Row, today: datetime, latest: int = 37) -> list[Task]:
    resolved, found = row["resolved_at"], []
    hours = (today - row["received_at"]) / timedelta(hours=1)
    standard = 30.5 if row["received_at"] >= datetime(2024, 3, 1) else 72
    due = by_hand.due(row)
    if row["is_open"] and resolved is None and (hours > standard or (due and due <= today)):
        found.append(Task.RESOLVE)
    asked = row["followed_up_at"] is not None or not by_hand.told(row, "followed_up_at")
    if resolved and not asked and today - latest * DAY <= resolved <= today - 7 * DAY:
        found.append(Task.FOLLOW_UP)
    return found


def _unhappy(store: Store) -> set[tuple[Task, str, int, int]]:
    """The answers of the last 28 days with 0 to 6, or with 1 or 2 of 1 to 5."""
    tables = {"surveys": "answered_at", "complaints": "received_at", "contacts": "started_at"}
    every: list[tuple[datetime, bool, str, int, int]] = []
    with store.cursor() as cursor:
        for table, moment in tables.items():
            nps = "nps" if table == "surveys" else "NULL"
            query = f"SELECT {moment}, {nps}, csat, upload_id, row_number FROM {table}_rows"
            for at, score, csat, upload, row in cursor.execute(query).fetchall():
                if score is not None or csat is not None:
                    low = (score is not None and score <= 6) or (csat is not None and csat <= 0.25)
                    every.append((at, low, table, upload, row))
    first = max(at for at, *_rest in every).date() - 27 * DAY
    return {(Task.CALL_BACK, *where) for at, low, *where in every if low and at.date() >= first}  # type: ignore[misc]


@pytest.fixture
def store() -> object:
    """Three open complaints, the second past its promise, the third of a file that ends earlier."""
    at = datetime(2025, 3, 1, 12)
    rows = [
        {"complaint_id": "K1", "customer_id": "C1", "received_at": at, "is_open": True, "team": "North"},
        {
            "complaint_id": "K2",
            "received_at": at + 9 * DAY,
            "is_open": True,
            "promised_at": datetime(2025, 3, 10),
            "description": "=HYPERLINK(1) for jan@example.org",
        },
        {"complaint_id": "K3", "received_at": at + 19 * DAY, "is_open": True},
    ]
    older = [{"received_at": at - 30 * DAY, "is_open": True}]
    answers = [{"answered_at": at, "csat": 0.25, "nps": 9.0}, {"answered_at": at, "csat": 0.5, "nps": 7.0}]
    files = [
        prepared("complaints.log", rows, file="new.csv"),
        prepared("complaints.log", older, file="old.csv"),
        prepared("surveys.log", answers),
    ]
    with stored(*files) as filled:
        yield filled


def test_a_list_says_who_why_and_since_when(store: Store) -> None:
    found, known = listed(store), scales(store)
    told = [(words.name(item), words.since(item, found), *words.why(item, known)) for item in found.items]
    assert told == [
        (
            "No. K2",
            "since 10 Mar 2025",
            "Promised for 10 Mar 2025",
            "Open for 10 days; your standard is 48 hours",
        ),
        (
            "Row 2 of upload 2",
            "since 30 Jan 2025; its file tells until 30 Jan 2025 only",
            "Open for 49 days; your standard is 48 hours",
        ),
        ("Customer C1", "since 1 Mar 2025", "Open for 19 days; your standard is 48 hours"),
        (
            "Row 2 of upload 3",
            "since 1 Mar 2025",
            "Recommendation 9 of 10",
            "Satisfaction 2 on a scale of 1 to 5",
        ),
    ]
    assert words.day_told(found).startswith(
        "As of 20 Mar 2025, the last day that the complaints tell of; the"
    )
    assert (
        words.headline(found.items, still_open(found, ()))
        == "To do: 3 complaints past their time and 1 unhappy customer to call back"
    )
    assert [words.name(item) for item in chosen(found.items, (("team", ("North",)),))] == ["Customer C1"]
    table = words.table(
        found.items, found, known, {"team": "Team", "employee": "Employee", "branch": "Branch"}
    )
    assert ("Team" in table.headers, "Employee" in table.headers, "Branch" in table.headers) == (
        True,
        False,
        False,
    )
    assert b"'=HYPERLINK(1) for [e-mail]" in text_file(table)


def test_what_is_marked_leaves_the_list_for_that_task_alone(store: Store) -> None:
    found = listed(store)
    item = found.items[0]
    mark_done(store, item.row, item.task, words.name(item))
    mark_done(store, found.items[1].row, Task.FOLLOW_UP, "who")
    assert still_to_do(found.items, callbacks(store)) == [*found.items[1:]]
    assert hidden(found.items, callbacks(store)) == [item]
    assert words.beside([item], still_open(found, ()), [item]) == [
        "In all 4 complaints are still open, the oldest for 49 days.",
        "1 complaint is hidden, still open.",
    ]


def test_nothing_is_left_to_do_without_data() -> None:
    with stored() as empty:
        found = listed(empty)
        still = still_open(found, ())
    assert (found.items, found.today, words.headline([], still)) == ((), None, "Nothing is left to do")


def test_what_is_open_but_in_time_or_not_known_is_told() -> None:
    at = datetime(2025, 3, 1, 12)
    known = [{"received_at": at + timedelta(hours=n), "is_open": True, "team": "North"} for n in range(5)]
    with stored(
        prepared("complaints.log", known), prepared("complaints.log", [{"received_at": at}] * 3)
    ) as store:
        found = listed(store)
    still = still_open(found, ())
    assert (still.n, still.hours, still.unknown) == (5, 4, 3)
    assert words.headline([], still) == (
        "Nothing is past its time; 5 complaints are still open, the oldest for 4 hours"
    )
    assert words.beside([], still) == ["3 complaints more have no column that says whether they are open."]
    assert still_open(found, (("team", ("South",)),)).n == 0


def test_a_complaint_recorded_later_makes_nothing_of_the_files_older(store: Store) -> None:
    before = listed(store)
    entry = prepare_entry({"received_at": datetime(2026, 3, 1, 9), "nature": "Billing"})
    record_complaint(store, entry.preparation, on=date(2026, 3, 1))
    found = listed(store)
    assert [(item.task, item.row, item.hours) for item in found.items] == [
        (item.task, item.row, item.hours) for item in before.items
    ]
    assert words.day_told(found) == (
        "Each row is as of the last day that its own source tells of: complaints of your files 20 Mar 2025,"
        " those recorded in the page 1 Mar 2026, answers 1 Mar 2025."
    )
    assert words.since(found.items[0], found) == "since 10 Mar 2025, as of 20 Mar 2025"


@pytest.mark.parametrize(
    "scale, answers",
    [(Scale(1, 5), 2), (Scale(0, 10), 2), (Scale(1, 4), 2), (Scale(1, 3), 1), (Scale(1, 2), 1)],
)
def test_the_lowest_two_answers_are_below_the_middle(scale: Scale, answers: int) -> None:
    positions = [step / scale.span for step in range(int(scale.span) + 1)]
    assert sum(position <= lowest_two(scale) for position in positions) == answers
