"""Tracks that are walked away, crawl or circle while the craft says otherwise."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.movement import plausible
from notation import at, fly, together

CRAFT = "icao24:7380c2"
ONSET = "2024-02-10 09:30"


def flown(every_s: float = 20) -> pl.DataFrame:
    """Tehran to Moscow, on the ground at 11:09."""
    return fly(CRAFT, "OIII", "UUWW", "2024-02-10 07:45", every_s=every_s)


def since(start: str, end: str = "2024-02-11 00:00") -> pl.Expr:
    return pl.col("time").is_between(at(start), at(end))


def walked(drawn: pl.DataFrame, start: str, end: str, north_kt: float, east_kt: float) -> pl.DataFrame:
    """The places move away from the true ones at a steady pace, from where they were: no jump at the onset."""
    hours = (pl.col("time") - at(start)).dt.total_milliseconds() / 3.6e6
    then = since(start, end)
    return drawn.with_columns(
        lat=pl.when(then).then(pl.col("lat") + hours * north_kt / 60).otherwise("lat"),
        lon=pl.when(then).then(pl.col("lon") + hours * east_kt / 60 / 0.7).otherwise("lon"),
    )


@pytest.mark.parametrize("every_s", [5, 20])
def test_a_track_walked_away_without_a_jump_is_spoofed(every_s: float) -> None:
    """For 20 minutes the places turn west while course and speed say north."""
    drawn = walked(flown(every_s), ONSET, "2024-02-10 09:50", 0.0, -380.0)
    marked = plausible(drawn)
    false = marked.filter(since("2024-02-10 09:31", "2024-02-10 09:50"))
    assert false["mark"].str.starts_with("spoofed: for minutes").fill_null(False).mean() > 0.95  # type: ignore[operator]
    assert marked.filter(~since("2024-02-10 09:28", "2024-02-10 09:52"))["mark"].null_count() > 100


def test_false_places_that_move_as_speed_and_course_say_cannot_be_told() -> None:
    """Whoever falsifies places, speed and course together, and begins without a jump, shows no contradiction."""
    drawn, then = walked(flown(), ONSET, "2024-02-11 00:00", 0.0, -120.0), since(ONSET)
    course = pl.col("track_deg").radians()
    east, north = pl.col("gs_kt") * course.sin() - 120.0, pl.col("gs_kt") * course.cos()
    told = drawn.with_columns(
        gs_kt=pl.when(then).then((east**2 + north**2).sqrt()).otherwise("gs_kt").cast(pl.Float32),
        track_deg=pl.when(then).then(pl.arctan2(east, north).degrees() % 360).otherwise("track_deg").cast(pl.Float32),
    )
    aloft = told.filter(pl.col("alt_ft") > 1000)
    assert plausible(aloft)["mark"].null_count() == aloft.height


def test_a_faulty_course_is_no_false_place() -> None:
    """A source whose course is wrong all the time shows a fault of the source."""
    wrong = flown().with_columns(track_deg=((pl.col("track_deg") + 90) % 360).cast(pl.Float32))
    assert plausible(wrong)["mark"].null_count() == wrong.height


def test_a_speed_and_course_held_by_the_source_prove_nothing() -> None:
    held = flown().with_columns(
        track_deg=pl.when(since(ONSET, "2024-02-10 09:50")).then(pl.lit(90.0, pl.Float32)).otherwise("track_deg"),
        gs_kt=pl.when(since(ONSET, "2024-02-10 09:50")).then(pl.lit(430.0, pl.Float32)).otherwise("gs_kt"),
    )
    assert plausible(held)["mark"].null_count() == held.height


def test_courses_below_zero_are_no_courses() -> None:
    odd = flown().with_columns(track_deg=(pl.col("track_deg") - 180).cast(pl.Float32))
    assert plausible(odd)["mark"].null_count() == odd.height


@settings(max_examples=12, deadline=None)
@given(st.floats(-60, 60), st.sampled_from([4.0, 11.0, 27.0]))
def test_a_heading_given_for_a_course_is_no_contradiction(drift: float, every_s: float) -> None:
    """In a cross-wind the nose points up to 20 degrees aside; even thrice that is nobody's forgery."""
    drawn = flown(every_s).with_columns(track_deg=((pl.col("track_deg") + drift / 3) % 360).cast(pl.Float32))
    assert plausible(drawn)["mark"].null_count() == drawn.height


def test_crawling_at_flying_height_from_one_moment_to_the_next_is_spoofed() -> None:
    """Rows at a false point tell 30 to 60 kt, seconds after 300 kt and with the heights of the true way."""
    drawn = flown(every_s=10)
    k = pl.int_range(pl.len())
    false = since("2024-02-10 10:20", "2024-02-10 10:50") & (k % 3 > 0)
    drawn = drawn.with_columns(
        lat=pl.when(false).then(46.3 + 0.03 * (k / 20).sin()).otherwise("lat"),
        lon=pl.when(false).then(38.3 + 0.03 * (k / 20).cos()).otherwise("lon"),
        gs_kt=pl.when(false).then(45.0 + 15 * (k / 3).sin()).otherwise("gs_kt").cast(pl.Float32),
    )
    marked = plausible(drawn)
    high = pl.col("alt_ft") > 3000
    assert marked.filter(false & high)["mark"].null_count() == 0
    assert marked.filter(~false)["mark"].null_count() == marked.filter(~false).height


def test_a_helicopter_that_slows_down_is_honest() -> None:
    drawn = fly(CRAFT, "OIII", "OIIE", "2024-02-10 07:45", gs_kt=120, cruise_ft=9000, every_s=5)
    slow = drawn.with_columns(gs_kt=pl.when(pl.int_range(pl.len()) > 80).then(60.0).otherwise("gs_kt").cast(pl.Float32))
    assert "spoofed" not in " ".join(plausible(slow)["mark"].drop_nulls())


def test_two_airframes_of_which_one_is_slow_crawl_not() -> None:
    fast = fly(CRAFT, "OIII", "UUWW", "2024-02-10 07:45", callsign="IRF1", every_s=10)
    slow = fly(CRAFT, "EDDF", "LFPG", "2024-02-10 08:00", callsign="DHXAB", gs_kt=90, cruise_ft=4500, every_s=11)
    marks = plausible(together(fast, slow))["mark"].drop_nulls()
    assert not marks.str.starts_with("spoofed").any()
