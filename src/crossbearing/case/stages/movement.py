"""Movement: all positions of the case become flights and visits, a part of the craft at a time.

What a part gives is on the disk before it counts as done, so a run that was interrupted goes on where it stopped.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from crossbearing.case.files import write_table
from crossbearing.case.room import Room, is_done, stage_key
from crossbearing.case.stages.intake import case_world, side_table
from crossbearing.case.stages.shelf import AGAIN, Shelf, files_of, sweep
from crossbearing.model.exhibits import ExhibitKind
from crossbearing.model.tables import FLIGHTS, POSITIONS, VISITS
from crossbearing.movement.identified import Apart, identified
from crossbearing.scale import Moved, Part, flights_and_visits, move_parts, parts_in, seen_in, to_judge_again
from crossbearing.world import World

STAGE = "movement"
# Each part has these files: its positions with their marks, and what its craft tell about false points that draw craft
# of other parts too.
OF_A_PART = ("positions", "taught")


@dataclass(frozen=True, slots=True)
class _Work:
    """What this stage works on, and where what it gives is kept."""

    shelf: Shelf
    parts: list[Part]
    airframes: pl.DataFrame
    world: World


def case_sightings(room: Room) -> tuple[pl.DataFrame, tuple[Apart, ...]]:
    """SIGHTINGS of the case, joined to the craft that bore their registrations, and those that could not be."""
    return identified(*(side_table(room, name) for name in ("sightings", "airframes", "register")))


def movement_key(room: Room) -> str:
    """The key of this stage: which tracks, registers and sightings the case holds, and how each was read."""
    kinds = (ExhibitKind.TRACKS, ExhibitKind.REGISTER, ExhibitKind.SIGHTINGS)
    read: dict[str, str] = dict(room.db.execute("SELECT name, key FROM stages WHERE name LIKE 'intake:%'").fetchall())
    held = [exhibit.sha256 for exhibit, _ in room.exhibits() if exhibit.kind in kinds]
    return stage_key(*held, *(read.get(f"intake:{sha256}", "") for sha256 in held))


def move(room: Room) -> list[str]:
    """Turn all positions into flights and visits."""
    key = movement_key(room)
    if is_done(room, STAGE, key):
        sweep(room, STAGE)
        return []
    parts = parts_in(room.store.buckets())
    work = _Work(Shelf(room, STAGE, key, len(parts), OF_A_PART), parts, side_table(room, "airframes"), case_world(room))
    work.shelf.forget_stage()
    found = _put_on(work, list(range(len(parts))), "", None)
    numbers, every = to_judge_again(parts, [found[number].taught for number in sorted(found)])
    found |= _put_on(work, numbers, AGAIN, every)
    _gather(work, [found[number] for number in sorted(found)], numbers)
    return [STAGE]


def _put_on(work: _Work, numbers: list[int], again: str, learnt: pl.DataFrame | None) -> dict[int, Moved]:
    """Move those parts that are not done yet, and look again at what was kept of the others."""
    shelf, told = work.shelf, "" if learnt is None else str(learnt.write_json())
    progress, stage = shelf.room.progress, f"{STAGE} {again}".strip()
    todo = [number for number in numbers if not shelf.is_done(number, again, told)]
    shelf.forget(todo, again)
    found = {number: _kept(work, number, again) for number in numbers if number not in todo}
    progress(stage, len(found), len(numbers))
    parts, columns = [work.parts[number] for number in todo], tuple(POSITIONS.schema)
    moves = move_parts(parts, work.airframes, work.world, learnt, columns)
    for number, moved in zip(todo, moves, strict=True):
        shelf.write(number, again, (moved.positions, moved.taught))
        shelf.mark_done(number, again, told)
        found[number] = moved.without_positions()
        progress(stage, len(found), len(numbers))
    return found


def _kept(work: _Work, number: int, again: str) -> Moved:
    """What the positions of a part show that an earlier run marked and kept."""
    marked, taught = (pl.read_parquet(path) for path in work.shelf.paths(number, again))
    return seen_in(marked, taught, work.airframes, work.world).without_positions()


def _gather(work: _Work, found: list[Moved], again: list[int]) -> None:
    """Name the flights and stays of all parts, and forget what a part gave before it was judged again."""
    room = work.shelf.room
    made = [room.derived(STAGE, f"{name}.parquet") for name in (FLIGHTS.name, VISITS.name)]
    for path, frame in zip(made, flights_and_visits(found, work.world, case_sightings(room)[0]), strict=True):
        write_table(path, frame)
    work.shelf.finish(again, made)


def movement_scan(room: Room, name: str) -> pl.LazyFrame:
    """`positions` (marked), `flights` or `visits` of the case, lazily; positions come in no order."""
    paths = [
        path
        for path in files_of(room, STAGE)
        if path.stem == name and (path.parent.name == STAGE or name == POSITIONS.name)
    ]
    return pl.scan_parquet(paths) if paths else POSITIONS.empty().lazy()


def movement_parts(room: Room) -> list[pl.LazyFrame]:
    """The marked positions of the case, a lazy frame for each part; every craft is whole in one of them."""
    paths = [path for path in files_of(room, STAGE) if path.stem == POSITIONS.name and path.parent.name != STAGE]
    return [pl.scan_parquet(path) for path in paths]


def movement_table(room: Room, name: str) -> pl.DataFrame:
    """`positions` (marked), `flights` or `visits` of the case."""
    frame = movement_scan(room, name).collect()
    return POSITIONS.conform(frame) if name == POSITIONS.name else frame
