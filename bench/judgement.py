"""How fast are claims judged against a year? A thousand claims of all kinds, a thousand craft, a year of movements.

    python bench/judgement.py [--craft N] [--days N] [--claims N] [--keep FOLDER]

Movements are invented in columns, without receivers or physics: only their number and shape matter here. Positions are
written in parts of craft and read when a claim asks for them, as a case does. Prints the seconds for what must be
learnt from everybody once (which a case's first judgement pays too), the seconds for the claims, and peak memory.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from crossbearing.checks import Witness, check_claims
from crossbearing.checks.heard.tracks import StoredTracks
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
    Polarity,
    When,
)
from crossbearing.model.tables import AIRFRAMES, ARCHIVE, FLIGHTS, POSITIONS, VISITS
from crossbearing.model.tables import UTC as TIME
from crossbearing.world import World, load_world
from crossbearing.world.geo import along, distance_km

START = datetime(2024, 1, 1, tzinfo=UTC)
AIRPORTS = [
    "OIII",
    "OIIE",
    "OIKB",
    "OIMM",
    "OITT",
    "UUWW",
    "UUDD",
    "UUEE",
    "URRR",
    "ULLI",
    "OSDI",
    "OSAP",
    "OLBA",
    "ORBI",
    "OMDB",
    "OMAA",
    "OPKC",
    "VIDP",
    "LTFM",
    "LTAC",
    "UGTB",
    "UDYZ",
    "UBBB",
    "UTTT",
    "UAAA",
    "UTDD",
    "HECA",
    "HSSS",
    "HLLM",
    "LGAV",
    "LYBE",
    "EDDF",
    "EDDP",
    "LFPG",
    "EGLL",
    "LIRF",
    "LEMD",
    "EPWA",
    "UMMS",
    "UKBB",
]
TYPES = ("IL76", "B744", "A320", "AN12", "B738")
OPERATORS = tuple(f"Operator {number:03d}" for number in range(100))
# Positions of a leg: a year of these at one a minute is ten times as many, and would be read no differently.
POINTS = 40
PART = 50
UNSEEN, CUT = 0.03, 0.05


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--craft", type=int, default=1000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--claims", type=int, default=1000)
    parser.add_argument("--keep", type=Path, help="write the parts here, or read them where they are")
    args = parser.parse_args()
    world, rng = load_world(), np.random.default_rng(5)
    folder = args.keep or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    tables = invented(args.craft, args.days, world, rng, folder)
    witness = witness_of(tables, folder, world)
    claims = list(drawn(args.claims, tables, args.days, rng))
    before = peak_gb()
    started = time.perf_counter()
    witness.learnt  # noqa: B018  learnt once, whatever is asked
    learnt = time.perf_counter()
    verdicts = check_claims(claims, witness)
    done = time.perf_counter()
    n = sum(pl.scan_parquet(path).select(pl.len()).collect().item() for path in sorted(folder.glob("*.parquet")))
    print(f"{args.craft:,} craft, {tables['flights'].height:,} legs, {n:,} positions, {args.days} days")
    print(f"learnt from everybody: {learnt - started:.1f} s; {len(claims):,} claims: {done - learnt:.1f} s")
    print(f"peak memory {peak_gb():.2f} GB ({before:.2f} GB before the first claim)")
    for kind, said in by_kind(claims, verdicts).items():
        print(f"{kind:16}", dict(sorted(said.items())))


def peak_gb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def by_kind(claims: list[Claim], verdicts: Any) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for claim, verdict in zip(claims, verdicts, strict=True):
        found.setdefault(claim.kind.value, Counter())[verdict.verdict.value] += 1
    return found


def names(number: int) -> tuple[str, str, str, str]:
    """Craft, registration, type and operator of a number."""
    craft = f"icao24:{0x700000 + number:06x}"
    return craft, f"EP-X{number:03d}", TYPES[number % len(TYPES)], OPERATORS[(number // 10) % len(OPERATORS)]


def invented(n: int, days: int, world: World, rng: np.random.Generator, folder: Path) -> dict[str, pl.DataFrame]:
    """Write the positions of all craft in parts, and return their FLIGHTS, VISITS and AIRFRAMES."""
    known = [world.airports.get(code) for code in AIRPORTS]
    fields = [(a.icao, a.lat, a.lon) for a in known if a]
    legs, stays = [], []
    for first in range(0, n, PART):
        parts = [one_craft(number, days, fields, rng) for number in range(first, min(n, first + PART))]
        legs += [leg for leg, _, _ in parts]
        stays += [stay for _, stay, _ in parts]
        path = folder / f"{first:05d}.parquet"
        if not path.exists():
            POSITIONS.conform(pl.concat([positions for _, _, positions in parts])).write_parquet(path)
    rows = [
        {"craft": c, "seen_on": START.date(), "registration": r, "typecode": t, "operator": o, "military": False,
         "exhibit": "made", "member": ""}
        for c, r, t, o in map(names, range(n))
    ]  # fmt: skip
    return {
        "flights": FLIGHTS.conform(pl.concat(legs)),
        "visits": VISITS.conform(pl.concat(stays)),
        "airframes": AIRFRAMES.conform(pl.DataFrame(rows, schema=AIRFRAMES.schema)),
    }


def one_craft(
    number: int, days: int, fields: list[tuple[str, float, float]], rng: np.random.Generator
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """The FLIGHTS, VISITS and POSITIONS of one craft: a leg a day between six airports, a few of them unseen."""
    own = rng.choice(len(fields), 6, replace=False)
    route = own[rng.integers(0, 6, days * 2)]
    route = route[np.r_[True, route[1:] != route[:-1]]]
    lat, lon = (np.array([fields[i][axis] for i in route]) for axis in (1, 2))
    km = np.asarray(distance_km(lat[:-1], lon[:-1], lat[1:], lon[1:]))
    flown = km / 750.0 * 3600.0 + 1500.0
    stood = rng.exponential(16.0, len(flown)) * 3600.0 + 5400.0
    ends = np.cumsum(flown + stood)
    starts = ends - flown
    count = int((ends < days * 86_400.0).sum())
    seen = rng.random(count) >= UNSEEN
    seconds, at = [starts[:count], ends[:count]], np.flatnonzero(seen)
    shared = (seconds, route, at)
    code = np.array([field[0] for field in fields])
    return (
        legs_of(number, code, shared, lat, lon),
        stays_of(number, code, shared),
        points_of(number, shared, lat, lon, rng),
    )


def stamps(seconds: Any) -> pl.Series:
    return (pl.Series(np.asarray(seconds) * 1000.0).cast(pl.Int64) + int(START.timestamp() * 1000)).cast(TIME)


def legs_of(number: int, code: Any, shared: Any, lat: Any, lon: Any) -> pl.DataFrame:
    (starts, ends), route, at = shared
    craft, registration, typecode, operator = names(number)
    begin, finish = stamps(starts[at]), stamps(ends[at])
    columns: dict[str, Any] = {
        "id": [f"fl-{number:04x}{leg:05x}" for leg in at],
        "craft": craft, "airframe": None, "registration": registration, "typecode": typecode, "operator": operator,
        "callsigns": [[f"X{number:03d}"]] * len(at), "first_seen": begin, "last_seen": finish,
        "first_lat": lat[at], "first_lon": lon[at], "first_alt_ft": None,
        "last_lat": lat[at + 1], "last_lon": lon[at + 1], "last_alt_ft": None,
        "departed_at": begin, "departure_airport": code[route[at]], "departure_evidence": "ground",
        "departure_candidates": [[]] * len(at),
        "arrived_at": finish, "arrival_airport": code[route[at + 1]], "arrival_evidence": "ground",
        "arrival_candidates": [[]] * len(at), "positions": POINTS, "longest_gap_s": 60.0, "marks": [[]] * len(at),
        "evidence": [[f"made##{number * 100_000 + leg}"] for leg in at],
    }  # fmt: skip
    return pl.DataFrame(columns, schema=FLIGHTS.schema)


def stays_of(number: int, code: Any, shared: Any) -> pl.DataFrame:
    """A stay between two legs that were seen and touch the same airport; an unseen leg bounds it from outside."""
    (starts, ends), route, at = shared
    one, other = at[:-1], at[1:]
    same = other == one + 1
    places = np.concatenate([code[route[one + 1]], code[route[other[~same]]]])
    came = np.concatenate([ends[one], ends[one[~same]]])
    seen_there = np.concatenate([ends[one], starts[other[~same]]])
    still = np.concatenate([np.where(same, starts[other], ends[one]), starts[other[~same]]])
    columns: dict[str, Any] = {
        "id": [f"vi-{number:04x}{stay:05x}" for stay in range(len(places))],
        "craft": names(number)[0], "airframe": None, "place": places, "arrived_after": stamps(came - 600.0),
        "arrived_before": stamps(seen_there), "left_after": stamps(still), "left_before": stamps(still + 600.0),
        "evidence": "ground", "shown": True,
        "arrival_flight": [f"fl-{number:04x}{leg:05x}" for leg in one] + [None] * int((~same).sum()),
        "departure_flight": [f"fl-{number:04x}{b:05x}" if s else None for b, s in zip(other, same, strict=True)]
        + [f"fl-{number:04x}{leg:05x}" for leg in other[~same]],
        "p": 1.0,
    }  # fmt: skip
    return pl.DataFrame(columns, schema=VISITS.schema)


def points_of(number: int, shared: Any, lat: Any, lon: Any, rng: np.random.Generator) -> pl.DataFrame:
    """Positions along each leg and at both ends of it, on the ground; one leg in twenty is cut in half."""
    (starts, ends), _, at = shared
    share = np.concatenate([[0.0, 0.0], np.linspace(0.01, 0.99, POINTS), [1.0, 1.0]])
    each = np.repeat(at, len(share))
    part = np.tile(share, len(at))
    where = along(lat[each], lon[each], lat[each + 1], lon[each + 1], part)
    nudge = np.tile(np.r_[-300.0, -60.0, np.zeros(POINTS), 60.0, 300.0], len(at))
    seconds = starts[each] + part * (ends - starts)[each] + nudge
    ground = (part == 0.0) | (part == 1.0)
    cut = np.repeat(rng.random(len(at)) < CUT, len(share)) & (part > 0.3) & (part < 0.7)
    alt = np.minimum(33_000.0, np.minimum(part, 1.0 - part) * 250_000.0)
    frame = pl.DataFrame(
        {"time": stamps(seconds), "lat": where[0], "lon": where[1], "alt_ft": np.where(ground, np.nan, alt),
         "alt_kind": np.where(ground, "ground", "baro"), "gs_kt": np.where(ground, 5.0, 420.0)}
    ).with_columns(pl.col("alt_ft").fill_nan(None)).filter(pl.Series(~cut))  # fmt: skip
    fixed = {
        "craft": names(number)[0],
        "source": "adsb",
        "exhibit": "made",
        "member": "",
        "stale": False,
        "new_leg": False,
    }
    full = frame.with_columns(*(pl.lit(value).alias(name) for name, value in fixed.items())).with_row_index("row")
    missing = [pl.lit(None, dtype).alias(name) for name, dtype in POSITIONS.schema.items() if name not in full.columns]
    return POSITIONS.conform(full.with_columns(missing))


def witness_of(tables: dict[str, pl.DataFrame], folder: Path, world: World) -> Witness:
    last = tables["flights"]["last_seen"].max()
    assert isinstance(last, datetime)
    row = {
        "network": "readsb",
        "started_at": START,
        "ended_at": last + timedelta(days=1),
        "whole": True,
        "exhibit": "made",
    }
    archive = ARCHIVE.conform(pl.DataFrame([row], schema=ARCHIVE.schema))
    tracks = StoredTracks([pl.scan_parquet(path) for path in sorted(folder.glob("*.parquet"))])
    return Witness(tracks, tables["flights"], tables["visits"], tables["airframes"], archive, world)


def drawn(n: int, tables: dict[str, pl.DataFrame], days: int, rng: np.random.Generator) -> Iterator[Claim]:
    """Claims of all kinds, true and false, about craft that are named, of a fleet, or of a type."""
    legs = tables["flights"].select("registration", "operator", "typecode", "departed_at", "departure_airport",
                                    "arrival_airport")  # fmt: skip
    picked = legs[rng.integers(0, legs.height, n).tolist()].iter_rows(named=True)
    for number, leg in enumerate(picked):
        moved = timedelta(days=int(rng.integers(-3, 4))) if number % 2 else timedelta()
        yield one_claim(number, leg, (leg["departed_at"] + moved).date(), rng)


def one_claim(number: int, leg: dict[str, Any], day: date, rng: np.random.Generator) -> Claim:
    """The claim of a number: its kind goes round in twenties, so that each share is what `SHARES` says."""
    ends = (Place(leg["departure_airport"], PlaceRole.DEPARTURE), Place(leg["arrival_airport"], PlaceRole.ARRIVAL))
    craft = CraftIds(registration=(leg["registration"],))
    fleet = {"actors": (Actor(leg["operator"]),),
             "equipment": (Equipment(leg["typecode"], EquipmentRole.CARRIER, 1, 1),)}  # fmt: skip
    week, on = When(day - timedelta(days=6), day), When(day, day)
    some = float(rng.integers(1, 4))
    flown, planes = Count("flights", some, some), Count("aircraft", some, some)
    kinds: tuple[dict[str, Any], ...] = (
        *({"kind": Kind.FLIGHT, "places": ends, "when": on, "craft": craft},) * 6,
        {"kind": Kind.FLIGHT, "places": ends, "when": on, **fleet},
        {"kind": Kind.FLIGHT, "places": ends[1:], "when": on, **fleet},
        {"kind": Kind.FLIGHT, "places": ends, "when": week, "craft": craft, "polarity": Polarity.NEGATIVE},
        *({"kind": Kind.VISIT_COUNT, "places": ends[1:], "when": week, "craft": craft,
           "counts": (Count("visits", some, some),)},) * 4,
        {"kind": Kind.VISIT_COUNT, "places": ends[1:], "when": week, "counts": (Count("visits", some, None),), **fleet},
        {"kind": Kind.VISIT_COUNT, "places": ends, "when": week, "craft": craft, "counts": (flown,)},
        {"kind": Kind.VISIT_COUNT, "places": ends[1:], "when": week, "counts": (planes,), **fleet},
        {"kind": Kind.TRAFFIC_CHANGE, "places": ends, "when": When(day), "change": Change(Direction.RISE)},
        {"kind": Kind.DELIVERY, "places": ends, "when": on, "craft": craft},
        {"kind": Kind.DEPLOYMENT, "places": ends[1:], "when": on, **fleet},
        {"kind": Kind.STATEMENT, "when": on, "craft": craft, "checkable_by": ("flights",)},
    )  # fmt: skip
    quote = "switched off its transponder"
    return Claim(f"c{number:04d}", "r", 0, len(quote), quote, **kinds[number % len(kinds)])


if __name__ == "__main__":
    main()
