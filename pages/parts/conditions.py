"""Conditions on the rows of a table, each put together from a column, what is asked of it, and values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from data.language import gettext as _
from data.language import pgettext
from data.own_kpis import VALUES, Condition, Relation, Value
from data.specs import Column, Scale, Type
from data.store import open_store
from metrics.own import columns as own_columns
from metrics.own.words import RELATION_NAMES
from pages.parts import session

_ABOUT_MEMBERS = (Relation.ONE_OF, Relation.NONE_OF)
_ABOUT_BLANKS = (Relation.GIVEN, Relation.MISSING)


@dataclass(frozen=True)
class Asked:
    """What conditions are about: a table, its columns, and the company's scales."""

    table: str
    columns: Mapping[str, Column]
    scales: Mapping[str, Scale]


def editor(prefix: str, asked: Asked, given: Sequence[Condition]) -> tuple[Condition, ...]:
    """The fields of conditions that all hold, begun with those given; a row a condition."""
    key = f"{prefix}_{asked.table}"
    places: list[int] = st.session_state.setdefault(f"{key}_places", list(range(len(given))))
    known = [one if one.column in asked.columns else None for one in given]
    found = [
        _condition(f"{key}_{place}", asked, known[place] if place < len(known) else None, (key, place))
        for place in places
    ]
    label = _("Add another condition") if places else _("Add a condition")
    st.button(label, key=f"{key}_add", icon=":material/add:", on_click=_add, args=(key,))
    return tuple(found)


def _add(key: str) -> None:
    places: list[int] = st.session_state[f"{key}_places"]
    # Numbers above those of the conditions that the fields began with.
    highest: int = st.session_state.get(f"{key}_highest", max([99, *places])) + 1
    st.session_state[f"{key}_highest"] = highest
    st.session_state[f"{key}_places"] = [*places, highest]


def _remove(key: str, place: int) -> None:
    st.session_state[f"{key}_places"] = [one for one in st.session_state[f"{key}_places"] if one != place]


def _condition(key: str, asked: Asked, given: Condition | None, at: tuple[str, int]) -> Condition:
    which, how, what, away = st.columns([3, 2, 4, 1], vertical_alignment="bottom")
    asked_of = {name: column for name, column in asked.columns.items() if _known(asked, column)}
    titles = {name: column.title for name, column in asked_of.items()}
    ordered = sorted(titles, key=lambda name: titles[name].casefold())
    name = which.selectbox(
        _("Column"),
        ordered,
        index=ordered.index(given.column) if given else 0,
        key=f"{key}_column",
        format_func=titles.__getitem__,
    )
    column, same = asked.columns[name], given if given and given.column == name else None
    known = _known(asked, column)
    words = _members(asked.table, column) if Relation.ONE_OF in known else []
    offered = _offered(known, words, same)
    relation = how.selectbox(
        _("What is asked"),
        offered,
        index=offered.index(same.relation) if same else 0,
        key=f"{key}_{name}_relation",
        format_func=lambda one: _(RELATION_NAMES[one]),
    )
    with what:
        alike = same if same and same.relation is relation else None
        values = _values(f"{key}_{name}_{relation}", asked, column, relation, (words, alike))
    away.button(
        _("Remove"), key=f"{key}_remove", icon=":material/close:", type="tertiary", on_click=_remove, args=at
    )
    return Condition(name, relation, values)


def _known(asked: Asked, column: Column) -> tuple[Relation, ...]:
    return own_columns.relations(column, asked.table)


def _offered(known: Sequence[Relation], words: Sequence[str], given: Condition | None) -> list[Relation]:
    """Of what can be asked of a column, what is offered; of a text with many words whether there is one."""
    if words or (given and given.relation in _ABOUT_MEMBERS) or Relation.ONE_OF not in known:
        return list(known)
    return [one for one in known if one in _ABOUT_BLANKS] or list(known)


def _members(table: str, column: Column) -> list[str]:
    """The words to choose from; none where there are too many."""
    if column.type is Type.CATEGORY:
        return session.members(column.key, table)
    found = own_columns.members(open_store().frame(table), column.key)
    return found if len(found) <= own_columns.MOST_MEMBERS else []


def _values(
    key: str, asked: Asked, column: Column, relation: Relation, known: tuple[Sequence[str], Condition | None]
) -> tuple[Value, ...]:
    """The fields of the values that a relation takes; values that aren't given yet are left out."""
    words, given = known
    if relation in _ABOUT_MEMBERS:
        chosen = [str(one) for one in given.values] if given else []
        options = list(dict.fromkeys([*words, *chosen]))
        return tuple(st.multiselect(pgettext("of a column", "Values"), options, default=chosen, key=key))
    labels = _labels(column, relation)
    if not labels:
        return ()
    begun = [_points(float(one), column, asked) for one in given.values] if given else [None] * len(labels)
    numbers = [
        place.number_input(label, value=number, key=f"{key}_{position}", format="%g")
        for position, (place, label, number) in enumerate(
            zip(st.columns(len(labels)), labels, begun, strict=True)
        )
    ]
    return tuple(_kept(number, column, asked) for number in numbers if number is not None)


def _labels(column: Column, relation: Relation) -> list[str]:
    """A label for each number that a relation takes, with the unit of the column."""
    count = VALUES.get(relation, 0)
    labels = [_("From"), _("To")] if count == 2 else [pgettext("amount", "Number")] * count
    unit = {Type.HOURS: _("hours"), Type.SECONDS: _("seconds")}.get(column.type)
    return (
        [_("%(label)s, in %(unit)s") % {"label": label, "unit": unit} for label in labels] if unit else labels
    )


def _points(number: float, column: Column, asked: Asked) -> float:
    """A number as a person enters it: a score in points of the company's scale."""
    return asked.scales[str(column.scale)].answer(number) if own_columns.scored(column) else number


def _kept(number: float, column: Column, asked: Asked) -> float:
    """A number as it is kept: a score as its position between worst and best, whatever the scale."""
    scored = own_columns.scored(column)
    return float(asked.scales[str(column.scale)].position(number) if scored else number)
