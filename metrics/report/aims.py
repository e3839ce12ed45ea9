"""The targets of a report: the lines of the scoreboard."""

from __future__ import annotations

from collections.abc import Mapping

from data.language import gettext as _
from metrics.goals import baseline_words, words
from metrics.goals.scoreboard import Score
from metrics.goals.targets import STATUS_WORDS
from metrics.periods import Grain
from metrics.report.report import Aim
from metrics.report.values import value


def aim(score: Score, names: Mapping[str, str]) -> Aim:
    """A target and where it stands; ``names`` are those of the dimensions."""
    kpi, target = score.kpi, score.target
    return Aim(
        key=kpi.key,
        title=kpi.title,
        whom=words.for_whom(score, names),
        unit=kpi.unit,
        axis=kpi.axis,
        decimals=kpi.decimals_of(target.value),
        target=target.value,
        value_text=kpi.text(target.value, Grain.MONTH),
        target_text=words.aimed(score),
        due=target.due,
        now=value(kpi, score.now) if score.now else None,
        baseline=target.baseline,
        baseline_text=baseline_words.measured_from(target),
        way=None if score.way is None else 100 * score.way,
        way_text=words.way(score),
        foretold=words.foretold_line(score),
        status=score.status,
        sign=words.SIGNS[score.status],
        word=_(STATUS_WORDS[score.status]),
        note=words.note(score),
    )
