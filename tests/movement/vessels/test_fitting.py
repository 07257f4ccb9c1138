"""Ships that send one number are told apart by what ships do in silences, and by what their equipment sends."""

from __future__ import annotations

from math import pi, sin
from random import Random

import polars as pl

from crossbearing.movement.vessels.trust.plausible import plausible
from movement.vessels.sea import MID_CASPIAN, every, going, lying, off, ship, then

A = 273111111
BERTH = (46.35, 48.03)


def ships_of(*tracks: pl.DataFrame) -> list[list[str]]:
    """Which of the tracks, told by their numbers, each ship was given."""
    numbered = [track.with_columns(member=pl.lit(str(number))) for number, track in enumerate(tracks)]
    marked = plausible(pl.concat(numbered)).filter(pl.col("mark").is_null())
    return sorted(sorted(set(members)) for members in marked.group_by("hull").agg("member")["member"])


def test_a_ship_at_her_berth_is_still_there_after_a_silence_of_a_day_while_the_other_sailed():
    berthed = ship(A, lying(BERTH), [*every(10, 0, 2), *every(10, 26, 28)])
    sailing = ship(A, going(MID_CASPIAN, 9), every(240, 0.05, 26), sog_kt=9).with_columns(
        cog_deg=pl.lit(0.0, pl.Float32)
    )

    assert ships_of(berthed, sailing) == [["0"], ["1"]]


def test_a_ship_heard_every_two_hours_keeps_her_course():
    west, east = MID_CASPIAN, off(MID_CASPIAN, 0, 60_000)
    north = ship(A, going(west, 10), every(120, 0, 20), sog_kt=10).with_columns(cog_deg=pl.lit(0.0, pl.Float32))
    south = ship(A, going(east, 10, "S"), every(120, 0.1, 20), sog_kt=10).with_columns(
        cog_deg=pl.lit(180.0, pl.Float32)
    )

    assert ships_of(north, south) == [["0"], ["1"]]


def test_ships_that_pass_each_other_unheard_are_known_by_class_of_transponder():
    hours = [*every(10, 0, 2), *every(10, 12, 14)]
    first = ship(A, then((6, lying(BERTH)), (20, lying(off(BERTH, 30_000)))), hours)
    second = ship(A, then((6, lying(off(BERTH, 30_000))), (20, lying(BERTH))), [hour + 0.03 for hour in hours])

    assert ships_of(first, second.with_columns(message=pl.lit(18, pl.Int8))) == [["0"], ["1"]]


def test_long_range_messages_to_a_tenth_of_a_minute_are_no_second_ship():
    afloat = ship(A, going(MID_CASPIAN, 9), every(3, 0, 6), sog_kt=9)
    rough = ship(A, going(MID_CASPIAN, 9), every(9, 0.001, 6), sog_kt=9).with_columns(
        (pl.col("lat", "lon") * 600).round() / 600, message=pl.lit(27, pl.Int8)
    )
    far = ship(A, lying((26.0, 54.0)), every(30, 0, 6))

    assert ships_of(afloat, far) == [["0"], ["1"]]
    assert ships_of(pl.concat([afloat, rough]), far) == [["0"], ["1"]]


def test_a_second_ship_heard_each_half_hour_is_a_ship_however_often_the_first_is_heard():
    first, berthed = (
        ship(A, going(MID_CASPIAN, 9), every(2, 0, 48), sog_kt=9),
        ship(A, lying(BERTH), every(30, 0.01, 48)),
    )

    assert plausible(pl.concat([first, berthed]))["mark"].null_count() == first.height + berthed.height


# Two berths a little apart: fixes of either are nearer to their own than to the other's.
QUAY, NEXT_BERTH = BERTH, off(BERTH, 25, 10)


def test_ships_side_by_side_at_a_quay_that_never_leave_are_two_where_their_reports_go_there_and_back():
    one, other = ship(A, lying(QUAY), every(3, 0, 12), 0.0), ship(A, lying(NEXT_BERTH), every(3, 0.003, 12), 0.0)

    assert ships_of(one, other) == [["0"], ["1"]]


def test_a_ship_that_sheers_to_and_fro_at_anchor_is_one_ship():
    sheering = ship(A, lambda hour: off(QUAY, 0, 30 * sin(2 * pi * hour * 60 / 7)), every(3, 0, 24), sog_kt=0.6)

    assert ships_of(sheering) == [["0"]]


def test_a_ship_whose_fixes_err_by_tens_of_metres_is_one_ship():
    dice = Random(7)
    erring = ship(A, lambda hour: off(QUAY, dice.gauss(0, 15), dice.gauss(0, 15)), every(3, 0, 24), sog_kt=0.0)

    assert ships_of(erring) == [["0"]]


def test_where_two_ships_can_have_gone_either_way_both_tracks_end():
    """They come to one place from north and south, are unheard for three hours, and leave it to east and west."""
    place, beside, way = MID_CASPIAN, off(MID_CASPIAN, 0, 60), 3 * 18_520
    hours = [*every(10, 0, 3), *every(10, 6, 9)]
    one = ship(A, then((3, going(off(place, -way), 10)), (9, going(place, 10, "E", 5))), hours, sog_kt=10)
    other = ship(
        A,
        then((3.5, going(off(beside, way), 10, "S")), (10, going(beside, 10, "W", 5))),
        [hour + 0.002 for hour in hours],
        sog_kt=10,
    )

    first = pl.col("time").dt.hour() < 5
    courses = (
        track.with_columns(cog_deg=pl.when(first).then(pl.lit(came)).otherwise(pl.lit(left)).cast(pl.Float32))
        for track, came, left in ((one, 0.0, 90.0), (other, 180.0, 270.0))
    )

    assert ships_of(*courses) == [["0"], ["0"], ["1"], ["1"]]


def test_ships_that_pass_each_other_and_tell_their_course_go_on():
    north = ship(A, going(off(MID_CASPIAN, -20_000), 10), every(5, 0, 3), sog_kt=10)
    south = ship(A, going(off(MID_CASPIAN, 36_000, 50), 10, "S"), every(5, 0.002, 3), sog_kt=10)
    told = (track.with_columns(cog_deg=pl.lit(course, pl.Float32)) for track, course in ((north, 0.0), (south, 180.0)))

    assert ships_of(*told) == [["0"], ["1"]]


def test_a_wild_fix_makes_no_two_ships_of_one_that_sheers_at_anchor():
    sheering = ship(A, lambda hour: off(QUAY, 0, 30 * sin(2 * pi * hour * 60 / 7)), every(3, 0, 24), sog_kt=0.6)
    wild = ship(A, lying((26.0, 54.0)), [6.01])

    marked = plausible(pl.concat([sheering, wild]))
    assert marked["hull"].null_count() == marked.height
    assert marked["mark"].drop_nulls().to_list() == ["teleport"]
