"""Rule 5: "no track" is never "false". What is missing can silence a verdict, it can never contradict a claim."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.checks import check_claims
from crossbearing.model.claims import Change as Changed
from crossbearing.model.claims import Claim, Count, CraftIds, Direction, Kind, Place, PlaceRole, When
from crossbearing.model.verdicts import Outcome, Reason
from honesty.inquest import Intake, claims_of, contradicted, reports_of, truth, witness

CITIES = ["moscow", "tehran", "sochi", "baku", "istanbul", "dubai", "damascus", "minsk", "mashhad", "tabriz"]
FIRST = date(2024, 2, 5)
LOUD = {Outcome.SUPPORTED, Outcome.PARTLY_SUPPORTED, Outcome.CONTRADICTED, Outcome.CONFLICTING}


def said(
    number: int, kind: Kind, registration: str, places: tuple[Place, ...], start: date, end: date, **more
) -> Claim:
    craft = CraftIds(registration=(registration,))
    return Claim(f"t{number}", "typed", 0, 0, "", kind, places=places, when=When(start, end), craft=craft, **more)


def typed_claims(folder) -> list[Claim]:
    """True and false statements about every craft of a made world."""
    claims: list[Claim] = []
    crafts = [row["registration"] for row in truth(folder, "aircraft") if row["registration"]][::2]
    for number, registration in enumerate(crafts):
        one, other = CITIES[number % 10], CITIES[(number * 3 + 1) % 10]
        ends = (Place(one, PlaceRole.DEPARTURE), Place(other, PlaceRole.ARRIVAL))
        day = FIRST + timedelta(days=1 + number % 3)
        claims.append(said(3 * number, Kind.FLIGHT, registration, ends, day, day))
        counts = (Count("visits", 1 + number % 4, 1 + number % 4),)
        there = (Place(other, PlaceRole.ARRIVAL),)
        claims.append(said(3 * number + 1, Kind.VISIT_COUNT, registration, there, FIRST, day, counts=counts))
        rise = Changed(Direction.RISE if number % 2 else Direction.FALL)
        claims.append(said(3 * number + 2, Kind.TRAFFIC_CHANGE, registration, ends, day, day, change=rise))
    return claims


def without_craft(held: Intake, craft: str) -> Intake:
    """The same archives, had this craft never been received."""
    return Intake(
        held.positions.filter(pl.col("craft") != craft), held.airframes.filter(pl.col("craft") != craft), held.archive
    )


def without_exhibits(held: Intake, names: set[str]) -> Intake:
    """What is left when whole days were never collected."""
    gone = pl.col("exhibit").is_in(sorted(names))
    return Intake(held.positions.filter(~gone), held.airframes.filter(~gone), held.archive.filter(~gone))


@pytest.fixture(scope="module")
def cases(worlds):
    """For each world: its exhibits, its claims, and which of them are contradicted with everything at hand."""
    made = []
    for folder, held in worlds:
        reports = reports_of(folder)
        claims = [*claims_of(reports), *typed_claims(folder)]
        made.append((held, reports, claims, contradicted(claims, witness(held, reports))))
    return made


def test_some_claims_are_contradicted_when_everything_is_at_hand(cases):
    assert sum(len(before) for *_, before in cases) > 5


def test_a_craft_that_was_never_received_contradicts_nothing(cases):
    for held, reports, claims, before in cases:
        for craft in sorted(set(held.airframes["craft"]))[::4]:
            assert contradicted(claims, witness(without_craft(held, craft), reports)) <= before


def test_days_that_were_never_collected_contradict_nothing(cases):
    for held, reports, claims, before in cases:
        exhibits = sorted(set(held.archive["exhibit"]))
        for gone in ({exhibits[2]}, {exhibits[-1]}, set(exhibits[1:4])):
            assert contradicted(claims, witness(without_exhibits(held, gone), reports)) <= before


def test_nothing_is_contradicted_by_an_empty_archive(cases):
    for held, reports, claims, _ in cases:
        nothing = Intake(held.positions.clear(), held.airframes, held.archive)
        outcomes = {v.verdict for v in check_claims(claims, witness(nothing, reports))}
        assert not outcomes & LOUD


def test_nothing_is_said_where_nothing_was_loaded(cases):
    for held, reports, claims, _ in cases:
        nothing = Intake(held.positions.clear(), held.airframes.clear(), held.archive.clear())
        outcomes = {v.verdict for v in check_claims(claims, witness(nothing, reports))}
        assert outcomes <= {Outcome.UNTESTED, Outcome.NOT_CHECKABLE}


@settings(max_examples=4)
@given(st.integers(0, 5 * 24), st.integers(1, 48), st.integers(0, 9))
def test_hours_that_were_not_received_contradict_nothing(cases, hour: int, hours: int, nth: int):
    """One craft's receivers fail for some hours; the archive still claims to be whole."""
    held, reports, claims, before = cases[nth % len(cases)]
    crafts = sorted(set(held.airframes["craft"]))
    start = datetime(2024, 2, 5, tzinfo=UTC) + timedelta(hours=hour)
    lost = (pl.col("craft") == crafts[nth]) & pl.col("time").is_between(start, start + timedelta(hours=hours))
    left = Intake(held.positions.filter(~lost), held.airframes, held.archive)
    assert contradicted(claims, witness(left, reports)) <= before


@pytest.mark.parametrize("each", [pytest.param(1, marks=pytest.mark.slow), 10])
def test_no_true_flight_is_ever_contradicted(worlds, each: int):
    """Every flight that was really flown, told with its day and its cities."""
    for folder, held in worlds:
        flown = [row for row in truth(folder, "flights") if row["registration"]][::each]
        claims = [_told(number, row) for number, row in enumerate(flown)]
        assert contradicted(claims, witness(held, {})) == set()


def _told(number: int, row) -> Claim:
    ends = (Place(row["departure_airport"], PlaceRole.DEPARTURE), Place(row["arrival_airport"], PlaceRole.ARRIVAL))
    days = [datetime.fromisoformat(row[name]).date() for name in ("departed_at", "arrived_at")]
    return said(number, Kind.FLIGHT, row["registration"], ends, *days)


@pytest.mark.parametrize("each", [pytest.param(1, marks=pytest.mark.slow), 10])
def test_no_true_count_is_ever_contradicted(worlds, each: int):
    """Every arrival in a city, told as the n-th of those days."""
    for folder, held in worlds:
        claims = list(_true_counts(folder))[::each]
        assert len(claims) > 5
        assert contradicted(claims, witness(held, {})) == set()


def _true_counts(folder):
    rows = [row for row in truth(folder, "visits") if row["registration"] and row["arrived_at"]]
    for number, row in enumerate(rows):
        end = datetime.fromisoformat(row["arrived_at"]).date()
        own = [r for r in truth(folder, "visits") if r["craft"] == row["craft"]]
        n = _arrivals(own, row["city"], FIRST, end)
        there = (Place(row["place"], PlaceRole.ARRIVAL),)
        yield said(number, Kind.VISIT_COUNT, row["registration"], there, FIRST, end, counts=(Count("visits", n, n),))


def _arrivals(rows, city: str, start: date, end: date) -> int:
    """Separate stays in the city that touch those UTC days."""
    stays = [rows[0], *(after for before, after in pairwise(rows) if before["city"] != after["city"])]
    return sum(
        row["city"] == city
        and (row["arrived_at"] is None or datetime.fromisoformat(row["arrived_at"]).date() <= end)
        and (row["left_at"] is None or datetime.fromisoformat(row["left_at"]).date() >= start)
        for row in stays
    )


def test_a_contradiction_names_its_proof(cases):
    proofs = {Reason.ALIBI, Reason.CLOSED_COUNT, Reason.RATE, Reason.RECORD}
    for held, reports, claims, before in cases:
        verdicts = [v for v in check_claims(claims, witness(held, reports)) if v.claim in before]
        assert {v.reason for v in verdicts} <= proofs
        assert all(v.because for v in verdicts)
