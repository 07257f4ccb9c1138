"""Places that a clause only points back to: "y", "there", "où", "this same airfield", "the port", "le pays"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from crossbearing.model.claims import Kind, PlaceRole
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.places.relative import context_capital
from crossbearing.reading.places.spots import Spot, best_place, spot_of
from crossbearing.reading.scene import FIELDS, SETTLED, Scene

# Verbs that end a movement: "à X" behind them is where it went.
ARRIVES = words(
    "atterrir poser arriver accoster amarrer revenir entrer rendre débarquer toucher retourner "
    "rentrer mener décharger envoyer expédier "
    "acheminer livrer déposer transporter parvenir rejoindre effectuer venir aller voler envoler ramener "
    "convoyer exporter offrir remettre "
    "fournir transférer donner vendre céder accueillir évacuer rallier amener voyager déplacer réceptionner gagner "
    "land arrive dock berth moor call return fly come go travel deliver bring send ship touch unload tour "
    "visit export fly take reach enter "
    "airlift supply transport carry transfer hand donate offload sail"
)
_FROM = (
    r"from|out of|left|leaving|depuis|quitt\w+|"
    r"(?:parti|repart|decoll|sorti|revenu|venu|venan|provenance|appareill|envol|rentr)\w* (?:de|du|dudit)"
)
_TO = r"to|into|towards?|for|vers|pour|reach\w*|enter\w*|rejoin\w+|regagn\w+|gagn\w+|ralli\w+|atteign\w+"
_WAY = rf"(?P<way>{_FROM}|{_TO}|sur|a|au|dans|a bord de|at|on|in|inside|near|off|par|par le biais de)"
# The nouns that point back, the kinds of places they may mean, the likelier ones first.
_NOUNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        r"plateforme|terrain|aerodrome|piste|aeroport|base(?: aerienne)?|tarmac|air ?base|air base|airfield|airport|"
        r"airstrip|base|runway",
        FIELDS,
    ),
    (r"port|rade|terminal|mouillage|harbou?r|anchorage", ("port", "city", "")),
    (r"ville|cite|localite|village|city|town", ("city", "port", "", "airport")),
    (r"province|region|gouvernorat|enclave|ile|archipel|governorate|island|archipelago", ("region",)),
    (r"pays|royaume|country|kingdom", ("country",)),
    (r"capitale|capital", ("capital",)),
)
_SAME = tuple(
    (
        gated(
            rf"\b{_WAY} ?(?:\b(?:cette|ce|cet|la|le|les|the|this|that)\b |\bl'|(?<=au )|(?<=du )|(?<=dudit ))"
            rf"(?:meme |same |very |dite? )?(?:{nouns})\b(?! (?:de|d'|du|des|of|inter|mili|nik|near|pres|at|in|or)\b)"
            r"(?! d')"
        ),
        kinds,
    )
    for nouns, kinds in _NOUNS
)
# A demonym or an adjective behind the noun names it: "la base russe", "the capital city of".
_NAMED_BEHIND = re.compile(r",? [A-ZÀ-Þ]| [a-zà-ÿ]+(?:ien|ienne|ais|aise|ain|aine|ois|oise|que|al|ale|aire)s?\b")
_THERE = re.compile(r"\b(?:from )?there\b(?! (?:is|was|are|were|has|have|had|will|would|may|might|no)\b)|\bsur place\b")
_WHERE = re.compile(
    r"[, ]*(?P<way>from where|where|d'ou|ou (?=(?:il|elle|ils|elles|on|l'|la|le|les|un|une|des|est|sont)\b))"
)
_FROM_WHERE = re.compile(r", (?P<way>from where|d'ou)\b")


def pointed_at(scene: Scene, clause: Clause, kind: Kind) -> list[tuple[Spot, PlaceRole]]:
    """Return the places that a clause points back to, each in its role."""
    return [
        *_where(scene, clause, kind),
        *_there(scene, clause, kind),
        *_the_same(scene, clause, kind),
        *_host(scene, clause),
    ]


def _there(scene: Scene, clause: Clause, kind: Kind) -> Iterator[tuple[Spot, PlaceRole]]:
    group = clause.doc.flat[max(clause.start, clause.at - 3) : clause.predicate.end] if clause.predicate else ""
    there = _THERE.search(clause.flat)
    if there or re.search(r"\by\b", group):
        spot = scene.last_spot(clause.start)
        if spot is not None:
            away = there is not None and there.group().startswith("from")
            yield spot, PlaceRole.DEPARTURE if away else _role_of_at(clause, kind)


_LEAVING = words("partir repartir sortir ressortir décoller redécoller revenir appareiller envoler")


def _where(scene: Scene, clause: Clause, kind: Kind) -> Iterator[tuple[Spot, PlaceRole]]:
    """*Batman, …, où ils ont suivi un stage*: the place named last in the sentence."""
    match = _WHERE.match(clause.doc.flat, clause.start, clause.end) or _FROM_WHERE.search(
        clause.doc.flat, clause.start, max(clause.start, clause.at)
    )
    if match is None:
        return
    spot = scene.last_spot(match.start() + 1)
    if spot is not None and spot.start >= clause.sentence.start:
        away = match["way"] in ("from where", "d'ou")
        yield spot, PlaceRole.DEPARTURE if away else _role_of_at(clause, kind)


def _the_same(scene: Scene, clause: Clause, kind: Kind) -> Iterator[tuple[Spot, PlaceRole]]:
    for pattern, kinds in _SAME:
        match = pattern.search(clause.flat)
        if match is None or _NAMED_BEHIND.match(clause.doc.text, clause.start + match.end()):
            continue
        if _is_told_otherwise(scene, clause, clause.start + match.start()):
            continue
        spot = _meant(scene, clause.start + match.start(), kinds)
        if spot is not None:
            yield spot, _role_of(clause, kind, match["way"])


def _is_told_otherwise(scene: Scene, clause: Clause, at: int) -> bool:
    """Say whether a character belongs to a distance ("50 km from the port") or to the words that name a speaker."""
    measured = any(one.start <= at < one.end for one in scene.relatives)
    return measured or any(one.start <= at < one.end for one in clause.sayings)


_HOSTING = words("accueillir recevoir voir traiter host handle receive see welcome")


def _host(scene: Scene, clause: Clause) -> Iterator[tuple[Spot, PlaceRole]]:
    """*L'aéroport accueillait …*: the field that was told of last is where it happens."""
    subject = clause.text_of(clause.subject)
    for nouns, kinds in _NOUNS[:2]:
        if clause.lemma in _HOSTING and re.search(rf"(?:^|[ ,])(?:l'|le |la |the )(?:{nouns}) (?:[a-z]+ )?$", subject):
            spot = _meant(scene, clause.start, kinds)
            if spot is not None:
                yield spot, PlaceRole.ARRIVAL


def _meant(scene: Scene, at: int, kinds: tuple[str, ...]) -> Spot | None:
    if kinds == ("country",):
        return _country(scene, at)
    if kinds == ("capital",):
        return context_capital(scene.doc, at, scene.spots)
    if kinds == FIELDS:
        return scene.last_spot(at, FIELDS) or scene.last_spot(at, SETTLED)
    return scene.last_spot(at, kinds)


def _country(scene: Scene, at: int) -> Spot | None:
    """The country that was named last, by its own name, a demonym or a place in it."""
    names = scene.doc.names
    for number in range(bisect_left(names, at, key=lambda one: one.start) - 1, -1, -1):
        name = names[number]
        country = name.country or (name.place.country if name.place else None)
        if country:
            place = best_place(scene.doc.world, scene.doc.world.countries.name(country, "en"), country)
            return spot_of(scene.doc, at, at, place) if place and place.kind == "country" else None
    return None


def _role_of(clause: Clause, kind: Kind, way: str) -> PlaceRole:
    if re.fullmatch(_FROM, way):
        return PlaceRole.DEPARTURE
    return PlaceRole.ARRIVAL if re.fullmatch(_TO, way) else _role_of_at(clause, kind)


def _role_of_at(clause: Clause, kind: Kind) -> PlaceRole:
    goes = clause.lemma in ARRIVES or kind is Kind.VISIT_COUNT
    return PlaceRole.ARRIVAL if goes else PlaceRole.SITE
