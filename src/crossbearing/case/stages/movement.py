"""Movement: all positions of the case become flights and visits."""

from __future__ import annotations

import polars as pl

from crossbearing.case.files import write_table
from crossbearing.case.ledger import transaction
from crossbearing.case.room import Room, is_done, mark_done, stage_key
from crossbearing.case.stages.intake import case_world, side_table
from crossbearing.model.exhibits import ExhibitKind
from crossbearing.movement import flights, plausible, visits


def movement_key(room: Room) -> str:
    """The key of this stage: which tracks and registers the case holds."""
    kinds = (ExhibitKind.TRACKS, ExhibitKind.REGISTER)
    return stage_key(*(exhibit.sha256 for exhibit, _ in room.exhibits() if exhibit.kind in kinds))


def move(room: Room) -> list[str]:
    """Turn all positions into flights and visits."""
    key = movement_key(room)
    if is_done(room, "movement", key):
        return []
    room.progress("movement", 0, 3)
    positions = plausible(room.store.positions())
    room.progress("movement", 1, 3)
    world = case_world(room)
    legs = flights(positions, side_table(room, "airframes"), world)
    room.progress("movement", 2, 3)
    frames = {"positions": positions, "flights": legs, "visits": visits(legs, positions, world)}
    paths = [room.derived("movement", f"{name}.parquet") for name in frames]
    for path, frame in zip(paths, frames.values(), strict=True):
        write_table(path, frame)
    with transaction(room.db):
        mark_done(room, "movement", key, paths)
    room.progress("movement", 3, 3)
    return ["movement"]


def movement_table(room: Room, name: str) -> pl.DataFrame:
    """`positions` (marked), `flights` or `visits` of the case."""
    return pl.read_parquet(room.derived("movement", f"{name}.parquet"))
