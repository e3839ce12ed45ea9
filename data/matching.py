"""Which column of which layout each header of a file means, by its name and by the values beneath it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from data.evidence import ENOUGH, support
from data.headers import likeness
from data.kinds import KIND_NAMES, KINDS, LAYOUTS
from data.language import gettext as _
from data.records import Choices, Match, Question
from data.refusals import Refused, Unanswered
from data.tables import Column, Layout

CLEAR_LEAD = 0.5
CLEAR_RATIO = 1.3
WEIGHT_OF_VALUES = 0.3
WEIGHT_OF_RANK = 0.001
WEIGHT_OF_SCORES = 1.0
PENALTY_WITHOUT_DATE = 0.5


@dataclass(frozen=True)
class Fit:
    """How a table fits a layout.

    matches       headers and the columns that they're taken for, in the file's order
    contradicted  headers whose name fits but whose values speak against it
    missing       columns that the layout requires and the file doesn't have
    score         how much of the file the layout explains; comparable between layouts of one file
    """

    layout: Layout
    matches: tuple[Match, ...]
    contradicted: tuple[Match, ...] = ()
    missing: tuple[Column, ...] = ()
    score: float = 0

    @property
    def wants_date_only(self) -> bool:
        """Whether the layout fits but for the day, which a survey may leave to be asked."""
        return self.layout.kind == "surveys" and [column.key for column in self.missing] == [
            self.layout.moment
        ]

    @property
    def usable(self) -> bool:
        return not self.missing or self.wants_date_only


def fits(headers: Sequence[str], samples: Sequence[Sequence[str]], choices: Choices) -> tuple[Fit, ...]:
    """How a table fits each layout that the choices leave open, best first.

    ``samples`` are some distinct values of each column. Raises Refused where a choice names what isn't there.
    """
    layouts = _open_layouts(choices)
    _check_mapping(headers, layouts, choices.mapping)
    found = [
        _fit(layout, headers, samples, choices.mapping)
        for layout in layouts
        if _has_columns(layout, choices.mapping)
    ]
    scored = [replace(fit, score=_score(fit, found)) for fit in found]
    return tuple(sorted(scored, key=lambda fit: (fit.usable, fit.score), reverse=True))


def decided(candidates: Sequence[Fit]) -> Fit:
    """The fit that is clearly best.

    Raises Unanswered where two kinds fit about equally, Refused where none fits.
    """
    usable = [fit for fit in candidates if fit.usable]
    if not usable:
        raise Refused(_nothing_fits(candidates))
    best = usable[0]
    rivals = [fit for fit in _rivals(best, candidates) if not _clearly_better(best, fit)]
    if rivals:
        raise Unanswered(_question(best, *rivals))
    return best


def _rivals(best: Fit, candidates: Iterable[Fit]) -> list[Fit]:
    """Fits of other kinds; those that lack a column count only against a survey that lacks its day."""
    return [
        fit
        for fit in candidates
        if fit.layout.kind != best.layout.kind
        and (fit.usable or (best.wants_date_only and fit.score > best.score))
    ]


def _clearly_better(best: Fit, other: Fit) -> bool:
    return best.score >= other.score + CLEAR_LEAD or best.score >= other.score * CLEAR_RATIO


def _question(*rivals: Fit) -> Question:
    names = {fit.layout.kind: _(KIND_NAMES[fit.layout.kind]) for fit in rivals}
    return Question(
        "kind",
        _("The columns could be of several kinds: %(kinds)s. Which is it?")
        % {"kinds": ", ".join(names.values())},
        "--kind",
    )


def _open_layouts(choices: Choices) -> tuple[Layout, ...]:
    if choices.kind is not None and choices.kind not in KINDS:
        raise Refused(
            _("'%(kind)s' is not a kind of file. The kinds are: %(kinds)s.")
            % {"kind": choices.kind, "kinds": ", ".join(KINDS)}
        )
    layouts = tuple(
        layout
        for layout in LAYOUTS
        if choices.kind in (None, layout.kind) and choices.layout in (None, layout.name, layout.key)
    )
    if not layouts:
        raise Refused(
            _("'%(layout)s' is not a layout of this kind of file. The layouts are: %(layouts)s.")
            % {
                "layout": choices.layout,
                "layouts": ", ".join(layout.key for layout in LAYOUTS if choices.kind in (None, layout.kind)),
            }
        )
    return layouts


def _check_mapping(
    headers: Sequence[str], layouts: Sequence[Layout], mapping: Mapping[str, str | None]
) -> None:
    known = list(dict.fromkeys(column.key for layout in layouts for column in layout.columns))
    taken = [key for key in mapping.values() if key is not None]
    if strange := [header for header in mapping if header not in headers]:
        raise Refused(
            _("The file has no column '%(header)s'. Its columns are: %(headers)s.")
            % {"header": strange[0], "headers": ", ".join(headers)}
        )
    if strange := [key for key in taken if key not in known]:
        raise Refused(
            _("'%(key)s' is not a column that can be mapped to. The columns are: %(keys)s.")
            % {"key": strange[0], "keys": ", ".join(known)}
        )
    if twice := [key for key in taken if taken.count(key) > 1]:
        raise Refused(
            _("Two columns of the file are mapped to '%(key)s'. Choose one of them.") % {"key": twice[0]}
        )
    if not any(_has_columns(layout, mapping) for layout in layouts):
        raise Refused(_("No kind of file has all of these columns: %(keys)s.") % {"keys": ", ".join(taken)})


def _has_columns(layout: Layout, mapping: Mapping[str, str | None]) -> bool:
    return {key for key in mapping.values() if key is not None} <= {column.key for column in layout.columns}


def _fit(
    layout: Layout,
    headers: Sequence[str],
    samples: Sequence[Sequence[str]],
    mapping: Mapping[str, str | None],
) -> Fit:
    """Headers and columns paired, the surest pair first, each used once; a person's choices before all."""
    chosen = [
        Match(header, position, key, 1.0, _("chosen by you"))
        for position, header in enumerate(headers)
        if (key := mapping.get(header))
    ]
    pairs = _pairs(
        layout,
        [(position, header) for position, header in enumerate(headers) if header not in mapping],
        samples,
    )
    matches = _assigned(chosen, [pair for pair in pairs if pair[1] >= ENOUGH])
    taken = {match.column for match in matches}
    contradicted = [match for match, values, __ in pairs if values < ENOUGH and match.column not in taken]
    missing = [column for column in layout.columns if column.required and column.key not in taken]
    if layout.any_of and not taken.intersection(layout.any_of):
        missing += [column for column in layout.columns if column.key in layout.any_of]
    return Fit(layout, matches, tuple(contradicted), tuple(missing))


def _pairs(
    layout: Layout, headers: Sequence[tuple[int, str]], samples: Sequence[Sequence[str]]
) -> list[tuple[Match, float, int]]:
    """Headers beside columns that they may name, with the support of the values and the synonym's rank."""
    pairs = []
    for position, header in headers:
        for column in layout.columns:
            if like := likeness(header, column):
                match = Match(
                    header, position, column.key, like.certainty, _(like.reason) % {"name": like.name}
                )
                pairs.append((match, support(column, samples[position]), like.rank))
    return sorted(pairs, key=_preference, reverse=True)


def _preference(pair: tuple[Match, float, int]) -> float:
    match, values, rank = pair
    return match.certainty + WEIGHT_OF_VALUES * values - WEIGHT_OF_RANK * rank


def _assigned(chosen: Sequence[Match], pairs: Sequence[tuple[Match, float, int]]) -> tuple[Match, ...]:
    matches = list(chosen)
    positions, columns = {match.position for match in chosen}, {match.column for match in chosen}
    for match, __, __ in pairs:
        if match.position not in positions and match.column not in columns:
            matches.append(match)
            positions.add(match.position)
            columns.add(match.column)
    return tuple(sorted(matches, key=lambda match: match.position))


def _score(fit: Fit, candidates: Sequence[Fit]) -> float:
    """The certainties of the matches, each divided by the number of kinds in which its header has a meaning.

    A header that any kind has, such as *date* or *channel*, tells little; one of a single kind tells most.
    """
    kinds = {
        match.position: {
            other.layout.kind
            for other in candidates
            for found in other.matches
            if found.position == match.position
        }
        for match in fit.matches
    }
    explained = sum(match.certainty / len(kinds[match.position]) for match in fit.matches)
    answered = {match.column for match in fit.matches}.intersection(fit.layout.any_of)
    return explained + WEIGHT_OF_SCORES * bool(answered) - PENALTY_WITHOUT_DATE * fit.wants_date_only


def _nothing_fits(candidates: Sequence[Fit]) -> str:
    """Per kind, what the nearest layout of it lacks."""
    nearest: dict[str, Fit] = {}
    for fit in sorted(candidates, key=lambda fit: (len(fit.missing), -fit.score)):
        nearest.setdefault(fit.layout.kind, fit)
    lacks = " ".join(_lacking(nearest[kind]) for kind in KINDS if kind in nearest)
    return _(
        "The columns of this file aren't enough for any kind of data. %(lacks)s "
        "If a column is there under another name, say which one it is."
    ) % {"lacks": lacks}


def _lacking(fit: Fit) -> str:
    required = [column for column in fit.missing if column.key not in fit.layout.any_of]
    names = [_named(fit, column) for column in required]
    if alternatives := [_(column.name) for column in fit.missing if column.key in fit.layout.any_of]:
        names.append(_("one of: %(names)s") % {"names": ", ".join(alternatives)})
    return _("%(kind)s: missing %(names)s.") % {
        "kind": _(KIND_NAMES[fit.layout.kind]),
        "names": "; ".join(names),
    }


def _named(fit: Fit, column: Column) -> str:
    """A missing column, with the header that has its name but not its values."""
    for match in fit.contradicted:
        if match.column == column.key:
            return _("%(column)s (the values of '%(header)s' don't fit)") % {
                "column": _(column.name),
                "header": match.header,
            }
    return _(column.name)
