"""Land, water and borders."""

from __future__ import annotations

import numpy as np
import pytest

from crossbearing.world import basemap


@pytest.mark.parametrize(
    ("lat", "lon", "where"),
    [(35.7, 51.4, "Tehran"), (55.75, 37.6, "Moscow"), (45.0, 34.2, "Crimea"), (-15.8, -47.9, "Brasília")],
)
def test_cities_lie_on_land(lat, lon, where):
    assert basemap.on_land(lat, lon), where


@pytest.mark.parametrize(
    ("lat", "lon", "where"),
    [(41.9, 50.6, "Caspian"), (37.3, 52.0, "off Amirabad"), (43.3, 34.2, "Black Sea"), (20.3, 38.5, "Red Sea")],
)
def test_seas_are_water(lat, lon, where):
    assert not basemap.on_land(lat, lon), where


def test_every_ring_is_closed_and_encloses_something():
    for ring in basemap.land():
        assert ring.shape[1] == 2
        assert len(ring) >= 4
        assert np.allclose(ring[0], ring[-1])


def test_borders_are_lines_on_the_globe():
    lines = basemap.borders()
    assert len(lines) > 200
    assert all(np.abs(line[:, 1]).max() <= 90 and len(line) >= 2 for line in lines)
