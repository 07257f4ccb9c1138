"""Who answers for a claim and how firmly it is made.

Precedence: denied; then unconfirmed or confirmed; then hedged, attributed, asserted. What the text says elsewhere about
a claim ("this could not be verified") is applied once all claims of the report are known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crossbearing.model.claims import Claim, Kind, Polarity, Stance
from crossbearing.reading.corrections import is_withdrawn, own_statements, remark_pattern
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.verbs import Form
from crossbearing.reading.scene import Scene
from crossbearing.reading.speaking.attribution import Manner, Saying
from crossbearing.reading.speaking.conditional import ConditionalKind
from crossbearing.reading.speaking.hedging import is_hedged
from crossbearing.reading.speaking.speakers import chain as speakers_in
from crossbearing.reading.speaking.speakers import name_end
from crossbearing.reading.speaking.vouching import vouched

__all__ = ["chain_of", "governing", "inherits", "is_hedged", "is_party", "own_stance", "with_remarks"]


def governing(scene: Scene, draft: Draft) -> tuple[Saying, ...]:
    """Return the attributions that govern a draft, the innermost first."""
    here = [
        one for one in scene.sayings[draft.clause.number] if one.governs(draft.at) and one.manner is not Manner.DENIES
    ]
    return tuple(sorted(here, key=lambda one: (one.scope_end - one.scope_start, one.start)))


def is_party(draft: Draft, found: Sequence[Saying]) -> bool:
    """Say whether an office of a state that the claim is about announces it itself: its own act."""
    verbal = [one for one in found if one.verb >= 0 and one.manner is Manner.SAYS]
    if len(found) != 1 or not verbal or draft.kind not in _OWN_ACTS or draft.polarity is not Polarity.POSITIVE:
        return False
    predicate = draft.clause.predicate
    if predicate is None or predicate.modal or predicate.form in (Form.FUTURE, Form.CONDITIONAL):
        return False
    saying, doc = verbal[0], draft.clause.doc
    having = doc.language == "fr" and _HAVING.match(doc.flat, saying.scope_start)
    if having and any(one.country for one in inside(doc.names, saying.start, saying.end)):
        return True  # "Ankara dit avoir livré": the speaker tells of itself
    if not _OFFICE.search(doc.flat, saying.start, saying.end):
        return False
    states = {
        name.country or (name.place.country if name.place else None)
        for name in inside(doc.names, saying.start, saying.end)
    }
    return bool({actor.country for actor in (*draft.actors, *draft.recipients)} & (states - {None}))


_HAVING = re.compile(r" ?(?:leur |lui |y |en |l'|les )?avoir ")
_OWN_ACTS = (Kind.DELIVERY, Kind.TRAINING, Kind.DEPLOYMENT, Kind.AGREEMENT)
_OFFICE = gated(
    r"\b(?:minist(?:ere|re|ry|er)|embass(?:y|ies)|ambassade|armee|army|navy|marine|air force|gouvernement|government|"
    r"presidence|presidency|etat-major|general staff)\b"
)


def chain_of(found: Sequence[Saying]) -> tuple[str, ...]:
    """Return the speakers of nested attributions, innermost first, each once."""
    return tuple(dict.fromkeys(name for one in found for name in one.chain))


def own_stance(draft: Draft, found: Sequence[Saying]) -> Stance:
    """Return the stance by the claim's own sentence."""
    if draft.stance is not None:
        return draft.stance
    if is_withdrawn(draft):
        return Stance.DENIED
    if any(one.manner is Manner.CONFIRMS for one in found):
        return Stance.CONFIRMED
    if is_hedged(draft, found):
        return Stance.HEDGED
    if is_party(draft, found):
        return Stance.CONFIRMED
    return Stance.ATTRIBUTED if chain_of(found) or draft.chain else Stance.ASSERTED


_UNCONFIRMED = remark_pattern("unconfirmed")
# Doubt between versions: what nobody vouches for but the writer is no version.
_UNDECIDED = gated(r"trancher|settles? (?:it|the matter|this)|departager")
_ONE_ITEM = gated(
    r"\b(?:cette|ce|cet|this|that) (?:information|affirmation|allegation|chiffre|recit|temoignage|version|claim|"
    r"account|detail|"
    r"figure|number|point|rumeur|rumou?r|part)\b"
)
_NEITHER = gated(r"ni confirm|neither confirm|nor confirm|ni dementi")
# "unable to confirm who was on board": a question left open, no claim.
_ASKED = gated(
    r"(?:confirm|verify|establish|say|confirmer|verifier|etablir|dire) (?:who|what|how|why|which|qui|ce qui|ce que|"
    r"combien|pourquoi|quels?|quelles?)\b"
)
_THE_REPORT = gated(
    r"\b(?:le|ce|ces|cet|cette|les|la|the|this|that|these|those) (?:rapport|rapports|article|informations?|"
    r"report|reports|enquete|affirmations?|allegations?|claims?|publication|versions?)\b"
)
_CONFIRMED_BY = gated(
    r"(?:a|ont|has|have) (?:depuis |ensuite |since |also |later )?(?:ete|been) (?:confirme|reconnu|confirmed|"
    r"acknowledged)e?s? (?:\w+ ){0,3}?(?:par|by) "
)
_ACKNOWLEDGED = gated(
    r"(?P<who>[^.;,]{3,60}?),? (?:has |have |a |ont )?(?:acknowledged|confirmed|admitted|confirme|reconnu|"
    r"admis) (?:the |that the |le |la |l'|les |cette |this )"
    r"(?P<what>trip|visit|landing|delivery|flight|shipment|visite|voyage|atterrissage|livraison|vol|arrivee|"
    r"deployment|deploiement|purchase|achat|training)s?\b"
)


# A cheap look before the searches above.
_HINT = gated(
    r"confirm|verif|corrobor|etay|authent|prouv|prove|etabl|assurer|check|acknowledg|admit|reconnu|admis|rien n|"
    r"recoup|substantiat|"
    r"ascertain|settle|support|atteste|trancher"
)


def with_remarks(scene: Scene, claims: Sequence[Claim]) -> list[Claim]:
    """Apply what the report says elsewhere about its claims: not confirmed, confirmed by somebody."""
    found = own_statements(scene.doc, claims)
    for number, sentence in enumerate(scene.doc.sentences):
        flat = scene.doc.flat[sentence.start : sentence.end]
        if not _HINT.search(flat):
            continue
        if _UNCONFIRMED.search(flat) and not _NEITHER.search(flat) and not _ASKED.search(flat):
            for index in _meant(scene, found, number, flat, sentence.start):
                found[index] = replace(found[index], stance=Stance.UNCONFIRMED)
        confirmed = _CONFIRMED_BY.search(flat)
        if confirmed:
            found = _confirmed(
                scene, found, number, sentence.start + confirmed.end(), sentence.start + confirmed.start()
            )
        acknowledged = _ACKNOWLEDGED.search(flat)
        if acknowledged:
            found = _acknowledged(found, number, scene, flat)
    return vouched(scene, found)


def _open(claim: Claim) -> bool:
    return claim.stance not in (Stance.DENIED, Stance.CONFIRMED, Stance.UNCONFIRMED) and claim.kind is not Kind.DENIAL


def _meant(scene: Scene, claims: Sequence[Claim], number: int, flat: str, start: int) -> list[int]:
    """The claims that a remark is about: in its own sentence before it, else the nearest before."""
    sentence = scene.doc.sentences[number]
    remark = start + (_UNCONFIRMED.search(flat) or re.match("", flat)).start()  # type: ignore[union-attr]
    own = [i for i, one in enumerate(claims) if sentence.start <= one.start < remark and _open(one)]
    if own or flat[remark - start :].startswith("sans que"):
        return own[-1:]
    before = [i for i, one in enumerate(claims) if one.start < sentence.start and _open(one)]
    if _UNDECIDED.search(flat):
        before = [i for i in before if claims[i].stance is not Stance.ASSERTED]
        last = [i for i in before if _sentences_apart(scene, claims[i], number) <= 1]
        return last or before[-1:]
    if not before:
        return []
    if _THE_REPORT.search(flat) and not _ONE_ITEM.search(flat):
        return _of_one_report(scene, claims, before, number)
    hedged = [
        i for i in before if claims[i].stance is Stance.HEDGED and _sentences_apart(scene, claims[i], number) <= _NEAR
    ]
    return hedged[-1:] or [i for i in before[-1:] if _sentences_apart(scene, claims[i], number) <= _NEAR]


# A remark such as "this could not be verified" means a claim at most this many sentences before. GUESS.
_NEAR = 3


def _sentences_apart(scene: Scene, claim: Claim, number: int) -> int:
    return number - scene.doc.sentence_at(claim.start)


def _of_one_report(scene: Scene, claims: Sequence[Claim], before: Sequence[int], number: int) -> list[int]:
    """All claims of the speaker whose report is meant: the last chain in this paragraph or the one before."""
    paragraph = scene.doc.sentences[number].paragraph
    near = [i for i in before if scene.doc.sentences[scene.doc.sentence_at(claims[i].start)].paragraph >= paragraph - 1]
    chains = [claims[i].attribution for i in near if claims[i].attribution]
    if not chains:
        return near[-1:]
    return [i for i in near if claims[i].attribution and claims[i].attribution[-1] == chains[-1][-1]]


def _confirmed(scene: Scene, claims: list[Claim], number: int, begin: int, remark: int) -> list[Claim]:
    sentence = scene.doc.sentences[number]
    end = name_end(scene.doc, begin, sentence.end, appositions=True)
    names = speakers_in(scene.doc, begin, end)
    before = [
        i
        for i, one in enumerate(claims)
        if one.start < remark and _open(one) and _sentences_apart(scene, one, number) <= 1
    ]
    for index in before[-1:]:
        claims[index] = replace(claims[index], stance=Stance.CONFIRMED, attribution=names or claims[index].attribution)
    return claims


def _acknowledged(claims: list[Claim], number: int, scene: Scene, flat: str) -> list[Claim]:
    """*acknowledged the trip*: the nearest claim of travel, supply or movement before it is confirmed."""
    sentence = scene.doc.sentences[number]
    what = _ACKNOWLEDGED.search(flat)
    kinds = _NOUN_KINDS.get(what["what"], ()) if what else ()
    remark = sentence.start + (what.start() if what else 0)
    before = [i for i, one in enumerate(claims) if one.start <= remark and one.kind in kinds and _open(one)]
    for index in before[-1:]:
        if what and _sentences_apart(scene, claims[index], number) <= _NEAR:
            begin = sentence.start + what.start("who")
            names = speakers_in(scene.doc, begin, sentence.start + what.end("who"))
            claims[index] = replace(
                claims[index], stance=Stance.CONFIRMED, attribution=claims[index].attribution or names
            )
    return claims


_TRAVEL = (Kind.VISIT_OF_PEOPLE,)
_MOVES = (Kind.FLIGHT, Kind.PORT_CALL, Kind.VISIT_COUNT)
_SUPPLY = (Kind.DELIVERY, Kind.SHIP_TRANSFER, Kind.AGREEMENT)
_NOUN_KINDS = {
    "trip": _TRAVEL,
    "visit": _TRAVEL + _MOVES,
    "visite": _TRAVEL + _MOVES,
    "voyage": _TRAVEL + _MOVES,
    "landing": _MOVES,
    "flight": _MOVES,
    "atterrissage": _MOVES,
    "vol": _MOVES,
    "arrivee": _MOVES + _TRAVEL,
    "delivery": _SUPPLY,
    "shipment": _SUPPLY,
    "livraison": _SUPPLY,
    "purchase": _SUPPLY,
    "achat": _SUPPLY,
    "deployment": (Kind.DEPLOYMENT,),
    "deploiement": (Kind.DEPLOYMENT,),
    "training": (Kind.TRAINING,),
}


def inherits(scene: Scene, clause: Clause) -> bool:
    """Say whether a clause without a speaker may take over the one of the sentence before: a hearsay goes on."""
    predicate = clause.predicate
    if predicate is None or predicate.conditional is not ConditionalKind.HEARSAY or clause.number == 0:
        return False
    sentences = scene.doc.sentences
    return sentences[clause.number].paragraph == sentences[clause.number - 1].paragraph
