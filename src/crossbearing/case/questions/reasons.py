"""What `crossbearing count --why` tells: each stay with its bytes, each silence with what it allows, unseen flights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import polars as pl

from crossbearing.case.questions.seen import Seen
from crossbearing.model.counts import ShownStay, SilenceTold, UnseenFlight
from crossbearing.movement.counting import VisitCount
from crossbearing.movement.ferries import ferries
from crossbearing.movement.observed import observed_of, stay_sightings
from crossbearing.movement.plausible import trusted
from crossbearing.movement.reachable import Reach, landing_places, reach
from crossbearing.movement.reckoning import Silence
from crossbearing.movement.sightings import Sightings, sightings
from crossbearing.movement.stays import Stay
from crossbearing.world.geo import distance_km

# Shorter silences in which nothing fits are not told of. GUESS: half an hour holds no stop that anybody reports.
TOLD_S = 1800.0
# The nearest of so many airports is looked for; a country has hundreds, and the first ones are the larger.
LOOKED_AT = 40


def stays_told(seen: Seen, stays: Sequence[Stay]) -> Iterator[ShownStay]:
    """Yield each stay with the rows it rests on: of its legs, of positions on the ground, of sightings."""
    for stay in stays:
        legs = seen.flights.filter(pl.col("id").is_in(list(stay.flights)))
        rows = dict.fromkeys(row for one in legs["evidence"].to_list() for row in one)
        observed = stay_sightings(seen.sightings, stay, seen.world)
        parked = () if legs.height else _standing_rows(seen, stay)
        yield ShownStay(
            stay.craft, stay.ids, stay.places, _stamp(stay.after), text_of(stay.since), text_of(stay.until),
            _stamp(stay.before), stay.evidence, (*rows, *parked, *_places_of(observed)),
            tuple(dict.fromkeys(observed["author"].drop_nulls().to_list())),
        )  # fmt: skip


def _standing_rows(seen: Seen, stay: Stay) -> tuple[str, ...]:
    """First and last position on the ground of a stay without legs."""
    own = trusted(seen.positions).filter(
        pl.col("craft") == stay.craft,
        pl.col("alt_kind") == "ground",
        pl.col("time").is_between(min(stay.since, stay.until), max(stay.since, stay.until)),
    )
    return _places_of(pl.concat([own.head(1), own.tail(1)]).unique(maintain_order=True))


def _places_of(rows: pl.DataFrame) -> tuple[str, ...]:
    return tuple("#".join(map(str, row)) for row in rows.select("exhibit", "member", "row").iter_rows())


def silences_told(
    seen: Seen, craft: str, airports: Sequence[str], window: tuple[datetime, datetime], found: VisitCount
) -> Iterator[SilenceTold]:
    """Yield the silences of half an hour or more in a window, and all in which a visit fits."""
    own = sightings(seen.positions, craft, _labels(seen, craft), observed_of(seen.sightings, craft, seen.world))
    rooms = {(room.opening.before, room.opening.after): room for room in found.silences}
    pairs = sorted({*rooms, *_long(own, window)})
    for before, after in pairs:
        yield _told(seen, craft, own, before, after, airports, rooms.get((before, after)))


def _labels(seen: Seen, craft: str) -> tuple[str, ...]:
    """The airframes on the craft's address, where several share it."""
    own = seen.visits.filter(pl.col("craft") == craft)["airframe"]
    return tuple(own.drop_nulls().unique().sort().to_list())


def _long(own: Sightings, window: tuple[datetime, datetime]) -> list[tuple[int, int]]:
    start, end = (moment.timestamp() for moment in window)
    return [
        (row, row + 1)
        for row in range(len(own) - 1)
        if own.seconds[row + 1] - own.until[row] >= TOLD_S and own.seconds[row + 1] > start and own.until[row] < end
    ]


def _told(
    seen: Seen, craft: str, own: Sightings, before: int, after: int, airports: Sequence[str], room: Silence | None
) -> SilenceTold:
    kind = _type(seen, craft)
    known = seen.world.types.get(kind) if kind else None
    code = room.opening.airport if room else _nearest(seen, own, before, airports)
    found: Reach = reach(own, before, after, code, seen.world, known)
    inside = before >= 0 and after < len(own)
    sides = [row for row in (before, after) if 0 <= row < len(own)]
    return SilenceTold(
        craft=craft,
        started_at=_at(own, before, "until"),
        ended_at=_at(own, after, "seconds"),
        lies=room.lies.value if room else "between_sightings",
        left=room.left if room else None,
        came=room.came if room else None,
        airport=code,
        reachable=room is not None,
        because=found.because if room is None or found.possible else "enough time",
        km=found.km,
        hours=found.hours,
        needed_h=found.needed_h,
        speed_kt=found.speed_kt,
        runway_ft=found.runway_ft,
        needs_ft=found.needs_ft,
        fits=room.fits if room else 0,
        reckoned=room.reckoned if room else 0,
        missed=round(room.missed, 3) if room else None,
        landing_places=len(landing_places(own, before, after, seen.world, known)) if inside else None,
        rows=_places_of(own.frame[sides]) if sides else (),
    )


def _type(seen: Seen, craft: str) -> str | None:
    known = seen.flights.filter(pl.col("craft") == craft)["typecode"].drop_nulls()
    return str(known[-1]) if len(known) else None


def _nearest(seen: Seen, own: Sightings, row: int, airports: Sequence[str]) -> str:
    """The nearest of the airports to a sighting."""
    fields = [field for field in map(seen.world.airports.get, airports[:LOOKED_AT]) if field is not None]
    at = float(own.lat[max(row, 0)]), float(own.lon[max(row, 0)])
    return min(fields, key=lambda field: float(distance_km(*at, field.lat, field.lon))).icao if fields else airports[0]


def unseen_flights(seen: Seen, craft: str, window: tuple[datetime, datetime]) -> Iterator[UnseenFlight]:
    """Yield the flights nobody saw that must have happened, or may have, in a window."""
    for one in ferries(seen.visits.filter(pl.col("craft") == craft), seen.world):
        if one.left_after < window[1] and one.arrived_before > window[0]:
            yield UnseenFlight(
                one.id, one.craft, one.departure, one.arrival, text_of(one.left_after), text_of(one.arrived_before),
                one.distance_km, one.evidence,
            )  # fmt: skip


def _at(own: Sightings, row: int, name: str) -> str | None:
    if not 0 <= row < len(own):
        return None
    seconds = own.until[row] if name == "until" else own.seconds[row]
    return text_of(datetime.fromtimestamp(float(seconds), own.frame["time"][0].tzinfo))


def _stamp(moment: datetime | None) -> str | None:
    return None if moment is None else text_of(moment)


def text_of(moment: datetime) -> str:
    """Return a time in UTC as the answers write it: to the millisecond, with `Z`."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
