"""Tables that only grow: what persons said, and what became of verdicts. A row is never changed and never taken out.

Each new row leaves its SHA-256 in the custody log, not its words: a log is read by more people than a case, and a
note may name somebody. `verify` compares the two.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from sqlite3 import Connection
from typing import Any, TypeVar

from crossbearing.case.ledger import log
from crossbearing.errors import InputError
from crossbearing.model.contract import decode, encode

T = TypeVar("T")

CREATE = "CREATE TABLE IF NOT EXISTS {table} (number INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT"
NEVER = """
CREATE TRIGGER IF NOT EXISTS {table}_{what} BEFORE {what} ON {table}
BEGIN SELECT RAISE(ABORT, 'what was written down is never changed; write anew'); END"""
LONGEST_NAME, LONGEST_TEXT = 200, 2_000


def has_table(db: Connection, table: str) -> bool:
    """Whether the case has such a table; one in which nothing was ever kept is not made."""
    return db.execute("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", (table,)).fetchone() is not None


def stored(db: Connection, table: str, kind: type[T]) -> list[T]:
    """Return all rows in the order they were kept."""
    if not has_table(db, table):
        return []
    return [decode(text, kind) for (text,) in db.execute(f"SELECT json FROM {table} ORDER BY number")]  # noqa: S608


def append(db: Connection, table: str, event: str, make: Callable[[int], T], **told: Any) -> T:
    """Keep what `make` returns for the next number, inside the caller's transaction, and log that it was kept.

    `told` goes into the log in clear beside the number and the row's SHA-256.
    """
    return append_all(db, table, event, [make], **told)[0]


def append_all(db: Connection, table: str, event: str, makers: Sequence[Callable[[int], T]], **told: Any) -> list[T]:
    """Keep several rows with one line in the log."""
    db.execute(CREATE.format(table=table))
    for what in ("UPDATE", "DELETE"):
        db.execute(NEVER.format(table=table, what=what))
    (first,) = db.execute(f"SELECT coalesce(max(number), 0) + 1 FROM {table}").fetchone()  # noqa: S608 - ours
    made = [make(number) for number, make in enumerate(makers, first)]
    rows = [(number, encode(one)) for number, one in enumerate(made, first)]
    db.executemany(f"INSERT INTO {table} VALUES (?, ?)", rows)  # noqa: S608 - names of ours
    log(db, event, {"table": table, "first": first, "last": rows[-1][0], "sha256": rows_hash(rows), **told})
    return made


def rows_hash(rows: Iterable[tuple[int, str]]) -> str:
    """Return the SHA-256 of kept rows: number and JSON of each."""
    digest = hashlib.sha256()
    for number, text in rows:
        digest.update(f"{number}\x1f{text}\x1e".encode())
    return digest.hexdigest()


def hash_of(text: str) -> str:
    """Return the SHA-256 of a text that is kept beside the log."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def named(text: str, option: str, what: str) -> str:
    """Return a name without blanks around it; raises `InputError` for an empty one and one that is too long."""
    if not text.strip():
        raise InputError(option, f"{what} is missing", "a name is needed")
    if len(text) > LONGEST_NAME:
        raise InputError(option, f"is longer than {LONGEST_NAME} characters", "keep it short")
    return text.strip()


def short(text: str, option: str) -> str:
    """Return a text without blanks around it; raises `InputError` for one that is too long."""
    if len(text) > LONGEST_TEXT:
        raise InputError(option, f"is longer than {LONGEST_TEXT} characters", "keep it short, or add it as an exhibit")
    return text.strip()
