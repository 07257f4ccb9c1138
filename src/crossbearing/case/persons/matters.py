"""What a person's word is about: a claim or a proposition, tied to characters so that it outlives a new reading."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from crossbearing.case.persons.corrections import text_hash
from crossbearing.errors import InputError
from crossbearing.model.claims import Claim, Report
from crossbearing.model.contract import encode
from crossbearing.model.corrections import Tied
from crossbearing.model.grades import Basis, Matter, Seen, Target
from crossbearing.model.verdicts import Finding, Outcome, Verdict

Where = tuple[str, int, int, str]


@dataclass(frozen=True, slots=True)
class Docket:
    """What is there to speak of now: claims by id and by their characters, their verdicts, their findings."""

    claims: Mapping[str, Claim]
    there: Mapping[Where, tuple[str, ...]]
    hashes: Mapping[str, str]
    verdicts: Mapping[str, Verdict]
    findings: Mapping[str, Finding]
    finding_of: Mapping[str, str]


def docket(
    claims: Sequence[Claim], reports: Sequence[Report], verdicts: Sequence[Verdict], findings: Sequence[Finding]
) -> Docket:
    """Lay out what is there for looking up."""
    hashes = {report.id: text_hash(report) for report in reports}
    there: dict[Where, tuple[str, ...]] = {}
    for claim in claims:
        where = hashes.get(claim.report, ""), claim.start, claim.end, claim.kind.value
        there[where] = (*there.get(where, ()), claim.id)
    return Docket(
        claims={claim.id: claim for claim in claims},
        there=there,
        hashes=hashes,
        verdicts={verdict.claim: verdict for verdict in verdicts},
        findings={finding.id: finding for finding in findings},
        finding_of={claim: finding.id for finding in findings for claim in finding.claims},
    )


def matter_of(name: str, held: Docket) -> Matter:
    """Return the claim or finding of that id, as it stands; raises `InputError` for an id that is neither."""
    if name in held.claims:
        return Matter(Target.CLAIM, name, (tied_to(held.claims[name], held),), seen(Target.CLAIM, name, held))
    if name in held.findings:
        members = [held.claims[one] for one in held.findings[name].claims if one in held.claims]
        tied = tuple(tied_to(claim, held) for claim in members)
        return Matter(Target.FINDING, name, tied, seen(Target.FINDING, name, held))
    raise InputError(name, "no claim or finding of this id is in the case", "list them with `crossbearing check CASE`")


def tied_to(claim: Claim, held: Docket) -> Tied:
    """Return what finds a claim again: its characters in the stored text of its report."""
    return Tied(claim.id, held.hashes.get(claim.report, ""), claim.start, claim.end, claim.kind.value)


def seen(what: Target, name: str, held: Docket) -> Seen:
    """Return the verdicts behind a claim or a finding of now, with a hash of all that stands in them."""
    ids = (name,) if what is Target.CLAIM else held.findings[name].claims
    verdicts = [held.verdicts[one] for one in ids if one in held.verdicts]
    parts = [encode(verdict) for verdict in verdicts]
    parts += [encode(held.findings[name])] if what is Target.FINDING else []
    digest = hashlib.sha256("\x1e".join(parts).encode("utf-8")).hexdigest()
    return Seen(tuple(verdict.verdict for verdict in verdicts), digest)


def claim_now(one: Tied, held: Docket) -> str | None:
    """Return the id that a claim has now; null where there is no such claim, or no single one."""
    if one.claim in held.claims:
        return one.claim
    same = held.there.get((one.text_sha256, one.start, one.end, one.kind), ()) if one.text_sha256 else ()
    return same[0] if len(same) == 1 else None


def now(matter: Matter, held: Docket) -> Matter:
    """Return the same matter with the ids of now, and how the verdict of now stands to the one that was seen."""
    tied = tuple(replace(one, claim=claim_now(one, held)) for one in matter.claims)
    name = tied[0].claim if matter.what is Target.CLAIM else _finding_now(tied, held)
    if name is None:
        return replace(matter, id=None, claims=tied, basis=Basis.GONE)
    return replace(matter, id=name, claims=tied, basis=_basis(matter.seen, seen(matter.what, name, held)))


def _finding_now(tied: Sequence[Tied], held: Docket) -> str | None:
    """The finding that holds all claims of a former one that are still there."""
    names = {held.finding_of.get(one.claim) for one in tied if one.claim}
    return names.pop() if len(names) == 1 else None


def _basis(then: Seen, today: Seen) -> Basis:
    if then.sha256 == today.sha256:
        return Basis.SAME
    return Basis.GROUNDS if sorted(then.verdicts) == sorted(today.verdicts) else Basis.VERDICT


def outcomes(matter: Matter, held: Docket) -> tuple[Outcome, ...]:
    """Return the verdicts of now of the claims that a matter is about."""
    ids = [one.claim for one in matter.claims if one.claim in held.verdicts]
    return tuple(held.verdicts[name].verdict for name in ids if name)
