"""Claims that count calls and voyages of a ship."""

from __future__ import annotations

import math
from itertools import pairwise

from crossbearing.model.claims import Count, Kind, Place, PlaceRole, When
from crossbearing.worldgen.sea.asked.called import is_seen, places_near, quay_of
from crossbearing.worldgen.sea.asked.hat import Drawn, Hat, at, claim_of, said
from crossbearing.worldgen.sea.asked.ideal import CALL_S, are_neighbours, are_same, told, widest
from crossbearing.worldgen.sea.diary import Call
from crossbearing.worldgen.sea.places import Port, ports
from crossbearing.worldgen.sea.units import DAY_S, HOUR_S
from crossbearing.worldgen.wide.ideal import Said

# Who is gone for less has shifted between roadstead and quay.
AWAY_S = 2 * HOUR_S
LENGTHS = (5, 8, 12, 20)
# Nobody begins to count while she is coming in.
EDGE_S = 3 * HOUR_S


def calls(hat: Hat, name: str, true: bool, form: str) -> Drawn | None:
    """So many calls at a port in some days: exactly, at least, or the n-th."""
    stays = hat.stays()
    one = stays[hat.pick(stays)]
    days = _days(hat, one, LENGTHS[hat.pick(LENGTHS)])
    port = ports()[one.port]
    own = None if days is None else _countable(hat, one.ship, port, days)
    if days is None or own is None:
        return None
    n = len(own) + (0 if true else int(hat.rng.choice((-1, 1, 2, 3, 6))))
    n = max(1, n - int(hat.rng.integers(2))) if true and form == "at least" else n
    most = math.inf if form == "at least" else float(n)
    if n < 1 or (n <= len(own) <= most) is not true:
        return None
    return _asked(hat, name, one.ship, (port,), days, own, (n, most), form)


def first_since(hat: Hat, name: str, true: bool) -> Drawn | None:
    """The first call at a port since a day."""
    stays = hat.stays()
    one = stays[hat.pick(stays)]
    days = _days(hat, one, LENGTHS[hat.pick(LENGTHS)])
    port = ports()[one.port]
    own = None if days is None else _countable(hat, one.ship, port, days)
    if days is None or own is None or (len(own) == 1) is not true:
        return None
    return _asked(hat, name, one.ship, (port,), days, own, (1, 1.0), "exactly")


def voyages(hat: Hat, name: str, true: bool) -> Drawn | None:
    """At least so many voyages from one port to another since a day."""
    stays = hat.stays()
    one = stays[hat.pick(stays)]
    after = [call for call in hat.ideal.calls(one.ship) if call.berthed and call.berthed > one.left]
    days = (max(2, int(one.left // DAY_S) - int(hat.rng.integers(1, 12))), hat.days - 3)
    if not after or after[0].port == one.port:
        return None
    ways = (ports()[one.port], ports()[after[0].port])
    if are_neighbours(*ways):
        return None
    made = _sailed(hat, one.ship, ways, days)
    if made is None:
        return None
    n = max(1, len(made) - int(hat.rng.integers(2))) if true else len(made) + int(hat.rng.choice((1, 2, 4)))
    if (n <= len(made)) is not true:
        return None
    return _asked(hat, name, one.ship, ways, days, [call for _, call in made], (n, math.inf), "at least")


def _days(hat: Hat, call: Call, length: int) -> tuple[int, int] | None:
    last = min(hat.days - 3, int(quay_of(call)[0] // DAY_S) + int(hat.rng.integers(0, 3)))
    first = max(2, last - length + 1)
    return (first, last) if quay_of(call)[0] < (last + 1) * DAY_S and last > first else None


def _countable(hat: Hat, ship: int, port: Port, days: tuple[int, int]) -> list[Call] | None:
    """Her calls there in those days; None where their number depends on clocks or on what is a call."""
    near = [one for one in hat.ideal.calls(ship) if are_neighbours(ports()[one.port], port)]
    here = [one for one in near if are_same(ports()[one.port], port)]
    if len(here) < len(near):
        return None
    wide, plain = widest(days), told(days)
    some = [one for one in here if one.left > wide[0] and one.arrived < wide[1]]
    sure = [
        one
        for one in some
        if one.berthed is not None and one.arrived > plain[0] + EDGE_S and quay_of(one)[0] < plain[1]
    ]
    apart = all(b.arrived - a.left > 2 * AWAY_S for a, b in pairwise(some))
    long = all(quay_of(one)[1] - quay_of(one)[0] > CALL_S for one in sure)
    return sure if len(some) == len(sure) and apart and long else None


def _sailed(hat: Hat, ship: int, ways: tuple[Port, Port], days: tuple[int, int]) -> list[tuple[Call, Call]] | None:
    """Her voyages on a way in those days, the one call after the other; None where their number is not plain."""
    every = [one for one in hat.ideal.calls(ship) if one.berthed is not None]
    pairs = [
        (a, b) for a, b in pairwise(every) if are_same(ports()[a.port], ways[0]) and are_same(ports()[b.port], ways[1])
    ]
    wide, plain = widest(days), told(days)
    some = [(a, b) for a, b in pairs if b.left > wide[0] and a.arrived < wide[1]]
    sure = [(a, b) for a, b in some if a.arrived > plain[0] + HOUR_S and quay_of(b)[0] < plain[1] - HOUR_S]
    beyond = [one for one in every if one.arrived > wide[1] and one.arrived < wide[1] + HOUR_S]
    loose = len(every) != len(hat.ideal.calls(ship)) or len(some) != len(sure) or beyond
    return None if loose else sure


def _asked(
    hat: Hat, name: str, ship: int, ways: tuple[Port, ...], days: tuple[int, int], own: list[Call],
    number: tuple[int, float], form: str,
) -> Drawn | None:  # fmt: skip
    n, most = number
    called = hat.named(ship, widest(days))
    if called is None:
        return None
    who, by = called
    places: tuple[Place, ...] = tuple(
        at(port, role) for port, role in zip(reversed(ways), (PlaceRole.ARRIVAL, PlaceRole.DEPARTURE), strict=False)
    )
    what = "voyages" if len(ways) == 2 else "calls"
    counts = (Count(what, n, None if math.isinf(most) else n),)
    when = When(hat.day(days[0]), hat.day(days[1]), rolling=form == "n-th")
    claim = claim_of(name, Kind.VISIT_COUNT, places=places, when=when, counts=counts, **who)
    true = n <= len(own) <= most
    answered = _answer(hat, ship, ways, days, own, number)
    return Drawn("", (claim,), true, answered, hat.tags(ship, by), len(own))


def _answer(
    hat: Hat, ship: int, ways: tuple[Port, ...], days: tuple[int, int], own: list[Call], number: tuple[int, float]
) -> Said:
    """As many as were heard, and as many more as silences leave room for."""
    n, most = number
    plain = hat.ideal.is_plain(ship)
    seen = [one for one in own if is_seen(hat, one, days)]
    if len(ways) == 2:
        earlier = days[0] - 20, days[1]
        seen = [one for one in seen if any(is_seen(hat, before, earlier) for before in _before(hat, one))]
    fits = [_fitting(hat, ship, port, days) for port in ways]
    if len(seen) > most or min(fits) < n:
        return said("contradicted", plain)
    if len(seen) >= n and (math.isinf(most) or (min(fits) <= most and plain)):
        return said("supported")
    return said("", plain)


def _before(hat: Hat, call: Call) -> list[Call]:
    return [one for one in hat.ideal.calls(call.ship) if one.left < call.arrived][-1:]


def _fitting(hat: Hat, ship: int, port: Port, days: tuple[int, int]) -> int:
    """How many calls of an hour fit at most: one stay that was heard throughout is one call."""
    room = sorted(hat.ideal.room(ship, places_near(port), widest(days)))
    joined: list[tuple[float, float]] = []
    for begin, end in room:
        if joined and begin < joined[-1][1] + AWAY_S:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return sum(_in_one(hat, ship, port, run) for run in joined)


def _in_one(hat: Hat, ship: int, port: Port, run: tuple[float, float]) -> int:
    """How many separate calls one stretch holds: one, and one more for each silence in which she can have been away."""
    t = hat.ideal.fixes(ship)[0]
    inside = t[(t > run[0]) & (t < run[1])]
    edges = [run[0], *inside.tolist(), run[1]]
    gaps = [b - a for a, b in pairwise(edges) if b - a >= AWAY_S]
    return 1 + sum(int(gap // (CALL_S + AWAY_S)) for gap in gaps)
