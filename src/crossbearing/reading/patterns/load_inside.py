"""What was inside: goods told by the holds, crates and containers that they lay in."""

from __future__ import annotations

import re

from crossbearing.model.claims import EquipmentRole, Kind
from crossbearing.reading.craft.followed import CraftKind
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.goods import Goods, as_equipment
from crossbearing.reading.parties.roles import is_bare_vehicle
from crossbearing.reading.scene import Scene

_BOXES = (
    r"(?:containers?|crates?|boxes|holds?|cargo|trailers?|pallets?|sacks?|chests|conteneurs?|caisses?|boites?|"
    r"cales?|soutes?|"
    r"remorques?|palettes?|sacs|malles|coffres)"
)
_WITHIN = (
    rf"(?:inside|in|within|under|among|dans|sous|parmi) (?:the |these |those |her |its |les |la |le |ces |ses |leurs )?"
    rf"(?:[\w'-]+ )?{_BOXES}"
)
# *Inside were charges for drones*, *Dans les caisses se trouvaient des fusils*: the goods stand behind the verb.
_INSIDE_WERE = gated(
    rf"^(?:and |et )?(?:inside(?: them)?|within|in them|dedans|a l'interieur|{_WITHIN}),? (?:[\w' -]{{2,30}}, )?"
    r"(?:were|was|are|is|lay|sat|there (?:were|was)|se trouv\w+|il y avait|on a trouve|figur\w+|repos\w+|"
    r"etai(?:t|ent))\b"
)
# *Des obus se seraient trouvés dans les boîtes*, *shells lay in the crates*: they stand before it.
_LAY_INSIDE = gated(rf"\b{_WITHIN}\b")
_LIES = words("be lie sit être trouver figurer reposer dormir cacher hide find retrouver")


def load_inside(clause: Clause, scene: Scene) -> Draft | None:
    """Goods said to have been inside what a ship carried."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in _LIES:
        return None
    behind = _INSIDE_WERE.search(clause.flat)
    lay = behind is None and _LAY_INSIDE.search(clause.text_of(clause.object)) is not None
    if not (behind or lay):
        return None
    stretch = clause.object if behind else clause.subject
    found = [one for one in inside(scene.goods, stretch.start, stretch.end) if not _is_box(scene, one)]
    found = [one for one in found if one.known or one.quantity is not None or one.plural or _are_some(scene, one)]
    if not found or not _carried_here(clause, scene):
        return None
    equipment = as_equipment(scene.doc, found, EquipmentRole.CARGO)
    return draft_of(Kind.DELIVERY, clause, equipment=equipment, checkable_by=("claims", "vessels"))


def _are_some(scene: Scene, one: Goods) -> bool:
    """*des obus*: a plural that its noun does not show."""
    return scene.doc.flat[max(0, one.start - 4) : one.end].startswith("des ")


def _is_box(scene: Scene, one: Goods) -> bool:
    return is_bare_vehicle(scene, one) or re.fullmatch(_BOXES, scene.doc.flat[one.start : one.end]) is not None


def _carried_here(clause: Clause, scene: Scene) -> bool:
    """Say whether a ship with a name, or of a flag, is told of before."""
    low, high = scene.doc.report.body_start, clause.end
    ships = [one for one in scene.fleet.within(low, high) if one.craft.kind is CraftKind.VESSEL]
    return any(one.craft.named or one.craft.country for one in ships)


_SHIP = {
    "en": "The freighter Blue Heron (IMO 9074729) landed forty containers at Tartus on 3 May. ",
    "fr": "Le cargo Altaïr II (OMI 9074729) a débarqué quarante conteneurs à Tartous le 3 mai. ",
}
LOAD_INSIDE = Pattern(
    "load inside",
    Kind.DELIVERY,
    load_inside,
    reads=(
        ("en", _SHIP["en"] + "Inside were mortar shells."),
        ("en", _SHIP["en"] + "In the crates lay 300 assault rifles."),
        ("en", _SHIP["en"] + "Rockets were found in the containers."),
        ("fr", _SHIP["fr"] + "À l'intérieur se trouvaient des obus de mortier."),
        ("fr", _SHIP["fr"] + "Dans les caisses figuraient 300 fusils d'assaut."),
        ("fr", _SHIP["fr"] + "Des roquettes se trouvaient dans les conteneurs."),
        ("fr", _SHIP["fr"] + "Des obus de char se seraient trouvés dans les caisses."),
    ),
    ignores=(
        ("en", "The parcel came on 3 May. Inside were rockets of chocolate."),
        ("en", _SHIP["en"] + "Inside were three dockers."),
        ("fr", "Le colis est arrivé le 3 mai. À l'intérieur se trouvaient des obus en chocolat."),
    ),
)
