"""What reports say: reports, claims, and what is noticed while reading.

Field names and meanings are the public contract (`docs/reference`): a claim is written as one JSON line with
exactly these fields, and can be typed in by hand in the same shape.
Offsets count Unicode code points of the report's stored text; `text[start:end] == quote` always holds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a claim is about."""

    FLIGHT = "flight"
    VISIT_COUNT = "visit_count"
    TRAFFIC_CHANGE = "traffic_change"
    PORT_CALL = "port_call"
    SHIP_TRANSFER = "ship_transfer"
    DELIVERY = "delivery"
    AGREEMENT = "agreement"
    VISIT_OF_PEOPLE = "visit_of_people"
    TRAINING = "training"
    DEPLOYMENT = "deployment"
    ALIAS = "alias"
    DENIAL = "denial"
    STATEMENT = "statement"


class Stance(StrEnum):
    """How firmly a claim is made."""

    ASSERTED = "asserted"
    ATTRIBUTED = "attributed"
    HEDGED = "hedged"
    DENIED = "denied"
    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"


class Polarity(StrEnum):
    """Whether the claim says that something happened or that it did not."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class PlaceRole(StrEnum):
    """What a place is to the event."""

    DEPARTURE = "departure"
    ARRIVAL = "arrival"
    SITE = "site"
    VIA = "via"
    AREA = "area"


class EquipmentRole(StrEnum):
    """What a piece of equipment is to the event."""

    CARRIER = "carrier"
    CARGO = "cargo"
    ESCORT = "escort"
    ITEM = "item"


class DatedBy(StrEnum):
    """Who says when a report was published."""

    HEADER = "header"
    SAID = "said"
    JSON_LD = "json_ld"
    META = "meta"
    TIME_TAG = "time_tag"
    FEED = "feed"
    MAIL = "mail"
    FILE_PROPERTIES = "file_properties_weak"
    NOBODY = "nobody"


class Direction(StrEnum):
    """Which way traffic is said to have changed."""

    RISE = "rise"
    FALL = "fall"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `[start, end)` of a report's stored text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Report:
    """A dated text; its publication date may be known to the day, the month or the year only.

    `text` is the stored text, header included; the body begins at `body_start`.
    `published_start` and `published_end` are both inclusive; where nobody says it (`dated_by` is `nobody`), they are
    the widest there are, and nothing may be counted from them. The properties of a PDF or a DOCX tell when the file was
    made, which is a weak hint and named so. `title` and `author` are as printed.
    """

    id: str
    text: str
    body_start: int
    published_start: date
    published_end: date
    exhibit: str = ""
    member: str = ""
    dated_by: DatedBy = DatedBy.HEADER
    title: str = ""
    author: str = ""

    @property
    def is_dated(self) -> bool:
        """Whether anybody says when it was published."""
        return self.dated_by is not DatedBy.NOBODY


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts or receives; `country` is ISO 3166-1 alpha-2."""

    name: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Equipment:
    """A thing that carries, is carried, escorts or is merely named; quantities are inclusive, null = open."""

    name: str
    role: EquipmentRole
    min: float | None = None
    max: float | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A place in its role; a relative place gives its anchor with distance and bearing from it."""

    name: str
    role: PlaceRole
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    offset_km: float | None = None
    bearing_deg: float | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of days, both inclusive; null = open or unknown.

    `rolling`: the words give a length back from the last day ("in ten days"), so the first day may count or not.
    """

    start: date | None = None
    end: date | None = None
    rolling: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """How many of what; null = open."""

    what: str
    min: float | None = None
    max: float | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A change of traffic; the baseline is null where the text leaves it open ("only recently")."""

    direction: Direction
    baseline: When | None = None


@dataclass(frozen=True, slots=True)
class CraftIds:
    """Identifiers as printed."""

    registration: tuple[str, ...] = ()
    callsign: tuple[str, ...] = ()
    imo: tuple[str, ...] = ()
    mmsi: tuple[str, ...] = ()
    flight_number: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement with its roles, its speakers (innermost first), its stance and the characters it rests on."""

    id: str
    report: str
    start: int
    end: int
    quote: str
    kind: Kind
    polarity: Polarity = Polarity.POSITIVE
    stance: Stance = Stance.ASSERTED
    attribution: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    places: tuple[Place, ...] = ()
    when: When | None = None
    counts: tuple[Count, ...] = ()
    change: Change | None = None
    craft: CraftIds = field(default_factory=CraftIds)
    checkable_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A calendar or clock expression; both values null when it has no place on the calendar."""

    report: str
    start: int
    end: int
    value_start: date | None
    value_end: date | None


@dataclass(frozen=True, slots=True)
class Problem:
    """Figures (`arithmetic`) or dates (`date`) of one report that do not agree; `because` shows the equation."""

    report: str
    kind: str
    spans: tuple[Span, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Republication:
    """A later report that repeats, translates or rewrites an earlier one; `drift` lists what changed on the way."""

    report: str
    of: str
    drift: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a report says it comes from: dateline or outlet, translator, source line."""

    report: str
    outlet: str | None = None
    translator: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What stands about a report: title and author as printed, when it was published and who says so, its language.

    `language` is the one it was read in, `en` or `fr`. Both days are null where nobody dates it.
    """

    report: str
    title: str
    author: str
    published_start: date | None
    published_end: date | None
    dated_by: DatedBy
    language: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one report."""

    claims: tuple[Claim, ...] = ()
    times: tuple[TimeMention, ...] = ()
    problems: tuple[Problem, ...] = ()
    lineage: Lineage | None = None
