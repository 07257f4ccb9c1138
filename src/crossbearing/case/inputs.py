"""What a judgement was made from, and what has changed since: why a verdict changed, or is not up to date."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from sqlite3 import Connection

from crossbearing.case.files import tool_fingerprint
from crossbearing.case.persons.appended import append, has_table, stored
from crossbearing.case.room import Room
from crossbearing.model.history import Inputs
from crossbearing.model.verdicts import Phrase, phrase

TABLE, EVENT = "judgements", "judged"
# Libraries that are installed with an extra and read kinds of file that nothing else reads.
OPTIONAL = ("feedparser", "pypdfium2", "rs1090", "trafilatura")
# What an exhibit is noted with when something in it was rejected for want of a library.
READER_MISSING = "reader_missing"
MISSING_WORDS = "which is not installed"
# More exhibits than this are counted and not named. GUESS: what a reader takes in at a glance.
NAMED = 5
SHORT_DIGITS = 12


@cache
def installed_readers() -> tuple[str, ...]:
    """Return the optional libraries that are installed here."""
    return tuple(name for name in OPTIONAL if find_spec(name) is not None)


def wants_readers(db: Connection, sha256: str) -> bool:
    """Whether something in an exhibit was rejected because a library was not installed."""
    row = db.execute("SELECT notes FROM intake WHERE exhibit = ?", (sha256,)).fetchone()
    return row is not None and READER_MISSING in json.loads(row[0])


def inputs_now(room: Room) -> Inputs:
    """Return what a judgement made now would be made from."""
    exhibits = {
        one.sha256: f"{one.kind} {published or ''} {_short(room.mapping(one.sha256))}".strip()
        for one, published in room.exhibits()
    }
    wanted = any(wants_readers(room.db, sha256) for sha256 in exhibits)
    return Inputs(
        version=tool_fingerprint(),
        exhibits=exhibits,
        corrections=_count(room.db, "corrections"),
        ties=_count(room.db, "ties"),
        accepted=_count(room.db, "accepted"),
        declarations=_count(room.db, "declarations"),
        readers=installed_readers() if wanted else (),
    )


def _short(text: str | None) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:SHORT_DIGITS] if text else ""


def _count(db: Connection, table: str) -> int:
    if not has_table(db, table):
        return 0
    return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - the names stand above


def last_inputs(db: Connection) -> Inputs | None:
    """Return what the last judgement was made from; null where there was none that wrote it down."""
    found = stored(db, TABLE, Inputs)
    return found[-1] if found else None


def keep_inputs(db: Connection, made_from: Inputs) -> None:
    """Write down, inside the caller's transaction, what a judgement was made from, unless it is what stands there."""
    if last_inputs(db) != made_from:
        append(db, TABLE, EVENT, lambda _: made_from)


def staleness(room: Room) -> tuple[Phrase, ...]:
    """Return why the verdicts of the case are not up to date, nothing when they are."""
    if room.db.execute("SELECT 1 FROM stages WHERE name = 'judgement'").fetchone() is None:
        return (phrase("stale.never"),)
    then, today = last_inputs(room.db), inputs_now(room)
    return () if then == today else changes(room.db, then, today)


def changes(db: Connection, then: Inputs | None, today: Inputs) -> tuple[Phrase, ...]:
    """Return what differs between two judgements, in words; the first of them may not have been written down."""
    if then is None:
        return (phrase("stale.unrecorded"),)
    return (*_exhibits(db, then, today), *_words(then, today))


def _exhibits(db: Connection, then: Inputs, today: Inputs) -> Iterator[Phrase]:
    names: dict[str, str] = dict(db.execute("SELECT sha256, name FROM exhibits ORDER BY added").fetchall())
    added = [sha for sha in names if sha in today.exhibits and sha not in then.exhibits]
    for sha in added[:NAMED]:
        yield phrase("stale.exhibit", name=names[sha], sha=sha[:SHORT_DIGITS])
    if len(added) > NAMED:
        yield phrase("stale.exhibits", n=len(added) - NAMED)
    for sha, told in today.exhibits.items():
        if then.exhibits.get(sha, told) != told:
            yield phrase("stale.described", name=names.get(sha, sha[:SHORT_DIGITS]))


def _words(then: Inputs, today: Inputs) -> Iterator[Phrase]:
    if today.corrections != then.corrections:
        yield phrase("stale.corrections", n=today.corrections - then.corrections)
    if today.ties != then.ties:
        yield phrase("stale.ties", n=today.ties - then.ties)
    if today.accepted != then.accepted:
        yield phrase("stale.accepted", n=today.accepted - then.accepted)
    if today.declarations != then.declarations:
        yield phrase("stale.declarations", n=today.declarations - then.declarations)
    if today.version != then.version:
        yield phrase("stale.version", was=then.version, now=today.version)
    if today.readers != then.readers:
        names = sorted(set(today.readers) ^ set(then.readers))
        yield phrase("stale.readers", names=", ".join(names))
