"""Claims that count visits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.drawn import shuttle
from checks.scene import CRAFT, actor, carrier, told, verdict, visit_count, witness
from crossbearing.checks import Witness
from crossbearing.checks.windows import window_of
from crossbearing.model.claims import Count, CraftIds, Kind, Polarity
from crossbearing.model.verdicts import Outcome, Reason
from crossbearing.movement import count_visits
from notation import fly, park, unheard


@pytest.fixture(scope="module")
def four() -> Witness:
    """Four visits to Moscow between 10 and 18 February, every minute of them seen."""
    return witness(*shuttle([10, 12, 15, 18]))


def test_the_fourth_visit_in_ten_days_is_supported_by_four(four: Witness):
    found = verdict(visit_count("Moscow", 4, "2024-02-09", "2024-02-18"), four)

    assert found.verdict is Outcome.SUPPORTED
    assert (found.n_min, found.n_max) == (4, 4)
    assert "counts" in found.roles_matched
    assert len(found.evidence) == 4
    assert all("#" in place for row in found.evidence for place in row.exhibits)


def test_a_fifth_visit_is_contradicted_when_every_hour_was_seen(four: Witness):
    found = verdict(visit_count("Moscow", 5, "2024-02-09", "2024-02-18"), four)

    assert (found.verdict, found.reason) == (Outcome.CONTRADICTED, Reason.CLOSED_COUNT)
    assert "shown: 4" in told(found)
    assert "room for 4 at most" in told(found)
    assert {row.kind for row in found.evidence} == {"visit", "flight"}


def test_a_contradicted_number_of_a_place_never_visited_shows_what_the_craft_did(four: Witness):
    found = verdict(visit_count("Damascus", 2, "2024-02-09", "2024-02-18"), four)

    assert (found.verdict, found.reason) == (Outcome.CONTRADICTED, Reason.CLOSED_COUNT)
    assert [row.kind for row in found.evidence] == ["flight"] * 8


def test_a_third_visit_is_contradicted_by_a_fourth(four: Witness):
    found = verdict(visit_count("Moscow", 3, "2024-02-09", "2024-02-18"), four)

    assert (found.verdict, found.reason) == (Outcome.CONTRADICTED, Reason.CLOSED_COUNT)


def test_the_first_day_of_a_length_back_may_count_or_not(four: Witness):
    """ "Its third visit in six days", said of 18 February: the one of the 12th is a seventh day away, or not meant."""
    expected = {1: (Outcome.CONTRADICTED, 3), 2: (Outcome.SUPPORTED, 2), 3: (Outcome.SUPPORTED, 3)}
    for number, (outcome, shown) in expected.items():
        claim = visit_count("Moscow", number, "2024-02-12", "2024-02-18")
        rolling = replace(claim, when=replace(claim.when, rolling=True))

        found = verdict(rolling, four)

        assert (found.verdict, found.n_min) == (outcome, shown)


def test_days_of_two_clocks_are_not_added_up():
    early = fly(CRAFT, "OIII", "OMDB", "2024-02-09 20:40", every_s=60)  # Dubai: 10 February, UTC: 9 February
    late = fly(CRAFT, "OIII", "OMDB", "2024-02-10 20:40", every_s=60)  # Dubai: 11 February, UTC: 10 February
    between = [
        park(CRAFT, "OIII", "2024-02-08 00:00", "2024-02-09 20:30", every_s=600),
        park(CRAFT, "OMDB", "2024-02-09 22:50", "2024-02-09 23:20", every_s=600),
        fly(CRAFT, "OMDB", "OIII", "2024-02-09 23:30", every_s=60),
        park(CRAFT, "OIII", "2024-02-10 02:00", "2024-02-10 20:30", every_s=600),
        park(CRAFT, "OMDB", "2024-02-10 22:50", "2024-02-12 23:00", every_s=600),
    ]
    seen = witness(early, late, *between)

    assert verdict(visit_count("Dubai", 1, "2024-02-10", "2024-02-10"), seen).verdict is Outcome.SUPPORTED
    assert verdict(visit_count("Dubai", 2, "2024-02-10", "2024-02-10"), seen).verdict is not Outcome.SUPPORTED


def test_at_least_three_is_supported_by_four(four: Witness):
    assert verdict(visit_count("Moscow", 3, "2024-02-09", "2024-02-18", most=None), four).verdict is Outcome.SUPPORTED


def test_no_more_than_four_is_supported_when_every_hour_was_seen(four: Witness):
    at_most = replace(visit_count("Moscow", 4, "2024-02-09", "2024-02-18"), counts=(Count("visits", None, 4),))

    assert verdict(at_most, four).verdict is Outcome.SUPPORTED


def test_a_silence_opens_the_count_but_does_not_fill_it(four: Witness):
    silent = [unheard(one, "2024-02-13 02:00", "2024-02-14 20:00") for one in shuttle([10, 12, 15, 18])]
    found = verdict(visit_count("Moscow", 5, "2024-02-09", "2024-02-18"), witness(*filter(len, silent)))

    assert found.verdict is Outcome.PARTLY_SUPPORTED
    assert found.roles_unmatched == ("counts",)
    assert found.n_min == 4
    assert found.n_max is not None and found.n_max >= 5


def test_without_a_stay_on_the_last_day_nothing_supports_an_open_count():
    silent = [unheard(one, "2024-02-13 02:00", "2024-02-14 20:00") for one in shuttle([10])]
    found = verdict(visit_count("Moscow", 2, "2024-02-09", "2024-02-18"), witness(*filter(len, silent)))

    assert (found.verdict, found.reason) == (Outcome.NOT_OBSERVABLE, Reason.NO_RECEIVER)


def test_moving_between_two_airports_of_a_city_is_one_stay():
    hop = [
        park(CRAFT, "OIII", "2024-02-08 00:00", "2024-02-10 05:50", every_s=600),
        fly(CRAFT, "OIII", "UUEE", "2024-02-10 06:00", every_s=60),
        park(CRAFT, "UUEE", "2024-02-10 10:00", "2024-02-10 11:50", every_s=600),
        fly(CRAFT, "UUEE", "UUWW", "2024-02-10 12:00", every_s=30, cruise_ft=6000, gs_kt=220),
        park(CRAFT, "UUWW", "2024-02-10 12:30", "2024-02-10 17:50", every_s=600),
        fly(CRAFT, "UUWW", "OIII", "2024-02-10 18:00", every_s=60),
        park(CRAFT, "OIII", "2024-02-10 22:30", "2024-02-13 00:00", every_s=600),
    ]
    seen = witness(*hop)

    assert verdict(visit_count("Moscow", 1, "2024-02-09", "2024-02-11"), seen).verdict is Outcome.SUPPORTED
    assert verdict(visit_count("Moscow", 2, "2024-02-09", "2024-02-11"), seen).verdict is not Outcome.SUPPORTED


def test_a_place_without_airport_or_a_claim_without_number_cannot_be_counted(four: Witness):
    nowhere = visit_count("Ruritania", 4, "2024-02-09", "2024-02-18")
    numberless = replace(visit_count("Moscow", 4, "2024-02-09", "2024-02-18"), counts=())

    assert verdict(nowhere, four).verdict is Outcome.NOT_CHECKABLE
    assert verdict(numberless, four).verdict is Outcome.NOT_CHECKABLE


def test_a_fleet_is_never_contradicted(four: Witness):
    fleet = visit_count(
        "Moscow",
        9,
        "2024-02-09",
        "2024-02-18",
        craft=CraftIds(),
        actors=actor("Pouya Air"),
        equipment=(carrier("Il-76"),),
    )

    assert verdict(fleet, four).verdict is Outcome.NO_TRACE


def test_a_denied_number_that_was_seen_is_contradicted(four: Witness):
    denied = visit_count("Moscow", 4, "2024-02-09", "2024-02-18", polarity=Polarity.NEGATIVE)

    assert denied.kind is Kind.VISIT_COUNT
    assert verdict(denied, four).verdict is Outcome.CONTRADICTED


def test_the_check_and_the_command_count_alike():
    silent = [unheard(one, "2024-02-13 02:00", "2024-02-14 20:00") for one in shuttle([10, 12, 15, 18])]
    seen = witness(*filter(len, silent))
    found = verdict(visit_count("Moscow", 5, "2024-02-09", "2024-02-18"), seen)
    window = window_of(visit_count("Moscow", 5, "2024-02-09", "2024-02-18"), seen, ("UUWW",))
    assert window is not None

    counted = count_visits(
        seen.visits, [CRAFT], seen.world.places.airports_of("Moscow"), *window.told, seen.world,
        flights=seen.flights, positions=seen.positions,
    )  # fmt: skip

    assert (found.n_min, found.n_max) == (counted.n_min, counted.n_max)
