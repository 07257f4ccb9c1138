"""Were the receivers along a way working in those hours, or was everybody silent then?

The controls of `coverage` pool all days. Receivers fail for hours: so the number of craft heard along the way in the
hours in question is compared with that of the same hours of the day on all other days.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import polars as pl

from crossbearing.movement.binomial import at_most

# Stretches judged one by one: shorter ones hold too few flights to tell, longer ones hide an outage. GUESS.
BLOCK = timedelta(hours=6)
# A block is called an outage when chance alone would give so few flights less often than once in a hundred.
SIGNIFICANCE = 0.01


def outage(
    passed: pl.DataFrame, cells: Sequence[int], start: datetime, end: datetime, held_hours: pl.DataFrame
) -> tuple[datetime, datetime] | None:
    """Return the first stretch between two moments in which far fewer craft than usual were heard in these cells.

    `passed` are passes of other craft; `held_hours` (column `hour`) are the hours the archive holds whole.
    """
    heard = passed.filter(pl.col("cell").is_in(list(cells)), pl.col("heard") > 0).select("flight", "hour").unique()
    low = start.replace(minute=0, second=0, microsecond=0)
    while low < end:
        high = min(low + BLOCK, end)
        if _quiet(heard, held_hours, low, high):
            return low, high
        low = high
    return None


def _quiet(heard: pl.DataFrame, held: pl.DataFrame, low: datetime, high: datetime) -> bool:
    """Whether fewer craft were heard in a block than in the same hours of other days."""
    inside = (pl.col("hour") >= low) & (pl.col("hour") < high)
    clock = pl.col("hour").dt.hour()
    hours = held.filter(inside)
    same = clock.is_in(hours["hour"].dt.hour().to_list()) & ~inside
    days, other_days = hours.height, held.filter(same).height
    if not days or not other_days:
        return False
    usual, now = heard.filter(same)["flight"].n_unique(), heard.filter(inside)["flight"].n_unique()
    return at_most(now, usual + now, days / (days + other_days)) < SIGNIFICANCE
