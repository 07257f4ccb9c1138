"""Silences of ships longer than a stated threshold, and whether the reception of others explains them.

Counts of silences compare only at one threshold: 2, 6, 12 and 30 hours are all in use.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from crossbearing.model.identity import content_id
from crossbearing.model.vessel_tables import GAPS
from crossbearing.movement.vessels.fixes import Fixes, fixes_of
from crossbearing.movement.vessels.reception import HOUR_S, Expected, Reception, expected, reception_of
from crossbearing.world.geo import distance_km

# Global Fishing Watch's threshold for a gap.
LEAST_H = 6.0
# The words for a silence: the chance that a ship that transmits would have been heard. The lower bound of 0.95 is what
# every claim of absence needs here; above one half a silence is unusual.
VERY_UNUSUAL, UNUSUAL = 0.95, 0.5


def silences(positions: pl.DataFrame, least_h: float = LEAST_H) -> pl.DataFrame:
    """Return GAPS of at least so many hours; `positions` are VESSEL_POSITIONS from `plausible`.

    The last silence of a ship is open: it ends with the data, and `ended_at` is null.
    """
    fixes = fixes_of(positions)
    if not len(fixes):
        return GAPS.empty()
    elapsed = np.diff(fixes.seconds)
    silent = np.flatnonzero((fixes.hull[1:] == fixes.hull[:-1]) & (elapsed >= least_h * HOUR_S))
    reception = reception_of(fixes)
    places = positions.select(pl.format("{}#{}#{}", "exhibit", "member", "row")).to_series()
    end = float(fixes.seconds.max())
    last = fixes.bounds()[1:] - 1
    open_ones = [int(row) for row in last if end - fixes.seconds[row] >= least_h * HOUR_S]
    rows = [_gap(fixes, reception, places, int(row), int(row) + 1, end) for row in silent]
    rows += [_gap(fixes, reception, places, row, None, end) for row in open_ones]
    shaped = pl.DataFrame(rows, schema={**GAPS.schema, "started_at": pl.Float64, "ended_at": pl.Float64})
    milliseconds = (pl.col("started_at", "ended_at") * 1000).round().cast(pl.Int64).cast(GAPS.schema["started_at"])
    return GAPS.conform(shaped.with_columns(milliseconds))


def _gap(
    fixes: Fixes, reception: Reception, places: pl.Series, before: int, after: int | None, end: float
) -> dict[str, object]:
    until = end if after is None else float(fixes.seconds[after])
    here = (float(fixes.lat[before]), float(fixes.lon[before]))
    there = here if after is None else (float(fixes.lat[after]), float(fixes.lon[after]))
    began = float(fixes.seconds[before])
    told = expected(reception, int(fixes.hull[before]), (here, there), (began, until))
    craft, label = fixes.names[int(fixes.hull[before])]
    rows = [before] if after is None else [before, after]
    return {
        "id": content_id("gap", craft, label or "", str(began)),
        "craft": craft,
        "hull": label,
        "started_at": began,
        "ended_at": None if after is None else until,
        "lat1": here[0],
        "lon1": here[1],
        "lat2": None if after is None else there[0],
        "lon2": None if after is None else there[1],
        "duration_h": (until - began) / HOUR_S,
        "distance_km": None if after is None else float(distance_km(*here, *there)),
        "expected_heard": told.p,
        "ships_heard": told.k,
        "silence": _word(told),
        "evidence": [places[int(fixes.row[row])] for row in rows],
    }


def _word(told: Expected) -> str | None:
    if told.p is None or told.p_lower is None:
        return None
    if told.p_lower >= VERY_UNUSUAL:
        return "very_unusual"
    return "unusual" if told.p_lower >= UNUSUAL else "expected"
