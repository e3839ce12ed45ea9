"""A policy's worth for a program and a terminal: what the page shows."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from metrics.worth import chart, stated, table, words
from metrics.worth.assumptions import Assumed
from metrics.worth.discretion import Discretion
from metrics.worth.published import unheard
from metrics.worth.spread import Range
from metrics.worth.tornado import tornado
from metrics.worth.worth import Reading, Worth


def worth_answer(found: Worth, assumed: Assumed, cheap: Discretion | None) -> dict[str, Any]:
    """The worth, its steps and what it hangs on, as plain dictionaries."""
    kept, silent = found.measured.kept, unheard(found, assumed)
    return {
        "rollout": found.measured.rollout.isoformat(),
        "title": words.title(found),
        "verdict": found.measured.churn.verdict.kind.value,
        "is_told": found.is_told,
        "customers_kept": _over(found, found.kept),
        "against_before": _range(kept.plain if kept else None),
        "beside_trend_and_season": _range(kept.beside if kept else None),
        "each": _range(found.each),
        "sales": _over(found, found.sales),
        "profit": _over(found, found.profit),
        "extra_compensation": _range(found.extra if found.measured.extra else None),
        "cost": found.cost,
        "left": _over(found, found.result),
        "readings": [_reading(one) for one in found.readings],
        "readings_agree": found.agrees,
        "pays": found.pays,
        "range_goes": table.range_name(kept) if kept else None,
        "assumed": dict(assumed),
        "what_matters": [asdict(swing) for swing in tornado(found)],
        "silent_customers": _range(silent.silent if silent else None),
        "people_who_heard": _range(silent.heard if silent else None),
        "cheap_complaints": _cheap(cheap),
        "sentences": words.told(found),
    }


def worth_text(found: Worth, assumed: Assumed, cheap: Discretion | None) -> str:
    """The same in words, a line each."""
    silent = unheard(found, assumed)
    lines = [words.title(found), *words.told(found)]
    if steps := table.rows(found, assumed):
        lines += ["\t".join(row) for row in (table.head(found), *steps)] + [table.note(found)]
    lines += [
        chart.most(found, tornado(found)),
        chart.around(found),
        *(stated.unheard(silent) if silent else []),
    ]
    lines += stated.rule(cheap) if cheap else []
    return "\n".join(line for line in lines if line)


def _over(found: Worth, one: Range | None) -> dict[str, float | None] | None:
    """A range over all readings; without a single value where they differ in what it comes to."""
    if one is None:
        return None
    return {"value": one.value if found.agrees else None, "low": one.low, "high": one.high}


def _reading(one: Reading) -> dict[str, Any]:
    parts = {"customers_kept": one.kept, "sales": one.sales, "profit": one.profit, "left": one.result}
    return {"way": one.way.value, **{name: _range(part) for name, part in parts.items()}}


def _range(found: Range | None) -> dict[str, float] | None:
    return None if found is None else {key: float(value) for key, value in asdict(found).items()}


def _cheap(found: Discretion | None) -> dict[str, Any] | None:
    if found is None:
        return None
    everybody = found.everybody
    return {
        "limit": found.limit,
        "n": everybody.n,
        "at_once": everybody.at_once.n,
        "share_at_once": _range(everybody.share) if everybody.n else None,
        "cost_of_all_at_once": _range(found.cost),
        "paid": found.paid,
        "hours_spared": _range(found.spared),
    }
