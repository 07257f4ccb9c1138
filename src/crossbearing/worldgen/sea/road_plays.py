"""What happens between ships in a crowded roadstead: transfers, and all that looks like them."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from crossbearing.worldgen.sea.road_cast import (
    AT_ANCHOR,
    MOORED,
    RESTRICTED,
    UNDER_WAY,
    Player,
    Road,
    at,
    clear,
    from_sea,
    go_to_sea,
    hours,
    join,
)
from crossbearing.worldgen.sea.road_waters import LASHED_SHEER, Track, adrift, at_anchor, made_fast, still, wander
from crossbearing.worldgen.sea.units import HOUR_S

# Fenders between ships are 1.5 to 4.5 m thick (ISO 17357). Mostly both head the same way; barges also turn about.
FENDERS_M, TURNED = (1.5, 4.5), 0.12
TRANSFER_H, BUNKER_H, SUPPLY_H, PILOT_H, TUG_H = (4.0, 48.0), (2.0, 8.0), (0.4, 2.5), (0.15, 0.5), (0.4, 2.0)
QUAY_M = (-5200.0, 600.0)
ALONGSIDE_STATES = (AT_ANCHOR, MOORED, UNDER_WAY, RESTRICTED)


def neighbours(road: Road, count: int) -> list[Player]:
    """Ships at anchor, from before or from some hour on, for hours or days."""
    found = []
    for _ in range(count):
        begin = 0.0 if road.rng.random() < 0.5 else road.draw(0.0, 0.7) * road.ends
        end = np.inf if road.rng.random() < 0.4 else begin + hours(road, 8.0, 90.0)
        found.append(road.anchored(road.hull(str(road.rng.choice(["cargo", "tanker"]))), begin, end))
    return found


def _alongside(road: Road, host: Player, guest: Player) -> Track:
    """Where the guest's antenna lies once she is fast: amidships to amidships, or near it."""
    shift = road.draw(-0.15, 0.15) * host.hull.length_m
    turned = road.rng.random() < TURNED
    side = float(road.rng.choice([-1.0, 1.0]))
    return made_fast(host.track, host.hull, guest.hull, side, shift, turned, road.draw(*FENDERS_M), road.waters)


def transfer(road: Road, afloat: bool) -> None:
    """One anchors (or drifts), the other comes from the sea or from her own anchor, lies alongside, and leaves."""
    kind = str(road.rng.choice(["cargo", "tanker"]))
    hull = road.hull(kind, (110.0, 275.0))
    begin, lasts = road.draw(0.02, 0.75) * road.ends, hours(road, *TRANSFER_H)
    if afloat:
        place = (road.draw(6000.0, 12_000.0), road.draw(-9000.0, 9000.0))
        host = road.add(hull, adrift(road.waters, hull, place, begin, road.rng), UNDER_WAY)
    else:
        host = road.anchored(hull, sheer=LASHED_SHEER)
    guest_hull = road.hull(kind, (max(78.0, 0.5 * hull.length_m), hull.length_m))
    waits = not afloat and road.rng.random() < 0.5
    guest = road.anchored(guest_hull) if waits else from_sea(road, guest_hull, max(begin - 1.5 * HOUR_S, 0.0))
    target = _alongside(road, host, guest)
    came = join(road, guest, target, begin, int(road.rng.choice(ALONGSIDE_STATES)))
    road.note("transfer", host, guest, came, came + lasts)
    if came + lasts < road.ends:
        _leave(road, guest, came + lasts)


def _leave(road: Road, guest: Player, time: float) -> None:
    """Out to sea, or to an anchor of her own."""
    off = clear(road, guest, time)
    if road.rng.random() < 0.5:
        place, chain = road.spot(guest.hull)
        join(road, guest, at_anchor(road.waters, guest.hull, place, chain, road.rng), off, AT_ANCHOR)
    else:
        go_to_sea(road, guest, off)


def serve(road: Road, host: Player, role: str, kind: str, lasts_h: tuple[float, float]) -> None:
    """A boat comes to a ship at anchor, lies alongside, and goes back to the quay."""
    hull = road.hull(role)
    lasts, first = hours(road, *lasts_h), max(host.begin, 0.0) + HOUR_S
    begin = road.draw(first, max(host.end - lasts - HOUR_S, first + 60.0))
    boat = road.add(hull, still(road.waters, _berth(road), 90.0), MOORED)
    came = join(road, boat, _alongside(road, host, boat), begin, UNDER_WAY, 8.0)
    ends = min(came + lasts, host.end - 600.0)
    if ends > came:
        road.note(kind, host, boat, came, ends)
    off = clear(road, boat, max(ends, came))
    join(road, boat, still(road.waters, _berth(road), 90.0), off, MOORED, 8.0)


def inspect(road: Road, host: Player) -> None:
    """A patrol boat keeps her place some way off a ship at anchor, by her engines, while people are on board."""
    hull = road.hull("patrol")
    boat = road.add(hull, still(road.waters, _berth(road), 90.0), MOORED)
    off = road.draw(60.0, 150.0) * float(road.rng.choice([-1.0, 1.0]))
    near = host.track.shifted(wander(road.waters.t, 1200.0, 15.0, road.rng),
                              off + wander(road.waters.t, 900.0, 12.0, road.rng))  # fmt: skip
    came = join(road, boat, near, max(host.begin, 0.0) + road.draw(2.0, 8.0) * HOUR_S, UNDER_WAY, 10.0)
    ends = min(came + road.draw(0.7, 2.2) * HOUR_S, host.end - 600.0)
    road.note("inspection", host, boat, came, max(ends, came + 60.0))
    join(road, boat, still(road.waters, _berth(road), 90.0), clear(road, boat, max(ends, came)), MOORED, 10.0)


def _berth(road: Road) -> tuple[float, float]:
    return QUAY_M[0], QUAY_M[1] + road.draw(-700.0, 700.0)


def quay(road: Road, berths: int) -> None:
    """Ships end to end at a quay, some with another outside them."""
    north = -berths * 95.0
    lying: list[Player] = []
    for _ in range(berths):
        hull = road.hull(str(road.rng.choice(["cargo", "tanker"])), (80.0, 170.0))
        north += hull.length_m / 2.0
        place = (QUAY_M[0] + hull.width_m / 2.0, QUAY_M[1] + 1500.0 + north)
        north += hull.length_m / 2.0 + road.draw(12.0, 35.0)
        middle = still(road.waters, place, 0.0)
        lying.append(road.add(hull, middle.shifted(hull.length_m / 2.0 - hull.bow_m, hull.right_m), MOORED))
    for inner in lying[::3]:
        outer = road.hull("cargo", (78.0, 140.0))
        track = made_fast(inner.track, inner.hull, outer, 1.0, road.draw(-15.0, 15.0), False, 1.0, road.waters)
        lying.append(road.add(outer, track, MOORED, road.draw(0.0, 0.3) * road.ends, road.draw(0.5, 1.0) * road.ends))
    for one, other in combinations(lying, 2):
        road.note("harbour", one, other, 0.0, road.ends)


def waiting_adrift(road: Road, count: int) -> None:
    """Ships that wait stopped, some hundred metres apart, set alike but not quite."""
    middle = (road.draw(8000.0, 12_000.0), road.draw(-9000.0, 9000.0))
    begin = road.draw(0.1, 0.6) * road.ends
    ships = []
    for _ in range(count):
        hull = road.hull("cargo")
        place = (middle[0] + road.draw(-350.0, 350.0), middle[1] + road.draw(-350.0, 350.0))
        track = adrift(road.waters, hull, place, begin, np.random.default_rng(7))
        own = wander(road.waters.t, 5.0 * HOUR_S, 60.0, road.rng), wander(road.waters.t, 5.0 * HOUR_S, 60.0, road.rng)
        track = Track(track.east + own[0], track.north + own[1], track.heading)
        ships.append(road.add(hull, track, UNDER_WAY, begin, begin + road.draw(5.0, 20.0) * HOUR_S))
    for one, other in combinations(ships, 2):
        road.note("adrift", one, other, begin, road.ends)


def boats_rafted(road: Road, count: int) -> None:
    """Small fishing boats side by side for a night, round the anchor of one of them."""
    hull = road.hull("fishing")
    inner = road.anchored(hull)
    begin, boats = road.draw(0.05, 0.6) * road.ends, [inner]
    for _ in range(count):
        boat = from_sea(road, road.hull("fishing"), begin - 1.8 * HOUR_S)
        beside = boats[-1]
        track = made_fast(beside.track, beside.hull, boat.hull, 1.0, road.draw(-3.0, 3.0), False, 0.5, road.waters)
        came = join(road, boat, track, begin, UNDER_WAY)
        go_to_sea(road, boat, clear(road, boat, came + road.draw(6.0, 11.0) * HOUR_S))
        boats.append(boat)
    for one, other in combinations(boats, 2):
        road.note("fishing", one, other, begin, begin + 12.0 * HOUR_S)


def laid_up(road: Road) -> None:
    """Two idle ships of one owner, lashed together at one anchor from before the first day to after the last."""
    host = road.anchored(road.hull("cargo", (80.0, 140.0)), sheer=LASHED_SHEER)
    other = road.hull("cargo", (78.0, 130.0))
    track = made_fast(host.track, host.hull, other, 1.0, road.draw(-15.0, 15.0), False, 2.0, road.waters)
    road.note("laid_up", host, road.add(other, track, MOORED), 0.0, road.ends)


def lie_near(road: Road) -> None:
    """All pairs at anchor within a kilometre of one another that nothing else is known of."""
    known = {frozenset((pair.one, pair.other)) for pair in road.pairs}
    for one, other in combinations(road.players, 2):
        pair = frozenset((one.hull.number, other.hull.number))
        begin, end = max(one.begin, other.begin), min(one.end, other.end)
        if pair not in known and end > begin:
            middle = (begin + end) / 2.0
            a, b = at(one.track, road, middle), at(other.track, road, middle)
            if np.hypot(a[0] - b[0], a[1] - b[1]) < 1000.0:
                road.note("anchorage", one, other, begin, end)
