"""Positions of any number of ships become their movements a part at a time: the same rules, in bounded memory.

A part is all positions of some ships (`scale.Part`). What one ship shows is found part by part. What needs all ships
at once is small by then and joined: leaps, from which jamming is told, and what stations heard; slots, in which ships
meet; ship-hours, from which reception is learnt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import polars as pl

from crossbearing.model.vessel_inferences import LOITERING
from crossbearing.model.vessel_tables import ENCOUNTERS, PORT_CALLS, VOYAGES
from crossbearing.movement.vessels.loitering import beside, loitering
from crossbearing.movement.vessels.ports.harbours import Harbours
from crossbearing.movement.vessels.ports.phases import among_others
from crossbearing.movement.vessels.ports.port_calls import calls_alone
from crossbearing.movement.vessels.ports.voyages import voyages
from crossbearing.movement.vessels.silences import quiet, silences_among
from crossbearing.movement.vessels.together.encounters import encounters_among
from crossbearing.movement.vessels.together.whereabouts import joined, whereabouts
from crossbearing.movement.vessels.trust.disturbed import disturbed_waters, shaken, with_jammed
from crossbearing.movement.vessels.trust.lessons import Known, Lessons, known_of
from crossbearing.movement.vessels.trust.plausible import mark_and_learn
from crossbearing.scale import WORKERS, Part, keep_freed_memory, parts_in, read_each, side_by_side

# Rows of a part, about: 150 bytes each while they are worked on, and three times that for a moment. From 125,000 to
# 500,000 rows the processor time is the same but for a tenth; memory grows with them.
PART_ROWS = 200_000
# Rows read at once, about. Parts that follow each other stand in the same files, each of which takes a millisecond to
# open and is decoded by whole blocks: of ten days two parts at once are read in two thirds of the time.
READ_ROWS = 400_000
# What the rules read of a position; a case keeps all columns.
READ = (
    *("craft", "time", "lat", "lon", "sog_kt", "cog_deg", "heading_deg", "status", "message"),
    *("transponder", "station", "mark", "exhibit", "member", "row"),
)
Made = TypeVar("Made")
Progress = Callable[[int, int], None]
Work = Callable[[pl.DataFrame], Made]


def ship_parts(buckets: Sequence[Sequence[Path]]) -> list[Part]:
    """Divide the files of a store of ships, given by bucket, into parts."""
    return parts_in(buckets, PART_ROWS)


def each_part(
    parts: Sequence[Part],
    work: Work[Made],
    progress: Progress = lambda done, total: None,
    columns: Sequence[str] = READ,
    workers: int = WORKERS,
) -> list[Made]:
    """What some work makes of the marked positions of each part; of the positions nothing is kept.

    A part for whose ships all ships teach more than its own do is marked a second time. `progress` is told how many
    parts are done, of how many.
    """
    keep_freed_memory()
    found: list[Made] = []
    taught: list[Lessons] = []
    for made, lessons in _worked(parts, work, None, columns, workers):
        found.append(made)
        taught.append(lessons)
        progress(len(found), len(parts))
    again, known = to_mark_again(taught)
    later = _worked([parts[number] for number in again], work, known, columns, workers)
    for number, (made, _) in zip(again, later, strict=True):
        found[number] = made
    return found


def _worked(
    parts: Sequence[Part], work: Work[Made], known: Known | None, columns: Sequence[str], workers: int
) -> Iterator[tuple[Made, Lessons]]:
    def done(positions: pl.DataFrame) -> tuple[Made, Lessons]:
        marked, lessons = mark_and_learn(positions, known)
        return work(marked), lessons

    return side_by_side(done, read_each(parts, READ_ROWS, columns), workers)


def to_mark_again(taught: Sequence[Lessons]) -> tuple[list[int], Known]:
    """The parts for whose ships all ships teach more than their own do, and what all teach."""
    known = known_of(taught)
    again = [
        number for number, lessons in enumerate(taught) if not known.about(lessons).equals(lessons.alone.about(lessons))
    ]
    return again, known


def encounters_in(
    parts: Sequence[Part], statics: pl.DataFrame, ports: Harbours | None = None, progress: Progress = lambda *_: None
) -> pl.DataFrame:
    """ENCOUNTERS of the ships of all parts."""
    found = each_part(parts, whereabouts, progress)
    return encounters_among(joined(found), statics, ports) if found else ENCOUNTERS.empty()


def port_calls_in(
    parts: Sequence[Part], ports: Harbours, possible: bool, progress: Progress = lambda *_: None
) -> pl.DataFrame:
    """PORT_CALLS of the ships of all parts; also `possible` ones."""
    found = each_part(parts, lambda marked: calls_alone(marked, ports, possible=possible), progress)
    return among_others(PORT_CALLS.conform(pl.concat([PORT_CALLS.empty(), *found])), ports)


def voyages_in(parts: Sequence[Part], ports: Harbours, progress: Progress = lambda *_: None) -> pl.DataFrame:
    """VOYAGES of the ships of all parts."""
    found = each_part(parts, lambda marked: voyages(marked, calls_alone(marked, ports)), progress)
    return VOYAGES.conform(pl.concat([VOYAGES.empty(), *found]))


def silences_in(parts: Sequence[Part], least_h: float, progress: Progress = lambda *_: None) -> pl.DataFrame:
    """GAPS of the ships of all parts; how others were heard is learnt from all of them."""
    found = each_part(parts, lambda marked: (quiet(marked, least_h), shaken(marked)), progress)
    gaps = silences_among([silent for silent, _ in found], least_h)
    return with_jammed(gaps, disturbed_waters(where for _, where in found))


def loitering_in(
    parts: Sequence[Part], statics: pl.DataFrame, ports: Harbours, least_h: float, progress: Progress = lambda *_: None
) -> pl.DataFrame:
    """LOITERING of the ships of all parts, with who was heard beside them."""
    found = each_part(parts, whereabouts, progress)
    if not found:
        return LOITERING.empty()
    ships = joined(found)
    return beside(loitering(ships, statics, ports, least_h), encounters_among(ships, statics, ports))
