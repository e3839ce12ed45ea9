"""Which column of which layout each header of a file means, by its name and by the values beneath it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from data.kinds import DIMENSIONS, KIND_NAMES, KINDS, LAYOUTS
from data.language import gettext as _
from data.matching.fit import Fit
from data.matching.pairing import COMMON, paired
from data.matching.shortfalls import nothing_fits
from data.own_dimensions import is_own, same, with_own
from data.records import Choices, Match, Question
from data.refusals import Refused, Unanswered
from data.specs import Layout, Type

CLEAR_LEAD = 0.5
CLEAR_RATIO = 1.3
WEIGHT_OF_SCORES = 1.0
WEIGHT_OF_PEOPLE = 0.1
FEW_KINDS = 2
# Of lists of many kinds: orders, tasks, invoices.
COMMONPLACE = frozenset({"status", "description", "promised_at"})
PENALTY_WITHOUT_DATE = 0.5


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
    scored = [replace(fit, score=_score(fit, found), telling=_telling(fit, found)) for fit in found]
    return tuple(sorted(scored, key=lambda fit: (fit.usable, fit.score), reverse=True))


def decided(candidates: Sequence[Fit], turned: bool = False) -> Fit:
    """The fit that is clearly best; ``turned`` says whether the table was made of one with months as columns.

    Raises Unanswered where two kinds fit about equally or a column is only guessed, Refused where none fits.
    """
    usable = [fit for fit in candidates if fit.usable]
    if not usable and (undated := _undated(candidates)):
        return undated
    if not usable:
        raise Refused(nothing_fits(candidates))
    best = usable[0]
    if shortfall := _shorter(best, candidates):
        raise Refused(nothing_fits([shortfall]))
    rivals = [fit for fit in _rivals(best, candidates) if not (best.telling and _clearly_better(best, fit))]
    if rivals:
        raise Unanswered(_question(best, *rivals))
    if not best.telling:
        raise _not_told(best, candidates)
    _refuse_own_in_totals(best)
    if best.guesses:
        raise Unanswered(_column_question(best.layout, *best.guesses[0], turned))
    return best


def _undated(candidates: Sequence[Fit]) -> Fit | None:
    """The likeliest log without the day of each row, where that is of complaints and nothing else is open."""
    likeliest = next((fit for fit in candidates if fit.wants_its_day_only), None)
    return likeliest if likeliest and likeliest.wants_its_days and not likeliest.guesses else None


def _shorter(best: Fit, candidates: Iterable[Fit]) -> Fit | None:
    """Totals that lack the number which they are of, where the best fit is a survey without days."""
    totals = (fit for fit in candidates if fit.layout.is_totals and fit.layout.kind == best.layout.kind)
    placed = (fit for fit in totals if fit.layout.moment in {match.column for match in fit.matches})
    return next((fit for fit in placed if best.wants_date_only and len(fit.matches) > 1), None)


def _refuse_own_in_totals(fit: Fit) -> None:
    """Totals of a period with a dimension would count beside those without it, as if both were new."""
    kept = [match.header for match in fit.matches if is_own(match.column)]
    if fit.layout.is_totals and kept:
        raise Refused(
            _(
                "'%(header)s' can't be kept to split by: the rows of this file are totals of periods. "
                "Leave it out, or map it to a dimension that totals have: %(keys)s."
            )
            % {"header": kept[0], "keys": ", ".join(column.key for column in DIMENSIONS)}
        )


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


def _not_told(best: Fit, candidates: Sequence[Fit]) -> Refused | Unanswered:
    """What to raise of a log that could be any table with a date: a question where it has a little more."""
    if not COMMONPLACE.intersection(match.column for match in best.matches):
        return Refused(nothing_fits(candidates))
    text = _("The columns could be of any list with dates. If the rows are this, say so: %(kind)s.")
    return Unanswered(
        Question("kind", text % {"kind": _(KIND_NAMES[best.layout.kind])}, f"--kind {best.layout.kind}")
    )


def _column_question(layout: Layout, match: Match, others: Sequence[str], turned: bool) -> Question:
    """Whether a header means what its values look like."""
    columns = (match.column, *others)
    names = _(" or ").join(_(layout.column(key).name) for key in columns)
    words = {"header": match.header, "names": names, "reason": match.reason}
    text = (
        _(
            "Are the numbers below the months this: %(names)s? They have no name in the file and are called "
            "'%(header)s' here. If they aren't, leave the column out."
        )
        if turned and layout.column(match.column).type is Type.COUNT
        else _("Is '%(header)s' this: %(names)s? It looks so: %(reason)s. If it isn't, leave the column out.")
    )
    option = f'--map "{match.header}={match.column}"'
    return Question("column", text % words, option, match.header, columns)


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
    if strange := [key for key in taken if key not in known and not is_own(key)]:
        raise Refused(
            _("'%(key)s' is not a column that can be mapped to. The columns are: %(keys)s.")
            % {"key": strange[0], "keys": ", ".join(known)}
        )
    meant = [same(key) for key in taken]
    if twice := [key for key in taken if meant.count(same(key)) > 1]:
        raise Refused(
            _("Two columns of the file are mapped to '%(key)s'. Choose one of them.") % {"key": twice[0]}
        )
    if not any(_has_columns(layout, mapping) for layout in layouts):
        raise Refused(_("No kind of file has all of these columns: %(keys)s.") % {"keys": ", ".join(taken)})


def _has_columns(layout: Layout, mapping: Mapping[str, str | None]) -> bool:
    wanted = {key for key in mapping.values() if key is not None and not is_own(key)}
    return wanted <= {column.key for column in layout.columns}


def _fit(
    layout: Layout,
    headers: Sequence[str],
    samples: Sequence[Sequence[str]],
    mapping: Mapping[str, str | None],
) -> Fit:
    found = paired(layout, headers, samples, mapping)
    taken = {match.column for match in found.matches}
    contradicted = tuple(match for match in found.contradicted if match.column not in taken)
    missing = [column for column in layout.columns if column.required and column.key not in taken]
    if layout.any_of and not taken.intersection(layout.any_of):
        missing += [column for column in layout.columns if column.key in layout.any_of]
    wide = with_own(layout, (match.column for match in found.matches))
    return Fit(wide, found.matches, contradicted, tuple(missing), found.guesses, found.rivals)


def _score(fit: Fit, candidates: Sequence[Fit]) -> float:
    """The certainties of the matches, each divided by the number of kinds in which its header has a meaning.

    A header that any kind has, such as *date* or *channel*, tells little; one of a single kind tells most.
    """
    kinds = _kinds(fit, candidates)
    explained = sum(
        _weight(fit.layout, match) * match.certainty / len(kinds[match.position]) for match in fit.matches
    )
    answered = [match.certainty for match in fit.matches if match.column in fit.layout.any_of]
    return (
        explained + WEIGHT_OF_SCORES * max(answered, default=0) - PENALTY_WITHOUT_DATE * fit.wants_date_only
    )


def _kinds(fit: Fit, candidates: Sequence[Fit]) -> dict[int, set[str]]:
    """For each matched header, by its place, the kinds in which it has a meaning."""
    return {
        match.position: {
            other.layout.kind
            for other in candidates
            for found in other.matches
            if found.position == match.position
        }
        for match in fit.matches
    }


def _telling(fit: Fit, candidates: Sequence[Fit]) -> int:
    """How many columns of a log few kinds have, where other kinds are possible and no score is needed."""
    if fit.layout.any_of or fit.layout.name != "log" or len({one.layout.kind for one in candidates}) == 1:
        return len(fit.matches)
    kinds = _kinds(fit, candidates)
    known = COMMON | COMMONPLACE | {fit.layout.moment}
    own = [
        match
        for match in fit.matches
        if len(kinds[match.position]) <= FEW_KINDS
        and match.column not in known
        and not fit.layout.column(match.column).personal
    ]
    # A number that is named after the kind tells it as well as two others.
    numbered = any(match.column == fit.layout.identity and len(kinds[match.position]) == 1 for match in own)
    return len(own) + numbered


def _weight(layout: Layout, match: Match) -> float:
    """Names and addresses stand in files of every kind, though few kinds have a column for them."""
    return WEIGHT_OF_PEOPLE if layout.column(match.column).personal else 1.0
