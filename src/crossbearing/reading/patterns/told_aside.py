"""Events that the lexicon of events knows, told in passing: "Arrivés le 3 mai à X, les stagiaires …"."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Kind
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern
from crossbearing.reading.language.clauses import Clause, Predicate
from crossbearing.reading.language.events import told_by
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.patterns.anchors import is_tied_down
from crossbearing.reading.patterns.told import draft_about
from crossbearing.reading.scene import Scene, Subject, nearest_before, subject_of
from crossbearing.reading.when import dated

# Themes whose participles tell an event of their own, and not what something is like.
_THEMES = words("movement deal training standing")
_SUPPLIES = words("livrer remettre vendre saisir expédier envoyer céder deliver ship sell seize hand send export")
# Where the participle's own words end: at a comma, a bracket or the verb of the sentence.
_STOP = re.compile(r", (?!(?:en|a|au|aux|dans|par|via|on|in|at|from|by|to) )|[;:()]")
# What became of a deal has a day of its own, which is none of the clause it stands in.
_ENDS = words("suspendre rompre geler interrompre dénoncer résilier annuler suspend freeze halt break cancel terminate")
_JOINT = re.compile(r"(?:^|[,(–-] ?)(?:et |and |puis |then )?$")


def told_aside(clause: Clause, scene: Scene) -> Draft | None:
    """A participle of an event with a day of its own."""
    for predicate in clause.asides:
        draft = _told(predicate, clause, scene)
        if draft is not None:
            return draft
    return None


def _told(predicate: Predicate, clause: Clause, scene: Scene) -> Draft | None:
    doc = scene.doc
    set_off = _JOINT.search(doc.flat[clause.start : predicate.start]) is not None
    if not set_off:
        return None
    main = clause.predicate
    limit = main.start if main is not None and main.start > predicate.end else clause.end
    end = _stop(scene, predicate.end, limit)
    if not (dated(doc, predicate.start, end) or (predicate.lemma in _ENDS and inside(doc.times, predicate.start, end))):
        return None
    first = predicate.start - clause.start < 2
    subject = subject_of(scene, clause) if first else nearest_before(scene, clause.start, predicate.start)
    start = predicate.start if first else _head_start(scene, clause, predicate, subject)
    end = predicate.start + len(doc.text[predicate.start : end].rstrip(" ,"))
    here = replace(clause, start=start, end=end, predicate=replace(predicate, bare=False), lead=None, asides=())
    for event, phrase in told_by(here):
        if event.theme in _THEMES or predicate.lemma in _SUPPLIES:
            draft = draft_about(event, here, scene, subject, phrase)
            if draft is not None and is_tied_down(draft, here, scene):
                return replace(draft, aside=True, at=predicate.start)
    return None


def _stop(scene: Scene, low: int, limit: int) -> int:
    """Where the participle's own words end: at a mark behind which neither a date nor a place follows."""
    for mark in _STOP.finditer(scene.doc.flat, low, limit):
        if mark.group() != ", " or not inside(scene.doc.times, mark.end(), mark.end() + 4):
            return mark.start()
    return limit


def _head_start(scene: Scene, clause: Clause, predicate: Predicate, subject: Subject) -> int:
    """The noun that the participle belongs to opens the claim."""
    mention = subject.craft or subject.people or subject.goods
    if mention is not None and mention.start >= clause.start:
        return mention.start
    nouns = inside(scene.doc.nouns["agreements"], clause.start, predicate.start)
    return nouns[-1].start if nouns else predicate.start


TOLD_ASIDE = Pattern(
    "told in passing by a participle",
    Kind.STATEMENT,
    told_aside,
    reads=(
        ("fr", "Arrivés à Bamako le 3 mai 2023, les instructeurs russes disposaient de passeports de service."),
        ("fr", "L'accord entre le Mali et la Russie, signé à Moscou le 3 mai 2023, prévoit six drones."),
    ),
    ignores=(("fr", "Arrivés au sommet le 3 mai, les randonneurs ont déjeuné."),),
    alongside=True,
)
