"""What is read of time: atoms as they stand in the text, and expressions with their place on the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Form(StrEnum):
    """The form of a time expression."""

    DAY = "day"
    DAYS = "days"
    MONTH = "month"
    YEAR = "year"
    WINDOW = "window"
    SINCE = "since"
    UNTIL = "until"
    PART = "part"
    SEASON = "season"
    RELATIVE = "relative"
    VAGUE = "vague"
    DURATION = "duration"
    FREQUENCY = "frequency"
    CLOCK = "clock"
    INVALID = "invalid"
    ADVERB = "adverb"


class Anchor(StrEnum):
    """What an expression was resolved against."""

    CALENDAR = "calendar"
    PUBLICATION = "publication"
    NARRATIVE = "narrative"
    CITED = "cited"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression `[start, end)` and the days it may mean, both inclusive.

    `value_start` null with a value at the end is open towards the past; both null: no place on the calendar.
    `said` tells that it dates somebody's speaking or publishing, not the event.
    An expression of form `adverb` ("recently", "so far") never carries a value.
    """

    start: int
    end: int
    value_start: date | None
    value_end: date | None
    form: Form
    anchor: str = Anchor.NONE
    said: bool = False


@dataclass(frozen=True, slots=True)
class Atom:
    """The smallest piece that a rule recognised, not yet placed on the calendar.

    `kind` names the rule's meaning; `which` is last, next, this, rolling, previous, following or same;
    `part` is early, mid, late, first_half, second_half or week1 to week5; `n` is null in "a few days ago".
    """

    start: int
    end: int
    kind: str
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    season: str | None = None
    which: str | None = None
    part: str | None = None
    n: float | None = None
    unit: str | None = None
    count: int | None = None
    sign: int = 0


@dataclass(frozen=True, slots=True)
class Node:
    """Atoms joined by words: `operator` is plain, range, since, from, after, until, before or night."""

    start: int
    end: int
    operator: str
    first: Atom
    last: Atom | None = None
