"""The command that counts: how often was it there?"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from crossbearing.cli.output import Format, note, write
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
    format: Form = None,
) -> None:
    """Count the separate stays of a craft or fleet at a place: at least, to reckon with, and at most by physics.

    With `--port`, the calls of a ship or of all ships of a flag; with `--gaps`, their silences.

    Args:
        paths: A case, or files, folders or archives with tracks, registers and sightings, or with AIS.
    """
    from crossbearing.case.questions.counts import Asked, count_answer
    from crossbearing.case.questions.seen import look
    from crossbearing.cli.count_text import count_text
    from crossbearing.errors import InputError
    from crossbearing.model.contract import to_line

    if not paths:
        raise InputError("count", "no case, file or folder is named", "crossbearing count CASE --fleet … --place …")
    if sum(one is not None for one in (place, port, gaps)) != 1:
        hint = "add --place (aircraft), --port (ships) or --gaps HOURS (silences of ships)"
        raise InputError("count", "what is to be counted is not plain", hint)
    asked = Asked(fleet, place or port or "", within, until, from_day, to_day, why)
    own = places_of(harbours, harbour)
    if place is None:
        _at_sea(paths, asked, gaps, format, own)
        return
    if own.places.height:
        raise InputError("--harbours", "these are places of ships", "ask with --port, or leave them out")
    with ProgressBar() as bar:
        seen = look(paths, bar.tell)
    lines = [to_line(one) for one in count_answer(seen, asked)]
    if (format or (Format.TABLE if sys.stdout.isatty() else Format.JSONL)) is Format.TABLE:
        sys.stdout.write(count_text(lines, shutil.get_terminal_size().columns))
        return
    told = lines[-1]
    range_ = f"{told['n_min']}" if told["n_min"] == told["n_max"] else f"{told['n_min']} to {told['n_max']}"
    note(
        f"{told['fleet']} at {place}, {told['start'][:16]} to {told['end'][:16]} UTC: {range_} visits"
        f" (room for {told['n_most']} if it flew unheard); {told['crafts']} craft, {told['disputed']} disputed"
    )
    write(lines, (), format)


CALL_COLUMNS = ("type", "craft", "shipname", "flag", "n_min", "n_max", "n_most", "arrived_before", "left_after")
ROOM_COLUMNS = ("earliest", "latest", "fits", "reckoned")
SILENCE_COLUMNS = ("craft", "shipname", "n", "expected", "unusual", "very_unusual", "unknown", "ongoing")


def _at_sea(paths: tuple[Path, ...], asked: Asked, gaps: float | None, form: Format | None, own: UserPlaces) -> None:
    """Answer about ships."""
    from crossbearing.case.questions.afloat import afloat, parted
    from crossbearing.case.questions.sea_counts import calls_answer, gaps_answer
    from crossbearing.errors import InputError
    from crossbearing.model.contract import to_line

    with ProgressBar() as bar:
        found = afloat(parted(paths)[1], bar.tell, own)
    if found is None:
        raise InputError("count", "there is no AIS in these paths", "name AIS files, or a case with some")
    answer = calls_answer(*found, asked) if gaps is None else gaps_answer(*found, asked, gaps)
    lines = [to_line(one) for one in answer]
    total = lines[-1]
    when = f"{total['start'][:16]} to {total['end'][:16]} UTC"
    if gaps is not None:
        note(
            f"{total['fleet']}, {when}: {total['n']} silences of {gaps:g} h and more ({total['expected']} expected,"
            f" {total['unusual']} unusual, {total['very_unusual']} very unusual, {total['unknown']} unknown);"
            f" {total['per_month']:g} a month, of {total['ships']} ship{'' if total['ships'] == 1 else 's'};"
            " counts compare only at one threshold"
        )
        write(lines, SILENCE_COLUMNS, form)
        return
    low, high, ships = total["n_min"], total["n_max"], total["ships"]
    range_ = f"{low} call{'' if low == 1 else 's'}" if low == high else f"{low} to {high} calls"
    note(
        f"{total['fleet']} at {asked.place}, {when}: {range_}"
        f" (room for {total['n_most']} by physics); {ships} ship{'' if ships == 1 else 's'}"
    )
    write(lines, CALL_COLUMNS + (ROOM_COLUMNS if asked.why else ()), form)
