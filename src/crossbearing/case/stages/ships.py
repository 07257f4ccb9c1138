"""Ships: all AIS of the case is marked a part of the ships at a time and kept, with what checks may look at.

Meetings, calls and silences of all ships are found in the same run; whoever asks afterwards reads them.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import polars as pl

from crossbearing.case.files import write_table
from crossbearing.case.ledger import transaction
from crossbearing.case.room import Room, is_done, mark_done, stage_key
from crossbearing.case.stages.intake import case_world, side_table
from crossbearing.checks.at_sea.sea import SILENCES_H, Sea
from crossbearing.model.exhibits import ExhibitKind
from crossbearing.model.vessel_tables import ENCOUNTERS, GAPS, PORT_CALLS, SAME_SHIPS, VESSEL_POSITIONS
from crossbearing.movement.vessels.encounters import encounters_among
from crossbearing.movement.vessels.harbours import Harbours, harbours_of
from crossbearing.movement.vessels.identities import Clues, asked_of, clues, identities
from crossbearing.movement.vessels.identity import timeline
from crossbearing.movement.vessels.plausible import plausible
from crossbearing.movement.vessels.phases import among_others
from crossbearing.movement.vessels.port_calls import port_calls
from crossbearing.movement.vessels.silences import Quiet, quiet, silences_among
from crossbearing.movement.vessels.whereabouts import Whereabouts, joined, whereabouts
from crossbearing.scale_ships import each_part, ship_parts
from crossbearing.world import World

STAGE = "ships"
FOUND = (ENCOUNTERS, PORT_CALLS, GAPS, SAME_SHIPS)


@dataclass(frozen=True, slots=True)
class _Marked:
    """What a part of the ships shows: the file with its marked positions, and what is put together with other parts."""

    path: Path
    slots: Whereabouts
    calls: pl.DataFrame
    silent: Quiet
    clues: Clues


def ships_key(room: Room) -> str:
    """The key of this stage: which ship tracks and which places of the user's the case holds, and how each was read."""
    kinds = (ExhibitKind.SHIPS, ExhibitKind.PLACES)
    held = [exhibit.sha256 for exhibit, _ in room.exhibits() if exhibit.kind in kinds]
    read: dict[str, str] = dict(room.db.execute("SELECT name, key FROM stages WHERE name LIKE 'intake:%'").fetchall())
    return stage_key(*held, *(read.get(f"intake:{sha256}", "") for sha256 in held))


def sail(room: Room) -> list[str]:
    """Mark the positions of all ships, and find what they come to; a case without ships has nothing to do."""
    key = ships_key(room)
    if not _has_ships(room) or is_done(room, STAGE, key):
        return []
    with transaction(room.db):
        room.db.execute("DELETE FROM files WHERE stage = ?", (STAGE,))
        room.db.execute("DELETE FROM stages WHERE name = ?", (STAGE,))
    shutil.rmtree(room.derived(STAGE), ignore_errors=True)
    ports = harbours_of(case_world(room).harbours)
    parts = ship_parts(room.vessel_store.buckets())
    statics = side_table(room, "statics")
    told = timeline(statics)
    found = each_part(
        parts, _marking(room, ports, asked_of(told)), partial(room.progress, STAGE), tuple(VESSEL_POSITIONS.schema)
    )
    made = [room.derived(STAGE, f"{table.name}.parquet") for table in FOUND]
    for path, frame in zip(made, _together(found, statics, told, ports), strict=True):
        write_table(path, frame)
    with transaction(room.db):
        mark_done(room, STAGE, key, [*made, *(one.path for one in found)])
    return [STAGE]


def _marking(room: Room, ports: Harbours, asked: Collection[str]) -> Callable[[pl.DataFrame], _Marked]:
    """Work on a part: its marked positions are on the disk before the rest is kept."""

    def mark(marked: pl.DataFrame) -> _Marked:
        # No ship is in two parts, so the first of a part names it.
        path = room.derived(STAGE, "parts", f"{marked['craft'][0].removeprefix('mmsi:')}.parquet")
        write_table(path, marked)
        calls = port_calls(marked, ports, possible=False)
        return _Marked(path, whereabouts(marked), calls, quiet(marked, SILENCES_H), clues(marked, asked))

    return mark


def _together(
    found: list[_Marked], statics: pl.DataFrame, told: pl.DataFrame, ports: Harbours
) -> tuple[pl.DataFrame, ...]:
    """What the ships of all parts come to, in the order of `FOUND`."""
    if not found:
        return tuple(table.empty() for table in FOUND)
    ships = joined([one.slots for one in found])
    meetings = encounters_among(ships, statics, ports)
    alike = identities(told, [one.clues for one in found], meetings, ships)
    calls = among_others(PORT_CALLS.conform(pl.concat([one.calls for one in found])), ports)
    return meetings, calls, silences_among([one.silent for one in found], SILENCES_H), alike


def _has_ships(room: Room) -> bool:
    return any(exhibit.kind is ExhibitKind.SHIPS for exhibit, _ in room.exhibits())


def sea_of(room: Room, world: World) -> Sea | None:
    """What was seen of ships; null in a case without ship tracks. What no stage has found yet is found here."""
    if not _has_ships(room):
        return None
    statics, ports = side_table(room, "statics"), harbours_of(world.harbours)
    if not is_done(room, STAGE, ships_key(room)):
        return Sea(plausible(room.vessel_store.positions()), statics, ports)
    rows = room.db.execute("SELECT path FROM files WHERE stage = ? ORDER BY path", (STAGE,)).fetchall()
    paths = [room.folder / path for (path,) in rows]
    parts = [path for path in paths if path.parent.name == "parts"]
    known = {path.stem: pl.read_parquet(path) for path in paths if path not in parts}
    empty = VESSEL_POSITIONS.empty().with_columns(hull=pl.lit(None, pl.String))
    marked = pl.concat([empty, *map(pl.read_parquet, parts)]).sort("craft", "time", maintain_order=True)
    return Sea(marked, statics, ports, known)
