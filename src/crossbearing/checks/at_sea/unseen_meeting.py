"""What two ships could have done unseen: the longest time alongside each other that their silences leave room for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from crossbearing.model.verdicts import Phrase, phrase
from crossbearing.movement.vessels.presence import Presence
from crossbearing.movement.vessels.prism import Silence, possible_meeting
from crossbearing.movement.vessels.slots import SLOT_S


@dataclass(frozen=True, slots=True)
class Longest:
    """The longest time two ships could have been together: hours, from and to (seconds), and where, if known."""

    hours: float
    begin: float
    end: float
    place: tuple[float, float] | None

    def words(self) -> Phrase:
        """Say it."""
        begin, end = (datetime.fromtimestamp(one, UTC).strftime("%Y-%m-%d %H:%M") for one in (self.begin, self.end))
        about = {"hours": f"{self.hours:.1f}", "start": begin, "end": end}
        if self.place is None:
            return phrase("alongside.longest", **about)
        return phrase("alongside.longest_at", **about, lat=f"{self.place[0]:.2f}", lon=f"{self.place[1]:.2f}")


def longest_together(
    one: Presence, other: Presence, runs: list[tuple[int, int]], kmh: tuple[float, float]
) -> Longest | None:
    """The longest time in some stretches (first and last rows) in which they could have been together.

    Where either was heard in between, a stretch counts whole, which errs to the long side; where each was silent
    throughout, it is the longest stay that both ways leave time for. Null where a silence has no beginning or no end.
    """
    found = [_in_run(one, other, run, kmh) for run in runs]
    known = [longest for longest in found if longest is not None]
    return max(known, key=lambda longest: longest.hours) if len(known) == len(runs) and known else None


def _in_run(one: Presence, other: Presence, run: tuple[int, int], kmh: tuple[float, float]) -> Longest | None:
    rows = slice(run[0], run[1] + 1)
    if not all(bool(np.isfinite(ship.silent_s[rows]).all()) for ship in (one, other)):
        return None
    begin, end = float(one.seconds[run[0]]) - SLOT_S, float(one.seconds[run[1]]) + SLOT_S
    if any(np.unique(ship.before[rows]).size > 1 for ship in (one, other)):
        return Longest((end - begin) / 3600.0, begin, end, None)
    silences = [_silence(ship, run[0], speed) for ship, speed in zip((one, other), kmh, strict=True)]
    met = possible_meeting(*silences)
    if met.best is None or met.at_most > end - begin:
        return Longest(min(max(met.at_most, 0.0), end - begin) / 3600.0, begin, end, None)
    return Longest(met.at_most / 3600.0, met.best.begin, met.best.end, (met.best.lat, met.best.lon))


def _silence(ship: Presence, row: int, kmh: float) -> Silence:
    start, end = ship.silence_at(row)
    here, there = (ship.lat1[row], ship.lon1[row]), (ship.lat2[row], ship.lon2[row])
    return Silence(start, float(here[0]), float(here[1]), end, float(there[0]), float(there[1]), kmh)
