"""What is not read for claims: fiction, questions, suppositions, what is denied as a whole."""

from __future__ import annotations

import re

from crossbearing.reading.document import Document, inside
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.scene import Scene
from crossbearing.reading.speaking.attribution import Manner
from crossbearing.reading.speaking.conditional import ConditionalKind

# A review of a film, a novel or a play says so more than once.
_FICTION = gated(
    r"\b(?:en salles|cineastes?|romanci\w+|roman|long-metrage|court-metrage|au cinema|acteurs?|actrices?|"
    r"realisat\w+|scenario|mise en scene|"
    r"spectat\w+|bande dessinee|serie televisee|quatre etoiles|trois etoiles|sequence d'ouverture|personnages?|"
    r"intrigue|film|"
    r"novel|film|movie|director's cut|screenplay|box office|starring|in cinemas|actors?|episode|fictional|"
    r"heroine|plot)\b"
)
FICTION_WORDS = 2
_OPINION = re.compile(
    r"\s*(?:opinion|tribune|editorial|op-ed|chronique|libre opinion|comment|column|letter to the editor)\b ?[:.|-]"
)
# Games and exercises on paper play with made-up events; one strong word is enough, or three that go with them.
_GAME = gated(
    r"\b(?:war ?games?|war-games?|wargaming|jeux? de (?:role|guerre|plateau|simulation)|table-?top|"
    r"exercices? sur table|"
    r"(?:pays|etat|republique|scenario)s? (?:fictifs?|fictives?|imaginaires?)|(?:fictitious|imaginary|"
    r"fictional) (?:country|"
    r"countries|state|republic|scenario)|role-?play\w*|jeu video|video game)\b"
)
_PLAYED = gated(
    r"\b(?:simulations?|scenario|joueurs?|players?|animateurs?|facilitators?|red team|equipe rouge|blue team|imagined|"
    r"imaginee?s?|fictifs?|fictives?|fictional|made-up|invented|atelier|workshop|etudiants|students|participants|"
    r"injects?)\b"
)
PLAYED_WORDS = 3
# A note on method says so in its heading, within this many characters.
HEADING = 110
_METHOD = gated(
    r"\b(?:comment (?:nous|on) (?:travaill|verifi|procede|compte|enquete)\w+|note de methode|notre methode|"
    r"mode d'emploi|"
    r"how (?:it works|we work|we verify|we count|to read|we know)|our method\w*|a note on method\w*|explainer|"
    r"glossa\w+|quiz|"
    r"foire aux questions|faq|q ?& ?a)\b"
)
_SUPPOSE = gated(
    r"\b(?:suppose|supposons|imaginez|imaginons|imagine|admettons|par exemple|for example|for instance|"
    r"hypothetical\w*|hypothetique\w*)\b"
)
# "For example" counts for what stands at most this many characters from it.
AROUND = 80


_SUBORDINATE = re.compile(r"(?:before|until|avant que|jusqu'a ce que|so that|afin que|pour que|in order) ")
_IF = re.compile(
    r"(?:if|unless|si|s'il|s'ils|a condition que|should (?:the|an?|any)|were (?:the|an?) [a-z -]{2,30} to) "
)
# "Qu'un avion se pose encore et …": a sentence that begins so supposes.
_LET = re.compile(r"(?:qu'une?|que (?:le|la|les|des)) ")


_ASKED = re.compile(r"(?:where|why|how|whether|what|ou|pourquoi|comment|quand|ce que) ")
_OPEN = gated(
    r"\b(?:is|are|was|remains?|est|reste\w*|demeure\w*) (?:still |as yet |encore |toujours )?(?:disputed|"
    r"unclear|unknown|"
    r"not known|not clear|in dispute|a mystery|an open question|inconnue?|incertaine?|a savoir|un mystere|flou|"
    r"dispute)\b"
)

# Sport, holidays and shops move people and goods too: no claims where no craft or weapon is named beside them.
_EVERYDAY = gated(
    r"\b(?:holidaymakers?|vacanciers?|touristes?|tourists?|cruise ships?|paquebots?|croisieristes?|cruise passengers|"
    r"travel agents?|agents? de voyages?|beach(?:es)?|plages?|supermarkets?|supermarches?|striker|"
    r"attaquants?|goalkeepers?|"
    r"gardien de but|league|championnats?|second half|half-time|mi-temps|seconde periode|premiere periode|football|"
    r"footballeurs?|rugby|basketball|handball|coach|match|matchs|matches|tournament|tournoi|quarter-?finals?|"
    r"semi-?finals?|"
    r"demi-finale|quart de finale|second leg|pilgrims?|pelerins?|orchestra|orchestre|choir|chorale|festival|concert|"
    r"passengers in|passagers en|scheduled flights?|vols? quotidiens? (?:d|entre)|daily flights? from|"
    r"boulanger|baker|school "
    r"(?:in|of)|ecole primaire|primary school|librar(?:y|ies)|melons?|captain trained|"
    r"capitaine du [a-z]+ s'est|homework)\b"
)


def _is_everyday(scene: Scene, clause: Clause) -> bool:
    if _EVERYDAY.search(clause.sentence_flat) is None:
        return False
    low, high = clause.sentence.start, clause.sentence.end
    military = any(one.craft.named for one in scene.fleet.within(low, high))
    military = military or any(one.known for one in inside(scene.goods, low, high))
    return not military


def is_fiction(doc: Document) -> bool:
    """Say whether a report tells of a film or a book, or says itself that it is an opinion."""
    start = doc.report.body_start
    if _OPINION.match(doc.flat, start) or _METHOD.search(doc.flat, start, start + HEADING):
        return True
    if _GAME.search(doc.flat, start) or len(set(_PLAYED.findall(doc.flat))) >= PLAYED_WORDS:
        return True
    return len(set(_FICTION.findall(doc.flat))) >= FICTION_WORDS


def is_worth_reading(scene: Scene, clause: Clause) -> bool:
    """Say whether a clause may claim something: no question, supposition, or mere denial's object."""
    doc = clause.doc
    start, end = clause.sentence.start, clause.sentence.end
    if doc.flat[max(start, end - 3) : end].rstrip(' "').endswith("?") or _supposes(clause, start, end):
        return False
    if _is_everyday(scene, clause):
        return False
    if clause.predicate is not None and clause.predicate.modal in ("must", "should"):
        return False  # what ought to happen is no event
    if _ASKED.match(clause.flat) and _OPEN.search(clause.sentence_flat):
        return False  # "Where it went is disputed"
    if _SUBORDINATE.match(clause.flat) and clause.start > clause.sentence.start + 12:
        return False
    if _IF.match(clause.flat) or _IF.match(doc.flat, start) or _LET.match(doc.flat, start):
        return False
    predicate = clause.predicate
    if predicate is not None and predicate.conditional in (ConditionalKind.HYPOTHESIS, ConditionalKind.POLITENESS):
        return False
    return not (
        predicate is not None and predicate.modal == "peut" and not predicate.negative and not predicate.passive
    )


def _supposes(clause: Clause, start: int, end: int) -> bool:
    flat = clause.doc.flat
    if not _SUPPOSE.may_match(flat, start, end):
        return False
    return _SUPPOSE.search(flat[max(start, clause.start - AROUND) : min(end, clause.end + AROUND)]) is not None


def is_denied(clause: Clause) -> bool:
    """Say whether a clause is the object of a denial: only the denial is a claim."""
    return any(one.manner is Manner.DENIES and one.governs(clause.at) for one in clause.sayings)
