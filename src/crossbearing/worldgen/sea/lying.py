"""Lying still: at a quay, at an anchor, beside another ship."""

from __future__ import annotations

import numpy as np

from crossbearing.worldgen.sea.diary import Lain
from crossbearing.worldgen.sea.harbours import take
from crossbearing.worldgen.sea.life import AT_ANCHOR, MOORED, UNDER_WAY, Hold, Holding, Life, where
from crossbearing.worldgen.sea.places import Place, Port, apart_km, course, moved
from crossbearing.worldgen.sea.stage import Stage
from crossbearing.worldgen.sea.tides import lying_deg, of_anchorage, of_ship
from crossbearing.worldgen.sea.units import KMH_PER_KT

# The last stretch to another ship's side, or to a quay, and how it is gone.
LAST_KM, LAST_KT = 0.9, 2.2
# Ships that share a berth lie side by side, a breadth apart, and not at the same place along the quay.
UNEVEN_KM, RAFT_KM = 0.035, 0.019


def moor(stage: Stage, life: Life, until: float) -> None:
    """Go to a free berth of the port, lie there until a time."""
    port = life.port
    slot, already = take(stage.harbours[port.code].berths, life.now, until, stage.rng)
    if stage.happens(stage.shares.rafted):
        already += 1
    seaward = course(port.place, port.road)
    place = moved(moved(slot.place, port.quay_deg, stage.draw(-UNEVEN_KM, UNEVEN_KM)), seaward, already * RAFT_KM)
    if apart_km(life.place, place) > LAST_KM:
        life.go(moved(place, course(place, life.place), LAST_KM), 5.0)
    life.go(place, LAST_KT)
    life.berthed = life.now
    life.state(MOORED)
    life.hold(Hold(Holding.STILL, life.now, until, port.quay_deg))
    life.stay(until)
    stage.diary.lain.append(Lain("berth", life.ship.number, port.code, life.berthed, life.now, life.place))


def linger(stage: Stage, life: Life, until: float) -> None:
    """Leave the place no earlier than at a time; at a berth, that is noted."""
    if not life.moored:
        life.stay(until)
    elif until > life.now:
        harbour = stage.harbours[life.port.code]
        begin = life.now
        min(harbour.berths, key=lambda slot: apart_km(slot.place, life.place)).stays.append((begin, until))
        life.stay(until)
        life.hold(Hold(Holding.STILL, begin, until, life.port.quay_deg))
        stage.diary.lain.append(Lain("berth", life.ship.number, life.port.code, begin, life.now, life.place))


def anchor(stage: Stage, life: Life, port: Port, hours: float) -> None:
    """Anchor in the roadstead of a port for some hours."""
    until = life.now + hours * 3600.0
    slot, _ = take(stage.harbours[port.code].anchors, life.now, until, stage.rng)
    swing = of_ship(of_anchorage(port.sea, port.code), stage.rng)
    chain_m = stage.draw(60.0, 180.0) + life.ship.bow_m

    def antenna(time: float) -> Place:
        return moved(slot.place, float(lying_deg(swing, np.array([time]))[0]) + 180.0, chain_m / 1000.0)

    life.go(moved(slot.place, course(slot.place, life.place), LAST_KM), 6.0)
    life.go(antenna(life.now), LAST_KT)
    life.state(AT_ANCHOR)
    begin = life.now
    life.be(begin + 1.0, slot.place)
    life.stay(max(until, begin + 600.0))
    life.hold(Hold(Holding.SWING, begin + 1.0, life.now, chain_m=chain_m, swing=swing))
    life.anchored = (begin, life.now)
    stage.diary.lain.append(Lain("anchor", life.ship.number, port.code, begin, life.now, slot.place))
    life.be(life.now + 1.0, antenna(life.now + 1.0))
    life.state(UNDER_WAY)


def beside(stage: Stage, host: Life, time: float, ahead_m: float, abeam_m: float) -> Place:
    """The place so many metres ahead and to the right of where another ship is at a time."""
    lat, lon, heading = where(host, np.array([time]), stage.lives)
    ahead = moved((float(lat[0]), float(lon[0])), float(heading[0]), ahead_m / 1000.0)
    return moved(ahead, float(heading[0]) + 90.0, abeam_m / 1000.0)


def come_beside(stage: Stage, life: Life, host: Life, ahead_m: float, abeam_m: float, knots: float) -> None:
    """Go to another ship that hardly moves: fast, then slowly over the last of the way."""
    for last_km, speed in ((LAST_KM, knots), (0.0, LAST_KT)):
        time = life.now
        for _ in range(3):
            target = beside(stage, host, time, ahead_m, abeam_m)
            target = moved(target, course(target, life.place), last_km) if last_km else target
            time = life.now + apart_km(life.place, target) / (speed * KMH_PER_KT) * 3600.0
        life.be(time, target)


def keep_beside(stage: Stage, life: Life, host: Life, ahead_m: float, abeam_m: float, until: float) -> None:
    """Keep that place beside another ship until a time."""
    life.hold(Hold(Holding.BESIDE, life.now, until, host=host.ship.number, ahead_m=ahead_m, abeam_m=abeam_m))
    life.be(until, beside(stage, host, until, ahead_m, abeam_m))


def follow_ship(stage: Stage, life: Life, lead: Life, begin: float, late_s: float, abeam_m: float) -> None:
    """From a time on go where another ship went, so much later, until she has arrived and her follower too."""
    life.be(begin, beside(stage, lead, begin - late_s, 0.0, abeam_m))
    until = lead.arrived + late_s
    life.hold(Hold(Holding.BESIDE, life.now, until, host=lead.ship.number, abeam_m=abeam_m, late_s=late_s))
    life.be(until, beside(stage, lead, lead.arrived, 0.0, abeam_m))


def part(life: Life, from_place: Place) -> None:
    """Go clear of another ship, slowly at first."""
    away = course(from_place, life.place)
    life.go(moved(life.place, away, LAST_KM), 3.0)
