"""What is said of each finding: what it is, what it means for which KPIs, what to do next, and in short."""

from __future__ import annotations

from dataclasses import dataclass

from data.language import mark
from metrics.health.findings import About


@dataclass(frozen=True)
class Words:
    """What is said of a finding, marked for translation; of a gap ``means`` hangs on its KPIs.

    ``short`` is for one that stands in the way of trust, among others.
    """

    what: str
    means: str
    next: str
    short: str


WORDS = {
    About.GAP: Words(
        what=mark("No rows from %(first)s to %(last)s: a gap of %(length)s."),
        means="",
        next=mark("Load the file of these days if there is one; if you were closed, all is well."),
        short=mark("a gap of %(length)s in %(month)s"),
    ),
    About.CLOSED: Words(
        what=mark("No rows from %(first)s to %(last)s, as at this time of another year."),
        means=mark("Nothing, if you were closed; else too low: %(kpis)s."),
        next=mark("If you close every year then, all is well; else load the files of these days."),
        short=mark("days without rows in %(month)s"),
    ),
    About.EMPTY_DAYS: Words(
        what=mark("No rows on days that have many as a rule: %(days)s."),
        means=mark("Too low if something is missing there: %(kpis)s."),
        next=mark("If these weren't holidays, load what is missing."),
        short=mark("days without rows in %(month)s"),
    ),
    About.STRAY: Words(
        what=mark("Dates more than a year apart from all others: %(days)s (%(rows)s)."),
        means=mark("Stretched over years in which there is nothing: %(kpis)s."),
        next=mark("Look at the dates in the file; mend them there and load it anew."),
        short=mark("dates far apart from all others"),
    ),
    About.FUTURE: Words(
        what=mark("“%(column)s” lies after the day on which the file was loaded: %(rows)s."),
        means=mark("Counted in periods that haven't come yet: %(kpis)s."),
        next=mark("Look whether day and month, or the year, are the right ones in the file."),
        short=mark("dates that lie ahead"),
    ),
    About.ALIKE: Words(
        what=mark("Rows of a file that repeat another one in every column: %(rows)s."),
        means=mark("Counted twice if they are copies: %(kpis)s."),
        next=mark("If they are copies, take them out of the file and load it anew."),
        short=mark("%(rows)s that may count twice"),
    ),
    About.MAYBE_ALIKE: Words(
        what=mark("Rows of a file that repeat another one in every column: %(rows)s, %(share)s %% of all."),
        means=mark("As many as chance may make, so they count; twice if they are copies: %(kpis)s."),
        next=mark("See whether the file was put together twice; a number in each row would tell."),
        short=mark("%(rows)s that repeat another one"),
    ),
    About.COPIED: Words(
        what=mark("Rows that stand in two files, alike in every column: %(rows)s."),
        means=mark("Counted twice if they are copies: %(kpis)s."),
        next=mark("If one file holds the other, undo one of them."),
        short=mark("%(rows)s that may count twice"),
    ),
    About.SHARED_IDS: Words(
        what=mark("One number on several rows that differ: %(rows)s, such as number %(examples)s."),
        means=mark("Counted once for each row: %(kpis)s."),
        next=mark("See whether the file has a row for each step of a case; load one row a case."),
        short=mark("%(rows)s that share a number"),
    ),
    About.NO_COLUMN: Words(
        what=mark("Columns that a file lacks and other files have: %(columns)s (%(rows)s)."),
        means=mark("Told without these rows: %(kpis)s."),
        next=mark("If the file could have them, export it anew or map the headers that mean them."),
        short=mark("a file without “%(column)s”"),
    ),
    About.BLANKS: Words(
        what=mark("“%(column)s” is empty from %(first)s to %(last)s and filled elsewhere: %(rows)s."),
        means=mark("Told without these rows: %(kpis)s."),
        next=mark("Fill in the column in the file and load it anew."),
        short=mark("a stretch without “%(column)s”"),
    ),
    About.SPARSE: Words(
        what=mark("“%(column)s” is empty in %(share)s %% of the rows: %(rows)s."),
        means=mark("Told from the other rows alone, which may not stand for all: %(kpis)s."),
        next=mark("The template shows what the column is for."),
        short=mark("few rows with “%(column)s”"),
    ),
    About.OUTLIERS: Words(
        what=mark(
            "“%(column)s” lies above %(limit)s in %(rows)s: %(usual)s is usual, %(highest)s is the highest."
        ),
        means=mark("These rows make up %(of_sum)s %% of the sum of the column, from which come: %(kpis)s."),
        next=mark("Look at these rows: a typing error, or minutes in place of hours?"),
        short=mark("outliers in “%(column)s”"),
    ),
    About.OFF_SCALE: Words(
        what=mark("“%(column)s” lies outside its scale in %(rows)s: from %(low)s to %(high)s."),
        means=mark("Computed with answers that can't be: %(kpis)s."),
        next=mark("Open the file's page, see on which scale it was read, and load it anew."),
        short=mark("answers outside the scale of “%(column)s”"),
    ),
    About.JUMP: Words(
        what=mark("From %(first)s to %(last)s: %(each)s, where %(around)s are usual."),
        means=mark("It shows as a jump in: %(kpis)s."),
        next=mark("A campaign, an outage, or a file with too few or too many rows?"),
        short=mark("a sudden change of volume in %(month)s"),
    ),
    About.SHIFT: Words(
        what=mark("From %(first)s on: %(each)s, and %(around)s before."),
        means=mark("A change in what is collected looks like a change of: %(kpis)s."),
        next=mark("Ask what changed then: a channel more or less, another way to record?"),
        short=mark("a sudden change of volume in %(month)s"),
    ),
    About.TOTAL: Words(
        what=mark("“%(column)s” is %(value)s from %(first)s to %(last)s, where %(usual)s is usual."),
        means=mark("It shows as a jump in: %(kpis)s."),
        next=mark("Compare the figure with its source."),
        short=mark("a figure of “%(column)s” far from the others"),
    ),
    About.SCALES: Words(
        what=mark("“%(column)s” comes on several scales: %(examples)s."),
        means=mark("Put on your company's scale, yet people answer scales differently: %(kpis)s."),
        next=mark("Before and after a rollout, use files of one scale where you can."),
        short=mark("several scales of “%(column)s”"),
    ),
    About.LOW_FILE: Words(
        what=mark(
            "A file uses only the lower half of the scale of “%(column)s”: %(mean)s on average, in other"
            " files %(others)s (%(rows)s)."
        ),
        means=mark("Far too low if the file's scale was read wrongly: %(kpis)s."),
        next=mark("Open the file's page, see on which scale it was read, and load it anew."),
        short=mark("a file whose scale of “%(column)s” may be wrong"),
    ),
    About.OTHER_LEVEL: Words(
        what=mark("“%(column)s” is %(mean)s on average in one file, in the others %(others)s (%(rows)s)."),
        means=mark("A change from file to file looks like a change of: %(kpis)s."),
        next=mark("See on the file's page whether the scale is right and 1 means the worst."),
        short=mark("a file with another level of “%(column)s”"),
    ),
    About.SOURCES: Words(
        what=mark(
            "“%(column)s” is %(mean)s on average here and %(others)s in other kinds of files (%(rows)s), and"
            " how many answers come from where changes."
        ),
        means=mark("A change of where answers come from looks like a change of: %(kpis)s."),
        next=mark("Judge a change by days on which the answers come from the same kinds of files."),
        short=mark("“%(column)s” from sources of different levels"),
    ),
    About.DISJOINT: Words(
        what=mark(
            "“%(column)s” comes from different kinds of files of different times, with nothing from"
            " %(first)s to %(last)s: a gap of %(length)s."
        ),
        means=mark("Merged from sources that no day has in common: %(kpis)s."),
        next=mark("Look at the days of one source alone, or load the files of the days between."),
        short=mark("“%(column)s” merges sources of different times, with a gap of %(length)s"),
    ),
    About.LEFT_OUT: Words(
        what=mark("Rows that couldn't be used and were left out: %(rows)s of %(of)s."),
        means=mark("Told without these rows: %(kpis)s."),
        next=mark("The file's page tells why, and gives the rows to mend and load."),
        short=mark("%(rows)s that couldn't be used"),
    ),
    About.UNDATED: Words(
        what=mark("Rows without a day of their own, from %(first)s to %(last)s: %(rows)s."),
        means=mark("Counted over days that hold all of these, and in no month or trend: %(kpis)s."),
        next=mark(
            "If the days are known anywhere, add a column with them and load the file in place of this."
        ),
        short=mark("%(rows)s without a day of their own"),
    ),
    About.UNREAD: Words(
        what=mark("“%(column)s” couldn't be read in %(rows)s, so the cell is taken as empty: %(examples)s."),
        means=mark("Told without these rows: %(kpis)s."),
        next=mark("The file's page lists these cells; mend them in the file and load it anew."),
        short=mark("“%(column)s” couldn't be read in %(rows)s"),
    ),
    About.SINCE_JOINING: Words(
        what=mark(
            "“%(column)s” seems to be counted since joining: from list to list it rose for %(rose)s customers"
            " and fell for %(fell)s."
        ),
        means=mark(
            "It rises by waiting alone, so that no change of it is told and no target judged: %(kpis)s."
        ),
        next=mark("List the purchases of the same length of time each time, such as the last twelve months."),
        short=mark("“%(column)s” counted since joining"),
    ),
}
