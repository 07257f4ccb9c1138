"""What is said to be possible in silences: how much of it was not, what true is lost, how long it takes; and loitering.

    python bench/reach.py [--seeds 51 52] [--days 6] [--ships 250]

On invented worlds with known truth, each by ways over water and, beside it, by great circles:

1. Calls that silences leave room for: how many there are a silence, how many of them the world's own waterways rule out
   (a way along them to the port and on, less a tenth and 30 km at either end, is longer than the ship had time for),
   and how many true calls of which nothing was seen are not among them. Processor seconds: for the first run of a
   process and the next ones.
2. Ships that lingered: of meetings at sea of five hours and more in which one of the two was dark and the other heard
   in each hour, how often the other is told to loiter; and what those who are told so and met nobody really were.

Both as ships are usually heard in those worlds, and heard nearly everywhere.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from datetime import datetime
from typing import Any
from unittest.mock import patch

import numpy as np
import polars as pl

from crossbearing.movement.vessels.fixes import fixes_of
from crossbearing.movement.vessels.loitering import LEAST_H, beside, loitering
from crossbearing.movement.vessels.ports.harbours import harbours_of
from crossbearing.movement.vessels.ports.port_calls import seen_calls
from crossbearing.movement.vessels.together.encounters import encounters_among
from crossbearing.movement.vessels.together.whereabouts import whereabouts
from crossbearing.movement.vessels.trust.plausible import plausible
from crossbearing.movement.vessels.unheard.port_ways import PortWays
from crossbearing.movement.vessels.unheard.reach import Detour, detours, top_kt
from crossbearing.world import load_world
from crossbearing.world.geo import distance_km
from crossbearing.worldgen.sea import invent_sea
from crossbearing.worldgen.sea.ears import Reception
from crossbearing.worldgen.sea.frames import positions, statics
from crossbearing.worldgen.sea.places import nodes, ports
from crossbearing.worldgen.sea.routes import chain_km
from crossbearing.worldgen.sea.truth import truth_of

# The same port by two tables: points of the world's and of ours lie so near.
SAME_KM = 20.0
SPARE, SPARE_KM = 0.9, 30.0


def straight(self: PortWays, place: Any, which: Any, most_km: float) -> Any:
    """No way over water at all: the great circle counts."""
    return np.zeros(len(which))


def seconds_of(text: str | None, otherwise: float) -> float:
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() if text else otherwise


class World:
    """One invented world, its marked positions and what is true of it."""

    def __init__(self, seed: int, days: int, ships: int, reception: Reception) -> None:
        sea = invent_sea(seed, days, ships, reception=reception)
        self.rows, self.said, self.told = plausible(positions(sea)), statics(sea), truth_of(sea)
        self.fixes = fixes_of(self.rows)
        self.harbours = harbours_of(load_world().harbours)
        self.port, self.calls = seen_calls(self.fixes, self.harbours)

    def detours(self) -> tuple[list[Detour], float]:
        """The possible calls, and the processor seconds they take."""
        at = time.process_time()
        found = detours(self.fixes, self.harbours, self.port, self.calls)
        return found, time.process_time() - at

    def ruled_out(self, one: Detour) -> bool:
        """Whether a possible call was out of time by the world's own waterways."""
        if one.before is None or one.after is None or one.partial:
            return False
        gate = min(ports().values(), key=lambda port: self._apart(one.port, port.place))
        if self._apart(one.port, gate.place) > SAME_KM:
            return False
        way = sum(self._way(row, gate.gate) for row in (one.before, one.after))
        elapsed = self.fixes.seconds[one.after] - self.fixes.seconds[one.before]
        return bool(way * SPARE > elapsed / 3600.0 * top_kt(self.fixes)[self.fixes.hull[one.before]] * 1.852)

    def _apart(self, port: int, place: tuple[float, float]) -> float:
        return float(distance_km(self.harbours.lat[port], self.harbours.lon[port], *place))

    def _way(self, row: int, gate: str) -> float:
        """Kilometres along the world's net from a fix to a port; none from places off it."""
        at = self.fixes.lat[row], self.fixes.lon[row]
        node = min(nodes(), key=lambda name: float(distance_km(*at, *nodes()[name])))
        way = chain_km(node, gate)
        if way == 0.0 and node != gate:
            return 1e6  # another sea
        return max(way - float(distance_km(*at, *nodes()[node])) - SPARE_KM, 0.0)

    def heard(self, craft: str, begin: float, end: float) -> bool:
        """Whether a ship was heard in each hour of a time."""
        hulls = [number for number, name in enumerate(self.fixes.names) if name[0] == craft]
        times = self.fixes.seconds[np.isin(self.fixes.hull, hulls)]
        inside = times[(times > begin) & (times < end)]
        return bool(np.diff(np.concatenate([[begin], inside, [end]])).max() <= 3600.0)

    def lost(self, found: list[Detour]) -> tuple[int, int]:
        """True calls of which nothing was seen, and how many of them are not possible."""
        rooms: dict[str, list[tuple[float, float, int]]] = {}
        for one in found:
            craft = self.fixes.names[self.fixes.hull[one.rows[0]]][0]
            first = one.arrived_before if one.arrived_after is None else one.arrived_after
            rooms.setdefault(craft, []).append((first, one.left_before or 4e9, one.port))
        seen: dict[str, list[tuple[float, float, int]]] = {}
        for first, last, port in self.calls:
            craft = self.fixes.names[self.fixes.hull[first]][0]
            seen.setdefault(craft, []).append((self.fixes.seconds[first], self.fixes.seconds[last], port))
        unseen = missing = 0
        begin, end = self.fixes.seconds.min(), self.fixes.seconds.max()
        for call in self.told["port_calls"]:
            arrived, left = seconds_of(call["arrived_at"], -1.0), seconds_of(call["left_at"], 4e9)
            place = ports()[call["port"]].place
            if arrived < begin or left > end:
                continue
            if not self._any(seen.get(call["craft"], []), arrived, left, place):
                unseen += 1
                missing += not self._any(rooms.get(call["craft"], []), arrived, left, place)
        return unseen, missing

    def _any(self, some: list[tuple[float, float, int]], begin: float, end: float, place: Any) -> bool:
        return any(a <= end and b >= begin and self._apart(port, place) <= SAME_KM for a, b, port in some)


def possible_calls(world: World, seed: int) -> None:
    """The first table."""
    over, first = world.detours()
    _, again = world.detours()
    with patch.object(PortWays, "km", straight):
        flat, flat_s = world.detours()
    for name, found in (("great circles", flat), ("over water", over)):
        silences = len({one.before for one in found if not one.partial})
        impossible = sum(world.ruled_out(one) for one in found)
        unseen, missing = world.lost(found)
        print(
            f"seed {seed} {name:14s}{len(found):7d} possible calls in {silences:5d} silences, "
            f"{impossible:5d} of them ruled out by the world's waterways ({impossible / len(found):.3f}); "
            f"{missing} of {unseen} unseen true calls not possible"
        )
    print(f"        seconds: great circles {flat_s:.2f}, over water at first {first:.2f}, then {again:.2f}", flush=True)


def lingerers(world: World, totals: Counter[str]) -> None:
    """Count, for the second table."""
    ships = whereabouts(world.rows)
    found = beside(
        loitering(ships, world.said, world.harbours), encounters_among(ships, world.said, world.harbours)
    ).filter(pl.col("likely").is_in(["drifting", "still"]))
    spells = [(row["craft"], row["started_at"].timestamp(), row["ended_at"].timestamp()) for row in found.to_dicts()]
    met = [
        (craft, seconds_of(one["started_at"], 0.0), seconds_of(one["ended_at"], 4e9), one)
        for one in world.told["transfers"]
        for craft in (one["a"], one["b"])
    ]
    for craft, begin, end, one in met:
        lasted = end - begin >= (LEAST_H + 1.0) * 3600.0
        if one["dark"] == "one" and one["setting"] == "sea" and lasted and world.heard(craft, begin, end):
            totals["half dark"] += 1
            totals["half dark, told"] += any(who == craft and a < end and b > begin for who, a, b in spells)
    kinds = {one["craft"]: one["kind"] for one in world.told["vessels"]}
    for who, begin, end in spells:
        true = any(craft == who and a < end and b > begin for craft, a, b, _ in met)
        totals["told"] += 1
        totals["met somebody" if true else f"met nobody: {kinds.get(who, 'another ship')}"] += 1


def main() -> None:
    """Run both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[51, 52])
    parser.add_argument("--days", type=int, default=6)
    parser.add_argument("--ships", type=int, default=250)
    options = parser.parse_args()
    for name, reception in (("as usual", Reception()), ("nearly everywhere", Reception(stations=9.0, reach=5.0))):
        print(f"heard {name}")
        totals: Counter[str] = Counter()
        for seed in options.seeds:
            world = World(seed, options.days, options.ships, reception)
            possible_calls(world, seed)
            lingerers(world, totals)
        print("loitering:", ", ".join(f"{name} {count}" for name, count in sorted(totals.items())))


if __name__ == "__main__":
    main()
