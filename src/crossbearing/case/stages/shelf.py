"""Where a stage keeps what it makes of each part of the craft, so that a run that was interrupted goes on from there.

What a part gives is on the disk before it counts as done. Beside the folder of a part stands another where it was
judged once more by what the craft of all parts taught.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from crossbearing.case.files import write_table
from crossbearing.case.ledger import transaction
from crossbearing.case.room import Room, is_done, mark_done, stage_key

# What follows the number of a part that was judged again.
AGAIN = "again"
# Rows of a group, which may be skipped when one craft is read: less and the groups' own heads weigh.
ROW_GROUP = 50_000


@dataclass(frozen=True, slots=True)
class Shelf:
    """The parts of one run of a stage: `key` is the stage's, `parts` how many there are, `tables` what each gives."""

    room: Room
    stage: str
    key: str
    parts: int
    tables: tuple[str, ...]

    def paths(self, number: int, again: str) -> list[Path]:
        """The files of a part."""
        return [self.room.derived(self.stage, "parts", f"{number:05d}{again}", f"{one}.parquet") for one in self.tables]

    def is_done(self, number: int, again: str, learnt: str) -> bool:
        """Whether a part was done, by what the craft of all parts taught (`learnt`)."""
        return is_done(self.room, self._name(number, again), self._key(learnt))

    def write(self, number: int, again: str, frames: Sequence[pl.DataFrame]) -> None:
        """Write what a part gives."""
        for path, frame in zip(self.paths(number, again), frames, strict=True):
            write_table(path, frame, ROW_GROUP)

    def mark_done(self, number: int, again: str, learnt: str) -> None:
        """Say that a part is done; its files are written."""
        with transaction(self.room.db):
            mark_done(self.room, self._name(number, again), self._key(learnt), self.paths(number, again))

    def forget(self, numbers: Iterable[int], again: str) -> None:
        """Say that some parts are not done, before their files are written anew."""
        self._forget([self._name(number, again) for number in numbers])

    def forget_stage(self) -> None:
        """Say that the stage is not done."""
        self._forget([self.stage])

    def finish(self, again: Iterable[int], made: Sequence[Path]) -> None:
        """Say that the stage is done, instead of its parts; those numbered in `again` count as judged again.

        Whoever verifies the case between two steps finds nothing listed that is not whole.
        """
        anew = set(again)
        kept = [path for n in range(self.parts) for path in self.paths(n, AGAIN if n in anew else "")]
        self._forget([self._name(n, again) for n in range(self.parts) for again in ("", AGAIN)], [*made, *kept])
        sweep(self.room, self.stage)

    def _forget(self, names: list[str], instead: Sequence[Path] | None = None) -> None:
        with transaction(self.room.db):
            for name in names:
                self.room.db.execute("DELETE FROM files WHERE stage = ?", (name,))
                self.room.db.execute("DELETE FROM stages WHERE name = ?", (name,))
            if instead is not None:
                mark_done(self.room, self.stage, self.key, instead)

    def _name(self, number: int, again: str) -> str:
        return f"{self.stage}:{number:05d}{again}"

    def _key(self, learnt: str) -> str:
        return stage_key(self.key, str(self.parts), learnt)


def files_of(room: Room, stage: str) -> list[Path]:
    """All files of a stage as it was done last."""
    rows = room.db.execute("SELECT path FROM files WHERE stage = ? ORDER BY path", (stage,))
    return [room.folder / path for (path,) in rows]


def sweep(room: Room, stage: str) -> None:
    """Remove the folders of parts that do not count: judged again, or of an earlier set of exhibits."""
    kept = {path.parent for path in files_of(room, stage)}
    for old in room.derived(stage, "parts").glob("*"):
        if old not in kept:
            shutil.rmtree(old) if old.is_dir() else old.unlink()
