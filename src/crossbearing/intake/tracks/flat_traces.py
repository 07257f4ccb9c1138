"""Traces of ADSBexchange flattened to a table, as data journalists publish them (stiles/flight-tracer, `raw_*.csv`).

    time,lat,lon,altitude,ground_speed,heading,details,alt_geom,nnumber,model,desc,timestamp,ping_time,icao
    5447.33,42.360919,-71.016839,ground,6.8,289.7,,,N17104,B752,BOEING 757-200,2025-02-07,2025-02-07 01:30:47.330,a11f59

`time` is seconds after the midnight (UTC) of `timestamp`, a date; `ping_time` is the sum of both and has no zone, which
is UTC. Altitude is feet by pressure or `ground`, speed is knots. The flags of the trace are lost: what was stale, where
a leg began, and whether an altitude came from the satellites; the source stands at most in `details`.
"""

from __future__ import annotations

import polars as pl

from crossbearing.intake.tracks.cells import not_numbers, number
from crossbearing.intake.tracks.csv_layouts import Layout, format_of_layout
from crossbearing.intake.tracks.times import seconds_of
from crossbearing.intake.tracks.trace_frame import SOURCES

NAME = "flat_traces"
NEEDED = ("time", "lat", "lon", "altitude", "ground_speed", "heading", "ping_time", "icao")
NUMBERS = ("time", "lat", "lon", "ground_speed", "heading", "alt_geom")
OPTIONAL = ("details", "alt_geom", "nnumber", "model", "timestamp")
GROUND = "ground"


def _told(frame: pl.DataFrame) -> pl.DataFrame:
    whole = frame.with_columns(pl.lit(None, pl.String).alias(name) for name in OPTIONAL if name not in frame.columns)
    midnight = seconds_of(whole["timestamp"].fill_null("") + " 00:00:00")
    height = pl.col("altitude")
    bad_height = height.is_not_null() & (height != GROUND) & number("altitude").is_null()
    return whole.select(
        "row",
        icao24=pl.col("icao").str.to_lowercase(),
        registration="nnumber",
        typecode="model",
        seconds=pl.coalesce(seconds_of(whole["ping_time"]), midnight + number("time")),
        lat=number("lat"),
        lon=number("lon"),
        alt_ft=number("altitude"),
        geom_ft=number("alt_geom"),
        alt_kind=pl.lit("baro"),
        ground=height == GROUND,
        gs_kt=number("ground_speed"),
        track_deg=number("heading"),
        callsign=_detail("flight"),
        squawk=_detail("squawk"),
        source=_detail("type").replace_strict(SOURCES, default="other", return_dtype=pl.String).fill_null("other"),
        reason=pl.coalesce(pl.when(bad_height).then(pl.lit("altitude is no number")), not_numbers(whole, NUMBERS)),
    )


def _detail(key: str) -> pl.Expr:
    """A word of the detail object, which is written as JSON or as Python writes it."""
    return pl.col("details").str.extract(rf"""["']{key}["']\s*:\s*["']([^"']*)["']""")


FLAT_TRACES = format_of_layout(
    Layout(
        name=NAME,
        documented_at="https://github.com/stiles/flight-tracer",
        needed=NEEDED,
        numbers=NUMBERS,
        told=_told,
        units="ft,kt",
        zero_is_ground=False,
    )
)
