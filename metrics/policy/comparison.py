"""Two versions of a policy beside each other: words that were added or removed, values that changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from data import formats
from data.language import gettext as _
from data.language import mark
from data.written_policy import HeldTarget, OnRecord, PolicyVersion, WrittenPolicy
from metrics.catalogue import by_key
from metrics.periods import Grain
from metrics.policy.passages import Passage, passages
from metrics.policy.promises import HELD, PROMISES, of_record
from metrics.rollouts import scope
from metrics.standards import standard_named

Kind = Literal["same", "added", "removed"]

_LINE = "\n"
# Lines of which less than this is the same are told as one gone and one new.
_ALIKE = 0.4

_Words = tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """Words that follow each other and are the same in both, only in the later or only in the earlier."""

    kind: Kind
    words: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many words; the end of a line is none."""
        return sum(word != _LINE for word in self.words)


@dataclass(frozen=True)
class PassageChange:
    """A passage in which anything changed."""

    passage: Passage
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class ValueChange:
    """A number that changed, with its name, as it was and as it is now."""

    name: str
    was: str
    now: str


@dataclass(frozen=True)
class Difference:
    """What changed from one version to another."""

    passages: tuple[PassageChange, ...] = ()
    values: tuple[ValueChange, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.passages and not self.values

    def counted(self, kind: Kind) -> int:
        """How many words were added, or removed."""
        return sum(part.count for one in self.passages for part in one.parts if part.kind == kind)


def compared(earlier: PolicyVersion, later: PolicyVersion, names: Mapping[str, str]) -> Difference:
    """What changed from one version to a later one, numbers as they were on record.

    ``names`` are those of the dimensions.
    """
    values = changed_values(earlier.record, later.record, names)
    written = rewritten(earlier.policy, later.policy)
    return replace(written, values=(*values, *written.values))


def rewritten(earlier: WrittenPolicy, later: WrittenPolicy) -> Difference:
    """What changed from one writing to another, numbers of settings and targets aside."""
    pairs = zip(passages(earlier), passages(later), strict=True)
    changed = [(now, beside(was.lines, now.lines)) for was, now in pairs if was.lines != now.lines]
    values = [
        ValueChange(_(name), before, after)
        for name, of in _CHOSEN.items()
        if (before := of(earlier)) != (after := of(later))
    ]
    return Difference(tuple(PassageChange(passage, parts) for passage, parts in changed), tuple(values))


def beside(was: Sequence[str], now: Sequence[str]) -> tuple[Part, ...]:
    """Lines of text beside each other, each ended by a line break: line by line, and alike ones word by word.

    The same and the removed words in their order are those of ``was``, the same and the added
    ones those of ``now``.
    """
    before, after = ([_words(line) for line in lines] for lines in (was, now))
    parts: list[Part] = []
    for kind, first, last, start, end in _steps(before, after):
        old, new = before[first:last], after[start:end]
        if kind == "replace" and len(old) == len(new):
            parts += [part for pair in zip(old, new, strict=True) for part in _line_beside(*pair)]
        elif kind == "equal":
            parts.append(Part("same", _joined(old)))
        else:
            parts += _exchanged(_joined(old), _joined(new))
    return tuple(parts)


def _line_beside(was: _Words, now: _Words) -> list[Part]:
    """Two lines word by word; as a whole where little of one is in the other."""
    if SequenceMatcher(None, was, now, autojunk=False).ratio() < _ALIKE:
        return _exchanged(was, now)
    parts: list[Part] = []
    for kind, first, last, start, end in _steps(was, now):
        if kind == "equal":
            parts.append(Part("same", was[first:last]))
        else:
            parts += _exchanged(was[first:last], now[start:end])
    return parts


def _exchanged(was: _Words, now: _Words) -> list[Part]:
    return [part for part in (Part("removed", was), Part("added", now)) if part.words]


def _steps(was: Sequence[Hashable], now: Sequence[Hashable]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, was, now, autojunk=False).get_opcodes()


def _words(line: str) -> _Words:
    return (*line.split(), _LINE)


def _joined(lines: Sequence[_Words]) -> _Words:
    return tuple(word for line in lines for word in line)


def changed_values(was: OnRecord, now: OnRecord, names: Mapping[str, str]) -> tuple[ValueChange, ...]:
    """The numbers of settings and targets that changed; ``names`` are those of the dimensions."""
    before, after = of_record(was), of_record(now)
    told = {key: _(PROMISES[key]) if key in PROMISES else _(standard_named(key).name) for key in HELD}
    standards = [
        ValueChange(told[key], before[key].held, after[key].held)
        for key in HELD
        if before[key].value != after[key].value
    ]
    return (*standards, *_changed_targets(was.targets, now.targets, names))


def _changed_targets(
    was: Sequence[HeldTarget], now: Sequence[HeldTarget], names: Mapping[str, str]
) -> list[ValueChange]:
    before, after = ({_of(one): one for one in held} for held in (was, now))
    keys = dict.fromkeys((*before, *after))
    return [
        ValueChange(_named(key, names), _aimed(before.get(key)), _aimed(after.get(key)))
        for key in keys
        if before.get(key) != after.get(key)
    ]


_Aim = tuple[str, str | None, str | None]


def _of(target: HeldTarget) -> _Aim:
    return target.kpi, target.dimension, target.member


def _named(aim: _Aim, names: Mapping[str, str]) -> str:
    key, dimension, member = aim
    kpi = by_key().get(key)
    where = ((dimension, (member or "",)),) if dimension else ()
    words = {"kpi": kpi.title if kpi else key, "scope": scope(where, names)}
    told = _("Target: %(kpi)s, %(scope)s") if where else _("Target: %(kpi)s")
    return told % words


def _aimed(target: HeldTarget | None) -> str:
    if target is None:
        return formats.MISSING
    kpi = by_key().get(target.kpi)
    value = kpi.text(target.value, Grain.MONTH) if kpi else formats.number(target.value, 2)
    return _("%(value)s by %(due)s") % {"value": value, "due": formats.day(target.due)}


def _review(policy: WrittenPolicy) -> str:
    words = {"first": formats.number(policy.review_from), "last": formats.number(policy.review_to)}
    return _("%(first)s to %(last)s months after") % words


def _rolled_out(policy: WrittenPolicy) -> str:
    if policy.policy_id is None:
        return _("as the latest policy")
    return _("as policy number %(number)s") % {"number": formats.number(policy.policy_id)}


# What is chosen beside the words -> how it is told.
_CHOSEN: dict[str, Callable[[WrittenPolicy], str]] = {
    mark("Review"): _review,
    mark("Rolled out"): _rolled_out,
    mark("Currency"): lambda policy: policy.currency or formats.MISSING,
}
