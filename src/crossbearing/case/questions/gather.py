"""Reading files without a case: what `read`, `flights` and `visits` look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import polars as pl

from crossbearing.case.files import files_under, why
from crossbearing.errors import InputError, UnknownFormat
from crossbearing.intake import fingerprint, name_of, read_exhibit, sniff
from crossbearing.intake.mapping import Mapping
from crossbearing.intake.parts import Source
from crossbearing.intake.sniffing import FORMATS
from crossbearing.model.claims import About, Reading, Report
from crossbearing.model.contract import to_line
from crossbearing.model.exhibits import Batch, ExhibitKind
from crossbearing.model.proposals import Proposed
from crossbearing.model.tables import REJECTS
from crossbearing.reading import Explained, explain, read_report, republications
from crossbearing.reading.language.text import language_of
from crossbearing.reading.proposals import Proposer, settle
from crossbearing.world import load_world


def gather(
    paths: Iterable[Path],
    wanted: ExhibitKind,
    kind: ExhibitKind | None = None,
    published: str | None = None,
    mapping: Mapping | None = None,
) -> Iterator[Batch]:
    """Read, batch by batch, all files that hold what is wanted; others in a named folder are passed over with a reject.

    With a `mapping`, every file is read as a table of positions whose columns it tells.
    Raises `UnknownFormat` for a file that was named itself and holds something else.
    """
    for path, named in files_under(paths):
        try:
            found = mapped_kind(mapping) if mapping else sniff(path, kind)
        except (UnknownFormat, OSError) as error:
            if named:
                raise _for(wanted, path, error) from None
            yield _passed_over(path, why(error))
            continue
        if found is wanted:
            sha256, _ = fingerprint(path)
            try:
                yield from read_exhibit(
                    path, name=name_of(path), sha256=sha256, kind=found, published=published, mapping=mapping
                )
            except InputError as error:
                # A recording whose decoder is not installed does not stop the other files of its folder.
                if named:
                    raise
                yield _passed_over(path, f"{error.what}: {error.hint}")
        elif named:
            raise UnknownFormat(str(path), f"this holds {found.value}, not {wanted.value}", "name another file")


def _for(wanted: ExhibitKind, path: Source, error: UnknownFormat | OSError) -> UnknownFormat | OSError:
    """The error for a named file that is of no format, with the formats of what is wanted."""
    if isinstance(error, OSError):
        return error
    known = [form.name for form in FORMATS if form.kind is wanted]
    if wanted is not ExhibitKind.SHIPS or not error.hint.startswith("known are"):
        return error
    return UnknownFormat(error.where, error.what, f"known for ships are {', '.join(known)}; or say --mapping")


def mapped_kind(mapping: Mapping) -> ExhibitKind:
    """What a table holds whose columns are told: positions of ships where one is an MMSI, else of aircraft."""
    return ExhibitKind.SHIPS if mapping.tells_ships else ExhibitKind.TRACKS


def gather_beside(paths: Iterable[Path], wanted: ExhibitKind) -> Iterator[Batch]:
    """Read what the named folders, and no files, hold of another kind beside what was asked of them."""
    yield from gather([path for path in paths if path.is_dir()], wanted)


def _passed_over(path: Source, reason: str) -> Batch:
    row = {"exhibit": "", "member": name_of(path), "place": "", "reason": reason, "rows": 1}
    return Batch(format="none", rows_in=1, rejects=REJECTS.conform(pl.DataFrame([row])))


def rejects_of(batches: Iterable[Batch]) -> pl.DataFrame:
    """All rejects of some batches (REJECTS)."""
    return REJECTS.conform(pl.concat([REJECTS.empty(), *(batch.rejects for batch in batches)]))


def read_all(batches: Iterable[Batch], lineage: bool) -> list[dict[str, Any]]:
    """The contract lines of all reports in some batches: claims, times, problems, republications, and lineages."""
    reports = [report for batch in batches for report in batch.reports]
    world = load_world()
    readings = {report.id: read_report(report, world) for report in reports}
    return _lines(reports, readings, lineage)


def _lines(reports: list[Report], readings: dict[str, Reading], lineage: bool) -> list[dict[str, Any]]:
    things: list[Any] = []
    for reading in readings.values():
        things += [*reading.claims, *reading.times, *reading.problems]
        things += [reading.lineage] if lineage and reading.lineage else []
    things += [_about(report) for report in reports] if lineage else []
    return [to_line(thing) for thing in [*things, *republications(reports, readings)]]


def explained_all(batches: Iterable[Batch], lineage: bool) -> tuple[list[Explained], list[dict[str, Any]]]:
    """All reports in some batches with the reasons for their claims, and the lines that `read_all` gives."""
    reports = [report for batch in batches for report in batch.reports]
    world = load_world()
    told = [explain(report, world) for report in reports]
    return told, _lines(reports, {one.report.id: one.reading for one in told}, lineage)


def _about(report: Report) -> About:
    start, end = (report.published_start, report.published_end) if report.is_dated else (None, None)
    language = language_of(report.text[report.body_start :])
    return About(report.id, report.title, report.author, start, end, report.dated_by, language)


def propose_all(batches: Iterable[Batch], proposer: Proposer) -> list[Proposed]:
    """What a stronger reader proposes for each report in some batches, beside what the rules read there."""
    world = load_world()
    reports = [report for batch in batches for report in batch.reports]
    return [
        settle(report, world, read_report(report, world).claims, proposer.offers(report), proposer.by)
        for report in reports
    ]
