from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from metrics import interrupted
from metrics.statistics import imputation
from tests.benchmarks import calibration
from tests.benchmarks.calibration import Cell, Shares

SHORT = (Cell("lines", 12, 6, 0.6, 50), Cell("rates", 12, 12, 0.6, 30), Cell("panels", 12, 12, 0.0, 8))


@pytest.mark.parametrize("cell", SHORT, ids=lambda cell: cell.name)
def test_verdicts_keep_their_word(cell: Cell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imputation, "DEALS", 199)
    found = calibration.measured(cell)
    assert found.faults == []
    assert found.power[-1] > 0


def test_taking_months_as_independent_would_be_found_out() -> None:
    cell = Cell("lines", 12, 12, 0.6, 120)
    draw = cell.draw
    shifts = [
        interrupted.level_and_slope(calibration.errors(draw, 24, cell.rho)[:, 0], 12, rho=0)
        for _ in range(cell.runs)
    ]
    false = float(np.mean([shift.verdict is True for shift in shifts]))
    assert Shares(cell, 0.0, false, {"level": 1 - false}, None, ()).faults != []


def test_limits_allow_for_chance_alone() -> None:
    sound = Shares(Cell("lines", 12, 6, 0.0, 1000), 0.0, 0.08, {"level": 0.92, "slope": 0.98}, 0.2, (0.5,))
    assert sound.faults == []
    assert replace(sound, false=0.11).faults == ["11.0% false verdicts"]
    assert replace(sound, covered={"level": 0.89}).faults == ["level covered in 89.0%"]
    assert replace(sound, covered={"slope": 1.0}).faults == ["slope covered in 100.0%"]


def test_every_cell_is_measured_and_told() -> None:
    cells = calibration.cells(0.01)
    assert {(cell.before, cell.after, cell.rho) for cell in cells if cell.name == "lines"} == {
        (*lengths, rho) for lengths in calibration.LENGTHS for rho in calibration.CORRELATIONS
    }
    assert all(cell.runs == 20 for cell in cells)
    line = calibration.told(Shares(cells[0], 0.1, 0.05, {"level": 0.95}, 0.06, (0.5, 0.9)))
    assert " ".join(line.split()) == "lines 12+6 0.0 0 20 10.0% 5.0% 6.0% level 95.0% 50%, 90%"
