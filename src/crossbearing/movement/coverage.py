"""Where, when and how low craft are heard, and how likely a claimed flight would have been.

The controls are everybody's flights: see `passes` for what counts as a trial and what as heard.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import h3.api.basic_int as h3
import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.model.tables import COVERAGE
from crossbearing.movement.binomial import CONFIDENCE, lower_bound
from crossbearing.movement.passes import BANDS, FEET_PER_KM, LIMITS_FT, STEP_KM, cell_of, passes
from crossbearing.world.geo import along, distance_km

__all__ = [
    "Detection",
    "around",
    "cell_of",
    "controls",
    "coverage",
    "detection",
    "merged",
    "passes",
    "route",
    "rows_where",
    "stretches",
    "without_cells",
]

# Cruise assumed for a route nobody was seen on; a short route stays lower by the gradient.
CRUISE_FT = 33_000.0
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
# The claimed movement would have to give this many positions: one or two can be errors (docs/method/verdicts.md).
POSITIONS_NEEDED = 3
# So many ways are kept: claims ask for the same ones again, and one is a few kilobytes.
MOST_WAYS = 8192
_WAY = pl.Schema({"cell": pl.UInt64, "band": pl.String, "km": pl.Float64})


@dataclass(frozen=True, slots=True)
class Detection:
    """How likely a craft would have been heard: at least `p_lower` (95 %, one-sided). `k` of `n` controls were heard
    on the best of so many `stretches` of the way."""

    k: int
    n: int
    p_lower: float
    stretches: int = 1


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


def merged(tables: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Return the COVERAGE tables of several partitions of craft as one: trials and successes add up."""
    together = pl.concat([COVERAGE.empty(), *tables])
    return COVERAGE.conform(together.group_by("network", "cell", "band", "hour").agg(pl.col("trials", "heard").sum()))


@lru_cache(maxsize=MOST_WAYS)
def route(lat1: float, lon1: float, alt1_ft: float, lat2: float, lon2: float, alt2_ft: float) -> pl.DataFrame:
    """Return the cells and bands of a straight flight with an climb and descent as usual: `cell`, `band`, `km`.

    They are those that `passes.celled` gives its points, each with the kilometre at which the way first reaches it.
    """
    length = float(distance_km(lat1, lon1, lat2, lon2))
    share = np.linspace(0.0, 1.0, max(2, int(length / STEP_KM) + 1))
    lat, lon = along(lat1, lon1, lat2, lon2, share)
    alt = np.minimum(
        CRUISE_FT, np.minimum(alt1_ft + share * length * FEET_PER_KM, alt2_ft + (1 - share) * length * FEET_PER_KM)
    )
    bands = np.searchsorted(LIMITS_FT, alt, side="right")
    columns = (np.round(lat, 2), np.round(lon, 2), bands, share * length)
    first: dict[tuple[int, str], float] = {}
    for at, on, band, km in zip(*(column.tolist() for column in columns), strict=True):
        first.setdefault((cell_of(at, on), BANDS[band]), km)
    rows = sorted(((cell, band, km) for (cell, band), km in first.items()), key=lambda row: (row[2], row[1]))
    return pl.DataFrame(rows, schema=_WAY, orient="row")


def without_cells(way: pl.DataFrame, cells: Collection[int]) -> pl.DataFrame:
    """Return a way without some of its cells."""
    if not cells:
        return way
    return rows_where(way, ~np.isin(way["cell"].to_numpy(), np.array(list(cells), dtype=np.uint64)))


def rows_where(way: pl.DataFrame, kept: NDArray[np.bool_]) -> pl.DataFrame:
    """Return some rows of a short table, sooner than a query would."""
    return way if kept.all() else way[np.flatnonzero(kept)]


@lru_cache(maxsize=MOST_WAYS)
def around(lat: float, lon: float) -> pl.DataFrame:
    """Return the cells and bands through which a craft must climb and come down that leaves a field and comes back."""
    cells = h3.grid_disk(cell_of(lat, lon), 1)
    rows = [(cell, band, 0.0) for cell in sorted(cells) for band in ("mid", "high")]
    return pl.DataFrame(rows, schema=_WAY, orient="row")


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
    legs = [controls(counted.filter(pl.col("along").is_between(*ends)), needed) for ends in stretches(way)]
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


def stretches(way: pl.DataFrame) -> list[tuple[float, float]]:
    """Return the kilometres along the way at which its separate stretches begin and end."""
    length = float(way["km"].max() or 0.0)  # type: ignore[arg-type]
    parts = max(1, min(MOST_STRETCHES, int((length + APART_KM) / (STRETCH_KM + APART_KM))))
    size = (length - (parts - 1) * APART_KM) / parts
    return [(i * (size + APART_KM), i * (size + APART_KM) + size) for i in range(parts)]


def controls(passed: pl.DataFrame, needed: int) -> tuple[int, int]:
    """Return k and n: of n legs that crossed enough of these cells, k left enough positions there."""
    legs = passed.group_by("flight").agg(pl.col("heard").sum(), pl.col("km").sum())
    crossed = legs.filter((pl.col("km") >= CONTROL_KM) | (pl.col("heard") >= needed))
    return int((crossed["heard"] >= needed).sum()), crossed.height
