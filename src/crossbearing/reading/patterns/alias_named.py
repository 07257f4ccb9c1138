"""Two names of one craft or weapon, told by a word for a name: "under the name X", "wore the marks X"."""

from __future__ import annotations

import re

from crossbearing.model.claims import Kind
from crossbearing.reading.craft.followed import CraftMention
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.patterns.alias import two_names
from crossbearing.reading.patterns.alias_told import ALIAS_NAME, alias_of, is_another_name, told_as_alias
from crossbearing.reading.scene import Scene, subject_of

_ARTICLE = r"(?:the |le |la |l'|les )?[\"«“]? ?"
# *sold abroad under the name X*, *sous celui de X*.
_UNDER = gated(
    r"\b(?:under the (?:new |old |local |commercial |trade |export )?(?:name|designation|label|codename|brand)(?: of)?|"
    r"sous (?:le |son )?(?:nouveau |ancien )?(?:nom|nom de code|sobriquet|label|celui)(?: commercial| local)?"
    r"(?: de)?|sous (?:l'appellation|la designation|l'identite|celui)(?: de| d'))"
    rf" ?(?:de |d')?{_ARTICLE}"
)
# *gives the Iskander the reporting name X*, *whose export designation is X*, *dont l'appellation à l'export est X*.
_NAMED = gated(
    r"\b(?:(?:reporting|code|export|local|former|previous|original|nato|builder's|real|true|earlier|old|new) "
    r"(?:name|designation|registration|identity|number|marks?)|codename|nickname|callsign painted|nom de code|"
    r"appellation(?: [a-z' ]{2,20})?|designation (?:a l'export|otan|locale|d'origine)|ancien nom|vrai nom|"
    r"nom d'origine|"
    r"nouveau nom|premier nom)"
    rf"(?: (?:of the|du|de la|de l') ?[a-z]{{4,12}})?(?: (?:is|was|being|est|etait|de|of|d'|for))? ?{_ARTICLE}"
)
# *had previously worn the marks X*, *portait auparavant l'immatriculation X*, *took the name X*.
_BORE = gated(
    r"\b(?:w(?:ore|orn|ears?)|bore|borne|bears?|carried|carries|took|taken|takes|assumed|adopted|given|received|"
    r"port(?:e|ait|aient|ent|e)|arbor(?:ait|e)|pris|prend|recu|adopte)\b[^.;]{0,40}?\b"
    r"(?:marks?|registration|number|name|tail number|serial|marques|immatriculation|numero|matricule|nom|identite)"
    rf"(?: of| de| d')? ?{_ARTICLE}"
)
_BEFORE = re.compile(
    r"\b(?:previously|formerly|earlier|before|once|until|originally|at first|now|since|last year|then|new|auparavant|"
    r"autrefois|jadis|jusque|jusqu'|avant|d'abord|desormais|depuis|naguere|ensuite|nouveau|l'an dernier|"
    r"alors|but|mais)\b"
)
# *refer to the Orlan-10 as the Eye*; *a troqué le nom de Lana contre celui de Pegas*.
_REFERS = gated(rf"\b(?:refer(?:s|red)? to|speak(?:s)? of) [^.;,]{{3,40}}? as {_ARTICLE}")
_SWAPPED = gated(r"\b(?:contre|for|au profit de) (?:celui de |celui d'|the name (?:of )?|that of )" rf"{_ARTICLE}")
# *What the Malians call the Kala is an Iranian Ababil-3*.
_WHAT_CALLED = re.compile(
    r"^(?:what|ce que|celui que) [^.;,]{2,50}?\b(?:calls?|dub|dubs|names?|label|appel\w+|nomm\w+|baptis\w+|surnomm\w+) "
    rf"{_ARTICLE}"
)
_IS_A = re.compile(
    r"\b(?:is|are|was|est|sont|serait|seraient|n'est autre que)\b (?:in fact |really |en fait )?(?:an? |un |"
    r"une |the |le |l')?"
)
# *The so-called Karrar-2 turns out to be an Orlan-10*.
_TURNS_OUT = gated(
    r"\b(?:turn(?:s|ed) out to be|prove[sd]? to be|is (?:believed|thought|said) to be|appears? to be|"
    r"se revele(?:nt)? etre|s'avere"
    r"(?:nt)? etre|semble(?:nt)? etre|serait en (?:fait|realite)|est en (?:fait|realite)|is in (?:fact|"
    r"reality)|is actually|"
    r"is really) (?:(?:nothing but|simply|merely|just|only|simplement) )?(?:an? |un |une |the |le |"
    r"l')?(?:renamed |repainted |"
    r"rebadged |modified |old |former )?"
)


def named_otherwise(clause: Clause, scene: Scene) -> Draft | None:
    """A word for a name or a mark, and another name than the one that the craft or weapon has here."""
    if clause.predicate is None:
        return None
    found = _what_is_called(clause, scene) or _found_out(clause, scene) or _behind_a_name(clause, scene)
    if found is None or two_names(clause, scene) is not None or told_as_alias(clause, scene) is not None:
        return None
    return found


def _behind_a_name(clause: Clause, scene: Scene) -> Draft | None:
    for link in (_UNDER, _NAMED, _BORE, _REFERS, _SWAPPED):
        match = link.search(scene.doc.flat, clause.start, clause.end)
        second = ALIAS_NAME.match(scene.doc.text, match.end()) if match else None
        if match is None or second is None or second.end() > clause.end + 1:
            continue
        if link is _BORE and not _BEFORE.search(clause.sentence_flat):
            continue  # "the aircraft carries the registration X": its only one
        first, mention = _first(clause, scene, match.start(), second["name"])
        if first and is_another_name(scene, second["name"], mention, second.start("name")):
            return alias_of(clause, scene, first, second["name"], mention)
    return None


def _first(clause: Clause, scene: Scene, at: int, other: str) -> tuple[str, CraftMention | None]:
    """What bears the first name: a craft or a weapon before the link, else the clause's subject."""
    crafts = [one for one in scene.fleet.within(clause.start, at) if one.craft.name != other]
    items = [one for one in inside(scene.goods, clause.start, at) if one.known]
    items = items or [one for one in inside(scene.goods, at, clause.end) if one.known and one.name != other][:1]
    if crafts and crafts[0].craft.named:
        return crafts[0].craft.name, crafts[0]
    if items:
        return items[0].name, None
    meant = subject_of(scene, clause)
    if meant.craft is not None and meant.craft.craft.name != other:
        return meant.craft.craft.name, meant.craft
    if meant.goods is not None:
        return meant.goods.name, None
    marks = inside(scene.doc.ids, clause.start, at)
    return (marks[0].value, None) if marks else ("", None)


def _what_is_called(clause: Clause, scene: Scene) -> Draft | None:
    match = _WHAT_CALLED.match(clause.flat) or _WHAT_CALLED.match(clause.sentence_flat)
    low = clause.sentence.start if match is not None and match.string is not clause.flat else clause.start
    first = ALIAS_NAME.match(scene.doc.text, low + match.end()) if match else None
    link = _IS_A.search(scene.doc.flat, first.end(), clause.end) if first else None
    if first is None or link is None:
        return None
    known = [one for one in inside(scene.goods, link.end() - 1, clause.end) if one.known]
    return alias_of(clause, scene, first["name"], known[0].name, None) if known else None


def _found_out(clause: Clause, scene: Scene) -> Draft | None:
    match = _TURNS_OUT.search(scene.doc.flat, clause.start, clause.end)
    if match is None:
        return None
    behind = [one for one in inside(scene.goods, match.end() - 1, clause.end) if one.known]
    marks = inside(scene.doc.ids, match.end() - 1, match.end() + NAME_REACH)
    name = behind[0].name if behind else marks[0].value if marks else ""
    first, mention = _first(clause, scene, match.start(), name)
    told = any(char.isdigit() for char in first) or mention is not None
    return alias_of(clause, scene, first, name, mention) if name and first and told and first != name else None


# A mark behind "turns out to be" begins at most so many characters on.
NAME_REACH = 24


NAMED_OTHERWISE = Pattern(
    "two names told by a word for a name",
    Kind.ALIAS,
    named_otherwise,
    reads=(
        ("en", "The Mohajer-6 is sold abroad under the name Qods-7."),
        ("fr", "Le Mohajer-6 est vendu à l'étranger sous le nom de Qods-7."),
        ("en", "The Il-76 RA-76745 landed at Bamako on 3 May. It had previously worn the marks UR-CKL."),
        ("fr", "L'Il-76 RA-76745 s'est posé à Bamako le 3 mai. Il portait auparavant l'immatriculation UR-CKL."),
        ("en", "What the Malians call the Kala is an Iranian Mohajer-6."),
    ),
    ignores=(
        ("en", "The plan was approved under the name of the king."),
        ("fr", "Le Mohajer-6 a été vendu au Soudan le 3 mai."),
        ("en", "The Il-76, carrying the registration RA-76745, landed at Bamako on 3 May."),
    ),
)
