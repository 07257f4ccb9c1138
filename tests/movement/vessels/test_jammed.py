"""Ships that jamming throws about: waters that several leave at once, and points that they are drawn to."""

from __future__ import annotations

import polars as pl

from crossbearing.movement.vessels.trust.lessons import known_of
from crossbearing.movement.vessels.trust.plausible import mark_and_learn, plausible
from movement.vessels.sea import MID_CASPIAN, Place, every, lying, off, ship

A = 273000001


def thrown(mmsi: int, berth: Place, scatter: list[Place], first: float = 3.0) -> pl.DataFrame:
    """A ship at her berth that says, for an hour, every other time that she is elsewhere."""
    false = [first + 0.1 * number for number in range(len(scatter))]
    where = dict(zip(false, scatter, strict=True))
    home = ship(mmsi, lying(berth), every(6, 0.05, 8))
    return pl.concat([home, ship(mmsi, lambda hour: where[hour], false)])


def about(seed: int) -> list[Place]:
    """Places all over the sea around."""
    north, east = 31_000 + 1_300 * seed, 37_000 + 1_700 * seed
    return [off(MID_CASPIAN, north * (7 * n % 5 - 1.5), east * (3 * n % 7 - 2.5)) for n in range(1, 11)]


def marks(tracks: list[pl.DataFrame]) -> set[str | None]:
    return set(plausible(pl.concat(tracks))["mark"].unique())


def test_ships_of_one_port_that_are_thrown_about_in_one_hour_are_jammed():
    ships = [thrown(A + number, off(MID_CASPIAN, 500 * number), about(number)) for number in range(4)]
    marked = plausible(pl.concat(ships))

    assert marked.filter(pl.col("mark") == "jammed").height >= 30
    assert marked["hull"].null_count() == marked.height
    assert marked.filter(pl.col("mark").is_not_null())["time"].dt.hour().is_between(3, 3).all()


def test_one_ship_that_is_thrown_about_among_many_has_a_bad_receiver():
    others = [ship(A + 10 + number, lying(off(MID_CASPIAN, 300 * number)), every(6, 0, 8)) for number in range(40)]
    ships = [thrown(A + number, off(MID_CASPIAN, 500 * number), about(number)) for number in range(3)]

    assert "jammed" not in marks([*ships, *others])


def test_the_port_that_ships_are_back_in_is_no_false_point():
    away = [off(MID_CASPIAN, 60_000 + 4_000 * number, 50_000) for number in range(10)]
    ships = [thrown(A + number, off(MID_CASPIAN, 30 * number), away[number:] + away[:number]) for number in range(4)]
    marked = plausible(pl.concat(ships))

    assert marked.filter((pl.col("lat") - MID_CASPIAN[0]).abs() < 0.01)["mark"].null_count() == 4 * 80


def test_ships_looked_at_one_by_one_are_marked_by_what_all_teach():
    ships = [thrown(A + number, off(MID_CASPIAN, 500 * number), about(number)) for number in range(4)]
    known = known_of([mark_and_learn(one)[1] for one in ships])

    parted = pl.concat([plausible(one, known) for one in ships])
    assert parted.equals(plausible(pl.concat(ships)))
