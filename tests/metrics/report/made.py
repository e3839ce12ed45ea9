"""A report put together by hand: long words, a hostile name, a gap, a hollow end, a KPI without periods."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pandas as pd

from metrics.goals.targets import Status
from metrics.impact.word import Word
from metrics.kpi import Unit
from metrics.periods import Grain
from metrics.report.report import (
    SERIES,
    Aim,
    Definition,
    Fact,
    Held,
    Matter,
    Paragraph,
    Report,
    Section,
    Shift,
    Shifted,
    Used,
    Value,
)

HOSTILE = "<script src=http://e.com/x>alert(1)</script> & \"q\" '; } @import 'http://e.com' </style>"
LONG = (
    "Удовлетворённость клиентов после обращения: после 1 марта 2025 г. рост на 7,5 пункта, но при таком "
    "числе показателей (35) это может быть и случайностью. "
)
ROLLOUT = (date(2025, 3, 1), HOSTILE)
KNOWN = [70.0, 71.5, None, 69.25, 72.0, 70.5, 76.0, 80.25, 79.0, 81.5]


def series() -> pd.DataFrame:
    """Ten months with one that has no data, the rollout after six of them, and the last one unfinished."""
    starts = pd.date_range("2024-09-01", periods=len(KNOWN), freq="MS")
    values = pd.Series([float("nan") if value is None else value for value in KNOWN])
    found = pd.DataFrame({"start": starts, "until": starts + pd.DateOffset(months=1), "value": values})
    return found.assign(
        period=[f"{start:%b %Y}" for start in starts],
        low=values.sub(3),
        high=values.add(3),
        n=[0 if value is None else 300 + at for at, value in enumerate(KNOWN)],
        finished=[at < len(KNOWN) - 1 for at in range(len(KNOWN))],
        side=["before"] * 6 + ["after"] * 4,
        target=[float("nan")] * 6 + [78.0, 78.0, 82.0, 82.0],
    )[list(SERIES)]


def value(number: float, text: str) -> Value:
    """A value with its interval and what stands behind it."""
    return Value(
        number, text, number - 1, number + 1, f"{number - 1:.1f} to {number + 1:.1f}", 3242, "3,242 answers",
        date(2025, 3, 1), date(2025, 6, 30), "1 Mar 2025 to 30 Jun 2025", 1,
    )  # fmt: skip


def definition(key: str) -> Definition:
    """What a KPI is, in many words."""
    return Definition(
        key, HOSTILE, "%", LONG * 2, "satisfied / all", LONG, "ISO 10004:2018", "Wilson's interval."
    )


def section(key: str = "csat") -> Section:
    """A KPI with all that a section can have."""
    held = Held(Status.MET, "met", "✓", 82.0, "82.0 %", date(2025, 12, 31), "Target 82.0 % by 31 Dec 2025", 1)
    return Section(
        key=key,
        title=f"Satisfaction {key} {HOSTILE}",
        group="Customers say",
        unit=Unit.PERCENT,
        axis="%",
        decimals=1,
        better="higher",
        now=value(79.2, "79.2 %"),
        before=value(70.7, "70.7 %"),
        change=Shift(8.5, "+8.5 points", 6.0, 11.0, "+6.0 to +11.0", 1),
        word=Word.IMPROVED,
        word_text="improved",
        headline=LONG,
        told=(LONG * 5, HOSTILE),
        target=held,
        notes=(LONG,),
        series=series(),
        grain=Grain.MONTH,
        joined=False,
        from_zero=False,
        rollout=ROLLOUT,
        alternative=f"{key} from 70 to 81.5 {HOSTILE}",
        definition=definition(key),
        draw=None,
    )


def aim(number: int) -> Aim:
    """A row of the scoreboard."""
    return Aim(
        "csat", f"{LONG[:60]} {number}", "the whole company", Unit.PERCENT, "%", 1, 82.0, "82.0 %",
        "82.0 % by 31 Dec 2025", date(2025, 12, 31), value(79.2, "79.2 %"), 70.7, "measured from 70.7 %",
        75.0, "75 %", "80.1 % (78.0 to 82.2)", Status.AT_RISK, "⚠", "at risk", HOSTILE,
    )  # fmt: skip


def shifted(number: int, word: Word, shift: float, reach: float) -> Shifted:
    """A KPI at the rollout with a hostile name, its interval as far on either side."""
    change = Shift(7.5, "+7.5 points", 1.0, 14.0, "+1.0 to +14.0", 1)
    title = f"=SUM(A{number}) {HOSTILE}"
    return Shifted(
        f"kpi_{number}", title, change, shift, shift - reach, shift + reach, word, word.value, "n 1 → 2"
    )


SHIFTS = (
    shifted(1, Word.IMPROVED, 3.0, 1.0),
    shifted(2, Word.WORSENED, -2.0, 0.5),
    shifted(3, Word.UNSURE, -0.5, 40.0),
)


def report(language: str = "ru") -> Report:
    """A report of three KPIs, of which the last has a value but no periods, and of more targets than fit."""
    bare = replace(section("nps"), series=series().head(0), before=None, change=None, target=None)
    facts = [("Period", "1 Mar 2025 to 30 Jun 2025"), ("For whom", HOSTILE), ("Data to", "30 Jun 2025")]
    return Report(
        title=f"Service since 1 Mar 2025 {HOSTILE}",
        headline=LONG,
        language=language,
        grain=Grain.MONTH,
        period="1 Mar 2025 to 30 Jun 2025",
        whom=HOSTILE,
        as_of=date(2025, 6, 30),
        made_on=date(2025, 7, 1),
        rollout=ROLLOUT,
        facts=(*(Fact(*fact) for fact in facts), Fact("Rows behind it", "3,242 answers")),
        notes=(LONG,),
        summary=tuple(Paragraph(matter, matter.value, (LONG, LONG)) for matter in Matter),
        targets=tuple(aim(number) for number in range(30)),
        targets_headline="4 of 30 targets met",
        targets_note=LONG,
        sections=(section("csat"), section("ces"), bare),
        definitions=tuple(map(definition, ("csat", "ces", "nps"))),
        uploads=(
            Used(
                1, HOSTILE, "Survey answers", 1200, 3, date(2024, 9, 1), date(2025, 6, 30),
                datetime(2025, 7, 1, 9), "Ann", "CSAT",
            ),
        ),
        forest_note=LONG,
        forest_alternative="",
        draw_forest=None,
        shifts=SHIFTS,
    )  # fmt: skip
