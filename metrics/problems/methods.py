"""How what to fix first is worked out, in words."""

from __future__ import annotations

from data.language import mark

METHODS = (
    mark(
        "Problems are ranked by one thing at a time, as you choose: how often they come, what was paid for"
        " them in all, how many hours they took in all, or how many customers left after them. There are no"
        " hidden weights."
    ),
    mark(
        "Two problems are told apart where so large a difference would come by chance at most 5 times in 100,"
        " corrected for looking at all pairs (Benjamini and Hochberg). The place is a span where the data"
        " leave several open."
    ),
    mark(
        "Shares are of the complaints that say what they are about, with Wilson's 95 % interval; means have"
        " Student's."
    ),
    mark(
        "A customer counts as lost who left within the chosen days after the first complaint of the problem,"
        " where the list of customers reaches that far. Beside them stand the customers who were there on"
        " the same days and hadn't complained in as many days before. That they left after it doesn't prove"
        " that they left because of it."
    ),
    mark(
        "A problem is in your hands or not as you set it under the names of problems. Where you set nothing,"
        " it likely is where staff wrote how to avoid it for at least one complaint in five, by the lower end"
        " of the interval. What you set to be out of your hands isn't among the first three."
    ),
    mark("The trend before and after the rollout is judged as on the page Impact, each problem on its own."),
    mark(
        "Texts are grouped by the beginnings of their words, so it works in any language; the quote is the"
        " one most like the others of its group. A survey comment goes to the problem whose descriptions it"
        " is clearly most like. Names, e-mails, addresses and long numbers are masked."
    ),
    mark(
        "A member's share is told from that of all others by the score test of two shares, corrected for"
        " looking at all of them; with fewer than 20 complaints nothing is told."
    ),
)
