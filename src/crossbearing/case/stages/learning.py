"""What all tracks of a case tell of hearing: learnt by the first claim that asks, and kept while the tracks stay."""

from __future__ import annotations

import polars as pl

from crossbearing.case.files import write_table
from crossbearing.case.ledger import transaction
from crossbearing.case.room import Room, is_done, mark_done, stage_key
from crossbearing.case.stages.movement import movement_key
from crossbearing.checks import Witness
from crossbearing.checks.heard.kept import NAMES, learnt_from, tables_of
from crossbearing.checks.heard.learnt import Learnt
from crossbearing.world import World

STAGE = "learnt"


def remembered(room: Room, flights: pl.DataFrame, visits: pl.DataFrame, world: World) -> Learnt | None:
    """Return what an earlier judgement learnt from the same tracks; None where there was none."""
    if not is_done(room, STAGE, stage_key(movement_key(room), STAGE)):
        return None
    paths = {name: room.derived(STAGE, f"{name}.parquet") for name in NAMES}
    return learnt_from({name: pl.read_parquet(path) for name, path in paths.items()}, flights, visits, world)


def keep(room: Room, seen: Witness) -> None:
    """Keep what was learnt for the next judgement, if anything was and it is not kept already."""
    key = stage_key(movement_key(room), STAGE)
    if not seen.has_learnt or is_done(room, STAGE, key):
        return
    with transaction(room.db):
        room.db.execute("DELETE FROM files WHERE stage = ?", (STAGE,))
        room.db.execute("DELETE FROM stages WHERE name = ?", (STAGE,))
    paths = []
    for name, table in tables_of(seen.learnt).items():
        paths.append(room.derived(STAGE, f"{name}.parquet"))
        write_table(paths[-1], table)
    with transaction(room.db):
        mark_done(room, STAGE, key, paths)
