"""What persons declare of outlets: who owns, republishes or is whom. Kept in the order given, never changed."""

from __future__ import annotations

from datetime import UTC, datetime
from sqlite3 import Connection

from crossbearing.case.ledger import transaction
from crossbearing.case.persons.appended import append, named, short, stored
from crossbearing.case.room import Room
from crossbearing.errors import InputError
from crossbearing.model.origins import Declaration, Declared

TABLE, EVENT = "declarations", "declared"


def stored_declarations(db: Connection) -> list[Declaration]:
    """All declarations in the order they were given."""
    return stored(db, TABLE, Declaration)


def declare(
    room: Room, outlet: str, declared: Declared, other: str, by: str, note: str = "", *, holds: bool = True
) -> Declaration:
    """Keep what a person says of two outlets; raises `InputError` for an outlet and itself, and for empty names."""
    first, second = named(outlet, "OUTLET", "an outlet"), named(other, "OTHER", "an outlet")
    signed, why = named(by, "--by", "who declares it"), short(note, "--note")
    if first.casefold() == second.casefold():
        raise InputError(other, "this is the very same outlet", "name another one")
    at = datetime.now(UTC).isoformat(timespec="seconds")
    with transaction(room.db) as db:
        return append(db, TABLE, EVENT, lambda n: Declaration(n, first, declared, second, holds, signed, at, why))
