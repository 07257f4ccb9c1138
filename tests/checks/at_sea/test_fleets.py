"""Ships told of by flag, ways of ships counted, silences counted, and numbers that went to another hull."""

from __future__ import annotations

from datetime import timedelta

from checks.at_sea.test_ships import (
    AMIRABAD,
    DAWN,
    DAY,
    DUSK,
    NAMES,
    OLYA,
    claim,
    meeting,
    verdict,
    voyage,
    witness,
)
from crossbearing.checks.table import check_claims
from crossbearing.model.claims import Actor, Count, CraftIds, Kind, Place, PlaceRole
from crossbearing.model.verdicts import Outcome, Reason
from movement.vessels.sea import MID_CASPIAN, MIDNIGHT, every, lying, named, off, ship, then

AT_AMIRABAD = Place("Amirabad", PlaceRole.ARRIVAL, "IR", *AMIRABAD)
AT_OLYA = Place("Olya", PlaceRole.ARRIVAL, "RU", *OLYA)
FROM_AMIRABAD = Place("Amirabad", PlaceRole.DEPARTURE, "IR", *AMIRABAD)
RUSSIA, IRAN = Actor("Russia", "RU"), Actor("Iran", "IR")


def test_any_ship_under_the_flag_supports_a_call_of_a_ship_of_that_flag():
    seen = witness(ship(DAWN, lying(OLYA), every(20, 0, 24)))

    assert verdict(claim(Kind.PORT_CALL, places=[AT_OLYA], actors=(RUSSIA,)), seen).verdict is Outcome.SUPPORTED


def test_that_no_ship_of_a_flag_was_heard_in_port_says_nothing():
    seen = witness(ship(DAWN, lying(MID_CASPIAN), every(20, 0, 24)))

    found = verdict(claim(Kind.PORT_CALL, places=[AT_OLYA], actors=(RUSSIA,)), seen)

    assert found.verdict is Outcome.NOT_OBSERVABLE
    assert "called.none_of_flag" in {one.key for one in found.because}


def test_a_ship_of_another_kind_supports_a_tankers_call_in_part():
    seen = witness(ship(DAWN, lying(OLYA), every(20, 0, 24)))
    one = claim(Kind.PORT_CALL, "Russian tanker".lower(), places=[AT_OLYA], actors=(RUSSIA,))

    assert verdict(one, seen).verdict is Outcome.PARTLY_SUPPORTED


def test_two_ships_of_one_flag_are_no_transfer_from_that_flag_to_its_own_by_ships_of_two():
    area = Place("Caspian Sea", PlaceRole.AREA)
    seen = witness(*meeting(every(5, 0, 60)))

    across = claim(Kind.SHIP_TRANSFER, places=[area], days=2, actors=(IRAN,), recipients=(RUSSIA,))
    among = claim(Kind.SHIP_TRANSFER, places=[area], days=2, actors=(RUSSIA,), recipients=(RUSSIA,))

    assert verdict(across, seen).verdict is Outcome.SUPPORTED
    assert verdict(among, seen).verdict is Outcome.NOT_OBSERVABLE


def test_a_port_that_nobody_knows_is_not_taken_for_seen():
    unknown = Place("Nowhere on Sea", PlaceRole.ARRIVAL)
    seen = witness(voyage(every(15, 0, 96)))

    found = verdict(claim(Kind.DELIVERY, "SEA DAWN", places=[FROM_AMIRABAD, unknown], days=4), seen)

    assert found.verdict is Outcome.PARTLY_SUPPORTED
    assert "arrival" in found.roles_unmatched


def test_a_voyage_is_counted_by_the_calls_at_both_its_ends():
    count = (Count("voyages", 1, 1),)
    there = claim(Kind.VISIT_COUNT, "SEA DAWN", places=[FROM_AMIRABAD, AT_OLYA], days=4, counts=count)
    elsewhere = Place("Anzali", PlaceRole.DEPARTURE, "IR", 37.48, 49.46)
    back = claim(Kind.VISIT_COUNT, "SEA DAWN", places=[elsewhere, AT_OLYA], days=4, counts=count)
    seen = witness(voyage(every(15, -24, 120)))

    assert (verdict(there, seen).n_min, verdict(there, seen).n_max) == (1, 1)
    assert verdict(back, seen).verdict is not Outcome.SUPPORTED


def gaps(*numbers: int, hours: float = 12.0, what: str = "gaps", more: tuple[Count, ...] = ()):
    counts = (*(Count(what, n, None) for n in numbers), Count("hours without signal", hours, hours), *more)
    return claim(Kind.STATEMENT, "SEA DAWN", days=3, start=DAY + timedelta(days=1), counts=counts)


def silent_twice():
    hours = [*every(20, -24, 26), *every(20, 40, 46), *every(20, 60, 150)]
    others = [ship(636000000 + n, lying(off(MID_CASPIAN, 300 * n, 1500)), every(30, -24, 150)) for n in range(4)]
    return [ship(DAWN, lying(MID_CASPIAN), hours), *others]


def test_silences_are_counted_at_the_length_that_is_claimed():
    seen = witness(*silent_twice())

    assert verdict(gaps(2), seen).verdict is Outcome.SUPPORTED
    assert (verdict(gaps(2), seen).n_min, verdict(gaps(2), seen).n_max) == (2, 2)
    assert verdict(gaps(1, hours=30.0), seen).reason is Reason.CLOSED_COUNT
    assert verdict(gaps(3), seen).verdict is Outcome.CONTRADICTED


def test_a_place_that_is_not_trusted_may_still_have_parted_a_silence():
    far = off(MID_CASPIAN, 4_000_000)
    once = ship(DAWN, lying(MID_CASPIAN), [*every(20, -24, 26), *every(20, 52, 150)])
    stray = ship(DAWN, lying(far), [39.0])
    fleet = silent_twice()[1:]

    assert verdict(gaps(2), witness(once, *fleet)).verdict is Outcome.CONTRADICTED
    found = verdict(gaps(2), witness(once, stray, *fleet))
    assert found.verdict is not Outcome.CONTRADICTED
    assert (found.n_min, found.n_max) == (1, 2)


def test_hours_that_the_data_lack_are_no_silence_of_a_ship():
    alone = witness(silent_twice()[0])

    assert verdict(gaps(2), alone).verdict is Outcome.PARTLY_SUPPORTED
    assert verdict(gaps(2), alone).n_min == 0


def test_silences_of_a_fleet_are_never_too_few():
    one = claim(Kind.STATEMENT, days=3, start=DAY, actors=(RUSSIA,), counts=gaps(600).counts)

    assert verdict(one, witness(*silent_twice())).verdict is Outcome.NOT_OBSERVABLE


def test_a_count_in_three_months_is_not_set_against_one_a_month():
    counts = (Count("gaps", 600, None), Count("gaps per month", 100, 100), Count("hours without signal", 30, 30))
    one = claim(Kind.STATEMENT, days=92, start=DAY, counts=counts)

    found = check_claims([one], witness(*silent_twice()))[0]

    assert found.inconsistent == "600 gaps = 199/30.44 d; 100 gaps per month = 100/30.44 d; 199 / 100 = 2.0"
    assert [dict(p.values)["rate"] for p in found.because if p.key == "gaps.rate"] == ["199", "100"]


def test_counts_at_unequal_lengths_do_not_compare():
    one = gaps(440, 278, hours=30.0, more=(Count("hours without signal", 6, 6),))

    assert check_claims([one], witness(*silent_twice()))[0].inconsistent == "6 h ≠ 30 h"


def test_silences_without_a_length_are_not_counted():
    one = claim(Kind.STATEMENT, "SEA DAWN", counts=(Count("AIS gaps", 600, None),))

    assert verdict(one, witness(*silent_twice())).verdict is Outcome.NOT_CHECKABLE


def test_one_imo_number_under_two_mmsi_in_turn_is_one_ship_that_called():
    later = {"time": MIDNIGHT + timedelta(hours=72), "last_time": MIDNIGHT + timedelta(hours=96)}
    told = (
        named(DAWN) | {"shipname": "SEA DAWN", "imo": 9074729},
        named(DUSK) | {"shipname": "NEW NAME", "imo": 9074729} | later,
    )
    tracks = (ship(DAWN, lying(MID_CASPIAN), every(20, 0, 12)), ship(DUSK, lying(OLYA), every(20, 72, 96)))
    one = claim(Kind.PORT_CALL, places=[AT_OLYA], days=5, craft=CraftIds(imo=("9074729",)))

    assert verdict(one, witness(*tracks, told=told)).verdict is Outcome.SUPPORTED


def test_two_imo_numbers_under_one_mmsi_are_two_hulls_and_prove_nothing_of_either():
    later = {"time": MIDNIGHT + timedelta(hours=48), "last_time": MIDNIGHT + timedelta(hours=96)}
    told = (
        named(DAWN) | {"shipname": "SEA DAWN", "imo": 9074729},
        named(DAWN) | {"shipname": "SEA DAWN", "imo": 8814275} | later,
    )
    seen = witness(ship(DAWN, lying(MID_CASPIAN), every(20, -24, 96)), told=told)
    one = claim(Kind.PORT_CALL, places=[AT_OLYA], days=1, craft=CraftIds(imo=("9074729",)))

    assert verdict(one, seen).verdict is Outcome.NOT_OBSERVABLE


def test_silences_that_leave_room_for_a_meeting_tell_how_long_it_can_have_been():
    quiet = [*every(10, 0, 28), *every(10, 40, 60)]
    one = claim(Kind.SHIP_TRANSFER, "SEA DAWN", "SEA DUSK", days=2)

    found = verdict(one, witness(*meeting(quiet), told=NAMES))

    told = [dict(said.values) for said in found.because if said.key.startswith("alongside.longest")]
    assert found.verdict is Outcome.NOT_OBSERVABLE
    assert len(told) == 1
    assert 8.0 < float(told[0]["hours"]) <= 12.5


def test_a_ship_in_port_until_an_hour_before_is_then():
    path = then((24.0, lying(AMIRABAD)), (999.0, lying(MID_CASPIAN)))
    found = verdict(
        claim(Kind.VISIT_COUNT, "SEA DAWN", places=[AT_AMIRABAD], days=1, counts=(Count("calls", 1, 1),)),
        witness(ship(DAWN, path, [*every(20, -12, 20), *every(20, 40, 96)])),
    )

    assert found.n_min == 1


def test_a_ship_that_was_sent_astray_once_is_judged_by_the_track_of_the_claimed_days():
    hours = [*every(10, -24, 60), *every(10, 72, 144)]
    tracks = (ship(DAWN, lying(MID_CASPIAN), hours), ship(DAWN, lying(off(MID_CASPIAN, 400_000)), every(10, -20, 0)))
    seen = witness(*tracks)
    one = claim(Kind.PORT_CALL, "SEA DAWN", places=[AT_OLYA], start=DAY + timedelta(days=4))

    assert len(seen.sea.hulls(f"mmsi:{DAWN}")) == 2
    assert verdict(one, seen).verdict is Outcome.CONTRADICTED
    early = claim(Kind.PORT_CALL, "SEA DAWN", places=[AT_OLYA], start=DAY)
    assert verdict(early, seen).verdict is Outcome.NOT_OBSERVABLE


def test_days_that_the_data_do_not_reach_are_outside_the_archive_for_flags_too():
    seen = witness(*meeting(every(5, 0, 60)))
    later = DAY + timedelta(days=30)
    area = Place("Caspian Sea", PlaceRole.AREA)
    transfer = claim(Kind.SHIP_TRANSFER, places=[area], start=later, actors=(IRAN,), recipients=(RUSSIA,))
    call = claim(Kind.PORT_CALL, places=[AT_OLYA], start=later, actors=(RUSSIA,))

    assert verdict(transfer, seen).reason is Reason.OUTSIDE_ARCHIVE
    assert verdict(call, seen).reason is Reason.OUTSIDE_ARCHIVE
