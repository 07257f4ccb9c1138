"""Ways over water from one place to another, along the net."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from crossbearing.worldgen.sea.places import RIVERS, Place, Port, apart_km, course, moved, neighbours, nodes

# Ships keep to the right of the line by up to so much; on rivers they have tens of metres, in straits hundreds. GUESS.
LANE_KM, RIVERS_NARROWER, STRAITS_NARROWER = (0.4, 3.0), 50.0, 6.0
STRAITS = ("bal_hels", "bal_kul", "bal_cph", "bal_snd", "bal_led", "blk_kerch_s", "blk_kerch_n", "blk_dol", "ber_prv")


@dataclass(frozen=True, slots=True)
class Waypoint:
    """A place on a way, and whether the water before it is a river."""

    place: Place
    river: bool


@cache
def chain(start: str, end: str) -> tuple[str, ...]:
    """The shortest chain of nodes from one to another; empty where no water leads there."""
    at, best, before = nodes(), {start: 0.0}, dict[str, str]()
    waiting = [(0.0, start)]
    while waiting:
        km, node = heapq.heappop(waiting)
        if node == end:
            break
        for other in neighbours()[node]:
            way = km + apart_km(at[node], at[other])
            if way < best.get(other, 1e9):
                best[other], before[other] = way, node
                heapq.heappush(waiting, (way, other))
    if end != start and end not in before:
        return ()
    found = [end]
    while found[-1] != start:
        found.append(before[found[-1]])
    return tuple(reversed(found))


@cache
def chain_km(start: str, end: str) -> float:
    """How long that chain is."""
    links = chain(start, end)
    return sum(apart_km(nodes()[a], nodes()[b]) for a, b in pairwise(links))


def is_river(node: str) -> bool:
    """Whether a node lies on a river."""
    return node.startswith(RIVERS)


def lane(links: tuple[str, ...], right_km: float) -> list[Waypoint]:
    """The nodes of a chain, each moved to the right of the way; in straits and on rivers by a part of that."""
    at = nodes()
    points = []
    for number, node in enumerate(links):
        one, two = links[max(number - 1, 0)], links[min(number + 1, len(links) - 1)]
        river = is_river(node)
        side = right_km / (RIVERS_NARROWER if river else STRAITS_NARROWER if node in STRAITS else 1.0)
        turned = moved(at[node], course(at[one], at[two]) + 90.0, side) if one != two else at[node]
        points.append(Waypoint(turned, river))
    return points


def in_sea(port: Port) -> tuple[str, ...]:
    """The nodes of the sea a port lies on, rivers left out."""
    prefix = port.gate[:3] if not is_river(port.gate) else ("cas" if port.sea == "caspian" else "blk")
    return tuple(name for name in nodes() if name.startswith(prefix))
