"""Trajectories as the Python library traffic writes them to CSV: names and units of `traffic_names`, ISO times.

timestamp,icao24,latitude,longitude,groundspeed,track,vertical_rate,callsign,altitude
2019-11-03 09:28:10+00:00,738043,41.79491,12.241875,0.0,271.0,0.0,ELY1747,0.0
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import polars as pl

from crossbearing.intake.csv_chunks import header_of, separator_of
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.tracks.cells import check_header, damage_in, number, pieces_of
from crossbearing.intake.tracks.json_records import NUMBER, TRUTH
from crossbearing.intake.tracks.times import seconds_of
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

NAME = "traffic_csv"
_TIMES = ("timestamp", "last_position")
_NUMBERS = tuple(name for name, kind in NAMES.items() if kind == NUMBER and name not in _TIMES)


def recognises(head: bytes) -> bool:
    """Whether the first line names a time, a place, an altitude and a `groundspeed` as traffic does."""
    return {*NEEDED, "icao24", "groundspeed"} <= set(header_of(head))


class TrafficCsvReader:
    """Reads trajectories in pieces of some 100,000 rows."""

    def __init__(self, task: Task) -> None:
        self._rows = ToldRows(NAME, task.sha256, task.name, network=FEED, zero_is_ground=True)

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one file."""
        self._rows.begin(member)
        last = nothing_remembered()
        for cells in pieces_of(stream, separator_of(stream.peek(1)[:65536])):
            check_header(cells.frame, NEEDED)
            told = told_by_traffic(_typed(cells.frame), last)
            last = remembered(told, last)
            reason = damage_in(cells.frame, _NUMBERS)
            told = told.with_columns(reason=pl.coalesce(pl.lit(reason), "reason"))
            yield self._rows.batch(told, member, cells.bad, counted(told, cells.frame.columns))

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Nothing is held back."""
        return iter(())


def _typed(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of traffic as what they are; one that the table lacks is null."""
    truths = {"true": True, "false": False, "1": True, "0": False}
    typed: dict[str, pl.Expr | pl.Series] = {}
    for name, kind in NAMES.items():
        if name not in frame.columns:
            typed[name] = pl.lit(None, {NUMBER: pl.Float64, TRUTH: pl.Boolean}.get(kind, pl.String))
        elif name in _TIMES:
            typed[name] = seconds_of(frame[name])
        elif kind == NUMBER:
            typed[name] = number(name)
        elif kind == TRUTH:
            lower = pl.col(name).str.to_lowercase()
            typed[name] = lower.replace_strict(truths, default=None, return_dtype=pl.Boolean)
        else:
            typed[name] = pl.col(name)
    return frame.select("row", **typed)


TRAFFIC_CSV = Format(
    name=NAME,
    documented_at="https://traffic-viz.github.io/data_sources/index.html",
    kind=ExhibitKind.TRACKS,
    recognises=recognises,
    reader=TrafficCsvReader,
)
"""The format."""
