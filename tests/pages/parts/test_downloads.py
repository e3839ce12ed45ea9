from __future__ import annotations

import re

from data.kinds import LAYOUTS
from data.store import Store
from tests.pages.dropping import dropped
from tests.pages.visiting import click, visit

BAD = "Date,CSAT\n2025-01-02,4\nx,5\n2025-03-04,2\n"


def downloads(at) -> dict[str, str]:
    """The labels of the buttons that give a file, by their keys."""
    found = {
        re.sub(r"^\$\$ID-[0-9a-f]+-", "", node.proto.id): node.proto for node in at.get("download_button")
    }
    assert all(proto.deferred_file_id for proto in found.values())
    return {key: proto.label for key, proto in found.items()}


def test_there_is_a_template_for_each_layout(store: Store) -> None:
    found = downloads(visit("pages/upload.py"))
    assert {f"template_{layout.key}" for layout in LAYOUTS} <= found.keys()
    assert len(set(found.values())) == len(LAYOUTS)


def test_rows_left_out_can_be_taken_before_loading_and_after(store: Store) -> None:
    at = dropped(("answers.csv", BAD))
    assert "Download the rows left out" in downloads(at).values()
    click(at, "load")
    at = visit("pages/loaded.py", upload="1")
    assert downloads(at) == {"left_out_of_1": "Download the rows left out"}


def test_nothing_is_offered_of_a_file_that_is_read_whole(store: Store) -> None:
    at = dropped(("answers.csv", BAD.replace("x,5\n", "")))
    assert "Download the rows left out" not in downloads(at).values()
