"""Boats that serve ships: pilots, tugs, bunker tankers, the coast guard; and ships that go together."""

from __future__ import annotations

from crossbearing.worldgen.sea.diary import Lookalike, Voyage
from crossbearing.worldgen.sea.life import RESTRICTED, UNDER_WAY, Life
from crossbearing.worldgen.sea.lying import beside, come_beside, follow_ship, keep_beside, linger, moor, part
from crossbearing.worldgen.sea.meetings import bunkering
from crossbearing.worldgen.sea.places import Port, apart_km
from crossbearing.worldgen.sea.routes import is_river
from crossbearing.worldgen.sea.stage import Stage
from crossbearing.worldgen.sea.units import HOUR_S, KMH_PER_KT
from crossbearing.worldgen.sea.voyages import follow, put_in, put_out

# A pilot climbs over within a quarter of an hour, some minutes before the fairway; a tug is made fast for the last of
# the way. GUESSES.
PILOT_H, PILOT_BEFORE_H = (0.12, 0.3), 0.45
TUG_H = (0.4, 0.8)
TOW_KT = 5.5


def note(stage: Stage, kind: str, one: Life, other: Life, begin: float, end: float) -> None:
    """Note two ships that were near one another, and why."""
    low, high = sorted((one.ship.number, other.ship.number))
    stage.diary.lookalikes.append(Lookalike(kind, (low, high), begin, end))


def serve(stage: Stage, life: Life) -> None:
    """What boats do for a ship that has just come into a port."""
    port = life.port
    if is_river(port.gate):
        return
    if stage.happens(stage.shares.pilot):
        _attend(stage, life, "pilot", life.arrived - PILOT_BEFORE_H * HOUR_S, stage.draw(*PILOT_H))
    if stage.happens(stage.shares.tug) and life.berthed:
        hours = stage.draw(*TUG_H)
        _attend(stage, life, "tug", life.berthed - hours * HOUR_S, hours)
    if life.anchored and life.anchored[1] - life.anchored[0] > 7.0 * HOUR_S:
        if stage.happens(stage.shares.bunker):
            _bunker(stage, life)
        elif stage.happens(stage.shares.inspected):
            _inspect(stage, life)


def _attend(stage: Stage, life: Life, kind: str, begin: float, hours: float) -> None:
    """A boat meets a moving ship, stays at her side, and goes back to its berth: for itself that is no call."""
    port = life.port
    target = beside(stage, life, begin, 0.0, 14.0)
    idle = [b for b in stage.boats(kind, port, begin - 2.0 * HOUR_S) if b is not life]
    if not idle or begin < stage.begin:
        return
    boat = idle[0]
    knots = min(boat.knots, 12.0)
    linger(stage, boat, begin - apart_km(boat.place, target) / (knots * KMH_PER_KT) * HOUR_S)
    boat.state(UNDER_WAY)
    boat.be(begin, target)
    keep_beside(stage, boat, life, 0.0, 14.0, begin + hours * HOUR_S)
    note(stage, kind, boat, life, begin, boat.now)
    moor(stage, boat, boat.now + 900.0 + apart_km(boat.place, port.place) / 12.0 * HOUR_S)


def _bunker(stage: Stage, life: Life) -> None:
    begin = life.anchored[0] if life.anchored else life.now
    idle = [boat for boat in stage.boats("bunker", life.port, begin) if boat is not life]
    if idle:
        bunkering(stage, life, idle[0])
        put_in(stage, idle[0], life.port, stage.draw(2.0, 9.0))


def _inspect(stage: Stage, life: Life) -> None:
    """A patrol boat lies some 60 to 150 m off a ship at anchor while people are on board."""
    begin, end = life.anchored or (life.now, life.now)
    idle = [
        boat for boat in stage.lives
        if boat.ship.kind == "patrol" and boat.port.sea == life.port.sea
        and boat.moored and boat.now < end - 8.0 * HOUR_S
    ]  # fmt: skip
    if not idle:
        return
    boat = idle[0]
    linger(stage, boat, begin + stage.draw(0.5, 2.0) * HOUR_S)
    put_out(stage, boat)
    follow(stage, boat, life.port.gate, boat.knots)
    if boat.now > end - 1.5 * HOUR_S:
        put_in(stage, boat, boat.ship.home, stage.draw(3.0, 12.0))
        return
    abeam = stage.draw(60.0, 150.0)
    come_beside(stage, boat, life, 0.0, abeam, boat.knots)
    came = boat.now
    keep_beside(stage, boat, life, 0.0, abeam, min(end - 600.0, came + stage.draw(0.7, 1.8) * HOUR_S))
    note(stage, "inspection", boat, life, came, boat.now)
    part(boat, life.place)
    put_in(stage, boat, boat.ship.home, stage.draw(3.0, 12.0))


def go_together(stage: Stage, lead: Life, other: Life, port: Port, kind: str) -> None:
    """Two ships of one port sail to another, the second behind the first: in `company`, or in `tow`."""
    tow = kind == "tow"
    behind_m, abeam_m = (stage.draw(180.0, 450.0), 0.0) if tow else (stage.draw(400.0, 2500.0), stage.draw(-80.0, 80.0))
    linger(stage, lead, other.now + 0.3 * HOUR_S)
    starts = [(life, life.port.code, life.now) for life in (lead, other)]
    pace = TOW_KT if tow else min(lead.knots, other.knots)
    knots, lead.knots = lead.knots, pace
    put_out(stage, lead)
    put_out(stage, other)
    begin = max(lead.now, other.now) + 0.2 * HOUR_S
    if tow:
        lead.state(RESTRICTED)
    stay = stage.draw(8.0, 30.0)
    put_in(stage, lead, port, stay)
    lead.knots = knots
    follow_ship(stage, other, lead, begin, behind_m / (pace * KMH_PER_KT / 3.6), abeam_m)
    note(stage, kind, lead, other, begin, other.now)
    other.arrived, other.port, other.moored, other.node = other.now, port, True, port.gate
    moor(stage, other, other.now + (stay + 2.0) * HOUR_S)
    for life, start, left in starts:
        stage.diary.voyages.append(Voyage(life.ship.number, start, port.code, left, life.arrived))
