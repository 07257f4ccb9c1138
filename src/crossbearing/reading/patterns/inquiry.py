"""Inquiries and what officials are said to be: "prosecutors opened an inquiry", "le ministre serait furieux"."""

from __future__ import annotations

import re

from crossbearing.model.claims import Kind
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.roles import parties
from crossbearing.reading.patterns.anchors import is_of_the_trade
from crossbearing.reading.patterns.visit_of_people import head_count
from crossbearing.reading.scene import Scene, Who, subject_of
from crossbearing.reading.speaking.conditional import ConditionalKind

_JUSTICE = gated(
    r"\b(?:parquet|procureurs?|procureure|juges?|magistrats?|justice|police|gendarmerie|tribunal|cour|douanes?|"
    r"commission|enqueteurs?|inspection|"
    r"prosecutors?|judges?|magistrates?|police|courts?|customs|investigators?|inquiry|watchdog|regulators?|parliament|"
    r"parlement|senate|senat|ombudsman|attorney|ministry|ministere|nations unies|united nations|panel)\b"
)
_INQUIRY = gated(
    r"\b(?:enquetes?|information judiciaire|instruction judiciaire|investigations?|perquisitions?|inquir(?:y|ies)|"
    r"enquir(?:y|ies)|probes?|inquests?|criminal (?:case|proceedings)|poursuites|proceedings|plainte|complaint|audit)\b"
)
_OPENS = words(
    "ouvrir lancer diligenter confier mener engager déposer classer ordonner entamer boucler clore poursuivre"
    " open launch start begin order conduct lead drop close file bring complete announce"
)
_LOOKS_INTO = re.compile(r" (?:into|a|sur) ")
_LOOKS = words("look inquire investigate probe enquêter pencher intéresser")
_REFERS = words("saisir refer notify alert")
_HEARD = words("entendre auditionner interroger question interview hear")
_CREW = re.compile(
    r"marin|sailor|crew|matelot|pilot|equipage|capt|officier|officer|skipper|commandant|homme|men\b|suspect|tem"
)
_OFFICIAL = re.compile(
    r"ministr|ministe|general|president|amiral|admiral|colonel|marechal|marshal|premier|prime|chef|chief"
)


def inquired(clause: Clause, scene: Scene) -> Draft | None:
    """A court, prosecutor or police opens or conducts an inquiry; a crew is heard; a body is called upon."""
    predicate = clause.predicate
    if predicate is None or predicate.bare or not is_of_the_trade(scene):
        return None
    lemma = predicate.lemma
    opened = lemma in _OPENS and _INQUIRY.search(clause.flat) is not None
    justice = _JUSTICE.search(clause.text_of(clause.subject)) is not None
    if opened and (justice or predicate.passive):
        return _fact(clause, scene)
    if lemma in _LOOKS and justice and clause.object.end - clause.object.start > OBJECT:
        return _fact(clause, scene)
    if lemma in _REFERS and _BODY.match(clause.text_of(clause.object)):
        return _fact(clause, scene)
    group = subject_of(scene, clause).people
    if lemma in _HEARD and predicate.passive and group is not None and group.quantity is not None:
        return _fact(clause, scene) if _CREW.match(group.noun) else None
    return None


# "The panel continues to investigate" tells nothing: what is looked into has at least so many characters.
OBJECT = 8
_BODY = re.compile(
    r" (?:(?:the matter|the case|it|l'affaire) to )?(?:l'|la |le |the )(?:osce|onu|justice|parquet|conseil de securite|"
    r"cour|commission|procureur|un\b|security council|court|police|prosecutor)"
)


def said_of_an_official(clause: Clause, scene: Scene) -> Draft | None:
    """*Le ministre serait furieux*: hearsay about an official, which no trace of a craft can show."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in ("être", "be") or predicate.passive or predicate.negative:
        return None
    hearsay = predicate.conditional is not None and predicate.conditional is not ConditionalKind.HYPOTHESIS
    if not hearsay and _RUMOURED.search(clause.flat) is None:
        return None
    if not (scene.fleet.mentions or scene.organisations or scene.goods):
        return None
    subject = subject_of(scene, clause)
    if subject.who is not Who.PEOPLE or subject.people is None or subject.pronoun:
        return None
    placed = inside(scene.spots, clause.object.start, clause.end)
    return _fact(clause, scene) if _OFFICIAL.match(subject.people.noun) and not placed else None


_RUMOURED = gated(r"\b(?:reportedly|allegedly|is said to be|is reported to be|dit-on|parait-il|a ce qu'on dit)\b")


def _fact(clause: Clause, scene: Scene) -> Draft:
    groups = inside(scene.people, clause.start, clause.end)
    return draft_of(
        Kind.STATEMENT,
        clause,
        actors=parties(scene, clause.start, clause.at)[:1],
        counts=head_count(clause, scene, groups[0]) if groups else (),
        checkable_by=("claims",),
    )


_SCENE = {
    "en": "Three Il-76s of the Russian air force and the An-124 RA-82030 landed at Bamako on 3 May. ",
    "fr": "Trois Il-76 de l'armée de l'air russe et l'An-124 RA-82030 se sont posés à Bamako le 3 mai. ",
}
INQUIRED = Pattern(
    "inquired",
    Kind.STATEMENT,
    inquired,
    reads=(
        ("en", _SCENE["en"] + "Prosecutors in Bamako have opened an inquiry."),
        ("fr", _SCENE["fr"] + "Le parquet de Bamako a ouvert une enquête."),
        ("en", _SCENE["en"] + "The police are looking into the affair."),
        ("fr", _SCENE["fr"] + "Six marins ont été entendus."),
    ),
    ignores=(
        ("en", "Prosecutors in Bamako have opened an inquiry."),
        ("fr", _SCENE["fr"] + "Notre enquête a commencé lundi."),
    ),
)
SAID_OF_AN_OFFICIAL = Pattern(
    "said of an official",
    Kind.STATEMENT,
    said_of_an_official,
    reads=(
        ("fr", _SCENE["fr"] + "Le ministre serait mécontent de ces révélations."),
        ("en", _SCENE["en"] + "The minister is reportedly unhappy about the story."),
    ),
    ignores=(
        ("fr", _SCENE["fr"] + "Le ministre est mécontent."),
        ("fr", "Le ministre serait mécontent de ces révélations."),
    ),
)
