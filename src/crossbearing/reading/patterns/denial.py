"""A party denies: by a verb of denial, by a negated quotation, or by calling a report a fable."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Actor, Equipment, EquipmentRole, Kind, Polarity, Stance
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.text import folded
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.goods import as_equipment
from crossbearing.reading.parties.organisations import Organisation
from crossbearing.reading.parties.roles import parties, receivers, state
from crossbearing.reading.places.routes import places_told
from crossbearing.reading.scene import Scene
from crossbearing.reading.speaking.attribution import Manner, Saying
from crossbearing.reading.speaking.speakers import chain as chain_in
from crossbearing.reading.speaking.stance import chain_of

_FLIGHT = gated(r"\b(?:avions?|appareils?|vols?|aircraft|planes?|flights?)\b")
_SHIP = gated(r"\b(?:navires?|bateaux?|cargos?|ships?|vessels?)\b")
# A bare "denies" before a quotation that says it in full.
BARE = 6


def denied(clause: Clause, scene: Scene) -> Draft | None:
    """The clause that a verb of denial governs."""
    saying = _governed_by(clause)
    if saying is None or clause.start != _first_start(clause, saying):
        return None
    high = _reach(clause, scene, saying)
    start = _begin(clause, scene, saying)
    end = start + len(scene.doc.text[start:high].rstrip(' .,;:"»”'))
    if scene.doc.flat[saying.scope_start : end].strip(" .") == "" or end - saying.scope_start < BARE:
        return None
    whole = _whole(clause, saying.scope_start, end)
    return denial_of(whole, scene, start, end, saying.chain, _deniers(scene, clause, saying))


def _governed_by(clause: Clause) -> Saying | None:
    return next((one for one in clause.sayings if one.manner is Manner.DENIES and one.governs(clause.start)), None)


def _first_start(clause: Clause, saying: Saying) -> int:
    """Only the first clause behind the verb makes the claim."""
    first = re.compile(r"[\s\"«]*(?:que |qu'|that )?").match(clause.doc.flat, saying.scope_start)
    at = first.end() if first else saying.scope_start
    return clause.start if clause.start <= at + 14 else -1


def _reach(clause: Clause, scene: Scene, saying: Saying) -> int:
    """To the end of what is denied: the next attribution, or the end of the sentence."""
    later = [one.start for one in clause.sayings if one.start >= saying.end]
    return min([saying.scope_end, *later])


def _begin(clause: Clause, scene: Scene, saying: Saying) -> int:
    """From the denier's name; behind a relative pronoun from the verb."""
    relative = re.compile(r"[\s,]*(?:qui |who |which )").match(scene.doc.flat, saying.start)
    if relative:
        return relative.end()
    lead = re.compile(r"[\s,;\"]*(?:mais |et |but |and |en revanche,? |however,? )*").match(
        scene.doc.flat, saying.start
    )
    return lead.end() if lead else saying.start


def _whole(clause: Clause, start: int, end: int) -> Clause:
    return replace(clause, start=start, end=end)


def _deniers(scene: Scene, clause: Clause, saying: Saying) -> tuple[Actor, ...]:
    found = parties(scene, saying.start, saying.scope_start)
    return found[:1] or _of_speaker(scene, clause, saying)


def _of_speaker(scene: Scene, clause: Clause, saying: Saying) -> tuple[Actor, ...]:
    """For *he denied*: the country of the speaker named before."""
    for other in reversed(clause.sayings):
        if other.start < saying.start:
            found = parties(scene, other.start, other.end)
            if found:
                return found[:1]
    name = saying.chain[0] if saying.chain else ""
    if _COMPANY.match(name.lower()):
        owners = [one.actor for one in scene.organisations if one.operates and one.start < saying.start]
        return tuple(owners[-1:])
    at = scene.doc.text.rfind(name, 0, saying.start) if name else -1
    found = parties(scene, at, at + len(name))[:1] if at >= 0 else ()
    return found or _of_office(scene, name, saying.start)


def _of_office(scene: Scene, name: str, before: int) -> tuple[Actor, ...]:
    """*Le ministre a nié*: the state of the minister, ministry or army named before by the same noun."""
    noun = _OFFICE.search(folded(name))
    if noun is None:
        return ()
    for match in reversed(list(re.finditer(noun.group(), scene.doc.flat[:before]))):
        found = parties(scene, match.start(), min(before, match.start() + OFFICE_NAME))[:1]
        if found and found[0].country:
            return found
    return ()


_OFFICE = re.compile(
    r"ministere|ministre|ministry|minister|armee|army|marine|navy|gouvernement|government|presidence|presidency|"
    r"junte|junta"
)
# A ministry and its country stand in at most this many characters ("ministère bélarusse de la Défense").
OFFICE_NAME = 40

_COMPANY = re.compile(r"(?:la compagnie|the company|the airline|l['’]armateur|the carrier|l['’]opérateur)$")


def denial_of(
    clause: Clause, scene: Scene, start: int, end: int, chain: tuple[str, ...], actors: tuple[Actor, ...]
) -> Draft:
    """Return a denial by a party."""
    places = places_told(scene, replace(clause, start=min(start, clause.start)), Kind.DENIAL)
    items = inside(scene.goods, clause.start, clause.end)
    flown, sailed = _FLIGHT.search(clause.flat), _SHIP.search(clause.flat)
    named = () if flown or sailed else as_equipment(scene.doc, items, EquipmentRole.ITEM)
    equipment: tuple[Equipment, ...] = tuple(Equipment(one.name, one.role) for one in named)
    return draft_of(
        Kind.DENIAL,
        clause,
        start=start,
        end=end,
        at=start,
        actors=actors,
        recipients=receivers(scene, clause.start, clause.end),
        equipment=equipment,
        places=places,
        polarity=Polarity.NEGATIVE,
        stance=Stance.DENIED,
        chain=chain,
        checkable_by=("flights",) if flown and places else ("vessels",) if sailed and places else ("claims",),
    )


NONE = re.compile(
    r"^(?:« ?|\" ?)?(?:il n'existe (?:pas|aucun)|aucune?|pas une?|nulle?|jamais|personne n|rien n|no |nobody |"
    r"no one |nothing |not a |none|there (?:is|are|"
    r"was|were) no|"
    r"il n'y a (?:pas|eu|aucun)|never)\b"
)


def denied_in_a_quotation(clause: Clause, scene: Scene) -> Draft | None:
    """*« Aucun avion ne s'est posé », a déclaré le porte-parole*: a negated sentence quoted from a party."""
    predicate = clause.predicate
    quote = scene.doc.quoted(clause.at)
    speaker = next((one for one in clause.sayings if one.governs(clause.at) and one.manner is not Manner.DENIES), None)
    if quote is None or speaker is None or predicate is None or quote.end - clause.end > QUOTE_REST:
        return None
    nothing = _NOTHING.search(clause.text_of(clause.object))
    if not (predicate.negative or nothing or NONE.match(clause.flat)) or LAUGHS.search(clause.flat):
        return None
    chain = chain_of([one for one in clause.sayings if one.governs(clause.at)])
    actors = (
        parties(scene, speaker.start, speaker.end)[:1]
        or _own_state(scene, clause)
        or speaker_before(scene, clause, chain)
    )
    return denial_of(clause, scene, clause.start, clause.end, chain, actors)


_NOTHING = re.compile(
    r"\b(?:nothing|not a single|no (?:arms|weapons|soldiers|troops|drones|aircraft|such|ammunition|contract|deal|"
    r"base))\b"
)
# The negated clause is the quotation itself, not a piece of a long one. GUESS.
QUOTE_REST = 80
LAUGHS = re.compile(
    r"\b(?:avoue|confesse|admitted|confessed)\w*\b|\b(?:mon|ma|mes|my) |\bon ne sait\b|"
    r"\b(?:l'on|on) n(?:e |')|\b(?:did|do|does) not know\b|\bn(?:e savai|'en savai)\w*|"
    r"\bne commente pas\b|\bdo(?:es)? not comment\b|\bno comment\b|\bje ne sais\b|\bi do not know\b"
)


def _own_state(scene: Scene, clause: Clause) -> tuple[Actor, ...]:
    """*« La Serbie n'a exporté aucune arme »*: the state that the quotation speaks of; or who denied just before."""
    subject = clause.subject
    for name in inside(scene.doc.names, subject.start, subject.end):
        if name.country and name.form in ("name", "capital", "metonym") and name.start - subject.start < 6:
            return parties(scene, name.start, name.end)[:1]
    for number in (clause.number, clause.number - 1):
        for saying in scene.sayings[number] if number >= 0 else ():
            if saying.manner is Manner.DENIES:
                return parties(scene, saying.start, saying.end)[:1]
    return ()


def speaker_before(scene: Scene, clause: Clause, chain: tuple[str, ...]) -> tuple[Actor, ...]:
    """Return the party of a speaker named before, or the office named last."""
    name = chain[0] if chain else ""
    at = scene.doc.text.rfind(name, 0, clause.start) if name else -1
    found = parties(scene, at, at + len(name))[:1] if at >= 0 else ()
    if found:
        return found
    near = inside(scene.organisations, clause.start - OFFICE_REACH, clause.start)
    offices: list[Organisation] = [one for one in near if not one.operates]
    return (offices[-1].actor,) if offices else ()


# "Son porte-parole" belongs to an office named at most this many characters before. GUESS.
OFFICE_REACH = 150


_UNTRUE = (
    r"fable|mensong\w+|infonde\w*|sans (?:aucun )?fondement|fausse\w*|inventions?\b|intox|propagande|"
    r"affabulation\w*|elucubration\w*|"
    r"guerre psychologique|psychological warfare|calomni\w+|desinformation|disinformation|contre-verite\w*|"
    r"fabricat\w+|baseless|lies?\b|false|nonsense|absurd\w*|ridicul\w+|propaganda|fiction|fantais\w+|fantas\w+|"
    r"rumeurs?|rumou?rs|unfounded|groundless|hoax|slander|smear|canular|delires?"
)
_FABLE = gated(
    r"\b(?:qualifie|juge|traite|qualifiait|a parle|parle|parlent|parlait|denonce|crie|evoque|called|calls|described|"
    r"describes|dismissed|branded|spoke of|speaks? of|talks? of)\w*\b[^.;]{0,60}?"
    rf"(?:{_UNTRUE})"
)
_NOT_SO = re.compile(
    r"^(?:« ?|\" ?)?(?:(?:c'est|ce sont|tout cela est|this is|these are|that is|it is|all) )?"
    r"(?:totalement |absolument |completement |entierement |tout simplement |purement |pures? |de l'|un |une |"
    r"de la |des |de |"
    r"totally |absolutely |completely |simply |utterly |utter |complete |sheer |a |an |pure )*"
    rf"(?:not so|nothing of the (?:kind|sort)|no such thing|il n'en est rien|rien de tel|rien de tout cela|faux|"
    rf"untrue|not true|{_UNTRUE})\b"
)


_DENIED_BY = gated(
    r"\b(?:was|were|has been|have been|a ete|ont ete|est|sont) (?:\w+ )?"
    r"(?:denied|rejected|dementie?s?|rejetee?s?|refutee?s?) (?:by|par) "
)


def denied_by(clause: Clause, scene: Scene) -> Draft | None:
    """*That report was denied by the French embassy*: who denied stands behind "by"."""
    match = _DENIED_BY.search(clause.flat)
    if match is None:
        return None
    at = clause.start + match.end()
    chain, actors = chain_in(scene.doc, at, clause.end), parties(scene, at, clause.end)[:1]
    return denial_of(clause, scene, clause.start, clause.end, chain, actors) if actors else None


def called_a_fable(clause: Clause, scene: Scene) -> Draft | None:
    """*a qualifié de « fable » la livraison*; *Not so, says the same mechanic*."""
    if _NOT_SO.match(clause.flat) and clause.end - clause.start <= SHORT_ANSWER:
        chain = chain_of([one for one in clause.sayings if one.governs(clause.start)])
        about = scene.organisations or scene.fleet.mentions or scene.goods
        return denial_of(clause, scene, clause.start, clause.end, chain, ()) if chain and about else None
    match = _FABLE.search(clause.flat)
    if match is None or any(one.manner is Manner.DENIES for one in clause.sayings):
        return None
    actors = parties(scene, clause.start, clause.start + match.start())[:1]
    chain = chain_of([one for one in clause.sayings if one.chain])[:1]
    if not actors and chain:
        actors = speaker_before(scene, clause, chain)
    name = scene.doc.text[clause.start : clause.start + match.start()].strip(" ,")
    if not (actors or chain) and not scene.organisations:
        return None
    return denial_of(
        clause,
        scene,
        clause.start,
        clause.end,
        chain or ((name,) if name and actors else ()),
        actors or (_unknown(scene),),
    )


# « Absolument faux », "fantasies of a dying empire": an answer that is nothing but a denial. GUESS.
SHORT_ANSWER = 60


_BRUSHES = words("balayer écarter dismiss brush wave shrug rebuff repousser")
_REPORT = re.compile(
    r" (?:\w+ ){0,4}?(?:ces|cette|les|l'|the|such|these|those|that|this|all|"
    r"toute) ?(?:\w+ ){0,2}?(?:allegations?|accusations?|informations?|"
    r"rumeurs?|hypotheses?|reports?|claims?|suggestions?|charges?)\b"
)


def brushed_aside(clause: Clause, scene: Scene) -> Draft | None:
    """*Moscou a balayé ces allégations*: a party denies what was said before."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in _BRUSHES or not _REPORT.match(clause.text_of(clause.object)):
        return None
    actors = parties(scene, clause.start, predicate.start)[:1]
    names = chain_in(scene.doc, clause.start, predicate.start)
    return (
        denial_of(clause, scene, clause.start, clause.end, names, actors) if actors and not predicate.passive else None
    )


def denied_in_passing(clause: Clause, scene: Scene) -> Draft | None:
    """*…, ce que Moscou dément*; *…, which Tehran denies*: the relative clause is the denial."""
    match = _WHICH.match(clause.flat)
    if match is None:
        return None
    saying = next((one for one in clause.sayings if one.start <= clause.start < one.end), None)
    if saying is None or saying.manner is not Manner.DENIES:
        return None
    names = chain_in(scene.doc, clause.start + match.end(), saying.verb)
    actors = parties(scene, clause.start, clause.end)[:1]
    return denial_of(clause, scene, clause.start, clause.end, names, actors) if is_party(actors, names) else None


def is_party(actors: tuple[Actor, ...], names: tuple[str, ...]) -> bool:
    """Say whether a speaker is a party: a state, an army, a company, or somebody who speaks for one."""
    return bool(actors) or any(_OFFICIAL.search(folded(name)) for name in names)


_OFFICIAL = re.compile(
    r"porte-parole|spokes\w+|minist\w+|ambassad\w+|embassy|gouvernement|government|kremlin|junt[ae]|president|"
    r"presidence|"
    r"presidency|etat-major|armee|army|navy|marine|general|prime minister|marechal|marshal|colonel|commandant|"
    r"commander|chef|chief|head of|compagnie|armateur|shipowner|owner|exploitant|avocat|lawyer|societe|company|"
    r"airline|official|firm|entreprise|operator|manufacturer|fabricant|constructeur|brigade|milice|militia|garde|guard|"
    r"authorit\w+|autorites?|direction du|transitaire|forwarder|courtier|broker|affreteur|charterer"
)


_WHICH = re.compile(r"(?:ce que |ce qu'|which |chose que )")


def _unknown(scene: Scene) -> Actor:
    return state(scene, "") if not scene.organisations else scene.organisations[-1].actor


DENIED = Pattern(
    "denied",
    Kind.DENIAL,
    denied,
    reads=(
        ("fr", "Le ministère malien de la Défense a démenti toute livraison de missiles."),
        ("en", "Iran's foreign ministry denied that drones had been sent to Ethiopia."),
    ),
    ignores=(("fr", "Bakou n'a ni confirmé ni démenti."),),
)
DENIED_IN_A_QUOTATION = Pattern(
    "denied in a quotation",
    Kind.DENIAL,
    denied_in_a_quotation,
    reads=(("fr", "« Aucun avion russe ne s'est posé à Kidal », a déclaré le ministre malien de la Défense."),),
    ignores=(("fr", "« Nous n'avons livré que des tentes », a répliqué le ministre."),),
)
CALLED_A_FABLE = Pattern(
    "called a fable",
    Kind.DENIAL,
    called_a_fable,
    reads=(("en", "Tehran called the report a fabrication."),),
    ignores=(("en", "The critic called the film a triumph."),),
)
BRUSHED_ASIDE = Pattern(
    "brushed aside",
    Kind.DENIAL,
    brushed_aside,
    reads=(("fr", "L'Iran a vendu des drones au Soudan. Téhéran a balayé ces accusations."),),
    ignores=(("fr", "Le vent a balayé ces plages."),),
)
DENIED_IN_PASSING = Pattern(
    "denied in passing",
    Kind.DENIAL,
    denied_in_passing,
    reads=(("fr", "La Serbie a livré 40 drones à l'Éthiopie en mai 2023, ce que Belgrade dément."),),
)
DENIED_BY = Pattern(
    "denied by",
    Kind.DENIAL,
    denied_by,
    reads=(("en", "The report was denied by the Serbian embassy."),),
    ignores=(("fr", "Le permis a été refusé par la mairie."),),
)
