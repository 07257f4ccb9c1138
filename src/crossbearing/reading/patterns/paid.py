"""What is paid for arms, craft or soldiers and how; licences granted; talks and plans that go on or end."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Kind
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.text import folded
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.patterns.agreement import agreement_of
from crossbearing.reading.patterns.anchors import is_of_the_trade
from crossbearing.reading.scene import Scene

_PAYMENT = gated(
    r"\b(?:payments?|settlement|paiements?|reglements?|versements?|remboursements?|repayments?|the (?:bill|price)|"
    r"la (?:facture|note))\b"
)
_IN_KIND = re.compile(
    r"\b(?:in|en) (?:gold|cash|kind|coffee|oil|crude|diamonds|dollars|euros|yuan|roubles|rubles|cotton|cocoa|copper|"
    r"uranium|timber|fish|grain|minerals|instal?lments|bitcoin|cryptocurrency|crypto|"
    r"or|especes|nature|cafe|petrole|brut|diamants|coton|cacao|cuivre|bois|poisson|minerais|cryptomonnaie|lingots|"
    r"plusieurs fois|traites)\b"
)
_IS_MADE = words(
    "be make settle take come pay effectuer faire être verser régler acquitter opérer solder intervenir payer prévoir"
)
_SPENDS = words("débourser verser payer acquitter pay disburse fork shell owe devoir wire virer")
_LICENCES = gated(
    r"\b(?:licen[cs]es?|export (?:permits?|licen[cs]es?)|permits?|autorisations?|agrements|permis) "
    r"(?:d'exportation|de transit|of transit|for|pour|to|in|en|a destination)?"
)
_GRANTS = words(
    "acknowledge grant issue approve admit recognise delivrer délivrer accorder reconnaître octroyer admettre approuver"
)
_TALKS = gated(r"\b(?:negociations?|pourparlers|discussions|talks|negotiations|plans|projets?)\b[^.;]{0,80}")
_GOES_ON = gated(
    r"\b(?:en cours|au point mort|dans l'impasse|under way|underway|ongoing|stalled|deadlocked|on hold|on ice)\b"
)
_COMES_TO = words("agree convenir decide décider")
_TO_DO = re.compile(
    r" (?:to (?:set up|establish|create|form|open|build|hold|share|supply|train|station|deploy|exchange|"
    r"host|develop|produce)|de (?:creer|former|ouvrir|mettre|construire|tenir|partager|fournir|deployer|installer|"
    r"produire|constituer)|d'(?:ouvrir|installer|echanger|etablir)|on (?:a|the|an)|d'une?)\b"
)
_SIDES = re.compile(
    r"\b(?:the two|both|les deux|the) (?:sides|parties|countries|governments|capitals|states|pays|gouvernements|etats|"
    r"capitales|ministers|ministries|ministres|presidents|armies|armees)\b"
)


def paid(clause: Clause, scene: Scene) -> Draft | None:
    """A payment told of a report's deal, licences with a figure, talks under way, what two sides agree to do."""
    predicate = clause.predicate
    if predicate is None or predicate.bare or not (scene.goods or scene.fleet.mentions):
        return None
    lemma = predicate.lemma
    if lemma in _IS_MADE and _IN_KIND.search(clause.flat) and _is_payment(clause) and _is_about_arms(scene):
        return _terms(clause, scene)
    if not is_of_the_trade(scene):
        return None
    money = any(one.form == "money" for one in inside(scene.doc.quantities, clause.object.start, clause.end))
    if lemma in _SPENDS and money:
        return agreement_of(clause, scene)
    if lemma in _GRANTS and _counted_licences(clause, scene):
        return agreement_of(clause, scene)
    if lemma in ("être", "be") and _TALKS.search(clause.text_of(clause.subject)) and _GOES_ON.search(clause.flat):
        return agreement_of(clause, scene)
    behind = scene.doc.flat[predicate.end : clause.sentence.end]
    if lemma in _COMES_TO and _TO_DO.match(behind) and _SIDES.search(clause.flat):
        return agreement_of(replace(clause, end=clause.sentence.end - 1), scene)
    return None


def _is_about_arms(scene: Scene) -> bool:
    """Say whether a report names a craft or a weapon: then what is paid is paid for that."""
    return any(one.craft.named for one in scene.fleet.mentions) or any(one.known for one in scene.goods)


def _is_payment(clause: Clause) -> bool:
    """A word for the payment before the verb, in its clause or in the part of the sentence before it."""
    before = clause.doc.flat[clause.sentence.start : clause.at]
    return len(before) < BEFORE and _PAYMENT.search(before) is not None


# Between a payment and its verb stand at most so many characters. GUESS.
BEFORE = 80


def _terms(clause: Clause, scene: Scene) -> Draft:
    """How a deal is paid for, which nobody can look up in traces of craft."""
    before = clause.doc.text[clause.sentence.start : clause.start]
    start = clause.sentence.start if _PAYMENT.search(folded(before)) else clause.start
    return draft_of(Kind.AGREEMENT, clause, start=start, checkable_by=("claims",))


def _counted_licences(clause: Clause, scene: Scene) -> bool:
    match = _LICENCES.search(clause.text_of(clause.object))
    counted = inside(scene.doc.quantities, clause.object.start, clause.end)
    return match is not None and any(one.form not in ("ordinal", "money") for one in counted)


_SCENE = {
    "en": "Three Il-76s of the Russian air force and the An-124 RA-82030 landed at Bamako on 3 May. ",
    "fr": "Trois Il-76 de l'armée de l'air russe et l'An-124 RA-82030 se sont posés à Bamako le 3 mai. ",
}
PAID = Pattern(
    "paid",
    Kind.AGREEMENT,
    paid,
    reads=(
        ("en", _SCENE["en"] + "Payment was made in gold, a trader said."),
        ("fr", _SCENE["fr"] + "Le règlement se ferait en diamants."),
        ("en", _SCENE["en"] + "The kingdom pays 40 million dollars a year."),
        ("fr", _SCENE["fr"] + "Des négociations sur une base à Assab sont en cours depuis mars."),
        ("en", _SCENE["en"] + "The two sides agreed to set up a joint commission."),
    ),
    ignores=(("en", "Payment was made in cash at the baker's."), ("fr", "Les travaux sont en cours.")),
)
