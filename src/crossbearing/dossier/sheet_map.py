"""A map that stands alone: tracks, flights, where a craft can have been, and how well each cell is heard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from markupsafe import Markup

from crossbearing.dossier.atlas import Site, Town
from crossbearing.dossier.ground import ground_of, lines_on
from crossbearing.dossier.labels import Box, Label, place_labels
from crossbearing.dossier.map import scale_box, scale_of
from crossbearing.dossier.paths import clipped_ring, path_data, simplified
from crossbearing.dossier.projection import Floats, Frame, framed
from crossbearing.dossier.routes import Route, Silence
from crossbearing.dossier.sheet import LETTERS_PX, WIDTH, Sheet
from crossbearing.dossier.sheet_marks import MARKS, Mark, drawn_marks, spread, swatches
from crossbearing.dossier.sheet_names import names_of
from crossbearing.dossier.svg import element, joined, path, titled, words
from crossbearing.dossier.words import count, say

INSET = 46.0
LOWEST, HIGHEST = 420.0, 780.0
# An airfield fills the sheet rather than its continent; below this the coastline (1:50 million) is only a hint.
SMALLEST_KM = 15.0
# More legs are drawn thin and without signs at their ends: signs would be all one sees. GUESS.
MANY_LEGS = 60
SAMPLES = 40


@dataclass(frozen=True, slots=True)
class Area:
    """A closed ring on the globe with its class and what it says when pointed at."""

    lat: Floats
    lon: Floats
    style: str
    title: str
    fill: str | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A route with its craft's colour, the craft's name, and what it says when pointed at."""

    route: Route
    colour: int
    craft: str
    title: str


@dataclass(frozen=True, slots=True)
class Quiet:
    """A silence of a ship: the straight way over it, the word for it (empty where it is not to be written), and what
    it says when pointed at; one that is not `told` is dashed and not hatched."""

    way: Silence
    colour: int
    name: str
    title: str
    told: bool = True


@dataclass(frozen=True, slots=True)
class Layers:
    """What a map shows, still on the globe: areas lie under routes, marks above them; sites are named airports."""

    routes: tuple[Drawn, ...] = ()
    areas: tuple[Area, ...] = ()
    marks: tuple[tuple[Mark, float, float], ...] = ()
    sites: tuple[tuple[Site, str], ...] = ()
    towns: tuple[Town, ...] = ()
    legend: tuple[tuple[Markup, str], ...] = ()
    points: tuple[tuple[float, float], ...] = field(default=())
    silences: tuple[Quiet, ...] = ()

    @property
    def many(self) -> bool:
        """Whether there are too many legs to tell them apart."""
        return len(self.routes) > MANY_LEGS


def beside(one: Layers, other: Layers) -> Layers:
    """Return both on one map; the towns of one are enough."""
    names = ("routes", "areas", "marks", "sites", "legend", "points", "silences")
    return Layers(towns=one.towns, **{name: (*getattr(one, name), *getattr(other, name)) for name in names})


def map_sheet(layers: Layers, title: str, subtitle: str, remarks: Sequence[str], language: str) -> Sheet:
    """Return the map on its sheet."""
    frame = framed(_points(layers), WIDTH, INSET, (LOWEST, HIGHEST), SMALLEST_KM)
    signs = drawn_marks(layers.routes, frame, few=not layers.many)
    marks, hidden = spread([(mark, *frame.point(lat, lon)) for mark, lat, lon in layers.marks])
    signs += marks
    labels, left_out = _labels(layers, frame, [sign for sign in signs if np.isfinite(sign[1])], language)
    inside = [
        *_ground(frame),
        *_areas(layers.areas, frame),
        *(_quiet(one, frame) for one in layers.silences),
        element("g", *(_route(drawn, frame) for drawn in layers.routes), class_="many" if layers.many else None),
        *(mark.at(round(x, 1), round(y, 1)) for mark, x, y in signs if np.isfinite(x)),
        *labels,
        _scale(frame, language),
    ]
    clip = element("clipPath", element("rect", width=WIDTH, height=frame.height), id="map")
    box = element("rect", class_="frame", width=WIDTH, height=frame.height)
    picture = joined([element("defs", clip), element("g", *inside, clip_path="url(#map)"), box])
    unnamed = [say(language, "map.unlabelled", names=", ".join(left_out))] if left_out else []
    legend = (*_legend(layers, language), *layers.legend)
    notes = _notes(hidden, sum(not _inside(x, y, frame) for _, x, y in marks), language)
    return Sheet(title, subtitle, picture, frame.height, legend, (*remarks, *notes, *unnamed))


def _inside(x: float, y: float, frame: Frame) -> bool:
    """Whether a point is on the page; one beyond the horizon is not."""
    return 0 <= x <= frame.width and 0 <= y <= frame.height


def _notes(hidden: int, outside: int, language: str) -> list[str]:
    """What became of signs that the page does not show."""
    told = [count(language, "sheet.signs_hidden", hidden)] if hidden else []
    return told + ([count(language, "sheet.signs_outside", outside)] if outside else [])


def _points(layers: Layers) -> list[tuple[float, float]]:
    """All points that must be on the map; false positions need not: one of them may lie anywhere."""
    points = list(layers.points) + [(lat, lon) for mark, lat, lon in layers.marks if mark.kind != "false"]
    points += [(site.lat, site.lon) for site, _ in layers.sites]
    for drawn in layers.routes:
        for run in drawn.route.runs:
            every = max(len(run.lat) // SAMPLES, 1)
            points += zip(run.lat[::every].tolist(), run.lon[::every].tolist(), strict=True)
            points.append((float(run.lat[-1]), float(run.lon[-1])))
        points += [(chance.site.lat, chance.site.lon) for chance in drawn.route.chances]
    for area in layers.areas:
        points += zip(area.lat.tolist(), area.lon.tolist(), strict=True)
    for one in layers.silences:
        points += [(float(one.way.lat[end]), float(one.way.lon[end])) for end in (0, -1)]
    return points or [(lat, lon) for _, lat, lon in layers.marks] or [(0.0, 0.0)]


def _ground(frame: Frame) -> list[Markup]:
    ground = ground_of([frame])
    sea = element("rect", class_="sea", width=WIDTH, height=frame.height)
    land = element("path", class_="land", fill_rule="evenodd", d=ground.land)
    return [sea, path(ground.graticule, "graticule"), land, path(ground.borders, "borders")]


def _areas(areas: Sequence[Area], frame: Frame) -> list[Markup]:
    """Those of one style in one group, so that a style may be faint as a whole and its parts show no seams."""
    styles = dict.fromkeys(area.style for area in areas)
    return [
        element("g", *(_area(one, frame) for one in areas if one.style == style), class_=f"all-{style.split()[0]}")
        for style in styles
    ]


def _area(area: Area, frame: Frame) -> Markup:
    ring = frame.on_page(frame.centre.plane(area.lat, area.lon))
    if not np.isfinite(ring).all():
        return Markup("")  # a ring round the far side of the globe has no inside on this page
    data = path_data([simplified(clipped_ring(ring, WIDTH, frame.height))], closed=True)
    shape = element("path", class_=area.style, d=data, fill=area.fill)
    return titled(shape, area.title) if data else Markup("")


def _route(drawn: Drawn, frame: Frame) -> Markup:
    """One leg: where it was not heard dashed, candidates' ways faint, where it was heard on top."""
    route, colour = drawn.route, f"t{drawn.colour}"
    chances = lines_on([frame.centre.plane(one.way.lat, one.way.lon) for one in route.chances], frame)
    unseen = lines_on([frame.centre.plane(one.lat, one.lon) for one in route.silences], frame)
    seen = lines_on([frame.centre.plane(run.lat, run.lon) for run in route.runs], frame)
    strokes = [path(chances, f"chance-line {colour}"), path(unseen, f"unseen {colour}")]
    if not seen and not unseen:
        strokes.append(path(_dot(drawn, frame), f"heard-at {colour}"))
    return titled(joined([*strokes, path(seen, "case"), path(seen, f"seen {colour}")]), drawn.title)


def _dot(drawn: Drawn, frame: Frame) -> str:
    """A point for a craft that was heard and did not move."""
    first = drawn.route.runs[0]
    x, y = frame.point(float(first.lat[0]), float(first.lon[0]))
    return f"M{x:.1f} {y:.1f}h0" if _inside(x, y, frame) else ""


def _quiet(one: Quiet, frame: Frame) -> Markup:
    """A silence: hatched, with a dashed line on it in the ship's colour."""
    line = lines_on([frame.centre.plane(one.way.lat, one.way.lon)], frame)
    if not line:
        return Markup("")
    hatched = element("path", class_="silent", d=line, stroke="url(#hatch)") if one.told else Markup("")
    return titled(joined([hatched, path(line, f"silent-line t{one.colour}")]), one.title)


def _labels(
    layers: Layers, frame: Frame, signs: Sequence[tuple[Mark, float, float]], language: str
) -> tuple[list[Markup], list[str]]:
    """The names that found room, with the dots of towns, and the needed ones that found none."""
    page = Box(3, 3, WIDTH - 3, frame.height - 3)
    taken = [Box(x - mark.reach, y - mark.reach, x + mark.reach, y + mark.reach) for mark, x, y in signs]
    taken.append(scale_box(scale_of(frame, language), LETTERS_PX))
    wanted = names_of(layers.routes, layers.sites, layers.towns, frame, language, layers.silences)
    placed, left_out = place_labels(wanted, taken, _soft(layers, frame), page)
    found = []
    for spot in placed:
        if spot.label.style == "town":
            found.append(path(f"M{spot.label.x:g} {spot.label.y:g}h0", "town-dot"))
        anchor = None if spot.anchor == "start" else spot.anchor
        found.append(words(spot.label.text, spot.x, spot.y, f"label {spot.label.style}".strip(), anchor))
    return found, [] if layers.many else _missed(left_out, page)


def _missed(left_out: Sequence[Label], page: Box) -> list[str]:
    inside = [one for one in left_out if page.x1 < one.x < page.x2 and page.y1 < one.y < page.y2]
    return list(dict.fromkeys(one.text for one in inside if not one.shy))


def _soft(layers: Layers, frame: Frame) -> list[tuple[float, float]]:
    """Points of tracks that names had better not cover."""
    points: list[tuple[float, float]] = []
    for drawn in layers.routes:
        for run in drawn.route.runs:
            every = max(len(run.lat) // (4 if layers.many else SAMPLES), 1)
            points += [(x, y) for x, y in frame.at(run.lat[::every], run.lon[::every]).tolist()]
    return points


def _scale(frame: Frame, language: str) -> Markup:
    scale = scale_of(frame, language)
    bar = path(f"M{scale.x:g} {scale.y - 4:g}v4h{scale.length:g}v-4", "scale")
    return joined([bar, words(scale.text, scale.x, scale.y - 8, "label")])


def _legend(layers: Layers, language: str) -> list[tuple[Markup, str]]:
    """The signs this map uses, in the order of their meaning."""
    used = Counter(mark.kind for mark, _, _ in layers.marks)
    routes = [drawn.route for drawn in layers.routes]
    there = {
        "observed": bool(routes),
        "gap": any(route.silences for route in routes),
        "candidate": any(route.chances for route in routes),
        **{kind: bool(used[kind]) for kind in MARKS},
    }
    there |= {mark.kind: True for mark, _, _ in drawn_marks(layers.routes, None, few=not layers.many)}
    return [(swatch, say(language, f"sheet.sign_{key}")) for key, swatch in swatches().items() if there.get(key)]
