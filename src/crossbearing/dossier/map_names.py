"""The names on a map: places of the claim, airports, craft, silences, and a few towns and seas for orientation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from math import isfinite

import numpy as np

from crossbearing.dossier.atlas import Site, Town
from crossbearing.dossier.cards import craft_name
from crossbearing.dossier.evidence import Sighting
from crossbearing.dossier.labels import Label
from crossbearing.dossier.projection import Frame
from crossbearing.dossier.routes import CURVE_POINTS, Silence
from crossbearing.dossier.scene import Scene
from crossbearing.dossier.visible import visible
from crossbearing.dossier.wording import duration, number, short_day
from crossbearing.dossier.words import say

LONGEST_NAME = 26
SHORTEST_GAP_LABELLED = 50.0
# Names that nobody misses: they are not listed under the map when there was no room for them.
EXPENDABLE = frozenset({"gap", "moment", "water", "town"})
MOST_TOWNS = 9
# A capital this close to a mark of the claim, in page units, is that mark's own city or crowds it.
TOWN_CLEARANCE = 26.0
# Rough middles of open water, degrees: where the name is to stand, not where the sea ends.
SEAS = {
    "caspian": (41.8, 50.6), "black": (43.3, 34.4), "mediterranean": (34.4, 19.5), "red": (19.9, 38.7),
    "arabian": (15.5, 63.5), "baltic": (56.6, 19.0), "north": (56.4, 3.2), "barents": (74.0, 38.0),
    "caribbean": (14.6, -74.0), "okhotsk": (54.0, 149.0), "bengal": (14.0, 88.0), "guinea": (2.0, 3.0),
}  # fmt: skip


def names_on(scene: Scene, frame: Frame, letters: float, language: str) -> list[Label]:
    """Return the names wanted on a map, the most needed first."""
    labels = [Label(cut(name), *frame.point(lat, lon), letters + 0.5, 12, "claimed") for name, lat, lon in scene.rings]
    labels += [Label(airport_name(found), *frame.point(found.lat, found.lon), letters, 8) for found in scene.sites]
    named = {name for name, _, _ in scene.rings}
    labels += [Label(cut(port.name), *frame.point(port.lat, port.lon), letters, 10)
               for port in scene.ports if port.name not in named]  # fmt: skip
    labels += _words(scene, frame, letters)
    labels += _chances(scene, frame, letters, language)
    if len(scene.crafts) > 1:
        labels += _crafts(scene, frame, letters)
    labels += [_moment(one, frame, letters, language) for one, _ in scene.sightings]
    silences = [silence for route, _ in scene.routes for silence in route.silences]
    labels += list(_gaps([*silences, *scene.silences], frame, letters, language))
    labels += seas_on(frame, letters, language)
    return list(dict.fromkeys(labels + list(islice(towns_on(scene.towns, frame, labels, letters), MOST_TOWNS))))


def cut(text: str) -> str:
    """Return a name with nothing hidden in it, shortened to what a map can hold."""
    shown = str(visible(text))
    return shown if len(shown) <= LONGEST_NAME else shown[: LONGEST_NAME - 1] + "…"


def airport_name(found: Site) -> str:
    """Return an airport's name and code, its code alone where the name is too long for a map."""
    return cut(f"{found.name} {found.code}" if found.name and len(found.name) <= LONGEST_NAME - 5 else found.code)


def _chances(scene: Scene, frame: Frame, letters: float, language: str) -> list[Label]:
    known = {found.code for found in scene.sites}
    labels = []
    for chance in (one for route, _ in scene.routes for one in route.chances if one.site.code not in known):
        text = f"{airport_name(chance.site)} {number(round(chance.p * 100), language)}\u202f%"
        labels.append(Label(text, *frame.point(chance.site.lat, chance.site.lon), letters, 9, "maybe"))
    return labels


def _crafts(scene: Scene, frame: Frame, letters: float) -> list[Label]:
    named: dict[str, Label] = {}
    for route, colour in scene.routes:
        longest = max(route.runs, key=lambda run: len(run.lat))
        # Ships lie still for most of a track, where the event is: their names stand where it ends.
        at = -1 if str(route.flight["craft"]).startswith("mmsi:") else len(longest.lat) // 3
        x, y = frame.point(float(longest.lat[at]), float(longest.lon[at]))
        name = craft_name(route.flight)
        named.setdefault(name, Label(cut(name), x, y, letters, 8, f"craft t{colour}"))
    return list(named.values())


def _words(scene: Scene, frame: Frame, letters: float) -> list[Label]:
    """The words for the silences that the verdict rests on."""
    middles = [
        (float(way.lat[CURVE_POINTS // 2]), float(way.lon[CURVE_POINTS // 2]), word) for way, word in scene.quiet
    ]
    return [Label(word, *frame.point(lat, lon), letters - 0.5, 8, "gap") for lat, lon, word in middles]


def _moment(seen: Sighting, frame: Frame, letters: float, language: str) -> Label:
    text = f"{short_day(seen.time.date(), language)} {seen.time:%H:%M}"
    return Label(text, *frame.point(seen.lat, seen.lon), letters - 0.5, 9, "moment")


def _gaps(silences: Sequence[Silence], frame: Frame, letters: float, language: str) -> Iterator[Label]:
    for silence in silences:
        ends = frame.at(silence.lat[[0, -1]], silence.lon[[0, -1]])
        if silence.seconds is None or float(np.hypot(*(ends[1] - ends[0]))) < SHORTEST_GAP_LABELLED:
            continue
        middle = len(silence.lat) // 2
        x, y = frame.point(float(silence.lat[middle]), float(silence.lon[middle]))
        text = say(language, "map.unseen_for", hours=duration(silence.seconds, language))
        yield Label(text, x, y, letters - 0.5, 6, "gap")


def seas_on(frame: Frame, letters: float, language: str) -> list[Label]:
    """Return the names of open water, shy."""
    spots = [(say(language, f"sea.{key}"), *frame.point(lat, lon)) for key, (lat, lon) in SEAS.items()]
    return [Label(name, x, y, letters - 0.5, 0, "water", centred=True, shy=True) for name, x, y in spots if isfinite(x)]


def towns_on(towns: Sequence[Town], frame: Frame, others: Sequence[Label], letters: float) -> Iterator[Label]:
    """Yield the names of capitals on the page that crowd no other name, shy."""
    for town in towns:
        x, y = frame.point(town.lat, town.lon)
        inside = 0 < x < frame.width and 0 < y < frame.height  # false for a point beyond the horizon, too
        crowded = any(abs(o.x - x) < TOWN_CLEARANCE and abs(o.y - y) < TOWN_CLEARANCE for o in others)
        if inside and not crowded:
            yield Label(cut(town.name), round(x, 1), round(y, 1), letters - 1, 5, "town", shy=True)
