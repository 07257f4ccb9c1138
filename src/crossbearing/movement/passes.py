"""Which legs must have passed which piece of sky, and whether they were heard there.

A *pass* is one leg that crossed one cell: because it was heard there, or because it was heard on both sides (or on one
side and at an airport it is known to have used) and flew straight on between. Passes with a position there are
successes, the others misses; both together say how likely the next one is heard.
That a leg was there must be known without its having been heard there, or only the lucky ones would be counted: where
a track simply begins or ends, its first or last cell is no trial; a landing is one when the next leg was seen to begin
at that airport, a take-off when the leg before was seen to end there.
"""

from __future__ import annotations

from typing import Any

import h3.api.basic_int as h3
import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.model.tables import UTC
from crossbearing.movement.expressions import km_between
from crossbearing.world.geo import along

# Cells of resolution 3 are about 120 km across: wider than airways stray from the great circle, narrower than
# the 300 km at which a receiver hears a craft at cruise. Source: h3geo.org, table of cell areas (12,393 km2).
RESOLUTION = 3
# Bands of the COVERAGE table and their upper limits in feet above sea level; the last has none.
BANDS = ("low", "mid", "high", "cruise")
LIMITS_FT = (3_000.0, 10_000.0, 25_000.0)
# The gradient of an ordinary climb and of a three-degree approach alike: 318 ft a nautical mile.
FEET_PER_KM = 318.0 / 1.852
# Silences shorter than this are the rhythm of the receivers, no place that was missed.
HEARD_EVERY_S = 120.0
# Between two sightings the craft is taken to have flown straight if that needed at least this speed...
STRAIGHT_KMH = 500.0
# ...and points are set this far apart, well below the width of a cell.
STEP_KM = 15.0
# Mean speed between a field and the nearest position of the leg. GUESS; it only sets the hour of the trial.
END_KMH = 600.0
# Evidence of an end that was seen itself.
SEEN = ["ground", "low"]

_COLUMNS: dict[str, Any] = {
    "flight": pl.String,
    "craft": pl.String,
    "cell": pl.UInt64,
    "band": pl.String,
    "hour": UTC,
    "heard": pl.UInt32,
    "km": pl.Float64,
}
PASSES = pl.Schema(_COLUMNS)

_POINT = ["flight", "craft", "time", "lat", "lon", "alt", "heard"]
_HEARD = pl.lit(1, pl.UInt32).alias("heard")
_UNHEARD = pl.lit(0, pl.UInt32).alias("heard")


def passes(flights: pl.DataFrame, positions: pl.DataFrame, airports: pl.DataFrame) -> pl.DataFrame:
    """Return which legs passed which cell, band and hour, how many positions each left there, and on how many km.

    `airports` has `icao`, `lat`, `lon`, `elevation_ft`. Marked positions, and addresses that two airframes share, are
    left out.
    """
    legs = with_neighbours(flights.filter(pl.col("airframe").is_null()))
    points = pl.concat([_heard(legs, positions), *_ends(legs, airports)]).sort("flight", "time")
    dense = pl.concat([points.filter(pl.col("heard") > 0), _between(points)])
    return _gather(celled(dense), legs)


def cell_of(lat: float, lon: float) -> int:
    """Return the cell of a point."""
    return int(h3.latlng_to_cell(lat, lon, RESOLUTION))


def celled(points: pl.DataFrame) -> pl.DataFrame:
    """Add `cell` and `band` to points with `lat`, `lon`, `alt` (feet)."""
    # A hundredth of a degree is a kilometre: points that share it share their cell but for a rim of no account.
    rounded = points.with_columns(lat0=pl.col("lat").round(2), lon0=pl.col("lon").round(2))
    spots = rounded.select("lat0", "lon0").unique()
    cells = pl.Series([cell_of(lat, lon) for lat, lon in spots.iter_rows()], dtype=pl.UInt64)
    band = np.asarray(BANDS)[np.searchsorted(LIMITS_FT, rounded["alt"].to_numpy(), side="right")]
    named = rounded.join(spots.with_columns(cell=cells), on=["lat0", "lon0"], how="left", maintain_order="left")
    return named.with_columns(band=pl.Series(band, dtype=pl.String)).drop("lat0", "lon0")


def with_neighbours(flights: pl.DataFrame) -> pl.DataFrame:
    """Add what the leg before and after tell of each end of a leg, per side (`departure_`, `arrival_`).

    `known`: the neighbour was seen at the same airport; `chained`: both ends point to one airport and neither was seen;
    `neighbour`: there is such a leg.
    """
    ordered = flights.sort("craft", "first_seen", "id")
    sides = (_neighbour("departure", "arrival", 1), _neighbour("arrival", "departure", -1))
    return ordered.with_columns(*(column for side in sides for column in side))


def _neighbour(side: str, other: str, shift: int) -> tuple[pl.Expr, ...]:
    place, how = (pl.col(f"{other}_{name}").shift(shift).over("craft") for name in ("airport", "evidence"))
    same, own = (place == pl.col(f"{side}_airport")), pl.col(f"{side}_evidence")
    unseen = ~how.is_in(SEEN) & ~own.is_in(SEEN)
    return (
        (same & how.is_in(SEEN)).fill_null(False).alias(f"{side}_known"),
        (same & unseen).fill_null(False).alias(f"{side}_chained"),
        pl.col("id").shift(shift).over("craft").is_not_null().alias(f"{side}_neighbour"),
    )


def leg_of_positions(flights: pl.DataFrame, positions: pl.DataFrame) -> pl.DataFrame:
    """Return the trusted positions with the leg they belong to: `flight`, `craft`, `time`, `lat`, `lon`, `alt` (feet,
    0 on the ground) and `grounded`."""
    legs = flights.select("craft", pl.col("id").alias("flight"), pl.col("first_seen").alias("time"), "last_seen")
    seen = positions.filter(pl.col("mark").is_null()).select("craft", "time", "lat", "lon", "alt_ft", "alt_kind")
    joined = seen.sort("time").join_asof(
        legs.sort("time"), on="time", by="craft", strategy="backward", check_sortedness=False
    )
    alt = pl.col("alt_ft").cast(pl.Float64).fill_null(0.0).alias("alt")
    grounded = (pl.col("alt_kind") == "ground").fill_null(False).alias("grounded")
    inside = joined.filter(pl.col("flight").is_not_null(), pl.col("time") <= pl.col("last_seen"))
    return inside.select("flight", "craft", "time", "lat", "lon", alt, grounded)


def _heard(flights: pl.DataFrame, positions: pl.DataFrame) -> pl.DataFrame:
    """Trusted positions with the leg they belong to, as points that were heard."""
    return leg_of_positions(flights, positions).with_columns(_HEARD).select(_POINT)


def _ends(flights: pl.DataFrame, airports: pl.DataFrame) -> list[pl.DataFrame]:
    """The airports that legs are known to have used, as points nobody heard before and after their positions."""
    found = []
    for side, seen, sign in (("departure", "first", -1), ("arrival", "last", 1)):
        known = flights.filter(pl.col(f"{side}_known") | pl.col(f"{side}_chained")).join(
            airports, left_on=f"{side}_airport", right_on="icao"
        )
        away_km = km_between(pl.col(f"{seen}_lat"), pl.col(f"{seen}_lon"), pl.col("lat"), pl.col("lon"))
        later = pl.duration(milliseconds=(away_km / END_KMH * 3.6e6 + 1).cast(pl.Int64))
        time = (pl.col(f"{seen}_seen") + sign * later).cast(UTC).alias("time")
        alt = pl.col("elevation_ft").cast(pl.Float64).fill_null(0.0).alias("alt")
        found.append(known.select(pl.col("id").alias("flight"), "craft", time, "lat", "lon", alt, _UNHEARD))
    return found


def _between(points: pl.DataFrame) -> pl.DataFrame:
    """Points along the silences inside legs, where the craft can only have flown straight on."""
    after = (pl.col(name).shift(-1).over("flight").alias(f"{name}2") for name in ("time", "lat", "lon", "alt"))
    pairs = points.with_columns(*after).filter(pl.col("time2").is_not_null())
    pairs = pairs.with_columns(
        length=km_between(pl.col("lat"), pl.col("lon"), pl.col("lat2"), pl.col("lon2")),
        silence=(pl.col("time2") - pl.col("time")).dt.total_milliseconds() / 1000.0,
    )
    straight = pl.col("length") / pl.col("silence") * 3600.0 >= STRAIGHT_KMH
    silent = pairs.filter(pl.col("silence") > HEARD_EVERY_S, pl.col("length") > STEP_KM, straight)
    return _filled(silent) if silent.height else points.clear()


def _filled(silent: pl.DataFrame) -> pl.DataFrame:
    """The points of these silences, a step apart, along the great circle and a usual profile."""
    steps = (silent["length"] / STEP_KM).ceil().cast(pl.Int64).to_numpy()
    row = np.repeat(np.arange(len(steps)), steps)
    share = (np.arange(len(row)) - np.repeat(np.cumsum(steps) - steps, steps) + 0.5) / steps[row]
    p = silent[row].with_columns(share=pl.Series(share))
    lat1, lon1, lat2, lon2 = (p[name].to_numpy() for name in ("lat", "lon", "lat2", "lon2"))
    lat, lon = along(lat1, lon1, lat2, lon2, share)
    time = pl.col("time") + pl.duration(milliseconds=(pl.col("share") * pl.col("silence") * 1000).cast(pl.Int64))
    placed = p.with_columns(lat=pl.Series(lat), lon=pl.Series(lon), alt=pl.Series(_profile(p)), time=time.cast(UTC))
    return placed.with_columns(_UNHEARD).select(_POINT)


def _profile(p: pl.DataFrame) -> NDArray[np.float64]:
    """Heights along a silence: as high as its higher end, but no steeper than climbs and descents are."""
    share, length, one, other = (p[name].to_numpy() for name in ("share", "length", "alt", "alt2"))
    climbing, sinking = one + share * length * FEET_PER_KM, other + (1 - share) * length * FEET_PER_KM
    lowest: NDArray[np.float64] = np.minimum(np.maximum(one, other), np.minimum(climbing, sinking))
    return lowest


def _used(side: str) -> pl.Expr:
    """Whether a leg is known to have used its airport on that side, by more than its own positions."""
    return (pl.col(f"{side}_known") | pl.col(f"{side}_chained")).alias(f"{side}_known")


def _gather(points: pl.DataFrame, flights: pl.DataFrame) -> pl.DataFrame:
    """One row per leg, cell, band and hour; without the cell in which a track begins or ends for no known reason."""
    hop = km_between(
        pl.col("lat"), pl.col("lon"), pl.col("lat").shift(1).over("flight"), pl.col("lon").shift(1).over("flight")
    )
    moved = points.sort("flight", "time").with_columns(step=hop.fill_null(0.0), hour=pl.col("time").dt.truncate("1h"))
    edges = moved.filter(pl.col("heard") > 0).group_by("flight", maintain_order=True)
    ends = edges.agg(first_cell=pl.col("cell").first(), last_cell=pl.col("cell").last())
    known = flights.select(pl.col("id").alias("flight"), *(_used(side) for side in ("departure", "arrival")))
    begins = ~pl.col("departure_known") & (pl.col("cell") == pl.col("first_cell"))
    stops = ~pl.col("arrival_known") & (pl.col("cell") == pl.col("last_cell"))
    trials = moved.join(ends, on="flight").join(known, on="flight").filter(~begins, ~stops)
    grouped = trials.group_by("flight", "craft", "cell", "band", "hour")
    counted = grouped.agg(pl.col("heard").sum().cast(pl.UInt32), km=pl.col("step").sum())
    return counted.select(PASSES.names()).sort("flight", "hour", "cell", "band")
