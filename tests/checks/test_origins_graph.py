"""Who leans on whom: reports cited, linked and declared, rare errors shared, and kinds of origin side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from checks.scene import flight, visit_count
from crossbearing.checks import findings
from crossbearing.checks.origins.naming import kind_of, unnamed
from crossbearing.checks.origins.outlets import is_host_of
from crossbearing.checks.origins.tested import with_tests
from crossbearing.model.claims import Claim, Lineage, Problem, Report, Republication
from crossbearing.model.origins import Declaration, Declared, Leaning, OriginKind
from crossbearing.model.verdicts import EvidenceRow, Finding, Outcome, Verdict

SAID = flight("Tehran", "Moscow", "2024-02-10")


def told(report: str, *speakers: str) -> Claim:
    return replace(SAID, id=f"c-{report}", report=report, attribution=speakers)


def report(name: str, day: int, text: str = "It landed.") -> Report:
    on = date(2024, 2, day)
    return Report(name, text, 0, on, on)


def declared(outlet: str, what: Declared, other: str, *, holds: bool = True) -> Declaration:
    return Declaration(1, outlet, what, other, holds, "A. Editor", "2024-03-01T00:00:00+00:00")


def one(claims: list[Claim], **known: object) -> Finding:
    known = {"lineages": (), "republications": (), **known}
    (found,) = findings(claims, known.pop("lineages"), known.pop("republications"), **known)  # type: ignore[arg-type]
    return found


def reasons(found: Finding) -> set[tuple[str, str, Leaning]]:
    return {(lean.of, lean.on, lean.why) for lean in found.leans}


def test_a_report_that_cites_another_report_leans_on_it_and_on_nothing_else():
    claims = [told("r1", "sources inside Iran"), told("r2", "its sources", "the Guardian")]
    found = one(claims, lineages=(Lineage("r1", outlet="The Guardian"),), reports=[report("r1", 11), report("r2", 12)])

    assert (found.origins.lo, found.origins.hi) == (1, 1)
    assert ("name:the guardian", "report:r1", Leaning.CITES) in reasons(found)


def test_nobody_cites_a_report_that_was_published_later():
    claims = [told("r1", "sources inside Iran"), told("r2", "its sources", "the Guardian")]
    found = one(claims, lineages=(Lineage("r1", outlet="The Guardian"),), reports=[report("r1", 13), report("r2", 12)])

    assert (found.origins.lo, found.origins.hi) == (1, 2)


def test_two_reports_that_cite_each_other_are_not_left_without_an_origin():
    lineages = (Lineage("r1", outlet="Post"), Lineage("r2", outlet="Gazette"))
    claims = [told("r1", "Gazette"), told("r2", "Post")]
    found = one(claims, lineages=lineages, reports=[report("r1", 12), report("r2", 12)])

    assert found.origins.hi == 2


def test_a_report_without_source_leans_on_the_report_it_links_to():
    texts = [report("r1", 11), report("r2", 12, "It landed, see https://www.steppemonitor.example/a.")]
    found = one([told("r1", "Pentagon"), told("r2")], lineages=(Lineage("r1", outlet="Steppe Monitor"),), reports=texts)

    assert ("report:r2", "report:r1", Leaning.LINK) in reasons(found)
    assert (found.origins.lo, found.origins.hi) == (1, 1)


def test_hosts_bear_the_names_of_outlets():
    assert is_host_of("theguardian.com", "The Guardian")
    assert is_host_of("guardian.co.uk", "The Guardian")
    assert not is_host_of("guardiandruids.com", "The Guardian")


def test_an_outlet_declared_to_republish_another_adds_no_origin():
    lineages = (Lineage("r1", outlet="Steppe Monitor"), Lineage("r2", outlet="Passerelles"))
    claims = [told("r1", "Pentagon"), told("r2", "un responsable")]
    said = [declared("Passerelles", Declared.REPUBLISHES, "Steppe Monitor")]

    assert one(claims, lineages=lineages).origins.hi == 2
    assert one(claims, lineages=lineages, declarations=said).origins.hi == 1


def test_outlets_of_one_owner_count_as_one_below_and_as_two_above():
    lineages = (Lineage("r1", outlet="Post"), Lineage("r2", outlet="Gazette"))
    said = [declared("Post", Declared.BELONGS_TO, "Holding"), declared("Gazette", Declared.BELONGS_TO, "Holding")]
    found = one([told("r1"), told("r2")], lineages=lineages, declarations=said)

    assert (found.origins.lo, found.origins.hi) == (1, 2)


def test_another_name_of_an_outlet_is_that_outlet_until_it_is_taken_back():
    lineages = (Lineage("r1", outlet="AFP"), Lineage("r2", outlet="Agence France-Presse"))
    said = declared("AFP", Declared.SAME_AS, "Agence France-Presse")
    claims = [told("r1"), told("r2")]

    assert one(claims, lineages=lineages, declarations=[said]).origins.hi == 1
    assert one(claims, lineages=lineages, declarations=[said, replace(said, number=2, holds=False)]).origins.hi == 2


def test_owners_in_a_ring_do_no_harm():
    said = [declared("A Post", Declared.BELONGS_TO, "B Post"), declared("B Post", Declared.BELONGS_TO, "A Post")]
    found = one([told("r1")], lineages=(Lineage("r1", outlet="A Post"),), declarations=said)

    assert (found.origins.lo, found.origins.hi) == (1, 1)


def test_two_reports_with_the_same_wrong_sum_are_no_two_origins():
    wrong = "10 + 2 + 2 = 14, not 16"
    problems = [Problem("r1", "arithmetic", (), wrong), Problem("r2", "arithmetic", (), wrong)]
    claims = [told("r1", "officials"), told("r2", "an expert")]
    found = one(claims, reports=[report("r1", 11), report("r2", 12)], problems=problems)

    assert (found.origins.lo, found.origins.hi) == (1, 1)
    assert ("report:r2", "report:r1", Leaning.SHARED_ERROR) in reasons(found)


def test_a_shared_error_does_not_take_away_a_named_source():
    wrong = "10 + 2 + 2 = 14, not 16"
    problems = [Problem("r1", "arithmetic", (), wrong), Problem("r2", "arithmetic", (), wrong)]
    claims = [told("r1", "Pentagon"), told("r2", "Kremlin")]
    found = one(claims, reports=[report("r1", 11), report("r2", 12)], problems=problems)

    assert (found.origins.lo, found.origins.hi) == (1, 2)
    assert [lean.sure for lean in found.leans if lean.why is Leaning.SHARED_ERROR] == [False]


def test_a_number_that_most_tell_otherwise_ties_those_who_share_it():
    def visits(name: str, n: float) -> Claim:
        claim = visit_count("Moscow", n, "2024-02-01", "2024-02-10")
        return replace(claim, id=f"c-{name}", report=name, attribution=(f"a source of {name}",))

    claims = [visits("r1", 4), visits("r2", 4), visits("r3", 4), visits("r4", 5), visits("r5", 5)]
    reports = [report(f"r{n}", 10 + n) for n in range(1, 6)]
    right, odd = findings(claims, (), (), reports)

    assert not any(lean.why is Leaning.SHARED_ERROR for lean in right.leans)
    assert ("report:r5", "report:r4", Leaning.SHARED_ERROR) in reasons(odd)


def test_a_registration_with_two_signs_exchanged_ties_those_who_share_it_and_a_sister_ship_does_not():
    def landed(name: str, registration: str) -> Claim:
        claim = flight("Tehran", "Moscow", "2024-02-10", registration=registration)
        return replace(claim, id=f"c-{name}", report=name, attribution=(f"a source of {name}",))

    reports = [report(f"r{n}", 10 + n) for n in range(1, 6)]
    right = [landed(f"r{n}", "RA-76502") for n in (1, 2, 3)]
    exchanged = [*right, landed("r4", "RA-76052"), landed("r5", "RA-76052")]
    sister = [*right, landed("r4", "RA-76503"), landed("r5", "RA-76503")]

    assert [found.origins.hi for found in findings(exchanged, (), (), reports)] == [3, 1]
    assert [found.origins.hi for found in findings(sister, (), (), reports)] == [3, 2]


def test_true_values_in_common_tie_nobody():
    claims = [told("r1", "a pilot"), told("r2", "a resident")]
    found = one(claims, reports=[report("r1", 11, "EP-ABC in Chkalovsky"), report("r2", 12, "EP-ABC in Chkalovsky")])

    assert (found.origins.lo, found.origins.hi) == (1, 2)


def test_two_rare_misspellings_in_common_tie_two_reports_and_a_plural_does_not():
    usual = [report(f"u{n}", 10, "The Volgotrans called at Makhachkala and Bandar Anzali.") for n in range(4)]
    odd = [report(f"r{n}", 10 + n, "The Vologtrans called at Makachkala and Bandar Anzali.") for n in (1, 2)]
    slips = [report(f"r{n}", 10 + n, "The Volgotran called at Makhachkalas and Bandar Anzali.") for n in (1, 2)]
    claims = [told("r1", "a pilot"), told("r2", "a resident")]

    assert one(claims, reports=[*usual, *slips]).origins.hi == 2
    found = one(claims, reports=[*usual, *(replace(r, text=r.text.replace("Vologtrans", "Volgptrans")) for r in odd)])
    assert found.origins.hi == 1


def test_kinds_of_origin_stand_side_by_side():
    claims = [told("r1", "Pentagon"), told("r2", "flight-tracking data"), told("r3", "a leaked contract")]
    found = one(claims)

    kinds = {one.kind: (one.lo, one.hi) for one in found.origins.kinds}
    assert kinds == {OriginKind.HUMAN: (1, 1), OriginKind.DOCUMENT: (1, 1), OriginKind.SENSOR: (1, 1)}


@pytest.mark.parametrize(
    ("name", "kind", "nameless"),
    [
        ("flight-tracking data", OriginKind.SENSOR, False),
        ("satellite images", OriginKind.SENSOR, True),
        ("Maxar satellite images", OriginKind.SENSOR, False),
        ("border records", OriginKind.DOCUMENT, True),
        ("des documents internes", OriginKind.DOCUMENT, True),
        ("an official who showed a contract", OriginKind.HUMAN, True),
        ("the Kremlin", OriginKind.HUMAN, False),
    ],
)
def test_a_source_is_a_person_a_document_or_a_sensor(name, kind, nameless):
    assert kind_of(name) is kind
    assert unnamed(name) is nameless


def seen(claim: str) -> Verdict:
    return Verdict(claim, Outcome.SUPPORTED, evidence=(EvidenceRow("flight", "flt-1", ()),))


def test_our_test_reproduces_what_rests_on_the_same_receivers_and_corroborates_what_does_not():
    press = one([told("r1", "flight-tracking data")])
    person = one([told("r1", "Pentagon")])

    assert with_tests([press], [seen("c-r1")])[0].own_test == "reproduces"
    assert with_tests([person], [seen("c-r1")])[0].own_test == "corroborates"
    assert with_tests([one([told("r1", "ADS-B data"), told("r2", "Pentagon")])], [seen("c-r1")])[0].own_test == "both"
    assert with_tests([person], [Verdict("c-r1", Outcome.CONTRADICTED)])[0].own_test is None


def test_the_cut_names_the_fewest_that_would_have_to_be_wrong():
    found = one([told("r1", "Pentagon", "Reuters"), told("r2", "Kremlin", "Reuters"), told("r3", "a pilot")])

    assert {vertex.label for vertex in found.vertices if vertex.cut} == {"Reuters", "a pilot"}
    assert found.origins.hi == 2


def test_reports_not_read_are_no_witnesses_but_what_they_lean_on_is_known():
    claims = [told("r1", "Pentagon"), told("r2"), told("r3", "Pentagon")]
    copies = (Republication("r2", "r1"),)
    found = one(claims, republications=copies, reports=[report("r2", 12), report("r3", 12)])

    assert found.claims == ("c-r2", "c-r3")
    assert (found.origins.lo, found.origins.hi) == (1, 1)
