"""The graph of one proposition: which report leans on what, and why.

Each report leans on one thing first: the report it copies, the outlet it is declared to republish, the report whose
outlet it cites or links to, the report whose rare error it repeats; only where there is none of these, on the chain of
those it quotes. What shows that a report only repeats another takes the place of whatever else it names: an edge more
would make one source look like two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from crossbearing.checks.origins.flow import cut_of
from crossbearing.checks.origins.naming import kind_of, unnamed, vertex
from crossbearing.checks.origins.outlets import Outlets, by_outlet, is_host_of
from crossbearing.model.claims import Claim, Lineage
from crossbearing.model.origins import Lean, Leaning, OriginKind

UNNAMED_ROOT = "unnamed:"


@dataclass(frozen=True, slots=True)
class Shared:
    """A report repeats what is rare or false in an earlier one."""

    of: str
    because: str


@dataclass(frozen=True, slots=True)
class Sources:
    """What is known about where reports come from, by report id. `days` are the first and last days a report may be
    of, `links` the hosts its text links to."""

    lineages: Mapping[str, Lineage]
    copies: Mapping[str, tuple[str, ...]]
    outlets: Outlets = field(default_factory=Outlets)
    days: Mapping[str, tuple[date, date]] = field(default_factory=dict)
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shared: Mapping[str, Shared] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Graph:
    """Who leans on whom: edges between vertices, the reports read, the roots, and what kind each root is of."""

    edges: Mapping[str, frozenset[str]]
    reports: frozenset[str]
    roots: frozenset[str]
    kinds: Mapping[str, OriginKind] = field(default_factory=dict)
    leans: tuple[Lean, ...] = ()

    def count(self) -> int:
        """The minimum vertex cut between the reports and the roots."""
        return len(self.cut())

    def cut(self) -> tuple[str, ...]:
        """One smallest set of vertices that parts the reports from the roots."""
        return cut_of(self.edges, self.reports, self.roots)

    def count_of(self, kind: OriginKind) -> int:
        """The minimum vertex cut between the reports and the roots of one kind."""
        return len(cut_of(self.edges, self.reports, [one for one, its in self.kinds.items() if its is kind]))


def graph(group: Sequence[Claim], sources: Sources, *, merged: bool, read: Collection[str] | None = None) -> Graph:
    """Return who leans on whom for one proposition.

    `merged`: unnamed roots count as one, outlets of one owner too, and reports that name no source at all as none.
    `read` are the reports that count as read; the edges of others are drawn and lead nowhere by themselves.
    """
    holders = list(dict.fromkeys(claim.report for claim in group))
    drawn = _Drawing(holders, group, sources, merged)
    for claim in group:
        drawn.add(claim)
    starts = holders if read is None else [one for one in holders if one in read]
    edges: dict[str, set[str]] = {}
    for lean in drawn.leans:
        edges.setdefault(lean.of, set()).add(lean.on)
    frozen = {one: frozenset(others) for one, others in edges.items()}
    reports = frozenset(f"report:{one}" for one in starts)
    return Graph(frozen, reports, frozenset(drawn.roots), drawn.kinds, tuple(dict.fromkeys(drawn.leans)))


class _Drawing:
    """A graph while it is drawn."""

    def __init__(self, holders: Sequence[str], group: Sequence[Claim], sources: Sources, merged: bool) -> None:
        self.sources, self.merged = sources, merged
        self.holders = set(holders)
        self.outlets = by_outlet(holders, sources.lineages, sources.outlets)
        self.cited: dict[str, set[str]] = {}
        for claim in group:
            lineage = sources.lineages.get(claim.report)
            named = [*claim.attribution, *([lineage.source] if lineage and lineage.source else [])]
            self.cited.setdefault(claim.report, set()).update(map(sources.outlets.key, named))
        self.leans: list[Lean] = []
        self.roots: set[str] = set()
        self.kinds: dict[str, OriginKind] = {}

    def add(self, claim: Claim) -> None:
        """Draw what a claim's report leans on."""
        report, here = claim.report, f"report:{claim.report}"
        if self._copies(report, here) or self._republishes(claim, here) or self._repeats_error(claim, here):
            return
        self._follow(here, list(self._steps(claim)), claim)

    def _copies(self, report: str, here: str) -> bool:
        originals = [one for one in self.sources.copies.get(report, ()) if one != report and one in self.holders]
        self.leans += [Lean(here, f"report:{one}", Leaning.COPY) for one in originals]
        return bool(originals)

    def _republishes(self, claim: Claim, here: str) -> bool:
        """An outlet that is declared to republish another leans on what that one published, where it is held."""
        lineage = self.sources.lineages.get(claim.report)
        key = self.sources.outlets.key(lineage.outlet) if lineage and lineage.outlet else ""
        whom = self.sources.outlets.republished.get(key)
        if whom is None:
            return False
        held = [one for one in self.outlets.get(whom, ()) if self._may_lean(claim.report, one)]
        name = f"name:{whom}"
        self.leans.append(Lean(here, f"report:{held[0]}" if held else name, Leaning.DECLARED))
        if not held:
            self._follow(name, list(self._chain(claim)), claim, own=False)
        return True

    def _repeats_error(self, claim: Claim, here: str) -> bool:
        found = self.sources.shared.get(claim.report)
        if found is None or found.of not in self.holders:
            return False
        sure = not any(not unnamed(name) for name in claim.attribution[:1])
        if sure or self.merged:
            self.leans.append(Lean(here, f"report:{found.of}", Leaning.SHARED_ERROR, found.because, sure))
        return sure or self.merged

    def _may_lean(self, report: str, on: str) -> bool:
        """Whether one report can have been there when another was written, and does not itself cite that one."""
        if on == report:
            return False
        ours, theirs = self.sources.days.get(report), self.sources.days.get(on)
        lineage = self.sources.lineages.get(report)
        back = lineage and lineage.outlet and self.sources.outlets.key(lineage.outlet) in self.cited.get(on, ())
        return not back and (ours is None or theirs is None or theirs[0] <= ours[1])

    def _steps(self, claim: Claim) -> Iterator[tuple[str, Leaning, str]]:
        """The chain from a report outward in; it ends at a report read whose outlet is cited or linked to."""
        for step in self._chain(claim):
            held = self._held_by(claim.report, step[2])
            yield step
            if held:
                yield f"report:{held}", Leaning.CITES, step[2]
                return
        if not claim.attribution:
            yield from self._linked(claim.report)

    def _held_by(self, report: str, name: str) -> str | None:
        held = self.outlets.get(self.sources.outlets.key(name), ()) if name else ()
        return next((one for one in held if self._may_lean(report, one)), None)

    def _linked(self, report: str) -> Iterator[tuple[str, Leaning, str]]:
        lineage = self.sources.lineages.get(report)
        if lineage and lineage.source:
            return
        for host in self.sources.links.get(report, ()):
            for key, held in self.outlets.items():
                if is_host_of(host, self.sources.outlets.label(key)) and self._may_lean(report, held[0]):
                    yield f"report:{held[0]}", Leaning.LINK, host
                    return

    def _chain(self, claim: Claim) -> Iterator[tuple[str, Leaning, str]]:
        """A report's stated source, then the speakers, the innermost last."""
        lineage = self.sources.lineages.get(claim.report)
        told = [(lineage.source, Leaning.SOURCE_LINE)] if lineage and lineage.source else []
        told += [(name, Leaning.SPEAKER) for name in reversed(claim.attribution)]
        for at, (name, why) in enumerate(told):
            if not unnamed(name):
                yield self._vertex(name), why, name
            elif at == len(told) - 1:
                kind = kind_of(name)
                own = f"{kind}" if self.merged else f"{claim.report}: {name}"
                yield f"{UNNAMED_ROOT}{own}", why, name

    def _vertex(self, name: str) -> str:
        """The vertex of a named source, or of the outlet that a person declared to be the same."""
        plain = vertex(name)
        key = self.sources.outlets.key(name)
        return f"name:{key}" if plain.startswith("name:") and key in self._declared() else plain

    def _declared(self) -> Collection[str]:
        outlets = self.sources.outlets
        return {*outlets.same.values(), *outlets.owners, *outlets.owners.values(), *outlets.republished.values()}

    def _follow(self, here: str, steps: Sequence[tuple[str, Leaning, str]], claim: Claim, *, own: bool = True) -> None:
        """Draw a chain and say what its last vertex is."""
        steps = list({step[0]: step for step in steps if step[0] != here}.values())
        if not steps and own:
            steps = list(self._own_voice(claim))
        for one, (other, why, name) in zip([here, *(step[0] for step in steps)], steps, strict=False):
            self.leans.append(Lean(one, other, why, name))
        last = steps[-1] if steps else (here, Leaning.OUTLET, "")
        if last[0].removeprefix("report:") in self.holders and last[0] != here:
            return  # what that report leans on is drawn with it
        if last[0].startswith("report:") and self.merged:
            return  # nobody knows where it comes from
        self._root(last[0], kind_of(last[2]) if last[2] else OriginKind.HUMAN)

    def _own_voice(self, claim: Claim) -> Iterator[tuple[str, Leaning, str]]:
        """A report that cites nobody: the report it repeats, though that one does not say so; else its outlet."""
        original = next((one for one in self.sources.copies.get(claim.report, ()) if one != claim.report), None)
        if original:
            yield f"report:{original}", Leaning.COPY, ""
            return
        lineage = self.sources.lineages.get(claim.report)
        if lineage and lineage.outlet:
            yield self._vertex(lineage.outlet), Leaning.OUTLET, lineage.outlet

    def _root(self, name: str, kind: OriginKind) -> None:
        self.kinds[name] = kind
        if self.merged and name.startswith(UNNAMED_ROOT):
            self.leans.append(Lean(name, UNNAMED_ROOT, Leaning.SPEAKER))
            self.roots.add(UNNAMED_ROOT)
            return
        owner = self.sources.outlets.owners.get(name.removeprefix("name:")) if self.merged else None
        if owner:
            self.leans.append(Lean(name, f"name:{owner}", Leaning.DECLARED, sure=False))
            self.kinds.pop(name)
            name = f"name:{owner}"
            self.kinds[name] = kind
        self.roots.add(name)
