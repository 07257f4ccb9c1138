"""Positions that cannot be trusted, each kind drawn small."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.movement import plausible
from crossbearing.movement.rules import judge
from crossbearing.world import geo
from notation import at, fly, frame, park, together, track

CRAFT = "icao24:7380c2"


def kinds(marked: pl.DataFrame) -> list[str]:
    return sorted(set(marked["mark"].drop_nulls().str.split(":").list.first().to_list()))


def cruise(minutes: int, *, lat: float = 45.0, craft: str = CRAFT, every_s: int = 20) -> pl.DataFrame:
    """Eastward at 430 kt on one parallel."""
    km = 430 * 1.852 / 3600 * every_s
    step = km / 111.2 / 0.7071
    start = at("2024-02-10 10:00").timestamp()
    rows = []
    for k in range(minutes * 60 // every_s):
        when = pl.Series([int((start + k * every_s) * 1000)]).cast(pl.Datetime("ms", "UTC"))[0]
        rows.append(
            {
                "craft": craft,
                "time": when,
                "lat": lat,
                "lon": 30 + step * k,
                "alt_ft": 33000.0,
                "alt_kind": "baro",
                "gs_kt": 430.0,
            }
        )
    return frame(rows)


def test_an_ordinary_flight_gets_no_mark() -> None:
    marked = plausible(fly(CRAFT, "OIII", "UUWW", "2024-02-10 07:45"))
    assert marked["mark"].null_count() == marked.height


def test_nothing_is_deleted_and_given_marks_stay() -> None:
    drawn = cruise(10).with_columns(
        mark=pl.when(pl.int_range(pl.len()) == 3).then(pl.lit("jammed: said so")).otherwise("mark")
    )
    marked = plausible(drawn)
    assert marked.height == drawn.height and marked["mark"][3] == "jammed: said so"


def test_the_same_report_from_two_networks_is_a_duplicate() -> None:
    drawn = cruise(10)
    marked = plausible(together(drawn, drawn))
    assert kinds(marked) == ["duplicate"] and marked["mark"].is_not_null().sum() == drawn.height


def test_a_held_position_is_a_stale_repeat_and_the_first_of_them_is_not() -> None:
    drawn = cruise(10).with_columns(
        lon=pl.when(pl.int_range(pl.len()) == 12).then(pl.col("lon").shift(1)).otherwise("lon")
    )
    marked = plausible(drawn)
    assert marked["mark"].is_not_null().arg_true().to_list() == [12] and kinds(marked) == ["stale_repeat"]


def test_one_wild_position_is_marked_and_its_honest_neighbours_are_not() -> None:
    drawn = cruise(10).with_columns(lat=pl.when(pl.int_range(pl.len()) == 15).then(51.0).otherwise("lat"))
    marked = plausible(drawn)
    assert marked["mark"].is_not_null().arg_true().to_list() == [15] and kinds(marked) == ["speed"]


def test_the_smaller_side_of_a_jump_is_the_false_one() -> None:
    """Ten minutes at the end that are six degrees off the way."""
    drawn = cruise(40).with_columns(lat=pl.when(pl.int_range(pl.len()) >= 90).then(51.0).otherwise("lat"))
    marked = plausible(drawn)
    assert marked["mark"].is_not_null().arg_true().to_list() == list(range(90, 120))


def test_two_sources_that_place_a_craft_two_kilometres_apart_are_both_believed() -> None:
    drawn = cruise(10)
    other = drawn.with_columns(
        lat=pl.col("lat") + 0.018, time=pl.col("time") + pl.duration(milliseconds=400), source=pl.lit("mlat")
    )
    assert plausible(together(drawn, other))["mark"].null_count() == 2 * drawn.height


def test_a_craft_that_stands_still_at_cruise_speed_is_frozen() -> None:
    k = pl.int_range(pl.len())
    stuck = k.is_between(8, 14)
    drawn = cruise(10).with_columns(lon=pl.when(stuck).then(30.5 + 0.0001 * k).otherwise("lon"))
    assert kinds(plausible(drawn))[0] == "frozen"


def test_fifty_knots_at_flight_level_380_is_no_aircraft() -> None:
    drawn = cruise(10).with_columns(gs_kt=pl.lit(50.0, pl.Float32), alt_ft=pl.lit(38000.0, pl.Float32))
    assert plausible(drawn)["mark"].str.starts_with("speed").all()


def test_many_craft_at_one_point_at_one_time_are_spoofed() -> None:
    drawn = []
    for n in range(4):
        one = cruise(20, lat=40.0 + n, craft=f"icao24:00000{n}")
        k = pl.int_range(pl.len())
        drawn.append(
            one.with_columns(
                lat=pl.when(k.is_between(30, 34)).then(33.82).otherwise("lat"),
                lon=pl.when(k.is_between(30, 34)).then(35.49 + 0.0002 * k).otherwise("lon"),
            )
        )
    marked = plausible(together(*drawn))
    assert kinds(marked) == ["spoofed"] and marked["mark"].is_not_null().sum() == 20
    assert "4 craft" in marked["mark"].drop_nulls()[0]


def test_a_false_point_is_false_on_the_ground_too() -> None:
    """A craft lands, as it says, at a point where it stood while descending for ten minutes, far from its way."""
    flown = fly(CRAFT, "OIII", "UUWW", "2024-02-10 07:45")
    false = pl.col("time") > at("2024-02-10 10:45")
    drawn = flown.with_columns(
        lat=pl.when(false).then(59.80).otherwise("lat"),
        lon=pl.when(false).then(30.26 + pl.int_range(pl.len()) * 1e-6).otherwise("lon"),
    )
    marked = plausible(drawn).filter(false)
    assert marked["mark"].null_count() == 0


def test_two_airframes_on_one_address_are_told_apart() -> None:
    east = fly(CRAFT, "OIII", "UUWW", "2024-02-10 07:45", callsign="IRF1")
    west = fly(CRAFT, "EGLL", "EDDF", "2024-02-10 08:00", callsign="BAW902")
    marked = plausible(together(east, west))
    letters = (
        marked.with_columns(letter=pl.col("mark").str.slice(-1)).group_by("callsign").agg(pl.col("letter").unique())
    )
    assert kinds(marked) == ["shared_address"]
    assert sorted(letters["letter"].to_list()) == [["a"], ["b"]]


def test_a_vehicle_that_drives_for_hours_is_no_aircraft() -> None:
    k = pl.int_range(pl.len())
    drawn = park("icao24:3c4a05", "UUWW", "2024-02-10 06:00", "2024-02-10 12:00").with_columns(
        lat=pl.col("lat") + 0.008 * (k / 7).sin(), gs_kt=pl.lit(18.0, pl.Float32)
    )
    assert kinds(plausible(drawn)) == ["ground_vehicle"]


def test_a_parked_aircraft_is_no_vehicle() -> None:
    assert plausible(park(CRAFT, "UUWW", "2024-02-10 06:00", "2024-02-10 12:00"))["mark"].null_count() == 361


def test_tisb_targets_are_no_airframes() -> None:
    drawn = track("other:~2267a8\n2024-02-10 07:45  48.1,16.5  2000", source="tisb")
    assert kinds(plausible(drawn)) == ["not_an_airframe"]


def test_a_craft_does_not_move_between_airports_without_a_flight() -> None:
    there = park(CRAFT, "UUEE", "2024-02-10 06:00", "2024-02-10 06:40")
    strange = park(CRAFT, "UUWW", "2024-02-10 06:45", "2024-02-10 06:50")
    again = park(CRAFT, "UUEE", "2024-02-10 06:55", "2024-02-10 07:30")
    marked = plausible(together(there, strange, again))
    assert marked.filter(pl.col("mark").is_not_null())["lat"].max() < 55.6  # type: ignore[operator]
    assert marked["mark"].is_not_null().sum() == 6


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 118), min_size=1, max_size=6, unique=True), st.integers(0, 2**16))
def test_wild_positions_wherever_they_are_cost_only_themselves(wild: list[int], seed: int) -> None:
    """Whatever few rows are thrown far away, exactly those are marked."""
    k = pl.int_range(pl.len())
    off = 8.0 + (seed % 100) / 10
    drawn = cruise(40).with_columns(lat=pl.when(k.is_in(wild)).then(pl.col("lat") + off + k * 0.5).otherwise("lat"))
    assert plausible(drawn)["mark"].is_not_null().arg_true().to_list() == sorted(wild)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 1000))
def test_marks_do_not_depend_on_the_order_of_rows(seed: int) -> None:
    drawn = cruise(10).with_columns(lat=pl.when(pl.int_range(pl.len()) % 11 == 5).then(51.0).otherwise("lat"))
    assert plausible(drawn.sample(fraction=1.0, shuffle=True, seed=seed)).equals(plausible(drawn))


def test_a_second_airframe_that_stands_somewhere_all_day_is_an_airframe_too() -> None:
    flown = fly(CRAFT, "EGLL", "EDDF", "2024-02-10 08:00", callsign="BAW902")
    parked = park(CRAFT, "OIII", "2024-02-10 07:00", "2024-02-10 11:00", callsign="IRF1")
    marked = plausible(together(flown, parked))
    assert kinds(marked) == ["shared_address"]
    assert marked.group_by("callsign").agg(pl.col("mark").n_unique())["mark"].to_list() == [1, 1]


def test_who_stands_may_send_one_place_every_second() -> None:
    """An hour at the gate is evidence of a stay; only what moves, or comes twice at once, is a repeat."""
    parked = park(CRAFT, "UUWW", "2024-02-10 06:00", "2024-02-10 06:20", every_s=1, jitter_m=0)
    assert plausible(parked)["mark"].null_count() == parked.height
    other = parked.with_columns(time=pl.col("time") + pl.duration(milliseconds=500), exhibit=pl.lit("another"))
    marked = plausible(together(parked, other))
    assert kinds(marked) == ["duplicate"] and marked.filter(pl.col("mark").is_null()).height >= 1


def test_a_place_that_is_repeated_every_second_at_speed_is_held() -> None:
    drawn = cruise(4, every_s=1)
    held = drawn.with_columns(lon=pl.col("lon").gather((pl.int_range(pl.len()) // 5) * 5))
    marked = plausible(held)
    assert kinds(marked) == ["stale_repeat"] and marked["mark"].null_count() == -(-drawn.height // 5)


def test_navigation_that_source_and_craft_call_lost_is_marked_and_multilateration_is_not() -> None:
    lost = pl.int_range(pl.len()).is_between(10, 19)
    drawn = cruise(10).with_columns(
        gps_lost=pl.when(lost).then(True), nac_p=pl.when(lost).then(0).otherwise(9).cast(pl.Int16)
    )
    assert plausible(drawn)["mark"].is_not_null().arg_true().to_list() == list(range(10, 20))
    assert kinds(plausible(drawn)) == ["gps_lost"]
    assert plausible(drawn.with_columns(source=pl.lit("mlat")))["mark"].null_count() == drawn.height


def test_low_accuracy_alone_is_no_false_position() -> None:
    """NACp and NIC drop over whole regions while places stay true: a sign of disturbance, not a mark."""
    low = {"nac_p": pl.lit(0, pl.Int16), "nic": pl.lit(0, pl.Int16)}
    assert plausible(cruise(10).with_columns(**low))["mark"].null_count() == 30


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**16), st.booleans())
def test_the_quick_look_never_spares_a_craft_the_rules_would_mark(seed: int, wild: bool) -> None:
    """Whatever the drawing, the marks are those that the full rules set on every craft."""
    dice = pl.int_range(pl.len()).hash(seed) % 97
    drawn = together(cruise(30), cruise(30, lat=52.0, craft="icao24:00beef"))
    shift = pl.when(dice == 3).then(0.4 + (seed % 7) / 10).otherwise(0.0)
    drawn = drawn.with_columns(
        lat=pl.col("lat") + shift if wild else pl.col("lat"),
        gs_kt=pl.when(dice == 5).then(40.0).otherwise("gs_kt").cast(pl.Float32),
        alt_ft=pl.col("alt_ft") - (seed % 3) * 9000,
        lon=pl.when(dice == 9).then(pl.col("lon").shift(1)).otherwise("lon").fill_null(30.0),
    )
    strict, _ = judge(drawn)
    assert plausible(drawn)["mark"].equals(strict.column())


def test_the_real_spoofed_flight_is_marked_where_another_network_saw_it_elsewhere(shared: Path) -> None:
    """THY9BP, 2024-09-17: 37 % of the rows of one network lie more than 20 km from the track of another."""
    samples = shared / "data/adsb/traffic_samples"
    columns = json.loads(gzip.decompress((samples / "noisy/noisy_spoofing.json.gz").read_bytes()))
    raw = pl.DataFrame({name: list(values.values()) for name, values in columns.items()}, strict=False)
    told = {"lat": "latitude", "lon": "longitude", "alt_ft": "altitude", "gs_kt": "groundspeed", "track_deg": "track"}
    rows = raw.select(pl.col(old).cast(pl.Float64).alias(new) for new, old in told.items())
    rows = rows.with_columns(
        craft=pl.lit(CRAFT), time=raw["timestamp"].cast(pl.Datetime("ms", "UTC")), row=pl.int_range(pl.len())
    )
    rows = rows.drop_nulls(["lat", "lon"]).with_columns(alt_kind=pl.lit("baro"))
    marked = plausible(frame(rows.to_dicts()))
    flown = json.loads((samples / "fr24/372355e5.json").read_text())["result"]["response"]["data"]["flight"]["track"]
    seconds = marked["time"].dt.epoch("ms").to_numpy() / 1000
    there = [
        np.interp(seconds, [p["timestamp"] for p in flown], [p[name] for p in flown])
        for name in ("latitude", "longitude")
    ]
    off = geo.distance_km(*there, marked["lat"].to_numpy(), marked["lon"].to_numpy())
    kind = marked["mark"].str.split(":").list.first()
    assert np.count_nonzero(off > 20) > 3000 and marked.filter(pl.Series(off > 20))["mark"].null_count() == 0
    assert set(kind.filter(pl.Series(off < 8)).drop_nulls()) == {"stale_repeat"}
    assert marked.filter(pl.Series(off < 8))["mark"].null_count() > 3900
