"""The report as a page: the numbers of the report, nothing from elsewhere, and no text taken for markup."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from metrics.report.formats import FORMATS
from metrics.report.ground import Ground
from metrics.report.making import report as whole
from metrics.report.markup import Markup, element, joined
from metrics.report.report import Report
from metrics.report.scale import scale
from tests.metrics.report import made

_EMPTY = {"meta", "br", "line", "rect", "circle", "path"}


class Tree(HTMLParser):
    """The elements of a page in their order, each with its attributes and all text within it."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], list[str]]] = []
        self._open: list[int] = []
        self.feed(page.decode())
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), []))
        if tag not in _EMPTY:
            self._open.append(len(self.found) - 1)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY:
            assert self.found[self._open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        for at in self._open:
            self.found[at][2].append(data)

    def of(self, *tags: str) -> Iterator[tuple[dict[str, str | None], str]]:
        """The attributes and the text of the elements with these names."""
        return ((attributes, "".join(told)) for tag, attributes, told in self.found if tag in tags)

    def texts(self, *tags: str) -> list[str]:
        """The texts of the elements with these names."""
        return [told for __, told in self.of(*tags)]


@pytest.fixture(scope="module")
def told() -> Report:
    return made.report()


@pytest.fixture(scope="module")
def tree(told: Report) -> Tree:
    return Tree(FORMATS["html"].written(told))


def test_the_page_has_all_that_the_report_says_and_takes_none_of_it_for_markup(
    told: Report, tree: Tree
) -> None:
    page = "\n".join(tree.texts("body"))
    for one in told.sections:
        assert one.title in page
        for line in (one.headline, *one.told, *one.notes, one.now.text, one.now.interval, one.now.behind):
            assert line in page
        for line in (one.definition.formula, one.definition.method, one.definition.source):
            assert line in page
    for line in (*(line for part in told.summary for line in part.lines), told.uploads[0].file):
        assert line in page
    rows = [text for attributes, text in tree.of("th") if attributes.get("scope") == "row"]
    assert [aim.title for aim in told.targets] == rows[: len(told.targets)]
    assert {tag for tag, __, __told in tree.found}.isdisjoint({"script", "link", "img", "iframe", "import"})


def test_the_page_asks_nothing_of_other_machines(tree: Tree) -> None:
    for __, attributes, __told in tree.found:
        for name in ("src", "href", "style"):
            assert not (attributes.get(name) or "").startswith(("http", "//"))
    (style,) = tree.texts("style")
    assert not any(sign in style for sign in ("url(", "@import", "http:", "</"))


def test_the_page_can_be_read_aloud(told: Report, tree: Tree) -> None:
    assert next(tree.of("html"))[0]["lang"] == told.language
    levels = [int(tag[1]) for tag, __, __told in tree.found if tag in {"h1", "h2", "h3"}]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))
    assert len(tree.texts("caption")) == len(tree.texts("table"))
    assert all(attributes.get("scope") for attributes, __ in tree.of("th"))
    named = {
        str(attributes["id"]): text for attributes, text in tree.of("title", "desc") if "id" in attributes
    }
    drawn = [attributes for attributes, __ in tree.of("svg")]
    assert len(drawn) == 4
    for attributes in drawn:
        title, described = str(attributes["aria-labelledby"]).split()
        assert attributes["role"] == "img"
        assert named[title]
        assert "from 70 to 81.5" in named[described]


def test_points_stand_where_their_values_are(told: Report) -> None:
    from metrics.report.course_svg import WIDE, course

    tree = Tree(str(course(told.sections[0], WIDE, "k")).encode())
    marks = [
        (text, float(attributes["y"] or 0))
        for attributes, text in tree.of("text")
        if attributes["class"] == "mark"
    ]
    (low, y_low), (high, y_high) = [(float(text), y - 4) for text, y in marks if text in {"65", "85"}]
    points = [attributes for attributes, __ in tree.of("circle")]
    read = [low + (y_low - float(one["cy"] or 0)) / (y_low - y_high) * (high - low) for one in points]
    assert read == pytest.approx([one for one in made.KNOWN if one is not None], abs=0.1)
    assert ["before" in str(one["class"]) for one in points] == [True] * 5 + [False] * 4
    assert ["open" in str(one["class"]) for one in points] == [False] * 8 + [True]
    lines = [attributes for attributes, __ in tree.of("path") if str(attributes["class"]).startswith("value")]
    assert [str(line["d"]).count("L") + 1 for line in lines] == [2, 3, 4]


@pytest.mark.parametrize(
    ("values", "from_zero", "marks"),
    [
        ([70.0, 81.5], False, [70, 72.5, 75, 77.5, 80, 82.5]),
        ([66, 78, 101], True, [0, 25, 50, 75, 100, 125]),
        ([-3.0, 22.0], False, [-5, 0, 5, 10, 15, 20, 25]),
        ([0.002, 0.0031], False, [0.002, 0.00225, 0.0025, 0.00275, 0.003, 0.00325]),
        ([5.0, 5.0], False, [4.4, 4.6, 4.8, 5, 5.2, 5.4, 5.6]),
        ([], True, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        ([float("nan"), 0.0], False, [0, 0.2, 0.4, 0.6, 0.8, 1]),
    ],
)
def test_an_axis_has_round_marks_around_all_values(
    values: list[float], from_zero: bool, marks: list[float]
) -> None:
    assert scale(values, from_zero=from_zero).marks == pytest.approx(marks)


def test_only_what_is_markup_is_taken_for_it() -> None:
    assert element("p", "<b>", Markup("<br/>"), class_='"x"', data_a=None) == (
        '<p class="&quot;x&quot;">&lt;b&gt;<br/></p>'
    )
    assert joined("a & b", Markup("<i>")) == "a &amp; b<i>"


@pytest.mark.parametrize("ending", ["html", "pptx"])
def test_a_report_of_real_data_is_written(made_from: Ground, ending: str) -> None:
    assert len(FORMATS[ending].written(whole(made_from))) > 10_000
