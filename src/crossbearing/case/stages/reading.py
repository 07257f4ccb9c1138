"""Reading: every report is read once; the claims of all are listed in the order of their exhibits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crossbearing.case.ledger import transaction
from crossbearing.case.persons.corrections import corrected, stored_corrections
from crossbearing.case.persons.proposals import acceptance_keys, accepted_claims
from crossbearing.case.room import Room, is_done, mark_done, stage_key
from crossbearing.model.claims import Claim, Reading, Report, Republication
from crossbearing.model.contract import decode, encode
from crossbearing.reading import read_report, republications
from crossbearing.world import load_world

# Reports read between two commits: few enough to lose little at a kill, many enough not to wait for the disk.
READINGS_A_COMMIT = 200


def stored_reports(room: Room) -> list[Report]:
    """All reports in the order their exhibits were added."""
    rows = room.db.execute(
        "SELECT json FROM reports JOIN exhibits ON sha256 = exhibit ORDER BY added, position"
    ).fetchall()
    return [decode(row[0], Report) for row in rows]


def stored_readings(room: Room) -> dict[str, Reading]:
    """What was read in each report, by the report's id."""
    return {name: decode(text, Reading) for name, text in room.db.execute("SELECT report, json FROM readings")}


def read(room: Room) -> list[str]:
    """Read every report that this version has not read yet, then list all claims of the case."""
    reports = stored_reports(room)
    known = dict(room.db.execute("SELECT report, key FROM readings").fetchall())
    keys = {report.id: stage_key(encode(report)) for report in reports}
    fresh = [report for report in reports if known.get(report.id) != keys[report.id]]
    for start in range(0, len(fresh), READINGS_A_COMMIT):
        room.progress("reading", start, len(fresh))
        _read_some(room, fresh[start : start + READINGS_A_COMMIT], keys)
    room.progress("reading", len(fresh), len(fresh))
    typed = room.db.execute("SELECT exhibit, position, id FROM typed_claims ORDER BY exhibit, position").fetchall()
    told = stored_corrections(room.db)
    key = stage_key(*sorted(keys.values()), *(str(row) for row in typed), *map(encode, told), *acceptance_keys(room.db))
    if is_done(room, "reading", key):
        return []
    _list_claims(room, reports, key)
    return ["reading"]


def _read_some(room: Room, reports: Sequence[Report], keys: dict[str, str]) -> None:
    world = load_world()
    rows = [(report.id, keys[report.id], encode(read_report(report, world))) for report in reports]
    with transaction(room.db) as db:
        db.executemany("INSERT OR REPLACE INTO readings VALUES (?, ?, ?)", rows)


def _list_claims(room: Room, reports: Sequence[Report], key: str) -> None:
    readings = stored_readings(room)
    copies = republications(reports, readings)
    read = [claim for report in reports for claim in readings[report.id].claims]
    read += accepted_claims(room, reports, readings)
    claims, _ = corrected(read, reports, stored_corrections(room.db))
    claims += _typed_claims(room, {claim.id for claim in claims})
    with transaction(room.db) as db:
        db.execute("DELETE FROM claims")
        db.execute("DELETE FROM republications")
        db.executemany(
            "INSERT INTO claims VALUES (?, ?, ?, ?, ?)",
            [(number, c.id, c.report, c.kind.value, encode(c)) for number, c in enumerate(claims)],
        )
        db.executemany(
            "INSERT INTO republications VALUES (?, ?)", [(number, encode(copy)) for number, copy in enumerate(copies)]
        )
        mark_done(room, "reading", key)


def _typed_claims(room: Room, taken: set[str]) -> list[Claim]:
    """Typed claims; one whose id is taken by a claim before it gets its exhibit's hash behind its own."""
    rows = room.db.execute(
        "SELECT exhibit, json FROM typed_claims JOIN exhibits ON sha256 = exhibit ORDER BY added, position"
    )
    claims = []
    for sha256, text in rows:
        claim = decode(text, Claim)
        named = replace(claim, id=f"{claim.id}~{sha256[:8]}") if claim.id in taken else claim
        taken.add(named.id)
        claims.append(named)
    return claims


def stored_claims(room: Room) -> list[Claim]:
    """All claims of the case, read ones in the order of their reports, then typed ones."""
    return [decode(row[0], Claim) for row in room.db.execute("SELECT json FROM claims ORDER BY position")]


def machine_claims(room: Room) -> list[Claim]:
    """All claims as the machine read them, in the order of their reports."""
    readings = stored_readings(room)
    return [claim for report in stored_reports(room) for claim in readings[report.id].claims]


def correctable_claims(room: Room) -> list[Claim]:
    """All claims as the machine read them, then those that a model proposed and a person accepted."""
    reports, readings = stored_reports(room), stored_readings(room)
    return [*machine_claims(room), *accepted_claims(room, reports, readings)]


def stored_republications(room: Room) -> list[Republication]:
    """All pairs of a report and what it repeats."""
    rows = room.db.execute("SELECT json FROM republications ORDER BY position")
    return [decode(row[0], Republication) for row in rows]
