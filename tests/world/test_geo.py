"""The sphere against the ellipsoid, and the laws that hold on any sphere."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.world import geo

# Geodesics on the WGS84 ellipsoid, computed with geographiclib 2.1: point, point, kilometres, initial bearing.
ELLIPSOID = [
    ((35.689175, 51.314392), (55.5915, 37.2615), 2457.633, 338.537),  # Mehrabad to Vnukovo
    ((40.6413, -73.7781), (51.47, -0.4543), 5554.909, 51.382),  # Kennedy to Heathrow
    ((-33.9461, 151.1772), (33.9425, -118.4081), 12050.689, 61.168),  # Sydney to Los Angeles
    ((36.783, 53.350), (45.783, 47.533), 1111.233, 335.893),  # Amirabad to Olya
    ((60.0, 10.0), (60.0, 10.001), 0.0558, 90.0),
]
# Largest difference between the sphere and the ellipsoid, measured on 20,000 random pairs.
SPHERE_ERROR = 0.0057

latitudes = st.floats(-89.0, 89.0)
longitudes = st.floats(-180.0, 180.0, exclude_max=True)
bearings = st.floats(0.0, 360.0, exclude_max=True)


@pytest.mark.parametrize(("start", "end", "km", "bearing"), ELLIPSOID)
def test_the_sphere_is_near_the_ellipsoid(start, end, km, bearing):
    assert geo.distance_km(*start, *end) == pytest.approx(km, rel=SPHERE_ERROR)
    assert geo.bearing_deg(*start, *end) == pytest.approx(bearing, abs=0.3)


def test_fifteen_kilometres_west_of_amirabad_lies_on_the_shore():
    lat, lon = geo.destination(36.783, 53.350, 270.0, 15.0)
    assert geo.distance_km(lat, lon, 36.78288, 53.18196) < 0.1  # geographiclib on WGS84


@settings(deadline=None)
@given(latitudes, longitudes, bearings, st.floats(0.01, 19_000.0))
def test_going_and_measuring_back_gives_the_same_distance(lat, lon, bearing, km):
    there = geo.destination(lat, lon, bearing, km)
    assert geo.distance_km(lat, lon, *there) == pytest.approx(km, rel=1e-6, abs=1e-6)
    assert -180.0 <= there[1] < 180.0


@settings(deadline=None)
@given(st.floats(-80.0, 80.0), longitudes, bearings, st.floats(1.0, 9_000.0))
def test_the_bearing_of_a_destination_is_the_bearing_taken(lat, lon, bearing, km):
    there = geo.destination(lat, lon, bearing, km)
    turn = abs(geo.bearing_deg(lat, lon, *there) - bearing)
    assert min(turn, 360.0 - turn) < 1e-4


@settings(deadline=None)
@given(latitudes, longitudes, latitudes, longitudes)
def test_distance_is_the_same_both_ways(lat1, lon1, lat2, lon2):
    assert geo.distance_km(lat1, lon1, lat2, lon2) == pytest.approx(geo.distance_km(lat2, lon2, lat1, lon1))


@settings(deadline=None)
@given(latitudes, longitudes, latitudes, longitudes, st.floats(0.0, 1.0))
def test_a_point_along_the_way_divides_it(lat1, lon1, lat2, lon2, share):
    whole = geo.distance_km(lat1, lon1, lat2, lon2)
    lat, lon = geo.along(lat1, lon1, lat2, lon2, share)
    assert geo.distance_km(lat1, lon1, lat, lon) == pytest.approx(whole * share, abs=1e-4)
    if whole < 19_000:  # near the antipode the direction is ill-determined
        assert geo.distance_km(lat, lon, lat2, lon2) == pytest.approx(whole * (1 - share), abs=0.1)


@settings(deadline=None)
@given(latitudes, longitudes)
def test_a_full_turn_of_longitude_changes_nothing(lat, lon):
    assert geo.distance_km(lat, lon, lat, lon + 360.0) == pytest.approx(0.0, abs=1e-5)
    turned = (geo.normal_lon(lon + 720.0) - lon + 180.0) % 360.0 - 180.0
    assert turned == pytest.approx(0.0, abs=1e-9)


def test_arrays_and_floats_agree():
    lats, lons = np.array([0.0, 10.0, 50.0]), np.array([0.0, 20.0, -170.0])
    found = geo.distance_km(lats, lons, 5.0, 5.0)
    assert found.shape == (3,)
    assert [float(km) for km in found] == [geo.distance_km(a, b, 5.0, 5.0) for a, b in zip(lats, lons, strict=True)]
    assert isinstance(geo.distance_km(0.0, 0.0, 1.0, 1.0), float)


def test_a_point_has_no_distance_to_itself():
    assert geo.distance_km(41.9, 50.6, 41.9, 50.6) == 0.0
    assert geo.bearing_deg(41.9, 50.6, 41.9, 50.6) == 0.0
