"""What really happened, as JSON lines: flights, visits, aircraft, receivers.

How an end of a flight was seen: `observed` if a trustworthy position was received on the ground or below 3,000 ft
within 15 km and 15 min of it; `partly` if below 12,000 ft within 120 km and 30 min (heights above the field);
else `unobserved`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from crossbearing.worldgen.facts import FIELDS
from crossbearing.worldgen.fleet import Craft, Leg
from crossbearing.worldgen.radio import Heard
from crossbearing.worldgen.readsb import midnight
from crossbearing.worldgen.receivers import SLOT_S, Network
from crossbearing.worldgen.sphere import distance_km

Row = dict[str, object]
SEEN = (("observed", 3000.0, 15.0, 900.0), ("partly", 12000.0, 120.0, 1800.0))


def stamp(start: date, t: float | None) -> str | None:
    """A time, given in seconds from the world's start, as ISO 8601 UTC."""
    if t is None:
        return None
    return f"{midnight(start, 0) + timedelta(seconds=round(t)):%Y-%m-%dT%H:%M:%SZ}"


def how_seen(heard: Heard, icao: str, at: float) -> str:
    """How an end of a flight at field `icao` and time `at` was seen by these rows."""
    field = FIELDS[icao]
    far = distance_km(heard.lat, heard.lon, field.lat, field.lon)
    late, height = np.abs(heard.t - at), heard.alt_ft - field.elevation_ft
    for name, below_ft, within_km, within_s in SEEN:
        low = heard.ground | (height < below_ft)
        if bool(np.any(low & (far < within_km) & (late < within_s) & heard.genuine)):
            return name
    return "unobserved"


def _who(craft: Craft) -> Row:
    return {
        "craft": craft.craft,
        "airframe": craft.airframe,
        "registration": craft.registration,
        "type": craft.typecode,
        "operator": craft.operator,
    }


def flight_rows(start: date, craft: Craft, legs: list[Leg], heard: Heard) -> list[Row]:
    """One row for each leg of a craft."""
    rows = []
    for number, leg in enumerate(legs):
        mine = heard.part(heard.leg == number)
        off = [[stamp(start, a), stamp(start, b)] for a, b in craft.silent if a < leg.on_at and b > leg.off_at]
        rows.append(
            {
                "id": f"{craft.airframe}-{number:03d}",
                **_who(craft),
                "military": craft.military,
                "callsigns": [leg.callsign],
                "departure_airport": leg.departure,
                "departed_at": stamp(start, leg.off_at),
                "arrival_airport": leg.arrival,
                "arrived_at": stamp(start, leg.on_at),
                "departure_seen": how_seen(mine, leg.departure, leg.off_at),
                "arrival_seen": how_seen(mine, leg.arrival, leg.on_at),
                "n_positions": len(mine.t),
                "first_seen": stamp(start, float(mine.t[0])) if len(mine.t) else None,
                "last_seen": stamp(start, float(mine.t[-1])) if len(mine.t) else None,
                "events": ["hold"] * leg.holds,
                "transponder_off": off,
            }
        )
    return rows


def visit_rows(start: date, craft: Craft, legs: list[Leg], heard: Heard, flights: list[Row]) -> list[Row]:
    """The stays of a craft: before, between and after its legs."""
    rows = []
    for k in range(len(legs) + 1 if legs else 0):
        came, went = (legs[k - 1] if k else None), (legs[k] if k < len(legs) else None)
        place = came.arrival if came else went.departure if went else ""
        arrived, left = (came.on_at if came else None), (went.off_at if went else None)
        parked = heard.ground & (heard.t >= (arrived or 0.0)) & (heard.t < (left or np.inf))
        rows.append(
            {
                "id": f"{craft.airframe}-v{k:03d}",
                **_who(craft),
                "place": place,
                "city": FIELDS[place].city,
                "arrived_at": stamp(start, arrived),
                "left_at": stamp(start, left),
                "in_flight": flights[k - 1]["id"] if came else None,
                "out_flight": flights[k]["id"] if went else None,
                "arrival_seen": flights[k - 1]["arrival_seen"] if came else "unobserved",
                "departure_seen": flights[k]["departure_seen"] if went else "unobserved",
                "parked_positions": int(parked.sum()),
            }
        )
    return rows


def aircraft_row(craft: Craft) -> Row:
    """Who a craft is."""
    return {**_who(craft), "kind": "vehicle" if craft.vehicle_at else craft.kind, "mlat_only": craft.mlat_only}


def receiver_rows(start: date, network: Network) -> list[Row]:
    """Where the receivers of a network stand, and when each was down (half hours, UTC)."""
    return [
        {
            "network": network.name,
            "lat": receiver.lat,
            "lon": receiver.lon,
            "ground_ft": receiver.ground_ft,
            "antenna_m": receiver.antenna_m,
            "range_km": receiver.range_km,
            "down": [stamp(start, slot * SLOT_S) for slot in sorted(receiver.down)],
        }
        for receiver in network.receivers
    ]


def write_jsonl(path: Path, rows: Iterable[Row]) -> None:
    """Write rows as JSON lines, in their order."""
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_bytes(("\n".join(lines) + "\n" if lines else "").encode("utf-8"))
