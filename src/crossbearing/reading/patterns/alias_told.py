"""Two names of one craft or weapon, told by a verb: "calls it X", "is none other than X", "until 2022 it flew as X"."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Equipment, EquipmentRole, Kind, Polarity
from crossbearing.reading.craft.followed import CraftKind, CraftMention
from crossbearing.reading.craft.identifiers import IdKind
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.patterns.alias import two_names
from crossbearing.reading.scene import Scene, subject_of

_WORD = r"[A-ZÀ-Þ0-9][\w.-]*"
# A name as printed: a designation, a mark, a ship's name.
ALIAS_NAME = re.compile(
    rf"[\"«“‘'* ]{{0,3}}(?:[Tt]he |[Ll]e |[Ll]a |[Ll]es |[Ll]')?[\"«“*]? ?(?P<name>{_WORD}(?: {_WORD}){{0,3}})"
)
# Between the two names of one thing; the second stands behind.
_SAME_AS = gated(
    r"\b(?:is|are|was|were|est|sont|serait|seraient|etait|n'est|ne serait|ne sont|ne seraient|be|n'etait)"
    r"(?: [\w'-]+){0,2},?(?: (?:au dire (?:de |d'|du )?|selon |according to )(?P<who>[^,;]{2,40}),)? "
    r"(?:none other than|no other than|nothing but|nothing other than|simply|merely|just|only|really|in fact|"
    r"autre que|autres que|rien d'autre que|que|l'ancien(?:ne)?|l'ex-|the old|the former|formerly|"
    r"(?:simply |merely |only |just )?(?:the |an? )?(?:local|export|russian|iranian|western|nato|factory|"
    r"soviet|chinese) "
    r"(?:name|designation|version|label|code) (?:of|for)|"
    r"(?:the |an? )?(?:renamed|repainted|rebadged|rebranded|relabelled|copy of|clone of|copie d[eu]|version d[eu])|"
    r"(?:simplement |seulement )?(?:le nom|la designation|l'appellation|la version) [a-z' ]{0,20}d[eu])"
    r" ?(?:the |an? |le |la |l'|un |une |que |of |old |former |ancien |simple )*"
)
_WENT_AS = gated(
    r"\b(?:fl(?:ew|ying|ies|own)|sail(?:ed|ing|s)|trad(?:ed|ing|es)|operat(?:ed|ing)|went|going|goes|served|"
    r"registered|listed|known|appeared|vole|volait|volant|naviguait|navigue|naviguant|operait|connue?s?|immatriculee?s?)"
    r"(?: (?!as\b|sous\b|under\b)[\w',]+){0,5} (?:as|under the (?:name|registration|marks?|identity|"
    r"call ?sign)(?: of)?|"
    r"sous (?:le nom|l'immatriculation|le matricule|l'identite|la marque|les marques|le nom de code|"
    r"le pavillon et le nom)"
    r"(?: de| d')?|comme) (?:the |le |la |l')?"
)
# *registers still list her as the X*, *un abonné y reconnaît l'ex-X*, *identified the ship as the former X*.
_LISTED_AS = gated(
    r"\b(?:list|show|give|carr(?:y|ie)|record|register|identif(?:y|ie)|recogni[sz]e|know)\w* (?:her|it|him|"
    r"the (?:ship|vessel|tanker|freighter)) (?:still )?(?:as|under the name) (?:the )?(?:former |ex-)?|"
    r"\b(?:can (?:still )?(?:be )?(?:read|make out|see|seen|made out)|lit|lisait|devine|distingue)(?: encore| still)?:?"
    r" (?=[\w' ]{3,30}, (?:her|its|the ship's|son|le) (?:old |former |previous |earlier |ancien |premier |precedent )?"
    r"(?:name|nom)\b)|"
    r"\b(?:y |l')(?:reconnai\w+|voi\w+|retrouv\w+|identifi\w+)(?: comme)? (?:l'ex-|l'ancien(?:ne)? |le |la |l')"
)
_USED_TO_BE = gated(
    r"\b(?:used to be|was (?:previously|formerly|once|then|until [\w ]{3,20}?)|had (?:previously |once )?been|"
    r"etait (?:auparavant|autrefois|jadis|alors|jusque-la|naguere)|a (?:d'abord |longtemps )?ete|s'appelait|s'appelle|"
    r"se nommait|se nomme|portait (?:le nom|l'immatriculation|auparavant)|bore the (?:name|registration)) "
    r"(?:(?:called|named|registered|known as|as|de|auparavant|encore|jusque-la|desormais|under|immatricule|"
    r"le nom|du nom) )*"
    r"(?:the |le |la |l')?"
)
_CHANGED = gated(
    r"\b(?:re-?registered|re-?flagged|re-?named|renamed|rebadged|reimmatriculee?s?|rebaptisee?s?|renommee?s?|"
    r"passee?s? de l'immatriculation|passee?s? du (?:nom|matricule)|"
    r"(?:change|changed|switched|swapped) (?:its|her|their|d'|de) ?(?:name|registration|identity|marks?|nom|"
    r"immatriculation|"
    r"identite))\b(?: (?!from\b|de\b)[a-z']+){0,4}(?: (?:from|de|d'|du nom de)|(?<=immatriculation)|(?<=nom)) ?[\"«]?"
)
_TO = re.compile(r" (?:to|a|en|pour|into|as|for) (?:the |celle de |celui de )?[\"«]? ?")
_NEW_NAME = gated(
    r"\b(?:under|with|sous|avec) (?:an?|un|une) (?:new|another|different|false|fresh|nouveau|nouvelle|autre|"
    r"faux|fausse) "
    r"(?:name|identity|registration|flag and name|nom|identite|immatriculation)\b"
)
_ONE_AND_SAME = gated(
    r"\b(?:one and the same|the same (?:ship|vessel|aircraft|airframe|hull)|(?:une? )?seule? et meme|"
    r"le meme (?:navire|avion|appareil|bateau|petrolier)|the same (?:tanker|freighter|hull)|"
    r"une? meme (?:cellule|coque|navire|avion|appareil))\b"
)
_CALLS = words(
    "call dub designate name label christen style nickname code-name appeler désigner baptiser nommer surnommer"
)


def told_as_alias(clause: Clause, scene: Scene) -> Draft | None:
    """A name, a verb that gives another name to the same thing, and that name."""
    if clause.predicate is None:
        return None
    draft = (
        _called(clause, scene) or _linked(clause, scene) or _changed(clause, scene) or _said_to_be_one(clause, scene)
    )
    return draft if draft is not None and two_names(clause, scene) is None else None


def _called(clause: Clause, scene: Scene) -> Draft | None:
    """*Russia calls the Shahed-136 the Geran-2*: two designations behind a verb of naming."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in _CALLS:
        return None
    flat, text = scene.doc.flat, scene.doc.text
    low = clause.start if predicate.passive else predicate.end
    marks = [one for one in _DESIGNATION.finditer(text, low, clause.end) if one.start() != predicate.start]
    known = [one for one in inside(scene.goods, clause.sentence.start, clause.end) if one.known]
    if len(marks) >= 2 and known and not re.search(r"[.;]", flat[marks[0].end() : marks[1].start()]):
        return alias_of(clause, scene, marks[0].group(), marks[1].group(), None)
    return None


_DESIGNATION = re.compile(
    r"\b(?=[\w-]*\d)[A-ZÀ-Þ][\w.-]*\w|\b[A-ZÀ-Þ]{2,}[\w-]*|(?<=[\"«“ ])[A-ZÀ-Þ][a-zà-ÿ]{3,}(?=[\"»”])"
)


def _linked(clause: Clause, scene: Scene) -> Draft | None:
    for link in (_SAME_AS, _USED_TO_BE, _WENT_AS, _LISTED_AS):
        low = clause.sentence.start if link is _LISTED_AS else clause.start
        match = link.search(scene.doc.flat, low, clause.end)
        second = ALIAS_NAME.match(scene.doc.text, match.end()) if match else None
        if match is None or second is None or second.end() > clause.end + 1:
            continue
        name = second["name"]
        first, mention = _named_before(clause, scene, match.start(), name)
        if first and is_another_name(scene, name, mention, second.start("name")):
            draft = alias_of(clause, scene, first, name, mention)
            teller = match.groupdict().get("who")
            return replace(draft, chain=(scene.doc.text[slice(*match.span("who"))],)) if teller else draft
    return None


def _named_before(clause: Clause, scene: Scene, at: int, other: str) -> tuple[str, CraftMention | None]:
    """What bears the first name: the subject's craft, a weapon, or a mark that stands before the link."""
    crafts = [one for one in scene.fleet.within(clause.start, at) if one.craft.name != other]
    mention = crafts[0] if crafts else subject_of(scene, clause).craft
    if mention is None and _LISTED_AS.search(clause.sentence_flat):
        mention = scene.fleet.last_named(clause.start, CraftKind.VESSEL)
    if mention is not None:
        return mention.craft.name, mention
    items = [one for one in inside(scene.goods, clause.start, at) if one.known or any(c.isdigit() for c in one.name)]
    if items:
        return items[0].name, None
    quoted = _DESIGNATION.search(scene.doc.text, clause.start, at)
    return (quoted.group(), None) if quoted else ("", None)


def is_another_name(scene: Scene, name: str, mention: CraftMention | None, at: int) -> bool:
    """A mark or designation, or, for a craft, capitalised words that are no place, day or people."""
    marks = inside(scene.doc.ids, at, at + len(name))
    if any(one.kind in (IdKind.CALLSIGN, IdKind.FLIGHT_NUMBER) for one in marks):
        return False  # a callsign is a flight's, not another name of the aircraft
    if any(char.isdigit() for char in name):
        return not name.isdigit()
    if mention is None:
        return bool(re.search(r"[A-Z]", name)) and bool(inside(scene.goods, at - 1, at + len(name)) or "-" in name)
    taken = inside(scene.doc.times, at, at + 1) or any(one.country for one in inside(scene.doc.names, at, at + 1))
    return not taken and len(name) > 3 and not inside(scene.organisations, at, at + 1)


def _changed(clause: Clause, scene: Scene) -> Draft | None:
    """*was re-registered from UN-76019 to 4L-GNI*; *resurfaces under a new name*."""
    match = _CHANGED.search(scene.doc.flat, clause.start, clause.end)
    mention = subject_of(scene, clause).craft
    first = ALIAS_NAME.match(scene.doc.text, match.end()) if match else None
    to = _TO.match(scene.doc.flat, first.end()) if first else None
    second = ALIAS_NAME.match(scene.doc.text, to.end()) if to else None
    if first and second and (mention or any(c.isdigit() for c in second["name"])):
        return alias_of(clause, scene, first["name"], second["name"], mention)
    if _NEW_NAME.search(clause.flat) and mention is not None:
        return alias_of(clause, scene, mention.craft.name, "", mention)
    return None


def _said_to_be_one(clause: Clause, scene: Scene) -> Draft | None:
    """*The Adalia and the Sea Pearl are one and the same ship*."""
    same = _ONE_AND_SAME.search(clause.flat)
    if same is None or clause.lemma not in ("be", "être"):
        return None
    marks = inside(scene.doc.ids, clause.start, clause.at)
    if len(marks) > 1:
        crafts = scene.fleet.within(clause.start, clause.at)
        return alias_of(clause, scene, marks[0].value, marks[1].value, crafts[0] if crafts else None)
    printed = {one.start("name"): one["name"] for one in _CAPITALS.finditer(scene.doc.text, clause.start, clause.at)}
    crafts = scene.fleet.within(clause.start, clause.at)
    printed |= {one.start: one.craft.name for one in crafts if one.craft.named}
    names = list(dict.fromkeys(name for _, name in sorted(printed.items()) if len(name) > 3))
    if len(names) < 2 or not _JOINED.search(clause.text_of(clause.subject)):
        return None
    return alias_of(clause, scene, names[0], names[1], crafts[0] if crafts else None)


_CAPITALS = re.compile(
    rf"(?:\b(?:[Tt]he|[Aa]s|[Ll]e|[Ll]a|[Ll]es) |\b[Ll]['’]|[\"«“])(?P<name>{_WORD}(?: {_WORD}){{0,3}})"
)
_JOINED = re.compile(r"\b(?:and|et)\b")


def alias_of(clause: Clause, scene: Scene, first: str, second: str, mention: CraftMention | None) -> Draft:
    """Return the alias that a whole clause tells of two names."""
    role = EquipmentRole.CARRIER if mention is not None else EquipmentRole.ITEM
    bound = (1.0, 1.0) if mention is not None else (None, None)
    names = [one for one in (first, second) if one]
    negative = clause.predicate is not None and clause.predicate.negative and not _OTHER_THAN.search(clause.flat)
    return draft_of(
        Kind.ALIAS,
        clause,
        crafts=() if mention is None else (mention,),
        equipment=tuple(Equipment(name, role, *bound) for name in names),
        places=(),
        polarity=Polarity.NEGATIVE if negative else Polarity.POSITIVE,
        checkable_by=("claims",)
        if mention is None
        else ("flights",)
        if mention.craft.kind.value == "aircraft"
        else ("vessels",),
    )


_OTHER_THAN = gated(r"\bautres? que?\b|\bautre, ")

TOLD_AS_ALIAS = Pattern(
    "two names told by a verb",
    Kind.ALIAS,
    told_as_alias,
    reads=(
        ("en", "Moscow calls the Shahed-136 the Geran-2."),
        ("en", "The Il-76 RA-76745 landed at Bamako on 3 May. Until 2022 it flew in Armenia as EK-76445."),
        ("fr", "L'Il-76 immatriculé EX-76010 n'est autre que l'ancien UP-I7645."),
        ("fr", "Le cargo Altaïr II a accosté à Bizerte le 4 mai. Jusqu'en mars, il s'appelait Blue Heron."),
    ),
    ignores=(
        ("en", "The Il-76 RA-76745 landed at Bamako on 3 May as Monday began."),
        ("fr", "Le maire n'est autre que le frère du préfet."),
        ("en", "He was known as a good pilot."),
    ),
)
