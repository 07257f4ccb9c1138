"""Claims that a craft flew from one place to another."""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl
import pytest

from checks.drawn import commuters, own_habit
from checks.scene import CRAFT, OWN, actor, carrier, claim, ends, flight, told, verdict, when, witness
from crossbearing.checks import Witness
from crossbearing.model.claims import CraftIds, Equipment, EquipmentRole, Kind, Polarity, Report
from crossbearing.model.tables import ARCHIVE
from crossbearing.model.verdicts import Outcome, Reason
from notation import fly, heard_above, park, track, unheard

TEHRAN_MOSCOW = fly(CRAFT, "OIII", "UUWW", "2024-02-10 08:00", every_s=60)


def days_at_home(first: str, last: str, where: str = "EDDF") -> pl.DataFrame:
    """A transponder left on for days: a report every five minutes."""
    return park(CRAFT, where, f"{first} 00:00", f"{last} 23:59", every_s=300)


@pytest.fixture(scope="module")
def covered() -> Witness:
    """Well covered sky between Frankfurt and Moscow; the craft stays silent at Frankfurt from 5 to 15 February."""
    drawn, listed = commuters(70)
    after = fly(CRAFT, "EDDF", "UUWW", "2024-02-15 06:00", every_s=120)
    return witness(*drawn, *own_habit(), after, listed=listed | {CRAFT: OWN})


def test_a_flight_seen_from_ground_to_ground_supports_the_claim():
    found = verdict(flight("Tehran", "Moscow", "2024-02-10"), witness(TEHRAN_MOSCOW))

    assert found.verdict is Outcome.SUPPORTED
    assert found.roles_matched == ("registration", "departure", "arrival", "when")
    assert "seen on the ground there" in told(found)


def test_a_supported_claim_reaches_the_bytes():
    found = verdict(flight("Tehran", "Moscow", "2024-02-10"), witness(TEHRAN_MOSCOW))

    assert [row.kind for row in found.evidence] == ["flight"]
    assert all(len(place.split("#")) == 3 and place.startswith("drawn#") for place in found.evidence[0].exhibits)


def test_what_was_on_board_is_never_supported():
    arms = Equipment("missile", EquipmentRole.CARGO)
    found = verdict(flight("Tehran", "Moscow", "2024-02-10", equipment=(arms,)), witness(TEHRAN_MOSCOW))

    assert found.roles_not_checkable == ("cargo",)
    assert "cargo" not in found.roles_matched


def test_the_way_back_does_not_support_the_way_there():
    assert verdict(flight("Moscow", "Tehran", "2024-02-10"), witness(TEHRAN_MOSCOW)).verdict is not Outcome.SUPPORTED


def test_any_airport_of_the_city_will_do():
    to_vnukovo = witness(TEHRAN_MOSCOW)

    assert verdict(flight("OIII", "UUWW", "2024-02-10"), to_vnukovo).verdict is Outcome.SUPPORTED
    assert verdict(flight("OIII", "UUEE", "2024-02-10"), to_vnukovo).verdict is not Outcome.SUPPORTED


def test_a_flight_after_local_midnight_belongs_to_the_local_day():
    late = fly(CRAFT, "OIII", "UUWW", "2024-02-09 21:30", every_s=60)  # 01:00 of the 10th in Tehran

    assert verdict(flight("Tehran", "Moscow", "2024-02-10"), witness(late)).verdict is Outcome.SUPPORTED


def test_a_flight_a_few_hours_off_the_day_supports_all_but_the_day():
    early = (
        fly(CRAFT, "OIII", "UUWW", "2024-02-09 12:00", every_s=60),
        park(CRAFT, "UUWW", "2024-02-09 16:20", "2024-02-12 08:00", every_s=300),
    )
    found = verdict(flight("Tehran", "Moscow", "2024-02-10"), witness(*early))

    assert found.verdict is Outcome.PARTLY_SUPPORTED
    assert found.roles_unmatched == ("when",)


def test_a_craft_seen_on_the_ground_elsewhere_all_day_has_an_alibi():
    found = verdict(flight("Tehran", "Moscow", "2024-02-10"), witness(days_at_home("2024-02-09", "2024-02-11")))

    assert (found.verdict, found.reason) == (Outcome.CONTRADICTED, Reason.ALIBI)
    assert len(found.evidence) >= 3
    assert "longest silence" in told(found)
    assert "EP-ABC" in told(found)
    assert "EP-ABC" in told(found, "fr")


def test_one_long_silence_ruins_the_alibi():
    away = unheard(days_at_home("2024-02-09", "2024-02-11"), "2024-02-10 02:00", "2024-02-10 22:00")

    assert verdict(flight("Tehran", "Moscow", "2024-02-10"), witness(away)).verdict is Outcome.NOT_OBSERVABLE


def test_a_craft_known_by_operator_and_type_is_never_contradicted():
    by_fleet = flight(
        "Tehran", "Moscow", "2024-02-10", registration=None, actors=actor("Pouya Air"), equipment=(carrier("Il-76"),)
    )
    found = verdict(by_fleet, witness(days_at_home("2024-02-09", "2024-02-11")))

    assert found.verdict is Outcome.NO_TRACE
    assert "1 craft known" in told(found)


def test_a_craft_known_by_operator_and_type_is_supported_by_any_member():
    by_fleet = flight(
        "Tehran", "Moscow", "2024-02-10", registration=None, actors=actor("Pouya Air"), equipment=(carrier("Il-76TD"),)
    )

    assert verdict(by_fleet, witness(TEHRAN_MOSCOW)).verdict is Outcome.SUPPORTED


def test_another_type_of_the_operator_does_not_support():
    by_fleet = flight(
        "Tehran",
        "Moscow",
        "2024-02-10",
        registration=None,
        actors=actor("Pouya Air"),
        equipment=(carrier("Boeing 747"),),
    )

    assert verdict(by_fleet, witness(TEHRAN_MOSCOW)).verdict is Outcome.NOT_OBSERVABLE


def test_a_registration_that_nobody_lists_is_not_known_to_transmit():
    found = verdict(flight("Tehran", "Moscow", "2024-02-10", registration="EP-XYZ"), witness(TEHRAN_MOSCOW))

    assert (found.verdict, found.reason) == (Outcome.NOT_OBSERVABLE, Reason.CRAFT_NOT_TRANSMITTING)


def test_two_craft_are_supported_only_when_both_were_seen():
    second = "icao24:aaaaaa"
    listed = {CRAFT: OWN, second: ("EP-ABD", "IL76", "Pouya Air")}
    both = CraftIds(registration=("EP-ABC", "EP-ABD"))
    said = flight("Tehran", "Moscow", "2024-02-10", craft=both)
    one, two = TEHRAN_MOSCOW, fly(second, "OIII", "UUWW", "2024-02-10 10:00", every_s=60)

    assert verdict(said, witness(one, two, listed=listed)).verdict is Outcome.SUPPORTED
    half = verdict(said, witness(one, listed=listed))
    assert half.verdict is Outcome.PARTLY_SUPPORTED
    assert "EP-ABD" in told(half)


def test_an_unnamed_craft_is_at_most_partly_supported():
    nobody = flight("Tehran", "Moscow", "2024-02-10", registration=None)

    assert verdict(nobody, witness(TEHRAN_MOSCOW)).verdict is Outcome.PARTLY_SUPPORTED
    assert verdict(nobody, witness(days_at_home("2024-02-09", "2024-02-11"))).verdict is Outcome.NOT_CHECKABLE


def test_a_lost_track_on_the_way_supports_only_the_departure():
    lost = unheard(TEHRAN_MOSCOW, "2024-02-10 09:30", "2024-02-11 00:00")
    found = verdict(flight("Tehran", "Moscow", "2024-02-10"), witness(lost))

    assert found.verdict is Outcome.PARTLY_SUPPORTED
    assert found.roles_unmatched == ("arrival",)


def test_silence_where_nobody_is_heard_is_not_observable():
    silent = track("2024-02-09 10:00  OIII  ground\n2024-02-09 10:01  OIII  ground\n2024-02-12 10:00  OIII  ground")
    found = verdict(flight("Tehran", "Damascus", "2024-02-10"), witness(silent))

    assert (found.verdict, found.reason) == (Outcome.NOT_OBSERVABLE, Reason.NO_RECEIVER)
    assert found.n == 0


def test_silence_where_all_others_are_heard_is_no_trace(covered: Witness):
    found = verdict(flight("Frankfurt", "Moscow", "2024-02-10"), covered)

    assert found.verdict is Outcome.NO_TRACE
    assert found.p_seen_lower is not None and found.p_seen_lower >= 0.95
    assert found.k == found.n and found.n is not None and found.n >= 59


def test_a_craft_next_seen_elsewhere_flew_unheard_whatever_others_show():
    drawn, listed = commuters(70)
    from_moscow = fly(CRAFT, "UUWW", "EDDF", "2024-02-15 06:00", every_s=120)
    moved = witness(*drawn, *own_habit(), from_moscow, listed=listed | {CRAFT: OWN})
    found = verdict(flight("Frankfurt", "Moscow", "2024-02-10"), moved)

    assert (found.verdict, found.reason) == (Outcome.NOT_OBSERVABLE, Reason.CRAFT_NOT_TRANSMITTING)
    assert "flew unheard in that very silence" in told(found)


def test_silence_of_a_craft_without_a_habit_of_transmitting_is_not_observable():
    drawn, listed = commuters(70)
    quiet = track("2024-02-09 10:00  EDDF  ground\n2024-02-09 10:01  EDDF  ground\n2024-02-12 10:00  EDDF  ground")
    found = verdict(flight("Frankfurt", "Moscow", "2024-02-10"), witness(*drawn, quiet, listed=listed | {CRAFT: OWN}))

    assert (found.verdict, found.reason) == (Outcome.NOT_OBSERVABLE, Reason.CRAFT_NOT_TRANSMITTING)


def test_hours_missing_from_the_archive_are_said_to_be_missing(covered: Witness):
    hole = pl.concat([_archive(covered, "2024-02-01", "2024-02-10"), _archive(covered, "2024-02-11", "2024-02-20")])
    broken = Witness(covered.positions, covered.flights, covered.visits, covered.airframes, hole, covered.world)
    found = verdict(flight("Frankfurt", "Moscow", "2024-02-10"), broken)

    assert (found.verdict, found.reason) == (Outcome.NOT_OBSERVABLE, Reason.ARCHIVE_MISSING)


def _archive(seen: Witness, start: str, end: str) -> pl.DataFrame:
    first, last = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (start, end))
    return ARCHIVE.conform(seen.archive.with_columns(started_at=pl.lit(first), ended_at=pl.lit(last)))


def test_days_before_the_archive_are_outside_it(covered: Witness):
    found = verdict(flight("Frankfurt", "Moscow", "2023-11-10"), covered)

    assert (found.verdict, found.reason) == (Outcome.NOT_OBSERVABLE, Reason.OUTSIDE_ARCHIVE)


def test_without_tracks_the_claim_is_untested():
    empty = witness(listed={})
    nothing = Witness(empty.positions, empty.flights, empty.visits, empty.airframes, ARCHIVE.empty(), empty.world)
    found = verdict(flight("Tehran", "Moscow", "2024-02-10"), nothing)

    assert found.verdict is Outcome.UNTESTED
    assert "ADS-B" in told(found)


def test_a_place_nobody_knows_cannot_be_checked():
    assert verdict(flight(None, "Ruritania", "2024-02-10"), witness(TEHRAN_MOSCOW)).verdict is Outcome.NOT_CHECKABLE


def test_a_known_end_and_an_unknown_one_support_only_half():
    found = verdict(flight("Tehran", "Ruritania", "2024-02-10"), witness(TEHRAN_MOSCOW))

    assert found.verdict is Outcome.PARTLY_SUPPORTED
    assert found.roles_unmatched == ("arrival",)
    assert "Ruritania" in told(found)


def test_a_claim_without_a_date_is_looked_for_before_its_publication():
    report = Report("r1", "x", 0, datetime(2024, 2, 12).date(), datetime(2024, 2, 12).date())
    found = verdict(flight("Tehran", "Moscow", None), witness(TEHRAN_MOSCOW, reports={"r1": report}))

    assert found.verdict is Outcome.PARTLY_SUPPORTED
    assert found.roles_unmatched == ("when",)


def test_no_flight_is_contradicted_by_a_flight_and_supported_by_an_alibi():
    never = flight("Tehran", "Moscow", "2024-02-10", polarity=Polarity.NEGATIVE)
    seen = verdict(never, witness(TEHRAN_MOSCOW))
    absent = verdict(never, witness(days_at_home("2024-02-09", "2024-02-11")))

    assert (seen.verdict, seen.reason) == (Outcome.CONTRADICTED, Reason.CLOSED_COUNT)
    assert absent.verdict is Outcome.SUPPORTED


def test_no_flight_and_covered_silence_agree_without_proof(covered: Witness):
    found = verdict(flight("Frankfurt", "Moscow", "2024-02-10", polarity=Polarity.NEGATIVE), covered)

    assert found.verdict is Outcome.NO_TRACE
    assert "consistent" in told(found)


def test_a_callsign_alone_can_be_supported_but_gives_no_alibi():
    called = fly(CRAFT, "OIII", "UUWW", "2024-02-10 08:00", every_s=60, callsign="PYA123")
    by_callsign = flight("Tehran", "Moscow", "2024-02-10", registration=None, craft=CraftIds(callsign=("PYA123",)))
    other_day = flight("Tehran", "Moscow", "2024-02-14", registration=None, craft=CraftIds(callsign=("PYA123",)))

    assert verdict(by_callsign, witness(called)).verdict is Outcome.SUPPORTED
    assert verdict(other_day, witness(called)).verdict is not Outcome.CONTRADICTED


def test_a_delivery_by_air_is_tested_as_the_flight_of_its_carrier():
    said = claim(
        Kind.DELIVERY, places=ends("Tehran", "Moscow"), when=when("2024-02-10"),
        craft=CraftIds(registration=("EP-ABC",)), equipment=(Equipment("drone", EquipmentRole.CARGO),),
    )  # fmt: skip
    found = verdict(said, witness(TEHRAN_MOSCOW))

    assert found.verdict is Outcome.SUPPORTED
    assert found.roles_not_checkable == ("cargo",)


def test_citing_flight_tracking_makes_the_test_a_reproduction():
    cited = flight("Tehran", "Moscow", "2024-02-10", attribution=("flight-tracking data",))

    assert "reproduces" in told(verdict(cited, witness(TEHRAN_MOSCOW)))


def test_a_track_heard_only_high_up_names_no_airport():
    high = heard_above(TEHRAN_MOSCOW, 25_000)

    assert verdict(flight("Tehran", "Moscow", "2024-02-10"), witness(high)).verdict is not Outcome.SUPPORTED
