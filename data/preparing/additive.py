"""Parts of totals that add up, from what reports tell: a mean and its number give a sum, a share a count.

Each layout of totals that tells more than its columns as they are is declared here: the parts that are
stored, the ways to get each, what a column can't do without, and what can't be more than something else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from data.language import gettext as _
from data.preparing.logs import problems_where
from data.records import Problem
from data.refusals import Refused
from data.specs import Layout, Type
from data.values.cleaning import Cleaned

Way = Callable[[pd.DataFrame], pd.Series]


@dataclass(frozen=True)
class Additive:
    """How the parts of a layout follow from its columns.

    parts    part -> the ways to get it, the best first; a way may use the parts before it
    needs    column -> the part without which it tells nothing that adds up, and the column that tells it
    within   part -> the part that it can't be more than
    """

    parts: Mapping[str, tuple[Way, ...]]
    needs: Mapping[str, tuple[str, str]]
    within: Mapping[str, str]


def _as_it_is(column: str) -> Way:
    return lambda frame: frame[column]


def _together(*columns: str) -> Way:
    return lambda frame: frame[list(columns)].sum(axis=1, skipna=False)


def _rest(whole: str, *columns: str) -> Way:
    return lambda frame: frame[whole] - frame[list(columns)].sum(axis=1, skipna=False)


def _number(share: str, of: str) -> Way:
    """How many a share of a number is: a whole number, which reports round when they divide."""
    return lambda frame: (frame[share] * frame[of]).round()


def _others(share: str, of: str) -> Way:
    """How many are not in a share of a number."""
    return lambda frame: frame[of] - (frame[share] * frame[of]).round()


def _sum(mean: str, of: str) -> Way:
    return lambda frame: frame[mean] * frame[of]


def _difference(balance: str, of: str) -> Way:
    """How many more there are of one than of the other; its fractions add up without being rounded again."""
    return lambda frame: (frame[balance] * frame[of] * _FINE).round() / _FINE


_FINE = 2**30
NET_PROMOTERS = "net_promoters"
_SPLIT = ("promoters", "passives", "detractors")
# Scores are rounded, or cut off, to whole ones.
_AGREES = 1.0
_ANSWERS = ("answers", "answers")
_ANSWERED, _OFFERED = ("answered", "contacts_answered"), ("contacts", "contacts_offered")

ADDITIVE = {
    "surveys.totals": Additive(
        parts={
            "answers": (_as_it_is("answers"), _together("promoters", "passives", "detractors")),
            "satisfied": (_as_it_is("satisfied_answers"), _number("satisfied_share", "answers")),
            "csat_sum": (_sum("csat_average", "answers"),),
            "promoters": (_as_it_is("promoters"), _rest("answers", "passives", "detractors")),
            "passives": (_as_it_is("passives"), _rest("answers", "promoters", "detractors")),
            "detractors": (_as_it_is("detractors"), _rest("answers", "promoters", "passives")),
            NET_PROMOTERS: (_difference("nps_score", "answers"),),
        },
        needs={
            "satisfied_answers": _ANSWERS,
            "satisfied_share": _ANSWERS,
            "csat_average": _ANSWERS,
            "promoters": ("detractors", "detractors"),
            "detractors": ("passives", "passives"),
            "nps_score": _ANSWERS,
        },
        within={
            "satisfied": "answers",
            "promoters": "answers",
            "detractors": "answers",
            "passives": "answers",
        },
    ),
    "contacts.totals": Additive(
        parts={
            "contacts": (
                _as_it_is("contacts_offered"),
                _together("contacts_answered", "contacts_abandoned"),
            ),
            "answered": (
                _as_it_is("contacts_answered"),
                _rest("contacts", "contacts_abandoned"),
                _number("answered_share", "contacts"),
                _others("abandoned_share", "contacts"),
            ),
            "abandoned": (
                _as_it_is("contacts_abandoned"),
                _rest("contacts", "answered"),
                _number("abandoned_share", "contacts"),
            ),
            "waited": (_as_it_is("wait_total"), _sum("wait_average", "answered")),
            "handled": (_as_it_is("handle_total"), _sum("handle_average", "answered")),
            "settled": (_as_it_is("settled_first"), _number("settled_first_share", "answered")),
        },
        needs={
            "contacts_abandoned": _OFFERED,
            "answered_share": _OFFERED,
            "abandoned_share": _OFFERED,
            "wait_average": _ANSWERED,
            "wait_total": _ANSWERED,
            "handle_average": _ANSWERED,
            "handle_total": _ANSWERED,
            "settled_first": _ANSWERED,
            "settled_first_share": _ANSWERED,
        },
        within={"answered": "contacts", "abandoned": "contacts", "settled": "answered"},
    ),
}


def added_up(cleaned: Cleaned, layout: Layout) -> tuple[pd.DataFrame, list[str], list[Problem]]:
    """The rows with the parts of their totals, the names of these parts, and what is wrong.

    Refused where a column can't be added up because another one is missing.
    """
    rules = ADDITIVE[layout.key]
    figures = [column.key for column in layout.columns if column.type not in (Type.PERIOD, Type.CATEGORY)]
    numbers = cleaned.frame.reindex(columns=list(dict.fromkeys([*cleaned.frame, *figures])))
    numbers = numbers.astype(dict.fromkeys(figures, "float64"))
    for part, ways in rules.parts.items():
        for way in ways:
            known = way(numbers)
            numbers[part] = known if part not in numbers else numbers[part].fillna(known)
    _refuse_without(numbers, cleaned, layout, rules)
    problems = _lacking(numbers, cleaned, layout, rules) + _beyond(numbers, cleaned, rules)
    if NET_PROMOTERS in rules.parts:
        numbers, unlike = _of_one_score(numbers, cleaned)
        problems += unlike
    out = {problem.row for problem in problems if problem.left_out}
    present = [part for part in rules.parts if numbers[part].notna().any()]
    return numbers[~numbers["row_number"].isin(out)], present, problems


def _refuse_without(numbers: pd.DataFrame, cleaned: Cleaned, layout: Layout, rules: Additive) -> None:
    for column, (part, source) in rules.needs.items():
        if column in cleaned.headers and numbers[column].notna().any() and numbers[part].isna().all():
            raise Refused(
                _(
                    "'%(header)s' can't be added up over periods, because a column is missing: %(column)s. "
                    "Add it to the file, or leave '%(header)s' out."
                )
                % {"header": cleaned.headers[column], "column": _(layout.column(source).name)}
            )


def _lacking(numbers: pd.DataFrame, cleaned: Cleaned, layout: Layout, rules: Additive) -> list[Problem]:
    """The cells that tell nothing because the number that they are of is empty."""
    return [
        problem
        for column, (part, source) in rules.needs.items()
        if column in cleaned.headers
        for problem in problems_where(
            numbers,
            numbers[column].notna() & numbers[part].isna(),
            column,
            cleaned,
            _("not counted: this row doesn't tell %(column)s") % {"column": _(layout.column(source).name)},
            left_out=False,
        )
    ]


def _of_one_score(numbers: pd.DataFrame, cleaned: Cleaned) -> tuple[pd.DataFrame, list[Problem]]:
    """Without the promoters and detractors of rows whose score is another than theirs: neither is known."""
    told = numbers[list(_SPLIT)].sum(axis=1, skipna=False)
    score = 100 * (numbers["promoters"] - numbers["detractors"]) / told.where(told > 0)
    unlike = (score - 100 * numbers["nps_score"]).abs() >= _AGREES
    reason = _(
        "not counted as a net promoter score: it isn't what the promoters and detractors of this row come to."
        " Correct it, or leave the column out"
    )
    problems = problems_where(numbers, unlike, "nps_score", cleaned, reason, left_out=False)
    return numbers.assign(**{part: numbers[part].mask(unlike) for part in (*_SPLIT, NET_PROMOTERS)}), problems


def _beyond(numbers: pd.DataFrame, cleaned: Cleaned, rules: Additive) -> list[Problem]:
    """The rows in which something is more than all that there was."""
    reason = _("the figures of this row contradict each other: a part is more than the whole")
    wrong = pd.Series(False, index=numbers.index)
    for part, whole in rules.within.items():
        wrong |= (numbers[part] > numbers[whole]) | (numbers[part] < 0)
    if {"promoters", "passives", "detractors"} <= rules.within.keys():
        wrong |= numbers[["promoters", "passives", "detractors"]].sum(axis=1) > numbers["answers"]
    return [Problem(int(row), "", "", reason, True) for row in numbers.loc[wrong, "row_number"]]
