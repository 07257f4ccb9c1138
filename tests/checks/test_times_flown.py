"""Claims that count flights on a way, or craft at a place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.drawn import shuttle
from checks.scene import CRAFT, OWN, actor, carrier, claim, ends, told, verdict, when, witness
from crossbearing.checks import Witness
from crossbearing.model.claims import Claim, Count, CraftIds, Kind
from crossbearing.model.verdicts import Outcome, Reason
from notation import fly, park, unheard

OTHER, THIRD = "icao24:730c01", "icao24:730c02"


def flights(n: float, start: str, end: str, *, most: float | None = -1, **roles) -> Claim:
    """`n flights from Tehran to Moscow between these days`."""
    roles.setdefault("craft", CraftIds(registration=("EP-ABC",)))
    counts = (Count("flights", n, n if most == -1 else most),)
    return claim(Kind.VISIT_COUNT, places=ends("Tehran", "Moscow"), when=when(start, end), counts=counts, **roles)


@pytest.fixture(scope="module")
def four() -> Witness:
    return witness(*shuttle([10, 12, 15, 18]))


def test_four_flights_are_supported_by_four_and_not_by_eight_legs_both_ways(four: Witness):
    found = verdict(flights(4, "2024-02-09", "2024-02-18"), four)

    assert (found.verdict, found.n_min, found.n_max) == (Outcome.SUPPORTED, 4, 4)
    assert {"departure", "arrival", "counts"} <= set(found.roles_matched)
    assert [row.kind for row in found.evidence] == ["flight"] * 4


def test_a_fifth_flight_is_contradicted_when_every_minute_was_seen(four: Witness):
    found = verdict(flights(5, "2024-02-09", "2024-02-18"), four)

    assert (found.verdict, found.reason) == (Outcome.CONTRADICTED, Reason.CLOSED_COUNT)


def test_three_flights_are_contradicted_by_four_and_at_least_three_are_supported(four: Witness):
    assert verdict(flights(3, "2024-02-09", "2024-02-18"), four).reason is Reason.CLOSED_COUNT
    assert verdict(flights(3, "2024-02-09", "2024-02-18", most=None), four).verdict is Outcome.SUPPORTED


def test_days_that_the_archive_lacks_keep_an_exact_number_open(four: Witness):
    found = verdict(flights(4, "2023-11-01", "2024-02-18"), four)

    assert found.verdict is Outcome.PARTLY_SUPPORTED
    assert "does not hold those days whole" in told(found)


def test_a_flight_that_may_have_been_flown_unheard_keeps_the_number_open():
    silent = [unheard(one, "2024-02-13 02:00", "2024-02-14 20:00") for one in shuttle([10, 12, 15, 18])]
    found = verdict(flights(5, "2024-02-09", "2024-02-18"), witness(*filter(len, silent)))

    assert found.verdict is Outcome.PARTLY_SUPPORTED
    assert found.roles_unmatched == ("counts",)


def test_flights_of_anybody_are_counted_too(four: Witness):
    anybody = flights(4, "2024-02-09", "2024-02-18", craft=CraftIds())

    assert verdict(anybody, four).verdict is Outcome.SUPPORTED
    assert verdict(replace(anybody, counts=(Count("flights", 9, 9),)), four).verdict is not Outcome.CONTRADICTED


def craft_claim(n: float) -> Claim:
    return claim(
        Kind.VISIT_COUNT, places=ends(None, "Moscow"), when=when("2024-02-09", "2024-02-12"),
        counts=(Count("aircraft", n, n),), actors=actor("Pouya Air"), equipment=(carrier("Il-76"),),
    )  # fmt: skip


@pytest.fixture(scope="module")
def two_of_three() -> Witness:
    """Two of Pouya Air's three Il-76s fly to Moscow, one of them twice; the third stays at home, seen every minute."""
    drawn = [
        *shuttle([10, 11]),
        fly(OTHER, "OIII", "UUWW", "2024-02-10 06:00", every_s=60),
        park(OTHER, "UUWW", "2024-02-10 11:00", "2024-02-14 00:00", every_s=600),
        park(THIRD, "OIII", "2024-02-01 00:00", "2024-02-20 00:00", every_s=600),
    ]
    listed = {CRAFT: OWN, OTHER: ("EP-ABD", "IL76", "Pouya Air"), THIRD: ("EP-ABE", "IL76", "Pouya Air")}
    return witness(*drawn, listed=listed)


def test_craft_count_once_however_often_they_came(two_of_three: Witness):
    found = verdict(craft_claim(2), two_of_three)

    assert (found.verdict, found.n_min, found.n_max) == (Outcome.SUPPORTED, 2, 2)
    assert "EP-ABC" in told(found) and "EP-ABE" not in told(found).split("shown at Moscow")[1]


def test_more_craft_than_were_seen_are_not_contradicted_for_a_fleet(two_of_three: Witness):
    found = verdict(craft_claim(3), two_of_three)

    assert found.verdict is Outcome.PARTLY_SUPPORTED
    assert found.roles_unmatched == ("counts",)


def test_no_craft_of_the_list_had_time_to_be_there():
    home = [park(one, "OIII", "2024-02-01 00:00", "2024-02-20 00:00", every_s=600) for one in (CRAFT, OTHER)]
    seen = witness(*home, listed={CRAFT: OWN, OTHER: ("EP-ABD", "IL76", "Pouya Air")})

    assert verdict(craft_claim(2), seen).verdict is Outcome.NO_TRACE
