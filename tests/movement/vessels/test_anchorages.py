"""Ports harvested from where ships stop."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.movement.vessels.ports.anchorages import STAYS, candidate_ports, stays_away
from crossbearing.movement.vessels.ports.harbours import harbours_of
from crossbearing.movement.vessels.trust.plausible import plausible
from movement.vessels.sea import every, going, lying, off, ship, then

COVE = (40.0, 51.0)
NOWHERE = harbours_of(pl.DataFrame({"id": ["FAR"], "lat": [0.0], "lon": [0.0]}))


def found(*tracks: pl.DataFrame, harbours=NOWHERE) -> list[dict[str, object]]:
    return candidate_ports(stays_away(plausible(pl.concat(tracks)), harbours)).to_dicts()


def moored(number: int, place=COVE) -> pl.DataFrame:
    return ship(273000000 + number, lying(off(place, 0, 150.0 * number)), every(10, 0, 6))


def test_three_ships_that_lie_fast_in_a_cove_make_a_port():
    (one,) = found(*(moored(number) for number in range(3)))

    assert (one["kind"], one["ships"], one["stays"]) == ("port", 3, 3)
    assert 0.5 < one["radius_km"] < 1.5
    assert len(one["evidence"]) == 3
    assert one["hours"] == 18.0


def test_one_stay_of_one_ship_is_no_port_and_three_of_hers_are():
    again = then(
        (4, lying(COVE)), (8, going(COVE, 8, "N", 4)), (12, going(off(COVE, 59_264), 8, "S", 8)), (16, lying(COVE))
    )

    assert found(moored(0)) == []
    assert found(ship(273000000, again, every(10, 0, 16))) == []
    thrice = ship(273000000, lambda hour: again(hour % 16), every(10, 0, 40))
    assert [one["stays"] for one in found(thrice)] == [3]


def test_where_a_port_is_known_nothing_is_harvested():
    known = harbours_of(pl.DataFrame({"id": ["COVE"], "lat": [COVE[0]], "lon": [COVE[1]]}))

    assert found(*(moored(number) for number in range(3)), harbours=known) == []


def test_who_drifts_makes_no_stay():
    drifting = [ship(273000000 + n, going(off(COVE, 0, 200 * n), 0.6), every(10, 0, 12)) for n in range(3)]

    assert found(*drifting) == []


def test_a_long_silence_is_no_stay():
    assert found(*(ship(273000000 + n, lying(off(COVE, 0, 150 * n)), [0, 12]) for n in range(3))) == []


def test_a_harbour_over_the_date_line_is_one():
    (one,) = found(*(moored(number, (52.0, 179.998)) for number in range(3)))

    assert one["ships"] == 3
    assert abs(one["lon"]) > 179.9


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-80, 80), st.floats(-180, 180), st.integers(0, 3)), min_size=1, max_size=40),
    st.randoms(use_true_random=False),
)
def test_the_harvest_does_not_hang_on_the_order_and_no_stay_is_in_two_places(places, chance):
    rows = [
        {"craft": f"mmsi:{ship}", "hull": None, "seconds": float(k), "until": k + 7200.0, "lat": lat, "lon": lon}
        | {"wander_m": 10.0, "reference": f"x##{k}"}
        for k, (lat, lon, ship) in enumerate(places)
    ]
    straight = candidate_ports(pl.DataFrame(rows, schema=STAYS))
    chance.shuffle(rows)

    assert candidate_ports(pl.DataFrame(rows, schema=STAYS)).equals(straight)
    assert straight["stays"].sum() <= len(places)
