"""Transfers between ships told by a noun: "the transfer took place off Ceuta", "l'opération bord à bord a duré"."""

from __future__ import annotations

from crossbearing.model.claims import Kind
from crossbearing.reading.craft.followed import CraftKind
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.patterns.ship_transfer import transfer_of
from crossbearing.reading.scene import Scene
from crossbearing.reading.when import dated

_TRANSFER = gated(
    r"\b(?:(?P<sure>ship-to-ship (?:transfers?|operations?)|sts (?:transfers?|operations?)|transhipments?|"
    r"transshipments?|transbordements?|operations? (?:de )?bord a bord|transferts? (?:de navire a navire|en mer|"
    r"bord a bord)|transfers? at sea)|"
    r"transfers?|transferts?|rendezvous|rendez-vous|meetings?|encounters?|rencontres?|ravitaillements?|refuelling|"
    r"bunkering|soutage|couplages?)\b"
)
_HAPPENS = words(
    "prendre take happen occur last involve begin start follow end concern avoir durer porter impliquer concerner"
    " mobiliser intervenir dérouler produire commencer débuter achever suivre finir terminer mettre associer unir"
    " take place carry conduct effectuer réaliser mener opérer make complete"
)
# What else "take" and "have" tell is no event of its own.
_PLACE = gated(r"\b(?:place|lieu)\b")
_LIGHT = words("prendre take avoir")


def transfer_told(clause: Clause, scene: Scene) -> Draft | None:
    """A transfer as the subject of a verb of happening, between ships that are told of, on a day or at a place."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in _HAPPENS or predicate.modal == "can":
        return None
    match = _TRANSFER.search(clause.text_of(clause.subject))
    if match is None or (predicate.lemma in _LIGHT and not _PLACE.search(clause.text_of(clause.object))):
        return None
    near = scene.fleet.within(clause.start, clause.end)
    ships = [one for one in near if one.craft.kind is CraftKind.VESSEL]
    if not (ships or match["sure"] or _tells_of_ships(scene)) or len(ships) < len(near):
        return None
    placed = inside(scene.spots, clause.start, clause.end) or dated(scene.doc, clause.start, clause.end)
    return transfer_of(clause, scene, ships) if placed else None


def _tells_of_ships(scene: Scene) -> bool:
    kinds = {one.craft.kind for one in scene.fleet.mentions}
    return CraftKind.VESSEL in kinds and CraftKind.AIRCRAFT not in kinds


_SHIP = {
    "en": "The tanker Blue Heron (IMO 9074729) sailed from Novorossiysk on 3 May. ",
    "fr": "Le pétrolier Altaïr II (OMI 9074729) a appareillé d'Odessa le 3 mai. ",
}
TRANSFER_TOLD = Pattern(
    "transfer told",
    Kind.SHIP_TRANSFER,
    transfer_told,
    reads=(
        ("en", _SHIP["en"] + "The transfer took place on 5 May off Ceuta."),
        ("en", "A transfer off Kalamata on 5 May involved two tankers, the Blue Heron and the Sea Lynx."),
        ("en", "The ship-to-ship operation began on 5 May 20 nautical miles off Ceuta."),
        ("fr", _SHIP["fr"] + "Le transfert a eu lieu le 5 mai au large de Ceuta."),
        ("fr", "Le transbordement, le 5 mai au large de Ceuta, a duré onze heures."),
        ("fr", _SHIP["fr"] + "La rencontre s'est produite le 5 mai à l'ouest de Ceuta."),
    ),
    ignores=(
        ("en", "The transfer of the player took place on 5 May in Lyon."),
        ("fr", "La rencontre des ministres s'est déroulée le 5 mai à Ceuta."),
        ("fr", _SHIP["fr"] + "Le transfert a duré trop longtemps."),
    ),
)
