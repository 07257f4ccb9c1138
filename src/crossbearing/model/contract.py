"""The public JSON lines: one object a line, each with its `type`, field names as in the dataclasses.

`encode` and `decode` are the form in which the same things are stored.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from crossbearing.model.answers import CoverageAnswer, CoverageCell, TrafficAnswer, TrafficDay
from crossbearing.model.claims import About, Claim, Lineage, Problem, Republication, TimeMention
from crossbearing.model.corrections import Correction, Tie
from crossbearing.model.counts import CountTotal, CraftCount, ShownStay, SilenceTold, UnseenFlight
from crossbearing.model.grades import Grade, Reply
from crossbearing.model.history import Revision
from crossbearing.model.origins import Declaration
from crossbearing.model.plans import PlanClaim, PlanItem
from crossbearing.model.proposals import Proposal
from crossbearing.model.relations import Dealing, DealingTotal, Relation
from crossbearing.model.sea_counts import CallRoom, CallTold, CallTotal, ShipCount, SilenceCount
from crossbearing.model.verdicts import Finding, Verdict

T = TypeVar("T")

LINE_TYPES: dict[type, str] = {
    Claim: "claim",
    TimeMention: "time",
    Problem: "problem",
    Republication: "republication",
    Lineage: "lineage",
    About: "about",
    Correction: "correction",
    Tie: "tie",
    Proposal: "proposal",
    Grade: "grade",
    Reply: "reply",
    Revision: "revision",
    PlanItem: "plan",
    PlanClaim: "plan_claim",
    Verdict: "verdict",
    Finding: "finding",
    Declaration: "declaration",
    Relation: "relation",
    Dealing: "dealing",
    DealingTotal: "dealing_total",
    CoverageAnswer: "coverage",
    CoverageCell: "coverage_cell",
    TrafficAnswer: "traffic",
    TrafficDay: "traffic_day",
    CountTotal: "count",
    CraftCount: "craft_count",
    ShownStay: "shown_stay",
    SilenceTold: "silence",
    UnseenFlight: "unseen_flight",
    CallTotal: "call_total",
    ShipCount: "ship_count",
    CallTold: "shown_call",
    CallRoom: "call_room",
    SilenceCount: "silence_count",
}


def to_line(thing: Any) -> dict[str, Any]:
    """Return the thing as a JSON-ready object, `type` first; spans of a problem become `[start, end]` pairs."""
    fields: dict[str, Any] = msgspec.to_builtins(thing)
    if isinstance(thing, Problem):
        fields["spans"] = [[span.start, span.end] for span in thing.spans]
    return {"type": LINE_TYPES[type(thing)], **fields}


def plain(thing: Any) -> dict[str, Any]:
    """Return the thing's fields as JSON-ready values, without the `type`."""
    fields: dict[str, Any] = msgspec.to_builtins(thing)
    return fields


def encode(thing: Any) -> str:
    """Return the thing's fields as JSON text for storage, without the `type`."""
    return msgspec.json.encode(thing).decode()


def decode(text: str, kind: type[T]) -> T:
    """Return what `encode` wrote."""
    return msgspec.json.decode(text, type=kind)
