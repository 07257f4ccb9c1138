from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.worldgen.facts import FIELDS, PERFORMANCE
from crossbearing.worldgen.flightpath import fly
from crossbearing.worldgen.sphere import distance_km

PAIRS = st.tuples(st.sampled_from(sorted(FIELDS)), st.sampled_from(sorted(FIELDS))).filter(
    lambda pair: FIELDS[pair[0]].city != FIELDS[pair[1]].city
)


@settings(max_examples=40, deadline=None)
@given(PAIRS, st.sampled_from(sorted(PERFORMANCE)), st.integers(0, 2))
def test_no_flight_is_faster_or_higher_than_its_type(pair: tuple[str, str], typecode: str, holds: int) -> None:
    start, end = FIELDS[pair[0]], FIELDS[pair[1]]
    path = fly(start, end, typecode, holds=holds)
    t = np.arange(path.t[0], path.t[-1], 10.0)
    state = path.at(t)
    step_kt = distance_km(state["lat"][:-1], state["lon"][:-1], state["lat"][1:], state["lon"][1:]) / 1.852 * 360.0
    assert step_kt.max() < 1.02 * PERFORMANCE[typecode].cruise_kt
    highest = max(PERFORMANCE[typecode].cruise_ft, max(start.elevation_ft, end.elevation_ft) + 2000)
    assert state["alt_ft"].max() <= highest
    assert np.all(np.diff(path.t) > 0)


def test_a_flight_begins_and_ends_on_the_ground_of_its_fields() -> None:
    path = fly(FIELDS["OIII"], FIELDS["UUWW"], "IL76")
    ends = path.at(np.array([path.t[0], path.t[-1]]))
    assert list(ends["ground"]) == [1.0, 1.0]
    assert list(ends["alt_ft"]) == [3962, 685]
    for k, icao in enumerate(("OIII", "UUWW")):
        field = FIELDS[icao]
        assert distance_km(ends["lat"][k], ends["lon"][k], field.lat, field.lon) < 2.0


def test_tehran_to_moscow_takes_an_il76_three_to_four_hours() -> None:
    assert 3.0 < fly(FIELDS["OIII"], FIELDS["UUWW"], "IL76").landing_s / 3600 < 4.0


def test_a_hold_makes_the_flight_longer() -> None:
    plain, held = (fly(FIELDS["OMDB"], FIELDS["OIIE"], "A306", holds=n) for n in (0, 2))
    assert held.landing_s - plain.landing_s == pytest.approx(430, abs=150)


def test_the_speed_told_is_the_speed_flown() -> None:
    path = fly(FIELDS["UUEE"], FIELDS["ULLI"], "A320")
    t = np.arange(path.t[0], path.t[-1], 5.0)
    state = path.at(t)
    flown = distance_km(state["lat"][:-1], state["lon"][:-1], state["lat"][1:], state["lon"][1:]) / 1.852 * 720.0
    told = (state["gs_kt"][1:] + state["gs_kt"][:-1]) / 2
    assert np.quantile(np.abs(flown - told), 0.95) < 15.0
