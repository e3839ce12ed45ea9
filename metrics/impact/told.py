"""What words about a rollout are about: the parts of ``metrics.impact.impact.Impact`` that they read."""

from __future__ import annotations

from typing import Protocol

from data.records import Target
from metrics.comparison import Comparison
from metrics.goals.forecasts import Forecast, NoForecast
from metrics.goals.targets import Status
from metrics.impact.course import Course
from metrics.impact.lasting import Decay
from metrics.impact.steadiness import Steadiness
from metrics.impact.verdict import Verdict
from metrics.impact.word import Among, Word
from metrics.kpi import Kpi


class Told(Protocol):
    """See ``metrics.impact.impact.Impact``."""

    @property
    def kpi(self) -> Kpi: ...
    @property
    def comparison(self) -> Comparison: ...
    @property
    def verdict(self) -> Verdict: ...
    @property
    def word(self) -> Word: ...
    @property
    def among(self) -> Among | None: ...
    @property
    def chart(self) -> Steadiness | None: ...
    @property
    def decay(self) -> Decay: ...
    @property
    def course(self) -> Course | None: ...
    @property
    def target(self) -> Target | None: ...
    @property
    def aim(self) -> float | None: ...
    @property
    def status(self) -> Status | None: ...
    @property
    def ahead(self) -> Forecast | NoForecast | None: ...
