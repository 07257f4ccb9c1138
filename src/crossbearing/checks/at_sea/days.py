"""A claim's days at sea: UTC days, and the days of the ships' own clocks, which follow the longitude."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from crossbearing.checks.windows import Window

# Ships keep the time of their longitude or of the coast, which differ by less than this.
ZONE_SLACK_H = 1


@dataclass(frozen=True, slots=True)
class SeaDays:
    """The days a claim speaks of; `widest` is what they can mean on any clock, in seconds since 1970."""

    window: Window

    @property
    def widest(self) -> tuple[float, float]:
        """The stretch for which an impossibility must hold."""
        start, end = self.window.widest
        return start.timestamp(), end.timestamp()

    def hold(self, start: datetime, end: datetime, lon: float) -> bool:
        """Whether something that lasted so long at a longitude lies, in part, in these days on one of its clocks."""
        first, last = self.window.told
        hours = round(lon / 15.0)
        shifts = [0, *(hours + slack for slack in (-ZONE_SLACK_H, 0, ZONE_SLACK_H))]
        return any(
            start < last - timedelta(hours=shift) and first - timedelta(hours=shift) < end for shift in set(shifts)
        )
