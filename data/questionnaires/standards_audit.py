"""The sixteen standards of service that an auditor scores, and what each score looks like."""

from __future__ import annotations

from dataclasses import dataclass

from data.language import mark as _


@dataclass(frozen=True)
class Standard:
    """A standard of service.

    name                    what it is called
    poor, fair, excellent   what an auditor sees or hears where it earns 1, 3 and 5
    """

    key: str
    name: str
    poor: str
    fair: str
    excellent: str


# In the order in which a contact goes, so that an auditor scores along the way.
STANDARDS = (
    Standard(
        "greeting",
        _("Greeting by name"),
        _("no greeting, or nobody says who is speaking"),
        _("a polite greeting, without the customer's name"),
        _("a warm greeting, the own name told and the customer's used"),
    ),
    Standard(
        "needs",
        _("Finding out needs"),
        _("an answer before the customer has said what it is about"),
        _("a question or two, then a guess"),
        _("questions until the need is clear, then said back to be sure"),
    ),
    Standard(
        "information",
        _("Full information"),
        _("wrong or missing facts; the customer has to ask again"),
        _("right on what was asked, the rest left out"),
        _("price, time, conditions and next step told without being asked"),
    ),
    Standard(
        "solution",
        _("Offering the fitting solution"),
        _("whatever is at hand, fitting or not"),
        _("a solution that works, without another to choose from"),
        _("the solution that fits this customer, and why it does"),
    ),
    Standard(
        "communication",
        _("Effective communication"),
        _("jargon, interruptions, or no answer to the question"),
        _("clear for the most part; some of it has to be repeated"),
        _("plain words, real listening, a short summary at the end"),
    ),
    Standard(
        "problems",
        _("Solving problems"),
        _("the problem is passed on or left with the customer"),
        _("solved in part, or only after pushing"),
        _("one person takes it on and settles it or says when it will be"),
    ),
    Standard(
        "respect",
        _("Respectful tone"),
        _("impatient, mocking or cold"),
        _("correct, but by rote"),
        _("friendly and calm to the end, also when things get heated"),
    ),
    Standard(
        "quality",
        _("Keeping to quality standards"),
        _("the agreed steps are skipped"),
        _("most steps are kept, with slips that the customer notices"),
        _("every agreed step is kept, papers and place in order"),
    ),
    Standard(
        "after_sales",
        _("Contact after the sale"),
        _("nobody gets in touch afterwards"),
        _("an automatic message, or a call only where one was promised"),
        _("somebody asks in person whether all is well, and acts on it"),
    ),
    Standard(
        "training",
        _("Trained staff"),
        _("doesn't know the product or the procedure"),
        _("knows the basics, has to look up or ask the rest"),
        _("knows product and procedure, and explains both at ease"),
    ),
    Standard(
        "improvement",
        _("Continuous improvement"),
        _("faults seen at the last audit are all still there"),
        _("some faults of the last audit are mended"),
        _("the faults are mended, and the team shows what else it made better"),
    ),
    Standard(
        "feedback",
        _("A feedback system"),
        _("the customer has no way to say what was wrong"),
        _("there is a way, but nobody points to it"),
        _("the customer is asked for an opinion and told what comes of it"),
    ),
    Standard(
        "personal",
        _("Personal approach"),
        _("a script read out, whoever the customer is"),
        _("some things are fitted to the customer"),
        _("earlier contacts are known, and the offer is fitted to this person"),
    ),
    Standard(
        "speed",
        _("Quick handling of requests"),
        _("long waiting without a word, or no answer"),
        _("an answer within the usual time"),
        _("an answer at once, or a time that is promised and kept"),
    ),
    Standard(
        "offers",
        _("Regular offers"),
        _("no offer, or one that doesn't fit"),
        _("a general offer, the same for everybody"),
        _("a timely offer that fits what this customer has or needs"),
    ),
    Standard(
        "loyalty",
        _("Thanks for loyalty"),
        _("no word of thanks; a long-standing customer is treated as a stranger"),
        _("thanks as a form of words"),
        _("thanks that name what the customer did, with something to show for it"),
    ),
)
STANDARD_BY_KEY = {standard.key: standard for standard in STANDARDS}
