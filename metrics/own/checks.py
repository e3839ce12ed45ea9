"""Whether a definition can be meant: what is refused, and what is only pointed out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import narwhals.stable.v2 as nw

from data import formats
from data.language import gettext as _
from data.language import in_all_languages, ngettext
from data.own_kpis import VALUES, Condition, OwnKpi, Quantity, Relation
from data.reach import Reach
from data.specs import Column
from data.vocabulary import plain
from metrics.catalogue import KPIS
from metrics.counting.operations import parts_of
from metrics.measures.kinds import FEWEST_ANSWERS, count_where
from metrics.own.columns import OPERATIONS, columns_of, relations, summable, units
from metrics.own.definition import meets, quotient_of_totals, telling_files
from metrics.periods import Grain
from metrics.query import Query, Source
from metrics.readings import read

LONGEST_NAME, LONGEST_DESCRIPTION = 60, 300
# What would be taken for markup in a title.
MARKUP = "*_`[]$\\~:@^#|<>"
_NUMBERS = (Relation.AT_LEAST, Relation.AT_MOST, Relation.BETWEEN)
# Below this share empty cells hardly matter.
_FEW_BLANKS = 0.01


@dataclass(frozen=True)
class Evidence:
    """What the data make of a definition: numbers of rows.

    rows       of files that can tell of it, and ``without`` of files that lack one of its columns
    over, under    that meet the conditions above and below
    blanks     column -> rows among those below where a condition above meets an empty cell
    """

    rows: int
    without: int
    over: int
    under: int
    blanks: Mapping[str, int]


def refusals(own: OwnKpi, columns: Mapping[str, Column]) -> list[str]:
    """Why a definition has no meaning yet, a sentence each."""
    told = [_quantity(part, columns, own.table) for part in (own.over, own.under) if part]
    if own.table == OPERATIONS:
        told.insert(0, _of_totals(own))
    if not any(told):
        told = [_same(own), _unit(own, columns)]
    return [sentence for sentence in dict.fromkeys(told) if sentence]


def misnamed(own: OwnKpi) -> str:
    """What is wrong with the name or the description; empty where nothing is."""
    name, marks = own.name, [mark for mark in MARKUP if mark in own.name]
    taken = any(plain(name) == plain(other) for kpi in KPIS for other in in_all_languages(kpi.name))
    wrong = {
        _("Give it a name."): not name,
        _("The name is too long: %(most)s letters are the most.") % {"most": LONGEST_NAME}: (
            len(name) > LONGEST_NAME
        ),
        _("The name can't have %(marks)s in it.") % {"marks": " ".join(marks)}: bool(marks),
        _("The name has to begin with a letter or a digit."): not name[:1].isalnum(),
        _("There is a KPI of this name already: choose another name."): taken,
        _("The description is too long: %(most)s letters are the most.") % {"most": LONGEST_DESCRIPTION}: (
            len(own.description) > LONGEST_DESCRIPTION
        ),
    }
    return next((told for told, holds in wrong.items() if holds), "")


def _of_totals(own: OwnKpi) -> str:
    """What a KPI of totals lacks: they have no rows to count, and their sums hang on how long they are."""
    if own.under is not None and own.over.column and own.under.column:
        return ""
    return _("Choose which total is divided by which: ready totals have no rows to count.")


def _quantity(quantity: Quantity, columns: Mapping[str, Column], table: str) -> str:
    if quantity.column and not (quantity.column in columns and summable(columns[quantity.column])):
        return _("Choose a column that can be added up.")
    return next(
        (told for told in (_condition(one, columns, table) for one in quantity.conditions) if told), ""
    )


def _condition(one: Condition, columns: Mapping[str, Column], table: str) -> str:
    column = columns.get(one.column)
    if column is None or one.relation not in relations(column, table):
        return _("A condition has no column, or asks of it what can't be asked: choose anew.")
    words = {"column": column.title}
    wanted = VALUES.get(one.relation, 0)
    if one.relation in (Relation.ONE_OF, Relation.NONE_OF) and not one.values:
        return _("Choose which values “%(column)s” may have.") % words
    if one.relation in _NUMBERS and len(one.values) != wanted:
        return _("Give the number for “%(column)s”.") % words
    if one.relation is Relation.BETWEEN and float(one.values[0]) > float(one.values[1]):
        return _("“%(column)s” can't be from a higher number to a lower one: turn them round.") % words
    return ""


def _same(own: OwnKpi) -> str:
    if own.under is None:
        return ""
    over, under = ((part.column, frozenset(part.conditions)) for part in (own.over, own.under))
    if over != under:
        return ""
    if own.over.column is None:
        return _("Add a condition above the line: which of these rows are to count?")
    return _("Above and below the line stands the same, so it would always be 1: change one of them.")


def _unit(own: OwnKpi, columns: Mapping[str, Column]) -> str:
    fitting = units(own, columns)
    return "" if own.unit in fitting else _("The unit doesn't fit what is counted: choose another one.")


def evidence(source: Source, own: OwnKpi) -> Evidence:
    """What the data make of a definition that ``refusals`` has nothing against."""
    if own.table == OPERATIONS:
        return _of_all_totals(source, own)
    columns = columns_of(own.table, source.dimensions(own.table))
    telling = telling_files(own, columns, _files(source, own))
    under = meets(own, own.under.conditions if own.under else (), telling)
    asked = [one for one in own.over.conditions if own.under is None or one not in own.under.conditions]
    of = {
        "rows": meets(own, (), telling),
        "all": meets(own, ()),
        "over": meets(own, own.over.conditions, telling),
        "under": under,
        **{f"blank {key}": under & nw.col(key).is_null() for key in _blank_matters(asked)},
    }
    frame = read(source.frame(own.table), own.table, source.scales(), source.standards())
    counts = {name: count_where(condition).alias(name) for name, condition in of.items()}
    (row,) = frame.select(*counts.values()).collect("pandas").to_native().fillna(0).to_dict("records")
    found = {str(name): int(count) for name, count in row.items()}
    blanks = {key.removeprefix("blank "): count for key, count in found.items() if key.startswith("blank ")}
    return Evidence(found["rows"], found["all"] - found["rows"], found["over"], found["under"], blanks)


def _of_all_totals(source: Source, own: OwnKpi) -> Evidence:
    """The totals behind a definition: those that add to either side of the line, and to that below."""
    found = parts_of(source, quotient_of_totals(own), Query((), Grain.ALL))
    rows, under = (int(found[part].sum()) if len(found) else 0 for part in ("rows", "n"))
    return Evidence(rows, 0, rows, under, {})


def _files(source: Source, own: OwnKpi) -> Sequence[Reach]:
    return source.coverage().get(own.table, ())


def _blank_matters(conditions: Iterable[Condition]) -> list[str]:
    about_blanks = (Relation.GIVEN, Relation.MISSING)
    return list(dict.fromkeys(one.column for one in conditions if one.relation not in about_blanks))


def doubts(own: OwnKpi, found: Evidence, columns: Mapping[str, Column]) -> list[str]:
    """What is odd about a definition that may be meant all the same, a sentence each."""
    if not found.rows:
        return [_nothing_told(own)]
    told = [_nothing(own, found), _few(own, found), *_blanks(own, found, columns), _without(found)]
    return [sentence for sentence in told if sentence]


def _nothing_told(own: OwnKpi) -> str:
    if own.table == OPERATIONS:
        return _("No totals that are loaded tell both for the same period, so there is no value yet.")
    return _("No file that is loaded has all of these columns, so there is no value yet.")


def _nothing(own: OwnKpi, found: Evidence) -> str:
    if own.under is not None and not found.under:
        return _("No row meets the conditions below the line, so there is no value yet.")
    return "" if found.over else _("No row meets the conditions, so the value is 0.")


def _few(own: OwnKpi, found: Evidence) -> str:
    # A total is of as many as it is of: how many totals there are says little.
    if own.under is None or own.table == OPERATIONS or not 0 < found.under < FEWEST_ANSWERS:
        return ""
    words = {"n": formats.number(found.under), "fewest": formats.number(FEWEST_ANSWERS)}
    template = ngettext(
        "Only %(n)s row is below the line; with fewer than %(fewest)s no target can be judged.",
        "Only %(n)s rows are below the line; with fewer than %(fewest)s no target can be judged.",
        found.under,
    )
    return template % words


def _blanks(own: OwnKpi, found: Evidence, columns: Mapping[str, Column]) -> list[str]:
    """That empty cells above count as not meeting a condition, where there are some."""
    if own.under is None or own.under.column is not None or not found.under:
        return []
    template = _(
        "“%(column)s” is empty in %(share)s %% of the rows below the line: they count there and never above"
        " it. To leave them out, add the condition below that it is given."
    )
    return [
        template % {"column": columns[key].title, "share": formats.number(100 * blank / found.under, 1)}
        for key, blank in found.blanks.items()
        if blank / found.under >= _FEW_BLANKS
    ]


def _without(found: Evidence) -> str:
    if not found.without:
        return ""
    template = ngettext(
        "%(n)s row is left out, as its file lacks one of these columns.",
        "%(n)s rows are left out, as their files lack one of these columns.",
        found.without,
    )
    return template % {"n": formats.number(found.without)}
