"""A view laid out for use: everything that is looked up by name while the page is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crossbearing.dossier.atlas import Town, towns_of
from crossbearing.dossier.evidence import Evidence, evidence_of
from crossbearing.dossier.view import DossierView
from crossbearing.model.claims import Claim, Report
from crossbearing.model.verdicts import Finding, Outcome, Verdict

UNJUDGED = Outcome.UNTESTED


@dataclass(frozen=True, slots=True)
class Desk:
    """A view with its lookups, for one language. `claims` stand in the order of the dossier, numbered from 1."""

    view: DossierView
    language: str
    evidence: Evidence
    reports: Mapping[str, Report]
    verdicts: Mapping[str, Verdict]
    findings: Mapping[str, Finding]
    claims: tuple[Claim, ...]
    numbers: Mapping[str, int]
    towns: tuple[Town, ...]

    def local(self, name: str) -> str:
        """Return a place's name in the reader's language where it is a capital's, else as it stands."""
        return next((town.name for town in self.towns if town.english == name), name)

    def outcome(self, claim: Claim) -> Outcome:
        """Return the claim's verdict; one that nobody judged counts as untested."""
        verdict = self.verdicts.get(claim.id)
        return UNJUDGED if verdict is None else verdict.verdict


def desk_of(view: DossierView, language: str) -> Desk:
    """Lay out a view: reports by the latest day they may be of, claims as they stand in them, typed claims last."""
    reports = sorted(view.reports, key=lambda report: (report.published_end, report.published_start, report.id))
    order = {report.id: at for at, report in enumerate(reports)}
    claims = sorted(view.claims, key=lambda c: (order.get(c.report, len(order)), c.report, c.start, c.end, c.id))
    return Desk(
        view=view,
        language=language,
        evidence=evidence_of(view),
        reports={report.id: report for report in reports},
        verdicts={verdict.claim: verdict for verdict in view.verdicts},
        findings={claim: finding for finding in view.findings for claim in finding.claims},
        claims=tuple(claims),
        numbers={claim.id: at for at, claim in enumerate(claims, 1)},
        towns=towns_of(view.world, language),
    )
