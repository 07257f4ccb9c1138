"""Which airports lie near a point: the grid says the same as asking every one, at the poles and over the date line."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.movement.near import joined, near_of
from crossbearing.world import geo

RNG = np.random.default_rng(5)
LAT, LON = np.degrees(np.arcsin(RNG.uniform(-1, 1, 3000))), RNG.uniform(-180, 180, 3000)
GRID = near_of(LAT, LON, np.arange(3000))


@given(st.floats(-90, 90), st.floats(-180, 180), st.one_of(st.floats(0.1, 300), st.floats(300, 20000)))
def test_the_grid_finds_what_lies_within_a_distance_and_nothing_else(lat: float, lon: float, km: float) -> None:
    found = GRID.pairs(np.array([lat]), np.array([lon]), np.array([km]))
    away = geo.distance_km(lat, lon, LAT, LON)
    # Two formulas for one distance differ by metres near the other side of the globe.
    surely, perhaps = np.flatnonzero(away < km * 0.9999 - 0.01), np.flatnonzero(away < km * 1.0001 + 0.01)
    assert set(surely) <= set(found.field) <= set(perhaps)
    assert len(set(found.field.tolist())) == len(found) and (found.point == 0).all()


def test_every_point_has_its_own_distance_and_none_means_none() -> None:
    found = GRID.pairs(np.zeros(3), np.array([179.9, -179.9, 10.0]), np.array([500.0, 500.0, 0.0]))
    assert {0, 1} == set(found.point.tolist())
    assert (np.diff(found.point) >= 0).all()


def test_lists_of_pairs_are_joined_without_repeats() -> None:
    one, other = (np.array([0, 1]), np.array([5, 2])), (np.array([1, 0, 1]), np.array([2, 5, 7]))
    both = joined(10, one, other)
    assert list(zip(both.point.tolist(), both.field.tolist(), strict=True)) == [(0, 5), (1, 2), (1, 7)]
