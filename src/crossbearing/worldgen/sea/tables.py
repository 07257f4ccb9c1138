"""A sea world as tables: as the Danish Maritime Authority publishes them, and as MarineCadastre (NOAA) does."""

from __future__ import annotations

import polars as pl

from crossbearing.worldgen.sea.invented import Sea
from crossbearing.worldgen.sea.nmea import with_said

_STATUS = {
    0: "Under way using engine", 1: "At anchor", 3: "Restricted maneuverability", 5: "Moored",
    7: "Engaged in fishing", 15: "Unknown value",
}  # fmt: skip
_TYPES = {3: "Fishing", 4: "HSC", 6: "Passenger", 7: "Cargo", 8: "Tanker"}
_SINGLE = {30: "Fishing", 37: "Pleasure", 50: "Pilot", 52: "Tug", 55: "Law enforcement"}


def _clock(sea: Sea, form: str) -> pl.Expr:
    return ((pl.col("t") + sea.epoch).floor() * 1000.0).cast(pl.Int64).cast(pl.Datetime("ms")).dt.strftime(form)


def _type() -> pl.Expr:
    by_ten = (pl.col("ship_type") // 10).replace_strict(_TYPES, default="Undefined", return_dtype=pl.String)
    return pl.col("ship_type").replace_strict(_SINGLE, default=by_ten, return_dtype=pl.String)


def _fixed(name: str, digits: int) -> pl.Expr:
    """A number as text; empty where there is none. Adding nothing turns a negative zero into a plain one."""
    return (pl.col(name).cast(pl.Float64).round(digits) + 0.0).cast(pl.String).fill_null("")


def _nothing(name: str) -> pl.Expr:
    return pl.lit("").alias(name)


def danish(sea: Sea) -> pl.DataFrame:
    """The rows with the columns of `aisdk` files, in the order of time; `t` is left in to cut days by."""
    rows = with_said(sea).sort("t", maintain_order=True)
    dates = [_whole(name).alias(name) for name in ("A", "B", "C", "D")]
    sized = rows.with_columns(
        A=pl.col("bow_m"), B=pl.col("length_m") - pl.col("bow_m"),
        C=pl.col("width_m") // 2, D=pl.col("width_m") - pl.col("width_m") // 2,
    )  # fmt: skip
    return sized.select(
        "t", _clock(sea, "%d/%m/%Y %H:%M:%S").alias("# Timestamp"),
        pl.when("class_b").then(pl.lit("Class B")).otherwise(pl.lit("Class A")).alias("Type of mobile"),
        pl.col("mmsi").cast(pl.String).str.zfill(9).alias("MMSI"),
        _fixed("lat", 6).alias("Latitude"), _fixed("lon", 6).alias("Longitude"),
        pl.col("status").replace_strict(_STATUS, default="Unknown value", return_dtype=pl.String)
        .alias("Navigational status"),
        _nothing("ROT"), _fixed("sog_kt", 1).alias("SOG"), _fixed("cog_deg", 1).alias("COG"),
        _whole("heading_deg").alias("Heading"),
        pl.col("imo").cast(pl.String).fill_null("Unknown").alias("IMO"),
        pl.col("callsign").fill_null("Unknown").alias("Callsign"), pl.col("shipname").fill_null("").alias("Name"),
        _type().alias("Ship type"), _nothing("Cargo type"), _whole("width_m").alias("Width"),
        _whole("length_m").alias("Length"), pl.lit("GPS").alias("Type of position fixing device"),
        _fixed("draught_m", 1).alias("Draught"), pl.col("destination").fill_null("").alias("Destination"),
        _danish_eta(sea).alias("ETA"), pl.lit("AIS").alias("Data source type"), *dates,
    )  # fmt: skip


def _danish_eta(sea: Sea) -> pl.Expr:
    eta = pl.col("eta")
    written = eta.str.slice(3, 2) + "/" + eta.str.slice(0, 2) + f"/{sea.start.year} " + eta.str.slice(6, 5) + ":00"
    return written.fill_null("")


def _whole(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.Int64).cast(pl.String).fill_null("")


def marine_cadastre(sea: Sea) -> pl.DataFrame:
    """The rows with the columns of MarineCadastre files, in the order of time; `t` is left in to cut days by."""
    rows = with_said(sea).sort("t", maintain_order=True)
    kind = pl.col("ship_type").cast(pl.String)
    return rows.select(
        "t", pl.col("mmsi").cast(pl.String).str.zfill(9).alias("MMSI"),
        _clock(sea, "%Y-%m-%dT%H:%M:%S").alias("BaseDateTime"), _fixed("lat", 5).alias("LAT"),
        _fixed("lon", 5).alias("LON"), _fixed("sog_kt", 1).alias("SOG"), _fixed("cog_deg", 1).alias("COG"),
        pl.coalesce(pl.col("heading_deg"), 511.0).cast(pl.String).alias("Heading"),
        pl.col("shipname").fill_null("").alias("VesselName"),
        pl.coalesce("IMO" + pl.col("imo").cast(pl.String), pl.lit("")).alias("IMO"),
        pl.col("callsign").fill_null("").alias("CallSign"), kind.alias("VesselType"),
        pl.when("class_b").then(pl.lit("")).otherwise(pl.col("status").cast(pl.String)).alias("Status"),
        _whole("length_m").alias("Length"), _whole("width_m").alias("Width"), _fixed("draught_m", 1).alias("Draft"),
        kind.alias("Cargo"),
        pl.when("class_b").then(pl.lit("B")).otherwise(pl.lit("A")).alias("TransceiverClass"),
    )  # fmt: skip
