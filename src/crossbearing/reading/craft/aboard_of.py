"""The craft of cargo and passengers whose clause names none: what was found in its hold, who was in its cabin."""

from __future__ import annotations

from crossbearing.model.claims import Kind, Polarity
from crossbearing.reading.craft.followed import CraftKind, CraftMention
from crossbearing.reading.draft import Draft
from crossbearing.reading.language.gates import gated
from crossbearing.reading.scene import Scene

_IN_AIRCRAFT = gated(
    r"\b(?:in the cabin|en cabine|on board|a bord|a son bord|dans l'(?:avion|appareil)|in (?:its|the) hold|en soute|"
    r"(?:travelled|traveled|flew|were|was|came|arrived) (?:on|aboard) (?:it|the (?:aircraft|plane|jet|flight))|"
    r"dans la soute|dans sa soute|dans ses soutes|descendus?|disembarked|deplaned)\b"
)
_IN_SHIP = gated(
    r"\b(?:dans ses cales|dans sa cale|dans les cales|dans la cale|in (?:her|its|the) holds?|on (?:her|its) deck|"
    r"sur son pont|a bord|a son bord|on board|aboard|cargaison|(?:her|its) cargo|unloaded|took on|taken on)\b"
)
# What an inspection finds belongs to the craft told of just before.
_INSPECTED = gated(
    r"\b(?:lors du controle|controle|inspection|fouille|perquisition|inspected|inspectors|customs|douan\w+|"
    r"searched|search|carried|was carrying|transportait|transported|contained|contenait|loaded|charge)\b"
)
_KINDS = frozenset({Kind.DELIVERY, Kind.VISIT_OF_PEOPLE, Kind.STATEMENT, Kind.SHIP_TRANSFER})
# So many characters before, the craft is still what is talked of: about three sentences. GUESS.
TALKED_OF = 450


def aboard_of(scene: Scene, draft: Draft) -> tuple[CraftMention, ...]:
    """Return the craft of a draft, or the one in which its goods or people were told to be."""
    if draft.crafts or draft.kind not in _KINDS or draft.polarity is Polarity.NEGATIVE:
        return draft.crafts
    here = [one for one in scene.fleet.within(draft.start, draft.end) if one.craft.kind is not CraftKind.LAND]
    if any(not one.anaphoric for one in here):
        return draft.crafts
    last = here[0] if here and here[0].craft.ids else _last_marked(scene, draft) or _of_paragraph(scene, draft)
    if last is None:
        return draft.crafts
    cue = _IN_AIRCRAFT if last.craft.kind is CraftKind.AIRCRAFT else _IN_SHIP
    found = cue.search(scene.doc.flat, draft.start, draft.end)
    if not found and draft.kind is not Kind.VISIT_OF_PEOPLE:
        found = _INSPECTED.search(scene.doc.flat, draft.start, draft.end)
    return (last,) if found else draft.crafts


# The one ship with a number is what a report is about, for about so many characters. GUESS: six sentences.
ABOUT_HER = 900


def sole_ship(scene: Scene, before: int) -> CraftMention | None:
    """The only ship of a report that bears a number, told of not long before; others are told of beside her."""
    marked = [one for one in scene.fleet.mentions if one.craft.kind is CraftKind.VESSEL and one.craft.ids]
    told = [one for one in marked if before - ABOUT_HER <= one.start < before]
    return told[-1] if told and len({one.craft.ids for one in marked}) == 1 and not told[-1].plural else None


def ship_so_far(scene: Scene, before: int) -> CraftMention | None:
    """The only ship that bore a number up to here, told of not long before."""
    told = [one for one in scene.fleet.within(before - ABOUT_HER, before) if one.craft.kind is CraftKind.VESSEL]
    marked = [one for one in told if one.craft.ids]
    return marked[-1] if len({one.craft.ids for one in marked}) == 1 and not marked[-1].plural else None


def _of_paragraph(scene: Scene, draft: Draft) -> CraftMention | None:
    """That ship, where her paragraph goes on and nothing travels by land."""
    sole = sole_ship(scene, draft.start)
    if sole is None or _BY_LAND.search(scene.doc.flat, draft.start, draft.end):
        return None
    paragraph = scene.doc.sentences[scene.doc.sentence_at(sole.start)].paragraph
    return sole if paragraph == draft.clause.sentence.paragraph else None


_BY_LAND = gated(r"\b(?:rail|trains?|trucks?|camions?|par la route|by road|overland|lorr(?:y|ies)|convoi routier)\b")


def _last_marked(scene: Scene, draft: Draft) -> CraftMention | None:
    """The craft talked of, if it bears a mark and stands alone."""
    near = [
        one
        for one in scene.fleet.within(draft.start - TALKED_OF, draft.start)
        if one.craft.kind is not CraftKind.LAND and (one.craft.ids or one.craft.named)
    ]
    if not near or near[-1].plural or not near[-1].craft.ids:
        return None
    names = {one.craft.name for one in near if one.craft.kind is near[-1].craft.kind and one.craft.named}
    paragraph = scene.doc.sentences[scene.doc.sentence_at(near[-1].start)].paragraph
    return near[-1] if len(names) <= 1 and paragraph == draft.clause.sentence.paragraph else None
