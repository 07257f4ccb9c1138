"""The command that counts: how often was it there?"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from crossbearing.cli.output import Format, Language, is_table, note, write
from crossbearing.cli.places import Drawn, InWords, places_of
from crossbearing.cli.progress import ProgressBar

if TYPE_CHECKING:
    from crossbearing.case.questions.counts import Asked
    from crossbearing.case.questions.user_places import UserPlaces

Form = Annotated[Format | None, Parameter(help="Default: a table on a terminal, JSON lines in a pipe.")]


def count(
    *paths: Path,
    fleet: Annotated[
        str,
        Parameter(help="Registration, address, callsign, type, operator, both, or a list; a ship, her number, a flag."),
    ],
    place: Annotated[str | None, Parameter(help="ICAO code, city, country, or lat,lon,km.")] = None,
    port: Annotated[str | None, Parameter(help="Ships: name of a port, UN/LOCODE, or lat,lon,km.")] = None,
    gaps: Annotated[float | None, Parameter(help="Ships: count silences of so many hours and more.")] = None,
    within: Annotated[str | None, Parameter(help="10d, 36h, 2w; without a date: where it holds most.")] = None,
    until: Annotated[str | None, Parameter(help="Last day of --within, UTC.")] = None,
    from_day: Annotated[str | None, Parameter(name="--from", help="First day, UTC.")] = None,
    to_day: Annotated[str | None, Parameter(name="--to", help="Last day, UTC.")] = None,
    why: Annotated[bool, Parameter(negative="", help="Tell every stay, silence and unseen flight.")] = False,
    harbours: Drawn = (),
    harbour: InWords = (),
    output: Annotated[
        Path | None, Parameter(name=("--output", "-o"), help="Ships: draw what was counted: .svg, .png or .html.")
    ] = None,
    language: Annotated[Language, Parameter(help="Ships: language of sentences and labels.")] = "en",
    format: Form = None,
) -> None:
    """Count the separate stays of a craft or fleet at a place: at least, to reckon with, and at most by physics.

    With `--port`, the calls of a ship or of all ships of a flag; with `--gaps`, their silences.

    Args:
        paths: A case, or files, folders or archives with tracks, registers and sightings, or with AIS.
    """
    from crossbearing.case.questions.counts import Asked
    from crossbearing.errors import InputError

    if not paths:
        raise InputError("count", "no case, file or folder is named", "crossbearing count CASE --fleet … --place …")
    if sum(one is not None for one in (place, port, gaps)) != 1:
        hint = "add --place (aircraft), --port (ships) or --gaps HOURS (silences of ships)"
        raise InputError("count", "what is to be counted is not plain", hint)
    asked = Asked(fleet, place or port or "", within, until, from_day, to_day, why)
    own = places_of(harbours, harbour, language)
    if place is None:
        _at_sea(paths, asked, gaps, format, own, output, language)
        return
    if output is not None:
        raise InputError("--output", "a count of aircraft is not drawn here", "crossbearing map draws their flights")
    if own.places.height:
        raise InputError("--harbours", "these are places of ships", "ask with --port, or leave them out")
    _in_the_air(paths, asked, format)


def _in_the_air(paths: tuple[Path, ...], asked: Asked, form: Format | None) -> None:
    """Answer about aircraft."""
    from crossbearing.case.questions.counts import count_answer
    from crossbearing.case.questions.seen import look
    from crossbearing.cli.count_text import count_text
    from crossbearing.model.contract import to_line

    with ProgressBar() as bar:
        seen = look(paths, bar.tell)
    lines = [to_line(one) for one in count_answer(seen, asked)]
    if is_table(form):
        sys.stdout.write(count_text(lines, shutil.get_terminal_size().columns))
        return
    told = lines[-1]
    range_ = f"{told['n_min']}" if told["n_min"] == told["n_max"] else f"{told['n_min']} to {told['n_max']}"
    note(
        f"{told['fleet']} at {asked.place}, {told['start'][:16]} to {told['end'][:16]} UTC: {range_} visits"
        f" (room for {told['n_most']} if it flew unheard); {told['crafts']} craft, {told['disputed']} disputed"
    )
    write(lines, (), form)


CALL_COLUMNS = ("craft", "flag", "n_min", "n_max", "n_most")
WHY_COLUMNS = ("type", *CALL_COLUMNS, "arrived_before", "left_after", "earliest", "latest", "fits", "reckoned")
SILENCE_COLUMNS = ("craft", "n", "expected", "unusual", "very_unusual", "unknown", "ongoing")


def _at_sea(
    paths: tuple[Path, ...],
    asked: Asked,
    gaps: float | None,
    form: Format | None,
    own: UserPlaces,
    output: Path | None,
    language: Language,
) -> None:
    """Answer about ships."""
    from crossbearing.case.questions.afloat import afloat, parted
    from crossbearing.case.questions.drawing import check_ending
    from crossbearing.case.questions.sea_counts import calls_answer, gaps_answer
    from crossbearing.case.questions.ship_mapping import draw_counted
    from crossbearing.cli.ship_options import note_written, write_sea
    from crossbearing.dossier.sea_lines import counted_words
    from crossbearing.errors import InputError
    from crossbearing.model.contract import to_line

    if output is not None:
        check_ending(output)
    with ProgressBar() as bar:
        found = afloat(parted(paths)[1], bar.tell, own)
    if found is None:
        raise InputError("count", "there is no AIS in these paths", "name AIS files, or a case with some")
    answer = calls_answer(*found, asked) if gaps is None else gaps_answer(*found, asked, gaps)
    lines = [to_line(one) for one in answer]
    if output is not None:
        draw_counted(output, *found, lines, language)
        note_written(output, language)
    note(counted_words(lines[-1], language))
    columns = SILENCE_COLUMNS if gaps is not None else WHY_COLUMNS if asked.why else CALL_COLUMNS
    write_sea(lines, columns, form, language)
