"""Claims against claims, and the ledger of dealings, from what the last judgement stored."""

from __future__ import annotations

from crossbearing.case.room import Room
from crossbearing.case.stages.intake import case_world
from crossbearing.case.stages.judgement import stored_findings
from crossbearing.case.stages.reading import stored_claims, stored_reports, stored_republications
from crossbearing.checks.between.against import relations
from crossbearing.checks.between.dealings import dealings
from crossbearing.checks.between.totals import totals
from crossbearing.model.relations import Dealing, DealingTotal, Relation


def related(room: Room) -> tuple[Relation, ...]:
    """How claims of different reports stand to one another."""
    return relations(stored_claims(room), stored_findings(room), stored_republications(room), stored_reports(room))


def dealt(room: Room) -> tuple[tuple[Dealing, ...], tuple[DealingTotal, ...]]:
    """The rows of the ledger, and what they amount to."""
    claims, found, reports, world = stored_claims(room), stored_findings(room), stored_reports(room), case_world(room)
    rows = dealings(claims, found, related(room), reports, world)
    return rows, totals(rows, found, world)
