"""Claims that nothing happened."""

from __future__ import annotations

from dataclasses import replace

from checks.scene import CRAFT, claim, ends, flight, told, verdict, visit_count, when, witness
from crossbearing.model.claims import CraftIds, Kind, Place, PlaceRole, Polarity
from crossbearing.model.verdicts import Outcome, Reason
from notation import fly, park

ON_THE_5TH = fly(CRAFT, "OIII", "UUWW", "2024-02-05 08:00", every_s=60)
ON_THE_9TH = fly(CRAFT, "OIII", "UUWW", "2024-02-09 08:00", every_s=60)
OWN = CraftIds(registration=("EP-ABC",))


def none_since(start: str, end: str):
    return claim(
        Kind.FLIGHT, places=ends("Tehran", "Moscow"), when=when(start, end), craft=OWN, polarity=Polarity.NEGATIVE
    )


def test_no_flight_since_the_fifth_is_not_contradicted_by_that_of_the_fifth():
    found = verdict(none_since("2024-02-05", "2024-02-15"), witness(ON_THE_5TH))

    assert found.verdict is Outcome.NOT_OBSERVABLE
    assert "the very day since which" in told(found)


def test_no_flight_since_the_fifth_is_contradicted_by_one_of_the_ninth():
    found = verdict(none_since("2024-02-05", "2024-02-15"), witness(ON_THE_5TH, ON_THE_9TH))

    assert (found.verdict, found.reason) == (Outcome.CONTRADICTED, Reason.CLOSED_COUNT)


def test_a_flight_inside_the_day_on_one_clock_only_contradicts_nothing():
    late = fly(CRAFT, "OIII", "UUWW", "2024-02-09 21:30", every_s=60)  # the 10th in Tehran, begun on the 9th in UTC
    never = flight("Tehran", "Moscow", "2024-02-10", polarity=Polarity.NEGATIVE)

    assert verdict(never, witness(late)).verdict is Outcome.NOT_OBSERVABLE


def test_a_flight_number_is_looked_for_as_a_callsign():
    called = fly(CRAFT, "OIII", "UUWW", "2024-02-10 08:00", every_s=60, callsign="PYA123")
    numbered = CraftIds(flight_number=("PYA 123",))
    said = flight("Tehran", "Moscow", "2024-02-10", registration=None, craft=numbered)

    assert verdict(said, witness(called)).verdict is Outcome.SUPPORTED


def test_no_visit_is_contradicted_by_a_visit():
    once = replace(visit_count("Moscow", 1, "2024-02-08", "2024-02-11", most=None), polarity=Polarity.NEGATIVE)

    assert verdict(once, witness(ON_THE_9TH)).verdict is Outcome.CONTRADICTED


def two_stops(*places: str):
    at = tuple(Place(name, PlaceRole.ARRIVAL) for name in places)
    return claim(Kind.FLIGHT, places=at, when=when("2024-02-09", "2024-02-12"), craft=OWN)


def test_of_two_stops_both_must_be_shown():
    on = fly(CRAFT, "UUWW", "OSDI", "2024-02-10 08:00", every_s=60)

    assert verdict(two_stops("Moscow", "Damascus"), witness(ON_THE_9TH, on)).verdict is Outcome.SUPPORTED
    assert verdict(two_stops("Moscow", "Damascus"), witness(ON_THE_9TH)).verdict is Outcome.PARTLY_SUPPORTED


def test_a_stop_that_is_excluded_excludes_the_flight_as_told():
    home = park(CRAFT, "UUWW", "2024-02-09 13:00", "2024-02-14 00:00", every_s=300)
    before = park(CRAFT, "OIII", "2024-02-08 00:00", "2024-02-09 07:50", every_s=300)

    assert verdict(two_stops("Moscow", "Damascus"), witness(before, ON_THE_9TH, home)).reason is Reason.ALIBI


def test_a_flight_shows_the_rows_on_the_ground_at_both_ends():
    found = verdict(flight("Tehran", "Moscow", "2024-02-09"), witness(ON_THE_9TH))
    (row,) = found.evidence

    assert len(row.exhibits) > 2
