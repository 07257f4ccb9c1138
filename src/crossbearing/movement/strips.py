"""Runways as lines on the ground, and how well the end of a leg lies on one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.near import Pairs, within

KM_PER_FT = 0.0003048
KM_PER_DEG = 111.195
# How far off a published direction may be: measured between thresholds, as listed, or read from the runway's number
# (which is rounded to ten degrees and magnetic), degrees.
HEADING_OFF = {"thresholds": 0.5, "list": 3.0, "ident": 7.0}
# How far from its line a craft on final or just airborne flies, kilometres, and how much more for each kilometre to go;
# where the thresholds are unknown the line is somewhere about the reference point.
BESIDE_KM, BESIDE_PER_KM, UNKNOWN_KM = 0.15, 0.03, 0.9
# How exactly it flies along: tracks of 173 real approaches lie within 3 degrees on the last 10 km. GUESS for take-offs.
ALONG_DEG = 3.0
# The share of craft that fly along a runway at this height above it: nearly all at the ground, fewer the higher
# (vectors and visual circuits join at 1,000 to 3,000 ft; departures turn from 400 ft on). GUESSES.
ALIGNED_ARRIVAL, ALIGNED_DEPARTURE = 0.95, 0.9
ALIGNED_ARRIVAL_FT, ALIGNED_DEPARTURE_FT = 4000.0, 2000.0
# Above and beyond nobody is taken for aligned.
ALIGNED_KM, ALIGNED_FT = 30.0, 5000.0


@dataclass(frozen=True, slots=True)
class Strips:
    """Runways in the order of their fields; those of field i stand at `starts[i]` to `starts[i + 1]`."""

    starts: Ints
    lat: Floats
    lon: Floats
    heading_deg: Floats
    heading_off: Floats
    half_km: Floats
    beside_km: Floats

    def aligned(
        self, pairs: Pairs, lat: Floats, lon: Floats, heading_deg: Floats
    ) -> tuple[Ints, Floats, Floats, Bools]:
        """For each pair and runway of its field: the pair, kilometres to go, density across and along, and whether.

        The density is per kilometre across the line and per degree; runways of one field share its weight.
        """
        counts = self.starts[pairs.field + 1] - self.starts[pairs.field]
        pair = np.repeat(np.arange(len(pairs)), counts)
        strip = np.repeat(self.starts[pairs.field], counts) + within(counts)
        point = pairs.point[pair]
        off = (heading_deg[point] - self.heading_deg[strip] + 90.0) % 180.0 - 90.0
        course = np.radians(heading_deg[point] - off)
        x = (self.lon[strip] - lon[point] + 180.0) % 360.0 - 180.0
        x *= KM_PER_DEG * np.cos(np.radians(lat[point]))
        y = (self.lat[strip] - lat[point]) * KM_PER_DEG
        ahead = x * np.sin(course) + y * np.cos(course)
        beside = x * np.cos(course) - y * np.sin(course)
        to_go = np.maximum(ahead - self.half_km[strip], 0.0)
        wide = np.hypot(self.beside_km[strip], BESIDE_PER_KM * to_go)
        turn = np.hypot(ALONG_DEG, self.heading_off[strip])
        density = _normal(beside, wide) * _normal(off, turn) / counts[pair]
        return pair, to_go, density, np.asarray(ahead > -self.half_km[strip])


def _normal(x: Floats, spread: Floats) -> Floats:
    return np.asarray(np.exp(-0.5 * (x / spread) ** 2) / (spread * 2.5066), dtype=np.float64)


def aligned_share(arrival: Bools, height_ft: Floats) -> Floats:
    """The share of craft that fly along a runway at a height above it, before landing or after take-off."""
    most = np.where(arrival, ALIGNED_ARRIVAL, ALIGNED_DEPARTURE)
    fade = np.where(arrival, ALIGNED_ARRIVAL_FT, ALIGNED_DEPARTURE_FT)
    return np.asarray(most * np.exp(-height_ft / fade), dtype=np.float64)


def strips_of(runways: pl.DataFrame, index: dict[str, int], lat: Floats, lon: Floats) -> Strips:
    """Runways of the table `runways` by the rows of their fields; `lat`, `lon` are the reference points."""
    told = runways.filter(pl.col("airport").is_in(list(index)) & ~pl.col("closed"))
    field = told["airport"].replace_strict(index, return_dtype=pl.Int64)
    told = told.with_columns(field=field).sort("field", maintain_order=True)
    row = told["field"].to_numpy()
    ends = told.select(pl.col("lat1", "lon1", "lat2", "lon2").cast(pl.Float64).fill_null(float("nan"))).to_numpy()
    known = ~np.isnan(ends).any(axis=1)
    length = told["length_ft"].cast(pl.Float64).fill_null(6000.0).to_numpy() * KM_PER_FT
    return Strips(
        np.searchsorted(row, np.arange(len(lat) + 1)).astype(np.int64),
        np.where(known, (ends[:, 0] + ends[:, 2]) / 2, lat[row]),
        np.where(known, (ends[:, 1] + ends[:, 3]) / 2, lon[row]),
        told["heading_deg"].cast(pl.Float64).to_numpy(),
        told["heading_from"].replace_strict(HEADING_OFF, return_dtype=pl.Float64).to_numpy(),
        np.where(known, length / 2, 0.0),
        np.where(known, BESIDE_KM, UNKNOWN_KM),
    )
