"""Ship positions as Parquet, whatever the source calls its columns (`columns`): a row is a position.

Parquet tells its columns at its end. Whether one of them is an MMSI is read off the bytes of that end, which asks
nothing of a decoder; times may be timestamps, numbers since 1970 or texts.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import polars as pl

from crossbearing.intake.ais.columns import NUMBERS, columns_of, suffices
from crossbearing.intake.ais.typed import batch_of, timed
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.rejects import Rejects
from crossbearing.intake.streams import Unreadable
from crossbearing.intake.tracks.parquet_probe import check
from crossbearing.intake.tracks.parquet_vectors import ROWS_PER_PIECE, source_of
from crossbearing.model.exhibits import Batch, ExhibitKind

NAME = "ais_parquet"
# MarineCadastre publishes its days as GeoParquet, whose place is a column of this name.
POINTS, POINT_BYTES = "geometry", 21
# The end of a file of a thousand columns and ten thousand row groups is larger than this. GUESS.
FOOTER_BYTES = 16 * 1024 * 1024
# A name stands behind its length (thrift, compact protocol).
_SENDER = re.compile(rb"[\x04-\x20](?:[a-z_]{0,12}mmsi|ssvid|user_?id)", re.IGNORECASE)
_BROKEN = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError)


def tells_ships(stream: io.BufferedReader) -> bool:
    """Whether a Parquet, whose stream can be sought in, has a column for an MMSI; the stream stays where it is."""
    place = stream.tell()
    try:
        size = stream.seek(0, io.SEEK_END)
        stream.seek(max(size - 8, 0))
        length = int.from_bytes(stream.read(4), "little")
        stream.seek(max(size - 8 - min(length, FOOTER_BYTES), 0))
        return _SENDER.search(stream.read(min(length, FOOTER_BYTES))) is not None
    finally:
        stream.seek(place)


class ParquetReader:
    """Reads Parquet files in slices."""

    def __init__(self, task: Task) -> None:
        self._sha256 = task.sha256
        self._rejects = Rejects(task.sha256, task.name)

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one file; raises `Unreadable` where it is no whole Parquet or does not tell who was where when."""
        source = source_of(stream)
        check(source)
        start, height = 0, ROWS_PER_PIECE
        while height == ROWS_PER_PIECE:
            try:
                ours = _piece(source, start)
            except _BROKEN as wrong:
                raise Unreadable(f"no whole Parquet: {(str(wrong).splitlines() or ['damaged'])[0][:200]}") from wrong
            height = ours.height
            yield batch_of(NAME, timed(ours, day_first=False), [], member, self._sha256, self._rejects)
            start += height

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Nothing is held back."""
        return iter(())


def _piece(source: str | io.BytesIO, start: int) -> pl.DataFrame:
    """Some rows under our names, numbers as numbers and the rest as texts."""
    scan = pl.scan_parquet(source, hive_partitioning=False)
    schema = scan.collect_schema()
    if schema.get(POINTS) == pl.Binary and not {"lat", "lon"} <= set(columns_of(schema.names())):
        scan = scan.with_columns(_points())
        schema = scan.collect_schema()
    names = {name.lower(): name for name in schema.names()}
    if not suffices(list(names)):
        raise Unreadable(f"a Parquet that does not tell who was where when: it has {', '.join(sorted(names)[:20])}")
    columns = {ours: names[theirs] for ours, theirs in columns_of(list(names)).items()}
    told = [_column(theirs, schema[theirs], ours in NUMBERS).alias(ours) for ours, theirs in columns.items()]
    piece = scan.slice(start, ROWS_PER_PIECE).select(told).collect()
    return piece.with_columns(row=pl.int_range(start, start + piece.height, dtype=pl.UInt32))


def _points() -> Iterator[pl.Expr]:
    """Longitude and latitude of a GeoParquet's points: well-known binary, one byte of order, four of kind, two doubles.

    Null for what is no point, or is written with its most significant byte first.
    """
    point = pl.col(POINTS).bin.starts_with(b"\x01\x01\x00\x00\x00") & (pl.col(POINTS).bin.size() == POINT_BYTES)
    for name, start in (("longitude", 5), ("latitude", 13)):
        number = pl.col(POINTS).bin.slice(start, 8).bin.reinterpret(dtype=pl.Float64, endianness="little")
        yield pl.when(point).then(number).alias(name)


def _column(name: str, dtype: pl.DataType, is_number: bool) -> pl.Expr:
    column = pl.col(name)
    if is_number:
        value = column.cast(pl.Float64, strict=False)
        return pl.when(value.is_finite()).then(value)
    if isinstance(dtype, pl.Datetime):
        return (column.dt.timestamp("us") / 1e6).cast(pl.String)
    return column.cast(pl.String, strict=False)


SHIP_PARQUET = Format(
    name=NAME,
    documented_at="https://parquet.apache.org/docs/file-format/",
    kind=ExhibitKind.SHIPS,
    recognises=lambda head: False,  # its beginning does not tell it from other Parquet: see `tells_ships`
    reader=ParquetReader,
)
"""The format."""
