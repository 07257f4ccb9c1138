"""Where a craft can have been while nobody heard it."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.movement.region import Fix, airports_in, region_between
from crossbearing.world.geo import distance_km
from notation import FIELDS

TEHRAN, MOSCOW = FIELDS["OIII"], FIELDS["UUWW"]


def fix(hour: float, lat: float, lon: float) -> Fix:
    return Fix(hour * 3600, lat, lon)


def fields(*codes: str) -> pl.DataFrame:
    rows = [(code, *FIELDS[code], 9000.0, "large") for code in codes]
    columns = ["icao", "lat", "lon", "elevation_ft", "longest_runway_ft", "kind"]
    return pl.DataFrame(rows, schema=columns, orient="row")


@settings(max_examples=30, deadline=None)
@given(
    st.tuples(st.floats(-85, 85), st.floats(-180, 180)),
    st.tuples(st.floats(-85, 85), st.floats(-180, 180)),
    st.floats(0.5, 8.0),
)
def test_every_point_of_the_ring_is_just_within_reach(one, other, spare):
    far = float(distance_km(*one, *other))
    found = region_between(fix(0, *one), fix(1, *other), (far / 800) + spare, 800.0)
    way = distance_km(*one, found.lat, found.lon) + distance_km(found.lat, found.lon, *other)

    assert np.all(way <= found.reach_km * 1.001)


def test_after_the_last_sighting_the_region_is_a_circle():
    found = region_between(fix(0, *TEHRAN[:2]), None, 2.0, 800.0)

    assert np.allclose(distance_km(*TEHRAN[:2], found.lat, found.lon), 1600.0, atol=0.1)


def test_a_craft_seen_too_far_apart_flew_straight():
    found = region_between(fix(0, *TEHRAN[:2]), fix(1, *MOSCOW[:2]), 1.0, 800.0)

    assert found.reach_km == pytest.approx(float(distance_km(*TEHRAN[:2], *MOSCOW[:2])) * 1.001)


def test_a_region_needs_a_sighting():
    with pytest.raises(ValueError, match="sighting"):
        region_between(None, None, 1.0, 800.0)


def test_airports_that_leave_time_for_a_stop_are_in_it_and_others_not():
    found = region_between(fix(0, *TEHRAN[:2]), fix(3, *TEHRAN[:2]), 3.0, 800.0)
    inside = airports_in(found, fields("OIII", "UBBB", "OIFM", "UUWW", "EGLL"), 800.0)

    assert inside["icao"].to_list() == ["OIII", "OIFM", "UBBB"]
    assert inside["spare_h"][0] == pytest.approx(3.0)


def test_a_runway_too_short_is_out_and_a_military_one_of_unknown_length_in():
    table = fields("OIII", "OIFM", "UBBB").with_columns(
        longest_runway_ft=pl.Series([None, 3000.0, None]), kind=pl.Series(["military", "large", "large"])
    )
    found = region_between(fix(0, *TEHRAN[:2]), fix(4, *TEHRAN[:2]), 4.0, 800.0)

    assert airports_in(found, table, 800.0, min_runway_ft=6000.0)["icao"].to_list() == ["OIII"]
