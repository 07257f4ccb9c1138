"""Which records could check a claim, where its pattern leaves more than it says: names and denials of ships."""

from __future__ import annotations

import re

from crossbearing.model.claims import Kind
from crossbearing.reading.craft.followed import CraftKind
from crossbearing.reading.draft import Draft
from crossbearing.reading.language.gates import gated
from crossbearing.reading.scene import Scene

# Warships stand in no register of ships.
_OF_A_NAVY = re.compile(r"\b(?:TCG|USS|HMS|INS|RFS|FS|HMCS|IRIS|ARA|BAP|ITS|ROKS|JS|KRI|PNS|HMAS|ORP|SPS) [A-ZÀ-Þ]")
# What is denied is where a ship was, or what she did to another: her track tells.
_AT_SEA = gated(
    r"\b(?:transbord\w*|transfers?|transferts?|rendez-vous|convois?|convoys?|escales?|port calls?|called at|"
    r"en mer|at sea|offshore|cotes?|coasts?|met|rencontr\w*|chargements?|loadings?|entered|entre[er]?|visited|touche|"
    r"mouille|accoste|docked|anchored|been to|sailed|passed to|drifted|in ballast|sur lest|dans nos bassins|"
    r"(?:its|her|our|their) (?:ports|waters)|(?:nos|ses|leurs) (?:ports|eaux))\b"
)
# A registry, a navy or a port that does something to a ship keeps papers of it.
_BY_A_STATE = gated(
    r"\b(?:flags?|pavillons?|regist\w+|struck|rayee?s?|immatricul\w+|papers|papiers|boarded|arraisonn\w*|inspect\w*|"
    r"turned away|turned back|refoul\w*|seized|saisie?s?|impounded|detained|immobilise\w*|intercept\w*)\b"
)
_OF_A_SHIP = gated(
    r"\b(?:transbord\w*|ship-to-ship|navires?|ships?|vessels?|cargos?|tankers?|petroliers?|escort\w*|"
    r"en mer|at sea|she|hauled)\b"
)


def checkable_by(scene: Scene, draft: Draft) -> tuple[str, ...]:
    """Return what could check a draft, any of "flights", "vessels", "records", "claims".

    A ship's names stand in registers as well as in her signals. What a registry, a
    navy or a port did to her stands in papers too. A denial of a movement at sea can be held against her track.
    """
    stated = draft.checkable_by
    ship = any(one.craft.kind is CraftKind.VESSEL for one in draft.crafts)
    if draft.kind is Kind.ALIAS and ship and not _OF_A_NAVY.search(scene.doc.text, draft.start, draft.end):
        return tuple(dict.fromkeys((*stated, "records")))
    if (
        draft.kind is Kind.STATEMENT
        and "vessels" in stated
        and _BY_A_STATE.search(scene.doc.flat, draft.start, draft.end)
    ):
        return tuple(dict.fromkeys((*stated, "records")))
    if draft.kind is Kind.DENIAL and (ship or _tells_of_a_ship(scene, draft)) and _meets(scene, draft):
        return tuple(dict.fromkeys((*stated, "vessels")))
    if draft.kind in (Kind.VISIT_COUNT, Kind.TRAFFIC_CHANGE) and stated == ("flights",) and _only_ships(scene, draft):
        return ("vessels",)
    return stated


_OF_PORTS = gated(
    r"\b(?:port calls?|escales?|traversees?|sailings?|appareillages?|accostages?|transbordements?|ships?|navires?|"
    r"vessels?|tankers?|petroliers?|vraquiers?|bulkers?|berthings?|port authorit\w+|capitainerie|harbour)\b"
)


def _only_ships(scene: Scene, draft: Draft) -> bool:
    """Say whether what is counted are ships: the report tells of no aircraft, and of ships or ports."""
    kinds = {one.craft.kind for one in scene.fleet.mentions}
    if CraftKind.AIRCRAFT in kinds:
        return False
    here = scene.doc.sentences[draft.clause.number]
    named = any(one.craft.kind is CraftKind.VESSEL and one.craft.named for one in scene.fleet.mentions)
    return named or _OF_PORTS.search(scene.doc.flat, here.start, here.end) is not None


def _tells_of_a_ship(scene: Scene, draft: Draft) -> bool:
    near = scene.fleet.within(draft.start, draft.end)
    if any(one.craft.kind is CraftKind.VESSEL for one in near):
        return True
    told = any(one.craft.kind is CraftKind.VESSEL for one in scene.fleet.mentions)
    return told and _OF_A_SHIP.search(scene.doc.flat, draft.start, draft.end) is not None


def _meets(scene: Scene, draft: Draft) -> bool:
    return _AT_SEA.search(scene.doc.flat, draft.start, draft.end) is not None
