"""Which places no station that heard them can have heard: learnt from what each station hears."""

from __future__ import annotations

import polars as pl

from crossbearing.movement.vessels.trust.lessons import known_of
from crossbearing.movement.vessels.trust.plausible import mark_and_learn, plausible
from movement.vessels.sea import MID_CASPIAN, every, lying, off, ship

AFAR = (-30.3, -40.7)


def heard_by(station: str, places: list[tuple[float, float]], first: int = 273000001) -> pl.DataFrame:
    """Ships at rest, each heard three times by one station."""
    ships = [ship(first + number, lying(place), every(60, 0, 2)) for number, place in enumerate(places)]
    return pl.concat(ships).with_columns(station=pl.lit(station))


def bay(count: int = 60) -> list[tuple[float, float]]:
    """Ships all over a bay, ten to a cell."""
    return [off(MID_CASPIAN, 12_000 * (number // 10), 40 * (number % 10)) for number in range(count)]


def test_a_ship_beyond_the_sea_was_not_heard_by_a_station_on_this_shore():
    marked = plausible(heard_by("shore", [*bay(), AFAR]))

    assert marked.filter(pl.col("mark") == "unhearable")["lat"].unique().to_list() == [AFAR[0]]
    assert marked["mark"].null_count() == marked.height - 3


def test_a_duct_that_brings_many_ships_from_afar_is_believed():
    far = [off((34.2, 50.3), 40 * number) for number in range(6)]

    assert plausible(heard_by("shore", [*bay(), *far]))["mark"].null_count() == 66 * 3


def test_what_is_heard_from_space_may_lie_anywhere():
    wide = [(lat + 0.4, lon + 0.3) for lat in range(-60, 60, 15) for lon in range(-170, 170, 40)]

    assert plausible(heard_by("satellite", [*bay(20), *wide, AFAR]))["mark"].null_count() == 93 * 3


def test_a_station_of_few_ships_is_not_judged():
    assert plausible(heard_by("shore", [*bay(15), AFAR]))["mark"].null_count() == 16 * 3


def test_what_all_ships_teach_of_a_station_is_told_to_a_part_of_them():
    here, there = heard_by("shore", bay()), heard_by("shore", [AFAR], first=636000001)
    lessons = [mark_and_learn(part)[1] for part in (here, there)]

    assert plausible(there)["mark"].null_count() == 3
    assert plausible(there, known_of(lessons))["mark"].to_list() == ["unhearable"] * 3
