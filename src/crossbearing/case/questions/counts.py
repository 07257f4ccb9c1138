"""How often was it there? The question of `crossbearing count`, answered from what a case or some files show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta

import polars as pl

from crossbearing.case.questions.asking import day_named
from crossbearing.case.questions.reasons import silences_told, stays_told, text_of, unseen_flights
from crossbearing.case.questions.seen import Seen
from crossbearing.errors import InputError
from crossbearing.model.counts import CountTotal, CraftCount, Membership, SightingApart
from crossbearing.movement.counting import VisitCount, count_visits, hearing_of, total
from crossbearing.movement.fleet_names import fleet_of
from crossbearing.movement.fleets import Fleet, FleetMember, Known, Word, listed
from crossbearing.movement.observed import most_at_once, unnamed
from crossbearing.movement.rolling import busiest

LENGTH = re.compile(r"\s*(\d+)\s*(h|d|w|hours?|days?|weeks?|heures?|jours?|semaines?)?\s*")
HOURS = {"h": 1, "d": 24, "w": 168, "j": 24, "s": 168}
# Nobody's archive is longer than a century; days beyond the calendar's end cannot be reckoned with.
LONGEST_H, LATEST_YEAR = 100 * 366 * 24, 9000
POINT = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*,\s*(\d+(?:\.\d+)?)\s*(?:km)?\s*")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as typed: whose, where, within how long, until when or from when to when; reasons wanted or not."""

    fleet: str
    place: str
    within: str | None = None
    until: str | None = None
    first: str | None = None
    last: str | None = None
    why: bool = False


def count_answer(seen: Seen, asked: Asked) -> list[object]:
    """Return the lines of the answer: one a craft, with the reasons where asked for, and the total at the end.

    Raises `InputError` for a fleet, a place or a stretch of time that means nothing.
    """
    airports = airports_of(seen, asked.place)
    span = _span(seen)
    window = window_of(asked)
    days = _days(window or span)
    rows = listed(seen.airframes, seen.world.register)
    fleet = fleet_of(asked.fleet, rows, seen.flights, seen.world, *days)
    if fleet is None:
        hint = "name a registration, an address, a callsign, a type, an operator or a list of the case"
        raise InputError("--fleet", f"“{asked.fleet}” is no craft or fleet known here", hint)
    heard = hearing_of(seen.visits, seen.flights, seen.positions, seen.world)

    def counted(member: FleetMember, stretch: tuple[datetime, datetime]) -> VisitCount:
        return count_visits(
            seen.visits, [member.craft], airports, *stretch, seen.world,
            flights=seen.flights, positions=seen.positions, sightings=seen.sightings, heard=heard,
        )  # fmt: skip

    chosen = window
    if chosen is None:
        whole = total([counted(member, span) for member in fleet.members])
        chosen = busiest(whole.stays, length_of(asked.within or ""), *span)
    counts = [counted(member, chosen) for member in fleet.members]
    return list(_lines(seen, asked, fleet, airports, chosen, counts, busiest=window is None))


def airports_of(seen: Seen, place: str) -> tuple[str, ...]:
    """Return the airports that a code, city, country or `lat,lon,radius` means; raises `InputError` for none."""
    point = POINT.fullmatch(place)
    if point:
        lat, lon, radius_km = (float(text) for text in point.groups())
        found = tuple(a.icao for a, _ in seen.world.airports.near(lat, lon, radius_km) if a.kind != "closed")
    else:
        found = seen.world.places.airports_of(place)
    if not found:
        raise InputError("--place", f"“{place}” is no airport or place we know", "give an ICAO code, or lat,lon,km")
    return found


def length_of(text: str) -> timedelta:
    """Return a length as typed: `10d`, `36h`, `2w`; raises `InputError` for another shape."""
    match = LENGTH.fullmatch(text.lower())
    if match is None or int(match[1]) == 0:
        raise InputError("--within", f"“{text}” is no length of time", "write 10d, 36h or 2w")
    hours = int(match[1]) * HOURS[(match[2] or "d")[0]]
    if hours > LONGEST_H:
        raise InputError("--within", f"“{text}” is longer than a century", "write 10d, 36h or 2w")
    return timedelta(hours=hours)


def window_of(asked: Asked) -> tuple[datetime, datetime] | None:
    """Return the stretch asked for, both days included, UTC; None when only a length is given."""
    first, last = day_named(asked.first, "--from"), day_named(asked.last or asked.until, "--until")
    for name, day in (("--from", first), ("--until", last)):
        if day and not LONGEST_H // 8760 < day.year < LATEST_YEAR:
            raise InputError(name, f"{day} lies outside the calendar we reckon with", "write a day such as 2024-02-10")
    if first and last:
        if last < first:
            raise InputError("--to", f"{last} is before {first}", "put the earlier day first")
        return _midnight(first), _midnight(last) + timedelta(days=1)
    if not asked.within:
        raise InputError("count", "no stretch of time is named", "add --within 10d, or --from DAY --to DAY")
    length = length_of(asked.within)
    if last:
        return _midnight(last) + timedelta(days=1) - length, _midnight(last) + timedelta(days=1)
    return (_midnight(first), _midnight(first) + length) if first else None


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _days(window: tuple[datetime, datetime]) -> tuple[date, date]:
    return window[0].date(), (window[1] - timedelta(milliseconds=1)).date()


def _span(seen: Seen) -> tuple[datetime, datetime]:
    """First and last moment of which anything is held."""
    spans = [seen.archive.select("started_at", "ended_at"), seen.sightings.select("started_at", "ended_at")]
    last = pl.col("time").max() + timedelta(milliseconds=1)
    times = seen.positions.select(pl.col("time").min().alias("started_at"), last.alias("ended_at"))
    held = pl.concat([*spans, times]).drop_nulls()
    if held.is_empty():
        hint = "name track files or a case with tracks; ask of ships with --port"
        raise InputError("count", "no tracks and no sightings are held", hint)
    found: tuple[datetime, datetime] = held.select(pl.col("started_at").min(), pl.col("ended_at").max()).row(0)
    return found


def _lines(
    seen: Seen,
    asked: Asked,
    fleet: Fleet,
    airports: tuple[str, ...],
    window: tuple[datetime, datetime],
    counts: list[VisitCount],
    *,
    busiest: bool,
) -> Iterator[object]:
    for member, found in zip(fleet.members, counts, strict=True):
        stays = tuple(name for stay in found.stays for name in stay.ids)
        yield CraftCount(
            member.craft, member.registration, member.typecode, member.certain,
            found.n_min, found.n_max, found.n_most, stays, found.possible,
        )  # fmt: skip
        if asked.why:
            yield from stays_told(seen, found.stays)
            yield from silences_told(seen, member.craft, airports, window, found)
            yield from unseen_flights(seen, member.craft, window)
    yield _total(seen, asked, fleet, airports, window, counts, busiest)


def _total(
    seen: Seen,
    asked: Asked,
    fleet: Fleet,
    airports: tuple[str, ...],
    window: tuple[datetime, datetime],
    counts: list[VisitCount],
    busiest: bool,
) -> CountTotal:
    """Certain members make the lower bound; craft that nobody named add those that no shown stay explains."""
    stays = [stay for found in counts for stay in found.stays]

    def explained(start: datetime, end: datetime) -> int:
        return sum(stay.since <= start and stay.until >= end for stay in stays)

    others = unnamed(seen.sightings, airports, fleet.types, *window) if fleet.known_by is Known.TYPE else []
    certain = [found for member, found in zip(fleet.members, counts, strict=True) if member.certain]
    return CountTotal(
        fleet=fleet.label,
        known_by=fleet.known_by.value,
        place=asked.place,
        airports=airports,
        start=window[0].isoformat().replace("+00:00", "Z"),
        end=window[1].isoformat().replace("+00:00", "Z"),
        busiest=busiest,
        n_min=sum(found.n_min for found in certain) + most_at_once(others, explained),
        n_max=sum(found.n_max for found in counts) + len(others),
        n_most=sum(found.n_most for found in counts) + len(others),
        crafts=len(fleet.members),
        disputed=len(fleet.members) - len(certain),
        unnamed=len(others),
        members=tuple(_membership(word) for member in fleet.members for word in member.words),
        apart=tuple(_apart(seen, fleet, window)),
    )


def _apart(seen: Seen, fleet: Fleet, window: tuple[datetime, datetime]) -> Iterator[SightingApart]:
    """The sightings in the window that may show a member and cannot be told from other craft."""
    for one in seen.apart:
        ours = any(craft in fleet.crafts for craft in one.crafts)
        if ours and one.started_at < window[1] and one.ended_at > window[0]:
            days = {name: text_of(getattr(one, name)) for name in ("started_at", "ended_at")}
            yield SightingApart(**asdict(one) | days)


def _membership(word: Word) -> Membership:
    told = asdict(word)
    return Membership(**told | {name: told[name] and told[name].isoformat() for name in ("first", "last")})
