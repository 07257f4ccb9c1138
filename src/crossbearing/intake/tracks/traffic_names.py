"""Columns as the Python library traffic names them: feet and knots, whatever the feed was.

Documented at https://traffic-viz.github.io/data_sources/index.html: `timestamp` (ms since 1970 in JSON), `icao24`,
`latitude`, `longitude`, `altitude` (barometric, ft), `geoaltitude` (ft), `groundspeed` (kt), `track` (deg),
`vertical_rate` (ft/min), `callsign`, `squawk`, `onground`, `last_position` (when the position was received).
OpenSky's own names (`lat`, `velocity`, `baroaltitude`, `vertrate`) mean metres and metres a second instead, so the
names decide the units. `origin` and `destination` are somebody's inference and are not read.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from crossbearing.intake.tracks.json_records import NUMBER, TRUTH, WORD
from crossbearing.intake.tracks.times import epoch_seconds
from crossbearing.intake.tracks.told_rows import HEARD

NAMES = {
    "timestamp": NUMBER,
    "icao24": WORD,
    "latitude": NUMBER,
    "longitude": NUMBER,
    "altitude": NUMBER,
    "geoaltitude": NUMBER,
    "groundspeed": NUMBER,
    "track": NUMBER,
    "vertical_rate": NUMBER,
    "callsign": WORD,
    "squawk": WORD,
    "onground": TRUTH,
    "last_position": NUMBER,
    "flight_id": WORD,
    "registration": WORD,
    "typecode": WORD,
}
NEEDED = ("timestamp", "latitude", "longitude", "altitude")
INFERRED = ("origin", "destination")
# The position is older than the row by more than readsb's own measure for a position that is lost.
LOST_AFTER_S = 60.0
REPEAT = "stale_repeat"
# traffic writes the same names whoever's receivers it got the rows from.
FEED = "a feed the file does not name"
UNITS = "units_by_names:ft,kt"


def told_by_traffic(frame: pl.DataFrame, last: pl.DataFrame) -> pl.DataFrame:
    """The rows as a told frame; `last` has for each `icao24` the position time that came `before` this frame."""
    address = pl.col("icao24").str.to_lowercase()
    rows = frame.with_columns(
        address,
        _row_s=epoch_seconds(pl.col("timestamp")),
        _seen_s=epoch_seconds(pl.col("last_position")),
    ).join(last, on="icao24", how="left", maintain_order="left")
    previous = pl.col("_seen_s").shift(1).over("icao24").fill_null(pl.col("before"))
    age = pl.col("_row_s") - pl.col("_seen_s")
    squawk = pl.col("squawk").str.strip_suffix(".0")
    repeat = (pl.col("_seen_s") == previous).fill_null(False)
    lost = (age > LOST_AFTER_S).fill_null(False)
    return rows.select(
        *("row", "icao24", "callsign", "registration", "typecode"),
        seconds=pl.coalesce("_seen_s", "_row_s"),
        heard_s=pl.col("_row_s"),
        lat="latitude",
        lon="longitude",
        alt_ft="altitude",
        alt_kind=pl.lit("baro"),
        geom_ft="geoaltitude",
        ground="onground",
        gs_kt="groundspeed",
        track_deg=pl.col("track") % 360,
        vrate_fpm="vertical_rate",
        squawk=pl.when(squawk != "0").then(squawk.str.zfill(4)),
        age_s=age,
        flight=pl.when(address.is_null()).then(pl.col("flight_id")),
        reason=pl.when(lost).then(pl.lit(HEARD)).when(repeat).then(pl.lit(REPEAT)),
    )


def remembered(told: pl.DataFrame, last: pl.DataFrame) -> pl.DataFrame:
    """The latest position time of each address, for the next piece."""
    latest = told.filter(pl.col("age_s").is_not_null()).select("icao24", before="seconds")
    return pl.concat([last, latest]).group_by("icao24", maintain_order=True).last()


def counted(told: pl.DataFrame, names: Iterable[str]) -> dict[str, int]:
    """Notes on a frame: rows read in feet and knots, repeats dropped, columns of others' inference left unread."""
    notes = {UNITS: told.height, REPEAT: int((told["reason"] == REPEAT).sum())}
    notes |= {f"column_not_read:{name}": 1 for name in INFERRED if name in names}
    return {name: count for name, count in notes.items() if count}


def nothing_remembered() -> pl.DataFrame:
    """No position times yet."""
    return pl.DataFrame(schema={"icao24": pl.String, "before": pl.Float64})
