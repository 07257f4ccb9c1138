"""Any table of ship positions, by a mapping that a person wrote and that names an MMSI (see `mapping`)."""

from __future__ import annotations

import io
from collections.abc import Iterator

import polars as pl

from crossbearing.intake.ais.typed import batch_of, seconds_in, typed
from crossbearing.intake.csv_chunks import separator_of
from crossbearing.intake.mapping import Field, Mapping
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.rejects import Rejects
from crossbearing.intake.streams import Unreadable
from crossbearing.intake.tracks.cells import damage_in, names_in, pieces_of
from crossbearing.intake.tracks.mapped_csv import IN_KT
from crossbearing.intake.tracks.times import seconds_of
from crossbearing.model.exhibits import Batch, ExhibitKind

NAME = "ais_mapped"
HEAD_BYTES = 64 * 1024
# Ours = the mapping's.
NUMBERS: dict[str, Field] = {
    "lat": "latitude",
    "lon": "longitude",
    "sog_kt": "speed",
    "cog_deg": "track",
    "heading_deg": "heading",
    "length_m": "length",
    "width_m": "width",
    "draught_m": "draught",
}
WORDS: tuple[Field, ...] = ("mmsi", "imo", "callsign", "shipname", "ship_type", "status", "destination")


class MappedReader:
    """Reads tables by the mapping of the task."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._rejects = Rejects(task.sha256, task.name)

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one table; raises `Unreadable` where it lacks a column that the mapping names."""
        mapping = self._task.mapping
        if mapping is None:
            raise Unreadable("no mapping tells what its columns mean")
        head = stream.peek(1)[:HEAD_BYTES]
        separator = mapping.delimiter or separator_of(head)
        names = names_in(head.partition(b"\n")[0], separator)
        given = names if mapping.header else [f"#{place}" for place in range(1, len(names) + 1)]
        theirs = {field: _name(column, given) for field, column in mapping.columns.items()}
        numbers = [theirs[field] for field in NUMBERS.values() if field in theirs]
        for cells in pieces_of(stream, separator, None if mapping.header else given):
            wrong = damage_in(cells.frame, numbers)
            bad = cells.bad + list(zip(cells.frame["row"].filter(wrong.is_not_null()), wrong.drop_nulls(), strict=True))
            ours = _ours(cells.frame.filter(wrong.is_null()), theirs, mapping)
            rows = typed(ours, _seconds(ours["time"], mapping))
            yield batch_of(NAME, rows, bad, member, self._task.sha256, self._rejects)

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Nothing is held back."""
        return iter(())


def _name(column: str | int, names: list[str]) -> str:
    if isinstance(column, int):
        if column > len(names):
            raise Unreadable(f"there is no column {column}: the first line has {len(names)}")
        return names[column - 1]
    if column not in names:
        raise Unreadable(f"there is no column {column!r}")
    return column


def _ours(frame: pl.DataFrame, theirs: dict[Field, str], mapping: Mapping) -> pl.DataFrame:
    """The rows under our names."""

    def text(field: Field) -> pl.Expr:
        return pl.col(theirs[field]) if field in theirs else pl.lit(mapping.constants.get(field), pl.String)

    day, clock = text("date"), text("time")
    time = pl.when(day.is_not_null()).then(pl.format("{} {}", day, clock)).otherwise(clock)
    factor = {"speed": IN_KT[mapping.units.speed or "kt"]}
    numbers = {
        ours: pl.col(theirs[field]).cast(pl.Float64, strict=False) * factor.get(field, 1.0)
        for ours, field in NUMBERS.items()
        if field in theirs
    }
    return frame.select("row", time=time, **numbers, **{field: text(field) for field in WORDS})


def _seconds(times: pl.Series, mapping: Mapping) -> pl.Series:
    if mapping.time_format or mapping.zone != "UTC":
        return seconds_of(times, mapping.zone, mapping.time_format)
    return seconds_in(times, day_first=False)


MAPPED_SHIPS = Format(
    name=NAME,
    documented_at="docs/method/formats.md",
    kind=ExhibitKind.SHIPS,
    recognises=lambda head: False,  # a person says so
    reader=MappedReader,
)
"""The format."""
