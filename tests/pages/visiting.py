"""A visit without a browser: pages opened and clicked, and every word on them looked at."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pandas as pd
from google.protobuf.message import Message
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest, local_script_runner
from streamlit.testing.v1.element_tree import Block, Dataframe, Element

from tests.source import ROOT

SECONDS = 60
UNFIT = re.compile(r"\b(?:nan|NaN|NaT|None(?! of\b)|dtype|Traceback)\b|<NA>")
# Fields that no one reads: names for the browser, and numbers of charts in base 64.
UNREAD = {"id", "form_id", "page_script_hash", "config", "bdata", "arrow_data", "upload_url", "delete_url"}
# A text that would be bold, a picture, a link, a heading, a formula and an icon, were it taken for markup.
HOSTILE = "**x** <img src=x> [a](http://e.com) # $y$ :red[z] `w` :material/home:"


_stopped = local_script_runner.require_widgets_deltas


def _wait_until_stopped(runner: local_script_runner.LocalScriptRunner, timeout: float = SECONDS) -> None:
    if runner._script_thread is not None:
        runner._script_thread.join(timeout)
    _stopped(runner, timeout=1)


# What a visit would take time for, and no reader's does: for each, Streamlit's AppTest reads what all
# installed packages say of themselves, and it looks every millisecond whether the page has run.
manifest_scanner.scan_component_manifests = lru_cache(manifest_scanner.scan_component_manifests)
local_script_runner.require_widgets_deltas = _wait_until_stopped


def visit(page: str = "pages/overview.py", **link: str | list[str]) -> AppTest:
    """A new visit that begins on a page with a link's choices."""
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS)
    at.query_params.update(link)
    return run(at.switch_page(page))


def go(at: AppTest, page: str, **link: str | list[str]) -> AppTest:
    """The same visit on another page, with a link's choices."""
    if link:
        at.query_params = link
    return run(at.switch_page(page))


def click(at: AppTest, key: str) -> AppTest:
    """A click on a button."""
    at.button(key=key).click()
    return run(at)


def run(at: AppTest) -> AppTest:
    """The page with what was chosen; AssertionError where it fails or shows what no reader should meet."""
    at.run()
    assert [error.message for error in at.exception] == []
    assert [word for word in words(at) if UNFIT.search(word)] == []
    return at


def words(at: AppTest) -> list[str]:
    """Every text on the page: of elements, labels, help, options, table cells and charts."""
    return [text for node in at._tree for text in _shown(node)]


def text(at: AppTest) -> str:
    """Every text on the page, a line each."""
    return "\n".join(words(at))


def labels(at: AppTest) -> list[str]:
    """The labels of the page's links to other pages."""
    return [link.proto.label for link in links(at)]


def links(within: AppTest | Block) -> list[Element]:
    """The links to other pages, in their order; not the one in the header, which all pages have."""
    header = within.get_by_key("header").get("page_link") if isinstance(within, AppTest) else []
    found = [node for node in within.get("page_link") if isinstance(node, Element)]
    return [node for node in found if not any(node is one for one in header)]


def charts(at: AppTest) -> list[str]:
    """The keys of the charts, in their order."""
    return [node.key for node in at.get("plotly_chart") if node.key]


def figure(at: AppTest, key: str) -> dict[str, Any]:
    """The chart with this key, as the browser gets it."""
    return json.loads(at.get_by_key(key).proto.spec)


def _shown(node: Any) -> Iterator[str]:
    if isinstance(node, Dataframe):
        yield from _cells(node)
    proto = getattr(node, "proto", None)
    if isinstance(proto, Message):
        yield from _texts(proto)


def _cells(table: Dataframe) -> Iterator[str]:
    """The headers and cells of a table; a missing one as the browser writes it."""
    missing = table.proto.placeholder if table.proto.HasField("placeholder") else "None"
    yield from map(str, table.value.columns)
    for _name, column in table.value.items():
        yield from (missing if pd.isna(value) else str(value) for value in column)


def _texts(message: Message) -> Iterator[str]:
    for field, value in message.ListFields():
        if field.name == "spec":
            yield from json_texts(json.loads(value))
        elif field.name not in UNREAD:
            yield from _values_texts(value)


def _values_texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Message):
        yield from _texts(value)
    elif hasattr(value, "__iter__") and not isinstance(value, bytes):
        for item in value:
            yield from _values_texts(item)


def json_texts(value: Any) -> Iterator[str]:
    """The texts of a chart, as its figure tells them in JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (word for key, item in value.items() if key not in UNREAD for word in json_texts(item))
    elif isinstance(value, list):
        yield from (word for item in value for word in json_texts(item))
