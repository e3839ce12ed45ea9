"""What the parts of a policy are called, wherever it is written, read, printed or compared."""

from __future__ import annotations

from enum import Enum

from data.language import gettext as _
from data.language import mark


class Heading(Enum):
    """A part of a policy; its value is its name, marked for translation."""

    VISION = mark("Our vision")
    GOALS = mark("Our goals")
    STANDARDS = mark("Our service standards")
    MANNERS = mark("How we treat customers")
    CHANNELS = mark("How to reach us")
    STEPS = mark("When a customer complains")
    DISCRETION = mark("What staff settle at once")
    TRAINING = mark("Training")
    REVIEW = mark("Review")

    @property
    def title(self) -> str:
        """Its name in the reader's language."""
        return _(self.value)
