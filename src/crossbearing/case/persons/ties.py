"""What persons say of pairs of claims, the same or not the same: kept in the order given, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from sqlite3 import Connection

from crossbearing.case.ledger import log, transaction
from crossbearing.case.persons.appended import rows_hash
from crossbearing.case.persons.corrections import LONGEST_NOTE, text_hash
from crossbearing.case.room import Room
from crossbearing.checks.between.propositions import Pair, Ties
from crossbearing.errors import InputError
from crossbearing.model.claims import Claim, Report
from crossbearing.model.contract import decode, encode
from crossbearing.model.corrections import Tie, Tied

TABLE = "CREATE TABLE IF NOT EXISTS ties (number INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT"
NEVER = """
CREATE TRIGGER IF NOT EXISTS ties_{what} BEFORE {what} ON ties
BEGIN SELECT RAISE(ABORT, 'what a person said is never changed; say it anew'); END"""


def stored_ties(db: Connection) -> list[Tie]:
    """All ties in the order they were given, with the ids that their claims had then."""
    if not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'ties'").fetchone():
        return []  # nobody said anything yet
    return [decode(text, Tie) for (text,) in db.execute("SELECT json FROM ties ORDER BY number")]


def ties_now(ties: Sequence[Tie], claims: Sequence[Claim], reports: Sequence[Report]) -> list[Tie]:
    """Return the ties with the ids that their claims have now; null where there is no such claim, or no single one."""
    hashes = {report.id: text_hash(report) for report in reports} if ties else {}
    ids = {claim.id for claim in claims}
    there: dict[tuple[str, int, int, str], list[str]] = {}
    for claim in claims:
        where = hashes.get(claim.report, ""), claim.start, claim.end, claim.kind.value
        there.setdefault(where, []).append(claim.id)

    def now(one: Tied) -> Tied:
        if one.claim in ids:
            return one
        same = there.get((one.text_sha256, one.start, one.end, one.kind), []) if one.text_sha256 else []
        return replace(one, claim=same[0] if len(same) == 1 else None)

    return [replace(tie, one=now(tie.one), other=now(tie.other)) for tie in ties]


def in_force(ties: Sequence[Tie]) -> Ties:
    """Return what holds: the latest word on each pair of claims that are there."""
    latest: dict[frozenset[str], tuple[bool, Pair]] = {}
    for tie in ties:
        if tie.one.claim and tie.other.claim:
            key = frozenset((tie.one.claim, tie.other.claim))
            latest.pop(key, None)
            latest[key] = tie.same, (tie.one.claim, tie.other.claim)
    return Ties(
        tuple(pair for same, pair in latest.values() if same), tuple(pair for same, pair in latest.values() if not same)
    )


def tie(
    room: Room,
    claims: Sequence[Claim],
    reports: Sequence[Report],
    pair: Pair,
    same: bool,
    by: str,
    note: str,
) -> Tie:
    """Keep what a person says of a pair of claims.

    Raises `InputError` for a claim that is not in the case, for a claim and itself, and for a person without a name.
    """
    if not by.strip():
        raise InputError("--by", "a correction is signed", "give the name of who makes it")
    if len(note) > LONGEST_NOTE:
        raise InputError("--note", f"is longer than {LONGEST_NOTE} characters", "keep it short")
    if pair[0] == pair[1]:
        raise InputError(pair[1], "this is the very same claim", "name another one")
    hashes = {report.id: text_hash(report) for report in reports}
    one, other = (_tied(name, claims, hashes) for name in pair)
    with transaction(room.db) as db:
        db.execute(TABLE)
        for what in ("UPDATE", "DELETE"):
            db.execute(NEVER.format(what=what))
        made = Tie(
            number=len(stored_ties(db)) + 1,
            same=same,
            one=one,
            other=other,
            by=by.strip(),
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            note=note.strip(),
        )
        row = made.number, encode(made)
        db.execute("INSERT INTO ties VALUES (?, ?)", row)
        told = {"claims": list(pair), "by": made.by, "sha256": rows_hash([row])}
        log(db, "tied" if same else "parted", told)
    return made


def _tied(name: str, claims: Sequence[Claim], hashes: dict[str, str]) -> Tied:
    claim = next((one for one in claims if one.id == name), None)
    if claim is None:
        raise InputError(name, "no claim of this id is in the case", "list the ids with `crossbearing claims`")
    return Tied(claim.id, hashes.get(claim.report, ""), claim.start, claim.end, claim.kind.value)
