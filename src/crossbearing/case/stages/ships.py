"""Ships: all AIS of the case is marked a part of the ships at a time and kept, with what checks may look at.

What a part gives is on the disk before it counts as done, so a run that was interrupted goes on where it stopped.
Meetings, calls, silences and reception of all ships are found in the same run; whoever asks afterwards reads them, and
the positions of one ship at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields

import polars as pl

from crossbearing.case.files import write_table
from crossbearing.case.room import Room, is_done, stage_key
from crossbearing.case.stages.intake import case_world, side_table
from crossbearing.case.stages.shelf import AGAIN, Shelf, files_of, sweep
from crossbearing.checks.at_sea.sea import MARKED, SILENCES_H, Sea
from crossbearing.checks.heard.tracks import StoredTracks
from crossbearing.model.exhibits import ExhibitKind
from crossbearing.model.tables import JAMMING
from crossbearing.model.vessel_inferences import SAME_SHIPS
from crossbearing.model.vessel_tables import ENCOUNTERS, GAPS, PORT_CALLS, VESSEL_POSITIONS
from crossbearing.movement.vessels.fixes import fixes_of
from crossbearing.movement.vessels.ports.harbours import Harbours, harbours_of
from crossbearing.movement.vessels.ports.phases import among_others
from crossbearing.movement.vessels.ports.port_calls import calls_alone
from crossbearing.movement.vessels.roster import roster_of, whole_roster
from crossbearing.movement.vessels.silences import Quiet, quiet, reception_among, silences_among
from crossbearing.movement.vessels.together.encounters import encounters_among
from crossbearing.movement.vessels.together.whereabouts import Whereabouts, joined, whereabouts
from crossbearing.movement.vessels.trust.disturbed import Shaken, disturbed_waters, shaken, with_jammed
from crossbearing.movement.vessels.trust.lessons import Known, Lessons, tables_of
from crossbearing.movement.vessels.trust.plausible import mark_and_learn, plausible
from crossbearing.movement.vessels.who.identities import Clues, asked_of, clues, identities
from crossbearing.movement.vessels.who.identity import timeline
from crossbearing.scale import Part, keep_freed_memory, side_by_side
from crossbearing.scale_ships import ship_parts, to_mark_again
from crossbearing.world import World

STAGE = "ships"
# Each part has these files: its positions with their marks, and what its ships teach about those of other parts.
OF_A_PART = ("positions", *(one.name for one in fields(Lessons)))
# Beside tables of the model (meetings, calls, silences …): which ships there are, and their ship-hours.
ROSTER, RECEPTION = "roster", "reception"


@dataclass(frozen=True, slots=True)
class _Work:
    """What this stage works on, and where what it gives is kept; `asked` are the ships whose tracks say who is who."""

    shelf: Shelf
    parts: list[Part]
    ports: Harbours
    asked: Collection[str]


@dataclass(frozen=True, slots=True)
class _Marked:
    """What a part of the ships shows, to be put together with what other parts show."""

    lessons: Lessons
    roster: pl.DataFrame
    slots: Whereabouts
    calls: pl.DataFrame
    silent: Quiet
    shaken: Shaken
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
    if not _has_ships(room):
        return []
    if is_done(room, STAGE, key):
        sweep(room, STAGE)
        return []
    parts, statics = ship_parts(room.vessel_store.buckets()), side_table(room, "statics")
    told = timeline(statics)
    ports = harbours_of(case_world(room).harbours)
    work = _Work(Shelf(room, STAGE, key, len(parts), OF_A_PART), parts, ports, asked_of(told))
    work.shelf.forget_stage()
    keep_freed_memory()
    found = _put_on(work, list(range(len(parts))), "", None)
    again, known = to_mark_again([found[number].lessons for number in sorted(found)])
    found |= _put_on(work, again, AGAIN, known)
    made = []
    for name, frame in _together([found[number] for number in sorted(found)], statics, told, ports):
        made.append(room.derived(STAGE, f"{name}.parquet"))
        write_table(made[-1], frame)
    work.shelf.finish(again, made)
    return [STAGE]


def _put_on(work: _Work, numbers: list[int], again: str, known: Known | None) -> dict[int, _Marked]:
    """Mark the positions of those parts that are not done yet, and look again at what was kept of the others."""
    shelf, taught = work.shelf, "" if known is None else "".join(one.write_json() for one in tables_of(known))
    progress, stage = shelf.room.progress, f"{STAGE} {again}".strip()
    todo = {number for number in numbers if not shelf.is_done(number, again, taught)}
    shelf.forget(todo, again)

    def shown(number: int) -> _Marked:
        if number not in todo:
            marked, *tables = (pl.read_parquet(path) for path in shelf.paths(number, again))
            return _shown(work, marked, Lessons(*tables))
        marked, lessons = mark_and_learn(work.parts[number].read(tuple(VESSEL_POSITIONS.schema)), known)
        shelf.write(number, again, (marked, *tables_of(lessons)))
        return _shown(work, marked, lessons)

    found: dict[int, _Marked] = {}
    for number, one in zip(numbers, side_by_side(shown, numbers), strict=True):
        if number in todo:
            shelf.mark_done(number, again, taught)
        found[number] = one
        progress(stage, len(found), len(numbers))
    return found


def _shown(work: _Work, marked: pl.DataFrame, lessons: Lessons) -> _Marked:
    return _Marked(
        lessons,
        roster_of(fixes_of(marked)),
        whereabouts(marked),
        calls_alone(marked, work.ports, possible=False),
        quiet(marked, SILENCES_H),
        shaken(marked),
        clues(marked, work.asked),
    )


def _together(
    found: list[_Marked], statics: pl.DataFrame, told: pl.DataFrame, ports: Harbours
) -> Iterator[tuple[str, pl.DataFrame]]:
    """The tables that the ships of all parts come to."""
    ships = joined([one.slots for one in found])
    meetings = encounters_among(ships, statics, ports)
    yield ENCOUNTERS.name, meetings
    yield SAME_SHIPS.name, identities(told, [one.clues for one in found], meetings, ships)
    calls = PORT_CALLS.conform(pl.concat([PORT_CALLS.empty(), *(one.calls for one in found)]))
    yield PORT_CALLS.name, among_others(calls, ports)
    silent = [one.silent for one in found]
    jamming = disturbed_waters(one.shaken for one in found)
    yield JAMMING.name, jamming
    yield GAPS.name, with_jammed(silences_among(silent, SILENCES_H), jamming)
    yield ROSTER, whole_roster([one.roster for one in found])
    yield RECEPTION, reception_among(silent).stored()


def _has_ships(room: Room) -> bool:
    return any(exhibit.kind is ExhibitKind.SHIPS for exhibit, _ in room.exhibits())


def sea_of(room: Room, world: World) -> Sea | None:
    """What was seen of ships; null in a case without ship tracks. What no stage has found yet is found here."""
    if not _has_ships(room):
        return None
    statics, ports = side_table(room, "statics"), harbours_of(world.harbours)
    if not is_done(room, STAGE, ships_key(room)):
        return Sea(plausible(room.vessel_store.positions()), statics, ports)
    paths = files_of(room, STAGE)
    parts = [pl.scan_parquet(path) for path in paths if path.name == f"{OF_A_PART[0]}.parquet"]
    known = {path.stem: pl.read_parquet(path) for path in paths if path.parent.name == STAGE}
    return Sea(StoredTracks(parts, MARKED), statics, ports, known)
