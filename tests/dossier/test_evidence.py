"""A verdict's rows lead to what was seen, and from there to the bytes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl

from crossbearing.dossier import DossierView
from crossbearing.dossier.evidence import evidence_of, reached
from crossbearing.dossier.routes import GAP_MS, route_of, silences_between
from crossbearing.dossier.scene import MOST_LEGS, drawn
from crossbearing.dossier.shown import shown
from crossbearing.model.claims import Claim, CraftIds, Kind
from crossbearing.model.verdicts import EvidenceRow, Outcome, Verdict
from dossier.sample import TRACKS, F, spot

CLAIM = Claim("any", "", 0, 0, "", Kind.FLIGHT)


def verdict_on(*rows: EvidenceRow) -> Verdict:
    return Verdict("any", Outcome.SUPPORTED, evidence=rows)


def test_rows_of_one_file_are_told_together():
    row = EvidenceRow("visit", "v", ("ab#x.tar#1", "ab#x.tar#9", "ab#x.tar#1", "ab##4", "cd#odd#name#7"))

    assert [(at.sha256, at.member, at.rows) for at in reached(row)] == [
        ("ab", "x.tar", ("1", "9")),
        ("ab", "", ("4",)),
        ("cd", "odd#name", ("7",)),
    ]


def test_a_stay_brings_the_legs_that_lead_to_it_and_from_it(view: DossierView):
    found = shown(CLAIM, verdict_on(EvidenceRow("visit", "vis-2", ())), evidence_of(view))

    assert [leg["id"] for leg in found.flights] == [F[2]["id"], F[3]["id"]]
    assert [stay["id"] for stay in found.visits] == ["vis-2"]
    assert len(found.other_visits) == 7


def test_a_position_brings_the_leg_that_holds_it(view: DossierView):
    rows = (*spot(2, 10), *spot(3, 0))
    judged = verdict_on(*rows)

    found = shown(CLAIM, judged, evidence_of(replace(view, verdicts=[judged])))

    assert [leg["id"] for leg in found.flights] == [F[2]["id"], F[3]["id"]]
    assert [one.lat for one in found.sightings] == sorted(one.lat for one in found.sightings)


def test_an_id_that_no_table_holds_is_listed_and_not_drawn(view: DossierView):
    found = shown(CLAIM, verdict_on(EvidenceRow("flight", "flt-unknown", (f"{TRACKS}##0",))), evidence_of(view))

    assert found.flights == ()
    assert found.crafts == ()


def test_a_silence_is_never_part_of_what_was_seen(view: DossierView):
    route = route_of(F[2], evidence_of(view), view.world)

    assert len(route.runs) == 2
    assert len(route.silences) == 1
    assert route.silences[0].seconds is not None
    assert route.silences[0].seconds > GAP_MS / 1000
    assert all((run.time_ms[1:] - run.time_ms[:-1] <= GAP_MS).all() for run in route.runs)


def test_marked_positions_are_not_drawn(view: DossierView):
    marked = view.positions.with_columns(mark=pl.lit("speed: 9000 kt"))

    assert evidence_of(replace(view, positions=marked)).tracks == {}


def test_an_unseen_end_has_chances_and_no_airport(view: DossierView):
    route = route_of(F[4], evidence_of(view), view.world)

    assert [(chance.site.code, chance.p) for chance in route.chances] == [("UUWW", 0.62), ("UUEE", 0.21)]
    assert [found.code for found in route.airports] == ["OIIE"]


def test_the_silence_between_two_sightings_is_told_only_when_nothing_was_heard_in_it(view: DossierView):
    judged = verdict_on(*spot(4, 89), *spot(5, 0), *spot(5, 60))
    evidence = evidence_of(replace(view, verdicts=[judged]))

    silences = silences_between(shown(CLAIM, judged, evidence).sightings, evidence)

    assert len(silences) == 1


def test_without_positions_a_leg_is_drawn_by_its_ends_alone(view: DossierView):
    route = route_of(F[0], evidence_of(replace(view, positions=view.positions.clear())), view.world)

    assert [len(run.lat) for run in route.runs] == [1, 1]
    assert len(route.silences) == 1


def test_an_absence_shows_what_the_named_craft_did_in_those_days(view: DossierView):
    named = replace(CLAIM, craft=CraftIds(registration=("ep-xqa",)))
    judged = replace(verdict_on(), window=(date(2024, 3, 6), date(2024, 3, 6)))

    found = shown(named, judged, evidence_of(view))

    assert [leg["id"] for leg in found.flights] == [F[2]["id"], F[3]["id"]]
    assert len(found.other_visits) == 8


def test_a_presence_is_not_buried_under_the_other_legs_of_those_days(view: DossierView):
    judged = replace(
        verdict_on(EvidenceRow("flight", str(F[2]["id"]), ())), window=(date(2024, 3, 6), date(2024, 3, 6))
    )

    assert [leg["id"] for leg in shown(CLAIM, judged, evidence_of(view)).flights] == [F[2]["id"]]


def test_a_map_with_too_many_legs_draws_every_way_once_before_any_twice():
    way = {"craft": "a", "departure_airport": "OIIE", "arrival_airport": "OMDB"}
    often = [{**way, "n": n} for n in range(MOST_LEGS + 9)]
    rare = {**way, "arrival_airport": None, "n": 999}

    kept = drawn([*often, rare])

    assert len(kept) == MOST_LEGS
    assert kept[-1] is rare
