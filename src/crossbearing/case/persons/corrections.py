"""Corrections by persons: kept in the case, in the order given, never changed, and applied before anything is tested.

The machine's reading stays in `readings` as it was; the list of claims is what it gives with the corrections applied.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import Any, get_type_hints

import msgspec

from crossbearing.case.ledger import log, transaction
from crossbearing.case.persons.appended import hash_of
from crossbearing.case.room import Room
from crossbearing.errors import InputError
from crossbearing.model.claims import Claim, Report
from crossbearing.model.corrections import DROPPED, FIELDS, Correction

TABLE = """
CREATE TABLE IF NOT EXISTS corrections (
    number INTEGER PRIMARY KEY, claim TEXT NOT NULL, report TEXT NOT NULL, text_sha256 TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL, field TEXT NOT NULL, was TEXT NOT NULL,
    value TEXT NOT NULL, "by" TEXT NOT NULL, at TEXT NOT NULL, note TEXT NOT NULL
) STRICT"""
NEVER = """
CREATE TRIGGER IF NOT EXISTS corrections_{what} BEFORE {what} ON corrections
BEGIN SELECT RAISE(ABORT, 'a correction is never changed; give another'); END"""
LONGEST_NOTE = 2_000
Where = tuple[str, int, int, str]


def stored_corrections(db: Connection) -> list[Correction]:
    """All corrections in the order they were given, with the ids that they had then."""
    if not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'corrections'").fetchone():
        return []  # nothing was ever corrected
    return [Correction(*row) for row in db.execute("SELECT * FROM corrections ORDER BY number")]


def text_hash(report: Report) -> str:
    """Return the SHA-256 of a report's stored text."""
    return hashlib.sha256(report.text.encode("utf-8")).hexdigest()


def corrected(
    claims: Sequence[Claim], reports: Sequence[Report], corrections: Sequence[Correction]
) -> tuple[list[Claim], list[Correction]]:
    """Return the claims with the corrections applied, without dropped ones, and the corrections with their ids now.

    Of several claims of one kind on the same characters, a correction belongs to the one whose id it was given for;
    with another id now, to the only one there, and to none where there are more.
    """
    hashes = {report.id: text_hash(report) for report in reports} if corrections else {}
    there: dict[Where, list[str]] = {}
    for claim in claims:
        there.setdefault(_where(claim, hashes), []).append(claim.id)
    held = {claim.id: claim for claim in claims}
    dropped: set[str] = set()
    now = []
    for one in corrections:
        same = there.get((one.text_sha256, one.start, one.end, one.kind), [])
        target = one.claim if one.claim in same else same[0] if len(same) == 1 else None
        now.append(replace(one, claim=target, report=held[target].report if target else None))
        if target and one.field == DROPPED:
            (dropped.add if one.value == "true" else dropped.discard)(target)
        elif target:
            held[target] = _with(held[target], one.field, json.loads(one.value))
    return [held[claim.id] for claim in claims if claim.id not in dropped], now


def _where(claim: Claim, hashes: Mapping[str, str]) -> Where:
    return hashes.get(claim.report, ""), claim.start, claim.end, claim.kind.value


def _with(claim: Claim, field: str, value: Any) -> Claim:
    return replace(claim, **{field: msgspec.convert(value, get_type_hints(Claim)[field])})


def value_of(field: str, text: str) -> str:
    """Return what a person typed as the field's new value, as JSON; a list of names may be typed with commas.

    Raises `InputError` for a field that is none and a value that does not fit it.
    """
    if field not in FIELDS:
        raise InputError("--field", f"{field!r} is no field that can be corrected", f"one of {', '.join(FIELDS)}")
    kind = get_type_hints(Claim)[field]
    try:
        value = json.loads(text)
    except ValueError:
        value = [part.strip() for part in text.split(",") if part.strip()] if _is_names(kind) else text
    try:
        fitting = msgspec.convert(value, kind)
        _known(value, fitting)
    except (msgspec.ValidationError, ValueError) as wrong:
        raise InputError(
            "--value", f"does not fit {field}: {wrong}", "the form is that of `crossbearing claims`"
        ) from wrong
    return msgspec.json.encode(fitting).decode()


def _is_names(kind: object) -> bool:
    return kind == tuple[str, ...]


def _known(value: Any, fitting: Any) -> None:
    """Raise `ValueError` for a name that the field does not have: it would be passed over otherwise."""
    if isinstance(value, list):
        for part, whole in zip(value, fitting, strict=True):
            _known(part, whole)
    elif isinstance(value, dict):
        unknown = set(value) - {one.name for one in fields(fitting)}
        if unknown:
            raise ValueError(f"unknown {', '.join(sorted(unknown))}")


def correct(
    room: Room,
    machine: Sequence[Claim],
    reports: Sequence[Report],
    claim: str,
    field: str,
    value: str,
    by: str,
    note: str,
) -> Correction:
    """Keep one correction of a claim that the machine read; `machine` are all of these, `value` is JSON.

    Raises `InputError` for a claim that it did not read, and for a person without a name.
    """
    if not by.strip():
        raise InputError("--by", "a correction is signed", "give the name of who makes it")
    if len(note) > LONGEST_NOTE:
        raise InputError("--note", f"is longer than {LONGEST_NOTE} characters", "keep it short")
    read = next((one for one in machine if one.id == claim), None)
    if read is None:
        hint = "list the ids with `crossbearing claims`; a typed claim is corrected in its own file"
        raise InputError(claim, "no claim of this id was read in the case", hint)
    report = next(one for one in reports if one.id == read.report)
    with transaction(room.db) as db:
        db.execute(TABLE)
        for what in ("UPDATE", "DELETE"):
            db.execute(NEVER.format(what=what))
        earlier = stored_corrections(db)
        made = Correction(
            number=len(earlier) + 1,
            claim=claim,
            report=report.id,
            text_sha256=text_hash(report),
            start=read.start,
            end=read.end,
            kind=read.kind.value,
            field=field,
            was=_before(machine, reports, earlier, claim, field),
            value=value,
            by=by.strip(),
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            note=note.strip(),
        )
        row = msgspec.to_builtins(made)
        db.execute(f"INSERT INTO corrections VALUES ({', '.join('?' * len(row))})", tuple(row.values()))  # noqa: S608
        told = {name: row[name] for name in ("number", "claim", "field", "by", "at")}
        log(db, "corrected", {**told, "sha256": correction_hash(row)})
    return made


def correction_hash(row: Mapping[str, object]) -> str:
    """Return the SHA-256 of a kept correction, by which the custody log knows it without its words."""
    return hash_of("\x1f".join(f"{name}={row[name]}" for name in sorted(row)))


def _before(
    machine: Sequence[Claim], reports: Sequence[Report], earlier: Sequence[Correction], claim: str, field: str
) -> str:
    """The field's value as it stands, with what was corrected before."""
    held = {one.id: one for one in corrected(machine, reports, earlier)[0]}
    if field == DROPPED:
        return "false" if claim in held else "true"
    shown = held.get(claim) or next(one for one in machine if one.id == claim)
    return msgspec.json.encode(getattr(shown, field)).decode()
