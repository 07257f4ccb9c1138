"""Rows as a network writes them: instants, reception, noise, faults; columns over many legs at once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.worldgen.sphere import Floats
from crossbearing.worldgen.wide.craft import Craft
from crossbearing.worldgen.wide.ears import Ears
from crossbearing.worldgen.wide.jamming import Columns, Jam, disturb
from crossbearing.worldgen.wide.physics import Air
from crossbearing.worldgen.wide.places import KM_PER_DEG, fields
from crossbearing.worldgen.wide.roster import DAY_S, Leg

# Seconds between rows of a trace. Measured on real traces: median 11.3 s, 90th percentile 19.9 s on networks set to
# 20 s, 30 s by default; parked and taxiing craft four to ten times as rarely.
LEVEL_S, SLOPE_S, LOW_S, GROUND_S, PARKED_S, LOW_FT = 25.0, 13.0, 7.0, 18.0, 60.0, 4000.0
MLAT_STRETCH, MLAT_RECEIVERS, MLAT_NOISE_M = 2.5, 4, 250.0
# A position is lost more often on the ground: the antenna is low and stands hide it.
GROUND_HEARD = 0.7
# Legs are worked on so many at a time, to bound the memory.
BATCH = 2500
LONG_S = 1e8


@dataclass(frozen=True)
class Ether:
    """What lies between the craft and the archive."""

    air: Air
    ears: Ears
    jams: tuple[Jam, ...]
    days: int
    seed: int


def heard_of(legs: list[Leg], ether: Ether) -> pl.DataFrame:
    """All rows received of some legs; `leg` is their number in the list. Columns are named in `_columns`."""
    parts = []
    for first in range(0, len(legs), BATCH):
        rng = np.random.default_rng([ether.seed, 23, first])
        parts.append(_heard(legs[first : first + BATCH], first, ether, rng))
    return pl.concat(parts)


def _heard(legs: list[Leg], first: int, ether: Ether, rng: np.random.Generator) -> pl.DataFrame:
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
    heard = (rng.random(len(t)) < p * np.where(ground, GROUND_HEARD, 1.0)) & _sending(legs, at, t, state["alt_ft"])
    heard &= ~mlat | ((able >= MLAT_RECEIVERS) & ~ground)
    rows = {
        "t": t, "leg": at, **state, "vrate_fpm": knots["vrate_fpm"][piece], "track_deg": knots["track_deg"][piece],
        "ground": ground, "mlat": mlat, "true_alt_ft": state["alt_ft"],
    }  # fmt: skip
    frame = {name: values[heard] for name, values in rows.items()}
    return _columns(_with_faults(frame, legs, ether, rng), first)


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


def _with_faults(rows: Columns, legs: list[Leg], ether: Ether, rng: np.random.Generator) -> Columns:
    """The rows with pressure altitude, errors of place and time, jamming, and wild rows."""
    n, at = len(rows["t"]), rows["leg"].astype(int)
    physics = ether.air.physics
    metres = np.where(rows["mlat"], MLAT_NOISE_M, rng.uniform(*physics.position_error_m, len(legs))[at])
    drift = np.array([leg.craft.drift_km for leg in legs])[at] * 1000.0
    since = rows["t"] - np.array([leg.knots.off_at for leg in legs])[at]
    slow = drift * np.clip(since / 10800.0, 0.0, 1.0)
    rows["lat"] = rows["lat"] + (rng.normal(0.0, 1.0, n) * metres + slow) / KM_PER_DEG / 1000.0
    rows["lon"] = rows["lon"] + (rng.normal(0.0, 1.0, n) * metres + slow) / KM_PER_DEG / 1000.0 / np.cos(
        np.radians(rows["lat"])
    )
    rows["alt_ft"] = rows["true_alt_ft"] + ether.air.pressure_error_ft(
        rows["lat"], rows["lon"], rows["true_alt_ft"], rows["t"]
    )
    rows["genuine"], rows["nac_p"] = np.ones(n, bool), np.where(drift > 0, 0, 9)
    rows["genuine"], rows["kept"] = disturb(rows, ether.jams, rng)
    wild = (rng.random(n) < physics.wild_rows) & ~rows["ground"].astype(bool)
    rows["lat"] = np.where(wild, rows["lat"] + rng.choice([-6.0, -0.8, 0.8, 6.0], n), rows["lat"])
    rows["genuine"] &= ~wild
    late = rng.random(n) < physics.late_rows
    rows["t"] = np.where(late, rows["t"] + rng.uniform(2.0, 8.0, n), rows["t"])
    return {name: values[rows["kept"]] for name, values in rows.items() if name != "kept"}


def _columns(rows: Columns, first: int) -> pl.DataFrame:
    frame = pl.DataFrame(rows)
    short = [pl.col(name).cast(pl.Float32) for name in ("alt_ft", "gs_kt", "vrate_fpm", "track_deg", "true_alt_ft")]
    return frame.with_columns(
        (pl.col("leg") + first).cast(pl.Int32),
        pl.col("nac_p").cast(pl.Int8),
        pl.col("ground").cast(pl.Boolean),
        pl.col("mlat").cast(pl.Boolean),
        *short,
    )


def parked_rows(craft: list[Craft], legs: list[Leg], ether: Ether) -> pl.DataFrame:
    """Rows of craft that leave the transponder on between flights, one in five minutes."""
    rng = np.random.default_rng([ether.seed, 29])
    by_craft: dict[str, list[int]] = {}
    for number, leg in enumerate(legs):
        if leg.craft.parked_on and not (leg.craft.mlat_only or leg.craft.no_position):
            by_craft.setdefault(leg.craft.airframe, []).append(number)
    t, spot, owner = [], [], []
    for numbers in by_craft.values():
        for a, b in pairwise(numbers):
            times = np.arange(legs[a].knots.t[-1] + 60.0, legs[b].knots.t[0] - 60.0, 300.0)
            t.append(times + rng.uniform(0.0, 30.0, len(times)))
            spot.append(
                np.repeat(
                    [[legs[a].knots.lat[-1], legs[a].knots.lon[-1], legs[a].plan.end.elevation_ft]], len(times), axis=0
                )
            )
            owner.append(np.full(len(times), a))
    return _still(t, spot, owner, ether, rng)


def vehicle_rows(craft: list[Craft], ether: Ether) -> pl.DataFrame:
    """Rows of ground vehicles, six hours a day; their `leg` is -1 minus their number in the list."""
    rng = np.random.default_rng([ether.seed, 31])
    t, spot, owner = [], [], []
    for number, one in enumerate(craft):
        if one.kind == "vehicle":
            field = fields()[one.home]
            times = (np.arange(ether.days)[:, None] * DAY_S + 6 * 3600.0 + np.arange(120) * 180.0).ravel()
            turn = times / 1700.0
            t.append(times + rng.uniform(0.0, 60.0, len(times)))
            spot.append(
                np.stack(
                    [
                        field.lat + 0.006 * np.sin(turn),
                        field.lon + 0.011 * np.cos(1.3 * turn),
                        np.full(len(times), field.elevation_ft),
                    ],
                    axis=1,
                )
            )
            owner.append(np.full(len(times), -1 - number))
    return _still(t, spot, owner, ether, rng, knots=25.0)


def _still(
    t: list[Floats],
    spot: list[Floats],
    owner: list[NDArray[np.int64]],
    ether: Ether,
    rng: np.random.Generator,
    knots: float = 0.0,
) -> pl.DataFrame:
    if not t or not sum(len(one) for one in t):
        none = np.zeros(0)
        return _columns(
            dict.fromkeys(NAMES, none)
            | {"genuine": none > 0, "ground": none > 0, "mlat": none > 0, "leg": none.astype(int)},
            0,
        )
    times, where, who = np.concatenate(t), np.concatenate(spot), np.concatenate(owner)
    p, _ = ether.ears.chance(times, where[:, 0], where[:, 1], where[:, 2])
    kept = rng.random(len(times)) < p * GROUND_HEARD
    n = int(kept.sum())
    lat, lon = (where[kept, k] + rng.normal(0.0, 5e-5, n) for k in (0, 1))
    zero = np.zeros(n)
    rows = {
        "t": times[kept], "leg": who[kept], "lat": lat, "lon": lon, "alt_ft": where[kept, 2],
        "gs_kt": rng.uniform(0.0, knots, n) if knots else zero, "vrate_fpm": zero, "track_deg": rng.uniform(0, 360, n),
        "ground": zero < 1, "mlat": zero > 0, "true_alt_ft": where[kept, 2], "genuine": zero < 1,
        "nac_p": np.full(n, 9),
    }  # fmt: skip
    return _columns(rows, 0)


NAMES = (
    "t",
    "leg",
    "lat",
    "lon",
    "alt_ft",
    "gs_kt",
    "vrate_fpm",
    "track_deg",
    "ground",
    "mlat",
    "true_alt_ft",
    "genuine",
    "nac_p",
)
