"""Ships: all AIS of the case becomes what checks may look at."""

from __future__ import annotations

from crossbearing.case.room import Room, stage_key
from crossbearing.case.stages.intake import side_table
from crossbearing.checks.at_sea.sea import Sea
from crossbearing.model.exhibits import ExhibitKind
from crossbearing.movement.vessels.harbours import harbours_of
from crossbearing.movement.vessels.plausible import plausible
from crossbearing.world import World


def ships_key(room: Room) -> str:
    """Which ship tracks the case holds."""
    return stage_key(*(exhibit.sha256 for exhibit, _ in room.exhibits() if exhibit.kind is ExhibitKind.SHIPS))


def sea_of(room: Room, world: World) -> Sea | None:
    """What was seen of ships; null in a case without ship tracks."""
    if not any(exhibit.kind is ExhibitKind.SHIPS for exhibit, _ in room.exhibits()):
        return None
    positions = plausible(room.vessel_store.positions())
    return Sea(positions, side_table(room, "statics"), harbours_of(world.harbours))
