"""Claims that a ship called at a port, sailed from one to another, or did not."""

from __future__ import annotations

from dataclasses import replace

from crossbearing.model.claims import Actor, Claim, Equipment, EquipmentRole, Kind, PlaceRole, Polarity
from crossbearing.worldgen.sea.asked.hat import Drawn, Hat, at, carrier, claim_of, said, stretch_in
from crossbearing.worldgen.sea.asked.ideal import (
    CALL_S,
    PORT_KM,
    Stretch,
    are_neighbours,
    are_same,
    near_ports,
    spots_of,
    widest,
)
from crossbearing.worldgen.sea.diary import Call
from crossbearing.worldgen.sea.places import Place, Port, apart_km, ports
from crossbearing.worldgen.sea.units import DAY_S, HOUR_S
from crossbearing.worldgen.wide.ideal import Said

# A stay is seen that was heard for so long.
SEEN_S = 1800.0
TURNED = {"supported": "contradicted", "contradicted": "supported"}


def quay_of(call: Call) -> Stretch:
    """When a ship lay at the quay in a call."""
    return (call.berthed if call.berthed is not None else call.arrived), call.left


def is_seen(hat: Hat, call: Call, days: tuple[int, int]) -> bool:
    """Whether a stay was heard for long enough in those days."""
    return hat.ideal.span(call.ship, stretch_in(quay_of(call), days)) >= SEEN_S


def places_near(port: Port) -> list[Place]:
    """All spots of a port and its neighbours."""
    return [spot for one in near_ports(port) for spot in spots_of(one)]


def answer(hat: Hat, ship: int, port: Port, days: tuple[int, int]) -> Said:
    """What an ideal reader says of a call."""
    own = [one for one in hat.ideal.calls(ship) if are_same(ports()[one.port], port)]
    if any(is_seen(hat, one, days) for one in own):
        return said("supported")
    plain = hat.ideal.is_plain(ship)
    room = hat.ideal.room(ship, places_near(port), widest(days))
    if not room:
        return said("contradicted", plain)
    return said("", plain, min(hat.ideal.p_heard(ship, port.place, run) for run in room))


def port_call(hat: Hat, name: str, true: bool, form: str) -> Drawn | None:
    """A call on a day, in some days, in the whole time."""
    stays = hat.stays()
    call = stays[hat.pick(stays)]
    days, port = hat.days_of(quay_of(call), form), ports()[call.port]
    if days is None:
        return None
    if not true:
        ship = call.ship
        port = hat.other_port(port)
        if hat.was_near(ship, port, days):
            return None
    called = hat.named(call.ship, quay_of(call) if true else widest(days))
    if called is None:
        return None
    who, by = called
    place = at(port, PlaceRole.ARRIVAL)
    claim = claim_of(name, Kind.PORT_CALL, places=(place,), when=hat.when(days), **who)
    return Drawn("", (claim,), true, answer(hat, call.ship, port, days), hat.tags(call.ship, by))


def flag_called(hat: Hat, name: str, true: bool) -> Drawn | None:
    """A ship of some flag called."""
    stays = hat.stays()
    call = stays[hat.pick(stays)]
    days, port = hat.days_of(quay_of(call), "day"), ports()[call.port]
    if days is None:
        return None
    flag, kind = hat.ideal.world.ships[call.ship].flag, hat.ideal.world.ships[call.ship].kind
    port = port if true else hat.other_port(port)
    fleet = [
        one.number for one in hat.ideal.world.ships if any(w.flag == flag for w in hat.ideal.world.worn[one.number])
    ]
    if not true and any(hat.was_near(ship, port, days) for ship in fleet):
        return None
    seen = any(
        is_seen(hat, one, days)
        for ship in fleet
        if hat.ideal.world.ships[ship].kind == kind and hat.ideal.is_plain(ship)
        for one in hat.ideal.calls(ship)
        if one.port == port.code
    )
    claim = claim_of(
        name, Kind.PORT_CALL, places=(at(port, PlaceRole.ARRIVAL),), when=hat.when(days), actors=(Actor(flag, flag),),
        equipment=(Equipment("cargo ship" if kind == "cargo" else "tanker", EquipmentRole.CARRIER, 1, 1),),
    )  # fmt: skip
    return Drawn("", (claim,), true, said("supported" if seen else "", False), ("flag",))


def no_call(hat: Hat, name: str, true: bool) -> Drawn | None:
    """No call in some days."""
    found = port_call(hat, name, not true, "days")
    return None if found is None else _turned(found, (replace(found.claims[0], polarity=Polarity.NEGATIVE),))


def denied(hat: Hat, name: str, true: bool) -> Drawn | None:
    """A report that tells of a call and of somebody who denies it: the denial is judged."""
    found = port_call(hat, f"{name}-target", not true, "day")
    if found is None:
        return None
    target = found.claims[0]
    denial = replace(target, id=name, start=2, end=3, kind=Kind.DENIAL, polarity=Polarity.NEGATIVE, when=None)
    return _turned(found, (target, denial))


def _turned(found: Drawn, claims: tuple[Claim, ...]) -> Drawn:
    turned = tuple(TURNED.get(one, one) for one in found.said.accepted)
    answered = replace(found.said, verdict=TURNED.get(found.said.verdict, found.said.verdict), accepted=turned)
    return replace(found, claims=claims, true=not found.true, said=answered)


def voyage(hat: Hat, name: str, true: bool) -> Drawn | None:
    """Goods carried from one port to another in some days."""
    stays = hat.stays()
    one = stays[hat.pick(stays)]
    after = [call for call in hat.ideal.calls(one.ship) if call.berthed and call.berthed > one.left]
    if not after:
        return None
    other = after[0]
    days = int(one.left // DAY_S), int(quay_of(other)[0] // DAY_S)
    if days[0] < 2 or days[1] > hat.days - 3 or one.port == other.port:
        return None
    start, end = ports()[one.port], ports()[other.port]
    if not true:
        way = hat.pick("abc")
        start, end = ((end, start), (start, hat.other_port(end)), (hat.other_port(start), end))[way]
        if are_neighbours(start, end) or sailed(hat, one.ship, start, end, days):
            return None
    called = hat.named(one.ship, (quay_of(one)[0], other.left) if true else widest(days))
    if called is None:
        return None
    who, by = called
    cargo = Equipment("drones", EquipmentRole.CARGO, 18, 18)
    who["equipment"] = (*who.get("equipment", ()), cargo)
    places = (at(start, PlaceRole.DEPARTURE), at(end, PlaceRole.ARRIVAL))
    claim = claim_of(name, Kind.DELIVERY, places=places, when=hat.when(days), **who)
    return Drawn("", (claim,), true, voyage_answer(hat, one.ship, start, end, days), hat.tags(one.ship, by))


def sailed(hat: Hat, ship: int, start: Port, end: Port, days: tuple[int, int]) -> bool:
    """Whether she called at the one and then at the other in those days on any clock, with time to spare."""
    low, high = widest(days)
    inside = [one for one in hat.ideal.calls(ship) if one.left > low - 6 * HOUR_S and one.arrived < high + 6 * HOUR_S]
    left = [one.arrived for one in inside if are_neighbours(ports()[one.port], start)]
    return any(are_neighbours(ports()[one.port], end) and one.left > min(left, default=1e12) for one in inside)


def voyage_answer(hat: Hat, ship: int, start: Port, end: Port, days: tuple[int, int]) -> Said:
    """What an ideal reader says of a call at one port and then at another."""
    calls = [one for one in hat.ideal.calls(ship) if one.berthed is not None and is_seen(hat, one, days)]
    left = [one.left for one in calls if are_same(ports()[one.port], start)]
    came = [quay_of(one)[0] for one in calls if are_same(ports()[one.port], end)]
    if left and came and min(left) <= max(came):
        return said("supported")
    km = min(apart_km(a, b) for a in places_near(start) for b in places_near(end)) - 2.0 * PORT_KM
    way = max(km, 0.0) / hat.ideal.kmh(ship) * HOUR_S
    there, here = (hat.ideal.room(ship, places_near(port), widest(days)) for port in (start, end))
    earliest = min((run[0] + CALL_S + way for run in there), default=1e12)
    possible = any(run[1] - CALL_S >= earliest for run in here)
    return said("" if possible else "contradicted", hat.ideal.is_plain(ship))


__all__ = ["carrier", "denied", "flag_called", "no_call", "port_call", "voyage"]
