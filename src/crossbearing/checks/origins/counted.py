"""Every proposition with its claims, its independent origins, and the graph from which they are counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from crossbearing.checks.between.propositions import Ties, propositions
from crossbearing.checks.origins.graph import UNNAMED_ROOT, Graph, Sources, graph
from crossbearing.checks.origins.naming import FLIGHT_TRACKING
from crossbearing.checks.origins.outlets import addresses, outlets_of
from crossbearing.checks.origins.shared import shared_errors
from crossbearing.model.claims import Claim, Lineage, Problem, Report, Republication
from crossbearing.model.identity import content_id
from crossbearing.model.origins import Declaration, KindCount, Lean, OriginKind, Vertex
from crossbearing.model.verdicts import Finding, Origins
from crossbearing.world.spelling import fold


def findings(
    claims: Sequence[Claim],
    lineages: Iterable[Lineage],
    republications: Iterable[Republication],
    reports: Iterable[Report] = (),
    ties: Ties | None = None,
    declarations: Iterable[Declaration] = (),
    problems: Iterable[Problem] = (),
) -> tuple[Finding, ...]:
    """Return every proposition with its claims and its independent origins.

    `reports` are those read; claims of other reports are left out, but what these lean on is still known. Without
    `reports` all claims count. `ties` are what persons say of pairs of claims, `declarations` of outlets.
    """
    held = list(reports)
    read = {report.id for report in held} or None
    repeated = list(republications)
    groups = propositions(claims, repeated, ties)
    copies: dict[str, tuple[str, ...]] = {}
    for copy in repeated:
        copies[copy.report] = (*copies.get(copy.report, ()), copy.of)
    days = {report.id: (report.published_start, report.published_end) for report in held if report.is_dated}
    sources = Sources(
        {lineage.report: lineage for lineage in lineages},
        copies,
        outlets_of(declarations),
        days,
        {report.id: found for report in held if (found := addresses(report))},
        shared_errors(groups, held, list(problems), copies),
    )
    return tuple(_finding(group, sources, read) for group in groups if any(_is_read(one, read) for one in group))


def _is_read(claim: Claim, read: set[str] | None) -> bool:
    return read is None or claim.report in read


def _finding(group: tuple[Claim, ...], sources: Sources, read: set[str] | None) -> Finding:
    apart, together = (graph(group, sources, merged=merged, read=read) for merged in (False, True))
    cut = apart.cut()
    hi = len(cut)
    lo = min(together.count(), hi)
    names = _spellings(group, sources)
    ids = tuple(claim.id for claim in group if _is_read(claim, read))
    leans = (*apart.leans, *_only_lower(apart, together))
    return Finding(
        content_id("fnd", *sorted(ids)),
        ids,
        Origins(lo, hi, _kinds(apart, together)),
        tuple(sorted(_label(root, names) for root in apart.roots)),
        _vertices(apart, leans, names, set(cut)),
        leans,
    )


def _only_lower(apart: Graph, together: Graph) -> list[Lean]:
    """What counts for the lower number only: suspected errors in common, one owner; unnamed roots are merged anyway."""
    return [replace(lean, sure=False) for lean in together.leans if not lean.sure and lean not in apart.leans]


def _kinds(apart: Graph, together: Graph) -> tuple[KindCount, ...]:
    """The count by kind, each kind by itself; kinds without any origin are left out."""
    present = {*apart.kinds.values(), *together.kinds.values()}
    counted = [(kind, together.count_of(kind), apart.count_of(kind)) for kind in OriginKind if kind in present]
    return tuple(KindCount(kind, min(lo, hi), hi) for kind, lo, hi in counted if hi)


def _vertices(graph: Graph, leans: Sequence[Lean], names: Mapping[str, str], cut: set[str]) -> tuple[Vertex, ...]:
    """The reports first, then what they lean on in the order of the edges."""
    ids = dict.fromkeys([*sorted(graph.reports), *(end for lean in leans for end in (lean.of, lean.on))])
    return tuple(Vertex(one, _label(one, names), graph.kinds.get(one), one in graph.reports, one in cut) for one in ids)


def _label(vertex: str, names: Mapping[str, str]) -> str:
    plain = vertex.partition(":")[2]
    return plain.partition(": ")[2] or plain if vertex.startswith(UNNAMED_ROOT) else names.get(vertex, plain)


def _spellings(group: Sequence[Claim], sources: Sources) -> dict[str, str]:
    """How the reports spell each named source, the first of them deciding; declared names as they were declared."""
    lineages = [sources.lineages.get(claim.report) for claim in group]
    stated = [name for one in lineages if one for name in (one.outlet, one.source) if name]
    names = [*(name for claim in group for name in claim.attribution), *stated]
    declared = {f"name:{key}": name for key, name in sources.outlets.spelled.items()}
    return {**declared, **{f"name:{fold(name)}": name for name in reversed(names)}}


def cites_tracking(claim: Claim) -> bool:
    """Whether the claim itself leans on flight tracking: our test then reproduces it and does not corroborate it."""
    return any(FLIGHT_TRACKING.search(fold(name)) for name in claim.attribution)
