"""How often did a ship call, how often was she silent? The questions of `crossbearing count` about ships."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl

from crossbearing.case.questions.afloat import must_overlap
from crossbearing.case.questions.counts import POINT, Asked, length_of, window_of
from crossbearing.case.questions.ship_mapping import ships_named, silences_of
from crossbearing.checks.at_sea.sea import Sea
from crossbearing.checks.at_sea.where import harbours_at
from crossbearing.dossier.seafaring import ship_names
from crossbearing.errors import InputError
from crossbearing.model.claims import Place, PlaceRole
from crossbearing.model.sea_counts import CallRoom, CallTold, CallTotal, ShipCount, SilenceCount
from crossbearing.movement.vessels.ports.counting import Call, CallCount, count_calls, merged, pace_s
from crossbearing.movement.vessels.ports.harbours import Harbours
from crossbearing.world import World
from crossbearing.world.flags import flag_of

Window = tuple[datetime, datetime]
# The mean month, by which rates are told.
MONTH = timedelta(days=30.44)


@dataclass(frozen=True, slots=True)
class _Fleet:
    label: str
    known_by: str
    crafts: tuple[str, ...]


def calls_answer(sea: Sea, world: World, asked: Asked) -> list[object]:
    """Return the lines of the answer: one a ship, with the reasons where asked for, and the total at the end.

    Raises `InputError` for ships, a port or a stretch of time that mean nothing.
    """
    fleet = _fleet(sea, world, asked.fleet)
    sea, wanted = _ports(sea, world, asked.place)
    hulls = [number for craft in fleet.crafts for number in sea.hulls(craft)]
    rows = {number: _rows(sea, number, wanted) for number in hulls}
    window = window_of(asked)
    must_overlap(window, sea.span, "count")
    chosen = window or _busiest([one for own in rows.values() for one in merged(own)], asked, _span(sea))
    seconds = chosen[0].timestamp(), chosen[1].timestamp()
    counts = {number: _counted(sea, number, own, wanted, seconds) for number, own in rows.items()}
    lines: list[object] = [line for number, found in counts.items() for line in _ship(sea, number, found, asked.why)]
    total = CallTotal(
        fleet=fleet.label,
        known_by=fleet.known_by,
        place=asked.place,
        ports=tuple(sea.harbours.codes[one] for one in wanted),
        start=_iso(chosen[0]),
        end=_iso(chosen[1]),
        busiest=window is None,
        ships=len(hulls),
        n_min=sum(one.n_min for one in counts.values()),
        n_max=sum(one.n_max for one in counts.values()),
        n_most=sum(one.n_most for one in counts.values()),
    )
    return [*lines, total]


def _counted(
    sea: Sea, number: int, rows: list[dict[str, object]], wanted: tuple[int, ...], seconds: tuple[float, float]
) -> CallCount:
    """The calls of one ship at some ports between two moments; `rows` are her stays there that are shown."""
    track, pace = sea.track(number), _pace(sea, number)
    return count_calls(track.fixes, 0, track.kmh, rows, sea.harbours, wanted, seconds, sea.span, pace)


def gaps_answer(sea: Sea, world: World, asked: Asked, hours: float) -> list[object]:
    """Return one line a ship with her silences of so many hours and more, and the total at the end.

    A silence is counted where it began, so that counts of months add up.
    """
    if not 0.5 <= hours <= 24 * 366:
        raise InputError("--gaps", f"{hours:g} is no length of a silence", "give hours: 2, 6, 12 and 30 are in use")
    fleet = _fleet(sea, world, asked.fleet)
    start, end = (window_of(asked) if asked.within or asked.first else None) or _span(sea)
    must_overlap((start, end), sea.span, "count")
    found = silences_of(sea, hours).filter(pl.col("craft").is_in(list(fleet.crafts)))
    found = found.filter(pl.col("started_at") < end, pl.col("started_at") >= start)
    names = ship_names(sea.statics)
    told = [*((craft, found.filter(pl.col("craft") == craft)) for craft in fleet.crafts), (None, found)]
    ships = len(fleet.crafts)
    return [
        _silent(rows, craft, names.get(craft or ""), fleet.label, (start, end), hours, ships) for craft, rows in told
    ]


def _silent(
    rows: pl.DataFrame, craft: str | None, name: str | None, fleet: str, window: Window, hours: float, ships: int
) -> SilenceCount:
    words = rows["silence"].fill_null("unknown").to_list()
    return SilenceCount(
        craft=craft,
        shipname=name,
        fleet=fleet,
        start=_iso(window[0]),
        end=_iso(window[1]),
        hours=hours,
        n=rows.height,
        expected=words.count("expected"),
        unusual=words.count("unusual"),
        very_unusual=words.count("very_unusual"),
        unknown=words.count("unknown"),
        ongoing=rows["ended_at"].null_count(),
        ships=ships if craft is None else 1,
        per_month=round(rows.height / max((window[1] - window[0]) / MONTH, 1e-9), 2),
    )


def _fleet(sea: Sea, world: World, name: str) -> _Fleet:
    """The ships of a name, number or flag; raises `InputError` for none."""
    crafts = ships_named(sea, name)
    if crafts:
        by_number = "mmsi" if any(craft.removeprefix("mmsi:") in name for craft in crafts) else "imo"
        return _Fleet(name, "name" if crafts == sea.bearing_name(name) else by_number, tuple(sorted(crafts)))
    flag = name.upper() if name.upper() in world.countries.codes() else world.countries.of(name)
    under = sorted({craft for craft, _ in sea.names if flag and flag_of(craft) == flag})
    if not under:
        hint = "give a name as sent, an MMSI, an IMO number, or a flag (IR, Iran)"
        raise InputError("--fleet", f"“{name}” is no ship or flag heard here", hint)
    return _Fleet(name, "flag", tuple(under))


def _ports(sea: Sea, world: World, place: str) -> tuple[Sea, tuple[int, ...]]:
    """The harbours that a code, a name or `lat,lon,km` means; a point is a harbour of its own."""
    point = POINT.fullmatch(place)
    if point:
        lat, lon, km = (float(text) for text in point.groups())
        if not (abs(lat) <= 90 and abs(lon) <= 180 and 0 < km <= 500):
            raise InputError("--port", f"“{place}” is no point at sea", "write lat,lon,km with no more than 500 km")
        own = Harbours((place,), np.array([lat]), np.array([lon]), np.array([km]))
        return Sea(sea.positions, sea.statics, own), (0,)
    for code in (place, place.upper()):
        if code in sea.harbours.codes:
            return sea, (sea.harbours.codes.index(code),)
    wanted = harbours_at(Place(place, PlaceRole.SITE), sea, world)
    if not wanted:
        hint = "give a port's name, its UN/LOCODE (IRAMD), or lat,lon,km"
        raise InputError("--port", f"“{place}” is no port we know", hint)
    return sea, wanted


def _rows(sea: Sea, number: int, wanted: Sequence[int]) -> list[dict[str, object]]:
    craft, hull = sea.names[number]
    codes = [sea.harbours.codes[one] for one in wanted]
    own = (pl.col("craft") == craft) & pl.col("hull").eq_missing(pl.lit(hull)) & pl.col("place").is_in(codes)
    return sea.port_calls.filter(own, "shown").to_dicts()


def _pace(sea: Sea, number: int) -> float | None:
    """The shortest time from one arrival of a ship to the next, at any port."""
    craft, hull = sea.names[number]
    own = (pl.col("craft") == craft) & pl.col("hull").eq_missing(pl.lit(hull)) & pl.col("shown")
    return pace_s(sea.port_calls.filter(own).to_dicts())


def _span(sea: Sea) -> Window:
    first, last = (datetime.fromtimestamp(one, UTC) for one in sea.span)
    return first, last + timedelta(milliseconds=1)


def _busiest(calls: Sequence[Call], asked: Asked, span: Window) -> Window:
    """The stretch of that length, beginning with a call, that holds most; the first of equal ones."""
    length = length_of(asked.within or "")
    starts = sorted({one.begin for one in calls})
    held = [sum(at <= one.begin < at + length.total_seconds() for one in calls) for at in starts]
    start = datetime.fromtimestamp(starts[int(np.argmax(held))], UTC) if starts else span[0]
    start = max(min(start, span[1] - length), span[0])  # no longer beyond the data than it must be
    return start, start + length


def _ship(sea: Sea, number: int, found: CallCount, why: bool) -> Iterator[object]:
    craft, hull = sea.names[number]
    ids = tuple(name for call in found.calls for name in call.ids)
    name = ship_names(sea.statics.filter(pl.col("craft") == craft)).get(craft)
    yield ShipCount(craft, hull, name, flag_of(craft), found.n_min, found.n_max, found.n_most, ids)
    if not why:
        return
    for call in found.calls:
        yield CallTold(craft, call.ids, call.places, _at(call.begin), _at(call.end), call.rows)
    for room in found.rooms:
        track = sea.track(number)
        row = None if room.before < 0 else track.positions.row(int(track.fixes.row[room.before]), named=True)
        place = None if row is None else f"{row['exhibit']}#{row['member']}#{row['row']}"
        yield CallRoom(craft, _at(room.begin), _at(room.end), room.fits, room.reckoned, place)


def _at(seconds: float) -> str:
    return _iso(datetime.fromtimestamp(seconds, UTC))


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
