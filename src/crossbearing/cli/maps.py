"""The command `map`, alone in its module: nothing else here may need Python's own `map`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from crossbearing.cli.output import Words
from crossbearing.cli.places import Drawn, InWords, places_of
from crossbearing.cli.progress import ProgressBar
from crossbearing.cli.ship_options import must_be_hours, note_written

if TYPE_CHECKING:
    from crossbearing.case.questions.seen import Seen
    from crossbearing.case.questions.user_places import UserPlaces
    from crossbearing.checks.at_sea.sea import Sea
    from crossbearing.world import World


def map(
    *paths: Path,
    output: Annotated[Path, Parameter(name=("--output", "-o"), help="The file to write: .svg, .png or .html.")],
    craft: Annotated[
        tuple[str, ...], Parameter(help="Registration, callsign or address; a ship's name, MMSI or IMO; repeatable.")
    ] = (),
    from_day: Annotated[str | None, Parameter(name="--from", help="First day, UTC: 2024-02-10.")] = None,
    to_day: Annotated[str | None, Parameter(name="--to", help="Last day, UTC.")] = None,
    flights: Annotated[bool, Parameter(negative="", help="Flights with their ends (the default).")] = False,
    tracks: Annotated[bool, Parameter(negative="", help="Bare tracks: what was heard, nothing inferred.")] = False,
    prism: Annotated[str | None, Parameter(help="Where a craft can have been: CRAFT@START..END, UTC.")] = None,
    coverage: Annotated[bool, Parameter(negative="", help="How well each cell is heard.")] = False,
    band: Annotated[
        Literal["low", "mid", "high", "cruise"], Parameter(help="Height of `--coverage`: below 3,000 ft, to 10,000 …")
    ] = "low",
    gap_hours: Annotated[float, Parameter(help="Ships: the shortest silence that is drawn as one.")] = 6.0,
    harbours: Drawn = (),
    harbour: InWords = (),
    language: Words = "en",
) -> None:
    """Draw flights, tracks, where a craft can have been, coverage, or ships, to SVG, PNG or one HTML file.

    Ships are drawn where the paths hold AIS: tracks, port calls, ships together and silences.

    Args:
        paths: A case, or files, folders or archives with tracks or AIS.
    """
    from crossbearing.case.questions.asking import cells, day_named, question
    from crossbearing.case.questions.drawing import check_ending, draw_coverage
    from crossbearing.case.questions.mapping import Wanted, crafts_of, draw_map, draw_region
    from crossbearing.case.questions.ship_mapping import chosen, draw_ships, sailing_of
    from crossbearing.errors import InputError

    if not paths:
        raise InputError("map", "no case, file or folder is named", "crossbearing map CASE -o map.svg")
    if sum((flights, tracks, coverage, prism is not None)) > 1:
        raise InputError("map", "several kinds of map are asked for at once", "choose one, and run the command again")
    must_be_hours("--gap-hours", gap_hours, "silence", 6)
    check_ending(output)
    start, end = day_named(from_day, "--from"), day_named(to_day, "--to")
    own = places_of(harbours, harbour, language)
    of_aircraft = flights or tracks or coverage or prism is not None
    seen, found = _looked(paths, of_aircraft, craft, own)
    ships = sailing_of(*found, chosen(found[0], crafts_of(craft)), (start, end), gap_hours) if found else None
    if seen is None or (ships is not None and (seen.positions.is_empty() or craft)):
        assert ships is not None  # nothing else was looked at
        draw_ships(output, ships, language)
    elif prism is not None:
        draw_region(output, seen, prism, language)
    elif coverage:
        asked = question(None, None, from_day if from_day == to_day else None, band)
        draw_coverage(output, seen, asked, cells(seen, asked), language)
    else:
        asked_for = Wanted(crafts_of(craft), start, end, "tracks" if tracks else "flights")
        draw_map(output, seen, asked_for, language, ships)
    note_written(output, language)


def _looked(
    paths: tuple[Path, ...], of_aircraft: bool, craft: tuple[str, ...], own: UserPlaces
) -> tuple[Seen | None, tuple[Sea, World] | None]:
    """What the paths tell of aircraft and of ships; null where only the other is there or asked for."""
    from crossbearing.case.questions.afloat import afloat, parted
    from crossbearing.case.questions.mapping import crafts_of
    from crossbearing.case.questions.seen import look
    from crossbearing.case.questions.ship_mapping import ships_named

    airborne, sailing = (list(paths), []) if of_aircraft else parted(paths)
    with ProgressBar() as bar:
        found = afloat(sailing, bar.tell, own) if sailing else None
        seen = look(airborne, bar.tell) if airborne or not found else None
        held = seen is not None and not seen.positions.is_empty()
        if found and held and craft and not any(ships_named(found[0], one) for one in crafts_of(craft)):
            return seen, None  # aircraft are asked for
    return seen, found
