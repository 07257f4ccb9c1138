"""Lines lose points, never their shape."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from crossbearing.dossier.paths import BLEED, _distances, clipped_ring, path_data, runs_on_page, simplified

POINTS = st.lists(st.tuples(st.floats(-300, 300), st.floats(-300, 300)), min_size=3, max_size=40)


@given(POINTS)
def test_no_point_of_a_simplified_line_strays_farther_than_the_tolerance(points: list[tuple[float, float]]):
    line = np.array(points)
    light = simplified(line, 5.0)

    assert (light[0] == line[0]).all()
    assert (light[-1] == line[-1]).all()
    for point in line:
        nearest = min(float(_distances(point[None], a, b)[0]) for a, b in pairwise(light))
        assert nearest <= 5.0 + 1e-9


def test_a_ring_around_the_page_fills_the_page():
    around = np.array([(x, -500.0) for x in range(-500, 600, 50)] + [(600.0, 600.0), (-500.0, 600.0)])

    x, y = clipped_ring(around, 100, 100).T

    assert (x.min(), x.max(), y.min(), y.max()) == approx((-BLEED, 100 + BLEED, -BLEED, 100 + BLEED))


def test_a_ring_that_passes_by_a_corner_does_not_cut_through_the_page():
    hook = np.array([(-50, 20), (-50, -20), (-50, -50), (-40, -50), (20, -50), (20, -60), (-60, -60), (-60, 20)], float)

    assert len(clipped_ring(hook, 100, 100)) == 0 or clipped_ring(hook, 100, 100).max() <= 0


def test_a_line_that_leaves_the_page_and_returns_comes_in_two_runs():
    line = np.array([(10, 50), (50, 50), (300, 50), (300, 300), (50, 300), (50, 90), (10, 90)], float)

    runs = list(runs_on_page(line, 100, 100))

    assert [len(run) for run in runs] == [3, 3]


def test_path_data_says_the_same_in_few_letters():
    line = np.array([(0.04, 10.0), (1.06, 9.5), (1.06, 9.5), (0.0, 9.5)])

    assert path_data([line]) == "M0 10l1.1-.5-1.1 0"
    assert path_data([line], closed=True).endswith("z")
    assert path_data([np.array([(1.0, 1.0), (1.0, 1.0)])]) == ""


@given(POINTS)
def test_rounding_does_not_drift_along_a_line(points: list[tuple[float, float]]):
    line = np.array(points)
    steps = [
        float(number) for number in path_data([line]).replace("M", "").replace("l", " ").replace("-", " -").split()
    ]

    walked = np.array(steps).reshape(-1, 2).sum(axis=0) if steps else line[-1]

    assert np.abs(walked - line[-1]).max() <= 0.0501
