"""A company or an office says of itself what it did not do: "We have never carried arms", "« Nous n'avons pas … »"."""

from __future__ import annotations

import re

from crossbearing.model.claims import Kind
from crossbearing.reading.attribution import Manner
from crossbearing.reading.clauses import Clause
from crossbearing.reading.draft import Draft, Pattern
from crossbearing.reading.gates import gated
from crossbearing.reading.patterns.anchors import is_of_the_trade
from crossbearing.reading.patterns.denial import LAUGHS, denial_of, speaker_before
from crossbearing.reading.roles import parties
from crossbearing.reading.scene import Scene
from crossbearing.reading.stance import chain_of
from crossbearing.reading.wordlists import words

_OF_US = gated(
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
