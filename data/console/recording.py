"""The command that records a complaint, by the same checks as the form in the page."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from dataclasses import dataclass
from typing import Any

from data.accounts import account
from data.complaints import Version
from data.kinds import COMPANY_SCALES
from data.language import gettext as _
from data.preparing.entry import entry_columns, prepare_entry, unsaid
from data.refusals import Refused
from data.specs import Type
from data.store import Store, complaints_numbered, record_complaint, scales
from data.values.scales import answer_of


@dataclass(frozen=True)
class Recorded:
    """What was recorded: the number of the complaint, and what became of what was said otherwise."""

    complaint: str
    message: str


def field(text: str) -> tuple[str, str]:
    """``column=text`` as a pair; nothing after the sign empties the field."""
    column, sign, said = text.partition("=")
    known = [one.key for one in entry_columns(())]
    if not sign or column.strip() not in known:
        words = {"text": text, "columns": ", ".join(known)}
        raise ArgumentTypeError(
            _("'%(text)s' isn't of the form column=text; the columns are %(columns)s") % words
        )
    return column.strip(), said.strip()


def record(store: Store, given: Namespace) -> Recorded:
    """Record a complaint, or change the one with the number. Refused where a field can't be used."""
    base = _base(store, given.change) if given.change else None
    cells: dict[str, Any] = dict(base.cells) if base else {}
    for column, said in given.set:
        cells[column] = _cell(store, column, said)
    own = store.dimensions("complaints")
    entry = prepare_entry(
        {column: cell for column, cell in cells.items() if cell != ""}, own, base and base.days
    )
    if faults := {**unsaid(cells, base.cells if base else None), **entry.faults}:
        raise Refused("\n".join(f"{column}: {reason}" for column, reason in faults.items()))
    kept = record_complaint(store, entry.preparation, base, by=account())
    told = _("Complaint %(number)s is recorded.") % {"number": kept.number}
    remarks = [f"{column}: {reason}" for column, reason in entry.remarks.items()]
    return Recorded(kept.number, "\n".join([told, *remarks]))


def _base(store: Store, number: str) -> Version:
    found = complaints_numbered(store, number)
    if not found:
        raise Refused(_("There is no complaint number %(number)s.") % {"number": number})
    return found[0]


def _cell(store: Store, column: str, said: str) -> Any:
    """What is said, scores by their place on the company's scale."""
    scored = [one for one in entry_columns(()) if one.key == column and one.type is Type.SCORE]
    answer = answer_of(said) if scored else None
    if answer is None:
        return said
    scale = scales(store).get(column) or COMPANY_SCALES[column]
    if not scale.low <= answer <= scale.high:
        words = {"text": said, "low": f"{scale.low:g}", "high": f"{scale.high:g}"}
        raise Refused(_("'%(text)s' is outside the scale from %(low)s to %(high)s") % words)
    return scale.position(answer)
