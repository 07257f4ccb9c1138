"""From how many independent origins a proposition comes.

Reports lead to those they cite, and these to those *they* cite, down to roots: persons, offices, data sets, networks
of receivers. The number of independent origins is the smallest number of vertices (reports, relays or roots) that
would have to be wrong for everything said to fall: the minimum vertex cut between the reports read and the roots.
Where roots are unnamed the number is an interval: at least as if they were one, at most as if each were its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from crossbearing.checks.flow import vertex_cut
from crossbearing.checks.propositions import Ties, propositions
from crossbearing.model.claims import Claim, Lineage, Report, Republication
from crossbearing.model.identity import content_id
from crossbearing.model.verdicts import Finding, Origins
from crossbearing.world.spelling import fold

# Words for people who are not named. A speaker described by one of these, without a personal name, is unnamed.
UNNAMED = re.compile(
    r"\b(sources?|officials?|responsables?|diplomate?s?|diplomats?|experts?|expertes?|witness(es)?|temoins?|analyste?s?"
    r"|analysts?|observers?|observateurs?|insiders?|persons?|people|personnes?|fonctionnaires?|officers?|officiers?"
    r"|residents?|habitants?|pilots?|pilotes?|controleurs?|group|groupe|collectif|media|medias|presse|press|reports?)\b"
)
# Two capitalised words in a row are a personal or a proper name: "Pentagon official John Smith" is named.
PERSONAL = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+ [A-ZÀ-Þ][\w’'-]+")
# Data that rests on receivers of aircraft or ships; two trackers fed by the same receivers are one origin.
FLIGHT_TRACKING = re.compile(
    r"flight.?track|flight.?data|plane.?spott|\btracker|flightradar|ads.?b\b|opensky|radarbox|flightaware|planefinder"
    r"|suivi (aerien|des? vols?|de trafic)|donnees de (suivi|vol)|trajectoires?"
)
SHIP_TRACKING = re.compile(
    r"ship.?track|vessel.?track|marine ?traffic|vesselfinder|tankertrackers|\bais\b|suivi (maritime|des navires)"
)
SENSORS = (("aircraft receivers", FLIGHT_TRACKING), ("ship receivers", SHIP_TRACKING))


@dataclass(frozen=True, slots=True)
class Sources:
    """What is known about where reports come from, by report id."""

    lineages: Mapping[str, Lineage]
    copies: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Graph:
    """Who leans on whom: edges between vertices, the reports read, and the roots."""

    edges: Mapping[str, frozenset[str]]
    reports: frozenset[str]
    roots: frozenset[str]

    def count(self) -> int:
        """The minimum vertex cut between the reports and the roots."""
        return vertex_cut(self.edges, self.reports, self.roots)


def findings(
    claims: Sequence[Claim],
    lineages: Iterable[Lineage],
    republications: Iterable[Republication],
    reports: Iterable[Report] = (),
    ties: Ties | None = None,
) -> tuple[Finding, ...]:
    """Return every proposition with its claims and its independent origins.

    `reports` are those read; claims of other reports are left out. Without `reports` all claims count.
    `ties` are what persons say of pairs of claims.
    """
    read = {report.id for report in reports}
    known = [claim for claim in claims if not read or claim.report in read]
    repeated = list(republications)
    copies: dict[str, tuple[str, ...]] = {}
    for copy in repeated:
        copies[copy.report] = (*copies.get(copy.report, ()), copy.of)
    sources = Sources({lineage.report: lineage for lineage in lineages}, copies)
    return tuple(_finding(group, sources) for group in propositions(known, repeated, ties))


def _finding(group: tuple[Claim, ...], sources: Sources) -> Finding:
    named, roots = graph(group, sources, merged=False), graph(group, sources, merged=True)
    lo, hi = roots.count(), named.count()
    spelled = _spellings(group, sources)
    names = tuple(sorted(spelled.get(root, root.partition(":")[2]) for root in named.roots))
    ids = tuple(claim.id for claim in group)
    return Finding(content_id("fnd", *sorted(ids)), ids, Origins(min(lo, hi), hi), names)


def _spellings(group: tuple[Claim, ...], sources: Sources) -> dict[str, str]:
    """How the reports spell each named source, the first of them deciding."""
    lineages = [sources.lineages.get(claim.report) for claim in group]
    stated = [name for one in lineages if one for name in (one.outlet, one.source) if name]
    names = [*(name for claim in group for name in claim.attribution), *stated]
    return {vertex(name): name for name in reversed(names) if vertex(name).startswith("name:")}


def graph(group: Sequence[Claim], sources: Sources, *, merged: bool) -> Graph:
    """Return who leans on whom for one proposition.

    `merged`: unnamed roots count as one, and reports that name no source at all as none.
    A report that repeats another one leans on that one only.
    """
    holders = {claim.report for claim in group}
    edges: dict[str, set[str]] = {}
    roots: set[str] = set()
    for claim in group:
        here = f"report:{claim.report}"
        originals = [one for one in sources.copies.get(claim.report, ()) if one != claim.report]
        if originals:
            edges.setdefault(here, set()).update(f"report:{one}" for one in originals)
            roots |= {f"report:{one}" for one in originals if one not in holders and not merged}
            continue
        chain = _chain(claim, sources.lineages.get(claim.report), merged=merged)
        for one, other in zip([here, *chain], chain, strict=False):
            edges.setdefault(one, set()).add(other)
        if chain:
            roots.add(chain[-1])
        elif not merged:
            roots.add(here)
    frozen = {one: frozenset(others) for one, others in edges.items()}
    return Graph(frozen, frozenset(f"report:{one}" for one in holders), frozenset(roots))


def _chain(claim: Claim, lineage: Lineage | None, *, merged: bool) -> list[str]:
    """The vertices from a report outward in: its stated source, then the speakers, the innermost last."""
    relayed = [lineage.source] if lineage and lineage.source else []
    speakers = [*relayed, *reversed(claim.attribution)]
    if not speakers and lineage and lineage.outlet:
        return [f"name:{fold(lineage.outlet)}"]
    outer = [vertex(name) for name in speakers if not unnamed(name)]
    if speakers and unnamed(speakers[-1]):
        outer.append("unnamed:" if merged else f"unnamed:{claim.report}: {speakers[-1]}")
    return list(dict.fromkeys(outer))


def vertex(name: str) -> str:
    """Return the vertex of a named source; everything fed by the same kind of receivers is one."""
    plain = fold(name)
    for label, pattern in SENSORS:
        if pattern.search(plain):
            return f"sensor:{label}"
    return f"name:{plain}"


def unnamed(name: str) -> bool:
    """Whether a speaker is described but not named: "two officials", "une source", not "the Pentagon"."""
    plain = fold(name)
    sensor = any(pattern.search(plain) for _, pattern in SENSORS)
    return bool(UNNAMED.search(plain)) and not sensor and not PERSONAL.search(name)


def cites_tracking(claim: Claim) -> bool:
    """Whether the claim itself leans on flight tracking: our test then reproduces it and does not corroborate it."""
    return any(FLIGHT_TRACKING.search(fold(name)) for name in claim.attribution)
