"""Fishing fleets: boats that trawl side by side by day and drift near one another by night."""

from __future__ import annotations

from itertools import combinations

from crossbearing.worldgen.sea.boats import note
from crossbearing.worldgen.sea.life import FISHING, UNDER_WAY, Hold, Holding, Life
from crossbearing.worldgen.sea.lying import linger
from crossbearing.worldgen.sea.meetings import spot_at_sea
from crossbearing.worldgen.sea.places import Place, moved
from crossbearing.worldgen.sea.stage import Stage
from crossbearing.worldgen.sea.units import HOUR_S, KMH_PER_KT
from crossbearing.worldgen.sea.voyages import follow, put_in, put_out

MOST, TRAWL_KT = 6, (2.4, 4.2)


def fleets(stage: Stage) -> list[list[Life]]:
    """The fishing boats in fleets: those of one sea by six, all at home in one port."""
    found: list[list[Life]] = []
    for sea in dict.fromkeys(life.ship.sea for life in stage.lives):
        boats = [life for life in stage.lives if life.ship.sea == sea and life.ship.kind == "fishing"]
        found += [boats[k : k + MOST] for k in range(0, len(boats), MOST)]
    for fleet in found:
        for boat in fleet:
            boat.port, boat.node = fleet[0].ship.home, fleet[0].ship.home.gate
    return found


def trip(stage: Stage, fleet: list[Life]) -> None:
    """One trip of a fleet: out to a ground, two to four rounds of trawling and drifting, and home."""
    home = fleet[0].port
    leaves = max(boat.now for boat in fleet) + stage.draw(1.0, 8.0) * HOUR_S
    node, ground = spot_at_sea(stage, home)
    for boat in fleet:
        linger(stage, boat, leaves + stage.draw(0.0, 0.5) * HOUR_S)
        put_out(stage, boat)
        follow(stage, boat, node, boat.knots)
        boat.go(moved(ground, stage.draw(0.0, 360.0), stage.draw(0.3, 1.5)), boat.knots)
    begin = max(boat.now for boat in fleet)
    for _ in range(int(stage.rng.integers(2, 5))):
        ground = _trawl(stage, fleet, ground)
        _drift(stage, fleet)
    for one, other in combinations(fleet, 2):
        note(stage, "fishing", one, other, begin, fleet[0].now)
    stay = stage.draw(8.0, 30.0)
    for boat in fleet:
        boat.state(UNDER_WAY)
        put_in(stage, boat, home, stay)


def _trawl(stage: Stage, fleet: list[Life], ground: Place) -> Place:
    """All follow one zigzag, each at its own distance from it, for about ten hours."""
    time, knots = max(boat.now for boat in fleet) + 0.2 * HOUR_S, stage.draw(*TRAWL_KT)
    sides = [moved((0.0, 0.0), stage.draw(0.0, 360.0), stage.draw(0.15, 1.3)) for _ in fleet]
    course = stage.draw(0.0, 360.0)
    for boat in fleet:
        boat.state(FISHING)
    for _ in range(8):
        hours = stage.draw(0.7, 1.8)
        time += hours * HOUR_S
        course += stage.draw(110.0, 250.0)
        ground = moved(ground, course, knots * KMH_PER_KT * hours)
        for boat, side in zip(fleet, sides, strict=True):
            off = moved((ground[0] + side[0], ground[1] + side[1]), stage.draw(0.0, 360.0), stage.draw(0.0, 0.25))
            boat.be(time, off)
    return ground


def _drift(stage: Stage, fleet: list[Life]) -> None:
    """All lie stopped within some hundred metres for a night, set the same way."""
    time = max(boat.now for boat in fleet)
    hours, set_deg, km = stage.draw(5.0, 9.0), stage.draw(0.0, 360.0), stage.draw(0.5, 5.0)
    middle = fleet[0].place
    for boat in fleet:
        lies = moved(middle, stage.draw(0.0, 360.0), stage.draw(0.1, 0.45))
        boat.be(time + 0.6 * HOUR_S, lies)
        boat.hold(Hold(Holding.STILL, boat.now, boat.now + hours * HOUR_S, stage.draw(0.0, 360.0)))
        boat.be(
            boat.now + hours * HOUR_S, moved(moved(lies, set_deg, km), stage.draw(0.0, 360.0), stage.draw(0.0, 0.2))
        )
