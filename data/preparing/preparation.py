"""From the bytes of a file to a typed table, a question, or a refusal in words. Nothing is stored here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from data.files.notes import failed_cells, notes, of_table
from data.files.reading import read
from data.finding.locating import locate
from data.finding.pivots import pivot_of, year_question
from data.finding.structure import Table
from data.forms.returning import Returned, returned
from data.kinds import COMPANY_SCALES, KIND_NAMES
from data.language import gettext as _
from data.language import ngettext
from data.matching import remembering
from data.matching.fit import Fit
from data.matching.layouts import decided
from data.matching.offers import offers
from data.preparing.call_totals import refuse_totals
from data.preparing.customers import shape_customers, shape_snapshot
from data.preparing.leftovers import left_out
from data.preparing.logs import Shaped, shape_log
from data.preparing.memory import Recall, nothing
from data.preparing.mending import faulty_rows, mended
from data.preparing.questions import check_days
from data.preparing.row_problems import repeated, rows_alike, unread_rows, without_any
from data.preparing.stages import Stage, Tell, untold
from data.preparing.totals import shape_totals
from data.preparing.translations import translations
from data.progress import Told
from data.records import Choices, Preparation, Problem, Sheet
from data.refusals import Refused, Unanswered
from data.specs import Layout, Scale, Type
from data.translation import Translation
from data.values.cleaning import Cleaned, clean
from data.values.day_month_order import with_orders

PREVIEW_ROWS = 8
# The share of the checking that reading the columns takes.
COLUMNS = 0.8

SHAPERS: dict[str, Callable[[Cleaned, Layout, Choices], Shaped]] = {
    "retention.customers": shape_customers,
    "retention.snapshot": shape_snapshot,
    "retention.totals": shape_totals,
    "complaints.totals": shape_totals,
    "surveys.totals": shape_totals,
    "contacts.totals": shape_totals,
    "operations.totals": shape_totals,
}


def prepare(
    file: str,
    content: bytes,
    choices: Choices = Choices(),  # noqa: B008
    scales: Mapping[str, Scale] = COMPANY_SCALES,
    tell: Tell = untold,
    recall: Recall = nothing,
) -> Preparation:
    """What is known of a file: ready with its typed rows, or what to answer, or why it's refused.

    ``choices`` decide what would be detected otherwise; those given back have the kind, layout, sheet,
    header row and mapping that were used, so that preparing with them again gives the same. ``scales`` are
    the company's. ``tell`` is told how far the work is. ``recall`` gives what is remembered of an earlier
    file of the same header: that decides what the choices leave open, as far as it still fits.
    """
    known = Preparation(file, hashlib.sha256(content).hexdigest(), "refused", "", choices)
    try:
        tell(Stage.READING, 0)
        back = returned(read(content, choices.encoding, lambda share: tell(Stage.READING, share)), choices)
        sheets, choices = back.sheets, back.choices
        tell(Stage.FINDING, 0)
        names = tuple(sheet.name for sheet in sheets if sheet.name)
        encoding = sheets[0].encoding if sheets else None
        known = replace(known, sheets=names, encoding=encoding, choices=choices, origin=back.origin)
        found, candidates, remembered = locate(sheets, choices, recall)
        table = found.mended(choices.edits)
        known = replace(_with_table(known, table), mended=mended(found, choices.edits))
        _check_layout(table, candidates)
        fit = decided(candidates, table.turned)
        known = remembering.applied(_with_fit(known, fit), table, remembered, choices, scales)
        known = replace(known, offers=offers(table, fit.matches), matches=back.told(known.matches))
        check_days(fit, choices)
        tell(Stage.CHECKING, 0)
        order = known.choices.day_first if choices.day_first is None else None
        back = replace(back, notes=(*remembering.notes(remembered, order), *back.notes))
        ready = with_rows(known, table, fit, scales, sheets, lambda share: tell(Stage.CHECKING, share))
        return _with_notes(ready, content, back)
    except Refused as refusal:
        return replace(known, status="refused", message=str(refusal))
    except Unanswered as stop:
        return replace(known, status="needs_answer", message=stop.question.text, question=stop.question)


def _with_notes(ready: Preparation, content: bytes, back: Returned) -> Preparation:
    """What a person should know beside the rows: of the file, and of cells that were read as empty."""
    failed = failed_cells(back.sheets, ready.sheet, ready.header_row)
    told = (*back.notes, *_of_rivals(ready), *notes(ready.file, content))
    return replace(
        ready,
        message=" ".join((ready.message, *told)),
        notes=(*ready.notes, *told),
        problems=tuple(sorted((*ready.problems, *failed), key=lambda problem: problem.row)),
    )


def _of_rivals(known: Preparation) -> Iterator[str]:
    """Where another column could hold the scores, too: which of the two is read makes another figure."""
    taken = {match.column: match.header for match in known.matches}
    for rival in known.rivals:
        if known.layout and known.layout.column(rival.column).type is Type.SCORE:
            words = {
                "name": known.layout.column(rival.column).title,
                "taken": taken[rival.column],
                "header": rival.header,
            }
            yield (
                _("Two columns could hold this: %(name)s. '%(taken)s' is read, '%(header)s' is left out.")
                % words
            )


def _with_table(known: Preparation, table: Table) -> Preparation:
    return replace(
        known,
        sheet=table.sheet,
        header_row=table.header_row,
        headers=table.headers,
        rows=table.all_rows,
        preview=(table.headers, *table.rows[:PREVIEW_ROWS]),
        choices=replace(known.choices, sheet=table.sheet, header_row=table.header_row),
    )


def _check_layout(table: Table, candidates: Sequence[Fit]) -> None:
    """Raise what to ask or to say where nothing fits, or not as it seems to, but for a missing column."""
    refuse_totals(table, candidates)
    if any(fit.usable for fit in candidates):
        return
    if (pivot := pivot_of(table)) and not table.turned:
        raise Unanswered(year_question(pivot))
    if table.header_row is None and not table.sheets:
        raise Refused(
            _(
                "The names of the columns are missing: no row in the file holds them. Add a row with them "
                "above the data, such as Date and Rating, and load the file again; or say what kind of file "
                "it is and what each column holds."
            )
        )


def _with_fit(known: Preparation, fit: Fit) -> Preparation:
    taken = {match.header: match.column for match in fit.matches}
    return replace(
        known,
        layout=fit.layout,
        matches=fit.matches,
        rivals=fit.rivals,
        choices=replace(
            known.choices,
            kind=fit.layout.kind,
            layout=fit.layout.name,
            mapping={header: taken.get(header) for header in known.headers},
        ),
    )


def with_rows(
    known: Preparation,
    table: Table,
    fit: Fit,
    scales: Mapping[str, Scale],
    sheets: Sequence[Sheet],
    tell: Told,
) -> Preparation:
    """What is known of a file with its rows typed and checked; ``scales`` are the company's."""
    cleaned = _cleaned(known.choices, table, fit, scales, lambda share: tell(COLUMNS * share))
    problems = [*unread_rows(table), *cleaned.problems, *without_any(cleaned, fit.layout)]
    usable = replace(cleaned, frame=_kept(cleaned.frame, problems))
    shaper = SHAPERS.get(fit.layout.key, shape_log)
    frame, between = shaper(usable, fit.layout, known.choices)
    frame = _kept(frame, between)
    problems += [*between, *repeated(frame, fit.layout, cleaned)]
    finished = _finished(known, table, frame, problems, cleaned)
    finished = _with_translations(finished, translations(cleaned, fit.layout, scales, known.choices.units))
    return replace(finished, left_out=left_out(finished, table, sheets, cleaned, scales))


def _with_translations(known: Preparation, found: tuple[Translation, ...]) -> Preparation:
    """What is known with how cells are turned into others; in which unit is a choice that is kept."""
    units = {one.column: one.unit for one in found if one.unit}
    return replace(known, translations=found, choices=replace(known.choices, units=units))


def _cleaned(choices: Choices, table: Table, fit: Fit, scales: Mapping[str, Scale], tell: Told) -> Cleaned:
    """The columns, typed; those that don't tell the order of day and month have that of the others."""
    try:
        return clean(table, fit.layout, fit.matches, choices, scales, tell)
    except Unanswered:
        ordered = with_orders(choices, table, fit.layout, fit.matches)
        if ordered == choices:
            raise
        return clean(table, fit.layout, fit.matches, ordered, scales, tell)


def _finished(
    known: Preparation, table: Table, frame: pd.DataFrame, problems: Sequence[Problem], cleaned: Cleaned
) -> Preparation:
    rejected = len({problem.row for problem in problems if problem.left_out})
    placed = tuple(_placed(problem, table) for problem in sorted(problems, key=lambda one: one.row))
    known = replace(
        known,
        problems=placed,
        rejected=rejected,
        conversions=cleaned.conversions,
        notes=(*of_table(table), *rows_alike(frame, known)),
        faulty=faulty_rows(table, placed),
    )
    if frame.empty:
        return replace(known, status="refused", message=_none_left(problems))
    return replace(known, status="ready", frame=frame, message=_summary(known, table))


def _placed(problem: Problem, table: Table) -> Problem:
    """A problem with the sheet and the row where it stands, in a table put together from several sheets."""
    if not table.sheets:
        return problem
    sheet, row = table.place_of(problem.row)
    told = {"reason": problem.reason, "sheet": sheet, "row": row}
    where = (
        _("%(reason)s (column '%(sheet)s', row %(row)s)")
        if table.turned
        else _("%(reason)s (sheet '%(sheet)s', row %(row)s)")
    )
    return replace(problem, reason=where % told)


def _kept(frame: pd.DataFrame, problems: Sequence[Problem]) -> pd.DataFrame:
    left_out = {problem.row for problem in problems if problem.left_out}
    out = frame["row_number"].isin(left_out)
    return frame[~out].reset_index(drop=True) if out.any() else frame


def _none_left(problems: Sequence[Problem]) -> str:
    first = next((problem for problem in problems if problem.left_out), None)
    if first is None:
        return _("None of the rows holds anything that can be used.")
    return _("None of the rows can be used. Row %(row)s, '%(column)s': %(reason)s.") % {
        "row": first.row,
        "column": first.column,
        "reason": first.reason,
    }


def _summary(known: Preparation, table: Table) -> str:
    layout = known.layout
    kept = known.rows - known.rejected
    said = [
        ngettext(
            "%(n)s row of %(rows)s can be loaded as: %(kind)s.",
            "%(n)s rows of %(rows)s can be loaded as: %(kind)s.",
            kept,
        )
        % {"n": kept, "rows": known.rows, "kind": _(KIND_NAMES[layout.kind]) if layout else ""}
    ]
    said += of_table(table)
    return " ".join(said)
