"""Which positions of ships are trusted, and when two ships send one number."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.movement.vessels.trust.plausible import plausible
from movement.vessels.sea import MID_CASPIAN, every, going, lying, off, ship

A = 273111111


def judged(*tracks: pl.DataFrame) -> pl.DataFrame:
    return plausible(pl.concat(tracks))


def test_an_honest_voyage_has_no_mark():
    track = judged(ship(A, going(MID_CASPIAN, 12), every(3, 0, 10), sog_kt=12))

    assert track["mark"].null_count() == track.height
    assert track["hull"].null_count() == track.height


def test_a_place_that_no_ship_reaches_is_a_teleport():
    track = judged(
        ship(A, going(MID_CASPIAN, 12), every(3, 0, 3), sog_kt=12),
        ship(A, lying((12.0, -40.0)), [1.02], sog_kt=12),
    )

    assert track.filter(pl.col("mark") == "teleport")["lat"].to_list() == [12.0]
    assert track["hull"].null_count() == track.height


def test_two_ships_far_apart_on_one_number_are_told_apart():
    track = judged(
        ship(A, going(MID_CASPIAN, 12), every(3, 0, 6), sog_kt=12),
        ship(A, going((26.0, 54.0), 8, "E"), every(4, 0.01, 6), sog_kt=8),
    )

    assert track["mark"].null_count() == track.height
    assert track.group_by("hull").agg((pl.col("lat") > 35).n_unique())["lat"].to_list() == [1, 1]


def test_two_ships_side_by_side_on_one_number_are_told_apart():
    quay = off(MID_CASPIAN, 250)
    track = judged(
        ship(A, lying(MID_CASPIAN), every(0.2, 0, 1), sog_kt=0.0),
        ship(A, lying(quay), every(0.3, 0.001, 1), sog_kt=0.0),
    )

    assert track.group_by("hull").agg((pl.col("lat") > MID_CASPIAN[0] + 1e-3).n_unique())["lat"].to_list() == [1, 1]


def test_the_same_report_from_two_receivers_counts_once():
    track = ship(A, going(MID_CASPIAN, 12), every(3, 0, 1), sog_kt=12)

    assert judged(track, track.with_columns(station=pl.lit("other")))["mark"].value_counts().sort("mark").rows() == [
        (None, track.height),
        ("duplicate", track.height),
    ]


def test_a_place_that_never_changes_while_a_speed_is_sent_is_frozen():
    track = judged(ship(A, lying(MID_CASPIAN), every(3, 0, 1), sog_kt=11.0))

    assert (track["mark"] == "frozen").sum() == track.height


@settings(max_examples=25, deadline=None)
@given(kt=st.floats(0, 25), minutes=st.floats(0.2, 240), course=st.sampled_from("NSEW"), lat=st.floats(-70, 70))
def test_whatever_a_ship_can_sail_is_trusted(kt, minutes, course, lat):
    track = judged(ship(A, going((lat, 179.9), kt, course), every(minutes, 0, 30), sog_kt=kt))

    assert track["mark"].null_count() == track.height
