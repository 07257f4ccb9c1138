"""All that a dossier shows, handed over in one value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from crossbearing.dossier.seafaring import Seafaring
from crossbearing.model.claims import Claim, Reading, Report, Republication
from crossbearing.model.corrections import Correction
from crossbearing.model.exhibits import Exhibit
from crossbearing.model.grades import Grade, Reply
from crossbearing.model.history import Revision
from crossbearing.model.proposals import Acceptance
from crossbearing.model.relations import Dealing, DealingTotal, Relation
from crossbearing.model.tables import ARCHIVE, FLIGHTS, POSITIONS, VISITS
from crossbearing.model.verdicts import Finding, Phrase, Verdict

if TYPE_CHECKING:
    from crossbearing.world import World


@dataclass(frozen=True, slots=True)
class DossierView:
    """What is published: reports with what was read in them, claims with their verdicts, and the evidence.

    `version` is the tool's. `flights`, `visits`, `positions` and `archive` are tables of `model.tables`; only
    craft in evidence need be given. `corrections` are those by persons, which `claims` has applied and
    `machine_claims`, the reading before them, has not.
    `methods` maps a check's name to its docstring, printed as it stands.
    `stale` says why the verdicts are not up to date, nothing when they are. `grades` and `replies` are persons' words
    beside the verdicts, `revisions` what was answered before, `accepted` the claims that a model proposed.
    """

    title: str
    version: str
    world: World
    reports: Sequence[Report] = ()
    readings: Mapping[str, Reading] = field(default_factory=dict)
    claims: Sequence[Claim] = ()
    verdicts: Sequence[Verdict] = ()
    corrections: Sequence[Correction] = ()
    machine_claims: Sequence[Claim] = ()
    findings: Sequence[Finding] = ()
    republications: Sequence[Republication] = ()
    exhibits: Sequence[Exhibit] = ()
    flights: pl.DataFrame = field(default_factory=FLIGHTS.empty)
    visits: pl.DataFrame = field(default_factory=VISITS.empty)
    positions: pl.DataFrame = field(default_factory=POSITIONS.empty)
    archive: pl.DataFrame = field(default_factory=ARCHIVE.empty)
    ships: Seafaring = field(default_factory=Seafaring)
    relations: Sequence[Relation] = ()
    dealings: Sequence[Dealing] = ()
    totals: Sequence[DealingTotal] = ()
    methods: Mapping[str, str] = field(default_factory=dict)
    stale: Sequence[Phrase] = ()
    grades: Sequence[Grade] = ()
    replies: Sequence[Reply] = ()
    revisions: Sequence[Revision] = ()
    accepted: Sequence[Acceptance] = ()


def crafts_concerned(
    claims: Sequence[Claim], verdicts: Sequence[Verdict], flights: pl.DataFrame, visits: pl.DataFrame
) -> list[str]:
    """Return the craft whose flights, visits and positions a dossier of these verdicts needs, sorted.

    They are those of the legs, stays and positions in evidence, and those that a claim names by registration: where
    a claim was contradicted, the reader wants to see where they were.
    """
    rows = [row for verdict in verdicts for row in verdict.evidence]
    ids = sorted({row.id for row in rows})
    found = [frame.filter(pl.col("id").is_in(ids))["craft"].to_list() for frame in (flights, visits)]
    named = sorted({name.casefold() for claim in claims for name in claim.craft.registration})
    of_name = flights.filter(pl.col("registration").str.to_lowercase().is_in(named))["craft"].to_list()
    of_position = [row.id.rpartition("@")[0] for row in rows if row.kind == "position"]
    return sorted({*found[0], *found[1], *of_name, *of_position})
