"""The command `harbours`: where ships called, and where they stop though no table knows a port there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from crossbearing.cli.output import Words, frame_lines, write_rejects
from crossbearing.cli.places import Drawn, InWords, places_of
from crossbearing.cli.ship_options import Columns, Form, Rejects, note_written, sailed_from, write_sea

COLUMNS = {
    "harbour": ("id", "name", "country", "kind", "lat", "lon", "ships", "calls", "berths", "anchorages", "roadsteads"),
    "candidate_port": ("id", "kind", "lat", "lon", "radius_km", "ships", "stays", "hours", "first_seen", "last_seen"),
    "place": ("id", "name", "kind", "lat", "lon", "radius_km", "doubt"),
}


def harbours(
    *paths: Path,
    harvest: Annotated[
        bool, Parameter(negative="", help="Print instead where ships lay still away from any port known.")
    ] = False,
    harbours: Drawn = (),
    harbour: InWords = (),
    output: Annotated[
        Path | None,
        Parameter(name=("--output", "-o"), help="Write the places to this file, as GeoJSON for --harbours."),
    ] = None,
    mapping: Columns = None,
    language: Words = "en",
    format: Form = None,
    rejects: Rejects = None,
) -> None:
    """Print the ports at which ships called; with `--harvest` the places that no table knows, where they lay still.

    A harvested place is a candidate: several ships, or one several times, lay there for two hours and more. Look at
    it, name it, and give it back with `--harbours`. Without AIS, the places of your own are printed as they were read.

    Args:
        paths: Files, folders or archives with AIS.
    """
    from crossbearing.case.files import publish
    from crossbearing.case.questions.harvest import as_geojson, harvested, ports_in_use
    from crossbearing.errors import InputError

    if not paths and not harbours and not harbour:
        raise InputError("harbours", "neither AIS nor a place is named", "crossbearing harbours PATH… --harvest")
    own = places_of(harbours, harbour, language)
    found, rejected, kind = own.places, own.rejects, "place"
    if paths:
        with sailed_from(paths, "harbours", mapping, own=own) as told:
            found = harvested(told) if harvest else ports_in_use(told)
            rejected = told.rejects
        kind = "candidate_port" if harvest else "harbour"
    lines = frame_lines(found, kind)
    if output is not None:
        publish(output, as_geojson(lines))
        note_written(output, language)
    else:
        write_sea(lines, COLUMNS[kind], format, language)
    write_rejects(rejected, rejects, language)
