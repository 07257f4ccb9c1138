"""The positions of a case as Parquet, in `day=YYYY-MM-DD/bucket=N/` folders.

The day is the UTC day of the position and the bucket a hash of the craft, so that one bucket over all days is the
whole life of its craft. An exhibit has one file in a folder, or several where it is too large to be held in memory.
Files are written aside, synced and renamed when the exhibit is read to its end: whoever reads sees a whole file or
none. The same exhibit gives the same bytes.
"""

from __future__ import annotations

import os
import shutil
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from crossbearing.intake.durable import PRIVATE_FILE, make_private, sync_folder
from crossbearing.model.exhibits import Batch
from crossbearing.model.table import Table
from crossbearing.model.tables import POSITIONS
from crossbearing.model.vessel_tables import VESSEL_POSITIONS

BUCKETS = 8
# Rows held in memory before they are written; 170 bytes each (measured), so some 350 MB.
ROWS_HELD = 2_000_000
# Small enough that reading one craft skips most of a large file by the row groups' craft ranges.
ROW_GROUP = 50_000
# No two positions of an exhibit are equal in all of these, so their order is settled.
ORDER = ["craft", "time", "member", "row"]
_NAME_DIGITS = 16

Part = tuple[str, int]


class PositionStore:
    """Positions on disk, of aircraft (POSITIONS) or of ships (VESSEL_POSITIONS).

    One exhibit can be written, rewritten and removed by itself.
    """

    def __init__(self, folder: Path, table: Table = POSITIONS) -> None:
        self._folder = folder
        self._table = table

    def write(self, exhibit_sha: str, batches: Iterable[Batch]) -> tuple[Path, ...]:
        """Store the positions of an exhibit, taking the place of what was stored of it; returns the files made.

        Batches are taken one by one and at most `ROWS_HELD` rows and one batch are in memory. When reading fails,
        nothing of the exhibit is in the store.
        """
        self.remove(exhibit_sha)
        shelf = _Shelf(self._folder, exhibit_sha[:_NAME_DIGITS])
        try:
            for batch in batches:
                shelf.add(batch.vessels if self._table is VESSEL_POSITIONS else batch.positions)
            return shelf.put_in_place()
        finally:
            shelf.clear()

    def remove(self, exhibit_sha: str) -> None:
        """Forget the positions of an exhibit; nothing happens when there are none."""
        for path in self._files(name=f"{exhibit_sha[:_NAME_DIGITS]}*.parquet"):
            path.unlink()

    def scan(self) -> pl.LazyFrame:
        """All positions, lazily, in no order."""
        return _scan(self._files(), self._table)

    def positions(self) -> pl.DataFrame:
        """All positions."""
        return self._table.conform(self.scan().collect())

    def crafts(self) -> list[str]:
        """Every craft with a position, in order of name."""
        return self.scan().select(pl.col("craft").unique().sort()).collect()["craft"].to_list()

    def positions_of(self, crafts: Iterable[str]) -> pl.DataFrame:
        """The positions of some craft; only their buckets are read."""
        wanted = sorted(set(crafts))
        files = [path for bucket in sorted({bucket_of(c) for c in wanted}) for path in self._files(bucket=str(bucket))]
        return self._table.conform(_scan(files, self._table).filter(pl.col("craft").is_in(wanted)).collect())

    def days(self) -> list[str]:
        """The UTC days with positions, `YYYY-MM-DD`, in order."""
        return sorted({path.parent.parent.name.removeprefix("day=") for path in self._files()})

    def buckets(self) -> list[list[Path]]:
        """The files of each bucket that has any; a file is sorted by craft and time, a craft is in one bucket."""
        found = (self._files(bucket=str(number)) for number in range(BUCKETS))
        return [files for files in found if files]

    def _files(self, bucket: str = "*", name: str = "*.parquet") -> list[Path]:
        return sorted(self._folder.glob(f"day=*/bucket={bucket}/{name}"))


def bucket_of(craft: str) -> int:
    """The bucket of a craft: the same on every machine and in every version."""
    return zlib.crc32(craft.encode("utf-8")) % BUCKETS


def write_synced(target: Path, frame: pl.DataFrame) -> None:
    """Write a Parquet file and wait until it is on the disk."""
    make_private(target.parent)
    target.touch(mode=PRIVATE_FILE)
    with target.open("wb") as stream:
        frame.write_parquet(stream, compression="zstd", row_group_size=ROW_GROUP, statistics=True)
        stream.flush()
        os.fsync(stream.fileno())


def _scan(files: list[Path], table: Table) -> pl.LazyFrame:
    if not files:
        return table.empty().lazy()
    return pl.scan_parquet(files, hive_partitioning=False)


class _Shelf:
    """Where the files of an exhibit are made while it is read, before they are put in place all at once."""

    def __init__(self, store: Path, name: str) -> None:
        self._store = store
        self._name = name
        self._folder = store / f".incoming-{name}"
        self._held: defaultdict[Part, list[pl.DataFrame]] = defaultdict(list)
        self._rows = 0
        self._written: Counter[Part] = Counter()
        self.clear()

    def add(self, positions: pl.DataFrame) -> None:
        """Put positions with their parts."""
        for part, frame in _split(positions):
            self._held[part].append(frame)
        self._rows += positions.height
        if self._rows >= ROWS_HELD:
            self._write()

    def put_in_place(self) -> tuple[Path, ...]:
        """Write what is held, and move all files to where they are seen."""
        self._write()
        made = sorted(self._folder.glob("day=*/bucket=*/*.parquet"))
        return tuple(self._move(path, self._store / path.relative_to(self._folder)) for path in made)

    def clear(self) -> None:
        """Remove what was put aside, also by a run that was killed."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _write(self) -> None:
        for part in sorted(self._held):
            frame = pl.concat(self._held.pop(part)).sort(ORDER)
            write_synced(self._folder / self._path(part), frame)
            self._written[part] += 1
        self._rows = 0

    def _path(self, part: Part) -> Path:
        day, bucket = part
        further = f"-{self._written[part]:04d}" if self._written[part] else ""
        return Path(f"day={day}") / f"bucket={bucket}" / f"{self._name}{further}.parquet"

    def _move(self, made: Path, target: Path) -> Path:
        make_private(target.parent)
        made.replace(target)
        sync_folder(target.parent)
        return target


def _split(positions: pl.DataFrame) -> Iterator[tuple[Part, pl.DataFrame]]:
    """Cut positions by UTC day and bucket."""
    if positions.is_empty():
        return
    buckets = {craft: bucket_of(craft) for craft in positions["craft"].unique()}
    keyed = positions.with_columns(
        _day=pl.col("time").dt.date(),
        _bucket=pl.col("craft").replace_strict(buckets, return_dtype=pl.UInt8),
    )
    for (day, bucket), frame in keyed.partition_by(["_day", "_bucket"], as_dict=True, include_key=False).items():
        yield (str(day), int(bucket)), frame
