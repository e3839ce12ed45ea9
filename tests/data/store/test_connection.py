from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path

import duckdb
import narwhals.stable.v2 as nw
import pytest

from data.store import Store, StoreUnavailable, default_path, load, open_store, save_setting, setting
from tests.data.store.preparations import START, complaints, prepared, surveys

ROOT = Path(__file__).resolve().parents[3]


def python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, cwd=ROOT, timeout=60
    )


def test_the_path_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("POLICYPULSE_DB", str(tmp_path / "folder" / "own.duckdb"))
    store = open_store()
    assert store.path == (tmp_path / "folder" / "own.duckdb").resolve()
    assert store.path.exists()
    store.close()
    monkeypatch.delenv("POLICYPULSE_DB")
    assert default_path().name == "policypulse.duckdb"


def test_one_store_a_path(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        opened = set(threads.map(lambda _: open_store(tmp_path / "a.duckdb"), range(16)))
    other = open_store(tmp_path / "b.duckdb")
    assert len(opened) == 1
    assert other not in opened
    for store in (*opened, other):
        store.close()
    assert open_store(tmp_path / "a.duckdb") not in opened
    open_store(tmp_path / "a.duckdb").close()


@pytest.mark.parametrize(
    "statement",
    [
        "SET autoload_known_extensions = true",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "ATTACH '/etc/other.duckdb'",
        "SELECT * FROM read_text('/etc/hostname')",
    ],
)
def test_nothing_outside_can_be_reached(store: Store, statement: str) -> None:
    with pytest.raises((duckdb.Error, StoreUnavailable)), store.cursor() as cursor:
        cursor.execute(statement).fetchall()


@pytest.mark.parametrize(
    "setting, value",
    [
        ("TimeZone", "UTC"),
        ("autoinstall_known_extensions", False),
        ("allow_community_extensions", False),
        ("allow_persistent_secrets", False),
        ("enable_external_access", False),
        ("lock_configuration", True),
    ],
)
def test_settings_hold_in_every_cursor(store: Store, setting: str, value: object) -> None:
    with store.cursor() as cursor:
        assert cursor.execute(f"SELECT current_setting('{setting}')").fetchone() == (value,)


def test_a_store_held_by_another_process_says_by_which(store: Store) -> None:
    code = (
        "import sys; from pathlib import Path; from data.store import open_store, StoreUnavailable\n"
        "try: open_store(Path(sys.argv[1]))\n"
        "except StoreUnavailable as error: print(error)"
    )
    told = python(code, str(store.path)).stdout
    assert "in use by another program" in told
    assert f"process {os.getpid()}" in told
    assert "Close PolicyPulse there" in told


@pytest.mark.parametrize("damage", ["words instead", "cut short"])
def test_a_damaged_store_says_so_and_is_left_as_it_is(store: Store, damage: str) -> None:
    load(store, complaints("1"))
    store.close()
    whole = store.path.read_bytes()
    store.path.write_bytes(b"words instead" * 1000 if damage == "words instead" else whole[:5000])
    before = store.path.read_bytes()
    with pytest.raises(StoreUnavailable, match=r"damaged.*latest backup"):
        open_store(store.path)
    assert store.path.read_bytes() == before


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreUnavailable, match="can't be opened"):
        open_store(tmp_path / "file" / "store.duckdb")


def test_a_full_disk_loses_nothing_and_the_store_goes_on(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="file sizes can be limited on Unix only")
    code = """
import resource, signal, sys
from pathlib import Path
from data.store import StoreUnavailable, load, open_store
from tests.data.store.preparations import surveys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = open_store(Path(sys.argv[1]))
load(store, surveys([0.5, 1.0]))
unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
resource.setrlimit(resource.RLIMIT_FSIZE, (store.path.stat().st_size + 100_000, resource.RLIM_INFINITY))
def fill():
    with store.write() as cursor:
        cursor.execute("INSERT INTO settings SELECT uuid()::VARCHAR, uuid()::VARCHAR FROM range(200000)")
def checkpoint():
    with store.cursor() as cursor:
        cursor.execute("CHECKPOINT")
for step in (fill, checkpoint):
    try:
        step()
    except StoreUnavailable as error:
        print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
print("rows", store.rows("answers"), load(store, surveys([0.25])).status, store.rows("answers"))
"""
    done = python(code, str(tmp_path / "full.duckdb"))
    filled, checkpointed, after = done.stdout.splitlines()
    assert "Nothing of this step was kept. Make room and try again" in filled
    assert "was opened anew. Make room, see whether this step was kept" in checkpointed
    assert after == "rows 2 loaded 3", done.stderr


def test_a_failed_write_is_taken_back_and_the_version_stays(store: Store) -> None:
    save_setting(store, "kept", 1)
    version = store.version
    with pytest.raises(duckdb.ConversionException), store.write() as cursor:
        cursor.execute("INSERT INTO settings VALUES ('lost', '1'); SELECT 'abc'::INTEGER")
    assert (setting(store, "kept"), setting(store, "lost")) == (1, None)
    assert store.version == version
    save_setting(store, "kept", 2)
    assert store.version > version
    assert store.data_version == store.version


def test_frames_outlive_the_call_and_work_in_threads(store: Store) -> None:
    load(store, surveys([0.0, 0.5, 1.0], channel="phone"))
    load(store, surveys([1.0], channel="chat"))

    def mean_by_channel(_: int) -> list[tuple[str, float]]:
        frame = store.frame("answers").filter(nw.col("csat") >= 0)
        found = frame.group_by("channel").agg(nw.col("csat").mean().alias("mean")).sort("channel").collect()
        return list(zip(found["channel"].to_list(), found["mean"].to_list(), strict=True))

    with ThreadPoolExecutor(8) as threads:
        results = list(threads.map(mean_by_channel, range(64)))
    assert results == [[("chat", 1.0), ("phone", 0.5)]] * 64


def test_a_frame_sees_what_is_loaded_after_it_was_made(store: Store) -> None:
    frame = store.frame("answers")
    load(store, surveys([0.5]))
    assert len(frame.collect()) == 1


def test_spans_members_and_rows(store: Store) -> None:
    assert store.spans() == {}
    assert store.span("answers") is None
    load(store, surveys([0.5, 1.0], channel="phone"))
    load(store, complaints("1", "2", csat=0.5, channel="Chat"))
    load(store, prepared("contacts.log", [{"started_at": datetime(2024, 5, 1, 8), "channel": None}]))
    load(
        store,
        prepared(
            "retention.customers",
            [
                {
                    "customer_id": "1",
                    "joined_at": datetime(2020, 1, 1),
                    "observed_until": datetime(2025, 6, 30),
                },
                {
                    "customer_id": "2",
                    "joined_at": datetime(2021, 1, 1),
                    "observed_until": datetime(2025, 5, 31),
                },
            ],
        ),
    )
    load(
        store,
        prepared(
            "operations.totals",
            [
                {"starts_on": date(2024, 2, 1), "months": 1.0, "part": "sold", "value": 5.0},
                {"starts_on": date(2024, 10, 1), "months": 3.0, "part": "sold", "value": 5.0},
            ],
        ),
    )
    assert store.spans() == {
        "answers": (START, datetime(2025, 1, 2, 9)),
        "surveys": (START, datetime(2025, 1, 1, 10)),
        "complaints": (START, datetime(2025, 1, 2, 9)),
        "contacts": (datetime(2024, 5, 1, 8), datetime(2024, 5, 1, 8)),
        "customers": (datetime(2020, 1, 1), datetime(2025, 6, 30)),
        "periods": (datetime(2024, 2, 1), datetime(2024, 12, 31)),
        "operations": (datetime(2024, 2, 1), datetime(2024, 12, 31)),
    }
    assert store.span("customers") == (datetime(2020, 1, 1), datetime(2025, 6, 30))
    assert store.members("channel") == ["Chat", "phone"]
    assert store.members("team") == []
    assert [store.rows(view) for view in ("answers", "complaints", "contacts", "customers", "periods")] == [
        4,
        2,
        1,
        2,
        2,
    ]


@pytest.mark.parametrize(
    "months, last",
    [
        (1.0, date(2024, 2, 29)),
        (3.0, date(2024, 4, 30)),
        (12.0, date(2025, 1, 31)),
        (7 / 30.4375, date(2024, 2, 7)),
        (1 / 30.4375, date(2024, 2, 1)),
    ],
)
def test_the_last_day_of_a_period(store: Store, months: float, last: date) -> None:
    load(
        store,
        prepared(
            "operations.totals",
            [{"starts_on": date(2024, 2, 1), "months": months, "part": "sold", "value": 5.0}],
        ),
    )
    span = store.span("periods")
    assert span is not None
    assert span[1].date() == last


def test_unknown_views_and_dimensions_are_refused(store: Store) -> None:
    with pytest.raises(KeyError):
        store.frame("people")
    with pytest.raises(KeyError):
        store.rows("uploads; DROP TABLE uploads")
    with pytest.raises(KeyError):
        store.members("customer_id")
