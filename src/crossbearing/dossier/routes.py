"""A leg as it is drawn: where it was seen, where it was not, and where it may have begun or ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from crossbearing.dossier.atlas import Site, site
from crossbearing.dossier.evidence import Evidence, Row, Sighting, Track
from crossbearing.dossier.projection import Floats
from crossbearing.world.geo import along, distance_km

if TYPE_CHECKING:
    from crossbearing.world import World

# A jet covers 140 km in ten minutes: a straight line over a longer silence would be invention.
GAP_MS = 600_000
# An end that was placed this far from the last position is shown as a silence of its own. GUESS: a long taxiway
# and a low approach lie within, a descent from cruise does not.
END_KM = 15.0
CURVE_POINTS = 24
# Candidates below one in ten clutter the map and change no reader's mind; the tables keep them. GUESS
LEAST_P = 0.1


@dataclass(frozen=True, slots=True)
class Silence:
    """A stretch in which a craft was not heard: the great circle between its ends, and how long it lasted."""

    lat: Floats
    lon: Floats
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Chance:
    """An airport where an unseen end may lie, with the way there and its probability."""

    site: Site
    p: float
    way: Silence


@dataclass(frozen=True, slots=True)
class Route:
    """One leg: its observed runs in order, the silences between and beside them, and the chances at its ends."""

    flight: Row
    runs: tuple[Track, ...]
    silences: tuple[Silence, ...]
    chances: tuple[Chance, ...]
    airports: tuple[Site, ...]


def route_of(flight: Row, evidence: Evidence, world: World) -> Route:
    """Return a leg's drawing; without positions at hand its first and last sighting stand for it."""
    track = evidence.tracks.get(str(flight["craft"]))
    seen = (
        None if track is None else track.between(milliseconds(flight["first_seen"]), milliseconds(flight["last_seen"]))
    )
    runs = tuple(runs_of(seen)) if seen is not None and len(seen.lat) else _ends_only(flight)
    silences = [between(a, b) for a, b in pairwise(runs)]
    chances, airports = [], []
    for side, at in (("departure", _first(runs)), ("arrival", _last(runs))):
        known = site(world, flight[f"{side}_airport"]) if flight[f"{side}_airport"] else None
        if known is not None:
            airports.append(known)
            if distance_km(*at, known.lat, known.lon) > END_KM:
                silences.append(way_between(at, (known.lat, known.lon)))
        elif not flight[f"{side}_airport"]:
            chances += _chances(flight[f"{side}_candidates"], at, world)
    return Route(flight, runs, tuple(silences), tuple(chances), tuple(airports))


def silences_between(sightings: Sequence[Sighting], evidence: Evidence) -> list[Silence]:
    """Return the silences that lie between two sightings of one craft with no position of it between them."""
    found = []
    for a, b in pairwise(sightings):
        track = evidence.tracks.get(a.craft)
        quiet = track is not None and len(track.between(milliseconds(a.time) + 1, milliseconds(b.time) - 1).lat) == 0
        apart = distance_km(a.lat, a.lon, b.lat, b.lon) > END_KM
        if a.craft == b.craft and quiet and apart and milliseconds(b.time) - milliseconds(a.time) > GAP_MS:
            way = way_between((a.lat, a.lon), (b.lat, b.lon))
            found.append(Silence(way.lat, way.lon, (b.time - a.time).total_seconds()))
    return found


def milliseconds(moment: datetime) -> int:
    """Return a moment as milliseconds since 1970."""
    return round(moment.timestamp() * 1000)


def moment(ms: int) -> datetime:
    """Return the moment of milliseconds since 1970, UTC."""
    return datetime.fromtimestamp(int(ms) / 1000, UTC)


def runs_of(track: Track, gap_ms: int = GAP_MS) -> Iterator[Track]:
    """Yield the stretches of a track without a silence longer than that; a track of nothing gives none."""
    if not len(track.time_ms):
        return
    cuts = np.flatnonzero(np.diff(track.time_ms) > gap_ms) + 1
    for piece in np.split(np.arange(len(track.lat)), cuts):
        yield Track(track.time_ms[piece], track.lat[piece], track.lon[piece])


def _ends_only(flight: Row) -> tuple[Track, ...]:
    return tuple(
        Track(np.array([milliseconds(flight[f"{end}_seen"])]), _one(flight[f"{end}_lat"]), _one(flight[f"{end}_lon"]))
        for end in ("first", "last")
    )


def _one(degrees: float) -> Floats:
    return np.array([degrees], dtype=np.float64)


def _first(runs: tuple[Track, ...]) -> tuple[float, float]:
    return float(runs[0].lat[0]), float(runs[0].lon[0])


def _last(runs: tuple[Track, ...]) -> tuple[float, float]:
    return float(runs[-1].lat[-1]), float(runs[-1].lon[-1])


def between(a: Track, b: Track) -> Silence:
    """Return the silence between two stretches of one track."""
    way = way_between((float(a.lat[-1]), float(a.lon[-1])), (float(b.lat[0]), float(b.lon[0])))
    return Silence(way.lat, way.lon, float(b.time_ms[0] - a.time_ms[-1]) / 1000)


def way_between(start: tuple[float, float], end: tuple[float, float]) -> Silence:
    """Return the great circle between two points, as a silence of unknown length."""
    lat, lon = along(*start, *end, np.linspace(0.0, 1.0, CURVE_POINTS))
    return Silence(np.asarray(lat), np.asarray(lon))


def _chances(candidates: list[dict[str, float | str]] | None, at: tuple[float, float], world: World) -> list[Chance]:
    likely = [(str(c["airport"]), float(c["p"])) for c in candidates or () if float(c["p"]) >= LEAST_P]
    sited = [(site(world, airport), p) for airport, p in sorted(likely, key=lambda one: (-one[1], one[0]))]
    return [Chance(found, p, way_between(at, (found.lat, found.lon))) for found, p in sited if found is not None]
