"""The drawings of one claim: a map of what was seen and a line of time, each at two sizes.

A drawing is made twice, for a desk screen and for a telephone, because letters that shrink with a picture cannot
be read: the style sheet shows the one that fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from jinja2 import Environment
from markupsafe import Markup

from crossbearing.dossier.bars import LEGEND, TimelineDrawing
from crossbearing.dossier.cards import Card, craft_name, leg, stay_words
from crossbearing.dossier.desk import Desk
from crossbearing.dossier.evidence import Evidence
from crossbearing.dossier.lanes import MOST_LANES, counted_text
from crossbearing.dossier.map import draw_maps
from crossbearing.dossier.scene import Scene, scene_of
from crossbearing.dossier.seafaring import kind_of
from crossbearing.dossier.ship_timeline import ShipChart, draw_ship_timeline, ship_chart_of
from crossbearing.dossier.timeline import Chart, chart_of, draw_timeline, lane_name
from crossbearing.dossier.vessels import event_words
from crossbearing.dossier.wording import period, stamp
from crossbearing.dossier.words import say

SIZES = ("wide", "narrow")


def figures(card: Card, desk: Desk, environment: Environment) -> tuple[Markup, ...]:
    """Return the claim's drawings, none where its verdict rests on no movement."""
    scene, chart, ships = scene_of(card, desk), chart_of(card, desk), ship_chart_of(card, desk)
    drawn = []
    if scene is not None:
        drawn.append(_map(scene, card, desk.language, environment))
    if chart is not None:
        drawn.append(_timeline(chart, card, desk, environment))
    if ships is not None:
        drawn.append(_ship_timeline(ships, card, desk, environment))
    return tuple(drawn)


def _map(scene: Scene, card: Card, language: str, environment: Environment) -> Markup:
    ground, drawings = draw_maps(scene, language)
    return _written(
        environment,
        "map.html.j2",
        language,
        ground=ground,
        drawings=drawings,
        uid=f"m{card.number}",
        title=say(language, "map.title" if scene.routes or scene.sightings else "map.title_places"),
        description=_map_words(scene, language),
        keys=_map_keys(scene),
        left_out=scene.left_out,
        drawn=len(scene.flights),
    )


def _map_words(scene: Scene, language: str) -> str:
    """Say in words what the map shows, for those who do not see it."""
    places = ", ".join(name for name, _, _ in scene.rings) or say(language, "page.none")
    if not scene.routes:
        named = say(language, "map.place_only", places=places)
        return f"{named} {say(language, 'map.no_track')}"
    flights = " ".join(
        say(
            language,
            "map.flight",
            craft=f"{craft_name(row)} {leg(row)}",
            first=stamp(row["first_seen"]),
            last=stamp(row["last_seen"]),
        )
        for row in scene.flights
    )
    heard = [(craft_name(row), stamp(row["first_seen"]), stamp(row["last_seen"])) for row in scene.ships]
    tracks = [say(language, "vessel.track", ship=ship, first=first, last=last) for ship, first, last in heard]
    flights = " ".join([flights, *tracks]).strip()
    return say(language, "map.desc", crafts=", ".join(scene.crafts), flights=flights, places=places)


def _map_keys(scene: Scene) -> list[str]:
    """Return which signs the map uses, in the order of its legend."""
    routes = [route for route, _ in scene.routes]
    used = {
        "observed": bool(routes),
        "gap": any(route.silences for route in routes) or bool(scene.silences),
        "first": bool(routes),
        "last": bool(routes),
        "sighting": bool(scene.sightings),
        "met": any(kind == "met" for kind, _, _ in scene.events),
        "lay": any(kind == "lay" for kind, _, _ in scene.events),
        "quiet": bool(scene.quiet),
        "airport": bool(scene.sites),
        "candidate": any(route.chances for route in routes),
        "claimed": bool(scene.rings),
        "unobservable": scene.hatched and bool(scene.rings),
    }
    return [key for key, there in used.items() if there]


def _timeline(chart: Chart, card: Card, desk: Desk, environment: Environment) -> Markup:
    language = desk.language
    in_flight, elsewhere = say(language, "timeline.in_flight"), say(language, "timeline.elsewhere")
    drawings = [draw_timeline(chart, size, in_flight, elsewhere, language) for size in SIZES]
    return _written(
        environment,
        "timeline.html.j2",
        language,
        drawings=drawings,
        uid=f"t{card.number}",
        title=say(language, "timeline.title"),
        description=_timeline_words(chart, card, desk.evidence, desk.language),
        keys=_timeline_keys(drawings),
        counted=counted_text(chart.lanes),
        left_out=[" ".join(lane_name(lane, elsewhere)).strip() for lane in chart.lanes[MOST_LANES:]],
        years=_years(chart.start, chart.end),
    )


def _ship_timeline(chart: ShipChart, card: Card, desk: Desk, environment: Environment) -> Markup:
    drawings = [draw_ship_timeline(chart, desk, size) for size in SIZES]
    return _written(
        environment,
        "timeline.html.j2",
        desk.language,
        drawings=drawings,
        uid=f"s{card.number}",
        title=say(desk.language, "timeline.title_ships"),
        description=_ship_words(chart, card, desk),
        keys=_timeline_keys(drawings),
        counted="",
        left_out=chart.left_out,
        years=_years(chart.start, chart.end),
    )


def _ship_words(chart: ShipChart, card: Card, desk: Desk) -> str:
    """Say in words what the line of time of ships shows: what the verdict rests on, or when each was heard."""
    language, names = desk.language, desk.evidence.at_sea.names
    told = [f"{event_words(kind_of(row), row, names, language)}." for row in card.shown.events]
    for lane in () if told else chart.lanes:
        first, last = lane.heard[0][0], lane.heard[-1][1]
        told.append(say(language, "vessel.track", ship=lane.name, first=stamp(first), last=stamp(last)))
    window = period(*card.verdict.window, language) if card.verdict and card.verdict.window else ""
    return say(language, "timeline.desc_ships", told=" ".join(told), window=window or say(language, "page.unknown"))


def _timeline_keys(drawings: Sequence[TimelineDrawing]) -> list[str]:
    """Return which signs a line of time uses, in the order of its legend."""
    there = {kind for drawing in drawings for kind, _ in drawing.bars}
    return [kind for kind in LEGEND if kind in there] + ["window"] * (drawings[0].window is not None)


def _years(start: datetime, end: datetime) -> str:
    return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"


def _timeline_words(chart: Chart, card: Card, evidence: Evidence, language: str) -> str:
    """Say in words what the line of time shows: the stays in evidence, or all where none is."""
    named = {visit["id"] for visit in card.shown.visits}
    stays = [stay.row for lane in chart.lanes for stay in lane.stays if not named or stay.row["id"] in named]
    told = [stay_words(stay, evidence, language) for stay in stays]
    window = card.verdict.window if card.verdict is not None else None
    return say(
        language,
        "timeline.desc",
        stays=" ".join(told) or say(language, "timeline.no_stays"),
        window=period(*window, language) if window else say(language, "page.unknown"),
        count=counted_text(chart.lanes) or say(language, "page.none"),
    )


def _written(environment: Environment, template: str, language: str, **values: object) -> Markup:
    """Return a template's markup: the engine has escaped every value in it."""
    text = environment.get_template(template).render(say=partial(say, language), **values)
    return Markup(text)  # noqa: S704
