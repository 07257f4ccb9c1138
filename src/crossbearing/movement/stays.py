"""Separate stays of one aircraft at a set of airports, out of VISITS: hops between airports of the set add none."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from crossbearing.world import World, geo

# A craft that was seen farther away than this between two unseen ends has left the place; nearer, it may have flown
# rounds. GUESS: wider than any control zone, and than a training area is far from its base.
AWAY_KM = 100.0

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stay:
    """One shown stay: when the craft was there at the latest and still at the least, and outer bounds; ids of VISITS.

    `since` and `until` are the first and the last moment it was surely there; where `since` is later than `until` it
    was there at some moment between them. `after` and `before` bound the stay from outside and are None where the
    archive is open. `places` and `evidence` are those of its rows, in the order of time.
    """

    ids: tuple[str, ...]
    after: datetime | None
    since: datetime
    until: datetime
    before: datetime | None
    craft: str = ""
    airframe: str | None = None
    places: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    flights: tuple[str, ...] = ()

    def arrives(self, start: datetime, end: datetime) -> bool:
        """Whether it surely began within `[start, end)`."""
        return self.after is not None and start <= self.after and self.since < end

    def overlaps(self, start: datetime, end: datetime) -> bool:
        """Whether the craft was surely there at some moment of `[start, end)`."""
        if self.since > self.until:
            return start <= self.until and self.since < end
        return self.since < end and self.until >= start

    def may_overlap(self, start: datetime, end: datetime) -> bool:
        """Whether the craft can have been there at some moment of `[start, end)`."""
        return (self.after is None or self.after < end) and (self.before is None or self.before >= start)


def shown_rows(visits: pl.DataFrame, craft: str, airframes: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Return the shown rows of VISITS of one craft, or of some airframes on its address, in the order of time."""
    own = visits.filter(pl.col("craft") == craft, pl.col("shown"))
    if airframes:
        own = own.filter(pl.col("airframe").is_in(list(airframes)))
    known = own.filter(pl.col("arrived_before").is_not_null() | pl.col("left_after").is_not_null())
    return known.sort(pl.coalesce("arrived_before", "left_after"), "id").to_dicts()


def separate_stays(
    rows: Sequence[Row], airports: Collection[str], world: World, legs: Mapping[str, Row] | None = None
) -> list[Stay]:
    """Return the separate stays at these airports among all shown rows of one craft, oldest first.

    Two rows are one stay when nothing is known to lie between them: when a single leg joins them (a hop between two
    airports of a city, a round over the field), when nothing was heard between, or when the craft, unseen on the ground
    between two legs, was never seen more than 100 km away. `legs` are rows of FLIGHTS by id; without them two legs have
    left the place.
    """
    groups: list[list[Row]] = []
    last: Row | None = None
    for row in rows:
        if row["place"] in airports:
            if last is not None and groups and _one_stay(groups[-1][-1], row, airports, world, legs):
                groups[-1].append(row)
            else:
                groups.append([row])
            last = row
        else:
            last = None
    return [_stay(group) for group in groups]


def _one_stay(one: Row, other: Row, airports: Collection[str], world: World, legs: Mapping[str, Row] | None) -> bool:
    left, came = one["departure_flight"], other["arrival_flight"]
    if left is None and came is None:
        return True
    if left is not None and came is not None:
        return bool(left == came)
    return legs is not None and not _seen_away(left, came, airports, world, legs)


def _seen_away(
    left: str | None, came: str | None, airports: Collection[str], world: World, legs: Mapping[str, Row]
) -> bool:
    """Whether the last sighting of the leg out, or the first of the leg back, lies away from all of the airports."""
    out, back = legs.get(left or ""), legs.get(came or "")
    points = [(out["last_lat"], out["last_lon"])] if out else []
    points += [(back["first_lat"], back["first_lon"])] if back else []
    fields = [field for field in map(world.airports.get, airports) if field is not None]
    far = (min((geo.distance_km(*p, f.lat, f.lon) for f in fields), default=0.0) > AWAY_KM for p in points)
    return any(far) or not points


def _stay(rows: Sequence[Row]) -> Stay:
    first, last = rows[0], rows[-1]
    since = first["arrived_before"] or first["left_after"]
    until = last["left_after"] or last["arrived_before"]
    return Stay(
        ids=tuple(row["id"] for row in rows),
        after=first["arrived_after"],
        since=since,
        until=until if len(rows) == 1 else max(since, until),
        before=last["left_before"],
        craft=first["craft"],
        airframe=first["airframe"],
        places=tuple(dict.fromkeys(row["place"] for row in rows)),
        evidence=tuple(dict.fromkeys(row["evidence"] for row in rows if row["evidence"])),
        flights=tuple(
            dict.fromkeys(
                leg for row in rows for leg in (row["arrival_flight"], row["departure_flight"]) if leg is not None
            )
        ),
    )
