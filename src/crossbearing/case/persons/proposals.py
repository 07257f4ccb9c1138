"""What stronger readers propose: kept in the case as it came, beside the claims; only a person makes a claim of it.

The answers themselves are kept, not what was made of them: their values are worked out anew by whatever rules there
are, and an accepted proposal survives a new reading as the words it rests on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from sqlite3 import Connection

from crossbearing.case.ledger import log, transaction
from crossbearing.case.persons.appended import hash_of
from crossbearing.case.persons.corrections import text_hash
from crossbearing.case.room import Room
from crossbearing.errors import InputError
from crossbearing.model.claims import Claim, Reading, Report
from crossbearing.model.contract import decode, encode
from crossbearing.model.proposals import Acceptance, Offer, Offers, Proposal, Proposed, ProposedBy
from crossbearing.reading.proposals import Proposer, settle
from crossbearing.world import load_world

TABLES = (
    'CREATE TABLE IF NOT EXISTS asked (number INTEGER PRIMARY KEY, text_sha256 TEXT NOT NULL, "by" TEXT NOT NULL,'
    " at TEXT NOT NULL, json TEXT NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS accepted (number INTEGER PRIMARY KEY, proposal TEXT NOT NULL,"
    " text_sha256 TEXT NOT NULL, reader TEXT NOT NULL, offer TEXT NOT NULL,"
    ' "by" TEXT NOT NULL, at TEXT NOT NULL, note TEXT NOT NULL) STRICT',
    "CREATE TRIGGER IF NOT EXISTS accepted_update BEFORE UPDATE ON accepted"
    " BEGIN SELECT RAISE(ABORT, 'an acceptance is never changed; drop the claim'); END",
    "CREATE TRIGGER IF NOT EXISTS accepted_delete BEFORE DELETE ON accepted"
    " BEGIN SELECT RAISE(ABORT, 'an acceptance is never changed; drop the claim'); END",
)


def ask(room: Room, proposer: Proposer, reports: Sequence[Report]) -> Iterator[Offers]:
    """Ask a reader about every report that it has not answered for yet; each answer is kept as soon as it is there."""
    with transaction(room.db) as db:
        for statement in TABLES:
            db.execute(statement)
    by = encode(proposer.by)
    known = {row[0] for row in room.db.execute('SELECT text_sha256 FROM asked WHERE "by" = ?', (by,))}
    waiting = {text_hash(report): report for report in reports if text_hash(report) not in known}
    for number, (digest, report) in enumerate(waiting.items()):
        room.progress("asking", number, len(waiting))
        told = proposer.offers(report)
        if not told.failure:
            _keep(room, digest, by, told)
        yield told
    room.progress("asking", len(waiting), len(waiting))


def _keep(room: Room, digest: str, by: str, told: Offers) -> None:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    with transaction(room.db) as db:
        text = encode(told)
        db.execute('INSERT INTO asked (text_sha256, "by", at, json) VALUES (?, ?, ?, ?)', (digest, by, at, text))
        kept = {"text_sha256": digest, "by": by, "offers": len(told.offers), "sha256": hash_of(text)}
        log(db, "proposed", kept)


def stored_proposals(room: Room, reports: Sequence[Report], readings: Mapping[str, Reading]) -> list[Proposed]:
    """What was proposed for each report, with its values worked out by the rules of today, in the order asked."""
    if not _has(room.db, "asked"):
        return []
    held = {text_hash(report): report for report in reports}
    accepted = {row[0]: row[5] for row in _acceptances(room.db)}
    found = []
    for digest, by, text in room.db.execute('SELECT text_sha256, "by", json FROM asked ORDER BY number'):
        if digest in held:
            made = _settled(held[digest], readings, decode(text, Offers), decode(by, ProposedBy))
            marked = tuple(replace(one, accepted_by=accepted.get(one.id)) for one in made.proposals)
            found.append(replace(made, proposals=marked))
    return found


def _settled(report: Report, readings: Mapping[str, Reading], offers: Offers, by: ProposedBy) -> Proposed:
    claims = readings[report.id].claims if report.id in readings else ()
    return settle(report, load_world(), claims, offers, by)


def accept(
    room: Room, reports: Sequence[Report], readings: Mapping[str, Reading], proposal: str, by: str, note: str
) -> Proposal:
    """Make a claim of a proposal, in a person's name.

    Raises `InputError` for a proposal that is not there, one that the rules read themselves, and a missing name.
    """
    if not by.strip():
        raise InputError("--by", "an acceptance is signed", "give the name of who accepts")
    listed = [one for told in stored_proposals(room, reports, readings) for one in told.proposals]
    found = next((one for one in listed if one.id == proposal), None)
    if found is None:
        raise InputError(proposal, "no proposal of this id is here", "list them with `crossbearing propose CASE`")
    if found.agrees_with:
        raise InputError(proposal, f"the rules read this too, as {found.agrees_with}", "there is nothing to accept")
    report = next(one for one in reports if one.id == found.report)
    offer = _offer_of(room, report, readings, found)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    row = (proposal, text_hash(report), encode(found.by), encode(offer), by.strip(), at, note.strip())
    names = 'proposal, text_sha256, reader, offer, "by", at, note'
    with transaction(room.db) as db:
        db.execute(f"INSERT INTO accepted ({names}) VALUES (?, ?, ?, ?, ?, ?, ?)", row)  # noqa: S608 - names of ours
        log(db, "accepted", {"proposal": proposal, "by": by.strip(), "sha256": hash_of("\x1f".join(row[1:]))})
    return replace(found, accepted_by=by.strip())


def _offer_of(room: Room, report: Report, readings: Mapping[str, Reading], found: Proposal) -> Offer:
    """The very offer that a proposal came from."""
    rows = room.db.execute('SELECT "by", json FROM asked WHERE text_sha256 = ?', (text_hash(report),)).fetchall()
    offers = [one for by, text in rows if by == encode(found.by) for one in decode(text, Offers).offers]
    return next(
        one
        for one in offers
        if any(made.id == found.id for made in _settled(report, readings, Offers((one,)), found.by).proposals)
    )


def acceptance_keys(db: Connection) -> list[str]:
    """What names the accepted proposals: a list of claims made before one of them is stale."""
    return [f"{row[0]} {row[1]}" for row in _acceptances(db)]


def accepted_claims(room: Room, reports: Sequence[Report], readings: Mapping[str, Reading]) -> list[Claim]:
    """The claims that persons accepted, each once; those that the rules meanwhile read themselves are left out."""
    found = {one.id: one.claim for one, _ in _standing(room, reports, readings)}
    return list(found.values())


def acceptances(room: Room, reports: Sequence[Report], readings: Mapping[str, Reading]) -> list[Acceptance]:
    """Who made claims of whose proposals, in the order accepted; those that the rules read themselves are left out."""
    return [
        Acceptance(one.claim.id, one.by, by, at, note) for one, (by, at, note) in _standing(room, reports, readings)
    ]


def _standing(
    room: Room, reports: Sequence[Report], readings: Mapping[str, Reading]
) -> Iterator[tuple[Proposal, tuple[str, str, str]]]:
    """The accepted proposals that the rules have not come to read, each with who accepted it, when and why."""
    held = {text_hash(report): report for report in reports} if _has(room.db, "accepted") else {}
    for _, digest, reader, offer, at, by, note in _acceptances(room.db):
        if digest in held:
            made = _settled(held[digest], readings, Offers((decode(offer, Offer),)), decode(reader, ProposedBy))
            yield from ((one, (by, at, note)) for one in made.proposals if not one.agrees_with)


def _acceptances(db: Connection) -> list[tuple[str, ...]]:
    if not _has(db, "accepted"):
        return []
    return db.execute(
        'SELECT proposal, text_sha256, reader, offer, at, "by", note FROM accepted ORDER BY number'
    ).fetchall()


def _has(db: Connection, table: str) -> bool:
    return db.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone() is not None
