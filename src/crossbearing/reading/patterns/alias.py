"""Two names of one aircraft, ship or weapon."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Equipment, EquipmentRole, Kind, Stance
from crossbearing.reading.craft.followed import CraftKind, CraftMention
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.scene import Scene, subject_of

_ALSO = re.compile(
    r",? ?\(?(?:aussi |egalement |mieux |also |better )?(?:connue?s?|designee?s?|appelee?s?|known|dubbed|"
    r"designated|called) (?:sous (?:le nom|le code|l'appellation|la designation) (?:de )?|comme |as |"
    r"under the name )\"?"
    r"|,? ?(?:la )?version (?:d'exportation |locale |iranienne |russe |export )?d[ue]s? (?:la |l')?|, (?:the|"
    r"an?) (?:export |local |licensed )?(?:version|variant|copy) of (?:the )?"
    r"|,? (?:(?:ce|cet|cette|un|une|the|an?) \w+ )?(?:que|qu'|which|that) ?(?:l'|la |le |"
    r"the )?[a-z' -]{2,30} (?:designe\w*|appelle\w*|"
    r"nomme\w*|surnomme\w*|calls?|designates?|knows?|labels?)(?: sous le nom de| sous le nom d'| sous le code| as|"
    r" comme)? ?\"?"
    r"|,? ?\(?ci-devant (?:le |la |l')?| ne (?:serait|est|sont|seraient) autres? que (?:le |la |les |l')"
    r"|,? ?(?:alors|then|jadis|autrefois|naguere|a l'epoque|at the time|previously|formerly|until (?:then|recently))"
    r" (?:sailing as|flying as|trading as|operating as|known as|called|named|registered as|baptisee?s?|nommee?s?|"
    r"appelee?s?|immatriculee?s?|connue?s? sous le nom d[e'])(?: the | le | la | )?\"?"
    r"|,? ?(?:re)?(?:baptisee?s?|renommee?s?|nommee?s?|renamed|rebranded|rechristened)(?: en)? (?:par \w+ |as |"
    r"the )?\"?"
    r"|[(,] ?(?:ex-|formerly |anciennement |autrefois |l'ex-|alias |a\.k\.a\. |aka )(?:the |le |la )?\"?"
    r"|,? (?:known as|connue?s? sous le nom d[e']|connue?s? comme) ?(?:the |le |la |l')?\"?"
    r"(?=[\w' -]{2,40}? (?:until|till|up to|jusqu))"
    r"|,? (?:qui sont |qui est )?(?:consideree?s?|vue?s?|considered|thought|believed)(?: comme| to be|"
    r" as)? (?:des |les |renommes? |rebaptises? |renamed |copies of |[a-z]+ ){0,4}"
)
_NAME = re.compile(r"[A-ZÀ-Þ0-9][\w-]*(?: (?:[A-ZÀ-Þ]|\d)[\w-]*)*")


# A cheap look before the search above, which can begin at any comma.
_HINT = gated(
    r"traded|ci-devant|autres? que|calls|design|surnom|appel|nomm|volait|naviguait|sailed|went by|used to|connu|"
    r"known|design|appel|called|dubbed|version|variant|"
    r"copy of|baptis|nomm|renamed|rebrand|rechris|"
    r"sailing as|flying as|ex-|former|ancien|autrefois|"
    r"alias|aka|a\.k\.a|consider|thought|believed|vue?s? comme"
)


def two_names(clause: Clause, scene: Scene) -> Draft | None:
    """*Polonez, aussi connus sous le code V-200*; *X (ex-Y)*: a name, a link, another name."""
    if not _HINT.search(clause.flat):
        return None
    called = _called(clause, scene) or _designated(clause, scene)
    if called is not None:
        return called
    if clause.lemma in _RENAMES:
        return _renamed(clause, scene)
    for match in _ALSO.finditer(scene.doc.flat, clause.start, clause.end):
        second = _NAME.match(scene.doc.text, match.end())
        first = _first(scene, clause, match.start())
        if second and first and second.end() <= clause.end + 1 and _is_designation(second.group()):
            return _alias(clause, scene, first, second.span())
    return None


_CALLED = re.compile(
    r"\b(?:s'appelait|s'appelle|se nommait|se nomme|naviguait|volait|etait connue?|portait|was|is|had been|"
    r"used to be|went by|"
    r"sailed|flew|traded|known) (?:(?:encore|alors|jusque-la|jusqu'alors|jusqu'ici|toujours|auparavant|desormais|"
    r"still|then|now|"
    r"previously|formerly|once|sous le nom de|sous le nom d'|comme|le nom de|until [a-z]+(?: \d{4})?|known as|called|"
    r"named|as|"
    r"jusqu'en [a-z]+(?: \d{4})?) )+(?:the |le |la |l')?[\"«]? ?"
)


def _called(clause: Clause, scene: Scene) -> Draft | None:
    """*elle s'appelait encore Nour al-Bahr*, *known until September as the Lake Sirma*: the craft's other name."""
    match = _CALLED.search(scene.doc.flat, clause.start, clause.end)
    new = _NAME.match(scene.doc.text, match.end()) if match else None
    mention = subject_of(scene, clause).craft or scene.fleet.last(clause.start, CraftKind.VESSEL)
    if match is None or new is None or mention is None or not mention.craft.named:
        return None
    if new.group().lower() == mention.craft.name.lower() or not _is_designation(new.group()):
        return None
    draft = _alias(clause, scene, (clause.start, match.start(), mention.craft.name, mention), new.span())
    return replace(draft, chain=None, stance=None)


_DESIGNATES = gated(
    r"\b(?:que|qu'|which|that) ?[^.;,]{2,60}?\b(?:designe\w*|appelle\w*|nomme\w*|surnomme\w*|calls?|designates?|"
    r"knows?|dubs?|labels?)"
    r"(?: sous le nom d[e']| sous le code| as| comme)? ?(?:the |le |la )?[\"«]? ?"
)


def _designated(clause: Clause, scene: Scene) -> Draft | None:
    """*ce système que l'OTAN désigne sous le nom de SSC-6*: another name of the weapon named before."""
    match = _DESIGNATES.search(scene.doc.flat, clause.start, clause.end)
    new = _NAME.match(scene.doc.text, match.end()) if match else None
    if (
        match is None
        or new is None
        or not _is_designation(new.group())
        or not any(c.isupper() or c.isdigit() for c in new.group())
    ):
        return None
    known = [
        one
        for one in inside(scene.goods, max(clause.sentence.start, match.start() - NAMED_BEFORE), match.start())
        if one.known
    ]
    if not known:
        return None
    first = (known[-1].start, known[-1].end, known[-1].name, None)
    return _alias(clause, scene, first, new.span())


# The weapon stands at most this many characters before what others call it.
NAMED_BEFORE = 60
_RENAMES = words("rename rebrand rebaptiser renommer rechristen")


_NEW_NAME = re.compile(r"(?: en| as)? ?(?:le |the |l')?[\"«]? ?(?P<name>[A-ZÀ-Þ][\w-]*(?: (?:[A-ZÀ-Þ]|\d)[\w-]*)*)")


def _renamed(clause: Clause, scene: Scene) -> Draft | None:
    """*the vessel was renamed Baltic Link*: the subject's name, and the new one."""
    mention, predicate = subject_of(scene, clause).craft, clause.predicate
    if mention is None or predicate is None or not mention.craft.named:
        return None
    new = _NEW_NAME.match(scene.doc.text, predicate.end)
    if new is None:
        return None
    return _alias(clause, scene, (clause.start, predicate.start, mention.craft.name, mention), new.span("name"))


def _is_designation(name: str) -> bool:
    return any(char.isdigit() for char in name) or len(name) > 3


def _first(scene: Scene, clause: Clause, at: int) -> tuple[int, int, str, CraftMention | None] | None:
    """The name before the link; an IMO number in the same parenthesis does not part them."""
    ships = [one for one in scene.fleet.within(clause.start, at) if one.craft.named]
    for ship in reversed(ships):
        if re.fullmatch(r"[ (,]*(?:imo \d{7},? ?|mmsi \d{9},? ?|omi \d{7},? ?)*\)?", scene.doc.flat[ship.end : at]):
            begin = scene.doc.text.rfind(ship.craft.name, clause.start, ship.end)
            return (begin if begin >= 0 else ship.start), ship.end, ship.craft.name, ship
    near = [one for one in scene.fleet.within(clause.start, at) if one.anaphoric and at - one.end <= 3]
    if near:
        return clause.start, near[-1].end, near[-1].craft.name, near[-1]
    items = [one for one in inside(scene.goods, clause.start, at) if one.known]
    if items and at - items[-1].end <= 3:
        begin = scene.doc.text.rfind(" ", items[-1].start, items[-1].end) + 1 or items[-1].start
        return max(begin, items[-1].start), items[-1].end, items[-1].name, None
    names = [
        one for one in inside(scene.doc.names, clause.start, at) if (one.item or one.designators) and at - one.end <= 3
    ]
    if names:
        return names[-1].start, names[-1].end, names[-1].text, None
    bare = _BARE_NAME.search(scene.doc.text, max(clause.start - 4, clause.sentence.start), at)
    if bare and _FORMER.match(scene.doc.flat, at):
        return bare.start("name"), bare.end("name"), bare["name"], None
    return None


# "The Sea Fortune (ex-Alma)": two capitalised words behind an article, before a word for an earlier name.
_BARE_NAME = re.compile(
    r"(?:\b[Tt]he |\b[Ll]e |\b[Ll]a |"
    r"\b[Ll]['’])[\"«“]? ?(?P<name>[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ\d][\w'-]*){1,3})[»”\"]? ?,?$"
)
_FORMER = re.compile(
    r",? ?\(?(?:ex-|ci-devant|formerly |anciennement |l'ex-|previously |the former |auparavant |autrefois |"
    r"jadis |jusque-la )"
)


def _alias(
    clause: Clause,
    scene: Scene,
    first: tuple[int, int, str, CraftMention | None],
    second: tuple[int, int],
) -> Draft:
    ship = first[3]
    role = EquipmentRole.CARRIER if ship is not None else EquipmentRole.ITEM
    end = second[1] + (1 if scene.doc.text[second[1] : second[1] + 1] == ")" else 0)
    bound = (1.0, 1.0) if ship is not None else (None, None)
    items = (Equipment(first[2], role, *bound), Equipment(scene.doc.text[slice(*second)], role, *bound))
    return draft_of(
        Kind.ALIAS,
        clause,
        start=first[0],
        end=end,
        at=first[0],
        crafts=() if ship is None else (ship,),
        equipment=items,
        places=(),
        when=None,
        when_given=True,
        chain=(),
        stance=Stance.ASSERTED,
        checkable_by=("vessels",) if ship is not None else ("claims",),
    )


TWO_NAMES = Pattern(
    "two names",
    Kind.ALIAS,
    two_names,
    reads=(
        ("fr", "Le Mohajer-6, aussi connu sous le code M-6K, a été livré au Soudan."),
        ("en", "The tanker Blue Heron (ex-Sea Lynx) sailed from Novorossiysk."),
    ),
    ignores=(("fr", "Le maire, aussi connu sous le nom de Pépé, a voté."),),
    alongside=True,
)
