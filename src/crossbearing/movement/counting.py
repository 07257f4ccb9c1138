"""How many separate stays there were, at least and at most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from crossbearing.model.tables import FLIGHTS, VISITS
from crossbearing.movement.ferries import ferries
from crossbearing.movement.hearing import Ears, ears
from crossbearing.movement.observed import observed_of
from crossbearing.movement.plausible import airframe_of, trusted
from crossbearing.movement.prism import top_speed_kmh
from crossbearing.movement.reckoning import Craft, Silence
from crossbearing.movement.rooms import silences, usable_fields
from crossbearing.movement.sightings import Sightings
from crossbearing.movement.sightings import sightings as sightings_of
from crossbearing.movement.stays import Stay, separate_stays, shown_rows
from crossbearing.world import World, geo

__all__ = ["VisitCount", "count_visits", "craft_of", "hearing_of", "labels_of", "stays_and_silences"]


@dataclass(frozen=True, slots=True)
class VisitCount:
    """How many separate stays: at least `n_min`, at most `n_max`; `shown` and `possible` are ids of VISITS.

    `n_most` is the bound that proves: every silence filled with as many stays as physics allows, transponder off.
    `stays` are those counted in `n_min`, `silences` those that leave room for more.
    """

    n_min: int
    n_max: int
    shown: tuple[str, ...]
    possible: tuple[str, ...]
    n_most: int = 0
    stays: tuple[Stay, ...] = ()
    silences: tuple[Silence, ...] = ()


def hearing_of(visits: pl.DataFrame, flights: pl.DataFrame, positions: pl.DataFrame, world: World) -> Ears:
    """Return what FLIGHTS, VISITS and marked POSITIONS of everybody tell of hearing, for `count_visits`."""
    return ears(flights, positions, ferries(visits, world))


def count_visits(
    visits: pl.DataFrame,
    crafts: Sequence[str],
    airports: Sequence[str],
    start: datetime,
    end: datetime,
    world: World,
    *,
    flights: pl.DataFrame | None = None,
    positions: pl.DataFrame | None = None,
    sightings: pl.DataFrame | None = None,
    airframes: Sequence[str] = (),
    heard: Ears | None = None,
) -> VisitCount:
    """Count the separate stays of the craft at any of the airports that touch `[start, end)`.

    `n_min` counts the stays shown, by tracks or by SIGHTINGS in VISITS; what hides inside a stay never lowers it.
    With marked `positions` and `flights`, every silence with time to come there, stop and go again adds to `n_most` as
    many stays as it holds, and to `n_max` those to reckon with: none in a flight heard on both sides or where the craft
    stood at one place before and after, as long as many others were heard meanwhile. Without positions, each stay whose
    place nobody saw adds one where the craft could have come there and away in time, and silences inside stays are
    taken for standing still. `airframes` limits the count to some airframes of a shared address; `heard` is what
    `hearing_of` returned for the same tables.
    """
    every = VISITS.conform(visits)
    if positions is not None:
        legs = FLIGHTS.empty() if flights is None else flights
        known = heard or hearing_of(every, legs, positions, world)
        keys = _airframes(every, positions, crafts, airframes)
        asked = _Asked(tuple(airports), (start, end), every, legs, positions, sightings, known, world)
        return total([_count_one(one, label, asked) for one, label in keys])
    ours = every.filter(pl.col("craft").is_in(list(crafts)))
    parts = ours.group_by("craft", "airframe", maintain_order=True)
    counts = [_by_visits(part.to_dicts(), airports, (start, end), world, flights) for _, part in parts]
    return total(counts)


def total(counts: Sequence[VisitCount]) -> VisitCount:
    """Return several counts as one."""
    return VisitCount(
        sum(one.n_min for one in counts),
        sum(one.n_max for one in counts),
        tuple(dict.fromkeys(name for one in counts for name in one.shown)),
        tuple(dict.fromkeys(name for one in counts for name in one.possible)),
        sum(one.n_most for one in counts),
        tuple(stay for one in counts for stay in one.stays),
        tuple(silence for one in counts for silence in one.silences),
    )


def _airframes(
    visits: pl.DataFrame, positions: pl.DataFrame | None, crafts: Sequence[str], wanted: Sequence[str]
) -> Iterator[tuple[str, str | None]]:
    """Each craft, and each airframe on its address where several share it."""
    found = visits.select("craft", "airframe")
    if positions is not None:
        own = trusted(positions).filter(pl.col("craft").is_in(list(crafts)))
        found = pl.concat([found, own.select("craft", airframe=airframe_of(pl.col("mark"))).unique()])
    for craft in dict.fromkeys(crafts):
        labels = found.filter(pl.col("craft") == craft)["airframe"].drop_nulls().unique().sort().to_list()
        for label in labels or [None]:
            if not wanted or label in wanted:
                yield craft, label


def labels_of(craft: str, visits: pl.DataFrame, positions: pl.DataFrame) -> tuple[str | None, ...]:
    """Return the labels of the airframes on one craft's address; None alone where it is of one."""
    return tuple(label for _, label in _airframes(visits, positions, [craft], ()))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question and the tables that answer it."""

    airports: tuple[str, ...]
    window: tuple[datetime, datetime]
    visits: pl.DataFrame
    flights: pl.DataFrame
    positions: pl.DataFrame
    observed: pl.DataFrame | None
    heard: Ears
    world: World


def _craft(craft: str, label: str | None, asked: _Asked) -> Craft:
    labels = (label,) if label else ()
    seen = sightings_of(asked.positions, craft, labels, observed_of(asked.observed, craft, asked.world))
    own = asked.flights.filter(pl.col("craft") == craft)
    return craft_of(craft, label, seen, shown_rows(asked.visits, craft, labels), own.to_dicts(), asked.world)


def craft_of(
    craft: str,
    label: str | None,
    seen: Sightings,
    rows: Sequence[Mapping[str, Any]],
    flights: Iterable[Mapping[str, Any]],
    world: World,
) -> Craft:
    """Return all that is known of one airframe by its sightings, its shown VISITS, and the FLIGHTS of its address."""
    legs = sorted((leg for leg in flights if not label or leg["airframe"] == label), key=lambda leg: leg["first_seen"])
    types = [leg["typecode"] for leg in legs if leg["typecode"]]
    kind = world.types.get(types[-1]) if types else None
    return Craft(craft, seen, rows, legs, kind, label)


def stays_and_silences(
    one: Craft, airports: Sequence[str], window: tuple[datetime, datetime], world: World, heard: Ears
) -> tuple[list[Stay], tuple[Silence, ...]]:
    """Return the shown stays of one airframe at some airports, and the silences in a window that leave room for more
    than those of them that touch it."""
    stays = separate_stays(one.rows, airports, world, {leg["id"]: leg for leg in one.legs})
    sure = [stay for stay in stays if stay.overlaps(*window)]
    fields = usable_fields(airports, world, one.kind)
    return stays, tuple(silences(one, sure, fields, world, heard, window))


def _count_one(craft: str, label: str | None, asked: _Asked) -> VisitCount:
    one = _craft(craft, label, asked)
    stays, rooms = stays_and_silences(one, asked.airports, asked.window, asked.world, asked.heard)
    sure = tuple(stay for stay in stays if stay.overlaps(*asked.window))
    perhaps = [stay for stay in stays if stay.may_overlap(*asked.window) and stay not in sure]
    n_max = len(sure) + max(len(perhaps), sum(room.reckoned for room in rooms))
    guesses = asked.visits.filter(pl.col("craft") == craft, pl.col("place").is_in(list(asked.airports)))
    return VisitCount(
        len(sure),
        n_max,
        tuple(name for stay in sure for name in stay.ids),
        (*(name for stay in perhaps for name in stay.ids), *_unseen(guesses, label, rooms)),
        max(n_max, len(sure) + sum(room.fits for room in rooms)),
        sure,
        rooms,
    )


def _unseen(visits: pl.DataFrame, label: str | None, rooms: Sequence[Silence]) -> list[str]:
    """Ids of the merely possible stays that lie in these silences."""
    guesses = visits.filter(~pl.col("shown"), pl.col("airframe").eq_missing(label))
    stretches = [(room.opening.earliest, room.opening.latest) for room in rooms if room.reckoned]
    return [
        row["id"]
        for row in guesses.iter_rows(named=True)
        if any(
            (row["arrived_after"] is None or row["arrived_after"].timestamp() <= latest)
            and (row["left_before"] is None or row["left_before"].timestamp() >= earliest)
            for earliest, latest in stretches
        )
    ]


def _by_visits(
    rows: list[dict[str, Any]],
    airports: Sequence[str],
    window: tuple[datetime, datetime],
    world: World,
    flights: pl.DataFrame | None,
) -> VisitCount:
    """The count of one airframe from its VISITS alone, and its FLIGHTS where they are at hand."""
    ends = _ends(flights)
    shown = sorted((r for r in rows if r["shown"] and (r["arrived_before"] or r["left_after"])), key=_when)
    stays = separate_stays(shown, airports, world)
    sure = tuple(stay for stay in stays if stay.overlaps(*window))
    perhaps = [stay for stay in stays if stay.may_overlap(*window) and stay not in sure]
    groups: dict[tuple[str | None, str | None], list[dict[str, Any]]] = {}
    for row in rows:
        if not row["shown"] and _may_touch(row, window):
            groups.setdefault((row["arrival_flight"], row["departure_flight"]), []).append(row)
    unseen = [
        next((row for row in group if row["place"] in airports), group[0])
        for group in groups.values()
        if airports and (any(r["place"] in airports for r in group) or _reachable(group[0], airports, ends, world))
    ]
    n_max = len(sure) + len(perhaps) + len(unseen)
    possible = (*(name for stay in perhaps for name in stay.ids), *(row["id"] for row in unseen))
    return VisitCount(len(sure), n_max, tuple(name for s in sure for name in s.ids), possible, n_max, sure)


def _when(row: dict[str, Any]) -> datetime:
    found: datetime = row["arrived_before"] or row["left_after"]
    return found


def _may_touch(row: dict[str, Any], window: tuple[datetime, datetime]) -> bool:
    after, before = row["arrived_after"], row["left_before"]
    return (after is None or after < window[1]) and (before is None or before >= window[0])


_Ends = tuple[tuple[float, float], tuple[float, float], datetime, datetime]


def _ends(flights: pl.DataFrame | None) -> dict[str, _Ends]:
    """First and last place and time of each flight, by id."""
    if flights is None:
        return {}
    names = ("id", "first_lat", "first_lon", "last_lat", "last_lon", "first_seen", "last_seen")
    return {row[0]: ((row[1], row[2]), (row[3], row[4]), row[5], row[6]) for row in flights.select(names).iter_rows()}


def _reachable(stay: dict[str, Any], places: Sequence[str], ends: dict[str, _Ends], world: World) -> bool:
    """Tell whether the craft could have been at one of the places between the two flights; yes where nothing tells."""
    came, left = ends.get(stay["arrival_flight"]), ends.get(stay["departure_flight"])
    fields = [world.airports.get(code) for code in places]
    if came is None or left is None or None in fields:
        return True
    hours = (left[2] - came[3]).total_seconds() / 3600
    ways = (
        geo.distance_km(*came[1], field.lat, field.lon) + geo.distance_km(field.lat, field.lon, *left[0])
        for field in fields
        if field is not None
    )
    return any(way <= hours * top_speed_kmh(None) for way in ways)
