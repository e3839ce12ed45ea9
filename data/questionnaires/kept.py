"""A questionnaire of a company's own as the store keeps it, in JSON."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from data.questionnaires.questionnaire import Band, Questionnaire, Section, Statement, Text

Json = dict[str, Any]


def told(questionnaire: Questionnaire) -> Json:
    """A questionnaire as JSON keeps it, but for its key."""
    return {
        "name": _told(questionnaire.name),
        "sections": [
            {
                "key": section.key,
                "name": _told(section.name),
                "statements": [{"key": one.key, "asks": _told(one.asks)} for one in section.statements],
                "steps": [_told(step) for step in section.steps],
            }
            for section in questionnaire.sections
        ],
        "bands": [
            {"low": str(band.low), "name": _told(band.name), "meaning": _told(band.meaning)}
            for band in questionnaire.bands
        ],
    }


def _told(text: Text) -> Json:
    return {"source": text.source, "translations": dict(text.translations)}


def questionnaire_of(kept: Mapping[str, Any], key: str) -> Questionnaire:
    """The questionnaire that JSON keeps."""
    sections = (
        Section(
            section["key"],
            _text(section["name"]),
            tuple(Statement(one["key"], _text(one["asks"])) for one in section["statements"]),
            tuple(map(_text, section["steps"])),
        )
        for section in kept["sections"]
    )
    bands = (
        Band(Fraction(band["low"]), _text(band["name"]), _text(band["meaning"])) for band in kept["bands"]
    )
    return Questionnaire(key, _text(kept["name"]), tuple(sections), tuple(bands))


def _text(kept: Mapping[str, Any]) -> Text:
    return Text(kept["source"], tuple(kept["translations"].items()))
