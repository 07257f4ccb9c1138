"""A claim in the making: what a pattern found, before speakers, stance and identifiers are settled."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from crossbearing.model.claims import Actor, Change, Count, Equipment, Kind, Place, Polarity, Stance, When
from crossbearing.reading.craft.followed import CraftMention
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.scene import Scene


@dataclass(frozen=True, slots=True)
class Draft:
    """What a pattern found in a clause; `at` is the character its speakers are looked up for.

    `places`, `when`, `stance` and `chain` are worked out from the clause unless `*_given` says that they are settled.
    An `aside` stands only where nothing else in the sentence tells an event of its kind.
    `rule` is the name of the pattern that found it.
    """

    kind: Kind
    clause: Clause
    start: int
    end: int
    at: int
    crafts: tuple[CraftMention, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    places: tuple[Place, ...] | None = None
    when: When | None = None
    when_given: bool = False
    counts: tuple[Count, ...] = ()
    change: Change | None = None
    polarity: Polarity = Polarity.POSITIVE
    stance: Stance | None = None
    chain: tuple[str, ...] | None = None
    checkable_by: tuple[str, ...] = ()
    conditional: bool = False
    aside: bool = False
    rule: str = ""


Finds = Callable[[Clause, Scene], Draft | None]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of saying one kind of event.

    `reads` are sentences, by language, that it must find; `ignores` are look-alikes that it must leave alone. Both are
    run as tests and shown in the documentation. `alongside` patterns add a claim beside whatever else a clause gives.
    """

    name: str
    kind: Kind
    finds: Finds
    reads: tuple[tuple[str, str], ...]
    ignores: tuple[tuple[str, str], ...] = ()
    alongside: bool = False
    words: frozenset[str] = field(default=frozenset())


# *No Il-76 landed*, *On 20 February none of the six left*: English says it by the subject where French has *ne* too.
_NO_SUBJECT = re.compile(
    r"(?:(?:on|in|since|until|during|between) [^,;]{2,50},? )?(?:no|none of|not one|not a(?: single)?) "
)


# "met no other ship", but neither "no fewer than six" nor "no longer".
_NO_OBJECT = re.compile(r" no (?!fewer|less|more|later|longer|doubt|sooner|other than|one\b)[a-z]")


def draft_of(kind: Kind, clause: Clause, **found: object) -> Draft:
    """Return a draft over a whole clause; `found` are fields of `Draft`."""
    predicate = clause.predicate
    negative = predicate is not None and (predicate.negative or _NO_SUBJECT.match(clause.flat) is not None)
    negative = negative or (predicate is not None and _NO_OBJECT.match(clause.text_of(clause.object)) is not None)
    base = {
        "start": clause.start,
        "end": clause.end,
        "at": clause.at,
        "polarity": Polarity.NEGATIVE if negative else Polarity.POSITIVE,
        "conditional": clause.predicate is not None and clause.predicate.conditional is not None,
    }
    return Draft(kind, clause, **{**base, **found})  # type: ignore[arg-type]
