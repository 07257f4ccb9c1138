"""Commands about what ships could have done unseen: where a silent one can have been, and who lingered at sea."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from crossbearing.cli.output import Words, frame_lines
from crossbearing.cli.places import Drawn, InWords, places_of
from crossbearing.cli.progress import ProgressBar
from crossbearing.cli.ship_options import (
    NO_OPTIONS,
    Drawing,
    Form,
    Options,
    must_be_hours,
    note_written,
    write_sea,
)

PORT_COLUMNS = ("craft", "started_at", "ended_at", "place", "to_km", "back_km", "longest_h", "kind")
MEETING_COLUMNS = ("a", "b", "possible", "started_at", "ended_at", "at_most_h", "found_h", "lat", "lon", "nearest_km")
LOITERING_COLUMNS = (
    *("craft", "started_at", "duration_h", "lat", "lon"),
    *("wandered_km", "likely", "observed_min", "encounters"),
)
PAIR = 2
# What is no trade and not said to lie at anchor.
SUSPECT = ("drifting", "still")


def reach(
    *paths: Path,
    craft: Annotated[
        tuple[str, ...], Parameter(help="A ship's name, MMSI or IMO number; two of them: could they have met?")
    ],
    at: Annotated[str | None, Parameter(help="One time, UTC: 2024-02-10T06:30; else all silences.")] = None,
    from_day: Annotated[str | None, Parameter(name="--from", help="First day, UTC: 2024-02-10.")] = None,
    to_day: Annotated[str | None, Parameter(name="--to", help="Last day, UTC.")] = None,
    hours: Annotated[float, Parameter(help="The shortest silence that is looked at.")] = 2.0,
    area: Annotated[
        Path | None, Parameter(help="With --at: write where she could have been to this file, GeoJSON.")
    ] = None,
    harbours: Drawn = (),
    harbour: InWords = (),
    output: Drawing = None,
    language: Words = "en",
    format: Form = None,
) -> None:
    """Print the ports within a silent ship's reach, or when two ships could have lain alongside each other unseen.

    Ways lead over water, rivers and canals and are never longer than the true ones, speeds err to the fast side: what
    is not printed was impossible, what is printed is no more than possible. Of two ships, a line says for how long at
    most they can have been together, or that they cannot, with the positions that prove it.

    Args:
        paths: A case, or files, folders or archives with AIS.
    """
    from crossbearing.case.questions.asking import day_named
    from crossbearing.case.questions.unseen import draw_unseen, time_named, unseen, write_area

    _must_be_plain(paths, hours, at, area, output)
    when = time_named(at) if at else (day_named(from_day, "--from"), day_named(to_day, "--to"))
    with ProgressBar() as bar:
        asked = unseen(paths, craft, when, bar.tell, places_of(harbours, harbour, language))
    if area is not None:
        write_area(area, asked.area())
        note_written(area, language)
    pair = len(asked.crafts) == PAIR and at is None
    found = asked.meetings() if pair else asked.ports(hours)
    if output is not None:
        draw_unseen(output, asked, found, language)
        note_written(output, language)
    kind, columns = ("possible_meeting", MEETING_COLUMNS) if pair else ("port_in_reach", PORT_COLUMNS)
    write_sea(frame_lines(found, kind), columns, format, language, asked.names)


def _must_be_plain(
    paths: tuple[Path, ...], hours: float, at: str | None, area: Path | None, output: Path | None
) -> None:
    """Raise `InputError` for a question about reach that nobody could answer, before anything is read."""
    from crossbearing.case.questions.drawing import check_ending
    from crossbearing.errors import InputError

    if not paths:
        raise InputError("reach", "no case, file or folder is named", "crossbearing reach PATH… --craft NAME")
    must_be_hours("--hours", hours, "silence", 2)
    if area is not None and at is None:
        raise InputError("--area", "an area needs a time", "add --at 2024-02-10T06:30")
    if output is not None:
        check_ending(output)


def loitering(
    *paths: Path,
    hours: Annotated[float, Parameter(help="The shortest stay; 4 and 8 hours are in use.")] = 4.0,
    all: Annotated[
        bool, Parameter(negative="", help="Print also who lies at anchor as she says, fishes, or works there.")
    ] = False,
    options: Options = NO_OPTIONS,
) -> None:
    """Print ships that were slow and in place at sea for hours, away from ports: where a silent one may have come.

    Slow is an hourly mean below 2 kt, in place is within 20 km, and she was heard in each of the hours. Most of it is
    innocent: waiting for orders, weather, repairs.

    Args:
        paths: Files, folders or archives with AIS.
    """
    from crossbearing.case.questions.unseen import loitering_of

    must_be_hours("--hours", hours, "stay", 4)
    with options.sailed(paths, "loitering") as told:
        found = loitering_of(told, hours)
        shown = found if all else found.filter(found["likely"].is_in(list(SUSPECT)))
        options.draw(told, shown, "loitering")
    options.write(told, shown, "loitering", LOITERING_COLUMNS)
