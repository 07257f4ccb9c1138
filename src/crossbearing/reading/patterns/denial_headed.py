"""Denials that a noun, a heading or a word for "untrue" tells: "A denial came from X", "Tehran: no drones sent"."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Kind
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.parties.roles import parties
from crossbearing.reading.patterns.denial import LAUGHS, denial_of, is_party, speaker_before
from crossbearing.reading.scene import Scene
from crossbearing.reading.speaking.attribution import Manner
from crossbearing.reading.speaking.speakers import chain as chain_in
from crossbearing.reading.speaking.stance import chain_of

_NOUN = gated(
    r"\b(?P<noun>denials?|rebuttals?|refutations?|dementis?)\b[^.;]{0,60}?\b(?:came|come|issued|followed|arrived|published|"
    r"was|were|venue?s?|tombee?s?|publiee?s?|diffusee?s?|suivi|arrivee?s?|oppos\w+|emane|emanait|fut|est|sont)\b"
    r"|\b(?:issued|published|issues?|oppose|opposait|publie|diffuse|a oppose|a publie|a diffuse|sent out|"
    r"put out|apporte|"
    r"apportait|a apporte) (?:an? |un |une |its |son |sa )?(?:\w+ )?(?P<given>denials?|rebuttals?|dementis?)\b"
)
_BY = re.compile(r"\b(?:from|by|of|du|de la|de l'|des|par|de) ")


def denied_by_noun(clause: Clause, scene: Scene) -> Draft | None:
    """*A denial came from the ministry*; *l'ambassade a publié un démenti*."""
    match = _NOUN.search(clause.flat)
    if match is None or (clause.predicate is not None and clause.predicate.negative):
        return None
    group = "noun" if match["noun"] else "given"
    if group == "noun":
        source = _BY.search(scene.doc.flat, clause.start + match.end(group), clause.end)
        low, high = (source.end() if source else clause.end), clause.end
    else:
        low, high = clause.start, clause.start + match.start()
    actors, names = parties(scene, low, high)[:1], chain_in(scene.doc, low, high) if high - low > 2 else ()
    return denial_of(clause, scene, clause.start, clause.end, names, actors) if actors else None


_HEADED = re.compile(
    r"^[\"«“]?[^:]{2,60}? ?: ?[\"«“]? ?(?:no|not|nothing|never|none|aucune?|pas|rien|jamais|nul(?:le)?)\b"
)


def denied_in_a_heading(clause: Clause, scene: Scene) -> Draft | None:
    """*Tehran: no drones sent to the Polisario*: a party, a colon and what it says did not happen."""
    if clause.sentence.start != clause.start or not _HEADED.match(clause.flat):
        return None
    colon = clause.start + clause.flat.index(":")
    actors, names = parties(scene, clause.start, colon)[:1], chain_in(scene.doc, clause.start, colon)
    about = (
        bool(inside(scene.goods, colon, clause.end))
        or bool(inside(scene.people, colon, clause.end))
        or bool(scene.fleet.within(colon, clause.end))
        or bool(inside(scene.doc.nouns["agreements"], colon, clause.end))
    )
    return denial_of(clause, scene, clause.start, clause.end, names, actors) if actors and names and about else None


_UNTRUE = re.compile(
    r"^(?:il est |c'est |it is |it's )(?:\w+ment |\w+ly )?(?:faux|inexact|mensonger|absurde|not true|untrue|"
    r"false|a lie|wrong) "
    r"(?:de |d'|que |qu'|to |that )"
    r"|^(?:there is |there was |il n'y a |il n'y a rien )?(?:no truth|not a (?:grain|shred|word) of truth|"
    r"aucune verite|"
    r"rien de vrai|pas un mot de vrai|de vrai) (?:in |to |dans |a )"
    r"|^(?:nothing could be further from the truth|rien n'est plus faux)\b"
)


def called_untrue(clause: Clause, scene: Scene) -> Draft | None:
    """*Il est faux de prétendre que …, a dit un porte-parole*; *There is no truth in the claim that …*."""
    match = _UNTRUE.match(clause.flat)
    if match is None:
        return None
    tellers = [one for one in clause.sayings if one.chain and one.governs(clause.at)]
    names = chain_of(tellers)
    actors = parties(scene, tellers[0].start, tellers[0].end)[:1] if tellers else ()
    actors = actors or speaker_before(scene, clause, names)
    if not names or not is_party(actors, names):
        return None
    later = [one.start for one in clause.sayings if one.start > clause.at]
    end = min([clause.sentence.end, *later])
    end = clause.start + len(scene.doc.text[clause.start : end].rstrip(' .,;:"»”'))
    return denial_of(replace(clause, end=end), scene, clause.start, end, names, actors)


_SELF = re.compile(
    r"(?:« ?|\" ?)?(?:(?:it|they|he|she|we|il|elle|ils|elles|nous|its [a-z]+|their [a-z]+) )?[\w' ]{0,24}?"
    r"\b(?:nothing|rien|no (?:such )?\w+|not a single|not one|n'avoir (?:\w+ )?(?:rien|aucune?|jamais|ni|pas)|"
    r"ne (?:\w+ )?(?:rien|jamais|aucune?|pas)|aucune?)\b"
)
_FLATLY = gated(
    r"\b(?:livre|fourni|vendu|envoye|remis|cede|exporte|transporte|recu|signe|deploye|delivered|supplied|sold|"
    r"sent|shipped|exported|given|handed|carried|received|signed|deployed|provided|transferred|flown|"
    r"livrer|fournir|vendre|envoyer|transporter|deliver|supply|sell|send|ship)\w*\b"
)


def denies_flatly(clause: Clause, scene: Scene) -> Draft | None:
    """*Belgrade says it has delivered nothing to Kyiv*, *assure n'avoir rien livré*: a party of what it did not do."""
    speaker = next((one for one in clause.sayings if one.governs(clause.at) and one.manner is not Manner.DENIES), None)
    if speaker is None or not speaker.chain or not 0 <= clause.start - speaker.end <= JOINED:
        return None
    if not (_SELF.match(clause.flat) and _FLATLY.search(clause.flat)) or LAUGHS.search(clause.flat):
        return None
    actors = parties(scene, speaker.start, speaker.end)[:1]
    if not is_party(actors, speaker.chain[:1]):
        return None
    names = chain_of([one for one in clause.sayings if one.governs(clause.at)])
    start = speaker.start if clause.flat.startswith("n") else clause.start
    return denial_of(
        replace(clause, start=start), scene, start, clause.end, names, actors or speaker_before(scene, clause, names)
    )


# A quotation mark and a blank stand between a verb of saying and what is said.
JOINED = 3

DENIED_BY_NOUN = Pattern(
    "denied by a noun",
    Kind.DENIAL,
    denied_by_noun,
    reads=(
        ("en", "A denial came from the Serbian defence ministry on 3 May."),
        ("fr", "Un démenti est venu mardi du ministère serbe de la Défense."),
    ),
    ignores=(("en", "A denial came from the chef."),),
)
DENIED_IN_A_HEADING = Pattern(
    "denied in a heading",
    Kind.DENIAL,
    denied_in_a_heading,
    reads=(
        ("en", "Serbia: no drones sent to Ethiopia"),
        ("fr", "Belgrade : aucun drone livré à l'Éthiopie"),
    ),
    ignores=(("fr", "Belgrade : pas de soleil avant jeudi"),),
)
CALLED_UNTRUE = Pattern(
    "called untrue",
    Kind.DENIAL,
    called_untrue,
    reads=(
        ("fr", "Il est faux de prétendre que des drones ont été livrés, a dit le porte-parole du gouvernement serbe."),
        ("en", "There is no truth in the claim that drones were delivered, the Serbian defence ministry said."),
    ),
    ignores=(("fr", "Il est faux de dire que le temps passe, a écrit le poète."),),
)
DENIES_FLATLY = Pattern(
    "denies flatly",
    Kind.DENIAL,
    denies_flatly,
    reads=(
        ("en", "The Serbian defence ministry says it has delivered nothing to Ethiopia."),
        ("fr", "Le ministère serbe de la Défense assure n'avoir rien livré à l'Éthiopie."),
    ),
    ignores=(("en", "My neighbour says it delivered nothing to him."),),
)
