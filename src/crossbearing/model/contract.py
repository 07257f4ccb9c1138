"""The public JSON lines: one object a line, each with its `type`, field names as in the dataclasses.

`to_line` and `from_line` are inverse to each other for every type in `LINE_TYPES`.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from crossbearing.model.claims import Claim, Lineage, Problem, Reading, Report, Republication, TimeMention
from crossbearing.model.verdicts import Finding, Verdict

T = TypeVar("T")

LINE_TYPES: dict[type, str] = {
    Claim: "claim",
    TimeMention: "time",
    Problem: "problem",
    Republication: "republication",
    Lineage: "lineage",
    Report: "report",
    Reading: "reading",
    Verdict: "verdict",
    Finding: "finding",
}


def to_line(thing: Any) -> dict[str, Any]:
    """Return the thing as a JSON-ready object, `type` first; spans of a problem become `[start, end]` pairs."""
    fields: dict[str, Any] = msgspec.to_builtins(thing)
    if isinstance(thing, Problem):
        fields["spans"] = [[span.start, span.end] for span in thing.spans]
    return {"type": LINE_TYPES[type(thing)], **fields}


def from_line(line: dict[str, Any], kind: type[T]) -> T:
    """Return the thing a line describes; raises `msgspec.ValidationError`, naming the field, when it does not fit."""
    fields = {name: value for name, value in line.items() if name != "type"}
    if kind is Problem:
        fields["spans"] = [{"start": start, "end": end} for start, end in fields["spans"]]
    return msgspec.convert(fields, kind)


def encode(thing: Any) -> str:
    """Return the thing's fields as JSON text for storage, without the `type`."""
    return msgspec.json.encode(thing).decode()


def decode(text: str, kind: type[T]) -> T:
    """Return what `encode` wrote."""
    return msgspec.json.decode(text, type=kind)
