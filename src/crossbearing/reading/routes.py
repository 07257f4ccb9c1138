"""The role of every place in a clause: departure, arrival, site, via, area; from prepositions and verbs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from crossbearing.model.claims import Kind, Place, PlaceRole
from crossbearing.reading.clauses import Clause
from crossbearing.reading.document import inside
from crossbearing.reading.gates import gated
from crossbearing.reading.place_cues import COMPILED, Cue
from crossbearing.reading.pointing_back import ARRIVES, points_back, role_of_the_same
from crossbearing.reading.relative_places import Relative
from crossbearing.reading.spots import Spot
from crossbearing.reading.wordlists import words

# A verb whose object is where one leaves, arrives, or passes.
_LEAVES = words("quitter leave depart")
_REACHES = words(
    "rejoindre rallier regagner gagner atteindre toucher visiter inspecter reach visit tour enter desservir"
)
_CROSSES = words("survoler traverser franchir overfly cross transit")
_LINKS = words("relier link connect")
# Nouns before "de X" that make X an attribute, unless "à Y" follows.
_ROUTE_AHEAD_FR = re.compile(r" (?:\([^)]*\) )?(?:a|au|aux|vers|jusqu'a|jusqu'au|jusqu'en|pour|a destination de) ")


def place_roles(
    clause: Clause, spots: Sequence[Spot], relatives: Sequence[Relative], kind: Kind, before: Spot | None = None
) -> tuple[Place, ...]:
    """Return the places of a clause in their roles; `before` is what "y" or "there" points back to."""
    found: list[tuple[Spot, PlaceRole]] = []
    here = [one for one in relatives if clause.start <= one.start < clause.end]
    for relative in here:
        if not relative.describes:
            found.append((relative.spot, _relative_role(clause, relative, kind)))
    held: tuple[Spot, PlaceRole] | None = None
    for spot in _owned(clause, inside(spots, clause.start, clause.end)):
        if spot.address or any(one.start <= spot.start < one.end for one in here):
            continue
        if any(one.start <= spot.start < one.end for one in clause.sayings):
            continue  # "a spokesman in Bamako said"
        role = _role(clause, spot, held, kind)
        if role is not None:
            held = (spot, role)
            found.append(held)
        elif not (spot.is_state and held):
            held = None
    if before is not None and points_back(clause):
        found.append((before, role_of_the_same(clause, kind)))
    return tuple(_places(_without_own_country(_without_repeats(found))))


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


def _role(clause: Clause, spot: Spot, held: tuple[Spot, PlaceRole] | None, kind: Kind) -> PlaceRole | None:
    doc = clause.doc
    at = max(clause.start, spot.left - 32)
    if kind in _COUNTED and spot.end <= clause.at and clause.lemma in _HOSTS:
        return PlaceRole.ARRIVAL  # "le port de Tobrouk a vu passer onze cargos"
    if _is_given_to(clause, spot, kind):
        return None
    if clause.lemma in _LINKS and spot.start > clause.at:
        return PlaceRole.DEPARTURE if held is None else PlaceRole.ARRIVAL
    if _HOSTED.match(doc.flat, spot.start, spot.end):
        return PlaceRole.ARRIVAL  # "sa troisième escale libyenne"
    direct = _direct(clause, spot, held)
    if direct is not None and spot.left > clause.at:
        return direct
    for end in dict.fromkeys((spot.left, spot.start)):
        left = doc.flat[at:end]
        for cue, pattern in COMPILED[doc.language]:
            match = pattern.search(left)
            if match and not (cue is Cue.OF and end == spot.start != spot.left):
                return _by_cue(clause, spot, cue, at + match.start(), held, kind)
    return direct


_COUNTED = (Kind.VISIT_COUNT, Kind.TRAFFIC_CHANGE)
_HOSTS = words("voir accueillir recevoir traiter see receive handle host welcome register")
_HOSTED = re.compile(r"escales?|visites?|sejours?")
_GIVEN = gated(
    r"\b(?:cede|vendu|livre|fourni|remis|donne|expedie|ventes?|exportations?|livraisons?|sold|given|supplied|exports?|sales)"
    r"[a-z]*(?: [^,;.]{1,40})? (?:a|to) $"
)


def _is_given_to(clause: Clause, spot: Spot, kind: Kind) -> bool:
    """*cédé à Kiev*, *les ventes à Bakou*: the capital is the state that receives."""
    if not spot.is_state or kind not in (Kind.DENIAL, Kind.TRAFFIC_CHANGE):
        return False
    return _GIVEN.search(clause.doc.flat, clause.start, spot.left) is not None


def _by_cue(
    clause: Clause, spot: Spot, cue: Cue, at: int, held: tuple[Spot, PlaceRole] | None, kind: Kind
) -> PlaceRole | None:
    if cue is Cue.FROM:
        return PlaceRole.DEPARTURE
    if cue is Cue.OF:
        if re.search(
            r"\b(?:traversees?|transits?|passages?|franchissements?|crossings?|passages?)(?: \w+)?$",
            clause.doc.flat[clause.start : at].rstrip(),
        ):
            return PlaceRole.VIA
        if clause.lemma in _REACHES and at > clause.at:  # "a visité l'usine X de Y"
            return PlaceRole.ARRIVAL
        return PlaceRole.DEPARTURE if _is_departure(clause, spot, at) else None
    if cue is Cue.TO:
        return _arrival(clause, spot, held)
    if cue is Cue.OVER:
        return PlaceRole.AREA if spot.kind == "sea" else PlaceRole.VIA
    if cue is Cue.VIA:
        return PlaceRole.VIA if _is_passage(clause, spot, at) else None
    if cue is Cue.BETWEEN:
        return PlaceRole.DEPARTURE if _joined_pair(clause, spot) else PlaceRole.SITE
    if cue is Cue.TOWARD:
        return PlaceRole.SITE
    if cue is Cue.OFF:
        return PlaceRole.SITE
    if cue is Cue.AND:
        return _enumerated(clause, spot, held)
    if clause.lemma in _CROSSES and spot.kind in ("sea", "region"):
        return PlaceRole.VIA
    if (
        held is not None
        and re.fullmatch(r",? ?(?:dans |in |en |on )?.{0,24}", clause.doc.flat[held[0].end : spot.left])
        and _same_address(clause, held[0], spot, at)
    ):
        return held[1]
    if _BACKGROUND.search(clause.doc.flat[max(clause.start, at - 26) : at + 1]):
        return None
    return _at(clause, spot, kind)


# "pour la guerre en Ukraine", "the war in Sudan": where something else goes on.
_BACKGROUND = re.compile(
    r"\b(?:guerre|combats|conflit|offensive|invasion|war|fighting|conflict|invasion|operations?|front|poste|"
    r"ambassad\w+|embassy)(?: \w+)? ?$"
)


def _same_address(clause: Clause, held: Spot, spot: Spot, at: int) -> bool:
    """*à Nacala, dans le nord du Mozambique*: the second place tells where the first lies."""
    return (
        clause.doc.flat[held.end : held.end + 2] == ", "
        and held.country is not None
        and held.country == spot.country
        and at - held.end < 4
    )


_AIRSPACE = gated(r"espace aerien|territoire|eaux|airspace|territory|waters")


def _is_passage(clause: Clause, spot: Spot, at: int) -> bool:
    """*promis par la Grèce*, *received by Mali*: an agent, not a way."""
    before = clause.doc.flat[max(clause.start, at - 16) : at].rstrip()
    if _AIRSPACE.match(clause.doc.flat, spot.start, spot.end) or _AIRSPACE.search(
        clause.doc.flat, spot.start, spot.end
    ):
        return True
    by = clause.doc.flat[at : at + 4] == "par "
    return (
        not (by and (spot.kind == "country" or spot.is_state))
        or clause.lemma in ("passer", "transiter", "entrer", "sortir")
        or before.endswith("passant")
    )


def _at(clause: Clause, spot: Spot, kind: Kind) -> PlaceRole | None:
    """*à X*, *in X*: where something went if the verb or the kind tells of going, else where it was."""
    if kind is Kind.DENIAL and re.search(
        r"\b(?:envois?|livraisons?|transferts?|sending|deliver\w+|shipments?|transfers?|sent)\b", clause.flat
    ):
        return PlaceRole.ARRIVAL
    if kind is Kind.DELIVERY and (spot.is_state or _HANDED_OVER.search(clause.flat)):
        return PlaceRole.ARRIVAL
    if kind is Kind.AGREEMENT:
        return PlaceRole.SITE if spot.kind != "country" and _CONCLUDED.search(clause.flat) else None
    if spot.kind == "sea":
        return PlaceRole.AREA
    if kind in (Kind.VISIT_COUNT, Kind.VISIT_OF_PEOPLE, Kind.PORT_CALL, Kind.TRAFFIC_CHANGE, Kind.FLIGHT):
        return (
            PlaceRole.SITE
            if clause.lemma in ("spend", "passer", "rester", "stay", "spot", "apercevoir")
            else PlaceRole.ARRIVAL
        )
    return PlaceRole.ARRIVAL if clause.lemma in ARRIVES | _REACHES else PlaceRole.SITE


_CONCLUDED = gated(r"\b(?:sign|paraph|initial(?:l|ed)|inked|conclu|ratif|sealed|scell)")
_HANDED_OVER = gated(r"\b(?:livre|livraison|debarque|decharge|remis|deliver|unload|offload|arriv|hand)")


def _arrival(clause: Clause, spot: Spot, held: tuple[Spot, PlaceRole] | None) -> PlaceRole | None:
    """*pour X* of a purpose is no arrival; "to" before a receiver that is a state is one still."""
    before = clause.doc.flat[max(clause.start, spot.left - 24) : spot.left]
    if re.search(r"\b(?:accredited|related|close|due|prior|ordered|access) $", before):
        return None
    return PlaceRole.ARRIVAL


def _is_departure(clause: Clause, spot: Spot, at: int) -> bool:
    """*de X*: a departure when a route follows, or when a verb of movement or a participle stands before it."""
    doc = clause.doc
    if doc.language == "en":
        return False
    if at <= clause.start + 1 and doc.flat.startswith(", ", spot.end) and spot.kind != "country":
        return True  # "De Vostotchny, la cargaison a gagné …"
    if _ROUTE_AHEAD_FR.match(doc.flat[spot.end : clause.end] + " ") and _moves(clause):
        return True
    left = doc.flat[clause.start : at].rstrip()
    verb_ends = clause.predicate is not None and len(left) + clause.start == clause.predicate.end
    return (verb_ends and clause.lemma in _FROM_VERBS) or bool(
        re.search(r"\b(?:parti|venu|decolle|arrive|revenu|appareille)e?s?$", left)
    )


_FROM_VERBS = words("décoller partir arriver venir revenir appareiller envoler repartir sortir débarquer")


def _moves(clause: Clause) -> bool:
    return (
        clause.lemma in ARRIVES | _FROM_VERBS
        or bool(
            re.search(
                r"\b(?:trafic|vols?|rotations?|liaisons?|navettes?|voyages?|trajets?|route|transfert)\b", clause.flat
            )
        )
        or clause.lemma
        in ("suivre", "augmenter", "diminuer", "convoyer", "transférer", "effectuer", "tripler", "doubler")
    )


# "entre Ovda, en Israël, et Gandja": the country of the first may stand between.
_AND_BEHIND = re.compile(r"(?:,? (?:en|au|aux|dans|in) [^,;.]{2,30},?|,? \([^()]{2,30}\))? (?:et|and) ")


def _joined_pair(clause: Clause, spot: Spot) -> bool:
    return _AND_BEHIND.match(clause.doc.flat, spot.end) is not None


def _enumerated(clause: Clause, spot: Spot, held: tuple[Spot, PlaceRole] | None) -> PlaceRole | None:
    if held is None:
        return None
    gap = clause.doc.flat[held[0].end : spot.left]
    if len(gap) > 30 or re.search(r"[.;]", gap):
        return None
    before_held = clause.doc.flat[max(clause.start, held[0].left - BETWEEN_REACH) : held[0].left]
    if re.search(
        r"\b(?:entre|between) (?:la |le |l'|the )?(?:(?!et |and )[a-z-]+,? ){0,4}(?:de |d'|du |of )?$", before_held
    ):
        return PlaceRole.ARRIVAL
    return held[1]


# "between the North Korean port of X and Y": between stands at most this many characters before the first place.
BETWEEN_REACH = 40


def _direct(clause: Clause, spot: Spot, held: tuple[Spot, PlaceRole] | None) -> PlaceRole | None:
    """A place that is the verb's own object, or that stands behind a comma as part of the address."""
    doc, predicate = clause.doc, clause.predicate
    if predicate is None:
        return None
    gap = doc.flat[predicate.end : spot.left] if spot.left >= predicate.end else "…"
    if re.search(r"\b(?:from|to|into|for|at|in|via|de|d'|du|a|au|en|vers|pour|dans)\b", gap):
        return None
    if re.fullmatch(r" (?:par \w+ |by \w+ )?(?:la |le |l'|les |the )?(?:[a-z]+ )?", gap) or gap == " ":
        for lemmas, role in (
            (_LEAVES, PlaceRole.DEPARTURE),
            (_REACHES, PlaceRole.ARRIVAL),
            (_CROSSES, PlaceRole.VIA),
            (_LINKS, PlaceRole.DEPARTURE),
        ):
            if clause.lemma in lemmas:
                return role
    if held is not None and doc.flat[held[0].end : spot.start] == ", ":
        return held[1] if spot.country is None or spot.country == held[0].country else None
    return None


def _without_repeats(found: Sequence[tuple[Spot, PlaceRole]]) -> Iterator[tuple[Spot, PlaceRole]]:
    """Drop a country named with its own city in one role, and plain repeats."""
    seen: set[tuple[str, PlaceRole]] = set()
    for spot, role in found:
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
