"""The role of every place in a clause: departure, arrival, site, via, area; from prepositions and verbs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from crossbearing.model.claims import Kind, Place, PlaceRole
from crossbearing.reading.document import inside
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.places.headings import headed_by
from crossbearing.reading.places.pointing_back import pointed_at
from crossbearing.reading.places.relative import Relative
from crossbearing.reading.places.role import role_of
from crossbearing.reading.places.spots import Spot
from crossbearing.reading.scene import Scene


def places_told(scene: Scene, clause: Clause, kind: Kind) -> tuple[Place, ...]:
    """Return the places of a clause in their roles: in it, cut off before it, and those that it points back to."""
    here = _named(scene, clause, kind)
    filled = {role for _, role in here}
    pointed = [one for one in pointed_at(scene, clause, kind) if one[1] not in filled]
    told = [*here, *pointed]
    return _settled(told or [(spot, PlaceRole.SITE) for spot in headed_by(scene, clause) if kind in _AT_A_PLACE])


_AT_A_PLACE = frozenset({Kind.PORT_CALL, Kind.SHIP_TRANSFER, Kind.STATEMENT, Kind.TRAFFIC_CHANGE})


def places_named(scene: Scene, clause: Clause, kind: Kind) -> tuple[Place, ...]:
    """Return the places that a clause itself names, in their roles."""
    return _settled(_named(scene, clause, kind))


def _settled(found: Sequence[tuple[Spot, PlaceRole]]) -> tuple[Place, ...]:
    return tuple(_places(_without_own_country(_without_repeats(found))))


_BY_SEA = (Kind.PORT_CALL, Kind.SHIP_TRANSFER)


def _reached_by_ship(scene: Scene, spot: Spot) -> Spot:
    """*Souda Bay* of a ship is the bay and not the airport that bears its name too."""
    printed = scene.doc.text[spot.start : spot.end]
    if spot.kind != "airport" or re.search(r"air|aero", scene.doc.flat[spot.left : spot.end + 12]):
        return spot
    others = [one for one in scene.doc.world.places.find(printed, spot.country) if one.kind in ("port", "city", "base")]
    near = [one for one in others if one.country == spot.country]
    if near:
        return replace(spot, name=near[0].name, lat=near[0].lat, lon=near[0].lon, kind=near[0].kind)
    return replace(spot, name=printed)


def _named(scene: Scene, clause: Clause, kind: Kind) -> list[tuple[Spot, PlaceRole]]:
    here = _in_stretch(scene, clause, kind)
    for start, end in _before(scene, clause):
        here += _in_stretch(scene, replace(clause, start=start, end=end, predicate=None), kind)
    return here


def _before(scene: Scene, clause: Clause) -> Iterator[tuple[int, int]]:
    """What stands before a clause and belongs to it: a phrase cut off by a speaker, "C'est à X que …"."""
    if clause.lead is not None:
        yield clause.lead.start, clause.lead.end
    opening = _OPENING.match(scene.doc.flat, clause.sentence.start, clause.start)
    if opening is not None and clause.start - opening.end() <= 2:
        yield opening.start(), opening.end("where")
    cleft = _CLEFT.match(scene.doc.flat, clause.sentence.start, clause.start)
    if cleft is not None and clause.start - cleft.end() < CLEFT_GAP:
        yield cleft.start(), clause.start


# "À Benghazi, où il était arrivé la veille, le maréchal a reçu …": where the sentence opens.
_OPENING = re.compile(
    r"(?P<where>(?:a|au|aux|en|dans|in|at|on) [^,.;:]{2,40}), (?:ou|where|qui|which) [^.;:]{3,120},(?= |$)"
)
# "C'est à une trentaine de milles à l'ouest de X, là où …, que le pétrolier …": behind "que" the clause begins, at
# most this many characters on (a subject whose participle was read as a verb may stand between).
CLEFT_GAP = 130
_CLEFT = re.compile(
    r"(?:c'est|c'etait|it was|it is) (?:bien )?(?:a|au|aux|en|dans|de|depuis|at|in|near|from|off|some|\d)\b[^.;]*?"
    r"\b(?:que |qu'|that )"
)


def _in_stretch(scene: Scene, clause: Clause, kind: Kind) -> list[tuple[Spot, PlaceRole]]:
    found: list[tuple[Spot, PlaceRole]] = []
    here = [one for one in scene.relatives if clause.start <= one.start < clause.end]
    for relative in here:
        if not relative.describes:
            found.append((relative.spot, _relative_role(clause, relative, kind)))
    held: tuple[Spot, PlaceRole] | None = None
    for spot in _owned(clause, inside(scene.spots, clause.start, clause.end)):
        if spot.address or any(one.start <= spot.start < one.end for one in here):
            continue
        if any(one.start <= spot.start < one.end for one in clause.sayings):
            continue  # "a spokesman in Bamako said"
        spot = _reached_by_ship(scene, spot) if kind in _BY_SEA else spot
        role = role_of(clause, spot, held, kind)
        if role is not None:
            held = (spot, role)
            found.append(held)
        elif not (spot.is_state and held):
            held = None
    return found


def _owned(clause: Clause, found: Sequence[Spot]) -> Iterator[Spot]:
    """*at Cambodia's Ream naval base*: what stands before the owner counts for the base; the owner is left out."""
    owner: Spot | None = None
    for spot, following in zip(found, (*found[1:], None), strict=False):
        if following and clause.doc.flat.startswith("'s ", spot.end) and following.start - spot.end <= OWNED_REACH:
            owner = spot
            continue
        yield replace(spot, left=owner.left) if owner else spot
        owner = None


# What a state owns is named at most this many characters behind it ("Cambodia's main naval base at Ream").
OWNED_REACH = 6


def _relative_role(clause: Clause, relative: Relative, kind: Kind) -> PlaceRole:
    left = clause.doc.flat[clause.start : relative.start]
    if re.search(
        r"\b(?:vers|pour|to|towards?)\b(?: une zone| a (?:point|position|"
        r"zone))?[ ,]*(?:situee?)?[ ]*$",
        left,
    ):
        return PlaceRole.ARRIVAL
    return PlaceRole.SITE


def _without_repeats(found: Sequence[tuple[Spot, PlaceRole]]) -> Iterator[tuple[Spot, PlaceRole]]:
    """Drop a country named with its own city in one role, and plain repeats."""
    seen: set[tuple[str, PlaceRole]] = set()
    ends = {spot.name for spot, role in found if role is PlaceRole.ARRIVAL}
    for spot, role in found:
        if role is PlaceRole.SITE and spot.name in ends:
            continue  # "À Hodeïda, … : il y aurait débarqué": reached is enough
        if (spot.name, role) not in seen:
            seen.add((spot.name, role))
            yield spot, role


# A country that belongs to a town's address begins at most this many characters behind it.
ADDRESS_REACH = 30


def _without_own_country(
    found: Iterable[tuple[Spot, PlaceRole]],
) -> Iterator[tuple[Spot, PlaceRole]]:
    """Drop a country where a town of its own has the same role: "Vostochny, in Russia's Far East"."""
    listed = list(found)
    for spot, role in listed:
        own = any(
            other.country == spot.country
            and other.kind not in ("country", "region", "sea")
            and as_ is role
            and 0 < spot.start - other.end <= ADDRESS_REACH
            for other, as_ in listed
        )
        if spot.kind != "country" or not own:
            yield spot, role


def _places(found: Iterator[tuple[Spot, PlaceRole]]) -> Iterator[Place]:
    for spot, role in found:
        lat, lon = (None, None) if spot.kind == "country" else (spot.lat, spot.lon)
        yield Place(spot.name, role, spot.country, lat, lon, spot.offset_km, spot.bearing_deg)


def merged(first: Sequence[Place], second: Sequence[Place]) -> tuple[Place, ...]:
    """Return the places of two clauses that tell one movement; a role that the first fills stays."""
    filled = {place.role for place in first}
    extra = [
        replace(place) for place in second if place.role not in filled and place.name not in {p.name for p in first}
    ]
    return (*first, *extra)
