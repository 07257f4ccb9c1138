"""The command `map`, alone in its module: nothing else here may need Python's own `map`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from crossbearing.cli.output import note
from crossbearing.cli.progress import ProgressBar


def map(
    *paths: Path,
    output: Annotated[Path, Parameter(name=("--output", "-o"), help="The file to write: .svg, .png or .html.")],
    craft: Annotated[tuple[str, ...], Parameter(help="Registration, callsign or address; may be repeated.")] = (),
    from_day: Annotated[str | None, Parameter(name="--from", help="First day, UTC: 2024-02-10.")] = None,
    to_day: Annotated[str | None, Parameter(name="--to", help="Last day, UTC.")] = None,
    flights: Annotated[bool, Parameter(negative="", help="Flights with their ends (the default).")] = False,
    tracks: Annotated[bool, Parameter(negative="", help="Bare tracks: what was heard, nothing inferred.")] = False,
    prism: Annotated[str | None, Parameter(help="Where a craft can have been: CRAFT@START..END, UTC.")] = None,
    coverage: Annotated[bool, Parameter(negative="", help="How well each cell is heard.")] = False,
    band: Annotated[
        Literal["low", "mid", "high", "cruise"], Parameter(help="Height of `--coverage`: below 3,000 ft, to 10,000 …")
    ] = "low",
    language: Annotated[Literal["en", "fr"], Parameter(help="Language of labels.")] = "en",
) -> None:
    """Draw flights, tracks, where a craft can have been, or coverage, to SVG, PNG or one HTML file.

    Args:
        paths: A case, or files, folders or archives with tracks.
    """
    from crossbearing.case.asking import cells, day_named, question
    from crossbearing.case.drawing import check_ending, draw_coverage
    from crossbearing.case.mapping import Wanted, crafts_of, draw_map, draw_region
    from crossbearing.case.seen import look
    from crossbearing.errors import InputError

    if not paths:
        raise InputError("map", "no case, file or folder is named", "crossbearing map CASE -o map.svg")
    if sum((flights, tracks, coverage, prism is not None)) > 1:
        raise InputError("map", "several kinds of map are asked for at once", "choose one, and run the command again")
    check_ending(output)
    start, end = day_named(from_day, "--from"), day_named(to_day, "--to")
    with ProgressBar() as bar:
        seen = look(paths, bar.tell)
    if prism is not None:
        draw_region(output, seen, prism, language)
    elif coverage:
        asked = question(None, None, from_day if from_day == to_day else None, band)
        draw_coverage(output, seen, asked, cells(seen, asked), language)
    else:
        draw_map(output, seen, Wanted(crafts_of(craft), start, end, "tracks" if tracks else "flights"), language)
    note(f"wrote {output}")
