"""Where, when and how low craft are heard, learnt from everybody's flights.

A *pass* is one leg that must have crossed one cell: because it was heard there, or because it was heard on both
sides (or at one side and at an airport it is known to have used) and flew straight on between.
Passes with a position there are successes, the others misses; both together say how likely the next one is heard.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import h3.api.basic_int as h3
import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.model.tables import COVERAGE
from crossbearing.movement.binomial import CONFIDENCE, lower_bound
from crossbearing.world.geo import along, distance_km

Floats = NDArray[np.float64]

# Cells of resolution 3 are about 120 km across: wider than airways stray from the great circle, narrower than
# the 300 km at which a receiver hears a craft at cruise. Source: h3geo.org, table of cell areas (12,393 km2).
RESOLUTION = 3
# Bands of the COVERAGE table, upper limits in feet above sea level.
BANDS = (("low", 3_000.0), ("mid", 10_000.0), ("high", 25_000.0), ("cruise", np.inf))
# The gradient of an ordinary climb and of a three-degree approach alike: 318 ft a nautical mile.
FEET_PER_KM = 318.0 / 1.852
# Cruise assumed for a route nobody was seen on; a short route stays lower by the gradient.
CRUISE_FT = 33_000.0
# Silences shorter than this are the rhythm of the receivers, no place that was missed.
HEARD_EVERY_S = 120.0
# Between two sightings the craft is taken to have flown straight if that needed at least this speed...
STRAIGHT_KMH = 500.0
# ...and points are set this far apart, well below the width of a cell.
STEP_KM = 15.0
# A leg counts as a control for a route only when it crossed this much of it. GUESS: half the width of a cell.
CONTROL_KM = 60.0
# Stretches of this length, this far apart, are heard by different receivers: few receivers hear farther than
# 400 km (line of sight from FL330), and a stretch is longer than its cells are wide. GUESS.
STRETCH_KM = 300.0
APART_KM = 200.0
MOST_STRETCHES = 4
# A stretch with fewer controls cannot carry a bound worth its share of the confidence: 5 of 5 give 0.55.
FEWEST_CONTROLS = 5
# A cell counts as heard when nine in ten passes of the choosing half were. GUESS; the other half does the proof.
HEARD_SHARE = 0.9
# The claimed movement would have to give this many positions: one or two can be errors (DESIGN, section 5).
POSITIONS_NEEDED = 3

PASSES = pl.Schema(
    {
        "flight": pl.String,
        "craft": pl.String,
        "cell": pl.UInt64,
        "band": pl.String,
        "hour": pl.Datetime("ms", "UTC"),
        "heard": pl.UInt32,
        "km": pl.Float64,
    }
)


@dataclass(frozen=True, slots=True)
class Detection:
    """How likely a craft would have been heard: at least `p_lower` (95 %, one-sided). `k` of `n` controls were heard
    on the best of so many `stretches` of the way."""

    k: int
    n: int
    p_lower: float
    stretches: int = 1


def passes(flights: pl.DataFrame, positions: pl.DataFrame, airports: pl.DataFrame) -> pl.DataFrame:
    """Return which legs passed which cell, band and hour, and how many positions each left there.

    `airports` has `icao`, `lat`, `lon`, `elevation_ft`. Marked positions and craft of unknown leg are left out.
    """
    points = _with_ends(_of_flights(flights, positions), flights, airports)
    dense = pl.concat([points.filter(pl.col("heard") > 0).select(_POINT), _between(points)])
    return _gather(dense)


def coverage(passed: pl.DataFrame, network: str) -> pl.DataFrame:
    """Return passes as the COVERAGE table: trials and successes per cell, band and hour of one network."""
    per = passed.group_by("cell", "band", "hour").agg(
        trials=pl.len().cast(pl.UInt32), heard=(pl.col("heard") > 0).sum().cast(pl.UInt32)
    )
    named = per.with_columns(
        network=pl.lit(network),
        cell=pl.col("cell").map_elements(h3.int_to_str, return_dtype=pl.String),
    )
    return COVERAGE.conform(named)


def route(lat1: float, lon1: float, alt1_ft: float, lat2: float, lon2: float, alt2_ft: float) -> pl.DataFrame:
    """Return the cells and bands of a straight flight with an climb and descent as usual: `cell`, `band`, `km`."""
    length = float(distance_km(lat1, lon1, lat2, lon2))
    share = np.linspace(0.0, 1.0, max(2, int(length / STEP_KM) + 1))
    lat, lon = along(lat1, lon1, lat2, lon2, share)
    alt = np.minimum(
        CRUISE_FT, np.minimum(alt1_ft + share * length * FEET_PER_KM, alt2_ft + (1 - share) * length * FEET_PER_KM)
    )
    frame = pl.DataFrame({"lat": lat, "lon": lon, "alt": alt, "km": share * length})
    return _celled(frame).group_by("cell", "band").agg(pl.col("km").min()).sort("km", "band")


def around(lat: float, lon: float) -> pl.DataFrame:
    """Return the cells and bands through which a craft must climb and come down that leaves a field and comes back."""
    cells = h3.grid_disk(cell_of(lat, lon), 1)
    rows = [(cell, band, 0.0) for cell in sorted(cells) for band in ("mid", "high")]
    return pl.DataFrame(rows, schema={"cell": pl.UInt64, "band": pl.String, "km": pl.Float64}, orient="row")


def cell_of(lat: float, lon: float) -> int:
    """Return the cell of a point."""
    return int(h3.latlng_to_cell(lat, lon, RESOLUTION))


def detection(
    passed: pl.DataFrame, way: pl.DataFrame, *, without: Sequence[str] = (), needed: int = POSITIONS_NEEDED
) -> Detection:
    """Return how likely a flight along `way` would have given at least `needed` positions.

    Controls are other craft's legs that crossed at least 60 km of the way's cells in the same bands; days and hours
    are pooled. One half of the legs (by their ids) chooses the cells where craft are heard and the other half is
    counted there, then the halves change places: a flight crosses all of the way, so what holds for some of it holds
    for the whole. Stretches of the way 200 km apart depend on different receivers: it is heard if any of them hears
    it. Their bounds are taken at a confidence that makes all hold together; `k` of `n` are those of the best one.
    """
    others = passed.filter(~pl.col("craft").is_in(list(without))).join(
        way.select("cell", "band", pl.col("km").alias("along")), on=["cell", "band"]
    )
    counted = pl.concat([_counted(others, _even()), _counted(others, ~_even())])
    legs = [_controls(counted.filter(pl.col("along").is_between(*ends)), needed) for ends in _stretches(way)]
    used = [(k, n) for k, n in legs if n >= FEWEST_CONTROLS] or [max(legs, key=lambda kn: kn[1])]
    confidence = 1.0 - (1.0 - CONFIDENCE) / len(used)
    found = [Detection(k, n, lower_bound(k, n, confidence) if n else 0.0) for k, n in used]
    best = max(found, key=lambda d: (d.p_lower, d.n))
    return Detection(best.k, best.n, 1.0 - math.prod(1.0 - one.p_lower for one in found), len(found))


def _even() -> pl.Expr:
    """One half of the legs: those whose id ends in an even hexadecimal digit."""
    return pl.col("flight").str.slice(-1).is_in(list("02468ace"))


def _counted(passed: pl.DataFrame, choosing: pl.Expr) -> pl.DataFrame:
    """The passes of one half through the cells that the other, choosing half was heard in."""
    return passed.filter(~choosing).join(_heard_cells(passed.filter(choosing)), on=["cell", "band"], how="semi")


def _heard_cells(passed: pl.DataFrame) -> pl.DataFrame:
    """Cells and bands in which nearly all passes were heard."""
    per = passed.group_by("cell", "band").agg(share=(pl.col("heard") > 0).mean())
    return per.filter(pl.col("share") >= HEARD_SHARE).select("cell", "band")


def _stretches(way: pl.DataFrame) -> list[tuple[float, float]]:
    """Kilometres along the way at which its separate stretches begin and end."""
    length = float(way["km"].max() or 0.0)  # type: ignore[arg-type]
    parts = max(1, min(MOST_STRETCHES, int((length + APART_KM) / (STRETCH_KM + APART_KM))))
    size = (length - (parts - 1) * APART_KM) / parts
    return [(i * (size + APART_KM), i * (size + APART_KM) + size) for i in range(parts)]


def _controls(passed: pl.DataFrame, needed: int) -> tuple[int, int]:
    """Count the legs that crossed enough of these cells, and first those that left enough positions there: k, n."""
    legs = passed.group_by("flight").agg(pl.col("heard").sum(), pl.col("km").sum())
    controls = legs.filter((pl.col("km") >= CONTROL_KM) | (pl.col("heard") >= needed))
    return int((controls["heard"] >= needed).sum()), controls.height


_POINT = ["flight", "craft", "time", "lat", "lon", "alt", "heard", "km"]


def _of_flights(flights: pl.DataFrame, positions: pl.DataFrame) -> pl.DataFrame:
    """Trusted positions with the leg they belong to."""
    legs = flights.filter(pl.col("airframe").is_null()).select(
        "craft", pl.col("id").alias("flight"), pl.col("first_seen").alias("time"), "last_seen"
    )
    seen = positions.filter(pl.col("mark").is_null()).select("craft", "time", "lat", "lon", "alt_ft")
    joined = seen.sort("time").join_asof(
        legs.sort("time"), on="time", by="craft", strategy="backward", check_sortedness=False
    )
    return joined.filter(pl.col("flight").is_not_null(), pl.col("time") <= pl.col("last_seen")).select(
        "flight",
        "craft",
        "time",
        "lat",
        "lon",
        pl.col("alt_ft").cast(pl.Float64).fill_null(0.0).alias("alt"),
        pl.lit(1, pl.UInt32).alias("heard"),
        pl.lit(0.0).alias("km"),
    )


def _with_ends(points: pl.DataFrame, flights: pl.DataFrame, airports: pl.DataFrame) -> pl.DataFrame:
    """Add the airports a leg is known to have used as points nobody heard, before and after its positions."""
    ends = []
    for side, seen, shift in (("departure", "first", -1), ("arrival", "last", 1)):
        known = flights.filter(pl.col(f"{side}_airport").is_not_null(), pl.col("airframe").is_null())
        joined = known.join(airports, left_on=f"{side}_airport", right_on="icao").with_columns(
            away=_km(pl.col(f"{seen}_lat"), pl.col(f"{seen}_lon"), pl.col("lat"), pl.col("lon"))
        )
        ends.append(
            joined.select(
                pl.col("id").alias("flight"),
                "craft",
                (
                    pl.col(f"{seen}_seen")
                    + shift * pl.duration(milliseconds=(pl.col("away") / 600.0 * 3.6e6 + 1).cast(pl.Int64))
                ).alias("time"),
                "lat",
                "lon",
                pl.col("elevation_ft").cast(pl.Float64).fill_null(0.0).alias("alt"),
                pl.lit(0, pl.UInt32).alias("heard"),
                pl.lit(0.0).alias("km"),
            )
        )
    return pl.concat([points, *ends], how="vertical_relaxed").sort("flight", "time")


def _km(lat1: pl.Expr, lon1: pl.Expr, lat2: pl.Expr, lon2: pl.Expr) -> pl.Expr:
    """Great-circle kilometres as a Polars expression."""
    p1, p2, dl = lat1.radians(), lat2.radians(), (lon2 - lon1).radians()
    h = ((p2 - p1) / 2).sin() ** 2 + p1.cos() * p2.cos() * (dl / 2).sin() ** 2
    return 2 * 6371.0088 * h.sqrt().clip(0, 1).arcsin()


def _between(points: pl.DataFrame) -> pl.DataFrame:
    """Points along the silences inside legs, where the craft can only have flown straight on."""
    following = (pl.col(name).shift(-1).over("flight").alias(f"{name}2") for name in ("time", "lat", "lon", "alt"))
    pairs = points.with_columns(*following).filter(pl.col("time2").is_not_null())
    pairs = pairs.with_columns(
        length=_km(pl.col("lat"), pl.col("lon"), pl.col("lat2"), pl.col("lon2")),
        silence=(pl.col("time2") - pl.col("time")).dt.total_milliseconds() / 1000.0,
    ).filter(
        pl.col("silence") > HEARD_EVERY_S,
        pl.col("length") > STEP_KM,
        pl.col("length") / pl.col("silence") * 3600.0 >= STRAIGHT_KMH,
    )
    if pairs.is_empty():
        return points.select(_POINT).clear()
    steps = (pairs["length"] / STEP_KM).ceil().cast(pl.Int64).to_numpy()
    row = np.repeat(np.arange(len(steps)), steps)
    offset = np.arange(len(row)) - np.repeat(np.cumsum(steps) - steps, steps)
    share = (offset + 0.5) / steps[row]
    p = pairs[row]
    lat, lon = along(p["lat"].to_numpy(), p["lon"].to_numpy(), p["lat2"].to_numpy(), p["lon2"].to_numpy(), share)
    length = p["length"].to_numpy()
    up = p["alt"].to_numpy() + share * length * FEET_PER_KM
    down = p["alt2"].to_numpy() + (1 - share) * length * FEET_PER_KM
    top = np.maximum(p["alt"].to_numpy(), p["alt2"].to_numpy())
    return (
        p.select(
            "flight",
            "craft",
            (
                pl.col("time") + pl.duration(milliseconds=(pl.Series(share) * pl.col("silence") * 1000).cast(pl.Int64))
            ).alias("time"),
        )
        .with_columns(
            lat=pl.Series(lat),
            lon=pl.Series(lon),
            alt=pl.Series(np.minimum(top, np.minimum(up, down))),
            heard=pl.lit(0, pl.UInt32),
            km=pl.Series(length / steps[row]),
        )
        .select(_POINT)
    )


def _celled(points: pl.DataFrame) -> pl.DataFrame:
    """Add `cell` and `band` to points with lat, lon, alt (feet)."""
    # A hundredth of a degree is a kilometre: points that share it share their cell but for a rim of no account.
    spots = points.select(pl.col("lat").round(2), pl.col("lon").round(2)).unique()
    cells = [cell_of(lat, lon) for lat, lon in spots.iter_rows()]
    named = spots.with_columns(cell=pl.Series(cells, dtype=pl.UInt64)).rename({"lat": "lat0", "lon": "lon0"})
    band = pl.when(pl.lit(False)).then(pl.lit(""))
    for name, limit in BANDS:
        band = band.when(pl.col("alt") < limit).then(pl.lit(name))
    return (
        points.with_columns(
            lat0=pl.col("lat").round(2), lon0=pl.col("lon").round(2), band=band.otherwise(pl.lit("cruise"))
        )
        .join(named, on=["lat0", "lon0"], how="left")
        .drop("lat0", "lon0")
    )


def _gather(points: pl.DataFrame) -> pl.DataFrame:
    """One row per leg, cell, band and hour."""
    celled = _celled(points).with_columns(hour=pl.col("time").dt.truncate("1h"))
    moved = celled.sort("flight", "time").with_columns(
        step=_km(pl.col("lat"), pl.col("lon"), pl.col("lat").shift(1), pl.col("lon").shift(1))
        .over("flight")
        .fill_null(0.0)
    )
    return (
        moved.group_by("flight", "craft", "cell", "band", "hour")
        .agg(pl.col("heard").sum().cast(pl.UInt32), km=pl.col("step").sum())
        .select(PASSES.names())
        .sort("flight", "hour", "cell", "band")
    )
