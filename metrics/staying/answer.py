"""Who stays, for a program and in lines of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd

from data.language import gettext as _
from metrics.answers import side
from metrics.cards import Card
from metrics.impact.impact import Impact
from metrics.staying import curve_words, lifetimes, link_words, split_words, words
from metrics.staying.cohorts import Cohorts
from metrics.staying.curves import Curves, Group, Rollout, Split
from metrics.staying.links import Link, Links
from metrics.staying.staying import Staying


def staying_answer(
    found: Staying | None,
    links: Links,
    cards: Sequence[Card],
    split: Split | None = None,
    judged: Impact | None = None,
) -> dict[str, Any]:
    """All that the page shows: flows, cohorts, curves, rollout, KPIs, links, and by a dimension."""
    told: dict[str, Any] = {"title": None, "months": [], "cohorts": {}, "everyone": None, "rollout": None}
    if found is not None:
        told |= {
            "title": words.headline(found, judged),
            "verdict": judged.word.value if judged else None,
            "months": _rows(found.flows),
            "cohorts": {grain.value: _triangle(one) for grain, one in found.cohorts.items()},
            "everyone": _everyone(found.curves) if found.curves else None,
            "rollout": _rollout(found.rollout) if found.rollout else None,
        }
    told["kpis"] = {card.kpi.key: side(card.reached) for card in cards}
    told["cautions"] = lifetimes.cautions(cards, found.curves) if found else []
    told["links"] = _links(links)
    told["split"] = _split(split) if split else None
    return told


def staying_text(
    found: Staying | None,
    links: Links,
    cards: Sequence[Card],
    split: Split | None = None,
    judged: Impact | None = None,
) -> str:
    """The same in words, a line each."""
    if found is None:
        return _("There are no customers for this choice.")
    lines = [words.headline(found, judged), words.unadjusted(found, judged)]
    lines += [words.latest_cohort(found), words.flows_told(found.flows)]
    if found.rollout:
        lines += curve_words.rollout_told(found.rollout)
    if found.curves:
        lines += curve_words.everyone(found.curves)
    lines += [*(lifetimes.line(card) for card in cards), *lifetimes.cautions(cards, found.curves)]
    if split:
        lines += [*_table(split_words.of_groups(split, {})), split_words.split_told(split)]
    return "\n".join(line for line in [*lines, *_of_links(links)] if line)


def _of_links(links: Links) -> list[str]:
    told: list[str] = []
    if links.complaints:
        told += [link_words.complaints_told(links.complaints), *_table(link_words.of_rows(links.complaints))]
    if links.flagged:
        told += link_words.flagged_told(links.flagged)
    if links.recommending:
        told.append(link_words.recommending_told(links.recommending))
        told += _table(link_words.of_rows(links.recommending))
    return told


def _table(rows: pd.DataFrame) -> list[str]:
    return ["\t".join(map(str, line)) for line in [list(rows.columns), *rows.to_numpy().tolist()]]


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows with days as text, and None where there is no number."""
    return [{str(name): _plain(value) for name, value in row.items()} for row in frame.to_dict("records")]


def _plain(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value


def _triangle(found: Cohorts) -> dict[str, Any]:
    return {"cells": _rows(found.cells), "unseen": found.unseen}


def _group(found: Group) -> dict[str, Any]:
    return {
        "name": found.name,
        "n": found.n,
        "left": found.left,
        "after_a_year": asdict(found.after_a_year),
        "median": asdict(found.median),
    }


def _everyone(found: Curves) -> dict[str, Any]:
    more = {"untold": found.untold, "of_list": found.of_list, "delayed": found.delayed}
    return _group(found.everyone) | more


def _rollout(found: Rollout) -> dict[str, Any]:
    return {
        "since": found.since.isoformat(),
        "before": _group(found.before),
        "after": _group(found.after),
        "logrank": asdict(found.test) if found.test else None,
        "ratio": asdict(found.ratio) if found.ratio else None,
        "sentences": curve_words.rollout_told(found),
    }


def _split(found: Split) -> dict[str, Any]:
    return {
        "dimension": found.dimension,
        "groups": [_group(group) for group in found.groups],
        "logrank": asdict(found.test) if found.test else None,
        "sentence": split_words.split_told(found),
        "figures": split_words.split_figures(found),
    }


def _links(found: Links) -> dict[str, Any]:
    told: dict[str, Any] = {
        "complaints": _link(found.complaints),
        "recommending": _link(found.recommending),
        "flagged": None,
    }
    if found.flagged:
        told["flagged"] = {
            "complained": asdict(found.flagged.complained),
            "others": asdict(found.flagged.others),
            "difference": found.flagged.difference._asdict(),
        }
    return told


def _link(found: Link | None) -> dict[str, Any] | None:
    if found is None:
        return None
    rows = [
        {"who": row.who.value, **asdict(row.rate), "ratio": asdict(row.ratio) if row.ratio else None}
        for row in (found.others, *found.rows)
    ]
    return {"events": found.events, "matched": found.matched, "rows": rows}
