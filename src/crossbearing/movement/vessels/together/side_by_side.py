"""Do two ships lie side by side, made fast to one another? What the places of their antennas tell of it.

Lashed ships are one body: the antenna of one keeps its place as seen from the deck of the other, so that it goes round
with the heading, no farther abeam than half both breadths and the fenders. Ships at their own anchors turn alike, but
each round her own anchor: as seen from the deck, the other goes round. Courses over ground say nothing at rest.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Floats, Ints
from crossbearing.movement.vessels.fixes import KM_PER_DEGREE
from crossbearing.movement.vessels.particulars import SMALL, Particulars
from crossbearing.movement.vessels.together.whereabouts import Whereabouts

# Who is heard out of reach in so many slots has cast off. Places between fixes tell nothing of that, as they lag behind
# the turn of a tide, but for two hours at most.
CLEAR_SLOTS, LOST_SLOTS = 2, 12
# Shorter than half an hour is not looked at closely.
LEAST_SLOTS = 3
# With so many slots in which both were heard nothing else is asked: places between fixes lag behind the turn of a tide.
HEARD_SLOTS = 4

# Antennas of ships alongside, mostly aft, are half the breadths apart across and at most so much of both lengths along,
# plus fenders and two fixes of 10 m. Ships go alongside mostly ships of their own size or larger, so who does not say
# her length is taken to be as long as the other, but of who fishes or sails for pleasure 60 m, longer than nine in ten
# of them; 200 m without any. GUESSES.
ALONG, SLACK_M, LEAST_M, UNKNOWN_M, SMALL_M, BROAD = 0.3, 25.0, 60.0, 200.0, 60.0, 1.0 / 6.5
# Two fixes put a ship out of reach by so much that lies at its edge.
FIXES_M = 30.0
# A neighbour at anchor comes near as both swing, and lies a little farther off in the hour before and after, as slow;
# who comes alongside comes in one go and goes as far. Heard of one ship only, a slot tells half as much.
SKIRT_SLOTS, SKIRT, SKIRT_KT, SKIRT_HALF = 6, 2.0, 1.0, 0.5

LASTING = ("side_first", "side_last", "side_slots", "all_first", "all_last", "all_heard")


def reach_m(told: Particulars, a: Ints, b: Ints) -> Floats:
    """How far apart the antennas of two ships can be that lie alongside each other, metres."""
    length_m = np.where(np.isnan(told.length_m) & np.isin(told.ship_type, SMALL), SMALL_M, told.length_m)
    lengths = [np.where(np.isnan(length_m[one]), length_m[other], length_m[one]) for one, other in ((a, b), (b, a))]
    widths = [np.where(np.isnan(told.width_m[one]), BROAD * length, told.width_m[one])
              for one, length in zip((a, b), lengths, strict=True)]  # fmt: skip
    reach = np.maximum(ALONG * sum(lengths) + sum(widths) / 2.0 + SLACK_M, LEAST_M)
    return np.asarray(np.where(np.isnan(reach), UNKNOWN_M, reach))


def alongside_rows(rows: pl.DataFrame, told: Particulars) -> pl.DataFrame:
    """The rows of the longest time in which each pair may have lain alongside (`inside`), and of the hour before and
    after.

    `rows` are of pairs and slots with `run`, `alongside`, `clear` (heard out of reach) and `m`. Added are the first and
    the last slot of that time, `side_first` and `side_last`, its slots alongside, `side_slots`, and of all such times
    of the run the first and the last slot and how many were heard, `all_…`.
    """
    stays = _longest(rows)
    stays = stays.with_columns(reach=pl.Series(reach_m(told, stays["a"].to_numpy(), stays["b"].to_numpy())))
    skirted = rows.join(stays.drop("a", "b"), on="run", maintain_order="left").filter(
        pl.col("slot").is_between(pl.col("side_first") - SKIRT_SLOTS, pl.col("side_last") + SKIRT_SLOTS)
    )
    return skirted.with_columns(inside=pl.col("slot").is_between("side_first", "side_last"))


def side_by_side(near: pl.DataFrame, ships: Whereabouts) -> pl.DataFrame:
    """Return the measures of the rows that `alongside_rows` found: one row for each run.

    Spreads are those of the middle three fifths, metres; `deck` as seen from the deck of one of the two, `swapped` the
    same if both may have changed numbers, `chart` as seen on a chart; `turned_deg` is how much she turned in four slots
    of five, `crossed_deg` how far they are from lying parallel, either way round. Null where no heading is sent.
    `moved_a`, `moved_b` are how fast either went at most, coming, lying and going, knots.
    """
    inside = _seen_from_deck(near.filter("inside"), ships)
    good = pl.col("observed") | (pl.col("observed").sum().over("run") < HEARD_SLOTS)
    lasting = inside.group_by("run", maintain_order=True).agg(pl.col(*LASTING).first())
    measures = inside.filter(good).group_by("run").agg(*_measures())
    moved = near.group_by("run").agg(moved_a=pl.col("kt_a").max(), moved_b=pl.col("kt_b").max())
    joined = lasting
    for told in (measures, moved, _swung(near.filter(~pl.col("inside")))):
        joined = joined.join(told, on="run", how="left", maintain_order="left")
    return joined.with_columns(pl.col("swung_slots").fill_null(0.0))


def _swung(skirt: pl.DataFrame) -> pl.DataFrame:
    """In how many slots round her time alongside a ship lay a little farther off, as slow."""
    slow = pl.max_horizontal("kt_a", "kt_b") <= SKIRT_KT
    off = pl.col("m").is_between(pl.col("reach") + FIXES_M, SKIRT * pl.col("reach"))
    told = pl.when(pl.col("observed")).then(1.0).otherwise(SKIRT_HALF)
    return skirt.filter(slow & off & pl.col("half_observed")).group_by("run").agg(told.sum().alias("swung_slots"))


def _longest(rows: pl.DataFrame) -> pl.DataFrame:
    """The longest time alongside of each run."""
    side = rows.lazy().with_columns(clears=pl.col("clear").cum_sum().cast(pl.Int64)).filter(pl.col("alongside"))
    new = (
        (pl.col("run") != pl.col("run").shift())
        | (pl.col("slot").diff() > LOST_SLOTS)
        | (pl.col("clears").diff() >= CLEAR_SLOTS)
    )
    stays = side.with_columns(stay=new.fill_null(value=True).cum_sum()).group_by("run", "stay", maintain_order=True)
    return (
        stays.agg(
            pl.col("a", "b").first(),
            pl.len().alias("side_slots"),
            pl.col("slot").min().alias("side_first"),
            pl.col("slot").max().alias("side_last"),
            pl.col("observed").sum().alias("side_heard"),
        )
        .with_columns(
            pl.col("side_first").min().over("run").alias("all_first"),
            pl.col("side_last").max().over("run").alias("all_last"),
            pl.col("side_heard").sum().over("run").alias("all_heard"),
        )
        .filter(pl.col("side_slots") >= LEAST_SLOTS)
        .sort("side_slots", descending=True, maintain_order=True)
        .unique("run", keep="first", maintain_order=True)
        .sort("run")
        .drop("stay", "side_heard")
        .collect()
    )


def _seen_from_deck(near: pl.DataFrame, ships: Whereabouts) -> pl.DataFrame:
    """Where the second antenna is, north and east of the first, and ahead and abeam of her that sends a heading."""
    a, b, slots = near["at_a"].to_numpy(), near["at_b"].to_numpy(), ships.slots
    m = KM_PER_DEGREE * 1000.0
    north = (slots.lat[b] - slots.lat[a]) * m
    east = ((slots.lon[b] - slots.lon[a] + 540.0) % 360.0 - 180.0) * m * np.cos(np.radians(slots.lat[a]))
    heading_a, heading_b = (_heading(ships, rows) for rows in (a, b))
    heading = _of_one(near, heading_a, heading_b)
    turn = np.radians(heading)
    columns = {
        "north": north,
        "east": east,
        "ahead": north * np.cos(turn) + east * np.sin(turn),
        "abeam": east * np.cos(turn) - north * np.sin(turn),
        "heading": heading,
        "mean_sin": np.sin(turn),
        "mean_cos": np.cos(turn),
        "crossed": np.abs((heading_a - heading_b + 90.0) % 180.0 - 90.0),
    }
    seen = near.with_columns(pl.Series(name, values, nan_to_null=True) for name, values in columns.items())
    return seen.with_columns(pl.col("mean_sin", "mean_cos").mean().over("run"))


def _heading(ships: Whereabouts, rows: Ints) -> Floats:
    heading = ships.heading[rows].astype(np.float64)
    return np.where(heading < 0.0, np.nan, heading)


def _of_one(near: pl.DataFrame, heading_a: Floats, heading_b: Floats) -> Floats:
    """The headings of that ship of each pair that sends more of them."""
    sent = near.select(
        "run", a=pl.Series(np.isfinite(heading_a)), b=pl.Series(np.isfinite(heading_b))
    ).select(pl.col("a").sum().over("run") >= pl.col("b").sum().over("run"))  # fmt: skip
    return np.where(sent.to_series().to_numpy(), heading_a, heading_b)


def _measures() -> tuple[pl.Expr, ...]:
    off = pl.col("heading") - pl.arctan2("mean_sin", "mean_cos").degrees()
    turned = (off + 540.0) % 360.0 - 180.0
    return (
        (pl.col("m") <= pl.col("reach") + FIXES_M).mean().alias("side_share"),
        pl.col("observed").sum().alias("side_heard"),
        pl.col("m").median().alias("side_m"),
        _spread(pl.col("m")).alias("side_spread_m"),
        pl.max_horizontal("kt_a", "kt_b").median().alias("side_kt"),
        pl.col("abeam").median().abs().alias("abeam_m"),
        _spread(pl.col("ahead"), pl.col("abeam")).alias("deck_spread_m"),
        _spread(pl.col("ahead").abs(), pl.col("abeam").abs()).alias("swapped_spread_m"),
        _spread(pl.col("north"), pl.col("east")).alias("chart_spread_m"),
        (turned.quantile(0.9) - turned.quantile(0.1)).alias("turned_deg"),
        pl.col("crossed").median().alias("crossed_deg"),
    )


def _spread(*of: pl.Expr) -> pl.Expr:
    """How wide the middle three fifths lie; of two measures across one another, both together."""
    wide = [one.quantile(0.8) - one.quantile(0.2) for one in of]
    return wide[0] if len(wide) == 1 else (wide[0] ** 2 + wide[1] ** 2).sqrt()
