"""What is known to be right of the real files, and how each of it is found in what they're read as.

A file has one entry a known answer: how it is worked out of the file once it is read, or, as a text, why it
can't be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from data.preparing.preparation import prepare
from data.records import Choices, Preparation
from data.specs import Scale

DAY = date(2024, 1, 1)
DAYS = (date(2023, 1, 1), date(2023, 12, 31))
HUNDRED = 100
WORDS = "a hint in words"
UNDATED = "the file has no dates: it is refused"
NO_FIGURE = "no column of a kind of data holds it"

Mapping_ = Mapping[str, str | None]


class Real:
    """A real file, read by choices; the same choices read it once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._content = path.read_bytes()
        self._read = cache(self._prepared)

    def _prepared(
        self, mapping: frozenset[tuple[str, str | None]], scale: Scale | None, year: int | None
    ) -> Preparation:
        scales = {} if scale is None else {"csat": scale}
        choices = Choices(
            mapping=dict(mapping), date=DAY, snapshot_date=DAY, days=DAYS, scales=scales, year=year
        )
        return prepare(self._path.name, self._content, choices)

    def read(
        self, mapping: Mapping_ | None = None, scale: Scale | None = None, year: int | None = None
    ) -> Preparation:
        """What is known of the file when its headers mean what the mapping says."""
        return self._read(frozenset((mapping or {}).items()), scale, year)

    def frame(
        self, mapping: Mapping_ | None = None, scale: Scale | None = None, year: int | None = None
    ) -> pd.DataFrame:
        """The rows of the file."""
        found = self.read(mapping, scale, year)
        assert found.frame is not None, found.message
        return found.frame

    def score(self, header: str, scale: Scale, **mapping: str | None) -> pd.Series:
        """The answers under a header that is taken for satisfaction, on their own scale."""
        scores = self.frame({**mapping, header: "csat"}, scale)["csat"].dropna()
        return scores * scale.span + scale.low

    def words(self, header: str, **mapping: str | None) -> pd.Series:
        """The texts under a header that is kept as a dimension of its own."""
        key = f"own:{header.strip()}"
        return self.frame({**mapping, header: key})[key].astype(str)


Answer = Callable[[Real], Any]


def rows(real: Real) -> int:
    return real.read().rows


def month(moments: pd.Series) -> dict[str, int]:
    return counts(moments.dt.strftime("%Y-%m"))


def counts(values: pd.Series) -> dict[str, int]:
    return {str(value): int(count) for value, count in values.value_counts().items() if count}


def percent(values: pd.Series) -> float:
    return HUNDRED * float(values.astype(float).mean())


def hours(frame: pd.DataFrame, until: str, since: str = "received_at") -> pd.Series:
    return (frame[until] - frame[since]).dt.total_seconds() / 3600


def net_promoters(scores: pd.Series) -> float:
    return HUNDRED * float((scores >= 9).mean() - (scores <= 6).mean())


def by_month(column: str) -> Answer:
    return lambda real: month(real.frame()[column])


def count_of(column: str, mapping: Mapping_ | None = None) -> Answer:
    return lambda real: counts(real.frame(mapping)[column])


FIVE, ZERO_TO_FIVE, TEN, BOTH = Scale(1, 5), Scale(0, 5), Scale(1, 10), Scale(-2, 2)
SATISFIED = {"Satisfaction": "csat", "Class": "segment", "Customer Type": None}
NO_SATISFACTION: dict[str, str | None] = {"Satisfaction": None}
STARS = {"csat_score": None, "Satisfaction rating": "csat"}
ASKED = {name: {name: "csat"} for name in ("PYT_1", "PYT_2", "PYT_3")}
FAMILY, HEALTH, GRADES = (
    "Jak oceniasz swoje relacje z rodziną",
    "Jak oceniasz swoje zdrowie?",
    "Średnia ocen (rok)",
)
LIKED = {FAMILY: "csat"}
COUNTED = {"Count": "complaints", "Código": "branch"}
YES = {"(B)": "csat"}


def asked(real: Real, of: Callable[[pd.Series], float]) -> dict[str, float]:
    """Something of each of three questions, on a scale from -2 to 2."""
    return {name: of(real.score(name, BOTH)) for name in ASKED}


def churned(real: Real) -> float:
    return percent(real.frame()["left_at"].notna())


def churned_by(header: str) -> Answer:
    def found(real: Real) -> dict[str, float]:
        frame = real.frame({header: "segment"})
        return by_group(frame["segment"], frame["left_at"].notna())

    return found


def by_group(groups: pd.Series, values: pd.Series) -> dict[str, float]:
    """The percentage of each group."""
    return {str(group): percent(values[groups == group]) for group in groups.dropna().unique()}


def complained(real: Real, *, value: bool) -> float:
    frame = real.frame()
    return percent(frame.loc[frame["complained"] == value, "left_at"].notna())


def wide(real: Real) -> pd.DataFrame:
    return real.frame(COUNTED, year=2014)


MONTHS_PT = ("janeiro", "fevereiro", "março", "abril", "maio", "junho")

CHECKS: dict[str, dict[str, Answer | str]] = {
    "airline_satisfaction_sample.csv": {
        "rows": rows,
        "satisfied": lambda real: int(real.frame(SATISFIED)["csat"].sum()),
        "satisfied_pct": lambda real: percent(real.frame(SATISFIED)["csat"]),
        "online_boarding_mean": lambda real: real.score(
            "Online Boarding", ZERO_TO_FIVE, **NO_SATISFACTION
        ).mean(),
        "wifi_mean_raw": lambda real: real.score(
            "In-flight Wifi Service", ZERO_TO_FIVE, **NO_SATISFACTION
        ).mean(),
        "wifi_mean_zero_as_na": lambda real: real.score(
            "In-flight Wifi Service", FIVE, **NO_SATISFACTION
        ).mean(),
        "satisfied_pct_by_class": lambda real: by_group(
            real.frame(SATISFIED)["segment"], real.frame(SATISFIED)["csat"]
        ),
        "trap": WORDS,
    },
    "ankieta_cp1250_semicolon_pl.csv": {
        "rows": rows,
        "columns": lambda real: list(real.read().headers),
        "pyt_mean": lambda real: asked(real, lambda scores: float(scores.mean())),
        "pct_positive": lambda real: asked(real, lambda scores: percent(scores > 0)),
        "dept": lambda real: counts(real.frame(ASKED["PYT_1"])["team"]),
        "managers": lambda real: counts(real.words("CZY_KIER", PYT_1="csat"))["Tak"],
        "mean_age": lambda real: real.words("WIEK", PYT_1="csat").astype(float).mean(),
        "gender": lambda real: counts(real.words("PŁEĆ", PYT_1="csat")),
    },
    "billa_yes_no_cp1250_sk.txt": {
        "rows": rows,
        "yes_ano": lambda real: int(real.frame(YES)["csat"].sum()),
        "no_nie": lambda real: int((1 - real.frame(YES)["csat"]).sum()),
        "satisfied_pct": lambda real: percent(real.frame(YES)["csat"]),
        "hours": lambda real: counts(real.words("(A)", **YES).str[:2]),
        "trap": WORDS,
    },
    "call_center_daily_percent_semicolon.csv": {
        "rows": rows,
        **dict.fromkeys(
            (
                "incoming", "answered", "abandoned", "answer_rate_weighted_pct",
                "answer_rate_unweighted_mean_pct", "service_level_unweighted_mean_pct", "answer_speed_mean_s",
                "talk_mean_s", "waiting_mean_s",
            ),
            UNDATED,
        ),
        "note": WORDS,
    },
    "call_center_two_scales.csv": {
        "rows": rows,
        "csat_score_zero_means_missing": lambda real: real.read().conversions[0].missing,
        "csat_n": lambda real: real.frame()["csat"].count(),
        "csat_mean_1_10": lambda real: TEN.answer(real.frame()["csat"].mean()),
        "wrong_csat_mean_with_zeros": "what must not come out",
        "satisfaction_n": lambda real: real.frame(STARS)["csat"].count(),
        "satisfaction_mean_1_5": lambda real: FIVE.answer(real.frame(STARS)["csat"].mean()),
        "wrong_satisfaction_mean_with_zeros": "what must not come out",
        "pct_answered": lambda real: percent(real.frame()["answered"]),
        "pct_resolved": lambda real: percent(real.frame()["resolved_first"]),
        "mean_speed_of_answer_s_answered": lambda real: real.frame()
        .query("answered")["wait_seconds"]
        .mean(),
        "wrong_mean_speed_with_zeros": "what must not come out",
        "calls_by_month": by_month("started_at"),
        "time_column": WORDS,
    },
    "callcentre_title_row_data_first.xlsx": {
        "rows": rows,
        # The file has no unit, so the numbers are kept as they are.
        "mean_duration_min": lambda real: real.frame()["handle_seconds"].mean(),
        "total_duration": lambda real: int(real.frame()["handle_seconds"].sum()),
        "purchase_total": NO_FIGURE,
        "satisfaction_mean": lambda real: real.score("Satisfaction Rating", ZERO_TO_FIVE).mean(),
        "csat_pct_ge4": lambda real: percent(real.score("Satisfaction Rating", ZERO_TO_FIVE) >= 4 - 1e-9),
        "csat_pct_rounded_ge4": "answers aren't rounded before they count",
        "calls_by_month": by_month("started_at"),
        "customers": lambda real: real.words("Customer ID").nunique(),
        "top_reps": lambda real: counts(real.frame()["employee"]),
        "side_table_rows": "of another table beside the data, which isn't read",
    },
    "cfpb_complaints_sample.csv": {
        "rows": rows,
        "by_month": by_month("received_at"),
        "top_products": count_of("product"),
        "timely_pct": lambda real: percent(real.words("timely_response").str.casefold() == "true"),
        "disputed_pct": lambda real: percent(
            real.words("consumer_disputed").str.casefold().isin(["true", "yes"])
        ),
        "mean_days_to_send": lambda real: hours(
            real.frame({"date_sent_to_company": "first_response_at"}), "first_response_at"
        ).mean()
        / 24,
        "submitted_via": count_of("channel"),
        "in_progress": lambda real: counts(real.words("company_response_to_consumer"))["In progress"],
        "zip_note": WORDS,
        "literal_NA_in": WORDS,
    },
    "complaints_wide_months_pt.csv": {
        "rows": lambda real: wide(real)["branch"].nunique(),
        "complaints_total": lambda real: int(wide(real)["value"].sum()),
        "by_month": lambda real: {
            name: int(wide(real).loc[wide(real)["starts_on"].dt.month == at, "value"].sum())
            for at, name in enumerate(MONTHS_PT, 1)
        },
        "top_operators": lambda real: wide(real).groupby("branch", observed=True)["value"].sum().to_dict(),
        "trap": WORDS,
    },
    "ecommerce_churn.xlsx": {
        "rows": rows,
        "churned": lambda real: real.frame()["left_at"].count(),
        "churn_rate_pct": churned,
        "satisfaction_mean_1_5": "a list of customers holds no scores",
        "complained_pct": lambda real: percent(real.frame()["complained"]),
        "churn_rate_complained_pct": lambda real: complained(real, value=True),
        "churn_rate_not_complained_pct": lambda real: complained(real, value=False),
        "tenure_mean": lambda real: real.frame()["tenure_months"].mean(),
        "tenure_missing": lambda real: real.frame()["tenure_months"].isna().sum(),
        "category_synonyms": WORDS,
    },
    "enps_small_pt.xlsx": {
        "rows": rows,
        "n": lambda real: real.frame()["nps"].count(),
        "promoters": lambda real: int((real.frame()["nps"] >= 9).sum()),
        "passives": lambda real: int(real.frame()["nps"].between(7, 8).sum()),
        "detractors": lambda real: int((real.frame()["nps"] <= 6).sum()),
        "nps": lambda real: net_promoters(real.frame()["nps"]),
        "by_group": lambda real: real.frame()
        .groupby("segment", observed=True)["nps"]
        .apply(net_promoters)
        .to_dict(),
        "by_month": by_month("answered_at"),
        "duplicate_ids": lambda real: len(real.read().problems),
        "trap": WORDS,
    },
    "gforms_survey_pl.csv": {
        "rows": rows,
        "by_day_first_last": lambda real: [
            str(real.frame(LIKED)["answered_at"].min()),
            str(real.frame(LIKED)["answered_at"].max()),
        ],
        "by_month": lambda real: month(real.frame(LIKED)["answered_at"]),
        "gender": lambda real: counts(real.words("Płeć", **LIKED)),
        "family_relations_mean_1_5": lambda real: real.score(FAMILY, FIVE).mean(),
        "health_mean_1_5": lambda real: real.score(HEALTH, FIVE, **{FAMILY: None}).mean(),
        "grade_year_numeric_n": lambda real: real.score(
            GRADES, Scale(0, 100), **{FAMILY: None}
        ).count(),
        "grade_year_mean_plausible_2_5": lambda real: real.score(
            GRADES, Scale(2, 5), **{FAMILY: None}
        ).mean(),
        "grade_year_plausible_n": lambda real: real.score(GRADES, Scale(2, 5), **{FAMILY: None}).count(),
        "trap": WORDS,
    },
    "nhs_fft_text_scale.csv": {
        "rows": rows,
        "counts": lambda real: counts(real.frame()["csat"].map(LIKELIHOODS))
        | {"Don't know": real.read().conversions[0].missing},
        "positive_pct_of_all": "answers that say nothing aren't counted",
        "negative_pct_of_all": "answers that say nothing aren't counted",
        "positive_pct_without_dont_know": lambda real: percent(real.frame()["csat"] >= 0.75),
        "by_month": "of all rows, those without an answer among them",
        "by_site": "of all rows, those without an answer among them",
        "exact_duplicate_rows": "rows without a number of their own are all kept",
        "trap": WORDS,
    },
    "nps_multiline_comments.csv": {
        "rows": rows,
        "physical_lines": WORDS,
        "n": lambda real: real.frame()["nps"].count(),
        "promoters": lambda real: int((real.frame()["nps"] >= 9).sum()),
        "passives": lambda real: int(real.frame()["nps"].between(7, 8).sum()),
        "detractors": lambda real: int((real.frame()["nps"] <= 6).sum()),
        "nps": lambda real: net_promoters(real.frame()["nps"]),
        "distinct_users": lambda real: real.frame()["customer_id"].nunique(),
        "trap": WORDS,
    },
    "nyc311_sample.csv": {
        "rows": rows,
        "columns": lambda real: len(real.read().headers),
        "by_month": by_month("received_at"),
        "first": lambda real: str(real.frame()["received_at"].min()),
        "last": lambda real: str(real.frame()["received_at"].max()),
        "closed_n": lambda real: real.frame()["resolved_at"].count(),
        "status": count_of("status"),
        "top_types": count_of("nature"),
        "top_boroughs": count_of("branch"),
        "resolution_h_mean_all": lambda real: hours(real.frame(), "resolved_at").mean(),
        "resolution_h_mean_nonneg": lambda real: hours(real.frame(), "resolved_at").mean(),
        "resolution_h_median": lambda real: hours(real.frame(), "resolved_at").median(),
        "negative_resolution_rows": lambda real: sum(
            "before" in problem.reason for problem in real.read().problems
        ),
    },
    "pivot_cp1254_semicolon_tr.csv": {
        "rows_without_total": lambda real: real.read().rows - 1,
        "total_row": WORDS,
        **dict.fromkeys(("sum_without_total", "top3"), UNDATED),
        "header": lambda real: ";".join(real.read().headers),
        "trap": WORDS,
    },
    "pwc_call_center.xlsx": {
        "rows": rows,
        "calls_answered": lambda real: int(real.frame()["answered"].sum()),
        "pct_answered": lambda real: percent(real.frame()["answered"]),
        "abandonment_rate_pct": lambda real: HUNDRED - percent(real.frame()["answered"]),
        "resolved": lambda real: int(real.frame()["resolved_first"].sum()),
        "pct_resolved_of_all": lambda real: percent(real.frame()["resolved_first"]),
        "pct_resolved_of_answered": lambda real: percent(real.frame().query("answered")["resolved_first"]),
        "mean_speed_of_answer_s": lambda real: real.frame().query("answered")["wait_seconds"].mean(),
        "mean_talk_duration_s": lambda real: real.frame()["handle_seconds"].mean(),
        "satisfaction_n": lambda real: real.frame()["csat"].count(),
        "satisfaction_mean_1_5": lambda real: FIVE.answer(real.frame()["csat"].mean()),
        "csat_pct_4_5": lambda real: percent(real.frame()["csat"].dropna() >= 0.75),
        "calls_by_month": by_month("started_at"),
        "top_topics": lambda real: counts(real.words("Topic")),
    },
    "quejas_pamplona_2014_es.csv": {
        "rows": rows,
        "by_month": by_month("received_at"),
        "top_topics": count_of("nature"),
        "top_subtopics": lambda real: counts(real.words("subtema")),
        "top_districts": count_of("branch", {"Barrio": "branch"}),
        "urgent": lambda real: counts(real.words("Urgencia"))["SI"],
        "web_share_pct": "the file tells channels by codes",
        "trap": WORDS,
        "wrong_if_day_first_unparsed": "what must not come out",
    },
    "reklamacje_pl.csv": {"rows": rows, "by_reason": count_of("nature"), "note": WORDS},
    "service_requests_mixed_units_ru.xlsx": {
        "rows": rows,
        "status": count_of("status"),
        "with_time": lambda real: hours(real.frame(), "resolved_at").count(),
        "resolution_mean_min": lambda real: 60 * hours(real.frame(), "resolved_at").mean(),
        "resolution_mean_h": lambda real: hours(real.frame(), "resolved_at").mean(),
        "resolution_median_min": lambda real: 60 * hours(real.frame(), "resolved_at").median(),
        "wrong_mean_if_units_ignored": "what must not come out",
        "units": WORDS,
        "by_month": by_month("received_at"),
        "priority": lambda real: counts(real.words("Приоритет")),
        "top_faults": count_of("nature"),
        "trap": WORDS,
    },
    "support_tickets_csat_hours.csv": {
        "rows": rows,
        "status": count_of("status"),
        "closed_or_resolved": lambda real: int((~real.frame()["is_open"]).sum()),
        "open_backlog": lambda real: int(real.frame()["is_open"].sum()),
        "frt_mean_h": lambda real: hours(real.frame(), "first_response_at").mean(),
        "frt_median_h": lambda real: hours(real.frame(), "first_response_at").median(),
        "resolution_mean_h_all_rows": "tickets that are still open have no time to resolve",
        "resolution_mean_h_closed_resolved_only": lambda real: hours(real.frame(), "resolved_at").mean(),
        "csat_n": lambda real: real.frame()["csat"].count(),
        "csat_mean": lambda real: FIVE.answer(real.frame()["csat"].mean()),
        "csat_pct_4_5": lambda real: percent(real.frame()["csat"].dropna() >= 0.75),
        "by_month": by_month("received_at"),
        "trap": WORDS,
    },
    "survey_semicolon_bom_ru.csv": {
        "rows": rows,
        "columns": lambda real: len(real.read().headers),
        "gender": lambda real: counts(real.words("Sex", Level="csat")),
        "top_age": lambda real: counts(real.words("Age", Level="csat")),
        "attitude_to_ai": lambda real: counts(real.words("AI", Level="csat")),
        "social1_mean": lambda real: real.score("Social1", FIVE).mean(),
        "level_mean": lambda real: real.score("Level", FIVE).mean(),
        "first_column": WORDS,
    },
    "telco_churn_cltv.xlsx": {
        "rows": rows,
        "churned": lambda real: real.frame()["left_at"].count(),
        "churn_rate_pct": churned,
        **dict.fromkeys(("cltv_mean", "cltv_mean_churned", "cltv_mean_retained"), NO_FIGURE),
        "mean_tenure_months": lambda real: real.frame()["tenure_months"].mean(),
        "total_charges_blank": NO_FIGURE,
        "top_churn_reasons": lambda real: counts(real.words("Churn Reason")),
        "top_cities": count_of("branch", {"City": "branch", "State": None, "Country": None}),
    },
    "telco_churn_ibm.csv": {
        "rows": rows,
        "churned": lambda real: real.frame()["left_at"].count(),
        "churn_rate_pct": churned,
        "retention_rate_pct": lambda real: HUNDRED - churned(real),
        "mean_tenure_months": lambda real: real.frame()["tenure_months"].mean(),
        "mean_monthly_charges": lambda real: real.frame()["mean_purchase"].mean(),
        **dict.fromkeys(("total_charges_blank", "total_charges_sum", "total_charges_mean"), NO_FIGURE),
        "churn_rate_by_contract_pct": churned_by("Contract"),
    },
}  # fmt: skip

LIKELIHOODS = {
    1.0: "Extremely likely",
    0.75: "Likely",
    0.5: "Neither likely nor unlikely",
    0.25: "Unlikely",
    0.0: "Extremely unlikely",
}
