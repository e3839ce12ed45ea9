"""The self-assessment of customer service: 25 statements in seven sections, with first steps for each.

After the self-test of a customer-driven company by the Forum Corporation.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from data.language import mark as _
from data.questionnaires.questionnaire import Band, Questionnaire, Section, Statement, Text

KEY = "self_assessment"
# The cuts for each section: 28 and 21 where there are seven.
ASSET, ADEQUATE = 4, 3


def _section(key: str, name: str, statements: Mapping[str, str], steps: tuple[str, str, str]) -> Section:
    asked = tuple(Statement(f"{key}.{one}", Text(words)) for one, words in statements.items())
    return Section(key, Text(name), asked, tuple(map(Text, steps)))


SECTIONS = (
    _section(
        "culture",
        _("Customers at the centre"),
        {
            "whatever_it_takes": _("We do what it takes to leave a customer satisfied."),
            "first_time": _("We work carefully enough that nothing has to be done twice."),
            "leaders": _("Our managers show by what they do themselves that service matters."),
            "customers_first": _("Where a customer's needs and our own clash, the customer's come first."),
        },
        (
            _("Find one rule that suits us more than our customers, and change or drop it this week."),
            _("Let each manager answer customers for an hour next Monday, side by side with the team."),
            _("Note for a week all work that is done twice, and on Friday choose one cause to remove."),
        ),
    ),
    _section(
        "offer",
        _("What we sell and promise"),
        {
            "partner": _("We sell as partners: we look for what helps the customer most."),
            "honest_materials": _("Our website, brochures and offers promise only what we can keep."),
            "benefits": _("We know which features and benefits of our offer count most for customers."),
            "designed_with_customers": _("What customers have told us shapes our new products and services."),
        },
        (
            _("Read your most used brochure or web page together and strike out what you couldn't keep."),
            _("Ask the next ten customers why they chose you, and show their reasons to all who sell."),
            _("Show the next thing that you plan to two customers, and let them criticise it."),
        ),
    ),
    _section(
        "feedback",
        _("Learning from feedback"),
        {
            "complaints": _("We go through the complaints that we get, and talk about what is behind them."),
            "asking": _("We ask customers for their opinion again and again."),
            "errors": _("We regularly use what customers tell us to find and remove sources of errors."),
        },
        (
            _("Set aside half an hour a week to read the latest complaints and name one cause to remove."),
            _("End each settled request with one question: what could we have done better?"),
            _("Tell five customers who complained what has changed since then."),
        ),
    ),
    _section(
        "knowledge",
        _("Knowing our customers"),
        {
            "expectations": _("We have found out what customers expect of us, and don't have to guess."),
            "contact": _("We are often in touch with our customers."),
            "everyone": _("Every one of us knows what matters to our customers."),
        },
        (
            _("Ring five customers next Monday and ask what they expect of you, without selling anything."),
            _("Write down what you think matters most to customers, then compare it with your surveys."),
            _("Begin each team meeting with something that a customer said in the past week."),
        ),
    ),
    _section(
        "access",
        _("Easy to deal with"),
        {
            "easy": _("We make it easy for customers to reach us and to do business with us."),
            "every_complaint": _("We set out to resolve every complaint."),
            "delight": _("We encourage one another to go out of our way to delight a customer."),
        },
        (
            _("Contact your own company by phone, e-mail and website, and note each wait and detour."),
            _("Name for each open complaint who sees to it, and the day when the customer hears from you."),
            _("Agree on a sum that anyone may spend to put things right for a customer without asking."),
        ),
    ),
    _section(
        "staff",
        _("Skilled and trusted staff"),
        {
            "respect": _("We treat everyone who works here with respect."),
            "product": _("All of us know our products and services well."),
            "tools": _("All of us have the tools and skills that our work needs."),
            "solving": _("All of us are encouraged to solve customers' problems ourselves."),
            "own_job": _("All of us see satisfied customers as part of our own job."),
        },
        (
            _("Ask everyone which tool, skill or permission was missing last week, and provide one of them."),
            _("Let whoever knows a product best show it to the others for twenty minutes."),
            _("Thank someone in the team meeting for solving a customer's problem, and tell how they did."),
        ),
    ),
    _section(
        "improvement",
        _("Getting better"),
        {
            "processes": _("We keep improving the way we work and what we offer."),
            "others": _("We learn from what other teams do well, and from what they do badly."),
            "quick_fixes": _("When we find a problem, we try to fix it quickly."),
        },
        (
            _("Hang up a list of known problems, each with a name and a date, and go through it on Mondays."),
            _("Visit a team that does one thing better than you, and bring back one idea to try."),
            _("Try one small change for two weeks, then look whether the numbers have moved."),
        ),
    ),
)


def bands(sections: int) -> tuple[Band, ...]:
    """What totals mean, the best first, for so many sections."""
    return (
        Band(
            Fraction(ASSET * sections),
            Text(_("Service is an asset")),
            Text(_("The service responds to customers and fits them. Work on single areas.")),
        ),
        Band(
            Fraction(ADEQUATE * sections),
            Text(_("Service is adequate")),
            Text(_("The service is adequate, and needs improvement across the board.")),
        ),
        Band(
            Fraction(),
            Text(_("Service loses customers")),
            Text(_("The company is probably losing customers over its service.")),
        ),
    )


SELF_ASSESSMENT = Questionnaire(
    KEY, Text(_("Customer-service self-assessment")), SECTIONS, bands(len(SECTIONS))
)
