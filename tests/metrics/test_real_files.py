"""Real files of other people through both command lines, with the right answers known of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.console.commands import main as load
from data.store import open_store
from metrics.console.commands import main

Values = Callable[..., dict[str, dict[str, Any]]]
Loaded = Callable[..., Values]


@pytest.fixture
def loaded(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    """Loads a file and gives a function that answers by KPI, or by member of a split."""
    monkeypatch.setenv("POLICYPULSE_DB", str(tmp_path / "store.duckdb"))

    def ask(*arguments: str) -> dict[str, dict[str, Any]]:
        capsys.readouterr()
        assert main(["values", "--json", *arguments]) == 0
        rows = json.loads(capsys.readouterr().out)
        return {row["split"] if "--split" in arguments else row["kpi"]: row for row in rows}

    def load_file(name: str, *options: str) -> Values:
        assert load(["load", str(shared / "real" / name), *options]) == 0
        return ask

    yield load_file
    open_store().close()


def table(shared: Path, name: str) -> pd.DataFrame:
    path = shared / "real" / name
    return pd.read_csv(path) if path.suffix == ".csv" else pd.read_excel(path, engine="openpyxl")


def near(value: float, digits: int = 2) -> Any:
    return pytest.approx(value, abs=0.51 * 10**-digits)


def test_telco(shared: Path, loaded: Loaded) -> None:
    ask = loaded("telco_churn_ibm.csv", "--snapshot-date", "2024-01-01")
    found, raw = ask(), table(shared, "telco_churn_ibm.csv")
    left = raw["Churn"] == "Yes"
    assert (found["churn"]["value"], found["churn"]["n"]) == (near(26.54), 7043)
    assert found["churn"]["value"] == pytest.approx(100 * left.mean())
    assert found["retention"]["value"] == pytest.approx(100 - 100 * left.mean())
    # Months as a customer for each one who left, as the list has them.
    assert found["lifetime"]["value"] == pytest.approx(raw["tenure"].sum() / left.sum())
    assert found["ltv"]["value"] == pytest.approx(
        raw["MonthlyCharges"].mean() * raw["tenure"].sum() / left.sum()
    )


def test_telco_by_contract_and_month(loaded: Loaded) -> None:
    ask = loaded("telco_churn_ibm.csv", "--snapshot-date", "2024-01-01")
    contracts = ask("--kpi", "churn", "--split", "segment")
    assert {name: near(row["value"]) for name, row in contracts.items()} == {
        "Month-to-month": 42.71,
        "One year": 11.27,
        "Two year": 2.83,
    }
    # One snapshot tells who left, not when: no month has a value.
    months = ask("--kpi", "churn", "--by", "month", "--from", "2023-11-01")
    assert (months["churn"]["value"], months["churn"]["n"]) == (None, 0)


def test_calls(shared: Path, loaded: Loaded) -> None:
    found, raw = loaded("pwc_call_center.xlsx")(), table(shared, "pwc_call_center.xlsx")
    answered = raw[raw["Answered (Y/N)"] == "Y"]
    assert found["abandonment"]["value"] == near(18.92)
    assert found["abandonment"]["value"] == pytest.approx(100 - len(answered) / 50)
    assert found["speed_of_answer"]["value"] == near(67.52)
    assert found["speed_of_answer"]["value"] == pytest.approx(answered["Speed of answer in seconds"].mean())
    assert found["first_contact_resolution"]["value"] == near(89.94)
    assert found["first_contact_resolution"]["value"] == pytest.approx(
        100 * (answered["Resolved"] == "Y").mean()
    )
    assert found["csat_mean"]["value"] == near(3.4036, 4)
    assert found["csat_mean"]["value"] == pytest.approx(raw["Satisfaction rating"].mean())
    assert found["csat"]["value"] == pytest.approx(100 * (answered["Satisfaction rating"] >= 4).mean())
    assert {row["n"] for row in found.values() if row["kpi"].startswith("csat")} == {4054}


def test_tickets(shared: Path, loaded: Loaded) -> None:
    found, raw = loaded("support_tickets_csat_hours.csv")(), table(shared, "support_tickets_csat_hours.csv")
    closed = raw["Status"].isin(["Closed", "Resolved"])
    assert found["csat_mean"]["value"] == near(3.6963, 4)
    assert found["csat_mean"]["value"] == pytest.approx(raw["CSAT_Score"].mean())
    assert found["csat"]["value"] == near(59.58)
    assert found["resolution_time"]["value"] == near(52.8956, 3)
    assert found["resolution_time"]["value"] == pytest.approx(
        raw.loc[closed, "Resolution_Time_Hours"].mean(), abs=1e-3
    )
    assert found["first_response_time"]["value"] == pytest.approx(
        raw["First_Response_Time_Hours"].mean(), abs=1e-3
    )
    assert (found["complaints"]["value"], found["backlog"]["value"]) == (1000, 572)


def test_requests(shared: Path, loaded: Loaded) -> None:
    ask = loaded("nyc311_sample.csv")
    found = ask()
    assert found["complaints"]["n"] == 1000
    assert found["resolution_time"]["value"] == near(0.677, 3)
    assert found["resolution_time"]["n"] == 292
    natures = ask("--kpi", "complaints", "--split", "nature")
    raw = table(shared, "nyc311_sample.csv")
    kinds = next(raw[name] for name in raw if str(name).lower().replace("_", " ") == "complaint type")
    assert list(natures)[:3] == ["Noise - Residential", "Illegal Parking", "HEAT/HOT WATER"]
    assert {name: row["n"] for name, row in natures.items()} == kinds.value_counts().to_dict()


def test_employees(shared: Path, loaded: Loaded) -> None:
    ask, raw = loaded("enps_small_pt.xlsx"), table(shared, "enps_small_pt.xlsx")
    found = ask("--kpi", "nps")["nps"]
    scores = raw["Resposta"]
    assert (found["value"], found["n"]) == (near(-45.16), 31)
    assert found["value"] == pytest.approx(100 * ((scores >= 9).mean() - (scores <= 6).mean()))
    groups = ask("--kpi", "nps", "--split", "segment")
    assert {name: row["value"] for name, row in groups.items()} == {
        "Administrativo": near(20.0),
        "Operacional": near(-57.69),
    }


def test_two_classes_of_satisfaction(loaded: Loaded) -> None:
    ask = loaded(
        "airline_satisfaction_sample.csv",
        "--date", "2024-01-01", "--map", "Satisfaction=csat",
        "--map", "Class=segment", "--map", "Customer Type=",
    )  # fmt: skip
    found = ask("--kpi", "csat")["csat"]
    assert (found["value"], found["n"]) == (near(46.36), 1359)
    classes = ask("--kpi", "csat", "--split", "segment")
    assert {name: row["value"] for name, row in classes.items()} == {
        "Business": near(62.42),
        "Economy": near(14.84),
        "Economy Plus": near(10.53),
    }


def test_months_side_by_side(loaded: Loaded) -> None:
    ask = loaded(
        "complaints_wide_months_pt.csv",
        "--year", "2014", "--map", "Count=complaints", "--map", "Código=branch",
    )  # fmt: skip
    assert ask("--by", "all")["complaints"]["n"] == 165_419
    operators = ask("--kpi", "complaints", "--by", "all", "--split", "branch")
    counts = {name: operators[name]["n"] for name in ("359017", "5711", "312363")}
    assert counts == {"359017": 17_807, "5711": 15_125, "312363": 13_573}
    (months,) = {
        row["n"] for row in ask("--kpi", "complaints", "--from", "2014-03-01", "--to", "2014-03-31").values()
    }
    assert months == 26_916


def test_a_scale_of_words(loaded: Loaded) -> None:
    found = loaded("nhs_fft_text_scale.csv")("--kpi", "csat")["csat"]
    assert (found["value"], found["n"]) == (near(91.04), 3863)


def test_recommendations(loaded: Loaded) -> None:
    found = loaded("nps_multiline_comments.csv", "--date", "2024-01-01")("--kpi", "nps")["nps"]
    assert (found["value"], found["n"]) == (near(60.32), 441)


def test_complaints_by_month(loaded: Loaded) -> None:
    ask = loaded("quejas_pamplona_2014_es.csv")
    assert ask("--by", "all")["complaints"]["n"] == 5378
    assert ask("--from", "2014-09-01", "--to", "2014-09-30")["complaints"]["n"] == 607
