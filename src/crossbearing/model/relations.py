"""How claims of different reports stand to one another, and what was agreed, ordered, delivered and denied."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crossbearing.model.verdicts import Origins, Phrase


class Relates(StrEnum):
    """How one claim stands to another."""

    EQUAL = "equal"
    PART_OF = "part_of"
    EXCLUSIVE = "exclusive"
    DENIES = "denies"
    GREW = "grew"
    SHRANK = "shrank"
    CHANGED = "changed"
    HEDGE_LOST = "hedge_lost"


# Relations that set a claim against another; none of them proves anything.
AGAINST = frozenset({Relates.EXCLUSIVE, Relates.DENIES})


@dataclass(frozen=True, slots=True)
class Relation:
    """How claim `a` stands to claim `b`, the one before it, in one `role`; it proves nothing of either.

    `equal` and `part_of`: both can be so. `exclusive`: not both can. `denies`: `a` says that `b` is not so. `grew`,
    `shrank`, `changed` and `hedge_lost`: `a` is the copy and tells it otherwise than its original `b`.
    """

    a: str
    b: str
    relation: Relates
    role: str
    because: tuple[Phrase, ...]


class Status(StrEnum):
    """How far a dealing is said to have come."""

    AGREED = "agreed"
    ORDERED = "ordered"
    REPORTED = "reported"
    DELIVERED = "delivered"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Dealing:
    """One row of the ledger: what one proposition says of one item.

    `delivered` is what somebody states as a fact, `reported` what somebody has heard; neither is shown by it. Quantity
    and days are ranges, null where nobody says. `uncertain` stands for the brackets of arms registers: about, at
    least, hedged, unconfirmed, or of an unknown origin. `part_of` names the row of which this one is a part,
    `denied_by` the rows that deny it. `roots` are those of its origins.
    """

    id: str
    supplier: str | None
    recipient: str | None
    item: str
    family: str
    status: Status
    quantity_min: float | None
    quantity_max: float | None
    uncertain: bool
    start: date | None
    end: date | None
    claims: tuple[str, ...]
    origins: Origins
    roots: tuple[str, ...] = ()
    part_of: str | None = None
    denied_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DealingTotal:
    """What the rows of one supplier, recipient, family of items and status amount to, as a range.

    `summed` is true only where all rows are of independent known origins and of events that cannot be the same; else
    the range goes from the largest single row to the sum over independent rows. `because` says why.
    """

    supplier: str | None
    recipient: str | None
    family: str
    status: Status
    quantity_min: float | None
    quantity_max: float | None
    summed: bool
    rows: tuple[str, ...]
    because: tuple[Phrase, ...]
