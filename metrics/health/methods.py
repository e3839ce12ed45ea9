"""What the page on the health of the data looks for, and by which rule, in words."""

from __future__ import annotations

from data.language import mark as _

CHECKS = (
    _(
        "**Gaps**: days, weeks or months without rows, longer than chance makes them (below 1 in 1,000), each"
        " weekday by itself. Source: Laplace's rule of succession."
    ),
    _(
        "**Changes of volume**: weeks with twice or half the usual rows, more than 5 standard deviations from"
        " the median of those around them. Source: Anscombe 1948; Iglewicz and Hoaglin 1993."
    ),
    _(
        "**Rows twice**: rows alike in every column, and more of them than chance makes: three times as many"
        " pairs as rows of the same moment and rows of the same content would have in common. Fewer are told"
        " from 1 % of the rows on."
    ),
    _(
        "**Outliers**: above the upper quartile by more than three times the distance between the quartiles,"
        " on a logarithmic scale, and farther where there are many rows. Source: Tukey 1977."
    ),
    _("**Sources**: scores from kinds of files that have no days in common, with a month or more between."),
    _(
        "**Scores**: answers outside their scale, files on several scales, files that use only the lower half"
        " of a scale, and files a quarter of the scale apart from the others."
    ),
    _(
        "**Empty columns**: files without a column that others have, stretches in which a column is empty,"
        " and columns that more than 60 % of the rows leave empty."
    ),
    _("**Dates**: after the day on which the file was loaded, or more than a year apart from all others."),
    _(
        "**Rows left out** of each file, cells that couldn't be read, and **numbers** that stand on several"
        " rows which differ. A finding blocks or weakens a verdict by how many rows it is about."
    ),
)
