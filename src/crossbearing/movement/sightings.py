"""The trusted positions of one craft, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import polars as pl
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

# Faster ground reports are landing rolls or errors; taxiing stays below 40 kt, fast exits below 60.
TAXI_KT = 100.0


@dataclass(frozen=True, slots=True)
class Sightings:
    """The trusted positions of one craft, oldest first: seconds since 1970, degrees, feet; `row` into the frame."""

    seconds: Floats
    lat: Floats
    lon: Floats
    alt_ft: Floats
    grounded: Bools
    frame: pl.DataFrame

    def __len__(self) -> int:
        return len(self.seconds)


def sightings(positions: pl.DataFrame, craft: str, airframes: Sequence[str] = ()) -> Sightings:
    """Return the trusted positions of one craft as arrays; marked rows are left out.

    On an address that two airframes share, the rows marked as those of the given airframes are taken too.
    """
    trusted = pl.col("mark").is_null() | pl.col("mark").is_in([f"shared_address: airframe {one}" for one in airframes])
    own = positions.filter(pl.col("craft") == craft, trusted).sort("time")
    return Sightings(
        seconds=own["time"].dt.epoch("ms").cast(pl.Float64).to_numpy() / 1000.0,
        lat=own["lat"].to_numpy(),
        lon=own["lon"].to_numpy(),
        alt_ft=own["alt_ft"].cast(pl.Float64).fill_null(0.0).to_numpy(),
        grounded=own.select(_stopped().alias("stopped"))["stopped"].to_numpy().astype(np.bool_),
        frame=own,
    )


def _stopped() -> pl.Expr:
    """Ground reports at taxiing speed, two in a row at least: single ones are sent in cruise by error."""
    ground = (pl.col("alt_kind") == "ground") & (pl.col("gs_kt").fill_null(0.0) < TAXI_KT)
    return ground & (ground.shift(1, fill_value=False) | ground.shift(-1, fill_value=False))


def around(seen: Sightings, start: float, end: float) -> tuple[Sightings, int]:
    """Return the sightings between two seconds with one more on each side, and the row of the first of them."""
    low = int(np.searchsorted(seen.seconds, start)) - 1
    high = int(np.searchsorted(seen.seconds, end)) + 1
    rows = slice(max(0, low), max(0, high))
    seconds, lat, lon, alt_ft = (values[rows] for values in (seen.seconds, seen.lat, seen.lon, seen.alt_ft))
    cut = Sightings(seconds, lat, lon, alt_ft, seen.grounded[rows], seen.frame[rows])
    return cut, rows.start


def moment(seconds: float) -> datetime | None:
    """Return seconds since 1970 as a time in UTC; None where the stretch is open."""
    return datetime.fromtimestamp(seconds, UTC) if np.isfinite(seconds) else None
