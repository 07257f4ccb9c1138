"""Boats abreast of one another that say nothing of themselves: three and more within the breadth of one ship."""

from __future__ import annotations

import numpy as np
import polars as pl

from crossbearing.movement.vessels.particulars import Particulars

# Three hulls abreast cannot all lie so near to one another, if each is broad enough for a ship of 80 m: the outer two
# are twice 13 m and the fenders apart, before fixes err. Boats of 20 m are 5 m broad.
RAFT_M = 30.0
_SPAN = ("side_first", "side_last")


def rafted(stays: pl.DataFrame, told: Particulars) -> pl.Series:
    """For each stay whether a third one lay as near to both meanwhile, and none of the three says how long she is."""
    unsaid = pl.Series(np.isnan(told.length_m))
    near = stays.with_row_index("stay").filter(
        (pl.col("side_m") <= RAFT_M)
        & unsaid.gather(stays["a"]).alias("unsaid_a")
        & unsaid.gather(stays["b"]).alias("unsaid_b")
    )
    edges = near.select("stay", "a", "b", *_SPAN)
    other_way = edges.select("a", "b", *_SPAN)
    both_ways = pl.concat([other_way, other_way.select(a="b", b="a", side_first="side_first", side_last="side_last")])
    to_third = edges.join(both_ways, on="a", suffix="_third").filter(pl.col("b_third") != pl.col("b"))
    around = to_third.join(both_ways, left_on=["b", "b_third"], right_on=["a", "b"], suffix="_across")
    first = pl.max_horizontal("side_first", "side_first_third", "side_first_across")
    last = pl.min_horizontal("side_last", "side_last_third", "side_last_across")
    found = around.filter(first < last)["stay"].unique()
    return pl.Series("rafted", pl.int_range(stays.height, eager=True).is_in(found.implode()), dtype=pl.Boolean)
