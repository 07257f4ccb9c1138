"""Voyages along the net and calls at ports."""

from __future__ import annotations

from dataclasses import replace

from crossbearing.worldgen.sea.diary import Call, Voyage
from crossbearing.worldgen.sea.life import UNDER_WAY, Life
from crossbearing.worldgen.sea.lying import anchor, moor
from crossbearing.worldgen.sea.places import Place, Port, apart_km, moved, nodes
from crossbearing.worldgen.sea.routes import LANE_KM, chain, chain_km, is_river, lane
from crossbearing.worldgen.sea.stage import Stage
from crossbearing.worldgen.sea.units import HOUR_S, KMH_PER_KT

RIVER_KT, FAIRWAY_KT = 6.5, 7.5
# Nearer than this a ship is at a node of the net already (lanes lie some kilometres off it).
AT_NODE_KM = 6.5
# Ships for a port up a river wait before its mouth, if they come from that sea.
MOUTH_KM = 100.0
# Ships pass a roadstead at its side.
BY_THE_ROAD_KM = 2.9
# With the transponder off for a call: from so far before to so far behind the port.
DARK_BEFORE_KM, DARK_BEHIND_KM = 40.0, 60.0


def fairway(port: Port) -> Place:
    """The place beside the roadstead that ships pass on their way in and out."""
    sides = [moved(port.road, port.quay_deg + turn, BY_THE_ROAD_KM) for turn in (0.0, 180.0)]
    return min(sides, key=lambda side: apart_km(side, nodes()[port.gate]))


def still_there(life: Life) -> Call:
    """The call of a ship that lies in port, as if she stayed for good."""
    return Call(life.ship.number, life.port.code, life.arrived, life.berthed, 1e12, life.anchored)


def put_out(stage: Stage, life: Life) -> None:
    """Leave the port, if she lies in one, as far as the first node of the net."""
    if not life.moored:
        return
    stage.diary.calls.append(replace(still_there(life), left=life.now))
    life.state(UNDER_WAY)
    life.moored, life.node, life.berthed, life.anchored = False, life.port.gate, None, None
    if not is_river(life.port.gate):
        life.go(fairway(life.port), FAIRWAY_KT)


def follow(stage: Stage, life: Life, node: str, knots: float) -> None:
    """Go along the net to a node."""
    links = chain(life.node, node)
    points = lane(links, stage.draw(*LANE_KM))
    there = bool(points) and apart_km(life.place, points[0].place) < AT_NODE_KM
    for point in points[1 if there else 0 :]:
        life.go(point.place, min(RIVER_KT, knots) if point.river else knots * stage.draw(0.94, 1.04))
    life.node = node


def hours_to(life: Life, node: str, knots: float) -> float:
    """About how long she will take to a node."""
    out = apart_km(life.port.place, nodes()[life.port.gate]) if life.moored else 0.0
    return (out + chain_km(life.node, node)) / (knots * KMH_PER_KT) + 0.3


def put_in(stage: Stage, life: Life, port: Port, stay_h: float, wait_h: float = 0.0) -> None:
    """Come into a port from the sea: past or into the roadstead, then to a berth."""
    knots = life.knots
    links = chain(life.node, port.gate)
    inner = [node for node in links if is_river(node)]
    outer = [node for node in links if not is_river(node)]
    at_mouth = bool(outer) and apart_km(nodes()[outer[-1]], port.road) < MOUTH_KM
    if is_river(port.gate) and wait_h > 0.0 and at_mouth and not is_river(life.node):
        follow(stage, life, outer[-1], knots)
        life.arrived = life.now
        anchor(stage, life, port, wait_h)
        follow(stage, life, inner[-1], knots)
    else:
        follow(stage, life, port.gate, knots)
        if not is_river(port.gate):
            life.go(fairway(port), FAIRWAY_KT)
        life.arrived = life.now
        if wait_h > 0.0 and not is_river(port.gate):
            anchor(stage, life, port, wait_h)
    life.port, life.moored, life.node = port, True, port.gate
    moor(stage, life, life.now + stay_h * HOUR_S)


def voyage(stage: Stage, life: Life, port: Port, stay_h: float, wait_h: float = 0.0, dark: bool = False) -> None:
    """Sail from port to port; `dark`: the transponder is off for the call at the end."""
    start, left, number = life.port.code, life.now, life.ship.number
    put_out(stage, life)
    put_in(stage, life, port, stay_h, wait_h)
    stage.diary.voyages.append(Voyage(number, start, port.code, left, life.arrived))
    if dark:
        before = life.arrived - DARK_BEFORE_KM / (life.knots * KMH_PER_KT) * HOUR_S
        behind = life.now + DARK_BEHIND_KM / (life.knots * KMH_PER_KT) * HOUR_S
        life.silent.append((before, behind, "dark_call"))
