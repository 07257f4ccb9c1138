"""Events that the lexicon of events knows, told by a noun: "the delivery of …", "l'arrivée, dimanche, d'un An-124"."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Kind, Polarity
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.events import EventClass, events
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.roles import givers, is_bare_vehicle, receivers
from crossbearing.reading.patterns.agreement import agreement_of
from crossbearing.reading.patterns.anchors import is_of_the_trade, is_tied_down
from crossbearing.reading.patterns.counted import is_ranked
from crossbearing.reading.patterns.delivery import delivery_of
from crossbearing.reading.patterns.deployment import deployment_of
from crossbearing.reading.patterns.flight import flight_of
from crossbearing.reading.patterns.port_call import call_of
from crossbearing.reading.patterns.told import fact_of
from crossbearing.reading.patterns.training import training_of
from crossbearing.reading.patterns.visit_of_people import visit_of
from crossbearing.reading.scene import Scene, Subject, Who
from crossbearing.reading.speaking.attribution import Manner

# What the event is about stands at most this many characters behind its noun ("l'arrivée, dimanche soir, à X d'un …").
BEHIND = 75
# … or at most this many before it ("the aircraft's arrival", "arms shipment").
BEFORE = 30
# A noun phrase begins at most this many characters before its noun.
PHRASE_REACH = 80
_DETERMINED = re.compile(
    r"(?:^|[ «\"(])(?:la|le|les|l'|une?|des|du|cette|ce|cet|sa|son|leurs?|toute|aucune?|premiere?|the|"
    r"an?|its|their|his|this|that|no|any|further|[\w-]+'s?|de|d'|of|\d+)(?: ?[\w-]+){0,3}? ?$|^$"
)
_OF = re.compile(r"\b(?:of|by|de la|de l'|de|du|des|par)\b|\bd'")
# What is wanted, feared, discussed or forbidden did not happen.
_UNREAL = words(
    "demander réclamer exiger appeler vouloir souhaiter espérer craindre redouter interdire empêcher envisager"
    " proposer étudier discuter refuser bloquer condamner critiquer regretter défendre plaider pouvoir permettre"
    " justifier"
    " demand urge want hope fear ban prevent consider propose study discuss refuse block condemn criticise criticize"
    " regret defend plead allow justify call seek oppose support favour favor"
)
_LIGHT_NOUNS = words("vol flight voyage trip")


def told_by_event_noun(clause: Clause, scene: Scene) -> Draft | None:
    """An event noun with what the event is about, and a day, a place or a figure."""
    predicate = clause.predicate
    if predicate is not None and (predicate.lemma in _UNREAL or predicate.modal == "can"):
        return None
    if is_ranked(clause, scene):
        return None
    known = events(scene.doc.language)
    for token in inside(scene.doc.tokens, clause.start, clause.end):
        event = known.nouns.get(scene.doc.flat[token.start : token.end])
        draft = _told(event, clause, scene, token.start, token.end) if event is not None else None
        if draft is not None:
            return draft
    return None


def _told(event: EventClass, clause: Clause, scene: Scene, start: int, end: int) -> Draft | None:
    predicate = clause.predicate
    if predicate is not None and predicate.start <= start < predicate.end:
        return None
    leading = predicate is None or end <= predicate.start
    low = clause.start if leading or predicate is None else predicate.end
    before = scene.doc.flat[max(low, start - PHRASE_REACH) : start]
    if not _DETERMINED.search(before):
        return None
    high = predicate.start if leading and predicate is not None else clause.end
    subject = _about(event, clause, scene, (low, start, end, high))
    if subject is None:
        return None
    here = clause if leading else replace(clause, start=_phrase_start(clause, low, start), predicate=None)
    draft = _built(event, here, scene, subject)
    if draft is None or not (is_tied_down(draft, here, scene) or _is_owned_up_to(clause, scene, start)):
        return None
    none = re.match(r"(?:no|aucune?|not|pas de)\b", before.strip())
    draft = replace(draft, polarity=Polarity.NEGATIVE) if none else draft
    if predicate is None or (leading and _teller_start(clause) < clause.start):
        return replace(draft, start=_teller_start(clause), end=_phrase_end(clause, end), at=clause.start)
    return draft if leading else replace(draft, start=clause.start, end=_phrase_end(clause, end), at=here.start)


def _is_owned_up_to(clause: Clause, scene: Scene, at: int) -> bool:
    """*The army acknowledged the strike*: what a party admits needs no day of its own."""
    return is_of_the_trade(scene) and any(
        one.manner is Manner.CONFIRMS and one.governs(at) and one.chain for one in clause.sayings
    )


_MORE = gated(
    r",? (?:but|mais|sans|without)\b|, (?:sans|without|but|mais|tandis|while|alors|avant|before|apres|after|adding)\b"
)


def _teller_start(clause: Clause) -> int:
    """*The army acknowledged the strike*: from the teller on, where nothing but the noun is told."""
    before = [one for one in clause.sayings if one.manner is Manner.CONFIRMS and 0 <= clause.start - one.end <= 3]
    return before[-1].start if before else clause.start


def _phrase_end(clause: Clause, end: int) -> int:
    """Before what the teller adds: "…, sans préciser …"."""
    more = _MORE.search(clause.doc.flat, end, clause.end)
    return more.start() if more else clause.end


def _phrase_start(clause: Clause, low: int, start: int) -> int:
    """Where the noun phrase begins, at its determiner."""
    low = max(low, start - PHRASE_REACH)
    before = clause.doc.flat[low:start]
    cut = [one.end() for one in _ARTICLE.finditer(before)]
    return low + (cut[-1] if cut else len(before) - len(before.lstrip(" '\"«")))


_ARTICLE = re.compile(r"[ ,](?=(?:la|le|les|une?|des|the|an?|its|their|no|any|aucune?|sa|son|leur)\b|l')")


def _about(event: EventClass, clause: Clause, scene: Scene, at: tuple[int, int, int, int]) -> Subject | None:
    """What the event is about: behind "of", else right before the noun."""
    low, start, end, high = at
    stop = min(high, end + BEHIND)
    of = _OF.search(scene.doc.flat, end, stop)
    found = _things(event, scene, of.end(), stop) if of else []
    near = found or _things(event, scene, max(low, start - BEFORE), start)
    if near:
        return min(near, key=lambda one: one[:2])[2]
    return Subject(Who.OTHER) if "any" in event.kinds and (of or event.theme == "force") else None


def _things(event: EventClass, scene: Scene, start: int, end: int) -> list[tuple[int, int, Subject]]:
    kinds = event.kinds
    anything = "any" in kinds
    found: list[tuple[int, int, Subject]] = []
    for one in scene.fleet.within(start, end):
        who = Who(one.craft.kind.value)
        if (anything or who.value in kinds) and (one.craft.named or one.anaphoric or one.craft.country):
            found.append((one.start, 0, Subject(who, craft=one)))
    for group in inside(scene.people, start, end):
        if anything or Who.PEOPLE.value in kinds:
            found.append((group.start, 1, Subject(Who.PEOPLE, people=group)))
    for item in inside(scene.goods, start, end):
        if (anything or Who.GOODS.value in kinds or event.name == "train") and not is_bare_vehicle(scene, item):
            found.append((item.start, 2, Subject(Who.GOODS, goods=item)))
    return found


def _built(event: EventClass, clause: Clause, scene: Scene, subject: Subject) -> Draft | None:
    kind = event.kinds.get("any") or event.kinds.get(subject.who.value)
    if event.name == "train":
        kind = Kind.TRAINING  # "instruction on the howitzers"
    if kind is Kind.AGREEMENT:
        return agreement_of(clause, scene)
    if kind is Kind.FLIGHT and subject.craft is not None:
        return flight_of(clause, scene, subject)
    if kind is Kind.PORT_CALL and subject.craft is not None:
        return call_of(clause, scene, subject.craft)
    if kind is Kind.VISIT_OF_PEOPLE:
        return visit_of(clause, scene, subject.people)
    if kind is Kind.TRAINING:
        return training_of(clause, scene, subject.people, ())
    if kind is Kind.DEPLOYMENT:
        return deployment_of(clause, scene, subject)
    if kind is Kind.DELIVERY:
        found = [one for one in inside(scene.goods, clause.start, clause.end) if not is_bare_vehicle(scene, one)]
        sides = givers(scene, clause.start, clause.end), receivers(scene, clause.start, clause.end)
        return delivery_of(clause, scene, found, *sides, subject) if found else None
    if kind is Kind.STATEMENT:
        crafts = () if subject.craft is None else (subject.craft,)
        return fact_of(clause, scene, crafts) if crafts or subject.goods is not None or subject.people else None
    return None


TOLD_BY_EVENT_NOUN = Pattern(
    "told by a noun of the lexicon",
    Kind.STATEMENT,
    told_by_event_noun,
    reads=(
        ("fr", "L'arrivée, dimanche, d'un An-124 de Volga-Dnepr à Niamey a surpris les contrôleurs."),
        ("en", "The delivery of four Mi-35 helicopters to Mali was completed in May 2023."),
    ),
    ignores=(
        ("fr", "L'arrivée du printemps à Niamey a surpris les jardiniers."),
        ("en", "The delivery of the parcels to London was delayed on 3 May."),
    ),
)
