"""A small world for checks: drawn tracks become a witness, claims are written in one line, verdicts are worded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import polars as pl

from crossbearing.checks import Witness, check_claims
from crossbearing.dossier.words import word
from crossbearing.model.claims import (
    Actor,
    Change,
    Claim,
    Count,
    CraftIds,
    Direction,
    Equipment,
    EquipmentRole,
    Kind,
    Place,
    PlaceRole,
    Report,
    When,
)
from crossbearing.model.tables import AIRFRAMES, ARCHIVE, POSITIONS
from crossbearing.model.verdicts import Verdict
from crossbearing.movement import flights, plausible, visits
from crossbearing.world import load_world
from notation import together

CRAFT = "icao24:abcdef"
OWN = ("EP-ABC", "IL76", "Pouya Air")
Frame = tuple[str | None, str, str | None]


def day(text: str) -> date:
    return date.fromisoformat(text)


def when(start: str, end: str | None = None) -> When:
    return When(day(start), day(end or start))


def airframe(craft: str, listed: Frame, *, on: str, military: bool = False) -> pl.DataFrame:
    registration, typecode, operator = listed
    row = {"craft": craft, "seen_on": day(on), "registration": registration, "typecode": typecode,
           "operator": operator, "military": military, "exhibit": "drawn", "member": ""}  # fmt: skip
    return pl.DataFrame([row], schema=AIRFRAMES.schema)


def archive(first: str, last: str, *, whole: bool = True) -> pl.DataFrame:
    """UTC days from first to last, both inclusive, as one network's archive."""
    start = datetime.combine(day(first), datetime.min.time(), UTC)
    end = datetime.combine(day(last), datetime.min.time(), UTC) + timedelta(days=1)
    row = {"network": "readsb", "started_at": start, "ended_at": end, "whole": whole, "exhibit": "drawn"}
    return pl.DataFrame([row], schema=ARCHIVE.schema)


def witness(
    *drawn: pl.DataFrame,
    listed: dict[str, Frame] | None = None,
    days: tuple[str, str] = ("2024-02-01", "2024-02-20"),
    whole: bool = True,
    military: Sequence[str] = (),
    reports: dict[str, Report] | None = None,
) -> Witness:
    """What checks look at when these tracks were received in whole archives of these days."""
    positions = plausible(together(*drawn)) if drawn else POSITIONS.empty()
    known = {CRAFT: OWN} if listed is None else listed
    rows = [airframe(craft, names, on=days[0], military=craft in military) for craft, names in known.items()]
    airframes = AIRFRAMES.conform(pl.concat([AIRFRAMES.empty(), *rows]))
    world = load_world()
    legs = flights(positions, airframes, world)
    return Witness(
        positions, legs, visits(legs, positions, world), airframes,
        archive(*days, whole=whole), world, reports or {},
    )  # fmt: skip


def carrier(name: str) -> Equipment:
    return Equipment(name, EquipmentRole.CARRIER, 1, 1)


def ends(departure: str | None, arrival: str | None) -> tuple[Place, ...]:
    named = ((departure, PlaceRole.DEPARTURE), (arrival, PlaceRole.ARRIVAL))
    return tuple(Place(name, role) for name, role in named if name)


def claim(kind: Kind, **roles: object) -> Claim:
    usual: dict[str, object] = {"id": "c1", "report": "r1", "start": 0, "end": 4, "quote": "said"}
    return Claim(**(usual | {"kind": kind} | roles))  # type: ignore[arg-type]


def flight(departure: str | None, arrival: str | None, on: str | None, *, registration: str | None = "EP-ABC", **roles):
    """`EP-ABC flew from … to … on …`; without a registration name actors and equipment yourself."""
    if registration:
        roles.setdefault("craft", CraftIds(registration=(registration,)))
    return claim(Kind.FLIGHT, places=ends(departure, arrival), when=when(on) if on else None, **roles)


def visit_count(place: str, n: float, start: str, end: str, *, most: float | None = -1, **roles) -> Claim:
    """`its n-th visit between these days`; `most=None` for "at least n"."""
    roles.setdefault("craft", CraftIds(registration=("EP-ABC",)))
    counts = (Count("visits", n, n if most == -1 else most),)
    return claim(Kind.VISIT_COUNT, places=ends(None, place), when=when(start, end), counts=counts, **roles)


def rise(departure: str, arrival: str, since: str, direction: Direction = Direction.RISE, **roles) -> Claim:
    """`traffic from … to … has risen since …`."""
    return claim(
        Kind.TRAFFIC_CHANGE, places=ends(departure, arrival), when=When(day(since)), change=Change(direction), **roles
    )


def actor(name: str, country: str | None = None) -> tuple[Actor, ...]:
    return (Actor(name, country),)


def verdict(said: Claim, seen: Witness) -> Verdict:
    """The verdict on one claim; every phrase of it must be wordable in both languages."""
    (found,) = check_claims([said], seen)
    for language in ("en", "fr"):
        assert all(word(one, language) for one in found.because)
    return found


def told(found: Verdict, language: str = "en") -> str:
    return " ".join(word(one, language) for one in found.because)
