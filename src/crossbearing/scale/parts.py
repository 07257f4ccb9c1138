"""The parts of a position store: all positions of some craft, from however many sorted Parquet files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl

from crossbearing.model.tables import POSITIONS
from crossbearing.movement.arrays import Ints

# Rows of a part, about; 100 bytes each and several times that while they are worked on: some 150 MB a worker. Half as
# many cost 25 ns a row more, because each part costs some milliseconds whatever its size, and its edges are read twice.
PART_ROWS = 500_000
# What the rules about flights and visits read; a case keeps all columns.
READ = (
    *("craft", "time", "lat", "lon", "alt_ft", "alt_kind", "gs_kt", "track_deg", "vrate_fpm", "source", "callsign"),
    *("nic", "nac_p", "gps_lost", "mark", "exhibit", "member", "row"),
)
# Those that are looked at as a whole: row groups of a file are put together for these alone, which saves 10 ns a row.
AS_ARRAYS = ("craft", "time", "lat", "lon", "alt_ft", "alt_kind", "gs_kt", "track_deg", "callsign", "mark")
# Files of which only the names of the craft are read so many at a time: each costs a third of a millisecond less.
FILES_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of a Parquet file that follow each other."""

    path: Path
    first: int
    rows: int

    def scan(self) -> pl.LazyFrame:
        """These rows, lazily."""
        return pl.scan_parquet(self.path, hive_partitioning=False).slice(self.first, self.rows)


@dataclass(frozen=True, slots=True)
class Part:
    """All positions of the craft from `first_craft` to `last_craft` in order of name."""

    first_craft: str
    last_craft: str
    rows: int
    stretches: tuple[Stretch, ...]

    def scan(self) -> pl.LazyFrame:
        """All its positions, lazily, in no order (POSITIONS)."""
        return pl.concat([stretch.scan() for stretch in self.stretches])

    def read(self, columns: Sequence[str] = READ) -> pl.DataFrame:
        """Its positions in the order of craft and time; `columns` hold both."""
        frame = self.scan().select(columns).collect()
        if len(self.stretches) > 1:
            return _ordered(frame, np.cumsum([0, *(stretch.rows for stretch in self.stretches[:-1])]))
        return frame.with_columns(frame[name].rechunk() for name in columns if name in AS_ARRAYS)


def read_each(parts: Sequence[Part], rows: int, columns: Sequence[str] = READ) -> Iterator[pl.DataFrame]:
    """The positions of each part, as `Part.read` gives them; some parts that follow each other are read at once.

    They stand in the same files, whose blocks are opened once then; of about `rows` rows at once.
    """
    groups: list[list[Part]] = []
    for part in parts:
        if groups and _follows(groups[-1][-1], part) and sum(one.rows for one in groups[-1]) + part.rows <= rows:
            groups[-1].append(part)
        else:
            groups.append([part])
    for group in groups:
        frame, begun = _one_of(group).read(columns), 0
        for part in group:
            yield frame.slice(begun, part.rows)
            begun += part.rows


def _follows(part: Part, other: Part) -> bool:
    """Whether a part stands in the files of another, behind it."""
    ends = {stretch.path: stretch.first + stretch.rows for stretch in part.stretches}
    return part.last_craft < other.first_craft and any(ends.get(one.path) == one.first for one in other.stretches)


def _one_of(parts: Sequence[Part]) -> Part:
    """Some parts that follow each other as one."""
    found: dict[Path, Stretch] = {}
    for stretch in (stretch for part in parts for stretch in part.stretches):
        before = found.get(stretch.path, Stretch(stretch.path, stretch.first, 0))
        found[stretch.path] = replace(before, rows=before.rows + stretch.rows)
    stretches = tuple(found[path] for path in sorted(found))
    return Part(parts[0].first_craft, parts[-1].last_craft, sum(part.rows for part in parts), stretches)


def _ordered(frame: pl.DataFrame, begun: Ints) -> pl.DataFrame:
    """Rows in the order of craft and time, equal ones as they stand; so are those of each stretch, begun at a row.

    Stretches mostly are days: then what each tells of a craft is put behind the other as a whole, in a third of the
    time that sorting takes.
    """
    lengths = frame["craft"].rle().struct.field("len").to_numpy().astype(np.int64)
    first = np.union1d(np.cumsum(lengths) - lengths, begun)
    last = np.append(first[1:], frame.height) - 1
    time = frame["time"].to_physical().to_numpy()
    runs = pl.DataFrame({"craft": frame["craft"].gather(first), "begins": time[first], "first": first, "last": last})
    runs = runs.sort("craft", "begins", "first")
    first, last = runs["first"].to_numpy(), runs["last"].to_numpy()
    later = time[first[1:]] > time[last[:-1]]
    if not (later | (runs["craft"].shift(-1) != runs["craft"])[:-1].to_numpy()).all():
        return frame.sort(POSITIONS.sorted_by, maintain_order=True)
    if (first[1:] > first[:-1]).all():
        return frame.rechunk()
    rows = last - first + 1
    order = pl.Series(np.repeat(first - np.cumsum(rows) + rows, rows) + np.arange(frame.height), dtype=pl.UInt32)
    return frame.with_columns(
        one.rechunk().gather(order) for one in frame.iter_columns() if one.null_count() < frame.height
    )


def parts_of(files: Iterable[Path], rows: int = PART_ROWS) -> list[Part]:
    """Divide positions in Parquet files, each sorted by craft and time, into parts of about `rows` rows.

    A craft is in one part, however many rows it has. The same files give the same parts.
    Raises `ValueError` for a file that is not sorted.
    """
    paths = sorted(files)
    runs = pl.concat([_NO_RUNS, *_runs(paths)])
    craft = runs.group_by("craft").agg(pl.col("rows").sum()).sort("craft")
    part = (pl.col("rows").cum_sum() - 1) // rows
    numbered = runs.join(craft.select("craft", part=part), on="craft", how="left")
    stretches = numbered.group_by("part", "file").agg(
        pl.col("craft").min().alias("low"),
        pl.col("craft").max().alias("high"),
        pl.col("first").min(),
        pl.col("rows").sum(),
    )
    found: dict[int, list[tuple[str, str, Stretch]]] = {}
    for part, file, low, high, first, count in stretches.sort("part", "file").iter_rows():
        found.setdefault(part, []).append((low, high, Stretch(paths[file], first, count)))
    return [_part(stretches) for stretches in found.values()]


def parts_in(buckets: Sequence[Sequence[Path]], rows: int = PART_ROWS) -> list[Part]:
    """Divide the files of a position store, given by bucket, into parts; what fits into one part is one."""
    parts = [part for files in buckets for part in parts_of(files, rows)]
    if len(parts) > 1 and sum(part.rows for part in parts) <= rows:
        return parts_of([path for files in buckets for path in files], rows)
    return parts


_NO_RUNS = pl.DataFrame(schema={"craft": pl.String, "rows": pl.Int64, "first": pl.Int64, "file": pl.Int32})


def _runs(paths: Sequence[Path]) -> Iterator[pl.DataFrame]:
    """For each file its craft with their first row and how many rows they have; files are read some at a time."""
    for begin in range(0, len(paths), FILES_AT_ONCE):
        some = paths[begin : begin + FILES_AT_ONCE]
        read = [pl.scan_parquet(path, hive_partitioning=False).select(run=pl.col("craft").rle()) for path in some]
        for number, told in enumerate(pl.collect_all(read), start=begin):
            runs = told.unnest("run").select(craft="value", rows=pl.col("len").cast(pl.Int64))
            if not runs["craft"].is_sorted() or runs["craft"].n_unique() < runs.height:
                raise ValueError(f"{paths[number]} is not sorted by craft")
            first = pl.col("rows").cum_sum() - pl.col("rows")
            yield runs.with_columns(first=first, file=pl.lit(number, dtype=pl.Int32))


def _part(pieces: list[tuple[str, str, Stretch]]) -> Part:
    stretches = tuple(stretch for _, _, stretch in pieces)
    low, high = min(low for low, _, _ in pieces), max(high for _, high, _ in pieces)
    return Part(low, high, sum(stretch.rows for stretch in stretches), stretches)
