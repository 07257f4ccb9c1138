"""What one end of a leg says about airports: nearer on the path, ahead, long enough, used before."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.movement.chain import Side, known_of, name
from crossbearing.movement.craft import Performance
from crossbearing.movement.ends import End, likelihood, reach_km
from crossbearing.movement.fields import Fields, fields_of
from crossbearing.world import geo, load_world

JET = Performance(430, 1800, 1500, 4900, 6000, False)
TRANSPORT = Performance(430, 1800, 1500, 4900, 6000, False, military=True)
NAN = float("nan")


@pytest.fixture(scope="module")
def fields() -> Fields:
    return fields_of(load_world().airports)


def coming(
    fields: Fields, icao: str, km: float, height_ft: float, *, turn_deg: float = 0, rate_fpm: float = 800
) -> End:
    """A craft `km` south of an airport and so high above it, flying towards it but for a turn."""
    row = fields.index[icao]
    lat, lon = geo.destination(fields.lat[row], fields.lon[row], 180.0, km)
    return End(True, False, 0.0, lat, lon, fields.elevation_ft[row] + height_ft, 180.0, rate_fpm, turn_deg % 360)


def of(fields: Fields, end: End, *codes: str) -> list[float]:
    rows = np.array([fields.index[code] for code in codes])
    return [float(x) for x in likelihood(end, fields, rows)]


def named(fields: Fields, end: End, craft: Performance = JET, others: tuple[End, ...] = ()) -> Side:
    sides = [Side(end), *(Side(one) for one in others)]
    name(sides, known_of(fields, craft))
    return sides[0]


def test_the_field_ahead_is_likelier_than_the_field_behind(fields: Fields) -> None:
    ahead, behind = of(fields, coming(fields, "UUEE", 25, 5000), "UUEE", "UUWW")
    assert ahead > 5 * behind


@given(st.floats(0, 359))
def test_no_direction_is_impossible(turn: float) -> None:
    fields = fields_of(load_world().airports)
    (density,) = of(fields, coming(fields, "UUEE", 10, 2000, turn_deg=turn), "UUEE")
    assert density > 0


def test_on_short_final_the_field_is_sure(fields: Fields) -> None:
    side = named(fields, coming(fields, "UUEE", 4, 700))
    assert (side.airport, side.evidence) == ("UUEE", "low")


def test_level_at_cruise_no_field_is_named(fields: Fields) -> None:
    side = named(fields, coming(fields, "UUEE", 150, 34000, rate_fpm=0))
    assert side.airport is None and side.candidates and sum(p for _, p in side.candidates) <= 1


def test_a_craft_that_climbs_away_at_the_end_has_not_arrived(fields: Fields) -> None:
    assert named(fields, coming(fields, "UUEE", 10, 2500, turn_deg=180, rate_fpm=-2000)).airport is None


def test_a_jet_does_not_land_on_a_short_strip_beside_the_runway(fields: Fields) -> None:
    side = named(fields, coming(fields, "UUWW", 6, 1000))
    assert side.airport == "UUWW"


def test_known_stops_of_the_same_craft_speak_for_a_field(fields: Fields) -> None:
    end = coming(fields, "UUEE", 45, 9000, turn_deg=20)
    parked = tuple(
        End(True, True, 0.0, fields.lat[fields.index["UUEE"]], fields.lon[fields.index["UUEE"]], NAN, NAN, 0.0, NAN)
        for _ in range(3)
    )
    alone = dict(named(fields, end).candidates)["UUEE"]
    assert dict(named(fields, end, others=parked).candidates)["UUEE"] > alone


def test_military_craft_use_air_bases_and_airliners_do_not(fields: Fields) -> None:
    """South of Moscow: Chkalovsky is an air base, Sheremetyevo is not."""
    rows = np.array([fields.index["UUMU"], fields.index["UUEE"]])
    civil, military = fields.weights(JET)[0][rows], fields.weights(TRANSPORT)[0][rows]
    assert military[0] / military[1] > civil[0] / civil[1]


def test_what_follows_limits_how_far_the_field_can_be(fields: Fields) -> None:
    end = coming(fields, "UUEE", 150, 34000, rate_fpm=0)
    assert reach_km(end, JET, 3600) < 1000 < reach_km(end, JET, 36000)
