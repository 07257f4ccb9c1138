"""Typed claims: JSON lines in the public form of a claim, as a person writes them or another tool.

`id` may be missing (it is then made from the content) and names one claim only; `type` may be there and must be
`claim`. Fields, kinds and roles that the form does not have are rejected, so that a misspelt name is never passed over.
"""

from __future__ import annotations

import codecs
import io
import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import msgspec

from crossbearing.intake.limits import DEFAULT
from crossbearing.intake.partial_dates import EARLIEST, LATEST
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.rejects import Rejects
from crossbearing.intake.streams import Unreadable, lines_of
from crossbearing.model.claims import Claim, Kind
from crossbearing.model.exhibits import Batch, ExhibitKind
from crossbearing.model.identity import content_id

NAME = "claims_jsonl"
CLAIMS_PER_BATCH = 1_000
_KINDS = {kind.value for kind in Kind}
_DEFAULTS: dict[str, Any] = {"report": "", "start": 0, "end": 0, "quote": ""}


def recognises(head: bytes) -> bool:
    """Whether the first line is an object with a `kind` that claims have, or one of the type `claim`."""
    text = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if not text.startswith(b"{"):
        return False
    try:
        fields = msgspec.json.decode(text.partition(b"\n")[0], type=dict[str, Any])
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return False
    return fields.get("type") == "claim" or ("kind" in fields and fields["kind"] in _KINDS)


class ClaimsReader:
    """Reads typed claims, in batches of `CLAIMS_PER_BATCH`."""

    def __init__(self, task: Task) -> None:
        self._rejects = Rejects(task.sha256, task.name)
        self._held: list[Claim] = []
        self._rows = 0
        self._named: dict[str, tuple[Claim, str]] = {}

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one file; blank lines are no rows."""
        for number, line in lines_of(stream, DEFAULT.line_bytes):
            if line is None or line.strip():
                self._line(line, member, number)
            if self._rows >= CLAIMS_PER_BATCH:
                yield self._batch()

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Give the claims held back."""
        if self._rows:
            yield self._batch()

    def _line(self, line: bytes | None, member: str, number: int) -> None:
        self._rows += 1
        try:
            claim = claim_of(_sound(line))
            self._name(claim, " ".join(filter(None, (f"line {number}", member))))
            self._held.append(claim)
        except (msgspec.MsgspecError, Unreadable, RecursionError, UnicodeDecodeError) as wrong:
            self._rejects.add(member, f"line {number}", str(wrong))

    def _name(self, claim: Claim, place: str) -> None:
        """Verdicts are told by the ids of claims, so two different claims may not have one."""
        first, where = self._named.setdefault(claim.id, (claim, place))
        if first != claim:
            raise Unreadable(f"the id {claim.id} is that of {where}")

    def _batch(self) -> Batch:
        held, self._held = tuple(self._held), []
        rows, self._rows = self._rows, 0
        return Batch(NAME, rows, claims=held, rejects=self._rejects.take())


def _sound(line: bytes | None) -> bytes:
    if line is None:
        raise Unreadable(f"limit line_bytes: more than {DEFAULT.line_bytes} bytes")
    return line.removeprefix(codecs.BOM_UTF8)


def claim_of(line: bytes) -> Claim:
    """Return the claim of one line. Raises `msgspec.MsgspecError` or `Unreadable`, naming what does not fit."""
    fields = msgspec.json.decode(line, type=dict[str, Any])
    if fields.pop("type", "claim") != "claim":
        raise Unreadable("type is not `claim`")
    given = {**_DEFAULTS, **fields, "id": fields.get("id") or ""}
    claim = msgspec.convert(given, Claim)
    _check_known(given, msgspec.to_builtins(claim), "$")
    _check_order(claim)
    return claim if claim.id else replace(claim, id=content_id("claim", msgspec.json.encode(claim).decode()))


def _check_known(given: Any, known: Any, place: str) -> None:
    """Refuse fields that did not survive the conversion: the form does not have them."""
    if isinstance(given, dict):
        for name, value in given.items():
            if name not in known:
                raise Unreadable(f"unknown field {name!r} - at `{place}`")
            _check_known(value, known[name], f"{place}.{name}")
    elif isinstance(given, list):
        for place_in_list, (value, kept) in enumerate(zip(given, known, strict=True)):
            _check_known(value, kept, f"{place}[{place_in_list}]")


def _check_order(claim: Claim) -> None:
    if claim.end < claim.start or claim.start < 0:
        raise Unreadable(f"start {claim.start} and end {claim.end} are no stretch of text")
    when = claim.when
    if when is not None and when.start and when.end and when.end < when.start:
        raise Unreadable(f"when: {when.end} is before {when.start}")
    baseline = claim.change.baseline if claim.change else None
    days = (day for one in (when, baseline) if one for day in (one.start, one.end) if day)
    if far := [day for day in days if not EARLIEST <= day <= LATEST]:
        raise Unreadable(f"{far[0]} is not between {EARLIEST} and {LATEST}")
    _check_amounts(claim)


def _check_amounts(claim: Claim) -> None:
    """Refuse numbers of things that cannot be: below nothing, or at most fewer than at least."""
    bounds = [(one.min, one.max) for one in claim.counts] + [(one.min, one.max) for one in claim.equipment]
    for least, most in bounds:
        if (least or 0) < 0 or (math.inf if most is None else most) < (least or 0):
            raise Unreadable(f"at least {least} and at most {most} is no number of things")


CLAIMS = Format(
    name=NAME,
    documented_at="docs/reference.md",
    kind=ExhibitKind.CLAIMS,
    recognises=recognises,
    reader=ClaimsReader,
)
