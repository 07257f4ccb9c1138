"""What two ships together come to over a stretch of time: how long, how near, how fast, how much of it heard."""

from __future__ import annotations

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Ints
from crossbearing.movement.vessels.fixes import KM_PER_DEGREE
from crossbearing.movement.vessels.slots import SLOT_S
from crossbearing.movement.vessels.together.whereabouts import Whereabouts

# Shorter company says nothing: two slots apart is a passing at ten minutes' resolution.
LEAST_SLOTS = 3
# A pair was never apart that lay alongside in most of the slots in which both were heard. It is asked of a day and
# longer; where reception is poor it falls into several stretches.
BOUND_SHARE = 0.7
SLOTS_AN_HOUR = 3600 // SLOT_S
LONG_SLOTS = 24 * SLOTS_AN_HOUR


def stretches(rows: pl.DataFrame) -> pl.DataFrame:
    """One row for each `run` of rows of pairs and slots.

    `first` and `last` slot, how many `slots` and how many of them heard, `min_m` and `median_m` between antennas, `kt`
    of the faster, `wandered_m` how far the middle of the two moved about, the middle's place, the share of slots in
    which both say that they are `moored`, and the slots of either ship at both ends.
    """
    # Degrees east of the first place, so that the date line parts nobody.
    east_of = (pl.col("lon") - pl.col("lon").first() + 540.0) % 360.0 - 180.0
    north, east = (one.quantile(0.95) - one.quantile(0.05) for one in (pl.col("lat"), east_of))
    wandered = (north**2 + (east * pl.col("lat").mean().radians().cos()) ** 2).sqrt() * (KM_PER_DEGREE * 1000.0)
    return (
        rows.group_by("run", maintain_order=True)
        .agg(
            pl.col("a", "b").first(),
            pl.col("slot").min().alias("first"),
            pl.col("slot").max().alias("last"),
            pl.len().alias("slots"),
            pl.col("observed").sum().alias("observed"),
            pl.col("m").min().alias("min_m"),
            pl.col("m").median().alias("median_m"),
            pl.max_horizontal("kt_a", "kt_b").median().alias("kt"),
            pl.col("moored").mean(),
            wandered.alias("wandered_m"),
            pl.col("lat").mean().alias("lat"),
            ((pl.col("lon").first() + east_of.mean() + 540.0) % 360.0 - 180.0).alias("lon"),
            pl.col("at_a").min().alias("first_at_a"),
            pl.col("at_a").max().alias("last_at_a"),
            pl.col("at_b").min().alias("first_at_b"),
            pl.col("at_b").max().alias("last_at_b"),
        )
        .filter(pl.col("slots") >= LEAST_SLOTS)
    )


def never_apart(stays: pl.DataFrame, ships: Whereabouts) -> pl.DataFrame:
    """`bound_h`: over how many hours a pair lay alongside each other whenever both were heard; else 0.

    `stays` have `a`, `b`, and of each stretch the first and the last slot alongside, `all_first`, `all_last`, and how
    many of them were heard, `all_heard`.
    """
    bounds = ships.bounds()
    pair = ["a", "b"]
    begin, end = pl.col("all_first").min().over(pair), pl.col("all_last").max().over(pair)
    asked = stays.select(*pair, slots=end - begin + 1, heard=pl.col("all_heard").sum().over(pair))
    bound = [
        slots / SLOTS_AN_HOUR
        if slots >= LONG_SLOTS and 0 < heard >= BOUND_SHARE * _heard_both(ships, bounds, a, b)
        else 0.0
        for a, b, slots, heard in asked.iter_rows()
    ]
    return stays.with_columns(bound_h=pl.Series(bound, dtype=pl.Float64))


def _heard_both(ships: Whereabouts, bounds: Ints, a: int, b: int) -> int:
    """In how many slots both were heard."""
    one, other = (_heard(ships, slice(*bounds[hull : hull + 2])) for hull in (a, b))
    return int(np.intersect1d(one, other, assume_unique=True).size)


def _heard(ships: Whereabouts, rows: slice) -> Ints:
    """The slots among some rows in which a ship was heard."""
    return ships.slots.slot[rows][ships.slots.observed[rows]]
