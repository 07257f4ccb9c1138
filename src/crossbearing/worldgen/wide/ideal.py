"""The verdict that an ideal reader of the received data would give on a claim about a wide world.

He reads the same rows as the product and knows besides which are genuine, which leg each belongs to, where the
receivers stood and when they were down. `supported`: both ends shown, by rows at them or by the flight before or after;
or as many stays shown as claimed, where an exact number leaves no room for more. `contradicted`: one craft is named,
alone on its address, and there was no way. `no_trace`: the movement had room only in silences in which it would have
left three rows with probability 0.95. `not_observable`: the rest, and whatever is said of one of several craft on an
address: nobody can know which it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import polars as pl

from crossbearing.worldgen.wide.archive import holes
from crossbearing.worldgen.wide.craft import Craft
from crossbearing.worldgen.wide.hearing import chances, imagined
from crossbearing.worldgen.wide.invented import Invented
from crossbearing.worldgen.wide.performance import PERFORMANCE
from crossbearing.worldgen.wide.places import Spot, apart_km, fields
from crossbearing.worldgen.wide.roster import DAY_S, Leg
from crossbearing.worldgen.wide.silences import CITY_KM, Hiding, Room, Track, Ways, Window, hidings, speed_kmh, ways
from crossbearing.worldgen.wide.tell import told

HOUR_S = 3600.0
# A day on a clock of these worlds (UTC-1 to UTC+6, with an hour to spare), or in UTC.
EAST_S, WEST_S = 7 * HOUR_S, 2 * HOUR_S
# Asked of a silence, and how far off the exact value an honest estimate may be.
SURE, NEARLY, WELL_OVER = 0.95, 0.90, 0.99
# A craft heard on fewer legs has no habit that could be known.
HABIT_LEGS = 5
# So many silences of one claim are filled with imagined flights, each at so many moments.
ROOMS, MOMENTS = 10, 2
HOP_KM, HOP_KMH = (30.0, 700.0), 700.0


@dataclass(frozen=True, slots=True)
class Said:
    """A verdict, those as good, and the least probability with which the movement would have been heard."""

    verdict: str
    accepted: tuple[str, ...]
    p_heard: float | None = None


@dataclass
class Asked:
    """A claim being answered: what has been found, and the imagined flights that its silences were filled with."""

    shown: bool
    possible: bool
    half: bool
    decisive: bool
    """Whether impossible means contradicted."""
    silent: bool
    """Whether the silences can be judged: the archive is whole and the craft are known to send."""
    nearly: bool = False
    """Whether it was seen in part, at ends half seen."""
    mistakable: bool = False
    """Whether it was shown by an address that several craft send."""
    open: bool = False
    """Whether an exact number was shown and silences have room for more: then only sure hearing closes it."""
    legs: list[Leg] = field(default_factory=list)


class Ideal:
    """The ideal reader of one world."""

    def __init__(self, world: Invented) -> None:
        self.world = world
        self.flights, self.visits = told(world.start, world.frame, list(world.legs))
        self.craft = {one.airframe: one for one in world.craft if one.kind != "vehicle"}
        self._halves = {day for day, _ in holes(world.days, world.ether.seed)[1]}

    @cached_property
    def tracks(self) -> dict[str, Track]:
        """The genuine rows of each airframe."""
        genuine = self.world.frame.filter("genuine").sort("airframe", "t")
        parts = genuine.partition_by("airframe", as_dict=True)
        return {str(name): _track(part) for (name,), part in parts.items()}

    @cached_property
    def stopped(self) -> dict[str, list[tuple[float, Spot]]]:
        """When and where each airframe is known to have landed or left, because that end was seen."""
        found: dict[str, list[tuple[float, Spot]]] = {}
        for row, leg in zip(self.flights, self.world.legs, strict=True):
            mine = found.setdefault(leg.craft.airframe, [])
            mine += [(leg.knots.off_at, leg.plan.start)] if row["departure_seen"] == "observed" else []
            mine += [(leg.knots.on_at, leg.plan.end)] if row["arrival_seen"] == "observed" else []
        return found

    @cached_property
    def heard_legs(self) -> dict[str, int]:
        """On how many legs each airframe was heard."""
        found: dict[str, int] = {}
        for row in self.flights:
            found[str(row["airframe"])] = found.get(str(row["airframe"]), 0) + (int(str(row["n_positions"])) >= 3)
        return found

    @cached_property
    def sharers(self) -> dict[str, int]:
        """How many craft send each address."""
        addresses = [one.icao24 for one in self.craft.values()]
        return {one: addresses.count(one) for one in set(addresses)}

    def alone(self, airframe: str) -> bool:
        """Whether no other craft sends this one's address."""
        return self.sharers[self.craft[airframe].icao24] == 1

    def stretch(self, first: int, last: int) -> Window:
        """The days `first` to `last` of the world, both inclusive, on all clocks that may be meant."""
        return first * DAY_S - EAST_S, (last + 1) * DAY_S + WEST_S

    def flown(self, members: Iterable[str], starts: Sequence[Spot], ends: Sequence[Spot], window: Window) -> list[int]:
        """The numbers of the legs that did fly between these places in a window."""
        mine = set(members)
        return [
            k for k, leg in enumerate(self.world.legs)
            if leg.craft.airframe in mine and leg.knots.off_at <= window[1] and leg.knots.on_at >= window[0]
            and _among(leg.plan.start, starts) and _among(leg.plan.end, ends)
        ]  # fmt: skip

    def end_shown(self, number: int, end: str) -> bool:
        """Whether an end of a leg was seen, or the leg on the other side of the stay shows it."""
        row, legs = self.flights[number], self.world.legs
        other = number + (1 if end == "arrival" else -1)
        if row[f"{end}_seen"] == "observed" or row[f"{end}_stood"]:
            return True
        if not 0 <= other < len(legs) or legs[other].craft.airframe != legs[number].craft.airframe:
            return False
        near = "departure" if end == "arrival" else "arrival"
        return self.flights[other][f"{near}_seen"] == "observed"

    def flight(
        self, members: Sequence[str], starts: Sequence[Spot], ends: Sequence[Spot], days: tuple[int, int], named: bool
    ) -> Asked:
        """Look for a flight of any member between places on days of the world."""
        window = self.stretch(*days)
        heard = [one for one in members if one in self.tracks]
        legs = [k for k in self.flown(heard, starts, ends, window) if int(str(self.flights[k]["n_positions"])) >= 3]
        shown = any(self.end_shown(k, "departure") and self.end_shown(k, "arrival") for k in legs)
        found = {
            one: ways(self.tracks[one], starts, ends, window, self._kmh(one), self.stopped.get(one, []))
            for one in heard
        }
        half = any(one.half for one in found.values())
        asked = self._asked(heard, shown, any(not one.none for one in found.values()), half, named, days)
        asked.nearly = any(self._nearly(k) for k in legs)
        rooms = [(one, room) for one, way in found.items() for room in way.rooms]
        for one, room in rooms[:: max(1, len(rooms) // ROOMS)]:
            asked.legs += self._filled(self.craft[one], room, window)
        return asked

    def _ways(self, airframe: str, starts: Sequence[Spot], ends: Sequence[Spot], window: Window) -> Ways:
        stopped = self.stopped.get(airframe, [])
        return ways(self.tracks[airframe], starts, ends, window, self._kmh(airframe), stopped)

    def _asked(
        self, heard: Sequence[str], shown: bool, possible: bool, half: bool, named: bool, days: tuple[int, int]
    ) -> Asked:
        sending = all(not (self.craft[one].no_position or self.craft[one].mlat_only) for one in heard)
        whole = (
            days[0] >= 1 and days[1] <= self.world.days - 2 and not self._halves & set(range(days[0] - 1, days[1] + 2))
        )
        alone = len(heard) == 1 and self.alone(heard[0])
        habit = all(self.heard_legs.get(one, 0) >= HABIT_LEGS for one in heard)
        silent = bool(heard) and sending and whole and habit
        if named and not alone:
            return Asked(False, possible, half or shown, False, silent, mistakable=shown)
        return Asked(shown, possible, half, named and alone, silent)

    def _nearly(self, number: int) -> bool:
        seen = (self.flights[number]["departure_seen"], self.flights[number]["arrival_seen"])
        return "unobserved" not in seen or any(self.end_shown(number, end) for end in ("departure", "arrival"))

    def _kmh(self, airframe: str) -> float:
        return speed_kmh(PERFORMANCE[self.craft[airframe].typecode].cruise_kt)

    def _filled(self, craft: Craft, room: Room, window: Window) -> list[Leg]:
        """The flight imagined at several moments of a silence."""
        first, last = max(room.first, window[0]), min(room.last, window[1])
        moments = np.linspace(first, max(first, last), MOMENTS + 2)[1:-1] if last > first else [first]
        return [imagined(craft, room.start, room.end, float(at), self.world.ether) for at in moments]

    def _end_told(self, number: int, end: str, half: bool) -> bool:
        return self.end_shown(number, end) or (half and self.flights[number][f"{end}_seen"] == "partly")

    def stays(self, airframe: str, spots: Sequence[Spot], half: bool = False) -> list[tuple[float, float, bool]]:
        """When a craft truly stood at one of some places: from, until, and whether it was shown, or `half` shown."""
        mine = [(k, leg) for k, leg in enumerate(self.world.legs) if leg.craft.airframe == airframe]
        found: list[tuple[float, float, bool]] = []
        if mine and _among(mine[0][1].plan.start, spots):
            found.append((-np.inf, mine[0][1].knots.off_at, self._end_told(mine[0][0], "departure", half)))
        for at, (k, leg) in enumerate(mine):
            if _among(leg.plan.end, spots):
                after = mine[at + 1] if at + 1 < len(mine) else None
                shown = self._end_told(k, "arrival", half)
                shown = shown or (after is not None and self._end_told(after[0], "departure", half))
                found.append((leg.knots.on_at, after[1].knots.off_at if after else np.inf, shown))
        return found

    def counted(
        self, airframe: str, spots: Sequence[Spot], days: tuple[int, int], shown: bool, half: bool = False
    ) -> tuple[int, int]:
        """The least and the greatest number of stays on any reading of the days: begun on them, or touching them."""
        numbers = []
        own = [one for one in self.stays(airframe, spots, half) if one[2] or not shown]
        for first in (days[0], days[0] + 1) if days[1] > days[0] else (days[0],):
            for off in range(-2, 8):
                a, b = first * DAY_S - off * HOUR_S, (days[1] + 1) * DAY_S - off * HOUR_S
                numbers += [
                    sum(a <= came < b for came, _, _ in own),
                    sum(came < b and left > a for came, left, _ in own),
                ]
        return min(numbers), max(numbers)

    def count(
        self, airframe: str, spots: Sequence[Spot], days: tuple[int, int], least: int, most: float, named: bool
    ) -> Asked:
        """Look for a number of stays of one craft on days of the world."""
        window = self.stretch(*days)
        heard = [airframe] if airframe in self.tracks else []
        low, high = self.counted(airframe, spots, days, True) if heard else (0, 0)
        found = hidings(self.tracks[airframe], spots, window, self._kmh(airframe)) if heard else ()
        ceiling = high + sum(one.extra for one in found)
        shown = high >= least and low <= most
        asked = self._asked(heard, shown, ceiling >= least and low <= most, shown, named, days)
        low, high = self.counted(airframe, spots, days, True, half=True) if heard else (0, 0)
        asked.nearly = high >= least and low <= most
        asked.open = bool(found) and bool(np.isfinite(most))
        for one in found[:: max(1, len(found) // ROOMS)]:
            asked.legs += self._stopping(self.craft[airframe], one)
        return asked

    def _stopping(self, craft: Craft, hiding: Hiding) -> list[Leg]:
        """A landing at the place in the silence, coming from the field nearest to where it was last heard."""
        spot = hiding.spot
        near = hiding.came_from or (spot.lat, spot.lon)
        hops = {one.icao: apart_km((one.lat, one.lon), (spot.lat, spot.lon)) for one in fields().values()}
        able = [one for one in fields().values() if HOP_KM[0] < hops[one.icao] < HOP_KM[1]]
        if not able:
            return []
        start = min(able, key=lambda one: apart_km((one.lat, one.lon), near))
        at = (hiding.first + hiding.last) / 2 - hops[start.icao] / HOP_KMH * HOUR_S
        return [imagined(craft, start, spot, at, self.world.ether)]

    def said(self, asked: Sequence[Asked]) -> list[Said]:
        """The verdicts, once all imagined flights have been sent past the receivers."""
        p = chances([leg for one in asked for leg in one.legs], self.world.ether)
        ends = np.cumsum([len(one.legs) for one in asked]).tolist()
        return [_verdict(one, p[end - len(one.legs) : end]) for one, end in zip(asked, ends, strict=True)]


def _track(rows: pl.DataFrame) -> Track:
    t, lat, lon, alt_ft = (rows[name].cast(pl.Float64).to_numpy() for name in ("t", "lat", "lon", "true_alt_ft"))
    return Track(t, lat, lon, alt_ft, rows["ground"].to_numpy())


def _among(spot: Spot, spots: Sequence[Spot]) -> bool:
    return any(apart_km((spot.lat, spot.lon), (one.lat, one.lon)) < CITY_KM for one in spots)


def _verdict(asked: Asked, p: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Said:
    weakest = float(p.min()) if len(p) else None
    if asked.shown and asked.open and (weakest is None or weakest < SURE or not asked.silent):
        return Said("not_observable", ("not_observable", "supported"), weakest)
    if asked.shown:
        return Said("supported", ("supported",), weakest)
    if not asked.possible:
        sure = "contradicted" if asked.decisive else "no_trace" if asked.silent else "not_observable"
        return Said(sure, (sure,) if sure == "contradicted" else ("no_trace", "not_observable"), weakest)
    quiet = ("not_observable", *(("supported",) if asked.nearly or asked.mistakable else ()))
    if asked.half or not asked.silent or weakest is None:
        return Said("not_observable", (*quiet, *(("no_trace",) if asked.half else ())), weakest)
    if weakest >= SURE:
        return Said("no_trace", ("no_trace", *quiet), weakest)
    return Said("not_observable", (*quiet, *(("no_trace",) if weakest >= NEARLY else ())), weakest)
