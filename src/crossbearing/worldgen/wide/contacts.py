"""Craft that send no positions, as a network heard them: one line an hour, with the area of its receivers."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from crossbearing.worldgen.readsb import midnight
from crossbearing.worldgen.wide.ether import Ether
from crossbearing.worldgen.wide.roster import Leg
from crossbearing.worldgen.wide.rows import heard_of

# A contact tells only that the craft was within range of receivers near a corner of a grid of so many degrees.
GRID_DEG, RADIUS_KM = 2.0, 350.0
HEADER = (
    "author", "kind", "icao24", "callsign", "start", "end", "zone", "lat", "lon", "radius_km", "on_ground", "alt_ft",
    "observations",
)  # fmt: skip


def write_contacts(path: Path, start: date, legs: list[Leg], ether: Ether) -> None:
    """Write what was heard of craft without positions, as a CSV of sightings in order of craft and time."""
    quiet = [leg for leg in legs if leg.craft.no_position]
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        lines = csv.writer(stream, lineterminator="\n")
        lines.writerow(HEADER)
        if quiet:
            lines.writerows(_lines(start, quiet, _by_hour(quiet, ether)))


def _by_hour(quiet: list[Leg], ether: Ether) -> pl.DataFrame:
    telling = [replace(leg, craft=replace(leg.craft, no_position=False)) for leg in quiet]
    rows = heard_of(telling, ether).filter("genuine")
    cells = [(pl.col(name) / GRID_DEG).round().first() * GRID_DEG for name in ("lat", "lon")]
    return (
        rows.sort("leg", "t")
        .group_by("leg", (pl.col("t") // 3600.0).alias("hour"), maintain_order=True)
        .agg(pl.col("t").min().alias("a"), pl.col("t").max().alias("b"), *cells, pl.col("ground").all(),
             pl.col("alt_ft").median(), pl.len().alias("n"))
    )  # fmt: skip


def _lines(start: date, quiet: list[Leg], hours: pl.DataFrame) -> list[list[object]]:
    zero, found = midnight(start, 0), []
    for row in hours.iter_rows(named=True):
        leg = quiet[row["leg"]]
        a, b = (
            f"{zero + timedelta(seconds=int(row[name]) + late):%Y-%m-%dT%H:%M:%SZ}"
            for name, late in (("a", 0), ("b", 1))
        )
        alt = "" if row["ground"] else round(row["alt_ft"])
        found.append(["network", "contact", leg.craft.icao24, leg.callsigns[0], a, b, "UTC", row["lat"], row["lon"],
                      RADIUS_KM, str(bool(row["ground"])).lower(), alt, row["n"]])  # fmt: skip
    return found
