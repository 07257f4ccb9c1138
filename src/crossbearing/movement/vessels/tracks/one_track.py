"""Can one ship have made two tracks? What the times, the places and the way between them say for and against it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from crossbearing.model.verdicts import phrase
from crossbearing.movement.arrays import Bools, Floats
from crossbearing.movement.vessels.fixes import KMH_PER_KT, Fixes, References
from crossbearing.movement.vessels.unheard.presence import SLACK_KM, Presence, presence
from crossbearing.movement.vessels.unheard.reach import top_kt
from crossbearing.movement.vessels.who.grounds import AGAINST, FOR, Ground
from crossbearing.world.geo import distance_km

# Who is heard within an hour round a moment is known to be about there: the field's own limit for a straight line.
HEARD_S = 3600.0
# Heard too far apart in so many slots of ten minutes: one or two can be a false position that no rule marked. GUESS.
LEAST_APART = 3
# Two transponders of one ship are no farther apart than the longest ships, with the error of two fixes.
ABOARD_KM, ABOARD_SHARE = 0.5, 0.9
# A ship that is about to leave takes less than this to be heard elsewhere: the least time a speed is reckoned over.
_MINUTE_H = 1.0 / 60.0


@dataclass(frozen=True)
class Tracks:
    """The trusted positions of the ships asked about, and where each stands in the exhibits."""

    fixes: Fixes
    places: References

    @cached_property
    def _hulls(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        for number, (craft, _) in enumerate(self.fixes.names):
            found[craft] = (*found.get(craft, ()), number)
        return found

    def hulls(self, craft: str) -> tuple[int, ...]:
        """The numbers of the ships that send an MMSI."""
        return self._hulls.get(craft, ())

    def first_s(self, craft: str) -> float:
        """When a sender was first heard, seconds; never is infinity."""
        rows = np.searchsorted(self.fixes.hull, list(self.hulls(craft)))
        return min((float(self.fixes.seconds[row]) for row in rows), default=np.inf)

    def only(self, hull: int, since: float = -np.inf, until: float = np.inf) -> Fixes:
        """The positions of one ship between two seconds, as the only ship."""
        fixes = self.fixes
        low, high = np.searchsorted(fixes.hull, [hull, hull + 1])
        first, last = low + np.searchsorted(fixes.seconds[low:high], [since, np.nextafter(until, np.inf)])
        own = fixes.take(np.arange(first, last))
        columns = (getattr(own, part) for part in Fixes.__slots__[2:])
        return Fixes((fixes.names[hull],), np.zeros_like(own.hull), *columns)

    def named(self, fixes: Fixes, *rows: int) -> tuple[str, ...]:
        """`exhibit#member#row` of some of the positions."""
        return tuple(dict.fromkeys(self.places.all(fixes.row[list(rows)]).to_list()))


@dataclass(frozen=True, slots=True)
class Compared:
    """What two tracks say, and when the one became the other, seconds; null where they did not follow one another."""

    grounds: tuple[Ground, ...]
    after: float | None = None
    before: float | None = None


def compared(tracks: Tracks, one: Fixes, other: Fixes) -> Compared:
    """Compare two tracks that are not empty."""
    kmh = float(max(top_kt(part)[0] for part in (one, other)) * KMH_PER_KT)
    first, second = (one, other) if one.seconds[0] <= other.seconds[0] else (other, one)
    if first.seconds[-1] <= second.seconds[0]:
        return _follows(tracks, first, second, kmh)
    span = (float(first.seconds[0]), float(max(first.seconds[-1], second.seconds[-1])) + 1.0)
    seen = (presence(first, 0, *span, kmh), presence(second, 0, *span, kmh))
    heard = (seen[0].silent_s <= HEARD_S) & (seen[1].silent_s <= HEARD_S)
    apart = ~seen[0].together(seen[1])
    if (apart & heard).sum() >= LEAST_APART:
        return Compared((_apart(tracks, (first, second), seen, apart & heard),))
    if apart.any():
        at = int(np.flatnonzero(apart)[0])
        said = phrase("same.unreachable", n=int(apart.sum()), knots=f"{kmh / KMH_PER_KT:.0f}")
        return Compared((Ground(AGAINST, said, _rows(tracks, (first, second), seen, at)),))
    return Compared((_beside(tracks, (first, second), seen, heard),))


def _follows(tracks: Tracks, first: Fixes, second: Fixes, kmh: float) -> Compared:
    """The one track ends before the other begins: can she have come from there to here?"""
    end, begin = float(first.seconds[-1]), float(second.seconds[0])
    km = float(distance_km(first.lat[-1], first.lon[-1], second.lat[0], second.lon[0]))
    hours = (begin - end) / 3600.0
    needed = f"{km / max(hours, _MINUTE_H) / KMH_PER_KT:.1f}"
    said = {"hours": f"{hours:.1f}", "km": f"{km:.1f}", "knots": needed, "time": stamp(end)}
    rows = (*tracks.named(first, -1), *tracks.named(second, 0))
    reached = km <= 2 * SLACK_KM + hours * kmh
    ground = Ground(FOR, phrase("same.follows", **said), rows)
    return Compared((ground if reached else Ground(AGAINST, phrase("same.too_far", **said), rows),), end, begin)


def _apart(tracks: Tracks, pair: tuple[Fixes, Fixes], seen: tuple[Presence, Presence], apart: Bools) -> Ground:
    """Both heard at one time, too far from each other: told by the farthest."""
    slots = np.flatnonzero(apart)
    km = _between(pair, seen[0].seconds[slots])
    at = int(slots[int(np.argmax(km))])
    said = phrase("same.apart", km=f"{km.max():.0f}", time=stamp(float(seen[0].seconds[at])), n=slots.size)
    return Ground(AGAINST, said, _rows(tracks, pair, seen, at))


def _beside(tracks: Tracks, pair: tuple[Fixes, Fixes], seen: tuple[Presence, Presence], heard: Bools) -> Ground:
    """Heard over the same days: always at one place, by turns, or near each other as two ships can be."""
    slots = np.flatnonzero(heard)
    if not slots.size:
        return Ground(FOR, phrase("same.in_turn"))
    km = _between(pair, seen[0].seconds[slots])
    rows = _rows(tracks, pair, seen, int(slots[int(np.argmax(km))]))
    if float(np.quantile(km, ABOARD_SHARE)) <= ABOARD_KM:
        return Ground(FOR, phrase("same.beside", n=slots.size, metres=f"{1000 * np.median(km):.0f}"), rows)
    return Ground(AGAINST, phrase("same.near", n=slots.size, km=f"{km.max():.1f}"), rows)


def _rows(tracks: Tracks, pair: tuple[Fixes, Fixes], seen: tuple[Presence, Presence], at: int) -> tuple[str, ...]:
    """The positions of both ships round a slot."""
    found: tuple[str, ...] = ()
    for fixes, present in zip(pair, seen, strict=True):
        before = int(present.before[at])
        found += tracks.named(fixes, max(before, 0), min(before + 1, len(fixes) - 1))
    return found


def _between(pair: tuple[Fixes, Fixes], seconds: Floats) -> Floats:
    """How far apart the two are at some moments, each on the straight line between her positions; km."""
    (lat, lon), (other_lat, other_lon) = (_places(fixes, seconds) for fixes in pair)
    return np.asarray(distance_km(lat, lon, other_lat, other_lon))


def _places(fixes: Fixes, seconds: Floats) -> tuple[Floats, Floats]:
    lon = np.unwrap(fixes.lon, period=360.0)
    return np.interp(seconds, fixes.seconds, fixes.lat), np.interp(seconds, fixes.seconds, lon)


def stamp(seconds: float) -> str:
    """A moment to the minute, UTC."""
    return str(np.datetime64(int(seconds), "s"))[:16].replace("T", " ")
