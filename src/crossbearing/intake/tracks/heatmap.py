"""Heatmaps of readsb: `heatmap/NN.bin.ttf`, all craft of one half hour, in slices of 10 to 60 s.

The daily archives of adsb.lol hold 48 of them; they are no fonts, and packed with gzip under that name. The form of
the records is told in `heatmap_records`. A slice has at most one position of a craft, and its time is that of the
slice: the position itself is up to the length of a slice older. A position without any altitude is left out by the
writer, which can leave out the ground. There is no track over ground and no vertical rate, and the kind of an
altitude (pressure, or satellite where there is no pressure) is not told; it is given as `baro`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC as ZONE
from datetime import datetime

import numpy as np
import polars as pl

from crossbearing.intake.limits import DEFAULT
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.rejects import Rejects
from crossbearing.intake.streams import read_whole
from crossbearing.intake.tracks.archive_days import FEWEST_CRAFT
from crossbearing.intake.tracks.heatmap_records import (
    KINDS,
    NO_ALTITUDE,
    NO_SPEED,
    ON_GROUND,
    RECORD,
    Slices,
    decode,
    is_heatmap,
)
from crossbearing.intake.tracks.judged import (
    IMPOSSIBLE_PLACE,
    NO_ADDRESSES,
    NOT_AN_AIRFRAME,
    at,
    impossible_time,
    positions_of,
    reject_rows,
    trimmed,
)
from crossbearing.intake.tracks.trace_frame import NO_AIRFRAME_SOURCES, SOURCES
from crossbearing.model.exhibits import Batch, ExhibitKind
from crossbearing.model.tables import ARCHIVE

NAME = "readsb-heatmap"
ROWS_PER_BATCH = 250_000
FT_PER_STEP, KT_PER_STEP = 25.0, 0.1


class HeatmapReader:
    """Reads the heatmaps of one exhibit, each whole."""

    def __init__(self, task: Task) -> None:
        self._sha256 = task.sha256
        self._rejects = Rejects(task.sha256, task.name)
        self._stretches: list[tuple[str, datetime, datetime, bool, str]] = []

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one heatmap."""
        data = read_whole(stream, DEFAULT.heatmap_bytes, "heatmap_bytes")
        slices = decode(data)
        left = len(data) % RECORD.itemsize
        if left:
            self._rejects.add(member, f"byte {len(data) - left}", "the last record is cut short")
        self._remember(slices, whole=not left)
        frame = frame_of(slices)
        for start in range(0, max(frame.height, 1), ROWS_PER_BATCH):
            judged = shaped(frame[start : start + ROWS_PER_BATCH], member, self._sha256)
            reject_rows(judged, self._rejects)
            rows = judged.height + (1 if left and not start else 0)
            yield Batch(NAME, rows, positions=positions_of(judged), rejects=self._rejects.take())

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Give the stretches of time that the heatmaps hold."""
        rows = [(name, start, end, whole and complete, sha) for name, start, end, whole, sha in self._stretches]
        if rows:
            yield Batch(NAME, 0, archive=ARCHIVE.conform(pl.DataFrame(rows, schema=ARCHIVE.schema, orient="row")))

    def _remember(self, slices: Slices, whole: bool) -> None:
        """A heatmap holds everybody from its first slice to the end of its last, where it has more than a few craft."""
        starts = slices.starts
        if not bool(np.all((starts > 0) & (starts < 4e9))):
            return
        length = float(np.median(np.diff(starts))) if starts.size > 1 else 0.0
        many = np.unique(slices.address).size >= FEWEST_CRAFT
        ends = (float(starts.min()), float(starts.max()) + max(length, 0.0))
        start, end = (datetime.fromtimestamp(second, ZONE) for second in ends)
        self._stretches.append(("readsb", start, end, whole and many, self._sha256))


def frame_of(slices: Slices) -> pl.DataFrame:
    """The columns of the records as a frame, with callsign and squawk where an info record belongs to a position."""
    hexes, which = np.unique(slices.address, return_inverse=True)
    names = pl.Series([craft_of(int(one)) for one in hexes], dtype=pl.String)
    return pl.DataFrame(
        {
            "craft": names.gather(pl.Series(which.astype(np.uint32))),
            "kind": pl.Series(KINDS, dtype=pl.String).gather(pl.Series(slices.kind)),
            "seconds": slices.seconds,
            "lat": slices.lat,
            "lon": slices.lon,
            "alt": slices.alt,
            "gs": slices.gs,
            "row": slices.at.astype(np.uint32),
        }
    ).with_columns(_told(slices))


def craft_of(address: int) -> str:
    """The craft of an address with the bit that says it is no ICAO address."""
    return f"other:~{address & 0xFFFFFF:06x}" if address >> 24 else f"icao24:{address:06x}"


def _told(slices: Slices) -> list[pl.Series]:
    """Callsign and squawk; they stand in the row after the record that sent them and nowhere else."""
    rows = np.flatnonzero(slices.info >= 0)
    infos = slices.records[slices.info[rows]]
    raw = infos.tobytes()
    callsigns = [raw[n + 8 : n + 16].decode("ascii", "replace") for n in range(0, len(raw), RECORD.itemsize)]
    squawks = [f"{code:04d}" if 0 <= code <= 7777 else None for code in (infos["lat"] & ((1 << 30) - 1)).tolist()]
    places = np.full(slices.at.size, rows.size, dtype=np.uint32)
    places[rows] = np.arange(rows.size, dtype=np.uint32)
    told = {"callsign": [*callsigns, None], "squawk": [*squawks, None]}
    return [pl.Series(n, texts, dtype=pl.String).gather(pl.Series(places)).alias(n) for n, texts in told.items()]


def shaped(frame: pl.DataFrame, member: str, sha256: str) -> pl.DataFrame:
    """The rows under the names of POSITIONS, with their `reason`."""
    ground, known = pl.col("alt") == ON_GROUND, pl.col("alt") > ON_GROUND
    return frame.select(
        "craft",
        at(pl.col("seconds")),
        "lat",
        "lon",
        "squawk",
        "row",
        alt_ft=pl.when(known).then(pl.col("alt").cast(pl.Float64) * FT_PER_STEP),
        alt_kind=pl.when(ground).then(pl.lit("ground")).when(known).then(pl.lit("baro")).otherwise(pl.lit("unknown")),
        gs_kt=pl.when(pl.col("gs") != NO_SPEED).then(pl.col("gs").cast(pl.Float64) * KT_PER_STEP),
        source=pl.col("kind").replace_strict(SOURCES, default="other", return_dtype=pl.String),
        callsign=trimmed("callsign"),
        stale=pl.lit(False),
        new_leg=pl.lit(False),
        mark=_MARK,
        exhibit=pl.lit(sha256),
        member=pl.lit(member),
        reason=_reason(),
    )


_MARK = (
    pl.when(pl.col("kind").is_in(NO_AIRFRAME_SOURCES))
    .then(pl.lit(NOT_AN_AIRFRAME) + pl.col("kind"))
    .when(pl.col("craft").str.starts_with("other:"))
    .then(pl.lit(NOT_AN_AIRFRAME + "address made up by a ground station or a vehicle"))
    .when(pl.col("craft").str.slice(-6).is_in(NO_ADDRESSES))
    .then(pl.lit(NOT_AN_AIRFRAME + "address not set"))
)


def _reason() -> pl.Expr:
    return (
        pl.when(IMPOSSIBLE_PLACE)
        .then(pl.lit("impossible latitude or longitude"))
        .when(pl.col("alt") < NO_ALTITUDE)
        .then(pl.lit("impossible altitude"))
        .when(impossible_time(pl.col("seconds")))
        .then(pl.lit("impossible time"))
    )


HEATMAP = Format(
    name=NAME,
    documented_at="https://github.com/wiedehopf/readsb/blob/dev/globe_index.c",
    kind=ExhibitKind.TRACKS,
    recognises=is_heatmap,
    reader=HeatmapReader,
    fills_in=True,
)
