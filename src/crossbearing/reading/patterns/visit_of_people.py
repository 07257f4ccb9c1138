"""People travel somewhere or stay there; a delegation is received."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Actor, Count, Kind, PlaceRole, Stance
from crossbearing.reading.document import extents, inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.numbers.quantities import Quantity
from crossbearing.reading.numbers.spelt import value_of
from crossbearing.reading.parties.people import People
from crossbearing.reading.parties.roles import craft_ids, group_actor, parties, state
from crossbearing.reading.patterns.words import MOVES, TRAVELS
from crossbearing.reading.places.routes import places_told
from crossbearing.reading.scene import Scene, Subject, Who, subject_of
from crossbearing.reading.when import dated

_TRIPS = gated(
    r"\b(?:visites?|voyages?|sejours?|deplacements?|tournees?|visits?|trips?|tours?|stays?|missions?|travel)\b"
)
_NEEDS_TRIP = words("effectuer faire réaliser accomplir make avoir have conclure achever commencer entamer participer")
_HOSTS = words("accueillir recevoir host receive welcome")
_REFLEXIVE = words("rendre déplacer arrêter")
_NOT_TRAVEL = words("rencontrer assister attend join poser toucher relier stop take passer attend débuter")
_VISITS = words("visiter inspecter visit tour inspect")
_SITE = re.compile(
    r"\b(?:usines?|centres?|bases?|sites?|installations?|chantiers?|casernes?|ports?|ecoles?|camps?|"
    r"academies?|ateliers?|poste de|quais?|aeroports?|aerodromes?|"
    r"piers?|docks?|airports?|airfields?|plants?|factor\w+|facilit\w+|shipyards?|schools?|academ\w+|centers?|barracks|"
    r"works|laborator\w+)\b"
)
_TOOK_PLACE = gated(
    r"\b(?:visites?|visits?|voyages?|trips?|deplacements?)\b[^.;]{0,60}?\b(?:ont eu lieu|a eu lieu|"
    r"avait eu lieu|avaient eu lieu|took place|taken place|happened|remonte\w*)\b"
)


_VISITED = gated(
    r"\b(?:sites?|lieux|bases?|installations?|usines?) visitee?s?\b|\b(?:sites?|places|bases|facilities|"
    r"plants) (?:that (?:they|the delegation) )?visited\b|\bvisited sites\b"
)


def visited_sites(clause: Clause, scene: Scene) -> Draft | None:
    """*Parmi les lieux vus, une caserne à 12 km de X*: where a visit told before went."""
    if clause.predicate is None or not _VISITED.search(clause.flat):
        return None
    if not any(clause.start <= low < clause.end for low, _ in extents(scene.relatives, scene.spots)):
        return None
    return visit_of(clause, scene, _last_group(clause, scene))


_GOES = (TRAVELS | MOVES) - _NOT_TRAVEL


def people_travel(clause: Clause, scene: Scene) -> Draft | None:
    """People as subject of a verb of travel, with a place or a word for the trip."""
    predicate = clause.predicate
    if predicate is None:
        return None
    if _TOOK_PLACE.search(clause.flat):
        return visit_of(clause, scene, _group(subject_of(scene, clause)) or _last_group(clause, scene))
    lemma = predicate.lemma
    if lemma in _HOSTS and not predicate.passive:
        return _hosted(clause, scene)
    if lemma in ("envoyer", "dépêcher", "send", "dispatch") and not predicate.passive:
        return _sent_by(clause, scene)
    due = lemma in ("être", "be") and _DUE.match(clause.text_of(clause.object))
    if (lemma in _SENT and predicate.passive) or lemma in ("attendre", "expect") or due:
        return _sent(clause, scene)
    if lemma not in _GOES or (lemma in _REFLEXIVE and not predicate.reflexive):
        return None
    subject = subject_of(scene, clause)
    group = _group(subject)
    if group is None:
        return None
    trip = bool(_TRIPS.search(clause.text_of(clause.object)))
    if lemma in _NEEDS_TRIP and not trip:
        return None
    placed = any(predicate.end <= spot.start < clause.end for spot in scene.spots) or _back_there(clause)
    counted = group.quantity is not None and bool(dated(scene.doc, clause.start, clause.end))
    site = bool(_SITE.search(clause.text_of(clause.object)))
    if (
        not placed
        and not trip
        and not (lemma in _COME and counted)
        and not (site and (lemma in _VISITS or (lemma in _REMAINS and counted)))
    ):
        return None
    return visit_of(clause, scene, group)


_REMAINS = words("séjourner rester loger stay remain")
_COME = words("arriver débarquer arrive land")
_DUE = re.compile(r" (?:due|expected|attendue?s?) (?:in|at|a|au|aux|en|on) ")
_SENT = words("envoyer dépêcher transférer send dispatch fly transport")


def _sent(clause: Clause, scene: Scene) -> Draft | None:
    """*avaient été envoyés à Ankara*, *est attendu à Luanda vendredi*: people sent or expected somewhere."""
    group = _group(subject_of(scene, clause))
    predicate = clause.predicate
    if group is None or predicate is None or not any(predicate.end <= spot.start < clause.end for spot in scene.spots):
        return None
    draft = visit_of(clause, scene, group)
    return draft if predicate.lemma in _SENT else replace(draft, stance=Stance.HEDGED)


def _sent_by(clause: Clause, scene: Scene) -> Draft | None:
    """*La Serbie a envoyé douze ingénieurs à Tripoli*: the people are the object."""
    predicate = clause.predicate
    groups = inside(scene.people, clause.object.start, clause.object.start + OBJECT_REACH)
    if predicate is None or not groups or not any(groups[0].end <= spot.start < clause.end for spot in scene.spots):
        return None
    senders = parties(scene, clause.start, predicate.start)
    group = groups[0] if groups[0].country or not senders else replace(groups[0], country=senders[0].country)
    return visit_of(clause, scene, group)


# The object of "send" begins at most this many characters behind the verb.
OBJECT_REACH = 30


def _back_there(clause: Clause) -> bool:
    return (
        bool(re.search(r"\by\b", clause.flat[: 0 if clause.predicate is None else clause.predicate.end - clause.start]))
        or " there" in clause.flat
    )


def _group(subject: Subject) -> People | None:
    return subject.people if subject.who is Who.PEOPLE else None


def _last_group(clause: Clause, scene: Scene) -> People | None:
    earlier = [one for one in scene.people if one.start < clause.start and one.country]
    return earlier[-1] if earlier else None


def _hosted(clause: Clause, scene: Scene) -> Draft | None:
    predicate = clause.predicate
    assert predicate is not None
    groups = [one for one in inside(scene.people, predicate.end, clause.end) if one.country]
    return visit_of(clause, scene, groups[0]) if groups and groups[0].start - predicate.end < 40 else None


_POINTS_BACK = re.compile(r"\b(?:le|la|les|des|ces|cette|ce|l'|the|these|those|this) (?:\w+ )?$")
# Members are named at most this many characters behind their group ("a delegation of nine Ethiopian officers").
MEMBERS_REACH = 40


def _with_country(scene: Scene, group: People | None) -> People | None:
    """*Le groupe*, *les experts*: the country of the group named before."""
    if group is not None and group.country is None:
        members = [one for one in inside(scene.people, group.start + 1, group.end + MEMBERS_REACH) if one.country]
        if members:
            return replace(group, country=members[0].country)
    if (
        group is None
        or group.country is not None
        or not _POINTS_BACK.search(scene.doc.flat[max(0, group.start - 14) : group.start])
    ):
        return group
    earlier = [one for one in scene.people if one.start < group.start and one.country]
    return replace(group, country=earlier[-1].country) if earlier else group


def visit_of(clause: Clause, scene: Scene, group: People | None) -> Draft:
    """Return a visit of people, with their hosts and how many they were."""
    group = _with_country(scene, group)
    places = places_told(scene, clause, Kind.VISIT_OF_PEOPLE)
    visited = [one.country for one in places if one.role is not PlaceRole.DEPARTURE and one.country]
    hosts: tuple[Actor, ...] = tuple(
        dict.fromkeys(state(scene, country) for country in visited if group is None or country != group.country)
    )
    flights = tuple(one for one in inside(scene.doc.ids, clause.start, clause.end) if one.kind == "flight_number")
    crafts = tuple(scene.fleet.within(clause.start, clause.end)) if flights else ()
    checked = ("flights", "records") if flights and craft_ids(crafts).flight_number else ("records",)
    return draft_of(
        Kind.VISIT_OF_PEOPLE,
        clause,
        crafts=crafts,
        actors=group_actor(scene, group),
        recipients=hosts,
        places=places,
        counts=(*head_count(clause, scene, group), *_trips(clause, scene)),
        checkable_by=checked,
    )


_STRONG = gated(r"\b(?P<n>[\w]+)-(?:member|strong|person|man)\b")


def head_count(clause: Clause, scene: Scene, group: People | None) -> tuple[Count, ...]:
    """Return how many people: the group's own figure, or that of its members ("une délégation de onze membres")."""
    if group is None:
        return ()
    strong = _STRONG.search(scene.doc.flat, max(clause.start, group.start - 30), group.end)
    value = value_of(strong["n"], scene.doc.language) if strong else None
    if value is not None:
        return (Count("people", value, value),)
    own = group.quantity if group.quantity is not None and clause.start <= group.start else None
    if own is not None and own.form != "ordinal" and not re.match(r"delegation|group|equipe|team|mission", group.noun):
        return (Count("people", own.min, own.max),)
    beside = _in_apposition(clause, scene, group)
    if beside is not None:
        return (Count("people", beside.min, beside.max),)
    members = [one for one in inside(scene.people, group.start + 1, clause.end) if _counts_members(clause, one)]
    return (
        (Count("people", members[0].quantity.min, members[0].quantity.max),) if members and members[0].quantity else ()
    )


def _in_apposition(clause: Clause, scene: Scene, group: People) -> Quantity | None:
    """*Des instructeurs russes, une centaine au total, …*; *l'équipage, seize personnes, …*."""
    near = inside(scene.doc.quantities, group.end, min(clause.end, group.end + 6))
    found = [q for q in near if scene.doc.flat[group.end : q.start] in (", ", " (", " - ")]
    return found[0] if found and found[0].form not in ("ordinal", "percent", "money") else None


def _counts_members(clause: Clause, one: People) -> bool:
    if one.quantity is None or one.quantity.form == "ordinal":
        return False
    before = clause.doc.flat[max(clause.start, one.start - 22) : one.start]
    return bool(
        re.search(
            r"(?:\b(?:de|d'|of|composee? de|forte? de|comptant|numbering|with|made up of|avec|comprising|some)|"
            r"d') ?$",
            before,
        )
    )


def _trips(clause: Clause, scene: Scene) -> tuple[Count, ...]:
    for match in _TRIPS.finditer(clause.flat):
        at = clause.start + match.start()
        near: list[Quantity] = [
            q for q in inside(scene.doc.quantities, at - 26, at) if q.form not in ("ordinal", "money")
        ]
        if near and re.fullmatch(r" (?:[a-z]+ )?", scene.doc.flat[near[-1].end : at]):
            return (Count("visits", near[-1].min, near[-1].max),)
    return ()


PEOPLE_TRAVEL = Pattern(
    "people travel",
    Kind.VISIT_OF_PEOPLE,
    people_travel,
    reads=(
        ("fr", "Huit ingénieurs nord-coréens se sont rendus à Vladivostok le 3 mai 2023."),
        ("fr", "Une délégation russe a séjourné à Pyongyang du 3 au 9 mai 2023."),
        ("en", "Four Russian engineers travelled to Tehran on 3 May 2023."),
        ("en", "A Serbian delegation visited Minsk in May 2023."),
    ),
    ignores=(("fr", "Les visiteurs du musée ont rejoint la sortie."), ("en", "The officials visited nobody.")),
)
VISITED_SITES = Pattern(
    "visited sites",
    Kind.VISIT_OF_PEOPLE,
    visited_sites,
    reads=(
        (
            "fr",
            "Six ingénieurs serbes se sont rendus en Libye. Parmi les lieux visités figure une caserne à 12 km "
            "au sud de Benghazi.",
        ),
    ),
    ignores=(("fr", "Parmi les musées, beaucoup sont fermés l'hiver."),),
)
