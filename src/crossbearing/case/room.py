"""Where the stages of one case work, and how a stage knows that it is done.

Each stage has a key made of its inputs and of this very version of the program. A stage whose key stands in the
case is not run again; one that was interrupted left no key and is run again from its inputs.
Files come first, the key last, in one transaction with what the stage put into the database.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

from crossbearing.case.files import sha256_of, tool_fingerprint
from crossbearing.intake import PositionStore
from crossbearing.model.exhibits import Exhibit, ExhibitKind
from crossbearing.model.vessel_tables import VESSEL_POSITIONS

# Stands before the name of a table where the hashes of results are noted.
IN_DATABASE = "case.db, "
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Room:
    """Where the stages of one case work: its database, its folder, and whom to tell how far they are."""

    db: Connection
    folder: Path
    progress: Progress

    @property
    def store(self) -> PositionStore:
        """The positions of aircraft of the case."""
        return PositionStore(self.folder / "positions")

    @property
    def vessel_store(self) -> PositionStore:
        """The positions of ships of the case."""
        return PositionStore(self.folder / "vessel_positions", VESSEL_POSITIONS)

    def exhibit_path(self, sha256: str) -> Path:
        """Where an exhibit lies."""
        return self.folder / "exhibits" / sha256[:2] / sha256

    def mapping(self, sha256: str) -> str | None:
        """What the user said of the columns of an exhibit, as TOML; null where nothing was said."""
        if not self.db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'mappings'").fetchone():
            return None  # a case made before mappings could be said
        row = self.db.execute("SELECT toml FROM mappings WHERE exhibit = ?", (sha256,)).fetchone()
        return row[0] if row else None

    def derived(self, *parts: str) -> Path:
        """Where a computed file lies."""
        return self.folder.joinpath("derived", *parts)

    def exhibits(self) -> list[tuple[Exhibit, str | None]]:
        """All exhibits in the order they were added, each with the publication date said for it, if any."""
        rows = self.db.execute("SELECT sha256, size, name, kind, published FROM exhibits ORDER BY added")
        return [(Exhibit(sha, size, name, ExhibitKind(kind)), published) for sha, size, name, kind, published in rows]


# What a stage puts into the database in the transaction that marks it done.
RESULTS = {"reading": ("claims", "republications"), "judgement": ("verdicts", "findings")}


def seal(db: Connection, table: str) -> str:
    """Return the SHA-256 of a table of results, row by row in their order."""
    digest = hashlib.sha256()
    for (text,) in db.execute(f"SELECT json FROM {table} ORDER BY position"):  # noqa: S608 - the names stand above
        digest.update(f"{text}\x1e".encode())
    return digest.hexdigest()


def stage_key(*parts: str) -> str:
    """Return the key of a stage with these inputs, run by this version of the program."""
    return hashlib.sha256("\x1f".join((tool_fingerprint(), *parts)).encode()).hexdigest()


def is_done(room: Room, name: str, key: str) -> bool:
    """Whether the stage has been run with this key and all files it made are there."""
    row = room.db.execute("SELECT key FROM stages WHERE name = ?", (name,)).fetchone()
    if row is None or row[0] != key:
        return False
    files = room.db.execute("SELECT path FROM files WHERE stage = ? AND path NOT LIKE ?", (name, f"{IN_DATABASE}%"))
    return all((room.folder / path).is_file() for (path,) in files)


def mark_done(room: Room, name: str, key: str, files: Iterable[Path] = ()) -> None:
    """Say, inside the transaction that stores its results, that the stage has been run with this key.

    The hash of every file and of every table of results it made is noted, so that `verify` can tell a changed one.
    """
    room.db.execute("INSERT OR REPLACE INTO stages VALUES (?, ?)", (name, key))
    room.db.execute("DELETE FROM files WHERE stage = ?", (name,))
    rows = [(path.relative_to(room.folder).as_posix(), sha256_of(path), name) for path in files]
    rows += [(f"{IN_DATABASE}{table}", seal(room.db, table), name) for table in RESULTS.get(name, ())]
    room.db.executemany("INSERT INTO files VALUES (?, ?, ?)", rows)
