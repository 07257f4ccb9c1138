"""Ships that are not heard, as their watchers tell it: the signal kept off, lost from the screens, nothing since."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Count, Kind
from crossbearing.reading.craft.followed import CraftKind, CraftMention
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.numbers.spelt import counted, value_of
from crossbearing.reading.parties.roles import carrier, operators
from crossbearing.reading.scene import Scene, subject_of

_DEVICE = (
    r"(?:(?:ais|tracking|radio) )?(?:transponders?|ais|signals?|tracking|tracker|beacons?|transpondeurs?|balises?|"
    r"signal|emetteurs?|positions?)(?: (?:signal|ais|transponder))?"
)
_OFF = (
    r"(?:(?:switched|turned|shut|powered) (?:off|down)|off|silent|dark|dead|mute|eteinte?s?|coupee?s?|muets?|muettes?)"
)
# *had her tracking signal off*, *gardait sa balise éteinte*.
_KEPT_OFF = gated(
    rf"\b(?:had|has|have|kept|keeps?|left|leaves?|sailed with) (?:its|her|their|both|the) {_DEVICE} {_OFF}\b|"
    rf"\b(?:avai(?:t|ent)|gard\w+|laiss\w+|maint\w+|tenai(?:t|ent)) (?:son|sa|ses|leurs?|l'|le|la) ?{_DEVICE} {_OFF}\b"
)
# *n'émettait plus*, *stopped broadcasting*, *was not transmitting*.
_SENDS_NOT = gated(
    r"\bn'(?:emet\w*|a (?:plus|pas|rien) (?:emis|diffuse|transmis)|avai(?:t|ent) (?:plus|pas|rien) (?:emis|diffuse|"
    r"transmis))(?: (?:plus|pas|rien|aucun))?\b|"
    rf"\b{_DEVICE}(?: [\w']+,?){{0,5}},? (?:ne|n') ?(?:fonctionn\w+|march\w+|repond\w+) (?:plus|pas)\b|"
    rf"\b{_DEVICE} (?:was|were|had been|is) (?:not working|out of order|inoperative|down)\b|"
    r"\bne (?:transm\w+|diffus\w+|signal\w+) (?:plus|pas|rien|aucune?)\b|"
    r"\b(?:stopped|ceased|quit) (?:transmitting|broadcasting|signalling|sending|reporting)\b|"
    r"\b(?:not|never|neither ship was|no longer) (?:transmit\w*|broadcast\w*|signall?ing|sending)\b"
)
# *dropped off the screens*, *disparaître des écrans*.
_LOST = (
    r"(?:dispar\w+|sort\w*|s'effac\w+|s'evanoui\w+) des (?:ecrans|radars|cartes|traceurs|systemes de suivi)|"
    r"(?:vanish|disappear|drop|slip|fall|fell|fad)\w* (?:off|from|out of) (?:the |all |public |its |her )?"
    r"(?:screens?|radars?|ais|maps?|trackers?|tracking\w*|view of trackers)"
)
_GONE = gated(rf"\b(?:{_LOST})\b")
# *before going dark for two days*, *avant de couper son transpondeur*: told behind another event of the ship.
_ASIDE = gated(
    rf"\b(?:before|after|avant de|apres|then|puis|and|et) (?:(?:having|avoir|etre) )?(?:{_LOST}|"
    r"(?:going|went|gone) (?:dark|silent|off the air)|falling silent|se taire|s'etre tu)\b"
)
# *, transponder off since the 9th,*
_WITH_IT_OFF = gated(
    rf"(?:, |\()(?P<told>(?:with (?:its|her) |its |her |son |sa |l')?{_DEVICE} {_OFF}(?: [^,;()]{{2,60}})?)(?:,|\)|$)"
)
# *Nothing on AIS from either since*, *plus un signal depuis jeudi*.
_NOTHING = gated(
    r"^(?:(?:since|depuis) [^,;]{2,24}, |since \d+ [a-z]+ )?(?:there (?:has been|have been|had been|was|is) |"
    r"il n'y (?:a|avait) (?:eu )?)?(?:still |toujours )?(?:nothing|no|not a|not one|rien|aucune?|plus|"
    r"pas) (?:[\w-]+[ ']){0,4}?"
    r"(?:ais|transponders?|signals?|pings?|traceurs?|ecrans?|signal|signaux|emissions?)\b"
)
# *Trackers lost her for 40 hours*, *on a perdu sa trace*.
_LOST_SIGHT = gated(
    r"\b(?:trackers?|watchers|satellites?|monitors|analysts?|they|we|systems?|services?) (?:\w+ )?(?:lost|had lost) "
    r"(?:her|it|sight|track|contact|all trace)\b|"
    r"\b(?:on|nous|ils|analystes|satellites|systemes) (?:\w+ )?(?:perdu|perd|perdent) (?:sa trace|toute trace|"
    r"le contact|"
    r"sa position)\b"
)
_SINCE = gated(
    r"\b(?:since|depuis|ever since|for|pendant|durant|throughout|until|jusqu|"
    r"during (?:this|that|the)|at the time|a ce moment|en meme temps)\b"
)


def silent_meanwhile(clause: Clause, scene: Scene) -> Draft | None:
    """*…, avant de disparaître des écrans vingt-six heures durant*: told in passing, a claim of its own."""
    predicate = clause.predicate
    if predicate is None:
        return None
    match = _ASIDE.search(clause.flat)
    start, end = (match.start(), len(clause.flat)) if match else (0, 0)
    if match is None:
        told = _WITH_IT_OFF.search(clause.flat)
        start, end = told.span("told") if told else (0, 0)
    start, end = clause.start + start, clause.start + end
    if end == clause.start or start < predicate.end < end or start <= predicate.start < end or start == clause.start:
        return None
    ship = ship_meant(clause, scene)
    if ship is None or not _is_bounded(scene, start, end):
        return None
    return replace(silence_of(replace(clause, start=start, end=end, predicate=None), scene, ship), at=start)


def silent(clause: Clause, scene: Scene) -> Draft | None:
    """A ship that is not heard for a while, or since a day."""
    told = _KEPT_OFF.search(clause.flat) or _SENDS_NOT.search(clause.flat) or _GONE.search(clause.flat)
    none = _NOTHING.search(clause.flat) is not None or _LOST_SIGHT.search(clause.flat) is not None
    if not (told or none) or silent_meanwhile(clause, scene) is not None:
        return None
    ship = ship_meant(clause, scene)
    return silence_of(clause, scene, ship) if ship and _is_bounded(scene, clause.start, clause.end) else None


# Subjects that stand for a ship told of before: a pronoun, what is hers, what sends for her, those who watch.
_STANDS_FOR = re.compile(
    r"\b(?:she|it|they|both|neither|either|her|its|il|elle|ils|elles|son|sa|ses|on|we|nous|which|qui|there|"
    r"transponders?|ais|signals?|beacons?|trackers?|tracking|watchers|satellites?|transpondeurs?|balises?|signaux|"
    r"emetteurs?)\b"
)


def ship_meant(clause: Clause, scene: Scene) -> CraftMention | None:
    """Return the ship of a clause: its subject, else the one told of last where the subject may stand for it."""
    subject = subject_of(scene, clause).craft
    if subject is not None:
        return subject if subject.craft.kind is CraftKind.VESSEL else None
    printed = clause.text_of(clause.subject).strip()
    if clause.predicate is not None and printed and not _STANDS_FOR.search(printed):
        return None
    return ship_before(clause, scene)


def ship_before(clause: Clause, scene: Scene) -> CraftMention | None:
    """Return the ship told of last, in the clause or shortly before it."""
    last = scene.fleet.last(clause.end, CraftKind.VESSEL)
    return last if last is not None and last.start > clause.sentence.start - TOLD_BEFORE else None


# A ship is meant without a word for it at most about three sentences on. GUESS.
TOLD_BEFORE = 400


def _is_bounded(scene: Scene, start: int, end: int) -> bool:
    """Say whether a silence has a day, a length, or something that it goes on since: else it tells nothing."""
    return bool(inside(scene.doc.times, start, end)) or _SINCE.search(scene.doc.flat, start, end) is not None


def hours_told(clause: Clause, scene: Scene) -> tuple[Count, ...]:
    """Return how long a clause says that nothing was heard, in hours or days."""
    length = re.search(rf"(?P<n>{counted(scene.doc.language)}) (?P<unit>heures?|hours?|jours?|days?)\b", clause.flat)
    value = value_of(length["n"], scene.doc.language) if length else None
    if length is None or value is None:
        return ()
    return (Count(f"{'hours' if length['unit'][0] == 'h' else 'days'} without signal", value, value),)


def silence_of(clause: Clause, scene: Scene, ship: CraftMention) -> Draft:
    """Return the statement that a ship was not heard, with how long."""
    return draft_of(
        Kind.STATEMENT,
        clause,
        crafts=(ship,),
        equipment=(carrier(scene.doc, ship),),
        actors=operators(scene, (ship,)),
        counts=hours_told(clause, scene),
        checkable_by=("vessels",),
    )


_SHIP = {
    "en": "The tanker Blue Heron (IMO 9074729) sailed from Novorossiysk on 3 May. ",
    "fr": "Le cargo Altaïr II (OMI 9074729) a appareillé d'Odessa le 3 mai. ",
}
SILENT = Pattern(
    "silent",
    Kind.STATEMENT,
    silent,
    reads=(
        ("en", _SHIP["en"] + "She kept her transponder off for two days."),
        ("en", _SHIP["en"] + "The tanker was not transmitting from 5 to 7 May."),
        ("en", _SHIP["en"] + "No AIS signal from the tanker since 9 May."),
        ("en", _SHIP["en"] + "Still nothing from her transponder since."),
        ("en", _SHIP["en"] + "She dropped off tracking screens on 7 May."),
        ("fr", _SHIP["fr"] + "Le 5 mai, le cargo ne transmettait plus sa position."),
        ("en", _SHIP["en"] + "Since 6 May there has been no signal from the ship."),
        ("en", _SHIP["en"] + "Trackers lost her for 40 hours off Crete."),
        ("fr", _SHIP["fr"] + "On a perdu sa trace pendant quarante heures."),
        ("fr", _SHIP["fr"] + "Plus un signal depuis jeudi."),
        ("fr", _SHIP["fr"] + "Rien sur l'AIS depuis."),
        ("fr", _SHIP["fr"] + "Il gardait sa balise éteinte depuis le 4 mai."),
    ),
    ignores=(
        ("en", "Nothing on the radio since."),
        ("en", _SHIP["en"] + "Nothing in the papers about it since 9 May."),
        ("en", _SHIP["en"] + "The mayor was not broadcasting on 5 May."),
        ("fr", "La chaîne n'émettait plus depuis le 5 mai."),
        ("fr", _SHIP["fr"] + "Le maire n'émettait plus d'avis depuis le 5 mai."),
        ("fr", _SHIP["fr"] + "Plus un bruit dans la ville depuis jeudi."),
    ),
)
SILENT_MEANWHILE = Pattern(
    "silent meanwhile",
    Kind.STATEMENT,
    silent_meanwhile,
    reads=(
        ("en", "The tanker Blue Heron, AIS off since 2 May, docked at Tartus on 4 May."),
        ("en", "The tanker Blue Heron passed Crete on 4 May before vanishing from trackers for three days."),
        ("en", "The tanker Blue Heron left Tartus on 4 May before going dark for 30 hours."),
        ("fr", "Le cargo Altaïr II a passé Malte le 4 mai avant de disparaître des radars pendant deux jours."),
        ("fr", "Le cargo Altaïr II, transpondeur coupé depuis le 2 mai, a accosté à Bizerte le 4 mai."),
        ("fr", "Le cargo Altaïr II a quitté Bizerte le 4 mai, puis disparu des écrans durant trente heures."),
    ),
    ignores=(
        ("en", "The singer left the stage on 4 May before going silent for 30 hours."),
        ("fr", "Le ministre a quitté Bizerte le 4 mai avant de disparaître des écrans pendant deux jours."),
    ),
    alongside=True,
)
