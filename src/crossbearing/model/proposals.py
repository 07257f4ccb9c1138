"""What a stronger reader proposes beside the rules: data of its own, marked with who proposed it, and never a claim.

Only a person turns a proposal into a claim, by accepting it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from crossbearing.model.claims import Claim, EquipmentRole, PlaceRole


@dataclass(frozen=True, slots=True)
class ProposedBy:
    """Which reader: its way of asking, its model, where it ran, and the SHA-256 of the instructions given to it."""

    reader: str
    model: str
    server: str = ""
    prompt_sha256: str = ""


@dataclass(frozen=True, slots=True)
class OfferedThing:
    """Words of a report for a thing, with what it is to the event."""

    text: str
    role: EquipmentRole


@dataclass(frozen=True, slots=True)
class OfferedPlace:
    """Words of a report for a place, with what it is to the event."""

    text: str
    role: PlaceRole


@dataclass(frozen=True, slots=True)
class Offer:
    """What a reader says of one claim, as it came: every value should be words of the report, none is believed yet.

    `kind` should be a kind of claim. `at` is where the reader says the quote begins; it only chooses among equal ones.
    """

    kind: str
    quote: str
    at: int | None = None
    speakers: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    equipment: tuple[OfferedThing, ...] = ()
    places: tuple[OfferedPlace, ...] = ()
    when: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    craft: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offers:
    """All that a reader says of one report; `dropped` counts what was not in the agreed shape, by reason.

    `failure` says why there is no answer, empty where there is one.
    """

    offers: tuple[Offer, ...] = ()
    dropped: dict[str, int] = field(default_factory=dict)
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposed claim: each part rests on characters of the report, each value was worked out by the rules.

    `agrees_with` is the id of the claim that the rules read there themselves; it stands unchanged, and the proposal
    adds nothing. `accepted_by` is the person who made it a claim, null as long as nobody has.
    """

    id: str
    report: str
    by: ProposedBy
    claim: Claim
    agrees_with: str | None = None
    accepted_by: str | None = None


@dataclass(frozen=True, slots=True)
class Proposed:
    """What became of the offers for one report; every offer and value that was dropped is counted by its reason."""

    report: str
    by: ProposedBy
    proposals: tuple[Proposal, ...] = ()
    dropped: dict[str, int] = field(default_factory=dict)
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """That a person made a claim of a proposal: `claim` is its id, `reader` who proposed it.

    `at` is the time in UTC at which `by` accepted it.
    """

    claim: str
    reader: ProposedBy
    by: str
    at: str
    note: str = ""
