"""Rows of what stands or creeps on the ground: parked craft with the transponder on, vehicles."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.worldgen.sphere import Floats
from crossbearing.worldgen.wide.craft import Craft
from crossbearing.worldgen.wide.ether import Ether
from crossbearing.worldgen.wide.places import fields
from crossbearing.worldgen.wide.roster import DAY_S, Leg
from crossbearing.worldgen.wide.rows import GROUND_HEARD, columns_of

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


def parked_rows(legs: list[Leg], ether: Ether) -> pl.DataFrame:
    """Rows of craft that leave the transponder on between flights, one in five minutes."""
    rng = np.random.default_rng([ether.seed, 29])
    by_craft: dict[str, list[int]] = {}
    for number, leg in enumerate(legs):
        if leg.craft.parked_on:
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
        return columns_of(
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
    return columns_of(rows, 0)
