"""Real files of other people, with the right answers that are known of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.preparing.preparation import prepare
from data.records import Choices, Preparation
from data.specs import Scale
from tests.data.real_answers import CHECKS, Real

DAY = Choices(
    date=date(2024, 1, 1), snapshot_date=date(2024, 1, 1), days=(date(2023, 1, 1), date(2023, 12, 31))
)


@pytest.fixture(scope="module")
def answers(shared: Path) -> dict[str, dict[str, Any]]:
    manifest = json.loads((shared / "real" / "manifest.json").read_text(encoding="utf-8"))
    return {entry["file"]: entry["answers"] for entry in manifest}


def prepared(shared: Path, name: str, choices: Choices = DAY) -> Preparation:
    return prepare(name, (shared / "real" / name).read_bytes(), choices)


def frame_of(preparation: Preparation) -> pd.DataFrame:
    assert preparation.frame is not None, preparation.message
    return preparation.frame


def hours(frame: pd.DataFrame, until: str, since: str = "received_at") -> pd.Series:
    return (frame[until] - frame[since]).dt.total_seconds() / 3600


def by_month(moments: pd.Series) -> dict[str, int]:
    return moments.dt.strftime("%Y-%m").value_counts().to_dict()


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("call_center_two_scales.csv", "contacts.log"),
        ("callcentre_title_row_data_first.xlsx", "contacts.log"),
        ("cfpb_complaints_sample.csv", "complaints.log"),
        ("ecommerce_churn.xlsx", "retention.snapshot"),
        ("enps_small_pt.xlsx", "surveys.log"),
        ("nhs_fft_text_scale.csv", "surveys.log"),
        ("nps_multiline_comments.csv", "surveys.log"),
        ("nyc311_sample.csv", "complaints.log"),
        ("pwc_call_center.xlsx", "contacts.log"),
        ("quejas_pamplona_2014_es.csv", "complaints.log"),
        ("reklamacje_pl.csv", "complaints.log"),
        ("service_requests_mixed_units_ru.xlsx", "complaints.log"),
        ("support_tickets_csat_hours.csv", "complaints.log"),
        ("telco_churn_cltv.xlsx", "retention.snapshot"),
        ("telco_churn_ibm.csv", "retention.snapshot"),
    ],
)
def test_kinds_and_rows(shared: Path, answers: dict[str, dict[str, Any]], name: str, layout: str) -> None:
    preparation = prepared(shared, name)
    assert preparation.layout is not None
    assert preparation.layout.key == layout
    assert preparation.rows == answers[name]["rows"]
    assert len(frame_of(preparation)) + preparation.rejected == preparation.rows


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ankieta_cp1250_semicolon_pl.csv", "one of: Satisfaction score"),
        ("billa_yes_no_cp1250_sk.txt", "The names of the columns are missing"),
        ("call_center_daily_percent_semicolon.csv", "Calls, chats and e-mails, but Period is missing"),
        ("pivot_cp1254_semicolon_tr.csv", "missing Period"),
        ("survey_semicolon_bom_ru.csv", "one of: Satisfaction score"),
    ],
)
def test_what_is_not_understood_is_refused_with_what_is_missing(shared: Path, name: str, told: str) -> None:
    preparation = prepared(shared, name)
    assert (preparation.status, preparation.frame) == ("refused", None)
    assert told in preparation.message


@pytest.mark.parametrize(
    ("name", "header", "columns"),
    [
        ("airline_satisfaction_sample.csv", "Satisfaction", ("csat",)),
        ("gforms_survey_pl.csv", "Jak oceniasz swoje relacje z rodziną", ("csat",)),
    ],
)
def test_scores_that_may_be_of_anything_are_asked(
    shared: Path, name: str, header: str, columns: tuple[str, ...]
) -> None:
    asking = prepared(shared, name)
    assert asking.frame is None
    assert asking.question is not None
    assert (asking.question.about, asking.question.header) == ("column", header)
    assert asking.question.columns == columns
    assert prepared(shared, name, replace(DAY, mapping={header: "csat"})).status == "ready"


def test_scores_that_are_nothing_of_the_kind_leave_nothing(shared: Path) -> None:
    denied = dict.fromkeys(("Jak oceniasz swoje relacje z rodziną", "Jak oceniasz swoje zdrowie?"))
    refused = prepared(shared, "gforms_survey_pl.csv", replace(DAY, mapping=denied))
    assert (refused.status, refused.frame) == ("refused", None)
    assert "one of: Satisfaction score" in refused.message


@pytest.fixture(scope="module")
def real(shared: Path) -> Callable[[str], Real]:
    return cache(lambda name: Real(shared / "real" / name))


@pytest.mark.parametrize("name", list(CHECKS))
def test_everything_that_is_known_of_a_file(
    real: Callable[[str], Real], answers: dict[str, dict[str, Any]], name: str
) -> None:
    assert set(CHECKS[name]) == set(answers[name])
    for key, check in CHECKS[name].items():
        if callable(check):
            assert_right(check(real(name)), answers[name][key], f"{name}, {key}")


def test_no_file_is_left_out(answers: dict[str, dict[str, Any]]) -> None:
    assert set(CHECKS) == set(answers)


def assert_right(found: Any, right: Any, where: str) -> None:
    """The numbers to the digits that are given of them; of the most frequent ones those that are given."""
    if isinstance(right, dict):
        for key, value in right.items():
            assert_right(found.get(key), value, f"{where}, {key}")
    elif isinstance(right, float):
        digits = len(str(right).partition(".")[2])
        assert found == pytest.approx(right, abs=0.51 * 10**-digits), where
    else:
        assert found == right, where


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("nps_multiline_comments.csv", "date"),
        ("telco_churn_ibm.csv", "snapshot_date"),
        ("telco_churn_cltv.xlsx", "snapshot_date"),
        ("ecommerce_churn.xlsx", "snapshot_date"),
    ],
)
def test_days_that_a_file_cannot_tell_are_asked(shared: Path, name: str, about: str) -> None:
    preparation = prepared(shared, name, Choices())
    assert preparation.question is not None
    assert preparation.question.about == about


@pytest.mark.parametrize("name", ["telco_churn_ibm.csv", "telco_churn_cltv.xlsx"])
def test_telco(shared: Path, answers: dict[str, dict[str, Any]], name: str) -> None:
    preparation = prepared(shared, name)
    frame = frame_of(preparation)
    assert (len(frame), preparation.rejected, preparation.problems) == (7043, 0, ())
    assert frame["left_at"].count() == answers[name]["churned"] == 1869
    assert frame["tenure_months"].mean() == pytest.approx(answers[name]["mean_tenure_months"], abs=1e-4)
    assert (frame["left_at"].isna() | (frame["left_at"] >= frame["joined_at"])).all()
    assert frame["mean_purchase"].mean() == pytest.approx(64.7617, abs=1e-4)


def test_ecommerce(shared: Path, answers: dict[str, dict[str, Any]]) -> None:
    preparation = prepared(shared, "ecommerce_churn.xlsx")
    frame, right = frame_of(preparation), answers["ecommerce_churn.xlsx"]
    assert frame["left_at"].count() == right["churned"]
    assert frame["joined_at"].isna().sum() == len(preparation.problems) == right["tenure_missing"]
    assert preparation.rejected == 0


def test_pwc(shared: Path, answers: dict[str, dict[str, Any]]) -> None:
    preparation = prepared(shared, "pwc_call_center.xlsx")
    frame, right = frame_of(preparation), answers["pwc_call_center.xlsx"]
    assert (preparation.sheet, preparation.header_row, preparation.problems) == ("Sheet1", 1, ())
    assert frame["answered"].sum() == right["calls_answered"]
    assert frame.loc[frame["answered"], "wait_seconds"].mean() == pytest.approx(67.521, abs=1e-3)
    assert frame["handle_seconds"].mean() == pytest.approx(right["mean_talk_duration_s"], abs=1e-3)
    assert frame["resolved_first"].sum() == right["resolved"]
    assert Scale(1, 5).answer(frame["csat"].mean()) == pytest.approx(3.4036, abs=1e-4)
    assert by_month(frame["started_at"]) == right["calls_by_month"]
    assert frame["started_at"].iloc[0] == pd.Timestamp("2021-01-01 09:12:58")


def test_two_scales(shared: Path, answers: dict[str, dict[str, Any]]) -> None:
    right = answers["call_center_two_scales.csv"]
    preparation = prepared(shared, "call_center_two_scales.csv")
    frame, (conversion,) = frame_of(preparation), preparation.conversions
    assert (conversion.header, conversion.scale, conversion.missing) == ("csat_score", Scale(1, 10), 3147)
    assert frame["csat"].count() == right["csat_n"]
    assert Scale(1, 10).answer(frame["csat"].mean()) == pytest.approx(right["csat_mean_1_10"], abs=1e-4)
    assert frame["started_at"].iloc[0] == pd.Timestamp("2020-10-29 09:12:58")
    assert frame["handle_seconds"].iloc[0] == 17 * 60


def test_the_other_of_two_scales(shared: Path, answers: dict[str, dict[str, Any]]) -> None:
    right = answers["call_center_two_scales.csv"]
    chosen = Choices(mapping={"csat_score": None, "Satisfaction rating": "csat"})
    preparation = prepared(shared, "call_center_two_scales.csv", chosen)
    frame, (conversion,) = frame_of(preparation), preparation.conversions
    assert (conversion.scale, conversion.missing) == (Scale(1, 5), 5000 - right["satisfaction_n"])
    assert Scale(1, 5).answer(frame["csat"].mean()) == pytest.approx(right["satisfaction_mean_1_5"], abs=1e-4)


def test_a_title_above_and_a_table_beside(shared: Path, answers: dict[str, dict[str, Any]]) -> None:
    right = answers["callcentre_title_row_data_first.xlsx"]
    preparation = prepared(shared, "callcentre_title_row_data_first.xlsx")
    frame = frame_of(preparation)
    assert (preparation.sheet, preparation.header_row, len(frame)) == ("Data", 3, 1000)
    assert "Gedner" not in preparation.headers
    assert "Gedner" in preparation.message
    assert frame["handle_seconds"].sum() == right["total_duration"]
    assert by_month(frame["started_at"]) == right["calls_by_month"]
    outside = {problem.row for problem in preparation.problems if "outside" in problem.reason}
    assert (
        frame["csat"].count() + len(outside) + sum(item.missing for item in preparation.conversions) == 1000
    )


def test_support_tickets(shared: Path, answers: dict[str, dict[str, Any]]) -> None:
    preparation = prepared(shared, "support_tickets_csat_hours.csv")
    frame, right = frame_of(preparation), answers["support_tickets_csat_hours.csv"]
    assert frame["is_open"].sum() == right["open_backlog"]
    assert hours(frame, "resolved_at").mean() == pytest.approx(52.8956, abs=1e-4)
    assert hours(frame, "first_response_at").mean() == pytest.approx(right["frt_mean_h"], abs=1e-4)
    assert frame["csat"].count() == right["csat_n"]
    assert Scale(1, 5).answer(frame["csat"].mean()) == pytest.approx(right["csat_mean"], abs=1e-4)
    assert by_month(frame["received_at"]) == right["by_month"]
    assert {(problem.reason, problem.left_out) for problem in preparation.problems} == {
        ("still open by its status, so its resolution time is not used", False)
    }


def test_nyc311(shared: Path, answers: dict[str, dict[str, Any]]) -> None:
    frame, right = frame_of(prepared(shared, "nyc311_sample.csv")), answers["nyc311_sample.csv"]
    assert frame["resolved_at"].count() == right["closed_n"]
    assert hours(frame, "resolved_at").mean() == pytest.approx(right["resolution_h_mean_all"], abs=1e-3)
    assert frame["nature"].value_counts().head(3).to_dict() == right["top_types"]
    assert frame["branch"].value_counts().head(3).to_dict() == right["top_boroughs"]
    assert frame["is_open"].sum() == 1000 - right["status"]["Closed"]


def test_enps(shared: Path, answers: dict[str, dict[str, Any]]) -> None:
    preparation = prepared(shared, "enps_small_pt.xlsx")
    frame, right = frame_of(preparation), answers["enps_small_pt.xlsx"]
    assert len(frame) == right["n"]
    promoters, detractors = (frame["nps"] >= 9).sum(), (frame["nps"] <= 6).sum()
    assert 100 * (promoters - detractors) / len(frame) == pytest.approx(right["nps"], abs=0.005)
    assert len(preparation.problems) == right["duplicate_ids"]
    assert preparation.mapping == {
        "Cod_resposta": "response_id",
        "Resposta": "nps",
        "Tipo Cargo": "segment",
        "Data Reposta": "answered_at",
    }


def test_service_requests(shared: Path, answers: dict[str, dict[str, Any]]) -> None:
    preparation = prepared(shared, "service_requests_mixed_units_ru.xlsx")
    frame, right = frame_of(preparation), answers["service_requests_mixed_units_ru.xlsx"]
    assert preparation.sheet == "Лист1"
    assert hours(frame, "resolved_at").count() == right["with_time"]
    assert hours(frame, "resolved_at").mean() == pytest.approx(right["resolution_mean_h"], abs=1e-3)
    assert frame["is_open"].sum() == 22
    assert by_month(frame["received_at"]) == right["by_month"]
    assert frame["nature"].value_counts().to_dict() == right["top_faults"]


def test_a_sheet_that_repeats_another_in_codes_is_not_put_under_it(shared: Path) -> None:
    preparation = prepared(shared, "service_requests_mixed_units_ru.xlsx")
    assert (preparation.sheet, preparation.rows) == ("Лист1", 50)
    assert len(preparation.sheets) > 1


def test_the_year_of_months_side_by_side_is_asked_and_then_what_they_count(shared: Path) -> None:
    name = "complaints_wide_months_pt.csv"
    asking = prepared(shared, name)
    assert asking.question is not None
    assert asking.question.about == "year"
    assert "(janeiro, fevereiro, março, abril, maio, junho)" in asking.message
    counting = prepared(shared, name, Choices(year=2014))
    assert counting.question is not None
    assert (counting.question.about, counting.question.columns) == ("column", ("complaints",))


def test_quejas(shared: Path, answers: dict[str, dict[str, Any]]) -> None:
    preparation = prepared(shared, "quejas_pamplona_2014_es.csv")
    frame, right = frame_of(preparation), answers["quejas_pamplona_2014_es.csv"]
    assert by_month(frame["received_at"]) == right["by_month"]
    assert frame["nature"].value_counts().head(3).to_dict() == right["top_topics"]


def test_cfpb(shared: Path, answers: dict[str, dict[str, Any]]) -> None:
    preparation = prepared(shared, "cfpb_complaints_sample.csv")
    frame, right = frame_of(preparation), answers["cfpb_complaints_sample.csv"]
    assert by_month(frame["received_at"]) == right["by_month"]
    assert frame["product"].value_counts().head(3).to_dict() == right["top_products"]
    assert "status" not in preparation.mapping.values()


def test_a_scale_of_words(shared: Path, answers: dict[str, dict[str, Any]]) -> None:
    preparation = prepared(shared, "nhs_fft_text_scale.csv")
    frame, counts = frame_of(preparation), answers["nhs_fft_text_scale.csv"]["counts"]
    assert frame["csat"].value_counts().to_dict() == {
        1.0: counts["Extremely likely"],
        0.75: counts["Likely"],
        0.5: counts["Neither likely nor unlikely"],
        0.25: counts["Unlikely"],
        0.0: counts["Extremely unlikely"],
    }
    assert preparation.conversions[0].missing == preparation.rejected == counts["Don't know"]


def test_line_breaks_in_cells(shared: Path, answers: dict[str, dict[str, Any]]) -> None:
    frame, right = (
        frame_of(prepared(shared, "nps_multiline_comments.csv")),
        answers["nps_multiline_comments.csv"],
    )
    promoters, detractors = (frame["nps"] >= 9).sum(), (frame["nps"] <= 6).sum()
    assert (promoters, detractors, len(frame)) == (right["promoters"], right["detractors"], right["n"])
    assert frame["customer_id"].nunique() == right["distinct_users"]
    assert frame["customer_id"].iloc[0] == "3074457347487777543"
    assert set(frame["answered_at"]) == {pd.Timestamp("2024-01-01")}
