"""Report: the results as a file to send on, in the format and with the KPIs that are chosen."""

from __future__ import annotations

import streamlit as st

from data import formats, language
from data.language import gettext as _
from data.language import mark
from data.store import open_store
from metrics.cards import Card
from metrics.overview import first
from metrics.report.formats import FORMATS, file_name
from metrics.report.ground import Tell
from metrics.report.making import report
from metrics.report.report import Matter, Paragraph
from metrics.rollouts import scope
from pages.parts import choosing, filters, frame, kept_report, link, session, ways_out
from pages.parts.filters import Chosen
from pages.parts.kept_report import Made
from pages.parts.words import plain

_LEADING, _ALL, _CHOSEN = "leading", "all", "chosen"
_WHICH = {
    _LEADING: mark("Those of the Overview"),
    _ALL: mark("All with data"),
    _CHOSEN: mark("Choose …"),
}
_ICONS = {
    Matter.IMPROVED: ":material/check_circle:",
    Matter.WORSENED: ":material/warning:",
    Matter.REST: ":material/drag_handle:",
    Matter.UNTOLD: ":material/hourglass_empty:",
    Matter.TARGETS: ":material/flag:",
    Matter.ATTENTION: ":material/priority_high:",
    Matter.NEXT: ":material/arrow_forward:",
}
# Where a step of the work begins and ends on the bar.
_JUDGING, _WRITING = (0.0, 0.7), (0.7, 0.95)
_KILO = 1024


def show() -> None:
    store = choosing.filled_store()
    if store is None:
        return
    st.title(_("Report"))
    st.markdown(
        _(
            "The results as a file to send on: a summary in words, the targets, each KPI with its chart and"
            " verdict, what each of them means, and the files that the numbers come from."
        )
    )
    chosen = filters.chosen(store)
    shown = session.shown(chosen.view)
    if not shown:
        ways_out.nothing()
        return
    ending, keys = _format(), _kpis(shown)
    _about(chosen, keys)
    asked = (session.data_version(), open_store().version, chosen, ending, keys, language.current())
    if made := kept_report.made(asked):
        _ready(made)
    elif _is_wanted(keys):
        _make(chosen, ending, keys, asked)
        # The button to make it gives way to the one to download it.
        st.rerun()


def _is_wanted(keys: tuple[str, ...]) -> bool:
    return st.button(
        _("Make the report"),
        key="make_report",
        type="primary",
        icon=":material/summarize:",
        disabled=not keys,
    )


def _format() -> str:
    """The format that is chosen, by its ending."""
    names = {ending: _(one.name) for ending, one in FORMATS.items()}
    link.offer("format", list(names), next(iter(names)), names)
    ending = st.segmented_control(
        _("Format"),
        list(names),
        key="format",
        required=True,
        format_func=lambda ending: f"{FORMATS[ending].icon} {names[ending]}",
    )
    return ending or next(iter(names))


def _kpis(shown: list[Card]) -> tuple[str, ...]:
    """The KPIs that are to have a part of their own."""
    names = {key: _(name) for key, name in _WHICH.items()}
    link.offer("sections", list(names), _LEADING, names)
    which = st.segmented_control(
        _("KPIs"), list(names), key="sections", required=True, format_func=names.__getitem__
    )
    titles = {card.kpi.key: card.kpi.title for card in shown}
    leading = [card.kpi.key for card in first(shown)]
    if which == _CHOSEN:
        return tuple(
            st.multiselect(
                _("KPIs with a part of their own"),
                list(titles),
                default=leading,
                key="report_kpis",
                format_func=titles.__getitem__,
                label_visibility="collapsed",
                persist_state="session",
            )
        )
    return tuple(titles if which == _ALL else leading)


def _about(chosen: Chosen, keys: tuple[str, ...]) -> None:
    """What the report will be about, so that nobody sends another than was meant."""
    view, event = chosen.view, chosen.event
    told = [
        _("%(n)s KPIs") % {"n": formats.number(len(keys))},
        _("for %(scope)s") % {"scope": plain(scope(view.where, session.names()))},
    ]
    if event is not None:
        told.append(_("since %(day)s") % {"day": formats.day(event.starts_on)})
    st.caption(" · ".join(told) + ". " + _("The filters and the period in the sidebar hold here, too."))
    if not keys:
        st.info(_("Choose at least one KPI."), icon=":material/checklist:")


def _make(chosen: Chosen, ending: str, keys: tuple[str, ...], asked: tuple[object, ...]) -> None:
    """Make the report and keep it, with a bar that tells which KPI is worked on."""
    bar = st.progress(0.0, text=_("Looking at all KPIs …"))

    def within(span: tuple[float, float]) -> Tell:
        def tell(done: int, every: int, title: str) -> None:
            words = {"kpi": plain(title), "n": formats.number(done + 1), "all": formats.number(every)}
            reached = span[0] + (span[1] - span[0]) * done / every
            bar.progress(reached, text=_("%(kpi)s, %(n)s of %(all)s …") % words)

        return tell

    found = report(kept_report.ground(chosen, within(_JUDGING)), keys, within(_WRITING))
    bar.progress(_WRITING[1], text=_("Writing the file …"))
    content = FORMATS[ending].written(found)
    kept_report.keep(Made(asked, file_name(found, ending), content, FORMATS[ending].mime, found))


def _ready(made: Made) -> None:
    """The button that gives the file, and what its summary says."""
    size = {"size": formats.number(max(1, round(len(made.content) / _KILO)))}
    st.download_button(
        _("Download %(file)s") % {"file": made.file},
        made.content,
        file_name=made.file,
        mime=made.mime,
        icon=":material/download:",
        type="primary",
        on_click="ignore",
        key="download_report",
    )
    st.caption(_("Ready: %(size)s KB. This is what its first page says:") % size)
    with st.container(border=True, key="report_summary"):
        st.header(plain(made.report.title))
        if made.report.headline:
            st.markdown(plain(made.report.headline))
        for paragraph in made.report.summary:
            _paragraph(paragraph)


def _paragraph(paragraph: Paragraph) -> None:
    heading = f"**{_ICONS[paragraph.matter]} {paragraph.heading}**"
    st.markdown(f"{heading}\n\n" + "\n".join(f"- {plain(line)}" for line in paragraph.lines))


frame.show(show)
