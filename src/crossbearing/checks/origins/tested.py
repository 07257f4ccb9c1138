"""What our own test of the tracks adds to what the reports rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from crossbearing.model.verdicts import Finding, Outcome, Verdict

# Verdicts that say that something was seen which the claim tells of.
SEEN = frozenset({Outcome.SUPPORTED, Outcome.PARTLY_SUPPORTED})
# What our tests of movements read; the same networks feed the public trackers.
OWN_RECEIVERS = {"position": "sensor:aircraft receivers", "flight": "sensor:aircraft receivers",
                 "visit": "sensor:aircraft receivers"}  # fmt: skip
REPRODUCES, CORROBORATES, BOTH = "reproduces", "corroborates", "both"


def with_tests(findings: Iterable[Finding], verdicts: Sequence[Verdict]) -> tuple[Finding, ...]:
    """Return the findings with what a test that saw something is to their origins.

    It reproduces them where every report leans on the very kind of receivers that the test read, or where nobody knows
    on what: a second reading of one instrument is no second witness. Else it corroborates them; where some lean on
    these receivers and some on others, it does both.
    """
    known = {verdict.claim: verdict for verdict in verdicts}
    return tuple(replace(found, own_test=_own_test(found, known)) for found in findings)


def _own_test(found: Finding, verdicts: Mapping[str, Verdict]) -> str | None:
    seen = [verdicts[claim] for claim in found.claims if claim in verdicts and verdicts[claim].verdict in SEEN]
    used = {OWN_RECEIVERS[row.kind] for verdict in seen for row in verdict.evidence if row.kind in OWN_RECEIVERS}
    if not used:
        return None
    roots = {vertex.id for vertex in found.vertices if vertex.kind is not None}
    if not roots - used:
        return REPRODUCES
    return BOTH if roots & used else CORROBORATES
