"""The situations that are known to mislead: in each of them every end is right or honestly unnamed, on every route."""

from __future__ import annotations

import math

import polars as pl
import pytest

from crossbearing.movement import plausible
from crossbearing.world import World, load_world
from notation import at, field, fly, frame, park, together, unheard
from traps import CRAFT, ROUTES, Route, aloft, candidates, heard_within, moment, moved, route, routes, text

DAY = "2024-02-10 07:45"


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


@pytest.fixture(params=ROUTES, ids=lambda way: way.name)
def way(request: pytest.FixtureRequest) -> Route:
    return request.param  # type: ignore[no-any-return]


def silence(way: Route, minutes: float, **more: object) -> pl.DataFrame:
    """A leg that nobody hears for some minutes in the middle of its cruise."""
    drawn = way.leg(DAY, **more)
    middle = moment(drawn, 0.5)
    return unheard(drawn, text(middle, -minutes / 2), text(middle, minutes / 2))


def test_full_coverage(way: Route, world: World) -> None:
    (leg,) = way.legs(way.leg(DAY), world)
    assert route(leg) == (way.a, way.b)
    assert (leg["departure_evidence"], leg["arrival_evidence"]) == ("ground", "ground")


@pytest.mark.parametrize(("minutes", "share"), [(20, 1.0), (45, 1.0), (45, 0.77), (90, 1.0)])
def test_a_hole_in_cruise(way: Route, minutes: int, share: float, world: World) -> None:
    if way.a == "KDEN" and minutes > 45:
        pytest.skip("the flight is too short for such a hole")
    (leg,) = way.legs(silence(way, minutes, gs_kt=way.gs_kt * share), world)
    assert route(leg) == (way.a, way.b) and leg["longest_gap_s"] >= minutes * 60 - 61  # type: ignore[operator]


def test_a_hole_of_130_minutes_in_a_long_cruise(world: World) -> None:
    for way in (ROUTES[0], ROUTES[3]):
        (leg,) = way.legs(silence(way, 130), world)
        assert route(leg) == (way.a, way.b)


def test_a_visit_never_seen_below_cruise(way: Route, world: World) -> None:
    """Three hours on the ground, nothing heard below FL200 within 300 km of the far field."""
    there = way.leg(DAY)
    home = way.back(text(aloft(there)[1], 180))
    out, back = way.legs(heard_within(together(there, home), way.b, 400, 20000), world)
    assert route(out)[0] == way.a and route(back)[1] == way.a
    assert route(out)[1] in (None, way.b) and route(back)[0] == route(out)[1]
    assert way.b in candidates(out, "arrival") and way.b in candidates(back, "departure")


def test_lost_at_cruise_far_from_anywhere(way: Route, world: World) -> None:
    drawn = way.leg(DAY)
    (leg,) = way.legs(drawn.filter(pl.col("time") < moment(drawn, 0.7)), world)
    assert route(leg) == (way.a, None) and leg["arrived_at"] is None
    assert sum(one["p"] for one in leg["arrival_candidates"]) <= 1.001  # type: ignore[attr-defined]


def test_lost_at_cruise_and_airborne_from_elsewhere_the_next_day(way: Route, world: World) -> None:
    drawn = way.leg(DAY)
    lost = drawn.filter(pl.col("time") < moment(drawn, 0.7))
    home = way.leg("2024-02-11 12:00", way.elsewhere, way.a)
    found = home.filter(pl.col("time") > moment(home, 0.3))
    first, second = way.legs(together(lost, found), world)
    assert route(first) == (way.a, None) and route(second) == (None, way.a)


def test_a_turnaround_of_twenty_minutes_seen_on_the_ground(way: Route, world: World) -> None:
    there = way.leg(DAY)
    home = way.back(text(aloft(there)[1], 20))
    assert routes(way.legs(together(there, home), world)) == [(way.a, way.b), (way.b, way.a)]


@pytest.mark.parametrize("minutes", [25, 40, 70])
def test_a_short_turnaround_unseen_below_3000_feet(way: Route, minutes: int, world: World) -> None:
    there = way.leg(DAY)
    home = way.back(text(aloft(there)[1], minutes))
    out, back = way.legs(heard_within(together(there, home), way.b, 100, 3000), world)
    assert route(out)[0] == way.a and route(back)[1] == way.a
    assert {route(out)[1], route(back)[0]} <= {None, way.b}
    assert way.b in candidates(out, "arrival", 3)


def test_another_callsign_from_the_middle_on(way: Route, world: World) -> None:
    drawn = way.leg(DAY)
    late = pl.col("time") > moment(drawn, 0.5)
    drawn = drawn.with_columns(callsign=pl.when(late).then(pl.lit("XYZ77")).otherwise("callsign"))
    (leg,) = way.legs(drawn, world)
    assert leg["callsigns"] == ["ABC12", "XYZ77"] and route(leg) == (way.a, way.b)


def test_no_callsign_at_all(way: Route, world: World) -> None:
    (leg,) = way.legs(way.leg(DAY, callsign=None), world)
    assert leg["callsigns"] == [] and route(leg) == (way.a, way.b)


def test_no_ground_bit(way: Route, world: World) -> None:
    (leg,) = way.legs(way.leg(DAY, ground_bit=False), world)
    assert route(leg) == (way.a, way.b)


def test_twenty_minutes_spoofed_to_one_point_in_cruise(way: Route, world: World) -> None:
    drawn = way.leg(DAY)
    middle = moment(drawn, 0.5)
    false = pl.col("time").is_between(at(text(middle, -10)), at(text(middle, 10)))
    lat, lon, _ = field("OLBA")
    drawn = moved(drawn, false, lat, lon)
    marked = plausible(drawn).filter(false)
    assert marked["mark"].is_not_null().all()
    assert plausible(drawn).filter(~false)["mark"].is_null().all()
    (leg,) = way.legs(drawn, world)
    assert route(leg) == (way.a, way.b)
    assert set(leg["marks"]) & {"frozen", "spoofed", "speed", "stale_repeat"}  # type: ignore[call-overload]


def test_twenty_minutes_spoofed_to_circles_in_cruise(way: Route, world: World) -> None:
    drawn = way.leg(DAY)
    middle = moment(drawn, 0.5)
    false = pl.col("time").is_between(at(text(middle, -10)), at(text(middle, 10)))
    turning = pl.col("time").dt.epoch("s") / 60.0
    drawn = moved(drawn, false, 54.7 + 0.03 * turning.sin(), 20.5 + 0.05 * turning.cos())
    assert plausible(drawn).filter(false)["mark"].is_not_null().all()
    (leg,) = way.legs(drawn, world)
    assert route(leg) == (way.a, way.b)


@pytest.mark.parametrize("lands", [False, True])
def test_spoofed_for_the_last_forty_minutes_to_another_airport(way: Route, lands: bool, world: World) -> None:
    """The claimed place jumps to a field 600 km away and stays around it; the heights are those of the true flight."""
    drawn = way.leg(DAY, taxi_min=0)
    start = at(text(aloft(drawn)[1], -40))
    lat, lon, _ = field(way.b)
    false, turning = pl.col("time") > start, pl.col("time").dt.epoch("s") / 60.0
    drawn = moved(drawn, false, lat + 5.5 + 0.05 * turning.sin(), lon + 0.1 * turning.cos())
    if not lands:
        drawn = drawn.filter(pl.col("alt_ft") > 3000)
    found = way.legs(drawn, world)
    assert len(found) == 1 and route(found[0])[0] == way.a and route(found[0])[1] in (None, way.b)
    assert found[0]["arrival_evidence"] not in ("ground", "low")
    assert plausible(drawn).filter(false)["mark"].is_not_null().mean() > 0.9  # type: ignore[operator]


def test_one_address_two_airframes_at_once(way: Route, world: World) -> None:
    mine = way.leg(DAY)
    other = fly(CRAFT, "EGLL", "EDDF", "2024-02-10 08:00", callsign="BAW902", every_s=way.every_s)
    later = fly(CRAFT, "EDDF", "EGLL", "2024-02-10 10:30", callsign="BAW903", every_s=way.every_s)
    found = way.legs(together(mine, other, later), world)
    assert sorted(routes(found)) == sorted([(way.a, way.b), ("EGLL", "EDDF"), ("EDDF", "EGLL")])  # type: ignore[type-var]
    assert len({leg["airframe"] for leg in found}) == 2 and None not in {leg["airframe"] for leg in found}


def test_midnight(way: Route, world: World) -> None:
    (leg,) = way.legs(way.leg("2024-02-10 23:00"), world)
    assert route(leg) == (way.a, way.b)


def test_blind_below_twelve_thousand_feet_at_departure(way: Route, world: World) -> None:
    (leg,) = way.legs(heard_within(way.leg(DAY), way.a, 300, 12000 - field(way.a)[2]), world)
    assert route(leg)[0] in (None, way.a) and route(leg)[1] == way.b
    assert leg["departure_evidence"] in (None, "extrapolated") and way.a in candidates(leg, "departure", 5)


@pytest.mark.parametrize("more", [{}, {"alt_kind": "baro"}, {"alt_kind": "baro", "gs_kt": None}])
def test_parked_with_the_transponder_on(way: Route, more: dict[str, object], world: World) -> None:
    high = {"alt_ft": field(way.b)[2]} if more else {}
    assert way.legs(park(CRAFT, way.b, "2024-02-10 07:00", "2024-02-10 12:00", **more, **high), world) == []  # type: ignore[arg-type]


def test_one_single_position(way: Route, world: World) -> None:
    drawn = way.leg(DAY)
    one = drawn.filter(pl.col("time") >= moment(drawn, 0.5)).head(1)
    (leg,) = way.legs(one, world)
    assert leg["positions"] == 1 and route(leg) == (None, None)


def test_stale_heights_on_the_ground(way: Route, world: World) -> None:
    ground = pl.col("alt_kind") == "ground"
    drawn = way.leg(DAY).with_columns(alt_ft=pl.when(ground).then(775.0).otherwise("alt_ft").cast(pl.Float32))
    (leg,) = way.legs(drawn, world)
    assert route(leg) == (way.a, way.b)


def test_sparse_sightings_fifteen_minutes_apart_are_one_flight(way: Route, world: World) -> None:
    drawn = way.leg(DAY)
    quarter = drawn.filter((pl.col("time") - pl.col("time").min()).dt.total_seconds() % 900 < way.every_s)
    found = way.legs(quarter, world)
    assert len(found) == 1 and route(found[0]) in [(way.a, way.b), (way.a, None), (None, way.b), (None, None)]


def test_rows_of_a_single_wild_craft_give_no_airports(world: World) -> None:
    """A handful of far-apart positions in cruise, seconds after each other."""
    rows = [
        {
            "craft": CRAFT,
            "time": at(f"2024-02-10 10:00:{10 * k:02d}"),
            "lat": 40.0 + 5 * math.sin(k),
            "lon": 40.0 + 9 * k,
        }
        for k in range(6)
    ]
    found = ROUTES[0].legs(
        frame([row | {"alt_ft": 34000.0, "alt_kind": "baro", "gs_kt": 430.0} for row in rows]), world
    )
    assert all(route(leg) == (None, None) for leg in found)
