"""Judgement: every claim is tested, and the origins of every proposition are counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from sqlite3 import Connection

import polars as pl

from crossbearing.case.inputs import changes, keep_inputs, last_inputs
from crossbearing.case.ledger import transaction
from crossbearing.case.persons.declarations import stored_declarations
from crossbearing.case.persons.matters import Docket, docket
from crossbearing.case.persons.ties import in_force, stored_ties, ties_now
from crossbearing.case.revisions import keep_revisions
from crossbearing.case.room import Room, is_done, mark_done, stage_key
from crossbearing.case.stages.intake import case_world, side_table
from crossbearing.case.stages.learning import keep, remembered
from crossbearing.case.stages.movement import case_sightings, movement_key, movement_parts, movement_table
from crossbearing.case.stages.reading import stored_claims, stored_readings, stored_reports, stored_republications
from crossbearing.case.stages.ships import sea_of, ships_key
from crossbearing.checks import Witness, check_claims
from crossbearing.checks.between.against import against_each, relations
from crossbearing.checks.heard.tracks import StoredTracks
from crossbearing.checks.origins import findings
from crossbearing.checks.origins.tested import with_tests
from crossbearing.model.contract import decode, encode
from crossbearing.model.history import Inputs
from crossbearing.model.relations import AGAINST
from crossbearing.model.tables import POSITIONS
from crossbearing.model.verdicts import Finding, Verdict


def witness(room: Room) -> Witness:
    """All that a check may look at."""
    parts = movement_parts(room)
    legs, stays = (movement_table(room, name) for name in ("flights", "visits"))
    world = case_world(room)
    return Witness(
        positions=StoredTracks(parts) if any(map(_has_rows, parts)) else POSITIONS.empty(),
        flights=legs,
        visits=stays,
        airframes=side_table(room, "airframes"),
        archive=side_table(room, "archive"),
        world=world,
        reports={report.id: report for report in stored_reports(room) if report.is_dated},
        observed=case_sightings(room)[0],
        sea=sea_of(room, world),
        remembered=lambda: remembered(room, legs, stays, world),
    )


def _has_rows(part: pl.LazyFrame) -> bool:
    return bool(part.select(pl.len()).collect().item())


def _reports_key(room: Room) -> list[str]:
    """Names and readings of all reports: a report's date, its lineage and its problems tell on verdicts too."""
    return [part for row in room.db.execute("SELECT report, key FROM readings ORDER BY report") for part in row]


def judge(room: Room, made_from: Inputs) -> list[str]:
    """Test every claim and count the independent origins of every proposition.

    What changed against the judgement before is written down with the verdicts; `made_from` was looked up before the
    stages ran, so that what came in meanwhile counts as new.
    """
    claims = stored_claims(room)
    copies = stored_republications(room)
    ties = stored_ties(room.db)
    declared = stored_declarations(room.db)
    told = (*map(encode, claims), *map(encode, copies), *map(encode, ties), *map(encode, declared))
    key = stage_key(movement_key(room), ships_key(room), *told, *_reports_key(room))
    if is_done(room, "judgement", key):
        if last_inputs(room.db) != made_from:
            with transaction(room.db) as db:
                keep_inputs(db, made_from)
        return []
    room.progress("judgement", 0, 2)
    readings = stored_readings(room)
    lineages = [reading.lineage for reading in readings.values() if reading.lineage]
    reports = stored_reports(room)
    problems = [problem for reading in readings.values() for problem in reading.problems]
    same = in_force(ties_now(ties, claims, reports))
    found = findings(claims, lineages, copies, reports, same, declared, problems)
    disputed = against_each(relations(claims, found, copies, reports), AGAINST)
    room.progress("judgement", 1, 2)
    origins = {claim: finding.origins for finding in found for claim in finding.claims}
    seen = witness(room)
    tested = check_claims(claims, seen, problems=problems)
    keep(room, seen)
    verdicts = [
        replace(verdict, origins=origins.get(verdict.claim), disputed_by=disputed.get(verdict.claim, ()))
        for verdict in tested
    ]
    found = with_tests(found, verdicts)
    with transaction(room.db) as db:
        db.execute("DELETE FROM verdicts")
        db.execute("DELETE FROM findings")
        db.executemany(
            "INSERT INTO verdicts VALUES (?, ?, ?, ?)",
            [(number, v.claim, v.verdict.value, encode(v)) for number, v in enumerate(verdicts)],
        )
        db.executemany(
            "INSERT INTO findings VALUES (?, ?, ?)", [(number, f.id, encode(f)) for number, f in enumerate(found)]
        )
        _write_down(db, docket(claims, reports, verdicts, found), verdicts, made_from)
        mark_done(room, "judgement", key)
    room.progress("judgement", 2, 2)
    return ["judgement"]


def _write_down(db: Connection, held: Docket, verdicts: Sequence[Verdict], made_from: Inputs) -> None:
    """Keep which answers changed and why, and what they were made from."""
    because = changes(db, last_inputs(db), made_from)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    keep_revisions(db, held, verdicts, because, made_from.version, at)
    keep_inputs(db, made_from)


def stored_verdicts(room: Room) -> list[Verdict]:
    """The verdicts of the last judgement, in the order of the claims."""
    return [decode(row[0], Verdict) for row in room.db.execute("SELECT json FROM verdicts ORDER BY position")]


def stored_findings(room: Room) -> list[Finding]:
    """The findings of the last judgement."""
    return [decode(row[0], Finding) for row in room.db.execute("SELECT json FROM findings ORDER BY position")]
