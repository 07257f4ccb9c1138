"""The case file: a SQLite database any SQLite tool can read, with a hash-chained custody log.

WAL with `synchronous=FULL`: what was committed survives a kill at any moment; `secure_delete=ON`: what was
deleted leaves no bytes behind, whatever the build's default is.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from crossbearing.errors import InputError, NotACase

SCHEMA_VERSION = 1
# Milliseconds a command waits for another that is writing. GUESS: longer than any single transaction of ours.
BUSY_MS = 30_000
# Held open by whoever computes; there is never anything in it.
LOCK = "run.lock"
FIRST_LINK = "0" * 64

MAPPINGS = (
    "CREATE TABLE IF NOT EXISTS mappings (exhibit TEXT PRIMARY KEY REFERENCES exhibits, toml TEXT NOT NULL) STRICT"
)
TABLES = f"""
{MAPPINGS};
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE exhibits (
    sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
    published TEXT, added INTEGER NOT NULL UNIQUE
) STRICT;
CREATE TABLE custody (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, event TEXT NOT NULL, detail TEXT NOT NULL,
    previous TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE TABLE stages (name TEXT PRIMARY KEY, key TEXT NOT NULL) STRICT;
CREATE TABLE files (path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, stage TEXT NOT NULL) STRICT;
CREATE TABLE intake (
    exhibit TEXT PRIMARY KEY REFERENCES exhibits, format TEXT NOT NULL, rows_in INTEGER NOT NULL,
    kept INTEGER NOT NULL, rejected INTEGER NOT NULL, notes TEXT NOT NULL
) STRICT;
CREATE TABLE reports (
    id TEXT PRIMARY KEY, exhibit TEXT NOT NULL REFERENCES exhibits, position INTEGER NOT NULL, json TEXT NOT NULL
) STRICT;
CREATE TABLE typed_claims (
    exhibit TEXT NOT NULL REFERENCES exhibits, position INTEGER NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL,
    PRIMARY KEY (exhibit, position)
) STRICT;
CREATE TABLE readings (report TEXT PRIMARY KEY REFERENCES reports, key TEXT NOT NULL, json TEXT NOT NULL) STRICT;
CREATE TABLE claims (
    position INTEGER PRIMARY KEY, id TEXT NOT NULL, report TEXT NOT NULL, kind TEXT NOT NULL, json TEXT NOT NULL
) STRICT;
CREATE TABLE republications (position INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT;
CREATE TABLE verdicts (
    position INTEGER PRIMARY KEY, claim TEXT NOT NULL, verdict TEXT NOT NULL, json TEXT NOT NULL
) STRICT;
CREATE TABLE findings (position INTEGER PRIMARY KEY, id TEXT NOT NULL, json TEXT NOT NULL) STRICT;
"""


@dataclass(frozen=True, slots=True)
class CustodyLine:
    """One event in the life of the case; `hash` covers all that stands before it."""

    seq: int
    at: str
    event: str
    detail: str
    previous: str
    hash: str

    def expected_hash(self) -> str:
        """The hash this line must carry."""
        return link(self.previous, self.at, self.event, self.detail)


def link(previous: str, at: str, event: str, detail: str) -> str:
    """Return the SHA-256 that chains a custody line to the one before it."""
    return hashlib.sha256("\x1f".join((previous, at, event, detail)).encode("utf-8")).hexdigest()


def connect(path: Path) -> sqlite3.Connection:
    """Open the database with the settings the module docstring promises."""
    connection = sqlite3.connect(path, timeout=BUSY_MS / 1000, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def connect_to_case(path: Path) -> sqlite3.Connection:
    """Open the database of a case; raises `NotACase` for a file that is none, `InputError` for one not writable."""
    try:
        return connect(path)
    except sqlite3.OperationalError as error:
        raise InputError(str(path), str(error), "look at the permissions, or work on a copy of the case") from error
    except sqlite3.DatabaseError as error:
        raise NotACase(str(path), str(error), "fetch the case again from where it was kept") from error


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let one command at a time compute in a case; the lock goes with the process that holds it, even a killed one.

    Raises `InputError` when another holds it for longer than `BUSY_MS`.
    """
    lock = sqlite3.connect(folder / LOCK, timeout=BUSY_MS / 1000, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        raise InputError(str(folder), "another command is working on this case", "wait until it has ended") from error
    finally:
        lock.close()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All or nothing: commit at the end, roll back when anything is raised."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def create(path: Path, version: str) -> None:
    """Write an empty case file with its first custody line, complete or not at all."""
    connection = connect(path)
    try:
        with transaction(connection):
            for statement in TABLES.split(";\n"):
                if statement.strip():
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
            log(connection, "created", {"version": version})
    finally:
        connection.close()


def log(connection: sqlite3.Connection, event: str, detail: Mapping[str, object]) -> None:
    """Append one line to the custody log, inside the caller's transaction."""
    last = connection.execute("SELECT hash FROM custody ORDER BY seq DESC LIMIT 1").fetchone()
    previous = last[0] if last else FIRST_LINK
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    text = json.dumps(dict(detail), sort_keys=True, ensure_ascii=False)
    connection.execute(
        "INSERT INTO custody (at, event, detail, previous, hash) VALUES (?, ?, ?, ?, ?)",
        (at, event, text, previous, link(previous, at, event, text)),
    )


def describe(
    connection: sqlite3.Connection, sha256: str, held: tuple[str, str | None], said: tuple[str, str | None]
) -> bool:
    """Take over kind and publication date as said now for an exhibit held otherwise; return whether they differ."""
    if held == said:
        return False
    connection.execute("UPDATE exhibits SET kind = ?, published = ? WHERE sha256 = ?", (*said, sha256))
    log(connection, "described", {"sha256": sha256, "kind": said[0], "published": said[1]})
    return True


def describe_columns(connection: sqlite3.Connection, sha256: str, held: str | None, toml: str) -> bool:
    """Take over what is said now of an exhibit's columns; return whether something else was held, or nothing."""
    if held == toml:
        return False
    connection.execute(MAPPINGS)
    connection.execute("INSERT OR REPLACE INTO mappings VALUES (?, ?)", (sha256, toml))
    log(connection, "mapped", {"sha256": sha256, "mapping": toml})
    return True


def custody(connection: sqlite3.Connection) -> Iterator[CustodyLine]:
    """Yield the custody log from its first line on."""
    for row in connection.execute("SELECT seq, at, event, detail, previous, hash FROM custody ORDER BY seq"):
        yield CustodyLine(*row)
