"""The fields that define a KPI of the company's own, and what it comes to before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

import streamlit as st

from data import formats
from data.kinds import KIND_NAMES, layout_named
from data.language import gettext as _
from data.language import mark
from data.own_kpis import Better, Condition, CountedAt, OwnKpi, Quantity
from data.specs import Column
from data.store import Store, StoreError, save_own_kpi, scales
from metrics.kpi import GROUP_NAMES, UNIT_NAMES, Unit
from metrics.own.checks import LONGEST_DESCRIPTION, LONGEST_NAME, misnamed
from metrics.own.columns import CUSTOMERS, OPERATIONS, TABLES, columns_of, summable, units
from pages.parts import conditions, own_kpi_preview, session
from pages.parts.conditions import Asked
from pages.parts.words import plain

Shape = Literal["share", "ratio", "count"]

_SHAPES: dict[Shape, tuple[str, str]] = {
    "share": (mark("A share"), mark("Of some rows, how many meet conditions: 9 % of all complaints.")),
    "ratio": (mark("A ratio"), mark("One count or sum divided by another: 12.50 for each complaint.")),
    "count": (mark("A count"), mark("How many rows meet conditions: 31 a month.")),
}
_DECIMALS: dict[Shape, int] = {"share": 1, "ratio": 2, "count": 0}
_BETTER: dict[Better | None, str] = {
    "higher": mark("Higher is better"),
    "lower": mark("Lower is better"),
    None: mark("Neither"),
}
_DAYS: dict[CountedAt, tuple[str, str]] = {
    CountedAt.LISTED: (
        mark("On the day of each list"),
        mark("One value a list: of everybody on it, those who left among them, as of that day."),
    ),
    CountedAt.JOINED: (mark("On the day of joining"), mark("Each customer once, when they came.")),
    CountedAt.LEFT: (mark("On the day of leaving"), mark("Each customer once, when they left.")),
}
_ROWS = "rows"


def shape(own: OwnKpi) -> Shape:
    """Which of the shapes that the fields offer a definition has."""
    if own.under is None:
        return "count"
    return "share" if own.is_share else "ratio"


def fields(store: Store, prefix: str, given: OwnKpi | None) -> tuple[OwnKpi, bool]:
    """The fields of a definition, filled with the one given; with it, whether it has a meaning."""
    tables = list(TABLES)
    table = st.selectbox(
        _("Rows of"),
        tables,
        index=tables.index(given.table if given else "complaints"),
        key=f"{prefix}_table",
        format_func=lambda key: _(KIND_NAMES[layout_named(TABLES[key]).kind]),
    )
    counted_at = _counted_at(prefix, given) if table == CUSTOMERS else None
    chosen = _shape(prefix, table, given)
    asked = Asked(table, columns_of(table, session.dimensions(table)), scales(store))
    begun = given if given and (given.table, shape(given)) == (table, chosen) else None
    within = f"{prefix}_{chosen}"
    parts = _parts(within, chosen, asked, begun)
    own = _told(within, chosen, _unnamed((table, counted_at), parts, given), (asked.columns, begun))
    with st.container(border=True):
        st.markdown(_("**What it comes to**"))
        fits = own_kpi_preview.preview(own, asked.columns)
    return _named(prefix, own, given), fits


def _counted_at(prefix: str, given: OwnKpi | None) -> CountedAt:
    """The day at which customers count: a list tells of its own day, a customer came and left on others."""
    days = list(_DAYS)
    return st.radio(
        _("A customer counts"),
        days,
        index=days.index(given.counted_at) if given and given.counted_at else 0,
        key=f"{prefix}_counted_at",
        format_func=lambda key: _(_DAYS[key][0]),
        captions=[_(told) for _name, told in _DAYS.values()],
    )


def _shape(prefix: str, table: str, given: OwnKpi | None) -> Shape:
    """What a definition is; of ready totals a ratio alone can be told, and the page says why."""
    if table == OPERATIONS:
        st.info(
            _(
                "Ready totals of days, weeks or months offer a ratio of two of them, such as products"
                " returned for products sold. They have no rows, so there is nothing to count and no share"
                " of rows. Sums alone aren't offered: a week can lie in two months, and nobody can tell"
                " which part of its total belongs to which. Conditions are on teams, branches and the like"
                " alone, as how large a total is depends on how long its period is."
            ),
            icon=":material/info:",
        )
        return "ratio"
    shapes = list(_SHAPES)
    return st.radio(
        _("What it is"),
        shapes,
        index=shapes.index(shape(given)) if given else 0,
        key=f"{prefix}_shape",
        format_func=lambda key: _(_SHAPES[key][0]),
        captions=[_(told) for _name, told in _SHAPES.values()],
    )


def _unnamed(
    of: tuple[str, CountedAt | None], parts: tuple[Quantity, Quantity | None], given: OwnKpi | None
) -> OwnKpi:
    """A definition before it has a name; ``of`` are its table and, of customers, the day of each."""
    table, counted_at = of
    return OwnKpi(
        name="",
        description="",
        table=table,
        over=parts[0],
        under=parts[1],
        unit=Unit.PERCENT,
        decimals=0,
        better=None,
        group=next(iter(GROUP_NAMES)),
        kpi_id=given.kpi_id if given else None,
        counted_at=counted_at,
    )


def _parts(
    prefix: str, chosen: Shape, asked: Asked, given: OwnKpi | None
) -> tuple[Quantity, Quantity | None]:
    """What stands above the line, and below it."""
    over, under = (given.over if given else Quantity()), (given.under if given else None) or Quantity()
    if chosen == "share":
        return _share(prefix, asked, over.conditions, under.conditions)
    if chosen == "ratio":
        with st.container(border=True):
            st.markdown(_("**Above the line**"))
            over = _quantity(f"{prefix}_over", asked, over)
        with st.container(border=True):
            st.markdown(_("**Below the line**"))
            return over, _quantity(f"{prefix}_under", asked, under)
    with st.container(border=True):
        st.markdown(_("**Counted**: the rows that meet all of these conditions"))
        return Quantity(conditions.editor(f"{prefix}_over", asked, over.conditions)), None


def _share(
    prefix: str, asked: Asked, over: tuple[Condition, ...], under: tuple[Condition, ...]
) -> tuple[Quantity, Quantity]:
    """Of some rows those that meet further conditions: a part of them, whatever is chosen."""
    with st.container(border=True):
        st.markdown(_("**Above the line**: those that meet all of these conditions, too"))
        met = conditions.editor(f"{prefix}_over", asked, [one for one in over if one not in under])
    with st.container(border=True):
        st.markdown(_("**Below the line**: of all rows, or of those that meet these conditions"))
        among = conditions.editor(f"{prefix}_under", asked, under)
    return Quantity(tuple(dict.fromkeys((*among, *met)))), Quantity(among)


def _quantity(prefix: str, asked: Asked, given: Quantity) -> Quantity:
    """A count of rows or a sum of a column, of the rows that meet conditions."""
    titles = {key: column.title for key, column in asked.columns.items() if summable(column)}
    options = [*titles] if asked.table == OPERATIONS else [_ROWS, *titles]
    of = st.selectbox(
        _("What is added up"),
        options,
        index=options.index(given.column) if given.column in titles else _first(prefix, asked),
        key=f"{prefix}_{asked.table}_of",
        format_func=lambda key: (
            _("The number of rows") if key == _ROWS else _("The sum of %(column)s") % {"column": titles[key]}
        ),
    )
    return Quantity(conditions.editor(prefix, asked, given.conditions), None if of == _ROWS else of)


def _first(prefix: str, asked: Asked) -> int:
    """Which choice stands in a field first: of totals not the same one above and below."""
    return int(asked.table == OPERATIONS and prefix.endswith("_over"))


def _named(prefix: str, own: OwnKpi, given: OwnKpi | None) -> OwnKpi:
    """Name, description, which way is better, and the place on the overview."""
    left, right = st.columns(2)
    name = left.text_input(
        _("Name"), value=given.name if given else "", max_chars=LONGEST_NAME, key=f"{prefix}_name"
    )
    description = right.text_input(
        _("What it tells, in a sentence (if you like)"),
        value=given.description if given else "",
        max_chars=LONGEST_DESCRIPTION,
        key=f"{prefix}_description",
    )
    ways, groups = list(_BETTER), list(GROUP_NAMES)
    better = left.radio(
        _("Which way is an improvement"),
        ways,
        index=ways.index(given.better) if given else 1,
        key=f"{prefix}_better",
        format_func=lambda key: _(_BETTER[key]),
        horizontal=True,
    )
    group = right.selectbox(
        _("Where it stands on the overview"),
        groups,
        index=[one.value for one in groups].index(given.group) if given else 1,
        key=f"{prefix}_group",
        format_func=lambda key: _(GROUP_NAMES[key]),
    )
    return replace(
        own, name=" ".join(name.split()), description=description.strip(), better=better, group=group.value
    )


def _told(
    prefix: str, chosen: Shape, own: OwnKpi, known: tuple[Mapping[str, Column], OwnKpi | None]
) -> OwnKpi:
    """In which unit and how exactly the value is told."""
    columns, given = known
    offered = list(units(own, columns))
    left, right = st.columns(2)
    unit = offered[0]
    if len(offered) > 1:
        of = "_".join(str(part.column) for part in (own.over, own.under) if part)
        unit = left.selectbox(
            _("Told in"),
            offered,
            index=offered.index(Unit(given.unit)) if given and given.unit in offered else 0,
            key=f"{prefix}_{of}_unit",
            format_func=lambda key: _(UNIT_NAMES[key]),
        )
    decimals = right.number_input(
        _("Decimals"),
        min_value=0,
        max_value=4,
        value=given.decimals if given else _DECIMALS[chosen],
        key=f"{prefix}_decimals",
    )
    return replace(own, unit=unit.value, decimals=int(decimals))


def save(store: Store, own: OwnKpi, *, fits: bool, label: str) -> OwnKpi | None:
    """The button that keeps a definition; what it was kept as once it is pressed."""
    wrong = misnamed(own) if fits else ""
    pressed = st.button(label, type="primary", key=f"save_{own.key}", disabled=not fits or bool(wrong))
    if wrong:
        st.caption(plain(wrong))
    if not pressed:
        return None
    try:
        return save_own_kpi(store, own, session.person())
    except StoreError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return None


def when(own: OwnKpi) -> str:
    """When a definition was saved last, and by whom."""
    if own.changed_at is None:
        return ""
    words = {"moment": formats.moment(session.here(own.changed_at)), "person": plain(own.changed_by)}
    if not own.changed_by:
        return _("Saved on %(moment)s") % words
    return _("Saved on %(moment)s by %(person)s") % words


def forget(prefix: str) -> None:
    """Let go of what stands in the fields, so that they begin anew."""
    for key in [str(key) for key in st.session_state if str(key).startswith(f"{prefix}_")]:
        del st.session_state[key]
