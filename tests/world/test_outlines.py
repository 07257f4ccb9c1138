"""Areas drawn by hand: what lies in them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.world.outlines import outline_of

SQUARE = [(36.9, 53.2), (36.9, 53.4), (37.0, 53.4), (37.0, 53.2)]


def holds(outline, *places) -> list[bool]:
    lat, lon = (np.array(column, np.float64) for column in zip(*places, strict=True))
    return outline.holds(lat, lon).tolist()


def test_what_lies_in_a_square_and_what_does_not():
    assert holds(outline_of([SQUARE]), (36.95, 53.3), (36.95, 53.5), (37.1, 53.3), (36.8, 53.3)) == [True] + [False] * 3


def test_a_hole_is_no_part_of_an_area_and_an_island_is():
    hole = [(36.94, 53.28), (36.94, 53.32), (36.96, 53.32), (36.96, 53.28)]
    island = [(38.0, 53.2), (38.0, 53.4), (38.1, 53.3)]

    assert holds(outline_of([SQUARE, hole, island]), (36.95, 53.3), (36.92, 53.3), (38.02, 53.3)) == [False, True, True]


def test_the_date_line_parts_no_area():
    outline = outline_of(
        [[(10, 179.9), (10, -179.9), (10.2, -179.9), (10.2, 179.9)], [(11, -179.9), (11, 179.9), (12, 180)]]
    )

    assert holds(outline, (10.1, 179.95), (10.1, -179.95), (10.1, 179.8), (11.2, -180.0)) == [True, True, False, True]
    assert outline.reach_km < 150.0


@given(st.lists(st.tuples(st.floats(-60, 60), st.floats(-180, 180)), min_size=1, max_size=50))
def test_every_place_lies_in_one_of_two_halves(places):
    middle, low, high = 53.3, 36.9, 37.0
    near = [(low + abs(lat) / 600, 53.2001 + abs(lon) / 1000) for lat, lon in places]
    west = outline_of([[(low, 53.2), (low, middle), (high, middle), (high, 53.2)]])
    east = outline_of([[(low, middle), (low, 53.4), (high, 53.4), (high, middle)]])
    whole = outline_of([SQUARE])

    assert [a or b for a, b in zip(holds(west, *near), holds(east, *near), strict=True)] == holds(whole, *near)


def test_a_bow_crosses_itself_and_a_star_that_only_touches_does_not():
    assert outline_of([[(0, 0), (2, 2), (2, 0), (0, 3)]]).crosses_itself()
    assert not outline_of([SQUARE]).crosses_itself()


@pytest.mark.parametrize("ring", [[(0, 0)], [(0, 0), (1, 1), (0, 0)], [(80, 10 * k) for k in range(36)]])
def test_no_area_is_refused(ring):
    with pytest.raises(ValueError, match="outline"):
        outline_of([ring])
