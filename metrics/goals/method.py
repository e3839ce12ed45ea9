"""How a scoreboard is computed, in plain words."""

from __future__ import annotations

from data.language import gettext as _
from data.language import mark

_METHOD = (
    mark(
        "**Now** is the value of the finished months since the rollout, up to the target's date; of a target"
        " with steps, of those since the last step. Without steps, the cards since the rollout show the same."
    ),
    mark(
        "**Met**: it reaches the target. **On track**: it reaches the step in force, or the straight line"
        " from the baseline to the target at the middle of its days. **At risk**: it doesn't, or the last"
        " three months lie behind that line with all of their interval. **Missed**: the date has come, and it"
        " doesn't reach the target. **Too little data**: fewer than 30 answers, no"
        " finished month, or too many still open."
    ),
    mark(
        "**If the trend goes on**: a straight line through the months since the rollout, six at least. Months"
        " with more answers weigh more, and months that hang together widen the interval. Season is not"
        " accounted for. Of 100 such intervals 90 to 95 hold what comes, as long as the trend does go on."
    ),
    mark(
        "A part of the company without a target of its own is held to the company's, but for counts. The"
        " baseline stays as it was when the target was set."
    ),
)


def method() -> list[str]:
    """What the words on a board mean and how they are worked out, a paragraph each."""
    return [_(told) for told in _METHOD]
