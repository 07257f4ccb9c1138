"""A party denies without a verb of denial: "assured that no soldier …", "n'avoir reçu ni … ni …"."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Kind
from crossbearing.reading.draft import Draft, Pattern
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.roles import parties
from crossbearing.reading.patterns.denial import LAUGHS, NONE, denial_of, is_party, speaker_before
from crossbearing.reading.scene import Scene
from crossbearing.reading.speaking.attribution import Manner
from crossbearing.reading.speaking.speakers import chain as chain_in
from crossbearing.reading.speaking.stance import chain_of

_DENYING = gated(
    r"\b(?:while |all the while |but |tout en |en |,)? ?(?:denying|rejecting|refuting|disputing|dementant|niant|"
    r"rejetant|refutant|contestant|"
    r"recusant) (?:that |having |any |all |tout|toute|avoir|que|qu'|the |les |la |le |l')"
)


def denied_meanwhile(clause: Clause, scene: Scene) -> Draft | None:
    """*…, while denying that any system had been installed*: a denial told by a participle."""
    match = _DENYING.search(clause.flat)
    if match is None:
        return None
    start = clause.start + match.start() + (len(match.group()) - len(match.group().lstrip(" ,")))
    chain = chain_of([one for one in clause.sayings if one.chain])[:1]
    actors = parties(scene, clause.sentence.start, start)[:1]
    if not chain and not actors and start - clause.start < LEADING:
        later = _WHO_DENIES.search(scene.doc.flat, start, clause.sentence.end)
        if later:
            chain = (scene.doc.text[later.start("who") : later.end("who")],)
            actors = parties(scene, later.start("who"), later.end("who"))[:1]
    return denial_of(clause, scene, start, clause.end, chain, actors) if is_party(actors, chain) else None


# "Denying any link with X, the firm …": the participle opens the sentence, and who denies stands behind it.
LEADING = 3
_WHO_DENIES = re.compile(
    r", (?P<who>(?:the |la |le |l'|les )?[\w'. -]{3,50}?) (?:said|says|has|had|insisted|insists|told|added|maintained|"
    r"dit|affirme|assure|soutient|ajoute|precise|repete|a |ont |avait )"
)


_OWN_VOICE = re.compile(
    r"(?:« ?|\" ?)?n'avoir\b|(?:« ?|\" ?)?ne (?:pas|jamais|rien|plus) \w+|n'etre\b|to (?:have|be) n(?:o|ever)\b"
)
_ASSURES = words(
    "assurer affirmer dire jurer soutenir prétendre certifier garantir maintenir répéter insister marteler claim "
    "insist swear say"
    " maintain profess"
)


def denies_of_itself(clause: Clause, scene: Scene) -> Draft | None:
    """*Le maréchal X, lui, assure n'avoir reçu ni …*: the verb of saying stands in the clause before."""
    if _OWN_VOICE.match(clause.flat) is None:
        return None
    before = [one for one in scene.clauses[clause.number] if one.start < clause.start]
    if not before or before[-1].lemma not in _ASSURES or before[-1].predicate is None:
        return None
    teller = before[-1]
    chain = chain_in(scene.doc, teller.start, teller.at)
    actors = parties(scene, teller.start, teller.at)[:1]
    if not is_party(actors, chain):
        return None
    return denial_of(replace(clause, start=teller.start), scene, teller.start, clause.end, chain, actors)


def denied_indirectly(clause: Clause, scene: Scene) -> Draft | None:
    """*le porte-parole a assuré qu'aucun soldat …*; *the ministry said no such deal existed*."""
    speaker = next((one for one in clause.sayings if one.governs(clause.at) and one.manner is not Manner.DENIES), None)
    if speaker is None or not speaker.chain or not (NONE.match(clause.flat) or _says_not_itself(clause)):
        return None
    if clause.predicate is not None and clause.predicate.modal in ("would", "will", "should"):
        return None  # "said no ships would be diverted"
    if LAUGHS.search(clause.flat) or _PLANNED.search(clause.flat):
        return None
    actors = parties(scene, speaker.start, speaker.end)[:1]
    if not is_party(actors, speaker.chain[:1]):
        return None
    chain = chain_of([one for one in clause.sayings if one.governs(clause.at)])
    joined = 0 <= clause.start - speaker.end <= JOINED
    start = speaker.start if joined and clause.predicate is None else clause.start
    return denial_of(
        replace(clause, start=start), scene, start, clause.end, chain, actors or speaker_before(scene, clause, chain)
    )


def _says_not_itself(clause: Clause) -> bool:
    """*assure n'avoir reçu ni …*, *insisted its aircraft had never left*: a party speaks of itself, in the negative."""
    predicate = clause.predicate
    negative = predicate is not None and (predicate.negative or _NEITHER.search(clause.flat) is not None)
    return (negative and _OF_ITSELF.match(clause.flat) is not None) or _IGNORES.match(clause.flat) is not None


_NEITHER = re.compile(
    r"\bni [^,;]{2,60} ni\b|\bneither\b|\bn'(?:a|ont|avoir|avait|avaient|est|sont)\b|\bno\b|\bnone\b|\bnever\b"
)
_OF_ITSELF = re.compile(
    r"(?:n'avoir|ne (?:pas|jamais|rien|plus|mener|detenir|posseder|disposer)|n'(?:etre|entretenir)|"
    r"(?:son|sa|ses|leurs?|its|their|our|his|her|nos|notre|it|they|he|she|we|il|elle|ils|elles|nous|none of its|"
    r"aucun de ses|"
    r"aucune de ses)\b)"
)
_IGNORES = re.compile(
    r"(?:tout ignorer|ignorer tout|ne rien savoir|(?:it |they |he |she )?(?:knew|knows?|was|were|is|are|"
    r"had) (?:of no|nothing (?:of|about)|"
    r"unaware of|not aware of|no knowledge of))\b"
)


# What is not planned is no event that a party denies.
_PLANNED = gated(r"\b(?:prevue?s?|envisagee?s?|planned|expected|scheduled|decided|decidee?s?)\b")
# A quotation mark and a blank stand between a verb of saying and what is said.
JOINED = 3


DENIED_INDIRECTLY = Pattern(
    "denied indirectly",
    Kind.DENIAL,
    denied_indirectly,
    reads=(
        ("fr", "Le ministre serbe de la Défense a assuré qu'aucun drone n'avait été livré à l'Éthiopie."),
        ("en", "The Serbian embassy said no drones had been delivered to Ethiopia."),
    ),
    ignores=(("en", "The farmer said no rain had fallen in May."),),
)
DENIES_OF_ITSELF = Pattern(
    "denies of itself",
    Kind.DENIAL,
    denies_of_itself,
    reads=(
        ("fr", "Le Mali a acheté des drones. Le ministre malien de la Défense, lui, assure n'avoir reçu aucun drone."),
    ),
    ignores=(("fr", "Mon voisin, lui, assure n'avoir reçu aucun colis."),),
)
DENIED_MEANWHILE = Pattern(
    "denied meanwhile",
    Kind.DENIAL,
    denied_meanwhile,
    reads=(
        (
            "en",
            "The Malian defence ministry said two Mi-35 had arrived, while denying that any drone had been bought.",
        ),
    ),
    ignores=(("en", "The critic praised the play while denying that any novel was better."),),
    alongside=True,
)
