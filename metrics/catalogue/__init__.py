"""The KPI catalogue: every KPI, declared once, the most telling of each subject first.

The expressions read the columns of ``metrics.readings``. They use nothing that only one engine has.

Beside the KPIs declared here stand those that the company defined: which, is chosen for a run of a page or
of a command, as the language is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType

from data.language import gettext
from metrics.catalogue import answers, complaints, contacts, customers, operations
from metrics.kpi import Kpi

# Those declared here: what is told, asked or offered goes by all_kpis(), by_key() and kpi_named().
KPIS = (*answers.KPIS, *complaints.KPIS, *contacts.KPIS, *customers.KPIS, *operations.KPIS)
BY_KEY = {kpi.key: kpi for kpi in KPIS}

_NONE: Mapping[str, Kpi] = MappingProxyType({})
_own: ContextVar[Mapping[str, Kpi]] = ContextVar("own_kpis", default=_NONE)


class UnknownKpiError(LookupError):
    """A KPI key that the catalogue doesn't have; the message lists those it has."""


def choose_own(kpis: Iterable[Kpi]) -> None:
    """Let these be the company's own KPIs from now on in this thread or session run."""
    _own.set({kpi.key: kpi for kpi in kpis})


@contextmanager
def also(kpi: Kpi) -> Iterator[None]:
    """Let one more of the company's own be there within a block, as one that isn't saved yet."""
    token = _own.set({**_own.get(), kpi.key: kpi})
    try:
        yield
    finally:
        _own.reset(token)


def all_kpis() -> tuple[Kpi, ...]:
    """All KPIs, those of the company's own last."""
    return (*KPIS, *_own.get().values())


def by_key() -> dict[str, Kpi]:
    """All KPIs by their keys, those of the company's own last."""
    return {**BY_KEY, **_own.get()}


def kpi_named(key: str) -> Kpi:
    """The KPI with this key; UnknownKpiError where there is none."""
    found = BY_KEY.get(key) or _own.get().get(key)
    if found is None:
        message = gettext("There is no KPI named %(key)s. Choose one of: %(keys)s.")
        raise UnknownKpiError(message % {"key": key, "keys": ", ".join(by_key())})
    return found
