"""A republication, a merged root and a report less never raise the number of origins."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.scene import flight
from crossbearing.checks.origins.flow import cut_of
from crossbearing.checks.origins.graph import Sources, graph
from crossbearing.checks.origins.outlets import Outlets
from crossbearing.model.claims import Claim, Lineage

SAID = flight("Tehran", "Moscow", "2024-02-10")
NAMES = (
    "Pentagon",
    "Kremlin",
    "Reuters",
    "Post",
    "sources",
    "two officials",
    "AIS",
    "a contract",
    "flight-tracking data",
)
OUTLETS = (None, "Post", "Gazette", "Reuters")
GRAPHS = 10_000


def drawn(draw: Random) -> tuple[list[Claim], Sources]:
    """A proposition in up to eight reports, with outlets, copies, owners, and chains of speakers."""
    reports = [f"r{n}" for n in range(draw.randrange(1, 9))]
    claims = [
        replace(SAID, id=f"c{n}", report=one, attribution=tuple(draw.sample(NAMES, draw.randrange(4))))
        for n, one in enumerate(reports)
    ]
    copies = {one: (draw.choice(reports),) for one in reports if draw.random() < 0.3}
    outlets = {one: Lineage(one, outlet=draw.choice(OUTLETS), source=draw.choice(OUTLETS)) for one in reports}
    known = Outlets(owners={"post": "holding"} if draw.random() < 0.5 else {})
    return claims, Sources(outlets, copies, known)


def counts(claims: list[Claim], sources: Sources, read: set[str] | None = None) -> tuple[int, int]:
    together, apart = (graph(claims, sources, merged=merged, read=read).count() for merged in (True, False))
    return together, apart


def broken(draw: Random) -> list[str]:
    """The laws that one random proposition breaks."""
    claims, sources = drawn(draw)
    before = counts(claims, sources)
    copy = replace(SAID, id="copy", report="copy", attribution=tuple(draw.sample(NAMES, 2)))
    more = replace(sources, copies={**sources.copies, "copy": (draw.choice(claims).report,)})
    found = []
    if any(after > was for after, was in zip(counts([*claims, copy], more), before, strict=True)):
        found.append("republication")
    gone = draw.choice(claims).report
    left = {claim.report for claim in claims} - {gone}
    if any(after > was for after, was in zip(counts(claims, sources, left), before, strict=True)):
        found.append("removing")
    whole = graph(claims, sources, merged=False)
    if len(whole.roots) > 1:
        one, other = draw.sample(sorted(whole.roots), 2)
        edges = {name: {one if end == other else end for end in ends} for name, ends in whole.edges.items()}
        roots = {one if end == other else end for end in whole.roots}
        starts = {one if end == other else end for end in whole.reports}
        if len(cut_of(edges, starts, roots)) > before[1]:
            found.append("merging")
    return found


def test_no_law_is_broken_on_a_thousand_random_propositions():
    draw = Random(11)

    assert [laws for _ in range(1000) if (laws := broken(draw))] == []


@pytest.mark.slow
def test_no_law_is_broken_on_ten_thousand_random_propositions():
    draw = Random(12)

    assert [laws for _ in range(GRAPHS) if (laws := broken(draw))] == []


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 1 << 30))
def test_the_lower_number_never_exceeds_the_upper_nor_the_number_of_reports(seed: int):
    claims, sources = drawn(Random(seed))
    lo, hi = counts(claims, sources)

    assert min(lo, hi) <= hi <= len(claims)


EDGES = st.dictionaries(st.sampled_from("abcdef"), st.frozensets(st.sampled_from("cdefxyz"), max_size=3), max_size=6)


@settings(max_examples=300, deadline=None)
@given(EDGES)
def test_without_the_cut_no_report_reaches_a_root(edges: dict[str, frozenset[str]]):
    starts, roots = {"a", "b", "c"}, {"x", "y", "z"}
    cut = set(cut_of(edges, starts, roots))
    reached = {one for one in starts if one not in cut}
    queue = list(reached)
    for one in queue:
        for end in edges.get(one, ()):
            if end not in cut and end not in reached:
                reached.add(end)
                queue.append(end)

    assert not reached & roots
    assert len(cut) == len(cut_of(edges, starts, roots)) <= 3


def test_a_cut_never_takes_what_joins_two_vertices_for_a_vertex():
    # Two reports, one relay, two roots: the relay is the cut, though three edges could be cut.
    edges = {"a": {"m"}, "b": {"m"}, "m": {"x", "y"}}

    assert cut_of(edges, {"a", "b"}, {"x", "y"}) == ("m",)
