"""The sample company in a store, by the way that every file goes."""

from __future__ import annotations

import shutil
from datetime import date
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest

from data.preparing.preparation import prepare
from data.samples import files, policies
from data.samples.loading import load_sample
from data.specs import Scale
from data.store import has_sample, is_empty, open_store, remove_sample, save_scale, uploads
from data.store import policies as saved_policies


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    store = open_store(tmp_path_factory.mktemp("sample") / "sample.duckdb")
    yield store, load_sample(store)
    store.close()


@pytest.mark.parametrize(
    "position, kind", [(0, "surveys"), (1, "complaints"), (2, "contacts"), (3, "retention")]
)
def test_every_file_is_ready_whole_and_of_its_kind(loaded, position: int, kind: str):
    _store, results = loaded
    preparation = results[position].preparation
    assert preparation.layout.kind == kind
    assert (preparation.status, preparation.rejected, preparation.problems) == ("ready", 0, ())
    assert len(preparation.frame) == preparation.rows
    assert list(preparation.mapping) == list(preparation.headers)
    personal = {column.key for column in preparation.layout.columns if column.personal}
    assert not personal & set(preparation.frame)


def test_all_rows_are_in_the_store_as_sample(loaded):
    store, results = loaded
    rows = {name: content.count(b"\n") - 1 for name, content in files().items()}
    assert [result.status for result in results] == ["loaded"] * len(rows)
    assert {upload.file: upload.loaded for upload in uploads(store)} == rows
    assert all(upload.is_sample and not upload.rejected for upload in uploads(store))
    days = {upload.file: upload.last_day for upload in uploads(store)}
    assert days.pop("sample-customers-2024-12.csv") == date(2024, 12, 31)
    assert days.pop("sample-customers-2025-06.csv") == date(2025, 6, 30)
    assert {*days.values()} == {date(2025, 12, 31)}
    assert store.rows("customers") == rows["sample-customers.csv"]


@pytest.mark.parametrize(
    "name, kind",
    [
        ("sample-surveys.csv", "surveys"),
        ("sample-complaints.csv", "complaints"),
        ("sample-contacts.csv", "contacts"),
        ("sample-customers.csv", "retention"),
        ("sample-operations.csv", "operations"),
    ],
)
def test_each_file_is_understood_without_any_choice(contents, name: str, kind: str):
    preparation = prepare(name, contents[name])
    assert (preparation.status, preparation.rejected, preparation.conversions) == ("ready", 0, ())
    assert preparation.layout is not None
    assert preparation.layout.kind == kind


def _mean_positions(results) -> dict[str, float]:
    return results[0].preparation.frame[["csat", "ces"]].mean().to_dict()


def test_scores_mean_the_same_in_a_company_with_other_scales(loaded, contents, tmp_path):
    _store, results = loaded
    answers = pd.read_csv(BytesIO(contents["sample-surveys.csv"]))
    by_hand = {"csat": (answers["CSAT"].mean() - 1) / 4, "ces": answers["CES"].mean() / 5}
    store = open_store(tmp_path / "sample.duckdb")
    save_scale(store, "csat", Scale(1, 10))
    save_scale(store, "ces", Scale(1, 7, low_is_good=True))
    assert _mean_positions(results) == pytest.approx(by_hand)
    assert _mean_positions(load_sample(store)) == pytest.approx(by_hand)
    store.close()


def test_policies_are_saved_as_sample(loaded):
    store, _results = loaded
    saved = saved_policies(store)
    assert [(policy.name, policy.rollouts, policy.is_sample) for policy in saved] == [
        (policy.name, policy.rollouts, True) for policy in policies()
    ]


def test_loading_again_adds_nothing_and_removing_leaves_nothing(sample_file, tmp_path):
    store = open_store(Path(shutil.copy(sample_file, tmp_path)))
    assert {result.status for result in load_sample(store)} == {"duplicate"}
    assert len(saved_policies(store)) == len(policies())
    assert remove_sample(store) == len(files())
    assert is_empty(store)
    assert not has_sample(store)
    store.close()
