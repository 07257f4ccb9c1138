"""Claims about names, silences and numbers of flights of a wide world, drawn true and false."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from crossbearing.model.claims import Claim, Count, CraftIds, Kind, When
from crossbearing.worldgen.sphere import distance_km
from crossbearing.worldgen.wide.craft import Craft
from crossbearing.worldgen.wide.hat import Hat, Question, apart, claim_of, day_of, ends_of
from crossbearing.worldgen.wide.hearing import chances
from crossbearing.worldgen.wide.ideal import HOUR_S, SURE, Asked
from crossbearing.worldgen.wide.roster import DAY_S, Leg
from crossbearing.worldgen.wide.silences import Track

# A silence worth a report; a craft is heard throughout a day when no silence of it lasts as long as the second.
SILENT_S, THROUGHOUT_S, LATELY_S = 2700.0, 600.0, 6 * HOUR_S
# Two craft seen so far apart within so short a time, three times, are two.
APART_KM, AT_ONCE_S, TIMES = 400.0, 60.0, 3
MARGIN_S = 7 * HOUR_S


def _asked(shown: bool, possible: bool, decisive: bool = True) -> Asked:
    return Asked(shown, possible, half=True, decisive=decisive, silent=False, nearly=True)


def alias(hat: Hat, name: str, true: bool) -> Question | None:
    """Two registrations of one craft, one after the other; or of two craft of one operator."""
    tags: tuple[str, ...] = ()
    every = [one for one in hat.ideal.craft.values() if one.airframe in hat.able]
    one = every[int(hat.rng.integers(len(every)))]
    if true:
        if one.renamed is None:
            return None
        marks = (one.registration, one.second_name)
        asked = _asked(hat.ideal.alone(one.airframe) and _heard_both(hat, one), True)
    else:
        other = every[int(hat.rng.integers(len(every)))]
        if other.airframe == one.airframe or other.fleet.country != one.fleet.country:
            return None
        marks, alone = (one.registration, other.registration), all(hat.ideal.alone(c.airframe) for c in (one, other))
        tags = () if alone else ("shared",)
        asked = _asked(False, not (alone and _two(hat, one, other)))
    claim = claim_of(name, Kind.ALIAS, craft=CraftIds(registration=marks))
    return Question("", (claim,), true, asked, tags)


def _heard_both(hat: Hat, craft: Craft) -> bool:
    track = hat.ideal.tracks.get(craft.airframe)
    if track is None or craft.renamed is None:
        return False
    return bool(track.t[0] < craft.renamed * DAY_S <= track.t[-1])


def _two(hat: Hat, one: Craft, other: Craft) -> bool:
    """Whether both were seen at the same time at places far apart, at several times."""
    a, b = (hat.ideal.tracks.get(c.airframe) for c in (one, other))
    if a is None or b is None:
        return False
    near = np.clip(np.searchsorted(a.t, b.t), 0, len(a.t) - 1)
    at_once = np.abs(a.t[near] - b.t) < AT_ONCE_S
    far = at_once & (distance_km(a.lat[near], a.lon[near], b.lat, b.lon) > APART_KM)
    return len(np.unique(b.t[far] // 600.0)) >= TIMES


def silence(hat: Hat, name: str, true: bool) -> Question | None:
    """A transponder said to be off on a day: one that was, or one that nobody switched off, heard all day or not."""
    leg = hat.leg()
    dark = _dark(leg)
    if true and dark is None:
        legs = [one for one in hat.legs if _dark(one)]
        if not legs:
            return None
        leg = legs[int(hat.rng.integers(len(legs)))]
        dark = _dark(leg)
    day, track = day_of(leg), hat.ideal.tracks.get(leg.craft.airframe)
    if true and dark is not None:
        asked = _asked(_would_tell(hat, leg, dark, track), True)
    elif _sent_all_day(hat, leg, day):
        asked = _asked(False, track is None or not _throughout(track, day))
    else:
        return None
    when = When(hat.day(day), hat.day(day))
    told = claim_of(name, Kind.STATEMENT, when=when, craft=CraftIds(registration=(leg.craft.name_on(day),)))
    quote = "its transponder was switched off"
    claim = replace(told, quote=quote, end=len(quote), checkable_by=("flights",))
    return Question("", (claim,), true, asked, hat.tags(leg))


def _dark(leg: Leg) -> tuple[float, float] | None:
    """The stretch in the air without transponder, where it lies within one day."""
    for begin, end in leg.silent:
        a, b = max(begin, leg.knots.off_at), min(end, leg.knots.on_at)
        if b - a >= SILENT_S and a // DAY_S == b // DAY_S == day_of(leg):
            return a, b
    return None


def _would_tell(hat: Hat, leg: Leg, dark: tuple[float, float], track: Track | None) -> bool:
    """Whether the craft was heard on both sides of its silence, and would surely have been heard in it."""
    if track is None or leg.silent_below_ft > 0 or leg.craft.mlat_only or not hat.ideal.alone(leg.craft.airframe):
        return False
    before = (track.t >= dark[0] - LATELY_S) & (track.t <= dark[0])
    after = (track.t >= dark[1]) & (track.t <= dark[1] + LATELY_S)
    sending = replace(leg, silent=((-np.inf, dark[0]), (dark[1], np.inf)))
    return bool(before.any() and after.any() and chances([sending], hat.world.ether)[0] >= SURE)


def _sent_all_day(hat: Hat, leg: Leg, day: int) -> bool:
    """Whether the craft's transponder told positions on every flight about that day."""
    if leg.craft.no_position or leg.craft.mlat_only:
        return False
    start, end = day * DAY_S - MARGIN_S, (day + 1) * DAY_S + MARGIN_S
    own = [one for one in hat.world.legs if one.craft.airframe == leg.craft.airframe]
    near = [one for one in own if one.knots.t[-1] > start and one.knots.t[0] < end]
    return not any(one.silent or one.silent_below_ft > 0 for one in near)


def _throughout(track: Track, day: int) -> bool:
    rows = track.t[(track.t > day * DAY_S - MARGIN_S) & (track.t < (day + 1) * DAY_S + MARGIN_S)]
    edges = np.r_[day * DAY_S - MARGIN_S, rows, (day + 1) * DAY_S + MARGIN_S]
    return bool(np.diff(edges).max() < THROUGHOUT_S)


def number_of_flights(hat: Hat, name: str, true: bool) -> Question | None:
    """So many flights of a craft from one place to another in some days."""
    leg = hat.leg()
    start, end, last = leg.plan.start, leg.plan.end, day_of(leg) + int(hat.rng.integers(1, 3))
    first = max(1, last - int(hat.rng.integers(2, 6)))
    if last > hat.world.days - 2 or not apart(start, end):
        return None
    (one, starts), (other, ends) = hat.named(start), hat.named(end)
    window = hat.ideal.stretch(first, last)
    legs = hat.ideal.flown([leg.craft.airframe], starts, ends, window)
    inside = (first * DAY_S + MARGIN_S, (last + 1) * DAY_S - MARGIN_S)
    spans = [(hat.world.legs[k].knots.off_at, hat.world.legs[k].knots.on_at) for k in legs]
    if any(a < inside[0] or b > inside[1] for a, b in spans):
        return None
    shown = sum(_shown(hat, k) for k in legs)
    n = len(legs) if true else max(1, len(legs) + int(hat.rng.choice((-1, 1, 2))))
    if (n == len(legs)) is not true:
        return None
    alone = hat.ideal.alone(leg.craft.airframe)
    asked = _asked(shown == n and alone, shown <= n, alone)
    more = hat.ideal.flight([leg.craft.airframe], starts, ends, (first, last), True)
    asked.legs, asked.open, asked.silent = more.legs, bool(more.legs), more.silent
    when, craft = When(hat.day(first), hat.day(last)), CraftIds(registration=(leg.craft.name_on(last),))
    claim: Claim = claim_of(
        name, Kind.VISIT_COUNT, places=ends_of(one, other), when=when, craft=craft, counts=(Count("flights", n, n),)
    )
    return Question("", (claim,), true, asked, hat.tags(leg), n_true=len(legs))


def _shown(hat: Hat, number: int) -> bool:
    row = hat.ideal.flights[number]
    both = all(hat.ideal.end_shown(number, end) for end in ("departure", "arrival"))
    return both and int(str(row["n_positions"])) >= 3
