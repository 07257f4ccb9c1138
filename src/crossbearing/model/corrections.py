"""What a person says against the machine's reading of a claim: data of its own, beside it and never over it."""

from __future__ import annotations

from dataclasses import dataclass

DROPPED = "dropped"
# The fields of a claim that a person may correct; the others say where it stands in the report.
FIELDS = (
    "kind",
    "polarity",
    "stance",
    "attribution",
    "actors",
    "recipients",
    "equipment",
    "places",
    "when",
    "counts",
    "change",
    "craft",
    "checkable_by",
)


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction by a person, in the order given.

    It belongs to characters `[start, end)` of the report whose stored text has this SHA-256, and to the kind of claim
    that the machine read there; so it survives a new reading. `claim` and `report` are their ids now, `claim` null
    where the machine reads no such claim there any more: then it is kept, shown, and without effect.
    `was` and `value` are the field's value before and after, as JSON of the contract; of the field `dropped` (this is
    no claim) `true` or `false`. `at` is the time in UTC at which `by` gave it.
    """

    number: int
    claim: str | None
    report: str | None
    text_sha256: str
    start: int
    end: int
    kind: str
    field: str
    was: str
    value: str
    by: str
    at: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tied:
    """One of the two claims of a tie, by its characters, so that it is found again in a new reading.

    `claim` is its id now, null where there is no such claim any more; a typed claim has an empty `text_sha256`.
    """

    claim: str | None
    text_sha256: str
    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Tie:
    """What a person says of two claims: that they state the same thing (`same`), or that they do not.

    The latest word on a pair counts. `at` is the time in UTC at which `by` gave it.
    """

    number: int
    same: bool
    one: Tied
    other: Tied
    by: str
    at: str
    note: str = ""
