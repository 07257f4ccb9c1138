"""Movement: all positions of the case become flights and visits, a part of the craft at a time.

What a part gives is on the disk before it counts as done, so a run that was interrupted goes on where it stopped.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from crossbearing.case.files import write_table
from crossbearing.case.ledger import transaction
from crossbearing.case.room import Room, is_done, mark_done, stage_key
from crossbearing.case.stages.intake import case_world, side_table
from crossbearing.model.exhibits import ExhibitKind
from crossbearing.model.tables import FLIGHTS, POSITIONS, VISITS
from crossbearing.movement.identified import Apart, identified
from crossbearing.scale import Moved, Part, flights_and_visits, move_parts, parts_in, seen_in, to_judge_again
from crossbearing.world import World

STAGE = "movement"
# Each part has these files: its positions with their marks, and what its craft tell about false points that draw craft
# of other parts too.
OF_A_PART = ("positions", "taught")
# Beside the folder of a part: the same, judged once more by what the craft of all parts taught.
AGAIN = "again"


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The parts of one run of this stage, and where what they give is kept."""

    room: Room
    key: str
    parts: list[Part]
    airframes: pl.DataFrame
    world: World

    def path(self, number: int, again: str, table: str) -> Path:
        return self.room.derived(STAGE, "parts", f"{number:05d}{again}", f"{table}.parquet")

    def tables(self, number: int, again: str) -> list[Path]:
        return [self.path(number, again, table) for table in OF_A_PART]

    def name(self, number: int, again: str) -> str:
        return f"{STAGE}:{number:05d}{again}"

    def key_of(self, learnt: pl.DataFrame | None) -> str:
        told = "" if learnt is None else str(learnt.write_json())
        return stage_key(self.key, str(len(self.parts)), told)

    def is_done(self, number: int, again: str, learnt: pl.DataFrame | None) -> bool:
        return is_done(self.room, self.name(number, again), self.key_of(learnt))


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
        _sweep(room)
        return []
    _forget(room, [STAGE])
    shelf = _Shelf(room, key, parts_in(room.store.buckets()), side_table(room, "airframes"), case_world(room))
    found = _put_on(shelf, list(range(len(shelf.parts))), "", None)
    numbers, every = to_judge_again(shelf.parts, [found[number].taught for number in sorted(found)])
    found |= _put_on(shelf, numbers, AGAIN, every)
    _gather(shelf, [found[number] for number in sorted(found)], set(numbers))
    return [STAGE]


def _put_on(shelf: _Shelf, numbers: list[int], again: str, learnt: pl.DataFrame | None) -> dict[int, Moved]:
    """Move those parts that are not done yet, and look again at what was kept of the others."""
    room, stage = shelf.room, f"{STAGE} {again}".strip()
    todo = [number for number in numbers if not shelf.is_done(number, again, learnt)]
    _forget(room, [shelf.name(number, again) for number in todo])
    found = {number: _kept(shelf, number, again) for number in numbers if number not in todo}
    room.progress(stage, len(found), len(numbers))
    parts, columns = [shelf.parts[number] for number in todo], tuple(POSITIONS.schema)
    moves = move_parts(parts, shelf.airframes, shelf.world, learnt, columns)
    for number, moved in zip(todo, moves, strict=True):
        paths = shelf.tables(number, again)
        for path, frame in zip(paths, (moved.positions, moved.taught), strict=True):
            write_table(path, frame)
        with transaction(room.db):
            mark_done(room, shelf.name(number, again), shelf.key_of(learnt), paths)
        found[number] = moved.without_positions()
        room.progress(stage, len(found), len(numbers))
    return found


def _kept(shelf: _Shelf, number: int, again: str) -> Moved:
    """What the positions of a part show that an earlier run marked and kept."""
    marked, taught = (pl.read_parquet(path) for path in shelf.tables(number, again))
    return seen_in(marked, taught, shelf.airframes, shelf.world).without_positions()


def _gather(shelf: _Shelf, found: list[Moved], again: set[int]) -> None:
    """Name the flights and stays of all parts, and forget what a part gave before it was judged again."""
    room, numbers = shelf.room, range(len(shelf.parts))
    kept = [path for n in numbers for path in shelf.tables(n, AGAIN if n in again else "")]
    made = [room.derived(STAGE, f"{name}.parquet") for name in (FLIGHTS.name, VISITS.name)]
    for path, frame in zip(made, flights_and_visits(found, shelf.world, case_sightings(room)[0]), strict=True):
        write_table(path, frame)
    _forget(room, [shelf.name(n, again) for n in numbers for again in ("", AGAIN)], (shelf.key, [*made, *kept]))
    _sweep(room)


def _forget(room: Room, names: list[str], instead: tuple[str, list[Path]] | None = None) -> None:
    """Say that some parts are not done, before their files are written anew; or that the whole stage is done instead.

    Whoever verifies the case between two steps finds nothing listed that is not whole.
    """
    with transaction(room.db):
        for name in names:
            room.db.execute("DELETE FROM files WHERE stage = ?", (name,))
            room.db.execute("DELETE FROM stages WHERE name = ?", (name,))
        if instead:
            mark_done(room, STAGE, *instead)


def _sweep(room: Room) -> None:
    """Remove the folders of parts that do not count: judged again, or of an earlier set of exhibits."""
    kept = {path.parent for path in _files(room)}
    for folder in room.derived(STAGE, "parts").glob("*"):
        if folder not in kept:
            shutil.rmtree(folder)


def _files(room: Room) -> list[Path]:
    """All files of the stage as it was done last."""
    rows = room.db.execute("SELECT path FROM files WHERE stage = ? ORDER BY path", (STAGE,))
    return [room.folder / path for (path,) in rows]


def movement_scan(room: Room, name: str) -> pl.LazyFrame:
    """`positions` (marked), `flights` or `visits` of the case, lazily; positions come in no order."""
    paths = [
        path for path in _files(room) if path.stem == name and (path.parent.name == STAGE or name == POSITIONS.name)
    ]
    return pl.scan_parquet(paths) if paths else POSITIONS.empty().lazy()


def movement_parts(room: Room) -> list[pl.LazyFrame]:
    """The marked positions of the case, a lazy frame for each part; every craft is whole in one of them."""
    paths = [path for path in _files(room) if path.stem == POSITIONS.name and path.parent.name != STAGE]
    return [pl.scan_parquet(path) for path in paths]


def movement_table(room: Room, name: str) -> pl.DataFrame:
    """`positions` (marked), `flights` or `visits` of the case."""
    frame = movement_scan(room, name).collect()
    return POSITIONS.conform(frame) if name == POSITIONS.name else frame
