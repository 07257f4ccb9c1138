"""Boats abreast of one another that say nothing of themselves: three and more within the breadth of one ship."""

from __future__ import annotations

import numpy as np
import polars as pl

from crossbearing.movement.vessels.particulars import Particulars
from crossbearing.movement.vessels.slots import SLOT_S

# Three hulls abreast cannot all lie so near to one another, if each is broad enough for a ship of 80 m: the outer two
# are twice 13 m and the fenders apart, before fixes err. Boats of 20 m are 5 m broad.
RAFT_M = 30.0
# Stays are compared day by day: a marina has thousands of them.
DAY_SLOTS = 24 * 3600 // SLOT_S
_SPAN = ("side_first", "side_last")


def rafted(stays: pl.DataFrame, told: Particulars) -> pl.Series:
    """For each stay whether a third one lay as near to both meanwhile, and none of the three says how long she is."""
    unsaid = pl.Series(np.isnan(told.length_m))
    near = stays.with_row_index("stay").filter(
        (pl.col("side_m") <= RAFT_M)
        & unsaid.gather(stays["a"]).alias("unsaid_a")
        & unsaid.gather(stays["b"]).alias("unsaid_b")
    )
    days = pl.int_ranges(pl.col("side_first") // DAY_SLOTS, pl.col("side_last") // DAY_SLOTS + 1)
    edges = near.select("stay", "a", "b", *_SPAN, day=days).explode("day")
    one_way = edges.drop("stay")
    both_ways = pl.concat([one_way, one_way.select(pl.col("b").alias("a"), pl.col("a").alias("b"), *_SPAN, "day")])
    to_third = edges.join(both_ways, on=["a", "day"], suffix="_third").filter(pl.col("b_third") != pl.col("b"))
    across = ["a", "b", "day"]
    around = to_third.join(both_ways, left_on=["b", "b_third", "day"], right_on=across, suffix="_across")
    first = pl.max_horizontal("side_first", "side_first_third", "side_first_across")
    last = pl.min_horizontal("side_last", "side_last_third", "side_last_across")
    found = around.filter(first < last)["stay"].unique()
    return pl.Series("rafted", pl.int_range(stays.height, eager=True).is_in(found.implode()), dtype=pl.Boolean)
