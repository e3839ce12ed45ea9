"""A policy as a document of its own: one HTML file to print on A4, without scripts and without links.

Every text of the policy is escaped, and a browser that opens the file may load nothing from anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from data import formats, language
from data.language import gettext as _
from data.written_policy import WrittenPolicy
from metrics.goals import words as scores
from metrics.goals.ahead import briefly
from metrics.goals.scoreboard import Score
from metrics.policy import words
from metrics.policy.goals import GoalStanding
from metrics.policy.headings import Heading
from metrics.policy.passages import channel_time, kpi_title, step_time
from metrics.policy.promises import PROMISES, amount
from metrics.policy.review import ReviewState
from metrics.policy.style import STYLE
from metrics.policy.whole import Whole

MIME = "text/html"
_NO_BREAK = "\u00a0"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

Cells = Sequence[str]


def document(whole: Whole) -> bytes:
    """The policy as the bytes of an HTML file, in the reader's language."""
    title = escape(words.title(whole))
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style>"
    )
    body = "\n".join(part for part in (_header(whole), *_sections(whole), _footer(whole)) if part)
    page = (
        f'<!DOCTYPE html>\n<html lang="{escape(language.current())}"><head>{head}</head>'
        f"<body><main>\n{body}\n</main></body></html>\n"
    )
    return page.encode("utf-8")


def file_name(whole: Whole) -> str:
    """The name of the file, by the number of the version."""
    number = str(whole.version.number) if whole.version else "0"
    return _("policy-version-%(number)s.html") % {"number": number}


def _header(whole: Whole) -> str:
    told = words.version(whole.version) if whole.version else ""
    rollout = whole.review.rollout
    since = _("In force since %(day)s") % {"day": formats.day(rollout)} if rollout else ""
    line = " · ".join(part for part in (told, since) if part)
    return f"<header><h1>{escape(words.title(whole))}</h1><p>{escape(line)}</p></header>"


def _footer(whole: Whole) -> str:
    told = [_("As it stood on %(day)s.") % {"day": formats.day(whole.day)}]
    if whole.changed:
        changed = "; ".join(f"{one.name}: {one.was} → {one.now}" for one in whole.changed)
        told.append(_("Changed since this version was saved: %(numbers)s.") % {"numbers": changed})
    return f"<footer><p>{escape(' '.join(told))}</p></footer>"


def _sections(whole: Whole) -> Iterable[str]:
    policy = whole.policy
    yield _section(Heading.VISION, _paragraphs(policy.vision), "vision")
    yield _section(Heading.GOALS, _goals(whole))
    yield _section(Heading.STANDARDS, _standards(whole))
    yield _section(Heading.MANNERS, _manners(policy))
    yield _section(Heading.CHANNELS, _channels(whole))
    yield _section(Heading.STEPS, _steps(whole))
    yield _section(Heading.DISCRETION, _discretion(whole))
    yield _section(Heading.TRAINING, _training(whole))
    # What its writer has still to do is nothing for those who get it printed.
    if whole.review.state is not ReviewState.NO_ROLLOUT:
        yield _section(Heading.REVIEW, _paragraphs(words.review(whole.review)))


def _section(heading: Heading, content: str, kind: str = "") -> str:
    """A part with its heading; nothing where there is nothing to say."""
    if not content:
        return ""
    marked = f' class="{kind}"' if kind else ""
    return f"<section{marked}><h2>{escape(heading.title)}</h2>{content}</section>"


def _paragraphs(text: str) -> str:
    blocks = [block.strip() for block in text.split("\n\n") if block.strip()]
    return "".join(f"<p>{_lines(block)}</p>" for block in blocks)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _table(headers: Cells, rows: Sequence[Cells]) -> str:
    """A table without the columns in which nothing stands; nothing without rows."""
    kept = [at for at in range(len(headers)) if any(row[at] for row in rows)]
    if not kept:
        return ""
    head = "".join(f'<th scope="col">{escape(headers[at])}</th>' for at in kept)
    lines = ("".join(_cell(headers[at], row[at]) for at in kept) for row in rows)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(header: str, text: str) -> str:
    """A cell that carries its heading, which stands beside it where the page is narrow."""
    return f'<td data-heading="{escape(header)}">{_lines(text)}</td>'


def _goals(whole: Whole) -> str:
    headers = (_("Goal"), _("Measured by"), _("Target"), _("Where it stands"))
    return _table(headers, [row for goal in whole.goals for row in _goal(goal, whole.names)])


def _goal(standing: GoalStanding, names: Mapping[str, str]) -> list[Cells]:
    """A row for each target of a goal, or one without any."""
    named = (standing.goal.sentence, kpi_title(standing.goal.kpi))
    if not standing.scores:
        return [(*named, "", "")]
    blank = ("", "")
    return [(*(blank if at else named), *_score(score, names)) for at, score in enumerate(standing.scores)]


def _score(score: Score, names: Mapping[str, str]) -> Cells:
    words_of = {"target": scores.aimed(score), "scope": scores.for_whom(score, names)}
    target = _("%(target)s (%(scope)s)") % words_of if score.where else words_of["target"]
    status = scores.standing(score).replace(" ", _NO_BREAK)
    told = briefly(score.kpi, score.target, score.status, score.ahead)
    status = f"{status}, {told}" if told else status
    return target, f"{', '.join(scores.reached(score))} · {status}"


def _standards(whole: Whole) -> str:
    known = [whole.promises[key] for key in PROMISES]
    rows = [(_(PROMISES[one.key]), one.told) for one in known if one.value is not None]
    table = _table((_("What we promise"), _("Within which time")), rows)
    note = _("A preset holds until the company sets its own.") if whole.is_preset else ""
    return table + (f'<p class="note">{escape(note)}</p>' if note else "")


def _manners(policy: WrittenPolicy) -> str:
    told = (
        f"<dt>{escape(one.name)}</dt><dd>{_lines(one.wording or _('not set yet'))}</dd>"
        for one in policy.manners
    )
    return f"<dl>{''.join(told)}</dl>" if policy.manners else ""


def _channels(whole: Whole) -> str:
    rows = [(one.name, one.opening, channel_time(one, whole.promises)) for one in whole.policy.channels]
    return _table((_("Channel"), _("When"), _("What we promise")), rows)


def _steps(whole: Whole) -> str:
    rows = [
        (formats.number(at), step.task, step.who, step_time(step, whole.promises))
        for at, step in enumerate(whole.policy.steps, start=1)
    ]
    headers = (_("Step"), _("What is done"), _("By whom"), _("How soon after receipt"))
    return _table(headers, rows) if rows else ""


def _discretion(whole: Whole) -> str:
    rule = ""
    if whole.limit.value is not None:
        told = _("Whoever takes a complaint settles it at once where that costs less than %(amount)s.")
        rule = told % {"amount": amount(whole.limit, whole.policy.currency)}
    return _paragraphs("\n\n".join(part for part in (rule, whole.policy.discretion) if part))


def _training(whole: Whole) -> str:
    rows = [(team.team, team.share_text, formats.day(team.last)) for team in whole.teams]
    if whole.everybody and len(rows) > 1:
        rows.append((_("All teams"), whole.everybody.share_text, ""))
    return _table((_("Team"), _("Trained"), _("Last on")), rows)
