"""Whether a status or a word is for the better or the worse: what gives it its colour, in all formats."""

from __future__ import annotations

from enum import StrEnum

from metrics.goals.targets import Status
from metrics.impact.word import Word


class Tone(StrEnum):
    """For the better, for the worse, or neither."""

    BETTER = "better"
    WORSE = "worse"
    NEITHER = "neither"


# On white, strong enough for words.
TONES = {Tone.BETTER: "00609A", Tone.WORSE: "A84A00", Tone.NEITHER: "5B6672"}
_TONES: dict[Status | Word, Tone] = {
    Status.MET: Tone.BETTER,
    Status.ON_TRACK: Tone.BETTER,
    Status.AT_RISK: Tone.WORSE,
    Status.MISSED: Tone.WORSE,
    Word.IMPROVED: Tone.BETTER,
    Word.WORSENED: Tone.WORSE,
}


def tone(told: Status | Word | None) -> Tone:
    """The tone of a status or a word; only what is real has one."""
    return _TONES.get(told, Tone.NEITHER) if told else Tone.NEITHER
