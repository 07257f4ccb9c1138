"""How many visits, calls, flights or landings in a stretch of time; the rank of a visit."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Count, Kind
from crossbearing.reading.craft.followed import CraftKind, CraftMention
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.numbers.quantities import Quantity, QuantityForm
from crossbearing.reading.parties.people import People, quantity_before
from crossbearing.reading.parties.roles import carrier, group_actor, operators, state
from crossbearing.reading.patterns.counting_window import length_of, window
from crossbearing.reading.patterns.words import FLIES, MOVES, SEEN
from crossbearing.reading.scene import Scene, Who, subject_of
from crossbearing.reading.speaking.speakers import chain as chain_in
from crossbearing.reading.when import dated, spanned


def count_of(clause: Clause, scene: Scene, noun: str, quantity: Quantity) -> Draft:
    """Return a count of visits by craft or people, over the stretch of time that is told."""
    group = _visitors(clause, scene, noun)
    if group is not None:
        when = window(clause, scene)
        return draft_of(
            Kind.VISIT_COUNT,
            clause,
            actors=group_actor(scene, group),
            counts=(Count(_what(noun), quantity.min, quantity.max),),
            when=when,
            when_given=when is not None,
            checkable_by=("records",),
        )
    crafts = _counted_crafts(clause, scene)
    vessels = any(one.craft.kind is CraftKind.VESSEL for one in crafts)
    when = window(clause, scene)
    return draft_of(
        Kind.VISIT_COUNT,
        clause,
        crafts=crafts,
        equipment=tuple(carrier(scene.doc, one) for one in crafts if one.craft.named),
        actors=operators(scene, crafts) or _nationality(clause, scene),
        chain=counter(clause, scene),
        counts=(Count(_what(noun), quantity.min, quantity.max),),
        when=when,
        when_given=when is not None,
        checkable_by=("claims",) if "intercep" in noun else ("vessels",) if vessels else ("flights",),
    )


COUNTERS = words(
    "recenser compter dénombrer enregistrer relever noter repérer totaliser pointer répertorier documenter"
    " count log record list tally register note track document chart"
)


def _visitors(clause: Clause, scene: Scene, noun: str) -> People | None:
    """*It was the second such visit*: of the people of the sentence before, where no craft stands between."""
    if not noun.startswith(("visit", "sejour", "deplacement", "trip", "voyage")) or clause.number == 0:
        return None
    before = scene.doc.sentences[clause.number - 1]
    groups = [one for one in inside(scene.people, before.start, clause.end) if one.country]
    return groups[-1] if groups and not scene.fleet.within(before.start, clause.end) else None


def counter(clause: Clause, scene: Scene) -> tuple[str, ...] | None:
    """*le site X a recensé 43 vols*: who counts is the source; "I count" is the narrator."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in COUNTERS or predicate.passive:
        return None
    if any(one.governs(clause.at) for one in clause.sayings):
        return None
    times = [one.end for one in inside(scene.doc.times, clause.start, clause.at)]
    low = max([clause.start, *times])
    names = chain_in(scene.doc, low, predicate.start)
    who = scene.doc.text[low : predicate.start].strip(" ,").lower()
    return names[:1] if names and len(names[0]) > 3 and not _NARRATOR.match(who) else None


_NARRATOR = re.compile(r"(?:je|j'|on|nous|moi|i|we|il|elle|ils|it|they|by my|by our|d'apres mes|selon mes)\b")


def _what(noun: str) -> str:
    return "visits" if re.match(r"visit|passage", noun) else noun


def _counted_crafts(clause: Clause, scene: Scene) -> tuple[CraftMention, ...]:
    here = tuple(one for one in scene.fleet.within(clause.start, clause.end) if one.craft.kind is not CraftKind.LAND)
    if here:
        return here[:2]
    subject = subject_of(scene, clause)
    if subject.craft is not None:
        return (subject.craft,)
    last = scene.fleet.last(clause.start)
    return (last,) if last is not None and last.start > clause.sentence.start - 400 else ()


def _nationality(clause: Clause, scene: Scene) -> tuple[()] | tuple[object, ...]:
    for name in inside(scene.doc.names, clause.start, clause.end):
        if name.form == "demonym" and name.country:
            return (state(scene, name.country),)
    return ()


_COUNTING = words(
    "atterrir effectuer faire décoller poser voler accoster compter recenser dénombrer réaliser "
    "fly land make count log record operate visit call arrive "
    "link connect shuttle list rendre transiter enregistrer relier dock be être avoir visiter escale mener "
    "assurer séjourner observer suivre repérer signaler relever noter voir track observe spot monitor note tally "
    "chart document "
    "accomplir boucler complete perform passer pass touch arriver venir transiter "
    "détecter identifier register opérer programmer take place run carry pay use utiliser emprunter"
)


_GOES_OFTEN = words("accomplir réaliser faire be être boucler complete do couvrir")
_NARRATES = re.compile(r"(?:j'|je |i )")
_TIMES_OVER = gated(r"\b(?:fois|times|reprises|occasions)\b")


_FLIES_OR_MOVES = FLIES | MOVES


def counted_visits(clause: Clause, scene: Scene) -> Draft | None:
    """*quinze avions ont atterri entre le 7 et le 14*; *on at least 16 occasions*; *a effectué six rotations*."""
    repeated = clause.lemma in _FLIES_OR_MOVES | SEEN | _GOES_OFTEN and _TIMES_OVER.search(clause.flat)
    if clause.predicate is None or (clause.lemma not in _VERBS and not repeated):
        return None
    told_of = scene.fleet.within(clause.start, clause.end)
    if _NARRATES.match(clause.text_of(clause.subject)) and clause.lemma not in COUNTERS and not told_of:
        return None  # "I have been there twice"
    if clause.lemma in _HANDLES:
        return _received(clause, scene)
    if clause.lemma in _FOLLOWS or _OTHERS.match(clause.text_of(clause.subject)):
        return _more_to_come(clause, scene)
    subject = subject_of(scene, clause)
    group = subject.people if subject.who in (Who.PEOPLE, Who.GOODS, Who.LAND) else None
    if group is not None and clause.lemma not in COUNTERS:
        return _people_came(clause, scene, group)
    quantity, noun = visits_noun(clause, scene)
    if quantity is None:
        return _many_craft(clause, scene)
    if quantity.min is None or quantity.min < 2:
        return None
    return count_of(clause, scene, noun, quantity)


# What a port or an airport does with what comes.
_HANDLES = words("accueillir recevoir voir traiter see receive handle host welcome register")
_GATE = re.compile(
    r"\b(?:aeroports?|ports?|bases?|aerodrome|piste|terminal|airports?|airfields?|airbase|harbour|harbor|airstrip)\b"
)
_FOLLOWS = words("suivre prévoir attendre programmer follow plan expect schedule")
_VERBS = _COUNTING | _HANDLES | _FOLLOWS
_OTHERS = re.compile(r"(?:d'autres|plusieurs autres|other|more(?! than)|further|several more|additional) ")


def _received(clause: Clause, scene: Scene) -> Draft | None:
    """*Le port a vu passer onze cargos*, *the airport handled nine Russian freighters*."""
    predicate = clause.predicate
    if predicate is None or predicate.passive:
        return None
    subject = clause.subject
    if not (_GATE.search(clause.text_of(subject)) or inside(scene.spots, subject.start, subject.end)):
        return None
    if not _GATE.search(clause.text_of(subject)) and any(
        one.is_state for one in inside(scene.spots, subject.start, subject.end)
    ):
        return None  # "Armenia received four fighters": goods, not guests
    found = [(one, quantity_before(scene.doc, one.start)) for one in scene.fleet.within(predicate.end, clause.end)]
    counted = [q for one, q in found if q is not None and (q.min or 0) > 1 and one.craft.kind is not CraftKind.LAND]
    return count_of(clause, scene, "visits", counted[0]) if counted else None


def _more_to_come(clause: Clause, scene: Scene) -> Draft | None:
    """*D'autres rotations suivraient*: more movements, not told how many."""
    subject = clause.subject
    nouns = inside(scene.doc.nouns["visits"], subject.start, subject.end)
    if not nouns or not _OTHERS.match(clause.text_of(subject)) or scene.fleet.last(clause.start) is None:
        return None
    draft = count_of(
        clause, scene, nouns[0].word, Quantity(nouns[0].start, nouns[0].end, 2, None, True, QuantityForm.BARE_PLURAL)
    )
    return replace(draft, equipment=())


def visits_noun(clause: Clause, scene: Scene) -> tuple[Quantity | None, str]:
    """Return the figure and the noun of the movements that a clause counts."""
    for noun in inside(scene.doc.nouns["visits"], clause.start, clause.end):
        at = noun.start
        for quantity in inside(scene.doc.quantities, at - 40, at):
            gap = scene.doc.flat[quantity.end : at]
            if (
                quantity.form != "ordinal"
                and re.fullmatch(r" (?:[a-z][a-z0-9-]* ){0,4}", gap)
                and not re.search(r"\b(?:de|a|in|of|et|and)\b", gap)
                and not quantity.start < clause.at < at  # "les deux autres avaient fait escale" counts craft
            ):
                return quantity, noun.word
    times_over = _TIMES_OVER.search(clause.flat)
    if times_over:
        at = clause.start + times_over.start()
        near = [q for q in inside(scene.doc.quantities, at - 20, at + 1) if q.form != "ordinal"]
        if near:
            return near[-1], "visits"
    return None, ""


_TRAVELS = words(
    "be go travel come visit fly return rendre venir aller être visiter effectuer retourner revenir voyager"
)
_OFFICIALS = re.compile(
    r"ministr|ministe|general|president|delegation|envoy|emissaire|ambassad|amiral|admiral|chief|chef"
)


def _people_came(clause: Clause, scene: Scene, group: People) -> Draft | None:
    """*Le ministre s'est rendu trois fois à X depuis mai*: visits of one official or delegation, counted."""
    if clause.lemma not in _TRAVELS or not _OFFICIALS.match(group.noun) or group.quantity is not None:
        return None
    quantity, _ = visits_noun(clause, scene)
    placed = inside(scene.spots, clause.object.start, clause.end)
    if quantity is None or quantity.min is None or quantity.min < 2 or not placed:
        return None
    when = window(clause, scene)
    return draft_of(
        Kind.VISIT_COUNT,
        clause,
        actors=group_actor(scene, group),
        counts=(Count("visits", quantity.min, quantity.max),),
        when=when,
        when_given=when is not None,
        checkable_by=("records",),
    )


# "used the airstrip": what is used shows that they landed.
_USES = words("use utiliser emprunter")
_RUNWAY = gated(r"\b(?:airstrips?|runways?|airfields?|aerodromes?|pistes?|airports?|aeroports?|tarmac|base)\b")
_COMES_IN = words("atterrir poser land arrive décoller passer pass transiter touch arriver venir")


def _many_craft(clause: Clause, scene: Scene) -> Draft | None:
    """Several aircraft that landed over several days: a count, not one flight."""
    used = clause.lemma in _USES and _RUNWAY.search(clause.text_of(clause.object)) is not None
    if clause.lemma not in _COMES_IN and not used:
        return None
    subject = subject_of(scene, clause)
    if subject.craft is None or subject.craft.craft.kind is not CraftKind.AIRCRAFT:
        return None
    equipment = carrier(scene.doc, subject.craft)
    rolling = length_of(clause, scene) is not None
    found = dated(scene.doc, clause.start, clause.end)
    over = [one for one in found if one.value_start and one.value_end and (one.value_end - one.value_start).days > 1]
    if equipment.min is None or equipment.min < 3 or not (over or rolling):
        return None
    when = window(clause, scene) if rolling and not over else spanned(found)
    return draft_of(
        Kind.VISIT_COUNT,
        clause,
        crafts=(subject.craft,),
        actors=operators(scene, (subject.craft,)),
        counts=(Count("landings", equipment.min, equipment.max),),
        when=when,
        when_given=True,
        checkable_by=("flights",),
    )


COUNTED_VISITS = Pattern(
    "counted visits",
    Kind.VISIT_COUNT,
    counted_visits,
    reads=(
        ("fr", "L'avion a effectué sept rotations entre Minsk et Benghazi en mars 2023."),
        ("en", "The aircraft made at least nine flights between Tehran and Khartoum in May 2023."),
    ),
    ignores=(("fr", "Le club a effectué sept changements en mars 2023."),),
)
