"""When two ships could have been together, and for how long at most, from all that was heard of either."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crossbearing.movement.vessels.slots import SLOT_S
from crossbearing.movement.vessels.unheard.presence import Presence
from crossbearing.movement.vessels.unheard.prism import Silence, possible_meeting


@dataclass(frozen=True, slots=True)
class Longest:
    """The longest time two ships could have been together: hours, from and to (seconds).

    `place` is where the longest stay that a search found fits, and `found_h` how long that is: null where either ship
    was heard in between, and the whole stretch counts.
    """

    hours: float
    begin: float
    end: float
    place: tuple[float, float] | None = None
    found_h: float | None = None


def longest_in(one: Presence, other: Presence, run: tuple[int, int], kmh: tuple[float, float]) -> Longest | None:
    """The longest time together in a stretch (first and last row) in which that was possible.

    Where either was heard in between, it counts whole, which errs to the long side; where each was silent throughout,
    it is what both ways leave time for. Null where a silence has no beginning or no end.
    """
    rows = slice(run[0], run[1] + 1)
    if not all(bool(np.isfinite(ship.silent_s[rows]).all()) for ship in (one, other)):
        return None
    begin, end = float(one.seconds[run[0]]) - SLOT_S, float(one.seconds[run[1]]) + SLOT_S
    if any(np.unique(ship.before[rows]).size > 1 for ship in (one, other)):
        return Longest((end - begin) / 3600.0, begin, end)
    met = possible_meeting(*(_silence(ship, run[0], speed) for ship, speed in zip((one, other), kmh, strict=True)))
    at_most = min(max(met.at_most, 0.0), end - begin) / 3600.0
    if met.best is None:
        return Longest(at_most, begin, end)
    place = met.best.lat, met.best.lon
    return Longest(at_most, met.best.begin, met.best.end, place, min(met.best.seconds / 3600.0, at_most))


def _silence(ship: Presence, row: int, kmh: float) -> Silence:
    start, end = ship.silence_at(row)
    here, there = (ship.lat1[row], ship.lon1[row]), (ship.lat2[row], ship.lon2[row])
    return Silence(start, float(here[0]), float(here[1]), end, float(there[0]), float(there[1]), kmh)
