"""Legs and their ends, drawn as tracks: what a reader of the same positions would say."""

from __future__ import annotations

import polars as pl
import pytest

from crossbearing.model.tables import AIRFRAMES, FLIGHTS
from crossbearing.movement import flights, plausible
from crossbearing.world import World, load_world
from notation import at, fly, frame, heard_above, park, together, track, unheard

IL76 = "icao24:7380c2"


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


def legs(drawn: pl.DataFrame, world: World, typecode: str | None = "IL76") -> list[dict[str, object]]:
    told = [
        {"craft": c, "seen_on": None, "registration": None, "typecode": typecode, "operator": None}
        for c in drawn["craft"].unique().sort()
    ]
    airframes = pl.DataFrame(
        [row | {"military": True, "exhibit": "drawn", "member": ""} for row in told], schema=AIRFRAMES.schema
    )
    found = flights(plausible(drawn), airframes, world)
    assert FLIGHTS.conform(found).equals(found)
    return found.to_dicts()


def route(leg: dict[str, object]) -> tuple[object, object]:
    return leg["departure_airport"], leg["arrival_airport"]


def evidence(leg: dict[str, object]) -> tuple[object, object]:
    return leg["departure_evidence"], leg["arrival_evidence"]


def tehran_moscow(**more: object) -> pl.DataFrame:
    return fly(IL76, "OIII", "UUWW", "2024-02-10 07:45", callsign="IRF1", **more)  # type: ignore[arg-type]


def test_a_flight_heard_throughout_has_both_airports_and_times(world: World) -> None:
    (leg,) = legs(tehran_moscow(), world)
    assert route(leg) == ("OIII", "UUWW") and evidence(leg) == ("ground", "ground")
    assert abs((leg["departed_at"] - at("2024-02-10 07:45")).total_seconds()) < 60  # type: ignore[operator]
    assert leg["callsigns"] == ["IRF1"] and leg["longest_gap_s"] == 20


@pytest.mark.parametrize(("minutes", "knots"), [(20, 430), (45, 430), (45, 330), (130, 430)])
def test_a_silence_in_cruise_does_not_cut_a_flight(minutes: int, knots: int, world: World) -> None:
    (leg,) = legs(tehran_moscow(gs_kt=knots, unheard=[(40, 40 + minutes)]), world)
    assert route(leg) == ("OIII", "UUWW") and leg["longest_gap_s"] >= minutes * 60 - 60  # type: ignore[operator]


def test_a_visit_never_seen_below_cruise_is_two_flights_to_nowhere_named(world: World) -> None:
    """A round trip with three hours on the ground, of which nothing below FL200 was heard at the far end."""
    there = tehran_moscow()
    back = fly(IL76, "UUWW", "OIII", "2024-02-10 14:10", callsign="IRF1")
    far = pl.col("lat") > 50
    drawn = together(there, back).filter(~far | (pl.col("alt_ft") > 20000))
    out, home = legs(drawn, world)
    assert route(out)[0] == "OIII" and route(home)[1] == "OIII"
    assert route(out)[1] in (None, "UUWW") and route(home)[0] == route(out)[1]
    assert "UUWW" in [one["airport"] for one in out["arrival_candidates"]]  # type: ignore[union-attr]


def test_a_flight_lost_in_cruise_has_no_arrival_but_candidates(world: World) -> None:
    (leg,) = legs(tehran_moscow().filter(pl.col("lat") < 52), world)
    assert route(leg) == ("OIII", None) and leg["arrived_at"] is None
    assert sum(one["p"] for one in leg["arrival_candidates"]) <= 1.001  # type: ignore[union-attr, misc]


def test_lost_in_cruise_and_airborne_from_elsewhere_next_day(world: World) -> None:
    lost = tehran_moscow().filter(pl.col("lat") < 52)
    omsk = fly(IL76, "UNOO", "OIII", "2024-02-11 12:00").filter(pl.col("lat") < 50)
    first, second = legs(together(lost, omsk), world)
    assert route(first) == ("OIII", None) and route(second) == (None, "OIII")


def test_a_turnaround_of_twenty_minutes_on_the_ground_is_a_landing(world: World) -> None:
    first = tehran_moscow()
    landed = first.filter(pl.col("alt_ft").is_not_null())["time"].max()
    again = fly(IL76, "UUWW", "OIII", str(landed + pl_minutes(20))[:19], callsign="IRF2")
    out, home = legs(together(first, again), world)
    assert route(out) == ("OIII", "UUWW") and route(home) == ("UUWW", "OIII")


def test_a_short_turnaround_below_coverage_is_a_landing_all_the_same(world: World) -> None:
    first = tehran_moscow()
    landed = first.filter(pl.col("alt_ft").is_not_null())["time"].max()
    again = fly(IL76, "UUWW", "OIII", str(landed + pl_minutes(25))[:19], callsign="IRF2")
    seen = together(first, again).filter((pl.col("lat") < 54) | (pl.col("alt_ft") > 3700))
    out, home = legs(seen, world)
    assert route(out)[0] == "OIII" and route(home)[1] == "OIII"
    assert route(out)[1] in (None, "UUWW")


def test_a_change_of_callsign_in_cruise_is_one_flight_with_two_names(world: World) -> None:
    drawn = tehran_moscow().with_columns(
        callsign=pl.when(pl.col("time") < at("2024-02-10 09:30")).then(pl.lit("IRF1")).otherwise(pl.lit("RFF77"))
    )
    (leg,) = legs(drawn, world)
    assert leg["callsigns"] == ["IRF1", "RFF77"] and route(leg) == ("OIII", "UUWW")


def test_positions_without_any_callsign_are_a_flight(world: World) -> None:
    (leg,) = legs(fly(IL76, "OIII", "UUWW", "2024-02-10 07:45"), world)
    assert leg["callsigns"] == [] and route(leg) == ("OIII", "UUWW")


def test_no_ground_bit_at_a_high_field_is_still_a_departure(world: World) -> None:
    (leg,) = legs(tehran_moscow(ground_bit=False), world)
    assert route(leg) == ("OIII", "UUWW")


def test_twenty_minutes_spoofed_in_cruise_are_marked_and_change_no_airport(world: World) -> None:
    drawn = tehran_moscow()
    spoofed = pl.col("time").is_between(at("2024-02-10 09:00"), at("2024-02-10 09:20"))
    drawn = drawn.with_columns(
        lat=pl.when(spoofed).then(33.82).otherwise("lat"), lon=pl.when(spoofed).then(35.49).otherwise("lon")
    )
    marked = plausible(drawn).filter(pl.col("mark").is_not_null())
    assert marked["time"].min() >= at("2024-02-10 09:00") and marked.height == 61
    (leg,) = legs(drawn, world)
    assert route(leg) == ("OIII", "UUWW") and set(leg["marks"]) & {"frozen", "stale_repeat", "speed", "spoofed"}  # type: ignore[arg-type]


def test_spoofed_to_another_airport_until_the_end_is_no_landing_there(world: World) -> None:
    """From 40 minutes before its landing the craft claims to fly around a field it never came near."""
    drawn = tehran_moscow()
    spoofed = pl.col("time") > at("2024-02-10 10:25")
    turning = pl.col("time").dt.epoch("s") / 60
    drawn = drawn.with_columns(
        lat=pl.when(spoofed).then(59.80 + 0.05 * turning.sin()).otherwise("lat"),
        lon=pl.when(spoofed).then(30.26 + 0.1 * turning.cos()).otherwise("lon"),
    )
    (leg,) = legs(drawn, world)
    assert route(leg)[0] == "OIII" and route(leg)[1] in (None, "UUWW")


def test_two_airframes_on_one_address_are_two_craft(world: World) -> None:
    east = tehran_moscow()
    west = fly(IL76, "EGLL", "EDDF", "2024-02-10 08:00", callsign="BAW902")
    later = fly(IL76, "EDDF", "EGLL", "2024-02-10 10:30", callsign="BAW903")
    found = legs(together(east, west, later), world)
    assert {route(leg) for leg in found} == {("OIII", "UUWW"), ("EGLL", "EDDF"), ("EDDF", "EGLL")}
    by_airframe = {leg["airframe"]: set() for leg in found}
    assert len(by_airframe) == 2 and None not in by_airframe


def test_midnight_does_not_cut_a_flight(world: World) -> None:
    (leg,) = legs(fly(IL76, "OIII", "UUWW", "2024-02-10 22:30"), world)
    assert route(leg) == ("OIII", "UUWW")


def test_a_departure_first_heard_at_twelve_thousand_feet_is_never_observed(world: World) -> None:
    drawn = tehran_moscow()
    blind = (pl.col("time") < at("2024-02-10 09:00")) & (pl.col("alt_ft").fill_null(0) < 12000)
    (leg,) = legs(drawn.filter(~blind), world)
    assert leg["departure_evidence"] in (None, "extrapolated") and route(leg)[0] in (None, "OIII")
    assert leg["departure_candidates"][0]["airport"] == "OIII"  # type: ignore[index]


def test_a_parked_transponder_makes_no_flight(world: World) -> None:
    assert legs(park(IL76, "UUWW", "2024-02-10 07:00", "2024-02-10 12:00"), world) == []


def test_a_parked_transponder_that_calls_itself_airborne_makes_no_flight(world: World) -> None:
    drawn = park(IL76, "UUWW", "2024-02-10 07:00", "2024-02-10 12:00", alt_kind="baro", alt_ft=625.0)
    assert legs(drawn, world) == []


def test_one_single_position_is_kept_as_a_flight_without_airports(world: World) -> None:
    (leg,) = legs(track("icao24:7380c2\n2024-02-10 15:00  45.00,47.50  34000 gs=430 track=330"), world)
    assert leg["positions"] == 1 and route(leg) == (None, None) and leg["first_seen"] == leg["last_seen"]


def test_geometric_heights_on_the_ground_do_not_matter(world: World) -> None:
    drawn = tehran_moscow().with_columns(
        alt_ft=pl.when(pl.col("alt_kind") == "ground").then(775.0).otherwise("alt_ft").cast(pl.Float32)
    )
    (leg,) = legs(drawn, world)
    assert route(leg) == ("OIII", "UUWW")


def test_an_overflight_names_no_airport(world: World) -> None:
    drawn = tehran_moscow().filter(pl.col("lat").is_between(42, 50))
    (leg,) = legs(drawn, world)
    assert route(leg) == (None, None)


def test_touch_and_go_is_an_event_and_not_a_landing(world: World) -> None:
    up = fly(IL76, "UUWW", "UUDD", "2024-02-10 07:45", cruise_ft=3000, gs_kt=180, taxi_min=0)
    touched = up["time"].max()
    on = fly(IL76, "UUDD", "UUWW", str(touched + pl_minutes(1))[:19], cruise_ft=3000, gs_kt=180, taxi_min=0)
    roll = frame([{"craft": IL76, "time": touched, "lat": 55.409, "lon": 37.906, "gs_kt": 120.0, "alt_kind": "ground"}])
    parked = park(IL76, "UUWW", "2024-02-10 07:20", "2024-02-10 07:44")
    (leg,) = legs(together(parked, up, roll, on), world)
    assert route(leg)[0] == "UUWW" and "touch_and_go" in leg["marks"]  # type: ignore[operator]


def test_a_parked_craft_seen_next_in_the_air_names_its_departure(world: World) -> None:
    """Seen on the stand at Damascus in the morning, first heard at cruise on the way from there in the afternoon."""
    parked = park(IL76, "OSDI", "2024-02-10 06:00", "2024-02-10 07:00")
    flown = fly(IL76, "OSDI", "OIII", "2024-02-10 14:00").filter(pl.col("lon") > 41)
    (leg,) = legs(together(parked, flown), world)
    assert route(leg) == ("OSDI", "OIII") and evidence(leg) == ("next", "ground")


def test_nothing_heard_below_ten_thousand_feet_names_only_what_is_sure(world: World) -> None:
    (leg,) = legs(heard_above(tehran_moscow(), 10000), world)
    for end, truth in (("departure", "OIII"), ("arrival", "UUWW")):
        assert leg[f"{end}_evidence"] in (None, "extrapolated")
        assert leg[f"{end}_airport"] in (None, truth)
        assert truth in [one["airport"] for one in leg[f"{end}_candidates"]]  # type: ignore[union-attr]


def test_the_same_positions_in_another_order_give_the_same_flights(world: World) -> None:
    drawn = unheard(tehran_moscow(), "2024-02-10 09:00", "2024-02-10 09:40")
    shuffled = drawn.sample(fraction=1.0, shuffle=True, seed=1)
    assert legs(drawn, world) == legs(shuffled, world)


def pl_minutes(minutes: float):  # type: ignore[no-untyped-def]
    from datetime import timedelta

    return timedelta(minutes=minutes)


def test_a_go_around_is_noted_and_is_no_landing(world: World) -> None:
    """It comes down to Vnukovo, climbs away at 400 ft, and lands there half an hour later."""
    down = fly(IL76, "OIII", "UUWW", "2024-02-10 07:45", taxi_min=0).filter(pl.col("alt_ft").fill_null(0) > 1100)
    again = str(down["time"].max() + pl_minutes(1))[:19]
    away = fly(IL76, "55.62,37.20", "UUWW", again, cruise_ft=4000, gs_kt=200, via="55.9,37.6", taxi_min=0)
    away = away.filter(pl.col("alt_ft").fill_null(0) > 900)
    parked = park(IL76, "UUWW", str(away["time"].max() + pl_minutes(3))[:19], "2024-02-10 13:00")
    (leg,) = legs(together(down, away, parked), world)
    assert route(leg)[1] == "UUWW" and "low_approach" in leg["marks"]  # type: ignore[operator]


def test_one_wild_height_at_the_end_names_no_field(world: World) -> None:
    """The last message heard from a craft at FL340 over Volgograd says 500 ft."""
    k = pl.int_range(pl.len())
    drawn = tehran_moscow(via="URWW").filter(pl.col("lat") < 48.78)
    drawn = drawn.with_columns(alt_ft=pl.when(k == pl.len() - 1).then(500.0).otherwise("alt_ft").cast(pl.Float32))
    (leg,) = legs(drawn, world)
    assert route(leg)[1] is None and leg["arrived_at"] is None


def test_two_positions_without_speed_at_cruise_are_no_parked_craft(world: World) -> None:
    drawn = track("icao24:7380c2\n2024-02-10 15:00:00  45.00,47.50  34000\n2024-02-10 15:00:10  45.02,47.50  34000")
    (leg,) = legs(drawn, world)
    assert leg["positions"] == 2 and route(leg) == (None, None)


def test_a_parked_craft_without_speeds_makes_no_flight(world: World) -> None:
    drawn = park(IL76, "UUWW", "2024-02-10 07:00", "2024-02-10 12:00", alt_kind="baro", alt_ft=625.0, gs_kt=None)
    assert legs(drawn, world) == []
