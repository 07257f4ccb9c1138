"""Rule 2: an implausible position gets a mark and a reason; none is deleted, none is changed."""

from __future__ import annotations

import re
from datetime import timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.model.tables import POSITIONS
from crossbearing.movement import plausible
from notation import at, fly, park, together

# A kind, and where there is more to say, the detail behind a colon.
REASON = re.compile(r"[a-z_]+(: .+)?")
CRAFT = "icao24:7380c2"


def spoofed(drawn: pl.DataFrame, start: str, end: str, lat: float, lon: float) -> pl.DataFrame:
    """The drawing as received under a transmitter of false positions: all at one point, height and speed kept."""
    there = pl.col("time").is_between(at(start), at(end))
    false = drawn.with_columns(
        lat=pl.when(there).then(lat).otherwise("lat"), lon=pl.when(there).then(lon).otherwise("lon")
    )
    return POSITIONS.conform(false)


def nothing_is_lost(drawn: pl.DataFrame) -> pl.DataFrame:
    marked = plausible(drawn)
    assert marked.drop("mark").equals(drawn.drop("mark"))
    assert all(REASON.fullmatch(mark) for mark in marked["mark"].drop_nulls())
    return marked


def test_positions_moved_to_one_point_stay_in_the_table_with_a_reason():
    drawn = spoofed(
        fly(CRAFT, "OIII", "UUWW", "2024-02-10 04:00"), "2024-02-10 05:30", "2024-02-10 06:10", 45.35, 37.37
    )
    marked = nothing_is_lost(drawn)
    false = marked.filter((pl.col("lat") - 45.35).abs() < 1e-9)
    assert false.height > 50
    assert false["mark"].null_count() == 0
    assert marked.filter(pl.col("mark").is_null()).height > 200


def test_two_airframes_on_one_address_both_stay():
    one = fly(CRAFT, "OIII", "UUWW", "2024-02-10 04:00", callsign="IRM1")
    other = fly(CRAFT, "EDDF", "EGLL", "2024-02-10 05:00", callsign="DLH9")
    nothing_is_lost(together(one, other))


def test_repeats_and_jumps_stay():
    flown = fly(CRAFT, "OIII", "OSDI", "2024-02-10 04:00")
    jump = flown[40:41].with_columns(lat=pl.lit(-33.9), lon=pl.lit(151.2))
    marked = nothing_is_lost(together(flown, flown[10:30], jump))
    assert marked["mark"].null_count() < marked.height


@settings(max_examples=25)
@given(st.integers(0, 200), st.integers(1, 120), st.floats(-80, 80), st.floats(-179, 179), st.booleans())
def test_wherever_false_positions_are_put_none_disappears(
    first: int, minutes: int, lat: float, lon: float, still: bool
):
    start = at("2024-02-10 04:00") + timedelta(minutes=first)
    flown = together(
        fly(CRAFT, "OIII", "UUWW", "2024-02-10 04:00", every_s=60),
        park(CRAFT, "UUWW", "2024-02-10 08:00", "2024-02-10 09:00", every_s=300),
    )
    there = pl.col("time").is_between(start, start + timedelta(minutes=minutes))
    drift = 0.0 if still else 0.01
    nothing_is_lost(
        POSITIONS.conform(
            flown.with_columns(
                lat=pl.when(there).then(lat + drift * pl.int_range(pl.len()) % 5).otherwise("lat"),
                lon=pl.when(there).then(lon).otherwise("lon"),
            )
        )
    )


def test_every_position_of_a_made_world_is_still_there(worlds):
    for _, held in worlds:
        nothing_is_lost(held.positions)
