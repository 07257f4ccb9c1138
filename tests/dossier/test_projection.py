"""The map shows what it is asked to show, where it is."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from crossbearing.dossier.projection import SMALLEST_SPAN_KM, Centre, centre_of, fitted
from crossbearing.world.geo import distance_km

LATS, LONS = st.floats(-80, 80), st.floats(-179, 179)


@given(LATS, LONS, st.floats(-4000, 4000), st.floats(-4000, 4000))
def test_the_way_to_the_page_and_back_ends_where_it_began(lat: float, lon: float, east: float, north: float):
    centre = Centre(lat, lon)

    there = centre.globe(east, north)
    back = centre.plane(np.array([there[0]]), np.array([there[1]]))[0]

    assert back == approx([east, north], abs=1e-3)


@given(st.lists(st.tuples(st.floats(20, 60), st.floats(10, 80)), min_size=1, max_size=20))
def test_every_point_asked_for_lies_inside_the_margin(points: list[tuple[float, float]]):
    frame = fitted(points, 700, 500, 40)

    for lat, lon in points:
        x, y = frame.point(lat, lon)
        assert 39 <= x <= 661
        assert 39 <= y <= 461


def test_a_map_across_the_date_line_is_as_small_as_the_places_are_close():
    frame = fitted([(60, 179), (60, -179)], 700, 500, 40)

    assert abs(frame.centre.lon) == approx(180, abs=0.1)
    assert frame.km_per_unit * 700 == approx(SMALLEST_SPAN_KM)


def test_the_antipode_is_left_out_instead_of_being_drawn_somewhere():
    assert np.isnan(Centre(40, 50).plane(np.array([-40.0]), np.array([-130.0]))).all()


def test_distances_from_the_centre_keep_their_length_nearby():
    centre = centre_of([(45, 45)])
    plane = centre.plane(np.array([46.0]), np.array([45.5]))[0]

    assert float(np.hypot(*plane)) == approx(distance_km(45, 45, 46, 45.5), rel=1e-3)


def test_equal_areas_stay_equal():
    centre = Centre(40, 50)

    def area(lat: float, lon: float) -> float:
        lats, lons = np.array([lat, lat, lat + 0.1, lat + 0.1]), np.array([lon, lon + 0.1, lon + 0.1, lon])
        x, y = centre.plane(lats, lons).T
        return (
            float(abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))) / 2 / float(np.cos(np.radians(lat + 0.05)))
        )

    assert area(20, 20) == approx(area(60, 80), rel=1e-3)
