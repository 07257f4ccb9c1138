"""What all ships of a world do, told from port to port in the order of time."""

from __future__ import annotations

import heapq

from crossbearing.worldgen.sea.boats import go_together, serve
from crossbearing.worldgen.sea.fishing import fleets, trip
from crossbearing.worldgen.sea.life import MOORED, Life
from crossbearing.worldgen.sea.lying import linger, moor
from crossbearing.worldgen.sea.meetings import meet_at_sea, meet_in_road
from crossbearing.worldgen.sea.places import Port, moved, ports
from crossbearing.worldgen.sea.routes import chain_km, is_river
from crossbearing.worldgen.sea.ships import TRADING
from crossbearing.worldgen.sea.stage import Stage
from crossbearing.worldgen.sea.units import HOUR_S
from crossbearing.worldgen.sea.voyages import put_in, put_out, still_there, voyage

STAY_H, WAIT_H = (8.0, 50.0), (3.0, 36.0)
# In the busiest roadstead of a sea all ships wait, some for days: it fills.
LONG_WAIT_H = (10.0, 110.0)
# Ships that meet come from ports that they are ready to leave within so many hours of one another.
READY_H = 40.0
FERRY_KM = 420.0


def tell(stage: Stage) -> None:
    """Write the lives of all ships up to the end of the world."""
    groups = fleets(stage)
    for life in stage.lives:
        life.begin(stage.begin + stage.draw(0.0, 6.0) * HOUR_S, moved(life.port.place, stage.draw(0.0, 360.0), 0.3))
        life.arrived = life.now
        first = stage.draw(1.0, 60.0) if life.ship.kind in TRADING else stage.draw(1.0, 6.0)
        life.state(MOORED)
        moor(stage, life, life.now + first * HOUR_S)
    waiting = [(life.now, life.ship.number) for life in stage.lives if life.ship.kind in _LEADS]
    heapq.heapify(waiting)
    for fleet in groups:
        while fleet and fleet[0].now < stage.end:
            trip(stage, fleet)
    while waiting:
        time, number = heapq.heappop(waiting)
        life = stage.lives[number]
        if life.now <= time:
            _next(stage, life)
        if life.now < stage.end:
            heapq.heappush(waiting, (life.now, number))
    for life in stage.lives:
        linger(stage, life, stage.end + HOUR_S)
        if life.moored:
            stage.diary.calls.append(still_there(life))


_LEADS = (*TRADING, "ferry", "passenger", "pleasure", "tug", "patrol")


def _next(stage: Stage, life: Life) -> None:
    kind = life.ship.kind
    if kind in ("ferry", "passenger"):
        voyage(stage, life, _other_side(stage, life), stage.draw(1.0, 3.0))
    elif kind == "pleasure":
        _turn(stage, life)
    elif kind == "tug":
        _tow_or_wait(stage, life)
    elif kind == "patrol":
        _turn(stage, life, hours=stage.draw(2.0, 5.0))
    else:
        _trade(stage, life)


def _trade(stage: Stage, life: Life) -> None:
    drawn, shares = stage.rng.random(), stage.shares
    partner = _partner(stage, life, same_port=drawn > shares.meet)
    if drawn < shares.meet and partner:
        if stage.happens(shares.at_sea):
            meet_at_sea(stage, life, partner)
        else:
            meet_in_road(stage, life, partner, _roadstead(stage, life))
        for one in (life, partner):
            put_in(stage, one, stage.port_near(one), stage.draw(*STAY_H))
    elif drawn < shares.meet + shares.company and partner:
        go_together(stage, life, partner, stage.port_near(life), "company")
    else:
        port = stage.port_near(life)
        long = stage.is_busiest(port)
        wait = stage.draw(*(LONG_WAIT_H if long else WAIT_H)) if long or stage.happens(shares.anchor) else 0.0
        voyage(stage, life, port, stage.draw(*STAY_H), wait, stage.happens(shares.dark_call))
        serve(stage, life)


def _roadstead(stage: Stage, life: Life) -> Port:
    """A port whose roadstead lies before it, not at the mouth of a river."""
    port = stage.port_near(life)
    while is_river(port.gate):
        port = stage.port_near(life)
    return port


def _partner(stage: Stage, life: Life, same_port: bool) -> Life | None:
    """Another trading ship of the sea that is ready to leave at about the same time."""
    fitting = [
        one for one in stage.lives
        if one is not life and one.port.sea == life.port.sea and one.ship.kind in TRADING and one.moored
        and abs(one.now - life.now) < READY_H * HOUR_S and (one.port.code == life.port.code or not same_port)
    ]  # fmt: skip
    return fitting[int(stage.rng.integers(len(fitting)))] if fitting else None


def _other_side(stage: Stage, life: Life) -> Port:
    """Where a ferry goes: home, or to a port not too far from it, always the same."""
    home = life.ship.home
    if life.port.code != home.code:
        return home
    others = [one for one in ports().values() if one.sea == home.sea and one.code != home.code]
    near = [one for one in others if chain_km(home.gate, one.gate) < FERRY_KM] or others
    return near[life.ship.number % len(near)]


def _turn(stage: Stage, life: Life, hours: float = 2.0) -> None:
    """Out to the roadstead and about, and back."""
    linger(stage, life, life.now + stage.draw(3.0, 20.0) * HOUR_S)
    put_out(stage, life)
    while stage.happens(0.8) and hours > 0.0:
        hours -= 1.0
        life.go(moved(life.port.road, stage.draw(0.0, 360.0), stage.draw(3.0, 5.5)), life.knots * stage.draw(0.4, 1.0))
    put_in(stage, life, life.port, stage.draw(4.0, 20.0))


def _tow_or_wait(stage: Stage, life: Life) -> None:
    """A tug takes a ship in tow now and then, or goes home, or waits to be called."""
    cargo = [one for one in stage.boats("cargo", life.port, life.now + 6.0 * HOUR_S) if one.now > life.now - HOUR_S]
    if life.port.code != life.ship.home.code:
        voyage(stage, life, life.ship.home, stage.draw(10.0, 40.0))
    elif cargo and stage.happens(stage.shares.tow / 6.0):
        go_together(stage, life, cargo[0], stage.port_near(life), "tow")
    else:
        linger(stage, life, life.now + 12.0 * HOUR_S)
