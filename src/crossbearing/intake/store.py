"""The positions of a case as Parquet, in `day=YYYY-MM-DD/bucket=N/` folders, one file for each exhibit
(several, cut between craft, where one would be too large to sort in memory).

The day is the UTC day of the position and the bucket a hash of the craft, so that one bucket over all days is the
whole life of its craft. A file is written under another name, synced and then renamed: whoever reads sees a whole
file or none. The same positions give the same bytes.
"""

from __future__ import annotations

import os
import shutil
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from crossbearing.model.exhibits import Batch
from crossbearing.model.tables import POSITIONS

BUCKETS = 8
# Rows held in memory before they are put aside on disk; 170 bytes each (measured), so some 170 MB.
ROWS_HELD = 1_000_000
# Rows of one file: sorting and writing takes about 400 bytes a row (measured), so some 800 MB at most.
ROWS_PER_FILE = 1_000_000
# Small enough that reading one craft skips most of a large file by the row groups' craft ranges.
ROW_GROUP = 50_000
# Positions of one exhibit never differ in all of these, so their order does not depend on how they were batched.
ORDER = ["craft", "time", "member", "row"]
_NAME_DIGITS = 16

Part = tuple[str, int]


class PositionStore:
    """Positions on disk; one exhibit can be written, rewritten and removed by itself."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, exhibit_sha: str, batches: Iterable[Batch]) -> tuple[Path, ...]:
        """Store the positions of an exhibit, taking the place of what was stored of it; returns the files made.

        Batches are taken one by one, and at most `ROWS_HELD` rows and one part are in memory.
        """
        self.remove(exhibit_sha)
        shelf = _Shelf(self._folder / f".incoming-{exhibit_sha[:_NAME_DIGITS]}")
        try:
            for batch in batches:
                shelf.add(batch.positions)
            return tuple(self._write_piece(exhibit_sha, *piece) for piece in shelf.pieces())
        finally:
            shelf.clear()

    def remove(self, exhibit_sha: str) -> None:
        """Forget the positions of an exhibit; nothing happens when there are none."""
        name = exhibit_sha[:_NAME_DIGITS]
        for path in [*self._files(name=f"{name}*.parquet"), *self._files(name=f".{name}*.tmp")]:
            path.unlink()

    def scan(self) -> pl.LazyFrame:
        """All positions, lazily, in no order (POSITIONS)."""
        return _scan(self._files())

    def positions(self) -> pl.DataFrame:
        """All positions (POSITIONS)."""
        return POSITIONS.conform(self.scan().collect())

    def crafts(self) -> list[str]:
        """Every craft with a position, in order of name."""
        return self.scan().select(pl.col("craft").unique().sort()).collect()["craft"].to_list()

    def positions_of(self, crafts: Iterable[str]) -> pl.DataFrame:
        """The positions of some craft (POSITIONS); only their buckets are read."""
        wanted = sorted(set(crafts))
        files = [path for bucket in sorted({bucket_of(c) for c in wanted}) for path in self._files(bucket=str(bucket))]
        return POSITIONS.conform(_scan(files).filter(pl.col("craft").is_in(wanted)).collect())

    def days(self) -> list[str]:
        """The UTC days with positions, `YYYY-MM-DD`, in order."""
        return sorted({path.parent.parent.name.removeprefix("day=") for path in self._files()})

    def _files(self, bucket: str = "*", name: str = "*.parquet") -> list[Path]:
        return sorted(self._folder.glob(f"day=*/bucket={bucket}/{name}"))

    def _write_piece(self, exhibit_sha: str, part: Part, number: int, frame: pl.DataFrame) -> Path:
        day, bucket = part
        folder = self._folder / f"day={day}" / f"bucket={bucket}"
        folder.mkdir(parents=True, exist_ok=True)
        further = f"-{number}" if number else ""
        target = folder / f"{exhibit_sha[:_NAME_DIGITS]}{further}.parquet"
        write_whole(target, frame)
        return target


def bucket_of(craft: str) -> int:
    """The bucket of a craft: the same on every machine and in every version."""
    return zlib.crc32(craft.encode("utf-8")) % BUCKETS


def write_whole(target: Path, frame: pl.DataFrame) -> None:
    """Write a Parquet file so that it is either wholly there or not at all, even after a crash."""
    aside = target.with_name(f".{target.name}.tmp")
    with aside.open("wb") as stream:
        frame.write_parquet(stream, compression="zstd", row_group_size=ROW_GROUP, statistics=True)
        stream.flush()
        os.fsync(stream.fileno())
    aside.replace(target)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _scan(files: list[Path]) -> pl.LazyFrame:
    if not files:
        return POSITIONS.empty().lazy()
    return pl.scan_parquet(files, hive_partitioning=False)


class _Shelf:
    """Where the parts of an exhibit grow while it is read: in memory, and on disk when they become many."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: defaultdict[Part, list[pl.DataFrame]] = defaultdict(list)
        self._rows = 0
        self._spills = 0
        self.clear()

    def add(self, positions: pl.DataFrame) -> None:
        """Put positions with their parts."""
        for part, frame in _split(positions):
            self._held[part].append(frame)
        self._rows += positions.height
        if self._rows > ROWS_HELD:
            self._spill()

    def pieces(self) -> Iterator[tuple[Part, int, pl.DataFrame]]:
        """Each part in order, as one or several numbered pieces, one after the other."""
        if self._spills:
            self._spill()
        on_disk = {_part_of(path) for path in self._folder.glob("*/*")}
        for part in sorted(on_disk | set(self._held)):
            whole = self._whole(part)
            for number, craft in enumerate(_shares(whole)):
                wanted = pl.col("craft").is_between(pl.lit(craft[0]), pl.lit(craft[1]))
                yield part, number, whole.filter(wanted).collect().sort(ORDER)

    def _whole(self, part: Part) -> pl.LazyFrame:
        spilled = sorted(self._place(part).glob("*.arrow"))
        return pl.scan_ipc(spilled) if spilled else pl.concat(self._held.pop(part)).lazy()

    def clear(self) -> None:
        """Remove what was put aside, also by a run that was killed."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _spill(self) -> None:
        for part, frames in self._held.items():
            place = self._place(part)
            place.mkdir(parents=True, exist_ok=True)
            pl.concat(frames).write_ipc(place / f"{self._spills:06d}.arrow", compression="lz4")
        self._held.clear()
        self._rows = 0
        self._spills += 1

    def _place(self, part: Part) -> Path:
        return self._folder / f"{part[0]}_{part[1]}"


def _part_of(path: Path) -> Part:
    day, _, bucket = path.parent.name.rpartition("_")
    return day, int(bucket)


def _shares(part: pl.LazyFrame) -> Iterator[tuple[str, str]]:
    """First and last craft of each share of a part, every share but for a single craft within the limit."""
    counts = part.group_by("craft").len().sort("craft").collect()
    first, last, rows = None, "", 0
    for craft, count in counts.iter_rows():
        if first is not None and rows + count > ROWS_PER_FILE:
            yield first, last
            first, rows = None, 0
        first, last, rows = first or craft, craft, rows + count
    if first is not None:
        yield first, last


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
