"""What to fix first, for a program and for a terminal: what the page shows."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from data.language import gettext as _
from metrics.impact.answer import impact_answer
from metrics.problems import reach_words, wording
from metrics.problems.comments import Said
from metrics.problems.lost import Lost
from metrics.problems.origins import from_one_file
from metrics.problems.problems import Closely, Problems
from metrics.problems.ranking import Problem
from metrics.problems.wording import Names
from metrics.undated import in_ranking


def problems_answer(found: Problems, names: Names) -> dict[str, Any]:
    """The ranking, how sure its order is, and the first three with trend, spread and words."""
    ranked = found.ranking
    return {
        "title": wording.title(ranked, names),
        "by": ranked.by.key,
        "complaints": ranked.n,
        "unnamed": ranked.unnamed,
        "undated": [asdict(one) | {"first": str(one.first), "last": str(one.last)} for one in found.undated],
        "from_one_file": from_one_file(ranked, found.files) or None,
        "sureness": wording.sureness(ranked, names),
        "otherwise": wording.otherwise(found.others, names),
        "top": [one.name for one in ranked.top],
        "problems": [_problem(one, names) for one in ranked.problems],
        "closely": [_closely(one) for one in found.closely],
    }


def _problem(one: Problem, names: Names) -> dict[str, Any]:
    return {
        "name": one.name,
        "title": names.get(one.name, one.name),
        "n": one.n,
        "share": one.share,
        "low": one.low,
        "high": one.high,
        "amount": one.amount,
        "part": one.part,
        "together": one.together,
        "place_from": one.place.first,
        "place_to": one.place.last,
        "costs": {key: asdict(cost) for key, cost in one.costs.items()},
        "lost": _lost(one.lost),
        "in_your_hands": one.reach.value,
    }


def _lost(found: Lost | None) -> dict[str, Any] | None:
    if found is None:
        return None
    more = found.more if found.is_enough else None
    return asdict(found) | {"difference": more._asdict() if more else None}


def _closely(one: Closely) -> dict[str, Any]:
    return {
        "name": one.problem.name,
        "impact": impact_answer(one.impact) if one.impact else None,
        "spread": {
            spread.dimension: [asdict(part) | {"beside": part.beside.value} for part in spread.parts]
            for spread in one.spreads
        },
        "descriptions": _said(one.described),
        "comments": _said(one.commented),
        "preventions": _said(one.prevented),
    }


def _said(found: Said) -> dict[str, Any]:
    groups = [{"example": group.example, "n": group.n} for group in found.groups]
    return {"n": found.n, "of": found.of, "groups": groups}


def problems_text(found: Problems, names: Names) -> str:
    """The same in words: the message, the ranking a line each, and the first three."""
    ranked = found.ranking
    told = [wording.title(ranked, names)]
    if ranked.problems:
        told.append(wording.extent(ranked))
    told += in_ranking(found.undated)
    if ranked.problems:
        told += [alone] if (alone := from_one_file(ranked, found.files)) else []
        told += wording.sureness(ranked, names)
        told += wording.otherwise(found.others, names)
    told += [
        "\t".join(
            [
                wording.place(one),
                names.get(one.name, one.name),
                wording.amount(ranked.by, one.amount),
                wording.share(one),
            ]
        )
        for one in ranked.problems
    ]
    for one in found.closely:
        told += ["", names.get(one.problem.name, one.problem.name), *_sentences(one)]
    return "\n".join(told)


def _sentences(one: Closely) -> list[str]:
    problem = one.problem
    told = [
        one.impact.title if one.impact else "",
        wording.costs(problem),
        wording.lost(problem.lost),
        reach_words.reach(problem, one.prevented.n),
        *(_("Customers: “%(text)s” (%(n)s)") % _quoted(group) for group in one.described.groups),
        *(_("Staff: “%(text)s” (%(n)s)") % _quoted(group) for group in one.prevented.groups),
    ]
    return [sentence for sentence in told if sentence]


def _quoted(group: Any) -> dict[str, Any]:
    return {"text": group.example, "n": group.n}
