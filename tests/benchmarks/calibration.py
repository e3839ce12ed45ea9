"""Whether the verdicts keep their word: how often they see a change where nothing changed.

``python -m tests.benchmarks.calibration`` draws months without any change, with autocorrelation of 0, 0.3 and
0.6, 12 + 6, 12 + 12 and 24 + 12 of them, and counts false verdicts, the coverage of the 95 % intervals, and
how often a known change would have been seen. It ends with 1 where false verdicts are more than 8 % at a
nominal 5 %, or coverage is outside 92 to 98 %, by more than the draws themselves explain.
``--share 0.1`` takes a tenth of the draws, for a first look.

A change of the level moves every interval of ``level_and_slope`` by just that much, so that one draw tells of
false verdicts, coverage and power together; so does an effect on every treated cell of ``staggered.effect``.
For rates the change is drawn.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import special, stats

from metrics import interrupted, staggered
from metrics.statistics.autoregression import Effect
from metrics.statistics.sequences import Array

LENGTHS = ((12, 6), (12, 12), (24, 12))
CORRELATIONS = (0.0, 0.3, 0.6)
SERIES, RATES, PANELS = 2000, 2000, 200
MOST_FALSE, COVERAGE = 0.08, (0.92, 0.98)
# A share is out of its limits where chance alone would take it there in fewer than so many of all runs.
CHANCE = 0.02
MEAN_COUNT, SPREAD, RATIO = 50, 0.15, 0.6
PERIODS = 24
STARTS = (12, 12, 15, 15, 18, 18, None, None)
SMALL, LARGE = 2.0, 4.0
HEAD = "kind    months rho  season  runs   none  false  textbook  covered                      power"


@dataclass(frozen=True)
class Cell:
    """One kind of series; ``name`` is the function that judges it."""

    name: str
    before: int
    after: int
    rho: float
    runs: int
    harmonics: int = 0

    @property
    def draw(self) -> np.random.Generator:
        """The same numbers in every run."""
        return np.random.default_rng(zlib.crc32(repr(self).encode()))


@dataclass(frozen=True)
class Shares:
    """What a cell's runs came to, as shares of all of them; coverage as a share of the intervals there were.

    note   false verdicts of the textbook interval instead: of Student's t with n (1 - rho) / (1 + rho) - p
           degrees of freedom for level and slope, of plain quasi-Poisson for rates
    power  of the smaller and the larger change, and of the larger one by the textbook
    """

    cell: Cell
    none: float
    false: float
    covered: dict[str, float]
    note: float | None
    power: tuple[float, ...]

    @property
    def faults(self) -> list[str]:
        """What is out of its limits, beyond chance."""
        n = self.cell.runs
        found = []
        if self.false * n > stats.binom.ppf(1 - CHANCE, n, MOST_FALSE):
            found.append(f"{self.false:.1%} false verdicts")
        for name, share in self.covered.items():
            low, high = stats.binom.ppf(CHANCE, n, COVERAGE[0]), stats.binom.ppf(1 - CHANCE, n, COVERAGE[1])
            if not low <= share * n <= high:
                found.append(f"{name} covered in {share:.1%}")
        return found


def errors(draw: np.random.Generator, length: int, rho: float, series: int = 1) -> Array:
    """Autocorrelated errors (length, series) of variance one."""
    fresh = draw.standard_normal((length, series))
    found = np.empty_like(fresh)
    found[0] = fresh[0]
    for at in range(1, length):
        found[at] = rho * found[at - 1] + np.sqrt(1 - rho**2) * fresh[at]
    return found


def covers(effect: Effect, truth: float = 0.0) -> bool:
    """Whether an interval holds the truth."""
    return effect.low <= truth <= effect.high


def lines(cell: Cell) -> Shares:
    """Level and slope of months without a change."""
    draw, length = cell.draw, cell.before + cell.after
    season = 2 * np.sin(2 * np.pi * np.arange(length) / 12) * (cell.harmonics > 0)
    found = [
        interrupted.level_and_slope(
            errors(draw, length, cell.rho)[:, 0] + season, cell.before, harmonics=cell.harmonics
        )
        for _ in range(cell.runs)
    ]
    levels = [shift.level for shift in found if shift.level]
    slopes = [shift.slope for shift in found if shift.slope]
    textbook = [by_the_textbook(shift) for shift in found]
    return Shares(
        cell,
        none=float(np.mean([shift.verdict is None for shift in found])),
        false=float(np.mean([shift.verdict is True for shift in found])),
        covered={
            "level": float(np.mean([*map(covers, levels)])),
            "slope": float(np.mean([*map(covers, slopes)])),
        },
        note=float(np.mean([not covers(effect) for effect in textbook])),
        power=(
            *(float(np.mean([seen(shift, change) for shift in found])) for change in (SMALL, LARGE)),
            float(np.mean([not covers(effect, -LARGE) for effect in textbook])),
        ),
    )


def by_the_textbook(shift: interrupted.Shift) -> Effect:
    """The level with Student's t, as though its autocorrelation were known."""
    assert shift.level is not None
    assert shift.df is not None
    value, error = shift.level.value, shift.level.error
    reach = float(special.stdtrit(shift.df, 0.975)) * error
    return Effect(value, value - reach, value + reach, np.nan, error)


def seen(shift: interrupted.Shift, change: float) -> bool:
    """Whether a series would have got its verdict, had its level changed by so many standard deviations."""
    return shift.reason is None and shift.level is not None and not covers(shift.level, -change)


def rates(cell: Cell) -> Shares:
    """Complaints a month whose underlying rate wanders, without a change and with one."""
    draw = cell.draw
    still = [_rate(draw, cell, 1.0) for _ in range(cell.runs)]
    changed = [_rate(draw, cell, RATIO) for _ in range(cell.runs)]
    plain = [shift.quasi_poisson for shift in still if shift.quasi_poisson]
    ratios = [shift.level for shift in still if shift.level]
    return Shares(
        cell,
        none=float(np.mean([shift.verdict is None for shift in still])),
        false=float(np.mean([shift.verdict is True for shift in still])),
        covered={"ratio": float(np.mean([covers(ratio, 1.0) for ratio in ratios]))},
        note=float(np.mean([not covers(effect, 1.0) for effect in plain])),
        power=(float(np.mean([shift.verdict is True for shift in changed])),),
    )


def _rate(draw: np.random.Generator, cell: Cell, ratio: float) -> interrupted.RateShift:
    length = cell.before + cell.after
    exposure = 1000 * np.linspace(1, 1.5, length)
    wander = SPREAD * errors(draw, length, cell.rho)[:, 0] - SPREAD**2 / 2
    step = np.where(np.arange(length) >= cell.before, ratio, 1.0)
    counts = draw.poisson(MEAN_COUNT / 1000 * exposure * np.exp(wander) * step)
    return interrupted.rate(counts, exposure, cell.before, cell.harmonics)


def panels(cell: Cell) -> Shares:
    """Branches that got a policy one after another, without an effect."""
    draw = cell.draw
    found = [
        staggered.effect(panel(draw, cell.rho), "unit", "period", "value", "first") for _ in range(cell.runs)
    ]
    inside = [(effect.low or -np.inf) <= 0 <= (effect.high or np.inf) for effect in found]
    return Shares(
        cell,
        none=float(np.mean([effect.verdict is None for effect in found])),
        false=float(np.mean([effect.verdict is True for effect in found])),
        covered={"effect": float(np.mean(inside))},
        note=None,
        power=tuple(
            float(
                np.mean(
                    [not (effect.low or -np.inf) <= -change <= (effect.high or np.inf) for effect in found]
                )
            )
            for change in (SMALL / 2, LARGE / 2)
        ),
    )


def panel(draw: np.random.Generator, rho: float) -> pd.DataFrame:
    """Units by periods with effects of both, and autocorrelated errors of variance one."""
    units = len(STARTS)
    values = 3 * draw.standard_normal((1, units)) + draw.standard_normal((PERIODS, 1))
    values = values + errors(draw, PERIODS, rho, units)
    rows = pd.DataFrame(values).melt(ignore_index=False, var_name="unit", value_name="value")
    return (
        rows.rename_axis("period")
        .reset_index()
        .assign(first=lambda rows: rows["unit"].map(dict(enumerate(STARTS))))
    )


KINDS: dict[str, Callable[[Cell], Shares]] = {"lines": lines, "rates": rates, "panels": panels}


def cells(share: float = 1.0) -> list[Cell]:
    """Every cell, with a share of the draws."""
    runs = {
        name: max(20, round(share * full)) for name, full in zip(KINDS, (SERIES, RATES, PANELS), strict=True)
    }
    plain = [
        Cell(name, before, after, rho, runs[name])
        for name in ("lines", "rates")
        for before, after in LENGTHS
        for rho in CORRELATIONS
    ]
    season = [Cell(name, 24, 12, rho, runs[name], 2) for name in ("lines", "rates") for rho in (0.0, 0.6)]
    return [*plain, *season, *(Cell("panels", 12, 12, rho, runs["panels"]) for rho in CORRELATIONS)]


def measured(cell: Cell) -> Shares:
    """The shares of a cell."""
    return KINDS[cell.name](cell)


def told(found: Shares) -> str:
    """A cell's line under ``HEAD``."""
    cell = found.cell
    note = "–" if found.note is None else f"{found.note:.1%}"
    covered = ", ".join(f"{name} {share:.1%}" for name, share in found.covered.items())
    power = ", ".join(f"{share:.0%}" for share in found.power)
    kind = f"{cell.name:7} {cell.before}+{cell.after:<4} {cell.rho:3}  {cell.harmonics:6}  {cell.runs:4}"
    shares = f"{found.none:6.1%} {found.false:6.1%}  {note:>8}  {covered:28} {power:16}"
    return f"{kind} {shares} {'; '.join(found.faults)}".rstrip()


def main(arguments: list[str]) -> int:
    """Measures all cells on two cores and prints them; 1 where one is out of its limits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="the share of the draws")
    faults: list[str] = []
    with ProcessPoolExecutor(2) as pool:
        sys.stdout.write(f"{HEAD}\n")
        for found in pool.map(measured, cells(parser.parse_args(arguments).share)):
            faults += found.faults
            sys.stdout.write(f"{told(found)}\n")
            sys.stdout.flush()
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
