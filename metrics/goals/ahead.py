"""What a trend says against a status: told wherever the status is, so that the two never contradict."""

from __future__ import annotations

from data.language import gettext as _
from data.language import mark
from data.records import Target
from metrics.goals.forecasts import Forecast, NoForecast
from metrics.goals.targets import Status
from metrics.kpi import Better, Kpi

# Status, whether the trend leads to the target, and which way is better -> the word about it.
_AGAINST: dict[tuple[Status, bool, Better | None], str] = {
    (Status.AT_RISK, True, "higher"): mark("Below the line today, but the trend points to the target."),
    (Status.AT_RISK, True, "lower"): mark("Above the line today, but the trend points to the target."),
    (Status.ON_TRACK, False, "higher"): mark("On the line today, but the trend points below the target."),
    (Status.ON_TRACK, False, "lower"): mark("On the line today, but the trend points above the target."),
    (Status.MET, False, "higher"): mark("Met today, but the trend points below the target."),
    (Status.MET, False, "lower"): mark("Met today, but the trend points above the target."),
}
# In a few words, for a card; whether it leads there -> when that is sure, and when it isn't.
_BRIEFLY = {
    True: (mark("but the trend leads to it"), mark("but the trend leads to it, which isn't sure")),
    False: (mark("but the trend misses it"), mark("but the trend misses it, which isn't sure")),
}


def leads_there(kpi: Kpi, target: Target, ahead: Forecast | NoForecast | None) -> bool | None:
    """Whether a trend leads to a target; None where nothing is foretold."""
    return kpi.reaches(ahead.value, target.value) if isinstance(ahead, Forecast) else None


def is_sure(kpi: Kpi, target: Target, ahead: Forecast | NoForecast | None) -> bool:
    """Whether the whole interval of a forecast lies on one side of a target."""
    if not isinstance(ahead, Forecast):
        return False
    return kpi.reaches(ahead.low, target.value) == kpi.reaches(ahead.high, target.value)


def against(kpi: Kpi, target: Target, status: Status, ahead: Forecast | NoForecast | None) -> str:
    """What a trend says against a status, and how sure that is; empty where it says the same."""
    there = leads_there(kpi, target, ahead)
    told = "" if there is None else _AGAINST.get((status, there, kpi.better), "")
    if not told or is_sure(kpi, target, ahead):
        return _(told) if told else ""
    return _(told) + " " + _("That isn't sure: the interval has both sides of it.")


def briefly(kpi: Kpi, target: Target, status: Status, ahead: Forecast | NoForecast | None) -> str:
    """The same in a few words, to follow a target; empty where a trend says what the status says."""
    there = leads_there(kpi, target, ahead)
    if there is None or (status, there, kpi.better) not in _AGAINST:
        return ""
    sure, unsure = _BRIEFLY[there]
    return _(sure) if is_sure(kpi, target, ahead) else _(unsure)
