"""False tracks of one ship are not a second ship: rings, and tracks that were led away and let go."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

import polars as pl
import pytest

from crossbearing.movement.vessels.trust.plausible import plausible
from movement.vessels.sea import MID_CASPIAN, Place, every, going, lying, off, ship, then

A = 273111111
POINT_REYES = (38.0, -123.0)


def rounding(place: Place, radius_m: float, minutes: float) -> Callable[[float], Place]:
    """Round and round a place."""

    def where(hour: float) -> Place:
        turn = 2 * pi * hour * 60 / minutes
        return off(place, radius_m * sin(turn), radius_m * cos(turn))

    return where


def marks(*tracks: pl.DataFrame) -> dict[str | None, int]:
    marked = plausible(pl.concat(tracks))
    return dict(marked.group_by("mark").len().iter_rows())


@pytest.mark.parametrize("again", [10.0, None])
def test_a_ring_far_away_is_false_whether_she_is_heard_again_or_not(again):
    home = ship(A, going(MID_CASPIAN, 10), [*every(3, 0, 4), *(every(3, again, 12) if again else ())], sog_kt=10)
    ring = ship(A, rounding(POINT_REYES, 1500, 30), every(2, 4.1, 9.9), sog_kt=10)

    assert marks(home, ring) == {None: home.height, "circling": ring.height}


def test_a_second_ship_that_swings_at_anchor_goes_round_nothing():
    first = ship(A, going(MID_CASPIAN, 10), every(3, 0, 12), sog_kt=10)
    swinging = ship(A, lambda hour: off(POINT_REYES, 200 * sin(hour / 2), 200 * cos(hour / 2)), every(3, 0.01, 12))

    assert marks(first, swinging) == {None: first.height + swinging.height}


def test_a_ship_on_trial_that_turns_circles_is_believed():
    trial = rounding(off(MID_CASPIAN, 0, -400), 400, 6)

    assert marks(ship(A, trial, every(0.5, 0, 8), sog_kt=13)) == {None: 961}


def test_who_is_led_away_and_let_go_at_once_is_one_ship():
    led = lambda hour: off(MID_CASPIAN, 0, 8_000 * max(0.0, hour - 2))  # noqa: E731
    track = ship(A, then((6, led), (12, lying(MID_CASPIAN))), every(3, 0, 12), sog_kt=2)
    marked = plausible(track)

    assert marked["hull"].null_count() == track.height
    assert marked.filter(pl.col("mark") == "walked")["time"].dt.hour().unique().to_list() in ([5], [4, 5], [5, 6])


def test_two_ships_that_send_one_number_one_after_the_other_stay_two():
    first = ship(A, going(MID_CASPIAN, 10), every(3, 0, 4), sog_kt=10)
    then_far = ship(A, going((26.0, 54.0), 8), every(3, 4.1, 9), sog_kt=8)

    assert plausible(pl.concat([first, then_far]))["hull"].n_unique() == 2
