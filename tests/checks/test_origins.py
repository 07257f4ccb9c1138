"""From how many independent origins a proposition comes."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from checks.scene import flight
from crossbearing.checks import findings
from crossbearing.checks.origins import Sources, graph, unnamed, vertex
from crossbearing.checks.origins.flow import cut_of
from crossbearing.model.claims import Actor, Claim, Equipment, EquipmentRole, Kind, Lineage, Republication

SAID = flight("Tehran", "Moscow", "2024-02-10")


def told(report: str, *speakers: str) -> Claim:
    """The same claim in some report, with its speakers, the innermost first."""
    return replace(SAID, id=f"c-{report}", report=report, attribution=speakers)


def counted(claims: list[Claim], lineages: tuple[Lineage, ...] = (), copies: tuple[Republication, ...] = ()):
    (found,) = findings(claims, lineages, copies)
    return found.origins.lo, found.origins.hi


def test_one_named_source_is_one_origin():
    assert counted([told("r1", "Pentagon")]) == (1, 1)


def test_two_reports_that_cite_one_office_have_one_origin():
    assert counted([told("r1", "Pentagon"), told("r2", "Pentagon")]) == (1, 1)


def test_sources_are_named_as_the_reports_spell_them():
    (found,) = findings([told("r1", "Agence Été"), told("r2", "AGENCE ÉTÉ")], (), ())

    assert found.origin_names == ("Agence Été",)


def test_two_offices_in_two_reports_are_two_origins():
    assert counted([told("r1", "Pentagon"), told("r2", "Kremlin")]) == (2, 2)


def test_one_report_with_two_sources_is_at_most_one_origin():
    two = [told("r1", "Pentagon"), replace(told("r1", "Kremlin"), id="c-b")]

    assert counted(two) == (1, 1)


def test_unnamed_officials_may_be_one_or_two():
    assert counted([told("r1", "two officials"), told("r2", "un responsable")]) == (1, 2)


def test_a_paper_and_four_copies_of_it_have_one_origin():
    claims = [told("r1", "Guardian"), *(told(f"r{n}", "Guardian") for n in range(2, 6))]
    copies = tuple(Republication(f"r{n}", "r1") for n in range(2, 6))

    assert counted(claims, copies=copies) == (1, 1)


def test_a_relay_joins_what_two_reports_say_after_it():
    claims = [told("r1", "Pentagon", "Reuters"), told("r2", "Kremlin", "Reuters")]

    assert counted(claims) == (1, 1)


def test_a_stated_source_line_joins_reports():
    lineages = (Lineage("r1", source="The Guardian"), Lineage("r2", source="The Guardian"))

    assert counted([told("r1", "sources"), told("r2", "officials")], lineages) == (1, 1)


def test_an_outlet_in_its_own_voice_is_its_own_origin():
    lineages = (Lineage("r1", outlet="The Guardian"), Lineage("r2", source="The Guardian"))

    assert counted([told("r1"), told("r2")], lineages) == (1, 1)


def test_a_report_without_any_source_counts_only_above():
    assert counted([told("r1")]) == (0, 1)


def test_copies_that_go_round_in_a_circle_have_no_origin():
    circle = (Republication("r1", "r2"), Republication("r2", "r1"))

    assert counted([told("r1", "Pentagon"), told("r2", "Kremlin")], copies=circle) == (0, 0)


def test_two_trackers_fed_by_the_same_receivers_are_one_origin():
    assert counted([told("r1", "Flightradar24"), told("r2", "données de suivi aérien")]) == (1, 1)
    assert vertex("flight-tracking data") == vertex("ADS-B Exchange") != vertex("MarineTraffic")


def test_a_person_with_a_name_is_named_even_if_an_official():
    assert unnamed("two US officials")
    assert unnamed("une source proche du dossier")
    assert unnamed("des experts")
    assert not unnamed("Pentagon official John Smith")
    assert not unnamed("le ministère des Transports")
    assert not unnamed("flight-tracking data")


def test_claims_of_other_kinds_or_places_are_other_propositions():
    other = replace(flight("Tehran", "Damascus", "2024-02-10"), id="c2", report="r2")
    later = replace(flight("Tehran", "Moscow", "2024-02-14"), id="c3", report="r3")

    assert [f.claims for f in findings([SAID, other, later], (), ())] == [("c1",), ("c2",), ("c3",)]


def test_eighteen_drones_and_thousands_of_drones_are_two_deliveries():
    def drones(report: str, least: float, most: float | None, *, about: bool = False) -> Claim:
        cargo = Equipment("drones", EquipmentRole.CARGO, least, most, about)
        giver, taker = (Actor("Iran", "IR"),), (Actor("Russia", "RU"),)
        return replace(told(report), kind=Kind.DELIVERY, places=(), actors=giver, recipients=taker, equipment=(cargo,))

    def kinds(*claims: Claim) -> int:
        return len(findings(claims, (), ()))

    assert kinds(drones("r1", 18, 18), drones("r2", 2000, None)) == 2
    assert kinds(drones("r1", 18, 18), drones("r2", 10, None)) == 1
    assert kinds(drones("r1", 2600, 2600, about=True), drones("r2", 2400, 2400)) == 1


def test_a_vague_claim_does_not_join_two_that_differ():
    vague = replace(flight(None, "Moscow", None, registration=None), id="v", report="r9")
    tehran = replace(SAID, id="t", report="r1")
    baku = replace(flight("Baku", "Moscow", "2024-02-10"), id="b", report="r2")
    groups = [set(f.claims) for f in findings([vague, tehran, baku], (), ())]

    assert {"t", "b"} not in groups
    assert not any({"t", "b"} <= group for group in groups)


def test_findings_are_named_by_their_claims_and_come_in_their_order():
    claims = [told("r1", "Pentagon"), told("r2", "Kremlin")]
    one, other = findings(claims, (), ()), findings(claims, (), ())

    assert one == other
    assert one[0].id.startswith("fnd-")
    assert one[0].origin_names == ("Kremlin", "Pentagon")


SPEAKERS = st.lists(st.sampled_from(["Pentagon", "Kremlin", "Reuters", "sources", "two officials", "AIS"]), max_size=3)
REPORTS = st.lists(SPEAKERS, min_size=1, max_size=6)
COPIES = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=3)


def drawn(reports: list[list[str]], copies: list[tuple[int, int]]) -> tuple[list[Claim], dict[str, tuple[str, ...]]]:
    claims = [told(f"r{n}", *speakers) for n, speakers in enumerate(reports)]
    known = {f"r{one}": (f"r{other}",) for one, other in copies if one != other and max(one, other) < len(reports)}
    return claims, known


def counts(claims: list[Claim], copies: dict[str, tuple[str, ...]]) -> tuple[int, int]:
    sources = Sources({}, copies)
    return tuple(graph(claims, sources, merged=merged).count() for merged in (True, False))  # type: ignore[return-value]


@settings(max_examples=300, deadline=None)
@given(REPORTS, COPIES)
def test_the_lower_count_never_exceeds_the_upper(reports: list[list[str]], copies: list[tuple[int, int]]):
    lo, hi = counts(*drawn(reports, copies))

    assert lo <= hi <= len(reports)


@settings(max_examples=300, deadline=None)
@given(REPORTS, COPIES, st.integers(0, 5), SPEAKERS)
def test_a_republication_of_a_report_at_hand_never_raises_the_count(reports, copies, of: int, speakers: list[str]):
    claims, known = drawn(reports, copies)
    copy = told("copy", *speakers)
    more = counts([*claims, copy], {**known, "copy": (f"r{of % len(reports)}",)})

    assert all(after <= before for after, before in zip(more, counts(claims, known), strict=True))


@settings(max_examples=300, deadline=None)
@given(REPORTS, COPIES, st.integers(0, 5), st.booleans())
def test_removing_a_report_never_raises_the_count(reports, copies, number: int, merged: bool):
    claims, known = drawn(reports, copies)
    whole = graph(claims, Sources({}, known), merged=merged)
    fewer = replace(whole, reports=whole.reports - {f"report:r{number % len(reports)}"})

    assert fewer.count() <= whole.count()


EDGES = st.dictionaries(st.sampled_from("abcdef"), st.frozensets(st.sampled_from("cdefxyz"), max_size=3), max_size=6)


@settings(max_examples=300, deadline=None)
@given(EDGES)
def test_merging_two_roots_never_raises_the_count(edges: dict[str, frozenset[str]]):
    merged = {one: frozenset("x" if other == "y" else other for other in others) for one, others in edges.items()}

    assert len(cut_of(merged, ["a", "b", "c"], ["x", "z"])) <= len(cut_of(edges, ["a", "b", "c"], ["x", "y", "z"]))


def test_the_cut_of_a_start_that_is_a_root_is_one():
    assert len(cut_of({}, ["a"], ["a"])) == 1
    assert len(cut_of({"a": ["x"], "b": ["x"]}, ["a", "b"], ["x"])) == 1
    assert len(cut_of({"a": ["x"], "b": ["y"]}, ["a", "b"], ["x", "y"])) == 2
    assert len(cut_of({"a": ["b"], "b": ["a"]}, ["a", "b"], [])) == 0
