"""Checks of what rows say: empty columns, figures far off, answers that don't fit their scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from data.records import Conversion
from data.specs import Scale, Type
from metrics.health.answer_levels import Level, levels, off_scale
from metrics.health.checked import Checked, points
from metrics.health.empty_columns import Stretch, stretches
from metrics.health.findings import About, Finding, Severity, by_share, touched
from metrics.health.outliers import outliers
from metrics.health.profiles import Profile, part
from metrics.intervals import share as share_bounds
from metrics.query import Source

HALF, SPARSE, MOST = 0.5, 0.6, 0.8
# Scores that come along with complaints and contacts are asked of few.
_ASKED = "surveys"


def check(one: Checked, source: Source, read: Mapping[int, tuple[Conversion, ...]]) -> Iterator[Finding]:
    """What is found of the values of a kind of data; ``read`` tells the scales of its files."""
    if one.profile:
        yield from _blanks(one, one.profile)
        yield from _sparse(one, one.profile)
        yield from _outliers(one, source, one.profile)
        yield from _off_scale(one, one.profile)
        yield from _levels(one, one.profile)
        yield from _scales(one, one.profile, read)


def _blanks(one: Checked, found: Profile) -> Iterator[Finding]:
    told = [blank for blank in stretches(found, one.files) if _matters(one, blank)]
    yield from (_blank(one, found, blank) for blank in told if not blank.whole_file)
    lacking: dict[int, list[Stretch]] = {}
    for blank in told:
        if blank.whole_file:
            lacking.setdefault(blank.upload.upload_id, []).append(blank)
    alike: dict[tuple[str, ...], list[Stretch]] = {}
    for blanks in lacking.values():
        alike.setdefault(tuple(blank.column for blank in blanks), []).append(blanks[0])
    yield from (_lacking(one, found, columns, files) for columns, files in alike.items())


def _matters(one: Checked, blank: Stretch) -> bool:
    """Whether a KPI needs a column, or it can be split by."""
    return one.columns[blank.column].type is Type.CATEGORY or bool(touched(one.files, blank.column))


def _lacking(one: Checked, found: Profile, columns: tuple[str, ...], files: list[Stretch]) -> Finding:
    """Files that lack the same columns; the KPIs that need these go on by the other files.

    A KPI that is content with another column of the file loses nothing.
    """
    rows = sum(file.rows for file in files)
    told = {kpi for file in files for kpi in touched([file.upload])}
    kpis = {kpi for column in columns for kpi in touched(one.files, column)} - told
    days = [day for file in files for day in (file.first, file.last) if day]
    return one.finding(
        About.NO_COLUMN,
        by_share(rows / found.rows, 0.05, np.inf),
        rows=rows,
        share=rows / found.rows,
        column=columns[0],
        columns=tuple(one.own(column) or column for column in columns),
        first=min(days, default=None),
        last=max(days, default=None),
        uploads=tuple(sorted(file.upload.upload_id for file in files)),
        kpis=tuple(kpi for kpi in one.kpis if kpi in kpis),
    )


def _blank(one: Checked, found: Profile, blank: Stretch) -> Finding:
    return one.finding(
        About.BLANKS,
        by_share(blank.rows / found.rows, 0.05, HALF),
        rows=blank.rows,
        share=blank.rows / found.rows,
        column=blank.column,
        first=blank.first,
        last=blank.last,
        uploads=(blank.upload.upload_id,),
        kpis=touched(one.files, blank.column),
    )


def _sparse(one: Checked, found: Profile) -> Iterator[Finding]:
    """Columns that most rows of the files with them leave empty: few may not stand for all."""
    for key, column in found.columns.items():
        kpis, filled = touched(one.files, key), found.filled(key)
        expected = column.type is Type.MOMENT or (column.type is Type.SCORE and found.table != _ASKED)
        if not kpis or not filled or expected:
            continue
        uploads = _with_column(found, key)
        rows = int(found.cells.loc[found.cells["upload_id"].isin(uploads), "rows"].sum())
        low, _high = share_bounds(np.array([rows - filled]), np.array([rows]))
        if low[0] > SPARSE:
            yield one.finding(
                About.SPARSE,
                Severity.WEAKENS if low[0] > MOST else Severity.GOOD_TO_KNOW,
                rows=rows - filled,
                share=1 - filled / rows,
                column=key,
                uploads=uploads,
                kpis=kpis,
            )


def _with_column(found: Profile, key: str) -> tuple[int, ...]:
    filled = found.cells.groupby("upload_id")[part(key, "filled")].sum()
    return tuple(int(str(number)) for number in filled.index[filled > 0])


def _outliers(one: Checked, source: Source, found: Profile) -> Iterator[Finding]:
    for far in outliers(source, found):
        kpis = touched(one.files, far.column)
        yield one.finding(
            About.OUTLIERS,
            by_share(far.of_sum, 0.1, HALF) if kpis else Severity.GOOD_TO_KNOW,
            rows=far.rows,
            share=far.share,
            column=far.column,
            uploads=far.uploads,
            kpis=kpis,
            numbers={
                "of_sum": far.of_sum,
                "usual": far.usual,
                "limit": far.limit,
                "highest": far.highest,
                "hours": float(found.columns[far.column].type is Type.MOMENT),
            },
        )


def _off_scale(one: Checked, found: Profile) -> Iterator[Finding]:
    for off in off_scale(found):
        yield one.finding(
            About.OFF_SCALE,
            Severity.BLOCKS,
            rows=off.rows,
            share=off.rows / found.rows,
            column=off.column,
            uploads=(off.upload_id,),
            kpis=touched(one.files, off.column),
            numbers=points(one, off.column, low=off.low, high=off.high),
        )


def _levels(one: Checked, found: Profile) -> Iterator[Finding]:
    for level in levels(found):
        yield _level(one, found, level)


def _level(one: Checked, found: Profile, level: Level) -> Finding:
    file = next(upload for upload in one.files if upload.upload_id == level.upload_id)
    return one.finding(
        About.LOW_FILE if level.only_low else About.OTHER_LEVEL,
        Severity.BLOCKS if level.only_low else Severity.WEAKENS,
        rows=level.n,
        share=level.n / found.rows,
        column=level.column,
        first=file.first_day,
        last=file.last_day,
        uploads=(level.upload_id,),
        kpis=touched(one.files, level.column),
        numbers=points(one, level.column, mean=level.mean, others=level.others),
    )


def _scales(one: Checked, found: Profile, read: Mapping[int, tuple[Conversion, ...]]) -> Iterator[Finding]:
    """Scores that files give on several scales: put on one, answers still differ a little between them."""
    for key in (key for key, column in found.columns.items() if column.type is Type.SCORE):
        scales = {
            upload.upload_id: next(
                (
                    conversion.scale
                    for conversion in read.get(upload.upload_id, ())
                    if conversion.column == key
                ),
                one.scales.get(key, Scale(0, 10)),
            )
            for upload in one.files
            if key in upload.mapping.values()
        }
        if len(set(scales.values())) > 1:
            yield one.finding(
                About.SCALES,
                Severity.GOOD_TO_KNOW,
                column=key,
                uploads=tuple(sorted(scales)),
                kpis=touched(one.files, key),
                examples=tuple(sorted({f"{scale.low:g}–{scale.high:g}" for scale in scales.values()})),
            )
