"""Where one craft was seen, as arrays: its trusted positions, and sightings that no track tells of.

A sighting without a track (a spotter's log, a contact in a receiver's range) holds for some moment of a stretch and
for some point of a circle: `until` and `slack_km` say how wide both are; whoever reckons errs towards possible.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.model.tables import POSITIONS

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

# Faster ground reports are landing rolls or errors; taxiing stays below 40 kt, fast exits below 60.
TAXI_KT = 100.0


@dataclass(frozen=True, slots=True)
class Sightings:
    """Where one craft was seen, oldest first: seconds since 1970, degrees, feet; the same row of `frame` says by whom.

    It was there at some moment from `seconds` to `until`, within `slack_km` of the point; both are exact for positions.
    """

    seconds: Floats
    lat: Floats
    lon: Floats
    alt_ft: Floats
    grounded: Bools
    frame: pl.DataFrame
    until: Floats
    slack_km: Floats

    def __len__(self) -> int:
        return len(self.seconds)

    @property
    def heard(self) -> bool:
        """Whether any of them is a position; a picture tells nothing of what receivers hear of the craft."""
        return bool((self.until == self.seconds).any())


def sightings(
    positions: pl.DataFrame, craft: str, airframes: Sequence[str] = (), observed: pl.DataFrame | None = None
) -> Sightings:
    """Return the trusted positions of one craft as arrays; marked rows are left out.

    On an address that two airframes share, the rows marked as those of the given airframes are taken too.
    `observed` are the craft's rows of SIGHTINGS: those that fit into one silence between positions stand among them.
    """
    own = _own(positions, craft, airframes)
    seconds = own["time"].dt.epoch("ms").cast(pl.Float64).to_numpy() / 1000.0
    seen = Sightings(
        seconds=seconds,
        lat=own["lat"].to_numpy(),
        lon=own["lon"].to_numpy(),
        alt_ft=own["alt_ft"].cast(pl.Float64).fill_null(0.0).to_numpy(),
        grounded=own.select(_stopped().alias("stopped"))["stopped"].to_numpy().astype(np.bool_),
        frame=own,
        until=seconds,
        slack_km=np.zeros(len(seconds)),
    )
    return seen if observed is None or observed.is_empty() else with_observed(seen, observed)


def _own(positions: pl.DataFrame, craft: str, airframes: Sequence[str]) -> pl.DataFrame:
    """The trusted positions of one craft, oldest first: the given ones where they are that already."""
    trusted = pl.col("mark").is_null() | pl.col("mark").is_in([f"shared_address: airframe {one}" for one in airframes])
    whole = positions["mark"].null_count() == positions.height and bool((positions["craft"] == craft).all())
    own = positions if whole else positions.filter(pl.col("craft") == craft, trusted)
    return own if own["time"].is_sorted() else own.sort("time")


def with_observed(seen: Sightings, observed: pl.DataFrame) -> Sightings:
    """Return the sightings with those rows of SIGHTINGS among them that lie in one silence between positions.

    A stretch with positions in it cuts no silence: it is not known before or after which of them the craft was there.
    """
    rows = observed.filter(pl.col("lat").is_not_null(), pl.col("lon").is_not_null()).sort("started_at", "id")
    start, end = (rows[name].dt.epoch("ms").to_numpy() / 1000.0 for name in ("started_at", "ended_at"))
    alone = np.searchsorted(seen.seconds, start) == np.searchsorted(seen.seconds, end)
    rows, start, end = rows.filter(pl.Series(alone)), start[alone], end[alone]
    order = np.argsort(np.r_[seen.seconds, start], kind="stable")

    def merged(one: Floats, other: Floats) -> Floats:
        return np.asarray(np.r_[one, other][order], dtype=np.float64)

    return Sightings(
        seconds=merged(seen.seconds, start),
        lat=merged(seen.lat, rows["lat"].to_numpy()),
        lon=merged(seen.lon, rows["lon"].to_numpy()),
        alt_ft=merged(seen.alt_ft, rows["alt_ft"].cast(pl.Float64).fill_null(0.0).to_numpy()),
        grounded=np.r_[seen.grounded, rows["on_ground"].fill_null(False).to_numpy().astype(np.bool_)][order],
        frame=pl.concat([seen.frame, _as_positions(rows)])[order],
        until=merged(seen.until, end),
        slack_km=merged(seen.slack_km, rows["radius_km"].fill_null(0.0).to_numpy()),
    )


def _as_positions(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of SIGHTINGS in the columns of POSITIONS, for the exhibit that each one rests on."""
    given = rows.select(
        "craft", "lat", "lon", "alt_ft", "callsign", "exhibit", "member", "row", time="started_at", source="kind"
    )
    missing = [pl.lit(None, dtype).alias(name) for name, dtype in POSITIONS.schema.items() if name not in given.columns]
    return POSITIONS.conform(given.with_columns(missing))


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
    until, slack_km = seen.until[rows], seen.slack_km[rows]
    cut = Sightings(seconds, lat, lon, alt_ft, seen.grounded[rows], seen.frame[rows], until, slack_km)
    return cut, rows.start


def moment(seconds: float) -> datetime | None:
    """Return seconds since 1970 as a time in UTC; None where the stretch is open."""
    return datetime.fromtimestamp(seconds, UTC) if np.isfinite(seconds) else None
