"""A report's document with its actors in place: craft, people, goods, organisations, places, speakers, clauses."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from crossbearing.model.claims import Span
from crossbearing.reading.craft.followed import CraftKind, CraftMention, Fleet, fleet
from crossbearing.reading.craft.identifiers import Identifier, IdKind
from crossbearing.reading.document import Document, inside
from crossbearing.reading.language.clauses import Clause, clauses
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.goods import Goods, goods
from crossbearing.reading.parties.organisations import Organisation, home, organisations
from crossbearing.reading.parties.people import People, people
from crossbearing.reading.places.addresses import with_addresses
from crossbearing.reading.places.cues import COMPILED, Cue
from crossbearing.reading.places.relative import Relative, relatives
from crossbearing.reading.places.spots import Spot, spots
from crossbearing.reading.speaking.attribution import Saying, sayings

_PLACED = re.compile(
    r"\b(?:a|au|en|vers|pour|de|du|depuis|a destination de|via|pres de|in|at|to|from|near|for|via|into|of|left|reached|"
    r"quitter|quitte|rallier|rejoindre|gagner|entre|between|et|and|dans) (?:la |le |the )?$|\b(?:d'|l'|jusqu'a )$"
)
# Kinds of places that a craft goes to and stays at; "" is a name that nobody lists.
FIELDS = ("airport", "base")
SETTLED = ("city", "port", "airport", "base", "")
_PASSED = (Cue.FROM, Cue.VIA, Cue.OVER)
# A word such as "there" reaches back over at most so many names of places. GUESS.
RECALLED = 12


class Who(StrEnum):
    """What kind of thing a subject is."""

    AIRCRAFT = "aircraft"
    VESSEL = "vessel"
    LAND = "land"
    PEOPLE = "people"
    GOODS = "goods"
    STATE = "state"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a clause: its kind, and the mention it rests on (resolved for a pronoun)."""

    who: Who
    craft: CraftMention | None = None
    people: People | None = None
    goods: Goods | None = None
    pronoun: bool = False


@dataclass(frozen=True)
class Scene:
    """Everything the patterns look at."""

    doc: Document
    organisations: tuple[Organisation, ...]
    fleet: Fleet
    people: tuple[People, ...]
    goods: tuple[Goods, ...]
    spots: tuple[Spot, ...]
    relatives: tuple[Relative, ...]
    sayings: tuple[tuple[Saying, ...], ...]
    clauses: tuple[tuple[Clause, ...], ...]
    at_home: str | None = None
    subjects: dict[tuple[int, int, int], Subject] = field(default_factory=dict, repr=False)

    def last_spot(self, before: int, kinds: tuple[str, ...] = SETTLED) -> Spot | None:
        """Return the last town, port or base named before a character, or the last of some kinds.

        One that was left or passed is taken only where no other was told of.
        """
        number = bisect_left(self.spots, before, key=lambda spot: spot.start)
        earlier = (self.spots[at] for at in range(number - 1, max(-1, number - 1 - RECALLED), -1))
        fitting = [spot for spot in earlier if spot.kind in kinds and self._is_gone_to(spot)]
        stayed = (spot for spot in fitting if not self._is_left(spot))
        return next(stayed, fitting[0] if fitting else None)

    @cached_property
    def sole_mark(self) -> Identifier | None:
        """The only registration of a report that tells of at most one type of aircraft, None in any other."""
        marks = {one.value: one for one in self.doc.ids if one.kind is IdKind.REGISTRATION}
        types = {name.designators for name in self.doc.names if name.designators}
        return next(iter(marks.values())) if len(marks) == 1 and len(types) <= 1 else None

    def _is_gone_to(self, spot: Spot) -> bool:
        return not (spot.address or self._describes(spot) or self._speaks(spot) or self._governs(spot))

    def _is_left(self, spot: Spot) -> bool:
        """*venant de X*, *via X*: no place that something came to."""
        left = self.doc.flat[max(0, spot.left - 40) : spot.left]
        return any(pattern.search(left) for cue, pattern in COMPILED[self.doc.language] if cue in _PASSED)

    def _describes(self, spot: Spot) -> bool:
        """Say whether a place only tells where another lies: "X, 100 km east of Benghazi"."""
        return any(one.describes and one.start <= spot.start < one.end for one in self.relatives)

    def _governs(self, spot: Spot) -> bool:
        """Say whether a capital stands for its government: no preposition of place before it."""
        return spot.is_state and _PLACED.search(self.doc.flat, max(0, spot.left - 14), spot.left) is None

    def _speaks(self, spot: Spot) -> bool:
        """Say whether a place's name is a speaker's: "d'après Séoul"."""
        here = self.sayings[self.doc.sentence_at(spot.start)]
        return spot.is_state and any(one.start <= spot.start < one.end for one in here)


def stage(doc: Document) -> Scene:
    """Return the scene of a report."""
    taken = organisations(doc)
    places = with_addresses(doc, spots(doc, taken))
    said = sayings(doc)
    return Scene(
        doc=doc,
        organisations=taken,
        fleet=fleet(doc, taken),
        people=people(doc),
        goods=goods(doc),
        spots=places,
        relatives=tuple(one for sentence in doc.sentences for one in relatives(doc, sentence, places)),
        sayings=said,
        at_home=home(doc, 1.0),
        clauses=tuple(clauses(doc, number, here) for number, here in enumerate(said)),
    )


_ONE_OF = re.compile(
    r"^(?:l'un d'eux|l'un d'entre eux|l'une d'elles|one of them|the latest|le dernier|the last|le premier|le second|"
    r"la premiere|l'autre|les deux autres|the first|the second|the other)(?:,| ?$)"
)
_ONLY_LINKS = re.compile(r"(?:et|and|puis|then|apres|after|also|mais|but)?")
_BESIDE_A_DAY = re.compile(r"[\s,]*(?:(?:on|in|at|by|le|en|au|a|dans|et|and|then|puis|but|mais)[\s,]*)*")


def _is_only_a_day(scene: Scene, span: Span) -> bool:
    """*and on Tuesday turned back*: a day stands before the verb, and no subject."""
    times = inside(scene.doc.times, span.start, span.end)
    if len(times) != 1 or times[0].end > span.end:
        return False
    flat = scene.doc.flat
    return _BESIDE_A_DAY.fullmatch(f"{flat[span.start : times[0].start]} {flat[times[0].end : span.end]}") is not None


_PRONOUN_ONE = re.compile(
    r"\b(?:il|elle|it|she|celui-ci|celle-ci|ce dernier|cette derniere|the latter|l'un d'eux|l'un d'entre eux|"
    r"l'une d'elles|one of them)\b(?: [a-z]+ly| en)? ?$"
)
_PRONOUN_MANY = re.compile(
    r"\b(?:ils|elles|they|tous|toutes|ceux-ci|celles-ci|ces derniers|all|d'entre eux|d'entre elles|of them|les autres|"
    r"les interesses|the others|the rest)\b ?$"
)
# "Ceux-ci" are the ones named last, whatever the subject before was.
_THESE = re.compile(r"(?:et |mais |but |and )?(?:ceux-ci|celles-ci|ces derniers|ces dernieres)")
# What stands between a subject and its verb: object pronouns, "are reported to".
_BEHIND_SUBJECT = re.compile(
    r"(?:(?: |(?<=[ ']))(?:y|en|les|la|le|lui|leur|l'|se|s'|ne|n'))+$|"
    r" (?:is|are|was|were|has been|have been) (?:[a-z]+ly )?(?:reported|said|believed|thought|understood|alleged|known|"
    r"expected|rumoured|rumored|presumed|likely|due|set) to$"
)
_RELATIVE = re.compile(r"^(?:qui|which|that|who|dont)\b")


def subject_of(scene: Scene, clause: Clause) -> Subject:
    """Return the subject of a clause; pronouns, relatives and shared subjects are resolved."""
    key = (clause.start, clause.at, clause.end)
    if key not in scene.subjects:
        scene.subjects[key] = _subject(scene, clause)
    return scene.subjects[key]


_FORMER = re.compile(r"(?:le premier|la premiere|the first|the former|celui-la|celle-la)(?:,| ?$)")
# Two craft are told of together within about three sentences. GUESS.
PAIRED = 500


PAIR = 2


def _marks(one: CraftMention) -> tuple[Identifier, ...]:
    return tuple(got for got in one.craft.ids if got.kind is IdKind.REGISTRATION)


def _first_of_two(scene: Scene, clause: Clause) -> Subject | None:
    """*Le premier a gagné X; le second …*: the first named of the two craft told of last."""
    named: dict[str, CraftMention] = {}
    found = scene.fleet.within(clause.sentence.start - PAIRED, clause.start)
    for one in found:
        if one.craft.named and not one.plural:
            named.setdefault(one.craft.name, one)
    twins = next((one for one in reversed(found) if len(_marks(one)) == PAIR), None)
    if twins is not None and found[-1] is twins:
        alone = replace(twins.craft, ids=_marks(twins)[:1])
        return Subject(Who(alone.kind.value), craft=replace(twins, craft=alone, plural=False), pronoun=True)
    pair = list(named.values())[-PAIR:]
    if len(pair) != PAIR or pair[0].craft.kind is not pair[1].craft.kind:
        return None
    return Subject(Who(pair[0].craft.kind.value), craft=pair[0], pronoun=True)


def _subject(scene: Scene, clause: Clause) -> Subject:
    span = clause.subject
    printed = clause.text_of(span).strip()
    before = _BEHIND_SUBJECT.sub("", printed)
    span = Span(span.start, min(span.end, span.start + clause.text_of(span).find(before) + len(before)))
    if _RELATIVE.match(before):
        return nearest_before(scene, clause.sentence.start, clause.start)
    first = _first_of_two(scene, clause) if _FORMER.match(before) else None
    if first is not None:
        return first
    named = _head(scene, span.start, span.end)
    if named is not None:
        return named
    if (
        _ONE_OF.match(before)
        or _PRONOUN_ONE.search(printed)
        or before.endswith((" she", " it"))  # "where she is reported to have called"
        or (before in ("il", "elle") and printed.endswith((" l'", " les", " le", " la")))
        or (clause.predicate and re.search(r"-(?:il|elle)\b", clause.flat))
    ):
        return _antecedent(scene, clause, (Who.AIRCRAFT, Who.VESSEL, Who.LAND))
    if _THESE.fullmatch(before):
        return _last_group(scene, clause)
    if _PRONOUN_MANY.search(before):
        found = _antecedent(scene, clause, (Who.PEOPLE,) if clause.lemma in _OF_PEOPLE else _ANYTHING)
        return _last_group(scene, clause) if found.who is Who.OTHER else found
    if _is_bare_figure(scene, span.start, span.end):
        return _last_group(scene, clause)
    if not before and clause.lead is not None:  # "His cargo, according to X, was meant for Y"
        named = _head(scene, clause.lead.start, clause.lead.end)
        if named is not None:
            return named
    if not before or _ONLY_LINKS.fullmatch(before) or _is_only_a_day(scene, span):
        return _shared(scene, clause)
    return _state(scene, span.start, span.end)


def _head(scene: Scene, start: int, end: int) -> Subject | None:
    """The first craft, people or goods of a stretch; in a French noun phrase the head stands first."""
    found: list[tuple[int, int, Subject]] = []
    for craft in scene.fleet.within(start, end):
        found.append((craft.start, 0, Subject(Who(craft.craft.kind.value), craft=craft)))
    for group in inside(scene.people, start, end):
        found.append((group.start, 1, Subject(Who.PEOPLE, people=group)))
    for item in inside(scene.goods, start, end):
        if scene.doc.text[item.start - 1 : item.start] != "-":  # "the 1,200-tonne corvette"
            found.append((item.start, 2, Subject(Who.GOODS, goods=item)))
    found = [one for one in found if not _is_complement(scene.doc, start, one[0])]
    marked = [
        one for one in found if one[2].who is Who.AIRCRAFT and one[2].craft is not None and one[2].craft.craft.ids
    ]
    if marked and not any(one[2].who is Who.PEOPLE for one in found):
        return marked[0][2]  # a registration tells that the thing named before it is an aircraft
    return min(found, key=lambda one: one[:2])[2] if found else None


def _is_complement(doc: Document, start: int, at: int) -> bool:
    """*à bord de l'avion*, *aboard the ship*: not the head of the phrase."""
    before = doc.flat[max(start, at - 14) : at]
    return bool(
        re.search(
            r"\b(?:a bord (?:de |d'|du )|aboard |on board |par |by |avec |with |of the )(?:un |une |l'|le |la |"
            r"the |an? |des |les |deux |trois |two |three |several |plusieurs )?$",
            before,
        )
    )


def nearest_before(scene: Scene, start: int, end: int) -> Subject:
    """Return the last craft, people or goods of a stretch: what a relative pronoun or a participle behind it means."""
    found: list[tuple[int, Subject]] = []
    for craft in scene.fleet.within(start, end):
        found.append((craft.start, Subject(Who(craft.craft.kind.value), craft=craft)))
    for group in inside(scene.people, start, end):
        found.append((group.start, Subject(Who.PEOPLE, people=group)))
    crafts = scene.fleet.within(start, end)
    for item in inside(scene.goods, start, end):
        if not any(one.start < item.end and item.start < one.end for one in crafts):
            found.append((item.start, Subject(Who.GOODS, goods=item)))
    return max(found, key=lambda one: one[0])[1] if found else _state(scene, start, end)


def _antecedent(scene: Scene, clause: Clause, wanted: tuple[Who, ...]) -> Subject:
    """The subject of the clauses before, nearest first, of a kind the pronoun can stand for."""
    for number in range(clause.number, max(-1, clause.number - 4), -1):
        for other in reversed(scene.clauses[number]):
            if other.start >= clause.start or not (other.subject.start < other.subject.end):
                continue
            former = _FORMER.match(other.text_of(other.subject).strip())
            named = (former and _first_of_two(scene, other)) or _head(scene, other.subject.start, other.subject.end)
            if named is not None and named.who in wanted:
                return Subject(named.who, named.craft, named.people, named.goods, True)
    for kind in (CraftKind.AIRCRAFT, CraftKind.VESSEL):
        last = scene.fleet.last(clause.start, kind)
        if last is not None and Who(kind.value) in wanted and last.start > clause.sentence.start - _FAR:
            return Subject(Who(kind.value), craft=last, pronoun=True)
    return Subject(Who.OTHER, pronoun=True)


# A pronoun reaches back over about four sentences (600 characters). GUESS.
_FAR = 600


_ANYTHING = (Who.PEOPLE, Who.AIRCRAFT, Who.VESSEL, Who.GOODS, Who.LAND)
_BESIDE_FIGURE = re.compile(
    r"(?:[\s,]|\b(?:les|the|autres?|others?|more|of them|of these|of the|d'entre eux|d'entre elles|au moins|at least|"
    r"only|seuls?|seules?|seulement|another|encore|some|quelque|environ|about|in all|de plus|further|de ces|"
    r"premiers|premieres|derniers|dernieres|first|last|remaining|y|en|ont|et|and|puis|then|a few|quelques)\b)*"
)


# Verbs by whose figure no people, and by whose figure only people can be meant.
_OF_CRAFT = words(
    "land fly turn overfly sail dock berth moor anchor atterrir décoller voler survoler poser accoster amarrer mouiller"
    " appareiller dérouter divert"
)
_OF_PEOPLE = words(
    "séjourner loger vivre résider apprendre former instruire héberger live lodge reside train learn teach billet marry"
    " graduate speak wear"
)


def _is_bare_figure(scene: Scene, start: int, end: int) -> bool:
    """*Douze autres y sont*, *three of them stayed*: a figure without a noun, for what was told of before."""
    found = [one for one in inside(scene.doc.quantities, start, end) if one.form not in ("percent", "money", "measure")]
    if len(found) != 1 or found[0].end > end:
        return False
    flat = scene.doc.flat
    return _BESIDE_FIGURE.fullmatch(f"{flat[start : found[0].start]} {flat[found[0].end : end]}") is not None


def _last_group(scene: Scene, clause: Clause) -> Subject:
    """The people, goods or several craft told of last; behind a passive, only people who stand nearer than goods."""
    before = clause.start
    low = max(scene.doc.report.body_start, before - _FAR)
    found: list[tuple[int, Subject]] = []
    for group in inside(scene.people, low, before):
        if group.quantity is not None or group.country:
            found.append((group.start, Subject(Who.PEOPLE, people=group, pronoun=True)))
    for item in inside(scene.goods, low, before):
        if item.quantity is not None or item.plural:
            found.append((item.start, Subject(Who.GOODS, goods=item, pronoun=True)))
    for craft in scene.fleet.within(low, before):
        if craft.plural:
            found.append((craft.start, Subject(Who(craft.craft.kind.value), craft=craft, pronoun=True)))
    if clause.lemma in _OF_CRAFT:
        return Subject(Who.OTHER, pronoun=True)
    if clause.lemma in _OF_PEOPLE:
        found = [one for one in found if one[1].who is Who.PEOPLE]
    last = max(found, key=lambda one: one[0])[1] if found else Subject(Who.OTHER, pronoun=True)
    passive = clause.predicate is not None and clause.predicate.passive
    return Subject(Who.OTHER, pronoun=True) if passive and last.who is not Who.PEOPLE else last


def _shared(scene: Scene, clause: Clause) -> Subject:
    """A clause without a subject shares that of the clause before it in the sentence."""
    earlier = [other for other in scene.clauses[clause.number] if other.start < clause.start]
    if earlier:
        return subject_of(scene, earlier[-1])
    later = [other for other in scene.clauses[clause.number] if other.start > clause.start]
    if later and clause.predicate is not None and later[0].text_of(later[0].subject).strip():
        return subject_of(scene, later[0])  # "Having left X, the ship …"
    return Subject(Who.OTHER)


def _state(scene: Scene, start: int, end: int) -> Subject:
    for name in inside(scene.doc.names, start, end):
        if name.country and name.form in ("name", "capital", "metonym"):
            return Subject(Who.STATE)
    return Subject(Who.STATE if inside(scene.organisations, start, end) else Who.OTHER)
