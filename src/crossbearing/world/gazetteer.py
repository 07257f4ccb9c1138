"""Places by name, in English and French spellings, and the airports that serve them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import polars as pl

from crossbearing.world.airports import Airport, Airports, long_enough
from crossbearing.world.geo import distance_km
from crossbearing.world.spelling import fold
from crossbearing.world.tables import packaged

# A transport's field: 1,500 m (4,900 ft) is what an Il-76 or a 737 wants at medium weight (GUESS from type data).
TRANSPORT_RUNWAY_FT = 4900
# City to airport: the farthest main airports of the sixty capitals in the authored groups lie 30 to 45 km out.
CITY_AIRPORT_KM = 40.0
# A name that a place bears only as a foreign or historic alternate counts a tenth of its weight, so that
# "Sari" is the Iranian city (300,000) before Surrey in Canada (570,000), an alternate spelling of which it is.
ALTERNATE_SHARE = 0.1

# What the user drew is what the user means: more than the inhabitants of any city.
DRAWN_WEIGHT = 1_000_000_000


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A named place. `kind` is city, port, airport, sea, region, country or base; `country` is ISO 3166-1 alpha-2,
    empty for seas and regions of several countries; `box` is south, west, north, east in degrees where the place is
    an area (east is less than west across the date line); `weight` ranks namesakes: inhabitants, or an equal."""

    id: str
    name: str
    country: str
    lat: float
    lon: float
    kind: str
    airports: tuple[str, ...] = ()
    box: tuple[float, float, float, float] | None = None
    tz: str | None = None
    weight: int = 0


# Folded words that say what kind of place a name is of, and the kinds they hint at; longer ones stand first.
KIND_WORDS = (
    ("aeroport international", ("airport",)),
    ("international airport", ("airport",)),
    ("aeroport militaire", ("airport", "base")),
    ("military airport", ("airport", "base")),
    ("air force base", ("airport", "base")),
    ("base aerienne", ("airport", "base")),
    ("air base", ("airport", "base")),
    ("airbase", ("airport", "base")),
    ("base navale", ("base", "port")),
    ("naval base", ("base", "port")),
    ("base militaire", ("base", "airport")),
    ("military base", ("base", "airport")),
    ("aeroport", ("airport",)),
    ("airport", ("airport",)),
    ("airfield", ("airport",)),
    ("aerodrome", ("airport",)),
    ("base", ("base", "airport")),
    ("port", ("port",)),
    ("harbour", ("port",)),
    ("harbor", ("port",)),
    ("ville", ("city",)),
    ("city", ("city",)),
    ("region", ("region",)),
    ("oblast", ("region",)),
    ("province", ("region",)),
    ("governorate", ("region",)),
    ("gouvernorat", ("region",)),
)
_LINKS = ("de la ", "de l ", "de ", "d ", "du ", "des ", "of the ", "of ")


def without_kind(key: str) -> tuple[str, tuple[str, ...]]:
    """Return a folded name without the words for its kind, and the kinds they hint at; empty when it has none."""
    for word, kinds in KIND_WORDS:
        if key.endswith(f" {word}"):
            return key[: -len(word) - 1], kinds
        if key.startswith(f"{word} "):
            rest = key[len(word) + 1 :]
            link = next((link for link in _LINKS if rest.startswith(link)), "")
            return rest[len(link) :], kinds
    return "", ()


def _split(cell: str | None) -> tuple[str, ...]:
    return tuple(cell.split()) if cell else ()


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Places by name. Build with the airports whose codes its entries name."""

    airports: Airports
    frame: pl.DataFrame = field(default_factory=lambda: packaged("places"))
    names: pl.DataFrame = field(default_factory=lambda: packaged("place_names"))
    groups: pl.DataFrame = field(default_factory=lambda: packaged("groups"))

    @cached_property
    def _columns(self) -> dict[str, list[Any]]:
        return {name: self.frame[name].to_list() for name in self.frame.columns}

    @cached_property
    def _keys(self) -> list[str]:
        return self.names["key"].to_list()

    @cached_property
    def _entries(self) -> dict[int, PlaceEntry]:
        return {}

    @cached_property
    def _transport_fields(self) -> pl.DataFrame:
        """All airports that a transport can use."""
        frame = self.airports.frame
        return frame.filter(pl.Series(long_enough(frame, TRANSPORT_RUNWAY_FT)) & (pl.col("kind") != "closed"))

    @cached_property
    def _by_country(self) -> dict[str, tuple[str, ...]]:
        grouped = self._transport_fields.group_by("country", maintain_order=True).agg("icao")
        return {country: tuple(codes) for country, codes in grouped.iter_rows()}

    def _inside(self, box: tuple[float, ...], country: str) -> tuple[str, ...]:
        """The airports of a region: in its box and, where it lies in one country, of that country."""
        south, west, north, east = box
        lat, lon = pl.col("lat"), pl.col("lon")
        wide = lon.is_between(west, east) if west <= east else (lon >= west) | (lon <= east)
        inside = lat.is_between(south, north) & wide & ((pl.col("country") == country) | pl.lit(country == ""))
        return tuple(self._transport_fields.filter(inside)["icao"])

    @cached_property
    def _groups(self) -> dict[str, tuple[str, ...]]:
        return {row["id"]: _split(row["airports"]) for row in self.groups.iter_rows(named=True)}

    @cached_property
    def _group_of(self) -> dict[str, str]:
        return {icao: group for group, members in self._groups.items() for icao in members}

    def _entry(self, row: int) -> PlaceEntry:
        known = self._entries.get(row)
        if known is None:
            known = self._entries[row] = self._made({name: column[row] for name, column in self._columns.items()})
        return known

    def _made(self, cells: dict[str, Any]) -> PlaceEntry:
        codes = _split(cells["airports"])
        box = tuple(cells["box"]) if cells["box"] is not None else None
        if cells["kind"] == "country":
            codes = self._by_country.get(cells["country"], ())
        elif cells["kind"] == "region" and box is not None:
            codes = self._inside(box, cells["country"])
        return PlaceEntry(
            cells["id"], cells["name"], cells["country"], cells["lat"], cells["lon"], cells["kind"], codes,
            box, cells["tz"], cells["weight"],
        )  # fmt: skip

    def with_ports(self, drawn: pl.DataFrame) -> Gazetteer:
        """Return the same places and, before all namesakes, ports that the user drew (`id`, `name`, `country`, `lat`,
        `lon`)."""
        ports = drawn.select("id", "name", "country", "lat", "lon", kind=pl.lit("port"), weight=pl.lit(DRAWN_WEIGHT))
        frame = pl.concat([self.frame, ports.cast(self._types(self.frame, ports))], how="diagonal")
        told = [(fold(text), row) for row, pair in enumerate(ports.select("name", "id").rows()) for text in set(pair)]
        names = pl.DataFrame(sorted(told), schema={"key": pl.String, "place": pl.Int64}, orient="row")
        names = names.with_columns(pl.col("place") + self.frame.height, primary=pl.lit(value=True))
        names = pl.concat([self.names, names.cast(self._types(self.names, names))], how="diagonal")
        return replace(self, frame=frame, names=names.sort("key", maintain_order=True))

    @staticmethod
    def _types(like: pl.DataFrame, frame: pl.DataFrame) -> pl.Schema:
        """The types that the columns of a frame have in another one."""
        return pl.Schema({name: like.schema[name] for name in frame.columns})

    def find(self, name: str, country: str | None = None, kind: str | None = None) -> list[PlaceEntry]:
        """Return the places of that name, best first: in the given country, then by weight.

        Case, accents, hyphens and apostrophes do not count. An ICAO code finds its airport. Places outside the
        given country stand behind those inside; `kind` leaves only places of that kind.
        A name that is unknown as it stands is tried without words for its kind ("aéroport de", "naval base"),
        places of such a kind first.
        """
        airport = self.airports.get(name) if len(name) == 4 and name.isupper() else None
        entries = [self._airport_entry(airport)] if airport else []
        entries += self._ranked(fold(name), country)
        if not entries:
            core, kinds = without_kind(fold(name))
            entries = sorted(self._ranked(core, country), key=lambda entry: entry.kind not in kinds) if core else []
        return [entry for entry in entries if kind is None or entry.kind == kind]

    def _ranked(self, key: str, country: str | None) -> list[PlaceEntry]:
        ranked: dict[int, float] = {}
        for row, primary in self._rows_named(key):
            share = 1.0 if primary else ALTERNATE_SHARE
            ranked[row] = max(ranked.get(row, 0.0), share * self._columns["weight"][row])
        return [self._entry(row) for row in sorted(ranked, key=lambda r: (self._abroad(r, country), -ranked[r], r))]

    def _abroad(self, row: int, country: str | None) -> bool:
        return country is not None and self._columns["country"][row] not in (country, "")

    def _rows_named(self, key: str) -> Iterator[tuple[int, bool]]:
        at = bisect_left(self._keys, key)
        while at < len(self._keys) and self._keys[at] == key:
            yield self._name_rows[at]
            at += 1

    @cached_property
    def _name_rows(self) -> list[tuple[int, bool]]:
        return list(zip(self.names["place"].to_list(), self.names["primary"].to_list(), strict=True))

    @staticmethod
    def _airport_entry(a: Airport) -> PlaceEntry:
        return PlaceEntry(a.icao, a.name, a.country, a.lat, a.lon, "airport", (a.icao,), None, a.tz)

    def airports_of(
        self, name: str, country: str | None = None, lat: float | None = None, lon: float | None = None
    ) -> tuple[str, ...]:
        """Return the airports a claim about that place may mean.

        A city gives its metropolitan group, a country or a region all its transport fields, an ICAO code itself.
        Coordinates choose among namesakes; where none of them fits, or none has an airport, the fields within
        40 km of the coordinates whose runway is 4,900 ft or longer are given.
        """
        named = self.find(name, country)
        if lat is None or lon is None:
            return named[0].airports if named else ()
        for entry in named:
            if entry.airports and self._agrees(entry, lat, lon):
                return entry.airports
        return tuple(a.icao for a, _ in self.airports.near(lat, lon, CITY_AIRPORT_KM, TRANSPORT_RUNWAY_FT))

    @staticmethod
    def _agrees(entry: PlaceEntry, lat: float, lon: float) -> bool:
        """A namesake far from the given coordinates is another place."""
        if entry.kind in ("country", "region"):
            return True
        return bool(distance_km(entry.lat, entry.lon, lat, lon) <= 2 * CITY_AIRPORT_KM)

    def group_of(self, icao: str) -> str:
        """Return the id of the metropolitan group of an airport, or the ICAO code itself."""
        return self._group_of.get(icao, icao)

    def group_airports(self, group: str) -> tuple[str, ...]:
        """Return the airports of a metropolitan group; a code that is no group stands for itself."""
        return self._groups.get(group, (group,))

    def surfaces(self) -> Iterator[tuple[str, PlaceEntry]]:
        """Yield every spelling that is safe to look for in running text, with its best place.

        Left out are spellings that are ordinary French or English words or common personal names; `find` knows
        them all the same.
        """
        offered = self.names.filter(pl.col("surface").is_not_null())
        for surface, row in zip(offered["surface"].to_list(), offered["place"].to_list(), strict=True):
            yield surface, self._entry(row)
