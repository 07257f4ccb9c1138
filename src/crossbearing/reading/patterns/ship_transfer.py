"""Goods go by ship between two places, or from one ship to another."""

from __future__ import annotations

import re

from crossbearing.model.claims import Actor, Kind
from crossbearing.reading.craft.followed import CraftKind, CraftMention
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.roles import cargo, carrier, operators, state
from crossbearing.reading.patterns.words import CARRIES, LOADS, MOVES, RECEIVES, SUPPLIES, TRANSFERS
from crossbearing.reading.scene import Scene, Who, subject_of

_FROM_SHIP = gated(
    r"\b(?:transbordements?|transborde\w*|ship-to-ship|transship\w*|tranship\w*|d'un (?:navire|petrolier|"
    r"cargo|boutre|bateau) a l'autre|"
    r"d'une? (?:[\w'-]+ ){1,4}(?:a|sur|vers) (?:l'autre|un autre|une autre)|"
    r"from one (?:[\w'-]+ ){0,3}?(?:ship|tanker|vessel|dhow|boat|freighter|hull|barge|bulker|coaster) (?:in)?to "
    r"(?:another|the other|the next)|"
    r"(?:chang|switch)\w* (?:hulls|ships|vessels|tankers|de coques?|de navires?|de cales?|de bords?)|bord a bord|"
    r"transfers? at sea|sea transfers?|at-sea transfers?|transferts? en mer)\b"
)
_MEETS = words("rencontrer retrouver meet")
_BY_SEA = gated(
    r"\b(?:mer|sea|gulf|golfe|detroit|strait|ocean|bateau|boutre|maritime|by (?:ship|sea|dhow|boat|ferry|"
    r"barge|coaster)|par (?:cargo|navire|roulier|chaland)|a bord (?:de|du|des)|"
    r"a bord d'|aboard|on board)\b"
)


_SHIPS_OUT = (SUPPLIES | CARRIES | TRANSFERS) - LOADS


def carried_by_ship(clause: Clause, scene: Scene) -> Draft | None:
    """A vessel that carries goods somewhere, two vessels that meet, goods moved across a sea."""
    if clause.predicate is None:
        return None
    ships = [one for one in scene.fleet.within(clause.start, clause.end) if one.craft.kind is CraftKind.VESSEL]
    if _FROM_SHIP.search(clause.flat) or (clause.lemma in _MEETS and _two(ships)):
        return transfer_of(clause, scene, ships)
    subject = subject_of(scene, clause)
    lemma = clause.lemma
    if _two(ships) and _from_to_ship(clause, scene) and inside(scene.goods, clause.start, clause.end):
        return transfer_of(clause, scene, ships)
    if _is_handed_at_sea(clause, scene, ships):
        return transfer_of(clause, scene, ships)
    if ships and lemma in _PUMPS and ships[-1].start > clause.at:
        return transfer_of(clause, scene, ships)
    gone = subject.who is Who.GOODS and lemma in MOVES | SUPPLIES | _VOYAGES and _SEAWAYS.search(clause.sentence_flat)
    if gone and _two_ports(clause, scene):
        return transfer_of(clause, scene, ships)
    moved = lemma in _RUNS or (lemma in LOADS and subject.who is Who.GOODS)
    if ships and moved and _two_ports(clause, scene) and _with_goods(clause, scene):
        return transfer_of(clause, scene, ships)
    if subject.craft is not None and subject.craft.craft.kind is CraftKind.VESSEL and subject.craft not in ships:
        ships = [subject.craft, *ships]
    by_sea = subject.who is Who.GOODS and _SEAWAYS.search(clause.sentence_flat) is not None
    if (
        not ships
        and not by_sea
        and not (lemma in TRANSFERS and re.search(r"\b(?:mer|sea|ocean|golfe|gulf)\b", clause.flat))
    ):
        return None
    if lemma in _SHIPS_OUT and _goes_somewhere(clause, scene):
        return transfer_of(clause, scene, ships)
    goods = subject.who is Who.GOODS or (subject.pronoun and subject.who not in (Who.PEOPLE, Who.VESSEL))
    if lemma in MOVES and goods and _BY_SEA.search(clause.flat) and ships:
        return transfer_of(clause, scene, ships)
    return None


_VOYAGES = words("voyager travel journey")
_SEAWAYS = gated(
    r"\b(?:by (?:sea|ship|dhow|boat|barge)|par (?:mer|bateau|boutre|voie maritime)|aboard an? (?:dhow|ship|"
    r"freighter|coaster)|"
    r"a bord d'un (?:boutre|navire|cargo|roulier|caboteur))\b"
)
_PUMPS = words("pump decant transvaser pomper transborder tranship transship")
_RUNS = words("run porter take haul ferry livrer deliver")
_FROM_TO_SHIP = re.compile(
    r"\b(?:from|du|de la|de l'|d'un|d'une) [^.;,]{2,40}? (?:to|onto|into|a|au|aux|vers|dans|sur) (?:an? |"
    r"the |un |une |le |"
    r"la |l'|deux |trois |two |three |[a-z]+ ){0,3}"
)


def _from_to_ship(clause: Clause, scene: Scene) -> bool:
    """Say whether something goes from one to another: "from 11 January to 30 April" are days."""
    match = _FROM_TO_SHIP.search(clause.flat)
    return match is not None and not inside(scene.doc.times, clause.start + match.start(), clause.start + match.end())


_OPEN_SEA = gated(r"\b(?:en (?:pleine |haute )?mer|at sea|on the high seas|in open water|en eaux libres)\b")
_TO_A_SHIP = re.compile(r"\b(?:au|aux|a la|a l'|a une?|to the|to an?|to another|onto the|onto an?) ?$")
_HANDS = words("remettre céder passer transférer donner hand give pass transfer")


def _is_handed_at_sea(clause: Clause, scene: Scene, ships: list[CraftMention]) -> bool:
    """*a remis au vraquier du ciment*, *received 900 tonnes at sea from a tender*: from ship to ship."""
    if not ships or not inside(scene.goods, clause.at, clause.end):
        return False
    taken = clause.lemma in RECEIVES | SUPPLIES and _OPEN_SEA.search(clause.flat) is not None
    behind = [one for one in ships if one.start > clause.at]
    to = bool(behind) and _TO_A_SHIP.search(scene.doc.flat, clause.start, behind[0].start) is not None
    return bool(behind) and (taken or (clause.lemma in _HANDS and to))


def _two_ports(clause: Clause, scene: Scene) -> bool:
    spots = [one for one in scene.spots if clause.start <= one.start < clause.end]
    return len([one for one in spots if not any(far.start <= one.start < far.end for far in scene.relatives)]) > 1


def _with_goods(clause: Clause, scene: Scene) -> bool:
    return any(
        one.quantity is not None or one.known or one.plural for one in inside(scene.goods, clause.start, clause.end)
    )


def _two(ships: list[CraftMention]) -> bool:
    return len({one.craft.name for one in ships}) > 1


def _goes_somewhere(clause: Clause, scene: Scene) -> bool:
    """Two places, or a way there: else carrying goods is a delivery."""
    places = [one for one in scene.spots if clause.start <= one.start < clause.end]
    there = re.search(r"\b(?:vers|jusqu'a|to|via|a travers|across|through|a destination)\b", clause.flat)
    return len(places) > 1 or (bool(places) and bool(there))


def transfer_of(clause: Clause, scene: Scene, ships: list[CraftMention]) -> Draft:
    """Return a transfer in which these ships, and the ship that is the subject, take part."""
    subject = subject_of(scene, clause)
    if subject.craft is not None and subject.craft.craft.kind is CraftKind.VESSEL and subject.craft not in ships:
        ships = [subject.craft, *ships]
    goods = cargo(scene, clause, clause.start, clause.end, tuple(scene.fleet.within(clause.start, clause.end)))
    return draft_of(
        Kind.SHIP_TRANSFER,
        clause,
        crafts=tuple(ships),
        equipment=(*(carrier(scene.doc, one) for one in _once(ships)), *goods),
        actors=_sender(clause, scene) or operators(scene, tuple(ships)[:1]),
        checkable_by=("vessels",),
    )


def _sender(clause: Clause, scene: Scene) -> tuple[Actor, ...]:
    for name in scene.doc.names:
        if clause.start <= name.start < clause.at and name.country and name.form in ("name", "capital", "metonym"):
            return (state(scene, name.country),)
    return ()


def _once(ships: list[CraftMention]) -> list[CraftMention]:
    return list({one.craft.name: one for one in reversed(ships)}.values())[::-1]


CARRIED_BY_SHIP = Pattern(
    "carried by ship",
    Kind.SHIP_TRANSFER,
    carried_by_ship,
    reads=(
        ("fr", "Le cargo Altaïr II a transporté des obus de Rason à Vladivostok le 3 mai 2023."),
        ("fr", "Le BLUE HERON 4 et le SEA LYNX 9 ont procédé à un transbordement en mer Noire le 3 mai."),
        ("fr", "Les caisses sont passées d'un vraquier grec à un autre au large de Malte le 3 mai."),
        ("fr", "Le cargo Altaïr II a reçu en mer 900 tonnes de gasoil d'un pétrolier le 3 mai."),
        ("fr", "L'armateur a remis au vraquier Lynx III 40 conteneurs le 3 mai."),
        ("en", "Forty containers went from one Greek bulker to another off Malta on 3 May."),
        ("en", "The oil switched ships off Malta on 3 May."),
        ("en", "The tanker Blue Heron received 900 tonnes of diesel at sea from a Greek tanker on 3 May."),
        ("en", "Artillery shells were shipped from Rason to Vladivostok aboard the freighter Blue Heron in May 2023."),
    ),
    ignores=(
        ("en", "The ferry carried tourists in May."),
        ("fr", "Le navire de charge Altaïr II a accompli sept voyages du 3 janvier au 9 mai."),
    ),
)
