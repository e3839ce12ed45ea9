"""Nobody's answers can be made out: two worlds that differ in these alone are told alike, whatever is asked.

Alike in all that can be asked for means alike in all that can be worked out of it, differences of results
among them: all teams less one, a round after one more answer less the same round before.
"""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

import data.store
import metrics.assessment
from data.console.commands import main as data_command
from data.questionnaires.rounds import Round
from data.questionnaires.self_assessment import KEY, SELF_ASSESSMENT
from data.store import VIEWS, Store, close_round, hindrances, open_round, open_store, rounds, submit
from metrics.assessment.answer import assessment, assessment_answer, assessment_text
from metrics.assessment.results import by_team, history, result
from metrics.assessment.tables import export_rows
from metrics.console.commands import main as metrics_command

STATEMENTS = [one.key for one in SELF_ASSESSMENT.statements]
TODAY = date(2025, 3, 3)
# What each member answers to all statements but those of "culture", and to these four.
Member = tuple[int, list[int]]
LARGE: list[Member] = [(4, [4, 4, 4, 4]), (2, [2, 2, 2, 2]), (3, [3, 3, 3, 3]), (5, [1, 1, 1, 1])]
OVER: Mapping[str, tuple[list[Member], list[Member]]] = {
    "Large": (LARGE, LARGE),
    # The same totals from other answers: of two members together, and of a single one.
    "Two": ([(3, [5, 1, 3, 3]), (4, [4, 4, 4, 4])], [(3, [4, 4, 4, 4]), (4, [3, 3, 3, 3])]),
    "One": ([(2, [1, 5, 2, 2])], [(2, [2, 2, 3, 3])]),
}
# In a round that goes on the mean total is told: the same one, from other answers.
RUNNING: tuple[list[Member], list[Member]] = (
    [(3, [3, 3, 3, 3]), (4, [4, 4, 4, 4]), (2, [2, 2, 2, 2]), (3, [1, 5, 3, 3])],
    [(3, [4, 2, 3, 3]), (4, [4, 4, 4, 4]), (2, [2, 2, 2, 2]), (3, [3, 3, 3, 3])],
)
WRITES = ("remove_", "close_", "open_")


def world(file: Path, which: int) -> Store:
    store = open_store(file)
    over = open_round(store, KEY, list(OVER), (TODAY, TODAY))
    for team, members in OVER.items():
        send(store, over, team, members[which], "" if team == "Large" else f"Only {which}")
    close_round(store, over.round_id, TODAY)
    running = open_round(store, KEY, ["Large"], (TODAY, date(2999, 1, 1)))
    send(store, running, "Large", RUNNING[which], f"Only {which}")
    return store


def send(store: Store, found: Round, team: str, members: Iterable[Member], words: str) -> None:
    for number, (rest, culture) in enumerate(members):
        answers = dict.fromkeys(STATEMENTS, rest) | dict(zip(STATEMENTS[:4], culture, strict=True))
        key = f"{team} and a long number {number}"
        submit(store, found.token, team, answers, key, hindrance=words, today=TODAY)


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    folder = tmp_path_factory.mktemp("worlds")
    made = world(folder / "0.duckdb", 0), world(folder / "1.duckdb", 1)
    yield made
    for store in made:
        store.close()


def told(store: Store, value: object) -> str:
    """All that a value says, without what is random in it."""
    if callable(value):
        return ""
    if isinstance(value, go.Figure):
        text = value.to_json() or ""
    elif isinstance(value, pd.DataFrame):
        text = value.to_csv()
    else:
        text = repr(value)
    for number, one in enumerate(rounds(store)):
        text = text.replace(one.token, f"token {number}")
    return text.replace(str(store.path), "")


def required(function: Callable[..., object]) -> list[inspect.Parameter]:
    found = inspect.signature(function).parameters.values()
    return [one for one in found if one.default is inspect.Parameter.empty]


def public(module: Any) -> list[Callable[..., Any]]:
    functions = [one for __, one in inspect.getmembers(module, inspect.isfunction)]
    return [one for one in functions if one.__module__ == module.__name__ and one.__name__[0] != "_"]


def from_store(store: Store) -> Iterator[tuple[str, object]]:
    """What the store's own functions tell that take no more than a store and a round."""
    numbers = [one.round_id for one in rounds(store)]
    for name in data.store.__all__:
        function = getattr(data.store, name)
        if not inspect.isfunction(function) or name.startswith(WRITES):
            continue
        asked = [one.name for one in required(function)]
        if asked == ["store"]:
            yield name, function(store)
        elif asked == ["store", "round_id"]:
            yield from ((name, function(store, number)) for number in numbers)
    yield from (("hindrances", hindrances(store, number, [*OVER])) for number in numbers)


def from_results(store: Store) -> Iterator[tuple[str, object]]:
    """The results of every set of teams, and what every function tells that takes a result or several."""
    running, over = (one.round_id for one in rounds(store))
    groups = [list(some) for n in range(1, 4) for some in combinations(OVER, n)]
    yield "results", [result(store, number, group) for number in (running, over) for group in groups]
    yield "history", history(store, KEY)
    yield "of a day to come", [by_team(store, number, date.max) for number in (running, over)]
    found = [result(store, running), result(store, over), *by_team(store, over)]
    for module in pkgutil.iter_modules(metrics.assessment.__path__, "metrics.assessment."):
        for function in public(importlib.import_module(module.name)):
            asked = [one.annotation for one in required(function)]
            if asked == ["Result"]:
                yield from ((function.__qualname__, function(one)) for one in found)
            elif asked in (["Sequence[Result]"], ["Iterable[Result]"]):
                yield from ((function.__qualname__, function([one])) for one in found)
                yield function.__qualname__, function(found)
    for one in rounds(store):
        whole = assessment(store, one)
        yield "export_rows", export_rows([whole.together, *whole.teams])
        yield "assessment", (whole, assessment_text(whole), json.dumps(assessment_answer(whole)))


@pytest.mark.parametrize(
    "ask, names",
    [
        (from_store, {"rounds", "counts", "tallies", "hindrances", "has_sample"}),
        (from_results, {"results", "history", "headline", "export_rows", "bars", "course", "assessment"}),
    ],
)
def test_worlds_that_differ_in_answers_that_may_not_be_told_are_told_alike(
    worlds: tuple[Store, Store],
    ask: Callable[[Store], Iterator[tuple[str, object]]],
    names: set[str],
) -> None:
    one, other = ([(name, told(store, value)) for name, value in ask(store)] for store in worlds)
    assert one == other
    assert names <= {name for name, __ in one}


def test_the_worlds_do_differ_and_what_may_be_told_is(worlds: tuple[Store, Store]) -> None:
    for store in worlds:
        __, over = rounds(store)
        large, two, single = by_team(store, over.round_id)
        assert (len(large.statements), large.n, two.n, single.n) == (25, 4, 2, 1)
        assert (two.total, single.total) == (24.5, 14.5)
    kept: list[str] = []
    for store in worlds:
        with store.cursor() as cursor:
            kept.append(str(cursor.execute("FROM submissions").fetchall()))
    assert kept[0] != kept[1]


def test_the_commands_tell_the_same(
    worlds: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said: list[list[str]] = []
    for store in worlds:
        monkeypatch.setenv("POLICYPULSE_DB", str(store.path))
        said.append([])
        for main, arguments in (
            (metrics_command, ["assessment"]),
            (metrics_command, ["assessment", "--round", "2", "--json"]),
            (metrics_command, ["assessment", "--team", "Two", "--json"]),
            (data_command, ["round", "--json"]),
        ):
            assert main(arguments) == 0
            said[-1].append(told(store, capsys.readouterr().out))
    assert said[0] == said[1]


def test_no_view_of_the_store_leads_to_answers(worlds: tuple[Store, Store]) -> None:
    store = worlds[0]
    kept = ("submissions", "hindrances", "submission_receipts")
    with store.cursor() as cursor:
        views = cursor.execute("SELECT sql FROM duckdb_views() WHERE NOT internal").fetchall()
    assert len(views) >= len(VIEWS)
    assert not [sql for (sql,) in views for table in kept if table in sql]
    for table in kept:
        for ask in (store.frame, store.span, store.rows, lambda name: store.members("team", name)):
            with pytest.raises(KeyError, match=table):
                ask(table)
