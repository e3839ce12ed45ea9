"""What a policy may begin with: the usual steps and channels, to be changed."""

from __future__ import annotations

from data.language import gettext as _
from data.written_policy import Manner, WrittenChannel, WrittenPolicy, WrittenStep


def outline() -> WrittenPolicy:
    """A policy without vision and goals, which no outline can know, in the reader's language."""
    return WrittenPolicy(
        title=_("Customer-service policy"),
        manners=(Manner(_("Greeting"), ""), Manner(_("Farewell"), "")),
        channels=(
            WrittenChannel(_("Phone"), "", "", "rings"),
            WrittenChannel(_("E-mail"), "", "", "email_hours"),
        ),
        steps=(
            WrittenStep(_("Listen, apologise and record the complaint")),
            WrittenStep(_("Settle it at once, or name who is in charge and by when")),
            WrittenStep(_("Find the cause")),
            WrittenStep(_("Resolve it and tell the customer"), standard="resolution_hours"),
            WrittenStep(_("Ask whether the customer is content")),
        ),
    )
