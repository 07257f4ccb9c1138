"""Meetings: one ship goes alongside another for a transfer, at sea or in a roadstead."""

from __future__ import annotations

from crossbearing.worldgen.sea.diary import Call, Meeting
from crossbearing.worldgen.sea.life import Hold, Holding, Life
from crossbearing.worldgen.sea.lying import anchor, come_beside, keep_beside, linger, part
from crossbearing.worldgen.sea.places import Place, Port, apart_km, between, course, moved, neighbours, nodes
from crossbearing.worldgen.sea.routes import in_sea, is_river
from crossbearing.worldgen.sea.ships import Ship
from crossbearing.worldgen.sea.stage import Stage
from crossbearing.worldgen.sea.units import HOUR_S, KMH_PER_KT
from crossbearing.worldgen.sea.voyages import follow, hours_to, put_out

LASTS_H, SHORTEST_H = (2.5, 8.0), 2.5
# Fenders between ships at sea are 1.5 to 4.5 m thick (ISO 17357); antennas come to lie some 10 to 120 m apart.
FENDERS_M, MOST_M = (1.5, 4.5), 110.0
DRIFT_KT = (0.1, 0.8)
LINE_KM = 30.0


def spot_at_sea(stage: Stage, sea_of: Port) -> tuple[str, Place]:
    """A node and a place near one of the lines that lead from it, on no river, some way from either end."""
    mine = set(in_sea(sea_of))
    lines = [
        (a, b) for a in sorted(mine) for b in neighbours()[a]
        if b in mine and a < b and apart_km(nodes()[a], nodes()[b]) > LINE_KM and not is_river(a) and not is_river(b)
    ]  # fmt: skip
    a, b = lines[int(stage.rng.integers(len(lines)))]
    on_line = between(nodes()[a], nodes()[b], stage.draw(0.3, 0.7))
    side = course(nodes()[a], nodes()[b]) + stage.rng.choice([-90.0, 90.0])
    return a, moved(on_line, side, stage.draw(0.0, 4.0))


def alongside(stage: Stage, host: Ship, other: Ship) -> tuple[float, float]:
    """How far ahead and to the right of the host's antenna that of a ship alongside is, in metres.

    The shorter lies along the longer, heading as she does; half their breadths and the fenders are between them.
    """
    longer_by = host.length_m - other.length_m
    ahead = host.bow_m - other.bow_m - stage.draw(-0.1, 1.1) * longer_by
    abeam = (host.width_m + other.width_m) / 2.0 + stage.draw(*FENDERS_M)
    return min(max(ahead, -MOST_M), MOST_M), abeam * float(stage.rng.choice([-1.0, 1.0]))


def drift(stage: Stage, life: Life, until: float) -> None:
    """Lie stopped at sea until a time, set to leeward."""
    if until <= life.now:
        return
    km = stage.draw(*DRIFT_KT) * KMH_PER_KT * (until - life.now) / HOUR_S
    life.hold(Hold(Holding.STILL, life.now, until, stage.draw(0.0, 360.0)))
    life.be(until, moved(life.place, stage.draw(0.0, 360.0), min(km, 8.0)))


def meet_at_sea(stage: Stage, host: Life, other: Life) -> None:
    """Both leave port so as to be at one place at about the same time, lie alongside there, and part."""
    node, place = spot_at_sea(stage, host.port)
    ways = [hours_to(life, node, life.knots) for life in (host, other)]
    there = max(life.now + way * HOUR_S for life, way in zip((host, other), ways, strict=True))
    linger(stage, host, there - ways[0] * HOUR_S - stage.draw(0.5, 2.5) * HOUR_S)
    linger(stage, other, there - ways[1] * HOUR_S)
    for life in (host, other):
        put_out(stage, life)
        follow(stage, life, node, life.knots)
    host.go(place, host.knots)
    drift(stage, other, host.now - apart_km(other.place, place) / (other.knots * KMH_PER_KT) * HOUR_S)
    other.go(moved(place, course(place, other.place), 3.0), other.knots)
    other.stay(host.now + 60.0)
    leaves = other.now + stage.draw(*LASTS_H) * HOUR_S + 0.9 * HOUR_S
    drift(stage, host, leaves)
    _lie(stage, host, other, leaves, "sea")


def meet_in_road(stage: Stage, host: Life, other: Life, port: Port) -> None:
    """The first anchors in a roadstead, the second comes alongside there."""
    ways = [hours_to(life, port.gate, life.knots) for life in (host, other)]
    there = max(life.now + way * HOUR_S for life, way in zip((host, other), ways, strict=True))
    linger(stage, host, there - ways[0] * HOUR_S - stage.draw(0.5, 2.5) * HOUR_S)
    linger(stage, other, there - ways[1] * HOUR_S)
    for life in (host, other):
        put_out(stage, life)
        follow(stage, life, port.gate, life.knots)
    lasts = stage.draw(*LASTS_H)
    anchor(stage, host, port, max(other.now - host.now, 0.0) / HOUR_S + 2.0 + lasts)
    anchored = host.anchored or (host.now, host.now)
    drift(stage, other, anchored[0] + 0.2 * HOUR_S)
    leaves = min(anchored[1] - 600.0, max(other.now, anchored[0]) + (lasts + 1.6) * HOUR_S)
    lay = _lie(stage, host, other, leaves, "roadstead")
    stage.diary.calls.append(Call(host.ship.number, port.code, anchored[0], None, anchored[1], anchored))
    if lay:
        stage.diary.calls.append(Call(other.ship.number, port.code, lay.begin, None, lay.end, None))


def bunkering(stage: Stage, host: Life, boat: Life) -> None:
    """A small tanker of the port comes alongside a ship at anchor, and goes home."""
    begin, end = host.anchored or (host.now, host.now)
    linger(stage, boat, begin + stage.draw(0.5, 1.5) * HOUR_S)
    put_out(stage, boat)
    leaves = min(end - 900.0, boat.now + (stage.draw(2.6, 5.0) + 1.3) * HOUR_S)
    _lie(stage, host, boat, leaves, "roadstead")


def _lie(stage: Stage, host: Life, other: Life, leaves: float, setting: str) -> Meeting | None:
    """The second ship lies alongside the first until a time, if that is long enough: noted, with silences drawn."""
    ahead, abeam = alongside(stage, host.ship, other.ship)
    come_beside(stage, other, host, ahead, abeam, min(other.knots, 8.0))
    begin = other.now
    if leaves < begin + SHORTEST_H * HOUR_S:
        part(other, host.place)
        return None
    place = other.place
    keep_beside(stage, other, host, ahead, abeam, leaves - 0.2 * HOUR_S)
    end = other.now
    part(other, moved(other.place, stage.draw(0.0, 360.0), 0.3))
    dark = _silenced(stage, host, other, begin, end)
    numbers = sorted((host.ship.number, other.ship.number))
    lay = Meeting(numbers[0], numbers[1], begin, end, place, dark, setting)
    stage.diary.meetings.append(lay)
    return lay


def _silenced(stage: Stage, host: Life, other: Life, begin: float, end: float) -> str:
    drawn = stage.rng.random()
    one, both = stage.shares.one_dark, stage.shares.both_dark
    silent = (
        (host, other) if drawn < both else ((host, other)[int(stage.rng.integers(2))],) if drawn < one + both else ()
    )
    for life in silent:
        life.silent.append((begin - stage.draw(0.6, 6.0) * HOUR_S, end + stage.draw(0.6, 6.0) * HOUR_S, "dark_meeting"))
    return ("none", "one", "both")[len(silent)]
