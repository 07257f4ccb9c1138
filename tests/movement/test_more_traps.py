"""Further situations that mislead: diversions, holds, passes, wrong heights, sparse sources, silences on the ground."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import numpy as np
import polars as pl
import pytest

from crossbearing.movement import plausible, visits
from crossbearing.world import World, load_world
from notation import at, distance_km, field, fly, frame, heard_above, park, place, together, track, unheard
from traps import CRAFT, ROUTES, Route, aloft, candidates, heard_within, moment, moved, noisy, route, routes, text

DAY = "2024-02-10 07:45"


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


@pytest.fixture(params=ROUTES, ids=lambda way: way.name)
def way(request: pytest.FixtureRequest) -> Route:
    return request.param  # type: ignore[no-any-return]


def down_to(way: Route, feet: float, **more: object) -> pl.DataFrame:
    """A leg of which the last thing heard is the approach, at `feet` above the field."""
    drawn = way.leg(DAY, taxi_min=0, **more)
    end = field(way.b)[2] + feet
    late = pl.col("time") > moment(drawn, 0.6)
    return drawn.filter(~late | (pl.col("alt_ft").fill_null(0) > end))


def flown(
    start: str, points: list[tuple[float, float, float]], gs_kt: float = 220.0, every_s: float = 20.0
) -> pl.DataFrame:
    """Straight lines through points (latitude, longitude, feet) at one speed."""
    lat, lon, feet = (np.array(column) for column in zip(*points, strict=True))
    steps = [distance_km(*a[:2], *b[:2]) for a, b in pairwise(points)]
    passed = np.concatenate([[0.0], np.cumsum(steps)]) / (gs_kt * 1.852 / 3600)
    seconds = np.arange(0, passed[-1], every_s)
    rows = [
        {
            "craft": CRAFT,
            "time": at(start) + timedelta(seconds=float(s)),
            "lat": float(np.interp(s, passed, lat)),
            "lon": float(np.interp(s, passed, lon)),
            "alt_ft": float(np.interp(s, passed, feet)),
            "gs_kt": gs_kt,
            "alt_kind": "baro",
            "callsign": "ABC12",
        }
        for s in seconds
    ]
    return frame(rows)


def ring(where: str, feet: float, times: float, km: float = 8.0) -> list[tuple[float, float, float]]:
    """Points of circles around a place."""
    lat, lon = place(where)
    turn = np.linspace(0, 2 * np.pi * times, int(24 * times))
    east = km / 111.2 / np.cos(np.radians(lat))
    return [(lat + km / 111.2 * float(np.cos(a)), lon + float(east * np.sin(a)), feet) for a in turn]


def last_point(drawn: pl.DataFrame) -> tuple[float, float, float]:
    """Where a drawing ends."""
    row = drawn.row(-1, named=True)
    return row["lat"], row["lon"], row["alt_ft"]


def test_a_diversion_lands_where_it_lands(way: Route, world: World) -> None:
    """It comes down to 1,500 ft above its destination, climbs away and lands at another airport an hour later."""
    approach = down_to(way, 1500)
    away = way.leg(text(approach["time"].max(), 1), way.b, way.elsewhere, taxi_min=4)
    away = away.filter((pl.col("time") > moment(away, 0.1)) | (pl.col("alt_ft").fill_null(0) > field(way.b)[2] + 1500))
    (leg,) = way.legs(together(approach, away), world)
    assert route(leg) == (way.a, way.elsewhere) and "low_approach" in leg["marks"]  # type: ignore[operator]


def test_an_aborted_approach_that_is_lost_climbing_is_no_landing(way: Route, world: World) -> None:
    approach = down_to(way, 1500)
    away = way.leg(text(approach["time"].max(), 1), way.b, way.elsewhere, taxi_min=0)
    away = away.filter((pl.col("alt_ft").fill_null(0) > field(way.b)[2] + 1500) & (pl.col("time") < moment(away, 0.15)))
    (leg,) = way.legs(together(approach, away), world)
    assert route(leg) == (way.a, None) and leg["arrived_at"] is None


def test_forty_minutes_of_holding_before_a_landing_are_one_flight(way: Route, world: World) -> None:
    approach = down_to(way, 8000)
    lat, lon, elevation = field(way.b)
    hold = ring(way.b, elevation + 8000, 5)
    final = [(lat + 0.3, lon, elevation + 4000), (lat + 0.01, lon, elevation + 50)]
    rest = flown(text(approach["time"].max(), 1), [last_point(approach), *hold, *final])
    stand = park(CRAFT, way.b, text(rest["time"].max(), 1), text(rest["time"].max(), 30))
    (leg,) = way.legs(together(approach, rest, stand), world)
    assert route(leg) == (way.a, way.b)


def test_two_hours_on_station_and_home_again_are_one_flight(world: World) -> None:
    """A tanker or a patrol: out 500 km, circles for two hours at FL240, back to where it came from."""
    way = ROUTES[0]
    out = way.leg("2024-02-10 06:00", to="39.5,49.0", cruise_ft=24000)
    out = out.filter(pl.col("time") < moment(out, 0.6))
    lat, lon, elevation = field("OIII")
    home = [(36.2, 51.0, 20000.0), (lat + 0.3, lon - 0.1, elevation + 6000), (lat + 0.01, lon, elevation + 50)]
    rest = flown(text(out["time"].max(), 1), [last_point(out), *ring("39.5,49.0", 24000, 16, 15), *home], 300)
    stand = park(CRAFT, "OIII", text(rest["time"].max(), 1), text(rest["time"].max(), 30))
    (leg,) = way.legs(together(out, rest, stand), world, military=True)
    assert route(leg) == ("OIII", "OIII")


def test_a_low_pass_over_a_third_field_is_no_stop(world: World) -> None:
    """At 700 ft over Mehrabad and on: seen low, never slow, never on the ground."""
    way = ROUTES[0]
    (leg,) = way.legs(way.leg(DAY, via="36.9,50.7"), world)
    assert route(leg) == ("OIII", "UUWW")
    lat, lon, elevation = field("OIIE")
    low = fly(
        CRAFT, "OIII", "OIII", "2024-02-10 07:00", via=f"{lat},{lon}", cruise_ft=elevation + 900, gs_kt=180, taxi_min=4
    )
    found = way.legs(low, world)
    assert routes(found) == [("OIII", "OIII")]


def test_last_seen_on_final_and_next_on_the_stand_hours_later_is_one_landing(way: Route, world: World) -> None:
    approach = down_to(way, 1000)
    stand = park(CRAFT, way.b, text(approach["time"].max(), 600), text(approach["time"].max(), 640))
    (leg,) = way.legs(together(approach, stand), world)
    assert route(leg) == (way.a, way.b)


def test_last_seen_on_final_and_nothing_after_is_low_and_never_ground(way: Route, world: World) -> None:
    (leg,) = way.legs(down_to(way, 800), world)
    assert route(leg) == (way.a, way.b) and leg["arrival_evidence"] == "low"


def test_seen_on_final_here_and_departing_elsewhere_the_next_day_names_both(way: Route, world: World) -> None:
    """Nobody saw it go from one to the other: two flights are seen, each end is where it was seen."""
    home = way.leg("2024-02-11 12:00", way.elsewhere, way.a)
    assert routes(way.legs(together(down_to(way, 800), home), world)) == [(way.a, way.b), (way.elsewhere, way.a)]


def test_parked_here_and_parked_there_with_nothing_between_is_no_seen_flight(way: Route, world: World) -> None:
    here = park(CRAFT, way.a, "2024-02-10 06:00", "2024-02-10 07:00")
    there = park(CRAFT, way.b, "2024-02-11 16:00", "2024-02-11 17:00")
    drawn = together(here, there)
    found = plausible(drawn)
    assert found["mark"].is_null().all() and way.legs(drawn, world) == []


def test_a_day_missing_from_the_archive_joins_no_two_flights(way: Route, world: World) -> None:
    """Lost at cruise on the tenth, heard again at cruise on the twelfth, going the same way under the same callsign."""
    out, again = way.leg(DAY), way.leg("2024-02-12 07:45")
    lost = out.filter(pl.col("time") < moment(out, 0.5))
    back = again.filter(pl.col("time") > moment(again, 0.6))
    assert routes(way.legs(together(lost, back), world)) == [(way.a, None), (None, way.b)]


def test_a_week_of_silence_on_one_stand_is_no_flight(way: Route, world: World) -> None:
    before = park(CRAFT, way.b, "2024-02-01 06:00", "2024-02-01 07:00")
    home = way.back("2024-02-08 14:00")
    assert routes(way.legs(together(before, home), world)) == [(way.b, way.a)]


def test_one_ground_bit_in_cruise_is_no_landing(way: Route, world: World) -> None:
    drawn = way.leg(DAY)
    wrong = pl.col("time") == drawn.filter(pl.col("time") >= moment(drawn, 0.5))["time"].min()
    drawn = drawn.with_columns(
        alt_kind=pl.when(wrong).then(pl.lit("ground")).otherwise("alt_kind"),
        alt_ft=pl.when(wrong).then(None).otherwise("alt_ft"),
    )
    (leg,) = way.legs(drawn, world)
    assert route(leg) == (way.a, way.b) and "touch_and_go" not in leg["marks"]  # type: ignore[operator]


@pytest.mark.parametrize("offset_ft", [-900.0, 900.0])
def test_a_pressure_far_from_standard_hides_no_landing(way: Route, offset_ft: float, world: World) -> None:
    """1013 hPa is set and the weather is not: heights read 900 ft too low or too high, below sea level near the sea."""
    drawn = way.leg(DAY, ground_bit=False).with_columns(alt_ft=pl.col("alt_ft") + pl.lit(offset_ft, pl.Float32))
    (leg,) = way.legs(drawn, world)
    assert route(leg) == (way.a, way.b)


def test_the_same_flight_from_two_networks_with_clocks_five_seconds_apart_is_one_flight(
    way: Route, world: World
) -> None:
    one = way.leg(DAY)
    late = one.with_columns(time=pl.col("time") + timedelta(seconds=5), exhibit=pl.lit("other"))
    (leg,) = way.legs(together(one, late), world)
    assert route(leg) == (way.a, way.b) and leg["airframe"] is None


def test_places_of_multilateration_two_kilometres_off_are_a_flight_all_the_same(way: Route, world: World) -> None:
    air = noisy(way.leg(DAY, source="mlat", taxi_min=0, every_s=max(way.every_s, 20.0)), 1.5)
    (leg,) = way.legs(air, world)
    assert {route(leg)[0], route(leg)[1]} <= {way.a, way.b, None} and leg["airframe"] is None
    assert route(leg)[0] in (way.a, None) and route(leg)[1] in (way.b, None)


def test_reports_by_satellite_every_quarter_hour_are_one_flight(world: World) -> None:
    way = ROUTES[3]
    drawn = way.leg(DAY)
    aloft_only = drawn.filter(pl.col("alt_ft") > 36000)
    first = aloft_only["time"].min()
    ocean = aloft_only.filter((pl.col("time") - first).dt.total_seconds() % 840 < way.every_s)
    near = drawn.filter(~pl.col("time").is_between(first, aloft_only["time"].max()))
    (leg,) = way.legs(together(near, ocean.with_columns(source=pl.lit("adsc"))), world)
    assert route(leg) == (way.a, way.b)


def test_over_the_pole_is_one_flight(world: World) -> None:
    drawn = fly(CRAFT, "KORD", "VHHH", "2024-02-10 01:00", via="88.5,-100", cruise_ft=35000, gs_kt=480, every_s=60)
    (leg,) = ROUTES[3].legs(drawn, world)
    assert route(leg) == ("KORD", "VHHH") and plausible(drawn)["mark"].is_null().all()


def test_a_place_that_stands_still_through_the_approach_names_nothing_new(way: Route, world: World) -> None:
    """Navigation is lost 150 km out: the last place is repeated while the heights go down to the ground."""
    drawn = way.leg(DAY, taxi_min=0)
    lost = at(text(aloft(drawn)[1], -14))
    held = drawn.filter(pl.col("time") <= lost).row(-1, named=True)
    drawn = moved(drawn, pl.col("time") > lost, held["lat"], held["lon"])
    (leg,) = way.legs(drawn, world)
    assert route(leg)[0] == way.a and route(leg)[1] in (None, way.b)
    assert plausible(drawn).filter(pl.col("time") > lost)["mark"].is_not_null().mean() > 0.9  # type: ignore[operator]


def test_a_helicopter_that_lands_in_a_field_lands_at_no_airport(world: World) -> None:
    helicopter = Route("by helicopter", "UUWW", "UUDD", "UUEE", "MI8", 10.0, 2000.0, 120.0)
    out = helicopter.leg("2024-02-10 08:00", to="54.60,38.60", taxi_min=5)
    home = helicopter.leg("2024-02-10 09:30", start="54.60,38.60", to="UUWW", taxi_min=5)
    first, second = helicopter.legs(together(out, home), world)
    assert route(first)[0] == "UUWW" and route(second)[1] == "UUWW"
    assert route(first)[1] is None and route(second)[0] is None


def test_an_airliner_on_a_strip_without_a_code_lands_at_no_airport(world: World) -> None:
    """On the ground in the desert, 100 km from the next field of any kind."""
    way = ROUTES[0]
    (leg,) = way.legs(way.leg(DAY, to="33.60,54.90", taxi_min=10), world)
    assert route(leg)[0] == "OIII" and route(leg)[1] is None


def test_neighbouring_fields_are_told_apart_on_the_ground(world: World) -> None:
    """Incirlik and Adana stand 12 km apart, Izmir's Adnan Menderes and Gaziemir 3 km."""
    way = ROUTES[0]
    for there in ("LTAG", "LTAF", "LTBJ", "OIIE", "UUDD", "UUBW"):
        (leg,) = way.legs(way.leg(DAY, to=there), world)
        assert route(leg) == ("OIII", there)


def test_a_parked_craft_that_switches_off_and_is_heard_climbing_out_elsewhere(way: Route, world: World) -> None:
    """The unseen leg between must not be drawn into the seen one."""
    stand = park(CRAFT, way.a, "2024-02-10 06:00", "2024-02-10 07:00")
    out = way.leg("2024-02-11 12:00", way.elsewhere, way.b)
    out = out.filter(pl.col("alt_ft").fill_null(0) > 20000)
    (leg,) = way.legs(together(stand, out), world)
    assert route(leg)[0] in (None, way.elsewhere) and route(leg)[0] != way.a


def test_rows_out_of_order_and_twice_change_nothing(way: Route, world: World) -> None:
    drawn = way.leg(DAY)
    twice = together(drawn, drawn.with_columns(member=pl.lit("again"))).sample(fraction=1.0, shuffle=True, seed=3)
    (leg,) = way.legs(twice, world)
    assert route(leg) == (way.a, way.b)


def test_a_receiver_that_hears_nothing_below_ten_thousand_feet_anywhere(way: Route, world: World) -> None:
    """Three round trips heard only aloft: every leg is a flight, no end is invented."""
    days = [together(way.leg(f"2024-02-{d} 01:00"), way.back(f"2024-02-{d} 15:00")) for d in (10, 12, 14)]
    found = way.legs(heard_above(together(*days), 16000), world)
    assert len(found) == 6
    for number, leg in enumerate(found):
        truth = (way.a, way.b) if number % 2 == 0 else (way.b, way.a)
        assert all(end in (None, real) for end, real in zip(route(leg), truth, strict=True))


def test_a_bounce_on_landing_is_one_landing(way: Route, world: World) -> None:
    """Ground, three seconds of air, ground again on the runway."""
    drawn = way.leg(DAY, every_s=3.0 if way.every_s < 60 else 5.0)
    down = aloft(drawn)[1]
    first = pl.col("time").is_between(down, at(text(down, 0.15)))
    drawn = drawn.with_columns(
        alt_kind=pl.when(first).then(pl.lit("baro")).otherwise("alt_kind"),
        alt_ft=pl.when(first).then(field(way.b)[2] + 20.0).otherwise("alt_ft").cast(pl.Float32),
    )
    (leg,) = way.legs(drawn, world)
    assert route(leg) == (way.a, way.b)


def test_a_rejected_take_off_and_a_second_try_are_one_departure(way: Route, world: World) -> None:
    lat, lon = place(way.a)
    rolls = [
        {"craft": CRAFT, "time": at("2024-02-10 07:20") + timedelta(seconds=5 * k), "lat": lat + 0.0008 * k, "lon": lon}
        | {"gs_kt": float(gs), "alt_kind": "ground", "callsign": "ABC12"}
        for k, gs in enumerate((20, 60, 95, 110, 70, 30, 10))
    ]
    (leg,) = way.legs(together(frame(rolls), way.leg(DAY)), world)
    assert route(leg) == (way.a, way.b)


def test_a_stay_whose_both_sides_nobody_saw_is_possible_and_not_shown(way: Route, world: World) -> None:
    there = way.leg(DAY)
    home = way.back(text(aloft(there)[1], 240))
    drawn = heard_within(together(there, home), way.b, 500, 25000)
    found = way.legs(drawn, world)
    from crossbearing.model.tables import FLIGHTS

    stays = visits(FLIGHTS.conform(pl.DataFrame(found, schema=FLIGHTS.schema)), plausible(drawn), world)
    far = stays.filter(pl.col("place") == way.b)
    named = route(found[0])[1] == way.b
    assert far["shown"].any() == named and far.height >= 1


def test_a_callsign_of_another_flight_for_one_row_is_no_other_flight(way: Route, world: World) -> None:
    drawn = way.leg(DAY)
    wrong = pl.col("time") == drawn.filter(pl.col("time") >= moment(drawn, 0.4))["time"].min()
    drawn = drawn.with_columns(callsign=pl.when(wrong).then(pl.lit("ZZZ999")).otherwise("callsign"))
    (leg,) = way.legs(drawn, world)
    assert route(leg) == (way.a, way.b)


def test_a_slow_vehicle_on_the_apron_makes_no_flight(way: Route, world: World) -> None:
    lat, lon = place(way.b)
    rows = [
        {
            "craft": CRAFT,
            "time": at("2024-02-10 06:00") + timedelta(seconds=30 * k),
            "gs_kt": 12.0,
            "alt_kind": "ground",
        }
        | {"lat": lat + 0.01 * float(np.sin(k / 9)), "lon": lon + 0.01 * float(np.cos(k / 9))}
        for k in range(600)
    ]
    assert way.legs(frame(rows), world) == []


def test_an_overflight_at_the_height_of_a_high_field_is_no_visit(world: World) -> None:
    """Level at 6,500 ft across Tehran, whose fields lie at 4,000 ft: low over them, and going on."""
    way = Route("a light aircraft", "OIFM", "OIII", "OIIE", "C208", 15.0, 9000.0, 160.0)
    lat, lon, _ = field("OIII")
    drawn = fly(
        CRAFT, f"{lat - 1.5},{lon}", f"{lat + 1.5},{lon}", "2024-02-10 08:00", cruise_ft=6500, gs_kt=160, taxi_min=0
    )
    level = drawn.filter(pl.col("alt_ft") >= 6400)
    (leg,) = way.legs(level, world)
    assert route(leg) == (None, None)


def test_gaps_just_under_any_limit_are_still_one_flight(world: World) -> None:
    """Ten minutes heard, twenty-nine not, again and again."""
    way = ROUTES[3]
    drawn = way.leg(DAY)
    first = drawn["time"].min()
    minutes = (pl.col("time") - first).dt.total_seconds() / 60 % 39
    (leg,) = way.legs(drawn.filter(minutes < 10), world)
    assert route(leg)[0] == way.a and route(leg)[1] in (None, way.b)


def test_a_single_row_between_two_silences_is_part_of_the_flight(way: Route, world: World) -> None:
    drawn = way.leg(DAY)
    middle = moment(drawn, 0.5)
    cut = unheard(unheard(drawn, text(middle, -24), text(middle, -1)), text(middle, 1), text(middle, 24))
    (leg,) = way.legs(cut, world)
    assert route(leg) == (way.a, way.b)


def test_last_heard_at_the_edge_of_a_box_is_no_landing(way: Route, world: World) -> None:
    """A download of a box of sky cuts every track at its edge."""
    drawn = way.leg(DAY)
    middle = moment(drawn, 0.5)
    boxed = drawn.filter(pl.col("time").is_between(at(text(middle, -15)), at(text(middle, 15))))
    (leg,) = way.legs(boxed, world)
    assert route(leg) == (None, None) and leg["departed_at"] is None and leg["arrived_at"] is None


def test_a_descent_through_ten_thousand_feet_between_two_cities_names_no_field_surely(world: World) -> None:
    """Lost at 9,000 ft, 60 km from Moscow's three airports: a set of candidates, the true one in it."""
    way = ROUTES[0]
    (leg,) = way.legs(heard_within(way.leg(DAY), "UUWW", 300, 9000), world)
    assert route(leg)[1] in (None, "UUWW") and "UUWW" in candidates(leg, "arrival", 5)


def test_a_track_drawn_by_hand_reads_as_drawn(world: World) -> None:
    drawn = track("""
        icao24:7380c2
        2024-02-10 07:40  OIII         ground  gs=0
        2024-02-10 07:44  OIII         ground  gs=15
        2024-02-10 08:10  37.0,50.0    24000   gs=430 track=345 vrate=1500
        2024-02-10 09:30  46.0,45.5    34000   gs=430 track=340
        2024-02-10 10:50  55.0,38.0    9000    gs=280 track=330 vrate=-1500
        2024-02-10 11:00  UUWW         ground  gs=25
    """)
    (leg,) = ROUTES[0].legs(drawn, world)
    assert route(leg) == ("OIII", "UUWW") and leg["positions"] >= 3  # type: ignore[operator]


def test_three_airframes_on_one_address_mix_no_flight(world: World) -> None:
    way = ROUTES[0]
    drawn = together(
        way.leg(DAY),
        fly(CRAFT, "EGLL", "EDDF", "2024-02-10 08:00", callsign="BAW902"),
        fly(CRAFT, "KDEN", "KMSP", "2024-02-10 08:30", callsign="DAL77"),
    )
    named = [leg for leg in routes(way.legs(drawn, world)) if leg != (None, None)]
    assert set(named) <= {("OIII", "UUWW"), ("EGLL", "EDDF"), ("KDEN", "KMSP")} and len(named) >= 2


def test_a_craft_that_falls_out_of_the_sky_lands_nowhere(way: Route, world: World) -> None:
    """It comes down at 15,000 feet a minute beside an airport and is not heard again; that was no landing."""
    drawn = way.leg(DAY)
    cruise = drawn.filter(pl.col("time") < moment(drawn, 0.6))
    lat, lon, elevation = field(way.b)
    near = fall(lat + 0.05, lon + 0.05, elevation, moment(drawn, 0.95))
    (leg,) = way.legs(together(cruise, near), world)
    assert route(leg) == (way.a, None) and leg["arrived_at"] is None and leg["arrival_evidence"] is None
    assert "steep_descent" in leg["marks"]  # type: ignore[operator]
    assert all(one["p"] <= 0.5 for one in leg["arrival_candidates"])  # type: ignore[attr-defined]


def fall(lat: float, lon: float, elevation_ft: float, start: datetime) -> pl.DataFrame:
    """A dive from 16,000 to 2,000 ft above a field within a minute, a position each four seconds."""
    return frame(
        [
            {
                "craft": CRAFT, "time": start + timedelta(seconds=4 * k), "lat": lat + 0.002 * k, "lon": lon,
                "alt_ft": elevation_ft + 16000 - 1000 * k, "alt_kind": "baro", "gs_kt": 300.0, "track_deg": 0.0,
                "vrate_fpm": -15000.0, "callsign": "ABC12",
            }
            for k in range(15)
        ]
    )  # fmt: skip
