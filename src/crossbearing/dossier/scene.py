"""What the map of one claim shows, still on the globe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crossbearing.dossier.atlas import Site, Town, ground_places
from crossbearing.dossier.cards import Card, craft_name
from crossbearing.dossier.desk import Desk
from crossbearing.dossier.evidence import Row, Sighting
from crossbearing.dossier.routes import Route, Silence, milliseconds, moment, route_of, silences_between, way_between
from crossbearing.dossier.seafaring import kind_of
from crossbearing.dossier.vessels import ship_route, silence_word
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

    `routes` end with those of `ships`; `events` are where ships met (`met`) or lay (`lay`), in the days shown;
    `ports` are those where they lay; `quiet` are the silences that the verdict rests on, with the word for each.
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
    ports: tuple[Site, ...] = ()
    quiet: tuple[tuple[Silence, str], ...] = ()


def scene_of(card: Card, desk: Desk) -> Scene | None:
    """Return what there is to map for a claim; `None` when there is nothing."""
    world, flights = desk.view.world, drawn(card.shown.flights)
    colours = {craft: at % CRAFT_COLOURS for at, craft in enumerate(card.shown.crafts)}
    routes = tuple((route_of(flight, desk.evidence, world), colours[str(flight["craft"])]) for flight in flights)
    rings = tuple((desk.local(name), lat, lon) for name, lat, lon in ground_places(world, card.claim.places))
    sightings = tuple((one, colours[one.craft]) for one in card.shown.sightings)
    ships, lay = _ships(card, desk, colours), _stays(card, desk)
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
        events=tuple(dict.fromkeys(_placed(row) for row in lay)),
        ports=_ports(lay, desk),
        quiet=tuple(_quiet(row, desk.language) for row in card.shown.events if kind_of(row) == "gap"),
    )


def _placed(row: Row) -> tuple[str, float, float]:
    return "met" if "a" in row else "lay", row["lat"], row["lon"]


def _stays(card: Card, desk: Desk) -> list[Row]:
    """The meetings and calls in evidence, and the other calls of the same ships in the days shown."""
    rows = [row for row in card.shown.events if kind_of(row) != "gap"]
    if card.shown.days is None:
        return rows
    start, end = card.shown.days
    ships = dict.fromkeys(ship.partition(" ")[0] for ship in card.shown.ships[:MOST_SHIPS])
    calls = (row for ship in ships for kind, row in desk.evidence.at_sea.of.get(ship, ()) if kind == "port_call")
    return rows + [row for row in calls if row["shown"] and row["arrived_before"] < end and row["left_after"] >= start]


def _ports(stays: Sequence[Row], desk: Desk) -> tuple[Site, ...]:
    """The ports of stays, with their names."""
    names, lain = desk.evidence.at_sea.names.ports, {str(row["place"]): row for row in stays if row.get("place")}
    return tuple(Site(code, names.get(code, code), row["lat"], row["lon"]) for code, row in sorted(lain.items()))


def _quiet(row: Row, language: str) -> tuple[Silence, str]:
    """The straight way of a silence, and the word for it; one that lasts has no way yet."""
    last = (row["lat2"], row["lon2"]) if row["ended_at"] is not None else (row["lat1"], row["lon1"])
    return way_between((row["lat1"], row["lon1"]), last), silence_word(row, language)


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
            name = f"{desk.evidence.at_sea.names.ship(craft)} {hull}".strip()
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
