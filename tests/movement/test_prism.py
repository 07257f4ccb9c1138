"""What a craft could have done while nobody saw it."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.movement.prism import Field, could_have_flown, could_have_visited, top_speed_kmh
from crossbearing.movement.sightings import moment, sightings
from notation import FIELDS, at, fly, park, place, together, track

CRAFT = "icao24:abcdef"
JET_KMH = top_speed_kmh(460)
START, END = at("2024-02-10 00:00"), at("2024-02-11 00:00")


def field(icao: str) -> Field:
    lat, lon, elevation = FIELDS[icao]
    return Field(icao, lat, lon, elevation)


def flown(drawing: pl.DataFrame, departure: str, arrival: str, **more):
    seen = sightings(drawing, CRAFT)
    return could_have_flown(seen, [field(departure)], [field(arrival)], JET_KMH, START, END, **more)


def visited(drawing: pl.DataFrame, where: str):
    return could_have_visited(sightings(drawing, CRAFT), [field(where)], JET_KMH, START, END)


def test_a_silent_night_at_home_leaves_time_for_a_flight_and_back():
    night = track("""
        2024-02-09 12:00  UUWW  ground
        2024-02-09 12:05  UUWW  ground
        2024-02-11 09:00  UUWW  ground
        2024-02-11 09:05  UUWW  ground
    """)

    assert flown(night, "UUWW", "OIII")
    assert visited(night, "OIII")


def test_a_short_silence_leaves_no_time_for_a_far_flight():
    busy = together(
        park(CRAFT, "EDDF", "2024-02-09 20:00", "2024-02-10 08:00"),
        park(CRAFT, "EDDF", "2024-02-10 10:00", "2024-02-11 20:00"),
    )

    assert not flown(busy, "EDDF", "OIII")
    assert not visited(busy, "OIII")
    assert flown(busy, "EDDF", "LFPG"), "an hour there and an hour back do fit into two"


def test_before_the_first_and_after_the_last_sighting_everything_is_open():
    assert flown(track("2024-02-10 12:00  UUWW  ground"), "OIII", "UUWW")
    assert flown(track("2024-02-10 12:00  UUWW  ground"), "UUWW", "OIII")


def test_a_craft_never_seen_can_have_been_anywhere():
    never = sightings(track("icao24:111111\n2024-02-10 12:00  UUWW  ground"), CRAFT)
    openings = could_have_visited(never, [field("OIII")], JET_KMH, START, END)

    assert [(moment(o.earliest), moment(o.latest)) for o in openings] == [(START, END)]


def test_an_overflight_at_cruise_is_no_visit():
    over = together(
        fly(CRAFT, "LFPG", "UUWW", "2024-02-10 06:00", via="EDDF", every_s=10),
        park(CRAFT, "LFPG", "2024-02-09 22:00", "2024-02-10 05:50"),
        park(CRAFT, "UUWW", "2024-02-10 09:20", "2024-02-11 02:00"),
    )

    assert not visited(over, "EDDF")


def test_a_leg_does_not_span_a_stop_on_the_ground_elsewhere():
    stopped = together(
        park(CRAFT, "LFPG", "2024-02-09 22:00", "2024-02-10 06:00"),
        fly(CRAFT, "LFPG", "EDDF", "2024-02-10 06:05"),
        park(CRAFT, "EDDF", "2024-02-10 07:10", "2024-02-10 08:00"),
        fly(CRAFT, "EDDF", "UUWW", "2024-02-10 08:05"),
        park(CRAFT, "UUWW", "2024-02-10 11:10", "2024-02-11 02:00"),
    )

    assert not flown(stopped, "LFPG", "UUWW")
    assert flown(stopped, "LFPG", "EDDF")
    assert flown(stopped, "EDDF", "UUWW")


def test_a_single_ground_report_at_cruise_is_no_stop():
    leg = fly(CRAFT, "EDDF", "UUWW", "2024-02-10 08:05")
    half = leg.height // 2
    kind = pl.when(pl.int_range(pl.len()) == half).then(pl.lit("ground")).otherwise(pl.col("alt_kind"))
    glitch = together(
        park(CRAFT, "EDDF", "2024-02-09 22:00", "2024-02-10 08:00"),
        leg.with_columns(alt_kind=kind),
        park(CRAFT, "UUWW", "2024-02-10 11:30", "2024-02-11 02:00"),
    )

    assert flown(glitch, "EDDF", "UUWW")


def test_no_leg_goes_by_way_of_a_place_twice_as_far():
    via_moscow = together(
        park(CRAFT, "EDDF", "2024-02-09 22:00", "2024-02-10 04:00"),
        fly(CRAFT, "EDDF", "LFPG", "2024-02-10 04:05", via="UUWW"),
        park(CRAFT, "LFPG", "2024-02-10 09:57", "2024-02-11 02:00"),
    )

    assert not flown(via_moscow, "EDDF", "LFPG")


def test_a_flight_may_come_back_to_the_field_it_left():
    there_and_back = together(
        park(CRAFT, "EDDF", "2024-02-09 22:00", "2024-02-10 08:00"),
        fly(CRAFT, "EDDF", "EDDF", "2024-02-10 08:05", via="LFPG"),
        park(CRAFT, "EDDF", "2024-02-10 10:30", "2024-02-11 02:00"),
    )

    assert flown(there_and_back, "EDDF", "EDDF")
    assert not flown(park(CRAFT, "EDDF", "2024-02-09 20:00", "2024-02-11 03:00"), "EDDF", "EDDF")


def test_a_known_stop_between_ends_the_leg():
    unheard_low = together(
        park(CRAFT, "LFPG", "2024-02-09 22:00", "2024-02-10 06:00"),
        fly(CRAFT, "LFPG", "UUWW", "2024-02-10 06:05", via="EDDF"),
        park(CRAFT, "UUWW", "2024-02-10 09:30", "2024-02-11 02:00"),
    )

    assert flown(unheard_low, "LFPG", "UUWW")
    assert not flown(unheard_low, "LFPG", "UUWW", stops=[at("2024-02-10 06:45")])


HOPS = st.sampled_from([("EDDF", "LFPG"), ("EGLL", "UUWW"), ("OIII", "OSDI"), ("OMDB", "OIIE"), ("UUWW", "OIII")])
DEAF = st.tuples(st.floats(-10, 300), st.floats(0, 400))


@settings(max_examples=40, deadline=None)
@given(HOPS, DEAF, DEAF)
def test_a_flight_that_took_place_is_never_excluded(
    hop: tuple[str, str], one: tuple[float, float], two: tuple[float, float]
):
    departure, arrival = hop
    deaf = [(start, start + length) for start, length in (one, two)]
    heard = fly(CRAFT, departure, arrival, "2024-02-10 10:00", every_s=60, unheard=deaf)
    parked = track(f"2024-02-09 01:00  {departure}  ground\n2024-02-11 22:00  {arrival}  ground")

    assert flown(together(heard, parked), departure, arrival)


@settings(max_examples=40, deadline=None)
@given(HOPS, st.integers(15, 600), DEAF)
def test_a_visit_that_took_place_is_never_excluded(hop: tuple[str, str], stay_min: int, deaf: tuple[float, float]):
    home, away = hop
    out = fly(CRAFT, home, away, "2024-02-10 06:00", every_s=60, unheard=[(deaf[0], sum(deaf))])
    landed = out["time"][-1] if out.height else at("2024-02-10 10:00")
    back_at = (max(landed, at("2024-02-10 10:00")) + timedelta(minutes=stay_min)).strftime("%Y-%m-%d %H:%M")
    back = fly(CRAFT, away, home, back_at, every_s=60)

    assert visited(together(out, back), away)


def test_marked_positions_are_no_sightings_but_those_of_the_asked_airframe_are():
    row = track("2024-02-10 12:00  UUWW  ground").with_columns(mark=pl.lit("shared_address: airframe b"))

    assert len(sightings(row, CRAFT)) == 0
    assert len(sightings(row, CRAFT, ("b",))) == 1


def test_seconds_and_moments_are_inverse():
    assert moment(START.timestamp()) == START
    assert moment(-np.inf) is None
    assert place("UUWW") == FIELDS["UUWW"][:2]
