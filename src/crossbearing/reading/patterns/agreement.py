"""Something is signed, ordered, promised, negotiated, in force or ended."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Actor, Count, Equipment, EquipmentRole, Kind, Stance
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.nouns import first_noun
from crossbearing.reading.language.verbs import Form as VerbShape
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.goods import as_equipment
from crossbearing.reading.parties.roles import is_bare_vehicle, parties
from crossbearing.reading.patterns.words import AGREES
from crossbearing.reading.scene import Scene
from crossbearing.reading.times import Form
from crossbearing.reading.when import dated, spanned

_PROMISES = words(
    "engager promettre commander order promise pledge accorder négocier commit agree negotiate"
    " accepter accept consentir consent undertake"
)
_TALKS = gated(
    r"\b(?:negociations?|pourparlers|talks|negotiations)\b[^.;]{0,80}\b(?:sur|portant|pour|on|over|about|for)\b"
)
_PROMISE = gated(r"\b(?:promesse|engagement|promise|pledge|commande|commitment)s? (?:de|d'|of|to|for)\b")
_PENDING = gated(
    r"\ben (?:cours de )?(?:negociations?|discussions?|preparation)\b|\ba l'etude\b|\ben vigueur\b|"
    r"\b(?:under|in) (?:negotiation|discussion)\b|\bin force\b|\bbeing negotiated\b"
)
# The writer's own promises are no agreements.
_US = re.compile(r"\b(?:we|nous|i|je) $")
# What a deal costs.
_PRICE = gated(
    r"\b(?:contrats?|marche|accords?|commandes?|facture|cout|prix|transaction|"
    r"contracts?|deals?|orders?|bill|cost|price|price tag|transaction)\b"
)
_STANDS = words(
    "prévoir stipuler porter couvrir entrer expirer provide cover expire enter prolonger renouveler extend renew"
)


# "Several accords in recent years" between nobody named is background.
_IN_FORCE = re.compile(r"^ (?:en vigueur|into force|into effect)\b")
_SEVERAL = gated(r"\b(?:plusieurs|divers|nombreux|several|many|various|a number of)\b")
_WIDE = (Form.WINDOW, Form.SINCE, Form.UNTIL)


# "Under the accord, Moscow is to supply six helicopters": what is promised, not what was delivered.
_UNDER_DEAL = re.compile(
    r"(?:under (?:the|this|that|a|its) |aux termes (?:de la |de l'|du |de cet? |d'un )|en vertu (?:de la |"
    r"de l'|du |de cet? |d'un ))"
    r"(?:[\w'-]+ ){0,4}?(?:accord|agreement|deal|contract|pact|treaty|protocol|memorandum|contrat|pacte|"
    r"traite|protocole|marche)\b"
)
_TO_COME = words("supply fournir livrer deliver provide recevoir receive")
# "The deal was struck in Caracas": verbs that tell of a deal only as its passive.
_STRIKES = words("strike reach seal broker hammer ink sceller nouer trouver")
_COMES_TO_TERMS = words("agree entendre accorder convenir")


def agreed(clause: Clause, scene: Scene) -> Draft | None:
    """A verb of agreement with a word for the agreement or for goods; talks; a promise obtained."""
    predicate = clause.predicate
    if predicate is None or (_US.search(clause.text_of(clause.subject)) and scene.doc.quoted(clause.at) is None):
        return None
    lemma = predicate.lemma
    if _UNDER_DEAL.match(clause.flat) and (predicate.modal or predicate.form is VerbShape.FUTURE or lemma in _TO_COME):
        return agreement_of(clause, scene)
    if lemma in _COMES_TO_TERMS and len(parties(scene, clause.start, predicate.start)) > 1:
        return agreement_of(clause, scene)
    if lemma in ("commander", "command") and inside(scene.spots, predicate.end, predicate.end + 4):
        return None  # "which commands the strait"
    noun = first_noun(scene.doc.nouns["agreements"], clause.start, clause.end)
    if lemma in ("entrer", "enter", "come") and _IN_FORCE.search(clause.text_of(clause.object)):
        return agreement_of(clause, scene)
    goods = [one for one in inside(scene.goods, clause.start, clause.end) if not is_bare_vehicle(scene, one)]
    bought = lemma in ("acheter", "buy", "purchase", "acquérir", "acquire") and (
        predicate.modal in ("va", "will", "would") or predicate.form is VerbShape.FUTURE
    )
    if bought and goods:
        return agreement_of(clause, scene)
    if lemma in AGREES and (noun or (lemma in _PROMISES and goods)):
        draft = agreement_of(clause, scene)
        placed = [one for one in dated(scene.doc, clause.start, clause.end) if one.form not in _WIDE]
        vague = not placed and _SEVERAL.search(clause.flat)
        return draft if (draft.actors or draft.equipment or placed) and not vague else None
    if lemma in _STRIKES and predicate.passive and noun and noun.start < clause.at:
        return agreement_of(clause, scene)
    if lemma in ("avoir", "be", "mener", "hold") and _TALKS.search(clause.flat):
        return agreement_of(clause, scene)
    if _PROMISE.search(clause.flat) and lemma in ("obtenir", "recevoir", "obtain", "secure", "receive"):
        return agreement_of(clause, scene)
    if _PRICE.search(clause.flat) and any(
        one.form == "money" for one in inside(scene.doc.quantities, clause.start, clause.end)
    ):
        return agreement_of(clause, scene)
    if noun and lemma in ("être", "be", "trouver") and _PENDING.search(clause.flat) and noun.start < clause.at:
        return agreement_of(clause, scene)
    if (
        noun
        and lemma in _STANDS
        and noun.start < clause.at
        and re.search(r"\bsignee?s?\b|\bsigned\b|en vigueur|into force", clause.flat)
    ):
        return agreement_of(clause, scene)
    return None


def agreement_of(clause: Clause, scene: Scene) -> Draft:
    """Return an agreement, with its parties and its subject matter."""
    return draft_of(
        Kind.AGREEMENT,
        clause,
        equipment=_subject_matter(clause, scene),
        actors=agreeing(clause, scene),
        counts=_people(clause, scene),
        checkable_by=("claims",),
    )


def _people(clause: Clause, scene: Scene) -> tuple[Count, ...]:
    """*une force de 300 hommes*, *200 instructeurs*: how many people the agreement is about."""
    groups = [one.quantity for one in inside(scene.people, clause.start, clause.end) if one.quantity is not None]
    return tuple(Count("people", one.min, one.max) for one in groups[:1])


def _subject_matter(clause: Clause, scene: Scene) -> tuple[Equipment, ...]:
    found = [one for one in inside(scene.goods, clause.start, clause.end) if one.quantity is not None or one.known]
    items = as_equipment(scene.doc, found, EquipmentRole.ITEM)
    money = [q for q in inside(scene.doc.quantities, clause.start, clause.end) if q.form == "money"]
    value = tuple(Equipment("contract value", EquipmentRole.ITEM, q.min, q.max, q.approximate) for q in money[:1])
    return (*value, *items)


def agreeing(clause: Clause, scene: Scene) -> tuple[Actor, ...]:
    """Return the parties: states and organisations of the clause; "les deux pays" are those named last."""
    found = parties(scene, clause.start, clause.end)
    if len({one.country for one in found}) >= 2:
        return found[:3]
    if re.search(
        r"\b(?:les deux (?:pays|etats|capitales|parties)|par pays|the two (?:countries|states|sides))\b", clause.flat
    ):
        return parties(scene, max(scene.doc.report.body_start, clause.start - 300), clause.end)[-2:]
    return found


_TO_SIGN = gated(
    r"\b(?:pour (?:y )?|afin d'y |afin de |en vue de |(?:in order )?to )(?:signer|parapher|conclure|finaliser|"
    r"ratifier|sign|initial|"
    r"conclude|finalise|finalize|ratify) [^.;,]{4,90}"
)


def about_to_sign(clause: Clause, scene: Scene) -> Draft | None:
    """*s'était rendu à Moscou pour y signer un protocole*: an agreement that somebody travels for."""
    match = _TO_SIGN.search(clause.flat)
    if match is None or clause.predicate is None or clause.lemma in AGREES:
        return None
    start, end = clause.start + match.start(), clause.start + len(match.group().rstrip()) + match.start()
    noun = first_noun(scene.doc.nouns["agreements"], start, end)
    if start < clause.predicate.end or noun is None or noun.end + 3 > end:
        return None  # "pour y signer un accord" says no more than the visit
    here = replace(clause, start=start, end=end)
    return replace(agreement_of(here, scene), actors=agreeing(clause, scene), at=start)


def ordered(clause: Clause, scene: Scene) -> Draft | None:
    """*six Su-30 ordered by Myanmar in 2018*: an order told in passing, with a figure."""
    match = _ORDERED.search(clause.flat)
    if match is None:
        return None
    at = clause.start + match.start()
    items = [one for one in inside(scene.goods, max(clause.start, at - 70), at) if one.quantity is not None]
    if not items or items[-1].quantity is None or not re.fullmatch(r" ?(?:\w+ ?)?", scene.doc.flat[items[-1].end : at]):
        return None
    end = _ordered_end(clause, scene, at)
    start = items[-1].quantity.start
    return draft_of(
        Kind.AGREEMENT,
        clause,
        start=start,
        end=end,
        at=start,
        equipment=as_equipment(scene.doc, items[-1:], EquipmentRole.ITEM),
        actors=parties(scene, at, end),
        when=spanned(inside(scene.doc.times, at, end)),
        when_given=True,
        places=(),
        chain=(),
        stance=Stance.ASSERTED,
        checkable_by=("claims",),
    )


_ORDERED = gated(r"\b(?:ordered by|commandee?s? par|commandee?s? en|bought by|achetee?s? par|promised by)\b")


def _ordered_end(clause: Clause, scene: Scene, at: int) -> int:
    times = inside(scene.doc.times, at, min(clause.end, at + 60))
    names = [one for one in inside(scene.doc.names, at, min(clause.end, at + 45)) if one.country]
    ends = [*(one.end for one in names[:1]), *(one.end for one in times[:1])]
    return max(ends, default=clause.end)


AGREED = Pattern(
    "agreed",
    Kind.AGREEMENT,
    agreed,
    reads=(
        ("fr", "La Russie et le Niger ont signé un accord de coopération militaire en mai 2023."),
        ("fr", "Berlin s'est engagé à céder douze obusiers à Vilnius."),
        ("en", "Serbia and China signed a contract for six drones in May 2023."),
    ),
    ignores=(("fr", "L'actrice a signé des autographes."), ("en", "He ordered a coffee.")),
)
ORDERED = Pattern(
    "ordered",
    Kind.AGREEMENT,
    ordered,
    reads=(("en", "The first of twelve Su-35 fighters ordered by Algeria in 2018 arrived in March 2021."),),
    alongside=True,
)
ABOUT_TO_SIGN = Pattern(
    "about to sign",
    Kind.AGREEMENT,
    about_to_sign,
    reads=(
        (
            "fr",
            "Le ministre malien de la Défense s'est rendu à Moscou le 3 mai pour y signer un protocole de coopération.",
        ),
    ),
    ignores=(("fr", "Il s'est rendu à Lyon pour y signer son roman."),),
    alongside=True,
)
