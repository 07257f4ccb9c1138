"""Does the case hold together? Every exhibit, every computed file, the custody chain and the database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from crossbearing.case.files import sha256_of
from crossbearing.case.ledger import FIRST_LINK, custody
from crossbearing.case.persons.recorded import Fault, recorded
from crossbearing.case.room import IN_DATABASE, Room, seal

__all__ = ["Fault", "last_link", "verify"]


def verify(room: Room) -> list[Fault]:
    """Return all faults of a case, none when it holds together."""
    return [
        *_database(room),
        *_chain(room),
        *recorded(room.db, custody(room.db)),
        *_exhibits(room),
        *_files(room),
    ]


def last_link(room: Room) -> tuple[int, str]:
    """Return the number of the last line of the custody log and its hash, which vouches for all lines before it."""
    *_, last = custody(room.db)
    return last.seq, last.hash


def _database(room: Room) -> Iterator[Fault]:
    for (answer,) in room.db.execute("PRAGMA integrity_check"):
        if answer != "ok":
            yield Fault("case.db", str(answer))


def _chain(room: Room) -> Iterator[Fault]:
    previous = FIRST_LINK
    added: set[str] = set()
    for number, line in enumerate(custody(room.db), start=1):
        if line.seq != number or line.previous != previous or line.hash != line.expected_hash():
            yield Fault(f"custody line {line.seq}", "the chain of hashes is broken here")
        previous = line.hash
        added.update(_sha_of(line.event, line.detail))
    listed = {row[0] for row in room.db.execute("SELECT sha256 FROM exhibits")}
    for sha256 in sorted(listed ^ added):
        yield Fault(f"exhibit {sha256}", "the list of exhibits and the custody log disagree")


def _sha_of(event: str, detail: str) -> Iterator[str]:
    if event == "added":
        yield str(json.loads(detail)["sha256"])


def _exhibits(room: Room) -> Iterator[Fault]:
    for exhibit, _ in room.exhibits():
        path = room.exhibit_path(exhibit.sha256)
        if not path.is_file():
            yield Fault(f"exhibit {exhibit.name}", "the file is missing")
        elif sha256_of(path) != exhibit.sha256:
            yield Fault(f"exhibit {exhibit.name}", "the bytes are not those that came in")


def _files(room: Room) -> Iterator[Fault]:
    listed = dict(room.db.execute("SELECT path, sha256 FROM files ORDER BY path").fetchall())
    for name, sha256 in listed.items():
        path = room.folder / name
        if name.startswith(IN_DATABASE):
            yield from _results(room, name, sha256)
        elif not path.is_file():
            yield Fault(name, "the file is missing")
        elif sha256_of(path) != sha256:
            yield Fault(name, "the bytes are not those that were computed")


def _results(room: Room, name: str, sha256: str) -> Iterator[Fault]:
    """A table of results must be as its stage left it."""
    try:
        held = seal(room.db, name.removeprefix(IN_DATABASE))
    except sqlite3.OperationalError as gone:
        held = str(gone)
    if held != sha256:
        yield Fault(name, "the rows are not those that were computed")
