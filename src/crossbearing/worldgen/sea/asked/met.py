"""Claims that goods went from ship to ship at sea."""

from __future__ import annotations

import math

from crossbearing.model.claims import Actor, Equipment, EquipmentRole, Kind, Place, PlaceRole
from crossbearing.worldgen.sea.asked.hat import EDGE_DAYS, SPARE_S, Drawn, Hat, carrier, claim_of, said
from crossbearing.worldgen.sea.asked.ideal import widest
from crossbearing.worldgen.sea.diary import Meeting
from crossbearing.worldgen.sea.life import place_at
from crossbearing.worldgen.sea.places import apart_km, course, ports
from crossbearing.worldgen.sea.truth import Telling
from crossbearing.worldgen.sea.units import DAY_S, HOUR_S
from crossbearing.worldgen.wide.ideal import Said

SEAS = {"caspian": "Caspian Sea", "black_sea": "Black Sea", "gulf": "Persian Gulf", "japan": "Sea of Japan",
        "baltic": "Baltic Sea", "bering": "Bering Sea"}  # fmt: skip
# Both ships were heard at least each hour: what the field asks for.
HEARD_S = HOUR_S
# How far from a place that a report gives to a few km a meeting may have been, and how far off it is elsewhere.
NEAR_KM, ELSEWHERE_KM = 45.0, 150.0


def _meetings(hat: Hat) -> list[Meeting]:
    low, high = EDGE_DAYS * DAY_S + HOUR_S, (hat.days - EDGE_DAYS) * DAY_S - HOUR_S
    return [one for one in hat.ideal.world.diary.meetings if one.begin > low and one.end < high]


def _days(hat: Hat, begin: float, end: float) -> tuple[int, int]:
    """The days of something, or some more."""
    some = hat.rng.integers(0, 3, 2) * int(hat.rng.integers(2))
    first, last = int(begin // DAY_S) - int(some[0]), int(end // DAY_S) + int(some[1])
    return max(EDGE_DAYS, first), min(hat.days - EDGE_DAYS - 1, last)


def _is_heard(hat: Hat, one: Meeting) -> bool:
    return Telling(hat.ideal.world).longest_silence_s(one) <= HEARD_S


def _met(hat: Hat, a: int, b: int, days: tuple[int, int]) -> list[Meeting]:
    start, end = widest(days)
    mine = [one for one in hat.ideal.world.diary.meetings if {one.a, one.b} == {a, b}]
    return [one for one in mine if one.end > start - SPARE_S and one.begin < end + SPARE_S]


def answer(hat: Hat, a: int, b: int, days: tuple[int, int]) -> Said:
    """What an ideal reader says of a meeting of two ships."""
    inside = [one for one in _met(hat, a, b, days) if one.begin < (days[1] + 1) * DAY_S and one.end > days[0] * DAY_S]
    if any(_is_heard(hat, one) for one in inside):
        return said("supported")
    plain = hat.ideal.is_plain(a) and hat.ideal.is_plain(b)
    return said("" if hat.ideal.can_meet(a, b, widest(days)) else "contradicted", plain)


def _sea_of(hat: Hat, ship: int, time: float) -> str:
    """The sea that a ship is in, by the nearest port."""
    here = place_at(hat.ideal.world.lives[ship], time, list(hat.ideal.world.lives))
    return min(ports().values(), key=lambda one: apart_km(one.place, here)).sea


def _names(hat: Hat, a: int, b: int, time: float) -> tuple[Equipment, ...]:
    worn = [next(w for w in hat.ideal.world.worn[ship] if w.begin <= time < w.end) for ship in (a, b)]
    return tuple(carrier(one.name) for one in worn)


def by_names(hat: Hat, name: str, true: bool) -> Drawn | None:
    """Two ships by their names, in a sea and some days; false: look-alikes, another ship, another day."""
    found = _pair(hat, true)
    if found is None:
        return None
    a, b, days, why = found
    area = Place(SEAS[_sea_of(hat, a, (days[0] + 0.5) * DAY_S)], PlaceRole.AREA)
    claim = claim_of(
        name, Kind.SHIP_TRANSFER, equipment=_names(hat, a, b, (days[0] + 0.5) * DAY_S), places=(area,),
        when=hat.when(days),
    )  # fmt: skip
    tags = tuple(dict.fromkeys((why, *hat.tags(a, "name")[1:], *hat.tags(b, "name")[1:])))
    return Drawn("", (claim,), true, answer(hat, a, b, days), tags)


def _pair(hat: Hat, true: bool) -> tuple[int, int, tuple[int, int], str] | None:
    meetings = _meetings(hat)
    if not meetings:
        return None
    one = meetings[hat.pick(meetings)]
    if true:
        return one.a, one.b, _days(hat, one.begin, one.end), f"dark {one.dark}"
    way = hat.pick("abc")
    if way == 0:
        return _lookalike(hat)
    a, b, days = one.a, one.b, _days(hat, one.begin, one.end)
    if way == 1:
        sea = hat.ideal.world.ships[a].sea
        others = [ship for ship in hat.traders() if hat.ideal.world.ships[ship].sea == sea and ship not in (a, b)]
        if not others:
            return None
        b = others[hat.pick(others)]
    else:
        day = int(hat.rng.integers(EDGE_DAYS, hat.days - EDGE_DAYS - 1))
        days = (day, min(day + int(hat.rng.integers(0, 3)), hat.days - EDGE_DAYS - 1))
    return None if _met(hat, a, b, days) else (a, b, days, "other ship" if way == 1 else "other day")


def _lookalike(hat: Hat) -> tuple[int, int, tuple[int, int], str] | None:
    low, high = (EDGE_DAYS + 1) * DAY_S, (hat.days - EDGE_DAYS - 1) * DAY_S
    seen = [one for one in hat.ideal.world.diary.lookalikes if low < one.begin and one.end < high]
    if not seen:
        return None
    kinds = sorted({one.kind for one in seen})
    kind = kinds[hat.pick(kinds)]
    fitting = [one for one in seen if one.kind == kind]
    one = fitting[hat.pick(fitting)]
    days = int(one.begin // DAY_S), int(one.end // DAY_S)
    return None if _met(hat, *one.ships, days) else (*one.ships, days, one.kind)


def by_place(hat: Hat, name: str, true: bool) -> Drawn | None:
    """Two ships by their names, so many km off a port; false: the place of another meeting."""
    meetings = _meetings(hat)
    if not meetings:
        return None
    one = meetings[hat.pick(meetings)]
    near = [p for p in ports().values() if apart_km(p.place, one.place) < 250.0]
    if not near:
        return None
    port = min(near, key=lambda p: apart_km(p.place, one.place))
    if not true:
        far = [p for p in ports().values() if ELSEWHERE_KM + 100.0 < apart_km(p.place, one.place) < 700.0]
        port = far[hat.pick(far)] if far else port
    off, bearing = apart_km(port.place, one.place), course(port.place, one.place)
    off = round(off / 5.0) * 5.0 if true else 20.0
    bearing = round(bearing / 45.0) * 45.0 % 360.0
    if (true and off * math.radians(22.5) > NEAR_KM) or (not true and not far):
        return None
    days = _days(hat, one.begin, one.end)
    others = [m for m in _met(hat, one.a, one.b, days) if m is not one]
    if others:
        return None
    site = Place(port.name, PlaceRole.SITE, port.country, *port.place, offset_km=off, bearing_deg=bearing)
    claim = claim_of(
        name, Kind.SHIP_TRANSFER, equipment=_names(hat, one.a, one.b, one.begin), places=(site,), when=hat.when(days)
    )
    told = answer(hat, one.a, one.b, days) if true else said("", False)
    tags = tuple(dict.fromkeys((f"dark {one.dark}", *hat.tags(one.a, "name")[1:], *hat.tags(one.b, "name")[1:])))
    return Drawn("", (claim,), true, told, tags)


def by_flags(hat: Hat, name: str, true: bool) -> Drawn | None:
    """Ships of one flag to ships of another in a sea."""
    meetings = _meetings(hat)
    if not meetings:
        return None
    one = meetings[hat.pick(meetings)]
    world = hat.ideal.world
    flags = [world.ships[ship].flag for ship in (one.a, one.b)]
    days = _days(hat, one.begin, one.end)
    if any(not hat.ideal.is_plain(ship) for ship in (one.a, one.b)):
        return None
    if not true:
        every = sorted({ship.flag for ship in world.ships if ship.sea == world.ships[one.a].sea})
        flags = [every[hat.pick(every)], flags[1]]
    start, end = widest(days)
    fitting = [
        m
        for m in world.diary.meetings
        if world.ships[m.a].sea == world.ships[one.a].sea
        and sorted(world.ships[ship].flag for ship in (m.a, m.b)) == sorted(flags)
    ]
    around = [m for m in fitting if m.end > start - SPARE_S and m.begin < end + SPARE_S]
    if bool(around) is not true:
        return None
    inside = [m for m in around if m.begin < (days[1] + 1) * DAY_S and m.end > days[0] * DAY_S]
    seen = any(_is_heard(hat, m) and hat.ideal.is_plain(m.a) and hat.ideal.is_plain(m.b) for m in inside)
    area = Place(SEAS[world.ships[one.a].sea], PlaceRole.AREA)
    claim = claim_of(
        name, Kind.SHIP_TRANSFER, actors=(Actor(flags[0], flags[0]),), recipients=(Actor(flags[1], flags[1]),),
        equipment=(Equipment("ships", EquipmentRole.CARRIER, 2, None),), places=(area,), when=hat.when(days),
    )  # fmt: skip
    return Drawn("", (claim,), true, said("supported" if seen else "", False), ("flags",))
