"""Who acts, who receives, what carries: actors and carriers of a clause, for the patterns to put into a draft."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossbearing.model.claims import Actor, CraftIds, Equipment, EquipmentRole
from crossbearing.reading.craft.flags import is_flag
from crossbearing.reading.craft.followed import CraftMention
from crossbearing.reading.craft.identifiers import IdKind
from crossbearing.reading.document import Document, inside
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.names import Named
from crossbearing.reading.parties.goods import COLLECTIVES, Goods, as_equipment
from crossbearing.reading.parties.people import People, quantity_before
from crossbearing.reading.scene import Scene

_ONE = re.compile(
    r"\b(?:une?|l'|le|la|cet|cette|ce|du|au|an?|the|this|that|its|son|sa|another|autre|deuxieme|second|"
    r"troisieme|premier|first)(?: [\w-]+){0,3} ?$"
)


_NO_SINGLE_CRAFT = COLLECTIVES - {"cargo"}


def carrier(
    doc: Document, mention: CraftMention, role: EquipmentRole = EquipmentRole.CARRIER, pronoun: bool = False
) -> Equipment:
    """Return a craft as a carrier, with how many there are; a pronoun tells no number."""
    quantity = quantity_before(doc, mention.start)
    if pronoun or (mention.anaphoric and mention.plural and quantity is None):
        return Equipment(mention.craft.name, role)
    if quantity is not None:
        return Equipment(mention.craft.name, role, quantity.min, quantity.max, quantity.approximate)
    if (mention.plural and not mention.anaphoric) or doc.flat.endswith("des ", 0, mention.start):
        return Equipment(mention.craft.name, role, 2, None, True)
    if not mention.craft.named and doc.flat[mention.start : mention.end].split(" ")[0] in _NO_SINGLE_CRAFT:
        return Equipment(mention.craft.name, role)  # "a convoy of 30 trucks" counts trucks
    if not mention.craft.ids and doc.flat.endswith((" by ", " of ", " with ", " using "), 0, mention.start):
        return Equipment(mention.craft.name, role)  # "34 flights by Il-76TD cargo aircraft"
    if doc.flat.endswith((" de ", " d'", "avions "), 0, mention.start):
        return Equipment(mention.craft.name, role)  # "le trafic d'Il-76"
    return Equipment(mention.craft.name, role, 1, 1)


def craft_ids(mentions: Sequence[CraftMention]) -> CraftIds:
    """Return the identifiers of several craft, each once, in order."""
    ids = [one for mention in mentions for one in mention.craft.ids]
    if not ids:
        return CraftIds()
    values = {kind: tuple(dict.fromkeys(one.value for one in ids if one.kind is kind)) for kind in IdKind}
    return CraftIds(
        values[IdKind.REGISTRATION],
        values[IdKind.CALLSIGN],
        values[IdKind.IMO],
        values[IdKind.MMSI],
        values[IdKind.FLIGHT_NUMBER],
    )


def operators(scene: Scene, mentions: Sequence[CraftMention]) -> tuple[Actor, ...]:
    """Return who operates the craft; a nationality stands for an unnamed operator."""
    found = []
    for mention in mentions:
        craft = mention.craft
        if craft.operator is not None:
            found.append(craft.operator)
        elif craft.country:
            found.append(state(scene, craft.country))
    return tuple(dict.fromkeys(found))


def state(scene: Scene, country: str) -> Actor:
    """Return a country as an actor, by its English name."""
    return Actor(scene.doc.world.countries.name(country, "en"), country)


def group_actor(scene: Scene, group: People | None) -> tuple[Actor, ...]:
    """Return a group of people as an actor."""
    return () if group is None else (Actor(group.name, group.country),)


def _is_flag(scene: Scene, name: Named) -> bool:
    """*Comoros-flagged*, *Turkish-built*: a flag and the place where a thing was made tell no party."""
    made = scene.doc.flat.startswith(("-built", "-made"), name.end)
    return made or is_flag(scene.doc.flat, name.start, name.end)


def parties(scene: Scene, start: int, end: int) -> tuple[Actor, ...]:
    """Return the states and organisations named in a stretch, in order, each country once."""
    found: list[tuple[int, Actor]] = [(one.start, one.actor) for one in inside(scene.organisations, start, end)]
    taken = [(one.start, one.end) for one in inside(scene.organisations, start, end)]
    for name in inside(scene.doc.names, start, end):
        if name.country and not any(low <= name.start < high for low, high in taken) and not _is_flag(scene, name):
            found.append((name.start, state(scene, name.country)))
    seen: set[str | None] = set()
    kept = []
    for _, actor in sorted(found, key=lambda one: one[0]):
        if actor.country is None or actor.country not in seen:
            kept.append(actor)
        seen.add(actor.country)
    return tuple(kept)


_RECEIVER_FR = re.compile(
    r"(?:\b(?:a la|a l'|a|au|aux|destinee?s? (?:a la|a l'|a|au|aux)|pour (?:la|le|les|l')?|vers (?:la|le|l')?|"
    r"au profit (?:de la|de l'|de|du|d')) ?|\bd?es? a l')$"
)
_RECEIVER_EN = re.compile(r"\b(?:to|for|bound for|destined for|on behalf of)(?: the)? $")


def receivers(scene: Scene, start: int, end: int) -> tuple[Actor, ...]:
    """Return the states and organisations that stand behind "to", "à", "destinés à" in a stretch."""
    pattern = _RECEIVER_FR if scene.doc.language == "fr" else _RECEIVER_EN
    return tuple(
        actor
        for at, actor in _placed(scene, start, end)
        if (
            pattern.search(scene.doc.flat[max(start, at - 34) : at])
            or (scene.doc.language == "en" and _is_handed(scene, start, at))
        )
        and not _FORMERLY.search(scene.doc.flat[max(start, at - 44) : at])
    )


_HANDED = gated(
    r"\b(?:hand(?:ed|s|ing)?|gave|giv(?:e|es|en|ing)|sent|send(?:s|ing)?|sold|sell(?:s|ing)?|suppl(?:y|ies|ied|ying)|"
    r"lent|lend(?:s|ing)?|offer(?:ed|s|ing)?|provid(?:e|es|ed|ing)|deliver(?:ed|s|ing)?|donat(?:e|es|ed|ing)|ship(?:ped|s)?|"
    r"promis(?:e|es|ed|ing)|pledg(?:e|es|ed|ing)|grant(?:ed|s|ing)?|award(?:ed|s|ing)?)(?: the)? $"
)


def _is_handed(scene: Scene, start: int, at: int) -> bool:
    """*Turkey handed Mali six drones*: the receiver stands right behind the verb, and something behind it."""
    verb = _HANDED.search(scene.doc.flat, max(0, at - 20), at)
    if verb is None or at - start > HANDED_REACH:
        return False
    return (
        re.match(
            r"[\w'-]+(?: [A-Z][\w-]+)? (?:\w+ ){0,3}?(?:an?|the|some|\d|[a-z-]+s\b|[a-z]+ (?:of|million|dozen))",
            scene.doc.text[at : at + 60],
        )
        is not None
    )


# The receiver stands right behind the verb; an article may stand between.
HANDED_REACH = 6


# "24 fighters, formerly meant for Egypt": not who receives them.
_FORMERLY = re.compile(
    r"\b(?:auparavant|initialement|a l'origine|d'abord|formerly|originally|initially|previously) (?:\w+ )?"
    r"(?:destinee?s?|meant|built|ordered|intended|commandee?s?)"
)
_GIVER_FR = re.compile(
    r"\b(?:par (?:la |le |l'|les )?|de la |de l'|du |des |de |d'|aupres (?:de la|de l'|de|du|d') ?|"
    r"promise?s? par (?:la |le |l')?)$"
)
_GIVER_EN = re.compile(r"\b(?:by|from)(?: the)? $")


def givers(scene: Scene, start: int, end: int) -> tuple[Actor, ...]:
    """Return the states and organisations that stand behind "by", "from", "par", "de" in a stretch."""
    pattern = _GIVER_FR if scene.doc.language == "fr" else _GIVER_EN
    return tuple(
        actor for at, actor in _placed(scene, start, end) if pattern.search(scene.doc.flat[max(start, at - 24) : at])
    )


# "to the Russian jets at X", "la partie tadjike": whose side receives.
_SIDE = re.compile(r" (?:\w+ )?(?:jets|aircraft|side|troops|garrison|contingent|warships|helicopters|fighters)\b")
_OF_SIDE = re.compile(r"\b(?:partie|aviation|garnison|contingent|avions|helicopteres|troupes|chasseurs) $")
_MADE = re.compile(
    r"\b(?:fabriquee?s?|assemblee?s?|construite?s?|produite?s?|made|built|assembled|produced|manufactured) "
    r"(?:en |au |aux |a |in |at )(?:la |le |l'|the )?$"
)


def _placed(scene: Scene, start: int, end: int) -> list[tuple[int, Actor]]:
    found = [(one.start, one.actor) for one in inside(scene.organisations, start, end)]
    spans = [(one.start, one.end) for one in inside(scene.organisations, start, end)]
    for name in inside(scene.doc.names, start, end):
        told = (
            name.form != "demonym"
            or _SIDE.match(scene.doc.flat, name.end)
            or _OF_SIDE.search(scene.doc.flat, max(start, name.start - 24), name.start)
        )
        off = any(far.start <= name.start < far.end for far in scene.relatives)
        made = _MADE.search(scene.doc.flat, max(start, name.start - 30), name.start)
        if name.country and told and not made and not off and not any(low <= name.start < high for low, high in spans):
            found.append((name.start, state(scene, name.country)))
    return sorted(found, key=lambda one: one[0])


def cargo(
    scene: Scene, clause: Clause, start: int, end: int, without: Sequence[CraftMention] = ()
) -> tuple[Equipment, ...]:
    """Return the goods of a stretch as cargo, the carriers left out."""
    doc = clause.doc
    found = [
        one
        for one in inside(scene.goods, start, end)
        if not any(mention.start < one.end and one.start < mention.end for mention in without)
        and not is_bare_vehicle(scene, one)
    ]
    return as_equipment(doc, found, EquipmentRole.CARGO)


def is_bare_vehicle(scene: Scene, one: Goods) -> bool:
    """*avion*, *appareil*, *camion* named without a figure is what carries, not what is carried."""
    return (
        not one.known
        and one.quantity is None
        and bool(
            re.fullmatch(
                r"avions?|appareils?|camions?|trucks?|engins?|vols?|cargaisons?|livraisons?|deliver\w+|lots?|"
                r"soutes?|stocks?",
                scene.doc.flat[one.start : one.end],
            )
        )
    )
