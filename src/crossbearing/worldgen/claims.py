"""Claims about an invented world, with the verdict that the received data allow. Only sure cases are drawn.

`supported`: a flight of which both ends were observed, or as many arrivals in a stretch as are said, each observed.
`contradicted`: a named craft said to have flown between two cities, when no silence of the three days round the date
left time for it at 1,100 km/h.
`not_observable`: a true flight of which nothing was received, between fields without receivers.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np

from crossbearing.worldgen.facts import FIELDS, Field
from crossbearing.worldgen.fleet import DAY_S, Craft
from crossbearing.worldgen.radio import Heard
from crossbearing.worldgen.receivers import Network
from crossbearing.worldgen.sentences import ORDINALS, TYPES, flew, visited
from crossbearing.worldgen.sphere import distance_km
from crossbearing.worldgen.truth import Row

# Faster than anything that flies here (490 kt = 907 km/h) in the strongest of jet streams.
FASTEST_KMH = 1100.0
# A field with no receiver this near cannot be seen below some 5,000 ft (ITU-R P.310, antenna of 15 m).
UNHEARD_KM = 170.0
VISIT_DAYS = 4
# Local midnight of these cities comes so many hours before midnight UTC (UTC+2 to UTC+5), with an hour to spare.
ZONES_H = 6
# At most so many claims of one sort on one craft; so many draws for alibis.
PER_CRAFT, TRIES = 2, 1500


def _day(row: Row, end: str) -> date:
    return datetime.fromisoformat(str(row[end])).date()


def _hour(row: Row, end: str) -> int:
    return datetime.fromisoformat(str(row[end])).hour


def _city(icao: object) -> str:
    return FIELDS[str(icao)].city


def _plain(row: Row) -> bool:
    """Whether the flight lies inside one local day of everybody concerned (UTC+2 to UTC+5), and can be worded."""
    same_day = _day(row, "departed_at") == _day(row, "arrived_at")
    return same_day and _hour(row, "departed_at") >= 1 and _hour(row, "arrived_at") < 18 and row["type"] in TYPES


def _claim(kind: str, row: Row, **more: object) -> Row:
    return {"kind": kind, "subject": {"registration": row["registration"]}, **more}


def _flew(row: Row, start: str, end: str, day: date, language: str, form: int) -> Row:
    text = flew(language, form, str(row["registration"]), str(row["type"]), start, end, day)
    return {
        "language": language,
        "sentence": text,
        "claim": _claim("flew", row, **{"from": start, "to": end, "date": f"{day}"}),
    }


def shown_flights(flights: list[Row]) -> list[Row]:
    """Flights of which both ends were observed."""
    return [
        row
        for row in flights
        if row["departure_seen"] == row["arrival_seen"] == "observed"
        and _plain(row)
        and _city(row["departure_airport"]) != _city(row["arrival_airport"])
    ]


def unheard_flights(flights: list[Row], network: Network) -> list[Row]:
    """True flights of which nothing was received, between fields without receivers."""

    def dark(icao: object) -> bool:
        field = FIELDS[str(icao)]
        return all(distance_km(field.lat, field.lon, r.lat, r.lon) > UNHEARD_KM for r in network.receivers)

    return [
        row
        for row in flights
        if row["n_positions"] == 0 and _plain(row) and dark(row["departure_airport"]) and dark(row["arrival_airport"])
    ]


def cannot_have_flown(heard: Heard, start: Field, end: Field, day: int) -> bool:
    """Whether no silence from the day before to the day after left time to fly from one field to the other."""
    trusted = heard.part(heard.genuine)
    first = int(np.searchsorted(trusted.t, (day - 1) * DAY_S)) - 1
    last = int(np.searchsorted(trusted.t, (day + 2) * DAY_S))
    if first < 0 or last >= len(trusted.t):
        return False
    lat, lon, t = trusted.lat[first : last + 1], trusted.lon[first : last + 1], trusted.t[first : last + 1]
    way_km = distance_km(lat[:-1], lon[:-1], start.lat, start.lon) + distance_km(lat[1:], lon[1:], end.lat, end.lon)
    way_km = way_km + distance_km(start.lat, start.lon, end.lat, end.lon)
    return bool(np.all(way_km > np.diff(t) / 3600.0 * FASTEST_KMH))


def _fields_of(city: str) -> list[Field]:
    return [field for field in FIELDS.values() if field.city == city]


def alibis(
    heard: list[tuple[Craft, Heard]], begin: tuple[date, int], rng: np.random.Generator, tries: int
) -> list[Row]:
    """Flights between two cities that cannot have been: craft, registration, type, from, to, day."""
    cities = sorted({field.city for field in FIELDS.values()})
    named = [(craft, rows) for craft, rows in heard if craft.typecode in TYPES and len(rows.t) > 0]
    found: list[Row] = []
    for _ in range(tries if named else 0):
        craft, rows = named[int(rng.integers(len(named)))]
        day, (a, b) = (
            int(rng.integers(1, max(2, begin[1] - 1))),
            (cities[int(k)] for k in rng.integers(0, len(cities), 2)),
        )
        pairs = [(x, y) for x in _fields_of(a) for y in _fields_of(b)]
        if a != b and all(cannot_have_flown(rows, *pair, day) for pair in pairs):
            who: Row = {"craft": craft.craft, "registration": craft.registration, "type": craft.typecode}
            found.append({**who, "from": a, "to": b, "day": f"{begin[0] + timedelta(days=day)}"})
    return found


def counted_visits(visits: list[Row], begin: date) -> list[Row]:
    """Observed arrivals with `count`: their rank among the craft's arrivals in that city within `VISIT_DAYS` days."""
    ranked: list[Row] = []
    for row in visits:
        if row["arrived_at"] is None or row["type"] not in TYPES or row["left_at"] is None:
            continue
        same = [v for v in visits if v["craft"] == row["craft"] and v["city"] == row["city"] and v["arrived_at"]]
        since = _day(row, "arrived_at") - timedelta(days=VISIT_DAYS - 1)
        recent = [v for v in same if since <= _day(v, "arrived_at") <= _day(row, "arrived_at")]
        if since <= begin or any(_straddles(v, since) for v in same):
            continue
        seen = all("observed" in (v["arrival_seen"], v["departure_seen"]) for v in recent)
        last = max(str(v["arrived_at"]) for v in recent) == row["arrived_at"]
        if seen and last and 2 <= len(recent) <= len(ORDINALS["fr"]) and 1 <= _hour(row, "arrived_at") < 18:
            ranked.append({**row, "count": len(recent)})
    return ranked


def draw(
    flights: list[Row], visits: list[Row], heard: list[tuple[Craft, Heard]], network: Network, begin: tuple[date, int],
    seed: int, n: int,
) -> list[Row]:  # fmt: skip
    """Return up to `n` claims of each sort, in an order the seed gives; `begin` is the first day and the days."""
    rng = np.random.default_rng([seed, 2])
    rows = [_true("supported", row, rng) for row in _some(shown_flights(flights), rng, n)]
    rows += [_true("not_observable", row, rng) for row in _some(unheard_flights(flights, network), rng, n)]
    rows += [_false(row, rng) for row in _some(alibis(heard, begin, rng, TRIES), rng, n)]
    rows += [_visited(row, rng) for row in _some(counted_visits(visits, begin[0]), rng, n)]
    return [rows[int(k)] for k in rng.permutation(len(rows))]


def _some(pool: list[Row], rng: np.random.Generator, n: int) -> list[Row]:
    """Up to `n` rows of the pool, few of one craft."""
    chosen: list[Row] = []
    for k in rng.permutation(len(pool)):
        row = pool[int(k)]
        if len(chosen) < n and sum(other["craft"] == row["craft"] for other in chosen) < PER_CRAFT:
            chosen.append(row)
    return chosen


def _true(verdict: str, row: Row, rng: np.random.Generator) -> Row:
    ends = _city(row["departure_airport"]), _city(row["arrival_airport"])
    told = _flew(row, *ends, _day(row, "departed_at"), _language(rng), int(rng.integers(2)))
    return {**told, "true": True, "verdict": verdict, "also_accepted": [], "evidence": [row["id"]]}


def _false(row: Row, rng: np.random.Generator) -> Row:
    day = date.fromisoformat(str(row["day"]))
    told = _flew(row, str(row["from"]), str(row["to"]), day, _language(rng), int(rng.integers(2)))
    return {**told, "true": False, "verdict": "contradicted", "also_accepted": [], "evidence": []}


def _language(rng: np.random.Generator) -> str:
    return ("fr", "en")[int(rng.integers(2))]


def _straddles(stay: Row, since: date) -> bool:
    """Whether a stay may touch the first midnight of a stretch of days: nobody can say if it counts."""
    midnight = datetime(since.year, since.month, since.day, tzinfo=UTC)
    came = datetime.fromisoformat(str(stay["arrived_at"]))
    left = datetime.fromisoformat(str(stay["left_at"])) if stay["left_at"] else came
    return came < midnight and left > midnight - timedelta(hours=ZONES_H)


def _visited(row: Row, rng: np.random.Generator) -> Row:
    language, count = _language(rng), int(str(row["count"]))
    day, city = _day(row, "arrived_at"), str(row["city"])
    text = visited(language, str(row["registration"]), str(row["type"]), city, day, count, VISIT_DAYS)
    claim = _claim("visits", row, to=city, date=f"{day}", days=VISIT_DAYS, count=count)
    told: Row = {"language": language, "sentence": text, "claim": claim, "true": True, "verdict": "supported"}
    return {**told, "also_accepted": [], "evidence": [row["id"]]}
