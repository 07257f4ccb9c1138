"""People are trained, by whom and where."""

from __future__ import annotations

import re

from crossbearing.model.claims import Actor, Count, Kind, PlaceRole
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.people import People
from crossbearing.reading.parties.roles import group_actor, parties, state
from crossbearing.reading.patterns.anchors import FORCES
from crossbearing.reading.patterns.visit_of_people import head_count
from crossbearing.reading.patterns.words import TRAINS
from crossbearing.reading.places.routes import places_told
from crossbearing.reading.scene import Scene, Who, subject_of
from crossbearing.reading.when import dated

_COURSE = re.compile(
    r"\b(?:(?:une |de la |leur |a une |un |an? |their )?(?:formation|stage|entrainement|instruction|cursus|cycle|"
    r"cours|apprentissage|training|course|"
    r"instruction)s?)\b"
)
_FOLLOWS = words(
    "suivre recevoir effectuer achever terminer entamer commencer débuter poursuivre boucler undergo receive "
    "complete attend"
    " follow take finish begin start continue undertake"
)
# How people are at a school or a course, whatever verb tells it.
_SPENDS = words(
    "be spend remain stay put take pass enter join enrol enroll sit come go graduate emerge attend have"
    " être passer rester prendre sortir intégrer entrer venir aller suivre faire achever terminer boucler trouver"
)
_IN_TRAINING = gated(
    r"\b(?:in training|under training|undergoing training|for (?:an? )?(?:[\w-]+ ){0,3}(?:training|course|instruction|"
    r"conversion)|on an? (?:[\w-]+ ){0,3}(?:course|training)|through their paces|"
    r"through an? [\w -]{2,30}(?:course|training)|learning (?:to|how)|"
    r"training (?:at|in|on|with)|"
    r"places? at (?:the |an? )?(?:[\w' -]{0,30} )?(?:college|academy|school|cent(?:re|er))|"
    r"out (?:at|of|from) (?:the |an? )?(?:[\w' -]{0,40} )?(?:college|academy|school|cent(?:re|er)|course)|"
    r"a l'entrainement|en formation|en stage|en conversion|a l'instruction|"
    r"(?:pour|suivre) (?:une|un|leur) (?:[\w-]+ ){0,2}(?:formation|stage|instruction|cours|conversion|cursus)|"
    r"leur (?:conversion|formation|instruction|apprentissage|stage|entrainement)|"
    r"(?:l'|a l')(?:ecole|academie) (?:militaire|navale|de l'air|des |de guerre)[\w' -]{0,20})"
)
# Schools that people attend, whatever the verb.
_SCHOOL = gated(
    r"\b(?:staff college|war college|defen[cs]e college|military academy|naval academy|naval college|"
    r"air academy|flight school|"
    r"flying school|air college|artillery school|academy|ecole (?:militaire|navale|d'etat-major|de guerre|"
    r"de l'air|d'artillerie|"
    r"d'aviation|royale militaire|des [a-z]+)|academie (?:militaire|navale|de l'air)|college (?:militaire|"
    r"de defense))\b"
)
_ATTENDS = words(
    "attend join enter enrol enroll suivre fréquenter intégrer rejoindre entrer study étudier graduate sortir"
)
_LESSONS = re.compile(
    r"[^.;]{0,50}?\b(?:lessons?|(?:an? )?(?:[\w-]+ ){0,2}course|instruction|training|des cours|un cours|une formation|"
    r"un stage|comment|how to|a (?:manier|piloter|conduire|utiliser|servir|entretenir|tirer|desamorcer|"
    r"reperer|guider))\b"
)
_GIVES = words(
    "give offer provide donner dispenser assurer offrir prodiguer show teach montrer"
    " enseigner apprendre expliquer explain"
)
_CLASS = gated(r"\b(?:promotion|classe|class|intake|batch|contingent|cohort|fournee) (?:de|d'|of) ")
_SENT = words("envoyer dépêcher send dispatch partir leave depart travel fly")
_ACTIVE = words("envoyer dépêcher send dispatch")
_TO_LEARN = re.compile(
    r"\b(?:se former|s'entrainer|formation|stage|cours|course|training|to train|learn|apprendre|to study|"
    r"etudier|etudieront|will study)\b"
)
_LEARNS = re.compile(r"\b(?:s'entrain\w+|trained (?:in|at|on)|trains? (?:in|at)|appris a|apprendre a)\b")


_TAKES_PLACE = words(
    "tenir dérouler avoir lieu débuter commencer achever terminer prendre mener conduire organiser être"
    " hold take begin start end conclude run be conduct stage finish"
)
_EXERCISE = gated(
    r"\b(?:(?:joint |combined |naval |air |live-fire |military |annual )?(?:exercises?|drills?|manoeuvres|war ?games)|"
    r"exercices?(?: conjoints?| communs?| militaires?| naval| navals)?|manoeuvres)\b"
)
_OF_FORCES = gated(r"\b(?:joint|combined|live-fire|military|naval|conjoint\w*|commun\w*|militaire\w*|naval\w*|tir)\b")
_COURSE_ON = gated(
    r"\b(?:l'instruction|la formation|l'entrainement|le stage|la conversion|instruction|training|conversion|the course|"
    r"a course) (?:sur|aux?|des|on|in|with) "
)
_GOES_ON = gated(r"\b(?:en cours|under way|underway|ongoing|bat son plein|in progress)\b")
# "Back from a course", "trained in X, they returned": the training is what is told.
_FROM_A_COURSE = gated(
    r"\b(?:from|after|d'une?|apres une?) (?:[\w'-]+ ){0,3}(?:course|training|stage|formation|instruction|cursus)\b"
)
_TRAINED_FIRST = re.compile(
    r"(?:(?:\w+ly |re)?(?:trained|schooled|instructed|formees?|formes|entrainees?|entraines|instruits|instruites)) "
    r"(?:in|at|by|on|en|a|au|aux|par|dans|sur|pendant|for) "
)
_COMES_BACK = words("return come fly go revenir rentrer retourner regagner arriver arrive leave quitter")
_VERBS = _FOLLOWS | TRAINS | _SENT | _SPENDS | _ATTENDS | _GIVES | _TAKES_PLACE | _COMES_BACK


TEACHERS = re.compile(
    r"instruct|technic|expert|engineer|ingenieur|advis|conseill|trainer|formateur|specialist|officer|officier|"
                      r"pilot|mechanic|mecanic|veteran|contractor|tutor")  # fmt: skip


def trained(clause: Clause, scene: Scene) -> Draft | None:
    """*a formé*, *se sont entraînés*, *ont suivi une formation*."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in _VERBS:
        return None
    if _is_exercise(clause, scene) or _is_course(clause, scene):
        return training_of(clause, scene, next(iter(inside(scene.people, clause.start, clause.end)), None), ())
    subject = subject_of(scene, clause)
    group = subject.people if subject.who is Who.PEOPLE else _trainees_before(clause, scene)
    at_a_school = predicate.lemma in _ATTENDS and _SCHOOL.search(clause.text_of(clause.object))
    gives = predicate.lemma in _GIVES and not predicate.passive and _LESSONS.match(clause.text_of(clause.object))
    if gives and group is not None and (group.country or FORCES.match(group.noun) or TEACHERS.match(group.noun)):
        return training_of(clause, scene, next(iter(_trainees(clause, scene)), None), group_actor(scene, group))
    if group is not None and predicate.lemma in _COMES_BACK and _after_a_course(clause):
        return training_of(clause, scene, group, ())
    passes_out = predicate.lemma in ("pass", "sortir", "graduate") and _CLASS.search(clause.text_of(clause.subject))
    at_school = predicate.lemma in _SPENDS and _IN_TRAINING.search(clause.text_of(clause.object))
    if group is not None and (at_school or passes_out or at_a_school):
        return training_of(clause, scene, group, ())
    if predicate.lemma in _FOLLOWS and _COURSE.search(clause.text_of(clause.object)) and group is not None:
        return training_of(clause, scene, group, ())
    if predicate.lemma in _SENT:
        for_training = (
            (predicate.passive or predicate.lemma not in _ACTIVE)
            and group is not None
            and _TO_LEARN.search(clause.text_of(clause.object))
        )
        return training_of(clause, scene, group, ()) if for_training else None
    if predicate.lemma not in TRAINS:
        return None
    if predicate.reflexive or predicate.passive or (group is not None and not _trainees(clause, scene)):
        return training_of(clause, scene, group, ()) if group is not None else None
    trainees = _trainees(clause, scene)
    if not trainees:
        return None
    return training_of(
        clause, scene, trainees[0], parties(scene, clause.start, predicate.start) or _speaking_for(clause, scene)
    )


def _is_exercise(clause: Clause, scene: Scene) -> bool:
    """*The joint exercise was held from 3 to 9 May at X*: forces train together, on a day and at a place."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in _TAKES_PLACE or predicate.negative:
        return False
    before = clause.text_of(clause.subject)
    if _EXERCISE.search(before) is None or _OF_FORCES.search(before) is None:
        return False
    return bool(dated(scene.doc, clause.start, clause.end)) and bool(
        inside(scene.spots, clause.start, clause.end) or inside(scene.organisations, clause.start, clause.end)
    )


def _is_course(clause: Clause, scene: Scene) -> bool:
    """*L'instruction sur les obusiers est en cours à X*: a course on a weapon, without those who take it."""
    on_weapons = _COURSE_ON.match(clause.flat) is not None and _GOES_ON.search(clause.flat) is not None
    return on_weapons and bool(inside(scene.goods, clause.start, clause.at))


def _after_a_course(clause: Clause) -> bool:
    """*came back from a six-week course*; *Formés en Iran, les opérateurs sont rentrés*."""
    return (
        _TRAINED_FIRST.match(clause.flat) is not None
        or _FROM_A_COURSE.search(clause.text_of(clause.object)) is not None
    )


def _trainees_before(clause: Clause, scene: Scene) -> People | None:
    """*Les intéressés y suivront un cursus*: the people told of just before."""
    if not _MEANT.match(clause.text_of(clause.subject)):
        return None
    earlier = [
        one for one in inside(scene.people, clause.start - MEANT_REACH, clause.start) if one.quantity is not None
    ]
    return earlier[-1] if earlier else None


# "They" and "the others" mean people told of at most about three sentences before. GUESS.
MEANT_REACH = 400
_MEANT = re.compile(
    r"(?:les (?:interesses|autres|deux|premiers|derniers)|ceux-ci|tous|ils|elles|they|the (?:others?|rest)|all)\b"
)


def _trainees(clause: Clause, scene: Scene) -> list[People]:
    return [
        one for one in inside(scene.people, clause.object.start, clause.end) if one.start - clause.object.start < 60
    ]


def _speaking_for(clause: Clause, scene: Scene) -> tuple[Actor, ...]:
    """*« Nous avons formé … », a déclaré l'ambassadeur de Turquie*: the speaker's country."""
    if not re.search(r"\b(?:nous|we)\b", clause.flat):
        return ()
    for saying in clause.sayings:
        for name in inside(scene.doc.names, saying.start, saying.end):
            if name.country:
                return (state(scene, name.country),)
    return ()


def training_of(clause: Clause, scene: Scene, group: People | None, trainers: tuple[Actor, ...]) -> Draft:
    """Return a training of people, with those who trained them."""
    places = places_told(scene, clause, Kind.TRAINING)
    if not trainers:
        where = [one.country for one in places if one.country and one.role is not PlaceRole.DEPARTURE]
        trainers = tuple(state(scene, country) for country in where[:1] if group is None or country != group.country)
    counts: tuple[Count, ...] = head_count(clause, scene, group)
    on_a_day = bool(dated(scene.doc, clause.start, clause.end)) or clause.lead is not None
    return draft_of(
        Kind.TRAINING,
        clause,
        actors=trainers,
        recipients=group_actor(scene, group),
        places=places,
        counts=counts,
        checkable_by=("records",) if on_a_day else ("claims",),
    )


TRAINED = Pattern(
    "trained",
    Kind.TRAINING,
    trained,
    reads=(
        ("fr", "Quarante pilotes birmans se sont formés en Russie en mai 2023."),
        ("fr", "Douze techniciens syriens ont suivi une formation à Minsk en mai 2023."),
        ("en", "Russia trained sixty Malian soldiers in May 2023."),
        ("en", "The joint naval exercise was held at Tartus from 3 to 9 May 2023."),
        ("fr", "L'exercice conjoint s'est tenu à Bamako du 3 au 9 mai 2023."),
        ("fr", "L'instruction sur les obusiers est en cours à Bamako."),
        ("en", "Six Malian pilots came back in May from a two-week course near Minsk."),
        ("fr", "Formés à Minsk, les pilotes maliens sont rentrés à Bamako en mai."),
    ),
    ignores=(
        ("fr", "Les nuages se sont formés en altitude."),
        ("en", "She trained her dog."),
        ("en", "The exercise was held at the gym on 3 May."),
    ),
)
