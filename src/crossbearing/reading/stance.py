"""Who answers for a claim and how firmly it is made.

Precedence: denied; then unconfirmed or confirmed; then hedged, attributed, asserted. What the text says elsewhere about
a claim ("this could not be verified") is applied once all claims of the report are known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crossbearing.model.claims import Claim, Kind, Stance
from crossbearing.reading.attribution import Manner, Saying
from crossbearing.reading.clauses import Clause
from crossbearing.reading.conditional import ConditionalKind
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft
from crossbearing.reading.scene import Scene
from crossbearing.reading.speakers import chain as speakers_in
from crossbearing.reading.speakers import name_end

_HEDGES = frozenset({ConditionalKind.HEARSAY, ConditionalKind.POSSIBILITY, ConditionalKind.EXPECTATION})
_HEDGING_MODALS = frozenset({"doit", "devrait", "may", "should", "peut"})
_ALLEGED = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|supposedly|presume(?:e|s|es)?|aurait|auraient|serait|seraient)\b"
)


# The writer does not vouch for it: "à en croire", "semble-t-il".
_DISTANCE = re.compile(
    r"\b(?:semble-t-il|parait-il|dit-on|croit-on savoir|a l'en croire|a en croire|selon toute vraisemblance|"
    r"vraisemblablement|"
    r"semble(?:nt)? avoir|(?:appears?|seems?|appeared|seemed) to have|presumably)\b"
)
# The speaker only believes it.
_BELIEVES = re.compile(r"\b(?:believes?|believed|suspects?|suspected|thinks?|a en croire|croi(?:t|ent) savoir)\b")


def governing(scene: Scene, draft: Draft) -> tuple[Saying, ...]:
    """Return the attributions that govern a draft, the innermost first."""
    here = [
        one for one in scene.sayings[draft.clause.number] if one.governs(draft.at) and one.manner is not Manner.DENIES
    ]
    return tuple(sorted(here, key=lambda one: (one.scope_end - one.scope_start, one.start)))


def chain_of(found: Sequence[Saying]) -> tuple[str, ...]:
    """Return the speakers of nested attributions, innermost first, each once."""
    return tuple(dict.fromkeys(name for one in found for name in one.chain))


def is_hedged(draft: Draft, found: Sequence[Saying]) -> bool:
    """Say whether the writer or the speaker keeps a distance: conditional, "may", "reportedly", "alleges"."""
    predicate = draft.clause.predicate
    if any(one.manner is Manner.ALLEGES for one in found):
        return True
    if predicate is not None and (predicate.conditional in _HEDGES or predicate.modal in _HEDGING_MODALS):
        return True
    doc = draft.clause.doc
    told = " ".join(doc.flat[one.start : one.end] for one in found)
    if _DISTANCE.search(doc.flat, draft.start, draft.end) or _BELIEVES.search(told):
        return True
    near = inside(doc.conditionals, draft.start, draft.end)
    if predicate is None or doc.language == "en":
        return any(one.kind in _HEDGES for one in near)
    return False


def own_stance(draft: Draft, found: Sequence[Saying]) -> Stance:
    """Return the stance by the claim's own sentence."""
    if draft.stance is not None:
        return draft.stance
    if any(one.manner is Manner.CONFIRMS for one in found):
        return Stance.CONFIRMED
    if is_hedged(draft, found):
        return Stance.HEDGED
    return Stance.ATTRIBUTED if chain_of(found) or draft.chain else Stance.ASSERTED


_UNCONFIRMED = re.compile(
    r"n'(?:a|ont|avait|avaient) (?:pas |toujours pas |pas encore |encore |jamais )*(?:pu (?:pas )?etre |"
    r"ete )(?:confirmee?s?|verifiee?s?|corroboree?s?|etayee?s?|authentifiee?s?)"
    r"|n'est (?:pas |toujours pas )?(?:confirmee?s?|etablie?s?|prouvee?s?|verifiee?s?)"
    r"|(?:n'a|n'ont|n'avons|nous n'avons|n'ai|je n'ai) (?:pas |toujours pas |encore )*pu (?:pas )?(?:le |la |"
    r"les |l')?(?:le )?(?:verifier|confirmer|corroborer|etablir|authentifier)"
    r"|rien ne (?:permet|vient|confirme)|sans (?:autre )?confirmation|impossible (?:a|de) (?:le |la |"
    r"les )?verifier|reste a (?:confirmer|verifier)"
    r"|(?:could|can|has|have|had)(?: not|n't)(?: yet)? (?:be |been )?(?:independently |immediately )?(?:verif|"
    r"confirm|corroborat|authenticat)\w*"
    r"|(?:not|never) (?:yet )?(?:been )?(?:independently )?(?:verified|confirmed|corroborated)|"
    r"unable to (?:verify|confirm)|unconfirmed|unverified"
    r"|(?:pas|plus|n'\w+) (?:\w+ ){0,2}en mesure de (?:le |la |les |l')?(?:verifier|confirmer|corroborer|etablir)"
    r"|aucun moyen de (?:le |la |les |l')?(?:verifier|confirmer|corroborer|etablir)"
    r"|sans que (?:nous |l'on |cela |ce |on )[^.;]{0,30}(?:verifier|verifie|confirmer|confirme|s'en assurer|"
    r"nous en assurer)"
    r"|no way (?:of|to) (?:check|verify|confirm)\w*|unable to (?:independently )?(?:check|corroborate)"
    r"|aucune (?:confirmation|source) (?:independante )?(?:n'a|ne)"
)
_NEITHER = re.compile(r"ni confirm|neither confirm|nor confirm|ni dementi")
_THE_REPORT = re.compile(
    r"\b(?:le|ce|ces|cet|cette|les|la|the|this|that|these|those) (?:rapport|rapports|article|informations?|"
    r"report|reports|enquete|affirmations?|allegations?|claims?|publication|versions?)\b"
)
_CONFIRMED_BY = re.compile(
    r"(?:a|ont|has|have) (?:depuis |ensuite |since |also |later )?(?:ete|been) (?:confirme|reconnu|confirmed|"
    r"acknowledged)e?s? (?:\w+ ){0,3}?(?:par|by) "
)
_ACKNOWLEDGED = re.compile(
    r"(?P<who>[^.;,]{3,60}?),? (?:has |have |a |ont )?(?:acknowledged|confirmed|admitted|confirme|reconnu|"
    r"admis) (?:the |that the |le |la |l'|les |cette |this )"
    r"(?P<what>trip|visit|landing|delivery|flight|shipment|visite|voyage|atterrissage|livraison|vol|arrivee|"
    r"deployment|deploiement|purchase|achat|training)s?\b"
)


# A cheap look before the searches above.
_HINT = re.compile(
    r"confirm|verif|corrobor|etay|authent|prouve|etabli|assurer|check|acknowledg|admit|reconnu|admis|rien ne"
)


def with_remarks(scene: Scene, claims: Sequence[Claim]) -> list[Claim]:
    """Apply what the report says elsewhere about its claims: not confirmed, confirmed by somebody."""
    found = list(claims)
    for number, sentence in enumerate(scene.doc.sentences):
        flat = scene.doc.flat[sentence.start : sentence.end]
        if not _HINT.search(flat):
            continue
        if _UNCONFIRMED.search(flat) and not _NEITHER.search(flat):
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
    return found


def _open(claim: Claim) -> bool:
    return claim.stance not in (Stance.DENIED, Stance.CONFIRMED, Stance.UNCONFIRMED) and claim.kind is not Kind.DENIAL


def _meant(scene: Scene, claims: Sequence[Claim], number: int, flat: str, start: int) -> list[int]:
    """The claims that a remark is about: in its own sentence before it, else the nearest before."""
    sentence = scene.doc.sentences[number]
    remark = start + (_UNCONFIRMED.search(flat) or re.match("", flat)).start()  # type: ignore[union-attr]
    own = [i for i, one in enumerate(claims) if sentence.start <= one.start < remark and _open(one)]
    if own or flat[remark - start :].startswith("sans que"):
        return own[-1:] if _is_remark_on_last(flat) else own
    before = [i for i, one in enumerate(claims) if one.start < sentence.start and _open(one)]
    if not before:
        return []
    if _THE_REPORT.search(flat):
        return _of_one_report(scene, claims, before, number)
    hedged = [
        i for i in before if claims[i].stance is Stance.HEDGED and _sentences_apart(scene, claims[i], number) <= _NEAR
    ]
    return hedged[-1:] or [i for i in before[-1:] if _sentences_apart(scene, claims[i], number) <= _NEAR]


def _is_remark_on_last(flat: str) -> bool:
    return True


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
