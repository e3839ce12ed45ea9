"""What days have to be asked of a person that a file can't tell."""

from __future__ import annotations

from data.language import gettext as _
from data.matching.fit import Fit
from data.records import Choices, Question
from data.refusals import Unanswered


def check_days(fit: Fit, choices: Choices) -> None:
    """Raise Unanswered for a date that the file can't tell."""
    if fit.wants_date_only and choices.date is None:
        raise Unanswered(Question("date", _of_survey(fit), "--date"))
    if fit.wants_its_days and choices.days is None:
        raise Unanswered(Question("days", _of_complaints(fit), "--days"))
    if fit.layout.key == "retention.snapshot" and choices.snapshot_date is None:
        raise Unanswered(
            Question(
                "snapshot_date",
                _("The file shows customers as they were on one day. Which day was it?"),
                "--snapshot-date",
            )
        )


def _contradicted(fit: Fit) -> str:
    """The header whose values should have been dates; empty where there is none."""
    return next((match.header for match in fit.contradicted if match.column == fit.layout.moment), "")


def _of_survey(fit: Fit) -> str:
    if header := _contradicted(fit):
        return _(
            "What stands in '%(header)s' can't be read as dates. Was the survey held on one day? Which?"
        ) % {"header": header}
    return _("No column holds the dates of the answers. On which day was the survey held?")


def _of_complaints(fit: Fit) -> str:
    if header := _contradicted(fit):
        return _(
            "What stands in '%(header)s' can't be read as dates. Mend that in the file if you can. Else say"
            " between which days the complaints came in: they then count wherever the period chosen holds all"
            " of these days, and are left out of trends."
        ) % {"header": header}
    return _(
        "No column tells on which day each complaint came in. Between which days did they? They then count"
        " wherever the period chosen holds all of these days, and are left out of trends."
    )
