"""Which ground contacts are landings, which silences hide one, what is no flight: decided for all craft at once."""

from __future__ import annotations

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.model.tables import POSITIONS
from crossbearing.movement.craft import CRUISE_QUANTILE, abilities_of
from crossbearing.movement.heights import without_wild_heights
from crossbearing.movement.legs import Legs, legs_of
from crossbearing.movement.source import CALLSIGN_ROWS, Source, source_of
from crossbearing.world import load_world
from notation import at, fly, frame, park, together, track, unheard

A, B = "icao24:7380c2", "icao24:7380c3"


def legs(drawn: pl.DataFrame) -> tuple[Source, Legs]:
    world = load_world()
    source = source_of(drawn, world)
    n = source.airframes.height
    return source, legs_of(
        source.tracks, source.signals, abilities_of(source.tracks, [None] * n, [False] * n, world.types)
    )


def test_a_flight_between_two_stays_is_one_leg():
    _, found = legs(fly(A, "OIII", "UUWW", "2024-02-10 05:00"))
    assert found.ground.tolist() == [True, False, True]
    assert found.rows.sum() == fly(A, "OIII", "UUWW", "2024-02-10 05:00").height


def test_craft_beside_others_fly_the_legs_they_fly_alone():
    one, other = fly(A, "OIII", "UUWW", "2024-02-10 05:00"), park(B, "UUWW", "2024-02-10 05:00", "2024-02-10 12:00")
    silent = unheard(fly(B, "UUWW", "OIII", "2024-02-10 13:00"), "2024-02-10 14:00", "2024-02-10 15:00")
    _, both = legs(together(one, other, silent))
    _, first = legs(one)
    _, second = legs(together(other, silent))
    assert both.rows.tolist() == first.rows.tolist() + second.rows.tolist()
    assert both.ground.tolist() == first.ground.tolist() + second.ground.tolist()
    assert both.airframe.tolist() == [0] * len(first) + [1] * len(second)


def test_a_callsign_of_another_craft_says_nothing_about_a_silence():
    drawn = together(
        fly(A, "OIII", "UUWW", "2024-02-10 05:00", callsign="IRM1"),
        fly(B, "UUWW", "OIII", "2024-02-10 05:00").head(CALLSIGN_ROWS),
    )
    source = source_of(drawn, load_world())
    last_of_a = int(np.searchsorted(source.tracks.craft, 1)) - 1
    rows = np.array([last_of_a, last_of_a + 1])
    assert source.signals.callsign_before[rows].to_list() == ["IRM1", None]


def test_a_shared_address_is_two_airframes_in_the_order_of_their_letters():
    drawn = fly(A, "OIII", "UUWW", "2024-02-10 05:00")
    letter = pl.when(pl.int_range(pl.len()) % 2 == 0).then(pl.lit("b")).otherwise(pl.lit("a"))
    source = source_of(drawn.with_columns(mark="shared_address: airframe " + letter), load_world())
    assert source.airframes.rows() == [(A, "a"), (A, "b")]
    assert source.tracks.craft.tolist() == sorted(source.tracks.craft.tolist())
    for number in (0, 1):
        own = source.tracks.seconds[source.tracks.craft == number]
        assert (np.diff(own) > 0).all()


def test_ships_do_not_fly():
    ship = track("mmsi:422000000\n2024-02-10 05:00 40.0,50.0 ground gs=12\n2024-02-10 06:00 40.1,50.0 ground gs=12")
    assert not len(source_of(ship, load_world()).frame)


def test_a_touch_without_slowing_down_is_part_of_the_flight_and_noted():
    drawn = track(f"""
        {A}
        2024-02-10 07:45:00  55.5915,37.2615  ground  gs=10
        2024-02-10 07:46:00  55.60,37.30      1500    gs=140
        2024-02-10 07:47:00  55.61,37.32      1700    gs=140
        2024-02-10 07:48:00  55.59,37.26      ground  gs=110
        2024-02-10 07:48:30  55.60,37.28      1200    gs=130
        2024-02-10 07:50:00  55.61,37.32      1700    gs=140
        2024-02-10 07:53:00  55.5915,37.2615  ground  gs=10
    """)
    _, found = legs(drawn)
    assert found.ground.tolist() == [True, False, True]
    assert found.touch_and_go.tolist() == [False, True, False]


def test_a_low_pass_is_noted_and_a_dip_at_cruise_is_not():
    def passing(low_ft: int) -> bool:
        heights = [1500, 4000, 9000, low_ft, 9000, 4000, 1500]
        rows = [
            {"craft": A, "time": at(f"2024-02-10 07:{45 + k}:00"), "lat": 55.59, "lon": 37.2 + k / 100,
             "alt_ft": float(feet), "alt_kind": "baro", "gs_kt": 200.0}
            for k, feet in enumerate(heights)
        ]  # fmt: skip
        return bool(legs(frame(rows))[1].low_approach.any())

    assert passing(1500)
    assert not passing(7000)


def test_one_wild_height_is_mended_and_a_real_climb_is_kept():
    feet = [30000, 30000, 100, 30000, 30000, 31000, 32000]
    rows = [
        {"craft": A, "time": at(f"2024-02-10 07:45:{k * 8:02}"), "lat": 50.0, "lon": 50.0 + k / 50, "alt_ft": float(f),
         "alt_kind": "baro"}
        for k, f in enumerate(feet)
    ]  # fmt: skip
    source = source_of(frame(rows), load_world())
    assert source.tracks.alt_ft.tolist() == [30000, 30000, 30000, 30000, 30000, 31000, 32000]
    assert without_wild_heights(source.tracks).tolist() == source.tracks.alt_ft.tolist()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(41, 600), min_size=20, max_size=60))
def test_cruise_is_the_usual_quantile_of_the_speeds_aloft(speeds: list[float]) -> None:
    rows = [
        {"craft": A, "time": at(f"2024-02-10 07:{k // 60:02}:{k % 60:02}"), "lat": 50.0, "lon": 50.0, "gs_kt": kt,
         "alt_ft": 30000.0, "alt_kind": "baro"}
        for k, kt in enumerate(speeds)
    ]  # fmt: skip
    tracks = source_of(frame(rows).cast({"gs_kt": POSITIONS.schema["gs_kt"]}), load_world()).tracks
    (cruise,) = abilities_of(tracks, [None], [False], load_world().types).cruise_kt
    assert np.isclose(cruise, np.quantile(tracks.gs_kt, CRUISE_QUANTILE))
