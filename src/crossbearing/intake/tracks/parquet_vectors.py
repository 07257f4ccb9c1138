"""State vectors as Parquet: an export of OpenSky's Trino tables, or a file of the Python library traffic.

Parquet (https://parquet.apache.org/docs/file-format/) tells its columns at its end, so the names decide there:

- OpenSky's `state_vectors_data4`: `time`, `lat`, `lon`, `velocity`, `heading`, `vertrate`, `baroaltitude`,
  `geoaltitude`, `lastposupdate`, `lastcontact`, … in metres and metres a second, times as seconds or as timestamps;
- traffic's renamed ones: `timestamp`, `latitude`, `longitude`, `altitude`, `groundspeed`, … in feet and knots.

A name alone never mixes the two: a file with names of both is read by the first. Raw messages (`rawmsg`) hold no
positions and are refused.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from crossbearing.intake.limits import DEFAULT
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.streams import Unreadable, read_whole
from crossbearing.intake.tracks import opensky_frame as vectors
from crossbearing.intake.tracks.json_records import NUMBER, TRUTH
from crossbearing.intake.tracks.opensky import Vectors
from crossbearing.intake.tracks.parquet_probe import check
from crossbearing.intake.tracks.told_rows import ToldRows
from crossbearing.intake.tracks.traffic_names import (
    FEED,
    NAMES,
    NEEDED,
    counted,
    nothing_remembered,
    remembered,
    told_by_traffic,
)
from crossbearing.model.exhibits import Batch, ExhibitKind

NAME = "parquet_vectors"
MAGIC = b"PAR1"
ROWS_PER_PIECE = 200_000
_BROKEN = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError)


def recognises(head: bytes) -> bool:
    """Whether the file begins as Parquet does."""
    return head.startswith(MAGIC)


class ParquetReader:
    """Reads Parquet files in slices of `ROWS_PER_PIECE` rows."""

    def __init__(self, task: Task) -> None:
        self._vectors = Vectors(NAME, task, queried=True)
        self._rows = ToldRows(NAME, task.sha256, task.name, network=FEED, zero_is_ground=True)

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one file; raises `Unreadable` where it is no whole Parquet or has no columns of tracks."""
        source = source_of(stream)
        check(source)
        try:
            names = set(pl.scan_parquet(source).collect_schema().names())
        except _BROKEN as wrong:
            raise Unreadable(f"no whole Parquet: {_line(wrong)}") from wrong
        if set(vectors.NEEDED) <= names:
            yield from self._by_opensky(source, member)
        elif set(NEEDED) <= names:
            yield from self._by_traffic(source, member)
        else:
            raise Unreadable(f"a Parquet without columns of tracks: it has {', '.join(sorted(names)[:20])}")

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Give the stretches of time in which the exhibit has rows."""
        return self._vectors.archive()

    def _by_opensky(self, source: Any, member: str) -> Iterator[Batch]:
        self._vectors.begin()
        for frame in _slices(source, vectors.COLUMNS):
            yield self._vectors.batch(frame, [], member)

    def _by_traffic(self, source: Any, member: str) -> Iterator[Batch]:
        self._rows.begin(member)
        last = nothing_remembered()
        for frame in _slices(source, NAMES):
            told = told_by_traffic(frame, last)
            last = remembered(told, last)
            yield self._rows.batch(told, member, (), counted(told, ()))


def source_of(stream: io.BufferedReader) -> str | io.BytesIO:
    """The file itself where it is one, so that only slices of it are read; else its bytes."""
    name = getattr(stream, "name", None)
    if isinstance(name, str) and stream.seekable():
        return name
    return io.BytesIO(read_whole(stream, DEFAULT.nested_zip_bytes, "nested_zip_bytes"))


def _slices(source: Any, kinds: Mapping[str, str]) -> Iterator[pl.DataFrame]:
    """The wanted columns as numbers, words and truths, with `row`; a column the file lacks is null."""
    start = 0
    while True:
        try:
            piece = pl.scan_parquet(source).slice(start, ROWS_PER_PIECE).collect()
            frame = piece.select(_column(piece, name, kind) for name, kind in kinds.items())
        except _BROKEN as wrong:
            raise Unreadable(f"no whole Parquet: {_line(wrong)}") from wrong
        if frame.height or not start:
            yield frame.with_columns(row=pl.int_range(start, start + frame.height, dtype=pl.UInt32))
        if frame.height < ROWS_PER_PIECE:
            return
        start += frame.height


def _column(piece: pl.DataFrame, name: str, kind: str) -> pl.Expr:
    dtypes = {NUMBER: pl.Float64, TRUTH: pl.Boolean}
    if name not in piece.columns:
        return pl.lit(None, dtypes.get(kind, pl.String)).alias(name)
    column, dtype = pl.col(name), piece.schema[name]
    if kind == NUMBER and dtype == pl.Datetime:
        return (column.dt.timestamp("us") / 1e6).alias(name)
    value = column.cast(dtypes.get(kind, pl.String), strict=False)
    return (pl.when(value.is_finite()).then(value) if kind == NUMBER else value).alias(name)


def _line(wrong: BaseException) -> str:
    return (str(wrong).splitlines() or [type(wrong).__name__])[0][:200]


PARQUET = Format(
    name=NAME,
    documented_at="https://opensky-network.org/data/trino",
    kind=ExhibitKind.TRACKS,
    recognises=recognises,
    reader=ParquetReader,
)
"""The format."""
