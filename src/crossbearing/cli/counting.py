"""The command that counts: how often was it there?"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from crossbearing.cli.output import Format, note, write
from crossbearing.cli.progress import ProgressBar

Form = Annotated[Format | None, Parameter(help="Default: a table on a terminal, JSON lines in a pipe.")]


def count(
    *paths: Path,
    fleet: Annotated[str, Parameter(help="Registration, address, callsign, type, operator, both, or a list.")],
    place: Annotated[str, Parameter(help="ICAO code, city, country, or lat,lon,km.")],
    within: Annotated[str | None, Parameter(help="10d, 36h, 2w; without a date: where it holds most.")] = None,
    until: Annotated[str | None, Parameter(help="Last day of --within, UTC.")] = None,
    from_day: Annotated[str | None, Parameter(name="--from", help="First day, UTC.")] = None,
    to_day: Annotated[str | None, Parameter(name="--to", help="Last day, UTC.")] = None,
    why: Annotated[bool, Parameter(negative="", help="Tell every stay, silence and unseen flight.")] = False,
    format: Form = None,
) -> None:
    """Count the separate stays of a craft or fleet at a place: at least, to reckon with, and at most by physics.

    Args:
        paths: A case, or files, folders or archives with tracks, registers and sightings.
    """
    from crossbearing.case.counts import Asked, count_answer
    from crossbearing.case.seen import look
    from crossbearing.cli.count_text import count_text
    from crossbearing.errors import InputError
    from crossbearing.model.contract import to_line

    if not paths:
        raise InputError("count", "no case, file or folder is named", "crossbearing count CASE --fleet … --place …")
    asked = Asked(fleet, place, within, until, from_day, to_day, why)
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
