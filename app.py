"""PolicyPulse: the pages, their frame and the filters that they share."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from data.language import gettext as _
from data.store import is_empty
from pages.parts import filters, frame, header, invitation, link, session, speaking

ICON, STYLE = (Path(__file__).parent / "pages" / "parts" / name for name in ("icon.svg", "style.css"))


def main() -> None:
    """Draw the frame, then the page."""
    st.set_page_config(page_title="PolicyPulse", page_icon=str(ICON), layout="wide")
    st.html(STYLE)
    head = header.begin()
    # Who is invited to a round sees it alone: its link is no matter of filters.
    store, invited = session.begin(), bool(invitation.token())
    page = st.navigation(listed := sections(), position="hidden" if invited else "top")
    st.logo(str(ICON), size="large")
    if not invited:
        link.adopt()
        if not is_empty(store) and page.url_path != invitation.PAGE:
            filters.sidebar(store)
        head.fill(listed, page)
    with frame.around(page):
        page.run()
    (speaking.remember if invited else link.write)()


def sections() -> dict[str, list[StreamlitPage]]:
    """The pages by section, in the order of the sidebar."""
    return {
        _("Results"): [
            st.Page("pages/overview.py", title=_("Overview"), icon=":material/dashboard:", default=True),
            st.Page("pages/trend.py", title=_("Trend"), icon=":material/show_chart:"),
            st.Page("pages/impact.py", title=_("Impact"), icon=":material/compare_arrows:"),
            st.Page("pages/targets.py", title=_("Scoreboard"), icon=":material/scoreboard:"),
            st.Page("pages/change.py", title=_("Why did it change?"), icon=":material/call_split:"),
            st.Page("pages/compare.py", title=_("Compare"), icon=":material/groups:"),
            st.Page("pages/worth.py", title=_("Worth"), icon=":material/payments:"),
            st.Page("pages/report.py", title=_("Report"), icon=":material/summarize:"),
            st.Page("pages/rows.py", title=_("Rows behind a number"), visibility="hidden"),
        ],
        _("Complaints"): [
            st.Page("pages/complaints.py", title=_("What to fix first"), icon=":material/priority_high:"),
            st.Page("pages/procedure.py", title=_("Procedure"), icon=":material/filter_list:"),
            st.Page("pages/work_list.py", title=_("Work list"), icon=":material/checklist:"),
            st.Page("pages/complaint_log.py", title=_("Complaint log"), icon=":material/edit_note:"),
        ],
        _("Customers"): [
            st.Page("pages/retention.py", title=_("Retention"), icon=":material/loyalty:"),
            st.Page("pages/touchpoints.py", title=_("Touchpoints"), icon=":material/route:"),
        ],
        _("Team"): [
            st.Page("pages/self_assessment.py", title=_("Self-assessment"), icon=":material/quiz:"),
            st.Page("pages/assessment_results.py", title=_("Results by team"), icon=":material/groups_2:"),
            st.Page("pages/audit.py", title=_("Standards audit"), icon=":material/fact_check:"),
            st.Page("pages/perception.py", title=_("Perception gap"), icon=":material/visibility:"),
        ],
        _("Work"): [
            st.Page("pages/getting_started.py", title=_("Getting started"), icon=":material/signpost:"),
            st.Page("pages/upload.py", title=_("Upload"), icon=":material/upload_file:"),
            st.Page("pages/loaded.py", title=_("Loaded file"), visibility="hidden"),
            st.Page("pages/health.py", title=_("Data health"), icon=":material/health_and_safety:"),
            st.Page("pages/written_policy.py", title=_("Written policy"), icon=":material/description:"),
            st.Page("pages/policy.py", title=_("Policy and targets"), icon=":material/flag:"),
            st.Page("pages/own_kpis.py", title=_("Your own KPIs"), icon=":material/function:"),
            st.Page("pages/settings.py", title=_("Settings"), icon=":material/tune:"),
        ],
    }


main()
