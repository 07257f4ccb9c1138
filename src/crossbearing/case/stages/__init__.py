"""The stages of a case, one module each, in the order of the data flow."""

from __future__ import annotations

from dataclasses import replace

from crossbearing.case.files import tool_fingerprint
from crossbearing.case.inputs import inputs_now
from crossbearing.case.ledger import alone, log, transaction
from crossbearing.case.room import Room
from crossbearing.case.stages.intake import take_in
from crossbearing.case.stages.judgement import judge
from crossbearing.case.stages.movement import move
from crossbearing.case.stages.reading import read
from crossbearing.case.stages.ships import sail

__all__ = ["run_stages", "run_until_read"]


def run_until_read(room: Room) -> list[str]:
    """Take in and read what is new; return the names of the stages that had something to do."""
    with alone(room.folder):
        return _logged(room, [*take_in(room), *read(room)])


def run_stages(room: Room) -> list[str]:
    """Bring the whole case up to date; return the names of the stages that had something to do."""
    with alone(room.folder):
        before = inputs_now(room)
        ran = [*take_in(room), *read(room), *move(room), *sail(room)]
        # Only now is it known which files want a reader that is not installed.
        made_from = replace(before, readers=inputs_now(room).readers)
        return _logged(room, [*ran, *judge(room, made_from)])


def _logged(room: Room, ran: list[str]) -> list[str]:
    if ran:
        with transaction(room.db) as db:
            log(db, "ran", {"stages": ran, "version": tool_fingerprint()})
    return ran
