"""The map of one claim: what was seen, what was not, and the places that the claim names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, degrees

from crossbearing.dossier.evidence import Track
from crossbearing.dossier.ground import Ground, ground_of, lines_on
from crossbearing.dossier.labels import Box, Placed, place_labels
from crossbearing.dossier.map_names import EXPENDABLE, names_on
from crossbearing.dossier.projection import SMALLEST_SPAN_KM, Floats, Frame, framed
from crossbearing.dossier.routes import Route, Silence
from crossbearing.dossier.scene import Scene
from crossbearing.dossier.wording import number
from crossbearing.dossier.words import say

# Width, margin and letter size in page units; a unit is a pixel at full width of a desk screen and of a telephone.
SIZES = {"wide": (760.0, 56.0, 12.5), "narrow": (350.0, 34.0, 11.5)}
# Height as a share of the width: lower is a ribbon, higher does not fit a screen beside its caption.
LOWEST, HIGHEST = {"wide": 0.5, "narrow": 0.75}, {"wide": 0.72, "narrow": 1.15}
# Ships go slowly: a map of two ports still shows the sea they lie on. Below this the coast (1:50 million) errs by more
# than a sign's width. GUESS
SMALLEST_SEA_KM = 500.0


@dataclass(frozen=True, slots=True)
class Line:
    """Path data in the colour of one craft."""

    d: str
    craft: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign at a point: its kind, the craft's colour, and for an arrow which way it points, degrees."""

    kind: str
    x: float
    y: float
    craft: int = 0
    turn: float = 0.0


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale bar: where it starts, how long it is, what it says."""

    x: float
    y: float
    length: float
    text: str


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """Everything the template draws, in page units, at one size."""

    size: str
    width: float
    height: float
    letters: float
    seen: tuple[Line, ...]
    unseen: tuple[Line, ...]
    chances: tuple[Line, ...]
    quiet: str
    marks: tuple[Mark, ...]
    labels: tuple[Placed, ...]
    towns: tuple[tuple[float, float], ...]
    left_out: tuple[str, ...]
    scale: Scale
    hatched: bool


def draw_maps(scene: Scene, language: str) -> tuple[Ground, list[MapDrawing]]:
    """Return the map at every size, and what lies under all of them."""
    frames = {size: _frame(scene, size) for size in SIZES}
    return ground_of(list(frames.values())), [_drawn(scene, size, frame, language) for size, frame in frames.items()]


def _drawn(scene: Scene, size: str, frame: Frame, language: str) -> MapDrawing:
    width, _, letters = SIZES[size]
    marks = _marks(scene, frame)
    scale = scale_of(frame, language)
    wanted = names_on(scene, frame, letters, language)
    page = Box(3, 3, width - 3, frame.height - 3)
    taken = [*_boxes(marks), scale_box(scale, letters)]
    placed, left_out = place_labels(wanted, taken, _soft(scene, frame), page)
    return MapDrawing(
        size=size,
        width=width,
        height=frame.height,
        letters=letters,
        seen=_strokes(frame, [(run, craft) for route, craft in scene.routes for run in route.runs]),
        unseen=_strokes(frame, [(way, craft) for ways, craft in _silences(scene) for way in ways]),
        chances=_strokes(frame, [(one.way, craft) for route, craft in scene.routes for one in route.chances]),
        quiet=lines_on((frame.centre.plane(way.lat, way.lon) for way, _ in scene.quiet), frame),
        marks=tuple(marks),
        labels=tuple(placed),
        towns=tuple((spot.label.x, spot.label.y) for spot in placed if spot.label.style == "town"),
        left_out=tuple(label.text for label in left_out if label.style not in EXPENDABLE),
        scale=scale,
        hatched=scene.hatched,
    )


def _frame(scene: Scene, size: str) -> Frame:
    width, margin, _ = SIZES[size]
    points = [(found.lat, found.lon) for found in scene.sites] + [(lat, lon) for _, lat, lon in scene.rings]
    for route, _ in scene.routes:
        points += [point for run in route.runs for point in zip(run.lat.tolist(), run.lon.tolist(), strict=True)]
        points += [(chance.site.lat, chance.site.lon) for chance in route.chances]
    points += [(one.lat, one.lon) for one, _ in scene.sightings] + [(lat, lon) for _, lat, lon in scene.events]
    points += [(float(way.lat[end]), float(way.lon[end])) for way, _ in scene.quiet for end in (0, -1)]
    smallest = SMALLEST_SEA_KM if scene.ships and not scene.flights else SMALLEST_SPAN_KM
    return framed(points, width, margin, (width * LOWEST[size], round(width * HIGHEST[size])), smallest)


def _strokes(frame: Frame, lines: Sequence[tuple[Track | Silence, int]]) -> tuple[Line, ...]:
    """Lines of the globe on the page, those of one craft as one stroke."""
    by_craft: dict[int, list[Floats]] = {}
    for line, craft in lines:
        by_craft.setdefault(craft, []).append(frame.centre.plane(line.lat, line.lon))
    drawn = (Line(lines_on(plane, frame), craft) for craft, plane in by_craft.items())
    return tuple(line for line in drawn if line.d)


def _silences(scene: Scene) -> list[tuple[tuple[Silence, ...], int]]:
    return [(route.silences, craft) for route, craft in scene.routes] + [(scene.silences, 0)]


def _marks(scene: Scene, frame: Frame) -> list[Mark]:
    """Signs of airports, rings, first and last sightings and direction, each place once."""
    marks = [Mark("ring", *frame.point(lat, lon)) for _, lat, lon in scene.rings]
    marks += [Mark("airport", *frame.point(found.lat, found.lon)) for found in scene.sites]
    for route, craft in scene.routes:
        marks += [Mark("chance", *frame.point(c.site.lat, c.site.lon), craft) for c in route.chances]
        first, last = route.runs[0], route.runs[-1]
        marks.append(Mark("first", *frame.point(float(first.lat[0]), float(first.lon[0])), craft))
        marks.append(Mark("last", *frame.point(float(last.lat[-1]), float(last.lon[-1])), craft))
        marks += _arrow(route, craft, frame)
    marks += [Mark(kind, *frame.point(lat, lon)) for kind, lat, lon in scene.events]
    marks += [Mark("sighting", *frame.point(one.lat, one.lon), craft) for one, craft in scene.sightings]
    rounded = (Mark(m.kind, round(m.x, 1), round(m.y, 1), m.craft, m.turn) for m in marks)
    return list(dict.fromkeys(rounded))


def _arrow(route: Route, craft: int, frame: Frame) -> list[Mark]:
    longest = max(route.runs, key=lambda run: len(run.lat))
    if len(longest.lat) < 3:
        return []
    at = len(longest.lat) // 2
    (x1, y1), (x2, y2) = frame.at(longest.lat[at - 1 : at + 1], longest.lon[at - 1 : at + 1]).tolist()
    return [Mark("arrow", x2, y2, craft, round(degrees(atan2(y2 - y1, x2 - x1))))]


def _boxes(marks: Sequence[Mark]) -> list[Box]:
    reach = {"ring": 8.0, "airport": 4.0, "chance": 5.0, "first": 4.0, "last": 4.0, "arrow": 3.0, "sighting": 5.0}
    reach |= {"met": 7.0, "lay": 6.0}
    return [Box(m.x - reach[m.kind], m.y - reach[m.kind], m.x + reach[m.kind], m.y + reach[m.kind]) for m in marks]


def _soft(scene: Scene, frame: Frame) -> list[tuple[float, float]]:
    """Points of the tracks that names had better not cover, a few per run."""
    points: list[tuple[float, float]] = []
    for route, _ in scene.routes:
        for run in route.runs:
            every = max(len(run.lat) // 40, 1)
            points += [(x, y) for x, y in frame.at(run.lat[::every], run.lon[::every]).tolist()]
    return points


def scale_of(frame: Frame, language: str) -> Scale:
    """Return the scale bar of a map, a round number of kilometres long."""
    longest = frame.width * 0.22 * frame.km_per_unit
    nice = max(n * 10**power for power in range(5) for n in (1, 2, 5) if n * 10**power <= max(longest, 1))
    text = say(language, "map.scale", n=number(nice, language))
    return Scale(14.0, frame.height - 12.0, round(nice / frame.km_per_unit, 1), text)


def scale_box(scale: Scale, letters: float) -> Box:
    """Return the room that the scale bar and its words take."""
    return Box(0, scale.y - letters * 2, scale.x + max(scale.length, letters * 6) + 6, scale.y + 12)
