"""What a ship could have done in a silence: the ports she could have called at, and when.

Ways lead over water and are never longer than the true ones (`world.waters`), and speeds err to the fast side, so that
what is called impossible is impossible.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.vessels.fixes import KM_PER_DEGREE, KMH_PER_KT, Fixes
from crossbearing.movement.vessels.ports.harbours import Harbours
from crossbearing.movement.vessels.unheard.port_ways import PortWays, ways_to
from crossbearing.world.geo import distance_km

# A silence is worth a look from here on: the shortest in use (2 h).
SILENT_S = 2 * 3600.0
# A call takes an hour at least: in, a line ashore, out. GUESS, on the short side.
CALL_S = 3600.0
# Cargo ships and tankers make 10 to 16 kt, some more with the wind and the current behind them.
USUAL_KT, FASTER = 16.0, 1.15
# Who was heard under way (5 kt and more) in so many different hours has shown her pace: to make 1.3 times the most of
# it takes twice the power, which nobody keeps for hours that are unheard. No ship is held to less than 12 kt. GUESS.
UNDER_WAY_KT, KNOWN_H, SPARED, LEAST_KT = 5.0, 48, 1.3, 12.0
Runs = list[tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Detour:
    """Room for a call at a port in the silence after fix `before` and until fix `after`; bounds in seconds.

    `before` is null for a ship that was first heard in that port's water, `after` for one last heard there. A call is
    `partial` where she was seen to enter the port's water or to leave it, and not to lie there. `to_km` and `back_km`
    are the ways to that water and from it.
    """

    port: int
    before: int | None
    after: int | None
    arrived_after: float | None
    arrived_before: float
    left_after: float
    left_before: float | None
    partial: bool
    to_km: float = 0.0
    back_km: float = 0.0

    @property
    def rows(self) -> list[int]:
        """The fixes that bound the silence."""
        return [row for row in (self.before, self.after) if row is not None]


def top_kt(fixes: Fixes) -> Floats:
    """For each hull the speed she could make: the highest that she sent, or that merchant ships make, with some slack.

    Less than merchant ships make where she was heard under way for long enough to show her own pace.
    """
    seen = np.zeros(len(fixes.names))
    np.fmax.at(seen, fixes.hull, np.where(fixes.sog_kt < 50.0, fixes.sog_kt, np.nan))
    most = np.maximum(seen, USUAL_KT) * FASTER
    shown = np.maximum(seen * SPARED, LEAST_KT * FASTER)
    return np.where(_hours_under_way(fixes) >= KNOWN_H, np.minimum(shown, most), most)


def _hours_under_way(fixes: Fixes) -> Ints:
    """In how many different hours each hull was heard under way; fixes stand in the order of hull and time."""
    rows = np.flatnonzero((fixes.sog_kt >= UNDER_WAY_KT) & (fixes.sog_kt < 50.0))
    hull, hour = fixes.hull[rows], np.floor(fixes.seconds[rows] / 3600.0)
    new = np.ones(rows.size, np.bool_)
    new[1:] = (np.diff(hull) != 0) | (np.diff(hour) != 0.0)
    return np.bincount(hull[new], minlength=len(fixes.names))


def detours(fixes: Fixes, harbours: Harbours, port: Ints, calls: Runs, least_s: float = SILENT_S) -> list[Detour]:
    """All calls that were possible in silences of so long and more, besides those that were seen.

    `port` is the harbour in whose water each fix lies (-1: none), `calls` are the calls seen: first and last row, port.
    """
    kmh = top_kt(fixes) * KMH_PER_KT
    stays = _stays(fixes, port, calls)
    elapsed = np.diff(fixes.seconds)
    ways = ways_to(harbours)
    found: list[Detour] = []
    for row in np.flatnonzero((fixes.hull[1:] == fixes.hull[:-1]) & (elapsed >= least_s)).tolist():
        for one in _in_silence(fixes, harbours, ways, row, float(kmh[fixes.hull[row]])):
            if not stays.seen(row, one.port) and not stays.seen(row + 1, one.port):
                found.append(stays.bounded(one))
    return found + list(stays.unended())


def _in_silence(fixes: Fixes, harbours: Harbours, ways: PortWays, row: int, kmh: float) -> Iterator[Detour]:
    """The ports in reach between one fix and the next, without what was seen of their water."""
    begin, end = float(fixes.seconds[row]), float(fixes.seconds[row + 1])
    here, there = ((float(fixes.lat[at]), float(fixes.lon[at])) for at in (row, row + 1))
    room = (end - begin - CALL_S) / 3600.0 * kmh
    ports, to, back = _straight(harbours, here, there, room)
    for place, way, other in ((here, to, back), (there, back, to)):
        asked = np.flatnonzero((way > 0.0) & (way + other <= room))  # within a port's water nothing needs be asked
        if asked.size:
            most = float((room - other[asked]).max())
            way[asked] = np.maximum(way[asked], ways.km(place, ports[asked], most))
    for at in np.flatnonzero(to + back <= room).tolist():
        earliest, latest = begin + float(to[at]) / kmh * 3600.0, end - float(back[at]) / kmh * 3600.0
        km = float(to[at]), float(back[at])
        yield Detour(int(ports[at]), row, row + 1, earliest, latest, earliest, latest, False, *km)


def _straight(
    harbours: Harbours, here: tuple[float, float], there: tuple[float, float], room_km: float
) -> tuple[Ints, Floats, Floats]:
    """The ports that straight ways leave room for, and the straight ways to their water and back."""
    north = (room_km + harbours.radius_km) / KM_PER_DEGREE
    near = (np.abs(harbours.lat - here[0]) <= north) & (np.abs(harbours.lat - there[0]) <= north)
    ports = np.flatnonzero(near)
    to, back = (
        np.maximum(distance_km(*place, harbours.lat[ports], harbours.lon[ports]) - harbours.radius_km[ports], 0.0)
        for place in (here, there)
    )
    fits = np.flatnonzero(to + back <= room_km)
    return ports[fits], to[fits], back[fits]


@dataclass(frozen=True, slots=True)
class _Stays:
    """What was seen in ports' water: for each fix the port, whether a call was seen, first and last fix of the stay."""

    fixes: Fixes
    port: Ints
    called: Bools
    first: Ints
    last: Ints

    def seen(self, row: int, port: int) -> bool:
        """Whether a fix belongs to a call at a port that was seen."""
        return bool(self.called[row] and self.port[row] == port)

    def bounded(self, one: Detour) -> Detour:
        """The call with what was seen of the ship in the port's water before the silence and after."""
        if one.before is not None and self.port[one.before] == one.port:
            since, first = self._entered(one.before)
            at = float(self.fixes.seconds[one.before])
            one = replace(one, arrived_after=since, arrived_before=first, left_after=at, partial=True)
        if one.after is not None and self.port[one.after] == one.port:
            last, until = self._left(one.after)
            first = one.arrived_before if one.partial else float(self.fixes.seconds[one.after])
            one = replace(one, arrived_before=first, left_after=last, left_before=until, partial=True)
        return one

    def unended(self) -> Iterator[Detour]:
        """Ships that were last heard in a port's water, having come in, or first heard there before they left."""
        bounds = self.fixes.bounds()
        for first, last in zip(bounds[:-1].tolist(), (bounds[1:] - 1).tolist(), strict=True):
            if first < last and self.port[last] >= 0 and not self.called[last] and self.first[last] > first:
                since, entered = self._entered(last)
                at = float(self.fixes.seconds[last])
                yield Detour(int(self.port[last]), last, None, since, entered, at, None, True)
            if first < last and self.port[first] >= 0 and not self.called[first] and self.last[first] < last:
                at = float(self.fixes.seconds[first])
                yield Detour(int(self.port[first]), None, first, None, at, *self._left(first), True)

    def _entered(self, row: int) -> tuple[float | None, float]:
        """When she was last seen outside before a stay, and first inside."""
        first = int(self.first[row])
        before = first > 0 and self.fixes.hull[first - 1] == self.fixes.hull[row]
        return float(self.fixes.seconds[first - 1]) if before else None, float(self.fixes.seconds[first])

    def _left(self, row: int) -> tuple[float, float | None]:
        """When she was last seen inside in a stay, and first outside after it."""
        last = int(self.last[row])
        after = last + 1 < len(self.fixes) and self.fixes.hull[last + 1] == self.fixes.hull[row]
        return float(self.fixes.seconds[last]), float(self.fixes.seconds[last + 1]) if after else None


def _stays(fixes: Fixes, port: Ints, calls: Runs) -> _Stays:
    new = np.ones(len(fixes), np.bool_)
    new[1:] = (fixes.hull[1:] != fixes.hull[:-1]) | (port[1:] != port[:-1])
    number = np.cumsum(new) - 1
    firsts = np.flatnonzero(new)
    lasts = np.append(firsts[1:] - 1, len(fixes) - 1)
    called = np.zeros(len(fixes), np.bool_)
    for first, last, _ in calls:
        called[first : last + 1] = True
    return _Stays(fixes, port, called, firsts[number], lasts[number])
