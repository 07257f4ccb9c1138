"""Were the receivers along a way working in those hours, or was everybody silent then?

The controls pool all days. Receivers fail for hours. Hours in which a whole network heard far fewer craft than usual
are named by the table HOURS; where only some receivers failed, the number of craft heard along the way in the hours in
question is compared with that of the same hours of the day on all other days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.checks.heard.controls import HOUR_S, Controls
from crossbearing.movement.binomial import at_most

Ints = NDArray[np.int64]

# Stretches judged one by one: shorter ones hold too few flights to tell, longer ones hide an outage. GUESS.
BLOCK = timedelta(hours=6)
# A block is called an outage when chance alone would give so few flights less often than once in a hundred.
SIGNIFICANCE = 0.01
DAY = 24


def quiet_hour(hours: pl.DataFrame, start: datetime, end: datetime) -> datetime | None:
    """Return the first hour between two moments in which every network that held it was quiet (HOURS); else None."""
    first = start.replace(minute=0, second=0, microsecond=0)
    held = hours.filter(pl.col("hour") >= first, pl.col("hour") < end, pl.col("state").is_in(["whole", "quiet"]))
    deaf = held.group_by("hour").agg((pl.col("state") == "quiet").all()).filter("state")["hour"].sort()
    return deaf[0] if len(deaf) else None


def outage(
    passed: Controls,
    cells: Sequence[int],
    start: datetime,
    end: datetime,
    held_hours: Ints,
    without: Sequence[str] = (),
) -> tuple[datetime, datetime] | None:
    """Return the first stretch between two moments in which far fewer craft than usual were heard in these cells.

    `held_hours` are the hours since 1970 that the archive holds whole; craft named in `without` do not count.
    """
    hours, flights = passed.heard_in(cells, without)
    heard = _Heard(hours, hours % DAY, flights, len(passed.even))
    low = start.replace(minute=0, second=0, microsecond=0)
    while low < end:
        high = min(low + BLOCK, end)
        if _quiet(heard, held_hours, int(low.timestamp()) // HOUR_S, -(-int(high.timestamp()) // HOUR_S)):
            return low.astimezone(UTC), high
        low = high
    return None


@dataclass(frozen=True, slots=True)
class _Heard:
    """Hour since 1970, hour of the day and leg of passes that were heard, of so many legs in all."""

    hours: Ints
    clock: Ints
    flights: Ints
    legs: int

    def different(self, rows: NDArray[np.bool_]) -> int:
        """How many legs some of them belong to."""
        found = np.zeros(self.legs, dtype=np.bool_)
        found[self.flights[rows]] = True
        return int(np.count_nonzero(found))


def _quiet(heard: _Heard, held: Ints, low: int, high: int) -> bool:
    """Whether fewer craft were heard in the hours from `low` up to `high` than in the same hours of other days."""
    clock = np.zeros(DAY, dtype=np.bool_)
    own = held[(held >= low) & (held < high)]
    clock[own % DAY] = True
    days = len(own)
    other_days = int(clock[held % DAY].sum()) - days
    if not days or not other_days:
        return False
    inside = (heard.hours >= low) & (heard.hours < high)
    now, usual = heard.different(inside), heard.different(clock[heard.clock] & ~inside)
    return at_most(now, usual + now, days / (days + other_days)) < SIGNIFICANCE
