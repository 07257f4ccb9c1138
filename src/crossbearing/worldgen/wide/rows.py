"""Rows as a network writes them: instants, reception, noise, faults; columns over many legs at once."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.worldgen.sphere import Floats
from crossbearing.worldgen.wide.errors import with_errors
from crossbearing.worldgen.wide.ether import Ether
from crossbearing.worldgen.wide.jamming import Columns
from crossbearing.worldgen.wide.roster import Leg

# Seconds between rows of a trace. Measured on real traces: median 11.3 s, 90th percentile 19.9 s on networks set to
# 20 s, 30 s by default; parked and taxiing craft four to ten times as rarely.
LEVEL_S, SLOPE_S, LOW_S, GROUND_S, PARKED_S, LOW_FT = 25.0, 13.0, 7.0, 18.0, 60.0, 4000.0
MLAT_STRETCH, MLAT_RECEIVERS = 2.5, 4
# A position is lost more often on the ground: the antenna is low and stands hide it.
GROUND_HEARD = 0.7
# Legs are worked on so many at a time, to bound the memory.
BATCH = 2500
LONG_S = 1e8


def heard_of(legs: list[Leg], ether: Ether) -> pl.DataFrame:
    """All rows received of some legs; `leg` is their number in the list. Columns are named in `columns_of`."""
    parts = []
    for first in range(0, len(legs), BATCH):
        rng = np.random.default_rng([ether.seed, 23, first])
        parts.append(_heard(legs[first : first + BATCH], first, ether, rng))
    return pl.concat(parts)


def _heard(legs: list[Leg], first: int, ether: Ether, rng: np.random.Generator) -> pl.DataFrame:
    rows, p = written(legs, ether, rng)
    heard = rng.random(len(p)) < p
    frame = {name: values[heard] for name, values in rows.items()}
    return columns_of(with_errors(frame, legs, ether, rng), first)


def written(legs: list[Leg], ether: Ether, rng: np.random.Generator) -> tuple[Columns, Floats]:
    """Return the rows that receivers everywhere would write, and the probability that each is heard here."""
    sizes = np.array([len(leg.knots.t) for leg in legs])
    knots = {
        name: np.concatenate([getattr(leg.knots, name) for leg in legs])
        for name in ("t", "lat", "lon", "alt_ft", "gs_kt", "vrate_fpm", "track_deg", "ground")
    }
    leg = np.repeat(np.arange(len(legs)), sizes)
    # One axis for all legs: each has a stretch of its own.
    knots["axis"] = knots["t"] + leg * LONG_S
    axis = _instants(legs, knots, leg, rng)
    at = (axis // LONG_S).astype(np.int64)
    t = axis - at * LONG_S
    state = {name: np.interp(axis, knots["axis"], knots[name]) for name in ("lat", "lon", "alt_ft", "gs_kt")}
    piece = np.clip(np.searchsorted(knots["axis"], axis, side="right") - 1, 0, len(leg) - 1)
    ground = knots["ground"][piece]
    mlat = np.array([one.craft.mlat_only for one in legs])[at]
    p, able = ether.ears.chance(t, state["lat"], state["lon"], state["alt_ft"])
    sent = _sending(legs, at, t, state["alt_ft"]) & (~mlat | ((able >= MLAT_RECEIVERS) & ~ground))
    rows = {
        "t": t, "leg": at, **state, "vrate_fpm": knots["vrate_fpm"][piece], "track_deg": knots["track_deg"][piece],
        "ground": ground, "mlat": mlat, "true_alt_ft": state["alt_ft"],
    }  # fmt: skip
    return rows, np.asarray(p * np.where(ground, GROUND_HEARD, 1.0) * sent)


def _instants(legs: list[Leg], knots: Columns, leg: NDArray[np.int64], rng: np.random.Generator) -> Floats:
    """When rows would be written: dense low and in climb, thin in cruise and on the ground."""
    start = np.array([one.plan.start.elevation_ft for one in legs])[leg]
    end = np.array([one.plan.end.elevation_ft for one in legs])[leg]
    middle = np.array([(one.knots.off_at + one.knots.on_at) / 2 for one in legs])[leg]
    height = knots["alt_ft"] - np.where(knots["t"] < middle, start, end)
    every = np.where(np.abs(knots["vrate_fpm"]) > 100.0, SLOPE_S, LEVEL_S)
    every = np.where(height < LOW_FT, LOW_S, every)
    every = every * np.array([one.craft.pace * (MLAT_STRETCH if one.craft.mlat_only else 1.0) for one in legs])[leg]
    every = np.where(knots["ground"] > 0, np.where(knots["gs_kt"] > 1.0, GROUND_S, PARKED_S), np.clip(every, 4.0, 90.0))
    step = np.diff(knots["axis"]) / every[:-1]
    step[np.diff(leg) > 0] = 0.0
    written = np.concatenate([[0.0], np.cumsum(step)])
    ticks = np.cumsum(rng.uniform(0.75, 1.25, int(written[-1] * 1.02) + 100))
    ticks = ticks[ticks < written[-1]]
    piece = np.clip(np.searchsorted(written, ticks, side="right") - 1, 0, len(step) - 1)
    share = (ticks - written[piece]) / np.maximum(step[piece], 1e-12)
    return np.asarray(knots["axis"][piece] + share * (knots["axis"][piece + 1] - knots["axis"][piece]))


def _sending(legs: list[Leg], at: NDArray[np.int64], t: Floats, alt_ft: Floats) -> NDArray[np.bool_]:
    """Whether the transponder is on and tells positions."""
    on = ~np.array([leg.craft.no_position for leg in legs])[at]
    on &= alt_ft > np.array([leg.silent_below_ft for leg in legs])[at]
    for number, leg in enumerate(legs):
        if leg.silent:
            low, high = np.searchsorted(at, [number, number + 1])
            for start, end in leg.silent:
                on[low:high] &= (t[low:high] < start) | (t[low:high] >= end)
    return np.asarray(on)


def columns_of(rows: Columns, first: int) -> pl.DataFrame:
    """The rows as a table; `first` is the number of the first leg among all."""
    frame = pl.DataFrame(rows)
    short = [pl.col(name).cast(pl.Float32) for name in ("alt_ft", "gs_kt", "vrate_fpm", "track_deg", "true_alt_ft")]
    return frame.with_columns(
        (pl.col("leg") + first).cast(pl.Int32),
        pl.col("nac_p").cast(pl.Int8),
        pl.col("ground").cast(pl.Boolean),
        pl.col("mlat").cast(pl.Boolean),
        *short,
    )
