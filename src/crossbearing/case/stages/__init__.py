"""The stages of a case, one module each, in the order of the data flow."""

from __future__ import annotations

from crossbearing.case.files import tool_fingerprint
from crossbearing.case.ledger import alone, log, transaction
from crossbearing.case.room import Room
from crossbearing.case.stages.intake import take_in
from crossbearing.case.stages.judgement import judge
from crossbearing.case.stages.movement import move
from crossbearing.case.stages.reading import read

__all__ = ["run_stages", "run_until_read"]


def run_until_read(room: Room) -> list[str]:
    """Take in and read what is new; return the names of the stages that had something to do."""
    with alone(room.folder):
        return _logged(room, [*take_in(room), *read(room)])


def run_stages(room: Room) -> list[str]:
    """Bring the whole case up to date; return the names of the stages that had something to do."""
    with alone(room.folder):
        return _logged(room, [*take_in(room), *read(room), *move(room), *judge(room)])


def _logged(room: Room, ran: list[str]) -> list[str]:
    if ran:
        with transaction(room.db) as db:
            log(db, "ran", {"stages": ran, "version": tool_fingerprint()})
    return ran
