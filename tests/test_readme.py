"""The README says what is there: its commands and options, its files and names, its pages and languages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel import Locale
from PIL import Image
from pptx import Presentation
from pptx.shapes.autoshape import Shape

from data.console import options
from data.kinds import KINDS
from data.language import available
from metrics.console import commands
from tests.source import ROOT, modules

README = (ROOT / "README.md").read_text("utf-8")
BUILT = README[README.index("## How it is built") :]
ADDING = BUILT[BUILT.index("Adding something") :]
# A line of a command in the README, with the lines that it goes on in.
USAGE = re.compile(r"^\.venv/bin/python -m (data|metrics) (\S+)((?:.|\n +)*)", re.MULTILINE)
OPTION = re.compile(r"(?<!\w)--?[a-z][a-z-]*")
QUOTED = re.compile(r"`([^`]+)`")
# What a file or folder is called, and a name of the source.
PATH = re.compile(r"(?:[\w.]+/)+[\w.]*")
SOURCE_NAME = re.compile(r"[A-Z][A-Z_]+|(?:[A-Z][a-z]+)+")
SCRIPT = re.compile(r"^```sh\n(.+?)^```", re.MULTILINE | re.DOTALL)
COMPLAINTS = "Complaint number,Received on,Category,Resolved on\n"
EXAMPLES = {"LANGUAGE", "COMMAND"}

Commands = dict[tuple[str, str], set[str]]


def written() -> Commands:
    """Module and command -> its options, as the README has them."""
    return {(module, command): {*OPTION.findall(line)} for module, command, line in USAGE.findall(README)}


def parsers() -> Iterator[tuple[tuple[str, str], ArgumentParser]]:
    for module, parser in (("data", options.parser()), ("metrics", commands.parser())):
        for action in parser._actions:
            if isinstance(action, _SubParsersAction):
                yield from (((module, command), each) for command, each in action.choices.items())


def test_every_command_stands_there_with_all_its_options() -> None:
    said, taken = written(), dict(parsers())
    assert said.keys() == taken.keys()
    for command, parser in taken.items():
        options_of = [{*action.option_strings} for action in parser._actions if action.option_strings]
        assert said[command] <= {word for words in options_of for word in words}, command
        assert [words for words in options_of if not words & (said[command] | {"--help"})] == [], command


def test_the_choices_of_an_option_are_those_that_it_takes() -> None:
    usages = {(module, command): line for module, command, line in USAGE.findall(README)}
    told = {
        (command, word, said[1]): {*map(str, action.choices)}
        for command, parser in parsers()
        for action in parser._actions
        for word in action.option_strings
        if action.choices and (said := re.search(rf"{word} ((?:\w+\|)+\w+)", usages.get(command, "")))
    }
    assert [said for said, taken in told.items() if {*said[2].split("|")} != taken] == []


def test_every_file_folder_and_name_that_it_names_is_there() -> None:
    words = QUOTED.findall(BUILT)
    paths = [word for word in words if PATH.fullmatch(word) and not any(one in word for one in EXAMPLES)]
    roots = [ROOT, ROOT / "data", ROOT / "metrics"]
    assert [path for path in paths if not any((root / path).exists() for root in roots)] == []
    names = {word for word in QUOTED.findall(ADDING) if SOURCE_NAME.fullmatch(word)} - EXAMPLES
    source = " ".join(path.read_text("utf-8") for path in modules("data", "metrics", "tests"))
    assert [word for word in names if not re.search(rf"\b{word}\b", source)] == []


@pytest.mark.parametrize("layer", ["data", "metrics"])
def test_every_folder_of_a_layer_is_told(layer: str) -> None:
    folders = {path.parent.name for path in modules(layer) if path.parent.parent == ROOT / layer}
    told = {word.rstrip("/") for word in QUOTED.findall(BUILT)}
    assert folders - told == set()


def test_every_page_is_told_by_its_title() -> None:
    titles = re.findall(r'st\.Page\([^)]*title=_\("([^"]+)"\), icon', (ROOT / "app.py").read_text("utf-8"))
    assert len(titles) > 20
    assert [title for title in titles if title not in README] == []


def test_its_languages_and_kinds_are_those_that_there_are() -> None:
    spoken = [Locale(language).get_language_name("en") or "" for language in available()]
    said = README[README.index("without a page, in ") :].split(", as `LC_ALL`")[0]
    assert {*re.findall(r"[A-Z][a-z]+", said)} == {*spoken}
    told = README[README.index("Kinds: ") :].split(";")[0]
    assert QUOTED.findall(told) == list(KINDS)


def test_its_weekly_script_loads_what_it_can_and_writes_the_slides(tmp_path: Path) -> None:
    for name in ("data", "metrics"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    inbox, loaded = tmp_path / "inbox", tmp_path / "loaded"
    inbox.mkdir()
    loaded.mkdir()
    rows = "".join(f"{n},2025-03-{n:02},Late,2025-03-{n + 1:02}\n" for n in range(1, 29))
    (inbox / "march.csv").write_text(COMPLAINTS + rows, "utf-8")
    (inbox / "notes.csv").write_text("Buy milk\n", "utf-8")
    (script,) = SCRIPT.findall(README)
    own = os.environ | {"POLICYPULSE_DB": str(tmp_path / "store.duckdb")}
    ran = subprocess.run(
        ["sh", "-c", script], cwd=tmp_path, env=own, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert [path.name for path in loaded.iterdir()] == ["march.csv"]
    assert [path.name for path in inbox.iterdir()] == ["notes.csv"]
    assert "notes.csv" in ran.stdout + ran.stderr
    words = [
        shape.text_frame.text
        for slide in Presentation(str(tmp_path / "report.pptx")).slides
        for shape in slide.shapes
        if isinstance(shape, Shape)
    ]
    assert any("28\N{NO-BREAK SPACE}reklamacji" in text for text in words), words


def test_its_pictures_are_there_and_wide_enough_to_read() -> None:
    pictures = re.findall(r'(?:src|srcset)="([^"]+)"', README)
    assert pictures
    for picture in pictures:
        with Image.open(ROOT / picture) as opened:
            assert opened.width >= 1200, picture
