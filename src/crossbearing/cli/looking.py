"""The commands for those who would rather look than read: coverage, traffic and maps."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from crossbearing.cli.output import Format, Words, is_table, note, write
from crossbearing.cli.progress import ProgressBar

Band = Literal["low", "mid", "high", "cruise"]
Form = Annotated[Format | None, Parameter(help="Default: a table on a terminal, JSON lines in a pipe.")]
OUTPUT = ("--output", "-o", "--svg", "--html", "--png")

CELL_COLUMNS = ("network", "cell", "lat", "lon", "band", "heard", "trials", "p_lower", "days")
COVERAGE_COLUMNS = ("place", "band", "seen", "k", "n", "p_lower")
HOUR_COLUMNS = ("network", "hour", "craft", "expected", "held", "state")
DAY_COLUMNS = ("day", "n", "possible", "held")


def coverage(
    *paths: Path,
    at: Annotated[str | None, Parameter(help="Would a landing here have been seen? An ICAO code or a place.")] = None,
    between: Annotated[str | None, Parameter(help="Hours of the day, UTC: 06:00-09:00.")] = None,
    on: Annotated[str | None, Parameter(help="The day, UTC: 2024-02-10. Default: all days.")] = None,
    band: Annotated[Band, Parameter(help="Below 3,000 ft, to 10,000, to 25,000, or above.")] = "low",
    hours: Annotated[bool, Parameter(negative="", help="Print the archive's hours and their holes instead.")] = False,
    output: Annotated[Path | None, Parameter(name=OUTPUT, help="Draw the cells: .svg, .png or .html.")] = None,
    language: Words = "en",
    format: Form = None,
) -> None:
    """Say where and how low craft are heard, and whether a landing would have been seen.

    Args:
        paths: A case, or files, folders or archives with tracks.
    """
    from crossbearing.case.questions.asking import answer, cells, question
    from crossbearing.case.questions.drawing import check_ending, draw_coverage
    from crossbearing.case.questions.seen import look
    from crossbearing.cli.output import frame_lines
    from crossbearing.model.contract import to_line

    asked = question(at, between, on, band)
    if output is not None:
        check_ending(output)
    with ProgressBar() as bar:
        seen = look(_named(paths, "coverage"), bar.tell)
    if hours:
        return write(frame_lines(seen.hours, "hours"), HOUR_COLUMNS, format)
    found = cells(seen, asked)
    if output is not None:
        draw_coverage(output, seen, asked, found, language)
        note(f"wrote {output}")
    if at is None:
        return write([to_line(cell) for cell in found], CELL_COLUMNS, format)
    told = answer(seen, asked, language)
    note(told.sentence)
    return write([to_line(told)], COVERAGE_COLUMNS, format)


def traffic(
    *paths: Path,
    from_place: Annotated[str | None, Parameter(help="Where flights leave: a place or an ICAO code.")] = None,
    to_place: Annotated[str | None, Parameter(help="Where flights land: a place or an ICAO code.")] = None,
    fleet: Annotated[str | None, Parameter(help="Whose: an operator, a type, a registration.")] = None,
    since: Annotated[str | None, Parameter(help="The day the change is said to begin; default: look for it.")] = None,
    control_from: Annotated[str | None, Parameter(help="Where flights of a control corridor leave.")] = None,
    control_to: Annotated[str | None, Parameter(help="Where flights of a control corridor land.")] = None,
    output: Annotated[Path | None, Parameter(name=OUTPUT, help="Draw it: .svg, .png or .html.")] = None,
    language: Words = "en",
    format: Form = None,
) -> None:
    """Count flights per day between two places, and say whether and when their number changed.

    Args:
        paths: A case, or files, folders or archives with tracks.
    """
    from crossbearing.case.questions.asking import day_named
    from crossbearing.case.questions.drawing import check_ending, draw_traffic
    from crossbearing.case.questions.seen import look
    from crossbearing.case.questions.surges import Corridor, traffic_answer
    from crossbearing.model.contract import to_line

    control = (control_from, control_to) if control_from or control_to else None
    asked = Corridor(from_place, to_place, fleet, day_named(since, "--since"), control)
    if output is not None:
        check_ending(output)
    with ProgressBar() as bar:
        seen = look(_named(paths, "traffic"), bar.tell)
    told, days = traffic_answer(seen, asked, language)
    if output is not None:
        way = f"{from_place or '…'} → {to_place or '…'}"
        draw_traffic(output, told, days, way, language)
        note(f"wrote {output}")
    note(told.sentence)
    # The sentence above tells what the first line holds; a table is for the days.
    lines = list(map(to_line, days))
    write(lines if is_table(format) else [to_line(told), *lines], DAY_COLUMNS, format)


def _named(paths: tuple[Path, ...], command: str) -> tuple[Path, ...]:
    from crossbearing.errors import InputError

    if not paths:
        raise InputError(command, "no case, file or folder is named", f"crossbearing {command} CASE")
    return paths
