"""Tables of Flightradar24: the export of one flight, the raw feed of one flight, and positions of its archive.

None is documented by the company; the columns are those of files met. Feet are pressure altitude, 0 both on the ground
and at sea level; speeds are knots; times are UTC.

- Export (a subscriber's download of one flight): no address, registration or receiver; latitude and longitude stand in
  one quoted field. The name of the file carries a flight number, which is not read.

      Timestamp,UTC,Callsign,Position,Altitude,Speed,Direction
      1704180175,2024-01-02T07:22:55Z,JAL516,"42.787994,141.685074",0,0,73

- Feed ("granular", published after accidents): one line a message, many without a position (`no_position` is `N`, with
  0,0 for the place), times as `07:41:03Z.515`, `on_ground` is `A` in the air and `N` when unknown, then ragged
  `P:8,S:ADS-B,…`. The network's time is taken, because the receiver's clock is nobody's.
- Archive: `snapshot_id` (seconds), no identity at all: whose it is stands in another table, by the file's name.
- EUROCONTROL's copy for arrivals at Heathrow (`egll-positions-fr24`): longitude BEFORE latitude, `flight_id`.
"""

from __future__ import annotations

import polars as pl

from crossbearing.intake.tracks.cells import number
from crossbearing.intake.tracks.csv_layouts import Layout, format_of_layout
from crossbearing.intake.tracks.times import seconds_of
from crossbearing.intake.tracks.told_rows import ESTIMATED
from crossbearing.intake.tracks.track_names import ONE_TRACK

UNDOCUMENTED = "docs/method/formats.md"
UNITS = "ft,kt"
SOURCES = {"ADS-B": "adsb", "ADSB": "adsb", "MLAT": "mlat", "TIS-B": "tisb", "ADS-C": "adsc"}


def _export(frame: pl.DataFrame) -> pl.DataFrame:
    place = pl.col("position").str.extract_all(r"[^,\s]+")
    return frame.select(
        "row",
        "callsign",
        lat=place.list.get(0, null_on_oob=True).cast(pl.Float64, strict=False),
        lon=place.list.get(1, null_on_oob=True).cast(pl.Float64, strict=False),
        seconds=number("timestamp"),
        alt_ft=number("altitude"),
        alt_kind=pl.lit("baro"),
        gs_kt=number("speed"),
        track_deg=number("direction"),
        flight=pl.lit(ONE_TRACK),
    )


def _feed(frame: pl.DataFrame) -> pl.DataFrame:
    """One line a message; a column that an edition lacks is null."""
    optional = ("on_ground", "position_class")
    whole = frame.with_columns(pl.lit(None, pl.String).alias(name) for name in optional if name not in frame.columns)
    time = "network_time" if "network_time" in frame.columns else "time"
    located = pl.col("no_position").str.to_uppercase() != "N"
    kind = pl.col("position_class").str.to_uppercase()
    squawk = pl.col("squawk").str.strip_suffix(".0")
    return whole.select(
        *("row", "callsign"),
        icao24=pl.col("hex").str.to_lowercase().str.strip_prefix("0x").str.zfill(6),
        seconds=seconds_of(frame[time]),
        lat=pl.when(located).then(number("latitude")),
        lon=pl.when(located).then(number("longitude")),
        alt_ft=number("altitude"),
        alt_kind=pl.lit("baro"),
        gs_kt=number("speed"),
        track_deg=number("track"),
        vrate_fpm=number("vspeed"),
        squawk=pl.when(squawk != "0").then(squawk.str.zfill(4)),
        ground=pl.when(pl.col("on_ground") == "A").then(False).when(pl.col("on_ground") == "G").then(True),
        source=kind.replace_strict(SOURCES, default="other"),
        mark=pl.when(kind.str.starts_with("ESTIM")).then(pl.lit(ESTIMATED)),
    )


def _archive(frame: pl.DataFrame) -> pl.DataFrame:
    squawk = pl.col("squawk").str.strip_suffix(".0")
    return frame.select(
        "row",
        seconds=number("snapshot_id"),
        lat=number("latitude"),
        lon=number("longitude"),
        alt_ft=number("altitude"),
        alt_kind=pl.lit("baro"),
        gs_kt=number("speed"),
        track_deg=number("heading"),
        squawk=pl.when(squawk != "0").then(squawk.str.zfill(4)),
        flight=pl.lit(ONE_TRACK),
    )


def _heathrow(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(
        "row",
        flight="flight_id",
        seconds=seconds_of(frame["event_time"]),
        lat=number("latitude"),
        lon=number("longitude"),
        alt_ft=number("altitude"),
        alt_kind=pl.lit("baro"),
        gs_kt=number("speed"),
        vrate_fpm=number("vert_speed"),
        ground=pl.when(pl.col("on_ground").str.to_lowercase().is_in(["1", "true", "t"])).then(True),
    )


LAYOUTS = (
    Layout(
        "fr24_csv",
        UNDOCUMENTED,
        ("timestamp", "callsign", "position", "altitude", "speed", "direction"),
        ("timestamp", "altitude", "speed", "direction"),
        _export,
        UNITS,
    ),
    Layout(
        "fr24_feed",
        UNDOCUMENTED,
        ("hex", "callsign", "latitude", "longitude", "no_position", "altitude", "squawk", "speed", "track", "vspeed"),
        ("latitude", "longitude", "altitude", "speed", "track", "vspeed"),
        _feed,
        UNITS,
        ragged=True,
    ),
    Layout(
        "fr24_archive",
        UNDOCUMENTED,
        ("snapshot_id", "altitude", "heading", "latitude", "longitude", "speed", "squawk"),
        ("snapshot_id", "altitude", "heading", "latitude", "longitude", "speed"),
        _archive,
        UNITS,
    ),
    Layout(
        "fr24_heathrow",
        UNDOCUMENTED,
        ("flight_id", "event_time", "longitude", "latitude", "altitude", "speed", "on_ground", "vert_speed"),
        ("longitude", "latitude", "altitude", "speed", "vert_speed"),
        _heathrow,
        UNITS,
    ),
)
FR24_TABLES = tuple(format_of_layout(layout) for layout in LAYOUTS)
