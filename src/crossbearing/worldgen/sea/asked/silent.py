"""Claims that a ship switched her transponder off, was silent so often, or goes by another name now."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from crossbearing.model.claims import Count, CraftIds, Kind, PlaceRole, When
from crossbearing.worldgen.sea.asked.hat import EDGE_DAYS, Drawn, Hat, at, carrier, claim_of, said
from crossbearing.worldgen.sea.asked.ideal import widest
from crossbearing.worldgen.sea.life import where
from crossbearing.worldgen.sea.places import apart_km, ports
from crossbearing.worldgen.sea.units import DAY_S, HOUR_S
from crossbearing.worldgen.wide.ideal import Said

THRESHOLDS = (2.0, 6.0, 12.0, 30.0)
NEAR_KM = 80.0
# So many of the false claims tell of a silence that there was, of a ship that nobody could hear.
OUT_OF_REACH = 0.6
# In such a silence a ship would have been heard so often at least.
HEARD_TIMES, DRAWS = 3, 40


def switched_off(hat: Hat, name: str, true: bool) -> Drawn | None:
    """So many hours without signal near a port; false: of a ship that did not switch off then."""
    world = hat.ideal.world
    low, high = EDGE_DAYS * DAY_S, (hat.days - EDGE_DAYS) * DAY_S
    off = [
        (life.ship.number, begin, end)
        for life in world.lives
        for begin, end, _ in life.silent
        if begin > low and end < high and end - begin >= 3 * HOUR_S
    ]
    if not off:
        return None
    ship, begin, end = off[hat.pick(off)]
    if not true:
        free = [one for one in hat.traders() if one not in {other for other, _, _ in off}]
        ship = free[hat.pick(free)]
        unheard = _gaps(hat, ship, 3.0, (low, high))
        if unheard and hat.rng.random() < OUT_OF_REACH:
            begin, end = unheard[hat.pick(unheard)]
            if begin < low or end > high:
                return None
    hours = max(2.0, float(int((end - begin) / HOUR_S * hat.rng.uniform(0.6, 1.0))))
    lat, lon, _ = where(world.lives[ship], np.array([(begin + end) / 2.0]), list(world.lives))
    here = (float(lat[0]), float(lon[0]))
    port = min(ports().values(), key=lambda one: apart_km(one.place, here))
    if apart_km(port.place, here) > NEAR_KM:
        return None
    days = int(begin // DAY_S), int(end // DAY_S)
    called = hat.named(ship, widest(days))
    if called is None:
        return None
    who, by = called
    claim = claim_of(
        name, Kind.STATEMENT, counts=(Count("hours without signal", hours, hours),), when=hat.when(days),
        places=(at(port, PlaceRole.SITE),), **who,
    )  # fmt: skip
    return Drawn("", (claim,), true, _answer(hat, ship, hours, days, true, (begin, end)), hat.tags(ship, by))


def _gaps(hat: Hat, ship: int, hours: float, stretch: tuple[float, float]) -> list[tuple[float, float]]:
    """Silences of so many hours that touch a stretch, the one before she was heard and the one after too."""
    t = hat.ideal.fixes(ship)[0]
    edges = np.concatenate([[-1e12], t, [1e12]])
    rows = np.flatnonzero((np.diff(edges) >= hours * HOUR_S) & (edges[1:] > stretch[0]) & (edges[:-1] < stretch[1]))
    found = [(float(edges[k]), float(edges[k + 1])) for k in rows.tolist()]
    return [one for one in found if one[1] - one[0] - _missing_s(hat, one) >= hours * HOUR_S]


def _missing_s(hat: Hat, stretch: tuple[float, float]) -> float:
    """How much of a stretch the archive does not hold."""
    return sum(max(0.0, min(stretch[1], end) - max(stretch[0], begin)) for begin, end in hat.ideal.holes)


def _answer(hat: Hat, ship: int, hours: float, days: tuple[int, int], true: bool, off: tuple[float, float]) -> Said:
    plain = hat.ideal.is_plain(ship)
    if not _gaps(hat, ship, hours, widest(days)):
        return said("contradicted", plain)
    heard = _would_hear(hat, ship, off) if true else 0.0
    return said("supported" if heard >= 0.95 and plain else "", plain)


def _would_hear(hat: Hat, ship: int, off: tuple[float, float]) -> float:
    """The chance that three positions and more had been heard in a silence, on the way that she truly went."""
    world = hat.ideal.world
    step = max(hat.ideal.keep_s, 180.0)
    times = np.arange(off[0], off[1], step)
    lat, lon, _ = where(world.lives[ship], times, list(world.lives))
    held, one = ~_in_hole(hat, times), world.ships[ship]
    sent = np.ones(times.size)
    draws = (world.ears.hear(one.sea, times, lat, lon, sent, one.class_b, hat.rng) for _ in range(DRAWS))
    return float(np.mean([np.count_nonzero((by >= 0) & held) >= HEARD_TIMES for by in draws]))


def _in_hole(hat: Hat, times: NDArray[np.float64]) -> NDArray[np.bool_]:
    inside = np.zeros(times.size, np.bool_)
    for begin, end in hat.ideal.holes:
        inside |= (times >= begin) & (times < end)
    return inside


def gaps_of(hat: Hat, name: str, true: bool) -> Drawn | None:
    """At least so many silences of so many hours of a ship in some days."""
    ships = [one for one in hat.traders() if hat.ideal.fixes(one)[0].size]
    ship = ships[hat.pick(ships)]
    hours = THRESHOLDS[hat.pick(THRESHOLDS)]
    days = (EDGE_DAYS + int(hat.rng.integers(0, 4)), hat.days - EDGE_DAYS - 1 - int(hat.rng.integers(0, 4)))
    stretch = days[0] * DAY_S, (days[1] + 1) * DAY_S
    inside = [gap for gap in _gaps(hat, ship, hours, stretch) if stretch[0] < gap[0] and gap[1] < stretch[1]]
    around = _gaps(hat, ship, hours, widest(days))
    if len(inside) != len(around):
        return None
    n = max(1, len(inside) - int(hat.rng.integers(2))) if true else len(inside) + int(hat.rng.choice((1, 2, 5)))
    if (n <= len(inside)) is not true:
        return None
    called = hat.named(ship, widest(days))
    if called is None:
        return None
    who, by = called
    counts = (Count("gaps", n, None), Count("hours without signal", hours, hours))
    claim = claim_of(name, Kind.STATEMENT, counts=counts, when=When(hat.day(days[0]), hat.day(days[1])), **who)
    plain = hat.ideal.is_plain(ship)
    answer = said("supported" if true else "contradicted", plain) if plain or true else said("", plain)
    return Drawn("", (claim,), true, answer, hat.tags(ship, by), len(inside))


def renamed(hat: Hat, name: str, true: bool) -> Drawn | None:
    """One ship under two names; false: two ships."""
    world = hat.ideal.world
    changed = [number for number, worn in enumerate(world.worn) if len(worn) == 2 and worn[1].why == "renamed"]
    if not changed:
        return None
    ship = changed[hat.pick(changed)]
    old, new = world.worn[ship]
    other = ship
    t = hat.ideal.fixes(ship)[0]
    if not true:
        others = [one for one in hat.traders() if one != ship and hat.ideal.fixes(one)[0].size]
        ship, other = (others[hat.pick(others)] for _ in range(2))
        if ship == other or {world.ships[one].imo for one in (ship, other)} == {None}:
            return None
        old, new = world.worn[ship][0], world.worn[other][0]
    claim = claim_of(name, Kind.ALIAS, equipment=(carrier(new.name), carrier(old.name)), craft=CraftIds())
    both = bool(t.size) and bool(t[0] < new.begin < t[-1])
    plain = all(hat.ideal.is_plain(one) for one in (ship, other))
    if true:
        told = said("supported" if both else "", False)
    else:
        told = said("contradicted" if _apart(hat, ship, other) else "", plain)
    return Drawn("", (claim,), true, told, hat.tags(ship, "name"))


def _apart(hat: Hat, one: int, other: int) -> bool:
    """Whether both were heard too far apart at one time to be one ship."""
    t, lat, lon = hat.ideal.fixes(other)
    return any(
        not hat.ideal.can_reach(one, float(t[k]), float(lat[k]), float(lon[k]), 5.0)
        for k in range(0, t.size, max(1, t.size // 200))
    )
