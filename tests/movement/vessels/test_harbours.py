"""Which harbour's water a ship lies in."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.movement.arrays import Floats, Ints
from crossbearing.movement.vessels.fixes import flat_km
from crossbearing.movement.vessels.harbours import Harbours

LATS = st.floats(-85.0, 85.0) | st.sampled_from([0.0, 0.25, -0.25, 36.75, 60.0])
LONS = st.floats(-180.0, 180.0) | st.sampled_from([0.0, 179.9, -179.9, 180.0, 53.25])
POINTS = st.tuples(LATS, LONS)
PORTS = st.tuples(LATS, LONS, st.floats(0.5, 300.0))


def looked_at_one_by_one(ports: Harbours, lat: Floats, lon: Floats) -> Ints:
    km = flat_km(lat[:, None], lon[:, None], ports.lat[None], ports.lon[None])
    km = np.where(km <= ports.radius_km[None], km, np.inf)
    return np.where(np.isfinite(km.min(axis=1)), km.argmin(axis=1), -1)


def harbours(ports: list[tuple[float, float, float]]) -> Harbours:
    lat, lon, radius = (np.array(values) for values in zip(*ports, strict=True))
    return Harbours(tuple(f"XX{number:03d}" for number in range(len(ports))), lat, lon, radius)


@given(st.lists(PORTS, min_size=1, max_size=12), st.lists(POINTS, min_size=1, max_size=12), st.floats(-1.5, 1.5))
def test_a_place_belongs_to_the_nearest_harbour_in_whose_water_it_lies(
    ports: list[tuple[float, float, float]], places: list[tuple[float, float]], off: float
) -> None:
    beside = [(lat + off, (lon + off + 180.0) % 360.0 - 180.0) for lat, lon, _ in ports]
    lat, lon = (np.array(values) for values in zip(*places, *beside, strict=True))
    known = harbours(ports)
    number, km = known.nearest(lat, lon)
    assert number.tolist() == looked_at_one_by_one(known, lat, lon).tolist()
    assert np.array_equal(np.isfinite(km), number >= 0)


def test_a_harbour_by_the_date_line_has_water_on_both_sides_of_it() -> None:
    suva = harbours([(-18.0, 179.95, 15.0)])
    number, _ = suva.nearest(np.array([-18.0, -18.0]), np.array([-179.95, 179.0]))
    assert number.tolist() == [0, -1]


def test_of_two_harbours_at_one_point_the_first_is_named() -> None:
    twins = harbours([(36.8, 53.3, 15.0), (36.8, 53.3, 15.0)])
    assert twins.nearest(np.array([36.81]), np.array([53.31]))[0].tolist() == [0]
