"""From tables to what a map draws: flights with their ends, bare tracks, positions not to be trusted, a silence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from crossbearing.dossier.atlas import Site, site, towns_of
from crossbearing.dossier.cards import craft_name
from crossbearing.dossier.cards import leg as ways
from crossbearing.dossier.evidence import Evidence, Row, Track, evidence_of
from crossbearing.dossier.routes import Route, moment, route_of, runs_of
from crossbearing.dossier.scene import CRAFT_COLOURS, drawn
from crossbearing.dossier.sheet_map import Area, Drawn, Layers
from crossbearing.dossier.sheet_marks import Mark
from crossbearing.dossier.svg import element
from crossbearing.dossier.view import DossierView
from crossbearing.dossier.wording import stamp
from crossbearing.dossier.words import say
from crossbearing.model.tables import FLIGHTS
from crossbearing.movement.region import Region

if TYPE_CHECKING:
    from crossbearing.world import World

# More legs make a file that no program opens gladly, and a map that shows nothing. GUESS: 2,000 weigh a megabyte.
MOST_LEGS = 2000
# Marked positions drawn: they come in swarms that would hide all else. GUESS.
MOST_MARKED = 300
# Airports named in a region: the sheet holds no more; the table holds all.
MOST_NAMED = 25
# Ends of bare tracks looked at for a field, how near it must be, and of what kinds.
MOST_ENDS = 60
FIELD_KM = 6.0
NAMED_KINDS = frozenset({"large", "medium", "military", "small"})


def flight_layers(flights: pl.DataFrame, positions: pl.DataFrame, world: World, language: str) -> Layers:
    """Return the flights as a map draws them, with positions not to be trusted."""
    rows = drawn(flights.to_dicts(), MOST_LEGS)
    evidence = _evidence(flights, positions, world)
    colours = _colours(flights["craft"])
    routes = tuple(_drawn(row, route_of(row, evidence, world), colours) for row in rows)
    return Layers(routes=routes, marks=_marked(positions), towns=towns_of(world, language))


def track_layers(positions: pl.DataFrame, names: dict[str, str], world: World, language: str) -> Layers:
    """Return the trusted positions as bare tracks, one a craft and stretch without a silence of ten minutes."""
    evidence, colours = _evidence(FLIGHTS.empty(), positions, world), _colours(positions["craft"])
    routes = []
    for craft, track in evidence.tracks.items():
        for run in runs_of(track):
            row = {"craft": craft, "registration": names.get(craft), **dict.fromkeys(_ENDS)}
            times = f"{stamp(moment(run.time_ms[0]))} – {stamp(moment(run.time_ms[-1]))}"
            name = craft_name(row)
            routes.append(Drawn(Route(row, (run,), (), (), ()), colours[craft], name, f"{name} · {times}"))
    sites = _fields_at(routes[:MOST_LEGS], world)
    towns = towns_of(world, language)
    return Layers(tuple(routes[:MOST_LEGS]), marks=(*_marked(positions), *_dots(sites)), sites=sites, towns=towns)


def _fields_at(routes: Sequence[Drawn], world: World) -> tuple[tuple[Site, str], ...]:
    """The airports at which bare tracks begin and end: for orientation, no finding."""
    found: dict[Site, None] = {}
    for bare in routes[:MOST_ENDS]:
        run = bare.route.runs[0]
        for lat, lon in ((run.lat[0], run.lon[0]), (run.lat[-1], run.lon[-1])):
            near = [one for one, _ in world.airports.near(float(lat), float(lon), FIELD_KM) if one.kind in NAMED_KINDS]
            named = site(world, near[0].icao) if near else None
            if named is not None:
                found[named] = None
    return tuple((one, one.code) for one in found)


_ENDS = ("departure_airport", "arrival_airport", "departure_evidence", "arrival_evidence")


def _evidence(flights: pl.DataFrame, positions: pl.DataFrame, world: World) -> Evidence:
    return evidence_of(DossierView("", "", world, flights=flights, positions=positions))


def _colours(crafts: pl.Series) -> dict[str, int]:
    return {craft: at % CRAFT_COLOURS for at, craft in enumerate(crafts.unique().sort().to_list())}


def _drawn(row: Row, route: Route, colours: dict[str, int]) -> Drawn:
    name = craft_name(row)
    callsigns = ", ".join(row["callsigns"] or ())
    parts = (name, callsigns, ways(row), f"{stamp(row['first_seen'])} – {stamp(row['last_seen'])}")
    return Drawn(route, colours[str(row["craft"])], name, " · ".join(part for part in parts if part))


def _marked(positions: pl.DataFrame) -> tuple[tuple[Mark, float, float], ...]:
    """Positions not to be trusted, evenly thinned where there are many."""
    marked = positions.filter(pl.col("mark").is_not_null(), ~pl.col("mark").str.starts_with("duplicate"))
    kept = marked.gather_every(max(1, -(-marked.height // MOST_MARKED))) if marked.height else marked
    return tuple((Mark("false", 0, 3.0), lat, lon) for lat, lon in kept.select("lat", "lon").iter_rows())


def region_layers(
    regions: Sequence[Region], airports: pl.DataFrame, seen: Layers, world: World, language: str
) -> Layers:
    """Return what was seen with the regions of the silences under it, and the airports within them."""
    said = say(language, "sheet.prism_region")
    areas = tuple(Area(one.lat, one.lon, "region", said) for one in regions)
    ranked = airports.sort("longest_runway_ft", "icao", descending=[True, False], nulls_last=True).head(MOST_NAMED)
    found = [site(world, code) for code in ranked["icao"].to_list()]
    sites = tuple((one, one.code) for one in found if one is not None)
    edges = tuple((fix.lat, fix.lon) for one in regions for fix in (one.before, one.after) if fix is not None)
    marks = (*seen.marks, *((Mark("last", 0), lat, lon) for lat, lon in edges), *_dots(sites))
    swatch = element("rect", class_="region", x=1, y=1, width=24, height=12)
    return Layers(
        routes=seen.routes,
        areas=areas,
        marks=marks,
        sites=sites,
        towns=(),
        legend=((swatch, said),),
    )


def _dots(sites: Sequence[tuple[Site, str]]) -> list[tuple[Mark, float, float]]:
    return [(Mark("airport", 0, 3.0), one.lat, one.lon) for one, _ in sites]


def track_of(positions: pl.DataFrame) -> Track:
    """Return the trusted positions of one craft as arrays."""
    own = positions.filter(pl.col("mark").is_null()).sort("time")
    return Track(own["time"].dt.epoch("ms").to_numpy().astype(np.int64), own["lat"].to_numpy(), own["lon"].to_numpy())
