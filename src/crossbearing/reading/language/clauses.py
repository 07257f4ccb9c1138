"""The clause around each predicate of a sentence, and phrases that stand by themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from crossbearing.model.claims import Span
from crossbearing.reading.document import Document, inside
from crossbearing.reading.language.gates import Flat
from crossbearing.reading.language.predicates import Predicate, predicates
from crossbearing.reading.language.text import Sentence
from crossbearing.reading.speaking.saying import OBJECT_FOLLOWS, Manner, Saying

__all__ = ["Clause", "Predicate", "clauses"]


@dataclass(frozen=True)
class Clause:
    """The stretch `[start, end)` of one predicate, inside one sentence, without attributions.

    `lead` is a phrase before it that an attribution cuts off ("In May, according to X, a ship …"); `asides` are
    participles that stand in it without an auxiliary ("Parti de X le 3 mai, …").
    """

    doc: Document
    number: int
    start: int
    end: int
    predicate: Predicate | None
    sayings: tuple[Saying, ...] = field(default=(), repr=False)
    lead: Span | None = None
    asides: tuple[Predicate, ...] = field(default=(), repr=False)

    @property
    def sentence(self) -> Sentence:
        """The sentence it stands in."""
        return self.doc.sentences[self.number]

    @property
    def at(self) -> int:
        """A character that stands for the clause: its predicate, or its beginning."""
        return self.predicate.start if self.predicate else self.start

    @cached_property
    def flat(self) -> Flat:
        """The folded characters of the clause."""
        return self.doc.flat.part(self.start, self.end)

    @cached_property
    def sentence_flat(self) -> Flat:
        """The folded characters of the sentence."""
        return self.doc.flat.part(self.sentence.start, self.sentence.end)

    @property
    def subject(self) -> Span:
        """What stands before the verb group."""
        return Span(self.start, self.predicate.start if self.predicate else self.start)

    @property
    def object(self) -> Span:
        """What stands behind the verb group."""
        return Span(self.predicate.end if self.predicate else self.start, self.end)

    @property
    def lemma(self) -> str:
        """The lemma of the predicate, empty without one."""
        return self.predicate.lemma if self.predicate else ""

    def text_of(self, span: Span) -> str:
        """The folded characters of a stretch."""
        return self.doc.flat[span.start : span.end]


# "shortly after dawn", "just before 9 a.m.": no clause begins there.
_AN_HOUR = r" (?:dawn|dusk|dark|midnight|midday|noon|sunrise|sunset|nightfall|\d)"
# Where one clause ends and the next begins, the strongest first.
_CUTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<=\S) ?: | - ",
        r",? (?=(?:puisque|parce que|car|because|although|though|bien que|whereas) )|,? (?=(?:puisqu|parce qu)')",
        rf",? (?=(?:qui|dont|from where|from which|(?<!from )where|which|who|tandis que|alors que|while|"
        rf"(?:after|before)(?!{_AN_HOUR})|apres avoir|apres que|avant de|pendant que) )",
        r",? (?=ou (?:il|elle|ils|elles|le|la|les|un|une|des)\b)",
        r",? (?=(?:alors|tandis|pendant|apres|avant|lors) qu'|alors que )",
        r", (?=(?:et|and|puis|mais|but|then|ce que|ce qui) )|, puis ",
        r" (?=(?:et|and|mais|but) )",
        r", ",
        r" (?=(?:that|que) )| (?=qu')",
    )
)


def clauses(doc: Document, number: int, sayings: Sequence[Saying]) -> tuple[Clause, ...]:
    """Return the clauses of a sentence in order: one a predicate; one without a predicate where there is none."""
    sentence = doc.sentences[number]
    groups = predicates(doc, sentence, sayings)
    found = [one for one in groups if not one.bare]
    free = _free_stretches(sentence.start, sentence.end, sayings)
    made: list[Clause] = []
    lead: Span | None = None
    for low, high in free:
        here = [one for one in found if low <= one.start < high]
        if not here and _is_inserted(sayings, high):
            lead = Span(low, high)
            continue
        if not here and made and made[-1].predicate and _goes_on_behind(doc, sayings, low):
            made[-1] = _trimmed(replace(made[-1], end=high))
            continue
        heads: list[Predicate | None] = [*here] or [None]
        tail = _TAIL.search(doc.flat, here[-1].end, high) if here else None
        edges = [low, *(_cut(doc, one.end, other.start) for one, other in pairwise(here)), high]
        for one, start, end in zip(heads, edges[:-1], edges[1:], strict=True):
            stop = tail.start() if tail and one is here[-1] else end
            made.append(_trimmed(Clause(doc, number, start, stop, one, tuple(sayings), lead)))
        if tail:
            made.append(_trimmed(Clause(doc, number, tail.end(), high, None, tuple(sayings))))
        lead = None
    made += [
        _aside(doc, number, one, sayings) for one in sayings if _is_aside(doc, one) or _is_bare(doc, sentence, one)
    ]
    bare = tuple(one for one in groups if one.bare)
    return tuple(_with_asides(clause, bare) for clause in made if clause.start < clause.end)


def _with_asides(clause: Clause, bare: Sequence[Predicate]) -> Clause:
    here = inside(bare, clause.start, clause.end)
    return replace(clause, asides=tuple(here)) if here else clause


def _aside(doc: Document, number: int, saying: Saying, sayings: Sequence[Saying]) -> Clause:
    before = doc.text[saying.start : saying.end]
    start = saying.end - len(before.lstrip(" ,"))
    return Clause(doc, number, start, saying.start + len(before.rstrip(" ,.;")), None, tuple(sayings))


def _is_aside(doc: Document, saying: Saying) -> bool:
    """*…, ce que Moscou dément*: a denial told in a relative clause stands by itself."""
    return saying.manner is Manner.DENIES and _ASIDE.match(doc.flat, saying.start) is not None


def _is_bare(doc: Document, sentence: Sentence, saying: Saying) -> bool:
    """*La société réfute.*: a denial that is a whole sentence."""
    whole = saying.start <= sentence.start + 3 and doc.flat[saying.end : sentence.end].strip(' .!"') in _NOTHING_MORE
    return whole and saying.manner is Manner.DENIES


_NOTHING_MORE = ("", "it", "this", "that", "cela", "tout", "everything", "en bloc", "categoriquement")
_ASIDE = re.compile(r"[, ]*(?:ce que |ce qu'|which |chose que )")


# A visit's rank in apposition, or a further leg told by a noun: a claim of its own.
_TAIL = re.compile(
    r", (?=(?:sa |la |son |le |its |the )?(?:premiere?|seconde?|deuxieme|troisieme|quatrieme|cinquieme|sixieme|"
    r"septieme|huitieme|neuvieme|dixieme|\d+e|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+th) "
    r"(?:such |telle? )?(?:escale|visite|passage|rotation|vol|voyage|trajet|atterrissage|traversee|livraison|"
    r"visit|call|port call|"
    r"stop|landing|flight|voyage|trip|crossing|delivery|shipment) )"
    r"|, (?=(?:puis|then) (?:un |le |its |son |a )?(?:depart|decollage|retour|departure|takeoff|return)\b)"
)


def _is_inserted(sayings: Sequence[Saying], at: int) -> bool:
    """Say whether the attribution that begins here stands between two parts of what it governs."""
    return any(one.start == at and one.scope_start < at and one.scope_end > one.end + 3 for one in sayings)


def _goes_on_behind(doc: Document, sayings: Sequence[Saying], at: int) -> bool:
    """*Il transportait, selon X, des roquettes*: what follows the attribution is the object of the verb before it."""
    inserted = any(one.end == at and one.scope_start < one.start and one.scope_end > one.end for one in sayings)
    return inserted and OBJECT_FOLLOWS.match(doc.flat, at) is not None


def _free_stretches(start: int, end: int, sayings: Sequence[Saying]) -> list[tuple[int, int]]:
    at, free = start, []
    for saying in sorted(sayings, key=lambda one: one.start):
        free.append((at, saying.start))
        at = max(at, saying.end)
    free.append((at, end))
    return [(low, min(high, end)) for low, high in free if min(high, end) - low > 3]


def _cut(doc: Document, low: int, high: int) -> int:
    """Return where to cut between the end of one predicate and the beginning of the next."""
    semicolon = doc.flat.rfind("; ", low, high)
    if semicolon >= 0:
        return semicolon + 2
    if doc.flat[low:high].rstrip().endswith(",") and high - low > 2:
        return high
    for cut in _CUTS:
        last = None
        for found in cut.finditer(doc.flat, low, high):
            last = last if _is_in_a_date(doc, found.start()) else found
        if last is not None:
            return _at_relative(doc, last, high) or _before_joined_subject(doc, low, last, high)
    return high


_THAT_BEHIND = re.compile(r"(?<=[a-z\d]) (?=(?:que|that|dont) )| (?=qu')")


def _at_relative(doc: Document, cut: re.Match[str], high: int) -> int:
    """*abrite, sous des tôles, six appareils que X a livrés*: cut at the relative pronoun behind the comma; else 0."""
    if cut.group() != ", ":
        return 0
    that = _THAT_BEHIND.search(doc.flat, cut.end() + RELATIVE_REACH, high) if doc.language == "fr" else None
    return that.end() if that and not doc.flat[: that.start()].endswith(("ant", "er", "ir")) else 0


# Something stands between the comma and a relative pronoun behind it.
RELATIVE_REACH = 6


# A stretch of days has at most this many characters ("entre le 12 et le 15 septembre 2023").
_DATE_REACH = 50


def _is_in_a_date(doc: Document, at: int) -> bool:
    """*between 12 and 15 June*: no clause ends there."""
    return any(one.start < at < one.end for one in inside(doc.times, at - _DATE_REACH, at))


def _before_joined_subject(doc: Document, low: int, cut: re.Match[str], high: int) -> int:
    """*…, Moscou et Téhéran sont …*: "et" joins two subjects, so that the cut is the comma before them."""
    behind = doc.text[cut.end() : high].removeprefix("et ").removeprefix("and ").strip()
    comma = doc.flat.rfind(", ", low, cut.start())
    if cut.group() == " " and behind[:1].isupper() and comma >= 0:
        return comma + 2
    return cut.end()


_LEADING = re.compile(
    r"(?:[\s,;:.&()\"'-]|\d{1,2} ?[/)](?= )|(?:mais|et|puis|cependant|toutefois|or|ainsi|par ailleurs|"
    r"parallelement|en outre|"
    r"en revanche|officiellement|enfin|"
    r"but|and|however|meanwhile|also|moreover|then|que|qu'|that|bien que|ce que|ce qui|pourtant|depuis,|"
    r"entre-temps|selon elle|"
    r"sinon|autre|de plus|en effet|de fait|in fact|in addition|still|so)\b(?! [a-z]* ?que\b))+(?<=[\s,;:.()\"'-])"
)


def _trimmed(clause: Clause) -> Clause:
    """Leave out connectives before and marks behind; the predicate always stays inside."""
    doc, limit = clause.doc, clause.at if clause.predicate else clause.end
    demonstrative = clause.start == clause.sentence.start and doc.flat.startswith("that ", clause.start)
    match = None if demonstrative else _LEADING.match(doc.flat, clause.start, limit)
    start = match.end() if match else clause.start
    end = start + len(doc.text[start : clause.end].rstrip(' ,;:.?!-–—«“"(\u00a0\u202f\n'))
    if start == clause.start and end == clause.end:
        return clause
    return Clause(doc, clause.number, start, end, clause.predicate, clause.sayings, clause.lead, clause.asides)
