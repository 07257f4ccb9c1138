from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.worldgen.sphere import EARTH_KM, Route, bearing_deg, distance_km, offset

LATITUDES = st.floats(-80, 80)
LONGITUDES = st.floats(-179, 179)


def test_a_degree_of_latitude_is_111_km_everywhere() -> None:
    assert float(distance_km(10.0, 20.0, 11.0, 20.0)) == pytest.approx(math.radians(1) * EARTH_KM)


def test_moscow_lies_2470_km_from_tehran() -> None:
    assert float(distance_km(35.689, 51.313, 55.592, 37.262)) == pytest.approx(2460, abs=30)


@given(LATITUDES, LONGITUDES, st.floats(0, 359.9), st.floats(1, 5000))
def test_the_place_found_lies_at_the_distance_asked(lat: float, lon: float, course: float, km: float) -> None:
    there = offset(lat, lon, course, km)
    assert float(distance_km(lat, lon, *there)) == pytest.approx(km, rel=1e-6)


@given(st.floats(-60, 60), LONGITUDES, st.floats(1, 359), st.floats(10, 2000))
def test_the_course_to_the_place_found_is_the_course_asked(lat: float, lon: float, course: float, km: float) -> None:
    found = float(bearing_deg(lat, lon, *offset(lat, lon, course, km)))
    assert abs((found - course + 180) % 360 - 180) < 1e-4


@given(st.lists(st.tuples(st.floats(20, 60), st.floats(20, 60)), min_size=2, max_size=6, unique=True))
def test_a_route_passes_through_its_corners(corners: list[tuple[float, float]]) -> None:
    route = Route.through(corners)
    lat, lon = route.at(route.km)
    assert np.all(distance_km(lat, lon, route.lat, route.lon) < 0.01)
