"""The sample case many times over, each time with craft and claims of its own."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from crossbearing.dossier import DossierView
from crossbearing.model.tables import FLIGHTS, POSITIONS, VISITS
from crossbearing.model.verdicts import EvidenceRow, Verdict
from dossier.sample import sample


def large(copies: int) -> DossierView:
    """Return a view of `copies` times eleven claims; craft, flights and stays are renamed for each."""
    one = sample()
    claims, judged = [], []
    for at in range(copies):
        claims += [replace(claim, id=f"{claim.id}-{at}") for claim in one.claims]
        judged += [_renamed(verdict, at) for verdict in one.verdicts]
    return replace(
        one,
        claims=claims,
        verdicts=judged,
        findings=(),
        flights=FLIGHTS.conform(_copies(one.flights, ("id", "craft"), copies)),
        visits=VISITS.conform(_copies(one.visits, ("id", "craft", "arrival_flight", "departure_flight"), copies)),
        positions=POSITIONS.conform(_copies(one.positions, ("craft", "member"), copies)),
    )


def _renamed(verdict: Verdict, at: int) -> Verdict:
    rows = tuple(_row(row, at) for row in verdict.evidence)
    return replace(verdict, claim=f"{verdict.claim}-{at}", evidence=rows)


def _row(row: EvidenceRow, at: int) -> EvidenceRow:
    named = tuple("#".join((sha, f"{member}-{at}", line)) for sha, member, line in (e.split("#") for e in row.exhibits))
    return EvidenceRow(row.kind, f"{row.id}-{at}", named)


def _copies(frame: pl.DataFrame, columns: tuple[str, ...], copies: int) -> pl.DataFrame:
    renamed = (
        frame.with_columns(pl.concat_str(pl.col(name), pl.lit(f"-{at}")) for name in columns) for at in range(copies)
    )
    return pl.concat(list(renamed))
