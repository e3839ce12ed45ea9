"""The report as a page: the numbers of the report, nothing from elsewhere, and no text taken for markup."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from metrics.report import shift_svg
from metrics.report.formats import FORMATS
from metrics.report.ground import Ground
from metrics.report.making import report as whole
from metrics.report.markup import Markup, element, joined
from metrics.report.report import Report
from metrics.report.scale import scale
from metrics.report.typesetting import NO_BREAK, unbroken
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
        # Where a line may not end is looked at by itself.
        for at in self._open:
            self.found[at][2].append(data.replace(NO_BREAK, " "))

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
    shifts = len(told.shifts)
    assert [one.title for one in (*told.shifts, *told.targets)] == rows[: shifts + len(told.targets)]
    for shift in told.shifts:
        for part in (shift.change.text, shift.change.interval, shift.word_text, shift.sizes):
            assert part in page
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
    drawn = [attributes for attributes, __ in tree.of("svg") if attributes.get("aria-hidden") != "true"]
    assert len(drawn) == 6
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


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Since the policy of 1 Mar 2025", "Since the policy of 1_Mar_2025"),
        ("после 1 мар. 2025 рост на 6,6 пункта", "после 1_мар._2025 рост на 6,6_пункта"),
        ("Po 1. 3. 2025 zlepšenie – 31. 12. 2025", "Po 1._3._2025 zlepšenie – 31._12._2025"),
        ("3\N{NO-BREAK SPACE}242 ответа", "3_242_ответа"),
        ("78.3 % (from 76.8 to 79.6)", "78.3_% (from 76.8_to 79.6)"),
        ("ISO 10002:2018 says", "ISO 10002:2018 says"),
        ("Windows XP", "Windows XP"),
    ],
)
def test_no_line_ends_within_a_date_or_after_a_number(text: str, whole: str) -> None:
    assert unbroken(text).replace(NO_BREAK, "_") == whole


def test_a_shift_stands_where_it_is_and_the_worse_to_the_left(told: Report, tree: Tree) -> None:
    along = shift_svg.axis(told.shifts)
    better, worse, unsure = (Tree(str(shift_svg.shift(one, along)).encode()) for one in told.shifts)
    (mark,) = [attributes for attributes, __ in better.of("circle")]
    zero, interval = [attributes for attributes, __ in better.of("line")]
    assert float(zero["x1"] or 0) == shift_svg.WIDTH / 2 < float(mark["cx"] or 0)
    assert float(interval["x1"] or 0) < float(mark["cx"] or 0) < float(interval["x2"] or 0)
    (diamond,) = [attributes for attributes, __ in worse.of("path")]
    assert float(str(diamond["d"]).split()[0].removeprefix("M")) < shift_svg.WIDTH / 2
    # What goes on beyond the picture ends at its edge.
    (__, endless) = [attributes for attributes, __ in unsure.of("line")]
    assert 0 < float(endless["x1"] or 0) < float(endless["x2"] or 0) < shift_svg.WIDTH


def test_only_what_is_markup_is_taken_for_it() -> None:
    assert element("p", "<b>", Markup("<br/>"), class_='"x"', data_a=None) == (
        '<p class="&quot;x&quot;">&lt;b&gt;<br/></p>'
    )
    assert joined("a & b", Markup("<i>")) == "a &amp; b<i>"


@pytest.mark.parametrize("ending", ["html", "pptx"])
def test_a_report_of_real_data_is_written(made_from: Ground, ending: str) -> None:
    assert len(FORMATS[ending].written(whole(made_from))) > 10_000
