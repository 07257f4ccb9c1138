"""Who lies where: berths along a quay, and places in a roadstead that keep their distance."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from crossbearing.worldgen.sea.places import Place, Port, moved

# Ships of 140 m lie 180 m apart at a quay; at anchor they keep about 450 m, so 200 to 800 m with what the drop of an
# anchor is off. GUESS, from the look of anchorages.
BERTH_KM, ANCHOR_KM, DROP_KM = 0.18, 0.46, 0.1
BERTHS, RINGS = 14, 5


@dataclass(slots=True)
class Slot:
    """A place for one ship, and when it is taken."""

    place: Place
    stays: list[tuple[float, float]] = field(default_factory=list)

    def beside(self, begin: float, end: float) -> int:
        """How many ships lie there at some time between two."""
        return sum(a < end and b > begin for a, b in self.stays)


@dataclass(slots=True)
class Harbour:
    """The berths and anchor places of a port."""

    port: Port
    berths: list[Slot] = field(default_factory=list)
    anchors: list[Slot] = field(default_factory=list)


def open_harbour(port: Port, rng: np.random.Generator) -> Harbour:
    """Return an empty harbour; its anchor places are those of a net of triangles round the roadstead's middle."""
    berths = [
        Slot(moved(port.place, port.quay_deg, (k - BERTHS / 2 + 0.5) * BERTH_KM + rng.uniform(-0.01, 0.01)))
        for k in range(BERTHS)
    ]
    anchors = []
    for row in range(-RINGS, RINGS + 1):
        for column in range(-RINGS, RINGS + 1):
            x, y = (column + row / 2.0) * ANCHOR_KM, row * ANCHOR_KM * math.sqrt(3.0) / 2.0
            if math.hypot(x, y) <= RINGS * ANCHOR_KM:
                spot = moved(moved(port.road, 90.0, x), 0.0, y)
                anchors.append(Slot(moved(spot, rng.uniform(0.0, 360.0), DROP_KM * math.sqrt(rng.random()))))
    anchors.sort(key=lambda slot: abs(slot.place[0] - port.road[0]) + abs(slot.place[1] - port.road[1]))
    return Harbour(port, berths, anchors)


def take(slots: list[Slot], begin: float, end: float, rng: np.random.Generator, near: int = 14) -> tuple[Slot, int]:
    """Take one of the first free places, and tell how many ships lie there already: none, where any place is free."""
    free = [slot for slot in slots if slot.beside(begin, end) == 0]
    slot = free[int(rng.integers(min(near, len(free))))] if free else min(slots, key=lambda s: s.beside(begin, end))
    already = slot.beside(begin, end)
    slot.stays.append((begin, end))
    return slot, already
