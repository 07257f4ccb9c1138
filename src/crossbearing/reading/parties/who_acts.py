"""Who acts and who receives where the clause of a draft does not say: deniers, crews, trainees, buyers, hosts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crossbearing.model.claims import Actor, Kind
from crossbearing.reading.craft.flags import is_flag, tells_nobody
from crossbearing.reading.craft.followed import CraftKind
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.text import folded
from crossbearing.reading.parties.roles import parties, receivers, state
from crossbearing.reading.parties.whose import both, of_a_name, owning_up, possessed
from crossbearing.reading.scene import Scene
from crossbearing.reading.speaking.saying import Saying


def _without_flags(scene: Scene, draft: Draft) -> Draft:
    """A flag told in another sentence is no actor of this one: it tells no operator."""
    flags = {
        one.craft.country
        for one in draft.crafts
        if one.craft.kind is CraftKind.VESSEL and one.craft.operator is None and one.craft.country
    }
    if not flags or draft.kind in (Kind.AGREEMENT, Kind.DENIAL):
        return draft
    sentence = draft.clause.sentence
    here = {one.country for one in inside(scene.doc.names, sentence.start, sentence.end)}
    kept = tuple(one for one in draft.actors if one.country not in flags - here)
    return draft if len(kept) == len(draft.actors) else replace(draft, actors=kept)


# "L'arrivée de deux hélicoptères a été confirmée par l'état-major nigérien": it gives nothing.
_ANNOUNCED_BY = gated(
    r"\b(?:confirm|annonc|announc|report|rapport|signal|revel|reveal|disclos|dement|deni|acknowledg|reconn|evoqu|"
    r"mention)\w* "
    r"(?:\w+ ){0,4}(?:par|by) (?:l'|le |la |les |the |an? |un |une )?$"
)


def _without_announcers(scene: Scene, draft: Draft) -> Draft:
    """Drop the states that only announce what happened, or whose flag a ship only flies and anybody may fly."""
    if not draft.actors or draft.kind is Kind.DENIAL:
        return draft
    flat, told, other = scene.doc.flat, set[str | None](), set[str | None]()
    spans = [(one.start, one.end, one.actor.country) for one in inside(scene.organisations, draft.start, draft.end)]
    taken = {start for low, high, _ in spans for start in range(low, high)}
    for name in inside(scene.doc.names, draft.start, draft.end):
        if name.start not in taken and name.country:
            spans.append((name.start, name.end, name.country))
    for low, high, country in spans:
        by = _ANNOUNCED_BY.search(flat, max(draft.start, low - 60), low)
        flag = tells_nobody(country) and is_flag(flat, low, high)
        (told if by or flag else other).add(country)
    kept = tuple(one for one in draft.actors if one.country not in told - other)
    return draft if len(kept) == len(draft.actors) else replace(draft, actors=kept)


# "New Delhi reconnaît avoir fourni …": who owns up gave.
_HAVING = re.compile(r"(?:n'|ne pas |l'|en )?avoir |having ")


def with_parties(scene: Scene, draft: Draft, found: Sequence[Saying]) -> Draft:
    """Return a draft with who acts and who receives where its clause leaves that to the report.

    `found` are the speakers that govern it.
    """
    draft = _with_owners(scene, _without_announcers(scene, _without_flags(scene, draft)), found)
    if draft.kind is Kind.DENIAL:
        told = any(one.country for one in draft.actors)
        denier = _named_denier(scene, draft, found) if told else _denier(scene, draft, found)
        return replace(draft, actors=denier) if denier else draft
    if draft.kind in (Kind.FLIGHT, Kind.PORT_CALL) and not any(one.country for one in draft.actors):
        crew = _crew(scene, draft)
        crew = crew or _of_shared_subject(scene, draft)
        return replace(draft, actors=(*draft.actors, *crew)) if crew else draft
    if draft.kind is Kind.DELIVERY and not draft.actors and _HAVING.match(scene.doc.flat, draft.start):
        owner = owning_up(scene, found)
        return replace(draft, actors=owner) if owner else draft
    if draft.kind in (Kind.AGREEMENT, Kind.DELIVERY) and not draft.actors:
        shared = _of_shared_subject(scene, draft)
        return replace(draft, actors=shared) if shared and not set(shared) & set(draft.recipients) else draft
    if draft.kind is Kind.TRAINING:
        return _with_trainees(scene, draft)
    if draft.kind is Kind.TRAFFIC_CHANGE:
        return _sold_to(scene, draft)
    if draft.kind is Kind.VISIT_COUNT:
        return _without_hosts(scene, draft)
    return draft


_GROUPS = frozenset({Kind.VISIT_OF_PEOPLE, Kind.TRAINING, Kind.DEPLOYMENT})


def _with_owners(scene: Scene, draft: Draft, found: Sequence[Saying]) -> Draft:
    """Give groups and parties the state that only the rest of the report tells."""
    if draft.kind is Kind.AGREEMENT:
        pair = both(scene, draft.start, draft.end)
        states = {one.country for one in draft.actors if one.country}
        return replace(draft, actors=pair) if pair and len(states) < len(pair) else draft
    if draft.kind not in _GROUPS:
        return draft
    actors = tuple(_owned(scene, draft, one) for one in draft.actors)
    recipients = tuple(_owned(scene, draft, one) for one in draft.recipients)
    if draft.kind is Kind.DEPLOYMENT and not any(one.country for one in actors):
        actors = owning_up(scene, found) or actors
    return replace(draft, actors=actors, recipients=recipients)


def _owned(scene: Scene, draft: Draft, one: Actor) -> Actor:
    """*ses pilotes*, *his sailors*: of the state that was named last."""
    if one.country is not None:
        return one
    group = next((known for known in inside(scene.people, draft.start, draft.end) if known.name == one.name), None)
    country = possessed(scene, group.start) if group is not None else None
    return replace(one, country=country) if country else one


_TRAINERS = re.compile(r"instruct|formateur|trainer|advis|conseill|expert|coach|entraineur")


def _with_trainees(scene: Scene, draft: Draft) -> Draft:
    """*70 Cambodian sailors had spent a fortnight aboard*: those who learn receive the training."""
    groups = {
        one.name for one in inside(scene.people, draft.start, draft.end) if not _TRAINERS.search(folded(one.name))
    }
    predicate = draft.clause.predicate
    if predicate is not None and predicate.passive:
        return _trained_by(scene, draft)
    learners = tuple(one for one in draft.actors if one.name in groups)
    if learners and _FROM_A_COURSE.search(scene.doc.flat, draft.start, draft.end):
        hosts = tuple(one for one in draft.recipients if one.name not in groups)
        return replace(draft, actors=hosts, recipients=learners)
    if draft.recipients or not learners:
        return draft
    return replace(draft, actors=tuple(one for one in draft.actors if one not in learners), recipients=learners)


# "Six Venezuelan pilots came back from a course near Isfahan": they learnt, and their hosts taught.
_FROM_A_COURSE = gated(
    r"\b(?:back|home|return(?:ed|ing|s)?|"
    r"came|come|emerged|graduated|rentre\w*|revenu\w*|de retour|sorti\w*|issu\w*)\b"
    r"[^,;.]{0,40}?"
    r"\b(?:from|d'un|d'une|de leur|du|de) (?:an? |the |their )?(?:[\w-]+ ){0,3}?"
    r"(?:course|training|classes|stage|formation|conversion|cours)\b"
)
_BY = re.compile(r"\b(?:by|par) (?:the |an? |des |les |un |une )?(?:\w+ )?$")


def _trained_by(scene: Scene, draft: Draft) -> Draft:
    """*60 combatants have been trained by foreign instructors*: the subject learns, who stands behind "by" trains."""
    groups = inside(scene.people, draft.start, draft.end)
    learners = [one for one in groups if one.start < draft.clause.at]
    trainers = [one for one in groups if _BY.search(scene.doc.flat, draft.start, one.start)]
    if len(learners) != 1 or learners[0] in trainers:
        return draft
    actors = tuple(one for one in draft.actors if one.country is None or one.country != learners[0].country)
    if trainers and trainers[0].country:
        actors = (state(scene, trainers[0].country),)
    return replace(draft, actors=actors, recipients=(Actor(learners[0].name, learners[0].country),))


_SALES = gated(r"\b(?:exports?|sales|deliveries|shipments|exportations|ventes|livraisons|expeditions)\b")


def _sold_to(scene: Scene, draft: Draft) -> Draft:
    """*exports of arms to Ethiopia jumped*: the state behind "to" receives, and does not act."""
    if not _SALES.search(scene.doc.flat, draft.start, draft.end):
        return draft
    taken = receivers(scene, draft.start, draft.end)
    states = {one.country for one in taken if one.country}
    actors = tuple(one for one in draft.actors if one.country not in states)
    return replace(draft, actors=actors, recipients=draft.recipients or taken) if taken else draft


_HOSTED = gated(
    r"\b(?:escales?|visites?|passages?|sejours?|atterrissages?|etapes?|ports?|calls?|visits?|stops?|landings?) $"
)


def _without_hosts(scene: Scene, draft: Draft) -> Draft:
    """*sa troisième escale libyenne*: the state visited does not act."""
    hosts = {
        one.country
        for one in inside(scene.doc.names, draft.start, draft.end)
        if one.form == "demonym" and _HOSTED.search(scene.doc.flat, max(0, one.start - 16), one.start)
    }
    return replace(draft, actors=tuple(one for one in draft.actors if one.country not in hosts)) if hosts else draft


def _named_denier(scene: Scene, draft: Draft, found: Sequence[Saying]) -> tuple[Actor, ...]:
    """Who denies by the words that name the speaker, or by where the speaker's name stood with an office."""
    for saying in found:
        spoken = [one for one in parties(scene, saying.start, _with_office(scene, saying)) if one.country]
        if spoken:
            return tuple(spoken[:1])
    names = [*(one.chain[0] for one in found if one.chain), *(draft.chain or ())[:1]]
    known = ((name, of_a_name(scene, name, draft.start)) for name in names)
    return next(((Actor(name, country),) for name, country in known if country), ())


# "…, a rétorqué Igor Maltsev, vice-ministre russe des Affaires étrangères": the office stands behind the name.
_OFFICE_BEHIND = re.compile(
    r", (?:the |le |la |l'|an? |un |une )?[^,.;:]{0,30}?(?:minist|porte-parole|spokes|ambassad|president|general|"
    r"colonel|admiral|amiral|diplomat|director|directeur|chef|head|official|secretar)[^,.;:]{0,60}"
)


def _with_office(scene: Scene, saying: Saying) -> int:
    """Where the words about a speaker end, the office behind the name included."""
    office = _OFFICE_BEHIND.match(scene.doc.flat, saying.end) if saying.start < saying.end else None
    return office.end() if office else saying.end


def _denier(scene: Scene, draft: Draft, found: Sequence[Saying]) -> tuple[Actor, ...]:
    """Who denies is who speaks: the state or office in the attribution, or where its speaker was named before."""
    for saying in found:
        spoken = [one for one in parties(scene, saying.start, _with_office(scene, saying)) if one.country]
        if spoken:
            return tuple(spoken[:1])
    subject = [one for one in parties(scene, draft.start, max(draft.start, draft.clause.at)) if one.country]
    if subject and not found:
        return tuple(subject[:1])
    names = [*(one.chain[0] for one in found if one.chain), *(draft.chain or ())[:1]]
    for name in names:
        country = of_a_name(scene, name, draft.start)
        if country:
            return (Actor(name, country),)
        party = _party_of(scene, name, draft.start) or _seated(scene, name, draft.end)
        if party:
            return party
    country = scene.at_home if any(_OFFICIAL.search(folded(name)) for name in names) else None
    return (state(scene, country),) if country else ()


# Who speaks for a state without naming it.
_OFFICIAL = re.compile(
    r"minist|porte-parole|spokes|gouvernement|government|armee|army|marine|navy|presiden|junt[ae]|general|autorites|"
    r"authorities|embass|ambassad|prefet|governor|gouverneur|depute|lawmaker|diplomat|official|responsable|etat-major"
)


# A name and the state that its office belongs to stand within this many characters.
OFFICE_REACH = 60


def _party_of(scene: Scene, name: str, before: int) -> tuple[Actor, ...]:
    """The state of a speaker by any mention of the name, the nearest before first."""
    words = name.split(" ")
    for part in dict.fromkeys((name, words[-1])):
        at = scene.doc.text.rfind(part, scene.doc.report.body_start, before) if len(part) > 3 else -1
        if at >= 0:
            found = [one for one in parties(scene, max(0, at - 20), at + len(part) + OFFICE_REACH) if one.country]
            if found:
                return tuple(found[:1])
    return ()


_OF_A_TOWN = re.compile(r"\b(?:of|de|based in|basee a|base a) $|\bd'$")


def _seated(scene: Scene, name: str, before: int) -> tuple[Actor, ...]:
    """*Halcyon Bulk of Dubai*, *la société de Singapour*: the state of the town where a speaker sits."""
    at = scene.doc.text.rfind(name, scene.doc.report.body_start, before) if len(name) > 3 else -1
    if at < 0:
        return ()
    for one in inside(scene.doc.names, max(0, at - 20), at + len(name) + 12):
        country = one.country or (one.place.country if one.place else None)
        beside = scene.doc.flat.startswith("-based", one.end) or _OF_A_TOWN.search(
            scene.doc.flat, max(0, one.start - 12), one.start
        )
        if country and beside:
            return (state(scene, country),)
    return ()


def _of_shared_subject(scene: Scene, draft: Draft) -> tuple[Actor, ...]:
    """*Phnom Penh is understood to be negotiating*: a clause without a subject shares that of the clause before it."""
    clause = draft.clause
    if clause.predicate is None or clause.predicate.passive or clause.text_of(clause.subject).strip():
        return ()
    earlier = [one for one in scene.clauses[clause.number] if one.start < clause.start]
    if not earlier:
        return ()
    low, high = earlier[-1].start, earlier[-1].at
    party = [one for one in parties(scene, low, high) if one.country]
    people = [state(scene, one.country) for one in inside(scene.people, low, high) if one.country]
    return tuple((people or party)[:1])


_FLOWN_BY = re.compile(r"\b(?:par|by) (?:des |les |the |an? |un |une )?(?:[\w-]+ ){0,2}$")


def _crew(scene: Scene, draft: Draft) -> tuple[Actor, ...]:
    """*convoyés par des pilotes russes*, *200 Kenyan officers flew in*: the state of who flew or was flown."""
    for group in inside(scene.people, draft.start, draft.end):
        if group.country and (
            _FLOWN_BY.search(scene.doc.flat, draft.start, group.start) or group.start - draft.start < OFFICE_REACH / 2
        ):
            return (state(scene, group.country),)
    return ()
