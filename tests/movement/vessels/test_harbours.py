"""In which port's water a place lies."""

from __future__ import annotations

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.movement.vessels.fixes import flat_km
from crossbearing.movement.vessels.ports.harbours import harbours_of
from crossbearing.world import load_world

SQUARE = [{"lat": lat, "lon": lon} for lat, lon in ((36.9, 53.2), (36.9, 53.4), (37.0, 53.4), (37.0, 53.2))]
PACKED = {"id": "IRAMD", "lat": 36.86, "lon": 53.37, "drawn": False}
ROADS = {
    "id": "ROADS",
    "lat": 36.95,
    "lon": 53.3,
    "radius_km": 11.0,
    "rings": [SQUARE],
    "drawn": True,
    "kind": "anchorage",
}


def where(harbours, *places) -> list[str | None]:
    lat, lon = (np.array(column, np.float64) for column in zip(*places, strict=True))
    number, km = harbours.nearest(lat, lon)
    assert ((km >= 0.0) & (np.isinf(km) == (number < 0))).all()
    return [harbours.codes[one] if one >= 0 else None for one in number.tolist()]


def test_what_the_user_drew_goes_before_a_nearer_port():
    both = harbours_of(pl.DataFrame([PACKED, ROADS]))

    assert where(both, (36.905, 53.37), (36.895, 53.37), (38.0, 53.3)) == ["ROADS", "IRAMD", None]


def test_a_corner_of_the_circle_outside_the_outline_is_outside():
    drawn = harbours_of(pl.DataFrame([ROADS]))

    assert where(drawn, (36.95, 53.3), (37.005, 53.3)) == ["ROADS", None]
    assert where(drawn.within(40.0), (37.2, 53.3)) == ["ROADS"]


def test_a_roadstead_has_no_quays():
    assert harbours_of(pl.DataFrame([PACKED, ROADS])).quays().codes == ("IRAMD",)


@given(
    st.lists(st.tuples(st.floats(-80, 80), st.floats(-180, 180), st.floats(1, 150)), min_size=1, max_size=20),
    st.lists(st.tuples(st.floats(-80, 80), st.floats(-180, 180)), min_size=1, max_size=20),
)
def test_the_nearest_of_all_is_found(ports, places):
    rows = [{"id": f"{k:03d}", "lat": a, "lon": b, "radius_km": km} for k, (a, b, km) in enumerate(ports)]
    harbours = harbours_of(pl.DataFrame(rows))
    lat, lon = (np.array(column, np.float64) for column in zip(*places, strict=True))
    km = flat_km(lat[:, None], lon[:, None], harbours.lat[None], harbours.lon[None])
    km[km > harbours.radius_km[None]] = np.inf
    number, least = harbours.nearest(lat, lon)

    assert (least == km.min(axis=1)).all()
    assert ((number >= 0) == np.isfinite(least)).all()


def test_the_worlds_harbours_are_all_there():
    known = load_world()

    assert harbours_of(known.harbours).codes == tuple(sorted(known.harbours["id"]))
