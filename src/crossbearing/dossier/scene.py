"""What the map of one claim shows, still on the globe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crossbearing.dossier.atlas import Site, Town, ground_places
from crossbearing.dossier.cards import Card, craft_name
from crossbearing.dossier.desk import Desk
from crossbearing.dossier.evidence import Row, Sighting
from crossbearing.dossier.routes import Route, Silence, milliseconds, moment, route_of, silences_between
from crossbearing.dossier.vessels import ship_name, ship_route
from crossbearing.model.verdicts import Outcome

CRAFT_COLOURS = 6
# More legs blacken a map and weigh as much as the rest of the claim; the caption says how many were left out. GUESS
MOST_LEGS = 60
# So with ships: a claim about a flag may rest on dozens. GUESS
MOST_SHIPS = 12
# Without a track a map shows where one would have been looked for; these verdicts looked nowhere.
LOOKED_NOWHERE = frozenset({Outcome.NOT_CHECKABLE, Outcome.UNTESTED})


@dataclass(frozen=True, slots=True)
class Scene:
    """Legs with their craft's colour, the places of the claim, and what is printed for orientation only.

    `routes` end with those of `ships`; `events` are where ships met (`met`) or lay (`lay`).
    """

    routes: tuple[tuple[Route, int], ...]
    sightings: tuple[tuple[Sighting, int], ...]
    silences: tuple[Silence, ...]
    rings: tuple[tuple[str, float, float], ...]
    sites: tuple[Site, ...]
    crafts: tuple[str, ...]
    towns: tuple[Town, ...]
    hatched: bool
    flights: tuple[Row, ...]
    left_out: int
    ships: tuple[Row, ...] = ()
    events: tuple[tuple[str, float, float], ...] = ()


def scene_of(card: Card, desk: Desk) -> Scene | None:
    """Return what there is to map for a claim; `None` when there is nothing."""
    world, flights = desk.view.world, drawn(card.shown.flights)
    colours = {craft: at % CRAFT_COLOURS for at, craft in enumerate(card.shown.crafts)}
    routes = tuple((route_of(flight, desk.evidence, world), colours[str(flight["craft"])]) for flight in flights)
    rings = tuple((desk.local(name), lat, lon) for name, lat, lon in ground_places(world, card.claim.places))
    sightings = tuple((one, colours[one.craft]) for one in card.shown.sightings)
    ships = _ships(card, desk, colours)
    if not routes and not ships and not sightings and (not rings or card.outcome in LOOKED_NOWHERE):
        return None
    sites = {found.code: found for route, _ in routes for found in route.airports}
    return Scene(
        routes=(*routes, *ships),
        sightings=sightings,
        silences=() if ships else tuple(silences_between(card.shown.sightings, desk.evidence)),
        rings=rings,
        sites=tuple(sites[code] for code in sorted(sites)),
        crafts=tuple(dict.fromkeys(craft_name(row) for row in (*flights, *(route.flight for route, _ in ships)))),
        towns=desk.towns,
        hatched=card.outcome is Outcome.NOT_OBSERVABLE,
        flights=flights,
        left_out=len(card.shown.flights) - len(flights),
        ships=tuple(route.flight for route, _ in ships),
        events=tuple(_placed(row) for row in card.shown.events if row.get("lat") is not None),
    )


def _placed(row: Row) -> tuple[str, float, float]:
    return "met" if "a" in row else "lay", row["lat"], row["lon"]


def _ships(card: Card, desk: Desk, colours: Mapping[str, int]) -> tuple[tuple[Route, int], ...]:
    """The tracks of ships in the days shown."""
    if card.shown.days is None:
        return ()
    start, end = (milliseconds(one) for one in card.shown.days)
    found = []
    for ship in card.shown.ships[:MOST_SHIPS]:
        track = desk.evidence.tracks[ship].between(start, end)
        if len(track.lat):
            craft, _, hull = ship.partition(" ")
            name = f"{ship_name(craft, desk.evidence.at_sea.names)} {hull}".strip()
            first, last = moment(track.time_ms[0]), moment(track.time_ms[-1])
            found.append((ship_route(ship, name, track, first, last), colours[ship]))
    return tuple(found)


def drawn(flights: Sequence[Row], most: int = MOST_LEGS) -> tuple[Row, ...]:
    """Return the legs that a map has room for: each way of each craft once before any a second time, by time."""
    flown: Counter[tuple[str, str | None, str | None]] = Counter()
    ranked: list[tuple[int, int, Row]] = []
    for flight in flights:
        way = (str(flight["craft"]), flight["departure_airport"], flight["arrival_airport"])
        ranked.append((flown[way], len(ranked), flight))
        flown[way] += 1
    kept = sorted(ranked, key=lambda one: one[:2])[:most]
    return tuple(flight for _, _, flight in sorted(kept, key=lambda one: one[1]))
