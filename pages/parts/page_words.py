"""What each page tells, in a sentence, and the other words by which people look for it.

The sentence is its help, and the search finds pages by all of these words; how a page is called stands in
``app.py``.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.language import mark as _


@dataclass(frozen=True)
class About:
    """What a page ``told`` to whom opens it, and other ``words`` for it, both marked for translation."""

    told: str
    words: str = ""


# By the page's script.
ABOUT = {
    "overview": About(
        _("Every KPI at a glance: its value, its target, and what became of it since the rollout."),
        _("dashboard, summary, cards, results"),
    ),
    "trend": About(
        _("One KPI over time, beside its target, and whether it truly shifted at the rollout."),
        _("chart, course, history, control chart"),
    ),
    "impact": About(
        _("All KPIs before and after a rollout: which truly shifted, which may be chance, and what lasts."),
        _("did the policy work, effect, verdict, before and after"),
    ),
    "targets": About(
        _("All targets on one page, the worst first, and where their trends lead."),
        _("targets, goals, forecast, achievement"),
    ),
    "change": About(
        _("A change taken apart: which teams, channels or others it came from."),
        _("causes, reasons, contributions"),
    ),
    "compare": About(
        _("Who differs from the rest by more than chance, and one beside another."),
        _("ranking, best and worst, teams, branches, benchmark"),
    ),
    "worth": About(
        _("What the policy is worth in money, within which range, and what changes that most."),
        _("money, costs, profit, return on investment, ROI"),
    ),
    "report": About(
        _("The results as a file to send on: for Excel, as slides, or as a page to print."),
        _("export, download, send, print, PDF, PowerPoint, Excel"),
    ),
    "rows": About(_("The rows of your files that a number comes from.")),
    "complaints": About(
        _("What customers complain of most, how sure that order is, and the first three looked at closely."),
        _("problems, reasons for complaints, priorities, Pareto"),
    ),
    "procedure": About(
        _("How complaints go from receipt until the customer is told, and where time is lost."),
        _("stages, funnel, deadlines, time to resolve"),
    ),
    "work_list": About(
        _("Whose complaint waits too long and whom to call back, the most urgent first."),
        _("to do, overdue, open complaints, call back"),
    ),
    "complaint_log": About(
        _("Complaints recorded in the page or come by files, each with the history of its changes."),
        _("record a complaint, register, new complaint"),
    ),
    "retention": About(
        _("How many customers joined, stayed and left, and for how long they stay."),
        _("churn, loyalty, lost customers, cohorts"),
    ),
    "touchpoints": About(
        _("At which stage of the customer's way scores fall and complaints arise."),
        _("customer journey, stages, map"),
    ),
    "self_assessment": About(
        _("Members of a team rate their own service by 25 statements, without a name."),
        _("questionnaire, quiz, statements"),
    ),
    "assessment_results": About(
        _("What teams answered, round by round, and the links and QR codes that invite them."),
        _("round, invite, link, QR code, staff survey"),
    ),
    "audit": About(
        _("What auditors and mystery shoppers found, standard by standard, and the form for the next audit."),
        _("mystery shopper, checklist, inspection"),
    ),
    "perception": About(
        _("How teams see their own service, beside what their customers say."),
        _("self-image, teams and customers, difference"),
    ),
    "getting_started": About(
        _("The first steps for managers, for executives and for teams, and which of them are done."),
        _("help, guide, first steps, what does a verdict mean"),
    ),
    "upload": About(
        _("Files come in here: you see what was understood, and mend it, before anything is kept."),
        _("import, load, Excel, csv, templates, undo"),
    ),
    "loaded": About(_("One loaded file: how it was read, what was left out of it, and its undo.")),
    "health": About(
        _("Which days your files cover, what is wrong with the data, and which KPIs that touches."),
        _("data quality, gaps, duplicates, errors"),
    ),
    "written_policy": About(
        _("What you promise in words, who was trained, the nine steps, and when the next review is due."),
        _("vision, document, training, review, versions"),
    ),
    "policy": About(
        _("When the policy took effect and for whom, what else moved the numbers, and the targets to reach."),
        _("rollout, targets, goals, event, baseline"),
    ),
    "own_kpis": About(
        _("Shares, ratios and counts of your own rows, put together by choices, without a formula."),
        _("define a KPI, custom, formula, metric"),
    ),
    "settings": About(
        _("Your standards, your working time and your scales, and from which day on each of them holds."),
        _("service level, deadlines, working hours, scales, cost of winning a customer"),
    ),
}
