"""A company or an office says of itself what it did not do: "We have never carried arms", "« Nous n'avons pas … »"."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Kind
from crossbearing.reading.draft import Draft, Pattern
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.roles import parties
from crossbearing.reading.patterns.anchors import is_of_the_trade
from crossbearing.reading.patterns.denial import LAUGHS, NONE, denial_of, is_party, speaker_before
from crossbearing.reading.scene import Scene
from crossbearing.reading.speaking.attribution import Manner
from crossbearing.reading.speaking.speakers import chain as chain_in
from crossbearing.reading.speaking.stance import chain_of

_OF_US = re.compile(
    r"^(?:(?P<named>[^:]{3,60}?) ?: ?)?\"? ?(?:(?:and|et|but|mais) )?"
    r"(?:we|our|nous|nos|notre|none of our|no [a-z]+ of ours|aucun de nos|aucune de nos|pas un de nos)\b"
)
# What nobody checks: intentions, comments, knowledge.
_NO_DEED = words(
    "comment commenter know savoir wish souhaiter want vouloir intend think penser believe croire understand comprendre"
    " answer répondre forget oublier hear see voir entendre find trouver observe publish publier identify manage"
    " receive recevoir discuss confirm confirmer verify vérifier identifier constater obtenir obtain pouvoir be être"
    " have avoir"
)


def denied_of_us(clause: Clause, scene: Scene) -> Draft | None:
    """A negative clause about "we" or "our …" inside quotation marks, of a deed that somebody could check."""
    predicate = clause.predicate
    match = _OF_US.match(clause.flat)
    if match is None or predicate is None or predicate.lemma in _NO_DEED or predicate.modal in ("can", "will", "would"):
        return None
    if not (predicate.negative or clause.flat.startswith(("none", "aucun", "pas un"))) or LAUGHS.search(clause.flat):
        return None
    if scene.doc.quoted(predicate.start) is None or not is_of_the_trade(scene):
        return None
    governing = [one for one in clause.sayings if one.governs(clause.at)]
    if any(one.manner is Manner.DENIES for one in governing):
        return None
    chain = chain_of(governing) or _named(clause, match) or _writer(clause, scene)
    speaker = governing[0] if governing else None
    actors = parties(scene, speaker.start, speaker.end)[:1] if speaker else ()
    actors = actors or parties(scene, clause.sentence.start, clause.at)[:1] or speaker_before(scene, clause, chain)
    return denial_of(clause, scene, clause.start, clause.end, chain, actors)


def _named(clause: Clause, match: re.Match[str]) -> tuple[str, ...]:
    """*Caspian Air: "We have never …"*: who speaks stands before the colon."""
    if not match["named"]:
        return ()
    low, high = match.span("named")
    return (clause.doc.text[clause.start + low : clause.start + high].strip(),)


_WROTE = re.compile(
    r"^(?P<who>(?:the |le |la |l')[^,;:]{3,40}?) (?:wrote|writes|replied|answered|sent|responded|a (?:ecrit|repondu)|"
    r"nous (?:ecrit|repond|a ecrit|a repondu))\b"
)


def _writer(clause: Clause, scene: Scene) -> tuple[str, ...]:
    """*The airline wrote back on Saturday: "Our aircraft …"*: the subject of the verb before the quotation."""
    quote = scene.doc.quoted(clause.at)
    assert quote is not None
    before = scene.doc.sentences[scene.doc.sentence_at(quote.start)].start
    found = _WROTE.match(scene.doc.flat[before : quote.start])
    return (scene.doc.text[before + found.start("who") : before + found.end("who")],) if found else ()


_CONTRARY = gated(
    r"^[^a-z]{0,4}(?:contrairement a ce qu\w*|contrairement aux? |n'en deplaise|contrary to (?:what|claims|"
    r"reports|rumours|allegations|some)|despite (?:claims|reports|rumours)|malgre les (?:rumeurs|allegations)|"
    r"en depit des (?:rumeurs|allegations))"
)
_UNTRUE = re.compile(
    r"(?:il est|c'est|it is|it's) (?:\w+ )?(?:faux|inexact|mensonger|untrue|false|incorrect|not true|not the case) "
    r"(?:que |qu'|that )"
)
_TELLS = gated(
    r"\b(?:dit|disent|disait|assure|assurent|affirme|affirment|jure|jurent|soutient|soutiennent|pretend|pretendent|"
    r"certifie|certifient|says?|claims?|insists?|swears?|maintains?) (?:ne (?:rien|pas|jamais|plus|aucun)|n'avoir|"
    r"n'etre|it (?:has|had) never|they (?:have|had) never|it does not|it did not|never to have|not to have)\b"
)


def denied_plainly(clause: Clause, scene: Scene) -> Draft | None:
    """*Contrary to what X reports, no instructor is at Y*; *dit ne rien expédier à Y*; *La société réfute.*"""
    if not is_of_the_trade(scene):
        return None
    told = _TELLS.search(clause.flat)
    if told is not None:
        return _told_of_itself(clause, scene, clause.start + told.start())
    if clause.predicate is None:
        return _bare(clause, scene)
    if _UNTRUE.match(clause.sentence_flat):
        return _untrue(clause, scene)
    nothing = clause.predicate.negative or NONE.match(clause.flat.rpartition(", ")[2]) is not None
    if not nothing or _CONTRARY.match(clause.sentence_flat) is None:
        return None
    names = chain_of([one for one in clause.sayings if one.governs(clause.at) and one.start >= clause.start])
    actors = parties(scene, clause.sentence.start, clause.start)[:1] or speaker_before(scene, clause, names)
    return denial_of(clause, scene, clause.start, clause.end, names, actors)


def _told_of_itself(clause: Clause, scene: Scene, at: int) -> Draft | None:
    """*La brigade dit ne rien expédier*: who denies stands before the verb."""
    names, actors = chain_in(scene.doc, clause.start, at), parties(scene, clause.start, at)[:1]
    office = _OFFICE.search(scene.doc.flat[clause.start : at]) is not None
    if not (office or is_party(actors, names)):
        return None
    return denial_of(clause, scene, clause.start, clause.end, names, actors)


def _untrue(clause: Clause, scene: Scene) -> Draft | None:
    """*Il est également faux que …*: the whole sentence, once."""
    start = clause.sentence.start
    if clause.start > start + QUOTE_MARK:
        return None
    names = chain_of([one for one in clause.sayings if one.governs(clause.at)])
    end = start + len(scene.doc.text[start : clause.sentence.end].rstrip(' .,;:"»”'))
    actors = speaker_before(scene, clause, names)
    return denial_of(replace(clause, end=end), scene, clause.start, end, names, actors)


# Who speaks for those that act.
_OFFICE = gated(
    r"\b(?:brigade|armee|army|marine|navy|ministere|ministry|compagnie|company|airline|societe|firm|armateur|owner|"
    r"ambassade|embassy|milice|militia|garde|guard|mission|gouvernement|government|exploitant|operator|affreteur|"
    r"charterer|transitaire|forwarder|broker|courtier|porte-parole|spokes\w+)\b"
)


def _bare(clause: Clause, scene: Scene) -> Draft | None:
    """*La société réfute.*: a denial that is a whole sentence, of what the sentences before tell."""
    saying = next((one for one in clause.sayings if one.manner is Manner.DENIES), None)
    if saying is None or not (saying.start <= clause.start and clause.end <= saying.end + 1):
        return None
    if clause.sentence.end - clause.end > REST or not saying.chain:
        return None
    actors = parties(scene, saying.start, saying.end)[:1]
    return denial_of(clause, scene, clause.start, clause.end, saying.chain, actors)


# Before a sentence stands a quotation mark; behind a whole one nothing but "it" or "en bloc".
QUOTE_MARK = 3
REST = 18

_SCENE = {
    "en": "Three Il-76s of the Russian air force and the An-124 RA-82030 landed at Bamako on 3 May. ",
    "fr": "Trois Il-76 de l'armée de l'air russe et l'An-124 RA-82030 se sont posés à Bamako le 3 mai. ",
}
DENIED_PLAINLY = Pattern(
    "denied plainly",
    Kind.DENIAL,
    denied_plainly,
    reads=(
        ("fr", _SCENE["fr"] + "La compagnie dément."),
        ("en", _SCENE["en"] + "The company denies it."),
        ("fr", _SCENE["fr"] + "La brigade du port dit ne rien expédier à Gao."),
        (
            "fr",
            _SCENE["fr"] + "Contrairement à ce que prétendent des médias, aucun instructeur russe ne se trouve à Gao.",
        ),
        ("en", _SCENE["en"] + "Contrary to what some media claim, no Russian instructor is at Gao."),
        ("fr", _SCENE["fr"] + "Il est également faux que la base de Gao ait été cédée à la Russie."),
    ),
    ignores=(
        ("fr", "Mon voisin dit ne rien envoyer à Gao."),
        ("en", "Contrary to what some media claim, no rain fell on Gao."),
    ),
)
DENIED_OF_US = Pattern(
    "denied of oneself",
    Kind.DENIAL,
    denied_of_us,
    reads=(
        (
            "en",
            "Three Il-76s of the Russian air force and the An-124 RA-82030 landed at Bamako on 3 May. "
            "Asked about them, Volga Air wrote: “Our crews have not flown to Mali since March.”",
        ),
        (
            "fr",
            "Trois Il-76 de l'armée de l'air russe et l'An-124 RA-82030 se sont posés à Bamako le 3 mai. "
            "La compagnie nous répond : « Nous n'avons jamais transporté d'armes. »",
        ),
    ),
    ignores=(
        ("en", "“We have not decided yet,” said the mayor."),
        ("en", "We found no aircraft at Bamako on 3 May."),
    ),
)
